"""Hidden graders, one folder an assignment; of each exercise, the tests and what is known to be wrong and right.

``common.py`` holds what the tests of two or more exercises share: helpers, tolerances, parts of the reference.
``EXERCISE.py`` holds the tests of one exercise (pytest functions that take the fixture ``student``) and the rest of its
reference: expected values, computed independently of the answer key; ``from common import …`` gives it what is shared.
``EXERCISE.variants.py`` is a text in py:percent form, one cell a variant: ``# %% wrong name`` is a misconception, a named
wrong solution, ``# %% right name`` an alternative, another right one; then comment lines that say in Chinese what it does,
then the text that goes into the exercise's cell.  A first cell without a title is for whoever reads the file as Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course.assignment import Assignment
from autograder.course.loading import COMMON
from autograder.errors import UserError
from autograder.language import _, listed

VARIANTS = ".variants.py"
_CELL = re.compile(r"^# %%(?P<title>.*)$", re.MULTILINE)
_TITLE = re.compile(r"(?P<kind>wrong|right) (?P<name>[\w-]+)")


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
class Graders:
    """The hidden side of one exercise; ``tests`` is a file, ``variants`` the one beside it."""

    tests: Path
    misconceptions: tuple[Variant, ...]
    alternatives: tuple[Variant, ...]

    @property
    def variants(self) -> Path:
        """The file of misconceptions and alternatives."""
        return self.tests.with_suffix(VARIANTS)


def read_graders(assignment: Assignment) -> dict[str, Graders]:
    """The hidden graders of an assignment, by exercise, in the order of the notebook.

    Raises UserError if this copy of the course has none, or if files and exercises do not belong together.
    """
    folder = assignment.graders
    if not any(folder.glob("*.py")):
        raise UserError(
            _(
                "这里没有 {name} 的隐藏评分器（{folder}）。学生版不含评分器；教师请使用完整的仓库。",
                name=assignment.name,
                folder=folder,
            )
        )
    names = [exercise.name for exercise in assignment.exercises]
    if COMMON in names:
        raise UserError(
            _("练习不能叫 {common}：{path}.py 里是几个练习共用的东西。", common=COMMON, path=folder / COMMON)
        )
    expected = {f"{name}{suffix}" for name in names for suffix in (".py", VARIANTS)}
    found = {path.name for path in folder.glob("*.py")} - {f"{COMMON}.py"}
    if missing := sorted(expected - found):
        raise UserError(
            _(
                "{folder} 里缺少 {names}。autograder new 能写出它们的样子。",
                folder=folder,
                names=listed(missing),
            )
        )
    if strays := sorted(found - expected):
        raise UserError(
            _(
                "{folder} 里的 {strays} 不属于 {name} 的任何练习。练习有：{names}。",
                folder=folder,
                strays=listed(strays),
                name=assignment.name,
                names=listed(names),
            )
        )
    return {
        name: Graders(folder / f"{name}.py", *read_variants(folder / f"{name}{VARIANTS}")) for name in names
    }


def read_variants(path: Path) -> tuple[tuple[Variant, ...], tuple[Variant, ...]]:
    """The misconceptions and the alternatives in a file; UserError for a cell without its title or its sentence."""
    exercise = path.name.removesuffix(VARIANTS)
    found: dict[str, list[Variant]] = {"wrong": [], "right": []}
    text = path.read_text(encoding="utf-8")
    cells = list(_CELL.finditer(text))
    ends = [cell.start() for cell in cells[1:]] + [len(text)]
    for number, (cell, end) in enumerate(zip(cells, ends)):
        if number == 0 and not cell["title"].strip():
            continue
        title = _TITLE.fullmatch(cell["title"].strip())
        if title is None:
            line = text.count("\n", 0, cell.start()) + 1
            raise UserError(
                _(
                    "{path} 第 {line} 行：标题要写成“# %% wrong 名字”或“# %% right 名字”。",
                    path=path,
                    line=line,
                )
            )
        source = text[cell.end() : end].strip() + "\n"
        sentence = _leading_comment(source)
        if not sentence:
            raise UserError(_("{path}：{name} 缺少第一行的中文说明。", path=path, name=title[0]))
        if title["name"] in {variant.name for variant in found[title["kind"]]}:
            raise UserError(_("{path}：有两个 {name}，名字要各不相同。", path=path, name=title[0]))
        found[title["kind"]].append(Variant(exercise, title["name"], sentence, source))
    return tuple(found["wrong"]), tuple(found["right"])


def _leading_comment(source: str) -> str:
    """The comment lines at the top, joined."""
    lines = []
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return "".join(lines)
