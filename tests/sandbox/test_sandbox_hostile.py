"""Whatever a student's code does, the grader gets an error of its own and goes on."""

from pathlib import Path

import numpy as np
import pytest
from sandbox.processes import alive, gone

from autograder.sandbox import (
    Handle,
    Limits,
    StudentRaised,
    StudentTimeout,
    WireViolation,
    Worker,
    WorkerDied,
    WorkerError,
    Zygote,
)
from autograder.sandbox.outside.control import ENVIRONMENT

# How student's code finds the socket: it writes into every descriptor that takes bytes.
EVERY_FD = """
import os, struct, time, msgspec
def raw(data):
    for name in os.listdir('/proc/self/fd'):
        try:
            os.write(int(name), data)
        except OSError:
            pass
def packed(codes, ints=(), floats=(), texts=(), blob=b''):
    header = msgspec.msgpack.encode([codes, list(ints), list(floats), list(texts)])
    return struct.pack('<4sIQ', b'agw1', len(header), len(blob)) + header + blob
"""


def dead(worker: Worker, reason: str) -> None:
    assert not worker.alive
    with pytest.raises(WorkerDied) as caught:
        worker.call("f", [1])
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\ndef f(x): os._exit(0)", "exited"),
        ("import atexit, os\natexit.register(os._exit, 0)\ndef f(x): os._exit(3)", "exited"),
        ("import ctypes\ndef f(x): ctypes.string_at(0)", "crashed"),
        ("import os\ndef f(x): os.abort()", "crashed"),
        ("import os\ndef f(x): os.close(3)", "exited"),
        ("import os\ndef f(x): os.closerange(0, 100)", "exited"),
    ],
)
def test_a_process_that_ends(worker: Worker, source: str, reason: str) -> None:
    worker.run_cell("a", source)
    with pytest.raises(WorkerDied) as caught:
        worker.call("f", [1])
    assert caught.value.reason == reason
    dead(worker, reason)


@pytest.mark.parametrize(
    "loop",
    [
        "    while True: pass",
        "    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        "    return sum(range(10**12))",
        "    import time\n    time.sleep(1000)",
        "    import signal\n    [signal.signal(n, signal.SIG_IGN) for n in range(1, 32) if n not in (9, 19)]\n"
        "    while True: pass",
    ],
)
def test_endless_loops(worker: Worker, loop: str) -> None:
    worker.run_cell("a", f"def f(x):\n{loop}")
    with pytest.raises(StudentTimeout):
        worker.call("f", [1], seconds=0.3)
    dead(worker, "timeout")


def test_a_process_that_kills_itself(unsealed: Zygote) -> None:
    # Sealed, it is process 1 of its world and no signal of its own making can kill it.
    with unsealed.worker() as worker:
        worker.run_cell("a", "import signal\ndef f(x): signal.raise_signal(9)")
        with pytest.raises(WorkerDied) as caught:
            worker.call("f", [1])
        assert caught.value.reason == "killed"


def test_an_endless_cell(worker: Worker) -> None:
    with pytest.raises(StudentTimeout):
        worker.run_cell("a", "while True: pass", seconds=0.3)
    dead(worker, "timeout")


@pytest.mark.slow
def test_cpu_time(zygote: Zygote) -> None:
    with Zygote(limits=Limits(cpu_seconds=1)) as strict, strict.worker() as worker:
        worker.run_cell("a", "def f(x):\n    while True: pass")
        with pytest.raises(WorkerDied) as caught:
            worker.call("f", [1], seconds=60)
        assert caught.value.reason == "cpu"


@pytest.mark.slow
def test_much_memory_in_many_pieces(zygote: Zygote) -> None:
    with Zygote(limits=Limits(memory=512 << 20)) as strict, strict.worker() as worker:
        worker.run_cell("a", "def f(x):\n    pieces = []\n    while True: pieces.append(bytearray(1 << 20))")
        with pytest.raises(StudentRaised) as caught:
            worker.call("f", [1])
        assert caught.value.exception == "MemoryError"
        worker.run_cell("a", "kept = []\ndef f(x):\n    while True: kept.append(bytes(64))")
        with pytest.raises(WorkerError):
            worker.call("f", [1])


