"""Failed tests in sentences: one voice for the notebook, pytest, the command line and grades.

A public test may show numbers and what an exception said.  A hidden test shows what :class:`FailedTest` holds: its
docstring, a kind from a closed list and a line of the student's own text, nothing that only the worker could know, since a
student's code could have put a hidden input there.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from autograder.checking.kinds import FailedTest, Found, Kind, Mismatch
from autograder.checking.student import StudentError
from autograder.checking.suite import Outcome
from autograder.language import _, _n, listed

# Exceptions that are not Python's own and that students meet.
_NUMPY = {"LinAlgError", "AxisError"}
MAX_QUOTE = 80


def failed_test(outcome: Outcome, fault: StudentError | None, texts: Mapping[str, str]) -> FailedTest:
    """What may be told of a failed test.

    ``fault``: what went wrong when the exercise's own cell ran; ``texts``: the cells, by id, that lines are quoted from.
    The quotation is from the text that we hold, not from the worker.
    """
    error, test = outcome.error, outcome.test
    if isinstance(error, Mismatch):
        found = error.detail if isinstance(error.detail, Found) else None
        return FailedTest(test.name, test.message, error.kind, found=found)
    if not isinstance(error, StudentError):
        # Anything but a Mismatch means that the test could not even use what came back.
        return FailedTest(test.name, test.message, Kind.TYPE)
    # Why there is no definition tells more than that there is none.
    defining = error.kind is Kind.UNDEFINED and fault is not None
    cause = fault if defining and fault is not None else error
    kind = cause.kind if cause.kind.fatal else error.kind
    raised = cause.kind in (Kind.RAISED, Kind.NOT_ATTEMPTED)
    # A line is quoted as it ran only to whoever wrote it.
    known = raised and (cause.text or cause.quote or _is_known(cause))
    text = texts.get(cause.cell or "", "")
    quote = cause.quote or _line(text, cause.line)
    # Several cells have a third line; the function's name tells them apart.
    function = (cause.cell if cause.quote else _function_at(text, cause.line)) or ""
    return FailedTest(
        test.name,
        test.message,
        kind,
        cause.exception if known else "",
        cause.line if quote else None,
        quote[:MAX_QUOTE],
        function if quote and function != test.exercise else "",
        defining,
    )


def sentence(exercise: str, failed: FailedTest, said: str = "") -> str:
    """Why a test failed; ``said``: what else may be told of a public one, numbers or the text of an exception."""
    if failed.kind.unwritten:
        return failed.kind.label
    what = what_happened(failed, said)
    if failed.defining:
        return _("{exercise} 没有定义成功（运行这一格时，{what}）。", exercise=exercise, what=what)
    if failed.kind is Kind.UNDEFINED:
        return _(
            "没有找到 {exercise} 的定义：写它的那一格运行了吗，有没有红色的报错？名字也要和题目给出的一样。",
            exercise=exercise,
        )
    return _("{docstring}（{what}）", docstring=failed.docstring, what=what)


def what_happened(failed: FailedTest, said: str = "") -> str:
    """``抛出了 ValueError，在第 3 行 `…```, or the label of what else happened."""
    if failed.exception:
        what = _("抛出了 {exception}", exception=failed.exception)
    else:
        what = Kind.RAISED.label if failed.defining and not failed.kind.fatal else failed.kind.label
    if detail := said or str(failed.found or ""):
        what = _("{what}：{detail}", what=what, detail=detail)
    if failed.quote and failed.function:
        return _(
            "{what}，在 {function} 的第 {line} 行 `{quote}`",
            what=what,
            function=failed.function,
            line=failed.line,
            quote=failed.quote,
        )
    if failed.quote:
        return _("{what}，在第 {line} 行 `{quote}`", what=what, line=failed.line, quote=failed.quote)
    return what


def failure_lines(
    exercise: str, failed: Sequence[FailedTest], said: Mapping[str, str] | None = None
) -> list[str]:
    """What failed, one line a cause: how many more failed for the same one is said at its end.

    ``said``: what else may be told, by test.
    """
    said = said or {}
    causes: dict[object, list[FailedTest]] = {}
    for test in failed:
        if test.kind is not Kind.NOT_RUN:
            one = test.kind.one_cause and (test.kind is not Kind.RAISED or test.line is not None)
            alone = replace(test, test=""), said.get(test.test)
            causes.setdefault((test.kind, test.exception, test.line) if one else alone, []).append(test)
    lines = []
    for first, *others in causes.values():
        line = sentence(exercise, first, said.get(first.test, ""))
        more = _n("同样没有通过的还有 {number} 项。", len(others))
        lines.append(f"{line} {more}" if others else line)
    not_run = sum(test.kind is Kind.NOT_RUN for test in failed)
    return [*lines, _n("后面还有 {number} 项因此没有运行。", not_run)] if not_run else lines


def named_mistake(mistake: str, whole: bool) -> str:
    """A mistake that was recognized, by what it does; ``whole``: it explains all that failed."""
    if whole:
        return _("结果与这种写法一致：{sentence}。", sentence=mistake)
    return _("其中一处与这种写法一致：{sentence}。", sentence=mistake)


def public_sentence(
    outcome: Outcome, texts: Mapping[str, str] | None = None, fault: StudentError | None = None
) -> str:
    """Why a public test failed, with numbers; ``fault``: what went wrong when the exercise's cell ran."""
    failed = failed_test(outcome, fault, texts or {})
    return sentence(outcome.test.exercise, failed, _said(outcome, fault))


