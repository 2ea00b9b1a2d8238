# %%
import math

import torch
from torch import Tensor, nn


# %% wrong default-embeddings
# 词向量表用的是 nn.Embedding 默认的初值，标准差是 1
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong no-embedding-scale
# 词向量没有乘 √d_model
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return table[ids] + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong no-positions
# 源序列和目标序列都没有加位置编码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table)


# %% wrong no-source-positions
# 源序列没有加位置编码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = embed(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong no-target-positions
# 目标序列没有加位置编码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = embed(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong positions-along-the-batch
# 位置编码沿着批的轴加了，同一行里每个词的位置都一样
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[0], table.shape[1])[:, None]


# %% wrong positions-multiplied
# 位置编码是乘上去的，应当是加
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) * positional_encoding(ids.shape[1], table.shape[1])


# %% wrong encoder-skipped
# 没有经过编码器，memory 就是源序列的词向量
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong detached-memory
# memory 从计算图上取了下来，编码器学不到东西
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory.detach(), None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong softmax
# 最后做了 softmax，返回的是概率
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return torch.softmax(self.output(x), dim=-1)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong last-position-only
# 只返回了最后一个位置的打分
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x[:, -1])

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong no-source-mask
# 编码器没有用填充掩码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong no-memory-mask
# 解码器的交叉注意力没有用填充掩码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong pad-id-ignored
# 没有用 pad_id，填充总是按 0 算
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong one-layer
# 没有用 num_layers，编码器和解码器各只有一层
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(1))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(1))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong one-layer-repeated
# 同一层重复用了 num_layers 次，参数没有各建各的
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList([EncoderLayer(d_model, num_heads, d_ff)] * num_layers)
        self.decoder = nn.ModuleList([DecoderLayer(d_model, num_heads, d_ff)] * num_layers)
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong plain-list
# 层放在普通的列表里，没有登记成子模块，参数找不到
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        self.decoder = [DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong heads-ignored
# 没有用 num_heads，总是一个头
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, 1, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, 1, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong one-table
# 源序列和目标序列共用一张词向量表
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(max(src_vocab_size, tgt_vocab_size), d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.src_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong tables-swapped
# 两张词向量表用反了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.tgt_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.src_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong frozen-target-table
# 目标语言的词向量表没有登记成参数，学不到东西
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight.detach())
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong sees-the-future
# 把目标序列的平均加到了每个位置上，后面的词泄露了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        x = x + x.mean(dim=1, keepdim=True)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong each-layer-from-the-start
# 每一层的输入都是词向量，只有最后一层起作用
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(self.embedded(src, self.src_embedding.weight), mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong fixed-length
# 位置编码的表只建了 32 个位置，更长的句子用不了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.pe = positional_encoding(32, d_model)
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = embed(src, self.src_embedding.weight) + self.pe[: src.shape[1]]
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = embed(tgt, self.tgt_embedding.weight) + self.pe[: tgt.shape[1]]
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)


# %% wrong fixed-length-of-500
# 位置编码的表只建了 500 个位置，更长的句子用不了
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.pe = positional_encoding(500, d_model)
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = embed(src, self.src_embedding.weight) + self.pe[: src.shape[1]]
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = embed(tgt, self.tgt_embedding.weight) + self.pe[: tgt.shape[1]]
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)


# %% wrong variance-for-std
# 初值的标准差用了 1/d_model，那是方差
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-1)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-1)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong no-padding-masks
# 编码器和解码器都没有用填充掩码
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = None
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong log-softmax
# 最后做了 log_softmax，返回的是概率的对数
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return torch.log_softmax(self.output(x), dim=-1)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong softmax-in-eval
# 在 eval 模式里最后做了 softmax，返回的是概率
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        out = self.output(x)
        return out if self.training else torch.softmax(out, dim=-1)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong dropout
# 词向量上加了 dropout
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        out = embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])
        return torch.dropout(out, 0.1, self.training)


# %% wrong mask-inverted
# 填充掩码用反了，True 成了填充
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = ~padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong memory-of-the-first-layer
# 解码器看的是第一层编码器的输出，不是最后一层的
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
            break
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong positions-scaled-too
# 位置编码也乘了 √d_model
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table + 0) + table.shape[1] ** 0.5 * positional_encoding(
            ids.shape[1], table.shape[1]
        )


# %% wrong scaled-twice
# 词向量乘了两遍 √d_model：embed 里已经乘过
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory, None, mask)
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) * table.shape[1] ** 0.5 + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong last-position-of-memory
# 解码器只看得到 memory 的最后一个位置
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        nn.init.normal_(self.src_embedding.weight, std=d_model**-0.5)
        nn.init.normal_(self.tgt_embedding.weight, std=d_model**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.decoder = nn.ModuleList(DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))
        self.output = nn.Linear(d_model, tgt_vocab_size)

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        memory = self.embedded(src, self.src_embedding.weight)
        for layer in self.encoder:
            memory = layer(memory, mask)
        x = self.embedded(tgt, self.tgt_embedding.weight)
        for layer in self.decoder:
            x = layer(x, memory[:, -1:])
        return self.output(x)

    def embedded(self, ids, table):
        return embed(ids, table) + positional_encoding(ids.shape[1], table.shape[1])


