"""第 1 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 切片与视图 ---------------------------------------------------------------------------------

PARTS = ("①", "②", "③", "④")


@exercise("corner_views", core=True)
def test_corner_views_values(student):
    """文中的例子：a = np.arange(20).reshape(4, 5) 的四个部分。"""
    expected = [[7, 8], [1, 6, 11, 16], [[12, 13, 14], [17, 18, 19]], [[5, 7, 9], [15, 17, 19]]]
    parts = kit.sequence(student.corner_views(np.arange(20).reshape(4, 5)), 4)
    for part, want, name in zip(parts, expected, PARTS):
        kit.close(part, want, name=name)


@exercise("corner_views", core=True)
def test_corner_views_of_a_larger_array(student):
    """数组更大时，②、③、④ 跟着变大：a 是 (6, 7) 时 ③ 是 (4, 5)，④ 是 (3, 4)。"""
    parts = kit.sequence(student.corner_views(np.arange(42.0).reshape(6, 7)), 4)
    for part, shape, name in zip(parts, [(2,), (6,), (4, 5), (3, 4)], PARTS):
        kit.array(part, shape, name=name)


@exercise("corner_views")
def test_corner_views_share_memory(student):
    """四个部分都是视图：它们与 a 共用内存。"""
    a = np.arange(30).reshape(5, 6)
    for part, name in zip(kit.sequence(student.corner_views(a), 4), PARTS):
        kit.require(np.shares_memory(a, kit.array(part, name=name)), f"{name} 是副本，不是视图")


@exercise("checkerboard", core=True)
def test_checkerboard_even(student):
    """n = 4 时，0 和 1 交替，左上角是 0，相邻两行错开一格。"""
    kit.close(student.checkerboard(4), [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]])


@exercise("checkerboard")
def test_checkerboard_odd(student):
    """n 是奇数时也是完整的 n × n：n = 3 的中间一行是 1, 0, 1。"""
    kit.close(student.checkerboard(3), [[0, 1, 0], [1, 0, 1], [0, 1, 0]])


@exercise("checkerboard")
def test_checkerboard_small(student):
    """n = 1 是 [[0]]，n = 0 是形状为 (0, 0) 的空数组。"""
    kit.close(student.checkerboard(1), [[0]])
    kit.array(student.checkerboard(0), (0, 0))


@exercise("checkerboard")
def test_checkerboard_is_integer(student):
    """棋盘是整数数组，不是浮点数，也不是布尔。"""
    kit.array(student.checkerboard(4), (4, 4), dtype="iu")


# --- 用数组当下标 -------------------------------------------------------------------------------


@exercise("one_hot", core=True)
def test_one_hot_small_example(student):
    """labels = [2, 0]、num_classes = 4 时，第 0 行的 2 号、第 1 行的 0 号是 1。"""
    kit.close(student.one_hot(np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


@exercise("one_hot", core=True)
def test_one_hot_picks_the_label(student):
    """每一行与类别编号 0, 1, 2, … 相乘再相加，得回自己的编号。"""
    labels = np.array([4, 1, 1, 0, 3, 4, 2])
    result = kit.array(student.one_hot(labels, 5), (7, 5))
    kit.close(result @ np.arange(5.0), labels)
    kit.close(result.sum(axis=1), np.ones(7), name="每行的和")


@exercise("one_hot")
def test_one_hot_is_float(student):
    """结果是浮点数组。"""
    kit.array(student.one_hot(np.array([1, 0]), 2), (2, 2), dtype="f")


@exercise("one_hot")
def test_one_hot_of_nothing(student):
    """没有样本时，结果的形状是 (0, num_classes)。"""
    kit.array(student.one_hot(np.array([], dtype=int), 3), (0, 3))


@exercise("one_hot")
@pytest.mark.parametrize("labels", [[0, 3], [1, -1]])
def test_one_hot_refuses(student, labels):
    """编号不小于 num_classes、或者是负数，都抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.one_hot(np.array(labels), 3)


# --- 统计与布尔数组 -----------------------------------------------------------------------------


@exercise("replace_outliers", core=True)
def test_replace_outliers_small_example(student):
    """[1, 2, 3, 4, 90] 里，k = 1.5 时只有 90 换成中位数 3。"""
    kit.close(student.replace_outliers(np.array([1.0, 2.0, 3.0, 4.0, 90.0]), 1.5), [1, 2, 3, 4, 3])


