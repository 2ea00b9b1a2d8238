"""Hidden tests of k_fold: nothing is expected but that each sample is tested once, in parts that only rng decides."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit


def pairs_of(result: Any, k: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The pairs, each of them two 1-D arrays of integers."""
    pairs = []
    for pair in kit.sequence(result, k):
        arrays = [
            kit.array(part, dtype="iu", name=name)
            for part, name in zip(kit.sequence(pair, 2, "一折"), ("train", "test"))
        ]
        kit.require(all(part.ndim == 1 for part in arrays), "train 和 test 应当是一维的")
        pairs.append((arrays[0], arrays[1]))
    return pairs


def check_folds(result: Any, n: int, k: int) -> list[np.ndarray]:
    """Fail unless these are folds of n samples; returns the test parts."""
    pairs = pairs_of(result, k)
    tests = [test for _, test in pairs]
    kit.close(np.sort(np.concatenate(tests)), np.arange(n), name="各个 test 合起来")
    for train, test in pairs:
        kit.close(np.sort(train), np.setdiff1d(np.arange(n), test), name="train")
    sizes = sorted(len(test) for test in tests)
    kit.require(sizes[-1] - sizes[0] <= 1, f"各折的大小是 {sizes}")
    return tests


def folds(student: Any, n: int, k: int, seed: int) -> list[np.ndarray]:
    """The test parts of the student's folds."""
    return check_folds(student.k_fold(n, k, np.random.default_rng(seed)), n, k)


@pytest.mark.exercise(core=True)
def test_k_fold_parts(student, rng):
    """返回 k 对下标：每个样本恰好考一次，train 是其余全部。"""
    for n, k in ((24, 4), (15, 5)):
        folds(student, n, k, kit.seed_of(rng))


@pytest.mark.exercise
def test_k_fold_order_of_pair(student, rng):
    """每一对里 train 在前，test 在后。"""
    pairs = pairs_of(student.k_fold(20, 5, np.random.default_rng(kit.seed_of(rng))), 5)
    sizes = [(len(train), len(test)) for train, test in pairs]
    kit.require(all(size == (16, 4) for size in sizes), f"大小是 {sizes}")


@pytest.mark.exercise
def test_k_fold_no_leak(student, rng):
    """要考的样本不在 train 里。"""
    pairs = pairs_of(student.k_fold(21, 3, np.random.default_rng(kit.seed_of(rng))), 3)
    kit.require(not any(np.isin(test, train).any() for train, test in pairs), "有的样本又学又考")


@pytest.mark.exercise(weight=2)
def test_k_fold_remainder(student, rng):
    """除不尽时，零头也要考到，各折的大小最多差一。"""
    cases = [(23, 5), (11, 4), (7, 3), (19, 10)]
    results = [student.k_fold(n, k, np.random.default_rng(kit.seed_of(rng))) for n, k in cases]
    for result, (n, k) in zip(results, cases):
        check_folds(result, n, k)


@pytest.mark.exercise
def test_k_fold_two(student, rng):
    """只分两份时，各考一半。"""
    for n in (9, 10):
        folds(student, n, 2, kit.seed_of(rng))


@pytest.mark.exercise
def test_k_fold_leave_one_out(student, rng):
    """份数等于样本数时，每份一个样本。"""
    # Of two: whichever stands first in a pair, so that who refuses is told from who swaps.
    folds(student, 2, 2, kit.seed_of(rng))


@pytest.mark.exercise
@pytest.mark.parametrize(
    ("n", "k"), [(7, 1), (7, 0), (7, 8), (1, 2)], ids=["one", "none", "too-many", "one-sample"]
)
def test_k_fold_errors(student, rng, n, k):
    """份数太少或者比样本还多时报错。"""
    with kit.raises("ValueError"):
        student.k_fold(n, k, np.random.default_rng(kit.seed_of(rng)))


@pytest.mark.exercise
def test_k_fold_shuffled(student, rng):
    """样本是打乱了再分的：一份里的下标不是连着的一段，也不是等间隔的。"""
    # By chance, one in 10^17.
    tests = folds(student, 60, 3, kit.seed_of(rng))
    steps = [np.diff(np.sort(test)) for test in tests]
    kit.require(not any((step == step[0]).all() for step in steps), "有一份是等间隔的下标")


@pytest.mark.exercise(costly=True)
def test_k_fold_everybody_together(student, rng):
    """任何两个样本都可能分在同一份：不是先切成段再打乱段的次序。"""
    # The last of the first third and the next one fall into one part one time in three: never in 60 calls, once in 10^10.
    # Each call is of another n, so that this says nothing about where the numbers come from.
    together = []
    for n in range(9, 189, 3):
        tests = folds(student, n, 3, kit.seed_of(rng))
        together.append(any(np.isin([n // 3 - 1, n // 3], test).all() for test in tests))
    kit.require(any(together), "有两个相邻的样本从不在同一份里")


@pytest.mark.exercise
def test_k_fold_repeats(student, rng):
    """种子相同的 rng 给出同样的分法。"""
    seed = kit.seed_of(rng)
    for first, again in zip(folds(student, 23, 4, seed), folds(student, 23, 4, seed)):
        kit.close(again, first)


@pytest.mark.exercise(weight=3)
def test_k_fold_uses_rng(student, rng):
    """随机数来自 rng：种子不同分法就不同，用过之后 rng 的状态变了。"""
    # Of two samples there are two orders: one of them never in 60 calls, once in 10^18; and nothing else differs between styles.
    generators = [np.random.default_rng(kit.seed_of(rng)) for _ in range(60)]
    before = [generator.bit_generator.state for generator in generators]
    results = [student.k_fold(2, 2, generator) for generator in generators]
    first = {int(check_folds(result, 2, 2)[0][0]) for result in results}
    kit.require(len(first) == 2, "换一个种子，分法却没有变")
    used = [generator.bit_generator.state != state for generator, state in zip(generators, before)]
    kit.require(all(used), "传进去的 rng 没有用到")
