"""The verbs of a learner, ``autograder check | progress | lessons``, and what all verbs have in common.

A learner's installation has these alone; see ``tools/wheels.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from autograder.errors import UserError
from autograder.language import _, _n, in_a_row, listed

if TYPE_CHECKING:
    from autograder.learner.notebook import Checked
    from autograder.learner.progress import TrackProgress

console = Console()

Unsafe = Annotated[
    bool, typer.Option("--unsafe", help=_("不隔离学生的代码：只用于信得过的代码，报告里会写明"))
]
# How many lessons a sentence names.
_MOST_LESSONS = 6
# No control character, though Python does not call it printable.
_WIDE_SPACE = chr(0x3000)


def _print_version(wanted: bool) -> None:
    if wanted:
        # Only here: a process that grades may have found a course's folder of this name first, which has no version.
        from autograder import __version__

        console.print(__version__, highlight=False)
        raise typer.Exit


def about_the_program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help=_("打印版本号"))
    ] = False,
) -> None:
    """What is the same for all verbs."""


def run(app: typer.Typer) -> None:
    """Run a verb; a UserError becomes one sentence and exit code 2."""
    try:
        app()
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def safe(text: str, style: str = "") -> Text:
    """Text without control characters, which a terminal would obey."""
    said = "".join(c if c.isprintable() or c in ("\n", _WIDE_SPACE) else "�" for c in text)
    return Text(said, style=style)


def check(
    notebook: Annotated[Path, typer.Argument(help=_("要检查的 .ipynb 文件"))], unsafe: Unsafe = False
) -> None:
    """Run the public tests on a notebook file."""
    from autograder.learner.notebook import check_file

    if not _print_check(check_file(notebook, unsafe=unsafe)):
        raise typer.Exit(1)


def _print_check(checked: Iterable[Checked]) -> bool:
    """Print the public tests' outcome by exercise; returns whether all passed that could be tried."""
    from autograder.course.packages import please_install
    from autograder.learner.selfcheck import summary

    all_passed = True
    for one in checked:
        if one.missing:
            console.print(safe(f"○ {please_install(one.exercise, one.missing)}", style="yellow"))
        elif one.not_attempted:
            console.print(Text(_("… {exercise}：尚未完成", exercise=one.exercise), style="yellow"))
        elif not one.passed:
            console.print(safe(f"✗ {summary(one.exercise, one.outcomes)}", style="red"))
            for line in one.lines:
                console.print(Padding(safe(line), (0, 0, 0, 4), expand=False))
        else:
            console.print(Text(f"✓ {summary(one.exercise, one.outcomes)}", style="green"))
        all_passed = all_passed and one.passed
    return all_passed


def progress(
    folder: Annotated[Path | None, typer.Argument(help=_("作业所在的目录；不写就从当前目录找"))] = None,
) -> None:
    """Show how far a learner has come."""
    from autograder.course.assignment import Course
    from autograder.learner.progress import folder_around, overview

    here = folder or Path.cwd()
    tracks = overview(folder_around(here)) or (overview(Course.find().release) if not folder else [])
    if not tracks:
        raise UserError(
            _("{folder} 里没有作业：每个作业是一个文件夹，里面有同名的 notebook 和公开测试。", folder=here)
        )
    console.print(_progress_lines(tracks))


def _progress_lines(tracks: list[TrackProgress]) -> Text:
    """One line an assignment, by track: bar, count, title."""
    from autograder.learner.progress import lines

    every = [progress for track in tracks for progress in track.assignments]
    total, done = sum(progress.total for progress in every), sum(progress.done for progress in every)
    sum_up = _("合计 {done}/{total} 个练习通过了公开测试（按最近一次检查）", done=done, total=total)
    return Text("\n".join([*lines(tracks), sum_up]))


def lessons(
    names: Annotated[list[str] | None, typer.Argument(help=_("作业名；不写就是全部"))] = None,
    to: Annotated[Path, typer.Option(help=_("拷到这个目录；不写就是当前目录"))] = Path(),
) -> None:
    """Lay out the lessons."""
    from autograder.cli.lessons import lay_out

    laid = lay_out(names or (), to)
    said = [_n("拷来了 {number} 个文件。", laid.copied)]
    if laid.kept:
        said.append(_n("原来就有的 {number} 个没有动。", laid.kept))
    if laid.translated:
        said.append(
            _("有译文、放在 {folder} 里的：{names}。", names=listed(laid.translated), folder=laid.folder)
        )
    if laid.others:
        said.append(_("只有中文的：{names}。", names=listed(laid.others, _MOST_LESSONS)))
    console.print(in_a_row(*said), highlight=False, markup=False)


def take_to(app: typer.Typer) -> None:
    """Give a program the verbs of a learner."""
    app.command(help=_("用公开测试检查一个 notebook；有没通过或没完成的练习时，退出码是 1。"))(check)
    app.command(help=_("看看自己每个作业做到了哪里（按检查格最近一次的结果）。"))(progress)
    app.command(help=_("把作业拷到当前目录来做：notebook、公开测试、数据；已经有的文件不动。"))(lessons)


def main() -> None:
    """Entry point of a learner's installation."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=_("深度学习练习：自查。"))
    app.callback()(about_the_program)
    take_to(app)
    run(app)
