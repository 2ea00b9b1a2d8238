"""The verbs of ``autograder``, in the order in which ``--help`` lists them.

Each command parses, calls one function of another room and prints.  Whatever is wrong with the input is
one sentence on stderr and exit code 2.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import Executor
from contextlib import ExitStack
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from autograder.cli.learner import Unsafe, about_the_program, console, run, take_to
from autograder.language import N_, _, _n, listed

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help=_("深度学习练习：生成作业、自查、评分。")
)
Day = Annotated[str, typer.Argument(metavar="NAME", help=_("作业名，例如 day04"))]
ClassFolder = Annotated[
    Path | None,
    typer.Option("--class", help=_("班级目录，里面有 submitted/；不写就按 nbgrader_config.py")),
]
Everybody = Annotated[bool, typer.Option("--everybody", help=_("不在名单 roster.csv 里的人也算上"))]
Json = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", help=_("把完整结果写进这个 JSON 文件；- 是打印出来，不打印表")),
]
# As shells say that a program was ended by Ctrl-C.
INTERRUPTED = 130


app.callback()(about_the_program)


class Tongue(StrEnum):
    """In which an assignment can be built."""

    CHINESE = "zh"
    ENGLISH = "en"


class System(StrEnum):
    """Where scores can go."""

    GRADESCOPE = "gradescope"
    MOODLE = "moodle"
    CANVAS = "canvas"
    CSV = "csv"


class GraderSystem(StrEnum):
    """What can grade with our graders."""

    GRADESCOPE = "gradescope"


@app.command(
    help=_(
        "从 source/NAME/NAME.py 生成 notebook、发给学生的版本和答案，更新 release/index.ipynb 和 README 里的表。"
    )
)
def build(
    names: Annotated[list[str] | None, typer.Argument(help=_("作业名；不写就是全部"))] = None,
    language: Annotated[
        Tongue,
        typer.Option(help=_("en：由 source/NAME/en.po 生成 release/en/NAME；不写作业名就是翻译过的那些")),
    ] = Tongue.CHINESE,
) -> None:
    """Make notebooks of texts."""
    from autograder.authoring.build import LibraryMissing
    from autograder.authoring.build import build as build_assignment
    from autograder.authoring.overview import write_overviews
    from autograder.course.assignment import Course

    course = Course.find()
    for name in names or course.translated(language):
        try:
            _say_changed(course.root, name, build_assignment(course, name, language))
        except LibraryMissing as lacking:
            if names:
                raise
            # What lies there was made where nothing was missing.
            console.print(
                _("{name}：没有改动。{reason}", name=name, reason=lacking), highlight=False, markup=False
            )
    _say_changed(course.root, _("目录"), write_overviews(course))


@app.command(
    help=_(
        "把作业里要翻译的文字收进 source/NAME/en.po：译过的留着，原文改过的标上 fuzzy，用不着的去掉；说出还缺几条。"
    )
)
def words(
    names: Annotated[list[str] | None, typer.Argument(help=_("作业名；不写就是已经有 en.po 的那些"))] = None,
) -> None:
    """Bring the catalogues of assignments up to date."""
    from autograder.authoring.catalogue import update_catalogue
    from autograder.course.assignment import Course

    course = Course.find()
    for name in names or course.translated(Tongue.ENGLISH):
        path, lacking = update_catalogue(course, name, Tongue.ENGLISH)
        said = _n("还有 {number} 条要译", lacking) if lacking else _("都译好了")
        console.print(
            _("{what}：{detail}", what=path.relative_to(course.root), detail=said),
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _say_changed(root: Path, what: str, changed: list[Path]) -> None:
    said = _n("更新了 {number} 个文件", len(changed)) if changed else _("没有变化")
    console.print(_("{what}：{detail}", what=what, detail=said), highlight=False)
    for path in changed:
        console.print(f"  {path.relative_to(root)}", highlight=False, markup=False)


@app.command(help=_("写出新的作业或新的练习的样子：能生成、能检验，要填的地方都写着“待写”。"))
def new(
    name: Annotated[str, typer.Argument(help=_("作业名；已经有的作业，就给它加一个练习"))],
    exercise: Annotated[str | None, typer.Argument(help=_("练习名，也就是学生要写的函数或类的名字"))] = None,
) -> None:
    """Write the skeletons of an assignment or an exercise."""
    from autograder.authoring.new import MARK
    from autograder.authoring.new import new as begin
    from autograder.course.assignment import Course

    course = Course.find()
    paths = [path.relative_to(course.root) for path in begin(course, name, exercise)]
    for path in paths:
        console.print(_("写好了 {path}", path=path), highlight=False, markup=False, soft_wrap=True)
    console.print(
        _(
            "要填的地方：grep -rn {mark} source/{name} autograder/graders/{name}\n"
            "填好以后：autograder build {name}，再 autograder graders {name}",
            mark=MARK,
            name=name,
        ),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


take_to(app)


@app.command(help=_("给全班评分，写进 nbgrader 的成绩册和 autograded/，打印成绩表；评过而没有变化的不再评。"))
def grade(
    day: Day,
    folder: ClassFolder = None,
    jobs: Annotated[int | None, typer.Option(min=1, help=_("同时评几份；不写就是 CPU 的核数"))] = None,
    students: Annotated[
        list[str] | None, typer.Option("--student", help=_("只评这个学生（文件夹的名字）；可以写几次"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("评过的也重新评"))] = False,
    address: Annotated[
        str | None,
        typer.Option("--cluster", metavar="tcp://HOST:PORT", help=_("在这个 Dask 集群上评，写调度器的地址")),
    ] = None,
    json: Json = None,
    everybody: Everybody = False,
    unsafe: Unsafe = False,
) -> None:
    """Grade a class."""
    from autograder.course.assignment import Course
    from autograder.grading.parallel import ready_processes

    course = Course.find()
    with ExitStack() as stack:
        executor: Executor | None = None
        if not address and (force or _seems_new(folder or course.root, day)):
            # They get ready on other cores while this one imports the gradebook's libraries, which takes a second.
            executor = stack.enter_context(ready_processes(course, day, jobs, unsafe=unsafe))
        from autograder.classroom.classroom import Classroom
        from autograder.cli.tables import class_table, print_changes

        classroom = stack.enter_context(
            Classroom(course, day, folder, only=students or (), force=force, unsafe=unsafe)
        )
        done, total = 0, len(classroom.pending)
        if address and total:
            from autograder.grading.cluster import cluster

            executor = stack.enter_context(cluster(address, course, day, unsafe=unsafe))
        try:
            with progress_display() as bar:
                grading = bar.track(
                    classroom.grade(jobs, executor), total, description=_("评分 {day}", day=day)
                )
                for _report in grading:
                    done += 1
        except KeyboardInterrupt:
            print(
                _(
                    "停下了：{total} 份里评好了 {done} 份，都已写好；再运行一次，接着评其余的。",
                    total=total,
                    done=done,
                ),
                file=sys.stderr,
            )
            raise typer.Exit(INTERRUPTED) from None
        results = classroom.class_results(everybody=everybody).said(classroom.assignment)
        changes = classroom.changes(results)
    if _to_be_shown(json):
        console.print(class_table(results))
        print_changes(console, changes)
    _give_json(json, [one.counted for one in results.graded])


def _seems_new(folder: Path, day: str) -> bool:
    """Whether somebody handed in who has no result yet, as far as nbgrader's usual folders tell: a guess, for speed alone."""
    graded = folder / "autograded"
    return any(not (graded / one.parent.name / day).exists() for one in folder.glob(f"submitted/*/{day}"))


