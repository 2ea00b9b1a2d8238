# %% wrong buffers-moved
# 训练模式的前向动了 running_mean 和 running_var，没有恢复
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    return norms


# %% wrong grad-left
# 用了 backward()，梯度留在了 grad 里（原来有的先清掉了）
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    model.zero_grad()
    loss.backward()
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = [p.grad for p in block.parameters()]
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong grad-added
# 用了 backward()，和 grad 里原有的加在了一起
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    loss.backward()
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = [p.grad for p in block.parameters()]
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong grad-cleared
# 量完把 grad 全清掉了，原来有的也没有了
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    model.zero_grad()
    return norms


# %% wrong in-eval
# 换成了评估模式去量
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    was = model.training
    model.eval()
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    model.train(was)
    return norms


# %% wrong in-training
# 换成了训练模式去量
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    was = model.training
    model.train()
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    model.train(was)
    return norms


# %% wrong mode-left
# 量完留在了训练模式
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    model.train()
    return norms


# %% wrong sum-of-norms
# 各个参数的梯度长度直接相加
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() ** 0.5 for grad in grads))
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong no-root
# 平方和忘了开方
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads))
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong convolutions-only
# 只算了卷积的权重，归一化的参数没有算
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(
                loss, [p for p in block.parameters() if p.ndim > 1], retain_graph=True
            )
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong mean-square
# 用了平方的平均，不是平方的和
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).mean().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong summed-loss
# 损失是一批之和，不是平均
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y, reduction="sum")
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong reversed
# 次序反了，从最后一块说起
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms[::-1]


# %% wrong norm-of-weights
# 量的是权重的长度，不是梯度的
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = [p.detach() for p in block.parameters()]
            norms.append(sum((grad**2).sum().item() for grad in grads) ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong root-mean-square
# 一块里所有的梯度接成一长串，取了平方的平均再开方
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            flat = torch.cat([grad.flatten() for grad in grads])
            norms.append((flat**2).mean().item() ** 0.5)
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% wrong sum-of-absolutes
# 加的是梯度的绝对值，没有平方再开方
def gradient_norms(model: nn.Module, x: Tensor, y: Tensor) -> list[float]:
    saved = [buffer.clone() for buffer in model.buffers()]
    loss = F.cross_entropy(model(x), y)
    norms = []
    for block in model.modules():
        if isinstance(block, BasicBlock):
            grads = torch.autograd.grad(loss, list(block.parameters()), retain_graph=True)
            norms.append(sum(grad.abs().sum().item() for grad in grads))
    with torch.no_grad():
        for buffer, before in zip(model.buffers(), saved):
            buffer.copy_(before)
    return norms


# %% right backward
# 用 backward，前后把 grad 换下来；state_dict 存缓冲
def gradient_norms(model, x, y):
    kept = [(p, p.grad) for p in model.parameters()]
    before = {name: value.clone() for name, value in model.named_buffers()}
    for p, _ in kept:
        p.grad = None
    F.cross_entropy(model(x), y).backward()
    out = []
    for block in model.blocks:
        out.append(torch.cat([p.grad.flatten() for p in block.parameters()]).norm().item())
    for p, grad in kept:
        p.grad = grad
    for name, value in model.named_buffers():
        value.data.copy_(before[name])
    return out


# %% right copy
# 在模型的拷贝上量
import copy


def gradient_norms(model, x, y):
    twin = copy.deepcopy(model)
    twin.zero_grad()
    loss = nn.CrossEntropyLoss()(twin(x), y)
    loss.backward()
    found = []
    for part in twin.modules():
        if type(part) is BasicBlock:
            found.append(torch.linalg.vector_norm(torch.stack([p.grad.norm() for p in part.parameters()])))
    return [float(number) for number in found]
