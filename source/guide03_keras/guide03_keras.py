# ---
# jupyter:
#   autograder:
#     title: 第 3 章　分类问题：Keras 求解
#     builds: 从一个随机数走到一个存得下、打得开、说得清哪里会认错的 Keras 分类器
#     minutes: 150
#     points: 56
#     data: [mnist_5k1k.npz]
#     en:
#       title: Chapter 3. Classification with Keras
#       builds: a classifier in Keras, saved and opened again, that says where it errs
# ---

# %% [markdown]
# # 第 3 章　分类问题：Keras 求解
#
# OPENING

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# 下面这一格导入填空要用的库，评分时也会运行。Keras 第一次导入要几秒钟。上一格的 `from autograder import …` 要排在它前面：那一句已经替你选好了 PyTorch 作后端（等于先写好环境变量 `KERAS_BACKEND=torch`）。

# %%
import math

import keras
import numpy as np
import torch
from keras.models import load_model

torch.set_num_threads(1)  # 数据很小，一个线程就够

# %% [markdown]
# ## 1　抽样与分布
#
# SECTION1

# %% [markdown]
# ### 练习 1 normal_pdf（约 6 分钟，5 分）
#
# **做什么**　正态分布（normal distribution）的概率密度函数（probability density function, PDF），逐元素计算：
#
# $$
# f(x) = \frac{1}{\sigma \sqrt{2\pi}}\, e^{-\frac{(x - \mu)^2}{2\sigma^2}}
# $$
#
# $\mu$ 是平均值 `mean`，$\sigma$ 是标准差 `std`。
#
# **这个式子是怎么来的**　先要一个在 $\mu$ 处最高、往两边对称地降下去的形状：$e^{-u^2/2}$，其中 $u = (x - \mu)/\sigma$ 是“离平均值几个标准差”。对 $u$ 来说，它下面的面积是 $\sqrt{2\pi}$；
# 换回 $x$，横向拉宽了 $\sigma$ 倍，面积成了 $\sigma\sqrt{2\pi}$。概率的总和必须是 1，所以除以它。分母里的那个 $\sigma$ 就是这样来的：**越宽，就越矮**。
#
# **例子**　$\mu = 3$，$\sigma = 2$。在 $x = 3$ 处 $u = 0$，密度是 $1/(2 \times 2.5066) \approx 0.1995$；在 $x = 5$ 处 $u = 1$，再乘 $e^{-1/2} \approx 0.6065$，得 0.1210。
#
# 密度不是概率：$\sigma = 0.1$ 时最高处是 3.99，比 1 还大。面积才是概率。
#
# **常见错误**
#
# - 把标准差和方差弄混：指数里除以 $2\sigma$，不是 $2\sigma^2$；<!-- wrong: variance-for-std -->
# - 漏掉前面的 $1/\sigma$：$\sigma = 1$ 时看不出来；<!-- wrong: missing-std -->
# - `/ 2 * std**2` 是先除以 2 再**乘** $\sigma^2$；分母要加括号；<!-- wrong: missing-brackets -->
# - $\pi$ 写到了根号外面。<!-- wrong: pi-outside-root -->
#
# <details><summary>提示</summary>
#
# 想一想：哪个量决定了高度，又同时出现在指数里？
#
# 先算 $u = (x - \mu)/\sigma$，形状与 `x` 相同，整数自动变成小数。
#
# 然后一行：一个指数，除以一个由 `std` 和 `np.sqrt(2 * np.pi)` 组成的数。
#
# </details>


