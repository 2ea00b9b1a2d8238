# ---
# jupyter:
#   autograder:
#     title: Python 第 11 天　实战：WAVE 音频解析
#     builds: 一段自己写进文件的旋律，和一台听得出电话号码的机器
#     minutes: 106
#     en:
#       title: Python day 11. Inside a WAVE file
#       builds: a melody that you wrote into a file byte by byte, and a machine that hears telephone numbers
# ---

# %% [markdown]
# # Python 第 11 天　实战：WAVE 音频解析
#
# 手机里的录音、游戏里的音效，存下来都是一个文件，文件里全是字节（byte）。今天不用任何现成的播放库，自己把一个声音文件**拆开**：哪几个字节是说明书，哪几个字节是声音。再反过来，自己算出声音，一个字节一个字节地**写**成文件，在这一页里放出来听。
#
# 最后一件事像电影里的情节：听一段拨电话的按键声，说出拨的是什么号码。
#
# **今天用到的旧知识**
#
# | 学过的 | 用在哪里 |
# |---|---|
# | 字节、十六进制、补码（第 2 天） | 每一个字节 |
# | 切片、列表、字典（第 1、3 天） | 拆文件、放声音的数 |
# | `while`、`zip`、`raise ValueError`（第 2、4 天） | 一块一块地走，坏文件不放过 |
# | `key=`、`lambda`、带星号的参数（第 5 天） | 挑出最强的频率 |
# | `open`、`with`（第 6 天），`math.sin`（第 10 天） | 读录音，造声音 |
#
# **今天结束时你会有**
#
# - 一台拆文件的机器：什么 WAVE 文件都能看清里面有什么；
# - 一段自己写的旋律，淡入淡出，就在页面里播放；
# - 一只“耳朵”：朋友拨号，它说出号码。

# %% [markdown]
# ## 时间表
#
# 合计约 106 分钟，100 分，读讲义的时间算在里面。一口气太长，分两次走：第一次和字节打交道，第二次和声音打交道。关掉以后再打开，要从第一格起，把每一格程序再运行一遍。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | | **第一次，约 58 分钟：拆文件，写文件** | | |
# | 0 | 一个文件里有什么 | 10 | |
# | 1 | 拆箱子：read_chunks、wave_format | 17 | 25 |
# | 2 | 从字节到声音：samples | 13 | 18 |
# | 3 | 写回去：write_wave | 18 | 16 |
# | | **第二次，约 48 分钟：造声音，听声音** | | |
# | 4 | 造声音：sine、fade | 12 | 16 |
# | 5 | 听出音高：strength | 10 | 10 |
# | 6 | 听电话：dtmf_decode | 18 | 15 |
# | | 小结、自测 | 3 | |
# | 7 | 终场：一段旋律，一个号码 | 5 | |
#
# 每个练习是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条地展开“提示”。看到“**先猜**”，先想好答案再运行；看到“**弄坏它**”，就故意弄坏，看看坏了是什么样子。
#
# **一条规矩**　Python 自带一个 `wave` 模块，专门读写这种文件。今天写的就是它，所以每个练习里都不用 `wave`、`audioop`、`chunk`，也不用 `cmath` 和 NumPy、SciPy、PyTorch 这些外面的库；标准库里别的都可以用。

# %% tags=["demo"]
# autograder 是这门课自带的工具：check 检查练习，ready 问练习写好了没有。画图的细节不用读懂。
import matplotlib.pyplot as plt
from IPython.display import Audio, display

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# 今天的练习要用这两个模块：`math` 昨天见过；`struct` 在数和字节之间换来换去，等会儿讲。

# %%
import math
import struct

# %% [markdown]
# ## 0　一个文件里有什么
#
# 旁边有一个录音 `spoken.wav`。第 6 天读文本文件用 `open(path, encoding="utf-8")`，得到文字。声音不是文字，要原样的字节，就写 `"rb"`：r 是读（read），b 是字节（binary），这时没有 `encoding`。**先听一听**，说的是什么？（英语，一个数字。）

# %% tags=["demo"]
with open("spoken.wav", "rb") as file:
    recording = file.read()

print(type(recording), len(recording), "个字节")
display(Audio(data=recording))

# %% [markdown]
# 看看开头的 48 个字节：左边是第几个（位置），中间是十六进制，右边是把它当字符看的样子，显示不出来的画成点。**先猜**：哪些字节看上去像字？

# %% tags=["demo"]
for at in range(0, 48, 8):
    row = recording[at : at + 8]
    letters = "".join(chr(b) if 32 <= b < 127 else "." for b in row)
    print(f"{at:3}   {row.hex(' ')}   {letters}")

# %% [markdown]
# 看得懂的有四处：`RIFF`、`WAVE`、`fmt `（末尾有一个空格，凑满四个）、`data`。其余的是数：`j`、`@`、`>`、`F` 也显示得出来，只是那个数碰巧和一个字符的编号相同。
#
# `bytes` 像一串数，每个 0 到 255。取一个得到**数**，切一段得到**字节**。这个区别今天要用几十次。还有一个：`b"RIFF"` 是四个字节，`"RIFF"` 是四个字符，两样不相等。要把字节变成文字，用第 2 天的 `decode`；这里的名字全是英文字母和空格，写 `.decode("ascii")`：

# %% tags=["demo"]
print(recording[0], recording[0:4])
print(recording[0:4] == b"RIFF", recording[0:4] == "RIFF")
print(recording[0:4].decode("ascii"), "是文字，四个字符")
print(recording[5990:7000], "← 切过了头，不报错，只是短")

# %% [markdown]
# 最后一行要当心：文件只有 6002 个字节，切 `[5990:7000]` 不报错，给的只是剩下的 12 个。文件断了一截，切片不会告诉你，得自己**数一数长度**。
#
# 显示不成字符的字节，写在引号里是 `\x` 加两位十六进制（第 2 天见过）：`b"\x05\x00"` 是两个字节，5 和 0。
#
# **大端和小端**　每秒记多少个数，写在第 24 到 27 个字节，是 `40 1f 00 00`。一个字节最多 255，大的数要几个字节合起来写，那么谁在前面？
#
# - 我们写数，大的位在前：一千二百写成 1200。这叫**大端**（big-endian）；
# - WAVE 文件反过来，小的位在前：`40 1f` 是 0x1f40 = 8000。这叫**小端**（little-endian）。
#
# 铅笔算一遍：0x40 = 64，0x1f = 31，$64 + 31 \times 256 = 8000$。**先猜**：要是当成大端，会是一个多大的数？

# %% tags=["demo"]
four = recording[24:28]
print(four.hex(" "))
print("小端：", int.from_bytes(four, "little"))
print("大端：", int.from_bytes(four, "big"))
print("写回去：", (8000).to_bytes(4, "little").hex(" "))

# %% [markdown]
# 每秒十亿次的录音机是没有的，所以是小端：每秒 8000 个数。
#
# `int.from_bytes(字节, "little")` 把字节合成一个整数；`数.to_bytes(几个字节, "little")` 反过来。有正有负的数用补码存（第 2 天写过），两边都加上 `signed=True`。**先猜**：同样的两个字节 `ff ff`，不加是多少，加了是多少？

# %% tags=["demo"]
print(int.from_bytes(b"\xff\xff", "little"))
print(int.from_bytes(b"\xff\xff", "little", signed=True))
print((-2).to_bytes(2, "little", signed=True).hex(" "))

# %% [markdown]
# 一个一个地换，数多了就啰嗦。`struct` 一次换好几个，用字母说明每个是什么：`<` 是小端，`H` 是两个字节的整数，`I` 是四个字节的，`h` 是两个字节有正负的，`f` 是四个字节的小数。

