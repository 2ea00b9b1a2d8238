"""What the formgrader lists as assignments."""

from __future__ import annotations

from functools import wraps

from nbgrader.apps.api import NbGraderAPI

from autograder.course.assignment import DATA


def leave_out_shared_data() -> None:
    """Keep ``source/data`` out of nbgrader's lists: it takes every folder of ``source`` for an assignment.

    There is no setting for it.
    """
    listed = NbGraderAPI.get_source_assignments
    if hasattr(listed, "__wrapped__"):  # done already
        return

    @wraps(listed)
    def without_data(self: NbGraderAPI) -> set[str]:
        return set(listed(self)) - {DATA}

    NbGraderAPI.get_source_assignments = without_data
