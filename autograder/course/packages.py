"""Libraries that exercises may need and a course need not have installed.

A text's header names those of the whole assignment, ``packages: [jax, tensorflow]``; a check cell may name which of them
its exercise needs, ``packages=["jax"]``.  Where no check names any, every exercise needs all.
"""

from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class _Needs:
    """What an exercise needs: libraries, and earlier exercises."""

    packages: tuple[str, ...]
    uses: tuple[str, ...]


def missing(notebook: Mapping[str, Any]) -> dict[str, str]:
    """The exercises of one of our notebooks that cannot run here, each with a library that is not installed.

    Among them are those that rest on one that cannot.
    """
    return _lacking(_needs(notebook))


def missing_in(path: Path) -> dict[str, str]:
    """The same of a notebook file that a learner may have changed; none if it cannot be read."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        return _lacking(_needs_in(path, path.stat().st_mtime_ns))
    return {}


def _needs(notebook: Mapping[str, Any]) -> dict[str, _Needs]:
    """What each exercise needs, in the order of the notebook."""
    facts = {
        str(cell["metadata"]["nbgrader"]["grade_id"]): cell["metadata"].get("autograder", {})
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    }
    everywhere = () if any("packages" in of for of in facts.values()) else packages_of(notebook)
    return {
        name: _Needs(tuple(of.get("packages", everywhere)), tuple(of.get("uses", ())))
        for name, of in facts.items()
    }


@functools.lru_cache(maxsize=1)
def _needs_in(path: Path, changed: int) -> dict[str, _Needs]:
    """The same of a file, read once for each time that it ``changed``: every check asks, and pictures make it large."""
    return _needs(json.loads(path.read_bytes()))


def _lacking(needs: Mapping[str, _Needs]) -> dict[str, str]:
    """The exercises that cannot run here; an exercise uses earlier ones only."""
    found: dict[str, str] = {}
    for name, of in needs.items():
        inherited = (found[used] for used in of.uses if used in found)
        if package := _first_missing(of.packages) or next(inherited, None):
            found[name] = package
    return found


def _first_missing(packages: Iterable[str]) -> str | None:
    return next((package for package in packages if not is_installed(package)), None)
