"""第 7 章（二）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 转置卷积 -----------------------------------------------------------------------------------

X = np.array([[[[1.0, 2], [3, 4]]]])
KERNEL = np.array([[[[1.0, 2], [0, 1]]]])


@exercise("transposed_conv2d", core=True)
def test_transposed_example(student):
    """文中的例子：四枚印叠在一起，再加偏置 10。"""
    want = np.array([[[[11.0, 14, 14], [13, 21, 20], [10, 13, 14]]]])
    kit.close(student.transposed_conv2d(X, KERNEL, np.array([10.0])), want)


@exercise("transposed_conv2d", core=True)
def test_transposed_apart(student):
    """步幅 2、核 2×2：印子一枚挨一枚，不重叠。"""
    want = np.kron(X[0, 0], KERNEL[0, 0])[None, None]
    kit.close(student.transposed_conv2d(X, KERNEL, np.zeros(1), 2), want)


@exercise("transposed_conv2d")
def test_transposed_gaps(student):
    """步幅 3 比核大：盖不到的地方只有偏置。"""
    want = np.full((1, 1, 5, 5), 0.5)
    for i in (0, 1):
        for j in (0, 1):
            want[0, 0, 3 * i : 3 * i + 2, 3 * j : 3 * j + 2] += X[0, 0, i, j] * KERNEL[0, 0]
    kit.close(student.transposed_conv2d(X, KERNEL, np.array([0.5]), 3), want)


@exercise("transposed_conv2d")
def test_transposed_channels(student):
    """两个通道进、两个通道出，1×1 的核：w[0, 1] 是从第 0 个进、第 1 个出。"""
    x = np.array([1.0, 10.0]).reshape(1, 2, 1, 1)
    w = np.array([[1.0, 2], [3, 4]]).reshape(2, 2, 1, 1)
    want = np.array([31.0, 42.0]).reshape(1, 2, 1, 1)
    kit.close(student.transposed_conv2d(x, w, np.zeros(2)), want)


@exercise("transposed_conv2d")
def test_transposed_shape(student, rng):
    """图和核都不是方的：大小是 (h − 1)·步幅 + 核。"""
    x, w = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(3, 2, 5, 2))
    kit.array(student.transposed_conv2d(x, w, np.zeros(2), 2), (2, 2, 11, 10), "f")


@exercise("transposed_conv2d")
def test_transposed_integers(student):
    """整数的图乘上 0.5 的核，小数不丢。"""
    want = np.array([[[[0.5, 1.0], [1.5, 2.0]]]])
    kit.close(student.transposed_conv2d(X.astype(int), np.full((1, 1, 1, 1), 0.5), np.zeros(1)), want)


@exercise("transposed_conv2d", core=True, structure=True)
def test_transposed_is_yours(student):
    """自己盖印章：不用现成的卷积，也不用自动求导。"""
    banned = {"*conv*", "*correlate*", "*fold*", "autograd", "grad", "backward", "requires_grad_"}
    kit.not_calling(student, "transposed_conv2d", banned | {"vjp", "jvp", "*jac*", "functorch"})


# --- 裁正中间 -----------------------------------------------------------------------------------


@exercise("centre_crop", core=True)
def test_crop_example(student):
    """文中的例子：高 7 裁成 4，留下第 1 到 4 行。"""
    features = torch.arange(7.0)[:, None].repeat(1, 4)
    kit.close(student.centre_crop(features, 4, 4), features[1:5])


@exercise("centre_crop", core=True)
def test_crop_both(student):
    """高裁掉 4，宽裁掉 7；前面的轴不动。"""
    features = torch.arange(2 * 3 * 9 * 12.0).reshape(2, 3, 9, 12)
    kit.close(student.centre_crop(features, 5, 5), features[:, :, 2:7, 3:8])
    kit.close(student.centre_crop(features, 9, 4), features[:, :, :, 4:8])


@exercise("centre_crop")
def test_crop_three_axes(student):
    """三个轴的张量，裁的也是最后两个。"""
    features = torch.arange(6 * 6 * 8.0).reshape(6, 6, 8)
    kit.close(student.centre_crop(features, 2, 4), features[:, 2:4, 2:6])


@exercise("centre_crop")
def test_crop_too_large(student):
    """要的高比图大、宽比图大，都抛出 ValueError。"""
    for height, width in ((6, 4), (5, 8)):
        with kit.raises("ValueError"):
            student.centre_crop(torch.zeros(2, 5, 7), height, width)


# --- 网络的零件 ---------------------------------------------------------------------------------


def layers_of(student, model):
    """每一层的名字和权重的形状，照登记的次序。"""
    shapes = student.weight_shapes(model)
    return [(name.rpartition(".")[0], tuple(s)) for name, s in shapes.items() if name.endswith("weight")]


def set_layers(student, model, weights):
    """照登记的次序，给每一层放进权重和偏置：weights 是 (权重, 偏置) 的列表。"""
    found = layers_of(student, model)
    kit.require(len(found) == len(weights), f"应当有 {len(weights)} 层带权重的，找到 {len(found)} 层")
    state = {}
    for (prefix, shape), (weight, bias) in zip(found, weights):
        kit.require(shape == tuple(weight.shape), f"{prefix} 的权重应当是 {tuple(weight.shape)}，是 {shape}")
        state |= {f"{prefix}.weight": weight, f"{prefix}.bias": bias}
    student.invoke(model, "load_state_dict", state, strict=False)
    student.invoke(model, "eval")


def check_shapes(student, model, want):
    """参数的形状与 want（照从小到大的次序）一样。"""
    found = sorted(tuple(shape) for shape in student.weight_shapes(model).values())
    kit.require(found == sorted(want), f"参数的形状应当是 {sorted(want)}，是 {found}")


def box(value, shape=(1, 1, 3, 3)):
    """处处一样的核。"""
    return torch.full(shape, value)


def number(*values):
    """几个数的张量。"""
    return torch.tensor(values)


@exercise("DoubleConv", core=True)
def test_double_conv_example(student):
    """文中的例子：核全是 1，偏置 −40，5×5 处处是 5 的图，得到 5；偏置 −50，得到 0。"""
    for bias, want in ((-40.0, 5.0), (-50.0, 0.0)):
        model = student.DoubleConv(1, 1)
        set_layers(student, model, [(box(1.0), number(bias))] * 2)
        kit.close(student.invoke(model, "__call__", torch.full((1, 1, 5, 5), 5.0)), box(want, (1, 1, 1, 1)))


@exercise("DoubleConv", core=True)
def test_double_conv_between(student):
    """第一次卷积得到 −5，ReLU 变成 0；第二次只剩偏置 2。"""
    model = student.DoubleConv(1, 1)
    set_layers(student, model, [(box(1.0), number(-50.0)), (box(1.0), number(2.0))])
    kit.close(student.invoke(model, "__call__", torch.full((1, 1, 5, 5), 5.0)), box(2.0, (1, 1, 1, 1)))


@exercise("DoubleConv")
def test_double_conv_padded(student):
    """补零：大小不变；四角的窗口里只有 4 个像素。"""
    model = student.DoubleConv(1, 1, True)
    middle = torch.zeros(1, 1, 3, 3)
    middle[..., 1, 1] = 1
    set_layers(student, model, [(box(1.0), number(0.0)), (middle, number(0.0))])
    want = torch.tensor([[[[4.0, 6, 6, 4], [6, 9, 9, 6], [4, 6, 6, 4]]]])
    kit.close(student.invoke(model, "__call__", torch.ones(1, 1, 3, 4)), want)


@exercise("DoubleConv")
def test_double_conv_parameters(student):
    """1 → 64 的参数与论文一样；有批归一化时多出两层，卷积仍带偏置。"""
    check_shapes(student, student.DoubleConv(1, 64), [(64, 1, 3, 3), (64,), (64, 64, 3, 3), (64,)])
    norm = [(3, 2, 3, 3), (3, 3, 3, 3), *[(3,)] * 6]
    check_shapes(student, student.DoubleConv(2, 3, norm=True), norm)


@exercise("DoubleConv")
def test_double_conv_norm(student):
    """批归一化在 ReLU 之前：卷积得到 9，归一化乘 2、减 20，成了 −2，ReLU 变成 0。"""
    model = student.DoubleConv(1, 1, norm=True)
    shrink = (number(2.0), number(-20.0))
    plain = (number(1.0), number(0.25))
    set_layers(student, model, [(box(1.0), number(0.0)), shrink, (box(1.0), number(3.0)), plain])
    out = student.invoke(model, "__call__", torch.ones(1, 1, 5, 5))
    kit.close(out, box(3.25, (1, 1, 1, 1)), rtol=1e-3)


def up_weights(scale=1.0):
    """2 → 1 的 Up：放大的四个数是 1、2、3、4 倍；第一次卷积只看正中间，skip 乘 10，x 乘 1。"""
    first = torch.zeros(1, 2, 3, 3)
    first[0, :, 1, 1] = torch.tensor([10.0, 1.0])
    middle = torch.zeros(1, 1, 3, 3)
    middle[..., 1, 1] = 1
    stamp = scale * torch.tensor([[[[1.0, 2], [3, 4]]], [[[0.0, 0], [0, 0]]]])
    return [(stamp, number(0.0)), (first, number(0.0)), (middle, number(0.0))]


@exercise("Up", core=True)
def test_up_padded(student):
    """补零、大小正好：skip 乘 10，加上放大的 x。"""
    model = student.Up(2, 1, True)
    set_layers(student, model, up_weights())
    x = torch.tensor([[[[1.0, 2]], [[5.0, 5]]]])
    skip = torch.arange(8.0).reshape(1, 1, 2, 4)
    want = 10 * skip + torch.tensor([[[[1.0, 2, 2, 4], [3, 4, 6, 8]]]])
    kit.close(student.invoke(model, "__call__", x, skip), want)


@exercise("Up", core=True)
def test_up_valid(student):
    """不补零：桥裁正中间，再少 4 行 4 列。"""
    model = student.Up(2, 1)
    set_layers(student, model, up_weights(0.0))
    skip = torch.arange(12 * 11.0).reshape(1, 1, 12, 11)
    out = student.invoke(model, "__call__", torch.zeros(1, 2, 3, 4), skip)
    kit.close(out, 10 * skip[:, :, 5:7, 3:7])


@exercise("Up")
def test_up_no_relu(student):
    """放大之后没有 ReLU：负的也留着，与桥上的相抵。"""
    model = student.Up(2, 1, True)
    set_layers(student, model, up_weights(-1.0))
    out = student.invoke(model, "__call__", torch.ones(1, 2, 1, 1), torch.ones(1, 1, 2, 2))
    kit.close(out, torch.tensor([[[[9.0, 8], [7, 6]]]]))


@exercise("Up")
def test_up_parameters(student):
    """参数：转置卷积 (进, 出, 2, 2)，再是 2·out → out 的 DoubleConv；norm 时再多两层。"""
    plain = [(6, 3, 2, 2), (3,), (3, 6, 3, 3), (3,), (3, 3, 3, 3), (3,)]
    check_shapes(student, student.Up(6, 3), plain)
    check_shapes(student, student.Up(6, 3, norm=True), [*plain, *[(3,)] * 4])


def unet_shapes(n_in, classes, base, depth):
    """每一层的权重和偏置的形状。"""
    widths = [base * 2**i for i in range(depth + 1)]
    shapes = []
    for a, b in zip([n_in, *widths], widths):
        shapes += [(b, a, 3, 3), (b,), (b, b, 3, 3), (b,)]
    for a in widths[:-1]:
        shapes += [(2 * a, a, 2, 2), (a,), (a, 2 * a, 3, 3), (a,), (a, a, 3, 3), (a,)]
    return [*shapes, (classes, base, 1, 1), (classes,)]


@exercise("UNet", core=True)
def test_unet_parameters(student):
    """窄的网络（base=2，depth=2）参数的形状。"""
    check_shapes(student, student.UNet(3, 5, 2, 2), unet_shapes(3, 5, 2, 2))


@exercise("UNet", core=True)
def test_unet_paper_count(student):
    """参数全用默认值，31 030 658 个参数。"""
    shapes = student.weight_shapes(student.UNet())
    total = sum(int(np.prod(shape)) for shape in shapes.values())
    kit.require(total == 31_030_658, f"应当有 31030658 个参数，有 {total} 个")


@exercise("UNet", core=True)
def test_unet_sizes(student):
    """不补零：188×204 得到 4×20；补零：大小不变。"""
    out = student.invoke(student.UNet(base=2), "__call__", torch.zeros(1, 1, 188, 204))
    kit.tensor(out, (1, 2, 4, 20))
    out = student.invoke(student.UNet(3, 5, 2, 2, True), "__call__", torch.zeros(2, 3, 16, 24))
    kit.tensor(out, (2, 5, 16, 24))


@exercise("UNet", core=True)
def test_unet_values(student):
    """base=1、depth=1、补零，卷积都只看正中间：一路放行，最大池化，桥乘 10，出口减 20。"""
    model = student.UNet(1, 1, 1, 1, True)

    def through(*weights):
        kernel = torch.zeros(1, len(weights), 3, 3)
        kernel[0, :, 1, 1] = torch.tensor(weights)
        return kernel

    one = (through(1.0), number(0.0))
    two = torch.zeros(2, 1, 3, 3)
    two[0, 0, 1, 1] = 1
    both = torch.zeros(2, 2, 3, 3)
    both[0, 0, 1, 1] = 1
    stamp = torch.zeros(2, 1, 2, 2)
    stamp[0] = 1
    weights = [one, one, (two, torch.zeros(2)), (both, torch.zeros(2)), (stamp, number(0.0))]
    head = (torch.ones(1, 1, 1, 1), number(-20.0))
    set_layers(student, model, [*weights, (through(10.0, 1.0), number(0.0)), one, head])
    x = torch.tensor([[[[0.0, 1, 2, 3], [4, 5, 0, 1]]]])
    pooled = torch.tensor([[[[5.0, 5, 3, 3], [5, 5, 3, 3]]]])
    kit.close(student.invoke(model, "__call__", x), 10 * x + pooled - 20)


@exercise("UNet")
def test_unet_odd(student):
    """高、宽除不尽 2 的，抛出 ValueError。"""
    model = student.UNet(1, 1, 2, 2, True)
    for size in ((10, 8), (8, 10), (9, 8)):
        with kit.raises("ValueError"):
            student.invoke(model, "__call__", torch.zeros(1, 1, *size))


# --- 编号、权重图、损失 -------------------------------------------------------------------------


def picture(*lines):
    """几行字：# 是 True。"""
    return np.array([[letter == "#" for letter in line] for line in lines])


