# %%
import numpy as np


# %% corner_views / copies
# 每一部分都用 copy() 复制了一份，不是视图
def corner_views(a):
    return a[1, 2:4].copy(), a[:, 1].copy(), a[2:, 2:].copy(), a[1::2, ::2].copy()


# %% corner_views / list-index
# 第一部分的列用列表 [2, 3] 去取，得到的是副本，不是视图
def corner_views(a):
    return a[1, [2, 3]], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% corner_views / hard-coded-four
# 照着 4 × 4 写死了终点，数组更大时取不全
def corner_views(a):
    return a[1, 2:4], a[0:4, 1], a[2:4, 2:4], a[1:4:2, 0:4:2]


# %% corner_views / from-the-end
# 第三部分取的是最后两行、最后两列，只有 4 × 4 时才是第 2 行、第 2 列起的全部
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[-2:, -2:], a[1::2, ::2]


# %% corner_views / counted-from-one
# 行号和列号从 1 数起，全都早了一行一列
def corner_views(a):
    return a[0, 1:3], a[:, 0], a[1:, 1:], a[::2, 1::2]


# %% corner_views / end-included
# 以为切片包含终点，第一部分只取到了一列
def corner_views(a):
    return a[1, 2:3], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% corner_views / axis-kept
# 第一、二部分该用整数下标的地方用了切片，结果仍是二维
def corner_views(a):
    return a[1:2, 2:4], a[:, 1:2], a[2:, 2:], a[1::2, ::2]


# %% corner_views / rows-and-columns-swapped
# 行和列弄反了：逗号左边是行，右边是列
def corner_views(a):
    return a[2:4, 1], a[1, :], a[2:, 2:], a[::2, 1::2]


# %% corner_views / sliced-twice
# 写成了 a[2:][2:] 这样的两对方括号，两次切的都是行
def corner_views(a):
    return a[1][2:4], a[:, 1], a[2:][2:], a[1::2][::2]


# %% corner_views / odd-columns
# 最后一部分取成了偶数行与奇数列相交处
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[::2, 1::2]


# %% corner_views / column-is-row
# 第二部分写成了 a[1, :]，取的是第 1 行，不是第 1 列
def corner_views(a):
    return a[1, 2:4], a[1, :], a[2:, 2:], a[1::2, ::2]


# %% corner_views / lattice-by-lists
# 最后一部分用整数数组去取，得到的是副本，不是视图
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[np.arange(1, len(a), 2)][:, ::2]


# %% corner_views / one-column-too-many
# 第一部分写成了 2:5，多取了一列
def corner_views(a):
    return a[1, 2:5], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% corner_views / lattice-starts-at-zero
# 最后一部分的行从 0 开始，取成了偶数行与偶数列相交处
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[::2, ::2]


# %% corner_views / lattice-odd-odd
# 最后一部分的列也从 1 开始，取成了奇数行与奇数列相交处
def corner_views(a):
    return a[1, 2:4], a[:, 1], a[2:, 2:], a[1::2, 1::2]


# %% corner_views / column-kept
# 第二部分写成了 a[:, 1:2]，结果是 (r, 1) 的二维数组
def corner_views(a):
    return a[1, 2:4], a[:, 1:2], a[2:, 2:], a[1::2, ::2]


# %% corner_views / row-to-the-end
# 第一部分写成了 a[1, 2:]，取到了行末，不只是第 2、3 列
def corner_views(a):
    return a[1, 2:], a[:, 1], a[2:, 2:], a[1::2, ::2]


# %% corner_views / column-kept-row-to-the-end
# 第一部分写成了 a[1, 2:]，取到了行末；第二部分写成了 a[:, 1:2]，是二维的
def corner_views(a):
    return a[1, 2:], a[:, 1:2], a[2:, 2:], a[1::2, ::2]


# %% checkerboard / starts-with-one
# 左上角是 1，0 和 1 全部颠倒了
def checkerboard(n):
    return (np.indices((n, n)).sum(axis=0) + 1) % 2


