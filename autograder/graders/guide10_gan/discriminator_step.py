"""Hidden tests of discriminator_step: small networks of points with weights from this side, and one step of SGD spelled out."""

from __future__ import annotations

from typing import Any

import pytest
from torch import Tensor

from autograder import kit

from common import (
    ATOL,
    LATENT,
    RTOL,
    State,
    leaves_of,
    mode,
    normal,
    pair,
    same_weights,
    score,
    softplus,
    stepped,
    through,
)


def one_step(g: State, d: State, real: Tensor, z: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss, and the weights afterwards."""
    leaves = leaves_of(d)
    fake = through(g, z, 0.0)
    loss = softplus(-score(leaves, real)).mean() + softplus(score(leaves, fake)).mean()
    return loss.detach(), stepped(d, loss, leaves)


def call(student: Any, things: list[Any], real: Tensor, z: Tensor) -> Any:
    """One step of the student's."""
    return student.discriminator_step(things[0], things[1], things[3], real, z)


def batch(rng: Any, n: int = 7, m: int = 7) -> tuple[Tensor, Tensor]:
    """Real points and noise."""
    return normal(rng, n, 2), normal(rng, m, LATENT)


@pytest.mark.exercise(core=True)
def test_step_moves_the_discriminator(student, rng):
    """判别器的权重按这一批的梯度走一步。"""
    things, g, d = pair(student, rng)
    real, z = batch(rng)
    _, want = one_step(g, d, real, z)
    call(student, things, real, z)
    same_weights(student, things[1], want, "判别器")


@pytest.mark.exercise(weight=2)
def test_step_loss(student, rng):
    """返回走之前的损失，普通的一个数。"""
    things, g, d = pair(student, rng)
    real, z = batch(rng)
    want, _ = one_step(g, d, real, z)
    loss = call(student, things, real, z)
    kit.close(loss, want.item(), rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(weight=2)
def test_step_twice(student, rng):
    """连走两步：第二步只用第二批的梯度。"""
    things, g, d = pair(student, rng)
    first, second = batch(rng), batch(rng)
    _, between = one_step(g, d, *first)
    _, want = one_step(g, between, *second)
    call(student, things, *first)
    call(student, things, *second)
    same_weights(student, things[1], want, "判别器")


@pytest.mark.exercise
def test_step_forgets_old_gradients(student, rng):
    """进来时留在判别器 grad 里的不算数。"""
    things, g, d = pair(student, rng)
    real, z = batch(rng)
    _, want = one_step(g, d, real, z)
    with kit.unrecorded(student):
        student.fill_grads(things[1], 3.0)
    call(student, things, real, z)
    same_weights(student, things[1], want, "判别器")


@pytest.mark.exercise
def test_step_of_unlike_sizes(student, rng):
    """真样本和噪声的个数可以不同。"""
    things, g, d = pair(student, rng)
    real, z = batch(rng, 3, 11)
    want, after = one_step(g, d, real, z)
    kit.close(call(student, things, real, z), want.item(), rtol=RTOL, atol=ATOL)
    same_weights(student, things[1], after, "判别器")


@pytest.mark.exercise
def test_step_leaves_the_generator(student, rng):
    """生成器的权重不变。"""
    things, g, _ = pair(student, rng)
    call(student, things, *batch(rng))
    same_weights(student, things[0], g, "生成器")


@pytest.mark.exercise(weight=2)
@pytest.mark.parametrize("filled", [False, True])
def test_step_leaves_the_generators_gradients(student, rng, filled):
    """生成器的 grad 不变：没有的还是没有，有的一个数也不变。"""
    things, *_ = pair(student, rng)
    if filled:
        with kit.unrecorded(student):
            student.fill_grads(things[0], 1.0)
    since = len(student.calls)
    call(student, things, *batch(rng))
    grads, *_ = kit.sequence(student.net_state(things[0]), 3, "net_state")
    same = [(grad is not None and bool((grad == 1).all())) if filled else grad is None for grad in grads]
    kit.record_since(student, since, same)
    kit.require(all(same), "生成器的 grad 变了")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_step_leaves_the_generators_state(student, rng, training):
    """生成器的模式和 requires_grad 不变。"""
    things, *_ = pair(student, rng)
    mode(student, things[0], training)
    since = len(student.calls)
    call(student, things, *batch(rng))
    _, wanted, now = kit.sequence(student.net_state(things[0]), 3, "net_state")
    kit.record_since(student, since, [wanted, now])
    kit.require(bool(wanted), "生成器的 requires_grad 变了")
    kit.require(bool(now) is training, "生成器的模式变了")


@pytest.mark.exercise
def test_step_keeps_data(student, rng):
    """real 和 z 在调用之后保持原样。"""
    things, *_ = pair(student, rng)
    real, z = batch(rng)
    before = real.clone(), z.clone()
    call(student, things, real, z)
    kit.unchanged(real.numpy(), before[0].numpy(), "real")
    kit.unchanged(z.numpy(), before[1].numpy(), "z")