# %% exercise="normal_pdf"
def normal_pdf(
    x: np.ndarray | float,
    mean: np.ndarray | float,
    std: np.ndarray | float,
) -> np.ndarray | float:
    """正态分布在 x 处的概率密度，逐元素计算。

    参数
        x: 一个数，或任意形状的整数、浮点数组（内存不一定连续）。
        mean: 平均值，一个数，或能与 x 广播的数组。
        std: 标准差（不是方差），大于 0，一个数，或能与 x 广播的数组。
    返回
        密度，形状是三者广播之后的形状，浮点数；三者都是数时返回一个数
        （float、np.float64 或 0 维数组）。离平均值很远时是 0，不发出警告。
        输入都不变。
    例子
        >>> normal_pdf(np.array([3, 5]), 3.0, 2.0).round(4)
        array([0.1995, 0.121 ])
    """
    ### BEGIN SOLUTION
    u = (x - mean) / std
    return np.exp(-0.5 * u**2) / (std * np.sqrt(2 * np.pi))
    ### END SOLUTION


# %% check="normal_pdf" points=5 minutes=6
check("normal_pdf")

# %% [markdown]
# ### 练习 2 normal_cdf（约 6 分钟，6 分）
#
# **做什么**　$X \le x$ 的概率，也就是密度曲线在 $x$ 左边的面积，叫累积分布函数（cumulative distribution function, CDF）：
#
# $$
# F(x) = \int_{-\infty}^{x} f(t)\,\mathrm{d}t = \frac{1}{2}\left[ 1 + \operatorname{erf}\!\left( \frac{x - \mu}{\sigma\sqrt{2}} \right) \right]
# $$
#
# 这个积分写不成初等函数，所以数学家给它起了个名字：误差函数（error function）$\operatorname{erf}(z) = \frac{2}{\sqrt\pi}\int_0^z e^{-t^2}\,\mathrm{d}t$，Python 的 `math.erf` 会算。
#
# **为什么有 $\sqrt 2$**　erf 里的指数是 $-t^2$，正态分布里是 $-u^2/2$。令 $t = u/\sqrt 2$，两个指数就一样了。
#
# **例子**　$\mu = 0$，$\sigma = 1$：$F(0) = 0.5$；$F(1) \approx 0.8413$。所以落在 $\mu \pm \sigma$ 之间的概率是 $2 \times 0.8413 - 1 \approx 0.683$，这就是常说的 68%。
#
# **常见错误**
#
# - 忘了除以 $\sqrt 2$：在 0 处仍是 0.5，在 1 处成了 0.9214；<!-- wrong: no-root-two -->
# - `math.erf` 只收一个数，把数组直接交给它会报错；<!-- wrong: one-number-only -->
# - 一个一个算完，忘了把形状变回来。<!-- wrong: flattened -->
#
# <details><summary>提示</summary>
#
# 想一想：一个只收一个数的函数，怎样用到任意形状的数组上？
#
# `np.vectorize(f)` 替你写那个循环，形状也照原样；或者自己循环，最后 `reshape`。
#
# 先对整个数组算出 erf 的自变量，最后再套上 `0.5 * (1 + …)`。
#
# </details>


# %% exercise="normal_cdf"
def normal_cdf(x: np.ndarray | float, mean: float, std: float) -> np.ndarray | float:
    """正态分布的累积分布函数：X ≤ x 的概率，逐元素计算。

    参数
        x: 一个数，或任意形状的整数、浮点数组，至少一个元素（内存不一定连续）。
        mean: 平均值，一个数。
        std: 标准差，一个大于 0 的数。
    返回
        与 x 同形状的浮点数组；x 是一个数时返回一个数（float、np.float64 或 0 维数组）。
        绝对误差不超过 1e-12。输入不变。
    例子
        >>> np.round(normal_cdf(np.array([[0.0, 1.0], [2.0, -1.0]]), 0.0, 1.0), 4)
        array([[0.5   , 0.8413],
               [0.9772, 0.1587]])
    """
    ### BEGIN SOLUTION
    z = (np.asarray(x) - mean) / (std * math.sqrt(2))
    return 0.5 * (1.0 + np.vectorize(math.erf)(z))
    ### END SOLUTION


# %% check="normal_cdf" points=6 minutes=6
check("normal_cdf")

