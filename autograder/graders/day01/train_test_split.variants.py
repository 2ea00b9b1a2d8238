# %%
import numpy as np


# %% wrong shuffled-apart
# x 和 y 各打乱了一次，行和标签对不上了
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    x, y = x[rng.permutation(len(x))], y[rng.permutation(len(y))]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% wrong not-shuffled
# 没有打乱，直接从中间切开
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% wrong own-seed
# 自己用固定的种子造了一个生成器，没有用传进来的 rng
def train_test_split(x, y, test_ratio, rng):
    order = np.random.default_rng(42).permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% wrong own-seed-zero
# 自己用固定的种子造了一个生成器，没有用传进来的 rng
def train_test_split(x, y, test_ratio, rng):
    order = np.random.default_rng(0).permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% wrong pairs-first
# 返回的次序是 x_train、y_train、x_test、y_test
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], y[train], x[test], y[test]


# %% wrong ratio-for-training
# 训练和测试弄反了：test_ratio 用在了训练部分，或者返回时把测试部分排在了前面
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_train = max(1, round(len(x) * test_ratio))
    train, test = order[:n_train], order[n_train:]
    return x[train], x[test], y[train], y[test]


# %% wrong empty-test
# 个数直接取整，样本少、比例小时测试部分是空的
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = int(len(x) * test_ratio)
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% wrong all-for-training
# 训练部分用了全部的样本，与测试部分重叠
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    test = order[: max(1, round(len(x) * test_ratio))]
    return x[order], x[test], y[order], y[test]


# %% wrong one-lost
# 两部分之间漏了一行
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test + 1 :]
    return x[train], x[test], y[train], y[test]


# %% wrong with-replacement
# 用 rng.integers 抽下标，有的行抽中好几次，有的一次也没有
def train_test_split(x, y, test_ratio, rng):
    order = rng.integers(len(x), size=len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% wrong coin-per-row
# 给每一行各掷一次骰子决定去哪边，个数每次都不一样，次序也没有打乱
def train_test_split(x, y, test_ratio, rng):
    test = rng.random(len(x)) < test_ratio
    return x[~test], x[test], y[~test], y[test]


# %% wrong train-in-order
# 测试部分是随机抽的，训练部分却还是原来的次序
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    test = rng.choice(len(x), size=n_test, replace=False)
    train = np.setdiff1d(np.arange(len(x)), test)
    return x[train], x[test], y[train], y[test]


# %% wrong fixed-members
# 先按原来的次序切开，再各自打乱：测试部分总是最前面的那些行
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    test = rng.permutation(n_test)
    train = n_test + rng.permutation(len(x) - n_test)
    return x[train], x[test], y[train], y[test]


# %% wrong in-place
# 就地打乱了传进来的 x 和 y，调用者的数组也变了
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    x[...], y[...] = x[order], y[order]
    return x[n_test:].copy(), x[:n_test].copy(), y[n_test:].copy(), y[:n_test].copy()


# %% wrong global-generator
# 打乱用的是 np.random，没有用传进来的 rng
def train_test_split(x, y, test_ratio, rng):
    order = np.random.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% wrong labels-not-shuffled
# 只打乱了 x，y 还是原来的次序，行和标签对不上了
def train_test_split(x, y, test_ratio, rng):
    n_test = max(1, round(len(x) * test_ratio))
    x = x[rng.permutation(len(x))]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% wrong overlapping
# 两部分之间重了一行
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = order[:n_test], order[n_test - 1 :]
    return x[train], x[test], y[train], y[test]


# %% wrong test-not-shuffled
# 测试部分抽出来之后又按原来的次序排好了
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    test, train = np.sort(order[:n_test]), order[n_test:]
    return x[train], x[test], y[train], y[test]


# %% wrong indices
# 返回的是下标，没有拿下标去取 x 和 y
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = max(1, round(len(x) * test_ratio))
    return order[n_test:], order[:n_test], order[n_test:], order[:n_test]


# %% wrong shuffled-apart-in-place
# 用 rng.shuffle 把传进来的 x 和 y 就地各打乱了一次：行和标签对不上，调用者的数组也变了
def train_test_split(x, y, test_ratio, rng):
    rng.shuffle(x)
    rng.shuffle(y)
    n_test = max(1, round(len(x) * test_ratio))
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% wrong not-shuffled-test-last
# 没有打乱，最后那些行当了测试部分
def train_test_split(x, y, test_ratio, rng):
    n_train = len(x) - max(1, round(len(x) * test_ratio))
    return x[:n_train], x[n_train:], y[:n_train], y[n_train:]


# %% wrong fixed-members-last
# 先按原来的次序切开，再各自打乱：测试部分总是最后的那些行
def train_test_split(x, y, test_ratio, rng):
    n_train = len(x) - max(1, round(len(x) * test_ratio))
    train = rng.permutation(n_train)
    test = n_train + rng.permutation(len(x) - n_train)
    return x[train], x[test], y[train], y[test]


# %% right rounded-up
# 个数向上取整，测试部分取最后那些
def train_test_split(x, y, test_ratio, rng):
    order = rng.permutation(len(x))
    n_test = int(np.ceil(len(x) * test_ratio))
    return [x[order[:-n_test]], x[order[-n_test:]], y[order[:-n_test]], y[order[-n_test:]]]


# %% right rounded-down
# 个数向下取整但至少为 1，就地打乱自己的下标
def train_test_split(x, y, test_ratio, rng):
    order = np.arange(len(x))
    rng.shuffle(order)
    test, train = np.split(order, [max(int(len(x) * test_ratio), 1)])
    return x[train], x[test], y[train], y[test]


# %% right random-keys
# 给每行一个随机数，按它排序
def train_test_split(x, y, test_ratio, rng):
    order = np.argsort(rng.random(x.shape[0]))
    n_test = round(x.shape[0] * test_ratio) or 1
    x, y = x[order], y[order]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


# %% right chosen-and-rest
# 抽出测试部分，其余的再打乱一次
def train_test_split(x, y, test_ratio, rng):
    n = len(x)
    test = rng.choice(n, size=max(1, int(n * test_ratio + 0.5)), replace=False)
    train = rng.permutation([i for i in range(n) if i not in set(test.tolist())])
    return x[train], x[test], y[train], y[test]


# %% right train-count
# 先算训练部分的个数，测试部分是剩下的
def train_test_split(x, y, test_ratio, rng):
    n = x.shape[0]
    n_train = min(n - 1, round(n * (1 - test_ratio)))
    shuffled = rng.permutation(n)
    return (x[shuffled[:n_train]], x[shuffled[n_train:]], y[shuffled[:n_train]], y[shuffled[n_train:]])
