"""Hidden tests of find_files: the names of the files are known, so is which of them are hidden."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder import draws, kit

FOLDERS = ["", "a/", "a/b/", "z/", ".git/", "a/.cache/", "a/.cache/deep/", "b.d/"]
NAMES = ["x.txt", "y.txt", "photo1.jpg", "photo22.jpg", ".hidden.txt", "README", "x.txt.bak", "春.txt"]
TREE = ["b.txt", "a/c.txt", "a/d.jpg", ".git/e.txt", ".git/objects/i.txt", ".f.txt", "g.txt/", "g.txt/k.txt"]


def wanted_files(files: list[str], pattern: str) -> list[str]:
    """Those of the files that are to be found."""
    rule = "".join({"*": "[^/]*", "?": "[^/]"}.get(c) or re.escape(c) for c in pattern)
    return sorted(
        file
        for file in files
        if not file.endswith("/") and "/." not in f"/{file}" and re.search(f"(^|/){rule}$", file)
    )


def random_tree(rng: np.random.Generator) -> list[str]:
    """Files in folders of several levels, and some folders that are named like files."""
    files = {draws.one_of(rng, FOLDERS) + draws.one_of(rng, NAMES) for _ in range(24)}
    return [*draws.shuffled(rng, sorted(files)), "trap.txt/", "a/photo3.jpg/"]


@pytest.mark.exercise(core=True)
def test_find_files_example(student):
    """文档字符串里的例子。"""
    found = student.in_folder(["b.txt", "a/c.txt", ".git/e.txt", "g.txt/"], "*.txt")
    kit.same(found, ["a/c.txt", "b.txt"])


@pytest.mark.exercise(core=True)
def test_find_files_random(student, rng):
    """随机的文件夹，各种通配符。"""
    for pattern in ("*.txt", "*", "photo?.jpg", "x.*", "README", "*.txt"):
        files = random_tree(rng)
        found = student.in_folder(files, pattern)
        kit.same(found, wanted_files(files, pattern), name=f"{pattern} 的结果")


@pytest.mark.exercise
def test_find_files_no_folders(student):
    """名字合适的文件夹不要，它里面的文件要。"""
    kit.same(student.in_folder(["g.txt/", "g.txt/k.txt", "h/"], "*"), ["g.txt/k.txt"])


@pytest.mark.exercise
def test_find_files_hidden(student):
    """自己以点开头的不要，路上有文件夹以点开头的也不要，不论多深。"""
    files = [".f.txt", ".git/e.txt", ".git/objects/i.txt", "a/.b/c/d.txt", "a/ok.txt", "a.b/ok.txt"]
    kit.same(student.in_folder(files, "*"), ["a.b/ok.txt", "a/ok.txt"])


@pytest.mark.exercise
@pytest.mark.parametrize("root", [".books", "shelf/.private/books", "."])
def test_find_files_root_may_be_hidden(student, root):
    """root 自己叫什么、在哪里，都不影响。"""
    kit.same(student.in_folder(TREE, "*.txt", root), ["a/c.txt", "b.txt", "g.txt/k.txt"])


@pytest.mark.exercise
def test_find_files_sorted_as_texts(student):
    """按文本排序：不是按一段一段的路径，也不分层。"""
    files = ["a/z.txt", "a.txt", "a-b/c.txt", "b.txt", "B.txt", "a/b/c.txt", "a10.txt", "a9.txt"]
    kit.same(student.in_folder(files, "*.txt"), sorted(files))


@pytest.mark.exercise
def test_find_files_deep(student):
    """很深的也找得到。"""
    deep = "a/b/c/d/e/f/g/h.txt"
    kit.same(student.in_folder([deep], "h.*"), [deep])


@pytest.mark.exercise
def test_find_files_names_only(student):
    """通配符要合整个名字，只合一段的不算。"""
    found = student.in_folder(["x.txt", "x.txt.bak", "ax.txt", "x/y.jpg"], "x.txt")
    kit.same(found, ["x.txt"])


@pytest.mark.exercise
def test_find_files_no_root(student):
    """没有 root 是空列表；root 是空的也是。"""
    found = [student.in_folder([], "*"), student.find_files("there is no such folder", "*.txt")]
    kit.same(found, [[], []], name="两次的结果")