def _to_be_shown(json: Path | None) -> bool:
    """Whether there is room for tables: not where a program reads."""
    return json is None or str(json) != "-"


def _give_json(path: Path | None, results: object) -> None:
    """Write results to a file, or print them; nothing where nobody asked."""
    if path is None:
        return
    from autograder.files import write_whole
    from autograder.grading.report import as_json

    if not _to_be_shown(path):
        print(as_json(results).decode(), end="")
        return
    write_whole(path, as_json(results))
    console.print(_("完整结果：{path}", path=path), highlight=False, markup=False)


@app.command(help=_("看一个学生的一份作业：成绩册里的分，没过的性质，认出的误解，丢了分的代码（带行号）。"))
def show(
    day: Day,
    student: Annotated[str, typer.Argument(help=_("学生的名字，就是他的文件夹名"))],
    folder: ClassFolder = None,
    json: Json = None,
) -> None:
    """Show what became of one student."""
    from autograder.classroom.coursedir import find_coursedir
    from autograder.classroom.results import class_results
    from autograder.cli.tables import print_student
    from autograder.course.assignment import Course

    course = Course.find()
    found = class_results(find_coursedir(course, day, folder), everybody=True).of(student)
    one = found.said(course.assignment(day))
    if _to_be_shown(json):
        print_student(console, one)
    _give_json(json, [one.counted])