def check_labels(student, mask, want):
    """编号和个数都对。"""
    before = mask.copy()
    labels, count = kit.sequence(student.label_components(mask), 2)
    kit.close(kit.array(labels, mask.shape, "iu", "labels"), np.array(want, dtype=float), name="labels")
    kit.close(count, np.max(want), name="count")
    kit.unchanged(mask, before, "mask")


@exercise("label_components", core=True)
def test_label_example(student):
    """文中的例子：U 形的是一块，斜着碰到的是另一块。"""
    mask = picture("#.#.", "#.#.", "###.", "...#")
    check_labels(student, mask, [[1, 0, 1, 0], [1, 0, 1, 0], [1, 1, 1, 0], [0, 0, 0, 2]])


@exercise("label_components", core=True)
def test_label_order(student):
    """先遇到的编号小：第 0 行的在前，哪怕它在右边。"""
    mask = picture("...#", "#..#", "#...")
    check_labels(student, mask, [[0, 0, 0, 1], [2, 0, 0, 1], [2, 0, 0, 0]])


@exercise("label_components")
def test_label_edges(student):
    """左边和右边不相邻，上面和下面也不。"""
    check_labels(student, picture("#..#", "....", "#..."), [[1, 0, 0, 2], [0, 0, 0, 0], [3, 0, 0, 0]])


