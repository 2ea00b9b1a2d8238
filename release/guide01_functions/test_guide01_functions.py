"""第 1 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def call(student, function, *args):
    """调用学生的函数返回的函数。"""
    kit.require(not isinstance(function, (np.ndarray, int, float)), "返回的是一个值，应当是一个函数")
    return student.invoke(function, "__call__", *args)


# --- 函数的家谱 ---------------------------------------------------------------------------------


@exercise("horner", core=True)
def test_horner_values(student):
    """2x³ − 3x² + 5 在 x = 0, 1, 2, −1 处是 5, 4, 9, 0；系数从最高次排起。"""
    x = np.array([[0.0, 1.0], [2.0, -1.0]])
    kit.close(student.horner([2.0, -3.0, 0.0, 5.0], x), [[5.0, 4.0], [9.0, 0.0]])


@exercise("horner")
def test_horner_large_integers(student):
    """整数的 x 和系数先换成浮点数：1000 的 9 次方是 1e27，不溢出。"""
    x = np.array([1000, 2, 0])
    kit.close(student.horner([1, 0, 0, 0, 0, 0, 0, 0, 0, 7], x), [1e27, 519.0, 7.0], rtol=1e-12)


@exercise("horner")
def test_horner_without_coefficients(student):
    """一个系数也没有，就是与 x 同形状的 0；只有一个系数，就处处等于它。"""
    x = np.array([[1.0, 2.0, 3.0]])
    nothing, constant = student.horner([], x), student.horner([4], x)
    kit.close(nothing, [[0.0, 0.0, 0.0]])
    kit.close(constant, [[4.0, 4.0, 4.0]])


@exercise("horner")
def test_horner_of_a_number(student):
    """x 是一个数时，返回一个数：horner([2, −3, 0, 5], 2) 是 9。"""
    kit.close(student.horner([2, -3, 0, 5], 2), 9.0)


@exercise("horner")
def test_horner_leaves_input_alone(student):
    """不改动传进来的 x。"""
    x = np.array([1.0, 2.0])
    student.horner([3.0, 1.0], x)
    kit.unchanged(x, np.array([1.0, 2.0]), "x")


@exercise("horner", core=True, structure=True)
def test_horner_is_handmade(student):
    """不用现成的 polyval、poly1d、np.polynomial。"""
    student.horner([1.0], np.zeros(2))  # 还没有写的练习，应当被如实说成“还没有写”
    kit.not_calling(student, "horner", {"polyval", "*poly*"})


@exercise("rational", core=True)
def test_rational_values(student):
    """(x² − 4)/(x − 2) 在 0, 1, 3 处是 2, 3, 5。"""
    kit.close(student.rational([1, 0, -4], [1, -2], np.array([0.0, 1.0, 3.0])), [2.0, 3.0, 5.0])


@exercise("rational")
def test_rational_at_zeros(student):
    """分母为 0 的地方是 NaN，分子是不是 0 都一样；不发出警告（警告在这里算错误）。"""
    with student.strict_warnings():
        both = student.rational([1, 0, -4], [1, -2], np.array([2.0, 1.0]))
        pole = student.rational([1], [1, 0], np.array([0.0, 4.0]))
    kit.close(both, [np.nan, 3.0])
    kit.close(pole, [np.nan, 0.25])


@exercise("rational")
def test_rational_near_zeros(student):
    """分母很小但不是 0 时照样除：1/x 在 x = 2^−40 处是 2^40。"""
    kit.close(student.rational([1], [1, 0], np.array([2.0**-40, -(2.0**-40)])), [2.0**40, -(2.0**40)])


@exercise("rational")
def test_rational_of_a_number(student):
    """x 是一个数时，返回一个数；分母为 0 时是 NaN，不抛出异常。"""
    value, pole = student.rational([1, 0], [1, 1], 3), student.rational([1, 0], [1, 1], -1)
    kit.close(value, 0.75)
    kit.close(pole, np.nan)


@exercise("real_power", core=True)
def test_real_power_of_positive_numbers(student):
    """8^(2/3) 是 4，4^(−1/2) 是 0.5，3² 是 9。"""
    results = [student.real_power(np.array([8.0, 1.0]), 2, 3), student.real_power(np.array([4.0]), -1, 2)]
    kit.close(results[0], [4.0, 1.0])
    kit.close(results[1], [0.5])
    kit.close(student.real_power(np.array([3.0]), 2), [9.0])


@exercise("real_power")
def test_real_power_odd_roots(student):
    """负数的奇数次根：(−8)^(1/3) 是 −2，(−8)^(2/3) 是 4，(−8)^(−1/3) 是 −0.5；不发出警告。"""
    x = np.array([-8.0, 27.0])
    with student.strict_warnings():
        results = [student.real_power(x, 1, 3), student.real_power(x, 2, 3), student.real_power(x, -1, 3)]
    kit.close(results[0], [-2.0, 3.0])
    kit.close(results[1], [4.0, 9.0])
    kit.close(results[2], [-0.5, 1 / 3])


@exercise("real_power")
def test_real_power_even_roots(student):
    """负数的偶数次根是 NaN，不发出警告。"""
    with student.strict_warnings():
        result = student.real_power(np.array([-4.0, 4.0]), 1, 2)
    kit.close(result, [np.nan, 2.0])


@exercise("real_power")
def test_real_power_is_reduced(student):
    """先约分：(−8)^(2/6) 就是 (−8)^(1/3) = −2，(−3)^(4/2) 就是 (−3)² = 9。"""
    x = np.array([-8.0])
    results = [student.real_power(x, 2, 6), student.real_power(np.array([-3.0]), 4, 2)]
    kit.close(results[0], [-2.0])
    kit.close(results[1], [9.0])


@exercise("real_power")
def test_real_power_of_zero(student):
    """0 的正数次幂是 0，负数次幂是 NaN；任何数的 0 次幂是 1；不发出警告。"""
    x = np.array([0.0, -2.0, 4.0])
    with student.strict_warnings():
        results = [student.real_power(x, 1, 3), student.real_power(x, -2), student.real_power(x, 0, 4)]
    kit.close(results[0], [0.0, -(2 ** (1 / 3)), 4 ** (1 / 3)])
    kit.close(results[1], [np.nan, 0.25, 0.0625])
    kit.close(results[2], [1.0, 1.0, 1.0])


@exercise("real_power")
def test_real_power_refuses_bad_q(student):
    """q 是 0 或负数时抛出 ValueError。"""
    for q in (0, -3):
        with kit.raises("ValueError"):
            student.real_power(np.array([8.0]), 1, q)


@exercise("logarithm", core=True)
def test_logarithm_values(student):
    """以 2 为底，8、0.25、1 的对数是 3、−2、0；以 10 为底，1000 的是 3。"""
    kit.close(student.logarithm(np.array([8.0, 0.25, 1.0]), 2), [3.0, -2.0, 0.0], rtol=1e-12)
    kit.close(student.logarithm(1000, 10.0), 3.0, rtol=1e-12)


@exercise("logarithm")
def test_logarithm_of_what_has_none(student):
    """0 和负数的对数是 NaN，不发出警告。"""
    with student.strict_warnings():
        result = student.logarithm(np.array([0, -2, 4]), 2)
    kit.close(result, [np.nan, np.nan, 2.0])


@exercise("logarithm")
def test_logarithm_small_base(student):
    """底可以小于 1：以 0.5 为底，8 的对数是 −3。"""
    kit.close(student.logarithm(np.array([8.0, 0.5]), 0.5), [-3.0, 1.0], rtol=1e-12)


@exercise("logarithm")
def test_logarithm_refuses_bad_base(student):
    """底是 1、0 或负数时抛出 ValueError。"""
    for base in (1, 0, -2.0):
        with kit.raises("ValueError"):
            student.logarithm(np.array([8.0]), base)


# --- 让数据来挑 ---------------------------------------------------------------------------------


@exercise("fit_exponential", core=True)
def test_fit_exponential_exact(student):
    """3, 6, 12 每步翻一倍：a 是 3，k 是 ln 2。"""
    a, k = kit.sequence(student.fit_exponential(np.array([0, 1, 2]), np.array([3.0, 6.0, 12.0])), 2)
    kit.close(a, 3.0, name="a")
    kit.close(k, np.log(2.0), name="k")


@exercise("fit_exponential")
def test_fit_exponential_through_logarithms(student):
    """文中的例子：ln y 是 0, 0, 3，于是 k 是 1.5，a 是 e^(−0.5)。"""
    t, y = np.array([0.0, 1.0, 2.0]), np.array([1.0, 1.0, np.exp(3.0)])
    a, k = kit.sequence(student.fit_exponential(t, y), 2)
    kit.close(a, np.exp(-0.5), name="a")
    kit.close(k, 1.5, name="k")


@exercise("fit_exponential")
def test_fit_exponential_refuses_what_has_no_logarithm(student):
    """有一个 y 是 0 或负数时抛出 ValueError。"""
    for bad in (0.0, -1.0):
        with kit.raises("ValueError"):
            student.fit_exponential(np.array([0.0, 1.0, 2.0]), np.array([1.0, bad, 2.0]))


@exercise("fit_exponential")
def test_fit_exponential_refuses_one_time(student):
    """所有的 t 都相等时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.fit_exponential(np.array([4.0, 4.0, 4.0]), np.array([1.0, 2.0, 3.0]))


