"""一部放在文件里的手机：给终场和例子用，不是练习。

run(arguments) 像电脑上的 adb 一样回答，文字照真的 adb 的样子；它从不启动别的程序，也不碰真的手机。
手机锁着，密码 0606；里面有一个计算器和一个备忘录。restart() 让一切从头开始。
"""

import itertools
import re
import xml.etree.ElementTree as ElementTree

SERIAL = "emulator-5554"
PIN = "0606"
WIDTH, HEIGHT = 1080, 2400
# 点开一个应用，它要过这么多眼才画好。
SLOW = 2

DEVICES = [
    (SERIAL, "device", "product:sdk_gphone64 model:Pixel_6 device:emu64 transport_id:1"),
    ("192.168.1.7:5555", "offline", "transport_id:2"),
    ("R58M42ABCDE", "unauthorized", "usb:1-4 transport_id:3"),
]
BATTERY = """Current Battery Service state:
  AC powered: false
  USB powered: true
  Max charging current: 500000
  status: 2
  health: 2
  present: true
  level: 85
  scale: 100
  voltage: 4210
  temperature: 268
  technology: Li-ion
"""
KEYS = ["789÷", "456×", "123−", "C0=+"]
# 键盘打的字，和屏幕上的键。
TYPED = {"*": "×", "/": "÷", "-": "−"}

# 一块一块画在屏幕上的：文字、描述、左上角、右下角、点不点得动。
Node = tuple[str, str, tuple[int, int, int, int], bool]

_state = {"screen": "off", "typed": "", "shown": "0", "note": "", "waiting": 0, "calls": 0}


def restart() -> None:
    """手机回到刚开始的样子：黑屏、锁着、什么也没有打过。"""
    _state.update(screen="off", typed="", shown="0", note="", waiting=0, calls=0)


def run(arguments: list[str]) -> str:
    """像 adb 一样回答一个命令。

    arguments 是命令拆开的列表，第一项是 "adb"；返回 adb 会印出的文字。
    写错了，或者没有这部手机，抛出 RuntimeError。
    """
    if isinstance(arguments, str) or not all(isinstance(part, str) for part in arguments):
        raise TypeError("命令是文字的列表，例如 ['adb', 'devices']")
    if not arguments or arguments[0] != "adb":
        raise RuntimeError(f"没有这个程序：{' '.join(arguments[:1])}")
    _state["calls"] += 1
    rest = list(arguments[1:])
    if rest[:1] == ["devices"]:
        return _devices("-l" in rest)
    serial = SERIAL
    if rest[:1] == ["-s"] and len(rest) >= 2:
        serial, rest = rest[1], rest[2:]
    states = {name: state for name, state, _ in DEVICES}
    if serial not in states:
        raise RuntimeError(f"adb: device '{serial}' not found")
    if states[serial] != "device":
        raise RuntimeError(f"adb: device {states[serial]}")
    if rest[:1] == ["exec-out"] or rest[:1] == ["shell"]:
        # 真的 adb 也是这样：用空格接成一行，交给手机里的 shell 去读。
        return "".join(_command(words) for words in _split(" ".join(rest[1:])))
    raise RuntimeError(f"adb: unknown command {' '.join(rest)}")


def _devices(long: bool) -> str:
    """`adb devices` 的回答；第一次问，adb 先要启动自己的服务。"""
    lines = ["List of devices attached"]
    for serial, state, more in DEVICES:
        lines.append(f"{serial:22} {state} {more}" if long else f"{serial}\t{state}")
    if _state["calls"] == 1:
        lines = [
            "* daemon not running; starting now at tcp:5037",
            "* daemon started successfully",
            *lines,
        ]
    return "\n".join(lines) + "\n\n"


def _split(line: str) -> list[list[str]]:
    """手机里的 shell 怎样读一行：空格分开，分号再来一个命令，反斜杠让后面那个字符只是它自己。"""
    commands: list[list[str]] = [[]]
    word, started, quote, at = "", False, "", 0
    while at < len(line):
        c = line[at]
        at += 1
        if quote and c == quote:
            quote = ""
        elif c == "\\" and quote != "'" and at < len(line):
            word, started = word + line[at], True
            at += 1
        elif c == "$" and quote != "'":
            # 名字是字母打头的一串，或者单独一个数字；手机里没有这样的变量，就是空的。
            found = re.match(r"[A-Za-z_]\w*|\d", line[at:], re.ASCII)
            word, started = word + ("" if found else "$"), True
            at += len(found.group()) if found else 0
        elif quote:
            word += c
        elif c in "'\"":
            quote, started = c, True
        elif c in " ;&|<>()`" or (c == "#" and not started):
            if started:
                commands[-1].append(word)
            word, started = "", False
            if c == "#":
                break
            if c != " ":
                commands.append([])
        else:
            word, started = word + c, True
    if quote:
        raise RuntimeError("/system/bin/sh: no closing quote")
    if started:
        commands[-1].append(word)
    return [words for words in commands if words]


def _command(words: list[str]) -> str:
    """一个命令在手机里做什么，印出什么。"""
    match words:
        case ["wm", "size"]:
            return f"Physical size: {WIDTH}x{HEIGHT}\n"
        case ["wm", "density"]:
            return "Physical density: 420\n"
        case ["dumpsys", "battery"]:
            return BATTERY
        case ["getprop", "ro.product.model"]:
            return "Pixel 6\n"
        case ["uiautomator", "dump", "/dev/tty"]:
            return _dump()
        case ["reboot"]:
            restart()
            return ""
        case ["input", "tap", x, y]:
            _tap(float(x), float(y))
            return ""
        case ["input", "swipe", _, y1, _, y2, _]:
            if _state["screen"] == "locked" and float(y1) - float(y2) > 400:
                _state["screen"] = "pin"
            return ""
        case ["input", "keyevent", key]:
            _key(key)
            return ""
        case ["input", "text", text]:
            _type(text.replace("%s", " "))
            return ""
        case ["input", "text", *_]:
            raise RuntimeError("Error: Invalid arguments for command: text")
    raise RuntimeError(f"/system/bin/sh: {words[0]}: inaccessible or not found")


