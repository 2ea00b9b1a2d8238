"""A reader's own notebook file, tested with the public tests: in this process or in a worker."""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.assignment import DEMO_TAG, Cell, Course, grade_id, is_grade
from autograder.errors import UserError
from autograder.program import libraries, settle
from autograder.runner import Runner
from autograder.sandbox import Zygote
from autograder.sandbox.cells import compile_cell
from autograder.selfcheck import public_tests
from autograder.student import RemoteStudent
from autograder.suite import Outcome, Suite


def load_namespace(path: Path) -> dict[str, Any]:
    """Run a notebook's code cells, except checks and demos, and return what they defined.

    A cell that raises is left as far as it came: the tests of its exercise will tell.  Raises UserError if
    the file cannot be read.
    """
    namespace: dict[str, Any] = {"__name__": "__main__", "check": _nothing, "ready": _nothing}
    for cell in _read(path).cells:
        filename = f"<cell {cell.id}>"
        # So that tracebacks can quote the line.
        linecache.cache[filename] = (len(cell.source), None, cell.source.splitlines(keepends=True), filename)
        try:
            exec(compile_cell(cell.source, filename), namespace)
        except (Exception, SystemExit) as error:
            print(f"{filename} 运行出错：{type(error).__name__}: {error}")
    return namespace


def check_file(path: Path, *, unsafe: bool = False) -> Iterator[tuple[str, list[Outcome], dict[str, str]]]:
    """Run the public tests on a notebook file, in workers: (exercise, outcomes, texts of cells by id).

    The tests are those beside the notebook, else those of the course's release of that day.  Raises
    UserError if there are none or the notebook cannot be read.
    """
    notebook = _read(path)
    suite = Suite(_tests_for(path))
    texts = {cell.id: cell.source for cell in notebook.cells}
    with Zygote(libraries(texts.values()), unsafe=unsafe) as zygote:
        program, worker = settle(zygote, notebook.cells)
        with Runner(zygote, program, {}, worker=worker) as runner:
            for exercise in suite.exercises():
                student = RemoteStudent(runner.worker(), notebook.opaque, list(texts.values()))
                outcomes = suite.run(exercise, student)
                if not all(outcome.passed for outcome in outcomes):
                    # Whatever went wrong may have left traces; the next exercise must not pay for it.
                    runner.close()
                yield exercise, outcomes, texts


def _tests_for(path: Path) -> Path:
    folder = path.resolve().parent
    if not list(folder.glob("test_day*.py")):
        folder = Course.find(folder).release / path.stem
    return public_tests(folder)


@dataclass(frozen=True)
class _Notebook:
    """What testing needs of a notebook file: its code cells, and which results are opaque, by exercise."""

    cells: list[Cell]
    opaque: dict[str, tuple[int, ...]]


def _read(path: Path) -> _Notebook:
    try:
        notebook = nbformat.read(path, as_version=4)
        return _Notebook(_code_cells(notebook), _opaque(notebook))
    except FileNotFoundError:
        raise UserError(f"没有找到 {path}。") from None
    except OSError as error:
        raise UserError(f"打不开 {path}：{error.strerror}。") from error
    except Exception as error:
        reason = type(error).__name__
        raise UserError(f"{path} 不是能读的 notebook（{reason}）。请在 JupyterLab 里打开它看看。") from error


def _code_cells(notebook: NotebookNode) -> list[Cell]:
    """Code cells in order, without checks and demos."""
    return [
        Cell(str(grade_id(cell) or f"cell-{number}"), "".join(cell.source))
        for number, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and not is_grade(cell) and DEMO_TAG not in cell.metadata.get("tags", [])
    ]


def _opaque(notebook: NotebookNode) -> dict[str, tuple[int, ...]]:
    return {
        str(grade_id(cell)): tuple(map(int, cell.metadata.get("autograder", {}).get("opaque", ())))
        for cell in notebook.cells
        if is_grade(cell)
    }


def _nothing(*names: str) -> bool:
    """Stands in for `check` and `ready`, should a blank's cell call them."""
    return False
