"""第 7 章（三）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def ramp(*shape):
    """0、1、2……排成的 float32 张量，缩到 −1 到 1。"""
    numbers = torch.arange(float(math.prod(shape))).reshape(shape)
    return torch.sin(1.7 * numbers) + 0.1 * torch.cos(numbers)


def fill(student, module, **changes):
    """给模块放上固定的、各不相同的权重，changes 里的换成那个数；返回放好的 state_dict。"""
    state = {}
    for place, (name, value) in enumerate(student.invoke(module, "state_dict").items()):
        if not value.dtype.is_floating_point:
            state[name] = value
            continue
        numbers = torch.sin(torch.arange(float(value.numel())) * (1.3 + 0.1 * place) + place)
        if name.endswith("running_var"):
            numbers = 1.5 + 0.5 * numbers
        elif value.ndim == 1:
            numbers = 1 + 0.5 * numbers
        state[name] = numbers.reshape(value.shape).clone()
    for name, number in changes.items():
        name = name.replace("__", ".")
        kit.mapping(state, (name,), "state_dict()")
        state[name] = torch.full_like(state[name], number)
    student.invoke(module, "load_state_dict", state)
    return state


def sizes(student, module):
    """要学的参数：名字和形状。"""
    return {name: tuple(shape) for name, shape in student.weight_shapes(module).items()}


def require_sizes(student, module, want):
    """参数的名字和形状正好是这些。"""
    found = sizes(student, module)
    missing = [f"{name} {shape}" for name, shape in want.items() if found.get(name) != shape]
    kit.require(not missing, f"缺少参数或者形状不对：{'，'.join(missing)}；得到的是 {found}")
    kit.require(found.keys() == want.keys(), f"多了参数：{sorted(found.keys() - want.keys())}")


# --- 归一化 ---------------------------------------------------------------------------------------

NORMS = {"*batch*norm*", "*instance*norm*", "*layer*norm*", "*group*norm*", "*sync*norm*", "*rms*norm*"}


@exercise("BatchNorm2d", core=True)
def test_norm_of_the_text(student):
    """文中的例子：[1, 3] 和 [5, 7] 变成 −3/√5、−1/√5、1/√5、3/√5。"""
    x = torch.tensor([[[[1.0, 3.0]]], [[[5.0, 7.0]]]])
    out = student.invoke(student.BatchNorm2d(1), "__call__", x)
    kit.close(out, torch.tensor([[[[-3.0, -1.0]]], [[[1.0, 3.0]]]]) / 5**0.5)


@exercise("BatchNorm2d", core=True)
@pytest.mark.parametrize("training", [True, False])
def test_norm_values(student, training):
    """(4, 3, 2, 5) 的图，三个通道的权重和滑动统计量各不相同，训练和评估都对。"""
    norm, x = student.BatchNorm2d(3), ramp(4, 3, 2, 5)
    state = {name: value.double() for name, value in fill(student, norm).items()}
    mean, var = state["running_mean"], state["running_var"]
    if training:
        mean, var = x.double().mean((0, 2, 3)), x.double().var((0, 2, 3), correction=0)
    want = torch.stack(
        [
            (x[:, c] - mean[c]) / (var[c] + 1e-5).sqrt() * state["weight"][c] + state["bias"][c]
            for c in (0, 1, 2)
        ],
        1,
    )
    student.invoke(norm, "train", training)
    kit.close(student.invoke(norm, "__call__", x), want.float())


@exercise("BatchNorm2d")
def test_norm_running_of_the_text(student):
    """文中的例子：走一步，running_mean 是 0.4，running_var 是 0.9 + 0.1 × 20/3。"""
    norm = student.BatchNorm2d(1)
    student.invoke(norm, "__call__", torch.tensor([[[[1.0, 3.0]]], [[[5.0, 7.0]]]]))
    mean, var = (student.attribute(norm, name) for name in ("running_mean", "running_var"))
    kit.close(mean, torch.tensor([0.4]), name="running_mean")
    kit.close(var, torch.tensor([0.9 + 2 / 3]), name="running_var")


@exercise("BatchNorm2d")
def test_norm_registers(student):
    """要学的参数正好是 weight 和 bias；running_mean 和 running_var 在 state_dict 里，不带计算图。"""
    norm = student.BatchNorm2d(3)
    require_sizes(student, norm, {"weight": (3,), "bias": (3,)})
    names = ("weight", "bias", "running_mean", "running_var")
    kit.mapping(student.invoke(norm, "state_dict"), names, "state_dict()")
    student.vjp(norm, [ramp(2, 3, 2, 2)], torch.ones(2, 3, 2, 2))
    for name in ("running_mean", "running_var"):
        kit.require(not student.attribute(norm, name).requires_grad, f"{name} 还连着计算图")


@exercise("BatchNorm2d")
def test_norm_large_eps(student):
    """eps = 0.5 加在方差上，再开方：(x − 4)/√5.5。"""
    x = torch.tensor([[[[1.0, 3.0]]], [[[5.0, 7.0]]]])
    out = student.invoke(student.BatchNorm2d(1, eps=0.5), "__call__", x)
    kit.close(out, torch.tensor([[[[-3.0, -1.0]]], [[[1.0, 3.0]]]]) / 5.5**0.5)


@exercise("BatchNorm2d")
def test_norm_gradient(student):
    """训练模式里，梯度也穿过平均和方差：上游全是 1 时，x 的梯度是 0。"""
    arrived = student.vjp(student.BatchNorm2d(2), [ramp(3, 2, 2, 2)], torch.ones(3, 2, 2, 2))
    kit.gradient(arrived.inputs[0], torch.zeros(3, 2, 2, 2), atol=1e-5)


@exercise("BatchNorm2d", core=True, structure=True)
def test_norm_is_your_own(student):
    """归一化要自己写，不能调用 nn.BatchNorm2d、F.batch_norm 这些。"""
    kit.not_calling(student, "BatchNorm2d", NORMS)


# --- 残差块 ---------------------------------------------------------------------------------------


def normed(state, name, x):
    """训练模式的归一化，用 state 里的 weight 和 bias。"""
    return F.batch_norm(x, None, None, state[f"{name}.weight"], state[f"{name}.bias"], training=True)


def wired(state, x, stride, shortcut):
    """照图一步一步算，训练模式；shortcut 是已经算好的捷径。"""
    out = F.conv2d(x, state["conv1.weight"], stride=stride, padding=1)
    out = F.conv2d(normed(state, "norm1", out).relu(), state["conv2.weight"], padding=1)
    return (normed(state, "norm2", out) + shortcut).relu()


def convolved(state, x, stride):
    """ "projection" 的捷径。"""
    kit.mapping(state, ("projection.0.weight", "projection.1.weight"), "state_dict()")
    return normed(state, "projection.1", F.conv2d(x, state["projection.0.weight"], stride=stride))


def block_sizes(c, out):
    """没有 1×1 卷积的块的参数。"""
    norms = {f"norm{k}.{name}": (out,) for k in (1, 2) for name in ("weight", "bias")}
    return {"conv1.weight": (out, c, 3, 3), "conv2.weight": (out, out, 3, 3), **norms}


@exercise("BasicBlock", core=True)
def test_block_of_the_text(student):
    """文中的例子：主路只剩 −3，出来的是 [[0, 0], [5, 7]] 和全 0。"""
    block = student.BasicBlock(1, 2, 2)
    fill(student, block, norm2__weight=0.0, norm2__bias=-3.0)
    out = student.invoke(block, "__call__", torch.arange(16.0).reshape(1, 1, 4, 4))
    kit.close(out, torch.tensor([[[[0.0, 0.0], [5.0, 7.0]], [[0.0, 0.0], [0.0, 0.0]]]]))


@exercise("BasicBlock", core=True)
def test_block_wiring(student):
    """形状不变的块，用你的权重照图算，结果应当相同。"""
    block, x = student.BasicBlock(3, 3), ramp(2, 3, 5, 4)
    state = fill(student, block)
    kit.mapping(state, tuple(block_sizes(3, 3)), "state_dict()")
    kit.close(student.invoke(block, "__call__", x), wired(state, x, 1, x), rtol=1e-3, atol=1e-4)


@exercise("BasicBlock")
def test_block_stride(student):
    """步幅 2 的块（5 × 4 的图变成 3 × 2），没有捷径时，步幅在第一个卷积上。"""
    block, x = student.BasicBlock(2, 4, 2, "none"), ramp(2, 2, 5, 4)
    state = fill(student, block)
    kit.close(student.invoke(block, "__call__", x), wired(state, x, 2, 0.0), rtol=1e-3, atol=1e-4)


@exercise("BasicBlock")
def test_block_pads_behind(student):
    """ "pad"：主路加 1 之后，取出来的像素在前面的通道，后面的通道是 1。"""
    block = student.BasicBlock(1, 3, 3)
    fill(student, block, norm2__weight=0.0, norm2__bias=1.0)
    out = student.invoke(block, "__call__", torch.arange(25.0).reshape(1, 1, 5, 5))
    kit.close(out[0, 0] if out.ndim == 4 else out, torch.tensor([[1.0, 4.0], [16.0, 19.0]]), name="通道 0")
    kit.close(out[0, 1:], torch.ones(2, 2, 2), name="通道 1 和 2")


@exercise("BasicBlock")
@pytest.mark.parametrize(("c", "out", "stride"), [(2, 4, 2), (2, 4, 1), (3, 3, 2)])
def test_block_projection(student, c, out, stride):
    """ "projection"：步幅不是 1 或者通道变了，捷径用 1×1 卷积和归一化。"""
    block, x = student.BasicBlock(c, out, stride, "projection"), ramp(2, c, 5, 4)
    state = fill(student, block)
    want = wired(state, x, stride, convolved(state, x, stride))
    kit.close(student.invoke(block, "__call__", x), want, rtol=1e-3, atol=1e-4)


@exercise("BasicBlock")
def test_block_parameters(student):
    """没有偏置；两个归一化各有各的；"projection" 形状没变时没有 1×1 卷积。"""
    require_sizes(student, student.BasicBlock(2, 4, 2), block_sizes(2, 4))
    require_sizes(student, student.BasicBlock(3, 3, 1, "projection"), block_sizes(3, 3))


@exercise("ResNet", core=True)
def test_resnet_of_the_text(student):
    """文中的例子：n = 1、宽 2、3 类，一共 1293 个参数；论文的 n = 3，269722 个。"""
    for want, model in ((1293, student.ResNet(1, 3, 2)), (269722, student.ResNet(3))):
        total = sum(math.prod(shape) for shape in sizes(student, model).values())
        kit.require(total == want, f"参数有 {total} 个，应当是 {want} 个")


def scored(state, x, n, stem_stride=1, shortcut="pad"):
    """照表一层一层算，训练模式。"""
    x = normed(state, "stem_norm", F.conv2d(x, state["stem.weight"], stride=stem_stride, padding=1)).relu()
    for i in range(3 * n):
        own = {
            name.split(".", 2)[2]: value for name, value in state.items() if name.startswith(f"blocks.{i}.")
        }
        stride, out = 2 if i in (n, 2 * n) else 1, len(own["conv1.weight"])
        beside = x[:, :, ::stride, ::stride]
        beside = torch.cat([beside, torch.zeros(len(x), out - x.shape[1], *beside.shape[2:])], 1)
        x = wired(own, x, stride, beside if shortcut == "pad" else 0.0)
    return x.mean((2, 3)) @ state["head.weight"].T + state["head.bias"]


def network(student, model, n):
    """放上固定的权重；检查过名字。"""
    state = fill(student, model)
    names = ["stem.weight", "stem_norm.weight", "head.weight", "head.bias"]
    names += [f"blocks.{i}.{name}" for i in range(3 * n) for name in block_sizes(1, 1)]
    kit.mapping(state, tuple(names), "state_dict()")
    return state


@exercise("ResNet", core=True)
@pytest.mark.parametrize(("n", "stem_stride"), [(1, 1), (2, 1), (1, 2)])
def test_resnet_values(student, n, stem_stride):
    """照表一层一层算，打分应当相同。"""
    model, x = student.ResNet(n, 5, 2, stem_stride=stem_stride), ramp(3, 3, 9, 8)
    want = scored(network(student, model, n), x, n, stem_stride)
    kit.close(student.invoke(model, "__call__", x), want, rtol=1e-3, atol=1e-3)


@exercise("ResNet")
def test_resnet_passes_the_shortcut_on(student):
    """shortcut 传给每一块："none" 的打分照没有捷径的算；"projection" 在第 2、3 段各有一个 1×1 卷积。"""
    model, x = student.ResNet(1, 5, 2, "none"), ramp(3, 3, 9, 8)
    want = scored(network(student, model, 1), x, 1, 1, "none")
    kit.close(student.invoke(model, "__call__", x), want, rtol=1e-3, atol=1e-3)
    found = [name for name in sizes(student, student.ResNet(2, 5, 2, "projection")) if "projection.0" in name]
    want = ["blocks.2.projection.0.weight", "blocks.4.projection.0.weight"]
    kit.require(found == want, f"1×1 卷积是 {found}，应当是 {want}")


@exercise("plain", core=True)
def test_plain_size(student):
    """文中的例子：plain(3) 也是 269722 个参数，名字和 ResNet 的相同。"""
    found = sizes(student, student.plain(3))
    total = sum(math.prod(shape) for shape in found.values())
    kit.require(total == 269722, f"参数有 {total} 个，应当是 269722 个")
    kit.require("blocks.8.conv2.weight" in found, f"参数的名字是 {list(found)[:5]}……")


@exercise("plain", core=True)
def test_plain_has_no_shortcut(student):
    """打分照没有捷径的算。"""
    model, x = student.plain(1), ramp(3, 3, 9, 8)
    want = scored(network(student, model, 1), x, 1, 1, "none")
    kit.close(student.invoke(model, "__call__", x), want, rtol=1e-3, atol=1e-3)


@exercise("plain")
def test_plain_passes_everything_on(student):
    """classes = 5、width = 2、stem_stride = 2 都用上了。"""
    model, x = student.plain(1, classes=5, width=2, stem_stride=2), ramp(3, 3, 9, 8)
    found = sizes(student, model)
    kit.require(
        found.get("head.weight") == (5, 8), f"head.weight 是 {found.get('head.weight')}，应当是 (5, 8)"
    )
    want = scored(network(student, model, 1), x, 1, 2, "none")
    kit.close(student.invoke(model, "__call__", x), want, rtol=1e-3, atol=1e-3)


# --- 瓶颈块 ---------------------------------------------------------------------------------------


@exercise("Bottleneck", core=True)
@pytest.mark.parametrize(("c", "width", "stride"), [(8, 2, 1), (3, 2, 1), (8, 2, 2), (5, 2, 2)])
def test_bottleneck_wiring(student, c, width, stride):
    """用你的权重照图算（训练模式），结果应当相同；步幅在 3×3 卷积上。"""
    block, x = student.Bottleneck(c, width, stride), ramp(2, c, 5, 4)
    state = fill(student, block)
    kit.mapping(state, ("conv1.weight", "conv2.weight", "conv3.weight", "norm3.weight"), "state_dict()")
    out = normed(state, "norm1", F.conv2d(x, state["conv1.weight"])).relu()
    out = normed(state, "norm2", F.conv2d(out, state["conv2.weight"], stride=stride, padding=1)).relu()
    out = normed(state, "norm3", F.conv2d(out, state["conv3.weight"]))
    shortcut = x if (c, stride) == (4 * width, 1) else convolved(state, x, stride)
    kit.close(student.invoke(block, "__call__", x), (out + shortcut).relu(), rtol=1e-3, atol=1e-3)


@exercise("Bottleneck", core=True)
@pytest.mark.parametrize(("c", "want"), [(4, 29), (3, 48)])
def test_bottleneck_of_the_text(student, c, want):
    """文中的例子：Bottleneck(4, 1) 有 29 个参数，Bottleneck(3, 1) 有 48 个。"""
    found = sizes(student, student.Bottleneck(c, 1))
    total = sum(math.prod(shape) for shape in found.values())
    kit.require(total == want, f"参数有 {total} 个，应当是 {want} 个：{found}")


# --- 训练 -----------------------------------------------------------------------------------------


def require_rates(student, steps, wants, **options):
    """几步的学习率。"""
    found = [student.step_schedule(step, **options) for step in steps]
    for step, got, want in zip(steps, found, wants):
        kit.close(got, want, rtol=1e-9, name=f"第 {step} 步的学习率")


@exercise("step_schedule", core=True)
def test_schedule_of_the_text(student):
    """文中的例子：0.1，到 32000 步是 0.01，到 48000 步是 0.001。"""
    require_rates(student, [0, 31999, 32000, 47999, 48000], [0.1, 0.1, 0.01, 0.01, 0.001])


@exercise("step_schedule")
def test_schedule_warmup_of_the_text(student):
    """文中的例子：warmup = 400，第 399 步 0.01，第 400 步 0.1。"""
    require_rates(student, [0, 399, 400, 401], [0.01, 0.01, 0.1, 0.1], warmup=400)


@exercise("step_schedule")
def test_schedule_options(student):
    """base = 0.8、gamma = 0.5、里程碑 4 和 6、预热 2 步：0.08、0.8、0.8、0.4、0.2。"""
    options = {"base": 0.8, "gamma": 0.5, "milestones": (4, 6), "warmup": 2}
    require_rates(student, [1, 2, 3, 4, 6], [0.08, 0.8, 0.8, 0.4, 0.2], **options)


def seen(student, *args):
    """seen_batches 的四样：每一批、损失、模式、留下的梯度多长。"""
    return kit.sequence(student.seen_batches(*args), 4, "seen_batches")


@exercise("train_resnet", core=True)
def test_train_batches_of_the_text(student):
    """文中的例子：10 个样本，每批 4 个，模型在训练模式里见到 4、4、2 三批，10 个各一次。"""
    batches = seen(student, 10, 1, 4, 0)[0]
    found = [len(batch) for batch in batches]
    kit.require(found == [4, 4, 2], f"训练模式里见到的各批大小是 {found}")
    numbers = sorted([number for batch in batches for number in batch])
    kit.require(numbers == list(range(10)), f"见到的样本是 {numbers}")


@exercise("train_resnet")
def test_train_shuffles(student):
    """每轮重新打乱；种子相同次序相同，种子不同就不同。"""
    orders = [
        [number for batch in seen(student, 30, 2, 7, seed)[0] for number in batch] for seed in (1, 1, 2)
    ]
    kit.require(all(len(order) == 60 for order in orders), "训练模式里没有每轮见到全部样本")
    first, second = orders[0][:30], orders[0][30:]
    kit.require(first != list(range(30)), "没有打乱")
    kit.require(first != second, "两轮的次序相同")
    kit.require(orders[0] == orders[1], "种子相同，次序应当相同")
    kit.require(orders[0] != orders[2], "种子不同，次序应当不同")


@exercise("train_resnet")
def test_train_losses(student):
    """每一轮一个数：打分全是 0，十类，平均损失是 ln 10 ≈ 2.3026。"""
    losses = seen(student, 12, 3, 4, 0)[1]
    numbers = [kit.scalar(loss, "损失") for loss in kit.sequence(losses, 3, "损失")]
    kit.close(np.array(numbers), np.full(3, math.log(10)), rtol=1e-4, name="损失")


@exercise("train_resnet")
def test_train_ends_in_eval(student):
    """返回时模型处在评估模式。"""
    kit.require(seen(student, 6, 1, 3, 0)[2] is False, "model.training 应当是 False")


@exercise("train_resnet")
def test_train_clears_gradients(student):
    """每一步的梯度只来自这一批：标签全是 0，偏置的梯度长 √0.9 ≈ 0.949，不会更长。"""
    left = seen(student, 12, 2, 4, 0)[3]
    kit.require(left < 0.96, f"最后留下的梯度长 {left:.3f}：以前的加了进来")


@exercise("train_resnet", core=True, seconds=30)
def test_train_learns(student, rng):
    """三种颜色的图，训练 15 轮：评估模式下训练集至少对九成。"""
    y = torch.arange(60) // 20
    x = torch.tensor(rng.normal(0, 0.3, (60, 3, 8, 8)), dtype=torch.float32)
    x[torch.arange(60), y] += 1.5
    model = student.ResNet(1, 3, 4, stem_stride=2)
    state = {}
    for name, value in student.invoke(model, "state_dict").items():
        if value.ndim > 1:
            value = torch.tensor(rng.normal(0, 0.2, tuple(value.shape)), dtype=torch.float32)
        state[name] = value
    student.invoke(model, "load_state_dict", state)
    student.train_resnet(model, x, y, 15, 0.1, 10, 0)
    student.invoke(model, "eval")
    right = (student.invoke(model, "__call__", x).argmax(1) == y).double().mean().item()
    kit.at_least(right, 0.9, "训练集上的正确率")


# --- 变浅、变快 -----------------------------------------------------------------------------------


@exercise("stochastic_depth", core=True)
def test_depth_in_use(student):
    """评估：x = 2、branch(x) = 5、survive = 0.8，得 6，branch 每次叫一回，发生器不动。"""
    outs, calls, moved = kit.sequence(student.run_depth(torch.tensor([2.0]), 0.8, 0, False, 3), 3)
    kit.close(outs, torch.full((3, 1), 6.0))
    kit.require(calls == 3, f"branch 被叫了 {calls} 回")
    kit.require(moved is False, "评估时动了 rng")


@exercise("stochastic_depth", core=True)
def test_depth_in_training(student):
    """训练：x = (2, 5)，出来的整行要么是 (2, 5)，要么是 (7, 16)；1000 次里约八成是后者。"""
    x = torch.tensor([[2.0], [5.0]])
    outs, calls, _ = kit.sequence(student.run_depth(x, 0.8, 0, True, 1000), 3)
    rows = [tuple(round(number, 3) for number in out.flatten().tolist()) for out in outs]
    strange = sorted(set(rows) - {(2.0, 5.0), (7.0, 16.0)})
    kit.require(not strange, f"出现了 {strange[:3]}")
    kept = rows.count((7.0, 16.0))
    kit.require(740 <= kept <= 860, f"1000 次里留下 {kept} 次")
    kit.require(calls == kept, f"留下 {kept} 次，branch 却被叫了 {calls} 回")


NUMBERS = {"weight": 3.0, "bias": 1.0, "running_mean": 4.0, "running_var": 2.0}


@exercise("fold_batch_norm", core=True)
@pytest.mark.parametrize(("bias", "want"), [(None, -7.0), (5.0, 3.0)])
def test_fold_of_the_text(student, bias, want):
    """文中的例子：新的权重是 4，新的偏置是 −7（原来没有偏置）或者 3（原来是 5）。"""
    conv, bn = kit.sequence(student.conv_and_norm((1, 1), 1, 1, 0, 1, bias is not None, 0.25), 2)
    fill(student, conv, weight=2.0, **({} if bias is None else {"bias": bias}))
    fill(student, bn, **NUMBERS)
    new = student.fold_batch_norm(conv, bn)
    weight, shift = student.attribute(new, "weight"), student.attribute(new, "bias")
    kit.close(weight, torch.full((1, 1, 1, 1), 4.0), name="weight")
    kit.close(shift, torch.tensor([want]), name="bias")


@exercise("fold_batch_norm", core=True)
@pytest.mark.parametrize(
    "changes", [{}, {"bias": True}, {"stride": 2}, {"padding": 1}, {"channels": (4, 6), "groups": 2}], ids=str
)
def test_fold_values(student, changes):
    """新卷积等于先卷积、再按评估模式归一化：步幅、补零、分组、偏置都照搬。"""
    made = {
        "channels": (3, 5),
        "kernel": 3,
        "stride": 1,
        "padding": 0,
        "groups": 1,
        "bias": False,
        "eps": 0.1,
    }
    made |= changes
    conv, bn = kit.sequence(student.conv_and_norm(*made.values()), 2)
    fill(student, conv)
    fill(student, bn)
    x = ramp(2, made["channels"][0], 7, 6)
    want = student.invoke(bn, "__call__", student.invoke(conv, "__call__", x)).detach()
    kit.close(student.invoke(student.fold_batch_norm(conv, bn), "__call__", x), want, atol=1e-4)


@exercise("fold_batch_norm")
def test_fold_keeps_both(student):
    """bn 在训练模式里也用滑动的统计量；conv 和 bn 都不变。"""
    conv, bn = kit.sequence(student.conv_and_norm((2, 2), 1, 1, 0, 1, True, 0.1), 2)
    before = fill(student, conv), fill(student, bn)
    x = ramp(2, 2, 3, 3)
    want = student.invoke(bn, "__call__", student.invoke(conv, "__call__", x)).detach()
    student.invoke(bn, "train")
    new = student.fold_batch_norm(conv, bn)
    for module, then, name in ((conv, before[0], "conv"), (bn, before[1], "bn")):
        now = student.invoke(module, "state_dict")
        kit.require(all(torch.equal(now[key], then[key]) for key in then), f"{name} 变了")
    kit.close(student.invoke(new, "__call__", x), want, atol=1e-4)


# --- 往里看 ---------------------------------------------------------------------------------------


def measured(student, name="ResNet"):
    """一个小网络、七张图、标签，权重是固定的；和它的 state_dict。"""
    model = student.ResNet(1, 3, 2)
    state = fill(student, model)
    for key in state:
        if key.endswith("conv1.weight") or key.endswith("conv2.weight"):
            state[key] = 0.5 * state[key]
    student.invoke(model, "load_state_dict", state)
    return model, state, ramp(7, 3, 6, 5), torch.tensor([0, 1, 2, 0, 1, 1, 2])


@exercise("gradient_norms", core=True)
def test_gradients_values(student):
    """三块各一个数，从前到后：训练模式下平均交叉熵的梯度，一块里全部参数的平方和再开方。"""
    model, state, x, y = measured(student)
    names = [name for name in state if name.startswith("blocks.") and "running" not in name]
    names = [name for name in names if state[name].dtype.is_floating_point]
    leaves = {name: state[name].clone().requires_grad_() for name in names}
    loss = F.cross_entropy(scored({**state, **leaves}, x, 1), y)
    grads = dict(zip(names, torch.autograd.grad(loss, list(leaves.values()))))
    want = [
        sum((grads[k] ** 2).sum().item() for k in names if k.startswith(f"blocks.{i}.")) ** 0.5
        for i in range(3)
    ]
    found = [kit.scalar(number) for number in kit.sequence(student.gradient_norms(model, x, y), 3)]
    kit.close(np.array(found), np.array(want), rtol=1e-2, atol=1e-4)


@exercise("gradient_norms")
def test_gradients_in_eval(student):
    """评估模式里用评估模式：两张图一起量，打分不看这一批的统计量；模式不变。"""
    model, _, x, y = measured(student)
    student.invoke(model, "eval")
    together = np.array(student.gradient_norms(model, x[:1], y[:1]))
    twice = np.array(student.gradient_norms(model, x[[0, 0]], y[[0, 0]]))
    kit.close(twice, together, rtol=1e-3, atol=1e-5, name="同一张图放两份")
    kit.require(student.attribute(model, "training") is False, "模式变了")


@exercise("gradient_norms")
@pytest.mark.parametrize("filled", [False, True])
def test_gradients_leave_grad(student, filled):
    """原来没有 grad 的还是没有，原来全是 1 的还是 1。"""
    model, _, x, y = measured(student)
    found = kit.sequence(student.measure_beside(model, x, y, filled), 2)
    kit.require(found[1] is True, "有参数的 grad 变了")


@exercise("gradient_norms")
def test_gradients_leave_statistics(student):
    """训练模式里量完，running_mean 和 running_var 不变，模式也不变。"""
    model, state, x, y = measured(student)
    student.gradient_norms(model, x, y)
    now = student.invoke(model, "state_dict")
    changed = [name for name in state if "running" in name and not torch.equal(now[name], state[name])]
    kit.require(not changed, f"变了：{changed[:3]}")
    kit.require(student.attribute(model, "training") is True, "模式变了")


@exercise("filter_normalize", core=True)
def test_filters_of_the_text(student):
    """文中的例子：[3, 4] 变成 [6, 8]，[0, 2] 变成 [0, 5]；一维的变成 0；传进去的不变。"""
    d, w = torch.tensor([[3.0, 4.0], [0.0, 2.0]]), torch.tensor([[0.0, 10.0], [5.0, 0.0]])
    given = [d.clone(), torch.ones(2)]
    found = kit.sequence(student.filter_normalize(given, [w, torch.ones(2)]), 2)
    kit.close(found[0], torch.tensor([[6.0, 8.0], [0.0, 5.0]]))
    kit.close(found[1], torch.zeros(2), name="一维的那个")
    kit.unchanged(given[0].numpy(), d.numpy(), "direction")


@exercise("filter_normalize", core=True)
def test_filters_of_a_convolution(student):
    """(2, 3, 1, 2) 的卷积：两个滤波器各自缩放；方向里全 0 的滤波器还是 0。"""
    d, w = ramp(2, 3, 1, 2), ramp(2, 3, 1, 2).flip(0) * 3 + 1
    want = torch.stack([d[i] / d[i].norm() * w[i].norm() for i in (0, 1)])
    (found,) = kit.sequence(student.filter_normalize([d.clone()], [w]), 1)
    kit.close(found, want, atol=1e-5)
    d[1] = 0
    (found,) = kit.sequence(student.filter_normalize([d.clone()], [w]), 1)
    kit.close(found[1], torch.zeros(3, 1, 2), name="全 0 的滤波器")


def slopes(student, model):
    """每个参数一个固定的方向，两套。"""
    shapes = [tuple(p.shape) for p in student.invoke(model, "parameters")]
    return [[0.1 * torch.cos(ramp(*shape) * k) for shape in shapes] for k in (3.0, 7.0)]


def loss_at(student, model, state, x, y, directions, places):
    """权重放到那里，评估模式的损失。"""
    names = [name for name, _ in student.invoke(model, "named_parameters")]
    moved = dict(state)
    for direction, place in zip(directions, places):
        for name, d in zip(names, direction):
            moved[name] = moved[name] + place * d
    student.invoke(model, "load_state_dict", moved)
    student.invoke(model, "eval")
    loss = F.cross_entropy(student.invoke(model, "__call__", x).detach(), y).item()
    student.invoke(model, "load_state_dict", state)
    student.invoke(model, "train")
    return loss


GRID = np.array([-1.0, 0.0, 0.5])


@exercise("loss_slice", core=True)
def test_slice_line(student):
    """一个方向：(3,)，每个格点都从原来的权重出发，评估模式。"""
    model, state, x, y = measured(student)
    ways = slopes(student, model)[:1]
    want = np.array([loss_at(student, model, state, x, y, ways, [a]) for a in GRID])
    kit.close(student.loss_slice(model, x, y, ways, GRID), want, rtol=1e-3, atol=1e-4)


@exercise("loss_slice", core=True)
def test_slice_plane(student):
    """两个方向：(3, 3)，行是第一个方向，列是第二个。"""
    model, state, x, y = measured(student)
    ways = slopes(student, model)
    want = np.array([[loss_at(student, model, state, x, y, ways, [a, b]) for b in GRID] for a in GRID])
    kit.close(student.loss_slice(model, x, y, ways, GRID), want, rtol=1e-3, atol=1e-4)


@exercise("loss_slice")
def test_slice_restores(student):
    """走完之后权重和统计量一个比特也不差，模式不变。"""
    model, state, x, y = measured(student)
    student.loss_slice(model, x, y, slopes(student, model), np.array([-0.7, 0.1, 0.3]))
    training = student.attribute(model, "training")
    now = student.invoke(model, "state_dict")
    changed = [name for name in state if not torch.equal(now[name], state[name])]
    kit.require(not changed, f"变了：{changed[:3]}")
    kit.require(training is True, "模式变了")
