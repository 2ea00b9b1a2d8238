# ---
# jupyter:
#   autograder:
#     title: Python 第 2 天　计算机的里面
#     builds: 你的名字在计算机里的样子，一位一位地上色；再翻坏一位，看两张图的两种坏法
#     minutes: 100
#     en:
#       title: Python, day 2. Inside the computer
#       builds: your own name as the computer keeps it, coloured bit by bit, and two pictures with one bit flipped
# ---

# %% [markdown]
# # Python 第 2 天　计算机的里面
#
# 计算机里没有数，没有字，没有颜色，只有许许多多的**开关**：每一个不是开，就是关。照片、歌、你的聊天记录，全是它们排出来的。今天去看一看，怎样用开关记下一个数、一个负数、一个汉字、一种颜色、一个小数。
#
# **今天用到的旧知识**（第 1 天）　`def` 与 `return`；`//` 与 `%`；f-string；`if`；`int(…)` 与 `str(…)`；取字和切片 `text[0]`、`text[1:3]`；`.lower()`；`"-" * 9`。
#
# **今天结束时你会有**
#
# - 八个小程序：验条形码、换进位制、存负数、编码汉字、拆开小数；
# - 一张图：你的名字在计算机里的每一位，按用处上了色；
# - 一次小破坏：在两张图片里各翻坏一位，看谁坏得厉害，再用七行程序认出坏了的那份；
# - 一个小魔术：朋友念出条形码的前十二位，你的程序说出第十三位。

# %% [markdown]
# ## 时间表
#
# 合计约 100 分钟，100 分：读讲义、动手试都算在里面；打字慢的人可能要 120 分钟。一口气太长，分两次坐下来做：第 3 节之后停最好。关掉以后再打开，要从第一格起，把每一格程序再运行一遍。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | | **第一次坐下**（48 分钟） | | |
# | 0 | 八个开关 | 5 | |
# | 1 | 一个一个地走：check_digit | 12 | 11 |
# | 2 | 换一种进位：to_binary、from_base | 21 | 26 |
# | 3 | 颜色：rgb | 10 | 11 |
# | | **休息**，**第二次坐下**（52 分钟） | | |
# | 4 | 没有负号的负数：twos_complement、from_twos_complement | 16 | 18 |
# | 5 | 一个汉字三个字节：utf8_encode | 16 | 19 |
# | 6 | 小数：float_from_bits | 13 | 15 |
# | 7 | 小结和自测 | 3 | |
# | 8 | 终场：名字、图片和条形码 | 4 | |
#
# 做法和昨天一样：删掉 `raise NotImplementedError` 那一行，写上你的代码，运行，再运行下面的检查。

# %% tags=["demo"]
# 课程自己的工具，不用读懂
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
# ## 0　八个开关
#
# 一个开关能记两样东西：关（0）、开（1），这叫一个**比特**（bit），中文也叫“位”。两个开关有 4 种摆法，三个 8 种，每多一个就翻一倍。八个排成一组，叫一个**字节**（byte），有 256 种摆法，正好记下 0 到 255。
#
# 怎么记？我们平常的数，每一位是右边那一位的 10 倍：个、十、百。只有 0 和 1 的时候，每一位是右边的 **2 倍**：1、2、4、8……这叫**二进制**（binary）：
#
# ![八个开关 01001101：开着的位值 64、8、4、1，加起来是 77](figures/switches.svg)
#
# 在 Python 里，`0b` 开头的是二进制的写法。一长串 0 和 1 看得眼花，人们就每四位合写成一位：四位有 16 种，用 0–9 和 a–f（a 是 10，f 是 15），这叫**十六进制**（hexadecimal），以 `0x` 开头。**先猜**前两行的四个数，再运行：

# %% tags=["demo"]
print(0b1101, 0b11111111)
print(0x4D, 0xFF)  # 4 是 0100，d 是 1101
print(0b01001101 == 77)  # 写法不同，是同一个数
print(0x4D == 77)

# %% [markdown]
# ## 1　一个一个地走
#
# 昨天取字，要一个一个写编号。今天让程序自己走：**`for` 循环**（loop）。

# %% tags=["demo"]
for c in "开关":
    print("现在轮到", c)
    print("两行都缩进了，都会重复")
print("没有缩进，只做一次")

# %% [markdown]
# 读作：“对于文字里的每一个 `c`，做缩进的事。”`c` 这个名字一轮一轮地贴到下一个字上。要编号，就走 `range(4)`：依次是 0、1、2、3。
#
# 一边走一边攒：先准备一个 0，每一轮加一点。`total += x` 就是 `total = total + x`。**先猜**最后一行：

# %% tags=["demo"]
text = "3141"
total = 0
for i in range(len(text)):
    total += int(text[i])
    print(f"第 {i} 个字是 {text[i]}，攒到了 {total}")

# %% [markdown]
# **拒绝干活**　有人交给你的函数一个它办不了的东西，最坏的做法是随便答一个数：错误会悄悄传下去。应当大声说不行：`raise ValueError("……")`，抛出一个**错误**，函数到此为止。这就是昨天你读了半天的那种报错，今天由你来发：

# %% tags=["demo"]
run_broken("""
def count_ones(pattern):
    for c in pattern:
        if c not in "01":
            raise ValueError(f"只能有 0 和 1，这里有 {c}")
    return pattern.count("1")

print(count_ones("01101"))
print(count_ones("01201"))
""")

# %% [markdown]
# `c not in "01"` 问的是：`c` 不在 `"01"` 这几个字里面吗？`.count("1")` 数一数文字里有几个 1。
#
# 评分时只看抛出的是不是 `ValueError`，括号里怎么说随你。
#
# 两个问题可以连成一个：`or` 是“或者”，有一个成立就成立；`and` 是“并且”，两个都成立才成立。**先猜**：

# %% tags=["demo"]
age = 70
print(age < 6 or age >= 65)  # 坐公交车免票：小孩或者老人
print(age >= 12 and age <= 18)  # 中学生的岁数，两头都要合

