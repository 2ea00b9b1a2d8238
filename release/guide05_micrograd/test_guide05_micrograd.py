"""第 5 章（标量自动微分）的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import math

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


def close_all(found, wants, name):
    """逐个比较一列数。"""
    for i, (got, want) in enumerate(zip(kit.sequence(found, len(wants), name), wants)):
        kit.close(got, want, name=f"{name}[{i}]")


def data_of(student, thing, name="返回值"):
    """一个 Value 的 data；别的东西说不出来。"""
    found = student.data_of([thing])
    return kit.scalar(found[0], f"{name}.data")


def grads(student, *nodes):
    """这些结点的 grad。"""
    return student.grads_of(list(nodes))


# --- 加与乘 ---------------------------------------------------------------------------------------


@exercise("add", core=True)
def test_add_example(student):
    """文中的例子：2 + (−3) 是 −1；out.grad 是 5 时，规则运行一次，两边都得到 5。"""
    a, b = student.Value(2.0), student.Value(-3.0)
    out = student.add(a, b)
    kit.close(data_of(student, out), -1.0, name="out.data")
    student.pull(out, 5.0)
    close_all(grads(student, a, b), [5.0, 5.0], "(a, b) 的 grad")


@exercise("add")
def test_add_same_value_twice(student):
    """add(a, a)：同一个 Value 用了两次，梯度也收两份。"""
    a = student.Value(2.0)
    student.pull(student.add(a, a), 5.0)
    kit.close(a.grad, 10.0, name="a.grad")


@exercise("add")
def test_add_accumulates(student):
    """规则运行两次，梯度加两次。"""
    a, b = student.Value(2.0), student.Value(-3.0)
    out = student.add(a, b)
    student.pull(out, 5.0)
    student.pull(out)
    close_all(grads(student, a, b), [10.0, 10.0], "(a, b) 的 grad")


@exercise("add")
@pytest.mark.parametrize("side", ["左", "右"])
def test_add_number(student, side):
    """一边是普通的数也行：x + 4 和 4 + x。"""
    x = student.Value(3.0)
    out = student.add(4, x) if side == "左" else student.add(x, 4)
    kit.close(data_of(student, out), 7.0, name="out.data")
    student.pull(out, 5.0)
    kit.close(x.grad, 5.0, name="x.grad")


@exercise("add")
def test_add_knows_its_parents(student):
    """out.parents 里有 a 和 b；a 自己仍是叶子，rule 是 None。"""
    a, b = student.Value(2.0), student.Value(-3.0)
    out = student.add(a, b)
    found = sorted(student.data_of(student.attribute(out, "parents")))
    close_all(found, [-3.0, 2.0], "parents 的 data（从小到大）")
    kit.require(student.attribute(a, "rule") is None, "a.rule 应当仍是 None：规则归结果所有")


@exercise("multiply", core=True)
def test_multiply_example(student):
    """文中的例子：2 · (−3) 是 −6；out.grad 是 5 时，a.grad 是 −15，b.grad 是 10。"""
    a, b = student.Value(2.0), student.Value(-3.0)
    out = student.multiply(a, b)
    kit.close(data_of(student, out), -6.0, name="out.data")
    student.pull(out, 5.0)
    close_all(grads(student, a, b), [-15.0, 10.0], "(a, b) 的 grad")


@exercise("multiply")
def test_multiply_same_value_twice(student):
    """multiply(b, b)，b = −3：梯度是 2·(−3)·5 = −30。"""
    b = student.Value(-3.0)
    student.pull(student.multiply(b, b), 5.0)
    kit.close(b.grad, -30.0, name="b.grad")


@exercise("multiply")
@pytest.mark.parametrize("side", ["左", "右"])
def test_multiply_number(student, side):
    """一边是普通的数也行：x 的梯度是那个数乘 out.grad。"""
    x = student.Value(3.0)
    out = student.multiply(4, x) if side == "左" else student.multiply(x, 4)
    kit.close(data_of(student, out), 12.0, name="out.data")
    student.pull(out, 5.0)
    kit.close(x.grad, 20.0, name="x.grad")


@exercise("multiply")
def test_multiply_knows_its_parents(student):
    """out.parents 里有 a 和 b；a 自己仍是叶子，rule 是 None。"""
    a, b = student.Value(2.0), student.Value(-3.0)
    out = student.multiply(a, b)
    found = sorted(student.data_of(student.attribute(out, "parents")))
    close_all(found, [-3.0, 2.0], "parents 的 data（从小到大）")
    kit.require(student.attribute(a, "rule") is None, "a.rule 应当仍是 None：规则归结果所有")


# --- 一进一出的运算 -------------------------------------------------------------------------------


def unary(student, name, x, *rest, upstream=5.0):
    """学生的一进一出的运算：(out.data, 规则运行一次之后的 x.grad)。"""
    node = student.Value(x)
    out = getattr(student, name)(node, *rest)
    value = data_of(student, out)
    student.pull(out, upstream)
    return value, node.grad


def accumulates(student, name, x, slope, *rest):
    """grad 原来是 1，规则以 5 运行两次，得到 1 + 10·slope。"""
    node = student.Value(x)
    node.grad = 1.0
    out = getattr(student, name)(node, *rest)
    student.pull(out, 5.0)
    student.pull(out)
    kit.close(node.grad, 1 + 10 * slope, name="x.grad")


def one_parent(student, name, *rest):
    """来源是 x，规则归结果。"""
    x = student.Value(2.0)
    out = getattr(student, name)(x, *rest)
    close_all(student.data_of(student.attribute(out, "parents")), [2.0], "parents 的 data")
    kit.require(student.attribute(x, "rule") is None, "x.rule 应当仍是 None：规则归结果所有")


@exercise("power", core=True)
@pytest.mark.parametrize(("n", "value", "grad"), [(2, 9.0, 30.0), (-1, 1 / 3, -5 / 9)])
def test_power_example(student, n, value, grad):
    """文中的例子：3 的平方和 −1 次方。"""
    found = unary(student, "power", 3.0, n)
    kit.close(found[0], value, name="out.data")
    kit.close(found[1], grad, name="x.grad")


@exercise("power")
@pytest.mark.parametrize("x", [0.0, 3.0])
def test_power_zero(student, x):
    """0 次方是 1，导数是 0，在 x = 0 处也是。"""
    found = unary(student, "power", x, 0)
    kit.close(found[0], 1.0, name="out.data")
    kit.close(found[1], 0.0, name="x.grad")


@exercise("power")
def test_power_at_zero(student):
    """x² 在 x = 0 处的导数是 0，x 的 1 次方的是 1。"""
    kit.close(unary(student, "power", 0.0, 2)[1], 0.0, name="n = 2 时的 x.grad")
    kit.close(unary(student, "power", 0.0, 1)[1], 5.0, name="n = 1 时的 x.grad")


@exercise("power")
def test_power_accumulates(student):
    """梯度往上加：规则运行两次，加两次，原有的留着。"""
    accumulates(student, "power", 3.0, 6.0, 2)


@exercise("power")
def test_power_knows_its_parent(student):
    """out.parents 里有 x；x 自己仍是叶子，rule 是 None。"""
    one_parent(student, "power", 3)


@exercise("exp", core=True)
def test_exp_example(student):
    """文中的例子：x = 1 时值是 e，x.grad 是 5e。"""
    value, grad = unary(student, "exp", 1.0)
    kit.close(value, math.e, name="out.data")
    kit.close(grad, 5 * math.e, name="x.grad")


@exercise("exp", core=True)
def test_exp_of_a_negative_number(student):
    """x = −2：值是 e⁻²，x.grad 是 5e⁻²。"""
    value, grad = unary(student, "exp", -2.0)
    kit.close(value, math.exp(-2), name="out.data")
    kit.close(grad, 5 * math.exp(-2), name="x.grad")


@exercise("exp")
def test_exp_accumulates(student):
    """梯度往上加：规则运行两次，加两次，原有的留着。"""
    accumulates(student, "exp", 0.0, 1.0)


@exercise("exp")
def test_exp_knows_its_parent(student):
    """out.parents 里有 x；x 自己仍是叶子，rule 是 None。"""
    one_parent(student, "exp")


@exercise("log", core=True)
@pytest.mark.parametrize("x", [2.0, 0.25])
def test_log_example(student, x):
    """x = 2 和 x = 0.25：自然对数，x.grad 是 5/x。"""
    value, grad = unary(student, "log", x)
    kit.close(value, math.log(x), name="out.data")
    kit.close(grad, 5 / x, name="x.grad")


@exercise("log")
@pytest.mark.parametrize("x", [0.0, -1.0])
def test_log_outside(student, x):
    """x ≤ 0 时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.log(student.Value(x))


