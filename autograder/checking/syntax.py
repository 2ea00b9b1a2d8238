"""What a slice of a student's code is made of, read from its text: for exercises that forbid a construct.

The text is only parsed, never run.  A rule looks at all that is in the slice, since all of that runs: it need not know
which part computes the answer, but only that nothing in it can reach what the text does not name.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

import numpy as np

from autograder.checking.kinds import Construct, Found, Rule
from autograder.checking.slicing import LIBRARIES, Slice

_LOOPS: dict[type[ast.AST], Construct] = {
    ast.For: Construct.FOR,
    ast.AsyncFor: Construct.FOR,
    ast.While: Construct.WHILE,
    ast.ListComp: Construct.LIST,
    ast.SetComp: Construct.SET,
    ast.DictComp: Construct.DICT,
    ast.GeneratorExp: Construct.GENERATOR,
}
# Calls that run code once per element.
LOOPING_CALLS = {
    "map", "filter", "reduce", "starmap", "accumulate", "takewhile", "dropwhile", "filterfalse", "groupby",
    "vectorize", "frompyfunc", "fromiter", "fromfunction", "piecewise", "apply_along_axis", "apply_over_axes", "nditer",
    "nested_iters", "ndenumerate", "ndindex", "vmap", "apply_", "map_", "map2_", "generic_filter", "generic_filter1d",
    "tree_map", "LowLevelCallable", "quad", "quad_vec", "solve_ivp", "odeint", "disable_jit",
}  # fmt: skip
# JAX calls what it is given here to record what it does, however many elements there are; what it records runs compiled.
_TRACING = {
    *(f"jax.{name}" for name in (
        "checkpoint", "custom_jvp", "custom_vjp", "eval_shape", "grad", "hessian", "jacfwd", "jacobian", "jacrev", "jit", "jvp",
        "linearize", "make_jaxpr", "remat", "value_and_grad", "vjp", "vmap",
    )),
    *(f"jax.lax.{name}" for name in ("associative_scan", "cond", "fori_loop", "map", "scan", "while_loop")),
}  # fmt: skip
# They loop in C where they are a method of a ufunc: np.add.reduce.
_UFUNC_METHODS = {"reduce", "accumulate"}
_ITERATING_MODULES = {"functools", "itertools"}
# With key=… they call back for each element.
_SORTING = {"sorted", "min", "max", "sort", "nlargest", "nsmallest", "merge", "insort", "bisect", "groupby"}

# What makes code or names out of text, or leads to what has no name.
_DYNAMIC = {
    "globals",
    "exec",
    "eval",
    "compile",
    "__import__",
    "__builtins__",
    "__loader__",
    "__spec__",
    "breakpoint",
}
_DYNAMIC_ATTRIBUTES = {
    "f_globals", "f_locals", "f_builtins", "f_back", "f_code", "gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame",
    "tb_frame", "attrgetter", "methodcaller", "import_module", "resolve_name", "get_overridable_functions",
    "get_testing_overrides", "FunctionType", "CodeType", "rundocs", "runstring", "measure",
}  # fmt: skip
# The same, of a library; a method of this name may be anything.
_DYNAMIC_FUNCTIONS = {
    "jit", "CompilationUnit", "hub", "overrides", "cpp_extension", "ctypeslib", "f2py", "fx", "export", "package", "load",
    "loads", "eval", "exec", "testing",
}  # fmt: skip
# Parts of libraries that are modules, where they are imported from another one.
_SUBMODULES = {
    "nn",
    "functional",
    "linalg",
    "random",
    "autograd",
    "optim",
    "fft",
    "special",
    "func",
    "signal",
    "lib",
    "utils",
    "ops",
    "numpy",
    "lax",
    "tree",
    "tree_util",
}
_PLAIN_DUNDERS = {
    "__init__", "__call__", "__name__", "__qualname__", "__doc__", "__class__", "__version__", "__len__", "__iter__",
    "__next__", "__getitem__", "__setitem__", "__enter__", "__exit__", "__eq__", "__hash__", "__repr__", "__str__",
    "__post_init__", "__slots__", "__annotations__", "__all__", "__file__", "__array__", "__matmul__",
}  # fmt: skip
# Modules that can be imported in a slice: none of them makes code or names out of text, but for what is named above.
_MODULES = LIBRARIES | {
    "__future__", "abc", "argparse", "array", "autograder", "bisect", "cmath", "collections", "contextlib", "copy", "csv", "dataclasses",
    "datetime", "decimal", "enum", "fractions", "functools", "heapq", "io", "itertools", "json", "logging", "matplotlib", "numbers",
    "operator", "os", "pathlib", "platform", "pprint", "random", "re", "sqlite3", "statistics", "string", "struct", "sys", "textwrap",
    "time",
    "typing", "typing_extensions", "warnings",
}  # fmt: skip
# Of sys, what tells and does nothing; sys.modules only to be asked whether something is in it.
_OF_SYS = {
    "version",
    "version_info",
    "maxsize",
    "byteorder",
    "float_info",
    "int_info",
    "platform",
    "stdout",
    "stderr",
    "argv",
    "getsizeof",
}
# Modules that libraries hold under their own name, as in torch.sys.
_INNER_MODULES = {
    "builtins", "ctypes", "functools", "importlib", "inspect", "itertools", "multiprocessing", "os", "subprocess", "sys",
    "threading", "gc", "pickle", "dataclasses", "collections", "contextlib",
}  # fmt: skip

# Decorators that hand the function back, or call it as it is called.
_DECORATORS = {
    "staticmethod", "classmethod", "property", "cached_property", "wraps", "lru_cache", "cache", "dataclass", "no_grad",
    "inference_mode", "enable_grad", "set_grad_enabled", "errstate", "contextmanager", "override", "final", "overload",
}  # fmt: skip
_QUIET_DUNDERS = {
    "__init__",
    "__new__",
    "__post_init__",
    "__slots__",
    "__doc__",
    "__annotations__",
    "__match_args__",
}
# Methods that a library calls by itself, once per element or per piece of text.
_CALLED_BACK = {
    *(name for name in dir(np) if isinstance(getattr(np, name), np.ufunc)),
    "conjugate", "write", "read", "readline", "readlines", "keys", "forward", "default", "emit", "filter", "format", "run",
}  # fmt: skip
_PLAIN_BASES = {
    "object",
    "NamedTuple",
    "tuple",
    "Enum",
    "IntEnum",
    "StrEnum",
    "ABC",
    "Protocol",
    "TypedDict",
    "Exception",
    "ValueError",
    "TypeError",
}
# What an f-string's format may end in.
_FORMATS = "bcdeEfFgGnosxX%"
# What leads from a function to its annotations.
_TO_ANNOTATIONS = {"__annotations__", "get_type_hints", "get_annotations", "fields"}
# Calls that look at a function or class and do not call it.
_LOOKING = {"isinstance", "issubclass", "super", "wraps", "callable", "id", "type", "print", "repr"}


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)

# What a name stands for, wherever it is used: the scope that binds it, None for the top level.
_Key = tuple[ast.AST | None, str]


def unclear(code: Slice, forbidden: Collection[str]) -> Found | None:
    """The first construct that can reach what the text does not name; None if there is none.

    ``forbidden``: names that must not be reached.
    """
    view = _View(code)
    for node in view.nodes:
        match node:
            case ast.Import() | ast.ImportFrom():
                found = _unclear_import(node)
            case ast.Name(ctx=ast.Load()):
                found = _unclear_name(view, node)
            case ast.Name(id="__match_args__"):
                found = _named(node.id)
            case ast.Attribute():
                found = _unclear_attribute(view, node.value, node.attr, node) or _handed_on(view, node)
            case ast.MatchClass(kwd_attrs=attributes):
                found = next(
                    filter(None, (_unclear_attribute(view, None, name) for name in attributes)), None
                )
            case ast.Call(func=ast.Name() as name) if view.is_builtin(name, "getattr"):
                found = _unclear_getattr(view, node, forbidden)
            case ast.Call(func=ast.Name() as name, args=[_, _, *_]) if view.is_builtin(name, "type"):
                found = _named("type")
            case _:
                continue
        if found:
            construct, what = found
            return Found(Rule.UNCLEAR, construct, (what,) if what else ())
    return None


# A construct, and the name in it if there is one.
_What = tuple[Construct, str]


def _named(name: str) -> _What:
    return Construct.NAME, name


def _unclear_import(node: ast.Import | ast.ImportFrom) -> _What | None:
    if isinstance(node, ast.ImportFrom) and node.level:
        return Construct.RELATIVE_IMPORT, ""
    for alias in node.names:
        path = f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        module, *parts = path.split(".")
        if module not in _MODULES:
            return Construct.MODULE, module
        if module == "__future__" or (module in LIBRARIES and parts == ["*"]) or path in _TRACING:
            continue
        for part in parts:
            if part.startswith("_") or part == "*" or part in _DYNAMIC_ATTRIBUTES | _DYNAMIC_FUNCTIONS:
                return _named(path)
            if part in _INNER_MODULES or (module == "sys" and part not in _OF_SYS):
                return _named(path)
    return None


def _unclear_name(view: _View, node: ast.Name) -> _What | None:
    parent = view.parent(node)
    call = parent if isinstance(parent, ast.Call) and parent.func is node else None
    if view.is_unknown(node):
        if node.id in _DYNAMIC or node.id in _DYNAMIC_ATTRIBUTES:
            return _named(node.id)
        if node.id == "getattr" and call is None:
            return _named(node.id)
        if node.id in ("locals", "vars"):
            # A function's own variables are in its text already; those of a cell are all names.
            plain = call is not None and not call.args and not call.keywords
            return None if plain and view.is_in_function(node) else _named(node.id)
    return _handed_on(view, node)


def _handed_on(view: _View, node: ast.expr) -> _What | None:
    """A module under a name of which nothing is known any more: ``call(torch, x)``."""
    module = view.module_of(node)
    return (Construct.MODULE_AS_VALUE, module) if module and not view.is_used_as_module(node) else None


def _unclear_attribute(
    view: _View, owner: ast.expr | None, name: str, node: ast.Attribute | None = None
) -> _What | None:
    if name.startswith("__") and name.endswith("__") and name not in _PLAIN_DUNDERS:
        return _named(name)
    if name in _DYNAMIC_ATTRIBUTES:
        return _named(name)
    if not (path := view.path(owner)):
        return None
    if f"{path}.{name}" in _TRACING:
        return None
    found = _named(f"{path}.{name}")
    if path == "sys" or name == "modules":
        asked = view.parent(node) if node else None
        if name == "modules" and isinstance(asked, ast.Compare) and node is not asked.left:
            return None
        return None if name in _OF_SYS else found
    if name in _DYNAMIC_FUNCTIONS or name in _INNER_MODULES:
        return found
    return found if name.startswith("_") and not name.endswith("__") else None


def _unclear_getattr(view: _View, call: ast.Call, forbidden: Collection[str]) -> _What | None:
    owner, name = (*call.args[:2], None, None)[:2]
    match name:
        case ast.Constant(value=str(text)):
            return _unclear_attribute(view, owner, text)
        case ast.JoinedStr(values=[ast.Constant(value=str(prefix)), *_]):
            pass
        case ast.BinOp(left=ast.Constant(value=str(prefix)), op=ast.Add()):
            pass
        case ast.BinOp(left=ast.Constant(value=str(prefix)), op=ast.Mod()):
            prefix = prefix.partition("%")[0]
        case _:
            return _named("getattr")
    if view.path(owner):
        return _named("getattr")
    reachable = {
        *(other.strip("*") for other in forbidden),
        *_DYNAMIC_ATTRIBUTES,
        *_DYNAMIC_FUNCTIONS,
        *_INNER_MODULES,
        "modules",
    }
    harmless = prefix[:1] not in ("", "_") and not any(other.startswith(prefix) for other in reachable)
    return None if harmless else _named("getattr")


def banned_use(code: Slice, banned: Collection[str]) -> Found | None:
    """The first use of a banned name; None if there is none.

    ``banned`` holds last names: ``layer_norm`` matches ``F.layer_norm`` and ``torch._layer_norm`` too.  A pattern such as
    ``*conv*`` matches what comes from a library, in capitals too.  What the student has written under such a name is no
    use of it, and neither is an annotation.  ``@`` stands for the operator, ``**`` for it with any power but a whole number
    that is written there, ``:b`` for an f-string with a format that ends in this letter or that is itself computed.
    """
    wanted = {name.strip("_") for name in banned}
    patterns = [name for name in banned if "*" in name and name != "**"]
    view = _View(code)
    for node in view.nodes:
        for name in view.borrowed(node):
            plain = name.strip("_")
            if plain in wanted or (
                view.is_of_library(node) and any(fnmatchcase(plain.lower(), pattern) for pattern in patterns)
            ):
                return Found(Rule.USES, Construct.NAME, (name,), view.where(node))
    return None


def python_loop(code: Slice) -> Found | None:
    """The first loop; None if there is none.

    Loops are for, while, comprehensions, recursion and calls that loop over elements in Python.
    """
    view = _View(code)
    for node in view.nodes:
        if loop := _LOOPS.get(type(node)):
            return Found(Rule.USES, loop, (), view.where(node))
        if name := _looping_call(view, node):
            return Found(Rule.USES, Construct.NAME, (name,), view.where(node))
    if function := view.recursive():
        return Found(Rule.USES, Construct.RECURSION, (), view.where(function))
    return None


def _looping_call(view: _View, node: ast.AST) -> str | None:
    for name in view.borrowed(node):
        at_once = view.is_tracing(node) or (name in _UFUNC_METHODS and view.is_ufunc_method(node))
        if name in LOOPING_CALLS and not at_once:
            return name
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), keywords=keywords) if (
            name in _SORTING
        ):
            if any(keyword.arg in ("key", None) for keyword in keywords):
                return f"{name}(key=…)"
        case ast.Name(ctx=ast.Load()) if view.is_builtin(node, "iter"):
            call = view.parent(node)
            if not (isinstance(call, ast.Call) and call.func is node and len(call.args) == 1):
                return "iter"
    return None


def called_back(code: Slice) -> Found | None:
    """The first place where a function of the student's own may be called by somebody else.

    Whoever calls it may do so once per element: ``re.sub("x", step, text)``, ``__getitem__``, a decorator.
    """
    view = _View(code)
    for node in view.nodes:
        what: _What | None = None
        if isinstance(node, ast.ClassDef):
            what = _called_by_library(view, node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            foreign = (
                d
                for d in node.decorator_list
                if not view.is_own(d) and not view.is_tracing(d) and _last_name(d) not in _DECORATORS
            )
            if decorator := next(foreign, None):
                what = Construct.DECORATOR, _last_name(decorator)
        elif view.is_callable(node) and not view.is_only_called(node):
            what = Construct.HANDED_ON, _last_name(node) or "lambda"
        if what:
            construct, name = what
            return Found(Rule.CALLED_BACK, construct, (name,) if name else (), view.where(node))
    return None


def _called_by_library(view: _View, node: ast.ClassDef) -> _What | None:
    """What of a class of one's own a library may call by itself."""
    if node.keywords:
        return Construct.METACLASS, ""
    for base in node.bases:
        if _last_name(base) not in _PLAIN_BASES and not view.is_own(base):
            return Construct.SUBCLASS, _last_name(base)
    for name in _class_names(node):
        if name in _CALLED_BACK or (name.startswith("__") and name not in _QUIET_DUNDERS):
            return Construct.METHOD, name
    return None


