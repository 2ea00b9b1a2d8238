# ---
# jupyter:
#   autograder:
#     title: Python 第 12 天　机器学习常用库
#     builds: 用四年的天气学会猜明天下不下雨，写成一张能发给朋友的带伞建议
#     minutes: 90
#     packages: [pandas, sklearn]
#     data: [seattle_weather.csv]
#     en:
#       title: Python, day 12. Libraries for machine learning
#       builds: four years of weather, a guess at tomorrow's rain, and a note on umbrellas to send to a friend
# ---

# %% [markdown]
# # Python 第 12 天　机器学习常用库
#
# 出门前抬头看一眼天：带不带伞？老人看云、看风、看燕子飞得低不低，凭的是几十年的**例子**。今天让程序也凭例子来猜：给它西雅图四年、1461 天的天气，让它自己从里面学。
#
# 前十一天都是自己动手，只用 Python 带来的东西。今天换一种活法：站到别人的肩膀上。做数据的人天天用四个库（library）：
#
# | 库 | 一句话 | 今天用它 |
# |---|---|---|
# | NumPy | 一整列数，一次算完 | 数命中了几次 |
# | pandas | 一张有列名、有日期的表 | 读天气、补空缺、按月加总 |
# | matplotlib | 画图 | 画每个月的雨 |
# | scikit-learn | 现成的“从例子里学” | 猜明天 |
#
# **用到的旧知识**　函数和 `return`（第 1 天），位运算 `&` 和 `|`（第 2 天），列表、字典、文本（第 3 天），循环（第 4 天），函数作参数（第 5 天），对象和方法（第 8 天），CSV 和日期（第 9 天）。
#
# **今天结束时你会有**　一页图：四年的雨，和几种猜法的成绩单；还有一张条子，写着明天要不要带伞，雨量、例子、考卷、四种情形和 k，都出自你的函数。

# %% [markdown]
# ## 时间表
#
# 合计约 90 分钟，100 分。
#
# | 节 | 内容 | 分钟 | 分 |
# |---|---|---|---|
# | 0 | 两件新工具：数组和表 | 15 | |
# | 1 | 一张干净的表：load_weather、fill_gaps | 16 | 23 |
# | 2 | 每个月下多少雨：monthly_rain、plot_monthly | 17 | 28 |
# | 3 | 明天这一列：add_tomorrow、split_by_time | 15 | 23 |
# | 4 | 从例子里学：confusion、best_k | 18 | 26 |
# | 5 | 一句话、自测 | 3 | |
# | 6 | 终场：明天带伞吗 | 6 | |
#
# **要装什么**　pandas 和 scikit-learn 不是课程必装的。在课程目录里运行 `pip install -e '.[ml]'`，或者用 `make demo ASSIGNMENT=python12_ml_libraries`，它会替你装。
# 没有装的话，今天的练习只说一句“这里没有装”，不查也不扣分，整个一天跳过去；前十一天不受影响。
#
# 练习的做法和前几天一样：删掉 `raise NotImplementedError` 那一行，写上你的代码，运行下面的检查格；卡住了就一条一条地展开“提示”。看到“**先猜**”，先在纸上写下答案再运行；看到“**弄坏它**”，就把好好的东西弄坏，看看坏了是什么样子。
#
# 从今天起不必什么都记住。这几个库有几千个函数，没有人背得下来；**会查、会试、会看报错**，就够用了。

# %% tags=["demo"]
# 课程的工具：检查、图里的中文字、进度
from autograder import check, figures, progress_bar, ready

figures.setup()
progress_bar()

# %% [markdown]
# 下面导入今天的库（这一格不用读懂）。`import numpy as np` 是给 NumPy 起个短名字，全世界都这样写。没有装 pandas 或 scikit-learn 时，`pd` 就是 `None`，后面写着 `if pd:` 的格子会自己跳过。

# %%
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

try:
    import pandas as pd
    from pandas import DataFrame
    from sklearn.model_selection import TimeSeriesSplit, cross_val_score
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier
except ModuleNotFoundError:
    pd = DataFrame = None

# %% [markdown]
# 再下面一格是检查用的三个小帮手，不用读懂：`make_frame` 造一张表，`as_plain` 把一张表拆成普通的列表，`artists` 说出一张图里有什么。


# %%
def make_frame(columns: dict, index: list | None = None):
    """检查用：由列名和列造一张表，date 列变成日期。"""
    frame = DataFrame(columns, index=index)
    if "date" in columns:
        frame["date"] = pd.to_datetime(frame["date"])
    return frame


def kind_of(column) -> str:
    """检查用：一列是日期、真假、数还是文本。"""
    known = column[column.notna()]
    if pd.api.types.is_datetime64_any_dtype(column):
        return "date"
    if len(known) and all(isinstance(value, (bool, np.bool_)) for value in known):
        return "bool"
    if pd.api.types.is_bool_dtype(column):
        return "bool"
    number = all(isinstance(value, (int, float, np.number)) for value in known)
    if pd.api.types.is_numeric_dtype(column) or (len(known) and number):
        return "number"
    return "text"


def as_plain(frame) -> dict:
    """检查用：每列的种类和内容；日期写成文本，空缺是 None。"""
    if pd is None or not isinstance(frame, DataFrame):
        return {"type": type(frame).__name__}
    change = {"number": float, "bool": bool, "text": str}
    kinds, columns = {}, {}
    for place, name in enumerate(map(str, frame.columns)):
        column = frame.iloc[:, place]
        kinds[name] = kind_of(column)
        convert = change.get(kinds[name], lambda day: str(day)[:10])
        columns[name] = [None if pd.isna(value) else convert(value) for value in column]
    labels = frame.index.tolist()
    index = [label if isinstance(label, int) else str(label) for label in labels]
    return {"kinds": kinds, "columns": columns, "index": index}


def artists(figure) -> dict:
    """检查用：一张图里每个坐标系的标题、轴名、条和刻度。"""
    plt.close("all")
    if not isinstance(figure, Figure):
        return {"type": type(figure).__name__}
    figure.draw_without_rendering()
    found = []
    for ax in figure.axes:
        titles = [ax.get_title(loc=side) for side in ("center", "left", "right")]
        bars = [bar.get_bbox().bounds for bar in ax.patches if hasattr(bar, "get_bbox")]
        ticks = zip(ax.get_xticks(), ax.get_xticklabels())
        ways = [getattr(group, "orientation", "") for group in ax.containers]
        found.append(
            {
                "title": "".join(titles) + figure.get_suptitle(),
                "labels": [ax.get_xlabel(), ax.get_ylabel()],
                "lying": "horizontal" in ways,
                "bars": [[float(x), float(wide), float(high)] for x, _, wide, high in bars],
                "ticks": [[float(tick), label.get_text()] for tick, label in ticks],
            }
        )
    return {"axes": found}