# %% tags=["demo"]
print(struct.unpack("<HI", b"\x01\x00\x40\x1f\x00\x00"))  # 总是给一个元组
print(struct.pack("<HI", 1, 8000).hex(" "))
print(struct.unpack("<h", b"\xff\xff"))  # 只有一个，也是元组
print(struct.unpack("<f", b"\x00\x00\x80\x3e")[0])  # 要里面的数，就取第 0 个

# %% [markdown]
# ## 1　拆箱子
#
# WAVE 文件是一个大箱子，里面一个接一个放着小箱子，每个小箱子叫**块**（chunk）：

# %% tags=["demo"]
parts = [
    (4, "RIFF", "#9ecae1"),
    (4, "大小", "#deebf7"),
    (4, "WAVE", "#9ecae1"),
    (4, "fmt ", "#fdae6b"),
    (4, "大小", "#fee6ce"),
    (8, "16 个字节", "#fff5eb"),
    (4, "data", "#a1d99b"),
    (4, "大小", "#c7e9c0"),
    (12, "声音……", "#f0faee"),
]
labels = ["0", "4", "8", "12", "16", "20", "36", "40", "44"]
fig, ax = plt.subplots(figsize=(7.6, 1.5))
x = 0
for (width, text, color), label in zip(parts, labels):
    ax.add_patch(plt.Rectangle((x, 0), width, 1, facecolor=color, edgecolor="white"))
    ax.text(x + width / 2, 0.5, text, ha="center", va="center", color="black", fontsize=9)
    ax.text(x, -0.1, label, ha="center", va="top", fontsize=9)
    x += width
ax.set(xlim=(-1, x + 1), ylim=(-0.6, 1.1))
ax.set_title("spoken.wav：开头 12 个字节，然后是两块（下面是位置）", fontsize=10)
ax.axis("off")
plt.show()

# %% [markdown]
# - 开头 12 个字节：`RIFF`，四个字节的大小，`WAVE`。
# - 然后是块，直到文件完了。每块：四个字节的**名字**，四个字节的**大小** n（小端），接着 n 个字节的**内容**。
# - n 是奇数时，内容后面多一个**填充**字节，让下一块从偶数位置开始。填充不算在 n 里。
#
# 我们的录音只有两块，可是别的录音机会在中间塞别的块：歌名、专辑封面、录音日期。所以 `data` **不一定**从第 36 个字节开始：得一块一块地走过去。

# %% [markdown]
# ### 练习 11.1 read_chunks（约 8 分钟，14 分）
#
# **做什么**　把一个 WAVE 文件拆成块。参数 `data` 是 `bytes`，整个文件；结果是列表，每一项是一个元组：（名字，内容）。
#
# **例子**（铅笔数一数，这个文件一共多少个字节？）
#
# ```
# b"RIFF" + 四个字节 + b"WAVE"
# b"odd " + 03 00 00 00 + b"abc" + 00        ← 3 是奇数，多一个填充
# b"data" + 02 00 00 00 + b"\x05\x00"
# ```
#
# <details><summary>数好了再看</summary>
#
# 开头 12 个，第一块 4 + 4 + 3 + 1 = 12 个，第二块 4 + 4 + 2 = 10 个，一共 34 个。
#
# </details>
#
# 拆出来是 `[("odd ", b"abc"), ("data", b"\x05\x00")]`。
#
# **坏文件**　开头不是 `RIFF`……`WAVE`；最后一块的名字和大小凑不满 8 个字节；内容比它说的大小短：都抛出 `ValueError`。有两件事不算坏：`RIFF` 后面的大小写错了（很多软件写得不准，不要看它）；最后一块是奇数，末尾却没有填充。
#
# <details><summary>提示一：想一想</summary>
#
# 用一个名字记住“走到第几个字节了”，它从几开始？一块看完，它要加上几个数？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `while` 循环，走到文件末尾为止。每一圈：切出名字、大小、内容；内容有没有切够，用 `len` 数。奇数多走一步：`size % 2` 正好是 1 或 0。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `if …: raise ValueError(…)` 先看开头；`at = 12`；`while at < len(data):` 里面四五行，最后一行是 `at = at + 8 + … + …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了奇数后面的填充，下一块的名字错了一位；<!-- wrong: no-padding padding-always -->
# - 大小按大端读，几个字节变成几百万个；<!-- wrong: big-endian -->
# - 以为 `data` 总在第 36 个字节；<!-- wrong: data-at-36 -->
# - 名字 `fmt ` 末尾的空格去掉了；<!-- wrong: name-stripped -->
# - 内容断了一截，切片不报错，就当作完整的收下了；<!-- wrong: cut-accepted -->
# - 名字和大小断了一截，也当作没事；<!-- wrong: cut-header-ignored -->
# - 末尾少一个填充就当成坏文件；<!-- wrong: padding-demanded -->
# - 内容正好到文件末尾，也当成断了：`>=` 该是 `>`；<!-- wrong: end-refused empty-refused -->
# - 开头两样都不对才抛出：`and` 该是 `or`。<!-- wrong: and-for-or wave-not-checked riff-not-checked -->
#
# </details>


# %% exercise="read_chunks"
def read_chunks(data: bytes) -> list:
    """把 WAVE 文件拆成块。

    参数
        data: bytes，整个文件的字节。
    返回
        列表，按文件里的次序；每一项是元组（名字，内容）：
        名字是 4 个字符的文字（ASCII，空格保留），内容是 bytes，不含填充。
        一块也没有时是空列表。
    说明
        开头 12 个字节是 RIFF、大小、WAVE；这个大小不看，写错了也照样拆。
        每块是 4 个字节的名字、4 个字节的大小（小端，不含填充）、内容；大小是
        奇数时，后面跟一个填充字节，只有在文件末尾可以没有。
    错误
        ValueError: 开头不是 RIFF 和 WAVE；名字加大小不满 8 个字节；
        内容比大小说的短。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        RIFF、四个字节、WAVE，然后是 b"odd " 03 00 00 00 b"abc" 00、
        b"data" 02 00 00 00 05 00：
        结果是 [("odd ", b"abc"), ("data", 05 00 这两个字节)]
    """
    ### BEGIN SOLUTION
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("不是 RIFF/WAVE 文件")
    chunks, at = [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + size]
        if at + 8 > len(data) or len(body) < size:
            raise ValueError("最后一块不完整")
        chunks.append((data[at : at + 4].decode("ascii"), body))
        at = at + 8 + size + size % 2
    return chunks
    ### END SOLUTION


# %% check="read_chunks" points=14 minutes=8
check("read_chunks")

# %% [markdown]
# 拆开录音看看，再把文件截掉一半：

# %% tags=["demo"]
if ready("read_chunks"):
    for name, body in read_chunks(recording):
        print(repr(name), len(body), "个字节")
    try:
        read_chunks(recording[:3000])
        print("截掉一半，居然没有发现！")
    except ValueError as error:
        print("截掉一半：ValueError", error)

