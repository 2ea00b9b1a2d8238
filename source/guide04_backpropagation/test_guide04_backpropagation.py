"""第 4 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit, ladder


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 一条链 ---------------------------------------------------------------------------------------


def chain(student, names, x):
    """学生的 (value, derivative)，检查过是两个。"""
    functions, derivatives = student.pick(*names)
    return kit.sequence(student.chain_rule(functions, derivatives, x), 2)


@exercise("chain_rule", core=True)
def test_chain_rule_example(student):
    """文中的例子：先乘 3，再平方，再用 5 减，x = 1 时值是 −4，导数是 −18。"""
    value, derivative = chain(student, ("triple", "square", "five_minus"), 1.0)
    kit.close(value, -4.0, name="value")
    kit.close(derivative, -18.0, name="derivative")


@exercise("chain_rule", core=True)
def test_chain_rule_of_an_array(student, rng):
    """逐元素计算：sin(x²) 的导数是 cos(x²)·2x，形状与 x 相同。"""
    x = rng.uniform(-2, 2, size=(2, 3))
    want = np.sin(x * x), 2 * x * np.cos(x * x)
    value, derivative = chain(student, ("square", "sin"), x)
    kit.close(value, want[0], name="value")
    kit.close(derivative, want[1], name="derivative")


@exercise("chain_rule")
def test_chain_rule_of_integers(student):
    """x 是整数也行：e^(3x) 在 [0, 1] 处的导数是 3·e^(3x)。"""
    _, derivative = chain(student, ("triple", "exp"), np.array([0, 1]))
    kit.close(derivative, [3.0, 3 * np.exp(3.0)], name="derivative")


@exercise("chain_rule")
def test_chain_rule_of_nothing(student):
    """一个函数也没有：值就是 x，导数是与 x 同形状的 1。"""
    x = np.array([2.0, -3.0])
    value, derivative = kit.sequence(student.chain_rule([], [], x), 2)
    kit.close(value, [2.0, -3.0], name="value")
    kit.close(derivative, [1.0, 1.0], name="derivative")


# --- 导数排成表 -----------------------------------------------------------------------------------

LOOSE = {"rtol": 1e-5, "atol": 1e-6}


def cubic_map(student, rng, out, shape):
    """一个雅可比已知的函数，和它的中心差分：expected(x, eps)。"""
    a, b, c = rng.normal(size=(3, *out, *shape))
    axes = tuple(range(-len(shape), 0))

    def expected(x, eps):
        total = np.sum(c * x, axis=axes, keepdims=True)
        return 3 * a * x**2 + a * eps**2 + b + 2 * c * total

    return student.make_cubic(a, b, c), expected


@exercise("jacobian", core=True)
def test_jacobian_shape_and_values(student, rng):
    """三个输出、两个输入：表的形状是 (3, 2)，第 i 行第 j 列是第 i 个输出对第 j 个输入的偏导数。"""
    f, expected = cubic_map(student, rng, (3,), (2,))
    x = rng.normal(size=2)
    want = expected(x, 0.0)
    kit.close(student.jacobian(f, x), want, **LOOSE)


@exercise("jacobian")
def test_jacobian_of_tables(student, rng):
    """输出 (2,)、输入 (3, 2)：表的形状是 (2, 3, 2)。"""
    f, expected = cubic_map(student, rng, (2,), (3, 2))
    x = rng.normal(size=(3, 2))
    want = expected(x, 0.0)
    kit.close(student.jacobian(f, x), want, **LOOSE)


@exercise("jacobian")
def test_jacobian_of_numbers(student):
    """两边都是一个数：x³ + 2x 在 2 处的导数是 14。"""
    f = student.make_cubic(np.array(1.0), np.array(2.0), np.array(0.0))
    kit.close(student.jacobian(f, 2.0), 14.0, **LOOSE)


@exercise("jacobian")
def test_jacobian_is_central(student, rng):
    """eps = 0.5 时也与中心差分公式一致：两边各走 eps，除以 2·eps。"""
    f, expected = cubic_map(student, rng, (3,), (2,))
    x = rng.normal(size=2)
    want = expected(x, 0.5)
    kit.close(student.jacobian(f, x, 0.5), want)


@exercise("jacobian")
def test_jacobian_of_integers(student):
    """x 是整数数组时，先换成 float64：x₀³ + 2x₁ 在 (2, 5) 处是 [12, 2]。"""
    f = student.make_cubic(np.array([1.0, 0.0]), np.array([0.0, 2.0]), np.zeros(2))
    kit.close(student.jacobian(f, np.array([2, 5])), [12.0, 2.0], **LOOSE)


@exercise("jacobian")
def test_jacobian_of_a_view(student):
    """f 把收到的数组的视图直接还回来（这里是倒过来）也不受影响：表是反对角线上的 1。"""
    want = np.eye(3)[::-1]
    kit.close(student.jacobian(student.make_flip(), np.array([1.0, -2.0, 0.5])), want, **LOOSE)


@exercise("jacobian")
def test_jacobian_leaves_x_alone(student, rng):
    """调用之后，x 与原来一位不差。"""
    f, _ = cubic_map(student, rng, (3,), (2,))
    x = rng.normal(size=2)
    before = x.copy()
    student.jacobian(f, x)
    kit.unchanged(x, before, "x")


def surface(student, rng, shape):
    """一个黑塞矩阵已知的函数，和它的黑塞矩阵 expected(x)。"""
    a, b, c = rng.normal(size=(3, *shape)) * 2

    def expected(x):
        n = x.size
        return (np.diag(6 * (a * x).ravel()) + 2 * np.outer(c, c)).reshape(*shape, *shape) if n else None

    return student.make_cubic(a, b, c), expected


@exercise("hessian", core=True)
def test_hessian_of_a_vector(student, rng):
    """x 是一维数组：对角线和混合项都与公式算出来的一致，误差不超过最大一格的 1e-5 倍。"""
    f, expected = surface(student, rng, (3,))
    x = rng.normal(size=3)
    want = expected(x)
    kit.close(student.hessian(f, x), want, rtol=0, atol=1e-5 * np.abs(want).max())


@exercise("hessian")
def test_hessian_of_a_table(student, rng):
    """x 是 (2, 3) 时，结果的形状是 (2, 3, 2, 3)。"""
    f, expected = surface(student, rng, (2, 3))
    x = rng.normal(size=(2, 3))
    want = expected(x)
    kit.close(student.hessian(f, x), want, rtol=0, atol=1e-5 * np.abs(want).max())


@exercise("hessian")
def test_hessian_of_a_number(student):
    """x 是一个数：x³ 在 2 处的二阶导数是 12。"""
    f = student.make_cubic(np.array(1.0), np.array(0.0), np.array(0.0))
    kit.close(student.hessian(f, 2), 12.0, rtol=1e-5)


@exercise("hessian")
def test_hessian_with_large_steps(student, rng):
    """f 是三次函数，eps = 0.5 时没有截断误差，也几乎没有舍入误差。"""
    f, expected = surface(student, rng, (3,))
    x = rng.normal(size=3)
    want = expected(x)
    kit.close(student.hessian(f, x, 0.5), want)


@exercise("hessian")
def test_hessian_leaves_x_alone(student, rng):
    """调用之后，x 与原来一位不差；x 是整数数组也行：x₀³ + 2x₁ 在 (2, 5) 处是 [[12, 0], [0, 0]]。"""
    f, _ = surface(student, rng, (3,))
    x = rng.normal(size=3)
    before = x.copy()
    student.hessian(f, x)
    g = student.make_cubic(np.array([1.0, 0.0]), np.array([0.0, 2.0]), np.zeros(2))
    result = student.hessian(g, np.array([2, 5]))
    kit.unchanged(x, before, "x")
    kit.close(result, [[12.0, 0.0], [0.0, 0.0]], rtol=0, atol=1e-4)


@exercise("classify_point", core=True)
@pytest.mark.parametrize(
    ("hessian", "kind"),
    [
        ([[2, 1], [1, 2]], "minimum"),
        ([[-2, 0, 0], [0, -3, 1], [0, 1, -1]], "maximum"),
        ([[1, 2], [2, 1]], "saddle"),
        ([[0, 0, 0], [0, 3, 0], [0, 0, -1]], "saddle"),
        ([[2, 0], [0, 0]], "undecided"),
        ([[0, 0], [0, 0]], "undecided"),
    ],
)
def test_classify_point(student, hessian, kind):
    """全正是谷底，全负是山顶，有正有负是鞍点（旁边有 0 也是），其余看不出来（全 0 也是）。"""
    told = student.classify_point(np.array(hessian))
    kit.require(told == kind, f"{hessian} 应当是 {kind!r}，得到 {told!r}")


@exercise("classify_point")
def test_classify_point_has_a_relative_tolerance(student):
    """多小算 0，是和最大的那个特征值比：整体乘 1e-10，谷底还是谷底；1e-12 在 3 旁边算 0。"""
    small = student.classify_point(np.diag([2e-10, 1e-10]))
    beside = student.classify_point(np.diag([3.0, 1e-12]))
    loose = student.classify_point(np.diag([3.0, 0.2]), 0.1)
    kit.require(small == "minimum", f"diag(2e-10, 1e-10) 应当是 'minimum'，得到 {small!r}")
    kit.require(beside == "undecided", f"diag(3, 1e-12) 应当是 'undecided'，得到 {beside!r}")
    kit.require(loose == "undecided", f"tol = 0.1 时 diag(3, 0.2) 应当是 'undecided'，得到 {loose!r}")


# --- 零件的导数 -----------------------------------------------------------------------------------


@exercise("gelu_derivative", core=True)
def test_gelu_derivative_values(student):
    """在 −1、0、1 处约为 −0.0833、0.5、1.0833（精确的 GELU，不是 tanh 近似）。"""
    want = [-0.083315470587686, 0.5, 1.083315470587686]
    kit.close(student.gelu_derivative(np.array([-1.0, 0.0, 1.0])), want, atol=1e-12, rtol=0)


@exercise("gelu_derivative")
def test_gelu_derivative_far_out(student):
    """z = ±100 时是 0 和 1，不发出警告。"""
    with student.strict_warnings():
        result = student.gelu_derivative(np.array([-100.0, 100.0]))
    kit.close(result, [0.0, 1.0], atol=1e-12)


@exercise("gelu_derivative")
def test_gelu_derivative_of_numbers_and_integers(student):
    """给一个数，还一个数；整数数组也要得到小数。"""
    kit.close(student.gelu_derivative(1), 1.083315470587686)
    kit.close(student.gelu_derivative(np.array([[1, -1]])), [[1.083315470587686, -0.083315470587686]])


@exercise("huber", core=True)
def test_huber_example(student):
    """文中的例子：残差 −1、0、6，δ = 2，平均损失 3.5，梯度 [−1, 0, 2] / 3。"""
    loss, gradient = kit.sequence(student.huber(np.array([1, 4, 10]), np.array([2, 4, 4]), 2.0), 2)
    kit.close(loss, 3.5, name="loss")
    kit.close(gradient, np.array([-1.0, 0.0, 2.0]) / 3, name="gradient")


@exercise("huber")
def test_huber_gradient_matches_differences(student, rng):
    """梯度与平均损失的中心差分一致；二维数组也行。"""
    y_true, y_pred, delta = rng.normal(size=(2, 5)), 3 * rng.normal(size=(2, 5)), 0.75

    def loss(y):
        r = np.abs(y - y_true)
        return float(np.mean(np.minimum(r, delta) * (r - np.minimum(r, delta) / 2)))

    want = loss(y_pred), ladder.numerical_gradient(loss, y_pred)
    found, gradient = kit.sequence(student.huber(y_pred, y_true, delta), 2)
    kit.close(found, want[0], name="loss")
    kit.close(gradient, want[1], atol=1e-6, name="gradient")


@exercise("huber")
def test_huber_refuses_other_shapes(student):
    """(3,) 和 (3, 1) 形状不同，抛出 ValueError，不广播。"""
    with kit.raises("ValueError"):
        student.huber(np.zeros(3), np.zeros((3, 1)))


@exercise("kl_divergence", core=True)
def test_kl_divergence_example(student):
    """文中的例子：两行约为 0.3466 和 0.6931；p 为 0 的格子算 0，没有警告。"""
    p, q = np.array([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]]), np.array([[0.25, 0.5, 0.25]] * 2)
    with student.strict_warnings():
        result = student.kl_divergence(p, q)
    kit.close(result, [np.log(2) / 2, np.log(2)])


@exercise("kl_divergence", core=True)
def test_kl_divergence_of_each_row(student, rng):
    """每行一个数，与公式一致。"""
    p, q = (r / r.sum(axis=1, keepdims=True) for r in rng.uniform(0.1, 1, size=(2, 4, 3)))
    want = [sum(a * (np.log(a) - np.log(b)) for a, b in zip(*rows)) for rows in zip(p, q)]
    kit.close(student.kl_divergence(p, q), want)


@exercise("kl_divergence")
def test_kl_divergence_is_infinite(student):
    """q 为 0 而 p 大于 0 的那一行是 inf，别的行照常；没有警告。"""
    p, q = np.array([[0.5, 0.5, 0.0], [0.5, 0.5, 0.0]]), np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0]])
    with student.strict_warnings():
        result = student.kl_divergence(p, q)
    kit.close(result, [np.inf, 0.0])


def scores(student, z, y):
    """学生的 (loss, dz)，检查过是两个。"""
    return kit.sequence(student.bce_with_logits(z, y), 2)


@exercise("bce_with_logits", core=True)
def test_bce_example(student):
    """文中的例子：z = [0, 2, −1]、y = [0, 1, 1]，平均损失约 0.7111，dz 约 [0.1667, −0.0397, −0.2437]。"""
    loss, dz = scores(student, np.array([0.0, 2.0, -1.0]), np.array([0, 1, 1]))
    kit.close(loss, 0.711112313217, name="loss")
    kit.close(dz, [0.166666666667, -0.039734307341, -0.243686192917], name="dz")


@exercise("bce_with_logits")
def test_bce_far_out(student):
    """z = ±1000：猜对了损失是 0，猜错了是 1000，不截断；梯度是 0 和 ±1/n，没有警告。"""
    z, y = np.array([1000.0, -1000.0, 1000.0, -100.0]), np.array([1, 0, 0, 1])
    with student.strict_warnings():
        loss, dz = scores(student, z, y)
    kit.close(loss, 1100.0 / 4, name="loss")
    kit.close(dz, [0.0, 0.0, 0.25, -0.25], name="dz")


@exercise("bce_with_logits")
def test_bce_of_unsigned_labels(student):
    """标签是 uint8 时结果不变（uint8 的 −1 是 255）。"""
    loss, dz = scores(student, np.array([0.0, 2.0, -1.0]), np.array([0, 1, 1], dtype=np.uint8))
    kit.close(loss, 0.711112313217, name="loss")
    kit.close(dz, [0.166666666667, -0.039734307341, -0.243686192917], name="dz")


# --- 三个类 ---------------------------------------------------------------------------------------

X = [[1.0, 2.0, 0.0], [0.0, 1.0, -1.0]]
W = [[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]
B = [0.5, -1.0]
DOUT = [[1.0, 0.0], [2.0, -1.0]]


def example_layer(student):
    """文中的那一层：三进两出。"""
    layer = student.Dense(3, 2, np.random.default_rng(0))
    student.set_params(layer, np.array(W), np.array(B))
    return layer


def check_grads(layer, dw, db):
    """layer.grads 里是这两个。"""
    grads = kit.mapping(layer.grads, ("w", "b"), "grads")
    kit.close(grads["w"], dw, name='grads["w"]')
    kit.close(grads["b"], db, name='grads["b"]')


@exercise("Dense", core=True)
def test_dense_example_forward(student):
    """文中的例子：out = [[1.5, −1], [−2.5, −3]]。"""
    kit.close(example_layer(student).forward(np.array(X)), [[1.5, -1.0], [-2.5, -3.0]], name="out")


@exercise("Dense", core=True)
def test_dense_example_backward(student):
    """文中的例子：dx、dw、db 都与手算的一致。"""
    layer = example_layer(student)
    layer.forward(np.array(X))
    dx = layer.backward(np.array(DOUT))
    kit.close(dx, [[1.0, 0.0, 3.0], [0.0, 1.0, 5.0]], name="dx")
    check_grads(layer, [[1.0, 0.0], [4.0, -1.0], [-2.0, 1.0]], [3.0, -1.0])


@exercise("Dense")
def test_dense_replaces_its_gradients(student):
    """再来一次 backward，grads 换成新的，不往旧的上面加。"""
    layer = example_layer(student)
    for dout in (np.ones((2, 2)), np.array(DOUT)):
        layer.forward(np.array(X))
        layer.backward(dout)
    check_grads(layer, [[1.0, 0.0], [4.0, -1.0], [-2.0, 1.0]], [3.0, -1.0])


@exercise("Dense")
def test_dense_keeps_a_copy_of_x(student):
    """前向之后 x 的内存里换了别的数，梯度仍然是对当时的 x 的。"""
    layer = example_layer(student)
    student.forward_in_buffer(layer, np.array(X))
    layer.backward(np.array(DOUT))
    check_grads(layer, [[1.0, 0.0], [4.0, -1.0], [-2.0, 1.0]], [3.0, -1.0])


@exercise("Dense")
def test_dense_objects_are_apart(student):
    """两个 Dense 交替使用，各记各的账。"""
    one, two = example_layer(student), student.Dense(4, 2, np.random.default_rng(1))
    one.forward(np.array(X))
    two.forward(np.ones((5, 4)))
    one.backward(np.array(DOUT))
    two.backward(np.ones((5, 2)))
    check_grads(one, [[1.0, 0.0], [4.0, -1.0], [-2.0, 1.0]], [3.0, -1.0])
    check_grads(two, np.full((4, 2), 5.0), [5.0, 5.0])


@exercise("Dense")
def test_dense_starts_he_normal(student):
    """300 进 200 出：w 的标准差约 √(2/300) ≈ 0.0816，b 全是 0。"""
    params = kit.mapping(student.Dense(300, 200, np.random.default_rng(0)).params, ("w", "b"), "params")
    w = kit.array(params["w"], (300, 200), dtype="f", name='params["w"]')
    kit.require(
        abs(w.std() - (2 / 300) ** 0.5) < 0.002, f"w 的标准差应当约为 0.0816，得到 {float(w.std()):.4f}"
    )
    kit.require(abs(w.mean()) < 0.002, f"w 的平均值应当接近 0，得到 {float(w.mean()):.4f}")
    kit.close(params["b"], np.zeros(200), name='params["b"]')


@exercise("Activation", core=True)
@pytest.mark.parametrize(
    ("name", "x", "out", "dx"),
    [
        ("relu", [-1.0, 0.0, 2.0], [0.0, 0.0, 2.0], [0.0, 0.0, 7.0]),
        ("sigmoid", [0.0, 0.0, 0.0], [0.5, 0.5, 0.5], [1.25, 1.5, 1.75]),
        ("tanh", [0.0, 1.0, -1.0], [0.0, 0.761594155956, -0.761594155956], [5.0, 2.519846045968, 2.939820386963]),
    ],
)  # fmt: skip
def test_activation_example(student, name, x, out, dx):
    """文中的例子：dout = [5, 6, 7] 时的输出和 dx。"""
    layer = student.Activation(name)
    kit.close(layer.forward(np.array(x)), out, name="out")
    kit.close(layer.backward(np.array([5.0, 6.0, 7.0])), dx, name="dx")


@exercise("Activation")
def test_activation_of_a_strange_name(student):
    """不认识的名字抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.Activation("gelu")


