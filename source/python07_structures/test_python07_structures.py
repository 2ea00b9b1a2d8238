"""Python 第 7 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看得到了什么。
"""

import copy
import itertools
import math

import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 栈和队列 -------------------------------------------------------------------------------------


@exercise("balanced", core=True)
def test_balanced_nests(student):
    """配好的是 True，次序交错的、种类不同的是 False。"""
    kit.same(student.balanced("a[(1+2)*{3}]"), True)
    kit.same(student.balanced("([)]"), False)
    kit.same(student.balanced("(]"), False)
    kit.same(student.balanced("()[]{}"), True)
    kit.same(student.balanced("()]"), False)


@exercise("balanced")
def test_balanced_begins_with_an_opening_bracket(student):
    """右括号前面没有左括号，是 False。"""
    kit.same(student.balanced(")("), False)
    kit.same(student.balanced("(a))"), False)


@exercise("balanced")
def test_balanced_leaves_nothing_open(student):
    """到末尾还有没配的左括号，是 False；一个括号也没有，是 True。"""
    kit.same(student.balanced("("), False)
    kit.same(student.balanced("{[]"), False)
    kit.same(student.balanced(""), True)
    kit.same(student.balanced("没有括号"), True)


@exercise("balanced")
def test_balanced_reads_quotes_as_they_are(student):
    """引号只是普通字符，里面的括号照样算。"""
    kit.same(student.balanced("f('(')"), False)
    kit.same(student.balanced("f('()')"), True)


# --- 每次砍掉一半 ---------------------------------------------------------------------------------


@exercise("binary_search", core=True)
def test_binary_search_finds(student):
    """有的，答最左边那个的位置。"""
    items = [1, 3, 3, 3, 8]
    kit.same([student.binary_search(list(items), x) for x in (1, 3, 8)], [0, 1, 4], name="找 1、3、8")


@exercise("binary_search", core=True)
def test_binary_search_says_where_it_would_go(student):
    """没有的，答 ~i，i 是它该放的位置。"""
    items = [1, 3, 3, 3, 8]
    kit.same(
        [student.binary_search(list(items), x) for x in (0, 2, 4, 9)], [-1, -2, -5, -6], name="找 0、2、4、9"
    )


@exercise("binary_search")
def test_binary_search_in_few(student):
    """空的列表，和只有一样的列表。"""
    kit.same(student.binary_search([], 3), -1)
    kit.same([student.binary_search([5], x) for x in (4, 5, 6)], [-1, 0, -2], name="在 [5] 里找 4、5、6")


