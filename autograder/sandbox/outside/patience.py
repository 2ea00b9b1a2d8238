"""How long a student's process is waited for: by what it does, not by the clock on the wall.

On a busy machine a process gets a share of a processor, and everything takes longer.  So a limit counts the seconds
that the process computed.  The seconds in which it neither computed nor waited for a processor have a limit of their
own, for sleepers and deadlocks.  Both come from the kernel, by way of the zygote: nothing that a student's code
says or does in its own process changes them.  The wall's clock gives a loose bound, which holds in any case.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from autograder.sandbox.zygote.usage import Usage, queued

# How many times longer than on an idle machine something may take.
LOOSE = 10
# Who answers sooner is not looked at: most calls take a millisecond.
FIRST_LOOK_SECONDS = 0.02
_STEP_SECONDS = 0.02


class BudgetSpent(TimeoutError):
    """All that a submission may use is used up."""


class Budget:
    """The seconds that all workers of one submission may compute, and be idle; it counts down.

    ``ran_out``: whether any limit of time was reached, or the system killed a worker: what came of it says something
    about this machine, too.
    """

    def __init__(self, computing: float = math.inf, idle: float = math.inf) -> None:
        self.computing = computing
        self.idle = idle
        self.deadline = time.monotonic() + LOOSE * computing
        self.ran_out = False

    def left(self) -> float:
        """How long it lasts at least."""
        return min(self.computing, self.idle, self.deadline - time.monotonic())


class Meter:
    """What one worker takes of a budget; ``look`` asks the zygote, and gives None where nothing is known."""

    def __init__(self, look: Callable[[], Usage | None], budget: Budget) -> None:
        self.budget = budget
        self._look = look
        self._computed = 0.0

    def look(self) -> Usage | None:
        """The worker's usage now; what it has computed since the last look is taken from the budget."""
        usage = self._look()
        if usage is not None:
            self.computed(usage.computed)
        return usage

    def computed(self, seconds: float) -> None:
        """Take note of what the worker has computed in all."""
        self.budget.computing -= max(0.0, seconds - self._computed)
        self._computed = max(self._computed, seconds)


class Patience:
    """How long one answer is waited for: called again and again meanwhile, it says how long to wait until the next time.

    ``seconds``: what the worker may compute; ``idle``: what it may do nothing.  Raises TimeoutError when it has had
    that, BudgetSpent when it was the budget.
    """

    def __init__(self, seconds: float, idle: float, meter: Meter) -> None:
        self.seconds = seconds
        self._idle = min(seconds, idle)
        self._meter = meter
        self._begin = time.monotonic()
        self._next = self._begin + FIRST_LOOK_SECONDS
        self._first: Usage | None = None
        self._charged = 0.0
        self._queued_here = 0.0

    def __call__(self) -> float:
        """Seconds until this is to be asked again."""
        looks = time.monotonic() >= self._next
        left = self._left() if looks else math.inf
        if self._meter.budget.left() <= 0:
            raise BudgetSpent("the budget of the submission is spent")
        if left <= 0:
            raise TimeoutError("no complete message within the time limit")
        if looks:
            self._next = time.monotonic() + max(left, _STEP_SECONDS)
        return max(0.0, self._next - time.monotonic())

    def settle(self) -> None:
        """The answer is here: take what it cost from the budget."""
        end = time.monotonic()
        if self._first is not None and (usage := self._meter.look()) is not None:
            self._charge(self._first, usage, min(usage.at, end))

    def _left(self) -> float:
        """How long the worker cannot but stay within its limits."""
        wall = time.monotonic() - self._begin
        usage = self._meter.look()
        if usage is None:  # it is gone, or this kernel tells nothing of other processes
            return self.seconds - wall
        if self._first is None:
            self._first, self._queued_here = usage, _queued_here()
        self._charge(self._first, usage, usage.at)
        computed = FIRST_LOOK_SECONDS + usage.computed - self._first.computed
        return min(
            self.seconds - computed,
            self._idle - self._charged,
            LOOSE * self.seconds - wall,
            self._meter.budget.left(),
        )

    def _charge(self, first: Usage, usage: Usage, end: float) -> None:
        """Take from the budget what the worker was idle since the first look."""
        if first.queued is None or usage.queued is None:
            return
        busy = usage.computed - first.computed + usage.queued - first.queued
        # While this process waits for a processor itself, an answer may lie here unread.
        waited = _queued_here() - self._queued_here
        idle = max(self._charged, end - first.at - busy - waited)
        self._meter.budget.idle -= idle - self._charged
        self._charged = idle


def _queued_here() -> float:
    return queued("/proc/thread-self/schedstat") or 0.0
