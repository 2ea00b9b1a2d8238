"""What of an author's folder goes out to students: everything but the text, unless it gives answers away.

Data, pictures and public tests are copied beside the notebook.  Where anything else holds an answer nothing goes out at all,
since only its author can say what it was meant for.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbgrader.utils import is_ignored

from autograder.course.assignment import SOLUTION_SUFFIX
from autograder.errors import UserError

_MARKER = re.escape(b"### BEGIN SOLUTION")


def see_that_no_answer_goes_out(folder: Path, ignore: Sequence[str] = ()) -> None:
    """Raise UserError if something that would be copied out of ``source/NAME`` holds answers.

    That is another notebook than the assignment's own, or a file with a marked solution or with a definition of what an
    exercise asks for.  ``ignore``: patterns of names that are not copied.
    """
    own = folder / f"{folder.name}.ipynb"
    answer = _answer(own)
    for path in _copied(folder, ignore):
        if path == own:
            continue
        if path.suffix == ".ipynb":
            why = f"一个作业只有一个 notebook，名为 {own.name}"
        elif found := answer.search(path.read_bytes()):
            why = f"里面有答案：{found[0].decode().strip()}"
        else:
            continue
        raise UserError(
            f"source/{folder.name}/{path.relative_to(folder)} 会跟着发给学生（{why}）。"
            f"请把它移出 source/{folder.name}，或者在 nbgrader_config.py 的 c.CourseDirectory.ignore 里加上它的名字。什么也没有发布。"
        )


def _answer(notebook: Path) -> re.Pattern[bytes]:
    """Matches where a text solves an exercise of this source notebook."""
    cells = json.loads(notebook.read_bytes())["cells"]
    ids = (cell["metadata"].get("nbgrader", {}).get("grade_id", "") for cell in cells)
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
