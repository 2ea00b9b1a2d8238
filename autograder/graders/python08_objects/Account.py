"""Hidden tests of Account: what happened, added up from the start each time."""

from __future__ import annotations

import pytest

from autograder import draws, kit

from common import balances, check_read_only, check_refused, day_at_the_bank, take


@pytest.mark.exercise(core=True)
def test_account_example(student):
    """文档字符串里的例子：存 50，取 30。"""
    a = student.Account("小明", 100)
    answers = [a.deposit(50), a.withdraw(30), a.balance]
    kit.same(answers, [150, 120, 120], name="[存, 取, balance]")
    kit.same(a.history, [("deposit", 50), ("withdraw", 30)], name="history")


@pytest.mark.exercise(core=True)
def test_account_random_days(student, rng):
    """许多次存取，每次都返回新的余额，流水一笔不少，次序不乱。"""
    for _ in range(8):
        opening = draws.whole(rng, 0, 400)
        steps = day_at_the_bank(rng, opening, 12)
        wants = balances(opening, steps)
        account = student.Account("小红", opening)
        answers = take(account, steps)
        found = [account.balance, account.history]
        kit.same(answers, wants, name="返回值")
        kit.same(found, [wants[-1], steps], name="[balance, history]")


@pytest.mark.exercise
def test_account_fresh(student):
    """刚开的账户：户主、余额是给的，不给就是 0，流水是空的。"""
    a, b = student.Account("老王", 250), student.Account("李雷")
    found = [(x.owner, x.balance, x.history) for x in (a, b)]
    kit.same(found, [("老王", 250, []), ("李雷", 0, [])], name="(owner, balance, history)")


@pytest.mark.exercise
def test_account_opening(student):
    """开户的余额可以是 0，是负的就抛出 ValueError。"""
    zero = student.Account("老王", 0).balance
    with kit.raises("ValueError"):
        student.Account("老王", -1)
    kit.same(zero, 0, name="balance")


@pytest.mark.exercise
@pytest.mark.parametrize("kind", ["deposit", "withdraw"])
@pytest.mark.parametrize("amount", [-5, 0])
def test_account_refuses_nothing_and_less(student, kind, amount):
    """金额是 0 或者负数，抛出 ValueError，余额和流水不变。"""
    account = student.Account("小明", 100)
    account.deposit(20)
    check_refused(account, kind, amount)


@pytest.mark.exercise
def test_account_refuses_more_than_there_is(student, rng):
    """取得比余额多，抛出 ValueError，余额和流水不变，之后照常能用。"""
    account = student.Account("小明", 100)
    account.withdraw(30)
    check_refused(account, "withdraw", 71 + draws.whole(rng, 0, 1000))
    check_refused(account, "withdraw", 71)
    kit.same([account.withdraw(70), account.balance], [0, 0], name="[取光, balance]")


@pytest.mark.exercise
def test_account_can_be_emptied(student):
    """正好取光是可以的。"""
    kit.same(student.Account("小明", 100).withdraw(100), 0)


@pytest.mark.exercise
def test_account_apart(student, rng):
    """几个账户各记各的：一个存取，别的不动。"""
    accounts = [student.Account(name, 1000) for name in ("甲", "乙", "丙")]
    days = [day_at_the_bank(rng, 1000, 4) for _ in accounts]
    for account, steps in zip(accounts, days):
        take(account, steps)
    found = [account.history for account in accounts]
    kit.same(found, days, name="三个账户的 history")


@pytest.mark.exercise(weight=3)
def test_account_read_only(student):
    """给 balance 赋值，抛出 AttributeError，余额不变。"""
    account = student.Account("小明", 100)
    account.deposit(11)
    check_read_only(account)
