"""第 8 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def normal(rng, *shape):
    """float64 的随机张量。"""
    return torch.tensor(rng.normal(size=shape))


# --- 整段的 LSTM --------------------------------------------------------------------------------


def pencil(*bias):
    """权重全是 0 的一维 LSTM，偏置给定。"""
    return {"wx": np.zeros((1, 4)), "wh": np.zeros((1, 4)), "b": np.array(bias)}


def walk(student, x, h0, c0, params):
    """lstm_forward 的结果，检查过结构。"""
    hs, state, cache = kit.sequence(student.lstm_forward(x, h0, c0, params), 3)
    h, c = kit.sequence(state, 2, "最后的状态")
    return hs, h, c, cache


@exercise("lstm_forward", core=True)
def test_forward_of_the_text(student):
    """文中的例子：c₀ = 2 走两步，hs 是 0.3808、0.2311，最后的 c 是 0.5。"""
    zero = np.zeros((1, 1))
    hs, h, c, _ = walk(student, np.zeros((1, 2, 1)), zero, zero + 2, pencil(0.0, 0, 0, 0))
    kit.close(hs, [[[0.5 * np.tanh(1.0)], [0.5 * np.tanh(0.5)]]], name="hs")
    kit.close(h, [[0.5 * np.tanh(0.5)]], name="h")
    kit.close(c, [[0.5]], name="c")


@exercise("lstm_forward", core=True)
def test_forward_order_of_the_gates(student):
    """次序是 i、f、g、o：偏置 (40, −40, 1, 0)，记忆成为 tanh 1，输出是它的 tanh 的一半。"""
    one = np.ones((2, 1))
    hs, _, c, _ = walk(student, np.zeros((2, 1, 1)), one, 3 * one, pencil(40.0, -40, 1, 0))
    kit.close(c, np.tanh(one), atol=1e-9, name="c")
    kit.close(hs, 0.5 * np.tanh(np.tanh(np.ones((2, 1, 1)))), name="hs")


@exercise("lstm_forward", core=True)
def test_forward_rows_have_their_own_state(student):
    """每行从自己的 h0、c0 出发：h 从打分进来，c 打对折。"""
    params = pencil(0.0, 0, 0, 0)
    params["wh"] = np.array([[0.0, 0, 1, 0]])
    h0, c0 = np.array([[0.0], [1.0]]), np.array([[2.0], [-4.0]])
    hs, h, c, _ = walk(student, np.zeros((2, 1, 1)), h0, c0, params)
    want = 0.5 * c0 + 0.5 * np.tanh(h0)
    kit.close(c, want, name="c")
    kit.close(h, 0.5 * np.tanh(want), name="h")
    kit.close(hs, 0.5 * np.tanh(want)[:, None], name="hs")


@exercise("lstm_forward")
def test_forward_without_a_step(student):
    """t = 0：hs 是 (n, 0, h)，状态就是 h0、c0。"""
    h0, c0 = np.array([[1.0], [2.0]]), np.array([[3.0], [4.0]])
    hs, h, c, _ = walk(student, np.zeros((2, 0, 1)), h0, c0, pencil(0.0, 0, 0, 0))
    kit.array(hs, (2, 0, 1), name="hs")
    kit.close(h, np.array([[1.0], [2.0]]), name="h")
    kit.close(c, np.array([[3.0], [4.0]]), name="c")


def random_lstm(rng, n=2, t=3, d=2, size=3):
    """(x, h0, c0, params)，都是随机数。"""
    params = {
        "wx": rng.normal(size=(d, 4 * size)),
        "wh": rng.normal(size=(size, 4 * size)),
        "b": rng.normal(size=4 * size),
    }
    return rng.normal(size=(n, t, d)), rng.normal(size=(n, size)), rng.normal(size=(n, size)), params


@exercise("lstm_backward", core=True)
def test_backward_of_the_text(student):
    """文中铅笔走的两步：偏置的梯度 (0, 0.5, 0.75, 0)，dc0 = 0.25。"""
    zero = np.zeros((1, 1))
    *_, cache = walk(student, np.zeros((1, 2, 1)), zero, zero + 2, pencil(0.0, 0, 0, 0))
    found = kit.sequence(student.lstm_backward(np.zeros((1, 2, 1)), zero, zero + 1, cache), 4)
    kit.close(found[2], [[0.25]], name="dc0")
    kit.close(kit.mapping(found[3], ("b",), "grads")["b"], [0.0, 0.5, 0.75, 0.0], name='grads["b"]')


def compare(student, given, dhs, dh, dc):
    """和中心差分比：损失是 Σ dhs·hs + Σ dh·h + Σ dc·c。"""
    x, h0, c0, params = given
    arrays = {"x": x, "h0": h0, "c0": c0, **params}
    slopes = {}
    before = dhs.copy(), dh.copy(), dc.copy()

    def value():
        hs, h, c, _ = walk(student, x, h0, c0, params)
        return float(np.sum(before[0] * hs) + np.sum(before[1] * h) + np.sum(before[2] * c))

    for name, array in arrays.items():
        slopes[name] = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            old = array[index]
            array[index] = old + 1e-5
            above = value()
            array[index] = old - 1e-5
            below = value()
            array[index] = old
            slopes[name][index] = (above - below) / 2e-5
    *_, cache = walk(student, x, h0, c0, params)
    dx, dh0, dc0, grads = kit.sequence(student.lstm_backward(dhs, dh, dc, cache), 4)
    kit.mapping(grads, ("wx", "wh", "b"), "grads")
    found = {"x": dx, "h0": dh0, "c0": dc0, **{key: grads[key] for key in ("wx", "wh", "b")}}
    for name, slope in slopes.items():
        kit.close(found[name], slope, rtol=1e-5, atol=1e-7, name=f"{name} 的梯度")


@exercise("lstm_backward", core=True)
@pytest.mark.parametrize("which", ["hs", "h", "c", "三个都有"])
def test_backward_matches_differences(student, rng, which):
    """三步的梯度与中心差分一致：损失只用 hs、只用最后的 h、只用最后的 c，或三个都用。"""
    given = random_lstm(rng, n=1, t=3, d=1, size=2)
    dhs, dh, dc = rng.normal(size=(1, 3, 2)), rng.normal(size=(1, 2)), rng.normal(size=(1, 2))
    used = [which in (name, "三个都有") for name in ("hs", "h", "c")]
    compare(student, given, dhs * used[0], dh * used[1], dc * used[2])


@exercise("lstm_backward")
def test_backward_without_a_step(student):
    """t = 0：dh0 就是 dh，dc0 就是 dc，grads 全是 0。"""
    zero = np.zeros((1, 1))
    *_, cache = walk(student, np.zeros((1, 0, 1)), zero, zero, pencil(0.0, 0, 0, 0))
    found = kit.sequence(student.lstm_backward(np.zeros((1, 0, 1)), zero + 2, zero + 3, cache), 4)
    kit.close(found[1], zero + 2, name="dh0")
    kit.close(found[2], zero + 3, name="dc0")
    kit.close(kit.mapping(found[3], ("wx",), "grads")["wx"], np.zeros((1, 4)), name='grads["wx"]')


@exercise("lstm_backward")
def test_backward_keeps_what_arrives(student, rng):
    """dhs、dh、dc 是调用者的，调用之后不变。"""
    *_, cache = walk(student, *random_lstm(rng))
    given = rng.normal(size=(2, 3, 3)), rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    before = [array.copy() for array in given]
    student.lstm_backward(*given, cache)
    for now, then, name in zip(given, before, ("dhs", "dh", "dc")):
        kit.unchanged(now, then, name)


# --- 双向 ---------------------------------------------------------------------------------------


def adder(student):
    """从头累加的“循环网络”。"""
    return student.Fading(torch.ones(1, 1), 1.0)


@exercise("bidirectional", core=True)
def test_bidirectional_of_the_text(student):
    """文中的例子：从左累加 1 3 7，从右累加 7 6 4，长度之外是 0。"""
    x = torch.tensor([[[1.0], [2.0], [4.0], [9.0]]])
    out = student.bidirectional(x, torch.tensor([3]), adder(student), adder(student))
    kit.close(out, torch.tensor([[[1.0, 7], [3, 6], [7, 4], [0, 0]]]))


@exercise("bidirectional", core=True)
def test_bidirectional_lengths_differ(student):
    """各行按自己的长度倒：长度 2 和 3。"""
    x = torch.tensor([[[1.0], [2.0], [8.0]], [[1.0], [2.0], [4.0]]])
    out = student.bidirectional(x, torch.tensor([2, 3]), adder(student), adder(student))
    want = [[[1.0, 3], [3, 2], [0, 0]], [[1.0, 7], [3, 6], [7, 4]]]
    kit.close(out, torch.tensor(want))


@exercise("bidirectional")
def test_bidirectional_gradients(student):
    """梯度传得到 x 和两个函数的参数；填充的梯度是 0。"""
    x = torch.tensor([[[1.0], [2.0], [4.0]]])
    nets = adder(student), adder(student)
    found = student.both_gradients(x, torch.tensor([2]), *nets, torch.ones(1, 3, 2))
    want = [[[[3.0], [3.0], [0.0]]], [[4.0]], [[5.0]]]
    for got, expected, name in zip(found, want, ("x", "forward 的参数", "backward 的参数")):
        kit.close(got, torch.tensor(expected), name=f"对 {name} 的梯度")


# --- 猜下一个字 ---------------------------------------------------------------------------------


def same_batches(found, wants):
    """逐批比较。"""
    for number, (pair, want) in enumerate(zip(kit.sequence(found, len(wants)), wants)):
        for got, expected, name in zip(kit.sequence(pair, 2), want, ("x", "y")):
            kit.close(
                kit.tensor(got, dtype_kind="i"), torch.tensor(expected), name=f"第 {number} 批的 {name}"
            )


@exercise("sequence_batches", core=True)
def test_batches_of_the_text(student):
    """文中的例子：0 到 10，两路，每次 3 个，最后一批只有 2 列。"""
    wants = [
        ([[0, 1, 2], [5, 6, 7]], [[1, 2, 3], [6, 7, 8]]),
        ([[3, 4], [8, 9]], [[4, 5], [9, 10]]),
    ]
    same_batches(student.sequence_batches(torch.arange(11), 2, 3), wants)


@exercise("sequence_batches")
def test_batches_that_fit(student):
    """12 个字分三路：每路 3 个，零头不要；正好一批。"""
    wants = [([[0, 1, 2], [3, 4, 5], [6, 7, 8]], [[1, 2, 3], [4, 5, 6], [7, 8, 9]])]
    same_batches(student.sequence_batches(torch.arange(12), 3, 3), wants)


@exercise("sequence_batches")
def test_batches_of_too_little(student):
    """字比路数还少：空列表。"""
    kit.sequence(student.sequence_batches(torch.arange(3), 3, 2), 0)


@exercise("perplexity", core=True)
def test_perplexity_of_the_text(student):
    """文中的例子：ln 2 有 3 个字，ln 8 有 1 个字，困惑度是 2 的 1.5 次方。"""
    kit.close(student.perplexity([math.log(2), math.log(8)], [3, 1]), 2**1.5)


@exercise("perplexity")
def test_perplexity_of_one_batch(student):
    """只有一批，每字 1 nat：困惑度是 e。"""
    kit.close(student.perplexity([1.0], [5]), math.e)


def steady(student, model, scale=1.0):
    """把随机的初值换成固定的数：每次检查都一样。"""
    since, rng = len(student.calls), np.random.default_rng(5)
    state = student.invoke(model, "state_dict")
    kit.require(len(state) > 0, "网络里没有参数")
    weights = {name: scale * normal(rng, *state[name].shape) for name in sorted(state)}
    student.invoke(model, "double")
    student.invoke(model, "load_state_dict", weights)
    del student.calls[since:]
    return model


def language_model(student, *sizes):
    """一个 CharModel；不比较具体的数，只看性质。"""
    return steady(student, student.CharModel(*sizes))


def read(student, model, ids, *state):
    """model(ids, state)：(logits, state)。"""
    return kit.sequence(student.invoke(model, "__call__", ids, *state), 2)


IDS = torch.tensor([[1, 4, 2, 3, 0], [5, 0, 1, 1, 4], [2, 2, 6, 5, 3]])


@exercise("CharModel", core=True)
def test_char_model_shapes(student):
    """打分是 (n, t, vocab_size)。"""
    logits, _ = read(student, language_model(student, 7, 4), IDS)
    kit.tensor(logits, (3, 5, 7), "f", "打分")


@exercise("CharModel", core=True)
def test_char_model_goes_on(student):
    """先读两个字，带着状态再读三个，和一口气读五个，打分一样。"""
    model = language_model(student, 7, 4)
    whole, _ = read(student, model, IDS)
    first, state = read(student, model, IDS[:, :2])
    rest, _ = read(student, model, IDS[:, 2:], state)
    whole = kit.tensor(whole, (3, 5, 7), "f", "打分").detach()
    kit.close(first.detach(), whole[:, :2], name="前两个字的打分")
    kit.close(rest.detach(), whole[:, 2:], name="后三个字的打分")


@exercise("CharModel")
def test_char_model_remembers(student):
    """状态不同，打分就不同；传 None 是从头开始。"""
    model = language_model(student, 7, 4)
    alone, state = read(student, model, IDS)
    again, _ = read(student, model, IDS, None)
    later, _ = read(student, model, IDS, state)
    kit.close(again.detach(), kit.tensor(alone, (3, 5, 7), "f", "打分").detach(), name="从头读的打分")
    kit.require(not torch.allclose(later[:, 0], alone[:, 0], atol=1e-5), "带着状态读，打分也没有变")


@exercise("CharModel")
def test_char_model_cannot_see_the_future(student):
    """改动后面的字，前面的打分不变。"""
    model, other = language_model(student, 7, 4), IDS.clone()
    other[:, 3:] = 6 - other[:, 3:]
    before, after = read(student, model, IDS)[0], read(student, model, other)[0]
    kit.close(after[:, :3].detach(), before[:, :3].detach(), name="前三个位置的打分")


@exercise("CharModel")
def test_char_model_rows_are_apart(student):
    """一批里各行各读各的：单独读一行，打分一样。"""
    model = language_model(student, 7, 4)
    whole = kit.tensor(read(student, model, IDS)[0], (3, 5, 7), "f", "打分").detach()
    alone, _ = read(student, model, IDS[1:2])
    kit.close(alone.detach(), whole[1:2], name="第 1 行的打分")


@exercise("CharModel")
def test_char_model_gives_scores(student):
    """打分没有过 softmax：每行的和不是 1。"""
    logits, _ = read(student, language_model(student, 7, 4), IDS)
    sums = kit.tensor(logits, (3, 5, 7), "f", "打分").detach().sum(-1)
    kit.require(not torch.allclose(sums, torch.ones_like(sums), atol=1e-3), "每行的和是 1，像是概率")


@exercise("CharModel")
def test_char_model_layers(student):
    """每多一层，参数多出同样多。"""
    counts = []
    for layers in (1, 2, 3):
        parameters = student.invoke(language_model(student, 7, 4, layers), "parameters")
        counts.append(sum(int(np.prod(tuple(p.shape))) for p in parameters))
    more = counts[1] - counts[0]
    kit.require(more > 0 and counts[2] - counts[1] == more, f"1、2、3 层各有 {counts} 个参数")


TABLE = torch.tensor([[0.5, -1.0, 0.25], [1.5, 0.0, -0.5], [-0.75, 1.0, 0.5]], dtype=torch.float64)


def ledger(student, scale=1.0, pair=True):
    """记下每次怎样被调用的“语言模型”。"""
    return student.Ledger(scale * TABLE, pair)


def calls_of(student, model):
    """它记下的：每次的 (编号, 状态, 连着图吗)。"""
    return [tuple(entry) for entry in student.attribute(model, "log")]


@exercise("train_language_model", core=True)
@pytest.mark.parametrize("pair", [True, False], ids=["元组", "张量"])
def test_training_carries_the_state(student, pair):
    """批按次序，每轮从 None 开始，状态交给下一批（这里的状态是那一行读过的编号之和）。"""
    model = ledger(student, pair=pair)
    student.train_language_model(model, torch.tensor([0, 1, 2, 2, 1, 0, 1, 2, 0, 1, 1]), 2, 2, 2, 1e-6, 0)
    seen = [(ids, state) for ids, state, _ in calls_of(student, model)]
    epoch = [([[0, 1], [0, 1]], None), ([[2, 2], [2, 0]], [1, 1]), ([[1], [1]], [5, 3])]
    kit.require(seen == epoch * 2, f"每次调用的 (编号, 状态) 应当是 {epoch} 两遍，得到 {seen}")


@exercise("train_language_model", core=True)
@pytest.mark.parametrize("pair", [True, False], ids=["元组", "张量"])
def test_training_detaches(student, pair):
    """交给下一批的状态不再连着图。"""
    model = ledger(student, pair=pair)
    student.train_language_model(model, torch.arange(9) % 3, 1, 2, 2, 1e-6, 0)
    linked = [link for _, _, link in calls_of(student, model)]
    kit.require(not any(linked), "状态还连着上一批的图")


def slopes(batches, scale):
    """一张不动的打分表上，各批的 (平均损失, 字数, 梯度的总范数)。"""
    found = []
    for x, y in batches:
        table = (scale * TABLE).requires_grad_()
        x, y = torch.tensor(x).flatten(), torch.tensor(y).flatten()
        loss = torch.nn.functional.cross_entropy(table[x], y)
        (grad,) = torch.autograd.grad(loss, table)
        found.append((loss.item(), len(x), grad.norm().item()))
    return found


CHAIN = torch.tensor([0, 1, 2, 2, 1, 0, 1, 2, 0, 0, 1])
CHAIN_BATCHES = [
    ([[0, 1, 2], [0, 1, 2]], [[1, 2, 2], [1, 2, 0]]),
    ([[2, 1], [0, 0]], [[1, 0], [0, 1]]),
]


@exercise("train_language_model", core=True)
def test_training_losses_and_gradients(student):
    """学习率极小时，每轮的损失按字数平均，每步的梯度就是这一批的。"""
    model = ledger(student)
    result = student.watched_language_model(model, CHAIN, 2, 2, 3, 1e-9, 0)
    history, norms = kit.sequence(result, 2)
    want = slopes(CHAIN_BATCHES, 1.0)
    mean = sum(loss * count for loss, count, _ in want) / 10
    for number, loss in enumerate(kit.sequence(history, 2, "返回值")):
        kit.close(loss, mean, rtol=1e-5, name=f"第 {number} 轮的损失")
    for number, (got, (_, _, norm)) in enumerate(zip(norms, want * 2)):
        kit.close(got, norm, rtol=1e-5, name=f"第 {number} 步梯度的总范数")


@exercise("train_language_model")
def test_training_clips(student):
    """总范数比 1 大，走之前裁到 1；比 1 小，不动。"""
    ids = torch.tensor([0, 0, 0, 0, 0, 0, 0])
    flat = torch.zeros(3, 3, dtype=torch.float64)
    model = student.Ledger(flat, False)
    _, norms = kit.sequence(student.watched_language_model(model, ids, 1, 1, 6, 1e-9, 0), 2)
    for norm in norms:
        kit.close(norm, math.sqrt(4 / 9 + 2 / 9), rtol=1e-5, name="梯度的总范数")
    steep = student.Ledger(torch.tensor([[0.0, 1.0, 0.0]] * 3, dtype=torch.float64), False, 60.0)
    _, norms = kit.sequence(student.watched_language_model(steep, ids, 1, 1, 6, 1e-9, 0), 2)
    for norm in norms:
        kit.close(norm, 1.0, rtol=1e-4, name="裁过的总范数")


@exercise("train_language_model", seconds=30)
def test_training_learns_the_next_one(student):
    """文字是 0 1 2 0 1 2 …：练过之后，看到 0 猜 1，看到 1 猜 2，看到 2 猜 0。"""
    model = student.Ledger(torch.zeros(3, 3, dtype=torch.float64), True)
    student.train_language_model(model, torch.arange(61) % 3, 10, 2, 5, 0.1, 0)
    table = student.attribute(model, "table")
    kit.close(kit.tensor(table, (3, 3), "f").detach().argmax(1), torch.tensor([1, 2, 0]), name="各自猜的")


@exercise("sample", core=True)
def test_sample_takes_the_best_at_zero(student):
    """温度 0：每行取最大的，并列取编号小的。"""
    logits = torch.tensor([[0.0, 3.0, 1.0], [2.0, 1.0, 2.0]])
    found = student.sample(logits, 0.0, np.random.default_rng(0))
    kit.close(kit.tensor(found, (2,), "i"), torch.tensor([1, 0]))


@exercise("sample", core=True)
@pytest.mark.parametrize(("temperature", "share"), [(1.0, 2 / 3), (0.5, 4 / 5), (2.0, 0.5858)])
def test_sample_shares(student, temperature, share):
    """文中的例子：打分 (0, ln 2)，T = 1、0.5、2 时第二个各占 2/3、4/5、0.59；抽 4000 次。"""
    logits = torch.tensor([[0.0, math.log(2)]]).repeat(4000, 1)
    found = kit.tensor(student.sample(logits, temperature, np.random.default_rng(1)), (4000,), "i")
    part = float(found.double().mean())
    kit.require(abs(part - share) < 0.04, f"第二个占了 {part:.3f}，应当约为 {share:.3f}")


@exercise("sample")
def test_sample_large_scores(student):
    """T = 0.001、打分一万：不溢出，取到的就是最大的。"""
    logits = torch.tensor([[9990.0, 1e4, -1e4], [-1e4, -torch.inf, 1e4]])
    found = student.sample(logits, 1e-3, np.random.default_rng(2))
    kit.close(kit.tensor(found, (2,), "i"), torch.tensor([1, 2]))


@exercise("sample")
def test_sample_uses_the_generator(student):
    """种子相同，抽到的相同；换一个种子就不同。"""
    logits = torch.zeros(50, 9)
    draws = [student.sample(logits, 1.0, np.random.default_rng(seed)).tolist() for seed in (3, 3, 4)]
    kit.require(draws[0] == draws[1], "种子相同，抽到的却不同")
    kit.require(draws[0] != draws[2], "换了种子，抽到的却一样")


@exercise("sample")
def test_sample_refuses_negative_temperatures(student):
    """温度是负数：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.sample(torch.zeros(1, 3), -0.5, np.random.default_rng(0))