@exercise("Activation")
def test_activation_objects_are_apart(student):
    """两个 Activation 交替使用，各记各的账；x 的内存后来换了别的数也不要紧。"""
    one, two = student.Activation("relu"), student.Activation("relu")
    student.forward_in_buffer(one, np.array([-1.0, 2.0]))
    two.forward(np.array([3.0, -4.0]))
    kit.close(one.backward(np.array([5.0, 6.0])), [0.0, 6.0], name="第一个的 dx")
    kit.close(two.backward(np.array([5.0, 6.0])), [5.0, 0.0], name="第二个的 dx")


@exercise("Activation")
def test_activation_far_out(student):
    """sigmoid 在 ±1000 处是 0 和 1，没有警告；params 是空字典。"""
    layer = student.Activation("sigmoid")
    with student.strict_warnings():
        out = layer.forward(np.array([-1000.0, 1000.0]))
    kit.close(out, [0.0, 1.0], name="out")
    kit.require(layer.params == {}, "params 应当是空字典")


def small_model(student):
    """2 → 3 → 1 的网络，权重是定好的。返回 (model, 各参数, x, dout)。"""
    rng = np.random.default_rng(5)
    first, last = student.Dense(2, 3, rng), student.Dense(3, 1, rng)
    numbers = [rng.normal(size=shape) for shape in ((2, 3), (3,), (3, 1), (1,))]
    student.set_params(first, *numbers[:2])
    student.set_params(last, *numbers[2:])
    model = student.Sequential([first, student.Activation("tanh"), last])
    return model, numbers, rng.normal(size=(5, 2)), rng.normal(size=(5, 1))


