"""第 2 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit

# 讲义里一直带着的四个点。
X4 = np.array([0.0, 1.0, 2.0, 3.0])
Y4 = np.array([1.0, 3.0, 4.0, 6.0])


# 建在前面的练习上的数，容许 float32 那样的误差。
CLOSE = {"rtol": 1e-5, "atol": 1e-6}


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 一条直线有多好 -----------------------------------------------------------------------------


@exercise("predict", core=True)
def test_predict_four_points(student):
    """四个点，m = 2、b = 1，预测是 [1, 3, 5, 7]。"""
    kit.close(student.predict(X4.copy(), 2.0, 1.0), [1.0, 3.0, 5.0, 7.0])


@exercise("predict")
def test_predict_any_shape(student):
    """x 是二维数组或一个数时，结果的形状与 x 相同；整数 x 的结果不取整。"""
    kit.close(
        student.predict(np.array([[1, 2, 3], [4, 5, 6]]), 0.5, 0.25), [[0.75, 1.25, 1.75], [2.25, 2.75, 3.25]]
    )
    kit.close(student.predict(3.0, -2.0, 1.0), -5.0)


@exercise("predict")
def test_predict_leaves_input_alone(student):
    """预测时不改动传进来的 x。"""
    x = np.array([1.0, 2.0])
    student.predict(x, 3.0, 4.0)
    kit.unchanged(x, np.array([1.0, 2.0]), "x")


@exercise("mean_squared_error", core=True)
def test_mse_four_points(student):
    """残差是 [−1, −2, −2, −3] 时，均方误差是 4.5。"""
    kit.close(student.mean_squared_error(np.array([0.0, 1.0, 2.0, 3.0]), Y4.copy()), 4.5)


@exercise("mean_squared_error", core=True)
def test_mse_is_a_mean(student):
    """样本重复三遍，均方误差不变；残差 −2 和 2 不会互相抵消。"""
    once = student.mean_squared_error(np.array([1.0, 5.0]), np.array([3.0, 3.0]))
    thrice = student.mean_squared_error(np.tile([1.0, 5.0], 3), np.full(6, 3.0))
    kit.close(once, 4.0)
    kit.close(thrice, 4.0)


@exercise("mean_squared_error")
def test_mse_of_a_table(student):
    """二维数组对所有元素求平均，得到一个数。"""
    kit.close(student.mean_squared_error(np.array([[1.0, 2.0, 3.0]] * 2), np.zeros((2, 3))), 14.0 / 3.0)


@exercise("mean_squared_error")
def test_mse_refuses_different_shapes(student):
    """形状不同，例如 (3,) 与 (3, 1)，应当抛出 ValueError，不要广播。"""
    with kit.raises("ValueError"):
        student.mean_squared_error(np.zeros(3), np.zeros((3, 1)))


# --- 该往哪边调 -----------------------------------------------------------------------------------


@exercise("mse_gradients", core=True)
def test_gradients_four_points(student):
    """四个点，m = 1、b = 0，偏导数 (dm, db) 是 (−7.5, −4)。"""
    dm, db = kit.sequence(student.mse_gradients(X4.copy(), Y4.copy(), 1.0, 0.0), 2)
    kit.close(dm, -7.5, **CLOSE, name="dm")
    kit.close(db, -4.0, **CLOSE, name="db")


@exercise("mse_gradients", core=True)
def test_gradients_match_differences(student, rng):
    """两个偏导数应当与均方误差的中心差分一致。"""
    x, y, (m, b), eps = rng.normal(size=11), rng.normal(size=11), rng.normal(size=2), 1e-4

    def loss(slope, intercept):
        return float(np.mean((slope * x + intercept - y) ** 2))

    dm, db = kit.sequence(student.mse_gradients(x, y, m, b), 2)
    kit.close(dm, (loss(m + eps, b) - loss(m - eps, b)) / (2 * eps), **CLOSE, name="dm")
    kit.close(db, (loss(m, b + eps) - loss(m, b - eps)) / (2 * eps), **CLOSE, name="db")


@exercise("mse_gradients")
def test_gradients_vanish_on_a_perfect_line(student):
    """直线穿过每一个点时，两个偏导数都是 0。"""
    dm, db = kit.sequence(student.mse_gradients(X4.copy(), 2.0 * X4 - 1.0, 2.0, -1.0), 2)
    kit.close(dm, 0.0, **CLOSE, name="dm")
    kit.close(db, 0.0, **CLOSE, name="db")


@exercise("mse_gradients")
def test_gradients_leave_input_alone(student):
    """求梯度时不改动 x 和 y。"""
    x, y = X4.copy(), Y4.copy()
    student.mse_gradients(x, y, 2.0, 1.0)
    kit.unchanged(x, X4, "x")
    kit.unchanged(y, Y4, "y")


def cubic(student, rng, shape):
    """一个梯度已知的函数、一个点，以及用中心差分在那里应当得到的结果。

    三次项的中心差分比导数多出 a·ε²，其余各项的中心差分是精确的。
    """
    a, b, c, theta = rng.normal(size=(4, *shape))

    def expected(eps):
        return 3 * a * theta**2 + a * eps**2 + b + 2 * c * np.sum(c * theta)

    return student.make_cubic(a, b, c), theta, expected


@exercise("numerical_gradient", core=True)
def test_numerical_gradient_of_a_vector(student, rng):
    """θ 是一维数组：每个偏导数都与公式算出来的一致。"""
    f, theta, expected = cubic(student, rng, (5,))
    kit.close(student.numerical_gradient(f, theta), expected(0.0), rtol=1e-5, atol=1e-6)


@exercise("numerical_gradient", core=True)
def test_numerical_gradient_of_a_table(student, rng):
    """θ 是二维数组：结果形状与 θ 相同，一次只动一个元素。"""
    f, theta, expected = cubic(student, rng, (2, 3))
    kit.close(student.numerical_gradient(f, theta), expected(0.0), rtol=1e-5, atol=1e-6)


@exercise("numerical_gradient")
def test_numerical_gradient_is_central(student, rng):
    """eps = 0.5 时结果也要与中心差分公式一致：两边各走 eps，除以 2·eps。"""
    f, theta, expected = cubic(student, rng, (5,))
    kit.close(student.numerical_gradient(f, theta, 0.5), expected(0.5))


@exercise("numerical_gradient")
def test_numerical_gradient_of_integers(student):
    """θ 是整数数组时，先换成 float64：f(θ) = θ₀³ + 2·θ₁ 在 (2, 5) 处的梯度是 (12, 2)。"""
    zero = np.zeros(2)
    f = student.make_cubic(np.array([1.0, 0.0]), np.array([0.0, 2.0]), zero)
    result = student.numerical_gradient(f, np.array([2, 5]))
    kit.close(kit.array(result, (2,), dtype="f"), [12.0, 2.0], rtol=1e-5, atol=1e-6)


@exercise("numerical_gradient")
def test_numerical_gradient_of_a_transpose(student, rng):
    """θ 是转置得到的（内存不连续）时也一样：每个偏导数都与公式算出来的一致。"""
    a, b, c = rng.normal(size=(3, 3, 2))
    theta = rng.normal(size=(2, 3)).T
    expected = 3 * a * theta**2 + b + 2 * c * np.sum(c * theta)
    result = student.numerical_gradient(student.make_cubic(a, b, c), theta)
    kit.close(result, expected, rtol=1e-5, atol=1e-6)


@exercise("numerical_gradient")
def test_numerical_gradient_leaves_theta_alone(student, rng):
    """调用之后，θ 与原来一位不差。"""
    f, theta, _ = cubic(student, rng, (2, 3))
    before = theta.copy()
    student.numerical_gradient(f, theta)
    kit.unchanged(theta, before, "theta")


# --- 一步一步走 -----------------------------------------------------------------------------------


def descend(student, *args, **kwargs):
    """调用 gradient_descent，检查结构，返回 (m, b, losses)。"""
    m, b, losses = kit.sequence(student.gradient_descent(X4.copy(), Y4.copy(), *args, **kwargs), 3)
    if not isinstance(losses, (list, tuple)):
        losses = kit.array(losses, dtype="f", name="losses")
        kit.require(losses.ndim == 1, f"losses 应当是列表或一维数组，得到形状 {losses.shape}")
    return m, b, [kit.scalar(loss, "losses 里的一项") for loss in losses]


@exercise("gradient_descent", core=True)
def test_descent_one_step(student):
    """四个点，从 m = 2、b = 1 走一步，lr = 0.1：到达 m = 1.75、b = 0.9。"""
    m, b, _ = descend(student, 0.1, 1, 2.0, 1.0)
    kit.close(m, 1.75, **CLOSE, name="m")
    kit.close(b, 0.9, **CLOSE, name="b")


@exercise("gradient_descent", core=True)
def test_descent_reaches_the_bottom(student):
    """四个点，从 0 出发走 400 步，lr = 0.1：到达 m = 1.6、b = 1.1。"""
    m, b, _ = descend(student, 0.1, 400)
    kit.close(m, 1.6, atol=1e-5, name="m")
    kit.close(b, 1.1, atol=1e-5, name="b")


@exercise("gradient_descent")
def test_descent_losses(student):
    """losses[i] 是第 i 步之前的损失，一共 steps 个：走两步时是 0.5 和 0.07875。"""
    _, _, losses = descend(student, 0.1, 2, m=2.0, b=1.0)
    kit.require(len(losses) == 2, f"走两步，losses 应当有 2 个数，得到 {len(losses)} 个")
    kit.close(np.array(losses), [0.5, 0.07875], **CLOSE, name="losses")


@exercise("gradient_descent")
def test_descent_updates_together(student):
    """两个梯度都在旧的 (m, b) 处算：从 (2, 1) 走两步，lr = 0.1，到达 (1.705, 0.895)。"""
    m, b, _ = descend(student, 0.1, 2, 2.0, 1.0)
    kit.close(m, 1.705, **CLOSE, name="m")
    kit.close(b, 0.895, **CLOSE, name="b")


# --- 一步到位 -------------------------------------------------------------------------------------


@exercise("least_squares_line", core=True)
def test_line_four_points(student):
    """四个点的最小二乘直线是 m = 1.6、b = 1.1。"""
    m, b = kit.sequence(student.least_squares_line(X4.copy(), Y4.copy()), 2)
    kit.close(m, 1.6, name="m")
    kit.close(b, 1.1, name="b")


@exercise("least_squares_line", core=True)
def test_line_makes_gradients_vanish(student, rng):
    """在最小二乘直线上，均方误差的两个偏导数都是 0。"""
    x, y = rng.normal(200.0, 14.0, size=13), rng.normal(4.0, 0.8, size=13)
    m, b = (kit.scalar(value) for value in kit.sequence(student.least_squares_line(x, y), 2))
    residual = m * x + b - y
    kit.close(float(np.mean(residual)), 0.0, atol=1e-7, name="残差的平均")
    kit.close(float(np.mean(residual * (x - 200.0))), 0.0, atol=1e-6, name="残差与 x 的乘积的平均")


@exercise("least_squares_line")
def test_line_refuses_constant_x(student):
    """所有的 x 都相等时，斜率定不出来，应当抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.least_squares_line(np.full(5, 2.0), np.array([1.0, 2.0, 3.0, 4.0, 5.0]))


