"""Hidden tests of day05.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit
from autograder.checking.student import Call, StudentError
from autograder.graders.day05 import reference as ref

# The calls that would be the exercise.
LIBRARY = {
    "*conv*", "*correlate*", "*pool*", "*fold*", "im2col", "col2im", "*_filter*", "sepfir2d", "*dilation*", "*erosion*",
    "block_reduce", "unfold", "fold", "convolve", "correlate", "autograd", "grad", "backward", "requires_grad_", "vjp", "jvp",
    "vhp", "hvp", "linearize", "*jac*", "*hessian*", "functorch",
}  # fmt: skip


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same numbers in Fortran order and as a view that skips entries of a larger array."""
    wide = np.zeros((*a.shape[:-2], 2 * a.shape[-2], 3 * a.shape[-1]), dtype=a.dtype)
    wide[..., ::2, 1::3] = a
    return [np.asfortranarray(a), wide[..., ::2, 1::3]]


def record(student: Any, since: int, fact: Any) -> None:
    """Put one fact into the transcript in place of all calls since call number ``since``.

    A test that looks at one thing only records that alone: what diagnosis compares is then what the test saw.
    """
    student.calls[since:] = [Call("fact", fact, {})]


# --- pad2d --------------------------------------------------------------------------------------------


def check_pad2d(student: Any, x: np.ndarray, padding: int) -> None:
    """Compare one padded array, and its kind of dtype."""
    want = ref.pad2d(x, padding)
    got = kit.array(student.pad2d(x, padding), want.shape)
    kit.close(got, want)


@pytest.mark.exercise("pad2d", core=True)
def test_pad2d_values(student, rng):
    """行和列的四周各多出 padding 圈 0，样本和通道两个轴不变，中间是原来的图。"""
    for padding in (1, 3):
        check_pad2d(student, rng.normal(size=(2, 3, 5, 7)), padding)


@pytest.mark.exercise("pad2d")
@pytest.mark.parametrize("shape", [(5, 3), (2, 7, 3), (2, 1, 3, 2, 5)])
def test_pad2d_any_ndim(student, rng, shape):
    """前面没有轴、有一个轴或有三个轴时，也只补最后两个轴。"""
    check_pad2d(student, rng.normal(size=shape), 2)


@pytest.mark.exercise("pad2d")
@pytest.mark.parametrize("dtype", ["uint8", "int64", "float32", "bool"])
def test_pad2d_keeps_dtype(student, rng, dtype):
    """补零之后 dtype 与 x 相同：整数还是整数，float32 还是 float32。"""
    x = rng.integers(0, 2, size=(3, 5)).astype(dtype)
    got = kit.array(student.pad2d(x, 1), (5, 7))
    kit.close(got.astype(np.float64), ref.pad2d(x, 1))
    if got.dtype != x.dtype:
        kit.fail("dtype", f"dtype 应当是 {x.dtype}，得到的是 {got.dtype}")


@pytest.mark.exercise("pad2d")
def test_pad2d_by_zero_is_a_copy(student, rng):
    """padding 为 0 时形状和数值不变，而且是新数组，不与 x 共用内存。"""
    x = rng.normal(size=(2, 3, 5))
    want = x.copy()
    got = student.pad2d(x, 0)
    kit.close(got, want)
    kit.require(not np.shares_memory(got, x), "返回的数组与 x 共用内存")


@pytest.mark.exercise("pad2d")
def test_pad2d_keeps_input(student, rng):
    """传进去的 x 不变；转置或切片得到的 x（内存不连续）也能用。"""
    x = rng.normal(size=(2, 5, 3))
    for same in (x, *layouts(x)):
        before = same.copy()
        check_pad2d(student, same, 1)
        kit.unchanged(same, before, "x")


# --- conv2d_output_size -------------------------------------------------------------------------------


def check_sizes(student: Any, cases: list[tuple[int, int, int, int]]) -> None:
    """Compare the output size of every case; in none of them is the kernel too large."""
    since = len(student.calls)
    fit: list[float | None] = []
    for case in cases:
        try:
            fit.append(kit.scalar(student.conv2d_output_size(*case)))
        except StudentError as error:
            if (error.kind, error.exception) != ("raised", "ValueError"):
                raise
            fit.append(None)
    if None in fit:
        # Which of the cases somebody refuses tells why, however the error is raised.
        record(student, since, fit)
        kit.fail("property", "核放得下，却抛出了 ValueError")
    kit.close(np.array(fit), [ref.output_size(*case) for case in cases], name="输出的长度")


@pytest.mark.exercise("conv2d_output_size", core=True)
def test_output_size_exact_fit(student):
    """步幅正好走完时，输出的长度是停得下的位置数。"""
    check_sizes(student, [(11, 3, 2, 0), (13, 4, 3, 1), (5, 2, 1, 0), (7, 3, 1, 2)])


@pytest.mark.exercise("conv2d_output_size")
def test_output_size_leftover(student):
    """最后不够一步的部分不算：向下取整。"""
    check_sizes(student, [(12, 3, 2, 0), (11, 3, 5, 1), (10, 4, 4, 0), (9, 2, 5, 3)])


@pytest.mark.exercise("conv2d_output_size")
def test_output_size_just_fits(student):
    """核与补零之后的输入一样长时，正好停一处，不算错误。"""
    check_sizes(student, [(7, 7, 1, 0), (5, 9, 3, 2), (1, 1, 1, 0), (3, 3, 7, 0)])


@pytest.mark.exercise("conv2d_output_size")
def test_output_size_padding(student):
    """两端都补零：补一圈，长度多 2。"""
    check_sizes(student, [(7, 5, 1, 1), (7, 5, 1, 2), (7, 5, 2, 5), (2, 5, 1, 3)])


@pytest.mark.exercise("conv2d_output_size")
def test_output_size_is_an_integer(student):
    """返回的是整数，不是浮点数。"""
    sizes = [student.conv2d_output_size(*case) for case in ((11, 3, 2, 0), (12, 3, 2, 1))]
    kit.require(
        all(isinstance(size, (int, np.integer)) and not isinstance(size, bool) for size in sizes),
        "得到的不是整数",
    )


@pytest.mark.exercise("conv2d_output_size")
@pytest.mark.parametrize("case", [(3, 4, 1, 0), (3, 4, 5, 0), (5, 13, 2, 3), (2, 9, 1, 1)])
def test_output_size_too_large_a_kernel(student, case):
    """核比补零之后的输入还长时抛出 ValueError，不论步幅是多少。"""
    with kit.raises("ValueError"):
        student.conv2d_output_size(*case)


# --- conv2d_forward -----------------------------------------------------------------------------------

Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def layer(
    rng: np.random.Generator, x_shape: tuple[int, int, int, int], w_shape: tuple[int, int, int]
) -> Layer:
    """Random (x, w, b); ``w_shape`` is (filters, kh, kw)."""
    f, kh, kw = w_shape
    return rng.normal(size=x_shape), rng.normal(size=(f, x_shape[1], kh, kw)), rng.normal(size=f)


def convolve(student: Any, arrays: Layer, stride: int = 1, padding: int = 0) -> Any:
    """Call the student's conv2d_forward, check its output and return its cache."""
    want = ref.conv2d(*arrays, stride, padding)
    out, cache = kit.sequence(student.conv2d_forward(*arrays, stride, padding), 2)
    kit.close(out, want, name="out")
    return cache


def plain(
    rng: np.random.Generator, x_shape: tuple[int, int, int, int], w_shape: tuple[int, int, int]
) -> Layer:
    """(x, w, b) with kernels that a half turn does not change and without bias: neither can go wrong here.

    Of two mistakes each can then be named by the tests in which it shows alone.
    """
    x, w, b = layer(rng, x_shape, w_shape)
    return x, w + w[:, :, ::-1, ::-1], np.zeros(b.shape)


