"""Tables for the terminal.  What a student wrote is text here, never markup."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.checking.sentences import what_happened
from autograder.classroom.results import Change, ClassResults, GradedSubmission, sign
from autograder.cli.learner import safe
from autograder.grading.failures import NOT_SEALED, exercise_text, why_left_out
from autograder.grading.report import ExerciseReport, Report, differ, number
from autograder.language import CHINESE, _, _n, chosen, in_a_row, listed
from autograder.reports.side_by_side import Comparison, Line

_COLOURS = {"+": "green", "~": "yellow", "-": "bold red"}
# What nobody has translated of a course.
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Columns of a terminal for a student's name.
MAX_NAME = 24
MOST_CHANGES = 30


def class_table(results: ClassResults) -> Group:
    """One row a student: what counts, each exercise, named mistakes and problems; below, the class in a line and who is missing."""
    graded = results.graded
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    # One long name must not take the room of all else.
    table.add_column(_("学生"), no_wrap=True, overflow="ellipsis", max_width=MAX_NAME)
    table.add_column(_("总分"), justify="right", no_wrap=True)
    table.add_column(_("各练习"), no_wrap=True)
    table.add_column(_("说明"), ratio=1, overflow="fold")
    for one in graded:
        report = one.counted
        table.add_row(
            safe(one.student),
            Text(number(report.score), style=_colour(report.score, report.max_score)),
            Text.assemble(*((found, _COLOURS[found]) for found in map(sign, report.exercises))),
            safe("\n".join(_remarks(one))),
        )
    below = []
    if graded:
        names = " ".join(exercise.name for exercise in graded[0].report.exercises)
        left_out = dict.fromkeys(exercise for one in graded for exercise in one.report.left_out)
        below = [
            _in_a_line([one.counted for one in graded]),
            *results.notes,
            *why_left_out(left_out),
            *([] if all(one.report.sealed for one in graded) else [_(NOT_SEALED)]),
            _("+ 满分　~ 部分　- 零分；各练习依次是：{names}", names=names),
        ]
    # A caption would be as narrow as a table of few remarks.
    return Group(table, *map(safe, below))


def print_changes(console: Console, changes: Sequence[Change]) -> None:
    """Whose score a regrade changed, by how much and by which exercise; nothing where it changed none."""
    if not changes:
        return
    head = _n("和上一次不同的 {number} 人：", len(changes))
    lines = [
        _(
            "{student} {before} → {now}（{exercises}）",
            student=one.student,
            before=number(one.before),
            now=number(one.now),
            exercises=listed(
                [f"{name} {number(old)} → {number(new)}" for name, (old, new) in one.exercises.items()]
            )
            or _("迟交扣分"),
        )
        for one in changes[:MOST_CHANGES]
    ]
    if len(changes) > MOST_CHANGES:
        lines.append(_n("……还有 {number} 人", len(changes) - MOST_CHANGES))
    console.print(safe("\n  ".join([head, *lines])), soft_wrap=True)


def _in_a_line(reports: Sequence[Report]) -> str:
    scores = [report.score for report in reports]
    return _n(
        "{number} 人：平均 {mean}，中位数 {median}，满分 {full} 人，零分 {none} 人",
        len(reports),
        mean=f"{statistics.fmean(scores):.1f}",
        median=f"{statistics.median(scores):.1f}",
        full=sum(report.score >= report.max_score for report in reports),
        none=sum(report.score <= 0 for report in reports),
    )


def _remarks(one: GradedSubmission) -> list[str]:
    """Problems first, then what the gradebook changed, then why each exercise lost points: its named mistake, else its first failed test."""
    report = one.report
    remarks = [*map(str, report.problems), *_changes(one)]
    if report.problems and report.score == 0:
        return remarks
    blank = [
        exercise.name
        for exercise in report.exercises
        if exercise.failed and exercise.failed[0].kind.unwritten
    ]
    if len(blank) == len(report.exercises):
        return [*remarks, _("尚未完成：全部练习")]
    if blank:
        remarks.append(_("尚未完成：{names}", names=listed(blank)))
    for exercise in report.exercises:
        if exercise.diagnosis:
            why = [diagnosis.sentence for diagnosis in _with_names(exercise).diagnosis]
        elif exercise.failed and exercise.name not in blank:
            why = [what_happened(exercise.failed[0])]
        else:
            continue
        remarks += [_("{what}：{detail}", what=exercise.name, detail=reason) for reason in why]
    return remarks


def _with_names(exercise: ExerciseReport) -> ExerciseReport:
    """The same where the reader of another language gets a Chinese sentence: with the misconception's name, which is English."""
    if chosen() == CHINESE:
        return exercise
    named = [
        replace(one, sentence=f"{one.sentence} ({one.misconception})")
        if _CHINESE.search(one.sentence)
        else one
        for one in exercise.diagnosis
    ]
    return replace(exercise, diagnosis=named)


