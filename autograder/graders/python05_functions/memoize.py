"""Hidden tests of memoize: a fake function answers something else each time, and tells what it was asked."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

from common import SOON, run


def runs(student: Any, fake: Any, number: int) -> None:
    """Fail unless the function inside ran so many times."""
    kit.same(len(student.attribute(fake, "seen")), number, name="里面的函数运行的次数")


@pytest.mark.exercise(core=True)
def test_memoize_once_for_each(student, rng):
    """同样的参数只算一次，不同的参数各算各的；答案就是第一次的。"""
    fake = student.probe([f"第{i}次" for i in range(20)])
    f = student.memoize(fake)
    asked = draws.some_of(rng, [3, 4, "3", (3,), None, -1], 15)
    first: list[Any] = []
    for x in asked:
        if x not in first:
            first.append(x)
    results = [run(student, f, x) for x in asked]
    kit.same(results, [f"第{first.index(x)}次" for x in asked])
    runs(student, fake, len(first))


@pytest.mark.exercise(core=True)
def test_memoize_of_two_arguments(student, rng):
    """几个参数合起来是一道题：次序不同、个数不同，就是不同的题。"""
    fake = student.probe(list(range(100, 130)))
    f = student.memoize(fake)
    asked: list[tuple[Any, ...]] = [(), (1,), (1, 2), (2, 1), ((1, 2),), (1, 2, 1), (12,), ("1", "2")]
    order = draws.shuffled(rng, list(range(len(asked)))) * 2
    want = [100 + order.index(who) for who in order]
    kit.same([run(student, f, *asked[who]) for who in order], want)
    runs(student, fake, len(asked))


@pytest.mark.exercise
def test_memoize_keywords(student, rng):
    """按名字给的参数不同，就是不同的题。"""
    fake = student.probe(list("甲乙丙丁戊己"))
    f = student.memoize(fake)
    asked: list[dict[str, Any]] = [{}, {"b": 1}, {"b": 2}, {"c": 1}, {"b": 1, "c": 2}, {"b": 2, "c": 1}]
    answers = [run(student, f, 7, **kwargs) for kwargs in [*asked, *asked]]
    kit.same(answers, list("甲乙丙丁戊己") * 2)
    runs(student, fake, len(asked))


@pytest.mark.exercise
def test_memoize_order_of_keywords(student):
    """按名字给的参数换了次序，还是同一道题。"""
    fake = student.probe([1, 2, 3])
    f = student.memoize(fake)
    answers = [run(student, f, a=1, b=2, c=3), run(student, f, c=3, a=1, b=2), run(student, f, b=2, c=3, a=1)]
    kit.same(answers, [1, 1, 1])
    runs(student, fake, 1)


@pytest.mark.exercise
def test_memoize_equal_arguments(student):
    """相等的参数是同一道题：1 和 1.0，按位置给、按名字给都是。"""
    fake = student.probe([10, 20, 30])
    f = student.memoize(fake)
    answers = [run(student, f, 1), run(student, f, 1.0), run(student, f, x=2), run(student, f, x=2.0)]
    kit.same(answers, [10, 10, 20, 20])
    runs(student, fake, 2)


@pytest.mark.exercise
def test_memoize_keywords_of_many_kinds(student):
    """按名字给的参数可以是不同种类的东西，互相不能比大小的也行。"""
    fake = student.probe([1, 2])
    f = student.memoize(fake)
    answers = [run(student, f, a=None, b="x"), run(student, f, b=None, a="x"), run(student, f, b="x", a=None)]
    kit.same(answers, [1, 2, 1])
    runs(student, fake, 2)


@pytest.mark.exercise
def test_memoize_positions_and_keywords_apart(student):
    """按位置的和按名字的不混成一团。"""
    f = student.memoize(student.probe(list("甲乙丙丁")))
    answers = [
        run(student, f, ("x", 1)),
        run(student, f, x=1),
        run(student, f, "x", 1),
        run(student, f, (("x", 1),)),
    ]
    kit.same(answers, list("甲乙丙丁"))


@pytest.mark.exercise
def test_memoize_passes_arguments(student):
    """里面的函数收到的，就是给外套的。"""
    fake = student.probe([1, 2])
    f = student.memoize(fake)
    run(student, f, 1, (2, 3), z="x")
    run(student, f)
    kit.same(student.attribute(fake, "seen"), [((1, (2, 3)), {"z": "x"}), ((), {})], name="里面的函数收到的")


@pytest.mark.exercise
def test_memoize_results_that_are_nothing(student):
    """结果是 None、0、空的、False，也都记住。"""
    nothings: list[Any] = [None, 0, "", False, []]
    for nothing in nothings:
        fake = student.probe([nothing, "又算了"])
        f = student.memoize(fake)
        kit.same([run(student, f, 5), run(student, f, 5)], [nothing, nothing])
        runs(student, fake, 1)


@pytest.mark.exercise
def test_memoize_failures(student):
    """抛出异常的，异常通过，不记，下次再算；算成了就记住。"""
    fake = student.probe(["boom", "boom", "成了", "又算了"])
    f = student.memoize(fake)
    for _ in range(2):
        with kit.raises("ValueError"):
            run(student, f, 1)
    kit.same([run(student, f, 1), run(student, f, 1)], ["成了", "成了"])
    runs(student, fake, 3)


@pytest.mark.exercise
def test_memoize_one_book_each(student):
    """每个函数一个本子，同一个函数穿两次外套也是。"""
    one, two = student.probe(["甲一"]), student.probe(["乙一"])
    f, g = student.memoize(one), student.memoize(two)
    kit.same([run(student, h, 1) for h in (f, g, f, g)], ["甲一", "乙一", "甲一", "乙一"])
    inner = student.probe(["先", "后"])
    f, g = student.memoize(inner), student.memoize(inner)
    kit.same([run(student, h, 1) for h in (f, g, f)], ["先", "后", "先"])


@pytest.mark.exercise
def test_memoize_many(student):
    """本子记得下许多题，早先的也不忘。"""
    fake = student.probe(list(range(400)))
    f = student.memoize(fake)
    asked = [*range(300), *range(300)]
    kit.same([run(student, f, x) for x in asked], asked)
    runs(student, fake, 300)


@pytest.mark.exercise
def test_memoize_fib(student):
    """用它装饰的 fib，算到第 300 个也只是一眨眼。"""
    student.seconds = SOON
    a, b = 0, 1
    for _ in range(300):
        a, b = b, a + b
    kit.same(student.fast_fib(300), a)


@pytest.mark.exercise(structure=True)
def test_memoize_by_hand(student):
    """自己记，没有用 functools 的 cache、lru_cache。"""
    kit.not_calling(student, "memoize", {"*cache*"})
