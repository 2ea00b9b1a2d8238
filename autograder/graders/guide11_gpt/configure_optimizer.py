"""Hidden tests of configure_optimizer: what the notebook's describe_optimizer says of the groups."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from autograder import kit

Groups = list[tuple[list[str], float, float, list[float]]]
CONFIG = {"vocab": 7, "block": 5, "layers": 2, "heads": 2, "d_model": 4}


def described(student: Any, model: Any, lr: float, decay: float) -> tuple[Groups, bool]:
    """(the groups, whether it is AdamW)."""
    optimizer = student.configure_optimizer(model, lr, decay)
    groups, adamw = kit.sequence(student.describe_optimizer(optimizer, model), 2, "优化器")
    rows = [kit.sequence(group, 4, "一组") for group in groups]
    return [
        (list(names), float(d), float(r), [float(b) for b in betas]) for names, d, r, betas in rows
    ], adamw


def shapes(student: Any, model: Any) -> dict[str, int]:
    """The dimensions of each parameter; does not get into the transcript."""
    since = len(student.calls)
    found = {name: value.ndim for name, value in student.invoke(model, "named_parameters")}
    del student.calls[since:]
    return found


def groups_of(student: Any, model: Any, decay: float) -> tuple[dict[str, list[float]], int, dict[str, int]]:
    """For each parameter the decays under which it stands; the number of groups; the dimensions."""
    dims, since = shapes(student, model), len(student.calls)
    groups, _ = described(student, model, 0.03, decay)
    found: dict[str, list[float]] = {name: [] for name in dims}
    for names, own, _, _ in groups:
        for name in names:
            found.setdefault(name, []).append(own)
    kit.record_since(student, since, [sorted(found.items()), len(groups)])
    return found, len(groups), dims


@pytest.mark.exercise(core=True)
def test_optimizer_decay(student):
    """GPT 里两维以上的参数衰减，其余的不衰减。"""
    found, _, dims = groups_of(student, student.GPT(dict(CONFIG)), 0.3)
    for name, dim in dims.items():
        kit.require(len(found[name]) >= 1, f"优化器里没有 {name}")
        kit.close(found[name][0], 0.3 if dim >= 2 else 0.0, name=f"{name} 的 weight_decay")


@pytest.mark.exercise(core=True)
def test_optimizer_once(student):
    """每个参数正好一次，共用的表也是；正好两组。"""
    found, groups, dims = groups_of(student, student.GPT(dict(CONFIG)), 0.2)
    kit.require(set(found) == set(dims), "优化器里有不属于模型的参数")
    kit.require(all(len(decays) == 1 for decays in found.values()), "有的参数不是正好一次")
    kit.require(groups == 2, "应当正好两组")


@pytest.mark.exercise
def test_optimizer_other_model(student):
    """别的模型也照维数分：名字叫什么不要紧。"""
    found, _, dims = groups_of(student, student.Bigram(torch.zeros(3, 3), 4), 0.4)
    kit.require(found == {name: [0.4 if dim >= 2 else 0.0] for name, dim in dims.items()}, "没有照维数分")


@pytest.mark.exercise
def test_optimizer_kind(student):
    """是 AdamW。"""
    since = len(student.calls)
    _, adamw = described(student, student.GPT(dict(CONFIG)), 0.01, 0.1)
    kit.record_since(student, since, bool(adamw))
    kit.require(bool(adamw), "应当是 torch.optim.AdamW")


@pytest.mark.exercise
def test_optimizer_settings(student):
    """每一组的学习率是给的，betas 是题面的。"""
    since = len(student.calls)
    groups, _ = described(student, student.GPT(dict(CONFIG)), 0.017, 0.1)
    facts = [(round(rate, 9), [round(beta, 9) for beta in betas]) for _, _, rate, betas in groups]
    kit.record_since(student, since, sorted(facts))
    kit.require(all(rate == 0.017 for rate, _ in facts), "学习率不是给的")
    kit.require(all(betas == [0.9, 0.95] for _, betas in facts), "betas 应当是 (0.9, 0.95)")


@pytest.mark.exercise
def test_optimizer_keeps_weights(student):
    """模型的权重不变。"""
    model, table = student.Bigram(torch.arange(9.0).view(3, 3), 4), torch.arange(9.0).view(3, 3)
    student.configure_optimizer(model, 0.1, 0.5)
    kit.close(dict(student.invoke(model, "state_dict"))["table"], table, name="权重")
