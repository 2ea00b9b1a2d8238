"""Hidden tests of train_test_split: nothing is expected but that pairs stay pairs, each in one part, in an order that only rng decides.

n · ratio is a whole number, and exactly so, wherever the size of the test part is not what is tested: rounding up and
down are both right, and whoever makes one mistake returns the same whichever way it is rounded.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

NAMES = ("x_train", "x_test", "y_train", "y_test")


def dataset(rng: np.random.Generator, n: int, d: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Rows that all differ, and a different number for each."""
    return rng.normal(size=(n, d)), rng.permutation(n) + 100


def split(
    student: Any, data: tuple[np.ndarray, np.ndarray], ratio: float, seed: int
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Call the student's function on copies; returns the four parts and, of train and test, the row numbers.

    Fails unless both parts have rows of x with their own y.
    """
    x, y = data
    result = student.train_test_split(x.copy(order="K"), y.copy(), ratio, np.random.default_rng(seed))
    parts = [kit.array(part, name=name) for part, name in zip(kit.sequence(result, 4), NAMES)]
    rows = []
    for i, name in enumerate(("x_train", "x_test")):
        part_x, part_y = parts[i], kit.array(parts[i + 2], (len(parts[i]),), name=NAMES[i + 2])
        kit.array(part_x, (len(part_x), x.shape[1]), name=name)
        equal = (part_x[:, None, :] == x[None, :, :]).all(axis=2)
        if not (equal.sum(axis=1) == 1).all():
            kit.fail("value", f"{name} 里有一行不是 x 的行")
        rows.append(equal.argmax(axis=1))
        kit.close(part_y, y[rows[-1]], name=NAMES[i + 2])
    return parts, rows


def check_sizes(rows: list[np.ndarray], n: int, ratio: float) -> None:
    """Fail unless every row is in one part and the test part has its share."""
    everything = np.sort(np.concatenate(rows))
    if not np.array_equal(everything, np.arange(n)):
        kit.fail("value", "有的行丢了，或者出现了不止一次")
    n_test = len(rows[1])
    kit.require(n_test >= 1 and abs(n_test - n * ratio) < 1, f"测试部分有 {n_test} 个")


@pytest.mark.exercise(core=True)
def test_split_parts(student, rng):
    """次序是 x_train、x_test、y_train、y_test；每一行恰好在其中一边，x 和 y 成对，测试部分占 test_ratio。"""
    _, rows = split(student, dataset(rng, 24), 0.25, kit.seed_of(rng))
    check_sizes(rows, 24, 0.25)


@pytest.mark.exercise
def test_split_sizes(student, rng):
    """样本数和比例换了，测试部分的个数也与 n × test_ratio 相差不到 1。"""
    cases = [(10, 0.5), (96, 0.125), (56, 0.625), (104, 0.875)]
    for (n, ratio), (_, rows) in [
        ((n, ratio), split(student, dataset(rng, n), ratio, kit.seed_of(rng))) for n, ratio in cases
    ]:
        check_sizes(rows, n, ratio)


@pytest.mark.exercise
def test_split_never_empty(student, rng):
    """n × test_ratio 不到 1 时，测试部分也有 1 个。"""
    for n, ratio in [(13, 0.01), (3, 0.2)]:
        _, rows = split(student, dataset(rng, n), ratio, kit.seed_of(rng))
        check_sizes(rows, n, ratio)


@pytest.mark.exercise
def test_split_shuffles_train(student, rng):
    """训练部分的次序是打乱的。"""
    _, (train, _) = split(student, dataset(rng, 96), 0.375, kit.seed_of(rng))
    kit.require(bool(np.any(np.diff(train) < 0)), "训练部分还是原来的次序")


@pytest.mark.exercise
def test_split_shuffles_test(student, rng):
    """测试部分的次序是打乱的。"""
    _, (_, test) = split(student, dataset(rng, 96), 0.375, kit.seed_of(rng))
    kit.require(bool(np.any(np.diff(test) < 0)), "测试部分还是原来的次序")


@pytest.mark.exercise
def test_split_chooses_at_random(student, rng):
    """哪些行进测试部分也是随机的，前面、中间、后面的行都有机会。"""
    data = dataset(rng, 60)
    tests = [split(student, data, 0.25, kit.seed_of(rng))[1][1] for _ in range(6)]
    chosen = np.concatenate(tests)
    # 90 draws: a third of the rows is missed by all of them once in 10^15.
    missed = [third for third in range(3) if not np.any(chosen // 20 == third)]
    kit.require(not missed, "有一段的行从来没有进过测试部分")


@pytest.mark.exercise
def test_split_repeats(student, rng):
    """种子相同的 rng 给出同样的结果。"""
    data, seed = dataset(rng, 40), kit.seed_of(rng)
    (first, _), (again, _) = (split(student, data, 0.25, seed) for _ in range(2))
    for a, b, name in zip(again, first, NAMES):
        kit.close(a, b, name=name)


@pytest.mark.exercise
def test_split_uses_rng(student, rng):
    """随机数来自 rng：种子不同结果就不同，用过之后 rng 的状态变了。"""
    x, y = dataset(rng, 40)
    generators = [np.random.default_rng(kit.seed_of(rng)) for _ in range(2)]
    before = [generator.bit_generator.state for generator in generators]
    results = [student.train_test_split(x.copy(), y.copy(), 0.25, generator) for generator in generators]
    first, other = (kit.array(kit.sequence(result, 4)[3], name="y_test") for result in results)
    kit.require(not np.array_equal(first, other), "换一个种子，结果却没有变")
    used = [generator.bit_generator.state != state for generator, state in zip(generators, before)]
    kit.require(all(used), "传进去的 rng 没有用到")


@pytest.mark.exercise
def test_split_other_data(student, rng):
    """x 是整数或内存不连续、y 是浮点数时也成对。"""
    x, y = rng.permutation(5 * 32).reshape(32, 5), rng.normal(size=32)
    for same in kit.layouts(x):
        _, rows = split(student, (same, y), 0.25, kit.seed_of(rng))
        check_sizes(rows, 32, 0.25)


@pytest.mark.exercise
def test_split_keeps_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样。"""
    x, y = dataset(rng, 28)
    before = x.copy(), y.copy()
    student.train_test_split(x, y, 0.25, np.random.default_rng(kit.seed_of(rng)))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
