"""Hidden tests of bm25: document by document, counts by list.count."""

from __future__ import annotations

import copy
import math
from typing import Any

import numpy as np
import pytest

from autograder import kit

Words = list[str]


def bm25(query: Words, documents: list[Words], k1: float = 1.5, b: float = 0.75) -> np.ndarray:
    """Scores by loops."""
    lengths = [len(document) for document in documents]
    scores = []
    for document in documents:
        score = 0.0
        for word in query:
            tf = document.count(word)
            if tf:
                df = sum(1 for other in documents if word in other)
                idf = math.log((len(documents) + 1) / (df + 0.5))
                shape = 1 + b * (len(document) * len(documents) / sum(lengths) - 1)
                score += idf * (k1 + 1) / (1 + k1 * shape / tf)
        scores.append(score)
    return np.array(scores, dtype=np.float64)


def some(rng: np.random.Generator, n: int, words: str = "abcdefgh", longest: int = 12) -> list[Words]:
    """Documents of frequent and of rare words, none of them empty."""
    weights = 1 / np.arange(1, len(words) + 1)
    return [
        list(rng.choice(list(words), size=int(rng.integers(1, longest)), p=weights / weights.sum()))
        for _ in range(n)
    ]


def plain(documents: list[Words]) -> list[Words]:
    """Python's own strings."""
    return [[str(word) for word in document] for document in documents]


def check(student: Any, *cases: tuple[Any, ...]) -> None:
    """Compare some calls, warnings not allowed."""
    wants = [bm25(*case) for case in cases]
    with student.strict_warnings():
        found = [student.bm25(*case) for case in cases]
    for got, want in zip(found, wants):
        kit.close(got, want, rtol=1e-7, atol=1e-9)


@pytest.mark.exercise(core=True)
def test_bm25_values(student, rng):
    """一个词的查询，长短不一的文档。"""
    documents = plain(some(rng, 11))
    check(student, *(([word], documents, 1.2, 0.6) for word in "acf"))


@pytest.mark.exercise(core=True)
def test_bm25_query(student, rng):
    """几个词的查询，分数加起来；默认的 k1 和 b。"""
    documents = plain(some(rng, 11))
    check(student, (list("bdg"), documents), (list("ah"), documents))


@pytest.mark.exercise
def test_bm25_repeated(student, rng):
    """查询里重复的词算几遍，文档里没有的词是零。"""
    documents = plain(some(rng, 7))
    check(student, (list("bbz"), documents), (list("zz"), documents), ([], documents))


@pytest.mark.exercise
def test_bm25_common(student):
    """到处都有的词，分数也是正的。"""
    documents = [list("ab"), list("aac"), list("a"), list("abcd")]
    check(student, (["a"], documents), (["a"], [["a"]]))


@pytest.mark.exercise
def test_bm25_counts(student):
    """长度一样时，次数多的分高，但越来越慢；含有它的篇数不管次数。"""
    documents = [["x"] * n + ["y"] * (8 - n) for n in (0, 1, 2, 4, 8)] + [["z"] * 8] * 6
    check(student, (["x"], documents, 2.0, 0.75), (["x"], documents, 0.1, 0.75))


@pytest.mark.exercise
def test_bm25_lengths(student):
    """次数一样时，长的文档分低；b 是零时长短不管。"""
    documents = [["x"] + ["y"] * n for n in (0, 2, 5, 11)] + [["z"] * 3] * 5
    check(student, *((["x"], documents, 1.5, b) for b in (1.0, 0.4, 0.0)))


@pytest.mark.exercise
def test_bm25_empty_document(student, rng):
    """空文档是零分，也算进篇数和平均长度。"""
    documents = plain(some(rng, 5))
    documents[2:2] = [[], []]
    check(student, (list("abc"), documents), (list("c"), [*documents, []]))


@pytest.mark.exercise
def test_bm25_nothing(student):
    """没有文档、文档全是空的，都没有警告。"""
    check(student, (["a"], []), ([], []), (["a", "b"], [[], [], []]))


@pytest.mark.exercise
def test_bm25_keeps(student, rng):
    """查询和文档都不变。"""
    query, documents = list("bba"), plain(some(rng, 5))
    before = copy.deepcopy((query, documents))
    check(student, (query, documents))
    kit.unchanged(query, before[0], "query")
    kit.unchanged(documents, before[1], "documents")
