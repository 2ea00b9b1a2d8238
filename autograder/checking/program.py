"""Run the code cells of a notebook in workers, whatever they do."""

from __future__ import annotations

import ast
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.checking.seeds import SEED
from autograder.checking.student import StudentError, student_error
from autograder.course.assignment import Cell
from autograder.course.packages import is_installed
from autograder.errors import UserError
from autograder.language import _, listed
from autograder.sandbox import (
    MAX_PUT,
    ONE_THREAD,
    THREADS,
    Budget,
    Profile,
    StudentRaised,
    Worker,
    WorkerError,
    Zygote,
    plain_name,
)
from autograder.sandbox.inside.cells import without_magics

# A notebook that keeps killing its worker while its cells are run is not waited for any longer.
MAX_DEADLY_CELLS = 3

# With what the first optimizer of a process imports, a second's worth.
_TORCH = ("torch", "torch.optim", "torch.utils.data", "torch._dynamo")
# What importing the library alone leaves out, and nearly everything made with it needs.
_PARTS = {"sklearn": ("sklearn.model_selection", "sklearn.neighbors", "sklearn.pipeline", "sklearn.tree")}
# Not any mention: it takes as long as all the others together.
_IMPORTS_KERAS = re.compile(r"^\s*(?:import|from)\s+keras\b", re.MULTILINE)


# Libraries that start threads whatever they are told, and crash where they cannot.
_THREADED = {"jax", "tensorflow"}


def libraries(texts: Iterable[str], packages: Iterable[str] = ()) -> tuple[str, ...]:
    """The libraries that these cells use and that are worth importing once for all workers.

    ``packages``: those that a course need not have; what is not installed here is left out.
    """
    texts = list(texts)
    keras = any(map(_IMPORTS_KERAS.search, texts)) and is_installed("keras")
    torch = _TORCH if keras or any("torch" in text for text in texts) else ()
    plot = ("matplotlib.pyplot",) if any("matplotlib" in text for text in texts) else ()
    needed = dict.fromkeys([*(["keras"] if keras else []), *packages])
    parts = (part for name in needed if is_installed(name) for part in (name, *_PARTS.get(name, ())))
    return ("numpy", *torch, *plot, *parts)


def profile(packages: Iterable[str]) -> Profile:
    """What a worker must be allowed to do for these libraries to work, as far as they are installed."""
    return THREADS if any(map(is_installed, _THREADED.intersection(packages))) else ONE_THREAD


def files_beside(folder: Path, texts: Iterable[str]) -> dict[str, bytes]:
    """The files in the folder of a notebook that one of its cells names, and that a worker is therefore given.

    Raises UserError if one cannot be read, or if they are too large together.
    """
    text = "\n".join(texts)
    paths = [path for path in sorted(folder.iterdir()) if path.name in text and _is_data(path)]
    if sum(path.stat().st_size for path in paths) > MAX_PUT:
        raise UserError(
            _(
                "{folder} 里讲义用到的文件（{names}）加起来超过 {limit} MB，评分时放不进学生的工作目录。请把它们缩小。",
                folder=folder,
                names=listed([path.name for path in paths]),
                limit=MAX_PUT >> 20,
            )
        )
    return {path.name: _read(path) for path in paths}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(_("打不开 {path}：{reason}。", path=path, reason=error.strerror)) from error


def _is_data(path: Path) -> bool:
    """Whether this is a plain file under a plain name, and neither a notebook nor a file of tests."""
    with suppress(ValueError, OSError):
        code = path.suffix == ".ipynb" or (path.name.startswith("test_") and path.suffix == ".py")
        return not code and plain_name(path.name) == path.name and stat.S_ISREG(path.lstat().st_mode)
    return False


def class_names(texts: Iterable[str]) -> frozenset[str]:
    """The names of the classes that these cells define; a cell that is no Python defines none."""
    names: set[str] = set()
    for text in texts:
        with suppress(SyntaxError, ValueError, RecursionError, MemoryError):
            body = ast.parse(without_magics(text)).body
            names |= {statement.name for statement in body if isinstance(statement, ast.ClassDef)}
    return frozenset(names)


@dataclass(frozen=True)
class Program:
    """Code cells that can be run without killing the worker, and what went wrong in which cell, by cell id.

    ``at_once``: whether all of them together stay within the time limit of one.
    """

    cells: tuple[Cell, ...]
    faults: dict[str, StudentError]
    at_once: bool = True


def settle(zygote: Zygote, cells: Sequence[Cell], budget: Budget | None = None) -> tuple[Program, Worker]:
    """Run the cells; leave out those that kill the worker, remember those that raise.

    Returns what is left with a worker in which it has run.
    """
    worker = zygote.worker(budget)
    try:
        raised = worker.run_cells([SEED, *((cell.id, cell.source) for cell in cells)])
    except WorkerError:
        return _settle_slowly(zygote, cells, budget)
    return Program(tuple(cells), {name: student_error(error) for name, error in raised.items()}), worker


def _settle_slowly(zygote: Zygote, cells: Sequence[Cell], budget: Budget | None) -> tuple[Program, Worker]:
    """The same, one cell after the other, to see which one it is."""
    faults: dict[str, StudentError] = {}
    kept = list(cells)
    for _round in range(MAX_DEADLY_CELLS):
        worker = zygote.worker(budget)
        with suppress(WorkerError):  # the first cell finds a dead worker
            worker.run_cells([SEED])
        killer = _first_deadly(worker, kept, faults)
        if killer is None:
            return Program(tuple(kept), faults, at_once=False), worker
        position, fault = kept.index(killer), faults[killer.id]
        kept.pop(position)
    # Enough: what follows the last of them is taken to fail in the same way.
    faults |= {cell.id: fault for cell in kept[position:]}
    program = Program(tuple(kept[:position]), faults, at_once=False)
    return program, start(zygote, program, budget)


def _first_deadly(worker: Worker, cells: Sequence[Cell], faults: dict[str, StudentError]) -> Cell | None:
    """The first cell that kills the worker, if there is one; adds what goes wrong to ``faults``."""
    for cell in cells:
        try:
            worker.run_cell(cell.id, cell.source)
        except StudentRaised as error:
            faults[cell.id] = student_error(error)
        except WorkerError as error:
            faults[cell.id] = student_error(error)
            return cell
    return None


def start(zygote: Zygote, program: Program, budget: Budget | None = None) -> Worker:
    """A fresh worker in which a program has run; a cell that raises is left as far as it came.

    If a cell is deadly only this time, the worker is dead: the tests find that and fail closed.
    """
    worker = zygote.worker(budget)
    cells = [(cell.id, cell.source) for cell in program.cells]
    with suppress(WorkerError):
        for batch in [[SEED, *cells]] if program.at_once else [[SEED], *([cell] for cell in cells)]:
            worker.run_cells(batch)
    return worker
