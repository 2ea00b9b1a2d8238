"""A student in this process and one in a worker: what a test sees of both is the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from autograder.checking.program import class_names
from autograder.checking.student import LocalStudent, RemoteStudent, Student
from autograder.sandbox import Limits, Zygote


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    """Patient enough for a busy machine."""
    with Zygote(limits=Limits(call_seconds=60, cell_seconds=60)) as zygote:
        yield zygote


@pytest.fixture(params=["local", "sealed"])
def student(request: pytest.FixtureRequest, zygote: Zygote) -> Iterator[Student]:
    """The functions of the module's ``CELL``."""
    cell = request.module.CELL
    if request.param == "local":
        namespace: dict[str, Any] = {"__name__": "__main__"}
        exec(cell, namespace)
        yield LocalStudent(namespace)
    else:
        with zygote.worker() as worker:
            worker.run_cell("a", cell)
            yield RemoteStudent(worker, classes=class_names([cell]))
