"""What an instructor does in the formgrader: from the source notebook to the feedback of a class."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, expect
from toy import DAY, cell_of, make_course, scores, solved

from browser.formgrader import act, open_formgrader, open_manual_grading
from browser.lab import Home, Lab, jupyterlab

# Right on what the public tests ask; only a hidden test sees that the argument is changed.
IN_PLACE = "def double(x):\n    x *= 2\n    return x\n"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(home: Home) -> Path:
    """The toy course as its author left it: nothing generated, nothing graded."""
    return make_course(home.folder)


@pytest.fixture(scope="module")
def lab(browser: Browser, home: Home, course: Path) -> Iterator[Lab]:
    with jupyterlab(home, course) as lab:
        yield lab


def drop(home: Home, student: str, notebook: nbformat.NotebookNode) -> None:
    """Put a submission where ``nbgrader submit`` puts it."""
    name = f"{student}+{DAY}+2025-11-20 08:00:00.000000 UTC+r4nd"
    folder = home.exchange / "dl_crash_course" / "inbound" / name
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{DAY}.ipynb")


def test_from_the_source_to_the_feedback(page: Page, lab: Lab, home: Home):
    course = lab.folder
    ann, ben = solved(course, {"double-solution": IN_PLACE}), solved(course)
    shutil.rmtree(course / "release")
    (course / "gradebook.db").unlink()
    formgrader = open_formgrader(page, lab)
    act(formgrader, DAY, "assign")
    released = (course / "release" / DAY / f"{DAY}.ipynb").read_text(encoding="utf-8")
    assert "def double" in released
    assert "secret-solution-line" not in released

    act(formgrader, DAY, "release")
    assert (home.exchange / "dl_crash_course" / "outbound" / DAY / f"{DAY}.ipynb").is_file()
    drop(home, "ann", ann)
    drop(home, "ben", ben)
    act(formgrader, DAY, "collect")
    formgrader.locator("tr", has_text=DAY).locator("td.num-submissions a").click()
    for student in ("ann", "ben"):
        act(formgrader, student, "autograde")
    expect(formgrader.locator("tr", has_text="ann").locator("td.score")).to_have_text("80 / 100")
    expect(formgrader.locator("tr", has_text="ben").locator("td.score")).to_have_text("100 / 100")
    assert scores(course) == {"ann": 80, "ben": 100}
    graded = nbformat.read(course / "autograded" / "ann" / DAY / f"{DAY}.ipynb", as_version=4)
    assert "不改动输入" in str(cell_of(graded, "double").outputs)

    open_manual_grading(formgrader, DAY)
    formgrader.locator("tr", has_text="80 / 100").get_by_role("link").first.click()
    graded_cell = formgrader.locator(".code_cell", has=formgrader.locator("#double"))
    expect(graded_cell).to_contain_text("✗ 不改动输入。（传进去的参数被改动了）")
    box = graded_cell.locator("#double")
    expect(box).to_have_attribute("placeholder", "20")
    box.fill("35")
    with page.expect_response("**/formgrader/api/grade/*") as saved:
        box.press("Tab")
    assert saved.value.ok
    open_manual_grading(formgrader, DAY)
    expect(formgrader.locator("tr", has_text="95 / 100")).to_have_count(1)
    assert scores(course) == {"ann": 95, "ben": 100}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "dl_crash_course") as gradebook:
        grade = gradebook.find_grade("double", DAY, DAY, "ann")
        assert (grade.auto_score, grade.manual_score) == (20, 35)

    formgrader.get_by_role("link", name="Manage Assignments").click()
    formgrader.locator("tr", has_text=DAY).locator("td.num-submissions a").click()
    act(formgrader, "ann", "generate-feedback")
    assert (course / "feedback" / "ann" / DAY / f"{DAY}.html").is_file()
