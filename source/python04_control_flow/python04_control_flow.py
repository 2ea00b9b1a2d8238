# ---
# jupyter:
#   autograder:
#     title: Python 第 4 天　控制流
#     builds: 你出生那个月的月历，一座能用文字命令走的迷宫
#     minutes: 98
#     en:
#       title: Python, day 4. Control flow
#       builds: the calendar of the month you were born in, and a maze walked by typed commands
# ---

# %% [markdown]
# # Python 第 4 天　控制流
#
# 你出生那天是星期几？翻手机要划很久，程序只要一眨眼。可是程序得知道：哪个月有几天，哪年有二月二十九，一行七天，到了星期日要换行。这些“如果……就……”“一直……直到……”“一个一个来”，合起来叫**控制流**（control flow）：程序下一步往哪里走。
#
# 前三天已经见过 `if`、`for`、`while`、`raise`。今天把它们的本领学全，再添四样：循环里半路走开，一行造好一个列表，出了错接得住，照着样子分岔。
#
# **今天用到的旧知识**
#
# | 旧知识 | 样子 |
# |---|---|
# | 如果 | `if`、`elif`、`else`；`and`、`or`、`not` |
# | 循环 | `for c in text:`；`for i in range(n):`；`while x > 0:` |
# | 列表、字典、拆开 | `items.append(x)`；`d[key]`；`a, b = b, a` |
# | 文字 | `text.strip()`、`text.lower()`、`text.split()`、切片 |
# | 报错 | `raise ValueError("…")`；读最后一行 |
#
# **今天结束时你会有**
#
# - 一张自己算出来的月历，从公元 1 年到你想去的哪一年；
# - 一段能读懂错误报告的程序：它告诉你错在第几行；
# - 一座用文字走的迷宫，地图由你画，命令由你的函数来听。

# %% [markdown]
# ## 时间表
#
# 合计约 98 分钟，100 分：读讲义、看图都算在里面。一次做完太长，**分两次坐下**：第 3 节末尾标着“休息”，两次各约 50 分钟。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | | **第一次坐下** | | |
# | 1 | 岔路与排队：fizzbuzz、days_in_month | 15 | 14 |
# | 2 | 循环套循环，一行造列表：primes | 14 | 16 |
# | 3 | 一直走到……：collatz、square_root | 21 | 23 |
# | | **休息**，**第二次坐下** | | |
# | 4 | 出错了，接住它：to_number、error_line | 19 | 21 |
# | 5 | 对样子：read_command | 8 | 9 |
# | 6 | 排成月历：calendar_month | 12 | 17 |
# | 7 | 一句话、自测 | 3 | |
# | 8 | 终场：你的那个月，和一座迷宫 | 6 | |
#
# 每个练习都是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条地展开“提示”。看到“**先猜**”，先在纸上写下答案再运行；看到“**弄坏它**”，就照着把好好的东西弄坏，看看坏了是什么样子。
#
# 从头到尾全部运行（Run All）也可以：还没写的练习只提醒一句，接着往下走。下面这一格是课程的工具。

# %% tags=["demo"]
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# ## 1　岔路与排队
#
# `if`、`elif`、`else` 是一串岔路：从上往下问，**第一个**说“是”的走进去，后面的不再问。所以次序要紧。**先猜**：95 分的人，下面两种写法各说什么？

# %% tags=["demo"]
score = 95
if score >= 60:
    print("及格")
elif score >= 90:
    print("优秀")

if score >= 90:
    print("优秀")
elif score >= 60:
    print("及格")

# %% [markdown]
# 第一种写法里，“优秀”永远轮不到：95 先碰上了“大于等于 60”。**窄的要放在宽的前面。**
#
# `for` 能走遍任何排成一队的东西。`range` 有三种写法，起点算在内，终点**不**算：

# %% tags=["demo"]
print(list(range(5)), list(range(1, 5)), list(range(10, 0, -3)))  # 第三个数是步长

for place, name in enumerate(["小明", "小红"], 1):  # 带上号码，从 1 数起（不写就从 0）
    print(place, name)
for name, score in zip(["小明", "小红"], [95, 88]):  # 两队并排，一次各取一个
    print(name, score)

# %% [markdown]
# 这两样今天的练习用不用都行，见到了要认得：终场的画图里就有。
#
# 循环里有两个词能改道：`break` 马上离开整个循环，`continue` 跳过这一圈剩下的、去下一圈。**先猜**：下面打出哪几样？

# %% tags=["demo"]
for word in ["苹果", "", "梨", "停", "桃"]:
    if word == "":
        continue  # 空的不打，去看下一个
    if word == "停":
        break  # 后面的都不看了
    print(word)

# %% [markdown]
# 循环后面还可以跟一个 `else:`，意思是“**没有** `break` 过就做这个”，找东西时正好用：

# %% tags=["demo"]
wanted = "小强"
for name in ["小明", "小红", "小刚"]:
    if name == wanted:
        print(wanted, "在")
        break
else:  # 和 for 对齐，不是和 if
    print(wanted, "不在")

# %% [markdown]
# 把 `"小强"` 改成 `"小红"` 再运行：`break` 过，`else:` 里的就不做了。

# %% [markdown]
# ### 练习 4.1 fizzbuzz（约 4 分钟，6 分）
#
# **做什么**　报数游戏：从 1 报到 n。3 的倍数不报数，喊 Fizz；5 的倍数喊 Buzz；既是 3 的倍数又是 5 的倍数，喊 FizzBuzz。交出每个人喊的，都是**文字**。
#
# **例子**　`fizzbuzz(5)` 是 `["1", "2", "Fizz", "4", "Buzz"]`。第 15 个是 `"FizzBuzz"`。`fizzbuzz(0)` 是 `[]`。
#
# <details><summary>提示一：想一想</summary>
#
# 15 是 3 的倍数吗？如果第一个问题就是“是不是 3 的倍数”，15 还轮得到 FizzBuzz 吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# “是 3 的倍数”就是除以 3 的余数为 0。三个条件，最窄的放最前面。要报到 n，`range` 的终点写几？
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个空列表，一个 `for`，里面 `if`、`elif`、`elif`、`else` 各添一段文字，最后 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先问 3 的倍数，15 就只喊了 Fizz；<!-- wrong: order-of-tests -->
# - 写成了一串 `if`，没有 `elif`：喊过 Fizz 的又报了数；<!-- wrong: if-for-elif all-ifs -->
# - 从 0 报起，或者漏了 n；<!-- wrong: from-zero without-n -->
# - 数没有变成文字；<!-- wrong: numbers -->
# - 用 `print` 喊出来了，没有用 `return` 交出来。<!-- wrong: printed -->
#
# </details>


