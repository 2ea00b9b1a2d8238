"""Tables for the terminal.  What a student wrote is text here, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.authoring.proof import ExerciseProof
from autograder.course.packages import please_install
from autograder.grading.failures import NOT_ATTEMPTED, why_left_out
from autograder.grading.report import NOT_SEALED, ExerciseReport, Report, number
from autograder.learner.notebook import Checked
from autograder.learner.progress import TrackProgress, lines
from autograder.learner.selfcheck import summary
from autograder.sandbox import ONE_THREAD, THREADS
from autograder.sandbox.doctor.examine import CLOSED, OPEN, Finding

# What ends a message, with brackets of its own inside.
_LAST_BRACKET = re.compile(r"（((?:[^（）]|（[^（）]*）)*)）$")


def class_table(reports: Sequence[Report]) -> Table:
    """One row a student: score, each exercise, named mistakes and problems."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("学生", no_wrap=True)
    table.add_column("总分", justify="right", no_wrap=True)
    table.add_column("各练习", no_wrap=True)
    table.add_column("说明", ratio=1, overflow="fold")
    for report in reports:
        table.add_row(
            _safe(report.student),
            Text(number(report.score), style=_colour(report.score, report.max_score)),
            Text.assemble(*(_mark(exercise) for exercise in report.exercises)),
            _safe("\n".join(_remarks(report))),
        )
    if reports:
        names = " ".join(exercise.name for exercise in reports[0].exercises)
        caption = f"+ 满分　~ 部分　- 零分；各练习依次是：{names}"
        if not all(report.sealed for report in reports):
            caption = f"{NOT_SEALED}\n{caption}"
        left_out = dict.fromkeys(exercise for report in reports for exercise in report.left_out)
        caption = "\n".join([*why_left_out(left_out), caption])
        table.caption = Text(caption, justify="left")
    return table


def _remarks(report: Report) -> list[str]:
    """Problems first, then why each exercise lost points: its named mistake, else its first failed test."""
    remarks = list(report.problems)
    if report.problems and report.score == 0:
        return remarks
    blank = [exercise.name for exercise in report.exercises if _first_failure(exercise) == NOT_ATTEMPTED]
    if blank:
        remarks.append(f"尚未完成：{'全部练习' if len(blank) == len(report.exercises) else '、'.join(blank)}")
    for exercise in report.exercises:
        if exercise.diagnosis:
            remarks += [f"{exercise.name}：{diagnosis.misconception}" for diagnosis in exercise.diagnosis]
        elif exercise.failed and exercise.name not in blank:
            remarks.append(f"{exercise.name}：{_first_failure(exercise)}")
    return remarks


def _first_failure(exercise: ExerciseReport) -> str:
    """The first failed test: what happened if it says so in brackets at the end, else all of it."""
    message = exercise.failed[0].message if exercise.failed else ""
    bracket = _LAST_BRACKET.search(message)
    return bracket[1] if bracket else message


def _mark(exercise: ExerciseReport) -> tuple[str, str]:
    """One ASCII character: others are one or two columns wide, as the terminal pleases."""
    if exercise.score >= exercise.points:
        return "+", "green"
    return ("~", "yellow") if exercise.score > 0 else ("-", "bold red")


def _colour(score: float, max_score: float) -> str:
    return "green" if score >= max_score else "yellow" if score >= 0.6 * max_score else "red"


def proof_table(day: str, proofs: Sequence[ExerciseProof]) -> Table:
    """One row an exercise: what was tried on its graders and whether they held."""
    table = Table(title=f"{day} 的评分器", box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("练习", no_wrap=True)
    for heading in ("测试", "core", "正解", "误解", "抓住", "点名"):
        table.add_column(heading, justify="right")
    table.add_column("")
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


_TIERS = {
    "A": "A 级：独立的文件树、进程号和网络（命名空间），加上 Landlock 和系统调用过滤",
    "B": "B 级：所有学生共用一个由 bwrap 造的小世界，加上 Landlock 和系统调用过滤",
    "C": "C 级：Landlock 和系统调用过滤；没有命名空间，文件的名字和大小藏不住，磁盘限不了",
}


# The two kinds of workers, by profile.
_WORKERS = {ONE_THREAD.name: "一般的作业", THREADS.name: "要线程的作业"}


def print_tier(console: Console, profile: str, tier: str, refused: Mapping[str, str]) -> None:
    """Which tier this machine gives to such workers, and why no better one."""
    console.print(Text(f"{_WORKERS[profile]}：{_TIERS[tier]}", style="bold"))
    for better, reason in refused.items():
        console.print(_safe(f"没有 {better} 级，因为：{reason}"))


def doctor_table(found: Mapping[str, Sequence[Finding]]) -> Table:
    """One row a way out: whether it is closed to each kind of workers, and whether that was promised."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for heading in ("类别", "名称", "试什么", *(_WORKERS[profile] for profile in found)):
        table.add_column(heading)
    group = ""
    for findings in zip(*found.values(), strict=True):
        probe = findings[0].probe
        table.add_row(
            probe.group if probe.group != group else "", probe.name, probe.tries, *map(_verdict, findings)
        )
        group = probe.group
    table.caption = Text("\n", justify="left").join(
        _summary(_WORKERS[profile], findings) for profile, findings in found.items()
    )
    return table


def _summary(workers: str, findings: Sequence[Finding]) -> Text:
    closed = sum(finding.state == CLOSED for finding in findings)
    broken = sum(not finding.sound for finding in findings)
    said = f"{workers}：{len(findings)} 条路，关着 {closed} 条；承诺过却没有关好的 {broken} 条。"
    return Text(said, style="red" if broken else "green")


def _verdict(finding: Finding) -> Text:
    if finding.state == CLOSED:
        return Text("✓ 关着", style="green")
    if finding.state == OPEN:
        return (
            Text("✗ 开着！", style="bold red")
            if finding.promised
            else Text("· 开着，没有承诺", style="yellow")
        )
    return Text("？ 没有试成", style="bold red")


def progress_lines(tracks: list[TrackProgress]) -> Text:
    """One line an assignment, by track: bar, count, title."""
    every = [progress for track in tracks for progress in track.assignments]
    total, done = sum(progress.total for progress in every), sum(progress.done for progress in every)
    return Text("\n".join([*lines(tracks), f"合计 {done}/{total} 个练习通过了公开测试（按最近一次检查）"]))


def print_check(console: Console, checked: Iterable[Checked]) -> bool:
    """Print the public tests' outcome by exercise; returns whether all passed that could be tried."""
    all_passed = True
    for one in checked:
        if one.missing:
            console.print(_safe(f"○ {one.exercise}：{please_install(one.missing)}", style="yellow"))
        elif one.not_attempted:
            console.print(Text(f"… {one.exercise}：尚未完成", style="yellow"))
        elif not one.passed:
            console.print(_safe(f"✗ {summary(one.exercise, one.outcomes)}", style="red"))
            for line in one.lines:
                console.print(Padding(_safe(line), (0, 0, 0, 4), expand=False))
        else:
            console.print(Text(f"✓ {summary(one.exercise, one.outcomes)}", style="green"))
        all_passed = all_passed and one.passed
    return all_passed


def _safe(text: str, style: str = "") -> Text:
    """Text without control characters, which a terminal would obey."""
    return Text("".join(c if c.isprintable() or c == "\n" else "�" for c in text), style=style)
