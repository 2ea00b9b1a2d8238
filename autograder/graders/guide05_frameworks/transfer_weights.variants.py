# %%
import keras
import numpy as np
from torch import nn

try:
    import jax
    import jax.numpy as jnp
except ModuleNotFoundError:
    jax = jnp = None


def _built(layers):
    """A Keras model and a JAX function from a list of (kernel, bias) and None."""
    model = keras.Sequential([keras.Input((len(layers[0][0]),))])
    for layer in layers:
        if layer is None:
            model.add(keras.layers.ReLU())
        else:
            model.add(keras.layers.Dense(layer[0].shape[1]))
            model.layers[-1].set_weights(layer)

    def forward(x):
        x = jnp.asarray(x)
        for layer in layers:
            x = jnp.maximum(x, 0) if layer is None else x @ layer[0] + layer[1]
        return x

    return model, forward if jax else None


def _copied(torch_model):
    return [
        (np.array(layer.weight.detach().T), np.array(layer.bias.detach()))
        if isinstance(layer, nn.Linear)
        else None
        for layer in torch_model
    ]


def _views(torch_model):
    return [
        (layer.weight.detach().numpy().T, layer.bias.detach().numpy())
        if isinstance(layer, nn.Linear)
        else None
        for layer in torch_model
    ]


# %% wrong not-transposed
# 没有转置：形状不同就报错，方阵就悄悄错
def transfer_weights(torch_model):
    return _built(
        [
            (np.array(layer.weight.detach()), np.array(layer.bias.detach()))
            if isinstance(layer, nn.Linear)
            else None
            for layer in torch_model
        ]
    )


# %% wrong reshaped
# 用 reshape 代替了转置：形状对了，数的位置全乱了
def transfer_weights(torch_model):
    return _built(
        [
            (np.array(layer.weight.detach()).reshape(layer.in_features, -1), np.array(layer.bias.detach()))
            if isinstance(layer, nn.Linear)
            else None
            for layer in torch_model
        ]
    )


# %% wrong shared
# 与 torch_model 共用内存，它一训练，另外两个跟着变
def transfer_weights(torch_model):
    linears = [layer for layer in torch_model if isinstance(layer, nn.Linear)]
    layers = [
        (layer.weight.detach().numpy().T, layer.bias.detach().numpy())
        if isinstance(layer, nn.Linear)
        else None
        for layer in torch_model
    ]
    model, forward = _built(layers)
    dense = [layer for layer in model.layers if layer.weights]
    for linear, layer in zip(linears, dense):
        layer.kernel.value.data = linear.weight.data.T
        layer.bias.value.data = linear.bias.data
    return model, forward


# %% wrong softmax
# 最后多加了一个 softmax，打分成了概率
def transfer_weights(torch_model):
    model, forward = _built(_copied(torch_model))
    model.add(keras.layers.Softmax())
    return model, (lambda x: jax.nn.softmax(forward(x))) if jax else None


# %% wrong always-relu
# 假定 Linear、ReLU 交替：除了最后一个，每个 Linear 后面都加 ReLU
def transfer_weights(torch_model):
    layers = [
        (np.array(layer.weight.detach().T), np.array(layer.bias.detach()))
        for layer in torch_model
        if isinstance(layer, nn.Linear)
    ]
    alternating = []
    for layer in layers:
        alternating += [layer, None]
    return _built(alternating[:-1])


# %% wrong no-bias
# 忘了搬偏置，它们都是 0
def transfer_weights(torch_model):
    return _built(
        [
            (np.array(layer.weight.detach().T), np.zeros(layer.out_features, np.float32))
            if isinstance(layer, nn.Linear)
            else None
            for layer in torch_model
        ]
    )


# %% wrong no-relu
# 只搬了 Linear，把 ReLU 漏了
def transfer_weights(torch_model):
    return _built(
        [
            (np.array(layer.weight.detach().T), np.array(layer.bias.detach()))
            for layer in torch_model
            if isinstance(layer, nn.Linear)
        ]
    )


