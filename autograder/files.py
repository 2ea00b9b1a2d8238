"""Writing files so that nobody ever sees half of one, and locks that end with their process."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from autograder.errors import UserError
from autograder.language import _


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it, whatever happens meanwhile.

    Raises UserError where that is impossible; what was there before is still there then.
    """
    partial = None
    try:
        descriptor, partial = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(partial, path)
    except OSError as error:
        if partial is not None:
            Path(partial).unlink(missing_ok=True)
        raise UserError(
            _(
                "写不了 {path}：{reason}。请检查目录是否存在、权限和磁盘空间。",
                path=path,
                reason=error.strerror,
            )
        ) from error


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, however that ends; where there can be none, go on without."""
    with ExitStack() as stack:
        with suppress(OSError):
            file = stack.enter_context(path.open("wb"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