@pytest.mark.exercise("conv2d_forward", core=True)
def test_conv2d_one_channel(student, rng):
    """一个样本、一个通道、一个方的核：每个位置是窗口与核对齐相乘之和，核不翻转。"""
    x, w, _ = layer(rng, (1, 1, 5, 5), (1, 3, 3))
    convolve(student, (x, w, np.zeros(1)))


@pytest.mark.exercise("conv2d_forward", core=True)
def test_conv2d_channels(student, rng):
    """多个样本、通道和核：对通道求和，每个核给出一个输出通道。"""
    convolve(student, plain(rng, (3, 2, 7, 7), (5, 3, 3)))


@pytest.mark.exercise("conv2d_forward", core=True)
def test_conv2d_bias(student, rng):
    """每个核有自己的偏置，在这个核算出的每个位置上加一次（权重全为 0 时，输出就是偏置）。"""
    x, w, b = layer(rng, (2, 3, 5, 6), (4, 3, 2))
    convolve(student, (x, np.zeros(w.shape), b))


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_as_many_filters_as_channels(student, rng):
    """核的个数恰好等于通道数时，两者也没有弄混。"""
    convolve(student, plain(rng, (2, 3, 5, 6), (3, 2, 2)))


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_wide_image(student, rng):
    """图的高与宽不相等时也正确。"""
    convolve(student, plain(rng, (2, 3, 5, 9), (2, 3, 3)))
    convolve(student, plain(rng, (2, 3, 11, 6), (2, 2, 2)))


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_wide_kernel(student, rng):
    """核的高与宽不相等时也正确。"""
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 5, 2)))
    convolve(student, plain(rng, (2, 3, 7, 7), (2, 1, 3)))


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_stride(student, rng):
    """步幅在行和列两个方向都起作用。"""
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 2, 8, 8), (3, 2, 2)), stride=3)


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_leftover(student, rng):
    """最后不够一步的边不算。"""
    convolve(student, plain(rng, (2, 3, 8, 8), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 2, 7, 7), (3, 2, 2)), stride=3)


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_padding(student, rng):
    """补零之后再卷积，四周的位置也算在内。"""
    convolve(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), padding=1)
    convolve(student, plain(rng, (2, 2, 4, 4), (3, 2, 2)), padding=2)


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_stride_and_padding(student, rng):
    """步幅和补零同时用，核比步幅小（有的像素用不上）时也正确。"""
    # One after the other first: a mistake in one of them looks the same beside one in the other.
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), padding=1)
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2, padding=1)
    convolve(student, plain(rng, (1, 3, 6, 6), (2, 1, 1)), stride=3, padding=2)


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_just_fits(student, rng):
    """核与图一样大时只有一个位置，out 的形状仍是 (n, f, 1, 1)。"""
    convolve(student, plain(rng, (3, 2, 5, 5), (2, 5, 5)))
    convolve(student, plain(rng, (1, 1, 3, 3), (1, 3, 3)))


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_everything(student, rng):
    """图和核都不是方的，有偏置、步幅和补零：合在一起也正确。"""
    # One property after the other first: a mistake in one of them looks the same beside one in another.
    x, w, b = layer(rng, (1, 1, 5, 5), (1, 3, 3))
    convolve(student, (x, w, 0.0 * b))
    x, w, b = layer(rng, (2, 3, 5, 6), (4, 3, 2))
    convolve(student, (x, 0.0 * w, b))
    convolve(student, plain(rng, (2, 3, 5, 9), (2, 3, 3)))
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 5, 2)))
    convolve(student, plain(rng, (2, 3, 7, 7), (5, 3, 3)), stride=2)
    convolve(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), padding=1)
    convolve(student, layer(rng, (2, 3, 12, 9), (5, 3, 2)), stride=2, padding=1)


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_integers(student, rng):
    """整数的图（例如没有缩放过的像素）也能用，结果是浮点数，不被截断。"""
    x, w, b = plain(rng, (2, 3, 5, 5), (2, 3, 3))
    convolve(student, (rng.integers(0, 256, size=x.shape), w, b))


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_defaults(student, rng):
    """不写 stride 和 padding 时，步幅是 1，不补零。"""
    arrays = plain(rng, (2, 3, 5, 5), (2, 3, 3))
    want = ref.conv2d(*arrays)
    out, _ = kit.sequence(student.conv2d_forward(*arrays), 2)
    kit.close(out, want, name="out")


@pytest.mark.exercise("conv2d_forward")
def test_conv2d_keeps_inputs(student, rng):
    """传进去的 x、w、b 不变；内存不连续的 x 和 w 也能用。"""
    x, w, b = plain(rng, (2, 3, 5, 5), (5, 3, 3))
    for same_x, same_w in zip((x, *layouts(x)), (w, *layouts(w))):
        arrays = (same_x, same_w, b)
        before = [array.copy() for array in arrays]
        convolve(student, arrays)
        for now, then, name in zip(arrays, before, "xwb"):
            kit.unchanged(now, then, name)


@pytest.mark.exercise("conv2d_forward", core=True, structure=True)
def test_conv2d_is_handmade(student):
    """卷积要自己写，不能调用现成的卷积函数。"""
    kit.not_calling(student, "conv2d_forward", LIBRARY)


# --- conv2d_backward ----------------------------------------------------------------------------------


GRADIENTS = ("dx", "dw", "db")


def gradient(student: Any, part: str, dout: np.ndarray, cache: Any) -> Any:
    """One of the gradients that the student's conv2d_backward returns; the transcript keeps it alone.

    Of two mistakes in different gradients each can then be named.
    """
    since = len(student.calls)
    found = kit.sequence(student.conv2d_backward(dout, cache), 3)[GRADIENTS.index(part)]
    record(student, since, found)
    return found


def upstream(rng: np.random.Generator, arrays: Layer, stride: int = 1, padding: int = 0) -> np.ndarray:
    """A random gradient of the output."""
    return rng.normal(size=ref.conv2d(*arrays, stride, padding).shape)


def check_gradient(actual: Any, want: np.ndarray, part: str) -> None:
    """Compare one gradient."""
    kit.close(actual, want, name=part, rtol=1e-6, atol=1e-8)


def check_backward(
    student: Any, rng: np.random.Generator, part: str, arrays: Layer, stride: int = 1, padding: int = 0
) -> None:
    """Check one gradient for a random upstream gradient, on the cache of the student's own forward."""
    dout = upstream(rng, arrays, stride, padding)
    want = ref.conv2d_gradients(dout, *arrays, stride, padding)[GRADIENTS.index(part)]
    cache = convolve(student, arrays, stride, padding)
    check_gradient(gradient(student, part, dout, cache), want, part)


PARTS = pytest.mark.parametrize("part", ["dx", "dw"])


@pytest.mark.exercise("conv2d_backward", core=True)
def test_backward_dx(student, rng):
    """窗口互不重叠、不补零时，dx 的形状与 x 相同，数值是 sum(dout · out) 的梯度。"""
    check_backward(student, rng, "dx", layer(rng, (2, 3, 6, 9), (5, 2, 3)), stride=3)


@pytest.mark.exercise("conv2d_backward", core=True)
def test_backward_dw(student, rng):
    """窗口互不重叠、不补零时，dw 的形状与 w 相同，对样本和位置求和。"""
    check_backward(student, rng, "dw", layer(rng, (2, 3, 6, 9), (5, 2, 3)), stride=3)


