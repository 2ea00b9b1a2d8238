"""The documentation builds without a warning, fetches nothing from elsewhere, and shows commands that exist."""

from __future__ import annotations

import functools
import importlib.metadata
import re
import shlex
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer.main
from nbgrader.apps import NbGraderApp
from traitlets.config import Application
from traitlets.utils.importstring import import_item

from autograder.cli.main import app
from autograder.course.assignment import Course
from autograder.sandbox import TIERS
from autograder.sandbox.doctor.probes import PROBES

ROOT = Course.find(Path(__file__).parent).root
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
# What a reader brings along; everything else in a shell block must be ours or nbgrader's.
OF_THE_SYSTEM = {"cd", "chmod", "docker", "jupyter", "mkdir", "pytest", "sqlite3", "tar", "."}
# Made by a command: a running course, or somebody who measures.
MADE = ("submitted", "autograded", "feedback", "build", "benchmarks/RESULTS.md")
# Attributes by which a browser fetches something; an ordinary link (a) fetches nothing.
FETCHING = {"src", "srcset", "data", "poster", "action"}


def commands(page: Path) -> list[str]:
    found = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line.split(" # ")[0].strip() for block in found for line in block.splitlines() if line.strip()]


COMMANDS = [
    pytest.param(command, id=f"{page.relative_to(DOCS)}: {command}")
    for page in PAGES
    for command in commands(page)
]


def complaint(command: str) -> str:
    """Why a command cannot be run as it stands; empty if it can."""
    program, *words = shlex.split(command)
    match program:
        case "autograder":
            return autograder(words)
        case "nbgrader":
            return nbgrader(NbGraderApp, words)
        case "make":
            done = subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True, text=True)
            return done.stderr
    return "" if program in OF_THE_SYSTEM else f"no such program: {program}"


def autograder(words: list[str]) -> str:
    """Parse the words as our own command line would, without running anything."""
    command = typer.main.get_command(app)
    verbs = command.commands  # type: ignore[attr-defined]
    if not words or words[0] not in verbs:
        return f"no such verb: {words[:1]}"
    try:
        verbs[words[0]].make_context(words[0], words[1:])
    except Exception as error:  # click's own, or the copy of it that comes with typer
        return f"{error}"
    return ""


def nbgrader(kind: type[Application], words: list[str]) -> str:
    """Look up commands, then options, where nbgrader keeps them."""
    application = kind()
    if words and words[0] in application.subcommands:
        found = application.subcommands[words[0]][0]
        return nbgrader(import_item(found) if isinstance(found, str) else found, words[1:])
    if application.subcommands:
        return f"no such command of {application.name}: {words[:1]}"
    for word in words:
        if not word.startswith("-"):
            continue
        name = word.lstrip("-").partition("=")[0]
        if name not in {*application.aliases, *application.flags}:
            return f"no such option of {application.name}: {word}"
    return ""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_the_documentation_exists_with_its_options(command: str) -> None:
    assert complaint(command) == ""


@pytest.mark.parametrize(
    "command",
    [
        "autograder grades day04",
        "autograder grade day04 --fast",
        "autograder grade",
        "nbgrader frobnicate day04",
        "nbgrader autograde day04 --undone",
        "nbgrader db assignment forget day04",
        "make tea",
        "frobnicate",
    ],
)
def test_one_that_does_not_exist_would_be_noticed(command: str) -> None:
    assert complaint(command)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_files_that_are_named_exist(page: Path) -> None:
    for name in re.findall(r"`([\w./-]+/[\w./-]*)`", page.read_text(encoding="utf-8")):
        of_the_course = (ROOT / name.split("/")[0]).is_dir() and not name.startswith(("/", *MADE))
        if of_the_course:
            for word, example in (("NN", "01"), ("NAME", "day01"), ("EXERCISE", "one_hot")):
                name = name.replace(word, example)
            assert list(ROOT.glob(name)), name


