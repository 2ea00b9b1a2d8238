"""第 7 章（一）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def generator(seed=0):
    """一个新的随机数发生器。"""
    return np.random.default_rng(seed)


# --- 一层一层地数 ---------------------------------------------------------------------------------


@exercise("local_response_norm", core=True)
def test_norm_example(student):
    """文中的例子：四个通道，窗口 3，α = 1，β = 2，k = 1。"""
    x = torch.tensor([1.0, 2.0, 0.0, 1.0]).double().reshape(1, 4, 1, 1)
    want = torch.tensor([1 / 36, 2 / 36, 0, 1 / 4]).double().reshape(1, 4, 1, 1)
    kit.close(student.local_response_norm(x, 3, 1.0, 2.0, 1.0), want, rtol=1e-6, atol=1e-6)


@exercise("local_response_norm")
def test_norm_two_pictures(student):
    """两张图，几行几列：每个位置只看自己的通道；窗口 3，β = 1，k = 2。"""
    x = torch.arange(24.0).double().reshape(2, 3, 2, 2) / 10
    near = x**2
    near[:, 1:] += x[:, :-1] ** 2
    near[:, :-1] += x[:, 1:] ** 2
    want = x / (2 + near)
    kit.close(student.local_response_norm(x.clone(), 3, 1.0, 1.0, 2.0), want)


@exercise("local_response_norm")
def test_norm_refuses_even(student):
    """size = 4 抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.local_response_norm(torch.ones(1, 5, 2, 2), 4)


def rows(found, n):
    """output_shapes 的返回值：每层 (形状, 参数, 乘加)。"""
    keys = ("shape", "parameters", "multiply_adds")
    out = [kit.mapping(row, keys) for row in kit.sequence(found, n)]
    return [(tuple(row["shape"]), row["parameters"], row["multiply_adds"]) for row in out]


def same_rows(student, layers, shape, want):
    """逐层比较。"""
    found = rows(student.output_shapes(layers, shape), len(layers))
    for layer, got, right in zip(layers, found, want):
        kit.require(got == right, f"{layer} 应当是 {right}，得到 {got}")


@exercise("output_shapes", core=True)
def test_shapes_example(student):
    """文中的例子：(4, 7, 7)，分两组的卷积、池化、全连接。"""
    layers = [("conv", 6, 3, 2, 0, 2), ("pool", 2, 1), ("dense", 10)]
    want = [((6, 3, 3), 114, 972), ((6, 2, 2), 0, 0), ((10,), 250, 240)]
    same_rows(student, layers, (4, 7, 7), want)


@exercise("output_shapes")
def test_shapes_padding(student):
    """(2, 8, 13)，填充 1、步幅 2 的卷积，再池化：行和列各算各的，除不尽舍去。"""
    layers = [("conv", 3, 3, 2, 1, 1), ("pool", 2, 2)]
    same_rows(student, layers, (2, 8, 13), [((3, 4, 7), 57, 1512), ((3, 2, 3), 0, 0)])


@exercise("output_shapes")
def test_shapes_refuses(student):
    """窗口比图大，或者分不成组，都抛出 ValueError。"""
    for layer in (("conv", 4, 9, 1, 0, 1), ("pool", 9, 1)):
        with kit.raises("ValueError"):
            student.output_shapes([layer], (4, 8, 8))


@exercise("output_shapes")
def test_shapes_refuses_groups(student):
    """4 个通道、6 个核，分不成 3 组；6 个通道、4 个核也不行。"""
    for channels, filters in ((4, 6), (6, 4)):
        with kit.raises("ValueError"):
            student.output_shapes([("conv", filters, 3, 1, 0, 3)], (channels, 8, 8))


# --- 一张图变成两千张 -----------------------------------------------------------------------------


def places(n, h, w):
    """像素的值说明它的来处：100·行 + 列。"""
    return (100 * torch.arange(h)[:, None] + torch.arange(w)).double().expand(n, 1, h, w).clone()


