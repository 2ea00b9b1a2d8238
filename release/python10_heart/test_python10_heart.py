"""Python 第 10 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的值。
"""

import copy
import math
import random

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 爱心的轮廓 -----------------------------------------------------------------------------------


@exercise("heart_point", core=True)
def test_heart_point_worked(student):
    """讲义算过的三个点：0 是 (0, 5)，π/2 是 (16, 4)，π 是 (0, −17)。"""
    kit.same(student.heart_point(0), (0.0, 5.0))
    kit.same(student.heart_point(math.pi / 2), (16.0, 4.0))
    kit.same(student.heart_point(math.pi), (0.0, -17.0))


@exercise("heart_point", core=True)
def test_heart_point_in_between(student):
    """t = π/6：sin t 是 1/2，x 是 2；cos t、cos 2t、cos 3t、cos 4t 是 √3/2、1/2、0、−1/2，y 约 9.258。"""
    kit.same(student.heart_point(math.pi / 6), (2.0, 13 * math.sqrt(3) / 2 - 2.5 + 0.5))


@exercise("heart_outline", core=True)
def test_heart_outline_of_four(student):
    """n = 4：(0, 5)、(16, 4)、(0, −17)、(−16, 4)。"""
    kit.same(student.heart_outline(4), [(0.0, 5.0), (16.0, 4.0), (0.0, -17.0), (-16.0, 4.0)])


@exercise("heart_outline", core=True)
def test_heart_outline_of_a_hundred(student):
    """n = 100：恰好一百个点。"""
    points = student.heart_outline(100)
    kit.require(len(points) == 100, f"n = 100 时应当有一百个点，得到 {len(points)} 个")


@exercise("heart_outline")
def test_heart_outline_refuses_two(student):
    """少于三个点抛出 ValueError；三个点可以。"""
    with kit.raises("ValueError"):
        student.heart_outline(2)
    kit.require(len(student.heart_outline(3)) == 3, "n = 3 时应当有三个点")


# --- 放进画面 -------------------------------------------------------------------------------------

TRIANGLE = [(0, 0), (4, 0), (4, 2)]


@exercise("fit", core=True)
def test_fit_worked(student):
    """讲义的例子，100 × 100：(0, 75)、(100, 75)、(100, 25)。"""
    kit.same(student.fit(list(TRIANGLE), 100, 100), [(0.0, 75.0), (100.0, 75.0), (100.0, 25.0)])


@exercise("fit", core=True)
def test_fit_with_a_margin(student):
    """四周留 10：(10, 70)、(90, 70)、(90, 30)。"""
    kit.same(student.fit(list(TRIANGLE), 100, 100, 10), [(10.0, 70.0), (90.0, 70.0), (90.0, 30.0)])


@exercise("fit")
def test_fit_flat(student):
    """点在一条横线上，只看宽：(0, 3)、(2, 3) 在 100 × 60 里是 (0, 30)、(100, 30)；重合的点在画面中心。"""
    kit.same(student.fit([(0, 3), (2, 3)], 100, 60), [(0.0, 30.0), (100.0, 30.0)])
    kit.same(student.fit([(7, 3), (7, 3)], 100, 60), [(50.0, 30.0), (50.0, 30.0)])


@exercise("fit")
def test_fit_in_the_middle(student):
    """居中的是外框，不是点的平均：多一个 (4, 1)，别的点还在老地方。"""
    want = [(0.0, 75.0), (100.0, 75.0), (100.0, 25.0), (100.0, 50.0)]
    kit.same(student.fit([*TRIANGLE, (4, 1)], 100, 100), want)


# --- 会跳、会飘 -----------------------------------------------------------------------------------


@exercise("beat", core=True)
def test_beat_worked(student):
    """周期 1 秒：0 是 1，0.25 是 1.1，0.5 是 1.2，1 又是 1。"""
    for t, want in ((0, 1.0), (0.25, 1.1), (0.5, 1.2), (1, 1.0)):
        kit.same(student.beat(t), want)


@exercise("beat")
def test_beat_with_a_period(student):
    """周期 2 秒：1 秒正好一半，是 1.2；2 秒是 1。"""
    kit.same(student.beat(1, 2), 1.2)
    kit.same(student.beat(2, 2), 1.0)


