"""Hidden tests of minibatches: nothing is expected but that every sample comes once, with its own label, in an order from rng.

A generator arrives as the list of what it yields.  Every sample carries its number, so that nothing here depends
on how the random order is drawn.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def labelled(n: int, *shape: int) -> np.ndarray:
    """Samples whose entries all differ; the first entry of sample i is i times the entries of a sample."""
    return np.arange(n * int(np.prod(shape)), dtype=float).reshape(n, *shape)


def draw(student: Any, x: np.ndarray, y: np.ndarray, size: int, rng: np.random.Generator) -> Any:
    """Call the student's minibatches on copies of the data."""
    return student.minibatches(x.copy(), y.copy(), size, rng)


def check_batches(batches: Any, x: np.ndarray, y: np.ndarray, size: int) -> np.ndarray:
    """Check sizes, shapes and pairs; return the number of every sample in the order in which they came."""
    if not isinstance(batches, (list, tuple)):
        kit.fail("type", f"应当是一个生成器，得到的是 {type(batches).__name__}")
    n, numbers_seen = len(x), []
    for i, batch in enumerate(kit.sequence(batches, -(-n // size), "全部的批")):
        xb, yb = kit.sequence(batch, 2, "一批")
        length = min(size, n - i * size)
        kit.array(xb, (length, *x.shape[1:]), name="xb")
        kit.array(yb, (length, *y.shape[1:]), name="yb")
        number = np.nan_to_num(np.rint(xb.reshape(length, -1)[:, 0] / x[0].size))
        numbers_seen.append(np.clip(number, -1, n).astype(int))
        kit.close(xb, x[np.clip(numbers_seen[-1], 0, n - 1)], name="xb")
        kit.close(yb, y[np.clip(numbers_seen[-1], 0, n - 1)], name="与 xb 配对的 yb")
    order = np.concatenate(numbers_seen)
    kit.require(np.array_equal(np.sort(order), np.arange(n)), "每个样本应当恰好出现一次")
    return order


@pytest.mark.exercise(core=True)
def test_batches_once_each(student, rng):
    """每个样本恰好出现一次，x 和 y 成对，最后的零头也交出来。"""
    x, y = labelled(23, 3), rng.permutation(23).astype(float)
    batches = draw(student, x, y, 5, np.random.default_rng(kit.seed_of(rng)))
    check_batches(batches, x, y, 5)


@pytest.mark.exercise(core=True)
def test_batches_use_rng(student, rng):
    """次序是由 rng 打乱的：用过之后 rng 的状态变了，样本不再是原来的次序。"""
    x, y, own = labelled(59), np.arange(59), np.random.default_rng(kit.seed_of(rng))
    before = own.bit_generator.state
    batches = draw(student, x, y, 7, own)
    kit.require(own.bit_generator.state != before, "rng 没有被用到")
    order = check_batches(batches, x, y, 7)
    kit.require(not np.array_equal(order, np.arange(59)), "样本没有打乱")


@pytest.mark.exercise
def test_batches_same_seed(student, rng):
    """种子相同，批就相同；种子不同，批就不同。"""
    x, y, seed = labelled(31), np.arange(31), kit.seed_of(rng)
    first, again, other = (draw(student, x, y, 7, np.random.default_rng(s)) for s in (seed, seed, seed + 1))
    orders = [check_batches(batches, x, y, 7) for batches in (first, again, other)]
    kit.close(orders[1], orders[0], name="同一个种子的次序")
    kit.require(not np.array_equal(orders[0], orders[2]), "换一个种子，次序却没有变")


@pytest.mark.exercise(weight=2)
def test_batches_new_order(student, rng):
    """同一个 rng 连续用几轮，每一轮都是新的次序。"""
    x, y, own = labelled(31), np.arange(31), np.random.default_rng(kit.seed_of(rng))
    epochs = [draw(student, x, y, 5, own) for _ in range(3)]
    orders = [check_batches(batches, x, y, 5) for batches in epochs]
    kit.require(not np.array_equal(orders[0], orders[1]), "两轮的次序一样")
    kit.require(not np.array_equal(orders[1], orders[2]), "两轮的次序一样")


@pytest.mark.exercise(weight=2)
def test_batches_are_mixed(student, rng):
    """打乱的是样本：原来相邻的样本会分到不同的批里，同一批里的也不按原来的次序。"""
    x, y, own = labelled(60), np.arange(60), np.random.default_rng(kit.seed_of(rng))
    order = check_batches(draw(student, x, y, 10, own), x, y, 10)
    groups = order.reshape(6, 10)
    kit.require(not any(np.ptp(group) == 9 for group in groups), "有一批全是原来相邻的样本")
    kit.require(not any(np.all(np.diff(group) > 0) for group in groups), "有一批里的样本还是原来的次序")


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize(("n", "size"), [(12, 4), (7, 1), (5, 5), (5, 17), (1, 3), (13, 12)])
def test_batches_sizes(student, rng, n, size):
    """正好分完、每批一个、一批就是全部、batch_size 比样本数大时，批的个数和大小都对，没有空批。"""
    x, y = labelled(n, 2), np.arange(n) * 3
    batches = draw(student, x, y, size, np.random.default_rng(kit.seed_of(rng)))
    check_batches(batches, x, y, size)


@pytest.mark.exercise
@pytest.mark.parametrize("size", [31, 64])
def test_batches_single_batch(student, rng, size):
    """一批就装得下全部样本时，也照样打乱。"""
    x, y = labelled(31, 2), np.arange(31)
    batches = draw(student, x, y, size, np.random.default_rng(kit.seed_of(rng)))
    order = check_batches(batches, x, y, size)
    kit.require(not np.array_equal(order, np.arange(31)), "样本没有打乱")


@pytest.mark.exercise
def test_batches_any_axes(student, rng):
    """x 可以是一维或更多维，y 也可以有第二个轴；每一批只在第一轴上变短。"""
    cases = [(labelled(11), np.arange(11)), (labelled(11, 2, 3), np.arange(22.0).reshape(11, 2))]
    results = [draw(student, x, y, 4, np.random.default_rng(kit.seed_of(rng))) for x, y in cases]
    for (x, y), batches in zip(cases, results):
        check_batches(batches, x, y, 4)


@pytest.mark.exercise
def test_batches_keep_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样，次序也不变。"""
    x, y = labelled(13, 2), np.arange(13)
    before = x.copy(), y.copy()
    student.minibatches(x, y, 5, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
