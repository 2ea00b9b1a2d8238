"""第 7 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def normal(rng, *shape):
    """标准正态分布的 float32 张量。"""
    return torch.tensor(rng.normal(size=shape), dtype=torch.float32)


def require_same(actual, expected, name):
    """布尔或整数的张量：类型、形状、每一个值都相同。"""
    kinds = "b" if expected.dtype is torch.bool else "iu"
    kit.tensor(actual, tuple(expected.shape), kinds, name)
    kit.require(
        torch.equal(actual.to(expected.dtype), expected),
        f"{name}应当是 {expected.tolist()}，得到 {actual.tolist()}",
    )


# --- 词变成向量 ---------------------------------------------------------------------------------

SPECIALS = {"<pad>": 0, "<unk>": 1, "<bos>": 2, "<eos>": 3}


@exercise("build_vocabulary", core=True)
def test_vocabulary_of_the_text(student):
    """文中的例子：特殊符号是 0 到 3，白 4、日 5……“日”第二次出现不再编号，炉 11。"""
    expected = SPECIALS | {word: number for number, word in enumerate("白日依山尽照香炉", start=4)}
    actual = student.build_vocabulary(["白 日 依 山 尽", "日 照 香 炉"])
    kit.mapping(actual, tuple(expected))
    kit.require(actual == expected, f"得到 {actual}")


@exercise("build_vocabulary")
def test_vocabulary_splits_at_any_space(student):
    """词之间可以有几个空格或制表符，两头也可以有；空格本身不是词。"""
    actual = student.build_vocabulary(["  the  cat\tsat ", "", "the mat"])
    expected = SPECIALS | {"the": 4, "cat": 5, "sat": 6, "mat": 7}
    kit.require(actual == expected, f"得到 {actual}，应当是 {expected}")


@exercise("build_vocabulary")
def test_vocabulary_of_special_words(student):
    """句子里写着 <eos> 这样的特殊符号时，它的编号不变，也不占新的号码。"""
    actual = student.build_vocabulary(["<bos> 白 日 <eos>", "<unk> 山"])
    expected = SPECIALS | {"白": 4, "日": 5, "山": 6}
    kit.require(actual == expected, f"得到 {actual}，应当是 {expected}")


@exercise("encode_words", core=True)
def test_encode_known_and_unknown(student):
    """“白 云 依 山”变成 [4, 1, 6, 7]：不认识的“云”是 <unk>。"""
    vocabulary = SPECIALS | {"白": 4, "日": 5, "依": 6, "山": 7, "尽": 8}
    actual = student.encode_words("白 云 依 山", vocabulary)
    require_same(actual, torch.tensor([4, 1, 6, 7]), "返回值")


@exercise("encode_words")
def test_encode_is_int64_also_when_empty(student):
    """编号是 int64；空句子得到 (0,) 的 int64 张量。"""
    vocabulary = SPECIALS | {"白": 4}
    for sentence, length in (("白 白", 2), ("", 0)):
        actual = kit.tensor(student.encode_words(sentence, vocabulary), (length,))
        kit.require(actual.dtype is torch.int64, f"句子 {sentence!r} 的 dtype 是 {actual.dtype}")


@exercise("embed", core=True)
def test_embed_of_the_text(student):
    """文中的例子：取第 1 行和第 0 行，再乘 √4。"""
    table = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, 0.5, 0.0, -0.5]])
    expected = torch.tensor([[0.0, 1.0, 0.0, -1.0], [2.0, 4.0, 6.0, 8.0]])
    kit.close(student.embed(torch.tensor([1, 0]), table), expected)


@exercise("embed", core=True)
def test_embed_of_a_batch(student, rng):
    """ids 是 (2, 3)、表是 (5, 7) 时，返回 (2, 3, 7)：每行乘的是 √7，不是 √5。"""
    table, ids = normal(rng, 5, 7), torch.tensor([[4, 0, 2], [1, 1, 3]])
    rows = np.stack([[table[i].numpy() for i in row] for row in ids.tolist()])
    kit.close(student.embed(ids, table), torch.tensor(rows * 7**0.5))


@exercise("embed")
def test_embed_keeps_the_dtype(student, rng):
    """表是 float64 时，结果也是 float64。"""
    table = torch.tensor(rng.normal(size=(3, 4)))
    actual = kit.tensor(student.embed(torch.tensor([2, 0]), table), (2, 4), "f")
    kit.require(actual.dtype is torch.float64, f"dtype 是 {actual.dtype}")
    kit.close(actual, table[[2, 0]] * 2.0, rtol=1e-6)


@exercise("positional_encoding", core=True)
def test_positions_of_the_text(student):
    """文中的例子：3 个位置、4 维，sin 和 cos 交错，第二对转得慢 100 倍。"""
    expected = [
        [0.0, 1.0, 0.0, 1.0],
        [0.841471, 0.540302, 0.01, 0.99995],
        [0.909297, -0.416147, 0.019999, 0.9998],
    ]
    kit.close(student.positional_encoding(3, 4), torch.tensor(expected), atol=1e-4)


@exercise("positional_encoding")
def test_positions_are_float32(student):
    """返回 float32：和词向量相加时才不会变成别的类型。"""
    actual = kit.tensor(student.positional_encoding(5, 6), (5, 6), "f")
    kit.require(actual.dtype is torch.float32, f"dtype 是 {actual.dtype}")


@exercise("positional_encoding")
def test_positions_need_pairs(student):
    """d_model 是奇数时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.positional_encoding(3, 5)


