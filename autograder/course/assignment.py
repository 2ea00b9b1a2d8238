"""What a day is: its exercises, points, minutes and code, read from the course folder.

Everything comes from two notebooks that the build made out of one text: ``source/dayNN/dayNN.ipynb``
(with solutions) and ``release/dayNN/dayNN.ipynb`` (with blanks).
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.errors import UserError

SOLUTION_SUFFIX = "-solution"
DEMO_TAG = "demo"


@dataclass(frozen=True)
class Exercise:
    """One blank: a function or class, and what the course says about it.

    ``uses``: earlier exercises that this one calls by name.  ``opaque``: positions of the returned tuple
    that only the student's own functions understand (caches).  ``reference`` and ``stub`` are the texts of
    the solution cell in the answer key and in the released notebook.
    """

    name: str
    points: float
    minutes: int
    uses: tuple[str, ...]
    opaque: tuple[int, ...]
    reference: str
    stub: str

    @property
    def solution_id(self) -> str:
        """The grade_id of the cell with the blank; the grade cell's own is the exercise's name."""
        return self.name + SOLUTION_SUFFIX


@dataclass(frozen=True)
class Cell:
    """A code cell that graders run: ``exercise`` names the blank it fills, None for a setup cell."""

    id: str
    source: str
    exercise: str | None = None


@dataclass(frozen=True)
class Assignment:
    """One day.

    ``cells`` holds, in notebook order, the setup cells and the blanks with the answer key's text; ``text`` is what the
    author wrote, ``graders`` the folder of the day's hidden graders; a student's copy has neither.
    """

    name: str
    title: str
    exercises: tuple[Exercise, ...]
    cells: tuple[Cell, ...]
    released: NotebookNode = field(repr=False, compare=False)
    text: Path
    graders: Path

    @property
    def max_score(self) -> float:
        """Sum of all points."""
        return sum(exercise.points for exercise in self.exercises)

    @cached_property
    def _by_name(self) -> dict[str, Exercise]:
        return {exercise.name: exercise for exercise in self.exercises}

    def exercise(self, name: str) -> Exercise:
        """The exercise of this name; KeyError if the day has none."""
        return self._by_name[name]

    def prerequisites(self, name: str) -> tuple[str, ...]:
        """All exercises that ``name`` rests on, directly or through others, in notebook order."""
        found: set[str] = set()
        todo = list(self.exercise(name).uses)
        while todo:
            used = todo.pop()
            if used not in found:
                found.add(used)
                todo.extend(self.exercise(used).uses)
        return tuple(exercise.name for exercise in self.exercises if exercise.name in found)

    def skeleton(self) -> NotebookNode:
        """A fresh copy of the released notebook, to be filled with a student's texts."""
        return copy.deepcopy(self.released)


@dataclass(frozen=True)
class Course:
    """The folder that holds ``nbgrader_config.py`` and the top-level rooms."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course that ``start`` (default: the current folder) lies in.

        Raises UserError if no folder upwards holds an nbgrader_config.py.
        """
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / "nbgrader_config.py").is_file():
                return cls(folder)
        raise UserError(f"{here} 不在课程目录里：向上找不到 nbgrader_config.py。请先 cd 到课程目录再运行。")

    @property
    def source(self) -> Path:
        """Where authors write."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """What students get."""
        return self.root / "release"

    @property
    def solutions(self) -> Path:
        """The executed answer keys."""
        return self.root / "solutions"

    def days(self) -> list[str]:
        """Names of all assignments that have a text to build from, in order."""
        return sorted(path.parent.name for path in self.source.glob("day*/day*.py") if _is_day(path))

    def assignment(self, day: str) -> Assignment:
        """Read one day.  Raises UserError if the day is unknown or has not been built."""
        if day not in self.days():
            raise UserError(
                f"没有名为 {day!r} 的作业。现有的作业：{'、'.join(self.days()) or '（一个也没有）'}。"
            )
        answers = _read(self.source / day / f"{day}.ipynb")
        released = _read(self.release / day / f"{day}.ipynb")
        text = self.source / day / f"{day}.py"
        return _assemble(day, answers, released, text, self.root / "autograder" / "graders" / day)


def _assemble(
    day: str, answers: NotebookNode, released: NotebookNode, text: Path, graders: Path
) -> Assignment:
    """Assemble a day from its answer key and its released notebook.

    Raises UserError if the two do not belong together.
    """
    stubs = {grade_id(cell): cell.source for cell in released.cells if grade_id(cell)}
    references = {grade_id(cell): cell.source for cell in answers.cells if grade_id(cell)}
    exercises = []
    for cell in answers.cells:
        if not is_grade(cell):
            continue
        name = grade_id(cell)
        facts = cell.metadata.get("autograder", {})
        if name not in stubs or name + SOLUTION_SUFFIX not in stubs:
            raise UserError(f"release/{day} 里没有练习 {name}，它已经过期。请运行 autograder build {day}。")
        exercises.append(
            Exercise(
                name=name,
                points=float(cell.metadata.nbgrader["points"]),
                minutes=int(facts.get("minutes", 0)),
                uses=tuple(facts.get("uses", ())),
                opaque=tuple(facts.get("opaque", ())),
                reference=references[name + SOLUTION_SUFFIX],
                stub=stubs[name + SOLUTION_SUFFIX],
            )
        )
    if not exercises:
        raise UserError(f"source/{day}/{day}.ipynb 里一个练习也没有。请运行 autograder build {day}。")
    return Assignment(day, _title(answers), tuple(exercises), tuple(_code(answers)), released, text, graders)


def grade_id(cell: NotebookNode) -> str:
    """The nbgrader grade_id of a cell of our own notebooks, or an empty string."""
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def is_grade(cell: NotebookNode) -> bool:
    """Whether a cell of our own notebooks carries points."""
    return bool(cell.metadata.get("nbgrader", {}).get("grade", False))


def _code(notebook: NotebookNode) -> list[Cell]:
    """The cells that graders run: no check cells, nothing tagged ``demo``."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or is_grade(cell) or DEMO_TAG in cell.metadata.get("tags", []):
            continue
        name = grade_id(cell)
        exercise = name.removesuffix(SOLUTION_SUFFIX) if name.endswith(SOLUTION_SUFFIX) else None
        cells.append(Cell(name or cell.id, cell.source, exercise))
    return cells


def _title(notebook: NotebookNode) -> str:
    """The first heading of the notebook."""
    for cell in notebook.cells:
        match = re.search(r"^#\s+(.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if match:
            return match.group(1).strip()
    return ""


def _is_day(path: Path) -> bool:
    return path.stem == path.parent.name and re.fullmatch(r"day\d\d", path.stem) is not None


def _read(path: Path) -> NotebookNode:
    """Read one of our own notebooks."""
    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise UserError(f"缺少 {path}。请先运行 make build（或 autograder build）。") from None
    except Exception as error:
        raise UserError(
            f"{path} 不是能读的 notebook（{type(error).__name__}）。请运行 make build 重新生成。"
        ) from error
