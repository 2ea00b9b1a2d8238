"""Python files of a course, loaded by path: no package holds them, and they leave nothing behind in ``sys.modules``."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from autograder.errors import UserError
from autograder.language import _

COMMON = "common"


def load(path: Path) -> ModuleType:
    """Run a file and give its module; UserError with the line if that is impossible.

    It is read anew each time: a cache would have to be told from what an edit of the same second left.
    """
    # No module that anybody imports is called like a path; dataclasses look there for the module that they are made in.
    module = ModuleType(str(path))
    module.__file__ = str(path)
    try:
        with _known_as(module.__name__, module):
            exec(compile(path.read_bytes(), path, "exec"), vars(module))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # pytest.fail and the like are no Exceptions
        raise UserError(
            _("读不了 {where}：{error}", where=_place(error, path), error=f"{type(error).__name__}: {error}")
        ) from error
    return module


@contextmanager
def common_of(folder: Path) -> Iterator[None]:
    """While this lasts, ``import common`` gives the folder's own common.py; where it has none, nothing does.

    Two courses, or two assignments, can so be graded in one process, each with what its own exercises share.
    """
    path = folder / f"{COMMON}.py"
    with _known_as(COMMON, load(path) if path.is_file() else None):
        yield


@contextmanager
def _known_as(name: str, module: ModuleType | None) -> Iterator[None]:
    """While this lasts, ``import name`` gives this module, and fails for None."""
    before = {name: sys.modules[name]} if name in sys.modules else {}
    sys.modules[name] = module  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
        sys.modules.update(before)


def _place(error: BaseException, path: Path) -> str:
    """The file, and the line in it that an error comes from, if one is known."""
    lines = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)
    ]
    if isinstance(error, SyntaxError) and error.filename == str(path):
        lines.append(error.lineno)
    return _("{path} 第 {line} 行", path=path, line=lines[-1]) if lines else str(path)
