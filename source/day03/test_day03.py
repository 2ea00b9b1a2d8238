"""第 3 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import copy

import numpy as np
import pytest

from autograder import kit, ladder


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 从打分到概率 -------------------------------------------------------------------------------


@exercise("sigmoid", core=True)
def test_sigmoid_values(student):
    """sigmoid([−2, 0, 2]) 约为 [0.1192, 0.5, 0.8808]，形状与输入相同。"""
    z = np.array([[-2.0, 0.0, 2.0], [1.0, -1.0, 5.0]])
    first = [0.119202922022118, 0.5, 0.880797077977882]
    second = [0.731058578630005, 0.268941421369995, 0.993307149075715]
    kit.close(student.sigmoid(z), [first, second], rtol=0.0, atol=1e-12)


@exercise("sigmoid")
@pytest.mark.parametrize("z", [-1000.0, 1000.0])
def test_sigmoid_far_out(student, z):
    """z = ±1000 时结果是 0 和 1，计算中不发出溢出警告（警告在这里算错误）。"""
    with student.strict_warnings():
        result = student.sigmoid(np.array([z, 0.0]))
    kit.close(result, [float(z > 0), 0.5], atol=1e-12)


@exercise("sigmoid")
def test_sigmoid_of_a_number(student):
    """给一个数，还一个数：sigmoid(0.0) 是 0.5，sigmoid(-1) 约为 0.2689。"""
    kit.close(student.sigmoid(0.0), 0.5)
    kit.close(student.sigmoid(-1), 0.268941421369995)


@exercise("sigmoid")
def test_sigmoid_of_integers(student):
    """整数数组也要得到小数，不能被截成 0。"""
    kit.close(student.sigmoid(np.array([-2, 0, 2])), [0.119202922022118, 0.5, 0.880797077977882])


@exercise("sigmoid")
def test_sigmoid_leaves_input_alone(student):
    """sigmoid 返回新数组，不改动传进来的 z，里面有 ±1000 也一样。"""
    z = np.array([-1000.0, -2.0, 0.0, 2.0, 1000.0])
    student.sigmoid(z)
    kit.unchanged(z, np.array([-1000.0, -2.0, 0.0, 2.0, 1000.0]), "z")


@exercise("sigmoid_derivative", core=True)
def test_sigmoid_derivative_values(student):
    """导数是 σ(z)(1 − σ(z))：在 0 处 0.25，在 ±2 处约 0.1050，误差不超过 1e-12；z 是激活之前的值。"""
    result = student.sigmoid_derivative(np.array([-2.0, 0.0, 2.0]))
    kit.close(result, [0.104993585403507, 0.25, 0.104993585403507], rtol=0.0, atol=1e-12)


@exercise("sigmoid_derivative")
def test_sigmoid_derivative_matches_differences(student, rng):
    """导数应当与中心差分 (σ(z+ε) − σ(z−ε)) / 2ε 一致。"""
    z = rng.uniform(-3, 3, size=(3, 5))
    eps = 1e-5
    up, down = 1 / (1 + np.exp(-z - eps)), 1 / (1 + np.exp(-z + eps))
    kit.close(student.sigmoid_derivative(z), (up - down) / (2 * eps), atol=1e-8)


@exercise("sigmoid_derivative")
def test_sigmoid_derivative_far_out(student):
    """z = ±1000 时导数是 0，不溢出，也不是 NaN。"""
    with student.strict_warnings():
        result = student.sigmoid_derivative(np.array([-1000.0, 1000.0]))
    kit.close(result, [0.0, 0.0], atol=1e-12)


# --- 量出离谱的程度 -----------------------------------------------------------------------------

P, Y = np.array([0.9, 0.2, 0.6]), np.array([1, 0, 1])


@exercise("binary_cross_entropy", core=True)
def test_binary_cross_entropy_values(student):
    """给正确答案的概率是 0.9、0.8、0.6 时，平均损失约为 0.2798。"""
    kit.close(student.binary_cross_entropy(P.copy(), Y.copy()), 0.279776563579, atol=1e-7)


@exercise("binary_cross_entropy", core=True)
def test_binary_cross_entropy_of_even_odds(student):
    """全猜 0.5，损失是 ln 2 ≈ 0.6931，与标签和批的大小无关。"""
    labels = np.array([0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0])
    kit.close(student.binary_cross_entropy(np.full(7, 0.5), labels), np.log(2.0), atol=1e-7)


@exercise("binary_cross_entropy")
def test_binary_cross_entropy_of_certain_mistakes(student):
    """概率恰好是 0 或 1 而又猜错时，损失约为 −ln(1e−7) ≈ 16.12，不是无穷大。"""
    result = student.binary_cross_entropy(np.array([0.0, 1.0]), np.array([1, 0]))
    kit.close(result, 16.1180956509583, rtol=0.02)


@exercise("binary_cross_entropy")
def test_binary_cross_entropy_clips_at_eps(student):
    """eps = 0.25 时，预测 0 和 0.1 都截成 0.25，预测 1 和 0.9 都截成 0.75，标签不截。"""
    inner, labels = np.array([0.1, 0.9, 0.1]), np.array([1, 0, 0])
    result = student.binary_cross_entropy(inner, labels, 0.25)
    outer = student.binary_cross_entropy(np.array([0.0, 1.0]), np.array([1, 0]), 0.25)
    kit.close(
        result,
        (2 * np.log(4.0) - np.log(0.75)) / 3,
        atol=1e-7,
        name="p = [0.1, 0.9, 0.1]、y = [1, 0, 0] 的损失",
    )
    kit.close(outer, np.log(4.0), atol=1e-7, name="p = [0, 1]、y = [1, 0] 的损失")


UNSIGNED = np.array([1, 0, 1], dtype=np.uint8)


@exercise("binary_cross_entropy")
def test_binary_cross_entropy_of_unsigned_labels(student):
    """标签是 uint8 时结果不变，约为 0.2798（uint8 的 −1 是 255，所以负号不能先作用在标签上）。"""
    kit.close(student.binary_cross_entropy(P.copy(), UNSIGNED.copy()), 0.279776563579, atol=1e-7)


@exercise("binary_cross_entropy")
def test_binary_cross_entropy_leaves_input_alone(student):
    """截断要在新数组里做，不改动传进来的 y_pred。"""
    p = np.array([0.0, 1.0, 0.5])
    student.binary_cross_entropy(p, Y.copy())
    kit.unchanged(p, np.array([0.0, 1.0, 0.5]), "y_pred")


@exercise("binary_cross_entropy_derivative", core=True)
def test_derivative_values(student):
    """p = [0.9, 0.2, 0.6]、y = [1, 0, 1] 时，导数约为 [−0.3704, 0.4167, −0.5556]。"""
    result = student.binary_cross_entropy_derivative(P.copy(), Y.copy())
    kit.close(result, [-1 / 2.7, 1 / 2.4, -1 / 1.8], rtol=1e-6)


@exercise("binary_cross_entropy_derivative")
def test_derivative_matches_differences(student, rng):
    """导数应当与平均损失对每个概率的中心差分一致。"""
    p, y = rng.uniform(0.1, 0.9, size=7), rng.integers(2, size=7)

    def loss(q):
        return float(-np.mean(np.log(np.where(y == 1, q, 1 - q))))

    expected = ladder.numerical_gradient(loss, p)
    kit.close(student.binary_cross_entropy_derivative(p, y), expected, atol=1e-6)


@exercise("binary_cross_entropy_derivative")
def test_derivative_near_the_ends(student):
    """概率离 0 和 1 很近（1e-5）时也照公式算：p = [1e-5, 0.5]、y = [1, 1] 的导数约为 [−50000, −1]。"""
    result = student.binary_cross_entropy_derivative(np.array([1e-5, 0.5]), np.array([1, 1]))
    kit.close(result, [-5e4, -1.0], rtol=2e-3)


@exercise("binary_cross_entropy_derivative")
def test_derivative_of_unsigned_labels(student):
    """标签是 uint8 时结果不变（uint8 的 −1 是 255，所以负号不能先作用在标签上）。"""
    result = student.binary_cross_entropy_derivative(P.copy(), UNSIGNED.copy())
    kit.close(result, [-1 / 2.7, 1 / 2.4, -1 / 1.8], rtol=1e-6)


@exercise("logit_gradient", core=True)
def test_logit_gradient_values(student):
    """p = [0.9, 0.2, 0.6]、y = [1, 0, 1] 时，梯度是 [−0.1, 0.2, −0.4] / 3。"""
    kit.close(student.logit_gradient(P.copy(), Y.copy()), np.array([-0.1, 0.2, -0.4]) / 3)


@exercise("logit_gradient")
def test_logit_gradient_matches_differences(student, rng):
    """梯度应当与平均损失对每个打分的中心差分一致。"""
    z, y = rng.normal(size=7), rng.integers(2, size=7)

    def loss(z):
        return float(np.mean(np.log(1 + np.exp(z)) - y * z))

    expected = ladder.numerical_gradient(loss, z)
    kit.close(student.logit_gradient(1 / (1 + np.exp(-z)), y), expected, atol=1e-7)


@exercise("logit_gradient")
def test_logit_gradient_of_certain_mistakes(student):
    """概率恰好是 0 或 1 时也没有除以 0：p = [0, 1]、y = [1, 0] 的梯度是 [−0.5, 0.5]。"""
    kit.close(student.logit_gradient(np.array([0.0, 1.0]), np.array([1, 0])), [-0.5, 0.5])


@exercise("logit_gradient")
def test_logit_gradient_leaves_input_alone(student):
    """logit_gradient 返回新数组，不改动传进来的 y_pred。"""
    p = P.copy()
    student.logit_gradient(p, Y.copy())
    kit.unchanged(p, P, "y_pred")


# --- 一个神经元 ---------------------------------------------------------------------------------


def small_example():
    """文中的例子：两个样本，两个特征。"""
    return np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([1, 0]), np.array([0.5, -0.25]), 0.25


@exercise("neuron_forward", core=True)
def test_neuron_forward_small_example(student):
    """文中的例子：两个样本的概率约为 [0.5622, 0.8808]，形状是 (n,)。"""
    x, _, w, b = small_example()
    kit.close(student.neuron_forward(x, w, b), [0.562176500886, 0.880797077978])


@exercise("neuron_forward", core=True)
def test_neuron_forward_batch(student, rng):
    """5 个样本、3 个特征：每个样本各自算 σ(x·w + b)。"""
    x, w, b = rng.normal(size=(5, 3)), rng.normal(size=3), 0.75
    expected = 1 / (1 + np.exp(-np.einsum("ij,j->i", x, w) - b))
    kit.close(student.neuron_forward(x, w, b), expected)


def gradients(student, x, y, w, b):
    """学生的 (dw, db)，检查过是两个。"""
    return kit.sequence(student.neuron_gradients(x, y, w, b), 2)


@exercise("neuron_gradients", core=True)
def test_neuron_gradients_small_example(student):
    """文中的例子：dw 约为 [1.1023, −0.8782]，db 约为 0.2215，是一个数。"""
    dw, db = gradients(student, *small_example())
    kit.close(dw, [1.102283867410, -0.878222038103], name="dw")
    kit.close(db, 0.221486789432, name="db")


@exercise("neuron_gradients", core=True)
def test_neuron_gradients_match_differences(student, rng):
    """11 个样本、3 个特征：dw 和 db 都应当与平均损失的中心差分一致。"""
    x, y = rng.normal(size=(11, 3)), rng.integers(2, size=11)
    theta = rng.normal(size=4)

    def loss(theta):
        z = x @ theta[:3] + theta[3]
        return float(np.mean(np.log(1 + np.exp(z)) - y * z))

    expected = ladder.numerical_gradient(loss, theta)
    dw, db = gradients(student, x, y, theta[:3].copy(), float(theta[3]))
    kit.close(dw, expected[:3], atol=1e-7, name="dw")
    kit.close(db, expected[3], atol=1e-7, name="db")


# --- 学起来 -------------------------------------------------------------------------------------


def contents(student, state):
    """state 是一个字典，有 t、m、v 三个键；返回它的内容。"""
    return kit.mapping(student.invoke(state, "copy"), ("t", "m", "v"), "state")


def step(student, *args, **kwargs):
    """学生的 (param, state)，检查过是两个。"""
    return kit.sequence(student.adam_step(*args, **kwargs), 2)


@exercise("adam_step", core=True)
def test_adam_two_steps_of_a_number(student):
    """θ = 1、lr = 0.1，梯度先后是 2 和 −1：θ 变成 0.9，再变成约 0.8734。"""
    theta, state = step(student, 1.0, 2.0, {}, lr=0.1)
    kit.close(theta, 0.9, name="第一步之后的 θ")
    theta, _ = step(student, 0.9, -1.0, state, lr=0.1)
    kit.close(theta, 0.873366296202, atol=1e-7, name="第二步之后的 θ")


@exercise("adam_step", core=True)
def test_adam_of_an_array(student):
    """参数是数组时逐元素更新：第一步每个元素都朝梯度的反方向走 lr 那么远。"""
    param, grad = np.array([[1.0, -2.0, 0.5]]), np.array([[100.0, -0.01, 3.0]])
    result, _ = step(student, param, grad, {}, lr=0.5, eps=0.0)
    kit.close(result, [[0.5, -1.5, 0.0]])


@exercise("adam_step")
def test_adam_options(student):
    """beta1、beta2、eps 都起作用：两个都是 0 时，一步是 lr·g / (|g| + eps)；g = 2、eps = 0.5 时走 0.8·lr。"""
    options = {"lr": 0.1, "beta1": 0.0, "beta2": 0.0, "eps": 0.5}
    theta, state = step(student, 1.0, 2.0, {}, **options)
    kit.close(theta, 0.92, name="beta1 = beta2 = 0、eps = 0.5 时，第一步之后的 θ")
    theta, _ = step(student, 0.92, -1.0, state, **options)
    kit.close(theta, 0.986666666667, name="beta1 = beta2 = 0、eps = 0.5 时，第二步之后的 θ")
    theta, _ = step(student, 1.0, 2.0, {}, lr=0.1, eps=0.5)
    kit.close(theta, 0.92, name="eps = 0.5 时的 θ")


@exercise("adam_step")
def test_adam_state(student):
    """第一步之后 state 里 t = 1，m = 0.2，v = 0.004；第二步之后 t = 2。"""
    _, state = step(student, 1.0, 2.0, {}, lr=0.1)
    first = copy.deepcopy(contents(student, state))  # 第二步也许会改动旧的 state
    _, state = step(student, 0.9, -1.0, state, lr=0.1)
    second = contents(student, state)
    for name, value in (("t", 1), ("m", 0.2), ("v", 0.004)):
        kit.close(first[name], value, name=f'第一步之后的 state["{name}"]')
    kit.close(second["t"], 2, name='第二步之后的 state["t"]')


@exercise("adam_step")
def test_adam_leaves_inputs_alone(student):
    """不改动传进来的 param、grad 和 state：同一个 state 再用一次，结果相同。"""
    param, grad, other = np.array([1.0, -2.0]), np.array([0.5, 4.0]), np.array([-3.0, 1.0])
    before = param.copy(), grad.copy()
    _, state = step(student, param, grad, {})
    first, _ = step(student, param, other, state)
    again, _ = step(student, param, other, state)
    kit.unchanged(param, before[0], "param")
    kit.unchanged(grad, before[1], "grad")
    kit.close(again, np.array(first), name="同一个 state 第二次用的结果")


def train(student, x, y, *args):
    """学生的 (w, b, history)，检查过类型、形状和长度。"""
    w, b, history = kit.sequence(student.train_neuron(x, y, *args), 3)
    kit.array(w, (x.shape[1],), dtype="f", name="w")
    if isinstance(history, np.ndarray):
        history = list(kit.array(history, (args[0],), name="history"))
    losses = [kit.scalar(loss, "history 里的数") for loss in kit.sequence(history, args[0], "history")]
    return w, kit.scalar(b, "b"), losses


def line_of_points():
    """第 0 节的 200 个点。"""
    x = np.random.default_rng(0).normal(size=(200, 2))
    return x, (x[:, 0] + x[:, 1] > 0).astype(float)


@exercise("train_neuron", core=True)
def test_train_neuron_learns_the_line(student):
    """200 个点、20 轮、lr = 0.05、一批 20 个：正确率不低于 0.95；history 从约 0.66（更新之前）或 0.51（一轮之后）降到约 0.13。"""
    x, y = line_of_points()
    w, b, losses = train(student, x, y, 20, 0.05, 20, np.random.default_rng(0))
    right = float(np.mean((x @ w + b > 0) == (y == 1)))
    kit.at_least(right, 0.95, "正确率")
    kit.require(losses[-1] < 0.2 < losses[0] < 0.85, f"损失从 {losses[0]:.3f} 到 {losses[-1]:.3f}")


@exercise("train_neuron")
def test_train_neuron_starts_at_zero_and_one(student):
    """从 w = 0、b = 1 开始：学习率为 0 时参数不动，每一轮的平均损失都约为 0.8233。"""
    x, y = line_of_points()
    w, b, losses = train(student, x, y, 2, 0.0, 20, np.random.default_rng(0))
    kit.close(w, [0.0, 0.0], name="w")
    kit.close(b, 1.0, name="b")
    kit.close(np.array(losses), [0.823261687518, 0.823261687518], rtol=1e-6, name="history")


@exercise("train_neuron")
def test_train_neuron_one_step(student):
    """全部样本一批、训练一轮，就是一步 Adam：每个参数都走 lr 那么远。"""
    x, y = np.array([[2.0, -1.0], [1.0, -3.0], [-4.0, 1.0]]), np.array([1, 1, 0])
    w, b, _ = train(student, x, y, 1, 0.25, 8, np.random.default_rng(0))
    kit.close(w, [0.25, -0.25], atol=1e-6, name="w")
    kit.close(b, 0.75, atol=1e-6, name="b")


@exercise("train_neuron")
def test_train_neuron_several_steps(student):
    """全部样本一批、训练三轮，就是三步 Adam，w 和 b 各记各的滑动平均：w 约为 [0.6959, −0.7013]，b 约为 0.4401。"""
    x, y = np.array([[2.0, -1.0], [1.0, -3.0], [-4.0, 1.0]]), np.array([1, 1, 0])
    w, b, _ = train(student, x, y, 3, 0.25, 3, np.random.default_rng(0))
    kit.close(w, [0.695921589, -0.701280354], rtol=1e-5, name="w")
    kit.close(b, 0.440060536, rtol=1e-5, name="b")


@exercise("train_neuron")
def test_train_neuron_last_short_batch(student):
    """5 个样本、一批 2 个：一轮走三步，最后一个样本也用上；5 个样本都一样时，w 约为 [1.2113, −1.2113]，b 约为 2.2113。"""
    x, y = np.array([[1.0, -2.0]] * 5), np.ones(5, dtype=int)
    w, b, _ = train(student, x, y, 1, 0.5, 2, np.random.default_rng(0))
    kit.close(w, [1.211274337, -1.211274369], rtol=1e-5, name="w")
    kit.close(b, 2.211274337, rtol=1e-5, name="b")


@exercise("train_neuron")
def test_train_neuron_shuffles_each_epoch(student):
    """每一轮都用 rng 重新打乱：种子相同，训练一轮和训练两轮之后，rng 停在不同的地方。"""
    x, y = line_of_points()
    once, twice = np.random.default_rng(0), np.random.default_rng(0)
    train(student, x, y, 1, 0.05, 20, once)
    train(student, x, y, 2, 0.05, 20, twice)
    again = once.bit_generator.state == twice.bit_generator.state
    kit.require(not again, "第二轮没有用 rng 打乱")


@exercise("train_neuron")
def test_train_neuron_uses_rng(student):
    """打乱用的随机数来自 rng：种子相同，结果相同；种子不同，结果不同。"""
    x, y = line_of_points()
    first, again, other = (
        train(student, x.copy(), y.copy(), 2, 0.05, 20, np.random.default_rng(s))[0] for s in (1, 1, 2)
    )
    kit.close(again, first, name="同一个种子的 w")
    kit.require(not np.array_equal(first, other), "换一个种子，w 却没有变")


@exercise("train_neuron")
def test_train_neuron_leaves_inputs_alone(student):
    """不改动传进来的 x 和 y：打乱的是下标或新数组。"""
    x, y = line_of_points()
    before = x.copy(), y.copy()
    train(student, x, y, 2, 0.05, 20, np.random.default_rng(0))
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")


# --- 换成 PyTorch -------------------------------------------------------------------------------


def tensor(values):
    """float32 的张量。"""
    import torch  # 前面的练习用不到，不必让它们的检查等着导入

    return torch.tensor(values, dtype=torch.float32)


@exercise("build_classifier", core=True)
def test_classifier_output(student):
    """刚建好的模型把 (n, 2) 变成 (n, 1)，处处是 σ(1) ≈ 0.7311。"""
    x = tensor([[0.0, 0.0], [3.0, -5.0], [1.0, 100.0]])
    out = student.invoke(student.build_classifier(), "__call__", x)
    kit.close(out, tensor([[0.731058578630005]] * 3), rtol=1e-5)


@exercise("build_classifier", core=True)
def test_classifier_parameters(student):
    """要学的参数一共三个数：两个权重是 0，一个偏置是 1，都能求梯度。"""
    parameters = student.invoke(student.build_classifier(), "parameters")
    kit.require(all(p.requires_grad for p in parameters), "有参数的 requires_grad 是 False")
    values = sorted(float(v) for p in parameters for v in p.detach().flatten())
    kit.require(values == [0.0, 0.0, 1.0], f"参数是 {values}，应当是两个 0 和一个 1")


@exercise("build_classifier")
def test_classifier_is_new_each_time(student):
    """每次调用都返回新的模型：把一个的参数全改成 5，再建一个，仍然是 0 和 1。"""
    model = student.build_classifier()
    parameters = student.invoke(model, "state_dict")
    changed = {name: tensor(np.full(tuple(p.shape), 5.0)) for name, p in parameters.items()}
    student.invoke(model, "load_state_dict", changed)
    out = student.invoke(student.build_classifier(), "__call__", tensor([[1.0, 1.0]]))
    kit.close(out, tensor([[0.731058578630005]]), rtol=1e-5)


def fit(student, model, x, y, epochs, lr):
    """学生的损失列表，检查过长度和类型。"""
    losses = student.fit_classifier(model, x, y, epochs, lr)
    return [kit.scalar(loss, "losses 里的数") for loss in kit.sequence(losses, epochs, "losses")]


def tensors():
    """第 0 节的 200 个点，写成 PyTorch 的张量。"""
    x, y = line_of_points()
    return tensor(x), tensor(y[:, None])


@exercise("fit_classifier", core=True)
def test_fit_losses(student):
    """200 个点、lr = 0.05：第一个损失约 0.8233，第 100 个约 0.1666。"""
    losses = fit(student, student.build_classifier(), *tensors(), 100, 0.05)
    kit.close(losses[0], 0.823261687518, rtol=1e-4, name="losses[0]")
    kit.close(losses[-1], 0.166577045233, rtol=1e-3, name="losses[99]")


@exercise("fit_classifier", core=True)
def test_fit_first_steps(student):
    """一个样本 (1, 1)、标签 1、lr = 0.1：三个损失约为 0.3133、0.2410、0.1845，模型本身也变了。"""
    model, x, y = student.build_classifier(), tensor([[1.0, 1.0]]), tensor([[1.0]])
    losses = fit(student, model, x, y, 3, 0.1)
    after = student.invoke(model, "__call__", x)
    kit.close(np.array(losses), [0.313261687518, 0.241008456222, 0.184518560153], rtol=1e-4, name="losses")
    kit.close(after, tensor([[0.8683]]), rtol=1e-3, name="训练之后的概率")


@exercise("fit_classifier")
@pytest.mark.parametrize("training", [True, False])
def test_fit_restores_the_mode(student, training):
    """model.training 进来时是什么，出去时还是什么。"""
    model = student.build_classifier()
    student.invoke(model, "train", training)
    fit(student, model, *tensors(), 2, 0.05)
    now = student.attribute(model, "training")
    kit.require(now is training, f"进来时 model.training 是 {training}，出去时是 {now}")
