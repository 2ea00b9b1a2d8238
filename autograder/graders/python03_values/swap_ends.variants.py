# %% wrong in-place
# 直接在传进来的列表上换了位置，交出的就是它
def swap_ends(items):
    if len(items) > 1:
        items[0], items[-1] = items[-1], items[0]
    return items


# %% wrong in-place-copied
# 在传进来的列表上换了位置，之后才抄了一份
def swap_ends(items):
    if len(items) > 1:
        items[0], items[-1] = items[-1], items[0]
    return items.copy()


# %% wrong alias
# 写了 new = items，以为是抄了一份：那只是第二个名字，改的还是原来的列表
def swap_ends(items):
    new = items
    if len(new) == 0:
        return []
    new[0], new[-1] = new[-1], new[0]
    return new


# %% wrong short-is-same
# 只有一项或者没有项时，把传进来的列表原样交了回去，不是新的
def swap_ends(items):
    if len(items) < 2:
        return items
    return [items[-1], *items[1:-1], items[0]]


# %% wrong sliced
# 用切片拼起来，没有想到只有一项的情形：一项变成了两项
def swap_ends(items):
    if not items:
        return []
    return [items[-1], *items[1:-1], items[0]]


# %% wrong empty-list
# 没有项的时候也去取 items[0]，报了 IndexError
def swap_ends(items):
    new = items.copy()
    new[0], new[-1] = new[-1], new[0]
    return new


# %% wrong reversed
# 整个列表倒了过来，中间的项也换了位置
def swap_ends(items):
    return items[::-1]


# %% wrong inner-reversed
# 换了位置，还把排头和排尾里面的内容倒了过来
def swap_ends(items):
    new = [x[::-1] if type(x) in (list, str) else x for x in items]
    if new:
        new[0], new[-1] = new[-1], new[0]
    return new


# %% wrong lost-first
# 分两步赋值，没有先记住排头：两头都成了排尾的那一项
def swap_ends(items):
    new = items.copy()
    if new:
        new[0] = new[-1]
        new[-1] = new[0]
    return new


# %% wrong rotated
# 把排尾插到了最前面，别的人都往后挪了一格，没有和排头换
def swap_ends(items):
    new = items[:]
    if len(new) > 1:
        last = new.pop()
        new.insert(0, last)
    return new


# %% wrong neighbours
# 换的是前两项，不是第一项和最后一项
def swap_ends(items):
    new = items.copy()
    if len(new) > 1:
        new[0], new[1] = new[1], new[0]
    return new


# %% wrong middle-lost
# 只交出了排尾和排头，中间的项丢了
def swap_ends(items):
    if len(items) < 2:
        return items.copy()
    return [items[-1], items[0]]


# %% wrong unchanged
# 抄了一份，没有换位置
def swap_ends(items):
    return items.copy()


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def swap_ends(items):
    new = items.copy()
    if new:
        new[0], new[-1] = new[-1], new[0]
    print(new)


# %% wrong pair-not-swapped
# 只有两项的时候没有换
def swap_ends(items):
    new = items[:]
    if len(new) > 2:
        new[0], new[-1] = new[-1], new[0]
    return new


# %% right loop
# 用循环抄一份，再借一个名字交换
def swap_ends(items):
    new = []
    for item in items:
        new.append(item)
    if len(new) > 1:
        first = new[0]
        new[0] = new[len(new) - 1]
        new[len(new) - 1] = first
    return new


# %% right slices
# 用切片拼起来，短的另外处理
def swap_ends(items):
    return items[-1:] + items[1:-1] + items[:1] if len(items) > 1 else items[:]


# %% right pops
# 从抄来的那份两头各取走一项，再放回去
def swap_ends(items):
    middle = list(items)
    if len(middle) < 2:
        return middle
    first, last = middle.pop(0), middle.pop()
    middle.insert(0, last)
    middle.append(first)
    return middle


# %% right tuple
# 用星号拆开，交出元组
def swap_ends(items):
    if len(items) < 2:
        return [*items]
    first, *middle, last = items
    return last, *middle, first
