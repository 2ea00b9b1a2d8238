# ---
# jupyter:
#   autograder:
#     title: Python 第 5 天　函数详解
#     builds: 自己会动的汉诺塔，和把半小时变成一眨眼的几行装饰器
#     minutes: 98
#     en:
#       title: Python, day 5. Functions
#       builds: the towers of Hanoi that move by themselves, and a decorator that turns half an hour into a blink
# ---

# %% [markdown]
# # Python 第 5 天　函数详解
#
# 四天里你写了三十多个函数，可是一直把它当成一只盒子：东西从左边进去，答案从右边出来。今天把盒子拆开看。
#
# 函数能记住东西吗？函数能把另一个函数当成东西收进来、递出去吗？函数能调用它自己吗？函数能走到一半停下，下次再接着走吗？四个问题，答案都是**能**。今天结束时，你的一个函数会自己搬完一座汉诺塔，另一个会把一道要算半小时上下（看电脑）的题变成一眨眼的工夫。
#
# **今天用到的旧知识**（想不起来就翻一翻）
#
# | 哪一天 | 什么 | 用在哪里 |
# |---|---|---|
# | 第 3 天 | 名字是贴在东西上的标签；列表会变，元组不会 | 第 1、4 节 |
# | 第 3 天 | 字典：用键找值 | 第 5 节 |
# | 第 4 天 | `for`、`while`、`try … except` | 到处 |

# %% [markdown]
# ## 时间表
#
# 合计约 98 分钟，100 分，读讲义和看图都算在里面。分两次坐下来做：**第一次做完第 4 节（约 43 分钟）**，前面写好的，后面接着用。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 开张：一家奶茶店 | 3 | |
# | 1 | 参数的几种写法：append_to、average | 12 | 14 |
# | 2 | 名字住在哪里：make_counter | 10 | 9 |
# | 3 | 函数也是东西：pipeline | 8 | 9 |
# | 4 | 自己调用自己：deep_copy | 10 | 11 |
# | | **第二次坐下** | | |
# | 5 | 给函数穿件外套：count_calls、memoize | 25 | 28 |
# | 6 | 走一步停一步：hanoi、permutations | 24 | 29 |
# | 7 | 小结、自测 | 3 | |
# | 8 | 终场：塔自己动起来，半小时变一眨眼 | 3 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条展开“提示”；看到“**先猜**”，先把答案说出声再运行；看到“**弄坏它**”，就照做，看看坏了是什么样子。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走。

# %% [markdown]
# 下面第一格请来的是课程的工具：`check` 检查你的答案，`ready` 问一个练习写好了没有，`progress_bar` 画进度条，`figures` 管图里的字。第二格请来的 `wraps` 第 5 节才用到。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %%
from functools import wraps

# %% [markdown]
# ## 0　开张：一家奶茶店
#
# 定义函数的时候，括号里写的是**参数**（parameter），是几个空着的格子；调用的时候，括号里写的是**实参**（argument），是放进格子里的东西。格子可以事先放好一样，没人另给就用它，这叫**默认值**（default）。
#
# **先猜**　下面会打印哪四行？


# %% tags=["demo"]
def order(drink, sugar="半糖", ice="少冰"):
    """写一张奶茶的单子。"""
    return f"{drink}：{sugar}，{ice}"


print(order("奶茶"))
print(order("奶茶", "无糖"))  # 按位置给：第二个格子
print(order("奶茶", ice="去冰"))  # 按名字给：跳过了 sugar
try:
    print(order("奶茶", sweet="无糖"))
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# 按名字给的叫**关键字参数**（keyword argument），次序随便，还能跳过不想改的。最后一行是一句报错，读一读：“得到一个没料到的关键字参数 `sweet`”。名字要和定义里的一模一样。

# %% [markdown]
# ## 1　参数的几种写法
#
# **弄坏它**　默认值里放一个列表，会怎样？下面的 `note` 想记下一首歌：没给歌单，就记在一张新的上面。**先猜**第二行打印什么：


# %% tags=["demo"]
def note(song, songs=[]):
    songs.append(song)
    return songs


print(note("晴天"))
print(note("七里香"))
print("默认值现在是：", note.__defaults__)  # 函数随身带着的默认值

# %% [markdown]
# 第二张歌单里怎么有《晴天》？因为默认值只在 `def` 那一行运行的时候**做一次**，此后每次调用用的都是**同一个**列表。它像一张夹在函数里的歌单，谁来都往上面写。
#
# 所以默认值只放不会变的东西：数、文字、`None`。真正要用的列表，等到函数里面再做。

# %% [markdown]
# ### 练习 5.1 append_to（约 4 分钟，7 分）
#
# **做什么**　把 `item` 加在列表 `items` 的末尾，返回这个列表。
#
# - 给了列表，就加在**它**上面（原地改动），返回的就是它自己，不是另一个一样的；哪怕它是空的。
# - 没给，就做一个**新的**列表，每次调用都是新的。
#
# **例子**　`cart = []`，`append_to("笔", cart)` 以后，`cart` 是 `["笔"]`。连着调用 `append_to(1)`、`append_to(2)`，得到 `[1]` 和 `[2]`。
#
# `items: list | None` 读作“`items` 是列表，或者是 `None`”：`None` 就是“没有给”。
#
# <details><summary>提示一：想一想</summary>
#
# 怎样认出“没有给”？空列表 `[]` 算不算“没有给”？第 3 天说过，空列表也是假的。
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 问“是不是 `None`”用 `is`。`append` 改的是列表自己，它返回什么？
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四行：`if … is …:`，里面给 `items` 一个新列表；一行 `append`；一行 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 默认值写成 `items=[]`，几次调用共用一个列表；<!-- wrong: list-as-default -->
# - 用 `items or []`：调用者给的空列表被丢下了；<!-- wrong: or-empty -->
# - `items + [item]` 是一个新列表，给的那个没有变；<!-- wrong: new-list -->
# - `return items.append(item)`：`append` 的结果是 `None`。<!-- wrong: result-of-append -->
#
# </details>


