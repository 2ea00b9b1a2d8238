# ---
# jupyter:
#   autograder:
#     title: Python 第 9 天　标准库
#     builds: 一块用文字画的仪表盘，读完近一万首唐诗，还能找出藏着朋友姓氏的那一首
#     minutes: 90
#     data: [quatrains.gz]
#     en:
#       title: Python day 9. The standard library
#       builds: a dashboard drawn in characters, of nearly ten thousand Tang poems, and a search for a friend's name in them
# ---

# %% [markdown]
# # Python 第 9 天　标准库
#
# Python 装好的时候，已经带着两百多个模块：数数的、读表格的、算日期的、翻文件夹的，连一个数据库都有。它们叫标准库（standard library），不用安装，`import` 就能用。
#
# 会写程序的人，一半的本事是**知道有什么，会查怎么用**。今天挑八样最常用的，每样解决一个真问题；每一样，你都会先看见自己动手写会摔在哪里。
#
# **今天用到的旧知识**
#
# | 学过的 | 用在哪里 |
# |---|---|
# | `dict`、`sorted`（第 3 天） | 数数、排名 |
# | `try`/`except`、`raise ValueError`（第 4 天） | 坏的日志、坏的日期、坏的文件 |
# | `with open(…, encoding="utf-8")`（第 6 天） | 读写文件 |
# | 继承、`super()`（第 8 天） | 让 argparse 换一种方式报错 |
#
# **今天结束时你会有**
#
# - 八件工具：数词、读日志、读 CSV、算年龄、找文件、存成绩、查图书、读命令；
# - 一块仪表盘：9867 首唐诗里最爱用的字、月亮和酒谁多、四季各有多少：找文件、读命令、数字的都是你的函数；
# - 一首诗：里面有你朋友的姓。

# %% [markdown]
# ## 时间表
#
# 合计约 90 分钟，100 分，读讲义的时间算在里面；第一次写正则表达式，慢一些是正常的。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 怎样读文档 | 3 | |
# | 1 | 从文字里挑东西：word_count、parse_log | 24 | 26 |
# | 2 | 表格：read_csv | 11 | 13 |
# | 3 | 日期：age | 8 | 10 |
# | 4 | 文件夹：find_files | 9 | 11 |
# | 5 | 存下来：update_scores | 9 | 13 |
# | 6 | 数据库：find_books | 11 | 13 |
# | 7 | 一行命令：parse_arguments | 9 | 14 |
# | | 小结、自测 | 3 | |
# | 8 | 终场：唐诗仪表盘 | 3 | |
#
# 每个练习是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条地展开“提示”。看到“**先猜**”，先想好答案再运行；看到“**弄坏它**”，就故意弄坏，看看坏了是什么样子。

# %% tags=["demo"]
# autograder 是这门课自带的工具：check 检查练习，ready 问练习写好了没有。
from autograder import check, progress_bar, ready

progress_bar()

# %% [markdown]
# 今天要用的模块都在下一格，按字母排：八个是今天要学的（`re` 和 `collections` 合一节），`contextlib`、`tempfile` 是帮手，不用读懂。


# %%
import argparse
import contextlib
import csv
import json
import re
import sqlite3
import tempfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

# %% [markdown]
# ## 0　怎样读文档
#
# 没有人背得下两百个模块。大家都是这样做的：
#
# 1. 猜一个名字去搜，例如“python count words”，看见有人提到 `Counter`；
# 2. 打开官方文档 <https://docs.python.org/zh-cn/3/library/>，或者就在这里问 `help(Counter)`、`Counter?`；
# 3. 先看**第一句**和**例子**，再看参数，最后看“它在什么时候抛出什么错误”；
# 4. 拿一个小得能用铅笔算的例子，当场试。
#
# 试一次。`Counter` 是会数数的字典：给它一串东西，它数出每样有几个。它的方法 `most_common`（最常见的几个）的说明只有两句，意思是“列出最常见的 n 个和各自的次数，从多到少；n 是 None 就全部列出”。**先猜**：次数相同的，谁在前？

# %% tags=["demo"]
print(Counter.most_common.__doc__)
print(Counter("abracadabra").most_common(3))
print(Counter(["乙", "甲", "乙", "甲", "丙"]).most_common())

# %% [markdown]
# 文档字符串没说相同的怎么办；网页上的文档说了：先遇到的在前（“ordered in the order first encountered”）。一句话没写的，试一试只能知道**这一次**，文档写了的才算数。

# %% [markdown]
# ## 1　从文字里挑东西
#
# `"It's a dog. Dog's a dog!".split()` 得到 `"dog."`、`"dog!"`、`"Dog's"`：标点粘在词上。我们想说的是“一串连着的字母”。说这种话的小语言叫正则表达式（regular expression），模块是 `re`：
#
# | 写法 | 意思 |
# |---|---|
# | `[a-z]`、`[0-9]` | 这个范围里的一个字符 |
# | `[a-z]+`、`[a-z]*` | 一个以上；零个以上 |
# | `\d` | 一个数字；`\d{4}` 是正好四个 |
# | `.` | 除了换行以外的任何一个字符 |
# | `\[`、`\.` | 反斜杠去掉特殊的意思：就是 `[`，就是 `.` |
# | `甲\|乙` | 甲或者乙 |
# | `(…)` | 圈出来，之后单独取；`(?:…)` 只圈不取 |
#
# `re.findall(规则, 文本)` 从左到右找出所有合规则的段，给一个列表。
#
# 写正则表达式时，引号前面加个 `r`（raw，原样），反斜杠就不会先被 Python 吃掉。

# %% tags=["demo"]
text = "It's a dog. Dog's a dog! 电话 010-8888"
print(re.findall(r"[a-z]+", text.lower()))
print(re.findall(r"\d+-\d+", text))
print(re.findall(r"(\d+)-(\d+)", text))  # 有圈，给的是圈里的
# 一个以上的 ab（只圈不取），或者一个汉字（从 \u4e00 到 \u9fff，是汉字的编号）：
print(re.findall(r"(?:ab)+|[\u4e00-\u9fff]", "ababa 山水"))