# --- 编码器和解码器 -----------------------------------------------------------------------------

SOURCE, LENGTHS = torch.tensor([[3, 4, 5, 6], [7, 8, 0, 0], [9, 3, 4, 0]]), torch.tensor([4, 2, 3])


def encoded(student, model, ids, lengths):
    """model(ids, lengths)，检查过形状。"""
    state = student.invoke(model, "__call__", ids, lengths)
    return kit.tensor(state, (len(ids), 6), "f", "状态").detach()


@exercise("Encoder", core=True)
def test_encoder_ignores_padding(student):
    """多补几个 0，状态不变；单独一行、不补，也一样。"""
    model = steady(student, student.Encoder(10, 6))
    state = encoded(student, model, SOURCE, LENGTHS)
    longer = torch.cat([SOURCE, torch.zeros(3, 2, dtype=torch.int64)], 1)
    kit.close(encoded(student, model, longer, LENGTHS), state, name="多补两个 0 的状态")
    kit.close(encoded(student, model, SOURCE[1:2, :2], LENGTHS[1:2]), state[1:2], name="单独读第 1 行的状态")


@exercise("Encoder", core=True)
@pytest.mark.parametrize("place", [0, 1])
def test_encoder_reads_every_place(student, place):
    """真正的位置上换一个字，那一行的状态就变，别的行不变。"""
    model, other = steady(student, student.Encoder(10, 6)), SOURCE.clone()
    other[1, place] = 5
    before, after = (encoded(student, model, ids, LENGTHS) for ids in (SOURCE, other))
    kit.require(not torch.allclose(before[1], after[1], atol=1e-6), f"换了第 {place} 个字，状态没有变")
    kit.close(after[[0, 2]], before[[0, 2]], name="别的行的状态")