@pytest.mark.exercise("conv2d_backward", core=True)
def test_backward_db(student, rng):
    """db 的形状与 b 相同，对样本和位置求和。"""
    check_backward(student, rng, "db", layer(rng, (2, 3, 6, 9), (5, 2, 3)), stride=3)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_overlap(student, rng, part):
    """步幅为 1、窗口重叠时，重叠处的梯度是各个窗口的贡献之和。"""
    check_backward(student, rng, part, layer(rng, (1, 1, 5, 5), (1, 3, 3)))
    check_backward(student, rng, part, layer(rng, (2, 3, 7, 5), (5, 3, 2)))


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_padding(student, rng, part):
    """有补零时，dx 的大小与没有补零的 x 相同，补的零不留梯度。"""
    # Windows apart: here padding alone can go wrong.
    check_backward(student, rng, part, layer(rng, (2, 3, 4, 6), (2, 3, 2)), stride=4, padding=1)
    check_backward(student, rng, part, layer(rng, (2, 2, 5, 2), (3, 3, 3)), stride=3, padding=2)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_overlap_and_padding(student, rng, part):
    """窗口重叠又有补零时，梯度也正确。"""
    check_backward(student, rng, part, layer(rng, (1, 1, 5, 5), (1, 3, 3)))
    check_backward(student, rng, part, layer(rng, (2, 3, 4, 6), (2, 3, 2)), stride=4, padding=1)
    check_backward(student, rng, part, layer(rng, (2, 3, 5, 7), (2, 3, 2)), padding=1)
    check_backward(student, rng, part, layer(rng, (2, 2, 3, 5), (3, 2, 3)), padding=2)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_leftover(student, rng, part):
    """边上有用不到的像素时，用不到的像素梯度是 0。"""
    check_backward(student, rng, part, layer(rng, (2, 3, 8, 9), (5, 2, 2)), stride=3)
    check_backward(student, rng, part, layer(rng, (2, 2, 7, 8), (3, 2, 3)), stride=3)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_one_of_each(student, rng, part):
    """一个样本、一个核、一个位置时，梯度的形状也正确。"""
    check_backward(student, rng, part, layer(rng, (1, 1, 3, 2), (1, 3, 2)))
    check_backward(student, rng, part, layer(rng, (1, 3, 4, 6), (1, 2, 3)), stride=3)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_square(student, rng, part):
    """样本、通道、核的个数和高、宽都恰好相等时也正确：形状在这里什么也看不出来。"""
    check_backward(student, rng, part, layer(rng, (2, 2, 4, 4), (2, 2, 2)), stride=2)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_layouts(student, rng, part):
    """内存不连续的 x、w、dout 也能用。"""
    x, w, b = layer(rng, (2, 3, 6, 9), (5, 2, 3))
    dout = upstream(rng, (x, w, b), 3)
    want = ref.conv2d_gradients(dout, x, w, b, 3)[GRADIENTS.index(part)]
    for same_x, same_w, same_dout in zip(layouts(x), layouts(w), layouts(dout)):
        cache = convolve(student, (same_x, same_w, b), 3)
        check_gradient(gradient(student, part, same_dout, cache), want, part)


@pytest.mark.exercise("conv2d_backward")
def test_backward_keeps_inputs(student, rng):
    """传进去的 dout 和前向时的 x、w 在调用之后保持原样。"""
    x, w, b = layer(rng, (2, 3, 5, 7), (5, 2, 3))
    dout = upstream(rng, (x, w, b), 1, 1)
    before = x.copy(), w.copy(), dout.copy()
    cache = convolve(student, (x, w, b), 1, 1)
    student.conv2d_backward(dout, cache)
    for now, then, name in zip((x, w, dout), before, ("x", "w", "dout")):
        kit.unchanged(now, then, name)


@pytest.mark.exercise("conv2d_backward")
@PARTS
def test_backward_integers(student, rng, part):
    """整数的图也能求梯度，dx 仍是浮点数，不被截断。"""
    x, w, b = layer(rng, (2, 3, 6, 9), (5, 2, 3))
    # Floats first: what goes wrong with them has nothing to do with integers.
    for image in (x, rng.integers(0, 256, size=x.shape)):
        check_backward(student, rng, part, (image, w, b), stride=3)


@pytest.mark.exercise("conv2d_backward")
def test_backward_two_layers_at_once(student, rng):
    """先后前向两层、再按相反的顺序反向，每一层用的都是自己的 cache。"""
    inputs = [layer(rng, (2, 3, 6, 9), (5, 2, 3)) for _ in range(2)]
    douts = [upstream(rng, arrays, 3) for arrays in inputs]
    wants = [ref.conv2d_gradients(dout, *arrays, 3)[1] for dout, arrays in zip(douts, inputs)]
    caches = [convolve(student, arrays, 3) for arrays in inputs]
    results = [gradient(student, "dw", douts[k], caches[k]) for k in (1, 0)]
    for result, want in zip(results, reversed(wants)):
        check_gradient(result, want, "dw")


@pytest.mark.exercise("conv2d_backward", core=True, structure=True)
def test_backward_is_handmade(student):
    """卷积的反向要自己写，不能调用现成的卷积或自动求导。"""
    kit.not_calling(student, "conv2d_backward", LIBRARY)


# --- im2col -------------------------------------------------------------------------------------------


def check_im2col(
    student: Any, x: np.ndarray, kernel: int | tuple[int, int], stride: int = 1, padding: int = 0
) -> None:
    """Compare the table of windows."""
    kh, kw = (kernel, kernel) if isinstance(kernel, int) else kernel
    want = ref.im2col(x, (kh, kw), stride, padding)
    kit.close(student.im2col(x, kernel, stride, padding), want)


@pytest.mark.exercise("im2col", core=True)
def test_im2col_one_channel(student, rng):
    """一个通道：每个窗口按行优先拉成一行，形状是 (n, out_h · out_w, c · kh · kw)。"""
    check_im2col(student, rng.normal(size=(1, 1, 5, 5)), 3)


@pytest.mark.exercise("im2col", core=True)
def test_im2col_channels(student, rng):
    """多个样本和通道：一行里先是通道，再是窗口的行和列。"""
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 2)


@pytest.mark.exercise("im2col")
def test_im2col_rectangles(student, rng):
    """图不是方的时，行和列的次序仍然正确。"""
    check_im2col(student, rng.normal(size=(2, 3, 7, 5)), 2)
    check_im2col(student, rng.normal(size=(3, 2, 4, 9)), 3)


@pytest.mark.exercise("im2col")
def test_im2col_wide_kernel(student, rng):
    """kernel 是 (kh, kw)、核不是方的时，窗口的行和列仍然正确。"""
    # The windows lie in one row or one column: in which order they come cannot go wrong here.
    check_im2col(student, rng.normal(size=(2, 3, 3, 7)), (3, 2))
    check_im2col(student, rng.normal(size=(3, 2, 7, 3)), (1, 3))


@pytest.mark.exercise("im2col")
def test_im2col_stride(student, rng):
    """步幅在行和列两个方向都起作用。"""
    check_im2col(student, rng.normal(size=(2, 3, 7, 7)), 3, 2)
    check_im2col(student, rng.normal(size=(1, 2, 7, 7)), 2, 3)


@pytest.mark.exercise("im2col")
def test_im2col_padding(student, rng):
    """补的零也出现在窗口里。"""
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 3, 1, 1)
    check_im2col(student, rng.normal(size=(2, 2, 3, 3)), 2, 1, 2)


@pytest.mark.exercise("im2col")
def test_im2col_everything(student, rng):
    """图和核都不是方的，有步幅和补零：合在一起也正确。"""
    # One property after the other first: a mistake in one of them looks the same beside one in another.
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 2)
    check_im2col(student, rng.normal(size=(2, 3, 7, 7)), 3, 2)
    check_im2col(student, rng.normal(size=(2, 3, 5, 5)), 3, 1, 1)
    check_im2col(student, rng.normal(size=(2, 3, 11, 8)), (3, 2), 2)
    check_im2col(student, rng.normal(size=(2, 3, 5, 7)), (3, 2), 2, 1)


