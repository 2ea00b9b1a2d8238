# %% wrong last-line
# 总用最后一个大小，不管它是哪一种
def screen_size(output):
    result = None
    for line in output.splitlines():
        name, _, value = line.partition(" size: ")
        if name in ("Physical", "Override"):
            width, height = value.split("x")
            result = (int(width), int(height))
    if result is None:
        raise ValueError
    return result


# %% wrong physical-first
# 看到一个大小就返回了，没有看完有没有 Override size
def screen_size(output):
    for line in output.splitlines():
        name, _, value = line.partition(" size: ")
        if name in ("Physical", "Override"):
            width, height = value.split("x")
            return (int(width), int(height))
    raise ValueError


# %% wrong override-ignored
# 没有管 Override size，用的总是 Physical size
def screen_size(output):
    for line in output.splitlines():
        if line.startswith("Physical size:"):
            width, height = line.split()[-1].split("x")
            return (int(width), int(height))
    raise ValueError


# %% wrong physical-wins
# 两行都有时，用了 Physical size
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    for name in ("Physical size", "Override size"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (int(width), int(height))
    raise ValueError


# %% wrong texts
# 宽和高还是文字，没有变成数
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    for name in ("Override size", "Physical size"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (width, height)
    raise ValueError


# %% wrong density-read
# Physical density 那样的行也去读了
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        if line.startswith("Physical"):
            sizes["Physical"] = line.split()[-1]
        if line.startswith("Override"):
            sizes["Override"] = line.split()[-1]
    for name in ("Override", "Physical"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (int(width), int(height))
    raise ValueError


# %% wrong none-if-missing
# 两行都没有时什么也没有抛出，得到 None
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    for name in ("Override size", "Physical size"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (int(width), int(height))


# %% wrong key-error
# 两行都没有时抛出的是 KeyError，不是 ValueError
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    if "Override size" in sizes:
        width, height = sizes["Override size"].split("x")
    else:
        width, height = sizes["Physical size"].split("x")
    return (int(width), int(height))


# %% wrong zeros-if-missing
# 两行都没有时返回了 (0, 0)
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    size = sizes.get("Override size", sizes.get("Physical size", "0x0"))
    width, height = size.split("x")
    return (int(width), int(height))


# %% wrong swapped
# 宽和高弄反了
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    for name in ("Override size", "Physical size"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (int(height), int(width))
    raise ValueError


# %% wrong first-line
# 只看了第一行
def screen_size(output):
    first = output.splitlines()[0] if output else ""
    name, _, value = first.partition(" size: ")
    if name not in ("Physical", "Override"):
        raise ValueError
    width, height = value.split("x")
    return (int(width), int(height))


# %% wrong larger
# 用了两个里面宽的那一个，不管它是哪一种
def screen_size(output):
    found = []
    for line in output.splitlines():
        name, _, value = line.partition(" size: ")
        if name in ("Physical", "Override"):
            width, height = value.split("x")
            found.append((int(width), int(height)))
    if not found:
        raise ValueError
    return max(found)


# %% wrong floats
# 宽和高变成了小数
def screen_size(output):
    sizes = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        sizes[name] = value.strip()
    for name in ("Override size", "Physical size"):
        if name in sizes:
            width, height = sizes[name].split("x")
            return (float(width), float(height))
    raise ValueError


# %% wrong override-density-read
# 只看了是不是 Override 开头，Override density 那一行也去读了
def screen_size(output: str) -> tuple:
    size = None
    for line in output.splitlines():
        if line.startswith("Override"):
            size = line.partition(":")[2]
            break
        if line.startswith("Physical size"):
            size = line.partition(":")[2]
    if size is None:
        raise ValueError("没有屏幕的大小")
    width, height = size.split("x")
    return int(width), int(height)


# %% wrong smaller
# 用了两个里面小的那一个，以为假装的总是小一些
def screen_size(output: str) -> tuple:
    sizes = []
    for line in output.splitlines():
        name, _colon, value = line.partition(":")
        if name == "Override size" or name == "Physical size":
            width, height = value.split("x")
            sizes.append((int(width), int(height)))
    if not sizes:
        raise ValueError("没有屏幕的大小")
    return min(sizes)


# %% right two-loops
# 找两遍
def screen_size(output):
    for start in ["Override size:", "Physical size:"]:
        for line in output.splitlines():
            if line.startswith(start):
                return tuple(int(number) for number in line[len(start) :].split("x"))
    raise ValueError("没有")


# %% right names
# 两个名字，各记一个
def screen_size(output):
    physical = None
    override = None
    for line in output.split("\n"):
        words = line.split()
        if len(words) == 3 and words[1] == "size:":
            w, h = words[2].split("x")
            if words[0] == "Physical":
                physical = [int(w), int(h)]
            elif words[0] == "Override":
                override = [int(w), int(h)]
    if override is None and physical is None:
        raise ValueError("没有屏幕的大小")
    return override or physical


# %% right regex
# 正则表达式
import re


def screen_size(output):
    m = re.search(r"Override size: (\d+)x(\d+)", output) or re.search(r"Physical size: (\d+)x(\d+)", output)
    if not m:
        raise ValueError(output)
    return int(m[1]), int(m[2])
