# %%
import pandas as pd


# %% wrong day-in-both
# 那一天两份里都有
def split_by_time(frame, date):
    return frame[frame["date"] <= date], frame[frame["date"] >= date]


# %% wrong day-in-none
# 那一天两份里都没有
def split_by_time(frame, date):
    return frame[frame["date"] < date], frame[frame["date"] > date]


# %% wrong day-in-first
# 那一天分到了前一份
def split_by_time(frame, date):
    return frame[frame["date"] <= date], frame[frame["date"] > date]


# %% wrong swapped
# 两份的次序反了，后面的日子在前
def split_by_time(frame, date):
    return frame[frame["date"] >= date], frame[frame["date"] < date]


# %% wrong halves
# 按行数从中间切开，没有看日期
def split_by_time(frame, date):
    middle = len(frame) // 2
    return frame.iloc[:middle], frame.iloc[middle:]


# %% wrong random
# 随机地分，没有按日期
def split_by_time(frame, date):
    share = (frame["date"] < date).mean()
    chosen = frame.sample(frac=share, random_state=0).index
    return frame[frame.index.isin(chosen)], frame[~frame.index.isin(chosen)]


# %% wrong by-position
# 从那一天所在的行切开：行不是从早到晚、或者那天不在表里，就分错了
def split_by_time(frame, date):
    place = int((frame["date"] == date).to_numpy().argmax())
    return frame.iloc[:place], frame.iloc[place:]


# %% wrong counted
# 数出前面有几天，就从第几行切开，行乱序时分错了
def split_by_time(frame, date):
    count = int((frame["date"] < date).sum())
    return frame.iloc[:count], frame.iloc[count:]


# %% wrong one-part
# 只返回了前一份
def split_by_time(frame, date):
    return frame[frame["date"] < date]


# %% wrong sorted
# 先排了序，每份里行的次序变了
def split_by_time(frame, date):
    frame = frame.sort_values("date")
    return frame[frame["date"] < date], frame[frame["date"] >= date]


# %% wrong year-only
# 只比了年份
def split_by_time(frame, date):
    year = frame["date"].dt.year < int(date[:4])
    return frame[year], frame[~year]


# %% wrong date-lost
# 日期成了行号，两份里没有 date 这一列
def split_by_time(frame, date):
    table = frame.set_index("date")
    return table[table.index < date], table[table.index >= date]


# %% wrong not
# 用了 not：它只管一个真假，一整列要用 ~
def split_by_time(frame, date):
    before = frame["date"] < date
    return frame[before], frame[not before]


# %% wrong sliced-by-label
# 日期当行号再切片：那一天两份里都有，date 也不再是一列
def split_by_time(frame, date):
    table = frame.set_index("date").sort_index()
    return table.loc[:date], table.loc[date:]


# %% wrong masks
# 返回的是两列真假，没有用它们去挑行
def split_by_time(frame, date):
    before = frame["date"] < date
    return before, ~before


# %% wrong place-of-the-day
# 找那一天在第几行，从那里切开：那天不在表里就报错
def split_by_time(frame, date):
    place = list(frame["date"] == date).index(True)
    return frame[:place], frame[place:]


# %% right timestamps
# 变成日期再比
def split_by_time(frame, date):
    day = pd.Timestamp(date)
    early, late = frame["date"] < day, frame["date"] >= day
    return frame[early].reset_index(drop=True), frame[late].reset_index(drop=True)


# %% right loop
# 初学者的循环
def split_by_time(frame, date):
    before, after = [], []
    for number, day in enumerate(frame["date"]):
        if str(day)[:10] < date:
            before.append(number)
        else:
            after.append(number)
    return [frame.iloc[before], frame.iloc[after]]


# %% right loc
# 用 loc 和两个条件
def split_by_time(frame, date):
    return frame.loc[frame["date"].lt(date)].copy(), frame.loc[frame["date"].ge(date)].copy()
