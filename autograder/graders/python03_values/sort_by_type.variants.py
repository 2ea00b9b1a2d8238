# %% wrong bool-is-int
# 用 isinstance 来问，True 也算 int：布尔值进了整数的抽屉
def sort_by_type(values):
    drawers = {}
    for value in values:
        for kind in (int, float, str, list, tuple, dict, bool, type(None)):
            if isinstance(value, kind):
                drawers.setdefault(kind.__name__, []).append(value)
                break
    return drawers


# %% wrong in-both-drawers
# 用一串 if 和 isinstance 来问，True 进了两个抽屉：bool 和 int
def sort_by_type(values):
    drawers = {}
    for value in values:
        for kind in (int, float, str, list, tuple, dict, bool, type(None)):
            if isinstance(value, kind):
                drawers.setdefault(kind.__name__, []).append(value)
    return drawers


# %% wrong type-as-key
# 键是类型本身，不是它的名字
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawers.setdefault(type(value), []).append(value)
    return drawers


# %% wrong class-text
# 键是 str(type(value))，写成了 "<class 'int'>" 的样子
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawers.setdefault(str(type(value)), []).append(value)
    return drawers


# %% wrong drawers-beforehand
# 抽屉是事先造好的：没有东西的抽屉也在里面，列表、元组、字典却没有抽屉
def sort_by_type(values):
    drawers = {"int": [], "bool": [], "str": [], "float": [], "NoneType": []}
    for value in values:
        drawers[type(value).__name__].append(value)
    return drawers


# %% wrong deduplicated
# 抽屉里已经有相等的，就不再放了
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawer = drawers.setdefault(type(value).__name__, [])
        if value not in drawer:
            drawer.append(value)
    return drawers


# %% wrong duplicates-anywhere
# 前面出现过相等的就跳过了：1 == True，True 丢了
def sort_by_type(values):
    drawers, seen = {}, []
    for value in values:
        if value not in seen:
            seen.append(value)
            drawers.setdefault(type(value).__name__, []).append(value)
    return drawers


# %% wrong last-only
# 每次都换成一个新列表，抽屉里只剩最后一样
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawers[type(value).__name__] = [value]
    return drawers


# %% wrong first-only
# 只在抽屉是新的时候放，后来的都没有放进去
def sort_by_type(values):
    drawers = {}
    for value in values:
        if type(value).__name__ not in drawers:
            drawers[type(value).__name__] = [value]
    return drawers


# %% wrong sorted-inside
# 抽屉里排了次序，不是原来的次序
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawers.setdefault(type(value).__name__, []).append(value)
    for name in ("int", "float", "str", "bool"):
        if name in drawers:
            drawers[name] = sorted(drawers[name])
    return drawers


# %% wrong as-texts
# 放进去的是东西写成的文字，不是东西本身
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawers.setdefault(type(value).__name__, []).append(str(value))
    return drawers


# %% wrong how-many
# 数了每一类有几样，没有把东西放进去
def sort_by_type(values):
    drawers = {}
    for value in values:
        name = type(value).__name__
        drawers[name] = drawers.get(name, 0) + 1
    return drawers


# %% wrong none-left-out
# 跳过了 None，没有给它一个抽屉
def sort_by_type(values):
    drawers = {}
    for value in values:
        if value is not None:
            drawers.setdefault(type(value).__name__, []).append(value)
    return drawers


# %% wrong none-key
# None 的抽屉写成了 "None"，类型的名字是 "NoneType"
def sort_by_type(values):
    drawers = {}
    for value in values:
        name = "None" if value is None else type(value).__name__
        drawers.setdefault(name, []).append(value)
    return drawers


# %% wrong falsy-left-out
# 算假的东西（0、空文字、None 等）没有放进去
def sort_by_type(values):
    drawers = {}
    for value in values:
        if value:
            drawers.setdefault(type(value).__name__, []).append(value)
    return drawers


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def sort_by_type(values):
    drawers = {}
    for value in values:
        drawers.setdefault(type(value).__name__, []).append(value)
    print(drawers)


# %% wrong first-lost
# 每一类的第一样没有放进去
def sort_by_type(values):
    drawers = {}
    for value in values:
        name = type(value).__name__
        if name not in drawers:
            drawers[name] = []
        else:
            drawers[name].append(value)
    return drawers


# %% wrong sorted-afterwards
# 抽屉里排了次序，不是原来的次序
def sort_by_type(values):
    drawers = {}
    for value in values:
        name = type(value).__name__
        if name not in drawers:
            drawers[name] = []
        drawers[name].append(value)
    for name in drawers:
        drawers[name] = sorted(drawers[name])
    return drawers


# %% wrong append-kept
# 留下的是 append 交出的，那是 None
def sort_by_type(values):
    drawers = {}
    for value in values:
        name = type(value).__name__
        if name not in drawers:
            drawers[name] = []
        drawers[name] = drawers[name].append(value)
    return drawers


# %% right chain
# 一种类型一个 if，用 is 比较类型
def sort_by_type(values):
    drawers = {}
    for v in values:
        if v is None:
            name = "NoneType"
        elif v is True or v is False:
            name = "bool"
        elif isinstance(v, int):
            name = "int"
        elif isinstance(v, float):
            name = "float"
        elif isinstance(v, str):
            name = "str"
        elif isinstance(v, list):
            name = "list"
        elif isinstance(v, tuple):
            name = "tuple"
        else:
            name = "dict"
        if name in drawers:
            drawers[name].append(v)
        else:
            drawers[name] = [v]
    return drawers


# %% right added-lists
# 用 get 和列表相加
def sort_by_type(values):
    drawers = {}
    for value in values:
        name = value.__class__.__name__
        drawers[name] = [*drawers.get(name, []), value]
    return drawers


# %% right comprehension
# 先取出所有的类型，每一种再找一遍
def sort_by_type(values):
    kinds = {type(v) for v in values}
    return {kind.__name__: [v for v in values if type(v) is kind] for kind in kinds}
