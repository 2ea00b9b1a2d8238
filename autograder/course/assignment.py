"""What an assignment is: its exercises, points, minutes and code, read from the course folder.

Everything comes from two notebooks that the build made out of one text: ``source/NAME/NAME.ipynb``
(with solutions) and ``release/NAME/NAME.ipynb`` (with blanks).
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.course.header import Header, read_header
from autograder.course.packages import missing
from autograder.course.tracks import COURSE_FILE, Track, read_tracks
from autograder.course.translation import catalogue_file, edition, translations
from autograder.errors import UserError, meant
from autograder.language import CHINESE, LANGUAGES, _, chosen, listed

# The folder of source/ that holds what several assignments share.
DATA = "data"
SOLUTION_SUFFIX = "-solution"
DEMO_TAG = "demo"
_NAME = re.compile(r"(?!data$)[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class Exercise:
    """One blank: a function or class, and what the course says about it.

    ``uses``: earlier exercises that this one calls by name.  ``opaque``: positions of the returned tuple
    that only the student's own functions understand (caches).  ``helpers``: functions of the author's own cells that the tests
    call, and that must therefore be there where only what the exercise rests on runs.  ``reference`` and ``stub`` are the texts of
    the solution cell in the answer key and in the released notebook.
    """

    name: str
    points: float
    minutes: int
    uses: tuple[str, ...]
    opaque: tuple[int, ...]
    helpers: tuple[str, ...]
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
    """A text with its exercises, by any name.

    ``cells`` holds, in notebook order, the setup cells and the blanks with the answer key's text; ``folder`` is what
    students get, ``text`` what the author wrote, ``graders`` the folder of its hidden graders; a student's copy has neither.
    """

    name: str
    header: Header
    exercises: tuple[Exercise, ...]
    cells: tuple[Cell, ...]
    released: NotebookNode = field(repr=False, compare=False)
    text: Path
    graders: Path
    folder: Path

    @property
    def title(self) -> str:
        """What it is called, in the reader's language."""
        return self.header.words(chosen()).title

    @cached_property
    def editions(self) -> dict[str, NotebookNode]:
        """What students get in other languages, where there is a translation: cell by cell the same as ``released``."""
        paths = {
            language: edition(self.folder.parent, language) / self.name / f"{self.name}.ipynb"
            for language in LANGUAGES
            if language != CHINESE
        }
        return {language: _read(path) for language, path in paths.items() if path.is_file()}

    def said(self, sentence: str) -> str:
        """A sentence of the course's own in the reader's language, if somebody translated it."""
        return translations(self.text, chosen()).get(sentence, sentence)

    @property
    def max_score(self) -> float:
        """Sum of all points."""
        return sum(exercise.points for exercise in self.exercises)

    @cached_property
    def missing(self) -> dict[str, str]:
        """The exercises that cannot run here, each with a library that is not installed."""
        return missing(self.released)

    @cached_property
    def _by_name(self) -> dict[str, Exercise]:
        return {exercise.name: exercise for exercise in self.exercises}

    def exercise(self, name: str) -> Exercise:
        """The exercise of this name; KeyError if the assignment has none."""
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
        raise UserError(
            _("{here} 不在课程目录里：向上找不到 nbgrader_config.py。请先 cd 到课程目录再运行。", here=here)
        )

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

    def tracks(self) -> tuple[Track, ...]:
        """The tracks, in order.  Raises UserError if course.toml is missing or damaged."""
        return read_tracks(self.source / COURSE_FILE)

    def names(self) -> list[str]:
        """Names of all assignments, in the course's order.

        Raises UserError where course.toml and the texts that are there do not agree.
        """
        named = [name for track in self.tracks() for name in track.assignments]
        texts = self.source.glob("*/*.py")
        there = {path.stem for path in texts if path.stem == path.parent.name}
        file = self.source / COURSE_FILE
        if wrong := [name for name in named if not is_name(name)]:
            raise UserError(
                _(
                    "{file} 里的作业名 {names} 不能用：要由小写英文字母、数字和下划线组成，"
                    "不以数字开头，也不叫 {data}（那里放公共的数据）。",
                    file=file,
                    names=listed([*map(repr, wrong)]),
                    data=DATA,
                )
            )
        if lost := [name for name in named if name not in there]:
            raise UserError(
                _(
                    "{file} 写了作业 {names}，可是没有它的讲义 source/{name}/{name}.py。"
                    "请改正名字，或者把它从 course.toml 里去掉。",
                    file=file,
                    names=listed(lost),
                    name=lost[0],
                )
            )
        if unnamed := sorted(there.difference(named)):
            raise UserError(
                _(
                    "{file} 里哪条线也没有写到作业 {names}。请把它加进一条线的 assignments，写在应有的位置。",
                    file=file,
                    names=listed(unnamed),
                )
            )
        return named

    def translated(self, language: str) -> list[str]:
        """The names of those that there are in a language: in Chinese all, else those with a catalogue."""
        names = self.names()
        if language == CHINESE:
            return names
        return [name for name in names if catalogue_file(self.text(name), language).is_file()]

    def text(self, name: str) -> Path:
        """The author's text of an assignment; UserError if there is none."""
        text = self.source / name / f"{name}.py"
        if not is_name(name) or not text.is_file():
            known = meant(name, self.names(), _("现有的作业"))
            raise UserError(_("没有名为 {name!r} 的作业。{known}", name=name, known=known))
        return text

    def assignment(self, name: str) -> Assignment:
        """Read one assignment.  Raises UserError if it is unknown or has not been built."""
        text = self.text(name)
        answers = _read(self.source / name / f"{name}.ipynb")
        released = _read(self.release / name / f"{name}.ipynb")
        header = read_header(answers, self.source / name / f"{name}.ipynb")
        graders = self.root / "autograder" / "graders" / name
        return Assignment(
            name,
            header,
            _exercises(name, answers, released),
            tuple(_code(answers)),
            released,
            text,
            graders,
            self.release / name,
        )