# %% exercise="append_to"
def append_to(item, items: list | None = None) -> list:
    """把 item 加在列表 items 的末尾。

    参数
        item: 任何东西。
        items: 一个列表，可以是空的；原地改动。没有给（None）时，用一个新的空列表。
    返回
        加好的列表。给了 items，返回的就是 items 自己，不是一样的另一个；
        没有给，每次调用都是新的。
    例子
        append_to(3, [1, 2]) 得到 [1, 2, 3]
        append_to(1) 得到 [1]，接着 append_to(2) 得到 [2]
    """
    ### BEGIN SOLUTION
    if items is None:
        items = []
    items.append(item)
    return items
    ### END SOLUTION


# %% [markdown]
# 下面这一格是检查用的：它问，返回的是不是给进去的那一个。


# %%
def is_same_list(item, items):
    """append_to 返回的，是不是给它的那个列表自己。"""
    return append_to(item, items) is items


# %% check="append_to" points=7 minutes=4
check("append_to")

# %% [markdown]
# ### 收多少个都行
#
# `print` 想打印几样就打印几样。自己的函数也能这样：参数前加一颗星，多出来的实参就装进一个元组；加两颗星，多出来的关键字参数就装进一个字典。反过来，调用的时候写星号，是把列表**拆开**来给。


# %% tags=["demo"]
def receive(*things, **named):
    """收到什么就打印什么。"""
    print("按位置的", things, " 按名字的", named)


receive(3, 5, 8)
receive("奶茶", ice="去冰", sugar="无糖")
receive()
receive(*[3, 5, 8])  # 拆开：和第一行一样

# %% [markdown]
# 写在星号**后面**的参数，只能按名字给：前面那颗星把所有按位置的都收走了。**先猜**　下面第二次调用，最后一段文字进了哪个格子？


# %% tags=["demo"]
def cheer(*names, end):
    print("、".join(names) + end)


cheer("小红", "小明", end="加油！")
try:
    cheer("小红", "小明", "加油！")
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# 它也被星号收走，当成了第三个名字；`end` 还空着，又没有默认值，所以报错说：少了一个只能按名字给（keyword-only）的参数 `end`。

# %% [markdown]
# ### 练习 5.2 average（约 4 分钟，7 分）
#
# **做什么**　求几个数的平均，给几个都行。一个也没给，就返回 `default`；`default` 只能按名字给。
#
# **例子**　`average(1, 2, 6)` 得到 `3.0`；`average(4, 5)` 得到 `4.5`：这里的 5 是一个数，不是 `default`；`average(default=0)` 得到 `0`；`average()` 得到 `None`。
#
# <details><summary>提示一：想一想</summary>
#
# 几个数装在什么里？一个数也没有的时候，平均数的公式哪里会出事？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 参数的写法上面已经给好了：`numbers` 是一个元组。`sum(numbers)` 是它们的总和；`sum` 和 `len` 对列表、元组都能用。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先处理“没有”的情形，`return` 掉；再 `return` 一个除法。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有数的时候除以了 0，ZeroDivisionError；<!-- wrong: divided-by-zero -->
# - 把 `default` 挪到了星号前面，第一个数就被它收走了；<!-- wrong: default-first -->
# - 去掉了星号，只收得下一个列表；<!-- wrong: one-list -->
# - 用了 `//`，小数不见了；<!-- wrong: whole-division -->
# - 先问给没给 `default`，给了就返回它，有数也不看；<!-- wrong: default-asked-first -->
# - 用“总和是不是 0”问有没有数：1 和 −1 的总和也是 0。<!-- wrong: empty-by-sum -->
#
# </details>


# %% exercise="average"
def average(*numbers, default=None):
    """几个数的平均。

    参数
        numbers: 按位置给的数（整数或小数），几个都行，也可以一个没有。
        default: 一个数也没有的时候返回的东西，任何东西都行；只能按名字给。
    返回
        平均数，不取整；没有数时，原样返回 default。
    例子
        average(1, 2, 6) 得到 3.0
        average(4, 5) 得到 4.5
        average() 得到 None
        average(default=0) 得到 0
    """
    ### BEGIN SOLUTION
    if len(numbers) == 0:
        return default
    return sum(numbers) / len(numbers)
    ### END SOLUTION


# %% check="average" points=7 minutes=4
check("average")

# %% [markdown]
# ## 2　名字住在哪里
#
# 函数里起的名字，只住在函数里面，叫**局部**（local）的；外面的叫**全局**（global）的。里面看得见外面的，外面看不见里面的。
#
# **弄坏它**　里面能**读**外面的名字，能**改贴**它吗？**先猜**下面报不报错：

# %% tags=["demo"]
score = 10


def show():
    return score + 1  # 只是读


def win():
    score = score + 1  # 读，又贴
    return score


print(show())
try:
    print(win())
except UnboundLocalError as error:
    print("UnboundLocalError:", error)

# %% [markdown]
# 报错说：局部变量 `score` 还没有值，就被用了。规矩是：**函数里只要有一处给某个名字赋值，这个名字在整个函数里就是局部的**。于是右边的 `score` 也成了里面那个，而它还是空的。

# %% [markdown]
# ### 函数里面的函数
#
# 函数里面还可以再定义函数，并且把里面的函数**返回**出去。里面的函数记得自己出生的地方：那里的名字，它一直看得见，叫作**闭包**（closure）。要改贴那里的名字，先说一声 `nonlocal`（不是我这里的，是外面一层的）：


# %% tags=["demo"]
def piggy_bank(coins=0):
    """造一只存钱罐：返回一个函数，投进几枚，就答现在一共几枚。"""

    def put(more):
        nonlocal coins
        coins = coins + more
        return coins

    return put  # 没有括号：返回的是函数本身


mine, yours = piggy_bank(), piggy_bank(100)
print(mine(5), mine(5), yours(1), mine(1))

# %% [markdown]
# ![两只存钱罐：piggy_bank 每调用一次，就有一个新的 coins，put 记着自己的那一个](figures/closure.svg)
#
# `piggy_bank` 每调用一次，就有一个**新的** `coins`。`mine` 和 `yours` 各记各的，互不相干。

