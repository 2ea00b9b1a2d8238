"""Hidden tests of train_bpe against a reference that counts with a plain dictionary and merges on a stack."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit

from common import SENTENCES, Pairs, merged, pairs_of, random_text


def bpe_merges(text: str, size: int) -> Pairs:
    """The merges."""
    ids, found = list(text.encode("utf-8")), []
    for new in range(256, size):
        counts: dict[tuple[int, int], int] = {}
        for i in range(len(ids) - 1):
            counts[ids[i], ids[i + 1]] = counts.get((ids[i], ids[i + 1]), 0) + 1
        most = max(counts.values(), default=0)
        if most < 2:
            break
        pair = next(p for p in counts if counts[p] == most)  # a dictionary keeps the order of first places
        found.append(pair)
        ids = merged(ids, pair, new)
    return found


def check(student: Any, *cases: tuple[str, int]) -> None:
    """Compare the merges of some texts."""
    wants = [bpe_merges(*case) for case in cases]
    found = [pairs_of(student.train_bpe(*case)) for case in cases]
    for (text, size), got, want in zip(cases, found, wants):
        if got != want:
            place = next((i for i, (a, b) in enumerate(zip(got, want)) if a != b), min(len(got), len(want)))
            kit.fail(
                "value",
                f"{text[:20]!r}…、vocab_size={size}：第 {place} 次合并应当是 {want[place : place + 1]}，得到 {got[place : place + 1]}",
            )


@pytest.mark.exercise(core=True)
def test_bpe_texts(student, rng):
    """合并表正确：中文、英文、表情符号，各种大小。"""
    check(student, *((text, 300) for text in SENTENCES), (random_text(rng, 400), 290))


@pytest.mark.exercise(core=True)
def test_bpe_first_merge(student, rng):
    """第一次合并的是最多的一对，一样多的取最先出现的。"""
    texts = [random_text(rng, 60, "abcdef") for _ in range(6)]
    check(student, *((text, 257) for text in texts), ("zy ab zy ab", 257), ("ab zy ab zy", 257))


@pytest.mark.exercise
def test_bpe_repeats(student):
    """同样的两个挨在一起，数的时候重叠，换的时候不重叠。"""
    check(student, *(("a" * n, 300) for n in (2, 3, 4, 5, 9, 16)), ("aaabcbc", 300), ("aabaaab", 300))


@pytest.mark.exercise
def test_bpe_present_text(student):
    """每次都在合并以后的这一串里重新数，先后也以这一串为准。"""
    check(student, ("abcab cabcab cab", 300), ("xabyab xaby", 300), ("哈哈哈呵呵呵", 300))


@pytest.mark.exercise
def test_bpe_stops(student):
    """没有哪一对出现两次就停；空的文字、一个字符，一次也不合并。"""
    check(student, ("", 300), ("a", 300), ("abc", 300), ("abab", 400), ("哈", 300))


@pytest.mark.exercise
def test_bpe_size(student, rng):
    """至多合并到 vocab_size 个。"""
    text = random_text(rng, 300)
    check(student, *((text, size) for size in (256, 257, 260, 271)))


@pytest.mark.exercise
def test_bpe_too_small(student):
    """vocab_size 不够装下全部字节时抛出 ValueError。"""
    for size in (255, 0):
        with kit.raises("ValueError"):
            student.train_bpe("abab", size)


@pytest.mark.exercise(seconds=60, weight=0.5, costly=True)
def test_bpe_speed(student, rng):
    """两万个字节合并到五百多，用不了多久。"""
    text = random_text(rng, 20_000, "abcdefghijklmnop ")
    want = bpe_merges(text[:3000], 300)
    short = pairs_of(student.train_bpe(text[:3000], 300))
    found = pairs_of(student.train_bpe(text, 512))
    kit.require(short == want, "合并表不对")
    kit.require(len(found) == 256, "应当合并到 vocab_size 个")
