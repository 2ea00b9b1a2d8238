"""The catalogue of an assignment, ``source/NAME/en.po``, kept in step with its texts.

It holds every Chinese text once, by itself, wherever it stands: in the lesson, the public tests, a drawing, the docstrings of hidden
tests, the sentences on misconceptions.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import write_po

from autograder.authoring import words
from autograder.authoring.text import read_text
from autograder.checking.suite import told
from autograder.course.assignment import Course
from autograder.course.translation import catalogue_file, read_catalogue
from autograder.course.variants import VARIANTS, read_variants
from autograder.errors import UserError
from autograder.files import PUBLIC, write_whole
from autograder.language import _

# Lines of a header that say nothing of ours, or change each time.
_UNUSED = tuple(
    f'"{word}' for word in ("Project-", "Report-", "POT-", "PO-", "Last-", "Language-Team", "Generated")
)
_DRAWINGS = "*.svg"


def update_catalogue(course: Course, name: str, language: str) -> tuple[Path, int]:
    """Bring the catalogue of an assignment up to date, or begin one; gives the file and how many texts it lacks.

    What was translated stays, a text that resembles an old one gets its translation marked as fuzzy, what is used no more goes.
    """
    path = catalogue_file(course.text(name), language)
    template = Catalog()
    for text, places in texts(course, name).items():
        template.add(text, locations=[(place, 1) for place in places])
    catalog = read_catalogue(path) if path.is_file() else Catalog(locale=language)
    catalog.header_comment, catalog.fuzzy = "", False
    catalog.update(template)
    catalog.obsolete.clear()
    write_whole(path, as_po(catalog), PUBLIC)
    return path, sum(not is_done(message) for message in catalog if message.id)


def is_done(message: Message) -> bool:
    """Whether somebody has translated this and looked at it since."""
    return bool(message.string) and not message.fuzzy


def texts(course: Course, name: str) -> dict[str, list[str]]:
    """Every Chinese text of an assignment, in the order in which a reader meets it, with the files that it stands in."""
    found: dict[str, list[str]] = {}

    def stands_in(path: Path) -> words.Say:
        def note(text: str) -> str:
            places = found.setdefault(text, [])
            if path.name not in places:
                places.append(path.name)
            return text

        return note

    text = course.text(name)
    for cell in read_text(text).cells:
        rewritten(cell.cell_type, cell.source, text, stands_in(text))
    for path in files_with_words(text.parent):
        rewritten(path.suffix, path.read_text(encoding="utf-8"), path, stands_in(path))
    graders = course.root / "autograder" / "graders" / name
    for path in sorted(graders.glob("*.py")):
        for sentence in filter(words.is_chinese, _sentences(path)):
            stands_in(path)(sentence)
    return found


_WALKS: dict[str, Callable[[str, words.Say], str]] = {
    "markdown": words.markdown,
    "code": words.code,
    ".py": words.code,
    ".svg": words.svg,
}


def rewritten(kind: str, source: str, path: Path, say: words.Say) -> str:
    """A cell or a file with its texts put through ``say``; UserError, naming the file, for Python that is none."""
    try:
        return _WALKS[kind](source, say) if kind in _WALKS else source
    except SyntaxError as error:
        raise UserError(
            _("{path}：这一段不是能读的 Python（{error}）：\n{source}", path=path, error=error, source=source)
        ) from error


def files_with_words(folder: Path) -> list[Path]:
    """The files beside an author's text that are translated: drawings and public tests."""
    return [*sorted(folder.rglob(_DRAWINGS)), *sorted(folder.glob("test_*.py"))]


def as_po(catalog: Catalog, *, in_order: bool = True) -> bytes:
    """The bytes of a .po file, the same for the same contents; ``in_order``: that of the catalogue, with the files named."""
    file = io.BytesIO()
    write_po(
        file,
        catalog,
        width=120,
        no_location=not in_order,
        include_lineno=False,
        sort_output=not in_order,
        include_previous=True,
    )
    lines = file.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_UNUSED)).encode()


def _sentences(path: Path) -> Iterator[str]:
    """What a student may read of a file of graders: of its tests' docstrings, or what misconceptions do."""
    if path.name.endswith(VARIANTS):
        for variant in read_variants(path)[0]:
            yield variant.sentence
        return
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield told(ast.get_docstring(node) or "")
