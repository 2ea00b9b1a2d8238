"""No attack gains a point, learns a secret, reaches the next submission or leaves anything behind."""

from __future__ import annotations

import csv
import html.parser
import importlib.util
import re
import site
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from unicodedata import category

import msgspec
import nbformat
import numpy as np
import pytest
from nbconvert import HTMLExporter
from nbgrader.server_extensions.formgrader.handlers import template_path
from sandbox.processes import alive, family
from tiers import EVERY_TIER
from toy import (
    DAY,
    HIDDEN,
    MARKER,
    folder_of,
    hand_in,
    hidden_tests,
    make_course,
    nbgrader,
    solved,
    variants,
)
from traitlets.config import Config

from attacks.submissions import (
    ATTACKS,
    HALF,
    LEFT,
    NAMES,
    OWN,
    REFUSED,
    WRONG,
    Attack,
    honest_notebook,
    hostile_notebook,
)
from autograder.checking.kinds import Kind
from autograder.checking.program import Program, settle
from autograder.checking.student import StudentError
from autograder.checking.suite import seeded
from autograder.classroom.classroom import Classroom
from autograder.classroom.graded import Origin, graded_notebook
from autograder.course.assignment import Course
from autograder.grading import grader as grading
from autograder.grading import parallel
from autograder.grading.grader import Grader
from autograder.grading.intake import Submission, read_submission
from autograder.grading.report import Report, to_json
from autograder.sandbox import Limits, SandboxUnavailable, Worker, Zygote

# Small, so that reaching them does not take long; a call of the toy day takes a millisecond.
SECONDS = 1.5
LIMITS = Limits(
    memory=1 << 30,
    cpu_seconds=60,
    file_bytes=4 << 20,
    disk_bytes=16 << 20,
    cell_seconds=SECONDS,
    call_seconds=SECONDS,
)
BUDGET = 20.0
# What the grader itself may spend on one attack, of its processor's time: on the clock, a busy machine takes longer.
GRADER_SECONDS = 20.0
# More than the largest answers that are let in, and far less than a class needs to fail.
MEMORY = 1 << 30
ENVIRONMENT = "environment-secret-8128"
WORDS = "words-of-the-neighbour"
NEIGHBOUR = {
    "double-solution": f"def double(x):\n    x *= 2  # {WORDS}\n    return x\n",
    "total-solution": "def total(x):\n    return double(np.sum(x)) / 2\n",
}
MISCONCEPTION = "# %% wrong sum-only\n# 只求了和，没有乘 2\ndef total(x):\n    return np.sum(x)\n"

# What a tier does not promise to close: without namespaces, names and sizes of files cannot be hidden.
OPEN = {("C", "discovery", "stat")}
CASES = {(group, name): attack for group, attacks in ATTACKS.items() for name, attack in attacks.items()}
# One or two of each group.
QUICK = {
    *("frame-forged", "equal-to-all", "answer-key", "inputs-in-file-name", "inputs-spoilt", "operators"),
    *(
        "one-array-many-times",
        "million-items",
        "files-left",
        "libraries-poisoned",
        "shell",
        "html-in-quoted-line",
    ),
}


@dataclass
class Bench:
    """A course in which everybody has handed in, and one grader for all of them."""

    root: Path
    grader: Grader
    secrets: list[str]
    faults: dict[str, StudentError] = field(default_factory=dict)
    reports: dict[bytes, Report] = field(default_factory=dict)

    def settle(self, *arguments: Any) -> tuple[Program, Worker]:
        """As the grader does, and remember what went wrong when the cells were run."""
        program, worker = settle(*arguments)
        self.faults = program.faults
        return program, worker

    def submission(self, student: str, room: str = "") -> Submission:
        return read_submission(folder_of(self.root / room, student) / f"{DAY}.ipynb", self.grader.assignment)

    def grade(self, student: str) -> Report:
        """Grade what a student handed in, once more."""
        submission = self.submission(student)
        report = self.grader.grade(submission, student)
        self.reports[msgspec.msgpack.encode(submission)] = report
        return report

    def grade_one(self, root: str, name: str, submission: Submission, unsafe: bool, known: object) -> Report:
        """Stands in for the function of this name: nothing is graded twice."""
        key = msgspec.msgpack.encode(submission)
        return self.reports.get(key) or self.grader.grade(submission, "")


