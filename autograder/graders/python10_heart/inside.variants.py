# %%
import math


# %% wrong vertex-twice
# 射线正好穿过顶点时数错了：共有这个顶点的两条边都数了，或者都没有数
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if y1 == y2 or not min(y1, y2) <= y <= max(y1, y2):
            continue
        if x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            answer = not answer
    return answer


# %% wrong last-edge-missing
# 最后一个顶点没有连回第一个
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(1, len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            answer = not answer
    return answer


# %% wrong division-by-zero
# 没有先看两头是不是在两边，水平的边除以了 0
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        crossing = x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        if (y1 > y) != (y2 > y) and crossing > x:
            answer = not answer
    return answer


# %% wrong bounding-box
# 只看了外框
def inside(point, outline):
    x, y = point
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    return min(xs) < x < max(xs) and min(ys) < y < max(ys)


# %% wrong both-directions
# 没有比较左右，左边的边也数了进去
def inside(point, outline):
    answer = False
    for i in range(len(outline)):
        if (outline[i - 1][1] > point[1]) != (outline[i][1] > point[1]):
            answer = not answer
    return answer


# %% wrong any-crossing
# 穿过一次就说在里面，没有看奇偶
def inside(point, outline):
    x, y = point
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            return True
    return False


# %% wrong edge-as-its-right-end
# 边的位置用了靠右的那一头，没有按高度算
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and max(x1, x2) > x:
            answer = not answer
    return answer


# %% wrong upside-down-slope
# 斜率写倒了，乘的是高差除以宽差
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y):
            slope = (y2 - y1) / (x2 - x1) if x2 != x1 else 0
            if x1 + (y - y1) * slope > x:
                answer = not answer
    return answer


# %% wrong convex-only
# 要求点在每条边的同一侧：只对凸的多边形成立
def inside(point, outline):
    x, y = point
    sides = []
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        sides.append((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1))
    return all(side > 0 for side in sides) or all(side < 0 for side in sides)


# %% wrong one-way-round
# 只数了往上走的边
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if y1 <= y < y2 and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            answer = not answer
    return answer


# %% wrong count
# 返回的是穿过的次数，不是真假
def inside(point, outline):
    x, y = point
    count = 0
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            count += 1
    return count


# %% wrong opposite
# 奇数和偶数反了
def inside(point, outline):
    x, y = point
    answer = True
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            answer = not answer
    return answer


# %% wrong number-for-bool
# 返回的是 0 或 1，不是真假
def inside(point, outline):
    x, y = point
    count = 0
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            count += 1
    return count % 2


# %% wrong returned-in-the-loop
# return 写在循环里面，只看了一条边
def inside(point, outline):
    x, y = point
    answer = False
    for i in range(len(outline)):
        (x1, y1), (x2, y2) = outline[i - 1], outline[i]
        if (y1 > y) != (y2 > y) and x1 + (y - y1) * (x2 - x1) / (y2 - y1) > x:
            answer = not answer
        return answer


# %% right to-the-left
# 往左数，低的一头算在内
def inside(point, outline):
    x, y = point
    crossings = 0
    n = len(outline)
    for i in range(n):
        x1, y1 = outline[i]
        x2, y2 = outline[(i + 1) % n]
        if y1 == y2 or y < min(y1, y2) or y >= max(y1, y2):
            continue
        if x1 + (x2 - x1) * (y - y1) / (y2 - y1) < x:
            crossings += 1
    return crossings % 2 == 1


# %% right winding
# 绕数：点看着轮廓转了几圈
def inside(point, outline):
    x, y = point
    turns = 0.0
    for (x1, y1), (x2, y2) in zip(outline, outline[1:] + outline[:1]):
        a, b = (x1 - x, y1 - y), (x2 - x, y2 - y)
        turns += math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])
    return abs(turns) > math.pi


# %% right sum
# 一行的推导式，不做除法
def inside(point, outline):
    x, y = point
    return (
        sum(
            (y1 > y) != (y2 > y) and ((x - x1) * (y2 - y1) < (y - y1) * (x2 - x1)) == (y2 > y1)
            for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]])
        )
        % 2
        == 1
    )
