"""Python 第 12 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的值。
"""

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def read(student, table, name="返回值"):
    """一张表拆成 kinds（每列的种类）、columns（每列的内容，日期是文本，空缺是 None）、index（行号）。"""
    if table is None:
        kit.fail("none", f"{name}应当是 DataFrame，得到 None")
    plain = student.as_plain(table)
    if "type" in plain:
        kit.fail("type", f"{name}应当是 DataFrame，得到的是 {plain['type']}")
    return plain


def check_columns(plain, columns, kinds, name="返回值"):
    """列名、每列的种类和内容都与 columns、kinds 相同；列的次序不论。"""
    for column in columns:
        kit.require(column in plain["columns"], f"{name}缺少 {column} 一列")
    for column in plain["columns"]:
        kit.require(column in columns, f"{name}多了 {column} 一列")
    kit.same(plain["kinds"], kinds, name=f"{name}每列的种类")
    for column, wanted in columns.items():
        check_cells(plain["columns"][column], wanted, f"{name}的 {column} 一列")


def check_cells(found, wanted, name):
    """一列的内容；空缺不等于数，也不等于文本。"""
    if len(found) != len(wanted):
        kit.fail("length", f"{name}应当有 {len(wanted)} 行，得到 {len(found)} 行")
    for row, (cell, want) in enumerate(zip(found, wanted), start=1):
        if cell is None and want is not None:
            kit.fail("unequal", f"{name}从上往下第 {row} 格是空缺，应当是 {want}")
        if cell is not None and want is None:
            kit.fail("unequal", f"{name}从上往下第 {row} 格应当空着，得到 {cell}")
    kit.same(found, wanted, name=name)


def check_unchanged(student, frame, before, name="frame"):
    """传进去的表没有变。"""
    after = student.as_plain(frame)
    kit.unchanged([after["columns"], after["index"]], [before["columns"], before["index"]], name)


# --- 一张干净的表 ---------------------------------------------------------------------------------

FILE = """date,precipitation,weather
2015-03-03,1.5,rain
2015-03-02,4.0,rain
2015-03-01,0.0,sun
2015-03-02,,fog
"""
LOADED = {
    "date": ["2015-03-01", "2015-03-02", "2015-03-03"],
    "precipitation": [0.0, None, 1.5],
    "weather": ["sun", "fog", "rain"],
}


def load(student, name, text):
    """读一个内容是 text 的文件。"""
    return read(student, student.load_weather(student.give_file(name, text.encode())))


@exercise("load_weather", core=True)
def test_load_weather_example(student):
    """讲义的例子：三行，从早到晚，3 月 2 日是文件里最后的那一行，空格子是空缺。"""
    plain = load(student, "public_example.csv", FILE)
    check_columns(plain, LOADED, {**plain["kinds"], "weather": "text"})


@exercise("load_weather", core=True)
def test_load_weather_dates(student):
    """date 一列是日期，雨量是数，天气是文本。"""
    kinds = load(student, "public_dates.csv", FILE)["kinds"]
    kit.same(kinds, {"date": "date", "precipitation": "number", "weather": "text"}, name="每列的种类")


@exercise("load_weather")
def test_load_weather_index(student):
    """行号从 0 开始，一个不缺。"""
    kit.same(load(student, "public_index.csv", FILE)["index"], [0, 1, 2], name="行号")


GAPS = {
    "date": ["2015-03-01", "2015-03-03", "2015-03-04"],
    "temp": [10.0, 16.0, None],
    "weather": ["sun", "rain", "rain"],
}
GAP_KINDS = {"date": "date", "temp": "number", "weather": "text"}


@exercise("fill_gaps", core=True)
def test_fill_gaps_example(student):
    """讲义的例子：补上 3 月 2 日，13 度，天气仍空着；末尾的空缺也空着。"""
    plain = read(student, student.fill_gaps(student.make_frame(GAPS)))
    want = {
        "date": ["2015-03-01", "2015-03-02", "2015-03-03", "2015-03-04"],
        "temp": [10.0, 13.0, 16.0, None],
        "weather": ["sun", None, "rain", "rain"],
    }
    check_columns(plain, want, GAP_KINDS)


