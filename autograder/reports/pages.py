"""Pages for people: each one HTML file that needs nothing else and holds no script.

Whatever a student wrote is escaped; a policy in the page forbids the browser to run or fetch anything.
"""

from __future__ import annotations

import functools
import unicodedata
from pathlib import Path

import jinja2
from markdown_it import MarkdownIt
from markupsafe import Markup

from autograder.grading.report import number
from autograder.language import catalogue, chosen

# The look of the pages.
TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, **values: object) -> str:
    """Fill a template of this folder; every value is escaped."""
    return _environment().get_template(template).render(values, language=chosen())


def visible(text: str) -> str:
    """A student's text with nothing in it that a reader does not see.

    Control characters, and those that turn the direction of writing around, are shown by their number.
    """
    return "".join(f"⟨U+{ord(c):04X}⟩" if _is_hidden(c) else c for c in text)


def inline(text: str) -> Markup:
    """A sentence in which text between backticks is code."""
    parts = visible(text).split("`")
    # An odd one out is no code but a backtick.
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part for number, part in enumerate(parts)
    )


def prose(text: str) -> Markup:
    """A text in Markdown, as the formgrader takes comments: inert, since links, pictures and HTML stay the text that they are."""
    return Markup(_markdown().render(visible(text)))


@functools.cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    return reader.disable(["link", "autolink", "image", "html_inline", "html_block", "reference"])


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    # Joiners belong to the writing of some languages, and to emoji.
    return (category in ("Cc", "Cs") and character not in "\n\t") or (
        category == "Cf" and character not in "\u200c\u200d"
    )


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: catalogue().gettext(text),
        lambda one, many, number: catalogue().ngettext(one, many, number),
        newstyle=True,
    )
    environment.filters |= {"number": number, "visible": visible, "inline": inline, "prose": prose}
    return environment
