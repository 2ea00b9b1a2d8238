"""Every overview of the course, made from ``source/course.toml`` and the headers of the texts.

That is ``release/index.ipynb``, the page that JupyterLab opens, the same in English where something is translated, and a table in each
document that has a place for one: between ``<!-- tracks -->`` and ``<!-- /tracks -->``.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.build import KERNEL, replace, write_notebook
from autograder.authoring.text import read_text
from autograder.course.assignment import Course
from autograder.course.header import KEY, Header, read_header
from autograder.course.translation import edition
from autograder.learner.progress import INDEX

_PLACE = re.compile(r"(?<=<!-- tracks -->\n).*?(?=<!-- /tracks -->)", re.DOTALL)
# A document, the language of its table, and how it links to an assignment.
_DOCUMENTS = (
    ("README.md", "zh", "release/{0}/{0}.ipynb"),
    ("README.en.md", "en", "release/{0}/{0}.ipynb"),
    ("docs/index.md", "zh", ""),
)
_COLUMNS = {
    "zh": ("作业", "做出什么", "练习", "分钟", "分"),
    "en": ("assignment", "what you build", "exercises", "minutes", "points"),
}
_WELCOME = {
    "zh": """\
# 作业

点标题，打开一份作业，从上往下读。每个练习下面有一个检查格，按 Shift-Enter 就查。

""",
    "en": """\
# Assignments

Click on a title to open an assignment, and read from the top. Below each exercise is a check cell: press Shift-Enter.

""",
}
_OTHERS = {
    "zh": "[English](en/index.ipynb): some of the assignments are translated.\n\n",
    "en": "The others are in Chinese: [作业](../index.ipynb).\n\n",
}
_PROGRESS = {
    "zh": """\
## 做到了哪里

在下面这一格里按 Shift-Enter，看每份作业有几个练习通过了检查。做完一些再按一次，就是最新的。""",
    "en": """\
## How far you are

Press Shift-Enter in the cell below to see how many exercises of each assignment have passed their checks. Press it again later.""",
}


@dataclass(frozen=True)
class _Listed:
    name: str
    header: Header
    exercises: int


def write_overviews(course: Course) -> list[Path]:
    """Bring every overview up to date; returns the files that changed.  Raises UserError for a faulty text or course.toml."""
    listed = {name: _listed(course, name) for name in course.names()}
    english = edition(course.release, "en")
    translated = [name for name in listed if (english / name / f"{name}.ipynb").is_file()]
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder, INDEX)
        write_notebook(_index(course, listed, "zh", alone=not translated), new)
        changed = replace(new, course.release / INDEX)
        if translated:
            only = {name: listed[name] for name in translated}
            write_notebook(_index(course, only, "en", alone=len(only) == len(listed)), new)
            changed += replace(new, english / INDEX)
        for name, language, link in _DOCUMENTS:
            document = course.root / name
            if document.is_file():
                text = document.read_text(encoding="utf-8")
                new.write_text(
                    _PLACE.sub(partial(_tables, course, listed, language, link), text), encoding="utf-8"
                )
                changed += replace(new, document)
    return changed


def _listed(course: Course, name: str) -> _Listed:
    text = course.text(name)
    notebook = read_text(text)
    return _Listed(
        name, read_header(notebook, text), sum("check" in cell.metadata for cell in notebook.cells)
    )


def _index(course: Course, listed: dict[str, _Listed], language: str, *, alone: bool) -> NotebookNode:
    """The page of links; its metadata says the tracks to whoever has no course.toml.  ``alone``: there is no more elsewhere."""
    others = "" if alone else _OTHERS[language]
    page = _WELCOME[language] + others + "".join(_sections(course, listed, language, "{0}/{0}.ipynb"))
    cells = [
        nbformat.v4.new_markdown_cell(page.rstrip(), id="assignments"),
        nbformat.v4.new_markdown_cell(_PROGRESS[language], id="progress"),
        nbformat.v4.new_code_cell("from autograder import progress_bar\n\nprogress_bar()", id="bar"),
    ]
    tracks = [
        {
            "title": track.words(language).title,
            "assignments": [name for name in track.assignments if name in listed],
        }
        for track in course.tracks()
        if not listed.keys().isdisjoint(track.assignments)
    ]
    metadata = {KEY: {"tracks": tracks}, "kernelspec": KERNEL, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def _tables(course: Course, listed: dict[str, _Listed], language: str, link: str, _: re.Match[str]) -> str:
    return "\n" + "".join(_sections(course, listed, language, link))


def _sections(course: Course, listed: dict[str, _Listed], language: str, link: str) -> Iterator[str]:
    """A heading, a sentence and a table for each track."""
    for track in course.tracks():
        if listed.keys().isdisjoint(track.assignments):
            continue
        words = track.words(language)
        yield f"**{words.title}**\n\n{words.about}\n\n"
        yield _row(*_COLUMNS[language]) + "|---|---|---:|---:|---:|\n"
        for name in filter(listed.__contains__, track.assignments):
            header, exercises = listed[name].header, listed[name].exercises
            said = header.words(language)
            title = f"[{said.title}]({link.format(name)})" if link else f"`{name}` {said.title}"
            yield _row(title, said.builds, str(exercises), str(header.minutes), str(header.points))
        yield "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"