@exercise("fill_gaps", core=True)
def test_fill_gaps_by_days(student):
    """3 月 1 日 10 度、2 日空、5 日 18 度：按天走的直线是 10、12、14、16、18。"""
    given = {"date": ["2015-03-01", "2015-03-02", "2015-03-05"], "temp": [10.0, None, 18.0]}
    plain = read(student, student.fill_gaps(student.make_frame(given)))
    days = [f"2015-03-0{day}" for day in range(1, 6)]
    check_columns(
        plain, {"date": days, "temp": [10.0, 12.0, 14.0, 16.0, 18.0]}, {"date": "date", "temp": "number"}
    )


@exercise("fill_gaps")
def test_fill_gaps_keeps_the_argument(student):
    """传进来的表不变。"""
    frame = student.make_frame(GAPS)
    before = student.as_plain(frame)
    student.fill_gaps(frame)
    check_unchanged(student, frame, before)


# --- 每个月下多少雨 -------------------------------------------------------------------------------

RAIN = {
    "date": ["2014-12-30", "2014-12-31", "2015-02-01", "2015-02-02"],
    "precipitation": [1.0, 2.5, 4.0, None],
}
MONTHS = {"month": ["2014-12", "2015-01", "2015-02"], "total": [3.5, 0.0, 4.0], "days": [2, 0, 1]}
MONTH_KINDS = {"month": "text", "total": "number", "days": "number"}


@exercise("monthly_rain", core=True)
def test_monthly_rain_example(student):
    """讲义的例子：三个月，空的 1 月是 0.0 和 0，2 月只记了一天。"""
    plain = read(student, student.monthly_rain(student.make_frame(RAIN)))
    check_columns(plain, {**MONTHS, "days": [2.0, 0.0, 1.0]}, MONTH_KINDS)


@exercise("monthly_rain")
def test_monthly_rain_of_two_years(student):
    """2014 年 2 月和 2015 年 2 月是两个月，中间的十一个月都在。"""
    frame = student.make_frame({"date": ["2014-02-03", "2015-02-03"], "precipitation": [1.5, 2.5]})
    months = read(student, student.monthly_rain(frame))["columns"]
    want = [f"2014-{month:02d}" for month in range(2, 13)] + ["2015-01", "2015-02"]
    kit.same(months.get("month"), want, name="month")
    kit.same(months.get("total"), [1.5] + [0.0] * 11 + [2.5], name="total")


@exercise("monthly_rain")
def test_monthly_rain_keeps_the_argument(student):
    """传进来的表不变。"""
    frame = student.make_frame(RAIN)
    before = student.as_plain(frame)
    student.monthly_rain(frame)
    check_unchanged(student, frame, before)


def look(student, figure):
    """一张图里唯一的坐标系：title、labels、bars（左边、宽、高）、ticks（位置、文字）。"""
    found = student.artists(figure)  # 它也把画过的图都关掉
    if figure is None:
        kit.fail("none", "应当返回一张 Figure，得到 None")
    if "type" in found:
        kit.fail("type", f"应当返回一张 Figure，得到的是 {found['type']}")
    kit.require(len(found["axes"]) == 1, f"图里应当有一个坐标系，得到 {len(found['axes'])} 个")
    return found["axes"][0]


def check_bars(ax, table):
    """从左到右每行一根条，高是 total，条的下面是 month。"""
    bars = sorted(ax["bars"])
    kit.require(not ax["lying"], "条是横着的，应当是竖条")
    kit.require(len(bars) == len(table["month"]), f"应当有 {len(table['month'])} 根条，得到 {len(bars)} 根")
    kit.same([height for _, _, height in bars], table["total"], name="条的高度")
    for number, ((left, width, _), month) in enumerate(zip(bars, table["month"]), start=1):
        under = [text for place, text in ax["ticks"] if left <= place <= left + width]
        kit.require(bool("".join(under)), f"第 {number} 根条下面没有写月份")
        kit.require(under == [month], f"第 {number} 根条下面应当写着 {month}，得到 {'、'.join(under)}")


