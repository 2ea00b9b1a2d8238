"""What an instructor does in nbgrader's formgrader, inside JupyterLab."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page, expect

from browser.lab import Lab


def open_formgrader(page: Page, lab: Lab) -> FrameLocator:
    """Open it from the menu; gives the frame that it lives in, showing the assignments."""
    page.goto(f"{lab.url}/lab?reset")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    return page.frame_locator("#formgrader-iframe iframe")


def act(frame: FrameLocator, row: str, column: str) -> None:
    """Press the button of this column in the row of an assignment or a student; wait for its success."""
    frame.locator("tr", has_text=row).locator(f"td.{column} a").click()
    expect(frame.locator(".modal .modal-title")).to_have_text("Success")
    frame.locator(".modal").get_by_role("button", name="Close").last.click()
    expect(frame.locator(".modal")).to_have_count(0)
    expect(frame.locator("tr", has_text=row)).to_be_visible()


def open_manual_grading(frame: FrameLocator, day: str) -> None:
    """Go to the list of all submissions of a day's notebook, from any page of the formgrader."""
    frame.get_by_role("link", name="Manual Grading").first.click()
    for _ in ("assignment", "notebook"):
        frame.locator("tbody").get_by_role("link", name=day, exact=True).click()