# %% [markdown]
# ### 练习 11.2 wave_format（约 6 分钟，11 分）
#
# `fmt ` 块是说明书。前 16 个字节，都是小端的整数：
#
# | 位置 | 几个字节 | 是什么 | 我们的录音 |
# |---|---|---|---|
# | 0 | 2 | 格式（kind）：1 是整数，3 是小数 | 1 |
# | 2 | 2 | 声道数（channels）：1 单声道，2 立体声 | 1 |
# | 4 | 4 | 采样率（rate）：每秒多少个数（名字的由来，下一节讲） | 8000 |
# | 8 | 4 | 每秒多少个字节 | 16000 |
# | 12 | 2 | 一帧（frame）多少个字节：每个声道各一个数，合起来叫一帧 | 2 |
# | 14 | 2 | 位数（bits）：一个数用多少位存 | 16 |
#
# **做什么**　读出四样，放进字典：`{"kind": 1, "channels": 1, "rate": 8000, "bits": 16}`。
#
# **一个例外**　格式写着 0xFFFE（65534）的，叫“扩展格式”，真正的格式藏在块内容的第 24、25 个字节里（这时块至少有 40 个字节）。`kind` 要的是真正的那个。别的三样，还是读上面表里的位置。
#
# <details><summary>提示一：想一想</summary>
#
# `read_chunks` 已经拆好了。说明书可能排在第几块？名字到底是哪四个字符？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一块一块地看，名字对上了，就从内容里切出两个或四个字节合成数。走完一圈也没有，才抛出 `ValueError`：这一句和 `for` 对齐，不在它里面。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for name, body in read_chunks(data):` 里面 `if name == "fmt ":`，先查长度，再 `kind = …`，要是扩展格式再换一次，`return {…}`。四个数一次取出来也行：`struct.unpack("<HHIIHH", …)` 给六个。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 直接从文件的第 20 个字节读，前面多一块就错了；<!-- wrong: fixed-offset -->
# - 把一帧的字节数当成了位数；<!-- wrong: block-for-bits -->
# - 扩展格式原样留着 65534；<!-- wrong: extensible-left -->
# - 没有 `fmt ` 块、块太短，都没有抛出 `ValueError`；<!-- wrong: none-if-missing short-accepted -->
# - 块太短时由 `struct` 去报错：它抛出的是 `struct.error`，不是 `ValueError`；<!-- wrong: struct-error -->
# - 每秒的字节数当成了采样率；<!-- wrong: byte-rate-for-rate -->
# - 采样率只读了两个字节，96000 就错了；<!-- wrong: rate-of-two-bytes -->
# - 位数没有读第 14、15 个字节，而是由一帧的字节数算出来，或者到扩展的部分里去拿。<!-- wrong: bits-from-frame valid-bits -->
#
# </details>


# %% exercise="wave_format"
def wave_format(data: bytes) -> dict:
    """WAVE 文件的说明书。

    参数
        data: bytes，整个文件的字节。
    返回
        字典 {"kind": …, "channels": …, "rate": …, "bits": …}，四个值都是
        整数，来自名为 "fmt " 的块，不管它是第几块：从块内容的第 0、2、4、
        14 个字节起，rate 占 4 个字节，其余各占 2 个，小端。
        格式是 0xFFFE 时，kind 是块内容第 24、25 个字节的数（这样的块至少
        有 40 个字节），别的三个不变；不是 0xFFFE，再长也不看那里。
    错误
        ValueError: 没有 "fmt " 块，或者它不满 16 个字节；read_chunks 认为
        坏了的文件也一样。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        "fmt " 的内容是 01 00 02 00 44 ac 00 00 10 b1 02 00 04 00 10 00：
        {"kind": 1, "channels": 2, "rate": 44100, "bits": 16}
    """
    ### BEGIN SOLUTION
    for name, body in read_chunks(data):
        if name == "fmt ":
            if len(body) < 16:
                raise ValueError("fmt 块太短")
            kind, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if kind == 0xFFFE:
                kind = int.from_bytes(body[24:26], "little")
            return {"kind": kind, "channels": channels, "rate": rate, "bits": bits}
    raise ValueError("没有 fmt 块")
    ### END SOLUTION


# %% check="wave_format" points=11 minutes=6 uses=["read_chunks"]
check("wave_format")

# %% tags=["demo"]
if ready("wave_format"):
    print(wave_format(recording))

# %% [markdown]
# ## 2　从字节到声音
#
# 声音是空气一推一拉。录 `spoken.wav` 的时候，麦克风每隔八千分之一秒量一次“推了多少”，记下一个数。这样量叫**采样**（sampling），量到的每个数也叫一个采样。下面是算出来的一毫秒（1000 赫兹，正好起伏一遍），量了 8 次，第 9 次是下一毫秒的开头；点连起来就是波：

# %% tags=["demo"]
times = [i / 8 for i in range(9)]
heights = [math.sin(2 * math.pi * t) for t in times]
fine = [i / 400 for i in range(401)]
fig, ax = plt.subplots(figsize=(7, 2.4))
ax.plot(fine, [math.sin(2 * math.pi * t) for t in fine], color="C0", alpha=0.4)
ax.vlines(times, 0, heights, color="C1", linewidth=1)
ax.plot(times, heights, "o", color="C1", markersize=4)
ax.axhline(0, color="gray", linewidth=0.6)
ax.set(xlabel="毫秒", ylabel="推了多少", title="声音是弯的，记下来的是一个个点")
plt.show()

# %% [markdown]
# 文件里的数有好几种存法，读进来都变成 −1 到 1 之间的小数，后面的程序就不用管是哪一种：
#
# | kind | bits | 一个数几个字节 | 换算 |
# |---|---|---|---|
# | 1 | 8 | 1 | 没有负数：128 是静止，$(v - 128)/128$ |
# | 1 | 16 | 2 | 补码，小端，$v / 2^{15}$ |
# | 1 | 24 | 3 | 补码，小端，$v / 2^{23}$ |
# | 1 | 32 | 4 | 补码，小端，$v / 2^{31}$ |
# | 3 | 32 | 4 | 本来就是小数，`struct` 的 `"<f"`，原样 |
#
# **铅笔算**　24 位的三个字节 `00 00 40`：小端，是 0x400000 = $2^{22}$，除以 $2^{23}$ 得 0.5。`00 00 80` 呢？最高位是 1，是负数：$-2^{23}$，得 −1.0。`ff ff ff` 是 −1，得 $-2^{-23}$。
#
# **立体声**　两个声道轮流站：左、右、左、右……每一对是一帧。要分成两队。

# %% [markdown]
# ### 练习 11.3 samples（约 10 分钟，18 分）
#
# **做什么**　读出整个文件的声音：一个列表，每个声道一个列表，里面是小数。
#
# **例子**　16 位，两个声道，`data` 块是 `00 40 00 80 00 00 ff ff`：四个数是 16384、−32768、0、−1，左边 `[0.5, 0.0]`，右边 `[-1.0, -1/32768]`。结果 `[[0.5, 0.0], [-1.0, -0.000030517578125]]`（最后一个，Python 印成 `-3.0517578125e-05`：小数点向左移五位）。
#
# 表里没有的存法、没有 `data` 块，抛出 `ValueError`。最后剩下不满一帧的字节，扔掉。
#
# <details><summary>提示一：想一想</summary>
#
# 一个数几个字节？一帧几个字节？第 2 帧、第 1 个声道的那个数，从 `data` 块的第几个字节开始？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先写好“几个字节变一个数”：一共三种情形（8 位、小数、其余的补码）。再写两层循环：外层走帧，内层走声道。`range(0, 结束, 一帧的字节数)` 一步跨一帧。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `tracks = [[] for _ in range(channels)]`；`for at in range(0, … , frame):` 里面 `for i in range(channels):`，切出 `raw`，换成数，`tracks[i].append(…)`。不满一帧的，让 `range` 走不到。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 24 位的负数没有认出来，−1.0 成了 1.0；<!-- wrong: unsigned-24 -->
# - 8 位忘了减 128，或者当成补码；<!-- wrong: eight-not-shifted eight-signed -->
# - 声道没有分开，左右混在一列；<!-- wrong: one-track -->
# - 前一半给左边，后一半给右边；<!-- wrong: halves -->
# - 除以 32767：−32768 就超出 −1 了；<!-- wrong: by-32767 -->
# - 按大端读；<!-- wrong: big-endian -->
# - 最后不满一帧的也收下了；<!-- wrong: partial-frame -->
# - 以为声音总从文件的第 44 个字节开始，或者总在 `fmt ` 的后面一块；<!-- wrong: data-at-44 next-after-fmt -->
# - 只查了 kind，20 位的整数也照样读。<!-- wrong: bits-not-checked integer-bits-not-checked -->
#
# </details>