@exercise("binary_search")
def test_binary_search_looks_seldom(student):
    """一千个里，只看二十来次。"""
    items = list(range(0, 2000, 2))
    for x in (0, 777, 1998, 5000):
        place, reads = student.watched_search(items, x)
        kit.same(place, x // 2 if x in items else ~min(len(items), (x + 1) // 2), name=f"找 {x}")
        most = int(2 * math.log2(len(items) + 1) + 4)
        kit.require(reads <= most, f"找 {x} 看了 {reads} 次，应当至多 {most} 次")


@exercise("binary_search", structure=True)
def test_binary_search_is_written_by_hand(student):
    """没有用 bisect 和 index。"""
    kit.not_calling(student, "binary_search", {"*bisect*", "index"})


# --- 两叠牌合成一叠 -------------------------------------------------------------------------------


@exercise("merge_sort", core=True)
def test_merge_sort_is_stable(student):
    """按那一列从小到大，相等的不换先后。"""
    rows = [("小红", 90), ("小明", 85), ("小刚", 90), ("阿强", 85)]
    kit.same(student.merge_sort(rows, 1), [("小明", 85), ("阿强", 85), ("小红", 90), ("小刚", 90)])


@exercise("merge_sort", core=True)
def test_merge_sort_keeps_all(student):
    """一行也不少：一边先拿完，另一边剩下的都接上。"""
    kit.same(student.merge_sort([[5], [6], [7], [1], [2]], 0), [[1], [2], [5], [6], [7]])
    kit.same(student.merge_sort([[3], [1], [2]], 0), [[1], [2], [3]])


@exercise("merge_sort")
def test_merge_sort_compares_one_column(student):
    """只比那一列，别的列可以比不了大小。"""
    rows = [[None, 2, "b"], ["x", 1, 3], [5, 2, None]]
    kit.same(student.merge_sort(rows, 1), [["x", 1, 3], [None, 2, "b"], [5, 2, None]])


@exercise("merge_sort")
def test_merge_sort_makes_a_new_list(student):
    """返回新的列表，给的那个不变；只有一行、没有行，也是新的。"""
    rows = [[2], [1]]
    student.merge_sort(rows, 0)
    kit.unchanged(rows, [[2], [1]], "rows")
    kit.same(student.merge_sort([], 0), [])
    kit.same(
        [student.is_new_list(rows, 0) for rows in ([], [[1]], [[2], [1]])], [True] * 3, name="是不是新的"
    )


@exercise("merge_sort", structure=True)
def test_merge_sort_is_written_by_hand(student):
    """没有用 sorted、sort、heapq。"""
    kit.not_calling(student, "merge_sort", {"sorted", "sort", "*heap*", "nsmallest", "*insort*"})


# --- 自己管一叠盒子 -------------------------------------------------------------------------------


@exercise("flatten", core=True)
def test_flatten_keeps_the_order(student):
    """列表、元组全部拆开，次序不变。"""
    kit.same(student.flatten([1, [2, ("ab", [])], 3]), [1, 2, "ab", 3])
    kit.same(student.flatten([[[1, 2], 3], (4, (5,)), 6]), [1, 2, 3, 4, 5, 6])


@exercise("flatten")
def test_flatten_leaves_other_things_whole(student):
    """文字、字典、None 都是一样东西，整个放进去。"""
    kit.same(student.flatten(["两个字", [{"a": [1]}, None], b"ab"]), ["两个字", {"a": [1]}, None, b"ab"])
    kit.same(student.flatten([[], ((), [])]), [])


@exercise("flatten")
def test_flatten_leaves_its_argument_alone(student):
    """给的列表不变。"""
    nested = [1, [2, [3]], 4]
    student.flatten(nested)
    kit.unchanged(nested, [1, [2, [3]], 4], "nested")


@exercise("flatten")
def test_flatten_goes_deep(student):
    """套了五千层也能拆平。"""
    want = [*range(4999, -1, -1), "底", *map(str, range(5000))]
    kit.same(student.flatten_nest(5000), want)


# --- 树 -------------------------------------------------------------------------------------------

SMALL = ((None, 2, None), 5, (None, 8, None))


@exercise("tree_insert", core=True)
def test_tree_insert_from_nothing(student):
    """从空的树起，依次添 5、2、8、3。"""
    tree = None
    for value in (5, 2, 8, 3):
        tree = student.tree_insert(tree, value)
    kit.same(tree, ((None, 2, (None, 3, None)), 5, (None, 8, None)))


@exercise("tree_insert")
def test_tree_insert_one_that_is_there(student):
    """已经有了的值，不再添。"""
    kit.same([student.tree_insert(SMALL, value) for value in (5, 2, 8)], [SMALL] * 3, name="添 5、2、8")


@exercise("tree_insert")
def test_tree_insert_zero(student):
    """值是 0 也一样。"""
    kit.same(student.tree_insert((None, 5, None), 0), ((None, 0, None), 5, None))
    kit.same(student.tree_insert((None, 0, None), 3), (None, 0, (None, 3, None)))


@exercise("tree_values", core=True)
def test_tree_values_ascend(student):
    """从小到大。"""
    kit.same(student.tree_values(SMALL), [2, 5, 8])
    kit.same(student.tree_values(((None, 2, (None, 3, None)), 5, (None, 8, None))), [2, 3, 5, 8])


@exercise("tree_values")
def test_tree_values_of_nothing(student):
    """空的树是 []，只有一个值的树是一样。"""
    kit.same(student.tree_values(None), [])
    kit.same(student.tree_values((None, 0, None)), [0])


@exercise("tree_values", structure=True)
def test_tree_values_is_not_sorted_again(student):
    """没有用 sorted、sort。"""
    kit.not_calling(student, "tree_values", {"sorted", "sort", "*heap*", "*insort*"})


# --- 图 -------------------------------------------------------------------------------------------

TOWN = {
    "家": ["书店", "公园"],
    "书店": ["医院"],
    "公园": ["医院", "学校"],
    "医院": [],
    "学校": ["家"],
}


@exercise("shortest_path", core=True)
def test_shortest_path_in_town(student):
    """从家到学校，经过公园。"""
    kit.same(student.shortest_path(copy.deepcopy(TOWN), "家", "学校"), ["家", "公园", "学校"])
    kit.same(student.shortest_path(copy.deepcopy(TOWN), "书店", "医院"), ["书店", "医院"])


@exercise("shortest_path", core=True)
def test_shortest_path_prefers_few_edges(student):
    """先写着的那条路长，也要找到短的。"""
    graph = {"a": ["b", "d"], "b": ["c"], "c": ["d"], "d": ["e"], "e": []}
    kit.same(student.shortest_path(graph, "a", "e"), ["a", "d", "e"])
    graph = {"a": ["b"], "b": ["c", "d"], "c": ["d"], "d": []}
    kit.same(student.shortest_path(graph, "a", "d"), ["a", "b", "d"])


@exercise("shortest_path")
def test_shortest_path_one_way(student):
    """边是单行的；到不了是 None；原地是只有一个点的路。"""
    kit.same(student.shortest_path(copy.deepcopy(TOWN), "医院", "家"), None)
    kit.same(student.shortest_path(copy.deepcopy(TOWN), "学校", "公园"), ["学校", "家", "公园"])
    kit.same(student.shortest_path(copy.deepcopy(TOWN), "书店", "书店"), ["书店"])


@exercise("shortest_path")
def test_shortest_path_in_streets(student):
    """5 × 5 的街道，从一角到对角，9 个点。"""
    size = 5
    streets = {
        f"{r},{c}": [
            f"{y},{x}"
            for y, x in ((r, c + 1), (r + 1, c), (r, c - 1), (r - 1, c))
            if 0 <= y < size and 0 <= x < size
        ]
        for r in range(size)
        for c in range(size)
    }
    path = student.shortest_path(streets, "0,0", "4,4")
    kit.require(isinstance(path, (list, tuple)) and len(path) == 9, "应当是 9 个点的路线")
    kit.require(all(b in streets[a] for a, b in itertools.pairwise(path)), "每一步都要沿着一条边")


PRICES = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 6}, "d": {}}


