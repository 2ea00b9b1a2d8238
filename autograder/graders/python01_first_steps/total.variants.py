# %% wrong joined
# 没有换成整数，两段文字接在了一起
def total(a, b):
    return f"{a} + {b} = {a + b}"


# %% wrong number
# 只交还了和，没有写出算式，而且是数不是文字
def total(a, b):
    return int(a) + int(b)


# %% wrong text-of-number
# 只写了和，没有写出整个算式
def total(a, b):
    return str(int(a) + int(b))


# %% wrong text-plus-number
# 文字和数直接相加，出了 TypeError
def total(a, b):
    return a + " + " + b + " = " + (int(a) + int(b))


# %% wrong no-f
# 忘了 f，花括号原样留在文字里
def total(a, b):
    return "{a} + {b} = {int(a) + int(b)}"


# %% wrong floats
# 用 float 换成了小数，和后面多了 .0
def total(a, b):
    return f"{a} + {b} = {float(a) + float(b)}"


# %% wrong all-floats
# 三个数都成了小数
def total(a, b):
    a, b = float(a), float(b)
    return f"{a} + {b} = {a + b}"


# %% wrong through-float
# 先换成小数再取整，很大的数差了几位
def total(a, b):
    return f"{a} + {b} = {int(float(a) + float(b))}"


# %% wrong no-blanks
# 加号、等号两边没有空格
def total(a, b):
    return f"{a}+{b}={int(a) + int(b)}"


# %% wrong blanks-in-sum-only
# 加号两边没有空格，等号两边有
def total(a, b):
    return f"{a}+{b} = {int(a) + int(b)}"


# %% wrong minus
# 写的是加号，算的是减法
def total(a, b):
    return f"{a} + {b} = {int(a) - int(b)}"


# %% wrong swapped
# 两个数的位置换了
def total(a, b):
    return f"{b} + {a} = {int(a) + int(b)}"


# %% wrong one-digit-only
# 只把每段文字的最后一个字换成了整数
def total(a, b):
    return f"{a} + {b} = {int(a[-1]) + int(b[-1])}"


# %% wrong sign-lost
# 负号丢了：只取了数字
def total(a, b):
    x, y = int(a.replace("-", "")), int(b.replace("-", ""))
    return f"{a} + {b} = {x + y}"


# %% wrong literal-names
# 写的是字母 a 和 b，不是它们代表的数
def total(a, b):
    return f"a + b = {int(a) + int(b)}"


# %% wrong printed
# 用 print 显示了算式，没有用 return 交还
def total(a, b):
    print(f"{a} + {b} = {int(a) + int(b)}")


# %% right joined-with-plus
# 用加号接文字
def total(a, b):
    return a + " + " + b + " = " + str(int(a) + int(b))


# %% right join
# 用 join 和 sum
def total(a: str, b: str) -> str:
    return " ".join([a, "+", b, "=", str(sum(map(int, [a, b])))])


# %% right shown
# 先换成整数，中途显示
def total(a, b):
    first = int(a)
    second = int(b)
    print(first, second)
    return f"{first:d} + {second:d} = {first + second:d}"


# %% right f-inside
# 全写在洞里
def total(a, b):
    return f"{int(a)} + {int(b)} = {int(a) + int(b)}"
