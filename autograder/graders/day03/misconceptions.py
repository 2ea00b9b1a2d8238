# %%
import numpy as np
import torch
from torch import nn


# %% sigmoid / naive
# 直接照公式写 1 / (1 + np.exp(-z))，z 是很大的负数时 np.exp 溢出
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# %% sigmoid / where-computes-both
# 用 np.where 在两个公式里挑，可是两个公式都先被算了一遍，该溢出的照样溢出
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


# %% sigmoid / exp-over-one-plus-exp
# 写成 e^z / (1 + e^z)，z 是很大的正数时是无穷大除以无穷大
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


# %% sigmoid / integer-output
# 用 np.zeros_like(z) 准备结果，z 是整数数组时小数全被截成 0
def sigmoid(z):
    z = np.asarray(z)
    out = np.zeros_like(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


# %% sigmoid / arrays-only
# 用布尔索引分两种情形来算，z 是单独一个数时不能用
def sigmoid(z):
    out = np.zeros(z.shape)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1 + e)
    return out


# %% sigmoid / missing-minus
# 算的是 σ(−z)：指数里漏掉了负号；z 是很大的正数时 np.exp 还会溢出
def sigmoid(z):
    return 1 / (1 + np.exp(z))


# %% sigmoid / tanh-without-half
# 用 tanh 来写时没有把 z 除以 2，算的是 σ(2z)
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z))


# %% sigmoid / clipped-too-early
# 为了不溢出，把 z 截得太早（到 −20 左右就截了），更远处的值不够准
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


# %% sigmoid / rounded
# 结果四舍五入到了四位小数
def sigmoid(z):
    return np.round(0.5 * (1 + np.tanh(0.5 * z)), 4)


# %% sigmoid / in-place
# 把结果写回了传进来的 z，调用者的数组也被改了
def sigmoid(z):
    if np.ndim(z) and z.dtype.kind == "f":
        z[...] = 0.5 * (1 + np.tanh(0.5 * z))
        return z
    return 0.5 * (1 + np.tanh(0.5 * z))


# %% sigmoid / branches-swapped
# 算的是 σ(−z)：指数的符号反了，或者分两种情形来算时弄反了
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, e, 1.0) / (1.0 + e)


# %% sigmoid / one-branch-for-both
# 指数里取了绝对值，却没有分两种情形，z 是负数时算的是 σ(|z|)
def sigmoid(z):
    return 1 / (1 + np.exp(-np.abs(z)))


# %% sigmoid / missing-brackets
# 分母少了括号，1 / 1 + np.exp(-z) 是 1 加上 e^(−z)
def sigmoid(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))


# %% sigmoid / minus-in-denominator
# 分母写成了 1 − e^(−z)，应当是 1 + e^(−z)
def sigmoid(z):
    return 1 / (1 - np.exp(-z))


# %% sigmoid / result-clipped
# 把结果截到了离 0 和 1 还有一小段的地方，够不着 0 和 1
def sigmoid(z):
    return np.clip(0.5 * (1 + np.tanh(0.5 * np.asarray(z))), 1e-7, 1 - 1e-7)


# %% sigmoid / numerator-is-exponential
# 分子写成了 e^(−z)，算的是 σ(−z)；z 是很大的负数时还会得到 NaN
def sigmoid(z):
    return np.exp(-z) / (1 + np.exp(-z))


# %% sigmoid / tanh
# 用 tanh 代替了 sigmoid，结果在 −1 和 1 之间
def sigmoid(z):
    return np.tanh(z)


# %% sigmoid / clipped-at-ten
# 为了不溢出，把 z 截得太早（到 −10 左右就截了），更远处的值不够准
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -10, 10)))


# %% sigmoid_derivative / of-the-output
# 算的是 z·(1 − z)，也就是把 z 当成了 σ(z)
def sigmoid_derivative(z):
    return z * (1 - z)


# %% sigmoid_derivative / returns-sigmoid
# 漏掉了 (1 − σ) 这个因子，返回的是 σ(z)
def sigmoid_derivative(z):
    return sigmoid(z)


# %% sigmoid_derivative / one-minus-only
# 漏掉了 σ 这个因子，返回的是 1 − σ(z)
def sigmoid_derivative(z):
    return 1 - sigmoid(z)


# %% sigmoid_derivative / plus-for-minus
# 符号反了，算的是 σ(1 + σ)
def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 + s)


# %% sigmoid_derivative / tanh-pattern
# 套用了 tanh 导数的写法，算的是 1 − σ²
def sigmoid_derivative(z):
    return 1 - sigmoid(z) ** 2


# %% sigmoid_derivative / sigmoid-twice
# 对 σ(z) 又求了一次 sigmoid，再套公式
def sigmoid_derivative(z):
    s = sigmoid(sigmoid(z))
    return s * (1 - s)


