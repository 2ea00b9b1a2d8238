"""第 10 章（四）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def ramp(*shape):
    """−1 到 1 之间、各不相同的 float32 张量。"""
    numbers = torch.arange(float(math.prod(shape))).reshape(shape)
    return torch.sin(1.7 * numbers) + 0.1 * torch.cos(numbers)


BETAS, BARS = torch.tensor([0.36, 0.75]), torch.tensor([0.64, 0.16])


def number(value, name):
    """一个数：零维张量或者 float。"""
    return float(kit.tensor(value, (), name=name)) if torch.is_tensor(value) else kit.scalar(value, name)


# --- 加噪 -----------------------------------------------------------------------------------------


def pair(result):
    """(betas, bars)。"""
    return kit.sequence(result, 2)


@exercise("make_schedule", core=True)
def test_linear_of_the_text(student):
    """文中的例子：线性，T = 10，betas 是 0.01、0.2311、0.4522……，bars 是 0.99、0.7612、0.4170……"""
    betas, bars = pair(student.make_schedule(10))
    want = torch.tensor([0.01 + i * 1.99 / 9 for i in range(10)]).clamp(max=0.999)
    kit.close(betas, want, name="betas")
    kit.close(bars, (1 - want).cumprod(0), name="bars")


@exercise("make_schedule", core=True)
def test_cosine_of_the_text(student):
    """文中的例子：余弦，T = 2，betas 是 0.5062、0.999，bars 是 0.4938、0.000494。"""
    betas, bars = pair(student.make_schedule(2, "cosine"))
    kit.close(betas, torch.tensor([0.50616, 0.999]), name="betas")
    first = 1 - 0.50616
    kit.close(bars, torch.tensor([first, first * 0.001]), atol=1e-6, rtol=1e-3, name="bars")


@exercise("make_schedule")
def test_ddpm_numbers(student):
    """T = 1000 的线性日程就是 DDPM 的：0.0001 到 0.02，最后 ᾱ 约 4.04e-5。"""
    betas, bars = pair(student.make_schedule(1000))
    kit.close(betas[[0, -1]], torch.tensor([0.0001, 0.02]), name="betas 的两端")
    kit.close(bars[-1], torch.tensor(4.0358e-5), rtol=1e-3, name="bars[-1]")


@exercise("make_schedule")
def test_unknown_schedule(student):
    """不认识的 kind：ValueError。"""
    with kit.raises("ValueError"):
        student.make_schedule(10, "square")


@exercise("add_noise", core=True)
def test_noise_of_the_text(student):
    """文中的例子：第 0 个样本 [1.4, 0.2]，第 1 个 [1.3165, −0.5165]。"""
    noise = torch.tensor([[1.0, -1.0], [1.0, -1.0]])
    found = student.add_noise(torch.ones(2, 2), torch.tensor([0, 1]), noise, BARS)
    root = 0.84**0.5
    kit.close(found, torch.tensor([[1.4, 0.2], [0.4 + root, 0.4 - root]]))


@exercise("add_noise")
def test_noise_on_pictures(student):
    """(3, 2, 5, 4) 的图，每张各有各的 t。"""
    x0, noise, t = ramp(3, 2, 5, 4), ramp(3, 2, 5, 4).flip(0), torch.tensor([1, 0, 1])
    want = torch.stack([BARS[k].sqrt() * a + (1 - BARS[k]).sqrt() * b for a, b, k in zip(x0, noise, t)])
    before = x0.clone()
    kit.close(student.add_noise(x0, t, noise, BARS), want)
    kit.unchanged(x0, before, "x0")


@exercise("time_embedding", core=True)
def test_embedding_of_the_text(student):
    """文中的例子：t = 3 的编码是 0.1411、0.2955、−0.9900、0.9553。"""
    found = student.time_embedding(torch.tensor([0, 3]), 4, 100)
    want = [[0.0, 0.0, 1.0, 1.0], [math.sin(3), math.sin(0.3), math.cos(3), math.cos(0.3)]]
    kit.close(found, torch.tensor(want))


@exercise("time_embedding")
def test_embedding_default_period(student):
    """dim = 6，period 是默认的 10000：频率 1、0.0464、0.00215。"""
    angles = torch.tensor([[5.0, 5 * 10000 ** (-1 / 3), 5 * 10000 ** (-2 / 3)]])
    want = torch.cat([angles.sin(), angles.cos()], 1)
    kit.close(student.time_embedding(torch.tensor([5]), 6), want)


@exercise("time_embedding")
def test_embedding_odd(student):
    """dim 是奇数：ValueError。"""
    with kit.raises("ValueError"):
        student.time_embedding(torch.tensor([1, 2]), 5)


def watched(student, weights, x0, bars, label=None):
    """(损失，梯度，x，t，label)：模型只看一次。"""
    loss, grad, seen = kit.sequence(
        student.watch_loss(list(weights), x0, bars, np.random.default_rng(3), label), 3
    )
    kit.require(len(seen) == 1, f"模型调用了 {len(seen)} 次，应当是 1 次")
    x, t, said = seen[0]
    t = kit.tensor(t, (len(x0),), "iu", name="t")
    return loss, grad, kit.tensor(x, tuple(x0.shape), name="模型看到的 x"), t, said


@exercise("noise_loss", core=True)
def test_loss_is_of_the_noise(student):
    """从模型看到的 x 和 t 倒推出噪声，损失应当是猜的和它之差的平方的平均。"""
    x0, bars = ramp(40, 3), torch.linspace(0.95, 0.1, 7)
    loss, grad, x, t, _ = watched(student, (0.3, 0.1, 0.0), x0, bars)
    bar = bars[t][:, None]
    noise = (x - bar.sqrt() * x0) / (1 - bar).sqrt()
    guess = 0.3 * x + 0.1 * t[:, None]
    kit.close(number(loss, "损失"), float(((guess - noise) ** 2).mean()), rtol=1e-3)
    want = (2 * (guess - noise) * x).mean()
    kit.close(grad[0], want, rtol=1e-3, atol=1e-4, name="a 的梯度")


@exercise("noise_loss", core=True)
def test_loss_steps(student):
    """2000 个样本，T = 4：每个样本各抽各的 t，0、1、2、3 都有，差不多一样多。"""
    *_, t, _ = watched(student, (0.0, 0.0, 0.0), torch.zeros(2000, 2), torch.tensor([0.9, 0.7, 0.4, 0.1]))
    found = t.unique().tolist()
    kit.require(found == [0, 1, 2, 3], f"抽到的 t 是 {found}")
    counts = t.bincount().tolist()
    kit.require(all(400 < count < 600 for count in counts), f"抽到的次数是 {counts}")


@exercise("noise_loss")
def test_loss_noise_is_normal(student):
    """噪声每个数独立，标准正态：x0 全是 0 时，从模型看到的 x 倒推。"""
    bars = torch.tensor([0.75, 0.5])
    *_, x, t, _ = watched(student, (0.0, 0.0, 0.0), torch.zeros(3000, 2), bars)
    noise = x / (1 - bars[t]).sqrt()[:, None]
    mean, deviation = float(noise.mean()), float(noise.std())
    kit.require(abs(mean) < 0.06, f"噪声的平均是 {mean:.2f}")
    kit.require(abs(deviation - 1) < 0.05, f"噪声的标准差是 {deviation:.2f}")
    together = float((noise[:, 0] * noise[:, 1]).mean())
    kit.require(abs(together) < 0.1, "同一个样本的几个数，噪声不独立")


@exercise("noise_loss")
def test_loss_label(student):
    """给了 label 就原样传给模型，没有给就不传。"""
    label = torch.arange(6) % 3
    said = watched(student, (0.1, 0.1, 0.1), ramp(6, 2), BARS, label)[4]
    kit.require(said is not None, "label 没有传给模型")
    kit.close(kit.tensor(said, (6,), name="label"), label, name="label")
    said = watched(student, (0.1, 0.1, 0.1), ramp(6, 2), BARS)[4]
    kit.require(said is None, "没有给 label，模型却收到了")


# --- 往回走 ---------------------------------------------------------------------------------------


@exercise("posterior", core=True)
def test_posterior_of_the_text(student):
    """文中的例子：平均 8/7，方差 9/28。"""
    mean, variance = kit.sequence(
        student.posterior(torch.tensor([1.0]), torch.tensor([2.0]), 1, BETAS, BARS), 2
    )
    kit.close(mean, torch.tensor([8 / 7]), name="mean")
    kit.close(number(variance, "variance"), 9 / 28, rtol=1e-4, name="variance")


@exercise("posterior", core=True)
def test_posterior_parts(student):
    """x0 的系数是 5/7，xt 的系数是 3/14：各放一个 1，看出来的数。"""
    for x0, xt, want in ((1.0, 0.0, 5 / 7), (0.0, 1.0, 3 / 14)):
        found = student.posterior(torch.full((2, 3), x0), torch.full((2, 3), xt), 1, BETAS, BARS)
        kit.close(kit.sequence(found, 2)[0], torch.full((2, 3), want), name="mean")


@exercise("posterior")
def test_posterior_at_zero(student):
    """t = 0：平均就是 x0，方差是 0。"""
    x0 = ramp(3, 2)
    mean, variance = kit.sequence(student.posterior(x0, ramp(3, 2) + 1, 0, BETAS, BARS), 2)
    kit.close(mean, x0, rtol=1e-3, atol=1e-3, name="mean")
    kit.close(number(variance, "variance"), 0.0, atol=1e-6, name="variance")


def stepped(student, xt, t, predicted, seed=5):
    """ddpm_step，新的 rng。"""
    found = student.ddpm_step(xt, t, predicted, BETAS, BARS, np.random.default_rng(seed))
    return kit.tensor(found, tuple(xt.shape))


@exercise("ddpm_step", core=True)
def test_step_mean(student):
    """同样的 rng，xt 加 1，结果加 (5/7)/0.4 + 3/14；predicted 加 1，结果减 (5/7)·√0.84/0.4。"""
    xt, predicted = ramp(4, 3), ramp(4, 3).flip(0)
    start = stepped(student, xt, 1, predicted)
    by_x = stepped(student, xt + 1, 1, predicted) - start
    by_guess = stepped(student, xt, 1, predicted + 1) - start
    kit.close(by_x, torch.full((4, 3), 25 / 14 + 3 / 14), rtol=1e-3, name="差")
    kit.close(by_guess, torch.full((4, 3), -25 / 14 * 0.84**0.5), rtol=1e-3, name="差")


@exercise("ddpm_step", core=True)
def test_step_at_zero(student):
    """t = 0 正好是推出来的 x0：(1.4 − 0.6 × 1) ÷ 0.8 = 1，不添噪声。"""
    found = stepped(student, torch.full((5,), 1.4), 0, torch.ones(5))
    kit.close(found, torch.ones(5), rtol=1e-3, atol=1e-3)


@exercise("ddpm_step")
def test_step_noise(student):
    """t = 1 添的噪声平均 0，标准差 √(9/28) = 0.567，每个数独立。"""
    found = stepped(student, torch.zeros(4000, 2), 1, torch.zeros(4000, 2))
    mean, deviation = float(found.mean()), float(found.std())
    kit.require(abs(mean) < 0.03, f"平均是 {mean:.3f}")
    kit.require(abs(deviation - 0.567) < 0.03, f"标准差是 {deviation:.3f}，应当约为 0.567")
    together = float((found[:, 0] * found[:, 1]).mean())
    kit.require(abs(together) < 0.05, "几个数的噪声不独立")


def seen_training(student, points, steps, seed):
    """watch_points 的六样。"""
    return kit.sequence(student.watch_points(points, steps, seed), 6, "watch_points")


@exercise("train_diffusion", core=True)
def test_training_shows_noise_of_its_step(student):
    """全部数据都是 (3, −2) 时，从网络看到的 x 和 t 倒推出的噪声，平均 0，标准差 1。"""
    place = torch.tensor([[3.0, -2.0]])
    xs, ts, *_ = seen_training(student, place.expand(50, -1).clone(), 6, 1)
    kit.require(len(xs) == 6, f"网络看了 {len(xs)} 批，应当是 6 批")
    x, t = torch.cat(list(xs)), torch.cat(list(ts))
    kit.require(tuple(x.shape) == (3072, 2), f"6 步一共看了 {len(x)} 个点，应当是 6 × 512 个")
    betas = torch.linspace(0.001, 0.2, 100)
    bar = (1 - betas).cumprod(0)[t][:, None]
    noise = (x - bar.sqrt() * place) / (1 - bar).sqrt()
    mean, deviation = float(noise.mean()), float(noise.std())
    kit.require(abs(mean) < 0.1, f"平均是 {mean:.2f}")
    kit.require(abs(deviation - 1) < 0.06, f"标准差是 {deviation:.2f}")


@exercise("train_diffusion", core=True)
def test_training_result(student):
    """返回 (model, betas, bars)：网络给出 (n, 2)，日程是 make_schedule(100)。"""
    found = kit.sequence(student.train_diffusion(ramp(30, 2), 3, 0), 3)
    bars = (1 - torch.linspace(0.001, 0.2, 100)).cumprod(0)
    kit.close(found[1], torch.linspace(0.001, 0.2, 100), name="betas")
    kit.close(found[2], bars, name="bars")
    out = student.invoke(found[0], "__call__", ramp(7, 2), torch.arange(7) * 9)
    kit.tensor(out, (7, 2), name="网络的输出")


@exercise("train_diffusion")
def test_training_network(student):
    """用的是 PointDenoiser 默认的参数：坐标旁边有正弦余弦。"""
    found = seen_training(student, ramp(30, 2), 2, 0)[4]
    kit.require(list(found) == [1, 2, 4], f"frequencies 是 {found}")


@exercise("train_diffusion")
def test_training_seed(student):
    """种子相同，权重相同；种子不同，权重不同。"""
    first, again, other = (seen_training(student, ramp(30, 2), 4, seed)[2] for seed in (1, 1, 2))
    kit.require(torch.equal(first, again), "种子相同，权重却不同")
    kit.require(not torch.equal(first, other), "种子不同，权重却相同")


# --- 跳着走，听指挥 -------------------------------------------------------------------------------


def jumped(student, xt, predicted, previous, eta=0.0, seed=5):
    """从第 1 步跳。"""
    rng = np.random.default_rng(seed) if eta else None
    found = student.ddim_step(xt, 1, previous, predicted, BARS, eta, rng)
    return kit.tensor(found, tuple(xt.shape))


@exercise("ddim_step", core=True)
def test_ddim_of_the_text(student):
    """文中的例子：跳到 0 是 1.8474，跳到 −1 是 1。"""
    xt, predicted = torch.tensor([2.0]), torch.tensor([1.6 / 0.84**0.5])
    kit.close(jumped(student, xt, predicted, 0), torch.tensor([0.8 + 0.6 * 1.6 / 0.84**0.5]))
    kit.close(jumped(student, xt, predicted, -1), torch.tensor([1.0]))


@exercise("ddim_step", core=True)
def test_ddim_eta_one(student):
    """η = 1、跳一步：同样的 rng，xt 加 1，结果加 2；predicted 加 1，结果减 (25/14)·√0.84，和 ddpm_step 一样。"""
    xt, predicted = ramp(4, 3), ramp(4, 3).flip(0)
    start = jumped(student, xt, predicted, 0, 1.0)
    by_x = jumped(student, xt + 1, predicted, 0, 1.0) - start
    by_guess = jumped(student, xt, predicted + 1, 0, 1.0) - start
    kit.close(by_x, torch.full((4, 3), 2.0), rtol=1e-3, name="差")
    kit.close(by_guess, torch.full((4, 3), -25 / 14 * 0.84**0.5), rtol=1e-3, name="差")


@exercise("ddim_step")
def test_ddim_noise(student):
    """η = 1、跳一步：新噪声的标准差是 √(9/28) = 0.567；η = 0.5 是一半。"""
    for eta, want in ((1.0, 0.567), (0.5, 0.283)):
        found = jumped(student, torch.zeros(6000, 2), torch.zeros(6000, 2), 0, eta)
        deviation = float(found.std())
        kit.require(abs(deviation - want) < 0.02, f"η = {eta} 时标准差是 {deviation:.3f}，应当约为 {want}")


@exercise("ddim_step")
def test_ddim_jump(student):
    """从第 2 步跳到第 0 步：bars = [0.81, 0.5, 0.04]，xt = 1，predicted = 0，得 4.5。"""
    bars = torch.tensor([0.81, 0.5, 0.04])
    found = student.ddim_step(torch.ones(3), 2, 0, torch.zeros(3), bars)
    kit.close(found, torch.full((3,), 4.5))


@exercise("guided_noise", core=True)
def test_guidance_of_the_text(student):
    """文中的例子：u = 1、c = 3，s = 0、1、3 得 1、3、7。"""
    for scale, want in ((0.0, 1.0), (1.0, 3.0), (3.0, 7.0)):
        found = student.guided_noise(torch.tensor([3.0]), torch.tensor([1.0]), scale)
        kit.close(found, torch.tensor([want]), name=f"s = {scale:.0f} 时的返回值")


@exercise("guided_noise")
def test_guidance_keeps_inputs(student):
    """传进来的两个张量不变。"""
    c, u = ramp(3, 4), ramp(3, 4).flip(0)
    before = c.clone(), u.clone()
    student.guided_noise(c, u, 2.5)
    kit.unchanged(c, before[0], "conditional")
    kit.unchanged(u, before[1], "unconditional")


LONG = torch.linspace(0.02, 0.5, 6)
LONG_BARS = (1 - LONG).cumprod(0)


def filled(student, known, mask, seed=0):
    """(结果，[(x, t), …])，假模型总猜 0。"""
    found = student.watch_inpaint([0.0, 0.0, 0.0], known, mask, LONG, LONG_BARS, np.random.default_rng(seed))
    out, seen, _ = kit.sequence(found, 3, "watch_inpaint")
    kit.require(len(seen) == 6, f"模型调用了 {len(seen)} 次，应当每步一次，6 次")
    steps = [t.tolist() for _, t in seen]
    want = [[t] * len(known) for t in (5, 4, 3, 2, 1, 0)]
    kit.require(steps == want, f"告诉模型的 t 是 {[row[0] for row in steps]}，应当是 5 到 0")
    return kit.tensor(out, tuple(known.shape)), [x for x, _ in seen]


@exercise("inpaint", core=True)
def test_inpaint_keeps_what_is_known(student):
    """结果里，已知的地方正是 known，别的地方不是。"""
    known = ramp(5, 3, 2) + 4
    mask = torch.zeros(5, 3, 2, dtype=torch.bool)
    mask[:, 1], mask[2] = True, True
    out, _ = filled(student, known, mask)
    kit.close(out[mask], known[mask], name="已知的地方")
    kit.require(not bool((out[~mask] == known[~mask]).any()), "未知的地方也换成了 known")


@exercise("inpaint", core=True)
def test_inpaint_levels(student):
    """告诉模型“第 t 步”时，它看到的已知部分平均是 √ᾱ_t × 10，标准差是 √(1 − ᾱ_t)；一开始全是噪声。"""
    known = torch.full((2000, 2), 10.0)
    mask = torch.tensor([[True, False]]).expand(2000, -1).clone()
    _, xs = filled(student, known, mask)
    for x, t in zip(xs, (5, 4, 3, 2, 1, 0)):
        column = x[:, 0]
        mean, deviation = float(column.mean()), float(column.std())
        middle, spread = float(10 * LONG_BARS[t].sqrt()), float((1 - LONG_BARS[t]).sqrt())
        if t == 5:
            middle, spread = 0.0, 1.0
        kit.require(
            abs(mean - middle) < 0.15 and abs(deviation - spread) < 0.08,
            f"t = {t} 时，已知部分平均 {mean:.2f}、标准差 {deviation:.2f}，应当约为 {middle:.2f}、{spread:.2f}",
        )


@exercise("inpaint")
def test_inpaint_fresh_noise(student):
    """每一步换上的噪声都是新抽的。"""
    known, mask = torch.zeros(2000, 1), torch.ones(2000, 1, dtype=torch.bool)
    _, xs = filled(student, known, mask)
    both = torch.stack([xs[2].flatten(), xs[3].flatten()])
    together = float(torch.corrcoef(both)[0, 1])
    kit.require(abs(together) < 0.15, f"前后两步换上的噪声，相关系数是 {together:.2f}")


@exercise("inpaint")
def test_inpaint_only_looks(student):
    """结果不带计算图，known 不变。"""
    known, mask = ramp(4, 2), torch.tensor([[True, False]]).expand(4, -1).clone()
    before = known.clone()
    out, _ = filled(student, known, mask)
    kit.require(not out.requires_grad, "结果还连着计算图")
    kit.unchanged(known, before, "known")


# --- 潜空间 ---------------------------------------------------------------------------------------


@exercise("reparameterize", core=True)
def test_reparameterized(student):
    """平均 3、方差 4（对数方差 ln 4）：抽 6000 个，平均约 3，标准差约 2。"""
    mean, log_variance = torch.full((3000, 2), 3.0), torch.full((3000, 2), math.log(4))
    found = kit.tensor(student.reparameterize(mean, log_variance, np.random.default_rng(1)), (3000, 2))
    middle, deviation = float(found.mean()), float(found.std())
    kit.require(abs(middle - 3) < 0.12, f"平均是 {middle:.2f}，应当约为 3")
    kit.require(abs(deviation - 2) < 0.1, f"标准差是 {deviation:.2f}，应当约为 2")


@exercise("reparameterize")
def test_reparameterized_independent(student):
    """每个数各有各的 ε。"""
    zero = torch.zeros(400, 5)
    found = kit.tensor(student.reparameterize(zero, zero, np.random.default_rng(1)), (400, 5))
    kit.require(len(found.unique()) > 1990, f"2000 个数里只有 {len(found.unique())} 个不同的")


@exercise("reparameterize", core=True)
def test_reparameterized_gradient(student):
    """对 mean 的梯度是 1，对 log_variance 的是 (z − mean)/2。"""
    mean, log_variance = ramp(3, 4), ramp(3, 4).flip(0)
    arrived = student.vjp("reparameterize", [mean, log_variance, np.random.default_rng(1)], torch.ones(3, 4))
    kit.gradient(arrived.inputs[0], torch.ones(3, 4), name="mean 的梯度")
    kit.gradient(arrived.inputs[1], (arrived.result.detach() - mean) / 2, name="log_variance 的梯度")


@exercise("kl_to_normal", core=True)
def test_kl_of_the_text(student):
    """文中的例子：0、2.5、0.807。"""
    zero = torch.zeros(1, 2)
    rows = ((zero, zero, 0.0), (torch.tensor([[1.0, 2.0]]), zero, 2.5))
    rows += ((torch.zeros(1, 1), torch.full((1, 1), math.log(4)), 1.5 - math.log(2)),)
    for mean, log_variance, want in rows:
        kit.close(student.kl_to_normal(mean, log_variance), torch.tensor(want), atol=1e-6)


@exercise("kl_to_normal")
def test_kl_of_a_batch(student):
    """对分量求和，对样本取平均：3 个样本、(2, 2) 的分量，平均 1、方差 1，KL 是 4 × ½ = 2。"""
    kit.close(student.kl_to_normal(torch.ones(3, 2, 2), torch.zeros(3, 2, 2)), torch.tensor(2.0))


def encoder_of(student, channels=1, latent=4, seed=1):
    """权重放大了的 Autoencoder。"""
    return student.livelier(student.Autoencoder(channels, latent, 8), seed)


@exercise("Autoencoder", core=True)
@pytest.mark.parametrize(("channels", "latent", "h", "w"), [(1, 4, 28, 28), (3, 2, 8, 12)])
def test_autoencoder_shapes(student, channels, latent, h, w):
    """边长缩到四分之一，再放回来；forward 返回重建的图、mean、log_variance。"""
    model, x = encoder_of(student, channels, latent), ramp(2, channels, h, w)
    small = (2, latent, h // 4, w // 4)
    mean, log_variance = kit.sequence(student.invoke(model, "encode", x), 2, "encode")
    kit.tensor(mean, small, name="mean")
    kit.tensor(log_variance, small, name="log_variance")
    kit.tensor(student.invoke(model, "decode", ramp(*small)), (2, channels, h, w), name="decode")
    out = kit.sequence(student.invoke(model, "__call__", x), 3, "forward")
    kit.tensor(out[0], (2, channels, h, w), name="重建的图")
    kit.close(out[1], mean, name="forward 的 mean")
    kit.close(out[2], log_variance, name="forward 的 log_variance")


@exercise("Autoencoder", core=True)
def test_autoencoder_without_rng(student):
    """不给 rng：重建就是 decode(mean)，两次相同。"""
    model, x = encoder_of(student), ramp(2, 1, 8, 8)
    mean = kit.sequence(student.invoke(model, "encode", x), 2, "encode")[0]
    want = student.invoke(model, "decode", mean)
    first, again = (kit.sequence(student.invoke(model, "__call__", x), 3)[0] for _ in range(2))
    kit.close(first, again, name="第二次")
    kit.close(first, want, name="重建的图")


@exercise("Autoencoder")
def test_autoencoder_with_rng(student):
    """给了 rng：每次抽的不同，重建也不同。"""
    model, x = encoder_of(student), ramp(2, 1, 8, 8)
    found = [
        kit.sequence(student.invoke(model, "__call__", x, np.random.default_rng(seed)), 3)[0]
        for seed in (1, 2)
    ]
    kit.require(not torch.allclose(*found), "换了 rng，重建却一样")


@exercise("Autoencoder")
def test_autoencoder_signs(student):
    """mean、log_variance、解码的图，都有正有负；mean 和 log_variance 不是同一个。"""
    model, x = encoder_of(student), 3 * ramp(20, 1, 16, 16)
    parts = kit.sequence(student.invoke(model, "encode", x), 2, "encode")
    out = student.invoke(model, "decode", 3 * ramp(20, 4, 4, 4))
    for part, name in zip((*parts, out), ("mean", "log_variance", "解码的图")):
        low, high = float(part.detach().min()), float(part.detach().max())
        kit.require(low < 0 < high, f"{name}从 {low:.2f} 到 {high:.2f}")
    kit.require(not torch.allclose(*parts), "mean 和 log_variance 一样")


def latent_pictures(n):
    """n 张 8 × 8 的图，各不相同。"""
    return ramp(n, 1, 2, 2).repeat_interleave(4, 2).repeat_interleave(4, 3)


def seen_latent(student, x, y, epochs, width=32):
    """(scale，损失，x，t，label，自编码器的三件事，权重的和)；网络窄一些，检查得快。"""
    found = kit.sequence(student.watch_latent(3.0, x, y, epochs, 0, width), 6, "watch_latent")
    scale, losses, seen, still, total, _ = found
    kit.require(len(seen) > 0, "没有用 LatentDenoiser")
    parts = [torch.cat([batch[i] for batch in seen]) for i in range(3)]
    return kit.scalar(scale, "scale"), losses, *parts, still, total


@exercise("train_latent_diffusion", core=True)
def test_latent_scale(student):
    """潜变量的平均乘上 scale，标准差是 1；网络看到的也是乘过的（T = 200 里头 4 步几乎没有噪声，一看便知）。"""
    x, y = latent_pictures(400), torch.arange(400) % 3
    scale, _, seen, t, *_ = seen_latent(student, x, y, 6)
    deviation = float((3 * x[:, :, ::4, ::4]).std())
    kit.close(scale * deviation, 1.0, rtol=1e-2, name="scale × 标准差")
    early = float(seen[t < 4].std())
    kit.require(abs(early - 1) < 0.2, f"几乎没有噪声的步子上，网络看到的潜变量标准差是 {early:.2f}")


@exercise("train_latent_diffusion", core=True)
def test_latent_labels(student):
    """200 个样本、200 个标签，5 轮：每轮每个样本一次，约一成藏成 200，每轮藏的不同。"""
    x, y = latent_pictures(200), torch.arange(200)
    *_, label, _, _ = seen_latent(student, x, y, 5)
    kit.require(len(label) == 1000, f"5 轮一共看了 {len(label)} 个样本，应当是 1000 个")
    hidden = int((label == 200).sum())
    kit.require(60 <= hidden <= 145, f"1000 次里藏了 {hidden} 次")
    rounds = [set(row[row < 200].tolist()) for row in label.split(200)]
    kit.require(len({frozenset(r) for r in rounds}) > 1, "每一轮藏的是同样的样本")
    whole = all(len(r) == int((row < 200).sum()) for r, row in zip(rounds, label.split(200)))
    kit.require(whole, "有一轮里，有的样本用了不止一次")


@exercise("train_latent_diffusion")
def test_latent_losses(student):
    """每一轮一个数，第一轮的平均在 1 左右；y 不变。"""
    x, y = latent_pictures(300), torch.arange(300) % 3
    before = y.clone()
    losses = seen_latent(student, x, y, 2)[1]
    losses = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, 2, "losses")]
    kit.require(0.4 < losses[0] < 2.5, f"第一轮的平均损失是 {losses[0]:.3f}")
    kit.unchanged(y, before, "y")


@exercise("train_latent_diffusion", costly=True)
def test_latent_learns(student):
    """只有三种图时学得会：10 轮，损失在下降。"""
    y = torch.arange(300) % 3
    losses = seen_latent(student, latent_pictures(3)[y], y, 10, width=512)[1]
    first, last = (kit.scalar(losses[i], "损失") for i in (0, -1))
    kit.require(last < first, f"第一轮 {first:.3f}，最后一轮 {last:.3f}")


@exercise("train_latent_diffusion")
def test_latent_leaves_the_autoencoder(student):
    """自编码器的权重没有动，也没有收到梯度。"""
    still = seen_latent(student, latent_pictures(40), torch.arange(40) % 3, 2)[5]
    kit.require(bool(still[0]), "自编码器的权重动了")
    kit.require(bool(still[1]), "自编码器收到了梯度")


@exercise("train_latent_diffusion")
def test_latent_pairs(student):
    """潜变量和标签没有错开：几乎没有噪声的步子上，看到的就是那个标签的潜变量。"""
    x, y = latent_pictures(200), torch.arange(200)
    scale, _, seen, t, label, *_ = seen_latent(student, x, y, 20)
    rows = (t < 2) & (label < 200)
    gap = float((seen[rows] - scale * 3 * x[:, :, ::4, ::4][label[rows]]).abs().mean())
    kit.require(gap < 0.2, f"和自己的潜变量平均差 {gap:.2f}")
