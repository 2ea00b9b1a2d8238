# ---
# jupyter:
#   autograder:
#     title: 第 3 章　分类问题：Keras 求解
#     builds: 从一个随机数走到一个存得下、打得开、说得清哪里会认错的 Keras 分类器
#     minutes: 150
#     data: [mnist_5k1k.npz, seattle_weather.csv]
#     en:
#       title: Chapter 3. Classification with Keras
#       builds: a classifier in Keras, saved and opened again, that says where it errs
# ---

# %% [markdown]
# # 第 3 章　分类问题：Keras 求解
#
# 分类，就是看一眼，说出它是哪一种：这天会不会下雨，这张图是几。前两章用直线和矩阵去拟合，这一章换一个角度：世界是随机的，答案是一个**概率**。
#
# 前半章从一个随机数讲起：怎样抽样，怎样从一小份样本说出总体的事，怎样用概率做判断，判得好不好又怎样量。后半章用 Keras 搭出课程的两个模型，训练、挑最好的那一轮；然后把 Keras 拆开，自己写一个层、一个损失、一步训练。
#
# **这一章用到的旧知识**（不做前面的章节也能开始，要用的都在这里）
#
# | 用到什么 | 一句话 |
# |---|---|
# | 数组与广播（broadcasting） | `(n, 1)` 与 `(k,)` 运算得到 `(n, k)`：每个样本对每个类 |
# | `x @ w` | `(n, d) @ (d, k)` 得到 `(n, k)`，每行一个样本 |
# | `rng = np.random.default_rng(0)` | 随机数发生器；种子（seed）相同，抽到的数就相同 |
# | sigmoid、softmax | 把任意的分数变成概率：sigmoid 变一个，softmax 变一行，和为 1 |
# | 交叉熵（cross-entropy） | 给正确答案的概率取 $-\ln$，再平均；猜得越准越接近 0 |
# | 梯度下降（gradient descent） | 参数 ← 参数 − 学习率 × 损失对参数的导数 |
#
# **结束时你会有**
#
# - 一套自己写的统计工具：分布、置信区间、贝叶斯判断、混淆矩阵、$F_1$、AUC；
# - 课程的两个 Keras 模型，和一个会早停、会退回最好一轮的训练函数；
# - 自己的层、自己的损失、自己的一步训练，都能和 Keras 的零件混用；
# - 两段动画：分界线一轮一轮转到位；三种优化器在同一条山谷里赛跑；
# - 一个存进文件又打开来看的模型：里面只有文字和数，文字换一个后端照样能跑。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 看看数据 | 3 | |
# | 1 | 抽样与分布：normal_pdf、normal_cdf、gaussian_classes、bootstrap_interval | 36 | 27 |
# | 2 | 概率：posterior | 14 | 9 |
# | 3 | 判得好不好：confusion_matrix、macro_f1、roc_auc | 25 | 20 |
# | 4 | Keras：build_binary_model、build_digit_model、fit_best | 30 | 21 |
# | 5 | Keras 是什么做的：Maxout、focal_loss、train_step | 35 | 23 |
# | 6 | 终场 | 7 | |
#
# 每个练习是一个函数（有一个是类）。删掉 `raise NotImplementedError` 那一行，写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”：第一句是一个问题，第二句指方向，第三句是代码的样子；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。
#
# 几条通用的约定：样本总在第一轴；标签是整数，从 0 数起；传进来的数组内存不一定连续，也不要改动它们；随机数都从传进来的 `rng`（或 `seed`）来。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# 下面这一格导入填空要用的库，评分时也会运行。Keras 第一次导入要几秒钟。上一格的 `from autograder import …` 要排在它前面：那一句已经替你选好了 PyTorch 作后端（等于先写好环境变量 `KERAS_BACKEND=torch`）。

# %%
import math
from collections.abc import Callable

import keras
import numpy as np
import torch
from keras.models import load_model

torch.set_num_threads(1)  # 数据很小，一个线程就够

# %% [markdown]
# ## 0　看看数据
#
# 西雅图四年的天气，一天一行：日期、雨量、最高和最低气温、风速、天气的种类。

# %% tags=["demo"]
BLUE, RED, GREEN = "#3b6fb6", "#c0392b", "#3a9a5c"

table = np.loadtxt("seattle_weather.csv", delimiter=",", skiprows=1, dtype=str)
dates, weather = table[:, 0], table[:, 5]
rain, hottest, coldest, wind = table[:, 1:5].astype(float).T
years, month = (np.array([int(day[a:b]) for day in dates]) for a, b in ((0, 4), (5, 7)))

for row in table[[0, 200, 1000]]:
    print(*row)
print(len(table), "天；", {str(name): int((weather == name).sum()) for name in np.unique(weather)})

# %% tags=["demo"]
fig, ax = plt.subplots(figsize=(8, 2.6), dpi=80)
ax.fill_between(
    np.arange(len(table)),
    coldest,
    hottest,
    color=BLUE,
    alpha=0.35,
    label="最低到最高气温（°C）",
)
ax.vlines(
    np.arange(len(table)),
    -12,
    -12 + rain / 4,
    color=GREEN,
    linewidth=0.8,
    label="雨量（每格 40 毫米）",
)
ax.set_xticks(np.flatnonzero(np.char.endswith(dates, "-01-01")), ["2012", "2013", "2014", "2015"])
ax.set(ylim=(-12, 42), title="西雅图，1461 天")
ax.legend(loc="upper left", ncols=2, fontsize=9)
plt.show()

# %% [markdown]
# 夏天干，冬天湿；每天又都不一样。随机不是没有规律：规律在分布里。

# %% [markdown]
# ## 1　抽样与分布
#
# ### 总体、样本、统计量
#
# **总体**（population）是想知道的全部：西雅图所有的七月。**样本**（sample）是手里有的几个：四年，124 天。从样本算出来的数叫**统计量**（statistic）。先认一认它们，一行一个：
#
# | 统计量 | 一行代码 | 说的是什么 |
# |---|---|---|
# | 平均值 mean | `x.mean()` | 重心；一个特别大的数就能拉动它 |
# | 中位数 median | `np.median(x)` | 排好队站在正中间的；不怕个别的怪数 |
# | 方差 variance | `x.var()` | 离平均值的距离，平方以后再平均 |
# | 标准差 standard deviation | `x.std()` | 方差开方，单位和 x 一样 |
# | 样本方差 | `x.var(ddof=1)` | 除以 $n - 1$：平均值也是从样本估出来的，离样本总是近一点，要补回来 |
# | 分位数 quantile | `np.quantile(x, 0.9)` | 有九成的数不超过它 |
# | 相关系数 correlation | `np.corrcoef(x, y)[0, 1]` | 一个偏高时，另一个跟着偏高（1）、偏低（−1），还是没有线性的关系（0；不等于独立） |
#
# 抽样也有几种，差别只在“放不放回”和“每个机会是否相等”：
#
# | 抽样 | 一行代码 |
# |---|---|
# | 有放回 | `rng.choice(x, 5)` |
# | 无放回 | `rng.choice(x, 5, replace=False)` |
# | 打乱全部 | `rng.permutation(x)` |
# | 按权重 | `rng.choice(x, 5, p=w)`，`w` 的和是 1 |
# | 分层（stratified） | 每一类里各抽同样的比例，各类都不会漏掉 |
#
# 随机数按什么规律出现，叫**分布**（distribution）：
#
# | 分布 | 什么时候遇到 | 一行代码 | 平均值 | 方差 |
# |---|---|---|---|---|
# | 均匀 uniform | 哪里都一样可能 | `rng.uniform(a, b, n)` | $(a + b)/2$ | $(b - a)^2/12$ |
# | 伯努利 Bernoulli | 一次，成或不成 | `rng.random(n) < p` | $p$ | $p(1 - p)$ |
# | 二项 binomial | $m$ 次里成了几次 | `rng.binomial(m, p, n)` | $mp$ | $mp(1 - p)$ |
# | 类别 categorical | 掷一次骰子 | `rng.choice(k, n, p=p)` | | |
# | 泊松 Poisson | 一小时里来了几个 | `rng.poisson(λ, n)` | $λ$ | $λ$ |
# | 指数 exponential | 等下一个要多久 | `rng.exponential(s, n)` | $s$ | $s^2$ |
# | 正态 normal | 许多小影响加起来 | `rng.normal(μ, σ, n)` | $μ$ | $σ^2$ |
#
# **先猜一猜**　西雅图每天的雨量歪得厉害：多数日子是 0，偶尔 50 毫米。随便抽 $m$ 天求平均，重复两千次，把这两千个平均值画成直方图。$m = 1$ 时就是雨量自己的样子；$m = 4$、$m = 30$ 时会是什么形状？多宽？想好了再往下看。

# %% tags=["demo"]
rng = np.random.default_rng(0)
fig, axes = plt.subplots(1, 3, figsize=(9, 2.9))
for ax, m in zip(axes, (1, 4, 30)):
    means = rng.choice(rain, size=(2000, m)).mean(axis=1)
    ax.hist(means, bins=30, color=BLUE, alpha=0.75)
    ax.axvline(rain.mean(), color=RED, linestyle="--")
    ax.set_title(f"m = {m}：标准差 {means.std():.2f}", fontsize=11)
    ax.set(xlabel="平均雨量（毫米）", yticks=[])
plt.show()
print(
    f"雨量自己的标准差是 {rain.std():.2f}；"
    f"除以 √4 是 {rain.std() / 2:.2f}，除以 √30 是 {rain.std() / 30**0.5:.2f}"
)