# %% exercise="samples"
def samples(data: bytes) -> list:
    """WAVE 文件里的声音。

    参数
        data: bytes，整个文件的字节（至少一个声道，data 块至多一个）。
    返回
        列表，每个声道一个列表，里面是 float，依时间先后；没有声音的声道
        是空列表。
        kind 1：8 位是 (v - 128) / 128（v 是 0 到 255）；16、24、32 位是
        小端的补码，除以 2**15、2**23、2**31。
        kind 3、32 位：小端的 float，原样。
        末尾不满一帧的字节扔掉。
    错误
        ValueError: 别的 kind 和 bits；没有 data 块；wave_format 认为坏了的
        文件也一样。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        16 位、两个声道，data 是 00 40 00 80 00 00 ff ff：
        [[0.5, 0.0], [-1.0, -0.000030517578125]]
        24 位、一个声道，data 是 ff ff ff 00 00 80 00 00 40：
        [[-2**-23, -1.0, 0.5]]
    """
    ### BEGIN SOLUTION
    form = wave_format(data)
    kind, bits, channels = form["kind"], form["bits"], form["channels"]
    if (kind, bits) not in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32)]:
        raise ValueError("没见过这种存法")
    bodies = [body for name, body in read_chunks(data) if name == "data"]
    if not bodies:
        raise ValueError("没有 data 块")
    body, step = bodies[0], bits // 8
    frame = step * channels
    tracks = [[] for _ in range(channels)]
    for at in range(0, len(body) - frame + 1, frame):
        for i in range(channels):
            raw = body[at + i * step : at + (i + 1) * step]
            if kind == 3:
                value = struct.unpack("<f", raw)[0]
            elif bits == 8:
                value = (raw[0] - 128) / 128
            else:
                value = int.from_bytes(raw, "little", signed=True) / 2 ** (bits - 1)
            tracks[i].append(value)
    return tracks
    ### END SOLUTION


# %% check="samples" points=18 minutes=10 uses=["read_chunks", "wave_format"]
check("samples")

# %% [markdown]
# 画出录音：上面是全部，下面放大三十毫秒。（说的是 seven，七，猜对了吗？）**先猜**：元音 e 的那一段，放大了是乱的，还是一遍一遍重复的？要是重复，三十毫秒里有几遍，一秒钟有几遍？

# %% tags=["demo"]
if ready("wave_format", "samples"):
    rate = wave_format(recording)["rate"]
    voice = samples(recording)[0]
    seconds = [i / rate for i in range(len(voice))]
    print(f"{len(voice)} 个数，{len(voice) / rate:.2f} 秒")
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(7, 3.6))
    top.plot(seconds, voice, linewidth=0.6)
    top.axvspan(0.12, 0.15, color="C1", alpha=0.25)
    bottom.plot(seconds[960:1200], voice[960:1200], "C1.-", linewidth=1, markersize=3)
    top.set(title="spoken.wav", ylabel="推了多少")
    bottom.set(xlabel="秒", ylabel="推了多少")
    fig.tight_layout()
    plt.show()

# %% [markdown]
# 一遍一遍地重复：三十毫秒里约四遍，一遍七毫秒多，一秒钟就是一百三十遍上下。这是声带在一开一合；有“音高”的声音，都是这个样子。
#
# **弄坏它**　同样的字节，要是按大端读，会听到什么？**先猜**，再运行；当心，有点吵。（怎样把每两个字节换过来，不用读懂。）

# %% tags=["demo"]
if ready("read_chunks"):
    head, body = recording[:44], read_chunks(recording)[1][1]  # 这个文件的声音正好从 44 开始
    swapped = bytearray(body)  # bytearray 是可以改的 bytes
    swapped[0::2], swapped[1::2] = body[1::2], body[0::2]
    display(Audio(data=head + bytes(swapped)))

# %% [markdown]
# 一片沙沙声：每个数的高位和低位换了位置，小小的起伏变成大大的乱跳。两个字节的次序，就是声音和噪声的区别。

# %% [markdown]
# ## 3　写回去
#
# 反过来走：给出每个声道的小数，写成完整的文件。最普通的文件头正好 44 个字节：
#
# | 位置 | 写什么 | |
# |---|---|---|
# | 0 | `RIFF` | |
# | 4 | 4 个字节：从第 8 个字节到文件末尾一共多少个 | 36 加声音的字节数，填充也算 |
# | 8 | `WAVE` | |
# | 12 | `fmt ` 和 4 个字节的 16 | |
# | 20 | 格式 1、声道数（各 2 个字节） | |
# | 24 | 采样率、每秒的字节数（各 4 个字节） | 每秒 = 采样率 × 一帧 |
# | 32 | 一帧的字节数、位数（各 2 个字节） | 一帧 = 声道数 × 位数 ÷ 8 |
# | 36 | `data` 和 4 个字节：声音的字节数 | 填充不算 |
# | 44 | 声音，一帧接一帧；奇数个字节就补一个 `00` | |
#
# 一帧里是各个声道的同一时刻。几个列表怎样同时走？`zip`。可是有几个声道，事先不知道，不能写成 `zip(左, 右)`。第 5 天 `def f(*things)` 的星号把参数收成一包；调用时写星号，正好反过来，把一个列表拆成一个个参数：

# %% tags=["demo"]
both = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*both)))  # 和 zip(both[0], both[1]) 一样

# %% [markdown]
# ### 练习 11.4 write_wave（约 9 分钟，16 分）
#
# **做什么**　`channels` 是列表，每个声道一个列表；`rate` 是采样率；`bits` 是 8 或 16。返回整个文件的 `bytes`。
#
# **小数变整数**　16 位：乘 $2^{15}$，四舍五入（用 `round`；乘出来正好是整数的，一个也不许差，不是整数的，评分时差 1 不算错）。麻烦在两头：1.0 变成 32768，可是两个字节最大只到 32767，所以**剪掉**（clip）：大于 32767 的当作 32767，小于 −32768 的当作 −32768。8 位也一样：乘 128、四舍五入、剪到 −128 和 127 之间，**再加 128**。
#
# | x | 0 | 0.5 | 1 | −1 | 2 |
# |---|---|---|---|---|---|
# | 16 位的字节 | `00 00` | `00 40` | `ff 7f` | `00 80` | `ff 7f` |
# | 8 位的字节 | `80` | `c0` | `ff` | `00` | `ff` |
#
# 位数不是 8 和 16，或者声道长短不一，抛出 `ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# 声音的字节和文件头，先做哪一个？文件头里有几个数要等声音做好了才知道？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一帧一帧地走：`zip(*channels)` 每次给出各个声道的同一时刻，上面刚运行过。剪两头：`max(低, min(高, 数))`。文件头用 `struct.pack`，字节用 `+` 接起来。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 两个 `if …: raise`；两层循环攒出 `body`；`block = …`；最后 `return b"RIFF" + struct.pack("<I", …) + b"WAVE" + b"fmt " + struct.pack("<IHHIIHH", 16, …) + b"data" + … + body + …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 没有剪两头，1.0 绕成了 −32768，“啪”的一声；<!-- wrong: wraps -->
# - 8 位的先加了 128，才去剪；<!-- wrong: eight-shifted-first -->
# - 乘了 32767，0.5 不再是 `00 40`；<!-- wrong: times-32767 -->
# - 8 位忘了加 128；<!-- wrong: eight-signed -->
# - 写完左声道再写右声道，没有轮流站；<!-- wrong: channels-in-turn -->
# - RIFF 的大小写成了整个文件的大小；<!-- wrong: riff-whole-file -->
# - 每秒的字节数漏乘了声道或一个数的字节数；<!-- wrong: byte-rate-is-rate byte-rate-of-one-channel -->
# - 一帧的字节数总按一个数两个字节算，8 位的就错了；<!-- wrong: block-of-two-bytes -->
# - 奇数个字节没有填充；<!-- wrong: no-padding -->
# - 该不该填充，数的是采样，不是字节；<!-- wrong: padding-by-samples padding-by-samples-outside-riff -->
# - 填充算进了 `data` 的大小，读的人会多出一个数。<!-- wrong: padding-counted-in-data -->
#
# </details>


