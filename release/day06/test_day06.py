"""第 6 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 从文字到编号 -------------------------------------------------------------------------------


@exercise("build_vocabulary", core=True)
def test_vocabulary_by_first_appearance(student):
    """字按第一次出现的次序从 2 开始编号：["好吃", "不好"] 得到 {"好": 2, "吃": 3, "不": 4}。"""
    result = kit.mapping(student.build_vocabulary(["好吃", "不好"]), ("好", "吃", "不"))
    found = "，".join(f"{character} → {number}" for character, number in result.items())
    kit.require(result == {"好": 2, "吃": 3, "不": 4}, f"得到的是 {found}")


@exercise("build_vocabulary")
def test_vocabulary_repeats(student):
    """重复的字不再编号，也不占号：["好吃好吃", "不好喝"] 得到 好 2、吃 3、不 4、喝 5。"""
    result = kit.mapping(student.build_vocabulary(["好吃好吃", "不好喝"]), ("好", "吃", "不", "喝"))
    found = "，".join(f"{character} → {number}" for character, number in result.items())
    kit.require(result == {"好": 2, "吃": 3, "不": 4, "喝": 5}, f"得到的是 {found}")


@exercise("build_vocabulary")
def test_vocabulary_of_nothing(student):
    """没有文本，或文本是空的，得到空字典。"""
    for texts in ([], ["", ""]):
        kit.require(kit.mapping(student.build_vocabulary(texts), ()) == {}, "应当是空字典")


@exercise("encode", core=True)
def test_encode_pads_and_cuts(student):
    """短的在右边补 0，长的截断，没见过的字是 1。"""
    result = student.encode(["好吃", "不好吃吗？"], {"好": 2, "吃": 3}, 4)
    kit.close(kit.array(result, (2, 4), dtype="iu"), [[2, 3, 0, 0], [1, 2, 3, 1]])


@exercise("encode")
def test_encode_no_texts(student):
    """没有文本时形状是 (0, length)，仍是整数。"""
    kit.array(student.encode([], {"好": 2}, 5), (0, 5), dtype="iu")


@exercise("encode")
def test_encode_large_numbers(student):
    """字表很大时编号也不走样：“鱼”是 300 号，得到的就是 300。"""
    kit.close(student.encode(["鱼好"], {"好": 2, "鱼": 300}, 3), [[300, 2, 0]])


# --- 循环 ---------------------------------------------------------------------------------------


def small_params():
    """d = 2，hidden = 2 的一组参数。"""
    return {
        "wx": np.array([[0.5, -1.0], [1.0, 0.25]]),
        "wh": np.array([[0.5, 1.0], [-0.75, 0.0]]),
        "b": np.array([0.1, -0.2]),
    }


@exercise("rnn_cell_forward", core=True)
def test_cell_values(student):
    """新状态是 tanh(x·wx + h·wh + b)。"""
    x_t, h = np.array([[1.0, 2.0]]), np.array([[0.5, -0.5]])
    z = [[0.5 + 2.0 + 0.25 + 0.375 + 0.1, -1.0 + 0.5 + 0.5 - 0.2]]
    kit.close(student.rnn_cell_forward(x_t, h, small_params()), np.tanh(z))


@exercise("rnn_cell_forward")
def test_cell_is_finite(student):
    """输入再大，状态也在 −1 和 1 之间。"""
    params = {"wx": np.array([[1.0]]), "wh": np.array([[1.0]]), "b": np.zeros(1)}
    result = student.rnn_cell_forward(np.array([[1e4], [-1e4]]), np.zeros((2, 1)), params)
    kit.close(result, [[1.0], [-1.0]])


@exercise("rnn_forward", core=True)
def test_rnn_carries_the_state(student):
    """每一步从前一步的状态出发：输入 1、0 时，状态是 tanh(1) 和 tanh(tanh(1))。"""
    params = {"wx": np.array([[1.0]]), "wh": np.array([[1.0]]), "b": np.zeros(1)}
    hs, _ = kit.sequence(student.rnn_forward(np.array([[[1.0], [0.0]]]), np.zeros((1, 1)), params), 2)
    kit.close(hs, [[[np.tanh(1.0)], [np.tanh(np.tanh(1.0))]]])


@exercise("rnn_forward")
def test_rnn_starts_from_h0(student):
    """第一步从 h0 出发，h0 本身不在 hs 里。"""
    params = {"wx": np.array([[1.0]]), "wh": np.array([[2.0]]), "b": np.zeros(1)}
    hs, _ = kit.sequence(student.rnn_forward(np.zeros((2, 1, 1)), np.array([[0.5], [-1.0]]), params), 2)
    kit.close(hs, np.tanh([[[1.0]], [[-2.0]]]))


# --- 沿时间往回传 -------------------------------------------------------------------------------


@exercise("rnn_backward", core=True)
def test_backward_one_step(student):
    """只有一步、导数为 1 时，五个梯度正是讲义里算的那几个。"""
    params = {"wx": np.array([[0.5]]), "wh": np.array([[-1.0]]), "b": np.zeros(1)}
    _, cache = kit.sequence(student.rnn_forward(np.array([[[2.0]]]), np.array([[1.0]]), params), 2)
    dx, dh0, grads = kit.sequence(student.rnn_backward(np.array([[[3.0]]]), cache), 3)
    kit.mapping(grads, ("wx", "wh", "b"), "grads")
    kit.close(dx, [[[1.5]]], name="dx")
    kit.close(dh0, [[-3.0]], name="dh0")
    kit.close(grads["wx"], [[6.0]], name='grads["wx"]')
    kit.close(grads["wh"], [[3.0]], name='grads["wh"]')
    kit.close(grads["b"], [3.0], name='grads["b"]')


@exercise("rnn_backward", core=True)
def test_backward_matches_differences(student, rng):
    """三步的梯度与中心差分一致：损失是 Σ dhs·hs，dhs 随机。"""
    x, h0, dhs = rng.normal(size=(2, 3, 2)), rng.normal(size=(2, 2)), rng.normal(size=(2, 3, 2))
    arrays = {"x": x, "h0": h0, **small_params()}

    def value():
        hs, _ = student.rnn_forward(arrays["x"], arrays["h0"], {k: arrays[k] for k in ("wx", "wh", "b")})
        return float(np.sum(dhs * hs))

    expected = {}
    for name, array in arrays.items():
        expected[name] = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            old = array[index]
            array[index] = old + 1e-5
            above = value()
            array[index] = old - 1e-5
            below = value()
            array[index] = old
            expected[name][index] = (above - below) / 2e-5
    _, cache = student.rnn_forward(x, h0, {key: arrays[key] for key in ("wx", "wh", "b")})
    dx, dh0, grads = kit.sequence(student.rnn_backward(dhs, cache), 3)
    kit.mapping(grads, ("wx", "wh", "b"), "grads")
    found = {"x": dx, "h0": dh0, **{key: grads[key] for key in ("wx", "wh", "b")}}
    for name, slope in expected.items():
        kit.close(found[name], slope, rtol=1e-5, atol=1e-7, name=f"{name} 的梯度")


@exercise("rnn_backward")
def test_backward_keeps_dhs(student):
    """dhs 是调用者的数组，调用之后不变。"""
    dhs = np.array([[[1.0, -2.0], [0.5, 3.0]]])
    before = dhs.copy()
    _, cache = student.rnn_forward(np.array([[[1.0, 2.0], [0.0, 1.0]]]), np.zeros((1, 2)), small_params())
    student.rnn_backward(dhs, cache)
    kit.unchanged(dhs, before, "dhs")


@exercise("clip_gradients", core=True)
def test_clip_scales_everything(student):
    """范数 5 裁到 2：全部梯度乘 0.4，数组本身被改，返回 5。"""
    w, b = np.array([[3.0]]), np.array([4.0])
    norm = student.clip_gradients({"w": w, "b": b}, 2.0)
    kit.close(norm, 5.0, name="返回的范数")
    kit.close(w, [[1.2]], rtol=1e-5, name="w")  # some add a small number to the norm before they divide
    kit.close(b, [1.6], rtol=1e-5, name="b")


@exercise("clip_gradients")
def test_clip_leaves_small_gradients(student):
    """范数没有超过 max_norm 时，梯度不变，仍返回范数。"""
    w, b = np.array([[3.0]]), np.array([4.0])
    kit.close(student.clip_gradients({"w": w, "b": b}, 10.0), 5.0, name="返回的范数")
    kit.close(w, [[3.0]], name="w")
    kit.close(b, [4.0], name="b")


# --- 带门的单元 ---------------------------------------------------------------------------------


@exercise("lstm_cell_forward", core=True)
def test_lstm_example(student):
    """权重全 0、b = (0, 0, 1, 0)、c = 2 时，c' ≈ 1.3808，h' ≈ 0.4406。"""
    params = {"wx": np.zeros((1, 4)), "wh": np.zeros((1, 4)), "b": np.array([0.0, 0.0, 1.0, 0.0])}
    result = student.lstm_cell_forward(np.zeros((1, 1)), np.zeros((1, 1)), np.full((1, 1), 2.0), params)
    h, c = kit.sequence(result, 2)
    kit.close(c, [[1.3807970780]], name="c_next")
    kit.close(h, [[0.5 * np.tanh(1.3807970780)]], name="h_next")


@exercise("lstm_cell_forward")
def test_lstm_gates_one_by_one(student):
    """遗忘门全开、输入门全关时，记忆不变；输出门全关时，h' 是 0。"""
    b = np.array([-1e3, 1e3, 0.5, -1e3])
    params = {"wx": np.zeros((1, 4)), "wh": np.zeros((1, 4)), "b": b}
    c = np.array([[2.0], [-3.0]])
    h, c_next = kit.sequence(student.lstm_cell_forward(np.ones((2, 1)), np.ones((2, 1)), c, params), 2)
    kit.close(c_next, c, name="c_next")
    kit.close(h, np.zeros((2, 1)), name="h_next")


