"""Hidden tests of TableEncoder: through its two methods only; the reference uses the statistics module and plain lists."""

from __future__ import annotations

import copy
import statistics
from typing import Any

import numpy as np
import pytest

from autograder import kit

Rows = list[dict[str, str]]


def encode(numeric: list[str], categorical: list[str], rows: Rows, others: Rows) -> np.ndarray:
    """What an encoder fitted on ``rows`` makes of ``others``."""

    def known(text: str) -> bool:
        return text.lower() not in ("", "nan")

    columns: list[list[float]] = []
    for name in numeric:
        seen = [float(row[name]) for row in rows if known(row[name])]
        # pstdev works in exact fractions: of a constant it is 0.
        mean, std = statistics.fmean(seen), statistics.pstdev(seen)
        columns.append(
            [(float(row[name]) - mean) / (std or 1.0) if known(row[name]) else 0.0 for row in others]
        )
    for name in categorical:
        for category in sorted({row[name] for row in rows}):
            columns.append([1.0 if row[name] == category else 0.0 for row in others])
    return np.array(columns, dtype=float).reshape(len(columns), len(others)).T


def table(rng: np.random.Generator, n: int) -> Rows:
    """People with two numbers and two categories, nothing missing, no category at its sorted place."""
    cities = ["Wuhan", "Anqing", "Chengdu", "Anqing", "Wuhan"]
    sizes = ["9", "10", "s"]
    return [
        {
            "age": str(rng.integers(18, 80)),
            "city": cities[i % 5],
            "income": f"{rng.normal(5000, 900):.2f}",
            "size": sizes[i % 3],
            "note": "不用的列",
        }
        for i in range(n)
    ]


NUMERIC, CATEGORICAL = ["income", "age"], ["size", "city"]


def fitted(
    student: Any, rows: Rows, numeric: list[str] = NUMERIC, categorical: list[str] = CATEGORICAL
) -> Any:
    """A student's encoder after fit."""
    encoder = student.TableEncoder(list(numeric), list(categorical))
    encoder.fit(rows)
    return encoder


@pytest.mark.exercise(core=True)
def test_table_values(student, rng):
    """训练部分自己的编码：数标准化，类别按字符串排序展开，列的次序同构造时。"""
    rows = table(rng, 11)
    want = encode(NUMERIC, CATEGORICAL, rows, rows)
    kit.close(fitted(student, rows).transform(rows), want)


@pytest.mark.exercise(core=True)
def test_table_other_rows(student, rng):
    """别的行用训练部分的平均值、标准差和类别编码，少到只有一行也一样。"""
    rows, others = table(rng, 11), table(rng, 7)[::-1]
    wants = [encode(NUMERIC, CATEGORICAL, rows, part) for part in (others, others[:1])]
    encoder = fitted(student, rows)
    results = [encoder.transform(part) for part in (others, others[:1])]
    for result, want in zip(results, wants):
        kit.close(result, want)


@pytest.mark.exercise
def test_table_row_by_row(student, rng):
    """一行的编码不受同一批里别的行影响。"""
    rows, others = table(rng, 11), table(rng, 5)
    want = encode(NUMERIC, CATEGORICAL, rows, others)
    encoder = fitted(student, rows)
    together = encoder.transform(others)
    alone = [encoder.transform([row]) for row in others]
    kit.close(together, want)
    for i, result in enumerate(alone):
        kit.close(result, want[i : i + 1])


@pytest.mark.exercise
def test_table_numbers_only(student, rng):
    """没有类别列时，只有数。"""
    rows, others = table(rng, 7), table(rng, 3)
    want = encode(["age"], [], rows, others)
    kit.close(fitted(student, rows, ["age"], []).transform(others), want)


@pytest.mark.exercise
def test_table_categories_only(student, rng):
    """没有数值列时，只有类别。"""
    rows, others = table(rng, 7), table(rng, 3)
    want = encode([], ["city"], rows, others)
    kit.close(fitted(student, rows, [], ["city"]).transform(others), want)


@pytest.mark.exercise
def test_table_missing_in_fit(student, rng):
    """训练部分里缺的数不算进平均值和标准差。"""
    rows, others = table(rng, 11), table(rng, 3)
    rows[2]["age"], rows[5]["income"], rows[6]["age"] = "", "NaN", "nan"
    want = encode(NUMERIC, [], rows, others)
    kit.close(fitted(student, rows, NUMERIC, []).transform(others), want)