# %% [markdown]
# ### 练习 9.1 word_count（约 6 分钟，11 分）
#
# **做什么**　最常见的 `n` 个词，各出现几次。先 `lower()`；“词”有两种：
#
# - 一串 a–z，**中间**可以夹一个或几个撇号：`it's`、`rock'n'roll` 各是一个词；`'tis'` 的词是 `tis`，两头的撇号不算；
# - 一个汉字（U+4E00 到 U+9FFF，写作 `[\u4e00-\u9fff]`）自己就是一个词。
#
# 别的字符（数字、标点、下划线、é）都只是间隔。次数多的在前，相同的，先出现的在前。
#
# **例子**　`"It's a dog. Dog's a dog! 春眠不觉晓，春"`，n = 3：词依次是 it's、a、dog、dog's、a、dog、春、眠、不、觉、晓、春，所以答案是 `[("a", 2), ("dog", 2), ("春", 2)]`。
#
# **类型**　文本和 ≥ 1 的整数进，列表出；每项是（文本，整数）的元组。词不够 `n` 个，有几个给几个。
#
# <details><summary>提示一：想一想</summary>
#
# `it's` 是“一串字母，然后是（撇号和一串字母）这样的东西零次以上”。用上面的表，怎样写？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 两种词用 `|` 连起来，交给 `re.findall`；圈只用 `(?:…)`，不然 `findall` 给的是圈里的。得到的列表交给 `Counter`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两行：`words = re.findall(r"…|…", text.lower())`，`return Counter(…).…(…)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `split()`，标点粘在词上；<!-- wrong: split -->
# - 把相同次数的又按字母排了序；<!-- wrong: ties-sorted -->
# - 连着的汉字当成了一个词；<!-- wrong: chinese-runs -->
# - 两头的撇号也算进了词里；<!-- wrong: outer-quotes -->
# - 忘了 `lower()`，Dog 和 dog 成了两个词。<!-- wrong: case -->
#
# </details>


# %% exercise="word_count"
def word_count(text: str, n: int) -> list:
    """最常见的 n 个词。

    参数
        text: 文本。
        n: 整数，≥ 1。
    返回
        列表，每项是元组 (词, 次数)。次数多的在前；相同的，在 text 里先出现的在前。
        一共不到 n 个词，就全部给出。
    词
        先 lower()。一串 a–z 是一个词，字母之间可以夹一个撇号（'），一串里可以夹几次；
        一个 U+4E00 到 U+9FFF 的汉字自己是一个词。别的字符都只是间隔。
    例子
        word_count("It's a dog. Dog's a dog! 春眠不觉晓，春", 3) 是
        [("a", 2), ("dog", 2), ("春", 2)]。
    """
    ### BEGIN SOLUTION
    words = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    return Counter(words).most_common(n)
    ### END SOLUTION


# %% check="word_count" points=11 minutes=6
check("word_count")

# %% tags=["demo"]
if ready("word_count"):
    rhyme = "床前明月光，疑是地上霜。举头望明月，低头思故乡。Row, row, row your boat!"
    for word, times in word_count(rhyme, 5):
        print(f"{'█' * times:<4}{times}  {word}")

# %% [markdown]
# **日志**（log）是程序的日记，一行一件事：
#
# ```
# 2024-02-29 13:05:07 [ERROR] disk: [full]
# ```
#
# `re.fullmatch(规则, 一行)`：**整行**都合规则，就给一个匹配对象，`m[1]`、`m[2]` 是圈起来的各段；不合就给 None。（`re.search` 只要中间有一段合就行；守门不要用它。）
#
# 两个坑，先看：星号和加号都**贪心**，能多吃就多吃；样子像日期的，不一定是日期。

# %% tags=["demo"]
line = "[ERROR] disk: [full]"
print("贪心：", re.fullmatch(r"\[(.*)\].*", line)[1])  # 弄坏它
print("说清楚：", re.fullmatch(r"\[([A-Z]+)\].*", line)[1])
print("不合：", re.fullmatch(r"\d+", "abc"))
print("样子像日期吗？", bool(re.fullmatch(r"\d{4}-\d\d-\d\d", "2023-02-29")))
try:
    print(datetime.fromisoformat("2023-02-29 10:00:00"))
except ValueError as error:
    print("ValueError:", error)
print(datetime.fromisoformat("2024-02-29 13:05:07").isoformat())

# %% [markdown]
# `datetime.fromisoformat` 真的去查日历：2023 年没有 2 月 29 日。可是它又太宽：`"2024-02-29"`、`"20240229"` 它都收。**样子归正则，真假归日历**，两样一起才够。
#
# ### 练习 9.2 parse_log（约 8 分钟，15 分）
#
# **做什么**　把一列日志行分成好的和坏的：好的变成元组，坏的只数有几行。好的一行是
#
# `四位年-两位月-两位日` 空格 `两位时:两位分:两位秒` 空格 `[一个以上的大写字母 A–Z]` 空格 `消息`
#
# 消息可以是空的，里面可以有任何字符（方括号、冒号也行）；行末若有换行，先去掉它，**只**去掉它。时刻必须真的存在。一行坏了不影响别的行。
#
# **例子**
#
# | 行 | 结果 |
# |---|---|
# | `"2024-02-29 13:05:07 [ERROR] disk: [full]\n"` | `("2024-02-29T13:05:07", "ERROR", "disk: [full]")` |
# | `"2024-03-01 00:00:00 [INFO] \n"` | `("2024-03-01T00:00:00", "INFO", "")` |
# | `"2023-02-29 10:00:00 [INFO] hi"` | 坏：没有这一天 |
# | `"2024-03-01 25:00:00 [INFO] hi"` | 坏：没有 25 点 |
# | `">> 2024-03-01 10:00:00 [INFO] hi"` | 坏：前面多了东西 |
# | `"2024-3-1 10:00:00 [INFO] hi"` | 坏：月、日不是两位 |
# | `""` | 坏 |
#
# 这七行合起来，返回（两个元组的列表，5）。
#
# **类型**　文本的列表进；出来一个元组：（列表，整数）。时刻写成 `isoformat()` 的样子，中间是字母 T。
#
# <details><summary>提示一：想一想</summary>
#
# 规则里要圈出三段，哪三段？级别那一圈里写 `.*` 会怎样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 每一行：去掉换行；`fullmatch`，得到 None 就是坏的；再把第一段交给 `datetime.fromisoformat`，抛出 ValueError 也是坏的。`removesuffix("\n")` 只去掉一个换行，`strip()` 会多去掉空格。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个 `for`。里面先 `m = re.fullmatch(r"(…) \[(…)\] (.*)", …)`；`m` 是 None 就 `bad += 1`、`continue`（None 没有 `m[1]`）；`try` 里面转换、`append`；`except ValueError` 里面 `bad += 1`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 用 `search`，前面多了东西的行也收下；<!-- wrong: search -->
# - 级别那一圈太贪心，吃到了消息里的 `]`；<!-- wrong: greedy -->
# - 日期只看样子，2023-02-29 也收下；<!-- wrong: shape-only -->
# - 遇到一行坏的就停了，后面的没有读；<!-- wrong: stops-at-bad -->
# - 只靠 `strptime`，月、日是一位的也收下。<!-- wrong: strptime-only -->
#
# </details>


