"""The references of guide08_recurrent, and the answers of the lesson, against central differences and each other."""

import numpy as np
import pytest
import torch
from references import answer_key, reference

ref = reference("guide08_recurrent")
SEEDS = pytest.mark.parametrize("seed", range(3))


@pytest.fixture(scope="module")
def lesson():
    """What the answer key defines."""
    return answer_key("guide08_recurrent")


@SEEDS
def test_the_lstm_is_the_one_of_the_cells(lesson, seed):
    rng = np.random.default_rng(seed)
    x, h, c, params = ref.lstm_setting(rng, 3, 4, 2, 5)
    (hs, last_h, last_c), _ = ref.lstm(x, h, c, params)
    for s in range(4):
        h, c = lesson["lstm_cell_forward"](x[:, s], h, c, params)
        assert np.allclose(hs[:, s], h)
    assert np.allclose(last_h, h)
    assert np.allclose(last_c, c)


def test_the_gradients_of_the_lstm_are_those_of_differences():
    rng = np.random.default_rng(0)
    x, h0, c0, params = ref.lstm_setting(rng, 2, 3, 2, 3)
    upstream = rng.normal(size=(2, 3, 3)), rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    _, found = ref.lstm(x, h0, c0, params, upstream)
    for name, array in {"x": x, "h0": h0, "c0": c0, **params}.items():
        index = tuple(rng.integers(size) for size in array.shape)
        values, old = [], array[index]
        for step in (1e-5, -1e-5):
            array[index] = old + step
            outs, _ = ref.lstm(x, h0, c0, params)
            values.append(sum(np.sum(up * out) for up, out in zip(upstream, outs)))
        array[index] = old
        assert np.isclose(found[name][index], (values[0] - values[1]) / 2e-5, rtol=1e-5, atol=1e-7)


@SEEDS
def test_the_plain_networks_are_spelled_out_rightly(lesson, seed):
    rng = np.random.default_rng(seed)
    tables = ref.plain_tables(rng)
    source, lengths = ref.sources(rng, 4, 5)
    encoder = lesson["PlainEncoder"](torch.tensor(tables[0]))
    decoder = lesson["PlainDecoder"](*(torch.tensor(table) for table in tables[1:]))
    states = [ref.summed_up(tables[0], row) for row in ref.rows_of(source, lengths)]
    assert np.allclose(encoder(source, lengths).detach(), states)
    loss = lesson["teacher_forcing_loss"](encoder, decoder, source, lengths, torch.tensor([[3, 5, 2]] * 4))
    rows = [ref.surprises(tables, row, [3, 5, 2], 1) for row in ref.rows_of(source, lengths)]
    assert np.isclose(loss.item(), np.mean(rows))
    found = lesson["greedy_answer"](encoder, decoder, source, lengths, 6).tolist()
    for row, words in zip(ref.rows_of(source, lengths), found):
        said = ref.spoken(tables, row, 6, 1, 2)
        assert words == said + [2] * (len(words) - len(said))


def test_numbers_are_read_alike_by_both(lesson):
    numbers = [*range(3000), *np.random.default_rng(0).integers(0, 10**6, 5000).tolist()]
    assert all(ref.read_aloud(n) == lesson["read_number"](n) for n in numbers)
    spoken = {
        0: "零",
        10: "十",
        110: "一百一十",
        20305: "二万零三百零五",
        10010: "一万零一十",
        305000: "三十万五千",
    }
    assert all(lesson["read_number"](n) == text for n, text in spoken.items())
    assert lesson["read_number"](1234567) == "一百二十三万四千五百六十七"
