"""The lessons that come with an installation, laid where a learner works; what lies there already is never touched."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignment import Course
from autograder.errors import UserError, meant
from autograder.files import files_in
from autograder.language import _

# A learner's wheel holds release/ here.
PACKED = Path(__file__).parents[1] / "lessons"


@dataclass(frozen=True)
class Laid:
    """How many files were copied, and how many were there already."""

    copied: int
    kept: int


def lay_out(names: Sequence[str], folder: Path) -> Laid:
    """Copy lessons, all of them if none are named, and the page that lists them.

    Raises UserError for a name that there is not, and if a file cannot be written.
    """
    origin = PACKED if PACKED.is_dir() else Course.find().release
    known = sorted(path.name for path in origin.iterdir() if path.is_dir())
    for name in names:
        if name not in known:
            raise UserError(_("没有作业 {name!r}。{hint}", name=name, hint=meant(name, known, _("这里有的"))))
    chosen = [path for path in files_in(origin) if not names or path.relative_to(origin).parts[0] in names]
    copied = 0
    try:
        for path in chosen:
            target = folder / path.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                shutil.copyfile(path, target)
                copied += 1
    except OSError as error:
        raise UserError(
            _(
                "写不了 {path}：{reason}。请检查权限和磁盘空间，再运行一次：已经拷好的不会重来。",
                path=error.filename2 or error.filename,
                reason=error.strerror,
            )
        ) from error
    return Laid(copied, len(chosen) - copied)
