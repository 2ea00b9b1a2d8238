# %% wrong by-days
# 天数除以 365，闰日越攒越多
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    return (now - born).days // 365


# %% wrong by-mean-year
# 天数除以 365.25，生日前后会差一天
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    return int((now - born).days / 365.25)


# %% wrong month-only
# 只比了月份，没有比日
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if now.month < born.month:
        years -= 1
    return years


# %% wrong both-smaller
# 月和日分开比：要两个都小才减
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if now.month < born.month and now.day < born.day:
        years -= 1
    return years


# %% wrong either-smaller
# 月和日分开比：有一个小就减
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if now.month < born.month or now.day < born.day:
        years -= 1
    return years


# %% wrong replace-year
# 用了 replace(year=…)，2 月 29 日生的人在平年里出错
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if now < born.replace(year=now.year):
        years -= 1
    return years


# %% wrong leaplings-early
# 2 月 29 日生的人，平年里 2 月 28 日就长了一岁
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) < (born.month, min(born.day, 28 if born.month == 2 and now.year % 4 else 31)):
        years -= 1
    return years


# %% wrong years-only
# 只拿年份相减
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    return years


# %% wrong day-late
# 生日当天还没有长一岁
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) <= (born.month, born.day):
        years -= 1
    return years


# %% wrong negative
# 还没出生的没有抛出 ValueError，算出了负数
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return years


# %% wrong zero-before-birth
# 还没出生的给了 0，没有抛出 ValueError
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        return 0
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return years


# %% wrong not-on-the-day
# 出生当天也抛出了 ValueError
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now <= born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return years


# %% wrong nominal
# 虚岁：出生就是一岁
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return years + 1


# %% wrong unchecked-text
# 自己切文本，没有检查是不是日期
def age(birthday, today):
    born = (
        tuple(int(part) for part in birthday.replace("/", "-").split("-"))
        if birthday[:1].isdigit()
        else (0, 0, 0)
    )
    now = tuple(int(part) for part in today.split("-")) if today[:1].isdigit() else (9999, 0, 0)
    if now < born:
        raise ValueError
    return now[0] - born[0] - (now[1:] < born[1:])


# %% wrong swapped
# 生日和今天弄反了
def age(birthday, today):
    now, born = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return years


# %% wrong text
# 岁数是文本，不是整数
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    return str(years)


# %% wrong printed
# 用 print 显示了岁数，没有用 return 返回
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    years = now.year - born.year
    if (now.month, now.day) < (born.month, born.day):
        years -= 1
    print(years)


# %% wrong fraction
# 岁数带着小数
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now < born:
        raise ValueError
    return (now - born).days / 365.25


# %% wrong unborn-by-year
# 还没出生只看了年份，同一年里的没有拦住
def age(birthday, today):
    born, now = date.fromisoformat(birthday), date.fromisoformat(today)
    if now.year < born.year:
        raise ValueError
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))


# %% wrong no-calendar
# 自己切开文本，没有查日历，不存在的日期也收下了
def age(birthday, today):
    born = [int(part) for part in birthday.split("-")]
    now = [int(part) for part in today.split("-")]
    if now < born:
        raise ValueError
    return now[0] - born[0] - (now[1:] < born[1:])


# %% wrong compared-as-text
# 按位置取出数字，没有查日历，样子不对的、不存在的日期也收下了
def age(birthday, today):
    if today < birthday:
        raise ValueError
    return int(today[:4]) - int(birthday[:4]) - (today[5:] < birthday[5:])


# %% right boolean
# 减去一个 True 或 False
def age(birthday, today):
    b = datetime.strptime(birthday, "%Y-%m-%d")
    t = datetime.strptime(today, "%Y-%m-%d")
    if t < b:
        raise ValueError("还没出生")
    return t.year - b.year - ((t.month, t.day) < (b.month, b.day))


# %% right count-birthdays
# 一个生日一个生日地数
def age(birthday, today):
    born = date.fromisoformat(birthday)
    now = date.fromisoformat(today)
    if born > now:
        raise ValueError(f"{today} 比 {birthday} 早")
    years = 0
    while True:
        try:
            then = born.replace(year=born.year + years + 1)
        except ValueError:
            then = date(born.year + years + 1, 3, 1)
        if then > now:
            return years
        years += 1
