"""The system calls that a student's process may make: those named here, and no others.

libseccomp turns names into the numbers of this architecture and writes the filter.  It is built once; a worker
only loads it, with its own process id filled in.

What is left out matters as much as what is there: nothing that starts a process or a thread, opens a socket,
touches another process, mounts, changes owners or times, or talks to a corner of the kernel that computing does not
need.  Threads are refused like processes: then nothing can run beside the answer to a
call, and there is nothing to count.  (Libraries are told to use one thread; see zygote.preload.)  For libraries that
cannot do without, there is a filter with threads: the same, and ``clone`` with the flags of a thread and no others.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import struct
import termios
from dataclasses import dataclass

from autograder.sandbox.seal import linux

_LIBRARY = "libseccomp.so.2"
_KILL_PROCESS = 0x8000_0000
_ALLOW = 0x7FFF_0000
_ANSWER = 0x0005_0000  # with an error number, without making the call
_REFUSE = _ANSWER | errno.EPERM
_ACT_BADARCH = 2
_OPTIMIZE = 8
_BINARY_TREE = 2
_EQUAL = 4
_FILTER_MODE = 2
_INSTRUCTION = 8
_PR_SET_NAME = 15
_PR_GET_NAME = 16

# Stands for the process id of the worker until it is known.
_OWN_PID = 0x5EA1_C0DE

_ALLOWED = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek sendfile copy_file_range
    open openat openat2 creat close close_range dup dup2 dup3 flock fsync fdatasync ftruncate fallocate fadvise64
    stat fstat lstat newfstatat statx access faccessat faccessat2 readlink readlinkat statfs fstatfs
    getdents getdents64 getcwd chdir fchdir umask
    mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat
    pipe pipe2 poll ppoll select pselect6
    getsockname getsockopt

    brk mmap munmap mremap mprotect madvise msync
    futex set_robust_list set_tid_address rseq restart_syscall arch_prctl

    rt_sigaction rt_sigprocmask rt_sigpending rt_sigreturn rt_sigsuspend rt_sigtimedwait sigaltstack pause
    alarm setitimer getitimer

    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times
    getrandom uname sysinfo getrlimit getrusage getcpu sched_yield sched_getaffinity
    getpid getppid gettid getpgrp getuid geteuid getgid getegid getresuid getresgid getgroups
    wait4 waitid exit exit_group
"""
# What shutil.copy does to the modes of its own files matters to nobody here, and no filter can tell those from the
# files of others: answered as if done, and not done.  (Not times: Path.touch relies on being refused.)
_PRETENDED = "chmod fchmod fchmodat fchmodat2"
# As on a file system without extended attributes.
_UNSUPPORTED = """
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr setxattr lsetxattr fsetxattr
    removexattr lremovexattr fremovexattr
"""


@dataclass(frozen=True)
class Only:
    """A call that is allowed with one of these values of an argument."""

    call: str
    argument: int
    values: tuple[int, ...]


CONDITIONS = (
    # Signals to oneself: abort, raise.
    Only("kill", 0, (_OWN_PID,)),
    Only("tgkill", 0, (_OWN_PID,)),
    Only("prlimit64", 0, (0, _OWN_PID)),
    Only("prctl", 0, (_PR_SET_NAME, _PR_GET_NAME)),
    # The worker's own socket, without odd flags such as out-of-band data.
    Only("recvfrom", 3, (0,)),
    Only("sendmsg", 2, (0,)),
    # Descriptors and locks.  Never F_SETOWN with F_SETSIG: whenever a file is ready, that sends any signal to anybody.
    Only(
        "fcntl",
        1,
        (
            *(fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD),
            *(fcntl.F_GETFL, fcntl.F_SETFL, fcntl.F_GETLK, fcntl.F_SETLK, fcntl.F_SETLKW),
        ),
    ),
    # What isatty and non-blocking files ask.
    Only(
        "ioctl",
        1,
        (
            *(termios.TCGETS, termios.TIOCGWINSZ),
            *(termios.FIONREAD, termios.FIONBIO, termios.FIOCLEX, termios.FIONCLEX),
        ),
    ),
)


# CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, SETTLS, PARENT_SETTID, CHILD_CLEARTID: what the C library asks for when it
# starts a thread.  Without THREAD it would be a process, and with a flag for a namespace it would get a new one.
_THREAD = Only("clone", 0, (0x003D_0F00,))
# It hides its flags from any filter.  Where it does not exist, the C library uses clone; where it is refused, it gives up.
_WITHOUT = "clone3"


class _Comparison(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("value", ctypes.c_uint64),
        ("unused", ctypes.c_uint64),
    ]


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(_LIBRARY)
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_init.argtypes = [ctypes.c_uint32]
    library.seccomp_release.argtypes = [ctypes.c_void_p]
    library.seccomp_attr_set.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32]
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p,
        ctypes.c_uint32,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.POINTER(_Comparison),
    ]
    library.seccomp_export_bpf.argtypes = [ctypes.c_void_p, ctypes.c_int]
    return library


def number(name: str) -> int:
    """The number of a system call on this machine; negative where it has no such call."""
    return _library().seccomp_syscall_resolve_name(name.encode())


def build(*, threads: bool = False) -> bytes:
    """The filter as the kernel's instructions.  OSError if libseccomp is missing or will not do it."""
    library = _library()
    context = library.seccomp_init(_REFUSE)
    try:
        # Another architecture's calls (32-bit on a 64-bit machine) have other numbers.
        library.seccomp_attr_set(context, _ACT_BADARCH, _KILL_PROCESS)
        library.seccomp_attr_set(context, _OPTIMIZE, _BINARY_TREE)  # unknown before 2.5: slower, not weaker
        for names, action in (
            (_ALLOWED, _ALLOW),
            (_PRETENDED, _ANSWER),
            (_UNSUPPORTED, _ANSWER | errno.ENOTSUP),
        ):
            for name in names.split():
                _add(library, context, action, name)
        if threads:
            _add(library, context, _ANSWER | errno.ENOSYS, _WITHOUT)
        for condition in (*CONDITIONS, _THREAD) if threads else CONDITIONS:
            for value in condition.values:
                comparison = _Comparison(condition.argument, _EQUAL, value, 0)
                _add(library, context, _ALLOW, condition.call, comparison)
        return _exported(library, context)
    finally:
        library.seccomp_release(context)


def _add(
    library: ctypes.CDLL, context: int, action: int, name: str, comparison: _Comparison | None = None
) -> None:
    call = library.seccomp_syscall_resolve_name(name.encode())
    if call < 0:  # a call of other architectures, or younger than this libseccomp
        return
    comparisons = [comparison] if comparison else []
    array = (_Comparison * 1)(*comparisons)
    result = library.seccomp_rule_add_array(context, action, call, len(comparisons), array)
    if result:
        raise OSError(-result, f"seccomp_rule_add {name}: {os.strerror(-result)}")


def _exported(library: ctypes.CDLL, context: int) -> bytes:
    read, write = os.pipe()
    with os.fdopen(read, "rb") as reader:
        # A pipe holds 64 KiB; the filter is a tenth of that.
        try:
            result = library.seccomp_export_bpf(context, write)
        finally:
            os.close(write)
        if result:
            raise OSError(-result, f"seccomp_export_bpf: {os.strerror(-result)}")
        return reader.read()


def install(instructions: bytes) -> None:
    """From now on this process makes only the allowed calls.  Needs no_new_privs."""
    own = instructions.replace(struct.pack("I", _OWN_PID), struct.pack("I", os.getpid()))
    buffer = ctypes.create_string_buffer(own, len(own))
    program = struct.pack("HxxxxxxP", len(own) // _INSTRUCTION, ctypes.addressof(buffer))
    linux.prctl(linux.PR_SET_SECCOMP, _FILTER_MODE, program)
