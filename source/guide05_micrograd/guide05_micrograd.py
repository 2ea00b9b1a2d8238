# ---
# jupyter:
#   autograder:
#     title: 第 5 章　标量自动微分
#     builds: 一个会自己求导的数，用它搭出网络，画出两弯月牙的边界
#     minutes: 150
#     en:
#       title: Chapter 5. Automatic differentiation, one number at a time
#       builds: a number that finds its own derivatives, and from it a network that draws the border between two moons
# ---

# %% [markdown]
# # 第 5 章　标量自动微分
#
# 上一章的每一层，前向要写一遍，反向还要推一遍、写一遍，再拿差分查一遍。换一个网络，又是一遍。
# 可是不管什么网络，拆到底都是加、乘、乘方、指数这几样运算。能不能只把**这几样**的导数写好，剩下的让机器自己去接？
#
# 能。办法是造一种**会记账的数**：它记得自己是由谁、经过什么运算得来的。算式写完，账也记完了；顺着账往回走，每个数的导数就都有了。
# 这叫自动微分（automatic differentiation, autodiff）。PyTorch、TensorFlow、JAX 的心脏都是它。这一章写一个最小的，一次只管一个数（标量，scalar），连一个矩阵也没有；它却是完整的，足够训练一个网络。
#
# **这一章用到的旧知识**（没有做过前面的作业也能开始，要用的都在这里）
#
# | 旧知识 | 一句话 |
# |---|---|
# | 导数（derivative） | $f'(x)$：$x$ 动一点点，$f$ 动它的多少倍 |
# | 偏导数 $\dfrac{\partial L}{\partial x}$ | 只让 $x$ 动，别的都不动时，$L$ 动它的多少倍；对许多数的偏导数合起来叫梯度（gradient） |
# | 链式法则（chain rule） | $x$ 影响 $u$，$u$ 影响 $L$：$\dfrac{\mathrm{d}L}{\mathrm{d}x} = \dfrac{\mathrm{d}L}{\mathrm{d}u}\cdot\dfrac{\mathrm{d}u}{\mathrm{d}x}$（[第 4 章](../guide04_backpropagation/guide04_backpropagation.ipynb)从头推过） |
# | 中心差分（central difference） | $f'(x) \approx \dfrac{f(x + \varepsilon) - f(x - \varepsilon)}{2\varepsilon}$，查账用 |
# | 神经元（neuron） | 输入各乘一个权重（weight），加起来，加偏置（bias），再过一个弯曲的函数 |
# | 梯度下降（gradient descent） | 参数 ← 参数 − 学习率 × 梯度 |
# | 运算符方法 | `a + b` 就是 `a.__add__(b)`；`a` 是普通的数而 `b` 不是时，用 `b.__radd__(a)` |
# | 闭包（closure） | 函数里面定义的函数，记得外面的变量；之后再调用它，用的还是那些变量 |
#
# **读完以后你会有**
#
# - 一个引擎：你写的七种运算、一次排序、一次往回走，一百来行；任何由它们写成的式子，它都会求导；
# - 一张图：任意算式自己画出来的样子，`backward` 走过时，结点一个一个亮起来；
# - 一个网络库：一个神经元、许多神经元、一个损失、一个训练循环；
# - 一条只用标量画出来的、两弯月牙之间的边界。

# %% [markdown]
# ## 时间表
#
# 合计约 150 分钟，100 分。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 会记账的数 | 12 | |
# | 1 | 加与乘：add、multiply | 20 | 16 |
# | 2 | 一进一出的运算：power、exp、log、tanh、relu | 31 | 30 |
# | 3 | 往回走：topological_order、backward | 38 | 22 |
# | 4 | 神经元与网络：Neuron、MLP | 18 | 15 |
# | 5 | 学起来：margin_loss、train | 23 | 17 |
# | 6 | 终场：只用标量，分开两弯月牙 | 8 | |
#
# 每个练习是一个函数或者一个类。删掉 `raise NotImplementedError` 那一行（类的每个方法里各有一行），写上你的代码，然后运行下面的检查单元格。卡住了就展开“提示”，一条一条地展开；先自己想五分钟，收获更大。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走；检查没通过的，就停在那一格。进度条记的是它那一格运行时的情形，再运行一次就是最新的。

# %% tags=["demo"]
import matplotlib.pyplot as plt
from IPython.display import SVG, display

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()
BLUE, RED, GREEN, GREY = "#3b6fb6", "#c0392b", "#2e8b57", "#777777"

# %%
import math

import numpy as np

# %% [markdown]
# ## 0　会记账的数
#
# `Value` 已经写好。一个 `Value` 身上有五样东西：
#
# | 名字 | 是什么 | 刚造好时 |
# |---|---|---|
# | `data` | 这个数，Python 的 `float` | 你给的 |
# | `grad` | 终点对它的导数 $\dfrac{\partial L}{\partial\,\text{它}}$ | `0.0` |
# | `parents` | 它是由哪几个 `Value` 算出来的，一个元组 | 叶子（leaf）没有，是 `()` |
# | `op` | 经过什么运算，如 `"+"`；随你写，只给画图用（不写，图上就显示“数”） | `""` |
# | `rule` | 一个不收参数的函数：把自己的 `grad` 往 `parents` 传一步 | `None` |
#
# 运算符已经接好：`a + b` 去调用 `add(a, b)`，`a * b` 去调用 `multiply(a, b)`，等等。那几个函数由你来写。先读一遍这个类，不长：


# %%
class Value:
    """一个会记账的数：记得自己从哪里来，也知道怎样把梯度往回传一步。"""

    __array_ufunc__ = None  # NumPy 的数在左边时，也交给下面的运算符

    def __init__(self, data, parents=(), op=""):
        self.data = float(data)
        self.grad = 0.0
        self.parents = tuple(parents)
        self.op = op
        self.rule = None

    def __repr__(self):
        return f"Value({self.data:.6g}, grad={self.grad:.6g})"

    def __add__(self, other):
        return add(self, other)

    def __radd__(self, other):
        return add(other, self)

    def __mul__(self, other):
        return multiply(self, other)

    def __rmul__(self, other):
        return multiply(other, self)

    def __neg__(self):
        return negate(self)

    def __sub__(self, other):
        return add(self, -other)

    def __rsub__(self, other):
        return add(other, negate(self))

    def __truediv__(self, other):
        return multiply(self, power(other, -1) if isinstance(other, Value) else 1.0 / other)

    def __rtruediv__(self, other):
        return multiply(other, power(self, -1))

    def __pow__(self, n):
        return power(self, n)

    def __rpow__(self, base):  # base ** self，base 是正数
        return exp(multiply(self, math.log(base)))

    def backward(self):
        backward(self)


# %% [markdown]
# 减法是加上相反数，除法是乘上 $-1$ 次方，$2^x$ 是 $e^{x\ln 2}$：运算符不少，要求导的只有几样。
#
# ### 一个写好的运算：negate
#
# 相反数 $\text{out} = -x$ 已经写好，它是后面所有运算的样板。一个运算做两件事：现在就算出结果；**再留下一条规则**，等往回走的时候用。


# %%
def negate(x: Value) -> Value:
    """−x：后面每个运算的样板。"""
    out = Value(-x.data, (x,), "−")

    def rule():
        x.grad += -1.0 * out.grad

    out.rule = rule
    return out


# %% [markdown]
# 逐句地看：
#
# - `Value(-x.data, (x,), "−")`：结果是一个**新的** `Value`，`parents` 里记下它从 $x$ 来。
# - `rule` 是函数里面的函数，这里只**定义**，不运行；它记得外面的 `x` 和 `out`。
# - 规则里写的是链式法则的一步：$\dfrac{\partial L}{\partial x} = \dfrac{\partial L}{\partial\,\text{out}}\cdot\dfrac{\partial\,\text{out}}{\partial x}$。前一个因子是 `out.grad`：等规则运行时，别人已经把它放好了；后一个因子是这个运算自己的导数，这里是 $-1$。
# - `out.rule = rule`：没有括号，交出去的是函数本身；规则归**结果**所有，不归 $x$。
# - 是 `+=`，不是 `=`。为什么？先记着这个问题，练习 5.1 里就见分晓。
#
# 再给四个小工具。`pull` 是只走一步的反向：把一个梯度交给某个结果，运行它的规则一次。其余三个读写一列 `Value`。


# %%
def pull(out: Value, grad: float | None = None) -> None:
    """只走一步的反向：把 grad 放进 out.grad（不给就用它原有的），运行 out 的规则一次。"""
    if grad is not None:
        out.grad = float(grad)
    if out.rule is not None:
        out.rule()


def data_of(nodes) -> list[float]:
    """一列 Value 的 data。"""
    return [node.data for node in nodes]


def grads_of(nodes) -> list[float]:
    """一列 Value 的 grad。"""
    return [node.grad for node in nodes]


def set_data(nodes, numbers) -> None:
    """把一列数依次放进一列 Value 的 data。"""
    for node, number in zip(nodes, numbers, strict=True):
        node.data = float(number)


# %% tags=["demo"]
x = Value(3)
out = negate(x)
print("算完：", out, "来自", out.parents)
pull(out, 5.0)
print("往回走一步之后：", x)

# %% [markdown]
# 终点对 `out` 的导数若是 5，对 $x$ 的就是 −5。一步只管一步：`negate` 不知道、也不必知道终点在哪里。
#
# ### 画出来
#
# 许多步连起来就是一张**计算图**（computation graph）。下面的 `draw` 画一张图：每个方框是一个 `Value`，蓝色是 `data`，红色是 `grad`，箭头从来源指向结果。（这一格里的函数只给画图用：可以跳过不读，答案里也不要用。）


# %% tags=["demo"]
def distances(root):
    """图里的每个结点，到终点最远要走几步。"""
    far, todo = {root: 0}, [root]
    while todo:
        node = todo.pop()
        for parent in node.parents:
            if far.get(parent, -1) <= far[node]:
                far[parent] = far[node] + 1
                todo.append(parent)
    return far


def places(root):
    """每个结点画在哪里：终点在最右边，叶子在左边。"""
    far = distances(root)
    columns = [[node for node in far if far[node] == k] for k in range(max(far.values()) + 1)]
    tallest = max(map(len, columns))
    return {
        node: (14 + 140 * (len(columns) - 1 - k), 14 + 76 * (i + (tallest - len(column)) / 2))
        for k, column in enumerate(columns)
        for i, node in enumerate(column)
    }


