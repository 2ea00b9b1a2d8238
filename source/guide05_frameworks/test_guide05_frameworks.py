"""第 5 章“三个框架”的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def single(*numbers):
    """float32 的数组。"""
    return np.array(numbers, dtype=np.float32)


def read(student, value, name="返回值"):
    """NumPy 数组原样，JAX 的数组读成 NumPy 数组。"""
    if isinstance(value, (np.ndarray, float, int)) or value is None:
        kit.fail("type", f"{name}应当是 JAX 的数组")
    return student.invoke(value, "__array__")


# --- 求梯度 -------------------------------------------------------------------------------------

# 第 0 节的例子：一行，两个输出。
X, W, B = single([1, 2, 3]), np.full((3, 2), 0.1, dtype=np.float32), np.zeros(2, dtype=np.float32)
LOSS, SLOPE = 0.2884222374, 0.3821525318
# 两行，一个输出：z 是 0.5 和 −1。
X2, W2, B2 = single([1, 0], [0, 2]), single([0.25], [-0.625]), single(0.25)
LOSS2 = 0.3967889627
DW2, DB2 = [[0.3634309907], [-0.6397000084]], [0.0435809908]
# 三个框架都做得到。
CLOSE = {"atol": 1e-6}


def check_gradients(student, name, x, w, b, want):
    """loss、dw、db 的类型、形状和数值。"""
    loss, dw, db = kit.sequence(getattr(student, name)(x.copy(), w.copy(), b.copy()), 3)
    kit.close(loss, want[0], name="loss", **CLOSE)
    kit.close(dw, np.array(want[1]), name="dw", **CLOSE)
    kit.close(db, np.array(want[2]), name="db", **CLOSE)


def example_gradients(student, name):
    """第 0 节的例子。"""
    slopes = np.array([SLOPE, SLOPE])
    check_gradients(student, name, X, W, B, (LOSS, np.outer([1, 2, 3], slopes), slopes))


@exercise("torch_gradients", core=True)
def test_torch_gradients_example(student):
    """第 0 节的例子：损失约 0.288422，db 约 0.382153，dw 的三行是它的 1、2、3 倍。"""
    example_gradients(student, "torch_gradients")


@exercise("torch_gradients")
def test_torch_gradients_twice(student):
    """同样的形状再求一次，与第一次无关；传进来的数组不变。"""
    x, w, b = X.copy(), W.copy(), B.copy()
    student.torch_gradients(x, w, b)
    for now, before, name in ((x, X, "x"), (w, W, "w"), (b, B, "b")):
        kit.unchanged(now, before, name)
    example_gradients(student, "torch_gradients")


@exercise("torch_gradients")
def test_torch_gradients_two_rows(student):
    """两行、一个输出：损失约 0.396789，是两行的平均。"""
    check_gradients(student, "torch_gradients", X2, W2, B2, (LOSS2, DW2, DB2))


@exercise("tensorflow_gradients", core=True)
def test_tensorflow_gradients_example(student):
    """第 0 节的例子：损失约 0.288422，db 约 0.382153，dw 的三行是它的 1、2、3 倍。"""
    example_gradients(student, "tensorflow_gradients")


@exercise("tensorflow_gradients")
def test_tensorflow_gradients_two_rows(student):
    """两行、一个输出：损失约 0.396789，是两行的平均。"""
    check_gradients(student, "tensorflow_gradients", X2, W2, B2, (LOSS2, DW2, DB2))


@exercise("jax_gradients", core=True)
def test_jax_gradients_example(student):
    """第 0 节的例子：损失约 0.288422，db 约 0.382153，dw 的三行是它的 1、2、3 倍。"""
    example_gradients(student, "jax_gradients")


@exercise("jax_gradients")
def test_jax_gradients_two_rows(student):
    """两行、一个输出：损失约 0.396789，是两行的平均。"""
    check_gradients(student, "jax_gradients", X2, W2, B2, (LOSS2, DW2, DB2))


# --- 走一步 -------------------------------------------------------------------------------------

# 第 0 节的例子，lr = 0.5：走一步、走两步以后的 b；两步的损失。
AFTER_ONE, AFTER_TWO = -0.1910762659, -0.1704677509
LOSSES = [LOSS, 0.9578866626]


@exercise("torch_step", core=True)
def test_torch_step_once(student):
    """走一步：返回 0.288422，w 的第一行变成 −0.091076，b 变成 −0.191076。"""
    w, b = torch.nn.Parameter(torch.tensor(W)), torch.nn.Parameter(torch.tensor(B))
    loss = student.torch_step(w, b, X.copy(), 0.5)
    kit.close(loss, LOSS, name="损失", **CLOSE)
    kit.close(w[0].detach(), torch.tensor([0.1 - 0.5 * SLOPE] * 2, dtype=torch.float64), name="w[0]", **CLOSE)
    kit.close(b.detach(), torch.tensor([AFTER_ONE] * 2, dtype=torch.float64), name="b", **CLOSE)


@exercise("torch_step")
def test_torch_step_twice(student):
    """连走两步，第二步只用第二步的梯度；走完以后 w、b 仍然可以求导。"""
    losses, _, b, differentiable = student.torch_walk(W.copy(), B.copy(), [X.copy(), X.copy()], 0.5)
    kit.close(np.array(losses), np.array(LOSSES), name="两步的损失", **CLOSE)
    kit.close(b, np.array([AFTER_TWO] * 2), name="b", **CLOSE)
    kit.require(differentiable is True, "走完以后，w 或 b 不能求导了")


@exercise("torch_step")
def test_torch_step_with_an_old_gradient(student):
    """.grad 里原来有 7：这一步不用它。"""
    _, _, b, _ = student.torch_walk(W.copy(), B.copy(), [X.copy()], 0.5, 7.0)
    kit.close(b, np.array([AFTER_ONE] * 2), name="b", **CLOSE)


@exercise("tensorflow_step", core=True)
def test_tensorflow_step_once(student):
    """走一步：返回 0.288422，w 的第一行变成 −0.091076，b 变成 −0.191076。"""
    losses, w, b = student.tensorflow_walk(W.copy(), B.copy(), [X.copy()], 0.5)
    kit.close(kit.scalar(losses[0], "损失"), LOSS, name="损失", **CLOSE)
    kit.close(w[0], np.array([0.1 - 0.5 * SLOPE] * 2), name="w[0]", **CLOSE)
    kit.close(b, np.array([AFTER_ONE] * 2), name="b", **CLOSE)


@exercise("tensorflow_step")
def test_tensorflow_step_twice(student):
    """连走两步：第二步从第一步走到的地方出发。"""
    losses, _, b = student.tensorflow_walk(W.copy(), B.copy(), [X.copy(), X.copy()], 0.5)
    kit.close(np.array(losses), np.array(LOSSES), name="两步的损失", **CLOSE)
    kit.close(b, np.array([AFTER_TWO] * 2), name="b", **CLOSE)


def check_jax_step(student, name):
    """走一步的结果。"""
    params = {"w": W.copy(), "b": B.copy()}
    new, loss = kit.sequence(getattr(student, name)(params, X.copy(), 0.5), 2)
    new = kit.mapping(new, ("w", "b"), "新的 params")
    kit.close(read(student, loss, "loss"), LOSS, name="loss", **CLOSE)
    kit.close(
        read(student, new["w"], "w"),
        np.outer(np.ones(3), [0.1, 0.1]) - 0.5 * np.outer([1, 2, 3], [SLOPE] * 2),
        name="w",
        **CLOSE,
    )
    kit.close(read(student, new["b"], "b"), np.array([AFTER_ONE] * 2), name="b", **CLOSE)
    kit.unchanged(params, {"w": W, "b": B}, "传进来的 params")


@exercise("jax_step", core=True)
def test_jax_step_once(student):
    """走一步：损失 0.288422，新的 b 是 −0.191076，旧的 params 不变。"""
    check_jax_step(student, "jax_step")


@exercise("jax_step")
def test_jax_step_compiled(student):
    """放进 jax.jit 也行，结果一样。"""
    check_jax_step(student, "compiled_step")


# --- 二阶导数 -----------------------------------------------------------------------------------


def check_hvp(student, name):
    """三个能用笔算的例子。"""
    hvp = getattr(student, name)
    product = student.make_function("product")
    kit.close(
        hvp(product, single(3, 5), single(1, 2)), np.array([22.0, 6.0]), name="x₀²x₁ 在 (3, 5) 处的 H v"
    )
    cube = student.make_function("cube")
    kit.close(hvp(cube, single(1, -2, 3), single(1, 1, 10)), np.array([6.0, -12.0, 180.0]), name="Σx³ 的 H v")


def check_hvp_of_a_table(student, name):
    """x 是 (2, 3) 的例子。"""
    total = student.make_function("square_of_sum")
    x, v = single([1, 2, 3], [4, 5, 6]), single([1, 0, 0], [0, 0, 2])
    kit.close(getattr(student, name)(total, x, v), np.full((2, 3), 6.0), name="(Σx)² 的 H v")


@exercise("torch_hvp", core=True)
def test_torch_hvp_examples(student):
    """x₀²x₁ 在 (3, 5) 处沿 (1, 2) 是 (22, 6)；Σx³ 的黑塞矩阵是对角的 6x。"""
    check_hvp(student, "torch_hvp")


@exercise("torch_hvp")
def test_torch_hvp_of_a_table(student):
    """x 可以是 (2, 3)：(Σx)² 的 H v，每一格都是 2·Σv = 6。"""
    check_hvp_of_a_table(student, "torch_hvp")


@exercise("torch_hvp", structure=True)
def test_torch_hvp_by_hand(student):
    """没有用现成的 hvp、vhp、hessian。"""
    kit.not_calling(student, "torch_hvp", {"hvp", "vhp", "hessian"})


@exercise("jax_hvp", core=True)
def test_jax_hvp_examples(student):
    """x₀²x₁ 在 (3, 5) 处沿 (1, 2) 是 (22, 6)；Σx³ 的黑塞矩阵是对角的 6x。"""
    check_hvp(student, "jax_hvp")


@exercise("jax_hvp")
def test_jax_hvp_of_a_table(student):
    """x 可以是 (2, 3)：(Σx)² 的 H v，每一格都是 2·Σv = 6。"""
    check_hvp_of_a_table(student, "jax_hvp")


@exercise("jax_hvp", structure=True)
def test_jax_hvp_without_the_matrix(student):
    """没有用 hessian、jacfwd、jacrev、jacobian。"""
    kit.not_calling(student, "jax_hvp", {"hessian", "jacfwd", "jacrev", "jacobian"})


# --- 自己规定梯度 -------------------------------------------------------------------------------

POINTS = single(-2, -1, -0.3, 0, 1, 1.5)
SIGNS, UPSTREAM = np.array([-1.0, -1, -1, 0, 1, 1]), single(10, 20, 30, 40, 50, 60)
PASSED = np.array([0.0, 20, 30, 40, 50, 0])


@exercise("StraightThrough", core=True)
def test_straight_through_table(student):
    """文中那张表：前向是符号，反向在 −1 到 1（含两端）放行。"""
    x = torch.tensor(POINTS, requires_grad=True)
    result = student.vjp("straight_through", [x], torch.tensor(UPSTREAM))
    kit.close(result.result, torch.tensor(SIGNS), name="前向")
    kit.gradient(result.inputs[0], torch.tensor(PASSED))


@exercise("jax_straight_through", core=True)
def test_jax_straight_through_table(student):
    """文中那张表：前向是符号，反向在 −1 到 1（含两端）放行。"""
    value, gradient = kit.sequence(student.straight_through_vjp(POINTS.copy(), UPSTREAM.copy()), 2)
    kit.close(value, SIGNS, name="前向")
    kit.close(gradient, PASSED, name="反向")


@exercise("jax_straight_through")
@pytest.mark.parametrize("how", ["vmap", "jit"])
def test_jax_straight_through_transformed(student, how):
    """放进 jax.vmap、jax.jit 也一样。"""
    value, gradient = kit.sequence(student.straight_through_vjp(POINTS.copy(), UPSTREAM.copy(), how), 2)
    kit.close(value, SIGNS, name=f"{how} 的前向")
    kit.close(gradient, PASSED, name=f"{how} 的反向")


# --- 批和时间 -----------------------------------------------------------------------------------


def rows(student, value, name):
    """NumPy 或 JAX 的数组，读成 NumPy 数组。"""
    return value if isinstance(value, np.ndarray) else read(student, value, name)


@exercise("jax_per_sample_gradients", core=True)
def test_per_sample_line(student):
    """(w·x − y)²，w = 2，x = (1, 3)，y = (1, 2)：两个梯度是 2 和 24。"""
    loss = student.make_loss("line")
    result = student.jax_per_sample_gradients(loss, {"w": np.float32(2)}, single(1, 3), single(1, 2))
    result = kit.mapping(result, ("w",))
    kit.close(rows(student, result["w"], "w 的梯度"), np.array([2.0, 24.0]), name="w 的梯度")


@exercise("jax_per_sample_gradients")
def test_per_sample_neuron(student):
    """一个神经元，三个样本，w = 0、b = 0：w 的梯度是 −2·y·x，b 的是 −2·y，一行一个样本。"""
    loss, y = student.make_loss("neuron"), single(1, -2, 0.5)
    params = {"w": np.zeros(2, dtype=np.float32), "b": np.float32(0)}
    x = single([1, 2], [3, 4], [5, 6])
    result = kit.mapping(student.jax_per_sample_gradients(loss, params, x, y), ("w", "b"))
    kit.close(rows(student, result["w"], "w"), np.array([[-2.0, -4], [12, 16], [-5, -6]]), name="w 的梯度")
    kit.close(rows(student, result["b"], "b"), np.array([-2.0, 4, -1]), name="b 的梯度")


@exercise("jax_per_sample_gradients", structure=True)
def test_per_sample_without_loops(student):
    """没有循环，也没有推导式、Python 的 map。"""
    kit.no_python_loops(student, "jax_per_sample_gradients")


@exercise("jax_scan_rnn", core=True)
def test_scan_rnn_example(student):
    """文中的例子：两步的状态约为 0.4621 和 0.8429。"""
    one = np.ones((1, 1), dtype=np.float32)
    params = {"wx": one, "wh": one / 2, "b": np.zeros(1, dtype=np.float32)}
    result = student.jax_scan_rnn(single([[0], [1]]), one, params)
    kit.close(read(student, result), np.array([[[0.4621172], [0.8428861]]]), atol=1e-5)


@exercise("jax_scan_rnn")
def test_scan_rnn_shape(student):
    """n = 2，t = 3，两个单元；wx、wh 都是 0 时，每一步都是 tanh(b)。"""
    params = {
        "wx": np.zeros((4, 2), dtype=np.float32),
        "wh": np.zeros((2, 2), dtype=np.float32),
        "b": single(0.5, -1),
    }
    x, h0 = np.ones((2, 3, 4), dtype=np.float32), np.ones((2, 2), dtype=np.float32)
    want = np.broadcast_to(np.tanh([0.5, -1]), (2, 3, 2))
    kit.close(read(student, student.jax_scan_rnn(x, h0, params)), want, atol=1e-5)


@exercise("jax_scan_rnn")
def test_scan_rnn_start(student):
    """n = 2，t = 3，一个单元，x 是 0，wh = 1：从 h0 = 0.5 和 −1 出发，一步一次 tanh。"""
    one = np.ones((1, 1), dtype=np.float32)
    params = {"wx": one, "wh": one, "b": np.zeros(1, dtype=np.float32)}
    want = [[[0.462117], [0.431808], [0.406831]], [[-0.761594], [-0.642015], [-0.566270]]]
    x = np.zeros((2, 3, 1), dtype=np.float32)
    result = student.jax_scan_rnn(x, single([0.5], [-1]), params)
    kit.close(read(student, result), np.array(want), atol=1e-5)


@exercise("jax_scan_rnn")
def test_scan_rnn_gradients(student):
    """能求导：一步、一个单元、都是 0 时，上游的 3 原样传到 b。"""
    zero = np.zeros((1, 1), dtype=np.float32)
    params = {"wx": zero, "wh": zero, "b": np.zeros(1, dtype=np.float32)}
    gradients = student.rnn_gradients(single([[2]]), zero, params, single([[3]]))
    kit.close(gradients["b"], np.array([3.0]), name="b 的梯度")
    kit.close(gradients["wx"], np.array([[6.0]]), name="wx 的梯度")


@exercise("jax_scan_rnn", structure=True)
def test_scan_rnn_without_loops(student):
    """没有 Python 的循环。"""
    kit.no_python_loops(student, "jax_scan_rnn")


# --- 编译 ---------------------------------------------------------------------------------------


@exercise("tensorflow_function", core=True)
def test_function_lengths(student):
    """三个长短不一的 float32 向量：平方和是 5、3、50，f 只被运行 1 次。"""
    inputs = [single(1, 2), single(1, 1, 1), single(0, 3, 4, 5)]
    results, calls = student.run_compiled(inputs)
    for value, want in zip(results, (5.0, 3.0, 50.0)):
        kit.close(value, want)
    kit.require(calls == 1, f"f 应当被运行 1 次，被运行了 {calls} 次")


@exercise("tensorflow_function")
def test_function_lists(student):
    """列表，有小数的、有整数的，都当作 float32：f 只被运行 1 次。"""
    results, calls = student.run_compiled([[1.0, 2.0], [3], [2.5, 2.5], single(1, 1, 1)])
    for value, want in zip(results, (5.0, 9.0, 12.5, 3.0)):
        kit.close(value, want)
    kit.require(calls == 1, f"f 应当被运行 1 次，被运行了 {calls} 次")


@exercise("tensorflow_function")
def test_function_dtypes(student):
    """int32、float64、float32 各运行 f 一次，结果的 dtype 与输入的相同。"""
    inputs = [np.arange(n, dtype=kind) for n in (2, 3) for kind in ("int32", "float64", "float32")]
    results, calls = student.run_compiled(inputs)
    for value, given in zip(results, inputs):
        kit.close(value, float(given @ given))
        kit.require(value.dtype == given.dtype, f"输入是 {given.dtype}，结果是 {value.dtype}")
    kit.require(calls == 3, f"f 应当被运行 3 次，被运行了 {calls} 次")


# --- 搬家 ---------------------------------------------------------------------------------------


def check_logits(student, models, x, want, name="打分"):
    """Keras 和（装了的话）JAX 的打分。"""
    keras_model, jax_forward = models
    kit.close(student.keras_logits(keras_model, x), want, atol=1e-5, name=f"Keras 的{name}")
    found = student.jax_logits(jax_forward, x)
    if found is not None:
        kit.close(found, want, atol=1e-5, name=f"JAX 的{name}")


@exercise("transfer_weights", core=True)
def test_transfer_one_layer(student):
    """nn.Linear(2, 3) 一层：打分是 x @ weight.T + bias。"""
    weight, bias = single([3, 4], [1, 0], [0, -2]), single(5, 0, 1)
    models = kit.sequence(student.transfer_weights(student.make_torch_model((weight, bias))), 2)
    check_logits(student, models, single([1, 10], [2, -1]), np.array([[48.0, 1, -19], [7, 2, 3]]))


@exercise("transfer_weights")
def test_transfer_square(student):
    """方阵也要转置：weight = [[0, 2], [1, 0]]，输入 (1, 10) 得 (20, 1)。"""
    model = student.make_torch_model((single([0, 2], [1, 0]), single(0, 0)))
    models = kit.sequence(student.transfer_weights(model), 2)
    check_logits(student, models, single([1, 10]), np.array([[20.0, 1]]))


@exercise("transfer_weights")
def test_transfer_relu(student):
    """两个 Linear 挨着，后面再来 ReLU 和 Linear：ReLU 只在它该在的地方。"""
    first = (single([1, 0], [0, 1]), single(0, 0))
    second = (single([-1, 0], [0, 1]), single(0, 0))
    last = (single([1, 1]), single(-10))
    model = student.make_torch_model(first, second, "relu", last)
    models = kit.sequence(student.transfer_weights(model), 2)
    check_logits(student, models, single([-2, 1], [3, -4]), np.array([[-7.0], [-10.0]]))


@exercise("transfer_weights")
def test_transfer_own_weights(student):
    """PyTorch 的网络接着训练，另外两个不变。"""
    model = student.make_torch_model((single([1, 2]), single(3)))
    models = kit.sequence(student.transfer_weights(model), 2)
    x, want = single([1, 1]), np.array([[6.0]])
    student.shift_weights(model, 10.0)
    check_logits(student, models, x, want, "打分（PyTorch 的权重改过之后）")
