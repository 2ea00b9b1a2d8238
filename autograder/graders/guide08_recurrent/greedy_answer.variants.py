# %%
import torch


# %% wrong goes-on-after-eos
# 结束了的行没有填 eos，接着往下写
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = logits.argmax(dim=2)
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong one-row-stops-all
# 有一行结束就全停了
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.any():
                break
    return torch.cat(words, dim=1)


# %% wrong never-stops
# 都结束了也不停，总是写满 max_length
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
    return torch.cat(words, dim=1)


# %% wrong state-not-carried
# 状态没有往下传，每一步都从编码器的状态出发
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, _ = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong always-reads-bos
# 每一步读的都是 bos，没有读自己写的字
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(torch.full((len(source), 1), bos), state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong keeps-bos
# 结果里留着 bos
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = [word]
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong filled-with-zero
# 结束以后填了 0，不是 eos
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    found = torch.cat(words, dim=1)
    ends = (found == eos).int().cumsum(1)
    return torch.where((ends > 1) | ((ends == 1) & (found != eos)), 0, found)


# %% wrong left-in-eval
# 把两个网络留在了评估模式
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    encoder.eval()
    decoder.eval()
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong left-in-train
# 调用之后把两个网络设成了训练模式
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    encoder.train()
    decoder.train()
    return torch.cat(words, dim=1)


# %% wrong bos-fixed
# 开头的编号写死成了 1
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), 1)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong eos-fixed
# 结尾的编号写死成了 2
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    eos, words = 2, []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% wrong drops-eos
# 结果里去掉了最后一列
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmax(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)[:, :-1]


# %% wrong worst-word
# 取了打分最小的字
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    word = torch.full((len(source), 1), bos)
    finished = torch.zeros(len(source), 1, dtype=torch.bool)
    words = []
    with torch.no_grad():
        state = encoder(source, lengths)
        for _ in range(max_length):
            logits, state = decoder(word, state)
            word = torch.where(finished, eos, logits.argmin(dim=2))
            words.append(word)
            finished = finished | (word == eos)
            if finished.all():
                break
    return torch.cat(words, dim=1)


# %% right from-the-start
# 每一步都从头把写过的整段读一遍
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    modes = encoder.training, decoder.training
    encoder.eval(), decoder.eval()
    with torch.no_grad():
        start = encoder(source, lengths)
        said = torch.full((len(source), 1), bos)
        done = torch.zeros(len(source), dtype=torch.bool)
        while said.shape[1] <= max_length and not done.all():
            best = decoder(said, start)[0][:, -1].argmax(1)
            best[done] = eos
            done |= best == eos
            said = torch.cat([said, best[:, None]], 1)
    encoder.train(modes[0]), decoder.train(modes[1])
    return said[:, 1:]


# %% right row-by-row
# 一行一行地写，最后补齐
def greedy_answer(encoder, decoder, source, lengths, max_length, bos=1, eos=2):
    rows = []
    for k in range(len(source)):
        state = encoder(source[k : k + 1], lengths[k : k + 1]).detach()
        word, row = bos, []
        while not row or (len(row) < max_length and word != eos):
            scores, state = decoder(torch.tensor([[word]]), state)
            word, state = int(scores.argmax()), state.detach()
            row.append(word)
        rows.append(row)
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [eos] * (longest - len(row)) for row in rows])