# %% exercise="fizzbuzz"
def fizzbuzz(n: int) -> list:
    """从 1 报到 n，逢 3 喊 Fizz，逢 5 喊 Buzz，两样都是喊 FizzBuzz。

    参数
        n: 整数，0 或更大。
    返回
        n 段文字的列表；n 是 0 时是 []。
    例子
        fizzbuzz(5) 得到 ["1", "2", "Fizz", "4", "Buzz"]
    """
    ### BEGIN SOLUTION
    words = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            words.append("FizzBuzz")
        elif i % 3 == 0:
            words.append("Fizz")
        elif i % 5 == 0:
            words.append("Buzz")
        else:
            words.append(str(i))
    return words
    ### END SOLUTION


# %% check="fizzbuzz" points=6 minutes=4
check("fizzbuzz")

# %% [markdown]
# ### 练习 4.2 days_in_month（约 5 分钟，8 分）
#
# **做什么**　某年某月有几天。大月 31 天：一、三、五、七、八、十、十二月；小月 30 天：四、六、九、十一月；二月看是不是闰年（leap year）：
#
# | 年份 | 闰年吗 | 例子 |
# |---|---|---|
# | 能被 400 整除 | 是 | 2000 |
# | 否则，能被 100 整除 | 不是 | 1900 |
# | 否则，能被 4 整除 | 是 | 2024 |
# | 其余的 | 不是 | 2026 |
#
# 闰年的二月 29 天，别的年份 28 天。月份不在 1 到 12 里，`raise ValueError(…)`。
#
# 这次要自己算：`calendar` 和 `datetime` 两个模块不许用。
#
# <details><summary>提示一：想一想</summary>
#
# 用列表查天数的话，`days[0]` 是几月？`days[month - 1]` 在 month 是 0 的时候会取到谁？（昨天的 `[-1]`。）
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先挡住不对的月份，再问二月，再问小月（`month in (…)`），剩下的都是大月。闰年的三个问题，次序照表。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四段：`if` 月份不对就 `raise`；`if month == 2:` 里面一串 `if`、`elif` 判断闰年；`if month in (…):` 交出 30；最后交出 31。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只看能不能被 4 整除，1900 年成了闰年；<!-- wrong: every-four -->
# - 能被 100 整除的都不算，2000 年不是闰年了；<!-- wrong: no-four-hundred -->
# - 用下标去查，0 月取到了最后一格（31），没有报错；<!-- wrong: minus-one -->
# - 13 月报的是 IndexError，不是 ValueError；<!-- wrong: index-error -->
# - 一直单月大、双月小，八月以后就错了；<!-- wrong: odd-months -->
# - 写成 `month == 4 or 6 or 9 or 11`：`or` 的右边是一个光秃秃的 6，它自己就算真，二月以外都成了小月。<!-- wrong: or-numbers -->
#
# </details>


# %% exercise="days_in_month"
def days_in_month(year: int, month: int) -> int:
    """某年某月有几天（公历）；不许用 calendar、datetime。

    参数
        year: 年份，整数，1 或更大。
        month: 月份，整数。
    返回
        28、29、30 或 31。能被 400 整除，或者能被 4 整除而不能被 100 整除的年份是闰年。
    错误
        ValueError: month 不在 1 到 12 里。
    例子
        days_in_month(1900, 2) 得到 28
        days_in_month(2000, 2) 得到 29
    """
    ### BEGIN SOLUTION
    if month < 1 or month > 12:
        raise ValueError(f"没有 {month} 月")
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31
    ### END SOLUTION


# %% check="days_in_month" points=8 minutes=5
check("days_in_month")

# %% [markdown]
# ## 2　循环套循环，一行造列表
#
# 一个循环里面再放一个循环，外面走一步，里面走一整圈，像钟的时针和分针。**先猜**：下面一共打几个星号？

# %% tags=["demo"]
for row in range(1, 5):
    line = ""
    for _ in range(row):  # 不用这个数，就叫它 _
        line += "*"
    print(line)

# %% [markdown]
# 1 + 2 + 3 + 4，十个。注意 `break` 只离开**最里面**的那个循环。
#
# “空列表、循环、append”这三步太常见了，可以写成一行，叫**列表推导式**（list comprehension）。从 `for` 读起：

# %% tags=["demo"]
print([n * n for n in range(6)])  # 对 0 到 5 的每个 n，放进 n * n
print([n for n in range(20) if n % 3 == 0])  # 带上条件：合格的才放进去
print([name[0] for name in ["王小明", "李小红"]])

