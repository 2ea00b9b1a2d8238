"""What runs a submission's functions, one exercise after another: on the student's own earlier ones, or on references."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress

from autograder.checking.program import Program, start
from autograder.course.assignment import Cell
from autograder.sandbox import Budget, Worker, WorkerError, Zygote


class Runner:
    """One worker at a time, with a program in it; another one when it died or on request.

    ``references``: the text of each exercise's reference.  A worker has those that were asked for and no others, also
    none from before: the student's code can call whatever it finds, by any name and for any exercise.

    ``suspect``: whoever uses the runner marks here that something went wrong in it, which may have left traces.
    ``memory``: the most that one of its workers held, in bytes, of those that have ended.
    """

    def __init__(
        self,
        zygote: Zygote,
        program: Program,
        references: Mapping[str, str],
        budget: Budget | None = None,
        worker: Worker | None = None,
    ) -> None:
        """``worker``: one in which the program has run already."""
        self.suspect = False
        self.memory = 0
        self._zygote = zygote
        self._program = program
        self._references = references
        self.budget = budget
        self._worker = worker
        self._replaced: frozenset[str] = frozenset()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def worker(self, replaced: Collection[str] = ()) -> Worker:
        """The worker, with references in place of these exercises; a dead one is found out by the next call."""
        if self._worker is None or not self._worker.alive or self._replaced != frozenset(replaced):
            self.close()
            self._replaced = frozenset(replaced)
            self._worker = start(self._zygote, self._program, self.budget)
            with suppress(WorkerError):
                # Not under the cell's own name: a line number in it would be read as one of the student's text.
                self._worker.run_cells(
                    (f"reference {name}", text) for name, text in self._references.items() if name in replaced
                )
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
        self._replaced = frozenset()
        self.suspect = False
