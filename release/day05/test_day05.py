"""第 5 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest
import torch

from autograder import kit

# 今天的主角要自己写：这些现成的函数不能用。
LIBRARY = {
    "*conv*", "*correlate*", "*pool*", "*fold*", "im2col", "col2im", "*_filter*", "sepfir2d", "*dilation*", "*erosion*",
    "block_reduce", "unfold", "fold", "convolve", "correlate", "autograd", "grad", "backward", "requires_grad_", "vjp", "jvp",
    "vhp", "hvp", "linearize", "*jac*", "*hessian*", "functorch",
}  # fmt: skip

SMALL = np.arange(9.0).reshape(1, 1, 3, 3)
KERNEL = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
SQUARE = np.array([[[[1.0, 3, 2, 0], [4, 2, 1, 5], [0, 1, 9, 2], [6, 2, 3, 8]]]])


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 补零和大小 ---------------------------------------------------------------------------------


@exercise("pad2d", core=True)
def test_pad2d_small_example(student):
    """[[1, 2]] 补 1 圈零，变成三行四列，中间是 1 和 2，整数还是整数。"""
    result = kit.array(student.pad2d(np.array([[1, 2]]), 1), (3, 4), dtype="iu")
    kit.close(result, [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]])


@exercise("pad2d", core=True)
def test_pad2d_of_a_batch(student):
    """只补最后两个轴：(2, 3, 1, 2) 补 2 圈是 (2, 3, 5, 6)。"""
    x = np.arange(12.0).reshape(2, 3, 1, 2) + 1
    expected = np.zeros((2, 3, 5, 6))
    expected[:, :, 2:3, 2:4] = x
    kit.close(student.pad2d(x, 2), expected)


@exercise("pad2d")
def test_pad2d_by_zero(student):
    """padding 为 0 时形状不变，得到的是新数组：改动它不影响 x。"""
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    result = student.pad2d(x, 0)
    kit.close(result, x)
    kit.require(not np.shares_memory(result, x), "返回的数组与 x 共用内存")


SIZES = [
    ((28, 3, 1, 1), 28),
    ((28, 2, 2, 0), 14),
    ((7, 3, 3, 0), 2),
    ((5, 5, 4, 0), 1),
    ((6, 4, 3, 2), 3),
    ((2, 3, 1, 1), 2),
]


@exercise("conv2d_output_size", core=True)
def test_output_size_values(student):
    """核能停几处：文中的三个例子，再加三个；长 3 的核放不进长 2 的图，补 1 圈就放得进了。"""
    for arguments, expected in SIZES:
        size = kit.scalar(student.conv2d_output_size(*arguments))
        kit.require(size == expected, f"conv2d_output_size{arguments} 应当是 {expected}，得到 {size:g}")


@exercise("conv2d_output_size")
def test_output_size_is_an_integer(student):
    """返回整数，可以直接用来建数组。"""
    size = student.conv2d_output_size(7, 2, 2, 0)
    kit.require(isinstance(size, (int, np.integer)), f"得到的是 {type(size).__name__}")


@exercise("conv2d_output_size")
def test_output_size_of_a_kernel_that_is_too_large(student):
    """核比补零之后的输入还长时，抛出 ValueError。"""
    for arguments in ((3, 6, 1, 1), (2, 3, 1, 0)):
        with kit.raises("ValueError"):
            student.conv2d_output_size(*arguments)


# --- 卷积 ---------------------------------------------------------------------------------------


def convolve(student, x, w, b, *rest):
    """学生的 out，检查过返回的是两样东西。"""
    return kit.sequence(student.conv2d_forward(x, w, b, *rest), 2)[0]


@exercise("conv2d_forward", core=True)
def test_conv2d_small_example(student):
    """文中的例子：out = [[8, 10], [14, 16]]，返回 (out, cache)。"""
    kit.close(convolve(student, SMALL, KERNEL, np.array([10.0])), [[[[8.0, 10.0], [14.0, 16.0]]]], name="out")


@exercise("conv2d_forward", core=True)
def test_conv2d_adds_channels(student):
    """两个通道的贡献相加；三个核各有自己的偏置。"""
    x = np.stack([SMALL[0, 0], 10 * SMALL[0, 0]])[None]
    w = np.zeros((3, 2, 1, 1))
    w[0, 0], w[1, 1], w[2] = 1.0, 1.0, 1.0
    expected = np.stack([SMALL[0, 0], 10 * SMALL[0, 0] + 1, 11 * SMALL[0, 0] + 2])[None]
    kit.close(convolve(student, x, w, np.array([0.0, 1.0, 2.0])), expected, name="out")


@exercise("conv2d_forward")
def test_conv2d_wide_kernel(student):
    """核可以不是方的：1 × 3 的核横着求和，竖直方向不变。"""
    out = convolve(student, SMALL, np.ones((1, 1, 1, 3)), np.zeros(1))
    kit.close(out, [[[[3.0], [12.0], [21.0]]]], name="out")


@exercise("conv2d_forward")
def test_conv2d_stride_and_padding(student):
    """补一圈零、步幅 2：3 × 3 的图和 3 × 3 的全 1 核给出四个角上 2 × 2 小块的和。"""
    out = convolve(student, SMALL, np.ones((1, 1, 3, 3)), np.zeros(1), 2, 1)
    kit.close(out, [[[[8.0, 12.0], [20.0, 24.0]]]], name="out")


@exercise("conv2d_forward")
def test_conv2d_of_integers(student):
    """整数的图也能用，结果是浮点数：2 × 2 的核全取 1/4，就是四个数的平均。"""
    out = convolve(student, SMALL.astype(int)[:, :, :, :2], np.full((1, 1, 2, 2), 0.25), np.array([0.25]))
    kit.close(out, [[[[2.25], [5.25]]]], name="out")


@exercise("conv2d_forward", core=True, structure=True)
def test_conv2d_is_handmade(student):
    """卷积要自己写，不调用现成的卷积函数。"""
    kit.not_calling(student, "conv2d_forward", LIBRARY)


@exercise("conv2d_forward")
def test_conv2d_of_a_tall_image(student, rng):
    """图和核的高与宽都不相等、步幅 2、步幅除不尽时，与照定义算的卷积一致。"""
    x, w, b = rng.normal(size=(2, 3, 8, 5)), rng.normal(size=(3, 3, 3, 2)), rng.normal(size=3)
    expected = direct_convolution(x, w, b, 2, 0)
    kit.close(convolve(student, x, w, b, 2), expected, rtol=1e-5, atol=1e-6, name="out")


def differences(f, theta, eps=1e-5):
    """数值函数 f 在 theta 处的中心差分。"""
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(*theta.shape):
        ends = []
        for step in (eps, -eps):
            moved = theta.copy()
            moved[index] += step
            ends.append(f(moved))
        gradient[index] = (ends[0] - ends[1]) / (2 * eps)
    return gradient


@exercise("conv2d_backward", core=True)
def test_conv2d_backward_small_example(student):
    """文中的例子：dx 正中是 1，dw = [[8, 11], [17, 20]]，db = 3。"""
    _, cache = kit.sequence(student.conv2d_forward(SMALL, KERNEL, np.array([10.0])), 2)
    dout = np.array([[[[1.0, 0.0], [0.0, 2.0]]]])
    dx, dw, db = kit.sequence(student.conv2d_backward(dout, cache), 3)
    kit.close(dx, [[[[1.0, 2.0, 0.0], [0.0, 1.0, 4.0], [0.0, 0.0, -2.0]]]], name="dx")
    kit.close(dw, [[[[8.0, 11.0], [17.0, 20.0]]]], name="dw")
    kit.close(db, [3.0], name="db")


@exercise("conv2d_backward", core=True)
def test_conv2d_backward_matches_differences(student, rng):
    """步幅 1、不补零时，dx、dw、db 都应当与 sum(dout · out) 的中心差分一致。"""
    check_differences(student, rng, 1, 0)


@exercise("conv2d_backward", core=True)
def test_conv2d_backward_of_a_stride_matches_differences(student, rng):
    """步幅 2、补 1 圈零时，dx、dw、db 也应当与 sum(dout · out) 的中心差分一致。"""
    check_differences(student, rng, 2, 1)


def check_differences(student, rng, stride, padding):
    """三个梯度，与中心差分对照。"""
    x, w, b = rng.normal(size=(2, 2, 4, 5)), rng.normal(size=(3, 2, 2, 3)), rng.normal(size=3)
    out, cache = kit.sequence(student.conv2d_forward(x, w, b, stride, padding), 2)
    dout = rng.normal(size=kit.array(out).shape)
    results = kit.sequence(student.conv2d_backward(dout, cache), 3)
    values = {"dx": x, "dw": w, "db": b}
    for k, (name, result) in enumerate(zip(values, results)):

        def loss(theta, k=k):
            arguments = [x, w, b]
            arguments[k] = theta
            return float(np.sum(dout * direct_convolution(*arguments, stride, padding)))

        kit.close(result, differences(loss, values[name]), rtol=1e-6, atol=1e-7, name=name)


def direct_convolution(x, w, b, stride, padding):
    """照定义一项一项算的卷积，慢，但不会看错。"""
    padded = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    kh, kw = w.shape[2:]
    out_h, out_w = ((padded.shape[2 + k] - (kh, kw)[k]) // stride + 1 for k in (0, 1))
    out = np.zeros((len(x), len(w), out_h, out_w)) + b[:, None, None]
    for u in range(kh):
        for v in range(kw):
            part = padded[:, :, u : u + stride * out_h : stride, v : v + stride * out_w : stride]
            out += np.einsum("ncij,fc->nfij", part, w[:, :, u, v])
    return out


@exercise("conv2d_backward")
def test_conv2d_backward_of_integers(student):
    """整数的图也能求梯度，补两圈零也切得干净：dx 是浮点数，形状与 x 相同。"""
    image, w = SMALL.astype(int), np.full((1, 1, 1, 1), 0.5)
    _, cache = kit.sequence(student.conv2d_forward(image, w, np.zeros(1), 1, 2), 2)
    dout = np.arange(49.0).reshape(1, 1, 7, 7)
    dx, _, _ = kit.sequence(student.conv2d_backward(dout, cache), 3)
    kit.close(dx, [[[[8.0, 8.5, 9.0], [11.5, 12.0, 12.5], [15.0, 15.5, 16.0]]]], name="dx")


@exercise("conv2d_backward")
def test_conv2d_backward_keeps_dout(student, rng):
    """反向不改动传进来的 dout。"""
    _, cache = kit.sequence(student.conv2d_forward(SMALL, KERNEL, np.zeros(1), 1, 1), 2)
    dout = rng.normal(size=(1, 1, 4, 4))
    before = dout.copy()
    student.conv2d_backward(dout, cache)
    kit.unchanged(dout, before, "dout")


@exercise("conv2d_backward", core=True, structure=True)
def test_conv2d_backward_is_handmade(student):
    """卷积的反向要自己写，不调用现成的卷积或求导。"""
    kit.not_calling(student, "conv2d_backward", LIBRARY)


# --- im2col -------------------------------------------------------------------------------------


@exercise("im2col", core=True)
def test_im2col_small_example(student):
    """0 到 8 排成的 3 × 3，kernel=2：四个窗口，每个拉成一行。"""
    expected = [[[0.0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]]
    kit.close(student.im2col(SMALL, 2), expected)


@exercise("im2col", core=True)
def test_im2col_channels_first(student):
    """一行里先放完第一个通道的窗口，再放第二个通道的；两个样本各是各的。"""
    x = np.stack([SMALL[0, 0], 10 + SMALL[0, 0]])[None]
    x = np.concatenate([x, 100 + x])
    columns = kit.array(student.im2col(x, 2), (2, 4, 8))
    kit.close(columns[0, 0], [0.0, 1, 3, 4, 10, 11, 13, 14], name="第 0 个窗口")
    kit.close(columns[0, 2], [3.0, 4, 6, 7, 13, 14, 16, 17], name="第 2 个窗口")
    kit.close(columns[1, 0], [100.0, 101, 103, 104, 110, 111, 113, 114], name="第二个样本的第 0 个窗口")


@exercise("im2col")
def test_im2col_wide_kernel(student):
    """kernel=(1, 3)：三行一列的位置；kernel=(2, 3)、步幅 2、补 1 圈零：两行两列的位置，每行 6 个数。"""
    kit.close(student.im2col(SMALL, (1, 3)), SMALL[0])
    expected = [[[0.0, 0, 0, 0, 0, 1], [0, 0, 0, 1, 2, 0], [0, 3, 4, 0, 6, 7], [4, 5, 0, 7, 8, 0]]]
    kit.close(student.im2col(SMALL, (2, 3), 2, 1), expected)


@exercise("im2col", core=True, structure=True)
def test_im2col_is_handmade(student):
    """im2col 要自己写，不调用现成的 unfold。"""
    kit.not_calling(student, "im2col", LIBRARY)


@exercise("conv2d_im2col", core=True)
def test_conv2d_im2col_small_example(student):
    """文中的例子：结果与 conv2d_forward 的相同。"""
    out = student.conv2d_im2col(SMALL, KERNEL, np.array([10.0]))
    kit.close(out, [[[[8.0, 10.0], [14.0, 16.0]]]])


@exercise("conv2d_im2col", core=True)
def test_conv2d_im2col_matches_definition(student, rng):
    """多个样本、通道、核，核不是方的，有步幅和补零：与照定义算的卷积一致。"""
    x, w, b = rng.normal(size=(2, 3, 5, 7)), rng.normal(size=(5, 3, 2, 3)), rng.normal(size=5)
    for stride, padding in ((1, 0), (2, 1)):
        expected = direct_convolution(x, w, b, stride, padding)
        kit.close(student.conv2d_im2col(x, w, b, stride, padding), expected)


@exercise("conv2d_im2col", core=True, structure=True)
def test_conv2d_im2col_has_no_loop(student):
    """循环只允许写在 im2col 里；也不调用现成的卷积函数。"""
    # pad2d 和 conv2d_output_size 里即使有循环，也不是对像素的
    kit.no_python_loops(student, "conv2d_im2col", allowed={"im2col", "pad2d", "conv2d_output_size"})
    kit.not_calling(student, "conv2d_im2col", LIBRARY)


# --- 池化 ---------------------------------------------------------------------------------------


def pool(student, *arguments):
    """学生的 (out, cache)。"""
    return kit.sequence(student.max_pool2d_forward(*arguments), 2)


@exercise("max_pool2d_forward", core=True)
def test_max_pool_small_example(student):
    """文中的 4 × 4，size=2, stride=2：out = [[4, 5], [6, 9]]，返回 (out, cache)。"""
    kit.close(pool(student, SQUARE, 2, 2)[0], [[[[4.0, 5.0], [6.0, 9.0]]]], name="out")


@exercise("max_pool2d_forward", core=True)
def test_max_pool_keeps_channels_apart(student):
    """每个样本、每个通道各做各的；全是负数的窗口，最大值也是负数。"""
    x = np.concatenate([SQUARE, -SQUARE], axis=1)
    x = np.concatenate([x, x - 10])
    one = np.array([[[4.0, 5.0], [6.0, 9.0]], [[-1.0, 0.0], [0.0, -2.0]]])
    kit.close(pool(student, x, 2, 2)[0], np.stack([one, one - 10]), name="out")


@exercise("max_pool2d_forward")
def test_max_pool_overlap_and_leftover(student):
    """size=3, stride=1 的窗口互相重叠；size=3, stride=3 时多出来的边丢掉。"""
    kit.close(pool(student, SQUARE, 3, 1)[0], [[[[9.0, 9.0], [9.0, 9.0]]]], name="out")
    kit.close(pool(student, SQUARE, 3, 3)[0], [[[[9.0]]]], name="out")


@exercise("max_pool2d_forward")
def test_max_pool_steps(student):
    """步幅大于窗口时跳着走：size=1, stride=3 取的是四个角；size=1, stride=2 取隔行隔列的像素。"""
    kit.close(pool(student, SQUARE, 1, 3)[0], [[[[1.0, 0.0], [6.0, 8.0]]]], name="out")
    kit.close(pool(student, SQUARE, 1, 2)[0], [[[[1.0, 2.0], [0.0, 9.0]]]], name="out")


@exercise("max_pool2d_forward")
def test_max_pool_window_too_large(student):
    """窗口比图还大时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.max_pool2d_forward(SQUARE, 5, 1)


