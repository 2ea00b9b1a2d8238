# %% wrong batch-statistics-in-eval
# 评估时用的还是这一批的平均和方差
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    if training:
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    mean, var = x.mean(axis=0), x.var(axis=0)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong momentum-reversed
# momentum 用反了：旧的占 momentum
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = momentum * running["mean"] + (1 - momentum) * x.mean(axis=0)
        running["var"] = momentum * running["var"] + (1 - momentum) * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong biased-running
# 存进 running 的方差除以了 n
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong unbiased-out
# out 用的方差除以了 n − 1
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0, ddof=1)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong eps-outside-root
# eps 加在了根号外面
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var) + eps
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong updates-in-eval
# 评估时也更新了 running
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
    if len(x) > 1:
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong running-not-updated
# 造了一个新的 running 字典，传进来的那个没有变
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    running = dict(running)
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong per-row
# 沿着每个样本自己的一行归一化
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    rows = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = rows
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong one-sample-accepted
# 训练时一批只有一个样本，没有报错
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=min(1, len(x) - 1))
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong one-sample-always-refused
# 评估时一个样本也报错了
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong running-in-training
# 训练时 out 用的是更新之后的 running
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    if training:
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    mean, var = running["mean"], running["var"]
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong one-mean-for-all
# 所有的列合起来求了一个平均和一个方差
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(), x.var()
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong variance-not-kept
# running 里只更新了平均
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong deviation-kept
# running["var"] 里存的是标准差
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.std(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong running-replaced
# running 直接换成了这一批的
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"], running["var"] = x.mean(axis=0), x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong beta-inside
# 先加 beta 再乘 gamma
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = np.sqrt(var + eps)
    normal = (x - mean) / std
    return gamma * (normal + beta), (normal, gamma, std)


# %% wrong no-root
# 除以的是方差，没有开方
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    std = var + eps
    normal = (x - mean) / std
    return gamma * normal + beta, (normal, gamma, std)


# %% wrong in-place
# 在 x 上原地减了平均
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if training and len(x) == 1:
        raise ValueError("one sample")
    mean, var = running["mean"], running["var"]
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * x.mean(axis=0)
        running["var"] = (1 - momentum) * running["var"] + momentum * x.var(axis=0, ddof=1)
    x -= mean
    std = np.sqrt(var + eps)
    normal = x / std
    return gamma * normal + beta, (normal, gamma, std)


# %% right in-place-arrays
# running 里的数组原地改；cache 存得多
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    n = x.shape[0]
    if training:
        if n < 2:
            raise ValueError("batch too small")
        mu = np.mean(x, 0)
        centred = x - mu
        var = np.mean(centred**2, 0)
        running["mean"] += momentum * (mu - running["mean"])
        running["var"] += momentum * (var * n / (n - 1) - running["var"])
    else:
        centred, var = x - running["mean"], running["var"]
    inverse = 1.0 / np.sqrt(var + eps)
    hat = centred * inverse
    cache = (hat, gamma, 1.0 / inverse)
    return hat * gamma + beta, cache


# %% right update-method
# 用 dict.update 更新，评估时 cache 是 None
def batch_norm_forward(x, gamma, beta, running, training, momentum=0.1, eps=1e-5):
    if not training:
        scale = gamma / np.sqrt(running["var"] + eps)
        return x * scale + (beta - running["mean"] * scale), None
    if len(x) < 2:
        raise ValueError("n")
    mean, var = x.mean(axis=0), x.var(axis=0)
    running.update(
        mean=running["mean"] * (1 - momentum) + mean * momentum,
        var=running["var"] * (1 - momentum) + np.var(x, axis=0, ddof=1) * momentum,
    )
    std = (var + eps) ** 0.5
    normal = (x - mean) / std
    return normal * gamma + beta, (normal, gamma, std)
