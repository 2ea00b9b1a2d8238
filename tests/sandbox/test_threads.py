"""Workers that may start threads: what they can do, that nothing else is open to them, and that all others stay as they were."""

import ctypes
import hashlib
import os
import platform
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from sandbox.processes import alive, family, gone, states

from autograder.sandbox import (
    ONE_THREAD,
    THREADS,
    TIERS,
    UNSEALED,
    Limits,
    SandboxUnavailable,
    StudentRaised,
    StudentTimeout,
    Worker,
    Zygote,
    shared_zygote,
)
from autograder.sandbox.seal import namespaces, seccomp
from autograder.sandbox.seal import tiers as seal
from autograder.sandbox.zygote.usage import queued, usage_of

CONTAINER = Path(__file__).with_name("container.py")
LIMITS = Limits(call_seconds=60, cell_seconds=60)

# --- The filter ----------------------------------------------------------------------------------------------------------

ALLOW, REFUSE, NO_SUCH_CALL = 0x7FFF_0000, 0x0005_0001, 0x0005_0026
THREAD_FLAGS = 0x003D_0F00
# The filter of ordinary workers, from before there were others, by machine and version of libseccomp.
ORDINARY = {
    ("x86_64", (2, 5, 4)): "e1994513bf31bf29ada96186b36bc3ff95c7cf448ee8b41889a9659eb78c987a",
}
ARCHITECTURES = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
CALLS = range(500)


def verdict(instructions: bytes, number: int, *arguments: int) -> int:
    """What the kernel would answer: a classic BPF machine, on the data that seccomp(2) describes."""
    filled = (*arguments, *[0] * (6 - len(arguments)))
    data = struct.pack("iIQ6Q", number, ARCHITECTURES[platform.machine()], 0, *filled)
    steps = list(struct.iter_unpack("HBBI", instructions))
    at, value = 0, 0
    while True:
        code, yes, no, k = steps[at]
        at += 1
        match code:
            case 0x20:  # load a word
                (value,) = struct.unpack_from("I", data, k)
            case 0x54:  # mask it
                value &= k
            case 0x05:  # jump
                at += k
            case 0x15 | 0x25 | 0x35:  # compare: equal, greater, not less
                at += yes if {0x15: value == k, 0x25: value > k, 0x35: value >= k}[code] else no
            case 0x06:  # the answer
                return k
            case _:
                raise ValueError(hex(code))


def libseccomp() -> tuple[int, ...]:
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_version.restype = ctypes.POINTER(ctypes.c_uint * 3)
    return tuple(library.seccomp_version().contents)


def test_the_filter_of_ordinary_workers_is_what_it_was() -> None:
    known = ORDINARY.get((platform.machine(), libseccomp()))
    if known is None:
        pytest.skip("known for another version of libseccomp")
    assert hashlib.sha256(seccomp.build()).hexdigest() == known


@pytest.mark.skipif(platform.machine() not in ARCHITECTURES, reason="numbers of another architecture")
def test_the_filter_for_threads_opens_the_start_of_a_thread_and_nothing_else() -> None:
    ordinary, threads = seccomp.build(), seccomp.build(threads=True)
    clone, clone3 = seccomp.number("clone"), seccomp.number("clone3")
    flags = [0, 1, THREAD_FLAGS, 1 << 32 | THREAD_FLAGS, (1 << 64) - 1]
    differ = {
        (call, word)
        for call in CALLS
        for word in flags
        if verdict(ordinary, call, word) != verdict(threads, call, word)
    }
    assert differ == {(clone, THREAD_FLAGS), *((clone3, word) for word in flags)}
    assert verdict(threads, clone, THREAD_FLAGS) == ALLOW
    assert verdict(threads, clone3) == NO_SUCH_CALL
    for bit in range(64):  # one flag more or less is no thread any more
        assert verdict(threads, clone, THREAD_FLAGS ^ 1 << bit) == REFUSE


# --- Ordinary workers ----------------------------------------------------------------------------------------------------