def test_printing_much_costs_nothing(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "import sys\ndef f(x):\n    for _ in range(100):\n        print('PASSED 10/10 ' * 80_000)\n"
        "    sys.stderr.write('x' * 10**7)\n    return 1",
    )
    assert worker.call("f", [1]) == 1


def test_reading_the_standard_input_ends(worker: Worker) -> None:
    worker.run_cell("a", "def f(x): return input()")
    with pytest.raises(StudentRaised, match="EOFError"):
        worker.call("f", [1])


@pytest.mark.parametrize(
    "expression",
    [
        "np.ones(1 << 27)",
        "[0] * 10**6",
        "['x' * 1000] * 10**5",
        "b'x' * (300 << 20)",
        "np.broadcast_to(0.0, (1 << 30, 1 << 10))",
        "nested",
        "circle",
        "1 << 10**6",
    ],
)
@pytest.mark.slow
def test_answers_that_are_too_large(worker: Worker, expression: str) -> None:
    worker.run_cell(
        "a",
        "import numpy as np\nnested = []\nfor _ in range(10**5): nested = [nested]\n"
        f"circle = []\ncircle.append(circle)\ndef f(x): return {expression}",
    )
    with pytest.raises(WireViolation, match="too large"):
        worker.call("f", [1])
    dead(worker, "violation")


def test_how_large_an_answer_may_be_depends_on_the_question(zygote: Zygote) -> None:
    with zygote.worker() as worker:
        worker.run_cell("a", "import numpy as np\ndef f(x): return np.zeros(1 << 18)")
        assert worker.call("f", [np.zeros(1 << 15)]).size == 1 << 18
        with pytest.raises(WireViolation):
            worker.call("f", [0])
        dead(worker, "violation")


def test_an_answer_of_very_many_objects_is_refused(worker: Worker) -> None:
    worker.run_cell("a", "def f(n): return [object() for _ in range(n)]")
    assert len(worker.call("f", [1000])) == 1000
    with pytest.raises(WireViolation, match="handles"):
        worker.call("f", [30_000])


@pytest.mark.parametrize(
    "expression",
    [
        "[large] * 10**5",
        "[x] * 10**5",
        "[np.broadcast_to(x[:1], 10**7) for _ in range(10**4)]",
        "[x[:]] * 3 + [large] * 40",
    ],
)
def test_answers_that_name_more_memory_than_they_bring(worker: Worker, expression: str) -> None:
    worker.run_cell(
        "a", f"import numpy as np\ndef f(x):\n    large = np.zeros(10**5)\n    return {expression}"
    )
    with pytest.raises(WireViolation, match="claimed"):
        worker.call("f", [np.zeros(10**4)])
    dead(worker, "violation")


@pytest.mark.parametrize(
    "data",
    [
        "os.urandom(5000)",
        "struct.pack('<4sIQ', b'agw1', 0xffffffff, 2**60)",
        "struct.pack('<4sIQ', b'agw1', 1 << 20, 0) + bytes(1 << 20)",
        "packed(b'iulli', [99, 0, 0, 7], texts=['ok'])",
        "packed(b'iulli', [2, 0, 0, 7], texts=['fine'])",
        "packed(b'iullN', [2, 0, 0], texts=['raised'])",
        "packed(b'iulltuNi', [2, 0, 0, 3, -1], texts=['raised', 'E'])",
        "packed(b'iulltuNN', [2, 0, 0, 3], texts=['raised', 'E' * 500])",
        "packed(b'iuili', [2, 0, 0, 7], texts=['ok'])",
        "packed(b'iulliili', [2, 1, 2, 5, 0, 0, 7], texts=['ok'])",
        "packed(b'iulliili', [2, 1, 2, 0, 0, 0, 7], texts=['ok'])",
        "packed(b'iulii', [2, 0, 0, 7], texts=['ok'])",
        "packed(b'iullii', [2, 0, 1, 0, 7], texts=['ok'])",
        "packed(b'iulllili', [2, 0, 1, 2, 99, 0, 7], texts=['ok'])",
        "packed(b'iulllili', [2, 0, 1, 2, -1, 0, 7], texts=['ok'])",
        "packed(b'iulllili', [2, 0, 1, 2, 0, 0, 7], texts=['ok'])",
        "packed(b'iulllii', [2, 0, 1, 2, 0, 5, 7], texts=['ok'])",
        "packed(b'lulll', [0, 0, 0, 0], texts=['ok'])",
        "packed(b'hullN', [1, 0, 0], texts=['x', 'ok'])",
        "packed(b'iaullN', [2, 3, 1, 2, 0, 0, 0], texts=['<f8', 'ok'], blob=bytes(16))",
        "packed(b'i', [2])",
        "packed(b'iullNN', [2, 0, 0], texts=['ok'])",
    ],
)
def test_forged_frames_in_every_descriptor(worker: Worker, data: str) -> None:
    worker.run_cell("a", EVERY_FD + f"def f(x):\n    raw({data})\n    return 5")
    with pytest.raises(WireViolation):
        worker.call("f", [np.zeros(3)])
    dead(worker, "violation")


