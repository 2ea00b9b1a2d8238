# %%
import keras
import numpy as np
import torch


# %% wrong gradients-added
# 没有清掉上一次的梯度，几次的加在一起
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% wrong cleared-too-late
# 反向之后、更新之前才清掉梯度，没有梯度可用
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    value.backward()
    model.zero_grad()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% wrong zeroed-before-update
# 反向之后、更新之前把梯度清掉了：更新用的全是 0
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    value.backward()
    variables = model.trainable_variables
    gradients = [v.value.grad for v in variables]
    model.zero_grad(set_to_none=False)
    with torch.no_grad():
        optimizer.apply(gradients, variables)
    return float(value.detach())


# %% wrong cleared-only-at-the-end
# 只在最后清梯度：调用之前就留在模型里的也加了进来
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    model.zero_grad()
    return float(value.detach())


# %% wrong not-training
# 没有写 training=True，Dropout 和批归一化没有用训练模式
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% wrong frozen-moves
# 训练时把冻结的层解冻了，它也动了
def train_step(model, optimizer, loss, x, y):
    layers = [layer for layer in model.layers if not layer.trainable]
    for layer in layers:
        layer.trainable = True
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    for layer in layers:
        layer.trainable = False
    return float(value.detach())


# %% wrong arguments-swapped
# 损失的两个参数反了，预测在前
def train_step(model, optimizer, loss, x, y):
    value = loss(model(x, training=True), y)
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% wrong loss-afterwards
# 返回的是更新之后的损失
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(loss(y, model(x, training=True)).detach())


# %% wrong returns-tensor
# 返回了张量，不是一个数
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return value.detach()


# %% wrong no-update
# 求了梯度，没有更新
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    return float(value.detach())


# %% wrong own-sgd
# 没有用传进来的优化器，自己减去了学习率乘梯度
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        for v in variables:
            v.value.sub_(float(optimizer.learning_rate.numpy()) * v.value.grad)
    return float(value.detach())


# %% wrong new-optimizer
# 每次都照着 optimizer 新建一个，动量带不到下一步
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    optimizer = optimizer.from_config(optimizer.get_config())
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% wrong two-updates
# 更新了两次
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% wrong last-layer-only
# 只更新了最后一层
def train_step(model, optimizer, loss, x, y):
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.build(variables)
        optimizer.apply(
            [
                v.value.grad if i >= len(variables) - 2 else torch.zeros_like(v.value)
                for i, v in enumerate(variables)
            ],
            variables,
        )
    return float(value.detach())


# %% wrong train-on-batch
# compile 之后用了 train_on_batch，它就是这道题本身
def train_step(model, optimizer, loss, x, y):
    model.compile(optimizer=optimizer, loss=loss)
    return float(model.train_on_batch(x, y))


# %% wrong compiled-first
# 没有必要地 compile 了模型
def train_step(model, optimizer, loss, x, y):
    model.compile(optimizer=optimizer, loss=loss)
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())


# %% right autograd
# 用 torch.autograd.grad，不碰 .grad
def train_step(model, optimizer, loss, x, y):
    variables = model.trainable_weights
    value = loss(torch.tensor(y), model(torch.tensor(x), training=True))
    gradients = torch.autograd.grad(value, [v.value for v in variables])
    with torch.no_grad():
        optimizer.apply(list(gradients), variables)
    return value.item()


# %% right apply-gradients
# 先清梯度，再用 apply_gradients
def train_step(model, optimizer, loss, x, y):
    model.zero_grad()
    predicted = model(keras.ops.convert_to_tensor(x), training=True)
    value = loss(keras.ops.convert_to_tensor(y), predicted)
    value.backward()
    with torch.no_grad():
        optimizer.apply_gradients([(v.value.grad, v) for v in model.trainable_variables])
    return np.float64(value.detach().numpy())


# %% right cleared-afterwards
# 更新之后再清梯度，留给下一次
def train_step(model, optimizer, loss, x, y):
    for variable in model.trainable_variables:
        variable.value.grad = None
    value = loss(y, model(x, training=True))
    value.backward()
    pairs = [(v.value.grad, v) for v in model.trainable_variables if v.value.grad is not None]
    with torch.no_grad():
        optimizer.apply([g for g, _ in pairs], [v for _, v in pairs])
    model.zero_grad(set_to_none=True)
    return float(value)
