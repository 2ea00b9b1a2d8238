"""Writing files so that nobody ever sees half of one, and locks that end with their process."""

from __future__ import annotations

import csv
import fcntl
import io
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from autograder.errors import UserError
from autograder.language import _

# Who may read a file: its owner alone, as what is known of students; or whoever the umask lets.
OWNER, PUBLIC = 0o600, 0o666


def write_whole(path: Path, data: bytes, mode: int = OWNER) -> None:
    """Write a file so that nobody ever sees half of it, whatever happens meanwhile.

    Raises UserError where that is impossible; what was there before is still there then.
    """
    partial = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode), "wb") as file:
            file.write(data)
        os.replace(partial, path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise UserError(
            _(
                "写不了 {path}：{reason}。请检查目录是否存在、权限和磁盘空间。",
                path=path,
                reason=error.strerror,
            )
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder that results go into, and those above it; UserError where that is impossible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _(
                "写不了 {path}：{reason}。请检查权限和磁盘空间，或者用 --out 另选一个位置。",
                path=folder,
                reason=error.strerror,
            )
        ) from error


def files_in(folder: Path) -> list[Path]:
    """The files below a folder, sorted, but for what a run leaves there: hidden ones, caches of compiled code."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__py")) for part in path.relative_to(folder).parts)
    )


def as_csv(table: Sequence[Sequence[str]]) -> str:
    """The text of a CSV file, quoted where cells hold commas, quotes or line ends."""
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return text.getvalue()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, however that ends; where there can be none, go on without."""
    with ExitStack() as stack:
        with suppress(OSError):
            file = stack.enter_context(path.open("wb"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
