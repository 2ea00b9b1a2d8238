"""From an author's text to what students get: ``source/NAME/NAME.py`` → notebook → release → answer key.

The text is py:percent.  Three short cell attributes stand for nbgrader's metadata:
``# %% exercise="softmax"`` marks the cell with the blank, ``# %% check="softmax" points=8 minutes=8`` the
grade cell (with ``uses=[…]``, ``opaque=[…]`` and ``helpers=[…]`` where needed), ``# %% tags=["demo"]`` what graders skip.
Release and answer key are made by nbgrader itself.  Every step is reproducible byte for byte.
"""

from __future__ import annotations

import glob
import json
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.common_mistakes import without_marks
from autograder.authoring.first_cell import say_what_to_install
from autograder.authoring.pictures import shrink_pictures
from autograder.authoring.record import engine, recorded
from autograder.authoring.text import read_text
from autograder.authoring.translation import Translation, read_translation
from autograder.checking.mistakes import SUFFIX as MISTAKES
from autograder.checking.mistakes import file_beside
from autograder.classroom import nbgrader_cli
from autograder.classroom.gradebook import create_if_missing
from autograder.course.assignment import DATA, DEMO_TAG, SOLUTION_SUFFIX, Course
from autograder.course.header import Header, as_metadata, read_header
from autograder.course.packages import how_to_install, is_installed, packages_of
from autograder.course.released import MAKERS, see_that_no_answer_goes_out
from autograder.course.translation import SUFFIX, edition
from autograder.errors import UserError
from autograder.files import PUBLIC, write_whole
from autograder.grading.store import course_secret
from autograder.grading.versions import digest
from autograder.language import CHINESE, _, listed

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# One thread and one instruction set, so that the pictures of an answer key do not depend on the machine; and a cell that measures
# times can see that here it should not.
_STEADY = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "AUTOGRADER_ANSWER_KEY": "1",
}

# What of this package a notebook with right answers shows, and where its key keeps what it was executed from.  Not what runs the
# public tests: that they pass is seen elsewhere.
_SHOWN = ("figures.py", "shown.py", "ladder", "learner")
EXECUTED_FROM = "executed_from"

# What a student sees in place of a solution; in Chinese, what nbgrader_config.py says.
_STUBS = {"en": "raise NotImplementedError  # delete this line and write your code here"}


class LibraryMissing(UserError):
    """An assignment's answer key cannot be executed here."""


def build(course: Course, name: str, language: str = CHINESE) -> list[Path]:
    """Make source notebook, release and answer key of one assignment; returns the files that changed.

    In another language than the text's it is release and answer key alone, in ``release/en`` and ``solutions/en``: cells, ids and
    points are the same, so that the same graders grade both.

    The answer key is executed only if something that it rests on has changed since it was: the code, the files beside it, the data,
    what of this package a notebook shows, the libraries' versions that the course asks for.  Where only what is to be read has
    changed, it keeps what its cells put out.

    Nothing in the course is touched unless every step succeeded.  Raises UserError with the reason, also where
    course.toml does not know the assignment; LibraryMissing where the answer key needs a library that is not installed.
    """
    course.names()
    text = course.text(name)
    translation = None if language == CHINESE else read_translation(course, name, language)
    source = source_notebook(text, translation)
    _see_that_it_can_run(source, name)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Course(Path(folder))
        # Whatever the settings say, nbgrader cannot hand out what is not there.
        made_anew = ("*.ipynb", f"*{MISTAKES}")
        ignored = (".*", "__pycache__", *made_anew, MAKERS, f"*{SUFFIX}", glob.escape(text.name))
        shutil.copytree(text.parent, scratch.source / name, ignore=shutil.ignore_patterns(*ignored))
        if translation:
            translation.files(scratch.source / name)
        _copy_settings(course, scratch, language)
        write_notebook(source, scratch.source / name / f"{name}.ipynb")
        (scratch.source / DATA).mkdir()
        for data in read_header(source, text).data:
            with suppress(FileNotFoundError):  # told below
                shutil.copy(course.source / DATA / data, scratch.source / DATA)
        see_that_no_answer_goes_out(scratch.source / name)
        _nbgrader(scratch, "generate_assignment", name, language)
        notebook = Path(name, f"{name}.ipynb")
        key, made_from = edition(course.solutions, language) / notebook, _ground(course, scratch, language)
        changed_key = []
        outdated = executed_from(key) != made_from
        if outdated or _prose(key) != _prose(scratch.source / notebook):
            _nbgrader(scratch, "generate_solution", name, language, f"--Execute.enabled={outdated}")
            if not outdated:
                _take_outputs(key, scratch.solutions / notebook)
            _see_that_all_went_well(scratch.solutions / notebook)
            finish(scratch.solutions / notebook, made_from)
            changed_key = replace_tree(scratch.solutions / name, key.parent)
        course_secret(course)  # before anybody hands anything in
        # What nbgrader itself releases is taken from source/.
        made = [notebook]
        shutil.copy(text, scratch.source / name)  # without it no assignment can be read
        if mistakes := recorded(course, scratch, name, language):
            made.append(file_beside(Path(name, f"test_{name}.py")))
            for room in (scratch.source, scratch.release):
                (room / made[-1]).write_bytes(mistakes)
        own = [] if translation else made
        return [
            *(path for file in own for path in replace(scratch.source / file, course.source / file)),
            *replace_tree(scratch.release / name, edition(course.release, language) / name),
            *changed_key,
        ]