# %% checkerboard / tiles-cut-short
# 用 2 × 2 的小块去铺 n // 2 次，n 是奇数时少一行一列
def checkerboard(n):
    return np.tile([[0, 1], [1, 0]], (n // 2, n // 2))


# %% checkerboard / too-many-tiles
# 用 2 × 2 的小块去铺，n 是奇数时多铺了一行一列，没有裁掉
def checkerboard(n):
    return np.tile([[0, 1], [1, 0]], ((n + 1) // 2, (n + 1) // 2))


# %% checkerboard / float
# np.zeros 没有写 dtype，结果是浮点数
def checkerboard(n):
    board = np.zeros((n, n))
    board[::2, 1::2] = 1
    board[1::2, ::2] = 1
    return board


# %% checkerboard / boolean
# 返回的是 True 和 False，没有转换成整数
def checkerboard(n):
    i, j = np.indices((n, n))
    return (i + j) % 2 == 1


# %% checkerboard / one-long-row
# n 是偶数时每一行都一样，成了竖条纹：多半是把 0、1、0、1 一路排下去再改成方阵
def checkerboard(n):
    return (np.arange(n * n) % 2).reshape(n, n)


# %% checkerboard / stripes
# 只让列交替，没有让相邻两行错开，成了竖条纹
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[:, 1::2] = 1
    return board


# %% checkerboard / even-rows-only
# 只填了偶数行，漏了奇数行
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[::2, 1::2] = 1
    return board


# %% checkerboard / odd-crossings
# 只在奇数行与奇数列相交处写了 1
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2, 1::2] = 1
    return board


# %% checkerboard / last-left-out
# 写了终点 n - 1，最后一行和最后一列没有填到
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[0 : n - 1 : 2, 1 : n - 1 : 2] = 1
    board[1 : n - 1 : 2, 0 : n - 1 : 2] = 1
    return board


# %% checkerboard / fixed-size
# 边长写死成了 8，没有用 n
def checkerboard(n):
    return np.indices((8, 8)).sum(axis=0) % 2


# %% checkerboard / row-stripes
# 只让行交替，没有让相邻两列错开，成了横条纹
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2] = 1
    return board


# %% checkerboard / odd-rows-only
# 只填了奇数行，漏了偶数行
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2, ::2] = 1
    return board


# %% checkerboard / rows-and-columns-filled
# 把奇数行和奇数列整个写成了 1，没有让它们错开
def checkerboard(n):
    board = np.zeros((n, n), dtype=int)
    board[1::2, :] = 1
    board[:, 1::2] = 1
    return board


# %% checkerboard / list
# 返回的是列表，不是数组
def checkerboard(n):
    return [[(i + j) % 2 for j in range(n)] for i in range(n)]


# %% checkerboard / prints
# 用 print 显示了棋盘，没有用 return 返回
def checkerboard(n):
    print(np.indices((n, n)).sum(axis=0) % 2)


# %% checkerboard / empty-without-columns
# n = 0 时得到的形状是 (0,)，不是 (0, 0)
def checkerboard(n):
    rows = [[(i + j) % 2 for j in range(n)] for i in range(n)]
    return np.array(rows, dtype=int)


# %% one_hot / columns-from-maximum
# 列数取的是 labels 里的最大值加 1，没有用 num_classes
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(labels.max() + 1 if len(labels) else num_classes)[labels]


# %% one_hot / no-check
# 没有检查编号：负数从后往前数，太大的才由 NumPy 报 IndexError
def one_hot(labels, num_classes):
    return np.eye(num_classes)[labels]


# %% one_hot / negative-wraps
# 只检查了太大的编号，−1 悄悄变成了最后一类
def one_hot(labels, num_classes):
    if np.any(labels >= num_classes):
        raise ValueError
    return np.eye(num_classes)[labels]


# %% one_hot / large-unchecked
# 只检查了负数，没有检查太大的编号
def one_hot(labels, num_classes):
    if np.any(labels < 0):
        raise ValueError
    return np.eye(num_classes)[labels]


# %% one_hot / off-by-one-check
# 检查写成了大于 num_classes，恰好等于 num_classes 的编号漏了过去
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels > num_classes)):
        raise ValueError
    return np.eye(num_classes)[labels]


# %% one_hot / zero-row
# 越界的编号没有报错，得到的是全 0 的一行
def one_hot(labels, num_classes):
    return (np.asarray(labels)[:, None] == np.arange(num_classes)).astype(float)


# %% one_hot / clipped
# 把越界的编号截到了 0 与 num_classes − 1 之间，没有报错
def one_hot(labels, num_classes):
    return np.eye(num_classes)[np.clip(labels, 0, num_classes - 1)]


# %% one_hot / empty-fails
# 用 labels.min() 和 labels.max() 来检查，没有样本时自己先报错了
def one_hot(labels, num_classes):
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError
    return np.eye(num_classes)[labels]


# %% one_hot / integer
# 返回的是整数数组，不是浮点数
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(num_classes, dtype=int)[labels]


# %% one_hot / boolean
# 返回的是 True 和 False，没有转换成浮点数
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.asarray(labels)[:, None] == np.arange(num_classes)


# %% one_hot / whole-columns
# 用 out[:, labels] = 1 把这些列整列写成了 1，没有一行配一个编号
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    out = np.zeros((len(labels), num_classes))
    out[:, labels] = 1
    return out


# %% one_hot / transposed
# 行和列颠倒了，一列才是一个样本
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(num_classes)[:, labels]


# %% one_hot / classes-from-one
# 以为类别从 1 编起，每个 1 都早了一格
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.roll(np.eye(num_classes), -1, axis=1)[labels]


# %% one_hot / assertion
# 用 assert 检查编号，抛出的是 AssertionError，不是 ValueError
def one_hot(labels, num_classes):
    assert np.all((labels >= 0) & (labels < num_classes))
    return np.eye(num_classes)[labels]


