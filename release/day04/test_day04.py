"""第 4 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import copy
from itertools import pairwise, permutations

import numpy as np
import pytest

from autograder import kit, ladder


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 激活函数 ---------------------------------------------------------------------------------


@exercise("relu", core=True)
def test_relu_values(student):
    """relu 让正数不变，让负数和 0 变成 0，形状与输入相同。"""
    z = np.array([[-2.0, 0.0, 3.0], [0.5, -0.25, -100.0]])
    kit.close(student.relu(z), [[0.0, 0.0, 3.0], [0.5, 0.0, 0.0]])


@exercise("relu")
def test_relu_leaves_input_alone(student):
    """relu 返回新数组，不改动传进来的 z：反向传播还要用它。"""
    z = np.array([[-1.0, 2.0], [3.0, -4.0]])
    before = z.copy()
    student.relu(z)
    kit.unchanged(z, before, "z")


@exercise("relu_derivative", core=True)
def test_relu_derivative_values(student):
    """relu 的导数在 z > 0 处为 1，在 z < 0 处为 0，是数值数组而不是布尔数组。"""
    z = np.array([[-2.0, 0.25, 3.0], [-0.5, 40.0, -1.0]])
    result = kit.array(student.relu_derivative(z), z.shape, dtype="iuf")
    kit.close(result, [[0.0, 1.0, 1.0], [0.0, 1.0, 0.0]])


@exercise("relu_derivative")
def test_relu_derivative_at_zero(student):
    """按约定，relu 在 z = 0 处的导数取 0。"""
    kit.close(student.relu_derivative(np.array([0.0, -1.0, 1.0])), [0.0, 0.0, 1.0])


@exercise("relu_derivative")
def test_relu_derivative_leaves_input_alone(student):
    """返回新数组，不改动传进来的 z。"""
    z = np.array([[-1.0, 2.0], [0.0, -4.0]])
    before = z.copy()
    student.relu_derivative(z)
    kit.unchanged(z, before, "z")


@exercise("tanh_derivative", core=True)
def test_tanh_derivative_values(student):
    """tanh 的导数是 1 − tanh²(z)，其中 z 是激活之前的值。"""
    z = np.array([[0.0, 1.0, -2.0]])
    kit.close(student.tanh_derivative(z), [[1.0, 0.419974341614, 0.0706508248532]], atol=1e-11)


@exercise("tanh_derivative")
def test_tanh_derivative_matches_differences(student, rng):
    """tanh 的导数应当与中心差分 (tanh(z+ε) − tanh(z−ε)) / 2ε 一致。"""
    z = rng.uniform(-3, 3, size=(3, 5))
    eps = 1e-5
    kit.close(student.tanh_derivative(z), (np.tanh(z + eps) - np.tanh(z - eps)) / (2 * eps), atol=1e-8)


@exercise("tanh_derivative")
def test_tanh_derivative_far_out(student):
    """z 很大时 tanh 的导数是 0，不应当溢出或得到 NaN。"""
    kit.close(student.tanh_derivative(np.array([-1000.0, 1000.0])), [0.0, 0.0], atol=1e-12)


# --- 从打分到损失 -------------------------------------------------------------------------------


@exercise("softmax", core=True)
def test_softmax_one_row(student):
    """softmax([[1, 2, 3]]) 约为 [[0.0900, 0.2447, 0.6652]]。"""
    kit.close(student.softmax(np.array([[1.0, 2.0, 3.0]])), [[0.0900305732, 0.2447284711, 0.6652409558]])


@exercise("softmax", core=True)
def test_softmax_works_row_by_row(student):
    """每一行单独归一化：三行打分，每一行的概率之和都是 1。"""
    z = np.array([[0.0, 0.0], [0.0, np.log(3.0)], [np.log(4.0), 0.0]])
    kit.close(student.softmax(z), [[0.5, 0.5], [0.25, 0.75], [0.8, 0.2]])


@exercise("softmax")
def test_softmax_of_large_scores(student):
    """打分很大时不溢出：1000、1001、1002 与 0、1、2 的结果相同。"""
    z = np.array([[1000.0, 1001.0, 1002.0], [0.0, 1.0, 2.0]])
    row = [0.0900305732, 0.2447284711, 0.6652409558]
    kit.close(student.softmax(z), [row, row])


@exercise("softmax")
def test_softmax_of_a_wide_row(student):
    """一行里相差悬殊时也不溢出：[0, 0, 0, 3000] 的概率是 [0, 0, 0, 1]。"""
    kit.close(student.softmax(np.array([[0.0, 0.0, 0.0, 3000.0]])), [[0.0, 0.0, 0.0, 1.0]])


@exercise("softmax")
def test_softmax_leaves_input_alone(student):
    """softmax 返回新数组，不改动传进来的 z。"""
    z = np.array([[1.0, 2.0], [5.0, 3.0]])
    before = z.copy()
    student.softmax(z)
    kit.unchanged(z, before, "z")


@exercise("cross_entropy", core=True)
def test_cross_entropy_values(student):
    """损失是 −ln p[正确类别] 的平均：概率 0.7 和 0.8 的损失约为 0.2899。"""
    probs = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])
    kit.close(student.cross_entropy(probs, np.array([0, 1])), 0.2899092476, atol=1e-6)


@exercise("cross_entropy", core=True)
def test_cross_entropy_of_uniform_guess(student):
    """给十个类别同样的概率，损失是 ln 10 ≈ 2.3026，与批的大小无关。"""
    probs = np.full((7, 10), 0.1)
    kit.close(student.cross_entropy(probs, np.array([3, 1, 4, 1, 5, 9, 2])), np.log(10.0), atol=1e-6)


@exercise("cross_entropy")
def test_cross_entropy_of_zero_probability(student):
    """正确类别的概率为 0 时，损失很大但有限。"""
    probs = np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])
    loss = kit.scalar(student.cross_entropy(probs, np.array([1, 0, 0])))
    kit.require(np.isfinite(loss) and loss > 5.0, f"应当是一个大而有限的数，得到的是 {loss}")


@exercise("softmax_cross_entropy_gradient", core=True)
def test_loss_gradient_small_example(student):
    """打分全为 0、标签为 [0, 1] 时，梯度是 [[−0.25, 0.25], [0.25, −0.25]]。"""
    gradient = student.softmax_cross_entropy_gradient(np.zeros((2, 2)), np.array([0, 1]))
    kit.close(gradient, [[-0.25, 0.25], [0.25, -0.25]])


@exercise("softmax_cross_entropy_gradient", core=True)
def test_loss_gradient_matches_differences(student, rng):
    """梯度应当与平均损失对每个打分的中心差分一致。"""
    logits = rng.normal(size=(5, 3))
    labels = rng.integers(3, size=5)

    def loss(z):
        return float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(5), labels]))

    expected = ladder.numerical_gradient(loss, logits)
    kit.close(student.softmax_cross_entropy_gradient(logits, labels), expected, atol=1e-7)


@exercise("softmax_cross_entropy_gradient")
def test_loss_gradient_of_absent_class(student):
    """有几类由 logits 的列数定：这一批里没有出现最后一类，梯度照样每类一列。"""
    gradient = student.softmax_cross_entropy_gradient(np.zeros((2, 4)), np.array([0, 1]))
    kit.close(gradient, [[-0.375, 0.125, 0.125, 0.125], [0.125, -0.375, 0.125, 0.125]])


@exercise("softmax_cross_entropy_gradient")
def test_loss_gradient_leaves_input_alone(student):
    """求梯度时不改动传进来的 logits。"""
    logits = np.array([[1.0, 2.0, 0.5], [0.0, -1.0, 3.0]])
    before = logits.copy()
    student.softmax_cross_entropy_gradient(logits, np.array([2, 0]))
    kit.unchanged(logits, before, "logits")


# --- 一层 -----------------------------------------------------------------------------------------


def parameters(layer, n_in, n_out, name):
    """检查一层参数的结构，返回 w 和 b。"""
    kit.require(isinstance(layer, dict), f"{name} 应当是一个字典，得到的是 {type(layer).__name__}")
    kit.require({"w", "b"} <= set(layer), f'{name} 应当有 "w" 和 "b" 两个键，得到的是 {sorted(layer)}')
    w = kit.array(layer["w"], (n_in, n_out), dtype="f", name=f'{name}["w"]')
    b = kit.array(layer["b"], (n_out,), dtype="f", name=f'{name}["b"]')
    return w, b


@exercise("initialize", core=True)
def test_initialize_shapes(student):
    """每层一个字典：w 的形状是 (输入数, 输出数)，b 的形状是 (输出数,)，b 全为 0。"""
    layers = kit.sequence(student.initialize([7, 5, 3], np.random.default_rng(0)), 2)
    for layer, (n_in, n_out), name in zip(layers, [(7, 5), (5, 3)], ["layers[0]", "layers[1]"]):
        w, b = parameters(layer, n_in, n_out, name)
        kit.close(b, np.zeros(n_out), name=f'{name}["b"]')
        kit.require(bool(np.ptp(w) > 0), f'{name}["w"] 里的数不应当全都相同')


@exercise("initialize", core=True)
def test_initialize_spread(student, rng):
    """权重的平均值接近 0，标准差接近 √(2 / 这一层的输入数)：每一层用自己的输入数。"""
    sizes = [800, 200, 150]
    layers = kit.sequence(student.initialize(sizes, rng), 2)
    for i, (layer, n_in, n_out, std) in enumerate(zip(layers, sizes, sizes[1:], (0.05, 0.1))):
        w, _ = parameters(layer, n_in, n_out, f"layers[{i}]")
        kit.require(abs(float(w.mean())) < 0.04 * std, f"平均值应当接近 0，得到 {w.mean():.4f}")
        off = abs(float(w.std()) - std)
        kit.require(off < 0.04 * std, f"标准差应当约为 √(2/{n_in}) = {std}，得到 {w.std():.4f}")


@exercise("initialize")
def test_initialize_uses_rng(student):
    """随机数从传进来的 rng 取：种子相同结果就相同，种子不同结果就不同。"""
    first, again, other = (
        student.initialize([4, 3], np.random.default_rng(seed))[0]["w"] for seed in (1, 1, 2)
    )
    kit.close(again, first, name="同一个种子的 w")
    kit.require(not np.array_equal(first, other), "换一个种子，w 却没有变")


@exercise("initialize")
def test_initialize_leaves_sizes_alone(student, rng):
    """不改动传进来的列表 layer_sizes：调用者还要用它。"""
    sizes = [4, 3, 2]
    student.initialize(sizes, rng)
    kit.unchanged(sizes, [4, 3, 2], "layer_sizes")


def dense_example(rng, n=5):
    """一层的输入、参数和上游梯度；三个维度互不相同，写反了就会露馅。"""
    return rng.normal(size=(n, 7)), rng.normal(size=(7, 3)), rng.normal(size=3), rng.normal(size=(n, 3))


@exercise("dense_forward", core=True)
def test_dense_forward_small_example(student):
    """x = [[1, 2]] 时，x @ w + b 应当是 [[11, 22, 31]]。"""
    w = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]])
    result = student.dense_forward(np.array([[1.0, 2.0]]), w, np.array([10.0, 20.0, 30.0]))
    out, _ = kit.sequence(result, 2)
    kit.close(out, [[11.0, 22.0, 31.0]], name="out")


@exercise("dense_forward", core=True)
def test_dense_forward_batch(student, rng):
    """一批里的每个样本都各自算 x @ w + b。"""
    x, w, b, _ = dense_example(rng)
    out, _ = kit.sequence(student.dense_forward(x, w, b), 2)
    # Loose enough for whoever computes in float32 on the way.
    kit.close(out, np.einsum("ij,jk->ik", x, w) + b, rtol=1e-5, atol=1e-6, name="out")


def backward(student, x, w, b, dout):
    """先前向、再反向，返回 (dx, dw, db)。"""
    _, cache = student.dense_forward(x, w, b)
    return kit.sequence(student.dense_backward(dout, cache), 3)


@exercise("dense_backward", core=True)
def test_dense_backward_small_example(student):
    """x = [[1, 2]]、w 和 dout 如文档字符串里的例子：dx = [[-2, 5]]，dw = [[1, 2, 3], [2, 4, 6]]，db = [1, 2, 3]。"""
    w = np.array([[1.0, 0.0, -1.0], [0.0, 1.0, 1.0]])
    x, b, dout = np.array([[1.0, 2.0]]), np.zeros(3), np.array([[1.0, 2.0, 3.0]])
    dx, dw, db = backward(student, x, w, b, dout)
    kit.close(dx, [[-2.0, 5.0]], name="dx")
    kit.close(dw, [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]], name="dw")
    kit.close(db, [1.0, 2.0, 3.0], name="db")


@exercise("dense_backward", core=True)
def test_dense_backward_pencil_example(student):
    """文中 2 × 2 的例子：dx、dw、db 的十个数都与铅笔算的一致。"""
    x, w = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[1.0, 0.0], [2.0, -1.0]])
    dout = np.array([[1.0, 10.0], [100.0, 1000.0]])
    dx, dw, db = backward(student, x, w, np.zeros(2), dout)
    kit.close(dx, [[1.0, -8.0], [100.0, -800.0]], name="dx")
    kit.close(dw, [[301.0, 3010.0], [402.0, 4020.0]], name="dw")
    kit.close(db, [101.0, 1010.0], name="db")


@exercise("dense_backward", core=True)
def test_dense_backward_matches_differences(student, rng):
    """一批 5 个样本：dx、dw、db 都应当与中心差分一致，对样本求和而不是平均。"""
    x, w, b, dout = dense_example(rng)
    gradients = backward(student, x, w, b, dout)
    functions = [
        ("dx", lambda t: float(np.sum(dout * (t @ w + b))), x),
        ("dw", lambda t: float(np.sum(dout * (x @ t + b))), w),
        ("db", lambda t: float(np.sum(dout * (x @ w + t))), b),
    ]
    for (name, function, at), gradient in zip(functions, gradients):
        kit.close(gradient, ladder.numerical_gradient(function, at), atol=1e-7, name=name)


@exercise("dense_backward")
def test_dense_backward_leaves_input_alone(student, rng):
    """反向时不改动 x、w 和 dout。"""
    x, w, b, dout = dense_example(rng)
    before = x.copy(), w.copy(), dout.copy()
    backward(student, x, w, b, dout)
    for now, then, name in zip((x, w, dout), before, ("x", "w", "dout")):
        kit.unchanged(now, then, name)


# --- 整个网络 -------------------------------------------------------------------------------------


def absolute_value():
    """文中的例子：两个隐藏单元拼出 |x| + 0.5。"""
    return [
        {"w": np.array([[1.0, -1.0]]), "b": np.zeros(2)},
        {"w": np.array([[1.0], [1.0]]), "b": np.array([0.5])},
    ]


def random_layers(rng, sizes):
    """各层参数都随机的网络，偏置也不为 0。"""
    return [{"w": rng.normal(size=(i, o)), "b": rng.normal(size=o)} for i, o in pairwise(sizes)]


def forward(x, layers):
    """用来对照的前向。"""
    for number, layer in enumerate(layers, start=1):
        x = x @ layer["w"] + layer["b"]
        if number < len(layers):
            x = np.where(x > 0, x, 0.0)
    return x


@exercise("network_forward", core=True)
def test_network_forward_small_example(student):
    """文中的绝对值网络：输入 2 和 −3，输出 2.5 和 3.5。"""
    result = student.network_forward(np.array([[2.0], [-3.0]]), absolute_value())
    logits, _ = kit.sequence(result, 2)
    kit.close(logits, [[2.5], [3.5]], name="logits")


@exercise("network_forward", core=True)
def test_network_forward_has_no_relu_at_the_end(student):
    """最后一层之后没有 ReLU：logits 可以是负数。"""
    layers = [{"w": np.array([[1.0, -1.0]]), "b": np.array([0.0, -2.0])}]
    logits, _ = kit.sequence(student.network_forward(np.array([[3.0]]), layers), 2)
    kit.close(logits, [[3.0, -5.0]], name="logits")


@exercise("network_forward")
def test_network_forward_three_layers(student, rng):
    """层数由 layers 决定：三层的网络也要算对。"""
    x, layers = rng.normal(size=(5, 7)), random_layers(rng, [7, 11, 3, 2])
    expected = forward(x, layers)
    logits, _ = kit.sequence(student.network_forward(x, layers), 2)
    kit.close(logits, expected, rtol=1e-5, atol=1e-6, name="logits")


@exercise("network_forward")
def test_network_forward_leaves_input_alone(student, rng):
    """前向不改动 x 和 layers，也不往 layers 的字典里放东西：要存的存进 caches。"""
    x, layers = rng.normal(size=(5, 7)), random_layers(rng, [7, 3, 2])
    before = copy.deepcopy((x, layers))
    student.network_forward(x, layers)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(layers, before[1], "layers")


def network_gradients(student, x, layers, dlogits):
    """先前向、再反向，返回检查过结构的梯度。"""
    _, caches = student.network_forward(x, layers)
    grads = kit.sequence(student.network_backward(dlogits, caches), len(layers), "grads")
    for i, (grad, layer) in enumerate(zip(grads, layers)):
        parameters(grad, *layer["w"].shape, f"grads[{i}]")
    return grads


@exercise("network_backward", core=True)
def test_network_backward_small_example(student):
    """文中的绝对值网络：grads 的次序与 layers 相同，数值与例子一致。"""
    grads = network_gradients(student, np.array([[2.0], [-3.0]]), absolute_value(), np.ones((2, 1)))
    kit.close(grads[1]["w"], [[2.0], [3.0]], name='grads[1]["w"]')
    kit.close(grads[1]["b"], [2.0], name='grads[1]["b"]')
    kit.close(grads[0]["w"], [[2.0, -3.0]], name='grads[0]["w"]')
    kit.close(grads[0]["b"], [1.0, 1.0], name='grads[0]["b"]')


@exercise("network_backward", core=True)
def test_network_backward_ladder(student, rng):
    """沿梯度之梯从输出往回走，每一环都应当与中心差分一致；报出的是第一处断开的环节。"""
    # 先直接调用一次：还没有写的练习应当被如实说成“还没有写”。
    network_gradients(student, rng.normal(size=(2, 7)), random_layers(rng, [7, 3]), rng.normal(size=(2, 3)))
    ladder.require(student, leave_out={"softmax_cross_entropy_gradient"})


@exercise("network_backward")
def test_network_backward_at_zero(student):
    """z 恰好是 0 的门是关着的：绝对值网络输入 0，第一层的偏置收不到梯度。"""
    grads = network_gradients(student, np.array([[0.0]]), absolute_value(), np.ones((1, 1)))
    kit.close(grads[0]["b"], [0.0, 0.0], name='grads[0]["b"]')


@exercise("network_backward")
def test_network_backward_three_layers(student, rng):
    """三层的网络：每一层参数的梯度都应当与中心差分一致。"""
    x, layers, dlogits = rng.normal(size=(5, 3)), random_layers(rng, [3, 7, 5, 2]), rng.normal(size=(5, 2))
    grads = network_gradients(student, x, layers, dlogits)
    for i in reversed(range(3)):
        for key in ("w", "b"):

            def value(theta, i=i, key=key):
                changed = [dict(layer) for layer in layers]
                changed[i][key] = theta
                return float(np.sum(dlogits * forward(x, changed)))

            expected = ladder.numerical_gradient(value, layers[i][key], eps=1e-6)
            kit.close(grads[i][key], expected, rtol=1e-5, atol=1e-6, name=f'grads[{i}]["{key}"]')


# --- 学起来 ---------------------------------------------------------------------------------------


def one_weight(value):
    """只有一个权重的一层。"""
    return [{"w": np.array([[value]]), "b": np.array([-value])}]


@exercise("sgd_momentum_step", core=True)
def test_momentum_small_example(student):
    """θ = 1、v = 0.5、g = 2、lr = 0.1 时，新的 v = 0.25，新的 θ = 1.25；数组本身被更新。"""
    layers, grads, velocity = one_weight(1.0), one_weight(2.0), one_weight(0.5)
    student.sgd_momentum_step(layers, grads, velocity, 0.1)
    kit.close(velocity[0]["w"], [[0.25]], name='velocity[0]["w"]')
    kit.close(layers[0]["w"], [[1.25]], name='layers[0]["w"]')
    kit.close(layers[0]["b"], [-1.25], name='layers[0]["b"]')


@exercise("sgd_momentum_step", core=True)
def test_momentum_updates_the_arrays_themselves(student):
    """更新写进原来的数组：拿着同一个数组的人也看得到变化。"""
    w, v = np.array([[1.0, 2.0]]), np.array([[0.0, 0.0]])
    layers, velocity = [{"w": w, "b": np.zeros(2)}], [{"w": v, "b": np.zeros(2)}]
    student.sgd_momentum_step(layers, [{"w": np.array([[4.0, -4.0]]), "b": np.ones(2)}], velocity, 0.5, 0.9)
    kit.close(w, [[-1.0, 4.0]], name="调用之前取出的 w")
    kit.close(v, [[-2.0, 2.0]], name="调用之前取出的 v")


@exercise("sgd_momentum_step")
def test_momentum_three_steps(student):
    """梯度恒为 1、动量 0.5、lr = 1，三步之后 v = −1.75，θ 一共走了 −4.25；每一层都更新。"""
    layers = [*one_weight(0.0), *one_weight(8.0)]
    velocity = [{"w": np.zeros((1, 1)), "b": np.zeros(1)} for _ in layers]
    grads = [{"w": np.ones((1, 1)), "b": np.ones(1)} for _ in layers]
    for _ in range(3):
        student.sgd_momentum_step(layers, grads, velocity, 1.0, 0.5)
    kit.close(velocity[0]["w"], [[-1.75]], name='velocity[0]["w"]')
    kit.close(layers[0]["w"], [[-4.25]], name='layers[0]["w"]')
    kit.close(layers[1]["w"], [[3.75]], name='layers[1]["w"]')
    kit.close(layers[1]["b"], [-12.25], name='layers[1]["b"]')


@exercise("sgd_momentum_step")
def test_momentum_leaves_gradients_alone(student):
    """更新参数时不改动 grads。"""
    grads = one_weight(2.0)
    student.sgd_momentum_step(one_weight(1.0), grads, one_weight(0.0), 0.1)
    kit.unchanged(grads, one_weight(2.0), "grads")


@exercise("sgd_momentum_step")
def test_momentum_returns_nothing(student):
    """没有返回值：更新已经写在传进来的数组里。"""
    result = student.sgd_momentum_step(one_weight(1.0), one_weight(2.0), one_weight(0.0), 0.1)
    kit.require(result is None, f"应当没有返回值，得到的是 {type(result).__name__}")


def blobs(seed=0, n=151):
    """三团好分的点，五维；151 不是批大小的整数倍。"""
    rng = np.random.default_rng(seed)
    y = rng.integers(3, size=n)
    centres = np.array([[2, 0, 0, 1, -1], [-2, 1, 0, 0, 1], [0, -2, 2, -1, 0]], dtype=float)
    return centres[y] + 0.5 * rng.normal(size=(n, 5)), y


@exercise("train_network", core=True)
def test_training_learns_three_blobs(student, rng):
    """在三团好分的点上训练 8 轮：正确率不低于 0.95，损失逐渐下降，history 每轮一个数。"""
    x, y = blobs()
    layers, history = kit.sequence(student.train_network(x, y, [5, 11, 3], 8, 0.05, 16, rng), 2)
    for i, (layer, shape) in enumerate(zip(kit.sequence(layers, 2, "layers"), [(5, 11), (11, 3)])):
        parameters(layer, *shape, f"layers[{i}]")
    history = (
        history if isinstance(history, (list, tuple)) else list(kit.array(history, (8,), name="history"))
    )
    losses = [kit.scalar(loss, "history 里的一项") for loss in kit.sequence(history, 8, "history")]
    accuracy = float(np.mean(forward(x, layers).argmax(axis=1) == y))
    kit.at_least(accuracy, 0.95, "训练集正确率")
    kit.require(losses[-1] < 0.5 * losses[0], f"损失从 {losses[0]:.3f} 只到 {losses[-1]:.3f}")


def scattered():
    """四个样本，标签与位置无关：先用哪一个，看得出来。"""
    return np.random.default_rng(3).random((4, 5)), np.array([2, 0, 1, 2])


def trained_from(student, x, y, epochs, lr, batch_size):
    """只有一层的网络：训练之前和之后的 (w, b)，和 history。

    学习率为 0 时返回的就是初始的参数；种子相同，起点就相同。
    """
    found = []
    for rate in (0.0, lr):
        rng = np.random.default_rng(7)
        result = student.train_network(x, y, [x.shape[1], 3], epochs, rate, batch_size, rng)
        layers, history = kit.sequence(result, 2)
        found.append(parameters(kit.sequence(layers, 1, "layers")[0], x.shape[1], 3, "layers[0]"))
    return *found, history


def steps(x, y, start, batches, lr):
    """照动量法，从 start 开始一批一步，返回走完之后的 (w, b)。"""
    w, b = (np.array(value, dtype=float) for value in start)
    v_w, v_b = np.zeros(w.shape), np.zeros(b.shape)
    for rows in batches:
        z = x[rows] @ w + b
        exp = np.exp(z - z.max(axis=1, keepdims=True))
        gradient = (exp / exp.sum(axis=1, keepdims=True) - np.eye(3)[y[rows]]) / len(rows)
        v_w, v_b = 0.9 * v_w - lr * (x[rows].T @ gradient), 0.9 * v_b - lr * gradient.sum(axis=0)
        w, b = w + v_w, b + v_b
    return w, b


def same_place(first, second):
    """两组 (w, b) 是不是同一个地方，舍入误差不算。"""
    return all(np.allclose(one, other, rtol=1e-4, atol=1e-5) for one, other in zip(first, second))


@exercise("train_network")
def test_training_steps_with_momentum(student):
    """一批就是全部样本、每一轮正好走一步：连走 6 步之后的参数，应当与照动量法一步步算出来的一致。"""
    x, y = blobs(n=20)
    start, trained, _ = trained_from(student, x, y, 6, 0.5, 20)
    for value, expected, key in zip(trained, steps(x, y, start, [np.arange(20)] * 6, 0.5), "wb"):
        kit.close(value, expected, rtol=1e-4, atol=1e-5, name=f'layers[0]["{key}"]')


@exercise("train_network")
def test_training_uses_the_short_batch(student):
    """5 个一样的样本，每批 2 个：一轮走三步，最后那一个样本自己也是一批。"""
    x, y = (np.repeat(part[:1], 5, axis=0) for part in blobs())
    start, trained, _ = trained_from(student, x, y, 1, 0.1, 2)
    for value, expected, key in zip(trained, steps(x, y, start, [np.arange(1)] * 3, 0.1), "wb"):
        kit.close(value, expected, rtol=1e-4, atol=1e-5, name=f'layers[0]["{key}"]')


@exercise("train_network")
def test_training_uses_every_sample_once(student):
    """4 个样本，每批 1 个，训练一轮：每个样本带着自己的标签，正好用一次。"""
    x, y = scattered()
    start, trained, _ = trained_from(student, x, y, 1, 0.5, 1)
    orders = permutations([[0], [1], [2], [3]])
    found = any(same_place(trained, steps(x, y, start, order, 0.5)) for order in orders)
    kit.require(found, "24 种次序都试过了，没有哪一种走得到这样的权重")


@exercise("train_network")
def test_training_shuffles_each_epoch(student):
    """每一轮都重新打乱：4 个样本，每批 1 个，训练四轮，不会四轮都是同一个次序。"""
    x, y = scattered()
    start, trained, _ = trained_from(student, x, y, 4, 0.5, 1)
    orders = permutations([[0], [1], [2], [3]])
    found = any(same_place(trained, steps(x, y, start, order * 4, 0.5)) for order in orders)
    kit.require(not found, "四轮用的是同一个次序")


@exercise("train_network")
def test_training_history_is_the_mean_loss(student):
    """学习率为 0 时参数一直不动：history 的每一项都是全部样本的平均损失。"""
    x, y = blobs(n=20)
    (w, b), _, history = trained_from(student, x, y, 3, 0.0, 5)
    logits = x @ w + b
    loss = float(np.mean(np.logaddexp.reduce(logits, axis=1) - logits[np.arange(20), y]))
    kit.close(np.array(history, dtype=float), [loss] * 3, rtol=1e-4, name="history")


@exercise("train_network")
def test_training_is_reproducible(student):
    """所有随机数都从 rng 来：种子相同结果就相同，种子不同结果就不同。"""
    x, y = blobs()
    first, again, other = (
        student.train_network(x, y, [5, 7, 3], 2, 0.05, 16, np.random.default_rng(seed))[0][0]["w"]
        for seed in (1, 1, 2)
    )
    kit.close(again, first, name="同一个种子训练出的 w")
    kit.require(not np.array_equal(first, other), "换一个种子，训练结果却没有变")


@exercise("train_network")
def test_training_leaves_data_alone(student, rng):
    """训练不改动 x 和 y，也不打乱它们在数组里的次序。"""
    x, y = blobs()
    before = x.copy(), y.copy()
    student.train_network(x, y, [5, 7, 3], 1, 0.05, 16, rng)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
