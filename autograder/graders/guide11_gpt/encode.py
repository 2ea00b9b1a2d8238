"""Hidden tests of encode against a reference that looks for the earliest merge anew in each round."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from autograder import kit

from common import SENTENCES, Pairs, merged, random_text

MERGES = [(98, 99), (97, 98), (257, 100), (97, 97), (259, 97), (256, 256), (32, 258)]


def expected(text: str, merges: Pairs) -> list[int]:
    """The numbers."""
    ids, rank = list(text.encode("utf-8")), {pair: i for i, pair in enumerate(merges)}
    while True:
        present = [rank[pair] for pair in pairwise(ids) if pair in rank]
        if not present:
            return ids
        first = min(present)
        ids = merged(ids, merges[first], 256 + first)


def learned(text: str, most: int) -> Pairs:
    """Merges as training finds them."""
    ids, merges = list(text.encode("utf-8")), []
    for new in range(256, 256 + most):
        pairs = list(pairwise(ids))
        pair = max(dict.fromkeys(pairs), key=pairs.count)
        if pairs.count(pair) < 2:
            break
        merges.append(pair)
        ids = merged(ids, pair, new)
    return merges


def check(student: Any, *cases: tuple[str, Pairs]) -> None:
    """Compare the numbers of some texts."""
    wants = [expected(*case) for case in cases]
    found = [student.encode(text, list(merges)) for text, merges in cases]
    for got, want, (text, _) in zip(found, wants, cases):
        kit.close(
            np.array(kit.sequence(got, len(want), f"{text[:16]!r} 的编号")), np.array(want), name="编号"
        )


@pytest.mark.exercise(core=True)
def test_encode_texts(student, rng):
    """切自己训练过的和没见过的文字，编号都正确。"""
    tables = [learned(text, 30) for text in SENTENCES]
    cases = [(text, table) for table in tables for text in (*SENTENCES, random_text(rng, 50))]
    check(student, *cases)


@pytest.mark.exercise(core=True)
def test_encode_order(student, rng):
    """排得靠前的先合并，短的也先于长的。"""
    check(student, *((text, MERGES) for text in ("abc", "abcabd", "aabc abd", "bcbcabd", "dabcabc")))
    check(student, *((random_text(rng, 40, "abcd "), MERGES) for _ in range(8)))


@pytest.mark.exercise
def test_encode_order_in_the_table(student):
    """表里的次序说了算，不管哪一对在左边。"""
    check(student, *((text, [(97, 98), (98, 99)]) for text in ("abc", "xabcbc", "bcabc")))


@pytest.mark.exercise
def test_encode_everywhere(student):
    """每一处都合并，不只第一处。"""
    check(student, ("abxabyab", [(97, 98)]), ("abdabd abd", [(97, 98), (256, 100)]))


@pytest.mark.exercise
def test_encode_repeats(student):
    """同样的两个挨在一起，从左到右，互不重叠。"""
    check(student, *(("a" * n, [(97, 97), (256, 256), (256, 97)]) for n in range(1, 12)))


@pytest.mark.exercise
def test_encode_plain(student):
    """没有合并就是字节；空的文字是空的列表。"""
    check(student, ("", MERGES), ("", []), ("哈é😀", []), ("z", MERGES))


@pytest.mark.exercise
def test_encode_chinese(student):
    """汉字拆成字节，合并到哪一步就是哪一步。"""
    check(
        student, ("哈哈呵", [(229, 147), (256, 136)]), ("哈", [(147, 136), (229, 256)]), ("呵", [(136, 229)])
    )


@pytest.mark.exercise
def test_encode_keeps_merges(student):
    """合并表在调用之后不变。"""
    merges, before = list(MERGES), list(MERGES)
    student.encode("abcabd", merges)
    kit.unchanged(merges, before, "merges")
