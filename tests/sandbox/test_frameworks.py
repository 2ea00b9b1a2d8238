"""JAX and TensorFlow themselves in a sealed worker; left out where they are not installed."""

from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np
import pytest
from sandbox.processes import family, gone

from autograder.checking.program import SEED, libraries, profile
from autograder.sandbox import Limits, SandboxUnavailable, StudentTimeout, Worker, Zygote

pytestmark = pytest.mark.slow

# A first use compiles, and a busy machine takes its time.
LIMITS = Limits(call_seconds=120, cell_seconds=120, idle_seconds=120)

# The course's own snippet: loss and gradients of the mean of squares of tanh(x @ w + b).
X, W, B = np.array([[1, 2, 3]], np.float32), np.full((3, 2), 0.1, np.float32), np.zeros(2, np.float32)
LOSS, DB = 0.2884222567, [0.3821525, 0.3821525]

JAX = """
import numpy as np
import jax, jax.numpy as jnp

def loss(params, x):
    w, b = params
    return jnp.mean(jnp.tanh(x @ w + b) ** 2)

def gradients(x, w, b):
    value, (dw, db) = jax.value_and_grad(loss)((w, b), x)
    return float(value), np.asarray(dw), np.asarray(db)

def compiled(x): return float(jax.jit(lambda x: jnp.sum(x * x))(x))
def mapped(x): return np.asarray(jax.vmap(lambda row: jnp.sum(row * row))(x))
def scanned(x): return float(jax.lax.scan(lambda total, item: (total + item, item), 0.0, x)[0])
def draw(): return np.asarray(jax.random.normal(jax.random.key(0), (3,)))
def rows(x, w): return np.asarray(jax.jacrev(lambda w: jax.vmap(lambda row: jnp.sum(jnp.tanh(row @ w)))(x))(w))
def array(): return jnp.arange(3.0)

def for_ever(x):
    return float(jax.lax.while_loop(lambda i: i >= 0, lambda i: (i + 1) % 7, x))
"""

TENSORFLOW = """
import tensorflow as tf

def gradients(x, w, b):
    w, b = tf.Variable(w), tf.Variable(b)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.tanh(x @ w + b) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    return float(loss), dw.numpy(), db.numpy()

traced = 0
@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
def squares(x):
    global traced
    traced += 1
    return tf.reduce_sum(x * x)

def compiled(x): return float(squares(x)), traced
def draw(): return tf.random.normal([3]).numpy()

@tf.function
def endless(x):
    return tf.while_loop(lambda x: x >= 0.0, lambda x: [(x + 1.0) % 7.0], [x])[0]
def for_ever(x): return float(endless(tf.constant(x)))
"""


def zygote_with(library: str) -> Iterator[Zygote]:
    if find_spec(library) is None:
        pytest.skip(f"{library} is not installed")
    try:
        zygote = Zygote(libraries([], [library]), LIMITS, profile=profile([library]))
    except SandboxUnavailable as error:
        pytest.skip(str(error))
    with zygote:
        yield zygote


@pytest.fixture(scope="module")
def jax() -> Iterator[Zygote]:
    yield from zygote_with("jax")


@pytest.fixture(scope="module")
def tensorflow() -> Iterator[Zygote]:
    yield from zygote_with("tensorflow")


def started(zygote: Zygote, source: str) -> Worker:
    worker = zygote.worker()
    assert worker.run_cells([SEED, ("a", source)]) == {}
    return worker


def gradients_are_right(worker: Worker) -> None:
    loss, dw, db = worker.call("gradients", [X, W, B])
    assert loss == pytest.approx(LOSS, rel=1e-6)
    assert db == pytest.approx(DB, rel=1e-6)
    assert dw == pytest.approx(X.T @ [db], rel=1e-6)


def test_products_of_many_matrices_in_jax(jax: Zygote) -> None:
    """A library of XLA's for the larger ones does not work in a sealed process."""
    rng = np.random.default_rng(0)
    x, w = (rng.normal(size=shape).astype(np.float32) for shape in ((200, 3), (3, 2)))
    with started(jax, JAX) as worker:
        found = worker.call("rows", [x, w])
    want = x[:, :, None] * (1 - np.tanh(x @ w) ** 2)[:, None, :]
    np.testing.assert_allclose(found, want, atol=1e-5)


def killed_with_all_its_threads(zygote: Zygote, source: str, value: float) -> None:
    assert zygote.pid is not None
    before = set(family(zygote.pid))
    with started(zygote, source) as worker:
        (pid,) = set(family(zygote.pid)) - before
        worker.call("gradients", [X, W, B])
        with pytest.raises(StudentTimeout):
            worker.call("for_ever", [value], seconds=1)
        assert gone(pid)


def test_jax_computes(jax: Zygote) -> None:
    with started(jax, JAX) as worker:
        gradients_are_right(worker)
        assert worker.call("compiled", [X]) == 14
        assert worker.call("mapped", [np.vstack([X, 2 * X])]).tolist() == [14, 56]
        assert worker.call("scanned", [X[0]]) == 6
        handle = worker.call("array")
        assert worker.method(handle, "__array__").tolist() == [0, 1, 2]


def test_jax_draws_the_same_in_every_worker(jax: Zygote) -> None:
    with started(jax, JAX) as first, started(jax, JAX) as second:
        assert first.call("draw").tolist() == second.call("draw").tolist()


def test_an_endless_loop_in_jax_is_stopped(jax: Zygote) -> None:
    killed_with_all_its_threads(jax, JAX, 1)


def test_tensorflow_computes(tensorflow: Zygote) -> None:
    with started(tensorflow, TENSORFLOW) as worker:
        gradients_are_right(worker)
        assert worker.call("compiled", [X[0]]) == (14, 1)
        assert worker.call("compiled", [X[0, :2]]) == (5, 1)


def test_tensorflow_draws_the_same_in_every_worker(tensorflow: Zygote) -> None:
    with started(tensorflow, TENSORFLOW) as first, started(tensorflow, TENSORFLOW) as second:
        assert first.call("draw").tolist() == second.call("draw").tolist()


def test_an_endless_loop_in_tensorflow_is_stopped(tensorflow: Zygote) -> None:
    killed_with_all_its_threads(tensorflow, TENSORFLOW, 1.0)
