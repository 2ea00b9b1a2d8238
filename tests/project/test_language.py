"""Everything we say can be said in English, and everything we keep can be said in either language."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import re
import runpy
import string
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import toy
from babel.messages.pofile import read_po
from rich.console import Console
from verbs import autograder

from autograder import language
from autograder.authoring.proof import ExerciseProof
from autograder.checking.kinds import Construct, Found, Kind, Rule
from autograder.classroom import roster
from autograder.cli.examined import doctor_table, print_tier, proof_table
from autograder.grading.problems import Oddity
from autograder.sandbox import ONE_THREAD, THREADS, TIERS
from autograder.sandbox.doctor.examine import CLOSED, OPEN, UNCLEAR, Finding
from autograder.sandbox.doctor.probes import PROBES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "autograder"
# Characters, and the punctuation that comes with them.
CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
WORDS = runpy.run_path(str(ROOT / "tools" / "words.py"))
CATALOGUES = sorted(WORDS["LOCALE"].glob("*/LC_MESSAGES/*.po"))
# What these say is part of a course, or is looked for in one: not our words.
CONTENT = (
    *("authoring/common_mistakes.py", "authoring/first_cell.py", "authoring/overview.py"),
    *("authoring/skeleton/", "course/lesson.py", "graders/", "reports/exports.py"),
)
# What the skeletons say where something is to be filled in.
CONTENT_WORDS = {"待写"}


def chinese(text: str) -> list[str]:
    """The lines of a text with Chinese in them."""
    return [line for line in text.splitlines() if CHINESE.search(line)]


def strings(text: str | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> Counter[str]:
    """What is put into a text: names in braces with their form, names and letters after a percent sign."""
    found = Counter(re.findall(r"%(?:\(\w+\))?[sd]", text))
    if not found:
        found += Counter(
            f"{name}!{conversion}:{form}"
            for _, name, form, conversion in string.Formatter().parse(text)
            if name is not None
        )
    return found


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
class TestCatalogue:
    def catalogue(self, path: Path):
        with path.open("rb") as file:
            return [message for message in read_po(file, locale=path.parts[-3]) if message.id]

    def test_it_has_every_text_of_the_code_and_no_other(self, path):
        texts = {message.id for message in WORDS["texts"]() if message.id}
        held = {message.id for message in self.catalogue(path)}
        assert texts == held, "run `make words`"

    def test_every_text_is_translated(self, path):
        for message in self.catalogue(path):
            assert not message.fuzzy, message.id
            assert all(strings(message.string)), message.id

    def test_a_translation_has_what_is_put_into_its_text(self, path):
        for message in self.catalogue(path):
            wanted = placeholders(strings(message.id)[0])
            for said in strings(message.string):
                # "1 more line" may say its number in a word, or twice.
                assert placeholders(said).keys() == wanted.keys(), message.id

    def test_no_translation_is_chinese(self, path):
        assert not [m.id for m in self.catalogue(path) if CHINESE.search("".join(strings(m.string)))]

    def test_the_compiled_catalogue_is_that_of_the_text(self, path):
        with path.open("rb") as file:
            compiled = WORDS["as_mo"](read_po(file, locale=path.parts[-3]))
        assert path.with_suffix(".mo").read_bytes() == compiled, "run `make words`"


def marked(tree: ast.AST) -> set[ast.AST]:
    """The parts of a module that are extracted, and its docstrings."""
    found: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in WORDS["PYTHON"]:
                numbers = WORDS["PYTHON"][name] or range(1, 1 + len(node.args))
                found |= {part for n in numbers for part in ast.walk(node.args[n - 1])}
            case ast.Module() | ast.FunctionDef() | ast.ClassDef() if ast.get_docstring(node, clean=False):
                found.add(node.body[0].value)  # type: ignore[attr-defined]
    return found


def test_every_chinese_text_in_the_code_is_marked_for_translation():
    missing = []
    titles = {title for names in roster.TITLES.values() for title in names}  # read, never said
    for path in PACKAGE.rglob("*.py"):
        name = str(path.relative_to(PACKAGE))
        if name.startswith(CONTENT):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known = marked(tree)
        missing += [
            f"{name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if CHINESE.search(node.value)
            and node not in known
            and node.value not in {*CONTENT_WORDS, *titles}
        ]
    assert missing == []


def test_every_chinese_text_in_a_template_is_marked_for_translation():
    for path in (PACKAGE / "reports" / "templates").iterdir():
        text = re.sub(
            r"\{#.*?#\}|\{%-? *trans.*?endtrans.*?%\}|_\(\".*?\"\)", "", path.read_text(), flags=re.DOTALL
        )
        assert chinese(text) == []


@pytest.mark.parametrize(
    ("environment", "configured", "spoken"),
    [
        ({}, "", "zh"),
        ({"LANG": "C.UTF-8"}, "", "zh"),
        ({"LANG": "POSIX"}, "", "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "", "zh"),
        ({"LANG": "fr_FR.UTF-8"}, "", "zh"),
        ({"LANG": "en_GB.UTF-8"}, "", "en"),
        ({"LANG": "en_US"}, "zh", "zh"),
        ({"LANG": "zh_CN"}, "en", "en"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "en_US"}, "", "en"),
        ({"LC_ALL": "C", "LANG": "en_US"}, "", "zh"),
        ({"AUTOGRADER_LANG": "en", "LANG": "zh_CN"}, "zh", "en"),
        ({"AUTOGRADER_LANG": "zh-CN", "LANG": "en_US"}, "en", "zh"),
        ({"AUTOGRADER_LANG": "", "LANG": "en_US"}, "", "en"),
    ],
)
def test_the_language_is_chosen_by_variable_configuration_and_locale(
    monkeypatch, environment, configured, spoken
):
    for name in ("AUTOGRADER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(language, "_configured", configured)
    assert language.chosen() == spoken


@pytest.fixture
def english(monkeypatch) -> None:
    monkeypatch.setenv("AUTOGRADER_LANG", "en")


def test_every_fact_can_be_said(english):
    said = [kind.label for kind in Kind]
    said += [str(Found(rule, what, ("name",), 3)) for rule in Rule for what in Construct]
    values = {name for oddity in Oddity for _, name, _, _ in string.Formatter().parse(oddity.text) if name}
    said += [oddity.said(**dict.fromkeys(values, "x")) for oddity in Oddity]
    assert not [text for text in said if CHINESE.search(text) or "{" in text]


def test_what_doctor_and_graders_print_is_english(english):
    console = Console(width=250, file=io.StringIO())
    found = {}
    for profile, state in ((ONE_THREAD, CLOSED), (THREADS, OPEN)):
        for tier in TIERS:
            print_tier(console, profile.name, tier, {"A": "reason"})
        found[profile.name] = [Finding(probe, state, n % 2 == 0) for n, probe in enumerate(PROBES)]
    found[THREADS.name][0] = Finding(PROBES[0], UNCLEAR, True)
    console.print(doctor_table(found))
    console.print(proof_table("toy", [ExerciseProof("double", 1, 1, 2, 3, 3, 3, ())]))
    assert chinese(console.file.getvalue()) == []


def say(folder: Path, *words: object, spoken: str = "en", option: str = "-m") -> str:
    """What a command prints when typed in a course's folder, in a process of its own."""
    done = subprocess.run(
        [sys.executable, option, *map(str, words)],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200", "AUTOGRADER_LANG": spoken},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert "Traceback" not in done.stdout
    return done.stdout


def verb(folder: Path, *words: object) -> str:
    """The same for a verb of ours, in this process and its language."""
    done = autograder(*words, cwd=folder)
    return done.stdout + done.stderr


VERBS = [
    "new",
    "build",
    "words",
    "check",
    "progress",
    "grade",
    "report",
    "export",
    "graders",
    "simulate",
    "demo",
    "doctor",
]


# The language of these texts is the one that was chosen when they were read: all of them in one process.
HELP = f"""
from typer.testing import CliRunner
from autograder.cli.main import app
for words in ([], *([verb] for verb in {VERBS})):
    print(CliRunner().invoke(app, [*words, "--help"]).output)
"""


@pytest.mark.slow
def test_help_is_english():
    text = say(ROOT, HELP, option="-c")
    assert text.count("Usage:") == 1 + len(VERBS)
    assert chinese(text) == []


def test_the_commands_of_make_are_english(english):
    made = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True)
    assert "list all commands" in made.stdout
    assert chinese(made.stdout) == []


