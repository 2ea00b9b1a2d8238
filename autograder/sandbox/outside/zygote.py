"""Workers for the grader: start the zygote, get workers from it, and clear up after them.

The zygote is started for the best tier that this machine gives (see :mod:`autograder.sandbox.seal`), or not at all.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import Any, Self

from autograder.language import _
from autograder.sandbox.outside.control import Control, SandboxUnavailable, Unsealed
from autograder.sandbox.outside.patience import Budget
from autograder.sandbox.outside.worker import Ended, Limits, Worker, WorkerError
from autograder.sandbox.seal.profiles import ONE_THREAD, Profile
from autograder.sandbox.seal.tiers import TIERS, UNSEALED
from autograder.sandbox.zygote.usage import Usage


class Zygote:
    """A process that has the libraries imported and forks workers; starts itself again when it died.

    Workers are sealed in the first of ``tiers`` that this machine gives; with ``unsafe`` they are not sealed at all.  What
    else they may do is their ``profile``.
    Any thread may ask for a worker; each worker belongs to one thread at a time.

    ``refused``: why each tier better than the one in use is not.
    """

    def __init__(
        self,
        preload: Sequence[str] = ("numpy",),
        limits: Limits | None = None,
        *,
        profile: Profile = ONE_THREAD,
        files: Mapping[str, bytes] | None = None,
        unsafe: bool = False,
        tiers: Sequence[str] = TIERS,
        listener: socket.socket | None = None,
        connector: socket.socket | None = None,
    ) -> None:
        """``files``: what each worker finds in its work folder, by name; it is its own copy.

        ``listener``: where other processes may ask to be served by the same zygote.

        ``connector``: the other end of a listener; the zygote behind it serves as long as it lives, if its tier is one of
        those asked for here.
        """
        self.limits = limits or Limits()
        self.profile = profile
        self.refused: dict[str, str] = {}
        self._tiers = (UNSEALED,) if unsafe else tuple(tiers)
        self._preload = tuple(preload)
        self._files = dict(files or {})
        self._listener = listener
        self._lock = threading.Lock()
        self._closed = False
        self._control = (connector and self._join(connector)) or self._start()
        self._tiers = (self.tier,)  # one that starts again never gives less

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def tier(self) -> str:
        """How the zygote that runs now seals its workers."""
        return self._control.tier

    @property
    def pid(self) -> int | None:
        """The process id of the zygote that runs now; None if another process has started it."""
        return None if self._control.process is None else self._control.process.pid

    def worker(self, budget: Budget | None = None) -> Worker:
        """Fork a fresh worker; ``budget``: what it may use together with others, of which one thread asks at a time."""
        ours, theirs = socket.socketpair()
        try:
            with self._lock:
                if self._closed:
                    raise SandboxUnavailable("the zygote is closed")
                message = ["fork", asdict(self.limits)]
                try:
                    pid = self._control.ask(message, theirs)
                except EOFError:
                    self._control.close()
                    self._control = self._start()
                    pid = self._control.ask(message, theirs)
                control = self._control
        except EOFError:
            ours.close()
            raise SandboxUnavailable("the zygote died twice while it started a worker") from None
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        worker = Worker(
            ours,
            self.limits,
            lambda grace: self._end(control, pid, grace),
            lambda: self._look(control, pid),
            budget or Budget(),
        )
        if self._files:
            with suppress(WorkerError):  # whoever asks it something is told what became of it
                worker.put_files(self._files)
        return worker

    def close(self) -> None:
        """End the zygote and every worker, and remove what they left on disk."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._control.close()

    def _join(self, connector: socket.socket) -> Control | None:
        """The zygote of another process; None if it cannot serve this one."""
        with suppress(OSError, EOFError, SandboxUnavailable):
            control = Control.join(connector)
            if control.tier in self._tiers and control.profile == self.profile.name:
                return control
            control.close()
        return None

    def _start(self) -> Control:
        """Start a process; called with the lock held or before anybody else knows this object."""
        refused: dict[str, str] = {}
        for tier in self._tiers:
            try:
                control = Control.start(
                    tier, self.profile, self._preload, self.limits.disk_bytes, self._listener
                )
            except Unsealed as error:
                refused[tier] = str(error)
            else:
                self.refused |= refused
                return control
        raise SandboxUnavailable(_no_seal(refused) if self.profile == ONE_THREAD else _no_threads(refused))

    def _end(self, control: Control, pid: int, grace: float) -> Ended | None:
        """End a worker of the given zygote; None if nothing is known of its end."""
        ended = self._ask(control, ["end", pid, grace])
        return None if ended is None else Ended(*ended)

    def _look(self, control: Control, pid: int) -> Usage | None:
        """What a worker of the given zygote has used up; None if nothing is known of it."""
        usage = self._ask(control, ["look", pid])
        return None if usage is None else Usage(*usage)

    def _ask(self, control: Control, message: list[Any]) -> Any:
        """Ask about a worker; None if it died with the zygote that forked it."""
        with self._lock:
            if self._closed or self._control is not control:
                return None
            with suppress(EOFError, SandboxUnavailable):
                return control.ask(message)
        return None


@contextmanager
def shared_zygote(
    preload: Sequence[str], *, profile: Profile = ONE_THREAD, unsafe: bool = False
) -> Iterator[socket.socket]:
    """A zygote for several processes: yields the ``connector`` for their :class:`Zygote` at once, while it starts.

    Where the best tier is not to be had, the connector leads nowhere and each process starts a zygote of its own: only there
    no worker can fill the disk of another process's.
    """
    connector, listener = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)

    def start() -> Zygote:
        with listener:  # from now on it is the zygote's alone, and nobody waits for a dead one
            return Zygote(preload, profile=profile, unsafe=unsafe, tiers=TIERS[:1], listener=listener)

    with connector, ThreadPoolExecutor(1) as starter:
        starting = starter.submit(start)
        try:
            yield connector
        finally:
            with suppress(SandboxUnavailable):
                starting.result().close()


def _no_seal(refused: Mapping[str, str]) -> str:
    """What an instructor can do on a machine without any tier."""
    return _(
        "这台机器上隔离不了学生的代码，所以没有运行它。{reasons}\n"
        "需要 Linux 5.13 以上、启用了 Landlock 的内核（/sys/kernel/security/lsm 里有 landlock），"
        "还需要 libseccomp（apt install libseccomp2 或 dnf install libseccomp）。\n"
        "只有信得过的代码，才可以加 --unsafe，不加隔离地运行。",
        reasons=_reasons(refused),
    )


def _no_threads(refused: Mapping[str, str]) -> str:
    """The same, for code that needs threads."""
    return _(
        "用到 JAX、TensorFlow 这类库的作业，在这台机器上评不了：它们要开线程，"
        "而这里管不住线程的个数。{reasons}\n别的作业不受影响。请用普通用户，"
        "在能新建用户命名空间的机器（普通的 Linux，不在容器里）上评。",
        reasons=_reasons(refused),
    )


def _reasons(refused: Mapping[str, str]) -> str:
    return "".join(
        "\n  " + _("{tier} 级：{reason}", tier=tier, reason=reason) for tier, reason in refused.items()
    )