# %% [markdown]
# 两件事同时发生了。平均值的散布是 $\sigma/\sqrt m$：样本变成四倍，散布才减半。而且形状越来越像一口左右对称的钟（$m = 30$ 还剩一点歪），不管原来有多歪：这叫**中心极限定理**（central limit theorem），也是正态分布到处出现的原因。身高、误差、气温，都是许多小影响加起来的。所以先把这口钟写成函数。

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
# <details><summary>提示一：想一想</summary>
#
# 哪个量决定了高度，又同时出现在指数里？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先算 $u = (x - \mu)/\sigma$，形状与 `x` 相同；除法的商是小数，整数的 `x` 不必先转换。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 然后一行：一个指数，除以一个由 `std` 和 `np.sqrt(2 * np.pi)` 组成的数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把标准差和方差弄混：指数里除以 $2\sigma$，不是 $2\sigma^2$；<!-- wrong: variance-for-std -->
# - 漏掉前面的 $1/\sigma$：$\sigma = 1$ 时看不出来；<!-- wrong: missing-std -->
# - `/ 2 * std**2` 是先除以 2 再**乘** $\sigma^2$；分母要加括号；<!-- wrong: missing-brackets -->
# - $\pi$ 写到了根号外面。<!-- wrong: pi-outside-root -->
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
        x: 一个数，或任意形状的有符号整数、浮点数组（内存不一定连续）；
            |x − mean| 和 |x − mean| / std 都不超过 1e100。
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
# <details><summary>提示一：想一想</summary>
#
# 一个只收一个数的函数，怎样用到任意形状的数组上？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `np.vectorize(f)` 替你写那个循环，形状也照原样；或者自己循环，最后 `reshape`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先对整个数组算出 erf 的自变量，最后再套上 `0.5 * (1 + …)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了除以 $\sqrt 2$：在 0 处仍是 0.5，在 1 处成了 0.9214；<!-- wrong: no-root-two -->
# - `math.erf` 只收一个数，把数组直接交给它会报错；<!-- wrong: one-number-only -->
# - 一个一个算完，忘了把形状变回来。<!-- wrong: flattened -->
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
# 用到真的数据上：西雅图七、八月的最高气温。红线是你的 `normal_pdf`，平均值和标准差取自样本：

# %% tags=["demo"]
if ready("normal_pdf", "normal_cdf"):
    summer = hottest[(month == 7) | (month == 8)]
    mean, std = summer.mean(), summer.std()
    t = np.linspace(12, 40, 200)
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 3.2))
    left.hist(summer, bins=np.arange(14, 39, 2), density=True, color=BLUE, alpha=0.5)
    left.plot(t, normal_pdf(t, mean, std), color=RED, linewidth=2)
    left.set(title="密度：面积是概率", xlabel="最高气温（°C）")
    right.step(
        np.sort(summer),
        np.arange(1, len(summer) + 1) / len(summer),
        color=BLUE,
        label="数出来的",
    )
    right.plot(t, normal_cdf(t, mean, std), color=RED, label="normal_cdf")
    right.axvline(30, color="#999999", linestyle=":")
    right.set(title="不超过 x 的份额", xlabel="最高气温（°C）")
    right.legend()
    plt.show()
    print(f"平均 {mean:.1f}，标准差 {std:.1f}，共 {len(summer)} 天")
    told = 1 - normal_cdf(30.0, mean, std)
    print(f"高于 30 度：正态分布说 {told:.3f}，数出来 {(summer > 30).mean():.3f}")

# %% [markdown]
# 两个数，平均值和标准差，就把 248 天说了个大概。模型总是近似的：气温不会真有零下五十度的可能，哪怕只有亿万分之一；要紧的是知道它在哪里能用。
#
# 一个数有一口钟，两个数就有一座山。分类要练手，最好有知道答案的数据，下一题自己造。

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
# <details><summary>提示一：想一想</summary>
#
# 能不能先定好每个点的标签（已经打乱的），再按标签造点？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `np.arange(n) % k` 就是一份尽量平分的标签，`rng.permutation` 把它打乱。一次取 `(n, d)` 个标准正态数，再对每个类 `c` 处理 `y == c` 的那些行。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 每个类一行：`x[y == c] = 中心 + 那些行的 z @ 那个类的 L.T`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `z @ L`，少了转置：协方差成了 $L^{\mathsf T} L$，椭圆歪向了别处；<!-- wrong: factor-not-transposed -->
# - 直接乘 $\Sigma$，把协方差当成了它的平方根；<!-- wrong: covariance-as-factor -->
# - 只用对角线上的方差，椭圆就不斜了；<!-- wrong: diagonal-only -->
# - 没有打乱，标签从小到大排着；<!-- wrong: sorted-by-class -->
# - 点和标签分开打乱了两次；<!-- wrong: shuffled-apart -->
# - 标签用 `rng.integers` 抽，各类的个数就不均匀了。<!-- wrong: random-labels -->
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
# **扳一扳**　下面的 `CORRELATION` 是第一类两个坐标的相关系数。改成 −0.8、0、0.99，再运行，看蓝色的一团怎样转。改成 1 或 1.1 呢？（先猜：Cholesky 分解会说什么？）

# %% tags=["demo"]
CORRELATION = 0.8

if ready("gaussian_classes"):
    means = np.array([[0.0, 0.0], [4.0, 1.0], [1.0, 4.0]])
    covariances = np.array(
        [
            [[1.5, 1.5 * CORRELATION], [1.5 * CORRELATION, 1.5]],
            [[0.4, 0.0], [0.0, 2.0]],
            [[1.5, -0.6], [-0.6, 0.6]],
        ]
    )
    x, y = gaussian_classes(600, means, covariances, np.random.default_rng(0))
    around = np.linspace(0, 2 * np.pi, 100)
    circle = np.stack([np.cos(around), np.sin(around)])
    fig, ax = plt.subplots(figsize=(5.2, 4.4))
    for c, (color, marker) in enumerate(zip((BLUE, RED, GREEN), "o^s")):
        ax.scatter(*x[y == c].T, s=10, c=color, marker=marker, lw=0, alpha=0.7, label=f"第 {c} 类")
        for r in (1, 2):
            ring = means[c][:, None] + r * np.linalg.cholesky(covariances[c]) @ circle
            ax.plot(*ring, color=color, linewidth=1)
    ax.set(
        title="圆环经过同一个 L，变成一倍、两倍标准差的椭圆",
        aspect="equal",
        xlim=(-4, 8),
        ylim=(-4, 8),
    )
    ax.legend(loc="lower right", fontsize=9)
    plt.show()
    print("各类的个数", np.bincount(y), "　前十个标签", y[:10])

# %% [markdown]
# 相关系数到 1，椭圆压成一条线，协方差矩阵不再正定，`cholesky` 就报错了：它要开平方的数不是正的。

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
# <details><summary>提示一：想一想</summary>
#
# `n` 次抽样能不能一次取齐？结果是什么形状？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `rng.choice(x, size=(n, m))` 默认就是有放回的（`rng.integers(m, size=(n, m))` 取下标也行），一行一次抽样。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 沿第 1 轴平均，再交给 `np.quantile`，它可以一次给出两个分位数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 无放回地抽 $m$ 个：每次都是原来那些数，平均值一个样，区间宽度是 0；<!-- wrong: without-replacement -->
# - 量的是数据的散布，不是平均值的散布：区间宽了 $\sqrt m$ 倍；<!-- wrong: data-quantiles std-of-data -->
# - 把 `level` 当成一头砍掉的份额；<!-- wrong: level-as-tail -->
# - 两头各砍了 $1 - \text{level}$，加起来砍了两倍。<!-- wrong: both-tails-whole -->
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
        >>> rng = np.random.default_rng(0)
        >>> low, high = bootstrap_interval(np.array([0.0, 1.0]), 0.6, 2000, rng)
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
# 90% 的区间，真的有九成罩得住吗？造一个知道答案的总体（指数分布，平均值 1），抽 50 份样本，每份 30 个，各求一个 90% 区间：

# %% tags=["demo"]
if ready("bootstrap_interval"):
    rng = np.random.default_rng(4)
    fig, ax = plt.subplots(figsize=(8, 3.2))
    missed = 0
    for i in range(50):
        low, high = bootstrap_interval(rng.exponential(1.0, 30), 0.9, 1000, rng)
        hit = low <= 1.0 <= high
        missed += not hit
        ax.plot([i, i], [low, high], color=BLUE if hit else RED, linewidth=2 if hit else 3)
    ax.axhline(1.0, color="#222222", linewidth=1)
    ax.set(
        title=f"50 个区间，{missed} 个没有罩住真正的平均值",
        xlabel="第几份样本",
        ylabel="平均值",
    )
    plt.show()
    rng = np.random.default_rng(0)
    for year in range(2012, 2016):
        low, high = bootstrap_interval(hottest[(years == year) & (month == 7)], 0.9, 2000, rng)
        print(f"{year} 年七月的平均最高气温：{low:.1f} 到 {high:.1f} 度")

# %% [markdown]
# “90%”说的是这个办法：用它一百次，大约九十次罩住。样本小、分布又歪的时候，自助法会偏乐观一点，红的往往比五个多。
#
# 气温那几行要打个折扣：自助法当各天是独立的，可热天总是连着来，真正的区间比这要宽。

# %% [markdown]
# ## 2　概率
#
# 先数一数。把西雅图的 1461 天按“夏天”（七、八月）和“湿”（有雨或雪）分开：

# %% tags=["demo"]
wet, summertime = rain > 0, (month == 7) | (month == 8)
print(f"P(湿) = {wet.mean():.3f}　　P(夏) = {summertime.mean():.3f}")
print(f"P(湿 | 夏) = {wet[summertime].mean():.3f}　P(夏 | 湿) = {summertime[wet].mean():.3f}")
print(f"P(夏, 湿) = {(wet & summertime).mean():.4f}")
print(f"P(夏) × P(湿 | 夏) = {summertime.mean() * wet[summertime].mean():.4f}")
print(f"P(湿) × P(夏 | 湿) = {wet.mean() * summertime[wet].mean():.4f}")

# %% [markdown]
# 竖线读作“在……的条件下”，叫**条件概率**（conditional probability）。夏天里湿的日子少，湿的日子里夏天更少：方向反了，数就不同。最后三行相等，是乘法公式：
#
# $$
# P(A, B) = P(A)\,P(B \mid A) = P(B)\,P(A \mid B)
# $$
#
# 把右边的等式两边除以 $P(B)$，就能把条件**翻过来**：知道“是这个类，会看到什么”，反推“看到了这个，是哪个类”。这就是贝叶斯公式，分类的老祖宗。
# 几个事件**独立**（independent），指知道一个不影响另一个，这时 $P(A, B) = P(A)P(B)$。

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
# <details><summary>提示一：想一想</summary>
#
# $n = 0$ 时，求和是多少？结果应当是什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 把先验当作多出来的一行，放在 `likelihoods` 上面（`np.vstack`），就只剩“沿第 0 轴把对数加起来”。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 避开警告：`with np.errstate(divide="ignore"):` 里取对数，或者 `np.log(p, where=p > 0, out=全是 -inf 的数组)`。最大值是 `-np.inf`，就是全被排除了。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接连乘，观测一多就下溢（underflow）；<!-- wrong: plain-product -->
# - 不取对数，每乘一个观测就归一化一次：先输后赢的类，中途已经下溢成 0，再也回不来；<!-- wrong: one-by-one -->
# - 取了对数，最后直接 `np.exp`，没有减去最大值；<!-- wrong: maximum-not-subtracted -->
# - 漏掉先验；<!-- wrong: prior-left-out -->
# - 每个观测都乘了一遍先验；<!-- wrong: prior-every-time -->
# - 给 0 加上一个小数再取对数：被排除的类又活了。<!-- wrong: zeros-padded -->
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
# 你已经有了一个分类器的全部零件。把前三年的天气分成五类，每一类里的四个测量（最高、最低气温，风速，雨量的对数）各用一口钟来描述；来了新的一天，用 `normal_pdf` 算似然，用 `posterior` 做判断。
# 假定四个测量在每一类里相互独立（并不真的独立），这叫**朴素贝叶斯**（naive Bayes）。

