# %%
import torch
from torch import nn
from torch.nn import functional as F


# %% wrong state-dropped
# 每一批都从 None 开始，状态没有接上
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, None)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong not-detached
# 状态没有从图上剪下来
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward(retain_graph=True)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong shuffled
# 把批打乱了，状态接到了不相干的文字上
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for k in torch.randperm(len(batches)).tolist():
            x, y = batches[k]
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong state-across-epochs
# 上一轮最后的状态带进了下一轮的开头
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history, state = [], None
    for _ in range(epochs):
        total, count = 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong target-not-shifted
# 答案用了 x 自己，没有往后一个
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), x.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong not-clipped
# 走每一步的时候，梯度没有裁过：没有裁，或者走完才裁
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong clipped-by-value
# 梯度是一格一格裁的（clip_grad_value_），没有裁总范数
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_value_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong clipped-to-another-norm
# 总范数裁到了别的数，不是 1
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong not-zeroed
# 梯度没有清零，一批一批攒起来
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong mean-of-batches
# 每轮的损失是各批损失的平均，短的那批一样重
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item(), count + 1
        history.append(total / count)
    return history


# %% wrong last-batch-lost
# 最后一批没有用
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches[:-1]:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(total / count)
    return history


# %% wrong last-loss
# 每轮记下的是最后一批的损失
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in batches:
            logits, state = model(x, state)
            loss = F.cross_entropy(logits.flatten(0, 1), y.flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            pair = isinstance(state, tuple)
            state = tuple(part.detach() for part in state) if pair else state.detach()
            total, count = total + loss.item() * y.numel(), count + y.numel()
        history.append(loss.item())
    return history


# %% right with-schedule
# Adam，学习率沿余弦降下来，状态用递归剪
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    def cut(state):
        return state.detach() if isinstance(state, torch.Tensor) else tuple(map(cut, state))

    batches = sequence_batches(ids, batch, steps)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * len(batches), 0.3 * lr)
    history = []
    for _ in range(epochs):
        state, losses, counts = None, [], []
        for x, y in batches:
            optimizer.zero_grad(set_to_none=True)
            scores, state = model(x, state)
            state = cut(state)
            loss = F.cross_entropy(scores.transpose(1, 2), y)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(list(model.parameters()), max_norm=1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item() * y.numel())
            counts.append(y.numel())
        history.append(sum(losses) / sum(counts))
    return history


# %% right detach-before
# 在下一批开始时才剪状态，损失先求和再除
def train_language_model(model, ids, epochs, batch, steps, lr, seed):
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=0.0)
    history = []
    for _ in range(epochs):
        state, total, count = None, 0.0, 0
        for x, y in sequence_batches(ids, batch, steps):
            if isinstance(state, tuple):
                state = tuple(part.detach() for part in state)
            elif state is not None:
                state = state.detach()
            logits, state = model(x, state)
            summed = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), y.reshape(-1), reduction="sum")
            model.zero_grad()
            (summed / y.numel()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            total += float(summed.detach())
            count += y.numel()
        history += [total / count]
    return history
