"""Pages for people: each one HTML file that needs nothing else and holds no script.

Whatever a student wrote is escaped; a policy in the page forbids the browser to run or fetch anything.
"""

from __future__ import annotations

import functools

import jinja2

from autograder.report import number


def render(template: str, **values: object) -> str:
    """Fill a template of this folder; every value is escaped."""
    return _environment().get_template(template).render(values)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder", "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    return environment
