"""Tables for the terminal.  What a student wrote is text here, never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.feedback import public_sentence
from autograder.proof import ExerciseProof
from autograder.report import ExerciseReport, Report, number
from autograder.selfcheck import summary
from autograder.suite import Outcome


def class_table(reports: Sequence[Report]) -> Table:
    """One row a student: score, each exercise, named mistakes and problems."""
    table = Table(show_lines=False, header_style="bold", pad_edge=False)
    table.add_column("学生", no_wrap=True)
    table.add_column("总分", justify="right", no_wrap=True)
    table.add_column("各练习（●满分 ◐部分 ○零分）", no_wrap=True)
    table.add_column("说明", ratio=1)
    for report in reports:
        table.add_row(
            _safe(report.student),
            Text(number(report.score), style=_colour(report.score, report.max_score)),
            Text.assemble(*(_mark(exercise) for exercise in report.exercises)),
            _safe("\n".join(_remarks(report)) or "—"),
        )
    if reports:
        names = " ".join(exercise.name for exercise in reports[0].exercises)
        table.caption = f"各练习依次是：{names}"
    return table


def _remarks(report: Report) -> list[str]:
    """Problems first, then for each exercise with lost points its diagnosis, or that there is none."""
    remarks = list(report.problems)
    for exercise in report.exercises:
        remarks += [f"{exercise.name}：{diagnosis.misconception}" for diagnosis in exercise.diagnosis]
    empty = [exercise.name for exercise in report.exercises if exercise.score == 0 and not exercise.diagnosis]
    other = [
        exercise.name
        for exercise in report.exercises
        if 0 < exercise.score < exercise.points and not exercise.diagnosis
    ]
    if empty:
        remarks.append(f"零分：{_short(empty, len(report.exercises))}")
    if other:
        remarks.append(f"部分得分：{_short(other, len(report.exercises))}")
    return remarks


def _short(names: Sequence[str], total: int) -> str:
    return "全部练习" if len(names) == total else "、".join(names)


def _mark(exercise: ExerciseReport) -> tuple[str, str]:
    if exercise.score >= exercise.points:
        return "● ", "green"
    return ("◐ ", "yellow") if exercise.score > 0 else ("○ ", "red")


def _colour(score: float, max_score: float) -> str:
    return "green" if score >= max_score else "yellow" if score >= 0.6 * max_score else "red"


def proof_table(day: str, proofs: Sequence[ExerciseProof]) -> Table:
    """One row an exercise: what was tried on its graders and whether they held."""
    table = Table(title=f"{day} 的评分器", header_style="bold")
    table.add_column("练习", no_wrap=True)
    for heading in ("测试", "core", "正确写法", "误解", "发现", "叫出名字"):
        table.add_column(heading, justify="right")
    table.add_column("结论")
    for proof in proofs:
        table.add_row(
            proof.exercise,
            *map(
                str,
                (
                    proof.tests,
                    proof.core,
                    proof.alternatives,
                    proof.misconceptions,
                    proof.caught,
                    proof.named,
                ),
            ),
            Text("✗", style="red") if proof.faults else Text("✓", style="green"),
        )
    return table


def print_check(console: Console, checked: Iterable[tuple[str, list[Outcome], dict[str, str]]]) -> bool:
    """Print the public tests' outcome by exercise; returns whether all passed."""
    all_passed = True
    for exercise, outcomes, texts in checked:
        failed = [outcome for outcome in outcomes if not outcome.passed]
        if any(outcome.not_attempted for outcome in failed):
            console.print(Text(f"… {exercise}：尚未完成", style="yellow"))
        elif failed:
            console.print(Text(f"✗ {summary(exercise, outcomes)}", style="red"))
            for sentence in dict.fromkeys(public_sentence(outcome, texts) for outcome in failed):
                console.print(Text(f"    {sentence}"))
        else:
            console.print(Text(f"✓ {summary(exercise, outcomes)}", style="green"))
        all_passed = all_passed and not failed
    return all_passed


def _safe(text: str) -> Text:
    """Text without control characters, which a terminal would obey."""
    return Text("".join(c if c.isprintable() or c == "\n" else "�" for c in text))
