"""A small world of its own: a file tree, process numbers, a network and a host name that hold nothing else.

Twice.  :func:`isolate` is for the zygote, once: user, mount, pid, network, ipc and uts namespaces, and a file
tree in memory that has only the interpreter's libraries, read-only.  :func:`fork` and :func:`furnish` are for each
worker: process numbers of its own and, in a mount namespace of its own, a work folder of limited size.
:func:`count_alone` is for workers that may start threads: the kernel counts those of a user in a user namespace.

Everything lives as long as the processes in it.  No privilege is needed where the kernel lets users make user
namespaces; where only ``bwrap`` may (Ubuntu with AppArmor, or a set-user-id bwrap), :func:`bwrap` makes the first
kind and there is no second.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from autograder.sandbox.seal import linux

_ZYGOTE = linux.NEW_USER | linux.NEW_MOUNTS | linux.NEW_PIDS | linux.NEW_NET | linux.NEW_IPC | linux.NEW_UTS
_WORKER = linux.NEW_MOUNTS | linux.NEW_NET | linux.NEW_IPC
# Room for what libraries write while they are imported.
_ROOT_OPTIONS = "mode=755,size=64m"
_INODES = 4096
# The user that a worker with threads is where the grader is root, whose threads the kernel does not limit.
NOBODY = 65534


def isolate(folder: Path, readable: Sequence[str], hidden: Path, *, nobody: bool = False) -> int:
    """Enter a small world in which ``folder`` is new and empty; returns a descriptor of its process numbers.

    Of everything else only the ``readable`` paths are there, without ``hidden``, should that lie in one of them.
    ``nobody``: whether the user :data:`NOBODY` exists in it, too, which only root can arrange.
    The caller goes on in a child, as process 1 of that world.  The process that called stays outside, waits for it
    and ends with it.
    """
    if nobody:
        with _users_mapped_from_outside():
            linux.unshare(_ZYGOTE)
    else:
        _unshare_user(_ZYGOTE)
    if child := os.fork():
        _stand_guard(child)
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    process_numbers = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    linux.make_mounts_private()
    _move_into_memory(folder, readable, hidden)
    return process_numbers


def _unshare_user(flags: int) -> None:
    """Leave namespaces, among them the one for users, and be in the new one who one was."""
    user, group = os.geteuid(), os.getegid()
    linux.unshare(flags)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


@contextmanager
def _users_mapped_from_outside() -> Iterator[None]:
    """Root and :data:`NOBODY` are to exist in the user namespace that is entered within this context.

    Who is in it may name nobody but itself: a child that stays outside does it.
    """
    process = os.getpid()
    entered, enter = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(enter)
        os.read(entered, 1)
        status = 1
        try:
            Path(f"/proc/{process}/setgroups").write_text("deny")
            for name in ("uid_map", "gid_map"):
                Path(f"/proc/{process}/{name}").write_text(f"0 0 1\n{NOBODY} {NOBODY} 1\n")
            status = 0
        finally:
            os._exit(status)
    try:
        os.close(entered)
        yield
    finally:
        os.close(enter)
        status = os.waitpid(child, 0)[1]
    if status:
        raise linux.Refused("root 在这里不能把用户 {user} 带进命名空间；请用普通用户评分", user=NOBODY)


def _stand_guard(child: int) -> None:
    """Wait for the process inside and end as it did."""
    linux.close_from(3)
    status = os.waitpid(child, 0)[1]
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _move_into_memory(folder: Path, readable: Sequence[str], hidden: Path) -> None:
    # All are copied before anything is mounted: the place to build in may hide some of them.
    trees: dict[str, tuple[int, bool]] = {}
    for path in readable:
        real = os.path.realpath(path)
        if real not in trees and os.path.exists(real):
            trees[real] = (linux.copy_tree(real), os.path.isdir(real))
    # Any folder would do; this one exists, since the other lies in it.
    root = str(folder.parent)
    linux.mount("tmpfs", root, linux.MS_NOSUID | linux.MS_NODEV, _ROOT_OPTIONS)
    for real, (tree, is_folder) in trees.items():
        place = Path(root + real)
        (place if is_folder else place.parent).mkdir(parents=True, exist_ok=True)
        if not is_folder:
            place.touch()
        linux.attach_tree(tree, str(place))
    for path in readable:
        # /lib is a link to usr/lib on most systems.
        alias = Path(root + path)
        if os.path.realpath(path) != path and not os.path.lexists(alias):
            alias.parent.mkdir(parents=True, exist_ok=True)
            alias.symlink_to(os.path.realpath(path))
    if _contains(trees, hidden):
        linux.mount("tmpfs", f"{root}{hidden}", linux.MS_NOSUID | linux.MS_NODEV, "mode=555,size=4k")
    Path(root + str(folder)).mkdir(parents=True)
    Path(root, "proc").mkdir()
    _mount_proc(root + "/proc")
    linux.change_root(root)


def _contains(paths: Iterable[str], hidden: Path) -> bool:
    return any(hidden.is_relative_to(os.path.realpath(path)) for path in paths)


def _mount_proc(place: str) -> None:
    """Show the processes of this world; nothing, where parts of /proc are masked (Docker) and none may be mounted."""
    try:
        linux.mount("proc", place, linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    except PermissionError:
        linux.mount("tmpfs", place, linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC, "mode=555,size=4k")


def fork(process_numbers: int) -> int:
    """Fork a child that is process 1 of a world of its own; ``process_numbers`` are the caller's.

    As process 1 it ignores signals that it sends to itself and does not handle, but not those of the kernel (a
    crash) or from outside.  When it ends, everything in its world ends.
    """
    linux.unshare(linux.NEW_PIDS)
    try:
        child = os.fork()
    except OSError:
        linux.setns(process_numbers, linux.NEW_PIDS)
        raise
    if child:
        linux.setns(process_numbers, linux.NEW_PIDS)
    return child


def furnish(folder: Path, size: int) -> None:
    """Give a worker a mount namespace of its own with an empty folder of at most ``size`` bytes, in memory."""
    linux.unshare(_WORKER)
    options = f"mode=700,size={size},nr_inodes={_INODES}"
    linux.mount("tmpfs", str(folder), linux.MS_NOSUID | linux.MS_NODEV, options)
    _mount_proc("/proc")


def count_alone(folder: Path, *, nobody: bool) -> None:
    """Give this process a user namespace of its own: the limit for its threads counts no other process there.

    With ``nobody`` it is that user from now on, and ``folder`` belongs to it.  Needs to be done after everything that is
    mounted: in the new namespace it has no rights over the old one's mounts.
    """
    if nobody:
        os.chown(folder, NOBODY, NOBODY)
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        # Who changes its user loses both: its own files in /proc, and that it ends with its parent.
        linux.prctl(linux.PR_SET_DUMPABLE, 1)
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    elif os.geteuid() == 0:
        raise linux.Refused("在这一级里，root 的线程没有上限；请用普通用户评分")
    try:
        _unshare_user(linux.NEW_USER)
    except OSError as error:
        reason = f"{error.strerror}: {error.filename}" if error.filename else error.strerror
        raise linux.Refused(
            "这里不能给每个进程一个自己的用户命名空间，数不清它的线程（{reason}）", reason=str(reason)
        ) from error


def bwrap(program: str, folder: Path, readable: Sequence[str], hidden: Path, size: int) -> list[str]:
    """The words before a Python command that run it in a small world, made by ``bwrap``.

    ``folder`` must not exist outside.  Unlike in :func:`isolate`, Python itself starts inside.
    """
    here = str(Path(__file__).parents[1])
    python = [os.path.dirname(sys.executable), os.path.dirname(os.path.realpath(sys.executable))]
    paths = [*readable, *python, f"{sys.prefix}/pyvenv.cfg", shutil.which("rm") or "/bin/rm"]
    words = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    for path in dict.fromkeys(paths):
        real = os.path.realpath(path)
        if not path.startswith("/dev/"):
            words += ["--ro-bind-try", real, real]
        if real != path and os.path.exists(path):
            words += ["--symlink", real, path]
    if _contains(readable, hidden):
        words += ["--tmpfs", str(hidden)]
    words += ["--ro-bind", here, here]
    words += ["--dev", "/dev", "--proc", "/proc", "--size", str(size), "--tmpfs", str(folder)]
    return [*words, "--chdir", str(folder)]