# %% [markdown]
# ### 练习 4.3 primes（约 10 分钟，16 分）
#
# **做什么**　不超过 `limit` 的全部质数（prime），从小到大。质数大于 1，除了 1 和自己，没有别的数能整除它。
#
# **例子**　`primes(10)` 是 `[2, 3, 5, 7]`；`primes(7)` 也含 7；`primes(1)` 是 `[]`。
#
# **快一点**　`primes(1000000)` 要在 2 秒之内，只数处理器替你算的时间（CPU time），机器忙别的不算。拿每个数去试比它小的所有数，要算几千亿次，要等大半天。这一条检查单元格不试，写好以后请自己运行 `len(primes(1000000))`：应当是 78498。下面两个想法都够快：第一种一眨眼就到，第二种要等一两秒。
#
# 1. **筛子**（sieve，两千多年前的 Eratosthenes）：写下 2 到 limit。2 是质数，划掉 4、6、8……；下一个没划掉的是 3，划掉 6、9、12……；再下一个是 5……最后没有划掉的都是质数。
# 2. **只用质数去除**：一个数若不是质数，一定能被某个不超过它平方根的质数整除。那些质数你已经找到了。
#
# ![筛子：2 到 30，划掉 2、3、5 的倍数，留下十个质数](figures/sieve.svg)
#
# <details><summary>提示一：想一想</summary>
#
# 划掉 5 的倍数时，10、15、20 都已经划掉了。第一个新划掉的是谁？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 筛子：造一个列表，每个数一格，都是 True；从 2 开始走，遇到还是 True 的，用 `range(起点, 终点, 步长)` 把它的倍数改成 False。用质数去除：外面的循环走每个数，里面的循环走找到的质数，整除就 `break`，质数的平方超过这个数也可以停了。怎样记住“没有一个能整除它”？循环的 `else`，或者一个名字先贴上 True。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 筛子：一行造列表；外层 `for`，里面一个 `if`，`if` 里面记下这个质数，再一个内层 `for` 划掉倍数；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 1 也算进去了，或者漏了 2；<!-- wrong: one-included two-left-out -->
# - `limit` 自己是质数时漏了它；<!-- wrong: limit-left-out -->
# - 9、25、49 混了进来：平方根自己没有试；<!-- wrong: squares -->
# - 一遇到不是质数的就离开了外面的循环；<!-- wrong: breaks-outer -->
# - 试一个除数除不尽，就说它是质数了；<!-- wrong: first-divisor-decides -->
# - 列表只造了 `limit` 格，没有下标 `limit` 那一格，报 IndexError；<!-- wrong: list-too-short -->
# - 没有在平方根那里停下，到一百万为止太慢（评分时，会等到超时）。<!-- wrong: slow no-square-stop -->
#
# </details>


# %% exercise="primes"
def primes(limit: int) -> list:
    """不超过 limit 的全部质数。

    参数
        limit: 整数；小于 2 时（包括负数）没有质数。
    返回
        从小到大的整数列表；limit 自己是质数的话也在里面。
        limit 是 1000000 时，在 2 秒之内交出（处理器算的时间）。
    例子
        primes(10) 得到 [2, 3, 5, 7]
    """
    ### BEGIN SOLUTION
    is_prime = [True] * (limit + 1)
    found = []
    for n in range(2, limit + 1):
        if is_prime[n]:
            found.append(n)
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return found
    ### END SOLUTION


# %% check="primes" points=16 minutes=10
check("primes")

# %% [markdown]
# 质数排起来有没有规律？把数从中间往外绕成螺旋，质数涂黑。这叫 Ulam 螺旋，1963 年一位数学家开会无聊时画出来的（画图的代码折起来了，不用读懂）：

# %% tags=["demo"] jupyter={"source_hidden": true}
if ready("primes"):
    side, x, y, step, n = 101, 50, 50, 1, 1
    place = {1: (x, y)}
    dx, dy = 1, 0
    while n < side * side:
        for _ in range(2):
            for _ in range(step):
                n, x, y = n + 1, x + dx, y + dy
                place[n] = (x, y)
            dx, dy = dy, -dx
        step += 1
    picture = [[0] * (side + 2) for _ in range(side + 2)]
    for prime in primes(side * side):
        column, row = place[prime]
        picture[row][column] = 1
    _, ax = plt.subplots(figsize=(4.2, 4.2))
    ax.imshow(picture, cmap="gray_r")
    ax.set(xticks=[], yticks=[], title=f"到 {side * side} 为止的质数")
    plt.show()

# %% [markdown]
# 一条条斜线！为什么会这样，到今天也没有人完全说得清。

# %% [markdown]
# ## 3　一直走到……
#
# `for` 知道要走几圈，`while` 不知道：只要条件成立就再走一圈。条件永远成立，就永远停不下来（真停不下来的时候，按 JupyterLab 上面的方块 ■）。
#
# 猜数游戏：我想好一个 1 到 100 的数，你每次猜一个，我只说大了、小了。每次都猜中间的那个：

# %% tags=["demo"]
secret = 64
low, high, times = 1, 100, 0
while True:  # 永远成立，靠 break 离开
    guess = (low + high) // 2
    times += 1
    print(f"第 {times} 次：在 {low} 到 {high} 之间，猜 {guess}")
    if guess == secret:
        break
    if guess < secret:
        low = guess + 1
    else:
        high = guess - 1

# %% [markdown]
# 每猜一次，可能的范围就少一半：一百个数，七次之内一定猜中；一百万个数，也只要二十次。这叫**二分**（bisection），今天还要用它。

# %% [markdown]
# ### 练习 4.4 collatz（约 4 分钟，6 分）
#
# **做什么**　拿一个正整数：双数就除以 2，单数就乘 3 加 1；一直这样做，直到变成 1。交出一路上的每个数，起点和最后的 1 都在内。
#
# **例子**　`collatz(6)` 是 `[6, 3, 10, 5, 16, 8, 4, 2, 1]`，`collatz(1)` 是 `[1]`。n 小于 1 时 `raise ValueError(…)`：0 一直除以 2 还是 0，永远到不了 1。这一条检查单元格不试（没有挡住的话，它就停不下来了），请自己运行 `collatz(0)` 看看：应当报 ValueError；要是一直转，按 ■。
#
# <details><summary>提示一：想一想</summary>
#
# 走到什么时候停？6 除以 2，用 `/` 和用 `//`，得到的一样吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 列表里先放上起点；`while` 的条件是“还没到 1”；每一圈算出下一个数，马上添进去。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先挡住小于 1 的；一个只有 n 的列表；`while n != …:`，里面 `if`、`else` 各一行，再一行 `append`；`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `/` 除，得到 3.0 这样的小数；<!-- wrong: floats -->
# - 漏了起点，或者漏了最后的 1；<!-- wrong: start-missing one-missing -->
# - 1 也走了一轮：`[1, 4, 2, 1]`；<!-- wrong: one-goes-round -->
# - 没有挡住 0，永远停不下来（评分时，会等到超时）。<!-- wrong: endless-at-zero -->
#
# </details>


# %% exercise="collatz"
def collatz(n: int) -> list:
    """双数减半，单数乘 3 加 1，直到 1。

    参数
        n: 整数。
    返回
        一路上的整数，从 n 开始，到第一个 1 为止，两头都在内。
    错误
        ValueError: n 小于 1。
    例子
        collatz(6) 得到 [6, 3, 10, 5, 16, 8, 4, 2, 1]
    """
    ### BEGIN SOLUTION
    if n < 1:
        raise ValueError("要一个正整数")
    path = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        path.append(n)
    return path
    ### END SOLUTION


