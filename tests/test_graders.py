"""The proof of every day's graders: what `autograder graders` prints."""

import secrets
from pathlib import Path

import pytest

from autograder.assignment import Course
from autograder.errors import UserError
from autograder.graders import read_variants
from autograder.grading import Grader
from autograder.proof import prove, prove_exercise

COURSE = Course.find(Path(__file__).parent)


@pytest.mark.slow
@pytest.mark.parametrize("day", COURSE.days())
def test_wrong_is_caught_and_named_right_passes(day):
    faults = [
        f"{proof.exercise}: {fault}" for proof in prove(COURSE.assignment(day)) for fault in proof.faults
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.nightly
@pytest.mark.parametrize("day", ["day01", "day04"])
def test_the_proof_holds_whatever_the_secret_of_a_course(day):
    assignment = COURSE.assignment(day)
    for key in (secrets.token_bytes(32) for _ in range(3)):
        with Grader(assignment, key=key) as grader:
            for exercise in assignment.exercises:
                assert not prove_exercise(grader, exercise).faults, key.hex()


def test_a_variant_without_its_sentence_is_refused(tmp_path):
    path = tmp_path / "misconceptions.py"
    path.write_text("# %% double / adds-two\ndef double(x):\n    return x + 2\n")
    with pytest.raises(UserError, match="double / adds-two"):
        read_variants(path)


def test_variants_are_cells_with_a_sentence(tmp_path):
    path = tmp_path / "misconceptions.py"
    path.write_text(
        "# %%\nimport numpy as np\n\n# %% double / adds-two\n# 加了 2，\n# 没有乘以 2\ndef double(x):\n    return x + 2\n\n\n"
        "# %% double / same\n# 原样返回\ndouble = lambda x: x\n"
    )
    first, second = read_variants(path)
    assert (first.exercise, first.name, first.sentence) == ("double", "adds-two", "加了 2，没有乘以 2")
    assert first.source.endswith("return x + 2\n")
    assert second.name == "same"
