"""Python 第 3 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

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


# --- 列表 -----------------------------------------------------------------------------------------


@exercise("swap_ends", core=True)
def test_swap_ends_of_some(student):
    """排头和排尾换位置，中间的不动。"""
    gives(student, "swap_ends", (([1, 2, 3, 4],), [4, 2, 3, 1]), ((["甲", "乙"],), ["乙", "甲"]))


@exercise("swap_ends")
def test_swap_ends_of_one_and_none(student):
    """只有一个，或者一个也没有的时候，交出相等的列表。"""
    gives(student, "swap_ends", ((["独苗"],), ["独苗"]), (([],), []))


@exercise("swap_ends")
def test_swap_ends_makes_a_new_list(student):
    """原来的列表不变；交出的是另一个对象，不是原来的那个。"""
    items = [1, 2, 3, 4]
    student.swap_ends(items)
    kit.unchanged(items, [1, 2, 3, 4], "items")
    kit.require(student.swap_is_new(["独苗"]) is True, "只有一项时，交出的就是原来的那个列表，不是新的")


@exercise("grid", core=True)
def test_grid_values(student):
    """grid(2, 3, 7) 是两行三列的 7；grid(0, 3, 7) 是 []。"""
    gives(student, "grid", ((2, 3, 7), [[7, 7, 7], [7, 7, 7]]), ((0, 3, 7), []))


@exercise("grid")
def test_grid_rows_are_apart(student):
    """涂了左上角一格，别的行不变：dot(2, 3) 是 [[1, 0, 0], [0, 0, 0]]。"""
    gives(student, "dot", ((2, 3), [[1, 0, 0], [0, 0, 0]]))


# --- 钱 -------------------------------------------------------------------------------------------


@exercise("round_money", core=True)
def test_round_money_examples(student):
    """2.675 是 2.68，-2.675 是 -2.68，0.125 是 0.13，3 是 3.00。"""
    cases = [("2.675", "2.68"), ("-2.675", "-2.68"), ("0.125", "0.13"), ("3", "3.00")]
    gives(student, "round_money", *(((text,), want) for text, want in cases))


@exercise("round_money")
def test_round_money_zero_has_no_sign(student):
    """零没有负号：-0.001 是 0.00；不是零的负数照样有。"""
    cases = [("-0.001", "0.00"), ("-0.005", "-0.01"), ("-0", "0.00"), ("-0.00", "0.00")]
    gives(student, "round_money", *(((text,), want) for text, want in cases))


@exercise("split_bill", core=True)
def test_split_bill_examples(student):
    """100.00 元三个人分，是 33.34、33.33、33.33；10.02 元四个人分，前两个人多付一分。"""
    gives(
        student,
        "split_bill",
        (("100.00", 3), ["33.34", "33.33", "33.33"]),
        (("10.02", 4), ["2.51", "2.51", "2.50", "2.50"]),
        (("12.20", 4), ["3.05", "3.05", "3.05", "3.05"]),
        (("20.00", 3), ["6.67", "6.67", "6.66"]),
        (("12.00", 4), ["3.00", "3.00", "3.00", "3.00"]),
    )


@exercise("split_bill")
def test_split_bill_alone(student):
    """一个人付全部：1.15 元就是 1.15，一分不少。"""
    gives(student, "split_bill", (("1.15", 1), ["1.15"]), (("0.29", 1), ["0.29"]))


@exercise("split_bill")
def test_split_bill_needs_somebody(student):
    """人数小于 1 时，应当 raise ValueError。"""
    with kit.raises("ValueError"):
        student.split_bill("10.00", 0)
    with kit.raises("ValueError"):
        student.split_bill("10.00", -2)


# --- 字典 -----------------------------------------------------------------------------------------


@exercise("tally", core=True)
def test_tally_examples(student):
    """["可乐", "米饭", "可乐"] 里，可乐两次，米饭一次；没有东西是 {}。"""
    gives(student, "tally", ((["可乐", "米饭", "可乐"],), {"可乐": 2, "米饭": 1}), (([],), {}))


@exercise("tally", structure=True)
def test_tally_counts_by_itself(student):
    """要自己数：不用 Counter，也不用 .count。"""
    kit.not_calling(student, "tally", {"Counter", "count", "countOf"})


@exercise("invert", core=True)
def test_invert_example(student):
    """{"Ann": 3, "Bob": 5, "Cy": 3} 反过来是 {3: ["Ann", "Cy"], 5: ["Bob"]}。"""
    gives(student, "invert", (({"Ann": 3, "Bob": 5, "Cy": 3},), {3: ["Ann", "Cy"], 5: ["Bob"]}), (({},), {}))


@exercise("invert")
def test_invert_keeps_book(student):
    """book 不变。"""
    book = {"Ann": 3, "Bob": 5, "Cy": 3}
    student.invert(book)
    kit.unchanged(book, {"Ann": 3, "Bob": 5, "Cy": 3}, "book")


# --- 集合 -----------------------------------------------------------------------------------------


@exercise("compare", core=True)
def test_compare_example(student):
    """例子里的两份名单：两边都有 Bob，只在 mine 里的是 Ann、Cy，只在 yours 里的是 Eve。"""
    gives(
        student,
        "compare",
        (
            (["Cy", "Ann", "Cy", "Bob"], ["Bob", "Eve"]),
            {"both": ["Bob"], "mine": ["Ann", "Cy"], "yours": ["Eve"]},
        ),
    )


@exercise("compare")
def test_compare_longer(student):
    """名单长一些，每一块都要排好，每个名字一次；一边是空的也行。"""
    gives(
        student,
        "compare",
        (
            (["红", "甲", "蓝", "红", "乙"], ["蓝", "丁", "红", "丙", "蓝"]),
            {"both": sorted("红蓝"), "mine": sorted("甲乙"), "yours": sorted("丁丙")},
        ),
        (([], ["b", "a"]), {"both": [], "mine": [], "yours": ["a", "b"]}),
    )


# --- 真、假、没有，类型 ---------------------------------------------------------------------------


@exercise("merge", core=True)
def test_merge_example(student):
    """声音关了，音量是默认的，主题是新添的；音量改过，就用改过的。"""
    gives(
        student,
        "merge",
        (
            ({"声音": True, "音量": 7}, {"声音": False, "主题": "夜间"}),
            {"声音": False, "音量": 7, "主题": "夜间"},
        ),
        (({"音量": 7}, {"音量": 3}), {"音量": 3}),
    )


@exercise("merge")
def test_merge_takes_every_change(student):
    """改成 False、0、空文字、None 都算改过；新添的一项是 None，也要。"""
    defaults = {"声音": True, "音量": 7, "称呼": "朋友", "头像": "猫"}
    overrides = {"声音": False, "音量": 0, "称呼": "", "头像": None, "签名": None}
    gives(student, "merge", ((defaults, overrides), overrides))


@exercise("merge")
def test_merge_makes_a_new_dict(student):
    """defaults 和 overrides 都不变；交出的是第三个字典。"""
    defaults, overrides = {"音量": 7}, {"音量": 3, "主题": "夜间"}
    student.merge(defaults, overrides)
    new = student.merge_is_new({"音量": 7}, {})
    kit.unchanged(defaults, {"音量": 7}, "defaults")
    kit.unchanged(overrides, {"音量": 3, "主题": "夜间"}, "overrides")
    kit.require(new is True, "overrides 是空的时，交出的不是新字典")


@exercise("sort_by_type", core=True)
def test_sort_by_type_example(student):
    """例子里的六样东西，进了五个抽屉。"""
    gives(
        student,
        "sort_by_type",
        (
            ([1, True, "1", 2.0, None, 0],),
            {"int": [1, 0], "bool": [True], "str": ["1"], "float": [2.0], "NoneType": [None]},
        ),
    )


@exercise("sort_by_type")
def test_sort_by_type_keeps_all(student):
    """重复的也都留着，次序不变；空列表是 {}。"""
    gives(
        student,
        "sort_by_type",
        ((["b", 2, "a", 2, "b"],), {"str": ["b", "a", "b"], "int": [2, 2]}),
        (([None, None],), {"NoneType": [None, None]}),
        (([],), {}),
    )