# %% exercise="parse_log"
def parse_log(lines: list) -> tuple:
    r"""读日志，分出好的和坏的。

    参数
        lines: 文本的列表，每项一行，末尾可以有一个换行（\n）；不改变它。
    返回
        (records, bad)。records 是列表，好的行各一个元组 (时刻, 级别, 消息)，次序不变；
        bad 是整数，坏的行有几行。
    好的一行
        YYYY-MM-DD HH:MM:SS [LEVEL] 消息：各段之间正好一个空格；LEVEL 是一个以上的 A–Z；
        消息可以是空的，原样保留（只去掉行末的换行）。时刻要真的存在。
        别的都是坏的，包括空行。（不会拿 24:00:00、全角数字来试。）
        时刻写成 "2024-02-29T13:05:07" 的样子。
    例子
        parse_log(["2024-02-29 13:05:07 [ERROR] disk: [full]\n", "hi"]) 是
        ([("2024-02-29T13:05:07", "ERROR", "disk: [full]")], 1)。
    """
    ### BEGIN SOLUTION
    records, bad = [], 0
    for line in lines:
        line = line.removesuffix("\n")
        m = re.fullmatch(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) \[([A-Z]+)\] (.*)", line)
        try:
            if m is None:
                raise ValueError("样子不对")
            records.append((datetime.fromisoformat(m[1]).isoformat(), m[2], m[3]))
        except ValueError:
            bad += 1
    return records, bad
    ### END SOLUTION


# %% check="parse_log" points=15 minutes=8
check("parse_log")

# %% tags=["demo"]
if ready("parse_log"):
    diary = [
        "2024-02-29 13:05:07 [ERROR] disk: [full]\n",
        "2024-02-29 13:05:09 [INFO] 删掉了三部电影\n",
        "今天天气真好\n",
        "2024-02-30 08:00:00 [INFO] 不存在的早晨\n",
    ]
    records, bad = parse_log(diary)
    print(*records, f"坏的 {bad} 行", sep="\n")

# %% [markdown]
# ## 2　表格
#
# CSV（comma-separated values）是最普通的表格文件：一行一条，逗号隔开。看上去 `line.split(",")` 就够了。下面的 `room` 是一个临时文件夹，`room / "shop.csv"` 是里面的一个文件，`write_text`、`read_text` 把整段文本写进去、读出来（第 4 节细说）。**先猜**下面这个文件会被切成几格：

# %% tags=["demo"]
room = Path(tempfile.mkdtemp())  # 一个临时文件夹，不用读懂
shop = room / "shop.csv"
shop.write_text('名字,地址\n小明,"北京, 海淀"\n小红,"上海\n静安"\n', encoding="utf-8")

for line in shop.read_text(encoding="utf-8").splitlines():
    print("split：", line.split(","))
with shop.open(encoding="utf-8", newline="") as file:
    for row in csv.reader(file):
        print("csv　：", row)

# %% [markdown]
# 引号里的逗号是字，引号里的换行也是字：一条记录可以占两行。这些规矩 `csv` 都懂。打开时写 `newline=""`，是把换行原样交给它去认（文档里这样要求）。
#
# 再来一个看不见的：有的软件存 UTF-8 时，在最前面放一个记号，叫 BOM（U+FEFF）。用 `"utf-8"` 读，它会粘在第一个列名上：

# %% tags=["demo"]
shop.write_bytes("名字,价\n苹果,3\n".encode("utf-8-sig"))  # 开头带记号的文件
for encoding in ("utf-8", "utf-8-sig"):
    with shop.open(encoding=encoding, newline="") as file:
        print(f"{encoding:<10}", list(csv.DictReader(file)))
