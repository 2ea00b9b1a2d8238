"""第 10 章（二）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def ramp(*shape):
    """固定的、各不相同的 float32 数，在 −1.1 到 1.1 之间。"""
    numbers = torch.arange(float(math.prod(shape))).reshape(shape)
    return torch.sin(1.7 * numbers) + 0.1 * torch.cos(numbers)


def fill(student, module):
    """给模块放上固定的、各不相同的权重；返回放好的 state_dict。"""
    state = {}
    for place, (name, value) in enumerate(student.invoke(module, "state_dict").items()):
        if not value.dtype.is_floating_point:
            state[name] = value
            continue
        numbers = torch.sin(torch.arange(float(value.numel())) * (1.3 + 0.1 * place) + place)
        if name.endswith("running_var") or ("norm" in name and name.endswith("weight")):
            numbers = 1.5 + 0.5 * numbers
        state[name] = numbers.reshape(value.shape).clone()
    student.invoke(module, "load_state_dict", state)
    return state


def require_sizes(student, module, want):
    """参数的名字和形状正好是这些。"""
    found = {name: tuple(shape) for name, shape in student.weight_shapes(module).items()}
    missing = [f"{name} {shape}" for name, shape in want.items() if found.get(name) != shape]
    kit.require(not missing, f"缺少参数或者形状不对：{'，'.join(missing)}；得到的是 {found}")
    kit.require(found.keys() == want.keys(), f"多了参数：{sorted(found.keys() - want.keys())}")


# --- 两个损失 -------------------------------------------------------------------------------------


@exercise("discriminator_loss", core=True)
def test_discriminator_loss_of_the_text(student):
    """文中的例子：真的打 ln 3，假的打 −ln 3 和 0，损失是 0.7781。"""
    real, fake = torch.tensor([3.0]).log(), torch.tensor([1 / 3, 1.0]).log()
    want = math.log(4 / 3) + (math.log(4 / 3) + math.log(2)) / 2
    kit.close(student.discriminator_loss(real, fake), torch.tensor(want))


@exercise("discriminator_loss", core=True)
def test_discriminator_loss_one_side(student):
    """另一边几乎不计时：真的打 −1 和 2，或者假的打 −1 和 2。"""
    side, sure = torch.tensor([-1.0, 2.0]), torch.full((3,), 60.0)
    cost = [math.log(1 + math.e), math.log(1 + math.exp(-2))]
    kit.close(student.discriminator_loss(side, -sure), torch.tensor(sum(cost) / 2), name="真的一边")
    cost = [math.log(1 + math.exp(-1)), math.log(1 + math.exp(2))]
    kit.close(student.discriminator_loss(sure, side), torch.tensor(sum(cost) / 2), name="假的一边")


@exercise("discriminator_loss")
def test_discriminator_loss_large(student):
    """真的打 −10000，假的打 10000：损失是 20000，梯度是 −1 和 1。"""
    scores = torch.tensor([-1e4]), torch.tensor([1e4])
    arrived = student.vjp("discriminator_loss", list(scores), torch.tensor(1.0))
    kit.close(arrived.result, torch.tensor(2e4))
    kit.gradient(arrived.inputs[0], torch.tensor([-1.0]), name="对 real 的梯度")
    kit.gradient(arrived.inputs[1], torch.tensor([1.0]), name="对 fake 的梯度")


@exercise("generator_loss", core=True)
def test_generator_loss_of_the_text(student):
    """文中的例子：假的打 −ln 3 和 0，损失是 1.0397。"""
    fake = torch.tensor([1 / 3, 1.0]).log()
    kit.close(student.generator_loss(fake), torch.tensor((math.log(4) + math.log(2)) / 2))


@exercise("generator_loss", core=True)
def test_generator_loss_low_scores(student):
    """打 −10000 和 3：损失约 5000，梯度是 −½ 和几乎 0，没有饱和。"""
    arrived = student.vjp("generator_loss", [torch.tensor([-1e4, 3.0])], torch.tensor(1.0))
    kit.close(arrived.result, torch.tensor(5000 + math.log(1 + math.exp(-3)) / 2))
    kit.gradient(arrived.inputs[0], torch.tensor([-0.5, -0.5 / (1 + math.exp(3))]))


# --- 两种一步 -------------------------------------------------------------------------------------


def point_net(state, x, leak):
    """三层全连接。"""
    for i in (0, 2, 4):
        x = x @ state[f"layers.{i}.weight"].T + state[f"layers.{i}.bias"]
        x = F.leaky_relu(x, leak) if i < 4 else x
    return x


def small_pair(student):
    """两个小网络、两个 SGD（学习率 0.1），和它们的权重。"""
    things = kit.sequence(student.small_pair(2, 3, 0.1), 4)
    return things, [fill(student, net) for net in things[:2]]


def walked(state, loss, leaves):
    """按梯度走一步之后的权重。"""
    grads = torch.autograd.grad(loss, list(leaves.values()))
    return {name: state[name] - 0.1 * grad for name, grad in zip(leaves, grads)}


def d_walk(g, d, real, z):
    """判别器走一步：损失和新的权重。"""
    leaves = {name: value.clone().requires_grad_() for name, value in d.items()}
    scores = [point_net(leaves, x, 0.2)[:, 0] for x in (real, point_net(g, z, 0.0))]
    loss = F.softplus(-scores[0]).mean() + F.softplus(scores[1]).mean()
    return loss.item(), walked(d, loss, leaves)


def g_walk(g, d, z):
    """生成器走一步：损失和新的权重。"""
    leaves = {name: value.clone().requires_grad_() for name, value in g.items()}
    loss = F.softplus(-point_net(d, point_net(leaves, z, 0.0), 0.2)).mean()
    return loss.item(), walked(g, loss, leaves)


def require_weights(student, net, want, name):
    """权重正是这些。"""
    now = student.invoke(net, "state_dict")
    for key in want:
        kit.close(now[key], want[key], atol=1e-5, name=f"{name}的 {key}")


@exercise("discriminator_step", core=True)
def test_discriminator_step_moves(student):
    """判别器按这一批的梯度走了一步。"""
    things, (g, d) = small_pair(student)
    real, z = ramp(5, 2), ramp(4, 2) + 1
    _, want = d_walk(g, d, real, z)
    student.discriminator_step(things[0], things[1], things[3], real, z)
    require_weights(student, things[1], want, "判别器")


@exercise("discriminator_step")
def test_discriminator_step_loss(student):
    """返回走之前的损失，一个 float。"""
    things, (g, d) = small_pair(student)
    real, z = ramp(5, 2), ramp(4, 2) + 1
    want, _ = d_walk(g, d, real, z)
    loss = student.discriminator_step(things[0], things[1], things[3], real, z)
    kit.close(loss, want, rtol=1e-4)


@exercise("discriminator_step")
def test_discriminator_step_twice(student):
    """连走两步，第二步的梯度里没有第一步的。"""
    things, (g, d) = small_pair(student)
    real, z = ramp(5, 2), ramp(4, 2) + 1
    want = d_walk(g, d_walk(g, d, real, z)[1], real, z)[1]
    for _ in range(2):
        student.discriminator_step(things[0], things[1], things[3], real, z)
    require_weights(student, things[1], want, "判别器")


@exercise("discriminator_step")
@pytest.mark.parametrize("filled", [False, True])
def test_discriminator_step_spares_the_generator(student, filled):
    """生成器的权重、grad、requires_grad、模式都没有变：没有 grad 的还是没有，全是 1 的还是 1。"""
    things, (g, _) = small_pair(student)
    if filled:
        student.fill_grads(things[0], 1.0)
    student.discriminator_step(things[0], things[1], things[3], ramp(5, 2), ramp(4, 2))
    require_weights(student, things[0], g, "生成器")
    grads, wanted, training = kit.sequence(student.net_state(things[0]), 3)
    same = (
        all(grad is not None and bool((grad == 1).all()) for grad in grads)
        if filled
        else all(grad is None for grad in grads)
    )
    kit.require(same, "grad 变了")
    kit.require(wanted is True, "requires_grad 变了")
    kit.require(training is True, "模式变了")


@exercise("generator_step", core=True)
def test_generator_step_moves(student):
    """生成器按这一批的梯度走了一步，梯度穿过判别器。"""
    things, (g, d) = small_pair(student)
    z = ramp(4, 2) + 1
    _, want = g_walk(g, d, z)
    student.generator_step(things[0], things[1], things[2], z)
    require_weights(student, things[0], want, "生成器")


@exercise("generator_step")
def test_generator_step_loss(student):
    """返回走之前的损失，一个 float。"""
    things, (g, d) = small_pair(student)
    z = ramp(4, 2) + 1
    want, _ = g_walk(g, d, z)
    kit.close(student.generator_step(things[0], things[1], things[2], z), want, rtol=1e-4)


@exercise("generator_step")
def test_generator_step_twice(student):
    """连走两步，第二步的梯度里没有第一步的。"""
    things, (g, d) = small_pair(student)
    z = ramp(4, 2) + 1
    want = g_walk(g_walk(g, d, z)[1], d, z)[1]
    for _ in range(2):
        student.generator_step(things[0], things[1], things[2], z)
    require_weights(student, things[0], want, "生成器")


@exercise("generator_step")
def test_generator_step_spares_the_discriminator(student):
    """判别器的权重、requires_grad、模式都没有变。"""
    things, (_, d) = small_pair(student)
    student.generator_step(things[0], things[1], things[2], ramp(4, 2))
    require_weights(student, things[1], d, "判别器")
    _, wanted, training = kit.sequence(student.net_state(things[1]), 3)
    kit.require(wanted is True, "requires_grad 变了")
    kit.require(training is True, "模式变了")


# --- 训练，数一数 ---------------------------------------------------------------------------------


def watched(student, steps, batch_size, seed, n=10):
    """watch_training 的四样：谁走了、真点、噪声、[权重, history]；和那些点。"""
    points = ramp(n, 2)
    return kit.sequence(student.watch_training(points.clone(), steps, batch_size, seed), 4), points


@exercise("train_gan", core=True)
def test_train_of_the_text(student):
    """文中的例子：3 步，两种一步交替着来，每批 4 个真点；history 有 3 项，每项两个损失。"""
    (names, reals, _, rest), points = watched(student, 3, 4, 0)
    kit.require(list(names) == ["d", "g"] * 3, f"走的次序是 {names}")
    sizes = [tuple(real.shape) for real in reals]
    kit.require(sizes == [(4, 2)] * 3, f"真点的形状是 {sizes}")
    ours = {tuple(row) for row in points.tolist()}
    kit.require({tuple(row) for real in reals for row in real.tolist()} <= ours, "真点不是 points 里的")
    history = kit.sequence(rest[1], 3, "history")
    d, g = kit.sequence(history[0], 2, "history[0]")
    kit.close(d, math.log(4), rtol=0.3, name="第一个判别器损失")
    kit.close(g, math.log(2), rtol=0.5, name="第一个生成器损失")


@exercise("train_gan")
def test_train_noise(student):
    """噪声每次新抽，标准正态：40 步里平均约 0，标准差约 1。"""
    (_, _, noises, _), _ = watched(student, 40, 5, 0)
    flat = torch.cat([z.flatten() for z in noises])
    kit.require(abs(flat.mean().item()) < 0.1, f"噪声的平均是 {flat.mean().item():.2f}")
    kit.require(abs(flat.std().item() - 1) < 0.1, f"噪声的标准差是 {flat.std().item():.2f}")
    kit.require(not torch.equal(noises[0], noises[2]), "第二步的噪声和第一步的一样")


@exercise("train_gan")
def test_train_draws_from_all(student):
    """30 步、每批 4 个，10 个点都抽到过，没有哪个抽得太多。"""
    (_, reals, _, _), points = watched(student, 30, 4, 0)
    place = {tuple(row): i for i, row in enumerate(points.tolist())}
    counts = np.bincount([place[tuple(row)] for real in reals for row in real.tolist()], minlength=10)
    kit.require(counts.min() >= 1 and counts.max() <= 40, f"各点抽到的次数是 {counts.tolist()}")
    batches = {tuple(real.flatten().tolist()) for real in reals}
    kit.require(len(batches) > 20, f"30 批里只有 {len(batches)} 批不同")


@exercise("train_gan")
def test_train_seed(student):
    """种子相同，权重相同；种子不同，权重不同；走 2 步是走 4 步的开头。"""
    runs = [watched(student, steps, 4, seed)[0] for steps, seed in ((2, 0), (2, 0), (2, 1), (4, 0))]
    weights = [run[3][0] for run in runs]
    same = [all(torch.equal(a, b) for a, b in zip(weights[0], other)) for other in weights[1:]]
    kit.require(same[0], "种子相同，权重不同")
    kit.require(not same[1], "种子不同，权重相同")
    kit.require(not same[2], "再走两步，权重没有变")
    kit.require(all(torch.equal(a, b) for a, b in zip(runs[0][1], runs[3][1])), "开头两步的真点不同")


@exercise("train_gan")
def test_train_keeps_points(student):
    """points 不变。"""
    points = ramp(10, 2)
    student.train_gan(points, 2, 4, 0)
    kit.unchanged(points.numpy(), ramp(10, 2).numpy(), "points")


@exercise("mode_coverage", core=True)
def test_coverage_of_the_text(student):
    """文中的例子：只盖住 1 个。"""
    centres = torch.tensor([[0.0, 0.0], [1.0, 0.0], [5.0, 0.0]])
    samples = torch.tensor([[0.4, 0.0]] * 5 + [[5.0, 0.5]] + [[9.0, 9.0]] * 2)
    kit.close(student.mode_coverage(samples, centres, 1.0, 0.25), 1)


@exercise("mode_coverage", core=True)
def test_coverage_counts(student):
    """三个中心各有 6、3、1 个样本，还有 10 个在外面：门槛 0.05、0.15、0.2 时盖住 3、2、1 个。"""
    centres = torch.tensor([[0.0, 0.0], [4.0, 0.0], [8.0, 0.0]])
    samples = torch.cat([centres[[0] * 6 + [1] * 3 + [2]], torch.full((10, 2), 2.0)])
    found = [student.mode_coverage(samples, centres, 0.5, share) for share in (0.05, 0.15, 0.2)]
    for count, want, share in zip(found, (3, 2, 1), (0.05, 0.15, 0.2)):
        kit.close(count, want, name=f"share = {share} 时")


@exercise("mode_coverage")
def test_coverage_distances(student):
    """离最近的中心正好 0.5 的算，0.75 的不算；share 默认 0.01。"""
    centres = torch.tensor([[0.0, 0.0], [4.0, 0.0]])
    samples = torch.tensor([[0.5, 0.0]] * 30 + [[4.75, 0.0]] * 70)
    kit.close(student.mode_coverage(samples, centres, 0.5), 1)
    kit.close(student.mode_coverage(samples, centres, 0.75), 2)


# --- 弄垮它，救回来 -------------------------------------------------------------------------------


@exercise("gradient_penalty", core=True)
def test_penalty_of_the_text(student):
    """文中的例子：3x₁ + 4x₂ 是 16；x²/2 在 2 处是 1，在 0.5 处是 0.25。"""
    zero, steep = torch.zeros(2), torch.tensor([3.0, 4.0])
    found = student.penalize(torch.zeros(5, 2), torch.ones(5, 2), steep, zero, 0)[0]
    kit.close(found, torch.tensor(16.0))
    for place, want in ((2.0, 1.0), (0.5, 0.25)):
        same = torch.full((1, 1), place)
        found = student.penalize(same, same.clone(), torch.zeros(1), torch.ones(1), 0)[0]
        kit.close(found, torch.tensor(want), name=f"x²/2 在 {place} 处")


@exercise("gradient_penalty", core=True)
def test_penalty_of_pictures(student):
    """3 × 2 × 2 的图：一张图的长度对全部 12 个数求，再对批平均。"""
    pictures, bend = ramp(5, 3, 2, 2), 0.5 + ramp(3, 2, 2)
    lengths = (bend * pictures).flatten(1).square().sum(1).sqrt()
    found = student.penalize(pictures, pictures.clone(), torch.zeros(3, 2, 2), bend, 0)[0]
    kit.close(found, ((lengths - 1) ** 2).mean())


@exercise("gradient_penalty")
def test_penalty_mixes(student):
    """看的点在真（1）假（0）之间：一个样本里混合比相同，各个样本不同，有高有低。"""
    found = student.penalize(torch.ones(200, 3), torch.zeros(200, 3), torch.ones(3), torch.ones(3), 0)
    shares = kit.tensor(found[1][-1], (200, 3), name="看的点")
    kit.require(bool(((shares >= 0) & (shares <= 1)).all()), "有的点不在真假之间")
    kit.require(bool((shares[:, :1] == shares).all()), "一个样本里混合比不同")
    kit.require(shares[:, 0].unique().numel() > 100, "各个样本的混合比相同")
    middle = shares.mean().item()
    kit.require(0.4 < middle < 0.6, f"混合比的平均是 {middle:.2f}")


@exercise("gradient_penalty")
def test_penalty_teaches(student):
    """惩罚对评论家的权重有梯度，数也对；算的时候评论家自己的 grad 不动。"""
    x, slope = torch.tensor([[2.0, 1.0], [0.5, -1.0]]), torch.tensor([1.0, 2.0])
    leaf = slope.clone().requires_grad_()
    length = (leaf + 0.5 * x).square().sum(1).sqrt()
    (want,) = torch.autograd.grad(((length - 1) ** 2).mean(), leaf)
    found = kit.sequence(student.penalize(x, x.clone(), slope, torch.full((2,), 0.5), 0), 4)
    kit.gradient(found[2][0], want, name="对斜率的梯度")
    kit.require(found[3] is True, "评论家的 grad 里有了东西")


@exercise("gradient_penalty")
def test_penalty_seed(student):
    """同样的 rng 看同样的点，换一个 rng 就看别的点。"""
    runs = [student.penalize(torch.ones(9, 2), torch.zeros(9, 2), ramp(2), ramp(2), s)[1] for s in (1, 1, 2)]
    kit.require(torch.equal(runs[0][-1], runs[1][-1]), "同样的 rng，看的点不同")
    kit.require(not torch.equal(runs[0][-1], runs[2][-1]), "rng 换了，看的点没有变")


@exercise("critic_loss", core=True)
def test_critic_loss_of_the_text(student):
    """文中的例子：4 − 3 + 10 × 16 = 161；weight = 0.5 时是 9。"""
    real, start, steep = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 0.5]]), torch.tensor([3.0, 4.0])
    for weight, want in ((10.0, 161.0), (0.5, 9.0)):
        found = student.criticise(real, start, steep, torch.zeros(2), weight)[0]
        kit.close(found, torch.tensor(want), name=f"weight = {weight} 时")


@exercise("critic_loss", core=True)
def test_critic_loss_means(student):
    """两个样本求平均：真的打 3、7，假的打 4、8，损失还是 161。"""
    real, start = torch.tensor([[1.0, 0.0], [1.0, 1.0]]), torch.tensor([[0.0, 0.5], [0.0, 1.0]])
    found = student.criticise(real, start, torch.tensor([3.0, 4.0]), torch.zeros(2), 10.0)[0]
    kit.close(found, torch.tensor(161.0))


@exercise("critic_loss")
def test_critic_loss_gradients(student):
    """真假相同时只剩惩罚：它对斜率的梯度是 weight·2(5 − 1)·(0.6, 0.8)。"""
    x, steep = ramp(4, 2), torch.tensor([3.0, 4.0])
    found = student.criticise(x, x / 2, steep, torch.zeros(2), 10.0)
    kit.gradient(found[1][0], torch.tensor([48.0, 64.0]), name="对斜率的梯度")


@exercise("critic_loss")
def test_critic_loss_detaches(student):
    """梯度不走进生成器。"""
    found = student.criticise(ramp(4, 2), ramp(4, 2) + 1, torch.tensor([3.0, 4.0]), torch.ones(2), 10.0)
    kit.require(found[2] is False, "造假样本的那边收到了梯度")


# --- 搬到图上 -------------------------------------------------------------------------------------


def normed(state, name, x):
    """训练模式的归一化。"""
    return F.batch_norm(x, None, None, state[f"{name}.weight"], state[f"{name}.bias"], training=True)


def painted(state, z):
    """照表一层一层算，训练模式。"""
    x = F.conv_transpose2d(z[:, :, None, None], state["up1.weight"])
    x = F.conv_transpose2d(normed(state, "norm1", x).relu(), state["up2.weight"], stride=2, padding=1)
    x = F.conv_transpose2d(normed(state, "norm2", x).relu(), state["up3.weight"], stride=2, padding=1)
    x = normed(state, "norm3", x).relu()
    return torch.tanh(F.conv_transpose2d(x, state["up4.weight"], state["up4.bias"], stride=2, padding=1))


def generator_sizes(latent, c, w):
    """Generator 的参数。"""
    widths = (latent, 4 * w, 2 * w, w, c)
    want = {f"up{i + 1}.weight": (widths[i], widths[i + 1], 4, 4) for i in range(4)}
    want |= {f"norm{i}.{name}": (widths[i],) for i in (1, 2, 3) for name in ("weight", "bias")}
    return want | {"up4.bias": (c,)}


@exercise("Generator", core=True)
def test_generator_values(student):
    """4 个噪声变成 4 张 3 通道的图，用你的权重照表算，结果相同。"""
    net = student.Generator(5, 3, 2)
    state = fill(student, net)
    kit.mapping(state, tuple(generator_sizes(5, 3, 2)), "state_dict()")
    z = ramp(4, 5)
    kit.close(student.invoke(net, "__call__", z), painted(state, z), rtol=1e-3, atol=1e-3)


@exercise("Generator")
def test_generator_parameters(student):
    """文中的例子：Generator(2, 1, 1) 有 319 个参数，名字和形状都照题面。"""
    require_sizes(student, student.Generator(2, 1, 1), generator_sizes(2, 1, 1))
    kit.close(student.attribute(student.Generator(2, 1, 1), "latent"), 2, name="latent")


@exercise("Generator")
def test_generator_range(student):
    """每个数都在 −1 和 1 之间，正负都有。"""
    net = student.Generator(5, 1, 2)
    fill(student, net)
    out = kit.tensor(student.invoke(net, "__call__", 3 * ramp(6, 5)), (6, 1, 32, 32)).detach()
    kit.require(bool((out.abs() <= 1).all()), f"有 {out.abs().max().item():.2f} 那么大的数")
    kit.require(bool((out < 0).any() and (out > 0).any()), "全是一个符号")


def judged(state, x):
    """照表一层一层算，训练模式。"""
    x = F.leaky_relu(F.conv2d(x, state["down1.weight"], state["down1.bias"], stride=2, padding=1), 0.2)
    for i in (2, 3):
        x = F.conv2d(x, state[f"down{i}.weight"], stride=2, padding=1)
        x = F.leaky_relu(normed(state, f"norm{i}", x), 0.2)
    return F.conv2d(x, state["down4.weight"], state["down4.bias"])[:, 0, 0, 0]


def discriminator_sizes(c, w):
    """Discriminator 的参数。"""
    widths = (c, w, 2 * w, 4 * w, 1)
    want = {f"down{i + 1}.weight": (widths[i + 1], widths[i], 4, 4) for i in range(4)}
    want |= {f"norm{i}.{name}": (widths[i],) for i in (2, 3) for name in ("weight", "bias")}
    return want | {"down1.bias": (w,), "down4.bias": (1,)}


@exercise("Discriminator", core=True)
def test_discriminator_values(student):
    """4 张 3 通道的图，用你的权重照表算，打分相同，形状是 (4,)。"""
    net = student.Discriminator(3, 2)
    state = fill(student, net)
    kit.mapping(state, tuple(discriminator_sizes(3, 2)), "state_dict()")
    x = ramp(4, 3, 32, 32)
    kit.close(student.invoke(net, "__call__", x), judged(state, x), rtol=1e-3, atol=1e-3)


@exercise("Discriminator")
def test_discriminator_parameters(student):
    """文中的例子：Discriminator(1, 1) 有 254 个参数，名字和形状都照题面。"""
    require_sizes(student, student.Discriminator(1, 1), discriminator_sizes(1, 1))


@exercise("Discriminator")
def test_discriminator_one_picture(student):
    """一张图，返回的形状是 (1,)。"""
    net = student.Discriminator(1, 2)
    state = fill(student, net)
    x = ramp(1, 1, 32, 32)
    kit.close(student.invoke(net, "__call__", x), judged(state, x), rtol=1e-3, atol=1e-3)


def after(student, kind, bias=True, inside=False):
    """改过之后的参数。"""
    return kit.sequence(student.after_init(kind, bias, inside), 1 + bias, "参数")


@exercise("init_weights", core=True)
@pytest.mark.parametrize("kind", ["Conv2d", "ConvTranspose2d"])
@pytest.mark.parametrize("bias", [True, False])
def test_init_convolutions(student, kind, bias):
    """卷积和转置卷积（有偏置、没有偏置）：权重平均约 0，标准差约 0.02。"""
    weight = after(student, kind, bias)[0]
    kit.close(weight.mean().item(), 0.0, atol=0.003, name="平均")
    kit.close(weight.std().item(), 0.02, atol=0.002, name="标准差")


@exercise("init_weights")
def test_init_norm(student):
    """归一化的权重平均约 1，标准差约 0.02。"""
    weight = after(student, "BatchNorm2d")[0]
    kit.close(weight.mean().item(), 1.0, atol=0.003, name="平均")
    kit.close(weight.std().item(), 0.02, atol=0.002, name="标准差")


@exercise("init_weights")
@pytest.mark.parametrize("kind", ["Conv2d", "ConvTranspose2d", "BatchNorm2d"])
def test_init_biases(student, kind):
    """偏置全是 0。"""
    bias = after(student, kind)[1]
    kit.close(bias, torch.zeros_like(bias), name="偏置")


@exercise("init_weights")
@pytest.mark.parametrize(("kind", "inside"), [("Linear", False), ("Conv2d", True)])
def test_init_leaves_others(student, kind, inside):
    """全连接层不动；交来的是容器，里面的卷积也不动（全是 7）。"""
    for p in after(student, kind, inside=inside):
        kit.close(p, torch.full_like(p, 7.0), name="参数")


# --- 尺子和路 -------------------------------------------------------------------------------------


@exercise("frechet_distance", core=True)
def test_frechet_of_the_text(student):
    """文中的例子：一维的是 2；协方差 [[2, 1], [1, 2]] 和自己的距离是 0。"""
    one, cov = np.ones(1), np.array([[2.0, 1.0], [1.0, 2.0]])
    kit.close(student.frechet_distance(0 * one, one[:, None], one, 4 * one[:, None]), 2.0, atol=1e-6)
    zero = np.zeros(2)
    kit.close(student.frechet_distance(zero, cov, zero.copy(), cov.copy()), 0.0, atol=1e-6)


@exercise("frechet_distance", core=True)
def test_frechet_values(student):
    """平均差 (3, 4)；[[5, 4], [4, 5]] 和 [[4, 0], [0, 1]]：25 + 15 − 2·√(25 + 2·6) = 27.834。"""
    cov1, cov2 = np.array([[5.0, 4.0], [4.0, 5.0]]), np.diag([4.0, 1.0])
    # 2 × 2 时，两个特征值的根之和是 √(迹 + 2·√行列式)
    want = 25 + 15 - 2 * math.sqrt(25 + 2 * math.sqrt(9 * 4))
    found = student.frechet_distance(np.array([3.0, 0.0]), cov1, np.array([0.0, 4.0]), cov2)
    kit.close(found, want, rtol=1e-6)


@exercise("frechet_distance")
def test_frechet_singular(student):
    """秩只有 2 的 6 × 6 协方差和自己的距离是 0，返回的是普通的数。"""
    rows = ramp(2, 6).double().numpy()
    cov, mean = rows.T @ rows, rows[0]
    kit.close(student.frechet_distance(mean, cov, mean.copy(), cov.copy()), 0.0, atol=1e-6)


@exercise("spherical", core=True)
def test_spherical_of_the_text(student):
    """文中的例子：(1, 0) 到 (0, 3) 的一半是 (0.7071, 2.1213)。"""
    found = student.spherical(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 3.0]), 0.5)
    kit.close(found, torch.tensor([1.0, 3.0]) * 0.5**0.5)


@exercise("spherical", core=True)
def test_spherical_rows(student):
    """两对，夹角 60° 和 90°，走三分之一：各用各的夹角，长度不丢。"""
    z1 = torch.tensor([[2.0, 0.0], [0.0, 1.0]])
    z2 = torch.tensor([[0.5, 0.75**0.5], [3.0, 0.0]])
    want = []
    for a, b, angle in zip(z1, z2, (math.pi / 3, math.pi / 2)):
        first, second = math.sin(angle * 2 / 3), math.sin(angle / 3)
        want.append((first * a + second * b) / math.sin(angle))
    kit.close(student.spherical(z1, z2, 1 / 3), torch.stack(want))


@exercise("spherical")
def test_spherical_parallel(student):
    """20 对方向相同的走直线；旁边一对不平行的还走球面。"""
    z1 = torch.cat([ramp(20, 7), torch.eye(7)[:1]])
    z2 = torch.cat([2 * ramp(20, 7), torch.eye(7)[1:2]])
    want = torch.cat([1.5 * z1[:20], (z1[20:] + z2[20:]) * 0.5**0.5])
    kit.close(student.spherical(z1, z2, 0.5), want, rtol=1e-3, atol=1e-3)