# %% [markdown]
# ### 练习 5.3 make_counter（约 5 分钟，9 分）
#
# **做什么**　造一台叫号机。`make_counter(start)` 返回一个**没有参数的函数**，第一次调用它得到 `start`，以后每次多 1。两台叫号机各叫各的。
#
# **例子**　`take = make_counter(7)`，调用三次 `take()` 得到 7、8、9；`make_counter()` 从 0 开始。
#
# <details><summary>提示一：想一想</summary>
#
# 第一次答的就是 `start`，不是 `start + 1`。答和加，哪个在前？如果先加，怎样补回来？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 照存钱罐的样子：外面一层放着现在的号，里面一层答它、改它。改之前要说 `nonlocal`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 外面两行：`def …():` 和 `return …`（不带括号）。里面四行：`nonlocal`，把现在的号另记一个名字，加 1，`return` 记下的那个。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 `nonlocal`，一调用就 UnboundLocalError；<!-- wrong: no-nonlocal -->
# - 用了 `global`（它和 `nonlocal` 相像，说的却是最外面的那一个名字），两台叫号机共用一个号；<!-- wrong: global-number -->
# - 先加再答，从 `start + 1` 开始；<!-- wrong: one-ahead -->
# - 返回了 `take()`，也就是一个号，不是函数。<!-- wrong: number-returned -->
#
# </details>


# %% exercise="make_counter"
def make_counter(start: int = 0):
    """造一台叫号机。

    参数
        start: 第一个号，整数，可以是负的。
    返回
        一个没有参数的函数。第一次调用它得到 start（整数），以后每次比上一次多 1；
        每调用一次 make_counter，就是一台新的，互不相干。
    例子
        take = make_counter(7)
        take() 得到 7，再 take() 得到 8
    """
    ### BEGIN SOLUTION
    number = start

    def take():
        nonlocal number
        now = number
        number = number + 1
        return now

    return take
    ### END SOLUTION


# %% check="make_counter" points=9 minutes=5
check("make_counter")

# %% [markdown]
# ## 3　函数也是东西
#
# 上一节已经把函数当东西返回了。函数和数、列表一样，可以起别名，放进字典，当作实参。`len` 是函数本身，`len("abc")` 是调用它得到的数：**差别就在那对括号**。文字的方法也能这样拿：`str.upper` 是方法本身，`str.upper("hi")` 就是 `"hi".upper()`。
#
# 只有一行的小函数可以不起名字，写成 `lambda 参数: 答案`；没有参数，就写 `lambda: 答案`。

# %% tags=["demo"]
tricks = {"变大写": str.upper, "倒过来": lambda text: text[::-1], "数长度": len}
for name, trick in tricks.items():
    print(name, "→", trick("Python"))

fruits = ["哈密瓜", "梨", "苹果"]
print(sorted(fruits, key=len))  # 按 len(每一样) 排，len 后面没有括号

# %% [markdown]
# **弄坏它**　循环里造三个函数，各答自己的号。**先猜**打印什么：

# %% tags=["demo"]
makers = []
for n in range(3):
    makers.append(lambda: n)
print([make() for make in makers])

# %% [markdown]
# 三个 2。函数里的 `n` 是**调用的时候**才去查的，那时循环早已走完，标签 `n` 贴在 2 上。闭包记住的是名字，不是当时的值。要各记各的，就像 `piggy_bank` 那样，用一个函数来造：每调用一次它，就有一个新的 `n`。


# %% tags=["demo"]
def answering(n):
    return lambda: n


makers = []
for n in range(3):
    makers.append(answering(n))
print([make() for make in makers])

# %% [markdown]
# ### 练习 5.4 pipeline（约 5 分钟，9 分）
#
# **做什么**　把几个函数接成一条流水线：返回一个函数，它收一个东西，从左到右依次交给每一个函数，上一个的结果是下一个的输入。一个函数也没有，就原样答回。
#
# **例子**　`f = pipeline(str.strip, str.upper, len)`，`f("  hi ")`：先成 `"hi"`，再成 `"HI"`，最后是 `2`。又如加一和翻倍：`pipeline(加一, 翻倍)(3)` 是 8，`pipeline(翻倍, 加一)(3)` 是 7。两对括号连着写：`pipeline(…)` 得到一个函数，后面的 `(3)` 马上调用它。
#
# <details><summary>提示一：想一想</summary>
#
# 谁收“一个东西”：`pipeline`，还是它返回的那个函数？循环应当写在哪一层？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 里面定义一个函数，参数是那个东西。它把“手里的东西”依次换成 `step(手里的东西)`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 里面三行：`for step in steps:`，一行赋值，循环之外 `return`。外面 `return` 里面的函数，不带括号。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 里面的函数忘了 `return`，流水线总是答 `None`；<!-- wrong: inner-without-return -->
# - 从右到左了；<!-- wrong: right-to-left -->
# - `return` 缩进到了循环里，只走了第一步；<!-- wrong: first-step-only -->
# - 每一步都从原来的东西算起，前面的白做了；<!-- wrong: from-the-start -->
# - 在循环里一层包一层地造 `lambda`，又碰上“调用时才查名字”，自己调用自己，停不下来。<!-- wrong: late-binding -->
#
# </details>


# %% exercise="pipeline"
def pipeline(*steps):
    """把几个函数接成一条流水线。

    参数
        steps: 按位置给的函数，几个都行，也可以一个没有；每个收一个东西，返回一个东西。
    返回
        一个函数，可以调用许多次。它收一个东西，从左到右依次交给 steps 里的每一个，
        返回最后的结果；steps 一个也没有时，返回收到的东西。
    例子
        pipeline(str.strip, str.upper, len)("  hi ") 得到 2
        pipeline()(5) 得到 5
    """
    ### BEGIN SOLUTION

    def run(value):
        for step in steps:
            value = step(value)
        return value

    return run
    ### END SOLUTION


# %% [markdown]
# 检查的时候，要有几个小函数来试。它们都在下面这一格，是检查用的，不用读懂。


# %%
def tool(name):
    """检查用的小函数，按名字给出。每次都是新的。"""

    def add(a, b=0):
        """两数之和。"""
        return a + b

    def multiply(a, b=1):
        """两数之积。"""
        return a * b

    def plus_one(x):
        """加一。"""
        return x + 1

    def double(x):
        """翻倍。"""
        return x * 2

    def words(text):
        """切成词。"""
        return text.split()

    def count(things):
        """有几样。"""
        return len(things)

    known = (add, multiply, plus_one, double, words, count)
    return {f.__name__: f for f in known}[name]


def probe(answers):
    """检查用的假函数：第几次调用，就答 answers 里的第几样；"boom" 是抛出 ValueError。

    它收到过的参数都记在 seen 里。
    """

    def fake(*args, **kwargs):
        """一个假函数。"""
        fake.seen.append((args, kwargs))
        many = len(fake.seen)
        answer = answers[many - 1] if many <= len(answers) else "多算了一次"
        if answer == "boom":
            raise ValueError("boom")
        return answer

    fake.seen = []
    return fake


