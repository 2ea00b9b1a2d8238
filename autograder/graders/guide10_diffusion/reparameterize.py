"""Hidden tests of reparameterize: through the gradient exactly, the draw by its mean and deviation."""

from __future__ import annotations

import pytest
import torch

from autograder import kit

from common import ATOL, RTOL, fresh, near, normal


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize(("middle", "log"), [(2.0, 1.4), (-3.0, -2.0), (0.0, 0.0)])
def test_drawn(student, rng, middle, log):
    """抽出来的平均和标准差正确。"""
    mean = torch.full((20000, 2), middle, dtype=torch.float64)
    since = len(student.calls)
    found = student.reparameterize(mean, torch.full_like(mean, log), fresh(kit.seed_of(rng)))
    found = kit.tensor(found, (20000, 2)).detach().double()
    deviation = float(torch.tensor(log / 2).exp())
    off, ratio = (float(found.mean()) - middle) / deviation, float(found.std()) / deviation
    kit.record_since(student, since, [round(off, 1) + 0.0, round(ratio, 1)])
    kit.require(near(off, 0, 0.04), "平均不对")
    kit.require(near(ratio, 1, 0.03), "标准差不对")


@pytest.mark.exercise(core=True)
def test_drawn_gradient(student, rng):
    """对平均和对数方差可导，梯度正确。"""
    mean, log = normal(rng, 5, 3), normal(rng, 5, 3)
    upstream, since = normal(rng, 5, 3), len(student.calls)
    arrived = student.vjp("reparameterize", [mean, log, fresh(kit.seed_of(rng))], upstream)
    want = upstream * (kit.tensor(arrived.result, (5, 3)).detach() - mean) / 2
    by_mean, by_log = arrived.inputs[0], arrived.inputs[1]
    facts = [
        by_mean is not None and bool(torch.allclose(by_mean, upstream)),
        by_log is not None,
        by_log is not None and bool(torch.allclose(by_log, want)),
    ]
    kit.record_since(student, since, facts)
    kit.gradient(by_mean, upstream, rtol=RTOL, atol=ATOL, name="对 mean 的梯度")
    kit.gradient(by_log, want, rtol=RTOL, atol=ATOL, name="对 log_variance 的梯度")


@pytest.mark.exercise
def test_drawn_each(student, rng):
    """每个数都有自己的随机数。"""
    zero, since = torch.zeros(300, 2, 3, dtype=torch.float64), len(student.calls)
    found = kit.tensor(student.reparameterize(zero, zero, fresh(kit.seed_of(rng))), (300, 2, 3))
    different = len(found.unique())
    kit.record_since(student, since, different)
    kit.require(different == 1800, "有的数用了同样的随机数")


@pytest.mark.exercise
def test_drawn_own_deviation(student, rng):
    """每个数用自己的平均和方差。"""
    mean = torch.tensor([[5.0, -5.0, 0.0]], dtype=torch.float64).expand(9000, -1)
    log = torch.tensor([[-3.0, 0.5, 2.5]], dtype=torch.float64).expand(9000, -1)
    since = len(student.calls)
    found = kit.tensor(student.reparameterize(mean, log, fresh(kit.seed_of(rng))), (9000, 3)).double()
    off = ((found - mean) / (log / 2).exp()).mean(0)
    ratio = found.std(0) / (log[0] / 2).exp()
    kit.record_since(student, since, [[round(float(v), 1) + 0.0 for v in part] for part in (off, ratio)])
    kit.require(bool((off.abs() < 0.06).all()), "平均不对")
    kit.require(bool(((ratio - 1).abs() < 0.04).all()), "标准差不对")


@pytest.mark.exercise
def test_drawn_normal(student, rng):
    """随机数是正态的：有的离平均很远。"""
    zero, since = torch.zeros(20000, dtype=torch.float64), len(student.calls)
    found = kit.tensor(student.reparameterize(zero, zero, fresh(kit.seed_of(rng))), (20000,)).double()
    share = float((found.abs() > 2).double().mean())
    kit.record_since(student, since, round(share, 2))
    kit.require(near(share, 0.0455, 0.01), "不是正态分布")


@pytest.mark.exercise
def test_drawn_same_generator(student, rng):
    """同样的 rng 结果相同，不同的 rng 结果不同。"""
    mean, log, since = normal(rng, 5, 3), normal(rng, 5, 3), len(student.calls)
    one, two, other = (student.reparameterize(mean, log, fresh(s)) for s in (1, 1, 2))
    facts = [bool(torch.equal(one, two)), bool(torch.equal(one, other))]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "同样的 rng，结果不同")
    kit.require(not facts[1], "不同的 rng，结果相同")


@pytest.mark.exercise
def test_drawn_type_and_inputs(student, rng):
    """float32 进，float32 出；传进来的不变。"""
    mean, log = normal(rng, 5, 3).float(), normal(rng, 5, 3).float()
    before, since = (mean.clone(), log.clone()), len(student.calls)
    found = student.reparameterize(mean, log, fresh(1))
    same = [bool(torch.equal(mean, before[0])), bool(torch.equal(log, before[1]))]
    kit.record_since(student, since, [*same, str(getattr(found, "dtype", ""))])
    kit.require(all(same), "传进来的张量被改动了")
    kit.require(kit.tensor(found, (5, 3)).dtype == torch.float32, "应当是 float32")