@exercise("Encoder")
def test_encoder_hands_on_the_last_state(student):
    """权重小的网络记不久：换掉四十个字以前的那个字，状态几乎不动；换掉最后一个字就动。"""
    model, ids = steady(student, student.Encoder(10, 6), 0.2), torch.arange(40)[None] % 6 + 3
    moves = []
    for place in (0, 39):
        other = ids.clone()
        other[0, place] += 1
        states = [encoded(student, model, given, torch.tensor([40])) for given in (ids, other)]
        moves.append(float((states[1] - states[0]).norm()))
    kit.require(moves[0] < 1e-3 * moves[1], "很早以前的字还留着痕迹：交出的不只是最后那个状态")


START = torch.tensor([[0.5, -1.0, 0.25, 1.0], [1.0, 0.5, -0.5, 0.0], [-0.25, 0.75, 0.5, -1.0]]).double()


@exercise("Decoder", core=True)
def test_decoder_shapes(student):
    """打分是 (n, t, vocab_size)，状态是 (n, hidden)。"""
    logits, state = read(student, steady(student, student.Decoder(7, 4)), IDS, START)
    kit.tensor(logits, (3, 5, 7), "f", "打分")
    kit.tensor(state, (3, 4), "f", "状态")


@exercise("Decoder", core=True)
def test_decoder_goes_on(student):
    """先读两个字，带着状态再读三个，和一口气读五个，打分一样。"""
    model = steady(student, student.Decoder(7, 4))
    whole, _ = read(student, model, IDS, START)
    first, state = read(student, model, IDS[:, :2], START)
    rest, _ = read(student, model, IDS[:, 2:], state.detach())
    whole = kit.tensor(whole, (3, 5, 7), "f", "打分").detach()
    kit.close(first.detach(), whole[:, :2], name="前两个字的打分")
    kit.close(rest.detach(), whole[:, 2:], name="后三个字的打分")