@exercise("log")
def test_log_accumulates(student):
    """梯度往上加：规则运行两次，加两次，原有的留着。"""
    accumulates(student, "log", 4.0, 0.25)


@exercise("log")
def test_log_knows_its_parent(student):
    """out.parents 里有 x；x 自己仍是叶子，rule 是 None。"""
    one_parent(student, "log")


@exercise("tanh", core=True)
def test_tanh_example(student):
    """文中的例子：x = 0.5 时值约为 0.4621，x.grad 约为 3.9322。"""
    value, grad = unary(student, "tanh", 0.5)
    kit.close(value, 0.46211715726000973, name="out.data")
    kit.close(grad, 3.932238664829637, name="x.grad")


@exercise("tanh")
@pytest.mark.parametrize("x", [1e4, -1e4])
def test_tanh_far_out(student, x):
    """x = ±10⁴：值是 ±1，导数是 0，不溢出。"""
    value, grad = unary(student, "tanh", x)
    kit.close(value, math.copysign(1.0, x), name="out.data")
    kit.close(grad, 0.0, name="x.grad")


@exercise("tanh")
def test_tanh_accumulates(student):
    """梯度往上加：规则运行两次，加两次，原有的留着。"""
    accumulates(student, "tanh", 0.0, 1.0)


@exercise("tanh")
def test_tanh_knows_its_parent(student):
    """out.parents 里有 x；x 自己仍是叶子，rule 是 None。"""
    one_parent(student, "tanh")


