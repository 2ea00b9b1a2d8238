# ---
# jupyter:
#   autograder:
#     title: Python 第 3 天　常量与变量
#     builds: 一张分到每一分钱的聚餐小票，一张不会糊掉的笑脸
#     minutes: 85
#     en:
#       title: Python, day 3. Constants and variables
#       builds: a dinner's bill that is shared to the last cent, and a smiling face that does not smear
# ---

# %% [markdown]
# # Python 第 3 天　常量与变量
#
# 四个人聚餐，账单 100.30 元，每人付多少？25.08 元？那一共付了 100.32 元，老板赚了两分。25.07 元？少了两分，谁来补？
#
# 这样的小事，程序里一天要做几百万次，一分钱也不能错。今天学的，就是怎样把**东西**稳稳当当地放在程序里：钱、名单、菜单、座位表；给它们起名字，找得到，改得对，也知道什么时候**不该**改。
#
# **今天用到的旧知识**（想不起来就翻一翻前两天）
#
# | 旧知识 | 样子 |
# |---|---|
# | 函数用 `return` 交出结果，`print` 只是给人看 | `return n + 1` |
# | 数、文字、下标、切片 | `"你好"[0]`，`"abcd"[1:]` |
# | 格式化文字（f-string） | `f"{7:02d}"` 是 `"07"` |
# | 如果、循环 | `if`、`elif`、`else`；`for c in text:`；`for i in range(n):`；`while` |
# | 整除与余数，报错 | `17 // 5` 是 3，`17 % 5` 是 2；`raise ValueError("…")` |
#
# **今天结束时你会有**
#
# - 一双新的眼睛：看到 `b = a`，就看到两个名字贴在同一样东西上；
# - 四种容器：列表、元组、字典、集合，知道什么时候用哪一种；
# - 一张聚餐小票：朋友点了什么、谁付多少、谁还没付，都由你写的函数算出来。

# %% [markdown]
# ## 时间表
#
# 合计约 85 分钟，100 分：读讲义、看图都算在里面。可以在任意两节之间停下来休息。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 名字是便利贴 | 6 | |
# | 1 | 列表：swap_ends | 10 | 10 |
# | 2 | 列表里的列表：grid | 7 | 11 |
# | 3 | 钱：round_money、split_bill | 18 | 27 |
# | 4 | 字典：tally、invert | 14 | 21 |
# | 5 | 集合：compare | 7 | 11 |
# | 6 | 真、假、没有，和每样东西的类型：merge、sort_by_type | 13 | 20 |
# | 7 | 一句话、自测 | 3 | |
# | 8 | 终场：五行代码、一张笑脸、一张小票 | 7 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条地展开“提示”：第一条只问一个问题，第二条指个方向，第三条给出代码的样子。看到“**先猜**”，先在纸上写下答案再运行。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走。
#
# 下面这一格是课程的工具：`check` 检查练习，进度条数你做了几个。第二格折起来了，里面的 `picture` 会把名字和东西画成图，**不用读懂**，运行就好。

# %% tags=["demo"]
from copy import deepcopy
from html import escape

import matplotlib.pyplot as plt
from IPython.display import HTML, display

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% tags=["demo"] jupyter={"source_hidden": true}
# 不用读懂：picture(几行代码) 一行一行地运行，画出最后有哪些名字、各贴在什么东西上。
INK, PAPER, NOTE = "#333333", "#eef3fa", "#fff3b0"
COLOURS = {list: "#dcebdc", tuple: "#e6e0f3", dict: "#fde3d0", set: "#d8eef2"}
CODE_FONT = ["DejaVu Sans Mono", "DL Course Sans SC"]
STEP = 1.15  # 一行与下一行的距离


def wide(text):
    """一段文字大约多宽：汉字算两个字母。"""
    return 0.13 * sum(2 if ord(c) > 255 else 1 for c in text) + 0.22


def cells_of(thing):
    """一样东西要画的格子：每格一行字，和格子里的另一样容器（没有就是 None）。"""
    if type(thing) is set:
        return [(repr(value), None) for value in sorted(thing, key=repr)]
    if type(thing) not in COLOURS:
        return [(repr(thing), None)]
    cells = []
    for key in thing:
        value = thing[key] if type(thing) is dict else key
        inner = value if type(value) in COLOURS else None
        text = "" if inner is not None else repr(value)
        cells.append((f"{key!r}: {text}" if type(thing) is dict else text, inner))
    return cells


def arranged(names):
    """每样东西放在第几列、多高：容器里的容器放在右边一列。"""
    columns, heights, found = {}, {}, {}

    def visit(thing, column, height):
        found[id(thing)] = thing
        if column > columns.get(id(thing), -1) and column < 6:
            columns[id(thing)] = column
            heights.setdefault(id(thing), height)
            for _, inner in cells_of(thing):
                if inner is not None:
                    visit(inner, column + 1, height)

    for row, thing in enumerate(names.values()):
        visit(thing, 0, -row * STEP)
    taken = set()
    for key in columns:
        while (columns[key], heights[key]) in taken:
            heights[key] -= STEP
        taken.add((columns[key], heights[key]))
    return [(found[key], columns[key], heights[key]) for key in columns]


def point(ax, start, end):
    look = {"arrowstyle": "-|>", "color": "#2a5694", "lw": 1.3, "shrinkA": 0, "shrinkB": 1}
    ax.annotate("", end, start, arrowprops=look)


def draw_state(ax, names):
    """画出这些名字，和它们贴着的东西。"""
    ax.axis("off")
    if not names:
        return
    things, place, arrows = arranged(names), {}, []
    left, lowest = 0.7 + max(map(wide, names)), -(len(names) - 1) * STEP
    for column in range(7):
        right = left
        for thing, its_column, y in things:
            if its_column != column:
                continue
            place[id(thing)], x, lowest = (left, y), left, min(lowest, y)
            ax.text(left, y + 0.34, type(thing).__name__, size=8, color="#777777", va="bottom")
            for text, inner in cells_of(thing) or [("", None)]:
                size, colour = max(wide(text), 0.4), COLOURS.get(type(thing), PAPER)
                ax.add_patch(plt.Rectangle((x, y - 0.3), size, 0.6, fc=colour, ec=INK, lw=0.8))
                ax.text(x + size / 2, y, text, ha="center", va="center", size=10)
                if inner is not None:
                    arrows.append((x + size - 0.15, y, inner))
                x += size
            right = max(right, x)
        left = right + 0.9
    for row, (name, thing) in enumerate(names.items()):
        y, size = -row * STEP, wide(name) + 0.1
        ax.add_patch(plt.Rectangle((0, y - 0.26), size, 0.52, fc=NOTE, ec="#b9a23a"))
        ax.text(size / 2, y, name, ha="center", va="center", size=10)
        point(ax, (size + 0.02, y), place[id(thing)])
    for x, y, inner in arrows:
        point(ax, (x, y), place[id(inner)])
    furthest = max(patch.get_x() + patch.get_width() for patch in ax.patches)
    ax.set(xlim=(-0.1, max(furthest, 4.5) + 0.1), ylim=(lowest - 0.5, 0.75), aspect="equal")
    ax.set_anchor("W")


