"""Hidden tests of load_checkpoint: files made here, and the one that lies beside the notebook."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from autograder import kit

from common import CONFIG, Weights, llama, llama_shapes, nats, packed, random_weights

ORDER = ("d_model", "hidden", "layers", "heads", "kv_heads", "vocab", "context")
# "Once upon a time, there was a little girl named Lily. She loved to play in the park."
STORY = [
    1,
    403,
    407,
    261,
    378,
    432,
    383,
    286,
    261,
    376,
    298,
    315,
    421,
    395,
    317,
    426,
    338,
    401,
    396,
    267,
    337,
    322,
    265,
    282,
    295,
    433,
    426,
]


def file_of(
    rng: np.random.Generator, **changed: Any
) -> tuple[dict[str, np.ndarray], Weights, dict[str, Any]]:
    """The arrays of a file, the weights in it, and the configuration."""
    config = CONFIG | changed
    weights = random_weights(rng, llama_shapes(config))
    arrays = {"config": np.array([config[name] for name in ORDER], np.int32)}
    return arrays | {name: w.numpy() for name, w in weights.items()}, weights, config


def check(
    student: Any, path: str, weights: Weights, config: dict[str, Any], rng: np.random.Generator
) -> None:
    """Compare configuration, parameters and logits of what is loaded."""
    ids = torch.tensor(rng.integers(config["vocab"], size=(2, 6)))
    want = llama(weights, config, ids).float()
    model = student.load_checkpoint(path)
    kept = kit.mapping(student.attribute(model, "config"), tuple(config), "config")
    found = dict(student.invoke(model, "named_parameters"))
    out = student.invoke(model, "__call__", ids)
    kit.require({name: kept[name] for name in config} == config, "config 不是文件里的那些")
    kit.require(found.keys() == weights.keys(), "参数的名字不是文件里的那些")
    for name, weight in weights.items():
        kit.close(found[name].detach(), weight, rtol=0, atol=0, name=name)
    kit.close(out, want, rtol=2e-4, atol=2e-4, name="打分")


@pytest.mark.exercise(core=True)
def test_load_tied(student, rng):
    """没有 output.weight：共用，每个参数都是文件里的数。"""
    arrays, weights, config = file_of(rng)
    check(student, student.give_file("tied.npz", packed(arrays)), weights, config, rng)


@pytest.mark.exercise(core=True)
def test_load_stories(student):
    """真的权重：平均的损失与原来的程序相同。"""
    model = student.load_checkpoint("stories260k.npz")
    logits = kit.tensor(student.invoke(model, "__call__", torch.tensor([STORY])), (1, len(STORY), 512), "f")
    kit.require(abs(nats(logits.detach()[0], STORY) - 0.287) < 0.005, "损失不是题面说的那个数")


@pytest.mark.exercise
def test_load_untied(student, rng):
    """有 output.weight：不共用。"""
    arrays, weights, config = file_of(rng, tied=False)
    check(student, student.give_file("untied.npz", packed(arrays)), weights, config, rng)


@pytest.mark.exercise
def test_load_square(student, rng):
    """每个矩阵都是方的时候，转没转置也看得出来。"""
    arrays, weights, config = file_of(rng, hidden=12, kv_heads=6, vocab=12)
    check(student, student.give_file("square.npz", packed(arrays)), weights, config, rng)


@pytest.mark.exercise
def test_load_pieces_or_not(student, rng):
    """词表的三样在不在都行，次序不同也行。"""
    arrays, weights, config = file_of(rng)
    more = {
        "token_ends": np.arange(3),
        "token_bytes": np.arange(3, dtype=np.uint8),
        "token_scores": np.zeros(3),
    }
    shuffled = dict(reversed([*arrays.items(), *more.items()]))
    check(student, student.give_file("pieces.npz", packed(shuffled)), weights, config, rng)


def refused(student: Any, name: str, arrays: dict[str, np.ndarray], tensor: str) -> None:
    """A ValueError that names the tensor."""
    path = student.give_file(f"{name}.npz", packed(arrays))
    with kit.raises("ValueError"):
        student.load_checkpoint(path)
    kit.require(bool(student.complaint_names(path, tensor)), "说明里没有那个张量的名字")


@pytest.mark.exercise
@pytest.mark.parametrize(
    "name",
    ["norm.weight", "tok_embeddings.weight", "layers.1.attention.wv.weight", "layers.0.ffn_norm.weight"],
)
def test_load_missing(student, rng, name):
    """少一个张量，抛出 ValueError，说明里有它的名字。"""
    arrays, _, _ = file_of(rng)
    del arrays[name]
    refused(student, f"missing-{name}", arrays, name)


@pytest.mark.exercise
@pytest.mark.parametrize("name", ["layers.2.attention.wq.weight", "norm.bias", "layers.0.attention.wq.bias"])
def test_load_extra(student, rng, name):
    """多一个张量，抛出 ValueError，说明里有它的名字。"""
    arrays, _, _ = file_of(rng)
    arrays[name] = np.ones(12, np.float32)
    refused(student, f"extra-{name}", arrays, name)


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["transposed", "broadcast", "flat", "longer"])
def test_load_shape(student, rng, kind):
    """形状不对，抛出 ValueError，说明里有它的名字；转置的、能广播的、只差一个轴的也算。"""
    arrays, _, _ = file_of(rng)
    name = "layers.1.feed_forward.w2.weight"
    if kind == "transposed":
        arrays[name] = np.ascontiguousarray(arrays[name].T)
    elif kind == "broadcast":
        arrays[name] = arrays[name][:, :1]
    elif kind == "flat":
        arrays[name] = arrays[name].ravel()
    else:
        name = "norm.weight"
        arrays[name] = np.ones(13, np.float32)
    refused(student, kind, arrays, name)


@pytest.mark.exercise
def test_load_pickle(student, rng):
    """要用 pickle 才读得出的权重，抛出 ValueError。"""
    arrays, _, _ = file_of(rng)
    arrays["norm.weight"] = arrays["norm.weight"].astype(object)
    path = student.give_file("pickle.npz", packed(arrays))
    with kit.raises("ValueError"):
        student.load_checkpoint(path)


@pytest.mark.exercise
def test_load_twice(student, rng):
    """装两次，是两个互不相干的模型，各是各的权重。"""
    first, second = file_of(rng), file_of(rng)
    paths = [student.give_file(f"twice{i}.npz", packed(f[0])) for i, f in enumerate((first, second))]
    models = [student.load_checkpoint(path) for path in paths]
    for model, (_, weights, _) in zip(models, (first, second)):
        found = dict(student.invoke(model, "named_parameters"))
        for name, weight in weights.items():
            kit.close(found[name].detach(), weight, rtol=0, atol=0, name=name)