@exercise("max_pool2d_forward", core=True, structure=True)
def test_max_pool_is_handmade(student):
    """池化要自己写，不调用现成的池化函数。"""
    kit.not_calling(student, "max_pool2d_forward", LIBRARY)


@exercise("max_pool2d_backward", core=True)
def test_max_pool_backward_small_example(student):
    """文中的 4 × 4：四份梯度整份落在四个最大值上。"""
    _, cache = pool(student, SQUARE, 2, 2)
    dx = student.max_pool2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), cache)
    kit.close(dx, [[[[0.0, 0, 0, 0], [1, 0, 0, 2], [0, 0, 4, 0], [3, 0, 0, 0]]]])


@exercise("max_pool2d_backward", core=True)
def test_max_pool_backward_of_a_batch(student):
    """两个样本、两个通道，每一份梯度都回到自己的图上。"""
    x = np.concatenate([SQUARE, -SQUARE], axis=1)
    x = np.concatenate([x, SQUARE[:, :, ::-1].repeat(2, axis=1)])
    _, cache = pool(student, x, 4, 1)
    dout = np.array([1.0, 2.0, 3.0, 4.0]).reshape(2, 2, 1, 1)
    expected = np.zeros(x.shape)
    expected[0, 0, 2, 2], expected[0, 1, 0, 3], expected[1, 0, 1, 2], expected[1, 1, 1, 2] = 1, 2, 3, 4
    kit.close(student.max_pool2d_backward(dout, cache), expected)


