"""How ``make docs`` builds the documentation; see https://www.sphinx-doc.org for the names."""

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(Path(__file__).parent))

from search_zh import CharacterSearch  # noqa: E402

project = "深度学习速成课 · 练习"
author = "the authors of dl-crash-course-exercises"
language = "zh_CN"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["tested-versions.md"]

html_theme = "furo"
html_title = project
# Nothing but the pages: no copies of their sources, no inventory for other sites.
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False

# What `make bench` and `make test-versions` measured is part of a page as soon as it is there.
_MEASURED = {
    "measurements": ROOT / "benchmarks" / "RESULTS.md",
    "versions": ROOT / "docs" / "tested-versions.md",
}


def _add_what_was_measured(app: Sphinx, page: str, source: list[str]) -> None:
    measured = _MEASURED.get(page)
    if measured is not None and measured.is_file():
        source[0] += f"\n```{{include}} /../{measured.relative_to(ROOT)}\n:heading-offset: 1\n```\n"


def _join_chinese_lines(app: Sphinx, page: nodes.document) -> None:
    """A line may end anywhere in Chinese text; a browser would show a gap there."""
    for text in list(page.findall(nodes.Text)):
        parent = text.parent
        place = parent.index(text)
        if text.astext() != "\n" or not 0 < place < len(parent) - 1:
            continue
        before, after = parent[place - 1].astext()[-1:], parent[place + 1].astext()[:1]
        if _is_wide(before) and (_is_wide(after) or unicodedata.category(before).startswith("P")):
            parent.remove(text)


def _say_the_language(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """A browser, and who has it read aloud, must know in which language a page is."""
    if page.startswith("en/"):
        context["language"] = "en"


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


# What the theme leaves out, and whoever hears a page instead of seeing it needs: how deep a heading is, which of two asides this is,
# a heading on the page of search.  By the theme's own words, since it has no setting for them.
_HEARD = {
    'class="caption" role="heading"': 'class="caption" role="heading" aria-level="2"',
    '<aside class="sidebar-drawer"': '<aside class="sidebar-drawer" aria-label="{pages}"',
    '<aside class="toc-drawer': '<aside aria-label="{here}" class="toc-drawer',
}
_LABELS = {
    "zh": {"pages": "全部页面", "here": "本页目录"},
    "en": {"pages": "All pages", "here": "On this page"},
}


def _say_what_is_heard(app: Sphinx, failed: Exception | None) -> None:
    if failed is not None or app.builder.format != "html":
        return
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        labels = _LABELS["en" if '<html class="no-js" lang="en"' in text else "zh"]
        for theirs, ours in _HEARD.items():
            text = text.replace(theirs, ours.format(**labels))
        if path.name == "search.html":
            text = re.sub(r'<article role="main"[^>]*>', r"\g<0>\n<h1>搜索</h1>", text, count=1)
        path.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("source-read", _add_what_was_measured)
    app.connect("doctree-read", _join_chinese_lines)
    app.connect("html-page-context", _say_the_language)
    app.connect("build-finished", _say_what_is_heard)
    app.add_search_language(CharacterSearch)
    return {"parallel_read_safe": True}
