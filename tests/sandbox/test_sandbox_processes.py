"""The zygote: starts, restarts, and goes away with everything."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from sandbox.processes import alive, children, family, gone

from autograder.sandbox import SandboxUnavailable, WorkerDied, Zygote, shared_zygote

sealed_or_not = pytest.mark.parametrize("unsafe", [False, True])


@sealed_or_not
def test_closing_ends_workers_and_removes_folders(unsafe: bool) -> None:
    zygote = Zygote(unsafe=unsafe)
    worker = zygote.worker()
    worker.run_cell("a", "import os\nopen('x', 'w').write('1')\ndef f(): return os.getcwd()")
    folder = worker.call("f")
    pids = family(zygote.pid)
    assert len(pids) >= 2
    zygote.close()
    zygote.close()
    assert gone(*pids, seconds=0)
    assert not Path(folder).parent.exists()
    with pytest.raises(WorkerDied):
        worker.call("f")
    with pytest.raises(SandboxUnavailable, match="closed"):
        zygote.worker()


@sealed_or_not
@pytest.mark.slow
def test_a_zygote_that_was_killed_starts_again(unsafe: bool) -> None:
    with Zygote(unsafe=unsafe) as zygote:
        first = zygote.pid
        old = zygote.worker()
        old.run_cell("a", "import os\ndef f(): return os.getcwd()")
        folder, pids = old.call("f"), family(first)
        os.kill(first, signal.SIGKILL)
        assert gone(*pids)
        with pytest.raises(WorkerDied) as caught:
            old.call("f")
        assert caught.value.reason == "killed"
        with zygote.worker() as worker:
            worker.run_cell("a", "def f(x): return x + 1")
            assert worker.call("f", [np.zeros(2)]).tolist() == [1, 1]
        assert zygote.pid != first
        assert not Path(folder).parent.exists()
        old.close()


def test_a_library_that_is_missing_is_named() -> None:
    with pytest.raises(SandboxUnavailable, match="no_such_library"):
        Zygote(preload=("numpy", "no_such_library"))


@dataclass(frozen=True)
class Shared:
    connector: socket.socket
    unsafe: bool
    before: frozenset[int]

    def zygote(self) -> Zygote:
        return Zygote(unsafe=self.unsafe, connector=self.connector)


@pytest.fixture(params=[False, True], ids=["sealed", "unsafe"])
def shared(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shared]:
    with Zygote(unsafe=request.param) as own:
        if own.tier not in ("A", "none"):
            # By design, see shared_zygote: on such a machine every process starts its own, and there is nothing to test.
            pytest.skip(f"only the best tier is shared, and this machine gives {own.tier}")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = children(os.getpid())
    with shared_zygote(("numpy",), unsafe=request.param) as connector:
        yield Shared(connector, request.param, frozenset(before))
    assert not list(tmp_path.iterdir())


SUM = "import os\ndef f(x): return x + 1\ndef where(): return os.getcwd()"


def test_a_shared_zygote_serves_several_and_outlives_each(shared: Shared) -> None:
    with shared.zygote() as one:
        with shared.zygote() as other, other.worker() as worker:
            assert (one.pid, other.pid) == (None, None)
            worker.run_cell("a", SUM)
            kept = one.worker()
            kept.run_cell("a", SUM)
            assert worker.call("f", [1]) == 2
            left = other.worker()  # nobody closes it
            left.run_cell("a", SUM)
            folder = left.call("where")
            assert Path(folder).exists() == shared.unsafe
        assert not Path(folder).exists()
        with pytest.raises(WorkerDied):
            left.call("f", [2])
        assert kept.call("f", [2]) == 3
    with shared.zygote() as third, third.worker() as worker:
        worker.run_cell("a", SUM)
        assert worker.call("f", [3]) == 4


@pytest.mark.slow
def test_who_loses_a_shared_zygote_goes_on_with_one_of_its_own(shared: Shared) -> None:
    with shared.zygote() as zygote:
        old = zygote.worker()
        (pid,) = set(children(os.getpid())) - shared.before
        os.kill(pid, signal.SIGKILL)
        with zygote.worker() as worker:
            worker.run_cell("a", SUM)
            assert worker.call("f", [1]) == 2
        assert zygote.pid is not None
        with pytest.raises(WorkerDied):
            old.run_cell("a", SUM)
    with shared.zygote() as zygote:  # nobody listens any longer
        assert zygote.pid is not None


@pytest.mark.slow
def test_who_asks_for_a_seal_does_not_take_a_zygote_without_one() -> None:
    with shared_zygote(("numpy",), unsafe=True) as connector, Zygote(connector=connector) as zygote:
        assert zygote.tier != "none"
        assert zygote.pid is not None


@pytest.mark.slow
def test_a_zygote_starts_again_when_its_entrance_is_closed() -> None:
    connector, listener = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with connector:
        with listener:
            zygote = Zygote(listener=listener)
        with zygote:
            os.kill(zygote.pid, signal.SIGKILL)
            with zygote.worker() as worker:
                worker.run_cell("a", SUM)
                assert worker.call("f", [1]) == 2


@pytest.mark.slow
def test_a_zygote_serves_on_when_nobody_else_can_come_any_more() -> None:
    connector, listener = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with listener, Zygote(listener=listener) as zygote:
        pid = zygote.pid
        with Zygote(connector=connector) as guest, guest.worker() as worker:
            connector.close()
            worker.run_cell("a", SUM)
            assert worker.call("f", [1]) == 2
        with zygote.worker() as worker:
            worker.run_cell("a", SUM)
            assert worker.call("f", [1]) == 2
        assert zygote.pid == pid


GRADER = """
import sys, time
from autograder.sandbox import Zygote
zygote = Zygote(unsafe=bool(int(sys.argv[1])))
idle, busy = zygote.worker(), zygote.worker()
source = '''
import os, time
def f():
    try:
        if os.fork() == 0:
            os.setsid()
            time.sleep(1000)
    except PermissionError:
        pass
    return os.getcwd()
def g():
    while True:
        pass
'''
for worker in (idle, busy):
    worker.run_cell('a', source)
    folder = worker.call('f')
print(folder, zygote.pid, flush=True)
busy.call('g', seconds=100)
"""


@pytest.mark.slow
@sealed_or_not
def test_a_grader_that_is_killed_leaves_nothing(unsafe: bool) -> None:
    grader = subprocess.Popen(
        [sys.executable, "-c", GRADER, str(int(unsafe))], stdout=subprocess.PIPE, text=True
    )
    assert grader.stdout is not None
    folder, zygote = grader.stdout.readline().split()
    pids = family(int(zygote))
    assert len(pids) >= (5 if unsafe else 3)
    assert all(alive(pid) for pid in pids)
    grader.kill()
    grader.wait()
    grader.stdout.close()
    assert gone(*pids)
    assert not Path(folder).parent.exists()