# %% [markdown]
# ## 0　两件新工具：数组和表
#
# ### NumPy 数组：一列数，一次算完
#
# 列表里有四天的最高温度（摄氏），想全换成华氏，要写一个循环。NumPy 的数组（array）把循环藏了起来：对整列写一次算式，每个数都照办。比较也一样，得到一列真假。
#
# **先猜**　下面最后一行打印几？

# %% tags=["demo"]
warm = np.array([12.8, 10.6, 11.7, 12.2])
print("华氏      ", warm * 9 / 5 + 32)
print("超过 11.5 吗", warm > 11.5)
print("只留超过的 ", warm[warm > 11.5])
print("有几个超过 ", (warm > 11.5).sum())

# %% [markdown]
# 3。`True` 当 1，`False` 当 0，加起来就是“有几个”；换成 `.mean()` 就是“占几成”。这一招今天要用好几次。第三行的方括号里放的是一列真假：只留下 `True` 的那些。`np.array([…])` 把列表变成数组。
#
# 两列真假要“并且”“或者”“相反”，写 `&`、`|`、`~`：前两个第 2 天见过，那时一位一位地算，现在一行一行地算；`and`、`or`、`not` 只管一个真假，管不了一列。每个条件要用括号括起来，因为 `&` 比 `>` 先算：

# %% tags=["demo"]
print((warm > 11) & (warm < 12.5))

# %% [markdown]
# ### DataFrame：有列名的表
#
# pandas 的表叫 DataFrame，今天变量名都用 `frame`。一列叫 Series，可以当作数组来算。左边没有名字的那一列是索引（index），每行的行号。

# %% tags=["demo"]
if pd:
    days = ["2015-03-01", "2015-03-02", "2015-03-03", "2015-03-04"]
    rain = [0.0, 4.0, None, 2.5]
    kinds = ["sun", "rain", "rain", None]
    small = DataFrame({"date": days, "precipitation": rain, "weather": kinds})
    small["date"] = pd.to_datetime(small["date"])  # 文本变成真正的日期
    print(small)
    print("\n一列的平均：", small["precipitation"].mean())
    print("最早：", small["date"].min())

# %% [markdown]
# 两样新东西。**空缺**：没有记下来的格子，数和文本是 `NaN`，日期是 `NaT`，都读作“不知道”。求和、求平均会跳过它；用 `>`、`<`、`==` 和什么比较都是 `False`，所以要问“是不是空的”，只能用 `.isna()`。**平均约是 2.17**，除以的是 3，不是 4。
#
# **先猜**　只留下雨的日子，行号会是 0、1 吗？

# %% tags=["demo"]
if pd:
    wet = small[small["precipitation"] > 0]
    print(wet, "\n")
    print(wet.reset_index(drop=True))

# %% [markdown]
# 不会：行号跟着行走，还是 1 和 3，像贴在行上的标签。要从 0 重新编号，用 `reset_index(drop=True)`。
#
# 表的方法几乎都**给一张新表**，原来的那张不动，和第 1 天的 `strip` 一样：所以要用一个名字接住结果。今天够用的写法都在这里，做练习时翻回来看：
#
# | 写法 | 得到 |
# |---|---|
# | `frame["wind"]`　`frame[["date", "wind"]]` | 一列　几列的表 |
# | `frame[条件]` | 条件为 `True` 的那些行 |
# | `frame.assign(cold=…)` | 新表，多一列 `cold` |
# | `frame.sort_values("date")` | 按日期从早到晚 |
# | `frame.drop_duplicates("date")` | 日期相同的只留一行 |
# | `frame.set_index("date")`　`.reset_index()` | 日期当行号　行号变回一列 |
# | `列.isna()`　`列.notna()` | 是空的吗　不是空的吗 |
# | `列.shift(1)` | 整列往下挪一行，第一行空出来 |
# | `列.sum()`　`列.count()` | 总和　有几个不是空的 |
#
# 练习 12.2、12.3 和 12.5 还会用到几样，先各看一遍，都不用背：

# %% tags=["demo"]
if pd:
    two = small.iloc[[0, 3]]  # 只留第一行和最后一行：3 月 1 日和 4 日
    print(two["date"] + pd.Timedelta(days=1), "\n")  # 日期加一天
    daily = two.set_index("date").asfreq("D")  # 日期当行号，每天（day）一行
    print(daily, "\n")
    print("数的列：", list(daily.select_dtypes("number").columns))
    print(daily["precipitation"].interpolate().tolist())  # 空缺连成直线
    ends = DataFrame({"temp": [None, 1.0, None, 3.0, None]})
    print(ends["temp"].interpolate().tolist())
    print(ends["temp"].interpolate(limit_area="inside").tolist())  # 只补中间
    month = two.resample("MS", on="date")["precipitation"]  # 按月切，MS 是月初
    print(month.sum())

# %% [markdown]
# 看中间两行的差别：`interpolate()` 把末尾的空缺也填上了，`limit_area="inside"` 只补两个知道的数之间的。
#
# 列名写错了，报错很长，只看最后一行就够：`KeyError: 'rain'`，是说表里没有叫 `rain` 的列。想知道一个方法怎么用，写 `help(small.drop_duplicates)`，先看例子（Examples）那一段。

# %% [markdown]
# ## 1　一张干净的表
#
# 数据到手总是脏的：乱序、重复、缺格、缺天。先花一刻钟洗干净，后面全部省心。
#
# ### 练习 12.1 load_weather（约 5 分钟，10 分）
#
# **做什么**　把天气的 CSV 文件读成一张表。值班员有时补记，所以同一天可能出现两次、三次：**以文件里最后写的那一行为准**。
#
# **例子**　文件里是
#
# ```text
# date,precipitation,weather
# 2015-03-03,1.5,rain
# 2015-03-02,4.0,rain
# 2015-03-01,0.0,sun
# 2015-03-02,,fog
# ```
#
# 读出来是三行：3 月 1 日 0.0、sun；3 月 2 日 空缺、fog（后写的那行，雨量没有记）；3 月 3 日 1.5、rain。行号 0、1、2。
#
# **类型**　`path` 是文件名（文本）。返回 DataFrame，`date` 一列是日期，不是文本：文本 `"2015-03-02"` 不会加一天，日期会。
#
# <details><summary>提示一：想一想</summary>
#
# 有三件事：读、去重、排序。“最后写的那一行”说的是文件里的次序。排过序以后，文件里的次序还在吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `pd.read_csv(path, parse_dates=["date"])` 读文件，并把 `date` 变成日期；空格子自动成为空缺。`drop_duplicates` 有一个参数 `keep`，可以是 `"first"` 或 `"last"`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三行：`frame = pd.read_csv(…)`；`frame = frame.drop_duplicates(…)`；`return frame.sort_values(…).…`，最后那个点后面给行重新编号。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 忘了 `parse_dates`，`date` 是一列文本；<!-- wrong: dates-as-text -->
# - 重复的日期留了第一行；<!-- wrong: keeps-first -->
# - 忘了排序；<!-- wrong: unsorted -->
# - 行号还是文件里的老行号；<!-- wrong: old-index -->
# - 用 `fillna(0)` 把空缺填成 0：没有记，不等于没有下；<!-- wrong: zero-for-missing -->
# - 评分时：先排序、再去重。`sort_values` 不保证日期相同的行保持原来的先后（行少时碰巧对，评分时才查得出）。<!-- wrong: sorted-before-duplicates-go -->
#
# </details>