# %% tags=["demo"]
KINDS = ("sun", "rain", "fog", "drizzle", "snow")
NAMES = ("晴", "雨", "雾", "毛毛雨", "雪")
MEASURES = ("最高气温", "最低气温", "风速", "雨量的对数")
measured = np.stack([hottest, coldest, wind, np.log1p(rain)], axis=1)
kind = np.array([KINDS.index(word) for word in weather])
past, new = years < 2015, years == 2015

prior = np.bincount(kind[past], minlength=5) / past.sum()
centre = np.stack([measured[past & (kind == c)].mean(axis=0) for c in range(5)])
# 晴天的雨量全是 0，标准差也是 0，那口钟就画不出来：至少给 0.3。
spread = np.maximum(np.stack([measured[past & (kind == c)].std(axis=0) for c in range(5)]), 0.3)


def likelihoods(day):
    """一天的四个测量在五类之下的密度：(4, 5)。"""
    return normal_pdf(day[:, None], centre.T, spread.T)


if ready("normal_pdf", "posterior"):
    fig, axes = plt.subplots(1, 3, figsize=(9, 3.1), sharey=True)
    for ax, day in zip(axes, (1336, 1424, 1359)):
        beliefs = [posterior(prior, likelihoods(measured[day])[:m]) for m in range(5)]
        foot = np.zeros(5)
        for c, color in enumerate(("#e0a030", BLUE, "#999999", GREEN, "#8e5ea2")):
            share = np.array([belief[c] for belief in beliefs])
            ax.bar(range(5), share, bottom=foot, color=color, width=0.8, label=NAMES[c])
            foot += share
        ax.set_xticks(range(5), ["先验", "+最高", "+最低", "+风", "+雨"], fontsize=9)
        ax.set_title(f"{dates[day]}，真的是{NAMES[kind[day]]}", fontsize=10)
    axes[-1].legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=9)
    plt.show()

# %% [markdown]
# 每多看一个测量，信念（belief）就变一次。左边那天先像晴天，看到雨量才翻过来；中间那天风冷得像下雪；右边那天一路走到“晴”，其实是雾：这四个测量里没有能见度，再好的判断也认不出来。

# %% [markdown]
# ## 3　判得好不好
#
# 用上一节的朴素贝叶斯判断 2015 年的每一天。判得好不好，要有个数。最容易想到的是正确率；它够不够，先把账记清楚再说。

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
# <details><summary>提示一：想一想</summary>
#
# 怎样给一个数组的几个位置各加 1，而且重复的位置要加几次？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `np.add.at(矩阵, (行, 列), 1)` 就是这样加的。一个样本一个样本地循环也可以。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 行和列反了：行应当是真相；<!-- wrong: transposed -->
# - `m[y_true, y_pred] += 1` 里，同一格出现两次也只加一次；<!-- wrong: repeated-index -->
# - 大小从数据里取：某一类恰好一个也没有，矩阵就小了一圈；<!-- wrong: size-from-data -->
# - `y_true * k + y_pred` 在 `uint8` 里算，超过 255 就绕回去了（评分时有 20 个类的例子）。<!-- wrong: wraps-around -->
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
# <details><summary>提示一：想一想</summary>
#
# 化简以后的公式里，什么时候分母是 0？那时分子是多少？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 对角线 `np.diag(matrix)`，行和、列和是 `sum(axis=1)`、`sum(axis=0)`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 分母是 0 的换成 1（`np.maximum(…, 1)`：都是整数），商就是 0。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没管 0/0，得到 NaN；<!-- wrong: nan -->
# - 把没出现的类跳过了，平均时只除以剩下的个数；<!-- wrong: absent-skipped -->
# - 先把所有类的 TP 加起来再算（微平均 micro average），那其实就是正确率；<!-- wrong: micro -->
# - 先平均精确率、平均召回率，再取调和平均；<!-- wrong: harmonic-of-means -->
# - 按每类的样本数加权平均，雪天又没有分量了。<!-- wrong: weighted -->
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

# %% tags=["demo"]
if ready("normal_pdf", "posterior", "confusion_matrix", "macro_f1"):
    beliefs = np.stack([posterior(prior, likelihoods(day)) for day in measured[new]])
    judged = beliefs.argmax(axis=1)
    fig, axes = plt.subplots(1, 2, figsize=(9, 3.6))
    answers = (("朴素贝叶斯", judged), ("永远说“晴”", np.zeros_like(judged)))
    for ax, (title, answer) in zip(axes, answers):
        matrix = confusion_matrix(kind[new], answer, 5)
        ax.imshow(np.sqrt(matrix), cmap="Blues")
        for t, p in np.ndindex(5, 5):
            ax.text(
                p,
                t,
                matrix[t, p],
                ha="center",
                va="center",
                color="white" if matrix[t, p] > 70 else "#222222",
            )
        accuracy = np.trace(matrix) / matrix.sum()
        score = macro_f1(matrix)
        ax.set_title(f"{title}：正确率 {accuracy:.2f}，宏平均 F1 {score:.2f}", fontsize=10)
        ax.set_xticks(range(5), NAMES)
        ax.set_yticks(range(5), NAMES)
        ax.set(xlabel="判成", ylabel="真的是")
        ax.grid(False)
    plt.show()

# %% [markdown]
# 左边的正确率看上去不错，宏平均 $F_1$ 却低得多：52 个雾天一个也没认出来；2015 年又没有下雪，那一类怎么也得不了分。右边什么也不懂，正确率照样有 0.44，宏平均 $F_1$ 就露了馅。
#
# 判断都要先定一条线：概率最大的，或者超过 0.5 的。可是误报和漏报的代价常常不一样：要不要带伞，要不要停航。下一题把线的位置撇开，只问排得好不好。

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
# <details><summary>提示一：想一想</summary>
#
# 在一个排好序的数组里，怎样一下子知道有几个比 $s$ 小？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `np.searchsorted(反例排好序, 正例)` 就是每个正例之下的个数；`side="right"` 则把相等的也数进去。两个的平均，正好把平局算作一半。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 另一条路：求名次（同分取平均名次），用正例名次的和减去 $n_+(n_+ + 1)/2$。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没管平局：`np.argsort` 把同分的硬排出先后，结果随排列而变；<!-- wrong: ties-by-order -->
# - 平局算赢（`>=`），或者算输（`>`）；<!-- wrong: ties-win ties-lose -->
# - 只有一类时 0/0，得到 NaN，应当抛出 `ValueError`；<!-- wrong: one-class -->
# - 把所有的对列成一张表（评分时有 20 万个样本）。<!-- wrong: all-pairs -->
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
# 预报明天：用今天的测量，判断明天湿不湿（“湿”与“干”各一组钟，学自前三年）。三种分数，三条曲线，曲线下的面积由你的 `roc_auc` 算：


# %% tags=["demo"]
def roc_curve(scores, labels):
    """误报率和召回率，门槛从高到低。"""
    steps = (
        np.array([0.0, 0.0]),
        *(
            ((scores[labels == 0] >= s).mean(), (scores[labels == 1] >= s).mean())
            for s in np.unique(scores)[::-1]
        ),
    )
    return np.array(steps).T


if ready("normal_pdf", "posterior", "roc_auc"):
    wet_tomorrow = np.append(wet[1:], False)
    base = np.array([(~wet_tomorrow[past]).mean(), wet_tomorrow[past].mean()])
    groups = [measured[past & (wet_tomorrow == w)] for w in (False, True)]
    middle, width = (np.stack([f(g, axis=0) for g in groups]).T for f in (np.mean, np.std))
    days = [normal_pdf(day[:, None], middle, width) for day in measured[new]]
    chance = np.array([posterior(base, day)[1] for day in days])
    truth = wet_tomorrow[new].astype(int)
    guess = np.random.default_rng(0).random(len(truth))
    fig, ax = plt.subplots(figsize=(5, 4.2))
    for name, scores, style in (
        ("四个测量的后验", chance, "-"),
        ("今天的雨量", rain[new], "--"),
        ("瞎猜", guess, ":"),
    ):
        ax.plot(
            *roc_curve(scores, truth),
            style,
            linewidth=2,
            label=f"{name}：AUC {roc_auc(scores, truth):.2f}",
        )
    ax.set(
        title="明天湿不湿",
        xlabel="误报率（干的天里报湿的）",
        ylabel="召回率（湿的天里报出的）",
        aspect="equal",
    )
    ax.legend(loc="lower right", fontsize=9)
    plt.show()

# %% [markdown]
# 雨量那条曲线有一段长长的直线：一大半日子的雨量都是 0，全都同分，门槛没法把它们分开。同分算一半，正好是这条直线下的面积；若硬排先后，就凭空多出或少掉一块。

# %% [markdown]
# ## 4　Keras：搭模型、训练、挑最好的
#
# 到这里，分类器的每一个数都是自己算的。类一多、特征一多，钟画不过来了，就让网络自己去学。Keras 是最省字的一种写法：
#
# ![Keras 的模型：层是文字，权重是数；compile 配上损失、优化器、指标，fit 转动训练的圈子](figures/keras.svg)
#
# 一个模型分三步写成：
#
# | 步骤 | 说什么 | 方法 |
# |---|---|---|
# | 搭 | 有哪些层，怎样连 | `keras.Sequential([…])`，或函数式 `keras.Model(输入, 输出)` |
# | 配 | 损失（loss）、优化器（optimizer）、指标（metrics） | `model.compile(…)` |
# | 用 | 训练、评估、预测、保存 | `fit`、`evaluate`、`predict`、`save` |
#
# **损失与指标**　损失是优化器要压低的，必须能求导；指标是给人看的，正确率这样一级一级跳的数，求不了导。
#
# **后端**（backend）　Keras 3 自己不算数，它把活交给 PyTorch、JAX 或 TensorFlow。环境变量 `KERAS_BACKEND` 说用哪一个，要在 `import keras` **之前**定下。这里用 PyTorch：
#
# ```python
# import os
# os.environ["KERAS_BACKEND"] = "torch"
# import keras
# ```
#
# 常用的层和它们的参数个数，看形状就能数出来。先猜一猜每一行的参数个数，再运行：

