"""Python 第 5 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看得到了什么。
"""

import copy

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def run(student, function, *args, **kwargs):
    """调用 student 的函数交回来的函数。"""
    kit.require(function is not None, "应当返回一个函数，得到的是 None")
    return student.invoke(function, "__call__", *args, **kwargs)


# --- 参数的几种写法 -------------------------------------------------------------------------------


@exercise("append_to", core=True)
def test_append_to_a_list(student):
    """给了列表，就加在它的末尾，给的那个列表也变了。"""
    cart = ["书"]
    kit.same(student.append_to("笔", cart), ["书", "笔"])
    kit.same(cart, ["书", "笔"], name="给的列表")


@exercise("append_to")
def test_append_to_without_a_list(student):
    """没给列表，每次都是一个新的。"""
    kit.same(student.append_to(1), [1])
    kit.same(student.append_to(2), [2])


@exercise("append_to")
def test_append_to_an_empty_list(student):
    """给的是空列表，也加在它上面。"""
    cart = []
    kit.same(student.append_to("笔", cart), ["笔"])
    kit.same(cart, ["笔"], name="给的列表")


@exercise("append_to")
def test_append_to_returns_the_list_itself(student):
    """返回的就是给的那个列表，不是一样的另一个。"""
    kit.same(student.is_same_list(3, [1, 2]), True, name="是不是同一个")


@exercise("average", core=True)
def test_average_of_some(student):
    """几个数都行：平均是总和除以个数，不取整。"""
    kit.same(student.average(1, 2, 6), 3.0)
    kit.same(student.average(4, 5), 4.5)
    kit.same(student.average(7), 7.0)
    kit.same(student.average(1, 1, 2), 4 / 3)


@exercise("average")
def test_average_of_none(student):
    """一个数也没有，返回 default；没给 default，返回 None。"""
    kit.same(student.average(default=0), 0)
    kit.same(student.average(default="没有"), "没有")
    kit.same(student.average(), None)


@exercise("average")
def test_average_ignores_default_where_there_are_numbers(student):
    """有数的时候，default 不起作用。"""
    kit.same(student.average(2, 4, default=100), 3.0)
    kit.same(student.average(1, -1, default=100), 0.0)
    kit.same(student.average(1, -1), 0.0)


# --- 名字住在哪里 ---------------------------------------------------------------------------------


@exercise("make_counter", core=True)
def test_make_counter_counts(student):
    """第一次得到 start，以后每次多 1。"""
    take = student.make_counter(7)
    kit.same([run(student, take) for _ in range(3)], [7, 8, 9], name="三次")


@exercise("make_counter")
def test_make_counter_from_zero(student):
    """没给 start，从 0 开始。"""
    take = student.make_counter()
    kit.same([run(student, take) for _ in range(3)], [0, 1, 2], name="三次")


@exercise("make_counter")
def test_make_counter_twice(student):
    """两台叫号机，各叫各的。"""
    a, b = student.make_counter(1), student.make_counter(50)
    kit.same([run(student, take) for take in (a, a, b, a, b)], [1, 2, 50, 3, 51], name="轮流叫号")


# --- 函数也是东西 ---------------------------------------------------------------------------------


@exercise("pipeline", core=True)
def test_pipeline_from_left_to_right(student):
    """从左到右，上一个的结果交给下一个。"""
    one, two = student.tool("plus_one"), student.tool("double")
    kit.same(run(student, student.pipeline(one, two), 3), 8, name="加一、翻倍")
    kit.same(run(student, student.pipeline(two, one), 3), 7, name="翻倍、加一")
    kit.same(run(student, student.pipeline(one, one, two, one), 3), 11, name="四步")


@exercise("pipeline")
def test_pipeline_of_nothing(student):
    """一个函数也没有，收到什么就答什么。"""
    kit.same(run(student, student.pipeline(), "原样"), "原样")


@exercise("pipeline")
def test_pipeline_used_again(student):
    """一条流水线可以用许多次。"""
    f = student.pipeline(student.tool("words"), student.tool("count"))
    kit.same([run(student, f, text) for text in ("a b c", "", "x y")], [3, 0, 2], name="三次")


# --- 自己调用自己 ---------------------------------------------------------------------------------


def kinds(value):
    """每一层是列表、元组还是字典。"""
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(kinds, value)]
    if isinstance(value, dict):
        return ["dict", *([key, kinds(item)] for key, item in sorted(value.items(), key=str))]
    return ""


