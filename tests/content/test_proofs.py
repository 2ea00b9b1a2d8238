"""Proofs of the graders of every assignment: what `autograder graders` prints."""

import secrets
from pathlib import Path

import pytest
from installed import skip_without_its_libraries

from autograder.authoring.proof import prove, prove_exercise
from autograder.course.assignment import Course
from autograder.grading.grader import Grader

COURSE = Course.find(Path(__file__).parent)


@pytest.mark.slow
@pytest.mark.parametrize("day", COURSE.names())
def test_wrong_is_caught_and_named_right_passes(day):
    skip_without_its_libraries(COURSE, day)
    assignment = COURSE.assignment(day)
    proofs = list(prove(COURSE, assignment, assignment.exercises))
    assert [proof.exercise for proof in proofs] == [exercise.name for exercise in assignment.exercises]
    faults = [f"{proof.exercise}: {fault}" for proof in proofs for fault in proof.faults]
    assert not faults, "\n".join(faults)


@pytest.mark.nightly
@pytest.mark.parametrize("day", ["day01", "day04"])
def test_the_proof_holds_whatever_the_secret_of_a_course(day):
    assignment = COURSE.assignment(day)
    for key in (secrets.token_bytes(32) for _ in range(3)):
        with Grader(assignment, key=key) as grader:
            for exercise in assignment.exercises:
                assert not prove_exercise(grader, exercise).faults, key.hex()