@exercise("max_pool2d_backward")
def test_max_pool_backward_ties(student):
    """并列的最大值里，只有行优先次序的第一个得到梯度。"""
    _, cache = pool(student, np.array([[[[0.0, 7.0], [7.0, 7.0]]]]), 2, 2)
    kit.close(student.max_pool2d_backward(np.array([[[[5.0]]]]), cache), [[[[0.0, 5.0], [0.0, 0.0]]]])


@exercise("max_pool2d_backward")
def test_max_pool_backward_of_integers(student):
    """整数的图也能求梯度：dx 是浮点数，小数不被截掉。"""
    _, cache = pool(student, SQUARE[:, :, :2].astype(int), 2, 2)
    dx = student.max_pool2d_backward(np.array([[[[0.5, 1.25]]]]), cache)
    kit.close(dx, [[[[0.0, 0, 0, 0], [0.5, 0, 0, 1.25]]]])


@exercise("max_pool2d_backward")
def test_max_pool_backward_overlap(student):
    """size=3, stride=1：同一个像素是四个窗口的最大值，四份梯度加在一起。"""
    _, cache = pool(student, SQUARE, 3, 1)
    expected = np.zeros((1, 1, 4, 4))
    expected[0, 0, 2, 2] = 10.0
    kit.close(student.max_pool2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), cache), expected)