@pytest.mark.exercise("im2col")
def test_im2col_just_fits(student, rng):
    """核与图一样大时只有一个窗口，仍是三个轴。"""
    check_im2col(student, rng.normal(size=(3, 2, 3, 3)), 3)
    check_im2col(student, rng.normal(size=(1, 1, 1, 1)), 1)


@pytest.mark.exercise("im2col")
def test_im2col_keeps_input(student, rng):
    """传进去的 x 不变；内存不连续的 x、整数的 x 也能用。"""
    x = rng.normal(size=(2, 3, 5, 5))
    for same in (x, *layouts(x), rng.integers(0, 256, size=x.shape)):
        before = same.copy()
        check_im2col(student, same, 2)
        kit.unchanged(same, before, "x")


@pytest.mark.exercise("im2col", core=True, structure=True)
def test_im2col_is_handmade(student):
    """im2col 要自己写，不能调用现成的 unfold。"""
    kit.not_calling(student, "im2col", LIBRARY)


# --- conv2d_im2col ------------------------------------------------------------------------------------


def check_product(student: Any, arrays: Layer, *rest: int) -> None:
    """Compare the convolution by one matrix product."""
    want = ref.conv2d(*arrays, *rest)
    kit.close(student.conv2d_im2col(*arrays, *rest), want)


@pytest.mark.exercise("conv2d_im2col", core=True)
def test_product_values(student, rng):
    """多个样本、通道和核：返回 (n, f, out_h, out_w)，与卷积的定义一致。"""
    x, w, b = layer(rng, (3, 2, 7, 7), (5, 3, 3))
    check_product(student, (x, w, np.zeros(b.shape)))


@pytest.mark.exercise("conv2d_im2col", core=True)
def test_product_bias(student, rng):
    """每个核有自己的偏置，加在这个核算出的每个位置上（权重全为 0 时，输出就是偏置）。"""
    x, w, b = layer(rng, (2, 3, 5, 5), (4, 3, 3))
    check_product(student, (x, np.zeros(w.shape), b))


@pytest.mark.exercise("conv2d_im2col")
def test_product_one_of_each(student, rng):
    """一个样本、一个通道、一个核、一个位置时，仍是四个轴。"""
    check_product(student, plain(rng, (1, 1, 5, 5), (1, 3, 3)))
    check_product(student, plain(rng, (1, 1, 3, 2), (1, 3, 2)))


@pytest.mark.exercise("conv2d_im2col")
def test_product_rectangles(student, rng):
    """图和核的高与宽各不相等时也正确。"""
    check_product(student, plain(rng, (2, 3, 11, 7), (5, 3, 3)))
    check_product(student, plain(rng, (2, 3, 7, 7), (2, 5, 3)))
    check_product(student, plain(rng, (2, 3, 5, 13), (2, 1, 3)))


@pytest.mark.exercise("conv2d_im2col")
def test_product_square_number_of_positions(student, rng):
    """位置的个数恰好是平方数时，输出也不一定是方的。"""
    check_product(student, plain(rng, (2, 3, 4, 10), (5, 3, 3)))
    check_product(student, plain(rng, (2, 3, 10, 2), (2, 2, 2)))


@pytest.mark.exercise("conv2d_im2col")
def test_product_as_many_positions(student, rng):
    """步幅和补零都传给了 im2col：输出恰好与不用它们时一样大，数值也正确。"""
    check_product(student, plain(rng, (2, 3, 5, 5), (5, 3, 3)), 2, 1)
    check_product(student, plain(rng, (2, 3, 6, 5), (5, 4, 3)), 2, 1)


@pytest.mark.exercise("conv2d_im2col")
def test_product_stride_and_padding(student, rng):
    """步幅和补零都起作用。"""
    check_product(student, plain(rng, (2, 3, 11, 7), (5, 3, 2)), 2, 1)
    check_product(student, plain(rng, (2, 3, 7, 13), (2, 2, 3)), 3)
    check_product(student, plain(rng, (2, 3, 5, 3), (2, 3, 2)), 1, 2)


@pytest.mark.exercise("conv2d_im2col")
def test_product_keeps_inputs(student, rng):
    """传进去的 x、w、b 不变；内存不连续的 x 和 w 也能用。"""
    x, w, b = plain(rng, (2, 3, 7, 5), (5, 3, 2))
    for same_x, same_w in zip((x, *layouts(x)), (w, *layouts(w))):
        arrays = (same_x, same_w, b)
        before = [array.copy() for array in arrays]
        check_product(student, arrays, 2, 1)
        for now, then, name in zip(arrays, before, "xwb"):
            kit.unchanged(now, then, name)


@pytest.mark.exercise("conv2d_im2col", core=True, structure=True)
def test_product_has_no_loop(student):
    """循环只允许写在 im2col 里面，也不能调用现成的卷积函数。"""
    # pad2d and conv2d_output_size loop over axes and steps, if at all, not over pixels.
    kit.no_python_loops(student, "conv2d_im2col", allowed={"im2col", "pad2d", "conv2d_output_size"})
    kit.not_calling(student, "conv2d_im2col", LIBRARY)


@pytest.mark.exercise("conv2d_im2col", core=True, seconds=0.5, structure=True)
def test_product_many_kernels(student, rng):
    """几十万个核也在一瞬间算完：是一次矩阵乘法，不是一个核一个核算的。"""
    # One product takes some 0.05 s, one kernel after the other at least 2 s; im2col, which may loop, has one window.
    kit.no_python_loops(student, "conv2d_im2col", allowed={"im2col", "pad2d", "conv2d_output_size"})
    x, w, b = layer(rng, (1, 1, 2, 2), (400_000, 2, 2))
    want = (w.reshape(len(w), -1) @ x.reshape(-1) + b).reshape(1, -1, 1, 1)
    kit.close(student.conv2d_im2col(x, w, b), want)


# --- max_pool2d_forward -------------------------------------------------------------------------------


def pool(student: Any, x: np.ndarray, size: int, stride: int) -> Any:
    """Call the student's max_pool2d_forward, check its output and return its cache."""
    want = ref.max_pool2d(x, size, stride)
    out, cache = kit.sequence(student.max_pool2d_forward(x, size, stride), 2)
    kit.close(out, want, name="out")
    return cache


@pytest.mark.exercise("max_pool2d_forward", core=True)
def test_max_pool_values(student, rng):
    """每个样本、每个通道、每个窗口取最大值，返回 (out, cache)；图是方的时，行和列也没有弄混。"""
    pool(student, rng.normal(size=(2, 3, 6, 6)), 2, 2)


