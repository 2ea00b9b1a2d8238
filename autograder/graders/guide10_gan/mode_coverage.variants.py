# %% wrong counted-twice
# 一个样本在几个中心的圆里，就数了几次，没有只归最近的
def mode_coverage(samples, centres, radius, share=0.01):
    near = torch.cdist(samples, centres) <= radius
    return int((near.sum(0) >= share * len(samples)).sum())


# %% wrong one-is-enough
# 有一个样本就算盖住，没有看门槛
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    return len(nearest[distance <= radius].unique())


# %% wrong radius-ignored
# 没有看距离，太远的样本也算
def mode_coverage(samples, centres, radius, share=0.01):
    nearest = torch.cdist(samples, centres).argmin(dim=1)
    counts = torch.bincount(nearest, minlength=len(centres))
    return int((counts >= share * len(samples)).sum())


# %% wrong share-of-the-near
# 门槛只按够近的样本算，没有按全部样本
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= share * counts.sum()).logical_and(counts > 0).sum())


# %% wrong strict-share
# 正好到门槛的没有算
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts > share * len(samples)).sum())


# %% wrong strict-radius
# 正好在半径上的样本没有算
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance < radius], minlength=len(centres))
    return int((counts >= share * len(samples)).sum())


# %% wrong fraction
# 返回的是盖住的比例，不是个数
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return float((counts >= share * len(samples)).float().mean())


# %% wrong samples-counted
# 返回的是够近的样本有几个，不是盖住几个中心
def mode_coverage(samples, centres, radius, share=0.01):
    distance = torch.cdist(samples, centres).amin(dim=1)
    return int((distance <= radius).sum())


# %% wrong share-fixed
# share 没有用上，写死成了 0.01
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= 0.01 * len(samples)).sum())


# %% wrong squared-distance
# 距离没有开方就去和半径比
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).square().min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= share * len(samples)).sum())


# %% wrong share-per-centre
# 门槛又除以了中心的个数
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= share * len(samples) / len(centres)).logical_and(counts > 0).sum())


# %% wrong nearest-sample
# 最小沿错了轴：给每个中心找了最近的样本，有一个够近就算盖住
def mode_coverage(samples, centres, radius, share=0.01):
    return int((torch.cdist(samples, centres).amin(dim=0) <= radius).sum())


# %% wrong city-blocks
# 距离是各维的差的绝对值之和，不是直线距离
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = torch.cdist(samples, centres, p=1).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= share * len(samples)).sum())


# %% wrong largest-gap
# 距离只看差得最多的那一维，不是直线距离
def mode_coverage(samples, centres, radius, share=0.01):
    distance, nearest = (samples[:, None] - centres).abs().amax(dim=2).min(dim=1)
    counts = torch.bincount(nearest[distance <= radius], minlength=len(centres))
    return int((counts >= share * len(samples)).sum())


# %% right loop
# 一个中心一个中心地数
def mode_coverage(samples, centres, radius, share=0.01):
    distances = (samples[:, None] - centres[None]).pow(2).sum(-1).sqrt()
    owner = distances.argmin(1)
    covered = 0
    for k in range(len(centres)):
        mine = distances[owner == k, k]
        if (mine <= radius).sum().item() >= share * samples.shape[0]:
            covered += 1
    return covered


# %% right numpy
# 用 NumPy，一个样本一个样本地归
def mode_coverage(samples, centres, radius, share=0.01):
    points, middles = samples.numpy(), centres.numpy()
    counts = np.zeros(len(middles))
    for point in points:
        gaps = np.linalg.norm(middles - point, axis=1)
        k = int(np.argmin(gaps))
        counts[k] += gaps[k] <= radius
    return int(np.sum(counts >= share * len(points)))
