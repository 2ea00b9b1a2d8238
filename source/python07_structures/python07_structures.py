# ---
# jupyter:
#   autograder:
#     title: Python 第 7 天　数据结构与算法
#     builds: 一张西游记的关系网：任意两个人物之间，最熟的一条路
#     minutes: 90
#     en:
#       title: Python, day 7. Data structures and algorithms
#       builds: a map of Journey to the West, with the closest chain between any two characters
# ---

# %% [markdown]
# # Python 第 7 天　数据结构与算法
#
# 唐太宗想给红孩儿捎句话。两人素不相识，得托人转一道、两道。托谁最可靠？今天你会写出两个函数来回答：一个找**经手人最少**的路，一个找**最熟**的路；《西游记》里二十五个人物，任意两个，一眨眼就有答案。
#
# 走到那里要先认识几样东西：栈、队列、二分、归并、树、图。它们不是新的语法，用的还是列表、元组和字典；新的是**怎样摆放东西，才能少走路**。
#
# **今天用到的旧知识**（想不起来就翻一翻）
#
# | 哪一天 | 什么 | 用在哪里 |
# |---|---|---|
# | 第 3 天 | 列表、元组、字典；改一个列表，别处也看得见 | 到处 |
# | 第 4 天 | `while`、`break`、`continue` | 到处 |
# | 第 5 天 | 递归：同一个问题小一号，加一个出口 | 第 3、5 节 |

# %% [markdown]
# ## 时间表
#
# 合计约 90 分钟，100 分：读讲义和看图都算在里面。想分两次做，在第 3 节之后停最好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 数步子 | 3 | |
# | 1 | 栈和队列：balanced | 8 | 9 |
# | 2 | 每次砍掉一半：binary_search | 11 | 12 |
# | 3 | 两叠牌合成一叠：merge_sort | 13 | 16 |
# | 4 | 自己管一叠盒子：flatten | 9 | 13 |
# | 5 | 树：tree_insert、tree_values | 15 | 19 |
# | 6 | 图：shortest_path、cheapest_route | 25 | 31 |
# | 7 | 小结、自测 | 3 | |
# | 8 | 终场：西游记的关系网 | 3 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条展开“提示”；看到“**先猜**”，先把答案说出声再运行；看到“**弄坏它**”，就照做，看看坏了是什么样子。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走。

# %% [markdown]
# 下面第一格请来的是课程的工具：`check` 检查你的答案，`ready` 问一个练习写好了没有，`progress_bar` 画进度条，`figures` 管图里的字。`csv` 和 `pairwise` 是终场读文件、画图用的。第二格请来今天要用的两样标准库：`deque`（第 1 节）和 `heapq`（第 6 节）。

# %% tags=["demo"]
import csv
from itertools import pairwise

import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
import heapq
from collections import deque

# %% [markdown]
# ## 0　数步子
#
# 同一件事，两种做法哪个快？秒表会骗人：换一台电脑就变。**数步子**不会变。在 $n$ 个排好队的名字里找一个，从头一个一个地看，最坏要看 $n$ 个；如果每次看正中间，砍掉一半，要看几个？**先猜**　一百万个名字：

# %% tags=["demo"]
for n in (10, 1000, 1_000_000):
    left, looks = n, 0
    while left > 0:
        left = left // 2
        looks += 1
    print(f"{n:>8} 个：一个一个看 {n} 次，每次砍掉一半 {looks} 次")

# %% [markdown]
# 一百万对二十。这就是今天的主题：**步子随 $n$ 怎样长**，比每一步快一点慢一点要紧得多。$n$ 能对半砍几次，砍到只剩 1，数学里写作 $\log_2 n$：一千约 10，一百万约 20。
#
# 字典更快：`"小明" in book` 平均只要一步。它由键算出一个数（叫**哈希** hash），这个数就是格子的号码，直接去那一格看，用不着找（几个键可能算到同一格，所以到了还要再看一眼相不相等；集合也是这样）。代价是键不能变，一变就回不到原来的格子。

# %% [markdown]
# ## 1　栈和队列
#
# **栈**（stack）像一摞盘子：后放上去的先拿走。列表的 `append` 和 `pop` 就是。**队列**（queue）像排队打饭：先来的先走。列表也能 `pop(0)`，可是后面的人都得往前挪一步；`deque`（双端队列）两头都快，它的 `popleft` 不用挪。
#
# **先猜**　两边各拿出什么？

# %% tags=["demo"]
plates, line = [], deque()
for who in ("甲", "乙", "丙"):
    plates.append(who)
    line.append(who)
print("栈：　", plates.pop(), plates.pop())
print("队列：", line.popleft(), line.popleft())
try:
    [].pop()
except IndexError as error:
    print("IndexError:", error)  # 空的栈，没有东西可拿

# %% [markdown]
# ### 练习 7.1 balanced（约 5 分钟，9 分）
#
# 写程序时少了半个括号，编辑器马上画红线。它怎么知道的？
#
# **做什么**　文字里的 `( ) [ ] { }` 是不是都配好对：每个右括号，配的是**最近一个还没配的**左括号，而且同一种；到了末尾，一个不剩。别的字符都不管，引号也只是普通字符。
#
# **例子**　`"a[(1+2)*{3}]"` 和 `""` 是 `True`；`"([)]"`、`")("`、`"("` 是 `False`。拿铅笔走一遍 `"([)]"`：
#
# | 读到 | 做什么 | 栈里还有 |
# |---|---|---|
# | `(` | 放上去 | `(` |
# | `[` | 放上去 | `(` `[` |
# | `)` | 最上面是 `[`，不配 | 结束：`False` |
#
# <details><summary>提示一：想一想</summary>
#
# “最近一个还没配的”，用栈还是用队列？遇到右括号而栈是空的，说明什么？读完了栈里还有东西，又说明什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 用一个字典记谁配谁：右括号是键，左括号是值。左括号就放上去；右括号就拿一个下来比。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for c in text:` 里面两个分支；第二个分支里，拿之前先问栈是不是空的。循环之外一行 `return`，问栈是不是空的。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只数左右括号的个数，不管次序和种类；<!-- wrong: counts-only -->
# - 栈空了还 `pop`，IndexError；<!-- wrong: pop-from-empty -->
# - 读完就答 `True`，剩下的左括号没有管；<!-- wrong: left-open -->
# - 只看有没有左括号可配，不看种类。<!-- wrong: any-kind -->
#
# </details>


