"""Hidden tests of field_mean: an exact sum over the entries that are numbers."""

from __future__ import annotations

import math
from statistics import fmean

import numpy as np
import pytest

from autograder import kit

FIELDS = [("kind", "U3"), ("length", "f8"), ("count", "i8"), ("mass", "f8")]


def field_mean(records: np.ndarray, field: str) -> float:
    """Mean of the entries that are numbers."""
    return fmean(float(record[field]) for record in records if not math.isnan(record[field]))


def records(rng: np.random.Generator, n: int, fields: list[tuple[str, str]]) -> np.ndarray:
    """Records with random text and numbers."""
    table = np.zeros(n, dtype=fields)
    for name, kind in fields:
        if "U" in kind:
            table[name] = rng.choice(["a", "bc", "def"], n)
        elif "i" in kind:
            table[name] = rng.integers(-50, 51, n)
        else:
            table[name] = rng.normal(loc=20.0, scale=5.0, size=n)
    return table


@pytest.mark.exercise(core=True)
def test_field_mean_values(student, rng):
    """没有 NaN 时，就是这个字段的平均值。"""
    table = records(rng, 13, FIELDS)
    wants = [field_mean(table, field) for field in ("mass", "length")]
    results = [student.field_mean(table, field) for field in ("mass", "length")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise(core=True)
def test_field_mean_nan(student, rng):
    """NaN 的元素不算在内，别的字段里的 NaN 不影响这个字段。"""
    table = records(rng, 17, FIELDS)
    table["mass"][[0, 5, 16]] = np.nan
    table["length"][[1, 2, 5]] = np.nan
    wants = [field_mean(table, field) for field in ("mass", "length")]
    results = [student.field_mean(table, field) for field in ("mass", "length")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_field_mean_order(student, rng):
    """字段换个次序，结果不变：按名字取，不按位置取。"""
    first = records(rng, 11, FIELDS)
    second = np.zeros(11, dtype=FIELDS[::-1])
    for name, _ in FIELDS:
        second[name] = first[name]
    want = field_mean(first, "length")
    results = [student.field_mean(table, "length") for table in (first, second)]
    for result in results:
        kit.close(result, want)


@pytest.mark.exercise
def test_field_mean_numbers(student, rng):
    """整数字段、float32 字段也可以，负数和 0 照样算在内。"""
    table = records(rng, 19, [("x", "f4"), ("count", "i4"), ("y", "f8")])
    table["x"][3] = np.nan
    table["y"][:4] = [0.0, -3.0, 0.0, -80.0]
    wants = [field_mean(table, field) for field in ("x", "count", "y")]
    results = [student.field_mean(table, field) for field in ("x", "count", "y")]
    for want, result in zip(wants, results):
        kit.close(result, want, rtol=1e-5)


@pytest.mark.exercise
def test_field_mean_similar_names(student, rng):
    """字段名相似，或者与数组的属性同名时，取的也恰好是那一个。"""
    table = records(rng, 7, [("mass_old", "f8"), ("mass", "f8"), ("size", "f8"), ("size_mm", "f8")])
    wants = [field_mean(table, field) for field in ("mass", "size")]
    results = [student.field_mean(table, field) for field in ("mass", "size")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
def test_field_mean_one_record(student, rng):
    """只有一条记录，或者只有一条不是 NaN 时，就是那个数。"""
    single, many = records(rng, 1, FIELDS), records(rng, 5, FIELDS)
    many["length"][1:] = np.nan
    wants = [float(single["mass"][0]), float(many["length"][0])]
    results = [student.field_mean(single, "mass"), student.field_mean(many, "length")]
    for want, result in zip(wants, results):
        kit.close(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize("field", ["weight", "Mass"])
def test_field_mean_unknown(student, rng, field):
    """没有这个字段时抛出 ValueError 或 KeyError，不返回任何数；大小写不同也算没有。"""
    table = records(rng, 5, FIELDS)
    with kit.raises("ValueError", "KeyError"):
        student.field_mean(table, field)


@pytest.mark.exercise
def test_field_mean_keeps_input(student, rng):
    """传进去的 records 在调用之后保持原样。"""
    table = records(rng, 11, FIELDS)
    table["mass"][2] = np.nan
    before = table.copy()
    student.field_mean(table, "mass")
    for name in ("length", "count", "mass"):
        kit.unchanged(table[name], before[name], "records")
