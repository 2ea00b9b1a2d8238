"""The zygote: imports the heavy libraries once, then forks a fresh, sealed process for each student.

Started by path with a clean environment; it never runs a student's text.  It first sends ``["ready", [tier, profile]]``, or
``["unsealed", [text, values]]`` if this machine does not give the tier that it was started for.  Then the grader asks over a
SOCK_SEQPACKET socket.  So do other graders, each over a socket of its own that it sends through the listener, if
there is one; each of them is sent ``["ready", [tier, profile]]`` as well:

``["fork", limits]`` with one socket attached  ->  ``["forked", pid]``
``["look", pid]``                              ->  ``["seen", [moment, seconds computed, seconds in the queue]]``
``["end", pid, grace]``                        ->  ``["ended", [wait status, bytes of memory, seconds computed]]``
Anything that fails                            ->  ``["failed", message]``

Of a worker that nothing is known of, the answer is None.  When a socket closes, however its grader ended, the workers
that it asked for end; with the first one, everything here.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib
import os
import resource
import select
import signal
import socket
import subprocess
import sys
import time
import types
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import msgspec


def _give_up_package() -> None:
    """Let the modules of this room be imported without the package around them, which has no business here."""
    here = Path(__file__).parents[1]
    for name, path in (("autograder", here.parent), ("autograder.sandbox", here)):
        package = types.ModuleType(name)
        package.__path__ = [str(path)]
        sys.modules[name] = package


if __name__ == "__main__":
    _give_up_package()

from autograder.sandbox.seal import linux, tiers  # noqa: E402
from autograder.sandbox.seal.profiles import PROFILES  # noqa: E402
from autograder.sandbox.zygote.usage import usage_of  # noqa: E402

MAX_MESSAGE = 1 << 16
WORKER_FD = 3
SAY_FD = 4
SEALED = b"sealed"
MAX_REASON = 2000

Serve = Callable[[socket.socket], None]


def _one_thread(number: int) -> None:
    """Stands in for ``torch.set_num_threads``: the seal refuses threads, and who was promised some waits for them."""


def _take_a_step(torch: Any) -> None:
    """Train a model once: what PyTorch imports, looks up and allocates the first time, no child has to do again.

    Without another device than the processor, this starts no thread.
    """
    model = torch.nn.Sequential(torch.nn.Linear(2, 1), torch.nn.Sigmoid())
    optimizer = torch.optim.Adam(model.parameters())
    loss = torch.nn.BCELoss()(model(torch.zeros(3, 2)), torch.ones(3, 1))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def _fit_a_model(keras: Any) -> None:
    """The same for Keras on PyTorch, which is told not to call back in threads."""
    keras.src.backend.IS_THREAD_SAFE = False
    model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    inputs, labels = keras.ops.zeros((3, 2)), keras.ops.ones((3, 1))
    model.fit(inputs, labels, verbose=0)
    model.evaluate(inputs, labels, verbose=0)
    model.predict(inputs, verbose=0)
    keras.utils.clear_session()  # the first layer of a child's is its first


def preload(names: list[str]) -> None:
    """Import the libraries that students use and make forking cheap and safe."""
    for name in names:
        importlib.import_module(name)
    torch: Any = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)  # a forked child of a process with worker threads hangs
        torch.set_num_threads = _one_thread
        _take_a_step(torch)
    keras: Any = sys.modules.get("keras")
    if keras is not None:
        _fit_a_model(keras)
    gc.collect()
    gc.freeze()  # a collection in a child would otherwise copy every page of these libraries
    with contextlib.suppress(OSError):  # no /proc
        linux.gather_memory()


def become_worker(
    sock: int, say: int, folder: Path, limits: dict[str, int], zygote: int, how: tiers.Seal
) -> socket.socket:
    """Turn a forked child into a student's process; returns its socket.  Says in ``say`` how that went."""
    os.setsid()
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    # Process 1 of a world of its own sees no parent, and dies with the world around it.
    if os.getppid() not in (zygote, 0):
        os._exit(0)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    # 0, 1 and 2 are /dev/null already.
    say = fcntl.fcntl(say, fcntl.F_DUPFD, SAY_FD + 1)
    os.dup2(sock, WORKER_FD)
    os.dup2(say, SAY_FD)
    linux.close_from(SAY_FD + 1)
    try:
        with contextlib.suppress(OSError):  # no /proc
            Path("/proc/self/oom_score_adj").write_text("1000")
        how.close(folder, limits)
    except BaseException as error:
        os.write(SAY_FD, f"{type(error).__name__}: {error}".encode()[:MAX_REASON])
        raise
    os.write(SAY_FD, SEALED)
    os.close(SAY_FD)
    gc.enable()
    return socket.socket(fileno=WORKER_FD)


