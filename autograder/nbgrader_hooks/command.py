"""What the hooks have to know of the command of nbgrader's that they run in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import NbGraderException

from autograder.errors import UserError


@contextmanager
def ending(log: logging.Logger) -> Iterator[None]:
    """Let a UserError end the command; nbgrader shows the log, not the exception."""
    try:
        yield
    except UserError as error:
        log.error(str(error))
        raise NbGraderException(str(error)) from None


def waits(converter: Any) -> bool:
    """Whether a command may wait for another one: not in the formgrader, whose server would answer nobody meanwhile."""
    return not isinstance(converter.parent, NbGraderAPI)


def keep_to_the_end(converter: Any, opened: ExitStack) -> None:
    """Close all this when nbgrader is done with its last notebook, or fails.

    The formgrader lives on after a command: worker processes, folders and locks must not.
    """
    convert = converter.convert_notebooks

    def convert_and_close() -> None:
        with opened:
            convert()

    converter.convert_notebooks = convert_and_close
