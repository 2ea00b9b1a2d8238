"""Libraries that exercises may need and a course need not have installed.

A text's header names those of the whole assignment, ``packages: [jax, tensorflow]``; a check cell may name which of them
its exercise needs, ``packages=["jax"]``.  Where no check names any, every exercise needs all.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from autograder.course.kept import contents
from autograder.language import _


@dataclass(frozen=True)
class Source:
    """Where a library comes from: ``distributions`` that bring it, and the ``extra`` of this package that asks for one."""

    distributions: tuple[str, ...]
    extra: str


# By the name that it is imported by.
SOURCES = {
    "jax": Source(("jax",), "frameworks"),
    "tensorflow": Source(("tensorflow-cpu", "tensorflow"), "frameworks"),
    "pandas": Source(("pandas",), "ml"),
    "sklearn": Source(("scikit-learn",), "ml"),
}


def is_installed(package: str) -> bool:
    """Whether a library can be imported here; a folder of that name is none."""
    with suppress(ValueError, ImportError):
        spec = importlib.util.find_spec(package)
        return spec is not None and spec.origin is not None
    return False


def version(package: str) -> str:
    """The version of a library, or that there is none."""
    for distribution in SOURCES[package].distributions if package in SOURCES else (package,):
        with suppress(metadata.PackageNotFoundError):
            return metadata.version(distribution)
    return "none"


def how_to_install(package: str) -> str:
    """The command that brings a library."""
    return f"pip install -e '.[{SOURCES[package].extra}]'" if package in SOURCES else f"pip install {package}"


def please_install(exercise: str, package: str) -> str:
    """What a learner is told whose exercise needs a library."""
    return _(
        "{exercise}：要用 {package}，这里没有装。请先在课程目录里运行 {command}，再重来；别的练习不受影响。",
        exercise=exercise,
        package=package,
        command=how_to_install(package),
    )


def packages_of(notebook: Mapping[str, Any]) -> tuple[str, ...]:
    """The libraries that a notebook's header names."""
    return tuple(map(str, notebook["metadata"].get("autograder", {}).get("packages", ())))


def missing(notebook: Mapping[str, Any]) -> dict[str, str]:
    """The exercises of one of our notebooks that cannot run here, each with a library that is not installed.

    Among them are those that rest on one that cannot.
    """
    facts = {
        str(cell["metadata"]["nbgrader"]["grade_id"]): cell["metadata"].get("autograder", {})
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    everywhere = () if any("packages" in of for of in facts.values()) else packages_of(notebook)
    found: dict[str, str] = {}
    for name, of in facts.items():  # in order: an exercise uses earlier ones only
        lacks = _first_missing(of.get("packages", everywhere))
        inherited = (found[used] for used in of.get("uses", ()) if used in found)
        if package := lacks or next(inherited, None):
            found[name] = package
    return found


def missing_in(path: Path) -> dict[str, str]:
    """The same of a notebook file that a learner may have changed; none if it cannot be read."""
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        return missing(contents(path))
    return {}


def _first_missing(packages: Iterable[str]) -> str | None:
    return next((package for package in packages if not is_installed(package)), None)
