# %%
import pandas as pd
from pandas import DataFrame


# %% wrong years-mixed
# 按月份的数 1 … 12 分组，几年的同一个月混成了一个
def monthly_rain(frame):
    groups = frame.groupby(frame["date"].dt.month)["precipitation"]
    year = frame["date"].dt.year.iloc[0]
    table = DataFrame({"total": groups.sum(), "days": groups.count()}).reset_index(names="month")
    return table.assign(month=[f"{year}-{month:02d}" for month in table["month"]])


# %% wrong empty-months-missing
# 中间没有数据的月不见了
def monthly_rain(frame):
    groups = frame.groupby(frame["date"].dt.strftime("%Y-%m"))["precipitation"]
    table = groups.agg(total="sum", days="count")
    return table.rename_axis("month").reset_index()


# %% wrong unknown-months-missing
# 先扔掉了雨量有空缺的行，只列出剩下的日子有的月
def monthly_rain(frame):
    known = frame.dropna(subset="precipitation")
    groups = known.groupby(known["date"].dt.strftime("%Y-%m"))["precipitation"]
    return groups.agg(total="sum", days="count").rename_axis("month").reset_index()


# %% wrong size-for-count
# days 数的是行数，没有记雨量的日子也算了进去
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.size()
    return DataFrame(
        {"month": total.index.strftime("%Y-%m"), "total": total.to_numpy(), "days": days.to_numpy()}
    )


# %% wrong calendar-days
# days 是这个月在日历上有几天
def monthly_rain(frame):
    total = frame.resample("MS", on="date")["precipitation"].sum()
    return DataFrame(
        {
            "month": total.index.strftime("%Y-%m"),
            "total": total.to_numpy(),
            "days": total.index.days_in_month,
        }
    )


# %% wrong rainy-days
# days 数的是雨量大于 0 的日子，记了 0 的没有算
def monthly_rain(frame):
    months = frame.assign(wet=frame["precipitation"] > 0).resample("MS", on="date")
    total, days = months["precipitation"].sum(), months["wet"].sum()
    return DataFrame(
        {"month": total.index.strftime("%Y-%m"), "total": total.to_numpy(), "days": days.to_numpy()}
    )


# %% wrong empty-total-missing
# 没有数据的月，总和是空缺，不是 0
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(min_count=1), months.count()
    return DataFrame(
        {"month": total.index.strftime("%Y-%m"), "total": total.to_numpy(), "days": days.to_numpy()}
    )


# %% wrong mean
# total 是平均，不是总和
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.mean().fillna(0), months.count()
    return DataFrame(
        {"month": total.index.strftime("%Y-%m"), "total": total.to_numpy(), "days": days.to_numpy()}
    )


# %% wrong month-as-index
# 月份留在行号里，表里没有 month 这一列
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.count()
    return DataFrame(
        {"total": total.to_numpy(), "days": days.to_numpy()}, index=total.index.strftime("%Y-%m")
    )


# %% wrong month-as-date
# month 是每月 1 日的日期，不是文本
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.count()
    return DataFrame({"month": total.index, "total": total.to_numpy(), "days": days.to_numpy()})


# %% wrong month-not-padded
# 月份没有补成两位，写成了 2015-2
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.count()
    names = [f"{day.year}-{day.month}" for day in total.index]
    return DataFrame({"month": names, "total": total.to_numpy(), "days": days.to_numpy()})


# %% wrong latest-first
# 从晚到早排了
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.count()
    table = DataFrame(
        {"month": total.index.strftime("%Y-%m"), "total": total.to_numpy(), "days": days.to_numpy()}
    )
    return table[::-1].reset_index(drop=True)


# %% wrong known-rows-only
# 先扔掉了雨量空缺的行：开头和末尾一天也没有记的月不见了
def monthly_rain(frame):
    known = frame[frame["precipitation"].notna()]
    months = known.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.size()
    return DataFrame(
        {"month": total.index.strftime("%Y-%m"), "total": total.to_numpy(), "days": days.to_numpy()}
    )


# %% wrong misaligned
# 几列的行号对不上（月份是 0、1、2，总和是日期），拼成的表多出了一半空着的行
def monthly_rain(frame):
    months = frame.resample("MS", on="date")["precipitation"]
    total = months.sum()
    names = pd.Series(total.index.strftime("%Y-%m"))
    return DataFrame({"month": names, "total": total, "days": months.count()})


# %% right periods
# 按 Period 分组，再用 reindex 补空月
def monthly_rain(frame):
    month = frame["date"].dt.to_period("M")
    groups = frame["precipitation"].groupby(month)
    every = pd.period_range(month.iloc[0], month.iloc[-1], freq="M")
    total = groups.sum().reindex(every, fill_value=0.0)
    days = groups.count().reindex(every, fill_value=0)
    return DataFrame({"month": every.astype(str), "total": total.values, "days": days.values})


# %% right loop
# 初学者的循环
def monthly_rain(frame):
    rows = []
    year, month = frame["date"].iloc[0].year, frame["date"].iloc[0].month
    last = frame["date"].iloc[-1]
    while (year, month) <= (last.year, last.month):
        total, days = 0.0, 0
        for day, rain in zip(frame["date"], frame["precipitation"]):
            if day.year == year and day.month == month and not pd.isna(rain):
                total += rain
                days += 1
        rows.append({"month": f"{year}-{month:02d}", "total": total, "days": days})
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return DataFrame(rows)


# %% right month-ends
# 月末为名，agg 一次给两列
def monthly_rain(frame):
    table = frame.set_index("date")["precipitation"].resample("ME").agg(["sum", "count"])
    table.columns = ["total", "days"]
    table.insert(0, "month", [day.strftime("%Y-%m") for day in table.index])
    return table