# %% tags=["demo"]
print("后端：", keras.backend.backend(), "　Keras", keras.__version__)
parts = [
    ("Dense(5)", keras.layers.Dense(5), (None, 3)),
    ("Conv2D(4, 3)", keras.layers.Conv2D(4, 3), (None, 8, 8, 1)),
    ("Flatten()", keras.layers.Flatten(), (None, 8, 8, 1)),
    ("Dropout(0.5)", keras.layers.Dropout(0.5), (None, 3)),
    ("BatchNormalization()", keras.layers.BatchNormalization(), (None, 3)),
    ("Embedding(100, 7)", keras.layers.Embedding(100, 7), (None, 6)),
]
for name, layer, shape in parts:
    inputs = keras.Input(shape[1:])
    print(f"{name:22s} {shape!s:18s} → {layer(inputs).shape!s:18s} 参数 {layer.count_params()}")

# %% [markdown]
# ### 练习 9 build_binary_model（约 7 分钟，6 分）
#
# **做什么**　课程的第一个模型：两个数进，一个概率出，只有一层 `Dense(1)`。
#
# | 零件 | 用什么 |
# |---|---|
# | 输入 | 两个特征：`keras.Input((2,))` |
# | 层 | `Dense(1)`，激活函数 sigmoid；权重（kernel）初值 0，偏置（bias）初值 1 |
# | 损失 | 二元交叉熵（binary cross-entropy） |
# | 优化器 | Adam，学习率 0.01 |
# | 指标 | 正确率（accuracy） |
#
# 三步：把层列出来（`keras.Sequential([…])`），把初值说清楚，`compile` 配好怎样训练。
#
# **为什么要指定初值**　每个人从同一处出发，训练才能核对。Keras 默认给 `kernel` 随机的初值，`bias` 是 0。只有一个神经元时，全从 0 出发也没有问题；隐藏层就不行，下一题用默认值。
#
# **名字或对象都行**　`activation="sigmoid"`、`loss="binary_crossentropy"` 是名字；要改默认的参数，就写对象：`keras.optimizers.Adam(0.01)`。写 `optimizer="adam"` 得到的学习率是 0.001。
#
# **例子**　刚建好的模型，对任何输入都给出 $\sigma(1) \approx 0.7311$。
#
# <details><summary>提示一：想一想</summary>
#
# 五样东西里，哪些属于层，哪些属于 `compile`？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `keras.layers.Dense` 有 `activation`、`kernel_initializer`、`bias_initializer` 三个参数，初值可以写成 `"zeros"`、`"ones"`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `model = keras.Sequential([输入, 层])`，`model.compile(optimizer=…, loss=…, metrics=[…])`，返回 `model`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有改初值：`kernel` 是随机的；<!-- wrong: default-initialisers -->
# - 只写了 `optimizer="adam"`，学习率是默认的 0.001；<!-- wrong: default-rate -->
# - 漏了 sigmoid：输出不是概率；<!-- wrong: no-sigmoid -->
# - 没有 `Input`，模型要到见了数据才有权重；<!-- wrong: not-built -->
# - 模型建在函数外面，每次返回的是同一个。<!-- wrong: one-shared-model -->
#
# </details>


# %% exercise="build_binary_model"
def build_binary_model() -> keras.Model:
    """一个神经元的二分类模型，已经 compile。

    返回
        一个新的 keras.Sequential（函数式的 keras.Model 也行）：(n, 2) 变成 (n, 1) 的概率。
        一层 Dense(1)，激活函数 sigmoid，kernel (2, 1) 的初值是 0，bias (1,) 的初值是 1，
        建好时权重就已经有了。损失是二元交叉熵，优化器是学习率 0.01 的 Adam（其余用默认值），
        指标只有正确率。
    例子
        >>> model = build_binary_model()
        >>> float(model.predict(np.zeros((1, 2)), verbose=0)[0, 0].round(4))
        0.7311
    """
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% check="build_binary_model" points=6 minutes=7 opaque=[0]
check("build_binary_model")

# %% [markdown]
# ### 练习 10 build_digit_model（约 5 分钟，5 分）
#
# **做什么**　课程的第二个模型，认手写数字：
#
# | 层 | 输出的形状 | 参数个数 |
# |---|---|---|
# | `Input((28, 28))` | `(n, 28, 28)` | |
# | `Flatten()` | `(n, 784)` | 0 |
# | `Dense(64)`，relu | `(n, 64)` | $784 \times 64 + 64 = 50\,240$ |
# | `Dense(10)`，softmax | `(n, 10)`，每行和为 1 | $64 \times 10 + 10 = 650$ |
#
# 损失是稀疏分类交叉熵（sparse categorical cross-entropy），优化器 Adam 用默认值，指标是正确率，初值都用默认的。
#
# **“稀疏”是什么意思**　标签是整数 3，不是 `[0, 0, 0, 1, 0, 0, 0, 0, 0, 0]`。后一种（one-hot）对应的名字没有 `sparse_`。两者算的是同一个数，只是标签的写法不同。
#
# **输出概率还是分数**　`from_logits=False`（默认）时，损失以为拿到的是概率，取对数前不再做 softmax；最后一层漏了 softmax，它就对分数取对数，训练多半停在原地。
#
# <details><summary>提示一：想一想</summary>
#
# 和上一题比，`compile` 里哪一样变了，哪一样用了默认值？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `Sequential` 里一行一层，就是表里的四行。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 损失的名字是 `"sparse_categorical_crossentropy"`，优化器写 `"adam"` 就够了。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后一层没有 softmax，损失却当它是概率；<!-- wrong: logits -->
# - 有 softmax，又写了 `from_logits=True`：softmax 做了两遍；<!-- wrong: softmax-twice -->
# - 用了 `categorical_crossentropy`，它要 one-hot 的标签；<!-- wrong: one-hot-loss -->
# - 中间层没有激活函数：两层线性叠起来还是线性。<!-- wrong: no-relu -->
#
# </details>


# %% exercise="build_digit_model"
def build_digit_model() -> keras.Model:
    """认手写数字的两层网络，已经 compile。

    返回
        一个新的 keras.Sequential（函数式的 keras.Model 也行）：(n, 28, 28) 变成 (n, 10) 的概率。
        Flatten；Dense(64)，relu；Dense(10)，softmax；初值都用默认的（kernel 随机，bias 为 0），
        建好时权重就已经有了，次序是 (784, 64)、(64,)、(64, 10)、(10,)。
        损失是稀疏分类交叉熵（标签是整数），优化器是默认的 Adam，指标只有正确率。
    例子
        >>> build_digit_model().count_params()
        50890
    """
    ### BEGIN SOLUTION
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
    ### END SOLUTION


# %% check="build_digit_model" points=5 minutes=5
check("build_digit_model")

# %% [markdown]
# 拿手写数字训练三轮。**先猜一猜**：如果两层的 `kernel` 都从 0 出发，会怎样？下面的 `START` 改成 `"zeros"` 再运行。

# %% tags=["demo"]
START = "glorot_uniform"

digits = np.load("mnist_5k1k.npz")
x_train, x_test = (digits[name].astype(np.float32) / 255 for name in ("x_train", "x_test"))
y_train, y_test = (digits[name].astype(int) for name in ("y_train", "y_test"))
print("训练", x_train.shape, "测试", x_test.shape, "前十个标签", y_train[:10])

if ready("build_digit_model"):
    keras.utils.set_random_seed(0)
    model = build_digit_model()
    if START != "glorot_uniform":
        initializer = keras.initializers.get(START)
        model.set_weights([np.array(initializer(w.shape)) for w in model.get_weights()])
    print(
        "还没有训练：损失",
        round(model.evaluate(x_test, y_test, verbose=0)[0], 3),
        "（ln 10 ≈ 2.303 是瞎猜）",
    )
    for epoch in range(3):
        told = model.fit(x_train, y_train, epochs=1, verbose=0).history
        loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
        print(
            f"第 {epoch + 1} 轮：训练损失 {told['loss'][0]:.3f}，"
            f"测试损失 {loss:.3f}，测试正确率 {accuracy:.3f}"
        )

# %% [markdown]
# 全从 0 出发时，中间层的输出全是 0，传回来的梯度也全是 0：只有最后的 10 个偏置在动，学到的是“哪个数字最多”。随机的初值是为了让 64 个单元从不同的地方起步。

# %% [markdown]
# ### 练习 11 fit_best（约 12 分钟，10 分）
#
# **训练到什么时候停**　训练集上的损失会一直降；验证集（validation set）上的先降后升，升起来就是过拟合（overfitting）的开始。所以：
#
# 1. 留出 20% 不参加训练，每轮之后在上面求损失 `val_loss`；
# 2. `val_loss` 连续 `patience` 轮没有创新低，就停下，这叫早停（early stopping）；
# 3. 停下时手里的权重已经不是最好的了，要**退回** `val_loss` 最低的那一轮。一直练满 `epochs` 轮也要退回。
#
# **例子**　`patience=2`，每轮的 `val_loss` 是 0.9、0.5、0.6、0.55、0.3：第 2 轮最好，第 3、4 轮都没有低于 0.5，练完第 4 轮就停，退回第 2 轮。第 5 轮的 0.3 永远看不到了：耐心太小，也会错过。
#
# **怎样留出**　`seed` 决定打乱的次序。不要用 `fit(validation_split=0.2)` 图省事：它取的是**最后**的 20%，数据若按类别排好，验证集里就只有一类。（先自己打乱，再用它，是可以的。）
#
# **Keras 里有现成的**　回调（callback）是训练中每一轮结束时被叫一次的对象。`keras.callbacks.EarlyStopping` 管第 2、3 件事，它的参数请看文档：`help(keras.callbacks.EarlyStopping)`。
#
# <details><summary>提示一：想一想</summary>
#
# 验证集的下标要返回，那训练集的下标呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `order = np.random.default_rng(seed).permutation(len(x))`，前五分之一作验证，其余训练；`fit` 有一个参数 `validation_data=(…, …)`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 回调建好以后放进 `callbacks=[…]`，别忘了 `restore_best_weights=True`。`fit` 返回的对象有一个属性 `history`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有退回，返回时是最后一轮的权重；<!-- wrong: last-weights -->
# - 盯的是训练集的损失 `loss`；<!-- wrong: watches-training-loss -->
# - 自己写循环，只在提前停下时才退回，练满了就忘了；<!-- wrong: restored-only-when-stopped -->
# - 与上一轮比，没有与以前的最低值比：例子里的 0.55 比 0.6 低，却不是新低；<!-- wrong: compared-with-previous -->
# - 创了新低，却没有从 0 重新数：“连续”两个字就丢了；<!-- wrong: wait-not-reset -->
# - 用 `validation_split` 取最后的 20%，没有打乱；<!-- wrong: last-rows -->
# - 训练用了全部样本，验证集也在里面；<!-- wrong: trains-on-everything -->
# - 返回了 `History` 对象，不是里面的 dict。<!-- wrong: history-object -->
#
# </details>


