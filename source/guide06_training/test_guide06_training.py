"""第 6 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math
import struct

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 读文件 ---------------------------------------------------------------------------------------

CODES = {"uint8": 0x08, "int8": 0x09, "int16": 0x0B, "int32": 0x0C, "float32": 0x0D, "float64": 0x0E}


def idx(array, dtype):
    """一个数组写成 IDX 的字节。"""
    header = struct.pack(f">BBBB{array.ndim}I", 0, 0, CODES[dtype], array.ndim, *array.shape)
    return header + array.astype(np.dtype(dtype).newbyteorder(">")).tobytes()


@exercise("read_idx", core=True)
def test_read_idx_example(student):
    """文中的例子：18 个字节，2 行 3 列的 uint8。"""
    data = bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6])
    kit.close(student.read_idx(data), [[1, 2, 3], [4, 5, 6]])


@exercise("read_idx")
@pytest.mark.parametrize("dtype", ["int8", "int16", "int32", "float32", "float64"])
def test_read_idx_types(student, rng, dtype):
    """别的类型也对：多字节的数高位在前，正的负的都有。"""
    array = np.round(rng.normal(scale=30, size=(2, 3))).astype(dtype)
    data, want = idx(array, dtype), array.astype(float)
    kit.close(student.read_idx(data), want)


@exercise("read_idx")
@pytest.mark.parametrize("shape", [(5,), (4, 3, 2), (2, 1, 3, 2)], ids=str)
def test_read_idx_axes(student, rng, shape):
    """一个轴、三个轴、四个轴都行。"""
    array = rng.integers(256, size=shape)
    kit.close(student.read_idx(idx(array, "uint8")), array.astype(float))


@exercise("read_idx")
def test_read_idx_describe(student):
    """读出来的数组能写，字节次序是本机的，类型与文件头一致。"""
    array = np.array([1, -2, 300])
    for dtype in ("int16", "uint8"):
        found = kit.sequence(student.describe_idx(idx(array % 256, dtype)), 3, "describe_idx")
        kit.require(found == [True, True, dtype], f"（能写、本机次序、类型）是 {found}")


@exercise("read_idx")
def test_read_idx_complains(student):
    """开头不是两个 0、类型不认识、数据多了一个字节或者少了一个，都抛出 ValueError。"""
    good = idx(np.arange(6).reshape(2, 3), "uint8")
    bad_types = [good[:2] + b"\x0a" + good[3:]]
    for data in (b"\x01" + good[1:], *bad_types, good + b"\x00", good[:-1], good[:6]):
        with kit.raises("ValueError"):
            student.read_idx(data)


# --- 优化器 ---------------------------------------------------------------------------------------


def step(student, name, params, grads, state, *args, **options):
    """学生的一步：检查过是 (dict, state)。"""
    result = kit.sequence(getattr(student, name)(params, grads, state, *args, **options), 2)
    return kit.mapping(result[0], tuple(params), "params"), result[1]


def check_numbers(student, name, grads, wants, **options):
    """从 w = 1 起，一步一个梯度：每一步之后的 w。"""
    w, state = {"w": np.array([1.0])}, {}
    for grad, want in zip(grads, wants):
        w, state = step(student, name, w, {"w": np.array([grad])}, state, 0.1, **options)
        kit.close(w["w"], [want], rtol=1e-6, name="w")


def check_names(student, name):
    """两个字典的次序不同，与次序相同时得到一样的结果。"""
    params = {"w": np.array([1.0, 2.0]), "b": np.array([3.0, -1.0]), "c": np.array([0.5, 0.5])}
    grads = {"w": np.array([0.5, 3.0]), "b": np.array([-2.0, 1.0]), "c": np.array([4.0, -1.0])}
    turned = {key: grads[key] for key in reversed(grads)}
    one, state_one = step(student, name, dict(params), grads, {}, 0.1)
    one, _ = step(student, name, one, grads, state_one, 0.1)
    two, state_two = step(student, name, dict(params), turned, {}, 0.1)
    two, _ = step(student, name, two, turned, state_two, 0.1)
    for key in params:
        kit.close(two[key], one[key], name=f"params[{key!r}]")


def check_pure(student, name):
    """params、grads、state 都不变：同一个 state 用两次，结果相同。"""
    params, grads = {"w": np.array([[1.0, 2.0]])}, {"w": np.array([[0.5, -3.0]])}
    before = params["w"].copy(), grads["w"].copy()
    _, state = step(student, name, params, grads, {}, 0.1)
    one, _ = step(student, name, params, grads, state, 0.1)
    two, _ = step(student, name, params, grads, state, 0.1)
    kit.unchanged(params["w"], before[0], "params")
    kit.unchanged(grads["w"], before[1], "grads")
    kit.close(two["w"], one["w"], name="同一个 state 第二次用的结果")


@exercise("nesterov_step", core=True)
def test_nesterov_example(student):
    """文中的例子：w = 1，梯度先 2 后 1，走到 0.62，再到 0.268。"""
    check_numbers(student, "nesterov_step", [2.0, 1.0], [0.62, 0.268])


@exercise("nesterov_step")
def test_nesterov_options(student):
    """momentum = 0.5：先 2 后 1，走到 0.7，再到 0.5。"""
    check_numbers(student, "nesterov_step", [2.0, 1.0], [0.7, 0.5], momentum=0.5)


@exercise("nesterov_step")
def test_nesterov_changing_rate(student):
    """第一步 lr = 0.1，第二步 lr = 0.2：速度里不带学习率，走到 0.62，再到 −0.084。"""
    w, state = {"w": np.array([1.0])}, {}
    w, state = step(student, "nesterov_step", w, {"w": np.array([2.0])}, state, 0.1)
    w, state = step(student, "nesterov_step", w, {"w": np.array([1.0])}, state, 0.2)
    kit.close(w["w"], [-0.084], rtol=1e-6, name="w")


@exercise("rmsprop_step", core=True)
def test_rmsprop_example(student):
    """文中的例子：rho = 0.75，梯度两步都是 2，走到 0.8，再到约 0.6488。"""
    second = 0.8 - 0.2 / math.sqrt(1.75)
    check_numbers(student, "rmsprop_step", [2.0, 2.0], [0.8, second], rho=0.75)


@exercise("rmsprop_step")
def test_rmsprop_eps(student):
    """eps = 1 加在根号外面：rho = 0.75，梯度是 2，第一步走 0.1 × 2 ÷ (1 + 1)，到 0.9。"""
    check_numbers(student, "rmsprop_step", [2.0], [0.9], rho=0.75, eps=1.0)


@exercise("adamw_step", core=True)
def test_adamw_example(student):
    """文中的例子：decay = 0.5，一步走到 0.85。"""
    check_numbers(student, "adamw_step", [2.0], [0.85], decay=0.5)


@exercise("adamw_step")
def test_adamw_second_step(student):
    """beta1 = beta2 = 0.5，不衰减，梯度先 2 后 −1：走到 0.9，再到 0.9。"""
    # m = 1, then 0; both corrected.
    check_numbers(student, "adamw_step", [2.0, -1.0], [0.9, 0.9], beta1=0.5, beta2=0.5, decay=0.0)


@exercise("adamw_step")
def test_adamw_every_array(student):
    """三个数组，两步，梯度都是 1：步数共用一个，每个数组每步都是先衰减一成的一半、再走 0.1。"""
    params = {"w": np.ones((2, 2)), "b": np.ones(2), "c": np.ones(3)}
    grads = {name: np.ones_like(value) for name, value in params.items()}
    now, state = step(student, "adamw_step", params, grads, {}, 0.1, decay=0.5)
    now, state = step(student, "adamw_step", now, grads, state, 0.1, decay=0.5)
    for name, value in params.items():
        kit.close(now[name], np.full(value.shape, 0.7075), rtol=1e-6, name=f"params[{name!r}]")


@exercise("adamw_step")
def test_adamw_changing_gradients(student):
    """三个数组，梯度先 1 后 3（默认的 beta）：三个数组的结果一样，都约是 0.8082。"""
    # Corrected: m = (0.09 + 0.3)/0.19, v = (0.000999 + 0.009)/0.001999.
    second = 0.9 - 0.1 * (0.39 / 0.19) / math.sqrt(0.009999 / 0.001999)
    params = {name: np.array([1.0]) for name in "abc"}
    now, state = params, {}
    for grad in (1.0, 3.0):
        grads = {name: np.array([grad]) for name in params}
        now, state = step(student, "adamw_step", now, grads, state, 0.1, decay=0.0)
    for name in params:
        kit.close(now[name], [second], rtol=1e-6, name=f"params[{name!r}]")


@exercise("nesterov_step")
def test_nesterov_names(student):
    """grads 的次序与 params 不同时，按名字配对。"""
    check_names(student, "nesterov_step")


@exercise("nesterov_step")
def test_nesterov_pure(student):
    """传进来的 params、grads、state 都不变。"""
    check_pure(student, "nesterov_step")


@exercise("rmsprop_step")
def test_rmsprop_names(student):
    """grads 的次序与 params 不同时，按名字配对。"""
    check_names(student, "rmsprop_step")


@exercise("rmsprop_step")
def test_rmsprop_pure(student):
    """传进来的 params、grads、state 都不变。"""
    check_pure(student, "rmsprop_step")


@exercise("adamw_step")
def test_adamw_names(student):
    """grads 的次序与 params 不同时，按名字配对。"""
    check_names(student, "adamw_step")


@exercise("adamw_step")
def test_adamw_pure(student):
    """传进来的 params、grads、state 都不变。"""
    check_pure(student, "adamw_step")


@exercise("warmup_cosine", core=True)
def test_warmup_cosine_example(student):
    """文中的例子：warmup = 4，total = 8，peak = 1。"""
    wants = [0.25, 0.5, 0.75, 1.0, 1.0, 0.853553, 0.5, 0.146447, 0.0]
    for now, want in enumerate(wants):
        found = student.warmup_cosine(now, 4, 8, 1.0)
        kit.close(found, want, atol=1e-6, name=f"第 {now} 步的学习率")


@exercise("warmup_cosine")
def test_warmup_cosine_floor(student):
    """floor = 0.2，peak = 1：预热 2 步、共 6 步，第 4 步在正中间，是 0.6；第 6 步和以后都是 0.2。"""
    for now, want in ((0, 0.5), (1, 1.0), (2, 1.0), (4, 0.6), (6, 0.2), (9, 0.2)):
        found = student.warmup_cosine(now, 2, 6, 1.0, 0.2)
        kit.close(found, want, atol=1e-6, name=f"第 {now} 步的学习率")


@exercise("warmup_cosine")
def test_warmup_cosine_at_the_ends(student):
    """warmup = 0 时从 peak 开始；warmup = total 时没有余弦那一段。"""
    kit.close(student.warmup_cosine(0, 0, 4, 3.0), 3.0, name="warmup = 0 的第 0 步")
    kit.close(student.warmup_cosine(2, 0, 4, 3.0), 1.5, name="warmup = 0 的第 2 步")
    kit.close(student.warmup_cosine(3, 4, 4, 3.0, 1.0), 3.0, name="warmup = total 的最后一步")
    kit.close(student.warmup_cosine(4, 4, 4, 3.0, 1.0), 1.0, name="warmup = total 的下一步")


# --- 起点与归一化 ---------------------------------------------------------------------------------


@exercise("orthogonal", core=True)
@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 4), (1, 3)], ids=str)
def test_orthogonal_shapes(student, rng, shape):
    """高的各列正交、长度为 1，矮的各行正交、长度为 1。"""
    q = kit.array(student.orthogonal(shape, rng), shape, "f")
    gram = q.T @ q if shape[0] >= shape[1] else q @ q.T
    kit.close(gram, np.eye(min(shape)), atol=1e-6, name="两两的内积")


@exercise("orthogonal")
def test_orthogonal_gain(student, rng):
    """gain = 4 时，各列的长度是 4。"""
    q = kit.array(student.orthogonal((5, 3), rng, 4.0), (5, 3), "f")
    kit.close(q.T @ q, 16 * np.eye(3), atol=1e-5, name="两两的内积")


@exercise("orthogonal")
@pytest.mark.parametrize("shape", [(3, 2), (2, 3)], ids=str)
def test_orthogonal_signs(student, rng, shape):
    """抽 200 次，每个元素的平均都接近 0：取正取负一样可能。"""
    draws = np.array([kit.array(student.orthogonal(shape, rng), shape, "f") for _ in range(200)])
    # The standard deviation of an entry is 1/√3; of the mean of 200, 0.041.
    worst = float(np.abs(draws.mean(axis=0)).max())
    kit.require(worst < 0.25, f"有一个元素的平均是 {worst:.2f}，应当接近 0")


def running():
    """刚开始的 running。"""
    return {"mean": np.zeros(1), "var": np.ones(1)}


ONE, ZERO = np.ones(1), np.zeros(1)


@exercise("batch_norm_forward", core=True)
def test_batch_norm_example(student):
    """文中的例子：x = (1, 3) 变成约 (−1, 1)。"""
    x = np.array([[1.0], [3.0]])
    want = np.array([[-1.0], [1.0]]) / math.sqrt(1.00001)
    out, _ = kit.sequence(student.batch_norm_forward(x, ONE, ZERO, running(), True), 2)
    kit.close(out, want, name="out")


@exercise("batch_norm_forward", core=True)
def test_batch_norm_gamma_and_beta(student, rng):
    """每一列各归一化各的：减去平均，除以标准差，再乘 gamma 加 beta。"""
    x, gamma, beta = rng.normal(3, 2, size=(5, 3)), rng.normal(size=3), rng.normal(size=3)
    want = gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5) + beta
    given = {"mean": np.zeros(3), "var": np.ones(3)}
    out, _ = kit.sequence(student.batch_norm_forward(x, gamma, beta, given, True), 2)
    kit.close(out, want, name="out")


@exercise("batch_norm_forward")
def test_batch_norm_running(student):
    """文中的例子：传进来的 running 更新成平均 0.2、方差 1.1。"""
    given = running()
    student.batch_norm_forward(np.array([[1.0], [3.0]]), ONE, ZERO, given, True)
    kit.close(given["mean"], [0.2], name='running["mean"]')
    kit.close(given["var"], [1.1], name='running["var"]')


@exercise("batch_norm_forward")
def test_batch_norm_in_use(student):
    """评估时用 running：平均 0.2、方差 1.1，x = 1.2 得到约 0.9535；running 不变，一个样本也行。"""
    given = {"mean": np.array([0.2]), "var": np.array([1.1])}
    out, _ = kit.sequence(student.batch_norm_forward(np.array([[1.2]]), ONE, ZERO, given, False), 2)
    kit.close(out, [[1 / math.sqrt(1.10001)]], name="out")
    student.batch_norm_forward(np.array([[1.0], [5.0]]), ONE, ZERO, given, False)
    kit.close(given["mean"], [0.2], name='running["mean"]')
    kit.close(given["var"], [1.1], name='running["var"]')


@exercise("batch_norm_forward")
def test_batch_norm_eps(student):
    """eps = 3 加在根号里面：x = (1, 3) 变成 (−0.5, 0.5)。"""
    x = np.array([[1.0], [3.0]])
    out, _ = kit.sequence(student.batch_norm_forward(x, ONE, ZERO, running(), True, 0.1, 3.0), 2)
    kit.close(out, [[-0.5], [0.5]], name="out")


@exercise("batch_norm_forward")
def test_batch_norm_of_one_sample(student):
    """训练时一批只有一个样本，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.batch_norm_forward(np.array([[1.0, 2.0]]), np.ones(2), np.zeros(2), running(), True)


