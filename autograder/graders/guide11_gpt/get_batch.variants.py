# %%
import numpy as np
import torch


# %% wrong last-never-target
# 起点少算了一个，最后一个词元永远当不了答案
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    return cut(ids, rng.integers(max(1, len(ids) - block - 1), size=batch), block)


# %% wrong first-never
# 起点从 1 起，第一个词元永远不是开头
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    most = len(ids) - block
    return cut(ids, rng.integers(min(1, most - 1), most, size=batch), block)


# %% wrong not-shifted
# y 没有挪，和 x 一样
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    return cut(ids, rng.integers(len(ids) - block, size=batch), block, 0)


# %% wrong shifted-back
# y 往前挪了一格
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def get_batch(ids, block, batch, rng):
    need(ids, block)
    at = torch.as_tensor(rng.integers(len(ids) - block, size=batch))[:, None] + torch.arange(block)
    return ids[at + 1], ids[at]


# %% wrong multiples-only
# 起点只取了 block 的倍数
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    return cut(ids, rng.integers((len(ids) - 1) // block, size=batch) * block, block)


# %% wrong one-start
# 一批里每一段的起点都一样
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    return cut(ids, np.repeat(rng.integers(len(ids) - block), batch), block)


# %% wrong rng-ignored
# 没有用传进来的 rng，种子定不住结果
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    return cut(ids, torch.randint(len(ids) - block, (batch,)).numpy(), block)


# %% wrong fixed-seed
# 自己造了一个种子固定的 rng，每次截的都一样
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    return cut(ids, np.random.default_rng(0).integers(len(ids) - block, size=batch), block)


# %% wrong short-accepted
# 太短时没有抛出 ValueError
def get_batch(ids, block, batch, rng):
    starts = rng.integers(max(1, len(ids) - block), size=batch)
    at = torch.as_tensor(starts)[:, None] + torch.arange(block)
    return ids[at % len(ids)], ids[(at + 1) % len(ids)]


# %% wrong consecutive
# 一批里是连着的几段，起点只随机了第一个
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def cut(ids, starts, block, shift=1):
    at = torch.as_tensor(np.asarray(starts))[:, None] + torch.arange(block)
    return ids[at], ids[at + shift]


def get_batch(ids, block, batch, rng):
    need(ids, block)
    most = len(ids) - block
    return cut(ids, (rng.integers(most) + np.arange(batch) * block) % most, block)


# %% wrong shuffled-inside
# 一段里的词元是各自随机取的，不是连着的
def need(ids, block):
    if len(ids) <= block:
        raise ValueError


def get_batch(ids, block, batch, rng):
    need(ids, block)
    at = torch.as_tensor(rng.integers(len(ids) - 1, size=(batch, block)))
    return ids[at], ids[at + 1]


# %% right stack
# 一段一段地切，再叠起来
def get_batch(ids, block, batch, rng):
    if len(ids) < block + 1:
        raise ValueError("too short")
    starts = [int(rng.integers(0, len(ids) - block)) for _ in range(batch)]
    x = torch.stack([ids[i : i + block] for i in starts])
    return x, torch.stack([ids[i + 1 : i + 1 + block] for i in starts])


# %% right windows
# 先取出全部窗口，再抽几行
def get_batch(ids, block, batch, rng):
    if len(ids) - block < 1:
        raise ValueError
    windows = ids.unfold(0, block + 1, 1)
    rows = windows[torch.tensor(rng.choice(len(windows), size=batch))]
    return [rows[:, :-1], rows[:, 1:]]