@exercise("label_components")
def test_label_consecutive(student):
    """U 形合并之后，后面的号码接着来，没有空缺。"""
    mask = picture("#.#.#", "###.#", ".....", "##...")
    check_labels(student, mask, [[1, 0, 1, 0, 2], [1, 1, 1, 0, 2], [0, 0, 0, 0, 0], [3, 3, 0, 0, 0]])


@exercise("label_components")
def test_label_nothing(student):
    """全是背景：0 个。"""
    check_labels(student, np.zeros((2, 3), dtype=bool), np.zeros((2, 3)))


@exercise("label_components", seconds=20)
def test_label_large(student):
    """200×200 全是 True：一块，不能太慢，也不能超过递归的层数。"""
    check_labels(student, np.ones((200, 200), dtype=bool), np.ones((200, 200)))


@exercise("weight_map", core=True)
def test_map_example(student):
    """文中的例子：缝里三个像素都是 7.399，细胞是 0.8。"""
    want = np.array([[0.8, 0.8, 7.3986, 7.3986, 7.3986, 0.8, 0.8, 0.8]])
    kit.close(student.weight_map(np.array([[1, 1, 0, 0, 0, 2, 2, 2]]), 10.0, 4.0), want, rtol=1e-3)


@exercise("weight_map", core=True)
def test_map_slanted(student):
    """斜着量也是直线：最右下的像素，d1 是 1，d2 是 √10。"""
    labels = np.array([[1, 0, 0, 0], [0, 0, 2, 0]])
    want = 8 / 12 + 6 * np.exp(-((1 + 10**0.5) ** 2) / 18)
    found = kit.array(student.weight_map(labels, 6.0, 3.0), (2, 4), "f")
    kit.close(float(found[1, 3]), want, name="weights[1, 3]")