@exercise("avg_pool2d_forward", core=True)
def test_avg_pool_small_example(student):
    """文中的 4 × 4：平均值是 [[2.5, 2], [2.25, 5.5]]，整数图也一样；四个 255（uint8）的平均值是 255。"""
    expected = [[[[2.5, 2.0], [2.25, 5.5]]]]
    kit.close(student.avg_pool2d_forward(SQUARE, 2, 2), expected)
    kit.close(student.avg_pool2d_forward(SQUARE.astype(int), 2, 2), expected)
    bright = np.full((1, 1, 2, 2), 255, dtype=np.uint8)
    kit.close(student.avg_pool2d_forward(bright, 2, 2), [[[[255.0]]]])


@exercise("avg_pool2d_forward")
def test_avg_pool_overlap_and_leftover(student):
    """窗口可以重叠，凑不满的边丢掉；每个通道各做各的。"""
    x = np.concatenate([SQUARE, 2 * SQUARE], axis=1)
    kit.close(student.avg_pool2d_forward(x, 3, 3), np.array([[[[23 / 9]], [[46 / 9]]]]))
    kit.close(student.avg_pool2d_forward(SMALL, 2, 1), [[[[2.0, 3.0], [5.0, 6.0]]]])


@exercise("avg_pool2d_forward", core=True, structure=True)
def test_avg_pool_is_handmade(student):
    """池化要自己写，不调用现成的池化函数。"""
    kit.not_calling(student, "avg_pool2d_forward", LIBRARY)