@pytest.fixture(scope="module", params=EVERY_TIER)
def bench(request: pytest.FixtureRequest, tmp_path_factory) -> Iterator[Bench]:
    """In each tier that this machine gives: what holds in one may be open in another."""
    root = make_course(tmp_path_factory.mktemp("attacked"))
    for name, tests in HIDDEN.items():
        tests = tests.replace("exercise(core=True)", f"exercise(core=True, seconds={SECONDS})")
        tests = tests.replace("exercise\n", f"exercise(seconds={SECONDS})\n")
        assert tests.count("seconds=") == tests.count("def test_")
        hidden_tests(root, name).write_text(tests, encoding="utf-8")
    variants(root, "total").write_text(MISCONCEPTION, encoding="utf-8")
    for (group, name), attack in CASES.items():
        hand_in(root, f"{group}-{name}", hostile_notebook(root, attack))
        hand_in(root / "honest", f"{group}-{name}", honest_notebook(root, attack))
    hand_in(root, "neighbour", solved(root, NEIGHBOUR))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", ENVIRONMENT)
        patch.setattr(grading, "settle", lambda *arguments: found.settle(*arguments))
        patch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
        patch.setattr(grading, "Zygote", partial(Zygote, tiers=(request.param,)))
        try:
            grader = Grader(Course(root).assignment(DAY), limits=LIMITS, budget=BUDGET)
        except SandboxUnavailable as error:
            pytest.skip(str(error).splitlines()[1])
        with grader:
            found = Bench(root, grader, secrets(root))
            yield found


def secrets(root: Path) -> list[str]:
    """What nobody may read anywhere: code and numbers of the hidden tests, the answer key, the machine, the neighbour."""
    code = [
        line.strip()
        for tests in HIDDEN.values()
        for line in tests.splitlines()
        if "rng.normal" in line or "kit.c" in line or "SECRET" in line
    ]
    numbers = []
    for exercise, name, size in (
        ("double", "test_values", 5),
        ("double", "test_keeps_input", 5),
        ("total", "test_values", 7),
    ):
        x = seeded(exercise, name).normal(size=size)
        numbers += [*x, *(2 * x), x.sum(), 2 * x.sum()]
    digits = [f"{abs(number):.17g}"[:9] for number in numbers]
    return [MARKER, "secret-solution-line", str(root), ENVIRONMENT, WORDS, *code, *digits]


@pytest.fixture(scope="module")
def alone(bench) -> Report:
    """What the neighbour gets before any attack: points, a lost one and a named mistake."""
    report = bench.grade("neighbour")
    assert [exercise.score for exercise in report.exercises] == [20, 0]
    assert [diagnosis.misconception for diagnosis in report.exercises[1].diagnosis] == ["sum-only"]
    return report


@pytest.fixture(scope="module")
def honest(bench):
    """The score of the same notebook without the attack."""
    known: dict[bytes, float] = {}

    def score(group: str, name: str) -> float:
        submission = bench.submission(f"{group}-{name}", "honest")
        key = msgspec.msgpack.encode(submission)
        if key not in known:
            known[key] = bench.grader.grade(submission, "").score
        return known[key]

    return score


def tree(*folders: Path) -> dict[str, tuple[int, int, int]]:
    """Everything in these folders: mode, size, time."""
    found = {}
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            status = path.lstat()
            # Without namespaces the work folder of each worker lies in the zygote's own, for as long as the worker lives.
            of_the_zygote = path.name.startswith("autograder-zygote-")
            changes = (0, 0) if of_the_zygote else (status.st_size, status.st_mtime_ns)
            found[str(path)] = (status.st_mode, *changes)
    return found


def traces() -> list[Path]:
    """What bears the attacks' name where they could have left something."""
    home = Path.home()
    folders = [
        Path(place) for place in ("/", "/tmp", "/var/tmp", "/run", "/dev/shm", *site.getsitepackages())
    ]
    folders += [
        home,
        Path.cwd(),
        home / ".config",
        home / ".jupyter",
        home / ".ipython/profile_default/startup",
    ]
    found = [path for folder in folders if folder.is_dir() for path in folder.iterdir() if LEFT in path.name]
    numpy = Path(np.__file__).parent
    files = [
        *(Path(place, "sitecustomize.py") for place in site.getsitepackages()),
        numpy / "__init__.py",
        home / ".bashrc",
    ]
    files += numpy.glob("__pycache__/*.pyc")
    return found + [path for path in files if path.is_file() and LEFT.encode() in path.read_bytes()]


def processes(pid: int) -> set[int]:
    try:
        return set(family(pid))
    except OSError:  # one of them ended meanwhile
        return set()


