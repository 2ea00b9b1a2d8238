"""Hidden tests of day06.

Expected values are computed before the call that they are compared with: a student's function may change its
arguments, and must not change what it is measured against.  Where a test makes several calls it makes them
all before it compares anything: what a failed test has seen is what diagnosis tells misconceptions apart by.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit
from autograder.graders.day06 import reference as ref
from autograder.graders.day06.reference import Params

RNN_KEYS = ("wx", "wh", "b")
# (n, t, d, hidden): one row, one step, one unit, and otherwise different primes.
SIZES = [(1, 5, 3, 7), (3, 1, 5, 2), (5, 7, 3, 1), (2, 11, 1, 3)]
# Adam divides by the size of a gradient, which enlarges rounding where a gradient is close to 0.
TRAIN_RTOL, TRAIN_ATOL = 1e-4, 1e-5


def rnn_params(rng: np.random.Generator, d: int, hidden: int) -> Params:
    """Random weights and, unlike fresh ones, random biases."""
    return {
        "wx": rng.normal(scale=d**-0.5, size=(d, hidden)),
        "wh": rng.normal(scale=0.8 * hidden**-0.5, size=(hidden, hidden)),
        "b": rng.normal(scale=0.5, size=hidden),
    }


def gate_params(rng: np.random.Generator, d: int, hidden: int, gates: int) -> Params:
    """Random weights of an LSTM (4 gates, one bias) or a GRU (3 gates, two biases)."""
    biases = ("b",) if gates == 4 else ("bx", "bh")
    return {
        "wx": rng.normal(scale=0.7, size=(d, gates * hidden)),
        "wh": rng.normal(scale=0.7, size=(hidden, gates * hidden)),
        **{key: rng.normal(size=gates * hidden) for key in biases},
    }


def case(
    rng: np.random.Generator, n: int, t: int, d: int, hidden: int
) -> tuple[np.ndarray, np.ndarray, Params]:
    """A batch of sequences, an initial state other than 0, and parameters."""
    return rng.normal(size=(n, t, d)), rng.normal(size=(n, hidden)), rnn_params(rng, d, hidden)


def copied(arrays: Params) -> Params:
    """Copies of all arrays."""
    return {key: value.copy() for key, value in arrays.items()}


def close_by_parts(actual: Any, expected: np.ndarray, name: str = "返回值") -> None:
    """Compare a result that rests on the student's earlier functions, one of which may use float32."""
    kit.close(actual, expected, rtol=1e-5, atol=1e-5 * float(np.max(np.abs(expected), initial=0)), name=name)


# --- build_vocabulary -----------------------------------------------------------------------------


def check_vocabulary(actual: Any, expected: dict[str, int]) -> None:
    """Fail unless this is a dict with exactly these numbers."""
    kit.mapping(actual, tuple(expected))
    kit.require(len(actual) == len(expected), "字典里有多余的键")
    for key, number in expected.items():
        kit.close(actual[key], number, name="编号")
        kit.require(isinstance(actual[key], (int, np.integer)), "编号应当是整数")


def random_texts(rng: np.random.Generator, count: int) -> list[str]:
    """Texts over a few characters, so that many come again."""
    letters = list("春夏秋冬山水云雨风花月，。？ aB1")
    return ["".join(rng.choice(letters, size=int(rng.integers(1, 12)))) for _ in range(count)]


@pytest.mark.exercise("build_vocabulary", core=True)
def test_vocabulary_values(student, rng):
    """每个字按第一次出现的次序编号，从 2 开始，编号连续，重复的字只编一次。"""
    texts = random_texts(rng, 13)
    expected = ref.build_vocabulary(texts)
    check_vocabulary(student.build_vocabulary(texts), expected)


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_repeats(student):
    """同一个字在一条文本里、在几条文本里反复出现，编号仍是第一次的那个，不跳号。"""
    texts = ["甲甲乙", "乙甲丙", "丙丙丁"]
    expected = ref.build_vocabulary(texts)
    check_vocabulary(student.build_vocabulary(texts), expected)


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_every_character(student):
    """标点、字母、数字和各种空白都是字，在文本两头也一样；大小写不同就是不同的字。"""
    texts = ["A a，", "\n，！ 1 2 ", "b\tB", "　c"]
    expected = ref.build_vocabulary(texts)
    check_vocabulary(student.build_vocabulary(texts), expected)


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_keeps_texts(student):
    """texts 在调用之后保持原样。"""
    texts = ["甲乙", "", "丙甲"]
    result = student.build_vocabulary(texts)
    kit.unchanged(texts, ["甲乙", "", "丙甲"], "texts")
    check_vocabulary(result, {"甲": 2, "乙": 3, "丙": 4})


@pytest.mark.exercise("build_vocabulary")
def test_vocabulary_empty(student):
    """没有文本或全是空字符串时，得到空字典；空字符串夹在中间不影响编号。"""
    results = [student.build_vocabulary(texts) for texts in ([], [""], ["甲", "", "乙"])]
    for result, expected in zip(results, ({}, {}, {"甲": 2, "乙": 3})):
        check_vocabulary(result, expected)


