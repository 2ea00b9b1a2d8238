"""第 11 章（一）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

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


# --- 文字变成数 -----------------------------------------------------------------------------------


def merges_of(student, text, size):
    """学生的合并表，每一对换成 tuple。"""
    found = student.train_bpe(text, size)
    found = kit.sequence(found, len(found), "合并表")
    return [tuple(int(i) for i in kit.sequence(pair, 2, "一对")) for pair in found]


@exercise("train_bpe", core=True)
def test_bpe_example(student):
    """文中的例子：“哈哈哈”合并三次，第三次是同样的两个，然后停下。"""
    found = merges_of(student, "哈哈哈", 1000)
    want = [(229, 147), (256, 136), (257, 257)]
    kit.require(found == want, f"得到 {found}，应当是 {want}")


@exercise("train_bpe")
def test_bpe_ties(student):
    """一样多的，取当前这一串里最先出现的。"""
    for text, want in (("ab cd ab cd", (97, 98)), ("zy ab zy ab", (122, 121))):
        found = merges_of(student, text, 257)
        kit.require(found == [want], f"{text!r} 得到 {found}，应当是 [{want}]")


@exercise("train_bpe")
def test_bpe_repeats(student):
    """数的时候 aaa 里的 aa 算两次，换的时候互不重叠。"""
    for text, want in (("aaaaaaaa", [(97, 97), (256, 256)]), ("aaabcbc", [(97, 97), (98, 99)])):
        found = merges_of(student, text, 300)
        kit.require(found == want, f"{text!r} 得到 {found}，应当是 {want}")


@exercise("train_bpe")
def test_bpe_size(student):
    """词表至多 vocab_size 个：合并 vocab_size − 256 次；一次也没有，是空的列表。"""
    text = "the cat sat on the mat, the cat sat on the hat"
    kit.require(len(merges_of(student, text, 260)) == 4, "vocab_size 是 260，应当合并 4 次")
    kit.require(merges_of(student, text, 256) == [], "vocab_size 是 256，不应当合并")
    kit.require(merges_of(student, "", 300) == [], "空的文字，不应当合并")
    kit.require(merges_of(student, "abc", 300) == [], "没有出现两次的，不应当合并")


@exercise("train_bpe")
def test_bpe_too_small(student):
    """vocab_size 小于 256 时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.train_bpe("abab", 255)


MERGES = [(98, 99), (97, 98), (257, 100)]


def ids_of(student, text, merges):
    """学生的编号。"""
    found = student.encode(text, merges)
    return [int(i) for i in kit.sequence(found, len(found), "编号")]


@exercise("encode", core=True)
def test_encode_example(student):
    """文中的例子：排得靠前的先合并。"""
    for text, want in (("abc", [97, 256]), ("abcabd", [97, 256, 258])):
        found = ids_of(student, text, MERGES)
        kit.require(found == want, f"{text!r} 得到 {found}，应当是 {want}")


@exercise("encode", core=True)
def test_encode_everywhere(student):
    """每一处都合并；“aaa”从左到右，互不重叠。"""
    found = ids_of(student, "abdxabdabd", MERGES)
    kit.require(found == [258, 120, 258, 258], f"得到 {found}，应当是 [258, 120, 258, 258]")
    found = ids_of(student, "aaaaa", [(97, 97)])
    kit.require(found == [256, 256, 97], f"得到 {found}，应当是 [256, 256, 97]")


@exercise("encode")
def test_encode_plain(student):
    """没有合并就是字节；空的文字是空的列表。"""
    kit.require(ids_of(student, "哈a", []) == [229, 147, 136, 97], "“哈a”应当是四个字节")
    kit.require(ids_of(student, "", MERGES) == [], "空的文字应当是空的列表")


HA = [(229, 147), (256, 136)]


@exercise("decode", core=True)
def test_decode_example(student):
    """文中的例子：词元展开到底；一个字分在两个词元里，也读得出。"""
    for ids, want in (([257, 33], "哈!"), ([256, 136], "哈"), ([], "")):
        found = student.decode(ids, HA)
        kit.require(found == want, f"{ids} 得到 {found!r}，应当是 {want!r}")


@exercise("decode")
def test_decode_broken(student):
    """不成字的字节换成“�”，不报错。"""
    found = student.decode([97, 256, 98], HA)
    kit.require(found == "a\ufffdb", f"得到 {found!r}，应当是 {'a' + chr(0xFFFD) + 'b'!r}")