def states(code):
    """一行一行地运行；每一行之后，有哪些名字，各贴在什么上（抄一份，免得后面的行改了它）。"""
    world, seen = {}, []
    for line in code.strip().splitlines():
        exec(line, world)
        named = {name: thing for name, thing in world.items() if name[0] != "_"}
        modules = {name for name, thing in named.items() if type(thing).__name__ == "module"}
        seen.append(deepcopy({name: named[name] for name in named if name not in modules}))
    return seen


def picture(code):
    names = states(code)[-1]
    size = {"figsize": (8, 0.62 * len(names) + 0.7), "width_ratios": (1, 2.2)}
    _, (left, right) = plt.subplots(1, 2, **size)
    text = code.strip()
    left.text(0, 0.5, text, va="center", size=10, linespacing=1.8, family=CODE_FONT)
    left.axis("off")
    draw_state(right, names)
    plt.show()


# %% [markdown]
# ## 0　名字是便利贴
#
# `x = 3` 读作“把 3 这样东西，贴上名字 x”。等号**不是**数学里的“相等”，它是一个动作：先算右边，再把左边的名字贴上去。所以 `x = x + 1` 一点也不奇怪：算出 4，把 x 这张便利贴从 3 上撕下来，贴到 4 上。
#
# 便利贴能换地方，所以叫**变量**（variable）。被贴的东西叫**对象**（object），每个对象有一个**类型**（type）：整数 `int`、小数 `float`、文字 `str`……
#
# **先猜**　下面三行运行完，b 是 1000 还是 1001？

# %% tags=["demo"]
picture("""
a = 1000
b = a
a = a + 1
""")

# %% [markdown]
# b 还是 1000。黄的是名字，箭头指着的方格是对象，方格上头的小灰字是它的类型。`b = a` 没有抄一份 1000，只是往同一个 1000 上多贴了一张便利贴；`a = a + 1` 撕的是 a 那一张，b 那一张没有动。
#
# 不打算换地方的名字，叫**常量**（constant），按习惯全用大写：`SECONDS_PER_DAY = 86400`。Python 不会拦着你改它，大写是写给人看的约定。
#
# 两个问题，两种写法：
#
# | 想问 | 写法 |
# |---|---|
# | 两样东西**内容**相等吗？ | `a == b` |
# | 两个名字贴着的是**同一个**对象吗？ | `a is b` |
#
# 像两碗一样的面：内容相等（`==`），可不是同一碗（`is`）：往一碗里加醋，另一碗不酸。

# %% [markdown]
# ## 1　列表
#
# 把几样东西排成一队，用方括号：这叫**列表**（list）。

# %% tags=["demo"]
queue = ["小明", "小红", "小刚"]
print(len(queue), queue[0], queue[-1], queue[1:])  # 下标、切片和文字一样，从 0 数
print("小红" in queue, "小红" not in queue)  # 在不在里面

# %% [markdown]
# 队伍会变：有人来，有人走。**先猜**：下面三句以后，gone 是谁，队里还有谁？

# %% tags=["demo"]
queue.append("小丽")  # 添到末尾
queue.insert(1, "插队的")  # 插到下标 1 的地方
gone = queue.pop(0)  # 取走下标 0 的，交出来；不写下标就取走最后一个
print(gone, queue)

# %% tags=["demo"]
for name in queue:  # 一个一个地取
    print("轮到", name)
print(sorted([3, 1, 2]))  # 排好的新列表

# %% [markdown]
# 文字不能改：`"abc"[0] = "x"` 会报错（TypeError）。列表可以：`queue[0] = "小华"`。能改的叫**可变**（mutable），不能改的叫**不可变**（immutable）：数、文字都不可变。
#
# **先猜**　下面四行运行完，a 里有几样水果？c 里呢？

# %% tags=["demo"]
picture("""
a = ["苹果", "梨"]
b = a
c = a.copy()
b.append("桃")
""")

# %% [markdown]
# a 里有三样！a 和 b 贴在**同一个**列表上，从 b 那里添，a 那里也看得见。要一份自己的，得真的抄一份：`a.copy()`、`list(a)`、`a[:]`，三种写法一样。
#
# 第 0 节那两碗面，现在可以试了。**先猜**：下面三个，哪个是 False？

# %% tags=["demo"]
a = [1]
b = a  # 同一碗
c = [1]  # 另一碗，一样的面
print(a == c, a is c, a is b)

# %% [markdown]
# 还有一种排队的写法，用圆括号，叫**元组**（tuple）：也排成一队，也用下标，但是不可变，没有 `append`：

# %% tags=["demo"]
picture("""
point = (3, 7)
pair = ("小红", 95)
""")

# %% [markdown]
# 函数要交出几样东西，就用元组。元组可以**拆开**（unpacking），一次贴几张便利贴：

# %% tags=["demo"]
x, y = (3, 7)
print(x, y)
x, y = y, x  # 先算右边，再一起贴：两个名字换了位置
print(x, y)

