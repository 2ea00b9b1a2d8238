# ---
# jupyter:
#   autograder:
#     title: Python 第 8 天　面向对象
#     builds: 一家会记账的银行，和一幅由图形自己画出来的夜景
#     minutes: 90
#     en:
#       title: Python day 8. Objects
#       builds: a bank that keeps its books, and a night scene of shapes that draw themselves
# ---

# %% [markdown]
# # Python 第 8 天　面向对象
#
# 到昨天为止，数据放在一边（列表、字典），函数放在另一边。今天把它们装进同一个盒子：**东西自己知道自己会做什么**。银行账户会存钱、会记账，歌单会数自己有几首歌，图形会算自己的面积。这样的写法叫面向对象（object-oriented programming）。
#
# 其实你早就在用对象了：`"abc".upper()` 里，文本自己会变大写；`items.append(3)` 里，列表自己会加一项。今天轮到你来造。
#
# **今天用到的旧知识**
#
# | 学过的 | 用在哪里 |
# |---|---|
# | 函数、默认参数（第 5 天） | 类里面的函数，写法一模一样 |
# | 几个名字指着同一个列表（第 3 天） | 两个账户为什么会共用一本账 |
# | `raise ValueError`、`try`/`except`（第 2、4 天） | 不让账户存进 −5 元 |
# | `yield`（第 5 天） | 让自己的东西能放进 `for` 里 |
# | `clock.time()`、`clock.sleep()`（第 6 天） | 给一段代码掐表 |
#
# **今天结束时你会有**
#
# - 一家银行：账户、利息、流水账，营业一天，打印出你的对账单；
# - 会相加的向量、能放进 `for` 的歌单、会掐表的 `with`；
# - 一幅夜景：每个图形自己把自己画上去，朋友再添一种图形，别的代码一个字也不用改。

# %% [markdown]
# ## 时间表
#
# 合计约 90 分钟，100 分，读讲义的时间算在里面；第 4 节最长，做完它歇一歇正好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 图纸和东西 | 4 | |
# | 1 | 一个账户：Account | 12 | 15 |
# | 2 | 在它上面再加一点：Savings | 8 | 9 |
# | 3 | 看起来是数据，其实是函数：Temperature | 9 | 11 |
# | 4 | 教会它加号：Vector | 15 | 17 |
# | 5 | 像列表一样：Playlist、Countdown | 14 | 19 |
# | 6 | 进门出门都有人管：Timer | 8 | 12 |
# | 7 | 让 Python 替你写：Version | 10 | 11 |
# | 8 | 只问一句话：total_area | 4 | 6 |
# | | 小结、自测 | 3 | |
# | 9 | 终场：银行的一天，和一幅夜景 | 3 | |
#
# 每个练习是一个类（最后一个是函数）。删掉 `raise NotImplementedError` 那一行（有几行就删几行），写上你的代码，再运行下面的检查单元格。卡住了就一条一条地展开“提示”。看到“**先猜**”，先想好答案再运行；看到“**弄坏它**”，就故意弄坏，看看坏了是什么样子。

# %% tags=["demo"]
# autograder 是这门课自带的工具：check 检查练习，ready 问练习写好了没有。
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()


# %% [markdown]
# 下一格的 `look` 是检查和评分用的：有些事（两个对象相加、能不能放进 `for`）要在这里试了才知道。不用读懂，运行一下就好。


# %%
def look(expression, a=None, b=None, c=None):
    """检查和评分用的：把一小句代码（例如 "a + b"）在这里算出来。"""
    return eval(expression, {**globals(), "a": a, "b": b, "c": c})


# %% [markdown]
# ## 0　图纸和东西
#
# 类（class）是一张图纸，对象（object）是照着图纸造出来的东西。一张图纸可以造许多个，每个装着自己的数据：
#
# ![类是图纸，造出来的两只狗各有各的名字](figures/blueprint.svg)
#
# 这是一张很小的图纸。读一读，**先猜**两行输出各是什么，再运行。


# %% tags=["demo"]
class Dog:
    def __init__(self, name):
        self.name = name  # 这一只的名字

    def bark(self, times):
        return self.name + "：" + "汪！" * times


a = Dog("旺财")
b = Dog("小白")
print(a.bark(2))
print(b.bark(1))

# %% [markdown]
# 四样东西，一样一句话：
#
# | 写法 | 意思 |
# |---|---|
# | `class Dog:` | 图纸的名字，习惯上大写开头 |
# | `__init__` | 造东西的那一刻自动运行（前后各两条下划线，initialize 的头四个字母）。`Dog("旺财")` 就会运行它 |
# | `self` | **这一个**东西自己。`self.name` 是这一只的名字，别的狗管不着 |
# | `bark` | 写在类里的函数，叫作方法（method）。用点来叫：`a.bark(2)` |
#
# `a.name`、`self.name` 这样“点后面的数据”叫作属性（attribute）。
#
# `a.bark(2)` 只写了一个参数，`bark` 却有 `self` 和 `times` 两个。第一个是 Python 替你填的：点前面的那个东西。忘了写 `self` 会怎样？**先猜**，再看这句有名的报错：


# %% tags=["demo"]
class Bell:
    def ring(times):  # 弄坏它：忘了 self
        return "叮" * times


try:
    Bell().ring(3)
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# “要 1 个参数，给了 2 个”。明明只给了一个 3！另一个就是那只铃铛自己。以后看到“多给了一个”，先去看 `self` 写了没有。

# %% [markdown]
# ## 1　一个账户
#
# 用字典也能记一个账户：`{"owner": "小明", "balance": 100}`。可是谁都能写 `account["balance"] = 1000000`，也没有人拦着你存进 −5 元。类的好处是**守门**：钱只能从 `deposit` 和 `withdraw` 两扇门进出，门口有人检查。
#
# 余额要让人看，不让人改。办法是把数存在 `self._balance` 里（下划线开头，是“外人请别碰”的约定），再开一扇只能看的窗：
#
# ```python
# @property
# def balance(self):
#     return self._balance
# ```
#
# `@property` 是第 5 天见过的装饰器的写法：有了它，`a.balance` 后面**不写括号**，就会运行这个函数。下面的小例子里，**先猜**最后一行会怎样。


# %% tags=["demo"]
class Egg:
    def __init__(self, grams):
        self._grams = grams

    @property
    def grams(self):
        return self._grams


egg = Egg(60)
print(egg.grams)
try:
    egg.grams = 1000
except AttributeError as error:
    print("AttributeError:", error)

# %% [markdown]
# “没有 setter”：这扇窗没有装“写”的那一半，所以赋值被拦下了。
#
# 还有一个坑，先看它怎么坏。写在 `class` 下面、方法外面的名字，是**整张图纸共用的一个**，叫类属性（class attribute）；`self.` 开头的才是各人一份，叫实例属性（instance attribute）。


# %% tags=["demo"]
class Student:
    school = "一中"  # 大家共用一个，没问题
    books = []  # 弄坏它：大家共用一个书包！

    def __init__(self, name):
        self.name = name


ming, hong = Student("小明"), Student("小红")
ming.books.append("数学")
print(hong.name, "的书包：", hong.books)

# %% [markdown]
# 小红什么也没放，书包里却有了数学书：两个名字，指着同一个列表（第 3 天的老朋友）。把 `self.books = []` 写进 `__init__`，就各背各的了。