@exercise("gru_cell_forward", core=True)
def test_gru_example(student):
    """权重全 0、bx = (0, 0, 1)、h = 2 时，h' ≈ 1.3808。"""
    params = {"wx": np.zeros((1, 3)), "wh": np.zeros((1, 3)), "bh": np.zeros(3)}
    params["bx"] = np.array([0.0, 0.0, 1.0])
    kit.close(student.gru_cell_forward(np.zeros((1, 1)), np.full((1, 1), 2.0), params), [[1.3807970780]])


@exercise("gru_cell_forward")
def test_gru_update_gate(student):
    """z 接近 1 时保留旧状态，z 接近 0 时换成候选。"""
    params = {"wx": np.zeros((1, 3)), "wh": np.zeros((1, 3)), "bh": np.zeros(3)}
    h = np.array([[0.25], [-0.5]])
    kept = student.gru_cell_forward(np.ones((2, 1)), h, {**params, "bx": np.array([0.0, 1e3, 1.0])})
    changed = student.gru_cell_forward(np.ones((2, 1)), h, {**params, "bx": np.array([0.0, -1e3, 1.0])})
    kit.close(kept, h)
    kit.close(changed, np.full((2, 1), np.tanh(1.0)))


@exercise("gru_cell_forward")
def test_gru_reset_gate(student):
    """r = (1, 0)、z = 0 时，n = tanh(u + r·v)：v 是 h·wh 加 bh，r 乘在它们的和上，不乘在 h 上。"""
    wh = np.zeros((2, 6))
    wh[:, 4:] = [[0.0, 1.0], [1.0, 0.0]]
    params = {
        "wx": np.zeros((1, 6)),
        "wh": wh,
        "bx": np.array([1e3, -1e3, -1e3, -1e3, 0.5, 0.5]),
        "bh": np.array([0.0, 0.0, 0.0, 0.0, 0.1, 0.2]),
    }
    result = student.gru_cell_forward(np.zeros((1, 1)), np.array([[0.5, -0.25]]), params)
    kit.close(result, np.tanh([[0.5 - 0.25 + 0.1, 0.5]]))