# %% one_hot / returns-none-when-out-of-range
# 编号越界时返回了 None，没有报错
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        return None
    return np.eye(num_classes)[labels]


# %% one_hot / return-inside-loop
# return 写在了循环里面，只处理了第一个样本
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    out = np.zeros((len(labels), num_classes))
    for i in range(len(labels)):
        out[i, labels[i]] = 1
        return out
    return out


# %% one_hot / flat
# 结果被拉平成了一维
def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError
    return np.eye(num_classes)[labels].ravel()


# %% replace_outliers / in-place
# 直接在传进来的 x 上改，调用者的数组也变了
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    middle = np.median(x)
    if x.dtype.kind == "f":
        x[far] = middle
        return x
    return np.where(far, middle, x)


# %% replace_outliers / boundary-too
# 判断写成了 >=，恰好等于 k 个标准差的元素也被换掉了
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) >= k * x.std(), np.median(x), x)


# %% replace_outliers / integer-copy
# 复制出来的仍是整数数组，中位数的小数部分丢了
def replace_outliers(x, k):
    out = x.copy()
    out[np.abs(x - x.mean()) > k * x.std()] = np.median(x)
    return out


# %% replace_outliers / mean-instead
# 换成的是平均值，不是中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), x.mean(), x)


# %% replace_outliers / median-of-the-rest
# 中位数是剔除异常值之后再算的，不是原来全部元素的中位数
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    return np.where(far, np.median(x[~far]) if np.any(~far) else np.median(x), x)


# %% replace_outliers / sample-std
# 标准差除以了 n − 1（ddof=1），不是 n
def replace_outliers(x, k):
    std = x.std(ddof=1) if x.size > 1 else 0.0
    return np.where(np.abs(x - x.mean()) > k * std, np.median(x), x)


# %% replace_outliers / only-above
# 没有取绝对值，只换掉了太大的，太小的还在
def replace_outliers(x, k):
    return np.where(x - x.mean() > k * x.std(), np.median(x), x)


# %% replace_outliers / per-column
# 平均值、标准差和中位数沿 axis=0 算了，没有对全部元素算
def replace_outliers(x, k):
    far = np.abs(x - x.mean(axis=0)) > k * x.std(axis=0)
    return np.where(far, np.median(x, axis=0), x)


# %% replace_outliers / around-median
# 量的是离中位数多远，不是离平均值多远
def replace_outliers(x, k):
    return np.where(np.abs(x - np.median(x)) > k * x.std(), np.median(x), x)


# %% replace_outliers / variance
# 用了方差，不是标准差
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.var(), np.median(x), x)


# %% replace_outliers / without-std
# 直接和 k 比，漏乘了标准差
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k, np.median(x), x)


# %% replace_outliers / removed
# 把异常值删掉了，元素的个数变了
def replace_outliers(x, k):
    return x[np.abs(x - x.mean()) <= k * x.std()].astype(float)


# %% replace_outliers / clipped
# 把异常值截到了平均值加减 k 个标准差，没有换成中位数
def replace_outliers(x, k):
    return np.clip(x, x.mean() - k * x.std(), x.mean() + k * x.std())


# %% replace_outliers / inside-replaced
# 判断写反了，换掉的是离平均值近的元素
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), x, np.median(x))


# %% replace_outliers / without-k
# 漏乘了 k，离平均值超过一个标准差就换
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > x.std(), np.median(x), x)


# %% replace_outliers / zero-instead
# 换成的是 0，不是中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), 0.0, x)


# %% replace_outliers / nan-instead
# 换成的是 NaN，不是中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), np.nan, x)


# %% replace_outliers / only-below
# 没有取绝对值，只换掉了太小的，太大的还在
def replace_outliers(x, k):
    return np.where(x - x.mean() < -k * x.std(), np.median(x), x)


# %% replace_outliers / median-of-the-column
# 判断对全部元素做，换成的却是各列自己的中位数
def replace_outliers(x, k):
    return np.where(np.abs(x - x.mean()) > k * x.std(), np.median(x, axis=0), x)


# %% replace_outliers / mean-of-the-rest
# 换成的是剔除异常值之后的平均值，不是中位数
def replace_outliers(x, k):
    far = np.abs(x - x.mean()) > k * x.std()
    return np.where(far, x[~far].mean() if np.any(~far) else x.mean(), x)


# %% replace_outliers / repeated
# 换了一遍之后又用换过的数重新算平均值和标准差，再换，直到没有可换的：只应当换一遍
def replace_outliers(x, k):
    x = x.astype(float)
    for _ in range(1000):
        far = np.abs(x - x.mean()) > k * x.std()
        if not np.any(far):
            break
        x = np.where(far, np.median(x), x)
    return x


# %% replace_outliers / per-column-by-mean
# 平均值和标准差沿 axis=0 算了，没有对全部元素算；换成的还是平均值，不是中位数
def replace_outliers(x, k):
    mean = x.mean(axis=0)
    return np.where(np.abs(x - mean) > k * x.std(axis=0), mean, x)