# %% check="collatz" points=6 minutes=4
check("collatz")

# %% [markdown]
# **先猜**　从 26 出发，十步就到 1。从 27 出发呢？（画图的代码不用读懂。）

# %% tags=["demo"]
START = 27

if ready("collatz"):
    path = collatz(START)
    _, ax = plt.subplots(figsize=(7, 2.6))
    ax.plot(path, ".-", color="#2a5694", lw=0.8, ms=3)
    ax.set(xlabel="步", title=f"从 {START} 出发：{len(path)} 个数，最高爬到 {max(path)}")
    plt.show()

# %% [markdown]
# 是不是从每个数出发都能到 1？人们试到了一千亿亿以上，没有例外；可是没有人能证明。

# %% [markdown]
# 下一个练习的函数，第一行里有两样新写法。**默认值**：参数后面写上 `= 2`，调用时就可以不给它，不给就是 2。`1e-3` 是 0.001：从 1 开始，小数点往左挪三位；`1e12` 是往右挪十二位，一万亿。**先猜**三样各是什么：


# %% tags=["demo"]
def half(x, digits=2):
    return round(x / 2, digits)  # 留 digits 位小数


print(half(3.14159), half(3.14159, 4), 1e-3)

# %% [markdown]
# ### 练习 4.5 square_root（约 11 分钟，17 分）
#
# **做什么**　不用现成的，自己开平方。面积是 x 的正方形，边长是多少？猜数游戏的办法就行：猜一个边长，它的平方大了就往小里猜，小了就往大里猜。
#
# **例子**　x = 2，先在 0 到 2 之间找：
#
# | 范围 | 猜中间 | 平方 | |
# |---|---|---|---|
# | 0 到 2 | 1 | 1 | 小了 |
# | 1 到 2 | 1.5 | 2.25 | 大了 |
# | 1 到 1.5 | 1.25 | 1.5625 | 小了 |
# | 1.25 到 1.5 | 1.375 | 1.890625 | 小了 |
#
# 继续下去，两头越来越近，夹住 1.41421356…
#
# **多准才算准**　设真正的平方根是 $r$。你的答案与它相差不许超过 `tol`；$r$ 大于 1 时，不许超过 `tol` 乘以 $r$。写成一个式子：
#
# $$
# |\text{答案} - r| \le \text{tol} \times \max(1, r)
# $$
#
# `tol` 是 tolerance（容许的误差）的头三个字母。它的默认值是 `1e-10`（0.0000000001）：可以写 `square_root(2, 0.01)`，也可以只写 `square_root(2)`。`max` 交出两个里大的那个。
#
# 为什么大数要放宽？计算机里的小数是一格一格的（第 2 天），一百万附近，相邻两个小数就差 0.0000000001：要它更准，谁也做不到。两头缩到是邻居了，中间就再没有数可猜，循环条件若还要更近，就永远停不下来。
#
# **三个坑**　x = 0.25 的平方根是 0.5，比 x **大**，不在 0 到 x 之间。x = 0 的平方根是 0。还有，猜的平方离 x 很近，不等于猜的离平方根很近：x = 0.00000001 时，猜 0 的平方只差 0.00000001，猜的却差了 0.0001。所以看的是**两头**离得多近。
#
# `math`、`cmath` 模块，`pow`，叫 `sqrt` 的东西，和 `x ** 0.5` 这样的乘方都不许用（`x ** 2` 这样写明整数的可以）：那就是这个练习本身。x 小于 0 时 `raise ValueError(…)`。
#
# <details><summary>提示一：想一想</summary>
#
# 一头从 0 开始。另一头取多大，才保证 x 小于 1 时平方根也在里面？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `while` 两头还离得太远：取中间，平方与 x 比，把一头挪到中间来。“太远”怎么写，看上面的式子：平方根至少有左边那一头那么大。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 挡住负数；两头各起一个名字；`while … > tol * max(1, …):`，里面一行取中间，`if`、`else` 各一行；最后 `return` 其中一头或者中间。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在 0 到 x 之间找，x 小于 1 时找不到；<!-- wrong: interval-to-x -->
# - 猜的平方与 x 相差很小就停；<!-- wrong: stops-by-square -->
# - 没有用 `tol`，总是一样准；<!-- wrong: tol-ignored -->
# - 大数也要准到 `tol` 那么小，永远停不下来（评分时，会等到超时）；<!-- wrong: absolute-always -->
# - 负数没有报 ValueError。<!-- wrong: negative-accepted -->
#
# </details>


# %% exercise="square_root"
def square_root(x: float, tol: float = 1e-10) -> float:
    """x 的平方根；不许用 math、cmath、pow、sqrt，** 后面只许写整数。

    参数
        x: 数，0 到 1e12（一万亿）。
        tol: 小数，允许的误差，1e-14 到 0.5；不写就是 1e-10。
    返回
        一个小数，与真正的平方根 r 相差不超过 tol * max(1, r)。
    错误
        ValueError: x 小于 0。
    例子
        square_root(0.25) 与 0.5 相差不超过 1e-10
    """
    ### BEGIN SOLUTION
    if x < 0:
        raise ValueError("负数没有平方根")
    low, high = 0.0, max(1.0, x)
    while high - low > tol * max(1.0, low):
        middle = (low + high) / 2
        if middle**2 < x:
            low = middle
        else:
            high = middle
    return (low + high) / 2
    ### END SOLUTION


# %% check="square_root" points=17 minutes=11
check("square_root")

# %% tags=["demo"]
if ready("square_root"):
    for x in (2, 0.25, 0, 1000000):
        print(x, square_root(x), square_root(x, 0.01))

# %% [markdown]
# **休息**　第一次坐下到这里为止。分岔、循环、二分，都是你自己写的了。存盘（Ctrl+S），走动走动，改天再来也行：回来时先把上面的格子从头运行一遍。

# %% [markdown]
# ## 4　出错了，接住它
#
# 程序出错的时候，Python 抛出一个**异常**（exception）。没有人接，程序就停下，打印一份报告。想接住，用 `try` 和 `except`（“试一试”，“除外”：出了这种错，另外处理）：

