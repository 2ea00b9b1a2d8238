"""What a student meets in JupyterLab: the lesson, the check cells, Validate, the Assignment List."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, expect
from toy import nbgrader

from browser.lab import ROOT, Home, Lab, copy_day, jupyterlab
from browser.notebook import answer, hard_to_read, open_notebook, run, save, too_wide

DAY = "day04"
NOTEBOOK = f"{DAY}/{DAY}.ipynb"
WRONG = "return (z >= 0).astype(float)"
RIGHT = "return (z > 0).astype(float)"
MISTAKE = [
    "relu_derivative：3 项公开测试里有 1 项没有通过",
    "结果与这种写法一致：z 恰好为 0 时导数取了 1（判断条件写成了 >=）。",
    "按约定，relu 在 z = 0 处的导数取 0。（数值不对：返回值[0] 应当是 0，得到 1）",
]
BAR = "CheckFailed：运行停在这一格。改好函数，先运行它的单元格，再运行这里。"
RAISES = "raise KeyError('name' * 40)"
PASSED = "relu_derivative：公开测试全部通过（3 项；隐藏测试另计）"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lab(browser: Browser, home: Home) -> Iterator[Lab]:
    """The student works in one folder; each test has a place of its own there."""
    desk = home.folder / "desk"
    desk.mkdir()
    with jupyterlab(home, desk) as lab:
        yield lab


def put(lab: Lab, place: str) -> str:
    """A fresh copy of what students get, in a folder of this name; gives the notebook's path on the desk."""
    shutil.copytree(ROOT / "release" / DAY, lab.folder / place / DAY)
    return f"{place}/{NOTEBOOK}"


def test_the_lesson_is_rendered(page: Page, lab: Lab):
    path = put(lab, "reading")
    cells = nbformat.read(lab.folder / path, as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    open_notebook(page, lab, path)
    lesson = page.locator(".jp-Notebook")
    expect(lesson.locator(".jp-Cell")).to_have_count(len(cells))
    titles = re.findall(r"^#{1,3} (.*)$", text, re.MULTILINE)
    expect(lesson.locator("h1, h2, h3")).to_have_text([f"{title}¶" for title in titles])
    images = lesson.locator(".jp-RenderedMarkdown img")
    expect(images).to_have_count(len(re.findall(r"!\[", text)))
    for image in images.all():
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 0
    expect(lesson.locator("mjx-container[display=true]")).to_have_count(text.count("$$") // 2)
    expect(lesson.locator("mjx-merror")).to_have_count(0)
    expect(lesson.locator(".jp-RenderedMarkdown", has_text="$")).to_have_count(0)


def test_the_landing_page_shows_progress_and_leads_to_the_lesson(page: Page, lab: Lab):
    lesson = lab.folder / put(lab, "arriving")
    shutil.copy(ROOT / "release" / "index.ipynb", lesson.parents[1])
    title = nbformat.read(lesson, as_version=4).metadata.autograder.title
    open_notebook(page, lab, "arriving/index.ipynb")
    said = run(page, "from autograder import progress_bar")
    expect(said.locator("tr")).to_have_count(1)
    expect(said.locator("td")).to_have_text([title, "", "0 / 13"])
    page.locator(".jp-RenderedMarkdown a", has_text=title).click()
    expect(page.locator(".jp-Notebook h1", has_text=title)).to_be_visible()


def test_a_check_names_the_mistake_and_then_passes(page: Page, lab: Lab):
    open_notebook(page, lab, put(lab, "writing"))
    for start in ("import os", "import numpy"):
        run(page, start)
    answer(page, "relu_derivative", WRONG)
    said = run(page, 'check("relu_derivative")')
    assert said.first.inner_text().splitlines() == [f"✗ {MISTAKE[0]}", *MISTAKE[1:]]
    # Below the box a bar that does not say the same again.
    expect(said.nth(1)).to_have_text(BAR)
    answer(page, "relu_derivative", RIGHT)
    said = run(page, 'check("relu_derivative")')
    expect(said).to_have_text([f"✓ {PASSED}"])


def test_a_check_stops_the_run(page: Page, lab: Lab):
    path = put(lab, "stopping")
    notebook = nbformat.read(lab.folder / path, as_version=4)
    sources = [
        "from autograder import check",
        "def relu_derivative(z):\n    return z",
        'check("relu_derivative")',
    ]
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (*sources, "print('went on')")]
    nbformat.write(notebook, lab.folder / path)
    open_notebook(page, lab, path)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.locator(".jp-OutputArea-output", has_text=BAR)).to_have_count(1)
    expect(page.locator(".jp-InputPrompt").last).to_have_text("[ ]:")