# %% [markdown]
# DEMO_NORMAL

# %% [markdown]
# ### 练习 3 gaussian_classes（约 11 分钟，9 分）
#
# **做什么**　造一批分类用的点：`k` 个类，每个类是一个多元正态分布，有自己的中心 $\mu$ 和协方差矩阵（covariance matrix）$\Sigma$。
#
# **从圆到斜的椭圆**　`rng.standard_normal` 只会给圆的一团：每个坐标互不相干，方差都是 1。把每个点乘上一个矩阵 $A$，圆就被拉成椭圆。拉完以后的协方差是多少？
# 对 $z$ 有 $\mathrm{E}[z z^{\mathsf T}] = I$，令 $x = \mu + A z$，
#
# $$
# \operatorname{Cov}(x) = \mathrm{E}\bigl[(A z)(A z)^{\mathsf T}\bigr] = A\,\mathrm{E}[z z^{\mathsf T}]\,A^{\mathsf T} = A A^{\mathsf T}
# $$
#
# 所以要找一个 $A$，使 $A A^{\mathsf T} = \Sigma$：一个“矩阵的平方根”。Cholesky 分解 $\Sigma = L L^{\mathsf T}$（$L$ 下三角）正好给出一个，`np.linalg.cholesky` 会算。
#
# **形状**　公式里的 $z$ 是一列；代码里一行一个点，`z` 是 `(m, d)`。$(A z)^{\mathsf T} = z^{\mathsf T} A^{\mathsf T}$，所以写成 `z @ L.T`。
#
# **例子**　$\Sigma = \begin{pmatrix} 4 & 2 \\ 2 & 2 \end{pmatrix}$，$L = \begin{pmatrix} 2 & 0 \\ 1 & 1 \end{pmatrix}$。$z = (1, -1)$ 变成 $(2 \times 1,\ 1 \times 1 + 1 \times (-1)) = (2, 0)$。
#
# **每类多少个**　`n` 个点尽量平分，各类的个数最多差 1（多出来的给哪几类都行）。最后把点和标签**一起**打乱。
#
# `multivariate_normal` 一步就能做完，但那就是这道题本身，所以这里不许用。
#
# **常见错误**
#
# - `z @ L`，少了转置：协方差成了 $L^{\mathsf T} L$，椭圆歪向了别处；<!-- wrong: factor-not-transposed -->
# - 直接乘 $\Sigma$，把协方差当成了它的平方根；<!-- wrong: covariance-as-factor -->
# - 只用对角线上的方差，椭圆就不斜了；<!-- wrong: diagonal-only -->
# - 没有打乱，标签从小到大排着；<!-- wrong: sorted-by-class -->
# - 点和标签分开打乱了两次；<!-- wrong: shuffled-apart -->
# - 标签用 `rng.integers` 抽，各类的个数就不均匀了。<!-- wrong: random-labels -->
#
# <details><summary>提示</summary>
#
# 想一想：能不能先定好每个点的标签（已经打乱的），再按标签造点？
#
# `np.arange(n) % k` 就是一份尽量平分的标签，`rng.permutation` 把它打乱。一次取 `(n, d)` 个标准正态数，再对每个类 `c` 处理 `y == c` 的那些行。
#
# 每个类一行：`x[y == c] = 中心 + 那些行的 z @ 那个类的 L.T`。
#
# </details>


