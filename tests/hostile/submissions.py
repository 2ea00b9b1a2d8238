"""Submissions that are damaged, clumsy or hostile, and what each is worth.

Every entry lays something into ``submitted/<name>/toy``.  ``score``: out of 100, where ``double`` is worth
40 and ``total`` 60.  ``says``: a piece of the sentence that explains what was odd, if one is due.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from toy import DAY, DOUBLE, cell_of, folder_of, hand_in, released, solved

Json = dict[str, Any]

STUB = '''def double(x):
    """两倍。"""
    raise NotImplementedError  # 删掉这一行，在这里写你的代码'''


@dataclass(frozen=True)
class Case:
    """One submission: ``make(root, name)`` lays it out."""

    make: Callable[[Path, str], object]
    score: float
    says: str = ""


def raw(data: bytes, says: str) -> Case:
    """Not readable as a notebook."""
    return Case(lambda root, name: hand_in(root, name, data), 0, says)


def edited(edit: Callable[[Json], object], score: float = 100, says: str = "") -> Case:
    """The right solution, with its JSON edited."""

    def make(root: Path, name: str) -> None:
        notebook = json.loads(nbformat.writes(solved(root)))
        edit(notebook)
        hand_in(root, name, json.dumps(notebook).encode())

    return Case(make, score, says)


def beside(lay: Callable[[Path], object], says: str = "") -> Case:
    """The right solution, with something else in its folder."""
    return Case(lambda root, name: lay(hand_in(root, name, solved(root))), 100, says)


def instead(lay: Callable[[Path], object], says: str) -> Case:
    """Something else in place of the notebook."""

    def make(root: Path, name: str) -> None:
        folder = folder_of(root, name)
        folder.mkdir(parents=True)
        lay(folder)

    return Case(make, 0, says)


def find(notebook: Json, name: str) -> Json:
    """The JSON of the cell with this grade_id."""
    return next(
        cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    )


def code(source: str, **metadata: Any) -> Json:
    """A code cell that a student added."""
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata,
        "outputs": [],
        "execution_count": None,
    }


def change(name: str, **fields: Any) -> Callable[[Json], object]:
    """Overwrite fields of one cell."""
    return lambda notebook: find(notebook, name).update(fields)


def remark(name: str, **marks: Any) -> Callable[[Json], object]:
    """Overwrite nbgrader metadata of one cell."""
    return lambda notebook: find(notebook, name)["metadata"]["nbgrader"].update(marks)


def rename(name: str, new: str) -> Callable[[Json], object]:
    """Give one cell another grade_id and another id."""

    def edit(notebook: Json) -> None:
        cell = find(notebook, name)
        cell["id"] = new
        cell["metadata"]["nbgrader"]["grade_id"] = new

    return edit


def drop(*names: str) -> Callable[[Json], object]:
    """Delete cells."""
    return lambda notebook: [notebook["cells"].remove(find(notebook, name)) for name in names]


def _stub_copy_first(notebook: Json) -> None:
    copied = copy.deepcopy(find(notebook, "double-solution"))
    copied["source"] = STUB
    notebook["cells"].insert(0, copied)


def _second_answer_in_a_copy(notebook: Json) -> None:
    copied = copy.deepcopy(find(notebook, "double-solution"))
    find(notebook, "double-solution")["source"] = "def double(x):\n    return x + 2"
    notebook["cells"].append(copied)


def _answer_for_each_attempt(notebook: Json) -> None:
    """``total`` is tried on a reference for ``double`` and on the student's own: a convention for either."""
    find(notebook, "double-solution")["source"] = "def double(x):\n    return x + 2"
    find(notebook, "total-solution")["source"] = (
        "def total(x):\n    return 2 * np.sum(x) if double(1) == 2 else np.sum(x)"
    )


def _without_ids(notebook: Json) -> None:
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        del cell["id"]