STYLE = """<style>
text { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  font-size: 13px; text-anchor: middle; }
.box { fill: #f7f9fc; stroke: #3b6fb6; stroke-width: 1.5; } .leaf { fill: #ffffff; stroke: #777; }
.lit { fill: #ffe9a8; stroke: #d98c00; stroke-width: 2.5; }
.name { fill: #333; font-weight: bold; } .data { fill: #2a5694; } .grad { fill: #c0392b; }
path { fill: none; stroke: #999; stroke-width: 1.5; }
</style>
<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
  orient="auto"><path d="M0 0 8 4 0 8z" style="fill:#999;stroke:none"/></marker>"""


def during(first, last, count):
    """一段 SVG 动画：共 count 拍，只在第 first 拍到 last 拍之前看得见；之外是透明的。"""
    times = [0, first / count, last / count] if first else [0, last / count]
    values = [0, 1, 0] if first else [1, 0]
    if last == count:
        times, values = times[:-1], values[:-1]
    return (
        f'<animate attributeName="opacity" dur="{0.9 * count:.1f}s" repeatCount="indefinite" '
        f'calcMode="discrete" keyTimes="{";".join(f"{t:.4f}" for t in times)}" '
        f'values="{";".join(map(str, values))}"/>'
    )


def draw(root, moments=(), **names):
    """画出 root 的计算图；names 是叶子的名字，如 draw(L, a=a, b=b)。

    moments 是 watch 记下的一拍一拍：(刚运行了规则的结点, 这时每个结点的 grad)。有它就成了动画。
    """
    where = places(root)
    called = {id(value): name for name, value in names.items()}
    width = max(x for x, _ in where.values()) + 122
    height = max(y for _, y in where.values()) + 76 + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -24 {width} {height}" width="{width}"',
        f'height="{height}" role="img" aria-label="计算图，{len(where)} 个结点">{STYLE}',
        f'<rect y="-24" width="{width}" height="{height}" rx="6" fill="#ffffff"/>',
    ]
    for node, (x, y) in where.items():
        for parent in dict.fromkeys(node.parents):
            a, b = where[parent]
            times = "" if node.parents.count(parent) == 1 else f"×{node.parents.count(parent)}"
            if x - a > 140:  # 跨过几列的，从上面绕
                bend = f"M{a + 54} {b}C{a + 90} {b - 44} {x + 18} {y - 44} {x + 54} {y - 2}"
            else:
                bend = f"M{a + 108} {b + 31}C{a + 136} {b + 31} {x - 28} {y + 31} {x - 2} {y + 31}"
            parts.append(f'<path d="{bend}" marker-end="url(#tip)"/>')
            parts.append(f'<text x="{x - 14}" y="{y + 24}">{times}</text>' if times else "")
    for node, (x, y) in where.items():
        kind = "box" if node.parents else "box leaf"
        box = f'<rect x="{x}" y="{y}" width="108" height="62" rx="8" class='
        parts.append(f'{box}"{kind}"/>')
        parts += [
            f'{box}"lit" opacity="0">{during(k, k + 1, len(moments) + 2)}</rect>'
            for k, (lit, _) in enumerate(moments)
            if lit is node
        ]
        label = called.get(id(node)) or node.op or "数"
        parts.append(f'<text x="{x + 54}" y="{y + 18}" class="name">{label}</text>')
        parts.append(f'<text x="{x + 54}" y="{y + 36}" class="data">{node.data:.4g}</text>')
        seen = [grads[node] for _, grads in moments] or [node.grad]
        changes = [k for k, grad in enumerate(seen) if not k or grad != seen[k - 1]]
        for first, last in zip(changes, [*changes[1:], len(seen) + 2]):
            shown = "" if last > len(seen) else 'opacity="0"'
            moving = during(first, last, len(seen) + 2) if moments else ""
            words = f'<text x="{x + 54}" y="{y + 54}" class="grad" {shown}>{seen[first]:.4g}'
            parts.append(words + moving + "</text>")
    display(SVG("\n".join([*parts, "</svg>"])))


# 这几个结点是手工摆的：图先看一看，运算还没有写
a, b, c = Value(2), Value(-3), Value(10)
d = Value(-6, (a, b), "×")
e = Value(4, (d, c), "+")
draw(e, a=a, b=b, c=c)

# %% [markdown]
# $a = 2$、$b = -3$、$c = 10$，$ab + c = 4$。红色的都还是 0：没有人往回走过。第 1 节末尾你会一步一步把它们填上，到第 3 节，一次填完的事交给机器。
#
# **先猜**　终点对 $a$、$b$、$c$ 的导数各是多少？
#
# <details><summary>答案</summary>
#
# 对 $c$ 是 1：$c$ 加多少，终点就加多少。对 $a$ 是 $b = -3$，对 $b$ 是 $a = 2$：乘法里，一个因子的导数是**另一个**因子。
#
# </details>

# %% [markdown]
# ## 1　加与乘
#
# 每个运算都守同样的约定，一次说清楚：
#
# - 返回一个**新的** `Value`，`parents` 里有参与运算的每一个 `Value`；
# - 规则归结果所有，运行一次，就把 `out.grad` 乘上这个运算对每个来源的导数，**加**到那个来源的 `grad` 上；运行两次，加两次；
# - 调用运算的时候只算结果：不运行规则，也不改动来源的 `data`、`grad` 和 `rule`。
#
# ### 练习 5.1 add（约 10 分钟，8 分）
#
# **推导**　$\text{out} = a + b$。$a$ 动一点，$\text{out}$ 动同样多：
#
# $$
# \frac{\partial\,\text{out}}{\partial a} = 1,\qquad \frac{\partial\,\text{out}}{\partial b} = 1
# $$
#
# 所以加法把收到的梯度**原样**分给两边，每边一份整的。
#
# **为什么是 `+=`**　算 `x + x`：$\text{out} = 2x$，导数是 2。可是两边是**同一个** `Value`。若写 `=`，第二句把第一句盖掉，得到 1。
# 推广开来：一个数被用在几个地方，终点就从几条路受它的影响，每条路上的影响**相加**：
#
# $$
# \frac{\partial L}{\partial x} = \sum_{\text{用到 } x \text{ 的每个结果 } u} \frac{\partial L}{\partial u}\cdot\frac{\partial u}{\partial x}
# $$
#
# 每个结果的规则只负责自己那一项，所以只能往上加，不能覆盖别人的。
#
# **数也可以**　`x + 1` 和 `1 + x` 里的 1 是普通的数，没有 `data`，先把它包成 `Value(1)`，后面就不用分情况了。
#
# **例子**　$a = 2$，$b = -3$，`out.grad` 是 5：
#
# | 步 | `a.grad` | `b.grad` |
# |---|---|---|
# | 算完 $\text{out} = -1$ | 0 | 0 |
# | 规则运行一次 | 5 | 5 |
# | 再运行一次 | 10 | 10 |
#
# 换成 `add(a, a)`：$\text{out} = 4$，规则运行一次，`a.grad` 是 10，不是 5。
#
# <details><summary>提示一</summary>
#
# 照着 `negate` 的样子。它有一个来源，这里有两个；它的导数是 $-1$，这里呢？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `isinstance(a, Value)` 说得出 `a` 是不是 `Value`。两个来源都先过这一关。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 五步：包成 `Value`（两句）；造 `out`，`parents` 是两个；定义 `rule`，里面两句 `+=`；交给 `out`；返回。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 规则里写了 `=`，`x + x` 的梯度少了一半；<!-- wrong: assigns -->
# - 左边或右边是普通的数时，没有包成 `Value`，`2.0` 没有 `data`；<!-- wrong: left-number right-number -->
# - 传回去的是 1，没有乘 `out.grad`；<!-- wrong: no-upstream -->
# - 在规则外面先读了 `out.grad`，那时它还是 0；<!-- wrong: grad-too-early -->
# - 规则交给了来源：`a.rule = rule`；<!-- wrong: rule-on-operand -->
# - 写成 `out.rule = rule()`：当场运行了，留下的是 `None`；<!-- wrong: rule-called -->
# - 没有记 `parents`：规则是对的，可是往回走的人找不到路。<!-- wrong: no-parents -->
#
# </details>


# %% exercise="add"
def add(a: Value | float, b: Value | float) -> Value:
    """a + b。

    参数
        a, b: Value，或者普通的数（int、float、NumPy 的 np.int64 和 np.float64）；
            至少有一个是 Value，可以是同一个 Value。
    返回
        新的 Value：data 是和；parents 里有 a、b 中的每个 Value（由数包成的那个，在不在里面都行）；
        rule 每运行一次，就把 out.grad 加到每个来源的 grad 上（同一个 Value 用了两次，就加两次）。
        调用 add 时不改动 a、b 的 data、grad 和 rule。
    例子
        >>> a, b = Value(2), Value(-3)
        >>> out = add(a, b)
        >>> out.data
        -1.0
        >>> pull(out, 5.0)
        >>> a.grad, b.grad
        (5.0, 5.0)
    """
    ### BEGIN SOLUTION
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        a.grad += out.grad
        b.grad += out.grad

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="add" points=8 minutes=10
check("add")

# %% [markdown]
# **故意弄坏**　下面这个 `careless` 和你的 `add` 只差一处，由 `ASSIGN` 决定：`True` 时规则里写 `=`。先猜四个算式里哪几个会错，再运行；然后改成 `False` 再看。

# %% tags=["demo"]
ASSIGN = True  # 改成 False 看看


def careless(a, b):
    """加法，可是规则里（也许）写了 =。"""
    out = Value(a.data + b.data, (a, b), "+")

    def rule():
        for source in (a, b):
            source.grad = out.grad if ASSIGN else source.grad + out.grad

    out.rule = rule
    return out


for words, build, right in (
    ("x + y", lambda x, y: [careless(x, y)], 1),
    ("x + x", lambda x, y: [careless(x, x)], 2),
    ("(x + y) + x", lambda x, y: [u := careless(x, y), careless(u, x)], 2),
    ("(x + y) + y", lambda x, y: [u := careless(x, y), careless(u, y)], 1),
):
    x, y = Value(3), Value(4)
    steps = build(x, y)
    steps[-1].grad = 1.0
    for step in reversed(steps):  # 后算的先走
        pull(step)
    print(f"{words:<14}对 x 的导数是 {right}，得到 {x.grad:g}")

