# %% wrong cents-lost
# 剩下的几分钱没有人付，加起来比账单少
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    share = cents // people
    shares = []
    for _ in range(people):
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong first-pays-all
# 剩下的几分钱全给了第一个人，他和别人差了不止一分
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i == 0:
            share += rest
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong last-pays-rest
# 剩下的几分钱全给了最后一个人
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i == people - 1:
            share += rest
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong float-cents
# 账单换成分的时候经过了 float，又用 int 去掉了零头，有时少一分
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(float(total) * 100)
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong one-decimal
# 分没有补足两位，末尾的零丢了
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(str(share / 100))
    return shares


# %% wrong unpadded
# 分不满十的时候没有补零
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100}")
    return shares


# %% wrong larger-last
# 多付一分的人排到了后面
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i >= people - rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong one-cent-too-many
# 写成了 i <= rest：多付一分的人多了一个，加起来比账单多一分
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i <= rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong each-rounded
# 每个人各自四舍五入，合计就不等于账单了
def split_bill(total, people):
    if people < 1:
        raise ValueError
    share = (Decimal(total) / people).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return [str(share)] * people


# %% wrong each-rounded-up
# 每个人都往上进了一分，合计比账单多
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each = (cents + people - 1) // people
    return [f"{each // 100}.{each % 100:02d}"] * people


# %% wrong nobody
# 人数小于一时没有抛出 ValueError
def split_bill(total, people):
    cents = int(total.replace(".", ""))
    shares = []
    for i in range(people):
        share = (cents - i + people - 1) // people
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong only-zero-refused
# 人数是负数时没有抛出 ValueError
def split_bill(total, people):
    if people == 0:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong one-person-refused
# 一个人也抛出了 ValueError
def split_bill(total, people):
    if people <= 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% wrong numbers
# 交出的是一个个小数，不是文字
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(share / 100)
    return shares


# %% wrong in-cents
# 交出的是多少分，没有写成几元几角几分
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(str(share))
    return shares


# %% wrong whole-yuan
# 先按整元平分，零头没有分到分
def split_bill(total, people):
    if people < 1:
        raise ValueError
    yuan, cents = int(total[:-3]), total[-2:]
    each, rest = yuan // people, yuan % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share}.{cents if i == 0 else '00'}")
    return shares


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def split_bill(total, people):
    if people < 1:
        raise ValueError
    cents = int(total.replace(".", ""))
    each, rest = cents // people, cents % people
    shares = []
    for i in range(people):
        share = each
        if i < rest:
            share += 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    print(shares)


# %% wrong texts-sorted
# 按文字排了大小：9.99 排到了 10.00 前面
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    each = cents // people
    rest = cents % people
    parts = []
    for i in range(people):
        pay = each
        if i >= people - rest:
            pay = each + 1
        parts.append(f"{pay // 100}.{pay % 100:02d}")
    return sorted(parts)[::-1]


# %% wrong space-padded
# 分不满十的时候补的是空格，不是 0
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    parts = []
    for i in range(people):
        pay = cents // people
        if i < cents % people:
            pay = pay + 1
        parts.append(f"{pay // 100}.{pay % 100:2d}")
    return parts


# %% wrong rounded-up-until-gone
# 每人都往上进了一分，后面的人付的钱不够了
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    each = cents // people
    if cents % people > 0:
        each = each + 1
    parts = []
    for _i in range(people):
        pay = each
        if pay > cents:
            pay = cents
        cents = cents - pay
        parts.append(f"{pay // 100}.{pay % 100:02d}")
    return parts


# %% wrong error-returned
# 把错误用 return 交了出来，没有用 raise 抛出
def split_bill(total, people):
    if people < 1:
        return ValueError("没有人")
    cents = int(total.replace(".", ""))
    parts = []
    for i in range(people):
        pay = cents // people
        if i < cents % people:
            pay = pay + 1
        parts.append(f"{pay // 100}.{pay % 100:02d}")
    return parts


# %% wrong last-evens-out
# 每人先四舍五入，差的几分全由最后一个人补
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    each = round(cents / people)
    parts = []
    for i in range(people):
        pay = each
        if i == people - 1:
            pay = cents - each * (people - 1)
        parts.append(f"{pay // 100}.{pay % 100:02d}")
    return parts


# %% wrong decimals
# 交出的是 Decimal，不是文字
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    parts = []
    for i in range(people):
        pay = cents // people
        if i < cents % people:
            pay = pay + 1
        parts.append(Decimal(pay) / 100)
    return parts


# %% wrong decimal-zeros-lost
# 用 str 写 Decimal 除出来的数，末尾的零丢了
def split_bill(total, people):
    if people < 1:
        raise ValueError("没有人")
    cents = int(total.replace(".", ""))
    parts = []
    for i in range(people):
        pay = cents // people
        if i < cents % people:
            pay = pay + 1
        parts.append(str(Decimal(pay) / 100))
    return parts


# %% right decimal
# 全用 Decimal
def split_bill(total, people):
    if people <= 0:
        raise ValueError("没有人")
    cent = Decimal("0.01")
    cents = int(Decimal(total) / cent)
    base = Decimal(cents // people) * cent
    extra = cents - cents // people * people
    return [str((base + cent).quantize(cent))] * extra + [str(base.quantize(cent))] * (people - extra)


# %% right dealt
# 像发牌一样，一次收一个人的：剩下的钱除以剩下的人，往上取
def split_bill(total, people):
    if people < 1:
        raise ValueError
    left = round(float(total) * 100)
    shares = []
    while people > 0:
        share = -(-left // people)
        left -= share
        people -= 1
        shares.append(f"{share // 100}.{share % 100:02d}")
    return shares


# %% right comprehension
# divmod 和列表推导式，交出元组
def split_bill(total, people):
    if people < 1:
        raise ValueError(people)
    yuan, fen = total.split(".")
    each, rest = divmod(100 * int(yuan) + int(fen), people)
    return tuple("{}.{:02}".format(*divmod(each + (i < rest), 100)) for i in range(people))
