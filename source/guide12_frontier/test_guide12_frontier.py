"""第 12 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math

import numpy as np
import pytest
import torch

from autograder import kit

LOG3 = math.log(3)


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def doubles(values):
    """float64 的张量。"""
    return torch.tensor(values, dtype=torch.float64)


# --- LoRA -----------------------------------------------------------------------------------------


W, BIAS = torch.tensor([[1.0, 2.0, 0.5], [-1.0, 0.0, 3.0]]), torch.tensor([0.5, -0.25])
X = torch.tensor([[3.0, 1.0, -2.0], [0.0, 2.0, 1.0]])
PLAIN = X @ W.T + BIAS
A = torch.tensor([[1.0, -1.0, 0.5], [0.0, 2.0, 1.0]])
B = torch.tensor([[2.0, -1.0], [1.0, 0.5]])


def patched(student, alpha=3.0):
    """秩为 2 的补丁，A 和 B 换成固定的数；返回 (层, 应当的输出)。"""
    layer = student.LoRALinear(student.linear_of(W, BIAS), 2, alpha)
    for name, value in (("A", A), ("B", B)):
        parameter = kit.tensor(student.attribute(layer, name), value.shape, name=name)
        kit.require(parameter.requires_grad, f"{name} 应当要梯度")
    weights = student.invoke(layer, "state_dict")
    student.invoke(layer, "load_state_dict", {**weights, "A": A, "B": B})
    return layer, PLAIN + alpha / 2 * (X @ A.T @ B.T)


@exercise("LoRALinear", core=True)
def test_lora_output(student):
    """秩 2、alpha 3：输出是 W x + b + 3/2 · B(A x)。"""
    layer, want = patched(student)
    kit.close(layer(X), want)


@exercise("LoRALinear")
def test_lora_start(student):
    """刚装上时输出不变：B 全是 0，A 不是。"""
    layer = student.LoRALinear(student.linear_of(W, BIAS), 2, 3.0)
    kit.close(layer(X), PLAIN)
    kit.close(student.attribute(layer, "B"), torch.zeros(2, 2), name="B")
    a = kit.tensor(student.attribute(layer, "A"), (2, 3), name="A")
    kit.require(bool((a != 0).any()), "A 全是 0")


@exercise("LoRALinear")
def test_lora_learns(student):
    """要梯度的只有 A 和 B，合并以后也是。"""
    layer = student.LoRALinear(student.linear_of(W, BIAS), 2, 3.0)
    seen = []
    for merged in (False, True):
        if merged:
            student.invoke(layer, "merge")
        found = student.invoke(layer, "named_parameters")
        seen.append(sorted(name for name, p in found if p.requires_grad))
    for names, when in zip(seen, ("刚装上", "合并以后")):
        kit.require(names == ["A", "B"], f"{when}，要梯度的是 {names}")


@exercise("LoRALinear", core=True)
def test_lora_double(student):
    """linear 是 float64 的，A、B 和输出也是。"""
    layer = student.LoRALinear(student.linear_of(W.double(), BIAS.double()), 2, 3.0)
    for name in ("A", "B"):
        dtype = kit.tensor(student.attribute(layer, name), name=name).dtype
        kit.require(dtype is torch.float64, f"{name} 的 dtype 是 {dtype}，linear 的是 torch.float64")
    kit.close(layer(X.double()), PLAIN.double())


@exercise("LoRALinear")
def test_lora_merge(student):
    """合并以后输出不变，linear 自己的输出也是它。"""
    layer, want = patched(student)
    student.invoke(layer, "merge")
    kit.close(layer(X), want)
    kit.close(student.invoke(student.attribute(layer, "linear"), "__call__", X), want, name="linear 的输出")


@exercise("LoRALinear")
def test_lora_twice(student):
    """合并两次等于一次，取消两次也是。"""
    layer, want = patched(student)
    found = []
    for method in ("merge", "unmerge"):
        student.invoke(layer, method)
        student.invoke(layer, method)
        found.append(layer(X))
    alone = student.invoke(student.attribute(layer, "linear"), "__call__", X)
    kit.close(found[0], want, name="合并两次以后的输出")
    kit.close(alone, PLAIN, name="取消两次以后 linear 的输出")
    kit.close(found[1], want, name="取消两次以后的输出")


# --- 一块一块的注意力 -----------------------------------------------------------------------------


@exercise("online_softmax_attention", core=True)
def test_online_example(student):
    """文中的例子：打分 0、ln 3、ln 4，每块一个键。"""
    q, v = np.array([[1.0]]), np.array([[8.0], [0.0], [4.0]])
    k = np.log(np.array([[1.0], [3.0], [4.0]]))
    kit.close(student.online_softmax_attention(q, k, v, 1), [[3.0]])


@exercise("online_softmax_attention", core=True)
def test_online_blocks(student, rng):
    """随便一组数：块大、块小、最后一块不满，都和整张表一样。"""
    q, k, v = rng.normal(size=(3, 4)), rng.normal(size=(7, 4)), rng.normal(size=(7, 2))
    scores = np.exp(q @ k.T / 2)
    want = scores @ v / scores.sum(axis=1, keepdims=True)
    for block in (7, 20, 3, 1):
        kit.close(student.online_softmax_attention(q, k, v, block), want, atol=1e-10, name=f"block = {block}")


@exercise("online_softmax_attention")
def test_online_large(student):
    """打分大到 ±1e4：不溢出，没有警告。"""
    q, k = np.array([[1e4], [-1e4]]), np.array([[0.5], [1.0], [-1.0]])
    v = np.array([[1.0], [2.0], [3.0]])
    with student.strict_warnings():
        kit.close(student.online_softmax_attention(q, k, v, 1), [[2.0], [3.0]])


# --- 专家混合 -------------------------------------------------------------------------------------


def routed(student, logits, k, capacity, experts, weights):
    """比较 route 的两个结果。"""
    found = kit.sequence(student.route(logits, k, capacity), 2)
    kit.close(found[0], torch.tensor(experts), name="experts")
    kit.close(found[1], doubles(weights), name="weights")


@exercise("route", core=True)
def test_route_example(student):
    """文中的例子：平手编号小的在前，词 2 两个志愿都落空。"""
    logits = doubles([[3.0, 1.0], [3.0, 1.0], [1.0, 1.0]]).log()
    routed(student, logits, 2, 2, [[0, 1]] * 3, [[0.75, 0.25], [0.75, 0.25], [0.0, 0.0]])


@exercise("route")
def test_route_seats(student):
    """文中的例子：先坐所有的第一志愿。"""
    logits = doubles([[3.0, 1.0], [3.0, 1.0], [1.0, 3.0]]).log()
    want = [[0.75, 0.25], [0.75, 0.0], [0.75, 0.0]]
    routed(student, logits, 2, 2, [[0, 1], [0, 1], [1, 0]], want)


@exercise("route", core=True)
def test_route_softmax(student):
    """三个专家挑两个：softmax 只在挑中的两个上做。"""
    logits = doubles([[2.0, 4.0, 12.0], [3.0, 1.0, 1.0]]).log()
    routed(student, logits, 2, 5, [[2, 1], [0, 1]], [[0.75, 0.25], [0.75, 0.25]])


@exercise("route")
def test_route_many_ties(student):
    """四十个专家，分数只有两种：一样高的编号小的在前。"""
    logits = torch.zeros(2, 40, dtype=torch.float64)
    logits[1, 25:] = 1.0
    experts = [[0, 1, 2], [25, 26, 27]]
    routed(student, logits, 3, 2, experts, [[1 / 3] * 3] * 2)


@exercise("balance_loss", core=True)
def test_balance_example(student):
    """文中的例子：1.5。"""
    logits = doubles([[3.0, 1.0], [3.0, 1.0]]).log()
    kit.close(student.balance_loss(logits, torch.tensor([[0], [0]])), doubles(1.5))


@exercise("balance_loss")
def test_balance_even(student):
    """完全均匀时是 1；第二志愿不算。"""
    experts = torch.tensor([[0, 1], [1, 2], [2, 1]])
    kit.close(student.balance_loss(doubles(np.zeros((3, 3))), experts), doubles(1.0))


@exercise("balance_loss")
def test_balance_choices(student):
    """只数第一志愿；没有人请的专家也占一格。"""
    logits = doubles([[4.0, 1.0, 1.0, 2.0], [1.0, 5.0, 1.0, 1.0]]).log()
    want = 4 * (0.5 * (0.5 + 0.125) / 2 + 0.5 * (0.125 + 0.625) / 2)
    kit.close(student.balance_loss(logits, torch.tensor([[0, 3], [1, 0]])), doubles(want))


# --- 对比学习 -------------------------------------------------------------------------------------


@exercise("contrastive_loss", core=True)
def test_contrastive_example(student):
    """文中的例子：0.7532。"""
    a, b = doubles([[2.0, 0.0], [0.0, 1.0]]), doubles([[1.0, 0.0], [3.0, 0.0]])
    kit.close(student.contrastive_loss(a, b, 1.0), doubles(0.753204), rtol=1e-5)


@exercise("contrastive_loss")
def test_contrastive_temperature(student):
    """温度 0.5：打分翻一倍。"""
    a, b = doubles([[1.0, 0.0, 0.0], [0.0, 4.0, 0.0]]), doubles([[3.0, 0.0, 0.0], [0.0, 0.5, 0.0]])
    kit.close(student.contrastive_loss(a, b, 0.5), doubles(math.log(1 + math.exp(-2))))


@exercise("few_shot", core=True)
def test_few_shot_example(student):
    """文中的例子：标签 7 和 −1，一样近取小的。"""
    support, query = doubles([[0.0, 0.0], [2.0, 0.0], [5.0, 0.0]]), doubles([[3.0, 0.0], [2.5, 0.0]])
    kit.close(student.few_shot(support, torch.tensor([7, 7, -1]), query), torch.tensor([-1, 7]))


@exercise("few_shot")
def test_few_shot_far(student):
    """每类的例子不一样多，标签没有排好；长的原型不占便宜。"""
    support = doubles([[10.0, 0.0], [0.0, 1.0], [0.0, 1.5], [0.0, 0.5], [12.0, 0.0]])
    found = student.few_shot(support, torch.tensor([3, 20, 20, 20, 3]), doubles([[4.0, 1.0], [8.0, 1.0]]))
    kit.close(found, torch.tensor([20, 3]))


# --- 偏好 -----------------------------------------------------------------------------------------

LOGITS = doubles([[[0.25, 0.75], [0.5, 0.5], [0.9, 0.1]]]).log()
IDS = torch.tensor([[0, 1, 0]])


@exercise("answer_log_probability", core=True)
def test_answer_example(student):
    """文中的例子：ln 0.375。"""
    found = student.answer_log_probability(LOGITS, IDS, torch.tensor([1]))
    kit.close(found, doubles([math.log(0.375)]))


@exercise("answer_log_probability")
def test_answer_start(student):
    """提问的词不算：从 2 开始，只有 ln 0.5；从 3 开始，没有回答，是 0。"""
    for start, want in ((2, math.log(0.5)), (3, 0.0)):
        found = student.answer_log_probability(LOGITS, IDS, torch.tensor([start]))
        kit.close(found, doubles([want]), name=f"从 {start} 开始")


@exercise("answer_log_probability")
def test_answer_raw(student):
    """打分都加上同一个数，结果不变；两行各有各的开头。"""
    logits, ids = torch.cat([LOGITS, LOGITS]) + 5.0, torch.cat([IDS, 1 - IDS])
    found = student.answer_log_probability(logits, ids, torch.tensor([2, 1]))
    kit.close(found, doubles([math.log(0.5), math.log(0.125)]))


PAIR = [doubles([x]) for x in (-2.0, -3.0, -4.0, -3.0)]


@exercise("dpo_loss", core=True)
def test_dpo_example(student):
    """文中的例子：beta = 0.5，−ln σ(1)。"""
    kit.close(student.dpo_loss(*PAIR, beta=0.5), doubles(math.log(1 + math.exp(-1))))


@exercise("dpo_loss")
def test_dpo_references(student):
    """参考模型的两个数各有各的位置；默认 beta 是 0.1；两对取平均。"""
    numbers = [doubles(x) for x in ([-1.0, -2.0], [-4.0, -2.0], [-3.0, -2.0], [-1.0, -2.0])]
    want = (math.log(1 + math.exp(-0.5)) + math.log(2)) / 2
    kit.close(student.dpo_loss(*numbers), doubles(want))


@exercise("dpo_loss")
def test_dpo_large(student):
    """差到 ±1e4 也是有限的。"""
    for size, want in ((1e4, 0.0), (-1e4, 1e4)):
        found = student.dpo_loss(doubles([size]), *(doubles([0.0]) for _ in range(3)), beta=1.0)
        kit.close(found, doubles(want), name=f"差是 {size:g}")


@exercise("dpo_loss")
def test_dpo_gradient(student):
    """梯度到 chosen 和 rejected，不到参考模型。"""
    found = student.vjp("dpo_loss", (*PAIR, 0.5), doubles(1.0)).inputs
    slope = -0.5 / (1 + math.e)
    kit.gradient(found[0], doubles([slope]), name="对 chosen 的梯度")
    kit.gradient(found[1], doubles([-slope]), name="对 rejected 的梯度")
    kit.require(all(g is None or not g.any() for g in found[2:4]), "参考模型得到了梯度")


@exercise("group_advantages", core=True)
def test_advantages_example(student):
    """文中的例子。"""
    found = student.group_advantages(np.array([[1, 0, 0, 1], [3, 3, 3, 3]]))
    kit.close(found, [[1.0, -1.0, -1.0, 1.0], [0.0] * 4])


@exercise("group_advantages")
def test_advantages_groups(student):
    """每组和自己比：难题和容易的题，优势一样。"""
    found = student.group_advantages(np.array([[0.0, 0.0, 3.0], [10.0, 10.0, 10.5]]))
    kit.close(found, [[-math.sqrt(0.5), -math.sqrt(0.5), math.sqrt(2)]] * 2)


@exercise("group_advantages")
def test_advantages_rounding(student):
    """三个 0.1 也是全都一样。"""
    with student.strict_warnings():
        found = student.group_advantages(np.array([[0.1, 0.1, 0.1]]))
    kit.close(found, [[0.0, 0.0, 0.0]], atol=1e-6)


# --- 投机解码 -------------------------------------------------------------------------------------


def stepped(student, p, q, tokens, seed=0):
    """(tokens, accepted)，检查过形状。"""
    found = kit.sequence(student.speculative_step(p, q, tokens, np.random.default_rng(seed)), 2)
    kit.array(found[0], tokens.shape, "iu", "tokens")
    return found[0], kit.array(found[1], tokens.shape, "b", "accepted")


@exercise("speculative_step", core=True)
def test_speculative_sure(student):
    """p 只有一个词：说中了就收下，没说中就换成它。"""
    p, q = np.eye(3)[[0, 1, 2, 1]], np.full((4, 3), 1 / 3)
    new, accepted = stepped(student, p, q, np.array([0, 0, 1, 1]))
    kit.close(new, [0, 1, 2, 1], name="tokens")
    kit.require(accepted.tolist() == [True, False, False, True], f"accepted 是 {accepted.tolist()}")


@exercise("speculative_step")
def test_speculative_same(student, rng):
    """p 等于 q：都收下，没有 NaN，没有警告。"""
    p, tokens = np.full((50, 4), 0.25), rng.integers(4, size=50)
    with student.strict_warnings():
        new, accepted = stepped(student, p, p.copy(), tokens)
    kit.close(new, tokens, name="tokens")
    kit.require(bool(accepted.all()), "有的没有收下")


@exercise("speculative_step", core=True)
def test_speculative_distribution(student, rng):
    """抽两万次：写出来的词的频率就是 p，收下的比例是 Σ min(p, q)。"""
    p, q = np.array([0.5, 0.3, 0.15, 0.05, 0.0]), np.array([0.1, 0.25, 0.05, 0.4, 0.2])
    tokens = rng.choice(5, 20_000, p=q)
    new, accepted = stepped(student, *(np.tile(x, (20_000, 1)) for x in (p, q)), tokens)
    kit.close(accepted.mean(), 0.45, atol=0.02, name="收下的比例")
    kit.close(np.bincount(new, minlength=5) / 20_000, p, atol=0.02, name="频率")
    kit.require(bool((new == tokens)[accepted].all()), "收下的词变了")


# --- 检索、蒸馏 -----------------------------------------------------------------------------------

PETS = [["猫", "猫"], ["猫", "狗", "狗", "狗", "狗", "狗"]]


@exercise("bm25", core=True)
def test_bm25_example(student):
    """文中的例子：狗和猫。"""
    kit.close(student.bm25(["狗"], PETS, 1.0, 1.0), [0.0, math.log(2) * 10 / 6.5])
    idf = math.log(1.2)
    kit.close(student.bm25(["猫"], PETS, 1.0, 1.0), [idf * 4 / 2.5, idf * 2 / 2.5])


@exercise("bm25")
def test_bm25_query(student):
    """查询里写了两遍的词算两遍，没有的词是 0；空文档是 0，也算进平均长度。"""
    documents = [["a"], [], ["b", "c", "a", "d", "e"]]
    once = math.log(1 + 2.5 / 1.5)
    want = once * 2 / (1 + 5 / 2)
    kit.close(student.bm25(["b", "x", "b"], documents, 1.0, 1.0), [0.0, 0.0, 2 * want])


@exercise("bm25")
def test_bm25_empty(student):
    """没有文档，返回 (0,)；文档全是空的，都是 0，没有警告。"""
    with student.strict_warnings():
        kit.close(student.bm25(["a"], []), np.zeros(0))
        kit.close(student.bm25(["a"], [[], []]), [0.0, 0.0])


TEACHER = doubles([[9.0, 1.0]]).log()


@exercise("distillation_loss", core=True)
def test_distillation_example(student):
    """文中的例子：T = 2。"""
    kl = 0.75 * math.log(1.5) + 0.25 * math.log(0.5)
    kit.close(student.distillation_loss(doubles([[0.0, 0.0]]), TEACHER, 2.0), doubles(4 * kl))


@exercise("distillation_loss")
def test_distillation_batch(student):
    """两行取平均；与老师一样的那一行是 0。"""
    kl = 0.9 * math.log(1.8) + 0.1 * math.log(0.2)
    found = student.distillation_loss(torch.cat([TEACHER, doubles([[0.0, 0.0]])]), TEACHER.expand(2, 2), 1.0)
    kit.close(found, doubles(kl / 2))


@exercise("distillation_loss")
def test_distillation_student_softened(student):
    """学生也除以温度。"""
    s = doubles([[2 * LOG3, 0.0]])
    kl = 0.5 * math.log(0.5 / 0.75) + 0.5 * math.log(0.5 / 0.25)
    kit.close(student.distillation_loss(s, doubles([[1.0, 1.0]]), 2.0), doubles(4 * kl))


@exercise("distillation_loss")
def test_distillation_gradient(student):
    """对学生的梯度是 T·(s − p)/n；老师没有梯度。"""
    found = student.vjp("distillation_loss", (doubles([[0.0, 0.0]]), TEACHER, 2.0), doubles(1.0)).inputs
    kit.gradient(found[0], doubles([[-0.5, 0.5]]), name="对学生的梯度")
    kit.require(found[1] is None or not found[1].any(), "老师得到了梯度")


# --- 声音 -----------------------------------------------------------------------------------------


def quantized(student, x, codebooks, codes, near):
    """比较两个结果。"""
    found = kit.sequence(student.residual_quantize(x, codebooks), 2)
    kit.close(kit.array(found[0], None, "iu", "codes"), codes, name="codes")
    kit.close(found[1], near, name="approximation")


@exercise("residual_quantize", core=True)
def test_quantize_example(student):
    """文中的例子：编号 1、1，近似 6。"""
    quantized(student, np.array([[7.0]]), np.array([[[0.0], [10.0]], [[4.0], [-4.0]]]), [[1, 1]], [[6.0]])


@exercise("residual_quantize", core=True)
def test_quantize_rows(student):
    """两行两维三级：每行自己剩下的给下一级；一样近取小的编号。"""
    x = np.array([[5.0, 1.0], [-4.0, 2.0]])
    books = np.array([[[4.0, 0.0], [-4.0, 0.0]], [[0.0, 2.0], [2.0, 2.0]], [[1.0, -1.0], [-1.0, 1.0]]])
    before = x.copy()
    quantized(student, x, books, [[0, 0, 0], [1, 0, 0]], [[5.0, 1.0], [-3.0, 1.0]])
    kit.unchanged(x, before, "x")


def hann(size):
    """周期的 Hann 窗。"""
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)


def strengths(sound, size, hop):
    """每帧频谱的强弱。"""
    frames = np.lib.stride_tricks.sliding_window_view(sound, size)[::hop]
    return np.abs(np.fft.rfft(frames * hann(size)))


def chirp(samples):
    """一声从低到高、忽强忽弱的鸟叫。"""
    t = np.arange(samples) / 8000
    return np.sin(2 * np.pi * (300 * t + 900 * t**2)) * (1.1 + np.sin(40 * t))


@exercise("griffin_lim", core=True)
def test_griffin_shape(student):
    """长度是 (帧数 − 1)·hop + size，第一个采样是 0，没有 NaN，没有警告。"""
    with student.strict_warnings():
        found = student.griffin_lim(np.ones((5, 9)), 16, 4, 3, np.random.default_rng(0))
    sound = kit.array(found, (32,), "f")
    kit.require(bool(np.isfinite(sound).all()), "结果里有 NaN 或 Inf")
    kit.close(sound[0], 0.0, name="第一个采样")


@exercise("griffin_lim", core=True)
def test_griffin_rounds(student):
    """size 2、hop 1 用笔就算得出：走一圈以后，采样的大小是那一帧两个强弱的平均；一圈也不走时还不是。"""
    magnitude = np.array([[1.0, 3.0], [2.0, 0.5], [4.0, 2.0], [0.5, 1.5]])
    want = np.append(0.0, magnitude.mean(axis=1))
    found = [student.griffin_lim(magnitude, 2, 1, n, np.random.default_rng(2)) for n in (0, 1)]
    none, one = (np.abs(kit.array(sound, (5,), "f")) for sound in found)
    kit.close(one, want, name="走一圈以后采样的大小")
    kit.require(not np.allclose(none, want), "steps = 0 时已经走过一圈了")


@exercise("griffin_lim")
def test_griffin_single_frame(student):
    """只有一帧时走三十圈，中间几个频率的强弱就是给的那些。"""
    magnitude = np.zeros((1, 9))
    magnitude[0, 2:7] = [1.0, 3.0, 2.0, 4.0, 2.5]
    sound = kit.array(student.griffin_lim(magnitude, 16, 4, 30, np.random.default_rng(1)), (16,), "f")
    kit.close(strengths(sound, 16, 4)[:, 2:7], magnitude[:, 2:7], rtol=0.25, name="强弱")


@exercise("griffin_lim", core=True)
def test_griffin_fits(student):
    """一声鸟叫，60 圈以后误差不超过 0.2。"""
    magnitude = strengths(chirp(4032), 256, 64)
    sound = kit.array(student.griffin_lim(magnitude, 256, 64, 60, np.random.default_rng(0)), (4032,), "f")
    error = np.linalg.norm(strengths(sound, 256, 64) - magnitude) / np.linalg.norm(magnitude)
    kit.require(error <= 0.2, f"误差是 {error:.3f}")