@exercise("weight_map", core=True)
def test_map_one_cell(student):
    """只有一个细胞：两类平衡，没有别的。"""
    want = np.array([[2.0, 2 / 3, 2 / 3, 2 / 3]])
    kit.close(student.weight_map(np.array([[1, 0, 0, 0]])), want)


@exercise("weight_map")
def test_map_one_class(student):
    """全是背景、全是细胞：处处是 1。"""
    for number_of in (0, 1):
        kit.close(student.weight_map(np.full((2, 3), number_of)), np.ones((2, 3)))


@exercise("weight_map")
def test_map_numbers(student):
    """编号是 3 和 7，与编号是 1 和 2 一样。"""
    want = np.array([[0.8, 0.8, 7.3986, 7.3986, 7.3986, 0.8, 0.8, 0.8]])
    kit.close(student.weight_map(np.array([[7, 7, 0, 0, 0, 3, 3, 3]]), 10.0, 4.0), want, rtol=1e-3)


SCORES = torch.tensor([[[[0.0, 0.0]], [[np.log(3.0), 0.0]]]], dtype=torch.float64)


@exercise("weighted_cross_entropy", core=True)
def test_weighted_example(student):
    """文中的例子：1.1836。"""
    weights = torch.tensor([[[1.0, 3.0]]], dtype=torch.float64)
    want = torch.tensor((np.log(4 / 3) + 3 * np.log(2)) / 2)
    kit.close(student.weighted_cross_entropy(SCORES, torch.tensor([[[1, 0]]]), weights), want)