@exercise("replace_outliers", core=True)
def test_replace_outliers_on_both_sides(student):
    """太小的也是异常值；平均值、标准差、中位数对全部元素算，不分行列。"""
    x = np.array([[5.0, 6.0, 7.0, -50.0], [4.0, 6.0, 70.0, 5.0]])
    kit.close(student.replace_outliers(x, 1.5), [[5, 6, 7, 5.5], [4, 6, 5.5, 5]])


@exercise("replace_outliers")
def test_replace_outliers_of_integers(student):
    """x 是整数数组时，中位数的小数部分也要保留：[0, 1, 2, 100] 的中位数是 1.5。"""
    result = kit.array(student.replace_outliers(np.array([0, 1, 2, 100]), 1.5), (4,), dtype="f")
    kit.close(result, [0, 1, 2, 1.5])


@exercise("replace_outliers")
def test_replace_outliers_keeps_the_boundary(student):
    """恰好等于 k 个标准差的不换：[−1, 1, −1, 1] 在 k = 1 时原样返回。"""
    kit.close(student.replace_outliers(np.array([-1.0, 1.0, -1.0, 1.0]), 1.0), [-1, 1, -1, 1])


@exercise("replace_outliers")
def test_replace_outliers_measures_from_the_mean(student):
    """远近从平均值量起：[0, 0, 0, 6, 9] 的平均值是 3，k = 1 时只换 9；从中位数 0 量起，就会连 6 也换掉。"""
    kit.close(student.replace_outliers(np.array([0.0, 0.0, 0.0, 6.0, 9.0]), 1.0), [0, 0, 0, 6, 0])


@exercise("replace_outliers")
def test_replace_outliers_leaves_input_alone(student):
    """replace_outliers 返回新数组，不改动传进来的 x。"""
    x = np.array([1.0, 2.0, 3.0, 4.0, 90.0])
    before = x.copy()
    student.replace_outliers(x, 1.0)
    kit.unchanged(x, before, "x")


# --- 结构化数组 ---------------------------------------------------------------------------------

BIRDS = np.array(
    [("a", 3000.0, 181), ("b", np.nan, 186), ("c", 4000.0, 200)],
    dtype=[("name", "U1"), ("mass", float), ("flipper", int)],
)


@exercise("field_mean", core=True)
def test_field_mean_of_a_complete_field(student):
    """没有 NaN 的字段：181、186、200 的平均是 189。"""
    kit.close(student.field_mean(BIRDS, "flipper"), 189.0)


@exercise("field_mean", core=True)
def test_field_mean_ignores_nan(student):
    """NaN 不算在内：3000、NaN、4000 的平均是 3500。"""
    kit.close(student.field_mean(BIRDS, "mass"), 3500.0)


@exercise("field_mean")
def test_field_mean_goes_by_name(student):
    """字段按名字取，与次序无关：换一个列序，平均值不变。"""
    other = np.zeros(3, dtype=[("flipper", float), ("name", "U1"), ("mass", float)])
    for field in other.dtype.names:
        other[field] = BIRDS[field]
    kit.close(student.field_mean(other, "flipper"), 189.0)
    kit.close(student.field_mean(other, "mass"), 3500.0)


@exercise("field_mean")
def test_field_mean_of_an_unknown_field(student):
    """没有这个字段时，抛出 ValueError 或 KeyError。"""
    with kit.raises("ValueError", "KeyError"):
        student.field_mean(BIRDS, "wing")


# --- 广播 ---------------------------------------------------------------------------------------


@exercise("standardize", core=True)
def test_standardize_small_example(student):
    """两列 [1, 3] 和 [100, 300] 都变成 [−1, 1]。"""
    x = np.array([[1.0, 100.0], [3.0, 300.0]])
    kit.close(student.standardize(x), [[-1, -1], [1, 1]], rtol=1e-6)


@exercise("standardize", core=True)
def test_standardize_each_column(student, rng):
    """每一列的平均值是 0，总体标准差（除以 n）是 1，而且仍是原来那一列的线性变换。"""
    x = rng.normal(size=(11, 3)) * [1.0, 20.0, 300.0] + [5.0, -40.0, 0.0]
    result = kit.array(student.standardize(x), (11, 3))
    kit.close(result.mean(axis=0), np.zeros(3), atol=1e-6, name="每列的平均值")
    kit.close(result.std(axis=0), np.ones(3), rtol=1e-6, name="每列的标准差")
    steps = np.diff(x, axis=0) / x.std(axis=0)
    kit.close(np.diff(result, axis=0), steps, rtol=1e-6, name="相邻两行之差")


