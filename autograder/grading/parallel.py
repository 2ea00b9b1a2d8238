"""Grade many submissions at once, each content only once, on any ``concurrent.futures`` executor."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path

from autograder.checking.program import libraries, profile
from autograder.course.assignment import Assignment, Course
from autograder.errors import UserError
from autograder.grading.grader import Grader
from autograder.grading.intake import Submission
from autograder.grading.report import ExerciseReport, Report
from autograder.grading.store import Store, course_secret
from autograder.language import _, chosen, speak
from autograder.sandbox import shared_zygote


def available_cores() -> int:
    """The number of processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(
    course: Course,
    store: Store,
    submissions: Mapping[str, Submission],
    *,
    jobs: int | None = None,
    executor: Executor | None = None,
    force: bool = False,
) -> Generator[tuple[str, Report], None, None]:
    """Grade the submissions of the store's assignment, by student; yields student and report as they become known.

    What was graded before is not graded again unless ``force`` says so; what becomes known is kept at once.  A
    provisional result is tried once more at the end, with nothing of ours beside it.  ``executor``: where
    to grade, for example a Dask cluster's; it must reach the same course folder.  Without one, ``jobs``
    processes of this machine (default: one for each core).  Raises UserError if the grader does not
    work, never because of a submission.
    """
    assignment, unsafe = store.assignment, store.unsafe
    students: dict[str, list[str]] = {}
    for student, submission in submissions.items():
        students.setdefault(store.key(submission), []).append(student)

    def of_each(key: str, report: Report) -> list[tuple[str, Report]]:
        return [(student, replace(report, student=student)) for student in students[key]]

    unknown: dict[str, list[ExerciseReport]] = {}
    for key in students:
        known = None if force else store.known(key)
        if known and store.is_whole(known):
            yield from of_each(key, known)
        else:
            unknown[key] = known.exercises if known else []
    if not unknown:
        return
    with ExitStack() as stack:
        if executor is None:
            count = min(jobs or available_cores(), len(unknown))
            executor = stack.enter_context(processes(count, assignment, unsafe=unsafe))

        def submit(key: str) -> Future[Report]:
            submission = submissions[students[key][0]]
            return executor.submit(
                grade_one, str(course.root), assignment.name, submission, unsafe, unknown[key]
            )

        running = {submit(key): key for key in unknown}
        stack.callback(lambda: [future.cancel() for future in running])
        again = []
        for future in as_completed(running):
            key, report = running[future], _result(future)
            if report.provisional:
                again.append(key)
            else:
                store.keep_report(key, report)
                yield from of_each(key, report)
        for key in again:
            report = _result(submit(key))
            store.keep_report(key, report)
            yield from of_each(key, report)
    store.tidy()


def _result(future: Future[Report]) -> Report:
    try:
        return future.result()
    except BrokenProcessPool:
        raise UserError(
            _(
                "一个评分进程被系统结束了，多半是内存不够。已经评完的都保存了；"
                "请减少 --jobs 再运行一次，会从中断的地方接着评。"
            )
        ) from None


def grade_one(
    root: str, name: str, submission: Submission, unsafe: bool, known: Sequence[ExerciseReport]
) -> Report:
    """Grade one submission in whatever process this is called, without the exercises that are known.

    The grader stays for the next one.
    """
    return prepared(root, name, unsafe).grade(submission, "", known)


def prepare(root: str, name: str, unsafe: bool) -> None:
    """Get the grader of this process ready before there is a submission for it; what is wrong is told again at the first."""
    prepared(root, name, unsafe)


@functools.lru_cache(maxsize=1)
def prepared(root: str, name: str, unsafe: bool) -> Grader:
    """The grader of this process, made and tried out at the first call; UserError if it does not work here."""
    course = Course(Path(root))
    assignment = course.assignment(name)
    store = Store(course, assignment, unsafe=unsafe)
    return Grader(assignment, store=store, unsafe=unsafe, connector=connector(), key=course_secret(course))


_connector: socket.socket | None = None


def connector() -> socket.socket | None:
    """In one of our :func:`processes` what leads to the zygote that serves them all; None elsewhere."""
    return _connector


@contextmanager
def processes(count: int, assignment: Assignment, *, unsafe: bool = False) -> Iterator[Executor]:
    """Processes that start from a clean one: this one may have threads, and a fork would copy them.

    What is costly to import is imported twice in all: for the graders, in the process from which they start, and for the
    students, in the zygote that they share.
    """
    packages = assignment.header.packages
    imported = libraries((cell.source for cell in assignment.cells), packages)
    context = multiprocessing.get_context("forkserver")
    # Of a library's own parts, only students need those that come late.  Nothing of this package: the process that
    # imports it begins its search in the current folder, where a course may lie that has graders and nothing else.
    # Nor what only students need, such as a library that starts threads.
    for_graders = [name for name in imported if "." not in name and name not in packages]
    context.set_forkserver_preload(["pytest", *for_graders])
    try:
        forkserver.ensure_running()
    except OSError as error:
        raise UserError(
            _(
                "评分进程启动不了（{error}）。它们要用临时目录 {folder}：检查它能不能写、有没有满、路径是不是太长；"
                "换一个目录就设置环境变量 TMPDIR。",
                error=error,
                folder=os.environ.get("TMPDIR", "/tmp"),
            )
        ) from error
    with (
        shared_zygote(imported, profile=profile(packages), unsafe=unsafe) as connector,
        _pool(count, context, connector) as executor,
    ):
        yield executor


@contextmanager
def ready_processes(
    course: Course, name: str, jobs: int | None = None, *, unsafe: bool = False
) -> Iterator[Executor]:
    """Our :func:`processes`, the first of which gets ready while whoever asked for them does something else."""
    with processes(jobs or available_cores(), course.assignment(name), unsafe=unsafe) as executor:
        executor.submit(prepare, str(course.root), name, unsafe)
        yield executor


def _pool(count: int, context: BaseContext, connector: socket.socket) -> Executor:
    try:
        return ProcessPoolExecutor(count, context, initializer=_start_grading, initargs=(connector, chosen()))
    except OSError as error:
        raise UserError(
            _(
                "评分进程启动不了（{error}）。它们之间的锁放在 /dev/shm：检查它在不在、能不能写、有没有满；"
                "在容器里，运行时加上 --tmpfs /dev/shm。",
                error=error,
            )
        ) from error


def _start_grading(connector: socket.socket, language: str) -> None:
    """End with whoever started this process, however that ended; leave an interrupt to it, and speak its language.

    The fork server in between would live on with its children, and they with it.  It keeps the environment of its first
    use, which may have named another language.
    """
    global _connector
    _connector = connector
    speak(language)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