@exercise("relu", core=True)
@pytest.mark.parametrize(("x", "value", "grad"), [(3.0, 3.0, 5.0), (0.5, 0.5, 5.0), (-3.0, 0.0, 0.0)])
def test_relu_example(student, x, value, grad):
    """文中的例子：3 和 0.5 放过去，−3 挡住。"""
    found = unary(student, "relu", x)
    kit.close(found[0], value, name="out.data")
    kit.close(found[1], grad, name="x.grad")


@exercise("relu")
def test_relu_at_zero(student):
    """x = 0 时导数是 0。"""
    kit.close(unary(student, "relu", 0.0)[1], 0.0, name="x.grad")


@exercise("relu")
def test_relu_negative_upstream(student):
    """out.grad 是负的也照样传：看的是 x 的正负。"""
    kit.close(unary(student, "relu", 3.0, upstream=-2.0)[1], -2.0, name="x = 3 时的 x.grad")
    kit.close(unary(student, "relu", -3.0, upstream=2.0)[1], 0.0, name="x = −3 时的 x.grad")


@exercise("relu")
def test_relu_accumulates(student):
    """梯度往上加：规则运行两次，加两次，原有的留着。"""
    accumulates(student, "relu", 2.0, 1.0)


@exercise("relu")
def test_relu_knows_its_parent(student):
    """out.parents 里有 x；x 自己仍是叶子，rule 是 None。"""
    one_parent(student, "relu")