# %% [markdown]
# ### 练习 3.1 swap_ends（约 5 分钟，10 分）
#
# **做什么**　一队人，排头和排尾换位置，中间的人不动。交出一个**新**列表；原来的那一队原样站着，谁也没挪。
#
# **例子**
#
# | 原来的 | 交出的 |
# |---|---|
# | `[1, 2, 3, 4]` | `[4, 2, 3, 1]` |
# | `["甲", "乙"]` | `["乙", "甲"]` |
# | `["独苗"]` | `["独苗"]`，一个新的列表 |
# | `[]` | `[]`，一个新的列表 |
#
# <details><summary>提示一：想一想</summary>
#
# 直接在 `items` 上换，原来的那一队会怎样？一个人的时候，排头和排尾是谁？没有人的时候，`items[0]` 是什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先抄一份，只在抄来的那份上动手。没有人的时候，没有什么可换：用 `if` 挡一下。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行抄，一行 `if len(…) …:`，里面一行换两格，最后 `return` 抄来的那份。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在原来的列表上换，交出的就是它；<!-- wrong: in-place alias -->
# - 用切片拼起来，一个人变成了两个人；<!-- wrong: sliced -->
# - 没有人的时候 `items[0]` 报 IndexError；<!-- wrong: empty-list -->
# - 整队倒了过来，或者只把排尾插到了最前面，中间的人也动了；<!-- wrong: reversed rotated -->
# - 用 `print` 给人看了，没有用 `return` 交出来。<!-- wrong: printed -->
#
# </details>


# %% exercise="swap_ends"
def swap_ends(items: list) -> list:
    """排头和排尾换位置的新列表。

    参数
        items: 一个列表，里面是什么都行，可以是空的；不变。
    返回
        一个新的列表：第一项和最后一项换了位置，其余不动。
        只有一项或者没有的时候，是内容相等的新列表（不是 items 自己）。
    例子
        swap_ends([1, 2, 3, 4]) 得到 [4, 2, 3, 1]
        swap_ends(["独苗"]) 得到 ["独苗"]
    """
    ### BEGIN SOLUTION
    swapped = items.copy()
    if swapped:
        swapped[0], swapped[-1] = swapped[-1], swapped[0]
    return swapped
    ### END SOLUTION


# %%
def swap_is_new(items):
    """检查要用的小函数：swap_ends 交出的，是不是另一个对象？"""
    return swap_ends(items) is not items


# %% check="swap_ends" points=10 minutes=5
check("swap_ends")

# %% [markdown]
# ## 2　列表里的列表
#
# 列表里可以放列表，一行一个，就成了一张表：座位表、棋盘、图片都是这样放的。`table[1][2]` 先取第 1 行，再取这一行的第 2 格。
#
# `[0] * 3` 是 `[0, 0, 0]`：把里面的东西重复三遍。
#
# **先猜**　两行、三列。只改左上角一格，表里会有几个 1？

# %% tags=["demo"]
picture("""
row = [0] * 3
table = [row, row]
table[0][0] = 1
""")
row = [0] * 3  # 同样的三行，再把整张表打印出来
table = [row, row]
table[0][0] = 1
print(table)

# %% [markdown]
# 两个 1。图里只画着一行，因为真的只有一行：table 的两格都指着它。打印出来，它就出现了两次；上面那一行改了，“下面”那一行也就改了，它们是一回事。
#
# 那么，怎样才能每一行都是自己的呢？

# %% [markdown]
# ### 练习 3.2 grid（约 6 分钟，11 分）
#
# **做什么**　造一张 `rows` 行、`columns` 列的表，每一格都是 `fill`。各行互不相干：改一行，别的行不动。
#
# **例子**　`grid(2, 3, 7)` 是 `[[7, 7, 7], [7, 7, 7]]`。`grid(0, 3, 7)` 一行也没有，是 `[]`。
#
# 下面有现成的小函数 `dot(rows, columns)`：它用你的 `grid` 造一张全是 0 的表，把左上角涂成 1，再交出来。`dot(2, 3)` 应当是 `[[1, 0, 0], [0, 0, 0]]`。
#
# <details><summary>提示一：想一想</summary>
#
# 上面的图里，为什么两行是同一行？造行的那一句一共运行了几次？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 从一张空表 `[]` 开始，用 `for` 循环，每一圈**新造**一行，添进去。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四行：空表；`for i in range(…):`；循环里一句 `append(…)`，括号里当场造一行；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只造了一行，重复用了许多次：`[[fill] * columns] * rows`，或者在循环外面造行；<!-- wrong: shared-rows -->
# - 行和列弄反了；<!-- wrong: transposed -->
# - 所有的格子排成了一长队，没有分行；<!-- wrong: flat -->
# - `return` 缩进到了循环里，只有一行就交出去了。<!-- wrong: returns-early returns-early-only -->
#
# </details>


# %% exercise="grid"
def grid(rows: int, columns: int, fill: int) -> list:
    """rows 行、columns 列的表，每一格都是 fill。

    参数
        rows: 行数，整数，0 或更大。
        columns: 列数，整数，0 或更大。
        fill: 每一格里的整数。
    返回
        一个列表，里面有 rows 个列表（要能改的，不是元组），每个里面有 columns 个 fill。
        各行是不同的对象：改其中一行，别的行不变。
        rows 是 0 时，是 []；columns 是 0 时，每一行都是 []。
    例子
        grid(2, 3, 7) 得到 [[7, 7, 7], [7, 7, 7]]
    """
    ### BEGIN SOLUTION
    table = []
    for _ in range(rows):
        table.append([fill] * columns)
    return table
    ### END SOLUTION


# %%
def dot(rows, columns):
    """用 grid 造一张全是 0 的表，把左上角涂成 1，交出来。"""
    table = grid(rows, columns, 0)
    table[0][0] = 1
    return table


# %% check="grid" points=11 minutes=6
check("grid")

# %% [markdown]
# ## 3　钱
#
# 昨天看到，0.1 在计算机里存不准。平时不要紧，遇到钱就要紧了。**先猜**：2.675 元四舍五入到分，是 2.68 吗？

# %% tags=["demo"]
from decimal import Decimal

price = 2.675
print(round(price, 2))  # 留两位小数
print(Decimal(price))  # 2.675 这个小数，在计算机里其实是这样
print(Decimal("2.675"))  # 从文字开始，一位不差
print(float("1.15") * 100, int(float("1.15") * 100))

# %% [markdown]
# 2.675 存进计算机就已经比 2.675 小了一丁点，四舍五入当然往下。1.15 元乘以 100，也不是 115 分。
#
# 所以**钱不用 `float`**。两个办法：
#
# 1. 用**分**做单位，全用整数。整数没有误差。
# 2. 用十进制小数 `Decimal`（来自标准库的 `decimal` 模块），从**文字**造出来：`Decimal("2.675")`。它像列竖式那样一位一位地算。
#
# 把 Decimal 取到几位，用 `quantize`（对齐到）。“对齐到 0.1”就是留一位：

