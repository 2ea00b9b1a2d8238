# %% wrong top-accepted
# 上限松了一个，2 ** (bits - 1) 也收下了
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1):
        raise OverflowError
    return f"{n % 2**bits:0{bits}b}"


# %% wrong unsigned-top-accepted
# 上限用的是 2 ** bits，没有减一半
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n >= 2**bits:
        raise OverflowError
    return f"{n % 2**bits:0{bits}b}"


# %% wrong bottom-refused
# 最小的负数不肯收
def twos_complement(n, bits):
    if n <= -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n % 2**bits:0{bits}b}"


# %% wrong bottom-one-off
# 下限松了一个，多收了一个负数
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) - 1 or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n % 2**bits:0{bits}b}"


# %% wrong unchecked
# 放不下的没有拒绝，多出来的位丢掉了
def twos_complement(n, bits):
    return f"{n % 2**bits:0{bits}b}"


# %% wrong value-error
# 放不下时抛出的是 ValueError，不是 OverflowError
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise ValueError
    return f"{n % 2**bits:0{bits}b}"


# %% wrong sign-and-magnitude
# 开头放一个 1 当负号，后面照写正数
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        return f"{-n % 2 ** (bits - 1) + 2 ** (bits - 1):0{bits}b}"
    return f"{n:0{bits}b}"


# %% wrong ones-complement
# 负数只把 0 和 1 翻了过来，没有再加 1
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        return f"{(2**bits - 1 + n) % 2**bits:0{bits}b}"
    return f"{n:0{bits}b}"


# %% wrong no-leading-zeros
# 左边没有补 0，不够 bits 位
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n % 2**bits:b}"


# %% wrong one-zero-short
# 左边补的 0 少了一个
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    text = f"{n % 2**bits:b}"
    return "0" * (bits - len(text) - 1) + text


# %% wrong zeros-at-the-right
# 0 补在了右边
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n % 2**bits:b}".ljust(bits, "0")


# %% wrong ones-for-positive
# 正数的左边补了 1
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n % 2**bits:b}".rjust(bits, "1")


# %% wrong minus-sign
# 负数写成了负号加正数，没有用补码
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n:0{bits}b}"


# %% wrong eight-bits
# 总写成八位，没有看 bits
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"{n % 256:08b}"


# %% wrong half-added
# 负数加的是 2 ** (bits - 1)，少加了一半
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2 ** (bits - 1)
    return f"{n:0{bits}b}"


# %% wrong prefixed
# 前面多了 0b
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return f"0b{n % 2**bits:0{bits}b}"


# %% wrong number
# 交还的是整数，不是文字
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    return n % 2**bits


# %% wrong written-anyway
# 放不下的没有拒绝，照样写了出来
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) and n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong limits-not-halved
# 两头用的是 2 ** bits，没有减一半
def twos_complement(n, bits):
    if n < -(2**bits) or n > 2**bits - 1:
        raise OverflowError
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong bottom-unchecked
# 只查了太大的，太小的没有拒绝
def twos_complement(n, bits):
    if n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong top-unchecked
# 只查了太小的，太大的没有拒绝
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)):
        raise OverflowError
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong xor-limits
# 两头的乘方写成了 ^，那是另一种运算（异或）
def twos_complement(n, bits):
    if n < -2 ^ (bits - 1) or n > 2 ^ (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong xor-added
# 负数加的乘方写成了 ^，那是另一种运算（异或）
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2 ^ bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong xor-everywhere
# 几处乘方写成了 ^，那是另一种运算（异或）
def twos_complement(n, bits):
    if n < -2 ^ (bits - 1) or n > 2 ^ (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2 ^ bits
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong always-16
# 负数加的总是 16，没有看 bits
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 16
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong padded-to-eight
# 左边总补到八位，没有看 bits
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        n += 2**bits
    text = to_binary(n)
    return "0" * (8 - len(text)) + text


# %% wrong ones-before-magnitude
# 负数写的是正数的二进制，左边补了 1
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    if n < 0:
        text = to_binary(-n)
        return "1" * (bits - len(text)) + text
    text = to_binary(n)
    return "0" * (bits - len(text)) + text


# %% wrong printed
# 用 print 显示了结果，没有用 return 交还
def twos_complement(n, bits):
    if n < -(2 ** (bits - 1)) or n > 2 ** (bits - 1) - 1:
        raise OverflowError
    print(f"{n % 2**bits:0{bits}b}")


# %% right and
# 用位与，bin 和 zfill
def twos_complement(n, bits):
    half = 1 << (bits - 1)
    if not -half <= n < half:
        raise OverflowError("放不下")
    return bin(n & (2 * half - 1))[2:].zfill(bits)


# %% right one-at-a-time
# 从右往左一位一位取
def twos_complement(n: int, bits: int) -> str:
    text = ""
    rest = n
    for _ in range(bits):
        text = str(rest % 2) + text
        rest = rest // 2
    if (rest == 0 and text[0] == "0") or (rest == -1 and text[0] == "1"):
        return text
    raise OverflowError(f"{n} needs more than {bits} bits")


# %% right flipped
# 负数：-n - 1 的 0 和 1 全翻过来
def twos_complement(n, bits):
    if n > 2 ** (bits - 1) - 1 or n < -(2 ** (bits - 1)):
        raise OverflowError
    if n >= 0:
        return to_binary(n).rjust(bits, "0")
    text = ""
    for c in to_binary(-n - 1).rjust(bits, "0"):
        if c == "0":
            text += "1"
        else:
            text += "0"
    return text


# %% right to-bytes
# 由 Python 的 to_bytes 报溢出
def twos_complement(n, bits):
    (n << (8 - bits % 8)).to_bytes(bits // 8 + 1, "big", signed=True)
    return "".join(str(n >> i & 1) for i in range(bits - 1, -1, -1))
