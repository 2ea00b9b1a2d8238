"""Hidden tests of find_books: books sorted by hand, and what the text of an answer may not hold."""

from __future__ import annotations

import ast
import copy
from typing import Any

import pytest

from autograder import draws, kit

AUTHORS = ["Christie", "O'Brien", "老舍", 'Dr. "Seuss"', "christie", "100%", "A_B", "AxB", "?", "Christie "]
TITLES = ["Poirot", "Marple", "茶馆", "It's", "Swim", "a", "B", "b", "Z'", "--"]
NASTY = ["' OR '1'='1", "'; DROP TABLE books; --", "%", "_", "*", "", "O''Brien", "author", "title", "'"]
GLUE = {"format", "format_map", "join", "executescript"}
Book = tuple[str, str, int]


def books(student: Any, rows: list[Book], author: str) -> Any:
    """What the learner's function finds."""
    with kit.meaning("ProgrammingError", "SQL 里空位的个数，与给的值的个数对不上"):
        return student.find_books(rows, author)


def joins_lists_or_counts(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether a plus has a list written out or a whole number beside it: no text can come of that."""
    beside = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
    return isinstance(node.op, ast.Add) and any(
        isinstance(part, (ast.List, ast.ListComp))
        or (isinstance(part, ast.Constant) and isinstance(part.value, int))
        for part in beside
    )


def titles_of(rows: list[Book], author: str) -> list[str]:
    """The titles by year, then by title."""
    mine = sorted((year, title) for title, writer, year in rows if writer == author)
    return [title for _, title in mine]


@pytest.mark.exercise(core=True)
def test_find_books_example(student):
    """文档字符串里的例子。"""
    rows = [("Poirot", "Christie", 1930), ("Marple", "Christie", 1927)]
    found = [books(student, rows, author) for author in ("Christie", "' OR '1'='1")]
    kit.same(found, [["Marple", "Poirot"], []], name="[Christie, ' OR '1'='1]")


@pytest.mark.exercise(core=True)
def test_find_books_random(student, rng):
    """随机的书架：每位作者的书，按年份，同一年的按书名。"""
    for _ in range(5):
        rows = [
            (draws.one_of(rng, TITLES), draws.one_of(rng, AUTHORS), draws.whole(rng, 1950, 1954))
            for _ in range(40)
        ]
        authors = draws.shuffled(rng, AUTHORS)[:4]
        wants = [titles_of(rows, author) for author in authors]
        found = [books(student, rows, author) for author in authors]
        kit.same(found, wants, name="四位作者的书")


@pytest.mark.exercise
def test_find_books_by_year(student):
    """年份在先：按数比，不看书名，也不看放进去的次序。"""
    rows = [("a", "X", 2001), ("b", "X", 1999), ("c", "X", 800), ("d", "Y", 1), ("e", "X", 2000)]
    kit.same(books(student, rows, "X"), ["c", "b", "e", "a"])


@pytest.mark.exercise
def test_find_books_same_year(student):
    """同一年的按书名从小到大，写了两遍的书给两遍。"""
    rows = [("m", "X", 5), ("k", "X", 5), ("z", "X", 4), ("k", "X", 5), ("l", "X", 5)]
    kit.same(books(student, rows, "X"), ["z", "k", "k", "l", "m"])


@pytest.mark.exercise
def test_find_books_quotes(student):
    """作者和书名里的撇号、引号都只是字。"""
    rows = [("It's", "O'Brien", 1), ('"x"', "O'Brien", 2), ("Plain", 'Dr. "Seuss"', 3)]
    found = [books(student, rows, author) for author in ("O'Brien", 'Dr. "Seuss"')]
    kit.same(found, [["It's", '"x"'], ["Plain"]], name="两位作者的书")


@pytest.mark.exercise
@pytest.mark.parametrize("author", NASTY, ids=[str(i) for i in range(len(NASTY))])
def test_find_books_only_data(student, author):
    """像命令、像通配符的名字也只是名字：没有这位作者就是空列表。"""
    rows = [("Poirot", "Christie", 1930), ("Swim", "O'Brien", 1939)]
    kit.same(books(student, rows, author), [])


@pytest.mark.exercise
def test_find_books_exact(student):
    """作者要完全相同：大小写、空格、只有一部分都不行。"""
    rows = [("Poirot", "Christie", 1930)]
    found = [books(student, rows, author) for author in ("christie", "Christie ", "Chris", "Agatha Christie")]
    kit.same(found, [[]] * 4, name="四个不同的名字")


@pytest.mark.exercise
def test_find_books_nothing(student):
    """一本书也没有，是空列表；叫许多次互不影响。"""
    first = books(student, [], "X")
    second = [books(student, [("a", "X", 1)], "X") for _ in range(3)]
    kit.same([first, second], [[], [["a"]] * 3], name="[没有书, 三次]")


@pytest.mark.exercise
def test_find_books_keeps_the_list(student):
    """传进去的列表不变。"""
    rows = [("b", "X", 2), ("a", "X", 1), ("c", "Y", 1)]
    before = copy.deepcopy(rows)
    books(student, rows, "X")
    kit.unchanged(rows, before, "rows")


@pytest.mark.exercise(core=True, structure=True)
def test_find_books_asks_the_database(student):
    """用 execute 或 executemany 问了数据库。"""
    kit.require(
        kit.calls_any(student, "find_books", {"execute", "executemany"}),
        "应当用 execute 或 executemany 问数据库",
    )


@pytest.mark.exercise(core=True, structure=True)
def test_find_books_glues_nothing(student):
    """没有 f-string、+、%、format、join：值走空位。"""
    nodes = [node for text in student.sources() for node in ast.walk(ast.parse(text))]
    kit.not_calling(student, "find_books", GLUE)
    kit.require(not any(isinstance(node, ast.JoinedStr) for node in nodes), "这里不许有 f-string：值走空位 ?")
    sums = [node for node in nodes if isinstance(node, (ast.BinOp, ast.AugAssign))]
    kit.require(
        not any(isinstance(node.op, (ast.Add, ast.Mod)) and not joins_lists_or_counts(node) for node in sums),
        "这里不许用 + 和 % 拼文本：值走空位 ?",
    )