# %% sigmoid_derivative / quotient-rule
# 直接用商的求导法则 e^(−z) / (1 + e^(−z))²，z 是很大的负数时是无穷大除以无穷大
def sigmoid_derivative(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


# %% sigmoid_derivative / finite-difference
# 用差商近似导数，精度不够
def sigmoid_derivative(z):
    h = 1e-5
    return (sigmoid(z + h) - sigmoid(z)) / h


# %% sigmoid_derivative / naive-sigmoid-inside
# 没有调用前面的 sigmoid，又照公式写了一遍 1 / (1 + np.exp(-z))，z 是很大的负数时 np.exp 溢出
def sigmoid_derivative(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


# %% sigmoid_derivative / quotient-rule-positive
# 写成了 e^z / (1 + e^z)²，z 是很大的正数时是无穷大除以无穷大
def sigmoid_derivative(z):
    return np.exp(z) / (1 + np.exp(z)) ** 2


# %% sigmoid_derivative / one-minus-z
# 第二个因子用的是 1 − z，应当是 1 − σ(z)
def sigmoid_derivative(z):
    return sigmoid(z) * (1 - z)


# %% sigmoid_derivative / z-for-sigmoid
# 第一个因子用的是 z，应当是 σ(z)
def sigmoid_derivative(z):
    return z * (1 - sigmoid(z))


# %% sigmoid_derivative / sign
# 符号反了，算的是 σ(σ − 1)
def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (s - 1)


# %% sigmoid_derivative / square-forgotten
# 用商的求导法则时分母忘了平方，算的是 1 − σ(z)；z 是很大的负数时还会得到 NaN
def sigmoid_derivative(z):
    return np.exp(-z) / (1 + np.exp(-z))


# %% sigmoid_derivative / in-place
# 把结果写回了传进来的 z，调用者的数组也被改了
def sigmoid_derivative(z):
    s = sigmoid(z)
    if np.ndim(z) and z.dtype.kind == "f":
        z[...] = s * (1 - s)
        return z
    return s * (1 - s)


# %% sigmoid_derivative / central-difference
# 算得不够准：多半是用差商近似了导数，也可能是中途用了 float32
def sigmoid_derivative(z):
    h = 1e-4
    return (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)


# %% binary_cross_entropy / positive-term-only
# 只写了 y·ln p 一项，标签为 0 的样本都不算损失
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p))


# %% binary_cross_entropy / sum
# 对样本求了和，没有求平均
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / log2
# 用了以 2 为底的对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log2(p) + (1 - y_true) * np.log2(1 - p))


# %% binary_cross_entropy / positive-sign
# 漏掉了最前面的负号，损失成了负数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / squared-error
# 算的是均方误差，不是交叉熵
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return np.mean((y_pred - y_true) ** 2)


# %% binary_cross_entropy / no-clipping
# 取对数之前没有截断，概率是 0 或 1 时得到 NaN 或无穷大
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


