"""Hidden tests of day01.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.graders.day01 import reference as ref

# What 1e-8 in the denominator may do to columns that spread by 1/10 and more.
STANDARD_RTOL, STANDARD_ATOL = 1e-6, 1e-7
# The expanded square loses half of the digits where two points coincide.
DISTANCE_ATOL = 1e-6

PARTS = ("①", "②", "③", "④")


def layouts(a: np.ndarray) -> list[np.ndarray]:
    """The same matrix in Fortran order and as a view that skips rows and columns of a larger one."""
    wide = np.zeros((2 * a.shape[0], 3 * a.shape[1]), dtype=a.dtype)
    wide[::2, 1::3] = a
    return [np.asfortranarray(a), wide[::2, 1::3]]


# --- corner_views -------------------------------------------------------------------------------------


def check_parts(student: Any, a: np.ndarray) -> None:
    """Compare the four parts of ``a`` with the reference."""
    wants = ref.corner_views(a)
    for part, want, name in zip(kit.sequence(student.corner_views(a), 4), wants, PARTS):
        kit.close(part, want, name=name)


@pytest.mark.exercise("corner_views", core=True)
@pytest.mark.parametrize("shape", [(5, 7), (11, 6)])
def test_corner_views_values(student, rng, shape):
    """四个部分的形状和数值都正确，行数和列数不同、大于四时也一样。"""
    check_parts(student, rng.normal(size=shape))


@pytest.mark.exercise("corner_views")
@pytest.mark.parametrize("part", range(4))
def test_corner_views_are_views(student, rng, part):
    """每一部分都是视图，与 a 共用内存，不是副本。"""
    arrays = [rng.normal(size=(5, 7)), np.asfortranarray(rng.normal(size=(7, 6)))]
    results = [kit.sequence(student.corner_views(a), 4)[part] for a in arrays]
    for a, result in zip(arrays, results):
        shared = np.shares_memory(a, kit.array(result, name=PARTS[part]))
        kit.require(shared, f"{PARTS[part]}是副本，不是视图")


@pytest.mark.exercise("corner_views")
def test_corner_views_smallest(student, rng):
    """数组恰好四行四列时也正确。"""
    check_parts(student, rng.normal(size=(4, 4)))


@pytest.mark.exercise("corner_views")
def test_corner_views_integers(student, rng):
    """整数数组和布尔数组也可以。"""
    arrays = [rng.integers(-99, 100, size=(7, 5)), rng.random((6, 11)) < 0.5]
    wants = [ref.corner_views(a) for a in arrays]
    results = [student.corner_views(a) for a in arrays]
    for a, want, result in zip(arrays, wants, results):
        for part, expected, name in zip(kit.sequence(result, 4), want, PARTS):
            kit.close(kit.array(part, dtype=a.dtype.kind, name=name), expected, name=name)


@pytest.mark.exercise("corner_views")
def test_corner_views_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    for same in layouts(rng.normal(size=(7, 5))):
        check_parts(student, same)


@pytest.mark.exercise("corner_views")
def test_corner_views_keep_input(student, rng):
    """传进去的 a 在调用之后保持原样。"""
    a = rng.normal(size=(5, 7))
    before = a.copy()
    student.corner_views(a)
    kit.unchanged(a, before, "a")


# --- checkerboard -------------------------------------------------------------------------------------


@pytest.mark.exercise("checkerboard", core=True)
def test_checkerboard_even(student):
    """边长是偶数时，0 和 1 交替，左上角是 0，相邻两行错开一格。"""
    results = [student.checkerboard(n) for n in (6, 10)]
    for n, result in zip((6, 10), results):
        kit.close(result, ref.checkerboard(n))


@pytest.mark.exercise("checkerboard", weight=2)
def test_checkerboard_odd(student):
    """边长是奇数时，最后一行、最后一列也在。"""
    results = [student.checkerboard(n) for n in (3, 5, 11)]
    for n, result in zip((3, 5, 11), results):
        kit.close(result, ref.checkerboard(n))


@pytest.mark.exercise("checkerboard")
@pytest.mark.parametrize("n", [0, 1, 2])
def test_checkerboard_tiny(student, n):
    """边长很小时（包括 0）也是对的。"""
    kit.close(student.checkerboard(n), ref.checkerboard(n))


@pytest.mark.exercise("checkerboard")
def test_checkerboard_integer(student):
    """元素是整数，不是浮点数。"""
    kit.array(student.checkerboard(8), (8, 8), dtype="iu")


@pytest.mark.exercise("checkerboard")
def test_checkerboard_number(student):
    """元素是数 0 和 1，不是 True 和 False。"""
    kit.array(student.checkerboard(8), (8, 8), dtype="iuf")


# --- one_hot ------------------------------------------------------------------------------------------


@pytest.mark.exercise("one_hot", core=True)
def test_one_hot_values(student, rng):
    """每一行只有自己类别的那一格是 1，其余都是 0。"""
    labels = rng.permutation(np.append(np.arange(5), rng.integers(0, 5, 8)))
    want = ref.one_hot(labels, 5)
    kit.close(student.one_hot(labels, 5), want)


@pytest.mark.exercise("one_hot")
def test_one_hot_missing_classes(student, rng):
    """列数由 num_classes 决定：这一批里没有出现后面几类时，那几列也在。"""
    labels = rng.integers(0, 3, 7)
    want = ref.one_hot(labels, 11)
    kit.close(student.one_hot(labels, 11), want)


@pytest.mark.exercise("one_hot")
def test_one_hot_float(student, rng):
    """结果的 dtype 是浮点数，不是整数。"""
    kit.array(student.one_hot(rng.integers(0, 5, 7), 5), (7, 5), dtype="f")


@pytest.mark.exercise("one_hot")
def test_one_hot_number(student, rng):
    """元素是数 0 和 1，不是 True 和 False。"""
    kit.array(student.one_hot(rng.integers(0, 5, 7), 5), (7, 5), dtype="iuf")


@pytest.mark.exercise("one_hot")
def test_one_hot_few(student):
    """只有一个样本、只有一个类别时也正确。"""
    arguments = [(np.array([2]), 5), (np.array([0, 0, 0]), 1)]
    results = [student.one_hot(*pair) for pair in arguments]
    for pair, result in zip(arguments, results):
        kit.close(result, ref.one_hot(*pair))


@pytest.mark.exercise("one_hot")
def test_one_hot_empty(student):
    """没有样本时，返回零行的数组，列数照旧。"""
    kit.array(student.one_hot(np.zeros(0, dtype=np.int64), 5), (0, 5))


@pytest.mark.exercise("one_hot")
def test_one_hot_integer_types(student, rng):
    """编号是哪种整数都可以，内存不连续也可以。"""
    labels = rng.integers(0, 7, 13)
    want = ref.one_hot(labels, 7)
    results = [student.one_hot(labels.astype(kind), 7) for kind in (np.int32, np.uint8)]
    results.append(student.one_hot(np.repeat(labels, 2)[::2], 7))
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("one_hot")
def test_one_hot_refuses_num_classes(student):
    """编号恰好等于 num_classes 时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array([1, 5, 0]), 5)