# %% [markdown]
# ### 练习 8.1 Account（约 8 分钟，15 分）
#
# **做什么**　一个银行账户。金额都是整数，单位是分：第 3 天说过，钱不用小数算。
#
# - `Account("小明", 100)` 开一个有 100 分的账户；第二个参数不写就是 0；
# - `deposit(amount)` 存，`withdraw(amount)` 取，都返回新的余额；
# - `history` 是流水账，一个列表，每成功一次就添一个元组。
#
# **例子**　铅笔走一遍：
#
# | 做的事 | 返回 | 之后的 `balance` | 之后的 `history` |
# |---|---|---|---|
# | `a = Account("小明", 100)` | | 100 | `[]` |
# | `a.deposit(50)` | 150 | 150 | `[("deposit", 50)]` |
# | `a.withdraw(200)` | ValueError | 150 | `[("deposit", 50)]` |
# | `a.withdraw(150)` | 0 | 0 | `[("deposit", 50), ("withdraw", 150)]` |
#
# 第三行要紧：钱不够，抛出错误，**什么都没有变**，账上也没有这一笔。
#
# **类型**　`owner` 是文本，`balance`、`amount` 是整数，`history` 是一个列表，里面每项是（文本，整数）的元组。
#
# <details><summary>提示一：想一想</summary>
#
# `__init__` 里要给 `self` 放好几样东西？哪几样？一个不合格的开户余额，应当在放之前还是之后拦住？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 每个方法都分三步，次序不能换：先检查（不行就 `raise`），再改余额，最后记账、返回。先记账再检查，失败的那一笔就留在账上了。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `__init__` 里一个 `if … raise`，三行 `self.… = …`；`balance` 那扇窗一行；`deposit` 和 `withdraw` 各有：`if …: raise ValueError(…)`，一行改 `self._balance`，一行 `self.history.append((…, …))`，一行 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把 `history = []` 写在方法外面，两个账户共用一本账；<!-- wrong: shared-history -->
# - 先记账，后检查，失败的也留在账上；<!-- wrong: history-before-check -->
# - 用了 `self.balance = balance`，从外面想改就改；<!-- wrong: settable -->
# - 没有拦住负的金额，存 −5 成了取 5；<!-- wrong: negative-deposit -->
# - 把“比余额大”写成了“大于或等于”，正好取光被拒绝；<!-- wrong: cannot-empty -->
# - 用 `print` 显示余额，没有 `return`。<!-- wrong: printed -->
#
# </details>


# %% exercise="Account"
class Account:
    """一个银行账户。金额都是整数，单位是分。

    Account(owner, balance=0)
        owner: 文本，户主的名字。
        balance: 整数，开户时的余额；小于 0 就抛出 ValueError。
    属性
        owner: 户主的名字。
        balance: 现在的余额。只能读；给它赋值抛出 AttributeError。
            （数请存在 self._balance 里，下一个练习要用到它。）
        history: 列表，每次成功的存取是一个元组，("deposit", 50) 或者 ("withdraw", 30)，
            先发生的在前。刚开户时是空的：开户的余额不记。
    deposit(amount)
        存入 amount 分，返回新的余额。amount 是 0 或负数就抛出 ValueError。
    withdraw(amount)
        取出 amount 分，返回新的余额。amount 是 0 或负数，或者比余额大，就抛出
        ValueError；正好取光是可以的。
    抛出错误时，余额和 history 都与原来一样。
    例子
        a = Account("小明", 100) 之后，a.deposit(50) 是 150，a.withdraw(30) 是 120，
        a.balance 是 120，a.history 是 [("deposit", 50), ("withdraw", 30)]。
    """

    def __init__(self, owner: str, balance: int = 0) -> None:
        ### BEGIN SOLUTION
        if balance < 0:
            raise ValueError("开户的余额不能是负的")
        self.owner = owner
        self._balance = balance
        self.history = []
        ### END SOLUTION

    @property
    def balance(self) -> int:
        ### BEGIN SOLUTION
        return self._balance
        ### END SOLUTION

    def deposit(self, amount: int) -> int:
        ### BEGIN SOLUTION
        if amount <= 0:
            raise ValueError("金额要大于 0")
        self._balance += amount
        self.history.append(("deposit", amount))
        return self._balance
        ### END SOLUTION

    def withdraw(self, amount: int) -> int:
        ### BEGIN SOLUTION
        if amount <= 0 or amount > self._balance:
            raise ValueError("金额要大于 0，且不超过余额")
        self._balance -= amount
        self.history.append(("withdraw", amount))
        return self._balance
        ### END SOLUTION


# %% check="Account" points=15 minutes=8
check("Account")

# %% tags=["demo"]
if ready("Account"):
    mine = Account("小明", 100)
    mine.deposit(50)
    try:
        mine.withdraw(1_000_000)
    except ValueError as error:
        print("取一万元：", type(error).__name__, error)
    print(mine.owner, "还有", mine.balance, "分，流水：", mine.history)

# %% [markdown]
# ## 2　在它上面再加一点
#
# 储蓄账户和普通账户几乎一样，只多会一件事：生利息。要把 `Account` 整个抄一遍吗？抄的坏处，在改第二遍的时候才知道：两处都要改，总会忘一处。
#
# **继承**（inheritance）：`class Puppy(Dog):` 的意思是“小狗也是狗，狗会的它都会，下面只写**不一样**的”。
#
# 小狗的 `__init__` 多一个参数时，先用 `super().__init__(…)` 请狗的 `__init__` 做完它那一份（`super()` 就是“上面那张图纸”），再放自己的。


# %% tags=["demo"]
class Puppy(Dog):
    def __init__(self, name, months):
        super().__init__(name)  # 名字让 Dog 去放
        self.months = months

    def beg(self):
        return f"{self.name}（{self.months} 个月）摇着尾巴"


p = Puppy("豆豆", 3)
print(p.bark(1))  # 没有写 bark，是从 Dog 那里来的
print(p.beg())
print("小狗是狗吗？", isinstance(p, Dog))

# %% [markdown]
# `isinstance(p, Dog)` 问“p 是不是一只 Dog”。继承来的，算是。**先猜**：把 `super().__init__(name)` 那行删掉，`p.bark(1)` 会报什么错？试一试，从最后一行读起。

# %% [markdown]
# ### 练习 8.2 Savings（约 5 分钟，9 分）
#
# **做什么**　储蓄账户：它**是**一个 `Account`，多一个参数 `percent`（每次的利率，百分之几），多一个方法 `add_interest()`。
#
# 利息 = 现在的余额 × `percent` // 100。不满一分的不给，所以用 `//`。利息加进余额，流水账上记 `("interest", 利息)`，返回利息。
#
# **例子**　`s = Savings("小红", 1050)`，利率是默认的 2：
#
# - `s.add_interest()`：1050 × 2 = 2100，2100 // 100 = 21，返回 21，余额 1071；
# - 存进 1000，余额 2071，再来一次：2071 × 2 // 100 = 41。**按现在的余额算**，不是开户时的；
# - 余额只有 40 分的账户：40 × 2 // 100 = 0，返回 0，余额和流水都不变。
#
# **类型**　`percent` 是 ≥ 0 的整数；`add_interest` 返回整数。
#
# <details><summary>提示一：想一想</summary>
#
# `Account` 的 `__init__` 已经会检查、会放好三样东西。你的 `__init__` 只剩哪一样要放？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 利息不能用 `self.deposit` 存，那样账上记的是 "deposit"。直接改 `self._balance`，自己往 `self.history` 里添；利息是 0 时两样都别做。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `__init__` 两行：`super().__init__(…, …)`，`self.percent = …`。`add_interest`：一行算利息，一个 `if` 里面两行，最后 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把 `Account` 抄了一遍，没有继承：它就不是一个 `Account` 了；<!-- wrong: copied-class -->
# - 忘了 `super().__init__`，余额和流水都没有放；<!-- wrong: no-super -->
# - 记下了开户时的余额，以后总按它算利息；<!-- wrong: opening-balance -->
# - 用 `deposit` 存利息，账上写的是存款。<!-- wrong: as-deposit -->
#
# </details>