def back(student, x, gamma, dout, which):
    """反向的三个结果之一。"""
    d = x.shape[1]
    given = {"mean": np.zeros(d), "var": np.ones(d)}
    result = kit.sequence(student.batch_norm_forward(x, gamma, np.zeros(d), given, True), 2)
    return kit.sequence(student.batch_norm_backward(dout, result[1]), 3)[which]


@exercise("batch_norm_backward", core=True)
def test_batch_norm_backward_example(student):
    """文中的例子：x = (0, 0, 3)，dout = (1, 0, 0)，dx 约是 (0.3536, −0.3536, 0)。"""
    x, dout = np.array([[0.0], [0.0], [3.0]]), np.array([[1.0], [0.0], [0.0]])
    want = np.array([[0.353553], [-0.353553], [0.0]])
    kit.close(back(student, x, ONE, dout, 0), want, atol=1e-5, name="dx")


@exercise("batch_norm_backward", core=True)
def test_batch_norm_backward_numerically(student, rng):
    """dx 与数值梯度一致：每一格挪一点点，看 out 与 dout 的内积变多少。"""
    x, gamma, dout = rng.normal(size=(5, 3)), rng.normal(size=3), rng.normal(size=(5, 3))

    def value(points):
        normal = (points - points.mean(0)) / np.sqrt(points.var(0) + 1e-5)
        return np.sum(dout * gamma * normal)

    want = np.empty_like(x)
    for place in np.ndindex(x.shape):
        move = np.zeros_like(x)
        move[place] = 1e-5
        want[place] = (value(x + move) - value(x - move)) / 2e-5
    kit.close(back(student, x, gamma, dout, 0), want, rtol=1e-5, atol=1e-6, name="dx")


