# %% wrong no-brackets
# 没写括号，先算了 32 乘 5 除以 9，再用华氏度去减
def celsius(fahrenheit):
    return fahrenheit - 32 * 5 / 9


# %% wrong printed
# 用 print 显示了结果，没有用 return 交还
def celsius(fahrenheit):
    print((fahrenheit - 32) * 5 / 9)


# %% wrong reverse
# 方向反了，算的是摄氏度换成华氏度
def celsius(fahrenheit):
    return fahrenheit * 9 / 5 + 32


# %% wrong rounded
# 结果四舍五入到了一位小数
def celsius(fahrenheit):
    return round((fahrenheit - 32) * 5 / 9, 1)


# %% wrong rounded-to-two
# 结果四舍五入到了两位小数
def celsius(fahrenheit):
    return round((fahrenheit - 32) * 5 / 9, 2)


# %% wrong rounded-to-whole
# 结果四舍五入成了整数
def celsius(fahrenheit):
    return round((fahrenheit - 32) * 5 / 9)


# %% wrong floor-ratio
# 用了 5 // 9，整除得 0，乘什么都是 0
def celsius(fahrenheit):
    return (fahrenheit - 32) * (5 // 9)


# %% wrong floored
# 最后一步用了整除 //，小数部分没有了
def celsius(fahrenheit):
    return (fahrenheit - 32) * 5 // 9


# %% wrong truncated
# 用 int 把结果的小数部分砍掉了
def celsius(fahrenheit):
    return int((fahrenheit - 32) * 5 / 9)


# %% wrong ratio-upside-down
# 乘了 9 除以 5，分子分母颠倒了
def celsius(fahrenheit):
    return (fahrenheit - 32) * 9 / 5


# %% wrong plus-32
# 加了 32，应当减
def celsius(fahrenheit):
    return (fahrenheit + 32) * 5 / 9


# %% wrong without-32
# 没有减 32
def celsius(fahrenheit):
    return fahrenheit * 5 / 9


# %% wrong only-minus-32
# 只减了 32，没有乘 5 除以 9
def celsius(fahrenheit):
    return fahrenheit - 32


# %% wrong rough-factor
# 5/9 用 0.56 代替了，结果差一点
def celsius(fahrenheit):
    return (fahrenheit - 32) * 0.56


# %% wrong text
# 交还的是写好格式的文字，不是数
def celsius(fahrenheit):
    return f"{(fahrenheit - 32) * 5 / 9:.1f}"


# %% right divide
# 除以 1.8
def celsius(fahrenheit):
    return (fahrenheit - 32) / 1.8


# %% right steps
# 一步一个名字
def celsius(fahrenheit):
    less = fahrenheit - 32
    times = less * 5
    answer = times / 9
    print(answer)
    return answer


# %% right shifted
# 利用 -40 两边一样
def celsius(fahrenheit):
    return 5 / 9 * (fahrenheit + 40) - 40


# %% right fractions
# 用分数算
from fractions import Fraction


def celsius(fahrenheit: float) -> float:
    return float(Fraction(5, 9) * (Fraction(fahrenheit) - 32))