NESTED = ({"a": [1, (2,)], "b": {"c": ()}, 5: [6]}, 3, [[], None, "文字"])


@exercise("deep_copy", core=True)
def test_deep_copy_is_equal(student):
    """复制品和原件一模一样：内容，和每一层的种类。"""
    copied = student.deep_copy(NESTED)
    kit.same(copied, NESTED)
    kit.require(kinds(copied) == kinds(NESTED), "列表应当还是列表，元组还是元组，字典还是字典")


@exercise("deep_copy", core=True)
def test_deep_copy_is_new_in_lists(student):
    """涂改复制品里的列表，原件不变：最外一层，和里面几层。"""
    kit.same(student.scribble([1, 2]), [1, 2], name="原件")
    kit.same(student.scribble([1, [2, [3]]]), [1, [2, [3]]], name="原件")


@exercise("deep_copy")
def test_deep_copy_is_new_in_tuples(student):
    """元组里面的列表也是新的。"""
    kit.same(student.scribble((1, [2])), (1, [2]), name="原件")
    kit.same(student.scribble([(1, ([2],))]), [(1, ([2],))], name="原件")


@exercise("deep_copy")
def test_deep_copy_is_new_in_dicts(student):
    """字典是新的，字典里面的列表也是。"""
    kit.same(student.scribble({"a": 1}), {"a": 1}, name="原件")
    mixed = {"a": [1], "b": ({"c": 2}, {})}
    kit.same(student.scribble(copy.deepcopy(mixed)), mixed, name="原件")


@exercise("deep_copy", structure=True)
def test_deep_copy_is_written_by_hand(student):
    """没有用 copy、json、pickle。"""
    kit.not_calling(student, "deep_copy", {"*copy*", "*json*", "*pickle*"})


# --- 给函数穿件外套 -------------------------------------------------------------------------------


@exercise("count_calls", core=True)
def test_count_calls_counts_and_passes_on(student):
    """参数和结果原样通过，calls 从 0 数起。"""
    f = student.count_calls(student.tool("add"))
    kit.same(student.attribute(f, "calls"), 0, name="calls")
    kit.same(run(student, f, 3, 4), 7)
    kit.same(run(student, f, 5), 5)
    kit.same(student.attribute(f, "calls"), 2, name="calls")


@exercise("count_calls")
def test_count_calls_passes_keywords_on(student):
    """按名字给的参数也原样通过。"""
    f = student.count_calls(student.tool("add"))
    kit.same(run(student, f, 3, b=10), 13)


@exercise("count_calls")
def test_count_calls_counts_failures(student):
    """异常原样通过，那一次也算。"""
    f = student.count_calls(student.tool("count"))
    with kit.raises("TypeError"):
        run(student, f, 5)
    kit.same(run(student, f, "abc"), 3)
    kit.same(student.attribute(f, "calls"), 2, name="calls")


@exercise("count_calls")
def test_count_calls_keeps_the_name(student):
    """名字和说明还是原来那个函数的。"""
    f = student.count_calls(student.tool("double"))
    kit.same(student.attribute(f, "__name__"), "double", name="__name__")
    kit.same(student.attribute(f, "__doc__"), "翻倍。", name="__doc__")


@exercise("count_calls")
def test_count_calls_of_two(student):
    """两个函数，各数各的。"""
    f, g = student.count_calls(student.tool("double")), student.count_calls(student.tool("plus_one"))
    for function in (f, f, g):
        run(student, function, 1)
    kit.same([student.attribute(function, "calls") for function in (f, g)], [2, 1], name="两个 calls")


def times(student, fake):
    """假函数被调用了几次。"""
    return len(student.attribute(fake, "seen"))


@exercise("memoize", core=True)
def test_memoize_remembers(student):
    """同样的参数只算一次，答案不变；不同的参数各算各的。"""
    fake = student.probe([30, 40])
    f = student.memoize(fake)
    kit.same([run(student, f, x) for x in (3, 3, 4, 3, 4)], [30, 30, 40, 30, 40], name="五次的答案")
    kit.same(times(student, fake), 2, name="真正调用的次数")


@exercise("memoize")
def test_memoize_looks_at_keywords(student):
    """按名字给的参数不同，就是不同的题；次序不同，还是同一道题。"""
    fake = student.probe(["一", "二", "三"])
    f = student.memoize(fake)
    kit.same(run(student, f, 1, b=2), "一")
    kit.same(run(student, f, 1, b=3), "二")
    kit.same(run(student, f, b=2, c=1), "三")
    kit.same(run(student, f, c=1, b=2), "三")
    kit.same(times(student, fake), 3, name="真正调用的次数")