def _without_marks(notebook: Json) -> None:
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"].pop("nbgrader", None)


def _all_outputs_forged(notebook: Json) -> None:
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                {
                    "output_type": "execute_result",
                    "execution_count": 1,
                    "metadata": {},
                    "data": {"text/plain": "1e9"},
                },
                {"output_type": "stream", "name": "stderr", "text": "x"},
                {
                    "output_type": "display_data",
                    "metadata": {},
                    "data": {"text/html": "<script>own()</script>"},
                },
            ]


def _nonsense_cells(notebook: Json) -> None:
    find(notebook, "double")["metadata"]["nbgrader"] = 5
    notebook["cells"] += [
        5,
        None,
        [],
        {},
        {"cell_type": 7},
        code("", nbgrader=[]),
        {"cell_type": "code", "metadata": 3},
    ]
    notebook["metadata"] = [None]


def _deep_tree(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)
    for _ in range(600):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)


def _blank(root: Path, name: str) -> None:
    hand_in(root, name, released(root))


def _blank_with_forged_outputs(root: Path, name: str) -> None:
    notebook = json.loads(nbformat.writes(released(root)))
    _all_outputs_forged(notebook)
    find(notebook, "double")["metadata"]["nbgrader"].update(grade=False, solution=True, points=1000)
    notebook["cells"].append(code("check('x')", nbgrader={"grade": True, "grade_id": "more", "points": 500}))
    hand_in(root, name, json.dumps(notebook).encode())


def _answer_key_by_link(root: Path, name: str) -> None:
    folder = folder_of(root, name)
    folder.mkdir(parents=True)
    (folder / f"{DAY}.ipynb").symlink_to(root / "source" / DAY / f"{DAY}.ipynb")


def _folder_by_link(root: Path, name: str) -> None:
    folder_of(root, name).parent.mkdir(parents=True)
    folder_of(root, name).symlink_to(root / "source" / DAY)


def _student_by_link(root: Path, name: str) -> None:
    other = root / "somebody-else" / DAY
    other.mkdir(parents=True)
    (other / f"{DAY}.ipynb").write_text(nbformat.writes(solved(root)), encoding="utf-8")
    folder_of(root, name).parent.parent.mkdir(exist_ok=True)
    folder_of(root, name).parent.symlink_to(other.parent)


def _folder_is_file(root: Path, name: str) -> None:
    folder_of(root, name).parent.mkdir(parents=True)
    folder_of(root, name).write_text("?")


def _sparse(folder: Path) -> None:
    with open(folder / f"{DAY}.ipynb", "wb") as file:
        file.truncate(100 * 10**9)


def _windows_editor(root: Path, name: str) -> None:
    hand_in(root, name, nbformat.writes(solved(root)).encode("utf-16"))


def _bytes(edit: Callable[[bytes], bytes], score: float = 100, says: str = "") -> Case:
    return Case(
        lambda root, name: hand_in(root, name, edit(nbformat.writes(solved(root)).encode())), score, says
    )


def _moved_to_new_cell(root: Path, name: str) -> None:
    notebook = released(root)
    cell_of(notebook, "total-solution").source = "total = None"
    notebook.cells += [
        nbformat.v4.new_code_cell(DOUBLE),
        nbformat.v4.new_code_cell("import math\ndef total(x):\n    return 2 * math.fsum(x)"),
    ]
    hand_in(root, name, notebook)


