# %% wrong limit-80
# 一个字节的分界差了一个，0x80 也只用了一个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point <= 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limit-7f
# 一个字节的分界差了一个，0x7F 用了两个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x7F:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limit-ff
# 以为一个字节能装到 0xFF
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point <= 0xFF:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limit-800
# 两个字节的分界差了一个，0x800 也只用了两个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point <= 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limit-7ff
# 两个字节的分界差了一个，0x7FF 用了三个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x7FF:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limit-10000
# 三个字节的分界差了一个，0x10000 也只用了三个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point <= 0x10000:
        return bytes([(0xE0 | code_point >> 12) & 255, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limit-ffff
# 三个字节的分界差了一个，0xFFFF 用了四个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0xFFFF:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong limits-strict
# 三处分界都用了 <，每一行最后的码位多用了一个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x7F:
        return bytes([code_point])
    if code_point < 0x7FF:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0xFFFF:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong last-without-prefix
# 最后一个字节没有安上 10
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            code_point & 63,
        ]
    )


# %% wrong tail-without-prefix
# 后面的字节都没有安上 10
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, code_point >> 6 & 63, code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            code_point >> 12 & 63,
            code_point >> 6 & 63,
            code_point & 63,
        ]
    )


# %% wrong surrogates-accepted
# 没有挡住 0xD800 到 0xDFFF
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong surrogates-one-off
# 0xDFFF 漏了，没有挡住
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point < 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong top-accepted
# 上限松了一个，0x110000 也收下了
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x110000 or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong too-large-accepted
# 没有查上限，太大的也照装
def utf8_encode(code_point):
    if code_point < 0 or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            (0xF0 | code_point >> 18) & 255,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong top-refused
# 上限紧了一个，0x10FFFF 不肯装
def utf8_encode(code_point):
    if code_point < 0 or code_point >= 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong negative-accepted
# 没有挡住负数
def utf8_encode(code_point):
    if code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point & 255])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong zero-refused
# 把 0 也挡住了
def utf8_encode(code_point):
    if code_point <= 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong five-bits
# 后面的字节只取了五位
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 31])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 31, 0x80 | code_point & 31])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 31,
            0x80 | code_point >> 6 & 31,
            0x80 | code_point & 31,
        ]
    )


# %% wrong tail-backwards
# 后面几个字节的次序反了
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point & 63, 0x80 | code_point >> 6 & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point >> 12 & 63,
        ]
    )


# %% wrong lead-of-two
# 三个、四个字节的开头也安了 110
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xC0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xC0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong lead-of-three
# 三个字节的开头安了 110，应当是 1110
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point <= 0x7F:
        return bytes([code_point])
    if code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point <= 0xFFFF:
        return bytes([0xC0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong middle-not-masked
# 中间的字节没有用 & 只留六位，高处的位也混了进去
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        first = 0b11000000 | (code_point >> 6)
        last = 0b10000000 | (code_point & 0b111111)
        return bytes([first, last])
    elif code_point <= 0xFFFF:
        first = 0b11100000 | (code_point >> 12)
        second = 0b10000000 | (code_point >> 6)
        last = 0b10000000 | (code_point & 0b111111)
        return bytes([first, second, last])
    else:
        first = 0b11110000 | (code_point >> 18)
        second = 0b10000000 | (code_point >> 12 & 0b111111)
        third = 0b10000000 | (code_point >> 6)
        last = 0b10000000 | (code_point & 0b111111)
        return bytes([first, second, third, last])


# %% wrong lead-without-prefix
# 开头的字节没有安上 110、1110、11110
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


# %% wrong list
# 交还的是列表，没有用 bytes 做成字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return [code_point]
    if code_point < 0x800:
        return [0xC0 | code_point >> 6, 0x80 | code_point & 63]
    if code_point < 0x10000:
        return [0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63]
    return [
        0xF0 | code_point >> 18,
        0x80 | code_point >> 12 & 63,
        0x80 | code_point >> 6 & 63,
        0x80 | code_point & 63,
    ]


# %% wrong text
# 交还的是写着十六进制的文字，不是字节
def _bytes(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    return bytes(
        [
            0xF0 | code_point >> 18,
            0x80 | code_point >> 12 & 63,
            0x80 | code_point >> 6 & 63,
            0x80 | code_point & 63,
        ]
    )


def utf8_encode(code_point):
    return _bytes(code_point).hex(" ").upper()


# %% wrong surrogate-pair
# 表情拆成了两个三字节的一对（UTF-16 的做法），不是四个字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        return bytes([code_point])
    if code_point < 0x800:
        return bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63])
    if code_point < 0x10000:
        return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, 0x80 | code_point & 63])
    rest = code_point - 0x10000
    pair = b""
    for half in (0xD800 | rest >> 10, 0xDC00 | rest & 0x3FF):
        pair += bytes([0xE0 | half >> 12, 0x80 | half >> 6 & 63, 0x80 | half & 63])
    return pair


# %% wrong utf-16
# 用的是 UTF-16：每个字两个字节，表情四个
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x10000:
        return code_point.to_bytes(2, "big")
    rest = code_point - 0x10000
    return (0xD800 | rest >> 10).to_bytes(2, "big") + (0xDC00 | rest & 0x3FF).to_bytes(2, "big")


