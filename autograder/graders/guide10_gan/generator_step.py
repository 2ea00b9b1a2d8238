"""Hidden tests of generator_step: small networks of points with weights from this side, and one step of SGD spelled out."""

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


def one_step(g: State, d: State, z: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """The loss, and the weights afterwards."""
    leaves = leaves_of(g)
    loss = softplus(-score(d, through(leaves, z, 0.0))).mean()
    return loss.detach(), stepped(g, loss, leaves)


def call(student: Any, things: list[Any], z: Tensor) -> Any:
    """One step of the student's."""
    return student.generator_step(things[0], things[1], things[2], z)


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("size", [1, 7])
def test_step_moves_the_generator(student, rng, size):
    """生成器的权重按这一批的梯度走一步，梯度穿过判别器。"""
    things, g, d = pair(student, rng)
    z = normal(rng, size, LATENT)
    _, want = one_step(g, d, z)
    call(student, things, z)
    same_weights(student, things[0], want, "生成器")


@pytest.mark.exercise(weight=2)
def test_step_loss(student, rng):
    """返回走之前的损失，普通的一个数。"""
    things, g, d = pair(student, rng)
    z = normal(rng, 7, LATENT)
    want, _ = one_step(g, d, z)
    kit.close(call(student, things, z), want.item(), rtol=RTOL, atol=ATOL)


@pytest.mark.exercise(weight=2)
def test_step_twice(student, rng):
    """连走两步：第二步只用第二批的梯度。"""
    things, g, d = pair(student, rng)
    first, second = normal(rng, 7, LATENT), normal(rng, 7, LATENT)
    _, between = one_step(g, d, first)
    _, want = one_step(between, d, second)
    call(student, things, first)
    call(student, things, second)
    same_weights(student, things[0], want, "生成器")


@pytest.mark.exercise
def test_step_forgets_old_gradients(student, rng):
    """进来时留在生成器 grad 里的不算数。"""
    things, g, d = pair(student, rng)
    z = normal(rng, 7, LATENT)
    _, want = one_step(g, d, z)
    with kit.unrecorded(student):
        student.fill_grads(things[0], 3.0)
    call(student, things, z)
    same_weights(student, things[0], want, "生成器")


@pytest.mark.exercise(weight=2)
def test_step_leaves_the_discriminator(student, rng):
    """判别器的权重不变。"""
    things, _, d = pair(student, rng)
    call(student, things, normal(rng, 7, LATENT))
    call(student, things, normal(rng, 7, LATENT))
    same_weights(student, things[1], d, "判别器")


@pytest.mark.exercise
@pytest.mark.parametrize("training", [True, False])
def test_step_leaves_the_discriminators_state(student, rng, training):
    """判别器的模式和 requires_grad 不变。"""
    things, *_ = pair(student, rng)
    mode(student, things[1], training)
    since = len(student.calls)
    call(student, things, normal(rng, 7, LATENT))
    _, wanted, now = kit.sequence(student.net_state(things[1]), 3, "net_state")
    kit.record_since(student, since, [wanted, now])
    kit.require(bool(wanted), "判别器的 requires_grad 变了")
    kit.require(bool(now) is training, "判别器的模式变了")


@pytest.mark.exercise
def test_step_keeps_noise(student, rng):
    """z 在调用之后保持原样。"""
    things, *_ = pair(student, rng)
    z = normal(rng, 7, LATENT)
    before = z.clone()
    call(student, things, z)
    kit.unchanged(z.numpy(), before.numpy(), "z")