# --- 把波加起来 ---------------------------------------------------------------------------------


@exercise("square_wave", core=True)
def test_square_wave_values(student):
    """文中的例子：周期 1，两项，t = 1/4 处是 (4/π)(1 − 1/3)，t = 1/12 处是 (4/π)(1/2 + 1/3)。"""
    result = student.square_wave(np.array([0.25, 1 / 12]), 1, 2)
    kit.close(result, [4 / np.pi * 2 / 3, 4 / np.pi * 5 / 6])


@exercise("square_wave")
def test_square_wave_one_term(student):
    """只有一项时是 (4/π) sin(2πt/T)：周期 4，t = 1 处约为 1.2732，照公式，不截断。"""
    kit.close(student.square_wave(np.array([[0, 1, 2, 3]]), 4, 1), 4 / np.pi * np.array([[0.0, 1, 0, -1]]))


@exercise("square_wave")
def test_square_wave_without_terms(student):
    """一项也没有，就是与 t 同形状的 0。"""
    kit.close(student.square_wave(np.ones((2, 3)), 1.0, 0), np.zeros((2, 3)))


# --- 搬动、串起、倒过来 -------------------------------------------------------------------------


@exercise("transform", core=True)
def test_transform_values(student):
    """文中的例子：2·(3·(x − 1))² − 5 在 x = 2 处是 13，在 x = 0 处也是 13。"""
    g = student.transform(student.curve("power", 2), 2, 3, 1, -5)
    kit.close(call(student, g, 2.0), 13.0)
    kit.close(call(student, g, np.array([0.0, 1.0])), [13.0, -5.0])