@exercise("least_squares_line")
def test_line_refuses_constant_x_that_rounds(student):
    """三个 0.1 也全都相等：算出来的方差不正好是 0，仍应当抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.least_squares_line(np.full(3, 0.1), np.array([1.0, 2.0, 3.0]))


@exercise("least_squares_line")
def test_line_in_tiny_units(student):
    """x 的数值很小但不相等，不算“全都相等”：照样算得出斜率。"""
    m, b = kit.sequence(student.least_squares_line(X4 * 1e-9, Y4.copy()), 2)
    kit.close(m, 1.6e9, rtol=1e-6, name="m")
    kit.close(b, 1.1, rtol=1e-6, name="b")


@exercise("r_squared", core=True)
def test_r_squared_four_points(student):
    """四个点，m = 2、b = 1 的 R² 是 1 − 2/13；注意真值在前、预测在后。"""
    kit.close(student.r_squared(Y4.copy(), 2.0 * X4 + 1.0), 1.0 - 2.0 / 13.0)


@exercise("r_squared", core=True)
def test_r_squared_landmarks(student):
    """全部说中时 R² 是 1，永远回答平均值时是 0。"""
    kit.close(student.r_squared(Y4.copy(), Y4.copy()), 1.0)
    kit.close(student.r_squared(Y4.copy(), np.full(4, 3.5)), 0.0)


@exercise("r_squared")
def test_r_squared_can_be_negative(student):
    """比回答平均值还差时，R² 是负数：每个预测都偏高 13，R² 是 1 − 52。"""
    kit.close(student.r_squared(Y4.copy(), Y4 + 13.0), -51.0)


@exercise("r_squared")
def test_r_squared_refuses_constant_truth(student):
    """真值全都相等时 R² 没有定义，应当抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.r_squared(np.full(4, 2.0), X4.copy())


