"""Each module has one browser; each test a fresh page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.lab import Home, chromium, make_home, open_browser, open_page

MISSING = (
    "没有找到浏览器：这些测试要用系统里的 Chromium。Debian、Ubuntu 上运行 apt-get install chromium fonts-noto-cjk；"
    "别的系统装好 Chromium 或 Chrome，让 chromium 或 google-chrome 在 PATH 上。"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with the module: while it is open, its event loop runs in this thread."""
    if not chromium():
        pytest.skip(MISSING)
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    return make_home(tmp_path_factory.mktemp("person"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with open_page(browser) as page:
        yield page
