# %% wrong list-as-default
# 几次没有给列表的调用共用了一个列表（默认值，或者函数外面的）
def append_to(item, items=[]):  # noqa: B006
    if items is None:
        items = []
    items.append(item)
    return items


# %% wrong or-empty
# 用真假来判断给没给，调用者的空列表被当成没有给
def append_to(item, items=None):
    items = items or []
    items.append(item)
    return items


# %% wrong new-list
# 返回的是一个新的列表，给的那个没有变
def append_to(item, items=None):
    if items is None:
        items = []
    return [*items, item]


# %% wrong changed-and-copied
# 给的列表加上了，返回的却是它的复制品
def append_to(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return list(items)


# %% wrong result-of-append
# 返回的是 append 的结果，那是 None
def append_to(item, items=None):
    if items is None:
        items = []
    return items.append(item)


# %% wrong extend
# 用 extend 或者 += 把 item 拆开加了进去
def append_to(item, items=None):
    if items is None:
        items = []
    items += item if isinstance(item, (list, tuple, str, dict)) else [item]
    return items


# %% wrong at-the-front
# 加在了开头
def append_to(item, items=None):
    if items is None:
        items = []
    items.insert(0, item)
    return items


# %% wrong item-only
# 没有给列表的时候，返回的是 item，不是装着它的列表
def append_to(item, items=None):
    if items is None:
        return item
    items.append(item)
    return items


# %% wrong always-new
# 不管给没给，都用一个新的列表
def append_to(item, items=None):
    items = []
    items.append(item)
    return items


# %% wrong returned-only-when-not-given
# 给了列表的时候没有 return：return 只写在了 if 里面
def append_to(item, items=None):
    if items is None:
        items = []
        items.append(item)
        return items
    items.append(item)


# %% wrong item-unpacked
# 写了 items += item，没有把 item 装进方括号：文字被拆成一个个字，数就报错
def append_to(item, items: list | None = None) -> list:
    if items is None:
        items = []
    items += item
    return items


# %% wrong item-asked
# 问的是 item 是不是 None，没有给列表时 items 还是 None
def append_to(item, items: list | None = None) -> list:
    if item is None:
        items = []
    items.append(item)
    return items


# %% wrong nothing-added
# 没有给列表时返回了空列表，item 没有加进去
def append_to(item, items: list | None = None) -> list:
    if items is None:
        return []
    items.append(item)
    return items


# %% right in-place-plus
# 用 += 接上一个只有一样东西的列表
def append_to(item, items=None):
    items = [] if items is None else items
    items += [item]
    return items


# %% right two-ways
# 两种情形分开写
def append_to(item, items=None):
    if items is not None:
        items.append(item)
        return items
    return [item]


# %% right slice
# 写进末尾的一段空白
def append_to(item, items=None):
    if items == None:  # noqa: E711
        items = []
    items[len(items) :] = [item]
    return items