@pytest.mark.parametrize(("width", "theme"), [(900, "Light"), (1280, "Dark")])
def test_the_ladder_and_the_box_are_easy_to_read(page: Page, lab: Lab, home: Home, width: int, theme: str):
    page.set_viewport_size({"width": width, "height": 900})
    with home.theme(f"JupyterLab {theme}"):
        open_notebook(page, lab, put(lab, f"climbing-{width}"))
    expect(page.locator(f"body[data-jp-theme-light={str(theme == 'Light').lower()}]")).to_have_count(1)
    for start in ("import os", "import numpy"):
        run(page, start)
    answer(page, "relu_derivative", RAISES)
    box = run(page, 'check("relu_derivative")').first
    expect(box).to_contain_text("抛出了 KeyError")
    expect(box).to_contain_text(RAISES)
    ladder = run(page, "from autograder import ladder").first
    expect(ladder.get_by_role("rowheader")).to_have_count(12)
    expect(ladder.get_by_role("columnheader")).to_have_count(7)
    raised = re.compile("^✗ 不对 dz1 relu_derivative 没有算出来（KeyError")
    expect(ladder.get_by_role("row", name=raised)).to_have_count(1)
    expect(ladder.get_by_role("row", name=re.compile("^· 没写 logits"))).to_have_count(1)
    assert too_wide(page) == []
    assert hard_to_read(page) == []


def test_validate_shows_what_the_check_says(page: Page, lab: Lab):
    open_notebook(page, lab, put(lab, "validating"))
    run(page, "import numpy")
    answer(page, "relu_derivative", WRONG)
    page.get_by_role("button", name="Validate").click()
    results = page.locator("#validation-message")
    expect(results.locator("pre", has_text=MISTAKE[0])).to_have_text("\n".join(MISTAKE))
    expect(results.locator("pre", has_text="relu：尚未完成")).to_have_count(1)


def test_validate_is_content_with_right_answers(page: Page, lab: Lab):
    path = put(lab, "done")
    answers = nbformat.read(ROOT / "source" / DAY / f"{DAY}.ipynb", as_version=4)
    # What trains for long is left out, as it is when grading.
    answers.cells = [
        cell for cell in answers.cells if "check" in cell.source or cell.metadata.get("nbgrader")
    ]
    nbformat.write(answers, lab.folder / path)
    open_notebook(page, lab, path)
    page.get_by_role("button", name="Validate").click()
    expect(page.locator("#validation-message")).to_have_text("Success! Your notebook passes all the tests.")


class TestAssignmentList:
    """Out to the student, back to the course, and the feedback out again."""

    @pytest.fixture
    def course(self, tmp_path: Path, home: Home) -> Path:
        """A course folder whose day is released to the exchange."""
        copy_day(DAY, tmp_path)
        assert instruct(tmp_path, home, "release_assignment") == 0
        return tmp_path

    def test_fetch_submit_and_read_the_feedback(self, page: Page, lab: Lab, course: Path, home: Home):
        show_assignments(page, lab)
        page.locator("#released_assignments_list .list_item", has_text=DAY).get_by_role("button").click()
        expect(page.locator("#fetched_assignments_list > .list_item", has_text=DAY)).to_be_visible()
        open_notebook(page, lab, NOTEBOOK)
        run(page, "import numpy")
        answer(page, "relu_derivative", RIGHT)
        save(page)

        show_assignments(page, lab)
        fetched = page.locator("#fetched_assignments_list > .list_item", has_text=DAY)
        fetched.get_by_role("button", name="Submit").click()
        submitted = page.locator("#submitted_assignments_list > .list_item", has_text=DAY)
        expect(submitted).to_be_visible()
        (inbound,) = (home.exchange / "dl_crash_course" / "inbound").glob(f"*+{DAY}+*/{DAY}.ipynb")
        assert RIGHT in inbound.read_text(encoding="utf-8")

        for step in ("collect", "autograde", "generate_feedback", "release_feedback"):
            assert instruct(course, home, step) == 0
        submitted.get_by_role("button", name="Fetch Feedback").click()
        submitted.get_by_text("(view feedback)").click()
        page.locator(".jp-DirListing-item", has_text=f"{DAY}.html").dblclick()
        feedback = page.frame_locator(".jp-HTMLViewer iframe")
        expect(feedback.locator("body")).to_contain_text("relu_derivative")


def show_assignments(page: Page, lab: Lab) -> None:
    page.goto(f"{lab.url}/lab?reset")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()
    expect(page.locator("#released_assignments_list_loading")).to_be_hidden()


def instruct(course: Path, home: Home, step: str) -> int:
    """Run one of the instructor's commands; gives its exit code."""
    return nbgrader(course, step, DAY, f"--Exchange.root={home.exchange}")
