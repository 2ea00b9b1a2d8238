"""Hidden graders, one folder a day: tests, an independent reference, misconceptions, alternatives.

The folder of a day holds
``test_hidden.py`` (pytest functions that take the fixture ``student``),
``reference.py`` (expected values, computed independently of the answer key),
``misconceptions.py`` (named wrong solutions) and ``alternatives.py`` (other right solutions).
The last two are texts in py:percent form, one cell a variant: ``# %% exercise / name``, then comment lines
that say in Chinese what it does, then the text that goes into the exercise's cell.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from autograder import graders
from autograder.errors import UserError

_TITLE = re.compile(r"^# %%[ \t]*(?P<exercise>\w+) / (?P<name>[\w-]+)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Variant:
    """Another way to fill a blank: a misconception (wrong) or an alternative (right).

    ``sentence`` says in Chinese what it does; ``source`` is the text of the exercise's cell.
    """

    exercise: str
    name: str
    sentence: str
    source: str


@dataclass(frozen=True)
class DayGraders:
    """The hidden side of one day."""

    tests: Path
    misconceptions: tuple[Variant, ...]
    alternatives: tuple[Variant, ...]


def day_graders(folder: Path) -> DayGraders:
    """Load the hidden graders of a day from their folder; UserError if this copy of the course has none."""
    if not (folder / "test_hidden.py").is_file():
        raise UserError(
            f"这里没有 {folder.name} 的隐藏评分器（{folder}）。学生版不含评分器；教师请使用完整的仓库。"
        )
    return DayGraders(
        tests=folder / "test_hidden.py",
        misconceptions=read_variants(folder / "misconceptions.py"),
        alternatives=read_variants(folder / "alternatives.py"),
    )


@contextmanager
def modules_beside(folder: Path) -> Iterator[None]:
    """While this lasts, ``autograder.graders.dayNN`` are the modules that lie beside the folder of a day, and no others.

    Without it, a course would be graded with the references of the one that happens to be installed, or that this process
    graded before.  What was imported meanwhile stays with whoever imported it, and nobody else finds it.
    """
    package = graders
    before, paths = _forget_days(package), package.__path__
    package.__path__ = [str(folder.parent)]
    importlib.invalidate_caches()
    try:
        yield
    finally:
        _forget_days(package)
        package.__path__ = paths
        sys.modules.update(before)
        vars(package).update(
            {name.rpartition(".")[2]: before[name] for name in before if name.count(".") == 2}
        )


def _forget_days(package: ModuleType) -> dict[str, ModuleType]:
    """Take the modules of all days out of ``sys.modules``; gives them."""
    days = [name for name in sys.modules if re.match(rf"{re.escape(package.__name__)}\.", name)]
    for name in days:
        vars(package).pop(name.removeprefix(f"{package.__name__}."), None)
    return {name: sys.modules.pop(name) for name in days}


def read_variants(path: Path) -> tuple[Variant, ...]:
    """Split a py:percent text into its titled cells; UserError for a cell without its sentence."""
    text = path.read_text(encoding="utf-8")
    titles = list(_TITLE.finditer(text))
    ends = [title.start() for title in titles] + [len(text)]
    variants = []
    for title, end in zip(titles, ends[1:], strict=True):
        source = text[title.end() : end].strip() + "\n"
        sentence = _leading_comment(source)
        if not sentence:
            raise UserError(f"{path}：{title['exercise']} / {title['name']} 缺少第一行的中文说明。")
        variants.append(Variant(title["exercise"], title["name"], sentence, source))
    return tuple(variants)


def _leading_comment(source: str) -> str:
    """The comment lines at the top, joined."""
    lines = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return "".join(lines)
