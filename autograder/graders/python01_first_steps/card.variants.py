# %% wrong whole-width
# 把 width 当成了连两边的框在内的宽
def card(title, width):
    inner = max(width - 2, 0)
    edge = "+" + "-" * inner + "+"
    return edge + "\n|" + title[:inner].center(inner) + "|\n" + edge


# %% wrong edge-too-long
# 边框的短线多了两条，比中间那一行长
def card(title, width):
    edge = "+" + "-" * (width + 2) + "+"
    return edge + "\n|" + title[:width].center(width) + "|\n" + edge


# %% wrong last-newline
# 末尾多了一个换行
def card(title, width):
    edge = "+" + "-" * width + "+\n"
    return edge + "|" + title[:width].center(width) + "|\n" + edge


# %% wrong not-cut
# 标题太长时没有切短
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title.center(width) + "|\n" + edge


# %% wrong grows
# 标题太长时，框跟着变宽了
def card(title, width):
    width = max(width, len(title))
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title.center(width) + "|\n" + edge


# %% wrong cut-one-short
# 切短的时候少留了一个字
def card(title, width):
    if len(title) > width:
        title = title[: width - 1]
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title.center(width) + "|\n" + edge


# %% wrong last-letters
# 标题太长时留的是后面的字
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title[-width:].center(width) + "|\n" + edge


# %% wrong left
# 标题靠左，没有居中
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title[:width].ljust(width) + "|\n" + edge


# %% wrong right-aligned
# 标题靠右，没有居中
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title[:width].rjust(width) + "|\n" + edge


# %% wrong odd-blank-right
# 居中没有用 str.center，多的那个空格总放在右边
def card(title, width):
    edge = "+" + "-" * width + "+"
    return f"{edge}\n|{title[:width]:^{width}}|\n{edge}"


# %% wrong odd-blank-left
# 自己算的居中，多的那个空格总放在左边
def card(title, width):
    title = title[:width]
    right = (width - len(title)) // 2
    left = width - len(title) - right
    edge = "+" + "-" * width + "+"
    return f"{edge}\n|{' ' * left}{title}{' ' * right}|\n{edge}"


# %% wrong not-padded
# 标题两边没有补空格，中间那一行太短
def card(title, width):
    edge = "+" + "-" * width + "+"
    return f"{edge}\n|{title[:width]}|\n{edge}"


# %% wrong no-bars
# 中间那一行两边没有 |
def card(title, width):
    edge = "+" + "-" * width + "+"
    return f"{edge}\n{title[:width].center(width)}\n{edge}"


# %% wrong no-corners
# 边框的两头没有 +
def card(title, width):
    edge = "-" * (width + 2)
    return f"{edge}\n|{title[:width].center(width)}|\n{edge}"


# %% wrong no-bottom
# 只有两行，缺了下面的边
def card(title, width):
    edge = "+" + "-" * width + "+"
    return f"{edge}\n|{title[:width].center(width)}|"


# %% wrong three-texts
# 交还的是三段文字，没有用 \n 连成一段
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge, "|" + title[:width].center(width) + "|", edge


# %% wrong slash-n
# 换行写成了 /n，斜线的方向反了
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "/n|" + title[:width].center(width) + "|/n" + edge


# %% wrong on-one-line
# 三行之间没有换行，接成了一行
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "|" + title[:width].center(width) + "|" + edge


# %% wrong title-stripped
# 标题两头原有的空格也去掉了
def card(title, width):
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title.strip()[:width].center(width) + "|\n" + edge


# %% wrong wide-characters
# 一个汉字当成了两格
def card(title, width):
    def columns(text):
        return sum(2 if ord(c) > 0x2E80 else 1 for c in text)

    while columns(title) > width:
        title = title[:-1]
    edge = "+" + "-" * width + "+"
    return edge + "\n|" + title.center(width - columns(title) + len(title)) + "|\n" + edge


# %% wrong centred-too-wide
# 居中的时候用了连边框在内的宽，中间一行多出两格
def card(title, width):
    edge = "+" + "-" * width + "+"
    return f"{edge}\n|{title[:width].center(width + 2)}|\n{edge}"


# %% wrong printed
# 用 print 画了卡片，没有用 return 交还
def card(title, width):
    edge = "+" + "-" * width + "+"
    print(edge)
    print("|" + title[:width].center(width) + "|")
    print(edge)


# %% right f-string
# 一个 f-string
def card(title, width):
    line = "-" * width
    return f"+{line}+\n|{title[:width].center(width)}|\n+{line}+"


# %% right join
# 先居中再切，用 join 连起来
def card(title: str, width: int) -> str:
    edge = "-".join(["+", *[""] * (width - 1), "+"])
    rows = [edge, f"|{title.center(width)[:width]}|", edge]
    print(*rows, sep="\n")
    return "\n".join(rows)


# %% right loop
# 用循环画边，用 if 切标题
def card(title, width):
    edge = "+"
    for _ in range(width):
        edge += "-"
    edge += "+"
    if len(title) > width:
        title = title[0:width]
    middle = str.center(title, width)
    result = edge
    result = result + "\n" + "|" + middle + "|"
    result = result + "\n" + edge
    return result