@pytest.mark.exercise("one_hot")
def test_one_hot_refuses_large(student):
    """编号远大于 num_classes 时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array([0, 2, 23]), 3)


@pytest.mark.exercise("one_hot")
@pytest.mark.parametrize("labels", [[2, -1, 0], [-3]])
def test_one_hot_refuses_negative(student, labels):
    """编号是负数时抛出 ValueError，不从后往前数。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array(labels), 3)


@pytest.mark.exercise("one_hot")
def test_one_hot_keeps_input(student, rng):
    """传进去的 labels 在调用之后保持原样。"""
    labels = rng.integers(0, 5, 11)
    before = labels.copy()
    student.one_hot(labels, 5)
    kit.unchanged(labels, before, "labels")


# --- replace_outliers ---------------------------------------------------------------------------------


def with_outliers(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    """Numbers near 10 with a few far away on both sides, more of them above."""
    x = rng.normal(loc=10.0, size=shape)
    flat = x.reshape(-1)
    places = rng.choice(flat.size, 4, replace=False)
    flat[places] = [60.0, 75.0, -40.0, 90.0]
    return x


@pytest.mark.exercise("replace_outliers", core=True)
def test_replace_outliers_values(student, rng):
    """两边离平均值太远的元素都换成中位数，其余照旧。"""
    x = with_outliers(rng, (37,))
    want = ref.replace_outliers(x, 1.5)
    kit.close(student.replace_outliers(x, 1.5), want)


@pytest.mark.exercise("replace_outliers", core=True)
def test_replace_outliers_matrix(student, rng):
    """二维数组时，平均值、标准差、中位数都对全部元素算。"""
    x = with_outliers(rng, (7, 5)) + 3.0 * np.arange(5)
    want = ref.replace_outliers(x, 1.7)
    kit.close(student.replace_outliers(x, 1.7), want)


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_k(student, rng):
    """k 决定多远算远：k 小，换得多；k 很大，什么也不换。"""
    x = with_outliers(rng, (29,))
    wants = [ref.replace_outliers(x, k) for k in (0.1, 3.0, 50)]
    results = [student.replace_outliers(x, k) for k in (0.1, 3.0, 50)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_population(student):
    """标准差除以 n，不是除以 n − 1。"""
    x = np.array([26.0, -21.0, 19.0, 4.0, 1.0, -3.0, 3.0])  # 19 lies between the two deviations
    kit.close(student.replace_outliers(x, 1.0), [3.0, 3.0, 3.0, 4.0, 1.0, -3.0, 3.0])


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_boundary(student):
    """恰好等于 k 个标准差的元素不换。"""
    # The mean is 1 and the deviation 8, both without rounding: -3 lies on the boundary.
    x = np.array([10.0, -14.0, 18.0, 0.0, -3.0, 3.0, -3.0, -1.0, 1.0, -1.0])
    want = np.array([-0.5, -0.5, -0.5, 0.0, -3.0, 3.0, -3.0, -1.0, 1.0, -1.0])
    kit.close(student.replace_outliers(x, 0.5), want)


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_integers(student):
    """输入是整数时结果也是浮点数，中位数的小数部分保留。"""
    x = np.array([4, -1, 0, 7, -90, 5, 3, 120])
    want = ref.replace_outliers(x, 1.2)
    result = student.replace_outliers(x, 1.2)
    kit.close(kit.array(result, x.shape, dtype="f"), want)


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_constant(student):
    """全都相同时，标准差是 0，什么也不换；只有一个元素时也一样。"""
    inputs = [np.full((3, 5), 2.5), np.array([-7.0])]
    results = [student.replace_outliers(x.copy(), 1.0) for x in inputs]
    for x, result in zip(inputs, results):
        kit.close(result, x)


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_any_shape(student, rng):
    """三维数组、转置或切片得到的数组（内存不连续）也可以，形状不变。"""
    inputs = [with_outliers(rng, (2, 3, 5)), *layouts(with_outliers(rng, (7, 5)))]
    wants = [ref.replace_outliers(x, 1.5) for x in inputs]
    results = [student.replace_outliers(x, 1.5) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("replace_outliers")
def test_replace_outliers_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = with_outliers(rng, (5, 7))
    before = x.copy()
    student.replace_outliers(x, 1.0)
    kit.unchanged(x, before, "x")


# --- field_mean ---------------------------------------------------------------------------------------


def records(rng: np.random.Generator, n: int, fields: list[tuple[str, str]]) -> np.ndarray:
    """Records with random text and numbers."""
    table = np.zeros(n, dtype=fields)
    for name, kind in fields:
        if "U" in kind:
            table[name] = rng.choice(["a", "bc", "def"], n)
        elif "i" in kind:
            table[name] = rng.integers(-50, 51, n)
        else:
            table[name] = rng.normal(loc=20.0, scale=5.0, size=n)
    return table


FIELDS = [("kind", "U3"), ("length", "f8"), ("count", "i8"), ("mass", "f8")]


@pytest.mark.exercise("field_mean", core=True)
def test_field_mean_values(student, rng):
    """没有 NaN 时，就是这个字段的平均值。"""
    table = records(rng, 13, FIELDS)
    wants = [ref.field_mean(table, field) for field in ("mass", "length")]
    results = [student.field_mean(table, field) for field in ("mass", "length")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("field_mean", core=True)
def test_field_mean_nan(student, rng):
    """NaN 的元素不算在内，别的字段里的 NaN 不影响这个字段。"""
    table = records(rng, 17, FIELDS)
    table["mass"][[0, 5, 16]] = np.nan
    table["length"][[1, 2, 5]] = np.nan
    wants = [ref.field_mean(table, field) for field in ("mass", "length")]
    results = [student.field_mean(table, field) for field in ("mass", "length")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("field_mean")
def test_field_mean_order(student, rng):
    """字段换个次序，结果不变：按名字取，不按位置取。"""
    first = records(rng, 11, FIELDS)
    second = np.zeros(11, dtype=FIELDS[::-1])
    for name, _ in FIELDS:
        second[name] = first[name]
    want = ref.field_mean(first, "length")
    results = [student.field_mean(table, "length") for table in (first, second)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("field_mean")
def test_field_mean_numbers(student, rng):
    """整数字段、float32 字段也可以，负数和 0 照样算在内。"""
    table = records(rng, 19, [("x", "f4"), ("count", "i4"), ("y", "f8")])
    table["x"][3] = np.nan
    table["y"][:4] = [0.0, -3.0, 0.0, -80.0]
    wants = [ref.field_mean(table, field) for field in ("x", "count", "y")]
    results = [student.field_mean(table, field) for field in ("x", "count", "y")]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-5)


@pytest.mark.exercise("field_mean")
def test_field_mean_similar_names(student, rng):
    """字段名相似，或者与数组的属性同名时，取的也恰好是那一个。"""
    table = records(rng, 7, [("mass_old", "f8"), ("mass", "f8"), ("size", "f8"), ("size_mm", "f8")])
    wants = [ref.field_mean(table, field) for field in ("mass", "size")]
    results = [student.field_mean(table, field) for field in ("mass", "size")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("field_mean")
def test_field_mean_one_record(student, rng):
    """只有一条记录，或者只有一条不是 NaN 时，就是那个数。"""
    single, many = records(rng, 1, FIELDS), records(rng, 5, FIELDS)
    many["length"][1:] = np.nan
    wants = [float(single["mass"][0]), float(many["length"][0])]
    results = [student.field_mean(single, "mass"), student.field_mean(many, "length")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("field_mean")
@pytest.mark.parametrize("field", ["weight", "Mass"])
def test_field_mean_unknown(student, rng, field):
    """没有这个字段时抛出 ValueError 或 KeyError，不返回任何数；大小写不同也算没有。"""
    table = records(rng, 5, FIELDS)
    with kit.raises("ValueError", "KeyError"):
        student.field_mean(table, field)


@pytest.mark.exercise("field_mean")
def test_field_mean_keeps_input(student, rng):
    """传进去的 records 在调用之后保持原样。"""
    table = records(rng, 11, FIELDS)
    table["mass"][2] = np.nan
    before = table.copy()
    student.field_mean(table, "mass")
    for name in ("length", "count", "mass"):
        kit.unchanged(table[name], before[name], "records")


# --- standardize --------------------------------------------------------------------------------------


def measurements(rng: np.random.Generator, n: int, d: int) -> np.ndarray:
    """Columns of very different size and spread."""
    scale, centre = 10.0 ** rng.integers(0, 4, d), rng.normal(scale=50.0, size=d)
    return centre + scale * rng.normal(size=(n, d))


def check_standardize(result: Any, want: np.ndarray) -> None:
    """Compare with what a tiny number in the denominator may change."""
    kit.close(result, want, rtol=STANDARD_RTOL, atol=STANDARD_ATOL)


@pytest.mark.exercise("standardize", core=True)
def test_standardize_values(student, rng):
    """每一列减去自己的平均值，再除以自己的总体标准差。"""
    x = measurements(rng, 13, 5)
    want = ref.standardize(x)
    check_standardize(student.standardize(x), want)


@pytest.mark.exercise("standardize", core=True)
def test_standardize_wide(student, rng):
    """列比行多时也逐列进行。"""
    x = measurements(rng, 3, 11)
    want = ref.standardize(x)
    check_standardize(student.standardize(x), want)


# Every column is constant: how the others are scaled does not show.
@pytest.mark.exercise("standardize")
@pytest.mark.parametrize("values", [[0.0, 0.0, 0.0], [3.0, -0.5, 64.0]], ids=["zero", "exact"])
def test_standardize_constant(student, values):
    """全都相同的列变成 0。"""
    check_standardize(student.standardize(np.tile(values, (4, 1))), np.zeros((4, 3)))


@pytest.mark.exercise("standardize")
def test_standardize_constant_not_exact(student):
    """全都相同的列变成 0，平均值有舍入误差、算出来的标准差不正好是 0 时也一样。"""
    check_standardize(student.standardize(np.tile([0.1, 0.7, -0.1], (3, 1))), np.zeros((3, 3)))


@pytest.mark.exercise("standardize")
def test_standardize_constant_beside_others(student, rng):
    """全都相同的列变成 0，别的列不受影响：与没有那一列时一样。"""
    x = measurements(rng, 8, 5)
    x[:, 1] = 3.0
    others = [0, 2, 3, 4]
    alone = kit.array(student.standardize(x[:, others]), (8, 4))
    result = kit.array(student.standardize(x), (8, 5))
    check_standardize(result[:, 1], np.zeros(8))
    kit.close(result[:, others], alone, atol=STANDARD_ATOL, name="别的列")


@pytest.mark.exercise("standardize")
def test_standardize_one_row(student):
    """只有一行时，每一列都是常数，结果都是 0，形状不变。"""
    check_standardize(student.standardize(np.array([[4.0, -8.0, 0.0]])), np.zeros((1, 3)))


@pytest.mark.exercise("standardize")
def test_standardize_one_column(student, rng):
    """只有一列时，结果仍是二维数组。"""
    x = measurements(rng, 7, 1)
    want = ref.standardize(x)
    check_standardize(student.standardize(x), want)


@pytest.mark.exercise("standardize")
def test_standardize_small_spread(student, rng):
    """标准差比 1 小得多的列，也缩放到标准差为 1。"""
    x = rng.normal(loc=0.3, scale=0.125, size=(11, 3))
    want = ref.standardize(x)
    check_standardize(student.standardize(x), want)


@pytest.mark.exercise("standardize")
def test_standardize_tiny_spread(student, rng):
    """标准差只有百万分之一、但不是常数的列，也缩放到标准差为 1。"""
    x = rng.normal(loc=0.3, scale=5e-7, size=(101, 3))
    want = ref.standardize(x)
    # 1e-8 in the denominator is one part in fifty here.
    kit.close(student.standardize(x), want, rtol=0.05, atol=STANDARD_ATOL)


@pytest.mark.exercise("standardize")
def test_standardize_integers(student, rng):
    """整数数组也可以，结果是浮点数，小数部分保留。"""
    x = rng.integers(-40, 41, size=(9, 4))
    want = ref.standardize(x)
    result = student.standardize(x)
    check_standardize(kit.array(result, x.shape, dtype="f"), want)


@pytest.mark.exercise("standardize")
def test_standardize_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    x = measurements(rng, 7, 5)
    want = ref.standardize(x)
    results = [student.standardize(same) for same in layouts(x)]
    for result in results:
        check_standardize(result, want)


@pytest.mark.exercise("standardize")
def test_standardize_keeps_input(student, rng):
    """传进去的 x 在调用之后保持原样，有常数列时也一样。"""
    x = measurements(rng, 7, 3)
    x[:, 1] = 2.0
    before = x.copy()
    student.standardize(x)
    kit.unchanged(x, before, "x")


# --- pairwise_distances -------------------------------------------------------------------------------


def check_distances(result: Any, want: np.ndarray, scale: float) -> None:
    """Compare with what the expanded square may lose for coordinates of this size."""
    kit.close(result, want, rtol=1e-6, atol=DISTANCE_ATOL * scale)


@pytest.mark.exercise("pairwise_distances", core=True)
def test_pairwise_values(student, rng):
    """第 i 行第 j 列是 a 的第 i 行到 b 的第 j 行的欧几里得距离。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    want = ref.pairwise_distances(a, b)
    check_distances(student.pairwise_distances(a, b), want, 1.0)


@pytest.mark.exercise("pairwise_distances", core=True, structure=True)
def test_pairwise_no_loops(student, rng):
    """不用 Python 循环。"""
    student.pairwise_distances(rng.normal(size=(5, 3)), rng.normal(size=(7, 3)))
    kit.no_python_loops(student, "pairwise_distances")


@pytest.mark.exercise("pairwise_distances", core=True, structure=True)
def test_pairwise_no_library(student, rng):
    """不用现成的距离函数。"""
    student.pairwise_distances(rng.normal(size=(5, 3)), rng.normal(size=(7, 3)))
    kit.not_calling(
        student, "pairwise_distances", {"cdist", "pdist", "*cdist*", "*pdist*", "*distance*", "*tree*"}
    )


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_same_number(student, rng):
    """两边的行数相等、a 与 b 不同时，结果不对称。"""
    a, b = rng.normal(size=(11, 3)), rng.normal(size=(11, 3))
    want = ref.pairwise_distances(a, b)
    check_distances(student.pairwise_distances(a, b), want, 1.0)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_square(student, rng):
    """行数恰好等于列数时，求和的仍是列那一个轴。"""
    a, b = rng.normal(size=(5, 5)), rng.normal(size=(5, 5))
    want = ref.pairwise_distances(a, b)
    check_distances(student.pairwise_distances(a, b), want, 1.0)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_itself(student, rng):
    """相同的两行距离是 0，不会因为舍入误差得到 NaN。"""
    a = 10.0 + rng.normal(size=(101, 5))
    want = ref.pairwise_distances(a, a)
    check_distances(student.pairwise_distances(a, a.copy()), want, 10.0)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_few(student, rng):
    """只有一行、只有一列时，结果的形状和数值也正确。"""
    shapes = [((1, 3), (7, 3)), ((5, 3), (1, 3)), ((5, 1), (7, 1)), ((1, 1), (1, 1))]
    inputs = [(rng.normal(size=a), rng.normal(size=b)) for a, b in shapes]
    wants = [ref.pairwise_distances(a, b) for a, b in inputs]
    results = [student.pairwise_distances(a, b) for a, b in inputs]
    for want, result in zip(wants, results):
        check_distances(result, want, 1.0)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_sizes(student, rng):
    """数值很大或很小、列数很多时也准确。"""
    inputs = [(scale * rng.normal(size=(5, 29)), scale * rng.normal(size=(3, 29))) for scale in (1e-3, 1e4)]
    wants = [ref.pairwise_distances(a, b) for a, b in inputs]
    results = [student.pairwise_distances(a, b) for a, b in inputs]
    for scale, want, result in zip((1e-3, 1e4), wants, results):
        check_distances(result, want, scale)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_integers(student, rng):
    """整数数组也可以，结果是浮点数。"""
    a, b = rng.integers(-9, 10, size=(5, 3)), rng.integers(-9, 10, size=(7, 3))
    want = ref.pairwise_distances(a, b)
    result = student.pairwise_distances(a, b)
    check_distances(kit.array(result, (5, 7), dtype="f"), want, 9.0)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    want = ref.pairwise_distances(a, b)
    results = [student.pairwise_distances(p, q) for p, q in zip(layouts(a), layouts(b))]
    for result in results:
        check_distances(result, want, 1.0)


@pytest.mark.exercise("pairwise_distances")
def test_pairwise_keeps_inputs(student, rng):
    """传进去的 a 和 b 在调用之后保持原样。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    before = a.copy(), b.copy()
    student.pairwise_distances(a, b)
    kit.unchanged(a, before[0], "a")
    kit.unchanged(b, before[1], "b")


@pytest.mark.exercise("pairwise_distances", core=True, seconds=0.5, structure=True)
def test_pairwise_many_rows(student, rng):
    """几十万行也在一瞬间算完：是整个数组一起算的，不是一行一行算的。"""
    # Half a million rows together take some 0.05 s, one after the other at least 2 s: what no look at the text has found.
    kit.no_python_loops(student, "pairwise_distances")
    rows, point = rng.normal(size=(500_000, 2)), rng.normal(size=(1, 2))
    want = np.sqrt(((rows - point) ** 2).sum(axis=1))
    check_distances(student.pairwise_distances(rows, point), want[:, np.newaxis], 1.0)
    check_distances(student.pairwise_distances(point, rows), want[np.newaxis], 1.0)


# --- top_k --------------------------------------------------------------------------------------------


@pytest.mark.exercise("top_k", core=True)
def test_top_k_values(student, rng):
    """每一行各自取分数最高的 k 个，返回它们的下标，最高的在前。"""
    scores = rng.normal(size=(7, 29))
    want = ref.top_k(scores, 11)
    kit.close(kit.array(student.top_k(scores, 11), dtype="iu"), want)


@pytest.mark.exercise("top_k")
def test_top_k_long_rows(student, rng):
    """一行很长、k 很大时，取出的 k 个也从高到低排好。"""
    scores = rng.normal(size=(3, 2003))
    want = ref.top_k(scores, 401)
    kit.close(student.top_k(scores, 401), want)


@pytest.mark.exercise("top_k", weight=2)
def test_top_k_ties(student, rng):
    """分数并列时，下标小的在前，一行再长也一样。"""
    scores = rng.integers(0, 4, size=(5, 307)).astype(float)
    want = ref.top_k(scores, 101)
    kit.close(student.top_k(scores, 101), want)


@pytest.mark.exercise("top_k")
def test_top_k_all_equal(student):
    """一行全都相同时，结果就是 0、1、2……"""
    kit.close(student.top_k(np.full((3, 211), -2.5), 5), np.tile(np.arange(5), (3, 1)))


@pytest.mark.exercise("top_k")
def test_top_k_extremes(student, rng):
    """k 等于 1 或等于列数时也正确。"""
    scores = rng.normal(size=(11, 7))
    wants = [ref.top_k(scores, k) for k in (1, 7)]
    results = [student.top_k(scores, k) for k in (1, 7)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("top_k")
def test_top_k_more_than_rows(student, rng):
    """k 比行数大、不比列数大时，照样取 k 个。"""
    scores = rng.normal(size=(2, 13))
    want = ref.top_k(scores, 5)
    kit.close(student.top_k(scores, 5), want)


@pytest.mark.exercise("top_k")
@pytest.mark.parametrize("shape", [(3, 5), (11, 5)])
def test_top_k_refuses(student, rng, shape):
    """k 比列数大时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.top_k(rng.normal(size=shape), 6)


@pytest.mark.exercise("top_k")
def test_top_k_one_row(student, rng):
    """只有一行时，结果仍是二维数组。"""
    scores = rng.normal(size=(1, 11))
    want = ref.top_k(scores, 3)
    kit.close(student.top_k(scores, 3), want)


@pytest.mark.exercise("top_k")
def test_top_k_numbers(student, rng):
    """整数的分数、全是负数的分数也可以。"""
    inputs = [np.argsort(rng.random((5, 13)), axis=1) - 3, -10.0 - rng.random((3, 7))]
    wants = [ref.top_k(scores, 4) for scores in inputs]
    results = [student.top_k(scores, 4) for scores in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("top_k")
def test_top_k_layouts(student, rng):
    """转置或切片得到的数组（内存不连续）也可以。"""
    scores = rng.normal(size=(5, 7))
    want = ref.top_k(scores, 3)
    results = [student.top_k(same, 3) for same in layouts(scores)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise("top_k")
def test_top_k_keeps_input(student, rng):
    """传进去的 scores 在调用之后保持原样。"""
    scores = rng.normal(size=(5, 7))
    before = scores.copy()
    student.top_k(scores, 3)
    kit.unchanged(scores, before, "scores")


# --- sliding_windows ----------------------------------------------------------------------------------


def check_windows(student: Any, x: np.ndarray, arguments: list[tuple[int, ...]]) -> None:
    """Call with each (size,) or (size, step) and compare."""
    wants = [ref.sliding_windows(x, *pair) for pair in arguments]
    results = [student.sliding_windows(x, *pair) for pair in arguments]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("sliding_windows", core=True)
def test_windows_values(student, rng):
    """每次走一步时，第 i 行从第 i 个元素开始，最后一个窗口恰好到头。"""
    check_windows(student, rng.normal(size=13), [(4,)])


@pytest.mark.exercise("sliding_windows", weight=2)
def test_windows_step(student, rng):
    """step 决定相邻两个窗口的起点相距多少，末尾不足一个窗口的不要。"""
    check_windows(student, rng.normal(size=17), [(5, 2), (4, 3), (3, 4)])


@pytest.mark.exercise("sliding_windows")
def test_windows_step_exact(student, rng):
    """最后一个窗口恰好到头时，它也在内。"""
    check_windows(student, rng.normal(size=17), [(5, 3), (2, 5)])


@pytest.mark.exercise("sliding_windows")
def test_windows_long_step(student, rng):
    """step 比窗口还长、甚至比数组还长时，至少还有第一个窗口。"""
    check_windows(student, rng.normal(size=11), [(3, 7), (2, 29)])


@pytest.mark.exercise("sliding_windows")
def test_windows_extreme_sizes(student, rng):
    """窗口与数组一样长时只有一行；窗口长为 1 时每行一个元素。"""
    check_windows(student, rng.normal(size=7), [(7,), (1,)])


@pytest.mark.exercise("sliding_windows")
def test_windows_keyword(student, rng):
    """step 也可以按名字给出。"""
    x = rng.normal(size=11)
    want = ref.sliding_windows(x, 3, 2)
    kit.close(student.sliding_windows(x, size=3, step=2), want)


@pytest.mark.exercise("sliding_windows")
@pytest.mark.parametrize("size", [8, 31])
def test_windows_refuse(student, rng, size):
    """窗口比数组长时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.sliding_windows(rng.normal(size=7), size)


@pytest.mark.exercise("sliding_windows")
def test_windows_kinds(student, rng):
    """整数数组、float32 数组也可以。"""
    inputs = [rng.integers(-9, 10, size=11), rng.normal(size=11).astype(np.float32)]
    wants = [ref.sliding_windows(x, 3) for x in inputs]
    results = [student.sliding_windows(x, 3) for x in inputs]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("sliding_windows")
def test_windows_of_words(student, rng):
    """元素类型不限：x 是字符串数组时，窗口里也是字符串。"""
    x = rng.permutation(["a", "bc", "def", "g", "hi", "jkl", "m"])
    result = student.sliding_windows(x, 3, 2)
    kit.require(isinstance(result, np.ndarray), "返回值应当是数组")
    kit.require(np.array_equal(result, ref.sliding_windows(x, 3, 2)), "窗口里的元素不对")


@pytest.mark.exercise("sliding_windows")
def test_windows_of_a_column(student, rng):
    """x 是表格的一列时也可以：那是视图，相邻的元素在内存里不挨着。"""
    table = rng.normal(size=(11, 3))
    wants = [ref.sliding_windows(table[:, 1], size, step) for size, step in ((3, 1), (4, 2))]
    results = [student.windows_of_column(table, 1, 3), student.windows_of_column(table, 1, 4, 2)]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise("sliding_windows")
def test_windows_keep_input(student, rng):
    """传进去的 x 在调用之后保持原样。"""
    x = rng.normal(size=11)
    before = x.copy()
    student.sliding_windows(x, 3, 2)
    kit.unchanged(x, before, "x")


# --- train_test_split ---------------------------------------------------------------------------------
#
# n · ratio is a whole number, and exactly so, wherever the size of the test part is not what is tested: rounding up and
# down are both right, and whoever makes one mistake returns the same whichever way it is rounded.

NAMES = ("x_train", "x_test", "y_train", "y_test")


def dataset(rng: np.random.Generator, n: int, d: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Rows that all differ, and a different number for each."""
    return rng.normal(size=(n, d)), rng.permutation(n) + 100


def split(
    student: Any, data: tuple[np.ndarray, np.ndarray], ratio: float, seed: int
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Call the student's function on copies; returns the four parts and, of train and test, the row numbers.

    Fails unless both parts have rows of x with their own y.
    """
    x, y = data
    result = student.train_test_split(x.copy(order="K"), y.copy(), ratio, np.random.default_rng(seed))
    parts = [kit.array(part, name=name) for part, name in zip(kit.sequence(result, 4), NAMES)]
    rows = []
    for i, name in enumerate(("x_train", "x_test")):
        part_x, part_y = parts[i], kit.array(parts[i + 2], (len(parts[i]),), name=NAMES[i + 2])
        kit.array(part_x, (len(part_x), x.shape[1]), name=name)
        equal = (part_x[:, None, :] == x[None, :, :]).all(axis=2)
        if not (equal.sum(axis=1) == 1).all():
            kit.fail("value", f"{name} 里有一行不是 x 的行")
        rows.append(equal.argmax(axis=1))
        kit.close(part_y, y[rows[-1]], name=NAMES[i + 2])
    return parts, rows


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(2**31))


def check_sizes(rows: list[np.ndarray], n: int, ratio: float) -> None:
    """Fail unless every row is in one part and the test part has its share."""
    everything = np.sort(np.concatenate(rows))
    if not np.array_equal(everything, np.arange(n)):
        kit.fail("value", "有的行丢了，或者出现了不止一次")
    n_test = len(rows[1])
    kit.require(n_test >= 1 and abs(n_test - n * ratio) < 1, f"测试部分有 {n_test} 个")


@pytest.mark.exercise("train_test_split", core=True)
def test_split_parts(student, rng):
    """次序是 x_train、x_test、y_train、y_test；每一行恰好在其中一边，x 和 y 成对，测试部分占 test_ratio。"""
    _, rows = split(student, dataset(rng, 24), 0.25, seed_of(rng))
    check_sizes(rows, 24, 0.25)


@pytest.mark.exercise("train_test_split")
def test_split_sizes(student, rng):
    """样本数和比例换了，测试部分的个数也与 n × test_ratio 相差不到 1。"""
    cases = [(10, 0.5), (96, 0.125), (56, 0.625), (104, 0.875)]
    for (n, ratio), (_, rows) in [
        ((n, ratio), split(student, dataset(rng, n), ratio, seed_of(rng))) for n, ratio in cases
    ]:
        check_sizes(rows, n, ratio)


@pytest.mark.exercise("train_test_split")
def test_split_never_empty(student, rng):
    """n × test_ratio 不到 1 时，测试部分也有 1 个。"""
    for n, ratio in [(13, 0.01), (3, 0.2)]:
        _, rows = split(student, dataset(rng, n), ratio, seed_of(rng))
        check_sizes(rows, n, ratio)


@pytest.mark.exercise("train_test_split")
def test_split_shuffles_train(student, rng):
    """训练部分的次序是打乱的。"""
    _, (train, _) = split(student, dataset(rng, 96), 0.375, seed_of(rng))
    kit.require(bool(np.any(np.diff(train) < 0)), "训练部分还是原来的次序")


@pytest.mark.exercise("train_test_split")
def test_split_shuffles_test(student, rng):
    """测试部分的次序是打乱的。"""
    _, (_, test) = split(student, dataset(rng, 96), 0.375, seed_of(rng))
    kit.require(bool(np.any(np.diff(test) < 0)), "测试部分还是原来的次序")


@pytest.mark.exercise("train_test_split")
def test_split_chooses_at_random(student, rng):
    """哪些行进测试部分也是随机的，前面、中间、后面的行都有机会。"""
    data = dataset(rng, 60)
    tests = [split(student, data, 0.25, seed_of(rng))[1][1] for _ in range(6)]
    chosen = np.concatenate(tests)
    # 90 draws: a third of the rows is missed by all of them once in 10^15.
    missed = [third for third in range(3) if not np.any(chosen // 20 == third)]
    kit.require(not missed, "有一段的行从来没有进过测试部分")


@pytest.mark.exercise("train_test_split")
def test_split_repeats(student, rng):
    """种子相同的 rng 给出同样的结果。"""
    data, seed = dataset(rng, 40), seed_of(rng)
    (first, _), (again, _) = (split(student, data, 0.25, seed) for _ in range(2))
    for a, b, name in zip(again, first, NAMES):
        kit.close(a, b, name=name)


@pytest.mark.exercise("train_test_split")
def test_split_uses_rng(student, rng):
    """随机数来自 rng：种子不同结果就不同，用过之后 rng 的状态变了。"""
    x, y = dataset(rng, 40)
    generators = [np.random.default_rng(seed_of(rng)) for _ in range(2)]
    before = [generator.bit_generator.state for generator in generators]
    results = [student.train_test_split(x.copy(), y.copy(), 0.25, generator) for generator in generators]
    first, other = (kit.array(kit.sequence(result, 4)[3], name="y_test") for result in results)
    kit.require(not np.array_equal(first, other), "换一个种子，结果却没有变")
    used = [generator.bit_generator.state != state for generator, state in zip(generators, before)]
    kit.require(all(used), "传进去的 rng 没有用到")


@pytest.mark.exercise("train_test_split")
def test_split_other_data(student, rng):
    """x 是整数或内存不连续、y 是浮点数时也成对。"""
    x, y = rng.permutation(5 * 32).reshape(32, 5), rng.normal(size=32)
    for same in layouts(x):
        _, rows = split(student, (same, y), 0.25, seed_of(rng))
        check_sizes(rows, 32, 0.25)


@pytest.mark.exercise("train_test_split")
def test_split_keeps_inputs(student, rng):
    """传进去的 x 和 y 在调用之后保持原样。"""
    x, y = dataset(rng, 28)
    before = x.copy(), y.copy()
    student.train_test_split(x, y, 0.25, np.random.default_rng(seed_of(rng)))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
