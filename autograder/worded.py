"""Facts of closed lists that can be said in words: kinds of failure, oddities of a submission, what a rule found."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from autograder.language import _, listed


class Worded(StrEnum):
    """Facts of a closed list: each has a code, which is kept and compared, and a text, which is only said."""

    text: str

    def __new__(cls, code: str, *_: object) -> Self:
        """A member is written ``CODE = "code", N_("文字 {name}")``."""
        member = str.__new__(cls, code)
        member._value_ = code
        return member

    def __init__(self, code: str, text: str = "") -> None:
        self.text = text

    def said(self, **values: object) -> str:
        """The text in the reader's language; lists of names among the values are joined."""
        shown = {name: listed(value) if isinstance(value, list) else value for name, value in values.items()}
        return _(self.text, **shown)
