"""Python 第 4 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的值。
"""

import copy

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def gives(student, name, *cases):
    """每个例子调用一次，都调用完再比较；报出的话里写着是哪一次调用。"""
    results = [getattr(student, name)(*copy.deepcopy(arguments)) for arguments, _ in cases]
    for (arguments, want), result in zip(cases, results):
        kit.same(result, want, name=f"{name}({', '.join(map(repr, arguments))})")


def refuses(student, name, *cases):
    """每个例子都应当抛出 ValueError。"""
    for arguments in cases:
        with kit.raises("ValueError"):
            getattr(student, name)(*arguments)


# --- 岔路与排队 -----------------------------------------------------------------------------------


@exercise("fizzbuzz", core=True)
def test_fizzbuzz_five(student):
    """fizzbuzz(5) 是 ["1", "2", "Fizz", "4", "Buzz"]；fizzbuzz(0) 是 []。"""
    gives(student, "fizzbuzz", ((5,), ["1", "2", "Fizz", "4", "Buzz"]), ((0,), []))


@exercise("fizzbuzz")
def test_fizzbuzz_fifteen(student):
    """第 15 个喊 FizzBuzz。"""
    words = ["11", "Fizz", "13", "14", "FizzBuzz"]
    result = student.fizzbuzz(15)
    kit.require(isinstance(result, (list, tuple)), "fizzbuzz(15) 应当是一个列表")
    kit.require(len(result) == 15, f"fizzbuzz(15) 应当有 15 段文字，得到 {len(result)} 段")
    kit.same(result[10:], words, name="fizzbuzz(15) 的最后五个")


@exercise("days_in_month", core=True)
def test_days_of_the_months(student):
    """平年的十二个月：31、28、31、30、31、30、31、31、30、31、30、31 天。"""
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    gives(student, "days_in_month", *(((2026, month), want) for month, want in enumerate(days, 1)))


@exercise("days_in_month", core=True)
def test_days_of_february(student):
    """闰年的二月：2024 年 29 天，1900 年 28 天，2000 年 29 天。"""
    gives(student, "days_in_month", ((2024, 2), 29), ((1900, 2), 28), ((2000, 2), 29))


@exercise("days_in_month")
def test_days_of_no_month(student):
    """没有 0 月和 13 月：抛出 ValueError。"""
    refuses(student, "days_in_month", (2026, 0), (2026, 13))


@exercise("days_in_month", structure=True)
def test_days_by_itself(student):
    """自己算，不用 calendar 和 datetime。"""
    kit.not_calling(student, "days_in_month", {"calendar", "datetime", "*calendar*", "*datetime*"})


# --- 循环套循环 -----------------------------------------------------------------------------------


@exercise("primes", core=True)
def test_primes_small(student):
    """不超过 10 的质数是 2、3、5、7；limit 是 7 时也含 7。"""
    gives(student, "primes", ((10,), [2, 3, 5, 7]), ((7,), [2, 3, 5, 7]), ((2,), [2]))


@exercise("primes")
def test_primes_to_thirty(student):
    """不超过 30 的质数有十个，9 和 25 不在里面。"""
    gives(student, "primes", ((30,), [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]))


@exercise("primes")
def test_primes_none(student):
    """limit 小于 2 时是 []。"""
    gives(student, "primes", ((1,), []), ((0,), []), ((-5,), []))


# --- 一直走到…… -----------------------------------------------------------------------------------


@exercise("collatz", core=True)
def test_collatz_six(student):
    """从 6 出发：6、3、10、5、16、8、4、2、1，都是整数。"""
    gives(student, "collatz", ((6,), [6, 3, 10, 5, 16, 8, 4, 2, 1]), ((8,), [8, 4, 2, 1]))


@exercise("collatz")
def test_collatz_one(student):
    """从 1 出发已经到了：[1]。"""
    gives(student, "collatz", ((1,), [1]))