# %% exercise="balanced"
def balanced(text: str) -> bool:
    """括号是不是都配好对。

    参数
        text: 任何文字，可以是空的。
    返回
        True 或 False。( ) [ ] { } 三种括号，每个右括号配最近一个还没配的左括号，
        种类要相同，到末尾一个不剩，就是 True。别的字符都不管，引号里的括号也照样算。
    例子
        balanced("a[(1+2)*{3}]") 得到 True
        balanced("([)]") 得到 False
    """
    ### BEGIN SOLUTION
    partners = {")": "(", "]": "[", "}": "{"}
    opened = []
    for c in text:
        if c in partners.values():
            opened.append(c)
        elif c in partners and (not opened or opened.pop() != partners[c]):
            return False
    return not opened
    ### END SOLUTION


# %% check="balanced" points=9 minutes=5
check("balanced")

# %% [markdown]
# ## 2　每次砍掉一半
#
# 猜数游戏：我想一个 0 到 99 的数，你每次猜一个，我说大了还是小了。聪明的猜法是每次猜中间。看看猜 73 的过程：

# %% tags=["demo"]
secret, low, high = 73, 0, 99
while True:
    middle = (low + high) // 2
    says = "中了" if middle == secret else "小了" if middle < secret else "大了"
    print(f"在 {low:>2} 到 {high:>2} 之间，猜 {middle}：{says}")
    if middle == secret:
        break
    if middle < secret:
        low = middle + 1
    else:
        high = middle - 1

# %% [markdown]
# **弄坏它**　把 `low = middle + 1` 写成 `low = middle`，别的都不动。**先猜**　还猜得中吗？（只让它猜十二次。）

# %% tags=["demo"]
low, high = 0, 99
for turn in range(1, 13):
    middle = (low + high) // 2
    print(f"第 {turn:>2} 次：在 {low} 到 {high} 之间，猜 {middle}")
    if middle == secret:
        break
    if middle < secret:
        low = middle  # 少了 + 1
    else:
        high = middle - 1

# %% [markdown]
# 第 8 次起，每次都一样：`low`、`high` 是 72、73，`middle` 是 72，`low` 还是 72，永远走不完。“砍掉一半”必须真的砍掉一点。

# %% [markdown]
# ### 练习 7.2 binary_search（约 7 分钟，12 分）
#
# **做什么**　在从小到大排好的 `items` 里找 `x`。
#
# - 有：返回**最左边**那个的位置；
# - 没有：返回 `~i`，`i` 是把它放进去、次序不乱的位置。
#
# `~i` 算出来是 $-i-1$（把第 2 天的二进制每一位都翻过来），总是负的，所以一看正负就知道有没有；再翻一次，`~(~i)` 又是 `i`。比起只答一个 −1，多说了一句“它该在哪里”。
#
# **例子**　`[1, 3, 3, 3, 8]` 里：3 在位置 1；4 该放在位置 4，答 `~4`，也就是 −5；9 该放在末尾，`~5` 是 −6；0 该放在最前，`~0` 是 −1。空列表里找什么都是 −1。
#
# **规矩**　只许用 `len(items)` 和 `items[i]`，切片、`index`、标准库的 `bisect` 都不用；看 `items` 的次数至多 $2\log_2(n+1) + 4$，也就是每次砍掉一半、每次看一两眼。检查时给你的是一个数着次数的列表。要是检查一直转圈，就是走不完了：按工具栏上的 ■ 停下来，再想想哪一头没有砍。
#
# <details><summary>提示一：想一想</summary>
#
# 找到一个等于 `x` 的，还不能停：左边可能还有。那么看到“等于”，该砍掉哪一半？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 换个问法：**第一个不小于 `x` 的位置**在哪里？答案在 0 到 `len(items)` 之间（都算）。比 `x` 小的，连它一起砍掉左边；不小于的，它自己留着，砍掉右边。最后只剩一个位置，看一眼它是不是 `x`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `low, high = 0, len(items)`；`while low < high:` 里求 `middle`，一个 `if`、一个 `else` 各改一头（一头要加 1，一头不减）；循环之外，先问 `low` 还在不在列表里，再比一次，两个 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 有几个相等的，碰到哪个就答哪个；<!-- wrong: any-equal -->
# - 没有的时候只答 −1；<!-- wrong: minus-one -->
# - 一头忘了加 1，走不完；<!-- wrong: endless -->
# - 一个一个地看；<!-- wrong: linear -->
# - 最后直接看 `items[low]`，`low` 可能已经在末尾之外，IndexError。<!-- wrong: place-not-checked past-the-end -->
#
# </details>


