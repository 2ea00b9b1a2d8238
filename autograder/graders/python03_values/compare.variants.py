# %% wrong duplicates
# 重复的名字没有去掉
def compare(mine, yours):
    both, only_mine, only_yours = [], [], []
    for name in mine:
        if name in yours:
            both.append(name)
        else:
            only_mine.append(name)
    for name in yours:
        if name not in mine:
            only_yours.append(name)
    return {"both": sorted(both), "mine": sorted(only_mine), "yours": sorted(only_yours)}


# %% wrong mine-includes-both
# "mine" 和 "yours" 里把两边都有的也写上了
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": sorted(a & b), "mine": sorted(a), "yours": sorted(b)}


# %% wrong unsorted
# 没有排次序，按第一次出现的次序
def compare(mine, yours):
    both, only_mine, only_yours = [], [], []
    for name in mine:
        if name in yours and name not in both:
            both.append(name)
        if name not in yours and name not in only_mine:
            only_mine.append(name)
    for name in yours:
        if name not in mine and name not in only_yours:
            only_yours.append(name)
    return {"both": both, "mine": only_mine, "yours": only_yours}


# %% wrong sets-listed
# 集合用 list 变成了列表，没有排次序：集合里的次序是乱的
def compare(mine, yours):
    ours, theirs = set(mine), set(yours)
    return {"both": list(ours & theirs), "mine": list(ours - theirs), "yours": list(theirs - ours)}


# %% wrong descending
# 次序反了，从大到小
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {
        "both": sorted(a & b, reverse=True),
        "mine": sorted(a - b, reverse=True),
        "yours": sorted(b - a, reverse=True),
    }


# %% wrong sets
# 三个值是集合，没有变成排好的列表
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": a & b, "mine": a - b, "yours": b - a}


# %% wrong swapped
# "mine" 和 "yours" 反了
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": sorted(a & b), "mine": sorted(b - a), "yours": sorted(a - b)}


# %% wrong all-in-both
# "both" 里写的是有一边有就算的，不是两边都有的
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": sorted(a | b), "mine": sorted(a - b), "yours": sorted(b - a)}


# %% wrong difference-twice
# "mine" 和 "yours" 写成了一样的：只在一边的全混在一起
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": sorted(a & b), "mine": sorted(a ^ b), "yours": sorted(a ^ b)}


# %% wrong a-minus-b-twice
# "yours" 也写成了 mine 减 yours
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": sorted(a & b), "mine": sorted(a - b), "yours": sorted(a - b)}


# %% wrong how-many
# 三个值是有几个，不是有哪几个
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return {"both": len(a & b), "mine": len(a - b), "yours": len(b - a)}


# %% wrong triple
# 交出的是三个列表，没有放进字典
def compare(mine, yours):
    a, b = set(mine), set(yours)
    return sorted(a & b), sorted(a - b), sorted(b - a)


# %% wrong lists-sorted
# 用 .sort() 排了传进来的名单，调用者的次序变了
def compare(mine, yours):
    mine.sort()
    yours.sort()
    a, b = set(mine), set(yours)
    return {"both": sorted(a & b), "mine": sorted(a - b), "yours": sorted(b - a)}


# %% wrong same-places
# 只比了同一个位置上的名字
def compare(mine, yours):
    both = {a for a, b in zip(mine, yours) if a == b}
    return {"both": sorted(both), "mine": sorted(set(mine) - both), "yours": sorted(set(yours) - both)}


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def compare(mine, yours):
    a, b = set(mine), set(yours)
    print(sorted(a & b), sorted(a - b), sorted(b - a))


# %% wrong mine-overwritten
# mine 先换成了只在这边的，再拿它去算 yours：两边都有的也算成了 yours 的
def compare(mine, yours):
    mine = set(mine)
    yours = set(yours)
    both = mine & yours
    mine = mine - yours
    yours = yours - mine
    return {"both": sorted(both), "mine": sorted(mine), "yours": sorted(yours)}


# %% wrong names-removed
# 从传进来的名单里删去了名字，调用者的名单变了
def compare(mine, yours):
    both = sorted(set(mine) & set(yours))
    for name in both:
        while name in mine:
            mine.remove(name)
        while name in yours:
            yours.remove(name)
    return {"both": both, "mine": sorted(set(mine)), "yours": sorted(set(yours))}


# %% right lists-only
# 只用列表和循环
def compare(mine, yours):
    both = []
    only_mine = []
    only_yours = []
    for name in mine:
        if name in yours:
            if name not in both:
                both.append(name)
        elif name not in only_mine:
            only_mine.append(name)
    for name in yours:
        if name not in mine and name not in only_yours:
            only_yours.append(name)
    both.sort()
    only_mine.sort()
    only_yours.sort()
    return {"both": both, "mine": only_mine, "yours": only_yours}


# %% right methods
# 集合的方法，不用运算符
def compare(mine, yours):
    result = {"mine": sorted(set(mine).difference(yours))}
    result["yours"] = sorted(set(yours).difference(mine))
    result["both"] = sorted(set(mine).intersection(yours))
    return result


# %% right dict-of-flags
# 用字典记下每个名字在哪边
def compare(mine, yours):
    where = {}
    for name in mine:
        where[name] = "mine"
    for name in yours:
        where[name] = "both" if where.get(name) in ("mine", "both") else "yours"
    return {k: tuple(sorted(n for n in where if where[n] == k)) for k in ("both", "mine", "yours")}