# %% check="pipeline" points=9 minutes=5
check("pipeline")

# %% tags=["demo"]
if ready("pipeline"):
    clean = pipeline(str.strip, str.lower, lambda text: text.replace("，", " "), str.split)
    print(clean("  Hello，WORLD  你好 "))

# %% [markdown]
# ## 4　自己调用自己
#
# 快递拆开还是盒子，盒子里又有盒子：一共几样东西？几层不知道，几重 `for` 循环也就写不出。换个想法：**数一个盒子**的办法是，里面的每一样，如果不是盒子就算 1，如果是盒子，就用**同一个办法**去数它。


# %% tags=["demo"]
def count_things(box, depth=0):
    """盒子（列表）里一共几样东西，里面的盒子拆开来数。"""
    print("　　" * depth + f"数 {box}")
    total = 0
    for thing in box:
        if isinstance(thing, list):  # thing 是不是列表
            total += count_things(thing, depth + 1)
        else:
            total += 1
    return total


print(count_things(["书", ["笔", ["橡皮", "尺子"]], []]))

# %% [markdown]
# 函数调用自己，叫**递归**（recursion）。缩进就是它的深度：每往里一层，都是一次新的调用，有自己的 `box` 和 `total`；数完了，回到外面一层接着数。
#
# 递归要有一个**不再调用自己**的出口。上面的出口是“这一层没有盒子”。**弄坏它**　没有出口会怎样？


# %% tags=["demo"]
def fall(depth):
    return fall(depth + 1)


try:
    fall(0)
except RecursionError as error:
    print("RecursionError:", error)

# %% [markdown]
# “超过了最大递归深度”：Python 只让调用叠约一千层，再深就停下来。看见它，先去找出口。

# %% [markdown]
# ### 练习 5.5 deep_copy（约 6 分钟，11 分）
#
# **做什么**　第 3 天说过，`list(a)` 只复制最外面一层，里面的列表还是共用的。写一个从里到外都复制的。
#
# - 列表、元组、字典，不论套几层，都做一个**新的**，种类不变；
# - 字典的键照旧，复制的是值；
# - 别的东西（数、文字、`None`、集合……）不用复制，就用它自己。
#
# **例子**　`deep_copy(({"a": [1, (2,)]}, 3))` 得到一模一样的 `({"a": [1, (2,)]}, 3)`；往复制品里的那个列表加一个数，原件不变。
#
# 标准库里有现成的（`copy` 模块），今天不许用 `copy`、`json`、`pickle`：从里到外走一遍，就是这个练习。
#
# <details><summary>提示一：想一想</summary>
#
# 手里的东西可能是四种情形，哪一种是出口？另外三种里，“里面的每一样”要用什么办法去复制？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 列表：一个推导式，每一样交给 `deep_copy`。元组：同样做好一个列表，再 `tuple(…)`。字典：`items()` 给出键和值，只有值要复制。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三个 `if isinstance(value, …):`，每个里面一行 `return`；最后一行 `return value`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只复制了一层，里面的还是共用；<!-- wrong: one-level -->
# - 元组成了列表；<!-- wrong: tuple-becomes-list -->
# - 元组原样返回了：它自己不会变，可是里面的列表会；<!-- wrong: tuple-as-it-is -->
# - 忘了字典；<!-- wrong: dict-as-it-is -->
# - 字典是新的，它的值却没有复制，或者只复制了一层。<!-- wrong: dict-values-shared dict-values-one-level -->
#
# </details>


# %% exercise="deep_copy"
def deep_copy(value):
    """从里到外的复制。

    参数
        value: 任何东西；列表、元组、字典可以互相套，至多 30 层；不变。
    返回
        列表、元组、字典（不论在第几层）都是新做的，种类和内容不变；字典的键就用原来的；
        别的东西不用复制，内容不变就行。改动结果里的任何列表、字典，value 都不会变。
    不许用
        copy、json、pickle。
    例子
        deep_copy(({"a": [1, (2,)]}, 3)) 得到 ({"a": [1, (2,)]}, 3)
    """
    ### BEGIN SOLUTION
    if isinstance(value, list):
        return [deep_copy(item) for item in value]
    if isinstance(value, tuple):
        return tuple([deep_copy(item) for item in value])
    if isinstance(value, dict):
        return {key: deep_copy(item) for key, item in value.items()}
    return value
    ### END SOLUTION


# %% [markdown]
# 检查用的一格：在复制品上乱涂一气，再把原件交出来看。


# %%
def scribble(value):
    """在 value 的复制品里，每个列表、字典都添上一笔；返回 value 自己。"""
    todo = [deep_copy(value)]
    while todo:
        thing = todo.pop()
        if isinstance(thing, dict):
            todo.extend(list(thing.values()))
            thing["涂"] = "涂"
        elif isinstance(thing, (list, tuple)):
            todo.extend(list(thing))
            if isinstance(thing, list):
                thing.append("涂")
    return value


# %% check="deep_copy" points=11 minutes=6 helpers=["scribble"]
check("deep_copy")

# %% [markdown]
# 到这里可以歇一歇了。第二次坐下，从下一节开始。

# %% [markdown]
# ## 5　给函数穿件外套
#
# 想知道一个函数什么时候被调用、得了什么，又不想改它的代码：做一个**外套**函数，把它包起来。外套收到什么就转交什么，得到什么就交回什么，前后可以多做一点事。


# %% tags=["demo"]
def loud(f):
    """穿一件会说话的外套。"""

    @wraps(f)  # 这一行是什么？下面说
    def wrapper(*args, **kwargs):
        print("开始", f.__name__, args, kwargs)
        result = f(*args, **kwargs)
        print("得到", result)
        return result

    return wrapper


@loud
def add_up(a, b):
    """两数之和。"""
    return a + b


print("手里是", add_up(2, b=3))
print(add_up.__name__, "——", add_up.__doc__)

# %% [markdown]
# `@loud` 写在 `def` 上面，意思就是 `add_up = loud(add_up)`：做好的函数马上交给 `loud`，名字贴在它交回来的外套上。这样的 `loud` 叫**装饰器**（decorator）。`*args, **kwargs` 是惯用的名字：不管什么参数，收下，原样转交。
#
# **弄坏它**　在 `@wraps(f)` 那一行前面加上 `#`，再运行：最后一行变成了 `wrapper —— None`。`wraps` 把里面函数的名字和说明抄到外套上，不然人人都叫 `wrapper`。