def small_gradients(numbers, x, dout):
    """它的输出，dx，四个梯度：一步一步写出来。"""
    w1, b1, w2, b2 = numbers
    h = np.tanh(x @ w1 + b1)
    dz = dout @ w2.T * (1 - h * h)
    return h @ w2 + b2, dz @ w1.T, [x.T @ dz, dz.sum(0), h.T @ dout, dout.sum(0)]


@exercise("Sequential", core=True)
def test_sequential_forward(student):
    """2 → 3 → 1 的网络：依次经过每一层。"""
    model, numbers, x, dout = small_model(student)
    out, _, _ = small_gradients(numbers, x, dout)
    kit.close(model.forward(x), out, name="out")


@exercise("Sequential", core=True)
def test_sequential_backward(student):
    """反向倒着走，还回 dx；gradients() 从第一层排起，先 w 后 b。"""
    model, numbers, x, dout = small_model(student)
    _, dx, want = small_gradients(numbers, x, dout)
    model.forward(x)
    kit.close(model.backward(dout), dx, name="dx")
    for i, (got, grad) in enumerate(zip(kit.sequence(model.gradients(), 4, "gradients()"), want)):
        kit.close(got, grad, name=f"gradients()[{i}]")


@exercise("Sequential")
def test_sequential_parameters(student):
    """parameters() 从第一层排起，先 w 后 b，是数组本身：原地加 0.5，网络跟着变。"""
    model, numbers, x, dout = small_model(student)
    out, _, _ = small_gradients([p + 0.5 for p in numbers], x, dout)
    before = [np.array(p) for p in kit.sequence(model.parameters(), 4, "parameters()")]
    student.nudge(model, 0.5)
    for i, (got, p) in enumerate(zip(before, numbers)):
        kit.close(got, p, name=f"parameters()[{i}]")
    kit.close(model.forward(x), out, name="加了 0.5 之后的 out")


