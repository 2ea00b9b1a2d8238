"""How the tests are spread over processes (``-n 2``), and what the quick part keeps from."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import settings
from xdist.scheduler import LoadFileScheduling

from autograder.authoring import proof
from autograder.course.assignment import Course

# On a busy machine an example may take long; that says nothing of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# What tests read is Chinese, whatever the machine's locale; also in the processes that they start.
os.environ["AUTOGRADER_LANG"] = "zh"
# nbgrader starts programs of its own environment by their names.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


_UNIT = "|".join([*Course.find(Path(__file__).parent).names(), "[ABC]"])


class _ByFileAndAssignment(LoadFileScheduling):
    """The tests of one file stay together, since they share what is costly to make; except that each assignment of a
    course is a unit of its own, and each tier of the sandbox, for they share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        unit = re.search(rf"\[.*?\b({_UNIT})\b", nodeid)
        return super()._split_scope(nodeid) + (unit[1] if unit else "")


# A browser, JupyterLab or a kernel, an answer key, a proof, an installation: seconds each, on any machine.
_LONG = re.compile(
    r"chrom|run-driver|jupyter-?lab|ipykernel|generate_solution|autograder\.cli|\bpip\b|sphinx"
)
_start = subprocess.Popen.__init__


def _start_what_is_quick(self: subprocess.Popen, args: Any, *others: Any, **settings: Any) -> None:
    words = [args] if isinstance(args, str | os.PathLike) else args
    _refuse(_LONG.search(" ".join(map(os.fspath, words))))
    _start(self, args, *others, **settings)


def _refuse(found: object) -> None:
    if found:
        pytest.fail(f"{found} takes long: mark this test slow")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """`make test-quick` starts nothing that takes long."""
    if any(item.iter_markers("slow")) or any(item.iter_markers("nightly")):
        return (yield)
    with (
        patch.object(subprocess.Popen, "__init__", _start_what_is_quick),
        patch.object(proof, "processes", lambda *_, **__: _refuse("a proof")),
    ):
        return (yield)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: what comes last should be short, or one process waits for the other."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling:
    """Use our own scheduler in place of the one that ``--dist`` names, and our own order."""
    config.option.loadscopereorder = False
    return _ByFileAndAssignment(config, log)
