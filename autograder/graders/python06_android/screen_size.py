"""Hidden tests of screen_size: which of two lines counts, among others that do not."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import draws, kit

from common import screen_size


def size(rng: np.random.Generator, name: str) -> str:
    """A line with a size, wide or high."""
    return f"{name} size: {draws.whole(rng, 240, 3999)}x{draws.whole(rng, 240, 3999)}\n"


@pytest.mark.exercise(core=True)
def test_size_examples(student):
    """例子里的回答。"""
    kit.agree(student.screen_size, screen_size, [("Physical size: 1080x2400\nOverride size: 720x1600\n",)])


@pytest.mark.exercise(core=True)
def test_size_physical(student, rng):
    """只有 Physical size。"""
    kit.agree(student.screen_size, screen_size, [(size(rng, "Physical"),) for _ in range(5)])


@pytest.mark.exercise
def test_size_override_last(student, rng):
    """Override size 在后面时用它。"""
    outputs = [(size(rng, "Physical") + size(rng, "Override"),) for _ in range(5)]
    kit.agree(student.screen_size, screen_size, outputs)


@pytest.mark.exercise
def test_size_override_first(student, rng):
    """Override size 在前面时也用它。"""
    outputs = [(size(rng, "Override") + size(rng, "Physical"),) for _ in range(5)]
    kit.agree(student.screen_size, screen_size, outputs)


@pytest.mark.exercise(weight=0.5)
def test_size_override_alone(student, rng):
    """只有 Override size。"""
    kit.agree(student.screen_size, screen_size, [(size(rng, "Override"),) for _ in range(2)])


@pytest.mark.exercise
def test_size_other_lines(student, rng):
    """别的行在前、在后、在中间都不管。"""
    physical, override = size(rng, "Physical"), size(rng, "Override")
    density = "Physical density: 420\nOverride density: 300\n"
    outputs = [density + physical, physical + density, f"hello\n\n{override}{density}{physical}x\n"]
    kit.agree(student.screen_size, screen_size, [(output,) for output in outputs])


@pytest.mark.exercise
def test_size_newlines(student, rng):
    """换行是 \\r\\n 时也行。"""
    both = size(rng, "Physical") + size(rng, "Override")
    outputs = [(text.replace("\n", "\r\n"),) for text in (both, size(rng, "Physical"))]
    kit.agree(student.screen_size, screen_size, outputs)


@pytest.mark.exercise
@pytest.mark.parametrize("output", ["Physical density: 420\nOverride density: 300\n", "hello\n\n"])
def test_size_missing(student, output):
    """两行都没有：ValueError。"""
    with kit.raises("ValueError"):
        student.screen_size(output)


@pytest.mark.exercise(weight=0.5)
def test_size_nothing(student):
    """什么也没有：ValueError。"""
    with kit.raises("ValueError"):
        student.screen_size("")