@exercise("Sequential")
def test_sequential_again(student):
    """再来一次 forward 和 backward，gradients() 是新的。"""
    model, numbers, x, dout = small_model(student)
    _, _, want = small_gradients(numbers, -x, 2 * dout)
    for sign, factor in ((1, 1), (-1, 2)):
        model.forward(sign * x)
        model.backward(factor * dout)
        grads = kit.sequence(model.gradients(), 4, "gradients()")
    for i, (got, grad) in enumerate(zip(grads, want)):
        kit.close(got, grad, name=f"第二次的 gradients()[{i}]")


# --- 查账和训练 -----------------------------------------------------------------------------------


def checked_model(student, wrap=None, key="w", factor=1.5):
    """三层的 tanh 网络，可以弄坏一处；返回 (model, x, y)。"""
    rng = np.random.default_rng(3)
    layers = [student.Dense(2, 4, rng), student.Activation("tanh"), student.Dense(4, 3, rng)]
    layers += [student.Activation("tanh"), student.Dense(3, 1, rng)]
    x, y = rng.normal(size=(7, 2)), np.array([0, 1, 1, 0, 1, 0, 1])
    if wrap is not None:
        layers[wrap] = student.Faulty(layers[wrap], key, factor)
    return student.Sequential(layers), x, y


