# %% wrong not-carried
# 每种硬币都从原来的钱数数起，前面拿走的没有减掉
def change(cents):
    return cents // 50, cents // 20, cents // 10, cents // 5, cents


# %% wrong carried-once
# 只减了 50 分的，后面几种都从那个余数数起
def change(cents):
    rest = cents % 50
    return cents // 50, rest // 20, rest // 10, rest // 5, rest


# %% wrong remainders-of-the-whole
# 余数都是从原来的钱数求的：除以 20 的余数里，还混着 50 分拿走的那一份
def change(cents):
    return cents // 50, cents % 50 // 20, cents % 20 // 10, cents % 10 // 5, cents % 5


# %% wrong slash
# 用了一道斜线 /，枚数成了小数
def change(cents):
    fifty = cents / 50
    cents = cents % 50
    twenty = cents / 20
    cents = cents % 20
    ten = cents / 10
    cents = cents % 10
    five = cents / 5
    return fifty, twenty, ten, five, cents % 5


# %% wrong float-counts
# 枚数是对的，却是小数（如 1.0），不是整数
def change(cents):
    counts = []
    for coin in (50, 20, 10, 5, 1):
        counts.append(float(cents // coin))
        cents = cents % coin
    return tuple(counts)


# %% wrong no-fifty
# 没有用 50 分的硬币
def change(cents):
    return 0, cents // 20, cents % 20 // 10, cents % 10 // 5, cents % 5


# %% wrong no-twenty
# 没有用 20 分的硬币
def change(cents):
    fifty, cents = divmod(cents, 50)
    ten, cents = divmod(cents, 10)
    five, cents = divmod(cents, 5)
    return fifty, 0, ten, five, cents


# %% wrong no-ten
# 没有用 10 分的硬币
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    five, cents = divmod(cents, 5)
    return fifty, twenty, 0, five, cents


# %% wrong no-five
# 没有用 5 分的硬币
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    return fifty, twenty, ten, 0, cents


# %% wrong four-numbers
# 只交还了四个数，1 分的没有写
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    return fifty, twenty, ten, cents // 5


# %% wrong reversed
# 次序反了，从 1 分排到 50 分
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    five, cents = divmod(cents, 5)
    return cents, five, ten, twenty, fifty


# %% wrong ones-before-fives
# 最后一个数没有减去 5 分的，里面还有五分
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    return fifty, twenty, ten, cents // 5, cents


# %% wrong values
# 交还的是每种硬币合多少分，不是几枚
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    five, cents = divmod(cents, 5)
    return fifty * 50, twenty * 20, ten * 10, five * 5, cents


# %% wrong how-many
# 交还的是一共几枚，只有一个数
def change(cents):
    count = 0
    for coin in (50, 20, 10, 5, 1):
        count += cents // coin
        cents = cents % coin
    return count


# %% wrong text
# 交还的是一段文字，不是五个数
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    five, cents = divmod(cents, 5)
    return f"{fifty}, {twenty}, {ten}, {five}, {cents}"


# %% wrong small-first
# 从 1 分拿起：全都成了 1 分的硬币
def change(cents):
    one = cents // 1
    cents = cents % 1
    five = cents // 5
    ten = cents // 10
    twenty = cents // 20
    fifty = cents // 50
    return fifty, twenty, ten, five, one


# %% wrong quotients-carried
# 接着往下数的是枚数（用 // 得的），不是剩下的钱（用 % 得的）
def change(cents):
    fifty = cents // 50
    cents = cents // 50
    twenty = cents // 20
    cents = cents // 20
    ten = cents // 10
    cents = cents // 10
    return fifty, twenty, ten, cents // 5, cents // 5


# %% wrong twenty-not-taken
# 数完 20 分的没有减，10 分的从同一个数数起
def change(cents):
    fifty = cents // 50
    cents = cents % 50
    twenty = cents // 20
    ten = cents // 10
    cents = cents % 10
    five = cents // 5
    cents = cents % 5
    return fifty, twenty, ten, five, cents


# %% wrong ten-not-taken
# 数完 10 分的没有减，5 分的从同一个数数起
def change(cents):
    fifty = cents // 50
    cents = cents % 50
    twenty = cents // 20
    cents = cents % 20
    ten = cents // 10
    five = cents // 5
    cents = cents % 5
    return fifty, twenty, ten, five, cents


# %% wrong remainder-first
# 先取了余数，后数枚数：数到的都是 0
def change(cents):
    cents = cents % 50
    fifty = cents // 50
    cents = cents % 20
    twenty = cents // 20
    cents = cents % 10
    ten = cents // 10
    cents = cents % 5
    five = cents // 5
    return fifty, twenty, ten, five, cents


# %% wrong twenty-remainder-first
# 20 分的先取了余数才数，总是 0 枚
def change(cents):
    fifty = cents // 50
    cents = cents % 50
    cents = cents % 20
    twenty = cents // 20
    ten = cents // 10
    cents = cents % 10
    five = cents // 5
    cents = cents % 5
    return fifty, twenty, ten, five, cents


# %% wrong counts-subtracted
# 减掉的是枚数，不是那几枚硬币的钱
def change(cents):
    fifty = cents // 50
    cents = cents - fifty
    twenty = cents // 20
    cents = cents - twenty
    ten = cents // 10
    cents = cents - ten
    five = cents // 5
    cents = cents - five
    return fifty, twenty, ten, five, cents


# %% wrong first-only
# 一个 return 就结束了，只交还了 50 分的枚数
def change(cents):
    fifty = cents // 50
    cents = cents % 50
    twenty = cents // 20
    cents = cents % 20
    ten = cents // 10
    cents = cents % 10
    five = cents // 5
    cents = cents % 5
    return fifty
    return twenty
    return ten
    return five
    return cents


# %% wrong printed
# 用 print 显示了枚数，没有用 return 交还
def change(cents):
    print(cents // 50, cents % 50 // 20, cents % 50 % 20 // 10, cents % 10 // 5, cents % 5)


# %% right chained
# 一行写完，连着取余数
def change(cents):
    rest = cents % 50
    return cents // 50, rest // 20, rest % 20 // 10, cents % 10 // 5, cents % 5


# %% right divmod
# 用 divmod
def change(cents):
    fifty, cents = divmod(cents, 50)
    twenty, cents = divmod(cents, 20)
    ten, cents = divmod(cents, 10)
    return (fifty, twenty, ten, *divmod(cents, 5))


# %% right minus
# 用减法算剩下的
def change(cents):
    fifty = cents // 50
    cents = cents - fifty * 50
    twenty = cents // 20
    cents = cents - twenty * 20
    ten = cents // 10
    cents = cents - ten * 10
    five = cents // 5
    one = cents - five * 5
    return [fifty, twenty, ten, five, one]


# %% right loop
# 循环，边走边记
def change(cents):
    counts = []
    for coin in (50, 20, 10, 5, 1):
        counts.append(cents // coin)
        cents %= coin
    return tuple(counts)


# %% right int-of-slash
# 用 / 除，再用 int 取整数部分
def change(cents):
    fifty = int(cents / 50)
    twenty = int(cents % 50 / 20)
    ten = int(cents % 50 % 20 / 10)
    return fifty, twenty, ten, int(cents % 10 / 5), cents % 5