# %% exercise="Savings"
class Savings(Account):
    """储蓄账户：是一个 Account，另外会生利息。

    Savings(owner, balance=0, percent=2)
        owner、balance: 与 Account 一样，错误也一样。
        percent: 整数，≥ 0，利率是百分之几。
    add_interest()
        利息是 现在的余额 * percent // 100。把它加进余额，在 history 里记
        ("interest", 利息)，返回利息（整数）。利息是 0 时，余额和 history 不变，返回 0。
    别的（owner、balance、history、deposit、withdraw）都和 Account 一样；
    isinstance(s, Account) 是 True。
    例子
        s = Savings("小红", 1050) 之后，s.add_interest() 是 21，s.balance 是 1071，
        s.history 是 [("interest", 21)]。
    """

    def __init__(self, owner: str, balance: int = 0, percent: int = 2) -> None:
        ### BEGIN SOLUTION
        super().__init__(owner, balance)
        self.percent = percent
        ### END SOLUTION

    def add_interest(self) -> int:
        ### BEGIN SOLUTION
        interest = self.balance * self.percent // 100
        if interest > 0:
            self._balance += interest
            self.history.append(("interest", interest))
        return interest
        ### END SOLUTION


# %% check="Savings" points=9 minutes=5 uses=["Account"]
check("Savings")

# %% [markdown]
# **先猜**　存 100 元，每年 2%，几年后翻倍？猜一个数，再运行。

# %% tags=["demo"]
if ready("Account", "Savings"):
    nest_egg, years = Savings("小红", 100_00), 0
    while nest_egg.balance < 200_00:
        nest_egg.add_interest()
        years += 1
    print(f"{years} 年后有 {nest_egg.balance / 100:.2f} 元", end="")
    print(f"，共得利息 {len(nest_egg.history)} 次")

# %% [markdown]
# ## 3　看起来是数据，其实是函数
#
# 一个温度，可以说摄氏，也可以说华氏。存两个数，就会有一天只改了一个：
#
# ```python
# t.celsius, t.fahrenheit = 20, 68
# t.celsius = 100        # 忘了改另一个：100 °C 和 68 °F，谁是真的？
# ```
#
# 规矩是：**只存一份，另一份现算**。上一节的 `@property` 只开了“读”的窗；给它再装上“写”的一半，叫 setter：


# %% tags=["demo"]
class Square:
    """只存边长；面积现算，也可以“给面积赋值”。"""

    def __init__(self, side):
        self.side = side  # 这一行会运行下面的 setter！

    @property
    def side(self):
        return self._side

    @side.setter
    def side(self, value):
        if value < 0:
            raise ValueError("边长不能是负的")
        self._side = value

    @property
    def area(self):
        return self._side**2

    @area.setter
    def area(self, value):
        if value < 0:
            raise ValueError("面积不能是负的")
        self.side = value**0.5


s = Square(3)
s.area = 25  # 写面积
print(s.side, s.area)  # 边长跟着变了
try:
    s.side = -1
except ValueError as error:
    print("ValueError:", error, "；边长还是", s.side)

# %% [markdown]
# 注意两件事。`self.side = side` 有等号，运行的却是函数：所以 `__init__` 也经过同一道检查。真正的数在 `self._side` 里；要是 setter 里又写 `self.side = value`，它就会叫自己，没完没了（RecursionError）。
#
# ### 练习 8.3 Temperature（约 6 分钟，11 分）
#
# **做什么**　`Temperature(celsius)`：`celsius`（摄氏）和 `fahrenheit`（华氏）都能读、能写，永远对得上。
#
# $$
# F = C \times \frac{9}{5} + 32, \qquad C = (F - 32) \times \frac{5}{9}
# $$
#
# 没有比绝对零度 −273.15 °C 更冷的东西：**三扇门**（造的时候、写 `celsius`、写 `fahrenheit`）都要拦住，抛出 ValueError，原来的值不变。正好 −273.15 可以。
#
# **例子**　`t = Temperature(20)`：`t.fahrenheit` 是 68.0。`t.fahrenheit = 212` 以后，`t.celsius` 是 100.0。`t.fahrenheit = -500` 抛出 ValueError（那是 −295.6 °C），之后 `t.celsius` 还是 100.0。
#
# **类型**　温度是整数或小数，不要取整。
#
# <details><summary>提示一：想一想</summary>
#
# 三扇门，检查要写三遍吗？要是另外两扇门都从 `celsius` 的那扇门走，检查写在哪里就够了？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 照 `Square` 的样子：只存 `self._celsius`。`fahrenheit` 的 getter 现算；它的 setter 换算以后，交给 `self.celsius = …`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 五个小函数：`__init__` 一行；`celsius` 读一行，写是一个 `if … raise` 加一行；`fahrenheit` 读一行，写一行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在 `__init__` 里存了两个数，改一个，另一个不跟着变；<!-- wrong: stored-twice -->
# - 只在 `__init__` 里检查，后来写进去的没有人管；<!-- wrong: checked-once -->
# - 先存，后检查：错误抛出了，坏的值也留下了；<!-- wrong: set-before-check -->
# - 写成 `<=`，把正好 −273.15 也拒绝了；<!-- wrong: zero-refused -->
# - `celsius` 的 setter 里又写 `self.celsius = …`：它叫自己，没完没了（RecursionError）。<!-- wrong: setter-calls-itself -->
#
# </details>


# %% exercise="Temperature"
class Temperature:
    """一个温度，摄氏和华氏都能读、能写，永远对得上。

    Temperature(celsius)
        celsius: 数（整数或小数），摄氏度。
    属性
        celsius: 摄氏度，能读能写。
        fahrenheit: 华氏度，能读能写：华氏 = 摄氏 * 9 / 5 + 32。不取整。
    错误
        低于 −273.15 °C 时抛出 ValueError：造的时候、写 celsius、写 fahrenheit 都是，
        原来的温度不变。正好 −273.15 °C 可以。（不会拿离它只差舍入误差的华氏度来试。）
    例子
        t = Temperature(20) 之后 t.fahrenheit 是 68.0；t.fahrenheit = 212 之后
        t.celsius 是 100.0。
    """

    def __init__(self, celsius: float) -> None:
        ### BEGIN SOLUTION
        self.celsius = celsius
        ### END SOLUTION

    @property
    def celsius(self) -> float:
        ### BEGIN SOLUTION
        return self._celsius
        ### END SOLUTION

    @celsius.setter
    def celsius(self, value: float) -> None:
        ### BEGIN SOLUTION
        if value < -273.15:
            raise ValueError("比绝对零度还冷")
        self._celsius = value
        ### END SOLUTION

    @property
    def fahrenheit(self) -> float:
        ### BEGIN SOLUTION
        return self.celsius * 9 / 5 + 32
        ### END SOLUTION

    @fahrenheit.setter
    def fahrenheit(self, value: float) -> None:
        ### BEGIN SOLUTION
        self.celsius = (value - 32) * 5 / 9
        ### END SOLUTION


# %% check="Temperature" points=11 minutes=6
check("Temperature")

# %% [markdown]
# **先猜**　有一个温度，摄氏和华氏读出来是同一个数。它比 0 大还是比 0 小？

# %% tags=["demo"]
if ready("Temperature"):
    t = Temperature(100)
    while abs(t.fahrenheit - t.celsius) > 1e-9:
        t.celsius -= 1
    print(f"{t.celsius} °C = {t.fahrenheit:.0f} °F")

# %% [markdown]
# ## 4　教会它加号
#
# `1 + 2` 是 3，`"a" + "b"` 是 `"ab"`，列表的 `+` 是接起来。加号怎么知道该怎么做？它不知道。`a + b` 只是换了个写法的 `a.__add__(b)`：**东西自己说了算**。这种前后各两条下划线的方法叫双下划线方法（dunder method）。写了哪个，就学会了哪个符号：
#
# | 你写 | Python 去找 |
# |---|---|
# | `v + w`、`v - w` | `v.__add__(w)`、`v.__sub__(w)` |
# | `-v`、`abs(v)` | `v.__neg__()`、`v.__abs__()` |
# | `v * 3` | `v.__mul__(3)` |
# | `3 * v` | 先问 3：`(3).__mul__(v)`，它说不会；再反过来问 `v.__rmul__(3)`（r 是 right，站在右边的那个） |
# | `v == w` | `v.__eq__(w)` |
# | `hash(v)`，放进集合、当字典的键 | `v.__hash__()` |
# | 在格子最后一行写 `v`，`repr(v)` | `v.__repr__()`：给写程序的人看的样子 |
# | `print(v)`、`str(v)` | `v.__str__()`：给大家看的样子；没有写，就用 `__repr__` |
#
# “我不会”怎么说？不是抛出错误，而是**返回** `NotImplemented` 这个值（不要和 `raise NotImplementedError` 弄混）。Python 看到它，就去问另一边；两边都不会，才由它抛出 TypeError。


