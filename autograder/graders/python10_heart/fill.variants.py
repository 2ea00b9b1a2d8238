# %% wrong corners
# 问的是格子的左上角，不是中心
def fill(outline, width, height):
    return [(c, r) for r in range(height) for c in range(width) if inside((c, r), outline)]


# %% wrong far-corners
# 问的是格子的右下角，不是中心
def fill(outline, width, height):
    return [(c, r) for r in range(height) for c in range(width) if inside((c + 1, r + 1), outline)]


# %% wrong row-first
# 元组写成了 (row, column)
def fill(outline, width, height):
    return [(r, c) for r in range(height) for c in range(width) if inside((c + 0.5, r + 0.5), outline)]


# %% wrong column-by-column
# 一列一列地走
def fill(outline, width, height):
    return [(c, r) for c in range(width) for r in range(height) if inside((c + 0.5, r + 0.5), outline)]


# %% wrong one-too-far
# 行和列都多走了一个
def fill(outline, width, height):
    return [
        (c, r) for r in range(height + 1) for c in range(width + 1) if inside((c + 0.5, r + 0.5), outline)
    ]


# %% wrong one-too-few
# 最后一行和最后一列没有走到
def fill(outline, width, height):
    return [
        (c, r) for r in range(height - 1) for c in range(width - 1) if inside((c + 0.5, r + 0.5), outline)
    ]


# %% wrong from-one
# 行和列从 1 数起
def fill(outline, width, height):
    return [
        (c, r)
        for r in range(1, height + 1)
        for c in range(1, width + 1)
        if inside((c - 0.5, r - 0.5), outline)
    ]


# %% wrong width-and-height-swapped
# 宽和高弄反了
def fill(outline, width, height):
    return [(c, r) for r in range(width) for c in range(height) if inside((c + 0.5, r + 0.5), outline)]


# %% wrong asked-about-row-first
# 问 inside 的时候行和列反了，转了一个方向
def fill(outline, width, height):
    return [(c, r) for r in range(height) for c in range(width) if inside((r + 0.5, c + 0.5), outline)]


# %% wrong bottom-up
# 从最下面一行往上走
def fill(outline, width, height):
    return [
        (c, r) for r in range(height - 1, -1, -1) for c in range(width) if inside((c + 0.5, r + 0.5), outline)
    ]


# %% wrong centres
# 放进结果的是中心的坐标，不是格子的整数
def fill(outline, width, height):
    return [
        (c + 0.5, r + 0.5) for r in range(height) for c in range(width) if inside((c + 0.5, r + 0.5), outline)
    ]


# %% wrong outside
# 里外反了
def fill(outline, width, height):
    return [(c, r) for r in range(height) for c in range(width) if not inside((c + 0.5, r + 0.5), outline)]


# %% wrong only-column-to-the-centre
# 只给列加了 0.5，行没有加
def fill(outline, width, height):
    return [(c, r) for r in range(height) for c in range(width) if inside((c + 0.5, r), outline)]


# %% right loops
# 初学者的循环，返回列表的列表
def fill(outline, width, height):
    found = []
    row = 0
    while row < height:
        for column in range(width):
            centre = (column + 1 / 2, row + 1 / 2)
            if inside(centre, outline) == True:  # noqa: E712
                found.append([column, row])
        row += 1
    return found


# %% right product
# itertools.product 和 filter
def fill(outline, width, height):
    from itertools import product

    places = ((column, row) for row, column in product(range(height), range(width)))
    return list(filter(lambda place: inside((place[0] + 0.5, place[1] + 0.5), outline), places))


# %% right generator
# 用 yield 一格一格交出来
def fill(outline, width, height):
    for number in range(width * height):
        row, column = divmod(number, width)
        if inside((column + 0.5, row + 0.5), outline):
            yield column, row
