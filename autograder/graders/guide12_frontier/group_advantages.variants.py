# %% wrong over-the-batch
# 平均和标准差取自整批
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std())
    return np.where(same, 0.0, (rewards - rewards.mean()) / spread)


# %% wrong batch-std
# 减的是组的平均，除的是整批的标准差
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std())
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)


# %% wrong over-questions
# 沿着题那一轴算的
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:1]).all(axis=0, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=0, keepdims=True))
    return np.where(same, 0.0, (rewards - rewards.mean(axis=0, keepdims=True)) / spread)


# %% wrong nan
# 全都一样的组 0 ÷ 0
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    spread = rewards.std(axis=1, keepdims=True)
    return (rewards - rewards.mean(axis=1, keepdims=True)) / spread


# %% wrong rounding
# 只看标准差是不是 0，没有防住平均的舍入
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = rewards.std(axis=1, keepdims=True) == 0
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)


# %% wrong sample-std
# 标准差除以的是 g − 1
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(
        same,
        1.0,
        rewards.std(axis=1, keepdims=True) * np.sqrt(rewards.shape[1] / max(rewards.shape[1] - 1, 1)),
    )
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)


# %% wrong not-divided
# 只减了平均，没有除以标准差
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)))


# %% wrong variance
# 除以的是方差
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.var(axis=1, keepdims=True))
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)


# %% wrong not-centred
# 没有减平均，只除以标准差
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    return np.where(same, 0.0, rewards / spread)


# %% wrong large-epsilon
# 分母里加的数太大：分数相差小的组被压小了
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    return np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / (spread + 1e-2))


# %% wrong equal-is-one
# 全都一样的组得了 1
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    return np.where(same, 1.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)


# %% wrong minus-best
# 减的是组里的最大值，不是平均
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    return np.where(same, 0.0, (rewards - rewards.max(axis=1, keepdims=True)) / spread)


# %% wrong whole-numbers
# 结果存进了整数的数组，小数没有了
def group_advantages(rewards: np.ndarray) -> np.ndarray:
    same = (rewards == rewards[:, :1]).all(axis=1, keepdims=True)
    spread = np.where(same, 1.0, rewards.std(axis=1, keepdims=True))
    out = np.zeros_like(rewards)
    out[...] = np.where(same, 0.0, (rewards - rewards.mean(axis=1, keepdims=True)) / spread)
    return out.astype(float)


# %% right small-epsilon
# 分母里加一个很小的数
def group_advantages(rewards):
    rewards = np.asarray(rewards, dtype=np.float64)
    centred = rewards - rewards.mean(axis=1, keepdims=True)
    return centred / (rewards.std(axis=1, keepdims=True) + 1e-8)


# %% right loop
# 一组一组地算，看最大和最小是不是一样
def group_advantages(rewards):
    rows = []
    for group in rewards.astype(float):
        if group.max() == group.min():
            rows.append(np.zeros(len(group)))
        else:
            centred = group - group.mean()
            rows.append(centred / np.sqrt((centred**2).mean()))
    return np.array(rows)