# Of a stride and of an image that is not square each has tests of its own: of two mistakes each shows alone.


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_wide_image(student, rng):
    """图的高与宽不相等时也正确。"""
    pool(student, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    pool(student, rng.normal(size=(2, 3, 4, 9)), 2, 1)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_overlap(student, rng):
    """步幅小于窗口时，窗口互相重叠。"""
    pool(student, rng.normal(size=(2, 3, 5, 5)), 3, 1)
    pool(student, rng.normal(size=(2, 3, 7, 7)), 3, 2)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_gaps(student, rng):
    """步幅大于窗口时，窗口之间的像素跳过。"""
    pool(student, rng.normal(size=(2, 3, 11, 11)), 2, 3)
    pool(student, rng.normal(size=(2, 3, 7, 7)), 1, 2)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_leftover(student, rng):
    """凑不满一个窗口的边丢掉，不补零。"""
    pool(student, rng.normal(size=(2, 3, 7, 7)), 2, 2)
    pool(student, rng.normal(size=(2, 3, 11, 11)), 3, 3)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_everything(student, rng):
    """图不是方的，又有步幅：合在一起也正确，凑不满一个窗口的边丢掉。"""
    # One after the other first: a mistake in one of them looks the same beside one in the other.
    pool(student, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    pool(student, rng.normal(size=(2, 3, 6, 6)), 2, 2)
    pool(student, rng.normal(size=(2, 3, 6, 10)), 2, 2)
    pool(student, rng.normal(size=(2, 3, 7, 12)), 3, 2)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_negative(student, rng):
    """窗口里全是负数时，最大值也是负数。"""
    pool(student, -1.0 - rng.random(size=(2, 3, 6, 6)), 2, 2)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_just_fits(student, rng):
    """一个样本、一个通道，窗口与图一样大时，out 的形状是 (1, 1, 1, 1)。"""
    pool(student, rng.normal(size=(1, 1, 3, 3)), 3, 2)


@pytest.mark.exercise("max_pool2d_forward")
@pytest.mark.parametrize("shape", [(2, 3, 2, 5), (2, 3, 5, 2)])
def test_max_pool_too_large_a_window(student, rng, shape):
    """窗口比图高或者比图宽时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.max_pool2d_forward(rng.normal(size=shape), 3, 1)


@pytest.mark.exercise("max_pool2d_forward")
def test_max_pool_keeps_input(student, rng):
    """传进去的 x 不变；内存不连续的 x、整数的 x 也能用。"""
    x = rng.normal(size=(2, 3, 5, 5))
    for same in (x, *layouts(x), rng.integers(-9, 9, size=x.shape)):
        before = same.copy()
        pool(student, same, 2, 2)
        kit.unchanged(same, before, "x")


@pytest.mark.exercise("max_pool2d_forward", core=True, structure=True)
def test_max_pool_is_handmade(student):
    """池化要自己写，不能调用现成的池化函数。"""
    kit.not_calling(student, "max_pool2d_forward", LIBRARY)


# --- max_pool2d_backward ------------------------------------------------------------------------------


def check_pool_backward(
    student: Any, rng: np.random.Generator, x: np.ndarray, size: int, stride: int
) -> None:
    """Check dx for a random upstream gradient, on the cache of the student's own forward."""
    dout = rng.normal(size=ref.max_pool2d(x, size, stride).shape)
    before = dout.copy()
    want = ref.max_pool2d_gradient(dout, x, size, stride)
    cache = pool(student, x, size, stride)
    kit.close(student.max_pool2d_backward(dout, cache), want, name="dx")
    kit.unchanged(dout, before, "dout")


@pytest.mark.exercise("max_pool2d_backward", core=True)
def test_pool_backward_values(student, rng):
    """每个窗口的梯度整份给其中的最大值，其余是 0；dx 与 x 同形状。"""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 6, 10)), 2, 2)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_square(student, rng):
    """图是方的时，行和列也没有弄混。"""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 6, 6)), 2, 2)


def check_ties(student: Any, rng: np.random.Generator) -> None:
    """Windows apart, with several equal maxima."""
    check_pool_backward(student, rng, np.maximum(rng.integers(-3, 2, size=(2, 3, 6, 10)), 0.0), 2, 2)
    check_pool_backward(student, rng, np.zeros((1, 2, 9, 6)), 3, 3)


def check_overlap(student: Any, rng: np.random.Generator) -> None:
    """Overlapping windows, each with one maximum."""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 5, 11)), 3, 2)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_ties(student, rng):
    """几个数并列最大时，只有行优先次序的第一个得到梯度。"""
    check_ties(student, rng)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_overlap(student, rng):
    """窗口重叠时，同一个像素得到的几份梯度相加。"""
    check_overlap(student, rng)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_ties_and_overlap(student, rng):
    """窗口重叠又有并列时，每个窗口的梯度给这个窗口里的第一个最大值，几份相加。"""
    # One after the other first: a mistake in one of them looks the same beside one in the other.
    check_ties(student, rng)
    check_overlap(student, rng)
    check_pool_backward(student, rng, np.maximum(rng.integers(-3, 2, size=(2, 3, 7, 9)), 0.0), 3, 2)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_leftover(student, rng):
    """丢掉的边和跳过的像素也在 dx 里，梯度是 0。"""
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 7, 11)), 2, 2)
    check_pool_backward(student, rng, rng.normal(size=(2, 3, 11, 7)), 2, 3)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_one_of_each(student, rng):
    """一个样本、一个通道时形状也正确；负数的窗口也一样。"""
    check_pool_backward(student, rng, rng.normal(size=(1, 1, 4, 6)) - 9.0, 2, 2)
    check_pool_backward(student, rng, rng.normal(size=(1, 1, 3, 3)), 3, 1)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_integers(student, rng):
    """整数的图也能求梯度，dx 仍是浮点数，不被截断。"""
    # No two pixels are equal.
    check_pool_backward(student, rng, rng.permutation(180).reshape(1, 3, 6, 10), 2, 2)


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_layouts(student, rng):
    """内存不连续的 x 和 dout 也能用；前向时的 x 不变。"""
    x = rng.normal(size=(2, 3, 6, 10))
    dout = rng.normal(size=(2, 3, 3, 5))
    want = ref.max_pool2d_gradient(dout, x, 2, 2)
    for same_x, same_dout in zip(layouts(x), layouts(dout)):
        before = same_x.copy()
        dx = student.max_pool2d_backward(same_dout, pool(student, same_x, 2, 2))
        kit.close(dx, want, name="dx")
        kit.unchanged(same_x, before, "x")


@pytest.mark.exercise("max_pool2d_backward")
def test_pool_backward_two_at_once(student, rng):
    """先后池化两张图、再按相反的顺序反向，每一次用的都是自己的 cache。"""
    xs = rng.normal(size=(2, 2, 3, 4, 6))
    douts = rng.normal(size=(2, 2, 3, 2, 3))
    wants = [ref.max_pool2d_gradient(dout, x, 2, 2) for dout, x in zip(douts, xs)]
    caches = [pool(student, x, 2, 2) for x in xs]
    results = [student.max_pool2d_backward(douts[k], caches[k]) for k in (1, 0)]
    for result, want in zip(results, reversed(wants)):
        kit.close(result, want, name="dx")


@pytest.mark.exercise("max_pool2d_backward", core=True, structure=True)
def test_pool_backward_is_handmade(student):
    """池化的反向要自己写，不能调用现成的池化或自动求导。"""
    kit.not_calling(student, "max_pool2d_backward", LIBRARY)


# --- avg_pool2d_forward -------------------------------------------------------------------------------


def check_average(student: Any, x: np.ndarray, size: int, stride: int) -> None:
    """Compare the means of all windows."""
    want = ref.avg_pool2d(x, size, stride)
    kit.close(student.avg_pool2d_forward(x, size, stride), want)


@pytest.mark.exercise("avg_pool2d_forward", core=True)
def test_avg_pool_values(student, rng):
    """每个样本、每个通道、每个窗口取平均。"""
    check_average(student, rng.normal(size=(2, 3, 6, 10)), 2, 2)


@pytest.mark.exercise("avg_pool2d_forward")
def test_avg_pool_square(student, rng):
    """图是方的时，行和列也没有弄混。"""
    check_average(student, rng.normal(size=(2, 3, 6, 6)), 2, 2)


@pytest.mark.exercise("avg_pool2d_forward")
def test_avg_pool_overlap(student, rng):
    """步幅小于窗口时，窗口互相重叠。"""
    check_average(student, rng.normal(size=(2, 3, 7, 5)), 3, 1)
    check_average(student, rng.normal(size=(2, 3, 7, 5)), 3, 2)