@app.command(help=_("把两个学生写得像的练习并排给你看，只有他们两人这样写的几行划出来：是线索，不是结论。"))
def diff(
    day: Day,
    first: Annotated[str, typer.Argument(metavar="A", help=_("一个学生，就是他的文件夹名"))],
    second: Annotated[str, typer.Argument(metavar="B", help=_("另一个学生"))],
    folder: ClassFolder = None,
) -> None:
    """Show two students side by side."""
    from autograder.classroom.coursedir import find_coursedir
    from autograder.classroom.results import class_results
    from autograder.cli.tables import print_comparison
    from autograder.course.assignment import Course
    from autograder.reports.side_by_side import compare

    course = Course.find()
    results = class_results(find_coursedir(course, day, folder), everybody=True)
    print_comparison(console, first, second, compare(course.assignment(day), results, first, second))


@app.command(
    help=_("全班的报告：成绩分布、每个练习的难度和区分度、常见误解、相似的提交；一个 HTML 文件，离线也能看。")
)
def report(
    day: Day,
    folder: ClassFolder = None,
    out: Annotated[
        Path | None, typer.Option(help=_("写进这个 HTML 文件；不写就是班级目录里的 report/<作业名>.html"))
    ] = None,
    everybody: Everybody = False,
) -> None:
    """Write the class report."""
    from autograder.course.assignment import Course
    from autograder.reports.class_page import write_class_report

    path = write_class_report(Course.find(), day, folder, out, everybody=everybody)
    console.print(
        _("班级报告：{path}", path=os.path.relpath(path)), highlight=False, markup=False, soft_wrap=True
    )


