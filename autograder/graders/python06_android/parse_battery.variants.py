# %% wrong all-texts
# 值全留成了文字
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        if value.strip() != "":
            battery[name.strip()] = value.strip()
    return battery


# %% wrong bool-of-text
# 用 bool 去变 false，不空的文字都成了 True
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        if value in ("true", "false"):
            battery[name] = bool(value)
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery


# %% wrong negative-text
# isdigit 不认负号，负数还是文字
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        if value in ("true", "false"):
            battery[name] = value == "true"
        elif value.isdigit():
            battery[name] = int(value)
        else:
            battery[name] = value
    return battery


# %% wrong minus-dropped
# 去掉负号才变成数，负数成了正数
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        if value in ("true", "false"):
            battery[name] = value == "true"
        elif value.lstrip("-").isdigit():
            battery[name] = int(value.lstrip("-"))
        else:
            battery[name] = value
    return battery


# %% wrong value-cut
# 按所有的冒号切，值只留了第一截
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        parts = line.split(":")
        if len(parts) < 2 or ":".join(parts[1:]).strip() == "":
            continue
        name, value = parts[0].strip(), parts[1].strip()
        if value in ("true", "false"):
            battery[name] = value == "true"
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery


# %% wrong last-colon
# 在最后一个冒号处切开了
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.rpartition(":")
        name, value = name.strip(), value.strip()
        if value == "" or name == "":
            continue
        if value in ("true", "false"):
            battery[name] = value == "true"
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery


# %% wrong empty-kept
# 没有值的行也放了进去
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        if ":" not in line:
            continue
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value in ("true", "false"):
            battery[name] = value == "true"
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery


# %% wrong names-not-stripped
# 名字前面的空格没有去掉
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        value = value.strip()
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


# %% wrong values-not-stripped
# 值前面的空格没有去掉，true、文字都带着空格
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        if value.strip() == "":
            continue
        if value in ("true", "false"):
            battery[name.strip()] = value == "true"
        else:
            try:
                battery[name.strip()] = int(value)
            except ValueError:
                battery[name.strip()] = value
    return battery


# %% wrong booleans-as-texts
# true 和 false 还是文字
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        try:
            battery[name] = int(value)
        except ValueError:
            battery[name] = value
    return battery


# %% wrong one-and-zero
# true 变成了 1，false 变成了 0
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        if value in ("true", "false"):
            battery[name] = int(value == "true")
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery


# %% wrong floats
# 用 float 去变，整数成了小数
def parse_battery(output):
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
                battery[name] = float(value)
            except ValueError:
                battery[name] = value
    return battery


# %% wrong decimals-too
# 整数对，可是 4.2 这样的也变成了小数
def parse_battery(output):
    battery = {}
    for line in output.splitlines():
        name, _, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            continue
        if value in ("true", "false"):
            battery[name] = value == "true"
            continue
        battery[name] = value
        for kind in (float, int):
            try:
                battery[name] = kind(value)
            except ValueError:
                continue
    return battery


# %% wrong first-line-skipped
# 第一行总是跳过
def parse_battery(output):
    battery = {}
    for line in output.splitlines()[1:]:
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


# %% wrong false-and-zero-dropped
# 变完以后才问有没有值，False 和 0 也当成没有值丢了
def parse_battery(output: str) -> dict:
    battery = {}
    for line in output.splitlines():
        name, _colon, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "true":
            value = True
        elif value == "false":
            value = False
        else:
            try:
                value = int(value)
            except ValueError:
                value = value.strip()
        if not value:
            continue
        battery[name] = value
    return battery


# %% wrong stops-without-value
# 遇到没有值的行就停了（break），后面的行全没有读
def parse_battery(output: str) -> dict:
    battery = {}
    for line in output.splitlines():
        name, _colon, value = line.partition(":")
        name, value = name.strip(), value.strip()
        if value == "":
            break
        if value == "true":
            battery[name] = True
        elif value == "false":
            battery[name] = False
        else:
            try:
                battery[name] = int(value)
            except ValueError:
                battery[name] = value
    return battery


# %% right isdigit
# 去掉一个负号再看是不是数字
def parse_battery(output):
    result = {}
    for line in output.splitlines():
        if ":" in line:
            name, value = line.split(":", 1)
            value = value.strip()
            if value == "true":
                result[name.strip()] = True
            elif value == "false":
                result[name.strip()] = False
            elif value.removeprefix("-").isdigit():
                result[name.strip()] = int(value)
            elif value:
                result[name.strip()] = value
    return result


# %% right table
# 先一张表，再推导式
def parse_battery(output):
    def convert(text):
        if text in ("true", "false"):
            return text == "true"
        digits = text[1:] if text[0] == "-" else text
        return int(text) if digits != "" and all(c in "0123456789" for c in digits) else text

    pairs = [line.partition(":")[::2] for line in output.splitlines()]
    return {name.strip(): convert(value.strip()) for name, value in pairs if value.strip()}


# %% right regex
# 正则表达式
import re


def parse_battery(output):
    result = {}
    for line in output.splitlines():
        m = re.fullmatch(r"([^:]*):(.*)", line)
        if not m or not m[2].strip():
            continue
        name, value = (part.strip() for part in m.groups())
        if re.fullmatch(r"-?\d+", value):
            result[name] = int(value)
        else:
            result[name] = {"true": True, "false": False}.get(value, value)
    return result
