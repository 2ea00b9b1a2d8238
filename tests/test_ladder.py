"""The gradient ladder blames the function that is wrong, and only that."""

import re
from types import SimpleNamespace

import numpy as np
import pytest

from autograder import ladder
from autograder.checking.kinds import Mismatch
from autograder.checking.student import LocalStudent
from autograder.ladder.causes import agree
from autograder.ladder.network import make_net
from autograder.ladder.suspects import wrong_ways


def softmax_cross_entropy_gradient(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True) - np.eye(logits.shape[1])[labels]) / len(labels)


def relu_derivative(z):
    return (z > 0).astype(float)


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def right(**replaced):
    """The functions of a right solution, with some replaced."""
    functions = SimpleNamespace(
        softmax_cross_entropy_gradient=softmax_cross_entropy_gradient,
        relu_derivative=relu_derivative,
        dense_forward=dense_forward,
        dense_backward=dense_backward,
    )

    def network_forward(x, layers):
        caches = []
        for i, layer in enumerate(layers):
            z, cache = functions.dense_forward(x, layer["w"], layer["b"])
            caches.append((cache, z))
            x = z if i == len(layers) - 1 else np.maximum(z, 0)
        return x, caches

    def network_backward(dlogits, caches):
        grads, d = [], dlogits
        for i in reversed(range(len(caches))):
            cache, z = caches[i]
            if i < len(caches) - 1:
                d = d * functions.relu_derivative(z)
            d, dw, db = functions.dense_backward(d, cache)
            grads.insert(0, {"w": dw, "b": db})
        return grads

    functions.network_forward = network_forward
    functions.network_backward = network_backward
    vars(functions).update(replaced)
    return functions


def test_right_functions_climb_to_the_top():
    rungs = list(ladder.climb(right()))
    assert len(rungs) == 12
    assert all(rung.ok and rung.error < 1e-7 for rung in rungs)
    assert ladder.table(rungs).endswith("梯度接通了。")


def not_written(*_):
    raise NotImplementedError