def _class_names(node: ast.ClassDef) -> Iterator[str]:
    """The names that a class body binds."""
    todo: list[ast.AST] = [*node.body]
    while todo:
        part = todo.pop()
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield part.name
        elif isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            yield part.id
        elif isinstance(part, ast.alias):
            yield part.asname or part.name
        elif not isinstance(part, ast.Lambda):
            todo += ast.iter_child_nodes(part)


def _last_name(node: ast.AST) -> str:
    """``d`` of ``a.b.d`` and of ``a.b.d(…)``."""
    match node:
        case ast.Call(func=function):
            return _last_name(function)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_whole(power: ast.expr) -> bool:
    """Whether a power is a whole number that stands in the text."""
    if isinstance(power, ast.UnaryOp) and isinstance(power.op, (ast.USub, ast.UAdd)):
        power = power.operand
    return isinstance(power, ast.Constant) and type(power.value) is int


class _View:
    """The nodes of a slice, what stands around each of them, and what each name stands for."""

    def __init__(self, code: Slice) -> None:
        self.nodes: list[ast.AST] = []
        self._unknown = code.unknown
        self._parents: dict[ast.AST, ast.AST] = {}
        self._scopes: dict[ast.AST, ast.AST | None] = {}
        self._annotations: set[ast.AST] = set()
        self._reads_annotations = any(
            name in _TO_ANNOTATIONS
            for statement in code
            for node in ast.walk(statement.node)
            for name in (_last_name(node), getattr(node, "name", ""), getattr(node, "value", ""))
            if isinstance(name, str)
        )
        self._bound: dict[ast.AST | None, set[str]] = defaultdict(set)
        self._declared: dict[ast.AST | None, set[str]] = defaultdict(set)
        for statement in code:
            self._enter(statement.node)
        self._modules: dict[_Key, str] = {}
        self._imported: set[str] = set()
        self._functions: dict[_Key, list[ast.AST]] = defaultdict(list)
        self._attributes: dict[ast.AST | None, set[str]] = defaultdict(set)
        self._methods: dict[str, list[ast.AST]] = defaultdict(list)
        for node in self.nodes:
            self._learn(node)
        self._follow_aliases()
        self._decorating = self._find_decorators()
        self._decorated = set(self._parameters_for_functions())
        # Mine.method(tensor): the method's self is no Mine.
        self._self_may_be_anything = any(
            isinstance(node, ast.Attribute) and not node.attr.startswith("__") and self._is_class(node.value)
            for node in self.nodes
        )

    # --- places ---

    def parent(self, node: ast.AST) -> ast.AST | None:
        """What a node is a part of."""
        return self._parents.get(node)

    def where(self, node: ast.AST) -> str | int:
        """The name of the top-level function or variable that a node belongs to, or the number of a line of what has none."""
        while (parent := self._parents.get(node)) is not None:
            node = parent
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                return name
            case ast.Assign(targets=[ast.Name(id=name), *_]) | ast.AnnAssign(target=ast.Name(id=name)):
                return name
        return int(getattr(node, "lineno", 0))

    def is_in_function(self, node: ast.AST) -> bool:
        """Whether a node is part of a function's body."""
        return isinstance(self._scopes[node], _FUNCTIONS)

    def _enter(self, statement: ast.stmt) -> None:
        """Take in a statement: parents, scopes, and the names that each scope binds."""
        todo: list[tuple[ast.AST, ast.AST | None]] = [(statement, None)]
        while todo:
            node, scope = todo.pop()
            self.nodes.append(node)
            self._scopes[node] = scope
            self._bound[scope].update(_bound_by(node))
            if isinstance(node, (ast.Global, ast.Nonlocal)):
                self._declared[scope].update(node.names)
            if isinstance(node, _FUNCTIONS):
                arguments = (n for n in ast.walk(node.args) if isinstance(n, ast.arg))
                self._bound[node].update(argument.arg for argument in arguments)
            children = []
            for field, value in ast.iter_fields(node):
                inside = field == "body" and isinstance(node, (*_FUNCTIONS, ast.ClassDef))
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        self._parents[child] = node
                        children.append((child, node if inside else scope))
                        if field in ("annotation", "returns") or node in self._annotations:
                            self._annotations.add(child)
            todo += reversed(children)

    def _key(self, node: ast.Name) -> _Key:
        return self._find(self._scopes[node], node.id)

    def _find(self, scope: ast.AST | None, name: str) -> _Key:
        """The scope in which a name is bound that is used in ``scope``."""
        first = scope
        while scope is not None:
            sees = scope is first or not isinstance(scope, ast.ClassDef)
            if sees and name in self._bound[scope] and name not in self._declared[scope]:
                return scope, name
            scope = self._scopes[scope]
        return None, name

    # --- names ---

    def is_unknown(self, node: ast.Name) -> bool:
        """Whether no statement of the slice surely gives this name its meaning: it may be Python's own."""
        scope, name = self._key(node)
        return scope is None and name in self._unknown

    def is_builtin(self, node: ast.Name, name: str) -> bool:
        """Whether this may be Python's own function of this name."""
        return node.id == name and self.is_unknown(node)

    def module_of(self, node: ast.AST) -> str:
        """The dotted name of the module that an expression stands for; empty if it stands for none."""
        match node:
            case ast.Name():
                path = self._modules.get(self._key(node), "")
                return path if "." not in path or _is_module(path) else ""
            case ast.Attribute():
                path = self.path(node)
                return path if _is_module(path) else ""
            case ast.IfExp(body=body, orelse=orelse):
                return self.module_of(body) or self.module_of(orelse)
        return ""

    def is_used_as_module(self, node: ast.AST) -> bool:
        """Whether a name of a module is asked for an attribute, compared or given another name here."""
        parent = self._parents.get(node)
        match parent:
            case ast.IfExp():
                return parent.test is node or self.is_used_as_module(parent)
            case ast.Assign(targets=targets):
                return all(isinstance(target, ast.Name) for target in targets)
            case ast.Call(func=function):
                return function is node
        return isinstance(parent, (ast.Attribute, ast.Compare, ast.If))

    def path(self, node: ast.AST | None) -> str:
        """``np.linalg`` where that is an attribute of a module, under whatever name; empty elsewhere."""
        names: list[str] = []
        while isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        start = self._modules.get(self._key(node), "")
        if not start and self.is_unknown(node):
            start = node.id
        return ".".join([start, *reversed(names)]) if start else ""

    def borrowed(self, node: ast.AST) -> Iterator[str]:
        """The names in a node that may come from a library: what was imported, is Python's own, or is an attribute; also ``@``
        and ``**``."""
        match node:
            case ast.ImportFrom(module=module):
                yield from (module or "").split(".")
            case ast.alias(name=name):
                yield from name.split(".")
            case ast.Name(ctx=ast.Load()) if self.is_unknown(node) and not self._is_annotation(node):
                yield node.id
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[*_, ast.Constant(value=str(text))])):
                yield f":{text[-1:]}"
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[*_, ast.FormattedValue()])):
                yield from (f":{letter}" for letter in _FORMATS)
            case ast.Attribute(value=owner, attr=name, ctx=ast.Load()):
                if not self._is_own_attribute(owner, name):
                    yield name
            case ast.MatchClass(kwd_attrs=names):
                yield from names
            case ast.Call(func=ast.Name() as function, args=[owner, ast.Constant(value=str(name)), *_]):
                if self.is_builtin(function, "getattr") and not self._is_own_attribute(owner, name):
                    yield name
            case ast.BinOp(op=ast.MatMult()) | ast.AugAssign(op=ast.MatMult()):
                yield "@"
            case ast.BinOp(op=ast.Pow(), right=power) | ast.AugAssign(op=ast.Pow(), value=power):
                if not _is_whole(power):
                    yield "**"

    def _is_annotation(self, node: ast.AST) -> bool:
        """Whether this is part of an annotation that nothing here reads."""
        return node in self._annotations and not self._reads_annotations

    def is_of_library(self, node: ast.AST) -> bool:
        """Whether what :meth:`borrowed` says of a node is an attribute of a module, or a name of its own."""
        match node:
            case ast.Attribute(value=owner) | ast.Call(args=[owner, *_]):
                return bool(self.path(owner))
        return True

    def is_ufunc_method(self, node: ast.AST) -> bool:
        """Whether this is ``reduce`` as in ``np.add.reduce``, which loops in C."""
        if not isinstance(node, ast.Attribute):
            return False
        return self.path(node.value).partition(".")[0] in LIBRARIES or not self._imported & _ITERATING_MODULES

    def is_tracing(self, node: ast.AST) -> bool:
        """Whether this is one of JAX's functions that record what a function does, or the import of one."""
        match node:
            case ast.Call(func=ast.Name(id="partial") | ast.Attribute(attr="partial"), args=[first, *_]):
                return self.is_tracing(first)
            case ast.alias(name=name):
                parent = self._parents.get(node)
                module = parent.module if isinstance(parent, ast.ImportFrom) else None
                return f"{module}.{name}" in _TRACING
        return self.path(node) in _TRACING

    def _is_own_attribute(self, owner: ast.expr, name: str) -> bool:
        """Whether an attribute is the student's own: of ``self``, or of anything where no tensor can be."""
        if self.path(owner):
            return False
        if "torch" not in self._imported:
            return any(name in names for names in self._attributes.values())
        is_self = isinstance(owner, ast.Name) and owner.id == "self"
        return is_self and name in self._attributes[self._class(owner)] and not self._self_may_be_anything

    def _class(self, node: ast.AST) -> ast.AST | None:
        scope = self._scopes[node]
        while scope is not None and not isinstance(scope, ast.ClassDef):
            scope = self._scopes[scope]
        return scope

    # --- functions ---

    def is_own(self, node: ast.AST) -> bool:
        """Whether an expression is, or calls, a function or class of the student's own."""
        if isinstance(node, ast.Call):
            return self.is_own(node.func)
        return isinstance(node, ast.Name) and self._key(node) in self._functions

    def _is_class(self, node: ast.AST) -> bool:
        match node:
            case ast.Name():
                return any(isinstance(f, ast.ClassDef) for f in self._functions.get(self._key(node), ()))
            case ast.Call(func=ast.Name(id="type")) | ast.Attribute(attr="__class__"):
                return True
        return False

    def is_callable(self, node: ast.AST) -> bool:
        """Whether an expression stands for a function or class of the student's own."""
        match node:
            case ast.Lambda():
                return True
            case ast.Name(ctx=ast.Load()):
                key = self._key(node)
                return key in self._functions or key in self._decorated
            case ast.Attribute(attr=name, ctx=ast.Load()):
                return name in self._methods and not self.path(node.value)
            case ast.Call(func=function, args=[first, *_]):
                return _last_name(function) == "partial" and self.is_callable(first)
        return False

    def is_only_called(self, node: ast.AST) -> bool:
        """Whether an expression for a function of one's own is called or named here, not handed on."""
        parent = self._parents.get(node)
        if node in self._annotations:
            return True
        match parent:
            case ast.Call(func=function):
                looking = _last_name(function) in _LOOKING | {"partial"}
                return function is node or looking or self.is_tracing(function)
            case ast.keyword():
                around = self._parents.get(parent)
                return isinstance(around, ast.Call) and self.is_tracing(around.func)
            case ast.Assign(targets=targets):
                return all(isinstance(target, ast.Name) for target in targets)
            case ast.AnnAssign(target=target) | ast.NamedExpr(target=target):
                return isinstance(target, ast.Name)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return True  # a decorator or a base class; both are looked at there
            case ast.Return():
                return self._outermost(node) in self._decorating
            case ast.Expr() | ast.Attribute() | ast.Compare() | ast.Raise() | ast.ExceptHandler():
                return True
            case ast.Tuple():
                # except (Mine, ValueError), isinstance(x, (Mine, tuple))
                around = self._parents.get(parent)
                looking = isinstance(around, ast.Call) and _last_name(around) in _LOOKING
                return looking or isinstance(around, ast.ExceptHandler)
        return False

    def recursive(self) -> ast.AST | None:
        """A function that calls itself, directly or through others; None if there is none."""
        calls: dict[ast.AST, set[ast.AST]] = defaultdict(set)
        for node in self.nodes:
            called: list[ast.AST] = []
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                called = self._functions.get(self._key(node), [])
            elif isinstance(node, ast.Attribute):
                called = self._methods.get(node.attr, [])
            scope = self._scopes[node] if called else None
            while scope is not None:
                calls[scope].update(called)
                scope = self._scopes[scope]
        return _on_a_circle(calls)

    def _learn(self, node: ast.AST) -> None:
        """Remember what a node says about what names stand for."""
        scope = self._scopes[node]
        match node:
            case ast.Import(names=names):
                for alias in names:
                    name = alias.asname or alias.name.partition(".")[0]
                    self._modules[self._find(scope, name)] = alias.name if alias.asname else name
                    self._imported.add(alias.name.partition(".")[0])
            case ast.ImportFrom(module=module, names=names):
                for alias in names:
                    self._modules[self._find(scope, alias.asname or alias.name)] = f"{module}.{alias.name}"
                self._imported.add((module or "").partition(".")[0])
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self._functions[self._find(scope, name)].append(node)
                if isinstance(scope, ast.ClassDef):
                    self._methods[name].append(node)
                    self._attributes[scope].add(name)
            case ast.ClassDef(name=name):
                self._functions[self._find(scope, name)].append(node)
                self._attributes[node].update(_class_names(node))
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                self._attributes[self._class(node)].add(name)

    def _follow_aliases(self) -> None:
        """Names that are assigned a function or a module stand for it too."""
        aliases: dict[_Key, list[_Key]] = defaultdict(list)
        todo: list[_Key] = [*self._functions, *self._modules]
        for node in self.nodes:
            for target, value in _assigned(node):
                if isinstance(value, ast.Lambda):
                    self._functions[self._key(target)].append(value)
                    todo.append(self._key(target))
                else:
                    aliases[self._key(value)].append(self._key(target))
        while todo:
            key = todo.pop()
            for other in aliases.pop(key, []):
                if key in self._functions:
                    self._functions[other] += self._functions[key]
                if key in self._modules:
                    self._modules.setdefault(other, self._modules[key])
                todo.append(other)

    def _find_decorators(self) -> set[ast.AST]:
        """The functions that are used as decorators and in no other way: what they are given, they may call."""
        decorators = {
            part
            for node in self.nodes
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            for decorator in node.decorator_list
            for part in [decorator.func if isinstance(decorator, ast.Call) else decorator]
        }
        used: dict[_Key, bool] = {}
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                key = self._key(node)
                used[key] = used.get(key, True) and node in decorators
        top = {f for key, only in used.items() if only for f in self._functions.get(key, [])}
        return {node for node in self.nodes if isinstance(node, _FUNCTIONS) and self._outermost(node) in top}

    def _parameters_for_functions(self) -> Iterator[_Key]:
        """The parameters of decorators that may be given a function: not those of the function that they make."""
        around = {self._scopes[node] for node in self._decorating}
        for function in self._decorating:
            if isinstance(function, _FUNCTIONS) and (function in around or self._scopes[function] is None):
                for argument in ast.walk(function.args):
                    if isinstance(argument, ast.arg):
                        yield function, argument.arg

    def _outermost(self, node: ast.AST) -> ast.AST:
        scope = self._scopes[node]
        while scope is not None:
            node, scope = scope, self._scopes[scope]
        return node