# %% [markdown]
# 函数还可以随身带一张便条：点号后面起个名字，就能贴上去，以后照样读出来。

# %% tags=["demo"]
add_up.color = "红"
print(add_up.color)

# %% [markdown]
# 下一个练习就把次数记在便条上。

# %% [markdown]
# ### 练习 5.6 count_calls（约 7 分钟，13 分）
#
# **做什么**　写一个装饰器，数函数被调用了几次，记在外套的 `calls` 上。
#
# - 一开始 `calls` 是 0；每调用一次加 1，**出错的那次也算**；
# - 参数（按位置的、按名字的）、结果、异常，都原样通过；
# - 名字和说明还是 `f` 的；两个函数各数各的。
#
# **例子**　`f = count_calls(len)`；`f("abc")` 得到 3，`f.calls` 是 1；`f(5)` 抛出 TypeError，`f.calls` 是 2。
#
# <details><summary>提示一：想一想</summary>
#
# 里面的函数抛出异常时，它后面的行还会运行吗？那么“加 1”应当写在调用之前还是之后？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 照 `loud` 的样子。便条贴在 `wrapper` 上：做好 `wrapper` 以后贴上 0，返回之前。里面用 `wrapper.calls` 读和改，不用 `nonlocal`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `wrapper` 里两行：`wrapper.calls += …`；`return f(…)`。外面：`@wraps(f)`，`wrapper.calls = …`，`return wrapper`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 `return`，结果丢了；<!-- wrong: result-dropped -->
# - 只转交了 `*args`，按名字给的参数报错；<!-- wrong: no-keywords -->
# - 先调用再加 1，出错的那次没数上；<!-- wrong: counted-after -->
# - 没有 `wraps`，名字成了 `wrapper`；<!-- wrong: no-wraps -->
# - 忘了写一开始的 0，一读 `calls` 就是 AttributeError。<!-- wrong: no-zero-at-first -->
#
# </details>


# %% exercise="count_calls"
def count_calls(f):
    """装饰器：数 f 被调用了几次。

    参数
        f: 任何函数，参数不限，可能抛出异常。
    返回
        一个函数，和 f 一样地用：同样的参数，同样的结果，同样的异常；
        名字（__name__）和说明（__doc__）也是 f 的。
        它的 calls 是整数：被调用了几次，从 0 开始，抛出异常的那次也算。
        每用一次 count_calls，就是一个新的 calls。
    例子
        f = count_calls(len)
        f("abc") 得到 3，之后 f.calls 是 1
    """
    ### BEGIN SOLUTION

    @wraps(f)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return f(*args, **kwargs)

    wrapper.calls = 0
    return wrapper
    ### END SOLUTION


# %% check="count_calls" points=13 minutes=7
check("count_calls")

# %% [markdown]
# 用它看一件怪事。斐波那契数（Fibonacci numbers）：0、1、1、2、3、5、8……每一个是前两个的和。照着这句话写递归，只要三行。**先猜**：算第 20 个，`fib` 要被调用几次？二十几次？

# %% tags=["demo"]
if ready("count_calls"):

    @count_calls
    def fib(n):
        """第 n 个斐波那契数。"""
        if n < 2:
            return n
        return fib(n - 1) + fib(n - 2)

    for n in (5, 10, 15, 20):
        before = fib.calls
        answer = fib(n)
        print(f"fib({n}) = {answer}，调用了 {fib.calls - before} 次")

# %% [markdown]
# 两万多次！`fib(20)` 要 `fib(19)` 和 `fib(18)`，`fib(19)` 又要一遍 `fib(18)`……同样的题算了又算。人不会这么傻：算过的，记在本子上。

# %% [markdown]
# ### 练习 5.7 memoize（约 12 分钟，15 分）
#
# **做什么**　写一个装饰器，给函数配一个本子（字典）：参数没见过，就调用 `f`，把结果记下；见过，直接答本子上的。这叫**记忆化**（memoization）。
#
# - 按名字给的参数也算在内，次序不同还是同一道题：`f(a=1, b=2)` 和 `f(b=2, a=1)`；
# - 相等的参数算同样的题：1 和 1.0 就是；同一个参数，一次按位置给、一次按名字给，可以算两道题；
# - 按位置的和按名字的不能混成一团：`f(("x", 1))` 和 `f(x=1)` 是两道题；
# - 结果是 `None` 也要记住；抛出异常的不记，下次再调用 `f`；
# - 每个函数一个本子。
#
# **例子**　`f` 会打印“算”。`g = memoize(f)`；`g(3)` 打印一次“算”，再 `g(3)` 什么也不打印，答案一样；`g(4)` 又打印一次。
#
# 字典的键要不会变的：`args` 是元组，可以；`kwargs` 是字典，不行，`sorted(kwargs.items())` 是列表，再 `tuple(…)` 就行了。`functools` 里有现成的 `cache` 和 `lru_cache`，今天不许用。
#
# <details><summary>提示一：想一想</summary>
#
# 本子应当放在哪一层，才能每个函数一个，又不会每次调用都是新的？怎样区分“没见过”和“见过，答案是 `None`”？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 键可以是一个元组，里面放两样：按位置的那些，按名字的那些。问有没有用 `in`，不用 `get`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 外面：空字典，`def wrapper(*args, **kwargs):`，`return wrapper`。里面四行：做键；`if 键 not in 本子:`，调用 `f` 记下；`return 本子[…]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 键里漏了 `kwargs`，`f(1, b=2)` 和 `f(1, b=3)` 成了一道题；<!-- wrong: keywords-not-in-key -->
# - 键里的 `kwargs` 没有排序，次序一换又算一遍；<!-- wrong: keyword-order -->
# - 用 `get` 查，又拿 `None` 当“没见过”；<!-- wrong: none-again -->
# - `def memoize(f, book={})`：所有函数共用一个本子；<!-- wrong: one-book-for-all -->
# - 本子在 `wrapper` 里面，每次都是空的；<!-- wrong: new-book-each-call -->
# - 忘了 `tuple(…)`：列表不能作键，TypeError 说 unhashable；<!-- wrong: list-in-the-key -->
# - 用 `str` 把参数变成一段文字作键：`1` 和 `1.0` 相等，文字却不同。<!-- wrong: key-is-a-text -->
#
# </details>


