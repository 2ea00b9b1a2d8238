# ---
# jupyter:
#   autograder:
#     title: Python 第 6 天　实战：Android 控制
#     builds: 一个会自己解锁手机、打开计算器、算出六七四十二的剧本
#     minutes: 90
#     en:
#       title: Python day 6. A telephone that obeys
#       builds: a script that unlocks a telephone, opens its calculator and works out six times seven
# ---

# %% [markdown]
# # Python 第 6 天　实战：Android 控制
#
# 测手机应用的人，不会一遍一遍用手去点：他们写程序来点。今天你也写一个：唤醒手机、划一下、打密码、打开计算器、按 6 × 7，全由你的程序去做。
#
# 没有安卓手机也不要紧：notebook 旁边放着一部**假手机**，它听的命令、回答的文字都和真的一样，而且弄不坏。有真手机的，最后只要换一个单元格。
#
# **今天用到的旧知识**
#
# | 学过的 | 用在哪里 |
# |---|---|
# | `split`、`strip`、`splitlines`、切片（第 1 天） | 看懂手机回答的文字 |
# | `raise ValueError`（第 2 天） | 写错的命令，一个也不放过 |
# | 列表、字典、元组（第 3 天） | 命令、屏幕、坐标 |
# | `for`、`while`、`continue`、`match`（第 4 天） | 一行一行地读，一遍一遍地问 |
# | `*parts`、`**conditions`、函数当参数（第 5 天） | 拼命令、找按钮、等结果 |
#
# **今天结束时你会有**
#
# - 读懂四种命令回答的函数：手机在不在、电池还剩多少、屏幕多大、屏幕上有什么；
# - 一门自己的小语言：剧本写成文本文件，一行一个动作；
# - 一段动画：手机照着你的剧本自己动，可以发给朋友看。

# %% [markdown]
# ## 时间表
#
# 合计约 90 分钟，100 分，读讲义的时间算在里面。想歇一歇，第 3 节之后停最好。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 一部听话的手机 | 5 | |
# | 1 | 连上手机：parse_devices、adb_command | 12 | 18 |
# | 2 | 电池和屏幕：parse_battery、screen_size | 13 | 19 |
# | 3 | 屏幕上有什么：center、find_nodes | 15 | 20 |
# | 4 | 打字：escape_text | 10 | 13 |
# | 5 | 等一等：wait_until | 10 | 13 |
# | 6 | 剧本：compile_script | 17 | 17 |
# | 7 | 小结、自测 | 3 | |
# | 8 | 终场：六七四十二 | 5 | |
#
# 每个练习是一个函数。删掉 `raise NotImplementedError` 那一行，写上你的代码，再运行下面的检查单元格。卡住了就一条一条地展开“提示”。看到“**先猜**”，先想好答案再运行；看到“**弄坏它**”，就故意弄坏，看看坏了是什么样子。

# %% tags=["demo"]
# autograder 是这门课自带的工具：check 检查练习，ready 问练习写好了没有。画图的细节不用读懂。
import matplotlib.pyplot as plt

from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# ## 0　一部听话的手机
#
# 电脑和安卓手机说话，用的是一个叫 **adb** 的程序（Android Debug Bridge，安卓调试桥）。你给它一个**命令**，它去问手机，把回答印成文字。在终端里是这样的：
#
# ```
# adb -s emulator-5554 shell wm size
# Physical size: 1080x2400
# ```
#
# `-s` 后面是手机的**序列号**（serial），好比电话号码：同时连着几部手机，靠它说清是哪一部。`shell` 后面是交给手机去做的事，`wm size` 是“屏幕多大”。
#
# **模块**　旁边有一个文件 `phone.py`，里面写着假手机的函数。一个 `.py` 文件就是一个**模块**（module）。`import phone` 把它读进来，里面的函数叫 `phone.run`、`phone.read_screen`：点的左边是模块，右边是里面的名字。Python 自带几百个模块，也是这样用，比如管时间的 `time`。

# %% tags=["demo"]
import time

import phone

run = phone.run  # 有真手机时，只换这个单元格，见最后一节
SERIAL = "emulator-5554"
phone.restart()  # 假手机回到刚开始的样子

print(type(phone), type(time))
print(run(["adb", "-s", SERIAL, "shell", "wm", "size"]))

# %% [markdown]
# 注意命令的写法：不是一整句文字，而是**一个列表**，一项一个词。为什么？**先猜**：要是只给一整句，一个词里面本来就有空格，怎么办？
#
# 答案在第 1 节。先**弄坏它**两次：给一整句，再给一个没有的序列号，看各是什么错误：

# %% tags=["demo"]
try:
    run("adb devices")
except TypeError as error:
    print("TypeError:", error)
try:
    run(["adb", "-s", "nokia-3310", "shell", "wm", "size"])
except RuntimeError as error:
    print("RuntimeError:", error)

# %% [markdown]
# ## 1　连上手机
#
# 第一件事：连着哪些手机？问 `adb devices`。`repr` 把看不见的字符也写出来，`\n` 是换行，`\t` 是制表符（tab，一段跳格的空白）：

# %% tags=["demo"]
phone.restart()
answer = run(["adb", "devices"])
print(answer)
print(repr(answer))

# %% [markdown]
# 星号打头的两行，是 adb 第一次启动自己时说的话；`List of devices attached` 是标题；然后一行一部手机：序列号，**状态**：
#
# - `device`：连好了；
# - `offline`：掉线了；
# - `unauthorized`：手机上还没有点“允许调试”。
#
# `192.168.1.7:5555` 也是一个序列号：这部手机没有插线，走的是 Wi-Fi，冒号后面叫**端口**（port），好比分机号。
#
# 加一个 `-l`（long，长的），每行后面还有型号：

# %% tags=["demo"]
print(run(["adb", "devices", "-l"]))
print("* daemon started".startswith("*"), "← startswith：是不是以它开头")
print(["abc", "device", "model:X"], "← 不给参数的 split：多少空白都算一处")

# %% [markdown]
# ### 练习 6.1 parse_devices（约 6 分钟，12 分）
#
# **做什么**　把 `adb devices` 的回答变成字典：序列号 → 状态。参数 `output` 是文字，结果的键和值都是文字。
#
# **例子**　上面那段回答得到
#
# ```
# {"emulator-5554": "device",
#  "192.168.1.7:5555": "offline",
#  "R58M42ABCDE": "unauthorized"}
# ```
#
# 没连好的也要：不然你不知道它为什么不动。在 Windows 上，换行有时是 `\r\n` 两个字符。
#
# <details><summary>提示一：想一想</summary>
#
# 哪几种行不是手机？剩下的行，第几个词是序列号，第几个是状态？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `splitlines()` 分出的行不带 `\n`，也不带 `\r\n`。不是手机的行，用 `continue` 跳过。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 空字典；`for line in …:`，`words = …`，`if …: continue`，最后往字典里放一项。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 标题那一行也当成了手机；<!-- wrong: header-kept -->
# - 星号打头的行也当成了手机；<!-- wrong: stars-kept -->
# - 只留下了状态是 `device` 的；<!-- wrong: only-device -->
# - 按 `:` 切开，带端口的序列号断了；<!-- wrong: cut-at-colon -->
# - 按 `\n` 切，状态后面粘着一个 `\r`；<!-- wrong: carriage-return -->
# - 第一行总当成标题跳过；<!-- wrong: first-line-dropped -->
# - 不是正好两个词的行就跳过，`-l` 的手机全没了。<!-- wrong: only-lines-of-two-words -->
#
# </details>