@exercise("Decoder")
def test_decoder_starts_from_the_state(student):
    """从不同的状态出发，打分就不同；梯度传得回状态。"""
    model = steady(student, student.Decoder(7, 4))
    one, other = read(student, model, IDS, START)[0], read(student, model, IDS, START + 1)[0]
    kit.require(not torch.allclose(one, other, atol=1e-5), "换了状态，打分没有变")
    arrived = student.vjp(model, (IDS, START), torch.ones(3, 5, 7, dtype=torch.float64), 0)
    (gradient,) = arrived.inputs
    kit.require(gradient is not None and bool(gradient.any()), "梯度没有传回状态")


@exercise("Decoder")
def test_decoder_gives_scores(student):
    """打分没有过 softmax：每行的和不是 1。"""
    logits, _ = read(student, steady(student, student.Decoder(7, 4)), IDS, START)
    sums = kit.tensor(logits, (3, 5, 7), "f", "打分").detach().sum(-1)
    kit.require(not torch.allclose(sums, torch.ones_like(sums), atol=1e-3), "每行的和是 1，像是概率")


def plain_pair(student, rng, words=6, size=3):
    """两个没有门的小网络，数由测试给。"""
    tables = normal(rng, 8, size), normal(rng, words, size), normal(rng, size, words)
    return (student.PlainEncoder(tables[0]), student.PlainDecoder(*tables[1:])), tables