# %% tags=["demo"]
ages = []
for word in ["18", "二十", "21"]:
    try:
        age = int(word)  # 这里可能出错
    except ValueError:  # 只接这一种错
        print("看不懂：", word)
    else:  # 没有出错才做
        ages.append(age)
    finally:  # 出没出错都做
        print("问完", word)
print(ages)

# %% [markdown]
# `else` 和 `finally` 今天的练习用不到，见到了认得就行；`try` 和 `except` 马上要用。
#
# 三条规矩：`try` 里面放**尽量少**的几行；`except` 后面写清楚接哪一种错；接住了就要做点什么。光写 `except:` 什么都接，连你打错的变量名（NameError）也吞掉，错误还在，报告没了，最难查。
#
# **弄坏它**　把上面的 `except ValueError:` 改成 `except KeyError:` 再运行，读一读报告，再改回来。

# %% [markdown]
# ### 练习 4.6 to_number（约 5 分钟，8 分）
#
# **做什么**　把文字变成数。Python 的 `int(text)` 能读的，交出整数；不能的话，`float(text)` 能读的，交出小数；都不能，`raise ValueError(…)`。
#
# | 文字 | 交出 | |
# |---|---|---|
# | `" 7 "`、`"-3"`、`"1_000"` | `7`、`-3`、`1000` | 两头的空白、负号、下划线，`int` 都认得 |
# | `"١٢"` | `12` | 阿拉伯文的数字，`int` 也认得 |
# | `"7.0"`、`"1e3"` | `7.0`、`1000.0` | 是小数，不要变成整数 |
# | `"9007199254740993"` | `9007199254740993` | 整数一位不差，不能先经过小数 |
# | `""`、`"½"`、`"²"`、`"0x10"`、`"1,000"` | ValueError | |
#
# 自己一个字一个字地看，很难和 Python 看得一样。让 Python 去试，你来接。
#
# <details><summary>提示一：想一想</summary>
#
# 先试 `int` 还是先试 `float`？`float("3")` 会出错吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `try` 里试 `int`，`except ValueError:` 里试 `float`。`float` 也读不了的时候，它自己抛出的正是 ValueError：不去接它，它就会一路传出去。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四行：`try:`，一个 `return`；`except ValueError:`，又一个 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `isdigit` 来问，`"-3"` 不认，`"²"` 却认；<!-- wrong: isdigit -->
# - 先试 `float`，`"3"` 成了 3.0，大的整数也不准了；<!-- wrong: float-first float-then-int -->
# - 光写 `except:` 接住了一切，交出 None；<!-- wrong: bare-except -->
# - 用 `eval`，`"0x10"` 成了 16，`"1,000"` 成了一个元组。<!-- wrong: eval -->
#
# </details>


# %% exercise="to_number"
def to_number(text: str) -> int | float:
    """把文字变成数：先当整数读，再当小数读。

    参数
        text: 文字。
    返回
        int(text) 能读，就是那个整数；否则 float(text) 能读，就是那个小数
        （"7.0" 得到 7.0，是 float，不是 7）。
    错误
        ValueError: 两样都读不了。
    例子
        to_number("-3") 得到 -3
        to_number("1e3") 得到 1000.0
    """
    ### BEGIN SOLUTION
    try:
        return int(text)
    except ValueError:
        return float(text)
    ### END SOLUTION


# %% check="to_number" points=8 minutes=5
check("to_number")

# %% [markdown]
# 没有人接的错，报告长什么样？直接运行一个文件，是这样（有时还有一行 `^^^^`，指着出错的地方）：
#
# ```text
# Traceback (most recent call last):
#   File "shop.py", line 12, in <module>
#     pay("abc")
#   File "shop.py", line 6, in pay
#     return int(text)
# ValueError: invalid literal for int() with base 10: 'abc'
# ```
#
# 在 notebook 里，是这样：
#
# ```text
# ValueError                                Traceback (most recent call last)
# Cell In[7], line 4
#       1 def pay(text):
#       2     return int(text)
# ----> 4 pay("abc")
#
# Cell In[7], line 2, in pay(text)
#       1 def pay(text):
# ----> 2     return int(text)
#
# ValueError: invalid literal for int() with base 10: 'abc'
# ```
#
# 从**下**往上读：最后一行是什么错；再往上，最后一个 `File "…"` 或者 `Cell In[…]` 是错在哪一行；更上面的是“谁叫它去做的”。
#
# notebook 里，错在别的文件时写成 `File ~/shop.py:6, in pay(text)`：没有引号，也没有 `, line `。这种行今天不算，我们要找的是你自己写的那一行。

# %% [markdown]
# ### 练习 4.7 error_line（约 8 分钟，13 分）
#
# **做什么**　给你一份这样的报告（一整段文字），交出**最里面**那一处的行号：最后一个说位置的行里的那个数。
#
# 说位置的行：去掉开头的空白以后，以 `File "` 或者 `Cell In[` 开头，并且里面有 `, line ` 和一个数。上面第一份报告是 6，第二份是 2。一个也没有，`raise ValueError(…)`。
#
# 错误的说明里也可能有 `in line 99` 这样的字，那不是位置：那一行不是这样开头的。
#
# 用得上的：`report.splitlines()` 把文字分成一行一行；`line.startswith('File "')` 问是不是这样开头（引号也要：`FileNotFoundError` 也以 File 开头，那是错误的名字）；`"a, line 6, in f".split(", line ")` 在 `, line ` 处切开，得到 `["a", "6, in f"]`。
#
# <details><summary>提示一：想一想</summary>
#
# 从上往下走，每次遇到说位置的行就记住它的数，走完以后，手里留下的是第几个？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 切开以后的后半段是 `"6"` 或者 `"6, in pay"`。再按 `,` 切一次，第一段就是数字。“还没有遇到过”可以用 None 来记。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `found = None`；`for line in …:` 里去掉空白，`if` 是说位置的行，就把数取出来，用 `int` 变成整数；循环之后，还是 None 就 `raise`，否则 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 取了第一处，不是最后一处；<!-- wrong: first-frame -->
# - 把说明里的 `in line 99` 也当成了位置；<!-- wrong: message-number -->
# - 只问了是不是以 `File` 开头，少了引号：`FileNotFoundError: …` 那一行没有行号，报 IndexError；<!-- wrong: file-is-enough file-without-quote -->
# - 开头对了就去切，没有问里面有没有 `, line `（评分时有这样的行）；<!-- wrong: start-is-enough or-and -->
# - 交出的是文字，不是整数；<!-- wrong: text -->
# - 只认得 `File "`，不认得 notebook 的报告；<!-- wrong: files-only -->
# - 只取了一个数字，第 12 行成了第 1 行。<!-- wrong: one-digit -->
#
# </details>


