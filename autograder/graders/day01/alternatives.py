# %%
import numpy as np


# %% corner_views / list-of-slices
# 先把四个下标写好，再放进列表返回
def corner_views(a):
    places = [np.s_[1, 2:4], np.s_[:, 1], np.s_[2:, 2:], np.s_[1::2, ::2]]
    return [a[place] for place in places]


# %% corner_views / step-by-step
# 一次切一个轴，切两次
def corner_views(a):
    return a[1][2:4], a.T[1], a[2:].T[2:].T, a[1::2][:, ::2]


# %% corner_views / ellipsis
# 用省略号、显式的终点和 reshape
def corner_views(a):
    rows, columns = a.shape
    return a[1:2, 2:4][0], a[..., 1], a[2:rows, 2:columns], a[1:rows:2, 0:columns:2]


# %% checkerboard / parity-of-the-sum
# 行号加列号的奇偶
def checkerboard(n):
    return (np.arange(n)[:, None] + np.arange(n)) % 2


# %% checkerboard / loops
# 两重循环，返回 int8
def checkerboard(n):
    board = np.zeros((n, n), dtype=np.int8)
    for i in range(n):
        for j in range(n):
            board[i, j] = (i + j) % 2
    return board


# %% checkerboard / trimmed-tiles
# 铺够 2 × 2 的小块再裁到 n × n
def checkerboard(n):
    return np.tile(np.array([[0, 1], [1, 0]]), (n // 2 + 1, n // 2 + 1))[:n, :n]


# %% checkerboard / exclusive-or
# 奇数行与奇数列的异或
def checkerboard(n):
    odd = np.arange(n) % 2 == 1
    return np.logical_xor.outer(odd, odd).astype(np.int32)


# %% one_hot / rows-of-identity
# 从单位矩阵里取行，用 float32
def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


# %% one_hot / comparison
# 编号与 0, 1, 2, … 广播比较；每行的和不是 1 就是越界
def one_hot(labels, num_classes):
    out = (labels[:, None] == np.arange(num_classes)).astype(np.float16)
    if not (out.sum(axis=1) == 1).all():
        raise ValueError
    return out


# %% one_hot / loop
# 一个样本一个样本地写
def one_hot(labels, num_classes):
    out = np.zeros((len(labels), num_classes))
    for row, label in zip(out, labels):
        if label not in range(num_classes):
            raise ValueError(f"label {label}")
        row[label] = 1.0
    return out


# %% one_hot / put-along-axis
# 用 np.put_along_axis 写 1，检查放在 try 外面
def one_hot(labels, num_classes):
    labels = np.asarray(labels, dtype=np.int64)
    if len(labels) and (labels.min() < 0 or labels.max() > num_classes - 1):
        raise ValueError(f"labels must lie in [0, {num_classes})")
    result = np.zeros((labels.size, num_classes), dtype=np.float64)
    np.put_along_axis(result, labels[:, None], 1.0, axis=1)
    return result


# %% replace_outliers / copy-and-assign
# 先转成浮点副本，再用布尔下标赋值
def replace_outliers(x, k):
    out = x.astype(float)
    out[np.abs(out - np.mean(out)) > k * np.std(out)] = np.median(x)
    return out


# %% replace_outliers / both-bounds
# 分别与上下界比较
def replace_outliers(x, k):
    mean = x.mean()
    width = k * np.sqrt(((x - mean) ** 2).mean())
    inside = (x - mean >= -width) & (x - mean <= width)
    return np.where(inside, x, np.median(x)).astype(float)


# %% replace_outliers / z-score
# 先除以标准差；标准差为 0 时直接返回副本
def replace_outliers(x, k):
    if x.std() == 0:
        return x.astype(np.float64).copy()
    return np.where(np.abs((x - x.mean()) / x.std()) > k, np.median(x), x) * 1.0


# %% replace_outliers / loop
# 拉平以后一个一个地换
def replace_outliers(x, k):
    mean, std, middle = np.mean(x), np.std(x), np.median(x)
    values = [middle if abs(v - mean) > k * std else v for v in x.ravel()]
    return np.array(values, dtype=float).reshape(x.shape)


# %% replace_outliers / flat-index
# 先求出要换的位置的下标，再逐个写进浮点副本
def replace_outliers(x, k):
    result = np.array(x, dtype=np.float64)
    mu, sigma = np.mean(result), np.sqrt(np.mean((result - np.mean(result)) ** 2))
    m = np.median(result)
    for index in zip(*np.nonzero((result < mu - k * sigma) | (result > mu + k * sigma))):
        result[index] = m
    return result


# %% field_mean / nanmean
# 用 np.nanmean
def field_mean(records, field):
    return np.nanmean(records[field])


# %% field_mean / loop
# 逐条记录累加，自己检查字段名
def field_mean(records, field):
    if field not in records.dtype.names:
        raise KeyError(field)
    total, count = 0.0, 0
    for record in records:
        if record[field] == record[field]:
            total, count = total + float(record[field]), count + 1
    return total / count


# %% field_mean / zero-and-count
# NaN 换成 0 求和，再除以不是 NaN 的个数
def field_mean(records, field):
    values = records[field]
    known = ~np.isnan(values)
    return np.where(known, values, 0).sum(dtype=float) / known.sum()


# %% field_mean / masked
# 用掩码数组，返回 0 维数组
def field_mean(records, field):
    return np.array(np.ma.masked_invalid(records[field].astype(float)).mean())


# %% field_mean / try
# 取字段放在 try 里，出错时改抛 KeyError
def field_mean(records, field):
    try:
        column = records[field]
    except ValueError as error:
        raise KeyError(field) from error
    good = [float(v) for v in column if not np.isnan(v)]
    return sum(good) / len(good)


# %% standardize / tiny-epsilon
# 分母加 1e-8
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)


# %% standardize / column-loop
# 一列一列地算，最大值等于最小值的列留着 0
def standardize(x):
    out = np.zeros(x.shape)
    for j in range(x.shape[1]):
        column = x[:, j].astype(float)
        if max(column) == min(column):
            continue
        centred = column - sum(column) / len(column)
        out[:, j] = centred / np.sqrt(sum(centred**2) / len(column))
    return out


# %% standardize / divide-where
# 用 np.divide 的 where 参数，keepdims
def standardize(x):
    mean, std = np.mean(x, axis=0, keepdims=True), np.std(x, axis=0, keepdims=True)
    varies = np.ptp(x, axis=0, keepdims=True) > 0
    centred = x - mean
    return np.divide(centred, std, out=np.zeros_like(centred), where=varies)


# %% standardize / transposed
# 转置之后按行做，返回转置的视图；与第一列比较认出常数列
def standardize(x):
    t = x.T - x.T.mean(axis=1)[:, None]
    t[np.all(x == x[0], axis=0)] = 0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(t / np.sqrt((t * t).mean(axis=1))[:, None]).T


# %% standardize / threshold
# 标准差小到可以忽略的列，分母换成 1
def standardize(x):
    x = np.asarray(x, dtype=float)
    mu, sigma = x.mean(0), x.std(0)
    sigma[sigma < 1e-10] = 1.0
    return (x - mu) / sigma


# %% pairwise_distances / norm
# 用 np.linalg.norm
def pairwise_distances(a, b):
    return np.linalg.norm(a[:, None, :] - b[None, :, :], axis=-1)


# %% pairwise_distances / clipped-expansion
# 展开平方，截在 0 以上
def pairwise_distances(a, b):
    squares = np.sum(a**2, axis=1, keepdims=True) + np.sum(b**2, axis=1) - 2 * (a @ b.T)
    return np.sqrt(np.clip(squares, 0, None))


# %% pairwise_distances / einsum
# 用 einsum 求平方和，辅助函数里没有循环
def difference(a, b):
    return np.expand_dims(a, 1) - np.expand_dims(b, 0)


def pairwise_distances(a, b):
    d = difference(a, b).astype(float)
    return np.einsum("ijk,ijk->ij", d, d) ** 0.5


# %% pairwise_distances / float32
# 用 float32，先转置再广播
def pairwise_distances(a, b):
    d = a.T.astype(np.float32)[:, :, None] - b.T.astype(np.float32)[:, None, :]
    return np.sqrt(np.square(d).sum(axis=0))


# %% pairwise_distances / absolute-expansion
# 展开平方，取绝对值再开方
def pairwise_distances(a, b):
    aa, bb = (a * a).sum(1), (b * b).sum(1)
    return np.sqrt(np.abs(np.add.outer(aa, bb) - 2 * np.tensordot(a, b, axes=(1, 1))))


# %% pairwise_distances / repeated
# 用 repeat 和 tile 配出每一对，再改回 (n, m)
def pairwise_distances(a, b):
    n, m = a.shape[0], b.shape[0]
    left, right = np.repeat(a, m, axis=0), np.tile(b, (n, 1))
    return np.linalg.norm(left - right, axis=1).reshape(n, m)


# %% top_k / sorted-rows
# 每行用 Python 的 sorted
def top_k(scores, k):
    n, c = scores.shape
    if k > c:
        raise ValueError("k > c")
    rows = [sorted(range(c), key=lambda j: -row[j])[:k] for row in scores.tolist()]
    return np.array(rows, dtype=np.int32).reshape(n, k)


# %% top_k / lexsort
# 用 lexsort，先按负分数，再按下标
def top_k(scores, k):
    c = scores.shape[1]
    if c < k:
        raise ValueError
    index = np.broadcast_to(np.arange(c), scores.shape)
    return np.lexsort((index, -scores), axis=-1)[:, :k]


# %% top_k / reversed-both-ways
# 先把每行倒过来再稳定排序，最后换算回下标
def top_k(scores, k):
    c = scores.shape[1]
    if k > c:
        raise ValueError
    order = np.argsort(scores[:, ::-1], axis=1, kind="stable")[:, ::-1]
    return (c - 1 - order)[:, :k]


# %% top_k / repeated-argmax
# 每次取最大值，再把它抹成负无穷
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError(k)
    left = scores.astype(float)
    picked = []
    for _ in range(k):
        best = left.argmax(axis=1)
        left[np.arange(len(left)), best] = -np.inf
        picked.append(best)
    return np.stack(picked, axis=1)


# %% sliding_windows / stacked-slices
# 用循环切片再叠起来
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError("size > n")
    return np.stack([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


# %% sliding_windows / library-view
# 用现成的 sliding_window_view，返回视图
def sliding_windows(x, size, step=1):
    return np.lib.stride_tricks.sliding_window_view(x, size)[::step]


# %% sliding_windows / strides
# 用 as_strided 造视图
def sliding_windows(x, size, step=1):
    m = (x.shape[0] - size) // step + 1
    if m < 1:
        raise ValueError
    (stride,) = x.strides
    return np.lib.stride_tricks.as_strided(x, (m, size), (step * stride, stride))


# %% sliding_windows / column-by-column
# 一列一列地填，元素类型与 x 相同
def sliding_windows(x, size, step=1):
    n = len(x)
    if n < size:
        raise ValueError
    out = np.zeros(((n - size) // step + 1, size), dtype=x.dtype)
    for j in range(size):
        out[:, j] = x[j : n - size + j + 1 : step]
    return out


# %% sliding_windows / index-grid
# 用 np.add.outer 算下标，用 np.take 去取
def sliding_windows(x, size, step=1):
    count = (len(x) - size) // step + 1
    if size > len(x):
        raise ValueError("window longer than the array")
    return np.take(x, np.add.outer(step * np.arange(count), np.arange(size)))


# %% train_test_split / rounded-up
# 个数向上取整，测试部分取最后那些
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = int(np.ceil(len(x) * test_ratio))
    return [x[order[:-n_test]], x[order[-n_test:]], y[order[:-n_test]], y[order[-n_test:]]]


# %% train_test_split / rounded-down
# 个数向下取整但至少为 1，就地打乱自己的下标
def train_test_split(x, y, test_ratio, rng):
    order = np.arange(len(x))
    rng.shuffle(order)
    test, train = np.split(order, [max(int(len(x) * test_ratio), 1)])
    return x[train], x[test], y[train], y[test]


# %% train_test_split / random-keys
# 给每行一个随机数，按它排序
def train_test_split(x, y, test_ratio, rng):
    order = np.argsort(rng.random(x.shape[0]))
    n_test = round(x.shape[0] * test_ratio) or 1
    x, y = x[order], y[order]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% train_test_split / chosen-and-rest
# 抽出测试部分，其余的再打乱一次
def train_test_split(x, y, test_ratio, rng):
    n = len(x)
    test = rng.choice(n, size=max(1, int(n * test_ratio + 0.5)), replace=False)
    train = rng.permutation([i for i in range(n) if i not in set(test.tolist())])
    return x[train], x[test], y[train], y[test]


# %% train_test_split / train-count
# 先算训练部分的个数，测试部分是剩下的
def train_test_split(x, y, test_ratio, rng):
    n = x.shape[0]
    n_train = min(n - 1, round(n * (1 - test_ratio)))
    shuffled = rng.permutation(n)
    return (x[shuffled[:n_train]], x[shuffled[n_train:]], y[shuffled[:n_train]], y[shuffled[n_train:]])