# %% exercise="memoize"
def memoize(f):
    """装饰器：算过的不再算。

    参数
        f: 任何函数。它的参数都可以作字典的键。
    返回
        一个函数，结果和 f 一样，但是同样的参数只调用 f 一次，以后直接答记下的结果
        （None 也是结果）。按名字给的参数，次序不同算同样；参数不同就各算各的
        （1 和 1.0 相等，算同样），f(("x", 1)) 与 f(x=1) 也不同。
        同一个参数，按位置给和按名字给，可以算两道题。
        f 抛出异常时，异常原样通过，什么也不记，下次再调用 f。
        每用一次 memoize，就是一个新的本子。
    不许用
        functools 的 cache、lru_cache。
    例子
        g = memoize(f) 以后，调用两次 g(3)，f 只运行一次
    """
    ### BEGIN SOLUTION
    book = {}

    @wraps(f)
    def wrapper(*args, **kwargs):
        key = (args, tuple(sorted(kwargs.items())))
        if key not in book:
            book[key] = f(*args, **kwargs)
        return book[key]

    return wrapper
    ### END SOLUTION


# %% [markdown]
# 带本子的斐波那契数，检查也要用：


# %%
def fast_fib(n):
    """第 n 个斐波那契数，用 memoize 装饰过的递归。"""

    @memoize
    def fib(k):
        if k < 2:
            return k
        return fib(k - 1) + fib(k - 2)

    return fib(n)


# %% check="memoize" points=15 minutes=12 helpers=["tool", "probe", "fast_fib"]
check("memoize")

# %% tags=["demo"]
if ready("memoize", "count_calls"):

    @count_calls
    def inside(n):
        if n < 2:
            return n
        return with_book(n - 1) + with_book(n - 2)

    with_book = memoize(inside)  # 不写 @，两层都留着名字
    print("fib(100) =", with_book(100))
    print("里面的函数真正运行了", inside.calls, "次")

# %% [markdown]
# 一百零一次：从 0 到 100，每道题恰好一次。

# %% [markdown]
# ## 6　走一步停一步
#
# `return` 一答，函数就结束了。`yield` 也答一个，可是函数只是**停在那里**，下次从那一行接着走。有 `yield` 的函数叫**生成器**（generator）：调用它，里面一行都还没运行，得到的是一台等着开动的机器；`next` 向它要一个，`for` 一直要到完。
#
# **先猜**　“（开工）”和“（再做一个）”会在什么时候打印？


# %% tags=["demo"]
def dumplings(n):
    print("（开工）")
    for i in range(1, n + 1):
        yield f"第 {i} 只饺子"
        print("（再做一个）")


kitchen = dumplings(3)
print("还没要呢")
print(next(kitchen))
print(next(kitchen))
print("剩下的：", list(kitchen))

# %% [markdown]
# 要一个才做一个，所以一百万只也不占地方，甚至可以没有尽头：


# %% tags=["demo"]
def odds():
    n = 1
    while True:
        yield n
        n += 2


numbers = odds()
print([next(numbers) for _ in range(8)])

# %% [markdown]
# 生成器也可以递归。**弄坏它**　把一个盒子里的东西一样一样拿出来：第一个在里面直接调用自己，第二个加了 `yield from`，意思是“把它给的每一个都转手 `yield` 出去”。


# %% tags=["demo"]
def unpack_badly(box):
    for thing in box:
        if isinstance(thing, list):
            unpack_badly(thing)  # 造了一个生成器，没有人向它要
        else:
            yield thing


def unpack(box):
    for thing in box:
        if isinstance(thing, list):
            yield from unpack(thing)
        else:
            yield thing


things = ["书", ["笔", ["橡皮"]]]
print("没有 yield from：", list(unpack_badly(things)))
print("有 yield from：　", list(unpack(things)))

# %% [markdown]
# ### 练习 5.8 hanoi（约 7 分钟，13 分）
#
# **汉诺塔**（Tower of Hanoi）　三根柱子，`n` 个盘子从小到大叠在一根上。一次搬一个，大的不能压在小的上面。怎样全部搬到另一根？
#
# ![把 n 个盘子从 A 搬到 C 分三步：上面 n − 1 个先到 B，最大的到 C，再把 n − 1 个从 B 搬到 C](figures/hanoi.svg)
#
# 最大的那个要动，上面的 `n − 1` 个就得先让开，而且只能都在备用的柱子上。搬 `n − 1` 个，不就是**同一个问题**小了一号，柱子换了角色？设要 $M_n$ 步，$M_n = M_{n-1} + 1 + M_{n-1}$，从 $M_0 = 0$ 算起：0、1、3、7、15，也就是 $2^n - 1$。
#
# **做什么**　写一个生成器，一步一步给出 `(从哪根, 到哪根)`。
#
# **例子**　`hanoi(2, "A", "C", "B")` 依次给出 `("A", "B")`、`("A", "C")`、`("B", "C")`。0 个盘子，一步也没有。
#
# 64 个盘子，一秒一步，要五千八百亿年；所以要一步才算一步，别先算完再给。
#
# <details><summary>提示一：想一想</summary>
#
# 图上有三步。第一步里，谁是起点，谁是终点，谁是备用？第三步呢？几个盘子的时候什么也不用做？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 第一步和第三步是递归，要用 `yield from`；中间那步是一个 `yield`，给一个元组。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `if n > 0:` 里面三行：`yield from hanoi(…)`，`yield (…, …)`，`yield from hanoi(…)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 少了 `yield from`，只走了最大的那一步，或者缺了第三步；<!-- wrong: no-yield-from second-half-missing -->
# - 递归时柱子的角色没有换对；<!-- wrong: roles-not-changed target-and-spare-swapped second-not-changed -->
# - 少了 `from`，写成 `yield hanoi(…)`：给出去的是生成器，不是一步；<!-- wrong: yields-generators -->
# - 出口写在 1 个盘子，0 个盘子就一直递归下去；<!-- wrong: endless-at-none -->
# - 给的是 `"AC"` 这样的文字，不是元组；<!-- wrong: texts -->
# - 先把全部步骤装进列表再返回，盘子一多就等不到（检查格后面那一格和评分时看得出）。<!-- wrong: whole-list -->
#
# </details>