def where(crop):
    """(行, 列, 翻没翻)；上下颠倒的报错。"""
    flipped = bool(crop[0, 0] > crop[0, -1])
    kit.require(bool(crop[0, 0] < crop[-1, 0]), "上下颠倒了")
    least = int(crop.min())
    return least // 100, least % 100, flipped


@exercise("random_crop_flip", core=True)
def test_crop_pieces(student):
    """每一张都是原图上的一块，原样或者左右翻转。"""
    images = places(30, 6, 7)
    out = kit.tensor(student.random_crop_flip(images.clone(), 4, generator()), (30, 1, 4, 4))
    for crop in out[:, 0]:
        row, column, flipped = where(crop)
        want = images[0, 0, row : row + 4, column : column + 4]
        kit.close(crop.flip(-1) if flipped else crop, want)


@exercise("random_crop_flip")
def test_crop_corners(student):
    """300 张 4 × 5 的图切 3 × 3：行 0、1，列 0、1、2，六个位置都出现过。"""
    out = kit.tensor(student.random_crop_flip(places(300, 4, 5), 3, generator(1)), (300, 1, 3, 3))
    found = {where(crop)[:2] for crop in out[:, 0]}
    missing = {(r, q) for r in range(2) for q in range(3)} - found
    kit.require(not missing, f"从来没有切到过的左上角：{sorted(missing)}")


@exercise("random_crop_flip")
def test_crop_own_corner(student):
    """一批 20 张，切的位置不都一样。"""
    out = kit.tensor(student.random_crop_flip(places(20, 9, 9), 4, generator(2)), (20, 1, 4, 4))
    kit.require(len({where(crop)[:2] for crop in out[:, 0]}) > 1, "20 张切的是同一个位置")


@exercise("random_crop_flip")
def test_crop_own_flip(student):
    """一批 60 张，翻的在 15 到 45 张之间。"""
    out = kit.tensor(student.random_crop_flip(places(60, 9, 9), 4, generator(3)), (60, 1, 4, 4))
    flipped = sum(where(crop)[2] for crop in out[:, 0])
    kit.require(15 <= flipped <= 45, f"60 张里翻了 {flipped} 张")


@exercise("random_crop_flip")
def test_crop_refuses(student):
    """4 × 6 的图切不出 5 × 5，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.random_crop_flip(places(2, 4, 6), 5, generator())


@exercise("ten_crops", core=True)
def test_ten_example(student):
    """文中的例子：3 × 4 的图，size = 2。"""
    image = (10 * torch.arange(3)[:, None] + torch.arange(4)).double().reshape(1, 1, 3, 4)
    five = [[[0, 1], [10, 11]], [[2, 3], [12, 13]], [[10, 11], [20, 21]]]
    five += [[[12, 13], [22, 23]], [[1, 2], [11, 12]]]
    want = torch.tensor(five).double()
    want = torch.cat([want, want.flip(-1)]).reshape(1, 10, 1, 2, 2)
    kit.close(student.ten_crops(image, 2), want)


@exercise("ten_crops")
def test_ten_shape(student):
    """(2, 3, 8, 9) 切 5：形状是 (2, 10, 3, 5, 5)，第 4 块从第 1 行、第 2 列开始。"""
    images = torch.arange(432.0).double().reshape(2, 3, 8, 9)
    out = kit.tensor(student.ten_crops(images.clone(), 5), (2, 10, 3, 5, 5))
    kit.close(out[:, 4], images[:, :, 1:6, 2:7], name="第 4 块")


@exercise("ten_crops")
def test_ten_refuses(student):
    """4 × 6 的图切不出 5 × 5，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.ten_crops(torch.zeros(1, 1, 4, 6), 5)


@exercise("rgb_pca", core=True)
def test_pca_example(student):
    """文中的例子：最大的特征值是 2（除以 N − 1 的话是 4），方向 (1, 1, 0)/√2。"""
    images = torch.tensor([[0.0, 2.0], [0.0, 2.0], [1.0, 1.0]]).double().reshape(1, 3, 1, 2)
    values, vectors = kit.sequence(student.rgb_pca(images), 2)
    values = kit.tensor(values, (3,), "f", "values")
    vectors = kit.tensor(vectors, (3, 3), "f", "vectors").double().abs()
    scale = 2.0 if abs(float(values[0]) - 4) < 1e-6 else 1.0
    kit.close(values.double(), scale * torch.tensor([2.0, 0, 0]).double(), atol=1e-6, name="values")
    want = torch.tensor([0.5**0.5, 0.5**0.5, 0]).double()
    kit.close(vectors[:, 0].contiguous(), want, atol=1e-6, name="第一个特征向量的绝对值")


