"""Hidden tests of cross_entropy: against PyTorch's, against finite differences, and that it is put together."""

from __future__ import annotations

import numpy as np
import pytest

from autograder import kit

from common import data, differences, nothing_changed, same_data, same_gradients

SHAPES = pytest.mark.parametrize(("n", "k"), [(5, 3), (2, 7), (1, 4), (3, 1), (1, 1)])


def loss(labels):
    """The loss of these labels."""
    return lambda ops, x: ops.cross_entropy(x, labels)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("n", "k"), [(5, 3), (2, 7)])
def test_cross_entropy_value(student, rng, n, k):
    """损失是 n 个样本的平均。"""
    same_data(student, loss(rng.integers(k, size=n)), rng.normal(scale=2.0, size=(n, k)))


@pytest.mark.exercise
@SHAPES
def test_cross_entropy_gradient(student, rng, n, k):
    """打分的梯度与 PyTorch 一致，来的梯度不是 1 时也对。"""
    same_gradients(student, rng, loss(rng.integers(k, size=n)), rng.normal(scale=2.0, size=(n, k)))


@pytest.mark.exercise
@pytest.mark.parametrize(("n", "k"), [(1, 4), (3, 1), (1, 1)])
def test_cross_entropy_small(student, rng, n, k):
    """一个样本，或者只有一类。"""
    same_data(student, loss(rng.integers(k, size=n)), rng.normal(size=(n, k)))


@pytest.mark.exercise
def test_cross_entropy_by_differences(student, rng):
    """梯度与中心差分一致。"""
    same_gradients(student, rng, loss(np.array([2, 0, 1, 1])), rng.normal(size=(4, 3)), by=differences)


@pytest.mark.exercise
def test_cross_entropy_of_one_class(student, rng):
    """标签全是同一类。"""
    same_gradients(student, rng, loss(np.array([2, 2, 2])), rng.normal(size=(3, 5)))


@pytest.mark.exercise
def test_cross_entropy_ties(student, rng):
    """一行里最大的打分有并列。"""
    same_gradients(student, rng, loss(np.array([0, 1])), np.array([[2.0, 2.0, 1.0], [0.0, 0.0, 0.0]]))


LARGE = {
    "plus": [[1e4, 0.0, 9999.0], [3.0, 1e4, 1e4]],
    "minus": [[-1e4, -9999.0, -1e4], [-1e4, -1e4, -9998.0]],
    "far": [[1e4, -1e4, 0.0], [-1e4, 1e4, 5.0]],
    "rows": [[1e4, 9999.0, 9998.0], [-1e4, -9999.0, -9998.0]],
    "apart": [[1e4, 0.0, 0.0], [-1e4, 5.0, 4.0]],
}


@pytest.mark.exercise
@pytest.mark.parametrize("case", LARGE)
def test_cross_entropy_large(student, case):
    """打分的绝对值大到题面说的那样，各行大小悬殊：损失准确。"""
    x, labels = np.array(LARGE[case]), np.array([1, 0])
    want = np.mean(np.logaddexp.reduce(x, axis=1) - x[np.arange(2), labels])
    kit.close(data(student, student.cross_entropy(student.Tensor(x), labels)), want, name="data")


@pytest.mark.exercise
@pytest.mark.parametrize("case", LARGE)
def test_cross_entropy_gradient_large(student, case):
    """打分很大、各行大小悬殊时，梯度准确。"""
    x, labels = np.array(LARGE[case]), np.array([1, 0])
    chance = np.exp(x - np.logaddexp.reduce(x, axis=1)[:, None])
    want = (chance - (np.arange(3) == labels[:, None])) / 2
    logits = student.Tensor(x)
    student.invoke(student.cross_entropy(logits, labels), "backward")
    kit.close(logits.grad, want, name="logits.grad")


@pytest.mark.exercise
@pytest.mark.parametrize("case", LARGE)
def test_cross_entropy_warns_of_nothing(student, case):
    """打分很大、各行大小悬殊时，前向和反向都没有警告。"""
    logits = student.Tensor(LARGE[case])
    with student.strict_warnings():
        student.invoke(student.cross_entropy(logits, np.array([1, 0])), "backward")


@pytest.mark.exercise
def test_cross_entropy_inside_an_expression(student, rng):
    """打分是算出来的、还用在别处：梯度走得到最前面的叶子。"""
    labels = rng.integers(3, size=4)

    def f(ops, x, b):
        z = ops.add(ops.relu(x), b)
        return ops.add(ops.cross_entropy(z, labels), ops.cross_entropy(ops.add(z, z), labels[::-1].copy()))

    same_gradients(student, rng, f, rng.normal(size=(4, 3)), rng.normal(size=3))


@pytest.mark.exercise
def test_cross_entropy_is_put_together(student, rng):
    """结果由别的运算接成：logits 不直接是它的 parent。"""
    out = student.cross_entropy(student.Tensor(rng.normal(size=(4, 3))), rng.integers(3, size=4))
    parents = student.attribute(out, "parents")
    kit.require(isinstance(parents, (list, tuple)) and len(parents) > 0, "结果没有 parents：图断了")
    further = [student.attribute(parent, "parents") for parent in parents]
    kit.require(any(len(each) > 0 for each in further), "结果直接由叶子得来，不是拼成的")


@pytest.mark.exercise
def test_cross_entropy_plain(student, rng):
    """logits 是普通的、内存不连续的数组，标签是 int32 也行。"""
    x, labels = rng.normal(size=(4, 3)), rng.integers(3, size=4).astype(np.int32)
    want = np.mean(np.logaddexp.reduce(x, axis=1) - x[np.arange(4), labels])
    found = [data(student, student.cross_entropy(each, kit.with_gaps(labels))) for each in kit.layouts(x)]
    for each in found:
        kit.close(each, want, name="data")


@pytest.mark.exercise
def test_cross_entropy_changes_nothing(student, rng):
    """logits 的 data 和标签都保持原样。"""
    labels = np.array([2, 0])
    nothing_changed(student, rng, loss(labels), rng.normal(size=(2, 3)))
    kit.unchanged(labels, np.array([2, 0]), "labels")
