"""第 9 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

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


# --- 注意力从哪里来 -------------------------------------------------------------------------------


def regression(student, query, x, y, width):
    """学生的 (prediction, weights)，检查过形状。"""
    found = kit.sequence(student.kernel_regression(query, x, y, width), 2)
    kit.array(found[0], (len(query), *y.shape[1:]), name="prediction")
    kit.array(found[1], (len(query), len(x)), name="weights")
    return found


@exercise("kernel_regression", core=True)
def test_kernel_example(student):
    """文中的例子：宽度 1，问 0 和 1。"""
    x, y = np.array([0.0, 2.0]), np.array([10.0, 30.0])
    prediction, weights = regression(student, np.array([0.0, 1.0]), x, y, 1.0)
    kit.close(weights, [[0.8807971, 0.1192029], [0.5, 0.5]], rtol=1e-6, name="weights")
    kit.close(prediction, [12.384058, 20.0], rtol=1e-6, name="prediction")


@exercise("kernel_regression")
def test_kernel_width(student):
    """文中的例子：宽度 2。"""
    x, y = np.array([0.0, 2.0]), np.array([10.0, 30.0])
    prediction, _ = regression(student, np.array([0.0]), x, y, 2.0)
    kit.close(prediction, [17.550813], rtol=1e-6, name="prediction")


@exercise("kernel_regression")
def test_kernel_far(student):
    """离谁都远的点：几乎全听最近的那个，没有 NaN，也不是 0。"""
    x, y = np.array([0.0, 1.0, 3.0]), np.array([5.0, 6.0, 7.0])
    prediction, weights = regression(student, np.array([-500.0, 1000.0]), x, y, 0.5)
    kit.close(prediction, [5.0, 7.0], name="prediction")
    kit.close(weights, [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]], name="weights")


@exercise("kernel_regression")
def test_kernel_many_values(student):
    """y 是 (n, d) 时，每一列各自预测。"""
    x, y = np.array([0.0, 2.0]), np.array([[10.0, 1.0, 0.0], [30.0, 3.0, 8.0]])
    prediction, _ = regression(student, np.array([1.0, 1.0]), x, y, 1.0)
    kit.close(prediction, [[20.0, 2.0, 4.0]] * 2, name="prediction")


# --- 注意力的梯度 ---------------------------------------------------------------------------------

LOG3 = math.log(3)


def example():
    """文中的例子：(q, k, v)。"""
    q = np.array([[2.0, 0.0, 0.0, 0.0]])
    k = np.array([[LOG3, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0]])
    return q, k, np.array([[4.0], [0.0]])


def forward(student, *args):
    """学生的 (out, cache)。"""
    return kit.sequence(student.attention_forward(*args), 2)


@exercise("attention_forward", core=True)
def test_forward_example(student):
    """文中的例子：权重 0.75 和 0.25，输出 3。"""
    kit.close(forward(student, *example())[0], [[3.0]], name="out")


@exercise("attention_forward", core=True)
def test_forward_shapes(student, rng):
    """有批的轴、查询比键少、值的维数不同时，形状都对；每一批都是自己的加权平均。"""
    q, k = np.zeros((2, 3, 5, 4)), rng.normal(size=(2, 3, 7, 4))
    v = rng.normal(size=(2, 3, 7, 6))
    want = np.repeat(v.mean(axis=-2, keepdims=True), 5, axis=-2)
    kit.close(forward(student, q, k, v)[0], want, name="out（查询全是 0，权重都一样）")


@exercise("attention_forward")
def test_forward_mask(student):
    """True 的地方可以看：只留第二个键，输出就是它的值；余下的权重加起来是 1。"""
    q, k, _ = example()
    v = np.array([[4.0], [8.0]])
    kit.close(forward(student, q, k, v, np.array([[False, True]]))[0], [[8.0]], name="out")


@exercise("attention_forward")
def test_forward_masked_row(student):
    """一个都不许看的行，输出是 0，不是 NaN，也不是平均。"""
    q, k, v = example()
    q = np.concatenate([q, q])
    out, _ = forward(student, q, k, v, np.array([[True, True], [False, False]]))
    kit.close(out, [[3.0], [0.0]], name="out")


@exercise("attention_forward")
def test_forward_large(student):
    """打分大到一万也不溢出。"""
    q, k, v = example()
    kit.close(forward(student, 1e4 * q, k, v)[0], [[4.0]], name="out")


def backward(student, dout, *args):
    """学生的 (dq, dk, dv)；前向的输出先核对一遍它是有限的。"""
    out, cache = forward(student, *args)
    kit.require(bool(np.isfinite(out).all()), "attention_forward 的 out 里有 NaN 或 Inf")
    return kit.sequence(student.attention_backward(dout, cache), 3)


@exercise("attention_backward", core=True)
def test_backward_example(student):
    """文中的例子：三个梯度。"""
    dq, dk, dv = backward(student, np.array([[1.0]]), *example())
    kit.close(dv, [[0.75], [0.25]], name="dv")
    kit.close(dk, [[0.75, 0, 0, 0], [-0.75, 0, 0, 0]], name="dk")
    kit.close(dq, [[0.75 * LOG3 / 2, -0.375, 0, 0]], rtol=1e-6, name="dq")


@exercise("attention_backward")
def test_backward_numbers(student, rng):
    """随便一组数，有批的轴：与数值梯度（中心差分）一致。"""
    arrays = [rng.normal(size=shape) for shape in ((2, 3, 4), (2, 5, 4), (2, 5, 3))]
    dout = rng.normal(size=(2, 3, 3))
    wants = []
    for place, a in enumerate(arrays):
        want = np.zeros_like(a)
        for index in np.ndindex(a.shape):
            ends = []
            for move in (1e-5, -1e-5):
                moved = [b.copy() for b in arrays]
                moved[place][index] += move
                s = moved[0] @ moved[1].swapaxes(1, 2) / 2
                e = np.exp(s)
                ends.append((e / e.sum(axis=-1, keepdims=True) @ moved[2] * dout).sum())
            want[index] = (ends[0] - ends[1]) / 2e-5
        wants.append(want)
    found = backward(student, dout, *arrays)
    for got, want, name in zip(found, wants, ("dq", "dk", "dv")):
        kit.close(got, want, rtol=1e-5, atol=1e-7, name=name)


@exercise("attention_backward")
def test_backward_mask(student):
    """不许看的位置得不到梯度；一个都不许看的行没有 NaN。"""
    q, k, v = example()
    q, v = np.concatenate([q, q]), np.array([[4.0], [1.0]])
    mask = np.array([[True, False], [False, False]])
    dq, dk, dv = backward(student, np.array([[1.0], [1.0]]), q, k, v, mask)
    kit.close(dv, [[1.0], [0.0]], name="dv")
    kit.close(dk, np.zeros((2, 4)), name="dk")
    kit.close(dq, np.zeros((2, 4)), name="dq")


# --- 怎样训练得动 ---------------------------------------------------------------------------------


def batches_of(student, lengths, most, seed=0):
    """学生的批：检查过每个句子恰好一次，每一批都装得下。"""
    found = student.token_batches(np.array(lengths), most, np.random.default_rng(seed))
    found = kit.sequence(found, len(found), "返回值")
    found = [kit.array(batch, (len(batch),), "iu", "一批") for batch in found]
    flat = sorted(int(i) for batch in found for i in batch)
    kit.require(flat == list(range(len(lengths))), f"句子的序号排好是 {flat}")
    for batch in found:
        size = len(batch) * max(lengths[i] for i in batch)
        kit.require(size <= most, f"一批填齐以后有 {size} 格，应当不超过 {most}")
    return found


@exercise("token_batches", core=True)
def test_batches_example(student):
    """文中的例子：三批，{0, 2}、{3, 4}、{1}。"""
    found = batches_of(student, [2, 5, 2, 4, 3], 8)
    kit.require(sorted(sorted(map(int, b)) for b in found) == [[0, 2], [1], [3, 4]], f"得到 {found}")


@exercise("token_batches", core=True)
def test_batches_padding(student, rng):
    """随便一些句子：一个不少，空位不超过 15%，批数也不太多。"""
    lengths = rng.integers(2, 15, size=500)
    found = batches_of(student, lengths, 120)
    cells = sum(len(b) * max(lengths[i] for i in b) for b in found)
    waste = 1 - lengths.sum() / cells
    kit.require(waste <= 0.15, f"空位占了 {waste:.0%}")
    most = 1.3 * lengths.sum() / 120
    kit.require(len(found) <= most, f"{len(found)} 批，应当不超过 {most:.0f} 批")


@exercise("token_batches")
def test_batches_shuffled(student):
    """批的先后由 rng 打乱：种子相同就相同，换几个种子就不同，不总是从短到长。"""
    lengths = list(range(1, 41))
    orders = []
    for seed in (0, 0, 1, 2):
        found = batches_of(student, lengths, 41, seed)
        orders.append([max(lengths[i] for i in batch) for batch in found])
    kit.require(orders[0] == orders[1], "种子相同，先后应当相同")
    kit.require(orders[0] != orders[2] or orders[0] != orders[3], "换了种子，先后没有变")
    kit.require(any(order != sorted(order) for order in orders), "总是从短到长")


@exercise("token_batches")
def test_batches_errors(student):
    """一句比 max_tokens 还长，抛出 ValueError；没有句子，是空的列表。"""
    with kit.raises("ValueError"):
        student.token_batches(np.array([3, 9]), 8, np.random.default_rng(0))
    kit.sequence(student.token_batches(np.array([], dtype=int), 8, np.random.default_rng(0)), 0)


def example_loss(student, smoothing=0.2, pad=3):
    """文中的例子。"""
    logits = torch.tensor([[0.5, 0.25, 0.125, 0.125], [0.1, 0.2, 0.3, 0.4]]).double().log()
    return student.label_smoothed_loss(logits, torch.tensor([0, 3]), smoothing, pad)


@exercise("label_smoothed_loss", core=True)
def test_smoothed_example(student):
    """文中的例子：0.8664，编号 3 的位置不算。"""
    want = 0.8 * math.log(2) + 0.05 * 9 * math.log(2)
    kit.close(example_loss(student), torch.tensor(want).double(), rtol=1e-6)


@exercise("label_smoothed_loss")
def test_smoothed_plain(student):
    """ε = 0 就是普通的交叉熵；pad 不传就是 0。"""
    logits = torch.tensor([[[0.5, 0.25, 0.25], [0.2, 0.4, 0.4]]]).double().log()
    kit.close(
        student.label_smoothed_loss(logits, torch.tensor([[1, 0]]), 0.0),
        torch.tensor(math.log(4)).double(),
        rtol=1e-6,
    )


@exercise("label_smoothed_loss")
def test_smoothed_shifted(student):
    """每个打分都加上同一个数，损失不变；打分很大也不溢出。"""
    logits = torch.tensor([[7.0, 5.0, 6.0]]).double()
    losses = [student.label_smoothed_loss(logits + c, torch.tensor([1]), 0.3) for c in (0.0, 1e4)]
    want = math.log(sum(math.exp(v) for v in (0, -2, -1))) + 0.7 * 2 + 0.1 * 3
    for loss in losses:
        kit.close(loss, torch.tensor(want).double(), rtol=1e-6)


@exercise("label_smoothed_loss")
def test_smoothed_nothing(student):
    """全是 pad 时损失是 0，梯度也是 0。"""
    args = torch.zeros(2, 3).double(), torch.tensor([0, 0])
    found = student.vjp("label_smoothed_loss", args, torch.tensor(1.0).double())
    kit.close(found.result, torch.tensor(0.0).double())
    kit.gradient(found.inputs[0], torch.zeros(2, 3).double(), name="对 logits 的梯度")


@exercise("noam_rate", core=True)
def test_noam_example(student):
    """文中的例子：宽度 4，预热 4 步，第 1、4、16 步。"""
    for step, want in ((1, 0.0625), (4, 0.25), (16, 0.125)):
        kit.close(student.noam_rate(step, 4, 4), want, name=f"第 {step} 步")


@exercise("noam_rate")
def test_noam_paper(student):
    """论文的取值：第 4000 步最高，6.99e-4；第 2000 步是它的一半。"""
    kit.close(student.noam_rate(4000), (512 * 4000) ** -0.5, rtol=1e-9, name="第 4000 步")
    kit.close(student.noam_rate(2000), (512 * 4000) ** -0.5 / 2, rtol=1e-9, name="第 2000 步")


@exercise("noam_rate")
def test_noam_zero(student):
    """第 0 步是 0。"""
    kit.close(student.noam_rate(0), 0.0)


# --- 归一化放在哪里 -------------------------------------------------------------------------------


def numbers(*shape):
    """一些固定的数，有正有负。"""
    count = math.prod(shape)
    return (torch.arange(count).double() * 1.7).sin().reshape(shape)


def norm(x, weights, name):
    """LayerNorm。"""
    centred = x - x.mean(-1, keepdim=True)
    scaled = centred / (centred.square().mean(-1, keepdim=True) + 1e-5).sqrt()
    return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def linear(x, weights, name):
    """全连接层。"""
    return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]


def some_layer(student, **zero):
    """一层 PreNormLayer(4, 2, 6) 和它的权重：都是固定的数。"""
    layer = student.PreNormLayer(4, 2, 6)
    weights = {}
    for name in ("norm1", "norm2"):
        weights |= {f"{name}.weight": 1.5 + numbers(4) / 2, f"{name}.bias": numbers(4) / 3}
    for place, name in enumerate(("w_q", "w_k", "w_v", "w_o")):
        weights[f"attention.{name}.weight"] = numbers(5 + place, 4)[-4:] + numbers(4, 4) / 2
        weights[f"attention.{name}.bias"] = numbers(4 + place)[-4:] / 2
    weights |= {"feed_forward.0.weight": numbers(6, 4), "feed_forward.0.bias": numbers(6) / 2}
    weights |= {"feed_forward.2.weight": numbers(4, 6) / 2, "feed_forward.2.bias": numbers(4) / 4}
    weights["norm2.weight"] = weights["norm2.weight"].flip(0)
    for name in weights:
        if any(name.startswith(part) for part in zero.get("parts", ())):
            weights[name] = torch.zeros_like(weights[name])
    student.invoke(layer, "double")
    student.invoke(layer, "load_state_dict", weights)
    return layer, weights


def pre_norm(x, weights, mask):
    """x + attention(norm1(x))，再 + feed_forward(norm2(x))；两个头。"""
    y = norm(x, weights, "norm1")
    q, k, v = (linear(y, weights, f"attention.{name}") for name in ("w_q", "w_k", "w_v"))
    outs = []
    for head in (slice(0, 2), slice(2, 4)):
        scores = q[..., head] @ k[..., head].mT / math.sqrt(2)
        if mask is not None:
            scores = scores.masked_fill(~mask, -torch.inf)
        outs.append(scores.softmax(-1) @ v[..., head])
    x = x + linear(torch.cat(outs, -1), weights, "attention.w_o")
    hidden = linear(norm(x, weights, "norm2"), weights, "feed_forward.0").relu()
    return x + linear(hidden, weights, "feed_forward.2")


@exercise("PreNormLayer", core=True)
def test_pre_norm_values(student):
    """换上固定的权重，输出与一步一步算出来的一致。"""
    layer, weights = some_layer(student)
    x = 3 * numbers(2, 5, 4) + numbers(4)
    kit.close(student.invoke(layer, "__call__", x), pre_norm(x, weights, None), rtol=1e-6)


@exercise("PreNormLayer")
def test_pre_norm_identity(student):
    """文中的例子：两个子层都输出 0 时，输出正好等于输入。"""
    layer, _ = some_layer(student, parts=("attention.w_o", "feed_forward.2"))
    x = 3 * numbers(2, 5, 4) + numbers(4)
    kit.close(student.invoke(layer, "__call__", x), x)


@exercise("PreNormLayer")
def test_pre_norm_mask(student):
    """mask 传给自注意力：不许看的位置不影响结果。"""
    layer, weights = some_layer(student)
    x, mask = numbers(2, 5, 4), torch.ones(5, 5, dtype=torch.bool).tril()
    kit.close(student.invoke(layer, "__call__", x, mask), pre_norm(x, weights, mask), rtol=1e-6)


# --- 论文的参数 -----------------------------------------------------------------------------------


@exercise("transformer_parameters", core=True)
def test_parameters_example(student):
    """文中的例子：146。"""
    kit.close(student.transformer_parameters(10, 2, 3, 1), 146)


@exercise("transformer_parameters")
def test_parameters_paper(student):
    """论文的基本模型，37000 个子词：63 082 496。"""
    kit.close(student.transformer_parameters(37000, 512, 2048, 6), 63082496)


# --- 译文怎样找、怎样打分 -------------------------------------------------------------------------


@exercise("average_states", core=True)
def test_average_example(student):
    """文中的例子：w 取平均，steps 取最后一份的。"""
    states = [
        {"w": torch.tensor([1.0, 2.0]), "steps": torch.tensor(7)},
        {"w": torch.tensor([3.0, 6.0]), "steps": torch.tensor(10)},
    ]
    found = kit.mapping(student.average_states(states), ("w", "steps"))
    kit.close(found["w"], torch.tensor([2.0, 4.0]), name="w")
    kit.close(kit.tensor(found["steps"], (), "i", "steps"), torch.tensor(10), name="steps")


@exercise("average_states")
def test_average_half(student):
    """float16 求和时不溢出，平均之后还是 float16。"""
    states = [{"w": torch.tensor([30000.0, float(i)]).half()} for i in range(4)]
    found = kit.mapping(student.average_states(states), ("w",))["w"]
    kit.tensor(found, (2,), "f", "w")
    kit.require(found.dtype is torch.float16, f"w 的 dtype 是 {found.dtype}")
    kit.close(found.double(), torch.tensor([30000.0, 1.5]).double(), name="w")


@exercise("average_states")
def test_average_keys(student):
    """名字不一样，抛出 ValueError：多一个、少一个都是。"""
    one, two = {"w": torch.zeros(2)}, {"w": torch.zeros(2), "b": torch.zeros(1)}
    for states in ([one, two], [two, one]):
        with kit.raises("ValueError"):
            student.average_states(states)


@exercise("average_states")
def test_average_separate(student):
    """改动结果，原来的各份不变；求平均也不改动它们。"""
    states = [{"w": torch.tensor([1.0 + i, 5.0]), "n": torch.tensor([3 + i])} for i in range(2)]
    found = kit.sequence(student.states_after_change(states), 2)
    for number, state in enumerate(found):
        kit.close(state["w"], torch.tensor([1.0 + number, 5.0]), name=f"第 {number} 份的 w")
        kit.close(state["n"], torch.tensor([3 + number]), name=f"第 {number} 份的 n")


@exercise("bleu", core=True)
def test_bleu_example(student):
    """文中的例子：62.3。"""
    candidates, references = (
        [list("我我喜欢你"), list("他们在学习")],
        [list("我非常喜欢你"), list("他们在学习")],
    )
    kit.close(student.bleu(candidates, references), 100 * 0.225**0.25 * math.exp(-0.1), rtol=1e-9)


@exercise("bleu")
def test_bleu_zero(student):
    """哪一阶没有命中就是 0；空的译文也是 0。"""
    kit.close(student.bleu([list("abcxyz")], [list("abcpqr")]), 0.0)
    kit.close(student.bleu([[]], [list("abcd")]), 0.0)


@exercise("bleu")
def test_bleu_long(student):
    """译得比参考长，不另外罚，也不奖：分母自己会变大；重复的只算参考里有的那么多次。"""
    want = 100 * (4 / 6 * 3 / 5 * 2 / 4 * 1 / 3) ** 0.25
    kit.close(student.bleu([list("abcdab")], [list("abcd")]), want, rtol=1e-9)


@exercise("bleu")
def test_bleu_short_sentences(student):
    """一句短、一句长：罚短看的是总长；比 n 短的句子在那一阶既不加命中也不加总数。"""
    candidates, references = [list("ab"), list("cdefgh")], [list("abx"), list("cdefg")]
    want = 100 * (7 / 8 * 5 / 6 * 3 / 4 * 2 / 3) ** 0.25
    kit.close(student.bleu(candidates, references), want, rtol=1e-9)


@exercise("bleu")
def test_bleu_repeated(student):
    """参考里也重复的 n 元组，每次都算。"""
    kit.close(student.bleu([list("aaaab")], [list("aaaac")]), 100 * (4 / 5 * 3 / 4 * 2 / 3 * 1 / 2) ** 0.25)


TREE = [[0, 0, 0.6, 0.4], [0, 1, 0, 0], [0, 0.4, 0.3, 0.3], [0, 0.9, 0.05, 0.05]]


def logs(*tables):
    """概率 → 对数概率，0 换成很小的数；(T, v, v)。"""
    return np.log(np.maximum(np.array(tables, dtype=float), 1e-30))


def searched(student, table, width, most, *alpha):
    """束搜索的答案，0 是起始，1 是结束。"""
    found = student.beam_search(student.make_step(table), 0, 1, width, most, *alpha)
    return [int(i) for i in kit.sequence(found, len(found), "返回值")]


@exercise("beam_search", core=True)
def test_beam_example(student):
    """文中的例子：贪心是 [2, 1]，束宽 2 是 [3, 1]。"""
    for width, want in ((1, [2, 1]), (2, [3, 1])):
        found = searched(student, logs(TREE), width, 5)
        kit.require(found == want, f"束宽 {width}：得到 {found}，应当是 {want}")


@exercise("beam_search")
def test_beam_unfinished(student):
    """到了 max_length 还没有写完，也返回，末尾没有结束符。"""
    never = logs([[0, 0, 0.7, 0.3], [0, 1, 0, 0], [0, 0.1, 0.1, 0.8], [0, 0.1, 0.7, 0.2]])
    found = searched(student, never, 2, 3)
    kit.require(found == [2, 3, 2], f"得到 {found}，应当是 [2, 3, 2]")


@exercise("beam_search")
def test_beam_alpha(student):
    """长度惩罚：一个词的短句和三个词的长句，alpha = 0 时短的赢，alpha = 1 时长的赢。"""
    start = [0, 0.5, 0.5, 0]
    table = logs(
        [start, [0, 1, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]],
        [[0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0.1934, 0.8066], [0, 1, 0, 0]],
        [[0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]],
    )
    for alpha, want in ((0.0, [1]), (1.0, [2, 3, 1])):
        found = searched(student, table, 2, 6, alpha)
        kit.require(found == want, f"alpha = {alpha}：得到 {found}，应当是 {want}")


@exercise("beam_search")
def test_beam_one_family(student):
    """两个最好的可以出自同一个开头：各留各的，就找不到 [2, 3, 1]。"""
    table = logs(
        [[0, 0, 0.6, 0.4], [0, 1, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]],
        [[0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0.51, 0.49], [0, 0.25, 0.4, 0.35]],
        [[0, 1, 0, 0], [0, 1, 0, 0], [0, 0.3, 0.35, 0.35], [0, 1, 0, 0]],
    )
    found = searched(student, table, 2, 3)
    kit.require(found == [2, 3, 1], f"得到 {found}，应当是 [2, 3, 1]")


@exercise("beam_search")
def test_beam_competition(student):
    """写完的和没写完的一起争位子：交给 step 的开头，一轮一轮都和手算的一样。"""
    table = logs([[0, 0.45, 0.35, 0.2], [0, 1, 0, 0], [0, 0.1, 0.2, 0.7], [0, 0.5, 0.4, 0.1]])
    asked = student.watch_beam_search(table, 0, 1, 2, 4)
    found = [[list(map(int, p)) for p in prefixes] for prefixes in asked]
    want = [[[0]], [[0, 2]], [[0, 2, 3]]]
    kit.require(found == want, f"交给 step 的是 {found}，应当是 {want}")


# --- 合起来 ---------------------------------------------------------------------------------------


def logits(student, model, source, target, vocab=19):
    """打分，检查过形状。"""
    out = student.invoke(model, "__call__", source, target)
    return kit.tensor(out, (*target.shape, vocab), "f", "打分").detach()


SOURCE = torch.tensor([[4, 5, 6, 7, 8], [9, 10, 11, 0, 0]])
TARGET = torch.tensor([[2, 5, 6, 7], [2, 8, 9, 10]])


def far(one, two):
    """两份打分的最大差别。"""
    return float((one - two).abs().max())


@exercise("build_translator", core=True)
def test_translator_shape(student):
    """打分的形状是 (n, t, tgt_vocab)，别的长度也行。"""
    model = student.build_translator(23, 19)
    logits(student, model, SOURCE, TARGET)
    logits(student, model, SOURCE[:1, :1], TARGET[:1, :1].repeat(1, 40))


@exercise("build_translator", core=True)
def test_translator_causal(student):
    """换掉译文的最后一个字，前面的打分不变。"""
    model = student.build_translator(23, 19)
    other = TARGET.clone()
    other[:, -1] = 11
    one, two = (logits(student, model, SOURCE, t) for t in (TARGET, other))
    kit.close(two[:, :-1], one[:, :-1], atol=1e-5, name="前面的打分")
    kit.require(far(one[:, -1], two[:, -1]) > 1e-4, "最后一个字换了，最后一格的打分却没有变")


@exercise("build_translator")
def test_translator_source_padding(student):
    """原文右边多填两列 PAD，打分不变。"""
    model = student.build_translator(23, 19)
    wide = torch.cat([SOURCE, torch.zeros(2, 2, dtype=torch.int64)], dim=1)
    one, two = (logits(student, model, s, TARGET) for s in (SOURCE, wide))
    kit.close(two, one, atol=1e-5, name="打分")


@exercise("build_translator")
def test_translator_order(student):
    """原文换一个词、换两个词的次序，译文前面的次序变了，打分都会变。"""
    model = student.build_translator(23, 19)
    changed, turned = SOURCE.clone(), SOURCE.clone()
    changed[:, 0] = 12
    turned[:, :2] = SOURCE[:, :2].flip(1)
    mixed = TARGET.clone()
    mixed[:, 1:3] = TARGET[:, 1:3].flip(1)
    one = logits(student, model, SOURCE, TARGET)
    others = {
        "原文换了一个词": logits(student, model, changed, TARGET),
        "原文头两个词对调": logits(student, model, turned, TARGET),
        "译文的第 1、2 个字对调": logits(student, model, SOURCE, mixed),
    }
    for name, two in others.items():
        kit.require(far(one[:, -1], two[:, -1]) > 1e-5, f"{name}，最后一格的打分却没有变")


@exercise("build_translator")
def test_translator_scores(student):
    """给的是打分，没有过 softmax；参数至多 500 000 个；每次是新的模型。"""
    model = student.build_translator(829, 659)
    out = logits(student, model, SOURCE, TARGET, 659)
    for total in (out.sum(dim=-1), out.exp().sum(dim=-1)):
        kit.require(float((total - 1).abs().max()) > 1e-3, "最后多了 softmax 或 log_softmax")
    count = int(kit.scalar(student.count_parameters(model), "参数的个数"))
    kit.require(count <= 500_000, f"有 {count} 个参数")
    other = logits(student, student.build_translator(829, 659), SOURCE, TARGET, 659)
    kit.require(far(out, other) > 1e-4, "两次造的是同一个模型")


@exercise("build_translator")
def test_translator_pre_norm(student):
    """先归一化：每个注意力收到的 query 都归一化过，每个位置的均方是 1。"""
    queries = student.attention_queries(student.build_translator(23, 19), SOURCE, TARGET)
    for number, query in enumerate(kit.sequence(queries, len(queries), "收到的 query"), start=1):
        square = query.square().mean(dim=-1)
        kit.close(square, torch.ones_like(square), atol=0.02, name=f"第 {number} 个注意力，query 的均方")


# 七对句子，长短不一；编号 0 是 PAD，2 是 BOS，3 是 EOS。
PAIRS = [
    ([4, 5], [6, 7, 3]),
    ([5], [8, 3]),
    ([6, 4, 5], [9, 6, 7, 8, 3]),
    ([7, 7], [7, 9, 3]),
    ([8], [6, 3]),
    ([9, 4], [8, 8, 9, 3]),
    ([4, 6, 9], [9, 3]),
]


def padded(rows):
    """右边用 0 填齐。"""
    return torch.nn.utils.rnn.pad_sequence([torch.tensor(r) for r in rows], batch_first=True)


def watched(student, pairs, epochs, lr, seed, training=True):
    """watch_training 的五样东西。"""
    source, target = padded([s for s, _ in pairs]), padded([t for _, t in pairs])
    found = student.watch_training(10, source, target, epochs, lr, seed, training)
    return kit.sequence(found, 5, "watch_training")


def stripped(row, also=()):
    """去掉右边的 PAD 和 also。"""
    row = [int(i) for i in row]
    while row and row[-1] in (0, *also):
        row.pop()
    return row


def received(found):
    """模型收到的一对对：原文，喂进去的译文（末尾的 EOS 和 PAD 去掉）。"""
    return [(stripped(s), stripped(t, [3])) for src, tgt in found[1] for s, t in zip(src, tgt)]


@exercise("train_translator", core=True)
def test_training_shift(student):
    """喂进去的是右移一格的译文，最前面是 BOS；每一轮每一对正好用一次。"""
    got = sorted(received(watched(student, PAIRS, 3, 1e-3, 0)))
    want = sorted([(s, [2, *t[:-1]]) for s, t in PAIRS] * 3)
    starts = sorted({t[0] if t else 0 for _, t in got})
    kit.require(starts == [2], f"喂进去的译文，第一个应当是 BOS（2），得到的有 {starts}")
    kit.require(got == want, f"喂进去的有 {got[:3]} 这样的，应当是 {want[:3]} 这样的，一共 {len(want)} 对")


@exercise("train_translator", core=True)
def test_training_losses(student):
    """返回每一轮的平均损失，损失在下降。"""
    losses = watched(student, PAIRS, 40, 0.05, 0)[0]
    losses = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, 40, "损失")]
    kit.require(losses[-1] < losses[0] - 0.3, f"损失从 {losses[0]:.3f} 到 {losses[-1]:.3f}")


@exercise("train_translator")
def test_training_padding(student):
    """填出来的位置不算损失：EOS 后面该是什么，小模型什么也没有学到。"""
    table = watched(student, PAIRS, 20, 0.05, 0)[2]
    for row, name in ((3, "EOS"), (0, "PAD")):
        kit.close(table[row], torch.zeros(10), atol=1e-7, name=f"{name} 那一行的打分")


@exercise("train_translator")
def test_training_order(student):
    """每一轮的次序不全相同；种子相同，表和次序就相同。"""
    one, two = (watched(student, PAIRS * 200, 3, 1e-2, 5) for _ in range(2))
    kit.close(two[2], one[2], name="种子相同，训练后的表")
    got = received(one)
    rounds = [got[i : i + 1400] for i in (0, 1400, 2800)]
    kit.require(rounds[0] != rounds[1] or rounds[0] != rounds[2], "每一轮的次序都一样")
    other = watched(student, PAIRS * 200, 3, 1e-2, 6)
    kit.require(received(other) != got, "换了种子，次序没有变")


@exercise("train_translator")
def test_training_gradients(student):
    """只有一对句子、学习率极小：训练一轮和四轮，最后的梯度一样（没有攒起来）。"""
    grads = [watched(student, PAIRS[:1], epochs, 1e-9, 0)[3] for epochs in (1, 4)]
    kit.close(grads[1], grads[0], rtol=1e-3, atol=1e-6, name="四轮之后的梯度")


@exercise("train_translator")
def test_training_rate(student):
    """lr 极小时，权重几乎不动。"""
    table = watched(student, PAIRS, 5, 1e-9, 0)[2]
    kit.require(float(table.abs().max()) < 1e-6, "lr 是 1e-9，权重却动了不少")


@exercise("train_translator")
@pytest.mark.parametrize("training", [True, False])
def test_training_mode(student, training):
    """返回时 model.training 与调用时相同。"""
    found = watched(student, PAIRS, 1, 1e-3, 0, training)[4]
    kit.require(found is training, f"调用时 training 是 {training}，返回时是 {found}")