@exercise("batch_norm_backward")
def test_batch_norm_backward_parameters(student, rng):
    """dgamma 是 dout 与归一化之后的 x 相乘，对样本求和；dbeta 是 dout 对样本求和。"""
    x, gamma, dout = rng.normal(2, 1, size=(5, 3)), rng.normal(size=3), rng.normal(size=(5, 3))
    normal = (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5)
    wants = (dout * normal).sum(0), dout.sum(0)
    kit.close(back(student, x, gamma, dout, 1), wants[0], name="dgamma")
    kit.close(back(student, x, gamma, dout, 2), wants[1], name="dbeta")


# --- 不死记硬背 -----------------------------------------------------------------------------------


def dropped(student, x, rate, rng, training=True):
    """(out, mask)，检查过形状。"""
    out, mask = kit.sequence(student.dropout(x, rate, rng, training), 2)
    return kit.array(out, x.shape, "f", "out"), kit.array(mask, x.shape, "f", "mask")


@exercise("dropout", core=True)
def test_dropout_mask(student, rng):
    """rate = 0.25：mask 里只有 0 和 4/3，0 约占四分之一；out = x * mask。"""
    x = rng.normal(size=(40, 50))
    out, mask = dropped(student, x, 0.25, rng)
    kept = mask > 0
    kit.close(mask, np.where(kept, 4 / 3, 0.0), name="mask")
    share = 1 - float(kept.mean())
    kit.require(0.2 < share < 0.3, f"丢掉了 {share:.3f}，应当约是 0.25")
    kit.close(out, x * mask, name="out")


