"""第 5 章（张量）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def data(student, out):
    """学生返回的 Tensor 里的数。"""
    return student.attribute(out, "data")


def back(student, out, upstream):
    """从学生返回的 Tensor 往回走。"""
    student.invoke(out, "backward", np.array(upstream, dtype=float))


# --- 广播与它的反面 -------------------------------------------------------------------------------

TABLE = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@exercise("unbroadcast", core=True)
@pytest.mark.parametrize(
    ("shape", "want"),
    [((3,), [5.0, 7.0, 9.0]), ((1, 3), [[5.0, 7.0, 9.0]]), ((2, 1), [[6.0], [15.0]]), ((1, 1), [[21.0]])],
)
def test_unbroadcast_example(student, shape, want):
    """文中的例子：抄出来的几份加起来，形状恰好是 shape。"""
    kit.close(student.unbroadcast(TABLE.copy(), shape), np.array(want))


@exercise("unbroadcast")
def test_unbroadcast_to_a_number(student):
    """shape 是 () 时，是全部的和。"""
    kit.close(student.unbroadcast(TABLE.copy(), ()), 21.0)


@exercise("unbroadcast")
def test_unbroadcast_same_shape(student):
    """形状相同时原样返回。"""
    kit.close(student.unbroadcast(TABLE.copy(), (2, 3)), TABLE)


@exercise("unbroadcast")
def test_unbroadcast_both_ways(student, rng):
    """两种抄法同时发生：(4, 1) 由 (2, 4, 3) 收回来。"""
    grad = rng.normal(size=(2, 4, 3))
    want = grad.sum(axis=(0, 2)).reshape(4, 1)
    kit.close(student.unbroadcast(grad, (4, 1)), want)


@exercise("multiply", core=True)
def test_multiply_data(student):
    """逐元素相乘，(2, 1) 和 (3,) 广播成 (2, 3)。"""
    out = student.multiply(student.Tensor([[1.0], [2.0]]), student.Tensor([10.0, 20.0, 30.0]))
    kit.close(data(student, out), np.array([[10.0, 20.0, 30.0], [20.0, 40.0, 60.0]]), name="data")


@exercise("multiply", core=True)
def test_multiply_gradients(student):
    """文中的例子：a 的梯度是 [[70], [50]]，b 的是 [1, 2, 4]。"""
    a, b = student.Tensor([[1.0], [2.0]]), student.Tensor([10.0, 20.0, 30.0])
    back(student, student.multiply(a, b), [[1, 0, 2], [0, 1, 1]])
    grads = a.grad, b.grad
    kit.close(grads[0], np.array([[70.0], [50.0]]), name="a.grad")
    kit.close(grads[1], np.array([1.0, 2.0, 4.0]), name="b.grad")


@exercise("multiply")
def test_multiply_by_itself(student):
    """x·x 的梯度是 2x 乘上来的梯度。"""
    x = student.Tensor([3.0, -1.0])
    back(student, student.multiply(x, x), [1, 10])
    kit.close(x.grad, np.array([6.0, -20.0]), name="x.grad")


@exercise("multiply")
def test_multiply_numbers(student):
    """一个数在左边、数组在右边，都行。"""
    x = student.Tensor([3.0, -1.0])
    back(student, student.multiply(5, x), [1, 10])
    first = x.grad.copy()
    back(student, student.multiply(x, np.array([2, 4])), [1, 10])
    both = x.grad.copy()
    kit.close(first, np.array([5.0, 50.0]), name="x.grad")
    kit.close(both, np.array([7.0, 90.0]), name="累加之后的 x.grad")


# --- 乘、加、比 -----------------------------------------------------------------------------------


@exercise("matmul", core=True)
def test_matmul_example(student):
    """文中的例子：AB、A 的梯度、B 的梯度。"""
    a, b = student.Tensor([[1.0, 2.0]]), student.Tensor([[1.0, 0.0, 2.0], [3.0, 1.0, 0.0]])
    out = student.matmul(a, b)
    back(student, out, [[1, 2, 3]])
    found = data(student, out), a.grad, b.grad
    kit.close(found[0], np.array([[7.0, 2.0, 2.0]]), name="data")
    kit.close(found[1], np.array([[7.0, 5.0]]), name="a.grad")
    kit.close(found[2], np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]), name="b.grad")


@exercise("matmul")
def test_matmul_batch(student, rng):
    """批量轴广播：(5, 2, 3) @ (3, 4) 得到 (5, 2, 4)，b 的梯度收回成 (3, 4)。"""
    a, b, g = rng.normal(size=(5, 2, 3)), rng.normal(size=(3, 4)), rng.normal(size=(5, 2, 4))
    wants = np.einsum("nij,jk->nik", a, b), np.einsum("nik,jk->nij", g, b), np.einsum("nij,nik->jk", a, g)
    ta, tb = student.Tensor(a), student.Tensor(b)
    out = student.matmul(ta, tb)
    back(student, out, g)
    for found, want, name in zip((data(student, out), ta.grad, tb.grad), wants, ("data", "a.grad", "b.grad")):
        kit.close(found, want, name=name)


@exercise("matmul")
def test_matmul_two_batches(student, rng):
    """两边都有批量轴：(5, 2, 3) @ (5, 3, 4) 是五个矩阵各乘各的。"""
    a, b = rng.normal(size=(5, 2, 3)), rng.normal(size=(5, 3, 4))
    want = np.einsum("nij,njk->nik", a, b)
    kit.close(data(student, student.matmul(student.Tensor(a), student.Tensor(b))), want, name="data")


@exercise("matmul")
def test_matmul_by_itself(student):
    """x @ x：两份梯度都在。"""
    x = student.Tensor([[1.0, 2.0], [3.0, 4.0]])
    back(student, student.matmul(x, x), [[1, 0], [0, 0]])
    kit.close(x.grad, np.array([[2.0, 3.0], [2.0, 0.0]]), name="x.grad")


@exercise("matmul")
@pytest.mark.parametrize("shapes", [((3,), (3, 2)), ((2, 3), (3,))], ids=str)
def test_matmul_refuses_vectors(student, rng, shapes):
    """操作数只有一个轴：ValueError。"""
    a, b = (student.Tensor(rng.normal(size=shape)) for shape in shapes)
    with kit.raises("ValueError"):
        student.matmul(a, b)


NUMBERS = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@exercise("sum_", core=True)
def test_sum_example(student):
    """文中的例子：沿第 1 轴求和，梯度按行抄回去。"""
    x = student.Tensor(NUMBERS)
    out = student.sum_(x, axis=1)
    back(student, out, [10, 20])
    found = data(student, out), x.grad
    kit.close(found[0], np.array([6.0, 15.0]), name="data")
    kit.close(found[1], np.array([[10.0] * 3, [20.0] * 3]), name="x.grad")


@exercise("sum_")
@pytest.mark.parametrize(
    ("axis", "want"),
    [(0, [5.0, 7.0, 9.0]), (-2, [5.0, 7.0, 9.0]), (-1, [6.0, 15.0]), ((0, 1), 21.0)],
    ids=str,
)
def test_sum_axes(student, axis, want):
    """axis 可以是 0、负数或元组。"""
    kit.close(data(student, student.sum_(student.Tensor(NUMBERS), axis=axis)), np.array(want), name="data")


@exercise("sum_")
def test_sum_of_all(student):
    """axis 没有给：全部的和；每个元素的梯度都是来的那个数。"""
    x = student.Tensor(NUMBERS)
    back(student, student.sum_(x), 7.0)
    kit.close(x.grad, np.full((2, 3), 7.0), name="x.grad")


@exercise("sum_")
@pytest.mark.parametrize(
    ("axis", "upstream", "want"),
    [
        (0, [1.0, 2.0, 3.0], [[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]),
        (-1, [10.0, 20.0], [[10.0] * 3, [20.0] * 3]),
        ((0, 1), 5.0, [[5.0] * 3, [5.0] * 3]),
    ],
    ids=["0", "-1", "both"],
)
def test_sum_gradient_axes(student, axis, upstream, want):
    """axis 是 0、负数、元组时的梯度。"""
    x = student.Tensor(NUMBERS)
    back(student, student.sum_(x, axis=axis), upstream)
    kit.close(x.grad, np.array(want), name="x.grad")


@exercise("sum_")
def test_sum_of_a_square(student):
    """方阵沿第 1 轴求和：每一行得到自己那一行的梯度。"""
    x = student.Tensor([[1.0, 2.0], [3.0, 4.0]])
    back(student, student.sum_(x, axis=1), [10, 20])
    kit.close(x.grad, np.array([[10.0, 10.0], [20.0, 20.0]]), name="x.grad")


@exercise("sum_")
def test_sum_keepdims(student):
    """keepdims=True：轴留下来，长度是 1。"""
    out = student.sum_(student.Tensor(NUMBERS), axis=1, keepdims=True)
    kit.close(data(student, out), np.array([[6.0], [15.0]]), name="data")


@exercise("sum_")
def test_sum_accumulates(student):
    """同一个 x 用了两次：两份梯度加在一起。"""
    x = student.Tensor(NUMBERS)
    back(student, student.add(student.sum_(x), student.sum_(x)), 3.0)
    kit.close(x.grad, np.full((2, 3), 6.0), name="x.grad")


TIES = np.array([[3.0, 7.0, 7.0], [5.0, 1.0, 2.0]])


@exercise("max_", core=True)
def test_max_example(student):
    """文中的例子：沿第 1 轴取最大，并列的两个平分。"""
    x = student.Tensor(TIES)
    out = student.max_(x, axis=1)
    back(student, out, [6, 4])
    found = data(student, out), x.grad
    kit.close(found[0], np.array([7.0, 5.0]), name="data")
    kit.close(found[1], np.array([[0.0, 3.0, 3.0], [4.0, 0.0, 0.0]]), name="x.grad")


@exercise("max_")
@pytest.mark.parametrize(
    ("axis", "want"), [(None, 7.0), (0, [5.0, 7.0, 7.0]), (-1, [7.0, 5.0]), ((-1, 0), 7.0)], ids=str
)
def test_max_axes(student, axis, want):
    """axis 可以是 None、0、负数或元组。"""
    kit.close(data(student, student.max_(student.Tensor(TIES), axis=axis)), np.array(want), name="data")


@exercise("max_")
def test_max_keepdims(student):
    """keepdims=True：轴留下来，长度是 1。"""
    out = student.max_(student.Tensor(TIES), axis=1, keepdims=True)
    kit.close(data(student, out), np.array([[7.0], [5.0]]), name="data")


@exercise("max_")
def test_max_ties_in_some_rows(student):
    """这一行有并列，那一行没有：各平分各的。"""
    x = student.Tensor([[2.0, 2.0, 1.0], [0.0, 2.0, 1.0]])
    back(student, student.max_(x, axis=1), [6, 6])
    kit.close(x.grad, np.array([[3.0, 3.0, 0.0], [0.0, 6.0, 0.0]]), name="x.grad")


@exercise("max_")
def test_max_accumulates(student):
    """同一个 x 用了两次：两份梯度加在一起。"""
    x = student.Tensor([1.0, 3.0])
    back(student, student.add(student.max_(x), student.max_(x)), 2.0)
    kit.close(x.grad, np.array([0.0, 4.0]), name="x.grad")


# --- 挪位置、取几行 -------------------------------------------------------------------------------


@exercise("permute", core=True)
def test_permute_data(student, rng):
    """三个轴转圈：结果的第 i 轴是 x 的第 axes[i] 轴。"""
    x = rng.normal(size=(2, 3, 4))
    want = np.einsum("ijk->jki", x).copy()
    kit.close(data(student, student.permute(student.Tensor(x), (1, 2, 0))), want, name="data")


@exercise("permute", core=True)
def test_permute_gradient(student, rng):
    """梯度换回原来的次序。"""
    x, g = student.Tensor(rng.normal(size=(2, 3, 4))), rng.normal(size=(3, 4, 2))
    want = np.einsum("jki->ijk", g).copy()
    back(student, student.permute(x, (1, 2, 0)), g)
    kit.close(x.grad, want, name="x.grad")


@exercise("permute")
def test_permute_accumulates(student):
    """同一个 x 用了两次：两份梯度加在一起。"""
    x = student.Tensor([[1.0, 2.0, 3.0]])
    back(student, student.add(student.permute(x, (1, 0)), student.permute(x, (1, 0))), [[1], [2], [3]])
    kit.close(x.grad, np.array([[2.0, 4.0, 6.0]]), name="x.grad")


ROWS = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


@exercise("take", core=True)
def test_take_example(student):
    """文中的例子：取到的行，和取了两次的那一行的梯度。"""
    x = student.Tensor(ROWS)
    out = student.take(x, np.array([2, 0, 2]))
    back(student, out, [[1, 1], [10, 10], [100, 100]])
    found = data(student, out), x.grad
    kit.close(found[0], np.array([[5.0, 6.0], [1.0, 2.0], [5.0, 6.0]]), name="data")
    kit.close(found[1], np.array([[10.0, 10.0], [0.0, 0.0], [101.0, 101.0]]), name="x.grad")


@exercise("take")
def test_take_table_of_ids(student):
    """ids 是 (2, 2) 的：结果是 (2, 2, 2)。"""
    out = student.take(student.Tensor(ROWS), np.array([[0, 1], [1, 2]]))
    kit.close(data(student, out), np.array([ROWS[[0, 1]], ROWS[[1, 2]]]), name="data")


@exercise("take")
def test_take_accumulates(student):
    """从同一个 x 取两次：梯度都在。"""
    x = student.Tensor([1.0, 2.0, 3.0])
    ids = np.array([1])
    back(student, student.add(student.take(x, ids), student.take(x, ids)), [5.0])
    kit.close(x.grad, np.array([0.0, 10.0, 0.0]), name="x.grad")


# --- 损失与训练 -----------------------------------------------------------------------------------

SCORES = np.array([[0.0, np.log(3.0)], [0.0, 0.0]])


@exercise("cross_entropy", core=True)
def test_cross_entropy_example(student):
    """文中的例子：损失约 0.4904。"""
    want = (np.log(4 / 3) + np.log(2)) / 2
    out = student.cross_entropy(student.Tensor(SCORES), np.array([1, 0]))
    kit.close(data(student, out), want, name="data")


@exercise("cross_entropy", core=True)
def test_cross_entropy_gradient(student):
    """文中的例子：打分的梯度。"""
    logits = student.Tensor(SCORES)
    back(student, student.cross_entropy(logits, np.array([1, 0])), 1.0)
    kit.close(logits.grad, np.array([[0.125, -0.125], [-0.25, 0.25]]), name="logits.grad")


@exercise("cross_entropy")
def test_cross_entropy_large(student):
    """打分大到 1e4、各行大小悬殊，也没有溢出，没有 ln 0。"""
    logits = student.Tensor([[1e4, 0.0, -1e4], [-1e4, -1e4, -9999.0]])
    want = (2e4 + np.log(2 + np.e) - 1) / 2
    with student.strict_warnings():
        out = student.cross_entropy(logits, np.array([2, 2]))
        found = data(student, out)
    kit.close(found, want, name="data")


@exercise("cross_entropy")
def test_cross_entropy_is_put_together(student):
    """由别的运算接成：logits 不直接是结果的 parent，梯度却走得到它。"""
    out = student.cross_entropy(student.Tensor(SCORES), np.array([1, 0]))
    parents = student.attribute(out, "parents")
    kit.require(len(parents) > 0, "结果没有 parents：图断了")
    further = [student.attribute(parent, "parents") for parent in parents]
    kit.require(any(further), "结果直接由叶子得来：这里要用前面的运算拼")


def plain_training(x, y, w, b, lr, batches):
    """只有一层时的训练：每一步更新之前的损失，和最后的 (w, b)。"""
    theta = np.vstack([w, b])
    m, v, losses = np.zeros_like(theta), np.zeros_like(theta), []
    for t, batch in enumerate(batches, start=1):
        rows = np.column_stack([x[batch], np.ones(len(batch))])
        z = rows @ theta
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        losses.append(-np.log(p[np.arange(len(batch)), y[batch]]).mean())
        p[np.arange(len(batch)), y[batch]] -= 1
        g = rows.T @ p / len(batch)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        theta = theta - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return losses, theta


@exercise("train_mlp", core=True)
def test_train_mlp_one_layer(student, rng):
    """只有一层，7 个样本，一批 3 个，两轮：六个损失和训练后的权重，都与逐步算出来的一致。"""
    x, y = rng.normal(size=(7, 2)), np.array([0, 1, 2, 0, 1, 2, 0])
    w, b = rng.normal(size=(2, 3)), rng.normal(size=3)
    order = np.random.default_rng(5)
    rounds = [order.permutation(7) for _ in range(2)]
    batches = [each[start : start + 3] for each in rounds for start in (0, 3, 6)]
    losses, theta = plain_training(x, y, w, b, 0.1, batches)
    layers = [(student.Tensor(w), student.Tensor(b))]
    found = student.train_mlp(x, y, layers, 2, 0.1, 3, np.random.default_rng(5))
    kit.close(np.array(kit.sequence(found, 6, "losses"), dtype=float), np.array(losses), rtol=1e-6)
    kit.close(layers[0][0].data, theta[:2], rtol=1e-6, name="w.data")


@exercise("train_mlp")
def test_train_mlp_relu_between(student):
    """两层：relu 只在层与层之间，最后一层后面没有。"""
    one = student.Tensor([[1.0, -1.0]]), student.Tensor([0.0, 0.0])
    two = student.Tensor([[1.0, 0.0], [5.0, 0.0]]), student.Tensor([-3.0, 0.0])
    # 第一层得 (1, −1)，relu 后 (1, 0)，第二层得 (−2, 0)；第 0 类的损失是 ln(1 + e²)
    want = np.log(1 + np.exp(2.0))
    found = student.train_mlp(
        np.array([[1.0]]), np.array([0]), [one, two], 1, 0.1, 4, np.random.default_rng(0)
    )
    kit.close(np.array(kit.sequence(found, 1, "losses"), dtype=float), np.array([want]), name="losses")


# --- 不搬家的变形 ---------------------------------------------------------------------------------


def addresses(student, view, shape):
    """一个 View 到得了的地址，排成它的形状。"""
    found = np.empty(shape, dtype=int)
    for position in np.ndindex(shape):
        found[position] = kit.scalar(student.invoke(view, "index", *position), f"index{position}")
    return found


@exercise("View", core=True)
def test_view_row_major(student):
    """没有给步幅时按行优先：(2, 3, 4) 的地址依次是 0 到 23。"""
    view = student.View((2, 3, 4))
    kit.close(addresses(student, view, (2, 3, 4)), np.arange(24).reshape(2, 3, 4), name="地址")


@exercise("View", core=True)
def test_view_given_strides(student):
    """给了步幅和起点：地址是 offset + p₀s₀ + p₁s₁。"""
    view = student.View((2, 3), (-7, 2), 20)
    kit.close(addresses(student, view, (2, 3)), np.array([[20, 22, 24], [13, 15, 17]]), name="地址")


@exercise("View")
def test_view_permute(student):
    """换轴：(2, 3) 换成 (3, 2)，数没有动，看法变了；起点还在。"""
    view = student.View((2, 3), (10, 1), 5).permute((1, 0))
    kit.close(addresses(student, view, (3, 2)), np.array([[5, 15], [6, 16], [7, 17]]), name="地址")


@exercise("View")
def test_view_expand(student):
    """长度 1 的轴拉长：走多少步都在原地；起点还在。"""
    view = student.View((3, 1), (2, 1), 5).expand((3, 4))
    kit.close(addresses(student, view, (3, 4)), np.repeat([[5], [7], [9]], 4, axis=1), name="地址")


@exercise("View")
def test_view_expand_refuses(student):
    """长度 2 的轴不能拉长成 4：ValueError。"""
    view = student.View((2, 3))
    with kit.raises("ValueError"):
        view.expand((4, 3))


@exercise("View")
def test_view_shrink_twice(student):
    """裁两次：文中的例子，w.shrink(((1, 2), (0, 2))) 的地址是 4 和 5。"""
    first = student.View((2, 3)).shrink(((0, 2), (1, 3)))
    again = student.invoke(first, "shrink", ((1, 2), (0, 2)))
    kit.close(addresses(student, first, (2, 2)), np.array([[1, 2], [4, 5]]), name="裁一次的地址")
    kit.close(addresses(student, again, (1, 2)), np.array([[4, 5]]), name="裁两次的地址")


@exercise("View")
def test_view_stays(student):
    """变形返回新的 View，原来的不变。"""
    view = student.View((2, 3))
    view.permute((1, 0))
    view.shrink(((1, 2), (1, 3)))
    kit.close(addresses(student, view, (2, 3)), np.arange(6).reshape(2, 3), name="原来的地址")


@exercise("View")
def test_view_attributes(student):
    """shape、strides、offset 三个属性。"""
    view = student.View((2, 3)).shrink(((0, 2), (1, 3)))
    found = [student.attribute(view, name) for name in ("shape", "strides", "offset")]
    kit.close(np.array(kit.sequence(found[0], 2, "shape")), np.array([2, 2]), name="shape")
    kit.close(np.array(kit.sequence(found[1], 2, "strides")), np.array([3, 1]), name="strides")
    kit.close(found[2], 1, name="offset")


def turned(student):
    """文中的例子：(2, 3, 4) 换轴成 (3, 4, 2)，步幅 (4, 1, 12)。"""
    return student.View((3, 4, 2), (4, 1, 12), 100)


@exercise("reshape_view", core=True)
@pytest.mark.parametrize("shape", [(12, 2), (6, 2, 2), (3, 2, 2, 2), (1, 12, 1, 2)], ids=str)
def test_reshape_view_possible(student, shape):
    """文中的例子：做得到时，按行优先数过去，地址的次序不变。"""
    want = np.array([[[100 + 4 * i + j + 12 * k for k in range(2)] for j in range(4)] for i in range(3)])
    kit.close(addresses(student, student.reshape_view(turned(student), shape), shape), want.reshape(shape))


@exercise("reshape_view", core=True)
@pytest.mark.parametrize("shape", [(3, 8), (24,), (2, 12)], ids=str)
def test_reshape_view_impossible(student, shape):
    """文中的例子：做不到时返回 None。"""
    kit.require(student.reshape_view(turned(student), shape) is None, "不搬家做不到，应当返回 None")


@exercise("reshape_view")
def test_reshape_view_ones(student):
    """长度 1 的轴步幅是多少都行，不妨碍合并。"""
    view = student.View((2, 1, 3), (3, 77, 1))
    kit.close(addresses(student, student.reshape_view(view, (6,)), (6,)), np.arange(6), name="地址")


@exercise("reshape_view")
def test_reshape_view_expanded(student):
    """步幅 0 的轴：(2, 3) 的步幅是 (0, 0) 时，合并成 (6,) 全是同一个地址。"""
    view = student.View((2, 3), (0, 0), 9)
    kit.close(addresses(student, student.reshape_view(view, (6,)), (6,)), np.full(6, 9), name="地址")


@exercise("reshape_view")
def test_reshape_view_other_size(student):
    """元素个数不同：ValueError。"""
    view = student.View((2, 3))
    with kit.raises("ValueError"):
        student.reshape_view(view, (4, 2))


# --- 攒着一起算 -----------------------------------------------------------------------------------


def softmax_graph(student, *done):
    """文中的 softmax 的图：名字 → 结点；done 里的算好了。"""
    kinds = {"m": ("reduce", "x"), "t": ("elementwise", "xm"), "e": ("elementwise", "t")}
    kinds |= {"s": ("reduce", "e"), "p": ("elementwise", "es")}
    nodes = {"x": student.Node("data", realized=True, name="x")}
    for name, (kind, sources) in kinds.items():
        nodes[name] = student.Node(kind, [nodes[each] for each in sources], realized=name in done, name=name)
    return nodes


def names(student, nodes):
    """一列结点的名字。"""
    if not isinstance(nodes, (list, tuple)):
        kit.fail("type", "应当是列表")
    return [student.attribute(node, "name") for node in nodes]


@exercise("schedule", core=True)
def test_schedule_softmax(student):
    """文中的例子：m、t、e、s、p，每个一次，sources 在前。"""
    nodes = softmax_graph(student)
    kit.require(names(student, student.schedule([nodes["p"]])) == list("mtesp"), "应当是 m、t、e、s、p")


@exercise("schedule", core=True)
def test_schedule_stops_at_realized(student):
    """e 已经算好：只剩 s、p；m 和 t 也用不着了。"""
    nodes = softmax_graph(student, "e")
    kit.require(names(student, student.schedule([nodes["p"]])) == list("sp"), "应当是 s、p")


@exercise("schedule")
def test_schedule_outputs(student):
    """两个输出，各自要的都在；算好的输出不用再算。"""
    nodes = softmax_graph(student, "m")
    more = student.Node("reduce", [nodes["t"]], name="more")
    found = names(student, student.schedule([nodes["m"], nodes["e"], more]))
    kit.require(sorted(found) == ["e", "more", "t"], "应当有 t、e、more 三个")


@exercise("fuse", core=True)
def test_fuse_softmax(student):
    """文中的例子：[[m], [t, e], [s], [p]]。"""
    nodes = softmax_graph(student)
    line = [nodes[name] for name in "mtesp"]
    found = [names(student, group) for group in student.fuse(line, [nodes["p"]])]
    kit.require(found == [["m"], ["t", "e"], ["s"], ["p"]], "应当是 [[m], [t, e], [s], [p]]")


@exercise("fuse")
def test_fuse_keeps_outputs(student):
    """t 也是输出：不能并进 e 的组。"""
    nodes = softmax_graph(student)
    found = student.fuse([nodes[name] for name in "mte"], [nodes["t"], nodes["e"]])
    found = [names(student, group) for group in found]
    kit.require(found == [["m"], ["t"], ["e"]], "应当是 [[m], [t], [e]]")


@exercise("fuse")
def test_fuse_square(student):
    """t·t 是一个结点用 t：并在一起。"""
    x = student.Node("data", realized=True, name="x")
    t = student.Node("elementwise", [x], name="t")
    square = student.Node("elementwise", [t, t], name="square")
    found = [names(student, group) for group in student.fuse([t, square], [square])]
    kit.require(found == [["t", "square"]], "应当是 [[t, square]]")


@exercise("fuse")
def test_fuse_stops_at_a_reduction(student):
    """t 只有归约在用：不能并进归约的组。"""
    x = student.Node("data", realized=True, name="x")
    t = student.Node("elementwise", [x], name="t")
    total = student.Node("reduce", [t], name="total")
    found = [names(student, group) for group in student.fuse([t, total], [total])]
    kit.require(found == [["t"], ["total"]], "应当是 [[t], [total]]")


@exercise("fuse")
def test_fuse_order(student):
    """能照着跑：组里后来的结点要等归约，这一组就排在归约后面。"""
    x = student.Node("data", realized=True, name="x")
    early = student.Node("elementwise", [x], name="early")
    total = student.Node("reduce", [x], name="total")
    last = student.Node("elementwise", [early, total], name="last")
    found = [names(student, group) for group in student.fuse([early, total, last], [last])]
    kit.require(found == [["total"], ["early", "last"]], "应当是 [[total], [early, last]]")
