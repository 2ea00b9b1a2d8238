"""What grading cannot go below: a bare fork for each submission, and the student's own calls."""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.checking.program import libraries
from autograder.checking.student import LocalStudent
from autograder.checking.suite import Suite
from autograder.course.assignment import Assignment, Course
from autograder.course.variants import read_graders
from autograder.grading.intake import read_submission
from autograder.sandbox import Zygote


class _Timed(LocalStudent):
    """Adds up the time spent in the student's own code."""

    spent = 0.0

    def _run(self, name: str, action: Callable[[], Any], *, whole: bool = False) -> Any:
        start = time.perf_counter()
        try:
            return super()._run(name, action, whole=whole)
        finally:
            _Timed.spent += time.perf_counter() - start


def bare_fork(assignment: Assignment, repeat: int = 20) -> float:
    """Seconds from asking for a worker to its first answer, and its end; the median."""
    times = []
    with Zygote(preload=libraries(cell.source for cell in assignment.cells)) as zygote:
        for _ in range(repeat):
            start = time.perf_counter()
            with zygote.worker() as worker:
                worker.run_cell("nothing", "pass")
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def own_calls(course: Course, day: str, submitted: Path) -> float:
    """Seconds that the submissions' own functions take under the hidden tests, in one process, per submission."""
    assignment = course.assignment(day)
    suite = Suite.hidden(assignment, read_graders(assignment))
    opaque = {exercise.name: exercise.opaque for exercise in assignment.exercises}
    paths = sorted(submitted.glob(f"*/{day}/{day}.ipynb"))
    _Timed.spent = 0.0
    warnings.simplefilter("ignore")  # of overflows in mistaken answers
    for path in paths:
        texts = read_submission(path, assignment).cells
        namespace: dict[str, Any] = {"__name__": "notebook"}
        for cell in assignment.cells:
            try:
                exec(texts.get(cell.id, "") if cell.exercise else cell.source, namespace)
            except Exception:  # a mistaken cell: its function is missing, and takes no time
                continue
        student = _Timed(namespace, opaque)
        for exercise in assignment.exercises:
            suite.run(exercise.name, student)
    return _Timed.spent / len(paths)
