"""Cut one function out of a notebook: the statements that decide what it does, and nothing else.

What is cut out is a program of its own.  Values are tested on it where an exercise has a rule about its text: then what is
looked at is what runs, and no other cell can hide anything or cost a point.  The text is only parsed, never run.
"""

from __future__ import annotations

import ast
import builtins
import functools
import symtable
import warnings
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.sandbox.inside.cells import without_magics

# How many questions of the form "what is this name at that statement" are followed; a whole day's answer key has 500.
MAX_QUESTIONS = 200_000
# Characters in all cells together.
MAX_LENGTH = 1_000_000
# Most cells of a notebook are short and the same for every student; of longer ones, only the last few are remembered.
_SHORT = 20_000
# Libraries that exercises are about, and what goes with them.
LIBRARIES = {"numpy", "torch", "math", "scipy", "keras", "jax"}
_BUILTINS = frozenset(dir(builtins))
_COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}


class TooLong(Exception):
    """The texts are longer than :data:`MAX_LENGTH`, or there is more to follow than :data:`MAX_QUESTIONS`."""


@dataclass(frozen=True, eq=False)
class Statement:
    """A top-level statement: ``text`` begins at ``line`` of its cell.

    ``binds``: the names it may give a meaning to, ``surely`` those it always does; ``drops``: names that it may take the
    meaning from; ``stores``: names whose object gets an item or an attribute from it; ``calls``: names of which it calls a
    method, for what that does to the object.
    """

    node: ast.stmt
    text: str
    line: int
    binds: frozenset[str]
    surely: frozenset[str]
    drops: frozenset[str]
    stores: frozenset[str]
    calls: frozenset[str]

    @functools.cached_property
    def reads(self) -> tuple[frozenset[str], frozenset[str]]:
        """The global names that it reads: at once, and when a function in it is called."""
        at_once: set[str] = set()
        later: set[str] = set()
        todo = [(symtable.symtable(self.text, "<cell>", "exec"), at_once)]
        while todo:
            table, found = todo.pop()
            if table.get_type() == "function" and table.get_name() not in _COMPREHENSIONS:
                found = later
            is_function = table.get_type() == "function"
            for symbol in table.get_symbols():
                used = symbol.is_referenced() or symbol.is_declared_global()  # n += 1 refers to a global n
                if used and (symbol.is_global() if is_function else not symbol.is_free()):
                    found.add(symbol.get_name())
            todo += [(child, found) for child in table.get_children()]
        return frozenset(at_once), frozenset(later)


@dataclass(frozen=True)
class Slice:
    """Statements by cell.

    ``unknown``: the names that they read without any of them surely giving a meaning.  Those may be Python's own, or
    come through ``from … import *``.  ``missing``: those that can be neither.
    """

    cells: tuple[tuple[Statement, ...], ...]
    unknown: frozenset[str]
    missing: frozenset[str]

    def __iter__(self) -> Iterator[Statement]:
        return (statement for cell in self.cells for statement in cell)

    def texts(self) -> list[str]:
        """A text for each cell, with every statement on its own line of the cell."""
        return [_text(cell) for cell in self.cells]


def cut(sources: Sequence[str], roots: Collection[str] | None, beyond: Collection[str] = ()) -> Slice:
    """Cut ``roots`` out of the texts of cells, with all that they rest on; all statements if ``roots`` is None.

    Names in ``beyond`` are left out, and with them what only they rest on.  Cells that do not parse are empty.  Raises
    TooLong.
    """
    if sum(map(len, sources)) > MAX_LENGTH:
        raise TooLong
    program = _Program([statements(source) for source in sources], frozenset(beyond))
    if roots is None:
        program.ask_for_all()
    else:
        program.ask((name, len(program.statements)) for name in roots)
    return program.answer()


