"""An assignment in another language, made of its texts and their catalogue.

Code exists once, in the author's files.  A translation changes words and nothing else: what lacks a name, a formula, a link or a line of
code of its text, or is Chinese still, is refused before anything is built.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from nbformat import NotebookNode

from autograder.authoring import words
from autograder.authoring.catalogue import files_with_words, is_done, rewritten, texts
from autograder.course.assignment import Course
from autograder.course.header import as_metadata, read_header
from autograder.course.translation import catalogue_file, read_catalogue
from autograder.errors import UserError
from autograder.language import N_, _, _n, listed

# What is named of all that is wrong; the rest is counted.
MAX_NAMED = 5
_MAX_QUOTE = 40

# What a translation keeps, in the order in which it is taken out of a text: code may hold a dollar, a formula an angle bracket.
_KEPT = (
    (N_("反引号里的代码"), re.compile(r"(?<!`)(?P<mark>`+)(?!`)(?P<it>.+?)(?<!`)(?P=mark)(?!`)", re.DOTALL)),
    (N_("公式"), re.compile(r"(?P<mark>\$\$?)(?P<it>[^$]+?)(?P=mark)", re.DOTALL)),
    (N_("HTML 标记和注释"), re.compile(r"(?P<it><!--.*?-->|</?[A-Za-z][^<>]*>)", re.DOTALL)),
    (N_("链接"), re.compile(r"(?:(?<=\]\()|(?=https?://))(?P<it>[^()\s<>\u3000-\u303f\uff00-\uffef]+)")),
)
# Of what is left: numbers, and words that are a program's: with an underscore or a dot in them, or a capital.
_NAMES = re.compile(r"[A-Za-z]+(?:[._]\w+)+|[A-Za-z]*[a-z][A-Z]\w*|\d+(?:\.\d+)?", re.ASCII)
_MARKS = re.compile(r"### (?:BEGIN|END) SOLUTION")
_TOKEN = re.compile(r"[A-Za-z_]\w*|\d+|[^\w\s]", re.ASCII)


@dataclass(frozen=True)
class Translation:
    """A whole translation of an assignment: every text has one, and each keeps what its text holds."""

    language: str
    said: Mapping[str, str]

    def lesson(self, notebook: NotebookNode, text: Path) -> NotebookNode:
        """The notebook of an author's text in this language.  Raises UserError if more than words would change."""
        header = read_header(notebook, text)
        if header.en is None:
            raise UserError(
                _("{text}：开头没有写 en（英文的 title 和 builds），写法见 CONTRIBUTING.md。", text=text)
            )
        translated = NotebookNode(notebook, cells=[self._cell(cell, text) for cell in notebook.cells])
        title, builds = header.en.title, header.en.builds
        new = msgspec.structs.replace(header, title=title, builds=builds, en=None, language=self.language)
        translated.metadata = NotebookNode(notebook.metadata, **as_metadata(new))
        return translated

    def files(self, folder: Path) -> None:
        """Translate what lies beside an author's text, in a copy of its folder.  Raises UserError as :meth:`lesson` does."""
        for path in files_with_words(folder):
            source = path.read_text(encoding="utf-8")
            path.write_text(self._rewritten(path.suffix, source, path), encoding="utf-8")

    def _cell(self, cell: NotebookNode, text: Path) -> NotebookNode:
        return NotebookNode(cell, source=self._rewritten(cell.cell_type, cell.source, text))

    def _rewritten(self, kind: str, source: str, path: Path) -> str:
        new = rewritten(kind, source, path, self.said.__getitem__)
        if kind in ("code", ".py") and not _is_same_program(source, new):
            raise UserError(
                _(
                    "{path}：翻译以后，代码和原来不一样了。看看这些翻译里的引号和花括号：{texts}",
                    path=path,
                    texts=_named([_quoted(text) for text in self._changing_code(source)]),
                )
            )
        if left := words.CHINESE.search(without(new, self.said)):
            line = next(line for line in new.splitlines() if left[0] in line).strip()
            raise UserError(
                _(
                    "{path}：翻译以后还有中文：{line}\n只有注释、字符串、文档字符串和图里的文字能翻译。",
                    path=path,
                    line=line,
                )
            )
        return new

    def _changing_code(self, source: str) -> list[str]:
        """The texts of a piece of code whose translation changes more than words."""
        found: dict[str, None] = {}
        words.code(source, lambda text: (found.setdefault(text), text)[1])
        return [text for text in found if not _is_same_program(source, self._only(source, text))]

    def _only(self, source: str, one: str) -> str:
        return words.code(source, lambda text: self.said[text] if text == one else text)