# %% tags=["demo"]
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented  # 我不会，问问别人
        return Money(self.cents + other.cents)  # 一个新的，两边都不动

    def __eq__(self, other):
        return isinstance(other, Money) and self.cents == other.cents

    def __repr__(self):
        return f"Money({self.cents})"


print(Money(150) + Money(50), Money(3) == Money(3), Money(3) == "三分")
try:
    print(Money(150) + 1)
except TypeError as error:
    print("TypeError:", error)
try:
    print({Money(3)})
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# 最后一句要读懂：写了 `__eq__`，Python 就**收走**了原来的 `__hash__`，于是放不进集合（第 7 天说过，字典按 hash 直接找到格子；集合也是这样，格子里已经有东西的，再看相不相等）。相等的东西 hash 必须相同，所以两个要一起写：`return hash((…, …))`，用比相等时看的那几样。
#
# ### 练习 8.4 Vector（约 9 分钟，17 分）
#
# **做什么**　平面上的箭头，叫向量（vector）：往右 `x`，往上 `y`。空白里只有 `__init__`，其余的方法照上面那张表自己添。
#
# **例子**　$v = (1, 2)$，$w = (3, -1)$：
#
# | 算式 | 结果 | 怎么来 |
# |---|---|---|
# | `v + w` | `Vector(4, 1)` | 1 + 3，2 + (−1) |
# | `v - w` | `Vector(-2, 3)` | 1 − 3，2 − (−1) |
# | `-v` | `Vector(-1, -2)` | |
# | `v * 3`、`3 * v` | `Vector(3, 6)` | 两边都要会 |
# | `abs(Vector(3, 4))` | 5.0 | 箭头的长度，$\sqrt{3^2 + 4^2}$ |
# | `v == Vector(1.0, 2.0)` | True | hash 也相同 |
# | `v == 1`、`v == (1, 2)` | False | 不是 Vector，就不相等 |
# | `v + 1`、`v * w` | TypeError | 没有这样的运算 |
# | `repr(v)` | `"Vector(1, 2)"` | 逗号后一个空格 |
#
# **类型**　`x`、`y` 是整数或小数，整数的运算结果还是整数（`abs` 除外）。运算得到**新的** Vector，`v` 和 `w` 都不变。
#
# <details><summary>提示一：想一想</summary>
#
# `v * w` 为什么不会自己报错？`self.x * other` 里的 `other` 若是个 Vector，`1 * w` 又会去找谁？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 加减先问 `isinstance(other, Vector)`，乘法先问 `isinstance(k, (int, float))`（元组的意思是“其中一种”），不是就 `return NotImplemented`。`__rmul__` 不用重写一遍：3 * v 就是 v * 3。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `return Vector(…, …)` 会出现好几次。长度是平方和的 `** 0.5`。`__repr__` 一行 f-string；`__hash__` 一行，括号里是一个元组。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 在 `__add__` 里写 `self.x += …`，连 `v` 也被改了；<!-- wrong: operand-changed -->
# - 没有 `__rmul__`，`v * 3` 行，`3 * v` 不行；<!-- wrong: no-rmul -->
# - 写了 `__eq__` 没写 `__hash__`，放不进集合；<!-- wrong: no-hash -->
# - `v + 1` 抛出的是 AttributeError（1 没有 `x`），不是 TypeError；<!-- wrong: attribute-error -->
# - `return NotImplemented` 写成了 `raise NotImplementedError`：`v + 1` 抛出的就不是 TypeError；<!-- wrong: raises-not-implemented add-raises-not-implemented -->
# - 写的是 `__str__` 不是 `__repr__`：`print` 看得见，列表里、格子末尾看不见。<!-- wrong: str-only -->
#
# </details>