@exercise("transform")
def test_transform_by_default(student):
    """四个数都不给，就是 f 自己。"""
    g = student.transform(student.curve("line", 3.0, 1.0))
    kit.close(call(student, g, 2.0), 7.0)


@exercise("transform")
@pytest.mark.parametrize(
    ("name", "value", "expected"), [("a", -3, -27), ("b", 2, 36), ("h", 5, 4), ("k", 7, 16)]
)
def test_transform_one_number(student, name, value, expected):
    """只给一个数时，只做那一件事：f(x) = x²，在 x = 3 处。"""
    g = student.transform(student.curve("power", 2), **{name: value})
    kit.close(call(student, g, 3.0), float(expected))


@exercise("compose", core=True)
def test_compose_order(student):
    """compose(f, g)(x) 是 f(g(x))：f(x) = x + 3，g(x) = 2x，在 x = 5 处是 13。"""
    composed = student.compose(student.curve("line", 1.0, 3.0), student.curve("line", 2.0, 0.0))
    kit.close(call(student, composed, 5.0), 13.0)


@exercise("compose")
def test_compose_many(student):
    """三个函数：((x²)·2) + 3 在 x = 5 处是 53；调用第二次，结果一样。"""
    parts = [student.curve("line", 1.0, 3.0), student.curve("line", 2.0, 0.0), student.curve("power", 2)]
    composed = student.compose(*parts)
    results = [call(student, composed, 5.0), call(student, composed, 5.0)]
    kit.close(results[0], 53.0)
    kit.close(results[1], 53.0, name="第二次的返回值")


