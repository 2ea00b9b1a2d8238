"""Grade on many machines: a cluster of dask.distributed as an executor for :func:`autograder.grading.parallel.grade_all`.

Each worker has the course's folder at the same path, by a shared disk or as a copy, and grades in a seal of its own.  A worker whose
course, engine, secret or libraries would give other scores is refused before anything is graded, and so is one that cannot
seal.  What a worker was grading when it died is graded by another; what was finished is kept where the command runs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from autograder.course.assignment import Course
from autograder.errors import UserError
from autograder.grading.parallel import prepared
from autograder.grading.store import course_secret
from autograder.grading.versions import exercise_versions
from autograder.language import _, chosen, listed, speak

# How long a scheduler and its first worker are waited for.
PATIENCE = 10
MOST_WORKERS = 5

# The version of each exercise, by name.
Versions = frozenset[tuple[str, str]]
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """What a worker must be fit for: an assignment of the course at ``root``, whose exercises have these versions."""

    root: str
    name: str
    unsafe: bool
    versions: Versions
    language: str


# A worker may have several threads; a grader serves one submission at a time.
_alone = threading.Lock()


@contextmanager
def cluster(address: str, course: Course, name: str, *, unsafe: bool = False) -> Iterator[Executor]:
    """An executor that grades an assignment on the workers of the scheduler at ``address``, ``tcp://HOST:PORT``.

    Raises UserError if dask.distributed is not installed here, if nobody answers, if a worker would grade otherwise than this
    machine or cannot seal, and where the cluster is lost in the middle.
    """
    try:
        from dask import config
        from distributed import Client, KilledWorker
        from distributed.comm import CommClosedError
    except ImportError:
        raise UserError(
            _("在集群上评分要用 dask.distributed，这里没有装。请运行 pip install -e '.[cluster]'，再来一次。")
        ) from None
    asked = Asked(str(course.root), name, unsafe, _versions(course, name, unsafe), chosen())
    try:
        # Who has lost the scheduler for so long is told, instead of waiting for ever.
        config.set({"distributed.comm.timeouts.connect": f"{PATIENCE}s"})
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(
            _(
                "{address} 那里没有 Dask 的调度器 (scheduler)：{reason}。",
                address=address,
                reason=_said(error),
            )
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise UserError(
                _(
                    "{address} 的调度器还没有工作进程 (worker)。请先在评分的机器上运行 dask worker {address} --nthreads 1。",
                    address=address,
                )
            ) from error
        _see_that_they_are_fit(client.run(_unfit, asked, on_error="return"))
        try:
            yield _Checked(client.get_executor(pure=False), asked)
        except (KilledWorker, CommClosedError, CancelledError, TimeoutError) as error:
            raise UserError(
                _(
                    "和集群断开了（{reason}）。已经评完的都保存了；看看调度器和工作进程还在不在，再运行一次，会接着评。",
                    reason=_said(error),
                )
            ) from error


class _Checked(Executor):
    """Hands work on with the question whether the worker that does it is fit: it may have come later than the others."""

    def __init__(self, executor: Executor, asked: Asked) -> None:
        self._executor = executor
        self._asked = asked

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        return self._executor.submit(_if_fit, self._asked, fn, *args, **kwargs)


def _if_fit(asked: Asked, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """In a worker: do the work, or raise UserError."""
    with _alone:
        if reason := _reason(asked):
            raise UserError(_("{place}：{detail}", place=_place(), detail=reason))
        return fn(*args, **kwargs)


def _unfit(asked: Asked) -> str:
    """In a worker: why it must not grade; empty if it may."""
    with _alone:
        return _reason(asked)


# What this worker has found itself fit for; its grader is that of these versions.
_fit: Asked | None = None


def _reason(asked: Asked) -> str:
    global _fit
    if asked == _fit:
        return ""
    speak(asked.language)
    # A worker lives longer than a command: meanwhile the course may have become another one, or have been mended.
    _fit = None
    prepared.cache_clear()
    try:
        ours = _versions(Course(Path(asked.root)), asked.name, asked.unsafe)
        if ours != asked.versions:
            differing = sorted({exercise for exercise, _version in ours ^ asked.versions})
            return _(
                "它的课程、引擎、密钥 (.autograder/secret) 或库的版本和这里的不一样，会评出别的分：{names}。"
                "请让 {root} 在每台机器上是同一份。",
                names=listed(differing, MOST_WORKERS),
                root=asked.root,
            )
        prepared(asked.root, asked.name, asked.unsafe)
    except UserError as error:
        return str(error)
    _fit = asked
    return ""


def _versions(course: Course, name: str, unsafe: bool) -> Versions:
    """What decides the scores of an assignment, by exercise."""
    if not (course.root / "nbgrader_config.py").is_file():
        raise UserError(_("这里没有课程的文件夹 {root}。", root=course.root))
    return frozenset(exercise_versions(course.assignment(name), course_secret(course), unsafe=unsafe).items())


def _see_that_they_are_fit(told: dict[str, Any]) -> None:
    """Raise UserError if a worker said a reason, or could not even be asked."""
    reasons = {
        worker: reason if isinstance(reason, str) else _said(reason)
        for worker, reason in told.items()
        if reason
    }
    if reasons:
        lines = [
            _("{place}：{detail}", place=worker, detail=reason)
            for worker, reason in list(reasons.items())[:MOST_WORKERS]
        ]
        raise UserError("\n".join([_("有的工作进程不能用来评分，什么也没有评："), *lines]))


def _place() -> str:
    from distributed import get_worker

    return str(get_worker().address)


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".strip(" :")