# %% exercise="fit_best"
def fit_best(
    model: keras.Model,
    x: np.ndarray,
    y: np.ndarray,
    epochs: int,
    patience: int,
    seed: int,
) -> tuple[dict, np.ndarray]:
    """训练一个已经 compile 的模型，早停，最后退回验证损失最低的那一轮。

    参数
        model: 已经 compile 的模型，从它现在的权重开始，用它自己的损失和优化器训练。
        x: (n, …) 的浮点数组；n ≥ 5。
        y: (n,) 或 (n, 1) 的标签或目标。
        epochs: 最多训练几轮，≥ 1。每轮打乱训练部分，批大小是 fit 默认的 32，最后不足一批的也用。
        patience: val_loss 连续这么多轮没有低于以前的最低值，就停下；≥ 1。
        seed: 决定哪些样本用来验证；同样的 seed，同样的样本。
    返回
        (history, validation)。validation 是一维整数数组：随机的 20% 样本的下标，不重复，
        n/5 不是整数时取整（向上、向下都行）；其余样本用来训练。
        history 是 dict，至少有 "loss" 和 "val_loss"，
        各是一个列表，每轮一个数（fit 返回的对象里就有）。
        返回时 model 的权重是 val_loss 最低那一轮结束时的：在 x[validation] 上的损失
        与 min(history["val_loss"]) 相差不超过 1e-5，不管有没有提前停下。x 和 y 不变。
    例子
        >>> x, y = np.random.default_rng(0).normal(size=(50, 2)), np.arange(50) % 2
        >>> history, validation = fit_best(build_binary_model(), x, y, epochs=3, patience=3, seed=0)
        >>> len(history["val_loss"]), len(validation)
        (3, 10)
    """
    ### BEGIN SOLUTION
    order = np.random.default_rng(seed).permutation(len(x))
    validation, train = np.split(order, [len(x) // 5])
    stop = keras.callbacks.EarlyStopping("val_loss", patience=patience, restore_best_weights=True)
    fitted = model.fit(
        x[train],
        y[train],
        validation_data=(x[validation], y[validation]),
        epochs=epochs,
        callbacks=[stop],
        verbose=0,
    )
    return fitted.history, validation
    ### END SOLUTION


# %% check="fit_best" points=10 minutes=12 uses=["build_binary_model"]
check("fit_best")

# %% [markdown]
# 只给它 300 个数字，过拟合就看得清楚了。蓝线一路往下，红线先降后升；星号是 `fit_best` 退回的那一轮：

# %% tags=["demo"]
if ready("build_digit_model", "fit_best"):
    keras.utils.set_random_seed(1)
    model = build_digit_model()
    model.optimizer.learning_rate = 0.003
    history, validation = fit_best(
        model,
        x_train[:300],
        y_train[:300],
        epochs=60,
        patience=8,
        seed=0,
    )
    best = int(np.argmin(history["val_loss"]))
    turns = np.arange(1, len(history["loss"]) + 1)
    fig, ax = plt.subplots(figsize=(7, 3.2))
    ax.plot(turns, history["loss"], color=BLUE, label="训练 loss")
    ax.plot(turns, history["val_loss"], color=RED, label="验证 val_loss")
    ax.plot(best + 1, history["val_loss"][best], "k*", markersize=14, label="退回到这里")
    ax.set(title=f"第 {best + 1} 轮最好，练到第 {turns[-1]} 轮停下", xlabel="轮", ylabel="损失")
    ax.legend()
    plt.show()
    print(f"测试正确率 {model.evaluate(x_test, y_test, verbose=0)[1]:.3f}")

# %% [markdown]
# ## 5　Keras 是什么做的
#
# `Sequential`、`compile`、`fit` 用起来像搭积木。这一节做三块自己的积木：一个层，一个损失，一步训练。做完你会看到，Keras 的零件里没有你写不出来的东西。
#
# 写零件用 `keras.ops`：它的函数和 NumPy 同名（`ops.max`、`ops.exp`、`ops.mean`……），底下由后端去算，能求导。后端是 PyTorch 时，这些函数收的和还的都是 PyTorch 的张量（tensor）：
#
# | 想做什么 | NumPy | `keras.ops` |
# |---|---|---|
# | 矩阵相乘 | `x @ w` | `ops.matmul(x, w)` |
# | 最后一轴与第一轴配对求和 | `np.tensordot(x, w, axes=1)` | `ops.tensordot(x, w, axes=1)` |
# | 沿最后一轴取最大 | `x.max(axis=-1)` | `ops.max(x, axis=-1)` |
# | 换 dtype | `x.astype("float32")` | `ops.cast(x, "float32")` |
# | 张量变数组 | | `ops.convert_to_numpy(x)` |
#
# 权重是 `keras.Variable`：`v.value` 是 PyTorch 的张量，`v.numpy()` 是数组，`v.assign(…)` 换掉它的值。

# %% [markdown]
# ### 练习 12 Maxout（约 12 分钟，8 分）
#
# **做什么**　自己写一个层。Maxout：每个输出单元有 `pieces` 个线性函数，取其中最大的。$d$ 个数进，`units` 个数出：
#
# $$
# y_u = \max_{p}\ \Bigl( \sum_{i=1}^{d} x_i\, W_{i u p} + b_{u p} \Bigr)
# $$
#
# 几条直线取最大，是一段一段的折线，开口向上（凸函数，像 $x^2$ 那样）的曲线都能这样逼近：激活函数的形状也是学来的。`pieces` = 2、其中一条恒为 0，就是 relu。
#
# | | 形状 |
# |---|---|
# | `kernel` $W$ | `(d, units, pieces)` |
# | `bias` $b$ | `(units, pieces)` |
# | 输入 | `(…, d)` |
# | 输出 | `(…, units)` |
#
# **一个层的四个方法**
#
# | 方法 | 什么时候被叫 | 做什么 |
# |---|---|---|
# | `__init__(self, units, pieces, **kwargs)` | 写下 `Maxout(4, 3)` 时 | `super().__init__(**kwargs)`，记下 `units`、`pieces` |
# | `build(self, input_shape)` | 第一次见到输入时，这时才知道 $d$ | `self.add_weight(shape=…, initializer=…, name=…)` 造权重 |
# | `call(self, x)` | 每次计算 | 用 `keras.ops` 里的函数 |
# | `get_config(self)` | 保存时 | 一个 dict：照着它能再造一个一样的层 |
#
# **为什么要 get_config**　存下来的模型不含你的代码，只有类的名字、这个 dict 和权重。载入时 Keras 用 `Maxout(**config)` 再造一个，所以 `__init__` 要收得下 dict 里的每一个键：除了你的两个，父类还会放进 `name`、`trainable`、`dtype`，它们由 `**kwargs` 交给父类。
# （参数都是数和字符串时，Keras 3 会替没写 `get_config` 的层自动记下；参数是数组、函数、别的层时就记不下了，所以养成自己写的习惯。）
#
# **例子**　$d = 1$，`units` = 1，`pieces` = 2，$W = (1, -1)$，$b = (0, 0)$：$y = \max(x, -x) = |x|$。
#
# <details><summary>提示一：想一想</summary>
#
# `(…, d)` 和 `(d, units, pieces)` 相乘，哪一根轴求和，剩下的轴怎样排？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `keras.ops.tensordot(x, self.kernel, axes=1)` 把 x 的最后一轴和 kernel 的第一轴配对求和，得到 `(…, units, pieces)`；也可以用 `keras.ops.einsum`。加上 `bias`，再用 `keras.ops.max`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `get_config` 的样子：`{**super().get_config(), "units": …, "pieces": …}`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在 `__init__` 里就造权重：那时还不知道 $d$；<!-- wrong: built-in-init -->
# - 把 `input_shape[1]` 当成了 $d$：输入有三个轴时，最后一轴才是；<!-- wrong: second-axis-as-inputs -->
# - 沿错了轴取最大，取在了 `units` 上；<!-- wrong: max-over-units -->
# - `get_config` 忘了并上父类的，或者漏了自己的一个参数；<!-- wrong: config-without-parent pieces-not-in-config -->
# - 收下了 `**kwargs` 却没有交给父类：`name`、`trainable` 都丢了；<!-- wrong: kwargs-dropped -->
# - 取了最大再加偏置。<!-- wrong: bias-after-maximum -->
#
# </details>


# %% exercise="Maxout"
class Maxout(keras.layers.Layer):
    """每个输出是 pieces 个线性函数里最大的一个。

    参数
        units: 输出的个数。
        pieces: 每个输出有几个线性函数。
        其余的关键字参数（name、trainable 等）交给 keras.layers.Layer。
    权重（见到输入时在 build 里造，在此之前没有）
        kernel: (d, units, pieces)，随机的初值（add_weight 的默认方式就行）。
        bias: (units, pieces)，初值 0。
        两者都要训练。
    输入与输出
        (…, d) 的张量变成 (…, units) 的张量；轴的个数至少是 2。
    保存
        get_config 返回的 dict 连同 "units"、"pieces" 和父类的那些键，能造出一样的层；
        装着它的模型 save 之后可以用 load_model(文件, custom_objects={"Maxout": Maxout}) 载入。
    例子
        >>> layer = Maxout(4, pieces=3)
        >>> layer(np.zeros((5, 2))).shape, layer.kernel.shape, layer.bias.shape
        (torch.Size([5, 4]), (2, 4, 3), (4, 3))
    """

    def __init__(self, units: int, pieces: int, **kwargs) -> None:
        ### BEGIN SOLUTION
        super().__init__(**kwargs)
        self.units, self.pieces = units, pieces
        ### END SOLUTION

    def build(self, input_shape: tuple) -> None:
        ### BEGIN SOLUTION
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units, self.pieces), name="kernel")
        self.bias = self.add_weight(shape=(self.units, self.pieces), initializer="zeros", name="bias")
        ### END SOLUTION

    def call(self, x: torch.Tensor) -> torch.Tensor:
        ### BEGIN SOLUTION
        return keras.ops.max(keras.ops.tensordot(x, self.kernel, axes=1) + self.bias, axis=-1)
        ### END SOLUTION

    def get_config(self) -> dict:
        ### BEGIN SOLUTION
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}
        ### END SOLUTION


