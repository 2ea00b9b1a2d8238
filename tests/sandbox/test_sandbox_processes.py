"""The zygote: starts, restarts, and goes away with everything."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from processes import alive, family, gone

from autograder.sandbox import SandboxUnavailable, WorkerDied, Zygote

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