# %% [markdown]
# ### 练习 2.1 check_digit（约 6 分钟，11 分）
#
# 收银台“嘀”的一声，怎么知道没有扫错？商品的条形码是十三位，**第十三位是由前十二位算出来的**。扫错一位，算出来就对不上。
#
# **做什么**　收前十二位，还第十三位。从左到右，十二位数字轮流乘 1、乘 3，加起来；再看加上几，正好凑成 10 的倍数。
#
# **例子**　一本书的 `978030640615`：
#
# | 数字 | 9 | 7 | 8 | 0 | 3 | 0 | 6 | 4 | 0 | 6 | 1 | 5 |
# |---|---|---|---|---|---|---|---|---|---|---|---|---|
# | 乘 | 1 | 3 | 1 | 3 | 1 | 3 | 1 | 3 | 1 | 3 | 1 | 3 |
# | 得 | 9 | 21 | 8 | 0 | 3 | 0 | 6 | 12 | 0 | 18 | 1 | 15 |
#
# 加起来 93，再加 7 是 100，所以 `check_digit("978030640615")` 是 `7`。已经是 10 的倍数的，加 0：`check_digit("978700000007")` 是 `0`。
#
# **收什么，还什么**　收一段文字（`str`），还一个整数（`int`）。不是**正好十二个** `0` 到 `9`，就 `raise ValueError`。别的文字里也有数字，例如阿拉伯文的 `٣`（3）、右上角的小 `²`，在这里都不算。
#
# <details><summary>提示一：想一想</summary>
#
# 编号是双数（0、2、4……）的乘几？用哪个运算认出双数？93 要加 7，这个 7 和 `93 % 10` 是什么关系？余数正好是 0 的时候呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先查长度，再在循环里查每个字。和是 10 的倍数时，`10 - 0` 是 10，不是 0：对它再取一次 10 的余数就好了。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# if len(digits) != 12:
#     raise …
# total = 0
# for i in range(12):
#     if digits[i] not in …:
#         raise …
#     if i % 2 == 0:
#         total += …
#     else:
#         total += …
# return (10 - …) % 10
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 1 和 3 反了，从 3 乘起；<!-- wrong: weights-swapped -->
# - 凑好了还答 10，应当是 0；<!-- wrong: ten -->
# - 循环里写成了 `total =`，少了加号，只剩最后一步；<!-- wrong: assigned -->
# - 答的是余数，没有算还差几；<!-- wrong: remainder -->
# - 用 `isdigit` 或者 `int` 查，别的文字里的数字混了进来；评分时才看得出；<!-- wrong: isdigit -->
# - 只查了第一个字是不是数字；评分时才看得出；<!-- wrong: first-only -->
# - 没有查长度。<!-- wrong: any-length -->
#
# </details>


# %% exercise="check_digit"
def check_digit(digits: str) -> int:
    """条形码（EAN-13、ISBN-13）的第十三位。

    从左到右轮流乘 1、3、1、3……相加；第十三位加上去，正好是 10 的倍数。

    参数
        digits: 前十二位，一段文字。
    返回
        第十三位，0 到 9 的整数。
    错误
        ValueError: 不是正好十二个 0 到 9 的数字（只认这十个字）。
    例子
        check_digit("978030640615") 是 7
        check_digit("400638133393") 是 1
        check_digit("978700000007") 是 0
    """
    ### BEGIN SOLUTION
    if len(digits) != 12:
        raise ValueError("应当有十二位")
    total = 0
    for i in range(12):
        if digits[i] not in "0123456789":
            raise ValueError("应当都是数字")
        if i % 2 == 0:
            total += int(digits[i])
        else:
            total += 3 * int(digits[i])
    return (10 - total % 10) % 10
    ### END SOLUTION


# %% check="check_digit" points=11 minutes=6
check("check_digit")

# %% [markdown]
# **为什么乘 3？** 只是相加的话，打错次序（89 打成 98）看不出来。乘上 1 和 3，绝大多数看得出。**先猜**：哪样的相邻两位调换了，它还是看不出？

# %% tags=["demo"]
if ready("check_digit"):
    right, swapped = "978030640615", "798030640615"  # 开头的 97 打成了 79
    print("97 打成 79：", check_digit(right), check_digit(swapped))
    print("05 打成 50：", check_digit("978030640605"), check_digit("978030640650"))

# %% [markdown]
# 两位差 5 时（0 和 5、1 和 6……），调换以后和变了 10，看不出来：世上没有不漏的网，只有便宜够用的网。

# %% [markdown]
# ## 2　换一种进位
#
# `for` 知道要走几步。不知道几步的时候，用 **`while`**：“只要……就一直做”。一张 0.1 毫米厚的纸，对折一次厚一倍，**先猜**：折多少次，厚到月亮（38 万公里）？

# %% tags=["demo"]
thick = 0.1  # 毫米
folds = 0
while thick < 384_400_000_000:  # 数里的下划线只是方便看
    thick = thick * 2
    folds += 1
print(folds, "次")

# %% [markdown]
# 每一轮先问一次条件；不成立了，就不再做，往下走。如果条件**永远**成立，它就永远停不下来：左边显示 `[*]`，这时按工具栏上的方块 ■ 打断它。
#
# **把 13 写成二进制**　不停地除以 2，记下余数，直到商是 0：
#
# | 算式 | 商 | 余数 |
# |---|---|---|
# | 13 ÷ 2 | 6 | 1 |
# | 6 ÷ 2 | 3 | 0 |
# | 3 ÷ 2 | 1 | 1 |
# | 1 ÷ 2 | 0 | 1 |
#
# 第一个余数是**最右边**的一位。从下往上读：1101。用铅笔把 10 也写一遍，应当是 1010。

# %% [markdown]
# ### 练习 2.2 to_binary（约 6 分钟，11 分）
#
# **做什么**　把一个整数写成二进制的文字。负数前面加 `-`，0 就是 `"0"`。
#
# **例子**　`to_binary(10)` 是 `"1010"`，`to_binary(0)` 是 `"0"`，`to_binary(-5)` 是 `"-101"`。
#
# **收什么，还什么**　收 `int`，可以很大（到 $2^{200}$）；还 `str`，没有 `0b`，开头没有多余的 0。
#
# **不许用**　Python 自带的 `bin`、`format`，和 f-string 里的 `:b`：今天要自己写。
#
# <details><summary>提示一：想一想</summary>
#
# 新得到的余数，应当接在已有的文字的左边还是右边？一开始就是 0 的时候，循环做了几轮？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 三种情况：0 直接交还；负数先记下负号，换成正数（`-n`）；正数用 `while`，每一轮取余数、接上去、整除。`-5 // 2` 是 −3，负数直接除是除不到 0 的。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# if n == 0:
#     return …
# sign = ""
# if n < 0:
#     sign = …
#     n = …
# text = ""
# while n > 0:
#     text = str(…) + text
#     n = …
# return sign + text
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 0 得到了空的文字；<!-- wrong: zero-empty -->
# - 余数接在了右边，前后颠倒；<!-- wrong: backwards -->
# - 负数得到空的文字，或者丢了负号；<!-- wrong: negative-empty sign-lost -->
# - 停不下来，左边一直是 `[*]`：忘了 `n = n // 2`，或者负数没有换成正数，−1 整除 2 永远是 −1；按 ■ 打断它；<!-- wrong: negative-endless -->
# - 用 `n / 2`：商成了小数，除很多次才到 0，写出一长串 5e-324；<!-- wrong: slash -->
# - 用 `int(n / 2)`：很大的数先成了小数，后面的位就不准了；评分时才看得出。<!-- wrong: int-of-slash -->
#
# </details>


