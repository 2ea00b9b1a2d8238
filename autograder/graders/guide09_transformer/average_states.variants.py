# %%
import torch


# %% wrong integers-averaged
# 整数的张量也取了平均，应当取最后一份的
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if True:
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
        else:
            average[name] = last.clone()
    return average


# %% wrong integers-from-the-first
# 整数取的是第一份的，应当取最后一份的
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
        else:
            average[name] = states[0][name].clone()
    return average


# %% wrong half-overflow
# 在 float16 自己的类型里求和，溢出成了无穷
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = (stacked.sum(dim=0) / len(states)).to(last.dtype)
        else:
            average[name] = last.clone()
    return average


# %% wrong dtype-lost
# 平均之后没有换回原来的 dtype
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0)
        else:
            average[name] = last.clone()
    return average


# %% wrong keys-unchecked
# 名字不一样时没有抛出 ValueError
def average_states(states):
    if not states:
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if any(name not in state for state in states):
            continue
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
        else:
            average[name] = last.clone()
    return average


# %% wrong extra-keys-accepted
# 别的份里多了名字，没有发现
def average_states(states):
    if any(not state.keys() >= states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in ((n, states[-1][n]) for n in states[0]):
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
        else:
            average[name] = last.clone()
    return average


# %% wrong integers-aliased
# 整数的张量没有复制：改动结果，最后一份也跟着变
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
        else:
            average[name] = last
    return average


# %% wrong first-changed
# 在第一份上原地加，把传进来的改坏了
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            total = states[0][name]
            wide = torch.stack([state[name] for state in states]).double().mean(dim=0)
            average[name] = total.copy_(wide).clone()
        else:
            average[name] = last.clone()
    return average


# %% wrong sum
# 加起来忘了除以份数
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().sum(dim=0).to(last.dtype)
        else:
            average[name] = last.clone()
    return average


# %% wrong last-only
# 返回的就是最后一份
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            average[name] = last.clone()
        else:
            average[name] = last.clone()
    return average


# %% wrong integers-left-out
# 整数的张量没有放进结果
def average_states(states):
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("各份检查点的名字不一样")
    average = {}
    for name, last in states[-1].items():
        if last.is_floating_point():
            stacked = torch.stack([state[name] for state in states])
            average[name] = stacked.double().mean(dim=0).to(last.dtype)
    return average


# %% right running-sum
# 一份一份地加进 float64
def average_states(states):
    names = set(states[0])
    for state in states:
        if set(state) != names:
            raise ValueError("名字不一样")
    result = {}
    for name in states[0]:
        values = [state[name] for state in states]
        if values[0].dtype.is_floating_point:
            total = torch.zeros_like(values[0], dtype=torch.float64)
            for value in values:
                total += value
            result[name] = (total / len(values)).to(values[0].dtype)
        else:
            result[name] = values[-1].detach().clone()
    return result


# %% right float32-sums
# float16 在 float32 里求和
def average_states(states):
    first, *rest = states
    if any(first.keys() ^ other.keys() for other in rest):
        raise ValueError("名字不一样")
    found = {name: value.clone() for name, value in states[-1].items()}
    for name, value in found.items():
        if value.is_floating_point():
            wide = torch.promote_types(value.dtype, torch.float32)
            share = [state[name].to(wide) / len(states) for state in states]
            found[name] = sum(share).to(value.dtype)
    return found