@exercise("dropout", core=True)
def test_dropout_in_use(student, rng):
    """评估时原样放行，mask 全是 1。"""
    x = rng.normal(size=(4, 5))
    out, mask = dropped(student, x, 0.5, rng, False)
    kit.close(out, x, name="out")
    kit.close(mask, np.ones((4, 5)), name="mask")


@exercise("dropout")
def test_dropout_each_on_its_own(student, rng):
    """每个数各掷各的：没有一行、一列是全留或全丢的。"""
    _, mask = dropped(student, np.ones((40, 50)), 0.5, rng)
    for axis, name in ((0, "列"), (1, "行")):
        share = (mask > 0).mean(axis=axis)
        kit.require(bool(((share > 0.05) & (share < 0.95)).all()), f"有整{name}一起留、一起丢的")


@exercise("dropout")
def test_dropout_rates(student, rng):
    """rate 是 0 时什么也不丢；是 1、负数时抛出 ValueError。"""
    _, mask = dropped(student, np.ones((4, 5)), 0.0, rng)
    kit.close(mask, np.ones((4, 5)), name="mask")
    for rate in (1.0, -0.1):
        with kit.raises("ValueError"):
            student.dropout(np.ones((4, 5)), rate, rng, True)


@exercise("label_smoothing_loss", core=True)
def test_label_smoothing_example(student):
    """文中的例子：损失约 1.2764，梯度 (−0.65, 0.65)。"""
    logits = np.log([[1.0, 3.0]])
    loss, gradient = kit.sequence(student.label_smoothing_loss(logits, np.array([0]), 0.2), 2)
    kit.close(loss, -0.9 * math.log(0.25) - 0.1 * math.log(0.75), name="loss")
    kit.close(gradient, [[-0.65, 0.65]], name="gradient")