@exercise("compose")
def test_compose_nothing(student):
    """compose() 把 x 原样返回；compose(f) 就是 f。"""
    kit.close(call(student, student.compose(), 7.0), 7.0)
    kit.close(call(student, student.compose(student.curve("line", 2.0, 1.0)), 7.0), 15.0)


@exercise("inverse", core=True)
def test_inverse_rising(student):
    """f(x) = x³，y = 27，[0, 8]：x 是 3。"""
    kit.close(student.inverse(student.curve("power", 3), 27, 0, 8), 3.0, rtol=0, atol=1e-9)


@exercise("inverse")
def test_inverse_falling(student):
    """f(x) = 1 − 2x，y = −5，[0, 8]：x 是 3。"""
    kit.close(student.inverse(student.curve("line", -2, 1), -5, 0, 8), 3.0, rtol=0, atol=1e-9)


@exercise("inverse")
def test_inverse_flat(student):
    """f(x) = x⁹ 在 0.05 处很平，x 仍然要准：看 x 的误差，不看 f(x) 的。"""
    result = student.inverse(student.curve("power", 9), 0.05**9, 0.0, 1.0)
    kit.close(result, 0.05, rtol=0, atol=1e-9)


@exercise("inverse")
def test_inverse_far_out(student):
    """x 在 10⁷ 附近，相邻的浮点数比 tol 还稀，也要停得下来。"""
    result = student.inverse(student.curve("line", 1.0, 0.0), 12345678.9, 1e7, 2e7)
    kit.close(result, 12345678.9, rtol=0, atol=1e-8)


@exercise("inverse")
def test_inverse_ends(student):
    """两端也算在内：y 等于 f(low) 或 f(high) 时，答案就是那一端。"""
    ends = [student.inverse(student.curve("line", -3.0, 2.0), y, 1, 5) for y in (-1.0, -13.0)]
    kit.close(ends[0], 1.0, rtol=0, atol=1e-9)
    kit.close(ends[1], 5.0, rtol=0, atol=1e-9)


@exercise("inverse")
def test_inverse_out_of_range(student):
    """y 取不到时抛出 ValueError：f(x) = x³ 在 [0, 2] 上没有 9，也没有 −1。"""
    for y in (9, -1):
        with kit.raises("ValueError"):
            student.inverse(student.curve("power", 3), y, 0, 2)


# --- 数据装进数组 -------------------------------------------------------------------------------

SAMPLE = "# 每天的最高气温\n1   21.5\n2   nan      # 温度计坏了\n\n3\t-4e-1\n"


@exercise("parse_points", core=True)
def test_parse_points_sample(student):
    """文中的例子：三个点，注释和空行跳过，缺测是 NaN。"""
    kit.close(student.parse_points(SAMPLE), [[1.0, 21.5], [2.0, np.nan], [3.0, -0.4]])


@exercise("parse_points")
def test_parse_points_without_final_newline(student):
    """最后一行没有换行也算一行；行首行末可以有空白。"""
    kit.close(student.parse_points("1 2\n  3 4  "), [[1.0, 2.0], [3.0, 4.0]])