def spoken(tables, source, length, words):
    """一行：解码器依次读 words，每一步的打分。"""
    table, inner, outer = (tensor.numpy() for tensor in tables)
    state = sum(0.5 ** (length - 1 - s) * table[source[s]] for s in range(length))
    scores = []
    for word in words:
        state = 0.5 * state + inner[word]
        scores.append(state @ outer)
    return np.array(scores)


def surprise(scores, word):
    """一步的交叉熵。"""
    return float(np.log(np.exp(scores - scores.max()).sum()) + scores.max() - scores[word])


TARGET = torch.tensor([[3, 4, 5, 2], [5, 2, 0, 0], [4, 4, 2, 0]])


def forced(tables, bos, pad):
    """照定义一个字一个字算的损失。"""
    losses = []
    for row in range(3):
        words = [word for word in TARGET[row].tolist() if word != pad]
        read_words = [bos, *words[:-1]]
        source = SOURCE[row].clamp(max=7).tolist()
        scores = spoken(tables, source, int(LENGTHS[row]), read_words)
        losses += [surprise(step, word) for step, word in zip(scores, words)]
    return sum(losses) / len(losses)


@exercise("teacher_forcing_loss", core=True)
def test_forcing_by_hand(student, rng):
    """三行，长短不一：真正的字一样重地平均，照定义一个字一个字算出来。"""
    nets, tables = plain_pair(student, rng)
    loss = student.teacher_forcing_loss(*nets, SOURCE.clamp(max=7), LENGTHS, TARGET)
    kit.close(loss, torch.tensor(forced(tables, 1, 0), dtype=torch.float64))


