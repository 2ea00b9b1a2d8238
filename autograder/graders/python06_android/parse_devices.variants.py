# %% wrong header-kept
# 标题 List of devices 那一行也当成了手机
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith("*"):
            continue
        devices[words[0]] = words[1]
    return devices


# %% wrong stars-kept
# 星号打头的行也当成了手机
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith("List of devices"):
            continue
        devices[words[0]] = words[1]
    return devices


# %% wrong only-device
# 只留下了状态是 device 的
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        if words[1] == "device":
            devices[words[0]] = words[1]
    return devices


# %% wrong cut-at-colon
# 序列号在冒号处切断了，端口没了
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        devices[words[0].split(":")[0]] = words[1]
    return devices


# %% wrong carriage-return
# 按 \n 和制表符切，\r 粘在了状态后面
def parse_devices(output):
    devices = {}
    for line in output.split("\n"):
        if line.strip() == "" or line.startswith(("*", "List of devices")):
            continue
        serial, state = line.replace("\t", " ").split(" ", 1)
        devices[serial] = state.lstrip(" ").split(" ")[0]
    return devices


# %% wrong first-line-dropped
# 第一行总当成标题跳过了
def parse_devices(output):
    devices = {}
    for line in output.splitlines()[1:]:
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        devices[words[0]] = words[1]
    return devices


# %% wrong last-word
# 状态取的是最后一个词，-l 时成了型号那些
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        devices[words[0]] = words[-1]
    return devices


# %% wrong swapped
# 键和值反了：状态 → 序列号
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        devices[words[1]] = words[0]
    return devices


# %% wrong only-names
# 返回的是序列号的列表，没有状态
def parse_devices(output):
    devices = []
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        devices.append(words[0])
    return devices


# %% wrong first-only
# return 写在了循环里面，只有第一部手机
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        words = line.split()
        if not words or line.startswith(("*", "List of devices")):
            continue
        devices[words[0]] = words[1]
        return devices
    return devices


# %% wrong tab-only
# 只按制表符切，-l 的那些空格没有切开
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        if line.strip() == "" or line.startswith(("*", "List of devices")):
            continue
        serial, _, state = line.partition("\t")
        devices[serial] = state
    return devices


# %% wrong tab-split
# 按制表符切开，再取第二段：-l 的回答里没有制表符，出了 IndexError
def parse_devices(output):
    devices = {}
    for line in output.splitlines():
        if line.strip() == "" or line.startswith(("*", "List of devices")):
            continue
        words = line.split("\t")
        devices[words[0]] = words[1]
    return devices


# %% wrong only-lines-of-two-words
# 不是正好两个词的行都跳过了，-l 的手机全没了
def parse_devices(output: str) -> dict:
    found = {}
    for line in output.splitlines():
        words = line.split()
        if len(words) != 2 or line.startswith("*"):
            continue
        found[words[0]] = words[1]
    return found


# %% wrong found-anywhere
# 用 in 找 List、daemon，没有看是不是开头，型号里有这几个字的手机没了
def parse_devices(output: str) -> dict:
    found = {}
    for line in output.splitlines():
        if "List" in line or "daemon" in line:
            continue
        words = line.split()
        if words:
            found[words[0]] = words[1]
    return found


# %% wrong stops-at-blank-line
# 遇到空白的行就返回了，后面的手机没有看
def parse_devices(output: str) -> dict:
    found = {}
    for line in output.splitlines():
        if line.strip() == "":
            return found
        if line.startswith("*") or line.startswith("List of devices"):
            continue
        words = line.split()
        found[words[0]] = words[1]
    return found


# %% right comprehension
# 两个推导式
def parse_devices(output):
    lines = [line.split() for line in output.splitlines() if not line.startswith(("*", "List of devices"))]
    return {words[0]: words[1] for words in lines if words}


# %% right match
# 看拆开的词是什么样子
def parse_devices(output):
    found = {}
    for line in output.replace("\r", "").split("\n"):
        match line.split():
            case ["List", "of", "devices", *_] | []:
                pass
            case [serial, state, *_] if serial[0] != "*":
                found[serial] = state
    return found


# %% right regex
# 正则表达式
import re


def parse_devices(output):
    return {
        m[1]: m[2]
        for m in map(re.compile(r"\s*(\S+)\s+(\S+)").match, output.splitlines())
        if m and not m.string.startswith(("*", "List of devices"))
    }