# %% exercise="to_binary"
def to_binary(n: int) -> str:
    """把整数写成二进制。不许用 bin、format 和 f-string 里的 :b。

    参数
        n: 整数，可以是负的，可以很大（到 2 的 200 次方）。
    返回
        0 和 1 组成的文字，没有 0b，开头没有多余的 0；负数前面有一个 -。
    例子
        to_binary(10) 是 "1010"
        to_binary(0) 是 "0"
        to_binary(-5) 是 "-101"
    """
    ### BEGIN SOLUTION
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return sign + text
    ### END SOLUTION


# %% check="to_binary" points=11 minutes=6
check("to_binary")

# %% tags=["demo"]
if ready("to_binary"):
    for n in range(9):
        print(n, to_binary(n))
    print("2026：", to_binary(2026))

# %% [markdown]
# **倒回来**　读 `1101` 的时候，不必先数有几位。从左往右，每读一位，**原来的值乘 2，再加这一位**：
#
# | 读到 | 1 | 1 | 0 | 1 |
# |---|---|---|---|---|
# | 值 | 1 | 1 × 2 + 1 = 3 | 3 × 2 + 0 = 6 | 6 × 2 + 1 = 13 |
#
# 把 2 换成别的数，就是别的进位制。八进制、十六进制，一直到三十六进制：0–9 之后接着用 26 个字母，a 是 10，z 是 35。

# %%
symbols = "0123456789abcdefghijklmnopqrstuvwxyz"

# %% [markdown]
# `find` 找一个字排在第几个，从 0 数起；没有这个字，就是 -1：

# %% tags=["demo"]
print(symbols.find("7"), symbols.find("c"), symbols.find("z"))  # 排在第几个
print(symbols.find("?"))  # 没有这个字：-1

# %% [markdown]
# ### 练习 2.3 from_base（约 8 分钟，15 分）
#
# **做什么**　把 `base` 进制的文字读成一个数。字母大写、小写都认。上面的 `symbols` 可以直接用，评分时也有它。
#
# **例子**　`from_base("1101", 2)` 是 `13`；`from_base("00fF", 16)` 是 `255`；`from_base("zz", 36)` 是 `1295`。
#
# **收什么，还什么**　`digits` 是 `str`，`base` 是 `int`；还 `int`。下面这些都 `raise ValueError`：
#
# - `base` 不在 2 到 36 之间（2 和 36 都可以）；
# - `digits` 是空的；
# - 有一个字不是这种进位制里的，例如八进制里的 9（`"129"`）；`-`、`+`、`_`、空格、小数点也不是。
#
# **不许用**　`int`。
#
# <details><summary>提示一：想一想</summary>
#
# 八进制里最大的一位是几？`find` 找不到时是 −1，怎样把“找不到”和“太大”一起挡住？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先查 `base` 和空文字。循环之前把 `digits` 换成小写；循环里先用 `find` 得到这一位的值，不合格就抛出错误，合格就照表里的办法往前走一步。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# if base < … or base > … or digits == …:
#     raise …
# value = 0
# for c in digits.lower():
#     digit = symbols.find(c)
#     if digit == … or digit >= …:
#         raise …
#     value = …
# return value
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 大写字母不认；<!-- wrong: capitals-refused -->
# - 没有查每一位是不是比 `base` 小，或者查得松了一个，八进制里放进了 8；<!-- wrong: digit-too-large digit-equal-accepted -->
# - `return` 缩进在循环里，读了第一位就走了；<!-- wrong: returned-in-the-loop -->
# - 空的文字得到 0；<!-- wrong: empty-is-zero -->
# - `base` 是 36 的时候不肯做；<!-- wrong: base-36-refused -->
# - 位从左边数起，高低颠倒；<!-- wrong: backwards -->
# - `find` 找不到的 −1 没有挡住，算了进去。<!-- wrong: minus-one -->
#
# </details>


# %% exercise="from_base"
def from_base(digits: str, base: int) -> int:
    """把 base 进制的文字读成整数。不许用 int。

    每一位是 0–9 或者英文字母（大小写都行，a 是 10，z 是 35），都要比 base 小。

    参数
        digits: 一段文字，最高位在左边，开头可以有 0。
        base: 进位制，整数。
    返回
        整数，0 或更大。
    错误
        ValueError: base 不在 2 到 36 之间；digits 是空的；
            有一个字不是这个进位制的一位（包括 -、+、_、空格、小数点）。
    例子
        from_base("1101", 2) 是 13
        from_base("00fF", 16) 是 255
        from_base("zz", 36) 是 1295
    """
    ### BEGIN SOLUTION
    if base < 2 or base > 36 or digits == "":
        raise ValueError("没有这样的进位制，或者一位也没有")
    value = 0
    for c in digits.lower():
        digit = symbols.find(c)
        if digit == -1 or digit >= base:
            raise ValueError(f"{base} 进制里没有 {c}")
        value = value * base + digit
    return value
    ### END SOLUTION


# %% check="from_base" points=15 minutes=8
check("from_base")

# %% [markdown]
# 写好了才告诉你：Python 自带的 `int(文字, 进位制)` 也做这件事，只是它更宽松，`int(" +1_0 ", 2)` 也肯做。后面的练习没有说不许，就可以用。

# %% tags=["demo"]
if ready("from_base"):
    print(from_base("cafe", 16), int("cafe", 16))
    print("用三十六进制，一个名字就是一个数：", from_base("xiaoming", 36))

# %% [markdown]
# ## 3　颜色
#
# 屏幕上的每一个点里有三盏小灯：红、绿、蓝。每盏灯的亮度占一个字节，0 是灭，255 最亮。网页上写成 `#` 加六位十六进制，两位一盏灯：`#1a2B3c` 是红 `1a`、绿 `2B`、蓝 `3c`。

# %% tags=["demo"]
import matplotlib.pyplot as plt

colours = ["#c8102e", "#ffde00", "#1a2b3c", "#2e8b57", "#ffb6c1", "#808080"]
fig, axes = plt.subplots(1, 6, figsize=(7, 1.3))
for ax, colour in zip(axes, colours):  # 这几行画图，不用读懂
    ax.set_facecolor(colour)
    ax.set(xticks=[], yticks=[], xlabel=colour)
plt.show()

# %% [markdown]
# **先猜**：哪一个的蓝灯全灭？哪一个三盏灯一样亮？
#
# <details><summary>答案</summary>
#
# 黄的 `#ffde00` 最后两位是 `00`，蓝灯全灭；`#808080` 三盏一样亮，看上去就是灰的。
#
# </details>