# %% check="Maxout" points=8 minutes=12 uses=["build_binary_model"]
check("Maxout")

# %% [markdown]
# 一个 Maxout 单元能学出什么激活函数？让它去逼近 $x^2$，细线是学到的四条直线，粗线是它们的最大值：

# %% tags=["demo"]
if ready("Maxout"):
    keras.utils.set_random_seed(4)
    x = np.linspace(-2, 2, 200)[:, None].astype(np.float32)
    model = keras.Sequential([keras.Input((1,)), Maxout(1, pieces=4)])
    model.compile(keras.optimizers.Adam(0.05), "mse")
    model.fit(x, x**2, epochs=60, verbose=0)
    kernel, bias = model.get_weights()
    fig, ax = plt.subplots(figsize=(6, 3.2))
    for w, b in zip(kernel[0, 0], bias[0]):
        ax.plot(x, w * x + b, color="#999999", linewidth=1)
    ax.plot(x, x**2, "--", color=RED, linewidth=2, label="要逼近的 $x^2$")
    ax.plot(x, model.predict(x, verbose=0), color=BLUE, linewidth=2.5, label="Maxout")
    ax.set(title="四条直线取最大", ylim=(-1.5, 4.5), xlabel="x")
    ax.legend(loc="upper center")
    plt.show()

# %% [markdown]
# 拐弯的地方是两条直线相交处。四条里有一条从头到尾没有当过最大：它没有梯度，也就没有人教它。把 `set_random_seed(4)` 换成别的种子试试。

# %% [markdown]
# ### 练习 13 focal_loss（约 11 分钟，8 分）
#
# **做什么**　自己写一个损失。样本里 99 个容易、1 个难，平均交叉熵就被那 99 个淹没了：每个只有一点点，加起来却最多。焦点损失（focal loss）给每个样本乘一个权重，已经判得有把握的就不再计较：
#
# $$
# L = \frac1n \sum_i (1 - p_{t,i})^{\gamma}\,(-\ln p_{t,i}), \qquad p_t = \begin{cases} p, & y = 1 \\ 1 - p, & y = 0 \end{cases}
# $$
#
# $p = \sigma(z)$，$p_t$ 是“给正确答案的概率”。$\gamma = 0$ 就是普通的二元交叉熵；$\gamma = 2$ 时，$p_t = 0.9$ 的样本权重只有 0.01。
#
# **例子**　$z = \ln 3$，$y = 1$：$p_t = 0.75$，交叉熵 $-\ln 0.75 \approx 0.2877$，$\gamma = 2$ 时乘 $0.25^2 = 0.0625$，得 0.01798。换成 $y = 0$：$p_t = 0.25$，$1.3863 \times 0.75^2 \approx 0.7798$。
#
# **数值稳定**　$z = -10^4$、$y = 1$ 时 $p_t$ 下溢成 0，$\ln 0$；$p_t = 1$ 时，$(1 - p_t)^\gamma$ 在 $\gamma < 1$ 处的导数是无穷大。都用对数来写就没有事。令 $s = z$（$y = 1$）或 $-z$（$y = 0$），于是 $p_t = \sigma(s)$，而
#
# $$
# -\ln \sigma(s) = \operatorname{softplus}(-s), \qquad -\ln\bigl(1 - \sigma(s)\bigr) = \operatorname{softplus}(s), \qquad \operatorname{softplus}(s) = \ln(1 + e^{s})
# $$
#
# $$
# (1 - p_t)^\gamma\,(-\ln p_t) = e^{-\gamma \operatorname{softplus}(s)} \cdot \operatorname{softplus}(-s)
# $$
#
# `keras.ops.softplus` 本身是稳定的：$s$ 很大时它就是 $s$，很小时是 0，导数始终在 0 与 1 之间。
#
# **形状要一样**　`(n,)` 的标签和 `(n, 1)` 的分数相减，会悄悄广播成 `(n, n)`；这里抛出 `ValueError`。
#
# **返回的是函数**　`focal_loss(2.0)` 还不是损失，是一个函数 `(y_true, logits) -> 损失`，可以交给 `compile(loss=…)`。
#
# <details><summary>提示一：想一想</summary>
#
# 标签是 0 和 1，怎样用一个式子把 $s$ 写出来（正号或负号）？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# $s = (2y - 1)\,z$。标签可能是整数，先 `keras.ops.cast(y_true, logits.dtype)`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 外层函数里定义内层函数，比较 `y_true.shape` 和 `logits.shape`，内层最后一行是 `keras.ops.mean(一个指数 * 一个 softplus)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 权重用了 $p$ 而不是 $p_t$：标签为 0 的样本，越错越不计较；<!-- wrong: weight-by-p -->
# - 权重写成了 $p_t^\gamma$；<!-- wrong: weight-of-certain -->
# - 照公式先求 `sigmoid` 再取对数：$z = \pm 10^4$ 时是无穷大；<!-- wrong: naive -->
# - 截断概率躲开无穷大：梯度成了 0，错得最离谱的样本反而学不到；<!-- wrong: clipped -->
# - 没有比较形状。<!-- wrong: shapes-not-checked -->
#
# </details>


# %% exercise="focal_loss"
def focal_loss(gamma: float) -> Callable[[torch.Tensor, torch.Tensor], torch.Tensor]:
    """造一个焦点损失：(y_true, logits) → 平均的 (1 − p_t)^γ · (−ln p_t)。

    参数
        gamma: γ ≥ 0，不一定是整数；0 时就是二元交叉熵。
    返回
        一个函数 loss(y_true, logits)：
            y_true: 张量，标签 0 或 1，整数或浮点数。
            logits: float32 的张量，过 sigmoid 之前的分数，形状任意，与 y_true 相同；
                |logits| 可以大到 1e4。
            返回 0 维张量：对全部元素的平均，可以对 logits 求梯度；值和梯度都没有 NaN、Inf。
            形状不同（例如 (n,) 与 (n, 1)）时抛出 ValueError。
        它也可以当 model.compile 的 loss。
    例子
        >>> loss = focal_loss(2.0)
        >>> round(loss(torch.tensor([1.0, 0.0]), torch.tensor([float(np.log(3.0))] * 2)).item(), 4)
        0.3989
    """
    ### BEGIN SOLUTION

    def loss(y_true: torch.Tensor, logits: torch.Tensor) -> torch.Tensor:
        y_true, logits = keras.ops.convert_to_tensor(y_true), keras.ops.convert_to_tensor(logits)
        if y_true.shape != logits.shape:
            raise ValueError(f"形状不同：{tuple(y_true.shape)} 与 {tuple(logits.shape)}")
        s = (2 * keras.ops.cast(y_true, logits.dtype) - 1) * logits
        return keras.ops.mean(keras.ops.exp(-gamma * keras.ops.softplus(s)) * keras.ops.softplus(-s))

    return loss
    ### END SOLUTION


# %% check="focal_loss" points=8 minutes=11 uses=["build_binary_model"]
check("focal_loss")

# %% tags=["demo"]
if ready("focal_loss"):
    z = torch.linspace(-4, 6, 101)
    p = torch.sigmoid(z).numpy()
    fig, ax = plt.subplots(figsize=(7, 3.2))
    for gamma, color in ((0.0, BLUE), (0.5, GREEN), (2.0, "#e0a030"), (5.0, RED)):
        loss = focal_loss(gamma)
        ax.plot(
            p,
            [loss(torch.ones(1), value[None]).item() for value in z],
            color=color,
            label=f"γ = {gamma:g}",
        )
    ax.set(title="一个样本的焦点损失", xlabel="给正确答案的概率", ylabel="损失", ylim=(0, 4))
    ax.legend()
    plt.show()
    easy, hard = torch.full((99,), np.log(9.0)), torch.tensor([-np.log(9.0)])
    for gamma in (0.0, 2.0):
        loss = focal_loss(gamma)
        a, b = 99 * loss(torch.ones(99), easy).item(), loss(torch.ones(1), hard).item()
        print(
            f"γ = {gamma:g}：99 个容易的（概率 0.9）合计 {a:.3f}，"
            f"1 个难的（概率 0.1）{b:.3f}，占 {b / (a + b):.0%}"
        )