@exercise("plot_monthly", core=True)
def test_plot_monthly_example(student):
    """讲义的例子：三根条，高 3.5、0、4，下面依次是 2014-12、2015-01、2015-02。"""
    check_bars(look(student, student.plot_monthly(student.make_frame(MONTHS))), MONTHS)


@exercise("plot_monthly")
def test_plot_monthly_says_what_it_is(student):
    """标题和两根轴的名字都不空。"""
    ax = look(student, student.plot_monthly(student.make_frame(MONTHS)))
    for text, name in (
        (ax["title"], "标题"),
        (ax["labels"][0], "横轴的名字"),
        (ax["labels"][1], "纵轴的名字"),
    ):
        kit.require(bool(text.strip()), f"{name}是空的")


@exercise("plot_monthly")
def test_plot_monthly_takes_a_new_sheet(student):
    """连画两张，第二张上没有第一张的条。"""
    other = {"month": ["2013-05", "2013-06"], "total": [7.0, 9.0], "days": [31, 30]}
    first = student.plot_monthly(student.make_frame(MONTHS))
    second = student.plot_monthly(student.make_frame(other))
    check_bars(look(student, second), other)
    check_bars(look(student, first), MONTHS)


# --- 明天这一列 -----------------------------------------------------------------------------------

JANUARY = {
    "date": ["2015-01-01", "2015-01-02", "2015-01-04", "2015-01-05", "2015-01-06"],
    "precipitation": [0.0, 3.0, 0.0, 0.0, 1.0],
}


@exercise("add_tomorrow", core=True)
def test_add_tomorrow_example(student):
    """讲义的例子：1 日 True，4 日 False，5 日 True；2 日和 6 日去掉。"""
    plain = read(student, student.add_tomorrow(student.make_frame(JANUARY)))
    want = {
        "date": ["2015-01-01", "2015-01-04", "2015-01-05"],
        "precipitation": [0.0, 0.0, 0.0],
        "rain_tomorrow": [True, False, True],
    }
    check_columns(plain, want, {"date": "date", "precipitation": "number", "rain_tomorrow": "bool"})


@exercise("add_tomorrow")
def test_add_tomorrow_looks_ahead(student):
    """三天连着，雨量 0、5、0：第一天的明天下雨，第二天的明天不下。"""
    days = ["2015-01-01", "2015-01-02", "2015-01-03"]
    plain = read(
        student, student.add_tomorrow(student.make_frame({"date": days, "precipitation": [0.0, 5.0, 0.0]}))
    )
    kit.same(plain["columns"].get("date"), days[:2], name="date")
    kit.same(plain["columns"].get("rain_tomorrow"), [True, False], name="rain_tomorrow")


@exercise("add_tomorrow")
def test_add_tomorrow_keeps_the_argument(student):
    """传进来的表不变。"""
    frame = student.make_frame(JANUARY)
    before = student.as_plain(frame)
    student.add_tomorrow(frame)
    check_unchanged(student, frame, before)


@exercise("split_by_time", core=True)
def test_split_by_time_example(student):
    """讲义的例子：1 日到 5 日，从 4 日切开：前一份 1、2、3 日，后一份 4、5 日。"""
    frame = student.make_frame(
        {"date": [f"2015-03-0{day}" for day in range(1, 6)], "wind": [1.5, 2.5, 3.5, 4.5, 5.5]}
    )
    parts = kit.sequence(student.split_by_time(frame, "2015-03-04"), 2)
    kinds = {"date": "date", "wind": "number"}
    wants = (
        {"date": ["2015-03-01", "2015-03-02", "2015-03-03"], "wind": [1.5, 2.5, 3.5]},
        {"date": ["2015-03-04", "2015-03-05"], "wind": [4.5, 5.5]},
    )
    for part, want, name in zip(parts, wants, ("前一份", "后一份")):
        check_columns(read(student, part, name), want, kinds, name)