# %% exercise="error_line"
def error_line(report: str) -> int:
    """错误报告里，最后一个说位置的行里的行号。

    参数
        report: 文字，一份报告，可以有许多行。说位置的行：去掉开头的空白以后，以 File "
            或 Cell In[ 开头，后面有 ", line " 和一个整数；整数后面要么没有了，
            要么是逗号。文件名里没有 ", line "。
    返回
        最后一个说位置的行里的整数。
    错误
        ValueError: 没有说位置的行。
    例子
        error_line('  File "a.py", line 12, in f') 得到 12
    """
    ### BEGIN SOLUTION
    found = None
    for line in report.splitlines():
        line = line.strip()
        if line.startswith(('File "', "Cell In[")) and ", line " in line:
            found = int(line.split(", line ")[1].split(",")[0])
    if found is None:
        raise ValueError("报告里没有行号")
    return found
    ### END SOLUTION


# %% check="error_line" points=13 minutes=8
check("error_line")

# %% [markdown]
# 用用看：下次出了错，把整份报告复制到两个 `"""` 中间，问问你的函数错在哪一行（错在别人写的模块里时，它说的是你的格子里叫它去做的那一行）。开头的 `r` 是说：里面的反斜杠照原样。

# %% tags=["demo"]
REPORT = r"""
Traceback (most recent call last):
  File "shop.py", line 12, in <module>
    pay("abc")
  File "shop.py", line 6, in pay
    return int(text)
ValueError: invalid literal for int() with base 10: 'abc'
"""

if ready("error_line"):
    print("错在第", error_line(REPORT), "行")

# %% [markdown]
# ## 5　对样子
#
# 一串 `if` 都在问“它长成什么样子”的时候，`match` 更清楚：从上往下，把东西和每个 `case` 的**样子**比，第一个对得上的走进去，样子里的小写名字顺便贴上：

# %% tags=["demo"]
for line in ("play 晴天", "volume 7", "play 七里香 循环", "stop", "飞"):
    match line.split():
        case ["play", song]:  # 两个词，第一个是 play；第二个是什么都行，叫它 song
            print("放一首", song)
        case ["play", song, *rest]:  # *rest：后面剩下的，收成一个列表
            print("放一首", song, rest)
        case ["volume", number] if number.isdecimal():  # 再加一个条件：全是数字吗
            print("音量", int(number))
        case ["stop" | "pause"]:  # 两个都行
            print("停")
        case _:  # 别的一切
            print("听不懂：", line)

# %% [markdown]
# ### 练习 4.8 read_command（约 6 分钟，9 分）
#
# **做什么**　听懂玩家的一句话。动词（go、take、quit、exit）和方向用大写、小写都行，词与词之间空几格都行：
#
# | 一句话 | 交出 | 规矩 |
# |---|---|---|
# | `"go North"` | `("go", "north")` | 方向只有 north、south、east、west，交出小写 |
# | `" take  brass   Lamp "` | `("take", "brass Lamp")` | 东西的名字大小写不动，中间留一个空格 |
# | `"QUIT"`、`"exit"` | `("quit",)` | 单独一个词 |
# | 别的一切 | `("unknown", 原话)` | 原话去掉两头的空白，里面不动 |
#
# “别的一切”包括 `"go"`、`"go up"`、`"take"`、`"quit now"` 和 `""`。用 `match` 或者 `if` 都行。
#
# `("quit",)` 里的逗号不能少：只有一样东西的元组，要靠逗号和普通的括号区别开。
#
# 用得上的：`" ".join(["brass", "Lamp"])` 是 `"brass Lamp"`：用一个空格把几段文字接起来，和 `split` 正好相反。
#
# <details><summary>提示一：想一想</summary>
#
# `"".split()` 是什么？它的 `[0]` 呢？整句话先变成小写，东西的名字会怎样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `split()` 成词。只把第一个词变成小写来比；方向另外变成小写；东西的名字不动。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行切成词；`match` 四个 `case`：go 带一个词、take 带至少一个词、quit 或 exit 单独、`_`。动词大小写都行：可以先把第一个词换成小写，再去对样子。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 空的一句话取 `words[0]`，报 IndexError；<!-- wrong: empty-line -->
# - 整句变成了小写，`brass Lamp` 成了 `brass lamp`；<!-- wrong: thing-lowered -->
# - 多余的空白还在；<!-- wrong: blanks-kept -->
# - 光一个 `go`，或者 `go up` 也听了；<!-- wrong: bare-go any-direction -->
# - 动词只认小写。<!-- wrong: case-sensitive -->
#
# </details>


# %% exercise="read_command"
def read_command(line: str) -> tuple:
    """听懂玩家的一句话。

    参数
        line: 文字，词与词之间、两头都可以有空白，也可以是空的。
    返回
        元组，全是文字：
        ("go", 方向)      go 加 north、south、east、west 之一，正好两个词；方向交出小写
        ("take", 东西)    take 加一个或几个词；用一个空格接起来，大小写不动
        ("quit",)         quit 或 exit，单独一个词
        ("unknown", 原话) 别的一切；原话去掉两头的空白，里面不动
        动词和方向写成大写、小写都认得。
    例子
        read_command(" take  brass   Lamp ") 得到 ("take", "brass Lamp")
        read_command("go up") 得到 ("unknown", "go up")
    """
    ### BEGIN SOLUTION
    words = line.split()
    if words:
        words[0] = words[0].lower()
    match words:
        case ["go", where] if where.lower() in ("north", "south", "east", "west"):
            return "go", where.lower()
        case ["take", *thing] if thing:
            return "take", " ".join(thing)
        case ["quit" | "exit"]:
            return ("quit",)
        case _:
            return "unknown", line.strip()
    ### END SOLUTION


# %% check="read_command" points=9 minutes=6
check("read_command")

# %% [markdown]
# ## 6　排成月历
#
# 这个月的 1 号是星期几？下面的 `first_weekday(year, month)` 已经写好，交出 0（星期一）到 6（星期日）。里面的算法不用读懂，会用就行。


