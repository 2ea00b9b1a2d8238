# %% wrong right-first
# 相等的时候先拿了右边的，先后换了
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] < right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong leftovers-lost
# 有一叠拿完就收工，另一叠剩下的丢了
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged


# %% wrong left-leftovers-lost
# 只接上了右边剩下的，左边剩下的丢了
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + right[j:]


# %% wrong whole-rows
# 比的是整行，那一列相等时又去比了别的列
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        a, b = left[i], right[j]
        if (a[column], a) <= (b[column], b):
            merged.append(a)
            i += 1
        else:
            merged.append(b)
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong column-ignored
# 没有用 column，总是比第 0 列
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][0] <= right[j][0]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong same-list
# 只有一行或没有行的时候，返回了 rows 自己
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong in-place
# 把排好的写回了 rows，返回的也是它
def merge_sort(rows, column):
    if len(rows) > 1:
        half = len(rows) // 2
        left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
        merged, i, j = [], 0, 0
        while i < len(left) and j < len(right):
            if left[i][column] <= right[j][column]:
                merged.append(left[i])
                i += 1
            else:
                merged.append(right[j])
                j += 1
        rows[:] = merged + left[i:] + right[j:]
    return rows


# %% wrong emptied
# 从 rows 里一行一行地拿走，给的列表空了
def merge_sort(rows, column):
    if len(rows) <= 1:
        return [rows.pop()] if rows else []
    half = len(rows) // 2
    left, right = [], []
    while rows:
        row = rows.pop(0)
        if len(left) < half:
            left.append(row)
        else:
            right.append(row)
    left, right = merge_sort(left, column), merge_sort(right, column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong descending
# 从大到小了
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] >= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong insertion
# 一张一张插进去，行数的平方那么多步，两万行太慢
def merge_sort(rows, column):
    done = []
    for row in rows:
        place = len(done)
        while place > 0 and done[place - 1][column] > row[column]:
            place -= 1
        done.insert(place, row)
    return done


# %% wrong halves-not-sorted
# 切成两半以后没有先各自排好，就合了
def merge_sort(rows, column):
    half = len(rows) // 2
    left, right = rows[:half], rows[half:]
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong one-lost-in-the-middle
# 切的时候跳过了正中间的一行
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left = merge_sort(rows[:half], column)
    right = merge_sort(rows[half + 1 :] if len(rows) > 2 else rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong equal-dropped
# 那一列相等的只留了一行
def merge_sort(rows, column):
    if len(rows) <= 1:
        return rows[:]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] < right[j][column]:
            merged.append(left[i])
            i += 1
        elif left[i][column] > right[j][column]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i, j = i + 1, j + 1
    return merged + left[i:] + right[j:]


# %% wrong values-only
# 返回的是那一列的值，不是整行
def merge_sort(rows, column):
    if len(rows) <= 1:
        return [row[column] for row in rows]
    half = len(rows) // 2
    left, right = merge_sort(rows[:half], column), merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong library
# 用了 Python 自己的排序
def merge_sort(rows, column):
    return sorted(rows, key=lambda row: row[column])


# %% wrong halves-by-column-0
# 两半按第 0 列排，合的时候却按 column 比
def merge_sort(rows, column):
    if len(rows) <= 1:
        return list(rows)
    half = len(rows) // 2
    left = merge_sort(rows[:half], 0)
    right = merge_sort(rows[half:], 0)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong no-exit-for-none
# 出口只有一行的情形，一行也没有时一直递归下去
def merge_sort(rows, column):
    if len(rows) == 1:
        return list(rows)
    half = len(rows) // 2
    left = merge_sort(rows[:half], column)
    right = merge_sort(rows[half:], column)
    merged, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i][column] <= right[j][column]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# %% wrong bubble
# 一遍一遍地换相邻的两行，行数的平方那么多步，两万行太慢
def merge_sort(rows, column):
    rows = list(rows)
    for end in range(len(rows) - 1, 0, -1):
        for k in range(end):
            if rows[k][column] > rows[k + 1][column]:
                rows[k], rows[k + 1] = rows[k + 1], rows[k]
    return rows


# %% right pop-from-the-front
# 两叠都用 pop(0) 拿
def merge_sort(rows, column):
    if len(rows) < 2:
        return list(rows)
    middle = len(rows) // 2
    left, right = merge_sort(rows[:middle], column), merge_sort(rows[middle:], column)
    merged = []
    while left and right:
        if right[0][column] < left[0][column]:
            merged.append(right.pop(0))
        else:
            merged.append(left.pop(0))
    merged.extend(left)
    merged.extend(right)
    return merged


# %% right bottom-up
# 不递归：一行一组，两组两组地合，直到只有一组
def merge_sort(rows, column):
    def merge(left, right):
        merged, i, j = [], 0, 0
        for _ in range(len(left) + len(right)):
            if j == len(right) or (i < len(left) and not right[j][column] < left[i][column]):
                merged.append(left[i])
                i += 1
            else:
                merged.append(right[j])
                j += 1
        return merged

    groups = [[row] for row in rows]
    while len(groups) > 1:
        pairs = range(0, len(groups), 2)
        groups = [merge(groups[k], groups[k + 1] if k + 1 < len(groups) else []) for k in pairs]
    return groups[0] if groups else []


# %% right quick
# 稳定的快速排序：小的、相等的、大的三堆（自己管一叠，深也不怕）
def merge_sort(rows, column):
    if not rows:
        return []
    pivot = rows[len(rows) // 2][column]
    smaller, equal, larger = [], [], []
    for row in rows:
        if row[column] < pivot:
            smaller.append(row)
        elif row[column] > pivot:
            larger.append(row)
        else:
            equal.append(row)
    return [*merge_sort(smaller, column), *equal, *merge_sort(larger, column)]
