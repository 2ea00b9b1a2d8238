"""What runs a submission's functions, one exercise after another: on the student's own earlier ones, or on references."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from contextlib import suppress

from autograder.assignment import Cell
from autograder.program import Program, start
from autograder.sandbox import Worker, WorkerError, Zygote

# Run in the worker before the first reference and with each one.  Names go to references and back to the student's own.
_KEEP_OWN = """
__own__, __references__ = dict(globals()), {}

def __use__(replaced):
    for name, reference in __references__.items():
        if name in replaced:
            globals()[name] = reference
        elif name in __own__:
            globals()[name] = __own__[name]
        else:
            globals().pop(name, None)
"""


class Runner:
    """One worker at a time, with a program in it; another one when it died or on request.

    ``references``: the text of each exercise's reference.  It reaches the worker only when it is asked for, since
    from then on the student's code can call it.

    ``suspect``: whoever uses the runner marks here that something went wrong in it, which may have left traces.
    ``deadline``: when all code of the submission must have run.  ``memory``: the most that one of its workers held, in bytes, of those that have ended.
    """

    def __init__(
        self,
        zygote: Zygote,
        program: Program,
        references: Mapping[str, str],
        deadline: float = math.inf,
        worker: Worker | None = None,
    ) -> None:
        """``worker``: one in which the program has run already."""
        self.suspect = False
        self.memory = 0
        self._zygote = zygote
        self._program = program
        self._references = references
        self.deadline = deadline
        self._worker = worker
        self._handed_over: set[str] = set()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def worker(self, replaced: Collection[str] = ()) -> Worker:
        """The worker, with references in place of these exercises; a dead one is found out by the next call."""
        if self._worker is None or not self._worker.alive:
            self.close()
            self._worker = start(self._zygote, self._program, self.deadline)
        if replaced or self._handed_over:
            with suppress(WorkerError):
                self._worker.run_cells(self._switch(replaced))
        return self._worker

    def texts(self, replaced: Collection[str] = ()) -> list[str]:
        """The texts that such a worker has run."""
        return [cell.source for cell in self.cells(replaced)]

    def cells(self, replaced: Collection[str] = ()) -> list[Cell]:
        """The cells that such a worker has run."""
        references = [Cell(f"reference {name}", self._references[name]) for name in sorted(replaced)]
        return [*self._program.cells, *references]

    def close(self) -> None:
        """End the worker; the next one is a fresh one."""
        if self._worker is not None:
            self._worker.close()
            self.memory = max(self.memory, self._worker.memory)
        self._worker = None
        self._handed_over = set()
        self.suspect = False

    def _switch(self, replaced: Collection[str]) -> list[tuple[str, str]]:
        """Cells after which these exercises, and only these, are references."""
        cells = [] if self._handed_over else [("keep own", _KEEP_OWN)]
        for name in replaced:
            if name not in self._handed_over:
                # Not under the cell's own name: a line number in it would be read as one of the student's text.
                cells.append((f"reference {name}", self._references[name]))
                cells.append((f"keep {name}", f"__references__[{name!r}] = {name}"))
        self._handed_over |= set(replaced)
        return [*cells, ("use", f"__use__({sorted(replaced)!r})")]
