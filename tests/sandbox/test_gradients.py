"""Gradients of the student's functions and modules, taken here and across the wire, are the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from autograder import kit
from autograder.checking.student import LocalStudent, RemoteStudent, Student, StudentError
from autograder.sandbox import Zygote

torch = pytest.importorskip("torch")

CELL = """
import torch
from torch import nn

def softplus(x):
    return torch.log1p(torch.exp(x))

def half_detached(x):
    return torch.sin(x.detach()) * x

def detached(x):
    return torch.sin(x).detach()

def both(x, y, scale):
    return x @ y, (x * scale).sum(0)

def unused(x, y):
    return x * 2

def breaks(x):
    raise ValueError

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Linear(3, 5)
        self.idle = nn.Linear(2, 2)

    def forward(self, x):
        return torch.tanh(self.inner(x))

def net():
    torch.manual_seed(0)
    return Net().double()
"""


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote(preload=("numpy", "torch")) as zygote:
        yield zygote


@pytest.fixture(params=["local", pytest.param("remote", marks=pytest.mark.slow)])
def student(request: pytest.FixtureRequest) -> Iterator[Student]:
    if request.param == "local":
        namespace: dict[str, object] = {"__name__": "notebook"}
        exec(CELL, namespace)
        yield LocalStudent(namespace)
        return
    zygote: Zygote = request.getfixturevalue("zygote")  # costly, and only for this one
    with zygote.worker() as worker:
        worker.run_cell("net", CELL)
        yield RemoteStudent(worker, texts=[CELL])


def differentiable(student: Student, name: str) -> Callable:
    """The student's function as a function that PyTorch can differentiate on this side."""

    class Function(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return student.__getattr__(name)(x.detach())

        @staticmethod
        def backward(ctx, upstream):
            return student.vjp(name, [ctx.saved_tensors[0]], upstream).inputs[0]

    return Function.apply


def test_a_right_gradient_passes_pytorchs_own_check(student):
    x = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(differentiable(student, "softplus"), (x,))


def test_a_wrong_gradient_is_found_by_pytorchs_own_check(student):
    x = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
    with pytest.raises(RuntimeError, match="Jacobian mismatch"):
        torch.autograd.gradcheck(differentiable(student, "half_detached"), (x,))


def test_each_floating_tensor_gets_its_gradient_and_output_picks_one_of_a_tuple(student):
    x, y = torch.randn(2, 3), torch.randn(3, 5)
    upstream = torch.randn(2, 5)
    answer = student.vjp("both", [x, y, 7], upstream, output=0)
    torch.testing.assert_close(answer.inputs[0], upstream @ y.T)
    torch.testing.assert_close(answer.inputs[1], x.T @ upstream)
    torch.testing.assert_close(answer.result[0], x @ y)
    assert answer.parameters == {}
    other = student.vjp("both", [x, y, 7], torch.ones(3), output=1)
    torch.testing.assert_close(other.inputs[0], torch.full((2, 3), 7.0))
    assert other.inputs[1] is None


def test_a_gradient_that_does_not_arrive_is_none_and_fails_with_its_own_kind(student):
    x, upstream = torch.randn(2, 3), torch.randn(2, 3)
    assert student.vjp("detached", [x], upstream).inputs == [None]
    answer = student.vjp("unused", [x, x], upstream)
    kit.gradient(answer.inputs[0], 2 * upstream)
    with pytest.raises(kit.Mismatch) as failure:
        kit.gradient(answer.inputs[1], upstream)
    assert failure.value.kind == "no-gradient"


def test_a_result_of_another_shape_has_no_gradients(student):
    assert student.vjp("softplus", [torch.randn(2, 3)], torch.randn(3, 2)).inputs == [None]


def test_a_module_has_gradients_of_its_parameters_by_name(student):
    model = student.net()
    state = student.invoke(model, "state_dict")
    x = torch.randn(7, 3, dtype=torch.float64)
    upstream = torch.randn(7, 5, dtype=torch.float64)
    answer = student.vjp(model, [x], upstream)
    weight, bias = (state[f"inner.{name}"].clone().requires_grad_() for name in ("weight", "bias"))
    torch.tanh(x @ weight.T + bias).backward(upstream)
    kit.gradient(answer.parameters["inner.weight"], weight.grad)
    kit.gradient(answer.parameters["inner.bias"], bias.grad)
    assert answer.parameters["idle.weight"] is None
    assert set(answer.parameters) == set(state)


def test_arguments_stay_as_they_were_and_the_call_is_in_the_transcript(student):
    x = torch.randn(2, 3)
    before = x.clone()
    student.vjp("softplus", [x], torch.randn(2, 3))
    assert torch.equal(x, before)
    assert not x.requires_grad
    assert [call.name for call in student.calls] == ["softplus"]


def test_what_the_student_raises_arrives_as_its_error(student):
    with pytest.raises(StudentError) as error:
        student.vjp("breaks", [torch.ones(2)], torch.ones(2))
    assert error.value.exception == "ValueError"
    with pytest.raises(StudentError) as error:
        student.vjp("nowhere", [torch.ones(2)], torch.ones(2))
    assert error.value.kind == "undefined"