@exercise("teacher_forcing_loss")
def test_forcing_one_row(student, rng):
    """一行，没有填充：四个字的平均。"""
    nets, tables = plain_pair(student, rng)
    loss = student.teacher_forcing_loss(*nets, SOURCE[:1], LENGTHS[:1], TARGET[:1])
    scores = spoken(tables, [3, 4, 5, 6], 4, [1, 3, 4, 5])
    want = np.mean([surprise(step, word) for step, word in zip(scores, [3, 4, 5, 2])])
    kit.close(loss, torch.tensor(want))


@exercise("teacher_forcing_loss")
@pytest.mark.parametrize(("bos", "pad"), [(5, 0), (1, 4)])
def test_forcing_other_marks(student, rng, bos, pad):
    """开头和填充的编号由参数给。"""
    nets, tables = plain_pair(student, rng)
    loss = student.teacher_forcing_loss(*nets, SOURCE.clamp(max=7), LENGTHS, TARGET, bos, pad)
    losses = []
    for row in range(3):
        words = TARGET[row].tolist()
        scores = spoken(tables, SOURCE[row].clamp(max=7).tolist(), int(LENGTHS[row]), [bos, *words[:-1]])
        losses += [surprise(step, word) for step, word in zip(scores, words) if word != pad]
    kit.close(loss, torch.tensor(np.mean(losses)))