# %% [markdown]
# 只要一个数用了两次，`=` 就丢掉一条路。网络里每个权重对每个样本都要用一次，一个批里就是几十次。

# %% [markdown]
# ### 练习 5.2 multiply（约 8 分钟，8 分）
#
# **推导**　$\text{out} = a\,b$。把 $b$ 当常数，$a$ 动 $\Delta$，$\text{out}$ 动 $b\,\Delta$；反过来也一样：
#
# $$
# \frac{\partial\,\text{out}}{\partial a} = b,\qquad \frac{\partial\,\text{out}}{\partial b} = a
# $$
#
# 谁的导数，就是**另一个**因子。两边是同一个数时，$x \cdot x$，两份加起来是 $x + x = 2x$，正好是 $x^2$ 的导数：`+=` 又对了一次。
#
# **例子**　$a = 2$，$b = -3$，`out.grad` 是 5：$\text{out} = -6$，`a.grad` 是 $-3 \times 5 = -15$，`b.grad` 是 $2 \times 5 = 10$。若搭配错了，会得到 10 和 −15。`multiply(b, b)`：$\text{out} = 9$，`b.grad` 是 $2 \times (-3) \times 5 = -30$。
#
# **数也可以**　`3 * x`：数的导数没有人要，可是 $x$ 的梯度照样要传，它是 $3 \times$ `out.grad`。
#
# <details><summary>提示一</summary>
#
# 和 `add` 只差两处：`data` 怎么算，规则里乘什么。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 规则里的每一句都有三样：加到谁的 `grad` 上，另一个因子的 `data`，`out.grad`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 搭配错了：$a$ 的梯度乘了 $a$ 自己；<!-- wrong: own-factor -->
# - 规则里写了 `=`，`x * x` 的梯度少了一半；<!-- wrong: assigns -->
# - 遇到普通的数就直接返回 `Value(a.data * b)`：没有来源，没有规则，梯度到这里就断了；<!-- wrong: number-cuts -->
# - 左边是数时没有包成 `Value`；<!-- wrong: left-number -->
# - 漏乘 `out.grad`；<!-- wrong: no-upstream -->
# - 规则交给了来源，没有交给结果。<!-- wrong: rule-on-operand -->
#
# </details>


# %% exercise="multiply"
def multiply(a: Value | float, b: Value | float) -> Value:
    """a · b。

    参数
        a, b: Value，或者普通的数（int、float、NumPy 的 np.int64 和 np.float64）；
            至少有一个是 Value，可以是同一个 Value。
    返回
        新的 Value：data 是积；parents 里有 a、b 中的每个 Value（由数包成的那个，在不在里面都行）；
        rule 每运行一次，就把 out.grad 乘上导数，加到每个来源的 grad 上（a·a 加两份）。
        调用 multiply 时不改动 a、b 的 data、grad 和 rule。
    例子
        >>> a, b = Value(2), Value(-3)
        >>> out = multiply(a, b)
        >>> out.data
        -6.0
        >>> pull(out, 5.0)
        >>> a.grad, b.grad
        (-15.0, 10.0)
    """
    ### BEGIN SOLUTION
    a = a if isinstance(a, Value) else Value(a)
    b = b if isinstance(b, Value) else Value(b)
    out = Value(a.data * b.data, (a, b), "×")

    def rule():
        a.grad += b.data * out.grad
        b.grad += a.data * out.grad

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="multiply" points=8 minutes=8
check("multiply")

# %% [markdown]
# 现在运算符真的能用了。开头那张图，这回用算式写，再一步一步往回走：先 `L`，再 `d`。

# %% tags=["demo"]
if ready("add", "multiply"):
    a, b, c = Value(2), Value(-3), Value(10)
    d = a * b
    L = d + c
    pull(L, 1.0)
    pull(d)
    draw(L, a=a, b=b, c=c)

# %% [markdown]
# 和你猜的一样吗？`pull(L, 1.0)` 里的 1 是终点对自己的导数：$\dfrac{\partial L}{\partial L} = 1$，一切从它开始。
# 注意次序：`d` 的 `grad` 要先由 `L` 放好，`d` 才能往下传。图一大，这个次序就不好靠眼睛看了，第 3 节把它交给机器。

# %% [markdown]
# ## 2　一进一出的运算
#
# 下面五个都只有一个来源，样子和 `negate` 一模一样，差的只是“这个运算自己的导数”。三条约定照旧：新的 `Value`，规则归结果，梯度往上加。
#
# ### 练习 5.3 power（约 7 分钟，7 分）
#
# **做什么**　$\text{out} = x^n$，$n$ 是普通的数，不是 `Value`，不求它的导数。
#
# $$
# \frac{\mathrm{d}\,x^n}{\mathrm{d}x} = n\,x^{n-1}
# $$
#
# 减法、除法不用另写：`a / b` 就是 `a * b ** -1`，对 $b$ 的导数 $-a/b^2$ 由这里的 $n = -1$ 和乘法接起来。
#
# **一个角落**　$n = 0$ 时 $x^0 = 1$，是常数，导数处处是 0，**在 $x = 0$ 处也是**。可是公式给出 $0 \cdot 0^{-1}$，Python 会抛出 `ZeroDivisionError`。这一种要单独想一想。
#
# **例子**　$x = 3$，`out.grad` 是 5：
#
# | $n$ | $\text{out}$ | 导数 | `x.grad` |
# |---|---|---|---|
# | 2 | 9 | $2 \times 3 = 6$ | 30 |
# | −1 | 0.3333 | $-1 \times 3^{-2} = -0.1111$ | −0.5556 |
# | 0 | 1 | 0 | 0 |
#
# $n = 2$ 时若写成 $n\,x^n$，得到 $2 \times 9 \times 5 = 90$。
#
# <details><summary>提示一</summary>
#
# 公式里哪一部分在 $x = 0$ 时会出事？那时整个导数应当是多少？
#
# </details>
#
# <details><summary>提示二</summary>
#
# $n = 0$ 时，规则该往 `x.grad` 上加多少？要加这么多，非算 $0^{-1}$ 不可吗？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 导数写成了 $n\,x^n$，指数没有减 1；<!-- wrong: exponent-kept -->
# - 忘了前面的 $n$；<!-- wrong: factor-missing -->
# - $n = 0$、$x = 0$ 时算了 $0^{-1}$；<!-- wrong: zero-to-minus-one -->
# - 用 `n * out.data / x.data` 代替：$x = 0$ 时除以 0，而 $x^2$ 在 0 处的导数明明是 0；<!-- wrong: divides-by-x -->
# - 漏乘 `out.grad`；<!-- wrong: no-upstream -->
# - 规则里写了 `=`。<!-- wrong: assigns -->
#
# </details>


# %% exercise="power"
def power(x: Value, n: float) -> Value:
    """x 的 n 次方，n 是常数。

    参数
        x: Value。
        n: int 或 float，可以是负数、0、小数。x.data 是负数时 n 是整数（也可能写成 2.0）；
            x.data 是 0 时，n 是 0 或者不小于 1。
    返回
        新的 Value：data 是 x.data 的 n 次方；parents 里有 x；
        rule 每运行一次，就把导数乘 out.grad 加到 x.grad 上；n = 0 时导数是 0，x.data 是 0 时也是。
        调用时不改动 x 的 data、grad 和 rule。
    例子
        >>> x = Value(3)
        >>> out = power(x, 2)
        >>> pull(out, 5.0)
        >>> out.data, x.grad
        (9.0, 30.0)
    """
    ### BEGIN SOLUTION
    out = Value(x.data**n, (x,), f"^{n}")

    def rule():
        if n != 0:
            x.grad += n * x.data ** (n - 1) * out.grad

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="power" points=7 minutes=7 uses=["add", "multiply"]
check("power")

# %% [markdown]
# ### 练习 5.4 exp（约 5 分钟，5 分）
#
# **推导**　$e^x$ 的导数是它自己。结果已经在 `out.data` 里，不必再算一遍：
#
# $$
# \frac{\mathrm{d}\,e^x}{\mathrm{d}x} = e^x = \text{out}
# $$
#
# 规则运行的时候 `out` 早就算好了，规则记得它。“导数用结果来写”，这个窍门后面还要用。
#
# **例子**　$x = 1$，`out.grad` 是 5：$\text{out} = e = 2.7183$，`x.grad` 是 $13.5914$。若乘的是 $x$ 而不是 $\text{out}$，得到 5。
#
# <details><summary>提示</summary>
#
# `math.exp` 算一个数的指数。规则里只有一句。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 乘了 `x.data`，没有乘结果；<!-- wrong: times-x -->
# - 照乘方的样子写成 $x\,e^{x-1}$；<!-- wrong: like-a-power -->
# - 对结果又取了一次指数；<!-- wrong: exp-of-result -->
# - 漏乘 `out.grad`；<!-- wrong: no-upstream -->
# - 规则里写了 `=`。<!-- wrong: assigns -->
#
# </details>


# %% exercise="exp"
def exp(x: Value) -> Value:
    """e 的 x 次方。

    参数
        x: Value；x.data 不大于 700，结果放得进 float。
    返回
        新的 Value：data 是 e 的 x.data 次方；parents 里有 x；
        rule 每运行一次，就把导数乘 out.grad 加到 x.grad 上。
        调用时不改动 x 的 data、grad 和 rule。
    例子
        >>> x = Value(1)
        >>> out = exp(x)
        >>> pull(out, 5.0)
        >>> round(out.data, 4), round(x.grad, 4)
        (2.7183, 13.5914)
    """
    ### BEGIN SOLUTION
    out = Value(math.exp(x.data), (x,), "exp")

    def rule():
        x.grad += out.data * out.grad

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="exp" points=5 minutes=5 uses=["add", "multiply"]
check("exp")

