"""In which language we speak: Chinese, as our texts stand in the code, or another one that has a catalogue.

``AUTOGRADER_LANG`` chooses, else ``c.Autograder.language`` of nbgrader_config.py as soon as a command has read it (nbgrader's do,
and those of ours that deal with a class), else the locale:
``zh``, C, POSIX and a locale that we have no words for mean Chinese.  A text is translated when it is said, never when it is
kept: what is kept are facts, see :mod:`autograder.worded`.

Tools that look at a machine before anything is installed import this too: it runs on older Pythons than the rest.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

DOMAIN = "autograder"
LOCALE = Path(__file__).parent / "locale"
CHINESE = "zh"
# Languages that everything we say can be said in.
LANGUAGES = (CHINESE, "en")

_configured = ""


def configure(language: str) -> None:
    """Speak this language in this process unless the environment names one; the empty string leaves it to the locale."""
    global _configured
    _configured = language


def speak(language: str) -> None:
    """Speak this language in this process and in those that it starts, whatever was configured."""
    os.environ["AUTOGRADER_LANG"] = language


def chosen() -> str:
    """The language of this process, one of LANGUAGES."""
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    wanted = os.environ.get("AUTOGRADER_LANG") or _configured or locale
    # en_US.UTF-8, zh-CN
    language = wanted.lower().replace("-", "_").partition("_")[0].partition(".")[0]
    return language if language in LANGUAGES else CHINESE


def catalogue() -> gettext.NullTranslations:
    """The texts of the reader's language by those in the code; empty for Chinese."""
    return _load(chosen())


def _(_text: str, **values: object) -> str:
    """A text of ours in the reader's language, with the values put in where it names them in braces."""
    said = catalogue().gettext(_text)
    return said.format(**values) if values else said


def _n(_text: str, number: int, **values: object) -> str:
    """As :func:`_`, where other languages than Chinese say one and many differently; ``{number}`` stands for the number."""
    return catalogue().ngettext(_text, _text, number).format(number=number, **values)


def N_(text: str) -> str:
    """Marks a text that is translated later, when it is said."""
    return text


def listed(names: Sequence[str], most: int | None = None) -> str:
    """``甲、乙、丙``, or ``甲、乙 等 30 个`` where there are more than are to be named."""
    shown = _("、").join(names[:most])
    return (
        shown
        if most is None or len(names) <= most
        else _("{names} 等 {number} 个", names=shown, number=len(names))
    )


def in_a_row(*sentences: str) -> str:
    """Sentences one after the other; Chinese needs no space between them."""
    return ("" if chosen() == CHINESE else " ").join(filter(None, sentences))


@cache
def _load(language: str) -> gettext.NullTranslations:
    if language == CHINESE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [language], fallback=True)