# --- 注意力 -------------------------------------------------------------------------------------


@exercise("additive_attention_scores", core=True)
def test_additive_scores_of_the_text(student):
    """文中的例子：两个查询、三个键，[0, 1] 是 tanh(0) + tanh(1) = 0.7616。"""
    q, k = torch.tensor([[1.0], [0.0]]), torch.tensor([[0.0], [1.0], [2.0]])
    w_q, w_k = torch.tensor([[1.0, 0.0]]), torch.tensor([[-1.0, 1.0]])
    expected = torch.tensor([[0.761594, 0.761594, 0.202433], [0.0, 0.0, 0.0]])
    kit.close(student.additive_attention_scores(q, k, w_q, w_k, torch.ones(2)), expected, atol=1e-4)


@exercise("additive_attention_scores", core=True)
def test_additive_scores_of_every_pair(student, rng):
    """一批两句，5 个查询、3 个键、维数各不相同：第 [i, j] 个是第 i 个查询配第 j 个键。"""
    q, k = normal(rng, 2, 5, 4), normal(rng, 2, 3, 7)
    w_q, w_k, v = normal(rng, 4, 6), normal(rng, 7, 6), normal(rng, 6)
    expected = torch.empty(2, 5, 3)
    for b, i, j in np.ndindex(2, 5, 3):
        expected[b, i, j] = torch.tanh(q[b, i] @ w_q + k[b, j] @ w_k) @ v
    kit.close(student.additive_attention_scores(q, k, w_q, w_k, v), expected)


def attention(student, *args):
    """学生的 (out, weights)，检查过是两个。"""
    return kit.sequence(student.scaled_dot_product_attention(*args), 2)


def small_attention():
    """文中的例子：一个查询，三个键，值是 1、2、3。"""
    return torch.tensor([[2.0, 0.0, 0.0, 0.0]]), torch.eye(4)[:3].clone(), torch.tensor([[1.0], [2.0], [3.0]])


@exercise("scaled_dot_product_attention", core=True)
def test_attention_of_the_text(student):
    """文中的例子：权重约为 [0.5761, 0.2119, 0.2119]，out 约为 1.6358。"""
    out, weights = attention(student, *small_attention())
    kit.close(weights, torch.tensor([[0.576117, 0.211942, 0.211942]]), name="weights")
    kit.close(out, torch.tensor([[1.635825]]), name="out")


@exercise("scaled_dot_product_attention", core=True)
def test_attention_weights_sum_to_one_per_query(student, rng):
    """两个批的轴、5 个查询、7 个键：每个查询的权重加起来是 1，out 是 weights 乘 v。"""
    q, k, v = normal(rng, 2, 3, 5, 4), normal(rng, 2, 3, 7, 4), normal(rng, 2, 3, 7, 6)
    out, weights = attention(student, q, k, v)
    kit.tensor(weights, (2, 3, 5, 7), "f", "weights")
    kit.close(weights.sum(dim=-1), torch.ones(2, 3, 5), name="weights 沿最后一个轴的和")
    kit.close(out, torch.einsum("abqk,abkd->abqd", weights, v), name="out")


@exercise("scaled_dot_product_attention", core=True)
def test_attention_mask_hides_a_key(student):
    """文中的例子：不许看键 0 时，权重是 [0, 0.5, 0.5]，out 是 2.5。"""
    out, weights = attention(student, *small_attention(), torch.tensor([False, True, True]))
    kit.close(weights, torch.tensor([[0.0, 0.5, 0.5]]), name="weights")
    kit.close(out, torch.tensor([[2.5]]), name="out")


@exercise("scaled_dot_product_attention")
def test_attention_of_a_hidden_row(student):
    """一个键都不许看时，权重和 out 都是 0，不是 NaN；别的行不受影响。"""
    q, k, v = small_attention()
    mask = torch.tensor([[False, False, False], [False, True, True]])
    out, weights = attention(student, q.expand(2, 4).clone(), k, v, mask)
    kit.close(weights, torch.tensor([[0.0, 0.0, 0.0], [0.0, 0.5, 0.5]]), name="weights")
    kit.close(out, torch.tensor([[0.0], [2.5]]), name="out")


@exercise("scaled_dot_product_attention")
def test_attention_of_large_scores(student):
    """打分大到 10000 也不溢出：最大的那个权重是 1，其余是 0。"""
    q, k, v = small_attention()
    out, weights = attention(student, q * 1e4, k, v)
    kit.close(weights, torch.tensor([[1.0, 0.0, 0.0]]), name="weights")
    kit.close(out, torch.tensor([[1.0]]), name="out")


@exercise("scaled_dot_product_attention", core=True, structure=True)
def test_attention_is_your_own(student):
    """这道题要自己写，不能调用 PyTorch 里现成的注意力。"""
    kit.not_calling(student, "scaled_dot_product_attention", {"scaled_dot_product_attention", "*attention*"})


