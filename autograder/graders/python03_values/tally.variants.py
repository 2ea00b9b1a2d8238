# %% wrong first-is-zero
# 第一次遇到时记成了 0，每样都少数了一次
def tally(items):
    counts = {}
    for item in items:
        if item in counts:
            counts[item] += 1
        else:
            counts[item] = 0
    return counts


# %% wrong always-one
# 每样都只记成 1，后来的没有加上去
def tally(items):
    counts = {}
    for item in items:
        counts[item] = 1
    return counts


# %% wrong stuck-at-two
# 已经有的一律写成 2，没有在原来的次数上加
def tally(items):
    counts = {}
    for item in items:
        counts[item] = 2 if item in counts else 1
    return counts


# %% wrong pairs
# 交出的是一对一对的列表，不是字典
def tally(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return list(counts.items())


# %% wrong counter
# 用了现成的 Counter，没有自己数
def tally(items):
    from collections import Counter

    return dict(Counter(items))


# %% wrong count-method
# 用了 .count，每样东西都把整个列表看一遍
def tally(items):
    counts = {}
    for item in items:
        counts[item] = items.count(item)
    return counts


# %% wrong returns-early
# return 缩进到了循环里，数了第一样就交出去了
def tally(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
        return counts
    return counts


# %% wrong one-too-many
# 第一次遇到时先放上 1，接着又加了 1，每样都多数了一次
def tally(items):
    counts = {}
    for item in items:
        if item not in counts:
            counts[item] = 1
        counts[item] += 1
    return counts


# %% wrong only-repeats
# 没有处理第一次遇到的东西，只交出了空字典
def tally(items):
    counts = {}
    for item in items:
        if item in counts:
            counts[item] += 1
    return counts


# %% wrong no-first-time
# 没有处理第一次遇到的东西：字典里还没有这个键就去取，报了 KeyError
def tally(items):
    counts = {}
    for item in items:
        counts[item] = counts[item] + 1
    return counts


# %% wrong no-first-time-plus
# 没有处理第一次遇到的东西：字典里还没有这个键就去加 1，报了 KeyError
def tally(items):
    counts = {}
    for item in items:
        counts[item] += 1
    return counts


# %% wrong turned-round
# 键和值反了：次数对着东西
def tally(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    turned = {}
    for item, times in counts.items():
        turned[times] = item
    return turned


# %% wrong how-many
# 交出的是一共有几样，不是每样几次
def tally(items):
    return len(set(items))


# %% wrong neighbours
# 只数了连在一起的：隔开的又从 1 数起
def tally(items):
    counts, last = {}, object()
    for item in items:
        counts[item] = counts[item] + 1 if item == last else 1
        last = item
    return counts


# %% wrong falsy-left-out
# 空文字、零、None 没有数进去
def tally(items):
    counts = {}
    for item in items:
        if item:
            counts[item] = counts.get(item, 0) + 1
    return counts


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def tally(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    print(counts)


# %% wrong items-emptied
# 数的时候把传进来的列表取空了
def tally(items):
    counts = {}
    while len(items) > 0:
        item = items.pop(0)
        counts[item] = counts.get(item, 0) + 1
    return counts


# %% wrong keys-as-text
# 键变成了文字，不是东西本身
def tally(items):
    counts = {}
    for item in items:
        counts[str(item)] = counts.get(str(item), 0) + 1
    return counts


# %% right if-else
# 用 if 和 else，字典就叫 count
def tally(items):
    count = {}
    for item in items:
        if item not in count:
            count[item] = 1
        else:
            count[item] = count[item] + 1
    return count


# %% right defaultdict
# 用标准库的 defaultdict
def tally(items):
    from collections import defaultdict

    counts = defaultdict(int)
    for item in items:
        counts[item] += 1
    return dict(counts)


# %% right zeros-first
# 先给每样东西写上 0，再走第二遍
def tally(items):
    counts = dict.fromkeys(items, 0)
    for item in items:
        counts[item] += 1
    return counts


# %% right sets-of-places
# 每样东西记下它的位置，最后看有几个
def tally(items):
    places = {}
    for i in range(len(items)):
        places.setdefault(items[i], []).append(i)
    return {item: len(where) for item, where in places.items()}