@app.command(help=_("把成绩册里的成绩（手工改过的分、迟交扣分都算上）导出成别的系统能导入的文件。"))
def export(
    day: Day,
    to: Annotated[System, typer.Option(help=_("给哪个系统：gradescope、moodle、canvas，或者通用的 csv"))],
    folder: ClassFolder = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help=_("写到这里：gradescope 是一个目录，其余是一个文件；不写就放在班级目录的 export/ 里")
        ),
    ] = None,
    column: Annotated[
        str | None,
        typer.Option(
            help=_("moodle、canvas 里成绩那一列的标题，例如 Canvas 导出的 “day04 (1234)”；不写就是作业名")
        ),
    ] = None,
    everybody: Everybody = False,
) -> None:
    """Write scores for another system."""
    from autograder.course.assignment import Course
    from autograder.reports.exports import export as export_scores

    paths = export_scores(Course.find(), day, to.value, folder, out, column, everybody=everybody)
    where = paths[0] if len(paths) == 1 else paths[0].parent.parent
    console.print(
        _n("导出了 {number} 个文件：{path}", len(paths), path=os.path.relpath(where)),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


@app.command(
    "export-grader",
    help=_(
        "把一个作业的评分器打成别的系统能用的包，学生一交上去就评：里面有隐藏测试和答案，只能交给那个系统。"
    ),
)
def export_grader(
    day: Day,
    to: Annotated[GraderSystem, typer.Option(help=_("给哪个系统"))],
    out: Annotated[Path | None, typer.Option(help=_("写成这个文件；不写就放在课程的 export/ 里"))] = None,
) -> None:
    """Pack the grader of an assignment for another system."""
    from autograder.authoring.gradescope_zip import write_gradescope_zip
    from autograder.course.assignment import Course

    path = write_gradescope_zip(Course.find(), day, out)
    console.print(
        _("{system} 的评分包：{path}", system=to.value, path=os.path.relpath(path)),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


roster = typer.Typer(no_args_is_help=True, help=_("班级的名单：谁在班里，叫什么名字。"))
app.add_typer(roster, name="roster")


@roster.callback()
def roster_verbs() -> None:
    """What can be done with a roster."""


@roster.command(
    "import",
    help=_(
        "从 Moodle、Canvas 或电子表格导出的 CSV 读名单，写进班级目录的 roster.csv 和 nbgrader 的成绩册；"
        "以后的表、报告和导出里，没有交的人也在，不在名单里的人不算。"
    ),
)
def roster_import(
    file: Annotated[Path, typer.Argument(help=_("CSV 文件"))],
    folder: ClassFolder = None,
    column: Annotated[
        str | None, typer.Option("--id", help=_("哪一列是学生的文件夹名；不写就按标题猜（用户名、学号……）"))
    ] = None,
) -> None:
    """Take a file for the roster of the class."""
    from autograder.classroom.coursedir import find_coursedir
    from autograder.classroom.results import MOST_NAMES
    from autograder.classroom.roster import import_roster
    from autograder.course.assignment import Course

    done = import_roster(find_coursedir(Course.find(), "", folder), file, column)
    said = [
        _n("名单里有 {number} 人：{path}", done.size, path=os.path.relpath(done.path)),
        _("学生的文件夹名取自这一列：{column}", column=done.column),
    ]
    for text, names in (
        (N_("新来的：{names}"), done.added if len(done.added) < done.size else []),
        (N_("改了名字、邮箱或编号（lms_id）的：{names}"), done.changed),
        (N_("名单里不再有的：{names}。他们的成绩还在成绩册里，表、报告和导出里不再算上。"), done.gone),
    ):
        if names:
            said.append(_(text, names=listed(names, MOST_NAMES)))
    console.print("\n".join(said), highlight=False, markup=False, soft_wrap=True)


@app.command(help=_("证明评分器可靠：空答案得 0 分，正确写法得满分，每个误解都被发现并叫出名字。"))
def graders(
    day: Day,
    exercises: Annotated[
        list[str] | None, typer.Argument(metavar="[EXERCISE]...", help=_("练习名；不写就是全部"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("没有改动过的也重新检验"))] = False,
    json: Json = None,
    unsafe: Unsafe = False,
) -> None:
    """Prove graders."""
    from autograder.authoring.proof import chosen, prove
    from autograder.cli.examined import proof_table
    from autograder.course.assignment import Course

    course = Course.find()
    course.names()  # what course.toml gets wrong is told to its author
    assignment = course.assignment(day)
    tried = chosen(assignment, exercises or ())
    with progress_display() as bar:
        proving = prove(course, assignment, tried, unsafe=unsafe, force=force)
        proofs = list(bar.track(proving, len(tried), description=_("检验 {day}", day=day)))
    if _to_be_shown(json):
        console.print(proof_table(day, proofs))
        for proof in proofs:
            for fault in proof.faults:
                console.print(
                    _("✗ {day} {exercise}：{fault}", day=day, exercise=proof.exercise, fault=fault),
                    style="red",
                    highlight=False,
                    markup=False,
                )
    _give_json(json, proofs)
    if any(proof.faults for proof in proofs):
        raise typer.Exit(1)


@app.command(
    help=_(
        "把一个学生的错误写法收进误解：去掉名字和注释，写成 EXERCISE.variants.py 里新的一格，等你起名；再检验，看抓不抓得住、分不分得开。"
    )
)
def adopt(
    day: Day,
    student: Annotated[str, typer.Argument(help=_("学生的名字，就是他的文件夹名"))],
    exercise: Annotated[str, typer.Argument(help=_("练习名"))],
    folder: ClassFolder = None,
    unsafe: Unsafe = False,
) -> None:
    """Make a misconception of a wrong answer."""
    from autograder.authoring.adopt import adopt as adopt_answer
    from autograder.authoring.new import MARK
    from autograder.course.assignment import Course

    course = Course.find()
    path, name = adopt_answer(course, day, student, exercise, folder)
    console.print(
        _(
            "写进了 {path}：wrong {name}\n请给 {name} 起个名字，再把下一行的“{mark}”换成一句话，说它错在哪里；"
            "然后 autograder graders {day} {exercise}。",
            path=path.relative_to(course.root),
            name=name,
            mark=MARK,
            day=day,
            exercise=exercise,
        ),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    graders(day, [exercise], unsafe=unsafe)


@app.command(
    help=_("造一个班的模拟提交：各种写法的正确答案、水平高低不同的人写的、空白的、损坏的、死循环的。")
)
def simulate(
    day: Day,
    out: Annotated[Path, typer.Option(help=_("写到这个目录"))],
    students: Annotated[int, typer.Option(help=_("学生人数"))] = 12,
    seed: Annotated[int, typer.Option(help=_("随机种子；同样的种子给出同样的班级"))] = 0,
) -> None:
    """Make up a class."""
    from autograder.authoring.simulate import simulate as simulate_class
    from autograder.course.assignment import Course

    paths = simulate_class(Course.find().assignment(day), students, seed, out)
    console.print(_n("写好了 {number} 份提交：{path}", len(paths), path=out), highlight=False, markup=False)


@app.command(help=_("演示整个过程：生成一个作业，造一个班，用 nbgrader 评分，打印成绩表。"))
def demo(
    days: Annotated[list[str] | None, typer.Argument(help=_("作业名；不写就是第一个"))] = None,
    every: Annotated[bool, typer.Option("--all", help=_("每个作业都演示"))] = False,
    unsafe: Unsafe = False,
) -> None:
    """Show the whole way."""
    from autograder.cli.demo import run_demo
    from autograder.course.assignment import Course

    course = Course.find()
    chosen = course.names() if every else days or course.names()[:1]
    run_demo(course, chosen, console, progress_display(), unsafe=unsafe)


@app.command(
    help=_("体检：这台机器能把学生的代码隔离到哪一级，再逐条试着越狱；该关的门有一扇开着，退出码就是 1。")
)
def doctor(json: Json = None) -> None:
    """Try to break out of the sandbox."""
    from autograder.cli.examined import doctor_table, print_tier
    from autograder.sandbox import ONE_THREAD, PROFILES, SandboxUnavailable, Zygote
    from autograder.sandbox.doctor.examine import examine, limits
    from autograder.sandbox.doctor.probes import PROBES

    found, tiers = {}, {}
    for profile in PROFILES.values():
        try:
            zygote = Zygote(limits=limits(), profile=profile)
        except SandboxUnavailable as error:
            if profile == ONE_THREAD:
                raise
            if _to_be_shown(json):
                console.print(str(error), highlight=False, markup=False, soft_wrap=True)
            continue
        with zygote, progress_display() as bar:
            tiers[profile.name] = zygote.tier
            if _to_be_shown(json):
                print_tier(console, profile.name, zygote.tier, zygote.refused)
            found[profile.name] = list(bar.track(examine(zygote), len(PROBES), description=_("试着越狱")))
    if _to_be_shown(json):
        console.print(doctor_table(found))
    facts = {
        profile: {"tier": tiers[profile], "ways": [finding.facts for finding in findings]}
        for profile, findings in found.items()
    }
    _give_json(json, facts)
    if not all(finding.sound for findings in found.values() for finding in findings):
        raise typer.Exit(1)


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        return Text(
            _("{rate} 份/秒", rate=f"{task.speed:.1f}") if task.speed else "", style="progress.data.speed"
        )


class _End(ProgressColumn):
    """When it will be done, by the clock."""

    def render(self, task: Task) -> Text:
        if task.finished or task.time_remaining is None:
            return Text("")
        return Text(
            _("约 {time} 结束", time=f"{datetime.now() + timedelta(seconds=task.time_remaining):%H:%M:%S}")
        )


def progress_display() -> Progress:
    """A bar on stderr: done, total, rate, time left and when that will be."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        _End(),
        console=Console(stderr=True),
        transient=True,
    )


def main() -> None:
    """Entry point of all verbs."""
    run(app)
