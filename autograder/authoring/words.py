"""Where in what an author writes the words for readers stand, and what the same thing is in other words.

Each of the three functions puts every Chinese text of a file, one at a time, through ``say``, and what that gives in its place.
So the same walk finds what is to be translated and translates it.
"""

from __future__ import annotations

import ast
import html
import inspect
import io
import re
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from xml.sax.saxutils import escape

Say = Callable[[str], str]

# Characters, and the punctuation and spaces that come with them.
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
_BLANK_LINES = re.compile(r"(\n(?:[ \t]*\n)+)")
_LITERAL = re.compile(r"""(?P<prefix>[A-Za-z]*)(?P<quote>'''|\"""|'|")(?P<inner>.*)(?P=quote)""", re.DOTALL)
# A comment that goes on in the next line; a mark such as ### BEGIN SOLUTION is none.
_COMMENT = re.compile(r"#(?: (?P<text>.*))?")
# Python 3.11 has one token for a string with values put in, later ones have many.
_FSTRING_START, _FSTRING_END = (getattr(tokenize, f"FSTRING_{end}", -1) for end in ("START", "END"))
_SVG_TEXT = re.compile(r"""(?<=>)[^<>]+(?=<)|(?<==")[^"]*(?=")""")


@dataclass(frozen=True)
class _Place:
    """A part of a text, and how it is written in other words."""

    start: int
    end: int
    written: Callable[[Say], str]


def is_chinese(text: str) -> bool:
    """Whether there is anything in a text to translate."""
    return CHINESE.search(text) is not None


def markdown(source: str, say: Say) -> str:
    """A markdown text, paragraph by paragraph: what stands between blank lines, a list or a table as a whole."""
    return "".join(say(part) if is_chinese(part) else part for part in _BLANK_LINES.split(source))


def svg(source: str, say: Say) -> str:
    """A drawing: its texts, and its attributes for those who cannot see it."""

    def one(match: re.Match[str]) -> str:
        text = html.unescape(match[0]).strip()
        return (
            match[0].replace(match[0].strip(), escape(say(text), {'"': "&quot;"}))
            if is_chinese(text)
            else match[0]
        )

    return _SVG_TEXT.sub(one, source)


def code(source: str, say: Say) -> str:
    """A piece of Python: docstrings, comments, and strings.  Raises SyntaxError if it is none.

    Comment lines that follow one another are one text; of a string with values put in, what stands between the quotes.
    """
    done, end = "", 0
    for place in sorted([*_strings(source), *_comments(source)], key=lambda place: place.start):
        if place.start >= end:  # a comment between two parts of a string goes with the string
            done, end = done + source[end : place.start] + place.written(say), place.end
    return done + source[end:]


def same_code(one: str, other: str) -> bool:
    """Whether two pieces of Python are the same but for comments, and for strings that in the first are Chinese."""
    try:
        return _same(ast.parse(one), ast.parse(other))
    except SyntaxError:
        return False


def _same(one: object, other: object) -> bool:
    match one, other:
        case ast.Constant(value=str(text)), ast.Constant(value=str()) if is_chinese(text):
            return True
        case ast.JoinedStr(), ast.JoinedStr() | ast.Constant(value=str()) if is_chinese(ast.unparse(one)):
            return _fields(one) == _fields(other)
        case ast.AST(), ast.AST():
            return type(one) is type(other) and all(
                _same(getattr(one, name, None), getattr(other, name, None)) for name in one._fields
            )
        case list(), list():
            return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _fields(string: ast.expr) -> Counter[str]:
    """What is put into a string, in any order."""
    return Counter(
        ast.dump(part) for part in getattr(string, "values", ()) if not isinstance(part, ast.Constant)
    )