class _Program:
    """The statements of all cells, in order, and which of them are needed so far."""

    def __init__(self, cells: Sequence[Sequence[Statement]], beyond: frozenset[str]) -> None:
        self.statements = [statement for cell in cells for statement in cell]
        self._cells = cells
        self._beyond = beyond
        self._kept: set[int] = set()
        self._unknown: set[str] = set()
        self._asked: set[tuple[str, int]] = set()
        self._binders = self._find_binders()
        self._stars = [n for n, s in enumerate(self.statements) if _is_star(s.node)]

    def ask_for_all(self) -> None:
        end = len(self.statements)
        self.ask([question for number in range(end) for question in self._keep(number, end)])

    def ask(self, questions: Iterable[tuple[str, int]]) -> None:
        """Keep what decides each name (given with the number of a statement) just before that statement."""
        todo = [question for question in questions if question[0] not in self._beyond]
        while todo:
            question = todo.pop()
            if question in self._asked:
                continue
            if len(self._asked) == MAX_QUESTIONS:
                raise TooLong
            self._asked.add(question)
            todo += [new for new in self._follow(*question) if new[0] not in self._beyond]

    def answer(self) -> Slice:
        """The statements that are kept."""
        self._kept |= {number for number in self._stars if self._may_come_from(self.statements[number].node)}
        cells, number = [], 0
        for cell in self._cells:
            numbers = range(number, number + len(cell))
            # What a cell says about all of its text stays with whatever stays of it.
            future = {n for n in numbers if _is_future(self.statements[n].node)}
            stays = (
                sorted(self._kept.intersection(numbers) | future) if self._kept.intersection(numbers) else []
            )
            cells.append(tuple(self.statements[n] for n in stays))
            number += len(cell)
        dropped = {name for cell in cells for statement in cell for name in statement.drops}
        missing = set() if self._kept & set(self._stars) else self._unknown - _BUILTINS
        return Slice(tuple(cells), frozenset(self._unknown | dropped), frozenset(missing))

    def _may_come_from(self, star: ast.stmt) -> bool:
        """Whether an unknown name may come from a ``from … import *``; NumPy's hide some of Python's own."""
        module = getattr(star, "module", None) or ""
        return bool(self._unknown) and (
            module.partition(".")[0] in LIBRARIES or not self._unknown <= _BUILTINS
        )

    def _follow(self, name: str, before: int) -> list[tuple[str, int]]:
        """Keep the last statement that gives ``name`` its meaning before another one; what must be asked next."""
        binders = self._binders.get(name, [])
        position = bisect_left(binders, before) - 1
        if position < 0:
            self._unknown.add(name)
            return []
        number = binders[position]
        return self._keep(number, before) + (
            [] if name in self.statements[number].surely else [(name, number)]
        )

    def _keep(self, number: int, caller: int) -> list[tuple[str, int]]:
        """Keep a statement; its functions may be called until the statement ``caller`` has run."""
        self._kept.add(number)
        at_once, later = self.statements[number].reads
        return [(name, number) for name in at_once] + [(name, caller) for name in later]

    def _find_binders(self) -> dict[str, list[int]]:
        """For each name the numbers of the statements that bind or change it.

        Libraries and functions are changed by nobody, and a method of a class that is called with it changes nothing: a
        demonstration is no part of what it shows.
        """
        fixed: set[str] = set()
        classes: set[str] = set()
        for statement in self.statements:
            if isinstance(
                statement.node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)
            ):
                fixed |= statement.binds
            elif isinstance(statement.node, ast.ClassDef):
                classes |= statement.binds
        binders = defaultdict(list)
        for number, statement in enumerate(self.statements):
            changes = (statement.stores - fixed) | (statement.calls - fixed - classes)
            for name in statement.binds | changes:
                binders[name].append(number)
        return binders


def statements(source: str) -> tuple[Statement, ...]:
    """The top-level statements of a cell as the worker runs it; none if it does not parse."""
    return _of_short(source) if len(source) <= _SHORT else _of_long(source)


