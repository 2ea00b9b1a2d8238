"""A simulated class looks like one: who errs in one exercise errs in others, and what comes late is harder."""

from pathlib import Path

import numpy as np

from autograder.authoring.simulate import SPECIAL, simulate
from autograder.course.assignment import Course
from autograder.grading.intake import read_submission
from autograder.reports.class_statistics import discrimination

ASSIGNMENT = Course.find(Path(__file__).parent).assignment("day02")


def test_ability_and_difficulty_show(tmp_path):
    people = simulate(ASSIGNMENT, 65, 1, tmp_path)[len(SPECIAL) :]
    submissions = [read_submission(path, ASSIGNMENT) for path in people]
    right = np.array(
        [
            [
                submission.cells[one.solution_id].strip() == one.reference.strip()
                for one in ASSIGNMENT.exercises
            ]
            for submission in submissions
        ],
        dtype=float,
    )
    totals = right.sum(axis=1).tolist()
    told = [discrimination(column.tolist(), totals) for column in right.T]
    assert all(value is not None and value > 0.1 for value in told)
    assert right[:, :3].mean() > right[:, -3:].mean() + 0.1
    assert 0.5 < right.mean() < 0.9