# %% [markdown]
# ### 练习 14 train_step（约 9 分钟，7 分）
#
# **做什么**　`fit` 里面的一步，自己走一遍。后端是 PyTorch，求导就用它的：
#
# | 步骤 | 写法 |
# |---|---|
# | 前向，训练模式 | `model(x, training=True)` |
# | 损失 | `loss(y, 预测)`：真值在前 |
# | 清掉以前留下的梯度（第一次调用之前也许就有） | `model.zero_grad()` |
# | 反向 | 损失的 `.backward()` |
# | 取出梯度 | 对 `model.trainable_variables` 里的每个 `v`，是 `v.value.grad` |
# | 更新 | `optimizer.apply(梯度的列表, 变量的列表)`，放在 `with torch.no_grad():` 里 |
#
# **训练模式**　Dropout 只在训练时丢掉一部分数，批归一化（batch normalization）只在训练时用这一批的平均值。直接写 `model(x)`，Keras 当作是在用，不是在练。
#
# **冻结的层**　`layer.trainable = False` 的层不动。`trainable_variables` 里没有它的权重；`model.variables` 里有，可是它们的 `.grad` 是 `None`。
#
# **例子**　一个没有偏置的 `Dense(1)`，权重 $w = 2$，$x = 3$，$y = 0$，均方误差，学习率 0.1 的 SGD：预测 6，损失 36，梯度 $2 \times 6 \times 3 = 36$，更新之后 $w = 2 - 3.6 = -1.6$；返回 36。
#
# `fit`、`train_on_batch` 就是这一步本身，这里不许用。
#
# <details><summary>提示一：想一想</summary>
#
# 表里的六步，哪一步写早了、写晚了会出错？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 损失先存进一个变量，`.backward()` 之后它还在；返回时用 `float(…)` 或 `.item()`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 变量的列表只取一次，梯度从它来：`[v.value.grad for v in variables]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有清掉上一次的梯度，两次的加在一起；<!-- wrong: gradients-added -->
# - 只在最后清：调用之前别人的 `backward()` 留下的梯度也加了进来；<!-- wrong: cleared-only-at-the-end -->
# - 反向之后、更新之前把梯度清掉了，更新用的全是 0；<!-- wrong: zeroed-before-update -->
# - 没有 `training=True`，Dropout 和批归一化没有起作用；<!-- wrong: not-training -->
# - 为了让每个变量都有梯度，把冻结的层临时解冻：它也动了；<!-- wrong: frozen-moves -->
# - `loss(预测, y)`，参数反了：均方误差看不出来，交叉熵就错了；<!-- wrong: arguments-swapped -->
# - 返回了更新之后的损失，或者返回了张量。<!-- wrong: loss-afterwards returns-tensor -->
#
# </details>


# %% exercise="train_step"
def train_step(
    model: keras.Model,
    optimizer: keras.optimizers.Optimizer,
    loss: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    x: np.ndarray,
    y: np.ndarray,
) -> float:
    """手工走一步训练：前向、损失、反向、更新。不能用 fit、train_on_batch。

    参数
        model: 已经有权重的模型，不必 compile 过，也不要在这里 compile；里面也许还留着以前的梯度。
        optimizer: Keras 的优化器；它记着以前各步的动量，每次调用都用同一个。
        loss: 损失函数 loss(y, 预测)，返回 0 维张量（keras.losses 里的对象就是）。
        x: (n, d) 的浮点数组，这一批的输入；不变。
        y: 这一批的真值，形状与模型的输出相同；不变。
    返回
        一个数（float）：更新之前、训练模式下的损失。调用之后，model 里可训练的权重走了一步，
        用的只是这一次的梯度；冻结的层的权重不变。
    例子
        >>> model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
        >>> model.set_weights([np.array([[2.0]])])
        >>> step = keras.optimizers.SGD(0.1), keras.losses.MeanSquaredError()
        >>> train_step(model, *step, np.array([[3.0]]), np.array([[0.0]]))
        36.0
        >>> round(float(model.get_weights()[0][0, 0]), 4)
        -1.6
    """
    ### BEGIN SOLUTION
    value = loss(y, model(x, training=True))
    model.zero_grad()
    value.backward()
    variables = model.trainable_variables
    with torch.no_grad():
        optimizer.apply([v.value.grad for v in variables], variables)
    return float(value.detach())
    ### END SOLUTION


# %% check="train_step" points=7 minutes=9 uses=["build_binary_model"]
check("train_step")

# %% [markdown]
# 对账。两个模型从同样的权重出发，吃同样的十批数字：一个交给 `fit`，一个用你的 `train_step` 一步一步走。

# %% tags=["demo"]
if ready("build_digit_model", "train_step"):
    keras.utils.set_random_seed(0)
    by_fit, by_hand = build_digit_model(), build_digit_model()
    by_hand.set_weights(by_fit.get_weights())
    by_fit.fit(x_train[:320], y_train[:320], epochs=1, batch_size=32, shuffle=False, verbose=0)
    optimizer, loss = keras.optimizers.Adam(), keras.losses.SparseCategoricalCrossentropy()
    for start in range(0, 320, 32):
        batch = slice(start, start + 32)
        train_step(by_hand, optimizer, loss, x_train[batch], y_train[batch, None])
    gaps = [np.abs(a - b).max() for a, b in zip(by_fit.get_weights(), by_hand.get_weights())]
    print("十步之后，四组权重最大的差别：", " ".join(f"{gap:.1e}" for gap in gaps))

# %% [markdown]
# 一个数也不差。`fit` 里没有魔法：它就是你写的这一步，外面套了两层循环，再加上打乱、验证和回调。

# %% [markdown]
# ## 6　终场
#
# ### 分界线转到位
#
# 课程的第一个模型，在你造的两团点上。每一格画面是多练一轮之后的分界线，右边是损失：

# %% tags=["demo"]
if ready("gaussian_classes", "build_binary_model"):
    means = np.array([[-1.2, -0.8], [1.2, 0.8]])
    covariances = np.array([[[1.0, -0.5], [-0.5, 0.8]], [[0.7, 0.3], [0.3, 1.2]]])
    points, classes = gaussian_classes(400, means, covariances, np.random.default_rng(2))
    keras.utils.set_random_seed(0)
    model = build_binary_model()
    path, losses = [model.get_weights()], []
    for _ in range(40):
        losses += model.fit(points, classes, batch_size=40, epochs=1, verbose=0).history["loss"]
        path.append(model.get_weights())

    axis = np.linspace(-4, 4, 61)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)

    def draw_boundary(ax, weights, size=8):
        """底色是概率，黑线是 0.5 的等高线，也就是分界线。"""
        kernel, bias = weights
        p = 1 / (1 + np.exp(-(grid @ kernel + bias))).reshape(61, 61)
        ax.clear()
        ax.contourf(axis, axis, p, np.linspace(0, 1, 11), cmap="RdBu_r", alpha=0.3)
        if p.min() < 0.5 < p.max():
            ax.contour(axis, axis, p, [0.5], colors="#222222", linewidths=1.5)
        for c, (color, marker) in enumerate(zip((BLUE, RED), "o^")):
            ax.scatter(*points[classes == c].T, s=size, c=color, marker=marker, lw=0)
        right = np.mean((points @ kernel + bias > 0)[:, 0] == classes)
        ax.set(xlim=(-4, 4), ylim=(-4, 4), xticks=[], yticks=[])
        ax.grid(False)
        return right

    fig, (left, side) = plt.subplots(1, 2, figsize=(6.6, 3.3), dpi=72, layout="none")
    fig.subplots_adjust(left=0.03, right=0.97, bottom=0.15, top=0.9, wspace=0.2)

    def draw(k):
        """第 k 轮之后。"""
        right = draw_boundary(left, path[k])
        left.set_title(f"第 {k} 轮　正确率 {right:.2f}")
        side.clear()
        side.plot(range(1, k + 1), losses[:k], color=BLUE, linewidth=2)
        side.set(title="损失", xlabel="轮", xlim=(0, 40), ylim=(0, 1))

    rounds = [*range(7), 9, 13, 20, 40]
    figures.film(fig, draw, rounds, "动画：分界线从画面外进来，转到两团点之间")

# %% [markdown]
# 印在纸上动不起来，所以再摆一条胶片：

# %% tags=["demo"]
if ready("gaussian_classes", "build_binary_model"):
    fig, axes = plt.subplots(1, 5, figsize=(9, 2.3), dpi=80)
    for ax, k in zip(axes, (0, 1, 3, 8, 40)):
        ax.set_title(f"第 {k} 轮：{draw_boundary(ax, path[k], 3):.2f}", fontsize=10)
    plt.show()

# %% [markdown]
# ### 同一条山谷，三种走法
#
# 损失是一条狭长的山谷 $a^2 + 100\,b^2$（两个样本的均方误差，正好就是它）。从同一点出发，用你的 `train_step`，换三种优化器：
#
# | 优化器 | 一步怎样走 |
# |---|---|
# | SGD | 沿着梯度往下 |
# | 动量（momentum） | 速度 ← 0.9 × 速度 − 学习率 × 梯度；按速度走，像滚下去的球 |
# | Adam | 每个坐标除以自己梯度的大小，两个方向一样快 |
#
# 先猜：谁第一个到谷底？谁的路最弯？

# %% tags=["demo"]
if ready("train_step"):
    valley_x, valley_y = np.diag([2**0.5, 200**0.5]), np.zeros((2, 1))

    def race(optimizer, steps=60):
        """走这么多步的路：(steps + 1, 2)。"""
        line = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, use_bias=False)])
        line.set_weights([np.array([[-4.0], [1.2]])])
        way = [line.get_weights()[0][:, 0]]
        for _ in range(steps):
            train_step(line, optimizer, keras.losses.MeanSquaredError(), valley_x, valley_y)
            way.append(line.get_weights()[0][:, 0])
        return np.array(way)

    ways = {
        "SGD": race(keras.optimizers.SGD(0.0095)),
        "动量": race(keras.optimizers.SGD(0.003, momentum=0.9)),
        "Adam": race(keras.optimizers.Adam(0.2)),
    }
    a, b = np.meshgrid(np.linspace(-5, 3, 160), np.linspace(-1.7, 1.7, 100))

    def draw_race(ax, k):
        """走了 k 步。"""
        ax.clear()
        ax.contour(
            a,
            b,
            a**2 + 100 * b**2,
            levels=[1, 5, 16, 45, 100, 180],
            colors="#cccccc",
            linewidths=1,
        )
        for (name, way), color in zip(ways.items(), (BLUE, "#e0a030", RED)):
            height = way[k, 0] ** 2 + 100 * way[k, 1] ** 2
            ax.plot(
                *way[: k + 1].T,
                "-",
                color=color,
                linewidth=1.5,
                alpha=0.8,
                label=f"{name}：损失 {height:.3f}",
            )
            ax.plot(*way[k], "o", color=color, markersize=7)
        ax.plot(0, 0, "k*", markersize=12)
        ax.set(title=f"第 {k} 步", xlim=(-5, 3), ylim=(-1.7, 1.7), xlabel="a", ylabel="b")
        ax.legend(loc="upper right", fontsize=9)

    fig, ax = plt.subplots(figsize=(6.6, 3.3), dpi=72, layout="none")
    fig.subplots_adjust(left=0.1, right=0.98, bottom=0.15, top=0.9)
    figures.film(
        fig,
        lambda k: draw_race(ax, k),
        [*range(10), *range(10, 30, 4), 36, 45, 60],
        "动画：SGD、动量、Adam 从同一点滚下山谷",
        wait=160,
    )

    fig, axes = plt.subplots(1, 3, figsize=(9, 2.6), sharey=True, dpi=80)
    for ax, k in zip(axes, (5, 20, 60)):
        draw_race(ax, k)
        ax.legend(loc="lower right", fontsize=7)
    plt.show()