# %% field_mean / nan-result
# 没有去掉 NaN，只要有一个，平均值就是 NaN
def field_mean(records, field):
    return float(records[field].mean())


# %% field_mean / nan-as-zero
# 把 NaN 当成 0 加了进去，分母也数了它
def field_mean(records, field):
    return float(np.nan_to_num(records[field]).mean())


# %% field_mean / whole-records-dropped
# 一条记录里只要有一个字段是 NaN，就整条扔掉了
def field_mean(records, field):
    keep = np.ones(len(records), dtype=bool)
    for name in records.dtype.names:
        if records[name].dtype.kind == "f":
            keep &= ~np.isnan(records[name])
    return float(records[field][keep].mean())


# %% field_mean / unknown-is-nan
# 没有这个字段时返回了 NaN，没有报错
def field_mean(records, field):
    if field not in records.dtype.names:
        return float("nan")
    return float(np.nanmean(records[field]))


# %% field_mean / last-field
# 按位置取了最后一个字段，没有按名字取
def field_mean(records, field):
    if field not in records.dtype.names:
        raise ValueError
    return float(np.nanmean(records[records.dtype.names[-1]]))


# %% field_mean / fixed-position
# 把字段名对应到写死的位置上，字段换个次序就取错了
def field_mean(records, field):
    places = {"length": 1, "count": 2, "mass": 3}
    if field not in records.dtype.names:
        raise ValueError
    place = places.get(field, records.dtype.names.index(field))
    return float(np.nanmean([float(record[place]) for record in records.tolist()]))


# %% field_mean / part-of-the-name
# 只看字段名里有没有这几个字，取了第一个名字相似的字段
def field_mean(records, field):
    for name in records.dtype.names:
        if field in name:
            return float(np.nanmean(records[name]))
    raise ValueError


# %% field_mean / upper-and-lower-case
# 比较名字时没有区分大小写，不存在的字段也给出了结果
def field_mean(records, field):
    names = {name.lower(): name for name in records.dtype.names}
    return float(np.nanmean(records[names[field.lower()]]))


# %% field_mean / attribute
# 把字段当成属性，用 getattr 去取
def field_mean(records, field):
    return float(np.nanmean(getattr(records, field)))


# %% field_mean / median
# 算的是中位数，不是平均值
def field_mean(records, field):
    return float(np.nanmedian(records[field]))


# %% field_mean / sum
# 只求了和，没有除以个数
def field_mean(records, field):
    return float(np.nansum(records[field]))


# %% field_mean / positive-only
# 只留下了大于 0 的数，负数和 0 也被当成没测到
def field_mean(records, field):
    values = records[field]
    kept = values[values > 0]
    return float(kept.mean()) if len(kept) else 0.0


# %% field_mean / unknown-is-none
# 没有这个字段时返回了 None，没有报错
def field_mean(records, field):
    if field not in records.dtype.names:
        return None
    return float(np.nanmean(records[field]))


# %% field_mean / unknown-is-zero
# 没有这个字段时返回了 0，没有报错
def field_mean(records, field):
    if field not in records.dtype.names:
        return 0.0
    return float(np.nanmean(records[field]))


# %% field_mean / values
# 返回了去掉 NaN 之后的所有值，没有求平均
def field_mean(records, field):
    values = records[field]
    return values[~np.isnan(values)]


# %% field_mean / rounded
# 结果取成了整数
def field_mean(records, field):
    return int(np.nanmean(records[field]))


# %% field_mean / attribute-of-a-recarray
# 换成 recarray 之后把字段当成属性去取，字段名恰好是 size 时取到的是数组自己的属性
def field_mean(records, field):
    if field not in records.dtype.names:
        raise ValueError
    return float(np.nanmean(getattr(records.view(np.recarray), field)))


# %% standardize / per-row
# 沿 axis=1 对每一行标准化了，应当对每一列
def standardize(x):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)


# %% standardize / global
# 没有写 axis，所有列用了同一个平均值和标准差
def standardize(x):
    return (x - x.mean()) / (x.std() or 1.0)


# %% standardize / global-std
# 平均值是逐列的，标准差却对整个数组算
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std() or 1.0)


# %% standardize / sample-std
# 标准差除以了 n − 1（ddof=1），不是 n
def standardize(x):
    std = x.std(axis=0, ddof=1) if len(x) > 1 else np.zeros(x.shape[1])
    return (x - x.mean(axis=0)) / np.where(std < 1e-12, 1, std)


# %% standardize / zero-by-zero
# 常数列的标准差是 0，0 除以 0 得到了 NaN
def standardize(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% standardize / in-place
# 用 -= 和 /= 直接改了传进来的 x，整数数组还会报错
def standardize(x):
    std = x.std(axis=0)
    x -= x.mean(axis=0)
    x /= np.where(std < 1e-12, 1, std)
    return x


# %% standardize / integer-result
# 结果存进了与 x 类型相同的数组，整数输入时小数部分丢了
def standardize(x):
    out = np.zeros_like(x)
    std = x.std(axis=0)
    out[...] = (x - x.mean(axis=0)) / np.where(std < 1e-12, 1, std)
    return out


# %% standardize / variance
# 除以的是方差，不是标准差
def standardize(x):
    variance = x.var(axis=0)
    return (x - x.mean(axis=0)) / np.where(variance < 1e-12, 1, variance)


# %% standardize / only-centred
# 只减了平均值，没有除以标准差
def standardize(x):
    return x - x.mean(axis=0)


# %% standardize / not-centred
# 只除以了标准差，没有减平均值
def standardize(x):
    std = x.std(axis=0)
    return x / np.where(std < 1e-12, 1, std)


# %% standardize / to-unit-interval
# 缩放到了 0 与 1 之间（最小值变 0，最大值变 1），不是标准化
def standardize(x):
    spread = np.ptp(x, axis=0)
    return (x - x.min(axis=0)) / np.where(spread == 0, 1, spread)


# %% standardize / missing-brackets
# 少了括号：先算了平均值除以标准差，再去减
def standardize(x):
    std = x.std(axis=0)
    return x - x.mean(axis=0) / np.where(std < 1e-12, 1, std)


# %% standardize / large-epsilon
# 分母上加的数太大，标准差小的列就缩放得不够
def standardize(x):
    return (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-2)


# %% standardize / std-is-zero
# 用 std == 0 来认常数列，平均值有舍入误差时认不出来
def standardize(x):
    std = x.std(axis=0)
    return (x - x.mean(axis=0)) / np.where(std == 0, 1, std)


# %% standardize / median-centred
# 减去的是中位数，不是平均值
def standardize(x):
    std = x.std(axis=0)
    return (x - np.median(x, axis=0)) / np.where(std < 1e-12, 1, std)


# %% standardize / divided-by-range
# 除以的是最大值与最小值之差，不是标准差
def standardize(x):
    spread = np.ptp(x, axis=0)
    return (x - x.mean(axis=0)) / np.where(spread == 0, 1, spread)


# %% standardize / global-mean
# 标准差是逐列的，平均值却对整个数组算
def standardize(x):
    std = x.std(axis=0)
    return (x - x.mean()) / np.where(std < 1e-12, 1, std)


# %% standardize / divided-by-norm
# 除以的是整列的长度（平方和的平方根），没有除以 n
def standardize(x):
    centred = x - x.mean(axis=0)
    length = np.linalg.norm(centred, axis=0)
    return centred / np.where(length < 1e-12, 1, length)


# %% standardize / all-zero-if-any-constant
# 只要有一列是常数，就把整个结果写成了 0
def standardize(x):
    if np.any(np.ptp(x, axis=0) == 0):
        return np.zeros(x.shape)
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% standardize / constant-columns-dropped
# 把常数列去掉了，列数变少
def standardize(x):
    x = x[:, np.ptp(x, axis=0) > 0]
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% standardize / per-row-constant-rows-kept
# 沿 axis=1 对每一行标准化了（全都相同的行变成 0），应当对每一列
def standardize(x):
    std = x.std(axis=1, keepdims=True)
    return (x - x.mean(axis=1, keepdims=True)) / np.where(std < 1e-12, 1, std)


# %% standardize / epsilon-in-root
# 根号里加了 1e-5，标准差小的列缩放得不够
def standardize(x):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)


# %% standardize / small-spread-taken-for-constant
# 拿标准差和一个不够小的数比，很小但不是 0 的列也被当成了常数列，变成了 0
def standardize(x):
    centred, std = x - x.mean(axis=0), x.std(axis=0)
    return np.where(std < 1e-3, 0.0, centred / np.where(std < 1e-3, 1.0, std))


# %% standardize / variance-of-constant
# 除以的是方差，不是标准差；常数列 0 除以 0 得到了 NaN
def standardize(x):
    return (x - x.mean(axis=0)) / x.var(axis=0)


# %% pairwise_distances / squared
# 没有开方，得到的是距离的平方
def pairwise_distances(a, b):
    return ((a[:, None] - b) ** 2).sum(axis=-1)


# %% pairwise_distances / manhattan
# 用的是差的绝对值之和（曼哈顿距离），不是平方和的平方根
def pairwise_distances(a, b):
    return np.abs(a[:, None] - b).sum(axis=-1)


# %% pairwise_distances / largest-difference
# 取的是各列之差的最大值，没有求平方和
def pairwise_distances(a, b):
    return np.abs(a[:, None] - b).max(axis=-1)


# %% pairwise_distances / mean
# 对列求了平均，没有求和，距离小了根号 d 倍
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - b) ** 2).mean(axis=-1))


# %% pairwise_distances / negative-under-root
# 展开的平方没有截在 0 以上，相同的两行由于舍入误差开方得到 NaN
def pairwise_distances(a, b):
    squares = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1) - 2 * a @ b.T
    return np.sqrt(squares)


# %% pairwise_distances / row-by-row
# 没有插轴，只算了 a 的第 i 行到 b 的第 i 行，不是每一对
def pairwise_distances(a, b):
    return np.sqrt(((a - b) ** 2).sum(axis=1))


# %% pairwise_distances / transposed
# 行和列颠倒了，第 i 行是 b 的第 i 行到 a 的距离
def pairwise_distances(a, b):
    return np.sqrt(((b[:, None] - a) ** 2).sum(axis=-1))


# %% pairwise_distances / wrong-axis
# 沿 axis=1 求了和，消掉的是 b 的行，不是列
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - b) ** 2).sum(axis=1))


# %% pairwise_distances / python-loops
# 用了 Python 循环（for、while、推导式之类），没有用广播
def pairwise_distances(a, b):
    out = np.zeros((len(a), len(b)))
    for i in range(len(a)):
        for j in range(len(b)):
            out[i, j] = np.sqrt(((a[i] - b[j]) ** 2).sum())
    return out


# %% pairwise_distances / missing-two
# 展开平方时，a·b 那一项漏乘了 2
def pairwise_distances(a, b):
    squares = (a * a).sum(axis=1)[:, None] + (b * b).sum(axis=1) - a @ b.T
    return np.sqrt(np.maximum(squares, 0))


# %% pairwise_distances / between-norms
# 算的是两行各自长度之差，不是两行之差的长度
def pairwise_distances(a, b):
    return np.abs(np.linalg.norm(a, axis=1)[:, None] - np.linalg.norm(b, axis=1))


# %% pairwise_distances / epsilon-under-root
# 根号里加了一个不小的数，相同的两行距离不是 0
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - b) ** 2).sum(axis=-1) + 1e-4)


# %% pairwise_distances / square-of-sum
# 先把各列的差加起来再平方，正负互相抵消了
def pairwise_distances(a, b):
    return np.sqrt((a[:, None] - b).sum(axis=-1).astype(float) ** 2)


# %% pairwise_distances / added
# 两行相加了，应当相减（展开平方时，就是 a·b 那一项的符号反了）
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] + b) ** 2).sum(axis=-1))


# %% pairwise_distances / dot-product
# 算的是两行的内积，不是距离
def pairwise_distances(a, b):
    return (a @ b.T).astype(float)


# %% pairwise_distances / itself
# 只用了 a，算的是 a 的各行之间的距离
def pairwise_distances(a, b):
    return np.sqrt(((a[:, None] - a) ** 2).sum(axis=-1))


# %% pairwise_distances / squared-and-transposed
# 没有开方，行和列也颠倒了：第 i 行是 b 的第 i 行到 a 的距离的平方
def pairwise_distances(a, b):
    return ((b[:, None] - a) ** 2).sum(axis=-1).astype(float)


# %% top_k / lowest
# 没有反过来，取的是分数最低的 k 个
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(scores, axis=1, kind="stable")[:, :k]


# %% top_k / worst-first
# 取对了 k 个，但最高的排在了最后
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k][:, ::-1]


# %% top_k / unstable
# 排序不是稳定的（没有写 kind="stable"，或者用了 argpartition），一行长了，并列的次序就乱了
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1)[:, :k]


# %% top_k / ties-reversed
# 从小到大排好再倒过来，并列时下标大的跑到了前面
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(scores, axis=1, kind="stable")[:, ::-1][:, :k]


# %% top_k / values
# 返回的是分数本身，不是下标
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return -np.sort(-scores, axis=1)[:, :k]


# %% top_k / down-the-columns
# 沿 axis=0 排了序，比的是同一列里的各行
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=0, kind="stable")[:, :k]


# %% top_k / first-rows
# 最后取的是前 k 行，不是每行的前 k 个
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:k]


# %% top_k / whole-array
# 把整个数组拉平了再排，没有一行一行地比
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=None, kind="stable")[:k]


# %% top_k / no-error
# k 比列数大时没有报错，悄悄少给了几列
def top_k(scores, k):
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% top_k / compared-with-rows
# 检查时拿 k 和行数比了，应当和列数比
def top_k(scores, k):
    if k > len(scores):
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% top_k / all-refused
# 检查写成了 k >= c，k 恰好等于列数时也报错
def top_k(scores, k):
    if k >= scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% top_k / unsorted
# 只用 argpartition 分出了最高的 k 个，它们之间没有排好次序
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argpartition(-scores, k - 1, axis=1)[:, :k]


# %% top_k / in-place
# 用 *= 给传进来的 scores 变了号，调用者的数组也变了
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    scores *= -1
    return np.argsort(scores, axis=1, kind="stable")[:, :k]


# %% top_k / ranks
# 排了两次序，得到的是每个分数的名次，不是下标
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    order = np.argsort(-scores, axis=1, kind="stable")
    return np.argsort(order, axis=1, kind="stable")[:, :k]