# %%
from decimal import ROUND_HALF_UP, Decimal

# %% tags=["demo"]
for text in ("1.25", "1.35", "-1.25", "-0.04", "3"):
    number, place = Decimal(text), Decimal("0.1")
    up = number.quantize(place, rounding=ROUND_HALF_UP)
    # `>6`：靠右，占六格
    print(f"{text:>6}　不说明：{number.quantize(place)}　ROUND_HALF_UP：{up}")
print(Decimal("-0.0") == 0, str(Decimal("1.30")))

# %% [markdown]
# 正好一半的时候，不说明就取到**偶数**那边：1.25 变成 1.2，1.35 变成 1.4。银行和统计学家喜欢这样；学校里教的是“五就进”（远离 0），要写明 `ROUND_HALF_UP`。还有一个怪东西：`-0.0`。它等于 0，可是印在账单上，客人会问“负零元是欠我还是欠你”。

# %% [markdown]
# ### 练习 3.3 round_money（约 6 分钟，12 分）
#
# **做什么**　一个写成文字的数，四舍五入到两位小数（正好一半就往远离 0 的那边进），交出**文字**。零不带负号。
#
# **例子**
#
# | 文字 | 交出 | 为什么 |
# |---|---|---|
# | `"2.675"` | `"2.68"` | 正好一半，进 |
# | `"-2.675"` | `"-2.68"` | 远离 0，负数就更小 |
# | `"0.125"` | `"0.13"` | 不取偶数 |
# | `"3"` | `"3.00"` | 总是两位 |
# | `"-0.001"` | `"0.00"` | 零没有负号 |
#
# <details><summary>提示一：想一想</summary>
#
# 上面那个小循环留了一位。要留两位，“对齐到”哪个数？`-0.00` 和 0 用 `==` 比，是真还是假？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `Decimal` 一路用到底，一步也别经过 `float`。对齐之后看看是不是 0，是的话换成一个没有负号的零。最后用 `str(…)` 变成文字。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行造出、对齐；`if … == 0:` 里交出没有负号的文字；否则交出 `str(…)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 经过了 `float`，2.675 变成 2.67；<!-- wrong: float-round float-format -->
# - 没写 `ROUND_HALF_UP`，正好一半时取了偶数那边；<!-- wrong: half-even -->
# - 交出了 `-0.00`；<!-- wrong: negative-zero -->
# - 写成 `<= 0`，所有的负数都成了 `0.00`；<!-- wrong: negative-is-zero -->
# - 对齐到了 0.1，只剩一位小数；<!-- wrong: aligned-to-tenths -->
# - 交出的是数，不是文字；<!-- wrong: number -->
# - 没有四舍五入，直接截断。<!-- wrong: truncated -->
#
# </details>


# %% exercise="round_money"
def round_money(amount: str) -> str:
    """把一个写成文字的数四舍五入到两位小数，正好一半时远离 0。

    参数
        amount: 文字，例如 "2.675"。只含数字，至多一个小数点（两边都有数字），
            开头可以有一个 - 或 +；整数部分至多 12 位，小数部分至多 9 位。
    返回
        文字，小数点后正好两位；负数以 - 开头，正数不写 +。
        结果是零时是 "0.00"，没有负号。
    例子
        round_money("2.675") 得到 "2.68"
        round_money("-0.001") 得到 "0.00"
    """
    ### BEGIN SOLUTION
    rounded = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if rounded == 0:
        return "0.00"
    return str(rounded)
    ### END SOLUTION


# %% check="round_money" points=12 minutes=6
check("round_money")

# %% [markdown]
# ### 练习 3.4 split_bill（约 8 分钟，15 分）
#
# **做什么**　把一张账单分给几个人，精确到分：
#
# - 加起来正好是账单，一分不多，一分不少；
# - 任何两个人最多差一分；
# - 多付一分的排在前面。
#
# **例子**　100.00 元，3 个人。换成分：10000 分，每人 3333 分，还剩 1 分，给第一个人：
#
# | | 甲 | 乙 | 丙 | 合计 |
# |---|---|---|---|---|
# | 先平分 | 3333 | 3333 | 3333 | 9999 |
# | 剩 1 分 | +1 | | | 10000 |
# | 写成文字 | `"33.34"` | `"33.33"` | `"33.33"` | |
#
# 没有人可分（`people` 小于 1）时 `raise ValueError(…)`。
#
# <details><summary>提示一：想一想</summary>
#
# 剩下的分数一定比人数少，为什么？它和 `%` 有什么关系？第 0 个到第几个人要多付一分？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `"100.00"` 去掉小数点就是分：第 1 天学过 `replace`。然后只用整数：`//` 得到每人的，`%` 得到剩下的。写回文字时，元是 `// 100`，分是 `% 100`，分要补足两位。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先挡住 `people`；三行算出总数、每人、剩下；一个空列表；`for i in range(people):`，里面用 `if` 决定这个人付多少分，把 f-string 添进去；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 剩下的几分钱没有人付，或者多收了一分（`i <= rest`）；<!-- wrong: cents-lost one-cent-too-many -->
# - 剩下的全给了第一个人，差了不止一分；<!-- wrong: first-pays-all -->
# - `int(float("1.15") * 100)` 是 114；<!-- wrong: float-cents -->
# - `"2.5"` 应当是 `"2.50"`，`"3.5"` 应当是 `"3.05"`；<!-- wrong: one-decimal unpadded -->
# - 多付的排到了后面；<!-- wrong: larger-last -->
# - 每人各自四舍五入，合计就对不上了；<!-- wrong: each-rounded -->
# - 忘了人数小于 1 的时候要报 ValueError。<!-- wrong: nobody -->
#
# </details>


# %% exercise="split_bill"
def split_bill(total: str, people: int) -> list:
    """把账单分给几个人，精确到分。

    参数
        total: 文字，0 或更大，小数点后正好两位，例如 "100.00"；整数部分至多 12 位。
        people: 人数，整数。
    返回
        people 段文字的列表，每段小数点后正好两位。加起来正好是 total；
        任何两个相差至多 0.01；大的在前。
    错误
        ValueError: people 小于 1。
    例子
        split_bill("100.00", 3) 得到 ["33.34", "33.33", "33.33"]
    """
    ### BEGIN SOLUTION
    if people < 1:
        raise ValueError("至少要有一个人付钱")
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares
    ### END SOLUTION