# --- 判断好评差评 -------------------------------------------------------------------------------


@exercise("last_valid", core=True)
def test_last_valid_rows(student):
    """lengths = [1, 3] 取的是第一行第 1 步、第二行第 3 步。"""
    hs = np.arange(12.0).reshape(2, 3, 2)
    kit.close(student.last_valid(hs, np.array([1, 3])), [[0.0, 1.0], [10.0, 11.0]])


@exercise("last_valid")
def test_last_valid_one_row(student):
    """只有一行时形状是 (1, hidden)。"""
    hs = np.arange(6.0).reshape(1, 3, 2)
    kit.close(student.last_valid(hs, np.array([2])), [[2.0, 3.0]])


def fresh_params(rng, words, d, hidden):
    """一组小的随机参数。"""
    return {
        "embedding": rng.normal(0, 0.5, (words, d)),
        "wx": rng.normal(0, 0.5, (d, hidden)),
        "wh": rng.normal(0, 0.3, (hidden, hidden)),
        "b": np.zeros(hidden),
        "w_out": rng.normal(0, 0.3, (hidden, 1)),
        "b_out": np.zeros(1),
    }


def toy(rng, n):
    """句子里 2 和 3 谁在前：2 在前是好评；两句都可能夹着 4，字数一样，次序不同。"""
    y = rng.integers(0, 2, n)
    x = np.zeros((n, 5), dtype=np.int64)
    lengths = rng.integers(2, 5, n)
    for row, length, label in zip(x, lengths, y):
        row[:length] = 4
        row[0], row[length - 1] = (2, 3) if label else (3, 2)
    return x, lengths, y


