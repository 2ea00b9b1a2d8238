"""Hidden tests of Playlist: a plain list beside it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import draws, kit

NAMES = ["平凡之路", "起风了", "晴天", "海阔天空", "稻香", "夜曲", "成都"]
SLICES = [
    slice(1, 3),
    slice(None, 2),
    slice(-2, None),
    slice(None, None, 2),
    slice(None, None, -1),
    slice(5, 2),
]


def made(student: Any, *songs: Any) -> Any:
    """A playlist, as a handle even where the learner's class is an iterator itself, which would arrive as a list."""
    return student.look("[Playlist(*a)]", list(songs))[0]


def add(student: Any, p: Any, song: str) -> None:
    """Add a song."""
    student.invoke(p, "add", song)


@pytest.mark.exercise(core=True)
def test_playlist_example(student):
    """文档字符串里的例子：两首歌，添一首。"""
    p = made(student, ["甲", "乙"])
    add(student, p, "丙")
    found = [student.look("len(a)", p), student.look("a[b]", p, -1), student.look("list(a)", p)]
    kit.same(found, [3, "丙", ["甲", "乙", "丙"]], name="[len(p), p[-1], list(p)]")


@pytest.mark.exercise(core=True)
def test_playlist_random(student, rng):
    """从几首歌开始，再添几首（会有相同的）：长度、次序、每个下标都对。"""
    for _ in range(6):
        start, more = draws.some_of(rng, NAMES, 3), draws.some_of(rng, NAMES, 4)
        wants = start + more
        p = made(student, list(start))
        for song in more:
            add(student, p, song)
        found = [student.look("len(a)", p), student.look("list(a)", p)]
        each = [student.look("a[b]", p, i) for i in range(len(wants))]
        kit.same(found, [len(wants), wants], name="[len(p), list(p)]")
        kit.same(each, wants, name="一个一个取")


@pytest.mark.exercise
def test_playlist_from_nothing(student):
    """什么都不给就是空的，添了就有；从元组开始也行。"""
    p = made(student)
    empty = [student.look("len(a)", p), student.look("list(a)", p)]
    add(student, p, "晴天")
    found = [student.look("len(a)", p), student.look("a[b]", p, 0)]
    q = made(student, ("甲", "乙"))
    add(student, q, "丙")
    kit.same(empty, [0, []], name="空的 [len(p), list(p)]")
    kit.same(found, [1, "晴天"], name="添过的 [len(p), p[0]]")
    kit.same(student.look("list(a)", q), ["甲", "乙", "丙"], name="从元组开始的")


@pytest.mark.exercise
def test_playlist_from_the_end(student, rng):
    """负的下标从后面数。"""
    songs = draws.shuffled(rng, NAMES)
    p = made(student, songs)
    kit.same([student.look("a[b]", p, -i) for i in range(1, 8)], songs[::-1], name="p[-1]、p[-2]……")


@pytest.mark.exercise
@pytest.mark.parametrize("i", [3, 10, -4])
def test_playlist_out_of_range(student, i):
    """没有这一首，抛出 IndexError。"""
    p = made(student, NAMES[:3])
    with kit.raises("IndexError"):
        student.look("a[b]", p, i)


@pytest.mark.exercise
def test_playlist_slices(student, rng):
    """切片是列表，切法与列表相同。"""
    songs = draws.shuffled(rng, NAMES)
    p = made(student, songs)
    found = [student.look("a[b]", p, part) for part in SLICES]
    kit.same(found, [songs[part] for part in SLICES], name="几个切片")


@pytest.mark.exercise
def test_playlist_in(student):
    """in 看相等，不看是不是同一个对象；没有的是 False。"""
    p = made(student, NAMES)
    questions = ["平凡", "起风", "晴"]
    near = [student.look("b in a", p, word) for word in ("平凡", "平凡之路啊", "平凡之路")]
    found = [student.look("b + '之路' in a", p, word) for word in questions]
    kit.same(found, [True, False, False], name="[有, 没有, 没有]")
    kit.same(near, [False, False, True], name="[只有一段, 多一个字, 正是]")


@pytest.mark.exercise
def test_playlist_many_times(student):
    """for 可以走许多遍，也可以两层同时走，歌一首不少。"""
    p = made(student, ["甲", "乙"])
    found = [
        student.look("[s for s in a]", p),
        student.look("[s + t for s in a for t in a]", p),
        student.look("len(a)", p),
    ]
    kit.same(found, [["甲", "乙"], ["甲甲", "甲乙", "乙甲", "乙乙"], 2], name="[一层, 两层, len(p)]")


@pytest.mark.exercise
def test_playlist_leaves_the_list_alone(student):
    """往歌单里添歌，原来的列表不变。"""
    songs = ["甲", "乙"]
    kit.same(student.look("[(p, p.add('丙'), list(a)) for p in [Playlist(a)]][0][2]", songs), ["甲", "乙"])


@pytest.mark.exercise
def test_playlist_keeps_its_own(student):
    """以后改原来的列表，歌单不变。"""
    songs = ["甲", "乙"]
    kit.same(student.look("[(a.append('丙'), list(p)) for p in [Playlist(a)]][0][1]", songs), ["甲", "乙"])


@pytest.mark.exercise
def test_playlist_apart(student):
    """两张从空开始的歌单互不相干。"""
    p, q = made(student), made(student)
    add(student, p, "甲")
    add(student, q, "乙")
    kit.same([student.look("list(a)", x) for x in (p, q)], [["甲"], ["乙"]], name="两张歌单")
