"""Run nbgrader's own commands, the ones an instructor would type."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from autograder.errors import UserError
from autograder.language import _

# A configuration file with a mistake in it ends the command; nbgrader would go on with its own defaults.
_STRICT = {"TRAITLETS_APPLICATION_RAISE_CONFIG_FILE_ERROR": "1"}
# nbgrader's own program.  This package goes first, for what it spares every process at its start; -P, so that a course in the
# current folder is not taken for it.
_NBGRADER = ("-P", "-c", "import autograder; from nbgrader.apps.nbgraderapp import main; main()")


def start(
    root: Path, *words: str, log: Path, extra: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start ``nbgrader WORDS`` in the course folder ``root``, with everything it says going to ``log``."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [sys.executable, *_NBGRADER, *words],
            cwd=root,
            env={**os.environ, **_STRICT, **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def finish(running: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for it to end; UserError with the end of its log if it failed."""
    if running.wait():
        words = running.args[1 + len(_NBGRADER) :][:2]  # type: ignore[index]
        raise UserError(
            _("nbgrader {command} 失败：\n{log}", command=" ".join(map(str, words)), log=_tail(log))
        )


def run(root: Path, *words: str, log: Path, extra: Mapping[str, str] | None = None) -> None:
    """Run ``nbgrader WORDS`` to its end; UserError if it failed."""
    finish(start(root, *words, log=log, extra=extra), log)


def _tail(log: Path) -> str:
    """The last lines of a log, without terminal colours."""
    text = log.read_text(encoding="utf-8", errors="replace")
    return "\n".join(re.sub(r"\x1b\[[0-9;]*m", "", text).strip().splitlines()[-15:])