@exercise("rgb_pca")
def test_pca_order(student):
    """红、绿、蓝互不相干，方差是 4、1、9：特征值是 9、4、1，向量指着蓝、红、绿。"""
    signs = torch.tensor([[1.0, 1, 1, 1, -1, -1, -1, -1], [1, 1, -1, -1] * 2, [1, -1] * 4])
    images = (signs * torch.tensor([[2.0], [1], [3]]) + 5).double().reshape(1, 3, 2, 4)
    values, vectors = kit.sequence(student.rgb_pca(images), 2)
    values = kit.tensor(values, (3,), "f", "values").double()
    scale = 8 / 7 if float(values[0]) > 9.5 else 1.0
    kit.close(values, scale * torch.tensor([9.0, 4, 1]).double(), atol=1e-6, name="values")
    want = torch.tensor([[0.0, 1, 0], [0, 0, 1], [1, 0, 0]]).double()
    got = kit.tensor(vectors, (3, 3), "f", "vectors").double().abs().contiguous()
    kit.close(got, want, atol=1e-6, name="vectors 的绝对值")


TURN = torch.tensor([[0.6, -0.8, 0], [0.8, 0.6, 0], [0, 0, 1.0]]).double()


def added(student, images, values, std=0.1, seed=0):
    """加上去的颜色，(n, 3, h, w)。"""
    before = images.clone()
    out = student.colour_jitter(images, torch.tensor(values).double(), TURN, generator(seed), std)
    return kit.tensor(out, tuple(images.shape), "f").double() - before


@exercise("colour_jitter", core=True)
def test_jitter_example(student):
    """文中的例子：特征值 (4, 0, 0)，红和绿加的总是 3 : 4，蓝不变。"""
    change = added(student, torch.zeros(5, 3, 2, 3).double(), [4.0, 0, 0])
    kit.close(3 * change[:, 1], 4 * change[:, 0], name="3 × 绿")
    kit.close(change[:, 2], torch.zeros(5, 2, 3).double(), name="蓝")
    kit.require(bool((change[:, 0] != 0).all()), "颜色没有变")


@exercise("colour_jitter")
def test_jitter_pictures(student):
    """一张图里每个像素加的一样，各张图不一样。"""
    change = added(student, torch.ones(4, 3, 3, 2).double(), [4.0, 1, 1])
    same = bool((change - change[:, :, :1, :1]).abs().max() < 1e-9)
    kit.require(same, "一张图里，有的像素加的不一样")
    kit.require(bool((change[0] - change[1]).abs().max() > 1e-9), "各张图加的一样")


@exercise("colour_jitter")
def test_jitter_spread(student):
    """特征值 (9, 0.25, 1)，std = 0.1，2000 张图：沿三个方向散开约 0.9、0.025、0.1。"""
    change = added(student, torch.zeros(2000, 3, 1, 1).double(), [9.0, 0.25, 1])[:, :, 0, 0]
    spread = (change @ TURN).std(dim=0)
    want = torch.tensor([0.9, 0.025, 0.1]).double()
    off = ((spread / want - 1).abs() > 0.15).tolist()
    kit.require(not any(off), f"沿三个方向的标准差是 {[round(s, 4) for s in spread.tolist()]}")


@exercise("colour_jitter")
def test_jitter_three(student):
    """三个方向各抽各的：2000 张图里，两两的相关都接近 0。"""
    change = added(student, torch.zeros(2000, 3, 1, 1).double(), [4.0, 2, 1], seed=1)[:, :, 0, 0]
    related = torch.corrcoef((change @ TURN).T) - torch.eye(3).double()
    kit.require(bool(related.abs().max() < 0.2), "三个方向的变化是相关的")


