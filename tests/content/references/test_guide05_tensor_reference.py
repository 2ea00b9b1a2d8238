"""The answers of guide05_tensor against PyTorch on expressions put together at random, and the references of its hidden tests."""

from types import SimpleNamespace

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from references import answer_key, reference

NAME = "guide05_tensor"
ref = reference(NAME)


KEY = SimpleNamespace(**answer_key(NAME))
STEPS = ("add", "multiply", "exp", "log", "relu", "reshape", "matmul", "sum_", "max_", "permute", "take")
AXES = (None, 0, 1, -1, -2, (0, 2), (-1, 1), (0, 1, 2))


def expression(plan):
    """An expression whose every step takes earlier results, brought to three axes where that is needed."""

    def f(ops, *leaves):
        made = list(leaves)
        for name, first, second, choice in plan:
            a, b = made[first % len(made)], made[second % len(made)]
            if name in ("add", "multiply"):
                made.append(getattr(ops, name)(a, b))
                continue
            a = ops.add(a, leaves[0])  # (2, 3, 4)
            if name == "exp":
                made.append(ops.exp(ops.multiply(a, 0.1)))
            elif name == "log":
                made.append(ops.log(ops.add(ops.multiply(a, a), 1.0)))
            elif name == "relu":
                made.append(ops.relu(a))
            elif name == "reshape":
                made.append(ops.reshape(ops.reshape(a, (6, 4)), (2, 3, 4)))
            elif name == "matmul":
                b = ops.permute(ops.add(b, leaves[0]), (0, 2, 1))
                made.append(ops.matmul(ops.multiply(ops.matmul(a, b), 0.1), a))
            elif name in ("sum_", "max_"):
                made.append(getattr(ops, name)(a, axis=AXES[choice % len(AXES)], keepdims=True))
            elif name == "permute":
                axes = [(1, 2, 0), (2, 0, 1), (0, 2, 1)][choice % 3]
                back = tuple(int(i) for i in np.argsort(axes))
                made.append(ops.permute(ops.relu(ops.permute(a, axes)), back))
            else:
                made.append(ops.take(a, np.array([choice % 2, 1])))
        out = made[-1]
        for each in made[:-1]:
            out = ops.add(out, each)
        return out

    return f


numbers = st.integers(0, 2**32 - 1)
plans = st.lists(st.tuples(st.sampled_from(STEPS), numbers, numbers, numbers), min_size=1, max_size=6)
shapes = st.sampled_from([(2, 3, 4), (3, 4), (4,), (1, 4), (3, 1), (2, 1, 4), (1, 1, 1), ()])


def leaves_of(seed, others):
    rng = np.random.default_rng(seed)
    return [rng.uniform(-1.5, 1.5, size=shape) for shape in ((2, 3, 4), *others)], rng


def key_gradients(f, arrays, upstream):
    leaves = [KEY.Tensor(a) for a in arrays]
    f(KEY, *leaves).backward(upstream)
    return [leaf.grad for leaf in leaves]


@settings(max_examples=60, deadline=None)
@given(plans, numbers, st.lists(shapes, max_size=2))
def test_the_answers_give_the_gradients_of_pytorch(plan, seed, others):
    f, (arrays, rng) = expression(plan), leaves_of(seed, others)
    out = f(KEY, *map(KEY.Tensor, arrays)).data
    np.testing.assert_allclose(out, ref.value(f, arrays), rtol=1e-12, atol=1e-12)
    upstream = rng.normal(size=out.shape)
    for found, want in zip(
        key_gradients(f, arrays, upstream), ref.gradients(f, arrays, upstream), strict=True
    ):
        assert found.shape == want.shape
        np.testing.assert_allclose(found, want, rtol=1e-9, atol=1e-9 * np.abs(want).max(initial=1.0))


@settings(max_examples=30, deadline=None)
@given(numbers, st.integers(1, 6), st.integers(1, 5), st.sampled_from([0.1, 3.0, 1e3]))
def test_the_answer_to_cross_entropy_is_that_of_pytorch(seed, n, k, scale):
    rng = np.random.default_rng(seed)
    x, b, labels = rng.normal(scale=scale, size=(n, k)), rng.normal(size=k), rng.integers(k, size=n)

    def f(ops, x, b):
        return ops.cross_entropy(ops.add(x, b), labels)

    upstream = np.array(rng.normal())
    np.testing.assert_allclose(f(KEY, x, b).data, ref.value(f, [x, b]), rtol=1e-12, atol=1e-14)
    for found, want in zip(
        key_gradients(f, [x, b], upstream), ref.gradients(f, [x, b], upstream), strict=True
    ):
        np.testing.assert_allclose(found, want, rtol=1e-9, atol=1e-14)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([s for s in STEPS if s not in ("max_", "relu", "permute")]), *[numbers] * 3
        ),
        min_size=1,
        max_size=3,
    ),
    numbers,
)
def test_finite_differences_agree_where_nothing_has_a_corner(plan, seed):
    f, (arrays, rng) = expression(plan), leaves_of(seed, [(3, 1)])
    upstream = rng.normal(size=ref.value(f, arrays).shape)
    wants = ref.gradients(f, arrays, upstream)
    for found, want in zip(ref.differences(f, arrays, upstream), wants, strict=True):
        np.testing.assert_allclose(found, want, rtol=1e-5, atol=1e-6 * np.abs(want).max(initial=1.0))


