# %%
import torch


# %% wrong keeps-bos
# 结果里留着开头的 bos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt


# %% wrong drops-eos
# 结果里去掉了最后一列，eos 没有了
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:-1]


# %% wrong goes-on-after-eos
# 结束了的行没有填 eos，接着往下生成
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong filled-with-zero
# 结束了的行后面填的是 0，不是 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, 0, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong filled-with-bos
# 结束了的行后面填的是 bos，不是 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, bos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong never-stops
# 所有的行都结束了也不停，总是生成 max_length 个词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong first-row-decides
# 只看第一行有没有结束
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished[0]:
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong one-too-many
# 多生成了一个词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length + 1):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong bos-counted
# 把 bos 也算进了 max_length，少生成一个词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length - 1):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong first-position
# 取的是第一个位置的打分，不是最后一个位置的
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, 0].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong only-the-last-word
# 每一步只把最后一个词交给模型，忘了前面的
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt[:, -1:])[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong starts-with-two
# 开头写死成了编号 2，没有用参数 bos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), 2)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong ends-with-three
# 结束符写死成了编号 3，没有用参数 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training, eos = model.training, 3
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong left-in-eval-mode
# 返回时模型留在了评估模式
def greedy_decode(model, src, max_length, bos, eos):
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    return tgt[:, 1:]


# %% wrong left-in-training-mode
# 返回时总是把模型放回训练模式
def greedy_decode(model, src, max_length, bos, eos):
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train()
    return tgt[:, 1:]


# %% wrong one-sentence-only
# 用 .item() 取词，只能处理一句
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = torch.tensor([model(src, tgt)[:, -1].argmax(dim=-1).item()])
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong float
# 结果是浮点数
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:].float()


# %% wrong all-in-one-step
# 没有一步一步生成，只调用了一次模型
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    with torch.no_grad():
        words = model(src, tgt.expand(-1, max_length)).argmax(dim=-1)
    model.train(was_training)
    return torch.where(((words == eos).cumsum(dim=1) > 0), eos, words)


# %% wrong stops-at-the-first
# 有一行结束就全停了
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.any():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong list-of-sentences
# 返回的是列表，每句各有各的长度
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    rows = tgt[:, 1:].tolist()
    return [row[: row.index(eos) + 1] if eos in row else row for row in rows]


# %% wrong lowest-score
# 取的是分数最低的词
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmin(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong sampled
# 按概率随机抽词，没有取分数最高的
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = torch.multinomial(torch.softmax(model(src, tgt)[:, -1], dim=-1), 1)[:, 0]
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong stops-on-the-last-word-only
# 只看这一步写的是不是都是 eos，早结束的行没有记住
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = word == eos
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]


# %% wrong int32
# 结果是 int32，应当是 int64
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:].int()


# %% wrong keeps-bos-drops-eos
# 留下了开头的 bos，去掉了最后的 eos
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, :-1]


# %% wrong keeps-bos-and-counts-it
# 留下了开头的 bos，还把它算进了 max_length
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length - 1):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt


# %% wrong keeps-bos-goes-on-after-eos
# 留下了开头的 bos，结束了的行也接着往下写
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
            if finished.all():
                break
    model.train(was_training)
    return tgt


# %% wrong never-stops-goes-on-after-eos
# 遇到 eos 也不停，结束了的行接着往下写
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = finished | (word == eos)
    model.train(was_training)
    return tgt[:, 1:]


# %% right fill-afterwards
# 一直生成下去，最后再把 eos 之后填成 eos、剪到最长的一行；没有碰训练模式
def greedy_decode(model, src, max_length, bos, eos):
    with torch.no_grad():
        tgt = src.new_full((src.shape[0], 1), bos)
        for _ in range(max_length):
            best = model(src, tgt)[:, -1:].argmax(-1)
            tgt = torch.cat((tgt, best), dim=1)
    words = tgt[:, 1:]
    after = (words == eos).cumsum(dim=1) - (words == eos).long() > 0
    words = words.masked_fill(after, eos)
    lengths = (~after).sum(dim=1)
    return words[:, : int(lengths.max())]


# %% right row-by-row
# 一句一句地生成，最后补齐
def greedy_decode(model, src, max_length, bos, eos):
    training = model.training
    model.eval()
    try:
        sentences = []
        for row in src:
            words = [bos]
            while len(words) <= max_length and (len(words) == 1 or words[-1] != eos):
                with torch.no_grad():
                    scores = model(row[None], torch.tensor([words]))
                words.append(int(scores[0, -1].argmax()))
            sentences.append(words[1:])
    finally:
        model.train(training)
    length = max(map(len, sentences))
    return torch.tensor([words + [eos] * (length - len(words)) for words in sentences])


# %% right only-the-unfinished
# 预先建好一张全是 eos 的表，每一步只把没有结束的行交给模型
@torch.inference_mode()
def greedy_decode(model, src, max_length, bos, eos):
    mode = model.training
    model.train(False)
    out = torch.full((len(src), max_length + 1), eos, dtype=torch.long)
    out[:, 0] = bos
    active = torch.arange(len(src))
    step = 0
    while step < max_length and len(active):
        logits = model(src[active], out[active, : step + 1])
        word = logits[:, -1, :].topk(1).indices[:, 0]
        step += 1
        out[active, step] = word
        active = active[word != eos]
    model.train(mode)
    return out[:, 1 : step + 1].clone()


# %% right ended-by-the-last-word
# 只记住上一步写的是不是 eos：结束了的行填的是 eos，下一步就还算结束
def greedy_decode(model, src, max_length, bos, eos):
    was_training = model.training
    model.eval()
    tgt = torch.full((len(src), 1), bos)
    finished = torch.zeros(len(src), dtype=torch.bool)
    with torch.no_grad():
        for _ in range(max_length):
            word = model(src, tgt)[:, -1].argmax(dim=-1)
            word = torch.where(finished, eos, word)
            tgt = torch.cat([tgt, word[:, None]], dim=1)
            finished = word == eos
            if finished.all():
                break
    model.train(was_training)
    return tgt[:, 1:]