@exercise("label_smoothing_loss")
def test_label_smoothing_batch(student, rng):
    """三个样本、四类：损失和梯度都对样本求平均。"""
    logits, labels = rng.normal(size=(3, 4)), np.array([2, 0, 3])
    target = np.full((3, 4), 0.075)
    target[[0, 1, 2], labels] = 0.775
    p = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    wants = -np.sum(target * np.log(p)) / 3, (p - target) / 3
    loss, gradient = kit.sequence(student.label_smoothing_loss(logits, labels, 0.3), 2)
    kit.close(loss, wants[0], name="loss")
    kit.close(gradient, wants[1], name="gradient")


@exercise("label_smoothing_loss")
def test_label_smoothing_far_away(student):
    """打分大到 ±10000 也不溢出：两行，平滑 0.5，损失是 (5000 + ln 2) ÷ 2。"""
    logits = np.array([[1e4, -1e4], [-1e4, -1e4]])
    with student.strict_warnings():
        result = student.label_smoothing_loss(logits, np.array([0, 1]), 0.5)
    loss, gradient = kit.sequence(result, 2)
    kit.close(loss, (5000 + math.log(2)) / 2, name="loss")
    kit.close(gradient, [[0.125, -0.125], [0.125, -0.125]], name="gradient")


def mixed(student, x, y, alpha, rng):
    """(x, y)，检查过形状。"""
    new_x, new_y = kit.sequence(student.mixup(x, y, alpha, rng), 2)
    return kit.array(new_x, x.shape, name="x"), kit.array(new_y, y.shape, name="y")


