"""Plain files by their names in one folder; whatever else lies there under such a name is not followed."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress


def put(folder: str, name: str, data: bytes) -> None:
    """Make a new file in place of what lies there; OSError if that is a folder."""
    path = os.path.join(folder, name)
    with suppress(FileNotFoundError):
        os.unlink(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with open(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)


def take(folder: str, name: str, limit: int) -> bytes:
    """The contents of a file; OSError if there is none, if it is a link or the like, or longer than ``limit``."""
    # Without O_NONBLOCK, whoever opens a pipe waits for its writer.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    number = os.open(os.path.join(folder, name), flags)
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "not a plain file", name)
        with open(number, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    finally:
        os.close(number)
    if len(data) > limit:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), name)
    return data