def _see_that_all_went_well(key: Path) -> None:
    """Raise UserError where a cell of an executed answer key stopped with an exception, as a check does that fails."""
    for cell in _code_cells(nbformat.read(key, as_version=4)):
        for output in cell.outputs:
            if output.output_type == "error":
                raise UserError(
                    _(
                        "{name} 的答案执行到这一格停下了：\n{cell}\n{error}：{text}\n什么也没有改。",
                        name=key.stem,
                        cell="\n".join(f"    {line}" for line in cell.source.splitlines()[:5]),
                        error=output.ename,
                        text=output.evalue,
                    )
                )


def executed_from(key: Path) -> str:
    """The digest of all that an answer key rested on when it was executed; empty if there is no such key."""
    with suppress(OSError, ValueError):
        facts = json.loads(key.read_bytes())["metadata"].get("autograder", {})
        return str(facts.get(EXECUTED_FROM, ""))
    return ""


def _prose(notebook: Path) -> list[object]:
    """What is in a notebook besides code: text, and how cells are marked, but for what nbgrader itself marks in a key."""
    read = nbformat.read(notebook, as_version=4)
    header = {**read.metadata.get("autograder", {})}
    header.pop(EXECUTED_FROM, None)
    cells = [
        (
            cell.id,
            cell.source if cell.cell_type == "markdown" else "",
            {key: value for key, value in cell.metadata.items() if key not in ("deletable", "editable")},
        )
        for cell in read.cells
    ]
    return [header, *cells]


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _take_outputs(executed: Path, notebook: Path) -> None:
    """Give the cells of a notebook what the same code put out in another."""
    new, old = (nbformat.read(path, as_version=4) for path in (notebook, executed))
    for cell, before in zip(_code_cells(new), _code_cells(old), strict=True):
        cell.outputs, cell.execution_count = before.outputs, before.execution_count
    write_notebook(new, notebook)


def _ground(course: Course, scratch: Course, language: str) -> str:
    """The digest of all that what an answer key puts out rests on."""
    given = {
        path.relative_to(scratch.root): _code_of(path) if path.suffix == ".ipynb" else path.read_bytes()
        for path in scratch.source.rglob("*")
        if path.is_file()
    }
    parts = [language.encode(), *engine(course, *_SHOWN)]
    for name, data in sorted(given.items()):
        parts += [name.as_posix().encode(), data]
    return digest(parts)[:16]


def _code_of(notebook: Path) -> bytes:
    """The code of a notebook's cells, and the title that its first cell shows."""
    read = nbformat.read(notebook, as_version=4)
    cells = [cell.source for cell in _code_cells(read)]
    return repr((cells, read.metadata.autograder.title)).encode()