# %% exercise="binary_search"
def binary_search(items, x) -> int:
    """在排好的 items 里找 x。

    参数
        items: 从小到大排好的一列，可以有相等的，也可以是空的；
            只用 len(items) 和 items[i]，不用切片、index、bisect。不变。
        x: 要找的，和 items 里的可以比大小。
    返回
        整数。有：最左边那个 x 的位置；没有：~i，i 是它该放的位置（前面的都比它小）。
        n 个里至多看 2·log2(n + 1) + 4 次 items。
    例子
        binary_search([1, 3, 3, 3, 8], 3) 得到 1
        binary_search([1, 3, 3, 3, 8], 4) 得到 -5
    """
    ### BEGIN SOLUTION
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    if low < len(items) and items[low] == x:
        return low
    return ~low
    ### END SOLUTION


# %% [markdown]
# 检查用的列表，数着自己被看了几次。怎样造这样的东西，明天学；今天不用读懂。


# %%
class Watched:
    """一个只能用 len(…) 和 […] 去看的列表，被看了几次记在 reads 里。"""

    def __init__(self, items):
        self.items, self.reads = items, 0

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        if isinstance(i, slice):
            raise TypeError("这个列表不能切片")
        self.reads += 1
        return self.items[i]


def watched_search(items, x):
    """binary_search 的答案，和它看了几次。"""
    watched = Watched(items)
    return binary_search(watched, x), watched.reads


# %% check="binary_search" points=12 minutes=7 helpers=["watched_search"]
check("binary_search")

# %% tags=["demo"]
if ready("binary_search"):
    even = list(range(0, 60_000, 2))
    for number in (31_416, 31_417):
        place, reads = watched_search(even, number)
        print(f"在三万个偶数里找 {number}：答 {place}，看了 {reads} 次")

# %% [markdown]
# ## 3　两叠牌合成一叠
#
# 手里两叠牌，各自从小到大排好了。怎样合成一叠？每次只比**最上面的两张**，小的拿走；一样大，先拿左边的。一叠拿完了，另一叠剩下的整叠接上。
#
# | 左边一叠 | 右边一叠 | 拿哪张 | 已经拿了 |
# |---|---|---|---|
# | 2 5 8 | 3 5 | 左边的 2 | 2 |
# | 5 8 | 3 5 | 右边的 3 | 2 3 |
# | 5 8 | 5 | 一样大，**左边**的 5 | 2 3 5 |
# | 8 | 5 | 右边的 5 | 2 3 5 5 |
# | 8 | 没有了 | 左边剩下的全接上 | 2 3 5 5 8 |
#
# 五张牌，比四次。那两叠又是怎样排好的？各切成两半，排好，再合：递归。切到只剩一张，它自己就是排好的，这是出口。这叫**归并排序**（merge sort）。$n$ 张牌切 $\log_2 n$ 层，每层每张拿一次，一共约 $n\log_2 n$ 步。
#
# “一样大先拿左边的”保证相等的东西**不换先后**，叫**稳定**（stable）：成绩单先按学号排好，再按分数排，同分的还是按学号。

# %% [markdown]
# ### 练习 7.3 merge_sort（约 9 分钟，16 分）
#
# **做什么**　给一张表排序：`rows` 是一列行，每行是一个列表或元组；按第 `column` 列从小到大，返回一个**新的**列表。相等的不换先后；只比那一列，别的列可能比不了大小。
#
# **例子**　`[("小红", 90), ("小明", 85), ("小刚", 90)]` 按第 1 列：`[("小明", 85), ("小红", 90), ("小刚", 90)]`。小红和小刚同分，小红还在前面。
#
# **规矩**　不许用 `sorted`、`sort`、`heapq`；两万行不能超过两秒，所以“每次挑最小的”“一张一张插进去”不行，它们要 $n^2$ 步。
#
# <details><summary>提示一：想一想</summary>
#
# 出口是几行？那时也要返回一个新的列表。切成两半，奇数行怎么切？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 合的时候别真的从列表里拿走，用两个数记着两叠各看到第几张。循环到有一叠看完为止；没看完的那叠，用切片整个接上。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 出口一行。两次调用自己，各排一半。`while i < … and j < …:`，里面 `if … <= …:` 取左边的，否则取右边的。最后 `return` 三段相加：合好的，左边剩下的，右边剩下的。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 相等的时候拿了右边的，先后就换了；<!-- wrong: right-first -->
# - 一叠拿完就收工，另一叠剩下的丢了；<!-- wrong: leftovers-lost -->
# - 整行整行地比，同分的就去比别的列了；<!-- wrong: whole-rows -->
# - 只有一行的时候返回了 `rows` 自己，不是新的；<!-- wrong: same-list -->
# - 出口漏了“一行也没有”，空的表一直递归下去，RecursionError。<!-- wrong: no-exit-for-none -->
#
# </details>


# %% exercise="merge_sort"
def merge_sort(rows: list, column: int) -> list:
    """按一列排序：归并排序，稳定。

    参数
        rows: 一列行，每行是一个列表或元组，可以一行也没有；不变。
        column: 按第几列（从 0 数），那一列的东西可以互相比大小；别的列不一定。
    返回
        新的列表，装着原来的那些行，按 row[column] 从小到大；相等的保持原来的先后。
        两万行不超过两秒。
    不许用
        sorted、列表的 sort、heapq。
    例子
        merge_sort([("小红", 90), ("小明", 85), ("小刚", 90)], 1) 得到
        [("小明", 85), ("小红", 90), ("小刚", 90)]
    """
    ### BEGIN SOLUTION
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]
    ### END SOLUTION


# %% [markdown]
# 检查用的一格：返回的是不是一个新的列表。


# %%
def is_new_list(rows, column):
    """merge_sort 返回的，不是给它的那个列表自己。"""
    return merge_sort(rows, column) is not rows


# %% check="merge_sort" points=16 minutes=9 helpers=["is_new_list"]
check("merge_sort")