# --- 往回走 ---------------------------------------------------------------------------------------


def order_of(student, root, edges):
    """学生的次序，一列 data；检查过每个结点恰好一次，来源在前。edges 是 {data: 来源的 data}。"""
    result = student.topological_order(root)
    if not isinstance(result, (list, tuple)):
        kit.fail("type", "返回值应当是列表")
    names = student.data_of(list(result))
    kit.require(
        sorted(names) == sorted(edges), f"列表里应当恰好有 data 为 {sorted(edges)} 的结点，得到 {names}"
    )
    place = {name: i for i, name in enumerate(names)}
    for name, sources in edges.items():
        for source in sources:
            kit.require(place[source] < place[name], f"{source:g} 应当排在 {name:g} 之前，得到 {names}")
    return names


@exercise("topological_order", core=True)
@pytest.mark.parametrize("turned", [False, True])
def test_topological_order_example(student, turned):
    """文中的例子：x, u, w, L 只有一种次序；L 的两个来源换个位置也一样。"""
    x = student.Value(1.0)
    u = student.Value(2.0, (x, x))
    w = student.Value(3.0, (x, u) if turned else (u, x))
    root = student.Value(4.0, (u, w) if turned else (w, u))
    order_of(student, root, {1: (), 2: (1,), 3: (1, 2), 4: (2, 3)})


@exercise("topological_order", core=True)
@pytest.mark.parametrize("turned", [False, True])
def test_topological_order_long_and_short(student, turned):
    """终点经一步到 x，经三步也到 x：x 仍在最前。"""
    x = student.Value(1.0)
    a = student.Value(2.0, (x,))
    b = student.Value(3.0, (a,))
    root = student.Value(4.0, (x, b) if turned else (b, x))
    order_of(student, root, {1: (), 2: (1,), 3: (2,), 4: (1, 3)})


@exercise("topological_order")
def test_topological_order_equal_data(student):
    """两个 data 相等的结点是两个结点。"""
    x, y = student.Value(3.0), student.Value(3.0)
    found = student.ordered(student.Value(6.0, (x, y)))
    close_all(found, [3.0, 3.0, 6.0], "各结点的 data")


@exercise("topological_order")
def test_topological_order_of_a_leaf(student):
    """叶子的图里只有它自己。"""
    close_all(student.ordered(student.Value(3.0)), [3.0], "各结点的 data")


@exercise("topological_order")
def test_topological_order_deep(student):
    """3000 步的链也排得出来。"""
    found = student.ordered(student.tower(student.Value(0.0), 3000))
    kit.require(found == [float(k) for k in range(3001)], "次序应当是 0、1、……、3000")


@exercise("topological_order", seconds=5)
def test_topological_order_diamonds(student):
    """18 个 x + x 叠起来，只有 19 个结点，很快排好。"""
    x = student.Value(0.0)
    for k in range(1, 19):
        x = student.Value(k, (x, x))
    close_all(student.ordered(x), [float(k) for k in range(19)], "各结点的 data")


def hill(student):
    """x = 2，u 对 x 的导数是 2 + 2，L 对 u 是 1、对 x 是 1；返回 (x, u, L)。"""
    x = student.Value(2.0)
    u = student.join((x, x), (2.0, 2.0), 4.0)
    return x, u, student.join((u, x), (1.0, 1.0), 6.0)


@exercise("backward", core=True)
def test_backward_example(student):
    """文中的例子：x² + x 在 2 处，L、u、x 的 grad 是 1、1、5。"""
    x, u, root = hill(student)
    student.backward(root)
    close_all(grads(student, root, u, x), [1.0, 1.0, 5.0], "(L, u, x) 的 grad")


