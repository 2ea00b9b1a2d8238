"""How the tests are spread over processes (``-n 2``)."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from xdist.scheduler import LoadFileScheduling

from autograder.course.assignment import Course

# What tests read is Chinese, whatever the machine's locale; also in the processes that they start.
os.environ["AUTOGRADER_LANG"] = "zh"


_UNIT = "|".join([*Course.find(Path(__file__).parent).names(), "[ABC]"])


class _ByFileAndAssignment(LoadFileScheduling):
    """The tests of one file stay together, since they share what is costly to make; except that each assignment of a
    course is a unit of its own, and each tier of the sandbox, for they share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        unit = re.search(rf"\[.*?\b({_UNIT})\b", nodeid)
        return super()._split_scope(nodeid) + (unit[1] if unit else "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: what comes last should be short, or one process waits for the other."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling:
    """Use our own scheduler in place of the one that ``--dist`` names, and our own order."""
    config.option.loadscopereorder = False
    return _ByFileAndAssignment(config, log)