# %% [markdown]
# 看它排三十二根柱子：一根一组本来就是排好的，然后两组合成一组，再合，再合。每合一次，用的都是你的函数。**先猜**　最后一次合之前，柱子是什么样子？（画图的代码折起来了，不用读懂。）

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("merge_sort"):
    bars = [((k * 21 + 9) % 32 + 1, k) for k in range(32)]
    frames, size = [(list(bars), 0, 0)], 2
    while size <= 32:
        for start in range(0, 32, size):
            bars[start : start + size] = merge_sort(bars[start : start + size], 0)
            if size > 2 or start % 8 == 6:
                frames.append((list(bars), start, start + size))
        size *= 2

    fig, ax = plt.subplots(figsize=(6.4, 2.4))
    fig.set_layout_engine("none")

    def draw_bars(frame):
        """画出一步：刚合好的一组是红的。"""
        rows, start, end = frames[frame]
        ax.clear()
        colours = ["#c0392b" if start <= k < end else "#7da7d9" for k in range(32)]
        ax.bar(range(32), [row[0] for row in rows], 0.8, color=colours)
        ax.axis("off")
        ax.set_title(f"刚合好 {end - start} 根" if end else "一开始")

    alt = "动画：三十二根高矮不一的柱子，一组一组合并，最后从矮到高"
    figures.film(fig, draw_bars, range(len(frames)), alt, wait=450)

# %% [markdown]
# 再和“一张一张插进去”（插入排序）比一比步子：各看了几次 `row[column]`。这回的每一行都是数着次数的列表，你的函数一点也不知道。图的两条轴，每一大格都是乘十。**先猜**　一千行，差几倍？（代码折起来了，不用读懂。）

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("merge_sort"):

    def insertion_sort(rows, column):
        """插入排序：每一行往前找到自己的位置。"""
        done = []
        for row in rows:
            place = len(done)
            while place > 0 and done[place - 1][column] > row[column]:
                place -= 1
            done.insert(place, row)
        return done

    def looks(sort, n):
        """排 n 行，一共看了几次。"""
        rows = [Watched([k * 7919 % n]) for k in range(n)]
        sort(rows, 0)
        return sum(row.reads for row in rows)

    sizes = (10, 30, 100, 300, 1000)
    fig, ax = plt.subplots(figsize=(6.4, 3.2))
    for sort, style, label in (
        (insertion_sort, "o-", "一张一张插进去"),
        (merge_sort, "s-", "你的归并排序"),
    ):
        found = [looks(sort, n) for n in sizes]
        ax.loglog(sizes, found, style, label=label)
        print(f"{label}：{found[-1]} 次（1000 行）")
    ax.set(xlabel="行数", ylabel="看了几次", title="步子随行数怎样长")
    ax.set_xticks([10, 100, 1000], ["10", "100", "1000"])
    ax.set_yticks([100, 1000, 10_000, 100_000], ["100", "1000", "一万", "十万"])
    ax.legend()
    plt.show()

# %% [markdown]
# 从一百行到一千行，插入排序的步子约乘一百，归并的只乘十五六。一千行差三十倍；一百万行呢？差一万多倍：一秒和四个小时。

# %% [markdown]
# ## 4　自己管一叠盒子
#
# 第 5 天拆快递用的是递归，可是 Python 只让调用叠约一千层。盒子套了两万层怎么办？自己管一叠“还没拆的”：拿一个下来，是盒子就把里面的放上去，不是就收下。


# %% tags=["demo"]
def total_weight(box):
    """盒子（列表）里一共多重，里面的盒子拆开来算。"""
    todo, total = [box], 0
    while todo:
        thing = todo.pop()
        print("拿到", thing, "　还没拆的：", todo)
        if isinstance(thing, list):
            todo.extend(thing)
        else:
            total += thing
    return total


print(total_weight([1, [2, [3]], 4]))

# %% [markdown]
# 总重没有错，可是拿到的次序是 4、3、2、1：栈总是先拿**后放上去的**。次序要紧的时候，放上去的次序就要动点脑筋。

# %% [markdown]
# ### 练习 7.4 flatten（约 7 分钟，13 分）
#
# **做什么**　把套着的列表和元组全部拆开，里面的东西按原来的次序排成一个新的列表。文字是一样东西，不拆成一个一个的字。
#
# **例子**　`[1, [2, ("ab", [])], 3]` 得到 `[1, 2, "ab", 3]`。
#
# **规矩**　两万层、几万样东西，都要在半秒之内，所以用自己的栈，不用递归；`setrecursionlimit`（把层数的限制调大）也不许：真那么深，程序会整个垮掉。
#
# <details><summary>提示一：想一想</summary>
#
# 先拿的应当是最前面的一样。栈先拿最后放上去的，那么盒子里的几样，应当从哪一头开始放？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `reversed(thing)` 从后往前给。`isinstance(thing, (list, tuple))` 一次问两种。别写 `list(thing) + todo`：它每次都把整叠抄一遍，两万层就抄两万遍。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 和上面的 `total_weight` 一样的骨架，改三处：问的种类，放上去的次序，收下的地方。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用递归，深了就 RecursionError；<!-- wrong: recursion -->
# - 放上去的时候没有倒过来，次序反了；<!-- wrong: order-reversed -->
# - 忘了元组；<!-- wrong: tuples-kept -->
# - 见什么拆什么，文字也拆成了字；<!-- wrong: texts-taken-apart -->
# - 每拆一个盒子就把整叠抄一遍，答案对，几万样就等不到（评分时才看得出）。<!-- wrong: whole-stack-copied -->
#
# </details>


