"""The zygote: imports the heavy libraries once, then forks a fresh process for each student.

Started by path with a clean environment; it never runs a student's text.  The grader asks over a SOCK_SEQPACKET socket:

``["fork", limits]`` with one socket attached  ->  ``["forked", pid]``
``["end", pid, grace]``                        ->  ``["ended", wait status]``
Anything that fails                            ->  ``["failed", message]``

When that socket closes, however the grader ended, everything here ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
MAX_MESSAGE = 1 << 16
WORKER_FD = 3

_libc = ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def load_worker() -> Callable[[socket.socket], None]:
    """Import the worker without the package around it, which has no business in this process."""
    here = Path(__file__).parent
    for name, path in (("autograder", here.parent), ("autograder.sandbox", here)):
        package = types.ModuleType(name)
        package.__path__ = [str(path)]
        sys.modules[name] = package
    return importlib.import_module("autograder.sandbox.worker").main


def preload(names: list[str]) -> None:
    """Import the libraries that students use and make forking cheap and safe."""
    for name in names:
        importlib.import_module(name)
    torch: Any = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)  # a forked child of a process with worker threads hangs
    gc.collect()
    gc.freeze()  # a collection in a child would otherwise copy every page of these libraries


def set_limits(limits: dict[str, int]) -> None:
    """Set the resource limits of a child."""
    for name, kind in (
        ("memory", resource.RLIMIT_AS),
        ("file_bytes", resource.RLIMIT_FSIZE),
        ("open_files", resource.RLIMIT_NOFILE),
    ):
        resource.setrlimit(kind, (limits[name], limits[name]))
    # SIGXCPU first; SIGKILL a second later for those who ignore it.
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def become_worker(
    fd: int, folder: Path, limits: dict[str, int], zygote: int, serve: Callable[[socket.socket], None]
) -> None:
    """Turn a forked child into a student's process; does not return."""
    os.setsid()
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != zygote:
        os._exit(0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(fd, WORKER_FD)  # 0, 1 and 2 are /dev/null already
    for name in os.listdir("/proc/self/fd"):
        if int(name) > WORKER_FD:
            with contextlib.suppress(OSError):  # the one that listed the folder
                os.close(int(name))
    Path("/proc/self/oom_score_adj").write_text("1000")
    os.chdir(folder)
    os.environ.update(HOME=str(folder), TMPDIR=str(folder))
    set_limits(limits)
    # The seal belongs here: namespaces, Landlock and system-call filter are entered after the fork and before
    # the first byte of a student's text is read.  Until then a student's code runs with the grader's user id: it
    # can read files by path, use the network, start processes and send signals.
    gc.enable()
    serve(socket.socket(fileno=WORKER_FD))


class Children:
    """The processes that were forked and not yet ended, with their work folders."""

    def __init__(self, base: Path, serve: Callable[[socket.socket], None]) -> None:
        self._base = base
        self._serve = serve
        self._folders: dict[int, Path] = {}
        self._count = 0

    def fork(self, limits: dict[str, int], fd: int) -> int:
        """Fork a worker that serves the socket ``fd``."""
        self._count += 1
        folder = self._base / f"worker-{self._count}"
        folder.mkdir(0o700)
        zygote = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            folder.rmdir()
            raise
        if pid == 0:
            try:
                become_worker(fd, folder, limits, zygote, self._serve)
            finally:
                os._exit(1)
        self._folders[pid] = folder
        return pid

    def end(self, pid: int, grace: float) -> int | None:
        """Kill a worker with everything it started; return how it ended.

        ``grace`` is for one that seems to be ending by itself: its own exit status says why.
        """
        folder = self._folders.pop(pid, None)
        if folder is None:
            return None
        status = _wait(pid, grace)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        if status is None:
            with contextlib.suppress(ProcessLookupError):  # it may die before it has a group of its own
                os.kill(pid, signal.SIGKILL)
            status = os.waitpid(pid, 0)[1]
        self.kill_orphans()
        remove(folder)
        return status

    def kill_orphans(self) -> None:
        """Kill what students left behind: as subreaper this process inherits all of it."""
        while orphans := [pid for pid in _child_pids() if pid not in self._folders]:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def end_all(self) -> None:
        """Kill every worker."""
        for pid in list(self._folders):
            self.end(pid, 0)
        self.kill_orphans()


def _wait(pid: int, seconds: float) -> int | None:
    """Return the status of a child that ends within the time, or None."""
    deadline = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.001)


def _child_pids() -> list[int]:
    """Return the children of this single-threaded process."""
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except FileNotFoundError:  # a kernel built without CONFIG_PROC_CHILDREN
        return []


def remove(folder: Path) -> None:
    """Remove a folder that a student filled."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        pass
    except OSError:
        # Not shutil.rmtree: it recurses, and a student may nest folders deeper than Python can.
        subprocess.run(["rm", "-rf", "--", str(folder)], stderr=subprocess.DEVNULL, check=False)


def serve_control(control: socket.socket, children: Children) -> None:
    """Answer the grader until it is gone."""
    while True:
        message, fds, _, _ = socket.recv_fds(control, MAX_MESSAGE, 1)
        if not message:
            return
        try:
            match msgspec.msgpack.decode(message):
                case ["fork", dict(limits)]:
                    answer = ["forked", children.fork(limits, fds[0])]
                case ["end", int(pid), float(grace)]:
                    answer = ["ended", children.end(pid, grace)]
                case other:
                    answer = ["failed", f"unknown request {other!r}"]
        except OSError as error:
            answer = ["failed", str(error)]
        finally:
            for fd in fds:
                os.close(fd)
        control.send(msgspec.msgpack.encode(answer))


def main() -> None:
    """Run as ``python -I zygote.py CONTROL_FD FOLDER MODULE…``."""
    control = socket.socket(fileno=int(sys.argv[1]))
    base = Path(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    gc.disable()
    try:
        _prctl(PR_SET_CHILD_SUBREAPER, 1)
        serve = load_worker()
        preload(sys.argv[3:])
    except BaseException as error:
        control.send(msgspec.msgpack.encode(["failed", f"{type(error).__name__}: {error}"[:2000]]))
        return
    control.send(msgspec.msgpack.encode(["ready", os.getpid()]))
    children = Children(base, serve)
    try:
        with contextlib.suppress(ConnectionError):
            serve_control(control, children)
    finally:
        children.end_all()
        os.chdir("/")
        remove(base)


if __name__ == "__main__":
    main()
