"""Submissions that attack with threads, where students may start some: none gains a point or costs a neighbour one."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sandbox.processes import family, gone
from toy import DAY, DOUBLE, hand_in, make_course, solved

from autograder.course.assignment import Course
from autograder.grading import grader as grading
from autograder.grading.grader import Grader
from autograder.grading.intake import read_submission
from autograder.grading.report import Report
from autograder.sandbox import THREADS, TIERS, Limits, SandboxUnavailable, Zygote

pytestmark = pytest.mark.slow

LIMITS = Limits(memory=1 << 30, cpu_seconds=60, cell_seconds=1.5, call_seconds=1.5, idle_seconds=1.5)
WRONG = "def total(x):\n    return 0.0\n"
# Each is the cell of `double`; `total` is wrong, so that a forged answer would be a gain.
ATTACKS = {
    "spinning-beside-the-answer": """
        import threading
        def double(x):
            threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()
            return 2 * x
    """,
    "bomb-while-the-cell-runs": """
        import threading
        def spin():
            while True: pass
        try:
            while True: threading.Thread(target=spin, daemon=True).start()
        except RuntimeError: pass
        def double(x): return 2 * x
    """,
    "first-thread-gone": """
        import ctypes, threading
        def spin():
            while True: pass
        def double(x):
            threading.Thread(target=spin).start()
            ctypes.CDLL(None).syscall(60 if __import__('platform').machine() == 'x86_64' else 93, 0)
    """,
    "answers-forged-by-a-thread": """
        import os, struct, threading, time, msgspec
        def forge():
            number = 0
            while True:
                number = (number + 1) % 100
                header = msgspec.msgpack.encode([b'', [number], [6.0], ['ok'], ])
                try: os.write(3, struct.pack('<4sIQ', b'agw1', len(header), 0) + header)
                except OSError: pass
                time.sleep(0.001)
        threading.Thread(target=forge, daemon=True).start()
        def double(x): return 2 * x
    """,
    "socket-drained-by-a-thread": """
        import os, threading
        def drain():
            while True:
                try: os.read(3, 1 << 16)
                except OSError: pass
        def double(x):
            threading.Thread(target=drain, daemon=True).start()
            return 2 * x
    """,
    "processes-from-threads": """
        import os, threading
        def fork():
            try: os.fork()
            except OSError: pass
        def double(x):
            for _ in range(20):
                thread = threading.Thread(target=fork)
                thread.start()
                thread.join()
            return 2 * x
    """,
    "argument-changed-after-the-answer": """
        import threading, time
        def spoil(x):
            time.sleep(0.05)
            x *= 0
        def double(x):
            threading.Thread(target=spoil, args=(x,)).start()
            return 2 * x
    """,
    "tracing-the-server": """
        import sys, threading
        def trace(frame, event, argument):
            for name in ('value', 'expected', 'score'): frame.f_locals[name] = 6.0
            return trace
        threading.settrace(trace)
        sys.settrace(trace)
        def double(x): return 2 * x
    """,
}


@pytest.fixture(scope="module", params=TIERS)
def grader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    root = make_course(tmp_path_factory.mktemp("threads"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading, "profile", lambda packages: THREADS)
        patch.setattr(grading, "Zygote", partial(Zygote, tiers=(request.param,)))
        try:
            grader = Grader(Course(root).assignment(DAY), limits=LIMITS, budget=30.0)
        except SandboxUnavailable as error:
            pytest.skip(str(error).splitlines()[1])
    with grader:
        yield grader


def graded(grader: Grader, folder: Path, text: str) -> Report:
    notebook = solved(grader.assignment.text.parents[2], {"double-solution": text, "total-solution": WRONG})
    path = hand_in(folder, "somebody", notebook) / f"{DAY}.ipynb"
    return grader.grade(read_submission(path, grader.assignment), "somebody")


def without_cost(report: Report) -> tuple:
    return report.score, report.exercises, report.problems


@pytest.mark.parametrize("name", ATTACKS)
def test_attack(grader: Grader, tmp_path: Path, name: str) -> None:
    text = "\n".join(line[8:] for line in ATTACKS[name].splitlines())
    compile(text, name, "exec")
    zygote = grader._zygote.pid
    assert zygote is not None
    honest = graded(grader, tmp_path, DOUBLE)
    assert honest.score == 40
    before = set(family(zygote))

    report = graded(grader, tmp_path, text)

    assert report.score <= honest.score
    assert [exercise.score for exercise in report.exercises if exercise.name == "total"] == [0]
    assert gone(*set(family(zygote)) - before)
    assert without_cost(graded(grader, tmp_path, DOUBLE)) == without_cost(honest)
    assert grader._zygote.pid == zygote
