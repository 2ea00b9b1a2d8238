"""What the hooks have to know of the command of nbgrader's that they run in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import NbGraderException
from traitlets import Enum, TraitError
from traitlets.config import Configurable

from autograder.errors import UserError
from autograder.language import LANGUAGES, _, configure, listed


class Autograder(Configurable):
    """What a course chooses for all of nbgrader's commands: ``c.Autograder`` in nbgrader_config.py."""

    language = Enum(("", *LANGUAGES), "", help="of messages and feedback; empty: that of the locale").tag(
        config=True
    )


def speak(hook: Configurable) -> None:
    """Speak the language of the course from now on.  UserError if there is no such language."""
    try:
        configure(Autograder(parent=hook).language)
    except TraitError as error:
        raise UserError(
            _(
                "nbgrader_config.py 里的 c.Autograder.language 只能是 {languages}。",
                languages=listed([repr(language) for language in LANGUAGES]),
            )
        ) from error


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
