"""A student's wrong answer becomes a misconception: nobody's any more, and the proof says whether it is told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from toy import DAY, hand_in, make_course, solved, variants
from verbs import autograder

from autograder.authoring.adopt import adopt
from autograder.course.assignment import Course
from autograder.course.variants import read_variants
from autograder.errors import UserError

WRONG = 'def double(x):\n    """二倍。"""\n    # 小明写的\n    return x * 2 + 7\n'


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    root = make_course(tmp_path_factory.mktemp("class"))
    hand_in(root, "xiaoming", solved(root, {"double-solution": WRONG}))
    hand_in(root, "odd", solved(root, {"double-solution": "def double(x:\n"}))
    assert autograder("grade", DAY, cwd=root).returncode == 0
    return root


@pytest.mark.slow
def test_an_answer_becomes_a_misconception_of_nobody(root):
    before = read_variants(variants(root, "double"))
    done = autograder("adopt", DAY, "xiaoming", "double", cwd=root)
    misconceptions, alternatives = read_variants(variants(root, "double"))
    assert (misconceptions[:-1], alternatives) == before
    assert misconceptions[-1].name == "adopted-1"
    assert misconceptions[-1].source.endswith("def double(x):\n    return x * 2 + 7\n")
    assert not any(word in misconceptions[-1].source for word in ("小明", "xiaoming", "二倍"))
    assert (done.returncode, "待写" in done.stdout) == (1, True), (
        done
    )  # it has no name yet: the proof says so
    assert adopt(Course(root), DAY, "xiaoming", "double")[1] == "adopted-2"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("student", "exercise", "said"),
    [
        ("xiaoming", "total", "没有可以收的错法"),
        ("xiaoming", "treble", "没有练习 'treble'"),
        ("nobody", "double", "没有 nobody"),
        ("odd", "double", "不是 Python"),
    ],
)
def test_where_there_is_nothing_to_learn_nothing_is_written(root, student, exercise, said):
    before = {path: path.read_bytes() for path in variants(root, "double").parent.iterdir() if path.is_file()}
    with pytest.raises(UserError, match=said):
        adopt(Course(root), DAY, student, exercise)
    assert {path: path.read_bytes() for path in before} == before
