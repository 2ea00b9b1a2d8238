"""``autograder`` as a person types it, without a process of its own: a second instead of several, each time."""

from __future__ import annotations

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from rich.console import Console

from autograder.cli.main import main


@dataclass(frozen=True)
class Done:
    """What is left of a command that ended."""

    returncode: int
    stdout: str
    stderr: str


def autograder(*words: object, cwd: Path | None = None) -> Done:
    """Run a verb in this process as if typed in ``cwd``, in a window of 200 columns."""
    stdout, stderr, code = io.StringIO(), io.StringIO(), 0
    # The one that is there knows the window in which the tests were started.
    wide = Console(width=200)
    with (
        chdir(cwd or Path.cwd()),
        patch.object(sys, "argv", ["autograder", *map(str, words)]),
        patch("autograder.cli.main.console", wide),
        patch("autograder.cli.learner.console", wide),
        patch.dict(os.environ, COLUMNS="200"),
        redirect_stdout(stdout),
        redirect_stderr(stderr),
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(code, stdout.getvalue(), stderr.getvalue())