@pytest.mark.parametrize("page", ["security.md", "en/security.md"])
def test_the_security_pages_count_as_the_doctor_does(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert f"{len(PROBES)} " in text
    left_open = [sum(tier not in probe.tiers for probe in PROBES) for tier in TIERS]
    assert left_open == [0, 1, 4]  # as the pages say in words


class _Fetched(HTMLParser):
    """What a browser fetches to show a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value and (name in FETCHING or (tag == "link" and name == "href")):
                self.addresses.append(value)


def fetched(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".css":
        return re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')\s]+)", text)
    parser = _Fetched()
    parser.feed(text)
    return parser.addresses


def is_elsewhere(address: str) -> bool:
    return bool(re.match(r"(?:[a-z]+:)?//", address, re.IGNORECASE))


@functools.cache
def has_sphinx() -> bool:
    """Whether the documentation's own dependencies are installed."""
    try:
        return bool(importlib.metadata.version("furo"))
    except importlib.metadata.PackageNotFoundError:
        return False


def build(docs: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """As `make docs` does it."""
    words = ["-q", "-W", "--keep-going", "-n", "-d", str(out.parent / "doctrees"), str(docs), str(out)]
    return subprocess.run([sys.executable, "-m", "sphinx", *words], capture_output=True, text=True)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, with measured tables in them, whether or not anybody has measured yet."""
    if not has_sphinx():
        pytest.skip("the documentation's dependencies are not installed")
    root = tmp_path_factory.mktemp("docs")
    shutil.copytree(DOCS, root / "docs")
    shutil.copytree(ROOT / "benchmarks", root / "benchmarks")
    for name in ("CONTRIBUTING.md", "Dockerfile"):
        shutil.copy(ROOT / name, root)
    table = "# Results\n\n| what | seconds |\n|---|---|\n| measured-here | 1 |\n"
    (root / "benchmarks" / "RESULTS.md").write_text(table)
    (root / "docs" / "tested-versions.md").write_text("| Python |\n|---|\n| tried-here |\n")
    done = build(root / "docs", root / "site")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.mark.slow
def test_every_page_is_built_and_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    for page in PAGES:
        if page.name != "tested-versions.md":
            text = (site / page.relative_to(DOCS).with_suffix(".html")).read_text(encoding="utf-8")
            assert "ERROR" not in text  # the theme's own complaints are no warnings
    files = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert any(fetched(file) for file in files)
    for file in files:
        assert [address for address in fetched(file) if is_elsewhere(address)] == [], file


@pytest.mark.slow
def test_what_was_measured_is_shown(site: Path) -> None:
    assert "measured-here" in (site / "measurements.html").read_text(encoding="utf-8")
    assert "tried-here" in (site / "versions.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_build_fails_on_a_link_that_leads_nowhere(site: Path, tmp_path: Path) -> None:
    # Also the build without any measured table.
    (tmp_path / "docs").mkdir()
    for name in ("conf.py", "search_zh.py"):
        shutil.copy(DOCS / name, tmp_path / "docs")
    index = tmp_path / "docs" / "index.md"
    index.write_text("# Title\n\n[there](index.md)\n")
    assert build(tmp_path / "docs", tmp_path / "whole").returncode == 0
    index.write_text("# Title\n\n[nowhere](missing.md)\n")
    assert build(tmp_path / "docs", tmp_path / "broken").returncode != 0


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ('<script src="https://elsewhere/x.js"></script>', True),
        ('<link rel="stylesheet" href="//elsewhere/x.css">', True),
        ('<img src="_images/x.png"><a href="https://elsewhere/">there</a>', False),
    ],
)
def test_what_comes_from_elsewhere_would_be_noticed(tmp_path: Path, text: str, elsewhere: bool) -> None:
    page = tmp_path / "page.html"
    page.write_text(text)
    assert any(map(is_elsewhere, fetched(page))) == elsewhere
