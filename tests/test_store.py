"""What a course keeps in its hidden folder: its secret."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder.assignment import Course
from autograder.errors import UserError
from autograder.store import course_secret, grader_version

DAY = "day04"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    (tmp_path / "nbgrader_config.py").touch()
    return Course(tmp_path)


def secret_of(course: Course) -> Path:
    return course.root / ".autograder" / "secret"


def test_the_first_to_ask_makes_the_secret_and_all_get_the_same(course):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(course_secret, [course] * 8))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    assert secret_of(course).stat().st_mode & 0o777 == 0o600


def test_every_course_has_a_secret_and_a_version_of_its_own(course, tmp_path):
    other = Course(tmp_path / "other")
    other.root.mkdir()
    assert course_secret(course) != course_secret(other)
    assert grader_version(course, DAY) == grader_version(course, DAY) != grader_version(other, DAY)


@pytest.mark.parametrize("content", [b"", b"x" * 31])
def test_a_damaged_secret_is_told_and_kept(course, content):
    course_secret(course)
    secret_of(course).write_bytes(content)
    with pytest.raises(UserError, match=r"坏了.*备份"):
        grader_version(course, DAY)
    assert secret_of(course).read_bytes() == content


@pytest.mark.parametrize("place", ["secret", ""])
def test_a_secret_that_cannot_be_read_or_made_is_told(course, place):
    path = secret_of(course).parent / place
    if place:
        path.mkdir(parents=True)
    else:
        path.touch()
    with pytest.raises(UserError, match="密钥"):
        course_secret(course)


def test_a_lost_secret_is_another_one(course):
    first = course_secret(course)
    shutil.rmtree(secret_of(course).parent)
    assert course_secret(course) != first