# %% binary_cross_entropy / clips-labels
# 把标签也截断到了 eps 和 1 − eps 之间
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p, y = np.clip(y_pred, eps, 1 - eps), np.clip(y_true, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


# %% binary_cross_entropy / eps-inside-log
# 没有截断，而是在对数里加上了 eps
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return -np.mean(y_true * np.log(y_pred + eps) + (1 - y_true) * np.log(1 - y_pred + eps))


# %% binary_cross_entropy / eps-ignored
# 没有用参数 eps：截断的界限写死了，或者根本没有截断
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / negated-labels
# 负号先作用在标签上，标签是无符号整数时 −1 变成了 255
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return np.mean(-y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / in-place
# 截断的结果写回了传进来的 y_pred，调用者的数组也被改了
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    np.clip(y_pred, eps, 1 - eps, out=y_pred)
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


# %% binary_cross_entropy / log10
# 用了以 10 为底的对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log10(p) + (1 - y_true) * np.log10(1 - p))


# %% binary_cross_entropy / sum-without-clipping
# 对样本求了和，没有求平均，取对数之前也没有截断
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    return -np.sum(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


# %% binary_cross_entropy / per-sample
# 返回了每个样本的损失，没有求平均
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / arguments-swapped
# 预测和标签的角色弄反了，对标签取了对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    y = np.clip(y_true, eps, 1 - eps)
    return -np.mean(y_pred * np.log(y) + (1 - y_pred) * np.log(1 - y))


# %% binary_cross_entropy / missing-brackets
# 第二项少了括号，1 - y * np.log(1 - p) 先算了乘法
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p) + 1 - y_true * np.log(1 - p))


# %% binary_cross_entropy / second-term-subtracted
# 两项之间写成了减号，标签为 0 的样本损失成了负数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p) - (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / only-below-clipped
# 只在下面截了 eps，没有在上面截到 1 − eps
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    ones = np.log(np.maximum(y_pred, eps))
    zeros = np.log(np.maximum(1 - y_pred, eps))
    return -np.mean(y_true * ones + (1 - y_true) * zeros)


# %% binary_cross_entropy / return-inside-loop
# return 写在了循环里面，只算了第一个样本就返回了
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    total = 0.0
    for p, y in zip(np.clip(y_pred, eps, 1 - eps), y_true):
        total -= np.log(p) if y == 1 else np.log(1 - p)
        return total / len(y_pred)


# %% binary_cross_entropy / upper-not-clipped
# 只在下面截到了 eps，上面没有截到 1 − eps，概率是 1 时还要对 0 取对数
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy / positive-sign-and-sum
# 漏掉了最前面的负号，损失成了负数；还只求了和，没有求平均
def binary_cross_entropy(y_pred, y_true, eps=1e-7):
    p = np.clip(y_pred, eps, 1 - eps)
    return np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


# %% binary_cross_entropy_derivative / by-logits
# 返回的是对打分的梯度 (p − y) / n，没有除以 p(1 − p)
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / len(y_true)


# %% binary_cross_entropy_derivative / missing-mean
# 没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / (y_pred * (1 - y_pred))


# %% binary_cross_entropy_derivative / sign
# 符号反了，算的是 (y − p) / (p(1 − p)) / n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_true - y_pred) / (y_pred * (1 - y_pred)) / len(y_true)


# %% binary_cross_entropy_derivative / inner-derivative-forgotten
# 对 ln(1 − p) 求导时漏掉了里面的 −1，两项成了同号
def binary_cross_entropy_derivative(y_pred, y_true):
    return -(y_true / y_pred + (1 - y_true) / (1 - y_pred)) / len(y_true)


# %% binary_cross_entropy_derivative / positive-term-only
# 只对 y·ln p 一项求了导，标签为 0 的样本导数都是 0
def binary_cross_entropy_derivative(y_pred, y_true):
    return -(y_true / y_pred) / len(y_true)


# %% binary_cross_entropy_derivative / summed
# 把各个样本的导数加成了一个数
def binary_cross_entropy_derivative(y_pred, y_true):
    return np.mean((y_pred - y_true) / (y_pred * (1 - y_pred)))


# %% binary_cross_entropy_derivative / negated-labels
# 负号先作用在标签上，标签是无符号整数时 −1 变成了 255
def binary_cross_entropy_derivative(y_pred, y_true):
    return (-y_true / y_pred + (1 - y_true) / (1 - y_pred)) / len(y_true)


# %% binary_cross_entropy_derivative / clipped-too-early
# 先把概率截到了 0.001 和 0.999 之间，两端的导数算小了
def binary_cross_entropy_derivative(y_pred, y_true):
    p = np.clip(y_pred, 1e-3, 1 - 1e-3)
    return (p - y_true) / (p * (1 - p)) / len(y_true)


# %% binary_cross_entropy_derivative / by-logits-without-mean
# 写成了 p − y，那是对打分的导数，而且没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return y_pred - y_true


# %% binary_cross_entropy_derivative / mean-on-one-term
# 少了括号，只有后一项除以了 n
def binary_cross_entropy_derivative(y_pred, y_true):
    y = y_true.astype(float)
    return -y / y_pred + (1 - y) / (1 - y_pred) / len(y)


# %% binary_cross_entropy_derivative / missing-brackets
# 分母少了括号，(p − y) / p * (1 − p) 是先除再乘
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / y_pred * (1 - y_pred) / len(y_true)


# %% binary_cross_entropy_derivative / sign-without-mean
# 符号反了，而且没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_true - y_pred) / (y_pred * (1 - y_pred))


# %% binary_cross_entropy_derivative / arguments-swapped
# 预测和标签的角色弄反了，除以了标签
def binary_cross_entropy_derivative(y_pred, y_true):
    y = np.clip(y_true, 1e-7, 1 - 1e-7)
    return (y - y_pred) / (y * (1 - y)) / len(y_true)


# %% binary_cross_entropy_derivative / in-place
# 用 -= 直接改了传进来的 y_pred，调用者的数组也被改了
def binary_cross_entropy_derivative(y_pred, y_true):
    spread = y_pred * (1 - y_pred)
    y_pred -= y_true
    return y_pred / spread / len(y_true)


# %% binary_cross_entropy_derivative / missing-brackets-without-mean
# 分母少了括号，(p − y) / p * (1 − p) 是先除再乘，而且没有除以样本数 n
def binary_cross_entropy_derivative(y_pred, y_true):
    return (y_pred - y_true) / y_pred * (1 - y_pred)


# %% logit_gradient / missing-mean
# 没有除以样本数 n
def logit_gradient(y_pred, y_true):
    return y_pred - y_true


# %% logit_gradient / sign
# 写反了，算的是 (y − p) / n
def logit_gradient(y_pred, y_true):
    return (y_true.astype(float) - y_pred) / len(y_true)


# %% logit_gradient / by-probabilities
# 返回的是对概率的导数，没有再乘 sigmoid 的导数
def logit_gradient(y_pred, y_true):
    return binary_cross_entropy_derivative(y_pred, y_true)


# %% logit_gradient / product-of-two
# 真的去乘了前两题的结果，概率恰好是 0 或 1 时成了 0 除以 0
def logit_gradient(y_pred, y_true):
    return binary_cross_entropy_derivative(y_pred, y_true) * y_pred * (1 - y_pred)


# %% logit_gradient / product-of-two-clipped
# 乘了前两题的结果，截断之后虽然没有除以 0，猜错的样本却没有了梯度
def logit_gradient(y_pred, y_true):
    p = np.clip(y_pred, 1e-7, 1 - 1e-7)
    return binary_cross_entropy_derivative(p, y_true) * y_pred * (1 - y_pred)


# %% logit_gradient / sigmoid-again
# 对已经是概率的 y_pred 又做了一次 sigmoid
def logit_gradient(y_pred, y_true):
    return (sigmoid(y_pred) - y_true) / len(y_true)


# %% logit_gradient / derivative-not-cancelled
# (p − y) 又乘了一遍 sigmoid 的导数 p(1 − p)
def logit_gradient(y_pred, y_true):
    return (y_pred - y_true) * y_pred * (1 - y_pred) / len(y_true)


# %% logit_gradient / summed
# 把各个样本的梯度加成了一个数
def logit_gradient(y_pred, y_true):
    return np.mean(y_pred - y_true)


# %% logit_gradient / in-place
# 用 -= 直接改了传进来的 y_pred，调用者的数组也被改了
def logit_gradient(y_pred, y_true):
    y_pred -= y_true
    return y_pred / len(y_true)


# %% logit_gradient / sign-without-mean
# 写反成 y − p，而且没有除以样本数 n
def logit_gradient(y_pred, y_true):
    return y_true.astype(float) - y_pred


# %% logit_gradient / factor-two
# 多乘了一个 2，那是均方误差的梯度
def logit_gradient(y_pred, y_true):
    return 2 * (y_pred - y_true) / len(y_true)


# %% logit_gradient / hard-decision
# 用判断（概率是否大于 0.5）代替了概率，再减去标签
def logit_gradient(y_pred, y_true):
    return ((y_pred > 0.5) - y_true.astype(float)) / len(y_true)


# %% logit_gradient / hard-decision-without-mean
# 用判断（概率是否大于 0.5）代替了概率，而且没有除以样本数 n
def logit_gradient(y_pred, y_true):
    return (y_pred > 0.5) - y_true.astype(float)


# %% neuron_forward / no-bias
# 没有加偏置 b
def neuron_forward(x, w, b):
    return sigmoid(x @ w)


# %% neuron_forward / bias-on-weights
# 偏置加在了权重上，算的是 x·(w + b)
def neuron_forward(x, w, b):
    return sigmoid(x @ (w + b))


# %% neuron_forward / bias-on-inputs
# 偏置加在了输入上，算的是 (x + b)·w
def neuron_forward(x, w, b):
    return sigmoid((x + b) @ w)


# %% neuron_forward / minus-bias
# 减去了偏置，应当加上
def neuron_forward(x, w, b):
    return sigmoid(x @ w - b)


# %% neuron_forward / bias-after-sigmoid
# 偏置加在了 sigmoid 之后
def neuron_forward(x, w, b):
    return sigmoid(x @ w) + b


# %% neuron_forward / column
# 结果是 (n, 1)，不是 (n,)
def neuron_forward(x, w, b):
    return sigmoid(x @ w.reshape(-1, 1) + b)


# %% neuron_forward / no-sigmoid
# 返回的是打分，没有过 sigmoid
def neuron_forward(x, w, b):
    return x @ w + b


# %% neuron_forward / not-summed
# 特征乘了权重，却没有沿特征求和
def neuron_forward(x, w, b):
    return sigmoid(x * w + b)


# %% neuron_forward / hard-decision
# 返回的是判断（0 或 1），不是概率
def neuron_forward(x, w, b):
    return (x @ w + b > 0).astype(float)


# %% neuron_forward / mean-over-features
# 沿特征求了平均，没有求和
def neuron_forward(x, w, b):
    return sigmoid((x * w).mean(axis=1) + b)


# %% neuron_forward / summed-over-samples
# 求和的轴弄错了，加在一起的是各个样本
def neuron_forward(x, w, b):
    return sigmoid((x * w).sum(axis=0) + b)


# %% neuron_forward / one-number
# 求和没有写 axis，所有样本加成了一个数
def neuron_forward(x, w, b):
    return sigmoid(np.sum(x * w) + b)


# %% neuron_forward / score-without-bias
# 返回的是 x·w，没有加偏置，也没有过 sigmoid
def neuron_forward(x, w, b):
    return x @ w


# %% neuron_forward / bias-times-weights
# 先算了 b 倍的打分，偏置成了乘数
def neuron_forward(x, w, b):
    return sigmoid(x @ w * b)


# %% neuron_forward / in-place
# 用 *= 直接改了传进来的 x，调用者的数组也被改了
def neuron_forward(x, w, b):
    x *= w
    return sigmoid(x.sum(axis=1) + b)


# %% neuron_forward / column-with-bias-after-sigmoid
# 偏置加在了 sigmoid 之后，结果也成了 (n, 1)，不是 (n,)
def neuron_forward(x, w, b):
    return sigmoid(x @ w[:, None]) + b


# %% neuron_gradients / derivative-twice
# 梯度里又乘了一遍 sigmoid 的导数
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = (p - y) * p * (1 - p) / len(y)
    return x.T @ dz, dz.sum()


# %% neuron_gradients / missing-mean
# 没有除以样本数 n
def neuron_gradients(x, y, w, b):
    dz = neuron_forward(x, w, b) - y
    return x.T @ dz, dz.sum()


# %% neuron_gradients / mean-twice
# 除以了两遍样本数 n
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz / len(y), dz.mean()


# %% neuron_gradients / sign
# 符号反了，沿着它走损失会上升
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return -(x.T @ dz), -dz.sum()


# %% neuron_gradients / db-per-sample
# db 没有对样本求和，返回了 (n,) 的数组
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz


# %% neuron_gradients / db-one-element
# db 是形状为 (1,) 的数组，不是一个数
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.sum(keepdims=True)


# %% neuron_gradients / db-mean
# dw 是对的，db 却又求了一次平均
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.mean()


# %% neuron_gradients / swapped
# 返回的次序反了，成了 (db, dw)
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return dz.sum(), x.T @ dz


# %% neuron_gradients / inputs-forgotten
# 求 dw 时没有乘 x，每个权重得到的都是同一个数
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return np.full(len(w), dz.sum()), dz.sum()


# %% neuron_gradients / step-by-step
# 一步一步乘前面的导数，没有先约掉，概率舍入成 0 或 1 时得到 NaN
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = binary_cross_entropy_derivative(p, y) * sigmoid_derivative(x @ w + b)
    return x.T @ dz, dz.sum()


# %% neuron_gradients / db-not-averaged
# dw 是对的，db 却没有除以样本数 n
def neuron_gradients(x, y, w, b):
    error = neuron_forward(x, w, b) - y
    return x.T @ error / len(y), error.sum()


# %% neuron_gradients / dw-not-averaged
# db 是对的，dw 却没有除以样本数 n
def neuron_gradients(x, y, w, b):
    error = neuron_forward(x, w, b) - y
    return x.T @ error, error.mean()


# %% neuron_gradients / factor-two
# 多乘了一个 2，那是均方误差的梯度
def neuron_gradients(x, y, w, b):
    dz = 2 * logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz, dz.sum()


# %% neuron_gradients / squared-error
# 求的是均方误差的梯度，不是交叉熵的
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = 2 * (p - y) * p * (1 - p) / len(y)
    return x.T @ dz, dz.sum()


# %% neuron_gradients / linear
# 预测没有过 sigmoid，算的是线性回归那样的残差
def neuron_gradients(x, y, w, b):
    dz = (x @ w + b - y) / len(y)
    return x.T @ dz, dz.sum()


# %% neuron_gradients / dw-column
# dw 是 (d, 1) 的一列，不是 (d,)
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz[:, None], dz.sum()


# %% neuron_gradients / weights-for-inputs
# 求 dw 时乘的是 w，应当乘 x
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return w * dz.sum(), dz.sum()


# %% neuron_gradients / in-place
# 用 *= 直接改了传进来的 x，调用者的数组也被改了
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    x *= dz[:, None]
    return x.sum(axis=0), dz.sum()


# %% neuron_gradients / sign-without-mean
# 残差写成了标签减概率，也没有除以样本数 n
def neuron_gradients(x, y, w, b):
    error = y - neuron_forward(x, w, b)
    return x.T @ error, error.sum()


# %% neuron_gradients / derivative-twice-without-mean
# 又乘了一遍 sigmoid 的导数，也没有除以样本数 n
def neuron_gradients(x, y, w, b):
    p = neuron_forward(x, w, b)
    dz = (p - y) * p * (1 - p)
    return x.T @ dz, dz.sum()


# %% neuron_gradients / one-number
# dw 没有沿样本那个轴求和，而是把所有特征也加成了一个数
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return np.sum(x * dz[:, None]), dz.sum()


# %% neuron_gradients / weight-decay
# dw 多加了 0.01·w，那是权重衰减，不是损失的梯度
def neuron_gradients(x, y, w, b):
    dz = logit_gradient(neuron_forward(x, w, b), y)
    return x.T @ dz + 0.01 * w, np.sum(dz)


# %% neuron_gradients / sign-and-swapped
# 符号反了，沿着它走损失会上升；返回的次序也反了，成了 (db, dw)
def neuron_gradients(x, y, w, b):
    dz = -logit_gradient(neuron_forward(x, w, b), y)
    return np.sum(dz), x.T @ dz


# %% adam_step / no-bias-correction
# 没有做偏差修正，头几步走得太远
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / eps-inside-root
# eps 加在了根号里面
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = m / (1 - beta1**t) / np.sqrt(v / (1 - beta2**t) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / counts-from-zero
# t 从 0 数起，第一步就除以了 0
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t + 1, "m": m, "v": v}


# %% adam_step / always-first-step
# 步数没有累加，偏差修正永远用 t = 1
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps)
    return param - lr * step, {"t": 1, "m": m, "v": v}