# %% exercise="load_weather"
def load_weather(path: str) -> DataFrame:
    """读一个天气的 CSV 文件。

    参数
        path: 文件名。第一行是列名，其中有 date（写作 2015-03-02，没有空的）；
            别的列是数或文本，哪些列、几列不一定。行的次序不一定，同一天可能有好几行。
    返回
        DataFrame，文件里的列都在：
        date 是 pandas 的日期（datetime64），从早到晚，每天一行，
        同一天有几行时是文件里最后的那一行；空格子是空缺；行号是 0、1、2……
    例子
        文件的四行依次是 3 月 3 日 1.5、2 日 4.0、1 日 0.0、2 日（空）：
        得到 3 月 1 日 0.0、2 日空缺、3 日 1.5，行号 0、1、2。
    """
    ### BEGIN SOLUTION
    frame = pd.read_csv(path, parse_dates=["date"])
    frame = frame.drop_duplicates("date", keep="last")
    return frame.sort_values("date").reset_index(drop=True)
    ### END SOLUTION


# %% check="load_weather" points=10 minutes=5
check("load_weather")

# %% tags=["demo"]
if ready("load_weather"):
    weather = load_weather("seattle_weather.csv")
    print(weather.head(4), "\n")
    print(len(weather), "天，从", weather["date"].min(), "到", weather["date"].max())
    print("每列几个空缺：", weather.isna().sum().to_dict())

# %% [markdown]
# 列的意思：雨量（precipitation，毫米）、最高和最低温度（摄氏）、风速（米每秒）、天气的种类（sun 晴、rain 雨、drizzle 毛毛雨、fog 雾、snow 雪；它与雨量不总一致，今天只看雨量）。这份数据很乖，一个空缺也没有。别的数据可没有这么乖，所以下一个练习。

# %% [markdown]
# ### 练习 12.2 fill_gaps（约 7 分钟，13 分）
#
# **做什么**　温度计坏了三天，那三行干脆没有；还有几天有行，却没有数。要做两件事：
#
# 1. 从第一天到最后一天，**每个日历日一行**，缺的那天补上一行空的；
# 2. 数的空缺，用前后两个知道的数**连一条直线**来补：10 度之后两天是 16 度，中间那天就是 13 度。这叫线性插值（interpolation）。
#
# 只在**两个知道的数之间**补。开头和末尾的空缺，只有一边知道，就让它空着。文本没有“中间”，也空着。
#
# **例子**　3 月 1 日 10 度、sun；3 月 3 日 16 度、rain；3 月 4 日空、rain。得到四行：
#
# | date | temp | weather |
# |---|---|---|
# | 3 月 1 日 | 10 | sun |
# | 3 月 2 日 | **13** | 空 |
# | 3 月 3 日 | 16 | rain |
# | 3 月 4 日 | 空 | rain |
#
# **先猜**　3 月 1 日 10 度、3 月 2 日空、3 月 5 日 18 度，中间没有别的行。3 月 2 日该补 14 吗？
#
# <details><summary>答案</summary>
#
# 不是：从 1 日到 5 日走四天，每天加 2 度，2 日是 12。要是先补数、再补日子，程序只看见三**行**，就会补成 14。
#
# </details>
#
# <details><summary>提示一：想一想</summary>
#
# 先做哪件事？日子都齐了以后，“一行”就等于“一天”，直线还难吗？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 日期当了行号以后，`.asfreq("D")` 让每天一行（D 是 day）。`frame.select_dtypes("number").columns` 是所有数的列名。数的列有方法 `.interpolate(limit_area="inside")`：查一查，或者试一试，`limit_area` 管的是什么。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 四行：`daily = frame.set_index(…).asfreq(…)`；`numbers = …` 取出列名；`daily[numbers] = daily[numbers].interpolate(…)`；`return daily.…`，把日期变回一列。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 先补了数，再补日子：按行走的直线，不是按天；<!-- wrong: by-rows -->
# - 用 `ffill`，一直重复前一个数；<!-- wrong: forward-fill -->
# - `interpolate()` 不写 `limit_area`，末尾的空缺也被填上了；<!-- wrong: tail-filled -->
# - 只补了数，缺的日子没有补；<!-- wrong: days-still-missing -->
# - 忘了 `reset_index`，日期还是行号，不是一列；<!-- wrong: date-as-index -->
# - 把有空缺的行扔掉（`dropna`）。<!-- wrong: rows-dropped -->
#
# </details>


# %% exercise="fill_gaps"
def fill_gaps(frame: DataFrame) -> DataFrame:
    """补上缺的日子和数。

    参数
        frame: 有 date 一列（日期，从早到晚，不重复，没有空的），
            别的列是数或文本，可以有空缺；至少一行；行号不一定是 0、1、2……；不变。
    返回
        新的 DataFrame，同样的列（date 也是一列）：
        从第一天到最后一天，每个日历日一行，从早到晚。
        数的空缺（补上的日子也算）在前后两个知道的数之间按天数连直线；
        一列里第一个知道的数之前、最后一个之后仍是空缺。文本的空缺仍是空缺。
        行号是什么都可以。
    例子
        3 月 1 日 10 度，3 月 3 日 16 度：中间补上 3 月 2 日，13 度。
    """
    ### BEGIN SOLUTION
    daily = frame.set_index("date").asfreq("D")
    numbers = daily.select_dtypes("number").columns
    daily[numbers] = daily[numbers].interpolate(limit_area="inside")
    return daily.reset_index()
    ### END SOLUTION


# %% check="fill_gaps" points=13 minutes=7
check("fill_gaps")

# %% [markdown]
# **弄坏它**　把 2015 年春天好好的记录挖掉一段，让 `fill_gaps` 来补，再和真的比一比。`HOLE` 是挖掉几天：先是 6 天，改成 30 天再看。（画图的这一格不用读懂。）

# %% tags=["demo"]
HOLE = 6  # 挖掉几天：改成 30 试试

if ready("load_weather", "fill_gaps"):
    spring = weather[weather["date"].between("2015-03-01", "2015-05-15")]
    begin = pd.Timestamp("2015-04-04")
    gone = spring["date"].between(begin, begin + pd.Timedelta(days=HOLE - 1))
    mended = fill_gaps(spring[~gone])
    fig, ax = plt.subplots(figsize=(7, 2.8))
    ax.plot(spring["date"], spring["temp_max"], ".-", color="#bbbbbb", label="真的")
    inside = mended["date"].isin(spring.loc[gone, "date"])
    ax.plot(mended["date"][inside], mended["temp_max"][inside], "o", label="补的")
    ax.set(title=f"挖掉 {HOLE} 天再补上", ylabel="最高温度（摄氏）")
    ax.legend()
    plt.show()

