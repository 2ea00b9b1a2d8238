"""What a person does with a notebook in JupyterLab: open it, write into a cell, run it, read what it says."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, expect

from browser.lab import Lab, close_file_browser

ACTIVE = re.compile("jp-mod-active")
# The number that a cell gets when it has run.
COUNTED = re.compile(r"\[\d+\]:")
# How the status bar ends the line about a kernel that is there and has nothing to do.
IDLE = re.compile(r"\| Idle$")


def open_notebook(page: Page, lab: Lab, path: str) -> None:
    """Open a notebook and wait until it is all there and its kernel idle; the file browser is closed.

    The status bar is asked: the indicator in the notebook's toolbar says idle before there is a kernel,
    and what is run before there is one is dropped without a word.
    """
    page.goto(f"{lab.url}/lab/tree/{path}?reset")
    cells = nbformat.read(lab.folder / path, as_version=4).cells
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(len(cells))
    expect(page.get_by_title(f"Change kernel for {Path(path).name}")).to_have_text(IDLE)
    close_file_browser(page)


def cell(page: Page, start: str) -> Locator:
    """The code cell that begins with this text."""
    return page.locator(".jp-Notebook .jp-CodeCell", has=page.locator(".cm-line:first-child", has_text=start))


def edit(page: Page, start: str) -> Locator:
    """Put the cursor into the cell that begins with this text.

    Not by a click: formulas that are still being set move the cells below them.
    """
    code = cell(page, start)
    code.locator(".cm-content").focus()
    expect(code).to_have_class(ACTIVE)
    return code


def answer(page: Page, name: str, line: str) -> None:
    """Write ``line`` in place of the last line of an exercise's cell, which keeps its indentation, and run it."""
    edit(page, f"def {name}(")
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    page.keyboard.type(line)
    run(page, f"def {name}(")


def run(page: Page, start: str) -> Locator:
    """Run the cell that begins with this text by Shift-Enter; gives what it puts out, once it has ended."""
    code = edit(page, start)
    prompt = code.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    page.keyboard.press("Shift+Enter")
    expect(prompt).not_to_have_text(before)
    expect(prompt).to_have_text(COUNTED)
    return code.locator(".jp-OutputArea-output")


def save(page: Page) -> None:
    """Save the notebook and wait until it lies on disk."""
    page.keyboard.press("Control+s")
    expect(page.locator("#jp-main-dock-panel .lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)


def too_wide(page: Page) -> list[str]:
    """The beginnings of what cells put out that is wider than the page."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".jp-OutputArea-output")]
            .filter(shown => shown.scrollWidth > shown.clientWidth + 1).map(shown => shown.innerText.slice(0, 80))"""
    )


def hard_to_read(page: Page) -> list[str]:
    """What cells put out in letters that stand out from their background by less than 4.5 to 1 (WCAG 2, AA)."""
    return page.evaluate(
        """() => {
            const numbers = text => { const c = text.match(/[\\d.]+/g).map(Number); return c.length < 4 ? [...c, 1] : c };
            const over = (top, below) => [0, 1, 2].map(i => top[3] * top[i] + (1 - top[3]) * below[i]);
            const light = colour => colour.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
            const behind = element => element
                ? over(numbers(getComputedStyle(element).backgroundColor), behind(element.parentElement)) : [255, 255, 255];
            const found = [];
            for (const element of document.querySelectorAll(".jp-OutputArea-output *")) {
                if (![...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
                const back = behind(element);
                const both = [light(over(numbers(getComputedStyle(element).color), back)), light(back)];
                const contrast = (Math.max(...both) + .05) / (Math.min(...both) + .05);
                if (contrast < 4.5) found.push(`${contrast.toFixed(2)}: ${element.innerText.slice(0, 80)}`);
            }
            return found;
        }"""
    )
