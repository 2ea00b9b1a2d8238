"""Search in Chinese pages: Sphinx's own needs a dictionary of words, and finds nothing without.

A run of Chinese characters is indexed by its characters and by each two that stand together, other words as they are.  What a reader
types is cut in the same way, and a page is found that has all the pieces.
"""

from __future__ import annotations

import itertools
import re

from sphinx.search import SearchLanguage

_RUN = r"[\u3400-\u9fff]+"
_PIECE = re.compile(rf"{_RUN}|[^\W\u3400-\u9fff]+")


def pieces(text: str) -> list[str]:
    """What is indexed of a text."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if re.match(_RUN, piece):
            found += [*piece, *map("".join, itertools.pairwise(piece))]
        else:
            found.append(piece)
    return found


class CharacterSearch(SearchLanguage):
    """Sphinx asks it for the pieces of pages, and hands the same cutting on to the browser."""

    lang = "zh"
    language_name = "Chinese"
    # Of what is typed, a run of two characters or more by its pairs alone: they say more than the characters do.
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\u3400-\u9fff]+|[^\s\p{P}\p{S}\u3400-\u9fff]+/gu) || []).flatMap((piece) =>
    /^[\u3400-\u9fff]{3,}$/u.test(piece)
      ? Array.from({ length: piece.length - 1 }, (_, place) => piece.slice(place, place + 2))
      : [piece],
  );
"""

    def split(self, input: str) -> list[str]:
        """As Sphinx asks for it."""
        return pieces(input)

    def stem(self, word: str) -> str:
        """The browser looks for what is typed in small letters."""
        return word.lower()

    def word_filter(self, word: str) -> bool:
        """Everything but numbers is worth looking for."""
        return not word.isdigit()
