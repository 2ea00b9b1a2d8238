"""A reader's own notebook file, tested with the public tests: in this process or in a worker."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from types import CodeType
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.checking.mistakes import named_beside
from autograder.checking.program import class_names, files_beside, libraries, profile, settle
from autograder.checking.runner import Runner
from autograder.checking.sentences import public_lines
from autograder.checking.student import RemoteStudent, StudentError, said_by, verbatim
from autograder.checking.suite import Outcome, Suite
from autograder.course.assignment import DEMO_TAG, SOLUTION_SUFFIX, Cell, Course, grade_id, is_grade
from autograder.course.packages import missing, packages_of
from autograder.errors import UserError
from autograder.language import _
from autograder.learner.progress import record
from autograder.learner.selfcheck import public_tests
from autograder.learner.spoken import speak_as
from autograder.sandbox import Zygote
from autograder.sandbox.inside.cells import compile_cell


@dataclass(frozen=True)
class Checked:
    """What the public tests said of one exercise; ``lines``: why it failed, if it did.

    ``missing``: a library that is not installed here, for want of which nothing was tried.
    """

    exercise: str
    outcomes: list[Outcome]
    lines: list[str]
    missing: str = ""

    @property
    def passed(self) -> bool:
        """Whether all of them passed."""
        return all(outcome.passed for outcome in self.outcomes)

    @property
    def not_attempted(self) -> bool:
        """Whether the blank is still empty."""
        return any(outcome.not_attempted for outcome in self.outcomes)


def load_namespace(path: Path) -> tuple[dict[str, Any], dict[str, StudentError]]:
    """Run a notebook's code cells, except checks and demos; what they defined, and what went wrong, by cell id.

    A cell that raises is left as far as it came: the tests of its exercise will tell.  Raises UserError if
    the file cannot be read.
    """
    faults: dict[str, StudentError] = {}
    namespace: dict[str, Any] = {"__name__": "__main__", "check": _nothing, "ready": _nothing}
    for cell in _read(path).cells:
        filename = _filename(cell)
        # So that tracebacks can quote the line.
        linecache.cache[filename] = (len(cell.source), None, cell.source.splitlines(keepends=True), filename)
        try:
            with chdir(path.parent):  # where its data lies, as in JupyterLab
                exec(compile_cell(cell.source, filename), namespace)
        except (Exception, SystemExit) as error:
            faults[cell.id] = _fault(error, cell)
    return namespace, faults


def _fault(error: Exception | SystemExit, cell: Cell) -> StudentError:
    """What went wrong in a cell that ran here, and in which of its lines."""
    lines = [line for frame, line in traceback.walk_tb(error.__traceback__) if _is_of(frame.f_code, cell)]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    quote = linecache.getline(_filename(cell), line or 0).strip()
    return StudentError("raised", type(error).__name__, "", line, said_by(error), quote)


def _is_of(code: CodeType, cell: Cell) -> bool:
    return code.co_filename == _filename(cell)


def _filename(cell: Cell) -> str:
    return f"<cell {cell.id}>"


def check_file(path: Path, *, unsafe: bool = False) -> Iterator[Checked]:
    """Run the public tests on a notebook file, in workers.

    The tests are those beside the notebook, else those of the course's release of that assignment.  Where they are beside it,
    the reader's progress is kept there, as the notebook's own checks do.  Raises UserError if there are none or the
    notebook cannot be read.
    """
    notebook = _read(path)
    speak_as(path)
    tests = _tests_for(path)
    suite = Suite(tests)
    folder = path.resolve().parent
    texts = {cell.id: cell.source for cell in notebook.cells}
    done: set[str] = set()
    files = files_beside(folder, texts.values())
    imported, may = libraries(texts.values(), notebook.packages), profile(notebook.packages)
    with Zygote(imported, profile=may, files=files, unsafe=unsafe) as zygote:
        program, worker = settle(zygote, notebook.cells)
        faults = {name: verbatim(fault, worker, name) for name, fault in program.faults.items()}
        with Runner(zygote, program, {}, worker=worker) as runner:
            for exercise in suite.exercises():
                if package := notebook.missing.get(exercise):
                    yield Checked(exercise, [], [], package)
                    continue
                student = RemoteStudent(
                    runner.worker(),
                    notebook.opaque,
                    list(texts.values()),
                    classes=class_names(texts.values()),
                    verbatim=True,
                )
                outcomes = suite.run(exercise, student)
                unfinished = [used for used in notebook.uses.get(exercise, ()) if used not in done]
                fault = faults.get(exercise + SOLUTION_SUFFIX)
                lines = []
                if not all(outcome.passed for outcome in outcomes):
                    text = texts.get(exercise + SOLUTION_SUFFIX, "")
                    named = named_beside(tests, outcomes, text, unfinished)
                    said = public_lines(outcomes, student.sources(), unfinished, texts, fault)
                    lines = [*named, *said]
                checked = Checked(exercise, outcomes, lines)
                if checked.passed:
                    done.add(exercise)
                else:
                    # Whatever went wrong may have left traces; the next exercise must not pay for it.
                    runner.close()
                if tests.parent == folder:
                    record(folder, exercise, checked.passed)
                yield checked


def _tests_for(path: Path) -> Path:
    folder = path.resolve().parent
    if not list(folder.glob("test_*.py")):
        folder = Course.find(folder).release / path.stem
    return public_tests(folder)


@dataclass(frozen=True)
class _Notebook:
    """What testing needs of a notebook file: its code cells, and by exercise which results are opaque and what it uses.

    ``packages``: libraries that it needs and a course need not have; ``missing``: which exercises cannot run for want of one.
    """

    cells: list[Cell]
    opaque: dict[str, tuple[int, ...]]
    uses: dict[str, tuple[str, ...]]
    packages: tuple[str, ...]
    missing: dict[str, str]


def _read(path: Path) -> _Notebook:
    try:
        notebook = nbformat.read(path, as_version=4)
        opaque = {name: tuple(map(int, said)) for name, said in _noted(notebook, "opaque").items()}
        uses = {name: tuple(map(str, said)) for name, said in _noted(notebook, "uses").items()}
        return _Notebook(_code_cells(notebook), opaque, uses, packages_of(notebook), missing(notebook))
    except FileNotFoundError:
        raise UserError(_("没有找到 {path}。", path=path)) from None
    except OSError as error:
        raise UserError(_("打不开 {path}：{reason}。", path=path, reason=error.strerror)) from error
    except Exception as error:
        reason = type(error).__name__
        raise UserError(
            _(
                "{path} 不是能读的 notebook（{reason}）。请在 JupyterLab 里打开它看看。",
                path=path,
                reason=reason,
            )
        ) from error


def _code_cells(notebook: NotebookNode) -> list[Cell]:
    """Code cells in order, without checks and demos."""
    return [
        Cell(str(grade_id(cell) or f"cell-{number}"), "".join(cell.source))
        for number, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and not is_grade(cell) and DEMO_TAG not in cell.metadata.get("tags", [])
    ]


def _noted(notebook: NotebookNode, key: str) -> dict[str, Any]:
    """What the check cells of a notebook note under a key, by exercise."""
    return {
        str(grade_id(cell)): cell.metadata.get("autograder", {}).get(key, ())
        for cell in notebook.cells
        if is_grade(cell)
    }


def _nothing(*names: str) -> bool:
    """Stands in for `check` and `ready`, should a blank's cell call them."""
    return False
