"""Hidden tests of read_csv: tables written by hand, every quote of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from autograder import draws, kit

CELLS = ["Ann", "30", "Paris, FR", 'she said "hi"', "two\nlines", " blank ", "北京", "a;b", "0", "None", "#1"]


def quoted(cell: str | None) -> str:
    """A cell as it stands in a file."""
    if cell is None:
        return ""
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ',"\n') else cell


def written(header: Sequence[str], rows: Sequence[Sequence[str | None]]) -> str:
    """A whole table."""
    table: list[Sequence[str | None]] = [header, *rows]
    return "".join(",".join(quoted(cell) for cell in row) + "\n" for row in table)


def random_table(rng: np.random.Generator) -> tuple[str, list[dict[str, str | None]]]:
    """A table of some columns, with empty cells, and what it says."""
    header = draws.shuffled(rng, ["name", "city", "note", "年"])[: draws.whole(rng, 2, 4)]
    # The first cell always holds something: a line of nothing would be a blank one.
    rows = [
        [draws.one_of(rng, CELLS), *draws.some_of(rng, [*CELLS, None, None], len(header) - 1)]
        for _ in range(5)
    ]
    return written(header, rows), [dict(zip(header, row)) for row in rows]


@pytest.mark.exercise(core=True)
def test_read_csv_example(student):
    """文档字符串里的例子。"""
    path = student.give_file("example.csv", b"name,age\nAnn,30\nBob\n")
    kit.same(student.read_csv(path), [{"name": "Ann", "age": "30"}, {"name": "Bob", "age": None}])


@pytest.mark.exercise(core=True)
def test_read_csv_random(student, rng):
    """随机的表格：引号里有逗号、引号、换行，有空的格子。"""
    for i in range(8):
        text, want = random_table(rng)
        found = student.read_csv(student.give_file(f"random{i}.csv", text.encode()))
        kit.same(found, want)


@pytest.mark.exercise(core=True)
def test_read_csv_bom(student):
    """开头的 BOM 不粘在第一个列名上；没有 BOM 时也一样。"""
    text = "名字,价\n苹果,3\n"
    found = [
        student.read_csv(student.give_file("bom.csv", text.encode("utf-8-sig"))),
        student.read_csv(student.give_file("plain.csv", text.encode())),
    ]
    kit.same(found, [[{"名字": "苹果", "价": "3"}]] * 2, name="[有 BOM, 没有]")


@pytest.mark.exercise
def test_read_csv_quoted_commas(student):
    """引号里的逗号是字；两个引号是一个引号。"""
    path = student.give_file("commas.csv", b'a,b\n"1,2","say ""hi"""\n')
    kit.same(student.read_csv(path), [{"a": "1,2", "b": 'say "hi"'}])


@pytest.mark.exercise
def test_read_csv_quoted_newlines(student):
    """引号里的换行是字：一条记录可以占两行。"""
    path = student.give_file("newlines.csv", b'a,b\n1,"x\ny"\n2,z\n')
    kit.same(student.read_csv(path), [{"a": "1", "b": "x\ny"}, {"a": "2", "b": "z"}])


@pytest.mark.exercise(core=True)
def test_read_csv_newlines_as_they_are(student):
    r"""引号里的换行原样：\r\n 还是 \r\n。"""
    path = student.give_file("windows.csv", b'a,b\r\n"x\r\ny",2\r\n"p\nq",3\r\n')
    kit.same(student.read_csv(path), [{"a": "x\r\ny", "b": "2"}, {"a": "p\nq", "b": "3"}])


@pytest.mark.exercise
def test_read_csv_empty_cells(student):
    """空的格子和末尾缺的格子是 None，写着 None、0 的是文本。"""
    path = student.give_file("empty.csv", b"a,b,c\n,2,\n1\n0,None,3\n,,\n")
    found = student.read_csv(path)
    wants = [
        {"a": None, "b": "2", "c": None},
        {"a": "1", "b": None, "c": None},
        {"a": "0", "b": "None", "c": "3"},
        {"a": None, "b": None, "c": None},
    ]
    kit.same(found, wants)


@pytest.mark.exercise
def test_read_csv_blank_lines(student):
    """空行跳过，在中间、在末尾都是。"""
    path = student.give_file("blank.csv", b"a,b\n\n1,2\n\n\n3,4\n\n")
    kit.same(student.read_csv(path), [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}])


@pytest.mark.exercise
def test_read_csv_line_ends(student):
    r"""行末是 \r\n 也行，最后一行没有换行也行。"""
    path = student.give_file("crlf.csv", b"a,b\r\n1,2\r\n3,4")
    kit.same(student.read_csv(path), [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}])


@pytest.mark.exercise
def test_read_csv_as_it_stands(student):
    """格子里的文本原样：不去空格，不变成数。"""
    path = student.give_file("raw.csv", "a,b\n 1 ,02\n1.5,是\n".encode())
    kit.same(student.read_csv(path), [{"a": " 1 ", "b": "02"}, {"a": "1.5", "b": "是"}])


@pytest.mark.exercise
@pytest.mark.parametrize("text", ["a,b\n1,2,3\n", "a,b\n1,2\n3,4,\n", "a\n1\n2,3,4\n"])
def test_read_csv_too_many(student, text):
    """有一条记录的格子比表头多，抛出 ValueError。"""
    path = student.give_file("many.csv", text.encode())
    with kit.raises("ValueError"):
        student.read_csv(path)


@pytest.mark.exercise
def test_read_csv_header_only(student):
    """只有表头，是空列表。"""
    kit.same(student.read_csv(student.give_file("header.csv", b"a,b\n")), [])
