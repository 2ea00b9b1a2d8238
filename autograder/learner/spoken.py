"""A lesson that is a translation is answered in its own language."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from autograder.course.header import KEY
from autograder.course.kept import contents
from autograder.language import LANGUAGES, configure


def speak_as(notebook: Path) -> None:
    """Speak the language that a notebook is written in, unless the environment names one; if it names none, the locale's."""
    language = ""
    with suppress(LookupError, TypeError, AttributeError):
        language = contents(notebook)["metadata"][KEY].get("language", "")
    configure(language if language in LANGUAGES else "")