@dataclass(frozen=True)
class Child:
    """A worker as the zygote knows it; ``control`` is the socket over which it was asked for."""

    folder: Path
    cpu_seconds: int
    control: socket.socket


class Children:
    """The processes that were forked and not yet ended."""

    def __init__(self, base: Path, how: tiers.Seal, serve: Serve) -> None:
        self._base = base
        self._seal = how
        self._serve = serve
        self._running: dict[int, Child] = {}
        self._count = 0

    def fork(self, limits: dict[str, int], sock: int, control: socket.socket) -> int:
        """Fork a worker that serves the descriptor ``sock``; OSError if it could not be sealed."""
        self._count += 1
        folder = self._base / f"worker-{self._count}"
        folder.mkdir(0o700)
        zygote = os.getpid()
        heard, say = os.pipe()
        with os.fdopen(heard, "rb") as reader:
            try:
                pid = self._seal.fork()
                if pid == 0:
                    try:
                        self._serve(become_worker(sock, say, folder, limits, zygote, self._seal))
                    finally:
                        os._exit(1)
            except OSError:
                folder.rmdir()
                raise
            finally:
                os.close(say)
            self._running[pid] = Child(folder, limits["cpu_seconds"], control)
            said = reader.read()
        if said != SEALED:
            # Not a student's fault: none of a student's text has been seen.
            self.end(pid, 0)
            raise OSError(f"a worker could not be sealed: {said.decode(errors='replace')}")
        return pid

    def look(self, pid: int) -> tuple[float, float, float | None] | None:
        """Return what a worker has used up, see :class:`autograder.sandbox.zygote.usage.Usage`; None where the kernel does not tell."""
        with contextlib.suppress(OSError):
            if pid in self._running:
                return astuple(usage_of(pid))
        return None

    def end(self, pid: int, grace: float) -> tuple[int, int, float] | None:
        """Kill a worker with everything it started; return how it ended, the most memory it held, what it computed.

        ``grace`` is for one that seems to be ending by itself: its own exit status says why.
        """
        child = self._running.pop(pid, None)
        if child is None:
            return None
        ended = _wait(pid, grace)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        if ended is None:
            with contextlib.suppress(ProcessLookupError):  # it may die before it has a group of its own
                os.kill(pid, signal.SIGKILL)
            ended = os.wait4(pid, 0)[1:]
        self.kill_orphans()
        remove(child.folder)
        status, usage = ended
        computed = usage.ru_utime + usage.ru_stime
        return _status(status, computed, child.cpu_seconds), usage.ru_maxrss * 1024, computed

    def kill_orphans(self) -> None:
        """Kill what students left behind: as subreaper this process inherits all of it."""
        while orphans := [pid for pid in _child_pids() if pid not in self._running]:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def end_all(self, control: socket.socket | None = None) -> None:
        """Kill every worker, or those that were asked for over one socket."""
        for pid, child in list(self._running.items()):
            if control in (None, child.control):
                self.end(pid, 0)
        self.kill_orphans()


def _wait(pid: int, seconds: float) -> tuple[int, resource.struct_rusage] | None:
    """Return the status and the usage of a child that ends within the time, or None."""
    deadline = time.monotonic() + seconds
    while True:
        done, status, usage = os.wait4(pid, os.WNOHANG)
        if done:
            return status, usage
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.001)


def _status(status: int, computed: float, cpu_seconds: int) -> int:
    """The wait status; SIGXCPU for who was killed because it did not heed that.

    Process 1 of a pid namespace never does: it has no handler, and for it that means to ignore.
    """
    return int(signal.SIGXCPU) if status == signal.SIGKILL and computed >= cpu_seconds else status