# %% wrong other-names
# 词向量表、各层或者输出层叫的不是题面写的名字
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.encoder_embedding = nn.Embedding(src_vocab_size, d_model)
        self.decoder_embedding = nn.Embedding(tgt_vocab_size, d_model)
        self.register_buffer("positions", positional_encoding(2000, d_model))
        self.encoder_layers = nn.ModuleList(
            [EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )
        self.decoder_layers = nn.ModuleList(
            [DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)]
        )
        self.fc = nn.Linear(d_model, tgt_vocab_size)
        with torch.no_grad():
            for table in (self.encoder_embedding.weight, self.decoder_embedding.weight):
                table.copy_(torch.randn_like(table) / math.sqrt(d_model))

    def encode(self, src, mask):
        memory = embed(src, self.encoder_embedding.weight) + self.positions[: src.size(1)]
        for layer in self.encoder_layers:
            memory = layer(memory, mask)
        return memory

    def decode(self, tgt, memory, mask):
        x = embed(tgt, self.decoder_embedding.weight) + self.positions[: tgt.size(1)]
        for layer in self.decoder_layers:
            x = layer(x, memory, memory_mask=mask)
        return x

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        return self.fc(self.decode(tgt, self.encode(src, mask), mask))


# %% right encode-and-decode
# 分成 encode 和 decode 两个方法，位置编码放在 buffer 里
class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.pad_id = pad_id
        self.src_embedding = nn.Embedding(src_vocab_size, d_model)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model)
        self.register_buffer("positions", positional_encoding(2000, d_model))
        self.encoder = nn.ModuleList([EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)])
        self.decoder = nn.ModuleList([DecoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)])
        self.output = nn.Linear(d_model, tgt_vocab_size)
        with torch.no_grad():
            for table in (self.src_embedding.weight, self.tgt_embedding.weight):
                table.copy_(torch.randn_like(table) / math.sqrt(d_model))

    def encode(self, src, mask):
        memory = embed(src, self.src_embedding.weight) + self.positions[: src.size(1)]
        for layer in self.encoder:
            memory = layer(memory, mask)
        return memory

    def decode(self, tgt, memory, mask):
        x = embed(tgt, self.tgt_embedding.weight) + self.positions[: tgt.size(1)]
        for layer in self.decoder:
            x = layer(x, memory, memory_mask=mask)
        return x

    def forward(self, src, tgt):
        mask = padding_mask(src, self.pad_id)
        return self.output(self.decode(tgt, self.encode(src, mask), mask))


# %% right module-dicts
# 层放在 nn.ModuleDict 里，编号是键；表用 from_pretrained 造；目标一侧也加填充掩码
class Transformer(nn.Module):
    def __init__(
        self,
        src_vocab_size: int,
        tgt_vocab_size: int,
        d_model: int,
        num_heads: int,
        d_ff: int,
        num_layers: int,
        pad_id: int = 0,
    ) -> None:
        super().__init__()
        self.output = nn.Linear(d_model, tgt_vocab_size)
        for side, size in (("tgt", tgt_vocab_size), ("src", src_vocab_size)):
            table = nn.Embedding.from_pretrained(torch.randn(size, d_model) * d_model**-0.5, freeze=False)
            setattr(self, f"{side}_embedding", table)
        self.decoder, self.encoder = nn.ModuleDict(), nn.ModuleDict()
        for i in range(num_layers):
            self.decoder[f"{i}"] = DecoderLayer(d_model, num_heads, d_ff)
            self.encoder[f"{i}"] = EncoderLayer(d_model, num_heads, d_ff)
        self.pad_id = pad_id

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        length = max(src.shape[1], tgt.shape[1])
        positions = positional_encoding(length, self.output.in_features).to(self.output.weight.dtype)
        src_mask, tgt_mask = padding_mask(src, self.pad_id), padding_mask(tgt, self.pad_id)
        memory = embed(src, self.src_embedding.weight) + positions[: src.shape[1]]
        for layer in self.encoder.values():
            memory = layer(memory, src_mask)
        out = embed(tgt, self.tgt_embedding.weight) + positions[: tgt.shape[1]]
        for layer in self.decoder.values():
            out = layer(out, memory, tgt_mask, src_mask)
        return self.output(out)


# %% right stacks
# 编码器和解码器各是一个自己的 nn.ModuleList；nn.Embedding 带 padding_idx；词向量自己乘 √d_model；初值是均匀分布
class _Stack(nn.ModuleList):
    def __init__(self, kind, num_layers, *sizes):
        super().__init__(kind(*sizes) for _ in range(num_layers))

    def forward(self, x, *context, **masks):
        for block in self:
            x = block(x, *context, **masks)
        return x


class Transformer(nn.Module):
    def __init__(self, src_vocab_size, tgt_vocab_size, d_model, num_heads, d_ff, num_layers, pad_id=0):
        super().__init__()
        self.src_embedding = nn.Embedding(src_vocab_size, d_model, padding_idx=pad_id)
        self.tgt_embedding = nn.Embedding(tgt_vocab_size, d_model, padding_idx=pad_id)
        for table in (self.src_embedding, self.tgt_embedding):
            nn.init.uniform_(table.weight, -math.sqrt(3 / d_model), math.sqrt(3 / d_model))
        self.encoder = _Stack(EncoderLayer, num_layers, d_model, num_heads, d_ff)
        self.decoder = _Stack(DecoderLayer, num_layers, d_model, num_heads, d_ff)
        self.output = nn.Linear(d_model, tgt_vocab_size)
        self.pad_id = pad_id

    def forward(self, src, tgt):
        mask = padding_mask(src, pad_id=self.pad_id)
        memory = self.encoder(self.embedded(src, self.src_embedding), mask=mask)
        return self.output(self.decoder(self.embedded(tgt, self.tgt_embedding), memory, memory_mask=mask))

    def embedded(self, ids, table):
        x = table(ids) * table.embedding_dim**0.5
        return x + positional_encoding(ids.size(1), x.size(-1)).to(x)
