# %% wrong transposed
# 行和列弄反了
def render(pixels, width, height):
    return "\n".join(
        "".join("#" if (row, column) in pixels else "." for column in range(width)) for row in range(height)
    )


# %% wrong columns-as-lines
# 一列写成了一行：行数和每行的字数反了
def render(pixels, width, height):
    return "\n".join(
        "".join("#" if (column, row) in pixels else "." for row in range(height)) for column in range(width)
    )


# %% wrong upside-down
# 上下颠倒，第 0 行在最下面
def render(pixels, width, height):
    return "\n".join(
        "".join("#" if (column, row) in pixels else "." for column in range(width))
        for row in range(height - 1, -1, -1)
    )


# %% wrong mirrored
# 左右颠倒
def render(pixels, width, height):
    return "\n".join(
        "".join("#" if (width - 1 - column, row) in pixels else "." for column in range(width))
        for row in range(height)
    )


# %% wrong wraps
# 负的行列当成了列表的倒数下标，绕到了另一头
def render(pixels, width, height):
    lines = [["."] * width for _ in range(height)]
    for column, row in pixels:
        if column < width and row < height and column >= -width and row >= -height:
            lines[row][column] = "#"
    return "\n".join("".join(line) for line in lines)


# %% wrong index-error
# 画面之外的格子没有跳过：太大的下标报了 IndexError，负的绕到了另一头
def render(pixels, width, height):
    lines = [["."] * width for _ in range(height)]
    for column, row in pixels:
        lines[row][column] = "#"
    return "\n".join("".join(line) for line in lines)


# %% wrong newline-at-the-end
# 最后多了一个换行
def render(pixels, width, height):
    text = ""
    for row in range(height):
        for column in range(width):
            text += "#" if (column, row) in pixels else "."
        text += "\n"
    return text


# %% wrong list-of-lines
# 返回的是行的列表，没有连成一个文本
def render(pixels, width, height):
    return [
        "".join("#" if (column, row) in pixels else "." for column in range(width)) for row in range(height)
    ]


# %% wrong one-line
# 行之间没有换行
def render(pixels, width, height):
    return "".join(
        "#" if (column, row) in pixels else "." for row in range(height) for column in range(width)
    )


# %% wrong shared-lines
# 每一行都是同一个列表（[…] * height），改一行就改了全部
def render(pixels, width, height):
    lines = [["."] * width] * height
    for column, row in pixels:
        if 0 <= column < width and 0 <= row < height:
            lines[row][column] = "#"
    return "\n".join("".join(line) for line in lines)


# %% wrong blanks
# 没有格子的地方写了空格，不是点
def render(pixels, width, height):
    return "\n".join(
        "".join("#" if (column, row) in pixels else " " for column in range(width)) for row in range(height)
    )


# %% wrong printed
# 用 print 显示了图，没有用 return 返回
def render(pixels, width, height):
    print(
        "\n".join(
            "".join("#" if (column, row) in pixels else "." for column in range(width))
            for row in range(height)
        )
    )


# %% wrong negative-checked-only
# 太大的行列没有全部挡住（上界差一格，或者没有查），报了 IndexError
def render(pixels, width, height):
    lines = [["."] * width for _ in range(height)]
    for column, row in pixels:
        if column >= 0 and row >= 0:
            lines[row][column] = "#"
    return "\n".join("".join(line) for line in lines)


# %% wrong line-not-cleared
# 每一行开始时没有把 line 清空，一行比一行长
def render(pixels, width, height):
    lines, line = [], ""
    for row in range(height):
        for column in range(width):
            line += "#" if (column, row) in pixels else "."
        lines.append(line)
    return "\n".join(lines)


# %% right sheet
# 先铺满点，再改
def render(pixels, width, height):
    lines = [["."] * width for _ in range(height)]
    for column, row in pixels:
        if column in range(width) and row in range(height):
            lines[row][column] = "#"
    return "\n".join(map("".join, lines))


# %% right one-by-one
# 一格一格地问，去掉最后的换行
def render(pixels, width, height):
    text = ""
    for row in range(height):
        for column in range(width):
            text += "#" if (column, row) in pixels else "."
        text += "\n"
    return text.rstrip("\n")
