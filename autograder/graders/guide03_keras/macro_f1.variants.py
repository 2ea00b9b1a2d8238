# %%
import numpy as np


# %% wrong nan
# 没有处理 0/0，得到了 NaN
def macro_f1(matrix):
    return np.mean(2 * np.diag(matrix) / (matrix.sum(axis=0) + matrix.sum(axis=1)))


# %% wrong nan-from-precision
# 先算精确率和召回率，没有处理 0/0，得到了 NaN
def macro_f1(matrix):
    precision = np.diag(matrix) / matrix.sum(axis=0)
    recall = np.diag(matrix) / matrix.sum(axis=1)
    return np.mean(2 * precision * recall / (precision + recall))


# %% wrong absent-skipped
# 没出现的类被跳过了，平均时只除以剩下的个数
def macro_f1(matrix):
    total = matrix.sum(axis=0) + matrix.sum(axis=1)
    f1 = 2 * np.diag(matrix)[total > 0] / total[total > 0]
    return np.mean(f1) if len(f1) else 0.0


# %% wrong without-hit-skipped
# 一个也没判对的类被跳过了
def macro_f1(matrix):
    hits = np.diag(matrix)
    total = (matrix.sum(axis=0) + matrix.sum(axis=1))[hits > 0]
    return np.mean(2 * hits[hits > 0] / total) if len(total) else 0.0


# %% wrong only-classes-with-samples
# 只平均了有样本的类，没有样本的类被跳过了
def macro_f1(matrix):
    there = matrix.sum(axis=1) > 0
    total = matrix.sum(axis=0) + matrix.sum(axis=1)
    f1 = 2 * np.diag(matrix) / np.maximum(total, 1)
    return np.mean(f1[there]) if there.any() else 0.0


# %% wrong micro
# 把所有类的 TP 加起来再算，得到的就是正确率
def macro_f1(matrix):
    return np.trace(matrix) / max(matrix.sum(), 1)


# %% wrong harmonic-of-means
# 先平均精确率和召回率，再取一次调和平均
def macro_f1(matrix):
    precision = np.mean(np.diag(matrix) / np.maximum(matrix.sum(axis=0), 1))
    recall = np.mean(np.diag(matrix) / np.maximum(matrix.sum(axis=1), 1))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


# %% wrong weighted
# 按每类的样本数加权平均了
def macro_f1(matrix):
    f1 = 2 * np.diag(matrix) / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)
    rows = matrix.sum(axis=1)
    return np.sum(f1 * rows) / max(rows.sum(), 1)


# %% wrong arithmetic-mean
# 精确率和召回率取了算术平均，不是调和平均
def macro_f1(matrix):
    precision = np.diag(matrix) / np.maximum(matrix.sum(axis=0), 1)
    recall = np.diag(matrix) / np.maximum(matrix.sum(axis=1), 1)
    return np.mean((precision + recall) / 2)


# %% wrong factor-two-forgotten
# 漏掉了分子上的 2
def macro_f1(matrix):
    return np.mean(np.diag(matrix) / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1))


# %% wrong recall-only
# 只平均了召回率
def macro_f1(matrix):
    return np.mean(np.diag(matrix) / np.maximum(matrix.sum(axis=1), 1))


# %% wrong precision-only
# 只平均了精确率
def macro_f1(matrix):
    return np.mean(np.diag(matrix) / np.maximum(matrix.sum(axis=0), 1))


# %% wrong overlap
# 分母里把 TP 减掉了一次，算成了交并比
def macro_f1(matrix):
    hits = np.diag(matrix)
    return np.mean(2 * hits / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1) - hits, 1))


# %% wrong per-class
# 返回了每一类的 F1，没有平均
def macro_f1(matrix):
    return 2 * np.diag(matrix) / np.maximum(matrix.sum(axis=0) + matrix.sum(axis=1), 1)


# %% right loop
# 一类一类算精确率、召回率
def macro_f1(matrix):
    scores = []
    for c in range(len(matrix)):
        tp = matrix[c, c]
        if tp == 0:
            scores.append(0.0)
            continue
        precision = tp / matrix[:, c].sum()
        recall = tp / matrix[c].sum()
        scores.append(2 / (1 / precision + 1 / recall))
    return sum(scores) / len(scores)


# %% right divide-where
# 只在分母不是 0 的地方做除法
def macro_f1(matrix):
    tp = np.diagonal(matrix).astype(float)
    missed, false = matrix.sum(axis=1) - tp, matrix.sum(axis=0) - tp
    total = 2 * tp + missed + false
    return np.divide(2 * tp, total, out=np.zeros_like(tp), where=total > 0).mean()


# %% right nan-to-num
# 先让它是 NaN，不发警告，再换成 0
def macro_f1(matrix):
    with np.errstate(invalid="ignore"):
        f1 = np.nan_to_num(2 * np.diag(matrix) / (matrix.sum(0) + matrix.sum(1)))
    return np.float64(f1.sum() / matrix.shape[0])