# --- PyTorch ------------------------------------------------------------------------------------


def build(student):
    """新的模型，先看过一张图：nn.LazyLinear 这样的层要等到这时才有权重。"""
    model = student.build_cnn()
    student.invoke(model, "__call__", torch.zeros(1, 1, 28, 28))
    return model


@exercise("build_cnn", core=True, seconds=20)
def test_cnn_output(student):
    """把 (n, 1, 28, 28) 变成 (n, 10)，n 是 1 也行。"""
    model = student.build_cnn()
    for n in (3, 1):
        kit.tensor(student.invoke(model, "__call__", torch.zeros(n, 1, 28, 28)), (n, 10), "f")


@exercise("build_cnn", core=True, seconds=20)
def test_cnn_layers(student):
    """恰好两个卷积层，至少一个全连接层，参数不超过 60 000 个，都能求梯度。"""
    parameters = student.invoke(build(student), "parameters")
    kit.require(all(p.requires_grad for p in parameters), "有参数的 requires_grad 是 False")
    axes = [p.ndim for p in parameters]
    kit.require(axes.count(4) == 2, f"有 {axes.count(4)} 个卷积层，应当是 2 个")
    kit.require(axes.count(2) >= 1, "没有全连接层")
    total = sum(p.numel() for p in parameters)
    kit.require(total <= 60_000, f"有 {total} 个参数，应当不超过 60000 个")


