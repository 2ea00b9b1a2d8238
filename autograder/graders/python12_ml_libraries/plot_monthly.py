"""Hidden tests of plot_monthly: what is on the sheet, as the lesson's ``artists`` reads it."""

from __future__ import annotations

from typing import Any

import pytest

from autograder import kit

from common import Columns, frame_of, keeps, labels


def table(rng, count: int, start: int = 0) -> Columns:
    """Months one after another; the totals are all different and in no order."""
    months = [f"{2012 + number // 12}-{number % 12 + 1:02d}" for number in range(start, start + count)]
    totals = [round(float(number) * 1.7 + 0.3, 1) for number in rng.permutation(count)]
    return {"month": months, "total": totals, "days": [int(day) for day in rng.integers(1, 29, count)]}


def look(student: Any, figure: Any) -> dict[str, Any]:
    """The one Axes of a figure."""
    found = student.artists(figure)  # which closes every figure, whatever came back
    if figure is None:
        kit.fail("none", "应当返回一张 Figure")
    if "type" in found:
        kit.fail("type", f"应当返回一张 Figure，得到的是 {found['type']}")
    kit.require(len(found["axes"]) == 1, "图里应当恰好有一个坐标系")
    ax: dict[str, Any] = found["axes"][0]
    return ax


def same_heights(ax: dict[str, Any], columns: Columns) -> None:
    """Fail unless there is a bar a row, from left to right, with the height of its total."""
    kit.require(not ax["lying"], "条是横着的，应当是竖条")
    heights = [height for _, _, height in sorted(ax["bars"])]
    if len(heights) != len(columns["total"]):
        kit.fail("length", f"应当有 {len(columns['total'])} 根条，得到 {len(heights)} 根")
    kit.same(heights, [float(total) for total in columns["total"]], name="条的高度")


def same_names(ax: dict[str, Any], columns: Columns) -> None:
    """Fail unless under every bar stands its month, and nothing else."""
    bars = sorted(ax["bars"])
    for number, ((left, width, _), month) in enumerate(zip(bars, columns["month"]), start=1):
        under = [text for place, text in ax["ticks"] if left <= place <= left + width]
        kit.require(bool("".join(under)), f"第 {number} 根条下面没有写月份")
        kit.require(under == [month], f"第 {number} 根条下面应当写着 {month}，得到 {'、'.join(under)}")


@pytest.mark.exercise(core=True)
def test_plot_heights(student, rng):
    """每行一根竖条，从左到右按表的次序，高度是 total。"""
    columns = table(rng, 7)
    same_heights(look(student, student.plot_monthly(frame_of(student, columns))), columns)


@pytest.mark.exercise
def test_plot_names(student, rng):
    """每根条下面的刻度写着它的 month。"""
    columns = table(rng, 5, start=9)
    same_names(look(student, student.plot_monthly(frame_of(student, columns))), columns)


@pytest.mark.exercise
@pytest.mark.parametrize("part", ["title", "x", "y"])
def test_plot_says_what_it_is(student, rng, part):
    """标题、横轴的名字、纵轴的名字都不空。"""
    ax = look(student, student.plot_monthly(frame_of(student, table(rng, 3))))
    text = ax["title"] if part == "title" else ax["labels"]["xy".index(part)]
    kit.require(bool(text.strip()), "有一处是空的")


@pytest.mark.exercise
def test_plot_many_months(student, rng):
    """四年的月份，一根条也不少，每根条下面仍写着它的月份。"""
    columns = table(rng, 48)
    ax = look(student, student.plot_monthly(frame_of(student, columns)))
    same_heights(ax, columns)
    same_names(ax, columns)


@pytest.mark.exercise
def test_plot_one_month(student):
    """只有一行时，一根条。"""
    columns = {"month": ["2015-07"], "total": [4.5], "days": [3]}
    ax = look(student, student.plot_monthly(frame_of(student, columns)))
    same_heights(ax, columns)
    same_names(ax, columns)


@pytest.mark.exercise
def test_plot_takes_a_new_sheet(student, rng):
    """每次调用都是一张新的图，前一张不受影响。"""
    columns = [table(rng, 5), table(rng, 3, start=17)]
    sheets = [student.plot_monthly(frame_of(student, each)) for each in columns]
    looks = [look(student, sheet) for sheet in reversed(sheets)]
    for ax, each in zip(looks, reversed(columns)):
        same_heights(ax, each)
        same_names(ax, each)


@pytest.mark.exercise
def test_plot_any_row_numbers(student, rng):
    """行号不是 0、1、2 也一样。"""
    columns = table(rng, 5)
    ax = look(student, student.plot_monthly(frame_of(student, columns, labels(rng, 5))))
    same_heights(ax, columns)
    same_names(ax, columns)


@pytest.mark.exercise
def test_plot_keeps_the_argument(student, rng):
    """传进来的表在调用之后保持原样。"""
    frame = frame_of(student, table(rng, 5))
    before = student.as_plain(frame)
    look(student, student.plot_monthly(frame))  # which closes the figure: nothing is left for the next test
    keeps(student, frame, before, "table")