@exercise("gradient_check", core=True)
def test_gradient_check_of_a_right_model(student):
    """写对的网络，返回值小于 1e-5，而且不是负的。"""
    error = kit.scalar(student.gradient_check(*checked_model(student)))
    kit.require(0 <= error < 1e-5, f"返回 {error:.3g}")


@exercise("gradient_check", core=True)
@pytest.mark.parametrize("layer", [0, 2, 4])
@pytest.mark.parametrize("key", ["w", "b"])
def test_gradient_check_of_a_wrong_model(student, layer, key):
    """任何一层的 dw 或 db 错成 1.5 倍，都返回 0.2。"""
    kit.close(student.gradient_check(*checked_model(student, layer, key)), 0.2, rtol=1e-4)


@exercise("gradient_check")
def test_gradient_check_of_one_wrong_entry(student):
    """只有一格错成 3 倍，也返回 0.5：是最大值，不是平均。"""
    factor = np.ones((4, 3))
    factor[1, 2] = 3.0
    kit.close(student.gradient_check(*checked_model(student, 2, "w", factor)), 0.5, rtol=1e-4)


@exercise("gradient_check")
def test_gradient_check_is_central(student):
    """eps = 0.5、只有一层时：四个样本的结果约为 0.0525。"""
    layer = student.Dense(1, 1, np.random.default_rng(0))
    student.set_params(layer, np.array([[0.5]]), np.array([0.25]))
    x, y = np.array([[1.0], [-2.0], [0.5], [3.0]]), np.array([1, 0, 0, 1])
    kit.close(student.gradient_check(student.Sequential([layer]), x, y, 0.5), 0.052470880684, rtol=1e-6)


