# ---
# jupyter:
#   autograder:
#     title: Python 第 1 天　第一步
#     builds: 一张用字符拼成的明信片，上面的话由你写的函数算出来
#     minutes: 100
#     en:
#       title: Python, day 1. First steps
#       builds: a postcard made of characters, its words worked out by your own functions
# ---

# %% [markdown]
# # Python 第 1 天　第一步
#
# 今天你会写出人生中的前九个程序。不用会别的，会打字、会加减乘除就够了。
#
# 程序（program）就是写给计算机的做法，像一张菜谱：先做什么，再做什么，端出来的是什么。计算机照着做，一步不差，也一步不猜。所以今天有一半的工夫，是学习**把话说得一点不含糊**；另一半，是学习**看懂它抱怨什么**。写错是家常便饭，写了三十年程序的人，每天也要看几十次报错。
#
# **今天结束时你会有**
#
# - 九个自己写的小程序：换算温度、找零钱、报时间、说空气好不好、认回文……
# - 读报错的本领：先看最后一行；
# - 一张用字符拼成的明信片：问候、时间、气温、空气，都由你的程序算出来，可以发给朋友。
#
# 不需要任何旧知识。写过别的语言也欢迎，那你今天会走得很快。

# %% [markdown]
# ## 时间表
#
# 合计约 100 分钟，100 分：读讲义、动手试都算在里面；打字慢的人可能要 120 分钟。一口气太长，分两次坐下来做：第 3 节之后停最好。关掉以后再打开，前面起的名字计算机都忘了：从第一格起，把每一格程序再运行一遍，就接上了。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | | **第一次坐下**（46 分钟） | | |
# | 0 | 第一句话 | 5 | |
# | 1 | 数、名字、函数：celsius | 13 | 8 |
# | 2 | 分整份，剩零头：change | 12 | 14 |
# | 3 | 文字：total、seconds_to_clock | 16 | 22 |
# | | **休息**，**第二次坐下**（54 分钟） | | |
# | 4 | 如果……就……：greet、air_report | 17 | 18 |
# | 5 | 一个字一个字地取：is_palindrome、card | 21 | 26 |
# | 6 | 读报错：error_name | 10 | 12 |
# | 7 | 小结和自测 | 3 | |
# | 8 | 终场：一张明信片 | 3 | |

# %% [markdown]
# ## 0　第一句话
#
# 你正在看的这一页叫 notebook（笔记本）。它由一格一格的**单元格**（cell）组成：有的是文字，像这一格；有的是程序，底色不同，左边有方括号 `[ ]`。
#
# 运行一格程序：用鼠标点进去，按住 `Shift`，再按回车（`Enter`）。结果出现在它下面，光标跳到下一格，方括号里多了一个数，这一格就算运行过了。从上往下，一格也不要跳过。按 `Ctrl` + `S`（苹果电脑是 `⌘` + `S`）保存。
#
# 先运行这一格：

# %% tags=["demo"]
print("你好，世界！")

# %% [markdown]
# 这是你运行的第一个程序。`print` 是“显示出来”，括号里的是要显示什么；引号里面的是一段**文字**，原样照搬，引号本身不显示。
#
# **动手**　把“世界”改成你的名字，再按一次 `Shift` + 回车。程序可以改，改多少次都行，改坏了也弄不坏计算机。
#
# 下面这一格是课程自己的工具，不用读懂，运行就行：`check(…)` 检查答案，`progress_bar()` 画进度条，`run_broken(…)` 把引号里的程序运行一遍，出了错，就把报错给你看。

# %% tags=["demo"]
# 不用读懂
import linecache
import traceback

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()


def run_broken(program):
    """运行一段故意写错的程序，把 Python 的报错打印出来，然后接着往下走。"""
    lines = program.splitlines(True)
    linecache.cache["broken.py"] = (len(program), None, lines, "broken.py")
    try:
        exec(compile(program, "broken.py", "exec"), {})
    except Exception as error:
        error.__traceback__ = error.__traceback__.tb_next
        print("".join(traceback.format_exception(error)).strip())


# %% [markdown]
# **弄坏它**　去掉右边的引号，会怎样？先猜，再看（下面这一格替你写错了。外面的单引号 `'` 也是引号，里面就可以放双引号）：

# %% tags=["demo"]
run_broken('print("你好，世界！)')

# %% [markdown]
# 这就是**报错**。看**最后一行**：`SyntaxError` 是“写法不对”；后面说：有一段文字（string）开了头，没有收尾（unterminated）。它连哪一行（line 1）、哪个位置（`^`）都指给你了。
#
# 括号、引号、逗号，都要用**英文**的（半角）。中文的 `，` `（` `“` 只能待在引号里面。新手的第一个错，多半是它：

# %% tags=["demo"]
run_broken('print（"你好"）')

# %% [markdown]
# “无效的字符 `（`”。以后见到 `invalid character`，就去找中文标点。

# %% [markdown]
# ## 1　数、名字、函数
#
# 先把 Python 当计算器。`*` 是乘，`/` 是除，`#` 后面的话是写给人看的**注释**，Python 不理它。**先猜**这四行各是多少，再运行：

# %% tags=["demo"]
print(3 + 4 * 2)  # 先乘除，后加减，和算术课一样
print((3 + 4) * 2)  # 括号里的先算
print(30 - 10 * 2)
print(7 / 2)  # 除法的结果带小数点

# %% [markdown]
# 数有两种，Python 分得很清楚：
#
# - **整数** `int`：`3`、`-40`、`2026`；
# - **小数** `float`：`3.5`、`10.0`。带小数点的就是，哪怕小数部分是 0。`/` 的结果总是小数：`8 / 2` 是 `4.0`。
#
# 给一个东西起**名字**，用等号。它不是“相等”，是“把右边算出来，贴上左边的名字”。名字用英文字母、数字和下划线，不能用数字开头，中间没有空格：`twenty`、`coin_20` 可以，`20fen` 不行：

# %% tags=["demo"]
price = 12.5  # 一杯奶茶
cups = 3
money = price * cups
print(money)

# %% [markdown]
# 名字不加引号，文字才加引号。名字写错一个字母，Python 就不认识了。（三个引号 `"""` 中间可以写好几行，下面的程序有两行。）

# %% tags=["demo"]
run_broken("""price = 12.5
print(pirce * 3)""")

