"""Run nbgrader's own commands, the ones an instructor would type."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import UserError


def start(
    root: Path, *words: str, log: Path, extra: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start ``nbgrader WORDS`` in the course folder ``root``, with everything it says going to ``log``."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "nbgrader", *words],
            cwd=root,
            env={**os.environ, **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def finish(running: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for it to end; UserError with the end of its log if it failed."""
    if running.wait():
        raise UserError(f"{' '.join(map(str, running.args[2:5]))} 失败：\n{_tail(log)}")  # type: ignore[index]


def run(root: Path, *words: str, log: Path, extra: Mapping[str, str] | None = None) -> None:
    """Run ``nbgrader WORDS`` to its end; UserError if it failed."""
    finish(start(root, *words, log=log, extra=extra), log)


def _tail(log: Path) -> str:
    """The last lines of a log, without terminal colours."""
    text = log.read_text(encoding="utf-8", errors="replace")
    return "\n".join(re.sub(r"\x1b\[[0-9;]*m", "", text).strip().splitlines()[-15:])