@exercise("decode")
@pytest.mark.parametrize("number", [258, -1])
def test_decode_unknown(student, number):
    """表里没有的编号抛出 ValueError，负的也是。"""
    with kit.raises("ValueError"):
        student.decode([97, number], HA)


# --- 猜下一个 -------------------------------------------------------------------------------------


def batch_of(student, ids, block, batch, seed):
    """学生的 (x, y)，检查过类型和形状。"""
    found = student.get_batch(torch.tensor(ids), block, batch, np.random.default_rng(seed))
    x, y = kit.sequence(found, 2)
    kit.tensor(x, (batch, block), "i", "x")
    kit.tensor(y, (batch, block), "i", "y")
    return x, y


@exercise("get_batch", core=True)
def test_batch_example(student):
    """文中的例子：五个编号，block 是 4，只有一种截法。"""
    x, y = batch_of(student, range(10, 15), 4, 3, 0)
    kit.close(x, torch.tensor([[10, 11, 12, 13]] * 3), name="x")
    kit.close(y, torch.tensor([[11, 12, 13, 14]] * 3), name="y")


@exercise("get_batch", core=True)
def test_batch_starts(student):
    """起点 0 到 len − block − 1 都取得到，别的取不到；y 比 x 往后一格。"""
    x, y = batch_of(student, range(12), 5, 400, 0)
    kit.close(x - x[:, :1], torch.arange(5).expand(400, 5), name="x 减去它的第一列")
    kit.close(y, x + 1, name="y")
    starts = sorted({int(i) for i in x[:, 0]})
    kit.require(starts == list(range(7)), f"400 段里的起点有 {starts}，应当是 0 到 6")


@exercise("get_batch")
def test_batch_rng(student):
    """种子相同，截的就相同；换了种子就不同。"""
    found = [batch_of(student, range(1000), 3, 8, seed)[0] for seed in (0, 0, 1)]
    kit.close(found[0], found[1], name="同一个种子的 x")
    kit.require(not torch.equal(found[0], found[2]), "换了种子，截的没有变")