# %% exercise="parse_devices"
def parse_devices(output: str) -> dict:
    r"""adb devices 的回答里有哪些手机。

    参数
        output: 文字，adb devices 或 adb devices -l 的回答；换行是 \n 或者 \r\n。
    返回
        字典，序列号 → 状态：一行里的第一个词 → 第二个词，词由空格或制表符分开。
        状态是什么都要。跳过：以 "List of devices" 开头的行、以 * 开头的行、
        空白的行。一部也没有时是空字典。
    例子
        "List of devices attached\n192.168.1.7:5555\toffline\n\n"：
        {"192.168.1.7:5555": "offline"}
    """
    ### BEGIN SOLUTION
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith("*") or line.startswith("List of devices"):
            continue
        devices[words[0]] = words[1]
    return devices
    ### END SOLUTION


# %% check="parse_devices" points=12 minutes=6
check("parse_devices")

# %% tags=["demo"]
if ready("parse_devices"):
    for serial, state in parse_devices(run(["adb", "devices"])).items():
        print(f"{serial:18} {state}")

# %% [markdown]
# **列表还是一整句**　命令是列表，一项就是一个词，里面有空格、分号、引号都原样送到。要是拼成一整句，交给谁去切开？一个叫“照片 1.jpg”的文件会变成两个文件；更坏的是 `a; rm`，分号后面成了**另一个命令**，`rm` 是删除。所以：**一个词一项，不切，不加引号。**

# %% [markdown]
# ### 练习 6.2 adb_command（约 3 分钟，6 分）
#
# **做什么**　拼出一个命令。`serial` 是序列号，或者 None（没有指定哪一部，就没有 `-s`）；`*parts` 收下后面所有的参数（第 5 天），是文字或数。结果是文字的列表。
#
# **例子**
#
# - `adb_command("emulator-5554", "shell", "input", "tap", 540, 1200)` 是 `["adb", "-s", "emulator-5554", "shell", "input", "tap", "540", "1200"]`；
# - `adb_command(None, "devices")` 是 `["adb", "devices"]`；
# - `adb_command(None, "push", "a b; rm")` 是 `["adb", "push", "a b; rm"]`，最后一项还是一项。
#
# <details><summary>提示一：想一想</summary>
#
# `parts` 是什么类型？列表能不能和它直接相加？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 先有一个 `["adb"]`，该有 `-s` 时添两项；再一项一项地变成文字添进去。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三句：一个列表；一个 `if … is not None:`；一个 `for part in parts:`。然后 `return`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 拼成了一整句文字；<!-- wrong: one-string -->
# - 数没有变成文字；<!-- wrong: numbers-left -->
# - 带空格的一项被切开了；<!-- wrong: parts-split -->
# - 给带空格的一项加了引号；<!-- wrong: quoted -->
# - 整个 `parts` 当成一项放了进去；<!-- wrong: nested -->
# - 没有序列号时也写了 `-s`。<!-- wrong: none-kept -->
#
# </details>


# %% exercise="adb_command"
def adb_command(serial: str | None, *parts) -> list:
    """拼出一个 adb 命令。

    参数
        serial: 手机的序列号（不是空的文字），或者 None。
        parts: 命令后面的各项，文字或数，几项都行，也可以没有。
    返回
        文字的列表：["adb", "-s", serial, …]；serial 是 None 时是 ["adb", …]。
        每一项变成文字，还是一项：不切开，不加引号。
    例子
        adb_command("x", "tap", 540) 是 ["adb", "-s", "x", "tap", "540"]；
        adb_command(None, "a b; rm") 是 ["adb", "a b; rm"]。
    """
    ### BEGIN SOLUTION
    command = ["adb"]
    if serial is not None:
        command += ["-s", serial]
    for part in parts:
        command.append(str(part))
    return command
    ### END SOLUTION


# %% check="adb_command" points=6 minutes=3
check("adb_command")

# %% tags=["demo"]
if ready("adb_command"):
    print(run(adb_command(SERIAL, "shell", "getprop", "ro.product.model")))

# %% [markdown]
# ## 2　电池和屏幕
#
# 问电池：`dumpsys battery`。每行一个名字、一个冒号、一个值：

# %% tags=["demo"]
print(run(["adb", "-s", SERIAL, "shell", "dumpsys", "battery"]))

# %% [markdown]
# 全是文字。可是 85 应该是数，不然没法问“小于 20 吗”；`false` 应该是 `False`。**先猜**下面三行各印什么，第二行最要当心：

# %% tags=["demo"]
print("85" == 85, int("85") == 85)
print(bool("false"))
print("time: 08:15:00".partition(":"))

# %% [markdown]
# `bool("false")` 是 `True`：它只看文字空不空，不看写的是什么。
#
# `partition(":")` 在**第一个**冒号处切成三段：前面、冒号、后面。后面再有冒号也不管；一个也没有时，后两段是空的。

# %% [markdown]
# ### 练习 6.3 parse_battery（约 6 分钟，11 分）
#
# **做什么**　把 `dumpsys battery` 的回答变成字典。名字是文字；值按样子变：`true`、`false` 变成布尔值，整数（前面可以有 `-`）变成 int，别的还是文字。
#
# **例子**
#
# ```
# Current Battery Service state:        ← 冒号后面没有值，跳过
#   USB powered: true
#   level: 85
#   temperature: -12
#   technology: Li-ion
#   time: 08:15:00
# ```
#
# 得到 `{"USB powered": True, "level": 85, "temperature": -12, "technology": "Li-ion", "time": "08:15:00"}`。
#
# <details><summary>提示一：想一想</summary>
#
# 一行里冒号有零个、一个、三个时，各该怎样？怎样知道一段文字是不是整数，包括 `-12`？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 名字和值两头的空白都要去掉。值是空的就 `continue`。整数可以用 `try` 去试，试不成就留着文字。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for` 里面：切开，跳过，`if … elif … else`，放进字典。`try: … except ValueError: …` 写在 `else` 里。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 值全留成了文字；<!-- wrong: all-texts -->
# - 用 `bool(…)` 去变，`false` 成了 True；<!-- wrong: bool-of-text -->
# - `isdigit` 不认负号，`-12` 还是文字；<!-- wrong: negative-text -->
# - 值里面还有冒号时，只留了一截；<!-- wrong: value-cut -->
# - 没有值的第一行也放了进去；<!-- wrong: empty-kept -->
# - 名字前面的空格没有去掉；<!-- wrong: names-not-stripped -->
# - 变成 `False`、0 以后才问有没有值，把它们也丢了。<!-- wrong: false-and-zero-dropped -->
#
# </details>