@exercise("weighted_cross_entropy")
def test_weighted_large(student):
    """打分相差 2000：损失是 2000，不是无穷。"""
    logits = torch.tensor([[[[1000.0]], [[-1000.0]]]])
    out = student.weighted_cross_entropy(logits, torch.tensor([[[1]]]), torch.ones(1, 1, 1))
    kit.close(out, torch.tensor(2000.0))


@exercise("weighted_cross_entropy")
def test_weighted_gradient(student):
    """梯度能传回打分。"""
    weights = torch.tensor([[[1.0, 3.0]]], dtype=torch.float64)
    args = [SCORES, torch.tensor([[[1, 0]]]), weights]
    arrived = student.vjp("weighted_cross_entropy", args, torch.tensor(1.0, dtype=torch.float64))
    want = torch.tensor([[[[0.125, -0.75]], [[-0.125, 0.75]]]], dtype=torch.float64)
    kit.gradient(arrived.inputs[0], want, name="对打分的梯度")


# --- 两把尺子 -----------------------------------------------------------------------------------

A = picture("###.", "....")
B = picture("##..", "#..#")
NONE = np.zeros((2, 4), dtype=bool)


@exercise("dice", core=True)
def test_dice_example(student):
    """文中的例子：4/7。"""
    kit.close(student.dice(A[None], B[None]), np.array([4 / 7]))


