# %% wrong overwritten
# 后来的键盖住了先来的，交出的也不是列表
def invert(book):
    found = {}
    for key, value in book.items():
        found[value] = key
    return found


# %% wrong overwritten-list
# 每次都放上一个新列表，后来的键盖住了先来的
def invert(book):
    found = {}
    for key, value in book.items():
        found[value] = [key]
    return found


# %% wrong bare-single
# 只有一个键的时候交出了键本身，没有放进列表
def invert(book):
    found = {}
    for key, value in book.items():
        found[value] = [*found.get(value, []), key]
    for value in found:
        if len(found[value]) == 1:
            found[value] = found[value][0]
    return found


# %% wrong shared-list
# 所有的值共用一个列表，每个里面都是全部的键
def invert(book):
    names = []
    found = dict.fromkeys(book.values(), names)
    for key, value in book.items():
        found[value].append(key)
    return found


# %% wrong first-only
# 只在遇到新的值时放进列表，后来的键没有添上
def invert(book):
    found = {}
    for key, value in book.items():
        if value not in found:
            found[value] = [key]
    return found


# %% wrong second-on
# 遇到新的值时只放了一个空列表，那个键自己忘了添进去
def invert(book):
    found = {}
    for key, value in book.items():
        if value not in found:
            found[value] = []
        else:
            found[value].append(key)
    return found


# %% wrong keys-as-lists
# 没有反过来：还是键对着值，只是把值放进了列表
def invert(book):
    found = {}
    for key, value in book.items():
        found[key] = [value]
    return found


# %% wrong sorted-names
# 列表里的键排了次序，不是原来的次序
def invert(book):
    found = {}
    for key, value in book.items():
        found.setdefault(value, []).append(key)
    for value in found:
        found[value] = sorted(found[value], key=str)
    return found


# %% wrong newest-first
# 每次都插到最前面，次序倒了过来
def invert(book):
    found = {}
    for key, value in book.items():
        found.setdefault(value, []).insert(0, key)
    return found


# %% wrong sets
# 每个值对着一个集合，不是列表
def invert(book):
    found = {}
    for key, value in book.items():
        found.setdefault(value, set()).add(key)
    return found


# %% wrong joined-text
# 几个键拼成了一段文字，没有放进列表
def invert(book):
    found = {}
    for key, value in book.items():
        found[value] = f"{found[value]}、{key}" if value in found else str(key)
    return found


# %% wrong book-emptied
# 一边走一边把传进来的字典清空了
def invert(book):
    found = {}
    while book:
        key = next(iter(book))
        value = book.pop(key)
        found.setdefault(value, []).append(key)
    return found


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def invert(book):
    found = {}
    for key, value in book.items():
        found.setdefault(value, []).append(key)
    print(found)


# %% wrong put-in-twice
# 新的值先放了这个键，接着又添了一次
def invert(book):
    floors = {}
    for name, floor in book.items():
        if floor not in floors:
            floors[floor] = [name]
        floors[floor].append(name)
    return floors


# %% wrong letters
# 用 += 加上了一段文字：一个字一个字地添了进去
def invert(book):
    floors = {}
    for name, floor in book.items():
        if floor not in floors:
            floors[floor] = []
        floors[floor] += name
    return floors


# %% wrong append-kept
# 留下的是 append 交出的，那是 None
def invert(book):
    floors = {}
    for name, floor in book.items():
        floors[floor] = floors.get(floor, []).append(name)
    return floors


# %% right if-else
# 用下标取值，if 和 else
def invert(book):
    result = {}
    for name in book:
        number = book[name]
        if number in result:
            result[number].append(name)
        else:
            result[number] = [name]
    return result


# %% right added-lists
# 用 get 和列表相加，每次造一个新列表
def invert(book):
    found = {}
    for key, value in book.items():
        found[value] = [*found.get(value, []), key]
    return found


# %% right comprehension
# 先取出不同的值，每个值再找一遍，放进元组
def invert(book):
    return {value: tuple(k for k, v in book.items() if v == value) for value in set(book.values())}
