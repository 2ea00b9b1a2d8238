"""What the hidden tests of two or more exercises of python04_control_flow share.

References ask the standard library where the lesson forbids it.  Expected values are computed before the calls, and all calls of a test
are made before anything is compared: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

import calendar
from typing import Any

from autograder import kit

# What would not end is stopped before long.
SOON = 3


def refused(student: Any, name: str, *arguments: Any) -> None:
    """Fail unless a call raises ValueError."""
    with kit.raises("ValueError"):
        getattr(student, name)(*arguments)


def days_in_month(year: int, month: int) -> int:
    """By the standard library."""
    return calendar.monthrange(year, month)[1]