@exercise("train_reader", core=True)
def test_reader_trains_both(student, rng):
    """两个网络都训练；返回每轮一个平均损失，越来越小。"""
    nets, tables = plain_pair(student, rng)
    pairs = [([3, 4], [4, 5, 2]), ([5], [3, 2]), ([6, 6, 3], [3, 3, 4, 2])]
    history = kit.sequence(student.train_reader(*nets, pairs, 30, 0.05, 0), 30)
    losses = [kit.scalar(loss, "损失") for loss in history]
    kit.require(losses[-1] < 0.5 * losses[0], "损失没有降下来")
    for net, before, name in zip(nets, tables, ("编码器", "解码器")):
        now = kit.tensor(student.attribute(net, "table"), tuple(before.shape), "f").detach()
        kit.require(not torch.equal(now, before), f"{name}没有训练")


@exercise("train_reader")
def test_reader_gradients(student, rng):
    """十道一样的题，学习率极小：每一轮的损失、每一步的梯度都一样。"""
    nets, tables = plain_pair(student, rng)
    result = student.watched_reader(*nets, [([3, 4], [4, 5, 2])] * 10, 4, 1e-9, 0)
    history, norms = kit.sequence(result, 2)
    scores = spoken(tables, [3, 4], 2, [1, 4, 5])
    want = np.mean([surprise(step, word) for step, word in zip(scores, [4, 5, 2])])
    for loss in kit.sequence(history, 4, "返回值"):
        kit.close(loss, float(want), rtol=1e-5, name="每轮的损失")
    # 两个网络各用一个优化器的，一步看见两个数。
    every = 2 if len(norms) >= 8 else 1
    for before, norm in zip(norms, norms[every:]):
        kit.close(norm, before, rtol=1e-4, name="后来一步的梯度的总范数")


