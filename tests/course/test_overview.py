"""Every overview of the course is made from course.toml and the headers of the texts."""

import json
import re
import shutil
from pathlib import Path

import pytest
from toy import ROOT

from autograder.authoring.overview import write_overviews
from autograder.course.assignment import Course
from autograder.learner.progress import overview

DOCUMENTS = ("README.md", "README.en.md", "docs/index.md", "release/index.ipynb", "release/en/index.ipynb")
COURSE_TOML = """
[[track]]
key = "ml"
title = "机器学习"
about = "从头写。"
en = { title = "Machine learning", about = "From scratch." }
assignments = ["trees", "guide05_micrograd"]

[[track]]
key = "python"
title = "语言"
about = "先学会写。"
en = { title = "The language", about = "First things first." }
assignments = ["arrays"]
"""
TEXT = """\
# ---
# jupyter:
#   autograder:
#     title: {title}
#     builds: 能用的 a|b
#     minutes: 35
#     points: 60
{english}# ---

# %% [markdown]
# # {title}

# %% check="one" points=20 minutes=5
check("one")

# %% check="two" points=40 minutes=5
check("two")
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    for name, title, english in (
        ("arrays", "数组", ""),
        ("guide05_micrograd", "自动微分", ""),
        ("trees", "树", "#     en: {title: Trees, builds: one that works}\n"),
    ):
        (tmp_path / "source" / name).mkdir(parents=True)
        text = TEXT.format(title=title, english=english)
        (tmp_path / "source" / name / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "source" / "course.toml").write_text(COURSE_TOML, encoding="utf-8")
    return Course(tmp_path)


def test_what_is_committed_is_what_the_texts_say(tmp_path):
    for path in [
        *DOCUMENTS,
        "source/course.toml",
        *(str(path.relative_to(ROOT)) for path in (ROOT / "release" / "en").glob("*/*.ipynb")),
        *(f"source/{name}/{name}.py" for name in Course(ROOT).names()),
    ]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    drifted = [str(path.relative_to(tmp_path)) for path in write_overviews(Course(tmp_path))]
    assert not drifted, "run `make build` and commit the result"


def test_every_document_of_the_repository_has_a_place_for_its_table():
    for name in DOCUMENTS[:3]:
        assert (ROOT / name).read_text(encoding="utf-8").count("<!-- tracks -->\n") == 1


def test_a_table_stands_in_its_place_in_the_language_of_the_document(course):
    for name in ("README.md", "README.en.md"):
        (course.root / name).write_text("before\n\n<!-- tracks -->\nold\n<!-- /tracks -->\n\nafter\n")
    write_overviews(course)
    text = (course.root / "README.md").read_text(encoding="utf-8")
    assert text.startswith("before\n\n<!-- tracks -->\n\n**机器学习**\n\n从头写。\n\n")
    assert text.endswith("\n<!-- /tracks -->\n\nafter\n")
    assert "old" not in text
    assert re.findall(r"\[(.*?)\]", text) == ["树", "自动微分", "数组"]
    assert (
        r"| [自动微分](release/guide05_micrograd/guide05_micrograd.ipynb) | 能用的 a\|b | 2 | 35 | 60 |"
        in text
    )
    english = (course.root / "README.en.md").read_text(encoding="utf-8")
    assert "**Machine learning**" in english
    assert "| [Trees](release/trees/trees.ipynb) | one that works | 2 | 35 | 60 |" in english
    assert "| [数组](release/arrays/arrays.ipynb) |" in english  # no English words: better than none


def test_the_landing_page_links_to_each_assignment_and_tells_the_order_to_a_learner(course):
    assert write_overviews(course) == [course.release / "index.ipynb"]
    assert write_overviews(course) == []
    page = json.loads((course.release / "index.ipynb").read_text(encoding="utf-8"))
    text = "".join(page["cells"][0]["source"])
    assert re.findall(r"\]\((.*?)\)", text) == [
        "trees/trees.ipynb",
        "guide05_micrograd/guide05_micrograd.ipynb",
        "arrays/arrays.ipynb",
    ]
    for name in ("arrays", "guide05_micrograd", "trees"):
        folder = course.release / name
        folder.mkdir()
        (folder / f"test_{name}.py").touch()
        cell = {"cell_type": "markdown", "source": f"# {name}", "metadata": {}}
        (folder / f"{name}.ipynb").write_text(json.dumps({"cells": [cell]}))
    assert [(track.title, [one.name for one in track.assignments]) for track in overview(course.release)] == [
        ("机器学习", ["trees", "guide05_micrograd"]),
        ("语言", ["arrays"]),
    ]


def test_what_is_translated_has_a_landing_page_in_english(course):
    (course.release / "en" / "trees").mkdir(parents=True)
    (course.release / "en" / "trees" / "trees.ipynb").touch()
    assert write_overviews(course) == [course.release / "index.ipynb", course.release / "en" / "index.ipynb"]
    assert write_overviews(course) == []
    pages = [
        json.loads((folder / "index.ipynb").read_text(encoding="utf-8"))
        for folder in (course.release, course.release / "en")
    ]
    chinese, english = ("".join(page["cells"][0]["source"]) for page in pages)
    assert "[English](en/index.ipynb)" in chinese
    assert re.findall(r"\]\((.*?)\)", english) == ["../index.ipynb", "trees/trees.ipynb"]
    assert "| [Trees](trees/trees.ipynb) | one that works | 2 | 35 | 60 |" in english
    assert pages[1]["metadata"]["autograder"]["tracks"] == [
        {"title": "Machine learning", "assignments": ["trees"]}
    ]


def test_a_document_without_a_place_for_a_table_is_left_alone(course):
    (course.root / "README.md").write_text("我们学校的说明\n")
    write_overviews(course)
    assert (course.root / "README.md").read_text() == "我们学校的说明\n"