# %% check="split_bill" points=15 minutes=8
check("split_bill")

# %% tags=["demo"]
if ready("split_bill"):
    print(split_bill("100.30", 4))  # 开头那一桌

# %% [markdown]
# 25.08 + 25.08 + 25.07 + 25.07 = 100.30：老板没赚，也没亏。

# %% [markdown]
# ## 4　字典
#
# 列表用**第几个**来找，字典（dict）用**名字**来找：一个**键**（key）对着一个**值**（value），像查字典，像通讯录。写法是花括号、冒号：

# %% tags=["demo"]
menu = {"米饭": 2, "麻婆豆腐": 22}
menu["可乐"] = 4  # 没有这个键：添上；有：换成新的值
print(menu["米饭"], len(menu), "可乐" in menu)  # in 找的是键
print(menu.get("西瓜"), menu.get("西瓜", 0))  # 没有时：交出 None，或者你说的那个

for dish in menu:  # 一个一个地取键，按放进去的次序
    print(dish, end=" ")  # end=" "：后面跟一个空格，不换行
print()
for dish, price in menu.items():  # 键和值一起取，当场拆开
    print(f"{dish} {price} 元", end="；")

# %% [markdown]
# **弄坏它**　把下面这一行开头的 `# ` 去掉，运行，看看报什么错，再把 `# ` 加回去。

# %% tags=["demo"]
# menu["西瓜"]

# %% [markdown]
# ```text
# KeyError: '西瓜'
# ```
#
# 最后一行就是原因：没有“西瓜”这个键。键要不可变（数、文字、元组都可以），所以 `menu[["米饭", "可乐"]] = 5` 也会报错：`TypeError: unhashable type: 'list'`。unhashable 的意思是“不能当键”。

# %% [markdown]
# ### 练习 3.5 tally（约 5 分钟，10 分）
#
# **做什么**　数一数每样东西出现了几次：投票、点菜、字数，都是它。
#
# **例子**　`["可乐", "米饭", "可乐"]` 交出 `{"可乐": 2, "米饭": 1}`。键的次序无所谓。
#
# 这次要自己数：`Counter` 和 `.count(…)` 不许用。`Counter` 就是这个练习本身；`.count` 每问一次就把整个列表从头看一遍，一千样东西就要看一百万眼，而自己数只要看一千眼。
#
# <details><summary>提示一：想一想</summary>
#
# 拿起一样东西，本子上还没有它，写几？已经有了，写几？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一个空字典 `{}`，一个 `for`。“有没有”用 `in` 问，或者用 `get` 带上没有时的答案。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 空字典；`for item in items:`，里面 `if … in …:` 加一，`else:` 写上第一次的数；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 第一次就去加 1：字典里还没有这个键，报 KeyError；<!-- wrong: no-first-time no-first-time-plus -->
# - 第一次记成了 0，每样都少数一次；<!-- wrong: first-is-zero -->
# - 每次都写成 1，后来的盖住了先前的；<!-- wrong: always-one -->
# - 交出的是一对一对的列表，不是字典；<!-- wrong: pairs -->
# - 用了 `Counter` 或者 `.count`；<!-- wrong: counter count-method -->
# - `return` 缩进到了循环里，只数了第一样。<!-- wrong: returns-early -->
#
# </details>


# %% exercise="tally"
def tally(items: list) -> dict:
    """每样东西出现了几次；不许用 Counter 和 .count。

    参数
        items: 列表，里面的东西都能当字典的键（数、文字、元组……），可以是空的；不变。
    返回
        字典：东西 → 出现的次数（整数）。没有东西时是 {}。
    例子
        tally(["可乐", "米饭", "可乐"]) 得到 {"可乐": 2, "米饭": 1}
    """
    ### BEGIN SOLUTION
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts
    ### END SOLUTION


# %% check="tally" points=10 minutes=5
check("tally")

# %% tags=["demo"]
if ready("tally"):
    print(tally(list("知之为知之不知为不知是知也")))  # list(文字)：一个字一格

# %% [markdown]
# ### 练习 3.6 invert（约 6 分钟，11 分）
#
# **做什么**　通讯录反过来查。`book` 记着谁住几楼，你要交出：几楼住着谁。同一楼可以有好几个人，所以值总是**列表**，哪怕只有一个人。
#
# **例子**
#
# | | |
# |---|---|
# | `book` | `{"Ann": 3, "Bob": 5, "Cy": 3}` |
# | 交出 | `{3: ["Ann", "Cy"], 5: ["Bob"]}` |
#
# 列表里的人，按他们在 `book` 里的次序。
#
# <details><summary>提示一：想一想</summary>
#
# 走到 Cy 的时候，3 楼已经有一个列表了；走到 Bob 的时候，5 楼还没有。两种情形各做什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `for name, floor in book.items():`。没有这个键，先给它一个**新的**空列表；然后不管有没有，都往那个列表里 `append`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 空字典；循环里一个 `if … not in …:`，下面一行放上 `[]`；再一行（和 `if` 对齐）`….append(…)`；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 后来的人把先来的人盖住了，3 楼只剩 Cy；<!-- wrong: overwritten overwritten-list -->
# - 只有一个人时交出了名字，不是列表；<!-- wrong: bare-single -->
# - 所有的楼共用一个列表（`dict.fromkeys(楼, [])`）；<!-- wrong: shared-list -->
# - 只在新的一楼时添人，后来的人没有添上。<!-- wrong: first-only -->
#
# </details>


# %% exercise="invert"
def invert(book: dict) -> dict:
    """把字典反过来：值 → 有这个值的那些键。

    参数
        book: 字典，值都能当字典的键，可以是空的；不变。
    返回
        字典：book 的每个值 → 列表，里面是有这个值的键，按它们在 book 里的次序。
        只有一个键时也是列表。book 是空的时候是 {}。
    例子
        invert({"Ann": 3, "Bob": 5, "Cy": 3}) 得到 {3: ["Ann", "Cy"], 5: ["Bob"]}
    """
    ### BEGIN SOLUTION
    found = {}
    for key, value in book.items():
        if value not in found:
            found[value] = []
        found[value].append(key)
    return found
    ### END SOLUTION