# %% [markdown]
# ### 练习 5.5 log（约 5 分钟，6 分）
#
# **推导**　$y = \ln x$ 就是 $e^y = x$。两边对 $x$ 求导：$e^y \cdot y' = 1$，所以
#
# $$
# \frac{\mathrm{d}\ln x}{\mathrm{d}x} = \frac{1}{e^y} = \frac{1}{x}
# $$
#
# 是一比**来源**，不是一比结果。
#
# **定义域**　$x \le 0$ 没有对数，要抛出 `ValueError`：早点停下来，比让一个 NaN 悄悄传遍全图好。
#
# **例子**　$x = 2$，`out.grad` 是 5：$\text{out} = 0.6931$，`x.grad` 是 $5/2 = 2.5$。若写成 $1/\text{out}$，得到 7.2135。
#
# <details><summary>提示</summary>
#
# 试试在一个新单元格里运行 `math.log(0)`，看它抛出什么。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成了一比结果；<!-- wrong: one-over-result -->
# - 用了以 10 为底的对数；<!-- wrong: base-ten -->
# - 用 `np.log`，$x \le 0$ 时只有警告，得到 −inf 或 NaN；<!-- wrong: numpy-log -->
# - 给 $x$ 加一个很小的数免得出错：$x \le 0$ 时算出来的是假的；<!-- wrong: clamped -->
# - 漏乘 `out.grad`；<!-- wrong: no-upstream -->
# - 规则里写了 `=`。<!-- wrong: assigns -->
#
# </details>


# %% exercise="log"
def log(x: Value) -> Value:
    """x 的自然对数。

    参数
        x: Value；x.data 不是正数时，调用 log 就抛出 ValueError。
    返回
        新的 Value：data 是 ln(x.data)；parents 里有 x；
        rule 每运行一次，就把导数乘 out.grad 加到 x.grad 上。
        调用时不改动 x 的 data、grad 和 rule。
    例子
        >>> x = Value(2)
        >>> out = log(x)
        >>> pull(out, 5.0)
        >>> round(out.data, 4), x.grad
        (0.6931, 2.5)
    """
    ### BEGIN SOLUTION
    out = Value(math.log(x.data), (x,), "log")

    def rule():
        x.grad += out.grad / x.data

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="log" points=6 minutes=5 uses=["add", "multiply"]
check("log")

# %% [markdown]
# ### 练习 5.6 tanh（约 7 分钟，6 分）
#
# 神经元要一个弯曲的函数，不然叠多少层都还是一条直线。这里用双曲正切（hyperbolic tangent）：
#
# $$
# \tanh x = \frac{e^x - e^{-x}}{e^x + e^{-x}}
# $$
#
# 它把任何数压进 $(-1, 1)$，0 附近斜率是 1，远处是平的。
#
# **推导**　记 $s = e^x - e^{-x}$，$c = e^x + e^{-x}$，则 $s' = c$，$c' = s$。商的导数：
#
# $$
# \left(\frac sc\right)' = \frac{s'c - s\,c'}{c^2} = \frac{c^2 - s^2}{c^2} = 1 - \left(\frac sc\right)^2 = 1 - \text{out}^2
# $$
#
# 又是用**结果**写的导数：是 $1 - \text{out}^2$，不是 $1 - x^2$。
#
# **远处**　照定义算，$x = 10^4$ 时 $e^x$ 溢出。`math.tanh` 在哪里都不溢出；导数用结果来写，也就不溢出。
#
# **例子**　$x = 0.5$，`out.grad` 是 5：$\text{out} = 0.4621$，导数是 $1 - 0.4621^2 = 0.7864$，`x.grad` 是 3.9322。若写成 $1 - x^2$，得到 3.75。
#
# <details><summary>提示</summary>
#
# 和 `exp` 一样，规则里只用 `out`，不用 `x.data`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成了 $1 - x^2$；<!-- wrong: one-minus-x-squared -->
# - 忘了平方，写成 $1 - \text{out}$；<!-- wrong: not-squared -->
# - 用 $\dfrac{e^{2x} - 1}{e^{2x} + 1}$ 来算，远处溢出；<!-- wrong: overflows -->
# - 值是好的，导数却用 $1/\cosh^2 x$ 来算，远处一样溢出；<!-- wrong: cosh-overflows -->
# - 写成了 sigmoid 的导数 $\text{out}(1 - \text{out})$；<!-- wrong: like-sigmoid -->
# - 漏乘 `out.grad`；<!-- wrong: no-upstream -->
# - 规则里写了 `=`。<!-- wrong: assigns -->
#
# </details>


# %% exercise="tanh"
def tanh(x: Value) -> Value:
    """双曲正切。

    参数
        x: Value；x.data 的绝对值可以大到 1e4。
    返回
        新的 Value：data 是 tanh(x.data)；parents 里有 x；
        rule 每运行一次，就把导数乘 out.grad 加到 x.grad 上；远处的值和导数都是有限的。
        调用时不改动 x 的 data、grad 和 rule。
    例子
        >>> x = Value(0.5)
        >>> out = tanh(x)
        >>> pull(out, 5.0)
        >>> round(out.data, 4), round(x.grad, 4)
        (0.4621, 3.9322)
    """
    ### BEGIN SOLUTION
    out = Value(math.tanh(x.data), (x,), "tanh")

    def rule():
        x.grad += (1 - out.data**2) * out.grad

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="tanh" points=6 minutes=7 uses=["add", "multiply"]
check("tanh")

# %% [markdown]
# ### 练习 5.7 relu（约 5 分钟，6 分）
#
# $\text{relu}(x) = \max(0, x)$：正的放过去，负的变成 0。它是一扇门：门开着，梯度原样通过；门关着，一点也不通过。
#
# $$
# \frac{\mathrm{d}\,\text{relu}(x)}{\mathrm{d}x} = \begin{cases} 1, & x > 0 \\ 0, & x \le 0 \end{cases}
# $$
#
# 在 $x = 0$ 处，左边斜率是 0，右边是 1，其实没有导数；大家约定取 0，这里也一样。
#
# **例子**　`out.grad` 是 5：$x = 3$ 时 $\text{out} = 3$，`x.grad` 是 5；$x = 0.5$ 时也是 5；$x = -3$ 和 $x = 0$ 时 $\text{out} = 0$，`x.grad` 是 0。
#
# <details><summary>提示</summary>
#
# 由 `out.data` 也看得出门开着没有。Python 里 `True` 当 1 用，`False` 当 0 用。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 和 1 比，不是和 0 比：$x = 0.5$ 的梯度丢了；<!-- wrong: compared-with-one -->
# - 用了 `>=`，$x = 0$ 时放过了梯度；<!-- wrong: open-at-zero -->
# - 门一直开着，负数也传梯度；<!-- wrong: always-open -->
# - 看的是 `out.grad` 的正负，不是 $x$ 的；<!-- wrong: gated-by-gradient -->
# - 漏乘 `out.grad`；<!-- wrong: no-upstream -->
# - 规则里写了 `=`。<!-- wrong: assigns -->
#
# </details>


# %% exercise="relu"
def relu(x: Value) -> Value:
    """max(0, x)。

    参数
        x: Value。
    返回
        新的 Value：data 是 x.data 和 0 中较大的；parents 里有 x；
        rule 每运行一次，就把导数乘 out.grad 加到 x.grad 上；x.data 是 0 时导数是 0。
        调用时不改动 x 的 data、grad 和 rule。
    例子
        >>> x = Value(0.5)
        >>> out = relu(x)
        >>> pull(out, 5.0)
        >>> out.data, x.grad
        (0.5, 5.0)
    """
    ### BEGIN SOLUTION
    out = Value(max(0.0, x.data), (x,), "relu")

    def rule():
        x.grad += (x.data > 0) * out.grad

    out.rule = rule
    return out
    ### END SOLUTION


# %% check="relu" points=6 minutes=5 uses=["add", "multiply"]
check("relu")

# %% [markdown]
# 五条曲线和它们的导数，蓝线、红线都是你的函数一个数一个数算出来的；绿点是差分量出来的斜率，应当都落在红线上。先猜：哪一条红线会有一个跳？

# %% tags=["demo"]
if ready("power", "exp", "log", "tanh", "relu"):

    def curve(f, numbers):
        """每个数的 (f, 导数)，导数由规则给。"""
        found = []
        for number in numbers:
            x = Value(number)
            out = f(x)
            pull(out, 1.0)
            found.append((out.data, x.grad))
        return np.array(found).T

    shapes = {
        "x ** 3": (lambda x: power(x, 3), -1.5, 1.5),
        "exp": (exp, -2, 1.2),
        "log": (log, 0.2, 3),
        "tanh": (tanh, -3, 3),
        "relu": (relu, -2, 2),
    }
    fig, axes = plt.subplots(1, 5, figsize=(10, 2.4))
    for ax, (name, (f, low, high)) in zip(axes, shapes.items()):
        numbers = np.linspace(low, high, 61)
        value, slope = curve(f, numbers)
        ax.plot(numbers, value, color=BLUE, linewidth=2)
        ax.plot(numbers, slope, color=RED)
        sparse = numbers[4::8]
        measured = (curve(f, sparse + 1e-6)[0] - curve(f, sparse - 1e-6)[0]) / 2e-6
        ax.plot(sparse, measured, "o", color=GREEN, markersize=4)
        ax.set_title(name, fontsize=10)
        ax.tick_params(labelsize=8)
    fig.suptitle("蓝：值　红：规则给的导数　绿点：差分", fontsize=10)
    plt.show()