@exercise("causal_mask", core=True)
@pytest.mark.parametrize("length", [1, 4])
def test_causal_mask(student, length):
    """布尔张量，第 i 行的前 i + 1 个是 True：自己和自己之前的可以看。"""
    expected = torch.tensor([[j <= i for j in range(length)] for i in range(length)])
    require_same(student.causal_mask(length), expected, "返回值")


@exercise("padding_mask", core=True)
def test_padding_mask_of_the_text(student):
    """文中的例子：(2, 3) 的编号得到 (2, 1, 3) 的布尔张量，不是填充的为 True。"""
    expected = torch.tensor([[[True, True, False]], [[True, False, False]]])
    require_same(student.padding_mask(torch.tensor([[5, 6, 0], [7, 0, 0]])), expected, "返回值")


@exercise("padding_mask")
def test_padding_mask_of_another_id(student):
    """pad_id = 7 时，7 是填充，0 是普通的编号。"""
    expected = torch.tensor([[[True, True, False, False]]])
    require_same(student.padding_mask(torch.tensor([[5, 0, 7, 7]]), 7), expected, "返回值")


# --- 多头 ---------------------------------------------------------------------------------------


def linear(state, name, x):
    """用学生的一个 nn.Linear 的参数来算 x·Wᵀ + b。"""
    state = kit.mapping(state, (f"{name}.weight", f"{name}.bias"), "state_dict()")
    return x @ state[f"{name}.weight"].T + state[f"{name}.bias"]


def heads_one_by_one(state, num_heads, query, key, value, mask=None):
    """一个头一个头地算：(输出, 权重)，第 i 个头用第 i·d_k 到 (i+1)·d_k − 1 列。"""
    q, k, v = (linear(state, name, x) for name, x in (("w_q", query), ("w_k", key), ("w_v", value)))
    outs, weights = [], []
    for columns in torch.arange(q.shape[-1]).chunk(num_heads):
        scores = torch.einsum("nqd,nkd->nqk", q[..., columns], k[..., columns]) / len(columns) ** 0.5
        if mask is not None:
            scores = torch.where(mask, scores, torch.tensor(-1e30))
        weights.append(torch.softmax(scores, dim=-1))
        outs.append(torch.einsum("nqk,nkd->nqd", weights[-1], v[..., columns]))
    return linear(state, "w_o", torch.cat(outs, dim=-1)), torch.stack(weights, dim=1)


@exercise("MultiHeadAttention", core=True)
def test_heads_of_the_text(student):
    """铅笔的例子：四个线性变换都原样放行，查询 0 得到 (3, 6, 7, 8)，查询 1 得到 (6, 3, 3, 3)。"""
    model = student.MultiHeadAttention(4, 2)
    state = {}
    for name in ("w_q", "w_k", "w_v", "w_o"):
        state |= {f"{name}.weight": torch.eye(4), f"{name}.bias": torch.zeros(4)}
    student.invoke(model, "load_state_dict", state)
    query = torch.tensor([[[30.0, 0, 0, 30], [0, 0, 30, 0]]])
    key = torch.tensor([[[1.0, 0, 1, 0], [0, 1, 1, 0], [0, 0, 0, 1]]])
    value = torch.tensor([[[3.0, 6, 1, 2], [6, 3, 5, 4], [9, 0, 7, 8]]])
    out = student.invoke(model, "__call__", query, key, value)
    kit.close(out, torch.tensor([[[3.0, 6, 7, 8], [6, 3, 3, 3]]]), atol=1e-4)


@exercise("MultiHeadAttention", core=True)
def test_heads_own_their_columns(student, rng):
    """6 维、2 个头：用你的 w_q、w_k、w_v、w_o 一个头一个头地算，输出应当相同。"""
    model = student.MultiHeadAttention(6, 2)
    query, memory = normal(rng, 3, 4, 6), normal(rng, 3, 5, 6)
    out = student.invoke(model, "__call__", query, memory, memory)
    state = student.invoke(model, "state_dict")
    expected, _ = heads_one_by_one(state, 2, query, memory, memory)
    kit.close(out, expected, rtol=1e-3)


@exercise("MultiHeadAttention")
def test_heads_leave_their_weights(student, rng):
    """forward 之后，self.weights 是 (n, heads, t_q, t_k)，是每个头自己的权重。"""
    model = student.MultiHeadAttention(6, 3)
    query, memory = normal(rng, 2, 4, 6), normal(rng, 2, 5, 6)
    student.invoke(model, "__call__", query, memory, memory)
    _, expected = heads_one_by_one(student.invoke(model, "state_dict"), 3, query, memory, memory)
    kit.close(student.attribute(model, "weights"), expected, rtol=1e-3, name="weights")


@exercise("MultiHeadAttention")
@pytest.mark.parametrize("shape", [(4, 5), (3, 1, 5)])
def test_heads_with_a_mask(student, rng, shape):
    """掩码可以是二维的 (t_q, t_k)，也可以是三维的 (n, 1, t_k)，每个头都照它来。"""
    model = student.MultiHeadAttention(6, 2)
    query, memory = normal(rng, 3, 4, 6), normal(rng, 3, 5, 6)
    mask = torch.tensor(rng.random(shape) < 0.6)
    mask[..., 0] = True
    out = student.invoke(model, "__call__", query, memory, memory, mask)
    expected, _ = heads_one_by_one(student.invoke(model, "state_dict"), 2, query, memory, memory, mask)
    kit.close(out, expected, rtol=1e-3)


