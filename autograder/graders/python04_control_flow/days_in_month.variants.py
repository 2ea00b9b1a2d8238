# %% wrong every-four
# 只看能不能被 4 整除，整百的年份全成了闰年
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 4 == 0:
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong no-four-hundred
# 整百的年份一律不算闰年，能被 400 整除的也漏了
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 4 == 0 and year % 100 != 0:
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong only-four-hundred
# 只有能被 400 整除的才算闰年
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0:
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong never-leap
# 二月总是 28 天
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if False:
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong leap-reversed
# 闰年和平年的二月反了
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 28
        return 29
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong minus-one
# 用月份减 1 作下标：0 月和负的月份从后面取到了一格，没有抛出 ValueError
def days_in_month(year, month):
    if month > 12:
        raise ValueError(month)
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
        days[1] = 29
    return days[month - 1]


# %% wrong index-error
# 月份太大时抛出的是 IndexError，不是 ValueError
def days_in_month(year, month):
    if month < 1:
        raise ValueError(month)
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
        days[1] = 29
    return days[month - 1]


# %% wrong no-error
# 不在 1 到 12 里的月份也给了天数，没有抛出 ValueError
def days_in_month(year, month):
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong zero-allowed
# 0 月也给了天数，没有抛出 ValueError
def days_in_month(year, month):
    if month < 0 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong thirteen-allowed
# 月份太大时也给了天数，没有抛出 ValueError
def days_in_month(year, month):
    if month < 1:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong odd-months
# 一直单月大、双月小，八月以后都反了
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month % 2 == 0:
        return 30
    return 31


# %% wrong month-as-index
# 下标写成了 month，没有减 1：每个月都取到了下一个月的
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    month = month % 12 + 1
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong nothing-for-wrong-months
# 不对的月份交出了 0，没有抛出 ValueError
def days_in_month(year, month):
    if month < 1 or month > 12:
        return 0
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong returned-error
# 写成了 return ValueError(…)：把错误当结果交了出来，没有用 raise 抛出
def days_in_month(year, month):
    if month < 1 or month > 12:
        return ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% wrong or-numbers
# 写成了 month == 4 or 6 or 9 or 11：6 自己就算真，二月以外的月份都成了 30 天
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month == 4 or 6 or 9 or 11:  # noqa: SIM222
        return 30
    return 31


# %% wrong printed
# 用 print 给人看了，没有用 return 交出来
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError(month)
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            print(29)
            return
        print(28)
        return
    if month in (4, 6, 9, 11):
        print(30)
        return
    print(31)


# %% wrong october
# 把十月当成了小月，十一月当成了大月
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError("没有这个月")
    if month == 2:
        if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
            return 29
        return 28
    if month in (4, 6, 9, 10):
        return 30
    return 31


# %% wrong february-plus-one
# 小月写成了二月加一天，平年的小月成了 29 天
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError("没有这个月")
    february = 29 if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0) else 28
    if month in (1, 3, 5, 7, 8, 10, 12):
        return 31
    elif month == 2:
        return february
    else:
        return february + 1


# %% wrong not-compared-with-zero
# year % 400 后面少了 == 0：余数不是 0 就算真，平年也成了闰年
def days_in_month(year, month):
    if month < 1 or month > 12:
        raise ValueError("没有这个月")
    if month == 2:
        if (year % 4 == 0 and year % 100 != 0) or year % 400:
            return 29
        return 28
    if month in (4, 6, 9, 11):
        return 30
    return 31


# %% right list
# 用列表查，先挡住不对的月份
def days_in_month(year, month):
    if month not in range(1, 13):
        raise ValueError(month)
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
        days[1] = 29
    return days[month - 1]


# %% right match
# 用 match
def days_in_month(year, month):
    match month:
        case 2:
            if year % 400 == 0:
                return 29
            elif year % 100 == 0:
                return 28
            elif year % 4 == 0:
                return 29
            else:
                return 28
        case 4 | 6 | 9 | 11:
            return 30
        case 1 | 3 | 5 | 7 | 8 | 10 | 12:
            return 31
    raise ValueError("没有这个月")


# %% right dict
# 用字典查，接住 KeyError
def days_in_month(year, month):
    days = dict(enumerate([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 1))
    leap = not year % 4 and (year % 100 or not year % 400)
    try:
        return days[month] + (month == 2 and bool(leap))
    except KeyError:
        raise ValueError("没有这个月") from None