# %% [markdown]
# SGD 在谷壁之间来回弹，步子只能迁就最陡的方向，沿着谷底就走不快；动量把来回的抵消、把一直向前的攒起来，可是冲过了头，要荡几个来回；Adam 走得最直，快到时也会绕一小圈。没有哪一个总是赢：换一条山谷、换一个学习率，名次就变。把 `SGD(0.0095)` 改成 0.0101 试试。
#
# ### 它把谁认成了谁
#
# 用 `fit_best` 认真训练一次数字模型，再用 `confusion_matrix` 找出它最常弄混的两个数字，把那些图摆出来：

# %% tags=["demo"]
if ready("build_digit_model", "fit_best", "confusion_matrix", "macro_f1"):
    keras.utils.set_random_seed(0)
    reader = build_digit_model()
    history, _ = fit_best(reader, x_train, y_train, epochs=15, patience=3, seed=0)
    p = reader.predict(x_test, verbose=0)
    matrix = confusion_matrix(y_test, p.argmax(axis=1), 10)
    accuracy = np.trace(matrix) / matrix.sum()
    score = macro_f1(matrix)
    print(f"练了 {len(history['loss'])} 轮；测试正确率 {accuracy:.3f}，宏平均 F1 {score:.3f}")

    mistakes = matrix - np.diag(np.diag(matrix))
    pairs = mistakes + mistakes.T
    fig, ax = plt.subplots(figsize=(4.6, 4.2))
    ax.imshow(mistakes, cmap="Reds")
    for t, q in np.ndindex(10, 10):
        if matrix[t, q]:
            color = "#999999" if t == q else "white" if matrix[t, q] > 2 else "#222222"
            ax.text(q, t, matrix[t, q], ha="center", va="center", fontsize=9, color=color)
    ax.set(
        title="对角线之外，都是认错的",
        xlabel="认成",
        ylabel="真的是",
        xticks=range(10),
        yticks=range(10),
    )
    ax.grid(False)
    plt.show()

    worst = np.unravel_index(np.triu(pairs).argmax(), pairs.shape)
    mixed = np.isin(y_test, worst) & np.isin(p.argmax(axis=1), worst) & (y_test != p.argmax(axis=1))
    chosen = np.flatnonzero(mixed)[:8]
    fig, axes = plt.subplots(1, 8, figsize=(9, 1.7))
    for ax in axes:
        ax.axis("off")
    for ax, i in zip(axes, chosen):
        ax.imshow(x_test[i])
        ax.set_title(f"{y_test[i]} 认成 {p[i].argmax()}\n把握 {p[i].max():.2f}", fontsize=8)
    fig.suptitle(f"最常弄混的一对（两个方向合起来）：{worst[0]} 与 {worst[1]}", fontsize=11)
    plt.show()

# %% [markdown]
# ### 打开存下来的模型
#
# `model.save("digits.keras")` 存了什么？它是一个 zip，打开看看：

# %% tags=["demo"]
import json
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import h5py

if ready("build_digit_model", "fit_best", "confusion_matrix", "macro_f1"):
    folder = tempfile.TemporaryDirectory()
    file = Path(folder.name, "digits.keras")
    reader.save(file)
    with zipfile.ZipFile(file) as archive:
        for item in archive.infolist():
            print(f"{item.filename:20s} {item.file_size:8,d} 字节")
        text = json.loads(archive.read("config.json"))
        weights = h5py.File(BytesIO(archive.read("model.weights.h5")))
    for layer in text["config"]["layers"]:
        kept = {
            key: layer["config"][key]
            for key in ("batch_shape", "units", "activation")
            if key in layer["config"]
        }
        print(layer["class_name"], kept)

    numbers = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset):
            numbers[name] = item[()]

    weights.visititems(keep)
    for name in sorted(numbers):
        if name.startswith("layers"):
            print(f"{name:26s} {numbers[name].shape}")

# %% [markdown]
# **文字**（有哪些层、多大、什么激活函数）和**数**（权重），没有别的，一行代码也没有（Lambda 层例外；Keras 默认拒绝载入，不要关掉 `safe_mode`）。所以它换一个地方也能活：照着文字，用别的东西把每一层算一遍就行。下面二十行就是一个最小的“后端”，只用 NumPy：


# %% tags=["demo"]
def numpy_backend(layers, numbers, x):
    """照着 config.json 里的文字和权重，用 NumPy 算一遍前向。"""
    dense = (name for name in ("dense", "dense_1", "dense_2"))  # 权重按层的种类编号
    for layer in layers:
        match layer["class_name"]:
            case "InputLayer":
                continue
            case "Flatten":
                x = x.reshape(len(x), -1)
            case "Dense":
                place = f"layers/{next(dense)}/vars"
                x = x @ numbers[f"{place}/0"] + numbers[f"{place}/1"]
                x = activate(layer["config"]["activation"], x)
            case other:
                raise NotImplementedError(other)
    return x


def activate(name, z):
    """几种激活函数。"""
    if name == "relu":
        return np.maximum(z, 0)
    if name == "softmax":
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    return z


if ready("build_digit_model", "fit_best", "confusion_matrix", "macro_f1"):
    mine = numpy_backend(text["config"]["layers"], numbers, x_test)
    theirs = load_model(file).predict(x_test, verbose=0)
    print("1000 张图，NumPy 与载入的模型最多差", f"{np.abs(mine - theirs).max():.1e}")

# %% [markdown]
# 装了 JAX 或 TensorFlow 的机器上，Keras 自己也能换：同一个文件，`KERAS_BACKEND=jax`，一个字不用改。下面这一格在另一个进程里试（没有装就跳过）：

# %% tags=["demo"]
import importlib.util
import os
import subprocess
import sys

CODE = """
import sys, numpy as np, keras
model = keras.models.load_model(sys.argv[1])
p = model.predict(np.load(sys.argv[2]), verbose=0)
print(keras.backend.backend(), "认出的前十个数字", p.argmax(axis=1)[:10])
"""

if ready("build_digit_model", "fit_best", "confusion_matrix", "macro_f1"):
    pictures = Path(folder.name, "pictures.npy")
    np.save(pictures, x_test[:10])
    for backend in ("torch", "jax", "tensorflow"):
        if importlib.util.find_spec(backend) is None:
            print(backend, "没有装，跳过")
            continue
        settings = os.environ | {"KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
        command = [sys.executable, "-c", CODE, str(file), str(pictures)]
        print(subprocess.run(command, env=settings, capture_output=True, text=True).stdout.strip())
    folder.cleanup()

# %% [markdown]
# ## 小结
#
# - 平均值的散布是 $\sigma/\sqrt m$，形状趋向正态；自助法让样本自己说出它有多不准；
# - 密度不是概率，面积才是；$A A^{\mathsf T} = \Sigma$ 的 $A$ 把圆变成要的椭圆；
# - 贝叶斯公式把条件翻过来；连乘的概率在对数里相加，先减去最大值再取指数；
# - 正确率会骗人：少数的类看宏平均 $F_1$，门槛没定看 AUC；
# - Keras 三步：搭、配、用；模型 = 文字 + 数；
# - 验证损失最低的那一轮才是要的那一轮，退回去；
# - 层、损失、训练的一步，都可以换成自己写的。
#
# 下一章把 `.backward()` 也拆开。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. 一份样本从 100 个增加到 400 个，平均值的 90% 区间变成多宽？标准差呢？
#
# <details><summary>答案</summary>
#
# 区间约窄一半（$1/\sqrt 4$）。标准差说的是总体有多散，不随样本变大而变小，只是估得更准。
#
# </details>
#
# 2. 一个检查对病人 99% 呈阳性，对健康人 1% 呈阳性；病率万分之一。阳性的人里，真有病的占多少？
#
# <details><summary>答案</summary>
#
# $0.0001 \times 0.99 : 0.9999 \times 0.01 \approx 0.000099 : 0.009999$，约 1%。检查很准，可是健康的人太多了。
#
# </details>
#
# 3. 把所有的分数取立方，正确率（门槛 0.5）和 AUC 会变吗？
#
# <details><summary>答案</summary>
#
# 立方不改变次序，AUC 不变；0.5 的门槛却相当于原来的 $\sqrt[3]{0.5} \approx 0.79$，正确率多半会变。
#
# </details>
#
# 4. `fit` 里验证损失比训练损失低，可能吗？
#
# <details><summary>答案</summary>
#
# 可能。训练损失是一轮之中、权重还在变时各批的平均，验证损失是这一轮练完之后算的；有 Dropout 时，训练损失还是在丢掉一部分单元的情况下算的。
#
# </details>
#
# 5. `.keras` 文件里没有代码。那载入一个装着 `Maxout` 的模型，为什么要 `custom_objects`？
#
# <details><summary>答案</summary>
#
# 文件里只有它的名字和 `get_config` 的 dict，怎样算（`call`）写在你的类里。所以要告诉 Keras：这个名字指的是这个类。这也是好事：打开别人的模型文件，不会运行别人的代码（Lambda 层例外；Keras 默认拒绝载入，不要关掉 `safe_mode`）。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - 阿斯顿·张、李沐等，《动手学深度学习》，预备知识一章的“概率”，多层感知机一章的“暂退法”与“权重衰减”。
# - Bradley Efron, Trevor Hastie，*Computer Age Statistical Inference*（2016），第 10、11 章：自助法和它的区间。
# - Christopher Bishop，*Pattern Recognition and Machine Learning*（2006），1.2 节与 2.3 节：概率、正态分布。
# - Tom Fawcett，*An introduction to ROC analysis*，Pattern Recognition Letters 27，2006。
# - Ian Goodfellow 等，*Maxout Networks*，ICML 2013；Tsung-Yi Lin 等，*Focal Loss for Dense Object Detection*，ICCV 2017。
# - François Chollet，*Deep Learning with Python*（第 3 版，2025）；Keras 官方文档的 *Writing a training loop from scratch in PyTorch*。
#
# 数据：西雅图的天气来自 NOAA（npm 包 vega-datasets 3.2.1）；手写数字来自 MNIST（Yann LeCun、Corinna Cortes，CC BY-SA 3.0）。