# %% exercise="write_wave"
def write_wave(channels: list, rate: int, bits: int = 16) -> bytes:
    """把声音写成 WAVE 文件的字节。

    参数
        channels: 列表，一个或几个声道，每个声道是小数的列表，可以超出 −1 到 1；
            列表可以是空的。不变。
        rate: 采样率，正整数。
        bits: 8 或 16。
    返回
        bytes，整个文件：44 个字节的文件头（RIFF、WAVE，16 个字节的 "fmt "，
        格式 1，"data"），然后是声音，一帧接一帧，小端。
        每个数是 x · 2**(bits-1) 四舍五入，剪到 −2**(bits-1) 和
        2**(bits-1) - 1 之间；8 位再加 128。（x · 2**(bits-1) 正好是整数的，
        一个不差；不是整数的，差 1 不算错。）
        声音有奇数个字节时末尾补一个 00，算在 RIFF 的大小里，不算在 data 的里。
    错误
        ValueError: bits 不是 8 和 16；声道长短不一。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        write_wave([[0.0, 0.5, 1.0, -1.0, 2.0]], 8000) 的最后 10 个字节是
        00 00 00 40 ff 7f 00 80 ff 7f；bits 是 8 时最后 6 个字节是
        80 c0 ff 00 ff 00（末尾一个是填充）。
    """
    ### BEGIN SOLUTION
    if bits not in (8, 16):
        raise ValueError("bits 只能是 8 或 16")
    if len({len(track) for track in channels}) != 1:
        raise ValueError("声道长短不一")
    step, top = bits // 8, 2 ** (bits - 1)
    body = bytearray()
    for frame in zip(*channels):
        for x in frame:
            value = max(-top, min(top - 1, round(x * top)))
            if bits == 8:
                body.append(value + 128)
            else:
                body += value.to_bytes(2, "little", signed=True)
    size, block = len(body), step * len(channels)
    padding = b"\x00" * (size % 2)
    head = struct.pack("<IHHIIHH", 16, 1, len(channels), rate, rate * block, block, bits)
    riff = struct.pack("<I", 36 + size + len(padding))
    data = b"data" + struct.pack("<I", size) + bytes(body) + padding
    return b"RIFF" + riff + b"WAVE" + b"fmt " + head + data
    ### END SOLUTION


# %% check="write_wave" points=16 minutes=9
check("write_wave")

# %% [markdown]
# 读出来再写回去，应当一个字节也不差。顺便把同一段话用 8 位再写一遍：文件小了一半，**先猜**听起来差在哪里？

# %% tags=["demo"]
if ready("samples", "write_wave"):
    voice = samples(recording)[0]
    print("写回去和原来一样：", write_wave([voice], 8000) == recording)
    small = write_wave([voice], 8000, 8)
    print(len(recording), "→", len(small), "个字节")
    display(Audio(data=small))

# %% [markdown]
# 多了一层“沙沙”：8 位只有 256 级台阶，圆滑的波被削成了楼梯。
#
# 分两次走的，第一次到这里：文件会拆也会写了。下一次从一个算出来的音开始。

# %% [markdown]
# ## 4　造声音
#
# 没有录音也能有声音：算出来就行。一个纯的音是一条正弦曲线，昨天画爱心时见过 `math.sin`。每秒重复几遍叫**频率**（frequency），单位赫兹（Hz）；波有多高叫**振幅**（amplitude）。频率定音高，振幅定响不响。
#
# 用 $f$ 记频率，$a$ 记振幅。第 i 个采样的时刻是 $i / \text{rate}$ 秒，到这一刻转了 $f \cdot i / \text{rate}$ 圈，一圈是 $2\pi$：
#
# $$
# x_i = a \cdot \sin\left(2 \pi f \, \frac{i}{\text{rate}}\right)
# $$
#
# **铅笔算**　频率 1，采样率 4：每次走四分之一圈，0、1、0、−1，再从头来。频率 2.5，采样率 10 呢？每次走 $2.5 / 10$ 圈，也是四分之一。

# %% [markdown]
# ### 练习 11.5 sine（约 4 分钟，7 分）
#
# **做什么**　`seconds` 秒的正弦：一共 `round(seconds * rate)` 个数，从 i = 0 开始。
#
# **例子**　`sine(1, 1.5, 4)` 是 6 个数：`[0, 1, 0, -1, 0, 1]`（计算机算的 sin π 会是 1.2e-16 这样的零头，不要紧）；`sine(1, 1, 4, 0.5)` 是 `[0, 0.5, 0, -0.5]`；`sine(2.5, 0.4, 10)` 是 `[0, 1, 0, -1]`。
#
# <details><summary>提示一：想一想</summary>
#
# 一共几个数？最后一个的 i 是几？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 公式逐字翻译成 Python：`math.sin`、`math.pi`。一个数一个数地放进列表。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 列表推导式一行：`[… for i in range(…)]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 多了一个采样，或者个数截掉了小数；<!-- wrong: one-more cut-count -->
# - 忘了 $2\pi$；<!-- wrong: no-two-pi -->
# - 一圈是 $2\pi$，不是 $\pi$；<!-- wrong: half-turn -->
# - 没有除以采样率；<!-- wrong: not-by-rate -->
# - 没有乘频率，或者把频率取了整。<!-- wrong: no-frequency whole-frequency -->
#
# </details>


# %% exercise="sine"
def sine(frequency: float, seconds: float, rate: int, amplitude: float = 1.0) -> list:
    """一个纯音的采样。

    参数
        frequency: 频率，每秒几遍，不一定是整数。
        seconds: 多少秒，≥ 0。
        rate: 采样率，正整数。
        amplitude: 振幅。
    返回
        列表，round(seconds * rate) 个 float，第 i 个（从 0 数起）是
        amplitude · sin(2π · frequency · i / rate)。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        sine(1, 1.5, 4) 是 [0, 1, 0, -1, 0, 1]；
        sine(1, 1, 4, 0.5) 是 [0, 0.5, 0, -0.5]；
        sine(2.5, 0.4, 10) 是 [0, 1, 0, -1]。
    """
    ### BEGIN SOLUTION
    count = round(seconds * rate)
    turn = 2 * math.pi * frequency / rate
    return [amplitude * math.sin(turn * i) for i in range(count)]
    ### END SOLUTION


# %% check="sine" points=7 minutes=4
check("sine")

# %% tags=["demo"]
if ready("sine", "write_wave"):
    tone = sine(440, 0.605, 8000, 0.5)
    display(Audio(data=write_wave([tone], 8000)))

# %% [markdown]
# 这是 440 赫兹，乐团开演前调音，用的就是这个 A。再听一次，注意结尾：有没有“啪”的一声？波在半路上被切断，从一个不是 0 的数一下子跳回 0，耳朵听得见。办法是**淡入淡出**（fade）：开头慢慢放大，末尾慢慢收小。