def near(student, x, want, **options):
    """答案与真正的平方根 want 相差不超过 tol · max(1, want)。"""
    tol = options.get("tol", 1e-10)
    allowed = tol * max(1.0, want)
    result = kit.scalar(student.square_root(x, **options))
    kit.require(
        abs(result - want) <= allowed,
        f"{x:g} 的平方根应当约为 {want:.12g}，相差不超过 {allowed:g}，得到 {result:.12g}",
    )


@exercise("square_root", core=True)
def test_square_root_of_two(student):
    """2 和 9 的平方根。"""
    near(student, 2.0, 1.4142135623730951)
    near(student, 9.0, 3.0)


@exercise("square_root", core=True)
def test_square_root_below_one(student):
    """比 1 小的数、很小的数、0。"""
    near(student, 0.25, 0.5)
    near(student, 1e-8, 1e-4)
    near(student, 0.0, 0.0)


@exercise("square_root")
def test_square_root_of_a_million(student):
    """大的数：2000，一百万。"""
    near(student, 2000.0, 44.721359549995796)
    near(student, 1e6, 1000.0)


@exercise("square_root")
def test_square_root_coarser(student):
    """tol 大一些的时候，也离平方根够近，小的数也是。"""
    near(student, 50.0, 7.0710678118654755, tol=0.1)
    near(student, 1e-4, 0.01, tol=0.001)


@exercise("square_root")
def test_square_root_of_a_negative_number(student):
    """x 小于 0 时抛出 ValueError。"""
    refuses(student, "square_root", (-1.0,))


@exercise("square_root", structure=True)
def test_square_root_by_itself(student):
    """不用 math、cmath、pow、sqrt，乘方只写整数。"""
    kit.not_calling(student, "square_root", {"math", "cmath", "pow", "sqrt", "isqrt", "*sqrt*", "**"})


@exercise("square_root")
def test_square_root_heeds_tol(student):
    """tol 小，就要更准。"""
    near(student, 2.0, 1.4142135623730951, tol=1e-14)


# --- 出错了，接住它 -------------------------------------------------------------------------------


def reads(student, *cases):
    """交出的数和它的类型都要对。"""
    results = [student.to_number(text) for text, _ in cases]
    for (text, want), result in zip(cases, results):
        kit.same(result, want, name=f"to_number({text!r})")
        kit.same(type(result).__name__, type(want).__name__, name=f"to_number({text!r}) 的类型")


@exercise("to_number", core=True)
def test_to_number_whole(student):
    """int 能读的交出整数：两头有空白、有负号、有下划线、阿拉伯文的数字。"""
    reads(student, (" 7 ", 7), ("-3", -3), ("1_000", 1000), ("١٢", 12))


@exercise("to_number", core=True)
def test_to_number_float(student):
    """int 不能读、float 能读的交出小数：7.0 是 7.0，1e3 是 1000.0。"""
    reads(student, ("7.0", 7.0), ("1e3", 1000.0), ("-0.5", -0.5))


@exercise("to_number")
def test_to_number_exact(student):
    """很大的整数一位不差。"""
    reads(student, ("9007199254740993", 9007199254740993))


@exercise("to_number")
def test_to_number_negative(student):
    """负的大整数也一位不差。"""
    reads(student, ("-9007199254740993", -9007199254740993))


@exercise("to_number")
def test_to_number_refuses(student):
    """两样都不能读的，抛出 ValueError。"""
    refuses(student, "to_number", ("",), ("abc",), ("²",), ("0x10",), ("1,000",))


PLAIN = """Traceback (most recent call last):
  File "shop.py", line 12, in <module>
    pay("abc")
  File "shop.py", line 6, in pay
    return int(text)
ValueError: invalid literal for int() with base 10: 'abc'
"""
NOTEBOOK = """ValueError                                Traceback (most recent call last)
Cell In[7], line 4
      1 def pay(text):
      2     return int(text)
----> 4 pay("abc")

Cell In[7], line 2, in pay(text)
      1 def pay(text):
----> 2     return int(text)

ValueError: invalid literal for int() with base 10: 'abc'
"""