# %% [markdown]
# 补出来的数**像真的，却不是真的**：直线上没有起伏。空三五天，补一补无妨；空一个月，就该老实说“不知道”。

# %% [markdown]
# ## 2　每个月下多少雨
#
# 1461 个数，看一眼记不住。按月加起来，只剩 48 个。
#
# ### 练习 12.3 monthly_rain（约 7 分钟，13 分）
#
# **做什么**　每个月一行：`month` 是文本，写作 `"2015-02"`；`total` 是这个月雨量的总和；`days` 是这个月有几天**记了雨量**。从第一行所在的月到最后一行所在的月，**中间的每个月都要有**，没有数据的月是 0.0 和 0。
#
# **例子**
#
# | date | precipitation | | month | total | days |
# |---|---|---|---|---|---|
# | 2014-12-30 | 1.0 | | 2014-12 | 3.5 | 2 |
# | 2014-12-31 | 2.5 | → | 2015-01 | 0.0 | 0 |
# | 2015-02-01 | 4.0 | | 2015-02 | 4.0 | 1 |
# | 2015-02-02 | 空 | | | | |
#
# 2015 年 1 月一行也没有，仍要出现；2 月有两行，只记了一天。
#
# **一个陷阱**　`frame["date"].dt.month` 给出月份的数 1 … 12。按它分组，2012 年 2 月和 2015 年 2 月就混成了一个月。
#
# <details><summary>提示一：想一想</summary>
#
# “分成一组一组，每组算一个数”，在 pandas 里叫 `groupby`。按什么分，才不会混淆两年的 2 月？空着的月，谁来补上？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `groupby` 有一个专管时间的兄弟：`frame.resample("MS", on="date")["precipitation"]` 按月切（MS 是 month start，月初），中间的空月也在。后面接 `.sum()` 是每组总和，`.count()` 是每组不空的个数，`.size()` 是每组的行数。结果的行号是每月 1 日；日期变文本用 `.strftime("%Y-%m")`：`%Y` 是四位的年，`%m` 是两位的月。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `groups = frame.resample(…)[…]`，`total = groups.sum()`，最后 `return DataFrame({"month": total.index.…, "total": total.…, "days": …})`。行号对不齐时，`.to_numpy()` 取出光秃秃的一列数。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 按 `dt.month` 分组，几年的同一个月混在一起；<!-- wrong: years-mixed -->
# - 只有出现过的月，空月没有了；<!-- wrong: empty-months-missing -->
# - `days` 数的是行数（`size`），没有记雨量的也算了；<!-- wrong: size-for-count -->
# - 空月的 `total` 是空缺，不是 0；<!-- wrong: empty-total-missing -->
# - `total` 算成了平均。<!-- wrong: mean -->
#
# </details>


# %% exercise="monthly_rain"
def monthly_rain(frame: DataFrame) -> DataFrame:
    """每个月的雨量。

    参数
        frame: 有 date（日期，从早到晚，不重复，没有空的）
            和 precipitation（数，可以有空缺）两列，也可以有别的列；
            至少一行；行号不一定是 0、1、2……；不变。
    返回
        新的 DataFrame，恰好三列：month 是文本，例如 "2015-02"；
        total 是这个月知道的雨量的总和；days 是这个月知道雨量的天数。
        从第一行的月到最后一行的月，中间每个月一行，从早到晚；没有数据的月是 0.0 和 0。
        行号是什么都可以。
    例子
        2014 年 12 月两天 1.0、2.5，2015 年 2 月一天 4.0、一天空缺：
        三行，2014-12 3.5 2、2015-01 0.0 0、2015-02 4.0 1。
    """
    ### BEGIN SOLUTION
    months = frame.resample("MS", on="date")["precipitation"]
    total, days = months.sum(), months.count()
    table = DataFrame({"month": total.index.strftime("%Y-%m")})
    return table.assign(total=total.to_numpy(), days=days.to_numpy())
    ### END SOLUTION


# %% check="monthly_rain" points=13 minutes=7
check("monthly_rain")

# %% tags=["demo"]
if ready("load_weather", "monthly_rain"):
    rain = monthly_rain(weather)
    print(rain.head(3), "\n")
    wettest = rain["total"].idxmax()  # 在哪一行
    least = rain["total"].min()
    driest = rain["month"][rain["total"] == least]  # 一样少的可能有几个月
    print("最湿的月", rain["month"][wettest], rain["total"][wettest].round(1), "毫米")
    print("最干的月", "、".join(driest), least.round(1), "毫米")

# %% [markdown]
# ### matplotlib：一张纸，一个坐标系
#
# 前几天的图都由课程画好，今天自己画。只有两个角色：**Figure 是一张纸，Axes 是纸上的一个坐标系**。`plt.subplots()` 一次给你这两样，之后都对 `ax` 说话：

# %% tags=["demo"]
fig, ax = plt.subplots(figsize=(5, 2.4))
ax.bar(["一", "二", "三"], [3, 5, 2])  # 三根条：名字和高度
ax.set_title("这一周喝了几杯水")
ax.set_xlabel("星期")
ax.set_ylabel("杯")
plt.show()

# %% [markdown]
# 也有人写 `plt.bar(…)`，不提 `ax`。那是画在“最近用过的那张纸”上：画第二张图时，新的条就叠在旧图上了。函数里请总是先要一张新纸。
#
# ### 练习 12.4 plot_monthly（约 8 分钟，15 分）
#
# **做什么**　把 `monthly_rain` 的表画成条形图：一行一根竖条，高度是 `total`，条的下面写着它的月份。要有标题，两根轴都要有名字：没有名字的图，三天以后自己也看不懂。返回这张 Figure。
#
# **例子**　三行的表 `2014-12 3.5`、`2015-01 0.0`、`2015-02 4.0`：三根条，高 3.5、0、4，下面依次写 2014-12、2015-01、2015-02。
#
# **返回，不是显示**　`plt.show()` 把图显示出来，返回的是 `None`，和第 1 天的 `print` 一个道理。显示是调用的人的事。
#
# <details><summary>提示一：想一想</summary>
#
# 上面那个喝水的例子，哪几处要换成表里的列？`subplots` 给的两样东西，要返回哪一样？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `ax.bar` 的第一个参数是文本的一列时，每根条下面就写上那个文本。月份多了会挤在一起：`figsize=(9, 3)` 给大一点的纸，`ax.tick_params(axis="x", rotation=90)` 把字竖过来。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 第一行 `figure, ax = plt.subplots(…)`，中间 `ax.bar(…)` 和三个 `ax.set_…(…)`，最后一行 `return …`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 标题或者轴的名字没有写全；<!-- wrong: unlabelled -->
# - 用 `plt.bar` 画在上一张图上，第二次调用时条数翻倍；<!-- wrong: last-figure -->
# - 画成了折线；<!-- wrong: line -->
# - 返回了 `plt.show()`，也就是 `None`；<!-- wrong: shown -->
# - 返回的是 `ax`，不是 Figure；<!-- wrong: returns-axes -->
# - 高度用了 `days` 一列；<!-- wrong: days-for-height -->
# - 横轴是 0、1、2 的行号，不是月份。<!-- wrong: numbered -->
#
# </details>