@exercise("mixup", core=True)
def test_mixup_pairs(student, rng):
    """图和标签用同一个 λ、同一个搭档：x 是标签的两倍，混合之后仍是两倍。"""
    x, y = 2 * np.eye(6), np.eye(6)
    new_x, new_y = mixed(student, x, y, 1.0, rng)
    kit.close(new_x, 2 * new_y, name="x")
    kit.close(new_y.sum(axis=1), np.ones(6), name="y 每一行的和")


@exercise("mixup", core=True)
def test_mixup_one_share(student, rng):
    """整批一个 λ；每个样本正好当一次搭档，所以标签的每一列加起来仍是 1。"""
    _, y = mixed(student, np.eye(9), np.eye(9), 1.0, rng)
    kit.close(y.sum(axis=0), np.ones(9), name="y 每一列的和")
    shares = np.sort(y, axis=1)[:, -2:]
    alone = shares[:, 1] > 1 - 1e-9
    pairs = shares[~alone]
    kit.require(len(pairs) > 0 and float(np.ptp(pairs)) > 1e-6, "没有混合")
    kit.close(pairs, np.broadcast_to(pairs[0], pairs.shape), atol=1e-6, name="每行的两个比例")


@exercise("mixup")
def test_mixup_alpha(student, rng):
    """alpha 是 50 时 λ 都在 0.5 附近，是 0.05 时多半贴着 0 或 1。"""
    for alpha, low, high in ((50.0, 0.0, 0.1), (0.05, 0.35, 0.5)):
        # Where the sample and its partner differ, the row holds λ and 1 − λ.
        far = []
        for _ in range(40):
            _, y = mixed(student, np.eye(7), np.eye(7), alpha, rng)
            rows = y[np.diag(y) < 1 - 1e-12]
            far.append(float(np.abs(rows.max(axis=1) - 0.5).max()) if len(rows) else 0.5)
        mean = float(np.mean(far))
        kit.require(low <= mean <= high, f"alpha = {alpha} 时，λ 离 0.5 平均 {mean:.2f}")