# --- encode ---------------------------------------------------------------------------------------


@pytest.mark.exercise("encode", core=True)
def test_encode_values(student, rng):
    """字表里的字变成编号，右边补 0，长的截断，没见过的字是 1。"""
    texts = [*random_texts(rng, 11), "雪春雪", "月花风雨云水山冬秋夏春"]
    vocabulary = ref.build_vocabulary(texts[:7])
    want = ref.encode(texts, vocabulary, 7)
    kit.close(kit.array(student.encode(texts, vocabulary, 7), (13, 7), dtype="iu"), want)


@pytest.mark.exercise("encode")
def test_encode_unknown(student):
    """没见过的字占一个位置，写 1，不跳过也不报错。"""
    want = np.array([[1, 2, 1, 3, 0], [1, 1, 0, 0, 0]])
    kit.close(student.encode(["丁甲丁乙", "丁丁"], {"甲": 2, "乙": 3}, 5), want)


@pytest.mark.exercise("encode")
def test_encode_cut(student):
    """太长的文本留下前面的字，去掉后面的。"""
    want = np.array([[2, 3], [4, 3], [2, 0]])
    kit.close(student.encode(["甲乙丙", "丙乙甲甲甲", "甲"], {"甲": 2, "乙": 3, "丙": 4}, 2), want)


@pytest.mark.exercise("encode")
def test_encode_longer_than_all(student):
    """每行的长度总是 length，哪怕所有文本都比它短。"""
    want = np.array([[2, 0, 0, 0, 0, 0, 0], [1, 2, 0, 0, 0, 0, 0]])
    kit.close(student.encode(["甲", "乙甲"], {"甲": 2}, 7), want)


@pytest.mark.exercise("encode")
def test_encode_empty_text(student):
    """空的文本是一行 0。"""
    kit.close(student.encode(["", ""], {"甲": 2}, 3), np.zeros((2, 3)))


@pytest.mark.exercise("encode")
def test_encode_no_texts(student):
    """没有文本时形状是 (0, length)，仍是整数。"""
    kit.array(student.encode([], {"甲": 2}, 5), (0, 5), dtype="iu")


@pytest.mark.exercise("encode")
def test_encode_large_numbers(student):
    """字表有几万个字时，编号也不走样。"""
    vocabulary = {chr(0x4E00 + number): number for number in (2, 127, 128, 255, 256, 300, 40000)}
    vocabulary["甲"] = 70001
    texts = ["".join(vocabulary), "甲丙"]
    want = ref.encode(texts, vocabulary, 11)
    kit.close(student.encode(texts, vocabulary, 11), want)


@pytest.mark.exercise("encode")
def test_encode_long_texts(student, rng):
    """文本和 length 都可以有几百个字。"""
    texts = ["".join(rng.choice(list("春夏秋冬雪"), size=size)) for size in (300, 137, 5)]
    vocabulary = ref.build_vocabulary(["春夏秋冬"])
    wants = [ref.encode(texts, vocabulary, length) for length in (151, 293)]
    results = [student.encode(texts, vocabulary, length) for length in (151, 293)]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise("encode")
def test_encode_keeps_vocabulary(student):
    """遇到新字不把它加进字表：同一个新字在后面的文本里仍是 1，字表和文本都不变。"""
    vocabulary, texts = {"甲": 2}, ["乙甲", "乙丙"]
    first = student.encode(texts, vocabulary, 3)
    again = student.encode(["丙乙"], vocabulary, 3)
    kit.close(first, np.array([[1, 2, 0], [1, 1, 0]]))
    kit.close(again, np.array([[1, 1, 0]]))
    kit.unchanged(vocabulary, {"甲": 2}, "vocabulary")
    kit.unchanged(texts, ["乙甲", "乙丙"], "texts")


# --- rnn_cell_forward -------------------------------------------------------------------------------


@pytest.mark.exercise("rnn_cell_forward", core=True)
def test_cell_values(student, rng):
    """新状态是 tanh(x·wx + h·wh + b)，形状是 (n, hidden)。"""
    x_t, h, params = rng.normal(size=(5, 3)), rng.normal(size=(5, 7)), rnn_params(rng, 3, 7)
    want = ref.rnn_cell(x_t, h, params)
    kit.close(student.rnn_cell_forward(x_t, h, params), want)