# %% [markdown]
# ### 练习 11.6 fade（约 5 分钟，9 分）
#
# **做什么**　给一条声音加淡入和淡出。n 个数，第 i 个（从 0 数起）乘两个系数：
#
# $$
# \min\left(1, \frac{i}{\text{fade\_in} \cdot \text{rate}}\right)
# \quad\text{和}\quad
# \min\left(1, \frac{n - 1 - i}{\text{fade\_out} \cdot \text{rate}}\right)
# $$
#
# 第一个数的淡入系数是 0，最后一个数的淡出系数是 0。`fade_in` 是 0 秒，就没有淡入这回事；`fade_out` 也一样。返回的总是**新的**列表，两头都是 0 秒时也是。
#
# **例子**　六个 1，采样率 4，淡入 0.5 秒（2 个采样），淡出 1 秒（4 个采样）：
#
# | i | 0 | 1 | 2 | 3 | 4 | 5 |
# |---|---|---|---|---|---|---|
# | 淡入 | 0 | 0.5 | 1 | 1 | 1 | 1 |
# | 淡出 | 1 | 1 | 0.75 | 0.5 | 0.25 | 0 |
# | 结果 | 0 | 0.5 | 0.75 | 0.5 | 0.25 | 0 |
#
# 分母是“淡入有几个采样”，不一定是整数：采样率 10，淡入 0.25 秒，分母是 2.5，系数是 0、0.4、0.8、1、1……照公式除就行，不要取整。
#
# <details><summary>提示一：想一想</summary>
#
# 0 秒的时候，公式里除以几？Python 会怎样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 新建一个列表，别在 `track` 上改。系数先当作 1，有淡入才乘淡入的，有淡出才乘淡出的。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for i, x in enumerate(track):` 里面两个 `if … > 0:`，各乘一个 `min(1, …)`，然后 `append`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 最后一个数不是 0：`n - i` 少减了 1；<!-- wrong: last-not-zero -->
# - 只做了一头；<!-- wrong: only-in only-out elif -->
# - 两头相遇的地方只乘了小的那个系数；<!-- wrong: smaller-of-both -->
# - 0 秒时除以 0；<!-- wrong: division-by-zero -->
# - 秒当成了采样的个数；<!-- wrong: seconds-as-samples -->
# - 分母取了整；<!-- wrong: in-cut out-cut both-cut both-rounded -->
# - 忘了 `min(1, …)`，系数超过了 1；<!-- wrong: not-limited in-not-limited out-not-limited -->
# - 改动了传进来的列表；<!-- wrong: in-place -->
# - 两头都是 0 秒时，返回的就是原来的列表。<!-- wrong: same-list -->
#
# </details>


# %% exercise="fade"
def fade(track: list, rate: int, fade_in: float, fade_out: float) -> list:
    """淡入淡出。

    参数
        track: 小数的列表，可以是空的；不变。
        rate: 采样率，正整数。
        fade_in, fade_out: 淡入、淡出多少秒，≥ 0，可以比声音还长；0 就是没有。
    返回
        新的列表，一样长：第 i 个数乘 min(1, i / (fade_in · rate))，再乘
        min(1, (n - 1 - i) / (fade_out · rate))，n 是个数；0 秒的那一个不乘。
        分母不取整；两头都是 0 秒时也是新的列表，不是 track 自己。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        fade([1, 1, 1, 1, 1, 1], 4, 0.5, 1) 是 [0, 0.5, 0.75, 0.5, 0.25, 0]
    """
    ### BEGIN SOLUTION
    faded, n = [], len(track)
    for i, x in enumerate(track):
        if fade_in > 0:
            x = x * min(1, i / (fade_in * rate))
        if fade_out > 0:
            x = x * min(1, (n - 1 - i) / (fade_out * rate))
        faded.append(x)
    return faded
    ### END SOLUTION


# %%
def fade_is_new(track, rate, fade_in, fade_out):
    """检查要用的小函数：fade 返回的，不是给它的那个列表自己。"""
    return fade(track, rate, fade_in, fade_out) is not track


# %% check="fade" points=9 minutes=5 helpers=["fade_is_new"]
check("fade")

# %% tags=["demo"]
if ready("sine", "fade"):
    tone = sine(440, 0.1, 8000, 0.5)
    soft = fade(tone, 8000, 0.02, 0.05)
    fig, ax = plt.subplots(figsize=(7, 2.4))
    ax.plot([i / 8 for i in range(800)], tone, alpha=0.4, linewidth=0.8, label="原来")
    ax.plot([i / 8 for i in range(800)], soft, linewidth=0.8, label="淡入 20、淡出 50 毫秒")
    ax.set(xlabel="毫秒", ylabel="推了多少")
    ax.legend(loc="upper right", fontsize=8)
    plt.show()

# %% [markdown]
# 再听刚才那个音，这回两头都收过。**先猜**：结尾还有“啪”吗？

# %% tags=["demo"]
if ready("sine", "fade", "write_wave"):
    soft = fade(sine(440, 0.605, 8000, 0.5), 8000, 0.02, 0.05)
    display(Audio(data=write_wave([soft], 8000)))

# %% [markdown]
# 音还是那个音，“啪”没有了：最后五十毫秒里，波一点一点收到了 0。

# %% [markdown]
# ## 5　听出音高
#
# 给一段声音，里面有没有 440 赫兹？有多强？
#
# 办法很妙：**拿 440 赫兹的正弦去和它逐个相乘，再加起来**。声音里有 440，两条波同起同落，正乘正、负乘负，加出来一大堆；没有，就一会儿正一会儿负，加起来差不多抵消。下面左边同频，右边不同频，看曲线在 0 的上面还是两边：

# %% tags=["demo"]
t = [i / 200 for i in range(201)]
fig, axes = plt.subplots(1, 2, figsize=(7.4, 2.6), sharey=True)
for ax, other in zip(axes, (5, 8)):
    probe = [math.sin(2 * math.pi * other * s) for s in t]
    product = [math.sin(10 * math.pi * s) * p for s, p in zip(t, probe)]
    ax.plot(t, product, color="C1", linewidth=1)
    ax.fill_between(t, product, color="C1", alpha=0.3)
    ax.axhline(0, color="gray", linewidth=0.6)
    mean = sum(product) / len(product)
    ax.set_title(f"声音 5 赫兹 × 试探 {other} 赫兹，平均 {mean:.2f}", fontsize=10)
    ax.set_xlabel("秒")
plt.show()

# %% [markdown]
# 有一个漏洞：要是声音晚了四分之一圈（成了余弦），和正弦一乘也会抵消。所以正弦、余弦**各试一遍**，像勾股定理那样合起来：
#
# $$
# C = \sum_i x_i \cos\left(2 \pi f \frac{i}{\text{rate}}\right), \qquad
# S = \sum_i x_i \sin\left(2 \pi f \frac{i}{\text{rate}}\right), \qquad
# \text{strength} = \frac{2}{n} \sqrt{C^2 + S^2}
# $$
#
# $\sum_i$ 读作“对每个 i 加起来”：i 从 0 走到最后一个采样，每一步算一个乘积，全加在一起，就是一个循环里的 `c += …`。$n$ 是采样的个数。乘 $2/n$，是为了在声音转整数圈的时候，答案正好等于振幅。

# %% [markdown]
# ### 练习 11.7 strength（约 6 分钟，10 分）
#
# **做什么**　按公式算出 `track` 里 `frequency` 有多强；空列表是 0.0。
#
# **例子**（采样率 4，试探频率 1：正弦是 0、1、0、−1，余弦是 1、0、−1、0）
#
# - `[0, 3, 0, -3]`：$S = 6$，$C = 0$，$\frac{2}{4} \cdot 6 = 3$；
# - `[3, 0, -3, 0]`：$S = 0$，$C = 6$，也是 3；
# - `[3, 4, -3, -4]`：$C = 6$，$S = 8$，$\frac{2}{4} \cdot 10 = 5$。
#
# <details><summary>提示一：想一想</summary>
#
# 要记住几个累加的和？空列表时公式哪里会出错？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 空的先返回 0.0。然后一个循环里同时加两个和，角度只算一次。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `c = s = 0.0`；`for i, x in enumerate(track):` 里三行；`return 2 / … * math.sqrt(…)`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 只用正弦：余弦的声音就听不见了；<!-- wrong: sine-only -->
# - 忘了 $2/n$，声音越长越“强”；<!-- wrong: no-two-over-n -->
# - 只除以 n，小了一半；<!-- wrong: one-over-n -->
# - 没有开平方根；<!-- wrong: power -->
# - 两个和直接相加，没有先平方；<!-- wrong: sum-of-sizes -->
# - 把频率凑成整数圈再算；<!-- wrong: nearest-bin angle-by-count -->
# - 两个和没有累加，`+=` 写成了 `=`；<!-- wrong: overwritten -->
# - 用“加起来是不是 0”来认空列表：一条波加起来常常正好是 0。<!-- wrong: zero-sum-empty -->
#
# </details>