@exercise("standardize")
def test_standardize_constant_column(student):
    """全都相同的一列变成 0，不是 NaN。"""
    x = np.array([[1.0, 7.0], [3.0, 7.0], [5.0, 7.0]])
    result = kit.array(student.standardize(x), (3, 2))
    kit.close(result[:, 1], np.zeros(3), atol=1e-6, name="常数列")


@exercise("standardize")
def test_standardize_constant_column_that_rounds(student):
    """三个 0.1 也是常数列：算出来的标准差是 1.4e−17，不是 0，结果仍应当是 0。"""
    result = kit.array(student.standardize(np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 3.0]])), (3, 2))
    kit.close(result[:, 0], np.zeros(3), atol=1e-3, name="常数列")


@exercise("standardize")
def test_standardize_integers(student):
    """整数数组也可以，结果是浮点数。"""
    result = kit.array(student.standardize(np.array([[0, 10], [4, 20]])), (2, 2), dtype="f")
    kit.close(result, [[-1, -1], [1, 1]], rtol=1e-6)


@exercise("standardize")
def test_standardize_leaves_input_alone(student):
    """standardize 返回新数组，不改动传进来的 x。"""
    x = np.array([[1.0, 100.0], [3.0, 300.0]])
    before = x.copy()
    student.standardize(x)
    kit.unchanged(x, before, "x")


@exercise("pairwise_distances", core=True)
def test_pairwise_distances_small_example(student):
    """文中的例子：[0, 0] 和 [3, 4] 到三个点的距离。"""
    a, b = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0], [0.0, 4.0], [6.0, 8.0]])
    kit.close(student.pairwise_distances(a, b), [[0, 4, 10], [5, 3, 5]], atol=1e-5)


@exercise("pairwise_distances", core=True)
def test_pairwise_distances_each_pair(student, rng):
    """每一对都要算：第 i 行第 j 列是 a[i] 到 b[j] 的距离。"""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    expected = [[np.linalg.norm(p - q) for q in b] for p in a]
    kit.close(student.pairwise_distances(a, b), expected, atol=1e-6)


@exercise("pairwise_distances", core=True, structure=True)
def test_pairwise_distances_without_loops(student):
    """不用 Python 循环，也不用现成的 cdist。"""
    # 先调用一次：还没有写的练习应当被如实说成“还没有写”。
    student.pairwise_distances(np.ones((2, 3)), np.zeros((1, 3)))
    kit.no_python_loops(student, "pairwise_distances")
    kit.not_calling(
        student, "pairwise_distances", {"cdist", "pdist", "*cdist*", "*pdist*", "*distance*", "*tree*"}
    )


@exercise("pairwise_distances")
def test_pairwise_distances_to_itself(student, rng):
    """自己到自己的距离是 0，不是 NaN。"""
    a = rng.normal(size=(40, 3))
    result = kit.array(student.pairwise_distances(a, a.copy()), (40, 40))
    kit.close(np.diag(result), np.zeros(40), atol=1e-6, name="对角线")


# --- 排序 ---------------------------------------------------------------------------------------


@exercise("top_k", core=True)
def test_top_k_small_example(student):
    """[0.1, 0.7, 0.2] 里最高的两个是 1 号和 2 号，次序不能反。"""
    result = kit.array(student.top_k(np.array([[0.1, 0.7, 0.2]]), 2), (1, 2), dtype="iu")
    kit.close(result, [[1, 2]])


@exercise("top_k", core=True)
def test_top_k_row_by_row(student):
    """每一行各排各的。"""
    scores = np.array([[4.0, 8.0, 6.0, 2.0], [7.0, 1.0, 3.0, 5.0], [0.0, 2.0, 1.0, 9.0]])
    kit.close(student.top_k(scores, 3), [[1, 2, 0], [0, 3, 2], [3, 1, 2]])


@exercise("top_k")
def test_top_k_ties(student):
    """并列时下标小的在前：100 个一样的分数，前三个是 0、1、2。"""
    kit.close(student.top_k(np.ones((2, 100)), 3), [[0, 1, 2], [0, 1, 2]])
    scores = np.tile([1.0, 2.0], 50)[np.newaxis]
    kit.close(student.top_k(scores, 4), [[1, 3, 5, 7]])


@exercise("top_k")
def test_top_k_refuses_too_many(student):
    """k 可以等于列数，比列数大时抛出 ValueError。"""
    kit.close(student.top_k(np.array([[1.0, 3.0, 2.0]]), 3), [[1, 2, 0]])
    with kit.raises("ValueError"):
        student.top_k(np.array([[1.0, 3.0, 2.0]]), 4)