# %% exercise="flatten"
def flatten(nested: list) -> list:
    """把套着的列表、元组拆平。

    参数
        nested: 一个列表，里面的列表、元组可以再套，两万层也行；不变。
    返回
        新的列表：所有不是列表、元组的东西（数、文字、字典……都整个放进去），次序不变。
        两万层，或者几万样东西，不超过半秒。
    不许用
        setrecursionlimit。
    例子
        flatten([1, [2, ("ab", [])], 3]) 得到 [1, 2, "ab", 3]
    """
    ### BEGIN SOLUTION
    todo, flat = [nested], []
    while todo:
        thing = todo.pop()
        if isinstance(thing, (list, tuple)):
            todo.extend(reversed(thing))
        else:
            flat.append(thing)
    return flat
    ### END SOLUTION


# %% [markdown]
# 检查用的一格：造一个套得很深的盒子。


# %%
def nest(depth):
    """套了 depth 层的盒子，每层里面盒子的前后各有一样东西。"""
    box = ["底"]
    for level in range(depth):
        box = [level, box, str(level)]
    return box


def flatten_nest(depth):
    """把套了 depth 层的盒子拆平。"""
    return flatten(nest(depth))


# %% check="flatten" points=13 minutes=7 helpers=["flatten_nest"]
check("flatten")

# %% [markdown]
# ## 5　树
#
# 排好的列表找得快，可是往中间添一样，后面的都得挪。**二叉搜索树**（binary search tree）两样都快（两边差不多齐的时候）：树上的每个点叫一个**结点**（node），装一个值，比它小的全在左边，比它大的全在右边。今天用元组来写：
#
# - 空的树是 `None`；
# - 别的树是 `(左边的树, 值, 右边的树)`。
#
# ![左图：5 在上，2 在左，8 在右；右图：添上 3，新的结点只在从 5 到 3 的路上，8 那边照旧](figures/tree.svg)
#
# 树里的树还是树，所以递归最顺手。比如它有多高：


# %% tags=["demo"]
def height(tree):
    """树有几层。"""
    if tree is None:
        return 0
    left, _, right = tree
    return 1 + max(height(left), height(right))


small = ((None, 2, None), 5, (None, 8, None))
print(height(None), height(small))

# %% [markdown]
# ### 练习 7.5 tree_insert（约 7 分钟，12 分）
#
# **做什么**　往树里添一个值，返回**新的**树。元组不能改，所以从上到下，经过的结点都重新做一个，没经过的那边照旧用（右图）。已经有了的值，不再添，返回一样的树。
#
# **例子**　从 `None` 起依次添 5、2、8，得到 `((None, 2, None), 5, (None, 8, None))`；再添 3，得到 `((None, 2, (None, 3, None)), 5, (None, 8, None))`。
#
# <details><summary>提示一：想一想</summary>
#
# 往空的树里添一个值，得到什么？这就是出口。值比这里的小，哪一边要换，哪两样照旧？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `left, here, right = tree` 拆开。要换的那一边，就是“往那棵小树里添”的结果。问的是树空不空（`is None`），别去问值：0 也是值。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四个 `return`：空的；比这里小；比这里大；相等。前三个都返回三样东西的元组。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 返回时只留了走过的那一边，另一边丢了；<!-- wrong: other-side-lost -->
# - 相等的也添了一个；<!-- wrong: equal-inserted -->
# - 把空的一边当成“不用再看”，没有放进去；<!-- wrong: leaf-only -->
# - 左右反了，大的放在了左边。<!-- wrong: mirrored -->
#
# </details>


# %% exercise="tree_insert"
def tree_insert(tree, value):
    """往二叉搜索树里添一个值，返回新的树。

    参数
        tree: None（空的），或者元组 (左边的树, 值, 右边的树)，不超过 30 层；不变。
        value: 要添的值，和树里的可以比大小。
    返回
        新的树，写法相同：比一个结点小的都在它左边，大的都在右边。
        新的值放在原来空着的地方，别的结点位置不变；已经有了，就和原来的树一样。
    例子
        tree_insert(None, 5) 得到 (None, 5, None)
        tree_insert((None, 5, None), 2) 得到 ((None, 2, None), 5, None)
    """
    ### BEGIN SOLUTION
    if tree is None:
        return (None, value, None)
    left, here, right = tree
    if value < here:
        return (tree_insert(left, value), here, right)
    if value > here:
        return (left, here, tree_insert(right, value))
    return tree
    ### END SOLUTION


# %% check="tree_insert" points=12 minutes=7
check("tree_insert")

# %% [markdown]
# ### 练习 7.6 tree_values（约 4 分钟，7 分）
#
# **做什么**　把树里的值从小到大排成一列。空的树得到 `[]`。不用排序：**小的全在左边**，位置本身就是次序，所以 `sorted`、`sort` 都不许用。
#
# **例子**　`((None, 2, (None, 3, None)), 5, (None, 8, None))` 得到 `[2, 3, 5, 8]`。
#
# <details><summary>提示一：想一想</summary>
#
# 左边的、这里的、右边的，三部分谁先谁后？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 左边的小树、右边的小树，各自调用自己，得到的已经是排好的一列。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 出口一行，拆开一行，最后 `return` 三个列表相加。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先放这里的，再放左边的；<!-- wrong: preorder -->
# - 空的树返回了 `[None]`；<!-- wrong: none-in-the-list -->
# - 只走了左边。<!-- wrong: left-only -->
#
# </details>