# %% [markdown]
# ### 练习 2.4 rgb（约 6 分钟，11 分）
#
# **做什么**　把网页的颜色写法读成三个数（红，绿，蓝）。
#
# **短写**　三位的写法，每一位**写两遍**：`#abc` 就是 `#aabbcc`。
#
# **例子**　`rgb("#1a2B3c")` 是 `(26, 43, 60)`：`1a` 是 1 × 16 + 10。`rgb("#abc")` 是 `(170, 187, 204)`：`aa` 是 10 × 16 + 10。
#
# **收什么，还什么**　收 `str`，还三个整数的元组。没有 `#`、长度不对（只能是 `#` 加三位或六位）、有一位不是十六进制的，都 `raise ValueError`。`"#+1+2+3"`、`"# 1 2 3"` 也都不是颜色。
#
# <details><summary>提示一：想一想</summary>
#
# 六位的写法，红是 `text` 的哪两个编号？短写的红呢，怎样由一个字变成两个？你刚写好的哪个函数，遇到不认识的字会自己抛出 `ValueError`？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先查 `#`：用切片 `text[:1]`，空的文字也不会报 `IndexError`。短写的先变成长写，后面就只有一种情况。最后三次 `from_base(…, 16)`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# if text[:1] != "#":
#     raise …
# digits = text[1:]
# if len(digits) == 3:
#     digits = digits[0] * 2 + …
# if len(digits) != …:
#     raise …
# red, green, blue = digits[:2], …, …
# return from_base(red, 16), …, …
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 短写的一位没有写两遍，`#a` 的红成了 10；<!-- wrong: not-doubled -->
# - 短写的一位后面补了 0，成了 160；<!-- wrong: zero-appended -->
# - 直接用 `int(…, 16)`，`+1` 和空格混了进来；<!-- wrong: int-lets-through -->
# - 没有查 `#`；<!-- wrong: no-hash-needed -->
# - 没有查长度；<!-- wrong: any-length -->
# - 次序成了蓝、绿、红。<!-- wrong: blue-first -->
#
# </details>


# %% exercise="rgb"
def rgb(text: str) -> tuple:
    """网页的颜色写法，读成红、绿、蓝三个数。

    参数
        text: "#" 加六位十六进制（两位一种颜色），或者 "#" 加三位
            （每一位写两遍，就是六位的）；字母大小写都行。
    返回
        (红, 绿, 蓝)，三个 0 到 255 的整数；元组或列表都可以。
    错误
        ValueError: 别的文字，包括空的、没有 # 的、长度不对的、
            有一位不是十六进制的。
    例子
        rgb("#1a2B3c") 是 (26, 43, 60)
        rgb("#abc") 是 (170, 187, 204)
    """
    ### BEGIN SOLUTION
    if text[:1] != "#":
        raise ValueError("颜色以 # 开头")
    digits = text[1:]
    if len(digits) == 3:
        digits = digits[0] * 2 + digits[1] * 2 + digits[2] * 2
    if len(digits) != 6:
        raise ValueError("应当是三位或六位")
    red, green, blue = digits[:2], digits[2:4], digits[4:]
    return from_base(red, 16), from_base(green, 16), from_base(blue, 16)
    ### END SOLUTION


# %% check="rgb" points=11 minutes=6 uses=["from_base"]
check("rgb")

# %% tags=["demo"]
MY_COLOUR = "#2e8b57"  # 改成别的试试

if ready("from_base", "rgb"):
    red, green, blue = rgb(MY_COLOUR)
    fig, ax = plt.subplots(figsize=(7, 1.4))  # 这几行画图，不用读懂
    lamps = ["#3b6fb6", "#2e8b57", "#c0392b"]
    ax.barh(["蓝", "绿", "红"], [blue, green, red], color=lamps)
    ax.set(xlim=(0, 255), title=f"{MY_COLOUR}　红 {red}　绿 {green}　蓝 {blue}")
    ax.title.set_backgroundcolor(MY_COLOUR)
    ax.title.set_color("white" if red + green + blue < 400 else "black")
    plt.show()

# %% [markdown]
# **休息**　第一次坐下到这里为止。关掉以后再打开，要从第一格起运行一遍。

# %% [markdown]
# ## 4　没有负号的负数
#
# 开关只有开和关，没有第三种样子留给负号。怎么记 −1？
#
# 想一想汽车的里程表，只有四位。从 0000 倒退一公里，它显示 9999：那就让 9999 当 −1 好了，因为它再加 1，正好回到 0000。二进制也一样。四个开关排成一圈，从 0000 往回退一步是 1111：
#
# ![四位的一圈：0000 往右是 1 到 7，往左是 −1 到 −8；开头是 1 的都是负数](figures/wheel.svg)
#
# 这叫**补码**（two's complement）。记住三句话：
#
# - 四位一共 $2^4 = 16$ 种，一半给负数：从 −8 到 7；
# - 负数 $n$ 的样子，就是 $n + 16$ 的二进制：−3 是 13，写作 1101；
# - **开头的一位是 1，就是负数**。
#
# 位数换成 $b$：一共 $2^b$ 种，从 $-2^{b-1}$ 到 $2^{b-1} - 1$。在 Python 里，乘方写成两个星号（`^` 是另一种运算，写错了它也不报错）：

# %% tags=["demo"]
print(2**4, 2**8, 2**10)
print("八位能记的：", -(2**7), "到", 2**7 - 1)

# %% [markdown]
# ### 练习 2.5 twos_complement（约 6 分钟，11 分）
#
# **做什么**　把整数 `n` 写成 `bits` 位的补码。
#
# **例子**　`twos_complement(-1, 8)` 是 `"11111111"`；`twos_complement(-128, 8)` 是 `"10000000"`；`twos_complement(-3, 4)` 是 `"1101"`；正数前面补 0，`twos_complement(5, 8)` 是 `"00000101"`；只有一位时，`twos_complement(0, 1)` 是 `"0"`，`twos_complement(-1, 1)` 是 `"1"`。
#
# **收什么，还什么**　收两个 `int`，`bits` 是 1 或更大；还 `str`，正好 `bits` 个字。`n` 放不下（比 $-2^{b-1}$ 小，或者比 $2^{b-1} - 1$ 大），就 `raise OverflowError`：overflow 是“溢出来了”。Python 自带的都可以用。
#
# <details><summary>提示一：想一想</summary>
#
# 8 位放得下 −128 吗？放得下 128 吗？对照上面那一圈，4 位的时候两头是几？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先查两头。负数加上 $2^b$ 就成了正数，用你的 `to_binary` 写出来；不够 `bits` 位，左边补 0：`"0" * 3` 是三个 0。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# if n < … or n > …:
#     raise OverflowError(…)
# if n < 0:
#     n += …
# text = to_binary(n)
# return "0" * (…) + text
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 乘方写成了 `^`：在 Python 里它是另一种运算；<!-- wrong: xor-limits xor-added xor-everywhere -->
# - 8 位也收下了 128；<!-- wrong: top-accepted -->
# - 两头用的是 `2 ** bits`，忘了一半给正数、一半给负数；<!-- wrong: limits-not-halved unsigned-top-accepted -->
# - 8 位不肯收 −128；<!-- wrong: bottom-refused -->
# - 开头放个 1 当负号，后面照写正数；<!-- wrong: sign-and-magnitude -->
# - 把正数的 0 和 1 全翻过来就算完了，还差 1；<!-- wrong: ones-complement -->
# - 左边没有补 0。<!-- wrong: no-leading-zeros -->
#
# </details>


