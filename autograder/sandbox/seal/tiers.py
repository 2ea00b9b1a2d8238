"""The seal: what a forked child does to itself before it reads the first byte of a student's text.

Three tiers, best first.  Which one a machine gives is tried in a throw-away process, never guessed from a version.

A  The zygote lives in namespaces of its own (user, mount, pid, network, ipc, uts) and each worker has a mount, a pid, a
   network and an ipc namespace of its own inside them; Landlock; system-call filter.
B  The same around the zygote, made by ``bwrap``; its workers share them; Landlock; filter.
C  No namespaces, as inside Docker or JupyterHub; Landlock; filter.

What is promised
    In every tier: a student's code opens no file but the interpreter's libraries, read-only, a few devices such as
    /dev/null, and its own work folder.  It starts no process and no thread, opens no socket, reaches no other process,
    changes no mode, owner or time of a file, makes no system call outside a short list, and has no privilege, even if
    the grader runs as root.  Memory, processor time, file size and open files are limited.  Nothing is left of it.
    In A and B also: it cannot even find out whether a file of the course exists; there is no network to be reached;
    what it writes lies in memory and is limited in size, in A for each worker, in B for all together.
    In A also: process numbers of its own, a work folder that is not there for anybody else, a limited number of files.
To workers that may start threads (see :mod:`autograder.sandbox.seal.profiles`)
    The same is promised, but for the threads: no process comes of one, their number is limited for each worker, and they end
    with it.  The kernel keeps that limit where each worker has a user namespace of its own and is not root; in A it can be
    another user then.  Each tier is tried with threads: where the limit does not hold exactly, the tier is refused.  So none is
    left in a container that can make no user namespace.
What is not promised
    In C: that names and sizes of files are hidden (Landlock does not cover stat); that many files together do not
    fill the disk.
    In any tier: that timing and caches tell nothing of a neighbour; that the kernel has no bug; that the path of this
    package is a secret.  And what a worker answers is an answer, never a verdict.
"""

from __future__ import annotations

import _thread
import os
import resource
import socket
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.sandbox.seal import landlock, linux, namespaces, seccomp
from autograder.sandbox.seal.profiles import ONE_THREAD, Profile

TIERS = ("A", "B", "C")
UNSEALED = "none"

# Read-only for everybody inside.  Shared libraries may lie in the last two.
_SYSTEM = (
    *("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64"),
    *("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/usr/share/zoneinfo"),
    *("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom", "/sys/devices/system/cpu"),
    *("/nix/store", "/gnu/store"),
)
# Of itself; not mountinfo and net, which tell of the machine.
_OWN_PROC = ("environ", "fd", "maps", "stat", "statm", "status")
# Enough for a throw-away process.
_TRIAL = {
    **{"memory": 4 << 30, "cpu_seconds": 10, "file_bytes": 1 << 20, "open_files": 64},
    "disk_bytes": 1 << 20,
}
# Of what a system says; a pipe takes this much at once.
MAX_REASON = 1000
# The hidden tests are in it.
PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Seal:
    """How the workers of one zygote are sealed: made once, before the first fork.

    ``readable`` paths stay open to workers; ``instructions`` are the system-call filter; ``process_numbers`` is the
    zygote's own pid namespace in tier A.
    """

    tier: str
    profile: Profile = ONE_THREAD
    readable: tuple[str, ...] = ()
    instructions: bytes = b""
    process_numbers: int = -1

    def fork(self) -> int:
        """Fork a child that will seal itself."""
        return namespaces.fork(self.process_numbers) if self.tier == "A" else os.fork()

    def close(self, folder: Path, limits: dict[str, int]) -> None:
        """Seal this process; ``folder`` becomes its work folder.

        The order matters: each step may need what the next one takes away.
        """
        if self.tier == "A":
            namespaces.furnish(folder, limits["disk_bytes"])
        os.chdir(folder)
        os.environ.update(HOME=str(folder), TMPDIR=str(folder))
        tempfile.tempdir = str(folder)  # it may have been asked for before, in the zygote
        if self.tier == UNSEALED:
            set_limits(limits)
            return
        if self.profile.tasks:
            namespaces.count_alone(folder, nobody=_has_nobody(self.tier))
        linux.drop_capabilities()
        own = [f"/proc/{os.getpid()}/{name}" for name in (*_OWN_PROC, *self.profile.own_proc)]
        landlock.restrict([*self.readable, *own], [str(folder), "/dev/null"])
        set_limits(limits)
        # The filter would refuse to start a process anyway; no room in the process table is the second lock.  For threads, it
        # is the one that counts.
        resource.setrlimit(resource.RLIMIT_NPROC, (self.profile.tasks, self.profile.tasks))
        seccomp.install(self.instructions)


