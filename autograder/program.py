"""Run the code cells of a notebook in workers, whatever they do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.assignment import Cell
from autograder.sandbox import StudentRaised, Worker, WorkerError, Zygote
from autograder.student import StudentError, student_error

# A notebook that keeps killing its worker while its cells are run is not waited for any longer.
MAX_DEADLY_CELLS = 3


# With what the first optimizer of a process imports, a second's worth.
_TORCH = ("torch", "torch.optim", "torch.utils.data", "torch._dynamo")


def libraries(texts: Iterable[str]) -> tuple[str, ...]:
    """The libraries that these cells use and that are worth importing once for all workers."""
    return ("numpy", *_TORCH) if any("torch" in text for text in texts) else ("numpy",)


@dataclass(frozen=True)
class Program:
    """Code cells that can be run without killing the worker, and what went wrong in which cell, by cell id."""

    cells: tuple[Cell, ...]
    faults: dict[str, StudentError]


def settle(zygote: Zygote, cells: Sequence[Cell], deadline: float = math.inf) -> Program:
    """Run the cells until ``deadline``; leave out those that kill the worker, remember those that raise."""
    faults: dict[str, StudentError] = {}
    kept = list(cells)
    for _ in range(MAX_DEADLY_CELLS):
        killer = _first_deadly(zygote, kept, faults, deadline)
        if killer is None:
            return Program(tuple(kept), faults)
        position, fault = kept.index(killer), faults[killer.id]
        kept.pop(position)
    # Enough: what follows the last of them is taken to fail in the same way.
    faults |= {cell.id: fault for cell in kept[position:]}
    return Program(tuple(kept[:position]), faults)


def _first_deadly(
    zygote: Zygote, cells: Sequence[Cell], faults: dict[str, StudentError], deadline: float
) -> Cell | None:
    """The first cell that kills a fresh worker, if there is one; adds what goes wrong to ``faults``."""
    with zygote.worker(deadline) as worker:
        for cell in cells:
            try:
                worker.run_cell(cell.id, cell.source)
            except StudentRaised as error:
                faults[cell.id] = student_error(error)
            except WorkerError as error:
                faults[cell.id] = student_error(error)
                return cell
    return None


def run_cells(zygote: Zygote, cells: Iterable[Cell], deadline: float = math.inf) -> Worker:
    """A fresh worker in which these cells have run; a cell that raises is left as far as it came."""
    worker = zygote.worker(deadline)
    for cell in cells:
        try:
            worker.run_cell(cell.id, cell.source)
        except StudentRaised:
            continue
        except WorkerError:
            # Deadly only this time: the tests find a dead worker and fail closed.
            break
    return worker