@exercise("mixup")
def test_mixup_zero(student, rng):
    """alpha 是 0 时不混。"""
    x, y = rng.normal(size=(5, 3)), np.eye(5)
    before = x.copy(), y.copy()
    new_x, new_y = mixed(student, x, y, 0.0, rng)
    kit.close(new_x, before[0], name="x")
    kit.close(new_y, before[1], name="y")


def offsets(student, rng, n, pixels):
    """n 张正中有一个点的图挪过之后，每张的 (往下, 往右)；点只剩一个。"""
    images = np.zeros((n, 9, 11))
    images[:, 4, 5] = 1.0
    moved = kit.array(student.shift(images, rng, pixels), images.shape)
    kit.close(moved.sum(axis=(1, 2)), np.ones(n), name="每张图的和")
    places = moved.reshape(n, -1).argmax(axis=1)
    return np.stack(np.divmod(places, 11), axis=1) - (4, 5)


@exercise("shift", core=True)
def test_shift_moves(student, rng):
    """结果是原图挪过之后的样子，空出来的地方是 0。"""
    image = np.arange(1.0, 21.0).reshape(4, 5)
    wants = []
    for down in (-1, 0, 1):
        for right in (-1, 0, 1):
            wide = np.pad(image, 1)
            wants.append(wide[1 - down : 5 - down, 1 - right : 6 - right])
    moved = kit.array(student.shift(np.stack([image] * 6), rng, 1), (6, 4, 5))
    for picture in moved:
        kit.require(any(np.array_equal(picture, want) for want in wants), f"不是挪出来的：\n{picture}")


@exercise("shift", core=True)
def test_shift_range(student, rng):
    """300 张图最多挪 2 格：每种偏移都出现，行和列各挪各的。"""
    found = offsets(student, rng, 300, 2)
    for column, name in ((0, "上下"), (1, "左右")):
        values = sorted({int(v) for v in found[:, column]})
        kit.require(values == [-2, -1, 0, 1, 2], f"{name}的偏移只有 {values}")
    kit.require(len({tuple(pair) for pair in found.tolist()}) > 15, "上下和左右的偏移不是各抽各的")


@exercise("shift")
def test_shift_dtype(student, rng):
    """uint8 的图挪完还是 uint8，原来的图不变；最多挪 0 格时就是原来的样子。"""
    images = rng.integers(1, 255, size=(3, 4, 5)).astype(np.uint8)
    before = images.copy()
    moved = student.shift(images, rng, 1)
    kit.unchanged(images, before, "images")
    kit.require(kit.array(moved, (3, 4, 5)).dtype == np.uint8, f"dtype 是 {moved.dtype}")
    kit.close(student.shift(images, rng, 0), before)


def answers(student, losses, want, *args):
    """一串损失，每次 update 的结果。"""
    stopper = student.EarlyStopping(*args)
    found = kit.sequence(student.train_on(stopper, losses), len(losses), "update 的结果")
    kit.require(found == want, f"损失 {losses}：得到 {found}")
    return stopper


@exercise("EarlyStopping", core=True)
def test_early_stopping_example(student):
    """文中的例子：patience = 2，第四次和第七次说停。"""
    losses = [0.9, 0.7, 0.8, 0.7, 0.6, 0.65, math.nan]
    stopper = answers(student, losses, [False, False, False, True, False, False, True], 2)
    kit.close(stopper.best_loss, 0.6, name="best_loss")


@exercise("EarlyStopping", core=True)
def test_early_stopping_state(student):
    """best_state 是最好的那一轮（第 2 轮）的参数，后来怎么改也不变，里面的列表和数组也一样。"""
    stopper = answers(student, [0.9, 0.5, 0.8], [False] * 3, 5)
    best = kit.mapping(stopper.best_state, ("w", "layers", "epoch"), "best_state")
    kit.close(best["epoch"], 2, name='best_state["epoch"]')
    kit.close(best["w"], np.full((2, 3), 2.0), name='best_state["w"]')
    kit.close(best["layers"][0]["b"], np.full(2, 2.0), name='best_state["layers"][0]["b"]')


