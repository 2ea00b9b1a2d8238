"""Hidden tests of Savings: interest worked out from the balance of that moment."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import balances, check_read_only, check_refused, day_at_the_bank, take


@pytest.mark.exercise(core=True)
def test_savings_example(student):
    """文档字符串里的例子：1050 分，利息 21。"""
    s = student.Savings("小红", 1050)
    answer = s.add_interest()
    kit.same([answer, s.balance, s.history], [21, 1071, [("interest", 21)]], name="[利息, balance, history]")


@pytest.mark.exercise(core=True)
def test_savings_random_days(student, rng):
    """存取之间加利息，每次按那时的余额和给的利率算，流水一笔不少。"""
    for _ in range(8):
        opening, percent = draws.whole(rng, 200, 4000), draws.whole(rng, 3, 25)
        s, history, answers, wants = student.Savings("小红", opening, percent), [], [], []
        now = opening
        for _ in range(3):
            steps = day_at_the_bank(rng, now, 2)
            history += steps
            now = balances(opening, history)[-1]
            interest = now * percent // 100
            wants.append(interest)
            if interest:
                history.append(("interest", interest))
            now += interest
            take(s, steps)
            answers.append(s.add_interest())
        kit.same(answers, wants, name="三次的利息")
        kit.same([s.balance, s.history], [now, history], name="[balance, history]")


@pytest.mark.exercise
@pytest.mark.parametrize(("balance", "percent"), [(40, 2), (0, 50), (999, 0)])
def test_savings_nothing_to_add(student, balance, percent):
    """利息是 0 时返回 0，余额和流水都不变。"""
    s = student.Savings("小红", balance, percent)
    kit.same([s.add_interest(), s.balance, s.history], [0, balance, []], name="[利息, balance, history]")


@pytest.mark.exercise
def test_savings_defaults(student):
    """余额和利率不写，就是 0 和 2。"""
    s = student.Savings("小红")
    found = [s.owner, s.balance, s.history, s.deposit(5000), s.add_interest()]
    kit.same(found, ["小红", 0, [], 5000, 100], name="[owner, balance, history, 存, 利息]")


@pytest.mark.exercise(core=True)
def test_savings_is_an_account(student):
    """isinstance(s, Account) 是 True。"""
    kit.same(student.look("isinstance(a, Account)", student.Savings("小红", 5, 3)), True)


@pytest.mark.exercise
def test_savings_inherits_the_rules(student):
    """Account 的规矩都还在：不合格的抛出 ValueError，余额只能读。"""
    with kit.raises("ValueError"):
        student.Savings("小红", -1)
    s = student.Savings("小红", 500, 4)
    check_refused(s, "withdraw", 501)
    check_refused(s, "deposit", 0)
    check_read_only(s)


@pytest.mark.exercise
def test_savings_apart(student):
    """两个储蓄账户各有各的利率和流水。"""
    a, b = student.Savings("甲", 1000, 5), student.Savings("乙", 1000, 10)
    answers = [a.add_interest(), b.add_interest()]
    kit.same(answers, [50, 100], name="两个利息")
    kit.same([a.history, b.history], [[("interest", 50)], [("interest", 100)]], name="两本流水")
