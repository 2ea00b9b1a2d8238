# %%
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


# %% wrong not-shifted
# 译文没有右移，要猜的字直接喂了进去
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = words
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong pad-for-bos
# 右移了，最前面补的却是 PAD，不是 BOS
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), PAD), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong eos-for-bos
# 右移了，最前面补的却是 EOS，不是 BOS
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), EOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong shifted-left
# 译文移反了方向：喂进去的是后一个字
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([words[:, 1:], torch.full((len(words), 1), PAD)], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong pad-in-the-loss
# 填出来的位置也算进了损失
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words, pad=-1)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong not-shuffled
# 没有打乱：每一轮、每个种子的次序都一样
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    was_training = model.training
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, np.random.default_rng(0)):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong gradients-accumulate
# 梯度没有清零，一步一步攒了起来
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong last-batch-lost
# 每一轮有一批没有用上
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng)[:-1] or [np.arange(len(source))[:-1]]:
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong seed-ignored
# 没有用 seed：同一个种子训练两次，权重不同
def train_translator(model, source, target, epochs, lr, seed):
    torch.seed()
    rng, was_training = (np.random.default_rng(), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong rate-ignored
# 没有用 lr，学习率写死了
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = 0.005 * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% wrong losses-by-step
# 返回的是每一步的损失，不是每一轮的
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
    model.train(was_training)
    return losses


# %% wrong mode-changed
# 返回时模型换了模式
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(not was_training)
    return losses


# %% wrong one-epoch-only
# 只训练了一轮，损失抄了几遍
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(1):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses * epochs


# %% wrong no-step
# 没有走一步：算了梯度，权重不动
def train_translator(model, source, target, epochs, lr, seed):
    torch.manual_seed(seed)
    rng, was_training = (np.random.default_rng(seed), model.training)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, betas=(0.9, 0.98))
    lengths = (target != PAD).sum(dim=1).numpy()
    most = max(600, int(lengths.max()))
    steps = epochs * len(token_batches(lengths, most, np.random.default_rng(0)))
    step, losses = (0, [])
    model.train()
    for _ in range(epochs):
        total = 0.0
        for batch in token_batches(lengths, most, rng):
            step += 1
            rate = lr * min(step / 60, (steps - step + 1) / steps)
            optimizer.param_groups[0]["lr"] = rate
            words = target[batch, : lengths[batch].max()]
            given = torch.cat([torch.full((len(words), 1), BOS), words[:, :-1]], dim=1)
            loss = label_smoothed_loss(model(source[batch], given), words)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            total += loss.item() * lengths[batch].sum()
        losses.append(float(total / lengths.sum()))
    model.train(was_training)
    return losses


# %% right plain-batches
# 每批 64 句，Adam，cross_entropy，不平滑
def train_translator(model, source, target, epochs, lr, seed):
    generator = torch.Generator().manual_seed(seed)
    mode = model.training
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    given = F.pad(target, (1, 0), value=BOS)[:, :-1]
    losses = []
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = lr * (1 - 0.8 * epoch / epochs)
        found = []
        for rows in torch.randperm(len(source), generator=generator).split(64):
            logits = model(source[rows], given[rows])
            loss = F.cross_entropy(logits.transpose(1, 2), target[rows], ignore_index=PAD)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            found.append(loss.item())
        losses.append(sum(found) / len(found))
    model.train(mode)
    return losses


# %% right noam
# 论文的学习率，按原文的长度装批
def train_translator(model, source, target, epochs, lr, seed):
    rng, before = np.random.default_rng([seed, 9]), model.training
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.0, betas=(0.9, 0.98), eps=1e-9)
    lengths = (target != PAD).sum(1).numpy()
    model.train()
    history, step = [], 0
    for _ in range(epochs):
        total = 0.0
        batches = token_batches(lengths, max(500, lengths.max()), rng)
        for batch in batches:
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = lr * noam_rate(step, 64, 80) / noam_rate(80, 64, 80)
            want = target[torch.as_tensor(batch)]
            bos = want.new_full((len(want), 1), BOS)
            scores = model(source[torch.as_tensor(batch)], torch.hstack([bos, want[:, :-1]]))
            loss = label_smoothed_loss(scores, want, 0.05)
            model.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.detach())
        history.append(total / len(batches))
    model.train(before)
    return history
