# %%
import numpy as np


# %% wrong updates-every-row
# 不管答对答错，每一行都加减了一次
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            wrong += int(int(row @ w + b > 0) != label)
            sign = 1 if label == 1 else -1
            w, b = w + sign * row, b + sign
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong label-as-sign
# 改的时候乘的是标签，标签为 0 的行加的是 0，什么也没改
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            if int(row @ w + b > 0) != label:
                w, b = w + int(label) * row, b + int(label)
                wrong += 1
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong batch-update
# 一整轮都用同一个 w 打分，一轮完了才一起改
def perceptron(x, y, epochs):
    x, y = np.asarray(x, dtype=float), np.asarray(y).astype(int)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        error = y - (x @ w + b > 0)
        w, b = w + error @ x, b + float(error.sum())
        mistakes.append(int(np.count_nonzero(error)))
        if mistakes[-1] == 0:
            break
    return w, b, mistakes


# %% wrong counted-afterwards
# 错误数是一轮完了再用改好的 w 去数的，不是当时答错的次数
def perceptron(x, y, epochs):
    x, y = np.asarray(x, dtype=float), np.asarray(y).astype(int)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            w, b = w + error * row, b + error
        mistakes.append(int(np.sum((x @ w + b > 0) != (y == 1))))
        if mistakes[-1] == 0:
            break
    return w, b, mistakes


# %% wrong zero-is-one
# 分数恰好是 0 时答了 1
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b >= 0)
            w, b, wrong = w + error * row, b + error, wrong + abs(error)
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong no-bias
# 只改了 w，没有改 b
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            w, wrong = w + error * row, wrong + abs(error)
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong zero-not-listed
# 遇到没有错的一轮就停了，却没有记下那个 0
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            w, b, wrong = w + error * row, b + error, wrong + abs(error)
        if wrong == 0:
            break
        mistakes.append(wrong)
    return w, b, mistakes


# %% wrong never-stops-early
# 没有错的一轮之后不停，总是看满 epochs 轮
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            w, b, wrong = w + error * row, b + error, wrong + abs(error)
        mistakes.append(wrong)
    return w, b, mistakes


# %% wrong unsigned
# 无符号整数直接相减或取负，绕回到了很大的正数
def perceptron(x, y, epochs):
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            predicted = row @ w + b > 0
            if predicted != label:
                w, b = (w + row, b + 1) if label == 1 else (w + -row, b - 1)
                wrong += 1
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong reversed-sign
# 加减弄反了：该加的时候减，该减的时候加
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(row @ w + b > 0) - int(label)
            w, b, wrong = w + error * row, b + error, wrong + abs(error)
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong running-total
# 错误数没有在每一轮开始时归零，记的是从头到现在的总数
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes, total = np.zeros(x.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        before = total
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            w, b, total = w + error * row, b + error, total + abs(error)
        mistakes.append(total)
        if total == before:
            break
    return w, b, mistakes


# %% wrong zero-is-mistake
# 标签变成了 ±1，用“标签乘分数不大于 0”判断答错：标签是 0、分数恰好是 0 的行答对了，也被改了一次
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            sign = 1 if label == 1 else -1
            if sign * (row @ w + b) <= 0:
                w, b, wrong = w + sign * row, b + sign, wrong + 1
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong label-for-weights
# b 改对了，w 改的时候乘的却是标签：标签为 0 的行，w 没有减
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b > 0)
            if error:
                w, b, wrong = w + int(label) * row, b + error, wrong + 1
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% wrong score-without-bias
# 打分时漏了 b，只算了 x·w
def perceptron(x, y, epochs):
    x = np.asarray(x, dtype=float)
    w, b, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w > 0)
            w, b, wrong = w + error * row, b + error, wrong + abs(error)
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes


# %% right one-vector
# 偏置放进一个长一位的向量，标签变成 ±1
def perceptron(x, y, epochs):
    rows = np.hstack([np.asarray(x, dtype=np.float64), np.ones((len(x), 1))])
    signs = np.where(np.asarray(y) == 1, 1.0, -1.0)
    theta, mistakes = np.zeros(rows.shape[1]), []
    while len(mistakes) < epochs and 0 not in mistakes:
        count = 0
        for i in range(len(rows)):
            answer = 1.0 if np.dot(rows[i], theta) > 0 else -1.0
            if answer != signs[i]:
                theta += signs[i] * rows[i]
                count += 1
        mistakes.append(count)
    return theta[:-1], theta[-1], mistakes


# %% right branches
# 两种错分开写，错误数用 NumPy 数组返回
def perceptron(x, y, epochs):
    n, d = x.shape
    w, b = np.zeros(d), np.float64(0)
    mistakes = np.zeros(epochs, dtype=int)
    for epoch in range(epochs):
        for i in range(n):
            row = x[i].astype(float)
            positive = (row * w).sum() + b > 0
            if y[i] == 1 and not positive:
                w += row
                b += 1
                mistakes[epoch] += 1
            elif y[i] == 0 and positive:
                w -= row
                b -= 1
                mistakes[epoch] += 1
        if mistakes[epoch] == 0:
            return w, b, mistakes[: epoch + 1]
    return w, b, mistakes