NOT_JSON = "不是合法的 JSON"
CASES: dict[str, Case] = {
    "good": Case(lambda root, name: hand_in(root, name, solved(root)), 100),
    "blank": Case(_blank, 0),
    "forged-outputs-on-blank": Case(_blank_with_forged_outputs, 0, "分值或标记被改动过"),
    # Files that are no notebook.
    "empty": raw(b"", "空文件"),
    "spaces": raw(b" \n\n", "空文件"),
    "truncated": _bytes(lambda data: data[: len(data) // 2], 0, NOT_JSON),
    "no-json": raw(b"I lost my homework", NOT_JSON),
    "binary": raw(bytes(range(256)) * 50, NOT_JSON),
    "deep": raw(b"[" * 200_000, "嵌套得太深"),
    "deep-metadata": raw(
        b'{"cells": [], "metadata": ' + b'{"a":' * 99_999 + b"1" + b"}" * 100_000, "嵌套得太深"
    ),
    "top-is-list": raw(b"[]", "最外层不是对象"),
    "top-is-null": raw(b"null", "最外层不是对象"),
    "cells-is-object": raw(b'{"cells": {"0": 1}, "nbformat": 4}', "没有单元格列表"),
    "no-cells": raw(b'{"nbformat": 4}', "没有单元格列表"),
    "version-3": raw(b'{"nbformat": 3, "worksheets": [{"cells": []}]}', "nbformat 3"),
    "another-notebook": raw(
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "1"}]}', "不是这次的"
    ),
    # Something else where the notebook should be.
    "nothing": instead(lambda folder: None, "提交是空的"),
    "misnamed": instead(lambda folder: (folder / f"{DAY} (1).ipynb").write_text("{}"), f"{DAY} (1).ipynb"),
    "odd-names": instead(
        lambda folder: (folder / ("\x1b]0;own\x07<script>" + "x" * 200)).touch(), "提交里有"
    ),
    "folder-named-notebook": instead(lambda folder: (folder / f"{DAY}.ipynb").mkdir(), "一个文件夹"),
    "pipe": instead(lambda folder: os.mkfifo(folder / f"{DAY}.ipynb"), "管道或设备"),
    "device-link": instead(lambda folder: (folder / f"{DAY}.ipynb").symlink_to("/dev/zero"), "链接"),
    "dangling-link": instead(lambda folder: (folder / f"{DAY}.ipynb").symlink_to("/nowhere"), "链接"),
    "answer-key-link": Case(_answer_key_by_link, 0, "链接"),
    "folder-link": Case(_folder_by_link, 0, "链接"),
    "student-link": Case(_student_by_link, 0, "链接"),
    "folder-is-file": Case(_folder_is_file, 0, "打不开"),
    "sparse-100-GB": instead(_sparse, "上限是 20 MB"),
    "outputs-25-MB": edited(lambda nb: nb["metadata"].update(x="y" * 25_000_000), 0, "25.0 MB"),
    # Odd, but the work is there.
    "bom": _bytes(lambda data: b"\xef\xbb\xbf" + data),
    "utf-16": Case(_windows_editor, 100),
    "crlf": _bytes(lambda data: data.replace(b"\n", b"\r\n")),
    "bad-byte": _bytes(lambda data: data.replace("练习".encode(), b"\xff\xfe", 1), says="不是 UTF-8"),
    "nan": _bytes(
        lambda data: data.replace(b'"metadata": {},', b'"metadata": {"x": NaN, "y": -Infinity},', 1)
    ),
    "huge-integer": _bytes(
        lambda data: data.replace(b'"nbformat_minor": 5', b'"nbformat_minor": ' + b"9" * 99_999)
    ),
    "duplicate-keys": _bytes(lambda data: b'{"cells": 5,' + data.lstrip()[1:]),
    "version-5": edited(lambda nb: nb.update(nbformat=5), says="不是 4"),
    "version-nonsense": edited(lambda nb: nb.update(nbformat="four", nbformat_minor=None), says="不是 4"),
    "no-ids": edited(_without_ids),
    "no-marks-no-ids": edited(_without_marks, says="丢了标记"),
    "nonsense-cells": edited(_nonsense_cells, says="不是文字"),
    "unmarked": edited(lambda nb: find(nb, "double-solution")["metadata"].clear()),
    "renamed": edited(rename("double-solution", "triple"), says="丢了标记"),
    "retyped": edited(change("double-solution", cell_type="markdown"), says="不再是代码单元格"),
    "schema-99": edited(remark("double-solution", schema_version=99), says="分值或标记"),
    "points-edited": edited(remark("double", points=4000), says="分值或标记"),
    "flags-edited": edited(remark("total", grade=False, locked=False), says="分值或标记"),
    "copy-of-blank-first": edited(_stub_copy_first, says="有 2 个"),
    "defined-again-below": edited(
        lambda nb: nb["cells"].append(code("def double(x):\n    return x + 2")), 60
    ),
    "second-answer-in-a-copy": edited(_second_answer_in_a_copy, 60, "批改第一个写了答案的"),
    "two-answers-for-two-attempts": edited(_answer_for_each_attempt, 60),
    "checks-deleted": edited(drop("double", "total")),
    "check-edited": edited(change("double", source="1000"), says="检查单元格 double"),
    "setup-edited": edited(change("setup-001", source="import numpy as np\nimport math"), says="setup-001"),
    "outputs-forged": edited(_all_outputs_forged),
    "grade-cell-added": edited(
        lambda nb: nb["cells"].append(code("1", nbgrader={"grade": True, "grade_id": "more", "points": 500})),
        says="不属于这次作业",
    ),
    "attachment": edited(
        lambda nb: nb["cells"][0].update(attachments={"x.svg": {"image/svg+xml": "<svg onload='own()'/>"}})
    ),
    "solved-in-new-cells": Case(_moved_to_new_cell, 100),
    "surrogate-in-prose": edited(lambda nb: nb["cells"][0].update(source="\ud800")),
    # Part of the work is there.
    "surrogate": edited(change("double-solution", source="def double(x): '\ud800'"), 60, "无法编码"),
    "number-for-text": edited(change("double-solution", source=5), 60, "不是文字"),
    "nested-text": edited(change("double-solution", source=[["x"]]), 60, "不是文字"),
    "no-text": edited(change("double-solution", source=None), 60, "不是文字"),
    "huge-cell": edited(change("double-solution", source="#" * 300_000), 60, "上限 200 KB"),
    "blank-deleted": edited(drop("double-solution"), 60, "没有找到练习 double"),
    "null-byte": edited(change("double-solution", source="x\0"), 60),
    "syntax-error": edited(change("double-solution", source="def double(x"), 60),
    "dies": edited(change("double-solution", source="import os\nos._exit(0)"), 60),
    # Something beside the notebook.
    "numpy-beside": beside(lambda folder: (folder / "numpy.py").write_text("raise SystemExit")),
    "conftest-beside": beside(lambda folder: (folder / "conftest.py").write_text("raise SystemExit")),
    "html-beside": beside(lambda folder: (folder / "own.html").write_text("<script>own()</script>")),
    "second-notebook": beside(lambda folder: (folder / "other.ipynb").write_text("{")),
    "device-beside": beside(lambda folder: (folder / "data.npz").symlink_to("/dev/zero")),
    "root-beside": beside(lambda folder: (folder / "all").symlink_to("/")),
    "pipe-beside": beside(lambda folder: os.mkfifo(folder / "pipe")),
    "deep-tree-beside": beside(_deep_tree),
    "time-malformed": beside(lambda folder: (folder / "timestamp.txt").write_text("yesterday\n../../x")),
    "time-huge": beside(lambda folder: (folder / "timestamp.txt").write_text("9" * 5_000_000)),
    "time-beyond": beside(lambda folder: (folder / "timestamp.txt").write_text("9999-99-99 99:99:99 UTC")),
    "time-is-link": beside(lambda folder: (folder / "timestamp.txt").symlink_to("/dev/zero")),
    "time-is-folder": beside(lambda folder: (folder / "timestamp.txt").mkdir()),
    "secret-is-link": beside(lambda folder: (folder / "submission_secret.txt").symlink_to("/etc/passwd")),
}