shop.write_text("a,b\n1\n\n1,2,3\n", encoding="utf-8")  # 少一格，空行，多一格
with shop.open(encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        print(row)

# %% [markdown]
# `DictReader` 用第一行（表头，header）作键，每条记录是一个字典。最后两行说出了它的脾气：缺的格子给 None；空行它自己跳过；多出来的格子，放在键 None 下面。
#
# ### 练习 9.3 read_csv（约 7 分钟，13 分）
#
# **做什么**　读一个 CSV 文件，每条记录一个字典，键是表头里的列名。
#
# - 文件是 UTF-8，有没有 BOM 都行；引号的规矩照 CSV；
# - 空的格子是 None；末尾缺的格子也是 None；
# - 空行跳过；格子比表头多的，抛出 ValueError：多半是谁忘了引号，悄悄丢掉会错到很远；
# - 别的格子都是文本，原样，不转换、不去空格。
#
# **例子**　文件
#
# ```
# name,city,age
# Ann,"Paris, FR",30
#
# Bob,,
# Cy
# ```
#
# 读出来是 `[{"name": "Ann", "city": "Paris, FR", "age": "30"}, {"name": "Bob", "city": None, "age": None}, {"name": "Cy", "city": None, "age": None}]`。
#
# **类型**　文件名（文本）进，字典的列表出；值是文本或 None。
#
# <details><summary>提示一：想一想</summary>
#
# 上面两个演示里，哪几件事 `DictReader` 和 `"utf-8-sig"` 已经替你做了？还剩哪两件？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 剩下的是：键 None 在不在字典里（在就 `raise`）；值是 `""` 的换成 None。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `with open(…, encoding=…, newline="") as file:` 里面一个 `for row in csv.DictReader(file):`；循环里一个 `if … raise`，一行 `append`，里面是字典推导 `{… for key, value in row.items()}`；`value or None` 会把空文本变成 None。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `split(",")`：引号里的逗号也切开了；<!-- wrong: split -->
# - 用 `"utf-8"` 打开，第一个列名前粘着 BOM；<!-- wrong: bom -->
# - 一行一行地交给 csv，引号里的换行断开了；<!-- wrong: line-by-line -->
# - 打开时忘了 `newline=""`，引号里的 `\r\n` 变成了 `\n`；<!-- wrong: no-newline -->
# - 空的格子给了 `""`；<!-- wrong: empty-text -->
# - 多出来的格子悄悄丢掉了。<!-- wrong: extra-dropped -->
#
# </details>


# %% exercise="read_csv"
def read_csv(path: str) -> list:
    """读一个 CSV 文件。

    参数
        path: 文本，文件名。文件是 UTF-8，开头可能有 BOM；第一行是表头，列名各不相同、
            不是空的。
    返回
        列表，每条记录一个字典：列名 → 格子里的文本（原样）。空的格子、末尾缺的格子是
        None。引号里可以有逗号、写成两个的引号和换行；换行也原样：文件里是 \\r\\n，
        读出来还是 \\r\\n。空行跳过。只有表头时是 []。
    错误
        ValueError: 有一条记录的格子比表头多。
    例子
        文件是 name,age 一行，Ann,30 一行，Bob 一行：
        [{"name": "Ann", "age": "30"}, {"name": "Bob", "age": None}]。
    """
    ### BEGIN SOLUTION
    records = []
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if None in row:
                raise ValueError(f"格子太多：{row}")
            records.append({key: value or None for key, value in row.items()})
    return records
    ### END SOLUTION


# %% check="read_csv" points=13 minutes=7
check("read_csv")

# %% tags=["demo"]
if ready("read_csv"):
    table = '书名,作者,价\n"红楼梦, 上",曹雪芹,59\n无名氏,,12\n'
    shop.write_text(table, encoding="utf-8-sig")
    for book in read_csv(str(shop)):
        print(book)

# %% [markdown]
# ## 3　日期
#
# 一年有几天？今天到元旦还有几天？自己数，不是忘了闰年，就是忘了大小月。`datetime` 模块里的 `date` 会减法：两个日期相减，得到相差的天数。

# %% tags=["demo"]
born, now = date(2004, 2, 29), date(2023, 2, 28)
print("相差", (now - born).days, "天")
print("除以 365：", (now - born).days // 365, "岁？")
print(date.fromisoformat("2024-02-29"), born < now, (born.month, born.day))
try:
    born.replace(year=2023)  # 2023 年的生日是哪天？
except ValueError as error:
    print("ValueError:", error)

# %% [markdown]
# 2004 年 2 月 29 日生的人，2023 年 2 月 28 日满 19 岁了吗？除以 365 说是，因为中间多了几个闰日；`replace` 干脆报错。我们的约定：平年里，这一天生的人到 **3 月 1 日**才长一岁。
#
# ### 练习 9.4 age（约 5 分钟，10 分）
#
# **做什么**　满几岁。生日那天就长一岁。
#
# **例子**
#
# | `birthday` | `today` | |
# |---|---|---|
# | `"2000-06-15"` | `"2024-06-14"` | 23，差一天 |
# | `"2000-06-15"` | `"2024-06-15"` | 24 |
# | `"2004-02-29"` | `"2023-02-28"` | 18 |
# | `"2004-02-29"` | `"2023-03-01"` | 19 |
# | `"2024-05-01"` | `"2024-05-01"` | 0 |
# | `"2024-05-02"` | `"2024-05-01"` | ValueError：还没出生 |
# | `"2023-02-29"` | `"2024-05-01"` | ValueError：没有这一天 |
#
# **类型**　两个 `"年-月-日"` 的文本进，整数出。
#
# <details><summary>提示一：想一想</summary>
#
# 先不管月日，年份相减。什么时候要再减 1？只看月份够不够？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 元组会比大小：先比第一个，相同再比第二个。`(月, 日)` 比一次，闰日也自动对了：(2, 28) < (2, 29) < (3, 1)。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两行 `date.fromisoformat`（不是日期时它自己抛出 ValueError）；一个 `if … raise`；算出年份之差；一个 `if` 里减 1。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 天数除以 365，闰日越攒越多；<!-- wrong: by-days -->
# - 只比了月份，没有比日；<!-- wrong: month-only -->
# - `replace(year=…)`：2 月 29 日生的人，平年报错；<!-- wrong: replace-year -->
# - 只拿年份相减；<!-- wrong: years-only -->
# - 还没出生的，算出了负数。<!-- wrong: negative -->
#
# </details>


# %% exercise="age"
def age(birthday: str, today: str) -> int:
    """到 today 为止满几岁。

    参数
        birthday、today: 文本，"年-月-日"，例如 "2004-02-29"。
    返回
        整数，满几岁；生日当天就长一岁。2 月 29 日生的人，平年里 3 月 1 日长一岁。
    错误
        ValueError: 有一个不是日期（例如 "2023-02-29"、"2024/05/01"、""），
            或者 today 比 birthday 早。
    例子
        age("2004-02-29", "2023-02-28") 是 18，age("2004-02-29", "2023-03-01") 是 19。
    """
    ### BEGIN SOLUTION
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError("还没出生")
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return years
    ### END SOLUTION


# %% check="age" points=10 minutes=5
check("age")

# %% tags=["demo"]
MY_BIRTHDAY = "2006-09-01"  # 换成你的

if ready("age"):
    born = date.fromisoformat(MY_BIRTHDAY)
    day = date(2026, 12, 1)  # 想用今天，就写 date.today()
    print(f"{day} 这天：{age(MY_BIRTHDAY, day.isoformat())} 岁，", end="")
    weekday = "一二三四五六日"[born.weekday()]
    print(f"活了 {(day - born).days} 天，出生那天是星期{weekday}")
    print(f"到元旦还有 {(date(day.year + 1, 1, 1) - day).days} 天")

# %% [markdown]
# ## 4　文件夹
#
# `pathlib` 的 `Path` 像文本，可是知道自己是路径：用 `/` 接起来，点后面问它事情。

# %% tags=["demo"]
(room / "diary" / "2024").mkdir(parents=True, exist_ok=True)
for name in ("a.txt", "2024/b.txt", "2024/photo.jpg"):
    (room / "diary" / name).write_text("", encoding="utf-8")
top = room / "diary"
path = top / "2024" / "b.txt"
print(path.name, path.suffix, path.is_file(), path.relative_to(top).as_posix())
print("glob：", sorted(p.relative_to(top).as_posix() for p in top.glob("*")))
print("rglob：", sorted(p.relative_to(top).as_posix() for p in top.rglob("*")))

# %% [markdown]
# `glob` 只看一层，`rglob`（r 是 recursive，一层一层往下）看所有层；两个都连**文件夹**一起给你。`*.txt` 这种写法叫通配符：`*` 是任意几个字符，`?` 是一个。`as_posix()` 总用 `/` 写路径，Windows 上也是。
#
# 名字以点开头的是隐藏的：`.git`、`.cache`。找文件的时候，人们通常不想看见它们，也不想看见它们**里面**的东西。
#
# ### 练习 9.5 find_files（约 6 分钟，11 分）
#
# **做什么**　在 `root` 下面，不论多深，找名字合 `pattern` 的文件。
#
# - 只要文件，不要文件夹；
# - 自己或者路上任何一个文件夹（`root` 以下的）以 `.` 开头，就不要；`root` 自己叫什么不管；
# - 给相对于 `root` 的路径，文本，用 `/`，按**文本**排序；
# - 没有 `root` 这个文件夹，给 `[]`。
#
# **例子**　文件夹 `books` 里有 `b.txt`、`a/c.txt`、`a/d.jpg`、`.git/e.txt`、`.f.txt`，还有一个**文件夹**叫 `g.txt`：`find_files("books", "*.txt")` 是 `["a/c.txt", "b.txt"]`。
#
# **类型**　两个文本进，文本的列表出。`pattern` 里没有 `/`，只管名字。
#
# <details><summary>提示一：想一想</summary>
#
# `rglob` 给的每一个，要过三关才留下：哪三关？哪一关要看路上的每一段？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先 `relative_to(root)`，再看它的 `.parts`（各段的元组）：有没有一段 `startswith(".")`。先变成文本再排序：`"a.txt"` 和 `"a/b.txt"`，按文本是前一个小。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for path in Path(root).rglob(pattern):`，里面一行算出相对路径，一个 `if path.is_file() and not any(… for part in ….parts):`；最后 `return sorted(…)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 文件夹也列了出来；<!-- wrong: folders-too -->
# - 只看了文件自己的名字，隐藏文件夹里的没有排除；<!-- wrong: hidden-parents -->
# - 路径里带着 `root`；<!-- wrong: with-root -->
# - 用了 `glob`，只找了一层；<!-- wrong: one-level -->
# - 排序排的是 Path，不是文本：次序不一样。<!-- wrong: sorted-as-paths -->
#
# </details>


# %% exercise="find_files"
def find_files(root: str, pattern: str) -> list:
    """在 root 下面找文件，不论多深。

    参数
        root: 文本，文件夹名；可以不存在。
        pattern: 文本，通配符，只管文件自己的名字，例如 "*.txt"、"*"、"photo?.jpg"；
            里面没有 / 和 **。
    返回
        文本的列表：文件（不是文件夹）相对于 root 的路径，用 / 隔开，按文本从小到大。
        root 以下的路径里有一段以 "." 开头的不要；root 自己的名字不算。
        没有 root 时是 []。
    例子
        books 里有 b.txt、a/c.txt、.git/e.txt 和文件夹 g.txt：
        find_files("books", "*.txt") 是 ["a/c.txt", "b.txt"]。
    """
    ### BEGIN SOLUTION
    found = []
    for path in Path(root).rglob(pattern):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(".") for part in inside.parts):
            found.append(inside.as_posix())
    return sorted(found)
    ### END SOLUTION


# %% [markdown]
# 下面的 `in_folder` 给检查和评分用：造一个临时文件夹，放进这些空文件（以 `/` 结尾的是文件夹），叫一次你的 `find_files`，再删掉。不用读懂。


# %%
def in_folder(files, pattern, root="books"):
    """检查和评分用的：在一个临时的地方造出 root 和里面的文件，叫一次 find_files。"""
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        for file in files:
            path = Path(root, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir() if file.endswith("/") else path.touch()
        return find_files(root, pattern)


# %% check="find_files" points=11 minutes=6
check("find_files")

# %% tags=["demo"]
if ready("find_files"):
    print("上面的日记：", find_files(str(top), "*.txt"))
    print("这门课的数据：", find_files(".", "*.gz"))

# %% [markdown]
# ## 5　存下来
#
# 程序一关，变量就没了。要留到明天，就写进文件。`json` 把列表、字典、文本、数写成文本，又读回来：

# %% tags=["demo"]
scores = {"小明": 90, "小红": 85}
print(json.dumps(scores))
print(json.dumps(scores, ensure_ascii=False))
print(json.loads('{"小明": 90}'))
try:
    json.loads('{"小明": 90')  # 弄坏它：少了半个括号
except ValueError as error:
    print(f"{type(error).__name__}:", error)

# %% [markdown]
# 第一行里的 `\u5c0f` 也没有错，只是人读不了；`ensure_ascii=False` 让汉字就是汉字。`JSONDecodeError` 是 `ValueError` 的子类（第 8 天），`except ValueError` 接得住它。
#
# 最危险的一件事：`open(path, "w")` 的那一刻，文件**已经被清空**了，哪怕你还没写一个字。

# %% tags=["demo"]
board = room / "board.json"
board.write_text('{"小明": 90}', encoding="utf-8")
open(board, "w").close()  # 弄坏它：打开，什么也不写，关上
print(repr(board.read_text(encoding="utf-8")))

# %% [markdown]
# 小明的 90 分没有了。所以总是**先读，后开“w”**。
#
# ### 练习 9.6 update_scores（约 7 分钟，13 分）
#
# **做什么**　排行榜存在一个 JSON 文件里：名字 → 最好的成绩。来了一个新成绩：
#
# - 没有这个文件，就当它是 `{}`；
# - 新的名字，或者比原来的**高**，才写进去；
# - 写的文件是 UTF-8，汉字就是汉字；返回整个字典；
# - 文件坏了（不是 JSON），抛出 ValueError，文件**一个字也不动**：也许里面还有救。
#
# **例子**　文件是 `{"小明": 90}`：
#
# | 叫 | 返回，也是文件里的 |
# |---|---|
# | `update_scores(path, "小明", 80)` | `{"小明": 90}` |
# | `update_scores(path, "小明", 95)` | `{"小明": 95}` |
# | `update_scores(path, "小红", -3)` | `{"小明": 95, "小红": -3}`：新名字，负的也写 |
#
# **类型**　文件名和名字是文本，成绩是整数（可以是负的）；返回字典。
#
# <details><summary>提示一：想一想</summary>
#
# “没有文件”和“文件坏了”，各是什么错误？哪一个要接住，哪一个要让它传出去？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 只接 `FileNotFoundError`；写 `except:` 会把坏文件也当成空的，然后盖掉它。新名字用 `name not in scores` 问；`scores.get(name, 0)` 会把 −3 当成不够好。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `try:` 读出 `scores`，`except FileNotFoundError:` 给 `{}`；一个 `if … or …:`，里面改字典、写文件；最后 `return scores`。`Path(path).read_text(encoding="utf-8")` 和 `write_text(…, encoding="utf-8")` 各一行就够。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 不管高低都写，低分盖掉了高分；<!-- wrong: lower-wins -->
# - 汉字写成了 `\u5c0f`；<!-- wrong: escaped -->
# - 先用 "w" 打开，文件读之前就空了；<!-- wrong: opened-first -->
# - 改了字典，没有写回文件；<!-- wrong: not-written -->
# - `except:` 什么都接，坏文件被当成空的盖掉。<!-- wrong: bare-except -->
#
# </details>


# %% exercise="update_scores"
def update_scores(path: str, name: str, score: int) -> dict:
    """把一个成绩记进排行榜文件，只留每个人最好的。

    参数
        path: 文本，文件名。里面是 JSON：名字 → 整数；没有这个文件就当作 {}。
        name: 文本。
        score: 整数，可以是负的。
    返回
        字典：名字 → 最好的成绩，与调用之后文件里的一样。
    文件
        新的名字，或者 score 比原来的高，才改；别人的成绩不动。文件是 UTF-8 的 JSON，
        汉字就写成汉字，不写成 \\u5c0f 那样；缩进、空格不限。成绩没有变时，写不写文件
        都行（内容要一样）。
    错误
        ValueError（它的子类也行）: 文件里不是 JSON。这时文件一个字节也不变。
    例子
        文件是 {"小明": 90}：update_scores(path, "小明", 80) 是 {"小明": 90}，
        update_scores(path, "小红", 70) 是 {"小明": 90, "小红": 70}。
    """
    ### BEGIN SOLUTION
    file = Path(path)
    try:
        scores = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        scores = {}
    if name not in scores or score > scores[name]:
        scores[name] = score
        file.write_text(json.dumps(scores, ensure_ascii=False), encoding="utf-8")
    return scores
    ### END SOLUTION


# %% check="update_scores" points=13 minutes=7
check("update_scores")

# %% tags=["demo"]
if ready("update_scores"):
    board = room / "scores.json"
    for player, points in [("小明", 90), ("小红", 97), ("小明", 60), ("老王", -3)]:
        print(player, points, "→", update_scores(str(board), player, points))
    print("文件里是：", board.read_text(encoding="utf-8"))

# %% [markdown]
# ## 6　数据库
#
# 几百万本书，内存里放不下，还有许多人同时在查、同时在改，字典就吃力了。数据库（database）专做这个，跟它说话的语言叫 SQL。`sqlite3` 是一个完整的数据库，小到可以只住在内存里：

# %% tags=["demo"]
with contextlib.closing(sqlite3.connect(":memory:")) as db:
    db.execute("CREATE TABLE pets (name TEXT, age INTEGER)")
    pets = [("旺财", 3), ("小白", 1), ("咪咪", 3)]
    db.executemany("INSERT INTO pets VALUES (?, ?)", pets)
    question = "SELECT name, age FROM pets WHERE age = ? ORDER BY name"
    print(db.execute(question, (3,)).fetchall())

# %% [markdown]
# 一行一行读：造一张表，两列；放进三行；问“`age` 等于 `?` 的，按 `name` 排好”。**问号是空位**，填什么放在后面的元组里，一个空位一项。只有一个空位时也要是元组：`(3,)`，逗号不能少。`fetchall()` 把答案一次全取来：总是元组的列表，哪怕只问了一列。（`contextlib.closing` 保证用完就关上数据库，好比 `with open`；写 `db.close()` 也行。）
#
# 为什么不用 f-string 把名字拼进去？**先猜**：有人在搜索框里填了 `' OR '1'='1`，下面会怎样？

# %% tags=["demo"]
with contextlib.closing(sqlite3.connect(":memory:")) as db:
    db.execute("CREATE TABLE secrets (owner TEXT, secret TEXT)")
    secrets = [("小明", "怕黑"), ("小红", "暗恋")]
    db.executemany("INSERT INTO secrets VALUES (?, ?)", secrets)
    typed = "' OR '1'='1"
    broken = f"SELECT secret FROM secrets WHERE owner = '{typed}'"  # 弄坏它
    print(broken)
    print("拼起来的：", db.execute(broken).fetchall())
    safe = "SELECT secret FROM secrets WHERE owner = ?"
    print("用空位的：", db.execute(safe, (typed,)).fetchall())

# %% [markdown]
# 引号一闭合，后面的字就从“名字”变成了“命令”，所有人的秘密都出来了。这叫 SQL 注入（SQL injection），每年都有网站因此上新闻。而一个真的叫 O'Brien 的人，名字里的撇号也会让拼起来的句子断掉。空位里的东西永远只是数据。
#
# ### 练习 9.7 find_books（约 7 分钟，13 分）
#
# **做什么**　`rows` 是一列 (书名, 作者, 年份)。放进一个内存里的数据库，查出这位作者的书名，按年份从早到晚，同一年的按书名从小到大。
#
# **规矩**　必须用 `execute` 或 `executemany`，值一律走空位 `?`。所以这个空白里**不许出现** f-string、`format`、`join`，也不许用 `+`、`%` 拼文本（`n += 1`、`titles += [title]` 这样数数、接列表的加号可以）。
#
# **例子**　`rows = [("Poirot", "Christie", 1930), ("Marple", "Christie", 1927), ("Swim", "O'Brien", 1939)]`：
#
# - `find_books(rows, "Christie")` 是 `["Marple", "Poirot"]`；
# - `find_books(rows, "O'Brien")` 是 `["Swim"]`；
# - `find_books(rows, "' OR '1'='1")` 是 `[]`。
#
# **类型**　元组的列表和文本进，文本的列表出（不是元组的列表）。
#
# <details><summary>提示一：想一想</summary>
#
# 照着 `pets` 那一格，要三句 SQL。哪几句里有空位，各有几个？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `ORDER BY` 后面可以写两列，逗号隔开。只有一个空位：`(author,)`。答案里每项是一个元组，书名是它的第 0 个。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `db = sqlite3.connect(":memory:")`；`CREATE TABLE`；`executemany("INSERT … (?, ?, ?)", rows)`；`SELECT title FROM … WHERE … ORDER BY …`；一个列表推导，取每项的 `[0]`；最后 `db.close()`，`return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 把作者拼进 SQL，`' OR '1'='1` 查出了所有的书；<!-- wrong: injection -->
# - 没有按年份排，或者同一年的没有按书名排；<!-- wrong: unsorted by-year-only -->
# - 返回的是元组的列表：`[("Marple",), …]`；<!-- wrong: tuples -->
# - 写了 `(author)`，少了逗号：文本被当成一串空位；<!-- wrong: no-comma -->
# - 按书名排了，忘了年份。<!-- wrong: by-title -->
#
# </details>


# %% exercise="find_books"
def find_books(rows: list, author: str) -> list:
    """用数据库查一位作者的书。

    参数
        rows: 列表，每项是元组 (书名, 作者, 年份)：文本、文本、整数；不改变它。
        author: 文本，要与作者完全相同；可以有任何字符，例如 "O'Brien"。
    返回
        文本的列表：这位作者的书名，按年份从早到晚，同一年的按书名从小到大；没有的话
        是 []。
    规矩
        用 sqlite3，一定要用 execute 或 executemany；值走空位 ?。空白里不许有 f-string、
        format、join，也不许用 + 和 % 拼文本（n += 1、titles += [title] 这样的加号可以）。
    例子
        rows 是 [("Poirot", "Christie", 1930), ("Marple", "Christie", 1927)]：
        find_books(rows, "Christie") 是 ["Marple", "Poirot"]，
        find_books(rows, "' OR '1'='1") 是 []。
    """
    ### BEGIN SOLUTION
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE books (title TEXT, author TEXT, year INTEGER)")
    db.executemany("INSERT INTO books VALUES (?, ?, ?)", rows)
    question = "SELECT title FROM books WHERE author = ? ORDER BY year, title"
    titles = [row[0] for row in db.execute(question, (author,))]
    db.close()
    return titles
    ### END SOLUTION


# %% check="find_books" points=13 minutes=7
check("find_books")

# %% tags=["demo"]
if ready("find_books"):
    shelf = [("边城", "沈从文", 1934), ("骆驼祥子", "老舍", 1937)]
    shelf += [("茶馆", "老舍", 1957), ("湘行散记", "沈从文", 1936)]
    shelf += [("四世同堂", "老舍", 1944)]
    for writer in ("老舍", "沈从文", "' OR '1'='1"):
        print(writer, "→", find_books(shelf, writer))

# %% [markdown]
# ## 7　一行命令
#
# 到了终端里，程序是这样叫的：`python poems.py quatrains.gz --count 12 --reverse`。`python poems.py` 后面的几个词在列表 `sys.argv[1:]` 里。`argparse` 帮你把它们读成有名字的东西：

# %% tags=["demo"]
parser = argparse.ArgumentParser(prog="cook")
parser.add_argument("dish")  # 没有横线：必须给，按位置认
parser.add_argument("--minutes", type=int, default=10)  # 有横线：可给可不给
parser.add_argument("--spicy", action="store_true")  # 只是个开关：写了就是 True
print(parser.parse_args(["豆腐", "--spicy"]))
print(parser.parse_args(["--minutes", "25", "豆腐"]).minutes + 5)

# %% [markdown]
# 得到的 `Namespace` 是个普通的对象，点后面取；`vars(…)` 把它变成字典。不写 `type=int`，`"25"` 就还是文本。
#
# 参数不对时，argparse 打印一段用法，然后**让整个程序退出**（SystemExit）。在终端里这正好，在别的程序里叫它就糟了。这时它其实是叫了自己的一个方法 `error(self, message)`。第 8 天的本事用上了：**继承它，只改这一个方法**。


# %%
class Strict(argparse.ArgumentParser):
    def error(self, message):
        print("（有人叫了 error：", message, "）")
        raise KeyError("我来决定怎么办")


# %% tags=["demo"]
strict = Strict(prog="cook")
strict.add_argument("--minutes", type=int)
try:
    strict.parse_args(["--minutes", "很久"])
except KeyError as error:
    print("KeyError:", error)

# %% [markdown]
# ### 练习 9.8 parse_arguments（约 7 分钟，14 分）
#
# **做什么**　读一行命令的参数，得到字典：
#
# | 参数 | 字典里 | 不写时 |
# |---|---|---|
# | 一个路径，必须有 | `"path"`：文本 | ValueError |
# | `--count N`（或 `--count=N`） | `"count"`：整数 | 10 |
# | `--reverse` | `"reverse"`：True | False |
#
# 次序随便。参数不对（没有路径、有两个路径、`--count` 后面不是整数或没有东西、不认识的选项），抛出 ValueError，**绝不**让程序退出。
#
# **例子**
#
# - `["a.txt"]` → `{"path": "a.txt", "count": 10, "reverse": False}`；
# - `["--reverse", "a.txt", "--count", "3"]` → `{"path": "a.txt", "count": 3, "reverse": True}`；
# - `[]`、`["a.txt", "--count", "三"]`、`["a.txt", "b.txt"]` → ValueError。
#
# **类型**　文本的列表进，字典出。参数来自 `argv`，不要去看 `sys.argv`。
#
# <details><summary>提示一：想一想</summary>
#
# `Strict` 里的 `error` 抛出的是 KeyError。你要它抛出什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 类可以写在函数里面。三个 `add_argument` 照着 `cook` 写。（文档里的 `exit_on_error=False` 听起来正合用，可是许多版本的 Python 里，它管不了缺参数这类错误，照样退出。）
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个小小的类，一个方法，一行 `raise`；造一个 parser；三行 `add_argument`；`return vars(parser.parse_args(…))`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 参数不对时 SystemExit，程序退出了；<!-- wrong: exits -->
# - 照抄了 `Strict`，抛出的是 KeyError；<!-- wrong: key-error -->
# - `parse_args()` 空着括号，读的是 `sys.argv`；<!-- wrong: sys-argv -->
# - 返回的是 Namespace，不是字典；<!-- wrong: namespace -->
# - 没有 `type=int`，`count` 是文本。<!-- wrong: count-as-text -->
#
# </details>


# %% exercise="parse_arguments"
def parse_arguments(argv: list) -> dict:
    """读一行命令的参数。

    参数
        argv: 文本的列表，例如 ["a.txt", "--count", "3"]；不改变它。
    返回
        字典 {"path": 文本, "count": 整数, "reverse": True 或 False}。路径必须有，正好
        一个；--count N 也可以写成 --count=N，不写时是 10；写了 --reverse 就是 True。
        次序随便。
    错误
        ValueError（它的子类也行）: 没有路径，路径多于一个，--count 后面没有整数，
            不认识的选项。不会让程序退出。
        （不会拿 -h、--help、缩写的选项、负的 N 来试。）
    例子
        parse_arguments(["--reverse", "a.txt", "--count", "3"]) 是
        {"path": "a.txt", "count": 3, "reverse": True}。
    """

    ### BEGIN SOLUTION
    class Parser(argparse.ArgumentParser):
        def error(self, message):
            raise ValueError(message)

    parser = Parser()
    parser.add_argument("path")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--reverse", action="store_true")
    return vars(parser.parse_args(argv))
    ### END SOLUTION


# %% check="parse_arguments" points=14 minutes=7
check("parse_arguments")

# %% [markdown]
# ## 小结
#
# | 要做的事 | 去找 | 记住一句 |
# |---|---|---|
# | 数数 | `collections.Counter` | 相同的，先遇到的在前 |
# | 从文字里挑东西 | `re` | 守门用 `fullmatch`；加号和星号都贪心 |
# | 日期和时刻 | `datetime` | 样子归正则，真假归日历 |
# | 表格 | `csv` | 引号里的逗号和换行都是字；BOM 用 `utf-8-sig` |
# | 路径、文件夹 | `pathlib` | `rglob` 看所有层，文件夹也给你 |
# | 存一份数据 | `json` | 先读，后开 "w"；`ensure_ascii=False` |
# | 查许多数据 | `sqlite3` | 值走空位 `?`，永远不拼 |
# | 一行命令 | `argparse` | 出错会退出，继承它就能改 |
#
# ## 自测
#
# 先想，再展开。
#
# 1. `re.findall(r"(ab)+", "ababab")` 得到什么？
#
# <details><summary>答案</summary>
#
# `["ab"]`。整段 `ababab` 合规则，只有一处；有圈，给的是圈里**最后一次**的内容。想要整段就写 `(?:ab)+`。
#
# </details>
#
# 2. 为什么“出生的天数 // 365”有时会早几天长一岁？
#
# <details><summary>答案</summary>
#
# 每四年左右多一个闰日，二十年多出五天，除以 365 就早了五天。
#
# </details>
#
# 3. `open("scores.json", "w")` 之后马上 `json.load`，会读到什么？
#
# <details><summary>答案</summary>
#
# 什么也读不到：文件在打开的那一刻已经清空了（而且 "w" 也不许读）。
#
# </details>
#
# 4. `db.execute("… WHERE author = ?", "莫言")` 报错说要 1 个值却给了 2 个，为什么？
#
# <details><summary>答案</summary>
#
# 文本也是一串东西，两个字就是两个值。要写 `("莫言",)`。
#
# </details>
#
# 明天不学新模块，拿这些本事去画一颗会跳的心。
#
# **延伸**　官方文档“Python 标准库”的目录值得花十分钟从头到尾看一遍，只看每个模块的第一句；Doug Hellmann 的网站 Python Module of the Week，每个模块一篇带例子的文章。

# %% [markdown]
# ## 8　终场：唐诗仪表盘
#
# `quatrains.gz` 里是 9867 首唐代的七言绝句，一行一首，用 `gzip` 压缩过（又一个标准库模块）。下面这块仪表盘由一行命令开动，找文件、读命令、数字都是你写的函数。**先猜**：一万首诗里，月亮多还是酒多？四季里哪个季节最多，哪个几乎没有人写？

# %% tags=["demo"]
import gzip


def bars(title, pairs, width=30):
    """几行横条，最长的 width 格。"""
    print(title)
    most = max(times for _, times in pairs)
    for name, times in pairs:
        print(f"  {name} {'█' * max(1, round(width * times / most))} {times}")
    print()


def dashboard(argv):
    """读命令，读诗，画仪表盘；返回全部的诗。"""
    options = parse_arguments(argv)
    with gzip.open(options["path"], "rt", encoding="utf-8") as file:
        everything = file.read()
    poems = everything.split()
    favourites = word_count(everything, options["count"])
    if options["reverse"]:
        favourites.reverse()
    times = dict(word_count(everything, 10**6))
    print("┌" + "─" * 40)
    print(f"│  唐人七绝 {len(poems)} 首，{len(times)} 个不同的字")
    print("└" + "─" * 40, end="\n\n")
    bars(f"最爱用的 {options['count']} 个字", favourites)
    bars("月亮与酒", [(word, times.get(word, 0)) for word in "月酒"])
    bars("四季", [(season, times.get(season, 0)) for season in "春夏秋冬"])
    return poems


poems = []
if ready("word_count", "parse_arguments", "find_files"):
    poems_file = find_files(".", "quatrains.gz")[0]
    poems = dashboard([poems_file, "--count", "12"])

# %% [markdown]
# 月亮赢了酒（1357 个“月”里有 181 个是“三月”“十月”这样的月份，去掉它们还是赢）；春秋是诗的季节，夏和冬几乎没有人写，剩下的几个里还混着“夏口”这样的地名。
#
# **按一句找全诗**：记得半句，用正则表达式把整首找回来（`.` 是想不起来的那个字）。

# %% tags=["demo"]
HALF = "白云.处有人家"  # 换成你记得的半句

whole = [poem for poem in poems if re.search(HALF, poem)]
for poem in whole:
    print(poem.replace("。", "。\n"))
if poems and not whole:
    print("没有找到，换半句试试。")

# %% [markdown]
# **朋友的姓**　填上朋友的姓（或者名字里的一个字），抄一首送给他。数一数一共有几首，就知道这个字在唐朝红不红。

# %% tags=["demo"]
FRIEND, WHICH = "汪", 0  # 姓，和第几首（从 0 数起）

mine = [poem for poem in poems if FRIEND in poem]
if mine:
    poem = mine[WHICH % len(mine)]
    print(f"“{FRIEND}”字出现在 {len(mine)} 首诗里。送给你的是：\n")
    for line in re.findall("[^，。]+[，。]", poem):
        print("    " + line.replace(FRIEND, f"【{FRIEND}】"))
elif poems:
    print(f"一万首里没有“{FRIEND}”，真是少见的姓。换名字里的一个字试试？")

# %% [markdown]
# 把这首诗抄给朋友，告诉他是从九千多首里找出来的。
#
# 第 7 节那行 `python poems.py quatrains.gz --count 12 --reverse` 也能成真：新建一个文件 `poems.py`，依次抄进开头的 `import` 和 `import gzip, sys`、你的 `word_count` 和 `parse_arguments`、上面的 `bars` 和 `dashboard`，最后一行写 `dashboard(sys.argv[1:])`。从这一天起，你写的东西不住在 notebook 里，也能跑。