# %% exercise="plot_monthly"
def plot_monthly(table: DataFrame) -> Figure:
    """把每个月的雨量画成条形图。

    参数
        table: monthly_rain 返回的那种表：month（文本）、total、days 三列，至少一行；
            行号不一定是 0、1、2……；不变。
    返回
        一张新的 Figure（每次调用都是新的），里面只有一个坐标系（Axes）：
        每行一根竖条，从左到右按表的次序，高度是 total；每根条下面的刻度写着它的 month；
        标题和两根轴的名字都不空，写什么自己定。
    例子
        三行的表：三根条，刻度依次是 2014-12、2015-01、2015-02。
    """
    ### BEGIN SOLUTION
    figure, ax = plt.subplots(figsize=(9, 3.2))
    ax.bar(table["month"], table["total"])
    ax.tick_params(axis="x", rotation=90, labelsize=7)
    ax.set_title("每个月的雨量")
    ax.set_xlabel("月份")
    ax.set_ylabel("毫米")
    return figure
    ### END SOLUTION


# %% check="plot_monthly" points=15 minutes=8
check("plot_monthly")

# %% tags=["demo"]
if ready("load_weather", "monthly_rain", "plot_monthly"):
    plot_monthly(monthly_rain(weather))
    plt.show()

# %% [markdown]
# 四年的脉搏：冬天一大丛，夏天几乎没有。这张图已经回答了半个问题：**夏天多半不用带伞**。另外半个问题，要靠每一天的细节。

# %% [markdown]
# ## 3　明天这一列
#
# 让程序从例子里学，先要有例子：一道题，一个答案。**题**是今天的雨量、温度、风；**答案**是明天下雨了没有。答案其实就在表里，只是在下一行。
#
# ### 练习 12.5 add_tomorrow（约 8 分钟，15 分）
#
# **做什么**　给表加一列 `rain_tomorrow`，真或假：**下一个日历日**的雨量大于 0 吗？表里没有下一个日历日的那些行（最后一行，还有缺口前面的行）没有答案，去掉。
#
# **例子**　1 月 1、2、4、5、6 日的雨量是 0、3、0、0、1（3 日缺）：
#
# | date | precipitation | 下一个日历日 | rain_tomorrow |
# |---|---|---|---|
# | 1 日 | 0 | 2 日，3 | True |
# | 2 日 | 3 | 3 日，没有 | 去掉 |
# | 4 日 | 0 | 5 日，0 | False |
# | 5 日 | 0 | 6 日，1 | True |
# | 6 日 | 1 | 没有 | 去掉 |
#
# **先猜**　`shift(1)` 和 `shift(-1)`，哪个把明天的数挪到今天这一行？把三列并排看：

# %% tags=["demo"]
if pd:
    rain = small["precipitation"]
    print(DataFrame({"rain": rain, "shift(1)": rain.shift(1), "shift(-1)": rain.shift(-1)}))

# %% [markdown]
# **两个陷阱**　“下一行”不一定是“明天”：2 日的下一行是 4 日。还有，空缺和 0 比较得到 `False`，看起来像“没下雨”，其实是“不知道”。所以先在整张表上算好答案，**最后**才挑出知道的行；先挑再挪，“下一行”又不是明天了。
#
# <details><summary>提示一：想一想</summary>
#
# 每一行要问两件事：下一行的雨量大于 0 吗？下一行的日期恰好是明天吗？第二个问题决定这一行留不留。
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# `列.shift(-1)` 把整列往上挪一行。日期加一天是 `frame["date"] + pd.Timedelta(days=1)`，两列日期可以用 `==` 比。加新列请用 `frame.assign(…)`，它给一张新表；`frame["rain_tomorrow"] = …` 会改动传进来的那一张。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 三行：`known = … == …`，左右两边都是日期；`answer = …`，一列真假；`return frame.assign(…)[…]`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `shift(1)`：那是昨天；<!-- wrong: yesterday -->
# - 把下一行当成明天，没有看日期；<!-- wrong: next-row -->
# - 最后一行留着，写成了 `False`；<!-- wrong: last-row-kept -->
# - 在传进来的表上加了列；<!-- wrong: argument-changed -->
# - `frame[known]["rain_tomorrow"] = …`：列加在一张马上就扔掉的表上（chained assignment），什么也没有发生；<!-- wrong: chained -->
# - `>=`：不下雨的 0 也算下雨了；<!-- wrong: at-least-zero -->
# - 答案写成 0 和 1，不是真假。<!-- wrong: numbers -->
#
# </details>


# %% exercise="add_tomorrow"
def add_tomorrow(frame: DataFrame) -> DataFrame:
    """加上一列：明天下雨吗。

    参数
        frame: 有 date（日期，从早到晚，不重复）和 precipitation（数）两列，都没有空缺；
            也可以有别的列；至少一行；日子可以有缺口；行号不一定是 0、1、2……；不变。
    返回
        新的 DataFrame：原来的列，加上一列真假（bool）rain_tomorrow，
        表示下一个日历日的 precipitation 是否大于 0。
        frame 里没有下一个日历日的行去掉，其余的次序不变。行号是什么都可以。
    例子
        1 月 1、2、4、5、6 日的雨量 0、3、0、0、1：
        留下 1 日 True、4 日 False、5 日 True。
    """
    ### BEGIN SOLUTION
    known = frame["date"].shift(-1) == frame["date"] + pd.Timedelta(days=1)
    answer = frame["precipitation"].shift(-1) > 0
    return frame.assign(rain_tomorrow=answer)[known]
    ### END SOLUTION


# %% check="add_tomorrow" points=15 minutes=8
check("add_tomorrow")

# %% tags=["demo"]
if ready("load_weather", "add_tomorrow"):
    examples = add_tomorrow(weather)
    wet = examples["precipitation"] > 0
    print(f"任意一天，第二天下雨的占 {examples['rain_tomorrow'].mean():.3f}")
    print(f"下雨天，　第二天下雨的占 {examples['rain_tomorrow'][wet].mean():.3f}")
    print(f"不下雨天，第二天下雨的占 {examples['rain_tomorrow'][~wet].mean():.3f}")

# %% [markdown]
# 雨爱扎堆：今天下，明天多半还下。于是有一个一行也不用学的猜法：**明天和今天一样**。记住它，终场要和它比。