@exercise("dice", core=True)
def test_dice_each(student):
    """每张图一个数；都空是 1，一边空是 0。"""
    with student.strict_warnings():
        found = student.dice(np.stack([A, NONE, A, NONE]), np.stack([B, NONE, NONE, B]))
    kit.close(found, np.array([4 / 7, 1, 0, 0]))


@exercise("iou", core=True)
def test_iou_example(student):
    """文中的例子：2/5。"""
    kit.close(student.iou(A[None], B[None]), np.array([0.4]))


@exercise("iou", core=True)
def test_iou_each(student):
    """每张图一个数；都空是 1，一边空是 0。"""
    with student.strict_warnings():
        found = student.iou(np.stack([A, NONE, A, NONE]), np.stack([B, NONE, NONE, B]))
    kit.close(found, np.array([0.4, 1, 0, 0]))


# --- 弹性变形 -----------------------------------------------------------------------------------


def sources(student, shape, seed, grid=3, std=2.0):
    """每个像素是从哪一行、哪一列取来的：把行号、列号当作照片，用同一个种子各揉一次。"""
    found = []
    for ramp in np.indices(shape):
        rng = np.random.default_rng(seed)
        pair = student.elastic_deformation(ramp.astype(float), ramp, rng, grid=grid, std=std)
        pair = kit.sequence(pair, 2)
        found.append([np.asarray(kit.array(a, shape), dtype=float) for a in pair])
    return found


@exercise("elastic_deformation", core=True)
def test_elastic_still(student, rng):
    """std = 0：照片和掩膜都和原来一样，图不是方的也行。"""
    image, mask = rng.normal(size=(7, 11)), rng.integers(4, size=(7, 11))
    want, cells = image.copy(), mask.astype(float)
    new, moved = kit.sequence(student.elastic_deformation(image, mask, rng, std=0.0), 2)
    kit.close(new, want, name="image")
    kit.close(np.asarray(kit.array(moved, (7, 11)), dtype=float), cells, name="mask")


@exercise("elastic_deformation", core=True)
def test_elastic_smooth(student):
    """相邻像素的位移差不多：61×81 的图，std = 1，相差不到 0.35。"""
    (rows, _), (columns, _) = sources(student, (61, 81), 1, std=1.0)
    for line in (rows[30], columns[:, 40] - 40):
        kit.require(float(np.abs(np.diff(line)).max()) < 0.35, "相邻像素的位移差得太多")


@exercise("elastic_deformation", core=True)
def test_elastic_together(student):
    """照片和掩膜揉得一样：掩膜是离来处最近的像素。"""
    for image, mask in sources(student, (41, 31), 2):
        apart = float(np.abs(image - mask).max())
        kit.require(apart < 0.501, f"来处与掩膜相差 {apart:.2f}，应当不到半个像素")


@exercise("elastic_deformation")
def test_elastic_moves(student):
    """真的动了，行和列的位移不同，种子不同结果也不同。"""
    (rows, _), (columns, _) = sources(student, (41, 31), 3)
    down, right = rows[20, 15] - 20, columns[20, 15] - 15
    other = sources(student, (41, 31), 4)[0][0][20, 15] - 20
    kit.require(abs(down) > 1e-6 and abs(down - other) > 1e-6, "位移没有变化")
    kit.require(abs(down - right) > 1e-6, "行和列用了同一个位移")


@exercise("elastic_deformation")
def test_elastic_seed(student):
    """种子相同，结果相同。"""
    one, two = (sources(student, (12, 9), 5)[0][0] for _ in range(2))
    kit.require(bool(np.array_equal(one, two)), "种子相同，结果不同")


@exercise("elastic_deformation")
def test_elastic_grid(student):
    """grid = 2：中间一行的位移是一条直线；grid = 3 就有一个折。"""
    for grid in (2, 3):
        line = sources(student, (41, 31), 6, grid)[0][0][20] - 20
        bend = abs(line[15] - (line[0] + line[30]) / 2)
        kit.require((bend < 0.01) == (grid == 2), f"grid = {grid} 时，中点与两端的平均差 {bend:.3f}")