# %% exercise="hanoi"
def hanoi(n: int, source: str, target: str, spare: str):
    """汉诺塔的每一步。

    参数
        n: 盘子的个数，整数，不小于 0。
        source: 盘子现在在的柱子。
        target: 要搬去的柱子。
        spare: 备用的柱子。三根柱子的名字各不相同。
    返回
        一个生成器，依次给出元组 (从哪根, 到哪根)（列表也行），一共 2 的 n 次方减 1 步，
        每一步都不违规；n 是 0 时一步也没有。要一步才算一步：n = 40 时，要前一万步，不到一秒。
    例子
        list(hanoi(2, "A", "C", "B")) 得到 [("A", "B"), ("A", "C"), ("B", "C")]
    """
    ### BEGIN SOLUTION
    if n > 0:
        yield from hanoi(n - 1, source, spare, target)
        yield (source, target)
        yield from hanoi(n - 1, spare, target, source)
    ### END SOLUTION


# %% check="hanoi" points=13 minutes=7
check("hanoi")

# %% [markdown]
# 二十个盘子要一百多万步。只要第一步，快不快？**先猜**：你的 `hanoi` 会不会先把一百万步都算完？`time.process_time()` 是处理器一共忙了几秒，前后两次相减，就知道这一段忙了多久。

# %% tags=["demo"]
import time

if ready("hanoi"):
    before = time.process_time()
    for move in hanoi(20, "A", "C", "B"):
        print("第一步：", move)
        break  # 拿到第一步就走
    busy = time.process_time() - before
    if busy < 0.1:
        print("一眨眼就有了")
    else:
        print("等了好一会儿：先把一百万步都算完了，评分时会嫌慢")

# %% [markdown]
# ### 练习 5.9 permutations（约 12 分钟，16 分）
#
# 三个朋友拍照，有几种站法？第一个位置有三种选法；选定以后，剩下的两个人又是**同一个问题**：
#
# ```text
# 1 打头，其余 [2, 3]：123  132
# 2 打头，其余 [1, 3]：213  231
# 3 打头，其余 [1, 2]：312  321
# ```
#
# **做什么**　写一个生成器，给出 `items` 的所有**排列**（permutation），每个是一个元组。
#
# - 次序按**位置**：先是第一样打头的，再是第二样打头的……其余的也这样排；
# - 相等的东西也各算各的：`[1, 1]` 给出 `(1, 1)` 两次；
# - 空列表有一种排法：什么也不站，`()`；
# - `items` 不变，取到一半停下也不变；要一个才做一个；不许用现成的 `itertools`。
#
# **例子**　`list(permutations(["a", "b"]))` 得到 `[("a", "b"), ("b", "a")]`。
#
# <details><summary>提示一：想一想</summary>
#
# 出口是哪种情形，那时给出什么？给出一个空元组，和什么也不给，差别在哪里？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 用位置 `i` 去选打头的，别用值：其余的是 `items` 去掉**第 `i` 个**，切成两段再接起来。打头的那个，接上其余的每一种排列。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先是出口：`yield ()`。否则两重循环：外面 `for i in range(…)`，里面 `for rest in permutations(…)`，`yield` 一个打头的元组加上 `rest`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有给出口 `yield ()`，于是什么都没有；<!-- wrong: nothing-for-empty -->
# - 按值去掉：`[1, 1]` 只剩一种，或者一样也不剩；<!-- wrong: by-value set-of-results -->
# - 在 `items` 上直接 `pop`，没有放回去，或者走完一圈才放回去；<!-- wrong: items-emptied changed-halfway -->
# - `(items[i])` 少了逗号，只是那样东西自己：一样东西的元组是 `(items[i],)`；<!-- wrong: comma-forgotten -->
# - 先做好全部再给，东西一多就等不到（评分时才看得出）。<!-- wrong: whole-list -->
#
# </details>


# %% exercise="permutations"
def permutations(items: list):
    """items 的所有排列。

    参数
        items: 一个列表，里面什么都行，可以有相等的；不变，取到一半停下也不变。
    返回
        一个生成器，依次给出元组（列表也行）。次序按位置：先是第一样打头的所有排列，
        再是第二样打头的……其余的也这样排。
        相等的东西各算各的；items 是空的，就给出一个空元组。
        要一个才做一个：20 样东西，要前一万个，不到一秒。
    不许用
        itertools。
    例子
        list(permutations([1, 2, 3])) 得到
        [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]
    """
    ### BEGIN SOLUTION
    if len(items) == 0:
        yield ()
    for i in range(len(items)):
        others = items[:i] + items[i + 1 :]
        for rest in permutations(others):
            yield (items[i], *rest)
    ### END SOLUTION


# %% [markdown]
# 检查用的一格：只要第 `number` 种，前面的看过就丢。


# %%
def nth_permutation(items, number):
    """permutations 给出的第 number 种。"""
    for _, one in zip(range(number), permutations(items)):
        last = one
    return last


# %% check="permutations" points=16 minutes=12 helpers=["nth_permutation"]
check("permutations")

# %% tags=["demo"]
if ready("permutations"):
    words = ["我", "很", "想你"]
    print("　".join(["".join(order) for order in permutations(words)]))

# %% [markdown]
# 把上面的 `words` 换成你的一句话，切成三四个词，看哪几种次序也说得通。

