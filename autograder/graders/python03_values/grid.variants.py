# %% wrong shared-rows
# 所有的行是同一个列表（只造了一行，重复用了许多次），涂一格就涂了一整列
def grid(rows, columns, fill):
    return [[fill] * columns] * rows


# %% wrong transposed
# 行和列弄反了
def grid(rows, columns, fill):
    table = []
    for _ in range(columns):
        table.append([fill] * rows)
    return table


# %% wrong flat
# 所有的格子排成了一长队，没有分行
def grid(rows, columns, fill):
    return [fill] * (rows * columns)


# %% wrong zeros
# 每一格都是 0，没有用 fill
def grid(rows, columns, fill):
    table = []
    for _ in range(rows):
        table.append([0] * columns)
    return table


# %% wrong numbered
# 格子里填的是下标，不是 fill
def grid(rows, columns, fill):
    table = []
    for _ in range(rows):
        table.append(list(range(columns)))
    return table


# %% wrong tuples
# 每一行是元组，不能改
def grid(rows, columns, fill):
    table = []
    for _ in range(rows):
        table.append((fill,) * columns)
    return table


# %% wrong one-row-more
# range 多走了一圈，多了一行
def grid(rows, columns, fill):
    table = []
    for _ in range(rows + 1):
        table.append([fill] * columns)
    return table


# %% wrong one-row-less
# range 从 1 开始，少了一行
def grid(rows, columns, fill):
    table = []
    for _ in range(1, rows):
        table.append([fill] * columns)
    return table


# %% wrong returns-early
# return 缩进到了循环里，只有一行就交出去了
def grid(rows, columns, fill):
    table = []
    for _ in range(rows):
        table.append([fill] * columns)
        return table
    return table


# %% wrong returns-early-only
# return 缩进到了循环里：只有一行就交出去了，一行也没有时交出了 None
def grid(rows, columns, fill):
    table = []
    for _ in range(rows):
        table.append([fill] * columns)
        return table


# %% wrong row-grows
# 只造了一行，没有每一圈重新开始：格子越添越多，每一行都是它
def grid(rows, columns, fill):
    row, table = [], []
    for _ in range(rows):
        for _ in range(columns):
            row.append(fill)
        table.append(row)
    return table


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def grid(rows, columns, fill):
    for _ in range(rows):
        print([fill] * columns)


# %% wrong appended-each-cell
# 同一行添进了表里好几次：append 缩进到了里面的循环
def grid(rows, columns, fill):
    table = []
    for _i in range(rows):
        row = []
        for _j in range(columns):
            row.append(fill)
            table.append(row)
    return table


# %% wrong row-carries-on
# 新的一行没有从空的开始，上一行的格子还在里面
def grid(rows, columns, fill):
    table = []
    row = []
    for _i in range(rows):
        for _j in range(columns):
            row.append(fill)
        table.append(row.copy())
    return table


# %% right two-loops
# 两层循环，一格一格地添
def grid(rows, columns, fill):
    table = []
    for _ in range(rows):
        row = []
        while len(row) < columns:
            row.append(fill)
        table.append(row)
    return table


# %% right comprehension
# 列表推导式
def grid(rows, columns, fill):
    return [[fill for _ in range(columns)] for _ in range(rows)]


# %% right copies
# 先造一行，每一圈抄一份
def grid(rows, columns, fill):
    pattern, table, made = [fill] * columns, [], 0
    while made < rows:
        table.append(pattern.copy())
        made += 1
    return table