# %% check="invert" points=11 minutes=6
check("invert")

# %% [markdown]
# ## 5　集合
#
# 只关心**有没有**，不关心次序，也不关心几次：用**集合**（set）。写法是花括号，没有冒号；空集合写 `set()`，因为 `{}` 已经是空字典了。

# %% tags=["demo"]
numbers = [1, 2, 3, 4, 2, 2]
evens, small = {2, 4, 6, 8}, set(numbers)  # 重复的只留一个
print(len(numbers), len(small), 3 in small)
print(sorted(evens & small), sorted(evens | small))  # 都有的；有一边有的就算
print(sorted(evens - small))  # 左边有、右边没有的；sorted 交出列表

# %% tags=["demo"] jupyter={"source_hidden": true}
# 不用读懂：把两个集合画成两个圈。
fig, ax = plt.subplots(figsize=(6, 2.3))
for x, colour, name in ((0, "#2a5694", "evens"), (1.3, "#c0392b", "small")):
    ax.add_patch(plt.Circle((x, 0), 1.1, color=colour, alpha=0.22))
    ax.text(-1.25 if x == 0 else 2.55, 0.8, name, color=colour, ha="right" if x == 0 else "left")
for x, things in ((-0.5, evens - small), (0.65, evens & small), (1.8, small - evens)):
    ax.text(x, 0, "\n".join(map(str, sorted(things))), ha="center", va="center", size=12)
ax.set(xlim=(-2.6, 3.9), ylim=(-1.2, 1.2), aspect="equal")
ax.axis("off")
plt.show()

# %% [markdown]
# ### 练习 3.7 compare（约 6 分钟，11 分）
#
# **做什么**　两份名单放在一起比：谁两边都有，谁只在我这边，谁只在你那边。每个名字只写一次，排好次序。
#
# **例子**　`mine` 是 `["Cy", "Ann", "Cy", "Bob"]`，`yours` 是 `["Bob", "Eve"]`：
#
# | 键 | 值 |
# |---|---|
# | `"both"` | `["Bob"]` |
# | `"mine"` | `["Ann", "Cy"]` |
# | `"yours"` | `["Eve"]` |
#
# 汉字也能排：`sorted` 按每个字的编号（昨天的 `ord`）。
#
# <details><summary>提示一：想一想</summary>
#
# 图里的三块地方，从左到右是哪三个键？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 两个列表先各变成集合，重复的就没了；三块地方各用一个运算符；集合没有次序，最后排好，也就成了列表。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两行造集合；`return {"both": sorted(…), …}`，三个键。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 同一个名字出现了两次；<!-- wrong: duplicates -->
# - `"mine"` 里把两边都有的也写上了；<!-- wrong: mine-includes-both -->
# - 没有排次序，或者用 `list` 把集合变成列表就交出去了：集合没有次序；<!-- wrong: unsorted sets-listed -->
# - 交出的是集合，不是列表；<!-- wrong: sets -->
# - `mine` 和 `yours` 反了。<!-- wrong: swapped -->
#
# </details>


# %% exercise="compare"
def compare(mine: list, yours: list) -> dict:
    """比较两份名单。

    参数
        mine: 名字（文字）的列表，可以有重复的，可以是空的；不变。
        yours: 同上。
    返回
        字典，正好三个键，值都是列表，从小到大排好（sorted 的次序），每个名字一次：
        "both" 两边都有的，"mine" 只在 mine 里的，"yours" 只在 yours 里的。
    例子
        compare(["Cy", "Ann", "Cy", "Bob"], ["Bob", "Eve"]) 得到
        {"both": ["Bob"], "mine": ["Ann", "Cy"], "yours": ["Eve"]}
    """
    ### BEGIN SOLUTION
    ours, theirs = set(mine), set(yours)
    return {
        "both": sorted(ours & theirs),
        "mine": sorted(ours - theirs),
        "yours": sorted(theirs - ours),
    }
    ### END SOLUTION


# %% check="compare" points=11 minutes=6
check("compare")

# %% [markdown]
# ## 6　真、假、没有，和每样东西的类型
#
# `True` 和 `False` 是仅有的两个**布尔值**（bool）。`None` 是仅有的一个“没有”：没有写 `return` 的函数，交出的就是它。问“是不是 None”，习惯写 `x is None`，因为 None 只有一个。
#
# `if` 后面其实什么都能放。**先猜**：下面哪几个会被 `if` 当成真？

# %% tags=["demo"]
for thing in (True, False, None, 0, 0.0, -1, "", "False", [], [0], {}):
    if thing:
        # 冒号前的 !r：照程序里的样子写，文字带引号；`>8`：靠右，占八格
        print(f"{thing!r:>8} 算真")
    else:
        print(f"{thing!r:>8} 算假")

# %% [markdown]
# False、None、零、空的算假，其余都算真（`"False"` 是一段文字，不空，算真）。
#
# `a or b`：a 算真就交出 a，否则交出 b。所以 `nickname or "朋友"` 是给没有填的人一个称呼。方便，可是有一个坑：它分不清“没有填”和“填了 0”。

# %% [markdown]
# ### 练习 3.8 merge（约 5 分钟，10 分）
#
# **做什么**　每个程序都有一套默认设置，用户改了几样。把两边合成一套**新**的：用户改过的用用户的，没改的用默认的；用户新添的也要。两边原来的字典都不变。
#
# 用户把声音关掉，`{"声音": False}`；把音量调到 0，`{"音量": 0}`；把称呼清空，`{"称呼": ""}`；把头像删掉，`{"头像": None}`。这些都是**改过**，都要算数。
#
# **例子**
#
# | | |
# |---|---|
# | `defaults` | `{"声音": True, "音量": 7}` |
# | `overrides` | `{"声音": False, "主题": "夜间"}` |
# | 交出 | `{"声音": False, "音量": 7, "主题": "夜间"}` |
#
# <details><summary>提示一：想一想</summary>
#
# “用户改过这一项”，是看它的值，还是看字典里有没有这个键？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 字典也有 `.copy()`。抄一份默认的，再把用户的一项一项写进去：`d[key] = value`，有就换，没有就添。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行抄；`for key, value in ….items():`，里面一行；`return`。没有 `if`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写进了 `defaults` 自己（`defaults.update(…)`），默认设置从此变了；<!-- wrong: defaults-changed -->
# - 用 `or`，False、0、空文字都被当成没改；<!-- wrong: or -->
# - 把 None 当成没改；<!-- wrong: none-is-missing -->
# - 只看默认里有的键，用户新添的丢了；<!-- wrong: new-keys-dropped -->
# - 默认的盖住了用户的。<!-- wrong: defaults-win -->
#
# </details>