# %% adam_step / ascends
# 符号反了，沿梯度的方向走
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param + lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / no-square-root
# 分母没有开根号
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (v / (1 - beta2**t) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / no-momentum
# 分子用的是这一步的梯度，没有用它的滑动平均 m
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * grad / (np.sqrt(v / (1 - beta2**t)) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / betas-swapped
# beta1 和 beta2 用反了
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta2 * state.get("m", 0.0) + (1 - beta2) * grad
    v = beta1 * state.get("v", 0.0) + (1 - beta1) * grad**2
    step = (m / (1 - beta2**t)) / (np.sqrt(v / (1 - beta1**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / stores-corrected
# state 里存的是修正之后的 m 和 v，下一步又从它们算起
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = (beta1 * state.get("m", 0.0) + (1 - beta1) * grad) / (1 - beta1**t)
    v = (beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2) / (1 - beta2**t)
    return param - lr * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / default-betas
# beta1 和 beta2 写死成了 0.9 和 0.999，没有用参数
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = 0.9 * state.get("m", 0.0) + 0.1 * grad
    v = 0.999 * state.get("v", 0.0) + 0.001 * grad**2
    step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / same-state-returned
# 直接改了传进来的 state，再把它返回，旧的 state 不能再用
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    state["t"] = state.get("t", 0) + 1
    state["m"] = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    state["v"] = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    m_hat = state["m"] / (1 - beta1 ** state["t"])
    v_hat = state["v"] / (1 - beta2 ** state["t"])
    return param - lr * m_hat / (np.sqrt(v_hat) + eps), state


# %% adam_step / moments-in-place
# 返回了新字典，但用 *= 和 += 改了旧 state 里的数组
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = state.get("m", 0.0 * grad)
    v = state.get("v", 0.0 * grad)
    m *= beta1
    m += (1 - beta1) * grad
    v *= beta2
    v += (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / param-in-place
# 用 -= 直接改了传进来的 param
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    param -= lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param, {"t": t, "m": m, "v": v}


# %% adam_step / no-bias-correction-eps-inside-root
# 没有做偏差修正，eps 也加在了根号里面
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * m / np.sqrt(v + eps), {"t": t, "m": m, "v": v}


# %% adam_step / eps-hat
# 把修正并进了学习率，eps 却加在了没有修正的 √v 上，eps 很大时差得多
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    rate = lr * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return param - rate * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / t-one-ahead
# 偏差修正里的 t 多了 1：第一步就用了 t = 2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1 ** (t + 1))) / (np.sqrt(v / (1 - beta2 ** (t + 1))) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / stored-t-one-ahead
# 更新是对的，存进 state 的 "t" 却多了 1：第一步之后是 2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 1)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t + 1, "m": m, "v": v}


# %% adam_step / t-not-stored
# 新的 state 里没有 "t"，每一步都以为是第一步
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"m": m, "v": v}


# %% adam_step / no-power-t
# 偏差修正除以的是 1 − beta，没有取 t 次方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1)) / (np.sqrt(v / (1 - beta2)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / beta-times-t
# 偏差修正里写成了 beta 乘以 t，应当是 beta 的 t 次方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    v_hat = v / (1 - beta2 * t)
    return param - lr * (m / (1 - beta1 * t)) / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / v-decayed-by-beta1
# v 的旧值乘的是 beta1，应当乘 beta2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta1 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / beta1-for-both
# m 和 v 用的都是 beta1
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta1 * state.get("v", 0.0) + (1 - beta1) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / v-corrected-with-beta1
# 修正 v 时用的是 beta1，应当用 beta2
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta1**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / sums-without-one-minus-beta
# 滑动平均里新的一项没有乘 (1 − beta)，成了累加
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + grad
    v = beta2 * state.get("v", 0.0) + grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / weights-of-the-average-swapped
# beta 和 1 − beta 弄反了，旧的平均几乎全忘了
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = (1 - beta1) * state.get("m", 0.0) + beta1 * grad
    v = (1 - beta2) * state.get("v", 0.0) + beta2 * grad**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / gradient-not-squared
# v 平均的是梯度本身，没有平方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / v-squares-the-average
# v 平均的是 m 的平方，应当是这一步梯度的平方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * m**2
    step = (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / only-m-corrected
# 只修正了 m，没有修正 v
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * (m / (1 - beta1**t)) / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / only-v-corrected
# 只修正了 v，没有修正 m
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * m / (np.sqrt(v / (1 - beta2**t)) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / half-for-root
# 写成了 v_hat ** 1 / 2，那是除以 2，不是开平方
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    v_hat = v / (1 - beta2**t)
    return param - lr * (m / (1 - beta1**t)) / (v_hat**1 / 2 + eps), {"t": t, "m": m, "v": v}


# %% adam_step / no-eps
# 分母没有加 eps，梯度为 0 时是 0 除以 0
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    step = (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t))
    return param - lr * step, {"t": t, "m": m, "v": v}


# %% adam_step / learning-rate-forgotten
# 忘了乘学习率 lr
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), {"t": t, "m": m, "v": v}


# %% adam_step / plain-gradient-step
# 走的是普通的梯度下降，m 和 v 算了却没有用
def adam_step(param, grad, state, lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * grad**2
    return param - lr * grad, {"t": t, "m": m, "v": v}


# %% train_neuron / no-shuffling
# 没有打乱样本，每一轮都按原来的次序取
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / shuffled-once
# 只在开头打乱了一次，每一轮的批都一样
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    order = rng.permutation(len(x))
    for _ in range(epochs):
        total = 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / labels-stay-behind
# 只打乱了 x，y 还是原来的次序，样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        shuffled, total = x[rng.permutation(len(x))], 0.0
        for start in range(0, len(x), batch_size):
            xb, yb = shuffled[start : start + batch_size], y[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / with-replacement
# 每一批用 rng.integers 抽下标，是有放回的抽样：有的样本用了几次，有的一次没用
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.integers(0, len(x), len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / short-batch-dropped
# 最后不足一批的样本被丢掉了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for i in range(max(1, len(x) // batch_size)):
            batch = order[i * batch_size : (i + 1) * batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% train_neuron / state-reset-each-batch
# 每一批都从空的 state 开始，Adam 什么也记不住
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, _ = adam_step(w, dw, {}, lr)
            b, _ = adam_step(b, db, {}, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / state-reset-each-epoch
# 每一轮开头都把 state 清空了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        w_state, b_state = {}, {}
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / shared-state
# w 和 b 共用了一个 state，两边的滑动平均混在一起
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, state, history = np.zeros(x.shape[1]), 1.0, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, state = adam_step(w, dw, state, lr)
            b, state = adam_step(b, db, state, lr)
            b = float(np.mean(b))
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / plain-gradient-descent
# 用的是普通的梯度下降，没有用 Adam
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, history = np.zeros(x.shape[1]), 1.0, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, b = w - lr * dw, b - lr * db
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / whole-batch
# 没有分批，每一轮用全部样本只走了一步
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        history.append(binary_cross_entropy(neuron_forward(x, w, b), y))
        dw, db = neuron_gradients(x, y, w, b)
        w, w_state = adam_step(w, dw, w_state, lr)
        b, b_state = adam_step(b, db, b_state, lr)
    return w, b, history


# %% train_neuron / bias-from-zero
# 偏置从 0 开始，题目要求从 1 开始
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 0.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / learning-rate-ignored
# 没有把 lr 传给 adam_step，用的是它的默认值 0.01
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state)
            b, b_state = adam_step(b, db, b_state)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / loss-per-batch
# 每一批记了一个损失，history 比轮数长
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            history.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
    return w, b, history


# %% train_neuron / loss-summed
# 一轮里各批的损失只加了起来，没有求平均
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch])
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total)
    return w, b, history


# %% train_neuron / own-generator
# 打乱用的不是传进来的 rng，而是自己建的生成器
def train_neuron(x, y, epochs, lr, batch_size, rng):
    rng = np.random.default_rng(0)
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / evenly-split
# 用 array_split 平均分成几份，前面几批的样本数不等于 batch_size
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for batch in np.array_split(order, -(-len(x) // batch_size)):
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / fewer-and-larger-batches
# 用 array_split 分成 n // batch_size 份，零头摊进了各批，有的批比 batch_size 还大
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for batch in np.array_split(order, max(1, len(x) // batch_size)):
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / shuffled-apart
# x 和 y 各打乱了一次，样本和标签对不上
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        xs, ys, total = x[rng.permutation(len(x))], y[rng.permutation(len(x))], 0.0
        for start in range(0, len(x), batch_size):
            xb, yb = xs[start : start + batch_size], ys[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / return-inside-loop
# return 写在了循环里面，一轮之后就返回了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
        return w, b, history


# %% train_neuron / loss-of-last-batch
# 记进 history 的是一轮里最后一批的损失，不是这一轮的平均
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            loss = binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch])
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(loss)
    return w, b, history


# %% train_neuron / bias-not-updated
# 只更新了 w，b 一直是 1
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, history = np.zeros(x.shape[1]), 1.0, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]) * len(batch)
            dw, _ = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / in-place
# 直接打乱了传进来的 x 和 y，调用者的数组也被改了
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 1.0, {}, {}, []
    for _ in range(epochs):
        order, total = rng.permutation(len(x)), 0.0
        x[...], y[...] = x[order], y[order]
        for start in range(0, len(x), batch_size):
            xb, yb = x[start : start + batch_size], y[start : start + batch_size]
            total += binary_cross_entropy(neuron_forward(xb, w, b), yb) * len(xb)
            dw, db = neuron_gradients(xb, yb, w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(total / len(x))
    return w, b, history


# %% train_neuron / bias-from-zero-mean-of-batches
# 偏置从 0 开始，题目要求从 1 开始
def train_neuron(x, y, epochs, lr, batch_size, rng):
    w, b, w_state, b_state, history = np.zeros(x.shape[1]), 0.0, {}, {}, []
    for _ in range(epochs):
        order, losses = rng.permutation(len(x)), []
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            losses.append(binary_cross_entropy(neuron_forward(x[batch], w, b), y[batch]))
            dw, db = neuron_gradients(x[batch], y[batch], w, b)
            w, w_state = adam_step(w, dw, w_state, lr)
            b, b_state = adam_step(b, db, b_state, lr)
        history.append(np.mean(losses))
    return w, b, history


# %% build_classifier / default-initialisation
# 没有改初值，权重和偏置都是 nn.Linear 默认的随机数
def build_classifier():
    return nn.Sequential(nn.Linear(2, 1), nn.Sigmoid())


# %% build_classifier / bias-not-set
# 只把权重改成了 0，偏置也填成了 0
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.zeros_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% build_classifier / swapped
# 权重填成了 1，偏置填成了 0，正好反了
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.ones_(linear.weight)
    nn.init.zeros_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% build_classifier / no-sigmoid
# 没有加 sigmoid，输出的是打分
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return linear


# %% build_classifier / softmax
# 用 softmax 代替了 sigmoid，只有一个输出时它永远是 1
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Softmax(dim=1))


# %% build_classifier / two-outputs
# 给两个类别各留了一个输出，题目要的是一个概率
def build_classifier():
    linear = nn.Linear(2, 2)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% build_classifier / flattened
# 输出被压成了 (n,)，题目要的是 (n, 1)
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid(), nn.Flatten(start_dim=0))


# %% build_classifier / one-shared-model
# 模型建在函数外面，每次返回的是同一个
_linear = nn.Linear(2, 1)
nn.init.zeros_(_linear.weight)
nn.init.ones_(_linear.bias)
_model = nn.Sequential(_linear, nn.Sigmoid())


def build_classifier():
    return _model


# %% build_classifier / frozen
# 参数的 requires_grad 是 False，训练时不会更新
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid()).requires_grad_(False)


# %% build_classifier / no-bias
# 层没有偏置（bias=False），要学的参数只有两个
def build_classifier():
    linear = nn.Linear(2, 1, bias=False)
    nn.init.zeros_(linear.weight)
    return nn.Sequential(linear, nn.Sigmoid())


# %% build_classifier / only-weights-set
# 只把权重改成了 0，偏置还是 nn.Linear 默认的随机数
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    return nn.Sequential(linear, nn.Sigmoid())


# %% build_classifier / only-bias-set
# 只把偏置改成了 1，权重还是 nn.Linear 默认的随机数
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid())


# %% build_classifier / sigmoid-twice
# 连过了两次 sigmoid
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Sigmoid(), nn.Sigmoid())


# %% build_classifier / tanh
# 激活函数用的是 tanh，不是 sigmoid
def build_classifier():
    linear = nn.Linear(2, 1)
    nn.init.zeros_(linear.weight)
    nn.init.ones_(linear.bias)
    return nn.Sequential(linear, nn.Tanh())


# %% build_classifier / plain-tensors
# 参数是普通的张量，没有包成 nn.Parameter，模型里一个要学的参数也没有
def build_classifier():
    class Neuron(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = torch.zeros(2, 1, requires_grad=True)
            self.bias = torch.ones(1, requires_grad=True)

        def forward(self, x):
            return torch.sigmoid(x @ self.weight + self.bias)

    return Neuron()


# %% build_classifier / squeezed
# 输出被压成了 (n,)，题目要的是 (n, 1)
class SqueezedNeuron(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 1)
        nn.init.zeros_(self.linear.weight)
        nn.init.ones_(self.linear.bias)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))[:, 0]


def build_classifier():
    return SqueezedNeuron()


# %% fit_classifier / gradients-not-cleared
# 循环里没有清空梯度（zero_grad），每一步用的都是历史梯度的总和
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / detached-loss
# 损失从计算图上断开了，backward() 求不到梯度
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x).detach(), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / loss-after-step
# 记下的是每一步更新之后的损失
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        nn.BCELoss()(model(x), y).backward()
        optimizer.step()
        losses.append(nn.BCELoss()(model(x), y).item())
    return losses


# %% fit_classifier / left-in-training-mode
# 开头调用了 model.train()，结束时没有还原
def fit_classifier(model, x, y, epochs, lr):
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / left-in-evaluation-mode
# 训练结束时一律调用了 model.eval()，没有管进来时是什么模式
def fit_classifier(model, x, y, epochs, lr):
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()
    return losses


# %% fit_classifier / sgd
# 优化器用的是 SGD，不是 Adam
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / adamw
# 优化器用的是 AdamW，它默认还会让权重衰减
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / loss-with-logits
# 损失用了 BCEWithLogitsLoss，对已经是概率的输出又做了一次 sigmoid
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCEWithLogitsLoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / squared-error
# 损失用的是均方误差，不是二元交叉熵
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.MSELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / summed-loss
# 损失对样本求了和，没有求平均
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss(reduction="sum")(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / learning-rate-ignored
# 没有把 lr 传给优化器，用的是 Adam 默认的 0.001
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters())
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / losses-as-tensors
# 存进列表的是张量，没有用 .item() 取成 Python 的数
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / new-optimizer-each-step
# 每一步都新建一个优化器，Adam 的滑动平均没有了
def fit_classifier(model, x, y, epochs, lr):
    losses = []
    for _ in range(epochs):
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / another-model
# 训练的是函数里新建的模型，传进来的 model 没有动
def fit_classifier(model, x, y, epochs, lr):
    model = build_classifier()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / not-updated
# 训练之后 model 的参数一点没有变：漏了 backward() 或 step()，或者在两者之间清空了梯度
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
    return losses


# %% fit_classifier / trains-a-copy
# 训练的是 model 的一份拷贝，传进来的 model 没有动
def fit_classifier(model, x, y, epochs, lr):
    import copy

    model = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / return-inside-loop
# return 写在了循环里面，走了一步就返回了
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return losses


# %% fit_classifier / last-loss-only
# 只返回了最后一步的损失，不是每一步的
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


# %% fit_classifier / no-return
# 训练了，但没有返回 losses
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


# %% fit_classifier / sample-by-sample
# 每一轮一个样本一个样本地更新，不是用全部样本只走一步
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for xi, yi in zip(x, y):
            loss = nn.BCELoss()(model(xi[None]), yi[None])
            total += loss.item()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / len(x))
    return losses


# %% fit_classifier / one-step-too-many
# 多走了一步，losses 比 epochs 长一个
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs + 1):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


# %% fit_classifier / gradients-cleared-once
# 只在循环之前清空了一次梯度（zero_grad），循环里每一步用的都是历史梯度的总和
def fit_classifier(model, x, y, epochs, lr):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    optimizer.zero_grad()
    losses = []
    for _ in range(epochs):
        loss = nn.BCELoss()(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses
