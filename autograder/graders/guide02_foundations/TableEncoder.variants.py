# %%

import numpy as np


# %% wrong refits
# transform 里又量了一遍平均值和标准差，用的是要编码的那一批
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def scaled(self, rows):
        with np.errstate(all="ignore"):
            if not len(rows):
                return np.zeros((0, len(self.numeric)))
            mean, std = self.measure(np.nan_to_num(self.numbers(rows)))
        return np.nan_to_num((self.numbers(rows) - mean) / std)


# %% wrong missing-in-mean
# 缺的数当作 0 算进了平均值和标准差
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def measure(self, numbers):
        return super().measure(np.nan_to_num(numbers))


# %% wrong zero-before-scaling
# 缺的数先填成 0 再减平均值，编码不是 0 了
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def scaled(self, rows):
        mean, std = self.scales
        return (np.nan_to_num(self.numbers(rows)) - mean) / std


# %% wrong missing-stays-nan
# 缺的数编成了 NaN
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def scaled(self, rows):
        mean, std = self.scales
        return (self.numbers(rows) - mean) / std


# %% wrong empty-only
# 只认得空字符串，不认得 NaN
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def measure(self, numbers):
        kept = [[x for x in column if x is not None] for column in numbers]
        mean, std = np.array([np.mean(c) for c in kept]), np.array([np.std(c) for c in kept])
        same = np.array([min(c) == max(c) for c in kept])
        return np.where(same, [c[0] for c in kept], mean), np.where(same, 1.0, std)

    def fit(self, rows):
        columns = [[float(row[n]) if row[n] else None for row in rows] for n in self.numeric]
        self.scales = self.measure(columns)
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        out = [
            [(float(row[n]) - m) / s if row[n] else 0.0 for n, m, s in zip(self.numeric, *self.scales)]
            for row in rows
        ]
        return np.array(out).reshape(len(rows), len(self.numeric))


# %% wrong first-appearance
# 类别按出现的次序，没有排序
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in dict.fromkeys(row[name] for row in rows)]


# %% wrong sorted-as-numbers
# 能读成数的类别按大小排了序，不是按字符串
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def categories_of(self, rows):
        def key(c):
            return (0, int(c), "") if c.isdigit() else (1, 0, c)

        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows}, key=key)]


# %% wrong categories-of-the-batch
# 类别取自要编码的那一批，不是训练部分
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def flags(self, rows):
        self.categories = self.categories_of(rows)
        return super().flags(rows)


# %% wrong unseen-raises
# 没见过的类别报错
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def flags(self, rows):
        places = {pair: i for i, pair in enumerate(self.categories)}
        out = np.zeros((len(rows), len(places)))
        for i, row in enumerate(rows):
            for name in self.categorical:
                out[i, places[name, row[name]]] = 1.0
        return out


# %% wrong unseen-as-last
# 没见过的类别算成了最后一个
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def flags(self, rows):
        out = super().flags(rows)
        for i, row in enumerate(rows):
            for name in self.categorical:
                if (name, row[name]) not in self.categories:
                    out[i, max(j for j, (n, _) in enumerate(self.categories) if n == name)] = 1.0
        return out


# %% wrong constant-nan
# 常数列的标准差是 0，除出了 NaN
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def measure(self, numbers):
        return np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)

    def scaled(self, rows):
        numbers = self.numbers(rows)
        mean, std = self.scales
        with np.errstate(all="ignore"):
            return np.where(np.isnan(numbers), 0.0, (numbers - mean) / std)


# %% wrong sample-std
# 标准差除以的是 n − 1
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def measure(self, numbers):
        with np.errstate(all="ignore"):
            mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0, ddof=1)
        return mean, np.where(std > 0, std, 1.0)


# %% wrong variance
# 除以的是方差，没有开方
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def measure(self, numbers):
        mean, var = np.nanmean(numbers, axis=0), np.nanvar(numbers, axis=0)
        return mean, np.where(var > 0, var, 1.0)


# %% wrong categories-first
# 类别排在了数的前面
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def transform(self, rows):
        return np.roll(super().transform(rows), len(self.categories), axis=1)


# %% wrong numbers-for-categories
# 类别编成了一列 0、1、2，没有展开
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def flags(self, rows):
        out = [
            [
                float([c for n, c in self.categories if n == name].index(row[name]))
                if (name, row[name]) in self.categories
                else 0.0
                for name in self.categorical
            ]
            for row in rows
        ]
        return np.array(out).reshape(len(rows), len(self.categorical))


# %% wrong fits-by-itself
# 没有 fit 就 transform 时不报错，自己拿这一批量了
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def transform(self, rows):
        if self.scales is None:
            self.fit(rows)
        return super().transform(rows)


# %% wrong first-fit-stays
# 第二次 fit 不起作用，用的还是第一次的
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def fit(self, rows):
        if self.scales is None:
            super().fit(rows)


# %% wrong shared
# 量好的数存在类上，所有的编码器共用一份
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def fit(self, rows):
        super().fit(rows)
        Base.shared = self.scales, self.categories, self.numeric, self.categorical

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        self.scales, self.categories, self.numeric, self.categorical = Base.shared
        return super().transform(rows)


# %% wrong constant-by-std
# 看标准差是不是 0 来认常数列：舍入使三个 0.1 的标准差不是 0
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        return mean, np.where(std > 0, std, 1.0)


# %% wrong empty-category-dropped
# 空字符串的类别当作缺的，没有给它一列
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def categories_of(self, rows):
        return [(name, c) for name, c in super().categories_of(rows) if c]


# %% wrong categories-kept
# 再次 fit 时，以前的类别还留着
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    seen = ()

    def categories_of(self, rows):
        self.seen = [*self.seen, *rows]
        return super().categories_of(self.seen)


# %% wrong rows-dropped
# 有缺的数的行，编码时整行扔掉了
class Base:
    """下面各种写法共用的骨架：每一步是一个方法。"""

    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = numeric, categorical
        self.scales = None

    def number(self, text):
        return float(text) if text else float("nan")

    def numbers(self, rows):
        return np.array([[self.number(row[name]) for name in self.numeric] for row in rows]).reshape(
            len(rows), len(self.numeric)
        )

    def measure(self, numbers):
        mean, std = np.nanmean(numbers, axis=0), np.nanstd(numbers, axis=0)
        low, high = np.nanmin(numbers, axis=0), np.nanmax(numbers, axis=0)
        return np.where(low == high, low, mean), np.where(low == high, 1.0, std)

    def categories_of(self, rows):
        return [(name, c) for name in self.categorical for c in sorted({row[name] for row in rows})]

    def fit(self, rows):
        self.scales = self.measure(self.numbers(rows))
        self.categories = self.categories_of(rows)

    def scaled(self, rows):
        mean, std = self.scales
        return np.nan_to_num((self.numbers(rows) - mean) / std)

    def flags(self, rows):
        return np.array([[float(row[name] == c) for name, c in self.categories] for row in rows]).reshape(
            len(rows), len(self.categories)
        )

    def transform(self, rows):
        if self.scales is None:
            raise ValueError
        return np.hstack([self.scaled(rows), self.flags(rows)])


class TableEncoder(Base):
    def transform(self, rows):
        complete = [row for row in rows if not any(np.isnan(self.number(row[n])) for n in self.numeric)]
        return super().transform(complete)


# %% right columns
# 一列一列地编码，最后并排放好
class TableEncoder:
    fitted = False

    def __init__(self, numeric, categorical):
        self.numeric = list(numeric)
        self.categorical = list(categorical)

    @staticmethod
    def parse(text):
        try:
            return float(text)
        except ValueError:
            return float("nan")

    def fit(self, rows):
        self.mean, self.std, self.levels = {}, {}, {}
        for name in self.numeric:
            column = [x for x in (self.parse(row[name]) for row in rows) if x == x]
            self.mean[name] = sum(column) / len(column)
            if min(column) == max(column):
                self.mean[name] = column[0]
            self.std[name] = (sum((x - self.mean[name]) ** 2 for x in column) / len(column)) ** 0.5
        for name in self.categorical:
            self.levels[name] = sorted({row[name] for row in rows})
        self.fitted = True
        return self

    def transform(self, rows):
        if not self.fitted:
            raise ValueError("fit first")
        columns = []
        for name in self.numeric:
            values = [self.parse(row[name]) for row in rows]
            columns.append(
                [
                    0.0 if x != x or self.std[name] == 0 else (x - self.mean[name]) / self.std[name]
                    for x in values
                ]
            )
        for name in self.categorical:
            columns += [[1.0 if row[name] == level else 0.0 for row in rows] for level in self.levels[name]]
        return np.array(columns, dtype=float).reshape(len(columns), len(rows)).T


# %% right masked
# 缺的数用掩码数组，类别和一行类别比较
class TableEncoder:
    def __init__(self, numeric, categorical):
        self.numeric, self.categorical = tuple(numeric), tuple(categorical)

    def _read(self, rows, name):
        return np.ma.masked_invalid(
            np.array([float(row[name]) if row[name] != "" else np.nan for row in rows])
        )

    def fit(self, rows):
        self.stats = []
        for name in self.numeric:
            column = self._read(rows, name)
            same = np.ptp(column.compressed()) == 0
            self.stats.append((column.compressed()[0], 0.0) if same else (column.mean(), column.std()))
        self.levels = [np.unique([row[name] for row in rows]) for name in self.categorical]

    def transform(self, rows):
        if not hasattr(self, "stats"):
            raise ValueError("还没有 fit")
        parts = [np.zeros((len(rows), 0))]
        for name, (mean, std) in zip(self.numeric, self.stats):
            column = (self._read(rows, name) - mean) / (std if std else 1.0)
            parts.append(column.filled(0.0)[:, None])
        for name, levels in zip(self.categorical, self.levels):
            values = np.array([row[name] for row in rows], dtype=object)
            parts.append((values[:, None] == levels.astype(object)[None]).astype(np.float32))
        return np.concatenate(parts, axis=1)