# %% exercise="parse_battery"
def parse_battery(output: str) -> dict:
    r"""dumpsys battery 的回答。

    参数
        output: 文字，每行“名字: 值”；换行是 \n 或者 \r\n。
    返回
        字典，名字 → 值。每行在第一个冒号处切开，两边的空白去掉；没有冒号、
        没有值的行跳过。值是 true、false 时变成 True、False；是整数时（像 85、
        0、-12）变成 int；别的是文字，也包括 4.2 这样的小数。
    例子
        "state:\n  level: 85\n  present: false\n  time: 08:15:00\n"：
        {"level": 85, "present": False, "time": "08:15:00"}
    """
    ### BEGIN SOLUTION
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        if value in ("true", "false"):
            battery[name] = value == "true"
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery
    ### END SOLUTION


# %% check="parse_battery" points=11 minutes=6
check("parse_battery")

# %% tags=["demo"]
if ready("adb_command", "parse_battery"):
    battery = parse_battery(run(adb_command(SERIAL, "shell", "dumpsys", "battery")))
    print(battery)
    full = round(battery["level"] / 10)
    print("电量 [" + "█" * full + "·" * (10 - full) + f"] {battery['level']}%")
    print(f"{battery['temperature'] / 10} 度")  # 手机报的是十分之一度

# %% [markdown]
# **屏幕多大**　`wm size` 平常只回答一行 `Physical size: 1080x2400`：这块屏幕宽 1080 个点，高 2400 个点。左上角是 (0, 0)，x 往右，**y 往下**。
#
# 有人为了省电，让手机假装屏幕小一些，这时多出一行 `Override size: 720x1600`（override，盖过）。点屏幕用的是**假装的**那个，不管它写在上面还是下面。

# %% [markdown]
# ### 练习 6.4 screen_size（约 4 分钟，8 分）
#
# **做什么**　从 `wm size` 的回答里得到元组（宽，高），两个 int。有 `Override size` 就用它，不然用 `Physical size`。两个都没有：`ValueError`。回答里可能混着别的行，例如 `Physical density: 420`，不要管。
#
# **例子**
#
# - `"Physical size: 1080x2400\n"` 是 `(1080, 2400)`；
# - `"Override size: 720x1600\nPhysical size: 1080x2400\n"` 是 `(720, 1600)`。
#
# <details><summary>提示一：想一想</summary>
#
# 读到 `Physical size` 那一行，能不能马上返回？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 用一个字典记下找到的每一种，全看完了再挑。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `for` 里面 `partition(":")`；循环后面一个 `for name in ("Override size", "Physical size"):`，找到就返回；最后 `raise`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 总用最后一行；<!-- wrong: last-line -->
# - 看到 `Physical size` 就返回了；<!-- wrong: physical-first -->
# - 宽和高还是文字；<!-- wrong: texts -->
# - `Physical density` 那样的行也去读了；<!-- wrong: density-read -->
# - 都没有时得到 None，没有抛出 `ValueError`；<!-- wrong: none-if-missing -->
# - 宽和高弄反了。<!-- wrong: swapped -->
#
# </details>


