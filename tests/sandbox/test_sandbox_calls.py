"""A worker behaves like a notebook's kernel for honest code."""

import gc
import threading
from typing import Any

import numpy as np
import pytest

from autograder.sandbox import Handle, StudentRaised, StudentTimeout, TooLarge, Worker, WorkerDied, Zygote


def test_cells_share_a_namespace(worker: Worker) -> None:
    worker.run_cell("setup", "import numpy as np\nscale = 2")
    worker.run_cell("double", "def double(x):\n    return np.asarray(x) * scale")
    assert worker.call("double", [np.arange(3)]).tolist() == [0, 2, 4]
    worker.run_cell("setup", "scale = 3")
    assert worker.call("double", kwargs={"x": [1]}).tolist() == [3]


def test_the_namespace_is_a_main_module(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "import sys\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: 'int'\n"
        "def f():\n    return __name__, sys.modules['__main__'].P is P, P(3).x",
    )
    assert worker.call("f") == ("__main__", True, 3)


def test_no_future_statement_of_ours_leaks_into_a_cell(worker: Worker) -> None:
    worker.run_cell("a", "def f(x: int): return f.__annotations__['x'] is int")
    assert worker.call("f", [1]) is True


def test_check_and_its_kin_do_nothing(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "check('softmax')\nfigures.setup()\n"
        "if ready('softmax'):\n    raise RuntimeError('a demo was run')\n"
        "from autograder import check, figures, ready\ncheck('relu')\nfigures.show(figures.blue)",
    )


def test_arguments_are_copied_in_and_their_changes_out(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "def f(layers, x, untouched, fortran, z):\n"
        "    layers[0]['w'] += 1\n    layers[0]['w'] = None\n    layers.append(3)\n"
        "    x[1] = 9\n    fortran[0, 1] = 7\n    z[...] = 2",
    )
    base = np.zeros(10)
    layers = [{"w": np.zeros((2, 3))}]
    x, untouched, fortran, z = base[::2], np.zeros(3), np.zeros((2, 3), order="F"), np.array(0.0)
    weights = layers[0]["w"]
    assert worker.call("f", [layers, x, untouched, fortran, z]) is None
    assert (weights == 1).all()
    assert layers == [{"w": None}, 3]
    assert base.tolist() == [0, 0, 9, 0, 0, 0, 0, 0, 0, 0]
    assert fortran[0].tolist() == [0, 7, 0]
    assert z == 2
    assert not untouched.any()


def test_changed_lists_dicts_and_sets_are_copied_out(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "import numpy as np\n"
        "def f(names, table, seen, pair, *, options):\n"
        "    names.sort()\n    table['new'] = table.pop('old')\n    seen.add((1, 2))\n"
        "    pair[0].append(np.ones(2))\n    del options['rate']\n    return pair[0]\n"
        "def g(names, table, seen, pair): return len(names) + len(table) + len(seen) + len(pair)\n",
    )
    old = np.zeros(3)
    names, table, seen, inner, options = ["b", "a"], {"old": old}, {3}, [], {"rate": 0.1}
    result = worker.call("f", [names, table, seen, (inner, 5)], {"options": options})
    assert names == ["a", "b"]
    assert list(table) == ["new"]
    assert table["new"] is old
    assert seen == {3, (1, 2)}
    assert options == {}
    assert len(inner) == 1
    assert inner[0] is result[0]
    kept = [names[:], dict(table), set(seen)]
    assert worker.call("g", [names, table, seen, (inner, 5)]) == 2 + 1 + 2 + 2
    assert [names, table, seen] == kept
    assert table["new"] is old


def test_changes_before_an_exception_are_copied_out(worker: Worker) -> None:
    worker.run_cell("a", "def f(x, y):\n    x[0] = 1\n    y.pop()\n    raise ValueError")
    x, y = np.zeros(2), [3, 4]
    with pytest.raises(StudentRaised):
        worker.call("f", [x, y])
    assert x.tolist() == [1, 0]
    assert y == [3]