@exercise("r_squared")
def test_r_squared_refuses_constant_truth_that_rounds(student):
    """三个 0.1 也全都相等：算出来的方差不正好是 0，仍应当抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.r_squared(np.full(3, 0.1), np.array([0.1, 0.2, 0.3]))


# --- 许多特征 -------------------------------------------------------------------------------------


@exercise("design_matrix", core=True)
def test_design_matrix_small_example(student):
    """[[5, 2], [7, 3]] 变成 [[1, 5, 2], [1, 7, 3]]。"""
    kit.close(student.design_matrix(np.array([[5.0, 2.0], [7.0, 3.0]])), [[1.0, 5.0, 2.0], [1.0, 7.0, 3.0]])


@exercise("design_matrix", core=True)
def test_design_matrix_tall(student, rng):
    """形状从 (7, 3) 变成 (7, 4)，1 在第 0 列，x 的各列依次在后。"""
    x = rng.normal(size=(7, 3))
    kit.close(student.design_matrix(x), np.c_[np.ones(7), x])


@exercise("design_matrix")
def test_design_matrix_of_integers(student):
    """整数输入得到浮点矩阵。"""
    result = kit.array(student.design_matrix(np.array([[5, 2], [7, 3]])), (2, 3), dtype="f")
    kit.close(result, [[1.0, 5.0, 2.0], [1.0, 7.0, 3.0]])


@exercise("design_matrix")
def test_design_matrix_refuses_one_axis(student):
    """一维的输入应当抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.design_matrix(np.array([1.0, 2.0, 3.0]))