STATE = """
import os, resource
def limits():
    return {name: list(resource.getrlimit(getattr(resource, name))) for name in dir(resource) if name.startswith('RLIMIT_')}
def who(): return [os.getuid(), os.getgid(), os.readlink('/proc/self/ns/user')]
def told(): return sorted(os.environ)
def line(): return open('/proc/self/cmdline').read()
def status():
    said = dict(line.split(':', 1) for line in open('/proc/self/status').read().splitlines())
    return {name: said[name].strip() for name in ('CapEff', 'CapPrm', 'CapInh', 'CapBnd', 'CapAmb', 'NoNewPrivs', 'Seccomp')}
"""


def test_an_ordinary_worker_has_no_room_for_a_thread_and_the_limits_it_had() -> None:
    limits = Limits(memory=3 << 30, cpu_seconds=77, file_bytes=5 << 20, open_files=99)
    with Zygote(limits=limits) as zygote, zygote.worker() as worker:
        worker.run_cell("a", STATE)
        found = worker.call("limits")
        given = {
            **{"RLIMIT_NPROC": [0, 0], "RLIMIT_CORE": [0, 0], "RLIMIT_CPU": [77, 78]},
            **{"RLIMIT_AS": [3 << 30] * 2, "RLIMIT_FSIZE": [5 << 20] * 2, "RLIMIT_NOFILE": [99, 99]},
        }
        assert {name: found[name] for name in given} == given
        assert worker.call("who")[:2] == [os.geteuid(), os.getegid()]
        assert not [name for name in worker.call("told") if name.startswith(("TF_", "CUDA_"))]
        with pytest.raises(StudentRaised):
            worker.call("line")


# --- Workers with threads ------------------------------------------------------------------------------------------------

THREADED = """
import ctypes, os, resource, signal, subprocess, threading
from concurrent.futures import ThreadPoolExecutor
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long

def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(word) for word in arguments])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

def squares(n):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(lambda x: x * x, range(n)))

wait, waiting = threading.Event(), []
def bomb():
    try:
        while len(waiting) < 10_000:
            thread = threading.Thread(target=wait.wait)
            thread.start()
            waiting.append(thread)
    except RuntimeError:
        return len(waiting)

def defuse():
    wait.set()
    for thread in waiting:
        thread.join()

def spin():
    x = 0
    while True:
        x += 1

def spin_in_all():
    try:
        while True:
            threading.Thread(target=spin).start()
    except RuntimeError:
        spin()

def leave_a_thread_and_answer():
    threading.Thread(target=spin).start()
    return 5

def lose_the_first_thread(number):
    # Once the answer is sent; a handler runs in the first thread, and this system call ends the one that makes it.
    threading.Thread(target=spin).start()
    signal.signal(signal.SIGALRM, lambda *_: call(number, 0))
    signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
"""


# The others may be missing, or give no threads; where this one is, the quick part tries it.
@pytest.fixture(
    scope="module", params=[TIERS[0], *(pytest.param(tier, marks=pytest.mark.slow) for tier in TIERS[1:])]
)
def threaded(request: pytest.FixtureRequest) -> Iterator[Zygote]:
    try:
        zygote = Zygote(limits=LIMITS, profile=THREADS, tiers=(request.param,))
    except SandboxUnavailable as error:
        pytest.skip(str(error).splitlines()[1])
    with zygote:
        yield zygote


@pytest.fixture
def worker(threaded: Zygote) -> Iterator[Worker]:
    with threaded.worker() as worker:
        worker.run_cell("a", THREADED)
        yield worker


def test_threads_compute(worker: Worker) -> None:
    assert worker.call("squares", [5]) == [0, 1, 4, 9, 16]


def test_a_thread_bomb_ends_at_the_limit_and_the_worker_goes_on(worker: Worker) -> None:
    assert worker.call("bomb") == THREADS.tasks - 1
    worker.call("defuse")
    assert worker.call("squares", [3]) == [0, 1, 4]


def test_a_neighbours_threads_are_not_counted(threaded: Zygote, worker: Worker) -> None:
    with threaded.worker() as neighbour:
        neighbour.run_cell("a", THREADED)
        assert neighbour.call("bomb") == THREADS.tasks - 1
        assert worker.call("bomb") == THREADS.tasks - 1


