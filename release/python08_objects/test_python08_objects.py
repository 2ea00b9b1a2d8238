"""Python 第 8 天的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的值。
`student.look("a + b", v, w)` 的意思是：在你的 notebook 里算 v + w。
"""

import pytest

from autograder import kit
from autograder.checking.student import StudentError


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 账户 -----------------------------------------------------------------------------------------


@exercise("Account", core=True)
def test_account_in_and_out(student):
    """存 50、取 150，返回的都是新的余额；户主、余额、流水读得到。"""
    a = student.Account("小明", 100)
    answers = [a.deposit(50), a.withdraw(150)]
    now = [a.owner, a.balance, a.history]
    kit.same(answers, [150, 0], name="两次的返回值")
    kit.same(now, ["小明", 0, [("deposit", 50), ("withdraw", 150)]], name="[owner, balance, history]")


@exercise("Account")
def test_account_refuses_and_changes_nothing(student):
    """取得比余额多，抛出 ValueError，余额和流水不变。"""
    a = student.Account("小明", 100)
    with kit.raises("ValueError"):
        a.withdraw(101)
    kit.same([a.balance, a.history], [100, []], name="[balance, history]")


@exercise("Account")
def test_account_refuses_negative_amounts(student):
    """存 −5，抛出 ValueError，余额和流水不变。"""
    a = student.Account("小明", 100)
    with kit.raises("ValueError"):
        a.deposit(-5)
    kit.same([a.balance, a.history], [100, []], name="[balance, history]")


@exercise("Account")
def test_account_each_its_own_history(student):
    """两个账户各记各的流水。"""
    a, b = student.Account("小明", 100), student.Account("小红")
    a.deposit(7)
    kit.same([b.balance, b.history], [0, []], name="另一个账户的 [balance, history]")


@exercise("Account")
def test_account_balance_is_read_only(student):
    """从外面给 balance 赋值，抛出 AttributeError。"""
    a = student.Account("小明", 100)
    with kit.raises("AttributeError"):
        a.balance = 1_000_000
    kit.same(a.balance, 100, name="balance")


@exercise("Savings", core=True)
def test_savings_interest(student):
    """1050 分，2%：利息 21；再存 1000，利息按新的余额算，是 41。"""
    s = student.Savings("小红", 1050)
    answers = [s.add_interest(), s.deposit(1000), s.add_interest()]
    kit.same(answers, [21, 2071, 41], name="[利息, 存款, 利息] 的返回值")
    kit.same(s.balance, 2112, name="balance")
    kit.same(s.history, [("interest", 21), ("deposit", 1000), ("interest", 41)], name="history")


@exercise("Savings")
def test_savings_is_an_account(student):
    """储蓄账户是一个 Account：isinstance(s, Account) 是 True。"""
    kit.same(student.look("isinstance(a, Account)", student.Savings("小红", 5, 3)), True)


@exercise("Savings")
def test_savings_no_interest(student):
    """不满一分的利息是 0，不记账。"""
    s = student.Savings("小红", 40)
    kit.same([s.add_interest(), s.balance, s.history], [0, 40, []], name="[利息, balance, history]")


# --- 温度 -----------------------------------------------------------------------------------------


@exercise("Temperature", core=True)
def test_temperature_in_step(student):
    """20 °C 是 68 °F；写成 212 °F，就是 100 °C；写成 −40 °C，就是 −40 °F。"""
    t = student.Temperature(20)
    seen = [t.fahrenheit]
    t.fahrenheit = 212
    seen.append(t.celsius)
    t.celsius = -40
    seen.append(t.fahrenheit)
    kit.same(seen, [68.0, 100.0, -40.0], name="[华氏, 摄氏, 华氏]")


@exercise("Temperature")
def test_temperature_guards_its_doors(student):
    """太冷的温度从三扇门都进不去，原来的值不变；正好 −273.15 可以。"""
    with kit.raises("ValueError"):
        student.Temperature(-300)
    t = student.Temperature(20)
    with kit.raises("ValueError"):
        t.celsius = -274
    with kit.raises("ValueError"):
        t.fahrenheit = -500
    kit.same(t.celsius, 20.0, name="celsius")
    t.celsius = -273.15
    kit.same(t.celsius, -273.15, name="celsius")


@exercise("Temperature")
def test_temperature_keeps_what_it_was(student):
    """被拒绝以后，原来的温度还在。"""
    t = student.Temperature(36.5)
    with kit.raises("ValueError"):
        t.celsius = -1000
    kit.same(t.celsius, 36.5, name="celsius")


