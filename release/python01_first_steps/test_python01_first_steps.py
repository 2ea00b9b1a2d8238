"""Python 第 1 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 数、名字、函数 -------------------------------------------------------------------------------


@exercise("celsius", core=True)
def test_celsius_50(student):
    """50 华氏度是 10 摄氏度。"""
    kit.same(student.celsius(50), 10.0)


@exercise("celsius", core=True)
def test_celsius_minus_40(student):
    """零下 40 度，两边正好一样。"""
    kit.same(student.celsius(-40), -40.0)


@exercise("celsius")
def test_celsius_is_not_rounded(student):
    """100 华氏度是 37.777……，不四舍五入。"""
    kit.same(student.celsius(100), 37.77777777777778)


# --- 分整份，剩零头 -------------------------------------------------------------------------------


@exercise("change", core=True)
def test_change_93(student):
    """93 分：一枚 50，两枚 20，三枚 1。"""
    kit.same(student.change(93), (1, 2, 0, 0, 3))


@exercise("change", core=True)
def test_change_49(student):
    """49 分：两枚 20，一枚 5，四枚 1。"""
    kit.same(student.change(49), (0, 2, 0, 1, 4))


@exercise("change")
def test_change_186(student):
    """186 分：三枚 50，一枚 20，一枚 10，一枚 5，一枚 1。"""
    kit.same(student.change(186), (3, 1, 1, 1, 1))


@exercise("change")
def test_change_0(student):
    """不用找零时，五个都是 0。"""
    kit.same(student.change(0), (0, 0, 0, 0, 0))


# --- 文字 -----------------------------------------------------------------------------------------


@exercise("total", core=True)
def test_total_3_and_4(student):
    """ "3" 和 "4"：算式是 3 + 4 = 7，空格也要一样。"""
    kit.same(student.total("3", "4"), "3 + 4 = 7")


@exercise("total", core=True)
def test_total_negative(student):
    """有一个是负数：-2 + 5 = 3。"""
    kit.same(student.total("-2", "5"), "-2 + 5 = 3")


@exercise("total")
def test_total_two_digits(student):
    """两位数：38 + 47 = 85。"""
    kit.same(student.total("38", "47"), "38 + 47 = 85")


@exercise("seconds_to_clock", core=True)
def test_clock_3661(student):
    """3661 秒是 1 小时 1 分 1 秒：分和秒补成两位，小时不补。"""
    kit.same(student.seconds_to_clock(3661), "1:01:01")


@exercise("seconds_to_clock", core=True)
def test_clock_59(student):
    """59 秒：小时是 0，分是 00。"""
    kit.same(student.seconds_to_clock(59), "0:00:59")


@exercise("seconds_to_clock")
def test_clock_two_hours(student):
    """2 小时 34 分 56 秒。"""
    kit.same(student.seconds_to_clock(9296), "2:34:56")


@exercise("seconds_to_clock")
def test_clock_25_hours(student):
    """25 个小时就写 25，不归零。"""
    kit.same(student.seconds_to_clock(90000), "25:00:00")


# --- 如果……就…… --------------------------------------------------------------------------------


@exercise("greet", core=True)
def test_greet_xiaoming(student):
    """名字两头的空格去掉。"""
    kit.same(student.greet("  小明 "), "你好，小明！")


@exercise("greet", core=True)
def test_greet_ann_lee(student):
    """名字中间的空格留着。"""
    kit.same(student.greet("Ann Lee"), "你好，Ann Lee！")


@exercise("greet")
def test_greet_nobody(student):
    """一个字也没有，称呼朋友。"""
    kit.same(student.greet(""), "你好，朋友！")


@exercise("greet")
def test_greet_only_blanks(student):
    """只有空格，也称呼朋友。"""
    kit.same(student.greet("   "), "你好，朋友！")


@exercise("air_report", core=True)
def test_air_each_class(student):
    """20、50、100、140、200：五种说法各一次。"""
    results = [student.air_report(pm25) for pm25 in (20.0, 50.0, 100.0, 140.0, 200.0)]
    wanted = ["20.0 优", "50.0 良", "100.0 轻度污染", "140.0 中度污染", "200.0 重度污染"]
    for result, want in zip(results, wanted):
        kit.same(result, want)


@exercise("air_report", core=True)
def test_air_35(student):
    """正好 35 还算优；整数也写成 35.0。"""
    kit.same(student.air_report(35), "35.0 优")


@exercise("air_report")
def test_air_just_above(student):
    """35.04 写出来是 35.0，可它已经超过 35，是良。"""
    kit.same(student.air_report(35.04), "35.0 良")


@exercise("air_report")
def test_air_75_and_a_quarter(student):
    """75.25 写成 75.2，是轻度污染。"""
    kit.same(student.air_report(75.25), "75.2 轻度污染")


# --- 一个字一个字地取 -----------------------------------------------------------------------------


@exercise("is_palindrome", core=True)
def test_palindrome_shanghai(student):
    """“上海自来水来自海上”是回文，“上海自来水”不是。"""
    results = [student.is_palindrome(text) for text in ("上海自来水来自海上", "上海自来水")]
    kit.same(results[0], True)
    kit.same(results[1], False)


@exercise("is_palindrome", core=True)
def test_palindrome_cat(student):
    """“Was it a car or a cat I saw”：空格和大小写不算。"""
    kit.same(student.is_palindrome("Was it a car or a cat I saw"), True)


@exercise("is_palindrome")
def test_palindrome_two(student):
    """“人人”两个字一样，是回文。"""
    kit.same(student.is_palindrome("人人"), True)


@exercise("is_palindrome")
def test_palindrome_marks_count(student):
    """“a,b a”不是回文：逗号算数。"""
    kit.same(student.is_palindrome("a,b a"), False)


@exercise("is_palindrome")
def test_palindrome_empty(student):
    """空的文字倒过来还是空的，是回文。"""
    kit.same(student.is_palindrome(""), True)


@exercise("card", core=True)
def test_card_ab(student):
    """ "ab" 放进宽 5 的框：三行，中间用 center 居中。"""
    kit.same(student.card("ab", 5), "+-----+\n|  ab |\n+-----+")


@exercise("card", core=True)
def test_card_hello(student):
    """ "HELLO" 放进宽 9 的框，两边各空两格。"""
    kit.same(student.card("HELLO", 9), "+---------+\n|  HELLO  |\n+---------+")


@exercise("card")
def test_card_a(student):
    """ "a" 放进宽 4 的框：左边空一格，右边空两格。"""
    kit.same(student.card("a", 4), "+----+\n| a  |\n+----+")


@exercise("card")
def test_card_too_long(student):
    """标题太长，只留前面的字："postcard" 在宽 4 的框里是 post。"""
    kit.same(student.card("postcard", 4), "+----+\n|post|\n+----+")


# --- 读报错 ---------------------------------------------------------------------------------------

REPORT = """Traceback (most recent call last):
  File "age.py", line 1, in <module>
    int("x")
ValueError: invalid literal for int() with base 10: 'x'
"""


@exercise("error_name", core=True)
def test_error_of_a_report(student):
    """一段完整的报错，最后一行里有两个冒号。"""
    kit.same(student.error_name(REPORT.strip()), "ValueError")


@exercise("error_name", core=True)
def test_error_trailing_lines(student):
    """同一段报错，末尾还有空行。"""
    kit.same(student.error_name(REPORT + "\n"), "ValueError")


@exercise("error_name")
def test_error_without_message(student):
    """没有冒号的最后一行，整行就是名字。"""
    text = 'Traceback (most recent call last):\n  File "age.py", line 9, in <module>\nKeyboardInterrupt\n'
    kit.same(student.error_name(text), "KeyboardInterrupt")


@exercise("error_name")
def test_error_memory(student):
    """MemoryError 也没有说明，整行就是名字。"""
    kit.same(student.error_name("Traceback (most recent call last):\nMemoryError\n"), "MemoryError")


@exercise("error_name")
def test_error_chained(student):
    """两段报错连在一起，看最后一行。"""
    text = REPORT + "\nDuring handling of the above exception, another exception occurred:\n\n"
    kit.same(student.error_name(text + REPORT.replace("ValueError", "TypeError")), "TypeError")