# %% exercise="strength"
def strength(track: list, rate: int, frequency: float) -> float:
    """一个频率在声音里有多强。

    参数
        track: 小数的列表，可以是空的；不变。
        rate: 采样率，正整数。
        frequency: 试探的频率，不一定是整数，也不一定在声音里转整数圈。
    返回
        2/n · √(C² + S²)：C 是各个 x · cos(2π · frequency · i / rate) 的和，
        S 是各个 x · sin(2π · frequency · i / rate) 的和，n 是个数；
        空列表是 0.0。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        strength([0, 3, 0, -3], 4, 1) 是 3.0；strength([3, 4, -3, -4], 4, 1)
        是 5.0。
    """
    ### BEGIN SOLUTION
    if not track:
        return 0.0
    c = s = 0.0
    for i, x in enumerate(track):
        angle = 2 * math.pi * frequency * i / rate
        c += x * math.cos(angle)
        s += x * math.sin(angle)
    return 2 / len(track) * math.sqrt(c * c + s * s)
    ### END SOLUTION


# %% check="strength" points=10 minutes=6
check("strength")

# %% [markdown]
# 一段 0.05 秒、1000 赫兹、振幅 0.6 的声音，用 900 到 1200 赫兹挨个试探。**先猜**：是不是只有 1000 那里有，别处都是 0？

# %% tags=["demo"]
if ready("sine", "strength"):
    tone = sine(1000, 0.05, 8000, 0.6)
    tried = list(range(900, 1211, 2))
    fig, ax = plt.subplots(figsize=(7, 2.6))
    ax.plot(tried, [strength(tone, 8000, f) for f in tried])
    for f in (1000, 1010, 1200):
        ax.plot(f, strength(tone, 8000, f), "o", color="C1")
        print(f"{f} 赫兹：{strength(tone, 8000, f):.3f}")
    ax.set(xlabel="试探的频率（赫兹）", ylabel="强度")
    plt.show()

# %% [markdown]
# 不是一根针，是一座山：1010 赫兹也有 0.38；两边还有一串越来越矮的小山，1200 正好落在两座之间，是 0。这叫**泄漏**（leakage）：声音太短，1000 和 1010 在 0.05 秒里只差半圈，还来不及分出彼此。听得越久，山越窄，分得越清。下一节要记住这一点。

# %% [markdown]
# ## 6　听电话
#
# 电话的每个键同时发出**两个**音：一个说在哪一行，一个说在哪一列。这叫双音多频（DTMF），机器人客服“查话费请按 1”就是这样听出你按了几的。
#
# | | 1209 Hz | 1336 Hz | 1477 Hz | 1633 Hz |
# |---|---|---|---|---|
# | **697 Hz** | 1 | 2 | 3 | A |
# | **770 Hz** | 4 | 5 | 6 | B |
# | **852 Hz** | 7 | 8 | 9 | C |
# | **941 Hz** | * | 0 | # | D |
#
# 录音里不止有按键：按键之间有停顿，到处有杂音，有时还有一声“咔嗒”。所以先切成 20 毫秒一段的小块，看每块响不响。两个函数给你：

# %%
ROWS = [697, 770, 852, 941]
COLUMNS = [1209, 1336, 1477, 1633]
KEYS = ["123A", "456B", "789C", "*0#D"]


def blocks(track, rate):
    """切成 20 毫秒一段，最后一段可以短。"""
    n = round(0.02 * rate)
    return [track[i : i + n] for i in range(0, len(track), n)]


def loud(block):
    """这一段响不响：平方的平均大于 0.01。空的不响。"""
    return sum(x * x for x in block) > 0.01 * len(block)


# %% [markdown]
# 旁边的 `tones.py` 是给你的一个小模块，会造拨号的声音：`tones.dial("07", noise=0.05)`。`noise` 是杂音最大有多响；`clicks` 是插进几声咔嗒；`seed` 换一个数，杂音和咔嗒就换一种。画出来，响的块涂成橙色：

# %% tags=["demo"]
import tones

calling = tones.dial("07", noise=0.05, clicks=1, seed=2)
fig, ax = plt.subplots(figsize=(7.4, 2.4))
ax.plot([i / 8 for i in range(len(calling))], calling, linewidth=0.5)
for number, block in enumerate(blocks(calling, 8000)):
    if loud(block):
        ax.axvspan(20 * number, 20 * number + 20, color="C1", alpha=0.3, linewidth=0)
ax.set(xlabel="毫秒", ylabel="推了多少", title="拨 07：响的块（橙色）")
plt.show()
print("".join("█" if loud(block) else "·" for block in blocks(calling, 8000)))

# %% [markdown]
# 一串**连着的**响块是一件事：三块或者更多（正好三块也算），是一个键；一两块，是“咔嗒”，不要。数一数上面那一行：几个键，几声咔嗒？
#
# <details><summary>数好了再看</summary>
#
# 开头单独的一块是咔嗒，后面两串各六块，是两个键：2 个键，1 声咔嗒。
#
# </details>

# %% [markdown]
# 从几个里挑最大的是 `max`。第 5 天给 `sorted` 写过 `key=`：按什么排；`max` 也有，按什么比大小。**先猜**：下面两行各印什么？

# %% tags=["demo"]
print(max(["ab", "zoo", "abcd"]), max(["ab", "zoo", "abcd"], key=len))
print(max([697, 770, 852], key=lambda f: -abs(f - 760)))  # 离 760 最近的

# %% [markdown]
# `max` 给出的是列表里的**那一个**，不是它的 `key`：长度最长的是 `"abcd"`，不是 4。

# %% [markdown]
# ### 练习 11.8 dtmf_decode（约 9 分钟，15 分）
#
# **做什么**　听一段声音，返回按过的键，连成一段文字，例如 `"12306"`。
#
# - 一串连着的响块，至少三块，是**一个**键；它有多长都只算一次；
# - 短于三块的是咔嗒，跳过；
# - 把这一串块的声音**接起来**（听得久才分得清），用 `strength` 试四个行频、四个列频，行和列各挑最强的；
# - 按两次同样的键，中间停过，就是两个。
#
# **例子**　`tones.dial("110")` 的声音得到 `"110"`；一片安静得到 `""`。
#
# <details><summary>提示一：想一想</summary>
#
# 响块一块块来，什么时候才知道“这一串完了”？如果声音在响着的时候就到头了呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 用一个列表 `run` 攒着正在响的这一串。遇到不响的块，就看看攒了几块，够三块就认出一个键，然后清空。到头的那一串：可以在所有块的后面添一个空块 `[]`，它不响，正好收尾。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for block in blocks(track, rate) + [[]]:`，响就 `run.append(block)`，否则 `if len(run) >= 3:` 接起来，`row = max(ROWS, key=lambda f: …)`，列也一样；键是 `KEYS[ROWS.index(row)][…]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 每个响块都认出一个键，按一下成了五六个；<!-- wrong: key-per-block -->
# - 和前一个键相同就不要，`110` 成了 `10`；<!-- wrong: equal-merged -->
# - 声音在响着的时候到头，最后一个键丢了；<!-- wrong: last-lost -->
# - 把咔嗒也当成了键；<!-- wrong: clicks-as-keys -->
# - 要超过三块才算，正好三块的键丢了；<!-- wrong: more-than-three -->
# - 行和列弄反了，2 成了 4；<!-- wrong: row-column-swapped -->
# - 一串完了没有清空，下一个键里混着上一个的声音，几声咔嗒也会凑成一个键；<!-- wrong: run-not-cleared cleared-only-after-a-key -->
# - 只听一串里的一块，没有接起来；<!-- wrong: first-block-only last-block-only -->
# - 攒满三块就认一个键，按得久就成了几个；<!-- wrong: key-every-three -->
# - 强度过了一个固定的数才算，轻的键就丢了；<!-- wrong: threshold -->
# - 循环后面另外收尾的那一串，没有数够不够三块；<!-- wrong: last-run-any -->
# - 采样率写死了 8000。<!-- wrong: rate-8000 strength-8000 -->
#
# </details>


