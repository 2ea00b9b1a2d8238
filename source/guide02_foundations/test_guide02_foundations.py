"""第 2 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit

# 到幂迭代为止不用的现成函数：它们就是练习本身。
LINALG = {
    *("solve", "inv", "pinv", "lstsq", "qr", "svd", "svdvals", "eig", "eigh", "eigvals", "eigvalsh", "det", "slogdet"),
    *("matrix_rank", "matrix_power", "cholesky", "tensorsolve", "tensorinv", "lu", "lu_factor", "null_space", "orth"),
}  # fmt: skip


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 编程与学习 ---------------------------------------------------------------------------------


def check_perceptron(result, w, b, mistakes):
    """逐项比较 (w, b, mistakes)。"""
    got_w, got_b, got_mistakes = kit.sequence(result, 3)
    counts = [
        kit.scalar(count, "mistakes") for count in kit.sequence(got_mistakes, len(mistakes), "mistakes")
    ]
    kit.close(np.array(counts), np.array(mistakes, dtype=float), name="mistakes")
    kit.close(got_w, w, name="w")
    kit.close(got_b, b, name="b")


@exercise("perceptron", core=True)
def test_perceptron_example(student):
    """题面的例子：两行，第 1 轮错 2 次，第 2 轮不错，w = [−1, 1]，b = 0。"""
    x, y = np.array([[1.0, 2.0], [2.0, 1.0]]), np.array([1, 0])
    check_perceptron(student.perceptron(x, y, 10), [-1.0, 1.0], 0.0, [2, 0])


@exercise("perceptron", core=True)
def test_perceptron_stops_at_epochs(student):
    """分不开的数据上，看满 epochs 轮就停：[1]、[1] 一个标 1 一个标 0，每轮都错 2 次。"""
    x, y = np.array([[1.0], [1.0]]), np.array([1, 0])
    check_perceptron(student.perceptron(x, y, 3), [0.0], 0.0, [2, 2, 2])


@exercise("perceptron", core=True)
def test_perceptron_bias(student):
    """[2] 标 1、[1] 标 0：界线不经过原点，b 也要学。4 轮之后 w = [1]，b = −1，错误数 2、1、2、0。"""
    check_perceptron(
        student.perceptron(np.array([[2.0], [1.0]]), np.array([1, 0]), 9), [1.0], -1.0, [2, 1, 2, 0]
    )


@exercise("perceptron")
def test_perceptron_unsigned(student):
    """x 和 y 都是 uint8 时结果一样，减法不会绕回去。"""
    x, y = np.array([[1, 2], [2, 1]], dtype=np.uint8), np.array([1, 0], dtype=np.uint8)
    check_perceptron(student.perceptron(x, y, 10), [-1.0, 1.0], 0.0, [2, 0])


# --- 线性代数 -----------------------------------------------------------------------------------


@exercise("matmul", core=True)
def test_matmul_example(student):
    """题面的例子：(2, 3) 乘 (3, 2)，得到 [[4, 5], [10, 11]]。"""
    a, b = np.array([[1, 2, 3], [4, 5, 6]]), np.array([[1, 0], [0, 1], [1, 1]])
    kit.close(student.matmul(a, b), [[4.0, 5.0], [10.0, 11.0]])


@exercise("matmul", core=True)
def test_matmul_square(student):
    """方阵也对：[[1, 2], [3, 4]] 乘 [[0, 1], [0, 0]] 是 [[0, 1], [0, 3]]。"""
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[0.0, 1.0], [0.0, 0.0]])
    kit.close(student.matmul(a, b), [[0.0, 1.0], [0.0, 3.0]])


@exercise("matmul")
@pytest.mark.parametrize("shapes", [((2, 1), (3, 2)), ((2, 3), (1, 2)), ((2, 3), (2, 3))])
def test_matmul_inner_sizes(student, shapes):
    """内侧的两个尺寸不相等就是 ValueError，其中一个是 1 也不例外。"""
    with kit.raises("ValueError"):
        student.matmul(np.ones(shapes[0]), np.ones(shapes[1]))


@exercise("matmul", core=True, structure=True)
def test_matmul_by_hand(student):
    """不用现成的矩阵乘法（包括 @），不用 Python 循环。"""
    # 先调用一次：还没有写的练习应当被如实说成“还没有写”。
    student.matmul(np.ones((2, 3)), np.ones((3, 1)))
    kit.not_calling(student, "matmul", {"@", "matmul", "inner", "vdot", "matvec", "*dot*", "*einsum*"})
    kit.no_python_loops(student, "matmul")


@exercise("solve", core=True)
def test_solve_zero_pivot(student):
    """题面的例子：左上角是 0，换行之后解出 [1, 2]。"""
    kit.close(student.solve(np.array([[0.0, 2.0], [1.0, 1.0]]), np.array([4.0, 3.0])), [1.0, 2.0])


@exercise("solve", core=True)
def test_solve_two_right_sides(student):
    """b 是 (n, m) 时一次解 m 个右端，形状与 b 相同。"""
    a = np.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]])
    x = np.array([[1.0, 0.0], [2.0, -1.0], [3.0, 5.0]])
    kit.close(student.solve(a, np.array([[4.0, -1.0], [10.0, 2.0], [14.0, 19.0]])), x)


@exercise("solve")
def test_solve_tiny_pivot(student):
    """左上角是 1e-20 时也要换行：解约为 [1, 1]。"""
    kit.close(student.solve(np.array([[1e-20, 1.0], [1.0, 1.0]]), np.array([1.0, 2.0])), [1.0, 1.0])


@exercise("solve")
def test_solve_negative_pivot(student):
    """挑主元看绝对值：[[0, 1], [−5, 0]]，右端 [2, 5]，解是 [−1, 2]。"""
    kit.close(student.solve(np.array([[0.0, 1.0], [-5.0, 0.0]]), np.array([2.0, 5.0])), [-1.0, 2.0])


@exercise("solve")
def test_solve_integers(student):
    """整数数组也可以：[[3, 1], [1, 2]]，右端 [9, 8]，解是 [2, 3]。"""
    kit.close(student.solve(np.array([[3, 1], [1, 2]]), np.array([9, 8])), [2.0, 3.0])


@exercise("solve")
def test_solve_small_numbers(student):
    """方程两边同乘 1e-15，还是那组方程，不是奇异的。"""
    a = np.array([[2.0, 1.0], [1.0, 1.0]])
    kit.close(student.solve(a * 1e-15, np.array([3.0, 2.0]) * 1e-15), [1.0, 1.0])


@exercise("solve")
def test_solve_singular(student):
    """第二行是第一行的两倍：ValueError。"""
    with kit.raises("ValueError"):
        student.solve(np.array([[1.0, 2.0], [2.0, 4.0]]), np.array([1.0, 2.0]))


@exercise("solve")
def test_solve_keeps_inputs(student):
    """a 和 b 在调用之后保持原样。"""
    a, b = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([5.0, 6.0])
    before = a.copy(), b.copy()
    student.solve(a, b)
    kit.unchanged(a, before[0], "a")
    kit.unchanged(b, before[1], "b")


@exercise("solve", core=True, structure=True)
def test_solve_by_hand(student):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.solve(np.array([[2.0, 1.0], [1.0, 3.0]]), np.array([3.0, 4.0]))
    kit.not_calling(student, "solve", LINALG)


def check_null_space(basis, a, dimension):
    """基的形状对、a·基 = 0、各列线性无关。"""
    basis = kit.array(basis, (a.shape[1], dimension), dtype="f")
    lengths = np.sqrt((basis**2).sum(axis=0))
    kit.require(bool(np.all(lengths > 0)), "有一列全是 0")
    unit = basis / lengths
    kit.close(a @ unit, np.zeros((len(a), dimension)), atol=1e-8 * max(1.0, np.abs(a).max()), name="a·基")
    kit.require(np.linalg.matrix_rank(unit, tol=1e-6) == dimension, "各列不是线性无关的")


@exercise("null_space", core=True)
def test_null_space_example(student):
    """题面的例子：[[1, 2, 1], [2, 4, 4]] 的零空间是 (−2, 1, 0) 的倍数。"""
    a = np.array([[1.0, 2.0, 1.0], [2.0, 4.0, 4.0]])
    check_null_space(student.null_space(a), a, 1)


@exercise("null_space", core=True)
def test_null_space_two_dimensions(student):
    """[[1, 2, 3, 4], [0, 0, 1, 1]] 的零空间是二维的，基有两列。"""
    a = np.array([[1.0, 2.0, 3.0, 4.0], [0.0, 0.0, 1.0, 1.0]])
    check_null_space(student.null_space(a), a, 2)


@exercise("null_space")
def test_null_space_of_full_rank(student):
    """列满秩时，返回形状 (n, 0) 的数组。"""
    a = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
    check_null_space(student.null_space(a), a, 0)


@exercise("null_space")
def test_null_space_of_zero(student):
    """全 0 的 (2, 3) 矩阵，零空间是整个三维空间。"""
    check_null_space(student.null_space(np.zeros((2, 3))), np.zeros((2, 3)), 3)


@exercise("null_space")
def test_null_space_rounding(student):
    """第二行是第一行的 3 倍，差一点舍入：0.1 × 3 不等于 0.3，但应当当作 0。"""
    a = np.array([[0.1, 0.2, 0.7], [0.3, 0.6, 2.1]])
    check_null_space(student.null_space(a), a, 2)


@exercise("null_space")
def test_null_space_small_numbers(student):
    """整个矩阵乘上 1e-13，零空间不变。"""
    a = np.array([[1.0, 2.0, 1.0], [2.0, 4.0, 4.0]])
    check_null_space(student.null_space(a * 1e-13), a, 1)


@exercise("null_space")
def test_null_space_integers(student):
    """整数数组也可以：[[2, 1, 1], [1, 1, 2]] 的零空间是 (1, −3, 1) 的倍数；输入不变。"""
    a = np.array([[2, 1, 1], [1, 1, 2]])
    before = a.copy()
    result = student.null_space(a)
    check_null_space(result, before.astype(float), 1)
    kit.unchanged(a, before, "a")


@exercise("null_space")
def test_null_space_keeps_input(student):
    """浮点数组在调用之后保持原样。"""
    a = np.array([[2.0, 1.0, 1.0], [1.0, 1.0, 2.0]])
    before = a.copy()
    student.null_space(a)
    kit.unchanged(a, before, "a")


@exercise("null_space", core=True, structure=True)
def test_null_space_by_hand(student):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.null_space(np.array([[1.0, 2.0]]))
    kit.not_calling(student, "null_space", LINALG)


@exercise("gram_schmidt", core=True)
def test_gram_schmidt_example(student):
    """题面的例子：两列 (3, 4)、(1, 2) 变成 (0.6, 0.8)、(−0.8, 0.6)。"""
    kit.close(student.gram_schmidt(np.array([[3.0, 1.0], [4.0, 2.0]])), [[0.6, -0.8], [0.8, 0.6]])


@exercise("gram_schmidt", core=True)
def test_gram_schmidt_tall(student):
    """(3, 2) 的矩阵：两列 (0, 3, 4)、(1, 3, 4) 变成 (0, 0.6, 0.8)、(1, 0, 0)。"""
    a = np.array([[0.0, 1.0], [3.0, 3.0], [4.0, 4.0]])
    kit.close(student.gram_schmidt(a), [[0.0, 1.0], [0.6, 0.0], [0.8, 0.0]])


@exercise("gram_schmidt")
def test_gram_schmidt_drops(student):
    """全 0 的列、能由前面组合出来的列都扔掉。"""
    a = np.array([[0.0, 3.0, 6.0, 1.0], [0.0, 4.0, 8.0, 2.0]])
    kit.close(student.gram_schmidt(a), [[0.6, -0.8], [0.8, 0.6]])


@exercise("gram_schmidt")
def test_gram_schmidt_small_numbers(student):
    """各列都乘上 1e-12，一列也不扔。"""
    a = np.array([[3.0, 1.0], [4.0, 2.0]]) * 1e-12
    kit.close(student.gram_schmidt(a), [[0.6, -0.8], [0.8, 0.6]], atol=1e-8)


@exercise("gram_schmidt")
def test_gram_schmidt_nearly_parallel(student, rng):
    """几列彼此只差 1e-6 时，qᵀq 与单位矩阵之差仍小于 1e-8。"""
    a = rng.normal(size=(20, 1)) + 1e-6 * rng.normal(size=(20, 7))
    q = kit.array(student.gram_schmidt(a), (20, 7))
    kit.close(q.T @ q, np.eye(7), rtol=0.0, atol=1e-8, name="qᵀq")


@exercise("gram_schmidt", core=True, structure=True)
def test_gram_schmidt_by_hand(student):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.gram_schmidt(np.array([[3.0, 1.0], [4.0, 2.0]]))
    kit.not_calling(student, "gram_schmidt", LINALG)


@exercise("project", core=True)
def test_project_example(student):
    """题面的例子：(3, 4, 5) 投影到第三个坐标为 0 的平面上，得到 (3, 4, 0)。"""
    a = np.array([[1.0, 1.0, 2.0], [0.0, 1.0, 1.0], [0.0, 0.0, 0.0]])
    kit.close(student.project(np.array([3.0, 4.0, 5.0]), a), [3.0, 4.0, 0.0])


@exercise("project", core=True)
def test_project_onto_a_line(student):
    """(2, 3) 投影到 (1, 1) 的方向上，得到 (2.5, 2.5)。"""
    kit.close(student.project(np.array([2.0, 3.0]), np.array([[1.0], [1.0]])), [2.5, 2.5])


@exercise("project", core=True, structure=True)
def test_project_by_hand(student):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.project(np.array([2.0, 3.0]), np.array([[1.0], [1.0]]))
    kit.not_calling(student, "project", LINALG)


@exercise("power_iteration", core=True)
def test_power_iteration_example(student):
    """题面的例子：[[−1, 2], [2, −1]] 的特征值是 −3，特征向量是 (1, −1)/√2。"""
    a = np.array([[-1.0, 2.0], [2.0, -1.0]])
    value, vector = kit.sequence(student.power_iteration(a, np.random.default_rng(0)), 2)
    kit.close(value, -3.0, name="特征值")
    kit.close(np.abs(kit.array(vector, (2,))), np.full(2, 0.5**0.5), name="|特征向量|")
    kit.close(a @ vector, -3.0 * vector, name="a·特征向量")


@exercise("power_iteration", core=True)
def test_power_iteration_large(student):
    """特征值很大（1000 和 1）时不溢出。"""
    a = np.array([[500.5, 499.5], [499.5, 500.5]])
    value, vector = kit.sequence(student.power_iteration(a, np.random.default_rng(1)), 2)
    kit.close(value, 1000.0, name="特征值")
    kit.close(np.abs(kit.array(vector, (2,))), np.full(2, 0.5**0.5), name="|特征向量|")


@exercise("power_iteration")
def test_power_iteration_of_zero(student):
    """全 0 的矩阵：特征值 0，特征向量的长度仍是 1，不发出警告。"""
    with student.strict_warnings():
        result = student.power_iteration(np.zeros((3, 3)), np.random.default_rng(2))
    value, vector = kit.sequence(result, 2)
    kit.close(value, 0.0, name="特征值")
    kit.close(np.sum(kit.array(vector, (3,)) ** 2), 1.0, name="长度的平方")


@exercise("power_iteration")
def test_power_iteration_uses_rng(student):
    """起点由 rng 抽取：用过之后它的状态变了。"""
    generator = np.random.default_rng(3)
    before = generator.bit_generator.state
    student.power_iteration(np.array([[2.0, 0.0], [0.0, 1.0]]), generator)
    kit.require(generator.bit_generator.state != before, "传进去的 rng 没有用到")


@exercise("power_iteration", core=True, structure=True)
def test_power_iteration_by_hand(student):
    """不用 np.linalg 里的函数（norm 除外）。"""
    student.power_iteration(np.array([[2.0, 0.0], [0.0, 1.0]]), np.random.default_rng(0))
    kit.not_calling(student, "power_iteration", LINALG)


@exercise("pca", core=True)
def test_pca_example(student):
    """题面的例子：方向 (1, 1)/√2，坐标 −2.83、1.41、1.41，份额 0.75。"""
    x = np.array([[2.0, 1.0], [4.0, 5.0], [6.0, 3.0]])
    components, scores, ratio = kit.sequence(student.pca(x, 1), 3)
    sign = np.sign(kit.array(components, (1, 2), name="components")[0, 0])
    kit.close(components * sign, np.full((1, 2), 0.5**0.5), name="components")
    want = np.array([[-2.0], [1.0], [1.0]]) * 2**0.5
    kit.close(kit.array(scores, (3, 1), name="scores") * sign, want, name="scores")
    kit.close(ratio, [0.75], name="ratio")


@exercise("pca", core=True)
def test_pca_in_three_dimensions(student):
    """三列的方差是 1、9、4，互不相关：前两个方向是第二列和第三列，份额 9/14 和 4/14。"""
    signs = np.array([[i, j, k] for i in (-1, 1) for j in (-1, 1) for k in (-1, 1)])
    x = signs * np.array([1.0, 3.0, 2.0]) + np.array([10.0, 0.0, -5.0])
    components, scores, ratio = kit.sequence(student.pca(x, 2), 3)
    kit.array(components, (2, 3), name="components")
    kit.close(np.abs(components), [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]], name="|components|")
    kit.array(scores, (8, 2), name="scores")
    kit.close(np.abs(scores), np.tile([3.0, 2.0], (8, 1)), name="|scores|")
    kit.close(ratio, [9 / 14, 4 / 14], name="ratio")


# --- 图片、表格、文字、声音、视频 ---------------------------------------------------------------


@exercise("warp", core=True)
def test_warp_stretch(student):
    """题面的例子：[[2, 4, 6]] 横向拉长一倍，得到 [[3, 4, 5]]。"""
    kit.close(
        student.warp(np.array([[2.0, 4.0, 6.0]]), np.array([[2.0, 0.0], [0.0, 1.0]])), [[3.0, 4.0, 5.0]]
    )


@exercise("warp", core=True)
def test_warp_shear(student):
    """3×3 的图沿 x 推斜，(x, y) 挪到 (x + y, y)：上面一行向左，下面一行向右，空出来的是 0。"""
    image = np.arange(1.0, 10.0).reshape(3, 3)
    want = [[2.0, 3.0, 0.0], [4.0, 5.0, 6.0], [0.0, 7.0, 8.0]]
    kit.close(student.warp(image, np.array([[1.0, 1.0], [0.0, 1.0]])), want)


@exercise("warp")
def test_warp_half_turn(student):
    """(2, 3) 的图转 180°：行和列都倒过来，一个像素也不丢。"""
    image = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    kit.close(student.warp(image, np.array([[-1.0, 0.0], [0.0, -1.0]])), [[6.0, 5.0, 4.0], [3.0, 2.0, 1.0]])


@exercise("warp")
def test_warp_shrink(student):
    """题面的例子：横向压到 1/2 得到 [[0, 4, 0]]，压到 2/3 得到 [[1, 4, 3]]。"""
    image = np.array([[2.0, 4.0, 6.0]])
    for factor, want in ((0.5, [[0.0, 4.0, 0.0]]), (2 / 3, [[1.0, 4.0, 3.0]])):
        kit.close(student.warp(image, np.array([[factor, 0.0], [0.0, 1.0]])), want)


@exercise("warp")
def test_warp_singular(student):
    """奇异的矩阵：ValueError。"""
    with kit.raises("ValueError", "LinAlgError"):
        student.warp(np.ones((3, 4)), np.array([[1.0, 2.0], [2.0, 4.0]]))


@exercise("warp")
def test_warp_singular_but_for_rounding(student):
    """[[0.3, 0.1], [0.9, 0.3]] 的行列式算出来是 −1.4e-17，也当作奇异的：ValueError。"""
    with kit.raises("ValueError", "LinAlgError"):
        student.warp(np.ones((3, 4)), np.array([[0.3, 0.1], [0.9, 0.3]]))


PEOPLE = [{"age": "20", "city": "B"}, {"age": "", "city": "A"}, {"age": "40", "city": "B"}]


def encode(student, numeric, categorical, rows, others):
    """在 rows 上 fit，再变换 others。"""
    encoder = student.TableEncoder(numeric, categorical)
    encoder.fit(rows)
    return encoder.transform(others)


@exercise("TableEncoder", core=True)
def test_table_example(student):
    """题面的例子：平均值 30、标准差 10，缺的编成 0，城市按字符串排序。"""
    result = encode(student, ["age"], ["city"], PEOPLE, PEOPLE)
    kit.close(result, [[-1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0]])


@exercise("TableEncoder", core=True)
def test_table_new_row(student):
    """新来的一行用训练部分的平均值、标准差和类别：age 50 编成 2，城市 A 编成 [1, 0]。"""
    kit.close(encode(student, ["age"], ["city"], PEOPLE, [{"age": "50", "city": "A"}]), [[2.0, 1.0, 0.0]])


@exercise("TableEncoder")
def test_table_unseen(student):
    """训练部分没见过的城市，这一列的几格全是 0。"""
    kit.close(encode(student, ["age"], ["city"], PEOPLE, [{"age": "50", "city": "C"}]), [[2.0, 0.0, 0.0]])


@exercise("TableEncoder")
def test_table_constant(student):
    """训练部分里是常数的数值列编成 0，不是 NaN；三个 0.1 也是常数，np.std 却不是 0。"""
    for text in ("7", "0.1"):
        rows = [{"age": text, "city": city} for city in "ABB"]
        kit.close(encode(student, ["age"], [], rows, rows), np.zeros((3, 1)))


@exercise("TableEncoder")
def test_table_before_fit(student):
    """还没有 fit 就 transform：ValueError。"""
    encoder = student.TableEncoder(["age"], ["city"])
    with kit.raises("ValueError"):
        encoder.transform(PEOPLE)


@exercise("tf_idf", core=True)
def test_tf_idf_example(student):
    """题面的例子：[[1, 1], [0, 2]] 变成 [[0.8148, 0.5797], [0, 1]]。"""
    kit.close(
        student.tf_idf(np.array([[1, 1], [0, 2]])), [[0.814802474667, 0.579738671538], [0.0, 1.0]], atol=1e-8
    )


@exercise("tf_idf")
def test_tf_idf_empty_row(student):
    """一个词也没有的行保持全 0，不发出警告。"""
    with student.strict_warnings():
        result = student.tf_idf(np.array([[3, 4, 0], [0, 0, 0]]))
    kit.close(result, [[0.6, 0.8, 0.0], [0.0, 0.0, 0.0]])


@exercise("spectrogram", core=True)
def test_spectrogram_example(student):
    """题面的例子：7 个 1，size=4，hop=2，两行 [1.5, 1.0607, 0]。"""
    want = np.tile([1.5, 0.75 * 2**0.5, 0.0], (2, 1))
    kit.close(student.spectrogram(np.ones(7), 4, 2), want)


@exercise("spectrogram")
def test_spectrogram_of_integers(student):
    """int16 的声音：[0, 1, 3, 0] 乘窗之后是 [0, 0.75, 2.25, 0]，小数不丢。"""
    result = student.spectrogram(np.array([0, 1, 3, 0], dtype=np.int16), 4, 1)
    kit.close(result, [[3.0, (0.75**2 + 2.25**2) ** 0.5, 1.5]])


@exercise("spectrogram")
def test_spectrogram_too_short(student):
    """不够一段时返回 (0, size // 2 + 1)。"""
    kit.close(student.spectrogram(np.ones(3), 8, 2), np.zeros((0, 5)))


@exercise("motion", core=True)
def test_motion_example(student):
    """题面的例子：差 240、10、245，threshold=20，结果 [True, False, True]。"""
    frames = np.array([[[10, 200, 250]], [[250, 190, 5]]], dtype=np.uint8)
    result = kit.array(student.motion(frames, 20), (1, 1, 3), dtype="b")
    kit.close(result, [[[1.0, 0.0, 1.0]]])


@exercise("motion", core=True)
def test_motion_of_three_frames(student):
    """三帧得到两张：每张比较相邻的两帧；恰好相差 threshold 不算动。"""
    frames = np.array([[[10, 10]], [[30, 31]], [[30, 31]]], dtype=np.uint8)
    result = kit.array(student.motion(frames, 20), (2, 1, 2), dtype="b")
    kit.close(result, [[[0.0, 1.0]], [[0.0, 0.0]]])


# --- 考得公道 -----------------------------------------------------------------------------------


def folds_of(result, n, k):
    """取出 k 对下标，检查每对合起来恰好是 0 … n − 1；返回各个 test。"""
    tests = []
    for pair in kit.sequence(result, k):
        train, test = kit.sequence(pair, 2, "一折")
        train, test = kit.array(train, dtype="iu", name="train"), kit.array(test, dtype="iu", name="test")
        kit.require(train.ndim == test.ndim == 1, "train 和 test 应当是一维的")
        together = np.sort(np.concatenate([train, test]))
        kit.close(together, np.arange(n), name="train 和 test 合起来")
        tests.append(test)
    return tests


@exercise("k_fold", core=True)
def test_k_fold_example(student):
    """7 个样本分 3 折：每个样本恰好考一次，各折大小是 3、2、2。"""
    tests = folds_of(student.k_fold(7, 3, np.random.default_rng(0)), 7, 3)
    kit.close(np.sort(np.concatenate(tests)), np.arange(7), name="各个 test 合起来")
    kit.close(np.sort([len(test) for test in tests]), [2.0, 2.0, 3.0], name="各折的大小")


@exercise("k_fold", core=True)
def test_k_fold_sizes(student):
    """11 个样本分 4 折：大小最多差 1。"""
    tests = folds_of(student.k_fold(11, 4, np.random.default_rng(1)), 11, 4)
    kit.close(np.sort([len(test) for test in tests]), [2.0, 3.0, 3.0, 3.0], name="各折的大小")


@exercise("k_fold")
def test_k_fold_shuffles(student):
    """打乱由 rng 决定：种子不同，分法就不同。"""
    first, other = (folds_of(student.k_fold(60, 3, np.random.default_rng(seed)), 60, 3)[0] for seed in (2, 3))
    kit.require(not np.array_equal(np.sort(first), np.sort(other)), "换一个种子，分法却没有变")


@exercise("k_fold")
@pytest.mark.parametrize("k", [1, 8])
def test_k_fold_errors(student, k):
    """k 小于 2 或者大于 n：ValueError。"""
    with kit.raises("ValueError"):
        student.k_fold(7, k, np.random.default_rng(0))
