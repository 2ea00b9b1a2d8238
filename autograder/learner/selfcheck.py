"""``check("softmax")`` in a notebook cell: the public tests, on the functions of this very notebook."""

from __future__ import annotations

import html
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Timer
from typing import Any

from autograder.checking.kinds import Drawn, Kind
from autograder.checking.mistakes import named_beside
from autograder.checking.sentences import public_lines
from autograder.checking.student import CALL_SECONDS, LocalStudent, StudentError
from autograder.checking.suite import Outcome, Suite
from autograder.course.packages import missing_in, please_install
from autograder.errors import UserError
from autograder.language import _, _n, listed
from autograder.learner.progress import (
    AssignmentProgress,
    exercises_used,
    lines,
    name_of,
    notebook_in,
    record,
    track_of,
)
from autograder.learner.spoken import speak_as
from autograder.shown import in_notebook, inline, show

# Exercises whose check has passed in this process; what `ready` goes by.
_passed: set[str] = set()


class CheckFailed(AssertionError):
    """A check did not pass.  Shown as one line, not as a traceback into our own code.

    ``sentences``: what was shown to the reader already, under the headline; None if nothing was.
    """

    def __init__(self, headline: str, sentences: Sequence[str] | None = None) -> None:
        super().__init__(headline)
        self._sentences = sentences

    def _render_traceback_(self) -> list[str]:
        """IPython asks for this instead of printing a traceback.

        The box just above has said what is wrong; the validator shows nothing but this.
        """
        if self._sentences is None:
            return [str(self)]
        if _validating():
            return [str(self), *self._sentences]
        return [_("CheckFailed：运行停在这一格。改好函数，先运行它的单元格，再运行这里。")]


class NotAttempted:
    """What a check of an empty blank returns: a card for the reader, 0 points for ``nbgrader validate``."""

    def __init__(self, said: str) -> None:
        self._card = _card("…", "#8a6a00", said, [])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": "0", "text/html": self._card}


def check(name: str) -> NotAttempted | None:
    """Run the public tests of one exercise on the functions defined where this is called.

    Prints the result.  Raises CheckFailed if a test fails, so that ``nbgrader validate`` sees it too; an
    empty blank is no failure: it is said and counts 0 points.  Nor is a library that is not installed here: then nothing is run.
    """
    folder = Path.cwd()
    notebook = notebook_in(folder)
    speak_as(notebook)
    if package := missing_in(notebook).get(name):
        said = please_install(name, package)
        show(said, _card("○", "#757575", said, []))
        return None
    namespace = sys._getframe(1).f_globals
    student = LocalStudent(namespace)
    with _slowness_said(name):
        outcomes = _suite().run(name, student)
    if not outcomes:
        names = listed(_suite().exercises())
        raise CheckFailed(_("没有名为 {name!r} 的练习。这个作业的练习：{names}。", name=name, names=names))
    passed = all(outcome.passed for outcome in outcomes)
    record(folder, name, passed)
    _passed.discard(name)
    if empty := [outcome for outcome in outcomes if outcome.not_attempted]:
        return _say_not_attempted(_not_attempted(name, empty, exercises_used(folder, name)))
    headline = summary(name, outcomes)
    if passed:
        _passed.add(name)
        show(headline, _card("✓", "#2e7d32", headline, []))
        return None
    unfinished = [used for used in exercises_used(folder, name) if used not in _passed]
    named = named_beside(public_tests(folder), outcomes, student.text_around(name), unfinished)
    sentences = [*named, *public_lines(outcomes, student.sources(), unfinished)]
    pictures = [outcome.error.picture() for outcome in outcomes if isinstance(outcome.error, Drawn)]
    show(
        "\n".join([headline, *(f"  ✗ {sentence}" for sentence in sentences)]),
        "".join([_card("✗", "#c62828", headline, sentences), *pictures]),
    )
    raise CheckFailed(headline, sentences)


@contextmanager
def _slowness_said(name: str) -> Iterator[None]:
    """Say how to stop it when a check takes longer than grading would wait for a call: a loop without end says nothing itself."""
    seconds = max(
        (test.seconds for test in _suite().tests.values() if test.exercise == name), default=CALL_SECONDS
    )
    said = _(
        "{exercise} 已经算了 {seconds:g} 秒，还没有算完。是不是有停不下来的循环？点工具栏上的 ■ 可以停下它。",
        exercise=name,
        seconds=seconds,
    )
    timer = Timer(seconds, print, [said])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def ready(*names: str) -> bool:
    """Whether the checks of these exercises have passed in this kernel; if not, say which are missing.

    Those that cannot pass here, for want of a library, are told apart: one of them for each library.
    """
    notebook = notebook_in(Path.cwd())
    speak_as(notebook)
    lacking = missing_in(notebook)
    for package in dict.fromkeys(lacking[name] for name in names if name in lacking):
        print(please_install(next(name for name in names if lacking.get(name) == package), package))
    missing = [name for name in names if name not in _passed and name not in lacking]
    if missing:
        print(_("这一格还差 {names}：先做完，运行检查格，再回来运行这一格。", names=listed(missing)))
    return _passed.issuperset(names)