# %% [markdown]
# ## 3　往回走
#
# 每个结点都知道怎样走一步。现在要决定：**先走谁**。
#
# 看这张图：$x = 2$，$u = x \cdot x$，$L = u + x$。$x$ 有两个用户：$u$ 和 $L$。中间的 $u$ 在往下传之前，必须先从 $L$ 那里收到梯度。
# 一般地：**一个结点的规则，要等用到它的每一个结果都运行过了才能运行**，不然它传下去的是一笔没有收齐的账。
#
# 把结点排成一列，来源总在结果前面，这叫拓扑次序（topological order）；倒过来走，就正好满足这个条件。
#
# ### 练习 5.8 topological_order（约 20 分钟，11 分）
#
# **做什么**　从 `root` 顺着 `parents` 能走到的每个结点，在列表里出现**恰好一次**，每个结点都排在它的来源**之后**；`root` 自然在最后。合格的次序常常不止一种，哪一种都行。
#
# **思路**　先放来源，再放自己：
#
# - 到了一个结点，先把它的每个来源（连同来源的来源……）都排好，最后才排它自己；
# - 已经排过的不再排。**是不是同一个结点，看的是对象本身，不是 `data` 相等**；用一个集合（set）记下见过的结点，`Value` 可以直接放进去。
#
# **例子**　$x = 2$，$u = x \cdot x$，$w = u + x$，$L = w \cdot u$。
#
# | | 列表 |
# |---|---|
# | 对 | $x, u, w, L$（只有这一种） |
# | 错：$x$ 重复 | $x, x, u, x, w, \dots$ |
# | 错：一层一层找，再倒过来 | $L$ 的来源是 $w, u$，再往前是 $u, x$，……倒过来 $x, u, w, L$ 碰巧对；换成 $L = u \cdot w$：一层一层是 $L, u, w, x$，倒过来 $x, w, u, L$，$w$ 跑到了它的来源 $u$ 前面 |
#
# **两个坑**　下面的检查只走到 3000 层，评分时走到 10000 层、也有 60 个菱形叠起来的；这两个坑占的分不少。
#
# - **深**。一条 10000 步的链，用“函数调用自己”来写会超过 Python 的递归上限（约 1000 层），抛出 `RecursionError`。要么自己用一个列表当栈（stack），要么另想办法。
# - **菱形**。把 `x = x + x` 写 60 遍，只有 61 个结点，从终点到起点却有 $2^{60}$ 条路。不记下见过谁，就要走 $2^{60}$ 次。
#
# **用栈代替递归**　递归时，“来源都排好以后再排自己”这件事，是 Python 替你记着的。自己记，可以往栈里放**两种**纸条：“去看这个结点”和“它的来源都排好了，排它”。栈是后进先出，所以先放后一种，再放它的来源的前一种。
#
# <details><summary>提示一</summary>
#
# 先不管深度，用递归把它写对：一个内层函数 `visit(node)`，见过就返回；没见过就记下，对每个来源 `visit`，最后把自己加进列表。小的图应当都对。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 再把递归换成栈。栈里的每一项是一个二元组：`(结点, 它的来源是不是都排好了)`。从 `(root, False)` 开始，`while` 栈不空就弹出一项。
#
# </details>
#
# <details><summary>提示三</summary>
#
# 在纸上对 $x, u, w, L$ 那张图走一遍栈：每弹出一项，写下栈里还剩什么、列表里有什么、见过谁。弹出来的项有几种情形？哪一种要往栈里压东西？
#
# 还有一条完全不同的路，不用两种纸条：从 `root` 出发，什么时候才轮得到一个结点？想想它的用户（用到它的结果）。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 函数调用自己，链一深就 `RecursionError`；<!-- wrong: recursive -->
# - 没有记下见过谁，结点重复出现；<!-- wrong: repeats -->
# - 用 `data` 判断是不是同一个结点，值相等的两个结点只剩一个；<!-- wrong: same-data -->
# - 先放自己，再放来源：次序反了；<!-- wrong: root-first -->
# - 一层一层地找（广度优先），再把列表倒过来：有长有短的两条路时，次序会错；<!-- wrong: breadth-first -->
# - 压进栈时就记成“见过”：两种纸条的写法里，要到弹出来时才记，不然后来才走到的来源被压在下面，次序会错；<!-- wrong: marked-when-pushed -->
# - 见到就放进列表，最后倒过来（深度优先也一样会错）；<!-- wrong: reversed-preorder -->
# - 漏掉了叶子，或者漏掉了 `root`。<!-- wrong: no-leaves no-root -->
#
# </details>


# %% exercise="topological_order"
def topological_order(root: Value) -> list[Value]:
    """root 的计算图里的所有结点，来源总在结果之前。

    参数
        root: Value；顺着 parents 能走到的都算。一个结点可以被用许多次，也可以在同一个 parents 里
            出现两次；不同的结点 data 可以相等。最深 10000 层。
    返回
        列表：每个结点恰好一次，每个结点都在自己的 parents 之后，root 在最后；
        root 是叶子时只有它自己。不改动任何结点。
    例子
        >>> x = Value(2)
        >>> u = x * x
        >>> w = u + x
        >>> [node.data for node in topological_order(w)]
        [2.0, 4.0, 6.0]
    """
    ### BEGIN SOLUTION
    order, seen, todo = [], set(), [(root, False)]
    while todo:
        node, ready_now = todo.pop()
        if ready_now:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            todo.append((node, True))
            todo.extend((parent, False) for parent in node.parents)
    return order
    ### END SOLUTION


# %% [markdown]
# 下面三个给检查用。`join` 造一个结点，它对每个来源的导数随便你定，还会数自己的规则运行了几次；`tower` 造一条深链；`ordered` 把排好的次序换成一列数，好比较。


# %%
def join(parents, slopes, data=0.0) -> Value:
    """造一个结点：对第 i 个来源的导数是 slopes[i]；runs 数规则运行了几次。"""
    out = Value(data, parents, "join")
    out.runs = 0

    def rule():
        out.runs += 1
        for parent, slope in zip(out.parents, slopes):
            parent.grad += slope * out.grad

    out.rule = rule
    return out


def tower(x: Value, depth: int) -> Value:
    """一条链：x 上面叠 depth 个结点，每个的导数是 1，data 依次是 1、2、3……"""
    for k in range(1, depth + 1):
        x = join((x,), (1.0,), k)
    return x


def ordered(root: Value) -> list[float]:
    """topological_order(root) 里各结点的 data。"""
    return [node.data for node in topological_order(root)]


# %% check="topological_order" points=11 minutes=20
check("topological_order")

# %% [markdown]
# ### 练习 5.9 backward（约 16 分钟，11 分）
#
# **做什么**　从 `root` 往回走一遍，把 $\dfrac{\partial\,\text{root}}{\partial\,\text{它}}$ 放到每个结点的 `grad` 里。
#
# 1. 排好次序；
# 2. **内部结点**（不是叶子，也就是有 `rule` 的）的 `grad` 归零；
# 3. `root` 对自己的导数是 1；
# 4. 倒着走，每个结点的规则运行**恰好一次**。
#
# **为什么内部结点归零，叶子不归零**　叶子是参数和输入，它们的 `grad` 是要**攒**的：两个损失先后 `backward`，叶子上得到的是两个的和；同一张图 `backward` 两次，叶子上是两倍。什么时候清零，由用它的人决定（`train` 里就要）。
# 内部结点是中转站，里面的旧数若不清掉，会被当作这一回的，**再往下传一遍**。
#
# 例如 $L = u + 1$，$u = 3x$。第一次以后 $u$ 的 `grad` 是 1，$x$ 的是 3。第二次若不归零，$u$ 变成 $1 + 1 = 2$，传给 $x$ 的是 6，$x$ 成了 $3 + 6 = 9$；应当是 6。
#
# **root 是叶子**　那时它既是起点又是终点，没有规则可运行，导数是 1，照叶子的规矩加上去。
#
# **例子**　$x = 2$，$u = x \cdot x$，$L = u + x$，即 $L = x^2 + x$，导数是 $2x + 1 = 5$：
#
# | 步 | $L$ 的 grad | $u$ 的 grad | $x$ 的 grad |
# |---|---|---|---|
# | 起点 | 1 | 0 | 0 |
# | $L$ 的规则 | 1 | 1 | 1 |
# | $u$ 的规则 | 1 | 1 | $1 + 2 + 2 = 5$ |
#
# 再 `backward` 一次：$L$、$u$ 仍是 1，$x$ 是 10。
#
# <details><summary>提示一</summary>
#
# 叶子的 `rule` 是 `None`：既用来认出它，也提醒你不能调用它。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 第 2、3 两步谁先谁后？`root` 是内部结点时，它的 `grad` 该成为几；是叶子时呢？次序摆对了，两种情形可以是同一句。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 内部结点没有归零，第二次就错；<!-- wrong: stale-inner -->
# - 连叶子一起归零，前一次攒的丢了；<!-- wrong: leaves-zeroed -->
# - 从前往后走，梯度还没有到就往下传；<!-- wrong: forwards -->
# - 顺着 `parents` 一条路一条路地走：账还没收齐就传，规则也运行了不止一次；<!-- wrong: path-by-path -->
# - 忘了把 `root` 的 `grad` 设成 1，全是 0；<!-- wrong: no-seed -->
# - 先设成 1，再归零；<!-- wrong: seed-wiped -->
# - `root` 是叶子时写了 `=`，没有加上去；<!-- wrong: leaf-root-assigned -->
# - `grad` 是 0 的内部结点就跳过，它的规则一次也没有运行（评分时会查）。<!-- wrong: zero-skipped -->
#
# </details>


# %% exercise="backward"
def backward(root: Value) -> None:
    """从 root 往回走，算出 root 对图里每个结点的导数，放进 grad。

    参数
        root: Value；顺着 parents 能走到的都算，最深 10000 层。叶子没有来源，rule 是 None；
            其余的是内部结点，都有 rule。
    结果
        内部结点的 grad 是这一次的导数，以前的不留下（root 自己是 1）；
        叶子的 grad 加上这一次的导数，以前的留着；root 自己是叶子时，它的 grad 加 1。
        每个内部结点的 rule 恰好运行一次；data 和 parents 不变，图以外的结点不变。
    例子
        >>> x = Value(2)
        >>> out = x * x + x
        >>> backward(out)
        >>> x.grad
        5.0
        >>> backward(out)
        >>> x.grad
        10.0
    """
    ### BEGIN SOLUTION
    order = topological_order(root)
    for node in order:
        if node.rule is not None:
            node.grad = 0.0
    root.grad += 1.0
    for node in reversed(order):
        if node.rule is not None:
            node.rule()
    ### END SOLUTION


# %% check="backward" points=11 minutes=16 uses=["add", "multiply", "power", "exp", "log", "tanh", "relu", "topological_order"]
check("backward")

# %% [markdown]
# **看它走**　下面的 `watch` 在每条规则外面套一层，记下它运行之后全图的 `grad`，然后请**你的** `backward` 走一遍。黄色的是规则刚运行过的结点。看中间的 $+$：它有两个用户，第一笔账到了，它没有急着往下传。


# %% tags=["demo"]
def watch(root):
    """运行 backward(root)，一拍一拍地记下来，交给 draw。"""
    nodes, moments = list(distances(root)), []

    def snapshot(lit):
        moments.append((lit, {node: node.grad for node in nodes}))

    def spied(node, rule):
        def spy():
            if not moments:
                snapshot(None)
            rule()
            snapshot(node)

        return spy

    rules = {node: node.rule for node in nodes if node.rule is not None}
    for node, rule in rules.items():
        node.rule = spied(node, rule)
    backward(root)
    for node, rule in rules.items():
        node.rule = rule
    return moments


if ready("add", "multiply", "tanh", "topological_order", "backward"):
    w, x, b = Value(0.5), Value(3), Value(-1)
    s = w * x + b
    L = tanh(s) * s
    draw(L, watch(L), w=w, x=x, b=b)