# --- 向量 -----------------------------------------------------------------------------------------


@exercise("Vector", core=True)
def test_vector_arithmetic(student):
    """(1, 2) 与 (3, −1) 的和、差、反方向和 3 倍。"""
    v, w = student.Vector(1, 2), student.Vector(3, -1)
    r = v + w
    kit.same((r.x, r.y), (4, 1), name="v + w")
    kit.same([(v.x, v.y), (w.x, w.y)], [(1, 2), (3, -1)], name="v + w 之后的 v 和 w")
    results = [v - w, -v, v * 3]
    found = [(r.x, r.y) for r in results]
    kit.same(found, [(-2, 3), (-1, -2), (3, 6)], name="[v - w, -v, v * 3]")
    kit.same([(v.x, v.y), (w.x, w.y)], [(1, 2), (3, -1)], name="之后的 v 和 w")


@exercise("Vector")
def test_vector_from_the_right(student):
    """3 * v 与 v * 3 一样。"""
    r = 3 * student.Vector(1, 2)
    kit.same((r.x, r.y), (3, 6), name="3 * v")


@exercise("Vector")
def test_vector_length_and_text(student):
    """abs(Vector(3, 4)) 是 5.0；repr 是 "Vector(3, 4)"。"""
    v = student.Vector(3, 4)
    kit.same(abs(v), 5.0, name="abs(v)")
    kit.same(student.look("repr(a)", v), "Vector(3, 4)", name="repr(v)")


@exercise("Vector")
def test_vector_equality(student):
    """相等看 x 和 y；与不是 Vector 的比是 False；相等的在集合里只算一个。"""
    v, w = student.Vector(1, 2), student.Vector(1.0, 2.0)
    answers = [student.look("a == b", v, w), student.look("a == b", v, 1)]
    kit.same(answers, [True, False], name="[v == w, v == 1]")
    kit.same(student.look("len({a, b})", v, w), 1, name="集合 {v, w} 的大小")


@exercise("Vector")
def test_vector_says_no(student):
    """v + 1 和 v * w 抛出 TypeError。"""
    v, w = student.Vector(1, 2), student.Vector(3, -1)
    for question in ("a + 1", "a * b"):
        try:
            with kit.raises("TypeError"):
                student.look(question, v, w)
        except StudentError as error:
            mixed_up = error.exception == "NotImplementedError"
            kit.require(not mixed_up, "“我不会”要写 return NotImplemented，不是 raise NotImplementedError")
            raise


# --- 像列表一样 -----------------------------------------------------------------------------------


@exercise("Playlist", core=True)
def test_playlist_like_a_list(student):
    """两首歌，再添一首：长度、下标、切片、in、for 都像列表。"""
    p = student.Playlist(["甲", "乙"])
    p.add("丙")
    found = [student.look("len(a)", p), p[0], p[2], student.look("list(a)", p)]
    kit.same(found, [3, "甲", "丙", ["甲", "乙", "丙"]], name="[len(p), p[0], p[2], list(p)]")


@exercise("Playlist")
def test_playlist_index(student):
    """负的下标从后面数，越界抛出 IndexError。"""
    p = student.Playlist(["甲", "乙", "丙"])
    kit.same(p[-1], "丙", name="p[-1]")
    with kit.raises("IndexError"):
        p[3]


@exercise("Playlist")
def test_playlist_slice(student):
    """切片得到列表。"""
    kit.same(student.Playlist(["甲", "乙", "丙"])[1:], ["乙", "丙"], name="p[1:]")


@exercise("Playlist")
def test_playlist_in(student):
    """in 看的是相等，不是同一个对象。"""
    p = student.Playlist(["平凡之路", "起风了"])
    answers = [student.look("b + '之路' in a", p, word) for word in ("平凡", "不平凡")]
    kit.same(answers, [True, False], name="[有, 没有]")


@exercise("Playlist")
def test_playlist_its_own(student):
    """歌单自己留一份：不改别人的列表，两张空歌单也不相连。"""
    songs = ["甲"]
    kit.same(student.look("(Playlist(a).add('乙'), a)[1]", songs), ["甲"], name="别人的列表")
    p, q = student.Playlist(), student.Playlist()
    p.add("甲")
    kit.same(student.look("len(a)", q), 0, name="另一张空歌单的长度")