@exercise("error_line", core=True)
def test_error_line_of_a_file(student):
    """直接运行一个文件时的报告：最后一处是第 6 行。"""
    kit.same(student.error_line(PLAIN), 6, name="error_line(第一份报告)")


@exercise("error_line", core=True)
def test_error_line_of_a_notebook(student):
    """notebook 里的报告：最后一处是第 2 行；行号有两位数的也对。"""
    results = [student.error_line(NOTEBOOK), student.error_line("Cell In[3], line 12\n")]
    kit.same(results[0], 2, name="error_line(第二份报告)")
    kit.same(results[1], 12, name="error_line('Cell In[3], line 12')")


@exercise("error_line")
def test_error_line_ignores_the_message(student):
    """说明里的 line 99 不是位置；FileNotFoundError、FileExistsError 也以 File 开头，也不是。"""
    ends = "SyntaxError: never closed, line 99", "FileNotFoundError: 'x'", "FileExistsError: a, line 99"
    results = [student.error_line(f'  File "a.py", line 31\n    x = (\n{end}') for end in ends]
    for end, result in zip(ends, results):
        kit.same(result, 31, name=f"第 31 行出错、说明是“{end}”时，error_line 交出的")


@exercise("error_line")
def test_error_line_of_nothing(student):
    """没有说位置的行：抛出 ValueError。"""
    refuses(student, "error_line", ("",), ("ValueError: bad, line 99",))


# --- 对样子 ---------------------------------------------------------------------------------------


@exercise("read_command", core=True)
def test_read_command_examples(student):
    """go、take、quit 的例子。"""
    gives(
        student,
        "read_command",
        (("go North",), ("go", "north")),
        ((" take  brass   Lamp ",), ("take", "brass Lamp")),
        (("quit",), ("quit",)),
        (("exit",), ("quit",)),
    )


@exercise("read_command")
def test_read_command_unknown(student):
    """听不懂的交出原话，去掉两头的空白；空的一句话也是。"""
    gives(
        student,
        "read_command",
        *(
            ((line,), ("unknown", line.strip()))
            for line in ("go", "go up", "go nor", "take", "quit now", " Dance  Now ", "")
        ),
    )


@exercise("read_command")
def test_read_command_any_case(student):
    """动词写成大写也认得。"""
    gives(
        student,
        "read_command",
        (("GO east",), ("go", "east")),
        (("TAKE Lamp",), ("take", "Lamp")),
        (("QUIT",), ("quit",)),
    )


# --- 排成月历 -------------------------------------------------------------------------------------

AUGUST = [
    "                1  2",
    " 3  4  5  6  7  8  9",
    "10 11 12 13 14 15 16",
    "17 18 19 20 21 22 23",
    "24 25 26 27 28 29 30",
    "31",
]


@exercise("calendar_month", core=True)
def test_calendar_of_august(student):
    """2026 年 8 月，六行。"""
    gives(student, "calendar_month", ((2026, 8), "\n".join(AUGUST)))


@exercise("calendar_month")
def test_calendar_of_four_weeks(student):
    """2021 年 2 月正好四个星期，没有空行；3 月也从星期一开始，多三天。"""
    weeks = [" 1  2  3  4  5  6  7", " 8  9 10 11 12 13 14", "15 16 17 18 19 20 21", "22 23 24 25 26 27 28"]
    gives(
        student,
        "calendar_month",
        ((2021, 2), "\n".join(weeks)),
        ((2021, 3), "\n".join([*weeks, "29 30 31"])),
    )


@exercise("calendar_month", structure=True)
def test_calendar_by_itself(student):
    """不用 calendar 模块。"""
    kit.not_calling(student, "calendar_month", {"calendar", "*calendar*"})
