"""A JupyterLab that knows nothing of whoever runs the tests, and a browser to look at it with."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# A page is given this long for each thing it is waited for, in seconds.
PATIENCE = 120
# Settings of whoever runs this; the server gets its own in their place.
PRIVATE = ("JUPYTER", "IPYTHON", "NBGRADER", "XDG_", "MPL")
# JupyterLab asks on its first start whether it may fetch news.
QUIET = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@dataclass(frozen=True)
class Home:
    """A person's home directory and the exchange of their school, both in temporary folders."""

    folder: Path
    exchange: Path

    def environment(self) -> dict[str, str]:
        """The environment of this person's processes: nothing in it leads to another home."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith(PRIVATE)}
        jupyter = self.folder / ".jupyter"
        return kept | {
            "HOME": str(self.folder),
            "PATH": f"{BIN}{os.pathsep}{kept.get('PATH', '')}",
            "JUPYTER_CONFIG_DIR": str(jupyter),
            "JUPYTER_DATA_DIR": str(jupyter / "data"),
            "JUPYTER_RUNTIME_DIR": str(jupyter / "runtime"),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": str(self.folder / ".ipython"),
            "MPLCONFIGDIR": str(self.folder / ".matplotlib"),
        }

    @contextmanager
    def theme(self, name: str) -> Iterator[None]:
        """Pages that are opened inside this block have this theme of JupyterLab's."""
        settings = self.folder / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
        path = settings / "themes.jupyterlab-settings"
        path.write_text(json.dumps({"theme": name}))
        try:
            yield
        finally:
            path.unlink()

    def write_settings(self) -> None:
        """What an administrator would set for everybody: where the exchange is, and which course."""
        settings = self.folder / ".jupyter"
        settings.mkdir(parents=True)
        (settings / "nbgrader_config.py").write_text(
            f"c = get_config()\n"
            f"c.Exchange.root = {str(self.exchange)!r}\n"
            f"c.Exchange.cache = {str(self.folder / '.nbgrader_cache')!r}\n"
            f"c.CourseDirectory.course_id = 'dl_crash_course'\n"
        )
        for name, values in QUIET.items():
            path = settings / "lab" / "user-settings" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(values))


def make_home(parent: Path) -> Home:
    """A new home and a new exchange inside ``parent``."""
    home = Home(parent / "home", parent / "exchange")
    home.exchange.mkdir()
    # What nbgrader asks of an exchange; the umask does not matter to chmod.
    home.exchange.chmod(0o777)
    home.write_settings()
    return home


def copy_day(day: str, course: Path) -> None:
    """Make a course folder with this one day: what is needed to release and to grade it."""
    for room in ("source/data", f"source/{day}", f"release/{day}", f"autograder/graders/{day}"):
        shutil.copytree(ROOT / room, course / room)
    for settings in ROOT.glob("nbgrader_config.*"):
        shutil.copy(settings, course)


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address and the folder that it shows."""

    url: str
    folder: Path


@contextmanager
def jupyterlab(home: Home, folder: Path) -> Iterator[Lab]:
    """A JupyterLab for ``folder``.  On leaving, it and its kernels have ended."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
    ]
    command += ["--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--ServerApp.allow_root=True"]
    log = home.folder / "jupyterlab.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=folder,
            env=home.environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        lab = Lab(f"http://127.0.0.1:{port}", folder)
        _wait_for(lab.url, server, log)
        yield lab
    finally:
        # As Ctrl-C would, without its question: the server shuts its kernels down.
        server.terminate()
        try:
            server.wait(PATIENCE)
        finally:
            _end_group(server.pid)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; RuntimeError with its log if it ends or stays silent."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(f"{url}/api/status", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')}")


def _end_group(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def chromium() -> str | None:
    """Where this machine's browser is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    arguments += ["--disable-background-networking", "--disable-component-update", "--lang=zh-CN"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser: Browser, width: int = 1280, height: int = 900, sharp: int = 1) -> Iterator[Page]:
    """A page without the cookies of any other, that reaches nothing but this machine.

    ``width`` and ``height`` are CSS pixels, ``sharp`` the pixels of a picture for each of them.
    """
    expect.set_options(timeout=1000 * PATIENCE)
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=sharp, locale="zh-CN"
    )
    context.set_default_timeout(1000 * PATIENCE)
    context.route(lambda address: urlsplit(address).hostname != "127.0.0.1", lambda route: route.abort())
    try:
        yield context.new_page()
    finally:
        context.close()


def close_file_browser(page: Page) -> None:
    """Give the main area the room of JupyterLab's left panel."""
    panel = page.locator("#jp-left-stack")
    if panel.is_visible():
        page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab.lm-mod-current").click()
    expect(panel).to_be_hidden()
