"""How the tests are spread over processes (``-n 2``)."""

from __future__ import annotations

import os
import re

import pytest
from xdist.scheduler import LoadFileScheduling

# What tests read is Chinese, whatever the machine's locale; also in the processes that they start.
os.environ["AUTOGRADER_LANG"] = "zh"


class _ByFileAndDay(LoadFileScheduling):
    """The tests of one file stay together, since they share what is costly to make; except that each day of a course
    is a unit of its own, and each tier of the sandbox, for they share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        unit = re.search(r"\[.*?(day\d\d|\b[ABC]\b)", nodeid)
        return super()._split_scope(nodeid) + (unit[1] if unit else "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first: what comes last should be short, or one process waits for the other."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling:
    """Use our own scheduler in place of the one that ``--dist`` names, and our own order."""
    config.option.loadscopereorder = False
    return _ByFileAndDay(config, log)
