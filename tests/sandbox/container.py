"""Run a command the way a container does: ``python container.py [NAME…] -- COMMAND…``.

As under Docker's default profile no namespace can be made and nothing mounted; the named system calls are refused too.
"""

import ctypes
import errno
import os
import struct
import sys

from autograder.sandbox.seal import linux, seccomp

REFUSED = [
    "unshare",
    "setns",
    "mount",
    "umount2",
    "pivot_root",
    "open_tree",
    "move_mount",
    "fsopen",
    "mount_setattr",
]
NEW_NAMESPACES = 0x7E02_0000


def instructions(refused: list[str]) -> bytes:
    """Classic BPF: load the number, compare, return."""
    load_number, load_flags = (0x20, 0, 0, 0), (0x20, 0, 0, 16)
    allow, refuse = (0x06, 0, 0, 0x7FFF_0000), (0x06, 0, 0, 0x0005_0000 | errno.EPERM)
    steps = [load_number]
    for name in refused:
        steps += [(0x15, 0, 1, seccomp.number(name)), refuse]
    # The C library falls back from clone3, whose flags no filter can see, to clone.
    steps += [(0x15, 0, 1, seccomp.number("clone3")), (0x06, 0, 0, 0x0005_0000 | errno.ENOSYS)]
    steps += [(0x15, 0, 3, seccomp.number("clone")), load_flags, (0x45, 0, 1, NEW_NAMESPACES), refuse, allow]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def main() -> None:
    cut = sys.argv.index("--")
    filter_ = instructions(REFUSED + sys.argv[1:cut])
    buffer = ctypes.create_string_buffer(filter_, len(filter_))
    program = struct.pack("HxxxxxxP", len(filter_) // 8, ctypes.addressof(buffer))
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.prctl(linux.PR_SET_SECCOMP, 2, program)
    command = sys.argv[cut + 1 :]
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