@pytest.mark.exercise("avg_pool2d_forward")
def test_avg_pool_gaps(student, rng):
    """步幅大于窗口时，窗口之间的像素跳过。"""
    check_average(student, rng.normal(size=(2, 3, 11, 8)), 2, 3)


@pytest.mark.exercise("avg_pool2d_forward")
def test_avg_pool_leftover(student, rng):
    """凑不满一个窗口的边丢掉，不补零也不参与平均。"""
    check_average(student, rng.normal(size=(2, 3, 7, 11)), 2, 2)
    check_average(student, rng.normal(size=(1, 1, 5, 5)), 3, 3)


@pytest.mark.exercise("avg_pool2d_forward")
def test_avg_pool_integers(student, rng):
    """整数的图也得到带小数的平均值。"""
    check_average(student, rng.integers(0, 256, size=(2, 3, 5, 5)), 2, 1)
    check_average(student, rng.integers(200, 256, size=(2, 3, 5, 5), dtype=np.uint8), 3, 1)


@pytest.mark.exercise("avg_pool2d_forward")
@pytest.mark.parametrize("shape", [(2, 3, 2, 5), (2, 3, 5, 2)])
def test_avg_pool_too_large_a_window(student, rng, shape):
    """窗口比图高或者比图宽时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.avg_pool2d_forward(rng.normal(size=shape), 3, 1)


@pytest.mark.exercise("avg_pool2d_forward")
def test_avg_pool_keeps_input(student, rng):
    """传进去的 x 不变；内存不连续的 x 也能用。"""
    x = rng.normal(size=(2, 3, 5, 7))
    for same in (x, *layouts(x)):
        before = same.copy()
        check_average(student, same, 2, 1)
        kit.unchanged(same, before, "x")


@pytest.mark.exercise("avg_pool2d_forward", core=True, structure=True)
def test_avg_pool_is_handmade(student):
    """池化要自己写，不能调用现成的池化函数。"""
    kit.not_calling(student, "avg_pool2d_forward", LIBRARY)


# --- build_cnn ----------------------------------------------------------------------------------------
#
# The model stays with the student; its weights are fetched and set by name, whatever the names are.  No two models
# have the same channels and weights, so the transcript holds what a test looks at in place of the outputs.

POOLING = {
    "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "AdaptiveMaxPool2d", "LPPool2d", "FractionalMaxPool2d",
    "max_pool2d", "avg_pool2d", "adaptive_avg_pool2d", "adaptive_max_pool2d", "amax", "unfold",
}  # fmt: skip
RELU = {"ReLU", "relu", "relu_", "ReLU6", "relu6", "clamp", "clamp_", "clamp_min", "clamp_min_", "maximum"}


def images(rng: np.random.Generator, n: int) -> torch.Tensor:
    """Random pictures between 0 and 1."""
    return torch.tensor(rng.random((n, 1, 28, 28)), dtype=torch.float32)


def build(student: Any) -> Any:
    """A new model that has seen an image: only then do lazy layers have their weights."""
    model = student.build_cnn()
    student.invoke(model, "__call__", torch.zeros(1, 1, 28, 28))
    return model


def logits(student: Any, model: Any, x: torch.Tensor) -> torch.Tensor:
    """The model's output, checked for shape and dtype."""
    return kit.tensor(student.invoke(model, "__call__", x), (len(x), 10), "f", "输出").detach()


def state(student: Any, model: Any) -> dict[str, torch.Tensor]:
    """The model's parameters by name."""
    found = kit.mapping(student.invoke(model, "state_dict"), (), "state_dict")
    return {name: kit.tensor(value, name=name).detach().clone() for name, value in found.items()}


def last_layer(weights: dict[str, torch.Tensor]) -> str:
    """The path of the last dense layer with ten outputs: what stands before ``.weight``."""
    names = [
        name
        for name, value in weights.items()
        if value.ndim == 2 and len(value) == 10 and name.endswith(".weight")
    ]
    kit.require(bool(names), "没有输出 10 个数的全连接层")
    return names[-1].removesuffix(".weight")


@pytest.mark.exercise("build_cnn", core=True, seconds=20)
def test_cnn_shape(student, rng):
    """把 (n, 1, 28, 28) 变成 (n, 10) 的浮点张量，只有一张图时也一样。"""
    since = len(student.calls)
    model = student.build_cnn()
    results = [student.invoke(model, "__call__", images(rng, n)) for n in (7, 1)]
    record(student, since, [list(getattr(result, "shape", ())) for result in results])
    for n, result in zip((7, 1), results):
        kit.tensor(result, (n, 10), "f", "输出")


@pytest.mark.exercise("build_cnn", core=True, seconds=20)
def test_cnn_sees_the_image(student, rng):
    """不同的图得到不同的 logits，都是有限的数。"""
    since = len(student.calls)
    out = logits(student, student.build_cnn(), images(rng, 5)).double().numpy()
    finite, different = bool(np.isfinite(out).all()), bool((np.ptp(out, axis=0) > 0).any())
    record(student, since, [finite, different])
    kit.require(finite, "输出里有 NaN 或 Inf")
    kit.require(different, "不同的图得到了同样的输出")


@pytest.mark.exercise("build_cnn", core=True, seconds=20)
def test_cnn_layers(student):
    """恰好两个卷积层，至少一个全连接层，没有别的带参数的层。"""
    since = len(student.calls)
    axes = [value.ndim for value in state(student, build(student)).values()]
    convolutions, dense = axes.count(4), axes.count(2)
    others = not (set(axes) <= {1, 2, 4} and axes.count(1) <= convolutions + dense)
    record(student, since, [convolutions, dense > 0, others])
    kit.require(convolutions == 2, "卷积层应当恰好两个")
    kit.require(dense > 0, "应当有全连接层")
    kit.require(not others, "有别的带参数的层")


@pytest.mark.exercise("build_cnn", seconds=20)
def test_cnn_size(student):
    """参数总数不超过题面的上限，每个参数都能求梯度。"""
    since = len(student.calls)
    found = student.invoke(build(student), "parameters")
    frozen, too_many = not all(p.requires_grad for p in found), sum(p.numel() for p in found) > 60_000
    record(student, since, [frozen, too_many])
    kit.require(not frozen, "有参数不求梯度")
    kit.require(not too_many, "参数太多")


def check_nothing_after(student: Any, rng: np.random.Generator, mode: str) -> None:
    """Set the weights of the last dense layer to 0: fail unless the output is its bias."""
    since = len(student.calls)
    model = build(student)
    weights = state(student, model)
    path = last_layer(weights)
    bias = torch.tensor(rng.normal(scale=3.0, size=10), dtype=torch.float32)
    changes = {path + ".weight": torch.zeros_like(weights[path + ".weight"])}
    if path + ".bias" in weights:
        changes[path + ".bias"] = bias
    else:
        bias = torch.zeros(10)
    student.invoke(model, "load_state_dict", weights | changes)
    student.invoke(model, mode)
    out = logits(student, model, images(rng, 3))
    record(student, since, out.numpy())
    kit.close(out, bias.expand(3, 10), name="输出")


@pytest.mark.exercise("build_cnn", seconds=20)
def test_cnn_ends_with_the_dense_layer(student, rng):
    """最后的全连接层之后什么也没有：它的权重全取 0 时，输出就是它的偏置（没有偏置就是 0）。"""
    check_nothing_after(student, rng, "train")


@pytest.mark.exercise("build_cnn", seconds=20)
def test_cnn_ends_with_the_dense_layer_in_use(student, rng):
    """切换到评估模式（eval）之后，输出仍是 logits，最后的全连接层之后什么也没有。"""
    check_nothing_after(student, rng, "eval")