# %% [markdown]
# 换一个你自己的算式，再画一张。用笔核对：$s = 0.5$，$t = \tanh s = 0.4621$，$\dfrac{\mathrm{d}L}{\mathrm{d}s} = t + s(1 - t^2) = 0.8553$，乘上 $x$、$w$、1，就是三个叶子的梯度：2.566、0.4277、0.8553。

# %% [markdown]
# **故意弄坏**　`ORDER` 是 `"topological"` 时，下面的 `walk_back` 照拓扑次序倒着走；改成 `"breadth"`，就从终点起一层一层地走。两个算式里，哪一个会错？先猜。

# %% tags=["demo"]
ORDER = "breadth"  # 改成 "topological" 看看


def walk_back(root):
    """往回走一遍，次序由 ORDER 决定。"""
    if ORDER == "topological":
        order = topological_order(root)[::-1]
    else:
        order = [root]
        for node in order:
            order += [parent for parent in dict.fromkeys(node.parents) if parent not in order]
    root.grad = 1.0
    for node in order:
        pull(node)


if ready("add", "multiply", "topological_order"):
    for words, build, right in (
        ("x·x + x", lambda x: x * x + x, 5),
        ("u + 3·3u，其中 u = x·x", lambda x: (u := x * x) + 3 * (3 * u), 40),
    ):
        x = Value(2)
        walk_back(build(x))
        print(f"{words}　在 x = 2 处的导数是 {right}，得到 {x.grad:g}")

# %% [markdown]
# 第一个碰巧对：$x$ 是叶子，没有规则，早到晚到都没关系。第二个里 $u$ 离终点有一步、也有三步的路；一层一层地走，第一层就轮到了它，$3 \cdot 3u$ 那一笔还在路上，传下去的就少了。

# %% [markdown]
# **找两个证人**　一个是差分，一个是 PyTorch。同样的算式，同样的数，三家各算一遍：

# %% tags=["demo"]
if ready("add", "multiply", "power", "exp", "log", "tanh", "topological_order", "backward"):
    import torch

    def formula(a, b, c, exp, log, tanh):
        """随便一个复杂的算式。"""
        u = tanh(a * b + c)
        v = exp(u * a) / (1 + c * c)
        return log(v * v + 2) - u**3 / b

    start = (0.7, -1.3, 0.4)

    def by_value(numbers):
        """用 Value 算：(值, 三个导数)。"""
        leaves = [Value(number) for number in numbers]
        out = formula(*leaves, exp, log, tanh)
        out.backward()
        return out.data, grads_of(leaves)

    tensors = [torch.tensor(s, dtype=torch.float64, requires_grad=True) for s in start]
    formula(*tensors, torch.exp, torch.log, torch.tanh).backward()
    witnesses = {"Value": by_value(start)[1], "PyTorch": [t.grad.item() for t in tensors]}
    witnesses["差分"] = [
        (by_value(start + step)[0] - by_value(start - step)[0]) / 2e-6 for step in 1e-6 * np.eye(3)
    ]
    for name, slopes in witnesses.items():
        print(name.ljust(8), "  ".join(f"{slope:.12f}" for slope in slopes))

# %% [markdown]
# 和 PyTorch 的十二位小数都一样：做的是同一件事。差分对到小数点后十位左右，它是近似，自动微分不是：没有步长，没有截断误差，只有浮点数的舍入。

# %% [markdown]
# ## 4　神经元与网络
#
# 引擎有了。现在只用 `Value` 搭网络：**没有一个反向要你写**。
#
# ### 练习 5.10 Neuron（约 9 分钟，7 分）
#
# **做什么**　一个神经元有 $n$ 个权重和一个偏置，都是 `Value`：
#
# $$
# \text{Neuron}(x) = \tanh\Bigl(\sum_{i} w_i x_i + b\Bigr)
# $$
#
# - `Neuron(n_inputs, rng, linear=False)`：权重从 $-1$ 到 $1$ 均匀地抽（`rng.uniform(-1, 1)`），偏置是 0；`linear=True` 时不过 $\tanh$；
# - 像函数那样调用它：`neuron(x)`，也就是方法 `__call__`，`x` 是一列数或 `Value`，返回一个 `Value`；
# - `parameters()`：列表，先是全部权重，最后是偏置，是那些 `Value` 本身。
#
# 输入是普通的数也行：`w * 3.0` 你的 `multiply` 会处理。输入是 `Value` 时，梯度会继续往前传，前一层的神经元就靠它学习。
#
# **例子**　权重 $(0.5, -1)$，偏置 0.25，输入 $(2, 1)$：$0.5 \times 2 - 1 \times 1 + 0.25 = 0.25$，输出 $\tanh 0.25 = 0.2449$；`linear` 的输出 0.25。
# 输出对 $w_1$ 的导数是 $(1 - 0.2449^2) \times 2 = 1.8800$，对偏置的是 $0.9400$。
#
# <details><summary>提示一</summary>
#
# 权重放在列表里：`[Value(…) for _ in range(n_inputs)]`。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `zip(权重, x)` 一对一对地取；从偏置开始，一项一项加上去，或者用 `sum(…, 偏置)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了加偏置；<!-- wrong: no-bias -->
# - `linear=True` 时也过了 $\tanh$；<!-- wrong: linear-ignored -->
# - 权重不来自 `rng`；<!-- wrong: own-randomness -->
# - 权重从 0 到 1 抽，没有负的；<!-- wrong: zero-to-one -->
# - `parameters()` 里偏置在前，或者没有偏置；<!-- wrong: bias-first bias-not-listed -->
# - 用 `w.data` 去算，结果对了，图断了，梯度传不回来。<!-- wrong: detached -->
#
# </details>


# %% exercise="Neuron"
class Neuron:
    """一个神经元：tanh(Σ w·x + b)。

    Neuron(n_inputs, rng, linear=False)
        n_inputs: 输入有几个，至少 1。
        rng: 权重都从它来，−1 到 1 之间均匀分布；偏置是 0。
        linear: 是 True 就不过 tanh。
    neuron(x)
        x: n_inputs 个数或 Value，列表或一维数组。返回一个 Value；参数和 x 里的 Value
            都在它的计算图里。不改动参数和 x；调用多次，互不影响。
    parameters()
        列表：n_inputs 个权重，然后是偏置；是正在用的 Value 本身，改它们的 data，输出就跟着变。
    例子
        >>> neuron = Neuron(2, np.random.default_rng(0))
        >>> set_data(neuron.parameters(), [0.5, -1, 0.25])
        >>> round(neuron([2, 1]).data, 4)
        0.2449
    """

    def __init__(self, n_inputs: int, rng: np.random.Generator, linear: bool = False) -> None:
        ### BEGIN SOLUTION
        self.w = [Value(rng.uniform(-1, 1)) for _ in range(n_inputs)]
        self.b = Value(0)
        self.linear = linear
        ### END SOLUTION

    def __call__(self, x: list) -> Value:
        ### BEGIN SOLUTION
        total = self.b
        for weight, number in zip(self.w, x):
            total = total + weight * number
        return total if self.linear else tanh(total)
        ### END SOLUTION

    def parameters(self) -> list[Value]:
        ### BEGIN SOLUTION
        return [*self.w, self.b]
        ### END SOLUTION


# %% check="Neuron" points=7 minutes=9 uses=["add", "multiply", "tanh", "backward"]
check("Neuron")

# %% [markdown]
# ### 练习 5.11 MLP（约 9 分钟，8 分）
#
# 许多神经元看同样的输入，是一层；一层的输出是下一层的输入，叠起来就是多层感知机（multilayer perceptron, MLP）。
#
# **做什么**
#
# - `MLP(n_inputs, sizes, rng)`：`sizes` 是每层有几个神经元；第一层的每个神经元有 `n_inputs` 个输入，后面每层的输入数是前一层的神经元数；**只有最后一层**是 `linear` 的；
# - `model(x)`：最后一层只有一个神经元时返回一个 `Value`，否则返回一列 `Value`；
# - `parameters()`：从第一层起，一个神经元接一个神经元，每个神经元先权重后偏置。
#
# 最后一层不过 $\tanh$，是因为打分应当可大可小；压在 $(-1, 1)$ 里，就再也到不了 2 了。
#
# **例子**　`MLP(2, [3, 1], rng)`：第一层 3 个神经元，每个 $2 + 1$ 个参数；第二层 1 个，$3 + 1$ 个参数；一共 $9 + 4 = 13$ 个。`MLP(2, [16, 1], rng)` 呢？
#
# <details><summary>答案</summary>
#
# $16 \times 3 + 17 = 65$ 个。
#
# </details>
#
# <details><summary>提示一</summary>
#
# 层放在列表里，每层是一列 `Neuron`。造的时候，手里拿着“这一层有几个输入”，造完一层就换成它的大小。
#
# </details>
#
# <details><summary>提示二</summary>
#
# 调用时 `x` 换成“这一层每个神经元的输出”，一层一层地换。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后一层也过了 $\tanh$；<!-- wrong: tanh-at-the-end -->
# - 每一层都是 `linear` 的，叠起来还是一条直线；<!-- wrong: all-linear -->
# - `[Neuron(…)] * 3`：同一个神经元放了三遍；<!-- wrong: shared-neurons -->
# - 每一层的输入数都写成 `n_inputs`；`zip` 又不声不响地截短，什么错也不报；<!-- wrong: same-inputs -->
# - 只有一个输出时，返回的是长度为 1 的列表；<!-- wrong: list-of-one -->
# - `parameters()` 漏了前面的层。<!-- wrong: last-layer-only -->
#
# </details>