def test_one_array_passed_twice_is_one_array(worker: Worker) -> None:
    worker.run_cell("a", "def f(a, b):\n    a += 1\n    return a is b")
    x = np.zeros(2)
    assert worker.call("f", [x, x]) is True
    assert x.tolist() == [1, 1]


def test_a_read_only_argument_cannot_be_changed(worker: Worker) -> None:
    worker.run_cell("a", "def f(a):\n    a += 1")
    x = np.zeros(2)
    x.flags.writeable = False
    with pytest.raises(StudentRaised) as caught:
        worker.call("f", [x])
    assert caught.value.exception == "ValueError"


def test_large_arrays(worker: Worker) -> None:
    worker.run_cell("a", "def f(x):\n    x[-1, -1] = 5\n    return x[::-1], x * 2")
    x = np.ones((5000, 784), np.float32)
    view, double = worker.call("f", [x])
    assert x[-1, -1] == 5
    assert np.shares_memory(view, x)
    assert view[0, -1] == 5
    assert double.sum() == x.sum() * 2


def test_shared_results_stay_shared(worker: Worker) -> None:
    worker.run_cell(
        "a", "import numpy as np\ndef f():\n    v = np.zeros(2)\n    return [{'v': v}, {'v': v}, v.copy()]"
    )
    a, b, c = worker.call("f")
    assert a["v"] is b["v"]
    assert c is not a["v"]


def test_views_of_arguments(worker: Worker) -> None:
    worker.run_cell("a", "def f(a):\n    return a[1, 2:4], a[:, 1], a[2:, 2:].copy()")
    a = np.arange(24).reshape(4, 6)
    row, column, copy = worker.call("f", [a])
    assert np.shares_memory(row, a)
    assert np.shares_memory(column, a)
    assert not np.shares_memory(copy, a)
    a[1, 2] = 100
    assert row.tolist() == [100, 9]


def test_generators_of_random_numbers_advance(worker: Worker) -> None:
    worker.run_cell("a", "def f(rng):\n    return rng.random(3)\ndef g(rng):\n    return 0")
    rng, twin = np.random.default_rng(7), np.random.default_rng(7)
    assert np.array_equal(worker.call("f", [rng]), twin.random(3))
    assert rng.bit_generator.state == twin.bit_generator.state
    worker.call("g", [rng])
    assert rng.bit_generator.state == twin.bit_generator.state


def test_opaque_positions(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "def forward(x):\n    return x * 2, (x, 'cache')\ndef backward(d, cache):\n    return d * cache[0]",
    )
    x = np.arange(3.0)
    out, cache = worker.call("forward", [x], opaque=(1,))
    assert type(cache) is Handle
    assert cache.type_name == "tuple"
    assert worker.call("backward", [out, cache]).tolist() == [0, 2, 8]
    assert worker.call("forward", [x], opaque=(0, 1, 5))[0].type_name == "ndarray"
    assert worker.call("backward", [x, (x,)], opaque=(0,)).tolist() == [0, 1, 4]


def test_other_objects_are_handles_and_can_be_called(worker: Worker) -> None:
    worker.run_cell("a", "def f(n):\n    return lambda x: x + n")
    add = worker.call("f", [3])
    assert type(add) is Handle
    assert worker.call(add, [4]) == 7


@pytest.mark.slow
def test_handles_are_released(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "import weakref\nalive = weakref.WeakSet()\nclass C: pass\n"
        "def make():\n    c = C()\n    alive.add(c)\n    return c\ndef count():\n    return len(alive)",
    )
    kept = worker.call("make")
    worker.call("make")
    gc.collect()
    assert worker.call("count") == 1
    del kept
    gc.collect()
    assert worker.call("count") == 0


def test_a_handle_belongs_to_its_worker(zygote: Zygote, worker: Worker) -> None:
    worker.run_cell("a", "def f(x=None): return object()")
    handle = worker.call("f")
    with zygote.worker() as other:
        other.run_cell("a", "def f(x): return 1")
        with pytest.raises(TypeError, match="another worker"):
            other.call("f", [handle])


