"""The pages we make, in a browser: what axe-core looks at is in order, by day and by night, and the documentation can be searched."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from toy import DAY, hand_in, make_course, nbgrader, solved
from verbs import autograder

from autograder.course.assignment import Course

ROOT = Course.find(Path(__file__).parent).root

pytestmark = pytest.mark.slow


def violations(browser: Browser, path: Path) -> list[str]:
    """What axe-core finds in a page, in both colour schemes."""
    found = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, viewport={"width": 1100, "height": 900})
        try:
            page = context.new_page()
            page.goto(path.as_uri())
            page.wait_for_load_state("networkidle")
            found += [
                f"{scheme}: {one['id']}: {one['nodes'][0]['html'][:200]}"
                for one in Axe().run(page).response["violations"]
            ]
        finally:
            context.close()
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with suppress(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version("furo")
        out = tmp_path_factory.mktemp("docs")
        command = ["-q", "-d", out / "doctrees", ROOT / "docs", out / "site"]
        subprocess.run([sys.executable, "-m", "sphinx", *map(str, command)], check=True)
        return out / "site"
    pytest.skip("the documentation's dependencies are not installed")


@pytest.mark.parametrize(
    "page", ["index", "student", "instructor", "security", "author", "search", "en/instructor", "genindex"]
)
def test_a_page_of_the_documentation_is_accessible(browser: Browser, site: Path, page: str) -> None:
    assert violations(browser, site / f"{page}.html") == []


@pytest.mark.parametrize("words", ["反向传播", "误解", "Gradescope", "exchange"])
def test_the_documentation_is_searched_in_chinese_and_english(
    browser: Browser, site: Path, words: str
) -> None:
    context = browser.new_context()
    errors = []
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{(site / 'search.html').as_uri()}?q={words}")
        page.locator("#search-results li").first.wait_for()
        links = page.locator("#search-results li a")
        addresses = [links.nth(place).get_attribute("href") or "" for place in range(links.count())]
    finally:
        context.close()
    # Without a server the summaries of what was found cannot be fetched.
    assert [error for error in errors if "fetch" not in error] == []
    texts = [
        (site / address.split("#")[0].split("?")[0]).read_text(encoding="utf-8") for address in addresses
    ]
    assert texts
    assert any(words.lower() in text.lower() for text in texts)


def test_what_nobody_wrote_is_not_found(browser: Browser, site: Path) -> None:
    """Characters that stand apart in a page are no word there."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{(site / 'search.html').as_uri()}?q=播传反向")
        page.wait_for_function("document.querySelector('#search-results p')?.textContent.length > 0")
        page.wait_for_timeout(500)
        assert page.locator("#search-results li").count() == 0
    finally:
        context.close()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with a right, a wrong, a similar and an empty submission, with report and feedback."""
    root = make_course(tmp_path_factory.mktemp("class"))
    hand_in(root, "ann", solved(root))
    for student in ("ben", "cat"):
        hand_in(
            root, student, solved(root, {"double-solution": "def double(x):\n    y = x + 2\n    return y\n"})
        )
    hand_in(root, "dan", b"damaged")
    for words in (("grade", DAY), ("report", DAY)):
        done = autograder(*words, cwd=root)
        assert done.returncode == 0, done.stderr
    assert nbgrader(root, "generate_feedback", DAY) == 0
    autograder("report", DAY, cwd=root)
    return root


@pytest.mark.parametrize(
    "page", [f"report/{DAY}.html", f"feedback/ann/{DAY}/{DAY}.html", f"feedback/ben/{DAY}/{DAY}.html"]
)
def test_report_and_feedback_are_accessible(browser: Browser, graded: Path, page: str) -> None:
    assert violations(browser, graded / page) == []