def _child_pids() -> list[int]:
    """Return the children of this single-threaded process."""
    try:
        return [int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    except FileNotFoundError:  # a kernel built without CONFIG_PROC_CHILDREN
        return []


def remove(folder: Path) -> None:
    """Remove a folder that a student or a library filled."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        pass
    except OSError:
        # In a world of the zygote's own there is no such program: the folder is memory, and goes when that world does.
        with contextlib.suppress(FileNotFoundError):
            # Not shutil.rmtree: it recurses, and a student may nest folders deeper than Python can.
            subprocess.run(["rm", "-rf", "--", str(folder)], stderr=subprocess.DEVNULL, check=False)


def ready(how: tiers.Seal) -> bytes:
    """What a grader is told first: how its workers will be sealed."""
    return msgspec.msgpack.encode(["ready", [how.tier, how.profile.name]])


def serve(
    control: socket.socket, listener: socket.socket | None, children: Children, greeting: bytes
) -> None:
    """Answer every grader that asks, until the one that started this process is gone."""
    poll = select.poll()
    sockets = {sock.fileno(): sock for sock in (control, listener) if sock is not None}
    for number in sockets:
        poll.register(number, select.POLLIN)
    while True:
        for number, _ in poll.poll():
            sock = sockets[number]
            if sock is listener and (new := let_in(listener, greeting)):
                sockets[new.fileno()] = new
                poll.register(new, select.POLLIN)
            elif sock is listener or not answer(sock, children):
                if sock is control:
                    return
                poll.unregister(number)
                children.end_all(sockets.pop(number))
                sock.close()


def let_in(listener: socket.socket, greeting: bytes) -> socket.socket | None:
    """Greet another grader and return its socket; None if no more can come."""
    _, fds, _, _ = socket.recv_fds(listener, MAX_MESSAGE, 1)
    if not fds:
        return None
    new = socket.socket(fileno=fds[0])
    with contextlib.suppress(ConnectionError):  # noticed when it does not ask
        new.send(greeting)
    return new


def answer(control: socket.socket, children: Children) -> bool:
    """Read one request and answer it; False if whoever asked is gone."""
    try:
        message, fds, _, _ = socket.recv_fds(control, MAX_MESSAGE, 1)
    except ConnectionError:
        return False
    if not message:
        return False
    try:
        match msgspec.msgpack.decode(message):
            case ["fork", dict(limits)]:
                reply = ["forked", children.fork(limits, fds[0], control)]
            case ["look", int(pid)]:
                reply = ["seen", children.look(pid)]
            case ["end", int(pid), float(grace)]:
                reply = ["ended", children.end(pid, grace)]
            case other:
                reply = ["failed", f"unknown request {other!r}"]
    except OSError as error:
        reply = ["failed", str(error)]
    finally:
        for fd in fds:
            os.close(fd)
    with contextlib.suppress(ConnectionError):  # noticed with the next request
        control.send(msgspec.msgpack.encode(reply))
    return True


def main() -> None:
    """Run as ``python -I main.py CONTROL_FD LISTENER_FD FOLDER TIER PROFILE MODULE…``; an LISTENER_FD of -1 is none."""
    control = socket.socket(fileno=int(sys.argv[1]))
    listener = socket.socket(fileno=int(sys.argv[2])) if sys.argv[2] != "-1" else None
    base, tier, profile = Path(sys.argv[3]), sys.argv[4], PROFILES[sys.argv[5]]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    gc.disable()
    with contextlib.ExitStack() as left_behind:
        left_behind.callback(remove, base)
        left_behind.callback(os.chdir, "/")
        try:
            linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
            # Before the world around this process becomes small: the code of this package stays outside.
            server = importlib.import_module("autograder.sandbox.inside.server")
            if tier not in ("A", "B"):  # those have it in a world of their own
                base.mkdir(mode=0o700)
            try:
                how = tiers.make(tier, profile, base)
            except OSError as error:
                control.send(msgspec.msgpack.encode(["unsealed", tiers.reason(error)]))
                return
            server.own_modules()
            preload(sys.argv[6:])
        except BaseException as error:
            control.send(msgspec.msgpack.encode(["failed", f"{type(error).__name__}: {error}"[:MAX_REASON]]))
            return
        children = Children(base, how, server.main)
        left_behind.callback(children.end_all)
        control.send(ready(how))
        serve(control, listener, children, ready(how))


if __name__ == "__main__":
    main()