# %% [markdown]
# 最后一行：`NameError`，“名字 `pirce` 没有定义”。中间的 `line 2` 说错在第 2 行，下面的 `^^^^^` 画在错的那个词底下。
#
# ### 把做法存起来：函数
#
# 每次都重写一遍算式太累。把做法存起来，起个名字，以后一叫就来，这叫**函数**（function）：


# %% tags=["demo"]
def double(x):
    return 2 * x


print(double(21))
print(double(0.5))

# %% [markdown]
# 一个词一个词地读：
#
# - `def double(x):`　定义（define）一个函数，名字叫 `double`；`x` 是**参数**，也就是交给它的东西。这一行以英文冒号结尾；
# - 下一行往里缩进四个空格（按一次 `Tab` 就是四个）：缩进的都是这个函数的做法；不再缩进，函数就写完了；
# - `return 2 * x`　算出来，**交还**（return）给叫它的人。
# - `double(21)`　叫它来干活：21 进去，42 出来。
#
# **`return` 和 `print` 不一样。** 这是今天最要紧的一句话。`print` 是说给人听：屏幕上有了，手里什么也没有。`return` 是把东西交到手里，可以接着用。**先猜**下面会发生什么：

# %% tags=["demo"]
run_broken("""
def double_shown(x):
    print(2 * x)

double_shown(3) + 1
""")

# %% [markdown]
# 屏幕上确实出现了 6，接着就报错：想给 6 加 1，手里拿到的却是 `None`。`None` 的意思是“什么也没有”，没写 `return` 的函数，交还的就是它。报错的最后一行说的正是这个：`NoneType` 和整数不能相加。
#
# ![函数像一台机器：21 进去，42 出来。return 把结果交还；print 只是把它显示在屏幕上](figures/machine.svg)
#
# 今天的练习都要 `return`。想看中间结果时随便 `print`，不扣分；但只 `print` 不 `return`，手里就是 `None`。

# %% [markdown]
# ### 怎样动手做题
#
# 每个练习是一个写好了开头的函数。**把 `raise NotImplementedError` 那一行删掉，换上你的做法**（保持四个空格的缩进），运行那一格，再运行下面的 `check(…)`：它拿几个例子试你的函数。绿了，这几个例子就对了；评分时还会拿别的例子（叫**隐藏测试**）来试，所以说明书要一条一条地看。没过会变红，先读 ✗ 那一行。
#
# 函数的第一行会写得比 `double` 长一点：
#
# ```python
# def celsius(fahrenheit: float) -> float:
# ```
#
# `: float` 是说交进来的应当是一个数，可以带小数；`-> float` 是说交还的也是。这是写给人看的说明。三个双引号 `"""` 中间的，是这个函数的**说明书**，评分时查的每一件事都在里面。
#
# 卡住了，就一条一条地展开“提示”：第一条问一个问题，第二条指个方向，第三条给出代码的样子。先自己想几分钟，收获更大。一个练习还没写完也可以往下读。

# %% [markdown]
# ### 练习 1.1 celsius（约 4 分钟，8 分）
#
# 朋友从纽约发消息：“今天 100 度，热死了！”那里用的是华氏度（Fahrenheit）。
#
# **做什么**　把华氏度换成摄氏度（Celsius）：先减 32，再乘 5，再除以 9。
#
# **例子**　用铅笔算：50 华氏度，50 减 32 得 18，乘 5 得 90，除以 9 得 10。所以 `celsius(50)` 是 `10.0`。−40 两边正好一样：`celsius(-40)` 是 `-40.0`。
#
# **收什么，还什么**　收一个数，还一个数。除出来是多少就还多少，**不四舍五入**：`celsius(100)` 是 `37.77777777777778`。
#
# <details><summary>提示一：想一想</summary>
#
# `50 - 32 * 5 / 9`，Python 先算哪一步？你要它先算哪一步？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 要先算的，用括号括起来。参数的名字是 `fahrenheit`，在函数里它就代表交进来的那个数。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 只有一行：`return (…) * … / …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没写括号，32 先去乘 5 除以 9，50 度成了 32.2 度；<!-- wrong: no-brackets -->
# - 用 `print` 显示，没有 `return`；<!-- wrong: printed -->
# - 换反了方向，把摄氏度换成了华氏度；<!-- wrong: reverse -->
# - 用 `round` 四舍五入了；<!-- wrong: rounded rounded-to-whole rounded-to-two -->
# - `5 // 9`：两道斜线是整除，结果是 0（下一节就讲）。<!-- wrong: floor-ratio -->
#
# </details>


# %% exercise="celsius"
def celsius(fahrenheit: float) -> float:
    """把华氏度换成摄氏度：减 32，乘 5，除以 9。

    参数
        fahrenheit: 一个数，整数或小数，可以是负的。
    返回
        一个数，不四舍五入。
    例子
        celsius(50) 是 10.0
        celsius(-40) 是 -40.0
        celsius(100) 是 37.77777777777778
    """
    ### BEGIN SOLUTION
    return (fahrenheit - 32) * 5 / 9
    ### END SOLUTION


# %% check="celsius" points=8 minutes=4
check("celsius")

# %% [markdown]
# 写好了就拿来用。`print` 里用逗号隔开，就能在一行里显示几样东西。（`if ready(…):` 也是课程的工具：等这个函数写好了，缩进的几行才运行。）

# %% tags=["demo"]
if ready("celsius"):
    print("纽约的 100 华氏度是", celsius(100))
    print("人的体温 98.6 是", celsius(98.6))
    print("水结冰的 32 是", celsius(32))

# %% [markdown]
# ## 2　分整份，剩零头
#
# 17 颗糖，3 个人分，每人几颗，剩几颗？小学的时候写成“5 余 2”。Python 把它拆成两个运算：
#
# - `17 // 3`　**整除**：每份几个，得 5；
# - `17 % 3`　**余数**：剩下几个，得 2。（`%` 在这里和百分号没有关系。）
#
# `//`、`%` 和乘、除同级，写在一起就从左往右算。