@exercise("colour_jitter")
def test_jitter_not_clipped(student):
    """原来的颜色在 0 到 1 之间，加了很大的数也不截断；传进去的图不变。"""
    images = torch.full((50, 3, 1, 2), 0.5).double()
    change = added(student, images.clone(), [4.0, 4, 4], std=2.0)
    kit.require(bool(change.abs().max() > 1), "结果被截断了")
    student.colour_jitter(images, torch.ones(3).double(), TURN, generator())
    kit.unchanged(images.numpy(), np.full((50, 3, 1, 2), 0.5), "images")


# --- 怎么训练，怎么打分 ---------------------------------------------------------------------------


@exercise("paper_sgd_step", core=True)
def test_step_example(student):
    """文中的例子：w = 1，v = 0.5，g = 2，ε = 0.1，衰减 0.5，得到 w = 1.2、v = 0.2。"""
    one = torch.ones(1).double()
    w, v = kit.sequence(student.paper_sgd_step(one, 0.5 * one, 2 * one, 0.1, 0.9, 0.5), 2)
    kit.close(w, 1.2 * one, name="w")
    kit.close(v, 0.2 * one, name="v")


@exercise("paper_sgd_step")
def test_step_keeps(student):
    """传进去的三个张量都不变。"""
    given = [torch.tensor([1.0, -2.0]), torch.tensor([0.5, 0.25]), torch.tensor([3.0, 4.0])]
    before = [x.clone() for x in given]
    student.paper_sgd_step(*given, 0.1)
    for now, then, name in zip(given, before, "wvg"):
        kit.unchanged(now.numpy(), then.numpy(), name)


@exercise("top_k_error", core=True)
def test_top_example(student):
    """文中的例子：前二错误率 1/3，第一名错误率 2/3。"""
    logits = torch.tensor([[0.1, 0.9, 0.5, 0.2], [3.0, 1, 2, 0], [-1.0, -2, -3, -4]])
    labels = torch.tensor([2, 1, 0])
    found = [student.top_k_error(logits, labels, k) for k in (2, 1)]
    for got, want in zip(found, (1 / 3, 2 / 3)):
        kit.close(got, want, atol=1e-6)