@exercise("normal_equation", core=True)
def test_normal_equation_four_points(student):
    """四个点写成 (4, 1)，结果是 [1.1, 1.6]：偏置在前。"""
    kit.close(student.normal_equation(X4[:, None].copy(), Y4.copy()), [1.1, 1.6])


@exercise("normal_equation", core=True)
def test_normal_equation_recovers_weights(student, rng):
    """y 恰好由三个特征线性算出时，权重和偏置都应当还原。"""
    x, w = rng.normal(size=(11, 3)), np.array([2.0, -1.0, 0.5, 3.0])
    kit.close(student.normal_equation(x, w[0] + x @ w[1:]), w, rtol=1e-6, atol=1e-8)


@exercise("normal_equation")
def test_normal_equation_with_collinear_columns(student, rng):
    """同一个特征出现两次（共线）时，也要给出最好的预测；返回哪一个最小解都可以。"""
    x = rng.integers(-4, 5, size=(11, 1)).astype(float)
    y = rng.normal(size=11)
    w = kit.array(student.normal_equation(np.hstack([x, x]), y), (3,), dtype="f")
    slope, intercept = np.polyfit(x[:, 0], y, 1)
    kit.close(w[0] + (w[1] + w[2]) * x[:, 0], slope * x[:, 0] + intercept, rtol=1e-6, atol=1e-7, name="预测")


# --- 一次看几个 -----------------------------------------------------------------------------------