def _key(key: str) -> None:
    """按一个键。"""
    screen = _state["screen"]
    if key == "KEYCODE_WAKEUP" and screen == "off":
        _state["screen"] = "locked"
    elif key == "KEYCODE_SLEEP":
        _state["screen"] = "off"
    elif key == "KEYCODE_HOME" and screen not in ("off", "locked", "pin"):
        _state.update(screen="home", waiting=0)
    elif key == "KEYCODE_ENTER" and screen == "pin":
        _state.update(screen="home" if _state["typed"] == PIN else "locked", typed="")


def _type(text: str) -> None:
    """打字：进了密码、备忘录，或者计算器。"""
    if _state["waiting"]:
        return
    if _state["screen"] == "pin":
        _state["typed"] += text
    elif _state["screen"] == "notes":
        _state["note"] += text
    elif _state["screen"] == "calculator":
        for typed in text:
            _press(TYPED.get(typed, typed))


def _press(key: str) -> None:
    """按计算器的一个键。"""
    shown = _state["shown"]
    if key == "C":
        _state["shown"] = "0"
    elif key == "=":
        _state["shown"] = _value(shown)
    elif key in "".join(KEYS):
        _state["shown"] = key if shown in ("0", "错误") and key.isdigit() else shown + key


def _value(shown: str) -> str:
    """一行算式的值，先乘除，后加减。"""
    terms: list[float] = []
    pieces = re.findall(r"([+×÷−]?)(\d+(?:\.\d+)?)", shown)
    if not pieces or "".join(map("".join, pieces)) != shown:
        return "错误"
    for sign, digits in pieces:
        number = float(digits)
        if sign == "×":
            terms[-1] *= number
        elif sign == "÷":
            if number == 0:
                return "错误"
            terms[-1] /= number
        else:
            terms.append(-number if sign == "−" else number)
    total = round(sum(terms), 6)
    text = str(int(total)) if total == int(total) else str(total)
    return text.replace("-", "−")


def _tap(x: float, y: float) -> None:
    """点一下：点中的那一块有什么用，就做什么。"""
    if _state["waiting"]:
        return
    for text, _, (x1, y1, x2, y2), clickable in _nodes():
        if clickable and x1 <= x < x2 and y1 <= y < y2:
            if text == "计算器":
                _state.update(screen="calculator", shown="0", waiting=SLOW)
            elif text == "备忘录":
                _state.update(screen="notes", waiting=SLOW)
            elif _state["screen"] == "calculator":
                _press(text)


def _nodes() -> list[Node]:
    """屏幕上现在有的东西。"""
    screen = _state["screen"]
    if screen == "off":
        return []
    if _state["waiting"]:
        return [("正在打开……", "", (270, 1100, 810, 1300), False)]
    if screen == "locked":
        return [
            ("06:06", "", (240, 420, 840, 660), False),
            ("向上滑动解锁", "", (290, 2080, 790, 2200), False),
        ]
    if screen == "pin":
        dots = "●" * len(_state["typed"])
        return [
            ("输入密码", "", (290, 640, 790, 780), False),
            (dots, "密码", (240, 880, 840, 1060), False),
        ]
    if screen == "home":
        return [
            ("06:06", "", (40, 0, 260, 100), False),
            ("计算器", "打开计算器", (120, 1800, 480, 2160), True),
            ("备忘录", "打开备忘录", (600, 1800, 960, 2160), True),
        ]
    if screen == "notes":
        return [
            ("备忘录", "", (60, 140, 1020, 280), False),
            (_state["note"], "正文", (60, 340, 1020, 1500), True),
        ]
    nodes: list[Node] = [(_state["shown"], "结果", (60, 260, 1020, 700), False)]
    for (row, keys), column in itertools.product(enumerate(KEYS), range(4)):
        x, y = 60 + 240 * column, 860 + 340 * row
        nodes.append((keys[column], "", (x, y, x + 240, y + 340), True))
    return nodes


def _dump() -> str:
    """屏幕上有什么，写成一篇 XML；末尾那一行是真的 uiautomator 印的，错字也是它的。"""
    root = ElementTree.Element("hierarchy", rotation="0")
    for index, (text, description, (x1, y1, x2, y2), clickable) in enumerate(_nodes()):
        attributes = {
            "index": str(index),
            "text": text,
            "class": "android.widget.Button" if clickable else "android.widget.TextView",
            "content-desc": description,
            "clickable": "true" if clickable else "false",
            "enabled": "true",
            "bounds": f"[{x1},{y1}][{x2},{y2}]",
        }
        ElementTree.SubElement(root, "node", attributes)
    _state["waiting"] = max(0, _state["waiting"] - 1)
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
    return head + ElementTree.tostring(root, encoding="unicode") + "UI hierchary dumped to: /dev/tty\n"


def read_screen(xml: str) -> list[dict[str, str]]:
    """把 uiautomator 的回答变成字典的列表：屏幕上每一块东西一个字典，外面的在前。"""
    end = xml.rfind(">") + 1
    return [dict(node.attrib) for node in ElementTree.fromstring(xml[:end]).iter("node")]