def test_iterators_arrive_as_lists(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "def batches(x, size):\n    for i in range(0, len(x), size):\n        yield x[i:i + size]\n"
        "def endless():\n    while True:\n        yield 1\n"
        "def pairs(x, y):\n    return zip(x, y)\n",
    )
    x = np.arange(7)
    assert [batch.tolist() for batch in worker.call("batches", [x, 3])] == [[0, 1, 2], [3, 4, 5], [6]]
    assert worker.call("pairs", [[1, 2], [3, 4]]) == [(1, 3), (2, 4)]
    drawn = worker.call("endless")
    assert 1000 < len(drawn) < 100_000
    assert set(drawn) == {1}


def test_a_generators_draws_come_back_with_its_items(worker: Worker) -> None:
    worker.run_cell("a", "def numbers(rng):\n    for _ in range(3):\n        yield float(rng.random())\n")
    ours, theirs = np.random.default_rng(5), np.random.default_rng(5)
    assert worker.call("numbers", [theirs]) == [ours.random() for _ in range(3)]
    assert theirs.bit_generator.state == ours.bit_generator.state


def test_attributes_and_methods_of_an_object_that_stays(worker: Worker) -> None:
    worker.run_cell(
        "a",
        "class Model:\n    training = True\n    def train(self, mode):\n        self.training = mode\n"
        "    def __call__(self, x):\n        return 2 * x\n",
    )
    model = worker.call("Model")
    assert worker.attribute(model, "training") is True
    worker.call(worker.attribute(model, "train"), [False])
    assert worker.attribute(model, "training") is False
    assert worker.call(model, [np.float64(4)]) == 8
    with pytest.raises(StudentRaised, match="AttributeError"):
        worker.attribute(model, "missing")


def test_strict_calls_turn_warnings_into_exceptions(worker: Worker) -> None:
    worker.run_cell("a", "import numpy as np\ndef f(x): return np.exp(x)\n")
    assert worker.call("f", [np.array([1e4])])[0] == np.inf
    with pytest.raises(StudentRaised, match="RuntimeWarning"):
        worker.call("f", [np.array([1e4])], strict=True)
    assert worker.call("f", [np.array([1e4])])[0] == np.inf


def test_what_the_grader_may_not_send(worker: Worker) -> None:
    worker.run_cell("a", "def f(x): return 1")
    with pytest.raises(TypeError, match="function"):
        worker.call("f", [lambda: 1])
    with pytest.raises(TooLarge):
        worker.call("f", [[0] * 10**6])
    assert worker.call("f", [1]) == 1


def raised(worker: Worker, source: str, call: str | None = "f") -> tuple[str, str | None, int | None]:
    with pytest.raises(StudentRaised) as caught:  # noqa: PT012
        worker.run_cell("relu", source)
        assert call is not None
        worker.call(call, [1])
    return caught.value.exception, caught.value.cell, caught.value.line


def test_exceptions_say_where_but_not_what(worker: Worker) -> None:
    assert raised(worker, "def f(x):\n    y = 0\n    return x / y") == ("ZeroDivisionError", "relu", 3)
    assert raised(worker, "import json\ndef f(x):\n    return json.loads('{')") == (
        "JSONDecodeError",
        "relu",
        3,
    )
    assert raised(worker, "a = 1\nb = = 2", None) == ("SyntaxError", "relu", 2)
    assert raised(worker, "def f():\n    pass") == ("TypeError", None, None)
    assert raised(worker, "1", "missing") == ("NameError", None, None)
    assert raised(worker, "x = 1\nraise KeyError('secret')", None) == ("KeyError", "relu", 2)
    assert "secret" not in str(StudentRaised("KeyError", "relu", 2))


@pytest.mark.parametrize(
    "kind", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "MemoryError"]
)
def test_no_exception_ends_the_worker(worker: Worker, kind: str) -> None:
    assert raised(worker, f"def f(x):\n    raise {kind}") == (kind, "relu", 2)
    assert raised(worker, f"raise {kind}", None) == (kind, "relu", 1)
    assert worker.alive