def mean_over_batch(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout / len(x), dout.sum(axis=0)


def bias_not_summed(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout


def bias_summed_over_everything(dout, cache):
    x, w = cache
    return dout @ w.T, x.T @ dout, dout.sum()


def dx_without_transpose(dout, cache):
    x, w = cache
    return dout @ w, x.T @ dout, dout.sum(axis=0)


def wrong_axis_for_dx(dout, cache):
    x, w = cache
    return dout @ w.T[:, ::-1], x.T @ dout, dout.sum(axis=0)


def rounded(dout, cache):
    return tuple(part * (1 + 1e-5) for part in dense_backward(dout, cache))


def order_reversed(dlogits, caches):
    return right().network_backward(dlogits, caches)[::-1]


def no_mask(dlogits, caches):
    return right(relu_derivative=np.ones_like).network_backward(dlogits, caches)


@pytest.mark.parametrize(
    ("replaced", "quantity", "said"),
    [
        ({"network_forward": lambda x, layers: (np.maximum(x, 0), [])}, "logits", "形状"),
        (
            {"softmax_cross_entropy_gradient": lambda z, y: softmax_cross_entropy_gradient(z, y) * 5},
            "dlogits",
            "除以 n",
        ),
        ({"dense_backward": mean_over_batch}, "dw2", "相加"),
        ({"dense_backward": bias_not_summed}, "db2", "形状应当是 (3,)，得到的是 (5, 3)"),
        (
            {"dense_backward": bias_summed_over_everything},
            "db2",
            "应当是形状 (3,) 的数值数组，得到的是一个数",
        ),
        ({"dense_backward": wrong_axis_for_dx}, "dh1", "转置"),
        ({"dense_backward": rounded}, "dw2", "舍入"),
        ({"dense_backward": dx_without_transpose}, "dw2", "没有算出来（ValueError：matmul: "),
        ({"dense_backward": not_written}, "dw2", "还没有写"),
        ({"relu_derivative": lambda z: (z >= -1).astype(float)}, "dz1", "激活之前"),
        ({"network_backward": order_reversed}, 'grads[1]["w"]', "放反了次序"),
        ({"network_backward": no_mask}, 'grads[0]["w"]', "ReLU 导数"),
        ({"network_backward": lambda d, caches: None}, 'grads[1]["w"]', "得到的是 NoneType"),
    ],
)
def test_first_wrong_link_is_named(replaced, quantity, said):
    wrong = ladder.first_wrong(ladder.climb(right(**replaced)))
    assert wrong is not None
    assert wrong.quantity == quantity
    assert said in wrong.sentence


def backward(
    *,
    down="d @ w.T",
    mask="d * (z > 0)",
    last="d",
    dw="x.T @ d",
    db="d.sum(axis=0)",
    part='{"w": dw, "b": db}',
    order="[::-1]",
):
    """A backward pass of one's own with one line of it replaced."""

    def network_backward(d, caches):
        grads = []
        for i in reversed(range(len(caches))):
            (x, w), z = caches[i]
            names = {"np": np, "x": x, "w": w, "z": z, "i": i, "caches": caches}
            d = eval(last if i == len(caches) - 1 else mask, names, {"d": d})
            dw_, db_ = eval(dw, names, {"d": d}), eval(db, names, {"d": d})
            grads.append(eval(part, {"dw": dw_, "db": db_}))
            d = eval(down, names, {"d": d}) if i else d
        return eval(f"grads{order}", {"grads": grads})

    return network_backward


@pytest.mark.parametrize(
    ("broken", "quantity", "said"),
    [
        ({"last": "-d"}, 'grads[1]["w"]', "差一个负号"),
        ({"db": "d.mean(axis=0)"}, 'grads[1]["b"]', "0.2 倍"),
        ({"last": "d / len(d)"}, 'grads[1]["w"]', "0.2 倍"),
        ({"last": "d * (z > 0)"}, 'grads[1]["w"]', "没有 ReLU 的导数要乘"),
        ({"part": '{"w": db, "b": dw}'}, 'grads[1]["w"]', "放反了：键"),
        ({"part": '{"dw": dw, "db": db}'}, 'grads[1]["w"]', '有 "w" 和 "b" 两个键的字典'),
        ({"order": ""}, 'grads[1]["w"]', "放反了次序"),
        ({"db": "d.sum(axis=0, keepdims=True)"}, 'grads[1]["b"]', "形状应当是 (3,)，得到的是 (1, 3)"),
        ({"dw": "(x.T @ d).T"}, 'grads[1]["w"]', "得到的是 (3, 11)"),
        ({"mask": "d"}, 'grads[0]["w"]', "再乘第 1 层自己的 ReLU 导数"),
        ({"mask": "d * (caches[1][1] > 0)"}, 'grads[0]["w"]', "ValueError：operands could not be broadcast"),
        ({"down": "d @ w"}, 'grads[0]["w"]', "没有算出来"),
        ({"down": "d"}, 'grads[0]["w"]', "ValueError"),
        ({"down": "-d @ w.T"}, 'grads[0]["w"]', "差一个负号"),
        ({"mask": "d * (z > 0)[0]"}, 'grads[0]["w"]', "再乘第 1 层自己的 ReLU 导数"),
        ({"mask": "d[i + 7]"}, 'grads[0]["w"]', "IndexError"),
        ({"last": "d[99]"}, 'grads[1]["w"]', "IndexError"),
        ({"order": "[:1]"}, 'grads[1]["w"]', "得到的是 1 项的列表"),
    ],
)
def test_a_break_in_network_backward_is_found_where_it_is(broken, quantity, said):
    rungs = list(ladder.climb(right(network_backward=backward(**broken))))
    wrong = ladder.first_wrong(rungs)
    assert wrong is not None
    assert wrong.quantity == quantity
    assert said in wrong.sentence
    assert "次序" not in wrong.sentence or broken == {"order": ""}
    assert all(rung.ok for rung in rungs if rung.function != "network_backward")


def test_a_backward_pass_of_ones_own_is_right():
    assert ladder.first_wrong(ladder.climb(right(network_backward=backward()))) is None


@pytest.mark.parametrize("name", ["dense_forward", "network_forward"])
def test_a_forward_function_that_raises_is_blamed_itself(name):
    def raises(*_):
        raise ValueError("形状 (5, 7) 与 (3,) 对不上")

    wrong = ladder.first_wrong(ladder.climb(right(**{name: raises})))
    assert wrong is not None
    assert wrong.function == name
    assert "形状 (5, 7) 与 (3,) 对不上" in wrong.sentence


def test_a_wrong_link_does_not_spoil_the_links_below():
    rungs = list(ladder.climb(right(relu_derivative=np.ones_like)))
    assert [rung.quantity for rung in rungs if rung.function == "dense_backward" and not rung.ok] == []


def test_float32_answers_pass():
    def single(dout, cache):
        return tuple(part.astype(np.float32) for part in dense_backward(dout, cache))

    assert ladder.first_wrong(ladder.climb(right(dense_backward=single))) is None


def test_show_reads_a_namespace(capsys):
    ladder.show(vars(right(relu_derivative=not_written)))
    printed = capsys.readouterr().out
    assert "·  dz1" in printed
    assert "✗  grads" not in printed
    assert "第一处断开的环节：dz1（relu_derivative）还没有写" in printed


def test_numerical_gradient_leaves_theta_alone():
    theta = np.array([[1, 2], [3, 4]])
    np.testing.assert_allclose(ladder.numerical_gradient(lambda t: float((t**2).sum()), theta), 2 * theta)
    assert theta.tolist() == [[1, 2], [3, 4]]


# --- likely causes --------------------------------------------------------------------------------


def loss_gradient(text):
    """A gradient of the loss of one's own: ``p`` are the probabilities, ``y`` the labels as one-hot rows."""

    def softmax_cross_entropy_gradient(logits, labels):
        e = np.exp(logits - logits.max(axis=1, keepdims=True))
        p, y = e / e.sum(axis=1, keepdims=True), np.eye(logits.shape[1])[labels]
        names = {"np": np, "e": e, "p": p, "y": y, "n": len(labels), "labels": labels, "logits": logits}
        return eval(text, names)

    return {"softmax_cross_entropy_gradient": softmax_cross_entropy_gradient}


def dense(dx="dout @ w.T", dw="x.T @ dout", db="dout.sum(axis=0)", order="dx, dw, db"):
    """A backward pass of a dense layer with one line of it replaced."""

    def dense_backward(dout, cache):
        names = {"np": np, "dout": dout, "x": cache[0], "w": cache[1], "ones": np.ones_like(dout)}
        parts = {"dx": eval(dx, names), "dw": eval(dw, names), "db": eval(db, names)}
        return eval(order, parts)

    return {"dense_backward": dense_backward}


def forward(z2="z2", h="np.maximum(z1, 0)", bias=1):
    """A forward pass of two layers with one line of it replaced; it serves the first rung only."""

    def network_forward(x, layers):
        (first, second), names = layers, {"np": np, "x": x}
        names["z1"] = x @ first["w"] + bias * first["b"]
        names["h"] = eval(h, names)
        names["z2"] = names["h"] @ second["w"] + bias * second["b"]
        return eval(z2, names), []

    return {"network_forward": network_forward}


def whole_columns(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    p[:, labels] -= 1
    return p / len(labels)


CAUSES = [
    (forward(h="z1"), "logits", "层与层之间没有 ReLU"),
    (forward(z2="np.maximum(z2, 0)"), "logits", "最后一层之后也用了 ReLU"),
    (forward(bias=0), "logits", "没有加偏置"),
    (forward(z2="np.exp(z2) / np.exp(z2).sum(axis=1, keepdims=True)"), "logits", "得到的是概率"),
    (forward(z2="h"), "logits", "得到的是第 1 层的结果"),
    (forward(z2="z1"), "logits", "得到的是第 1 层的结果"),
    (loss_gradient("p - y"), "dlogits", "是应有的 5 倍，批里正好有 5 个样本：忘了除以 n"),
    (loss_gradient("(p - y) / n / n"), "dlogits", "多除了一次 n"),
    (loss_gradient("(y - p) / n"), "dlogits", "差一个负号"),
    (loss_gradient("2 * (p - y) / n"), "dlogits", "每个数都正好是应有的 2 倍"),
    (loss_gradient("p / n"), "dlogits", "没有减去 one-hot 标签。"),
    (loss_gradient("p"), "dlogits", "没有减去 one-hot 标签，也没有除以 n"),
    (loss_gradient("(p - y) / p.shape[1]"), "dlogits", "除以的是类别数"),
    (loss_gradient("(p - y) / p.size"), "dlogits", "整个数组的平均"),
    (loss_gradient("(e / e.sum(axis=0) - y) / n"), "dlogits", "沿样本那一轴"),
    (loss_gradient("(logits - y) / n"), "dlogits", "没有先做 softmax"),
    (loss_gradient("0 * p"), "dlogits", "每个数都是 0"),
    (loss_gradient("p * np.inf"), "dlogits", "NaN 或 Inf"),
    (loss_gradient("((p - y) / n).T"), "dlogits", "正好转置了"),
    ({"softmax_cross_entropy_gradient": whole_columns}, "dlogits", "改的是整列"),
    (dense(dw="x.T @ ones"), "dw2", "没有用到传进来的 dout"),
    (dense(dw="x.T @ dout * len(x)"), "dw2", "多乘了一次 n"),
    (dense(dw="np.outer(x[-1], dout[-1])"), "dw2", "只有最后一个样本"),
    (dense(dw="np.outer(x[0], dout[0])"), "dw2", "只有第一个样本"),
    (dense(dw="dout.T @ x"), "dw2", "正好转置了"),
    (dense(dw="-x.T @ dout"), "dw2", "差一个负号"),
    (dense(order="dw, db, dx"), "dw2", "放错了位置"),
    (dense(order="dx, db, dw"), "dw2", "放错了位置"),
    (dense(db="dout.sum(axis=1)"), "db2", "求和的轴错了"),
    (dense(db="dout"), "db2", "还没有沿第 0 轴求和"),
    (dense(db="dout.sum(axis=0, keepdims=True)"), "db2", "keepdims=True"),
    (dense(db="dout.sum()"), "db2", "所有的数都加在了一起"),
    (dense(db="dout.mean(axis=0)"), "db2", "是相加，不是平均"),
    (dense(db="ones.sum(axis=0)"), "db2", "没有用到传进来的 dout"),
    (dense(db="dout[-1]"), "db2", "只有最后一个样本"),
    (dense(dx="ones @ w.T"), "dh1", "没有用到传进来的 dout"),
    (dense(dx="dout @ w.T * (x > 0)"), "dh1", "不归 dense_backward 管"),
    (dense(dx="(dout @ w.T).sum(axis=0)"), "dh1", "多沿第 0 轴求了一次和"),
    (dense(dx="(dout @ w.T).mean(axis=0)"), "dh1", "多沿第 0 轴求了一次平均"),
    ({"relu_derivative": np.ones_like}, "dz1", "处处都是 1"),
    ({"relu_derivative": lambda z: (z < 0) * 1.0}, "dz1", "正好反了"),
    ({"relu_derivative": lambda z: np.maximum(z, 0)}, "dz1", "返回的是 relu(z) 自己"),
    ({"relu_derivative": lambda z: z}, "dz1", "返回的是 z 自己"),
    ({"relu_derivative": np.sign}, "dz1", "给了 −1"),
    ({"relu_derivative": np.zeros_like}, "dz1", "每个数都是 0"),
    ({"network_backward": backward(last="d * (z > 0)")}, 'grads[1]["w"]', "最后一层的梯度乘了 ReLU 的导数"),
    ({"network_backward": backward(last="np.ones_like(d)")}, 'grads[1]["w"]', "没有用到传进来的 dlogits"),
    ({"network_backward": backward(dw="caches[0][1].T @ d if i else x.T @ d")}, 'grads[1]["w"]', "乘的是 z1"),
    ({"network_backward": backward(db="d.sum(axis=1)")}, 'grads[1]["b"]', "求和的轴错了"),
    ({"network_backward": backward(mask="d")}, 'grads[0]["w"]', "没有乘 ReLU 的导数"),
    ({"network_backward": backward(mask="d * (z < 0)")}, 'grads[0]["w"]', "正好反了"),
    ({"network_backward": backward(mask="0 * d")}, 'grads[0]["w"]', "每个数都是 0"),
    (
        {"network_backward": backward(down="np.ones_like(d) @ w.T")},
        'grads[0]["w"]',
        "没有用到传进来的 dlogits",
    ),
    ({"network_backward": backward(mask="d / len(d) * (z > 0)")}, 'grads[0]["w"]', "正好是 1/n"),
]


@pytest.mark.parametrize(("replaced", "quantity", "said"), CAUSES)
def test_the_likely_cause_is_told_from_the_numbers(replaced, quantity, said):
    wrong = ladder.first_wrong(ladder.climb(right(**replaced)))
    assert wrong is not None
    assert wrong.quantity == quantity
    assert said in wrong.cause
    assert wrong.sentence.count(wrong.cause) == 1


@pytest.mark.parametrize(
    "replaced",
    [
        loss_gradient("(p - y) / n + 0.1"),
        loss_gradient("(p ** 2 - y) / n"),
        dense(dx="dout @ w.T[:, ::-1]"),
        dense(dw="x.T @ dout + x.sum()"),
        {"relu_derivative": lambda z: (z >= -1) * 1.0},
        {"network_backward": backward(mask="d * (z > 0)[0]")},
    ],
)
def test_where_no_cause_fits_none_is_told(replaced):
    wrong = ladder.first_wrong(ladder.climb(right(**replaced)))
    assert wrong is not None
    assert wrong.cause == ""
    assert wrong.advice in wrong.sentence


def test_no_two_wrong_ways_with_different_causes_give_the_same_numbers():
    for suspects in wrong_ways(make_net()).values():
        for i, one in enumerate(suspects):
            assert not [other.says for other in suspects[:i] if agree(one.array, other.array)]


# --- what is shown --------------------------------------------------------------------------------


def test_the_entry_furthest_off_stands_beside_the_right_one():
    def one_wrong(dout, cache):
        dx, dw, db = dense_backward(dout, cache)
        dw[1, 2] += 7
        dw[0, 0] -= 3
        return dx, dw, db

    wrong = ladder.first_wrong(ladder.climb(right(dense_backward=one_wrong)))
    assert wrong is not None
    assert wrong.entry.place == "[1, 2]"
    assert float(wrong.entry.yours) - float(wrong.entry.right) == pytest.approx(7, abs=0.01)
    assert f"[1, 2] 处应当约为 {wrong.entry.right}，得到 {wrong.entry.yours}。" in wrong.sentence
    assert wrong.cause == ""


def test_numbers_that_look_alike_get_the_digits_that_tell_them_apart():
    wrong = ladder.first_wrong(ladder.climb(right(dense_backward=rounded)))
    assert wrong.entry.yours != wrong.entry.right


EVERYTHING_WRONG = {
    **loss_gradient("y - p"),
    **dense(dw="x.T @ dout / 5", db="dout", dx="undefined_name"),
    "relu_derivative": not_written,
}


def test_the_ladder_is_drawn_in_words_and_signs_too():
    html = ladder.drawn(ladder.climb(right(dense_backward=mean_over_batch)))
    assert html.count("✓</b> 对") == 8
    assert html.count("✗</b> 不对") == 4
    assert '<th scope="row"' in html
    assert "<caption" in html
    assert "16.35" in html
    assert "3.27" in html
    assert "[0, 2]" in html
    assert html.count("是相加，不是平均") == 1
    assert "第一处断开的环节：dw2（dense_backward）" in html


def test_what_raised_or_has_a_wrong_shape_is_drawn_too():
    html = ladder.drawn(ladder.climb(right(**dense(db="dout"))))
    assert "(5, 3)" in html
    assert "(3,)" in html
    html = ladder.drawn(ladder.climb(right(**dense(dx="undefined_name"))))
    assert "没有算出来（NameError：name &#x27;undefined_name&#x27; is not defined" in html
    assert html.count("is not defined") == 2  # at the first rung and in the last line
    html = ladder.drawn(ladder.climb(right(**EVERYTHING_WRONG)))
    assert "没写" in html


def test_what_an_exception_says_is_text_in_the_drawing():
    def raises(*_):
        raise ValueError("<script>alert(1)</script>")

    assert "<script" not in ladder.drawn(ladder.climb(right(dense_backward=raises)))


def test_a_function_that_is_not_there_yet_is_no_mistake(capsys):
    namespace = vars(right())
    del namespace["relu_derivative"]
    ladder.show(namespace)
    assert "dz1（relu_derivative）还没有定义：先运行它的单元格" in capsys.readouterr().out


def test_what_is_too_long_for_a_page_can_be_broken():
    def raises(*_):
        raise ValueError("long" * 40)

    html = ladder.drawn(ladder.climb(right(dense_backward=raises)))
    assert max(map(len, re.findall(r"(?:long)+", html))) <= 24


def test_what_is_not_defined_is_not_blamed_on_what_it_would_use(capsys):
    ladder.show({"dense_forward": dense_forward})
    assert "第一处断开的环节：logits（network_forward）还没有定义" in capsys.readouterr().out


def test_a_broken_ladder_fails_a_test_and_can_be_drawn():
    student = LocalStudent(vars(right(dense_backward=mean_over_batch)))
    with pytest.raises(Mismatch) as broken:
        ladder.require(student)
    assert "第一处断开的环节：dw2（dense_backward）" in str(broken.value)
    assert broken.value.picture().count("<tr") == 14
    ladder.require(LocalStudent(vars(right())))


def test_links_that_a_test_does_not_ask_about_are_left_out():
    student = LocalStudent(vars(right(**loss_gradient("y - p"))))
    ladder.require(student, leave_out={"softmax_cross_entropy_gradient"})