# %%
def first_weekday(year, month):
    """某年某月 1 号是星期几：0 是星期一，6 是星期日。"""
    if month < 3:  # 一月、二月算在上一年的末尾，闰日就总在最后
        year, month = year - 1, month + 12
    days = 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5
    return (days + 2) % 7


# %% tags=["demo"]
print(first_weekday(2026, 8), f"[{3:2d}] [{12:2d}]")  # :2d 让数字占两格，不够的左边补空格
print(["ab  ".rstrip(), "   1  2".rstrip()])  # rstrip 只去掉右边的空白

# %% [markdown]
# ### 练习 4.9 calendar_month（约 11 分钟，17 分）
#
# **做什么**　一个月的月历，一行一个星期，星期一在最左边。每天占两格（`" 1"`、`"12"`），天与天之间隔一个空格，每行右边的空白去掉。
#
# **例子**　2026 年 8 月 1 号是星期六。空格用 `·` 画出来：
#
# ```text
# ················1··2
# ·3··4··5··6··7··8··9
# 10·11·12·13·14·15·16
# 17·18·19·20·21·22·23
# 24·25·26·27·28·29·30
# 31
# ```
#
# 第一行前面空了五天。空着的一天占两格，后面隔一格：五天是 `5 × 3 = 15` 格，再加上 `" 1"` 里的一格，所以 1 的前面一共 16 个空格。2021 年 2 月 1 号正好是星期一，28 天，只有四行，没有空行。
#
# 行与行之间是 `\n`，最后一行后面没有。用你的 `days_in_month` 和上面的 `first_weekday`；`calendar` 模块不许用。
#
# <details><summary>提示一：想一想</summary>
#
# 把前面空着的几天也当成格子（里面是两个空格），和 1 号、2 号……排成一长队。然后呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一长队格子，每七个切成一行：`range(0, 总数, 7)` 给出每一行的起点，切片取出七个，`" ".join(…)` 接起来，`rstrip()`。所有的行再用 `"\n".join(…)` 接起来。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一行造出空的格子（`["  "] * …`）；一个循环把每一天添进去；又一个循环切成行；`return` 接好的文字。每个循环都能换成一行推导式，愿意的话试试。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 1 号是星期一时，前面多了一个空行；<!-- wrong: empty-first-week -->
# - 最后一天是星期日时，后面多了一个空行；<!-- wrong: empty-last-week -->
# - 星期日排在了最左边；<!-- wrong: sunday-first -->
# - 每行右边留着空格，或者最后多一个换行；<!-- wrong: trailing-blanks newline-at-end -->
# - 一位数的日子没有占两格，歪了；<!-- wrong: one-wide -->
# - 最后一天没有写上。<!-- wrong: last-day-missing -->
#
# </details>


# %% exercise="calendar_month"
def calendar_month(year: int, month: int) -> str:
    """一个月的月历，星期一在最左边；不许用 calendar 模块。

    参数
        year: 年份，整数，1 或更大。
        month: 月份，1 到 12。
    返回
        文字，一行一个星期；每天占两格，一位数的左边是空格，天与天之间一个空格；
        1 号前面空着的每一天也占两格；每行右边没有空白。没有空行，最后没有换行。
    例子
        calendar_month(2021, 2) 有 4 行，第一行是 " 1  2  3  4  5  6  7"
    """
    ### BEGIN SOLUTION
    cells = ["  "] * first_weekday(year, month)
    for day in range(1, days_in_month(year, month) + 1):
        cells.append(f"{day:2d}")
    lines = []
    for start in range(0, len(cells), 7):
        lines.append(" ".join(cells[start : start + 7]).rstrip())
    return "\n".join(lines)
    ### END SOLUTION


# %% check="calendar_month" points=17 minutes=11 uses=["days_in_month"]
check("calendar_month")

# %% [markdown]
# ## 7　一句话、自测
#
# | 今天的 | 一句话 |
# |---|---|
# | `if`、`elif`、`else` | 第一个成立的走进去，窄的放前面 |
# | `for` | 走遍一队东西；`range`、`enumerate`、`zip` 都是队 |
# | `while` | 不知道几圈；想清楚它怎样停 |
# | `break`、`continue`、循环的 `else` | 离开最里面的循环；跳到下一圈；没有 break 才做 |
# | 推导式 | 空列表、循环、append 写成一行 |
# | `try`、`except` | 试少一点，接准一点，接住就做点什么 |
# | `match` | 按样子分岔 |
# | 错误报告 | 从下往上读 |
#
# 先想，再展开：
#
# <details><summary>1. <code>[c for c in "banana" if c != "a"]</code> 是什么？</summary>
#
# `["b", "n", "n"]`。
#
# </details>
#
# <details><summary>2. 两层循环里写 break，离开的是哪一层？想两层都离开怎么办？</summary>
#
# 最里面的一层。两层都离开：放进函数里用 `return`，最干净。
#
# </details>
#
# <details><summary>3. 二分在十亿个数里找一个，最多猜几次？</summary>
#
# 30 次：2 的 30 次方是 1 073 741 824，十亿出头。
#
# </details>
#
# <details><summary>4. 为什么 <code>except:</code> 比不接更危险？</summary>
#
# 不接，至少有报告；什么都接，打错的名字、没想到的毛病都被吞掉，程序带着错的结果继续走。
#
# </details>
#
# **延伸**　Python 官方教程（docs.python.org，有中文）第 4、8 章。闰年规则的来历：1582 年，为了追上太阳，10 月 4 日的第二天是 10 月 15 日；今天的月历不管这件事，一直按公历往回推。明天学函数：函数可以交出函数，还可以自己调用自己。

# %% [markdown]
# ## 8　终场
#
# **你的那个月**　换成你出生的年、月、日，看那天是星期几；再换成朋友的。


