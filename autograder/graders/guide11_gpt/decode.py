"""Hidden tests of decode: numbers spelled out recursively."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit

from common import Pairs

MERGES = [(229, 147), (256, 136), (97, 98), (258, 257), (259, 259), (136, 229)]


def spelled(number: int, merges: Pairs) -> list[int]:
    """The bytes of a number."""
    if number < 256:
        return [number]
    return [byte for half in merges[number - 256] for byte in spelled(half, merges)]


def expected(ids: list[int], merges: Pairs) -> str:
    """The text."""
    return bytes(b for i in ids for b in spelled(i, merges)).decode("utf-8", "replace")


def check(student: Any, *cases: tuple[list[int], Pairs]) -> None:
    """Compare some texts."""
    wants = [expected(*case) for case in cases]
    found = [student.decode(list(ids), list(merges)) for ids, merges in cases]
    for got, want, (ids, _) in zip(found, wants, cases):
        kit.require(isinstance(got, str), "返回值应当是 str")
        kit.require(got == want, f"{ids} 应当是 {want!r}，得到 {got!r}")


@pytest.mark.exercise(core=True)
def test_decode_texts(student, rng):
    """每个编号展开到底，连起来就是文字。"""
    check(student, ([257, 33], MERGES), ([260], MERGES), ([258, 259, 97], MERGES), ([256, 136, 258], MERGES))


@pytest.mark.exercise(core=True)
def test_decode_split_characters(student):
    """一个字的字节分在几个词元里，也读得出。"""
    check(student, ([229, 147, 136], []), ([229, 147, 261, 147, 136], MERGES), ([240, 159, 152, 128], []))


@pytest.mark.exercise
def test_decode_any_text(student):
    """任何文字的字节都读得回来，空的也是。"""
    check(student, *((list(text.encode()), MERGES) for text in ("", "a\n\tz", "naïve 😀 春眠不觉晓", "\x00")))


@pytest.mark.exercise
def test_decode_broken(student):
    """不成字的字节换成替换符，其余的照读。"""
    check(student, ([97, 256, 98], MERGES), ([255, 254], []), ([136, 257], MERGES), ([97, 229], MERGES))


@pytest.mark.exercise
def test_decode_unknown(student):
    """太大的编号抛出 ValueError。"""
    for ids, merges in (([97, 262], MERGES), ([256], []), ([10**6], MERGES)):
        with kit.raises("ValueError"):
            student.decode(ids, list(merges))


@pytest.mark.exercise
def test_decode_negative(student):
    """负的编号抛出 ValueError。"""
    for ids in ([-1], [97, -262]):
        with kit.raises("ValueError"):
            student.decode(ids, list(MERGES))


@pytest.mark.exercise
def test_decode_keeps_inputs(student):
    """编号和合并表在调用之后不变。"""
    ids, merges = [257, 33, 258], list(MERGES)
    student.decode(ids, merges)
    kit.unchanged(ids, [257, 33, 258], "ids")
    kit.unchanged(merges, list(MERGES), "merges")
