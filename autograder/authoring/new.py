"""Skeletons of assignments and exercises that build and run, with :data:`MARK` at every place to fill.

The skeletons are the files of ``skeleton/``: Python with ``NAME`` and ``EXERCISE`` in place of names, an exercise that doubles.
"""

from __future__ import annotations

import keyword
import re
from pathlib import Path

from autograder.authoring.text import read_text
from autograder.course.assignment import Course, is_name
from autograder.course.header import read_header
from autograder.course.loading import COMMON
from autograder.course.tracks import COURSE_FILE, read_tracks
from autograder.errors import UserError
from autograder.files import PUBLIC, write_whole
from autograder.language import _, listed

MARK = "待写"
# The first exercise of an assignment that is begun without one.
FIRST = "first_exercise"
# What the skeleton of an exercise is worth, and how long it takes.
POINTS, MINUTES = 5, 5
_SKELETON = Path(__file__).with_name("skeleton")


def new(course: Course, name: str, exercise: str | None = None) -> list[Path]:
    """Begin an assignment, or add an exercise to one; returns the files that were written or grew.

    Nothing is overwritten, and nothing written unless everything can be.  Raises UserError with the reason.
    """
    if not is_name(name):
        raise UserError(
            _("作业不能叫 {name!r}：名字由小写英文字母、数字和下划线组成，不以数字开头。", name=name)
        )
    text = course.source / name / f"{name}.py"
    if exercise is None and text.exists():
        raise UserError(
            _("作业 {name} 已经有了。要加一个练习，请写明它的名字：autograder new {name} 练习名。", name=name)
        )
    exercise = exercise or FIRST
    if (
        not exercise.isascii()
        or not exercise.isidentifier()
        or keyword.iskeyword(exercise)
        or exercise == COMMON
    ):
        raise UserError(
            _(
                "练习不能叫 {exercise!r}：它是学生要写的函数或类的名字，也不能是 {common}。",
                exercise=exercise,
                common=COMMON,
            )
        )

    public = text.with_name(f"test_{name}.py")
    graders = course.root / "autograder" / "graders" / name
    made = {
        graders / f"{exercise}.py": _skeleton("hidden.py", name, exercise),
        graders / f"{exercise}.variants.py": _skeleton("hidden.variants.py", name, exercise),
    }
    begun = text.exists()
    if not begun:
        made |= {text: _skeleton("lesson.py", name), public: _skeleton("public.py", name)}
    if taken := [path for path in made if path.exists()]:
        raise UserError(
            _(
                "{names} 已经有了。什么也没有写；请换一个名字，或者先把它移走。",
                names=listed([*map(str, taken)]),
            )
        )
    if begun:
        _see_that_it_is_new(text, exercise)
        header = read_header(read_text(text), text)
        lesson, tests = _text_of(text), _text_of(public)
        lesson = _with_header(lesson, text, header.points + POINTS, header.minutes + MINUTES)
    else:
        lesson, tests = made[text], made[public]
    grown = {
        text: f"{lesson}\n{_skeleton('lesson_exercise.py', name, exercise)}",
        public: f"{tests}\n\n{_skeleton('public_exercise.py', name, exercise)}",
    }
    if not begun:
        grown[course.source / COURSE_FILE] = _with_assignment(course.source / COURSE_FILE, name)

    files = made | grown
    for folder in (text.parent, graders):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                _("建不了 {folder}：{reason}。请检查权限和磁盘空间。", folder=folder, reason=error.strerror)
            ) from error
    for path, content in files.items():
        write_whole(path, content.encode(), PUBLIC)
    return list(files)


def _skeleton(file: str, name: str, exercise: str = "") -> str:
    text = (_SKELETON / file).read_text(encoding="utf-8")
    return re.sub(r"(?<![A-Z])EXERCISE(?![A-Z])", exercise, re.sub(r"\bNAME\b", name, text))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip() + "\n"
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_("读不了 {path}：{error}。", path=path, error=error)) from error


def _see_that_it_is_new(text: Path, exercise: str) -> None:
    if any(cell.metadata.get("exercise") == exercise for cell in read_text(text).cells):
        raise UserError(_("{text} 里已经有练习 {exercise}。什么也没有写。", text=text, exercise=exercise))


def _with_header(content: str, text: Path, points: int, minutes: int) -> str:
    """A text whose header says so many points and minutes."""
    header, rule, rest = content.partition("\n# ---\n")
    header = re.sub(r"\n#     points: .*", "", header)
    facts = rf"\n#     minutes: {minutes}\n#     points: {points}"
    header, found = re.subn(r"\n#     minutes: .*", facts, header)
    if not rule or found != 1:
        raise UserError(
            _(
                "{text} 的开头改不了：minutes 要写在单独的一行，写法见 CONTRIBUTING.md。什么也没有写。",
                text=text,
            )
        )
    return header + rule + rest


def _with_assignment(file: Path, name: str) -> str:
    """The course.toml with one assignment more, the last of its last track; as it is where the assignment is named already."""
    named = [name for track in read_tracks(file) for name in track.assignments]
    content = _text_of(file)
    if name in named:
        return content
    lists = list(re.finditer(r"^\s*assignments\s*=\s*\[([^]#]*)\]", content, re.MULTILINE))
    if not lists:
        raise UserError(
            _(
                "{file} 里找不到一行 assignments = [...]，加不进 {name}。请自己把它写进一条线。"
                "什么也没有写。",
                file=file,
                name=name,
            )
        )
    end = lists[-1].start(1) + len(lists[-1][1].rstrip(" ,\n"))
    return f'{content[:end]}{", " if lists[-1][1].strip() else ""}"{name}"{content[end:]}'
