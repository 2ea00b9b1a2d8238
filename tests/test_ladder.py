"""The gradient ladder blames the function that is wrong, and only that."""

from types import SimpleNamespace

import numpy as np
import pytest

from autograder import ladder


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