def write_source_notebook(course: Course, name: str) -> list[Path]:
    """Bring ``source/NAME/NAME.ipynb`` up to date with its text; returns it if it changed."""
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder, f"{name}.ipynb")
        write_notebook(source_notebook(course.text(name)), new)
        return replace(new, course.source / name / new.name)


def source_notebook(text: Path, translation: Translation | None = None) -> NotebookNode:
    """The nbgrader source notebook that a text describes.  Raises UserError for a faulty text."""
    notebook = read_text(text)
    if translation:
        notebook = translation.lesson(notebook, text)
    exercises = [cell.metadata["exercise"] for cell in notebook.cells if "exercise" in cell.metadata]
    checks = [cell.metadata["check"] for cell in notebook.cells if "check" in cell.metadata]
    if exercises != checks or len(set(checks)) != len(checks):
        raise UserError(
            _(
                "{text}：每个 exercise 单元格后面要有同名的 check 单元格，次序一致，"
                "不重名。exercise：{exercises}；check：{checks}",
                text=text,
                exercises=exercises,
                checks=checks,
            )
        )
    header = read_header(notebook, text)
    _see_that_it_adds_up(notebook, header, text)
    say_what_to_install(notebook, translation.language if translation else CHINESE)
    for position, cell in enumerate(notebook.cells):
        _convert(cell, position, text)
    notebook.metadata = _metadata(header)
    # nbgrader's grade cells need cell ids, which came with nbformat 4.5.
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _metadata(header: Header) -> NotebookNode:
    """The same in every notebook of one assignment."""
    return nbformat.from_dict(
        {"kernelspec": KERNEL, "language_info": {"name": "python"}} | as_metadata(header)
    )


def _see_that_it_can_run(notebook: NotebookNode, name: str) -> None:
    """Raise LibraryMissing where one is: an answer key is executed, and would not be the same without."""
    for package in packages_of(notebook):
        if not is_installed(package):
            raise LibraryMissing(
                _(
                    "生成 {name} 的答案要执行讲义，它要用 {package}，这里没有装。请先运行 {command}。",
                    name=name,
                    package=package,
                    command=how_to_install(package),
                )
            )


def _see_that_it_adds_up(notebook: NotebookNode, header: Header, text: Path) -> None:
    """Raise UserError where the header says something else than the text below it."""
    first = next((cell.source for cell in notebook.cells if cell.cell_type == "markdown"), "")
    heading = first.partition("\n")[0].removeprefix("# ").strip()
    if heading != header.title:
        raise UserError(
            _(
                "{text}：开头的 title 是“{title}”，第一个标题是“{heading}”。两处要一样。",
                text=text,
                title=header.title,
                heading=heading,
            )
        )
    checks = [cell.metadata for cell in notebook.cells if "check" in cell.metadata]
    points, minutes = (sum(check.get(what, 0) for check in checks) for what in ("points", "minutes"))
    if points != header.points:
        raise UserError(
            _(
                "{text}：各练习的分数之和是 {points}，开头的 points 是 {total}（不写就是 100）。两处要一样。",
                text=text,
                points=points,
                total=header.points,
            )
        )
    named = {package for check in checks for package in check.get("packages", ())}
    if unknown := sorted(named.difference(header.packages)):
        raise UserError(
            _(
                "{file}：有的 check 要用 {packages}，开头的 packages 里却没有写。",
                file=text,
                packages=listed(unknown),
            )
        )
    if minutes > header.minutes:
        raise UserError(
            _(
                "{text}：各练习的分钟数之和是 {minutes}，开头的 minutes 只有 {total}。"
                "它要连读讲义的时间一起算。",
                text=text,
                minutes=minutes,
                total=header.minutes,
            )
        )