@exercise("cheapest_route", core=True)
def test_cheapest_route_takes_a_longer_way(student):
    """绕远一点，便宜一点。"""
    kit.same(student.cheapest_route(copy.deepcopy(PRICES), "a", "d"), (4, ["a", "c", "b", "d"]))
    kit.same(student.cheapest_route(copy.deepcopy(PRICES), "a", "b"), (3, ["a", "c", "b"]))


@exercise("cheapest_route")
def test_cheapest_route_takes_a_dear_edge_at_last(student):
    """眼前最便宜的一条边，不一定通向最便宜的路，还可能是死路。"""
    graph = {"a": {"b": 1, "c": 5}, "b": {"d": 20}, "c": {"d": 1}, "d": {}}
    kit.same(student.cheapest_route(graph, "a", "d"), (6, ["a", "c", "d"]))


@exercise("cheapest_route", core=True)
def test_cheapest_route_takes_the_direct_way(student):
    """直达更便宜就走直达：比的是从起点算起的总花费，不是最后一条边。"""
    graph = {"a": {"b": 2, "c": 3}, "b": {"c": 2}, "c": {}}
    kit.same(student.cheapest_route(graph, "a", "c"), (3, ["a", "c"]))


@exercise("cheapest_route")
def test_cheapest_route_for_nothing(student):
    """花费可以是 0。"""
    graph = {"a": {"b": 0, "c": 3}, "b": {"c": 0}, "c": {}}
    kit.same(student.cheapest_route(graph, "a", "c"), (0, ["a", "b", "c"]))


@exercise("cheapest_route")
def test_cheapest_route_nowhere(student):
    """原地花费是 0；到不了是 None。"""
    kit.same(student.cheapest_route(copy.deepcopy(PRICES), "b", "b"), (0, ["b"]))
    kit.same(student.cheapest_route(copy.deepcopy(PRICES), "d", "a"), None)
