"""Hidden tests of error_line: reports made here, of plain Python and of notebooks, and one regular expression."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder import draws, kit

from common import refused

PLACE = re.compile(r'^\s*(?:File "|Cell In\[).*, line (\d+)', re.MULTILINE)


def error_line(report: str) -> int:
    """The last match of a pattern."""
    return int(PLACE.findall(report)[-1])


def plain(rng: np.random.Generator, frames: int, message: str = "ValueError: bad") -> str:
    """A report of plain Python, innermost frame last."""
    lines = ["Traceback (most recent call last):"]
    for _ in range(frames):
        name = draws.text(rng, 4)
        lines += [f'  File "/home/{name}.py", line {draws.whole(rng, 1, 2000)}, in {name}', f"    {name}(3)"]
    return "\n".join([*lines, message, ""])


def notebook(rng: np.random.Generator, frames: int, message: str = "KeyError: 'x'") -> str:
    """A report as a notebook shows it, innermost frame last."""
    lines = ["KeyError                                  Traceback (most recent call last)"]
    for number in range(frames):
        line = draws.whole(rng, 1, 300)
        place = f", in {draws.text(rng, 3)}(x)" if number else ""
        lines += [
            f"Cell In[{draws.whole(rng, 1, 99)}], line {line}{place}",
            f"----> {line}     f(x)",
            "      9 y = 2",
            "",
        ]
    return "\n".join([*lines, message])


@pytest.mark.exercise(core=True)
def test_error_line_worked(student, rng):
    """两种报告，最后一处的行号。"""
    cases = [
        (
            'Traceback (most recent call last):\n  File "a.py", line 12, in <module>\n    f()\n  File "a.py", line 6, in f\nE: x\n',
        ),
        ("E   Traceback\nCell In[7], line 4\n----> 4 f()\nCell In[7], line 2, in f()\n----> 2 1/0\nE: x",),
    ]
    kit.agree(student.error_line, error_line, cases)


@pytest.mark.exercise
def test_error_line_plain(student, rng):
    """直接运行文件的报告，一处到好几处。"""
    kit.agree(student.error_line, error_line, [(plain(rng, n),) for n in (1, 2, 3, 5)])


@pytest.mark.exercise
def test_error_line_notebook(student, rng):
    """notebook 里的报告，一处到好几处。"""
    kit.agree(student.error_line, error_line, [(notebook(rng, n),) for n in (1, 2, 3, 5)])


@pytest.mark.exercise
def test_error_line_mixed(student, rng):
    """两种位置都有时，取最后的一处。"""
    cases = [(notebook(rng, 2) + "\n" + plain(rng, 2),), (plain(rng, 2) + notebook(rng, 3),)]
    kit.agree(student.error_line, error_line, cases)


@pytest.mark.exercise
def test_error_line_message(student, rng):
    """错误的说明里提到的行号、文件不是位置。"""
    messages = [
        "ValueError: bad value in line 99",
        "KeyError: 'File \"b.py\", line 77'",
        "E: see Cell In[3], line 55",
        "E: x, line 44",
        "Cell Info, line 9",
    ]
    cases = [(plain(rng, 2, message),) for message in messages] + [(notebook(rng, 2, messages[3]),)]
    kit.agree(student.error_line, error_line, cases)


@pytest.mark.exercise(weight=2)
def test_error_line_named_like_a_file(student, rng):
    """错误的名字也可能以 File 开头：FileNotFoundError 那一行不是位置。"""
    messages = [
        "FileNotFoundError: [Errno 2] No such file or directory: 'x'",
        "FileExistsError: a, line 99",
        "FileNotFoundError",
    ]
    kit.agree(student.error_line, error_line, [(plain(rng, 2, message),) for message in messages])


@pytest.mark.exercise
def test_error_line_file_without_number(student, rng):
    """没有行号的 File 行也不是说位置的行。"""
    kit.agree(student.error_line, error_line, [(plain(rng, 2, '  File "a.py"\nE: x'),)])


@pytest.mark.exercise
def test_error_line_cell_without_number(student, rng):
    """没有行号的 Cell In 行也不是说位置的行。"""
    kit.agree(
        student.error_line,
        error_line,
        [(notebook(rng, 2, end),) for end in ("Cell In[3]\nE: x", "Cell In[3]")],
    )


@pytest.mark.exercise
def test_error_line_source(student, rng):
    """报告里引用的代码提到 line 也不是位置。"""
    quoted = plain(rng, 1, '    print("go, line 88")\nE: x') + "    text = 'file, line 66'"
    kit.agree(student.error_line, error_line, [(quoted,), (plain(rng, 1) + "line 12, in f",)])


@pytest.mark.exercise(weight=0.4)
@pytest.mark.parametrize(
    "report",
    [
        '  File "<string>", line 15\n    x = (\nSyntaxError: x',
        'File "a b.py", line 204, in g\nE: x',
        '  File "pipeline 2.py", line 37, in h\nE: x',
        '  File "a,b.py", line 518, in k\nE: x',
        "Cell In[12], line 340",
        "  Cell In[3], line 27, in f(x)",
        "Cell In[7], line 41\n---> 41 f()",
    ],
)
def test_error_line_alone(student, rng, report):
    """只有一处时，行号后面没有别的，或者后面有函数名，开头有没有空白，都对。"""
    kit.agree(student.error_line, error_line, [(report,)])


@pytest.mark.exercise(weight=0.5)
@pytest.mark.parametrize(
    "report",
    ["", "ValueError: bad value in line 99", "all is well\n\n", "KeyError: 'File \"b.py\", line 77'"],
)
def test_error_line_nowhere(student, rng, report):
    """没有说位置的行时抛出 ValueError。"""
    refused(student, "error_line", report)