@exercise("gradient_check")
def test_gradient_check_puts_everything_back(student):
    """调用之后，每个参数与原来一位不差。"""
    model, x, y = checked_model(student)
    before = [np.array(p) for p in kit.sequence(model.parameters(), 6, "parameters()")]
    student.gradient_check(model, x, y)
    after = kit.sequence(model.parameters(), 6, "parameters()")
    for i, (now, then) in enumerate(zip(after, before)):
        kit.unchanged(now, then, f"parameters()[{i}]")


def line_model(student, w=(0.5, -0.25), b=0.25):
    """一层、没有隐藏单元的网络。"""
    layer = student.Dense(2, 1, np.random.default_rng(0))
    student.set_params(layer, np.array(w)[:, None], np.array([b]))
    return student.Sequential([layer])


def trained(student, model, x, y, epochs, lr, batch_size, seed=0):
    """训练，返回 (参数拼成的一维数组, 检查过的 history)。"""
    history = student.train(model, x, y, epochs, lr, batch_size, np.random.default_rng(seed))
    losses = [kit.scalar(loss, "history 里的数") for loss in kit.sequence(history, epochs, "history")]
    theta = np.concatenate([np.ravel(p) for p in model.parameters()])
    return theta, losses


def descend(x, y, steps, lr, theta=(0.5, -0.25, 0.25)):
    """全部样本一批，走几步。"""
    theta, x1 = np.array(theta), np.column_stack([x, np.ones(len(x))])
    for _ in range(steps):
        theta = theta - lr * x1.T @ (1 / (1 + np.exp(-x1 @ theta)) - y) / len(x)
    return theta