@exercise("parse_points")
@pytest.mark.parametrize("text", ["", "\n\n", "# 什么也没有\n   \n"])
def test_parse_points_of_nothing(student, text):
    """一个点也没有时，形状是 (0, 2)。"""
    kit.close(student.parse_points(text), np.zeros((0, 2)))


@exercise("parse_points")
@pytest.mark.parametrize("line", ["1", "1 2 3", "1 二", "1, 2"])
def test_parse_points_refuses(student, line):
    """不是正好两个数的行，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.parse_points(f"1 2\n{line}\n")


@exercise("parse_points")
def test_parse_points_says_which_line(student):
    """说明里写出第几行：从 1 数起，空行和注释行也算。"""
    said = student.complaint("# 开头\n\n" + "0.5 0.5 # 好的\n" * 14 + "0.5\n0.5 0.5\n")
    kit.require(said is not None, "第 17 行只有一个数，应当抛出 ValueError")
    # 从 0 数起是 16，不数空行和注释行是 15
    right = 17 in said and 16 not in said and 15 not in said
    kit.require(right, f"错在第 17 行，说明里写出的（不小于 10 的）数是 {said}")


@exercise("parse_points", core=True)
def test_parse_points_is_text_to_floats(student):
    """返回浮点数组。"""
    kit.array(student.parse_points("1 2\n"), (1, 2), dtype="f")


@exercise("parse_points", core=True, structure=True)
def test_parse_points_is_handmade(student):
    """不用现成的 loadtxt、genfromtxt、fromstring。"""
    student.parse_points("1 2\n")
    kit.not_calling(student, "parse_points", {"*loadtxt*", "*genfromtxt*", "*fromstring*"})


@exercise("broadcast_shape", core=True)
def test_broadcast_shape_values(student):
    """靠右对齐：(5, 1, 3) 和 (4, 1) 得到 (5, 4, 3)，(4, 1) 和 (3,) 得到 (4, 3)。"""
    first, second = student.broadcast_shape((5, 1, 3), (4, 1)), student.broadcast_shape((4, 1), (3,))
    kit.close(np.array(kit.sequence(first, 3)), [5, 4, 3])
    kit.close(np.array(kit.sequence(second, 2)), [4, 3])


@exercise("broadcast_shape")
def test_broadcast_shape_number_of_shapes(student):
    """几个都行：一个也没有是 ()，三个一起看。"""
    nothing = student.broadcast_shape()
    three = student.broadcast_shape((2, 1, 1), (3, 1), (4,))
    kit.sequence(nothing, 0)
    kit.close(np.array(kit.sequence(three, 3)), [2, 3, 4])


@exercise("broadcast_shape")
def test_broadcast_shape_of_zeros(student):
    """0 也是一个长度：0 和 1 得到 0，0 和 3 抛出 ValueError。"""
    kit.close(np.array(kit.sequence(student.broadcast_shape((0,), (1,)), 1)), [0])
    with kit.raises("ValueError"):
        student.broadcast_shape((0,), (3,))


@exercise("broadcast_shape")
@pytest.mark.parametrize("shapes", [((3,), (4,)), ((2, 1), (2, 5), (3, 5)), ((4, 3), (4,))])
def test_broadcast_shape_refuses(student, shapes):
    """有一个位置上的长度对不上，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.broadcast_shape(*shapes)


@exercise("broadcast_shape", core=True, structure=True)
def test_broadcast_shape_is_handmade(student):
    """不用 NumPy 现成的广播函数。"""
    student.broadcast_shape((2,))
    kit.not_calling(student, "broadcast_shape", {"*broadcast*"})


# --- 四条直线 -----------------------------------------------------------------------------------


def line(actual, m, b, **tolerance):
    """返回值应当是斜率 m 和截距 b。"""
    got = kit.sequence(actual, 2)
    kit.close(got[0], m, name="m", **tolerance)
    kit.close(got[1], b, name="b", **tolerance)