# %% exercise="merge"
def merge(defaults: dict, overrides: dict) -> dict:
    """默认设置加上用户改过的，合成一个新字典。

    参数
        defaults: 字典，默认的设置；不变。
        overrides: 字典，用户改过的和新添的；不变。
    返回
        一个新的字典（不是 defaults，也不是 overrides，哪怕其中一个是空的）：
        两边的键都有；两边都有的键，值是 overrides 的，哪怕它是 False、0、"" 或 None。
    例子
        merge({"声音": True, "音量": 7}, {"声音": False, "主题": "夜间"}) 得到
        {"声音": False, "音量": 7, "主题": "夜间"}
    """
    ### BEGIN SOLUTION
    merged = defaults.copy()
    for key, value in overrides.items():
        merged[key] = value
    return merged
    ### END SOLUTION


# %%
def merge_is_new(defaults, overrides):
    """检查要用的小函数：merge 交出的，是不是第三个对象？"""
    merged = merge(defaults, overrides)
    return merged is not defaults and merged is not overrides


# %% check="merge" points=10 minutes=5
check("merge")

# %% [markdown]
# 最后一个问题：手里这样东西，到底是什么类型？`type(x)` 交出类型，`type(x).__name__` 交出类型的名字（文字）。

# %% tags=["demo"]
number, answer = 1, True
print(type(number), type(number).__name__, type(None).__name__)
print(number == answer, number == 1.0, type(number) is type(answer))
print(isinstance(answer, int), number in [True, 2])

# %% [markdown]
# 怪事：`True == 1`，`isinstance(True, int)`（True 是 int 吗？）也说是；`1 in [True, 2]` 也是 True，因为 `in` 用的就是 `==`。布尔值是整数的一个特殊品种，从前就用 0 和 1 来表示假和真。要分清它们，就看 `type(x)`，它只认自己的那一类。

# %% [markdown]
# ### 练习 3.9 sort_by_type（约 5 分钟，10 分）
#
# **做什么**　一堆杂物，按类型分进不同的抽屉：键是类型的**名字**，值是这一类的东西，按原来的次序。
#
# **例子**　`[1, True, "1", 2.0, None, 0]` 交出
#
# | 抽屉 | 里面 |
# |---|---|
# | `"int"` | `[1, 0]` |
# | `"bool"` | `[True]` |
# | `"str"` | `["1"]` |
# | `"float"` | `[2.0]` |
# | `"NoneType"` | `[None]` |
#
# <details><summary>提示一：想一想</summary>
#
# 这和 `invert` 是同一种活：一样一样地拿起来，放进该放的列表。这次“该放哪里”由什么决定？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 抽屉的名字用 `type(value).__name__`，不用一种类型写一个 `if`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 空字典；循环里先算抽屉的名字，没有这个抽屉就放一个空列表，再把东西添进去；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `isinstance(value, int)` 来分，True 进了整数的抽屉；<!-- wrong: bool-is-int -->
# - 键写成了类型本身，或者 `"<class 'int'>"`；<!-- wrong: type-as-key class-text -->
# - 用 `in` 去掉“重复的”，少了东西；<!-- wrong: deduplicated duplicates-anywhere -->
# - 抽屉事先造好了五个：空抽屉也交了出去；<!-- wrong: drawers-beforehand -->
# - 每个抽屉只剩最后一样。<!-- wrong: last-only -->
#
# </details>


# %% exercise="sort_by_type"
def sort_by_type(values: list) -> dict:
    """按类型把东西分开。

    参数
        values: 列表，里面有整数、小数、布尔值、文字、None、列表、元组、字典，
            可以是空的；不变。
    返回
        字典：类型的名字（文字，如 "int"、"bool"、"NoneType"）→ 列表，
        里面是这一类的东西，按原来的次序，重复的也都留着。没有的类型没有键。
    例子
        sort_by_type([1, True, "1", 0]) 得到
        {"int": [1, 0], "bool": [True], "str": ["1"]}
    """
    ### BEGIN SOLUTION
    drawers = {}
    for value in values:
        name = type(value).__name__
        if name not in drawers:
            drawers[name] = []
        drawers[name].append(value)
    return drawers
    ### END SOLUTION


# %% check="sort_by_type" points=10 minutes=5
check("sort_by_type")

# %% [markdown]
# ## 7　一句话、自测
#
# | 今天的 | 一句话 |
# |---|---|
# | `=` | 把名字贴到对象上；`b = a` 不抄东西 |
# | `==` 与 `is` | 内容相等；同一个对象 |
# | 可变、不可变 | 列表、字典、集合能改；数、文字、元组不能改 |
# | 列表、元组 | 排成一队，用第几个来找 |
# | 字典 | 用键来找值 |
# | 集合 | 只管有没有 |
# | 钱 | 整数的分，或者 `Decimal("…")`；不用 float |
# | None 与算假 | “没有”只有一个；False、None、零、空的都算假 |
#
# 先想，再展开：
#
# <details><summary>1. <code>a = [1]; b = a; b = b + [2]</code> 之后，a 是什么？（分号隔开三句；列表相加得到一个新列表）</summary>
#
# `[1]`。`b + [2]` 造了一个新列表，`b =` 把 b 这张便利贴贴了过去；a 那一张没有动。换成 `b.append(2)`，a 就是 `[1, 2]`。
#
# </details>
#
# <details><summary>2. 为什么 <code>{[1, 2]: "a"}</code> 报错，<code>{(1, 2): "a"}</code> 不报错？</summary>
#
# 键要不可变：列表会变，放进去以后一改就找不到了；元组不会变。
#
# </details>
#
# <details><summary>3. 空列表 <code>[]</code> 和 <code>None</code> 都算假。它们是一回事吗？</summary>
#
# 不是。空列表是“有一个袋子，里面没有东西”；None 是“连袋子也没有”。`[] is None` 是 False，`len(None)` 会报错。
#
# </details>
#
# <details><summary>4. 账单 0.02 元，3 个人分，split_bill 交出什么？</summary>
#
# `["0.01", "0.01", "0.00"]`。
#
# </details>
#
# **延伸**　Python 官方教程（docs.python.org，有中文）第 3 章（速览）、第 5 章（数据结构）；`decimal` 模块的文档开头有一段很好读的“快速入门”。明天学控制流：`for`、`while`、`try` 的全部本领，终点是一座能用文字命令走的迷宫。