@exercise("elastic_deformation")
def test_elastic_outside(student):
    """取到图外面用边上的像素：处处是 1 的图还是 1；从上面外头来的，行号是 0。"""
    rng, ones = np.random.default_rng(7), np.ones((41, 31))
    new, _ = kit.sequence(student.elastic_deformation(ones, ones > 0, rng, std=8.0), 2)
    kit.close(new, np.ones((41, 31)), name="image")
    steps, edge = 0.0, 0
    for seed in range(6):
        rows = sources(student, (41, 31), seed, std=4.0)[0][0]
        steps, edge = max(steps, float(np.abs(np.diff(rows, axis=0)).max())), edge + int((rows[0] == 0).sum())
    kit.require(steps < 6 and edge > 0, "从图外面取来的不是边上的像素")


# --- 切块 ---------------------------------------------------------------------------------------

ONES = torch.ones(1, 1, 3, 3, dtype=torch.float64)
NINE = torch.arange(1.0, 10, dtype=torch.float64).reshape(1, 3, 3)


@exercise("tile_predict", core=True)
def test_tile_example(student):
    """文中的例子：四块拼成 3×3。"""
    want = torch.tensor([[[33.0, 36, 39], [42, 45, 48], [51, 54, 57]]], dtype=torch.float64)
    kit.close(student.tile_with(ONES, NINE, 4), want)


@exercise("tile_predict", core=True)
def test_tile_identity(student, rng):
    """只看正中间的核：拼出来就是原图，一个像素也不少、不错位。"""
    centre = torch.zeros(1, 1, 5, 5, dtype=torch.float64)
    centre[..., 2, 2] = 1
    image = torch.tensor(rng.normal(size=(1, 9, 13)))
    kit.close(student.tile_with(centre, image, 8), image.clone())


@exercise("tile_predict")
def test_tile_channels(student, rng):
    """两个通道进、三个出，模型进出一样大。"""
    weights, image = torch.tensor(rng.normal(size=(3, 2, 1, 1))), torch.tensor(rng.normal(size=(2, 5, 8)))
    want = torch.einsum("kc,chw->khw", weights[:, :, 0, 0], image)
    kit.close(student.tile_with(weights, image, 4), want)


@exercise("tile_predict")
def test_tile_leaves(student):
    """模型的模式没有变，结果没有计算图。"""
    for training in (True, False):
        kept, free = kit.sequence(student.tile_leaves(ONES, NINE, 4, training), 2)
        kit.require(kept is True, "模型的模式变了")
        kit.require(free is True, "结果还连着计算图")


# --- 训练 ---------------------------------------------------------------------------------------


def squares(rng, n):
    """噪声上的亮方块，和它的掩膜。"""
    y = np.zeros((n, 1, 16, 16))
    for mask in y[:, 0]:
        top, left = rng.integers(10, size=2)
        mask[top : top + 6, left : left + 5] = 1
    x = 2 * y + 0.3 * rng.normal(size=y.shape)
    x = (x - x.mean((2, 3), keepdims=True)) / x.std((2, 3), keepdims=True)
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)


def small_unet(student, base=2, norm=True):
    """一个小 U-Net，权重由这里定下来，每次都一样。"""
    rng, model = np.random.default_rng(0), student.UNet(1, 1, base, 1, True, norm)
    state = {}
    for prefix, shape in layers_of(student, model):
        if len(shape) > 1:
            fan = shape[0] if shape[2:] == (2, 2) else int(np.prod(shape[1:]))
            weight = rng.normal(size=shape) * (2 / fan) ** 0.5
            bias = torch.zeros(shape[1] if shape[2:] == (2, 2) else shape[0])
            state |= {f"{prefix}.weight": torch.tensor(weight, dtype=torch.float32), f"{prefix}.bias": bias}
    student.invoke(model, "load_state_dict", state, strict=False)
    return model