@pytest.mark.exercise
def test_table_missing_in_transform(student, rng):
    """要编码的行里缺的数编成 0，空的和 NaN 都是缺。"""
    rows, others = table(rng, 11), table(rng, 3)
    others[0]["age"], others[1]["income"], others[2]["age"] = "", "NaN", "nan"
    want = encode(NUMERIC, CATEGORICAL, rows, others)
    kit.close(fitted(student, rows).transform(others), want)


@pytest.mark.exercise
def test_table_constant(student, rng):
    """训练部分里是常数的数值列，那个常数编成 0，不发出警告。"""
    rows = table(rng, 7)
    for row in rows:
        row["age"] = "42"
    want = encode(NUMERIC, [], rows, rows)
    with student.strict_warnings():
        result = fitted(student, rows, NUMERIC, []).transform(rows)
    kit.close(result, want)


@pytest.mark.exercise
@pytest.mark.parametrize(("text", "n"), [("0.1", 3), ("2.3", 6), ("0.7", 11)], ids=["three", "six", "eleven"])
def test_table_constant_fraction(student, rng, text, n):
    """常数列里的小数也编成 0：舍入误差不能冒充标准差，缺的数也不妨碍它是常数。"""
    rows = [{**row, "age": text} for row in table(rng, n)]
    rows.append({**rows[0], "age": ""})
    want = encode(NUMERIC, CATEGORICAL, rows, rows)
    kit.close(fitted(student, rows).transform(rows), want)


@pytest.mark.exercise
def test_table_unseen(student, rng):
    """训练部分没有的类别，这一列的几格全是 0，不报错。"""
    rows, others = table(rng, 11), table(rng, 4)
    others[1]["city"], others[2]["size"], others[3]["city"] = "Zhuhai", "11", ""
    want = encode(NUMERIC, CATEGORICAL, rows, others)
    kit.close(fitted(student, rows).transform(others), want)


@pytest.mark.exercise
def test_table_empty_category(student, rng):
    """训练部分里的空字符串作为类别时，和别的类别一样。"""
    rows = table(rng, 11)
    rows[3]["city"] = rows[7]["city"] = ""
    want = encode([], ["city"], rows, rows)
    kit.close(fitted(student, rows, [], ["city"]).transform(rows), want)


@pytest.mark.exercise
def test_table_no_rows(student, rng):
    """一行也没有时，结果没有行，列数照旧。"""
    rows = table(rng, 11)
    want = encode(NUMERIC, CATEGORICAL, rows, [])
    kit.close(fitted(student, rows).transform([]), want)


@pytest.mark.exercise
def test_table_before_fit(student, rng):
    """还没有在训练部分上量过就编码，报错。"""
    rows = table(rng, 5)
    encoder = student.TableEncoder(NUMERIC, CATEGORICAL)
    with kit.raises("ValueError"):
        encoder.transform(rows)


@pytest.mark.exercise
def test_table_fitted_again(student, rng):
    """再量一次，就忘掉以前的。"""
    rows, later = table(rng, 11), table(rng, 5)
    for row in later:
        row["city"] = "Xian" if row["city"] == "Wuhan" else "Lhasa"
    want = encode(NUMERIC, CATEGORICAL, later, later)
    encoder = fitted(student, rows)
    encoder.fit(later)
    kit.close(encoder.transform(later), want)


@pytest.mark.exercise
def test_table_two_encoders(student, rng):
    """两个编码器互不相干。"""
    rows, others = table(rng, 11), table(rng, 4)
    want = encode(["age"], ["city"], rows, rows)
    first = fitted(student, rows, ["age"], ["city"])
    fitted(student, others, ["income"], ["size"])
    kit.close(first.transform(rows), want)


@pytest.mark.exercise
def test_table_keeps_rows(student, rng):
    """传进去的行在调用之后保持原样。"""
    rows, others = table(rng, 7), table(rng, 3)
    rows[0]["age"] = others[0]["income"] = ""
    before = copy.deepcopy((rows, others))
    fitted(student, rows).transform(others)
    kit.unchanged(rows, before[0], "fit 的 rows")
    kit.unchanged(others, before[1], "transform 的 rows")