# %% exercise="twos_complement"
def twos_complement(n: int, bits: int) -> str:
    """整数的补码，正好 bits 位。

    参数
        n: 整数。
        bits: 位数，1 或更大。
    返回
        bits 个 0 和 1 的文字；负数 n 写的是 n + 2 ** bits。
    错误
        OverflowError: n 小于 -(2 ** (bits - 1))，或者大于 2 ** (bits - 1) - 1。
    例子
        twos_complement(-1, 8) 是 "11111111"
        twos_complement(-128, 8) 是 "10000000"
        twos_complement(-3, 4) 是 "1101"
        twos_complement(5, 8) 是 "00000101"
        twos_complement(-1, 1) 是 "1"
    """
    ### BEGIN SOLUTION
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError(f"{bits} 位放不下 {n}")
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text
    ### END SOLUTION


# %% check="twos_complement" points=11 minutes=6 uses=["to_binary"]
check("twos_complement")

# %% [markdown]
# ### 练习 2.6 from_twos_complement（约 4 分钟，7 分）
#
# **做什么**　倒回来：把补码读成整数。有几个字，就是几位。
#
# **例子**　`from_twos_complement("1000")` 是 `-8`；`"0111"` 是 `7`；`"1101"` 是 `-3`；只有一位的 `"1"` 是 `-1`。
#
# **收什么，还什么**　收 `str`，还 `int`。空的，或者有 0、1 以外的字（`"0b1"`、`"-1"`、`" 1"`、`"1_0"`），都 `raise ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# `1101` 当作平常的二进制是 13。离答案 −3 差多少？这个差和位数是什么关系？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先用 `from_base(…, 2)` 读成 0 或更大的数，它还顺便替你抛出错误。开头的一位是 1，再减去 $2^b$。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# value = …
# if pattern[0] == …:
#     value -= …
# return value
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有减，负数读成了大的正数；<!-- wrong: unsigned -->
# - 总当成八位；<!-- wrong: eight-bits -->
# - 把开头的 1 当成负号，后面照读；<!-- wrong: sign-and-magnitude -->
# - 用 `int(pattern, 2)`，`"-1"`、`"1_0"` 混了进来；评分时才看得出。<!-- wrong: int-lets-through -->
#
# </details>


# %% exercise="from_twos_complement"
def from_twos_complement(pattern: str) -> int:
    """把补码读成整数，位数就是字数。

    参数
        pattern: 一段文字，都是 0 和 1，至少一个字。
    返回
        整数；开头是 1 的是负数。
    错误
        ValueError: pattern 是空的，或者有 0 和 1 以外的字
            （"0b1"、"-1"、" 1"、"1_0" 都不行）。
    例子
        from_twos_complement("1000") 是 -8
        from_twos_complement("0111") 是 7
        from_twos_complement("1") 是 -1
    """
    ### BEGIN SOLUTION
    value = from_base(pattern, 2)
    if pattern[0] == "1":
        value -= 2 ** len(pattern)
    return value
    ### END SOLUTION


# %% check="from_twos_complement" points=7 minutes=4 uses=["from_base"]
check("from_twos_complement")

# %% [markdown]
# 补码的好处：加法器不用知道有负数。5 加 −3，照平常的二进制加，多出来的一位丢掉，就对了。坏处：加过了头会翻到另一边。**先猜**：八位的 127 再加 1 是几？

# %% tags=["demo"]
if ready("to_binary", "from_base", "twos_complement", "from_twos_complement"):
    for a, b in [(5, -3), (100, 27), (127, 1)]:  # 这几行不用读懂
        both = [twos_complement(a, 8), twos_complement(b, 8)]
        added = to_binary(from_base(both[0], 2) + from_base(both[1], 2))
        kept = ("0" * 8 + added)[-8:]  # 只留八位
        print(f"{a} + ({b})：{both[0]} + {both[1]} → {kept}", end="")
        print(f"，读作 {from_twos_complement(kept)}")

# %% [markdown]
# 127 加 1 成了 −128。2014 年，一首《江南 Style》的播放次数超过了 2147483647（32 位的上限），视频网站提前把计数器换成了 64 位。Python 的整数会自己变长，不会溢出。

# %% [markdown]
# ## 5　一个汉字三个字节
#
# 字怎么记？给世上的每一个字编一个号，这本总册子叫 **Unicode**，号码叫**码位**（code point），习惯写成十六进制。`ord` 查一个字的号，`hex` 把号写成十六进制，`chr` 由号找字：

# %% tags=["demo"]
for c in "A你😀":
    print(c, ord(c), hex(ord(c)))
print(chr(0x4F60), chr(65))

# %% [markdown]
# 号码有大有小，一个字节装不下，得用几个字节装。**UTF-8** 是今天全世界通用的装法：小号码用一个字节，大的用两个、三个、四个。开头几位说“一共几个字节”，后面的每个字节都以 10 开头，x 的地方依次填号码的二进制：
#
# | 码位 | 字节 | x 的个数 |
# |---|---|---|
# | 到 `0x7F` | `0xxxxxxx` | 7 |
# | 到 `0x7FF` | `110xxxxx 10xxxxxx` | 11 |
# | 到 `0xFFFF` | `1110xxxx 10xxxxxx 10xxxxxx` | 16 |
# | 到 `0x10FFFF` | `11110xxx 10xxxxxx 10xxxxxx 10xxxxxx` | 21 |
#
# **“你”**　号码是 `0x4F60`，在第三行。写成 16 位：0100 111101 100000，四位、六位、六位地填进去：1110**0100** 10**111101** 10**100000**，就是 `E4 BD A0`。
#
# **三个新运算**　要把一个数的几位几位取出来，用位运算（bitwise operation）。和别的运算写在一起时，一律加括号：`n & 0b111 >> 2` 先算的是右边的 `>>`，不报错，答案却不是你要的。

# %% tags=["demo"]
n = 0b110101
print(bin(n))  # bin 写成二进制的文字，开头带 0b
print(bin(n >> 2))  # 往右挪两位：右边的两位掉了，等于整除 4
print(bin(n & 0b111))  # 与：只留右边三位，别的变成 0
print(bin(0b10000000 | 0b101))  # 或：两边的 1 合在一起

# %% [markdown]
# 一排字节，在 Python 里的类型叫 `bytes`：由一排 0 到 255 的数做成，写数的时候用方括号。文字的 `encode` 把字换成字节，`decode` 换回来，不另说明就是 UTF-8：

# %% tags=["demo"]
print(bytes([72, 105]))  # 能显示成字母的就显示成字母
print(bytes([0xE4, 0xBD, 0xA0]))  # 不能的写成 \x 加两位十六进制
print("你".encode(), bytes([0xE4, 0xBD, 0xA0]).decode())

