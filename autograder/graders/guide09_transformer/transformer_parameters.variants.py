# %%
import numpy as np


# %% wrong table-three-times
# 词表数了三次：源、译文、输出共用一张
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return 3 * vocab * d_model + layers * (encoder + decoder)


# %% wrong table-twice
# 词表数了两次：源、译文、输出共用一张
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return 2 * vocab * d_model + layers * (encoder + decoder)


# %% wrong attention-without-biases
# 注意力的四个全连接层没有数偏置
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * d_model * d_model
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong without-output-projection
# 注意力只数了三个全连接层，应当是四个：w_q、w_k、w_v、w_o
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 3 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong feed-forward-without-biases
# 前馈的两个全连接层没有数偏置
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = 2 * d_model * d_ff
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong without-norms
# 没有数归一化的 γ 和 β
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 0
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong norm-scale-only
# 一个归一化只数了 γ，没有数 β
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong two-norms-in-the-decoder
# 两种层合起来少数了 2·d_model 个：解码器的一层少数了一个归一化（应当有三个），或者前馈漏了出来那一层的偏置
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 2 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong without-cross-attention
# 解码器的一层漏了交叉注意力
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong output-bias
# 输出层另外数了偏置
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + vocab + layers * (encoder + decoder)


# %% wrong final-norms
# 两叠的最后各多数了一次归一化（论文是后归一化，没有）
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + 2 * norm + layers * (encoder + decoder)


# %% wrong encoder-only
# 只数了编码器
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    return vocab * d_model + layers * encoder


# %% wrong eight-heads
# 八个头各数了一份：头只是把宽度切开
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 8 * 4 * (d_model * d_model + d_model)
    feed_forward = d_model * d_ff + d_ff + d_ff * d_model + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong feed-forward-last-bias-only
# 前馈只数了出来的那一层（d_model 个）的偏置，漏了中间那一层的
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * (d_model * d_model + d_model)
    feed_forward = 2 * d_model * d_ff + d_model
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% wrong no-biases-at-all
# 注意力和前馈的全连接层都没有数偏置
def transformer_parameters(vocab, d_model, d_ff, layers):
    attention = 4 * d_model * d_model
    feed_forward = 2 * d_model * d_ff
    norm = 2 * d_model
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    return vocab * d_model + layers * (encoder + decoder)


# %% right in-one-formula
# 合成一个式子
def transformer_parameters(vocab, d_model, d_ff, layers):
    d = d_model
    return vocab * d + layers * (12 * d * (d + 1) + 2 * (2 * d * d_ff + d_ff + d) + 10 * d)


# %% right with-a-linear
# 先写一个数全连接层的小函数
def transformer_parameters(vocab, d_model, d_ff, layers):
    def linear(a, b):
        return a * b + b

    total = vocab * d_model
    for _ in range(layers):
        for attentions in (1, 2):
            total += attentions * 4 * linear(d_model, d_model)
            total += linear(d_model, d_ff) + linear(d_ff, d_model)
            total += (attentions + 1) * 2 * d_model
    return np.int64(total)
