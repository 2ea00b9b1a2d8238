"""What a text says about itself at its top, and a built notebook in its metadata: title, points, minutes, data, packages.

In the text it is the YAML that jupytext reads as the notebook's metadata::

    # ---
    # jupyter:
    #   autograder:
    #     title: 第 4 天　全连接神经网络
    #     builds: 一个自己写的、认得手写数字的网络
    #     minutes: 145
    # ---
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from nbformat import NotebookNode

from autograder.errors import UserError
from autograder.language import _

KEY = "autograder"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an overview says of an assignment: its title, and one phrase on what is built in it."""

    title: str
    builds: str


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The header of a text.

    ``title``: also the text's first heading.  ``minutes``: all of them, reading included.  ``data``: files of ``source/data``
    that are copied beside the notebook.  ``packages``: what the exercises need and a course need not have installed.
    ``en``: the same words in English.  ``language``: that of the lesson, where it is a translation.
    """

    title: str
    builds: str
    minutes: int
    points: int = 100
    data: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    en: Words | None = None
    language: str = ""

    def words(self, language: str) -> Words:
        """The words of this language (``zh`` or ``en``); the Chinese ones where there are no others."""
        return self.en if language == "en" and self.en else Words(self.title, self.builds)


def read_header(notebook: NotebookNode, path: Path) -> Header:
    """The header of a text or of a notebook built from one; UserError if ``path``, where it comes from, has none."""
    try:
        header = msgspec.convert(notebook.metadata[KEY], Header)
    except KeyError:
        raise UserError(
            _(
                "{path} 没有写明这是什么作业：讲义开头要有 title、builds、minutes，"
                "写法见 CONTRIBUTING.md；写好以后运行 autograder build。",
                path=path,
            )
        ) from None
    except msgspec.ValidationError as error:
        raise UserError(
            _(
                "{path} 的 autograder 写得不对：{error}。讲义开头的写法见 CONTRIBUTING.md。",
                path=path,
                error=error,
            )
        ) from error
    for name in header.data:
        if Path(name).name != name:
            raise UserError(
                _(
                    "{path} 的 data 里，{name!r} 应当是 source/data 里一个文件的名字，不带目录。",
                    path=path,
                    name=name,
                )
            )
    return header


def as_metadata(header: Header) -> dict[str, Any]:
    """The metadata of a notebook with this header."""
    return {KEY: msgspec.to_builtins(header)}