def _is_module(path: str) -> bool:
    """Whether a dotted name is that of a module, by what is loaded here or by a list."""
    return path in sys.modules or path.rpartition(".")[2] in _SUBMODULES


def _bound_by(node: ast.AST) -> set[str]:
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            return {name}
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return {name}
        case ast.MatchMapping(rest=str(name)):
            return {name}
        case ast.alias(name=name, asname=asname):
            return {asname or name.partition(".")[0]}
    return set()


def _assigned(node: ast.AST) -> Iterator[tuple[ast.Name, ast.Name | ast.Lambda]]:
    """The names that an assignment binds, each with what they may stand for."""
    match node:
        case ast.Assign():
            targets: list[ast.expr] = node.targets
        case ast.AnnAssign() | ast.NamedExpr():
            targets = [node.target]
        case _:
            return
    for target in targets:
        if isinstance(target, ast.Name) and node.value is not None:
            for value in _meant(node.value):
                yield target, value


def _meant(value: ast.expr) -> list[ast.Name | ast.Lambda]:
    """The names and lambdas that an expression may stand for: ``f``, ``partial(f, 2)``, ``f if fast else g``."""
    match value:
        case ast.Name() | ast.Lambda():
            return [value]
        case ast.IfExp(body=body, orelse=orelse):
            return _meant(body) + _meant(orelse)
        case ast.Call(args=[first, *_]) if _last_name(value) == "partial":
            return _meant(first)
    return []


def _on_a_circle(edges: dict[ast.AST, set[ast.AST]]) -> ast.AST | None:
    """A node from which a way leads back to it."""
    done: set[ast.AST] = set()
    for start in edges:
        path: dict[ast.AST, None] = {}
        todo: list[tuple[ast.AST, bool]] = [(start, False)]
        while todo:
            node, leaving = todo.pop()
            if leaving:
                path.pop(node)
                done.add(node)
            elif node in path:
                return node
            elif node not in done:
                path[node] = None
                todo.append((node, True))
                todo += [(other, False) for other in edges.get(node, ())]
    return None