@exercise("perpendicular_line", core=True)
def test_perpendicular_line_example(student):
    """文中的例子：四个点，重心 (1, 2)，斜率 1，截距 1。"""
    x, y = np.array([0.0, 2.0, 4.0, -2.0]), np.array([3.0, 1.0, 5.0, -1.0])
    line(student.perpendicular_line(x, y), 1.0, 1.0)


@exercise("perpendicular_line")
def test_perpendicular_line_on_a_line(student):
    """所有的点正好在 y = 3x − 1 上：斜率 3，截距 −1。"""
    x = np.array([0, 1, 2, 5])
    line(student.perpendicular_line(x, 3 * x - 1), 3.0, -1.0)


@exercise("perpendicular_line")
def test_perpendicular_line_both_ways(student, rng):
    """x 和 y 对调，直线也对调：斜率变成 1/m。"""
    t = rng.normal(scale=3.0, size=11)
    x, y = 5 + t + rng.normal(scale=0.3, size=11), 1 - 2 * t + rng.normal(scale=0.3, size=11)
    there = kit.sequence(student.perpendicular_line(x, y), 2)
    back = kit.sequence(student.perpendicular_line(y, x), 2)
    kit.close(kit.scalar(back[0]), 1 / kit.scalar(there[0]), name="对调以后的斜率", rtol=1e-6)
    kit.require(kit.scalar(there[0]) < 0, "这些点往右下走，斜率应当是负的")


@exercise("perpendicular_line")
def test_perpendicular_line_refuses_vertical(student):
    """最好的直线是竖直的，抛出 ValueError：x 全都相等，或者上下伸得更长而左右对称。"""
    cases = [([2.0, 2.0, 2.0], [0.0, 1.0, 5.0]), ([-1.0, 1.0, -1.0, 1.0], [-5.0, -5.0, 5.0, 5.0])]
    for x, y in cases:
        with kit.raises("ValueError"):
            student.perpendicular_line(np.array(x), np.array(y))


def distances(x, y, m, b):
    """竖直距离之和。"""
    return float(np.abs(y - m * x - b).sum())


def near_least(student, x, y, least):
    """距离之和应当不超过最小值的 1.001 倍（最小值是 0 时，不超过 1e-6）。"""
    with student.strict_warnings():
        m, b = map(kit.scalar, kit.sequence(student.least_absolute_line(x.copy(), y.copy()), 2))
    kit.require(np.isfinite([m, b]).all(), "m 或 b 是 NaN 或无穷大")
    total = distances(x, y, m, b)
    kit.require(total <= max(1.001 * least, 1e-6), f"距离之和是 {total:.4f}，最小可以是 {least:.4f}")


@exercise("least_absolute_line", core=True)
def test_least_absolute_line_example(student):
    """文中的例子：五个点，一个跑远了，距离之和最小是 10。"""
    near_least(student, np.arange(5.0), np.array([0.0, 1.0, 2.0, 3.0, 14.0]), 10.0)


@exercise("least_absolute_line")
def test_least_absolute_line_on_a_line(student):
    """所有点正好在 y = 2x − 1 上：距离之和是 0，不除以 0。"""
    x = np.array([0.0, 1.0, 3.0, 7.0])
    near_least(student, x, 2 * x - 1, 0.0)


@exercise("least_absolute_line")
def test_least_absolute_line_of_many(student, rng):
    """40 个点，五分之一跑远了：距离之和与穿过两个点的直线里最好的一样小。"""
    x = rng.uniform(-5, 5, 40)
    y = 1.5 * x - 2 + rng.normal(scale=0.5, size=40) + 30 * (rng.random(40) < 0.2)
    pairs = [(i, j) for i in range(40) for j in range(i)]
    slopes = [(y[i] - y[j]) / (x[i] - x[j]) for i, j in pairs]
    least = min(distances(x, y, m, y[i] - m * x[i]) for (i, _), m in zip(pairs, slopes))
    near_least(student, x, y, least)