def test_an_answer_forged_well_is_an_answer_and_the_next_one_is_not(worker: Worker) -> None:
    worker.run_cell(
        "a", EVERY_FD + "def f(x):\n    raw(packed(b'iulli', [2, 0, 0, 7], texts=['ok']))\n    return 5"
    )
    assert worker.call("f", [1]) == 7
    with pytest.raises(WireViolation):
        worker.call("f", [1])


def test_an_answer_sent_before_the_question(worker: Worker) -> None:
    worker.run_cell("a", EVERY_FD + "def f(x): return 5\n")
    worker.run_cell(
        "b",
        "raw(packed(b'iulll', [2, 0, 0, 0], texts=['ok']) + packed(b'iulli', [4, 0, 0, 7], texts=['ok']))",
    )
    with pytest.raises(WireViolation):
        worker.call("f", [1])


@pytest.mark.parametrize("pause", ["time.sleep(.02)", "time.sleep(.3)", "pass"])
def test_an_answer_in_drops(worker: Worker, pause: str) -> None:
    worker.run_cell(
        "a",
        EVERY_FD + "def f(x):\n    raw(struct.pack('<4sIQ', b'agw1', 100, 1 << 20))\n"
        f"    while True:\n        raw(b'x')\n        {pause}",
    )
    with pytest.raises(StudentTimeout):
        worker.call("f", [1], seconds=0.3)


def test_a_worker_that_never_reads(worker: Worker) -> None:
    worker.run_cell(
        "a", EVERY_FD + "raw(packed(b'iulll', [1, 0, 0, 0], texts=['ok']))\nwhile True: time.sleep(1)"
    )
    with pytest.raises(StudentTimeout):
        worker.call("f", [np.zeros(1 << 22)], seconds=0.5)


@pytest.mark.parametrize(
    ("definition", "name"),
    [
        ("class E(Exception):\n    def __str__(self): raise E", "E"),
        ("class E(Exception):\n    def __str__(self): return 'A' * 10**9", "E"),
        ("E = type('N' * 10**7, (Exception,), {})", "N" * 80),
        (
            "class M(type):\n    @property\n    def __name__(cls): raise SystemExit\nclass E(Exception, metaclass=M): pass",
            "E",
        ),
        ("class E(Exception):\n    def __getattribute__(self, name): raise SystemExit", "E"),
    ],
)
def test_exceptions_that_bite(worker: Worker, definition: str, name: str) -> None:
    worker.run_cell("a", f"{definition}\ndef f(x):\n    raise E")
    with pytest.raises(StudentRaised) as caught:
        worker.call("f", [1])
    assert caught.value.exception == name
    assert caught.value.cell == "a"
    assert worker.alive


@pytest.mark.parametrize(
    "definition",
    [
        "class A(np.ndarray):\n    def __eq__(s, o): return True\ndef f(x): return np.ones(3).view(A)",
        "class A(int):\n    def __eq__(s, o): return True\ndef f(x): return A(7)",
        "class A:\n    def __eq__(s, o): return True\n    def __array__(s, *a, **k): return 1\ndef f(x): return A()",
        "class A:\n    def __reduce__(s): return (print, ('pwned',))\ndef f(x): return np.array([A()])",
        "class M(type):\n    def __hash__(c): return 1\n    def __eq__(c, o): return True\n"
        "class A(metaclass=M): pass\ndef f(x): return A()",
    ],
)
def test_impostors_are_handles(worker: Worker, definition: str) -> None:
    worker.run_cell("a", f"import numpy as np\n{definition}")
    result = worker.call("f", [1])
    assert type(result) is Handle
    with pytest.raises(TypeError):
        _ = result == 42


