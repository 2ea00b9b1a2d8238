# %% wrong float-round
# 经过了 float，用 round 取两位：有些一半存进去就偏小了
def round_money(amount):
    rounded = round(float(amount), 2)
    if rounded == 0:
        return "0.00"
    return f"{rounded:.2f}"


# %% wrong float-format
# 经过了 float，用 f-string 的 .2f 取两位，负数会写出 -0.00
def round_money(amount):
    return f"{float(amount):.2f}"


# %% wrong decimal-of-float
# Decimal 是从 float 造的，float 里存的已经不是原来的数了
def round_money(amount):
    rounded = Decimal(float(amount)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if rounded == 0:
        return "0.00"
    return str(rounded)


# %% wrong half-even
# 没有写明 ROUND_HALF_UP，正好一半时取了偶数那边
def round_money(amount):
    rounded = Decimal(amount).quantize(Decimal("0.01"))
    if rounded == 0:
        return "0.00"
    return str(rounded)


# %% wrong half-even-negative-zero
# 没有写明 ROUND_HALF_UP，正好一半时取了偶数那边；零还带着负号
def round_money(amount):
    return str(Decimal(amount).quantize(Decimal("0.01")))


# %% wrong negative-zero
# 零带着负号，交出了 -0.00
def round_money(amount):
    return str(Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


# %% wrong sign-dropped
# 为了去掉零的负号，把所有的负号都去掉了
def round_money(amount):
    return str(Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)).replace("-", "")


# %% wrong negative-is-zero
# 问的是“小于等于零”：所有的负数都成了 0.00
def round_money(amount):
    rounded = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if rounded <= 0:
        return "0.00"
    return str(rounded)


# %% wrong zero-by-text
# 看的是对齐以前是不是 0，没有看对齐以后：-0.001 这样的还带着负号
def round_money(amount):
    if amount == "0" or amount == "-0":
        return "0.00"
    return str(Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


# %% wrong aligned-to-tenths
# 对齐到了 0.1，只留一位小数；应当对齐到 0.01
def round_money(amount):
    rounded = Decimal(amount).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if rounded == 0:
        return "0.00"
    return str(rounded)


# %% wrong number
# 交出的是一个小数，不是文字
def round_money(amount):
    return float(Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


# %% wrong decimal-returned
# 交出的是 Decimal，没有用 str 变成文字
def round_money(amount):
    return Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


# %% wrong truncated
# 没有四舍五入，第三位以后直接扔掉了
def round_money(amount):
    from decimal import ROUND_DOWN

    rounded = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
    if rounded == 0:
        return "0.00"
    return str(rounded)


# %% wrong half-towards-plus
# 加上 0.005 再往小的一边取：负数的一半进错了方向
def round_money(amount):
    from decimal import ROUND_FLOOR

    rounded = (Decimal(amount) + Decimal("0.005")).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
    if rounded == 0:
        return "0.00"
    return str(rounded)


# %% wrong one-digit
# 只留了一位小数
def round_money(amount):
    rounded = Decimal(amount).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    if rounded == 0:
        return "0.0"
    return str(rounded)


# %% wrong always-up
# 只要还有零头就进一分，没有看够不够一半
def round_money(amount):
    from decimal import ROUND_UP

    rounded = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_UP)
    if rounded == 0:
        return "0.00"
    return str(rounded)


# %% wrong zeros-trimmed
# 末尾的零没有留着，不是正好两位
def round_money(amount):
    rounded = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if rounded == 0:
        return "0"
    return f"{rounded.normalize():f}"


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def round_money(amount):
    rounded = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    print("0.00" if rounded == 0 else rounded)


# %% wrong zero-asked-early
# 对齐以前就看是不是零，对齐以后没有再看：-0.001 这样的还带着负号
def round_money(amount):
    number = Decimal(amount)
    if number == 0:
        return "0.00"
    return str(number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


# %% wrong zero-without-places
# 结果是零时交出的是 0，没有写成两位小数
def round_money(amount):
    number = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if number == 0:
        return "0"
    return str(number)


# %% wrong zero-anywhere
# 问的是文字里有没有 0.00：10.00 这样的也成了 0.00
def round_money(amount):
    text = str(Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    if "0.00" in text:
        return "0.00"
    return text


# %% wrong quantize-not-kept
# quantize 交出的新数没有起名字留住，原来的数没有变
def round_money(amount):
    number = Decimal(amount)
    number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    if number == 0:
        return "0.00"
    return str(number)


# %% right by-hand
# 只用文字和整数：把小数点后面看成一串数字
def round_money(amount):
    sign = ""
    if amount[0] in "+-":
        if amount[0] == "-":
            sign = "-"
        amount = amount[1:]
    if "." not in amount:
        amount = amount + "."
    place = 0
    while amount[place] != ".":
        place += 1
    part = (amount[place + 1 :] + "000")[:3]
    cents = int(amount[:place]) * 100 + int(part[:2])
    if int(part[2]) >= 5:
        cents += 1
    if cents == 0:
        sign = ""
    return f"{sign}{cents // 100}.{cents % 100:02d}"


# %% right plus-zero
# 加上零，负号就没了；用 f-string 变成文字
def round_money(amount):
    return f"{Decimal(amount).quantize(Decimal('1.00'), 'ROUND_HALF_UP') + 0}"


# %% right fractions
# 用分数，先取绝对值
def round_money(amount):
    from fractions import Fraction

    value = Fraction(amount)
    cents = int(abs(value) * 100 + Fraction(1, 2))
    return ("-" if value < 0 and cents else "") + f"{cents // 100}.{cents % 100:02}"