def settled(pid: int, expected: set[int], seconds: float = 60) -> bool:
    """Whether only these processes are left, soon."""
    deadline = time.monotonic() + seconds
    while processes(pid) != expected:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def memory() -> int:
    """The peak of this process since :func:`forget_peak`."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) << 10


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def same(report: Report) -> Report:
    """A report without what differs from run to run."""
    return replace(report, seconds=0.0, memory=0)


@pytest.mark.parametrize(
    ("group", "name"),
    [
        pytest.param(*case, marks=[] if case[1] in QUICK else [pytest.mark.slow], id="-".join(case))
        for case in CASES
    ],
)
def test_attack(bench: Bench, alone: Report, honest, group: str, name: str) -> None:
    zygote = bench.grader._zygote.pid
    before = processes(zygote)
    files = tree(bench.root, Path(tempfile.gettempdir()))
    forget_peak()
    peak = memory()
    start = time.process_time()

    report = bench.grade(f"{group}-{name}")

    assert not_made(bench, report) == []
    assert time.process_time() - start < GRADER_SECONDS
    assert memory() - peak < MEMORY
    gained = report.score > honest(group, name)
    assert gained == ((bench.grader._zygote.tier, group, name) in OPEN)
    assert [exercise.name for exercise in report.exercises] == list(WRONG)
    assert told(bench, group, name, report) == []
    assert same(bench.grade("neighbour")) == same(alone)
    assert (
        same(bench.grade(f"{group}-{name}")).score <= honest(group, name) if group == "persistence" else True
    )
    assert bench.grader._zygote.pid == zygote
    assert alive(zygote)
    assert settled(zygote, before)
    assert tree(bench.root, Path(tempfile.gettempdir())) == files
    assert traces() == []


# What a mistake in the attack itself would raise.
MISTAKES = {
    "NameError",
    "IndentationError",
    "UnboundLocalError",
    "AttributeError",
    "ImportError",
    "ModuleNotFoundError",
}


def not_made(bench: Bench, report: Report) -> list[str]:
    """Signs that the attack was never made, because its code is wrong."""
    failures = [failed for exercise in report.exercises for failed in exercise.failed]
    return [
        f"{failed.exception}, line {failed.line}"
        for failed in failures
        if failed.exception in MISTAKES and failed.line
    ] + [
        f"{cell}: {fault.exception}, line {fault.line}"
        for cell, fault in bench.faults.items()
        if fault.exception in MISTAKES
    ]


def told(bench: Bench, group: str, name: str, report: Report) -> list[str]:
    """The secrets, and the characters that a terminal obeys, in what is written about a submission."""
    submission = bench.submission(f"{group}-{name}")
    notebook = graded_notebook(bench.grader.assignment, submission, report, Origin("", ""))
    verdicts = "".join(
        output.get("text", "") or output.data["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    written = to_json([report]).decode() + nbformat.writes(notebook)
    return [secret for secret in bench.secrets if secret in written] + [
        ascii(character) for character in verdicts if category(character)[0] == "C" and character != "\n"
    ]


class Page(html.parser.HTMLParser):
    """What a browser would act upon, and the text that it shows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.active: Counter[str] = Counter()
        self.text = ""
        self._script: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._script = ""
        if tag in (
            "script",
            "iframe",
            "object",
            "embed",
            "svg",
            "img",
            "form",
            "base",
            "link",
            "meta",
            "input",
        ):
            self.active[f"{tag} {attrs}"] += 1
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or address.startswith(("javascript:", "data:", "vbscript:")):
                self.active[f"{tag} {name}={value}"] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._script is not None:
            self.active[self._script] += 1
            self._script = None

    def handle_data(self, data: str) -> None:
        if self._script is None:
            self.text += data
        else:
            self._script += data


def test_live_markup_would_be_noticed() -> None:
    plain = Page("<p>x</p>").active
    for text in (
        f"<script>{OWN}()</script>",
        f"<p onclick={OWN}()>",
        f"<a href=' Java\nscript:{OWN}()'>",
        "<svg>",
        "<iframe>",
    ):
        assert Page(f"<p>x</p>{text}").active != plain


@pytest.fixture(scope="module")
def classroom(bench: Bench, alone: Report) -> Path:
    """Everybody's submission graded by the class run, with feedback and exported grades."""
    for name in (*NAMES, *REFUSED):
        hand_in(bench.root, name, solved(bench.root, {"double-solution": WRONG["double"]}))
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(1) as executor:
        patch.setattr(parallel, "grade_one", bench.grade_one)
        for _ in Classroom(Course(bench.root), DAY).grade(executor=executor):
            pass
    assert nbgrader(bench.root, "generate_feedback", DAY) == 0
    assert nbgrader(bench.root, "export") == 0
    return bench.root


STUDENTS = [*("-".join(case) for case in CASES), *NAMES]