def _has_nobody(tier: str) -> bool:
    """Whether workers with threads are another user than the zygote: root, who is never limited, can arrange that in A."""
    return tier == "A" and os.geteuid() == 0


def make(tier: str, profile: Profile, folder: Path) -> Seal:
    """Prepare to seal workers below ``folder``; in tier A the caller goes on inside namespaces of its own.

    Raises OSError if this machine does not give the tier: a throw-away process tries it first.
    """
    if tier == UNSEALED:
        return Seal(tier, profile)
    _try_out(lambda: _trial(tier, profile, folder))
    return _prepare(tier, profile, folder)


def _prepare(tier: str, profile: Profile, folder: Path) -> Seal:
    instructions = seccomp.build(threads=bool(profile.tasks))
    readable = libraries()
    nobody = bool(profile.tasks) and _has_nobody(tier)
    numbers = namespaces.isolate(folder, readable, PACKAGE, nobody=nobody) if tier == "A" else -1
    return Seal(tier, profile, without(readable, PACKAGE), instructions, numbers)


def _trial(tier: str, profile: Profile, folder: Path) -> None:
    """Seal this process and see that honest code can still work and the seal holds."""
    seal = _prepare(tier, profile, folder)
    work = folder / "trial"
    work.mkdir()
    if child := seal.fork():
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        work.rmdir()
        os._exit(status)
    seal.close(work, _TRIAL)
    with open(os.__file__, "rb") as library:
        library.read(1)
    Path(work, "written").touch()
    Path(work, "written").unlink()
    for attempt in (lambda: Path(__file__).read_bytes(), lambda: os.listdir("/"), socket.socket, os.fork):
        try:
            attempt()
        except OSError:
            continue
        raise linux.Refused("内核收下了封条，却没有照做")
    if profile.tasks and (tasks := 1 + _threads_started(2 * profile.tasks)) != profile.tasks:
        raise linux.Refused(
            "这里管不住线程的个数：应当是每个进程至多 {most} 个，试下来是 {number} 个；"
            "请用普通用户评分，内核要 Linux 5.14 以上",
            most=profile.tasks,
            number=tasks,
        )


def _threads_started(most: int) -> int:
    """Start threads until that is refused; they end with this process."""
    never = _thread.allocate_lock()
    never.acquire()
    for count in range(most):
        try:
            _thread.start_new_thread(never.acquire, ())
        except RuntimeError:
            return count
    return most


def _try_out(trial: Callable[[], None]) -> None:
    """Run a function in a child of this process; OSError with what it says went wrong."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            trial()
            status = 0
        except BaseException as error:
            os.write(write, msgspec.json.encode(reason(error)))
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read, "rb") as reader:
        said = reader.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if said:
        text, values = msgspec.json.decode(said)
        raise linux.Refused(text, **values)
    if status:
        raise linux.Refused("试封的进程退出，状态 {status}", status=status)


def reason(error: BaseException) -> tuple[str, dict[str, str | int]]:
    """Why this machine does not give a tier: a text of ours, and what its names in braces stand for."""
    if isinstance(error, linux.Refused):
        return error.text, error.values
    told = f"{type(error).__name__}: {error}"
    if isinstance(error, OSError) and error.strerror:
        told = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return "{reason}", {"reason": told[:MAX_REASON]}


def libraries() -> list[str]:
    """The paths that Python needs to import what is installed."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    own = [f"{prefix}/{name}" for prefix in sorted(prefixes) for name in ("lib", "lib64")]
    return [path for path in dict.fromkeys([*own, *_SYSTEM]) if os.path.exists(path)]


def without(paths: Iterable[str], hidden: Path) -> tuple[str, ...]:
    """The paths, with those that contain ``hidden`` replaced by all that lies beside it."""
    kept: list[str] = []
    for path in paths:
        real = Path(path).resolve()
        if real == hidden:
            continue
        if hidden.is_relative_to(real):
            kept += without(map(str, sorted(real.iterdir())), hidden)
        else:
            kept.append(path)
    return tuple(kept)


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