def public_lines(
    outcomes: Sequence[Outcome],
    sources: Sequence[str],
    unfinished: Sequence[str],
    texts: Mapping[str, str] | None = None,
    fault: StudentError | None = None,
) -> list[str]:
    """All that is said of an exercise whose public tests failed: the cause first, where it can be told.

    ``sources``: the texts of the reader's code; ``unfinished``: exercises that this one uses and that have not passed.
    """
    failed = [outcome for outcome in outcomes if not outcome.passed]
    exercise = failed[0].test.exercise if failed else ""
    lines = failure_lines(
        exercise,
        [failed_test(outcome, fault, texts or {}) for outcome in failed],
        {outcome.test.name: _said(outcome, fault) for outcome in failed},
    )
    if any(isinstance(outcome.error, Mismatch) for outcome in failed):
        lines = [*_early_return(sources, exercise), *lines]
    if unfinished:
        lines.append(_("它用到的 {names} 还没有通过检查，问题可能出在那里。", names=listed(unfinished)))
    return lines


def _said(outcome: Outcome, fault: StudentError | None) -> str:
    """What only a public test may tell: the numbers of a comparison, what an exception said."""
    error = outcome.error
    if isinstance(error, Mismatch):
        call = outcome.calls[-1].written if error.kind is Kind.NO_ERROR and outcome.calls else ""
        return f"`{call}` {error.detail}" if call else str(error.detail)
    if isinstance(error, StudentError):
        return (fault if error.kind is Kind.UNDEFINED and fault is not None else error).text
    return ""


def _early_return(sources: Sequence[str], name: str) -> list[str]:
    """A sentence on a loop that ends the function in its first round, if the function has one."""
    for source in reversed(sources):
        with suppress(SyntaxError, ValueError, RecursionError):
            for function in ast.parse(source).body:
                if isinstance(function, ast.FunctionDef) and function.name == name:
                    found = next(_returns_of_first_rounds(function), None)
                    if found is None:
                        return []
                    code = ast.unparse(found)[:MAX_QUOTE]
                    return [_("`{code}` 在循环里面：第一圈就结束了函数。", code=code)]
    return []


def _returns_of_first_rounds(function: ast.FunctionDef) -> Iterator[ast.Return]:
    for loop in ast.walk(function):
        if isinstance(loop, (ast.For, ast.While)) and not any(
            isinstance(node, (ast.Continue, ast.Break)) for node in ast.walk(loop)
        ):
            yield from (statement for statement in loop.body if isinstance(statement, ast.Return))


def _is_known(error: StudentError) -> bool:
    """Whether the exception's name is Python's or NumPy's: one of the student's own making could carry anything out."""
    return error.exception in _NUMPY or isinstance(getattr(builtins, error.exception, None), type)


def _function_at(text: str, number: int | None) -> str:
    """The innermost function of a text that has this line; empty where there is none."""
    with suppress(SyntaxError, ValueError, RecursionError):
        for node in sorted(_functions(text), key=lambda node: node.lineno, reverse=True):
            if node.lineno <= (number or 0) <= (node.end_lineno or 0):
                return node.name
    return ""


def _functions(text: str) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def _line(text: str, number: int | None) -> str:
    lines = text.splitlines()
    return lines[number - 1].strip() if number is not None and 1 <= number <= len(lines) else ""
