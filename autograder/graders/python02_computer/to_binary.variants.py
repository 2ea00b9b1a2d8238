# %% wrong zero-empty
# 0 得到的是空的文字
def to_binary(n):
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return sign + text


# %% wrong negative-empty
# 负数没有另外处理，得到空的文字
def to_binary(n):
    if n == 0:
        return "0"
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return text


# %% wrong zero-and-negative-empty
# 0 和负数都没有另外处理，得到空的文字
def to_binary(n):
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return text


# %% wrong negative-endless
# 负数直接整除，永远除不到 0，停不下来
def to_binary(n):
    if n == 0:
        return "0"
    text = ""
    while n != 0:
        text = str(n % 2) + text[:9]
        n = n // 2
    return text


# %% wrong negative-until-minus-one
# 负数直接整除，除到 -1 为止，得到的不是负号加正数的写法
def to_binary(n):
    if n == 0:
        return "0"
    sign = "-" if n < 0 else ""
    text = ""
    while n not in (0, -1):
        text = str(n % 2) + text
        n = n // 2
    return sign + ("1" + text if n == -1 else text)


# %% wrong sign-lost
# 负号丢了
def to_binary(n):
    if n == 0:
        return "0"
    n = abs(n)
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return text


# %% wrong backwards
# 余数接在了右边，前后颠倒
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = text + str(n % 2)
        n = n // 2
    return sign + text


# %% wrong minus-at-the-end
# 负号到了最后
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = sign
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return text


# %% wrong slash
# 用 n / 2 除，商成了小数，除了上千次才到 0
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n / 2
    return sign + text


# %% wrong int-of-slash
# 用 / 除了再取整，很大的数成了小数，后面的位不准
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = int(n / 2)
    return sign + text


# %% wrong prefixed
# 前面多了 0b
def to_binary(n):
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = "" if n else "0"
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return sign + "0b" + text


# %% wrong leading-zero
# 多除了一次，开头多了一个 0
def to_binary(n):
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return sign + "0" + text


# %% wrong first-lost
# 循环到 1 就停了，最左边的 1 没有写
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 1:
        text = str(n % 2) + text
        n = n // 2
    return sign + text


# %% wrong number
# 交还的是一个看上去像二进制的整数，不是文字
def to_binary(n):
    answer = 0
    place = 1
    rest = abs(n)
    while rest > 0:
        answer += rest % 2 * place
        place *= 10
        rest //= 2
    return -answer if n < 0 else answer


# %% wrong eight-places
# 总写成至少八位，前面补了 0
def to_binary(n):
    sign = "-" if n < 0 else ""
    n = abs(n)
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return sign + "0" * (8 - len(text)) + text


# %% wrong quotients
# 接上去的是商的单双以外的东西：把商也写了进去
def to_binary(n):
    if n == 0:
        return "0"
    sign = "-" if n < 0 else ""
    n = abs(n)
    text = ""
    while n > 0:
        text = str(n // 2) + text
        n = n // 2
    return sign + text


# %% wrong built-in
# 用了 bin
def to_binary(n):
    return bin(n).replace("0b", "")


# %% wrong f-string
# 用了 f-string 里的 :b
def to_binary(n):
    return f"{n:b}"


# %% wrong eight-rounds
# 循环总走八轮：小的数前面多了 0，大的数只剩了八位
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    for _ in range(8):
        text = str(n % 2) + text
        n = n // 2
    return sign + text


# %% wrong divided-first
# 先整除，后取余数：最右边的一位丢了
def to_binary(n):
    if n == 0:
        return "0"
    sign = ""
    if n < 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        n = n // 2
        text = str(n % 2) + text
    return sign + text


# %% wrong zero-is-minus
# 0 也当成了负数，得到的只有一个负号
def to_binary(n):
    sign = ""
    if n <= 0:
        sign = "-"
        n = -n
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    return sign + text


# %% wrong printed
# 用 print 显示了结果，没有用 return 交还
def to_binary(n):
    text = ""
    while n > 0:
        text = str(n % 2) + text
        n = n // 2
    print(text)


# %% right recursion
# 函数叫自己
def to_binary(n):
    if n < 0:
        return "-" + to_binary(-n)
    if n < 2:
        return str(n)
    return to_binary(n // 2) + str(n % 2)


# %% right powers
# 从最大的位值减起
def to_binary(n: int) -> str:
    if n == 0:
        return "0"
    rest = abs(n)
    place = 1
    while place * 2 <= rest:
        place *= 2
    text = ""
    while place >= 1:
        if rest >= place:
            text += "1"
            rest -= place
        else:
            text += "0"
        place = place // 2
    if n < 0:
        text = "-" + text
    return text


# %% right bits
# 用位运算和列表，f-string 只用来接负号
def to_binary(n):
    rest, bits = abs(n), []
    while True:
        bits.append("01"[rest & 1])
        rest >>= 1
        if not rest:
            break
    return f"{'-' if n < 0 else ''}{''.join(reversed(bits))}"


# %% right hexadecimal
# 从 Python 的十六进制一位一位查表
def to_binary(n):
    table = {}
    for i in range(16):
        table["0123456789abcdef"[i]] = str(i // 8) + str(i // 4 % 2) + str(i // 2 % 2) + str(i % 2)
    text = ""
    for c in hex(abs(n))[2:]:
        text += table[c]
    text = text.lstrip("0")
    if text == "":
        text = "0"
    return "-" * (n < 0) + text