# %% exercise="gaussian_classes"
def gaussian_classes(
    n: int,
    means: np.ndarray,
    covariances: np.ndarray,
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """从 k 个多元正态分布里一共抽 n 个点，打乱次序。

    不能用 multivariate_normal：用标准正态数和 Cholesky 因子（或别的 A，A @ A.T 等于协方差）来造。

    参数
        n: 点的总数，可以比 k 小，也可以是 0。
        means: (k, d) 的整数或浮点数组，每行一个类的中心。
        covariances: (k, d, d) 的数组，每个类的协方差矩阵，对称正定。
        rng: 随机数都从它来；同样的种子，同样的结果。
    返回
        (x, y)：x 是 (n, d) 的浮点数组，y 是 (n,) 的整数数组，取值 0 … k−1，
        x[i] 来自第 y[i] 类。各类的个数最多差 1；次序是随机的；各点相互独立。
        means 和 covariances 不变。
    例子
        >>> means, covariances = np.array([[0.0, 0.0], [9.0, 9.0]]), np.stack([np.eye(2)] * 2)
        >>> x, y = gaussian_classes(5, means, covariances, np.random.default_rng(0))
        >>> x.shape, sorted(np.bincount(y).tolist())
        ((5, 2), [2, 3])
    """
    ### BEGIN SOLUTION
    k, d = means.shape
    y = rng.permutation(np.arange(n) % k)
    x = rng.standard_normal((n, d))
    for c in range(k):
        factor = np.linalg.cholesky(covariances[c])
        x[y == c] = means[c] + x[y == c] @ factor.T
    return x, y
    ### END SOLUTION


# %% check="gaussian_classes" points=9 minutes=11
check("gaussian_classes")

# %% [markdown]
# DEMO_CLASSES

# %% [markdown]
# ### 练习 4 bootstrap_interval（约 8 分钟，7 分）
#
# **做什么**　平均值的置信区间（confidence interval），用自助法（bootstrap）求。
#
# **直觉**　量了 31 天的气温，求出平均。换 31 天再量，会差多少？我们没有别的 31 天了。自助法的主意是：**手里的样本就是对总体最好的猜测**，那就从它里面再抽，有放回地抽同样多个，算一次平均；重复几千次，看这些平均值散得多开。
#
# **步骤**　`x` 有 $m$ 个数。重复 `n` 次：有放回地抽 $m$ 个，求平均。得到 `n` 个平均值，取中间 `level` 那么大的一段：
#
# $$
# \text{low} = Q_{(1 - \text{level})/2}, \qquad \text{high} = Q_{(1 + \text{level})/2}
# $$
#
# $Q_p$ 是分位数（quantile），用 `np.quantile` 的默认方式。level = 0.9 时，两头各砍掉 5%。
#
# **例子**　手里只有两个数 0 和 1。有放回地抽两个，平均是 0、½、1 的概率为 ¼、½、¼。level = 0.6 时取 20% 和 80% 分位数，得 (0, 1)；level = 0.4 时取 30% 和 70%，都落在中间那一半里，得 (½, ½)。
#
# **常见错误**
#
# - 无放回地抽 $m$ 个：每次都是原来那些数，平均值一个样，区间宽度是 0；<!-- wrong: without-replacement -->
# - 量的是数据的散布，不是平均值的散布：区间宽了 $\sqrt m$ 倍；<!-- wrong: data-quantiles std-of-data -->
# - 把 `level` 当成一头砍掉的份额；<!-- wrong: level-as-tail -->
# - 两头各砍了 $1 - \text{level}$，加起来砍了两倍。<!-- wrong: both-tails-whole -->
#
# <details><summary>提示</summary>
#
# 想一想：`n` 次抽样能不能一次取齐？结果是什么形状？
#
# `rng.choice(x, size=(n, m))` 默认就是有放回的（`rng.integers(m, size=(n, m))` 取下标也行），一行一次抽样。
#
# 沿第 1 轴平均，再交给 `np.quantile`，它可以一次给出两个分位数。
#
# </details>


# %% exercise="bootstrap_interval"
def bootstrap_interval(
    x: np.ndarray,
    level: float,
    n: int,
    rng: np.random.Generator,
) -> tuple[float, float]:
    """平均值的自助法置信区间。

    参数
        x: (m,) 的整数或浮点数组，m ≥ 1。
        level: 区间应当包住的份额，0 与 1 之间，例如 0.9。
        n: 重抽样的次数；每次从 x 里有放回地抽 m 个，求平均。
        rng: 随机数都从它来；同样的种子，同样的结果。
    返回
        (low, high) 两个数：n 个平均值的 (1 − level)/2 与 (1 + level)/2 分位数
        （线性插值，即 np.quantile 的默认方式）。x 不变。
    例子
        >>> low, high = bootstrap_interval(np.array([0.0, 1.0]), 0.6, 2000, np.random.default_rng(0))
        >>> float(low), float(high)
        (0.0, 1.0)
    """
    ### BEGIN SOLUTION
    means = rng.choice(x, size=(n, len(x))).mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return low, high
    ### END SOLUTION


# %% check="bootstrap_interval" points=7 minutes=8
check("bootstrap_interval")

# %% [markdown]
# DEMO_BOOTSTRAP

# %% [markdown]
# ## 2　概率
#
# SECTION2

# %% [markdown]
# ### 练习 5 posterior（约 11 分钟，9 分）
#
# **做什么**　贝叶斯公式（Bayes' rule）：看到 $n$ 个相互独立的观测之后，每个类的概率。先验（prior）是 `(k,)`，`likelihoods` 是 `(n, k)`，第 $i$ 行第 $c$ 列是“如果是第 $c$ 类，看到第 $i$ 个观测的概率（或密度）”，叫似然（likelihood）：
#
# $$
# P(c \mid o_1, \dots, o_n) = \frac{P(c)\,\prod_i P(o_i \mid c)}{\sum_{c'} P(c')\,\prod_i P(o_i \mid c')}
# $$
#
# **例子**　一种病，100 人里 1 人有（先验 $(0.01, 0.99)$）。检查对病人 90% 呈阳性，对健康人 5% 也呈阳性。一次阳性：$0.01 \times 0.9 = 0.009$，$0.99 \times 0.05 = 0.0495$，相加 0.0585，得病的概率是 $0.009/0.0585 \approx 0.154$。第二次（独立的）又是阳性：$0.0081 : 0.002475$，得 0.766。
#
# **为什么要取对数**　2000 个观测，每个似然 0.1，乘起来是 $10^{-2000}$，浮点数里就是 0；每个类都是 0，0 除以 0。取对数，连乘变成连加：
#
# $$
# \ell_c = \ln P(c) + \sum_i \ln P(o_i \mid c), \qquad P(c \mid o) = \frac{e^{\ell_c - \max \ell}}{\sum_{c'} e^{\ell_{c'} - \max \ell}}
# $$
#
# 减去最大值，分子分母同乘一个数，结果不变，而最大的那一项成了 $e^0 = 1$，分母就不会是 0。
#
# **0 怎么办**　先验或者某个似然是 0，那个类就被**排除**了，后验是 0。$\ln 0 = -\infty$，后面的加法和 $e^{-\infty} = 0$ 都对，只是 NumPy 会发出警告；这里把警告当作错误，要把它避开。所有的类都被排除，公式是 0/0，抛出 `ValueError`。
#
# **常见错误**
#
# - 直接连乘，观测一多就下溢（underflow）；<!-- wrong: plain-product -->
# - 取了对数，最后直接 `np.exp`，没有减去最大值；<!-- wrong: maximum-not-subtracted -->
# - 漏掉先验；<!-- wrong: prior-left-out -->
# - 每个观测都乘了一遍先验；<!-- wrong: prior-every-time -->
# - 给 0 加上一个小数再取对数：被排除的类又活了。<!-- wrong: zeros-padded -->
#
# <details><summary>提示</summary>
#
# 想一想：$n = 0$ 时，求和是多少？结果应当是什么？
#
# 把先验当作多出来的一行，放在 `likelihoods` 上面（`np.vstack`），就只剩“沿第 0 轴把对数加起来”。
#
# 避开警告：`with np.errstate(divide="ignore"):` 里取对数，或者 `np.log(p, where=p > 0, out=全是 -inf 的数组)`。最大值是 `-np.inf`，就是全被排除了。
#
# </details>


# %% exercise="posterior"
def posterior(prior: np.ndarray, likelihoods: np.ndarray) -> np.ndarray:
    """看到 n 个独立的观测之后，k 个类的概率。

    参数
        prior: (k,) 的浮点数组，每个类的先验概率，和为 1；可以有 0。
        likelihoods: (n, k) 的浮点数组，likelihoods[i, c] 是第 c 类之下第 i 个观测的概率或密度，
            ≥ 0，可以是 0，也可以大于 1；n 可以是 0，也可以上千（乘积远小于最小的浮点数）。
            内存不一定连续。
    返回
        (k,) 的浮点新数组，和为 1。n = 0 时等于 prior。先验或某个似然为 0 的类，概率恰好是 0；
        计算中不发出 RuntimeWarning。输入都不变。
    异常
        ValueError: 所有的类都被 0 排除了。
    例子
        >>> posterior(np.array([0.01, 0.99]), np.array([[0.9, 0.05], [0.9, 0.05]])).round(4)
        array([0.766, 0.234])
    """
    ### BEGIN SOLUTION
    with np.errstate(divide="ignore"):
        logs = np.log(prior) + np.log(likelihoods).sum(axis=0)
    if logs.max() == -np.inf:
        raise ValueError("所有的类都被排除了")
    weights = np.exp(logs - logs.max())
    return weights / weights.sum()
    ### END SOLUTION


# %% check="posterior" points=9 minutes=11
check("posterior")

# %% [markdown]
# DEMO_POSTERIOR

# %% [markdown]
# ## 3　判得好不好
#
# SECTION3

# %% [markdown]
# ### 练习 6 confusion_matrix（约 5 分钟，5 分）
#
# **做什么**　混淆矩阵（confusion matrix）：第 $t$ 行第 $p$ 列，是“真的是 $t$，被判成 $p$”的样本数。行是真相，列是判断；对角线上是判对的。
#
# **例子**　5 个样本、3 个类，真的是 `[0, 0, 1, 2, 2]`，判成 `[0, 1, 1, 2, 0]`：
#
# | | 判成 0 | 判成 1 | 判成 2 |
# |---|---|---|---|
# | 真的是 0 | 1 | 1 | 0 |
# | 真的是 1 | 0 | 1 | 0 |
# | 真的是 2 | 1 | 0 | 1 |
#
# 加起来是 5。正确率（accuracy）是对角线的和除以总数：3/5。
#
# **常见错误**
#
# - 行和列反了：行应当是真相；<!-- wrong: transposed -->
# - `m[y_true, y_pred] += 1` 里，同一格出现两次也只加一次；<!-- wrong: repeated-index -->
# - 大小从数据里取：某一类恰好一个也没有，矩阵就小了一圈；<!-- wrong: size-from-data -->
# - `y_true * k + y_pred` 在 `uint8` 里算，超过 255 就绕回去了（评分时有 20 个类的例子）。<!-- wrong: wraps-around -->
#
# <details><summary>提示</summary>
#
# 想一想：怎样给一个数组的几个位置各加 1，而且重复的位置要加几次？
#
# `np.add.at(矩阵, (行, 列), 1)` 就是这样加的。一个样本一个样本地循环也可以。
#
# </details>


# %% exercise="confusion_matrix"
def confusion_matrix(y_true: np.ndarray, y_pred: np.ndarray, k: int) -> np.ndarray:
    """混淆矩阵：第 t 行第 p 列是真的是 t、被判成 p 的样本数。

    参数
        y_true: (n,) 的标签，取值 0 … k−1，有符号或无符号的整数（例如 uint8），n 可以是 0。
        y_pred: (n,) 的判断，同上。两个数组的内存都不一定连续。
        k: 类的个数；有的类可以一个样本也没有。
    返回
        (k, k) 的整数数组。输入都不变。
    例子
        >>> confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3)
        array([[1, 1, 0],
               [0, 1, 0],
               [1, 0, 1]])
    """
    ### BEGIN SOLUTION
    matrix = np.zeros((k, k), dtype=int)
    np.add.at(matrix, (y_true, y_pred), 1)
    return matrix
    ### END SOLUTION


# %% check="confusion_matrix" points=5 minutes=5
check("confusion_matrix")

# %% [markdown]
# ### 练习 7 macro_f1（约 7 分钟，6 分）
#
# **正确率的毛病**　100 天里 99 天不下雪，一句“不下雪”就有 99% 的正确率，可它一场雪也没报出来。
#
# **精确率与召回率**　盯住一个类。判成它的里面有多少是真的？这是精确率（precision）。真的是它的里面有多少被找出来？这是召回率（recall）。记 TP 为对角线上的数：
#
# $$
# P = \frac{\mathrm{TP}}{\text{这一列的和}}, \qquad R = \frac{\mathrm{TP}}{\text{这一行的和}}
# $$
#
# 两个都要高才算好，所以取调和平均（harmonic mean），它迁就小的那个。化简一下，除法只剩一次：
#
# $$
# F_1 = \frac{2}{\frac1P + \frac1R} = \frac{2\,\mathrm{TP}}{\text{行和} + \text{列和}}
# $$
#
# **宏平均**　每个类算一个 $F_1$，$k$ 个直接平均，叫宏平均（macro average）：雪天虽少，一票的分量和晴天相同。
#
# **例子**　接着上一题：三个类的 TP 都是 1；行和 2、1、2，列和 2、2、1；$F_1$ 是 $\frac24, \frac23, \frac23$，平均 $\frac{11}{18} \approx 0.6111$。
#
# **一个也没判对的类**　TP = 0 时这一类的 $F_1$ 算 0；连行和、列和都是 0 也一样（公式成了 0/0），不能是 NaN，也不能跳过。
#
# **常见错误**
#
# - 没管 0/0，得到 NaN；<!-- wrong: nan -->
# - 把没出现的类跳过了，平均时只除以剩下的个数；<!-- wrong: absent-skipped -->
# - 先把所有类的 TP 加起来再算（微平均 micro average），那其实就是正确率；<!-- wrong: micro -->
# - 先平均精确率、平均召回率，再取调和平均；<!-- wrong: harmonic-of-means -->
# - 按每类的样本数加权平均，雪天又没有分量了。<!-- wrong: weighted -->
#
# <details><summary>提示</summary>
#
# 想一想：化简以后的公式里，什么时候分母是 0？那时分子是多少？
#
# 对角线 `np.diag(matrix)`，行和、列和是 `sum(axis=1)`、`sum(axis=0)`。
#
# 分母是 0 的换成 1（`np.maximum(…, 1)`：都是整数），商就是 0。
#
# </details>


# %% exercise="macro_f1"
def macro_f1(matrix: np.ndarray) -> float:
    """k 个类的 F1 的平均。

    参数
        matrix: (k, k) 的整数混淆矩阵，行是真相，列是判断；内存不一定连续。
    返回
        一个数：每个类的 2·TP / (行和 + 列和) 对全部 k 个类的平均；
        一个也没判对的类算 0，行和、列和都是 0 的类也算 0，不发出警告。matrix 不变。
    例子
        >>> round(float(macro_f1(np.array([[1, 1, 0], [0, 1, 0], [1, 0, 1]]))), 4)
        0.6111
    """
    ### BEGIN SOLUTION
    total = matrix.sum(axis=0) + matrix.sum(axis=1)
    return float(np.mean(2 * np.diag(matrix) / np.maximum(total, 1)))
    ### END SOLUTION


# %% check="macro_f1" points=6 minutes=7
check("macro_f1")

# %% [markdown]
# DEMO_MATRIX

# %% [markdown]
# ### 练习 8 roc_auc（约 11 分钟，9 分）
#
# **门槛放在哪里**　分类器给出的往往是分数，“超过多少才算是”要另外定。门槛放低，真的大多找得到，误报也多；放高则相反。把门槛从高到低扫一遍，每一处记下（误报率，召回率），连成的曲线叫 ROC 曲线（receiver operating characteristic），它下面的面积叫 AUC（area under the curve）。
#
# **面积就是一个概率**　不用画曲线也能算：任取一个正例、一个反例，正例分数更高的概率，就是这块面积。分数相同算一半：
#
# $$
# \mathrm{AUC} = \frac{1}{n_+ n_-} \sum_{i \in +} \sum_{j \in -} \Bigl( [s_i > s_j] + \tfrac12 [s_i = s_j] \Bigr)
# $$
#
# 为什么？门槛降过一个反例，曲线往右走一格 $1/n_-$，此时的高度是“分数在它之上的正例”的份额；一格一格加起来，就是上式。
#
# **例子**　分数 `[0.9, 0.6, 0.6, 0.2]`，标签 `[1, 1, 0, 0]`。四对：0.9 对 0.6 赢，0.9 对 0.2 赢，0.6 对 0.6 平，0.6 对 0.2 赢。$3.5/4 = 0.875$。
#
# 瞎猜是 0.5，全排对是 1，全排反是 0。它不看分数的大小，只看次序。
#
# **不要列出所有的对**　10 万个正例、10 万个反例，有 100 亿对，内存放不下。排好序就能数：对每个正例，反例里有几个比它小、有几个和它相等？
#
# **常见错误**
#
# - 没管平局：`np.argsort` 把同分的硬排出先后，结果随排列而变；<!-- wrong: ties-by-order -->
# - 平局算赢（`>=`），或者算输（`>`）；<!-- wrong: ties-win ties-lose -->
# - 只有一类时 0/0，得到 NaN，应当抛出 `ValueError`；<!-- wrong: one-class -->
# - 把所有的对列成一张表（评分时有 20 万个样本）。<!-- wrong: all-pairs -->
#
# <details><summary>提示</summary>
#
# 想一想：在一个排好序的数组里，怎样一下子知道有几个比 $s$ 小？
#
# `np.searchsorted(反例排好序, 正例)` 就是每个正例之下的个数；`side="right"` 则把相等的也数进去。两个的平均，正好把平局算作一半。
#
# 另一条路：求名次（同分取平均名次），用正例名次的和减去 $n_+(n_+ + 1)/2$。
#
# </details>


# %% exercise="roc_auc"
def roc_auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """随便取一个正例、一个反例，正例分数更高的概率，同分算一半。

    参数
        scores: (n,) 的分数，越大越像正例，浮点数或整数；n 可以大到 200 000：
            时间和内存都不能与 n² 成正比。
        labels: (n,) 的标签，取值 0 或 1，有符号或无符号的整数，或布尔。
            两个数组的内存都不一定连续。
    返回
        一个数，0 与 1 之间。输入都不变。
    异常
        ValueError: 标签只有一种。
    例子
        >>> float(roc_auc(np.array([0.9, 0.6, 0.6, 0.2]), np.array([1, 1, 0, 0])))
        0.875
    """
    ### BEGIN SOLUTION
    positive, negative = scores[labels == 1], np.sort(scores[labels == 0])
    if len(positive) == 0 or len(negative) == 0:
        raise ValueError("正例和反例都要有")
    below = np.searchsorted(negative, positive, side="left")
    not_above = np.searchsorted(negative, positive, side="right")
    return float((below + not_above).mean() / 2 / len(negative))
    ### END SOLUTION


# %% check="roc_auc" points=9 minutes=11
check("roc_auc")

# %% [markdown]
# DEMO_ROC