# %% exercise="Vector"
class Vector:
    """平面上的向量。

    Vector(x, y)
        x、y: 数（整数或小数）；同名的属性可以读。
    运算（__add__ __sub__ __neg__ __mul__ __rmul__ __abs__ __eq__ __hash__ __repr__）
        v + w、v - w: 两个 Vector 相加、相减；-v: 反方向；v * k、k * v: 乘一个数。
            都返回新的 Vector，不改变 v 和 w；整数算出来还是整数。
        abs(v): 长度，x² + y² 的平方根。
        v == w: 两个 Vector 的 x、y 都相等时是 True；与不是 Vector 的比，是 False。
        hash(v): 相等的 Vector 有相同的 hash：Vector(1, 2) 与 Vector(1.0, 2.0) 也是。
        repr(v): 文本，例如 "Vector(1, 2)"，"Vector(0.5, -2)"。
    错误
        v + 1、v - 1、v * w（w 是 Vector）抛出 TypeError。
    例子
        3 * Vector(1, 2) + Vector(3, -1) 是 Vector(6, 5)；abs(Vector(3, 4)) 是 5.0。
    """

    def __init__(self, x: float, y: float) -> None:
        ### BEGIN SOLUTION
        self.x = x
        self.y = y

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x - other.x, self.y - other.y)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __mul__(self, k):
        if not isinstance(k, (int, float)):
            return NotImplemented
        return Vector(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Vector({self.x!r}, {self.y!r})"
        ### END SOLUTION


# %% check="Vector" points=17 minutes=9
check("Vector")

# %% [markdown]
# 会相加的箭头能做什么？一只球：位置是一个 Vector，每一小步加上速度；速度也是一个 Vector，每一小步加上重力。碰到地面，就弹起来。整条轨迹只靠你的 `+` 和 `*`：

# %% tags=["demo"]
if ready("Vector"):
    place, speed, gravity = Vector(0, 2), Vector(1.5, 3), Vector(0, -9.8)
    path, pace = [], []
    for _ in range(240):
        speed = speed + gravity * 0.0125
        place = place + 0.0125 * speed
        if place.y < 0:
            place, speed = Vector(place.x, -place.y), Vector(speed.x, -0.8 * speed.y)
        path.append(place)
        pace.append(abs(speed))
    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.scatter([p.x for p in path], [p.y for p in path], c=pace, s=14, cmap="plasma")
    ax.axhline(0, color="0.6")
    ax.set(xlabel="x（米）", ylabel="y（米）", title="弹跳的球：越亮的地方越快")
    plt.show()

# %% [markdown]
# ## 5　像列表一样
#
# `len(x)`、`x[i]`、`song in x`、`for song in x`，也各有各的双下划线方法：
#
# | 你写 | Python 去找 |
# |---|---|
# | `len(p)` | `p.__len__()` |
# | `p[2]`、`p[-1]` | `p.__getitem__(2)`、`p.__getitem__(-1)` |
# | `p[1:3]` | `p.__getitem__(slice(1, 3))`：切片也是一个值，列表认得它 |
# | `song in p` | `p.__contains__(song)` |
# | `for song in p` | `p.__iter__()` |
#
# 窍门是**转交**：里面放一个列表，别人问什么，就去问列表。**先猜**：下面的 `Word` 没有写 `__iter__`，也没有写 `__contains__`，能放进 `for` 吗？能问 `in` 吗？


# %% tags=["demo"]
class Word:
    def __init__(self, text):
        self._text = text

    def __len__(self):
        return len(self._text)

    def __getitem__(self, i):
        return self._text[i]


word = Word("大漠孤烟直")
print(len(word), word[0], word[-1], word[1:3], "烟" in word)
print(*[f"《{c}》" for c in word])

# %% [markdown]
# 都能。没有写 `__iter__`，`for` 就自己去问 `word[0]`、`word[1]`…… 直到 IndexError；没有写 `__contains__`，`in` 就照这样从头到尾比一遍。
#
# ### 练习 8.5 Playlist（约 6 分钟，11 分）
#
# **做什么**　一张歌单。`Playlist(["平凡之路", "起风了"])` 从给的歌开始，什么都不给就是空的；`add(song)` 添在最后。空白里只有 `__init__`，`add` 和用得着的双下划线方法自己添在它下面。`len(p)`、`p[i]`、`p[a:b]`、`in`、`for` 都像列表那样；切片得到一个**列表**。
#
# **自己的一份**　传进来的列表属于别人：你往歌单里添歌，别人的列表不能变长；别人以后改他的列表，歌单也不能跟着变。两张空歌单也不能连在一起。
#
# **例子**　`p = Playlist(["甲", "乙"])`，`p.add("丙")` 之后：`len(p)` 是 3，`p[0]` 是 `"甲"`，`p[-1]` 是 `"丙"`，`p[3]` 抛出 IndexError，`p[1:]` 是 `["乙", "丙"]`，`"乙" in p` 是 True，`list(p)` 是 `["甲", "乙", "丙"]`。
#
# **类型**　歌名是文本；`songs` 是列表或元组。
#
# <details><summary>提示一：想一想</summary>
#
# `self._songs = songs` 以后，你和别人手里的是一个列表，还是两个？怎样得到第二个？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `list(songs)` 是一份新的，也顺便把元组变成了列表。其余的都转交给它；`__getitem__` 收到的不论是数还是切片，列表都认得，IndexError 也由它抛出。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `__init__`、`add`、`__len__`、`__getitem__` 各一行。`in` 和 `for` 要不要写？看看 `Word`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 默认值写成 `songs=[]` 又直接收下，所有空歌单是同一张；<!-- wrong: shared-default -->
# - `self._songs = songs`：收下的是别人的列表；<!-- wrong: keeps-the-list -->
# - `p[1:]` 得到的是另一张歌单，不是列表；<!-- wrong: slice-is-playlist -->
# - 用 `is` 找歌：内容相同的文本不一定是同一个对象；<!-- wrong: in-by-identity -->
# - 自己检查下标，把 −1 当成了越界。<!-- wrong: no-negative-index -->
#
# </details>


# %% exercise="Playlist"
class Playlist:
    """一张歌单。

    Playlist(songs=())
        songs: 文本的列表或元组，一开始就有的歌，次序不变；不写就是空的。
            歌单自己留一份：以后往歌单里添歌，songs 不变；以后改 songs，歌单不变。
    add(song)
        把一首歌（文本）添在最后；已经有的也再添一次。
    像列表那样（__len__、__getitem__，需要的话还有 __contains__、__iter__）
        len(p): 有几首。
        p[i]: 第 i 首，从 0 数起，负的从后面数；没有这一首就抛出 IndexError。
        p[a:b]、p[a:b:c]: 列表，切法与列表相同。
        song in p: 有没有一首与 song 相等。
        for song in p: 从头到尾，可以走许多遍。
    例子
        p = Playlist(["甲", "乙"])，p.add("丙") 之后，len(p) 是 3，p[-1] 是 "丙"，
        p[1:] 是 ["乙", "丙"]，list(p) 是 ["甲", "乙", "丙"]。
    """

    def __init__(self, songs=()) -> None:
        ### BEGIN SOLUTION
        self._songs = list(songs)

    def add(self, song):
        self._songs.append(song)

    def __len__(self):
        return len(self._songs)

    def __getitem__(self, i):
        return self._songs[i]
        ### END SOLUTION


# %% check="Playlist" points=11 minutes=6
check("Playlist")

# %% [markdown]
# 会了 `len` 和 `[i]`，许多函数就忽然都能用了：它们要的不是列表，只是“会这几件事的东西”。

# %% tags=["demo"]
if ready("Playlist"):
    import random

    disco = Playlist(["平凡之路", "起风了", "晴天", "海阔天空", "稻香"])
    print("随便来一首：", random.Random(8).choice(disco))
    print("倒着放：", "、".join(reversed(disco)))
    print("名字最长的：", max(disco, key=len), "；按字数排：", sorted(disco, key=len))

# %% [markdown]
# **走得了第二遍吗**　`for` 开始时叫一次 `__iter__`，要来一个“走到哪儿了”的书签，叫迭代器（iterator）；每一步向书签要下一个（运行书签的 `__next__`；没有了，它就 `raise StopIteration`，`for` 见了便停下）。**书是书，书签是书签**：一本书可以夹两个书签。把书自己当书签，第一遍走完就没有了：


# %% tags=["demo"]
class OnePass:  # 弄坏它：自己就是自己的书签
    def __init__(self):
        self._left = [1, 2, 3]

    def __iter__(self):
        return self

    def __next__(self):
        if not self._left:
            raise StopIteration  # “没有了”
        return self._left.pop(0)


class ManyPasses:
    def __iter__(self):
        yield 1  # 有 yield 的函数，每叫一次就是一个新书签
        yield 2
        yield 3


for kind in (OnePass, ManyPasses):
    thing = kind()
    print(kind.__name__, "第一遍", list(thing), "第二遍", list(thing))

# %% [markdown]
# ### 练习 8.6 Countdown（约 4 分钟，8 分）
#
# **做什么**　倒数。`for n in Countdown(3)` 依次得到 3、2、1。每次 `for` 都从头来；两层 `for` 同时走，各走各的。空白里只有 `__init__`，`__iter__` 自己添在它下面。
#
# **例子**　`c = Countdown(2)`：`list(c)` 是 `[2, 1]`，再来一次还是 `[2, 1]`；`[(a, b) for a in c for b in c]` 是 `[(2, 2), (2, 1), (1, 2), (1, 1)]`。`list(Countdown(0))` 和 `list(Countdown(-3))` 是 `[]`。
#
# **类型**　`start` 是整数。
#
# <details><summary>提示一：想一想</summary>
#
# 数到几了，应当记在对象上（`self.…`），还是记在 `__iter__` 里面的一个局部变量里？两层 `for` 同时走时呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `__iter__` 里写 `yield`，第 5 天的生成器；或者 `range(…, …, -1)` 也会倒着数，`iter(…)` 给你它的书签。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `__init__` 一行；`def __iter__(self):` 里面一个循环、一个 `yield`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 对象自己当书签（`__iter__` 返回 `self`），走一遍就空了；<!-- wrong: itself -->
# - 边走边改 `self.start`，第二遍从 0 开始；<!-- wrong: start-used-up -->
# - `__iter__` 返回了列表或 `range`：`for` 要的是书签，`iter(列表)` 才是；<!-- wrong: returns-a-list -->
# - 数到了 0。<!-- wrong: zero-included -->
#
# </details>


# %% exercise="Countdown"
class Countdown:
    """倒数：for n in Countdown(3) 依次得到 3、2、1。

    Countdown(start)
        start: 整数；小于 1 时一个数也没有。
    __iter__
        每次 for 都从 start 开始，到 1 为止；同时走的几个 for 互不影响。
    例子
        c = Countdown(2)：list(c) 是 [2, 1]，再来一次还是 [2, 1]；
        [(a, b) for a in c for b in c] 是 [(2, 2), (2, 1), (1, 2), (1, 1)]。
    """

    def __init__(self, start: int) -> None:
        ### BEGIN SOLUTION
        self.start = start

    def __iter__(self):
        n = self.start
        while n > 0:
            yield n
            n -= 1
        ### END SOLUTION


# %% check="Countdown" points=8 minutes=4
check("Countdown")

# %% tags=["demo"]
if ready("Countdown"):
    rocket = Countdown(5)
    print(*rocket, "发射！")
    for n in rocket:  # 同一个 rocket，第二遍：火箭的尖头
        print(" " * n + "^" * (11 - 2 * n))
    for _ in Countdown(3):
        print("   |ooo|")
    print("    ***", "     *", sep="\n")

# %% [markdown]
# ## 6　进门出门都有人管
#
# 第 6 天的 `with open(…) as file:` 保证：不管里面出了什么事，文件最后都会关上。这也是两个双下划线方法：
#
# - 进门时运行 `__enter__(self)`，它**返回**的东西就是 `as` 后面的名字；
# - 出门时运行 `__exit__(self, kind, error, trace)`，里面出了错也照样运行。没出错时三个参数都是 None。它若返回 True，错误就**被吞掉**了；什么都不返回（也就是 None），错误照常往外走。


# %% tags=["demo"]
class Door:
    def __enter__(self):
        print("  开门，开灯")
        return self

    def __exit__(self, kind, error, trace):
        print("  关灯，锁门；里面出的事：", kind)


try:
    with Door() as door:
        print("  在屋里")
        print(1 / 0)
except ZeroDivisionError:
    print("错误照样传出来了")

# %% [markdown]
# **先猜**　在 `__exit__` 末尾加一行 `return True`，最后那句还会打印吗？改了试一试。把错误吞掉的程序最难修：坏了，却没有声音。
#
# 下面要给代码掐表。检查时不真的等，用一只假的钟（上锁的一格，不用读懂）：`clock.time()` 说现在几秒，`clock.sleep(2)` 让它走两秒。`run_with` 是检查用的，它在 `with` 里让钟走一会儿，可以要求中途出错。


# %%
class FakeClock:
    """一只假的钟：time() 说现在几点（秒），sleep(s) 让它走 s 秒。"""

    def __init__(self):
        self._now = 1000.0

    def time(self):
        return self._now

    def sleep(self, seconds):
        self._now += seconds


def run_with(timer, clock, seconds, fail=False):
    """在 with timer 里让钟走一会儿；回答（as 后面的是不是 timer，传出来的错误）。"""
    is_timer, problem = False, "没有错误"
    try:
        with timer as t:
            is_timer = t is timer
            clock.sleep(seconds)
            if fail:
                raise ValueError("故意的")
    except ValueError:
        problem = "ValueError"
    return is_timer, problem


# %% [markdown]
# ### 练习 8.7 Timer（约 6 分钟，12 分）
#
# **做什么**　`with Timer(clock) as t:` 掐表。`t` 就是这个 Timer；出来以后，`t.seconds` 是里面用了几秒：出门时的 `clock.time()` 减去进门时的。里面出了错也要记，而且错误要照常传出来。同一个 Timer 可以再用，`seconds` 是**最近那一次**的。空白里只有 `__init__`，`__enter__` 和 `__exit__` 自己添在它下面。
#
# **例子**　钟从 1000.0 开始。
#
# | 做的事 | 钟 | `t.seconds` |
# |---|---|---|
# | `t = Timer(clock)` | 1000.0 | 0.0 |
# | `clock.sleep(5)`（在外面） | 1005.0 | 0.0 |
# | `with t: clock.sleep(2.5)` | 1007.5 | 2.5 |
# | 再来一次 `with t: clock.sleep(1)` | 1008.5 | 1.0，不是 3.5 |
#
# **类型**　`clock` 是任何会 `time()` 的东西，真的模块 `time` 也行；`seconds` 是小数。
#
# <details><summary>提示一：想一想</summary>
#
# 进门的时刻，`__exit__` 里要用。两个不同的方法，怎样把一个数从这个交给那个？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 钟和进门的时刻都放在 `self` 上。时刻在 `__enter__` 里取，别在 `__init__` 里取：造出来和用起来之间，可能过了很久。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `__init__` 两行；`__enter__` 两行，第二行是 `return self`；`__exit__(self, kind, error, trace)` 一行，没有 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `__exit__` 返回了 True，错误被吞掉；<!-- wrong: swallows -->
# - `__enter__` 忘了 `return self`，`as` 后面得到 None；<!-- wrong: enter-returns-nothing -->
# - 写成 `self.seconds += …`，第二次加在了第一次上；<!-- wrong: added-up -->
# - 用了真的 `time.time()`，没有用交给你的钟；<!-- wrong: real-time -->
# - 在 `__init__` 里就开始掐表了。<!-- wrong: starts-when-made -->
#
# </details>


# %% exercise="Timer"
class Timer:
    """掐表：with Timer(clock) as t 里面的代码用了几秒。

    Timer(clock)
        clock: 有方法 time() 的对象，返回现在的时刻（秒，小数）。只用它，不用别的钟。
    属性
        seconds: 小数。还没用过是 0.0；每用完一次，就是这一次从进门到出门的秒数。
    with t as x（__enter__、__exit__）
        x 就是 t 自己。里面抛出错误时，seconds 也照样记下，错误照常传到外面。
        同一个 Timer 可以用许多次。
    例子
        里面让钟走了 2.5 秒，出来后 t.seconds 是 2.5；再用一次，走 1 秒，是 1.0。
    """

    def __init__(self, clock) -> None:
        ### BEGIN SOLUTION
        self._clock = clock
        self.seconds = 0.0

    def __enter__(self):
        self._start = self._clock.time()
        return self

    def __exit__(self, kind, error, trace):
        self.seconds = self._clock.time() - self._start
        ### END SOLUTION


# %% check="Timer" points=12 minutes=6
check("Timer")

# %% [markdown]
# 换上真的钟量一量。第 7 天说过，字典找一个键不用从头翻；集合也一样，列表却要从头翻起。在两万个数里找，差多少倍？**先猜**，再运行。

# %% tags=["demo"]
if ready("Timer"):
    import time

    numbers = list(range(20_000))
    bag = set(numbers)
    with Timer(time) as slow:
        found = [n in numbers for n in range(0, 20_000, 40)]
    with Timer(time) as fast:
        found = [n in bag for n in range(0, 20_000, 40)]
    times = slow.seconds / max(fast.seconds, 1e-7)  # 快得量不出来时，别除以 0
    print(f"列表 {slow.seconds * 1000:.1f} 毫秒，集合快了约 {times:.0f} 倍")

# %% [markdown]
# ## 7　让 Python 替你写
#
# `__init__`、`__eq__`、`__hash__`、`__repr__`、比大小……许多类只是“几样数据放在一起”，这些方法写来写去都一样。标准库的 `dataclass` 替你写好。
#
# 下面的图纸里，一行说一样数据，叫一个字段（field）：`名字: 类型`，等号后面是默认值，写法和函数的参数一样。上面有了 `@dataclass`，这些行说的是“每个对象都有这样一样数据”：各人一份，不是第 1 节里大家共用的类属性。`@dataclass(…)` 的括号里是选项。

# %%
from dataclasses import dataclass


# %% tags=["demo"]
@dataclass(frozen=True, order=True)
class Score:
    points: int
    name: str = "无名"


print(Score(90, "小明"))  # __init__ 和 __repr__ 有了
print(Score(90, "小明") == Score(90, "小明"), {Score(1), Score(1)})
print(Score(90, "小明") > Score(85, "小红"))  # 先比第一个字段，相同再比第二个
try:
    Score(90).points = 100
except AttributeError as error:
    print(f"{type(error).__name__}:", error)

# %% [markdown]
# `frozen=True` 是“冻住”：造好就不能改，所以可以放心地放进集合；`order=True` 是“会比大小”。
#
# 还要一样新东西。`Version.parse("1.10")` 是问**图纸**要一个东西：这时手里还没有任何一个 Version，哪来的 `self`？写成 `@classmethod`，第一个参数就是图纸自己，习惯叫 `cls`：


# %% tags=["demo"]
@dataclass(frozen=True)
class Point:
    x: int
    y: int

    @classmethod
    def parse(cls, text):
        x, y = text.split(",")
        return cls(int(x), int(y))


print(Point.parse("3,4"))

# %% [markdown]
# ### 练习 8.8 Version（约 6 分钟，11 分）
#
# **做什么**　软件的版本号。**先猜**：`"1.10" < "1.9"` 是真是假？
#
# <details><summary>猜好了再展开</summary>
#
# 按文本比，前两个字符一样，第三个 `"1"` 比 `"9"` 小，所以是真的。可是 1.10 版比 1.9 版新：版本号要一段一段**按数**比。
#
# </details>
#
# - `Version(1, 10)`：`major` 1，`minor` 10，`patch` 0；后两个不写就是 0；
# - 冻住的（赋值抛出 AttributeError），能比大小，能放进集合：这些 `dataclass` 已经替你写好；
# - `str(Version(1, 10))` 是 `"1.10.0"`，三段都写；
# - `Version.parse("1.10")` 从文本得到 `Version(1, 10, 0)`：一到三段，每段是一个以上的数字字符，中间是点；别的都是 ValueError。
#
# **例子**　`Version.parse("2")` 是 `Version(2, 0, 0)`，`Version.parse("01.10")` 是 `Version(1, 10, 0)`。这些都是 ValueError：`""`、`"1.2.3.4"`、`"a"`、`"-1"`、`"1..2"`、`" 1"`、`"1_0"`（`int` 肯收最后两个，你不能收）。
#
# 空白里只有 `__str__`，`parse` 自己添在它后面。
#
# **类型**　三段都是 ≥ 0 的整数；`parse` 收文本，给 Version。
#
# <details><summary>提示一：想一想</summary>
#
# 装饰器和三个字段已经写好了，`__init__`、比大小、hash 都由 `dataclass` 替你写。还剩哪两样要自己写？哪一样是问图纸要的？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `text.split(".")` 得到几段。段数不对，或者有一段 `isdigit()` 不成立，就 `raise`（空文本的 `isdigit()` 是 False）。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `__str__` 一行 f-string。`parse` 要自己添在它下面，上面有 `@classmethod`；里面一行切开，一个 `if … raise`，最后 `return cls(*…)`：星号把列表摊成参数（第 5 天），缺的由默认值补上。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把三段存成文本，比大小时 1.10 成了比 1.9 旧；<!-- wrong: compared-as-text -->
# - 自己另写一个类，没有冻住，版本号能被改；<!-- wrong: mutable -->
# - 忘了 `@classmethod`，`Version.parse("1.10")` 把文本当成了 `self`；<!-- wrong: parse-needs-instance -->
# - `str` 里少了最后一段；<!-- wrong: short-str -->
# - 只靠 `int`，放过了 `"-1"` 和 `" 1"`；<!-- wrong: int-only -->
# - 没有查段数：`"1.2.3.4"` 抛出的是 TypeError，不是 ValueError。<!-- wrong: too-many-is-type-error -->
#
# </details>


# %% exercise="Version"
@dataclass(frozen=True, order=True)
class Version:
    """软件的版本号，例如 1.10.0。

    Version(major, minor=0, patch=0)
        三个整数，≥ 0；同名的属性可以读，赋值抛出 AttributeError（它的子类也行）。
    运算
        ==、!=、<、<=、>、>=: 先比 major，相同再比 minor，再比 patch。
        hash(v): 能放进集合，相等的只算一个。
        str(v): 文本，三段都写，例如 "1.10.0"。
    Version.parse(text)
        从文本得到 Version：一到三段，用点隔开，每段由一个以上的 0–9 组成；缺的段是 0。
        不是这样就抛出 ValueError，例如 ""、"1.2.3.4"、"a"、"-1"、"1..2"、" 1"、"1_0"。
        前面多写的 0 不要紧："01.10" 是 Version(1, 10)。（不会拿别国的数字来试。）
    例子
        Version(1, 10) > Version(1, 9)；str(Version.parse("1.10")) 是 "1.10.0"。
    """

    major: int
    minor: int = 0
    patch: int = 0

    def __str__(self) -> str:
        ### BEGIN SOLUTION
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text: str) -> "Version":
        parts = text.split(".")
        if len(parts) > 3 or not all(part.isdigit() for part in parts):
            raise ValueError(f"不是版本号：{text!r}")
        return cls(*map(int, parts))
        ### END SOLUTION