@pytest.mark.exercise("build_cnn", seconds=20)
def test_cnn_uses_both_convolutions(student, rng):
    """两个卷积层都在前向里：改动任何一个的权重，输出都会变。"""
    since = len(student.calls)
    model, x = build(student), images(rng, 5)
    weights = state(student, model)
    before, used = logits(student, model, x), []
    for name in (name for name, value in weights.items() if value.ndim == 4):
        changed = torch.tensor(rng.normal(size=tuple(weights[name].shape)), dtype=torch.float32)
        student.invoke(model, "load_state_dict", weights | {name: changed})
        used.append(not np.allclose(logits(student, model, x), before, atol=1e-4))
    record(student, since, used)
    kit.require(all(used), "有一个卷积层没有用上")


@pytest.mark.exercise("build_cnn", seconds=20)
def test_cnn_images_apart(student, rng):
    """一张图的输出只看它自己：单独送进去与放在一批里一样，送两次也一样。"""
    since = len(student.calls)
    model, x = build(student), images(rng, 5)
    whole, again = logits(student, model, x), logits(student, model, x)
    single = torch.cat([logits(student, model, x[k : k + 1]) for k in range(5)])
    same = [bool(torch.allclose(other, whole, rtol=1e-4, atol=1e-5)) for other in (again, single)]
    record(student, since, same)
    kit.require(same[0], "送两次，输出不一样")
    kit.require(same[1], "单独送进去，输出与放在一批里不一样")


@pytest.mark.exercise("build_cnn", seconds=20)
def test_cnn_is_new_each_time(student, rng):
    """每次调用都返回新的模型：改动其中一个，不影响另一个。"""
    since = len(student.calls)
    first, second = build(student), build(student)
    x = images(rng, 3)
    # In use, a random layer gives the same twice.
    student.invoke(second, "eval")
    before = logits(student, second, x)
    zeros = {name: torch.zeros_like(value) for name, value in state(student, first).items()}
    student.invoke(first, "load_state_dict", zeros)
    same = bool(torch.equal(logits(student, second, x), before))
    record(student, since, same)
    kit.require(same, "改动一个模型，另一个也变了")


@pytest.mark.exercise("build_cnn", seconds=20, structure=True)
def test_cnn_has_pooling(student):
    """用了最大池化或平均池化。"""
    kit.require(kit.calls_any(student, "build_cnn", POOLING), "没有找到池化")


@pytest.mark.exercise("build_cnn", seconds=20, structure=True)
def test_cnn_has_relu(student):
    """卷积层之后用了 ReLU。"""
    kit.require(kit.calls_any(student, "build_cnn", RELU), "没有找到 ReLU")


# --- train_cnn ----------------------------------------------------------------------------------------
#
# Trained is the dense network that the notebook gives, not the student's own: what a test sees then depends on
# train_cnn alone.  With its first layer frozen, training is Adam on one dense layer over fixed features, which is
# repeated on this side.

WIDTH = 64


def dense(student: Any, rng: np.random.Generator) -> Any:
    """The given network with weights of the test's choice: random ones would depend on what ran before."""
    model = student.build_dense()
    shapes = {"1.weight": (WIDTH, 784), "1.bias": (WIDTH,), "3.weight": (10, WIDTH), "3.bias": (10,)}
    weights = {
        name: torch.tensor(rng.uniform(-1, 1, size=shape) / shape[-1] ** 0.5, dtype=torch.float32)
        for name, shape in shapes.items()
    }
    student.invoke(model, "load_state_dict", weights)
    return model


class Frozen:
    """The given network with weights of the test's choice, of which only the last layer learns."""

    def __init__(self, student: Any, x: torch.Tensor, rng: np.random.Generator) -> None:
        self.student, self.x = student, x
        self.model = student.build_dense()
        hidden_w = rng.normal(scale=0.1, size=(WIDTH, 784)).astype(np.float32)
        hidden_b = rng.normal(size=WIDTH).astype(np.float32)
        pixels = x.flatten(1).double().numpy()
        self.features = np.maximum(pixels @ hidden_w.T.astype(np.float64) + hidden_b, 0.0)
        # Large enough for losses to differ clearly between samples.
        scale = 2.0 / float(np.linalg.norm(self.features, axis=1).mean())
        self.w = rng.normal(scale=scale, size=(10, WIDTH)).astype(np.float32)
        self.b = rng.normal(size=10).astype(np.float32)
        arrays = {"1.weight": hidden_w, "1.bias": hidden_b, "3.weight": self.w, "3.bias": self.b}
        self._start = {name: torch.tensor(array) for name, array in arrays.items()}
        student.invoke(self.model, "requires_grad_", False)
        student.invoke(student.invoke(self.model, "get_submodule", "3"), "requires_grad_", True)
        self.restart()

    def restart(self) -> None:
        """Go back to the weights from which the reference starts."""
        self.student.invoke(self.model, "load_state_dict", self._start)

    def train(self, y: np.ndarray, epochs: int, lr: float, batch_size: int, seed: int) -> list[float]:
        """Call train_cnn on copies and return the checked history."""
        labels = torch.tensor(np.asarray(y, dtype=np.int64))
        history = self.student.train_cnn(self.model, self.x.clone(), labels, epochs, lr, batch_size, seed)
        return [kit.scalar(loss, "history 里的元素") for loss in kit.sequence(history, epochs, "history")]

    def logits(self) -> np.ndarray:
        """What the model gives for its images now."""
        return logits(self.student, self.model, self.x).double().numpy()

    def expected(
        self, y: np.ndarray, batches: list[np.ndarray], lr: float
    ) -> tuple[np.ndarray, list[float], float]:
        """Logits after training, the loss before each step, and the loss after the last."""
        w, b, losses = ref.train_linear(self.w, self.b, self.features, y, batches, lr)
        return self.features @ w.T + b, losses, ref.linear_loss(w, b, self.features, y)

    def check_whole_batches(self, y: np.ndarray) -> None:
        """Fail unless steps on all samples at once are right.

        Comes first in tests whose batches depend on the order: a mistake that shows here looks the same however
        a student shuffles, so that it can be called by its name.
        """
        want, _, _ = self.expected(y, [np.arange(len(y))] * 5, lr=0.02)
        self.train(y, 5, 0.02, len(y), 0)
        kit.close(self.logits(), want, name="训练之后的 logits", **TRAIN)
        self.restart()


TRAIN = {"rtol": 2e-3, "atol": 2e-3}


def _trained_alike(a: np.ndarray | list[float], b: np.ndarray | list[float]) -> bool:
    """Whether two trainings agree as far as float32 allows."""
    return np.allclose(a, b, rtol=TRAIN["rtol"], atol=TRAIN["atol"])


def some_labels(rng: np.random.Generator, n: int) -> np.ndarray:
    """Labels no two of which are equal, as far as there are enough of them."""
    return np.resize(rng.permutation(10), n)


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's shuffling."""
    return int(rng.integers(2**31))