# %% exercise="MLP"
class MLP:
    """多层感知机，由 Neuron 一个一个搭成。

    MLP(n_inputs, sizes, rng)
        n_inputs: 输入有几个，至少 1。
        sizes: 每层有几个神经元，一列正整数，至少一层；不要改动它。最后一层是 linear 的，
            其余过 tanh。
        rng: 每个神经元的权重都从它来。
    model(x)
        x: n_inputs 个数或 Value，列表或一维数组；不要改动它。最后一层只有一个神经元时
            返回 Value，否则返回列表，每个神经元一个 Value。
    parameters()
        列表：从第一层起，一个神经元接一个神经元，每个先权重后偏置；是正在用的 Value 本身。
    例子
        >>> model = MLP(2, [3, 1], np.random.default_rng(0))
        >>> len(model.parameters()), type(model([0.5, -1.0])).__name__
        (13, 'Value')
        >>> len(MLP(2, [3, 4], np.random.default_rng(0))([0.5, -1.0]))
        4
    """

    def __init__(self, n_inputs: int, sizes: list[int], rng: np.random.Generator) -> None:
        ### BEGIN SOLUTION
        self.layers = []
        for i, size in enumerate(sizes, start=1):
            self.layers.append([Neuron(n_inputs, rng, i == len(sizes)) for _ in range(size)])
            n_inputs = size
        ### END SOLUTION

    def __call__(self, x: list) -> Value | list[Value]:
        ### BEGIN SOLUTION
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0] if len(x) == 1 else x
        ### END SOLUTION

    def parameters(self) -> list[Value]:
        ### BEGIN SOLUTION
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]
        ### END SOLUTION


# %% check="MLP" points=8 minutes=9 uses=["add", "multiply", "tanh", "backward", "Neuron"]
check("MLP")

# %% [markdown]
# ## 5　学起来
#
# ### 练习 5.12 margin_loss（约 9 分钟，8 分）
#
# **做什么**　标签是 $y = \pm 1$，网络给的打分是 $s$：$s$ 与 $y$ 同号就分对了，$y\,s$ 越大，分得越有把握。我们要求不只是分对，还要留出 1 的**间隔**（margin）：
#
# $$
# L = \frac1n \sum_{i=1}^{n} \max(0,\ 1 - y_i s_i) \;+\; \alpha \sum_{p} p^2
# $$
#
# 前一半叫合页损失（hinge loss）：$y\,s \ge 1$ 的样本够好了，损失是 0，梯度也是 0；不够的，差多少罚多少。后一半是正则化（regularization）：参数太大也要罚一点，对 `parameters` 里的**每一个**参数。
#
# **例子**　打分 $(2,\ 0.5,\ -1)$，标签 $(1,\ 1,\ 1)$，参数 $(1, -2)$，$\alpha = 0.1$：
#
# | $s$ | $y$ | $1 - ys$ | 罚 | $\partial L/\partial s$ |
# |---|---|---|---|---|
# | 2 | 1 | −1 | 0 | 0 |
# | 0.5 | 1 | 0.5 | 0.5 | $-1/3$ |
# | −1 | 1 | 2 | 2 | $-1/3$ |
#
# 前一半 $2.5/3 = 0.8333$，后一半 $0.1 \times (1 + 4) = 0.5$，$L = 1.3333$；对两个参数的导数是 $2\alpha p$：0.2 和 −0.4。
# 若把标签当成 0/1，或者忘了平均，前一半就不是这个数。
#
# <details><summary>提示一</summary>
#
# $\max(0, \cdot)$ 你已经写过了，它叫什么？
#
# </details>
#
# <details><summary>提示二</summary>
#
# `sum(一列 Value)` 能用：它从普通的 0 开始加，`0 + Value` 会走到 `__radd__`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把标签当成 0/1 换算成 $2y - 1$：$y = -1$ 成了 −3；<!-- wrong: zero-one-labels -->
# - 求和，没有平均；<!-- wrong: summed -->
# - 正则项也除以了 $n$；<!-- wrong: penalty-averaged -->
# - 忘了间隔里的 1：打分全是 0 时损失就是 0；<!-- wrong: no-margin -->
# - 最后一个参数（偏置）没有罚；<!-- wrong: bias-spared -->
# - 罚的是参数的绝对值，不是平方；<!-- wrong: absolute-penalty -->
# - 用 `.data` 去算：值对，梯度传不回来。<!-- wrong: detached -->
#
# </details>


# %% exercise="margin_loss"
def margin_loss(scores: list, labels, alpha: float, parameters: list) -> Value:
    """平均合页损失，加上正则项。

    参数
        scores: n 个 Value，每个样本的打分，n 至少 1。
        labels: n 个 +1 或 −1，列表或一维数组，整数或浮点。
        alpha: 正则项的系数，不小于 0。
        parameters: 一列 Value，可以是空的；每一个都罚，一视同仁。
    返回
        Value：n 个 max(0, 1 − y·s) 的平均，加上 alpha 乘参数平方之和。
        由它 backward，scores 和 parameters 都得到正确的梯度；1 − y·s 恰好是 0 的样本，导数取 0。
        调用时不改动参数的 data 和 grad。
    例子
        >>> scores = [Value(2), Value(0.5), Value(-1)]
        >>> loss = margin_loss(scores, [1, 1, 1], 0.1, [Value(1), Value(-2)])
        >>> round(loss.data, 4)
        1.3333
        >>> backward(loss)
        >>> [round(s.grad, 4) for s in scores]
        [0.0, -0.3333, -0.3333]
    """
    ### BEGIN SOLUTION
    hinge = sum(relu(1 - y * s) for s, y in zip(scores, labels)) / len(scores)
    return hinge + alpha * sum(p * p for p in parameters)
    ### END SOLUTION


# %% check="margin_loss" points=8 minutes=9 uses=["add", "multiply", "power", "relu", "backward"]
check("margin_loss")

# %% [markdown]
# ### 练习 5.13 train（约 14 分钟，9 分）
#
# **做什么**　随机梯度下降，走 `steps` 步。第 $k$ 步（$k = 0, 1, \dots$）：
#
# 1. 抽一批：`rng.permutation(n)[:batch_size]`，$n$ 是样本数，每步抽一次；
# 2. 给这批样本打分，$L$ = `margin_loss(打分, 标签, 1e-4, 全部参数)`，记下它的 `data`；
# 3. 全部参数的 `grad` 清零，然后 `backward`；
# 4. 每个参数的 `data` 减去 $\text{lr}\cdot\bigl(1 - 0.9\,\dfrac{k}{\text{steps}}\bigr)$ 乘自己的 `grad`。
#
# 分母是 `steps`，不是 `steps − 1`：学习率从 `lr` 一路降到比它的十分之一略多，开始迈大步，最后迈小步。
#
# **清零在谁之前**　叶子的 `grad` 是攒着的（上一个练习的约定），所以每步往回走之前要清零；第一步也要，拿来的网络可能已经被人 `backward` 过了。
#
# **例子**　`lr` 是 2，`steps` 是 200：第 0 步用 2，第 100 步用 $2 \times 0.55 = 1.1$，最后一步（第 199 步）用 $2 \times 0.1045 = 0.209$。
#
# 只有一个参数时用笔走两步：模型 $s = w$（输入乘权重，输入总是 1），一个样本，$y = 1$，$w = 0$，`lr` 是 0.5，两步：
#
# | 步 | $w$ | 损失 | 导数 | 步长 | 新的 $w$ |
# |---|---|---|---|---|---|
# | 0 | 0 | 1 | −1 | 0.5 | 0.5 |
# | 1 | 0.5 | $0.5 + 0.000025$ | $-1 + 0.0001$ | 0.275 | 0.774973 |
#
# 第二步若没有清零，导数会是 −1.9999，$w$ 走到 1.05。
#
# <details><summary>提示一</summary>
#
# `parameters = model.parameters()` 取一次就够：里面是 `Value` 本身，改它们的 `data`，网络就变了。
#
# </details>
#
# <details><summary>提示二</summary>
#
# `x[i]` 是一行，`model(x[i])` 是它的打分；`y[chosen]` 是这一批的标签。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有清零，梯度越攒越大；<!-- wrong: not-zeroed -->
# - 加上梯度，往山上走；<!-- wrong: uphill -->
# - 学习率一直不变；<!-- wrong: constant-rate -->
# - 只在开头抽了一次批；<!-- wrong: one-batch -->
# - 记下的是更新之后的损失；<!-- wrong: loss-after -->
# - 标签换成了 0/1 再给损失；<!-- wrong: zero-one-labels -->
# - 改的是 `p = p - …`，只换了名字，网络没有变。<!-- wrong: renamed -->
#
# </details>


# %% exercise="train"
def train(
    model,
    x: np.ndarray,
    y: np.ndarray,
    steps: int,
    lr: float,
    batch_size: int,
    rng: np.random.Generator,
) -> list[float]:
    """用合页损失和随机梯度下降训练一个网络，原地改它的参数。

    参数
        model: 像 MLP 那样的对象：model(一行) 返回一个 Value，model.parameters() 返回一列 Value；
            参数的 grad 起初可以不是 0。
        x: (n, d) 的浮点数组；不要改动它。
        y: (n,) 的数组，+1 或 −1，整数或浮点；不要改动它。
        steps: 走几步；0 步就返回空列表。
        lr: 第 k 步（从 0 数）的学习率是 lr · (1 − 0.9·k/steps)。
        batch_size: 一批几个；比 n 大时就是全部。
        rng: 每步恰好调用一次 rng.permutation(n)，前 batch_size 个就是这一批。
    返回
        steps 个 float：第 k 个是第 k 步更新之前、这一批的 margin_loss，正则系数 1e-4，罚全部参数。
    例子
        >>> model = MLP(1, [1], np.random.default_rng(0))
        >>> set_data(model.parameters(), [0, 0])
        >>> x, y, rng = np.array([[1.0]]), np.array([1]), np.random.default_rng(0)
        >>> losses = train(model, x, y, 2, 0.25, 5, rng)
        >>> [round(loss, 5) for loss in losses]
        [1.0, 0.50001]
    """
    ### BEGIN SOLUTION
    parameters = model.parameters()
    losses = []
    for k in range(steps):
        chosen = rng.permutation(len(x))[:batch_size]
        loss = margin_loss([model(row) for row in x[chosen]], y[chosen], 1e-4, parameters)
        losses.append(loss.data)
        for p in parameters:
            p.grad = 0.0
        backward(loss)
        for p in parameters:
            p.data -= lr * (1 - 0.9 * k / steps) * p.grad
    return losses
    ### END SOLUTION


# %% check="train" points=9 minutes=14 uses=["MLP", "margin_loss", "backward"]
check("train")

# %% [markdown]
# **故意弄坏**　不清零会怎样？最小的例子：损失是 $w^2$，从 $w = 2$ 出发，学习率 0.1，走 60 步。先猜红线的样子，再运行：

