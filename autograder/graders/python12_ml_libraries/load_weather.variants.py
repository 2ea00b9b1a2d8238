# %%
import pandas as pd


# %% wrong dates-as-text
# 没有把 date 变成日期，它还是一列文本
def load_weather(path):
    frame = pd.read_csv(path).drop_duplicates("date", keep="last")
    return frame.sort_values("date").reset_index(drop=True)


# %% wrong keeps-first
# 同一天有几行时，留下的是文件里第一行
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates("date")
    return frame.sort_values("date").reset_index(drop=True)


# %% wrong unsorted
# 没有按日期排序，行还是文件里的次序
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"])
    return frame.drop_duplicates("date", keep="last").reset_index(drop=True)


# %% wrong descending
# 排成了从晚到早
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates("date", keep="last")
    return frame.sort_values("date", ascending=False).reset_index(drop=True)


# %% wrong old-index
# 行号没有重新编，还是文件里的老行号
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"])
    return frame.drop_duplicates("date", keep="last").sort_values("date")


# %% wrong date-as-index
# 把 date 变成了行号，表里没有 date 这一列
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"], index_col="date")
    return frame[~frame.index.duplicated(keep="last")].sort_index()


# %% wrong zero-for-missing
# 把空缺填成了 0
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates("date", keep="last")
    return frame.sort_values("date").reset_index(drop=True).fillna({"precipitation": 0, "wind": 0})


# %% wrong missing-rows-dropped
# 把有空缺的行整行扔掉了
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates("date", keep="last")
    return frame.sort_values("date").dropna().reset_index(drop=True)


# %% wrong last-known-values
# 同一天的几行被拼成一行：空格子用前面那行的值顶上了
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"])
    return frame.groupby("date", as_index=False).last()[list(frame.columns)]


# %% wrong sorted-before-duplicates-go
# 先排序、后去重：排序不保证同一天的几行保持文件里的先后，行多时留错了行
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).sort_values("date")
    return frame.drop_duplicates("date", keep="last").reset_index(drop=True)


# %% wrong whole-rows-only
# 只去掉了一模一样的行，同一天值不同的几行都还在
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates(keep="last")
    return frame.sort_values("date", kind="stable").reset_index(drop=True)


# %% wrong doubles-gone
# 重复的日子一行也没有留
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates("date", keep=False)
    return frame.sort_values("date").reset_index(drop=True)


# %% wrong old-index-as-column
# reset_index 没有写 drop=True：老行号成了多出来的一列 index
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"]).drop_duplicates("date", keep="last")
    return frame.sort_values("date").reset_index()


# %% right stable-sort
# 稳定的排序，再去重
def load_weather(path):
    frame = pd.read_csv(path)
    frame["date"] = pd.to_datetime(frame["date"])
    frame = frame.sort_values("date", kind="stable")
    return frame[~frame["date"].duplicated(keep="last")].reset_index(drop=True)


# %% right csv-module
# 用第 9 天的 csv 模块和字典
def load_weather(path):
    import csv

    with open(path, encoding="utf-8", newline="") as file:
        rows = {row["date"]: row for row in csv.DictReader(file)}
    table = pd.DataFrame([rows[day] for day in sorted(rows)])
    for name in table.columns:
        if name == "date":
            table[name] = pd.to_datetime(table[name])
            continue
        table[name] = table[name].replace("", None)
        if name != "weather":
            table[name] = table[name].astype(float)
    return table


# %% right tail-of-groups
# 分组取最后一行
def load_weather(path):
    frame = pd.read_csv(path, parse_dates=["date"])
    frame = frame.groupby("date").tail(1)
    return frame.sort_values("date", ignore_index=True)