# %% exercise="dtmf_decode"
def dtmf_decode(track: list, rate: int) -> str:
    """从按键音里听出按了哪些键。

    参数
        track: 小数的列表，可以是空的；不变。按键 60 到 200 毫秒（60 毫秒
            可以正好是三块），停顿 80 到 200 毫秒，每个频率的振幅 0.2 到 0.5，
            杂音不超过 0.05，可能有 15 毫秒的咔嗒（在停顿的中间）；头尾不一定
            有停顿，声音也可以在键里、在咔嗒里到头。
        rate: 采样率，8000 或 11025。
    返回
        文字，依次是按下的键（0 到 9、A 到 D、*、#）；没有就是 ""。
        连着三块或更多响的块（blocks 切，loud 判）是一个键，更短的不是；
        行和列各是整串块里最强的那个频率。
    不用
        wave、audioop、chunk、cmath 模块，NumPy、SciPy、PyTorch。
    例子
        tones.dial("110") 的声音：dtmf_decode(…, 8000) 是 "110"
    """
    ### BEGIN SOLUTION
    keys, run = "", []
    for block in [*blocks(track, rate), []]:
        if loud(block):
            run.append(block)
            continue
        if len(run) >= 3:
            sound = [x for part in run for x in part]
            row = max(ROWS, key=lambda f: strength(sound, rate, f))
            column = max(COLUMNS, key=lambda f: strength(sound, rate, f))
            keys += KEYS[ROWS.index(row)][COLUMNS.index(column)]
        run = []
    return keys
    ### END SOLUTION


# %% check="dtmf_decode" points=15 minutes=9 uses=["strength"]
check("dtmf_decode")

# %% [markdown]
# ## 小结
#
# **一句话**　声音文件是说明书加一长串数；知道每个字节是什么意思，就能拆、能写、能造，还能听懂。
#
# **自测**
#
# 1. `2c 01 00 00` 按小端是多少？
#
# <details><summary>答案</summary>
#
# 0x2c = 44，$44 + 1 \times 256 = 300$。
#
# </details>
#
# 2. 双声道、16 位、采样率 44100，一秒钟多少个字节？
#
# <details><summary>答案</summary>
#
# 一帧 $2 \times 2 = 4$ 个字节，$4 \times 44100 = 176400$。
#
# </details>
#
# 3. 一块大小写着 5，它前面的名字从第 100 个字节开始。下一块的名字从第几个字节开始？
#
# <details><summary>答案</summary>
#
# $100 + 8 + 5 + 1 = 114$：5 是奇数，有一个填充。
#
# </details>
#
# 4. 为什么 `strength` 要正弦、余弦各试一遍？
#
# <details><summary>答案</summary>
#
# 不知道声音从一圈的哪里开始。只用正弦，恰好是余弦的声音会全部抵消。
#
# </details>
#
# **延伸**　`strength` 一次算一个频率；一次算出全部频率的快办法叫快速傅里叶变换（FFT）。今天的 `wave_format` 里还有许多 kind，电话网用的是 6 和 7。官方文档：`struct`、`wave`（现在可以去看它是怎么写的了）。

# %% [markdown]
# ## 7　终场：一段旋律，一个号码
#
# **旋律**　《欢乐颂》的开头，每个音是你的 `sine`，每个音都 `fade` 过，最后由你的 `write_wave` 写成文件。左右声道各一条：右边是低八度的和声（频率除以 2）。`1` 是 do，`3` 是 mi；`3-1.5` 是 mi 唱一拍半，不写就是一拍。改一改，写一段自己的：音从 `1` 到 `7`，`0` 是停一拍，没有高低八度。（怎样从简谱算频率，不用读懂。）

# %% tags=["demo"]
SONG = "3 3 4 5  5 4 3 2  1 1 2 3  3-1.5 2-0.5 2-2"
DO, BEAT, RATE = 261.63, 0.3, 8000
BITS = 8  # 文件小一半，有点“沙沙”；改成 16，再听一遍
STEPS = {"1": 0, "2": 2, "3": 4, "4": 5, "5": 7, "6": 9, "7": 11, "0": 0}  # 高几个半音


def sing(song, octave):
    """把简谱唱成采样：12 个半音频率翻一倍。"""
    track = []
    for note in song.split():
        pitch, _, beats = note.partition("-")
        frequency = DO * octave * 2 ** (STEPS[pitch] / 12)
        loudness = 0 if pitch == "0" else 0.6
        tone = sine(frequency, BEAT * float(beats or 1), RATE, loudness)
        track += fade(tone, RATE, 0.01, 0.15)
    return track


if ready("write_wave", "sine", "fade"):
    song = write_wave([sing(SONG, 1), sing(SONG, 0.5)], RATE, BITS)
    print(f"{len(song)} 个字节，全是你写的")
    display(Audio(data=song))

# %% [markdown]
# **号码**　把 `NUMBER` 换成要告诉朋友的数字（可以有 `*` 和 `#`），运行，播放给朋友听，耳朵听得出来吗？再让你的程序说出答案。上图是声音，下图是八个频率各有多强（越亮越强，都是你的 `strength` 算的），中间的大字是听出来的号码。（存文件写的是 `"wb"`：w 是写（write），b 还是字节。）

# %% tags=["demo"]
NUMBER = "12306"
SAVE = False  # 改成 True，就存成 phone.wav，发给写完了今天练习的朋友，让他来解


def listen(track, rate):
    """每个频率、每一块的强度，和听出来的号码，画在一起。"""
    parts = blocks(track, rate)
    lines = [[strength(part, rate, f) for part in parts] for f in ROWS + COLUMNS]
    fig, (top, bottom) = plt.subplots(2, 1, figsize=(7.6, 4.4), sharex=True)
    top.plot([i / rate for i in range(len(track))], track, linewidth=0.4)
    top.set(ylabel="推了多少", title="听到的声音")
    box = (0, 0.02 * len(parts), -0.5, 7.5)
    bottom.imshow(lines, aspect="auto", origin="lower", extent=box, cmap="magma")
    bottom.axhline(3.5, color="white", linewidth=0.8)
    bottom.grid(False)
    bottom.set_yticks(range(8), [str(f) for f in ROWS + COLUMNS])
    bottom.set(xlabel="秒", ylabel="频率（赫兹）")
    bottom.set_title("听出来的号码：" + dtmf_decode(track, rate), fontsize=15)
    fig.tight_layout()
    plt.show()


if ready("read_chunks", "wave_format", "samples", "write_wave", "strength", "dtmf_decode"):
    call = tones.dial(NUMBER, noise=0.05, clicks=2, seed=len(NUMBER))
    phone = write_wave([call], 8000)
    if SAVE:
        with open("phone.wav", "wb") as file:
            file.write(phone)
    display(Audio(data=phone))
    listen(samples(phone)[0], wave_format(phone)["rate"])

# %% [markdown]
# **暗语**　轮到朋友了：把他存下的文件放在这个 notebook 旁边，文件名写进 `FRIEND`，运行。他拨的是什么，只有你的耳朵知道。

# %% tags=["demo"]
FRIEND = ""  # 朋友的文件名，例如 "from_friend.wav"

if FRIEND and ready("samples", "wave_format", "strength", "dtmf_decode"):
    with open(FRIEND, "rb") as file:
        phone = file.read()
    display(Audio(data=phone))
    listen(samples(phone)[0], wave_format(phone)["rate"])
elif not FRIEND:
    print("还没有朋友的文件。先把上面的 SAVE 改成 True，把你的 phone.wav 发给他。")

# %% [markdown]
# 每一步都是你写的，从第一个字节到最后一个键。