# %% [markdown]
# ## 8　终场
#
# **五行代码**　把下面五行换成你的（一行一句，每一句给东西起名字，或者改一样东西），运行这一格和折起来的下一格，看名字和对象一步一步地变：红的那一行刚刚运行完。

# %% tags=["demo"]
MY_CODE = """
me = ["豆腐", "可乐"]
friend = me
copy = me.copy()
friend.append("米饭")
table = {"我": me, "抄": copy}
"""

# %% tags=["demo"] jupyter={"source_hidden": true}
# 不用读懂：每一行画一格，连成动画。
steps, lines = states(MY_CODE), MY_CODE.strip().splitlines()
size = {"figsize": (8.4, 0.7 * max(len(lines), len(steps[-1])) + 0.4), "width_ratios": (1, 2)}
fig, (left, right) = plt.subplots(1, 2, dpi=80, **size)
fig.set_layout_engine("none")
fig.subplots_adjust(0.01, 0.02, 0.99, 0.98, 0.02)
draw_state(right, steps[-1])
frame = right.get_xlim(), right.get_ylim()


def draw_step(number):
    left.clear()
    right.clear()
    left.axis("off")
    for row, line in enumerate(lines):
        colour = "#c0392b" if row == number else INK if row < number else "#aaaaaa"
        height = 1 - (row + 0.5) / len(lines)
        left.text(0, height, line, color=colour, size=9, va="center", family=CODE_FONT)
    draw_state(right, steps[number])
    right.set(xlim=frame[0], ylim=frame[1])


alt = "动画：五行代码一行一行运行，名字贴到对象上"
figures.film(fig, draw_step, range(len(steps)), alt, wait=1500)

# %% [markdown]
# **一张笑脸**　同一张脸，用同样的循环，涂在两张表上：左边是你的 `grid`，右边是 `[[0] * columns] * rows`。先猜右边是什么样子。脸可以改：`#` 是要涂的格子。

# %% tags=["demo"]
FACE = [
    ".............",
    "....#...#....",
    "....#...#....",
    ".............",
    ".............",
    "..#.......#..",
    "....#.#.#....",
    ".............",
]

if ready("grid"):
    rows, columns = len(FACE), len(FACE[0])
    own, shared = grid(rows, columns, 0), [[0] * columns] * rows
    for canvas in (own, shared):
        for row in range(rows):
            for column in range(columns):
                if FACE[row][column] == "#":
                    canvas[row][column] = 1
    # 下面只是画出来，不用读懂
    fig, axes = plt.subplots(1, 2, figsize=(8, 3))
    names = ("你的 grid", "只有一行，重复了许多遍")
    for ax, canvas, name in zip(axes, (own, shared), names):
        ax.imshow(canvas, cmap="YlOrBr", vmin=-0.35, vmax=1.2)
        ax.set(title=name, xticks=[], yticks=[])
    plt.show()

# %% [markdown]
# 右边的每一行都是同一行：哪一列涂过一格，整列就都有了，笑脸糊成了竖条。
#
# **一张小票**　最后，请客。改一改菜单、谁点了什么、谁来了、谁付过了（名字不要重复），运行下一格，截图发给朋友。


# %% tags=["demo"] jupyter={"source_hidden": true}
# 不用读懂：把小票排成网页。
def show_bill(title, lines, last):
    middle = "text-align:center;"
    page = f"<div style='{middle}font-size:1.4em;margin-bottom:.5em'>{escape(title)}</div>"
    for words, value in lines:
        look = "display:flex;justify-content:space-between;"
        if words.startswith("折后"):
            look += "color:#c0392b;font-weight:bold;border-bottom:1px dashed #999;"
        page += f"<div style='{look}'><span>{escape(words)}</span>"
        page += f"<span>{escape(value)}</span></div>"
    page += f"<div style='{middle}color:#777;margin-top:1em'>{escape(last)}</div>"
    paper = "background:#fffdf5;color:#333;border:1px solid #ddd;"
    paper += "padding:1.2em 1.6em;width:19em;line-height:1.9"
    display(HTML(f"<div style='{paper}'>{page}</div>"))


# %% tags=["demo"]
MENU = {"麻婆豆腐": "22.00", "水煮鱼": "58.50", "米饭": "2.00"}
MENU["可乐"] = "4.80"
MENU["红糖糍粑"] = "16.00"
ORDERS = ["麻婆豆腐", "米饭", "水煮鱼", "可乐", "米饭", "可乐", "红糖糍粑"]
CAME = ["小明", "小红", "小刚", "小丽"]
PAID = ["小红", "小丽"]
MY_SETTINGS = {"店名": "今天我请你算账", "折扣": "0.88"}

# %% tags=["demo"]
# 只有一处没有讲过："、".join(几个名字) 用顿号把名字接成一段文字（明天讲）
if ready(
    "round_money",
    "split_bill",
    "tally",
    "invert",
    "compare",
    "merge",
):
    settings = merge({"店名": "小馆子", "折扣": "1", "最后": "谢谢光临"}, MY_SETTINGS)
    lines, full = [], Decimal("0")
    for dish, times in tally(ORDERS).items():
        price = Decimal(MENU[dish]) * times
        full = full + price
        lines.append((f"{dish} × {times}", str(price)))
    lines.append(("原价", str(full)))
    total = round_money(str(full * Decimal(settings["折扣"])))
    lines.append((f"折后（× {settings['折扣']}）", total))

    parts, shares = split_bill(total, len(CAME)), {}
    for i in range(len(CAME)):
        shares[CAME[i]] = parts[i]
    for share, names in invert(shares).items():
        lines.append(("、".join(names), f"每人 {share}"))
    waiting = compare(CAME, PAID)["mine"]
    lines.append(("还没付的", "、".join(waiting) or "没有，大家真好"))

    show_bill(settings["店名"], lines, settings["最后"])

# %% [markdown]
# 加一加每人的份：正好是折后的总数，一分不差。换成七个人、十一个人再试试，谁多付了一分，一眼就看得见。