@exercise("EarlyStopping")
def test_early_stopping_delta(student):
    """min_delta = 0.1：每次只降一点，不算进步，和最好的比而不是和上一次比。"""
    losses = [1.0, 0.95, 0.92, 0.85, 0.8]
    stopper = answers(student, losses, [False, False, True, False, False], 2, 0.1)
    kit.close(stopper.best_loss, 0.85, name="best_loss")


@exercise("EarlyStopping")
def test_early_stopping_patience_of_one(student):
    """patience = 1：第一次没有进步就说停；从头起就是 NaN 也一样。"""
    answers(student, [0.5, 0.4, 0.45], [False, False, True], 1)
    stopper = answers(student, [math.nan, 0.5], [True, False], 1)
    kit.close(stopper.best_loss, 0.5, name="best_loss")


@exercise("EarlyStopping")
def test_early_stopping_fresh(student):
    """刚建好时 best_loss 是正无穷，best_state 是 None。"""
    stopper = student.EarlyStopping(3)
    kit.require(stopper.best_loss == math.inf, "best_loss 应当是正无穷")
    kit.require(stopper.best_state is None, "best_state 应当是 None")


# --- 合起来 ---------------------------------------------------------------------------------------


def stripes(n, seed):
    """n 张 784 个像素的图，十类，每一类在不同的地方亮；和标签。"""
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n) % 10)
    x = 0.3 * rng.random((n, 28, 28))
    for i, label in enumerate(y):
        x[i, 4 + 2 * label : 6 + 2 * label, 6:22] += 0.7
    return x.reshape(n, 784).astype(np.float32), y


def scores(student, model, x):
    """模型给出的打分。"""
    out = student.invoke(model, "__call__", torch.tensor(x))
    return kit.tensor(out, (len(x), 10), "f", "模型的输出").detach().numpy()


@exercise("train_digits", core=True, seconds=60)
def test_train_digits_model(student):
    """返回的模型把 (m, 784) 变成 (m, 10)，m 可以是 1；恰好三个全连接层，784-512-512-10。"""
    model = student.train_digits(*stripes(60, 0), 1)
    x, _ = stripes(7, 1)
    scores(student, model, x)
    scores(student, model, x[:1])
    weights = [tuple(shape) for shape in student.weight_shapes(model).values() if len(shape) > 1]
    want = [(512, 784), (512, 512), (10, 512)]
    kit.require(sorted(weights) == sorted(want), f"权重的形状是 {weights}")


@exercise("train_digits", seconds=60)
def test_train_digits_evaluates(student):
    """返回时处在评估模式：同一张图问两次，答案相同。"""
    model = student.train_digits(*stripes(60, 0), 1)
    kit.require(student.attribute(model, "training") is False, "model.training 应当是 False")
    x, _ = stripes(7, 1)
    first, second = (scores(student, model, x) for _ in range(2))
    kit.close(second, first, name="第二次的打分")


@exercise("train_digits", seconds=60)
def test_train_digits_gives_scores(student):
    """给出的是打分，不是概率：每一行既不都是非负、和为 1 的，取了指数加起来也不都是 1。"""
    x, _ = stripes(20, 1)
    out = scores(student, student.train_digits(*stripes(60, 0), 1), x).astype(float)
    sums = out.sum(axis=1), np.exp(out).sum(axis=1)
    for total in sums:
        kit.require(bool(np.abs(total - 1).max() > 1e-3), "最后多了 softmax 或 log_softmax")


@exercise("train_digits", seconds=60)
def test_train_digits_seeds(student):
    """种子相同，打分相同；种子不同，打分不同。"""
    x, _ = stripes(7, 1)
    same, again, other = (
        scores(student, student.train_digits(*stripes(60, 0), seed), x) for seed in (3, 3, 4)
    )
    kit.require(bool(np.allclose(same, again, atol=1e-6)), "种子相同，结果应当相同")
    kit.require(not np.allclose(same, other, atol=1e-4), "种子不同，结果应当不同")


@exercise("train_digits", seconds=60)
def test_train_digits_odd_sizes(student):
    """101 个、129 个样本也能训练。"""
    for n in (101, 129):
        scores(student, student.train_digits(*stripes(n, 0), 1), stripes(3, 1)[0])