@exercise("MultiHeadAttention")
def test_heads_must_divide(student):
    """6 维分不成 4 个头：抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.MultiHeadAttention(6, 4)


@exercise("MultiHeadAttention", core=True, structure=True)
def test_heads_are_your_own(student):
    """这道题要自己写，不能调用 nn.MultiheadAttention。"""
    kit.not_calling(student, "MultiHeadAttention", {"MultiheadAttention", "*multihead*", "*multi_head*"})


# --- 搭成层 -------------------------------------------------------------------------------------

NORMS = {
    "LayerNorm",
    "*layer_norm*",
    "*layernorm*",
    "*group*norm*",
    "*batch*norm*",
    "*instance*norm*",
    "*rms*norm*",
}


@exercise("layer_norm", core=True)
def test_layer_norm_of_the_text(student):
    """文中的例子：[1, 3] 变成 [−1, 7]，[10, 10] 变成 beta = [0, 5]。"""
    x = torch.tensor([[1.0, 3.0], [10.0, 10.0]])
    actual = student.layer_norm(x, torch.tensor([1.0, 2.0]), torch.tensor([0.0, 5.0]))
    kit.close(actual, torch.tensor([[-1.0, 7.0], [0.0, 5.0]]), atol=1e-4)


@exercise("layer_norm", core=True)
def test_layer_norm_per_position(student, rng):
    """(2, 3, 5) 的每个位置各自归一化：平均值约为 0，总体标准差约为 1。"""
    actual = student.layer_norm(normal(rng, 2, 3, 5) * 3 + 7, torch.ones(5), torch.zeros(5))
    values = kit.tensor(actual, (2, 3, 5), "f").detach().double()
    kit.close(values.mean(dim=-1), torch.zeros(2, 3).double(), atol=1e-4, name="每个位置的平均值")
    kit.close(values.std(dim=-1, correction=0), torch.ones(2, 3).double(), atol=1e-3, name="每个位置的标准差")


@exercise("layer_norm")
def test_layer_norm_eps_is_under_the_root(student):
    """eps = 3 时，[1, 3] 的方差 1 加 3 再开方是 2，结果是 [−0.5, 0.5]。"""
    actual = student.layer_norm(torch.tensor([[1.0, 3.0]]), torch.ones(2), torch.zeros(2), 3.0)
    kit.close(actual, torch.tensor([[-0.5, 0.5]]))


@exercise("layer_norm", core=True, structure=True)
def test_layer_norm_is_your_own(student):
    """这道题要自己写，不能调用 F.layer_norm 或 nn.LayerNorm。"""
    kit.not_calling(student, "layer_norm", NORMS)


@exercise("AddNorm", core=True)
def test_add_norm_of_the_text(student):
    """文中的例子：x = (1, 2)，y = (0, 1)，结果是 (−1, 1)。"""
    norm = student.AddNorm(2)
    actual = student.invoke(norm, "__call__", torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0, 1.0]]))
    kit.close(actual, torch.tensor([[-1.0, 1.0]]), atol=1e-4)


@exercise("AddNorm", core=True)
def test_add_norm_adds_before_it_norms(student, rng):
    """(3, 4, 5) 的 x 和 y：先加，再逐位置归一化。"""
    x, y = normal(rng, 3, 4, 5), normal(rng, 3, 4, 5)
    total = (x + y).double()
    expected = (total - total.mean(-1, keepdim=True)) / (
        total.var(-1, correction=0, keepdim=True) + 1e-5
    ).sqrt()
    kit.close(student.invoke(student.AddNorm(5), "__call__", x, y), expected.float())


@exercise("AddNorm")
def test_add_norm_learns_gamma_and_beta(student):
    """gamma 和 beta 是要学的参数，初值是 1 和 0。"""
    norm = student.AddNorm(3)
    kit.close(student.attribute(norm, "gamma"), torch.ones(3), name="gamma")
    kit.close(student.attribute(norm, "beta"), torch.zeros(3), name="beta")
    found = [tuple(p.shape) for p in student.invoke(norm, "parameters")]
    kit.require(found == [(3,), (3,)], f"parameters() 里的形状是 {found}，应当有两个 (3,)")


@exercise("AddNorm", core=True, structure=True)
def test_add_norm_is_your_own(student):
    """这道题要用自己的 layer_norm，不能调用 nn.LayerNorm 或 F.layer_norm。"""
    kit.not_calling(student, "AddNorm", NORMS)


def feed_forward_parameters(state, d_model, d_ff):
    """按形状找出两个线性层的 (W1, b1, W2, b2)。"""
    by_shape = {tuple(value.shape): value for value in state.values()}
    shapes = [(d_ff, d_model), (d_ff,), (d_model, d_ff), (d_model,)]
    kit.require(
        sorted(by_shape) == sorted(shapes), f"参数的形状是 {sorted(by_shape)}，应当是 {sorted(shapes)}"
    )
    return [by_shape[shape] for shape in shapes]


@exercise("FeedForward", core=True)
def test_feed_forward_is_linear_relu_linear(student, rng):
    """用你的两个线性层的参数来算 ReLU(x·W1 + b1)·W2 + b2，应当相同。"""
    model = student.FeedForward(4, 7)
    x = normal(rng, 2, 3, 4)
    out = student.invoke(model, "__call__", x)
    w1, b1, w2, b2 = feed_forward_parameters(student.invoke(model, "state_dict"), 4, 7)
    kit.close(out, torch.clamp(x @ w1.T + b1, min=0) @ w2.T + b2, rtol=1e-3)


@exercise("FeedForward", core=True)
def test_feed_forward_of_the_text(student):
    """文中的例子：(1, 2) 变成 (1, −1)；漏了 ReLU 是 (−4, −6)，多一次是 (1, 0)。"""
    model = student.FeedForward(2, 3)
    numbers = {
        (3, 2): [[1.0, 0.0], [-1.0, 1.0], [0.0, -1.0]],
        (3,): [0.0, 0.0, 1.0],
        (2, 3): [[1.0, 0.0, 5.0], [0.0, 2.0, 5.0]],
        (2,): [0.0, -3.0],
    }
    state = student.invoke(model, "state_dict")
    feed_forward_parameters(state, 2, 3)
    given = {name: torch.tensor(numbers[tuple(value.shape)]) for name, value in state.items()}
    student.invoke(model, "load_state_dict", given)
    actual = student.invoke(model, "__call__", torch.tensor([[1.0, 2.0]]))
    kit.close(actual, torch.tensor([[1.0, -1.0]]))


@exercise("FeedForward")
def test_feed_forward_treats_positions_alike(student, rng):
    """每个位置各算各的：把位置倒过来，结果也跟着倒过来。"""
    model, x = student.FeedForward(4, 7), normal(rng, 2, 5, 4)
    out = kit.tensor(student.invoke(model, "__call__", x), (2, 5, 4), "f")
    kit.close(student.invoke(model, "__call__", x.flip(1)), out.detach().flip(1), rtol=1e-3)


def part(state, name):
    """一个子模块的参数：名字里去掉前面的“name.”。"""
    inside = {key[len(name) + 1 :]: value for key, value in state.items() if key.startswith(f"{name}.")}
    kit.require(len(inside) > 0, f"没有名字以 {name}. 开头的参数")
    return inside


def add_norm(state, name, x, y):
    """用一个 AddNorm 的 gamma 和 beta 来算。"""
    own = kit.mapping(part(state, name), ("gamma", "beta"), f"{name} 的参数")
    centred = x + y - (x + y).mean(-1, keepdim=True)
    spread = ((centred**2).mean(-1, keepdim=True) + 1e-5).sqrt()
    return centred / spread * own["gamma"] + own["beta"]


def attend(state, name, x, memory, mask=None):
    """用一个 2 头的 MultiHeadAttention 的参数来算。"""
    return heads_one_by_one(part(state, name), 2, x, memory, memory, mask)[0]


def feed(state, x):
    """用 feed_forward 的参数来算，d_ff = 7。"""
    w1, b1, w2, b2 = feed_forward_parameters(part(state, "feed_forward"), 6, 7)
    return torch.clamp(x @ w1.T + b1, min=0) @ w2.T + b2


def encoded(state, x, mask=None):
    """照公式，用一层编码器的参数来算。"""
    x = add_norm(state, "norm1", x, attend(state, "self_attention", x, x, mask))
    return add_norm(state, "norm2", x, feed(state, x))


def decoded(state, x, memory, memory_mask=None):
    """照公式，用一层解码器的参数来算。"""
    causal = torch.ones(x.shape[1], x.shape[1]).tril().bool()
    x = add_norm(state, "norm1", x, attend(state, "self_attention", x, x, causal))
    x = add_norm(state, "norm2", x, attend(state, "cross_attention", x, memory, memory_mask))
    return add_norm(state, "norm3", x, feed(state, x))


@exercise("EncoderLayer", core=True)
def test_encoder_layer_wiring(student, rng):
    """照公式，用你的 self_attention、norm1、feed_forward、norm2 的参数来算，结果应当相同。"""
    model, x = student.EncoderLayer(6, 2, 7), normal(rng, 2, 5, 6)
    out = student.invoke(model, "__call__", x)
    kit.close(out, encoded(student.invoke(model, "state_dict"), x), rtol=1e-3)


@exercise("EncoderLayer")
def test_encoder_layer_of_the_text(student):
    """文中的例子：(1, 9) 和 (9, 3) 变成 (−1, 1) 和 (1, −1)；漏掉一个残差，两个都是 (−1, 1)。"""
    model = student.EncoderLayer(2, 1, 3)
    state = {name: torch.zeros_like(value) for name, value in student.invoke(model, "state_dict").items()}
    for name in ("self_attention.w_v.weight", "self_attention.w_o.weight"):
        state[name] = torch.eye(2)
    for name in ("norm1.gamma", "norm2.gamma"):
        state[name] = torch.ones(2)
    for name, value in state.items():
        if name.startswith("feed_forward.") and value.shape == (2,):
            state[name] = torch.tensor([0.0, 1.0])
    student.invoke(model, "load_state_dict", state)
    out = student.invoke(model, "__call__", torch.tensor([[[1.0, 9.0], [9.0, 3.0]]]))
    kit.close(out, torch.tensor([[[-1.0, 1.0], [1.0, -1.0]]]), atol=1e-4)


@exercise("EncoderLayer")
def test_encoder_layer_has_two_norms(student, rng):
    """norm1 和 norm2 各有各的 gamma：把 norm2 的 gamma 和 beta 全改成 0，结果就全是 0，norm1 的不变。"""
    model, x = student.EncoderLayer(6, 2, 7), normal(rng, 2, 5, 6)
    state = {name: value.clone() for name, value in student.invoke(model, "state_dict").items()}
    for name in ("norm2.gamma", "norm2.beta"):
        kit.mapping(state, (name,), "state_dict()")
        state[name].zero_()
    student.invoke(model, "load_state_dict", state)
    out = student.invoke(model, "__call__", x)
    gamma = student.attribute(student.attribute(model, "norm1"), "gamma")
    kit.close(out, torch.zeros(2, 5, 6), name="norm2 归零之后的结果")
    kit.close(gamma, torch.ones(6), name="norm1.gamma")


@exercise("EncoderLayer")
def test_encoder_layer_obeys_the_mask(student, rng):
    """挡住最后两个位置：改动它们的内容，前面的结果不变。"""
    model, x = student.EncoderLayer(6, 2, 7), normal(rng, 1, 5, 6)
    mask = torch.tensor([[[True, True, True, False, False]]])
    changed = x.clone()
    changed[:, 3:] += 5.0
    before = kit.tensor(student.invoke(model, "__call__", x, mask), (1, 5, 6), "f").detach()
    after = kit.tensor(student.invoke(model, "__call__", changed, mask), (1, 5, 6), "f").detach()
    kit.close(after[:, :3], before[:, :3], name="前三个位置的结果")


@exercise("EncoderLayer", core=True, structure=True)
def test_encoder_layer_is_your_own(student):
    """这道题要用自己的零件来搭，不能调用 nn.TransformerEncoderLayer。"""
    kit.not_calling(student, "EncoderLayer", {"*transformer*", "MultiheadAttention"})


@exercise("DecoderLayer", core=True)
def test_decoder_layer_wiring(student, rng):
    """照公式，用你的六个子模块的参数来算（自注意力带因果掩码），结果应当相同。"""
    model, x, memory = student.DecoderLayer(6, 2, 7), normal(rng, 2, 5, 6), normal(rng, 2, 3, 6)
    out = student.invoke(model, "__call__", x, memory)
    kit.close(out, decoded(student.invoke(model, "state_dict"), x, memory), rtol=1e-3)


@exercise("DecoderLayer", core=True)
def test_decoder_layer_has_three_norms(student, rng):
    """norm1、norm2、norm3 各有各的 gamma 和 beta：全换成随机的数，再照公式来算，结果应当相同。"""
    model, x, memory = student.DecoderLayer(6, 2, 7), normal(rng, 2, 5, 6), normal(rng, 2, 3, 6)
    state = {name: value.clone() for name, value in student.invoke(model, "state_dict").items()}
    names = [f"norm{number}.{kind}" for number in (1, 2, 3) for kind in ("gamma", "beta")]
    kit.mapping(state, names, "state_dict()")
    state |= {name: normal(rng, 6) for name in names}
    student.invoke(model, "load_state_dict", state)
    kit.close(student.invoke(model, "__call__", x, memory), decoded(state, x, memory), rtol=1e-3)


@exercise("DecoderLayer")
def test_decoder_layer_masks_of_the_text(student, rng):
    """文中的例子：因果掩码和 tgt_mask 都允许才可以看，改动填充的词 1，词 0 和词 2 的结果不变。"""
    model, x, memory = student.DecoderLayer(6, 2, 7), normal(rng, 1, 3, 6), normal(rng, 1, 4, 6)
    mask = torch.tensor([[True, False, True]])
    changed = x.clone()
    changed[:, 1] += 5.0
    before = kit.tensor(student.invoke(model, "__call__", x, memory, mask), (1, 3, 6), "f").detach()
    after = kit.tensor(student.invoke(model, "__call__", changed, memory, mask), (1, 3, 6), "f").detach()
    kit.close(after[:, [0, 2]], before[:, [0, 2]], name="词 0 和词 2 的结果")


@exercise("DecoderLayer", core=True)
def test_decoder_layer_cannot_see_the_future(student, rng):
    """改动第 3 个位置，第 0 到第 2 个位置的结果不变；给不给 tgt_mask 都一样。"""
    model, x, memory = student.DecoderLayer(6, 2, 7), normal(rng, 1, 5, 6), normal(rng, 1, 3, 6)
    changed = x.clone()
    changed[:, 3] += 5.0
    for mask in (None, torch.ones(1, 1, 5, dtype=torch.bool)):
        before = kit.tensor(student.invoke(model, "__call__", x, memory, mask), (1, 5, 6), "f").detach()
        after = kit.tensor(student.invoke(model, "__call__", changed, memory, mask), (1, 5, 6), "f").detach()
        kit.close(after[:, :3], before[:, :3], name="前三个位置的结果")


@exercise("DecoderLayer")
def test_decoder_layer_hides_padding_of_memory(student, rng):
    """memory_mask 挡住 memory 的最后一个位置：改动它，结果不变。"""
    model, x, memory = student.DecoderLayer(6, 2, 7), normal(rng, 1, 5, 6), normal(rng, 1, 3, 6)
    mask = torch.tensor([[[True, True, False]]])
    changed = memory.clone()
    changed[:, 2] += 5.0
    before = kit.tensor(student.invoke(model, "__call__", x, memory, None, mask), (1, 5, 6), "f").detach()
    kit.close(student.invoke(model, "__call__", x, changed, None, mask), before)


@exercise("DecoderLayer", core=True, structure=True)
def test_decoder_layer_is_your_own(student):
    """这道题要用自己的零件来搭，不能调用 nn.TransformerDecoderLayer。"""
    kit.not_calling(student, "DecoderLayer", {"*transformer*", "MultiheadAttention"})


# --- 整个模型 -----------------------------------------------------------------------------------


def small_transformer(student, layers=2):
    """11 个源词、13 个目标词、6 维的小模型。"""
    return student.Transformer(11, 13, d_model=6, num_heads=2, d_ff=7, num_layers=layers)


def logits(student, model, src, tgt):
    """打分，检查过形状，不带计算图。"""
    out = student.invoke(model, "__call__", src, tgt)
    return kit.tensor(out, (*tgt.shape, 13), "f", "打分").detach()


SRC, TGT = torch.tensor([[4, 5, 6, 7, 8], [9, 4, 0, 0, 0]]), torch.tensor([[2, 10, 11, 12], [2, 7, 7, 5]])


@exercise("Transformer", core=True)
def test_transformer_wiring(student):
    """照总装图，用你的 src_embedding、tgt_embedding、encoder、decoder、output 的参数来算，打分应当相同。"""
    model = small_transformer(student)
    actual = logits(student, model, SRC, TGT)
    positions = np.zeros((5, 6))
    for column in range(6):
        angle = np.arange(5) / 10000 ** ((column - column % 2) / 6)
        positions[:, column] = np.cos(angle) if column % 2 else np.sin(angle)
    positions = torch.tensor(positions, dtype=torch.float32)
    state = student.invoke(model, "state_dict")
    tables = kit.mapping(state, ("src_embedding.weight", "tgt_embedding.weight"), "state_dict()")
    memory = tables["src_embedding.weight"][SRC] * 6**0.5 + positions
    x = tables["tgt_embedding.weight"][TGT] * 6**0.5 + positions[:4]
    mask = (SRC != 0)[:, None]
    for number in range(2):
        memory = encoded(part(state, f"encoder.{number}"), memory, mask)
    for number in range(2):
        x = decoded(part(state, f"decoder.{number}"), x, memory, mask)
    kit.close(actual, linear(state, "output", x), rtol=1e-3, name="打分")


@exercise("Transformer")
def test_transformer_parameters_of_the_text(student):
    """文中的例子：两层的小模型一共 1992 个参数。"""
    model = student.Transformer(10, 12, d_model=6, num_heads=2, d_ff=12, num_layers=2)
    shapes = [tuple(p.shape) for p in student.invoke(model, "parameters")]
    count = sum(int(np.prod(shape)) for shape in shapes)
    kit.require(count == 1992, f"parameters() 里一共有 {count} 个数，应当是 1992 个")


@exercise("Transformer", core=True)
def test_transformer_cannot_see_the_future(student):
    """换掉 tgt 的第 2 个词，第 0、1 个位置的打分不变，第 2 个之后的会变。"""
    model = small_transformer(student)
    changed = TGT.clone()
    changed[:, 2] = 9
    before, after = logits(student, model, SRC, TGT), logits(student, model, SRC, changed)
    kit.close(after[:, :2], before[:, :2], atol=1e-5, name="前两个位置的打分")
    kit.require(not torch.allclose(after[:, 2:], before[:, 2:]), "换掉的词对它自己和后面的打分也没有影响")


@exercise("Transformer")
def test_transformer_ignores_padding_of_src(student):
    """src 末尾多补几个 <pad>，打分不变。"""
    model = small_transformer(student)
    longer = torch.cat([SRC, torch.zeros(2, 3, dtype=torch.int64)], dim=1)
    before = logits(student, model, SRC, TGT)
    kit.close(logits(student, model, longer, TGT), before, atol=1e-5, name="打分")


@exercise("Transformer")
def test_transformer_layers_are_separate(student):
    """num_layers = 2 时，编码器里有两个不同的层，解码器里也有两个，不是同一层用两遍。"""
    model = small_transformer(student)
    for side in ("encoder", "decoder"):
        layers = student.invoke(student.attribute(model, side), "children")
        kit.require(len(layers) == 2, f"{side} 里有 {len(layers)} 层各不相同的，应当有 2 层")


@exercise("Transformer")
def test_transformer_gradients_arrive(student):
    """梯度传得到每一个参数：编码器、解码器、两张表、output。"""
    model = small_transformer(student)
    arrived = student.vjp(model, (SRC, TGT), torch.ones(2, 4, 13)).parameters
    kit.require(len(arrived) > 0, "模型里没有参数")
    for name, gradient in arrived.items():
        if gradient is None:
            kit.fail("no-gradient", f"{name} 没有梯度：计算图在半路断了")


@exercise("Transformer")
def test_transformer_is_alike_in_both_modes(student):
    """train 和 eval 两种模式下打分相同，都没有经过 softmax。"""
    model = small_transformer(student)
    before = logits(student, model, SRC, TGT)
    student.invoke(model, "eval")
    kit.close(logits(student, model, SRC, TGT), before, atol=1e-5, name="eval 模式下的打分")
    kit.require(bool((before < 0).any()), "打分里没有负数，像是概率")


@exercise("Transformer")
def test_transformer_tables_start_small(student):
    """两张词向量表的初值，平均值 0，标准差 d_model 的 −1/2 次方：64 维时是 0.125。"""
    model = student.Transformer(500, 400, d_model=64, num_heads=2, d_ff=8, num_layers=1)
    for name in ("src_embedding", "tgt_embedding"):
        table = student.attribute(student.attribute(model, name), "weight").detach()
        kit.close(float(table.mean()), 0.0, atol=0.01, name=f"{name} 的平均值")
        kit.close(float(table.std()), 0.125, rtol=0.05, name=f"{name} 的标准差")


@exercise("Transformer", core=True, structure=True)
def test_transformer_is_your_own(student):
    """这道题要用自己的层来搭，不能调用 nn.Transformer 和它的零件。"""
    kit.not_calling(student, "Transformer", {"*transformer*"})


def set_output(student, model, biases):
    """output 的权重归零，只留偏置：{编号: 偏置}，于是哪里的打分都一样。"""
    state = {name: value.clone() for name, value in student.invoke(model, "state_dict").items()}
    state["output.weight"].zero_()
    state["output.bias"].zero_()
    for word, bias in biases.items():
        state["output.bias"][word] = bias
    student.invoke(model, "load_state_dict", state)


def talkative(student, rng):
    """一个参数固定的小模型：权重大，偏置是 0，前馈是 0，不同的 src 写出不同的词。"""
    model = small_transformer(student, layers=1)
    state = {name: torch.zeros_like(value) for name, value in student.invoke(model, "state_dict").items()}
    for name in sorted(state):
        drawn = name.endswith(("gamma", "embedding.weight", "output.weight"))
        if drawn or ("attention" in name and name.endswith("weight")):
            state[name] = 2 * normal(rng, *state[name].shape)
    student.invoke(model, "load_state_dict", state)
    return model


@exercise("greedy_decode", core=True)
def test_greedy_takes_the_best_word(student, rng):
    """五句一起写，每一步都取最后一个位置上分数最高的词，接在后面；先写出 eos 的行填 eos，别的行接着写。"""
    model, src = talkative(student, rng), torch.tensor(rng.integers(1, 11, size=(5, 4)))
    tgt = torch.full((5, 1), 2)
    for _ in range(6):
        best = logits(student, model, src, tgt)[:, -1].argmax(dim=-1)
        tgt = torch.cat([tgt, best[:, None]], dim=1)
    words = tgt[:, 1:].tolist()

    def lengths(eos):
        """每一行写到 eos 为止有几个词。"""
        return [row.index(eos) + 1 if eos in row else 6 for row in words]

    # eos：在各行里结束得最参差的那个词
    eos = max((word for word in range(13) if word != 2), key=lambda word: len(set(lengths(word))))
    expected = [row[:n] + [eos] * (max(lengths(eos)) - n) for row, n in zip(words, lengths(eos))]
    require_same(student.greedy_decode(model, src, 6, 2, eos), torch.tensor(expected), "返回值")


@exercise("greedy_decode", core=True)
def test_greedy_stops_at_eos(student):
    """第一个词就是 <eos> 时，只返回它：形状 (2, 1)，<eos> 算在内。"""
    model = small_transformer(student, layers=1)
    set_output(student, model, {3: 5.0})
    require_same(student.greedy_decode(model, SRC, 6, 2, 3), torch.full((2, 1), 3), "返回值")


@exercise("greedy_decode")
def test_greedy_stops_at_max_length(student):
    """一直不写 <eos> 时，写满 max_length = 6 个为止。"""
    model = small_transformer(student, layers=1)
    set_output(student, model, {9: 5.0})
    require_same(student.greedy_decode(model, SRC, 6, 2, 3), torch.full((2, 6), 9), "返回值")


@exercise("greedy_decode")
@pytest.mark.parametrize("training", [True, False])
def test_greedy_restores_the_mode(student, training):
    """model.training 进来时是什么，出去时还是什么。"""
    model = small_transformer(student, layers=1)
    student.invoke(model, "train", training)
    student.greedy_decode(model, SRC, 3, 2, 3)
    now = student.attribute(model, "training")
    kit.require(now is training, f"进来时 model.training 是 {training}，出去时是 {now}")