# %% [markdown]
# ### 练习 2.7 utf8_encode（约 10 分钟，19 分）
#
# **做什么**　收一个码位，还它的 UTF-8 字节。上一格最后一行的 `encode` 做的就是这件事，今天自己写。
#
# **例子**　`utf8_encode(0x41)` 是 `b"A"`；`utf8_encode(0xE9)`（é）是 `C3 A9` 两个字节：0xE9 写成 11 位是 00011 101001。`utf8_encode(0x4F60)` 是 `E4 BD A0`；`utf8_encode(0x1F600)`（😀）是 `F0 9F 98 80`。
#
# **收什么，还什么**　收 `int`，还 `bytes`。小于 0、大于 `0x10FFFF`，或者在 `0xD800` 到 `0xDFFF` 之间（含两头；这一段留着不给字用），都 `raise ValueError`。
#
# **不许用**　`encode`、`chr`，`format` 和 f-string 里的 `:c`（它也由号找字）。
#
# <details><summary>提示一：想一想</summary>
#
# “你”的最后六位，用 `>>` 和 `&` 怎样取？中间六位呢？取出来以后，怎样在左边安上 10？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先挡住三种坏的码位，再用 `if`、`elif` 分四种情况。每个后面的字节都是 `0b10000000 | ((往右挪几位) & 0b111111)`，挪 0、6、12 位；开头的字节挪得最多，安的是 110、1110 或 11110。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两个字节的情况：
#
# ```text
# first = 0b11000000 | (code_point >> …)
# last = 0b10000000 | (code_point & …)
# return bytes([first, last])
# ```
#
# 三个、四个字节的，照样多写几行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 分界差了一个：0x80、0x800、0x10000 少用了一个字节；<!-- wrong: limit-80 limit-800 limit-10000 -->
# - 最后一个字节没有安上 10；<!-- wrong: last-without-prefix -->
# - `&` 和 `>>` 写在一起没有加括号，中间的字节总是 `0x80`；<!-- wrong: and-before-shift -->
# - 中间的字节忘了用 `&` 只留六位；<!-- wrong: middle-not-masked -->
# - 没有挡住 0xD800 到 0xDFFF；<!-- wrong: surrogates-accepted -->
# - 还的是列表，没有用 `bytes(…)`；<!-- wrong: list -->
# - 后面几个字节的次序反了。<!-- wrong: tail-backwards -->
#
# </details>


# %% exercise="utf8_encode"
def utf8_encode(code_point: int) -> bytes:
    """一个码位的 UTF-8 编码。不许用 encode、chr、format 和 f-string 里的 :c。

    参数
        code_point: 整数。
    返回
        一到四个字节（bytes）：到 0x7F 一个，到 0x7FF 两个，
        到 0xFFFF 三个，到 0x10FFFF 四个；各位的填法见上面的表。
    错误
        ValueError: 小于 0，大于 0x10FFFF，或者在 0xD800 到 0xDFFF 之间（含两头）。
    例子
        utf8_encode(0x41) 是 b"A"
        utf8_encode(0xE9) 是 bytes([0xC3, 0xA9])
        utf8_encode(0x4F60) 是 bytes([0xE4, 0xBD, 0xA0])
        utf8_encode(0x1F600) 是 bytes([0xF0, 0x9F, 0x98, 0x80])
    """
    ### BEGIN SOLUTION
    if code_point < 0 or code_point > 0x10FFFF:
        raise ValueError("没有这个码位")
    if 0xD800 <= code_point <= 0xDFFF:
        raise ValueError("这一段不给字用")
    last = 0b10000000 | (code_point & 0b111111)
    third = 0b10000000 | ((code_point >> 6) & 0b111111)
    second = 0b10000000 | ((code_point >> 12) & 0b111111)
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0b11000000 | (code_point >> 6), last])
    elif code_point <= 0xFFFF:
        return bytes([0b11100000 | (code_point >> 12), third, last])
    else:
        return bytes([0b11110000 | (code_point >> 18), second, third, last])
    ### END SOLUTION


# %% check="utf8_encode" points=19 minutes=10
check("utf8_encode")

# %% [markdown]
# **弄坏它**　字节掉了一个，会怎样？把“你好”的六个字节去掉第一个，再照 UTF-8 读：

# %% tags=["demo"]
six = "你好".encode()
print(six[1:].decode(errors="replace"))  # 读不懂的地方换成 �
print(six.decode("gb18030"))  # 装法弄错了：就是常见的“乱码”

# %% [markdown]
# 只坏了一个字：后面的字节都以 10 开头，读的人跳到下一个开头就又接上了。这是 UTF-8 设计得最巧的地方。

# %% [markdown]
# ## 6　小数
#
# **先猜**，再运行：

# %% tags=["demo"]
print(0.1 + 0.2)
print(0.1 + 0.2 == 0.3)
print(f"{0.1:.20f}")  # 0.1 在计算机里的样子，写二十位
print(0.5 + 0.25 == 0.75)

# %% [markdown]
# 0.1 存进去就已经差了一点点。十进制写不完 1/3（0.333……），二进制写不完 1/10；只有 1/2、1/4、1/8 这些加起来的数，二进制才写得完，例如 0.75，和昨天的 75.25。写不完的，就留下最靠近的那个。
#
# 一个小数（`float`）用 64 位，分成三段，像科学记数法：
#
# ![64 位分三段：1 位符号，11 位指数 e，52 位尾数 f](figures/double.svg)
#
# $$
# \pm \left(1 + \frac{f}{2^{52}}\right) \times 2^{\,e - 1023}
# $$
#
# 第一位是 0 取正，是 1 取负；$e$、$f$ 是那几位的平常的二进制。括号里的 1 总是有，所以不必存，省下一位。
#
# **例子**　$6.5 = 1.625 \times 2^2$：$e - 1023 = 2$，所以 $e = 1025$，写作 10000000001；$f / 2^{52} = 0.625 = 1/2 + 1/8$，写作 101 后面四十九个 0。
#
# 两种特别的 $e$：
#
# - $e = 0$：最小的一档，括号里的 1 没有了，值是 $\pm f \times 2^{-1074}$。$f = 0$ 就是 0.0；第一位是 1 的时候，是 **−0.0**；
# - $e = 2047$（十一个 1）：$f = 0$ 是**无穷大** $\pm$`inf`，别的是 **nan**（not a number，“不是数”）。在 Python 里用 `float("inf")`、`float("nan")` 得到它们。
#
# 课程给你一个 `bits64(x)`，看一个小数的 64 位：

# %% tags=["demo"]
# bits64 怎么写的，不用读懂
import struct


def bits64(x):
    """一个小数的 64 位，由 0 和 1 组成的文字。"""
    return f"{int.from_bytes(struct.pack('>d', x)):064b}"


