# %%
import math

import torch
from torch import nn
from torch.nn import functional as F


# %% wrong no-causal-mask
# 解码器没有因果掩码：看得到后面的字
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, None, visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()


# %% wrong no-source-mask
# 原文的 PAD 没有挡住（编码器和交叉注意力两处都要挡）
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = None
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()


# %% wrong no-source-positions
# 原文没有加位置编码
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.source_table(source) * math.sqrt(d_model)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()


# %% wrong no-target-positions
# 译文没有加位置编码
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.target_table(target) * math.sqrt(d_model)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()


# %% wrong source-ignored
# 解码器没有看记忆：译文和原文无关
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, torch.zeros_like(memory), causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()


# %% wrong softmax-at-the-end
# 最后加了 softmax，给的是概率
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return (self.decoder_norm(y) @ self.target_table.weight.T + self.bias).softmax(dim=-1)

    return Translator()


# %% wrong log-softmax-at-the-end
# 最后加了 log_softmax，给的是对数概率，不是打分
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return (self.decoder_norm(y) @ self.target_table.weight.T + self.bias).log_softmax(dim=-1)

    return Translator()


# %% wrong too-large
# 参数太多，超过了 500 000 个
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (96, 4, 384, 2)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    return Translator()


# %% wrong same-model
# 每次返回的是同一个模型
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (64, 4, 192, 1)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.bias = nn.Parameter(torch.zeros(tgt_vocab))

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.decoder_norm(y) @ self.target_table.weight.T + self.bias

    kept = build_translator.__dict__.setdefault("kept", {})
    return kept.setdefault((src_vocab, tgt_vocab), Translator())


# %% wrong post-norm
# 写成了后归一化：先过子层、加残差，再归一化
class PostNorm(nn.Module):
    def __init__(self, d, heads, d_ff, attentions):
        super().__init__()
        self.attentions = nn.ModuleList(MultiHeadAttention(d, heads) for _ in range(attentions))
        self.feed_forward = FeedForward(d, d_ff)
        self.norms = nn.ModuleList(nn.LayerNorm(d) for _ in range(attentions + 1))

    def forward(self, x, mask, memory=None, memory_mask=None):
        x = self.norms[0](x + self.attentions[0](x, x, x, mask))
        if memory is not None:
            x = self.norms[1](x + self.attentions[1](x, memory, memory, memory_mask))
        return self.norms[-1](x + self.feed_forward(x))


class PaperTranslator(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, d):
        super().__init__()
        self.tables = nn.ModuleList([nn.Embedding(src_vocab, d), nn.Embedding(tgt_vocab, d)])
        for table in self.tables:
            nn.init.normal_(table.weight, std=d**-0.5)
        self.encoder, self.decoder = PostNorm(d, 4, 192, 1), PostNorm(d, 4, 192, 2)

    def forward(self, source, target):
        x, y = (
            table(ids) * table.weight.shape[1] ** 0.5
            + positional_encoding(ids.shape[1], table.weight.shape[1])
            for ids, table in zip((source, target), self.tables)
        )
        visible = (source != PAD).unsqueeze(1)
        y = self.decoder(y, causal_mask(target.shape[1]), self.encoder(x, visible), visible)
        return y @ self.tables[1].weight.T


def build_translator(src_vocab, tgt_vocab):
    return PaperTranslator(src_vocab, tgt_vocab, 64)


# %% right untied
# 输出层另用一个全连接层，各两层、窄一些
def build_translator(src_vocab, tgt_vocab):
    d_model, heads, d_ff, layers = (48, 4, 96, 2)

    class Translator(nn.Module):
        def __init__(self):
            super().__init__()
            self.source_table = nn.Embedding(src_vocab, d_model)
            self.target_table = nn.Embedding(tgt_vocab, d_model)
            for table in (self.source_table, self.target_table):
                nn.init.normal_(table.weight, std=d_model ** (-0.5))
            sizes = (d_model, heads, d_ff)
            self.encoder = nn.ModuleList(PreNormLayer(*sizes) for _ in range(layers))
            self.decoder = nn.ModuleList(PreNormDecoderLayer(*sizes) for _ in range(layers))
            self.encoder_norm = nn.LayerNorm(d_model)
            self.decoder_norm = nn.LayerNorm(d_model)
            self.output = nn.Linear(d_model, tgt_vocab)

        def embed(self, ids, table):
            words = table(ids) * math.sqrt(d_model)
            return words + positional_encoding(ids.shape[1], d_model)

        def forward(self, source, target):
            visible = (source != PAD).unsqueeze(1)
            memory = self.embed(source, self.source_table)
            for layer in self.encoder:
                memory = layer(memory, visible)
            memory = self.encoder_norm(memory)
            y = self.embed(target, self.target_table)
            for layer in self.decoder:
                y = layer(y, memory, causal_mask(target.shape[1]), visible)
            return self.output(self.decoder_norm(y))

    return Translator()


# %% right dropout
# 加了 dropout，位置编码是学出来的
class SmallTranslator(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, d=64):
        super().__init__()
        self.tables = nn.ModuleList([nn.Embedding(src_vocab, d), nn.Embedding(tgt_vocab, d)])
        for table in self.tables:
            nn.init.normal_(table.weight, std=d**-0.5)
        self.encoder, self.decoder = PreNormLayer(d, 2, 128), PreNormDecoderLayer(d, 2, 128)
        self.norms = nn.ModuleList([nn.LayerNorm(d), nn.LayerNorm(d)])
        self.dropout, self.d = nn.Dropout(0.0), d

    def forward(self, source, target):
        x, y = (
            self.dropout(
                F.embedding(ids, table.weight) * self.d**0.5 + positional_encoding(ids.shape[1], self.d)
            )
            for ids, table in zip((source, target), self.tables)
        )
        seen = source.ne(PAD)[:, None, :]
        memory = self.norms[0](self.encoder(x, seen))
        t = target.shape[1]
        ahead = torch.ones(t, t, dtype=torch.bool).tril()
        return F.linear(self.norms[1](self.decoder(y, memory, ahead, seen)), self.tables[1].weight)


def build_translator(src_vocab, tgt_vocab):
    return SmallTranslator(src_vocab, tgt_vocab)
