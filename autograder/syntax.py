"""What a student's code is made of, read from its text: for exercises that forbid a construct.

The text is only parsed, never run.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Collection, Iterator, Sequence

_LOOPS: dict[type[ast.AST], str] = {
    ast.For: "for 循环",
    ast.AsyncFor: "for 循环",
    ast.While: "while 循环",
    ast.ListComp: "列表推导式",
    ast.SetComp: "集合推导式",
    ast.DictComp: "字典推导式",
    ast.GeneratorExp: "生成器表达式",
}
# Calls that run Python code once per element, or that hide it.
_LOOPING_CALLS = {
    "map", "filter", "reduce", "starmap", "accumulate", "vectorize", "frompyfunc", "fromiter", "fromfunction",
    "apply_along_axis", "apply_over_axes", "nditer", "ndenumerate", "ndindex", "eval", "exec",
}  # fmt: skip
# Ways to give a name another meaning without a definition that could be read.
_DYNAMIC = {"globals", "locals", "vars", "exec", "eval", "compile", "__import__", "delattr"}
_DYNAMIC_ATTRIBUTES = {
    "__dict__", "__code__", "__globals__", "__builtins__", "f_globals", "f_locals", "_getframe", "import_module",
}  # fmt: skip
_DYNAMIC_MODULES = {"builtins", "gc", "ctypes", "inspect", "importlib", "__main__"}


def definitions(sources: Sequence[str]) -> dict[str, ast.AST]:
    """What each top-level name stands for in the end: a function, a class, an import or an assignment.

    Texts that do not parse define nothing.
    """
    found: dict[str, ast.AST] = {}
    for tree in _trees(sources):
        for node in tree.body:
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    found[node.name] = node
                case ast.Import() | ast.ImportFrom():
                    found |= {alias.asname or alias.name: alias for alias in node.names}
                case ast.Assign():
                    found |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
    return found


def _trees(sources: Sequence[str]) -> list[ast.Module]:
    """The texts that parse."""
    return [tree for tree in map(_tree, sources) if tree is not None]


# Most cells of a notebook are the same for every student, and several tests look at them.
@functools.lru_cache(maxsize=512)
def _tree(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def rebinding(sources: Sequence[str], name: str) -> str | None:
    """What could make ``name``, or a helper of it, something else than its definition; None if nothing does.

    Without this, a text without loops in the blank and ``globals()[name] = slow`` in another cell would do.
    """
    names = {name, *reachable(sources, name)}
    trees = _trees(sources)
    modules = {
        alias.asname or alias.name.partition(".")[0]
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for tree in trees:
        for node in ast.walk(tree):
            if what := _dynamic(node, modules):
                return what
            if isinstance(node, ast.Global) and names.intersection(node.names):
                return "global"
        for statement in tree.body:
            if bound := names.intersection(_bound_unseen(statement)):
                return min(bound)
    return None


def _dynamic(node: ast.AST, modules: Collection[str]) -> str | None:
    """The name of a construct that reaches names or modules at run time."""
    match node:
        case ast.Name(id=used) if used in _DYNAMIC:
            return used
        case ast.Attribute(attr=used) if used in _DYNAMIC_ATTRIBUTES:
            return used
        case ast.Attribute(value=ast.Name(id="sys"), attr="modules"):
            return "sys.modules"
        case ast.Attribute(ctx=ast.Store() | ast.Del()) if (root := _root(node)) in modules:
            return f"{root}.{node.attr}"
        case ast.Call(func=ast.Name(id="setattr"), args=[target, *_]) if _root(target) != "self":
            return "setattr"
        case ast.Call(func=ast.Name(id="getattr"), args=[_, attribute, *_]) if not _is_plain(attribute):
            return "getattr"
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            imported = {alias.name.partition(".")[0] for alias in names}
            if isinstance(node, ast.ImportFrom):
                imported = {(node.module or "").partition(".")[0]}
            return min(imported & _DYNAMIC_MODULES, default=None)
    return None


def _root(node: ast.AST) -> str:
    """``np`` of ``np.linalg.norm``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_plain(attribute: ast.AST) -> bool:
    return (
        isinstance(attribute, ast.Constant)
        and isinstance(attribute.value, str)
        and not attribute.value.startswith("_")
    )


def _bound_unseen(statement: ast.stmt) -> Iterator[str]:
    """The names that a top-level statement binds in a way that :func:`definitions` does not see."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
            return
        case ast.Assign(targets=targets):
            seen = {id(target) for target in targets}
        case _:
            seen = set()
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if id(node) not in seen:
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=asname):
                yield asname or name
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
            ):
                yield name


def reachable(sources: Sequence[str], name: str, beyond: Collection[str] = frozenset()) -> dict[str, ast.AST]:
    """The definition of ``name`` and of everything defined beside it that it mentions, directly or not.

    Names in ``beyond`` are left out, and with them what only they mention.
    """
    known = {key: node for key, node in definitions(sources).items() if key not in beyond}
    found: dict[str, ast.AST] = {}
    todo = [name]
    while todo:
        current = todo.pop()
        if current in known and current not in found:
            found[current] = known[current]
            todo.extend(_names(known[current]))
    return found


def python_loop(
    sources: Sequence[str], name: str, allowed: Collection[str] = frozenset()
) -> tuple[str, str] | None:
    """The first loop in ``name`` or a helper of it, as (where, what); None if there is none.

    Loops are for, while, comprehensions, recursion and calls that loop over elements in Python.  Helpers in
    ``allowed``, and what only they call, may loop.
    """
    functions = reachable(sources, name, allowed)
    for where, definition in functions.items():
        for node in ast.walk(definition):
            if type(node) in _LOOPS:
                return where, _LOOPS[type(node)]
        if called := next(
            (used for used in _borrowed(definition, functions) if used in _LOOPING_CALLS), None
        ):
            return where, called
        if where in _mentions(functions, where):
            return where, "递归"
    return None


def banned_call(sources: Sequence[str], name: str, banned: Collection[str]) -> tuple[str, str] | None:
    """The first use of a banned name in ``name`` or a helper of it, as (where, name); None if there is none.

    ``banned`` holds last names: ``layer_norm`` matches ``F.layer_norm`` too.
    """
    functions = reachable(sources, name)
    for where, definition in functions.items():
        if used := next((used for used in _borrowed(definition, functions) if used in banned), None):
            return where, used
    return None


def _borrowed(definition: ast.AST, own: Collection[str]) -> Iterator[str]:
    """Names, last attributes and imported names that may come from a library.

    A bare name is not borrowed where the definition binds it itself (a variable ``grad``, a parameter ``filter``)
    or where it is among ``own``: what those stand for is looked at in its own place.
    """
    nodes = list(ast.walk(definition))
    bound = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    for node in nodes:
        used = _name(node)
        if used and not (isinstance(node, ast.Name) and (used in bound or used in own)):
            yield used


def _mentions(functions: dict[str, ast.AST], start: str) -> set[str]:
    """All functions that ``start`` mentions, directly or through others."""
    seen: set[str] = set()
    todo = [used for used in _names(functions[start]) if used in functions]
    while todo:
        current = todo.pop()
        if current not in seen:
            seen.add(current)
            todo.extend(used for used in _names(functions[current]) if used in functions)
    return seen


def _names(node: ast.AST) -> Iterator[str]:
    """Names, last attributes and imported names inside a definition."""
    return (name for name in map(_name, ast.walk(node)) if name)


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name):
            return name
        case ast.alias(name=name):
            return name.rpartition(".")[2]
    return ""
