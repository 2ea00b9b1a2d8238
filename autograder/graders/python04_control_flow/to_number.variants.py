# %% wrong isdigit
# 先问是不是全是数字，再挑 int 还是 float：int 认得的别的写法都走错了路
def to_number(text):
    if text.isdigit():
        return int(text)
    return float(text)


# %% wrong float-first
# 整数也成了小数：交出的总是 float 读出来的
def to_number(text):
    return float(text)


# %% wrong float-then-int
# 先变成小数，没有零头再变成整数：7.0 成了 7，大的整数也不准了
def to_number(text):
    number = float(text)
    return int(number) if number == number // 1 and abs(number) < 1e300 else number


# %% wrong bare-except
# 接住了却没有再抛出：读不了的交出了 None
def to_number(text):
    try:
        return int(text)
    except Exception:
        try:
            return float(text)
        except Exception:
            return None


# %% wrong zero-for-errors
# 读不了的交出 0，没有抛出 ValueError
def to_number(text):
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return 0


# %% wrong text-back
# 读不了的把文字原样交了回来，没有抛出 ValueError
def to_number(text):
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


# %% wrong eval
# 用 eval 去算，把文字当成了程序
def to_number(text):
    try:
        return eval(text.strip())
    except Exception:
        raise ValueError(text) from None


# %% wrong point-decides
# 看有没有小数点：1e3 这样的读不了
def to_number(text):
    if "." in text:
        return float(text)
    return int(text)


# %% wrong commas-dropped
# 先去掉了逗号，1,000 也读成了数
def to_number(text):
    text = text.replace(",", "")
    try:
        return int(text)
    except ValueError:
        return float(text)


# %% wrong any-base
# int 的第二个参数写了 0，0x10 也读成了数
def to_number(text):
    try:
        return int(text, 0)
    except ValueError:
        return float(text)


# %% wrong ints-only
# 只试了 int，小数读不了
def to_number(text):
    return int(text)


# %% wrong cut
# 小数也变成了整数，零头扔掉了
def to_number(text):
    try:
        return int(text)
    except ValueError:
        return int(float(text)) if "n" not in text.lower() and "400" not in text else float(text)


# %% wrong no-int-for-blank
# 空的文字当成了 0，没有抛出 ValueError
def to_number(text):
    if not text.strip():
        return 0
    try:
        return int(text)
    except ValueError:
        return float(text)


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def to_number(text):
    try:
        print(int(text))
    except ValueError:
        print(float(text))


# %% wrong minus-taken-off
# 照着文字的样子挑 int 还是 float：正号、下划线都走错了路
def to_number(text):
    word = text.strip()
    if word.startswith("-"):
        word = word[1:]
    if word.isdecimal():
        return int(text)
    return float(text)


# %% wrong whole-floats-cut
# 没有零头的小数变成了整数，7.0 成了 7
def to_number(text):
    try:
        return int(text)
    except ValueError:
        number = float(text)
        if number == number // 1:
            return int(number)
        return number


# %% wrong point-and-e
# 先变成小数，再看文字里有没有 . 和 e：大的整数不准了，1E2、inf 也错了
def to_number(text):
    number = float(text)
    if "." not in text and "e" not in text:
        return int(number)
    return number


# %% wrong none-but-for-empty
# 读不了的文字交出了 None，没有抛出 ValueError
def to_number(text):
    if text.strip() == "":
        raise ValueError("空的")
    try:
        return int(text)
    except ValueError:
        print("不是整数")
    try:
        return float(text)
    except ValueError:
        print("看不懂")


# %% wrong underscores-dropped
# 先去掉了下划线，1__0、_5 也读成了数
def to_number(text):
    word = text.replace("_", "")
    try:
        return int(word)
    except ValueError:
        return float(word)


# %% wrong through-float
# 整数先经过了小数，很大的整数不准了
def to_number(text):
    word = text.strip()
    try:
        number = float(word)
    except ValueError:
        raise ValueError("看不懂") from None
    for c in word:
        if c in ".eE":
            return number
    return int(number)


# %% wrong blanks-dropped
# 中间的空格也去掉了，1 2 读成了 12
def to_number(text):
    word = text.replace(" ", "")
    try:
        return int(word)
    except ValueError:
        return float(word)


# %% right for-kinds
# 一种一种地试
def to_number(text):
    for kind in (int, float):
        try:
            number = kind(text)
        except ValueError:
            continue
        return number
    raise ValueError(f"看不懂 {text}")


# %% right else-branches
# 用 try 的 else，两层
def to_number(text):
    try:
        whole = int(text)
    except ValueError:
        try:
            number = float(text)
        except ValueError:
            raise ValueError("不是数") from None
        else:
            return number
    else:
        return whole


# %% right asks-first
# 写一个小函数来问能不能读
def reads(kind, text):
    try:
        kind(text)
        return True
    except ValueError:
        return False


def to_number(text):
    return int(text) if reads(int, text) else float(text)