@exercise("split_by_time")
def test_split_by_time_at_a_day_that_is_not_there(student):
    """切的那天不在表里也一样：1、2、6 日从 4 日切开，前一份 1、2 日，后一份 6 日。"""
    frame = student.make_frame({"date": ["2015-03-01", "2015-03-02", "2015-03-06"]})
    before, after = kit.sequence(student.split_by_time(frame, "2015-03-04"), 2)
    days, kinds = ["2015-03-01", "2015-03-02", "2015-03-06"], {"date": "date"}
    check_columns(read(student, before, "前一份"), {"date": days[:2]}, kinds, "前一份")
    check_columns(read(student, after, "后一份"), {"date": days[2:]}, kinds, "后一份")


# --- 从例子里学 -----------------------------------------------------------------------------------


def check_counts(counts, want):
    """恰好四个键，值是整数，NumPy 的整数也行。"""
    found = kit.mapping(counts, tuple(want))
    whole = {key: int(value) if isinstance(value, np.integer) else value for key, value in found.items()}
    kit.same(whole, want)


TRUE, SAID = np.array([1, 1, 0, 0, 0, 1]), np.array([1, 0, 1, 0, 0, 0])
COUNTS = {"hits": 1, "false_alarms": 1, "misses": 2, "correct_dry": 2}


@exercise("confusion", core=True)
def test_confusion_example(student):
    """讲义的例子，都是 0 和 1：命中 1，空报 1，漏报 2，无事 2。"""
    check_counts(student.confusion(TRUE.copy(), SAID.copy()), COUNTS)


@exercise("confusion")
def test_confusion_of_bools(student):
    """同一个例子，都是真假；再一个是真假、一个是 0 和 1。"""
    check_counts(student.confusion(TRUE == 1, SAID == 1), COUNTS)
    check_counts(student.confusion(TRUE == 1, SAID.copy()), COUNTS)


Y = np.array([1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1] * 15)
X = np.arange(180.0).reshape(180, 1)


def check_k(found, want):
    """一个整数，NumPy 的整数也行。"""
    kit.same(int(found) if isinstance(found, np.integer) else found, want)


@exercise("best_k", core=True)
def test_best_k_example(student):
    """讲义的例子：3 和 15 一样高，答案是 3。"""
    check_k(student.best_k(X.copy(), Y.copy(), [1, 3, 15], 5), 3)


@exercise("best_k")
def test_best_k_in_any_order(student):
    """ks 的次序不影响答案；只有一个可挑，就是它。"""
    check_k(student.best_k(X.copy(), Y.copy(), [15, 1, 3], 5), 3)
    check_k(student.best_k(X.copy(), Y.copy(), [1], 5), 1)


@exercise("best_k")
def test_best_k_of_two_exams(student):
    """只考两场，folds 是 2：0 到 8 的一列，谁也没有猜对一题，一样高，答案是 1。"""
    y = np.array([0, 0, 0, 1, 1, 1, 0, 0, 0])
    check_k(student.best_k(np.arange(9.0).reshape(9, 1), y, [3, 1], 2), 1)


@exercise("best_k")
def test_best_k_never_looks_ahead(student):
    """第二列的数大上百倍，后来起伏还变大：各场小考里标准化，只拿过去猜将来，答案是 7。"""
    rng = np.random.default_rng(43)
    y = rng.integers(0, 2, 120)
    later = np.arange(120) > 90
    noise = rng.normal(0, 0.5, 120), rng.normal(0, 100, 120)
    x = np.column_stack([y + noise[0], np.arange(120) / 4 + noise[1] * np.where(later, 9, 1)])
    check_k(student.best_k(x, y, [1, 3, 7, 21], 4), 7)