# %% tags=["demo"]
print(17 // 3, 17 % 3)
print(17 / 3)  # 一道斜线：切开来分
print(95 // 60, 95 % 60)  # 95 分钟是几小时几分？

# %% [markdown]
# **先猜**　`6 // 7` 和 `6 % 7` 各是多少？6 颗糖，7 个人分，每人几颗，剩几颗？

# %% tags=["demo"]
print(6 // 7, 6 % 7)

# %% [markdown]
# 一份也分不成，剩下的还是 6。
#
# 再学一样：同一个名字可以**改贴**到新的东西上。右边先算，算的时候用的还是旧的：

# %% tags=["demo"]
minutes = 95
print(minutes // 60, "小时")
minutes = minutes % 60  # 只留下零头，名字改贴到 35 上
print(minutes, "分")

# %% [markdown]
# ### 练习 1.2 change（约 7 分钟，14 分）
#
# 自动售货机要找零。它肚子里有 50 分、20 分、10 分、5 分、1 分五种硬币，每种都足够多，要用**尽量少**的枚数。（钱包里的 50、20、10、5、1 元纸币也正好是这五种面值，同一个函数照用。）
#
# **做什么**　收一个钱数 `cents`（单位是分），还五个数：50、20、10、5、1 分的硬币各几枚，就按这个次序。
#
# **怎样最少**　从大的拿起：能拿几枚 50 就拿几枚；**剩下的**再拿 20，再剩下的拿 10……
#
# **例子**　93 分：一枚 50，剩 43；两枚 20，剩 3；10 和 5 都用不上；三枚 1 分。所以 `change(93)` 是 `(1, 2, 0, 0, 3)`。请用铅笔算一遍 49 分：应当是 `(0, 2, 0, 1, 4)`。
#
# **收什么，还什么**　收一个整数（0 或更大），还五个整数。把几样东西用逗号隔开一起 `return`，它们就排成一队交出去，这一队叫**元组**（tuple）：
#
# ```python
# return 1, 2, 0, 0, 3
# ```
#
# <details><summary>提示一：想一想</summary>
#
# 93 分里有几枚 50？剩多少？这两个数各用哪个运算得到？数 20 分的时候，该用 93，还是用剩下的那个数？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 每种硬币两步：用 `//` 数枚数，起个名字记下来；用 `%` 得到剩下的，把 `cents` 这个名字改贴到它上面。五种都数完，再一起 `return`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# fifty = …
# cents = …
# twenty = …
# cents = …
# （10 分、5 分也是这样两行）
# return fifty, twenty, ten, five, cents
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每种硬币都从原来的钱数数起，没有先减掉前面拿走的；<!-- wrong: not-carried -->
# - 只在数完 50 之后减了一次，后面都从那个余数数起；<!-- wrong: carried-once -->
# - 用了 `/`，数出 1.86 枚；<!-- wrong: slash -->
# - 数完一种忘了减，下一种就多数了；<!-- wrong: twenty-not-taken ten-not-taken -->
# - 先取了余数，后数枚数：数到的都是 0；<!-- wrong: remainder-first -->
# - 漏了一种硬币；<!-- wrong: no-twenty no-ten no-five -->
# - 五个 `return` 排成五行：第一个 `return` 函数就结束了，后面的没有机会；<!-- wrong: first-only -->
# - 从小到大排，次序反了。<!-- wrong: reversed -->
#
# </details>


# %% exercise="change"
def change(cents: int) -> tuple:
    """用 50、20、10、5、1 分的硬币凑出 cents 分，枚数最少：每种各几枚。

    参数
        cents: 钱数，整数，0 或更大。
    返回
        五个整数，依次是 50、20、10、5、1 分硬币的枚数；元组或列表都可以。
    例子
        change(93) 是 (1, 2, 0, 0, 3)
        change(49) 是 (0, 2, 0, 1, 4)
        change(0) 是 (0, 0, 0, 0, 0)
    """
    ### BEGIN SOLUTION
    fifty = cents // 50
    cents = cents % 50
    twenty = cents // 20
    cents = cents % 20
    ten = cents // 10
    cents = cents % 10
    five = cents // 5
    cents = cents % 5
    return fifty, twenty, ten, five, cents
    ### END SOLUTION


# %% check="change" points=14 minutes=7
check("change")

# %% tags=["demo"]
if ready("change"):
    fifty, twenty, ten, five, one = change(386)  # 一队东西，一次贴上五个名字
    print("凑 386 元，要五十的", fifty, "张")
    print("二十的", twenty, "张，十块的", ten, "张")
    print("五块的", five, "张，一块的", one, "张")

# %% [markdown]
# ## 3　文字
#
# 引号里的一段文字，在 Python 里叫**字符串**（string），类型写作 `str`。双引号、单引号都行，成对就好。文字也可以相加，意思是接起来。**先猜**这三行：

# %% tags=["demo"]
print("上海" + "自来水")
print(3 + 4)
print("3" + "4")

# %% [markdown]
# 带引号的 `"3"` 是一个**字**，不是数。两个字相加，就是接在一起：`"34"`。要算数，先用 `int(…)` 把文字换成整数；倒过来，`str(…)` 把数换成文字。
#
# **弄坏它**　字和数混着加呢？

# %% tags=["demo"]
run_broken('print("3" + 4)')

# %% [markdown]
# `TypeError`，类型不对：“只能把 str 和 str 接起来，不能接 int”。Python 不替你猜：你想要 7，还是 `"34"`？它要你说清楚。看到这一句，就去找哪一边是文字，哪一边是数。
#
# ### 在文字里留个洞：f-string
#
# 要把数放进一句话，最方便的是在引号前面写一个字母 `f`，在文字里用花括号 `{}` 留洞：

# %% tags=["demo"]
name = "小明"
apples = 5
print(f"{name}有 {apples} 个苹果，吃掉 1 个还剩 {apples - 1} 个。")
print("{name}有 {apples} 个苹果。")  # 忘了 f：花括号原样显示

# %% [markdown]
# 洞里的东西先算出来，再填进去。忘了 `f`，它就是普通的文字，花括号照样显示出来。

# %% [markdown]
# ### 练习 1.3 total（约 4 分钟，8 分）
#
# 从键盘、从网页读进来的，永远是**文字**，哪怕看上去是数。
#
# **做什么**　收两段文字，里面各写着一个整数；还一段文字，写出完整的加法算式，`+` 和 `=` 的两边各空一格。
#
# **例子**　`total("3", "4")` 是 `"3 + 4 = 7"`；`total("-2", "5")` 是 `"-2 + 5 = 3"`。
#
# **收什么，还什么**　`a` 和 `b` 都是 `str`，里面是整数，可能是负的，没有空格。还的也是 `str`。
#
# <details><summary>提示一：想一想</summary>
#
# `a + b` 在这里是什么？要得到 7，`a` 和 `b` 先要变成什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 两边都用 `int(…)` 换成整数再加，和起个名字。最后用 f-string 拼成一句。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# answer = int(…) + …
# return f"{…} + {…} = {…}"
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有换成整数就相加，3 和 4 接成了 34；<!-- wrong: joined -->
# - 只还了 7，没有写出算式；<!-- wrong: number text-of-number -->
# - 忘了 `f`，洞没有填上；<!-- wrong: no-f -->
# - 用 `float` 换，成了 `7.0`。<!-- wrong: floats -->
#
# </details>


# %% exercise="total"
def total(a: str, b: str) -> str:
    """把两段文字里的整数相加，写出整个算式。

    参数
        a: 一段文字，是一个整数，可能是负的；没有空格，没有多余的 0 和加号。
        b: 同上。
    返回
        一段文字："a + b = 和"，加号、等号两边各一个空格。
    例子
        total("3", "4") 是 "3 + 4 = 7"
        total("-2", "5") 是 "-2 + 5 = 3"
    """
    ### BEGIN SOLUTION
    answer = int(a) + int(b)
    return f"{a} + {b} = {answer}"
    ### END SOLUTION


# %% check="total" points=8 minutes=4
check("total")

# %% [markdown]
# ### 洞里还能写格式
#
# 在洞里加一个冒号，后面写怎样显示。今天只要两种：
#
# - `:02d`　整数，至少两位，不够的前面补 0；
# - `:.1f`　小数，小数点后留一位。

# %% tags=["demo"]
print(f"{5:02d} {12:02d} {123:02d}")
print(f"{37.7777:.1f} {20:.1f}")

# %% [markdown]
# 123 已经超过两位，就原样写出来，不会砍掉。

# %% [markdown]
# ### 练习 1.4 seconds_to_clock（约 7 分钟，14 分）
#
# 视频播放器知道这一集长 3661 秒，可是没有人这样说话。
#
# **做什么**　把秒数写成“时:分:秒”：分和秒总是两位，小时是几就写几。
#
# **例子**　3661 秒：3661 ÷ 3600 得 1 小时，剩 61 秒；61 ÷ 60 得 1 分，剩 1 秒。所以 `seconds_to_clock(3661)` 是 `"1:01:01"`。59 秒是 `"0:00:59"`。90000 秒是 25 个小时，就写 `"25:00:00"`：这是**多长**，不是几点钟，过了 24 不归零。
#
# **收什么，还什么**　收一个整数（0 或更大），还一段文字；冒号是英文的。
#
# <details><summary>提示一：想一想</summary>
#
# 和找零钱是不是同一件事？“硬币”的面值是 3600、60 和 1。分钟数为什么不能直接用 `seconds // 60`？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先用 `//` 和 `%` 得到三个整数，各起一个名字；再用一个 f-string，分和秒的洞里写 `:02d`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# hours = …
# minutes = … % 3600 // …
# …
# return f"{hours}:{minutes:…}:{…}"
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 分和秒没有补 0，写成 `1:1:1`；<!-- wrong: no-padding -->
# - 分钟从总秒数直接除，写出了 61 分；<!-- wrong: minutes-above-59 -->
# - 小时用 `% 24` 归了零；<!-- wrong: hours-of-a-day -->
# - 小时也补成了两位；<!-- wrong: hours-padded -->
# - 用了 `/`，小时成了小数。<!-- wrong: slash -->
#
# </details>


# %% exercise="seconds_to_clock"
def seconds_to_clock(seconds: int) -> str:
    """把秒数写成 "时:分:秒"。

    参数
        seconds: 秒数，整数，0 或更大。
    返回
        一段文字。分和秒各两位，不够补 0；小时不补 0，超过 24 也照写。
    例子
        seconds_to_clock(59) 是 "0:00:59"
        seconds_to_clock(3661) 是 "1:01:01"
        seconds_to_clock(90000) 是 "25:00:00"
    """
    ### BEGIN SOLUTION
    hours = seconds // 3600
    minutes = seconds % 3600 // 60
    rest = seconds % 60
    return f"{hours}:{minutes:02d}:{rest:02d}"
    ### END SOLUTION


# %% check="seconds_to_clock" points=14 minutes=7
check("seconds_to_clock")

# %% tags=["demo"]
if ready("seconds_to_clock"):
    print("一集电视剧 2700 秒是", seconds_to_clock(2700))
    print("一部电影 7384 秒是", seconds_to_clock(7384))
    print("一个星期是", seconds_to_clock(7 * 24 * 3600))

# %% [markdown]
# **休息**　第一次坐下到这里为止。温度、零钱、算式、钟点，四个函数已经是你写的了。

# %% [markdown]
# ## 4　如果……就……
#
# 到现在，程序都是一条路走到底。要它看情况办事，用 `if`（如果）、`elif`（不然，如果）、`else`（都不是）：


# %% tags=["demo"]
def ticket(age):
    if age < 6:
        return "免票"
    elif age <= 18:
        return "学生票"
    else:
        return "全票"


print(ticket(5), ticket(6), ticket(18), ticket(19))

# %% [markdown]
# 从上往下，一条一条地问；**第一条**成立的，做它缩进的那几行，后面的就不再问了。一 `return`，函数就结束。每一条的末尾都有冒号，下一行都缩进；函数里面的 `if` 已经缩进了四格，它下面的要空**八格**。
#
# **弄坏它**　少缩进一次呢？

# %% tags=["demo"]
run_broken("""def ticket(age):
    if age < 6:
    return "免票"
""")

# %% [markdown]
# `IndentationError`，缩进不对：第 2 行的 `if` 后面，本该有缩进的一段（an indented block）。
#
# 问的是一个**是非题**，答案只有两个：`True`（是）和 `False`（否），这种类型叫 `bool`。比大小用 `<`、`>`、`<=`（小于或等于）、`>=`；问是不是一样，用**两个**等号 `==`（一个等号是起名字）；问是不是不一样，用 `!=`：

# %% tags=["demo"]
print(5 < 6, 6 < 6, 6 <= 6)
print("猫" == "猫", "Cat" == "cat", "猫" == "猫 ")

# %% [markdown]
# 最后一个是 `False`：多了一个空格，就不是同一段文字。空格看不见，却是实实在在的一个字。从网页上、从表格里来的文字，两头常带着空格。去掉它们用 `.strip()`：

# %% tags=["demo"]
text = "  小 明  "
print("[" + text + "]")
print("[" + text.strip() + "]")  # 两头的没了，中间的还在
print("[" + text + "]")  # 原来的没有变！

# %% [markdown]
# 文字后面加一个点，再写名字和括号，是叫这段文字自己的函数来干活，这种函数叫**方法**（method）。它**交还一段新的**，原来那段不变；要留住，就给新的起个名字：`text = text.strip()`。

# %% [markdown]
# ### 练习 1.5 greet（约 3 分钟，6 分）
#
# **做什么**　收一个名字，还一句问候。名字两头的空格去掉；去掉以后什么也不剩，就称呼“朋友”。
#
# **例子**　`greet("  小明 ")` 是 `"你好，小明！"`；`greet("   ")` 和 `greet("")` 都是 `"你好，朋友！"`。中间的空格是名字的一部分：`greet("Ann Lee")` 是 `"你好，Ann Lee！"`。
#
# **收什么，还什么**　收 `str`，还 `str`。逗号和感叹号是中文的，可以从这里复制：`你好，！`
#
# <details><summary>提示一：想一想</summary>
#
# 一段只有空格的文字，等于 `""` 吗？先去空格，还是先问是不是空的？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 第一步 `.strip()`，结果要起名字留住。第二步用 `if` 问它是不是 `""`，是就把名字改贴到 `"朋友"` 上。最后一步用 f-string 交还。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# name = …
# if name == …:
#     name = …
# return f"…"
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写了 `name.strip()`，却没有留住结果，空格还在；<!-- wrong: blanks-kept -->
# - 先问是不是空的，后去空格，三个空格就成了“你好，！”；<!-- wrong: asked-too-early -->
# - 忘了 `f`，花括号原样出现；<!-- wrong: no-f -->
# - 标点用了英文的；<!-- wrong: ascii-marks -->
# - 把中间的空格也去掉了。<!-- wrong: inner-blanks -->
#
# </details>


# %% exercise="greet"
def greet(name: str) -> str:
    """按名字问候。

    参数
        name: 名字，一段文字，两头可能有空格，也可能是空的。
    返回
        "你好，名字！"，名字两头没有空格，中间的空格留着；
        去掉空格以后什么也不剩，就是 "你好，朋友！"。
    例子
        greet("  小明 ") 是 "你好，小明！"
        greet("   ") 是 "你好，朋友！"
    """
    ### BEGIN SOLUTION
    name = name.strip()
    if name == "":
        name = "朋友"
    return f"你好，{name}！"
    ### END SOLUTION


# %% check="greet" points=6 minutes=3
check("greet")

# %% [markdown]
# ### 练习 1.6 air_report（约 6 分钟，12 分）
#
# 天气软件每天告诉你空气好不好，看的是 PM2.5：一立方米空气里有多少微克细小的灰尘。越少越好：
#
# | PM2.5 | 35 以下（含） | 75 以下（含） | 115 以下（含） | 150 以下（含） | 更多 |
# |---|---|---|---|---|---|
# | 说法 | 优 | 良 | 轻度污染 | 中度污染 | 重度污染 |
#
# **做什么**　还一段文字：先是这个数，小数点后留一位（`:.1f`）；一个空格；再是说法。
#
# （这是 2012 年的分法；2026 年 3 月起有了更严的新标准，手机上的说法可能重一级。2012 年的分法在 250 以上还有一级，今天合在“重度污染”里。）
#
# **例子**　`air_report(35)` 是 `"35.0 优"`，正好 35 还算优。`air_report(35.04)` 是 `"35.0 良"`：显示的数虽然也是 35.0，可 35.04 已经超过 35 了。**显示是显示，判断用原来的数。** `air_report(75.25)` 是 `"75.2 轻度污染"`。
#
# **收什么，还什么**　收一个数（0 或更大，整数、小数都可能），还 `str`。
#
# <details><summary>提示一：想一想</summary>
#
# 20 既小于 35，也小于 75。怎样保证只答“优”？问的次序从小到大，还是从大到小？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 用 `if`、三个 `elif`、一个 `else` 挑出说法，起一个名字。最后用一个 f-string 把数和说法拼起来。“含”用 `<=`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# if pm25 <= 35:
#     level = "优"
# elif …:
#     …
# else:
#     …
# return f"{…:.1f} {…}"
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `<=` 写成了 `<`，正好 35 就不算优了；<!-- wrong: strict -->
# - 先四舍五入，再拿四舍五入的数去判断；<!-- wrong: class-of-rounded -->
# - `elif` 都写成了 `if`：每一条都问，后面的说法盖掉了前面的；<!-- wrong: if-for-elif -->
# - 用 `round`：整数 35 还是 35，不是 35.0。<!-- wrong: round -->
#
# </details>


# %% exercise="air_report"
def air_report(pm25: float) -> str:
    """空气报告：PM2.5 的数和说法。

    参数
        pm25: 一个数，整数或小数，0 或更大。
    返回
        一段文字：这个数照 :.1f 写，一个空格，说法。说法看的是原来的数：
        不超过 35 优，不超过 75 良，不超过 115 轻度污染，
        不超过 150 中度污染，再多都是重度污染。
    例子
        air_report(35) 是 "35.0 优"
        air_report(35.04) 是 "35.0 良"
        air_report(75.25) 是 "75.2 轻度污染"
    """
    ### BEGIN SOLUTION
    if pm25 <= 35:
        level = "优"
    elif pm25 <= 75:
        level = "良"
    elif pm25 <= 115:
        level = "轻度污染"
    elif pm25 <= 150:
        level = "中度污染"
    else:
        level = "重度污染"
    return f"{pm25:.1f} {level}"
    ### END SOLUTION


# %% check="air_report" points=12 minutes=6
check("air_report")

# %% tags=["demo"]
if ready("air_report"):
    print("草原上", air_report(8))
    print("堵车的路口", air_report(92.5))
    print("除夕零点的烟花下", air_report(288))

# %% [markdown]
# （75.25 为什么写成 75.2，不是 75.3？它正好在 75.2 和 75.3 的正中间，`:.1f` 这时取末位是偶数的那个。明天讲小数在计算机里的样子，那时再看。）

# %% [markdown]
# ## 5　一个字一个字地取
#
# 文字是一排格子，每格一个字。格子有编号，**从 0 数起**；从后面数也行，最后一个是 `-1`：
#
# ![文字“上海自来水”的五个格子，正着编号 0 到 4，倒着编号 −1 到 −5；切片 [1:3] 取出编号 1 和 2 的两格](figures/slices.svg)
#
# 方括号里写编号，取一格；写“从哪里`:`到哪里”，切下一段，叫**切片**（slice）。切片**不含**右边那个编号。**先猜**每一行，再运行：

# %% tags=["demo"]
city = "上海自来水"
print(city[0], city[4], city[-1])
print(city[1:3])  # 编号 1、2，不含 3

# %% [markdown]
# 切片的两边都可以不写，切过了头也不要紧。接着猜：

# %% tags=["demo"]
print(city[:2], city[2:])  # 左边不写：从头；右边不写：到底
print(city[:99])  # 切过了头也不要紧，有多少给多少
print(len(city))  # len 数一共几个字

# %% [markdown]
# 还可以倒着取，从最后一个走到第一个：两个冒号后面的 `-1` 是步子，每次往回走一格。

# %% tags=["demo"]
print(city[::-1])

# %% [markdown]
# **弄坏它**　取一个没有的编号，就不像切片那样好说话了：

# %% tags=["demo"]
run_broken("""city = "上海自来水"
print(city[5])""")

# %% [markdown]
# `IndexError`，编号超出了范围：五个字的编号只到 4。
#
# 文字的方法再认识几个。它们都交还新的文字，可以一个接一个地写下去，从左往右做：

# %% tags=["demo"]
print("Hello World".lower())  # 全换成小写
print("一 二 三".replace(" ", "-"))  # 把每一个空格换成 -
print("a b c".replace(" ", ""))  # 换成空的，就是去掉
print("  ABC  ".strip().lower())

# %% [markdown]
# ### 练习 1.7 is_palindrome（约 6 分钟，12 分）
#
# “上海自来水来自海上”，倒着念还是它，这叫**回文**（palindrome）。英文也有：“Was it a car or a cat I saw”（我看见的是一辆车还是一只猫），不看空格和大小写，倒着也一样。
#
# **做什么**　一段文字是不是回文：空格不算数，英文字母不分大小写，**别的字（包括标点）都算数**。
#
# **例子**　`is_palindrome("Was it a car or a cat I saw")` 是 `True`；`is_palindrome("a,b a")` 是 `False`，因为去掉空格是 `a,ba`，倒过来是 `ab,a`。空的文字 `""` 倒过来还是空的，是 `True`。
#
# **收什么，还什么**　收 `str`，还 `bool`：`True` 或 `False`，不带引号。
#
# <details><summary>提示一：想一想</summary>
#
# `strip()` 去得掉中间的空格吗？哪个方法能把每一个空格都换成空的？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先整理（去空格、换成小写），给整理好的起个名字；再问：它和倒过来的它一样吗？`==` 的答案本身就是 `True` 或 `False`，可以直接 `return`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# clean = text.…(…).…()
# return clean == …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 还的是倒过来的文字，不是 `True` 或 `False`；<!-- wrong: text-returned -->
# - 用 `strip()`，中间的空格还在；<!-- wrong: inner-blanks-kept -->
# - 没有换成小写；<!-- wrong: case-kept -->
# - 一边整理过，另一边倒的却是没整理的原文；<!-- wrong: one-side-only -->
# - 还的是 `"True"`，带引号的是文字。<!-- wrong: quoted -->
#
# </details>


# %% exercise="is_palindrome"
def is_palindrome(text: str) -> bool:
    """倒着念是不是一样：空格不算，英文字母不分大小写，别的字都算。

    参数
        text: 一段文字，可以是空的；其中的空白只有普通的空格。
    返回
        True 或 False。
    例子
        is_palindrome("上海自来水来自海上") 是 True
        is_palindrome("Was it a car or a cat I saw") 是 True
        is_palindrome("a,b a") 是 False
        is_palindrome("") 是 True
    """
    ### BEGIN SOLUTION
    clean = text.replace(" ", "").lower()
    return clean == clean[::-1]
    ### END SOLUTION


# %% check="is_palindrome" points=12 minutes=6
check("is_palindrome")

# %% tags=["demo"]
if ready("is_palindrome"):
    print(is_palindrome("人人为我 我为人人"))
    print(is_palindrome("20211202"))  # 2021 年 12 月 2 日
    print(is_palindrome("我爱 Python"))

# %% [markdown]
# ### 换行，居中
#
# 在引号里写 `\n`，是一个**换行**：它占一个字的位置，显示出来就另起一行。`.center(9)` 把文字放在九格的正中，两边补空格；`"-" * 9` 是九条短线接起来：

# %% tags=["demo"]
print("第一行\n第二行")
print("[" + "cat".center(9) + "]")
print("[" + "-" * 9 + "]")

# %% [markdown]
# ### 练习 1.8 card（约 7 分钟，14 分）
#
# **做什么**　给一个标题画上框，做成一张小卡片。里面宽 `width` 格，标题居中：
#
# ```text
# +-----+
# |  ab |
# +-----+
# ```
#
# 这是 `card("ab", 5)`：短线五条，中间五格，加上两边的 `+` 和 `|`，每行一共七个字。
#
# **标题太长**　只留前 `width` 个字：`card("postcard", 4)` 里是 `post`。
#
# **正中放不下**　两个字放进五格，空三格，一边一格一边两格：这由 `.center` 决定（上面的例子是左边两格），照它的就好。
#
# **收什么，还什么**　`title` 是 `str`，`width` 是 1 或更大的整数。还**一段** `str`：三行之间用 `\n` 连起来，最后一行的后面**没有** `\n`。所以 `card("ab", 5)` 就是 `"+-----+\n|  ab |\n+-----+"`。一个汉字也算一个字。（下面说明书的前面多了一个 `r`，不用管它。）
#
# <details><summary>提示一：想一想</summary>
#
# 三行里有两行一模一样，是哪两行？“前 `width` 个字”用切片怎样写？标题本来就短的时候，这个切片会报错吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先做边框那一行，起个名字；再做中间那一行：切、居中、两边加 `|`。最后用 `\n` 把三行接起来。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# edge = "+" + … * width + "+"
# middle = "|" + title[…].center(…) + "|"
# return f"{…}\n{…}\n{…}"
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把 `width` 当成了连边框在内的宽；<!-- wrong: whole-width -->
# - 末尾多了一个换行；<!-- wrong: last-newline -->
# - 标题太长没有切，框破了；<!-- wrong: not-cut -->
# - 标题靠左，没有居中；<!-- wrong: left -->
# - 自己算两边的空格，多的那一格放错了边。<!-- wrong: odd-blank-right -->
#
# </details>


# %% exercise="card"
def card(title: str, width: int) -> str:
    r"""给标题画框：三行文字，里面宽 width 格。

    参数
        title: 标题，一段文字，可以是空的，没有换行；太长就只留前 width 个字。
        width: 框里面的宽，整数，1 或更大。
    返回
        三行，用 \n 连成一段文字，末尾没有 \n。第一行和第三行是 +、
        width 个 -、+；第二行是 |、标题照 str.center 居中到 width 格、|。
    例子
        card("ab", 5) 是 "+-----+\n|  ab |\n+-----+"
        card("a", 4) 是 "+----+\n| a  |\n+----+"
    """
    ### BEGIN SOLUTION
    edge = "+" + "-" * width + "+"
    middle = "|" + title[:width].center(width) + "|"
    return edge + "\n" + middle + "\n" + edge
    ### END SOLUTION


# %% check="card" points=14 minutes=7
check("card")

# %% tags=["demo"]
if ready("card"):
    print(card("HELLO", 11))
    print(card("XIAO MING", 15))

# %% [markdown]
# ## 6　读报错
#
# 今天故意弄坏了七回。报错的全文叫 traceback（回溯），再长也是这几样东西：
#
# ![一段报错：第一行说有一段回溯，中间几行是走到了哪里，最后一行是错误的名字、冒号、说明](figures/traceback.svg)
#
# **从最后一行读起。** 最后一行的冒号前面，是错误的**名字**；后面，是说明。再往上一行一行地看，找到你自己写的那一行。
#
# 读了这么多，不如写个程序替我们读。报错的全文也是一段文字。还差两样工具：把文字切成一行一行，或者按某个记号切开。切出来的是一排文字，和取字一样用编号取：

# %% tags=["demo"]
poem = "春眠不觉晓\n处处闻啼鸟\n夜来风雨声"
print(poem.splitlines()[0])  # 切成行，取第一行
print(poem.splitlines()[-1])  # 最后一行
clock = "08:30:05"
print(clock.split(":")[0])  # 按冒号切，取第一段
print(poem.split(":")[0])  # 没有冒号，没得切，第一段就是全部

# %% [markdown]
# ### 练习 1.9 error_name（约 6 分钟，12 分）
#
# **做什么**　收一段报错的全文，还错误的名字：**最后一个不是空白的行**里，**第一个**冒号前面的部分，两头不留空格。这一行没有冒号，就是整行。
#
# **例子**　下面这段全文（末尾还多一个空行），答案是 `"ValueError"`。注意这一行有两个冒号：
#
# ```text
# Traceback (most recent call last):
#   File "age.py", line 1, in <module>
#     int("x")
# ValueError: invalid literal for int() with base 10: 'x'
#
# ```
#
# 有的错误没有说明：按 `Ctrl` + `C` 打断程序，最后一行只有 `KeyboardInterrupt`，答案就是它。有时处理一个错误又出了一个错误，两段连在一起，还是看最后一行。
#
# **收什么，还什么**　收 `str`，里面至少有一行不是空白；还 `str`。冒号是英文的 `:`。
#
# <details><summary>提示一：想一想</summary>
#
# 全文的末尾有空行，`.splitlines()[-1]` 取到的会是什么？先做什么，就没有这个麻烦？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 四件事，一件接一件：去掉两头的空白（`.strip()` 连换行也去掉），切成行取最后一行，按冒号切开取第一段，再去一次空格。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# last = report.….…[…]
# return last.split(…)[…].…
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 取了第一行；<!-- wrong: first-line -->
# - 没有先去掉末尾的空行，取到了空的；<!-- wrong: trailing-lines -->
# - 切在最后一个冒号上，说明里的冒号也被当成了分界；<!-- wrong: last-colon -->
# - 取的是冒号后面的说明；<!-- wrong: message -->
# - 用 `find` 找冒号，找不到时它是 −1，最后一个字母就丢了；<!-- wrong: find-minus-one -->
# - 没有冒号的，交还了空的；<!-- wrong: no-colon-empty -->
# - 按“冒号加空格”切，冒号后面没有空格的就切不开；评分时才看得出。<!-- wrong: colon-and-blank -->
#
# </details>


# %% exercise="error_name"
def error_name(report: str) -> str:
    r"""从报错的全文里取出错误的名字。

    参数
        report: 报错的全文，一段文字，至少有一行不是空白。
    返回
        最后一个不是空白的行里，第一个英文冒号前面的部分，两头没有空格；
        这一行没有冒号，就是整行（两头也没有空格）。
    例子
        error_name("ValueError: bad number: 'x'\n\n") 是 "ValueError"
        error_name("KeyboardInterrupt\n") 是 "KeyboardInterrupt"
    """
    ### BEGIN SOLUTION
    last = report.strip().splitlines()[-1]
    return last.split(":")[0].strip()
    ### END SOLUTION


# %% check="error_name" points=12 minutes=6
check("error_name")

# %% tags=["demo"]
if ready("error_name"):
    print(error_name("NameError: name 'pirce' is not defined"))

# %% [markdown]
# 以后见到这几个名字，就知道往哪里找：
#
# | 名字 | 意思 | 先去看 |
# |---|---|---|
# | `SyntaxError` | 写法不对 | 引号、括号、冒号是不是成对，是不是英文的 |
# | `IndentationError` | 缩进不对 | `def`、`if` 下面的行是不是都空了四格 |
# | `NameError` | 没有这个名字 | 拼错了？上面那一格运行了吗？ |
# | `TypeError` | 类型不对 | 文字和数混在一起了？函数忘了 `return`？ |
# | `ValueError` | 类型对，内容不行 | `int("三")` 这样的换算 |
# | `IndexError` | 编号超出范围 | 从 0 数起，最后一个是长度减 1 |
#
# **动手**　下面这一格随你写，写几句错的，在变红之前先猜它叫什么错：

# %% tags=["demo"]
# 在这里写，比如去掉下一行开头的 # 和空格：
# int("三")

# %% [markdown]
# ## 7　小结和自测
#
# **一句话**　函数收东西、还东西；`return` 是交还，`print` 只是显示；出了错，先看最后一行。
#
# 先想，再展开：
#
# 1. `"5" * 3` 是什么？`5 * 3` 呢？
#
# <details><summary>答案</summary>
#
# `"555"`，三个 5 接起来；`15`。带不带引号，是两种东西。
#
# </details>
#
# 2. 运行 `x = print("好")`，屏幕上是什么，`x` 是什么？
#
# <details><summary>答案</summary>
#
# 屏幕上是“好”，`x` 是 `None`：`print` 只显示，不交还。
#
# </details>
#
# 3. `word = "python"`，怎样取出 `"thon"`？
#
# <details><summary>答案</summary>
#
# `word[2:]` 或 `word[-4:]`。
#
# </details>
#
# 4. 125 分钟是几小时几分？写出两个算式。
#
# <details><summary>答案</summary>
#
# `125 // 60` 是 2，`125 % 60` 是 5。
#
# </details>
#
# **延伸**　Python 官方教程有中文版（docs.python.org/zh-cn/3/tutorial），第 3 章“Python 速览”讲了今天的一部分，可以对照着读。明天去看计算机的里面：它只认 0 和 1，那“你”字是怎样存进去的？

# %% [markdown]
# ## 8　终场：一张明信片
#
# 九个函数，现在让它们一起干活。**先把下面几个值改成你自己的**，运行这一格和下一格：

# %% tags=["demo"]
MY_NAME = " 小明 "  # 收信人
MY_CITY = "上海"
AGE = "16"  # 要带引号：total 收的是文字
FAHRENHEIT = 20 * 9 / 5 + 32  # 把 20 改成今天的摄氏度
PM25 = 35  # 手机的天气软件里有
MOTTO = "上海自来水来自海上"  # 一句话，最好倒着念也一样
STAMP = "CHINA 80"  # 邮票上的字，英文字母和数字，最多 10 个

# %% tags=["demo"]
# 不用读懂：给明信片排版。一个汉字占两格，所以要先量宽度。
# 你的函数在哪里干活，倒是可以找一找。
import os
import time
import unicodedata

import matplotlib.pyplot as plt

WIDTH = 46
SKIES = {"优": "#cfe8fb", "良": "#dfeef5", "轻度污染": "#ece9dc"}
SKIES |= {"中度污染": "#e3d9c4", "重度污染": "#d3c6b4"}
SUN = r"""
     \ | /               /\      .
    -- O --      /\     /  \    / \
 ____/_|_\______/  \___/    \__/   \___"""
HAZE = {"优": 0, "良": 9, "轻度污染": 5, "中度污染": 3, "重度污染": 2}


def view(level):
    """风景：空气越差，飘的灰（~）越密，中度污染起连太阳也盖住。"""
    rows = [list(row.ljust(38)) for row in SUN.split("\n")[1:]]
    every = HAZE[level]
    for y, row in enumerate(rows[:2]):
        for x in range(len(row)):
            if every and (x + 2 * y + 3) % every == 0:
                row[x] = "~"
    return ["".join(row) for row in rows]


def columns_of(char):
    """一个字占几格：汉字和中文标点两格，其余一格。"""
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def filled(line, width):
    """切到 width 格，再用空格补满。"""
    while sum(map(columns_of, line)) > width:
        line = line[:-1]
    return line + " " * (width - sum(map(columns_of, line)))


def seconds_today():
    """今天已经过了多少秒。"""
    now = time.localtime()
    fixed = "AUTOGRADER_ANSWER_KEY" in os.environ  # 答案里固定是早上八点半
    return 30605 if fixed else now.tm_hour * 3600 + now.tm_min * 60 + now.tm_sec


def level_of(pm25):
    """空气报告里的说法。"""
    return air_report(pm25).split(" ")[1]


def postcard():
    """明信片上的字，一行一行。"""
    fifty, twenty, ten, *_ = change(80)
    mirrored = "（倒着念也一样）" if is_palindrome(MOTTO) else ""
    mistake = error_name('TypeError: can only concatenate str (not "int") to str')
    return [
        greet(MY_NAME),
        "",
        f"{MY_CITY}，今天的 {seconds_to_clock(seconds_today())}",
        f"气温 {celsius(FAHRENHEIT):.1f} 摄氏度",
        f"PM2.5 {air_report(PM25)}",
        "",
        *view(level_of(PM25)),
        "",
        f"{MOTTO}{mirrored}",
        f"十年以后：{total(AGE, '10')} 岁",
        f"今天认识了 {mistake}，不怕它了",
        f"邮资 80 分：{fifty} 枚五十，{twenty} 枚二十，{ten} 枚十分",
    ]


def framed(rows, stamp):
    """右上角贴邮票，四周画框。"""
    lines = []
    for row in rows:
        if len(lines) < 3:
            row = filled(row, WIDTH - 16) + stamp[len(lines)]
        lines.append(f"|  {filled(row, WIDTH - 4)}  |")
    edge = "+" + "-" * WIDTH + "+"
    return [edge, *lines, edge]


def color_of(line, i):
    """框和山是棕色，太阳是红色，灰是灰色，字（包括算式里的加号）是黑色。"""
    if line[i] in "+-|_/\\" and line[i - 1 : i + 2] != " + ":
        return "#8a6d3b"
    return {"O": "#b5482a", "~": "#7a7f85"}.get(line[i], "#22303c")


def draw_postcard(lines, sky):
    """把每个字画进自己的格子里：在什么屏幕上都对得齐。"""
    high, wide = len(lines), WIDTH + 2
    ax = plt.subplots(figsize=(6.6, 0.3 * high + 0.2))[1]
    ax.add_patch(plt.Rectangle((0, 0), wide, high, color=sky))
    look = {"ha": "center", "va": "center", "fontsize": 14}
    for row, line in enumerate(lines):
        column = 0
        for i, char in enumerate(line):
            n = columns_of(char)
            font = "DejaVu Sans Mono" if char.isascii() else figures.FAMILY
            where = (column + n / 2, row + 0.5)
            ax.text(*where, char, color=color_of(line, i), family=font, **look)
            column += n
    ax.set(xlim=(0, wide), ylim=(high, 0))
    ax.axis("off")
    plt.show()


needed = ["celsius", "change", "total", "seconds_to_clock", "greet"]
needed += ["air_report", "is_palindrome", "card", "error_name"]
if ready(*needed):
    stamp = card(STAMP, 10)
    draw_postcard(framed(postcard(), stamp.splitlines()), SKIES[level_of(PM25)])
    print(stamp)
    print("\n".join(postcard()))

# %% [markdown]
# 上面的图可以另存，下面的文字可以复制：发给一个朋友吧。（图上的每个汉字占两格，字母占一格，所以框的右边是齐的。文字没有画框：换一个软件，汉字和字母的宽度就不是二比一了。）
#
# 把 `PM25` 改成 60、100、140、200 再运行：天会一点一点变灰，远处的山渐渐被灰（`~`）盖住，最后太阳也看不见了。那是你写的 `air_report` 在说话。
#
# 第一天就走完了。今天开始的时候你还没写过程序，现在你有九个。