def small_sample():
    """文中的例子：第 4 个点跑远了。"""
    return np.arange(5.0), np.array([0.0, 1.2, 1.8, 3.0, 14.0])


def ransac(student, x, y, threshold, trials, seed):
    """学生的 m、b 和内点。"""
    result = student.ransac_line(x.copy(), y.copy(), threshold, trials, np.random.default_rng(seed))
    m, b, inliers = kit.sequence(result, 3)
    return kit.scalar(m, "m"), kit.scalar(b, "b"), kit.array(inliers, (len(x),), dtype="b", name="inliers")


@exercise("ransac_line", core=True)
def test_ransac_line_example(student):
    """文中的例子：前四个点是内点，对它们求最小二乘，m 是 0.96，b 是 0.06。"""
    x, y = small_sample()
    m, b, inliers = ransac(student, x, y, 0.5, 200, 0)
    kit.close(inliers, [True, True, True, True, False], name="inliers")
    kit.close(m, 0.96, name="m")
    kit.close(b, 0.06, name="b")


@exercise("ransac_line")
def test_ransac_line_keeps_the_inliers_of_the_trial(student):
    """inliers 是获胜那一次的内点，不用求出的 m、b 重算。"""
    # 只有过第 1 点和第 5 点（从 0 数起）的直线够得着五个点；对这五个点求最小二乘以后，第 2 个点反而离得太远
    x, y = np.arange(6.0), np.array([0.0, 0.0, 0.0, 0.5, 2.0, 2.25])
    m, b, inliers = ransac(student, x, y, 0.6, 300, 0)
    kit.close(inliers, [True, True, True, False, True, True], name="inliers")
    kit.close(m, 0.5261627906976746, name="m")
    kit.close(b, -0.4127906976744186, name="b")


@exercise("ransac_line")
def test_ransac_line_depends_on_rng(student):
    """种子相同，结果相同；只试一次时，种子不同，结果也不全相同。"""
    x, y = small_sample()
    once = [ransac(student, x, y, 0.5, 1, seed)[2] for seed in range(12)]
    again = [ransac(student, x, y, 0.5, 1, seed)[2] for seed in range(12)]
    kit.require(all(np.array_equal(a, b) for a, b in zip(once, again)), "种子相同，两次的结果不同")
    kit.require(len({a.tobytes() for a in once}) > 1, "换了十二个种子，结果都一样：没有用 rng")


@exercise("ransac_line")
def test_ransac_line_draws_again(student):
    """抽到 x 相同的两个点就重抽，不算一次：只有一个点 x 不同，试一次也够了。"""
    x, y = np.array([2.0, 2.0, 2.0, 2.0, 2.0, 5.0]), np.array([0.0, 10.0, 20.0, 30.0, 40.0, 3.0])
    results = [ransac(student, x, y, 0.5, 1, seed)[2] for seed in range(8)]
    for inliers in results:
        kit.require(int(inliers.sum()) == 2 and bool(inliers[5]), "每条直线都穿过最后一个点和另外一个点")


@exercise("ransac_line")
def test_ransac_line_first_of_equals(student):
    """内点一样多时先试的获胜：每条直线都只有两个内点，试 1 次和试 9 次，结果一样。"""
    x, y = np.array([0.0, 1.0, 2.0, 4.0]), np.array([0.0, 10.0, -20.0, 90.0])
    for seed in range(6):
        first, later = ransac(student, x, y, 0.5, 1, seed)[2], ransac(student, x, y, 0.5, 9, seed)[2]
        kit.close(later, first, name="试 9 次的 inliers")


@exercise("ransac_line")
def test_ransac_line_refuses_constant_x(student):
    """所有的 x 都相同时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.ransac_line(np.full(4, 3.0), np.arange(4.0), 0.5, 10, np.random.default_rng(0))
