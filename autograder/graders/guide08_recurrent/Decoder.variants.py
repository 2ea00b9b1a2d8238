# %%
import torch
from torch import nn


# %% wrong state-ignored
# 没有用传来的状态，总从头开始
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids))
        return self.output(hs), state[0]


# %% wrong old-state-returned
# 交出的是传来的那个状态
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, _ = self.recurrent(self.table(ids), state[None])
        return self.output(hs), state


# %% wrong extra-axis
# 交出的状态多一轴，(1, n, hidden)
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs), state


# %% wrong state-detached
# 状态从图上剪了下来，梯度传不回编码器
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None].detach())
        return self.output(hs), state[0]


# %% wrong softmax-inside
# 打分过了 softmax
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs).softmax(-1), state[0]


# %% wrong last-position-only
# 只给出最后一个位置的打分
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs[:, -1]), state[0]


# %% wrong first-state-out
# 交出的是读完第一个字的状态，不是读完最后一个的
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs), hs[:, 0]


# %% wrong sees-the-future
# 每个位置都看到了整段的词向量
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        x = self.table(ids)
        hs, state = self.recurrent(x + x.mean(1, keepdim=True), state[None])
        return self.output(hs), state[0]


# %% wrong state-only
# 打分只由状态来，没有读传来的字
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(0 * self.table(ids), state[None])
        return self.output(hs), state[0]


# %% wrong no-output-layer
# 没有过最后的全连接，交出的是循环层的输出
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return hs, state[0]


# %% wrong log-softmax-inside
# 打分取了 log_softmax
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs).log_softmax(-1), state[0]


# %% wrong not-batch-first
# 没有写 batch_first=True，把批当成了时间
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs), state[0]


# %% wrong state-not-carried
# 一步一步走，可每一步都从传来的状态出发，没有往下传
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRUCell(hidden, hidden)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        scores = []
        for column in ids.T:
            after = self.recurrent(self.table(column), state)
            scores.append(self.output(after))
        return torch.stack(scores, dim=1), after


# %% wrong reads-its-own
# 只读了传来的第一个字，后面读的是自己写的，没有读传来的
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRUCell(hidden, hidden)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        scores, word = [], ids[:, 0]
        for _ in range(ids.shape[1]):
            state = self.recurrent(self.table(word), state)
            scores.append(self.output(state))
            word = scores[-1].argmax(1)
        return torch.stack(scores, dim=1), state


# %% wrong everything-detached
# 打分从图上剪了下来，哪里都没有梯度
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        hs, state = self.recurrent(self.table(ids), state[None])
        return self.output(hs).detach(), state[0]


# %% right cells
# 一步一步用 GRUCell
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, 7)
        self.cell = nn.GRUCell(7, hidden)
        self.head = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state):
        scores = []
        for column in ids.T:
            state = self.cell(self.embed(column), state)
            scores.append(self.head(state))
        return torch.stack(scores, dim=1), state


# %% right rnn-last-output
# 普通的 RNN，状态取最后一个输出
class Decoder(nn.Module):
    def __init__(self, vocab_size, hidden):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.net = nn.RNN(hidden, hidden, batch_first=True)
        self.scores = nn.Sequential(nn.Linear(hidden, hidden), nn.Tanh(), nn.Linear(hidden, vocab_size))

    def forward(self, ids, state):
        out, _ = self.net(self.table(ids), state.unsqueeze(0))
        return [self.scores(out), out[:, -1]]