# %% exercise="tree_values"
def tree_values(tree) -> list:
    """二叉搜索树里的值，从小到大。

    参数
        tree: None（空的），或者元组 (左边的树, 值, 右边的树)，不超过 30 层；不变。
    返回
        值的列表，从小到大；空的树得到 []。
    不许用
        sorted、列表的 sort。
    例子
        tree_values(((None, 2, None), 5, (None, 8, None))) 得到 [2, 5, 8]
    """
    ### BEGIN SOLUTION
    if tree is None:
        return []
    left, value, right = tree
    return [*tree_values(left), value, *tree_values(right)]
    ### END SOLUTION


# %% check="tree_values" points=7 minutes=4
check("tree_values")

# %% tags=["demo"]
if ready("tree_insert", "tree_values"):
    for numbers in ([5, 2, 8, 1, 3, 7, 9], [1, 2, 3, 5, 7, 8, 9]):
        tree = None
        for number in numbers:
            tree = tree_insert(tree, number)
        print(numbers, "→", tree_values(tree), f"　树高 {height(tree)}")

# %% [markdown]
# 同样七个数，次序不同，一棵三层，一棵七层：从小到大地添，树就成了一根竹竿，找起来和一个一个看没有两样。真正的程序用会自己调平的树。

# %% [markdown]
# ## 6　图
#
# 地铁、朋友、网页之间的链接，都是**图**（graph）：一些点，有的之间连着边。写成字典：每个点，连到哪些点。边是单行道：`"甲": ["乙"]` 只说甲能到乙；来回都通，就两边各写一次。
#
# 从家到学校，最少坐几站？像石子落水：第一圈是一站能到的，第二圈是从第一圈再走一站、**还没到过**的……哪一圈先碰到学校，就是最少几站。用**队列**：先到的先往外走，一圈走完才轮到下一圈。这叫**广度优先搜索**（breadth-first search）。
#
# ![从家出发的水波：第一圈书店、公园，第二圈学校、医院；学校在第二圈](figures/waves.svg)
#
# | 队列（左边是队头） | 拿出 | 新到的 | 从哪里来 |
# |---|---|---|---|
# | 家 | 家 | 书店、公园 | 书店←家，公园←家 |
# | 书店 公园 | 书店 | 医院 | 医院←书店 |
# | 公园 医院 | 公园 | 学校（医院到过了） | 学校←公园 |
#
# 最后一列是回家的路标：学校←公园←家，倒过来就是路线。

# %% [markdown]
# ### 练习 7.7 shortest_path（约 8 分钟，15 分）
#
# **做什么**　找一条从 `start` 到 `goal` 边数最少的路，返回一路上的点（包括两头）。有好几条一样短，哪条都行；`start` 就是 `goal`，返回 `[start]`；到不了，返回 `None`。
#
# **例子**　上图的 `graph = {"家": ["书店", "公园"], "书店": ["医院"], "公园": ["医院", "学校"], "医院": [], "学校": ["家"]}`：从家到学校是 `["家", "公园", "学校"]`；从医院到家是 `None`，因为边是单行的。
#
# **规矩**　到过的点不再走。15 × 15 的街道，不记到过哪里，从一角到对角，光是最短的路线就有四千万条，等不到答案；记了，一眨眼。
#
# <details><summary>提示一：想一想</summary>
#
# 什么时候算“到过”：放进队列时，还是拿出来时？起点是从哪里来的？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一个字典 `came_from`：点 → 从哪里来。它兼做两件事：是不是键，就是到没到过；顺着它倒着走，就是路线。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `came_from = {start: None}`，`line = deque([start])`；`while line:` 里拿出一个，`for` 它连着的每一个，没到过就记下、放进队列。之后：`goal` 不在 `came_from` 里，`None`；否则从 `goal` 倒着走到 `None`，再倒过来。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用了栈，一条道走到黑，找到的不一定最短；<!-- wrong: depth-first -->
# - 没记到过哪里，街道大一点就等不到（评分时才看得出）；<!-- wrong: no-visited -->
# - 路线里没有起点；<!-- wrong: start-missing -->
# - 路线是倒着的；<!-- wrong: backwards -->
# - 拿出来的时候才算到过，“从哪里来”被后到的盖掉了；<!-- wrong: arrived-when-taken-out last-to-arrive -->
# - 没有先问到没到得了，把只有终点的一列当成路线。<!-- wrong: goal-for-nowhere -->
#
# </details>


# %% exercise="shortest_path"
def shortest_path(graph: dict, start: str, goal: str) -> list | None:
    """边数最少的一条路。

    参数
        graph: 点的名字 → 它连到的点的名字的列表；每个点都是键；边是单行的；不变。
        start: 起点，是图里的一个点。
        goal: 终点，是图里的一个点。
    返回
        一路上的点的列表，从 start 到 goal，边数最少（一样短的，哪条都行）；
        start 就是 goal 时是 [start]；到不了时是 None。
        15 × 15 的方格街道不超过一秒。
    例子
        shortest_path({"a": ["b"], "b": ["c"], "c": []}, "a", "c") 得到 ["a", "b", "c"]
        shortest_path({"a": ["b"], "b": ["c"], "c": []}, "c", "a") 得到 None
    """
    ### BEGIN SOLUTION
    came_from = {start: None}
    line = deque([start])
    while line:
        here = line.popleft()
        for there in graph[here]:
            if there not in came_from:
                came_from[there] = here
                line.append(there)
    if goal not in came_from:
        return None
    path, here = [], goal
    while here is not None:
        path.append(here)
        here = came_from[here]
    return path[::-1]
    ### END SOLUTION


# %% check="shortest_path" points=15 minutes=8
check("shortest_path")

# %% [markdown]
# ### 边有长短
#
# 真的路有远近。边数最少的不一定最近：比如少转一次车要 5 块，多转一次只要 4 块。现在不能“先到的先走”，要让**眼下花钱最少的先走**。`heapq` 正管这个：它把一个列表管成一**堆**，放进去随便放，拿出来的总是最小的。放 `(花费, 名字)` 这样的元组，就先比花费。

