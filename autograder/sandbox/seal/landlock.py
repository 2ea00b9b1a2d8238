"""Landlock: which files a process may open, whatever its user could.  See landlock(7).

It covers opening, listing, creating, renaming and deleting.  It does not cover looking at a name (stat),
changing into a folder, or changing modes, owners and times: the system-call filter and the namespaces do.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable

from autograder.sandbox.seal import linux

_EXECUTE = 1 << 0
_WRITE_FILE = 1 << 1
_READ_FILE = 1 << 2
_READ_DIR = 1 << 3
_MAKE_CHAR = 1 << 6
_MAKE_SOCK = 1 << 9
_MAKE_BLOCK = 1 << 11
_TRUNCATE = 1 << 14
_IOCTL_DEV = 1 << 15

# How many rights over files each version of the interface knows.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_FOR_FILES = _WRITE_FILE | _READ_FILE | _TRUNCATE
_READ = _READ_FILE | _READ_DIR
_NOT_FOR_WORK = _EXECUTE | _MAKE_CHAR | _MAKE_SOCK | _MAKE_BLOCK | _IOCTL_DEV

_VERSION = 1
_PATH_BENEATH = 1
# Bind and connect over TCP; abstract sockets and signals to processes outside.
_ALL_NET = 3
_ALL_SCOPES = 3


def version() -> int:
    """The version of the interface that this kernel speaks; OSError if none."""
    return linux.syscall(linux.LANDLOCK_CREATE_RULESET, "Landlock", None, 0, _VERSION)


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """From now on this process opens nothing but what lies below these paths; those missing are left out."""
    known = version()
    rights = (1 << _RIGHTS[min(known, max(_RIGHTS))]) - 1
    # Older kernels want the shorter form.
    attributes = struct.pack("QQQ", rights, _ALL_NET, _ALL_SCOPES)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    ruleset = linux.syscall(
        linux.LANDLOCK_CREATE_RULESET, "landlock_create_ruleset", attributes[:size], size, 0
    )
    for path in readable:
        _allow(ruleset, path, rights & _READ)
    for path in writable:
        _allow(ruleset, path, rights & ~_NOT_FOR_WORK)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.syscall(linux.LANDLOCK_RESTRICT_SELF, "landlock_restrict_self", ruleset, 0)
    os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(os.fstat(place).st_mode):
        rights &= _FOR_FILES
    rule = struct.pack("=Qi", rights, place)
    linux.syscall(linux.LANDLOCK_ADD_RULE, f"landlock_add_rule {path}", ruleset, _PATH_BENEATH, rule, 0)
    os.close(place)