@exercise("train_sentiment", core=True, seconds=20)
def test_training_learns_the_order(student, rng):
    """同样两个字，谁在前决定好坏：训练之后损失应当很小，params 里的数组本身被更新。"""
    x, lengths, y = toy(rng, 64)
    params = fresh_params(rng, 5, 4, 8)
    before = {key: value.copy() for key, value in params.items()}
    history = student.train_sentiment(x, lengths, y, params, 25, 0.02, rng)
    losses = [
        float(value)
        for value in kit.sequence(
            list(history) if isinstance(history, np.ndarray) else history, 25, "history"
        )
    ]
    for key in params:
        kit.require(not np.array_equal(params[key], before[key]), f"params[{key!r}] 没有被更新")
    kit.require(losses[-1] < 0.1, f"最后一轮的平均损失是 {losses[-1]:.3f}，应当小于 0.1")


@exercise("train_sentiment", seconds=20)
def test_padding_changes_nothing(student):
    """把句长之外的 0 换成别的编号，训练出的参数一样。"""
    x, lengths, y = toy(np.random.default_rng(1), 20)
    noisy = x.copy()
    noisy[np.arange(5) >= lengths[:, None]] = 5
    results = []
    for ids in (x, noisy):
        params = fresh_params(np.random.default_rng(2), 6, 3, 4)
        student.train_sentiment(ids, lengths, y, params, 2, 0.05, np.random.default_rng(3))
        results.append(params)
    for key in results[0]:
        kit.close(results[1][key], results[0][key], rtol=1e-6, name=f"params[{key!r}]")


@exercise("train_sentiment", seconds=20)
def test_repeated_characters_add_up(student):
    """一个字在句子里出现两次，它那一行的梯度是两处之和：这里两处符号相反，走一步后 embedding[2] 应当变小。"""
    params = {
        "embedding": np.array([[0.0], [0.0], [0.1]]),
        "wx": np.array([[1.0]]),
        "wh": np.array([[-3.0]]),
        "b": np.zeros(1),
        "w_out": np.array([[1.0]]),
        "b_out": np.zeros(1),
    }
    x, rng = np.array([[2, 2]]), np.random.default_rng(0)
    student.train_sentiment(x, np.array([2]), np.array([1]), params, 1, 0.05, rng)
    kit.close(params["embedding"][2], [0.05], rtol=1e-3, name='params["embedding"][2]')


@exercise("train_sentiment", seconds=20)
def test_large_gradients_are_clipped(student):
    """梯度的总范数是 200 和 76，两步都裁到 5：裁过的两步一样大，Adam 就走满两个 lr，wx 是 0.004（不裁是 0.00378）。"""
    params = {
        "embedding": np.array([[0.0], [0.0], [400.0]]),
        "wx": np.array([[0.0]]),
        "wh": np.array([[0.0]]),
        "b": np.zeros(1),
        "w_out": np.array([[1.0]]),
        "b_out": np.zeros(1),
    }
    x, rng = np.array([[2]]), np.random.default_rng(0)
    student.train_sentiment(x, np.array([1]), np.array([1]), params, 2, 0.002, rng)
    kit.close(params["wx"], [[0.004]], rtol=1e-3, name='params["wx"]')


def trained_bias(epochs, lr):
    """70 句好评、别的参数全是 0 时，b_out 和每轮的平均损失：每轮 32、32、6 句三步 Adam，全靠手算。"""
    bias = mean = square = 0.0
    history = []
    for epoch in range(epochs):
        losses = []
        for step in range(3 * epoch + 1, 3 * epoch + 4):
            losses.append(np.log1p(np.exp(-bias)))
            slope = -1 / (1 + np.exp(bias))
            mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
            bias -= lr * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        during = (32 * losses[0] + 32 * losses[1] + 6 * losses[2]) / 70
        history.append((during, np.log1p(np.exp(-bias))))
    return bias, history


@exercise("train_sentiment", seconds=20)
def test_training_the_last_bias(student):
    """70 句好评，参数全是 0：每轮正好走三步 Adam（32、32、6 句），只有 b_out 会变；history 里每句一样重。"""
    params = {
        key: np.zeros(value.shape) for key, value in fresh_params(np.random.default_rng(0), 5, 2, 3).items()
    }
    x, lengths, y = np.full((70, 2), 2), np.full(70, 2), np.ones(70, dtype=int)
    history = student.train_sentiment(x, lengths, y, params, 2, 0.5, np.random.default_rng(0))
    bias, means = trained_bias(2, 0.5)
    kit.close(params["b_out"], [bias], rtol=1e-4, name='params["b_out"]')
    for epoch, (loss, (during, after)) in enumerate(zip(kit.sequence(history, 2, "history"), means)):
        kit.require(
            min(abs(loss - during), abs(loss - after)) < 1e-4,
            f"history[{epoch}] 应当约为 {during:.4f}（训练之中）或 {after:.4f}（走完之后），得到 {loss:.4f}",
        )