# %% [markdown]
# ### 练习 12.6 split_by_time（约 4 分钟，8 分）
#
# **为什么要切**　背下答案的学生，拿原题考总是满分。要知道它学会了没有，得用**没见过的题**考。所以把例子切成两份：前一份给它学，叫训练集（training set）；后一份留着考，叫测试集（test set）。
#
# **为什么按时间切**　随机地抽，7 月 8 日拿去学，7 月 7 日和 9 日拿来考：两边都见过了，考试等于漏题。真要用的时候，我们只有过去，猜的是将来，考试也该这样。
#
# **做什么**　`date` 那天**之前**的行一份，**从那天起**的行一份，按这个次序返回。
#
# **例子**　1 日到 5 日，`date` 是 4 日：前一份 1、2、3 日，后一份 4、5 日。
#
# <details><summary>提示一：想一想</summary>
#
# 那一天自己属于哪一份？两份合起来，是不是每一行恰好一次？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 日期的列可以直接和文本 `"2015-01-01"` 比大小，得到一列真假。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# `before = …` 是一列真假，`return frame[…], frame[…]`，其中一个用 `~`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 那一天两份里都有，或者两份里都没有；<!-- wrong: day-in-both day-in-none -->
# - 那一天分到了前一份；<!-- wrong: day-in-first -->
# - 两份的次序反了；<!-- wrong: swapped -->
# - 用行数对半切，没有看日期；<!-- wrong: halves -->
# - 随机地分。<!-- wrong: random -->
#
# </details>


# %% exercise="split_by_time"
def split_by_time(frame: DataFrame, date: str) -> tuple:
    """把表按日期切成两份。

    参数
        frame: 有 date 一列（日期，没有空的），也可以有别的列；至少一行；
            行的次序、行号都不一定；不变。
        date: 一天，例如 "2015-01-01"；表里不一定有这一天，也可能在最前或最后之外。
    返回
        (before, after) 两张表，列都与 frame 相同，行的次序不变：
        before 是早于 date 的行，after 是 date 那天和以后的行。某一份可以一行也没有。
        行号是什么都可以。
    例子
        1 日到 5 日，date 是 4 日：前一份 1、2、3 日，后一份 4、5 日。
    """
    ### BEGIN SOLUTION
    before = frame["date"] < date
    return frame[before], frame[~before]
    ### END SOLUTION


# %% check="split_by_time" points=8 minutes=4
check("split_by_time")

# %% [markdown]
# ## 4　从例子里学
#
# ### 先有考卷：猜对几成，还不够
#
# 沙漠里天天说“不下雨”，猜对九成九，却一次雨也没有报出来。所以要分开数四种情形，它们合起来叫混淆矩阵（confusion matrix）：
#
# | | 猜下雨 | 猜不下 |
# |---|---|---|
# | **真的下了** | 命中 hits | 漏报 misses（没带伞，淋了） |
# | **真的没下** | 空报 false_alarms（白带了伞） | 无事 correct_dry |
#
# ### 练习 12.7 confusion（约 5 分钟，9 分）
#
# **做什么**　数出这四个数，放进一个字典。
#
# **例子**　真的 `[1, 1, 0, 0, 0, 1]`，猜的 `[1, 0, 1, 0, 0, 0]`。一天一天地看：命中、漏报、空报、无事、无事、漏报。所以是 `{"hits": 1, "false_alarms": 1, "misses": 2, "correct_dry": 2}`。
#
# **一个陷阱**　`~` 对真假的数组是“相反”，对整数的数组却是把二进制的每一位取反：`~1` 是 −2，`~0` 是 −1。运行看看：

# %% tags=["demo"]
print(~np.array([True, False]), ~np.array([1, 0]))

# %% [markdown]
# <details><summary>提示一：想一想</summary>
#
# 四个数都是“两个条件同时成立的有几天”。两个条件各是什么？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 输入可能是真假，也可能是 0 和 1。先用 `y_true == 1` 把它们都变成真假，后面就只有一种情形了。`int(…)` 把 NumPy 的整数变成普通的整数。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 先两行，`wet = … == 1` 和 `said = … == 1`；再返回一个字典，四个值都是 `int((… & …).sum())` 的样子，有的前面带 `~`。
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - 空报和漏报写反了；<!-- wrong: misses-and-false-alarms-swapped -->
# - 直接对 0/1 的数组用 `~`，数出了负数；<!-- wrong: bitwise-not -->
# - 给的是几成，不是几天；<!-- wrong: shares -->
# - “无事”数成了“猜对的”，命中也算了进去。<!-- wrong: all-correct-for-dry -->
#
# </details>


# %% exercise="confusion"
def confusion(y_true: np.ndarray, y_pred: np.ndarray) -> dict:
    """数出命中、空报、漏报和无事各有几天。

    参数
        y_true: 一维数组，每天真的下雨了没有：真假（bool），或者整数 0 和 1；不变。
        y_pred: 同样长的一维数组，每天猜的；可以和 y_true 一个是真假、一个是 0 和 1；不变。
            可以一天也没有。
    返回
        字典，恰好四个键，值都是整数：
        "hits" 真的下、猜下；"false_alarms" 真的没下、猜下；
        "misses" 真的下、猜没下；"correct_dry" 真的没下、猜没下。
    例子
        真的 [1, 1, 0, 0, 0, 1]，猜的 [1, 0, 1, 0, 0, 0]：
        {"hits": 1, "false_alarms": 1, "misses": 2, "correct_dry": 2}
    """
    ### BEGIN SOLUTION
    wet, said = y_true == 1, y_pred == 1
    return {
        "hits": int((wet & said).sum()),
        "false_alarms": int((~wet & said).sum()),
        "misses": int((wet & ~said).sum()),
        "correct_dry": int((~wet & ~said).sum()),
    }
    ### END SOLUTION


# %% check="confusion" points=9 minutes=5
check("confusion")

# %% [markdown]
# ### 最近邻：找和今天最像的那些天
#
# 一个不用讲道理的办法，叫 k 近邻（k-nearest neighbours, k-NN）：从过去找出和今天**最像的 k 天**，看它们的第二天，**少数服从多数**。下图里，星是今天，圈住的是最像的五天。（画图的这一格不用读懂；`K` 可以改。）

# %% tags=["demo"]
K = 5  # 看几个邻居：奇数，票才不会打平