def read_translation(course: Course, name: str, language: str) -> Translation:
    """The translation of an assignment.

    Raises UserError where there is none, where texts lack one or are marked as fuzzy, and where one lacks what its text has.
    """
    path = catalogue_file(course.text(name), language)
    if not path.is_file():
        raise UserError(
            _("{name} 还没有翻译（{path}）。请先运行 autograder words {name}。", name=name, path=path)
        )
    catalog, wanted = read_catalogue(path), texts(course, name)
    known = {message.id: message for message in catalog if message.id}
    lacking = [text for text in wanted if text not in known or not is_done(known[text])]
    if lacking:
        raise UserError(
            _n(
                "{path}：还有 {number} 条没有翻译，或者标着 fuzzy（原文改过，要再看一遍）：{texts}\n"
                "请运行 autograder words {name}，在这个文件里补好，去掉 fuzzy，再生成。",
                len(lacking),
                path=path,
                name=name,
                texts=_named([_quoted(text) for text in lacking]),
            )
        )
    said = {text: str(known[text].string) for text in wanted}
    faults = [
        _("{text}：{what}", text=_quoted(text), what=what)
        for text in wanted
        for what in differences(text, said[text], said)
    ]
    if faults:
        raise UserError(
            _n(
                "{path}：有 {number} 处翻译和原文对不上：{texts}",
                len(faults),
                path=path,
                texts=_named(faults),
            )
        )
    return Translation(language, said)


def differences(text: str, translation: str, said: Mapping[str, str]) -> Iterator[str]:
    """In a sentence each, what a translation lacks of its text, has beyond it, or leaves in Chinese.

    ``said``: all translations; a text that is its own is a piece of data, which others may quote.
    """
    ours, theirs = text, translation
    for what, pattern in _KEPT:
        ours, wanted = _taken(pattern, ours)
        theirs, given = _taken(pattern, theirs)
        if missing := _unmatched(wanted, given):
            yield _("{what}少了 {missing}", what=_(what), missing=listed(missing, MAX_NAMED))
        elif len(given) > len(wanted):
            surplus = list((Counter(given) - Counter(wanted)).elements())
            yield _("{what}多了 {surplus}", what=_(what), surplus=listed(surplus, MAX_NAMED))
    names = set(_NAMES.findall(ours)) - set(_NAMES.findall(theirs))
    if names:
        yield _("名字和数少了 {missing}", missing=listed(sorted(names), MAX_NAMED))
    lines = {line.strip() for line in translation.splitlines()}
    kept = [line.strip() for line in text.splitlines() if line.strip() and not words.is_chinese(line)]
    if missing := [line for line in kept if line not in lines]:
        yield _("没有中文的行应当照抄，少了 {missing}", missing=listed(missing, MAX_NAMED))
    if translation != text and words.is_chinese(without(translation, said)):
        yield _("译文里还有中文：{translation}", translation=_quoted(translation))


def without(text: str, said: Mapping[str, str]) -> str:
    """A text without the pieces of data in it: texts that are their own translations."""
    for data in sorted((one for one, other in said.items() if one == other), key=len, reverse=True):
        text = text.replace(data, "")
    return text


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    """A text without what a pattern finds, and what it found."""
    return pattern.sub(" ", text), [match["it"] for match in pattern.finditer(text)]


def _unmatched(wanted: list[str], given: list[str]) -> list[str]:
    """What is wanted and not given; a piece with Chinese in it is given by one that has all the rest of it."""
    rest = Counter(given) - Counter(wanted)
    lacking = []
    for piece in (Counter(wanted) - Counter(given)).elements():
        tokens = Counter(_TOKEN.findall(words.CHINESE.sub(" ", piece)))
        match = next((one for one in rest.elements() if tokens <= Counter(_TOKEN.findall(one))), None)
        if match is None or not words.is_chinese(piece):
            lacking.append(piece)
        else:
            rest[match] -= 1
    return lacking


def _is_same_program(source: str, translated: str) -> bool:
    """Whether two texts are the same but for words, and mark the same solutions."""
    return _MARKS.findall(source) == _MARKS.findall(translated) and words.same_code(source, translated)


def _named(sentences: list[str]) -> str:
    """Each in a line, as many as are read at once."""
    lines = [f"  {sentence}" for sentence in sentences[:MAX_NAMED]]
    rest = len(sentences) - len(lines)
    return "\n".join(["", *lines, *([_n("  ……还有 {number} 条", rest)] if rest else [])])


def _quoted(text: str) -> str:
    """The beginning of a text, to find it by."""
    first = text.strip().split("\n")[0]
    return _("“{text}”", text=first if len(first) <= _MAX_QUOTE else first[:_MAX_QUOTE] + "……")
