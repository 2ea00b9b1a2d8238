# %% wrong isinstance-chain
# 用 isinstance 或者 type 一种一种地问，新来的图形算不了
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        if isinstance(shape, Circle):
            total += 3.141592653589793 * shape.radius**2
        elif isinstance(shape, Rectangle):
            total += shape.width * shape.height
    return total


# %% wrong asks-first
# 先用 isinstance 问是不是 Shape，再叫 area()
def total_area(shapes):
    return sum((shape.area() for shape in shapes if isinstance(shape, Shape)), 0.0)


# %% wrong match-chain
# 用 match 一种一种地认，新来的图形算不了
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        match shape:
            case Circle(radius=r):
                total += 3.141592653589793 * r * r
            case Rectangle(width=w, height=h):
                total += w * h
    return total


# %% wrong attribute-chain
# 看有没有 radius、width 来猜图形的种类，新来的图形算错了
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        if hasattr(shape, "radius"):
            total += 3.141592653589793 * shape.radius**2
        else:
            total += shape.width * shape.height
    return total


# %% wrong not-called
# 写了 shape.area 没有写括号
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total += shape.area
    return total


# %% wrong last-only
# 每次都重新赋值，只剩最后一个的面积
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total = shape.area()
    return total


# %% wrong returns-early
# return 写进了循环里，只算了第一个
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total += shape.area()
        return total
    return total


# %% wrong list-of-areas
# 返回了每个图形的面积，没有加起来
def total_area(shapes):
    return [shape.area() for shape in shapes]


# %% wrong counted
# 数了有几个图形，没有加面积
def total_area(shapes):
    return float(len(shapes))


# %% wrong average
# 算成了平均面积
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total += shape.area()
    return total / len(shapes) if shapes else 0.0


# %% wrong whole
# 面积取整了
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total += int(shape.area())
    return total


# %% wrong printed
# 用 print 显示了总面积，没有用 return 返回
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total += shape.area()
    print(total)


# %% wrong used-up
# 一边算一边把图形从列表里拿走了
def total_area(shapes):
    total = 0.0
    while shapes:
        total += shapes.pop().area()
    return total


# %% wrong largest
# 返回了最大的一个面积
def total_area(shapes):
    return max((shape.area() for shape in shapes), default=0.0)


# %% wrong width-times-height
# 一律用宽乘高，没有问 area()
def total_area(shapes):
    total = 0.0
    for shape in shapes:
        total += shape.width * shape.height
    return total


# %% right sum
# 一行 sum
def total_area(shapes):
    return sum(shape.area() for shape in shapes)


# %% right by-number
# 用下标
def total_area(shapes):
    areas = []
    for i in range(len(shapes)):
        areas.append(shapes[i].area())
    return float(sum(areas))


# %% right backwards
# 从后往前加，用 fsum
import math


def total_area(shapes):
    return math.fsum([shape.area() for shape in reversed(shapes)])