if ready("load_weather", "add_tomorrow"):
    winter = examples[examples["date"].between("2014-10-01", "2014-12-31")]
    spot = winter[["temp_max", "wind"]].to_numpy()
    rainy = winter["rain_tomorrow"].to_numpy()
    here, size = np.array([11.0, 3.0]), spot.std(axis=0)
    near = np.argsort((((spot - here) / size) ** 2).sum(axis=1))[:K]
    fig, ax = plt.subplots(figsize=(6, 3.2))
    ax.scatter(*spot[rainy].T, s=22, color="#3b6fb6", label="第二天下雨")
    ax.scatter(*spot[~rainy].T, s=22, color="#e0a030", marker="s", label="第二天没下")
    ring = {"s": 120, "facecolors": "none", "edgecolors": "k"}
    ax.scatter(*spot[near].T, **ring, label=f"最像的 {K} 天")
    ax.scatter(*here, s=170, marker="*", color="#c0392b", label="今天")
    ax.set(xlabel="最高温度（摄氏）", ylabel="风速（米每秒）")
    ax.set_title(f"{K} 票里 {rainy[near].sum()} 票说明天下雨")
    ax.legend(fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    plt.show()

# %% [markdown]
# **“像”要公平**　差 10 毫米雨和差 10 度温度，不是一回事：单位一换，谁近谁远就变了。所以先把每一列**标准化**：减去这一列的平均，再除以标准差（standard deviation，“通常差多少”）。这样每一列的“通常”都是 1。
#
# 会学、会猜的对象叫**模型**（model）。**scikit-learn 的模型都一个样**：`fit(x, y)` 学，`predict(x)` 猜，`score(x, y)` 给出猜对几成。`x` 是一张数的表，一行一个例子；`y` 是一列答案。标准化和 k 近邻用 `make_pipeline` 串成一条流水线（pipeline），它自己也是一个模型：

# %% tags=["demo"]
if pd:
    x = np.array([[10.0, 1.0], [11.0, 9.0], [20.0, 2.0], [21.0, 8.0]])  # 四天：温度、风
    y = np.array([1, 1, 0, 0])  # 第二天下了吗
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(1))
    model.fit(x, y)
    print("猜：", model.predict(np.array([[12.0, 5.0], [19.0, 5.0]])))
    print("拿学过的题考它：", model.score(x, y))

# %% [markdown]
# 最后那个 1.0 是漏题考出来的：离一道题最近的就是它自己。
#
# **k 取几？** 太小，一个怪日子就左右答案；太大，谁的答案都一样。不能拿 2015 年的考卷来挑，那是偷看。于是在训练集**里面**再考几场小考，次次只用过去猜将来，叫时间序列的交叉验证（cross-validation）：

# %% tags=["demo"]
if pd:
    fig, ax = plt.subplots(figsize=(6, 2.3))
    exams = TimeSeriesSplit(5).split(np.zeros(180))
    for number, (learn, exam) in enumerate(exams, start=1):
        learned = ax.barh(number, len(learn), color="#8fb3dd")
        asked = ax.barh(number, len(exam), left=len(learn), color="#d9822b")
    ax.set(xlabel="第几个例子（从早到晚，共 180 个）", ylabel="第几场小考")
    ax.set_yticks(range(1, 6))
    ax.invert_yaxis()
    ax.legend([learned, asked], ["学", "考"], loc="upper left", bbox_to_anchor=(1, 1))
    plt.show()

# %% [markdown]
# `TimeSeriesSplit(5)` 说怎样分这五场；`cross_val_score(model, x, y, cv=TimeSeriesSplit(5))` 替你把五场都考完：每一场从头学、再考，给出五个成绩的数组。流水线放在里面，**标准化的平均也只从那一场“学”的部分来**，没有偷看“考”的部分。
#
# ### 练习 12.8 best_k（约 9 分钟，17 分）
#
# **做什么**　从 `ks` 里挑一个 k：用 `TimeSeriesSplit(folds)` 小考几场，**平均成绩最高**的那个；一样高时取**最小**的 k（越简单越好）。
#
# **例子**　`x` 是 0、1、2 … 179 的一列，`y` 是 `1 1 1 1 1 0 0 0 1 1 1 1` 重复十五遍，五场小考，每场 30 题：
#
# | k | 五场的成绩 | 平均 |
# |---|---|---|
# | 1 | 8/30　23/30　8/30　23/30　8/30 | 0.467 |
# | 3 | 22/30　23/30　22/30　23/30　22/30 | **0.747** |
# | 15 | 22/30　23/30　22/30　23/30　22/30 | **0.747** |
#
# 3 和 15 一样高，答案是 3。
#
# <details><summary>提示一：想一想</summary>
#
# 这是第 4 天的“找最大的那个”。一边走一边记住最好的成绩和它的 k，什么时候换人？如果 `ks` 是 `[15, 1, 3]` 呢？
#
# </details>
#
# <details><summary>提示二：方向</summary>
#
# 把 `ks` 排好序再走，“一样高取最小”就变得容易。每个 k 造一条新的流水线，交给 `cross_val_score`，再 `.mean()`。
#
# </details>
#
# <details><summary>提示三：代码的样子</summary>
#
# 一个循环 `for k in sorted(ks):`，里面 `model = make_pipeline(…, …)`，`score = cross_val_score(…).mean()`，再一个 `if`。比较用 `>` 还是 `>=`？
#
# </details>
#
# <details><summary>常见错误（先自己写，检查过再来对照）</summary>
#
# - `cv` 用了打乱的几份（`KFold(shuffle=True)`），拿将来猜过去；<!-- wrong: shuffled-folds -->
# - `cv=folds` 只写一个数：那不是 `TimeSeriesSplit`，也会拿将来猜过去；<!-- wrong: plain-folds -->
# - 先把全部 `x` 标准化再小考，偷看了考卷；<!-- wrong: scaled-on-all -->
# - 没有标准化；<!-- wrong: unscaled -->
# - 一样高时取了最大的；<!-- wrong: largest-k -->
# - 以为 `ks` 是从小到大的，一样高时取了先来的；<!-- wrong: first-in-list -->
# - 用学过的题来考。<!-- wrong: training-score -->
#
# </details>


# %% exercise="best_k"
def best_k(x: np.ndarray, y: np.ndarray, ks: list, folds: int) -> int:
    """挑 k 近邻的 k：时间序列交叉验证的平均成绩最高的。

    参数
        x: (n, d) 的浮点数组，一行一个例子，从早到晚；不变。
        y: (n,) 的数组，答案：真假（bool），或者整数 0 和 1；不变。
        ks: 一个或几个奇数的列表，次序不一定；不超过第一场小考里“学”的例子数；不变。
        folds: 几场小考，至少 2。
    返回
        ks 里的一个整数：流水线 StandardScaler → KNeighborsClassifier(k)（别的参数都不改）
        在 TimeSeriesSplit(folds) 上各场成绩（猜对几成）的平均最高的 k；一样高时最小的 k。
    例子
        x 是 0 … 179 的一列，y 是 1 1 1 1 1 0 0 0 1 1 1 1 重复十五遍：
        best_k(x, y, [1, 3, 15], 5) 是 3
    """
    ### BEGIN SOLUTION
    best, best_score = None, -1.0
    for k in sorted(ks):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        score = cross_val_score(model, x, y, cv=TimeSeriesSplit(folds)).mean()
        if score > best_score:
            best, best_score = k, score
    return best
    ### END SOLUTION