POINTS = np.array([[1.0, 2.0], [3.0, -1.0], [-2.0, 0.5], [0.5, -1.5]])
LABELS = np.array([1, 0, 0, 1])


@exercise("train", core=True)
def test_train_steps(student):
    """四个样本一批、三轮，就是三步梯度下降，参数原地更新。"""
    want = descend(POINTS, LABELS, 3, 0.5)
    theta, _ = trained(student, line_model(student), POINTS.copy(), LABELS.copy(), 3, 0.5, 4)
    kit.close(theta, want, name="三步之后的 (w, b)")


@exercise("train", core=True)
def test_train_learns_the_moons(student):
    """两弯月牙，2-16-16-1，100 轮：没见过的点上正确率不低于 0.97，损失降到 0.1 以下。"""
    rng = np.random.default_rng(0)
    x, y = student.make_moons(400, 0.1, rng)
    new_x, new_y = student.make_moons(1000, 0.1, np.random.default_rng(1))
    layers = [student.Dense(2, 16, rng), student.Activation("relu"), student.Dense(16, 16, rng)]
    layers += [student.Activation("relu"), student.Dense(16, 1, rng)]
    model = student.Sequential(layers)
    _, losses = trained(student, model, x, y, 100, 0.1, 32)
    right = float(np.mean((model.forward(new_x)[:, 0] > 0) == new_y))
    kit.at_least(right, 0.97, "正确率")
    kit.require(losses[-1] < 0.1, f"最后的损失是 {losses[-1]:.3f}")


