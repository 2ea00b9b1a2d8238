# %%
import keras
import numpy as np


# %% wrong last-weights
# 没有退回最好的一轮，返回时是最后一轮的权重
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong watches-training-loss
# 盯的是训练集的损失，不是验证集的
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong restored-only-when-stopped
# 自己写的循环，只在提前停下时才退回；练满了就停在最后一轮
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    history, best, wait = {"loss": [], "val_loss": []}, np.inf, 0
    for _ in range(epochs):
        one = model.fit(x[train], y[train], validation_data=(x[held], y[held]), verbose=0).history
        for key in history:
            history[key].append(one[key][0])
        if history["val_loss"][-1] < best:
            best, wait, weights = history["val_loss"][-1], 0, model.get_weights()
        else:
            wait += 1
            if wait >= patience:
                model.set_weights(weights)
                break
    return history, held


# %% wrong last-rows
# 用 validation_split 取了最后的 20%，没有打乱
def fit_best(model, x, y, epochs, patience, seed):
    keras.utils.set_random_seed(seed)
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(x, y, validation_split=0.2, epochs=epochs, callbacks=[stop], verbose=0)
    return fitted.history, np.arange(len(x) - len(x) // 5, len(x))


# %% wrong first-rows
# 留出的是最前面的 20%，没有打乱
def fit_best(model, x, y, epochs, patience, seed):
    held, train = np.split(np.arange(len(x)), [len(x) // 5])
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong seed-ignored
# 没有用 seed，每次都是同一种打乱
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(0).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong unseeded
# 打乱用的是没有种子的随机数：同样的 seed，验证样本不同
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong trains-on-everything
# 训练用了全部样本，验证样本也在里面
def fit_best(model, x, y, epochs, patience, seed):
    held = np.random.default_rng(seed).permutation(len(x))[: len(x) // 5]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(x, y, validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0)
    return fitted.history, held


# %% wrong split-swapped
# 返回的是训练样本的下标，不是验证样本的
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, train


# %% wrong wrong-fifth
# 打乱以后用了 validation_split（它取最后 20%），返回的却是最前面 20% 的下标
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(x[order], y[order], validation_split=0.2, epochs=epochs, callbacks=[stop], verbose=0)
    return fitted.history, order[: len(x) // 5]


# %% wrong shuffled-apart
# x 和 y 分开打乱，样本和目标对不上
def fit_best(model, x, y, epochs, patience, seed):
    rng = np.random.default_rng(seed)
    order, other = rng.permutation(len(x)), rng.permutation(len(x))
    m = len(x) // 5
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[order[m:]],
        y[other[m:]],
        validation_data=(x[order[:m]], y[other[:m]]),
        epochs=epochs,
        callbacks=[stop],
        verbose=0,
    )
    return fitted.history, order[:m]


# %% wrong with-replacement
# 验证样本是有放回地抽的，会重复
def fit_best(model, x, y, epochs, patience, seed):
    held = np.random.default_rng(seed).choice(len(x), max(len(x) // 5, 1))
    train = np.setdiff1d(np.arange(len(x)), held)
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong never-stops
# 没有早停，总是练满；最后倒是退回了最好的一轮
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=epochs + 1, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong patience-off-by-one
# 要连续 patience + 1 轮没有创新低才停
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience + 1, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong default-patience
# 没有用参数 patience，用的是 EarlyStopping 的默认值 0
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong largest-restored
# mode="max"：把验证损失最高的一轮当成了最好的
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, mode="max", restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong compiled-again
# 重新 compile 了模型，换掉了它自己的优化器
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    model.compile("adam", model.loss)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong four-fifths-held
# 留出了 80%，只用 20% 训练
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    train, held = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted.history, held


# %% wrong history-object
# 返回了 History 对象，不是里面的 dict
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train], y[train], validation_data=(x[held], y[held]), epochs=epochs, callbacks=[stop], verbose=0
    )
    return fitted, held


# %% wrong compared-with-previous
# 与上一轮比，不与以前的最低值比：降了一点就从头数
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    history, best, previous, wait = {"loss": [], "val_loss": []}, np.inf, np.inf, 0
    for _ in range(epochs):
        one = model.fit(x[train], y[train], validation_data=(x[held], y[held]), verbose=0).history
        for key in history:
            history[key].append(one[key][0])
        value = history["val_loss"][-1]
        if value < best:
            best, weights = value, model.get_weights()
        wait = 0 if value < previous else wait + 1
        previous = value
        if wait >= patience:
            break
    model.set_weights(weights)
    return history, held


# %% wrong wait-not-reset
# 创了新低以后没有从头数，不连续的几轮加在了一起
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    history, best, wait = {"loss": [], "val_loss": []}, np.inf, 0
    for _ in range(epochs):
        one = model.fit(x[train], y[train], validation_data=(x[held], y[held]), verbose=0).history
        for key in history:
            history[key].append(one[key][0])
        if history["val_loss"][-1] < best:
            best, weights = history["val_loss"][-1], model.get_weights()
        else:
            wait += 1
            if wait >= patience:
                break
    model.set_weights(weights)
    return history, held


# %% wrong not-shuffled
# 写了 shuffle=False，每轮的次序都一样
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, train = order[: len(x) // 5], order[len(x) // 5 :]
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train],
        y[train],
        validation_data=(x[held], y[held]),
        epochs=epochs,
        callbacks=[stop],
        shuffle=False,
        verbose=0,
    )
    return fitted.history, held


# %% right shuffled-split
# 先打乱，再用 validation_split
def fit_best(model, x, y, epochs, patience, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    stop = keras.callbacks.EarlyStopping(
        monitor="val_loss", mode="min", patience=patience, restore_best_weights=True
    )
    history = model.fit(
        x[order], y[order], validation_split=0.2, epochs=epochs, callbacks=stop, verbose=0
    ).history
    return history, order[math.floor(len(x) * (1 - 0.2)) :]


import math


# %% right own-loop
# 自己写循环，一轮一轮地 fit，最后一定退回
def fit_best(model, x, y, epochs, patience, seed):
    rng = np.random.RandomState(seed)
    held = np.sort(rng.choice(len(x), size=round(len(x) / 5), replace=False))
    chosen = np.zeros(len(x), dtype=bool)
    chosen[held] = True
    history = {"loss": [], "val_loss": []}
    best, best_epoch, weights = float("inf"), -1, None
    for epoch in range(epochs):
        one = model.fit(
            x[~chosen], y[~chosen], validation_data=(x[chosen], y[chosen]), epochs=1, verbose=0
        ).history
        for key, values in one.items():
            history.setdefault(key, []).extend(values)
        if history["val_loss"][-1] < best:
            best, best_epoch, weights = history["val_loss"][-1], epoch, model.get_weights()
        elif epoch - best_epoch >= patience:
            break
    model.set_weights(weights)
    return history, held


# %% right callback
# 自己写一个回调，记下最好的权重
class Keep(keras.callbacks.Callback):
    def __init__(self, patience):
        super().__init__()
        self.patience, self.wait, self.best = patience, 0, np.inf

    def on_epoch_end(self, epoch, logs=None):
        if logs["val_loss"] < self.best:
            self.best, self.wait = logs["val_loss"], 0
            self.weights = [np.array(w) for w in self.model.get_weights()]
        else:
            self.wait += 1
            self.model.stop_training = self.wait >= self.patience

    def on_train_end(self, logs=None):
        self.model.set_weights(self.weights)


def fit_best(model, x, y, epochs, patience, seed):
    keras.utils.set_random_seed(seed)
    order = np.arange(len(x))
    np.random.shuffle(order)
    held, train = order[-(len(x) // 5) :], order[: -(len(x) // 5)]
    fitted = model.fit(
        x=x[train],
        y=y[train],
        validation_data=(x[held], y[held]),
        epochs=epochs,
        callbacks=[Keep(patience)],
        verbose=0,
    )
    return dict(fitted.history), held