@exercise("backward", core=True)
def test_backward_of_an_expression(student):
    """真的算式：L = tanh(a·b + c)² / c，a = 0.5、b = −2、c = 1.5。"""
    a, b, c = student.Value(0.5), student.Value(-2.0), student.Value(1.5)
    root = student.tanh(a * b + c)
    root = student.multiply(student.power(root, 2), student.power(c, -1))
    t = math.tanh(0.5)
    slope = 2 * t * (1 - t * t) / 1.5
    student.backward(root)
    close_all(grads(student, a, b, c), [-2 * slope, 0.5 * slope, slope - (t / 1.5) ** 2], "(a, b, c) 的 grad")


@exercise("backward")
def test_backward_twice(student):
    """同一张图走两次：内部结点不变，叶子是两倍。"""
    x, u, root = hill(student)
    student.backward(root)
    student.backward(root)
    close_all(grads(student, root, u, x), [1.0, 1.0, 10.0], "(L, u, x) 的 grad")


@exercise("backward")
def test_backward_two_losses(student):
    """两个终点共用 u：先后各走一次，x 得到两个的和，u 只是后一次的。"""
    x, u, first = hill(student)
    second = student.join((u,), (3.0,), 12.0)
    student.backward(first)
    student.backward(second)
    close_all(grads(student, u, x), [3.0, 17.0], "(u, x) 的 grad")


@exercise("backward")
def test_backward_of_a_leaf(student):
    """终点是叶子：grad 加 1，原有的留着。"""
    x = student.Value(3.0)
    x.grad = 4.0
    student.backward(x)
    kit.close(x.grad, 5.0, name="x.grad")


@exercise("backward")
def test_backward_runs_each_rule_once(student):
    """每个内部结点的规则恰好运行一次。"""
    x = student.Value(2.0)
    u = student.join((x,), (3.0,))
    v = student.join((u, u), (1.0, 1.0))
    w = student.join((v, u), (1.0, 1.0))
    student.backward(w)
    found = [student.attribute(node, "runs") for node in (u, v, w)]
    close_all(found, [1, 1, 1], "(u, v, w) 的规则运行的次数")


# --- 神经元与网络 ---------------------------------------------------------------------------------


def parameters_of(student, model, count):
    """学生的参数，检查过个数。"""
    return kit.sequence(student.invoke(model, "parameters"), count, "parameters()")


@exercise("Neuron", core=True)
@pytest.mark.parametrize("linear", [False, True])
def test_neuron_example(student, linear):
    """文中的例子：权重 (0.5, −1)、偏置 0.25、输入 (2, 1)。"""
    neuron = student.Neuron(2, np.random.default_rng(0), linear)
    student.set_data(parameters_of(student, neuron, 3), [0.5, -1.0, 0.25])
    out = neuron([2.0, 1.0])
    kit.close(data_of(student, out), 0.25 if linear else math.tanh(0.25), name="out.data")


@exercise("Neuron", core=True)
def test_neuron_gradients(student):
    """文中的例子，输入也是 Value：输出对 (w₁, w₂, b) 和两个输入的导数。"""
    neuron = student.Neuron(2, np.random.default_rng(0))
    parameters = parameters_of(student, neuron, 3)
    student.set_data(parameters, [0.5, -1.0, 0.25])
    x = [student.Value(2.0), student.Value(1.0)]
    student.backward(neuron(x))
    slope = 1 - math.tanh(0.25) ** 2
    close_all(student.grads_of(parameters), [2 * slope, slope, slope], "参数的 grad")
    close_all(grads(student, *x), [0.5 * slope, -slope], "输入的 grad")


@exercise("Neuron")
def test_neuron_start(student):
    """200 个权重在 −1 到 1 之间，有正有负；偏置是 0；都是叶子。"""
    neuron = student.Neuron(200, np.random.default_rng(0))
    *w, b = student.data_of(parameters_of(student, neuron, 201))
    kit.close(b, 0.0, name="偏置")
    kit.require(-1 <= min(w) < -0.9 and 0.9 < max(w) <= 1, f"权重从 {min(w):.2f} 到 {max(w):.2f}")


