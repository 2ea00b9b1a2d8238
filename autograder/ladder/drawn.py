"""The ladder before a reader's eyes: drawn in a notebook, as lines of text elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from autograder import shown
from autograder.checking.kinds import Drawn, Kind, spaced
from autograder.checking.student import LocalStudent
from autograder.ladder.climb import TOLERANCE, Rung, climb, first_wrong
from autograder.language import _, in_a_row

# White letters on these are read on any page; apart in lightness too, and each has a sign and a word of its own.
_GREEN, _RED, _GREY = "#1b7a3d", "#a51d1d", "#5f6368"
_CELL = "text-align:left;padding:.15em .5em"
# Of our own, since a page's stripes would run through what stands under the numbers.
_LINE = "background:transparent;border-top:1px solid #8a8a8a"
_RAILS = "border-left:4px solid #8a8a8a;border-right:4px solid #8a8a8a"


def show(namespace: Mapping[str, Any]) -> None:
    """Draw the ladder for the functions in a notebook: ``ladder.show(globals())``."""
    rungs = list(climb(LocalStudent(namespace)))
    shown.show(table(rungs), drawn(rungs))


class Broken(Drawn):
    """The first link that is wrong; the whole ladder is drawn for whoever asks, since that calls the student's functions again."""

    def __init__(self, wrong: Rung, before: Sequence[Rung], rest: Iterator[Rung]) -> None:
        super().__init__(Kind.PROPERTY, _("第一处断开的环节：{sentence}", sentence=wrong.sentence))
        self._before = before
        self._rest = rest

    def picture(self) -> str:
        """The ladder in HTML; the sentence that names the first wrong link is said already."""
        self._before = [*self._before, *self._rest]
        return _picture(self._before)


def require(student: Any, leave_out: Collection[str] = ()) -> None:
    """Fail unless each link holds; those of the functions in ``leave_out`` are not asked for."""
    links = (rung for rung in climb(student) if rung.function not in leave_out)
    before: list[Rung] = []
    for rung in links:
        before.append(rung)
        if not rung.ok:
            raise Broken(rung, before, links)


def table(rungs: Iterable[Rung]) -> str:
    """Return the ladder as lines of text, closed by a sentence that names the first wrong link."""
    rungs = list(rungs)
    lines = []
    for rung, why in zip(rungs, _reasons(rungs), strict=True):
        mark, _colour, _word = _state(rung)
        said = _("相对误差 {size}", size=_size(rung))
        lines.append(f"{mark}  {rung.quantity:<14} {rung.function:<31} {said}")
        if not (rung.ok or rung.unwritten):
            lines += [f"   {line}" for line in (_compared(rung), why) if line]
    return "\n".join([*lines, "", _verdict(rungs)])


def drawn(rungs: Iterable[Rung]) -> str:
    """Return the ladder in HTML, closed by a sentence that names the first wrong link."""
    rungs = list(rungs)
    wrong = first_wrong(rungs)
    colour = _state(wrong)[1] if wrong else _GREEN
    verdict = shown.inline(_verdict(rungs))
    return _picture(rungs) + (
        f'<div style="border-left:4px solid {colour};padding:.3em .8em;margin:.2em 0;line-height:1.6">{verdict}</div>'
    )


def _picture(rungs: Sequence[Rung]) -> str:
    """A rung for each link, the reader's number beside the right one."""
    rung = _("梯级")
    heads = [_("环节"), _("函数"), _("位置"), _("得到"), _("应当约为"), _("相对误差")]
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(text)}</th>' for text in heads)
    return (
        '<table style="margin:.3em 0;border-collapse:collapse">'
        f'<caption style="text-align:left;padding:.2em 0">{escape(_count(rungs))}</caption>'
        f'<thead><tr><th scope="col" style="text-align:center">{escape(rung)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(map(_row, rungs, _reasons(rungs)))}</tbody></table>"
    )


def _row(rung: Rung, reason: str) -> str:
    """One rung between the two rails, and under its numbers why they are wrong, where that can be told."""
    mark, colour, word = _state(rung)
    why = shown.inline(reason)
    below = why if rung.entry and why else ""
    if entry := rung.entry:
        texts = [entry.place or _("形状"), entry.yours, entry.right, _size(rung)]
        cells = "".join(f'<td style="{_CELL};white-space:nowrap">{escape(text)}</td>' for text in texts)
    else:
        cells = f'<td colspan="4" style="{_CELL}">{why}</td>'
    return (
        f'<tr style="{_LINE}"><td rowspan="{2 if below else 1}" style="{_RAILS};padding:.15em 0;vertical-align:middle">'
        f'<div style="background:{colour};color:#fff;text-align:center;padding:.1em .6em;white-space:nowrap">'
        f"<b>{mark}</b> {escape(word)}</div></td>"
        f'<th scope="row" style="{_CELL};font-weight:normal;white-space:nowrap">{escape(rung.quantity)}</th>'
        f'<td style="{_CELL}">{escape(rung.function)}</td>{cells}</tr>'
        + (
            f'<tr style="background:transparent"><td colspan="6" style="{_CELL}">{below}</td></tr>'
            if below
            else ""
        )
    )


def _state(rung: Rung) -> tuple[str, str, str]:
    """Sign, colour and word.  What is not written yet is no mistake, and a cross would call it one."""
    if rung.ok:
        return "✓", _GREEN, _("对")
    return ("·", _GREY, _("没写")) if rung.unwritten else ("✗", _RED, _("不对"))


def _size(rung: Rung) -> str:
    """The largest relative error; the digits of one that is rounding only would differ from machine to machine."""
    if rung.error is None:
        return "—"
    return f"< {TOLERANCE:.0e}" if rung.error < TOLERANCE else f"{rung.error:.1e}"


def _compared(rung: Rung) -> str:
    """What came out beside what should have."""
    if rung.entry and not rung.entry.place:
        return _("形状应当是 {right}，得到的是 {yours}。", right=rung.entry.right, yours=rung.entry.yours)
    return rung.numbers


def _reasons(rungs: Sequence[Rung]) -> list[str]:
    """What there is to say of each rung beside its numbers; what was said above already is not said again."""
    reasons: list[str] = []
    for rung in rungs:
        reason = spaced(rung.cause if rung.entry else in_a_row(rung.problem, rung.cause))
        again = "" if rung.entry else _("同上。")
        reasons.append(again if reason and reason in reasons else reason)
    return reasons


def _count(rungs: Sequence[Rung]) -> str:
    return _(
        "梯度之梯：{number} 级，对的有 {right} 级", number=len(rungs), right=sum(rung.ok for rung in rungs)
    )


def _verdict(rungs: Sequence[Rung]) -> str:
    wrong = first_wrong(rungs)
    if wrong is None:
        return _("每一环都对，梯度接通了。")
    said = in_a_row(wrong.name_and_problem, "" if wrong.cause else wrong.advice)
    return _("第一处断开的环节：{sentence}", sentence=said)