# %% check="Version" points=11 minutes=6
check("Version")

# %% tags=["demo"]
if ready("Version"):
    tags = ["1.9", "1.10", "1.2", "2", "1.10.1"]
    print("按文本排：", sorted(tags))
    print("按版本排：", [str(v) for v in sorted(Version.parse(tag) for tag in tags)])

# %% [markdown]
# ## 8　只问一句话
#
# 一堆图形，要算总面积。是圆就 π r²，是长方形就宽乘高……每来一种新图形，就要回来加一个 `elif`。换个想法：**让图形自己算**，你只问一句 `shape.area()`，不管它是谁。这叫多态（polymorphism）。
#
# 下一格给出一份约定：`Shape` 是抽象基类（abstract base class，`ABC`），`@abstractmethod` 的意思是“这一句每种图形都必须会答，怎么答你们自己写”。


# %%
from abc import ABC, abstractmethod
from math import pi


class Shape(ABC):
    @abstractmethod
    def area(self) -> float:
        """面积。"""


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return pi * self.radius**2


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


# %% tags=["demo"]
class Blob(Shape):  # 弄坏它：没有写 area
    pass


try:
    Blob()
except TypeError as error:
    print("TypeError:", error)

# %% [markdown]
# 不会答的，造都造不出来：毛病在造的时候就露出来了，不会等到半夜算面积的时候。
#
# ### 练习 8.9 total_area（约 3 分钟，6 分）
#
# **做什么**　一列图形的总面积。
#
# **例子**　`total_area([Rectangle(2, 3), Rectangle(1, 4)])` 是 6 + 4 = 10；`total_area([])` 是 0.0。
#
# **不许问它是谁**　不要用 `isinstance`、`type`、`__class__`：检查时会来几种你还没有见过的图形，它们都会答 `area()`。
#
# <details><summary>提示一：想一想</summary>
#
# 你需要知道一个图形是圆还是方吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 从 0.0 开始，一个一个加上去。`area` 是方法，要加括号才会运行。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个 `for`，里面一行 `+=`；或者 `sum(… for … in …)` 一行。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `isinstance` 一种一种地问：新来的图形算不了；<!-- wrong: isinstance-chain -->
# - 写了 `shape.area` 没写括号：那是方法本身，不是面积。<!-- wrong: not-called -->
#
# </details>


