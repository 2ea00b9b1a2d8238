# %%
import keras
import numpy as np


# %% wrong default-initialisers
# 没有改初值：kernel 是随机的，bias 是 0
def build_binary_model():
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong default-kernel
# 只改了 bias 的初值，kernel 还是随机的
def build_binary_model():
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid", bias_initializer="ones")]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong zero-bias
# bias 的初值是 0，应当是 1
def build_binary_model():
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros")]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong starts-swapped
# 初值反了：kernel 是 1，bias 是 0
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="ones", bias_initializer="zeros"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong default-rate
# Adam 的学习率是默认的 0.001
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong large-rate
# 学习率写成了 0.1
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.1), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong sgd
# 优化器是 SGD，不是 Adam
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong no-sigmoid
# 漏了 sigmoid，输出的是分数
def build_binary_model():
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer="ones")]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong logits
# 输出的是分数，sigmoid 留给了损失（from_logits=True）
def build_binary_model():
    model = keras.Sequential(
        [keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer="ones")]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


# %% wrong sigmoid-twice
# 模型已经有 sigmoid，损失又写了 from_logits=True
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


# %% wrong squared-error
# 损失是均方误差，不是二元交叉熵
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mse", metrics=["accuracy"])
    return model


# %% wrong no-metrics
# compile 里没有写指标
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    return model


# %% wrong exact-accuracy
# 用了 keras.metrics.Accuracy()：它要概率与标签恰好相等
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=[keras.metrics.Accuracy()]
    )
    return model


# %% wrong tanh
# 激活函数是 tanh，不是 sigmoid
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="tanh", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong not-built
# 没有 Input，建好时还没有权重
def build_binary_model():
    model = keras.Sequential(
        [keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones")]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong no-bias
# 这一层没有偏置
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", use_bias=False),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model


# %% wrong not-compiled
# 没有 compile
def build_binary_model():
    return keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )


# %% wrong one-shared-model
# 模型建在函数外面，每次返回的是同一个
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])


def build_binary_model():
    return model


# %% right objects
# 损失、初值、指标都写成对象
def build_binary_model():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(
                1,
                "sigmoid",
                kernel_initializer=keras.initializers.Zeros(),
                bias_initializer=keras.initializers.Ones(),
            ),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss=keras.losses.BinaryCrossentropy(),
        metrics=[keras.metrics.BinaryAccuracy()],
    )
    return model


# %% right functional
# 函数式的写法
def build_binary_model():
    inputs = keras.Input(shape=(2,))
    outputs = keras.layers.Dense(
        1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"
    )(inputs)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=1e-2), loss="bce", metrics=["acc"])
    return model


# %% right separate-activation
# 激活函数单独成一层，权重建好以后再改，用 add 一层一层加
def build_binary_model():
    model = keras.models.Sequential()
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    model.build((None, 2))
    model.set_weights([np.zeros((2, 1)), np.ones(1)])
    model.compile("adam", keras.losses.binary_crossentropy, metrics=["binary_accuracy"])
    model.optimizer.learning_rate = 0.01
    return model
