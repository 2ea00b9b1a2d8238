"""What the usual wrong ways give on the ladder's network, rung by rung."""

from __future__ import annotations

import numpy as np

from autograder.ladder.causes import Suspect
from autograder.ladder.network import Net
from autograder.language import N_

_LAST_SAMPLE = N_("只有最后一个样本的贡献：循环里每一圈都盖掉了前一圈（= 应当是 +=）。")
_FIRST_SAMPLE = N_("只有第一个样本的贡献：循环只走了一圈。")
_UPSTREAM = N_("没有用到传进来的 dout：数值和 dout 全是 1 时一样。")
_DLOGITS = N_("没有用到传进来的 dlogits：数值和 dlogits 全是 1 时一样。")
_MASKED = N_("最后一层的梯度乘了 ReLU 的导数：最后一层之后没有 ReLU，这里没有 ReLU 的导数要乘。")
_NOT_MASKED = N_("没有乘 ReLU 的导数：梯度传下来之后，再乘第 1 层自己的 ReLU 导数（看 z1 的正负）。")
_INVERTED = N_("ReLU 的导数正好反了：z < 0 处为 1，z > 0 处为 0。")
_AXIS = N_("求和的轴错了：要沿样本那一轴（axis=0）。")
_ORDER = N_("这个数组是对的，只是放错了位置：返回的次序是 dx、dw、db。")


def wrong_ways(net: Net) -> dict[str, list[Suspect]]:
    """The suspects for each quantity."""
    dense_2 = _dense(net.h1, net.w2, net.upstream)
    dense_1 = _dense(net.x, net.w1, net.dz1)
    last, first = _at_last(net), _at_first(net)
    return {
        "logits": _logits(net),
        "dlogits": _dlogits(net),
        "dw2": [*dense_2["dw"], *_misplaced(net.dh1, net.upstream.sum(axis=0))],
        "db2": [*dense_2["db"], *_misplaced(net.dh1, net.h1.T @ net.upstream)],
        "dh1": [
            *dense_2["dx"],
            Suspect(net.dz1, N_("dx 已经乘过 ReLU 的导数：这一层没有 ReLU，那一步不归 dense_backward 管。")),
            *_misplaced(net.h1.T @ net.upstream, net.upstream.sum(axis=0)),
        ],
        "dz1": _dz1(net),
        "dw1": dense_1["dw"],
        "db1": dense_1["db"],
        'grads[1]["w"]': [
            *(Suspect(net.h1.T @ d, says) for d, says in last),
            Suspect(net.z1.T @ net.upstream, N_("乘的是 z1：第 2 层的输入是 ReLU 之后的 h1。")),
        ],
        'grads[1]["b"]': [
            *(Suspect(d.sum(axis=0), says) for d, says in last),
            Suspect(net.upstream.sum(axis=1), _AXIS),
        ],
        'grads[0]["w"]': [Suspect(net.x.T @ d, says) for d, says in first],
        'grads[0]["b"]': [
            *(Suspect(d.sum(axis=0), says) for d, says in first),
            Suspect(net.dz1.sum(axis=1), _AXIS),
        ],
    }


def _at_last(net: Net) -> list[tuple[np.ndarray, str]]:
    """What may wrongly be taken for the gradient at the logits."""
    return [
        (net.upstream * (net.logits > 0), _MASKED),
        (np.ones_like(net.upstream), _DLOGITS),
    ]


def _at_first(net: Net) -> list[tuple[np.ndarray, str]]:
    """What may wrongly be taken for the gradient at z1."""
    mask = net.z1 > 0
    return [
        (net.dh1, _NOT_MASKED),
        (net.dh1 * ~mask, _INVERTED),
        *((d @ net.w2.T * mask, says) for d, says in _at_last(net)),
    ]


def _misplaced(*parts: np.ndarray) -> list[Suspect]:
    """The other gradients of the same layer."""
    return [Suspect(part, _ORDER) for part in parts]


def _logits(net: Net) -> list[Suspect]:
    e = np.exp(net.logits - net.logits.max(axis=1, keepdims=True))
    first = N_("得到的是第 1 层的结果：后面的层没有算。")
    return [
        Suspect(net.z1 @ net.w2 + net.b2, N_("层与层之间没有 ReLU。")),
        Suspect(np.maximum(net.logits, 0.0), N_("最后一层之后也用了 ReLU。")),
        Suspect(np.maximum(net.x @ net.w1, 0.0) @ net.w2, N_("没有加偏置 b。")),
        Suspect(e / e.sum(axis=1, keepdims=True), N_("得到的是概率：网络到 logits 为止，softmax 属于损失。")),
        Suspect(net.z1, first),
        Suspect(net.h1, first),
    ]


def _dlogits(net: Net) -> list[Suspect]:
    n, c = net.upstream.shape
    one_hot = np.eye(c)[net.labels]
    e = np.exp(net.logits - net.logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    whole_columns = p.copy()
    whole_columns[:, net.labels] -= 1
    return [
        Suspect(p / n, N_("没有减去 one-hot 标签。")),
        Suspect(p, N_("没有减去 one-hot 标签，也没有除以 n。")),
        Suspect((p - one_hot) / c, N_("除以的是类别数，应当除以样本数 n。")),
        Suspect((p - one_hot) / (n * c), N_("除以的是 n × 类别数（整个数组的平均），应当只除以样本数 n。")),
        Suspect((e / e.sum(axis=0) - one_hot) / n, N_("softmax 是沿样本那一轴做的：每一行加起来才是 1。")),
        Suspect((net.logits - one_hot) / n, N_("没有先做 softmax：减去标签的应当是概率。")),
        Suspect(whole_columns / n, N_("p[:, labels] 改的是整列：每行只改自己标签的那一个数。")),
    ]


def _dense(x: np.ndarray, w: np.ndarray, dout: np.ndarray) -> dict[str, list[Suspect]]:
    """Ways to get a dense layer's gradients wrong, by what it returns."""
    ones = np.ones_like(dout)
    return {
        "dx": [
            Suspect(ones @ w.T, _UPSTREAM),
        ],
        "dw": [
            Suspect(x.T @ ones, _UPSTREAM),
            Suspect(np.outer(x[-1], dout[-1]), _LAST_SAMPLE),
            Suspect(np.outer(x[0], dout[0]), _FIRST_SAMPLE),
        ],
        "db": [
            Suspect(ones.sum(axis=0), _UPSTREAM),
            Suspect(dout[-1], _LAST_SAMPLE),
            Suspect(dout[0], _FIRST_SAMPLE),
            Suspect(dout.sum(axis=1), _AXIS),
        ],
    }


def _dz1(net: Net) -> list[Suspect]:
    mask = net.z1 > 0
    return [
        Suspect(net.dh1, N_("处处都是 1：z < 0 的地方，relu 的导数应当是 0。")),
        Suspect(net.dh1 * ~mask, _INVERTED),
        Suspect(net.dh1 * net.h1, N_("返回的是 relu(z) 自己：它的导数只有 0 和 1。")),
        Suspect(net.dh1 * net.z1, N_("返回的是 z 自己：relu 的导数只有 0 和 1。")),
        Suspect(net.dh1 * np.sign(net.z1), N_("z < 0 的地方给了 −1：那里应当是 0。")),
    ]