@exercise("build_cnn", seconds=20)
def test_cnn_images_apart(student):
    """一张图的输出只由它自己决定：单独送进去与放在一批里一样，没有批归一化，也没有 dropout。"""
    images = torch.tensor(np.random.default_rng(5).random(size=(3, 1, 28, 28)), dtype=torch.float32)
    model = build(student)
    together = kit.tensor(student.invoke(model, "__call__", images), (3, 10), "f").detach()
    alone = torch.cat([student.invoke(model, "__call__", images[k : k + 1]).detach() for k in range(3)])
    kit.close(alone, together, rtol=1e-4, atol=1e-5, name="单独送进去的输出")


@exercise("build_cnn", seconds=20)
@pytest.mark.parametrize("mode", ["train", "eval"])
def test_cnn_gives_logits(student, mode):
    """输出是 logits：一行的和不是 1，可正可负；训练和评估（eval）时都一样。"""
    images = torch.tensor(np.random.default_rng(5).normal(size=(20, 1, 28, 28)), dtype=torch.float32)
    # 一个模型的输出偶尔会全是同一个符号，三个就不会了
    models = [build(student) for _ in range(3)]
    for model in models:
        student.invoke(model, mode)
    outputs = [student.invoke(model, "__call__", 10 * images) for model in models]
    logits = np.concatenate([kit.tensor(o, (20, 10), "f").detach().double().numpy() for o in outputs])
    kit.require(not np.allclose(logits.sum(axis=1), 1, atol=1e-3), "每一行的和都是 1，像是过了 softmax")
    kit.require(logits.max() > 0 > logits.min(), "输出全是同一个符号")


