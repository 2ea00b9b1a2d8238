"""The references of guide07_alexnet against PyTorch's own layers, and the paper's own numbers from the lesson's answers."""

from pathlib import Path

import nbformat
import pytest
import torch
from references import reference
from torch.nn import functional as F

from autograder.course.assignment import Course

ref = reference("guide07_alexnet")
NAME = "guide07_alexnet"


@pytest.fixture(scope="module")
def answers():
    """What the cells of the answer key that are graded define, checks left out."""
    course = Course.find(Path(__file__).parent)
    notebook = nbformat.read(course.source / NAME / f"{NAME}.ipynb", as_version=4)
    names = {}
    for cell in notebook.cells:
        graded = cell.cell_type == "code" and "demo" not in cell.metadata.get("tags", [])
        if graded and not cell.source.lstrip().startswith("check("):
            exec(compile(cell.source, NAME, "exec"), names)
    return names


@pytest.mark.parametrize("size", [1, 3, 5, 9])
def test_the_norm_is_pytorchs_with_an_alpha_that_is_not_divided(size):
    x = torch.randn(3, 7, 4, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    want = F.local_response_norm(x, size, alpha=0.3 * size, beta=0.6, k=1.5)
    torch.testing.assert_close(ref.local_response_norm(x, size, 0.3, 0.6, 1.5), want)


def test_the_papers_numbers(answers):
    layers = answers["output_shapes"](answers["PAPER"])
    assert sum(layer["parameters"] for layer in layers) == 60_965_224
    assert sum(layer["multiply_adds"] for layer in layers) == 724_406_816
    with torch.device("meta"):
        weights = [p.numel() for p in answers["AlexNet"]().parameters()]
    assert sum(weights) == 60_965_224
    assert sum(weights[1::2]) == 10_568
