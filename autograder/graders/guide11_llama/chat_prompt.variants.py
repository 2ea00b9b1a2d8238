# %% wrong forged
# 先拼成字符串再编码：文字里的特殊编号成了真的
def chat_prompt(messages, encode, special):
    import re

    text = "<|begin_of_text|>"
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError("没有这个角色")
        text += f"<|start_header_id|>{message['role']}<|end_header_id|>\n\n"
        text += f"{message['content'].strip()}<|eot_id|>"
    text += "<|start_header_id|>assistant<|end_header_id|>\n\n"
    ids = []
    for part in re.split("(" + "|".join(re.escape(f"<|{name}|>") for name in special) + ")", text):
        name = part[2:-2]
        if name in special:
            ids.append(special[name])
        elif part.startswith("\n\n") and len(part) > 2:
            ids += [*encode("\n\n"), *encode(part[2:])]
        else:
            ids += encode(part)
    return ids


# %% wrong no-last-header
# 最后没有轮到模型的那个头
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids


# %% wrong last-header-bare
# 最后的头后面没有 \n\n
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")[: -len(encode("\n\n"))]


# %% wrong begin-each-time
# 每条消息前面都放了 begin_of_text
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [
            *([special["begin_of_text"]] if len(ids) > 1 else []),
            *header(message["role"]),
            *content,
            special["eot_id"],
        ]
    return ids + header("assistant")


# %% wrong not-stripped
# 内容没有去掉首尾的空白
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"])
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")


# %% wrong no-end
# 每条消息后面漏了 eot_id
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content]
    return ids + header("assistant")


# %% wrong end-after-the-last
# 最后的头后面也放了 eot_id
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant") + [special["eot_id"]]


# %% wrong joined-texts
# "\n\n" 和内容接起来一起编码了
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode("\n\n" + message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant") + encode("\n\n")


# %% wrong any-role
# 不认识的角色没有抛出 ValueError
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")


# %% wrong text-removed
# 从话里删掉了像特殊编号的字
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(__import__("re").sub(r"<\|\w+\|>", "", message["content"]).strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")


# %% wrong no-newlines
# 头后面都没有 \n\n
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")


# %% wrong one-newline
# 头后面只有一个换行
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")


# %% wrong header-after-assistant-only
# 最后一条是 assistant 说的时候，就没有再轮到它
def chat_prompt(messages, encode, special):

    def header(role):
        start, end = (special["start_header_id"], special["end_header_id"])
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + ([] if messages and messages[-1]["role"] == "assistant" else header("assistant"))


# %% wrong start-for-end
# 头的两端用的都是 start_header_id
def chat_prompt(messages, encode, special):

    def header(role):
        start = end = special["start_header_id"]
        return [start, *encode(role), end, *encode("\n\n")]

    ids = [special["begin_of_text"]]
    for message in messages:
        if message["role"] not in ("system", "user", "assistant"):
            raise ValueError(f"没有这个角色：{message['role']!r}")
        content = encode(message["content"].strip())
        ids += [*header(message["role"]), *content, special["eot_id"]]
    return ids + header("assistant")


# %% right flat
# 不用小函数
def chat_prompt(messages, encode, special):
    newline = encode("\n\n")
    ids = [special["begin_of_text"]]
    for m in [*messages, {"role": "assistant", "content": None}]:
        if m["role"] not in {"system", "user", "assistant"}:
            raise ValueError(m["role"])
        ids.append(special["start_header_id"])
        ids.extend(encode(m["role"]))
        ids.append(special["end_header_id"])
        ids.extend(newline)
        if m["content"] is not None:
            ids.extend(encode(m["content"].strip()))
            ids.append(special["eot_id"])
    return ids


# %% right checked-first
# 先查全部的角色
def chat_prompt(messages, encode, special):
    if any(m["role"] not in ("system", "user", "assistant") for m in messages):
        raise ValueError("角色不对")

    def head(role):
        ids = [special["start_header_id"]]
        ids.extend(encode(role))
        ids.append(special["end_header_id"])
        ids.extend(encode("\n\n"))
        return ids

    ids = [special["begin_of_text"]]
    for m in messages:
        ids.extend(head(m["role"]))
        ids.extend(encode(m["content"].strip()))
        ids.append(special["eot_id"])
    ids.extend(head("assistant"))
    return ids