for x in (6.5, -6.5, 0.1, 0.0, 1.0, float("inf")):
    bits = bits64(x)
    print(f"{x:5} {bits[0]} {bits[1:12]} {bits[12:]}")

# %% [markdown]
# ### 练习 2.8 float_from_bits（约 8 分钟，15 分）
#
# **做什么**　倒回来：收 64 个 0 和 1，还那个小数，一点不差。
#
# **例子**　`float_from_bits("0" + "10000000001" + "101" + "0" * 49)` 是 `6.5`；64 个 0 是 `0.0`；63 个 0 后面一个 1，是最小的正数 `5e-324`（科学记数法，$5 \times 10^{-324}$，算出来是 $2^{-1074}$）。
#
# **收什么，还什么**　收 `str`，总是 64 个 0 和 1，不必检查；还 `float`。−0.0 的负号也要有。
#
# **不许用**　`struct` 和 `fromhex`。`int(…, 2)` 可以用。
#
# <details><summary>提示一：想一想</summary>
#
# 三段各是 `bits` 的哪个切片？`-1 ** 0` 在 Python 里是 −1：它先算乘方，再加负号。符号用 `if` 来定是不是更清楚？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先得到 `sign`（1.0 或 −1.0）和整数 `e`、`f`，再用 `if`、`elif` 分三种情况：`e` 是 0、`e` 是 2047、其余。乘方写成 `2.0 ** …`。整数没有 −0，所以 `sign` 要带小数点：`-1.0 * 0` 才是 −0.0。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# ```text
# sign = …
# e = int(bits[…], 2)
# f = int(bits[…], 2)
# if e == 0:
#     return sign * …
# elif e == 2047:
#     …
# else:
#     return sign * (1 + …) * 2.0 ** (…)
# ```
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写成 `-1 ** s`，结果全是负的；<!-- wrong: minus-power -->
# - 忘了括号里的 1；<!-- wrong: no-hidden-one -->
# - `e` 是 0 的没有另算，0 成了一个很小的数；<!-- wrong: no-smallest -->
# - 减的是 1024，不是 1023，全都小了一半；<!-- wrong: bias-1024 -->
# - `e` 是 2047 时全都答无穷大，没有 nan；<!-- wrong: no-nan -->
# - 乘方写成了 `^`，那是另一种运算；<!-- wrong: xor -->
# - `f` 用了整除 `//`，总是 0；<!-- wrong: floor-division -->
# - −0.0 的负号丢了。<!-- wrong: zero-sign-lost -->
#
# </details>


# %% exercise="float_from_bits"
def float_from_bits(bits: str) -> float:
    """把 64 位读成小数，一位不差。不许用 struct 和 fromhex。

    第 1 位是符号（0 正，1 负），接下来 11 位是 e，最后 52 位是 f：
        e 是 0:    ±f · 2.0 ** -1074
        e 是 2047: f 是 0 时 ±inf，否则 nan
        其余:      ±(1 + f / 2 ** 52) · 2.0 ** (e - 1023)

    参数
        bits: 64 个 0 和 1 的文字，不必检查。
    返回
        小数；第 1 位是 1、其余都是 0 的，是 -0.0。
    例子
        float_from_bits("0" + "10000000001" + "101" + "0" * 49) 是 6.5
        float_from_bits("0" * 63 + "1") 是 5e-324
        float_from_bits("1" + "1" * 11 + "0" * 52) 是 -inf
    """
    ### BEGIN SOLUTION
    sign = 1.0
    if bits[0] == "1":
        sign = -1.0
    e = int(bits[1:12], 2)
    f = int(bits[12:], 2)
    if e == 0:
        return sign * f * 2.0**-1074
    elif e == 2047:
        if f == 0:
            return sign * float("inf")
        return float("nan")
    else:
        return sign * (1 + f / 2**52) * 2.0 ** (e - 1023)
    ### END SOLUTION


# %% check="float_from_bits" points=15 minutes=8
check("float_from_bits")

# %% [markdown]
# 一位之差是多少？把 1.0 的 64 位各翻一位，读出来看看。**先猜**：翻最后一位，和翻第二位，差别有多大？

# %% tags=["demo"]
if ready("float_from_bits"):
    one = bits64(1.0)
    for i in (63, 40, 12, 11, 1, 0):
        flipped = one[:i] + str(1 - int(one[i])) + one[i + 1 :]
        print(f"翻第 {i + 1} 位：{float_from_bits(flipped)}")

# %% [markdown]
# 翻最后一位，几乎没变；翻第二位，成了无穷大。位置不同，分量不同。

# %% [markdown]
# ## 7　小结和自测
#
# **一句话**　计算机里只有 0 和 1；它们是数、是字、还是颜色，全看你约定怎样读。
#
# 先想，再展开：
#
# 1. `0x10`、`0b10`、`10` 各是几？
#
# <details><summary>答案</summary>
#
# 16、2、10。
#
# </details>
#
# 2. 一个字节 `11111111`，读成平常的数是几，读成补码是几？
#
# <details><summary>答案</summary>
#
# 255 和 −1。开关是一样的，读法不同。
#
# </details>
#
# 3. `"你好abc"` 的 UTF-8 有几个字节？
#
# <details><summary>答案</summary>
#
# 3 + 3 + 1 + 1 + 1 = 9。
#
# </details>
#
# 4. 为什么不该问 `x == 0.3`，而该问“`x` 和 0.3 差得多不多”？
#
# <details><summary>答案</summary>
#
# 0.1、0.2、0.3 存的都不是准确的值，算出来的可能差最后一位。第 3 天会讲钱该怎么算。
#
# </details>
#
# **延伸**　Python 官方教程第 15 章“浮点算术：争议和限制”；维基百科“UTF-8”条目有它在餐垫上诞生的故事。明天讲：两个名字可以贴在同一个东西上，改一个，另一个也变了。

# %% [markdown]
# ## 8　终场：名字、图片和条形码
#
# **第一样：你的名字。** 改成你的，可以有汉字、字母、表情，最多八个字：

# %% tags=["demo"]
MY_NAME = "小明Ming😀"

# %% tags=["demo"]
# 画图的程序，不用读懂；数据是你的 utf8_encode 和 to_binary 算的
ROLES = {"开头：只有一个字节": "#22723f", "开头：一共几个字节": "#c0392b"}
ROLES |= {"后面字节的开头 10": "#d68910", "字的号码": "#a9c4ea"}


def role_of(bits, i):
    """一个字节里第 i 位的用处。"""
    lead = bits.find("0") + 1  # 开头有几位不是号码
    if i >= lead:
        return "字的号码"
    return list(ROLES)[{1: 0, 2: 2}.get(lead, 1)]


