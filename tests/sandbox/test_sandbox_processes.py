"""The zygote: starts, restarts, and goes away with everything."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import SandboxUnavailable, WorkerDied, Zygote


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(*pids: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def test_closing_ends_workers_and_removes_folders() -> None:
    zygote = Zygote()
    worker = zygote.worker()
    worker.run_cell("a", "import os\nopen('x', 'w').write('1')\ndef f(): return os.getpid(), os.getcwd()")
    pid, folder = worker.call("f")
    zygote.close()
    zygote.close()
    assert gone(pid, zygote.pid, seconds=0)
    assert not Path(folder).parent.exists()
    with pytest.raises(WorkerDied):
        worker.call("f")
    with pytest.raises(SandboxUnavailable, match="closed"):
        zygote.worker()


def test_a_zygote_that_was_killed_starts_again() -> None:
    with Zygote() as zygote:
        first = zygote.pid
        old = zygote.worker()
        old.run_cell("a", "import os\ndef f(): return os.getpid(), os.getcwd()")
        pid, folder = old.call("f")
        os.kill(first, signal.SIGKILL)
        assert gone(pid)
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


GRADER = """
import sys, time
from autograder.sandbox import Zygote
zygote = Zygote()
idle, busy = zygote.worker(), zygote.worker()
source = '''
import os, time
def f():
    if os.fork() == 0:
        os.setsid()
        time.sleep(1000)
    return os.getpid(), os.getcwd()
def g():
    while True:
        pass
'''
pids = [zygote.pid]
for worker in (idle, busy):
    worker.run_cell('a', source)
    pid, folder = worker.call('f')
    pids.append(pid)
print(folder, *pids, flush=True)
busy.call('g', seconds=100)
"""


def test_a_grader_that_is_killed_leaves_nothing() -> None:
    grader = subprocess.Popen([sys.executable, "-c", GRADER], stdout=subprocess.PIPE, text=True)
    assert grader.stdout is not None
    folder, *numbers = grader.stdout.readline().split()
    pids = [int(number) for number in numbers]
    children = [
        int(child) for pid in pids for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ]
    assert len({*pids, *children}) == 5
    assert all(alive(pid) for pid in pids + children)
    grader.kill()
    grader.wait()
    grader.stdout.close()
    assert gone(*pids, *children)
    assert not Path(folder).parent.exists()
