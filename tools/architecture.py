"""Draw the rooms of ``autograder/`` and who imports whom, from the imports themselves, into docs/images/architecture.svg.

Run ``python tools/architecture.py`` after a room or the direction of imports has changed.  The floors are the layers that
import-linter holds (pyproject.toml); an arrow means "imports", and is left out where it follows from others.
"""

from __future__ import annotations

import ast
import textwrap
import tomllib
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "images" / "architecture.svg"

WIDTH, BOX_WIDTH, BOX_HEIGHT, GAP = 920, 250, 74, 46
STYLE = """
text { font: 13px sans-serif; fill: #1f2933; text-anchor: middle }
.name { font: bold 15px monospace }
rect { fill: #ffffff; stroke: #52606d; stroke-width: 1.5; rx: 8 }
.sheet { fill: #f7f8fa; stroke: none }
path { fill: none; stroke: #7b8794; stroke-width: 1.5; marker-end: url(#head) }
"""


def floors() -> list[list[str]]:
    """The names of the rooms, floor by floor from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    return [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]


def imports(rooms: list[str]) -> set[tuple[str, str]]:
    """Which room imports from which other one."""
    graph = grimp.build_graph("autograder", cache_dir=None)
    for room in rooms:
        graph.squash_module(room)
    return {
        (room, other)
        for room in rooms
        for other in graph.find_modules_directly_imported_by(room) & set(rooms) - {room}
    }


def without_shortcuts(arrows: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows, but for those that others lead to as well."""

    def reaches(start: str, end: str) -> bool:
        return any(a == start and (b == end or reaches(b, end)) for a, b in arrows)

    return {
        (a, b) for a, b in arrows if not any(first == a and c != b and reaches(c, b) for first, c in arrows)
    }


def purpose(room: str) -> str:
    """The first sentence of a room's own docstring."""
    path = ROOT / room.replace(".", "/")
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
    return first.split(";")[0].split(":")[0].replace("``", "").rstrip(".")


def draw() -> str:
    """The picture as SVG."""
    levels = floors()
    places = {
        room: ((column + 1) * WIDTH // (len(level) + 1), GAP // 2 + row * (BOX_HEIGHT + GAP))
        for row, level in enumerate(levels)
        for column, room in enumerate(level)
    }
    height = len(levels) * (BOX_HEIGHT + GAP)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            'aria-label="The rooms of autograder/ and who imports whom">',
            f"<style>{STYLE}</style>",
            '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
            '<path d="M1 1 L7 4 L1 7" style="marker-end: none"/></marker></defs>',
            f'<rect class="sheet" width="{WIDTH}" height="{height}"/>',
            *_arrows(places, without_shortcuts(imports(list(places)))),
            *(line for room, place in places.items() for line in _box(room, *place)),
            "</svg>\n",
        ]
    )


def _box(room: str, x: int, y: int) -> Iterator[str]:
    yield f'<rect x="{x - BOX_WIDTH // 2}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}"/>'
    yield f'<text class="name" x="{x}" y="{y + 22}">{room.removeprefix("autograder.")}</text>'
    for number, line in enumerate(textwrap.wrap(purpose(room), 36)[:2]):
        yield f'<text x="{x}" y="{y + 43 + 17 * number}">{escape(line)}</text>'


def _arrows(places: dict[str, tuple[int, int]], arrows: set[tuple[str, str]]) -> Iterator[str]:
    """An arrow from floor to floor is straight; a longer one goes around what lies between, each at its own distance."""
    rows = sorted({y for _, y in places.values()})
    following = set(pairwise(rows))
    aside = 0
    for start, end in sorted(arrows):
        (x, y), (to_x, to_y) = places[start], places[end]
        if (y, to_y) in following:
            yield f'<path d="M{x} {y + BOX_HEIGHT} L{to_x} {to_y - 2}"/>'
        else:
            aside += 1
            side = 1 if x >= WIDTH // 2 else -1
            edge, to_edge = x + side * BOX_WIDTH // 2, to_x + side * BOX_WIDTH // 2
            far = WIDTH // 2 + side * (BOX_WIDTH + 150 + 12 * aside)
            middle, to_middle = y + BOX_HEIGHT // 2, to_y + BOX_HEIGHT // 2
            yield f'<path d="M{edge} {middle} C{far} {middle} {far} {to_middle} {to_edge + side * 2} {to_middle}"/>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
