"""Tables of what was examined: the graders of an assignment, the seal of this machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.authoring.proof import ExerciseProof
from autograder.cli.learner import safe
from autograder.language import N_, _
from autograder.sandbox import ONE_THREAD, THREADS
from autograder.sandbox.doctor.examine import CLOSED, OPEN, Finding

_TIERS = {
    "A": N_("A 级：独立的文件树、进程号和网络（命名空间），加上 Landlock 和系统调用过滤"),
    "B": N_("B 级：所有学生共用一个由 bwrap 造的小世界，加上 Landlock 和系统调用过滤"),
    "C": N_("C 级：Landlock 和系统调用过滤；没有命名空间，文件的名字和大小藏不住，磁盘限不了"),
}
# The two kinds of workers, by profile.
_WORKERS = {ONE_THREAD.name: N_("一般的作业"), THREADS.name: N_("要线程的作业")}


def proof_table(day: str, proofs: Sequence[ExerciseProof]) -> Table:
    """One row an exercise: what was tried on its graders and whether they held."""
    table = Table(title=_("{day} 的评分器", day=day), box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(_("练习"), no_wrap=True)
    for heading in (_("测试"), "core", _("正解"), _("误解"), _("抓住"), _("点名")):
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


def print_tier(console: Console, profile: str, tier: str, refused: Mapping[str, str]) -> None:
    """Which tier this machine gives to such workers, and why no better one."""
    said = _("{what}：{detail}", what=_(_WORKERS[profile]), detail=_(_TIERS[tier]))
    console.print(Text(said, style="bold"))
    for better, reason in refused.items():
        console.print(safe(_("没有 {tier} 级，因为：{reason}", tier=better, reason=reason)))


def doctor_table(found: Mapping[str, Sequence[Finding]]) -> Table:
    """One row a way out: whether it is closed to each kind of workers, and whether that was promised."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for heading in (_("类别"), _("名称"), _("试什么"), *(_(_WORKERS[profile]) for profile in found)):
        table.add_column(heading)
    group = ""
    for findings in zip(*found.values(), strict=True):
        probe = findings[0].probe
        table.add_row(
            _(probe.group) if probe.group != group else "",
            probe.name,
            _(probe.tries),
            *map(_verdict, findings),
        )
        group = probe.group
    table.caption = Text("\n", justify="left").join(
        _summary(_(_WORKERS[profile]), findings) for profile, findings in found.items()
    )
    return table


def _summary(workers: str, findings: Sequence[Finding]) -> Text:
    closed = sum(finding.state == CLOSED for finding in findings)
    broken = sum(not finding.sound for finding in findings)
    said = _(
        "{workers}：{ways} 条路，关着 {closed} 条；承诺过却没有关好的 {broken} 条。",
        workers=workers,
        ways=len(findings),
        closed=closed,
        broken=broken,
    )
    return Text(said, style="red" if broken else "green")


def _verdict(finding: Finding) -> Text:
    if finding.state == CLOSED:
        return Text(_("✓ 关着"), style="green")
    if finding.state == OPEN:
        return (
            Text(_("✗ 开着！"), style="bold red")
            if finding.promised
            else Text(_("· 开着，没有承诺"), style="yellow")
        )
    return Text(_("？ 没有试成"), style="bold red")
