"""第 10 章（一）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

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


def wavy(*shape, start=0.0, dtype=torch.float64):
    """固定的、看上去没有规律的数，−1.1 到 1.1。"""
    numbers = start + torch.arange(float(math.prod(shape)), dtype=torch.float64)
    return (torch.sin(1.7 * numbers) + 0.1 * torch.cos(numbers)).reshape(shape).to(dtype)


def chain_weights(sizes, dtype=torch.float64):
    """一串卷积的权重：名字、出、进、边长。"""
    weights = {}
    for place, (name, out, channels, side) in enumerate(sizes):
        weights[f"{name}.weight"] = wavy(out, channels, side, side, start=place, dtype=dtype)
        weights[f"{name}.bias"] = 0.3 + 0.2 * wavy(out, start=10.0 + place, dtype=dtype)
    return weights


THREE = [("conv1", 4, 3, 3), ("fire2", 5, 4, 1), ("fire3", 3, 5, 3)]
POINTS = [("conv1", 5, 3, 1), ("fire2", 4, 5, 1)]
FIVE = [("conv1", 4, 3, 3), ("fire2", 5, 4, 1), ("fire3", 3, 5, 3), ("fire4", 4, 3, 1), ("fire6", 6, 4, 1)]


def run(weights, x):
    """逐层算：ReLU 之前的（名字后面加 .0）和之后的。"""
    seen = {}
    for key in weights:
        if key.endswith(".weight"):
            name, weight = key.removesuffix(".weight"), weights[key]
            seen[f"{name}.0"] = F.conv2d(x, weight, weights[f"{name}.bias"], padding=weight.shape[-1] // 2)
            seen[name] = x = seen[f"{name}.0"].clamp(min=0)
    return seen


def uphill(weights, x, layer, channel=None):
    """一层（或一个通道）的平均对图的梯度，除以它的平均绝对值。"""
    x = x.detach().clone().requires_grad_()
    out = run(weights, x)[layer]
    (g,) = torch.autograd.grad((out if channel is None else out[:, channel]).mean(), x)
    return g / (g.abs().mean() + 1e-8)


def hooks(student, model):
    """模型上现在有几个钩子。"""
    return kit.mapping(student.traces(model), ("hooks",))["hooks"]


def grads(student, model):
    """权重里有没有留下 grad。"""
    return any(kit.mapping(student.traces(model), ("grads",))["grads"])


def without_graph(found):
    """图不带计算图。"""
    kit.require(not kit.tensor(found).requires_grad, "返回的图还要求导：最后 .detach()")


# --- 请来一个真网络 ---------------------------------------------------------------------------------


def archive(book_type=np.float32):
    """两层的压缩文件，名字里带点。"""
    made = {}
    for place, (name, shape) in enumerate({"a.squeeze": (2, 3, 1, 1), "a.expand": (3, 2, 2, 2)}.items()):
        count = math.prod(shape)
        made[f"{name}.code"] = ((np.arange(count) * 101 + place) % 256).astype(np.uint8).reshape(shape)
        made[f"{name}.book"] = np.sin(np.arange(256) + place).astype(book_type)
        made[f"{name}.bias"] = np.arange(1, shape[0] + 1).astype(book_type)
    return made


@exercise("decode_weights", core=True)
def test_decode_of_the_text(student):
    """文中的例子：编号 [[2, 0], [255, 2]] 是 [[0.5, 0], [−1.5, 0.5]]。"""
    book = np.zeros(256, dtype=np.float32)
    book[2], book[255] = 0.5, -1.5
    code = np.array([[2, 0], [255, 2]], dtype=np.uint8)
    given = {"a.code": code, "a.book": book, "a.bias": np.array([1.0, 2.0], dtype=np.float32)}
    found = kit.mapping(student.decode_weights(given), ("a.weight",))
    kit.close(found["a.weight"], torch.tensor([[0.5, 0.0], [-1.5, 0.5]]), name="a.weight")


@exercise("decode_weights", core=True)
def test_decode_layers(student):
    """两层，名字里带点：正好四个张量，形状是 (2, 3, 1, 1)、(3, 2, 2, 2) 和两个偏置。"""
    given = archive()
    want = {}
    for name in ("a.squeeze", "a.expand"):
        want[f"{name}.weight"] = torch.tensor(np.take(given[f"{name}.book"], given[f"{name}.code"]))
        want[f"{name}.bias"] = torch.tensor(given[f"{name}.bias"])
    found = kit.mapping(student.decode_weights(given), tuple(want))
    kit.require(found.keys() == want.keys(), f"键是 {sorted(found)}")
    for name, value in want.items():
        kit.close(found[name], value, name=name)


@exercise("decode_weights")
def test_decode_single(student):
    """码本是 float64，结果也是 float32。"""
    found = kit.mapping(student.decode_weights(archive(np.float64)), ("a.expand.weight",))["a.expand.weight"]
    kit.require(kit.tensor(found).dtype == torch.float32, f"a.expand.weight 的类型是 {found.dtype}")


@exercise("decode_weights")
def test_decode_without_book(student):
    """有 a.expand.code 而没有 a.expand.book：抛出 ValueError。"""
    given = archive()
    del given["a.expand.book"]
    with kit.raises("ValueError"):
        student.decode_weights(given)


def narrow(classes=4):
    """窄的 SqueezeNet 的权重，(名字, 出, 进, 边长)。"""
    sizes, channels = [("conv1", 4, 3, 7)], 4
    for n in range(2, 10):
        sizes += [(f"fire{n}.squeeze", 3, channels, 1)]
        sizes += [(f"fire{n}.expand1x1", 2, 3, 1), (f"fire{n}.expand3x3", 3, 3, 3)]
        channels = 5
    return chain_weights([*sizes, ("conv10", classes, channels, 1)], torch.float32)


def layer(weights, name, x, **options):
    """一个卷积，加 ReLU。"""
    return F.conv2d(x, weights[f"{name}.weight"], weights[f"{name}.bias"], **options).relu()


def fire(weights, n, x):
    """一个 fire。"""
    x = layer(weights, f"fire{n}.squeeze", x)
    wide = layer(weights, f"fire{n}.expand3x3", x, padding=1)
    return torch.cat([layer(weights, f"fire{n}.expand1x1", x), wide], 1)


def pool(x):
    """向上取整的池化。"""
    return F.max_pool2d(x, 3, 2, ceil_mode=True)


def part(student, model, name, x):
    """单独调用一层。"""
    return student.invoke(student.attribute(model, name), "__call__", x)


@exercise("SqueezeNet", core=True)
def test_network_fire_of_the_text(student):
    """文中的例子：一个像素 2，squeeze 之后 (2, 0)，拼起来是 (5, 0)。"""
    weights = narrow()
    weights["fire2.squeeze.weight"] = torch.tensor([1.0, -1.0]).reshape(2, 1, 1, 1)
    weights["fire2.squeeze.bias"] = torch.zeros(2)
    weights["fire2.expand1x1.weight"] = torch.tensor([3.0, 1.0]).reshape(1, 2, 1, 1)
    weights["fire2.expand1x1.bias"] = torch.tensor([-1.0])
    weights["fire2.expand3x3.weight"] = torch.zeros(1, 2, 3, 3)
    weights["fire2.expand3x3.weight"][0, :, 1, 1] = torch.tensor([-1.0, 1.0])
    weights["fire2.expand3x3.bias"] = torch.zeros(1)
    found = part(student, student.SqueezeNet(weights), "fire2", torch.full((1, 1, 1, 1), 2.0))
    kit.close(found, torch.tensor([5.0, 0.0]).reshape(1, 2, 1, 1))


@exercise("SqueezeNet", core=True)
def test_network_scores(student):
    """窄的网络（4 类），两张 43 × 37 的图：打分和逐层算出来的相同。"""
    weights, x = narrow(), wavy(2, 3, 43, 37, dtype=torch.float32)
    out = pool(layer(weights, "conv1", x, stride=2))
    for n in range(2, 10):
        out = fire(weights, n, out)
        out = pool(out) if n in (4, 8) else out
    want = layer(weights, "conv10", out, padding=1).mean((2, 3))
    kit.close(student.invoke(student.SqueezeNet(weights), "__call__", x), want)


@exercise("SqueezeNet")
def test_network_ends(student):
    """conv1 单独调用：13 × 16 变成 4 × 5；conv10 单独调用：3 × 2 变成 5 × 4（补了一圈）。都有 ReLU。"""
    weights = narrow()
    model = student.SqueezeNet(weights)
    x, y = (wavy(1, c, h, w, dtype=torch.float32) for c, h, w in ((3, 13, 16), (5, 3, 2)))
    wants = layer(weights, "conv1", x, stride=2), layer(weights, "conv10", y, padding=1)
    kit.close(part(student, model, "conv1", x), wants[0], name="conv1")
    kit.close(part(student, model, "conv10", y), wants[1], name="conv10")


@exercise("SqueezeNet")
def test_network_fire9(student):
    """fire9 单独调用，5 × 4 的图。"""
    weights, x = narrow(), wavy(2, 5, 5, 4, dtype=torch.float32)
    want = fire(weights, 9, x)
    kit.close(part(student, student.SqueezeNet(weights), "fire9", x), want)


@exercise("SqueezeNet")
def test_network_frozen(student):
    """没有一个参数要求导。"""
    model = student.SqueezeNet(narrow())
    flags = kit.mapping(student.traces(model), ("requires_grad",))["requires_grad"]
    kit.require(not any(flags), f"{sum(flags)} 个参数还要求导")


@exercise("preprocess", core=True)
def test_preprocess_of_the_text(student):
    """文中的例子：(255, 0, 104) 和 (0, 117, 204) 变成红 132、−123，绿 −117、0，蓝 0、100。"""
    image = np.array([[[255, 0, 104], [0, 117, 204]]], dtype=np.uint8)
    want = torch.tensor([[[[132.0, -123.0]], [[-117.0, 0.0]], [[0.0, 100.0]]]])
    kit.close(student.preprocess(image), want)


@exercise("preprocess", core=True)
def test_preprocess_shape(student):
    """3 行 2 列的照片变成 (1, 3, 3, 2)，float32，像素还在原来的行和列。"""
    image = (np.arange(18) * 14).astype(np.uint8).reshape(3, 2, 3)
    want = np.stack([image[..., k] - float(mean) for k, mean in enumerate((123, 117, 104))])
    found = kit.tensor(student.preprocess(image))
    kit.close(found, torch.tensor(want[None], dtype=torch.float32))
    kit.require(found.dtype == torch.float32, f"类型是 {found.dtype}")


# --- 偷看中间 --------------------------------------------------------------------------------------


@exercise("features", core=True)
def test_features_values(student):
    """三层的模型，要 fire3、conv1：各是自己那一层的输出，没有别的键。"""
    weights, x = chain_weights(THREE), wavy(2, 3, 4, 5)
    want = run(weights, x)
    found = kit.mapping(student.features(student.Chain(weights), x, ["fire3", "conv1"]), ("fire3", "conv1"))
    kit.require(set(found) == {"fire3", "conv1"}, f"键是 {sorted(found)}")
    for name in ("fire3", "conv1"):
        kit.close(found[name], want[name], name=name)


@exercise("features")
def test_features_nested(student):
    """带点的名字：fire2.0 是 ReLU 之前的。"""
    weights, x = chain_weights(THREE), wavy(1, 3, 4, 5)
    want = run(weights, x)["fire2.0"]
    found = kit.mapping(student.features(student.Chain(weights), x, ["fire2.0"]), ("fire2.0",))
    kit.close(found["fire2.0"], want)


@exercise("features")
def test_features_gradient(student):
    """输出对图可以求梯度。"""
    weights, x = chain_weights(THREE), wavy(1, 3, 4, 5).requires_grad_()
    (want,) = torch.autograd.grad(run(weights, x)["fire2"].square().sum(), x)
    kit.close(student.felt(student.Chain(weights), x.detach(), "fire2"), want)


@exercise("features")
def test_features_removes_hooks(student):
    """之后模型上没有钩子；模型报错之后（图只有 2 个通道）也没有。"""
    model = student.Chain(chain_weights(THREE))
    student.features(model, wavy(1, 3, 4, 5), ["conv1", "fire3"])
    left = hooks(student, model)
    kit.require(left == 0, f"留下了 {left} 个钩子")
    with kit.raises("RuntimeError"):
        student.features(model, wavy(1, 2, 4, 5), ["conv1", "fire3"])
    left = hooks(student, model)
    kit.require(left == 0, f"报错之后留下了 {left} 个钩子")


@exercise("features")
def test_features_unknown(student):
    """没有 fire5：抛出 ValueError，也不留钩子。"""
    model = student.Chain(chain_weights(THREE))
    with kit.raises("ValueError"):
        student.features(model, wavy(1, 3, 4, 5), ["conv1", "fire5"])
    left = hooks(student, model)
    kit.require(left == 0, f"报错之后留下了 {left} 个钩子")


@exercise("features")
def test_features_others_stay(student):
    """原来就有的 3 个钩子还在。"""
    model = student.watched(student.Chain(chain_weights(THREE)))
    student.features(model, wavy(1, 3, 4, 5), ["fire2"])
    now = hooks(student, model)
    kit.require(now == 3, f"现在有 {now} 个钩子，应当是 3 个")


# --- 内容和风格 ------------------------------------------------------------------------------------


@exercise("gram_matrix", core=True)
def test_gram_of_the_text(student):
    """文中的例子：[1, 2, 0] 和 [0, 1, 3]，得到 5/6、2/6、10/6。"""
    x = torch.tensor([[[[1.0, 2.0, 0.0]], [[0.0, 1.0, 3.0]]]])
    kit.close(student.gram_matrix(x), torch.tensor([[[5.0, 2.0], [2.0, 10.0]]]) / 6)


@exercise("gram_matrix", core=True)
def test_gram_batch(student):
    """两张 3 个通道、2 × 4 的图，各算各的。"""
    x = wavy(2, 3, 2, 4)
    want = torch.stack([torch.stack([(a * b).sum() for a in p for b in p]).reshape(3, 3) for p in x]) / 24
    kit.close(student.gram_matrix(x), want)


@exercise("gram_matrix")
def test_gram_gradient(student):
    """可以求导：只取左上角时，梯度只到第 0 个通道，是 2·x / 12。"""
    x = wavy(1, 2, 2, 3)
    upstream = torch.zeros(1, 2, 2, dtype=torch.float64)
    upstream[0, 0, 0] = 1
    want = torch.zeros_like(x)
    want[:, 0] = 2 * x[:, 0] / 12
    kit.gradient(student.vjp("gram_matrix", [x], upstream).inputs[0], want)


@exercise("content_loss", core=True)
def test_content_of_the_text(student):
    """文中的例子：[1, 2, 3, 6] 对 [1, 0, 3, 2] 是 5，对图的梯度是 [0, 1, 0, 2]。"""
    a, b = torch.tensor([1.0, 2.0, 3.0, 6.0]), torch.tensor([1.0, 0.0, 3.0, 2.0])
    kit.close(student.content_loss(a, b), torch.tensor(5.0))
    kit.gradient(
        student.vjp("content_loss", [a, b], torch.tensor(1.0)).inputs[0], torch.tensor([0.0, 1.0, 0.0, 2.0])
    )


@exercise("content_loss")
def test_content_shape(student):
    """(2, 3) 的张量，每个元素差 2：4。"""
    a = wavy(2, 3)
    kit.close(student.content_loss(a, a + 2), torch.tensor(4.0, dtype=torch.float64))


@exercise("content_loss")
def test_content_target_stays(student):
    """梯度不流向目标。"""
    reached = student.vjp(
        "content_loss", [wavy(2, 3), wavy(2, 3, start=9.0)], torch.tensor(1.0).double()
    ).inputs[1]
    kit.require(reached is None or not reached.any(), "目标也得到了梯度")


@exercise("style_loss", core=True)
def test_style_of_the_text(student):
    """文中的例子：4 + 1.25 = 5.25；两个字典的先后不同，还多一层没有目标的。"""
    b = torch.tensor([2.0, 0.0]).reshape(1, 2, 1, 1)
    outputs = {"a": torch.tensor([[[[1.0, 3.0]]]]), "other": torch.ones(1, 3, 2, 2), "b": b}
    grams = {"b": torch.tensor([[[0.0, 0.0], [0.0, 1.0]]]), "a": torch.tensor([[[3.0]]])}
    kit.close(student.style_loss(outputs, grams), torch.tensor(5.25))


@exercise("style_loss", core=True)
def test_style_one_layer(student):
    """一层，3 个通道，2 × 3 的图。"""
    x, target = wavy(1, 3, 2, 3), wavy(1, 3, 3, start=5.0)
    rows = x.reshape(3, 6)
    want = ((rows @ rows.T / 18 - target[0]) ** 2).mean()
    kit.close(student.style_loss({"a": x}, {"a": target}), want)


@exercise("style_loss")
def test_style_by_name(student):
    """两层一样宽，先后不同：按名字配对。"""
    outputs = {name: torch.full((1, 1, 1, 1), value) for name, value in (("a", 1.0), ("b", 2.0))}
    grams = {"b": torch.full((1, 1, 1), 4.0), "a": torch.full((1, 1, 1), 3.0)}
    kit.close(student.style_loss(outputs, grams), torch.tensor(4.0))


@exercise("style_loss")
def test_style_gradient(student):
    """对输出有梯度（一个像素 3，目标 5：4·3·(9 − 5) = 48），对目标没有。"""
    outputs, grams = {"a": torch.full((1, 1, 1, 1), 3.0)}, {"a": torch.full((1, 1, 1), 5.0)}
    found, reached = kit.sequence(student.pulled(outputs, grams), 2, "梯度")
    kit.gradient(kit.sequence(found, 1, "梯度")[0], torch.full((1, 1, 1, 1), 48.0))
    kit.require(not reached, "目标也得到了梯度")


@exercise("total_variation", core=True)
def test_variation_of_the_text(student):
    """文中的例子：7/3 + 7/4 ≈ 4.0833。"""
    x = torch.tensor([[[[0.0, 1.0, 3.0], [4.0, 1.0, 0.0]]]])
    kit.close(student.total_variation(x), torch.tensor(7 / 3 + 7 / 4))


@exercise("total_variation", core=True)
def test_variation_ramp(student):
    """三个通道，每行往右加 1、每行往下加 10 的斜坡：11。"""
    x = (10 * torch.arange(4.0)[:, None] + torch.arange(6.0)).expand(1, 3, 4, 6).contiguous()
    kit.close(student.total_variation(x), torch.tensor(11.0))


@exercise("total_variation")
def test_variation_gradient(student):
    """可以求导：2 × 2 的图 [[0, 1], [3, 7]]。"""
    x = torch.tensor([[[[0.0, 1.0], [3.0, 7.0]]]])
    want = torch.tensor([[[[-1.0, 0.0], [0.0, 1.0]]]])
    kit.gradient(student.vjp("total_variation", [x], torch.tensor(1.0)).inputs[0], want)


# --- 画起来 ----------------------------------------------------------------------------------------

STYLE = ("conv1", "fire2", "fire4", "fire6")


def gram(x):
    """格拉姆矩阵。"""
    rows = x.flatten(2)
    return rows @ rows.mT / x[0].numel()


def painted(weights, content, style, strength, steps, lr):
    """Adam，照公式。"""
    wanted = run(weights, content)["fire3"]
    grams = {name: gram(run(weights, style)[name]) for name in STYLE}
    x, losses, first, second = content.clone(), [], 0.0, 0.0
    for step in range(1, steps + 1):
        x = x.detach().requires_grad_()
        seen = run(weights, x)
        loss = ((seen["fire3"] - wanted) ** 2).mean()
        loss = loss + strength * sum(((gram(seen[name]) - grams[name]) ** 2).mean() for name in STYLE)
        (g,) = torch.autograd.grad(loss, x)
        losses.append(loss.item())
        first, second = 0.9 * first + 0.1 * g, 0.999 * second + 0.001 * g**2
        x = x - lr * first / (1 - 0.9**step) / ((second / (1 - 0.999**step)).sqrt() + 1e-8)
    return x.detach(), losses


def drawn(student, strength, steps, lr=0.2):
    """stylize 的两样，和应当得到的两样；照片是不是没有变。"""
    weights, content, style = chain_weights(FIVE), 2 * wavy(1, 3, 6, 5), 2 * wavy(1, 3, 4, 7, start=50.0)
    want = painted(weights, content, style, strength, steps, lr)
    before = content.clone()
    model = student.Chain(weights, True)
    found = kit.sequence(student.stylize(content, style, model, strength, steps, lr, 0), 2)
    return kit.tensor(found[0], name="图"), found[1], want, torch.equal(content, before)


@exercise("stylize", core=True)
def test_stylize_first_loss(student):
    """第一个损失是走之前的：图还是照片，只有 style_weight × 风格；它是一个普通的数。"""
    _, losses, want, _ = drawn(student, 3.0, 1)
    losses = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, 1, "losses")]
    kit.close(losses[0], want[1][0], rtol=1e-4, name="losses[0]")


@exercise("stylize", core=True)
def test_stylize_three_steps(student):
    """走三步：图和三个损失。"""
    image, losses, want, _ = drawn(student, 0.5, 3)
    kit.close(image.detach(), want[0], rtol=1e-4, atol=1e-4, name="图")
    numbers = np.array([kit.scalar(loss, "损失") for loss in kit.sequence(losses, 3, "losses")])
    kit.close(numbers, np.array(want[1]), rtol=1e-4, name="losses")


@exercise("stylize")
def test_stylize_content_only(student):
    """style_weight 是 0，走两步：损失是 0，图不动。"""
    image, losses, want, _ = drawn(student, 0.0, 2)
    kit.close(image.detach(), want[0], name="图")
    kit.close(np.array([kit.scalar(loss) for loss in kit.sequence(losses, 2)]), np.zeros(2), name="losses")


@exercise("stylize")
def test_stylize_leaves_no_graph(student):
    """返回的图不带计算图。"""
    without_graph(drawn(student, 1.0, 1)[0])


@exercise("stylize")
def test_stylize_keeps_content(student):
    """照片没有被改动。"""
    kit.require(drawn(student, 1.0, 2)[3], "content 被改动了")


# --- 颜色归颜色 ------------------------------------------------------------------------------------


def moments(x):
    """颜色的平均和协方差。"""
    pixels = x.double().flatten(1)
    mean = pixels.mean(1, keepdim=True)
    return mean[:, 0], (pixels - mean) @ (pixels - mean).T / pixels.shape[1]


def coloured(h, w, start):
    """三个颜色互有牵连的图，0 到 255 上下。"""
    mixing = torch.tensor([[60.0, 10.0, 0.0], [25.0, 40.0, -15.0], [-20.0, 30.0, 50.0]]).double()
    mixing = mixing.roll(int(start), 1)
    return (mixing @ wavy(3, h * w, start=start) + 100 + start).reshape(3, h, w)


def recoloured(student, image, reference):
    """结果，它的平均和协方差。"""
    found = kit.tensor(student.match_colours(image, reference), tuple(image.shape), "f")
    if not torch.isfinite(found).all():
        kit.fail("not-finite", "结果里有 NaN 或 Inf")
    return found, *moments(found)


@exercise("match_colours", core=True)
def test_colours_of_the_text(student):
    """像文中的例子：原来三个通道互不相干，结果的协方差要有对角线之外的数；平均也是参考的。"""
    signs = torch.tensor([[1.0, 1, 1, 1, -1, -1, -1, -1], [1, 1, -1, -1, 1, 1, -1, -1], [1, -1] * 4]).double()
    image = 10 * signs.reshape(3, 2, 4) + 50
    mixing = torch.tensor([[20.0, 0.0, 0.0], [10.0, 10.0, 0.0], [0.0, 5.0, 15.0]]).double()
    reference = (mixing @ signs).reshape(3, 4, 2) + 100
    want_mean, want = moments(reference)
    _, mean, covariance = recoloured(student, image, reference)
    kit.close(covariance, want, rtol=1e-3, atol=0.05, name="协方差")
    kit.close(mean, want_mean, rtol=1e-3, name="平均")


@exercise("match_colours", core=True)
def test_colours_of_photographs(student):
    """两张 5 × 7 和 7 × 5 的图：结果的平均和协方差是参考的。"""
    image, reference = coloured(5, 7, 0), coloured(7, 5, 1)
    want_mean, want = moments(reference)
    _, mean, covariance = recoloured(student, image, reference)
    kit.close(covariance, want, rtol=1e-3, atol=1.0, name="协方差")
    kit.close(mean, want_mean, rtol=1e-3, name="平均")


@exercise("match_colours")
def test_colours_of_itself(student):
    """参考就是自己：结果就是自己。"""
    image = coloured(6, 8, 2)
    want = image.clone()
    found, _, _ = recoloured(student, image, image.clone())
    kit.close(found, want, rtol=1e-3, atol=0.1)


@exercise("match_colours")
def test_colours_flat(student):
    """全是 7 的图，参考是 0 到 11：成为 1.5、5.5、9.5。"""
    reference = torch.arange(12.0).reshape(3, 2, 2)
    want = torch.tensor([1.5, 5.5, 9.5])[:, None, None].expand(3, 2, 2).contiguous()
    found, _, _ = recoloured(student, torch.full((3, 2, 2), 7.0), reference)
    kit.close(found, want, rtol=1e-2, atol=0.05)


# --- 做梦 ------------------------------------------------------------------------------------------


@exercise("ascent_step", core=True)
def test_ascent_values(student):
    """三层的模型，fire2，lr = 0.5。"""
    weights, x = chain_weights(THREE), wavy(1, 3, 4, 5)
    want = x + 0.5 * uphill(weights, x, "fire2")
    kit.close(student.ascent_step(x, student.Chain(weights), "fire2", 0.5), want, rtol=1e-4, atol=1e-4)


@exercise("ascent_step", core=True)
def test_ascent_of_the_text(student):
    """文中的例子：四个像素，梯度之比 6 : −2 : 0 : 0，lr = 0.5，走 1.5、−0.5、0、0。"""
    weight = torch.zeros(1, 4, 1, 1)
    weight[0, :2, 0, 0] = torch.tensor([6.0, -2.0])
    model = student.Chain({"a.weight": weight, "a.bias": torch.tensor([100.0])})
    x = torch.tensor([1.0, 2.0, 3.0, 4.0]).reshape(1, 4, 1, 1)
    want = torch.tensor([2.5, 1.5, 3.0, 4.0]).reshape(1, 4, 1, 1)
    kit.close(student.ascent_step(x, model, "a", 0.5), want, rtol=1e-4)


@exercise("ascent_step")
def test_ascent_nothing_to_climb(student):
    """一个全是 0 的层：梯度是 0，图不动。"""
    weights, x = chain_weights([("conv1", 4, 3, 3)]), wavy(1, 3, 4, 5)
    weights["conv1.bias"] = torch.full((4,), -1e6, dtype=torch.float64)
    want = x.clone()
    kit.close(student.ascent_step(x, student.Chain(weights), "conv1", 0.5), want)


@exercise("ascent_step")
def test_ascent_leaves_nothing(student):
    """权重的 grad 还是空的，图不带计算图，传进来的图没有变。"""
    model, x = student.Chain(chain_weights(THREE)), wavy(1, 3, 4, 5)
    before = x.clone()
    found = student.ascent_step(x, model, "fire2", 0.5)
    kit.require(not grads(student, model), "权重里留下了 grad")
    without_graph(found)
    kit.unchanged(x, before, "image")


def require_shapes(found, want):
    """形状的列表。"""
    shapes = [tuple(kit.sequence(one, 2, "一级的形状")) for one in kit.sequence(found, len(want))]
    whole = all(isinstance(side, (int, np.integer)) for one in shapes for side in one)
    kit.require(whole and shapes == want, f"应当是 {want}，得到 {shapes}")


@exercise("octave_shapes", core=True)
def test_octaves_of_the_text(student):
    """文中的例子：(51, 77)、(71, 107)、(100, 150)。"""
    require_shapes(student.octave_shapes((100, 150)), [(51, 77), (71, 107), (100, 150)])


@exercise("octave_shapes", core=True)
def test_octaves_options(student):
    """(23, 29)，每级 1.3 倍，6 级：每级都从 (23, 29) 算。"""
    want = [(6, 8), (8, 10), (10, 13), (14, 17), (18, 22), (23, 29)]
    require_shapes(student.octave_shapes((23, 29), 1.3, 6), want)


@exercise("octave_shapes")
def test_octaves_tiny(student):
    """(2, 9)，每级 3 倍，3 级：不小于 1。"""
    require_shapes(student.octave_shapes((2, 9), 3.0, 3), [(1, 1), (1, 3), (2, 9)])


def enlarged(x, shape):
    """给的 resize 做的事。"""
    return F.interpolate(x, size=shape, mode="bilinear", align_corners=False)


def dreamt(weights, image, layer, octaves, steps, lr):
    """不平移的梦。"""
    detail = torch.zeros_like(image)
    for shape in octaves:
        small = enlarged(image, shape)
        result = small + enlarged(detail, shape)
        for _ in range(steps):
            result = result + lr * uphill(weights, result, layer)
        detail = result - small
    return result


@exercise("deep_dream", core=True)
def test_dream_no_steps(student):
    """一步不走，三级：就是原来的图。"""
    image, model = wavy(1, 3, 9, 7), student.Chain(chain_weights(POINTS))
    want = image.clone()
    octaves = [(3, 2), (5, 4), (9, 7)]
    kit.close(student.deep_dream(image, model, "fire2", octaves, 0, 0.2, np.random.default_rng(0)), want)


@exercise("deep_dream", core=True)
def test_dream_levels(student):
    """卷积核只有一个像素的模型，平移了再移回来就没有影响：三级，每级两步，结果是准确的。"""
    weights, image = chain_weights(POINTS), wavy(1, 3, 9, 7)
    octaves = [(4, 3), (6, 5), (9, 7)]
    want = dreamt(weights, image, "fire2", octaves, 2, 0.2)
    rng = np.random.default_rng(0)
    found = student.deep_dream(image, student.Chain(weights), "fire2", octaves, 2, 0.2, rng)
    kit.close(found, want, rtol=1e-4, atol=1e-4)


@exercise("deep_dream")
@pytest.mark.parametrize("shape", [(1, 19), (19, 1)])
def test_dream_shifts(student, shape):
    """卷积核是 3 × 3，图只有一行（或一列）：平移过，结果就和不平移的不同。"""
    weights, image = chain_weights(THREE), wavy(1, 3, *shape)
    still = dreamt(weights, image, "fire2", [shape], 3, 0.3)
    rng = np.random.default_rng(0)
    found = kit.tensor(
        student.deep_dream(image, student.Chain(weights), "fire2", [shape], 3, 0.3, rng), (1, 3, *shape)
    )
    kit.require(bool((found - still).abs().max() > 1e-6), "结果和不平移的一样")


# --- 它想看什么 ------------------------------------------------------------------------------------


def from_noise(student, sizes, shape, channel, steps, lr, decay):
    """activation_maximum 的结果，从它自己的噪声不平移地走的结果。"""
    weights = chain_weights(sizes, torch.float32)
    model = student.Chain(weights)
    weights = {name: value.double() for name, value in weights.items()}
    start, found = (
        student.activation_maximum(model, "fire2", channel, shape, n, lr, np.random.default_rng(3), decay)
        for n in (0, steps)
    )
    x = kit.tensor(start, (1, 3, *shape)).detach().double()
    for _ in range(steps):
        x = (1 - decay) * x + lr * uphill(weights, x, "fire2", channel)
    return kit.tensor(found, (1, 3, *shape)), x.float()


@exercise("activation_maximum", core=True)
def test_maximum_noise(student):
    """一步不走：平均 0、标准差 10 的噪声，float32。"""
    model = student.Chain(chain_weights(POINTS, torch.float32))
    found = student.activation_maximum(model, "fire2", 1, (40, 50), 0, 1.0, np.random.default_rng(0))
    found = kit.tensor(found, (1, 3, 40, 50))
    kit.require(found.dtype == torch.float32, f"类型是 {found.dtype}")
    mean, spread = found.mean().item(), found.std().item()
    kit.require(abs(mean) < 1 and 9 < spread < 11, f"平均是 {mean:.2f}，标准差是 {spread:.2f}")


@exercise("activation_maximum", core=True)
@pytest.mark.parametrize(("channel", "decay"), [(2, 1e-3), (1, 0.2)])
def test_maximum_values(student, channel, decay):
    """卷积核只有一个像素的模型，5 × 7 的图，走三步，结果是准确的。"""
    found, want = from_noise(student, POINTS, (5, 7), channel, 3, 2.0, decay)
    kit.close(found, want, rtol=1e-3, atol=1e-2)


@exercise("activation_maximum")
@pytest.mark.parametrize("shape", [(1, 19), (19, 1)])
def test_maximum_shifts(student, shape):
    """卷积核是 3 × 3，图只有一行（或一列）：平移过，结果就和不平移的不同。"""
    found, still = from_noise(student, THREE, shape, 2, 3, 2.0, 1e-3)
    kit.require(bool((found - still).abs().max() > 1e-2), "结果和不平移的一样")
