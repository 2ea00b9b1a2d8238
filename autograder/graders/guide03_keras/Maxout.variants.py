# %%
import keras
import torch


# %% wrong built-in-init
# 在 __init__ 里就造了权重，输入的个数只好写死
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces
        self.kernel = self.add_weight(shape=(2, units, pieces), name="kernel")
        self.bias = self.add_weight(shape=(units, pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong second-axis-as-inputs
# build 里取的是 input_shape[1]，不是最后一轴：三个轴的输入就错了
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong max-over-units
# 沿 units 那根轴取了最大
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-2)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong config-without-parent
# get_config 没有并上父类的
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {"units": self.units, "pieces": self.pieces}


# %% wrong no-kwargs
# __init__ 没有 **kwargs，收不下 name 等参数
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces):
        super().__init__()
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong kwargs-dropped
# 收下了 **kwargs，却没有交给父类
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__()
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong pieces-not-in-config
# get_config 里漏了 pieces
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units}


# %% wrong bias-after-maximum
# 先取最大，再加偏置（几个偏置取了最大的）
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        largest = keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1), axis=-1)
        return largest + keras.ops.max(self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong bias-forgotten
# 没有加偏置
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1), axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong mean
# 取的是几个线性函数的平均，不是最大
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.mean(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong sum
# 几个线性函数相加了，没有取最大
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.sum(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong relu-too
# 取了最大之后又过了一遍 relu
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.relu(keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1))

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong largest-size
# 取的是绝对值最大的
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.abs(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias), axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong axes-swapped
# kernel 的形状写成了 (d, pieces, units)
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.pieces, self.units), name="kernel")
        self.bias = self.add_weight(shape=(self.pieces, self.units), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-2)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong random-bias
# bias 的初值没有设成 0
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong frozen-bias
# bias 造成了不训练的权重
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(
            shape=(self.units, self.pieces), initializer="zeros", trainable=False, name="bias"
        )

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong new-weights-each-call
# 在 call 里造权重，每次计算都换了一套
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def call(self, x):
        shape = (x.shape[-1], self.units, self.pieces)
        self.kernel = keras.Variable(keras.random.normal(shape) * 0.1)
        self.bias = keras.Variable(keras.ops.zeros(shape[1:]))
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% wrong two-axes-only
# 只会处理两个轴的输入
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.einsum("nd,dup->nup", x, self.kernel) + self.bias, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% right einsum
# 用 einsum 和省略号
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces=2, **kwargs):
        super().__init__(**kwargs)
        self.units, self.pieces = int(units), int(pieces)

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        z = keras.ops.einsum("...d,dup->...up", x, self.kernel)
        return keras.ops.amax(z + self.bias, axis=-1)

    def get_config(self):
        config = super().get_config()
        config.update(units=self.units, pieces=self.pieces)
        return config


# %% right flat-product
# 展平成一个矩阵相乘，再把形状变回来
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, input_shape):
        d = input_shape[-1]
        self.bias = self.add_weight(
            name="bias", shape=(self.units, self.pieces), initializer="zeros", trainable=True
        )
        self.kernel = self.add_weight(
            name="kernel", shape=(d, self.units, self.pieces), initializer="glorot_normal", trainable=True
        )
        super().build(input_shape)

    def call(self, x):
        flat = keras.ops.reshape(self.kernel, (-1, self.units * self.pieces))
        z = keras.ops.matmul(x, flat)
        z = keras.ops.reshape(z, (*z.shape[:-1], self.units, self.pieces)) + self.bias
        return keras.ops.max(z, axis=-1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% right torch
# 用 PyTorch 的函数，循环取最大
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        out = None
        for p in range(self.pieces):
            z = torch.matmul(x, self.kernel.value[:, :, p]) + self.bias.value[:, p]
            out = z if out is None else torch.maximum(out, z)
        return out

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


# %% right automatic-config
# 没有写 get_config：参数都是数，Keras 自己会记下
class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, shape):
        self.kernel = self.add_weight(shape=(shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")

    def call(self, x):
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)
