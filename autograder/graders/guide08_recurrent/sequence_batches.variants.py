# %%
import torch


# %% wrong neighbours-in-a-batch
# 相邻的字分到了不同的行：reshape 成 (L, batch) 再转置
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(length, batch).T
    y = ids[1 : batch * length + 1].reshape(length, batch).T
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length, steps)]


# %% wrong chunks-as-rows
# 把相邻的几段排成一批：下一批的同一行接不上
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x, y, found, start = ids[: batch * length], ids[1 : batch * length + 1], [], 0
    for s in range(0, length, steps):
        size = min(steps, length - s)
        end = start + batch * size
        found.append((x[start:end].reshape(batch, size), y[start:end].reshape(batch, size)))
        start = end
    return found


# %% wrong remainder-lost
# 最后不满 steps 的一批丢了
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = ids[1 : batch * length + 1].reshape(batch, length)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length - steps + 1, steps)]


# %% wrong rolled-in-chunk
# 在每一批里把 x 转一格当答案：每行最后一个答案是这一行的第一个字
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    return [(x[:, s : s + steps], x[:, s : s + steps].roll(-1, 1)) for s in range(0, length, steps)]


# %% wrong rolled-in-stream
# 把每一路转一格当答案：一路的最后一个答案是这一路的第一个字
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = x.roll(-1, 1)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length, steps)]


# %% wrong not-shifted
# y 就是 x，没有往后一个
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = ids[: batch * length].reshape(batch, length)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length, steps)]


# %% wrong one-too-long
# 每路的长度用了 len(ids) // batch，没有减一
def sequence_batches(ids, batch, steps):
    length = len(ids) // batch
    x = ids[: batch * length].reshape(batch, length)
    ids = torch.cat([ids, ids[:1]])
    y = ids[1 : batch * length + 1].reshape(batch, length)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length, steps)]


# %% wrong last-column-lost
# 每批的最后一列不要了
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = ids[1 : batch * length + 1].reshape(batch, length)
    return [(x[:, s : s + steps][:, :-1], y[:, s : s + steps][:, :-1]) for s in range(0, length, steps)]


# %% wrong overlapping
# 每次只往前挪一格，各批之间重叠
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = ids[1 : batch * length + 1].reshape(batch, length)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(length)]


# %% wrong shifted-twice
# 答案往后挪了两个
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    x = ids[: batch * length].reshape(batch, length)
    y = ids.roll(-2)[: batch * length].reshape(batch, length)
    return [(x[:, s : s + steps], y[:, s : s + steps]) for s in range(0, length, steps)]


# %% right by-unfold
# 先按路切开，再用 split
def sequence_batches(ids, batch, steps):
    length = (len(ids) - 1) // batch
    if length == 0:
        return []
    streams = [ids[r * length : (r + 1) * length + 1] for r in range(batch)]
    table = torch.stack(streams)
    return list(zip(table[:, :-1].split(steps, 1), table[:, 1:].split(steps, 1)))


# %% right contiguous-lists
# 循环着切，复制一份，一批是列表
def sequence_batches(ids, batch, steps):
    length, found, start = (len(ids) - 1) // batch, [], 0
    while start < length:
        end = min(start + steps, length)
        rows = torch.arange(batch)[:, None] * length + torch.arange(start, end)
        found.append([ids[rows].clone(), ids[rows + 1].clone()])
        start = end
    return found