# %% check="best_k" points=17 minutes=9
check("best_k")

# %% [markdown]
# ## 5　一句话、自测
#
# **一句话**　把数据洗成每天一行，把答案放进同一行，拿过去学、拿将来考，再和一个不用学的猜法比一比。
#
# 先想，再展开。
#
# 1. 表里 `NaN > 0` 是什么？`NaN == NaN` 呢？怎样问一格是不是空的？
#
# <details><summary>答案</summary>
#
# 都是 `False`。用 `.isna()`。
#
# </details>
#
# 2. `frame.sort_values("date")` 单独写一行，为什么没有用？
#
# <details><summary>答案</summary>
#
# 它给一张新表，没有名字接住就扔了。写 `frame = frame.sort_values("date")`。
#
# </details>
#
# 3. 有人把四年的例子打乱再切，猜对 0.75，高兴极了。你会问他什么？
#
# <details><summary>答案</summary>
#
# 拿来考的日子，前一天和后一天是不是都在学的那份里？还有，“和今天一样”在同一份考卷上是几成？
#
# </details>
#
# 4. 一个城市每年只有 20 天下雨。永远说“不下”的程序，成绩是多少？hits 是多少？
#
# <details><summary>答案</summary>
#
# 345/365，约 0.945；hits 是 0。
#
# </details>
#
# **延伸**　pandas 官网的 *10 minutes to pandas*，scikit-learn 官网的 *Getting started*，matplotlib 官网的 *Quick start guide*，都是一个晚上的量。下一步：本课程的“深度学习 7 天速成”从 [day01](../day01/day01.ipynb) 开始，第一天就把 NumPy 数组讲透。

# %% [markdown]
# ## 6　终场：明天带伞吗
#
# 用 2012—2014 年学，用 2015 年考。五个选手：
#
# - **总说不下**：一个字也不用学；
# - **和今天一样**：今天下，就说明天下；
# - **15 近邻**，和 **k 近邻**：k 由你的 `best_k` 在训练集里挑；
# - **决策树**（decision tree）：像二十个问题那样一路问“温度低于 11 度吗”，最多问四个。
#
# **先猜**　谁第一？第一比“和今天一样”高多少？（算和画的这一格不用读懂。）

# %% tags=["demo"]
FEATURES = ["precipitation", "temp_max", "temp_min", "wind"]


def draw_page(rain, scores):
    """一页图：上面每个月的雨，下面各种猜法的成绩。"""
    _, (top, bottom) = plt.subplots(2, 1, figsize=(8, 5.4), height_ratios=[1, 1.05])
    colours = ["#8fb3dd" if month < "2015" else "#d9822b" for month in rain["month"]]
    top.bar(rain["month"], rain["total"], color=colours)
    top.set_xticks(range(0, len(rain), 6), rain["month"][::6])
    top.set(ylabel="毫米", title="西雅图每个月的雨：蓝色学，橙色考")
    bars = bottom.barh(list(scores), list(scores.values()), color="#8fb3dd")
    bottom.bar_label(bars, fmt="%.3f", padding=4)
    bottom.set(xlim=(0, 0.85), title=f"2015 年的 {len(test)} 天，猜对几成")
    bottom.invert_yaxis()
    plt.show()


NEEDED = ["load_weather", "monthly_rain", "add_tomorrow", "split_by_time"]

if ready(*NEEDED, "confusion", "best_k"):
    weather = load_weather("seattle_weather.csv")
    train, test = split_by_time(add_tomorrow(weather), "2015-01-01")
    x, y = train[FEATURES].to_numpy(), train["rain_tomorrow"].to_numpy()
    x_exam, y_exam = test[FEATURES].to_numpy(), test["rain_tomorrow"].to_numpy()
    k = best_k(x, y, [1, 5, 15, 25, 51], 5)
    answers = {
        "总说不下": np.zeros(len(y_exam), dtype=bool),
        "和今天一样": x_exam[:, 0] > 0,
    }
    for neighbours in sorted({15, k}):
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(neighbours))
        model.fit(x, y)
        answers[f"{neighbours} 近邻"] = model.predict(x_exam)
    tree = DecisionTreeClassifier(max_depth=4, random_state=0).fit(x, y)
    answers["决策树，四问"] = tree.predict(x_exam)
    scores = {name: (said == y_exam).mean() for name, said in answers.items()}
    draw_page(monthly_rain(weather), scores)
    print(f"best_k 在训练集里挑的 k：{k}\n")
    print("猜对  命中  空报  漏报  无事")
    for name, said in answers.items():
        days = confusion(y_exam, said)
        names = ("hits", "false_alarms", "misses", "correct_dry")
        counts = "".join(f"{days[key]:6}" for key in names)
        print(f"{(said == y_exam).sum():4}{counts}  {name}")

# %% [markdown]
# 老实说：**“和今天一样”很难赢**。最好的 k 近邻也只比它多猜对十天；换成 15 近邻或者决策树，反而输了。364 天里差十天，换一年完全可能反过来。这不是你的程序不好，是只看一个地方今天的四个数，能知道的就这么多；天气预报用的是全世界的观测和物理方程。
#
# 做机器学习，最要紧的习惯就是今天这一个：**先立一个不用学的对手，再谈自己学得好不好。**
#
# ### 发给朋友的条子
#
# 把今天的天气填进去（雨量毫米，温度摄氏，风速米每秒），运行，把条子复制给朋友。城市不是西雅图也可以玩，只是它只见过西雅图。

# %% tags=["demo"]
TODAY = {"precipitation": 0.0, "temp_max": 11.0, "temp_min": 6.0, "wind": 4.5}
FRIEND = "小明"

if ready("load_weather", "add_tomorrow", "best_k"):
    past = add_tomorrow(load_weather("seattle_weather.csv"))
    x, y = past[FEATURES].to_numpy(), past["rain_tomorrow"].to_numpy()
    k = best_k(x, y, [1, 5, 15, 25, 51], 5)
    model = make_pipeline(StandardScaler(), KNeighborsClassifier(k)).fit(x, y)
    today = np.array([[TODAY[name] for name in FEATURES]])
    votes = round(k * model.predict_proba(today)[0, 1])  # 第 1 类“下雨”得了几成的票
    advice = "带上伞吧" if votes > k / 2 else "不用带伞"
    print("┌" + "─" * 34)
    print(f"│ {FRIEND}，明天{advice}。")
    print(
        f"│ 今天 {TODAY['temp_min']} 到 {TODAY['temp_max']} 度，"
        f"雨 {TODAY['precipitation']} 毫米，风 {TODAY['wind']} 米每秒。"
    )
    print(f"│ 和今天最像的 {k} 天里，{votes} 天第二天下了雨：")
    print("│ " + "☂" * votes + "·" * (k - votes))
    print("└" + "─" * 34)