def _exercises(name: str, answers: NotebookNode, released: NotebookNode) -> tuple[Exercise, ...]:
    """The exercises of an answer key and its released notebook.

    Raises UserError if the two do not belong together.
    """
    stubs = {grade_id(cell): cell.source for cell in released.cells if grade_id(cell)}
    references = {grade_id(cell): cell.source for cell in answers.cells if grade_id(cell)}
    exercises = []
    for cell in answers.cells:
        if not is_grade(cell):
            continue
        exercise = grade_id(cell)
        facts = cell.metadata.get("autograder", {})
        if exercise not in stubs or exercise + SOLUTION_SUFFIX not in stubs:
            raise UserError(
                _(
                    "release/{name} 里没有练习 {exercise}，它已经过期。请运行 autograder build {name}。",
                    name=name,
                    exercise=exercise,
                )
            )
        exercises.append(
            Exercise(
                name=exercise,
                points=float(cell.metadata.nbgrader["points"]),
                minutes=int(facts.get("minutes", 0)),
                uses=tuple(facts.get("uses", ())),
                opaque=tuple(facts.get("opaque", ())),
                helpers=tuple(facts.get("helpers", ())),
                reference=references[exercise + SOLUTION_SUFFIX],
                stub=stubs[exercise + SOLUTION_SUFFIX],
            )
        )
    if not exercises:
        raise UserError(
            _("source/{name}/{name}.ipynb 里一个练习也没有。请运行 autograder build {name}。", name=name)
        )
    return tuple(exercises)


def is_name(name: str) -> bool:
    """Whether an assignment may be called so."""
    return _NAME.fullmatch(name) is not None


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


def _read(path: Path) -> NotebookNode:
    """Read one of our own notebooks."""
    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise UserError(_("缺少 {path}。请先运行 make build（或 autograder build）。", path=path)) from None
    except Exception as error:
        raise UserError(
            _(
                "{path} 不是能读的 notebook（{error}）。请运行 make build 重新生成。",
                path=path,
                error=type(error).__name__,
            )
        ) from error