def test_recursion_and_memory(worker: Worker) -> None:
    assert raised(worker, "def f(x):\n    return f(x)")[0] == "RecursionError"
    assert raised(worker, "import numpy as np\ndef f(x):\n    return np.ones(10**10 // 8)") == (
        "MemoryError",
        "relu",
        3,
    )
    assert raised(worker, "def f(x):\n    return bytearray(10**10)")[0] == "MemoryError"
    assert worker.alive


def test_what_an_exception_said_is_told_to_who_asks(worker: Worker) -> None:
    worker.run_cells([("a", "def f(x): raise ValueError(x)"), ("b", "1 / 0"), ("c", "undefined")])
    assert worker.said("b") == "division by zero"
    assert worker.said("c") == "name 'undefined' is not defined"
    for text in ("shape (3, 5)", "x" * 5000):
        with pytest.raises(StudentRaised) as caught:
            worker.call("f", [text])
        assert text not in str(caught.value)
        assert worker.said() == text[:2000]
    with pytest.raises(StudentRaised):
        worker.said("no such cell")


def test_a_closed_worker(zygote: Zygote) -> None:
    worker = zygote.worker()
    assert worker.alive
    worker.close()
    worker.close()
    assert not worker.alive
    with pytest.raises(WorkerDied) as caught:
        worker.call("f")
    assert caught.value.reason == "closed"


def test_seconds_of_one_call(worker: Worker) -> None:
    worker.run_cell("a", "import time\ndef f(t): time.sleep(t)")
    worker.call("f", [0.3], seconds=60)
    with pytest.raises(StudentTimeout) as caught:
        worker.call("f", [5], seconds=0.2)
    assert caught.value.seconds == 0.2


def test_workers_in_threads(zygote: Zygote) -> None:
    results: list[Any] = []

    def grade(number: int) -> None:
        for _ in range(5):
            with zygote.worker() as worker:
                worker.run_cell("a", f"def f(x): return x * {number}")
                results.append(worker.call("f", [np.ones(3)]).sum() == 3 * number)

    threads = [threading.Thread(target=grade, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 20


@pytest.mark.slow
def test_tensors_in_a_worker() -> None:
    torch = pytest.importorskip("torch")
    with Zygote(preload=("numpy", "torch")) as zygote, zygote.worker() as worker:
        worker.run_cell(
            "a",
            "import torch\ndef f(x):\n    x += 1\n    return x, x * 2, torch.nn.Parameter(torch.ones(2))\n"
            "class T(torch.Tensor): pass\ndef g():\n    return torch.ones(2).as_subclass(T)\n"
            "def step(w):\n    opt = torch.optim.SGD([w], lr=1.0)\n    (w ** 2).sum().backward()\n    opt.step()",
        )
        x = torch.zeros(2, 3).T
        same, double, parameter = worker.call("f", [x])
        assert same is x
        assert (x == 1).all()
        assert double.stride() == (1, 3)
        assert type(parameter) is torch.nn.Parameter
        assert type(worker.call("g")) is Handle
        weight = torch.nn.Parameter(torch.ones(2))
        worker.call("step", [weight], seconds=30)
        assert weight.tolist() == [-1, -1]


def test_cells_in_one_request(worker: Worker) -> None:
    raised = worker.run_cells([("a", "x = 1"), ("b", "y = 2\nraise ValueError(x)"), ("c", "z = x + y")])
    assert {name: (error.exception, error.cell, error.line) for name, error in raised.items()} == {
        "b": ("ValueError", "b", 2)
    }
    worker.run_cell("d", "def f(): return x, y, z")
    assert worker.call("f") == (1, 2, 3)


def test_more_cells_than_fit_into_one_message(worker: Worker) -> None:
    cells = [(f"c{n}", f"t{n} = {'x' * 150_000!r}") for n in range(8)]
    assert worker.run_cells([*cells, ("last", "def f(): return len(t0) + len(t7)")]) == {}
    assert worker.call("f") == 300_000


def test_memory_is_known_afterwards(worker: Worker) -> None:
    worker.run_cell("a", "import numpy as np\nx = np.ones(20_000_000)\ndel x")
    worker.close()
    assert worker.memory > 160_000_000