@exercise("top_k")
def test_top_k_leaves_input_alone(student):
    """top_k 不改动传进来的 scores。"""
    scores = np.array([[1.0, 3.0, 2.0]])
    student.top_k(scores, 2)
    kit.unchanged(scores, np.array([[1.0, 3.0, 2.0]]), "scores")


# --- 滑动窗口 -----------------------------------------------------------------------------------


@exercise("sliding_windows", core=True)
def test_sliding_windows_small_example(student):
    """[2, 7, 1, 8, 2] 上长为 3 的窗口有三个。"""
    result = student.sliding_windows(np.array([2, 7, 1, 8, 2]), 3)
    kit.close(result, [[2, 7, 1], [7, 1, 8], [1, 8, 2]])


@exercise("sliding_windows", core=True)
def test_sliding_windows_with_step(student):
    """图中的例子：size = 3、step = 2，每个窗口往后挪两格，伸到外面的不要。"""
    result = student.sliding_windows(np.array([2, 7, 1, 8, 2, 8, 1, 8]), 3, step=2)
    kit.close(result, [[2, 7, 1], [1, 8, 2], [2, 8, 1]])


@exercise("sliding_windows")
def test_sliding_windows_ends_exactly(student):
    """最后一个窗口恰好到头时，它也在内。"""
    kit.close(student.sliding_windows(np.arange(7.0), 3, step=2), [[0, 1, 2], [2, 3, 4], [4, 5, 6]])
    kit.close(student.sliding_windows(np.arange(4.0), 4), [[0, 1, 2, 3]])


@exercise("sliding_windows")
def test_sliding_windows_of_a_column(student):
    """x 是表格的一列时也可以：它是视图，相邻的元素在内存里不挨着。"""
    table = np.arange(8.0).reshape(4, 2)
    # 题目前面的 windows_of_column 取出一列，交给 sliding_windows。
    kit.close(student.windows_of_column(table, 1, 3), [[1, 3, 5], [3, 5, 7]])


@exercise("sliding_windows")
def test_sliding_windows_refuses_a_long_window(student):
    """窗口比数组还长时，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.sliding_windows(np.arange(4.0), 5)


# --- 随机数 -------------------------------------------------------------------------------------


def split(student, n=20, ratio=0.25, seed=0):
    """分一份看得出来历的数据：第 i 行是 [i, i + 0.5]，y[i] = 10 * i。"""
    x = np.arange(n)[:, np.newaxis] + np.array([0.0, 0.5])
    y = 10 * np.arange(n)
    before = x.copy(), y.copy()
    parts = kit.sequence(student.train_test_split(x, y, ratio, np.random.default_rng(seed)), 4)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    names = ("x_train", "x_test", "y_train", "y_test")
    return [kit.array(part, name=name) for part, name in zip(parts, names)]


@exercise("train_test_split", core=True)
def test_split_shapes(student):
    """次序是 x_train、x_test、y_train、y_test；20 行、比例 0.25 时，训练 15 行，测试 5 行。"""
    shapes = [(15, 2), (5, 2), (15,), (5,)]
    for part, shape in zip(split(student), shapes):
        kit.array(part, shape)


@exercise("train_test_split", core=True)
def test_split_keeps_pairs_and_rows(student):
    """每一行恰好出现一次，而且 x 的行仍然和自己的 y 在一起。"""
    x_train, x_test, y_train, y_test = split(student)
    kit.close(10 * x_train[:, 0], y_train, name="训练部分的 y")
    kit.close(10 * x_test[:, 0], y_test, name="测试部分的 y")
    kit.close(np.sort(np.concatenate([y_train, y_test])), 10 * np.arange(20), name="全部的 y")


@exercise("train_test_split")
def test_split_shuffles(student):
    """两部分都打乱了次序。"""
    _, _, y_train, y_test = split(student, n=100)
    for part, name in ((y_train, "训练部分"), (y_test, "测试部分")):
        kit.require(bool(np.any(np.diff(part) < 0)), f"{name}还是原来的次序")


@exercise("train_test_split")
def test_split_uses_rng(student):
    """随机数从传进来的 rng 取：种子相同结果就相同，种子不同结果就不同。"""
    first, again, other = (split(student, n=50, seed=seed)[3] for seed in (1, 1, 2))
    kit.close(again, first, name="同一个种子的 y_test")
    kit.require(not np.array_equal(first, other), "换一个种子，结果却没有变")


@exercise("train_test_split")
def test_split_never_leaves_the_test_set_empty(student):
    """样本少、比例小时，测试部分也至少有 1 个。"""
    kit.array(split(student, n=7, ratio=0.05)[3], (1,))
