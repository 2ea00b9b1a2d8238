"""The references of an assignment, wherever its graders keep them."""

import importlib
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch

from autograder.course.assignment import Course
from autograder.course.loading import common_of, load
from autograder.course.variants import read_graders


def answer_key(assignment: str) -> dict[str, Any]:
    """What the cells of an assignment's answer key define that are run where it is graded.

    They may set the number of threads, which is the tests' own again afterwards.
    """
    names: dict[str, Any] = {}
    threads = torch.get_num_threads()
    for cell in Course.find(Path(__file__).parent).assignment(assignment).cells:
        exec(compile(cell.source, assignment, "exec"), names)
    torch.set_num_threads(threads)
    return names


def reference(assignment: str) -> SimpleNamespace:
    """What the files of an assignment's hidden tests define; of a name that means two things in two of them, neither."""
    course = Course.find(Path(__file__).parent).assignment(assignment)
    meanings: dict[str, list[Any]] = defaultdict(list)
    with common_of(course.graders):
        shared = importlib.import_module("common")
        for module in (shared, *(load(hidden.tests) for hidden in read_graders(course).values())):
            for name, value in vars(module).items():
                meanings[name].append(value)
    return SimpleNamespace(
        **{name: first for name, (first, *rest) in meanings.items() if all(value is first for value in rest)}
    )
