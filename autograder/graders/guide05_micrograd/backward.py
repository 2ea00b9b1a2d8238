"""Hidden tests of backward: against derivatives that are carried forward, PyTorch's autograd, and differences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import OPERATIONS, differences, each, operations, random_leaves, random_program, run

TORCH: dict[str, Callable[..., Any]] = {
    "add": torch.add,
    "multiply": torch.mul,
    "negate": torch.neg,
    "power": torch.pow,
    "exp": torch.exp,
    "log": torch.log,
    "tanh": torch.tanh,
    "relu": torch.relu,
}


class Net:
    """A random graph whose derivatives are given: of each node its sources and the derivative by each of them."""

    def __init__(self, rng: np.random.Generator, leaves: int = 3, inner: int = 9) -> None:
        self.leaves = leaves
        self.sources: list[tuple[int, ...]] = [()] * leaves
        self.slopes: list[tuple[float, ...]] = [()] * leaves
        for k in range(leaves, leaves + inner):
            # The node before is always among them, so that the last one rests on all inner ones.
            before = [max(k - 1, leaves)] if k > leaves else [0]
            more = rng.integers(0, k, size=2).tolist()
            self.sources.append(tuple(rng.permutation(before + more).tolist()))
            self.slopes.append(tuple((rng.choice([-1, 1], size=3) * rng.uniform(0.5, 1.2, size=3)).tolist()))

    def build(self, student: Any) -> list[Any]:
        """The nodes over there; whoever asks for ``runs`` of an inner one learns how often its rule ran."""
        nodes: list[Any] = [student.Value(k) for k in range(self.leaves)]
        for k in range(self.leaves, len(self.sources)):
            nodes.append(student.join([nodes[i] for i in self.sources[k]], self.slopes[k], k))
        return nodes

    def derivatives(self, root: int = -1) -> np.ndarray:
        """Of one node by every node."""
        rows = np.eye(len(self.sources))
        for k, (sources, slopes) in enumerate(zip(self.sources, self.slopes)):
            for i, slope in zip(sources, slopes):
                rows[k] += slope * rows[i]
        return rows[root]


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("seed", range(4))
def test_backward_leaves(student, rng, seed):
    """走一遍以后，每个叶子的 grad 是终点对它的导数。"""
    net = Net(rng)
    wants = net.derivatives()[: net.leaves]
    nodes = net.build(student)
    student.backward(nodes[-1])
    each(student.grads_of(nodes[: net.leaves]), wants, "叶子的 grad")


@pytest.mark.exercise
@pytest.mark.parametrize("seed", range(2))
def test_backward_inner(student, rng, seed):
    """走一遍以后，每个内部结点的 grad 也是终点对它的导数，终点自己是一。"""
    net = Net(rng)
    wants = net.derivatives()[net.leaves :]
    nodes = net.build(student)
    student.backward(nodes[-1])
    each(student.grads_of(nodes[net.leaves :]), wants, "内部结点的 grad")


@pytest.mark.exercise
def test_backward_chain(student, rng):
    """没有岔路的一条链：各站的导数相乘。"""
    slopes = rng.uniform(1.2, 2, size=4)
    want = float(np.prod(slopes))
    x = node = student.Value(2.0)
    for slope in slopes.tolist():
        node = student.join((node,), (slope,))
    student.backward(node)
    kit.close(x.grad, want, name="x.grad")


@pytest.mark.exercise
@pytest.mark.parametrize("short", [0, 1], ids=["first", "last"])
def test_backward_waits_for_all_users(student, rng, short):
    """一个结点到终点有长有短两条路：账收齐了才往下传。"""
    a, b, c, d = rng.uniform(1.2, 2, size=4).tolist()
    want = a * (b * c + d)
    x = student.Value(2.0)
    u = student.join((x,), (a,))
    v = student.join((u,), (b,))
    ends = [(v, c), (u, d)] if short else [(u, d), (v, c)]
    root = student.join([node for node, _ in ends], [slope for _, slope in ends])
    student.backward(root)
    kit.close(x.grad, want, name="x.grad")


@pytest.mark.exercise
def test_backward_once_each(student, rng):
    """每个内部结点的 rule 恰好运行一次。"""
    net = Net(rng)
    nodes = net.build(student)
    student.backward(nodes[-1])
    runs = [student.attribute(node, "runs") for node in nodes[net.leaves :]]
    each(runs, [1] * len(runs), "rule 运行的次数")


@pytest.mark.exercise(weight=3)
def test_backward_once_each_of_zero_gradient(student):
    """导数是零的内部结点，rule 也恰好运行一次。"""
    u = student.join((student.Value(2.0),), (3.0,))
    v = student.join((u,), (0.0,))
    student.backward(student.join((v,), (5.0,)))
    runs = [student.attribute(node, "runs") for node in (u, v)]
    each(runs, [1, 1], "rule 运行的次数")


@pytest.mark.exercise(weight=3)
def test_backward_twice_leaves(student, rng):
    """同一张图走两遍：叶子的 grad 是两倍。"""
    net = Net(rng)
    wants = 2 * net.derivatives()[: net.leaves]
    nodes = net.build(student)
    student.backward(nodes[-1])
    student.backward(nodes[-1])
    each(student.grads_of(nodes[: net.leaves]), wants, "叶子的 grad")


@pytest.mark.exercise(weight=3)
def test_backward_twice_inner(student, rng):
    """同一张图走两遍：内部结点的 grad 和走一遍时一样。"""
    net = Net(rng)
    wants = net.derivatives()[net.leaves :]
    nodes = net.build(student)
    student.backward(nodes[-1])
    student.backward(nodes[-1])
    each(student.grads_of(nodes[net.leaves :]), wants, "内部结点的 grad")


@pytest.mark.exercise(weight=3)
def test_backward_adds_to_leaves(student, rng):
    """叶子原有的 grad 留着，往上加。"""
    slope = float(rng.uniform(1.5, 3))
    x = student.Value(2.0)
    x.grad = 0.25
    student.backward(student.join((x,), (slope,)))
    kit.close(x.grad, 0.25 + slope, name="x.grad")


@pytest.mark.exercise(weight=3)
def test_backward_clears_inner(student, rng):
    """内部结点里有旧的 grad，不会被当作这一次的往下传。"""
    a, b = rng.uniform(1.5, 3, size=2).tolist()
    x = student.Value(2.0)
    u = student.join((x,), (a,))
    student.pull(u, 7.0)
    already = 7.0 * a
    student.backward(student.join((u,), (b,)))
    kit.close(x.grad, already + a * b, name="x.grad")


@pytest.mark.exercise
def test_backward_clears_the_root(student, rng):
    """终点里有旧的 grad，也不会留下。"""
    slope = float(rng.uniform(1.5, 3))
    x = student.Value(2.0)
    root = student.join((x,), (slope,))
    student.pull(root, 7.0)
    student.backward(root)
    kit.close(student.attribute(root, "grad"), 1.0, name="终点的 grad")


@pytest.mark.exercise(weight=3)
def test_backward_two_roots(student, rng):
    """两个终点共用一段图，先后各走一次：叶子得到两个导数的和。"""
    net = Net(rng)
    wants = (net.derivatives() + net.derivatives(-3))[: net.leaves]
    nodes = net.build(student)
    student.backward(nodes[-3])
    student.backward(nodes[-1])
    each(student.grads_of(nodes[: net.leaves]), wants, "叶子的 grad")


@pytest.mark.exercise
def test_backward_from_the_middle(student, rng):
    """从中间的结点走：用到它的结点不在它的图里，grad 不变，rule 不运行。"""
    x = student.Value(2.0)
    u = student.join((x,), (3.0,))
    later = student.join((u,), (5.0,))
    student.pull(later, 0.5)
    student.backward(u)
    kit.close(student.attribute(later, "grad"), 0.5, name="图外结点的 grad")
    kit.require(student.attribute(later, "runs") == 1, "图外结点的 rule 不应当运行")


@pytest.mark.exercise
def test_backward_of_a_fresh_leaf(student):
    """终点自己就是叶子：导数是一。"""
    x = student.Value(2.0)
    student.backward(x)
    kit.close(x.grad, 1.0, name="grad")


@pytest.mark.exercise
def test_backward_of_a_leaf_again(student):
    """终点自己就是叶子：导数加到原有的 grad 上。"""
    x = student.Value(2.0)
    x.grad = 2.5
    student.backward(x)
    kit.close(x.grad, 3.5, name="grad")


@pytest.mark.exercise(seconds=30)
def test_backward_deep(student):
    """一条上万步的链，梯度从终点传得到起点。"""
    x = student.Value(0.0)
    root = student.tower(x, 9_999)
    student.backward(root)
    kit.close(x.grad, 1.0, name="起点的 grad")


@pytest.mark.exercise(seconds=3)
def test_backward_diamonds(student):
    """自己加自己，叠很多次：路多得数不清，也很快走完。"""
    x = node = student.Value(1.0)
    for _ in range(60):
        node = student.join((node, node), (1.0, 1.0))
    student.backward(node)
    kit.close(x.grad, 2.0**60, name="起点的 grad")


@pytest.mark.exercise
def test_backward_keeps_data(student, rng):
    """走完以后，每个结点的 data 和来源不变。"""
    net = Net(rng)
    nodes = net.build(student)
    student.backward(nodes[-1])
    each(student.data_of(nodes), np.arange(len(nodes)), "结点的 data")
    for node, sources in zip(nodes, net.sources):
        found = student.data_of(student.attribute(node, "parents"))
        each(found, sources, "来源的 data")


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("seed", range(3))
def test_backward_against_pytorch(student, rng, seed):
    """随机的算式，有共用的结点、用两次的结点：梯度与 PyTorch 算的相同。"""
    numbers = random_leaves(rng, 4)
    program = random_program(rng, numbers, OPERATIONS, 23)
    tensors = [torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in numbers]
    run(program, tensors, TORCH)[-1].backward()
    wants = [0.0 if tensor.grad is None else tensor.grad.item() for tensor in tensors]
    leaves = [student.Value(number) for number in numbers]
    student.backward(run(program, leaves, operations(student))[-1])
    each(
        student.grads_of(leaves), wants, "叶子的 grad", rtol=1e-7, atol=1e-9 * max(map(abs, wants), default=1)
    )


@pytest.mark.exercise
@pytest.mark.parametrize("seed", range(2))
def test_backward_against_differences(student, rng, seed):
    """随机的算式：梯度与中心差分量出来的相差很小。"""
    numbers = random_leaves(rng, 3)
    program = random_program(rng, numbers, OPERATIONS, 17)
    wants = differences(program, numbers)
    leaves = [student.Value(number) for number in numbers]
    student.backward(run(program, leaves, operations(student))[-1])
    scale = float(np.max(np.abs(wants), initial=1.0))
    each(student.grads_of(leaves), wants, "叶子的 grad", rtol=1e-4, atol=1e-5 * scale)


@pytest.mark.exercise
def test_backward_method(student, rng):
    """写成方法 L.backward() 也一样。"""
    x, y = (float(number) for number in rng.uniform(0.5, 2, size=2))
    wants = [2 * x * y + 2**x * np.log(2), x * x - 3 / y**2]
    a, b = student.Value(x), student.Value(y)
    (a * a * b + 2**a + 3 / b - 1).backward()
    each(student.grads_of([a, b]), wants, "(a, b) 的 grad")