def shown_by_formgrader(root: Path) -> HTMLExporter:
    """As the formgrader renders a graded notebook."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [template_path]
    return HTMLExporter(config=config)


@pytest.mark.slow
class TestClass:
    def test_everybody_with_a_name_is_graded(self, classroom: Path) -> None:
        for step in ("autograded", "feedback"):
            assert {path.name for path in (classroom / step).iterdir()} - {"right"} == {
                *STUDENTS,
                "neighbour",
            }
        assert traces() == []

    def test_feedback_is_inert(self, classroom: Path) -> None:
        plain = page(classroom, "neighbour")
        assert [name for name in STUDENTS if page(classroom, name).active != plain.active] == []
        assert [name for name in STUDENTS if controls(page(classroom, name).text)] == []

    def test_formgrader_is_inert(self, classroom: Path) -> None:
        exporter = shown_by_formgrader(classroom)

        def shown(name: str) -> Page:
            notebook = classroom / "autograded" / name / DAY / f"{DAY}.ipynb"
            resources = {
                "student": name,
                "notebook_path": f"autograded/{name}/{DAY}/{DAY}.ipynb",
                "index": 0,
                "total": 1,
            }
            return Page(exporter.from_filename(str(notebook), resources=resources)[0])

        plain = shown("neighbour")
        shapes = [*NAMES, *("-".join(case) for case in CASES if case[0] in ("script", "parsing"))]
        assert [name for name in shapes if shown(name).active != plain.active] == []

    def test_nothing_secret_is_written(self, bench: Bench, classroom: Path) -> None:
        for step in ("autograded", "feedback"):
            for path in (classroom / step).rglob("*.*"):
                if path.is_file() and "neighbour" not in path.parts:
                    text = path.read_text(encoding="utf-8")
                    assert [secret for secret in bench.secrets if secret in text] == [], path

    def test_exported_grades(self, classroom: Path) -> None:
        with open(classroom / "grades.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {
            row["student_id"]: float(row["score"]) for row in rows if row["student_id"] in NAMES
        } == dict.fromkeys(NAMES, 60)
        assert {row["student_id"] for row in rows} - {"right"} == {*STUDENTS, "neighbour"}
        assert {row["max_score"] for row in rows} == {"100.0"}


def page(root: Path, student: str) -> Page:
    return Page((root / "feedback" / student / DAY / f"{DAY}.html").read_text(encoding="utf-8"))


def controls(text: str) -> set[str]:
    """Characters that a terminal obeys or that hide text."""
    return {ascii(character) for character in text if category(character) == "Cc" and character not in "\n\t"}


SLEEPERS = {
    "in cells": {"first": "import time\ntime.sleep(1)", "last": "import time\ntime.sleep(1)\n"},
    "in calls": {"double": "def double(x):\n    import time\n    time.sleep(1)\n    return x\n"},
}


@pytest.mark.slow
@pytest.mark.parametrize("where", SLEEPERS)
def test_sleeping_through_the_queue(bench: Bench, alone: Report, where: str) -> None:
    """Each cell and each call keeps to its limit, all together do not."""
    hand_in(bench.root, "sleeper", hostile_notebook(bench.root, Attack(50, SLEEPERS[where], HALF)))
    with Grader(bench.grader.assignment, limits=LIMITS, idle=1.8) as hurried:
        report = hurried.grade(bench.submission("sleeper"), "sleeper")
        kinds = [{failed.kind for failed in exercise.failed} for exercise in report.exercises]
        # On a busy machine a sleep of one second may already be too long for a call.
        assert all(seen & {Kind.BUDGET, Kind.TIMEOUT} for seen in kinds)
        assert report.score == 0
        assert same(hurried.grade(bench.submission("neighbour"), "neighbour")) == same(alone)


def test_the_grader_would_give_points_for_a_right_answer(bench: Bench) -> None:
    """Otherwise no attack could gain any."""
    hand_in(bench.root, "right", solved(bench.root))
    assert bench.grade("right").score == 100


def test_what_the_attacks_reach_for_is_there(tmp_path):
    """An attack on a module or a file that has moved would prove nothing."""
    root = make_course(tmp_path)
    text = "\n".join(
        cell for group in ATTACKS.values() for attack in group.values() for cell in attack.cells.values()
    )
    modules = set(re.findall(r"\bautograder(?:\.[a-z_]+)+\b", text))
    graders = {name for name in modules if name.startswith("autograder.graders")}  # in no package, on purpose
    assert len(modules - graders) >= 3
    assert [name for name in modules - graders if importlib.util.find_spec(name) is None] == []
    files = set(re.findall(r"/(autograder/graders/\w+/\w+\.py)", text))
    assert files
    assert [file for file in files if not (root / file).is_file()] == []