# %% tags=["demo"]
heap = []
for pair in [(4, "b"), (1, "c"), (6, "d")]:
    heapq.heappush(heap, pair)
print(heapq.heappop(heap), heapq.heappop(heap))

# %% [markdown]
# ### 练习 7.8 cheapest_route（约 9 分钟，16 分）
#
# **做什么**　图里每条边有花费：`graph[甲][乙]` 是从甲到乙的花费，不小于 0 的整数。返回 `(总花费, 路线)`，总花费最小；一样便宜的，哪条都行。`start` 就是 `goal`，是 `(0, [start])`；到不了，`None`。
#
# **例子**　`graph = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 6}, "d": {}}`，从 a 到 d：
#
# | 从堆里拿出 | 已经确定 | 从它往外走，放进堆里 |
# |---|---|---|
# | (0, a) | a 要 0 | (4, b)、(1, c) |
# | (1, c) | c 要 1 | (3, b)、(7, d) |
# | (3, b) | b 要 3 | (4, d) |
# | (4, b) | b 早定了（3），旧消息，跳过 | |
# | (4, d) | d 要 4，到了 | |
#
# 答案是 `(4, ["a", "c", "b", "d"])`。`(4, b)` 是绕远了的旧消息，拿出来不理；堆里还剩的 `(7, d)` 也是。（堆里还有第三样，从哪里来，表里没有写出来。）**为什么第一次拿出来的就是最便宜的**？别的路都得从堆里不更便宜的地方接着走，而花费不会是负的，只会一样或更贵。这叫 Dijkstra 算法。
#
# **规矩**　2000 个点、10 000 条边，不超过一秒。
#
# <details><summary>提示一：想一想</summary>
#
# 一个点的花费，什么时候才算定下来：放进堆里，还是拿出来？同一个点可能在堆里好几次，怎样认出旧消息？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 和 `shortest_path` 的骨架一样，队列换成堆。堆里放三样：花费、点、从哪里来；拿出来时，这个点已经定了就跳过，没定就把它从哪里来记下。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `heap = [(0, start, "")]`（起点没有来处，记空文字），`came_from = {}`；`while heap:` 拿出三样；定过了就 `continue`；记下；是 `goal`，就倒着走出路线，`return`；否则把邻居都放进堆里。循环走完还没到，`return None`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 找的是边数最少的路；<!-- wrong: fewest-edges -->
# - 第一次看到一个点就把花费定下来，后来便宜的没有换；<!-- wrong: first-cost-kept -->
# - 每次只走眼前最便宜的一条边，不回头；<!-- wrong: nearest-neighbour -->
# - 用 `if not cost` 问有没有花费：0 也是花费；<!-- wrong: not-cost -->
# - 堆里只放最后一条边的花费，没有加上前面的；<!-- wrong: nearest-to-the-tree edge-for-total -->
# - 放进堆里时就改“从哪里来”，贵的盖掉了便宜的；<!-- wrong: latest-source source-of-the-last-seen -->
# - 刚看到终点就返回，没有等它从堆里拿出来；<!-- wrong: goal-when-seen -->
# - 旧消息没有跳过：贵的来处盖掉便宜的，或者一样便宜的路太多，等不到（评分时才看得出）。<!-- wrong: old-news-walked -->
#
# </details>


# %% exercise="cheapest_route"
def cheapest_route(graph: dict, start: str, goal: str) -> tuple | None:
    """总花费最小的一条路。

    参数
        graph: 点的名字 → {它连到的点的名字: 花费}；花费是不小于 0 的整数；
            每个点都是键；边是单行的；不变。
        start: 起点，是图里的一个点。
        goal: 终点，是图里的一个点。
    返回
        元组 (总花费, 路线)：总花费是整数，路线是一路上的点的列表，从 start 到 goal；
        一样便宜的，哪条都行。start 就是 goal 时是 (0, [start])；到不了时是 None。
        2000 个点、10 000 条边不超过一秒。
    例子
        graph = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 6}, "d": {}}
        cheapest_route(graph, "a", "d") 得到 (4, ["a", "c", "b", "d"])
    """
    ### BEGIN SOLUTION
    heap = [(0, start, "")]
    came_from = {}
    while heap:
        cost, here, before = heapq.heappop(heap)
        if here in came_from:
            continue
        came_from[here] = before
        if here == goal:
            path = [goal]
            while path[-1] != start:
                path.append(came_from[path[-1]])
            return cost, path[::-1]
        for there, more in graph[here].items():
            if there not in came_from:
                heapq.heappush(heap, (cost + more, there, here))
    return None
    ### END SOLUTION


# %% check="cheapest_route" points=16 minutes=9
check("cheapest_route")

