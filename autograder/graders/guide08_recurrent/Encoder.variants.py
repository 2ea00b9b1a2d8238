# %%
import torch
from torch import nn


# %% wrong last-column
# 交出的是读完整行（连填充）的状态，短的行读进了填充
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[:, -1]


# %% wrong one-late
# 下标没有减一，短的行多读了一个填充
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths.clamp(max=ids.shape[1] - 1)]


# %% wrong one-early
# 下标多减了一，最后一个真正的字没有读进去
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), (lengths - 2).clamp(min=0)]


# %% wrong all-steps
# 返回了每一步的输出，没有挑
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs


# %% wrong not-batch-first
# 没有写 batch_first=True，把批当成了时间
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths - 1]


# %% wrong extra-axis
# 多了一轴，形状是 (1, n, hidden)
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths - 1][None]


# %% wrong longest-for-all
# 所有的行都按最长的那一行取
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths.max() - 1]


# %% wrong first-position
# 取了第一个位置的输出
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), 0 * lengths]


# %% wrong sum-of-words
# 没有循环层，把词向量加起来，不管次序
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs = self.table(ids).cumsum(1) + 0 * self.recurrent(self.table(ids))[0]
        return hs[torch.arange(len(ids)), lengths - 1]


# %% wrong mean-of-states
# 把真正的位置上各步的状态平均了，没有只取最后一个
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        inside = (torch.arange(ids.shape[1]) < lengths[:, None])[:, :, None]
        return (hs * inside).sum(1) / lengths[:, None]


# %% wrong mean-of-columns
# 把整行各步的状态平均了，填充也在里面
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs.mean(1)


# %% wrong sum-of-states
# 把真正的位置上各步的状态加了起来，没有只取最后一个
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        inside = (torch.arange(ids.shape[1]) < lengths[:, None])[:, :, None]
        return (hs * inside).sum(1)


# %% wrong maximum-of-states
# 逐格取了各步状态里最大的，没有只取最后一个
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        inside = (torch.arange(ids.shape[1]) < lengths[:, None])[:, :, None]
        return hs.masked_fill(~inside, -torch.inf).amax(1)


# %% wrong sorted-not-restored
# 按长度排了序才读，读完没有排回来，各行的状态错了位
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        order = lengths.argsort(descending=True)
        packed = nn.utils.rnn.pack_padded_sequence(self.table(ids[order]), lengths[order], batch_first=True)
        return self.recurrent(packed)[1][0]


# %% wrong detached
# 交出的状态从图上剪了下来，编码器得不到梯度
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths - 1].detach()


# %% wrong both-directions
# 循环层是双向的，状态宽了一倍
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True, bidirectional=True)

    def forward(self, ids, lengths):
        hs, _ = self.recurrent(self.table(ids))
        return hs[torch.arange(len(ids)), lengths - 1]


# %% right packed
# 先打包，再取最后的状态
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, 12)
        self.rnn = nn.GRU(12, hidden, batch_first=True)

    def forward(self, ids, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(
            self.embedding(ids), lengths.cpu(), batch_first=True, enforce_sorted=False
        )
        return self.rnn(packed)[1].squeeze(0)


# %% right cell-by-cell
# 一步一步走，短的行到头就不再更新
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.cell = nn.RNNCell(hidden, hidden)

    def forward(self, ids, lengths):
        x = self.table(ids)
        state = torch.zeros(len(ids), self.cell.hidden_size, dtype=x.dtype)
        for s in range(ids.shape[1]):
            state = torch.where((s < lengths)[:, None], self.cell(x[:, s], state), state)
        return state


# %% right lstm-output
# 用 LSTM，交出它的 h
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden, padding_idx=None)
        self.lstm = nn.LSTM(hidden, hidden, batch_first=True)

    def forward(self, ids, lengths):
        out = self.lstm(self.table(ids))[0]
        places = (lengths - 1)[:, None, None].expand(-1, 1, out.shape[2])
        return out.gather(1, places).squeeze(1)


# %% right with-a-layer-on-top
# 状态再过一层全连接和 tanh
class Encoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 16)
        self.rnn = nn.RNN(16, hidden, batch_first=True)
        self.out = nn.Linear(hidden, hidden)

    def forward(self, ids, lengths):
        hs = self.rnn(self.table(ids))[0]
        picked = torch.stack([row[length - 1] for row, length in zip(hs, lengths.tolist())])
        return torch.tanh(self.out(picked))
