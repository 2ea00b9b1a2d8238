"""The system calls of Linux that Python has no function for.  Each raises OSError that names the call."""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

NEW_MOUNTS = 0x0002_0000
NEW_UTS = 0x0400_0000
NEW_IPC = 0x0800_0000
NEW_USER = 0x1000_0000
NEW_PIDS = 0x2000_0000
NEW_NET = 0x4000_0000

MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_REC = 1 << 14
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

MOUNT_ATTR_RDONLY = 1
MOUNT_ATTR_NOSUID = 2

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

# Calls younger than 2019 have the same number on every architecture; the C library may be too old to know them.
OPEN_TREE = 428
MOVE_MOUNT = 429
MOUNT_SETATTR = 442
_CLOSE_RANGE = 436
LANDLOCK_CREATE_RULESET = 444
LANDLOCK_ADD_RULE = 445
LANDLOCK_RESTRICT_SELF = 446

_AT_FDCWD = -100
_AT_EMPTY_PATH = 0x1000
_AT_RECURSIVE = 0x8000
_OPEN_TREE_CLONE = 1
_OPEN_TREE_CLOEXEC = os.O_CLOEXEC
_MOVE_MOUNT_FROM_EMPTY = 4
_MADV_COLLAPSE = 25
_HUGE_PAGE = 2 << 20
_CAPABILITY_VERSION = 0x2008_0522

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


class Refused(OSError):
    """A tier that this machine does not give, with the reason in words of ours, which whoever shows it translates.

    ``values``: what the names in braces stand for.  A system's own words are such a value.
    """

    def __init__(self, text: str, **values: str | int) -> None:
        super().__init__(text.format(**values))
        self.text = text
        self.values = values


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def syscall(number: int, what: str, *arguments: int | bytes | None) -> int:
    """Make a call by its number."""
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *words), what)


def prctl(option: int, value: int, more: bytes | int = 0) -> int:
    """Change an attribute of this process."""
    third = more if isinstance(more, bytes) else ctypes.c_ulong(more)
    nothing = ctypes.c_ulong(0)
    return _checked(_libc.prctl(option, ctypes.c_ulong(value), third, nothing, nothing), f"prctl({option})")


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for fresh ones."""
    _checked(_libc.unshare(flags), "unshare")


def setns(descriptor: int, kind: int) -> None:
    """Enter a namespace."""
    _checked(_libc.setns(descriptor, kind), "setns")


def mount(kind: str, target: str, flags: int, options: str = "") -> None:
    """Mount a file system that has no device."""
    result = _libc.mount(
        kind.encode(), os.fsencode(target), kind.encode(), ctypes.c_ulong(flags), options.encode()
    )
    _checked(result, f"mount {kind} on {target}")


def make_mounts_private() -> None:
    """Keep what is mounted here from now on from everybody outside this mount namespace."""
    _checked(
        _libc.mount(None, b"/", None, ctypes.c_ulong(MS_REC | MS_PRIVATE), None), "mount --make-rprivate /"
    )


def copy_tree(path: str) -> int:
    """A copy of a mounted tree, not yet visible anywhere, as a descriptor; read-only, without set-user-id."""
    flags = _OPEN_TREE_CLONE | _OPEN_TREE_CLOEXEC | _AT_RECURSIVE
    tree = syscall(OPEN_TREE, f"open_tree {path}", _AT_FDCWD, os.fsencode(path), flags)
    attributes = struct.pack("QQQQ", MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID, 0, 0, 0)
    where = _AT_EMPTY_PATH | _AT_RECURSIVE
    syscall(MOUNT_SETATTR, f"mount_setattr {path}", tree, b"", where, attributes, len(attributes))
    return tree


def attach_tree(tree: int, target: str) -> None:
    """Make a copied tree visible at a path and close its descriptor."""
    syscall(
        MOVE_MOUNT, f"move_mount {target}", tree, b"", _AT_FDCWD, os.fsencode(target), _MOVE_MOUNT_FROM_EMPTY
    )
    os.close(tree)


def close_from(first: int) -> None:
    """Close every descriptor from this one on."""
    try:
        syscall(_CLOSE_RANGE, "close_range", first, 0xFFFF_FFFF, 0)
    except OSError:  # Linux before 5.9
        os.closerange(first, os.sysconf("SC_OPEN_MAX"))


def change_root(folder: str) -> None:
    """Make a mount point the root of this mount namespace and let go of everything else."""
    os.chdir(folder)
    # The old root comes to lie on top of the new one and is taken off.
    _checked(_libc.pivot_root(b".", b"."), "pivot_root")
    _checked(_libc.umount2(b".", MNT_DETACH), "umount2")
    os.chdir("/")


def drop_capabilities() -> None:
    """Give up every privilege of root, and the means to get it back by executing a file."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # past the last one, or nothing to drop for somebody who has no privilege
            break
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _checked(_libc.capset(header, bytes(24)), "capset")


def gather_memory() -> None:
    """Put the memory of this process into huge pages where the kernel can (Linux 6.1), for cheap forks.

    A fork copies an entry for each page and the child's end drops it again: with PyTorch loaded some 50 000 small pages.  What
    a child writes to is still copied in small pages.
    """
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, rights, _, _, _, *name = line.split(maxsplit=5)
        first, last = (int(address, 16) for address in place.split("-"))
        first, last = -(-first // _HUGE_PAGE) * _HUGE_PAGE, last // _HUGE_PAGE * _HUGE_PAGE
        if rights == "rw-p" and name in ([], ["[heap]"]) and first < last:
            # Nothing depends on it: an older kernel refuses, and so it may for a region that has holes.
            _libc.madvise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _MADV_COLLAPSE)