# %% tags=["demo"]
if ready("multiply", "backward"):

    def slide(clear, steps=60):
        """从 w = 2 出发，在 w² 上下降；clear 说每步要不要清零。"""
        w, path = Value(2), []
        for _ in range(steps):
            path.append(w.data)
            if clear:
                w.grad = 0.0
            (w * w).backward()
            w.data -= 0.1 * w.grad
        return path

    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.plot(slide(True), color=BLUE, linewidth=2, label="每步清零")
    ax.plot(slide(False), color=RED, label="不清零")
    ax.set(title="在 w² 上下降", xlabel="步", ylabel="w", ylim=(-2.4, 3.6))
    ax.legend(loc="upper right", ncols=2)
    plt.show()

# %% [markdown]
# 不清零，等于每一步都把从前所有的梯度再走一遍：到了谷底也停不住，冲过去，再荡回来，没完没了。它不报错，损失也时高时低，看着像“学习率太大”。

# %% [markdown]
# ## 6　终场：只用标量，分开两弯月牙
#
# 数据和[第 4 章](../guide04_backpropagation/guide04_backpropagation.ipynb)的一样：两个半圆套在一起，加一点噪声，一条直线分不开。这里标签是 $\pm 1$，只取 100 个点：每一个点、每一步，都是一个一个的标量算出来的。


# %%
def make_moons(n: int, noise: float, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """两弯月牙：(n, 2) 的点和 (n,) 的标签 ±1，各占一半；noise 是每个坐标上噪声的标准差。"""
    y = np.where(np.arange(n) % 2, 1, -1)
    angle = rng.uniform(0, np.pi, size=n)
    x = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    x[y > 0] = [1.0, 0.5] - x[y > 0]
    return x + noise * rng.normal(size=(n, 2)), y


# %% tags=["demo"]
if ready("MLP", "margin_loss", "train"):

    class Photographer:
        """替网络拍照：打分的时候，参数和上一张照片不同，就记下全部参数。"""

        def __init__(self, model):
            self.model, self.album = model, []

        def __call__(self, x):
            numbers = data_of(self.model.parameters())
            if self.album[-1:] != [numbers]:
                self.album.append(numbers)
            return self.model(x)

        def parameters(self):
            return self.model.parameters()

    rng = np.random.default_rng(6)
    moons_x, moons_y = make_moons(100, 0.1, rng)
    model = MLP(2, [16, 1], rng)
    camera = Photographer(model)
    losses = train(camera, moons_x, moons_y, 200, 2.0, 20, rng)
    album = [*camera.album, data_of(model.parameters())]

    def right_share():
        """这 100 个点里分对的比例。"""
        found = [model(row).data for row in moons_x]
        return np.mean((np.array(found) > 0) == (moons_y > 0))

    scores = [model(row) for row in moons_x[:20]]
    loss = margin_loss(scores, moons_y[:20], 1e-4, model.parameters())
    print(f"65 个参数；一批 20 个点的损失，是一张有 {len(topological_order(loss))} 个结点的图")
    print(f"200 步以后，100 个点里分对 {right_share():.2f}")

# %% [markdown]
# 换 200 个种子（点和网络一起换），一半以上的 100 个点全对，191 个在 0.97 以上；有 6 个不到 0.94，最差的 0.84，和一条直线差不多（直线在 0.84 到 0.95 之间）：步数少，学习率大，偶尔就会卡住。
# 用时几秒。第 4 章的网络大小差不多，用数组，一步不到一毫秒：那里每一步是几次矩阵乘法，这里是几千个 Python 对象。慢，可是每一个数你都看得见。
#
# 黑线是边界，16 条灰线是 16 个隐藏神经元各自的 $w_1 x_1 + w_2 x_2 + b = 0$：

# %% tags=["demo"]
if ready("MLP", "margin_loss", "train"):
    across, up = np.linspace(-1.5, 2.5, 25), np.linspace(-1.1, 1.6, 18)

    def draw_border(ax):
        """底色是打分，黑线是边界，灰线是每个隐藏神经元的折痕。"""
        score = np.array([[model((a, b)).data for a in across] for b in up])
        levels = [-9e9, -1, 0, 1, 9e9]
        ax.contourf(across, up, score, levels, colors=("#b9cfea", "#dfe9f6", "#f9e3df", "#f0bcb4"))
        values = data_of(model.parameters())
        for k in range(0, 48, 3):
            w1, w2, b = values[k : k + 3]
            ax.plot(across, -(w1 * across + b) / w2, color="#999999", linewidth=0.6)
        if score.min() < 0 < score.max():
            ax.contour(across, up, score, [0], colors="#222222", linewidths=2)
        for label, color, marker in ((-1, BLUE, "o"), (1, RED, "^")):
            ax.scatter(*moons_x[moons_y == label].T, s=12, c=color, marker=marker, lw=0)
        ax.grid(False)
        ax.set(xlim=(-1.5, 2.5), ylim=(-1.1, 1.6), xticks=(), yticks=(), aspect="equal")

    fig, ax = plt.subplots(figsize=(5, 3.7), dpi=76, layout="none")
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.9)

    def draw_step(k):
        """动画的一格：放回第 k 步开始时的参数，再画。"""
        set_data(model.parameters(), album[k])
        ax.clear()
        draw_border(ax)
        ax.set_title(f"第 {k} 步　分对 {right_share():.2f}", fontsize=11)

    marks = [0, 1, 2, 4, 6, 9, 13, 18, 25, 35, 50, 75, 120, 200]
    alt = "动画：十六条折痕挪来挪去，边界弯进两弯月牙之间"
    figures.film(fig, draw_step, marks, alt, wait=250)

# %% [markdown]
# 印在纸上动不起来，所以再摆一条胶片，旁边是每一步的损失：

# %% tags=["demo"]
if ready("MLP", "margin_loss", "train"):
    fig, axes = plt.subplots(1, 4, figsize=(10, 2.2))
    for ax, k in zip(axes, (0, 9, 200)):
        set_data(model.parameters(), album[k])
        draw_border(ax)
        ax.set_title(f"第 {k} 步　{right_share():.2f}", fontsize=10)
    axes[3].plot(losses, color=BLUE, linewidth=1)
    axes[3].set_title("每一步的损失", fontsize=10)
    axes[3].set_ylim(0, None)
    plt.show()

# %% [markdown]
# 没有一行 `backward` 是为这个网络写的。你写的是加、乘、$\tanh$ 怎样往回走一步；网络怎么搭、损失怎么写，引擎都不知道，也不必知道。把 `tanh` 换成 `relu`，把损失换成平方，一行导数也不用改，这就是自动微分。

# %% [markdown]
# ## 小结
#
# - 会记账的数：每个结果记得来源，还留着一条把梯度传一步的规则；
# - 规则属于结果，往来源的 `grad` 上**加**：一个数用在几处，几条路的影响相加；
# - $e^x$、$\tanh$ 的导数用结果来写，前向算过的不必再算；
# - 往回走要等账收齐：拓扑次序倒过来，每条规则恰好一次；深了不能递归，菱形要记下见过谁；
# - 内部结点每次归零，叶子攒着，用的人自己清零；
# - 神经元、网络、损失只是式子，求导不用另写。
#
# 标量的账太细：一层 100 进 100 出，就是两万个结点。下一个作业把 `Value` 里的一个数换成一整个数组，账一下子少了几千倍，规则却还是这几条。

# %% [markdown]
# ## 自测
#
# 先想，再展开。
#
# 1. `y = x * x` 和 `y = x ** 2` 的图不一样，梯度为什么一样？
#
# <details><summary>答案</summary>
#
# `x * x` 的规则往 $x$ 上加两次，每次 $x$；`x ** 2` 的规则加一次，$2x$。账记得粗细不同，总数相同：链式法则对任何一种拆法都成立。
#
# </details>
#
# 2. 算完 `L` 以后、`backward` 之前，把叶子 `a.data` 改成别的数，梯度会怎样？
#
# <details><summary>答案</summary>
#
# 看规则读的是什么。读的若是 `a.data`（如乘法），读到的是新的。可是别处已经算好的 `data`（如 $\tanh$ 的 `out.data`）还是旧的：新旧一混，多半两头都不是。（规则若在调用时就把斜率记了下来，得到的就是旧点的。）哪一种都靠不住，所以要先 `backward`，再改参数，`train` 里就是这个次序。
#
# </details>
#
# 3. 有两个损失 `L1`、`L2`，想要 `L1 + 3 * L2` 的梯度。写成一个式子再 `backward`，和先后各 `backward` 一次（第二次想办法乘 3），叶子上的梯度一样吗？
#
# <details><summary>答案</summary>
#
# 一样。导数对加法是线性的，叶子又是攒着的。内存不够放下一大批时，大家就是把一批分成几小批，各走一次，攒起来，再更新一次。
#
# </details>
#
# 4. 为什么从终点往回走，而不是从叶子往前把“对叶子的导数”一路带着？
#
# <details><summary>答案</summary>
#
# 往前带也行（前向模式，forward mode），可是每个结点要带着对**每个**参数的导数，65 个参数就是 65 倍的活。往回走，每个结点只要一个数：终点对它的导数。终点只有一个、叶子很多，往回走便宜；反过来，叶子只有一个、终点很多，往前带便宜。
#
# </details>
#
# 5. `relu` 的网络，某个神经元对所有的样本都没有过门，`backward` 以后它的权重的 `grad` 是多少？以后还会动吗？
#
# <details><summary>答案</summary>
#
# 合页损失传给它的是 0，只剩正则项的 $2\alpha w$：它会慢慢缩小，却学不到样本里的东西，多半再也不会醒。这也是本章用 $\tanh$ 的一个原因：它的导数可以很小，数学上却从来不是 0（浮点数里，$|x|$ 大约到 19 以上才成了 0）。
#
# </details>

# %% [markdown]
# ## 延伸阅读
#
# - Andrej Karpathy，*micrograd*（2020，代码和讲解视频）：一个文件的标量自动微分，本章的样子由它而来。
# - Baydin, Pearlmutter, Radul, Siskind，*Automatic Differentiation in Machine Learning: a Survey*，JMLR 18（2018）：前向、反向两种模式，和它们的历史。
# - Griewank, Walther，*Evaluating Derivatives*（第 2 版，2008）：自动微分的教科书。
# - Linnainmaa 1970 年的硕士论文（芬兰文）：反向模式第一次完整地写出来，为的是估计舍入误差。
# - PyTorch 文档里的 *Autograd mechanics*：同样的图、同样的“叶子攒着”，在一个真的框架里。
