# %%
import torch
from torch import nn


# %% wrong state-ignored
# 传来的状态没有交给循环层，每次都从头开始
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids))
        return self.output(hs), state


# %% wrong old-state-returned
# 返回的是传进来的那个状态，不是读完之后的
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, _ = self.recurrent(self.table(ids), state)
        return self.output(hs), state


# %% wrong not-batch-first
# 没有写 batch_first=True，把批当成了时间
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs), state


# %% wrong softmax-inside
# 打分过了 softmax
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs).softmax(-1), state


# %% wrong log-softmax-inside
# 打分过了 log_softmax
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs).log_softmax(-1), state


# %% wrong sees-the-future
# 循环层是双向的，偷看了后面的字
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs), state


# %% wrong last-position-only
# 只给出最后一个位置的打分
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs[:, -1]), state


# %% wrong layers-ignored
# layers 没有用上，总是一层
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs), state


# %% wrong no-recurrence
# 打分由词向量直接得到，没有经过循环层
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(64, vocab_size)

    def forward(self, ids, state=None):
        _, state = self.recurrent(self.table(ids), state)
        return self.output(self.table(ids)), state


# %% wrong keeps-its-own-state
# 网络自己记着上一次的状态，不给状态时也接着读
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.kept = None
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state if state is not None else self.kept)
        self.kept = state if len(ids) == 4 else self.kept
        return self.output(hs), state


# %% wrong no-output-layer
# 没有过最后的全连接，交出的是循环层的输出
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return hs, state


# %% wrong with-dropout
# 加了 dropout，训练模式下同样的输入每次结果不同
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(self.dropout(hs)), state


# %% wrong memory-lost
# 接着读时，LSTM 的 h 和 c 没有一起原样接上：少了一个，或者换了位置
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        if state is not None:
            state = (state, torch.zeros_like(state))
        hs, (h, _) = self.recurrent(self.table(ids), state)
        return self.output(hs), h


# %% wrong nothing-trained
# 打分从图上剪了下来，哪里都没有梯度
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, 64)
        self.recurrent = nn.LSTM(64, hidden, layers, batch_first=True)
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        hs, state = self.recurrent(self.table(ids), state)
        return self.output(hs).detach(), state


# %% right gru
# 用 GRU，词向量与宽度相同
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, hidden)
        self.gru = nn.GRU(hidden, hidden, num_layers=layers, batch_first=True)
        self.head = nn.Linear(hidden, vocab_size, bias=False)

    def forward(self, ids, state=None):
        out, state = self.gru(self.embedding(ids), state)
        return self.head(out), state


# %% right cells
# 一层一层用 LSTMCell 自己走
class CharModel(nn.Module):
    def __init__(self, vocab_size, hidden, layers=1):
        super().__init__()
        self.table = nn.Embedding(vocab_size, hidden)
        self.cells = nn.ModuleList([nn.LSTMCell(hidden, hidden) for _ in range(layers)])
        self.output = nn.Linear(hidden, vocab_size)

    def forward(self, ids, state=None):
        x = self.table(ids)
        if state is None:
            zero = x.new_zeros(len(ids), self.cells[0].hidden_size)
            state = tuple(zero for _ in range(2 * len(self.cells)))
        state, scores = list(state), []
        for s in range(ids.shape[1]):
            value = x[:, s]
            for k, cell in enumerate(self.cells):
                state[2 * k], state[2 * k + 1] = cell(value, (state[2 * k], state[2 * k + 1]))
                value = state[2 * k]
            scores.append(self.output(value))
        return torch.stack(scores, 1), tuple(state)