def patterns(rng: np.random.Generator, n: int) -> tuple[torch.Tensor, np.ndarray]:
    """Four kinds of pictures that are easy to tell apart: blank, full, and stripes both ways."""
    y = rng.permutation(np.arange(n) % 4)
    wave = np.tile(0.8 * (np.arange(28) // 2 % 2), (28, 1))
    kinds = np.stack([np.zeros((28, 28)), np.full((28, 28), 0.8), wave.T, wave])
    x = 0.2 * rng.random((n, 1, 28, 28)) + kinds[y, None]
    return torch.tensor(x, dtype=torch.float32), y


@pytest.mark.exercise("train_cnn", core=True, seconds=20)
def test_train_learns(student, rng):
    """在几类容易分的图上训练：损失降下来，图认得出来，每轮一个数。"""
    x, y = patterns(rng, 40)
    model = dense(student, rng)
    history = kit.sequence(
        student.train_cnn(model, x, torch.tensor(y), 60, 0.003, 40, seed_of(rng)), 60, "history"
    )
    losses = [kit.scalar(loss, "history 里的元素") for loss in history]
    kit.require(losses[-1] < 0.5 * losses[0], "损失下降得不够")
    accuracy = float(np.mean(logits(student, model, x).numpy().argmax(axis=1) == y))
    kit.require(accuracy >= 0.9, "训练集上的正确率太低")


@pytest.mark.exercise("train_cnn", core=True, seconds=20)
def test_train_full_batch(student, rng):
    """一批放得下全部样本时，每轮走一步：损失与训练之后的 logits 都与逐步算出来的一致。"""
    frozen, y = Frozen(student, images(rng, 7), rng), some_labels(rng, 7)
    want, losses, last = frozen.expected(y, [np.arange(7)] * 5, lr=0.02)
    history = frozen.train(y, 5, 0.02, 7, seed_of(rng))
    out = frozen.logits()
    after = [*losses[1:], last]
    if not _trained_alike(history, after):
        kit.close(np.array(history), losses, name="history", **TRAIN)
    kit.close(out, want, name="训练之后的 logits", **TRAIN)


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_learning_rate(student, rng):
    """走多步、学习率大时也与 Adam 一致；学习率由 lr 决定。"""
    frozen, y = Frozen(student, images(rng, 11), rng), some_labels(rng, 11)
    wants = [frozen.expected(y, [np.arange(11)] * 10, lr)[0] for lr in (0.1, 0.003)]
    results = []
    for lr in (0.1, 0.003):
        frozen.restart()
        frozen.train(y, 10, lr, 64, seed_of(rng))
        results.append(frozen.logits())
    for result, want in zip(results, wants):
        kit.close(result, want, name="训练之后的 logits", **TRAIN)


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_last_short_batch(student, rng):
    """样本数不能被 batch_size 整除时，最后不足的一批也走一整步；history 仍然每轮一个。"""
    # All samples are equal, so that every batch has the same gradient whatever the order.
    frozen, y = Frozen(student, images(rng, 1).repeat(8, 1, 1, 1), rng), np.full(8, 3)
    # Batches of one size first: there all ways to take the mean agree, so that a mistake can be named.
    want, _, _ = frozen.expected(y, [np.arange(8)] * 4, lr=0.02)
    frozen.train(y, 2, 0.02, 4, seed_of(rng))
    kit.close(frozen.logits(), want, name="训练之后的 logits", **TRAIN)
    frozen.restart()
    want, losses, last = frozen.expected(y, [np.arange(8)] * 6, lr=0.02)
    history = np.array(frozen.train(y, 2, 0.02, 3, seed_of(rng)))
    out = frozen.logits()
    kit.close(out, want, name="训练之后的 logits", **TRAIN)
    weights = np.array([3, 3, 2]) / 8
    before = np.array(losses).reshape(2, 3)
    readings = [before @ weights, before.mean(axis=1), np.array([losses[3], last])]
    kit.require(any(_trained_alike(history, reading) for reading in readings), "不是这一轮的平均损失")


def all_batches(n: int, size: int) -> list[list[np.ndarray]]:
    """Every way to go once through n samples in batches, the last one possibly short."""
    ways = {
        tuple(tuple(sorted(order[i : i + size])) for i in range(0, n, size))
        for order in permutations(range(n))
    }
    return [[np.array(batch) for batch in way] for way in sorted(ways)]


def nearest(out: np.ndarray, runs: list[tuple[np.ndarray, list[float], float]]) -> float:
    """Largest difference in logits to the nearest of some runs of the reference."""
    return min(float(np.abs(out - final).max()) for final, _, _ in runs)


@pytest.mark.exercise("train_cnn", seconds=20)
@pytest.mark.parametrize(("n", "batch_size"), [(3, 1), (4, 2)])
def test_train_every_sample_once(student, rng, n, batch_size):
    """每一轮里每个样本正好用一次，图和标签始终成对。"""
    frozen, y = Frozen(student, images(rng, n), rng), some_labels(rng, n)
    frozen.check_whole_batches(y)
    runs = [frozen.expected(y, batches, lr=0.1) for batches in all_batches(n, batch_size)]
    frozen.train(y, 1, 0.1, batch_size, seed_of(rng))
    out = frozen.logits()
    kit.require(nearest(out, runs) < 5e-3, "没有哪一种样本顺序能得到这样的结果")


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_new_order_each_epoch(student, rng):
    """每一轮都重新打乱：几轮的次序不是同一个。"""
    frozen, y = Frozen(student, images(rng, 3), rng), some_labels(rng, 3)
    frozen.check_whole_batches(y)
    # Seven equal orders by chance: once in 6⁶ seeds.
    runs = {
        tuple(np.concatenate(batches)): [frozen.expected(y, batches * 7, lr=0.1)]
        for batches in all_batches(3, 1)
    }
    since = len(student.calls)
    frozen.train(y, 7, 0.1, 1, seed_of(rng))
    out = frozen.logits()
    order = next((order for order, run in runs.items() if nearest(out, run) < 5e-3), None)
    if order:
        # Which order it is depends on how somebody shuffles; that it is one, and whether it was shuffled, does not.
        record(student, since, "as given" if order == (0, 1, 2) else "shuffled once")
    kit.require(order is None, "每一轮用的都是同一个顺序")


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_uses_the_seed(student, rng):
    """次序由 seed 决定：种子相同结果相同，种子不同结果不同。"""
    frozen, y, seed = Frozen(student, images(rng, 12), rng), some_labels(rng, 12), seed_of(rng)
    frozen.check_whole_batches(y)
    since, results = len(student.calls), []
    for s in (seed, seed, seed + 1):
        frozen.restart()
        frozen.train(y, 2, 0.1, 4, s)
        results.append(frozen.logits())
    again_equal = _trained_alike(results[1], results[0])
    other_equal = float(np.abs(results[2] - results[0]).max()) < 5e-3
    record(student, since, [again_equal, other_equal])
    kit.require(again_equal, "同一个种子，结果却不同")
    kit.require(not other_equal, "换一个种子，结果却没有变")


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_moves_every_layer(student, rng):
    """训练更新的是传进来的 model，每一层的参数都动了。"""
    x, y = patterns(rng, 20)
    model = dense(student, rng)
    before = state(student, model)
    student.train_cnn(model, x, torch.tensor(y), 2, 0.01, 20, seed_of(rng))
    after = state(student, model)
    kit.require(not any(torch.equal(before[name], after[name]) for name in before), "有一层没有更新")


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_starts_afresh(student, rng):
    """每次调用都新建一个 Adam，从 model 现在的参数开始。"""
    frozen, y = Frozen(student, images(rng, 7), rng), some_labels(rng, 7)
    w, b, _ = ref.train_linear(frozen.w, frozen.b, frozen.features, y, [np.arange(7)] * 3, 0.1)
    w, b, _ = ref.train_linear(w, b, frozen.features, y, [np.arange(7)] * 2, 0.1)
    frozen.train(y, 3, 0.1, 7, seed_of(rng))
    frozen.train(y, 2, 0.1, 7, seed_of(rng))
    kit.close(frozen.logits(), frozen.features @ w.T + b, name="训练之后的 logits", **TRAIN)


@pytest.mark.exercise("train_cnn", seconds=20)
def test_train_keeps_data(student, rng):
    """传进去的 x 和 y 在调用之后保持原样，次序也不变。"""
    x, y = images(rng, 9), torch.tensor(some_labels(rng, 9))
    before = x.clone(), y.clone()
    student.train_cnn(student.build_dense(), x, y, 1, 0.01, 4, seed_of(rng))
    kit.unchanged(x.numpy(), before[0].numpy(), "x")
    kit.unchanged(y.numpy(), before[1].numpy(), "y")