def _statements(source: str) -> tuple[Statement, ...]:
    with warnings.catch_warnings(action="ignore"):
        try:
            text = without_magics(source)
            nodes = ast.parse(text).body
            symtable.symtable(text, "<cell>", "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return ()
        lines = text.encode().split(b"\n")
        return tuple(_statement(node, lines) for node in nodes)


_of_short = functools.lru_cache(maxsize=512)(_statements)
_of_long = functools.lru_cache(maxsize=8)(_statements)


def _statement(node: ast.stmt, lines: list[bytes]) -> Statement:
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    last = node.end_lineno or node.lineno
    piece = lines[first - 1 : last]
    piece[-1] = piece[-1][: node.end_col_offset]
    piece[0] = piece[0][node.col_offset :]
    binds, drops, stores, calls = (set[str]() for _ in range(4))
    for inner in _outside_functions(node):
        match inner:
            case ast.Name(id=name, ctx=ast.Store()):
                binds.add(name)
            case ast.Name(id=name, ctx=ast.Del()):
                binds.add(name)
                drops.add(name)
            case ast.ExceptHandler(name=str(name)):
                binds.add(name)
                drops.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                binds.add(name)
            case (
                ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name))
            ):
                binds.add(name)
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                binds |= {alias.asname or alias.name.partition(".")[0] for alias in names} - {"*"}
            case ast.Global(names=names):
                binds |= set(names)
            case ast.Attribute() | ast.Subscript() if not isinstance(inner.ctx, ast.Load):
                stores.add(root(inner))
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method)):
                calls.add(root(method))
    surely = _surely(node)
    binds |= surely
    # A function that declares a name global may give it another meaning, or none, when it is called.
    drops |= {name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names}
    return Statement(
        node=node,
        text=b"\n".join(piece).decode(),
        line=first,
        binds=frozenset(binds),
        surely=frozenset(surely),
        drops=frozenset(drops),
        stores=frozenset(stores - {""}),
        calls=frozenset(calls - {""}),
    )


def _surely(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {alias.asname or alias.name.partition(".")[0] for alias in names} - {"*"}
        case ast.Assign(targets=targets):
            pass
        case ast.AnnAssign(target=target, value=ast.expr()) | ast.Expr(value=ast.NamedExpr(target=target)):
            targets = [target]
        case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=finalbody):
            # A library that need not be there: import it, or else let its name be None.
            ways = [[*body, *orelse], *(handler.body for handler in handlers)]
            return set.intersection(*map(_surely_all, ways)) | _surely_all(finalbody)
        case _:
            return set()
    return {
        inner.id
        for target in targets
        for inner in ast.walk(target)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def _surely_all(body: list[ast.stmt]) -> set[str]:
    return {name for node in body for name in _surely(node)}


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a statement that run with it and can bind at the top level: no bodies of functions or classes.

    Of a class body, only ``global`` is seen: what it binds otherwise is the class's own.
    """
    todo = [node]
    while todo:
        current = todo.pop()
        yield current
        match current:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                todo += [*current.decorator_list, *current.args.defaults]
                todo += [default for default in current.args.kw_defaults if default is not None]
            case ast.Lambda():
                todo += [*current.args.defaults, *(d for d in current.args.kw_defaults if d is not None)]
            case ast.ClassDef():
                todo += [*current.decorator_list, *current.bases, *(k.value for k in current.keywords)]
                todo += [inner for part in current.body for inner in _globals_outside_functions(part)]
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                # Its own variables are its own; a walrus in it binds outside.
                todo += [inner.target for inner in ast.walk(current) if isinstance(inner, ast.NamedExpr)]
            case _:
                todo += ast.iter_child_nodes(current)


def _globals_outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    todo = [node]
    while todo:
        current = todo.pop()
        if isinstance(current, ast.Global):
            yield current
        elif not isinstance(current, (ast.FunctionDef, ast.AsyncFunctionDef, ast.expr)):
            todo += ast.iter_child_nodes(current)


def root(node: ast.AST) -> str:
    """``a`` of ``a.b[0].c``; empty if it does not begin with a name."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_star(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _text(cell: Sequence[Statement]) -> str:
    parts: list[str] = []
    line = 1
    for statement in cell:
        if parts and line == statement.line:
            parts.append("; ")
        parts += ["\n" * (statement.line - line), statement.text]
        line = statement.line + statement.text.count("\n")
    return "".join(parts)