# One student each: what they hand in for `double`.
WAYS = {
    "right": toy.DOUBLE,
    "half": "def double(x):\n    return x / 2\n",
    "alters": "def double(x):\n    x *= 2\n    return x\n",
    "unknown": "def double(x):\n    return x + 7\n",
    "raises": "def double(x):\n    return x @ missing\n",
    "broken": "def double(x:\n",
    "exits": "import os\ndef double(x):\n    os._exit(0)\n",
    "none": "def double(x):\n    2 * x\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    """A class graded in Chinese, in a course whose own words are no Chinese: all that is, is ours."""
    root = toy.make_course(tmp_path_factory.mktemp("language"))
    toy.variants(root, "double").write_text(
        "# %% wrong half\n# halves it\ndef double(x):\n    return x / 2\n"
    )
    texts = [root / "nbgrader_config.py", *(root / "source").rglob("*"), *(root / "release").rglob("*")]
    texts += (root / "autograder" / "graders").rglob("*.py")
    for path in texts:
        if path.is_file():
            path.write_text(CHINESE.sub("x", path.read_text(encoding="utf-8")), encoding="utf-8")
    for student, text in WAYS.items():
        toy.hand_in(root, student, toy.solved(root, {"double-solution": text}))
    toy.hand_in(root, "blank", toy.released(root))
    toy.hand_in(root, "damaged", b'{"cells": [')
    assert "总分" in say(root, "autograder.cli", "grade", toy.DAY, spoken="zh")
    return root


@pytest.mark.slow
class TestClass:
    def test_reports_hold_no_words_of_ours(self, root):
        for student in (*WAYS, "blank", "damaged"):
            report = json.loads((root / "autograded" / student / toy.DAY / "report.json").read_bytes())[0]
            assert chinese(json.dumps(report, ensure_ascii=False)) == []
            assert report["score"] == (100 if student == "right" else report["score"])

    def test_what_was_graded_in_chinese_is_shown_in_english(self, root):
        table = say(root, "autograder.cli", "grade", toy.DAY)
        assert "half" in table
        assert "the whole process ended" in table
        assert chinese(table) == []

    def test_pages_are_english(self, root, english):
        assert chinese(verb(root, "report", toy.DAY)) == []
        page = (root / "report" / f"{toy.DAY}.html").read_text()
        assert "Common misconceptions" in page
        assert chinese(page) == []
        assert chinese(say(root, "nbgrader", "generate_feedback", toy.DAY, "--quiet")) == []
        for student in (*WAYS, "blank", "damaged"):
            page = (root / "feedback" / student / toy.DAY / f"{toy.DAY}.html").read_text()
            assert "Scores by exercise" in page
            assert chinese(page) == []

    def test_exports_are_english(self, root, english):
        for system in ("csv", "gradescope", "moodle", "canvas"):
            assert chinese(verb(root, "export", toy.DAY, "--to", system)) == []
        files = [path for path in (root / "export").rglob("*") if path.is_file()]
        assert len(files) == 3 + len(WAYS) + 2
        for path in files:
            assert chinese(path.read_text(encoding="utf-8-sig")) == []
        head = next(csv.reader(io.StringIO((root / "export" / f"{toy.DAY}.csv").read_text("utf-8-sig"))))
        assert {"student", "total", "problems"} <= set(head)

    def test_a_notebook_graded_in_english_is_english(self, root):
        say(root, "nbgrader", "autograde", toy.DAY, "--force", "--student", "alters")
        notebook = (root / "autograded" / "alters" / toy.DAY / f"{toy.DAY}.ipynb").read_text()
        assert "an argument was changed" in notebook
        assert chinese(notebook) == []

    @pytest.mark.parametrize(
        "words",
        [
            ("grade", "nothing"),
            ("check", "nothing.ipynb"),
            ("progress", "/dev"),
            ("simulate", toy.DAY, "--students", "0", "--out", "unused"),
            ("graders", toy.DAY, "dubble"),
            ("graders", toy.DAY),
            ("check", f"submitted/unknown/{toy.DAY}/{toy.DAY}.ipynb"),
        ],
    )
    def test_messages_are_english(self, root, english, words):
        text = verb(root, *words)
        assert text
        assert chinese(text) == []

    def test_the_course_chooses_the_language_of_our_commands_for_a_class(self, root, monkeypatch):
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        config = root / "nbgrader_config.py"
        before = config.read_text()
        try:
            config.write_text(before + '\nc.Autograder.language = "en"\n')
            for words in (("grade",), ("show", "half"), ("report",), ("export", "--to", "csv")):
                text = say(root, "autograder.cli", words[0], toy.DAY, *words[1:], spoken="")
                assert text
                assert chinese(text) == []
            assert chinese((root / "report" / f"{toy.DAY}.html").read_text()) == []
            assert chinese((root / "export" / f"{toy.DAY}.csv").read_text("utf-8-sig")) == []
            assert "分" in say(root, "autograder.cli", "show", toy.DAY, "half", spoken="zh")
            # A command of nbgrader's reads the same file; what it was started with goes before.
            say(
                *(root, "nbgrader", "generate_feedback", toy.DAY, "--student", "half"),
                "--Autograder.language=zh",
                spoken="",
            )
            assert "各题得分" in (root / "feedback" / "half" / toy.DAY / f"{toy.DAY}.html").read_text()
            config.write_text(before + '\nc.Autograder.language = "la"\n')
            assert "c.Autograder.language" in say(root, "autograder.cli", "show", toy.DAY, "half", spoken="")
        finally:
            config.write_text(before)

    def test_the_course_chooses_the_language_of_nbgraders_commands(self, root, monkeypatch):
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        for chosen, word in (("en", "Scores by exercise"), ("zh", "各题得分")):
            say(
                *(root, "nbgrader", "generate_feedback", toy.DAY, "--student", "half"),
                f"--Autograder.language={chosen}",
                spoken="",
            )
            assert word in (root / "feedback" / "half" / toy.DAY / f"{toy.DAY}.html").read_text()
        text = say(root, "nbgrader", "generate_feedback", toy.DAY, "--Autograder.language=la", spoken="en")
        assert "c.Autograder.language" in text