@exercise("memoize")
def test_memoize_of_equal_arguments(student):
    """1 和 1.0 相等，是同一道题。"""
    fake = student.probe(["一", "又算了一次"])
    f = student.memoize(fake)
    kit.same([run(student, f, 1), run(student, f, 1.0)], ["一", "一"], name="两次的答案")


@exercise("memoize")
def test_memoize_does_not_mix_keywords_and_positions(student):
    """f(("x", 1)) 和 f(x=1) 是两道题。"""
    f = student.memoize(student.probe(["元组", "名字"]))
    kit.same([run(student, f, ("x", 1)), run(student, f, x=1)], ["元组", "名字"], name="两次的答案")


@exercise("memoize")
def test_memoize_remembers_none(student):
    """结果是 None，也要记住。"""
    fake = student.probe([None, "又算了一次"])
    f = student.memoize(fake)
    kit.same([run(student, f, 1), run(student, f, 1)], [None, None], name="两次的答案")


@exercise("memoize")
def test_memoize_forgets_failures(student):
    """抛出异常的不记，下次再算。"""
    f = student.memoize(student.probe(["boom", "好了"]))
    with kit.raises("ValueError"):
        run(student, f, 1)
    kit.same(run(student, f, 1), "好了")


@exercise("memoize")
def test_memoize_of_two(student):
    """两个函数，各有各的本子。"""
    f, g = student.memoize(student.tool("double")), student.memoize(student.tool("plus_one"))
    kit.same([run(student, f, 5), run(student, g, 5)], [10, 6], name="两个函数的答案")


@exercise("memoize")
def test_memoize_makes_fib_fast(student):
    """带本子的 fib(30) 是对的。"""
    kit.same(student.fast_fib(30), 832040)


@exercise("memoize", structure=True)
def test_memoize_is_written_by_hand(student):
    """没有用 functools 的 cache、lru_cache。"""
    kit.not_calling(student, "memoize", {"*cache*"})


# --- 走一步停一步 ---------------------------------------------------------------------------------


@exercise("hanoi", core=True)
def test_hanoi_of_two_and_three(student):
    """两个盘子三步，三个盘子七步。"""
    kit.same(student.hanoi(2, "A", "C", "B"), [("A", "B"), ("A", "C"), ("B", "C")])
    want = [tuple(move) for move in ["AC", "AB", "CB", "AC", "BA", "BC", "AC"]]
    kit.same(student.hanoi(3, "A", "C", "B"), want)


@exercise("hanoi")
def test_hanoi_of_one_and_none(student):
    """一个盘子一步，没有盘子一步也没有。"""
    kit.same(student.hanoi(1, "左", "右", "中"), [("左", "右")])
    kit.same(student.hanoi(0, "左", "右", "中"), [])
    kit.same(student.hanoi(2, "左", "右", "中"), [("左", "中"), ("左", "右"), ("中", "右")])


@exercise("permutations", core=True)
def test_permutations_of_three(student):
    """三样东西六种排法，按位置的次序。"""
    want = [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]
    kit.same(student.permutations([1, 2, 3]), want)
    kit.same(student.permutations(["b", "a"]), [("b", "a"), ("a", "b")])


@exercise("permutations")
def test_permutations_of_equal_things(student):
    """相等的东西也各算各的。"""
    kit.same(student.permutations([1, 1]), [(1, 1), (1, 1)])


@exercise("permutations")
def test_permutations_of_nothing(student):
    """没有东西，有一种排法：空元组。"""
    kit.same(student.permutations([]), [()])


@exercise("permutations")
def test_permutations_leaves_items_alone(student):
    """items 在调用之后保持原样。"""
    items = [3, 1, 2]
    student.permutations(items)
    kit.unchanged(items, [3, 1, 2], "items")


@exercise("permutations")
def test_permutations_left_halfway(student):
    """只要头两种就停下，items 也保持原样。"""
    items = [3, 1, 2]
    student.nth_permutation(items, 2)
    kit.unchanged(items, [3, 1, 2], "items")


@exercise("permutations", structure=True)
def test_permutations_is_written_by_hand(student):
    """没有用 itertools。"""
    kit.not_calling(student, "permutations", {"*itertools*", "*permutations*"})