@pytest.mark.slow
def test_all_else_is_sealed_as_in_an_ordinary_worker(threaded: Zygote) -> None:
    sealed = []
    for profile in (ONE_THREAD, THREADS):
        with (
            Zygote(limits=LIMITS, profile=profile, tiers=(threaded.tier,)) as zygote,
            zygote.worker() as worker,
        ):
            worker.run_cell("a", STATE)
            limits = worker.call("limits")
            assert limits.pop("RLIMIT_NPROC") == [profile.tasks] * 2
            sealed.append((limits, worker.call("status")))
            if profile == THREADS:
                assert worker.call("who")[0] != 0
                assert set(THREADS.environment) <= set(worker.call("told"))
                assert "python" in worker.call("line")
    (ordinary_limits, ordinary), (limits, status) = sealed
    assert limits == ordinary_limits
    assert status == {
        **dict.fromkeys(("CapEff", "CapPrm", "CapInh", "CapBnd", "CapAmb"), "0" * 16),
        **{"NoNewPrivs": "1", "Seccomp": "2"},
    }
    # What an ordinary user may not drop, and has no use for.
    assert ordinary | {"CapBnd": status["CapBnd"]} == status


CLONE, CLONE3, UNSHARE = (seccomp.number(name) for name in ("clone", "clone3", "unshare"))
# Where the kernel saw these calls, it would refuse the flags (EINVAL): none does harm, should it come through.
CONTRADICTION = 0x0002_0200  # CLONE_NEWNS | CLONE_FS
ATTACKS = {
    "fork": "os.fork()",
    "subprocess": "subprocess.run(['true'])",
    "posix_spawn": "os.posix_spawn('/bin/true', ['true'], {})",
    "multiprocessing": "import multiprocessing as m; m.get_context('fork').Process(target=int).start()",
    "exec": "os.execv('/bin/true', ['true'])",
    "exec-in-a-thread": "raise ThreadPoolExecutor(1).submit(os.execv, '/bin/true', ['true']).exception()",
    "fork-in-a-thread": "raise ThreadPoolExecutor(1).submit(os.fork).exception()",
    "shared-memory-no-thread": f"call({CLONE}, {0x100 | CONTRADICTION}, 0, 0, 0, 0)",
    "thread-with-a-signal": f"call({CLONE}, {THREAD_FLAGS | 17}, 0, 0, 0, 0)",
    "thread-with-another-parent": f"call({CLONE}, {THREAD_FLAGS | 0x8000}, 0, 0, 0, 0)",
    "thread-in-a-new-namespace": f"call({CLONE}, {THREAD_FLAGS | 0x1000_0000}, 0, 0, 0, 0)",
    "clone3": f"call({CLONE3}, 0, 0)",
    "new-user-namespace": "os.unshare(0x1000_0000)" if hasattr(os, "unshare") else f"call({UNSHARE}, 0x10000000)",
    "new-pid-namespace": f"call({UNSHARE}, 0x20000000)",
    "more-room": f"resource.setrlimit(resource.RLIMIT_NPROC, ({THREADS.tasks + 1},) * 2)",
    "another-user": "os.setuid(0)",
    "outlive": "if libc.prctl(1, 0, 0, 0, 0): raise PermissionError",
    "signal-a-neighbour": "os.kill(-1, 0)",
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_no_process_no_namespace_no_more_room(worker: Worker, name: str) -> None:
    worker.run_cell("b", f"def attack():\n    {ATTACKS[name]}\n    return 'came through'")
    with pytest.raises(StudentRaised) as caught:
        worker.call("attack")
    # "No such call", and what Python makes of a refusal to raise a limit.
    said = {"clone3": "OSError", "more-room": "ValueError"}
    assert caught.value.exception == said.get(name, "PermissionError")
    assert worker.call("squares", [3]) == [0, 1, 4]


@contextmanager
def started(zygote: Zygote) -> Iterator[tuple[Worker, int]]:
    """A worker that has run the program, and its process as the host sees it."""
    assert zygote.pid is not None
    before = family(zygote.pid)
    with zygote.worker() as worker:
        worker.run_cell("a", THREADED)
        (pid,) = set(family(zygote.pid)) - set(before)
        yield worker, pid


@pytest.mark.slow
def test_spinning_threads_are_killed_when_time_is_up(threaded: Zygote) -> None:
    with started(threaded) as (worker, pid):
        with pytest.raises(StudentTimeout):
            worker.call("spin_in_all", seconds=1)
        assert gone(pid)
    with started(threaded) as (worker, _):
        assert worker.call("squares", [3]) == [0, 1, 4]


def test_threads_left_behind_by_an_answer_end_with_the_worker(threaded: Zygote) -> None:
    with started(threaded) as (worker, pid):
        assert worker.call("leave_a_thread_and_answer") == 5
        assert len(states(pid)) == 2
    assert gone(pid)


def lose_first_thread(worker: Worker, pid: int) -> None:
    worker.call("lose_the_first_thread", [seccomp.number("exit")])
    deadline = time.monotonic() + 60
    while states(pid)[pid] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert alive(pid)


@pytest.mark.slow
def test_threads_that_outlive_the_first_one_are_killed(threaded: Zygote) -> None:
    with started(threaded) as (worker, pid):
        lose_first_thread(worker, pid)
        with pytest.raises(StudentTimeout):
            worker.call("squares", [3], seconds=1)
        assert gone(pid)
    with started(threaded) as (worker, pid):
        lose_first_thread(worker, pid)
    assert gone(pid)


@pytest.mark.slow
@pytest.mark.parametrize("first", [True, False], ids=["with-first", "without-first"])
@pytest.mark.parametrize("tier", [*TIERS, UNSEALED])
def test_threads_end_with_the_zygote(tier: str, first: bool) -> None:
    """In C and without a seal there is nothing but the signal that a process is sent when its parent dies."""
    how: dict[str, Any] = {"unsafe": True} if tier == UNSEALED else {"tiers": (tier,)}
    try:
        zygote = Zygote(limits=LIMITS, profile=THREADS, **how)
    except SandboxUnavailable as error:
        pytest.skip(str(error).splitlines()[1])
    with zygote, started(zygote) as (worker, pid):
        assert worker.call("leave_a_thread_and_answer") == 5
        if not first:
            lose_first_thread(worker, pid)
        for process in family(zygote.pid or 0)[:-1]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        assert gone(pid)


@pytest.mark.slow
def test_a_worker_that_waits_for_its_own_thread_in_a_queue_is_not_idle() -> None:
    """Of the first thread alone, it would seem so: it sleeps, while the others compete for one processor."""
    program = (
        "import os, threading, zlib\nos.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"
        "def work():\n    while True: zlib.crc32(bytes(1 << 20))\n"
        "for _ in range(4): threading.Thread(target=work).start()"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    try:
        while (usage := usage_of(process.pid)).computed < 1:
            time.sleep(0.02)
        first = queued(f"/proc/{process.pid}/schedstat")
        assert first is not None
        assert usage.queued is not None
        assert usage.queued > first + 0.5
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_a_zygote_of_another_profile_is_not_joined() -> None:
    with shared_zygote(("numpy",), unsafe=True) as connector:
        with Zygote(unsafe=True, connector=connector) as same:
            assert same.pid is None
        with Zygote(unsafe=True, connector=connector, profile=THREADS) as other:
            assert other.pid is not None


# --- Where it is not to be had -------------------------------------------------------------------------------------------


def test_without_a_count_of_its_own_threads_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Then root has no limit, and everybody else shares one with all that he runs."""
    monkeypatch.setattr(namespaces, "count_alone", lambda *_, **__: None)
    with pytest.raises(OSError, match="管不住线程的个数"):
        seal.make("C", THREADS, tmp_path)
    seal.make("C", ONE_THREAD, tmp_path)


@pytest.mark.slow
def test_in_a_container_threads_are_refused_with_a_sentence_and_all_else_works() -> None:
    code = (
        "from autograder.sandbox import *\nwith Zygote() as z: print(z.tier)\n"
        "try: Zygote(profile=THREADS)\nexcept SandboxUnavailable as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, CONTAINER, "--", sys.executable, "-c", code], capture_output=True, text=True
    )
    assert done.stdout.startswith("C\n"), done.stderr
    for part in ("JAX", "A 级：", "B 级：", "C 级：", "别的作业不受影响"):
        assert part in done.stdout
    assert "--unsafe" not in done.stdout