def test_shared_ties():
    x = np.array([[3.0, 7.0, 7.0], [5.0, 1.0, 2.0]])
    (found,) = key_gradients(lambda ops, t: ops.max_(t, axis=1), [x], np.array([6.0, 4.0]))
    np.testing.assert_array_equal(found, [[0, 3, 3], [4, 0, 0]])


def torch_training(x, y, layers, *, epochs, lr, batch_size, seed):
    """The same training in PyTorch: its autograd, its cross-entropy, its Adam."""
    theta = [torch.tensor(p, requires_grad=True) for layer in layers for p in layer]
    optimizer, rng, losses = torch.optim.Adam(theta, lr=lr), np.random.default_rng(seed), []
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            batch = order[start : start + batch_size]
            out = torch.tensor(x[batch])
            for i in range(0, len(theta), 2):
                out = (torch.relu(out) if i else out) @ theta[i] + theta[i + 1]
            loss = torch.nn.functional.cross_entropy(out, torch.tensor(y[batch]))
            losses.append(loss.item())
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return losses, [p.detach().numpy() for p in theta]


def test_training_follows_pytorch():
    rng = np.random.default_rng(5)
    x, y = rng.normal(size=(50, 7)), rng.integers(4, size=50)
    layers = [(rng.normal(size=(a, b)) / np.sqrt(a), rng.normal(size=b)) for a, b in ((7, 9), (9, 5), (5, 4))]
    how = {"epochs": 10, "lr": 0.01, "batch_size": 8}
    losses, theta = torch_training(x, y, layers, **how, seed=3)
    found, after = ref.train(x, y, layers, **how, seed=3)
    np.testing.assert_allclose(found, losses, rtol=1e-8)
    np.testing.assert_allclose(
        np.concatenate([p.ravel() for layer in after for p in layer]),
        np.concatenate([p.ravel() for p in theta]),
        rtol=1e-7,
        atol=1e-9,
    )
    tensors = [(KEY.Tensor(w), KEY.Tensor(b)) for w, b in layers]
    answered = KEY.train_mlp(x, y, tensors, **how, rng=np.random.default_rng(3))
    np.testing.assert_allclose(answered, losses, atol=1e-6)


@st.composite
def views(draw):
    """(shape, strides) of a view, and another shape of as many elements."""
    sizes = draw(st.lists(st.sampled_from([1, 2, 3, 4, 6]), max_size=4))
    strides = [int(np.prod(sizes[i + 1 :])) for i in range(len(sizes))]
    strides = [draw(st.sampled_from([s, s, s, -s, 0, 2 * s])) for s in strides]
    order = draw(st.permutations(range(len(sizes))))
    shape, strides = [sizes[i] for i in order], [strides[i] for i in order]
    new, left = [], int(np.prod(sizes))
    while left > 1:
        new.append(draw(st.sampled_from([d for d in range(1, left + 1) if left % d == 0][:6])))
        left //= new[-1]
    return tuple(shape), tuple(strides), tuple(draw(st.permutations(new)))


@settings(max_examples=200, deadline=None)
@given(views())
def test_views_are_reshaped_where_numpy_can(case):
    shape, strides, new = case
    low = sum(min(0, s * (n - 1)) for n, s in zip(shape, strides, strict=True))
    memory = np.arange(low, 2000, dtype=np.int64)[-low:]
    array = np.lib.stride_tricks.as_strided(memory, shape, tuple(8 * s for s in strides))
    np.testing.assert_array_equal(array, ref.reached(shape, strides, 0))
    try:
        want = np.reshape(array, new, copy=False)
    except ValueError:
        want = None
    found = ref.relabelled(np.array(array), new)
    answer = KEY.reshape_view(KEY.View(shape, strides, 11), new)
    assert (found is None) == (answer is None) == (want is None)
    if want is not None:
        np.testing.assert_array_equal(ref.reached(new, found, 0), want)
        np.testing.assert_array_equal(ref.reached(new, answer.strides, answer.offset), want + 11)