@exercise("scatter", core=True)
def test_scatter_worked(student):
    """种子 7，spread = 1：(10, 20)、(30, 40) 变成约 (9.648, 19.302)、(30.302, 39.145)。"""
    draw = random.Random(7)
    want = [(x + draw.uniform(-1, 1), y + draw.uniform(-1, 1)) for x, y in ((10, 20), (30, 40))]
    kit.same(student.scatter([(10, 20), (30, 40)], 1, student.make_rng(7)), want)


@exercise("scatter")
def test_scatter_goes_on_with_rng(student):
    """同一个 rng 再用一次，接着往下抽；传进来的列表不变。"""
    draw, rng, points = random.Random(3), student.make_rng(3), [(1, 2)]
    for _ in range(2):
        want = [(1 + draw.uniform(-5, 5), 2 + draw.uniform(-5, 5))]
        kit.same(student.scatter(points, 5, rng), want)
    kit.unchanged(points, [(1, 2)], "points")


# --- 涂满，变成字符 -------------------------------------------------------------------------------

DIAMOND = [(0, -2), (2, 0), (0, 2), (-2, 0)]
NOTCHED = [(0, 0), (6, 0), (6, 6), (3, 2), (0, 6)]


def check_inside(student, outline, answers):
    """每个点的答案。"""
    for point, want in answers.items():
        kit.same(student.inside(point, copy.copy(outline)), want, name=f"{point} 的答案")


@exercise("inside", core=True)
def test_inside_diamond(student):
    """讲义的菱形，射线穿过顶点：(0, 0)、(1, 0) 在里面，(−3, 0)、(3, 0)、(−3, 2) 在外面。"""
    check_inside(
        student, DIAMOND, {(0, 0): True, (1, 0): True, (-3, 0): False, (3, 0): False, (-3, 2): False}
    )


@exercise("inside", core=True)
def test_inside_notch(student):
    """上面有一个凹口的方块：凹口两边在里面，凹口里在外面，左右两旁也在外面。"""
    check_inside(
        student,
        NOTCHED,
        {(1, 3): True, (5, 3): True, (3, 1): True, (3, 4): False, (-1, 3): False, (7, 3): False},
    )


@exercise("inside")
def test_inside_level_edges(student):
    """射线与水平的边重合：方块旁边、与它的边同高的点在外面。"""
    check_inside(student, [(0, 0), (4, 0), (4, 4), (0, 4)], {(-1, 0): False, (-1, 4): False, (1, 1): True})


@exercise("inside")
def test_inside_last_edge(student):
    """最后一个顶点连回第一个：三角形 (4, 4)、(0, 4)、(4, 0)，最后那条边是右边的竖线。"""
    check_inside(student, [(4, 4), (0, 4), (4, 0)], {(3, 3): True, (5, 3): False, (1, 1): False})


@exercise("fill", core=True)
def test_fill_worked(student):
    """讲义的三角形：(0, 0)、(1, 0)、(0, 1)。"""
    kit.same(student.fill([(0, 0), (3, 0), (0, 2)], 3, 2), [(0, 0), (1, 0), (0, 1)])


@exercise("fill")
def test_fill_a_box(student):
    """盖住整个画面的方块：3 列 2 行，一行一行，一格不多。"""
    want = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1)]
    kit.same(student.fill([(-1, -1), (9, -1), (9, 9), (-1, 9)], 3, 2), want)


@exercise("render", core=True)
def test_render_worked(student):
    """讲义的例子：两行，"##." 和 "#.."，最后没有换行。"""
    kit.same(student.render([(0, 0), (1, 0), (0, 1)], 3, 2), "##.\n#..")


@exercise("render")
def test_render_outside(student):
    """画面之外的格子不画，负数不绕到另一头。"""
    kit.same(student.render([(-1, 0), (0, -1), (3, 0), (0, 2), (1, 1)], 3, 2), "...\n.#.")


# --- 上颜色 ---------------------------------------------------------------------------------------


@exercise("blend", core=True)
def test_blend_worked(student):
    """讲义的例子：红到蓝走 0.25 是 "#bf0040"。"""
    kit.same(student.blend("#ff0000", "#0000ff", 0.25), "#bf0040")


@exercise("blend")
def test_blend_ends(student):
    """走 0 是第一种，走 1 是第二种；每一位 0 都在，字母是小写。"""
    kit.same(student.blend("#000000", "#0A0B0C", 1), "#0a0b0c")
    kit.same(student.blend("#0A0B0C", "#ffffff", 0), "#0a0b0c")
