# %% wrong backslashes-twice
# 一串 replace，最后才管反斜杠，把自己添上的又转义了一遍
def escape_text(text):
    if "%s" in text:
        raise ValueError
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
    for c in "'\"`$&|;<>()*?~#[]{}!\\":
        text = text.replace(c, "\\" + c)
    return text.replace(" ", "%s")


# %% wrong dollar-missed
# 漏了 $，没有转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong backslash-missed
# 反斜杠自己没有转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong quotes-only
# 只转义了引号和反斜杠，别的特殊字符没有管
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong brackets-missed
# 方括号和花括号没有转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong tilde-missed
# ~ 没有转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong hash-missed
# # 没有转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong exclamation-missed
# ! 没有转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong percent-escaped
# 百分号也加了反斜杠
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!%":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong all-but-letters
# 不是字母和数字的，全加了反斜杠
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif not c.isalnum():
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong blank-kept
# 空格没有变成 %s
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong blank-escaped
# 空格写成了反斜杠加空格
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c in "\\'\"`$&|;<>()*?~#[]{}! ":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong blank-dropped
# 空格丢了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            continue
        if c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong blank-as-percent-backslash
# 空格先变成 %s，百分号又被转义了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "\\%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong chinese-passed
# 编号超过 126 的字符（中文）放过去了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if c < " ":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong control-passed
# 换行、制表符放过去了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if c > "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong isascii
# 只查了是不是 ASCII，换行和编号 127 都放过去了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not c.isascii():
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong delete-passed
# 只查到编号 127，127 也放过去了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not 32 <= ord(c) <= 127:
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong percent-passed
# 本来就有的 %s 放过去了，会变成空格
def escape_text(text):
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong percent-always-refused
# 有百分号就抛出了 ValueError
def escape_text(text):
    if "%" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong dropped
# 打不出来的字符悄悄丢了，没有抛出 ValueError
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            continue
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong quoted
# 整段加了引号，没有一个一个地转义
def escape_text(text):
    if "%s" in text:
        raise ValueError
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
    return '"' + text.replace(" ", "%s") + '"'


# %% wrong backslash-behind
# 反斜杠加在了后面
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += c + "\\"
        else:
            escaped += c
    return escaped


# %% wrong two-backslashes
# 加了两个反斜杠
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\\\" + c
        else:
            escaped += c
    return escaped


# %% wrong blanks-joined
# 用 split 切开再接上，连着的、头尾的空格少了
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError
        if c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return "%s".join(escaped.split())


# %% wrong tilde-refused
# 上限写成了 < "~"，~ 也当成打不出来的
def escape_text(text):
    if "%s" in text:
        raise ValueError
    escaped = ""
    for c in text:
        if not " " <= c < "~":
            raise ValueError
        if c == " ":
            escaped += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            escaped += "\\" + c
        else:
            escaped += c
    return escaped


# %% wrong percent-asked-afterwards
# 空格都换成 %s 以后才查有没有 %s，有空格的全报了错
def escape_text(text: str) -> str:
    result = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError("打不出来")
        if c == " ":
            result += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            result += "\\" + c
        else:
            result += c
    if "%s" in result:
        raise ValueError("%s 打不出来")
    return result


# %% wrong capital-refused
# 查的时候没有分大小写，%S 也不收
def escape_text(text: str) -> str:
    if "%s" in text.lower():
        raise ValueError("%s 打不出来")
    result = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError("打不出来")
        if c == " ":
            result += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]{}!":
            result += "\\" + c
        else:
            result += c
    return result


# %% wrong braces-missed
# 花括号没有转义
def escape_text(text: str) -> str:
    if "%s" in text:
        raise ValueError("%s 打不出来")
    result = ""
    for c in text:
        if not " " <= c <= "~":
            raise ValueError("打不出来")
        if c == " ":
            result += "%s"
        elif c in "\\'\"`$&|;<>()*?~#[]!":
            result += "\\" + c
        else:
            result += c
    return result


# %% wrong character-lost
# 接上了反斜杠，后面那个字符自己没有接上
def escape_text(text: str) -> str:
    if "%s" in text:
        raise ValueError("%s 打不出来")
    result = ""
    for c in text:
        if c < " " or c > "~":
            raise ValueError("打不出来")
        if c in "\\'\"`$&|;<>()*?~#[]{}!":
            result += "\\"
        elif c == " ":
            result += "%s"
        else:
            result += c
    return result


# %% right replace
# 一串 replace，先管反斜杠
def escape_text(text):
    if "%s" in text or not all(32 <= ord(c) <= 126 for c in text):
        raise ValueError("打不出来")
    text = text.replace("\\", "\\\\")
    for c in "'\"`$&|;<>()*?~#[]{}!":
        text = text.replace(c, f"\\{c}")
    return text.replace(" ", "%s")


# %% right table
# 字典查表，接起来
TABLE = {c: "\\" + c for c in "\\'\"`$&|;<>()*?~#[]{}!"}
TABLE[" "] = "%s"


def escape_text(text):
    if "%s" in text or any(ord(c) not in range(32, 127) for c in text):
        raise ValueError(text)
    return "".join(TABLE.get(c, c) for c in text)


# %% right regex
# 正则表达式；isprintable 和 isascii
import re


def escape_text(text):
    if not (text.isascii() and text.isprintable()) or re.search("%s", text):
        raise ValueError(text)
    return re.sub(r"""([\\'"`$&|;<>()*?~#\[\]{}!])""", r"\\\1", text).replace(" ", "%s")