# %% exercise="screen_size"
def screen_size(output: str) -> tuple:
    r"""手机屏幕的宽和高。

    参数
        output: 文字，wm size 的回答，可能混着别的行；换行是 \n 或者 \r\n。
    返回
        元组（宽，高），两个 int，列表也行：来自 "Override size: 宽x高" 那一行，
        没有这一行时来自 "Physical size: 宽x高"。两行谁先谁后都行，各至多一行。
    错误
        ValueError: 两行都没有。
    例子
        "Physical size: 1080x2400\nOverride size: 720x1600\n" 是 (720, 1600)
    """
    ### BEGIN SOLUTION
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name.strip()] = value.strip()
    for name in ("Override size", "Physical size"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (int(width), int(height))
    raise ValueError("没有屏幕的大小")
    ### END SOLUTION


# %% check="screen_size" points=8 minutes=4
check("screen_size")

# %% tags=["demo"]
if ready("adb_command", "screen_size"):
    width, height = screen_size(run(adb_command(SERIAL, "shell", "wm", "size")))
    print("宽", width, "高", height, "屏幕的正中是", (width // 2, height // 2))
    print("向上划：从", (width // 2, height * 5 // 6), "到", (width // 2, height // 5))

# %% [markdown]
# ## 3　屏幕上有什么
#
# 要点一个按钮，先得知道它在哪里。`uiautomator dump` 让手机把屏幕上的每一块东西都说出来，是一大篇 XML（用尖括号写的一种文字）。给你的 `phone.read_screen` 把它变成列表，一块一个字典。
#
# 命令里的 `exec-out` 和 `shell` 差不多，只是把回答原样送回来。
#
# 手机还锁着，先要唤醒、解锁。`shell input` 替人动手：`keyevent` 按一个键，`swipe` 从一点划到另一点（最后一个数是用多少毫秒，1000 毫秒是 1 秒），`text` 打字，`tap` 点一下。`unlock` 照着做四步，终场就换成你的剧本；`look` 看一眼屏幕：

# %% tags=["demo"]
DUMP = ["adb", "-s", SERIAL, "exec-out", "uiautomator", "dump", "/dev/tty"]


def unlock():
    """从黑屏开始：唤醒，向上划，打密码，按回车。"""
    phone.restart()
    for words in (
        ["keyevent", "KEYCODE_WAKEUP"],
        ["swipe", "540", "2000", "540", "500", "300"],
        ["text", "0606"],
        ["keyevent", "KEYCODE_ENTER"],
    ):
        # 列表里的星号：把 words 的词一个一个放进来
        run(["adb", "-s", SERIAL, "shell", "input", *words])


def look():
    """现在屏幕上有什么：字典的列表。"""
    return phone.read_screen(run(DUMP))


unlock()
print(run(DUMP)[:180], "……")
print()
for node in look():
    print(node["text"], node["content-desc"], node["clickable"], node["bounds"])


# %% [markdown]
# 看得见的字是 `text`；`content-desc`（描述）是念给看不见屏幕的人听的；`clickable` 点不点得动；`bounds` 是它占的长方形：`[左,上][右,下]`。画出来，这部手机现在是这样的：


# %% tags=["demo"]
def corners(bounds):
    """画图用：四个数，左、上、右、下。不用读懂。"""
    return [int(part) for part in bounds[1:-1].replace("][", ",").split(",")]


def draw_phone(ax, nodes, title=""):
    """画出屏幕。不用读懂。"""
    ax.clear()
    frame = {"facecolor": "#10202e", "edgecolor": "gray", "linewidth": 4}
    ax.add_patch(plt.Rectangle((0, 0), 1080, 2400, **frame))
    for node in nodes:
        x1, y1, x2, y2 = corners(node["bounds"])
        color = "#2c6e9e" if node["clickable"] == "true" else "#1c3346"
        size = (x2 - x1 - 16, y2 - y1 - 16)
        ax.add_patch(plt.Rectangle((x1 + 8, y1 + 8), *size, facecolor=color))
        middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        size = 22 if node["content-desc"] == "结果" else 10
        look = {"color": "white", "ha": "center", "va": "center", "fontsize": size}
        ax.text(*middle, node["text"], **look)
    ax.set(xlim=(-20, 1100), ylim=(2420, -20), aspect="equal")
    ax.set_title(title, fontsize=9)
    ax.axis("off")


fig, ax = plt.subplots(figsize=(2.4, 4.6))
draw_phone(ax, look(), "桌面")
plt.show()

# %% [markdown]
# 点一块东西，点它的**正中**最保险。中点是两端的平均：$x = (x_1 + x_2) / 2$，y 一样。点的坐标要整数，有一半的就**往小处**取，`//` 正是这样。
#
# **先猜**：−49 和 0 的中间是 −24.5，往小处取是 −24 还是 −25？（滑到屏幕外面一截的东西，坐标是负的。）

# %% tags=["demo"]
print(-49 // 2, int(-49 / 2))
print("[0,210][1080,342]".replace("][", ",").strip("[]"))

# %% [markdown]
# `//` 总往小处走（−25），`int` 是把小数扔掉，往 0 走（−24）。
#
# 第二行是怎样对付方括号：中间的 `][` 换成一个逗号，两头的用 `strip("[]")` 去掉，剩下的是逗号隔开的四段。

# %% [markdown]
# ### 练习 6.5 center（约 5 分钟，10 分）
#
# **做什么**　从 `bounds` 得到正中的点，元组 (x, y)，两个 int。
#
# **例子**
#
# - `"[0,210][1080,342]"` 是 `(540, 276)`；
# - `"[-49,0][0,11]"` 是 `(-25, 5)`：$-24.5$ 往小处是 $-25$，5.5 往小处是 5。
#
# 里面不是恰好四个整数：`ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# 去掉括号以后，怎样得到四段？少一段、多一段时，你的程序会怎样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `int("a")`、`int("1.5")` 自己就会抛出 `ValueError`。把一个列表拆给四个名字，个数不对时也是 `ValueError`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三行：切成几段；拆给 `x1, y1, x2, y2`；`return` 两个平均。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 算的是宽和高的一半，不是中点；<!-- wrong: half-size -->
# - 用 `int(… / 2)`，负的一半往 0 走了；<!-- wrong: toward-zero -->
# - 用了 `/`，得到小数；<!-- wrong: floats -->
# - 负号丢了；<!-- wrong: minus-lost -->
# - 左和上配成了一对；<!-- wrong: pairs-mixed -->
# - 数多了也照收，没有抛出 `ValueError`；<!-- wrong: more-accepted -->
# - 数不够时抛出的是 `IndexError`。<!-- wrong: index-error -->
#
# </details>


# %% exercise="center"
def center(bounds: str) -> tuple:
    """屏幕上一块东西的正中。

    参数
        bounds: 文字 "[左,上][右,下]"，四个整数，可以是负的。
    返回
        元组 (x, y)，两个 int：左和右的平均、上和下的平均；有一半的往小处取。
    错误
        ValueError: 方括号和逗号隔开的不是恰好四个整数，例如 ""、"[1,2]"、
        "[1,2][3]"、"[1,2][3,4][5,6]"、"[a,2][3,4]"、"[1.5,2][3,4]"。
    例子
        "[0,210][1080,342]" 是 (540, 276)；"[-49,0][0,11]" 是 (-25, 5)。
    """
    ### BEGIN SOLUTION
    parts = bounds.replace("][", ",").strip("[]").split(",")
    x1, y1, x2, y2 = [int(part) for part in parts]
    return ((x1 + x2) // 2, (y1 + y2) // 2)
    ### END SOLUTION


# %% check="center" points=10 minutes=5
check("center")

# %% [markdown]
# 接着是**找**：列表里哪一块写着“计算器”？我们想这样写：
#
# ```python
# find_nodes(nodes, text="计算器")
# find_nodes(nodes, clickable="true", content_desc="打开备忘录")
# ```
#
# `**conditions` 把写了名字的参数收进一个字典（第 5 天），一个名字一个条件。只有一个麻烦：Python 的名字里不能有减号，`content-desc` 会读成“content 减 desc”。所以约定：写下划线 `_`，意思是减号 `-`。


# %% tags=["demo"]
def show(**conditions):
    """看看收到了什么。"""
    return conditions


print(show(text="计算器", content_desc="打开计算器"))
print("content_desc".replace("_", "-"))

# %% [markdown]
# ### 练习 6.6 find_nodes（约 5 分钟，10 分）
#
# **做什么**　`nodes` 是字典的列表，`**conditions` 是条件，值都是文字。返回**每个**条件都符合的字典，次序不变。没有这个键，就是不符合；一个条件也没有时，全部都要。
#
# **例子**　`nodes` 是 `[{"text": "6"}, {"text": "7", "content-desc": "seven"}, {"text": "7"}]`：
#
# - `find_nodes(nodes, text="7")` 是后两个；
# - `find_nodes(nodes, text="7", content_desc="seven")` 只有中间那个；
# - `find_nodes(nodes, content_desc="")` 是 `[]`：另外两个没有这个键，不是“描述为空”。
#
# <details><summary>提示一：想一想</summary>
#
# “每个条件都符合”，等于“没有一个条件不符合”。怎样记住见过不符合的？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 两层循环：外层一个一个看字典，内层一个一个看条件。先问键在不在，再比值。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 外层里 `good = True`，内层 `for name, value in conditions.items():`，不符合就 `good = False`；内层完了，`good` 才添进结果。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 符合一个条件就算；<!-- wrong: any-condition -->
# - 没有这个键时抛出 `KeyError`；<!-- wrong: key-error -->
# - 没有这个键，当成了空的文字；<!-- wrong: missing-as-empty -->
# - 只要第一个；<!-- wrong: first-only -->
# - 包含就算，找 `7` 找到了 `77`；<!-- wrong: substring -->
# - 下划线没有换成减号；<!-- wrong: underscore-kept -->
# - `good = True` 写在了外层循环外面，见过一个不符合的，后面就都不要了。<!-- wrong: good-before-both-loops -->
#
# </details>


# %% exercise="find_nodes"
def find_nodes(nodes: list, **conditions) -> list:
    """屏幕上符合条件的东西。

    参数
        nodes: 字典的列表，键和值都是文字；不变。
        conditions: 条件，键 = 值，值是文字。写在这里的名字里的每个 _ 是键里的 -：
            content_desc="x" 要的是键 "content-desc" 的值等于 "x"，
            long_clickable 要的是键 "long-clickable"。
    返回
        列表，nodes 里每个条件都符合的字典，次序不变。值要完全相等；没有这个键的
        不符合，值是 "" 也一样。没有条件时是全部，没有符合的时是空列表。
    例子
        find_nodes([{"text": "6"}, {"text": "7"}], text="7") 是 [{"text": "7"}]
    """
    ### BEGIN SOLUTION
    found = []
    for node in nodes:
        good = True
        for name, value in conditions.items():
            key = name.replace("_", "-")
            if key not in node or node[key] != value:
                good = False
        if good:
            found.append(node)
    return found
    ### END SOLUTION


# %% check="find_nodes" points=10 minutes=5
check("find_nodes")

# %% [markdown]
# 合起来：找到“计算器”，算出正中，点它，再看屏幕。**先猜**：马上看，看到的是计算器吗？

# %% tags=["demo"]
if ready("adb_command", "center", "find_nodes"):
    unlock()
    icon = find_nodes(look(), text="计算器")[0]
    x, y = center(icon["bounds"])
    print("点", (x, y))
    run(adb_command(SERIAL, "shell", "input", "tap", x, y))
    for eye in range(3):
        print("看第", eye + 1, "眼：", look()[0]["text"])

# %% [markdown]
# 手机要花一点时间才画好（第三眼看到的 `0` 是计算器的屏幕）。没画好就去点，点的是空的。怎样等，第 5 节再说；先学会打字。

# %% [markdown]
# ## 4　打字
#
# `input text …` 像键盘一样打字。可是命令到了手机里，又会被接成一行，由**手机的 shell**（读命令的程序）再切一次。在备忘录里**弄坏它**，看每次打字各留下什么（`note` 先把假手机从头解锁一遍，不用读懂）：**先猜**，最后一行会怎样？


# %% tags=["demo"]
def note(text):
    """在刚解锁的假手机里打开备忘录，打字，看留下了什么。"""
    fake = ["adb", "-s", phone.SERIAL]
    phone.restart()
    for words in (
        ["keyevent", "KEYCODE_WAKEUP"],
        ["swipe", "540", "2000", "540", "500", "300"],
        ["text", "0606"],
        ["keyevent", "KEYCODE_ENTER"],
        ["tap", "780", "1980"],
    ):
        phone.run([*fake, "shell", "input", *words])
    for _ in range(3):
        phone.run(fake + DUMP[3:])
    try:
        phone.run([*fake, "shell", "input", "text", text])
    except RuntimeError as error:
        return f"出错：{error}"
    nodes = phone.read_screen(phone.run(fake + DUMP[3:]))
    return nodes[-1]["text"] if nodes else "（黑屏）"


for text in ["ab", "a b", "it's", "5$5", "a;reboot"]:
    print(f"{text:10} → {note(text)}")

# %% [markdown]
# 空格、引号让它看不懂；`$5` 成了“一个叫 5 的变量”，没有这个变量，就是空的；分号后面的 `reboot` 真的让手机重启了，屏幕黑了。
#
# 两个办法，合起来够用：
#
# - 空格写成 `%s`，这是 `input text` 自己的约定；
# - 别的特殊字符，前面加一个**反斜杠** `\`，意思是“后面这个字符只是它自己”。这叫**转义**（escape）。特殊的有这些：
#
# ```
# \ ' " ` $ & | ; < > ( ) * ? ~ # [ ] { } !
# ```
#
# 在 Python 的引号里，一个反斜杠要写成两个：`"\\"` 是**一个**字符。

# %% tags=["demo"]
print("\\", len("\\"))
print("it\\'s%s\\$5", "→", note("it\\'s%s\\$5"))
print("a" <= "k" <= "z", " " <= "你" <= "~", "← 字符也能比大小，比的是编号")

# %% [markdown]
# 打得出来的，是编号从空格（32）到 `~`（126）的字符。中文、换行打不出来。还有一个陷阱：文字里本来就有 `%s` 两个字符连着，手机会把它变成空格。打不出来就老实说，抛出 `ValueError`，别打错了也不吭声。

# %% [markdown]
# ### 练习 6.7 escape_text（约 7 分钟，13 分）
#
# **做什么**　把要打的字，变成可以交给 `input text` 的样子。
#
# **例子**
#
# - `"it's $5"` 是 `it\'s%s\$5`；
# - 一个反斜杠，后面一个 `$`（两个字符），变成四个字符：`\\\$`；
# - `"100%"` 不变；`"100%s"`、`"你好"`、`"a\n"` 抛出 `ValueError`。
#
# <details><summary>提示一：想一想</summary>
#
# 一串 `replace`：先给 `$` 添反斜杠，再给反斜杠添反斜杠，刚添上的会怎样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 一个字符一个字符地看，每个字符只处理一次，就不会碰到自己添上去的。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先一个 `if "%s" in …: raise`；再 `for c in text:`，里面 `if … elif … elif … else`，一边看一边往结果上接。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 一串 `replace`，最后才管反斜杠，把自己添上的又转义了一遍；<!-- wrong: backslashes-twice -->
# - 漏了 `$`；<!-- wrong: dollar-missed -->
# - 反斜杠自己没有转义；<!-- wrong: backslash-missed -->
# - 空格没有变成 `%s`；<!-- wrong: blank-kept -->
# - 空格写成了反斜杠加空格；<!-- wrong: blank-escaped -->
# - 中文放过去了；<!-- wrong: chinese-passed -->
# - 换行放过去了；<!-- wrong: control-passed -->
# - 本来就有的 `%s` 放过去了；<!-- wrong: percent-passed -->
# - 空格换成 `%s` 以后才查有没有 `%s`：查到的是自己写的。<!-- wrong: percent-asked-afterwards -->
#
# </details>


# %% exercise="escape_text"
def escape_text(text: str) -> str:
    r"""变成可以交给 input text 的样子。

    参数
        text: 要打的字，可以是空的。
    返回
        文字：空格变成 %s；下面这些字符，每个前面加一个反斜杠；别的不变。
        \ ' " ` $ & | ; < > ( ) * ? ~ # [ ] { } !
    错误
        ValueError: 有一个字符不在空格（编号 32）到 ~（编号 126）之间，
        例如中文、换行、制表符；或者有连着的两个字符 %s（大写的 %S 没有关系）。
    例子
        "it's $5" 变成 it\'s%s\$5
    """
    ### BEGIN SOLUTION
    if "%s" in text:
        raise ValueError("%s 会变成空格")
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError(f"打不出来：{c!r}")
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped
    ### END SOLUTION


# %% check="escape_text" points=13 minutes=7
check("escape_text")

# %% tags=["demo"]
if ready("escape_text"):
    for text in ["a b", "it's", "5$5", "a;reboot"]:
        print(f"{text:10} → {note(escape_text(text))}")

# %% [markdown]
# ## 5　等一等
#
# 计算器要过一会儿才画好。等多久？`time.sleep(5)`（睡 5 秒）总够了，可是每次都白等；睡 0.1 秒又怕不够。好的办法是**问**：好了吗？没好就睡一小会儿再问；问到好了为止，或者实在太久了就算了。
#
# **先猜**：不睡，一刻不停地问，有什么不好？


# %% tags=["demo"]
def work_done(wait):
    """等 0.2 秒，处理器一共忙了多久。"""
    before = time.process_time()  # 处理器干活的时间，睡觉不算
    wait()
    return time.process_time() - before


def spin():
    end = time.time() + 0.2
    while time.time() < end:
        pass  # 什么也不做


for name, wait in [("不停地问", spin), ("睡 0.2 秒", lambda: time.sleep(0.2))]:
    busy = work_done(wait) > 0.02
    print(name, "→ 处理器", "一直在忙，手机发烫、电池白掉" if busy else "几乎没有干活")

# %% [markdown]
# 要写的函数收下四样东西：
#
# - `probe`：一个**函数**，没有参数，问一次“好了吗”（probe，探一探）。要**调用**它：`probe()`；
# - `timeout`：最多等几秒；`interval`：每次睡几秒；
# - `clock`：一个时钟。`clock.time()` 是现在几秒了，`clock.sleep(s)` 是睡 s 秒。平常给它模块 `time`：模块也能当参数！
#
# 为什么不直接用 `time`？因为检查的时候，要给一个**假时钟**：睡一小时也一眨眼就过去，还记着睡过几次。假时钟和假的 `probe` 在下面的单元格里，是检查和评分用的，不用读懂。


# %%
import time


class FakeClock:
    """假时钟：睡多久，时间就跳过多久；naps 记着每次睡了多久。"""

    def __init__(self):
        self.now, self.naps, self.asked = 100.0, [], 0

    def time(self):
        self.asked += 1
        if self.asked > 20:
            raise RuntimeError("问了时钟 20 次，一次也没有用 clock.sleep 睡")
        return self.now

    def sleep(self, seconds):
        self.now, self.asked = self.now + seconds, 0
        self.naps.append(seconds)
        if len(self.naps) > 1000:
            raise RuntimeError("睡了 1000 次还没有完：“到时间了”从来没有成立")


class Probe:
    """假的“好了吗”：依次回答 script 里的，最后一个一直重复；每次花 cost 秒；calls 是问过几次。"""

    def __init__(self, script, clock=None, cost=0):
        self.script, self.clock, self.cost, self.calls = script, clock, cost, 0
        self.end = time.time() + 2

    def __call__(self):
        answer = self.script[min(self.calls, len(self.script) - 1)]
        self.calls += 1
        if self.calls > 1_000_000:
            raise RuntimeError("问了一百万次还没有完")
        if self.clock is None and time.time() > self.end:
            raise RuntimeError("用真的时钟等了 2 秒还没有完")
        if self.clock is not None:
            self.clock.now += self.cost
        return answer


def waited(script, timeout, interval):
    """用真的时钟等：（结果，是不是一刻不停地问了）。"""
    probe = Probe(script)
    return (wait_until(probe, timeout, interval, time), probe.calls > 20)


# %% [markdown]
# ### 练习 6.8 wait_until（约 7 分钟，13 分）
#
# **做什么**　照这个次序，一遍一遍地做：
#
# 1. 问 `probe()`，答案算真，就返回 True；
# 2. 从开始到现在已经有 `timeout` 秒或更久，就返回 False；
# 3. 睡 `interval` 秒，回到第 1 步。
#
# **例子**　`probe` 总说没好，`timeout` 是 1，铅笔画一画：
#
# | interval | 在几秒时问 | 问几次 | 睡几次 |
# |---|---|---|---|
# | 0.25 | 0、0.25、0.5、0.75、1 | 5 | 4 |
# | 0.75 | 0、0.75、1.5 | 3 | 2 |
#
# `timeout` 是 0 时，问一次，不睡。
#
# <details><summary>提示一：想一想</summary>
#
# 开始的时刻要记在哪里？三步的次序，换一换会怎样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 循环的次数事先不知道：`while True:`，里面用 `return` 走出去。每一圈正好是上面三步。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一句记下开始；`while True:` 下面两个 `if …: return …`，一句睡。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 写了 `if probe:`，没有调用，函数本身总算真；<!-- wrong: not-called -->
# - 时间一到就返回，少问了最后一次；<!-- wrong: no-last-probe -->
# - 先睡，再问第一次；<!-- wrong: sleep-first -->
# - 用的是 `time.sleep`，不是收到的时钟；<!-- wrong: own-sleep -->
# - 一刻不停地问，没有睡；<!-- wrong: busy-loop -->
# - 没有减去开始的时刻，或者把它记在了循环里面；<!-- wrong: start-not-subtracted start-in-loop -->
# - 返回了 `probe` 的答案，不是 True；<!-- wrong: answer-returned -->
# - 没有看时钟，只算睡了多少：`probe` 自己也要花时间；<!-- wrong: counted -->
# - 睡醒才看时间：问完就已经到时间了，还去睡了一次。<!-- wrong: looked-after-sleep -->
#
# </details>


# %% exercise="wait_until"
def wait_until(probe, timeout: float, interval: float, clock) -> bool:
    """问到好了为止，或者等到不等了。

    参数
        probe: 没有参数的函数，问一次；答案可以是任何值，算真就是好了。
            它自己也可能花时间。
        timeout: 最多等几秒，≥ 0。
        interval: 每两次之间睡几秒，> 0。
        clock: 时钟，clock.time() 是现在的秒数（不一定从 0 开始），
            clock.sleep(s) 睡 s 秒；可以就是模块 time。时间只由它来管。
    返回
        True 或 False。反复做：问 probe()，算真就返回 True；从开始到现在
        ≥ timeout 秒就返回 False；睡 interval 秒（不多不少）。
    例子
        probe 总说没好：timeout 1、interval 0.25 时问 5 次、睡 4 次，返回 False；
        timeout 1、interval 0.75 时问 3 次、睡 2 次；timeout 0 时问 1 次、不睡。
    """
    ### BEGIN SOLUTION
    start = clock.time()
    while True:
        if probe():
            return True
        if clock.time() - start >= timeout:
            return False
        clock.sleep(interval)
    ### END SOLUTION


# %% check="wait_until" points=13 minutes=7
check("wait_until")

# %% [markdown]
# 第 3 节欠着的那一等，现在还上。`there` 看一眼屏幕：有 `=` 这个键，得到的列表就不空，算真。**先猜**：这部手机没有“微信”，等它 0.2 秒，得到什么？

# %% tags=["demo"]
if ready("adb_command", "center", "find_nodes", "wait_until"):
    unlock()
    x, y = center(find_nodes(look(), text="计算器")[0]["bounds"])
    run(adb_command(SERIAL, "shell", "input", "tap", x, y))

    def there():
        """等号那个键画出来了吗。"""
        return find_nodes(look(), text="=")

    print("刚点完：", look()[0]["text"])
    print("等到计算器了吗：", wait_until(there, 5, 0.05, time))
    never = wait_until(lambda: find_nodes(look(), text="微信"), 0.2, 0.05, time)
    print("等到微信了吗：", never)

# %% [markdown]
# ## 6　剧本
#
# 一个动作一个动作地敲命令，太累。写成一个文本文件，一行一个动作，井号打头的是注释：
#
# ```
# # 唤醒，划一下
# key wakeup
# swipe 540 2000 540 500 300
# text it's me
# tap 300 1980
# ```
#
# 这就是一门小小的语言，是你发明的；把它翻译成机器听得懂的命令，叫**编译**（compile）。
#
# **读文本文件**　`with open(path, encoding="utf-8") as file:` 打开一个文件，缩进的几行里用它，出来时自动关好。`for line in file:` 一行一行地给，每行末尾**带着换行**，就算文件里是 `\r\n`，`open` 给你的也只是 `\n`。`encoding` 说明字节怎样变成文字（第 2 天的 UTF-8）；不写，换一台电脑中文可能就成了乱码。
#
# 模块 `phone.py` 也是一个文本文件，读它的前三行试试。**先猜**：每行的左边、右边差在哪里？最后一行，空格各剩几个？

# %% tags=["demo"]
with open("phone.py", encoding="utf-8") as file:
    for number, line in enumerate(file):
        if number < 3:
            print(repr(line), "→", repr(line.strip()))

sample = "  text  two  blanks\n"
print(repr(sample.strip()), sample.split())

# %% [markdown]
# 剧本里的 `text  two  blanks`，`text` 后面有两个空格：第一个是隔开用的，第二个是要打的字。所以 `text` 的行不能整行 `split`，末尾也只能去掉换行。

# %% [markdown]
# ### 练习 6.9 compile_script（约 14 分钟，17 分）
#
# **做什么**　读文件 `path`，把每一行变成一个命令，返回命令的列表。拼命令用你的 `adb_command`，要打的字用你的 `escape_text`，所以这两个先要写好。
#
# | 一行 | `adb -s …` 后面的各项 |
# |---|---|
# | `tap X Y` | shell、input、tap、X、Y |
# | `swipe X1 Y1 X2 Y2 毫秒` | shell、input、swipe、五个数 |
# | `key home` | shell、input、keyevent、KEYCODE_HOME（大写） |
# | `text …` | shell、input、text、`escape_text` 变过的文字 |
#
# - 行首的空格不算；然后是空的、以 `#` 打头的，跳过。行尾没有注释：`key home # 回家` 是词太多；
# - `text` 后面**一个**空格隔开，再后面直到行末全是要打的字，空格、`#` 都是；
# - 不认识的词（大写的 `TAP` 也是）、个数不对、坐标和毫秒不是 ≥ 0 的整数、`text` 后面没有字：`ValueError`，一个命令也不给；
# - 文件不存在：`open` 自己会抛出 `FileNotFoundError`，让它去。
#
# **例子**　文件里是这四行（第三行是空的），序列号 `x`：
#
# ```
# # 说一句话
#   text  two  blanks
#
# key home
# ```
#
# 得到
#
# ```
# [["adb", "-s", "x", "shell", "input", "text", "%stwo%s%sblanks"],
#  ["adb", "-s", "x", "shell", "input", "keyevent", "KEYCODE_HOME"]]
# ```
#
# <details><summary>提示一：想一想</summary>
#
# 换行怎样去掉，而 `text` 末尾的空格留着？为什么全看完了才交出列表，而不是一边看一边运行？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `strip("\n")` 只去换行，`lstrip()` 只去左边的空白。`line.partition(" ")` 得到第一个词和后面全部。然后分四种情形，`match` 或者 `if` 都行，最后一种是 `raise`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `with open(…)` 里一个 `for`：去掉换行，跳过，取第一个词；`if word == "text":` …… `elif word == "key" and len(…) == …:` …… `else: raise`。坐标对不对，另写一个小函数，或者一个 `for` 去查。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 换行也当成要打的字；<!-- wrong: newline-typed -->
# - 行里有 `#` 就当成注释，`text #1` 没了；<!-- wrong: hash-anywhere -->
# - 整行 `split` 再接起来，两个空格只剩一个；<!-- wrong: double-blank-lost -->
# - 文件不存在时返回了空列表；<!-- wrong: missing-file-swallowed -->
# - 坏的一行悄悄跳过了；<!-- wrong: bad-line-skipped -->
# - 没有写对 `encoding`，中文注释就出错；<!-- wrong: ascii-encoding -->
# - 坐标没有查，什么都收，或者只查了第一个；<!-- wrong: numbers-unchecked first-number-only -->
# - 数多了也收；<!-- wrong: too-many-numbers -->
# - `text` 后面没有字也收；<!-- wrong: empty-text -->
# - 用了 `yield`，一边看一边给：坏的一行前面的命令已经交出去了；<!-- wrong: yields -->
# - 负的坐标也收；<!-- wrong: negative-accepted -->
# - 要打的字没有经过 `escape_text`。<!-- wrong: not-escaped -->
#
# </details>


# %% exercise="compile_script"
def compile_script(path: str, serial: str) -> list:
    r"""把剧本变成命令的列表。

    参数
        path: 文件名；文件是 UTF-8 的文字，一行一个动作，换行是 \n 或者 \r\n，
            最后一行末尾不一定有。
        serial: 手机的序列号。
    返回
        列表，一个动作一个命令，每个是文字的列表：["adb", "-s", serial, "shell",
        "input", …]，后面的各项是
        tap X Y                  → "tap", X, Y
        swipe X1 Y1 X2 Y2 毫秒   → "swipe", X1, Y1, X2, Y2, 毫秒
        key 名字                 → "keyevent", "KEYCODE_" 加大写的名字
        text 后面的字            → "text", escape_text(后面的字)
        词由一个空格隔开；text 和一个空格以后，直到行末，全是要打的字。行首的空格
        不算；去掉它们以后是空的行、以 # 打头的行跳过。行尾没有注释，# 也算一个词。
        全看完了才返回：有一行坏的，一个命令也不给。
    错误
        ValueError: 不认识的词（大写的 TAP 也是）；个数不对（text 后面没有字也是）；
        tap、swipe 后面的不是 ≥ 0 的整数；要打的字 escape_text 不收。
        FileNotFoundError: 没有这个文件。
    例子
        文件是 "# 回家\n  key home\n"，compile_script(…, "x") 是
        [["adb", "-s", "x", "shell", "input", "keyevent", "KEYCODE_HOME"]]
    """
    ### BEGIN SOLUTION
    counts = {"tap": 2, "swipe": 5}
    commands = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.strip("\n").lstrip()
            if line == "" or line.startswith("#"):
                continue
            word, _, rest = line.partition(" ")
            words = rest.split()
            if word == "text" and rest != "":
                parts = ["text", escape_text(rest)]
            elif word == "key" and len(words) == 1:
                parts = ["keyevent", "KEYCODE_" + words[0].upper()]
            elif word in counts and len(words) == counts[word]:
                for number in words:
                    if int(number) < 0:
                        raise ValueError(f"坐标不能是负的：{line}")
                parts = [word, *words]
            else:
                raise ValueError(f"看不懂：{line}")
            commands.append(adb_command(serial, "shell", "input", *parts))
    return commands
    ### END SOLUTION


# %% [markdown]
# 下面这一格是检查和评分用的：它问，返回的是不是列表。


# %%
def gives_a_list(path, serial):
    """compile_script 返回的是不是列表（元组也行）。"""
    return isinstance(compile_script(path, serial), (list, tuple))


# %% check="compile_script" points=17 minutes=14 helpers=["gives_a_list"] uses=["adb_command", "escape_text"]
check("compile_script")

# %% [markdown]
# ## 7　小结、自测
#
# **一句话**　控制一部手机，是三件事：把命令拼成列表送过去，把回答的文字读成数和字典，没好的时候耐心地等。
#
# **自测**
#
# 1. `bool("false")` 是什么？为什么？
#
# <details><summary>答案</summary>
#
# True：文字只要不空就算真，写的是什么不管。
#
# </details>
#
# 2. 命令为什么写成列表，不写成一整句？
#
# <details><summary>答案</summary>
#
# 一项就是一个词，里面的空格和分号不会把它切开，更不会变成另一个命令。
#
# </details>
#
# 3. `timeout` 是 1，`interval` 是 0.4，`probe` 总说没好：问几次，睡几次？
#
# <details><summary>答案</summary>
#
# 在 0、0.4、0.8、1.2 秒时问，4 次；睡 3 次。
#
# </details>
#
# 4. 要打出 `a*b`，交给 `input text` 的是哪几个字符？
#
# <details><summary>答案</summary>
#
# 四个：`a`、`\`、`*`、`b`。
#
# </details>
#
# **延伸**　adb 还会装应用、传文件、截屏（`exec-out screencap -p`）。官方文档搜“Android Debug Bridge”。`phone.py` 你已经能读懂一半，去看看假手机是怎样做的。

# %% [markdown]
# ## 8　终场：六七四十二
#
# 剧本由你说了算：坐标不用量，`find_nodes` 和 `center` 会找。`{…}` 是 f-string（第 1 天），把找到的坐标填进去，用三个引号可以写好几行；`open` 里多写一个 `"w"`（write），就是**写**文件 `script.txt`，已经有的会被盖掉。运行以后，手机照着做，每一步都画下来：圆圈是点，箭头是划。每做完一步，都用你的 `wait_until` 等它画好。
#
# 把 `SUM` 改成 `9×9=`，或者朋友出的题；键盘上没有 `×` 和 `÷`，写 `*` 和 `/` 也行。代码里有三行以井号打头的 `script += …`：去掉井号**和它后面的一个空格**，算完以后它还会打开备忘录，给朋友留一句话（只能是英文，为什么？）。

# %% tags=["demo"]
SUM = "6×7="  # 改成你想算的
NEEDED = ["adb_command", "center", "find_nodes"]
NEEDED += ["escape_text", "wait_until", "compile_script"]


SIGNS = {"*": "×", "/": "÷", "-": "−"}


def settled():
    """画好了吗：没有一块写着“正在打开……”。"""
    return not find_nodes(look(), text="正在打开……")


def places():
    """屏幕上点得动的东西：文字 → 正中。"""
    found = {}
    for node in find_nodes(look(), clickable="true"):
        found[node["text"]] = center(node["bounds"])
    return found


def spots():
    """桌面和计算器上每个能点的地方：先打开一次，记下来。"""
    unlock()
    found = places()
    x, y = found["计算器"]
    run(adb_command(SERIAL, "shell", "input", "tap", x, y))
    wait_until(settled, 5, 0.05, time)
    return found | places()  # 两个字典合成一个


if ready(*NEEDED):
    where = spots()
    x, y = where["计算器"]
    script = f"""# 唤醒，向上划，打密码
key wakeup
swipe 540 2000 540 500 300
text 0606
key enter

# 打开计算器，一个键一个键地点
tap {x} {y}
"""
    pressed = ""  # 真的按过的键
    for key in SUM:
        key = SIGNS.get(key, key)
        if key in where:
            x, y = where[key]
            script += f"tap {x} {y}\n"
            pressed += key
        else:
            print("计算器上没有这个键：", key)
    x, y = where["备忘录"]
    # script += "key home\n"
    # script += f"tap {x} {y}\n"
    # script += "text I did not touch it!\n"
    with open("script.txt", "w", encoding="utf-8") as file:
        file.write(script)
    print(script)


# %% tags=["demo"]
def act(commands):
    """照剧本做，记下每一步的画面：（做之前屏幕上有什么，这个命令）。画图的部分不用读懂。"""
    phone.restart()
    steps = []
    for command in commands:
        steps.append((look(), command[5:]))
        run(command)
        if not wait_until(settled, 5, 0.05, time):
            print("等了 5 秒还没有画好")
    return steps + [(look(), ["好了！"])] * 2


def draw_step(step):
    nodes, words = step
    draw_phone(ax, nodes, " ".join(words))
    if words[0] == "tap":
        x, y = int(words[1]), int(words[2])
        ring = {"markersize": 26, "color": "none", "markeredgecolor": "#ffb000"}
        ax.plot(x, y, "o", markeredgewidth=3, **ring)
    elif words[0] == "swipe":
        x1, y1, x2, y2 = [int(word) for word in words[1:5]]
        arrow = {"arrowstyle": "->", "color": "#ffb000", "lw": 3}
        ax.annotate("", (x2, y2), (x1, y1), arrowprops=arrow)


if ready(*NEEDED):
    steps = act(compile_script("script.txt", SERIAL))
    fig, ax = plt.subplots(figsize=(2.7, 5.4))
    alt = f"手机自己解锁、打开计算器，按下 {pressed}"
    figures.film(fig, draw_step, steps, alt, wait=800)
    result = "（没有打开过计算器）"
    for nodes, _ in steps:  # 最后一次看见的结果
        for node in find_nodes(nodes, content_desc="结果"):
            result = node["text"]
    print(pressed, result)

# %% [markdown]
# **换成真手机**　装好 adb，手机上打开“USB 调试”，插上线。把第 0 节那个单元格里的 `run = phone.run` 换成下面这样，`SERIAL` 换成 `parse_devices` 告诉你的：
#
# ```python
# import subprocess
#
# def run(arguments):
#     """启动真的 adb，等它做完，拿回它印出的文字；出错时抛出错误。"""
#     answer = subprocess.run(
#         arguments, capture_output=True, encoding="utf-8", check=True
#     )
#     return answer.stdout
# ```
#
# 你写的九个函数一个字也不用改：它们只管文字进、文字出，不问对面是真是假。各部手机的屏幕、密码、按钮上的字不同，第 3 节的解锁、`spots` 和剧本要照你的手机改。只在自己的手机上试；第 4 节“弄坏它”的那几句总是发给假手机，别拿真的去试 `reboot`。
#
# 现在右键点上面的动画，另存下来，发给朋友：没有一下是用手点的。下一次，它点的就是你自己的手机。