# %% exercise="total_area"
def total_area(shapes: list) -> float:
    """一列图形的总面积。

    参数
        shapes: 列表，里面是各种图形，每个都有方法 area()，返回面积（数，≥ 0）；
            也会有你没见过的图形。不改变它。
    返回
        小数：各个 area() 的和；空列表是 0.0。
    不许用 isinstance、type、__class__：不问它是谁，只问它的面积。
    例子
        total_area([Rectangle(2, 3), Rectangle(1, 4)]) 是 10。
    """
    ### BEGIN SOLUTION
    total = 0.0
    for shape in shapes:
        total += shape.area()
    return total
    ### END SOLUTION


# %% [markdown]
# 空白写好以后才来的两种图形：圆环，和只知道面积的一块地。你的函数没有见过它们。


# %%
class Ring(Shape):
    def __init__(self, outer, inner):
        self.radius, self.inner = outer, inner

    def area(self):
        return pi * (self.radius**2 - self.inner**2)


class Plot(Shape):
    def __init__(self, size):
        self.width, self.height, self._size = 1, 1, size

    def area(self):
        return self._size


# %% check="total_area" points=6 minutes=3 helpers=["Circle", "Rectangle", "Ring", "Plot"]
check("total_area")

# %% [markdown]
# ## 小结
#
# | 今天的 | 一句话 |
# |---|---|
# | 类、对象、`self` | 图纸、照图纸造的东西、“这一个自己” |
# | 类属性、实例属性 | 写在方法外面的大家共用；`self.` 的各人一份 |
# | `@property` | 看起来是读写数据，其实运行函数：可以守门 |
# | 继承、`super()` | 只写不一样的；上面那张图纸的那一份请它自己做 |
# | 双下划线方法 | 符号、`len`、`for`、`with` 都是方法换了个写法 |
# | `NotImplemented` | “我不会”，请去问另一边 |
# | 迭代器 | 书是书，书签是书签 |
# | `dataclass` | 几个字段放在一起时，让 Python 替你写 |
# | 多态 | 不问你是谁，只问你会不会 |
#
# 明天不造新东西，去逛 Python 自带的仓库：标准库。
#
# ## 自测
#
# 先想，再展开。
#
# 1. `class A: items = []`，`A().items.append(1)` 之后，`A().items` 是什么？
#
# <details><summary>答案</summary>
#
# `[1]`。`items` 写在方法外面，是图纸上的一个列表，新造的 A 看到的也是它。
#
# </details>
#
# 2. `3 * v` 里，Python 先问谁，再问谁？各叫哪个方法？
#
# <details><summary>答案</summary>
#
# 先问 3：`(3).__mul__(v)`，得到 NotImplemented；再问 v：`v.__rmul__(3)`。
#
# </details>
#
# 3. `Savings` 没有写 `deposit`，`s.deposit(5)` 为什么能用？余额加在谁的身上？
#
# <details><summary>答案</summary>
#
# 自己的图纸上找不到，就去 `Account` 的图纸上找；运行时 `self` 是 `s`，所以加在 `s` 的 `_balance` 上。
#
# </details>
#
# 4. `with` 里面抛出了错误，`__exit__` 运行吗？错误会不会传出来？
#
# <details><summary>答案</summary>
#
# 一定运行；除非它返回 True（或别的算作真的值），错误照常传出来。
#
# </details>
#
# **延伸**　Python 官方教程第 9 章“类”；语言参考里“数据模型”（Data model）一章，列着全部双下划线方法；Luciano Ramalho，*Fluent Python*，把今天每一节各写成了一章。

