# %%
import matplotlib.pyplot as plt
from matplotlib.figure import Figure


# %% wrong unlabelled
# 标题和两根轴的名字都没有写
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    return figure


# %% wrong no-axis-names
# 写了标题，两根轴的名字没有写
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set_title("rain")
    return figure


# %% wrong no-title
# 两根轴的名字写了，标题没有写
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set(xlabel="month", ylabel="mm")
    return figure


# %% wrong last-figure
# 用 plt.bar 画在最近用过的那张图上，没有要一张新的：连画两次，条就叠在一起
def plot_monthly(table):
    plt.bar(table["month"], table["total"])
    plt.title("rain")
    plt.xlabel("month")
    plt.ylabel("mm")
    return plt.gcf()


# %% wrong line
# 画成了折线，一根条也没有
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.plot(table["month"], table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong shown
# 返回的是 plt.show()，也就是 None
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    plt.close(figure)


# %% wrong returns-axes
# 返回的是坐标系 ax，不是整张图
def plot_monthly(table):
    ax = plt.figure(figsize=(9, 3)).add_subplot()
    ax.bar(table["month"], table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return ax


# %% wrong days-for-height
# 条的高度用了 days，不是 total
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["days"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong numbered
# 横轴是第几行，没有写月份
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(range(len(table)), table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong month-without-year
# 刻度只写了月份的两位数，没有写年
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(range(len(table)), table["total"])
    ax.set_xticks(range(len(table)), [month[5:] for month in table["month"]])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong sorted
# 条按高度从大到小排了，不是按月份的先后
def plot_monthly(table):
    table = table.sort_values("total", ascending=False)
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong thinned
# 月份多了以后只写一部分，有的条下面没有月份
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(range(len(table)), table["total"])
    step = len(table) // 8 + 1
    ax.set_xticks(range(0, len(table), step), table["month"].iloc[::step])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong horizontal
# 画成了横条
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.barh(table["month"], table["total"])
    ax.set(title="rain", xlabel="mm", ylabel="month")
    return figure


# %% wrong lowest-first
# 条按高度从小到大排了，不是按月份的先后
def plot_monthly(table):
    table = table.sort_values("total")
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong one-axis-name
# 只写了一根轴的名字，纵轴的没有写
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set(title="rain", xlabel="month")
    return figure


# %% wrong figure-and-axes
# 返回的是 figure 和 ax 两样，不是一张 Figure
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(table["month"], table["total"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure, ax


# %% wrong ticks-one-off
# 刻度从 1 数起，条从 0 数起：月份都错了一格
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    ax.bar(range(len(table)), table["total"])
    ax.set_xticks(range(1, len(table) + 1), table["month"])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% wrong row-numbers
# 用 0、1、2 当行号去取每一行，行号不是这样的表就取不到
def plot_monthly(table):
    figure, ax = plt.subplots(figsize=(9, 3))
    for i in range(len(table)):
        ax.bar(table["month"][i], table["total"][i])
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% right own-figure
# 不用 pyplot
def plot_monthly(table):
    figure = Figure(figsize=(9, 3))
    ax = figure.add_subplot()
    ax.bar(range(len(table)), list(table["total"]), width=0.5, color="teal")
    ax.set_xticks(range(len(table)), list(table["month"]), rotation=90)
    ax.set(title="rain", xlabel="month", ylabel="mm")
    return figure


# %% right pandas
# 用表自己的 plot
def plot_monthly(table):
    ax = table.plot.bar(x="month", y="total", legend=False, title="rain", xlabel="month", ylabel="mm")
    return ax.figure


# %% right pyplot
# plt.figure，再用 plt 的函数
def plot_monthly(table):
    sheet = plt.figure()
    for month, total in zip(table["month"], table["total"]):
        plt.bar(month, total, align="center")
    plt.suptitle("rain")
    plt.xlabel("month")
    plt.ylabel("mm")
    return sheet
