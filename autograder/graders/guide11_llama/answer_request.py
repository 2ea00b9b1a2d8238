"""Hidden tests of answer_request: the notebook's own three functions over there; answers are compared whole."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit


def talk(*contents: str, role: str = "user") -> list[dict[str, str]]:
    """Messages."""
    return [{"role": role, "content": content} for content in contents]


def good(**changed: Any) -> dict[str, Any]:
    """A request with some things changed."""
    return {"model": "tiny", "messages": talk("Hello!"), "max_tokens": 9} | changed


def expected(request: dict[str, Any], reply: str) -> dict[str, Any]:
    """The answer."""
    limit = request.get("max_tokens", 64)
    prompt, text = sum(len(m["content"]) for m in request["messages"]), reply[:limit]
    return {
        "object": "chat.completion",
        "model": request["model"],
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text},
                "finish_reason": "stop" if len(reply) < limit else "length",
            }
        ],
        "usage": {
            "prompt_tokens": prompt,
            "completion_tokens": len(text),
            "total_tokens": prompt + len(text),
        },
    }


def ask(student: Any, request: Any, reply: str = "Once upon") -> tuple[Any, list[Any]]:
    """(the answer, what complete was given)."""
    answer, asked = kit.sequence(student.watch_request(request, reply), 2)
    return answer, [(list(ids), limit) for ids, limit in asked]


def check(student: Any, request: dict[str, Any], reply: str) -> None:
    """Compare one answer."""
    want = expected(request, reply)
    answer, _ = ask(student, request, reply)
    kit.require(isinstance(answer, dict), "回答应当是 dict")
    for key in want:
        kit.require(key in answer and answer[key] == want[key], f"回答的 {key} 不对")
    kit.require(len(answer) == len(want), "回答里多了东西")


@pytest.mark.exercise(core=True)
def test_request_stop(student):
    """自己写完的，是 stop。"""
    check(student, good(max_tokens=12), "A cat sat.")


@pytest.mark.exercise(core=True)
def test_request_length(student):
    """写满的，是 length；正好写满也是。"""
    check(student, good(max_tokens=5), "A cat sat on a mat.")
    check(student, good(max_tokens=4), "Cats")


@pytest.mark.exercise
def test_request_default(student):
    """没有写最多几个时的默认值。"""
    request = good()
    del request["max_tokens"]
    check(student, request, "a" * 100)
    check(student, request, "b" * 63)


@pytest.mark.exercise
def test_request_complete(student):
    """complete 只叫一次，收到的是提示的编号和最多几个。"""
    answer, asked = ask(student, good(messages=talk("ab", "c"), max_tokens=7))
    kit.require("error" not in kit.mapping(answer, ()), "好的请求得到了 error")
    kit.require(asked == [([97, 98, 99], 7)], "complete 收到的不对")


@pytest.mark.exercise
def test_request_nothing_written(student):
    """一个也没有写，也是回答：空的文字，stop。"""
    check(student, good(), "")


@pytest.mark.exercise
def test_request_several_messages(student):
    """几条消息、几种角色，提示全算；别的键不管。"""
    messages = [*talk("Be kind.", role="system"), *talk("Hi"), *talk("Ho", role="assistant"), *talk("?")]
    check(student, good(messages=messages, temperature=0.5, stream=False), "Yes.")
    check(student, good(model="another name", messages=[{**m, "name": "x"} for m in messages]), "Yes.")


BAD: dict[str, Any] = {
    "null": None,
    "text": "hello",
    "list": [good()],
    "empty": {},
    "no-model": {"messages": talk("a")},
    "model-number": good(model=3),
    "no-messages": {"model": "tiny"},
    "messages-empty": good(messages=[]),
    "messages-text": good(messages="hello"),
    "messages-dict": good(messages={"role": "user", "content": "a"}),
    "message-text": good(messages=["hello"]),
    "message-null": good(messages=[*talk("a"), None]),
    "no-role": good(messages=[{"content": "a"}]),
    "no-content": good(messages=[{"role": "user"}]),
    "role-number": good(messages=[{"role": 1, "content": "a"}]),
    "content-null": good(messages=[*talk("a"), {"role": "user", "content": None}]),
    "content-list": good(messages=[{"role": "user", "content": ["a"]}]),
    "limit-zero": good(max_tokens=0),
    "limit-negative": good(max_tokens=-3),
    "limit-text": good(max_tokens="5"),
    "limit-fraction": good(max_tokens=2.5),
    "limit-true": good(max_tokens=True),
}


@pytest.mark.exercise(weight=0.25)
@pytest.mark.parametrize("name", list(BAD))
def test_request_bad(student, name):
    """不对的请求得到 error，不叫 complete，没有异常。"""
    answer, asked = ask(student, BAD[name])
    kit.mapping(answer, ("error",))
    kit.require(list(answer) == ["error"], "不对的请求，回答里应当只有 error")
    kit.require(isinstance(answer["error"], dict), "error 应当是 dict")
    kit.require(isinstance(answer["error"].get("message"), str), "error 里应当有 message，一句话")
    kit.require(asked == [], "请求不对，却叫了 complete")


@pytest.mark.exercise
@pytest.mark.parametrize("messages", [talk("a", role="tool"), talk("a" * 60)], ids=["encode", "complete"])
def test_request_refused(student, messages):
    """encode、complete 抛出的 ValueError 也变成 error。"""
    answer, _ = ask(student, good(messages=messages))
    kit.mapping(answer, ("error",))
    kit.require(list(answer) == ["error"], "回答里应当只有 error")


@pytest.mark.exercise
def test_request_unchanged(student):
    """请求在调用之后不变。"""
    request = good(messages=talk("a", "b"))
    ask(student, request)
    kit.unchanged(request, good(messages=talk("a", "b")), "request")