@pytest.mark.exercise("rnn_cell_forward")
def test_cell_small_sizes(student, rng):
    """批里只有一行、只有一个输入或一个单元时也对。"""
    cases = [(1, 3, 5), (7, 1, 2), (2, 3, 1), (1, 1, 1)]
    inputs = [(rng.normal(size=(n, d)), rng.normal(size=(n, k)), rnn_params(rng, d, k)) for n, d, k in cases]
    wants = [ref.rnn_cell(*arguments) for arguments in inputs]
    results = [student.rnn_cell_forward(*arguments) for arguments in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise("rnn_cell_forward")
def test_cell_far_out(student, rng):
    """输入再大，结果也是有限的，在 −1 和 1 之间。"""
    params = {"wx": np.array([[1.0, -1.0]]), "wh": np.zeros((2, 2)), "b": np.array([0.5, -0.25])}
    x_t = np.array([[1000.0], [-1000.0], [0.5]])
    want = ref.rnn_cell(x_t, np.zeros((3, 2)), params)
    kit.close(student.rnn_cell_forward(x_t, np.zeros((3, 2)), params), want)


@pytest.mark.exercise("rnn_cell_forward")
def test_cell_keeps_inputs(student, rng):
    """x_t、h 和 params 在调用之后保持原样。"""
    x_t, h, params = rng.normal(size=(3, 5)), rng.normal(size=(3, 2)), rnn_params(rng, 5, 2)
    before = x_t.copy(), h.copy(), copied(params)
    student.rnn_cell_forward(x_t, h, params)
    kit.unchanged(x_t, before[0], "x_t")
    kit.unchanged(h, before[1], "h")
    kit.unchanged(params, before[2], "params")


# --- rnn_forward ------------------------------------------------------------------------------------


def states(student: Any, x: np.ndarray, h0: np.ndarray, params: Params) -> Any:
    """The states of the student's rnn_forward."""
    return kit.sequence(student.rnn_forward(x, h0, params), 2)[0]


@pytest.mark.exercise("rnn_forward", core=True)
def test_rnn_values(student, rng):
    """每一步都从前一步的状态出发，hs 里依次是每一步之后的状态。"""
    x, h0, params = case(rng, 5, 7, 3, 2)
    want = ref.rnn(x, h0, params)
    close_by_parts(states(student, x, h0, params), want, "hs")


@pytest.mark.exercise("rnn_forward")
@pytest.mark.parametrize("sizes", SIZES)
def test_rnn_sizes(student, rng, sizes):
    """一行、一步、一个单元都行；形状总是 (n, t, hidden)。"""
    x, h0, params = case(rng, *sizes)
    want = ref.rnn(x, h0, params)
    close_by_parts(states(student, x, h0, params), want, "hs")


@pytest.mark.exercise("rnn_forward")
def test_rnn_zero_start(student, rng):
    """h0 为 0 时也对。"""
    x, _, params = case(rng, 3, 5, 2, 7)
    h0 = np.zeros((3, 7))
    want = ref.rnn(x, h0, params)
    close_by_parts(states(student, x, h0, params), want, "hs")


@pytest.mark.exercise("rnn_forward")
def test_rnn_causal(student, rng):
    """后面的输入变了，前面的状态不变。"""
    x, h0, params = case(rng, 2, 7, 3, 5)
    later = x.copy()
    later[:, 4:] += 1.0
    want, changed = ref.rnn(x, h0, params), ref.rnn(later, h0, params)
    results = [states(student, value, h0, params) for value in (x, later)]
    for result, expected in zip(results, (want, changed)):
        close_by_parts(result, expected, "hs")


@pytest.mark.exercise("rnn_forward")
def test_rnn_keeps_inputs(student, rng):
    """x、h0 和 params 在调用之后保持原样。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    before = x.copy(), h0.copy(), copied(params)
    student.rnn_forward(x, h0, params)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(h0, before[1], "h0")
    kit.unchanged(params, before[2], "params")


# --- rnn_backward -----------------------------------------------------------------------------------


def backward(student: Any, x: np.ndarray, h0: np.ndarray, params: Params, dhs: np.ndarray) -> list[Any]:
    """(dx, dh0, grads) by the student, on the cache of the student's own forward pass, which is checked."""
    want = ref.rnn(x, h0, params)
    hs, cache = kit.sequence(student.rnn_forward(x, h0, params), 2)
    close_by_parts(hs, want, "rnn_forward 的 hs")
    return kit.sequence(student.rnn_backward(dhs, cache), 3)


def check_gradients(actual: list[Any], expected: tuple[np.ndarray, np.ndarray, Params]) -> None:
    """Compare dx, dh0 and the gradients of the parameters."""
    close_by_parts(actual[0], expected[0], "dx")
    close_by_parts(actual[1], expected[1], "dh0")
    kit.mapping(actual[2], RNN_KEYS, "grads")
    for key in RNN_KEYS:
        close_by_parts(actual[2][key], expected[2][key], f"grads[{key!r}]")


@pytest.mark.exercise("rnn_backward", core=True, weight=2)
def test_backward_values(student, rng):
    """每一步都有随机的上游梯度、h0 不为 0 时，五个梯度都与自动求导的结果一致。"""
    x, h0, params = case(rng, 5, 7, 3, 2)
    dhs = rng.normal(size=(5, 7, 2))
    want = ref.rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise("rnn_backward")
@pytest.mark.parametrize("sizes", SIZES)
def test_backward_sizes(student, rng, sizes):
    """一行、一步、一个单元都行；梯度的形状与原来的量相同。"""
    x, h0, params = case(rng, *sizes)
    dhs = rng.normal(size=(sizes[0], sizes[1], sizes[3]))
    want = ref.rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise("rnn_backward")
def test_backward_last_step_only(student, rng):
    """只有最后一步有上游梯度时，它也传到每一步的输入和 h0。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    dhs = np.zeros((3, 5, 7))
    dhs[:, -1] = rng.normal(size=(3, 7))
    want = ref.rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise("rnn_backward")
def test_backward_first_step_only(student, rng):
    """只有第一步有上游梯度时，后面各步的输入没有梯度。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    dhs = np.zeros((3, 5, 7))
    dhs[:, 0] = rng.normal(size=(3, 7))
    want = ref.rnn_gradients(x, h0, params, dhs)
    check_gradients(backward(student, x, h0, params, dhs), want)


@pytest.mark.exercise("rnn_backward")
def test_backward_twice(student, rng):
    """同一个 cache 用两次，另一个序列的前向夹在中间，结果仍然各是各的。"""
    first, second = case(rng, 2, 3, 5, 7), case(rng, 3, 5, 2, 3)
    upstream = rng.normal(size=(2, 3, 7))
    want = ref.rnn_gradients(*first, upstream)
    _, cache = kit.sequence(student.rnn_forward(*first), 2)
    student.rnn_forward(*second)
    results = [kit.sequence(student.rnn_backward(upstream.copy(), cache), 3) for _ in range(2)]
    for result in results:
        check_gradients(result, want)


@pytest.mark.exercise("rnn_backward")
def test_backward_keeps_inputs(student, rng):
    """dhs、x、h0 和 params 在调用之后保持原样。"""
    x, h0, params = case(rng, 3, 5, 2, 7)
    dhs = rng.normal(size=(3, 5, 7))
    before = dhs.copy(), x.copy(), h0.copy(), copied(params)
    backward(student, x, h0, params, dhs)
    for name, now, old in zip(("dhs", "x", "h0"), (dhs, x, h0), before):
        kit.unchanged(now, old, name)
    kit.unchanged(params, before[3], "params")


# --- clip_gradients -----------------------------------------------------------------------------------


def gradients(rng: np.random.Generator) -> Params:
    """Arrays of one, two and three axes and of different size."""
    return {
        "wx": rng.normal(size=(3, 5)),
        "b": 4 * rng.normal(size=7),
        "embedding": 0.3 * rng.normal(size=(2, 3, 2)),
    }


def clip(student: Any, grads: Params, max_norm: float) -> tuple[Any, Params]:
    """The returned norm and the clipped arrays: those that were passed, whatever the dict holds afterwards."""
    arrays = copied(grads)
    return student.clip_gradients(dict(arrays), max_norm), arrays


def check_clipped(result: tuple[Any, Params], grads: Params, max_norm: float) -> None:
    """Compare the returned norm and every array."""
    norm = ref.norm(grads)
    factor = min(1.0, max_norm / norm) if norm else 1.0
    kit.close(result[0], norm, rtol=1e-5, name="返回的范数")
    for key, value in grads.items():
        kit.close(result[1][key], factor * value, rtol=1e-5, atol=1e-7, name=f"grads[{key!r}]")


@pytest.mark.exercise("clip_gradients", core=True)
def test_clip_values(student, rng):
    """总范数超过 max_norm 时，所有数组原地乘同一个数，总范数正好缩到 max_norm；返回缩小之前的范数。"""
    grads = gradients(rng)
    check_clipped(clip(student, grads, 1.5), grads, 1.5)


@pytest.mark.exercise("clip_gradients")
def test_clip_not_needed(student, rng):
    """总范数不超过 max_norm 时，梯度一点不变，返回值仍是范数。"""
    grads = gradients(rng)
    limit = 3.0 * ref.norm(grads)
    check_clipped(clip(student, grads, limit), grads, limit)


@pytest.mark.exercise("clip_gradients")
def test_clip_total_counts(student):
    """看的是全部数组合起来的范数：每个数组都没超过，合起来超过了，也要缩。"""
    grads = {"a": np.array([3.0, 0.0]), "b": np.array([[0.0], [-4.0]]), "c": np.array([12.0])}
    check_clipped(clip(student, grads, 12.5), grads, 12.5)


@pytest.mark.exercise("clip_gradients")
def test_clip_zero_and_equal(student):
    """梯度全是 0 时返回 0，不产生 NaN；范数正好等于 max_norm 时不变。"""
    zeros, exact = {"a": np.zeros(3)}, {"a": np.array([3.0]), "b": np.array([-4.0])}
    results = clip(student, zeros, 1.0), clip(student, exact, 5.0)
    check_clipped(results[0], zeros, 1.0)
    check_clipped(results[1], exact, 5.0)


@pytest.mark.exercise("clip_gradients")
def test_clip_one_array(student, rng):
    """字典里只有一个数组时也对，键叫什么都行。"""
    grads = {"任意的键": 5 * rng.normal(size=(2, 7))}
    check_clipped(clip(student, grads, 0.25), grads, 0.25)


# --- lstm_cell_forward --------------------------------------------------------------------------------


def lstm(student: Any, *arguments: Any) -> list[Any]:
    """(h, c) by the student."""
    return kit.sequence(student.lstm_cell_forward(*arguments), 2)


def lstm_case(rng: np.random.Generator, n: int, d: int, hidden: int) -> tuple[Any, ...]:
    """Arguments of one step with states other than 0."""
    x_t, h, c = rng.normal(size=(n, d)), rng.normal(size=(n, hidden)), 2 * rng.normal(size=(n, hidden))
    return x_t, h, c, gate_params(rng, d, hidden, 4)


@pytest.mark.exercise("lstm_cell_forward", core=True)
def test_lstm_values(student, rng):
    """h 和 c 与 PyTorch 的 LSTMCell 一致（门的次序 i、f、g、o）。"""
    arguments = lstm_case(rng, 5, 3, 7)
    want_h, want_c = ref.lstm_cell(*arguments)
    h, c = lstm(student, *arguments)
    kit.close(h, want_h, name="h_next")
    kit.close(c, want_c, name="c_next")


@pytest.mark.exercise("lstm_cell_forward")
@pytest.mark.parametrize("sizes", [(1, 3, 5), (7, 1, 2), (3, 5, 1)])
def test_lstm_sizes(student, rng, sizes):
    """批里只有一行、只有一个输入或一个单元时也对。"""
    arguments = lstm_case(rng, *sizes)
    want_h, want_c = ref.lstm_cell(*arguments)
    h, c = lstm(student, *arguments)
    kit.close(h, want_h, name="h_next")
    kit.close(c, want_c, name="c_next")


@pytest.mark.exercise("lstm_cell_forward")
def test_lstm_each_gate(student, rng):
    """只推开一个门、别的门半开时，四段各管各的事。"""
    cases = []
    for gate in range(4):
        x_t, h, c, params = lstm_case(rng, 3, 2, 5)
        params = {key: 0.1 * value for key, value in params.items()}
        params["b"][gate * 5 : (gate + 1) * 5] += 3.0
        cases.append((x_t, h, c, params))
    wants = [ref.lstm_cell(*arguments) for arguments in cases]
    results = [lstm(student, *arguments) for arguments in cases]
    for (h, c), (want_h, want_c) in zip(results, wants):
        kit.close(h, want_h, name="h_next")
        kit.close(c, want_c, name="c_next")


@pytest.mark.exercise("lstm_cell_forward")
def test_lstm_keeps_inputs(student, rng):
    """x_t、h、c 和 params 在调用之后保持原样：旧的记忆不能被改掉。"""
    x_t, h, c, params = lstm_case(rng, 3, 2, 5)
    before = x_t.copy(), h.copy(), c.copy(), copied(params)
    lstm(student, x_t, h, c, params)
    for name, now, old in zip(("x_t", "h", "c"), (x_t, h, c), before):
        kit.unchanged(now, old, name)
    kit.unchanged(params, before[3], "params")


# --- gru_cell_forward ---------------------------------------------------------------------------------


def gru_case(rng: np.random.Generator, n: int, d: int, hidden: int) -> tuple[Any, ...]:
    """Arguments of one step with a state other than 0 and two different biases."""
    return rng.normal(size=(n, d)), rng.normal(size=(n, hidden)), gate_params(rng, d, hidden, 3)


@pytest.mark.exercise("gru_cell_forward", core=True)
def test_gru_values(student, rng):
    """新状态与 PyTorch 的 GRUCell 一致（次序 r、z、n，两份偏置）。"""
    arguments = gru_case(rng, 5, 3, 7)
    want = ref.gru_cell(*arguments)
    kit.close(student.gru_cell_forward(*arguments), want)


@pytest.mark.exercise("gru_cell_forward")
@pytest.mark.parametrize("sizes", [(1, 3, 5), (7, 1, 2), (3, 5, 1)])
def test_gru_sizes(student, rng, sizes):
    """批里只有一行、只有一个输入或一个单元时也对。"""
    arguments = gru_case(rng, *sizes)
    want = ref.gru_cell(*arguments)
    kit.close(student.gru_cell_forward(*arguments), want)


@pytest.mark.exercise("gru_cell_forward")
def test_gru_each_gate(student, rng):
    """只推开一个门时，三段各管各的事。"""
    cases = []
    for gate in range(3):
        x_t, h, params = gru_case(rng, 3, 2, 5)
        params = {key: 0.1 * value for key, value in params.items()}
        params["bx"][gate * 5 : (gate + 1) * 5] += 3.0
        cases.append((x_t, h, params))
    wants = [ref.gru_cell(*arguments) for arguments in cases]
    results = [student.gru_cell_forward(*arguments) for arguments in cases]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise("gru_cell_forward")
def test_gru_reset_covers_bias(student, rng):
    """重置门也乘在 bh 的第三段上：只有 bh 不为 0 时也对。"""
    x_t, h, params = gru_case(rng, 3, 2, 5)
    params = {key: np.zeros_like(value) if key != "bh" else value for key, value in params.items()}
    want = ref.gru_cell(x_t, h, params)
    kit.close(student.gru_cell_forward(x_t, h, params), want)


@pytest.mark.exercise("gru_cell_forward")
def test_gru_keeps_inputs(student, rng):
    """x_t、h 和 params 在调用之后保持原样。"""
    x_t, h, params = gru_case(rng, 3, 2, 5)
    before = x_t.copy(), h.copy(), copied(params)
    student.gru_cell_forward(x_t, h, params)
    kit.unchanged(x_t, before[0], "x_t")
    kit.unchanged(h, before[1], "h")
    kit.unchanged(params, before[2], "params")


# --- last_valid ---------------------------------------------------------------------------------------


@pytest.mark.exercise("last_valid", core=True)
def test_last_valid_values(student, rng):
    """第 i 行取的是第 lengths[i] 步的状态（从 1 数起），形状是 (n, hidden)。"""
    hs, lengths = rng.normal(size=(7, 5, 3)), np.array([2, 5, 1, 3, 4, 2, 3])
    want = ref.last_valid(hs, lengths)
    kit.close(student.last_valid(hs, lengths), want)


@pytest.mark.exercise("last_valid")
def test_last_valid_extremes(student, rng):
    """长度是 1 和长度是 t 的行也对。"""
    hs, lengths = rng.normal(size=(4, 7, 2)), np.array([1, 7, 7, 1])
    want = ref.last_valid(hs, lengths)
    kit.close(student.last_valid(hs, lengths), want)


@pytest.mark.exercise("last_valid")
def test_last_valid_small_sizes(student, rng):
    """只有一行、只有一步或只有一个单元时，形状也是 (n, hidden)。"""
    cases = [((1, 5, 3), [2]), ((3, 1, 2), [1, 1, 1]), ((2, 5, 1), [4, 2]), ((1, 3, 1), [2])]
    inputs = [(rng.normal(size=shape), np.array(lengths)) for shape, lengths in cases]
    wants = [ref.last_valid(*arguments) for arguments in inputs]
    results = [student.last_valid(*arguments) for arguments in inputs]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise("last_valid")
def test_last_valid_zeros_inside(student, rng):
    """状态里恰好有 0 也照样按 lengths 取，与数值无关；句长之外是什么也无关。"""
    hs, lengths = rng.normal(size=(3, 5, 2)), np.array([2, 4, 3])
    hs[0, 1] = 0.0
    hs[1, 4], hs[2, 3:] = 1e6, 0.0
    want = ref.last_valid(hs, lengths)
    kit.close(student.last_valid(hs, lengths), want)


@pytest.mark.exercise("last_valid")
def test_last_valid_keeps_inputs(student, rng):
    """hs 和 lengths 在调用之后保持原样；lengths 可以是 int32。"""
    hs, lengths = rng.normal(size=(3, 5, 2)), np.array([2, 5, 3], dtype=np.int32)
    before, want = (hs.copy(), lengths.copy()), ref.last_valid(hs, lengths)
    result = student.last_valid(hs, lengths)
    kit.unchanged(hs, before[0], "hs")
    kit.unchanged(lengths, before[1], "lengths")
    kit.close(result, want)


# --- train_sentiment ----------------------------------------------------------------------------------


def model_params(rng: np.random.Generator, words: int, d: int, hidden: int) -> Params:
    """Parameters with which a gradient is nowhere 0 by symmetry."""
    return {
        "embedding": rng.normal(scale=0.5, size=(words, d)),
        **rnn_params(rng, d, hidden),
        "w_out": rng.normal(scale=hidden**-0.5, size=(hidden, 1)),
        "b_out": rng.normal(scale=0.1, size=1),
    }


def sentences(
    rng: np.random.Generator, n: int, t: int, words: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ids from 1 to words − 3 with padding 0, lengths, and labels without any meaning but of both kinds."""
    lengths = rng.integers(1, t + 1, n)
    x = rng.integers(1, words - 2, size=(n, t))
    x[np.arange(t) >= lengths[:, None]] = 0
    return x, lengths, rng.permutation(np.arange(n) % 2)


def seeded(seed: int) -> np.random.Generator:
    """The generator that a student's function gets."""
    return np.random.default_rng(seed)


def train(
    student: Any, data: tuple[np.ndarray, ...], params: Params, epochs: int, lr: float, seed: int = 0
) -> tuple[Params, list[float]]:
    """The trained copies of ``params``, and the history as a list of numbers."""
    arrays = copied(params)
    history = student.train_sentiment(*data, dict(arrays), epochs, lr, seeded(seed))
    if isinstance(history, np.ndarray):
        history = list(kit.array(history, (epochs,), name="history"))
    return arrays, [kit.scalar(value, "history 的一项") for value in kit.sequence(history, epochs, "history")]


def check_trained(actual: Params, expected: Params) -> None:
    """Compare all parameters after training."""
    for key in expected:
        kit.close(actual[key], expected[key], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name=f"params[{key!r}]")


def ordered(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sentences of 3 to 7 characters; good if id 2 comes before id 3, whatever stands between them."""
    y, lengths = rng.integers(0, 2, n), rng.integers(3, 8, n)
    x = np.zeros((n, 9), dtype=np.int64)
    for row, length, label in zip(x, lengths, y):
        row[:length] = rng.integers(4, 7, length)
        first, second = np.sort(rng.choice(length, size=2, replace=False))
        row[first], row[second] = (2, 3) if label else (3, 2)
    return x, lengths, y


@pytest.mark.exercise("train_sentiment", core=True, weight=2, seconds=20)
def test_train_learns_order(student, rng):
    """只有字的次序能决定好坏时也学得会：训练之后，没见过的句子判断正确，损失明显下降。"""
    data, fresh = ordered(rng, 160), ordered(rng, 101)
    params, losses = train(student, data, model_params(rng, 7, 5, 11), epochs=20, lr=0.02)
    accuracy = np.mean((ref.scores(fresh[0], fresh[1], params) > 0) == fresh[2])
    kit.require(accuracy > 0.9, "训练之后在没见过的句子上正确率太低")
    kit.require(losses[-1] < 0.4 * losses[0], "损失没有明显下降")


@pytest.mark.exercise("train_sentiment", weight=2, seconds=20)
def test_train_whole_batch(student, rng):
    """句子不足一批时，每一轮正好走一步 Adam：更新后的参数与逐步算出来的一致。"""
    data, params = sentences(rng, 7, 5, 11), model_params(rng, 11, 3, 5)
    expected, _ = ref.train(*data, params, [np.arange(7)] * 4, lr=0.03)
    check_trained(train(student, data, params, 4, 0.03)[0], expected)


def same_sentences(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """70 times one sentence: in whatever order they come, the batches of 32, 32 and 6 are the same."""
    x, lengths, _ = sentences(rng, 1, 5, 11)
    return np.repeat(x, 70, axis=0), np.repeat(lengths, 70), np.ones(70, dtype=np.int64)


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_batches(student, rng):
    """每批 32 句，最后一批不足也用，梯度是一批的平均，Adam 的状态从头用到尾：几批大小不同时参数也与逐步算出来的一致。"""
    data, params = same_sentences(rng), model_params(rng, 11, 3, 5)
    expected, _ = ref.train(*data, params, [np.arange(1)] * 6, lr=0.05)
    check_trained(train(student, data, params, 2, 0.05)[0], expected)


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_history_weighs_sentences(student, rng):
    """几批大小不同时，history 里每一句一样重，不是每一批一样重。"""
    data, params = same_sentences(rng), model_params(rng, 11, 3, 5)
    x, lengths, y = data
    expected, losses = ref.train(*data, params, [np.arange(1)] * 6, lr=0.1)
    losses.append(ref.loss(x[:1], lengths[:1], y[:1], expected))
    during = [np.dot(losses[start : start + 3], [32, 32, 6]) / 70 for start in (0, 3)]
    _, history = train(student, data, params, 2, 0.1)
    matches = any(np.allclose(history, mean, rtol=1e-3) for mean in (during, losses[3::3]))
    kit.require(matches, "history 与每一轮全部句子的平均损失不同：损失的平均不对，或者训练的每一步不对")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_clips(student, rng):
    """梯度的总范数大于 5 时裁到 5，小于 5 时不动。"""
    data, params = sentences(rng, 7, 5, 11), model_params(rng, 11, 3, 5)
    cases = []
    for scale, lr in ((60.0, 0.003), (300.0, 0.002)):
        # The same states, but a large gradient by wx; by how much it is clipped differs from step to step.
        scaled = {**params, "embedding": scale * params["embedding"], "wx": params["wx"] / scale}
        cases.append((scaled, lr, ref.train(*data, scaled, [np.arange(7)] * 6, lr=lr)[0]))
    results = [train(student, data, scaled, 6, lr)[0] for scaled, lr, _ in cases]
    for result, (_, _, expected) in zip(results, cases):
        check_trained(result, expected)


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_shuffles_each_epoch(student, rng):
    """每轮重新打乱，每句恰好用一次：落单在最后一批的，两轮里不总是同一句。"""
    # Each sentence is a character of its own, so its row moves only when the sentence is used.  A row that was used in
    # the small batch of an epoch moves by another amount than the rows of those that were in the large one.
    n = 33
    data = np.arange(2, n + 2)[:, None], np.ones(n, dtype=np.int64), np.ones(n, dtype=np.int64)
    params = model_params(rng, n + 2, 3, 5)
    most = 0
    for seed in range(4):
        after, _ = train(student, data, params, 2, 1e-3, seed)
        moved = np.abs(after["embedding"] - params["embedding"])[2:].max(axis=1) / 1e-3
        kit.require(bool(moved.any()), "embedding 没有被更新")
        kit.require(bool((moved > 0.1).all()), "有的句子没有用到：那些字在 embedding 里的行几乎没有动")
        most = max(most, int(np.sum(np.abs(moved - np.median(moved)) > 0.05)))
    kit.require(most > 1, "两轮里落单的总是同一句，像是只打乱了一次")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_repeated_characters(student, rng):
    """一个字在一句话里、在几句话里反复出现，它那一行的梯度是各处之和。"""
    x = np.array([[2, 2, 2, 3, 2], [3, 2, 3, 0, 0], [2, 3, 3, 3, 0]])
    data, params = (x, np.array([5, 3, 4]), np.array([1, 0, 0])), model_params(rng, 5, 3, 2)
    expected, _ = ref.train(*data, params, [np.arange(3)] * 3, lr=0.05)
    check_trained(train(student, data, params, 3, 0.05)[0], expected)


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_one_sentence(student, rng):
    """只有一句话时也能训练。"""
    data, params = sentences(rng, 1, 7, 11), model_params(rng, 11, 3, 5)
    expected, _ = ref.train(*data, params, [np.arange(1)] * 2, lr=0.03)
    check_trained(train(student, data, params, 2, 0.03)[0], expected)


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_ignores_padding(student, rng):
    """句长之外的编号换成什么，训练出的参数和损失都一样。"""
    x, lengths, y = sentences(rng, 13, 7, 11)
    noisy = np.where(np.arange(7) >= lengths[:, None], rng.integers(1, 11, x.shape), x)
    params = model_params(rng, 11, 3, 5)
    (clean, losses), (other, noisy_losses) = (
        train(student, (ids, lengths, y), params, 3, 0.03) for ids in (x, noisy)
    )
    for key in params:
        kit.close(other[key], clean[key], rtol=TRAIN_RTOL, atol=TRAIN_ATOL, name=f"params[{key!r}]")
    kit.close(np.array(noisy_losses), np.array(losses), rtol=TRAIN_RTOL, name="history")
    kit.require(not np.array_equal(clean["embedding"], params["embedding"]), "embedding 没有被更新")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_unused_rows_stay(student, rng):
    """没有出现过的字和填充的 0，它们在 embedding 里的行不变。"""
    data, params = sentences(rng, 11, 5, 13), model_params(rng, 13, 3, 5)
    rows = [0, 11, 12]
    before = params["embedding"][rows].copy()
    after = train(student, data, params, 3, 0.05)[0]["embedding"]
    kit.close(after[rows], before, name="没有用到的行")
    kit.require(not np.array_equal(after, params["embedding"]), "用到的行没有被更新")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_history_is_mean_loss(student, rng):
    """history 的每一项是全部句子的平均损失（学习率为 0 时每一轮都一样，参数也不变）。"""
    data, params = sentences(rng, 37, 5, 11), model_params(rng, 11, 3, 5)
    expected = ref.loss(*data, params)
    after, losses = train(student, data, params, 3, 0.0)
    kit.unchanged(after, params, "params")
    kit.close(np.array(losses), np.full(3, expected), rtol=1e-3, name="history")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_history_of_one_batch(student, rng):
    """只有一批时，history 是这一步之前（或之后）的平均损失。"""
    data, params = sentences(rng, 7, 5, 11), model_params(rng, 11, 3, 5)
    expected, before = ref.train(*data, params, [np.arange(7)] * 4, lr=0.03)
    after = [*before[1:], ref.loss(*data, expected)]
    _, losses = train(student, data, params, 4, 0.03)
    matches = any(np.allclose(losses, mean, rtol=1e-3) for mean in (before, after))
    kit.require(matches, "history 与每一轮的平均损失不同：记下的损失不对，或者训练的每一步不对")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_uses_rng(student, rng):
    """打乱用的是 rng：种子相同则结果相同，种子不同则结果不同。"""
    data, params = sentences(rng, 80, 5, 11), model_params(rng, 11, 3, 5)
    first, again, other = (train(student, data, params, 2, 0.03, seed)[0] for seed in (1, 1, 2))
    check_trained(again, first)
    kit.require(not np.allclose(first["wx"], other["wx"], rtol=1e-6), "种子不同，结果应当不同")


@pytest.mark.exercise("train_sentiment", seconds=20)
def test_train_keeps_data(student, rng):
    """传进去的 x、lengths 和 y 在调用之后保持原样；它们可以是别的整数类型。"""
    x, lengths, y = sentences(rng, 11, 5, 13)
    data: tuple[np.ndarray, ...] = (np.asfortranarray(x), lengths.astype(np.int32), y.astype(np.uint8))
    before = [array.copy() for array in data]
    train(student, data, model_params(rng, 13, 3, 5), 2, 0.05)
    for name, now, old in zip(("x", "lengths", "y"), data, before):
        kit.unchanged(now, old, name)