def stripes(n=40):
    """四类图：空白、全黑、横条纹、竖条纹，加一点噪声。"""
    rng = np.random.default_rng(0)
    y = np.arange(n) % 4
    wave = np.tile(0.8 * (np.arange(28) // 2 % 2), (28, 1))
    kinds = np.stack([np.zeros((28, 28)), np.full((28, 28), 0.8), wave.T, wave])
    x = 0.2 * rng.random((n, 1, 28, 28)) + kinds[y, None]
    return torch.tensor(x, dtype=torch.float32), torch.tensor(y)


@exercise("train_cnn", core=True, seconds=20)
def test_train_cnn_learns_stripes(student):
    """空白、全黑、横条纹、竖条纹的图，一共 40 张，训练 20 轮：损失降下来，图认得出来，每轮一个数。"""
    (x, y), model = stripes(), student.build_dense()
    history = kit.sequence(student.train_cnn(model, x, y, 20, 0.003, 8, 0), 20, "history")
    losses = [kit.scalar(loss, "history 里的数") for loss in history]
    kit.require(losses[-1] < 0.5 * losses[0], f"损失从 {losses[0]:.3f} 只到 {losses[-1]:.3f}")
    logits = kit.tensor(student.invoke(model, "__call__", x), (40, 10))
    accuracy = float((logits.argmax(dim=1) == y).double().mean())
    kit.at_least(accuracy, 0.9, "训练集正确率")


@exercise("train_cnn", seconds=20)
def test_train_cnn_steps_with_adam(student):
    """一批就是全部样本、每一轮正好走一步：连走 6 步，每一步的损失应当与 PyTorch 的 Adam 一步步走的一致。"""
    (x, y), model = stripes(), student.build_dense()
    hidden, out = torch.nn.Linear(784, 64), torch.nn.Linear(64, 10)
    layers = torch.nn.Sequential(torch.nn.Flatten(), hidden, torch.nn.ReLU(), out)
    start = student.invoke(model, "state_dict")
    layers.load_state_dict({name: value.detach().clone() for name, value in start.items()})
    history = kit.sequence(student.train_cnn(model, x, y, 6, 0.003, 40, 0), 6, "history")
    optimizer = torch.optim.Adam(layers.parameters(), lr=0.003)
    losses = []
    for _ in range(6):
        loss = torch.nn.functional.cross_entropy(layers(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    losses.append(torch.nn.functional.cross_entropy(layers(x), y).item())
    means = np.array([kit.scalar(loss, "history 里的数") for loss in history])
    # 损失可以在这一步之前算，也可以在一轮结束之后算
    if not np.allclose(means, losses[1:], rtol=1e-2):
        kit.close(means, losses[:6], rtol=1e-2, name="history")


@exercise("train_cnn", seconds=20)
def test_train_cnn_uses_the_short_batch(student):
    """5 张一样的图，一批 3 张：一轮走两步，最后两张也要用上；记下的是这一轮的平均损失，不是最后一批的。"""
    (x, y), model = stripes(3), student.build_dense()
    x, y = x[2:].repeat(5, 1, 1, 1), y[2:].repeat(5)
    layers = torch.nn.Sequential(
        torch.nn.Flatten(), torch.nn.Linear(784, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10)
    )
    start = student.invoke(model, "state_dict")
    layers.load_state_dict({name: value.detach().clone() for name, value in start.items()})
    history = kit.sequence(student.train_cnn(model, x, y, 1, 0.001, 3, 0), 1, "history")
    optimizer = torch.optim.Adam(layers.parameters(), lr=0.001)
    losses = []
    for _ in range(2):
        loss = torch.nn.functional.cross_entropy(layers(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    out = kit.tensor(student.invoke(model, "__call__", x), (5, 10), "f").detach()
    kit.close(out, layers(x).detach(), rtol=1e-2, atol=1e-2, name="训练之后的 logits")
    first, second = losses
    after = torch.nn.functional.cross_entropy(layers(x), y).item()
    # 按张数加权的平均、各批的平均、一轮结束之后的，都可以
    means = np.array([0.6 * first + 0.4 * second, (first + second) / 2, after])
    mean = kit.scalar(history[0], "history 里的数")
    kit.require(bool(np.isclose(mean, means, rtol=1e-2).any()), "history 不是这一轮的平均损失")


@exercise("train_cnn", seconds=20)
def test_train_cnn_is_reproducible(student):
    """起点和 seed 都相同，结果就相同；换一个 seed，结果就不同。"""
    (x, y), models = stripes(), [student.build_dense() for _ in range(3)]
    # state_dict 给的可能就是模型里的张量，训练会改动它们，所以先拷贝
    found = student.invoke(models[0], "state_dict")
    start = {name: value.detach().clone() for name, value in found.items()}
    results = []
    for model, seed in zip(models, (1, 1, 2)):
        student.invoke(model, "load_state_dict", start)
        history = kit.sequence(student.train_cnn(model, x, y, 2, 0.01, 8, seed), 2, "history")
        results.append([kit.scalar(loss, "history 里的数") for loss in history])
    kit.close(np.array(results[1]), results[0], rtol=1e-5, name="同一个 seed 的损失")
    kit.require(not np.allclose(results[2], results[0], rtol=1e-5), "换一个 seed，损失却没有变")


@exercise("train_cnn", seconds=20)
def test_train_cnn_leaves_data_alone(student):
    """训练不改动 x 和 y，也不打乱它们在张量里的次序。"""
    x, y = stripes(20)
    before = x.clone(), y.clone()
    student.train_cnn(student.build_dense(), x, y, 1, 0.01, 8, 0)
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