def _convert(cell: NotebookNode, position: int, text: Path) -> None:
    """Turn one cell's short attributes into nbgrader metadata, in place."""
    short = cell.metadata
    cell.id = f"cell-{position:03d}"
    if cell.cell_type == "markdown":
        cell.source = without_marks(cell.source)
    cell.metadata = nbformat.from_dict({})
    if tags := short.get("tags"):
        cell.metadata.tags = list(tags)
    # Such as {"source_hidden": true}: a cell whose code would tell the answer.
    if shown := short.get("jupyter"):
        cell.metadata.jupyter = shown
    if "exercise" in short:
        name = short["exercise"]
        if "### BEGIN SOLUTION" not in cell.source:
            raise UserError(
                _("{text}：练习 {name} 缺少 ### BEGIN SOLUTION … ### END SOLUTION。", text=text, name=name)
            )
        cell.id = name + SOLUTION_SUFFIX
        cell.metadata.nbgrader = _nbgrader_metadata(cell.id, solution=True)
    elif "check" in short:
        name = short["check"]
        if not short.get("points") or not short.get("minutes"):
            raise UserError(_("{text}：check {name} 要写明 points 和 minutes。", text=text, name=name))
        cell.id = name
        cell.metadata.nbgrader = _nbgrader_metadata(name, grade=True, points=short["points"])
        facts = ("minutes", "uses", "opaque", "helpers", "packages")
        cell.metadata.autograder = {key: short[key] for key in facts if key in short}
    elif cell.cell_type == "code" and DEMO_TAG not in short.get("tags", []):
        # What graders run must be what the author wrote.
        cell.metadata.nbgrader = _nbgrader_metadata(f"setup-{position:03d}")
        cell.id = f"setup-{position:03d}"


def _nbgrader_metadata(
    grade_id: str, *, solution: bool = False, grade: bool = False, points: int = 0
) -> NotebookNode:
    metadata = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return nbformat.from_dict(metadata | ({"points": points} if grade else {}))


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook the same way every time."""
    nbformat.validate(notebook)
    nbformat.write(notebook, path)


def _copy_settings(course: Course, scratch: Course, language: str) -> None:
    """Copy what nbgrader needs to know; a translation has its own words in place of a solution."""
    for settings in course.root.glob("nbgrader_config.*"):
        shutil.copy(settings, scratch.root)
    if language in _STUBS:
        with (scratch.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
            file.write(f"\nc.ClearSolutions.code_stub = {{'python': {_STUBS[language]!r}}}\n")


def _nbgrader(course: Course, command: str, name: str, language: str, *options: str) -> None:
    """Run an nbgrader command in a course folder with a gradebook of its own; what cells print is in this language."""
    database = f"sqlite:///{course.root / 'build.db'}"
    create_if_missing(database)
    nbgrader_cli.run(
        course.root,
        *(command, name, "--db", database, *options),
        log=course.root / "build.log",
        extra=_STEADY | {"AUTOGRADER_LANG": language},
    )


def finish(path: Path, made_from: str) -> None:
    """Make an executed notebook ready to be handed out: its pictures small, and nothing in it that differs from run to run.

    That is times, and where a printed text was cut.  It keeps what it was ``made_from``.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    shrink_pictures(notebook)
    notebook.metadata = _metadata(read_header(notebook, path))
    notebook.metadata.autograder[EXECUTED_FROM] = made_from
    write_notebook(notebook, path)


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join neighbouring pieces of one stream: the kernel sends a text in pieces when it is busy."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def replace(new: Path, old: Path) -> list[Path]:
    """Put ``new`` in the place of ``old`` if the bytes differ."""
    data = new.read_bytes()
    if old.is_file() and old.read_bytes() == data:
        return []
    old.parent.mkdir(parents=True, exist_ok=True)
    write_whole(old, data, PUBLIC)
    return [old]


def replace_tree(new: Path, old: Path) -> list[Path]:
    """Make the folder ``old`` equal to ``new``; files that ``new`` does not have are removed."""
    changed = []
    names = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    for name in sorted(names):
        changed += replace(new / name, old / name)
    for path in sorted(old.rglob("*")):
        if path.is_file() and path.relative_to(old) not in names and not _is_scratch(path.relative_to(old)):
            path.unlink()
            changed.append(path)
    return changed


def _is_scratch(name: Path) -> bool:
    """What working in a released folder leaves behind; not ours to delete."""
    return any(part.startswith(".") or part == "__pycache__" for part in name.parts)
