"""What of an author's folder goes out to students: everything but what is the author's, unless it gives answers away.

The author's are the text and the programs that made the data.  Data, pictures and public tests are copied beside the
notebook, and so are the files of ``source/data`` that the text's header names.  Where anything else holds an answer
nothing goes out at all, since only its author can say what it was meant for.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_ignored

from autograder.course.assignment import DATA, SOLUTION_SUFFIX
from autograder.course.header import KEY
from autograder.course.translation import SUFFIX
from autograder.errors import UserError
from autograder.language import _

_LINK = re.compile(r"\]\(([^()\s]+)\)")
# The program that makes a data file lies beside it.
MAKERS = "make_*.py"
_MARKER = re.escape(b"### BEGIN SOLUTION")


def see_that_no_answer_goes_out(folder: Path, ignore: Sequence[str] = ()) -> None:
    """Raise UserError if something that would be copied out of ``source/NAME`` holds answers.

    That is another notebook than the assignment's own, a program that made its data, a translation, or a file with a marked solution
    or with a definition of what an exercise asks for, also among what it takes from ``source/data``.  ``ignore``: patterns of names that are not copied.
    """
    own = folder / f"{folder.name}.ipynb"
    answer = _answer(own)
    for path in [*_copied(folder, ignore), *shared_data(folder)]:
        if path == own:
            continue
        if path.suffix == ".ipynb":
            why = _("一个作业只有一个 notebook，名为 {name}", name=own.name)
        elif fnmatch(path.name, MAKERS):
            why = _("它是生成数据的程序")
        elif path.suffix == SUFFIX:
            why = _("翻译里有隐藏测试和误解的说明")
        elif found := answer.search(path.read_bytes()):
            why = _("里面有答案：{line}", line=found[0].decode().strip())
        else:
            continue
        name = path.relative_to(folder.parent)
        raise UserError(
            _(
                "source/{name} 会跟着发给学生（{why}）。请把它移出 source/{folder}，"
                "或者在 nbgrader_config.py 的 c.CourseDirectory.ignore 里加上它的名字。"
                "什么也没有发布。",
                name=name,
                why=why,
                folder=name.parts[0],
            )
        )


def shared_data(folder: Path) -> list[Path]:
    """The files of ``source/data`` that the assignment in ``source/NAME`` names.

    Raises UserError if one is not there, or if the folder has a file of the same name.
    """
    notebook = folder / f"{folder.name}.ipynb"
    files = []
    for name in _read(notebook)["metadata"].get(KEY, {}).get("data", ()):
        file = folder.parent / DATA / name
        if not file.is_file():
            raise UserError(
                _(
                    "source/{name} 的讲义开头 data 里写了 {file}，可是没有 source/{data}/{file}。",
                    name=folder.name,
                    file=name,
                    data=DATA,
                )
            )
        if (folder / name).exists():
            raise UserError(
                _(
                    "source/{name}/{file} 和 source/{data}/{file} 同名，不知道发哪一个。"
                    "请删掉 source/{name} 里的。",
                    name=folder.name,
                    file=name,
                    data=DATA,
                )
            )
        files.append(file)
    return files


def add_shared_data(folder: Path, out: Path) -> None:
    """Copy what the assignment in ``source/NAME`` takes from ``source/data`` into ``out``, which is made if need be."""
    out.mkdir(parents=True, exist_ok=True)
    for file in shared_data(folder):
        shutil.copy(file, out)


def keep_what_is_shown(folder: Path, notebook: NotebookNode) -> None:
    """Leave of a folder only the pictures that the notebook's text shows: an answer key needs no more, once it has run."""
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    shown = {folder / link for text in texts for link in _LINK.findall(text)}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and path not in shown:
            path.unlink()


def _read(notebook: Path) -> dict[str, Any]:
    """A source notebook as it was built."""
    content: dict[str, Any] = json.loads(notebook.read_bytes())
    return content


def _answer(notebook: Path) -> re.Pattern[bytes]:
    """Matches where a text solves an exercise of this source notebook."""
    ids = (cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in _read(notebook)["cells"])
    names = [re.escape(name.removesuffix(SOLUTION_SUFFIX)) for name in ids if name.endswith(SOLUTION_SUFFIX)]
    if not names:
        return re.compile(_MARKER)
    definition = rf"^[ \t]*(?:async[ \t]+def|def|class)[ \t]+(?:{'|'.join(names)})\b"
    return re.compile(_MARKER + b"|" + definition.encode(), re.MULTILINE)


def _copied(folder: Path, ignore: Sequence[str]) -> Iterator[Path]:
    """What nbgrader copies or converts."""
    patterns = list(ignore)
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not is_ignored(os.path.join(here, name), patterns))
        yield from (
            Path(here, name) for name in sorted(files) if not is_ignored(os.path.join(here, name), patterns)
        )
