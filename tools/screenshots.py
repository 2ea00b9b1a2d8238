"""Take the pictures of the README anew: ``make screenshots``.

They show what the tests in ``tests/browser/`` assert, on the same JupyterLab, in the same browser: a check cell that
names a mistake, and a graded submission in the formgrader.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import nbformat
from browser.formgrader import open_formgrader, open_manual_grading
from browser.lab import (
    ROOT,
    close_file_browser,
    copy_day,
    jupyterlab,
    make_home,
    open_browser,
    open_page,
)
from browser.notebook import answer, cell, open_notebook, run
from playwright.sync_api import Browser, Locator, Page
from toy import cell_of, nbgrader

DAY = "day04"
IMAGES = ROOT / "docs" / "images"
# CSS pixels.  The part that is shown is about as wide as a README, so that its text keeps its size; the page is so
# high that nothing fixed to its edges covers that part.
WIDTH, HEIGHT = 1000, 1600
MARGIN = 2
SOFTMAX = """\
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)
"""


def notebook(browser: Browser, folder: Path) -> None:
    """A wrong derivative, and what the check cell says of it."""
    home = make_home(folder)
    shutil.copytree(ROOT / "release" / DAY, home.folder / DAY)
    with jupyterlab(home, home.folder) as lab, open_page(browser, WIDTH, HEIGHT, sharp=2) as page:
        open_notebook(page, lab, f"{DAY}/{DAY}.ipynb")
        for start in ("import os", "import numpy"):
            run(page, start)
        answer(page, "relu_derivative", "return (z >= 0).astype(float)")
        run(page, 'check("relu_derivative")')
        said = cell(page, 'check("relu_derivative")').locator(".jp-OutputArea")
        picture(page, cell(page, "def relu_derivative("), said, "notebook.png")


def formgrader(browser: Browser, folder: Path) -> None:
    """A submission whose softmax overflows, with the verdict of the hidden tests."""
    home = make_home(folder)
    course = home.folder / "course"
    copy_day(DAY, course)
    submit(course)
    for step in ("generate_assignment", "autograde"):
        if nbgrader(course, step, DAY):
            raise SystemExit(f"nbgrader {step} failed")
    with jupyterlab(home, course) as lab, open_page(browser, WIDTH + 200, HEIGHT, sharp=2) as page:
        frame = open_formgrader(page, lab)
        open_manual_grading(frame, DAY)
        frame.locator("tbody").get_by_role("link").first.click()
        close_file_browser(page)
        answered = frame.locator(".nbgrader_cell", has_text="def softmax(")
        graded = frame.locator(".code_cell", has=frame.locator("#softmax"))
        picture(page, answered, graded, "formgrader.png")


def submit(course: Path) -> None:
    """Hand in the answer key, all but its softmax."""
    done = nbformat.read(course / "source" / DAY / f"{DAY}.ipynb", as_version=4)
    blank = nbformat.read(course / "release" / DAY / f"{DAY}.ipynb", as_version=4)
    stub = cell_of(blank, "softmax-solution").source.splitlines(keepends=True)
    cell_of(done, "softmax-solution").source = "".join(stub[:-1]) + SOFTMAX
    target = course / "submitted" / "student1" / DAY / f"{DAY}.ipynb"
    target.parent.mkdir(parents=True)
    nbformat.write(done, target)


def picture(page: Page, first: Locator, last: Locator, name: str) -> None:
    """Write the part of the page from one element to another, in full width."""
    first.evaluate("element => element.scrollIntoView({block: 'center'})")
    top, bottom = first.bounding_box(), last.bounding_box()
    clip = {
        "x": top["x"] - MARGIN,
        "y": top["y"] - MARGIN,
        "width": top["width"] + 2 * MARGIN,
        "height": bottom["y"] + bottom["height"] - top["y"] + 2 * MARGIN,
    }
    page.screenshot(path=IMAGES / name, clip=clip, animations="disabled", caret="hide")


def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as folder, open_browser() as browser:
        for take in (notebook, formgrader):
            place = Path(folder) / take.__name__
            place.mkdir()
            take(browser, place)
            print(f"docs/images/{take.__name__}.png")


if __name__ == "__main__":
    main()