# %% top_k / last-k
# 从小到大排好之后取最后 k 个，没有倒过来，最高的排在了最后
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(scores, axis=1, kind="stable")[:, -k:]


# %% top_k / one-too-few
# 切片写成了 :k - 1，少取了一个
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, : k - 1]


# %% top_k / assertion
# 用 assert 检查 k，抛出的是 AssertionError，不是 ValueError
def top_k(scores, k):
    assert k <= scores.shape[1]
    return np.argsort(-scores, axis=1, kind="stable")[:, :k]


# %% top_k / float-indices
# 返回的下标是浮点数，不是整数
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    out = np.zeros((len(scores), k))
    out[...] = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return out


# %% top_k / squeezed
# 只有一行时结果被压成了一维
def top_k(scores, k):
    if k > scores.shape[1]:
        raise ValueError
    return np.argsort(-scores, axis=1, kind="stable")[:, :k].squeeze()


# %% sliding_windows / last-lost
# 起点的个数少算了 1，恰好到头的最后一个窗口丢了
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size, step)
    return x[start[:, None] + np.arange(size)]


# %% sliding_windows / overrun
# 窗口伸到了数组外面，缺的部分又从头取起
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x), step)
    return x[(start[:, None] + np.arange(size)) % len(x)]


# %% sliding_windows / padded
# 末尾不足一个窗口的部分补了 0，也当成一个窗口
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    count = -(-(len(x) - size) // step) + 1
    padded = np.concatenate([x, np.zeros(step, dtype=x.dtype)])
    return padded[np.arange(count)[:, None] * step + np.arange(size)]


# %% sliding_windows / step-ignored
# 没有用到 step，每次只走一步
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    return x[np.arange(len(x) - size + 1)[:, None] + np.arange(size)]


# %% sliding_windows / not-overlapping
# 窗口一个接一个，互不重叠，每次走了 size 步
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    count = len(x) // size
    return x[: count * size].reshape(count, size)


# %% sliding_windows / step-inside
# step 用在了窗口里面，取成了隔一个拿一个
def sliding_windows(x, size, step=1):
    reach = (size - 1) * step + 1
    if size > len(x):
        raise ValueError
    start = np.arange(max(0, len(x) - reach + 1))
    return x[start[:, None] + step * np.arange(size)]


# %% sliding_windows / no-error
# 窗口比数组长时没有报错，返回了零行的数组
def sliding_windows(x, size, step=1):
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)]


# %% sliding_windows / equal-refused
# 检查写成了 size >= n，窗口与数组一样长时也报错
def sliding_windows(x, size, step=1):
    if size >= len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)]


# %% sliding_windows / transposed
# 行和列颠倒了，一列才是一个窗口
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start + np.arange(size)[:, None]]


# %% sliding_windows / count-divided
# 行数算成了 (n − size + 1) // step，除得尽与除不尽时不一样
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = step * np.arange((len(x) - size + 1) // step)
    return x[start[:, None] + np.arange(size)]


# %% sliding_windows / indices
# 返回的是下标，没有拿下标去取 x
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return start[:, None] + np.arange(size)


# %% sliding_windows / backwards
# 每个窗口里的次序是倒的
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)][:, ::-1]


# %% sliding_windows / itemsize-strides
# 用 as_strided 时把跨度写成了 x.itemsize，x 是切片得到的时，取到的是别处的数
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    m = (len(x) - size) // step + 1
    strides = (step * x.itemsize, x.itemsize)
    return np.lib.stride_tricks.as_strided(x, (m, size), strides)


# %% sliding_windows / assertion
# 用 assert 检查窗口长度，抛出的是 AssertionError，不是 ValueError
def sliding_windows(x, size, step=1):
    assert size <= len(x)
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)]


# %% sliding_windows / list
# 返回的是列表，没有叠成数组
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    return [x[i : i + size] for i in range(0, len(x) - size + 1, step)]


# %% sliding_windows / flat
# 窗口首尾相接成了一维，没有一个窗口一行
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    return np.concatenate([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


# %% sliding_windows / return-inside-loop
# return 写在了循环里面，只有第一个窗口
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    rows = []
    for i in range(0, len(x) - size + 1, step):
        rows.append(x[i : i + size])
        return np.array(rows)


# %% sliding_windows / integer
# 结果取成了整数，小数丢了
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)].astype(int)


# %% sliding_windows / means
# 返回的是每个窗口的平均值，不是窗口本身
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    start = np.arange(0, len(x) - size + 1, step)
    return x[start[:, None] + np.arange(size)].mean(axis=1)


# %% sliding_windows / no-error-empty
# 窗口比数组长时没有报错，返回了空数组
def sliding_windows(x, size, step=1):
    return np.array([x[i : i + size] for i in range(0, len(x) - size + 1, step)])


# %% sliding_windows / last-lost-no-error
# 起点的个数少算了 1，最后一个窗口丢了；窗口比数组长时也没有报错
def sliding_windows(x, size, step=1):
    return np.array([x[i : i + size] for i in range(0, len(x) - size, step)])


