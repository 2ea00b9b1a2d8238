# %%
import torch
from torch.nn import functional as F


# %% wrong not-shifted
# 没有错开：解码器读到的就是要写的那个字
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    logits, _ = decoder(target, encoder(source, lengths))
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)


# %% wrong shifted-twice
# 错开了两次，开头是两个 bos
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(
        torch.cat([start, start, target], dim=1)[:, : target.shape[1]], encoder(source, lengths)
    )
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)


# %% wrong pad-in-the-mean
# pad 也算进了平均
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    return F.cross_entropy(logits.flatten(0, 1), target.flatten())


# %% wrong divided-by-all
# pad 的损失没有算，平均时却除以了全部的位置
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    return (
        F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad, reduction="sum")
        / target.numel()
    )


# %% wrong mean-of-rows
# 先每行平均，再各行平均
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    losses = F.cross_entropy(logits.mT, target, reduction="none")
    real = target != pad
    return ((losses * real).sum(1) / real.sum(1)).mean()


# %% wrong summed
# 求了和，没有平均
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad, reduction="sum")


# %% wrong eos-left-out
# 平均时漏了 eos
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    target = torch.where(target == 2, pad, target)
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)


# %% wrong bos-fixed
# 开头的编号写死成了 1
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), 1)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)


# %% wrong pad-fixed
# 填充的编号写死成了 0
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=0)


# %% wrong encoder-detached
# 编码器的状态从图上剪了下来，编码器学不到东西
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths).detach())
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)


# %% wrong softmax-twice
# 打分先过了 softmax，才交给交叉熵
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(torch.cat([start, target[:, :-1]], dim=1), encoder(source, lengths))
    return F.cross_entropy(logits.softmax(-1).flatten(0, 1), target.flatten(), ignore_index=pad)


# %% wrong full-lengths
# 编码器拿到的长度是补齐以后的，连填充一起读了
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    start = torch.full((len(target), 1), bos)
    logits, _ = decoder(
        torch.cat([start, target[:, :-1]], dim=1), encoder(source, torch.full_like(lengths, source.shape[1]))
    )
    return F.cross_entropy(logits.flatten(0, 1), target.flatten(), ignore_index=pad)


# %% right by-mask
# 自己取对数概率，用布尔表挑真正的字
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    given = target.roll(1, dims=1)
    given[:, 0] = bos
    logits = decoder(given, encoder(source, lengths))[0]
    logs = logits.log_softmax(-1).gather(2, target[:, :, None])[:, :, 0]
    real = target != pad
    return -logs[real].mean()


# %% right step-by-step
# 一步一步地喂，损失加起来再除
def teacher_forcing_loss(encoder, decoder, source, lengths, target, bos=1, pad=0):
    state, word = encoder(source, lengths), torch.full_like(target[:, :1], bos)
    total, count = 0.0, 0
    for s in range(target.shape[1]):
        scores, state = decoder(word, state)
        word = target[:, s : s + 1]
        real = word[:, 0] != pad
        total = total + F.cross_entropy(scores[real, 0], word[real, 0], reduction="sum")
        count += int(real.sum())
    return total / count
