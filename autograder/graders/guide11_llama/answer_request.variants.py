# %% wrong total-without-prompt
# total_tokens 没有算提示
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong messages-counted
# prompt_tokens 数的是消息的条数，不是编号
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(messages), len(new), len(messages) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong characters-counted
# completion_tokens 不对：没有数新写的编号，用了 max_tokens
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), limit, len(ids) + limit)
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong reasons-swapped
# stop 和 length 反了
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "length" if len(new) < limit else "stop",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong always-stop
# finish_reason 总是 stop
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {"index": 0, "message": {"role": "assistant", "content": decode(new)}, "finish_reason": "stop"}
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong no-default
# 没有写 max_tokens 时，当成了不对的请求
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens")
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong other-default
# 没有写 max_tokens 时，用的不是 64
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 16)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong exception
# 坏的请求抛出了异常，没有变成 error
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ZeroDivisionError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong encode-error
# encode、complete 抛出的 ValueError 没有接住
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        pass
    except ValueError as error:
        return {"error": {"message": str(error)}}
    ids = encode(messages)
    new = complete(ids, limit)
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong any-limit
# max_tokens 不是正整数也收下了
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        ids = encode(messages)
        new = complete(ids, int(limit))
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong true-is-a-number
# max_tokens 是 True 也收下了：它在 Python 里也是 int
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if not isinstance(limit, int) or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong empty-accepted
# 空的 messages 也收下了
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list):
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong any-content
# content 不是字符串也收下了
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role",)):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        messages = [{**message, "content": str(message.get("content", ""))} for message in messages]
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong role-copied
# 回答的 role 照抄了请求的最后一条
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": messages[-1]["role"], "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong model-missing
# 没有 model 也收下了
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong bare-text
# error 里放的是一句话，不是带 message 的 dict
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": str(error)}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong prompt-in-the-text
# 回答的文字里带着提示
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode([*ids, *new])},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% wrong one-choice-bare
# choices 是一个 dict，不是列表
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens", 64)
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": choice, "usage": usage}


# %% wrong zero-as-default
# max_tokens 是 0 时当成了没有写，用了 64
def answer_request(request, encode, decode, complete):
    try:
        if not isinstance(request, dict):
            raise ValueError("请求应当是一个 JSON 对象")
        name, messages = (request.get("model"), request.get("messages"))
        limit = request.get("max_tokens") or 64
        if not isinstance(name, str):
            raise ValueError("model 应当是字符串")
        if not isinstance(messages, list) or not messages:
            raise ValueError("messages 应当是不空的列表")
        for message in messages:
            fields = message if isinstance(message, dict) else {}
            if not all(isinstance(fields.get(key), str) for key in ("role", "content")):
                raise ValueError("每条消息应当有字符串 role 和 content")
        if type(limit) is not int or limit < 1:
            raise ValueError("max_tokens 应当是正整数")
        ids = encode(messages)
        new = complete(ids, limit)
    except ValueError as error:
        return {"error": {"message": str(error)}}
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": decode(new)},
        "finish_reason": "stop" if len(new) < limit else "length",
    }
    counts = (len(ids), len(new), len(ids) + len(new))
    names = ("prompt_tokens", "completion_tokens", "total_tokens")
    usage = dict(zip(names, counts))
    answer = {"object": "chat.completion", "model": name}
    return answer | {"choices": [choice], "usage": usage}


# %% right problem-function
# 先找毛病，再回答
def answer_request(request, encode, decode, complete):
    def problem():
        if type(request) is not dict or not isinstance(request.get("model"), str):
            return "no model"
        messages = request.get("messages")
        if type(messages) is not list or len(messages) == 0:
            return "no messages"
        for m in messages:
            if not (type(m) is dict and type(m.get("role")) is str and type(m.get("content")) is str):
                return "bad message"
        most = request.get("max_tokens", 64)
        if isinstance(most, bool) or not isinstance(most, int) or most <= 0:
            return "bad max_tokens"
        return None

    if problem():
        return {"error": {"message": problem(), "type": "invalid_request_error"}}
    most = request.get("max_tokens", 64)
    try:
        prompt = encode(request["messages"])
        new = complete(prompt, most)
    except ValueError as e:
        return {"error": {"message": str(e)}}
    return {
        "model": request["model"],
        "object": "chat.completion",
        "usage": {
            "prompt_tokens": len(prompt),
            "completion_tokens": len(new),
            "total_tokens": len(prompt) + len(new),
        },
        "choices": [
            {
                "finish_reason": ("length", "stop")[len(new) < most],
                "index": 0,
                "message": {"content": decode(new), "role": "assistant"},
            }
        ],
    }


# %% right catch-all
# 任何异常都变成 error
def answer_request(request, encode, decode, complete):
    try:
        name, messages, limit = request["model"], request["messages"], request.get("max_tokens", 64)
        assert isinstance(name, str)
        assert isinstance(messages, list)
        assert len(messages) > 0
        assert type(limit) is int
        assert limit > 0
        assert all(isinstance(m[key], str) for m in messages for key in ("role", "content"))
        ids = encode(messages)
        new = complete(ids, limit)
        text = decode(new)
    except Exception as error:
        return {"error": {"message": repr(error)}}
    usage = {"prompt_tokens": len(ids), "completion_tokens": len(new), "total_tokens": len(ids) + len(new)}
    message = {"role": "assistant", "content": text}
    reason = "length" if len(new) == limit else "stop"
    return {
        "object": "chat.completion",
        "model": name,
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
        "usage": usage,
    }
