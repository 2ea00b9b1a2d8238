"""What an assignment says in another language: ``source/NAME/en.po``, by the Chinese text, and ``release/en/NAME``.

The catalogue holds what hidden tests say and what misconceptions do: it stays in the source folder.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import UserError
from autograder.language import CHINESE, _

if TYPE_CHECKING:
    from babel.messages import Catalog

SUFFIX = ".po"


def catalogue_file(text: Path, language: str) -> Path:
    """Where the translation of an author's text lies, and of all that belongs to it."""
    return text.with_name(language + SUFFIX)


def read_catalogue(path: Path) -> Catalog:
    """The translations that a file holds.  Raises UserError if it cannot be read."""
    from babel.messages.pofile import read_po  # only who reads another language than Chinese waits for it

    try:
        with path.open("rb") as file:
            return read_po(file, locale=path.stem, abort_invalid=True)
    except Exception as error:
        raise UserError(_("读不了翻译 {path}：{error}", path=path, error=error)) from error


def translations(text: Path, language: str) -> Mapping[str, str]:
    """What is translated of a text and of all that belongs to it, for showing; nothing where there is no catalogue."""
    path = catalogue_file(text, language)
    if language == CHINESE or not path.is_file():
        return {}
    return _translations(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=8)
def _translations(path: Path, changed: int) -> Mapping[str, str]:
    """The same, read once for each time that the file ``changed``."""
    return {
        str(message.id): str(message.string)
        for message in read_catalogue(path)
        if message.id and message.string and not message.fuzzy
    }


def edition(folder: Path, language: str) -> Path:
    """Where in ``release/`` or ``solutions/`` the assignments in a language lie."""
    return folder if language == CHINESE else folder / language