# %% wrong plain-bytes
# 把码位直接切成字节，没有照 UTF-8 的表装
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    return code_point.to_bytes(max(1, (code_point.bit_length() + 7) // 8), "big")


# %% wrong built-in
# 用了 encode
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF:
        raise ValueError
    return chr(code_point).encode("utf-8")


# %% wrong f-string
# 用了 f-string 里的 :c 变成字，再换成字节
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF:
        raise ValueError
    return bytes(f"{code_point:c}", "utf-8")


# %% wrong lead-1110-for-four
# 四个字节的开头安了 1110，应当是 11110
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point >> 6 & 63
    second = 0x80 | code_point >> 12 & 63
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 12, third, last])
    return bytes([0xE0 | code_point >> 18, second, third, last])


# %% wrong shifts-of-eight
# 每次往右挪了 8 位，应当是 6 位
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point >> 8 & 63
    second = 0x80 | code_point >> 16 & 63
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 8, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 16, third, last])
    return bytes([0xF0 | code_point >> 24, second, third, last])


# %% wrong lead-shifted-16
# 四个字节的开头只挪了 16 位，应当是 18 位
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point >> 6 & 63
    second = 0x80 | code_point >> 12 & 63
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 12, third, last])
    return bytes([0xF0 | code_point >> 16, second, third, last])


# %% wrong bytes-of-a-number
# 一个字节的写成了 bytes(n)，那是 n 个 0，应当是 bytes([n])
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point >> 6 & 63
    second = 0x80 | code_point >> 12 & 63
    if code_point <= 0x7F:
        return bytes(code_point)
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 12, third, last])
    return bytes([0xF0 | code_point >> 18, second, third, last])


# %% wrong and-before-shift
# & 和 >> 写在一起没有加括号，先算的是 0b111111 往右挪
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point & 63 >> 6
    second = 0x80 | code_point & 63 >> 12
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 12, third, last])
    return bytes([0xF0 | code_point >> 18, second, third, last])


# %% wrong tail-not-shifted
# 后面几个字节都取了最后六位，没有往右挪
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point & 63
    second = 0x80 | code_point & 63
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 12, third, last])
    return bytes([0xF0 | code_point >> 18, second, third, last])


# %% wrong no-four
# 没有做四个字节的，大于 0xFFFF 都不肯装
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0xFFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    last = 0x80 | code_point & 63
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    return bytes([0xE0 | code_point >> 12, 0x80 | code_point >> 6 & 63, last])


# %% wrong surrogate-ends-only
# 只挡住了 0xD800 和 0xDFFF 两个，它们中间的没有挡住
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or code_point in (0xD800, 0xDFFF):
        raise ValueError
    last = 0x80 | code_point & 63
    third = 0x80 | code_point >> 6 & 63
    second = 0x80 | code_point >> 12 & 63
    if code_point <= 0x7F:
        return bytes([code_point])
    elif code_point <= 0x7FF:
        return bytes([0xC0 | code_point >> 6, last])
    elif code_point <= 0xFFFF:
        return bytes([0xE0 | code_point >> 12, third, last])
    return bytes([0xF0 | code_point >> 18, second, third, last])


# %% wrong printed
# 用 print 显示了字节，没有用 return 交还
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF or 0xD800 <= code_point <= 0xDFFF:
        raise ValueError
    if code_point < 0x80:
        print(bytes([code_point]))
    elif code_point < 0x800:
        print(bytes([0xC0 | code_point >> 6, 0x80 | code_point & 63]))
    else:
        print(bytes([0xE0 | code_point >> 12 & 15, 0x80 | code_point >> 6 & 63]))


# %% right loop
# 循环：从右边六位六位地切，再安开头
def utf8_encode(code_point):
    if code_point < 0 or code_point > 0x10FFFF:
        raise ValueError("没有这个码位")
    if 0xD800 <= code_point < 0xE000:
        raise ValueError("不给字用")
    if code_point < 128:
        return bytes([code_point])
    tail = [128 + code_point % 64]
    code_point //= 64
    room = 32
    while code_point >= room:
        tail.insert(0, 128 + code_point % 64)
        code_point //= 64
        room //= 2
    return bytes([256 - 2 * room + code_point, *tail])


# %% right binary-text
# 用二进制的文字填进表里
def utf8_encode(code_point: int) -> bytes:
    if not 0 <= code_point <= 0x10FFFF or code_point in range(0xD800, 0xE000):
        raise ValueError(code_point)
    for limit, pattern in [
        (0x7F, "0xxxxxxx"),
        (0x7FF, "110xxxxx10xxxxxx"),
        (0xFFFF, "1110xxxx10xxxxxx10xxxxxx"),
        (0x10FFFF, "11110xxx10xxxxxx10xxxxxx10xxxxxx"),
    ]:
        if code_point <= limit:
            digits = iter(f"{code_point:0{pattern.count('x')}b}")
            filled = "".join(next(digits) if c == "x" else c for c in pattern)
            return int(filled, 2).to_bytes(len(filled) // 8, "big")
    raise ValueError(code_point)


# %% right arithmetic
# 用整除和余数，bytearray
def utf8_encode(code_point):
    if code_point < 0 or 0xD800 <= code_point <= 0xDFFF or code_point > 0x10FFFF:
        raise ValueError
    out = bytearray()
    if code_point <= 0x7F:
        out.append(code_point)
    elif code_point <= 0x7FF:
        out.append(192 + code_point // 64)
        out.append(128 + code_point % 64)
    elif code_point <= 0xFFFF:
        out.append(224 + code_point // 4096)
        out.append(128 + code_point // 64 % 64)
        out.append(128 + code_point % 64)
    else:
        out.append(240 + code_point // 262144)
        out.append(128 + code_point // 4096 % 64)
        out.append(128 + code_point // 64 % 64)
        out.append(128 + code_point % 64)
    return bytes(out)
