# %%
import pandas as pd


# %% wrong yesterday
# 挪反了方向：用的是前一天的雨
def add_tomorrow(frame):
    known = frame["date"].shift(1) == frame["date"] - pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(1) > 0)[known]


# %% wrong yesterdays-answer
# 留下的行对，答案却是前一行的雨
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(1) > 0)[known]


# %% wrong next-row
# 把下一行当成了明天，没有看日期是不是恰好差一天
def add_tomorrow(frame):
    answer = frame["precipitation"].shift(-1) > 0
    return frame.assign(rain_tomorrow=answer).iloc[:-1]


# %% wrong last-row-kept
# 一行也没有去掉：没有明天的行写成了 False
def add_tomorrow(frame):
    following = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=following & (frame["precipitation"].shift(-1) > 0))


# %% wrong next-row-and-last-kept
# 把下一行当成了明天，最后一行也留着，写成了 False
def add_tomorrow(frame):
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) > 0)


# %% wrong today
# 答案是今天自己的雨
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"] > 0)[known]


# %% wrong argument-changed
# 直接在传进来的表上加了一列，调用者的表也多了一列
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    frame["rain_tomorrow"] = frame["precipitation"].shift(-1) > 0
    return frame[known]


# %% wrong chained
# 列加在了一张临时的表上（chained assignment），返回的表里没有它
def add_tomorrow(frame):
    import warnings

    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame[known]["rain_tomorrow"] = frame["precipitation"].shift(-1) > 0
    return frame[known]


# %% wrong at-least-zero
# 用了 >=，雨量是 0 也算下雨
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) >= 0)[known]


# %% wrong a-millimetre
# 雨量不到 1 的不算下雨
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) >= 1)[known]


# %% wrong numbers
# 答案是 0 和 1 的数，不是真假
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=(frame["precipitation"].shift(-1) > 0).astype(int))[known]


# %% wrong amounts
# 给的是明天的雨量，没有和 0 比
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1))[known]


# %% wrong dry
# 真假反了：没有雨的写成 True
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) == 0)[known]


# %% wrong only-the-new-column
# 返回的只有日期和新的一列，别的列丢了
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    table = frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) > 0)[known]
    return table[["date", "rain_tomorrow"]]


# %% wrong filtered-before-shift
# 先挑出了行、再挪：挑过以后，下一行又不一定是明天了
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    frame = frame[known]
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) > 0)


# %% wrong rows-with-a-yesterday
# 留下的是前一天在表里的行，不是后一天在表里的行
def add_tomorrow(frame):
    known = frame["date"].shift(1) == frame["date"] - pd.Timedelta(days=1)
    return frame.assign(rain_tomorrow=frame["precipitation"].shift(-1) > 0)[known]


# %% wrong texts
# 答案是文本 "True" 和 "False"，不是真假
def add_tomorrow(frame):
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    answer = (frame["precipitation"].shift(-1) > 0).astype(str)
    return frame.assign(rain_tomorrow=answer)[known]


# %% right lookup
# 用日期查表
def add_tomorrow(frame):
    rain = frame.set_index("date")["precipitation"]
    following = rain.reindex(frame["date"] + pd.Timedelta(days=1)).to_numpy()
    table = frame.copy()
    table["rain_tomorrow"] = following > 0
    return table[~pd.isna(following)]


# %% right loop
# 初学者的循环
def add_tomorrow(frame):
    days = frame["date"].tolist()
    rain = frame["precipitation"].tolist()
    rows, answers = [], []
    for i in range(len(days) - 1):
        if (days[i + 1] - days[i]).days == 1:
            rows.append(i)
            answers.append(rain[i + 1] > 0)
    table = frame.iloc[rows].reset_index(drop=True)
    table["rain_tomorrow"] = pd.Series(answers, dtype=bool)
    return table


# %% right merge
# 把表和挪了一天的自己合并
def add_tomorrow(frame):
    shifted = frame[["date", "precipitation"]].copy()
    shifted["date"] = shifted["date"] - pd.Timedelta(days=1)
    shifted["rain_tomorrow"] = shifted.pop("precipitation") > 0
    return frame.merge(shifted, on="date")