@exercise("Neuron")
def test_neuron_uses_rng(student):
    """权重来自 rng：种子相同则相同，种子不同则不同。"""
    made = [student.Neuron(3, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    first, again, other = (student.data_of(parameters_of(student, n, 4))[:3] for n in made)
    kit.require(first == again, "种子相同，权重应当相同")
    kit.require(first != other, "种子不同，权重应当不同")


NUMBERS = [0.5, -1.0, 0.25, 1.0, 0.75, -0.5, -0.25, 2.0, 0.125, 1.5, -2.0, 0.5, 0.75]


def by_hand(numbers, x):
    """照文中的次序取参数，2-3-1 网络的打分。"""
    hidden = [math.tanh(numbers[k] * x[0] + numbers[k + 1] * x[1] + numbers[k + 2]) for k in range(0, 9, 3)]
    return sum(w * h for w, h in zip(numbers[9:12], hidden)) + numbers[12]


@exercise("MLP", core=True)
def test_mlp_example(student):
    """2-3-1 的网络有 13 个参数；照次序放好数，打分与一个一个算的相同。"""
    model = student.MLP(2, [3, 1], np.random.default_rng(0))
    student.set_data(parameters_of(student, model, 13), NUMBERS)
    kit.close(data_of(student, model([0.5, -1.5])), by_hand(NUMBERS, (0.5, -1.5)), name="打分")


@exercise("MLP", core=True)
def test_mlp_gradients(student):
    """打分对第一个权重和最后一个偏置的导数，与差分的相同。"""
    model = student.MLP(2, [3, 1], np.random.default_rng(0))
    parameters = parameters_of(student, model, 13)
    student.set_data(parameters, NUMBERS)
    high, low = [0.5 + 1e-6, *NUMBERS[1:]], [0.5 - 1e-6, *NUMBERS[1:]]
    slope = (by_hand(high, (0.5, -1.5)) - by_hand(low, (0.5, -1.5))) / 2e-6
    student.backward(model([0.5, -1.5]))
    found = student.grads_of(parameters)
    kit.close(found[0], slope, rtol=1e-5, name="第一个权重的 grad")
    kit.close(found[-1], 1.0, name="最后一个偏置的 grad")


@exercise("MLP")
def test_mlp_several_outputs(student):
    """最后一层有 4 个神经元时，返回 4 个 Value 的列表；起初各不相同。"""
    model = student.MLP(2, [3, 4], np.random.default_rng(0))
    found = student.data_of(kit.sequence(model([0.5, -1.5]), 4))
    kit.require(len(set(found)) == 4, f"4 个输出应当各不相同，得到 {found}")


@exercise("MLP")
def test_mlp_one_layer(student):
    """只有一层一个神经元时，就是一条直线：不过 tanh。"""
    model = student.MLP(2, [1], np.random.default_rng(0))
    student.set_data(parameters_of(student, model, 3), [3.0, -1.0, 0.5])
    kit.close(data_of(student, model([2.0, 1.0])), 5.5, name="打分")


# --- 学起来 ---------------------------------------------------------------------------------------


@exercise("margin_loss", core=True)
def test_margin_loss_example(student):
    """文中的例子：损失 1.3333，打分的导数 0、−1/3、−1/3，参数的 0.2、−0.4。"""
    scores = [student.Value(s) for s in (2.0, 0.5, -1.0)]
    parameters = [student.Value(p) for p in (1.0, -2.0)]
    loss = student.margin_loss(scores, [1, 1, 1], 0.1, parameters)
    kit.close(data_of(student, loss), 2.5 / 3 + 0.5, name="损失")
    student.backward(loss)
    close_all(grads(student, *scores), [0.0, -1 / 3, -1 / 3], "打分的 grad")
    close_all(grads(student, *parameters), [0.2, -0.4], "参数的 grad")


@exercise("margin_loss", core=True)
def test_margin_loss_both_labels(student):
    """标签有 +1 也有 −1：打分 (0.5, 0.5)，平均是 (0.5 + 1.5)/2。"""
    scores = [student.Value(0.5), student.Value(0.5)]
    loss = student.margin_loss(scores, np.array([1, -1]), 0.0, [])
    kit.close(data_of(student, loss), 1.0, name="损失")
    student.backward(loss)
    close_all(grads(student, *scores), [-0.5, 0.5], "打分的 grad")


@exercise("margin_loss")
def test_margin_loss_penalty_alone(student):
    """两个样本都有足够的间隔，只剩正则项：0.5 · (9 + 4) = 6.5。"""
    parameters = [student.Value(3.0), student.Value(-2.0)]
    loss = student.margin_loss([student.Value(2.0), student.Value(-4.0)], [1, -1], 0.5, parameters)
    kit.close(data_of(student, loss), 6.5, name="损失")
    student.backward(loss)
    close_all(grads(student, *parameters), [3.0, -2.0], "参数的 grad")


def line(student, numbers):
    """一层、一个神经元的网络，参数放好了。"""
    model = student.MLP(len(numbers) - 1, [1], np.random.default_rng(0))
    student.set_data(parameters_of(student, model, len(numbers)), numbers)
    return model


def losses_of(student, model, x, y, steps, lr, batch_size, seed=0):
    """训练，返回检查过的损失。"""
    found = student.train(model, x, y, steps, lr, batch_size, np.random.default_rng(seed))
    return [kit.scalar(loss, "losses 里的数") for loss in kit.sequence(found, steps, "losses")]


@exercise("train", core=True)
def test_train_one_sample(student):
    """一个样本、两步：损失和参数都与用笔算的相同。"""
    model = line(student, [0.0, 0.0])
    losses = losses_of(student, model, np.array([[1.0]]), np.array([1]), 2, 0.25, 5)
    close_all(losses, [1.0, 0.5 + 2e-4 * 0.25**2], "losses")
    second = 0.25 + 0.25 * 0.55 * (1 - 2e-4 * 0.25)
    close_all(student.data_of(parameters_of(student, model, 2)), [second, second], "两步之后的参数")


def small_data():
    """六个点，标签 ±1。"""
    rng = np.random.default_rng(3)
    return rng.normal(size=(6, 2)), np.array([1, -1, 1, 1, -1, -1])


@exercise("train", core=True)
def test_train_batches(student):
    """每步抽一批：三步的损失，与一步一步照着抽的相同。"""
    x, y = small_data()
    theta, rng, wants = np.array([0.5, -0.25, 0.125]), np.random.default_rng(5), []
    for k in range(3):
        chosen = rng.permutation(6)[:4]
        inputs, labels = np.column_stack([x[chosen], np.ones(4)]), y[chosen]
        missing = 1 - labels * (inputs @ theta)
        wants.append(np.maximum(missing, 0).mean() + 1e-4 * np.sum(theta**2))
        slope = -((missing > 0) * labels) @ inputs / 4 + 2e-4 * theta
        theta = theta - 0.5 * (1 - 0.9 * k / 3) * slope
    model = line(student, [0.5, -0.25, 0.125])
    close_all(losses_of(student, model, x, y, 3, 0.5, 4, seed=5), wants, "losses")
    close_all(student.data_of(parameters_of(student, model, 3)), theta, "三步之后的参数")


@exercise("train")
def test_train_clears_first(student):
    """网络已经被人 backward 过，参数的 grad 不是 0：训练照样从零算起。"""
    model = line(student, [0.0, 0.0])
    student.backward(model([7.0]))
    losses_of(student, model, np.array([[1.0]]), np.array([1]), 1, 0.25, 5)
    close_all(student.data_of(parameters_of(student, model, 2)), [0.25, 0.25], "一步之后的参数")