@exercise("get_batch")
def test_batch_short(student):
    """不到 block + 1 个编号，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.get_batch(torch.arange(4), 4, 2, np.random.default_rng(0))


# --- 网络 -----------------------------------------------------------------------------------------


def numbers(*shape, seed=0.0):
    """一些固定的数，有正有负。"""
    count = math.prod(shape)
    return (torch.arange(count).double() * 1.7 + seed).sin().reshape(shape)


def load(student, module, weights):
    """换成 float64 和给定的权重。"""
    student.invoke(module, "double")
    student.invoke(module, "load_state_dict", weights, strict=False)


def attention_weights(d, prefix=""):
    """固定的权重。"""
    return {
        f"{prefix}qkv.weight": numbers(3 * d, d),
        f"{prefix}qkv.bias": numbers(3 * d, seed=1.0),
        f"{prefix}proj.weight": numbers(d, d, seed=2.0),
        f"{prefix}proj.bias": numbers(d, seed=3.0),
    }


def attend(w, x, heads, prefix=""):
    """因果自注意力，一个头、一个位置地算。"""
    d = x.shape[-1]
    qkv = x @ w[f"{prefix}qkv.weight"].T + w[f"{prefix}qkv.bias"]
    q, k, v = qkv[..., :d], qkv[..., d : 2 * d], qkv[..., 2 * d :]
    out, size = torch.zeros_like(x), d // heads
    for head in range(heads):
        own = slice(head * size, (head + 1) * size)
        for i in range(x.shape[1]):
            scores = (k[:, : i + 1, own] * q[:, i : i + 1, own]).sum(-1) / size**0.5
            share = scores.softmax(-1)[..., None]
            out[:, i, own] = (share * v[:, : i + 1, own]).sum(1)
    return out @ w[f"{prefix}proj.weight"].T + w[f"{prefix}proj.bias"]


@exercise("CausalSelfAttention", core=True)
def test_attention_example(student):
    """文中的例子：第一个位置看自己，第二个一半一半。"""
    layer = student.CausalSelfAttention(2, 1, 4)
    qkv = torch.zeros(6, 2).double()
    qkv[4:] = torch.eye(2)
    weights = {"qkv.weight": qkv, "qkv.bias": torch.zeros(6).double()}
    weights |= {"proj.weight": torch.eye(2).double(), "proj.bias": torch.zeros(2).double()}
    load(student, layer, weights)
    out = student.invoke(layer, "__call__", torch.tensor([[[4.0, 0.0], [0.0, 2.0]]]).double())
    kit.close(out, torch.tensor([[[4.0, 0.0], [2.0, 1.0]]]).double())


@exercise("CausalSelfAttention", core=True)
def test_attention_numbers(student):
    """给定的权重，三个头：和一个头、一个位置地算出来的相同。"""
    layer, weights, x = student.CausalSelfAttention(6, 3, 7), attention_weights(6), numbers(2, 5, 6)
    load(student, layer, weights)
    kit.close(student.invoke(layer, "__call__", x), attend(weights, x, 3), rtol=1e-6)


@exercise("CausalSelfAttention")
def test_attention_one_position(student):
    """只有一个位置时，看的就是自己。"""
    layer, weights, x = student.CausalSelfAttention(4, 2, 3), attention_weights(4), numbers(3, 1, 4)
    load(student, layer, weights)
    kit.close(student.invoke(layer, "__call__", x), attend(weights, x, 2), rtol=1e-6)


def block_weights(d, prefix=""):
    """一个块固定的权重。"""
    weights = attention_weights(d, f"{prefix}attention.")
    for place, name in enumerate(("ln1", "ln2")):
        weights[f"{prefix}{name}.weight"] = 1 + 0.5 * numbers(d, seed=4.0 + place)
        weights[f"{prefix}{name}.bias"] = numbers(d, seed=6.0 + place)
    weights[f"{prefix}mlp.0.weight"] = numbers(4 * d, d, seed=8.0)
    weights[f"{prefix}mlp.0.bias"] = numbers(4 * d, seed=9.0)
    weights[f"{prefix}mlp.2.weight"] = numbers(d, 4 * d, seed=10.0)
    weights[f"{prefix}mlp.2.bias"] = numbers(d, seed=11.0)
    return weights


def norm(w, x, name):
    """层归一化。"""
    centred = x - x.mean(-1, keepdim=True)
    scaled = centred / (centred.square().mean(-1, keepdim=True) + 1e-5).sqrt()
    return scaled * w[f"{name}.weight"] + w[f"{name}.bias"]


def block_forward(w, x, heads, prefix=""):
    """一个块，GELU 取精确的。"""
    x = x + attend(w, norm(w, x, f"{prefix}ln1"), heads, f"{prefix}attention.")
    hidden = norm(w, x, f"{prefix}ln2") @ w[f"{prefix}mlp.0.weight"].T + w[f"{prefix}mlp.0.bias"]
    hidden = hidden * (1 + torch.erf(hidden / 2**0.5)) / 2
    return x + hidden @ w[f"{prefix}mlp.2.weight"].T + w[f"{prefix}mlp.2.bias"]


@exercise("Block", core=True)
def test_block_identity(student):
    """两个子层最后一层的权重和偏置是 0 时，输出就是输入。"""
    block, weights, x = student.Block(6, 3, 7), block_weights(6), numbers(2, 5, 6)
    for name in ("attention.proj.weight", "attention.proj.bias", "mlp.2.weight", "mlp.2.bias"):
        weights[name] = torch.zeros_like(weights[name])
    load(student, block, weights)
    kit.close(student.invoke(block, "__call__", x), x)


@exercise("Block", core=True)
def test_block_numbers(student):
    """给定的权重：和两个式子算出来的相同（GELU 的 tanh 近似也行）。"""
    block, weights, x = student.Block(6, 3, 7), block_weights(6), numbers(2, 5, 6)
    load(student, block, weights)
    kit.close(student.invoke(block, "__call__", x), block_forward(weights, x, 3), rtol=2e-3, atol=5e-3)


CONFIG = {"vocab": 11, "block": 7, "layers": 2, "heads": 3, "d_model": 6}


def gpt_weights(config):
    """整个 GPT 固定的权重。"""
    d, weights = config["d_model"], {}
    weights["tokens.weight"] = numbers(config["vocab"], d, seed=0.5)
    weights["positions.weight"] = numbers(config["block"], d, seed=1.5)
    for layer in range(config["layers"]):
        weights |= block_weights(d, f"blocks.{layer}.")
    weights["norm.weight"], weights["norm.bias"] = 1 + 0.5 * numbers(d, seed=2.5), numbers(d, seed=3.5)
    return weights


def gpt_forward(w, ids, config):
    """整个 GPT 的打分。"""
    x = w["tokens.weight"][ids] + w["positions.weight"][: ids.shape[1]]
    for layer in range(config["layers"]):
        x = block_forward(w, x, config["heads"], f"blocks.{layer}.")
    return norm(w, x, "norm") @ w["tokens.weight"].T


def built(student, config=CONFIG):
    """一个权重固定的 GPT。"""
    model, weights = student.GPT(dict(config)), gpt_weights(config)
    load(student, model, weights | {"head.weight": weights["tokens.weight"]})
    return model, weights


IDS = torch.tensor([[1, 4, 4, 0, 10], [7, 2, 9, 3, 5]])


@exercise("GPT", core=True)
def test_gpt_logits(student):
    """给定的权重：打分和一步步算出来的相同，没给 targets，损失是 None。"""
    model, weights = built(student)
    logits, loss = kit.sequence(student.invoke(model, "__call__", IDS), 2)
    kit.close(logits, gpt_forward(weights, IDS, CONFIG), rtol=2e-3, atol=2e-2, name="logits")
    kit.require(loss is None, "没给 targets，loss 应当是 None")


@exercise("GPT", core=True)
def test_gpt_loss(student):
    """损失是所有位置交叉熵的平均。"""
    model, weights = built(student)
    _, loss = kit.sequence(student.invoke(model, "__call__", IDS[:, :-1], IDS[:, 1:]), 2)
    logs = gpt_forward(weights, IDS[:, :-1], CONFIG).log_softmax(-1)
    want = -logs.gather(-1, IDS[:, 1:, None]).mean()
    kit.close(loss, want, rtol=2e-3, atol=1e-2, name="loss")


@exercise("GPT", core=True)
def test_gpt_tied(student):
    """训练一两步以后，打分用的还是词元表那个参数。"""
    model, _ = built(student)
    after, state = student.logits_after_training(model, IDS[:, :-1], IDS[:, 1:], 0.01)
    weights = {name: kit.tensor(value, name=name) for name, value in state.items()}
    want = gpt_forward(weights, IDS[:, :-1], CONFIG)
    kit.close(after, want, rtol=2e-3, atol=2e-2, name="训练以后的打分")


@exercise("GPT")
def test_gpt_long(student):
    """ids 比 block 长，抛出 ValueError。"""
    model, _ = built(student)
    with kit.raises("ValueError"):
        student.invoke(model, "__call__", torch.zeros(1, 8, dtype=torch.int64))


@exercise("GPT")
def test_gpt_first_loss(student):
    """刚造好时打分都很小：损失接近 ln(vocab)。"""
    config = {"vocab": 65, "block": 16, "layers": 2, "heads": 2, "d_model": 32}
    model = student.GPT(config)
    ids = torch.arange(17)[None] * 3
    _, loss = student.invoke(model, "__call__", ids[:, :-1], ids[:, 1:])
    loss = float(loss.detach())
    kit.require(abs(loss - math.log(65)) < 0.3, f"损失是 {loss:.2f}，应当接近 4.17")


@exercise("num_parameters", core=True)
def test_parameters_example(student):
    """文中的例子：94 个。"""
    config = {"vocab": 5, "block": 3, "layers": 1, "heads": 1, "d_model": 2}
    kit.close(student.num_parameters(config), 94)


@exercise("num_parameters")
@pytest.mark.parametrize(
    ("layers", "d", "want"),
    [(12, 768, 124_439_808), (24, 1024, 354_823_168), (36, 1280, 774_030_080), (48, 1600, 1_557_611_200)],
)
def test_parameters_paper(student, layers, d, want):
    """GPT-2 的四种大小。"""
    config = {"vocab": 50257, "block": 1024, "layers": layers, "heads": d // 64, "d_model": d}
    kit.close(student.num_parameters(config), want)


# --- 改进一步 -------------------------------------------------------------------------------------


@exercise("configure_optimizer", core=True)
def test_optimizer_groups(student):
    """两维以上的参数衰减，其余的不衰减，每个正好一次。"""
    config = {"vocab": 5, "block": 4, "layers": 1, "heads": 2, "d_model": 6}
    model = student.GPT(config)
    optimizer = student.configure_optimizer(model, 0.02, 0.3)
    groups, _ = student.describe_optimizer(optimizer, model)
    found = {}
    for names, decay, _, _ in groups:
        for name in names:
            kit.require(name not in found, f"{name} 出现了两次")
            found[name] = decay
    named = [name for name, _ in student.invoke(model, "named_parameters")]
    missing = sorted(set(named) - set(found))
    kit.require(not missing, f"优化器里没有 {missing}")
    for name in named:
        matrix = name.endswith("weight") and "ln" not in name and "norm" not in name
        kit.close(found[name], 0.3 if matrix else 0.0, name=f"{name} 的 weight_decay")


@exercise("configure_optimizer")
def test_optimizer_settings(student):
    """AdamW，lr 是给的，betas 是 (0.9, 0.95)。"""
    model = student.Bigram(torch.zeros(3, 3), 4)
    groups, adamw = student.describe_optimizer(student.configure_optimizer(model, 0.02, 0.3), model)
    kit.require(bool(adamw), "应当是 torch.optim.AdamW")
    for _, _, lr, betas in groups:
        kit.close(lr, 0.02, name="lr")
        kit.close(np.array(betas), np.array([0.9, 0.95]), name="betas")


def bigram_step(table, batches, lr):
    """(损失, 走一步以后的表)。"""
    leaf = table.clone().requires_grad_()
    logs = leaf.log_softmax(-1)
    x = torch.cat([x.flatten() for x, _ in batches])
    y = torch.cat([y.flatten() for _, y in batches])
    loss = -logs[x, y].mean()
    (gradient,) = torch.autograd.grad(loss, leaf)
    return loss.item(), table - lr * gradient


BATCHES = [
    (torch.tensor([[0, 1, 2], [3, 3, 0]]), torch.tensor([[1, 2, 3], [3, 0, 1]])),
    (torch.tensor([[2]]), torch.tensor([[2]])),
    (torch.tensor([[1, 1, 1, 1]]), torch.tensor([[0, 3, 3, 1]])),
]


def accumulated(student, batches, stale=0.0):
    """学生的 (损失, 走一步以后的表)，和应当的。"""
    table = numbers(4, 4)
    want = bigram_step(table, batches, 0.5)
    model = student.Bigram(table, 8)
    optimizer = student.plain_descent(model, 0.5, stale)
    loss = student.accumulate(model, batches, optimizer)
    after = dict(student.invoke(model, "state_dict"))["table"]
    return kit.scalar(loss, "损失"), after, *want


@exercise("accumulate", core=True)
def test_accumulate_unlike(student):
    """大小不同的三批：和放在一批里走的一步相同。"""
    loss, after, want, want_after = accumulated(student, BATCHES)
    kit.close(after, want_after, rtol=1e-6, name="走一步以后的权重")
    kit.close(loss, want, rtol=1e-6, name="损失")


@exercise("accumulate")
def test_accumulate_stale(student):
    """上一次留下的梯度没有混进来。"""
    _, after, _, want = accumulated(student, BATCHES[:1], 3.0)
    kit.close(after, want, rtol=1e-6, name="走一步以后的权重")


@exercise("accumulate")
def test_accumulate_loss(student):
    """返回的是走之前的损失，所有词元的平均。"""
    loss, _, want, _ = accumulated(student, BATCHES[1:])
    kit.close(loss, want, rtol=1e-6, name="损失")


def estimated(student, ids, block, training=True):
    """学生的 (损失, 收到的各段, 各次的模式, 返回时的模式) 和应当的损失。"""
    table = numbers(4, 4)
    logs, n = table.log_softmax(-1), (len(ids) - 1) // block * block
    want = -logs[ids[:n], ids[1 : n + 1]].mean().item()
    model = student.invoke(student.Bigram(table, 8), "train", training)
    loss = student.estimate_loss(model, ids, block)
    seen, modes = student.attribute(model, "seen"), student.attribute(model, "modes")
    return loss, seen, modes, student.attribute(model, "training"), want


LONG = torch.tensor([0, 1, 2, 3, 3, 2, 0, 1, 1])


@exercise("estimate_loss", core=True)
@pytest.mark.parametrize("length", [9, 8, 5])
def test_estimate_windows(student, length):
    """block 是 4：九个词元两窗，八个、五个只有一窗。"""
    loss, *_, want = estimated(student, LONG[:length], 4)
    kit.close(loss, want, rtol=1e-6)


@exercise("estimate_loss")
def test_estimate_many(student):
    """窗很多的时候，也是所有词元的平均。"""
    ids = (torch.arange(400) ** 2) % 7 % 4
    loss, *_, want = estimated(student, ids, 3)
    kit.close(loss, want, rtol=1e-6)


@exercise("estimate_loss")
@pytest.mark.parametrize("training", [True, False])
def test_estimate_mode(student, training):
    """量的时候是 eval 模式，返回时和原来相同。"""
    _, _, modes, after, _ = estimated(student, LONG, 4, training)
    kit.require(not any(modes), "量的时候没有换成 eval 模式")
    kit.require(after is training, "返回时模式变了")


# --- 写出来 ---------------------------------------------------------------------------------------

TURN = torch.eye(4).double()[[1, 2, 3, 0]]  # 0 后面是 1，1 后面是 2，……


def written(student, ids, n, *args, table=TURN, block=3, seed=0, training=True):
    """学生写出来的，检查过形状，和模型。"""
    model = student.invoke(student.Bigram(table, block), "train", training)
    out = student.generate(model, ids, n, *args, np.random.default_rng(seed))
    return kit.tensor(out, (len(ids), ids.shape[1] + n), "i"), model


@exercise("generate", core=True)
def test_generate_greedy(student):
    """温度 0 总取最高的；前面的照旧，前文比 block 长也行。"""
    out, _ = written(student, torch.tensor([[3, 3, 0, 1], [0, 1, 2, 3]]), 3, 0, None)
    kit.close(out, torch.tensor([[3, 3, 0, 1, 2, 3, 0], [0, 1, 2, 3, 0, 1, 2]]))


@exercise("generate")
def test_generate_context(student):
    """前文太长时，只把最后 block 个交给模型。"""
    _, model = written(student, torch.tensor([[3, 2, 1, 0, 1]]), 2, 0, None)
    seen = student.attribute(model, "seen")
    got = [[int(i) for i in row[0]] for row in seen]
    kit.require(got == [[1, 0, 1], [0, 1, 2]], f"交给模型的是 {got}，应当是 [[1, 0, 1], [0, 1, 2]]")


def shares(student, temperature, top_k, n=4000):
    """一个打分 ln 8、ln 4、ln 2、ln 2 的模型，抽出来的频率。"""
    table = torch.tensor([8.0, 4.0, 2.0, 2.0]).double().log().expand(4, 4)
    ids = torch.zeros(n, 1, dtype=torch.int64)
    out, _ = written(student, ids, 1, temperature, top_k, table=table)
    return np.bincount(out[:, 1].numpy(), minlength=4) / n


@exercise("generate")
@pytest.mark.parametrize(
    ("temperature", "top_k", "want"),
    [
        (1.0, None, [8 / 16, 4 / 16, 2 / 16, 2 / 16]),
        (0.5, None, [64 / 88, 16 / 88, 4 / 88, 4 / 88]),
        (1.0, 2, [2 / 3, 1 / 3, 0, 0]),
        (1.0, 1, [1, 0, 0, 0]),
        (1.0, 99, [8 / 16, 4 / 16, 2 / 16, 2 / 16]),
    ],
)
def test_generate_shares(student, temperature, top_k, want):
    """四千行各抽各的：频率接近温度和 top-k 该给的概率。"""
    kit.close(shares(student, temperature, top_k), np.array(want), rtol=0, atol=0.04, name="频率")


@exercise("generate")
def test_generate_rng(student):
    """种子相同，写的就相同；换了种子就不同。"""
    ids, table = torch.zeros(2, 1, dtype=torch.int64), torch.zeros(4, 4)
    found = [written(student, ids, 30, 1.0, None, table=table, seed=seed)[0] for seed in (0, 0, 1)]
    kit.close(found[0], found[1], name="同一个种子写的")
    kit.require(not torch.equal(found[0], found[2]), "换了种子，写的没有变")


@exercise("generate")
def test_generate_mode(student):
    """写的时候是 eval 模式，返回时和原来相同。"""
    for training in (True, False):
        _, model = written(student, torch.zeros(1, 1, dtype=torch.int64), 2, 1.0, None, training=training)
        kit.require(not any(student.attribute(model, "modes")), "写的时候没有换成 eval 模式")
        kit.require(student.attribute(model, "training") is training, "返回时模式变了")


PROBS = torch.tensor([0.15, 0.5, 0.05, 0.3]).double()
OUT = -math.inf


@exercise("top_p", core=True)
@pytest.mark.parametrize(
    ("p", "kept"),
    [(0.7, [1, 3]), (0.3, [1]), (0.6, [1, 3]), (0.9, [0, 1, 3]), (0.0, [1]), (0.97, [0, 1, 2, 3])],
)
def test_top_p_example(student, p, kept):
    """文中的概率：留下加起来刚够 p 的几个，打分不变，位置不变。"""
    logits = PROBS.log() + 2.0
    want = torch.tensor([float(logits[i]) if i in kept else OUT for i in range(4)]).double()
    kit.close(student.top_p(logits, p), want)


@exercise("top_p", core=True)
def test_top_p_rows(student):
    """每一行各管各的。"""
    rows = torch.stack([PROBS, PROBS.flip(0), torch.tensor([0.02, 0.9, 0.05, 0.03]).double()]).log()
    want = rows.clone()
    want[0, [0, 2]] = want[1, [1, 3]] = want[2, [0, 2, 3]] = OUT
    kit.close(student.top_p(rows[:, None], 0.7), want[:, None])


# --- 训练 -----------------------------------------------------------------------------------------

TINY = {"vocab": 5, "block": 4, "layers": 1, "heads": 2, "d_model": 8}


def watched(student, steps, lr, seed, length=60):
    """学生训练一本循环的书：(损失, 收到的, 梯度, 权重)。"""
    found = student.watch_training(dict(TINY), torch.arange(length) % 5, steps, lr, seed)
    return kit.sequence(found, 4, "watch_training")


@exercise("train_gpt", core=True)
def test_train_learns(student):
    """循环的书：损失从 ln 5 左右降下来，4 后面猜 0。"""
    model, losses = kit.sequence(student.train_gpt(dict(TINY), torch.arange(60) % 5, 80, 2e-2, 0), 2)
    losses = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, 80, "损失")]
    kit.require(abs(losses[0] - math.log(5)) < 0.3, f"第一步的损失是 {losses[0]:.2f}，应当接近 1.61")
    kit.require(losses[-1] < losses[0] / 2, f"最后的损失是 {losses[-1]:.2f}，没有降下来")
    logits, _ = student.invoke(model, "__call__", torch.tensor([[2, 3, 4]]))
    kit.close(logits.detach().argmax(-1), torch.tensor([[3, 4, 0]]), name="猜的下一个")


@exercise("train_gpt", core=True)
def test_train_windows(student):
    """每步 16 段，各步不同。"""
    _, seen, _, _ = watched(student, 6, 1e-3, 0)
    rows = sum(len(ids) for ids in seen)
    kit.require(rows == 6 * 16, f"6 步一共收到 {rows} 段，应当是 96 段")
    flat = torch.cat(list(seen))
    steps = [flat[16 * i : 16 * i + 16].tolist() for i in range(6)]
    kit.require(any(step != steps[0] for step in steps), "每一步截的都是同样几段")


@exercise("train_gpt")
def test_train_seed(student):
    """种子相同，权重就相同；种子不同，就不同。"""
    one, two, other = (watched(student, 4, 1e-3, seed)[3] for seed in (3, 3, 4))
    for name in one:
        kit.close(one[name], two[name], rtol=1e-5, name=name)
    kit.require(
        any(not torch.equal(one[name], other[name]) for name in one if name in other),
        "换了种子，权重没有变",
    )


@exercise("train_gpt")
def test_train_rate(student):
    """lr 极小时，权重几乎不动：两步和一步训练出来的一样。"""
    one, two = (watched(student, steps, 1e-9, 0)[3] for steps in (1, 3))
    for name in one:
        kit.close(two[name], one[name], rtol=0, atol=1e-6, name=name)


@exercise("train_gpt")
def test_train_gradients(student):
    """书只够截一段、lr 极小时，每一步的梯度都一样：梯度清过零。"""
    found = watched(student, 4, 1e-9, 0, length=5)[2]
    each = len(found) // 4
    kit.require(each >= 1 and len(found) == 4 * each, "没有每一步都反传")
    kit.close(found[-1], found[each - 1], rtol=1e-3, atol=1e-7, name="第 4 步的梯度")