def test_a_neighbour_is_not_disturbed(zygote: Zygote, worker: Worker) -> None:
    worker.run_cell("a", "state = [0]\ndef f(x):\n    state[0] += x\n    return state[0]")
    assert worker.call("f", [1]) == 1
    for source in ("import os; os._exit(1)", "import ctypes; ctypes.string_at(0)", "while True: pass"):
        with zygote.worker() as other, pytest.raises(WorkerError):
            other.run_cell(
                "a", "import numpy, builtins\nnumpy.add = builtins.len = None\n" + source, seconds=0.3
            )
    assert worker.call("f", [1]) == 2
    with zygote.worker() as fresh:
        fresh.run_cell("a", "import numpy\ndef f(): return numpy.add(1, len('ab'))")
        assert fresh.call("f") == 3


def test_what_a_worker_sees_of_its_surroundings(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "import os, sys, resource\n"
        "def environment(): return dict(os.environ), open('/proc/self/environ').read()\n"
        "def descriptors():\n"
        "    return {n: os.readlink('/proc/self/fd/' + n) for n in os.listdir('/proc/self/fd')\n"
        "            if os.path.lexists('/proc/self/fd/' + n)}\n"
        "def modules(): return [m for m in sys.modules if m.startswith(('autograder.', 'nbgrader', 'pytest'))]\n"
        "def folder(): return os.getcwd(), os.listdir('.'), os.environ['HOME']\n"
        "def core(): return resource.getrlimit(resource.RLIMIT_CORE)\n"
        "def imported():\n    import autograder.sandbox",
    )
    environment, raw = worker.call("environment")
    allowed = {*ENVIRONMENT, "LC_CTYPE"}
    assert set(environment) <= allowed
    assert {line.split("=")[0] for line in raw.split("\0") if line} <= allowed
    descriptors = worker.call("descriptors")
    assert [descriptors[number] for number in "012"] == ["/dev/null"] * 3
    assert descriptors["3"].startswith("socket:")
    assert set(descriptors) <= {"0", "1", "2", "3"}
    assert worker.call("modules") == []
    working, listing, home = worker.call("folder")
    assert (listing, home) == ([], working)
    assert worker.call("core") == (0, 0)
    with pytest.raises(StudentRaised) as caught:
        worker.call("imported")
    assert caught.value.exception == "ModuleNotFoundError"


LEFTOVERS = """
import os, signal, time
def f():
    pids = []
    for detach in (False, True):
        read, write = os.pipe()
        if os.fork() == 0:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            if detach:
                os.setsid()
                if os.fork():
                    os._exit(0)
            os.write(write, str(os.getpid()).encode())
            time.sleep(1000)
        pids.append(int(os.read(read, 20)))
    path = os.getcwd()
    for _ in range(1100):
        os.mkdir('d')
        os.chdir('d')
    os.symlink('/etc', 'link')
    open('file', 'w').write('x')
    return pids, path
"""


def test_nothing_is_left_of_an_unsealed_worker(unsealed: Zygote) -> None:
    with unsealed.worker() as worker:
        worker.run_cell("a", LEFTOVERS)
        pids, folder = worker.call("f")
        assert all(alive(pid) for pid in pids)
        assert Path(folder).is_dir()
    assert gone(*pids)
    assert not Path(folder).exists()
    assert Path("/etc/passwd").exists()
    with unsealed.worker() as worker:
        worker.run_cell("a", "import os\ndef f(): return os.listdir(), os.getcwd()")
        listing, fresh = worker.call("f")
    assert listing == []
    assert fresh != folder


@pytest.mark.parametrize(
    "forged",
    [
        "packed(b'iulli', [1, 0, 0, 7], texts=['ok'])",
        "packed(b'iullli', [1, 0, 0, 1, 7], texts=['ok'])",
        "packed(b'iullltui', [1, 0, 0, 1, 2, 7], texts=['ok', 'a'])",
    ],
    ids=["no list", "no pair", "no description"],
)
def test_a_forged_answer_about_cells(worker: Worker, forged: str) -> None:
    with pytest.raises(WireViolation):
        worker.run_cell("a", EVERY_FD + f"raw({forged})\nwhile True: time.sleep(1)")
