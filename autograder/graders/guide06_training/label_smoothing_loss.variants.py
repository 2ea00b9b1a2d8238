# %% wrong only-others
# 平滑只分给了错的 k − 1 类
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / (k - 1))
    target[np.arange(n), labels] = 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong gradient-of-sum
# 梯度忘了除以 n
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), np.exp(log_p) - target


# %% wrong loss-summed
# 损失对样本求了和，没有求平均
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum()), (np.exp(log_p) - target) / n


# %% wrong log-of-softmax
# 先算 softmax 再取对数，打分一大就溢出
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    p = np.exp(logits)
    p /= p.sum(axis=1, keepdims=True)
    log_p = np.log(p)
    return float(-(target * log_p).sum() / n), (p - target) / n


# %% wrong global-maximum
# 减去的是整个数组的最大值
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max()
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong gradient-unsmoothed
# 梯度里用的还是 one-hot
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    hot = np.zeros((n, k))
    hot[np.arange(n), labels] = 1
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - hot) / n


# %% wrong loss-unsmoothed
# 损失里用的还是 one-hot
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    hot = np.zeros((n, k))
    hot[np.arange(n), labels] = 1
    return float(-(hot * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong right-class-short
# 正确的那一类没有加上均匀的那一份
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] = 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong not-reduced
# 正确的那一类仍然是 1，别的又加了一份
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1.0
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong mean-over-classes
# 损失对所有的格子求了平均，多除以了 k
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).mean()), (np.exp(log_p) - target) / n


# %% wrong gradient-over-classes
# 梯度多除以了 k
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / (n * k)


# %% wrong softmax-stable-log-not
# softmax 减了最大值，概率仍然会下溢成 0，再取对数
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    log_p = np.log(p)
    return float(-(target * log_p).sum() / n), (p - target) / n


# %% wrong clipped-log
# 给概率加了 1e-12 再取对数，打分很大时损失就不对
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=1, keepdims=True)
    log_p = np.log(p + 1e-12)
    return float(-(target * log_p).sum() / n), (p - target) / n


# %% wrong sign
# 梯度的符号反了
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (target - np.exp(log_p)) / n


# %% wrong base-two
# 取的是以 2 为底的对数
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return float(-np.log2(np.e) * (target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong columns
# 沿着每一列做 softmax
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    z = logits - logits.max(axis=0, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=0, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% wrong in-place
# 在 logits 上原地减了最大值
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = np.full((n, k), smoothing / k)
    target[np.arange(n), labels] += 1 - smoothing
    logits -= logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return float(-(target * log_p).sum() / n), (np.exp(log_p) - target) / n


# %% right mixture
# 损失写成两部分：one-hot 的一份，加上各类平均的一份
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    top = logits.max(axis=1)
    log_z = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
    rows = np.arange(n)
    hard = log_z - logits[rows, labels]
    uniform = log_z - logits.mean(axis=1)
    loss = np.mean((1 - smoothing) * hard + smoothing * uniform)
    gradient = np.exp(logits - log_z[:, None]) - smoothing / k
    gradient[rows, labels] -= 1 - smoothing
    return loss, gradient / n


# %% right eye
# 目标用单位矩阵的行，一个样本一个样本地算
def label_smoothing_loss(logits, labels, smoothing):
    n, k = logits.shape
    target = (1 - smoothing) * np.eye(k)[labels] + smoothing / k
    total, rows = 0.0, []
    for z, t in zip(logits, target):
        z = z - np.max(z)
        log_sum = np.log(np.sum(np.exp(z)))
        total += float(t @ (log_sum - z))
        rows.append((np.exp(z - log_sum) - t) / n)
    return np.float64(total / n), np.array(rows)


# %% right logaddexp
# 用 np.logaddexp.reduce 求对数和
def label_smoothing_loss(logits, labels, smoothing):
    n, k = np.shape(logits)
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    hot = np.asarray(labels)[:, None] == np.arange(k)
    target = hot * (1 - smoothing) + smoothing / k
    return -np.einsum("ij,ij->", target, log_p) / n, (np.exp(log_p) - target) / n