@exercise("train")
def test_train_last_short_batch(student):
    """5 个一样的样本、一批 2 个：一轮走三步，不满的一批也用上。"""
    x, y = np.repeat([[1.0, -2.0]], 5, axis=0), np.ones(5, dtype=np.uint8)
    want = descend(x, y, 3, 0.5)
    theta, losses = trained(student, line_model(student), x, y, 1, 0.5, 2)
    kit.close(theta, want, name="一轮之后的 (w, b)")
    kit.require(losses[0] < 0.5, f"history[0] 应当是平均损失，得到 {losses[0]:.3f}")


@exercise("train")
def test_train_uses_rng(student):
    """打乱用的随机数来自 rng：种子相同，结果相同；种子不同，结果不同。"""
    first, again, other = (
        trained(student, line_model(student), POINTS.copy(), LABELS.copy(), 2, 0.5, 1, seed)[0]
        for seed in (1, 1, 2)
    )
    kit.close(again, first, name="同一个种子的 (w, b)")
    kit.require(not np.array_equal(first, other), "换一个种子，参数却没有变")


def norms(student, depth, activation, seed=0, **options):
    """学生的各层长度，检查过形状。"""
    result = student.gradient_norms(depth, activation, np.random.default_rng(seed), **options)
    return kit.array(result, (depth,), dtype="f")


@exercise("gradient_norms", core=True)
def test_gradient_norms_of_sigmoid(student):
    """20 层 sigmoid：第一层的梯度不到最后一层的百万分之一。"""
    found = norms(student, 20, "sigmoid")
    kit.require(found[0] < 1e-6 * found[-1], f"第一层 {found[0]:.3g}，最后一层 {found[-1]:.3g}")


@exercise("gradient_norms", core=True)
def test_gradient_norms_of_relu(student):
    """20 层 ReLU：第一层和最后一层差不多，比值在 0.1 到 10 之间。"""
    found = norms(student, 20, "relu")
    ratio = found[0] / found[-1]
    kit.require(0.1 < ratio < 10, f"第一层是最后一层的 {ratio:.3g} 倍")


@exercise("gradient_norms", core=True)
def test_gradient_norms_of_one_layer(student):
    """只有一层 tanh、宽度 3：长度与照着定义一步一步算出来的一致。"""

    def by_hand(layer_first):
        rng = np.random.default_rng(7)
        x = None if layer_first else rng.normal(size=(32, 3))
        w = student.Dense(3, 3, rng).params["w"]
        x = rng.normal(size=(32, 3)) if layer_first else x
        return float(np.sqrt(np.sum((x.T @ (1 - np.tanh(x @ w) ** 2) / 96) ** 2)))

    wants = by_hand(True), by_hand(False)
    found = float(norms(student, 1, "tanh", 7, width=3)[0])
    kit.require(
        any(abs(found - want) < 1e-5 * want for want in wants), f"应当约为 {wants[0]:.6g}，得到 {found:.6g}"
    )