def outputs(student, model, x):
    """评估模式下的打分。"""
    student.invoke(model, "eval")
    return kit.tensor(student.invoke(model, "__call__", x), tuple(x.shape), "f").detach().numpy()


@exercise("train_unet", core=True, seconds=30)
def test_train_history(student, rng):
    """三轮，三个 Python 的数；返回时在评估模式，x 和 y 没有变。"""
    (x, y), model = squares(rng, 6), small_unet(student)
    before = x.clone(), y.clone()
    history = kit.sequence(student.train_unet(model, x, y, 3, 0.01, 4, 0), 3, "history")
    for loss in history:
        kit.scalar(loss, "history 里的元素")
    kit.require(student.attribute(model, "training") is False, "返回时应当处在评估模式")
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")


@exercise("train_unet", core=True, seconds=30)
def test_train_learns(student, rng):
    """很容易的图：训练之后，没见过的也认得出，IoU 至少 0.6。"""
    (x, y), (new, truth), model = squares(rng, 48), squares(rng, 24), small_unet(student, 4)
    student.train_unet(model, x, y, 12, 0.01, 4, 0)
    found, cells = outputs(student, model, new) > 0, truth.numpy() > 0.5
    kit.at_least(float((found & cells).sum() / (found | cells).sum()), 0.6, "IoU")


@exercise("train_unet", seconds=30)
def test_train_in_place(student, rng):
    """训练的就是传进来的模型：它的输出变了。"""
    (x, y), model = squares(rng, 6), small_unet(student)
    before = outputs(student, model, x)
    student.train_unet(model, x, y, 2, 0.01, 2, 0)
    kit.require(not np.allclose(before, outputs(student, model, x), atol=1e-6), "模型没有变")


@exercise("train_unet", seconds=30)
def test_train_seed(student, rng):
    """种子相同，结果相同；种子不同，结果不同。"""
    (x, y), found = squares(rng, 12), []
    for seed in (5, 5, 6):
        model = small_unet(student)
        student.train_unet(model, x, y, 2, 0.01, 4, seed)
        found.append(outputs(student, model, x))
    kit.require(bool(np.allclose(found[0], found[1], atol=1e-6)), "种子相同，结果不同")
    kit.require(not np.allclose(found[0], found[2], atol=1e-5), "种子不同，结果却一样")


@exercise("train_unet", seconds=30)
def test_train_rate_zero(student, rng):
    """lr = 0：什么参数也不变。"""
    (x, y), model = squares(rng, 6), small_unet(student, norm=False)
    before = outputs(student, model, x)
    student.train_unet(model, x, y, 2, 0.0, 2, 0)
    kit.require(bool(np.allclose(before, outputs(student, model, x), atol=1e-6)), "参数变了")


@exercise("train_unet", seconds=30)
def test_train_mean_loss(student):
    """是平均，不是总和：同一张图多放 5 倍，损失差不多。"""
    mask, found = torch.zeros(1, 1, 16, 16), []
    mask[..., 5:11, 5:11] = 1
    for n in (4, 24):
        x, y = (3 * mask - 0.5).repeat(n, 1, 1, 1), mask.repeat(n, 1, 1, 1)
        history = student.train_unet(small_unet(student, norm=False), x, y, 1, 0.0, 4, 0)
        found.append(kit.scalar(kit.sequence(history, 1, "history")[0], "history[0]"))
    kit.require(0.6 < found[1] / found[0] < 1.6, f"4 张时 {found[0]:.3f}，24 张时 {found[1]:.3f}")


@exercise("train_unet", seconds=30)
def test_train_every_picture(student, rng):
    """5 张图、每批 2 张、8 轮：哪一张的掩膜变了，结果都会变。"""
    (x, y), found = squares(rng, 5), []
    for changed in (None, 0, 1, 2, 3, 4):
        labels = y.clone()
        if changed is not None:
            labels[changed] = 1 - labels[changed]
        model = small_unet(student)
        student.train_unet(model, x, labels, 8, 0.01, 2, 0)
        found.append(outputs(student, model, x))
    for k, other in enumerate(found[1:]):
        kit.require(not np.allclose(found[0], other, atol=1e-6), f"第 {k} 张图从来没有用到")
