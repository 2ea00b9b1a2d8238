# %% wrong any-equal
# 碰到一个相等的就答，不一定是最左边的
def binary_search(items, x):
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == x:
            return middle
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle - 1
    return ~low


# %% wrong rightmost
# 答的是最右边的那个
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] <= x:
            low = middle + 1
        else:
            high = middle
    if low > 0 and items[low - 1] == x:
        return low - 1
    return ~low


# %% wrong minus-one
# 没有的时候总是答 -1，没有说它该放在哪里
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low if low < len(items) and items[low] == x else -1


# %% wrong minus-place
# 没有的时候答的是 -i，不是 ~i
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low if low < len(items) and items[low] == x else -low


# %% wrong place-not-inverted
# 没有的时候直接答了 i，和有的分不清
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


# %% wrong endless
# 有一头没有真的砍掉，走不完
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle
        else:
            high = middle
    return low if low < len(items) and items[low] == x else ~low


# %% wrong past-the-end
# 没有先问位置还在不在列表里，比所有的都大时出了 IndexError
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low if items[low] == x else ~low


# %% wrong last-left-out
# 右边的一头从 len(items) - 1 开始，比所有的都大的，位置少了 1
def binary_search(items, x):
    if len(items) == 0:
        return -1
    low, high = 0, len(items) - 1
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low if items[low] == x else ~low


# %% wrong linear
# 从头一个一个地看，没有每次砍掉一半
def binary_search(items, x):
    for i in range(len(items)):
        if items[i] == x:
            return i
        if items[i] > x:
            return ~i
    return ~len(items)


# %% wrong back-to-the-first-equal
# 找到以后一个一个地往左退，相等的多了就看得太多
def binary_search(items, x):
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == x:
            while middle > 0 and items[middle - 1] == x:
                middle -= 1
            return middle
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle - 1
    return ~low


# %% wrong slices
# 用切片把列表切成两半，没有只用 len 和下标
def binary_search(items, x):
    if len(items) == 0:
        return -1
    half = len(items) // 2
    if items[half] < x:
        found = binary_search(items[half + 1 :], x)
        return found + half + 1 if found >= 0 else found - half - 1
    found = binary_search(items[:half], x)
    if found >= 0:
        return found
    return half if ~found == half and items[half] == x else found


# %% wrong library-bisect
# 用了标准库的 bisect
from bisect import bisect_left


def binary_search(items, x):
    i = bisect_left(items, x)
    return i if i < len(items) and items[i] == x else ~i


# %% wrong true-or-false
# 答的是有没有，不是在哪里
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low < len(items) and items[low] == x


# %% wrong place-not-checked
# 最后直接看 items[low]，没有先问 low 还在不在列表里
def binary_search(items, x):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < x:
            low = middle + 1
        else:
            high = middle
    if items[low] == x:
        return low
    return ~low


# %% right closed-interval
# 两头都算在内的写法，相等的继续往左
def binary_search(items, x):
    low, high, found = 0, len(items) - 1, None
    while low <= high:
        middle = low + (high - low) // 2
        value = items[middle]
        if value < x:
            low = middle + 1
        else:
            if value == x:
                found = middle
            high = middle - 1
    return -low - 1 if found is None else found


# %% right recursive
# 用递归，每次看两眼
def binary_search(items, x):
    def search(low, high):
        if low == high:
            if low < len(items) and items[low] == x:
                return low
            return ~low
        middle = (low + high) // 2
        if items[middle] == x or items[middle] > x:
            return search(low, middle)
        return search(middle + 1, high)

    return search(0, len(items))


# %% right growing-bits
# 从大到小试每个 2 的幂，能跨就跨过去
def binary_search(items, x):
    place, step = 0, 1
    while step < len(items):
        step *= 2
    while step:
        if place + step <= len(items) and items[place + step - 1] < x:
            place += step
        step //= 2
    if place < len(items) and items[place] == x:
        return place
    return ~place