def _changes(one: GradedSubmission) -> list[str]:
    """Where the gradebook says otherwise than the grader."""
    changed = [
        _("{what} {ours} → {theirs}", what=ours.name, ours=number(ours.score), theirs=number(theirs.score))
        for ours, theirs in zip(one.report.exercises, one.counted.exercises, strict=True)
        if differ(ours.score, theirs.score)
    ]
    changes = [_("教师改过分数：{changed}", changed=listed(changed))] if changed else []
    if one.marks.late_penalty:
        changes.append(_("迟交扣 {points} 分。", points=number(one.marks.late_penalty)))
    return changes


def print_student(console: Console, one: GradedSubmission) -> None:
    """What became of one student: what counts, why, and the code of what lost points."""
    report = one.counted
    name = one.person.name
    who = _("{student}（{name}）", student=one.student, name=name) if name else one.student
    head = _(
        "{who}  {assignment}  {score} / {points} 分",
        who=who,
        assignment=report.assignment,
        score=number(report.score),
        points=number(report.max_score),
    )
    console.print(safe(head, style="bold"))
    for remark in [*map(str, report.problems), *_changes(one), *why_left_out(report.left_out)]:
        console.print(safe(remark, style="yellow"))
    for exercise in report.exercises:
        if exercise.score >= exercise.points and not exercise.failed:
            console.print(Text(f"✓ {exercise.name} {number(exercise.points)}", style="green"))
            continue
        console.print()
        console.print(safe("\n".join(exercise_text(_with_names(exercise)).rstrip().splitlines())))
        if text := one.texts.get(exercise.name, "").rstrip():
            lines = text.splitlines()
            width = len(str(len(lines)))
            numbered = (f"{place:>{width}}  {line}" for place, line in enumerate(lines, start=1))
            console.print(Padding(safe("\n".join(numbered), style="dim"), (0, 0, 0, 4), expand=False))


def print_comparison(console: Console, first: str, second: str, found: Comparison) -> None:
    """What two students wrote the same way, side by side; lines that hardly anybody else wrote stand out."""
    said = _n(
        "{first} 和 {second}：{number} 个练习的写法一致，合计 {bits} 比特；班级报告从 {threshold} 比特起才提。",
        len(found.sides),
        first=first,
        second=second,
        bits=f"{found.bits:.0f}",
        threshold=f"{found.threshold:.0f}",
    )
    console.print(safe(said, style="bold"), soft_wrap=True)
    for side in found.sides:
        head = _(
            "{exercise}　相似 {share}，{bits} 比特",
            exercise=side.exercise,
            share=f"{side.alike:.0%}",
            bits=f"{side.bits:.1f}",
        )
        table = Table(box=SIMPLE_HEAD, title=safe(head), title_justify="left", pad_edge=False, expand=True)
        for student in (first, second):
            table.add_column(safe(student), ratio=1, overflow="fold")
        table.add_row(*map(_numbered, (side.first, side.second)))
        console.print(table)
    rest = [_n("另外 {number} 个练习写得不一样，或者谁都会这样写。", found.others)] if found.others else []
    rest.append(
        _("划出来（>）的几行，除了这两人几乎没有人这样写。这里只有线索，没有结论：请先读代码，再问人。")
    )
    console.print(safe(in_a_row(*rest)), soft_wrap=True)


def _numbered(lines: Sequence[Line]) -> Text:
    """A text with the numbers of its lines."""
    width = len(str(len(lines)))
    shown = Text()
    for place, line in enumerate(lines, start=1):
        text = f"{'>' if line.rare else ' '}{place:>{width}} {line.text}\n"
        shown.append_text(safe(text, style="bold yellow" if line.rare else ""))
    return shown


def _colour(score: float, max_score: float) -> str:
    return "green" if score >= max_score else "yellow" if score >= 0.6 * max_score else "red"