# %% [markdown]
# ## 9　终场：银行的一天，和一幅夜景
#
# **银行营业**　四位客户，其中一位是你；一天里随机来办三十件事，取得太多的被门口拦下；打烊时发利息。把 `MY_NAME` 换成自己的名字，`DAY` 换个数就是另外一天。

# %% tags=["demo"]
MY_NAME, DAY = "小明", 8

if ready("Account", "Savings"):
    import random

    luck = random.Random(DAY)
    bank = [Savings(MY_NAME, 500_00), Account("小红", 300_00)]
    bank += [Savings("老王", 88_00, 3), Account("李雷")]
    refused = 0
    for _ in range(30):
        client, cents = luck.choice(bank), luck.randint(1, 300_00)
        try:
            # 随机挑一扇门（存或取），再用 cents 去叫它
            luck.choice([client.deposit, client.withdraw])(cents)
        except ValueError:
            refused += 1
    for client in bank:
        if isinstance(client, Savings):
            client.add_interest()

    me, words = bank[0], {"deposit": "存入", "withdraw": "取出", "interest": "利息"}
    balance, sign = 500_00, {"deposit": 1, "withdraw": -1, "interest": 1}
    print("=" * 36)
    print(f"  Python 银行　第 {DAY} 天　{me.owner} 的对账单")
    print("=" * 36)
    print(f"{'':>12}{balance / 100:>12.2f}   开户")
    for what, cents in me.history:
        balance += sign[what] * cents
        change = sign[what] * cents / 100
        print(f"{change:>+12.2f}{balance / 100:>12.2f}   {words[what]}")
    print("-" * 36)
    fits = "对得上" if balance == me.balance else "对不上！"
    print(f"{'':>12}{me.balance / 100:>12.2f}   余额，与流水{fits}")
    everything = sum(client.balance for client in bank) / 100
    print(f"\n今天拒绝了 {refused} 次，全行存款 {everything:.2f} 元")

# %% [markdown]
# **夜景**　每个图形自己会把自己画上去（`draw`），画布只问一句“请画”。请一位朋友添一种图形：把 `Tree` 抄一份，换个名字，只改 `corners` 里的几个点和颜色，再去掉 `scene` 里那一行前面的井号。别的代码一个字都不用改。（画图的细节不用读懂。）


# %% tags=["demo"]
class Moon(Circle):
    def draw(self, ax, at):
        ax.add_patch(plt.Circle((at.x, at.y), self.radius, color="#ffe9a8"))
        shadow = at + Vector(0.45, 0.25) * self.radius  # 你的 + 和 *
        dark = plt.Circle((shadow.x, shadow.y), self.radius * 0.85, color="#14213d")
        ax.add_patch(dark)


class Tower(Rectangle):
    def draw(self, ax, at):
        box = plt.Rectangle((at.x, at.y), self.width, self.height, color="#33415c")
        ax.add_patch(box)
        for i in range(int(self.height / 0.6)):
            for j in range(int(self.width / 0.5)):
                lit = (3 * i + 5 * j + int(at.x)) % 4 < 2
                w = at + Vector(0.15 + 0.5 * j, 0.2 + 0.6 * i)
                color = "#ffd166" if lit else "#1b263b"
                ax.add_patch(plt.Rectangle((w.x, w.y), 0.22, 0.3, color=color))


class Halo(Ring):
    def draw(self, ax, at):
        for k in range(6):
            r = self.inner + (self.radius - self.inner) * k / 5
            line = plt.Circle((at.x, at.y), r, fill=False, color="#ffe9a8", alpha=0.25)
            ax.add_patch(line)


class Tree(Shape):  # 朋友的类：抄一份，改名字、几个点和颜色
    def __init__(self, height):
        self.height = height

    def area(self):
        return self.height * self.height / 4

    def draw(self, ax, at):
        left, right = at - Vector(self.height / 4, 0), at + Vector(self.height / 4, 0)
        top = at + Vector(0, self.height)
        corners = [left, right, top]
        ax.fill([c.x for c in corners], [c.y for c in corners], color="#2d6a4f")


if ready("Vector", "total_area"):
    scene = [
        (Moon(0.8), Vector(9.6, 4.6)),
        (Halo(1.5, 0.9), Vector(9.6, 4.6)),
        (Tower(1.6, 3.2), Vector(1, 0)),
        (Tower(2.2, 4.6), Vector(3, 0)),
        (Tower(1.3, 2.4), Vector(5.6, 0)),
        (Tree(1.6), Vector(7.6, 0)),
        (Tree(2.2), Vector(8.5, 0)),
        (Tree(1.2), Vector(10.8, 0)),
        # (Kite(1.0), Vector(6.5, 4.5)),  # 朋友的类叫 Kite，就去掉最前面的井号
    ]
    fig, ax = plt.subplots(figsize=(8, 4.3))
    ax.set_facecolor("#14213d")
    for shape, at in scene:
        shape.draw(ax, at)  # 只问这一句
    ax.set(xlim=(0, 12), ylim=(0, 6.4), aspect="equal", xticks=[], yticks=[])
    painted = total_area([shape for shape, _ in scene])
    ax.set_title(f"{len(scene)} 个图形，面积一共 {painted:.1f}")
    plt.show()

# %% [markdown]
# 这幅夜景里，位置是你的 `Vector` 在加，总面积是你的 `total_area` 在问，画布一次也没有问过“你是谁”。把图存下来发给朋友，附上他那几行 `Kite`：他的东西和你的代码素不相识，放在一起就能用。这就是今天的全部。
