"""The transcript that names a mistake is the same of a student in this process and of one in a worker."""

import torch

from autograder.checking.diagnosis import same

CELL = """
import torch
from torch import nn

class Twice(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(3, 2)

    def forward(self, x):
        return 2 * self.inner(x)

def scaled(x):
    return x * torch.ones(3, requires_grad=True), 1.5

def given_back(x):
    return x
"""


def results(student):
    with student.seeded():
        module = student.Twice()
        module(torch.ones(4, 3))
        student.scaled(torch.arange(3.0))
    return [call.result for call in student.calls[1:]]


def test_tensors_with_a_graph_are_kept(student):
    given, pair = results(student)
    torch.manual_seed(0)
    expected = 2 * torch.nn.Linear(3, 2)(torch.ones(4, 3))
    assert same(given, expected.detach())
    assert same(pair, [torch.arange(3.0), 1.5])


def test_what_is_kept_does_not_change_later(student):
    x = torch.arange(3.0)
    student.given_back(x)
    x += 5
    assert same(student.calls[0].result, torch.arange(3.0))
