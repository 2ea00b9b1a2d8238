"""What a test needs of an assignment's libraries."""

from __future__ import annotations

import pytest

from autograder.course.assignment import Course
from autograder.course.packages import how_to_install, is_installed


def skip_without_its_libraries(course: Course, name: str) -> None:
    """Skip a test for which an assignment must be whole; `make test-frameworks` runs it."""
    for package in course.assignment(name).header.packages:
        if not is_installed(package):
            pytest.skip(f"{name} needs {package}: {how_to_install(package)}")