@exercise("Countdown", core=True)
def test_countdown_values(student):
    """Countdown(3) 依次是 3、2、1。"""
    kit.same(student.look("[n for n, _ in zip(Countdown(a), range(9))]", 3), [3, 2, 1])


@exercise("Countdown")
def test_countdown_again(student):
    """走第二遍，还是从头开始。"""
    twice = student.look("[[n for n, _ in zip(c, range(9))] for c in [Countdown(a)] for i in (1, 2)]", 3)
    kit.same(twice, [[3, 2, 1], [3, 2, 1]], name="两遍")


@exercise("Countdown")
def test_countdown_nested(student):
    """两层 for 各走各的；小于 1 时一个数也没有。"""
    pairs = student.look("[(x, y) for c in [Countdown(a)] for x in c for y in c][:9]", 2)
    kit.same(pairs, [(2, 2), (2, 1), (1, 2), (1, 1)], name="两层 for")
    kit.same(student.look("[n for n, _ in zip(Countdown(a), range(9))]", 0), [])


# --- 掐表 -----------------------------------------------------------------------------------------


@exercise("Timer", core=True)
def test_timer_measures(student):
    """造好以后过了 5 秒才用，里面走了 2.5 秒：seconds 是 2.5。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    clock.sleep(5)
    before = t.seconds
    student.run_with(t, clock, 2.5)
    kit.same([before, t.seconds], [0.0, 2.5], name="[之前, 之后] 的 seconds")


@exercise("Timer")
def test_timer_as(student):
    """as 后面的名字就是这个 Timer。"""
    clock = student.FakeClock()
    is_timer, _ = student.run_with(student.Timer(clock), clock, 1)
    kit.same(is_timer, True, name="是不是它自己")


@exercise("Timer")
def test_timer_lets_errors_pass(student):
    """里面抛出的错误照常传出来，时间也记下了。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    _, problem = student.run_with(t, clock, 1.5, True)
    kit.same([problem, t.seconds], ["ValueError", 1.5], name="[传出来的错误, seconds]")


@exercise("Timer")
def test_timer_again(student):
    """再用一次，seconds 是这一次的。"""
    clock = student.FakeClock()
    t = student.Timer(clock)
    student.run_with(t, clock, 2.5)
    student.run_with(t, clock, 1)
    kit.same(t.seconds, 1.0, name="seconds")


# --- 版本号 ---------------------------------------------------------------------------------------


@exercise("Version", core=True)
def test_version_order(student):
    """1.10 比 1.9 新；str 写出三段。"""
    a, b = student.Version(1, 10), student.Version(1, 9)
    answers = student.look("[a > b, a < b, a == b]", a, b)
    kit.same(answers, [True, False, False], name="[>, <, ==]")
    kit.same(student.look("str(a)", a), "1.10.0", name="str")


@exercise("Version", core=True)
def test_version_parse(student):
    """Version.parse 收一到三段；比大小按数。"""
    found = [student.look("str(Version.parse(a))", text) for text in ("2", "1.10", "01.10.3")]
    kit.same(found, ["2.0.0", "1.10.0", "1.10.3"])
    kit.same(student.look("Version.parse('1.10') > Version.parse('1.9')"), True, name="1.10 > 1.9")


@exercise("Version")
@pytest.mark.parametrize("text", ["", "1.2.3.4", "a", "-1", " 1"])
def test_version_refuses(student, text):
    """不是版本号的文本，抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.look("Version.parse(a)", text)


@exercise("Version")
def test_version_frozen(student):
    """冻住的：赋值抛出 AttributeError。"""
    v = student.Version(1, 2, 3)
    with kit.raises("AttributeError", "FrozenInstanceError"):
        v.minor = 9
    kit.same(v.minor, 2, name="minor")


# --- 图形 -----------------------------------------------------------------------------------------


@exercise("total_area", core=True)
def test_total_area_of_rectangles(student):
    """2 × 3 与 1 × 4 的长方形，一共 10。"""
    kit.same(student.total_area([student.Rectangle(2, 3), student.Rectangle(1, 4)]), 10.0)


@exercise("total_area")
def test_total_area_of_any_shape(student):
    """没有见过的图形也算得了；一个也没有是 0。"""
    shapes = [student.Rectangle(2, 3), student.Plot(30), student.Ring(2, 2)]
    kit.same(student.total_area(shapes), 36.0)
    kit.same(student.total_area([]), 0.0)
