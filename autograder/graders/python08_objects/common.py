"""What the hidden tests of two or more exercises of python08_objects share.

The reference holds no classes of the lesson's: an account is replayed from a list of what happened, a vector is a complex
number, a playlist a plain list.  Questions that only the learner's notebook can answer (``v + 1``, ``song in p``) go there as
text, by ``look``; what the answer should be never does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder import draws, kit
from autograder.checking.student import StudentError

Step = tuple[str, int]


@contextmanager
def refused_outside(student_cell: str, exception: str, saying: str) -> Iterator[None]:
    """Fail with a sentence where Python raises this exception on a line that is not in the learner's cell.

    Diagnosis takes an exception for evidence only with the learner's own line; here it is known what it means.
    """
    try:
        yield
    except StudentError as error:
        if error.exception == exception and error.cell != student_cell:
            kit.require(False, saying)
        raise


def day_at_the_bank(rng: np.random.Generator, balance: int, length: int) -> list[Step]:
    """Deposits and withdrawals that an account with this balance takes, some that empty it among them."""
    steps: list[Step] = []
    for _ in range(length):
        kind = "deposit" if balance == 0 or rng.random() < 0.5 else "withdraw"
        amount = draws.whole(rng, 1, 500 if kind == "deposit" else balance)
        if kind == "withdraw" and rng.random() < 0.3:
            amount = balance
        balance += amount if kind == "deposit" else -amount
        steps.append((kind, amount))
    return steps


def balances(opening: int, history: Sequence[Step]) -> list[int]:
    """The balance after each of these steps."""
    signs = {"deposit": 1, "withdraw": -1, "interest": 1}
    return [
        opening + sum(signs[kind] * amount for kind, amount in history[: i + 1]) for i in range(len(history))
    ]


def take(account: Any, steps: Sequence[Step]) -> list[Any]:
    """What an account answers to these steps."""
    return [getattr(account, kind)(amount) for kind, amount in steps]


def check_refused(account: Any, kind: str, amount: int) -> None:
    """Fail unless the account raises ValueError and stays as it is."""
    before = [account.balance, account.history]
    with kit.raises("ValueError"):
        getattr(account, kind)(amount)
    kit.same([account.balance, account.history], before, name="[balance, history]")


def check_read_only(account: Any) -> None:
    """Fail unless assigning to the balance raises AttributeError, and changes nothing."""
    before = account.balance
    with kit.raises("AttributeError"):
        account.balance = before + 1000
    kit.same(account.balance, before, name="balance")