def draw_name(name):
    """一行一个字：它的字节，每一位一格。"""
    ax = plt.subplots(figsize=(7.4, 0.55 * len(name) + 0.9))[1]
    for y, char in enumerate(name):
        plain = char + "  " if ord(char) < 0x10000 else ""  # 表情、生僻字只写号码
        ax.text(-0.4, y, f"{plain}U+{ord(char):04X}", ha="right", va="center")
        for k, byte in enumerate(utf8_encode(ord(char))):
            bits = ("0" * 8 + to_binary(byte))[-8:]
            for i in range(8):
                role = role_of(bits, i)
                where = (9 * k + i, y - 0.4)
                ax.add_patch(plt.Rectangle(where, 1, 0.8, fc=ROLES[role], ec="w"))
                look = {"ha": "center", "va": "center", "fontsize": 9}
                ink = "k" if role == "字的号码" else "w"
                ax.text(9 * k + i + 0.5, y, bits[i], color=ink, **look)
    handles = [plt.Rectangle((0, 0), 1, 1, color=ROLES[role]) for role in ROLES]
    place = {"ncols": 4, "loc": "upper center", "bbox_to_anchor": (0.4, 0)}
    ax.legend(handles, ROLES, fontsize=9, **place)
    ax.set(xlim=(-6, 36), ylim=(len(name) - 0.4, -0.6))
    ax.axis("off")
    plt.show()


if ready("to_binary", "utf8_encode"):
    draw_name(MY_NAME[:8])
    print(b"".join(utf8_encode(ord(c)) for c in MY_NAME))

# %% [markdown]
# **第二样：翻坏一位。** 一张 48 × 48 的小图。左边原样；中间，每个点的红绿蓝直接存着，翻其中一位；右边，先压缩成 PNG 那样再存，也翻一位。**先猜**：哪一张坏得厉害？

# %% tags=["demo"]
# 造图、压缩、翻位、画出来：不用读懂
import zlib

SIZE = 48


def colour_at(x, y):
    """一张笑脸：天空由浅到深，脸是黄的。"""
    far = (x - 23.5) ** 2 + (y - 23.5) ** 2
    eye = abs(abs(x - 23.5) - 7) < 2.2 and abs(y - 18) < 3.2
    mouth = 100 < (x - 23.5) ** 2 + (y - 21) ** 2 < 160 and y > 26
    if far > 400:
        return [90 + 3 * y // 2, 150 + 2 * y, 235 - x // 4]
    return [70, 45, 20] if eye or mouth else [250, 215 - y, 60 + x]


def unpacked(packed):
    """把压缩的数据尽量展开：每一行存的是和上一行的差，坏了以后剩下的是灰的。"""
    machine, rows = zlib.decompressobj(), b""
    try:
        for byte in packed:
            rows += machine.decompress(bytes([byte]))
    except zlib.error:
        pass
    row, picture = [0] * (3 * SIZE), []
    for y in range(len(rows) // (3 * SIZE)):
        change = rows[3 * SIZE * y : 3 * SIZE * (y + 1)]
        row = [(a + b) % 256 for a, b in zip(row, change)]
        picture += row
    return picture + [128] * (3 * SIZE * SIZE - len(picture))


def flipped(data, bit):
    """第 bit 位翻过来的一份。"""
    data = bytearray(data)
    data[bit // 8] ^= 128 >> bit % 8
    return bytes(data)


def show(ax, values, title):
    """把一排红绿蓝画成图。"""
    wide = 3 * SIZE
    rows = [values[wide * y : wide * (y + 1)] for y in range(SIZE)]
    ax.imshow([[row[3 * x : 3 * x + 3] for x in range(SIZE)] for row in rows])
    ax.set_title(title)
    ax.axis("off")


plain = bytes(v for y in range(SIZE) for x in range(SIZE) for v in colour_at(x, y))
above = bytes(3 * SIZE) + plain
packed = zlib.compress(bytes((a - b) % 256 for a, b in zip(plain, above)), 9)
spot = 8 * 3 * (SIZE * 12 + 24)  # 额头上一个点的红色，最高的一位
plain_bad = flipped(plain, spot)


def dots_wrong(values):
    """有几个点和原来的不一样。"""
    dots = range(0, len(plain), 3)
    return sum(values[i : i + 3] != list(plain[i : i + 3]) for i in dots)


# %% tags=["demo"]
WHICH = 2529  # 压缩的那份翻第几位：改成 16 到 5800 之间的数再试

packed_bad = flipped(packed, WHICH)
fig, axes = plt.subplots(1, 3, figsize=(7.4, 2.8))
show(axes[0], list(plain), "原样")
show(axes[1], list(plain_bad), f"直接存：{len(plain)} 字节，翻一位")
axes[1].plot(24, 12, "o", ms=14, mfc="none", mec="#c0392b", mew=1.5)
show(axes[2], unpacked(packed_bad), f"压缩：{len(packed)} 字节，翻一位")
plt.show()

places = range(16, 8 * len(packed), 50)
counts = sorted(dots_wrong(unpacked(flipped(packed, place))) for place in places)
middle = counts[len(counts) // 2]
print("直接存的，坏了", dots_wrong(list(plain_bad)), "个点")
print(f"压缩的，一共 {SIZE * SIZE} 个点，换 {len(counts)} 个位置各翻一次：")
print(f"有一半的时候，坏了 {middle} 个点以上")

# %% [markdown]
# 直接存的，只有一个点变了色（圈里）。压缩的，省下了九成的地方，可是翻坏一位，从那里起往后常常都读错了：压缩就是删掉重复，后面的要靠前面的才读得懂。
#
# 所以 PNG、压缩包都另带一个**校验和**（checksum），像条形码的第十三位，只是强得多，叫 CRC-32。它正好七行，大半是你今天学过的。新的只有三样：`for` 也走得了一排字节，每一轮拿到一个 0 到 255 的数；`_` 是用不着的名字；`^` 是“异或”，两位不同得 1，相同得 0：


# %% tags=["demo"]
def crc32(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc ^ byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xEDB88320 * (crc & 1))
    return crc ^ 0xFFFFFFFF


print("和 Python 自带的一样吗？", crc32(packed) == zlib.crc32(packed))
for name, copy in [("原来的", packed), ("翻坏的", packed_bad)]:
    good = crc32(copy) == crc32(packed)
    print(f"{name}　{crc32(copy):08x}　{'没有坏' if good else '坏了，重新下载吧'}")

# %% [markdown]
# **第三样：一个小魔术。** 请朋友拿起手边一件有十三位条形码的东西（书、饮料、零食），念出**前十二位**，第十三位用手遮住：

# %% tags=["demo"]
TWELVE = "978030640615"  # 朋友念的十二位

if ready("check_digit"):
    print(f"第十三位是……{check_digit(TWELVE)}！")

# %% [markdown]
# 说中了吗？再请朋友故意念错一位，看看会怎样：程序说出的第十三位，和手底下遮着的就对不上了。收银台就是这样知道没有扫错的。
#
# 第二天就走完了。昨天你会让计算机说话，今天你看见了它怎样把话记下来。