# %% [markdown]
# ## 7　小结、自测
#
# | 今天的 | 一句话 |
# |---|---|
# | 数步子 | 看步子随 $n$ 怎样长，不看秒表 |
# | 栈、队列 | 后来的先走；先来的先走 |
# | 二分 | 排好了，每次砍掉一半，一定要真的砍掉一点 |
# | 归并排序 | 切一半，各自排好，再合；一样大先拿左边的 |
# | 树 | 小的在左，大的在右；新的树共用没动过的部分 |
# | 广度优先 | 队列加“从哪里来”，一圈一圈往外 |
# | Dijkstra | 队列换成堆，眼下最便宜的先走 |
#
# 先想，再展开。
#
# 1. 编辑器的“撤销”（Ctrl+Z）用栈还是队列？打印店排着的文件呢？
#
# <details><summary>答案</summary>
#
# 撤销是栈：最后做的先撤。打印是队列：先来先印。
#
# </details>
#
# 2. 归并排序里，如果相等时拿右边的，什么会错？
#
# <details><summary>答案</summary>
#
# 数值还是从小到大，可是相等的几行先后换了：同分的学生不再按学号排。
#
# </details>
#
# 3. `shortest_path` 里把队列换成栈，还找得到路吗？
#
# <details><summary>答案</summary>
#
# 找得到，只要有路；但不一定是最短的，它会先一条道走到黑。
#
# </details>
#
# 4. 如果花费可以是负的（走这条路倒给你钱），Dijkstra 还对吗？
#
# <details><summary>答案</summary>
#
# 不对：一个点定下来以后，可能又从一条“倒给钱”的路绕出更便宜的来，而它已经不改了。
#
# </details>
#
# **延伸**　官方文档里 `bisect`、`heapq`、`collections.deque` 三页，是今天几个练习的“工业版”；Sedgewick 与 Wayne 的《算法》一书，前四章把今天的每一样都讲到底。明天学类：`Watched` 是怎样造出来的，你也会写。

# %% [markdown]
# ## 8　终场：西游记的关系网
#
# `xiyouji_graph.csv` 数过一百回《西游记》里二十几个人物两两同在几段文字里，不到三段的不算。一起出现得越多，托话越可靠，所以一条边的“花费”定为一万除以段数，取整。最熟的一条路，就是总花费最小的路。
#
# 在第一行填上两个名字（下面读文件的几行不用读懂）；让朋友点两个，**先猜**话要经过谁的手，填好以后把下面两格一起运行。（图上的“三太子”就是哪吒，“太子”是书里别的太子。）

# %% tags=["demo"]
FROM, TO = "太宗", "红孩儿"

with open("xiyouji_graph.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
pairs = [(row["a"], row["b"], int(row["paragraphs"])) for row in rows]
costs, friends = {}, {}
for a, b, paragraphs in pairs:
    for one, other in ((a, b), (b, a)):
        costs.setdefault(one, {})[other] = round(10_000 / paragraphs)
        friends.setdefault(one, []).append(other)
print(len(costs), "个人物，", len(pairs), "对：", *costs)
for name in (FROM, TO):
    if name not in costs:
        print(f"这里没有“{name}”，请从上面挑一个")

# %% tags=["demo"] jupyter={"source_hidden": true}
# 画图的代码，不用读懂。


def place_names():
    """给每个人物一个位置：相连的拉近，所有的互相推开。"""
    import math

    fame = {name: sum(p for a, b, p in pairs if name in (a, b)) for name in costs}
    names = sorted(costs, key=lambda name: -fame[name])
    spot = {}
    for k, name in enumerate(names):  # 从一条螺旋线开始，熟人多的在中间
        far, turn = math.sqrt(k), 2.4 * k
        spot[name] = (far * math.cos(turn), far * math.sin(turn))
    for turn in range(250):
        push = {name: [0.0, 0.0] for name in names}
        for i, a in enumerate(names):
            for b in names[:i]:
                dx, dy = spot[a][0] - spot[b][0], spot[a][1] - spot[b][1]
                gap = math.hypot(dx, dy) + 1e-6
                force = 2.2 / gap**2 - (0.035 * gap if b in costs[a] else 0.004 * gap)
                for name, sign in ((a, 1), (b, -1)):
                    push[name][0] += sign * force * dx / gap
                    push[name][1] += sign * force * dy / gap
        step = 0.3 * (1 - turn / 250)
        for name in names:
            x, y = push[name]
            size = max(1.0, math.hypot(x, y))
            old_x, old_y = spot[name]
            spot[name] = (old_x + step * x / size, old_y + step * y / size)
    return spot


def draw_map(chain):
    """画出关系网，chain 是一条红线。"""
    spot = place_names()
    _, ax = plt.subplots(figsize=(7.2, 5.4))
    for a, b, paragraphs in pairs:
        (x, y), (u, v) = spot[a], spot[b]
        ax.plot([x, u], [y, v], color="#9db4d0", lw=0.4 + paragraphs**0.5 / 6, zorder=1)
    for a, b in pairwise(chain):
        (x, y), (u, v) = spot[a], spot[b]
        ax.plot([x, u], [y, v], color="#c0392b", lw=4, zorder=2)
    for name, (x, y) in spot.items():
        colour = "#c0392b" if name in chain else "#2a5694"
        shown = name.replace("哪吒", "三太子")  # 图里的字体没有“吒”
        frame = {"boxstyle": "round,pad=0.25", "fc": "white", "ec": colour}
        middle = {"ha": "center", "va": "center"}
        ax.text(x, y, shown, fontsize=10, color=colour, bbox=frame, **middle)
    ax.axis("off")
    ax.set_title(" → ".join(chain).replace("哪吒", "三太子"))
    plt.show()


if ready("shortest_path", "cheapest_route") and FROM in costs and TO in costs:
    cost, chain = cheapest_route(costs, FROM, TO)
    few = shortest_path(friends, FROM, TO)
    draw_map(chain)
    counted = {frozenset((a, b)): paragraphs for a, b, paragraphs in pairs}
    for title, path in (("最熟的路", chain), ("经手人最少", few)):
        together = [f"{counted[frozenset(ends)]} 段" for ends in pairwise(path)]
        total = sum(costs[a][b] for a, b in pairwise(path))
        print(f"{title}：{' → '.join(path)}（{'、'.join(together)}；花费 {total}）")

# %% [markdown]
# 换几对名字试试：谁到谁都绕不开的，是哪一个？少经一次手，花费要大多少？把图存下来，发给猜错的那位朋友。