@exercise("train_reader")
def test_reader_seed_and_pairs(student, rng):
    """种子相同，权重相同；pairs 不变。"""
    pairs = [([3 + k % 5, 3 + k % 3], [3 + k % 3, 2]) for k in range(150)]
    before = [(list(a), list(b)) for a, b in pairs]
    seeds, found = int(rng.integers(1000)), []
    for _ in range(2):
        nets, _ = plain_pair(student, np.random.default_rng(7))
        kit.sequence(student.train_reader(*nets, pairs, 2, 0.05, seeds), 2, "返回值")
        found.append(kit.tensor(student.attribute(nets[1], "table"), dtype_kind="f").detach().clone())
    kit.unchanged(pairs, before, "pairs")
    kit.require(torch.allclose(found[0], found[1], atol=1e-8), "种子相同，权重却不同")


def greedy(tables, source, length, max_length, bos, eos):
    """一行：每一步取打分最大的，写到 eos。"""
    table, inner, outer = (tensor.numpy() for tensor in tables)
    state = sum(0.5 ** (length - 1 - s) * table[source[s]] for s in range(length))
    word, words = bos, []
    while len(words) < max_length and (not words or words[-1] != eos):
        state = 0.5 * state + inner[word]
        word = int((state @ outer).argmax())
        words.append(word)
    return words


def answers(tables, rows, max_length, bos=1, eos=2):
    """几行的答案，补齐。"""
    source = SOURCE.clamp(max=7)
    found = [greedy(tables, source[r].tolist(), int(LENGTHS[r]), max_length, bos, eos) for r in rows]
    longest = max(map(len, found))
    return torch.tensor([words + [eos] * (longest - len(words)) for words in found])


def chatty(student):
    """三行在不同的时候结束的一对网络。"""
    for seed in range(300):
        rng = np.random.default_rng(seed)
        tables = normal(rng, 8, 3), normal(rng, 6, 3), normal(rng, 3, 6)
        ends = [len(answers(tables, [row], 9)[0]) for row in range(3)]
        if len(set(ends)) == 3 and min(ends) > 1 and max(ends) < 8:
            return (student.PlainEncoder(tables[0]), student.PlainDecoder(*tables[1:])), tables
    raise AssertionError


@exercise("greedy_answer", core=True)
def test_greedy_rows_end_at_their_time(student):
    """三行在不同的时候结束：结束之后填 eos，全结束了就停。"""
    nets, tables = chatty(student)
    found = student.greedy_answer(*nets, SOURCE.clamp(max=7), LENGTHS, 9)
    kit.close(kit.tensor(found, dtype_kind="i"), answers(tables, range(3), 9))


@exercise("greedy_answer")
@pytest.mark.parametrize("length", [1, 2])
def test_greedy_stops_at_the_limit(student, length):
    """还没有结束也只写 max_length 个。"""
    nets, tables = chatty(student)
    found = student.greedy_answer(*nets, SOURCE.clamp(max=7), LENGTHS, length)
    kit.close(kit.tensor(found, dtype_kind="i"), answers(tables, range(3), length))


@exercise("greedy_answer")
def test_greedy_one_row(student):
    """一次一行也一样。"""
    nets, tables = chatty(student)
    for row in range(3):
        part = SOURCE.clamp(max=7)[row : row + 1], LENGTHS[row : row + 1]
        found = student.greedy_answer(*nets, *part, 9)
        kit.close(kit.tensor(found, dtype_kind="i"), answers(tables, [row], 9), name=f"第 {row} 行")


@exercise("greedy_answer")
@pytest.mark.parametrize("training", [True, False])
def test_greedy_leaves_the_mode(student, training):
    """两个网络的模式（training）和调用之前一样。"""
    nets, _ = chatty(student)
    for net in nets:
        student.invoke(net, "train", training)
    student.greedy_answer(*nets, SOURCE.clamp(max=7), LENGTHS, 3)
    for net in nets:
        kit.require(student.attribute(net, "training") is training, "training 变了")