# %% [markdown]
# ## 7　小结、自测
#
# | 今天的 | 一句话 |
# |---|---|
# | 默认值 | `def` 那一行只做一次，别放会变的东西 |
# | `*args`、`**kwargs` | 多出来的装进元组、字典；调用时的星号是拆开 |
# | 闭包 | 里面的函数记得出生地的名字，改贴之前说 `nonlocal` |
# | 装饰器 | 收一个函数，交回穿了外套的函数；`@` 就是再贴一次名字 |
# | 递归 | 同一个问题小一号，加一个出口 |
# | 生成器 | `yield` 是停一停，要一个才做一个 |
#
# 先想，再展开。
#
# 1. `def f(x, box={})` 和 `def f(x, box=())`，哪一个危险？
#
# <details><summary>答案</summary>
#
# 前一个：字典会变，几次调用共用。空元组不会变，共用也不要紧。
#
# </details>
#
# 2. `@memoize` 能不能用在“问用户名字”“看现在几点”这样的函数上？
#
# <details><summary>答案</summary>
#
# 不能：同样的参数（没有参数），答案应当不同，可是第二次起它只会照本子念。记忆化只适合答案由参数决定的函数。
#
# </details>
#
# 3. 生成器 `g` 已经用 `list(g)` 取过一遍，再 `list(g)` 得到什么？
#
# <details><summary>答案</summary>
#
# 空列表。它已经走到了尽头，不会自己从头来；要再来一遍，就再调用一次函数，得到新的生成器。
#
# </details>
#
# 4. 十个人排队，有多少种站法？你的 `permutations` 要不要把它们都做出来，才能给你看第一种？
#
# <details><summary>答案</summary>
#
# 10 × 9 × … × 1 = 3 628 800 种。不用：要一个才做一个，第一种马上就有。
#
# </details>
#
# **延伸**　官方教程（docs.python.org 的 Tutorial）第 4 章讲函数，第 9 章末尾讲生成器；`functools` 和 `itertools` 两页，是今天几个练习的“工业版”。明天的函数要放进自己的模块里，去指挥一台手机。

# %% [markdown]
# ## 8　终场：塔自己动起来，半小时变一眨眼
#
# `hanoi` 每 `yield` 一步，塔就动一下。盘子的个数改成你喜欢的，下面两格一起运行（7 个就要等一会儿）；动画上按右键可以存下来，发给朋友。折起来的是画图的代码，不用读懂。

# %% tags=["demo"]
DISKS = 4

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("hanoi"):
    pegs = {"A": list(range(DISKS, 0, -1)), "B": [], "C": []}
    pictures = [{name: list(disks) for name, disks in pegs.items()}]
    for start, end in hanoi(DISKS, "A", "C", "B"):
        pegs[end].append(pegs[start].pop())
        pictures.append({name: list(disks) for name, disks in pegs.items()})

    fig, ax = plt.subplots(figsize=(6.4, 2.9))
    fig.set_layout_engine("none")
    colours = ["#c0392b", "#e08e0b", "#d4b106", "#22723f", "#2a9d8f", "#2a5694"]

    def draw(step):
        """画出第 step 步之后的三根柱子。"""
        ax.clear()
        for place, (name, disks) in enumerate(pictures[step].items()):
            ax.plot([place, place], [0, DISKS + 0.6], color="#b8a88a", linewidth=6)
            for height, disk in enumerate(disks):
                width = 0.18 + 0.66 * disk / DISKS
                colour = colours[(disk - 1) % len(colours)]
                left = place - width / 2
                ax.barh(height + 0.5, width, 0.86, left, color=colour, zorder=3)
            ax.text(place, -0.75, name, ha="center", fontsize=14)
        ax.plot([-0.5, 2.5], [0, 0], color="#8a7a5c", linewidth=4)
        ax.set(xlim=(-0.55, 2.55), ylim=(-1, DISKS + 1.4))
        ax.axis("off")
        ax.set_title(f"第 {step} 步，一共 {len(pictures) - 1} 步")

    alt = f"动画：{DISKS} 个盘子从 A 柱一步一步搬到 C 柱"
    figures.film(fig, draw, range(len(pictures)), alt, wait=550)

# %% [markdown]
# `fib` 不带本子和带本子，各要多久？纵轴每一格是**一百倍**。不带本子的那条线，算到 24 就不往下算了，虚线是照着它的规律延长的：半小时上下，看你的电脑。左下角 n 还小的时候，绿线也许在红线上面，不是画错了：题太少，翻本子的工夫还没有省回来。**先让朋友猜**：`fib(50)`，两者差多少倍？折起来的是量时间和画图的代码，不用读懂。

# %% tags=["demo"] jupyter={"source_hidden": true}
import os

# 参考答案每次生成都要一字不差，生成它的程序设了这个变量；
# 那里不量时间，每次调用算 0.05 微秒
STEADY = "AUTOGRADER_ANSWER_KEY" in os.environ

if ready("memoize"):

    def slow_fib(n):
        if n < 2:
            return n
        return slow_fib(n - 1) + slow_fib(n - 2)

    def calls_of_slow_fib(n):
        if n < 2:
            return 1
        return calls_of_slow_fib(n - 1) + calls_of_slow_fib(n - 2) + 1

    def seconds(f, n, calls):
        """f(n) 要几秒，三次里最快的一次。"""
        if STEADY:
            return calls * 5e-8
        best = 1e9
        for _ in range(3):
            before = time.perf_counter()
            f(n)
            best = min(best, time.perf_counter() - before)
        return best

    measured, longer = list(range(8, 25, 2)), list(range(24, 51, 2))
    sizes = list(range(8, 51, 2))
    slow = [seconds(slow_fib, n, calls_of_slow_fib(n)) for n in measured]
    golden = (1 + 5**0.5) / 2  # 每多 1，时间是原来的 1.618 倍
    guess = [slow[-1] * golden ** (n - 24) for n in longer]
    quick = [seconds(fast_fib, n, 9 * n) for n in sizes]

    fig, ax = plt.subplots(figsize=(7, 3.8))
    ax.semilogy(measured, slow, "o-", color="#c0392b", label="不带本子")
    ax.semilogy(longer, guess, "--", color="#c0392b", label="照规律延长")
    ax.semilogy(sizes, quick, "s-", color="#22723f", ms=4, label="带本子（memoize）")
    ax.set_yticks([1e-6, 1e-4, 1e-2, 1, 100, 1e4])
    ax.set_yticklabels(["1 微秒", "0.1 毫秒", "10 毫秒", "1 秒", "100 秒", "3 小时"])
    ax.set(xlabel="n", title="算 fib(n) 要多久", ylim=(1e-6, 3e4))
    ax.legend(loc="upper left")
    plt.show()
    print(f"fib(50) = {fast_fib(50)}")
    print(f"不带本子约 {guess[-1] / 60:.0f} 分钟，", end="")
    print(f"带本子 {quick[-1] * 1e6:.0f} 微秒，", end="")
    ratio = guess[-1] / quick[-1]
    print(f"差 {ratio / 1e8:.1f} 亿倍" if ratio > 1e8 else f"差 {ratio / 1e4:.0f} 万倍")

# %% [markdown]
# 几行的外套，差出几千万倍。`fib` 里的字一个也没有动，只是它头上多了一行 `@memoize`，而 `memoize` 是你写的。