def batches_of(student, x, y, batch_size, rng):
    """把全部的批取出来，检查每一批都是 (xb, yb)。"""
    batches = student.minibatches(x, y, batch_size, rng)
    kit.require(isinstance(batches, (list, tuple)), f"应当是生成器，得到的是 {type(batches).__name__}")
    pairs = [kit.sequence(batch, 2, "一批") for batch in batches]
    for xb, yb in pairs:
        kit.array(xb, name="xb")
        kit.array(yb, (len(xb), *y.shape[1:]), name="yb")
        kit.require(xb.shape[1:] == x.shape[1:], f"x 的形状是 {x.shape}，一批的形状却是 {xb.shape}")
    return pairs


def sizes_of(pairs):
    """每一批的样本数。"""
    return [len(xb) for xb, _ in pairs]


@exercise("minibatches", core=True)
def test_minibatches_cover_everything_once(student, rng):
    """11 个样本，每批 4 个：批的大小是 4、4、3，每个样本恰好一次，x 和 y 仍然成对。"""
    x = np.arange(22.0).reshape(11, 2)
    pairs = batches_of(student, x, 10 * np.arange(11), 4, rng)
    kit.require(sizes_of(pairs) == [4, 4, 3], f"批的大小应当是 [4, 4, 3]，得到 {sizes_of(pairs)}")
    xs, ys = np.concatenate([xb for xb, _ in pairs]), np.concatenate([yb for _, yb in pairs])
    kit.close(xs[np.argsort(ys)], x, name="按 y 排好的 x")
    kit.close(np.sort(ys), 10 * np.arange(11), name="排好的 y")


@exercise("minibatches", core=True)
def test_minibatches_shuffle_with_rng(student, rng):
    """用 rng 打乱：同一个 rng 连用两次，两次的次序不同；种子相同则次序相同。"""
    x, seed = np.arange(101), int(rng.integers(1000))
    shared = np.random.default_rng(seed)
    first, second, again = (
        np.concatenate([xb for xb, _ in batches_of(student, x, x.copy(), 10, generator)])
        for generator in (shared, shared, np.random.default_rng(seed))
    )
    kit.require(not np.array_equal(first, x), "样本没有打乱")
    kit.require(not np.array_equal(first, second), "两次调用的次序一样")
    kit.close(again, first, name="同一个种子的次序")


@exercise("minibatches")
def test_minibatches_without_remainder(student, rng):
    """正好分完时没有空批；batch_size 大于样本数时，全部样本就是一批；前面每批正好 batch_size 个，零头在最后。"""
    even = sizes_of(batches_of(student, np.arange(6.0), np.arange(6.0), 3, rng))
    whole = sizes_of(batches_of(student, np.arange(5.0), np.arange(5.0), 8, rng))
    short = sizes_of(batches_of(student, np.arange(5.0), np.arange(5.0), 4, rng))
    kit.require(even == [3, 3], f"6 个样本每批 3 个，批的大小应当是 [3, 3]，得到 {even}")
    kit.require(whole == [5], f"5 个样本每批 8 个，批的大小应当是 [5]，得到 {whole}")
    kit.require(short == [4, 1], f"5 个样本每批 4 个，批的大小应当是 [4, 1]，得到 {short}")


@exercise("minibatches")
def test_minibatches_mix_the_samples(student, rng):
    """打乱的是样本，不是整批整批地换次序：60 个样本每批 10 个，没有哪一批全是原来相邻的样本。"""
    pairs = batches_of(student, np.arange(60), np.arange(60), 10, rng)
    together = [sorted(xb.tolist()) for xb, _ in pairs if np.ptp(xb) == len(xb) - 1]
    kit.require(not together, f"有一批全是原来相邻的样本：{together[:1]}")


@exercise("minibatches")
def test_minibatches_leave_input_alone(student, rng):
    """打乱的是取的次序，不改动传进来的 x 和 y。"""
    x, y = np.arange(7.0), np.arange(7)
    for _ in batches_of(student, x, y, 3, rng):
        pass
    kit.unchanged(x, np.arange(7.0), "x")
    kit.unchanged(y, np.arange(7), "y")