# %% wrong relu-dropped-at-the-end
# 最后一层的 ReLU 没有搬
def transfer_weights(torch_model):
    layers = [
        (np.array(layer.weight.detach().T), np.array(layer.bias.detach()))
        if isinstance(layer, nn.Linear)
        else None
        for layer in torch_model
    ]
    return _built(layers if layers[-1] else layers[:-1])


# %% wrong first-and-last
# 只搬了开头三层和最后一层，中间的层丢了
def transfer_weights(torch_model):
    layers = [
        (np.array(layer.weight.detach().T), np.array(layer.bias.detach()))
        if isinstance(layer, nn.Linear)
        else None
        for layer in torch_model
    ]
    return _built(layers[:3])


# %% wrong relu-after-all
# 每个 Linear 后面都加了 ReLU，最后一个也加
def transfer_weights(torch_model):
    layers = []
    for layer in torch_model:
        if isinstance(layer, nn.Linear):
            layers += [(np.array(layer.weight.detach().T), np.array(layer.bias.detach())), None]
    return _built(layers)


# %% wrong jax-calls-keras
# JAX 的函数其实调用了 Keras 的模型，不能编译
def transfer_weights(torch_model):
    model, _ = _built(_copied(torch_model))

    def forward(x):
        return jnp.array(keras.ops.convert_to_numpy(model(np.asarray(x))))

    return model, forward if jax else None


# %% wrong jax-shared
# JAX 的权重与 torch_model 共用内存，它一训练，JAX 的打分跟着变
def transfer_weights(torch_model):
    return _built(_views(torch_model))


# %% wrong jax-shared-relu-dropped
# JAX 的权重与 torch_model 共用内存，最后一层的 ReLU 又没有搬
def transfer_weights(torch_model):
    layers = _views(torch_model)
    return _built(layers if layers[-1] else layers[:-1])


# %% right functional
# Keras 的函数式写法，激活函数写在 Dense 里；JAX 的权重是 jnp 数组
def transfer_weights(torch_model):
    state = {name: value.detach().clone().numpy() for name, value in torch_model.named_parameters()}
    inputs = keras.Input(shape=(torch_model[0].in_features,))
    out, kernels = inputs, []
    for number, layer in enumerate(torch_model):
        if isinstance(layer, nn.ReLU):
            out = keras.layers.Activation("relu")(out)
            continue
        weight, bias = state[f"{number}.weight"].T, state[f"{number}.bias"]
        dense = keras.layers.Dense(layer.out_features, name=f"dense_{number}")
        out = dense(out)
        dense.set_weights([weight, bias])
        kernels.append((number, weight, bias))
    model = keras.Model(inputs, out)
    if jax is None:
        return model, None
    kept = {number: (jnp.array(weight), jnp.array(bias)) for number, weight, bias in kernels}
    count = len(torch_model)

    @jax.jit
    def forward(x):
        for number in range(count):
            x = x @ kept[number][0] + kept[number][1] if number in kept else jax.nn.relu(x)
        return x

    return [model, forward]


# %% right activations
# ReLU 跟在 Linear 后面时写成 activation="relu"
def transfer_weights(torch_model):
    modules = list(torch_model)
    layers = []
    for i, module in enumerate(modules):
        if isinstance(module, nn.Linear):
            followed = i + 1 < len(modules) and isinstance(modules[i + 1], nn.ReLU)
            weight = np.ascontiguousarray(module.weight.detach().numpy().T)
            layers.append((weight.copy(), module.bias.detach().numpy().copy(), followed))
    model = keras.Sequential()
    model.add(keras.Input((layers[0][0].shape[0],)))
    for weight, _bias, followed in layers:
        model.add(keras.layers.Dense(weight.shape[1], activation="relu" if followed else None))
    model.set_weights([a for weight, bias, _ in layers for a in (weight, bias)])

    def forward(x):
        for weight, bias, followed in layers:
            x = jnp.dot(x, weight) + bias
            x = jnp.where(x > 0, x, 0) if followed else x
        return x

    return model, forward if jax is not None else None