def progress_bar() -> None:
    """Show how far the reader has come in this track, as the checks last said; beside the index, in all of them."""
    speak_as(notebook_in(Path.cwd()))
    tracks = track_of(Path.cwd())
    rows = ""
    for track in tracks:
        if track.title and len(tracks) > 1:
            rows += f'<tr><td colspan="3" style="text-align:left"><b>{html.escape(track.title)}</b></td></tr>'
        rows += "".join(map(_progress_row, track.assignments))
    show("\n".join(lines(tracks)), f'<table style="margin:.2em 0;line-height:1.6">{rows}</table>')


def _progress_row(progress: AssignmentProgress) -> str:
    cell = '<td style="text-align:left;padding:.1em .8em">'
    share = 100 * progress.done / progress.total if progress.total else 0
    return (
        f"<tr>{cell}{html.escape(progress.title)}</td>"
        f'{cell}<div style="width:12em;border:1px solid #888;border-radius:3px">'
        f'<div style="width:{share:.0f}%;height:.7em;background:#2e7d32"></div></div></td>'
        f"{cell}{progress.done} / {progress.total}</td></tr>"
    )


def summary(name: str, outcomes: Sequence[Outcome]) -> str:
    """One line on the public tests of an exercise."""
    passed = sum(outcome.passed for outcome in outcomes)
    if passed == len(outcomes):
        return _n("{exercise}：公开测试全部通过（{number} 项；隐藏测试另计）", passed, exercise=name)
    failed = len(outcomes) - passed
    return _n(
        "{exercise}：{number} 项公开测试里有 {failed} 项没有通过", len(outcomes), exercise=name, failed=failed
    )


def public_tests(folder: Path) -> Path:
    """The file with the public tests in a folder: that of the folder's name, else the only one.  UserError if there is none."""
    if name := name_of(folder):
        return folder / f"test_{name}.py"
    raise UserError(
        _(
            "{folder} 里应当有一个公开测试的文件 test_*.py，找到 {number} 个。"
            "请把 notebook 放在发下来的文件夹里，从那里打开。",
            folder=folder,
            number=len(list(folder.glob("test_*.py"))),
        )
    )


def _suite() -> Suite:
    path = public_tests(Path.cwd())
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _load(path: Path, changed: int) -> Suite:
    """Collect once; collect again when the file has changed."""
    return Suite(path)


def _say_not_attempted(said: str) -> NotAttempted | None:
    if _validating():
        # The validator shows a learner what stands on stderr, and nothing else.
        print(said, file=sys.stderr)
        return None
    if not in_notebook():
        print(said)
        return None
    return NotAttempted(said)


def _not_attempted(name: str, empty: Sequence[Outcome], used: Collection[str]) -> str:
    """Which blank is still empty: this exercise's own, or those of others that it uses."""
    blanks = {outcome.error.cell for outcome in empty if isinstance(outcome.error, StudentError)}
    others = [other for other in used if other in blanks]
    if len(others) == len(blanks):
        return _(
            "{exercise}：尚未完成。它用到的 {names} 还没有写，先写好，再回来检查。",
            exercise=name,
            names=listed(others),
        )
    return _("{what}：{detail}", what=name, detail=Kind.NOT_ATTEMPTED.label)


def _validating() -> bool:
    """Whether ``nbgrader validate`` runs this: it passes only text on."""
    return os.environ.get("NBGRADER_EXECUTION") == "validate"


def _card(mark: str, colour: str, headline: str, sentences: Sequence[str]) -> str:
    """A small box that reads well on light and dark backgrounds: it brings a border, not a background."""
    items = "".join(f'<li style="margin:.25em 0">{inline(sentence)}</li>' for sentence in sentences)
    return (
        f'<div style="border-left:4px solid {colour};padding:.3em .8em;margin:.2em 0;line-height:1.6">'
        f'<b style="background:{colour};color:#fff;padding:0 .35em;border-radius:.2em">{mark}</b> {inline(headline)}'
        + (f'<ul style="margin:.3em 0;padding-left:1.4em">{items}</ul>' if items else "")
        + "</div>"
    )