# %% tags=["demo"] jupyter={"source_hidden": true}
# 不用读懂：把 calendar_month 交出的文字画成一页月历。
def draw_month(text, year, month, day):
    lines = text.splitlines()
    _, ax = plt.subplots(figsize=(4.6, 0.5 * len(lines) + 1.3))
    ax.text(3, -1.7, f"{year} 年 {month} 月", ha="center", va="center", size=16)
    for column, name in enumerate("一二三四五六日"):
        ax.text(column, -0.8, name, ha="center", va="center", color="#777777")
    for row, line in enumerate(lines):
        for column in range(7):
            number = line[3 * column : 3 * column + 2].strip()
            if number == str(day):
                ax.add_patch(plt.Circle((column, row), 0.42, color="#c0392b"))
                ax.text(column, row, number, ha="center", va="center", color="white", size=13)
            else:
                colour = "#c0392b" if column > 4 else "#333333"
                ax.text(column, row, number, ha="center", va="center", color=colour, size=12)
    ax.set(xlim=(-0.7, 6.7), ylim=(len(lines) - 0.3, -2.3), aspect="equal")
    ax.axis("off")
    plt.show()


# %% tags=["demo"]
YEAR, MONTH, DAY = 2008, 8, 8

if ready("days_in_month", "calendar_month"):
    if days_in_month(YEAR, MONTH) < DAY:
        print("这个月没有这一天")
    else:
        place = (first_weekday(YEAR, MONTH) + DAY - 1) % 7
        print(f"{YEAR} 年 {MONTH} 月 {DAY} 日是星期{'一二三四五六日'[place]}")
    draw_month(calendar_month(YEAR, MONTH), YEAR, MONTH, DAY)

# %% [markdown]
# **一座迷宫**　`#` 是墙，`.` 是路，`S` 是入口，`E` 是出口；别的字是可以拿的东西，有“钥”才开得了出口的门。地图只是一列文字：自己画一座，让朋友来走，四周是墙就行。
#
# 一句 go 的意思是：朝那个方向一直走，到了墙边、岔路口或者有东西的格子才停。命令由你的 `read_command` 来听。先看图，再改 `COMMANDS`。

# %% tags=["demo"]
MAZE = [
    "#####################",
    "#S....#.......#....E#",
    "#####.#.###.#.#.#####",
    "#...#...#...#...#...#",
    "#.#.#####.#.#####.#.#",
    "#.#.......#.......#.#",
    "#.#####.###.#####.#.#",
    "#钥#灯....#...#.....#.#",
    "#####################",
]
COMMANDS = """
GO East
go south
go east
跳个舞
go north
go east
go south
go west
go south
go west
go west
go north
go west
go south
take 钥
""".strip().splitlines()

# %% tags=["demo"] jupyter={"source_hidden": true}
# 不用读懂：迷宫的规则和画图。
STEPS = {"north": (-1, 0), "south": (1, 0), "east": (0, 1), "west": (0, -1)}


def open_ways(row, column):
    return [way for way, (r, c) in STEPS.items() if MAZE[row + r][column + c] != "#"]


def find(letter):
    for row, line in enumerate(MAZE):
        if letter in line:
            return row, line.index(letter)
    raise ValueError(f"地图上没有 {letter}")


def escaped(path, bag):
    return path[-1] == find("E") and "钥" in bag


def play(commands, known=0):
    """一句一句地听，一步一步地走；交出走过的格子和拿到的东西。前 known 句照走，不再说。"""
    row, column = find("S")
    path, bag = [(row, column)], []
    for number, line in enumerate(commands):
        match read_command(line):
            case ("go", way):
                r, c = STEPS[way]
                steps = 0
                while MAZE[row + r][column + c] != "#":
                    row, column, steps = row + r, column + c, steps + 1
                    path.append((row, column))
                    if len(open_ways(row, column)) != 2 or MAZE[row][column] not in ".S":
                        break
                answer = f"走了 {steps} 步" if steps else "是墙"
            case ("take", thing):
                if MAZE[row][column] == thing and thing not in bag:
                    bag.append(thing)
                    answer = f"拿到了 {thing}"
                else:
                    answer = f"这里没有 {thing}"
            case ("quit",):
                answer = "再见"
            case other:
                answer = f"听不懂“{other[1]}”"
        if number >= known:
            print(f"> {line}：{answer}")
        if answer == "再见" or escaped(path, bag):
            break
    if escaped(path, bag):
        print("门开了，你走出来了！")
    elif MAZE[row][column] == "E":
        print("门锁着。哪里有钥匙呢？")
    return path, bag


def draw_maze(path, bag):
    _, ax = plt.subplots(figsize=(0.36 * len(MAZE[0]), 0.36 * len(MAZE)))
    size = max(map(len, MAZE))
    walls = [[letter == "#" for letter in line.ljust(size)] for line in MAZE]
    ax.imshow(walls, cmap="Greys", vmax=1.4)
    for row, line in enumerate(MAZE):
        for column, letter in enumerate(line):
            if letter not in "#.":
                colour = "#bbbbbb" if letter in bag else "#2a5694"
                ax.text(column, row, letter, ha="center", va="center", color=colour, size=12)
    # 同一条路走两次，画得错开一点，看得见
    xs = [column + 0.12 * (i / len(path) - 0.5) for i, (_, column) in enumerate(path)]
    ys = [row + 0.12 * (i / len(path) - 0.5) for i, (row, _) in enumerate(path)]
    ax.plot(xs, ys, color="#c0392b", lw=2, alpha=0.8)
    ax.plot(xs[-1], ys[-1], "o", color="#c0392b", ms=9)
    holding = "、".join(bag) or "什么也没有"
    ax.set(xticks=[], yticks=[], title=f"走了 {len(path) - 1} 步，包里有：{holding}")
    plt.show()


# %% tags=["demo"]
if ready("read_command"):
    draw_maze(*play(COMMANDS))

# %% [markdown]
# 钥匙拿到了，出口还没有到：接着把命令写下去，走出去。想一句一句地现场打字，把下面的 `LIVE` 改成 `True`（打 `quit` 结束）：

# %% tags=["demo"]
LIVE = False

if ready("read_command") and LIVE:
    typed, over = [], False
    while not over:
        typed.append(input("做什么？"))
        path, bag = play(typed, len(typed) - 1)
        draw_maze(path, bag)
        over = escaped(path, bag) or read_command(typed[-1]) == ("quit",)

# %% [markdown]
# 走出来了，就把地图改一改，钥匙换个地方藏，请朋友来走。每一句话都是你的 `read_command` 听懂的；听不懂的，它也好好地说了一声“听不懂”，没有一句让程序停下来。