@exercise("top_k_error")
def test_top_refuses(student):
    """只有 4 类，k = 5 抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.top_k_error(torch.tensor([[1.0, 2, 3, 4]]), torch.tensor([0]))


# --- 搭起来 ---------------------------------------------------------------------------------------

# 缩小 16 倍、七类的 AlexNet 的八层权重，每一层的形状都不同。
LAYERS = [(6, 3, 11, 11), (16, 3, 5, 5), (24, 16, 3, 3), (24, 12, 3, 3), (16, 12, 3, 3)]
LAYERS += [(256, 576), (256, 256), (7, 256)]


def alexnet(student, rng=None):
    """(模型, 八层权重的名字)；有 rng 时把权重换成固定的数，处在评估模式。"""
    model = student.AlexNet(7, 16)
    shapes = {n: tuple(p.shape) for n, p in student.invoke(model, "state_dict").items()}
    names = [next((n for n, s in shapes.items() if s == shape), "") for shape in LAYERS]
    missing = [shape for shape, name in zip(LAYERS, names) if not name]
    kit.require(not missing, f"没有这样形状的权重：{missing}")
    kit.require(len(shapes) == 16, f"应当是八层，各有权重和偏置；得到 {len(shapes)} 个参数")
    if rng is not None:
        new = {}
        for name, shape in zip(names, LAYERS):
            scale = 1.5 / np.prod(shape[1:]) ** 0.5
            new[name] = torch.tensor(rng.normal(scale=scale, size=shape), dtype=torch.float32)
            bias = name.removesuffix("weight") + "bias"
            new[bias] = torch.tensor(rng.normal(size=shape[0]), dtype=torch.float32)
        student.invoke(model, "load_state_dict", new)
        student.invoke(model, "eval")
    return model, names


@exercise("AlexNet", core=True)
def test_alexnet_layers(student):
    """AlexNet(7, shrink=16)：八层，每层权重的形状与表里的相同。"""
    alexnet(student)


@exercise("AlexNet", core=True)
def test_alexnet_forward(student):
    """换上固定的权重，打分与一步一步算出来的相同（归一化也用 PyTorch 算）。"""
    rng = generator(5)
    model, names = alexnet(student, rng)
    weights = student.invoke(model, "state_dict")
    x = torch.tensor(rng.normal(scale=60.0, size=(2, 3, 227, 227)), dtype=torch.float32)
    functional = torch.nn.functional
    want = x
    options = [{"stride": 4}, {"padding": 2, "groups": 2}, {"padding": 1}]
    options += [{"padding": 1, "groups": 2}] * 2
    for i, name in enumerate(names):
        bias = weights[name.removesuffix("weight") + "bias"]
        if i < 5:
            want = torch.relu(functional.conv2d(want, weights[name], bias, **options[i]))
        elif i < 7:
            want = torch.relu(want.flatten(1) @ weights[name].T + bias)
        else:
            want = want @ weights[name].T + bias
        if i < 2:
            want = functional.local_response_norm(want, 5, alpha=5e-4, beta=0.75, k=2.0)
        if i in (0, 1, 4):
            want = functional.max_pool2d(want, 3, 2)
    kit.close(student.invoke(model, "__call__", x), want, rtol=1e-3, atol=1e-3, name="打分")


@exercise("AlexNet")
def test_alexnet_biases(student):
    """起点的偏置：卷积 2、4、5 和全连接 6、7 是 1，其余是 0。"""
    model, names = alexnet(student)
    weights = student.invoke(model, "state_dict")
    for name, want in zip(names, (0, 1, 0, 1, 1, 1, 1, 0)):
        bias = weights[name.removesuffix("weight") + "bias"]
        kit.require(bool((bias == want).all()), f"{name} 那一层的偏置应当全是 {want}")


@exercise("AlexNet")
def test_alexnet_weights(student):
    """起点的权重：八层的标准差都在 0.01 左右。"""
    model, names = alexnet(student)
    weights = student.invoke(model, "state_dict")
    off = [name for name in names if not 0.0085 < float(weights[name].std()) < 0.0115]
    kit.require(not off, f"标准差不是 0.01 的层：{len(off)} 个")


@exercise("AlexNet")
def test_alexnet_dropout(student):
    """训练模式下问两次，打分不同；评估模式下相同。"""
    x = torch.tensor(generator().normal(size=(1, 3, 227, 227)), dtype=torch.float32)
    model, _ = alexnet(student, generator(6))
    results = {}
    for mode in ("eval", "train"):
        student.invoke(model, mode)
        first, again = (student.invoke(model, "__call__", x) for _ in range(2))
        results[mode] = bool(torch.equal(first, again))
    kit.require(results["eval"], "评估模式下问两次，打分不同")
    kit.require(not results["train"], "训练模式下问两次，打分一模一样：没有 dropout")


@exercise("build_small", core=True)
def test_small_shape(student):
    """5 张图和 1 张图都行，10 类、3 类都行。"""
    for classes in (10, 3):
        model = student.build_small(classes)
        for n in (5, 1):
            student.invoke(model, "eval")
            out = student.invoke(model, "__call__", torch.zeros(n, 3, 32, 32))
            kit.tensor(out, (n, classes), "f", "打分")


@exercise("build_small")
def test_small_size(student):
    """至少三个 nn.Conv2d，参数不超过 150 000。"""
    convolutions, weights = kit.sequence(student.count_layers(student.build_small()), 2)
    kit.require(convolutions >= 3, f"只有 {convolutions} 个卷积层")
    kit.require(weights <= 150_000, f"有 {weights} 个参数")


@exercise("build_small")
def test_small_scores(student):
    """给出的是打分：每行既不都在 0 到 1 之间、和为 1，取了指数加起来也不都是 1。"""
    model = student.build_small()
    student.invoke(model, "eval")
    x = torch.tensor(generator().normal(scale=3.0, size=(9, 3, 32, 32)), dtype=torch.float32)
    out = student.invoke(model, "__call__", x).detach().double()
    for total in (out.sum(dim=1), out.exp().sum(dim=1)):
        kit.require(bool((total - 1).abs().max() > 1e-3), "最后多了 softmax 或 log_softmax")


@exercise("build_small")
def test_small_is_new(student):
    """每次返回新的模型：把一个的权重全换成 0，另一个不变。"""
    first, second = student.build_small(), student.build_small()
    zeros = {k: torch.zeros_like(v) for k, v in student.invoke(first, "state_dict").items()}
    student.invoke(first, "load_state_dict", zeros)
    left = max(float(v.abs().max()) for v in student.invoke(second, "state_dict").values())
    kit.require(left > 0, "改了一个，另一个也变了")


def watched(student, n, epochs, batch_size, seed=0):
    """(每一轮里各批的图的编号, 返回的损失)：第 i 张图整张是 i。"""
    x = torch.arange(float(n)).reshape(n, 1, 1, 1).expand(n, 3, 32, 32).contiguous()
    model = student.Watcher()
    y = torch.arange(n) % 10
    losses = student.train_classifier(model, x, y, epochs, 1e-9, batch_size, seed)
    losses = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, epochs, "返回的损失")]
    seen = [[round(value) for value in batch] for batch in student.attribute(model, "seen")]
    return seen, losses


@exercise("train_classifier", core=True)
def test_train_losses(student):
    """返回每轮一个数：打分全是 0 的模型（学习率小到不动），十类的交叉熵总是 ln 10 = 2.3026。"""
    _, losses = watched(student, 20, 3, 8)
    kit.close(np.array(losses), np.full(3, np.log(10)), rtol=1e-3, atol=1e-3, name="损失")


@exercise("train_classifier")
def test_train_loss_value(student):
    """亮度 1 的图是第 0 类，−1 的是第 1 类，打分 ±(3, −3, 0, …)，学习率小到不动：损失 0.337。"""
    model, y = student.Watcher(), torch.arange(40) % 2
    scale = torch.tensor([3.0, -3.0] + 8 * [0.0])
    student.invoke(model, "load_state_dict", {"scale": scale})
    x = (1.0 - 2 * y).reshape(40, 1, 1, 1).expand(40, 3, 32, 32).contiguous()
    losses = kit.sequence(student.train_classifier(model, x, y, 2, 1e-9, 8, 0), 2, "返回的损失")
    losses = [kit.scalar(loss, "损失") for loss in losses]
    want = float(torch.logsumexp(scale, 0) - 3)
    kit.close(np.array(losses), np.full(2, want), rtol=1e-3, atol=1e-3, name="损失")


@exercise("train_classifier")
def test_train_clears_gradients(student):
    """40 张一样的图，学习率小到不动：每一步的梯度都一样大，不会越积越大。"""
    model = student.Watcher()
    x, y = torch.ones(40, 3, 32, 32), torch.ones(40, dtype=torch.int64)
    student.train_classifier(model, x, y, 2, 1e-9, 8, 0)
    left = [kit.scalar(value) for value in student.attribute(model, "left")]
    kit.require(len(left) > 1, "训练时模型没有处在训练模式，或者只走了一步")
    kit.require(max(left) <= 3 * left[1], f"每一步开始时，留着的梯度：{[round(v, 2) for v in left]}")


@exercise("train_classifier")
def test_train_each_once(student):
    """22 张图，每批 8 张，2 轮：每一轮每张图正好用一次，最后的 6 张也用了。"""
    seen, _ = watched(student, 22, 2, 8)
    flat = [number for batch in seen for number in batch]
    for epoch in (flat[:22], flat[22:]):
        kit.require(sorted(epoch) == list(range(22)), f"这一轮用到的图是 {sorted(epoch)}")


@exercise("train_classifier")
def test_train_shuffles(student):
    """每一轮都重新打乱：两轮的次序都不是原来的，也互不相同。"""
    seen, _ = watched(student, 24, 2, 8)
    flat = [number for batch in seen for number in batch]
    first, second = flat[:24], flat[24:]
    kit.require(first != sorted(first), "没有打乱")
    kit.require(first != second, "两轮的次序一样")


def colours(n, seed):
    """十种颜色的图，很容易分；标签随机。"""
    rng = generator(seed)
    y = rng.permutation(np.arange(n) % 10)
    palette = generator(7).normal(scale=1.5, size=(10, 3, 1, 1))
    x = palette[y] + 0.3 * rng.normal(size=(n, 3, 32, 32))
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y)


@exercise("train_classifier", seconds=120)
def test_train_learns(student):
    """十种颜色的图，训练 12 轮：损失降到 1 以下，认对 90%，返回时在评估模式。"""
    model = student.build_small()
    x, y = colours(200, 0)
    losses = kit.sequence(student.train_classifier(model, x, y, 12, 0.003, 20, 0), 12, "返回的损失")
    kit.require(student.attribute(model, "training") is False, "应当处在评估模式")
    kit.require(losses[-1] < 1, f"最后一轮的损失是 {losses[-1]:.3f}")
    out = student.invoke(model, "__call__", x).detach()
    right = float((out.argmax(1) == y).double().mean())
    kit.require(right >= 0.9, f"只认对 {right:.2f}")


@exercise("train_classifier", seconds=60)
def test_train_seed(student):
    """从同样的权重出发，种子相同，训练之后的打分一模一样。"""
    x, y = colours(40, 1)
    start, results = None, []
    for _ in range(2):
        model = student.build_small()
        weights = student.invoke(model, "state_dict")
        start = start or {name: value.clone() for name, value in weights.items()}
        student.invoke(model, "load_state_dict", start)
        student.train_classifier(model, x, y, 2, 0.003, 16, 5)
        results.append(student.invoke(model, "__call__", x).detach())
    kit.require(bool(torch.allclose(*results, atol=1e-6)), "种子相同，结果不同")


# --- 看哪里，在哪里 -------------------------------------------------------------------------------


def probed(student, shape, classes=3, seed=0):
    """(小模型, 权重, 偏置)。"""
    rng, inputs = generator(seed), int(np.prod(shape))
    model = student.probe(inputs, classes)
    w = torch.tensor(rng.normal(scale=0.5, size=(classes, inputs)), dtype=torch.float32)
    b = torch.tensor(rng.normal(size=classes), dtype=torch.float32)
    student.invoke(model, "load_state_dict", {"2.weight": w, "2.bias": b})
    return model, w.double(), b.double()


def occluded(w, b, image, label, size, stride, fill):
    """一格一格地算。"""

    def chance(picture):
        return float((picture.double().flatten() @ w.T + b).softmax(0)[label])

    tops = range(0, image.shape[1] - size + 1, stride)
    lefts = range(0, image.shape[2] - size + 1, stride)
    out = np.zeros((len(tops), len(lefts)))
    for i, r in enumerate(tops):
        for j, q in enumerate(lefts):
            covered = image.clone()
            covered[:, r : r + size, q : q + size] = fill
            out[i, j] = chance(image) - chance(covered)
    return out


@exercise("occlusion_map", core=True)
@pytest.mark.parametrize(("shape", "size", "stride"), [((2, 6, 9), 3, 1), ((3, 7, 5), 3, 2)])
def test_occlusion_values(student, shape, size, stride):
    """权重定下来的小模型，每一格都与一格一格算出来的相同。"""
    model, w, b = probed(student, shape)
    student.invoke(model, "eval")
    image = torch.tensor(generator(1).normal(size=shape), dtype=torch.float32)
    want = occluded(w, b, image, 1, size, stride, 0.5)
    got = student.occlusion_map(model, image.clone(), 1, size, stride, 0.5)
    kit.close(got, want, rtol=1e-4, atol=1e-5)


@exercise("occlusion_map")
def test_occlusion_shape(student):
    """32 × 32 的图，默认的方块和步幅：7 × 7。"""
    model, _, _ = probed(student, (3, 32, 32))
    kit.array(student.occlusion_map(model, torch.zeros(3, 32, 32), 0), (7, 7), "f")


@exercise("occlusion_map")
def test_occlusion_mode(student):
    """训练模式的模型：算的时候没有 dropout，算完还在训练模式。"""
    model, w, b = probed(student, (2, 4, 5))
    student.invoke(model, "train")
    image = torch.tensor(generator(1).normal(size=(2, 4, 5)), dtype=torch.float32)
    want = occluded(w, b, image, 1, 2, 1, 0.0)
    got = student.occlusion_map(model, image, 1, 2, 1)
    kit.require(student.attribute(model, "training") is True, "算完以后，模式变了")
    kit.close(got, want, rtol=1e-4, atol=1e-5)


@exercise("occlusion_map")
def test_occlusion_keeps(student):
    """传进去的图不变。"""
    model, _, _ = probed(student, (2, 4, 5))
    image = torch.tensor(generator(1).normal(size=(2, 4, 5)), dtype=torch.float32)
    before = image.clone()
    student.occlusion_map(model, image, 1, 2, 1)
    kit.unchanged(image.numpy(), before.numpy(), "image")


def kept(student, boxes, scores, threshold):
    """返回的下标，检查过是整数数组。"""
    boxes, scores = np.array(boxes, dtype=float).reshape(-1, 4), np.array(scores, dtype=float)
    found = kit.array(student.non_max_suppression(boxes, scores, threshold), None, "iu")
    kit.require(found.ndim == 1, "应当是一维的下标")
    return found.tolist()


@exercise("non_max_suppression", core=True)
def test_nms_example(student):
    """文中的例子：留下 [0, 2]。"""
    found = kept(student, [[0, 0, 4, 4], [1, 0, 5, 4], [2, 0, 6, 4]], [0.9, 0.8, 0.7], 0.4)
    kit.require(found == [0, 2], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_order(student):
    """分数不是从高到低给的：三个离得远的框，都留下，分数高的在前。"""
    boxes = [[0, 0, 2, 2], [10, 10, 12, 12], [20, 0, 22, 2]]
    found = kept(student, boxes, [0.2, 0.9, 0.5], 0.3)
    kit.require(found == [1, 2, 0], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_best_last(student):
    """两个几乎重合的框，分数高的排在后面：留下的是它。"""
    found = kept(student, [[0, 0, 10, 10], [1, 0, 11, 10]], [0.3, 0.8], 0.5)
    kit.require(found == [1], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_small_inside(student):
    """大框里的小框：相交除以合起来只有 1/16，留下。"""
    found = kept(student, [[0, 0, 8, 8], [2, 2, 4, 4]], [0.9, 0.8], 0.4)
    kit.require(found == [0, 1], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_plain_areas(student):
    """2 × 2 的框错开一半：IoU 是 1/3，不是别的。"""
    boxes = [[0, 0, 2, 2], [1, 0, 3, 2]]
    found = [kept(student, boxes, [0.9, 0.8], threshold) for threshold in (0.32, 0.35)]
    kit.require(found == [[0], [0, 1]], f"threshold 取 0.32 和 0.35，得到 {found}")


@exercise("non_max_suppression")
def test_nms_chain(student):
    """一串框，后一个只和前一个重叠得多：第一、三、五个留下。"""
    boxes = [[3 * i, 0, 3 * i + 10, 10] for i in range(5)]
    found = kept(student, boxes, [0.9, 0.8, 0.7, 0.6, 0.5], 0.5)
    kit.require(found == [0, 2, 4], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_apart(student):
    """斜对角的两个框，横竖都没有碰到：都留下。"""
    found = kept(student, [[0, 0, 4, 4], [9, 9, 13, 13]], [0.9, 0.8], 0.1)
    kit.require(found == [0, 1], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_equal(student):
    """IoU 正好是 0.5，threshold 也是 0.5：留下。"""
    found = kept(student, [[0, 0, 4, 4], [0, 0, 4, 2]], [0.9, 0.8], 0.5)
    kit.require(found == [0, 1], f"得到 {found}")


@exercise("non_max_suppression")
def test_nms_none(student):
    """一个框也没有：返回空的整数数组。"""
    kit.require(kept(student, [], [], 0.5) == [], "应当是空的")
