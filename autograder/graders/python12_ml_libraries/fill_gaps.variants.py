# %%
import numpy as np
import pandas as pd


# %% wrong by-rows
# 先补了数、再补日子：第一遍的直线按行走，没有算上缺的那些天
def fill_gaps(frame):
    frame = frame.copy()
    numbers = frame.select_dtypes("number").columns
    frame[numbers] = frame[numbers].interpolate(limit_area="inside")
    daily = frame.set_index("date").asfreq("D")
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    return daily.reset_index()


# %% wrong days-empty
# 先补了数、再补日子：补上的日子一个数也没有
def fill_gaps(frame):
    frame = frame.copy()
    numbers = frame.select_dtypes("number").columns
    frame[numbers] = frame[numbers].interpolate(limit_area="inside")
    return frame.set_index("date").asfreq("D").reset_index()


# %% wrong not-interpolated
# 只补了日子，数的空缺没有补（interpolate 没有写，或者结果没有接住）
def fill_gaps(frame):
    return frame.set_index("date").asfreq("D").reset_index()


# %% wrong forward-fill
# 用前一个知道的数顶上（ffill），没有连直线
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].ffill()
    return daily.reset_index()


# %% wrong tail-filled
# 末尾的空缺也填上了：interpolate 没有限制在两个知道的数之间
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate()
    return daily.reset_index()


# %% wrong both-ends-filled
# 开头和末尾的空缺都填上了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_direction="both")
    return daily.reset_index()


# %% wrong days-still-missing
# 只补了数，缺的日子没有补上行
def fill_gaps(frame):
    daily = frame.set_index("date")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(method="time", limit_area="inside")
    return daily.reset_index()


# %% wrong date-as-index
# 日期留在了行号里，表里没有 date 这一列
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    return daily


# %% wrong column-called-index
# 日期那一列的名字丢了，成了 index
def fill_gaps(frame):
    days = pd.date_range(frame["date"].iloc[0], frame["date"].iloc[-1])
    daily = frame.set_index("date").reindex(list(days))
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    daily.index.name = None
    return daily.reset_index()


# %% wrong rows-dropped
# 把有空缺的行扔掉了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    return daily.dropna().reset_index()


# %% wrong zero
# 数的空缺填成了 0
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].fillna(0)
    return daily.reset_index()


# %% wrong mean
# 数的空缺填成了整列的平均
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].fillna(daily[numbers].mean())
    return daily.reset_index()


# %% wrong text-repeated
# 文本的空缺用前一天的顶上了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    for name in daily.columns:
        if pd.api.types.is_numeric_dtype(daily[name]):
            daily[name] = daily[name].interpolate(limit_area="inside")
        else:
            daily[name] = daily[name].ffill()
    return daily.reset_index()


# %% wrong gap-of-one
# 只补得了一天的缺口，连着缺几天的只补了第一天
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside", limit=1)
    return daily.reset_index()


# %% wrong argument-changed
# 在传进来的表上补数，调用者的表也被改了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    for name in numbers:
        frame[name] = daily.loc[frame["date"], name].to_numpy()
    return daily.reset_index()


# %% wrong text-columns-lost
# 只留下了数的列，文本的列丢了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    return daily[numbers].interpolate(limit_area="inside").reset_index()


# %% wrong columns-by-hand
# 列名是照着西雅图的文件写死的，别的表里没有这些列
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = ["precipitation", "temp_max", "temp_min", "wind"]
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    return daily.reset_index()


# %% wrong outside
# limit_area 写反了（outside）：中间的空缺没有补，末尾的倒补上了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="outside")
    return daily.reset_index()


# %% wrong all-repeated-at-the-end
# 连过直线以后又对整张表用了 ffill：末尾的数和文本的空缺都用前一天的顶上了
def fill_gaps(frame):
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    return daily.ffill().reset_index()


# %% right resample-time
# resample，再按时间插值
def fill_gaps(frame):
    daily = frame.set_index("date").resample("D").first()
    for name in daily.columns:
        if pd.api.types.is_numeric_dtype(daily[name]):
            daily[name] = daily[name].interpolate(method="time", limit_area="inside")
    return daily.reset_index()


# %% right merge
# 所有的日子一张表，合并
def fill_gaps(frame):
    days = pd.DataFrame({"date": pd.date_range(frame["date"].min(), frame["date"].max(), freq="D")})
    whole = days.merge(frame, on="date", how="left")
    numbers = list(whole.select_dtypes("number"))
    return whole.assign(**{name: whole[name].interpolate(limit_area="inside") for name in numbers})


# %% right numpy
# 用 np.interp 算直线，两头写回空缺
def fill_gaps(frame):
    start = frame["date"].iloc[0]
    place = (frame["date"] - start).dt.days.to_numpy()
    every = np.arange(place[-1] + 1)
    out = {"date": start + pd.to_timedelta(every, unit="D")}
    for name in frame.columns.drop("date"):
        column = frame[name]
        if not pd.api.types.is_numeric_dtype(column):
            out[name] = pd.Series(column.to_numpy(), index=place).reindex(every).to_numpy()
            continue
        known = column.notna().to_numpy()
        xs, ys = place[known], column.to_numpy()[known]
        out[name] = np.interp(every, xs, ys, left=np.nan, right=np.nan) if len(xs) else np.nan
    return pd.DataFrame(out)
