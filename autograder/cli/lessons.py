"""The lessons that come with an installation, laid where a learner works; what lies there already is never touched."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignment import Course
from autograder.course.translation import edition
from autograder.errors import UserError, meant
from autograder.files import files_in
from autograder.language import LANGUAGES, _, chosen

# A learner's wheel holds release/ here.
PACKED = Path(__file__).parents[1] / "lessons"


@dataclass(frozen=True)
class Laid:
    """How many files were copied, and how many were there already.

    ``translated``: the lessons in the reader's language, in ``folder``; ``others``: those that are in Chinese alone.  Both are empty for
    who reads Chinese.
    """

    copied: int
    kept: int
    folder: Path
    translated: tuple[str, ...]
    others: tuple[str, ...]


def lay_out(names: Sequence[str], folder: Path) -> Laid:
    """Copy lessons: those named in the reader's language, or in Chinese where there is no translation; or all that there is,
    with the pages that list them.  They lie as in ``release/``: a translation never takes the place of the Chinese lesson.

    Raises UserError for a name that there is not, and if a file cannot be written.
    """
    origin = PACKED if PACKED.is_dir() else Course.find().release
    known = [name for name in _folders(origin) if name not in LANGUAGES]
    for name in names:
        if name not in known:
            raise UserError(_("没有作业 {name!r}。{hint}", name=name, hint=meant(name, known, _("这里有的"))))
    spoken = edition(origin, chosen())
    translated = {*_folders(spoken)} if spoken != origin else set()
    wanted = [(spoken if name in translated else origin) / name for name in dict.fromkeys(names)] or [origin]
    files = [path for place in wanted for path in files_in(place)]
    copied = 0
    try:
        for path in files:
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
    told = [] if spoken == origin else names or known
    return Laid(
        copied,
        len(files) - copied,
        folder / spoken.relative_to(origin),
        tuple(name for name in told if name in translated),
        tuple(name for name in told if name not in translated),
    )


def _folders(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
