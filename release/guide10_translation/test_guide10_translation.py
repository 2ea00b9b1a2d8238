"""第 10 章（三）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

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


def ramp(*shape, phase=0.0):
    """不重样的 float32 张量，在 −1 到 1 之间。"""
    numbers = torch.arange(float(math.prod(shape))).reshape(shape)
    return 0.9 * torch.sin(1.7 * numbers + phase) + 0.1 * torch.cos(numbers)


# --- 感受野 ---------------------------------------------------------------------------------------


@exercise("receptive_field", core=True)
def test_field_of_the_text(student):
    """文中的例子：(3, 2)、(2, 3)、(2, 1) 看见 11 个像素。"""
    kit.close(student.receptive_field([(3, 2), (2, 3), (2, 1)]), 11)


@exercise("receptive_field", core=True)
@pytest.mark.parametrize(("halvings", "want"), [(1, 16), (3, 70), (5, 286)])
def test_field_paper(student, halvings, want):
    """论文的判别器：减半 1、3、5 次，看见 16、70、286。"""
    kit.close(student.receptive_field([(4, 2)] * halvings + [(4, 1)] * 2), want)


@exercise("receptive_field")
def test_field_ends(student):
    """一层也没有是 1；(7, 3) 一层是 7。"""
    kit.close(student.receptive_field([]), 1)
    kit.close(student.receptive_field([(7, 3)]), 7)


# --- 归一化 ---------------------------------------------------------------------------------------

NORMS = {"*batch*norm*", "*instance*norm*", "*layer*norm*", "*group*norm*", "*sync*norm*", "*rms*norm*"}


@exercise("instance_norm", core=True)
def test_norm_of_the_text(student):
    """文中的例子：[1, 3] 和 [5, 7] 都变成 [−1, 1]。"""
    x = torch.tensor([[[[1.0, 3.0]]], [[[5.0, 7.0]]]])
    kit.close(student.instance_norm(x), torch.tensor([[[[-1.0, 1.0]]], [[[-1.0, 1.0]]]]))


@exercise("instance_norm", core=True)
def test_norm_values(student):
    """(2, 3, 4, 5) 的图，各张、各通道自己来。"""
    x = ramp(2, 3, 4, 5) * torch.arange(1.0, 7.0).reshape(2, 3, 1, 1)
    kit.close(student.instance_norm(x), F.instance_norm(x), atol=1e-4)


@exercise("instance_norm")
def test_norm_large_eps(student):
    """eps = 0.5 加在方差上，再开方：[0, 4] 变成 ±2/√4.5。"""
    out = student.instance_norm(torch.tensor([[[[0.0, 4.0]]]]), eps=0.5)
    kit.close(out, torch.tensor([[[[-2.0, 2.0]]]]) / 4.5**0.5)


@exercise("instance_norm")
def test_norm_gradient(student):
    """梯度也穿过平均和方差：上游全是 1 时，x 的梯度是 0。"""
    arrived = student.vjp("instance_norm", [ramp(2, 3, 2, 2)], torch.ones(2, 3, 2, 2))
    kit.gradient(arrived.inputs[0], torch.zeros(2, 3, 2, 2), atol=1e-5)


@exercise("instance_norm", core=True, structure=True)
def test_norm_is_your_own(student):
    """归一化要自己写，不能调用 nn.InstanceNorm2d、F.batch_norm 这些。"""
    kit.not_calling(student, "instance_norm", NORMS)


# --- 两个网络 -------------------------------------------------------------------------------------


def sizes(student, net):
    """卷积要学的参数：名字和形状。归一化叫什么、带不带参数都随意，这里不管。"""
    shapes = student.weight_shapes(net).items()
    found = {n: tuple(shape) for n, shape in shapes if n.split(".")[0] in ("convs", "down", "up")}
    kit.record(student, found)
    return found


def require_sizes(student, net, want):
    """卷积的参数正好是这些。"""
    found = sizes(student, net)
    missing = [f"{name} {shape}" for name, shape in want.items() if found.get(name) != shape]
    kit.require(not missing, f"缺少参数或者形状不对：{'，'.join(missing)}；得到的是 {found}")
    kit.require(found.keys() == want.keys(), f"多了参数：{sorted(found.keys() - want.keys())}")


def fill(student, net):
    """给卷积放上固定的、各不相同的权重；返回放好的。"""
    state = {}
    for place, (name, shape) in enumerate(sizes(student, net).items()):
        numbers = torch.arange(float(math.prod(shape))).reshape(shape)
        state[name] = torch.sin((1.3 + 0.1 * place) * numbers + place) * 0.4
    with kit.unrecorded(student):
        student.invoke(net, "load_state_dict", state, strict=False)
    return state


PATCH = {
    "convs.0.weight": (3, 2, 4, 4),
    "convs.0.bias": (3,),
    "convs.1.weight": (6, 3, 4, 4),
    "convs.2.weight": (12, 6, 4, 4),
    "convs.3.weight": (1, 12, 4, 4),
    "convs.3.bias": (1,),
}


@exercise("PatchDiscriminator", core=True)
def test_patch_values(student):
    """一对 16 × 20 的图，用固定的权重照表算，打分应当相同。"""
    net = student.PatchDiscriminator(2, width=3, layers=2)
    require_sizes(student, net, PATCH)
    state = fill(student, net)
    x, y = ramp(1, 1, 16, 20), 0.5 + ramp(1, 1, 16, 20, phase=1.0)
    h = torch.cat([x, y], 1)
    for i, stride in enumerate((2, 2, 1, 1)):
        h = F.conv2d(h, state[f"convs.{i}.weight"], state.get(f"convs.{i}.bias"), stride, 1)
        h = F.instance_norm(h) if i in (1, 2) else h
        h = F.leaky_relu(h, 0.2) if i < 3 else h
    kit.close(student.invoke(net, "__call__", x, y), h, atol=1e-4, rtol=1e-3)


@exercise("PatchDiscriminator")
def test_patch_cap(student):
    """减半五次、宽 1：通道 1、2、4、8、8、8，最后 1。"""
    net = student.PatchDiscriminator(2, width=1, layers=5)
    channels = [2, 1, 2, 4, 8, 8, 8, 1]
    want = {f"convs.{i}.weight": (channels[i + 1], channels[i], 4, 4) for i in range(7)}
    require_sizes(student, net, {**want, "convs.0.bias": (1,), "convs.6.bias": (1,)})


@exercise("PatchDiscriminator")
def test_patch_paper(student):
    """256 × 256 的一对彩色图，出来 30 × 30 个打分。"""
    net, x = student.PatchDiscriminator(6, width=2), torch.zeros(1, 3, 256, 256)
    kit.tensor(student.invoke(net, "__call__", x, x), (1, 1, 30, 30), "f")


UNET = {
    "down.0.weight": (2, 1, 4, 4),
    "down.0.bias": (2,),
    "down.1.weight": (4, 2, 4, 4),
    "down.2.weight": (8, 4, 4, 4),
    "down.2.bias": (8,),
    "up.0.weight": (8, 4, 4, 4),
    "up.1.weight": (8, 2, 4, 4),
    "up.2.weight": (4, 3, 4, 4),
    "up.2.bias": (3,),
}


@exercise("UNetGenerator", core=True)
def test_unet_values(student):
    """三级的网络，16 × 24 的图，用固定的权重照表算，结果应当相同。"""
    net, x = student.UNetGenerator(1, 3, width=2, depth=3), ramp(1, 1, 16, 24)
    require_sizes(student, net, UNET)
    s = fill(student, net)
    first = F.leaky_relu(F.conv2d(x, s["down.0.weight"], s["down.0.bias"], 2, 1), 0.2)
    second = F.leaky_relu(F.instance_norm(F.conv2d(first, s["down.1.weight"], None, 2, 1)), 0.2)
    third = F.leaky_relu(F.conv2d(second, s["down.2.weight"], s["down.2.bias"], 2, 1), 0.2)
    up = F.instance_norm(F.conv_transpose2d(third, s["up.0.weight"], None, 2, 1)).relu()
    up = F.conv_transpose2d(torch.cat([up, second], 1), s["up.1.weight"], None, 2, 1)
    up = torch.cat([F.instance_norm(up).relu(), first], 1)
    want = torch.tanh(F.conv_transpose2d(up, s["up.2.weight"], s["up.2.bias"], 2, 1))
    kit.close(student.invoke(net, "__call__", x), want, atol=1e-3, rtol=1e-3)


@exercise("UNetGenerator")
@pytest.mark.parametrize("size", [(12, 16), (16, 24), (24, 40)], ids=["height", "width", "both"])
def test_unet_side(student, size):
    """depth = 4，高或宽不是 16 的倍数（12、24、40）时抛出 ValueError。"""
    net = student.UNetGenerator(1, 1, width=2, depth=4)
    with kit.raises("ValueError"):
        student.invoke(net, "__call__", torch.zeros(1, 1, *size))


# --- Pix2Pix --------------------------------------------------------------------------------------


def scalar_tensor(number):
    """一个数的 float64 张量。"""
    return torch.tensor(number, dtype=torch.float64)


@exercise("pix2pix_losses", core=True)
def test_losses_of_the_text(student):
    """文中的例子：打分 ±ln 3，weight = 2，损失是 0.2877 和 2.3863。"""
    y, fake = (torch.full((1, 1, 1, 1), t, dtype=torch.float64) for t in (1.0, 0.5))
    # 4·ln 3·(t − 0.75)：真的 ln 3，写出来的 −ln 3。
    slope = 4 * math.log(3)
    found = student.judged([0.0, slope, -0.75 * slope], torch.zeros_like(y), y, fake, 2.0)
    kit.close(found[0], scalar_tensor(-math.log(0.75)), name="d_loss")
    kit.close(found[1], scalar_tensor(1 - math.log(0.25)), name="g_loss")


@exercise("pix2pix_losses", core=True)
def test_losses_condition(student):
    """判别器只看条件（打分 = x）时，两个损失由 x 定；像素误差是 |0.5 − (−1)|。"""
    x, y, fake = (torch.full((2, 1, 3, 3), t, dtype=torch.float64) for t in (3.0, -1.0, 0.5))
    found = student.judged([1.0, 0.0, 0.0], x, y, fake, 3.0)
    high, low = math.log1p(math.exp(-3)), math.log1p(math.exp(3))
    kit.close(found[0], scalar_tensor((high + low) / 2), name="d_loss")
    kit.close(found[1], scalar_tensor(high + 4.5), name="g_loss")


@exercise("pix2pix_losses")
def test_losses_detached(student):
    """d_loss 不带通向 fake 的梯度；g_loss 的对抗一项带。"""
    y = torch.zeros(1, 1, 1, 2, dtype=torch.float64)
    found = student.judged([0.0, 1.0, 0.0], y, y, y.clone(), 0.0)
    kit.require(found[2] is None or not kit.tensor(found[2]).any(), "d_loss 的梯度流进了 fake")
    # 打分 0，sigmoid 是 0.5，每个像素的梯度是 (0.5 − 1) / 2。
    kit.gradient(found[3], torch.full_like(y, -0.25), name="g_loss 对 fake 的梯度")


def small_pairs(n):
    """n 对不重样的小图。"""
    return ramp(n, 1, 32, 32), ramp(n, 1, 32, 32, phase=2.0)


@exercise("train_pix2pix", core=True)
def test_training_sees(student):
    """19 对图，2 轮：生成器每轮每张见一次；判别器看真的和假的，条件都对；返回时在评估模式。"""
    written, pairs, _, _, _, _, training, _ = student.watch_training(*small_pairs(19), 2, 0)
    seen = [i for batch in written for i in batch]
    kit.require(-1 not in seen, "喂给生成器的图，不是原样的 x")
    # 一批为每个损失各写一遍，也算用了一次
    counts = [seen.count(i) for i in range(19)]
    even = len(set(counts)) == 1 and counts[0] > 0 and counts[0] % 2 == 0
    kit.require(even, f"2 轮里，第 0 到 18 对各被写了 {counts} 次")
    kinds = {kind for _, kind in pairs}
    kit.require("torn" not in kinds, "给判别器看的真的一对，x 和 y 不是一对")
    kit.require(kinds == {"real", "fake"}, "判别器应当看真的，也看假的")
    kit.require(not training, "返回时还在训练模式")


@exercise("train_pix2pix", core=True)
def test_training_steps(student):
    """两个网络都在变，走每一步时梯度只来自自己的损失、这一批。"""
    _, _, _, clean, moved, _, _, _ = student.watch_training(*small_pairs(19), 3, 0)
    for kind, name in (("generator", "生成器"), ("discriminator", "判别器")):
        kit.require(moved[kind], f"{name}的权重没有变")
        kit.require(clean[kind], f"{name}走一步的时候，梯度里有不该有的")


@exercise("train_pix2pix")
def test_training_order(student):
    """每轮重新打乱；种子相同，次序相同，种子不同，次序不同。"""
    runs = [student.watch_training(*small_pairs(40), 2, seed)[0] for seed in (1, 1, 2)]
    orders = [[i for batch in run for i in batch] for run in runs]
    kit.require(orders[0][:40] != list(range(40)), "没有打乱")
    kit.require(orders[0][:40] != orders[0][40:], "两轮的次序一样")
    kit.require(orders[0] == orders[1], "种子相同，次序却不同")
    kit.require(orders[0] != orders[2], "换了种子，次序没有变")


# --- CycleGAN 的损失 ------------------------------------------------------------------------------


@exercise("least_squares_losses", core=True)
def test_squares_of_the_text(student):
    """文中的例子：真的 0.5、1.5，假的 2，损失是 2.125 和 1。"""
    found = kit.sequence(student.least_squares_losses(torch.tensor([0.5, 1.5]), torch.tensor([2.0])), 2)
    kit.close(found[0], torch.tensor(2.125), name="d_loss")
    kit.close(found[1], torch.tensor(1.0), name="g_loss")


@exercise("least_squares_losses", core=True)
def test_squares_values(student):
    """真的 0、0、0，假的 0.5、−0.5、0.5、−0.5：d_loss 是 0.625，g_loss 是 1.25。"""
    real, fake = torch.zeros(3), torch.tensor([[0.5, -0.5], [0.5, -0.5]])
    found = kit.sequence(student.least_squares_losses(real, fake), 2)
    kit.close(found[0], torch.tensor(0.625), name="d_loss")
    kit.close(found[1], torch.tensor(1.25), name="g_loss")


DOUBLE, LESS = [2.0, 0.0], [1.0, -1.0]


@exercise("cycle_loss", core=True)
def test_cycle_of_the_text(student):
    """文中的例子：G 加倍，F 减 1，x = [0, 4]，y = [5]，一共 5。"""
    x, y = torch.tensor([0.0, 4.0]).double(), torch.tensor([5.0]).double()
    found = student.cycle_loss(x, y, student.Line(*DOUBLE), student.Line(*LESS))
    kit.close(found, scalar_tensor(5.0))


@exercise("cycle_loss")
def test_cycle_gradient(student):
    """两个网络都学得到：文中的例子，对 G 的梯度是 [6, 1]，对 F 的是 [14, 2]。"""
    x, y = torch.tensor([0.0, 4.0]).double(), torch.tensor([5.0]).double()
    _, g, f = student.with_lines("cycle_loss", x, y, DOUBLE, LESS)
    kit.gradient(g, torch.tensor([6.0, 1.0]).double(), name="对 g 的梯度")
    kit.gradient(f, torch.tensor([14.0, 2.0]).double(), name="对 f 的梯度")


@exercise("identity_loss", core=True)
def test_same_of_the_text(student):
    """文中的例子：G 加倍，F 减 1，x = [0, 4]，y = [5]，一共 6。"""
    x, y = torch.tensor([0.0, 4.0]).double(), torch.tensor([5.0]).double()
    found = student.identity_loss(x, y, student.Line(*DOUBLE), student.Line(*LESS))
    kit.close(found, scalar_tensor(6.0))


@exercise("identity_loss", core=True)
def test_same_sums(student):
    """G 加 0.5，F 减 0.25，x 三个数，y 两个数：0.75。"""
    x, y = torch.tensor([1.0, 2.0, 5.0]).double(), torch.tensor([3.0, -7.0]).double()
    found = student.identity_loss(x, y, student.Line(1.0, 0.5), student.Line(1.0, -0.25))
    kit.close(found, scalar_tensor(0.75))


# --- CycleGAN 的训练 ------------------------------------------------------------------------------


def asked(student, pool, numbers):
    """交进去几张标了号的图，还回来的是几号。"""
    images = torch.tensor(numbers, dtype=torch.float32).reshape(-1, 1, 1, 1).repeat(1, 1, 2, 3)
    out = kit.tensor(student.invoke(pool, "query", images), (len(numbers), 1, 2, 3), "f")
    return [int(n) for n in out[:, 0, 0, 0]]


@exercise("ImagePool", core=True)
def test_pool_filling(student):
    """没满的时候，还的就是新的；size = 0 时总是新的。"""
    pool = student.ImagePool(6, np.random.default_rng(0))
    for numbers in ([0, 1, 2], [3, 4, 5]):
        kit.require(asked(student, pool, numbers) == numbers, "没满的时候应当还新的")
    none = student.ImagePool(0, np.random.default_rng(0))
    for numbers in ([0, 1, 2], [3, 4, 5]):
        kit.require(asked(student, none, numbers) == numbers, "size = 0 时应当还新的")


@exercise("ImagePool", core=True)
def test_pool_half(student):
    """满了以后，约一半还旧的；一张图存下以后最多换出来一次，换出来就不在池子里了。"""
    pool = student.ImagePool(5, np.random.default_rng(1))
    got = [asked(student, pool, list(range(4 * i, 4 * i + 4))) for i in range(60)]
    flat = [n for numbers in got for n in numbers]
    share = np.mean([n != i for i, n in enumerate(flat)][5:])
    kit.require(0.35 < share < 0.65, f"还旧的占 {share:.2f}")
    most = max(flat.count(n) for n in range(5, 240))
    kit.require(most == 1, f"有一张图还了 {most} 次")


@exercise("ImagePool")
def test_pool_each_draws(student):
    """一批里的每张各掷各的：一批 4 张，多半有新有旧。"""
    pool = student.ImagePool(40, np.random.default_rng(2))
    mixed = []
    for i in range(70):
        numbers = list(range(4 * i, 4 * i + 4))
        old = sum(a != b for a, b in zip(numbers, asked(student, pool, numbers)))
        mixed.append(0 < old < 4)
    kit.require(np.mean(mixed[10:]) > 0.5, "一批里不是全新就是全旧")


@exercise("ImagePool")
def test_pool_lets_go(student):
    """换出来的位置不总是同一个；还旧的时候新的进了池子，迟早出来。"""
    pool = student.ImagePool(4, np.random.default_rng(3))
    flat = [asked(student, pool, [i])[0] for i in range(200)]
    kit.require({0, 1, 2, 3} <= set(flat[4:]), "有的位置从来不换")
    held = [i for i in range(4, 200) if flat[i] != i]
    kit.require(len(set(held) - set(flat)) <= 4, "有的图进了池子就不见了，或者池子比 size 大")


@exercise("ImagePool")
def test_pool_copies(student):
    """还的不带计算图；在外面改动图，池子里的不跟着变。"""
    graph, follows, shares_given, shares_returned = student.pool_keeps(3, 0)
    kit.require(not graph, "还的图带着计算图")
    kit.require(not follows, "还回来的图跟着交进去的变了")
    kit.require(not shares_given, "池子里的图跟着交进去的变了")
    kit.require(not shares_returned, "池子里的图跟着还回来的变了")


@exercise("linear_decay", core=True)
def test_decay_of_the_text(student):
    """文中的例子：start = 4，total = 8，第 0、4、5、6、8、10 轮。"""
    found = np.array([student.linear_decay(e, 4, 8) for e in (0, 4, 5, 6, 8, 10)], dtype=float)
    kit.close(found, np.array([1.0, 1.0, 0.75, 0.5, 0.0, 0.0]))


@exercise("linear_decay")
def test_decay_no_slope(student):
    """start = total = 3：第 2 轮是 1，第 4 轮是 0，不除以 0。"""
    kit.close(student.linear_decay(2, 3, 3), 1.0)
    kit.close(student.linear_decay(4, 3, 3), 0.0)


LINES = [[2.0, 0.0], [1.0, 1.0], [1.0, 0.0], [1.0, 0.0]]


def step(student, lines=LINES, cycle=10.0, identity=5.0):
    """文中的例子走一步，学习率 0.01。"""
    x, y = torch.tensor([1.0]).double(), torch.tensor([3.0]).double()
    return kit.sequence(student.stepped(lines, x, y, cycle, identity, 0.01), 5, "stepped")


@exercise("generator_step", core=True)
def test_step_of_the_text(student):
    """文中的例子：10、7、4，一共 100。"""
    found = kit.mapping(step(student)[0], ("adversarial", "cycle", "identity", "total"))
    for name, want in (("adversarial", 10.0), ("cycle", 7.0), ("identity", 4.0), ("total", 100.0)):
        kit.close(found[name], want, name=name)


@exercise("generator_step", core=True)
def test_step_judges(student):
    """dy 看 g(x)，dx 看 f(y)：换成不同的两个判别器，adversarial 是 9 + 1。"""
    lines = [[2.0, 0.0], [1.0, 1.0], [0.5, 0.0], [-1.0, 0.0]]
    found = kit.mapping(step(student, lines)[0], ("adversarial",))
    kit.close(found["adversarial"], 10.0, name="adversarial")


@exercise("generator_step", core=True)
def test_step_moves(student):
    """两个权重都是 0 时，只有对抗推着走：g 变成 [1.98, −0.02]，f 变成 [0.82, 0.94]。"""
    weights = step(student, cycle=0.0, identity=0.0)[1]
    kit.close(weights[0], torch.tensor([1.98, -0.02]).double(), name="g 的权重")
    kit.close(weights[1], torch.tensor([0.82, 0.94]).double(), name="f 的权重")


@exercise("generator_step")
def test_step_leaves_judges(student):
    """判别器的 grad（dx 是 3，dy 没有）和 requires_grad（dx 关着，dy 开着）都不变。"""
    _, _, grads, flags, _ = step(student)
    kit.require(grads[0] is not None, "dx 原来的 grad 不见了")
    kit.close(grads[0], torch.tensor([3.0, 3.0]).double(), name="dx 的 grad")
    kit.require(grads[1] is None, "dy 攒了梯度")
    kit.require(not flags[0], "dx 的 requires_grad 原来是关着的")
    kit.require(flags[1], "dy 的 requires_grad 原来是开着的")
