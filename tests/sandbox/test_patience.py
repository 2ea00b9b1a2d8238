"""Limits of time: what a process computes counts, not what the wall's clock says, and idleness has limits of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from autograder.sandbox import Budget, Limits, StudentTimeout, Worker, WorkerDied, Zygote
from autograder.sandbox.outside import patience as module
from autograder.sandbox.outside.patience import LOOSE, BudgetSpent, Meter, Patience, Usage

SECONDS, IDLE = 10.0, 4.0


class World:
    """A clock of its own and one process; ``share``: what part of a second it computes, waits, and does nothing."""

    def __init__(self, computes: float, queues: float | None, budget: Budget | None = None) -> None:
        self.now = 1000.0
        self.computes = computes
        self.queues = queues
        self.budget = budget or Budget()
        self.looks = 0
        self.meter = Meter(self.look, self.budget)
        self.ask()

    def ask(self) -> None:
        """Begin to wait for another answer."""
        self.begin = self.now
        self.patience = Patience(SECONDS, IDLE, self.meter)

    def look(self) -> Usage | None:
        self.looks += 1
        passed = self.now - 1000.0
        return Usage(self.now, passed * self.computes, None if self.queues is None else passed * self.queues)

    def wait(self, seconds: float = 10_000.0) -> float:
        """Wait for an answer that comes after these seconds; gives the seconds that it was waited for."""
        while self.now < self.begin + seconds:
            self.now = min(self.now + max(self.patience(), 0.001), self.begin + seconds)
        self.patience.settle()
        return self.now - self.begin


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch):
    def make(*arguments) -> World:
        monkeypatch.setattr(module.time, "monotonic", lambda: made.now if made else 1000.0)
        monkeypatch.setattr(module, "_queued_here", lambda: 0.0)
        made = None
        made = World(*arguments)
        return made

    return make


@pytest.mark.parametrize("share", [1.0, 0.5, 0.15])
def test_what_a_busy_machine_takes_from_a_process_does_not_count(world, share):
    there = world(share, 1 - share)
    assert there.wait(0.9 * SECONDS / share) == pytest.approx(0.9 * SECONDS / share)
    there = world(share, 1 - share)
    with pytest.raises(TimeoutError):
        there.wait()
    assert (there.now - 1000) * share == pytest.approx(SECONDS, rel=0.05)
    assert there.looks < 100


def test_who_does_nothing_is_not_waited_for(world):
    there = world(0.0, 0.0)
    with pytest.raises(TimeoutError):
        there.wait()
    assert there.now - 1000 == pytest.approx(IDLE, rel=0.05)


def test_the_wall_is_a_bound_where_the_kernel_tells_nothing_of_the_queue(world):
    there = world(0.01, None)
    with pytest.raises(TimeoutError):
        there.wait()
    assert there.now - 1000 == pytest.approx(LOOSE * SECONDS, rel=0.05)


def test_the_wall_is_the_limit_where_the_kernel_tells_nothing_at_all(world):
    there = world(1.0, 0.0)
    there.meter = Meter(lambda: None, there.budget)
    there.ask()
    with pytest.raises(TimeoutError):
        there.wait()
    assert there.now - 1000 == pytest.approx(SECONDS, rel=0.05)


def test_answers_that_are_soon_there_cost_no_look(world):
    there = world(1.0, 0.0)
    there.wait(0.01)
    assert there.looks == 0


def test_many_short_sleeps_use_up_the_budget(world):
    there = world(0.0, 0.0, Budget(120, 15))
    for _ in range(30):
        there.wait(0.5)
        there.ask()
    there.wait(0.5)
    there.ask()
    with pytest.raises(BudgetSpent):
        there.wait(0.5)


def test_a_busy_machine_uses_up_no_budget(world):
    there = world(0.1, 0.9, Budget(120, 15))
    there.wait(80)
    assert there.budget.idle == pytest.approx(15)
    assert there.budget.computing == pytest.approx(112, rel=0.01)


@pytest.fixture
def crowded() -> Iterator[None]:
    """This process and all that it starts share one core with six that compute all the time."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6)]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
        os.sched_setaffinity(0, before)


COMPUTE = """
import time
def compute(seconds):
    wall, end = time.monotonic(), time.process_time() + seconds
    while time.process_time() < end:
        pass
    return time.monotonic() - wall
def sleep(seconds):
    time.sleep(seconds)
def forever():
    while True:
        pass
"""


@pytest.mark.slow
def test_a_limit_holds_for_seconds_computed(crowded) -> None:
    with Zygote(limits=Limits(call_seconds=0.6, idle_seconds=0.5)) as zygote:
        budget = Budget(60, 5)
        with zygote.worker(budget) as worker:
            worker.run_cell("own", COMPUTE)
            assert worker.call("compute", [0.4]) > 0.6
            assert worker.call("compute", [0.4]) > 0.6
            assert budget.idle > 4.5
            before = budget.computing
            with pytest.raises(StudentTimeout):
                worker.call("forever")
        # What the zygote says at the end is all that the process computed.
        assert 0.5 < before - budget.computing < 1.2
        assert budget.ran_out


@pytest.mark.slow
def test_a_dear_import_in_a_crowd_is_no_timeout(crowded) -> None:
    with Zygote(limits=Limits(cell_seconds=10)) as zygote, zygote.worker(Budget(60, 60)) as worker:
        worker.run_cell("own", "import torch\ndef total(n): return float(torch.arange(n).sum())")
        assert worker.call("total", [4]) == 6


@pytest.mark.slow
def test_sleeping_has_limits_for_a_call_and_for_all(worker: Worker) -> None:
    with Zygote(limits=Limits(idle_seconds=0.5)) as zygote:
        budget = Budget(60, 1.2)
        with zygote.worker(budget) as worker:
            worker.run_cell("own", COMPUTE)
            with pytest.raises(StudentTimeout):
                worker.call("sleep", [3600])
        with zygote.worker(budget) as worker:
            worker.run_cell("own", COMPUTE)
            worker.call("sleep", [0.4])
            # On a busy machine less of each nap counts: who waited for a processor here may have waited for this process.
            with pytest.raises(WorkerDied, match="budget"):
                any(worker.call("sleep", [0.4]) for _ in range(100))
        with zygote.worker(budget) as worker, pytest.raises(WorkerDied, match="budget"):
            worker.run_cell("own", COMPUTE)
        assert budget.ran_out


def test_a_process_cannot_say_what_it_has_computed(worker: Worker) -> None:
    worker.run_cell(
        "own",
        "import resource, time\n"
        "for name in ('process_time', 'thread_time', 'monotonic', 'perf_counter', 'time', 'clock_gettime'):\n"
        "    setattr(time, name, lambda *args: 0.0)\n"
        "resource.getrusage = lambda who: None\n" + COMPUTE,
    )
    with pytest.raises(StudentTimeout):
        worker.call("forever", seconds=0.2)


def test_what_all_workers_compute_together_has_a_limit(zygote: Zygote) -> None:
    budget = Budget(0.5)
    with zygote.worker(budget) as worker:
        worker.run_cell("own", COMPUTE)
        worker.call("compute", [0.3])
    with zygote.worker(budget) as worker:
        worker.run_cell("own", COMPUTE)
        with pytest.raises(WorkerDied, match="budget"):
            worker.call("compute", [0.3])