# %% sliding_windows / step-in-the-count-only
# 窗口的个数按 step 算了，起点却还是一次只走一步
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    count = (len(x) - size) // step + 1
    return np.array([x[i : i + size] for i in range(count)])


# %% sliding_windows / float
# 结果用 np.zeros 准备，没有写 dtype，放不进数以外的元素
def sliding_windows(x, size, step=1):
    if size > len(x):
        raise ValueError
    windows = np.zeros(((len(x) - size) // step + 1, size))
    for i in range(len(windows)):
        windows[i] = x[i * step : i * step + size]
    return windows


# %% train_test_split / shuffled-apart
# x 和 y 各打乱了一次，行和标签对不上了
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    x, y = x[rng.permutation(len(x))], y[rng.permutation(len(y))]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% train_test_split / not-shuffled
# 没有打乱，直接从中间切开
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% train_test_split / own-seed
# 自己用固定的种子造了一个生成器，没有用传进来的 rng
def train_test_split(x, y, test_ratio, rng):
    order = np.random.default_rng(42).permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / pairs-first
# 返回的次序是 x_train、y_train、x_test、y_test
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], y[train], x[test], y[test]


# %% train_test_split / ratio-for-training
# 训练和测试弄反了：test_ratio 用在了训练部分，或者返回时把测试部分排在了前面
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_train = max(1, round(len(x) * test_ratio))
    train, test = order[:n_train], order[n_train:]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / empty-test
# 个数直接取整，样本少、比例小时测试部分是空的
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = int(len(x) * test_ratio)
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / all-for-training
# 训练部分用了全部的样本，与测试部分重叠
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    test = order[: max(1, round(len(x) * test_ratio))]
    return x[order], x[test], y[order], y[test]


# %% train_test_split / one-lost
# 两部分之间漏了一行
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test + 1 :]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / with-replacement
# 用 rng.integers 抽下标，有的行抽中好几次，有的一次也没有
def train_test_split(x, y, test_ratio, rng):
    order = rng.integers(len(x), size=len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / coin-per-row
# 给每一行各掷一次骰子决定去哪边，个数每次都不一样，次序也没有打乱
def train_test_split(x, y, test_ratio, rng):
    test = rng.random(len(x)) < test_ratio
    return x[~test], x[test], y[~test], y[test]


# %% train_test_split / train-in-order
# 测试部分是随机抽的，训练部分却还是原来的次序
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    test = rng.choice(len(x), size=n_test, replace=False)
    train = np.setdiff1d(np.arange(len(x)), test)
    return x[train], x[test], y[train], y[test]


# %% train_test_split / fixed-members
# 先按原来的次序切开，再各自打乱：测试部分总是最前面的那些行
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    test = rng.permutation(n_test)
    train = n_test + rng.permutation(len(x) - n_test)
    return x[train], x[test], y[train], y[test]


# %% train_test_split / in-place
# 就地打乱了传进来的 x 和 y，调用者的数组也变了
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    x[...], y[...] = x[order], y[order]
    return x[n_test:].copy(), x[:n_test].copy(), y[n_test:].copy(), y[:n_test].copy()


# %% train_test_split / global-generator
# 打乱用的是 np.random，没有用传进来的 rng
def train_test_split(x, y, test_ratio, rng):
    order = np.random.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / labels-not-shuffled
# 只打乱了 x，y 还是原来的次序，行和标签对不上了
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    x = x[rng.permutation(len(x))]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% train_test_split / overlapping
# 两部分之间重了一行
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test - 1 :]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / test-not-shuffled
# 测试部分抽出来之后又按原来的次序排好了
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = np.sort(order[:n_test]), order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% train_test_split / indices
# 返回的是下标，没有拿下标去取 x 和 y
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    return order[n_test:], order[:n_test], order[n_test:], order[:n_test]


# %% train_test_split / shuffled-apart-in-place
# 用 rng.shuffle 把传进来的 x 和 y 就地各打乱了一次：行和标签对不上，调用者的数组也变了
def train_test_split(x, y, test_ratio, rng):
    rng.shuffle(x)
    rng.shuffle(y)
    n_test = max(1, round(len(x) * test_ratio))
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% train_test_split / not-shuffled-test-last
# 没有打乱，最后那些行当了测试部分
def train_test_split(x, y, test_ratio, rng):
    n_train = len(x) - max(1, round(len(x) * test_ratio))
    return x[:n_train], x[n_train:], y[:n_train], y[n_train:]


# %% train_test_split / fixed-members-last
# 先按原来的次序切开，再各自打乱：测试部分总是最后的那些行
def train_test_split(x, y, test_ratio, rng):
    n_train = len(x) - max(1, round(len(x) * test_ratio))
    train = rng.permutation(n_train)
    test = n_train + rng.permutation(len(x) - n_train)
    return x[train], x[test], y[train], y[test]