def _strings(source: str) -> Iterator[_Place]:
    """The docstrings and strings."""
    tree = ast.parse(source)
    docstrings = {
        node.body[0].value  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node, clean=False) is not None
    }
    starts = _line_starts(source)
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if not is_text and not isinstance(node, ast.JoinedStr):
            waiting += ast.iter_child_nodes(node)
            continue
        start = _offset(source, starts, node.lineno, node.col_offset)  # type: ignore[attr-defined]
        end = _offset(source, starts, node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
        segment = source[start:end]
        if isinstance(node, ast.JoinedStr):
            if is_chinese(segment):
                yield _Place(start, end, partial(_with_values, segment))
        elif is_chinese(node.value):  # type: ignore[attr-defined]
            written = _docstring if node in docstrings else _string
            yield _Place(start, end, partial(written, segment, node))  # type: ignore[arg-type]


def _docstring(segment: str, node: ast.Constant, say: Say) -> str:
    """A docstring, said without its indentation and written with it."""
    old = inspect.cleandoc(str(node.value))
    new = say(old)
    if new == old:
        return segment
    first, *rest = _escaped(new, '"""').split("\n")
    lines = [first, *(" " * node.col_offset + line if line else "" for line in rest)]
    at_the_end = re.search(r"\s*\Z", str(node.value))
    return '"""' + "\n".join(lines) + (at_the_end[0] if at_the_end else "") + '"""'


def _string(segment: str, node: ast.Constant, say: Say) -> str:
    """A string: what it is, not how it is written."""
    old = str(node.value)
    new = say(old)
    first = _parts(segment)[0]
    prefix, quote = first["prefix"], first["quote"]
    if new == old:
        return segment
    if "r" in prefix.lower() and quote not in new and "\n" not in new and not new.endswith("\\"):
        return f"{prefix}{quote}{new}{quote}"
    return f"{quote}{_escaped(new, quote)}{quote}"


def _with_values(segment: str, say: Say) -> str:
    """A string with values put in, as it is written."""
    parts = _parts(segment)
    own = next(part for part in parts if "f" in part["prefix"].lower())
    inner = "".join(
        part["inner"]
        if "f" in part["prefix"].lower()
        else part["inner"].replace("{", "{{").replace("}", "}}")
        for part in parts
    )
    new = say(inner)
    return segment if new == inner else f"{own['prefix']}{own['quote']}{new}{own['quote']}"


def _parts(segment: str) -> list[re.Match[str]]:
    """The strings that Python joins to one since they stand beside one another."""
    text = f"({segment})"
    starts = _line_starts(text)
    found, depth, begin = [], 0, 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        if token.type == _FSTRING_START:
            begin, depth = (begin if depth else start), depth + 1
        elif token.type == _FSTRING_END:
            depth -= 1
        elif token.type == tokenize.STRING and not depth:
            begin = start
        else:
            continue
        if not depth:
            found.append(text[begin:end])
    return [match for part in found if (match := _LITERAL.fullmatch(part))]


def _comments(source: str) -> Iterator[_Place]:
    """The comments, where lines that follow one another are one."""
    starts = _line_starts(source)
    groups: list[list[tokenize.TokenInfo]] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            goes_on = groups and _goes_on(groups[-1][-1], token)
            groups[-1].append(token) if goes_on else groups.append([token])
    for group in groups:
        if is_chinese("".join(token.string for token in group)):
            start, end = (starts[row - 1] + column for row, column in (group[0].start, group[-1].end))
            yield _Place(start, end, partial(_comment, group))


def _comment(group: list[tokenize.TokenInfo], say: Say) -> str:
    first = group[0]
    mark = re.match(r"#+:? *", first.string)[0] if len(group) == 1 else "# "  # type: ignore[index]
    old = "\n".join(token.string.removeprefix(mark.rstrip()).strip() for token in group)
    alone = not first.line[: first.start[1]].strip()
    # No line of a comment can become code.
    between = "\n" + " " * first.start[1] + mark if alone else " "
    return mark + between.join(line.strip() for line in say(old).splitlines())


def _goes_on(one: tokenize.TokenInfo, other: tokenize.TokenInfo) -> bool:
    """Whether the second comment goes on with the first: both alone in their lines, one below the other."""
    return (
        other.start == (one.start[0] + 1, one.start[1])
        and all(not token.line[: token.start[1]].strip() for token in (one, other))
        and all(_COMMENT.fullmatch(token.string) for token in (one, other))
    )


def _escaped(text: str, quote: str) -> str:
    """A text as it is written between these quotes."""
    text = text.replace("\\", "\\\\").replace(quote, "".join("\\" + mark for mark in quote))
    if len(quote) == 1:
        return text.replace("\n", "\\n").replace("\t", "\\t")
    return text[:-1] + "\\" + text[-1] if text.endswith(quote[0]) else text


def _line_starts(source: str) -> list[int]:
    """Where each line begins, and where the last one ends."""
    return [0, *(match.end() for match in re.finditer("\n", source)), len(source)]


def _offset(source: str, starts: list[int], line: int, column: int) -> int:
    """The place in a text that Python's parser calls this: it counts bytes."""
    start = starts[line - 1]
    return start + len(source[start : starts[line]].encode()[:column].decode())
