"""第 3 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest
import torch

from autograder import kit


def exercise(name, **options):
    """给测试标上它检查的练习。"""
    return pytest.mark.exercise(name, **options)


# --- 抽样与分布 ---------------------------------------------------------------------------------


@exercise("normal_pdf", core=True)
def test_normal_pdf_values(student):
    """平均值 3、标准差 2 时，在 3、5、1 处的密度约为 0.1995、0.1210、0.1210。"""
    x = np.array([3.0, 5.0, 1.0])
    kit.close(student.normal_pdf(x, 3.0, 2.0), [0.199471140201, 0.120985362260, 0.120985362260])


@exercise("normal_pdf")
def test_normal_pdf_narrow(student):
    """标准差 0.1 时最高处约为 3.9894：密度可以大于 1。"""
    kit.close(student.normal_pdf(np.array([[0.5]]), 0.5, 0.1), [[3.98942280401]])


@exercise("normal_pdf")
def test_normal_pdf_of_a_number(student):
    """给一个数，还一个数：标准正态在 1 处约为 0.2420。"""
    kit.close(student.normal_pdf(1, 0, 1), 0.241970724519)


@exercise("normal_pdf")
def test_normal_pdf_broadcasts(student):
    """x 是 (2, 1)、std 是 (3,) 时结果是 (2, 3)。"""
    result = student.normal_pdf(np.array([[0.0], [1.0]]), 0.0, np.array([1.0, 2.0, 4.0]))
    first = [0.398942280401, 0.199471140201, 0.0997355701004]
    second = [0.241970724519, 0.176032663382, 0.0966670292007]
    kit.close(result, [first, second])


@exercise("normal_cdf", core=True)
def test_normal_cdf_values(student):
    """标准正态：F(0) = 0.5，F(1) ≈ 0.8413，F(2) ≈ 0.9772，F(−1) ≈ 0.1587，形状照原样。"""
    result = student.normal_cdf(np.array([[0.0, 1.0], [2.0, -1.0]]), 0.0, 1.0)
    kit.close(result, [[0.5, 0.841344746069], [0.977249868052, 0.158655253931]], atol=1e-11)


@exercise("normal_cdf")
def test_normal_cdf_mean_and_std(student):
    """平均值 3、标准差 4 时，F(5) 是标准正态的 F(0.5) ≈ 0.6915。"""
    kit.close(student.normal_cdf(np.array([5, 3]), 3.0, 4.0), [0.691462461274, 0.5], atol=1e-11)


@exercise("normal_cdf")
def test_normal_cdf_of_a_number(student):
    """给一个数，还一个数。"""
    kit.close(student.normal_cdf(1.0, 0.0, 1.0), 0.841344746069, atol=1e-11)


@exercise("gaussian_classes", core=True)
def test_gaussian_classes_covariance(student):
    """4000 个点的协方差约为 [[4, 2], [2, 2]]，平均值约为 (10, −5)。"""
    means, covariances = np.array([[10.0, -5.0]]), np.array([[[4.0, 2.0], [2.0, 2.0]]])
    x, y = kit.sequence(student.gaussian_classes(4000, means, covariances, np.random.default_rng(0)), 2)
    x = kit.array(x, (4000, 2), "f", name="x")
    kit.array(y, (4000,), "iu", name="y")
    kit.close(x.mean(axis=0), means[0], atol=0.2, name="x 的平均值")
    kit.close(np.cov(x.T), covariances[0], atol=0.4, name="x 的协方差")


@exercise("gaussian_classes")
def test_gaussian_classes_sizes(student):
    """11 个点分给 4 类：3、3、3、2 个。"""
    means, covariances = np.zeros((4, 2)), np.stack([np.eye(2)] * 4)
    _, y = kit.sequence(student.gaussian_classes(11, means, covariances, np.random.default_rng(0)), 2)
    counts = np.sort(np.bincount(kit.array(y, (11,), "iu", name="y").astype(int)))
    kit.close(counts, np.array([2, 3, 3, 3]), name="各类的个数（从少到多）")


@exercise("gaussian_classes")
def test_gaussian_classes_shuffled(student):
    """点和标签一起打乱：次序是乱的，每个点又都在自己的中心附近。"""
    means, covariances = np.array([[0.0, 0.0], [100.0, 50.0]]), np.stack([np.eye(2)] * 2)
    x, y = kit.sequence(student.gaussian_classes(40, means, covariances, np.random.default_rng(1)), 2)
    x, y = kit.array(x, (40, 2), "f", name="x"), kit.array(y, (40,), "iu", name="y").astype(int)
    kit.require(np.abs(x - means[y]).max() < 10, "有的点不在它的标签那一类的中心附近")
    kit.require(1 < np.count_nonzero(np.diff(y)) < 39, "标签是按类排好的，或者是轮流的")


@exercise("gaussian_classes", structure=True)
def test_gaussian_classes_by_hand(student):
    """没有用 multivariate_normal。"""
    kit.not_calling(student, "gaussian_classes", {"multivariate_normal", "*multivariate*"})


@exercise("bootstrap_interval", core=True)
def test_bootstrap_interval_two_values(student):
    """手里只有 0 和 1：level = 0.6 得 (0, 1)，level = 0.4 得 (½, ½)。"""
    x = np.array([0.0, 1.0])
    for level, want in ((0.6, [0.0, 1.0]), (0.4, [0.5, 0.5])):
        low, high = kit.sequence(student.bootstrap_interval(x, level, 2000, np.random.default_rng(0)), 2)
        kit.close(np.array([kit.scalar(low, "low"), kit.scalar(high, "high")]), want, name=f"level={level}")


@exercise("bootstrap_interval")
def test_bootstrap_interval_many_values(student):
    """100 个标准差为 1 的数：平均值的 95% 区间约为 ±1.96/√100，即 ±0.196。"""
    x = np.repeat([-1.0, 1.0], 50)
    low, high = kit.sequence(student.bootstrap_interval(x, 0.95, 4000, np.random.default_rng(0)), 2)
    kit.close(np.array([kit.scalar(low, "low"), kit.scalar(high, "high")]), [-0.196, 0.196], atol=0.03)


# --- 概率 ---------------------------------------------------------------------------------------


@exercise("posterior", core=True)
def test_posterior_two_tests(student):
    """先验 1%、两次阳性：得病的概率约为 0.766。"""
    prior, likelihoods = np.array([0.01, 0.99]), np.array([[0.9, 0.05], [0.9, 0.05]])
    kit.close(student.posterior(prior, likelihoods), [0.765957446809, 0.234042553191])


@exercise("posterior")
def test_posterior_no_observation(student):
    """没有观测时，后验就是先验。"""
    kit.close(student.posterior(np.array([0.2, 0.3, 0.5]), np.zeros((0, 3))), [0.2, 0.3, 0.5])


@exercise("posterior")
def test_posterior_many_observations(student):
    """2000 个似然相同的观测：乘积小到放不下，后验仍是先验。"""
    result = student.posterior(np.array([0.25, 0.75]), np.full((2000, 2), 0.1))
    kit.close(result, [0.25, 0.75])


@exercise("posterior")
def test_posterior_comes_back(student):
    """先是 40 个观测偏向第一类，再是 40 个同样地偏向第二类：扯平了，后验就是先验。"""
    likelihoods = np.repeat([[1.0, 1e-10], [1e-10, 1.0]], 40, axis=0)
    kit.close(student.posterior(np.array([0.5, 0.5]), likelihoods), [0.5, 0.5])


@exercise("posterior")
def test_posterior_zero_excludes(student):
    """似然里的 0 把那个类排除，不发出警告，哪怕另一类的似然只有 1e−20。"""
    with student.strict_warnings():
        result = student.posterior(np.array([0.5, 0.5]), np.array([[0.9, 1e-20], [0.0, 1e-20]]))
    kit.close(result, [0.0, 1.0])


@exercise("posterior")
def test_posterior_everything_excluded(student):
    """所有的类都被排除时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.posterior(np.array([0.5, 0.5]), np.array([[0.0, 0.3], [0.2, 0.0]]))


# --- 判得好不好 ---------------------------------------------------------------------------------


@exercise("confusion_matrix", core=True)
def test_confusion_matrix_example(student):
    """文中的例子：5 个样本、3 个类。"""
    result = student.confusion_matrix(np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3)
    kit.array(result, (3, 3), "iu")
    kit.close(result, np.array([[1, 1, 0], [0, 1, 0], [1, 0, 1]]))


@exercise("confusion_matrix")
def test_confusion_matrix_repeats(student):
    """同一格出现三次就是 3；没有样本的第 2 类也占一行一列。"""
    result = student.confusion_matrix(np.array([0, 0, 0, 1]), np.array([1, 1, 1, 1]), 3)
    kit.close(result, np.array([[0, 3, 0], [0, 1, 0], [0, 0, 0]]))


@exercise("macro_f1", core=True)
def test_macro_f1_example(student):
    """文中的例子：三类的 F1 是 2/4、2/3、2/3，平均约 0.6111。"""
    kit.close(student.macro_f1(np.array([[1, 1, 0], [0, 1, 0], [1, 0, 1]])), 11 / 18)


@exercise("macro_f1")
def test_macro_f1_rare_class(student):
    """990 个对、10 个全错：正确率 0.99，两类的 F1 是 0.9950 和 0，平均约 0.4975。"""
    kit.close(student.macro_f1(np.array([[990, 0], [10, 0]])), 0.497487437186)


@exercise("macro_f1")
def test_macro_f1_unequal(student):
    """精确率和召回率差得多的时候：F1 是 8/14 和 4/10，平均约 0.4857。"""
    kit.close(student.macro_f1(np.array([[4, 1], [5, 2]])), (8 / 14 + 4 / 10) / 2)


@exercise("macro_f1")
def test_macro_f1_absent_class(student):
    """第 2 类没有样本，也没有被判到：算 0，照样除以 3；不发出警告。"""
    with student.strict_warnings():
        result = student.macro_f1(np.array([[4, 0, 0], [0, 4, 0], [0, 0, 0]]))
    kit.close(result, 2 / 3)


@exercise("roc_auc", core=True)
def test_roc_auc_example(student):
    """文中的例子：四对里赢三对、平一对，0.875。"""
    kit.close(student.roc_auc(np.array([0.9, 0.6, 0.6, 0.2]), np.array([1, 1, 0, 0])), 0.875)


@exercise("roc_auc")
def test_roc_auc_ties(student):
    """分数全都相同是 0.5，不论标签怎样排。"""
    for labels in ([1, 1, 0], [0, 1, 1]):
        kit.close(student.roc_auc(np.array([0.5, 0.5, 0.5]), np.array(labels)), 0.5)


@exercise("roc_auc")
def test_roc_auc_worst(student):
    """全排反了是 0。"""
    kit.close(student.roc_auc(np.array([1, 2, 3]), np.array([1, 0, 0])), 0.0)


@exercise("roc_auc")
def test_roc_auc_one_class(student):
    """标签只有一种时抛出 ValueError。"""
    with kit.raises("ValueError"):
        student.roc_auc(np.array([0.1, 0.2]), np.array([1, 1]))


# --- Keras --------------------------------------------------------------------------------------


@exercise("build_binary_model", core=True)
def test_binary_model_weights(student):
    """建好时 kernel 是 (2, 1) 的 0，bias 是 (1,) 的 1。"""
    weights = kit.sequence(student.invoke(student.build_binary_model(), "get_weights"), 2, "权重")
    kit.close(weights[0], np.zeros((2, 1), np.float32), name="kernel")
    kit.close(weights[1], np.ones(1, np.float32), name="bias")


@exercise("build_binary_model", core=True)
def test_binary_model_predicts(student):
    """权重 (2, −1)、偏置 0.5 时，(1, 0.5) 的概率是 σ(2) ≈ 0.8808。"""
    model = student.build_binary_model()
    student.invoke(model, "set_weights", [np.array([[2.0], [-1.0]]), np.array([0.5])])
    p = student.invoke(model, "predict", np.array([[1.0, 0.5]]), verbose=0)
    kit.close(p, np.array([[0.880797]], np.float32))


@exercise("build_binary_model")
def test_binary_model_evaluates(student):
    """刚建好的模型在标签 [1, 1, 0] 上：损失约 0.6466，正确率 2/3。"""
    y = np.array([[1.0], [1.0], [0.0]])
    found = student.invoke(student.build_binary_model(), "evaluate", np.zeros((3, 2)), y, verbose=0)
    loss, accuracy = kit.sequence(found, 2, "evaluate 的结果")
    kit.close(kit.scalar(loss, "损失"), 0.646595, atol=1e-4, name="损失")
    kit.close(kit.scalar(accuracy, "正确率"), 2 / 3, atol=1e-4, name="正确率")


@exercise("build_binary_model")
def test_binary_model_rate(student):
    """优化器的学习率是 0.01；Adam 的第一步，每个权重正好走这么远。"""
    model = student.build_binary_model()
    optimizer = student.attribute(model, "optimizer")
    rate = student.invoke(student.attribute(optimizer, "learning_rate"), "numpy")
    kit.close(kit.scalar(rate, "学习率"), 0.01, rtol=1e-5, name="学习率")
    student.invoke(model, "train_on_batch", np.array([[1.0, -2.0]]), np.array([[0.0]]))
    weights = kit.sequence(student.invoke(model, "get_weights"), 2, "权重")
    kit.close(weights[0], np.array([[-0.01], [0.01]], np.float32), name="kernel")


@exercise("build_binary_model")
def test_binary_model_new_each_time(student):
    """每次调用都返回新的模型。"""
    first = student.build_binary_model()
    student.invoke(first, "set_weights", [np.array([[2.0], [-1.0]]), np.array([0.5])])
    weights = kit.sequence(student.invoke(student.build_binary_model(), "get_weights"), 2, "权重")
    kit.close(weights[1], np.ones(1, np.float32), name="第二个模型的 bias")


DIGIT_SHAPES = ((784, 64), (64,), (64, 10), (10,))


@exercise("build_digit_model", core=True)
def test_digit_model_weights(student):
    """四组权重的形状是 (784, 64)、(64,)、(64, 10)、(10,)；kernel 随机，bias 是 0。"""
    weights = kit.sequence(student.invoke(student.build_digit_model(), "get_weights"), 4, "权重")
    for value, shape in zip(weights, DIGIT_SHAPES):
        kit.array(value, shape, "f", name="权重")
    kit.require(weights[0].any() and not weights[1].any(), "初值应当用默认的：kernel 随机，bias 是 0")


@exercise("build_digit_model", core=True)
def test_digit_model_predicts(student):
    """换上测试里的权重，输出与手算的 softmax(relu(x w + b) v + c) 一致。"""
    model, rng = student.build_digit_model(), np.random.default_rng(0)
    w, b, v, c = (rng.normal(0, 0.1, shape) for shape in DIGIT_SHAPES)
    x = rng.random((3, 28, 28))
    z = np.exp(np.maximum(x.reshape(3, 784) @ w + b, 0) @ v + c)
    student.invoke(model, "set_weights", [w, b, v, c])
    p = student.invoke(model, "predict", x, verbose=0)
    kit.close(p, (z / z.sum(axis=1, keepdims=True)).astype(np.float32))


@exercise("build_digit_model")
def test_digit_model_evaluates(student):
    """换上只偏向 0 的权重：0 的概率是 0.55，其余各 0.05；标签 [0, 0, 3, 9] 的损失约 1.7968，正确率 0.5。"""
    model = student.build_digit_model()
    weights = [np.zeros(shape) for shape in DIGIT_SHAPES]
    weights[3][0] = np.log(11)
    student.invoke(model, "set_weights", weights)
    found = student.invoke(model, "evaluate", np.ones((4, 28, 28)), np.array([0, 0, 3, 9]), verbose=0)
    loss, accuracy = kit.sequence(found, 2, "evaluate 的结果")
    kit.close(kit.scalar(loss, "损失"), 1.796785, atol=1e-4, name="损失")
    kit.close(kit.scalar(accuracy, "正确率"), 0.5, atol=1e-4, name="正确率")


def made(student, module, class_name, config):
    """照文字造出来的对象：compile 时 Keras 会把文字变成对象。"""
    carrier = student.build_binary_model()
    text = {"module": module, "class_name": class_name, "config": config}
    student.invoke(carrier, "compile_from_config", {"loss": text})
    return student.attribute(carrier, "loss")


LINE = ("Dense", {"units": 1, "use_bias": False})
VALIDATION = "validation 应当是 4 个不重复的下标"


HALVES = np.arange(20) // 10


def fitted(student, epochs, patience, seed, y=HALVES):
    """在 20 个点上训练一次：history、validation、x、y、模型。"""
    x = np.random.default_rng(5).normal(size=(20, 2))
    y = y.astype(float)
    model = student.build_binary_model()
    optimizer = {"module": "keras.optimizers", "class_name": "SGD", "config": {"learning_rate": 40.0}}
    student.invoke(model, "compile_from_config", {"optimizer": optimizer, "loss": "binary_crossentropy"})
    history, validation = kit.sequence(student.fit_best(model, x, y, epochs, patience, seed), 2)
    history = kit.mapping(history, ("loss", "val_loss"), "history")
    validation = kit.array(validation, (4,), "iu", name="validation")
    kit.require(len(np.unique(validation)) == 4, VALIDATION)
    return history, validation, x, y, model


@exercise("fit_best", core=True)
def test_fit_best_restores(student):
    """返回时在 x[validation] 上的损失，就是 val_loss 里最小的；这里学习率大得离谱，损失忽高忽低。"""
    for seed in range(2):
        history, validation, x, y, model = fitted(student, 6, 6, seed)
        loss = student.invoke(model, "evaluate", x[validation], y[validation], verbose=0)
        loss = loss[0] if isinstance(loss, list) else loss
        kit.close(kit.scalar(loss), min(history["val_loss"]), rtol=1e-5, atol=1e-5, name="验证损失")


@exercise("fit_best")
def test_fit_best_stops(student):
    """patience = 1：第一次没有创新低，那一轮就停。"""
    for seed in range(2):
        losses = fitted(student, 8, 1, seed)[0]["val_loss"]
        rises = [i for i in range(1, len(losses)) if losses[i] >= min(losses[:i])]
        kit.require(rises == [len(losses) - 1] or (not rises and len(losses) == 8), "停的轮数不对")


def rigged(student, losses, patience):
    """只有一个权重 w 的模型，x = 1、y = 0；每一步的学习率排好了，练下去 val_loss 就是这些数。返回练出来的 val_loss。"""
    w = np.r_[1.0, np.sqrt(losses) * (-1.0) ** np.arange(1, len(losses) + 1)]
    rates = (1 - w[1:] / w[:-1]) / 2
    schedule = {
        "module": "keras.optimizers.schedules",
        "class_name": "PiecewiseConstantDecay",
        "config": {"boundaries": list(range(len(rates) - 1)), "values": rates.tolist()},
    }
    optimizer = {"module": "keras.optimizers", "class_name": "SGD", "config": {"learning_rate": schedule}}
    model, _, _ = stepper(student, [LINE], [[[1.0]]])
    student.invoke(model, "compile_from_config", {"optimizer": optimizer, "loss": "mean_squared_error"})
    found = student.fit_best(model, np.ones((20, 1)), np.zeros((20, 1)), len(losses), patience, 0)
    history, _ = kit.sequence(found, 2)
    return np.array(kit.mapping(history, ("loss", "val_loss"), "history")["val_loss"])


@exercise("fit_best")
def test_fit_best_lowest_so_far(student):
    """题面的例子：0.9、0.5、0.6、0.55、0.3，patience = 2，练完第 4 轮就停。"""
    found = rigged(student, [0.9, 0.5, 0.6, 0.55, 0.3], 2)
    kit.close(found, [0.9, 0.5, 0.6, 0.55], rtol=1e-3, name="val_loss")


@exercise("fit_best")
def test_fit_best_counts_again(student):
    """0.9、0.95、0.5、0.6、0.3，patience = 2：中间创了新低，从头数，练满 5 轮。"""
    found = rigged(student, [0.9, 0.95, 0.5, 0.6, 0.3], 2)
    kit.close(found, [0.9, 0.95, 0.5, 0.6, 0.3], rtol=1e-3, name="val_loss")


@exercise("fit_best")
def test_fit_best_validation(student):
    """验证样本由 seed 随机决定，不是最后的 20%。"""
    chosen = [set(fitted(student, 1, 1, seed)[1].tolist()) for seed in (1, 1, 2)]
    kit.require(chosen[0] == chosen[1], "seed 相同，验证样本应当相同")
    kit.require(chosen[0] != chosen[2], "seed 不同，验证样本应当不同")
    kit.require(chosen[0] != {16, 17, 18, 19}, "验证样本是最后的 20%")


@exercise("fit_best")
def test_fit_best_leaves_validation_out(student):
    """训练只用其余的样本：刚建好的模型在它们上的损失，就是 history["loss"] 的第一个（目标是 0 到 1 的小数）。"""
    history, validation, _, y, _ = fitted(student, 1, 1, 4, np.linspace(0, 1, 20) ** 2)
    share = np.delete(y, validation).mean()
    want = -share * np.log(0.731058579) - (1 - share) * np.log(0.268941421)
    kit.close(kit.scalar(history["loss"][0], "loss"), want, atol=1e-4, name='history["loss"][0]')


# --- Keras 是什么做的 ----------------------------------------------------------------------------


def set_maxout(student, layer, kernel, bias):
    """给层换上这样的权重。"""
    student.invoke(layer, "__call__", np.zeros((1, np.shape(kernel)[0])))
    for name, value in (("kernel", kernel), ("bias", bias)):
        student.invoke(student.attribute(layer, name), "assign", np.array(value))


@exercise("Maxout", core=True)
def test_maxout_absolute_value(student):
    """d = 1、units = 1、pieces = 2，W = (1, −1)、b = 0：输出是 |x|。"""
    layer = student.Maxout(1, 2)
    set_maxout(student, layer, [[[1.0, -1.0]]], [[0.0, 0.0]])
    out = student.invoke(layer, "__call__", np.array([[3.0], [-2.0]]))
    kit.close(kit.tensor(out).detach().numpy(), np.array([[3.0], [2.0]], np.float32))


@exercise("Maxout")
def test_maxout_two_units(student):
    """两个单元、三个线性函数，偏置在取最大之前加；输出是 (1, 2)。"""
    layer = student.Maxout(2, pieces=3)
    set_maxout(student, layer, [[[1.0, 2.0, 0.0], [-1.0, 1.0, 3.0]]], [[0.0, -9.0, 1.0], [0.0, 5.0, -7.0]])
    out = student.invoke(layer, "__call__", np.array([[2.0]]))
    kit.close(kit.tensor(out).detach().numpy(), np.array([[2.0, 7.0]], np.float32))


@exercise("Maxout")
def test_maxout_shapes(student):
    """见到输入之前没有权重；之后 kernel 是 (3, 5, 2)，bias 是 (5, 2) 的 0；三个轴的输入也行。"""
    layer = student.Maxout(5, 2)
    kit.require(student.invoke(layer, "get_weights") == [], "见到输入之前不应当有权重")
    out = student.invoke(layer, "__call__", np.zeros((4, 7, 3)))
    kit.require(tuple(out.shape) == (4, 7, 5), "输出的形状应当是 (4, 7, 5)")
    kit.array(student.invoke(student.attribute(layer, "kernel"), "numpy"), (3, 5, 2), "f", name="kernel")
    bias = student.invoke(student.attribute(layer, "bias"), "numpy")
    kit.close(bias, np.zeros((5, 2), np.float32), name="bias")


@exercise("Maxout")
def test_maxout_config(student):
    """照着 get_config 能再造一个一样的层，名字也一样。"""
    layer = student.Maxout(6, 2, name="largest")
    config = student.invoke(layer, "get_config")
    kit.mapping(config, ("units", "pieces", "name"), "get_config 的结果")
    again = student.invoke(student.invoke(layer, "from_config", config), "get_config")
    kit.require((again["units"], again["pieces"], again["name"]) == (6, 2, "largest"), "再造的层不一样")


def focal(student, gamma, y, z):
    """学生的损失，作为一个数。"""
    out = student.invoke(student.focal_loss(gamma), "__call__", torch.tensor(y), torch.tensor(z))
    return kit.tensor(out, (), "f").item()


@exercise("focal_loss", core=True)
def test_focal_loss_values(student):
    """z = ln 3、γ = 2：标签 1 约 0.01798，标签 0 约 0.7798，两个平均约 0.3989。"""
    z = float(np.log(3.0))
    kit.close(focal(student, 2.0, [1.0], [z]), 0.0179801, atol=1e-5)
    kit.close(focal(student, 2.0, [0.0], [z]), 0.7797905, atol=1e-5)
    kit.close(focal(student, 2.0, [1.0, 0.0], [z, z]), 0.3988853, atol=1e-5)


@exercise("focal_loss")
def test_focal_loss_gamma_zero(student):
    """γ = 0 就是二元交叉熵：z = 0 时是 ln 2；标签可以是整数。"""
    kit.close(focal(student, 0.0, [1, 0, 1], [0.0, 0.0, 0.0]), float(np.log(2)), atol=1e-5)


@exercise("focal_loss")
def test_focal_loss_far_out(student):
    """z = −10000 而标签是 1：损失是 10000，对 z 的导数是 −1，没有 NaN。"""
    y, z = torch.tensor([1.0]), torch.tensor([-1e4])
    kit.close(focal(student, 2.0, [1.0], [-1e4]), 1e4, rtol=1e-4)
    got = student.vjp(student.focal_loss(2.0), [y, z], torch.tensor(1.0))
    kit.gradient(got.inputs[-1], torch.tensor([-1.0]))


@exercise("focal_loss")
def test_focal_loss_shapes(student):
    """(2,) 的标签和 (2, 1) 的分数：抛出 ValueError。"""
    with kit.raises("ValueError"):
        focal(student, 2.0, [1.0, 0.0], [[0.5], [0.5]])


def stepper(student, layers, weights, loss="MeanSquaredError", rate=0.1):
    """一个模型、它的优化器和损失。"""
    first = {"module": "keras.layers", "class_name": "InputLayer", "config": {"batch_shape": [None, 1]}}
    rest = [{"module": "keras.layers", "class_name": name, "config": config} for name, config in layers]
    model = made(student, "keras", "Sequential", {"name": "model", "layers": [first, *rest]})
    student.invoke(model, "set_weights", [np.array(w) for w in weights])
    optimizer = made(student, "keras.optimizers", "SGD", {"learning_rate": rate})
    return model, optimizer, made(student, "keras.losses", loss, {})


@exercise("train_step", core=True)
def test_train_step_example(student):
    """w = 2、x = 3、y = 0，学习率 0.1：返回 36，更新之后 w = −1.6。"""
    step = stepper(student, [LINE], [[[2.0]]])
    loss = student.train_step(*step, np.array([[3.0]]), np.array([[0.0]]))
    kit.close(kit.scalar(loss), 36.0, rtol=1e-4)
    (w,) = kit.sequence(student.invoke(step[0], "get_weights"), 1)
    kit.close(w, np.array([[-1.6]], np.float32), name="w")


@exercise("train_step")
def test_train_step_twice(student):
    """w = 1、x = 1、y = 0，学习率 0.25，走两步：1 → 0.5 → 0.25，损失是 1 和 0.25。"""
    step = stepper(student, [LINE], [[[1.0]]], rate=0.25)
    losses = [kit.scalar(student.train_step(*step, np.ones((1, 1)), np.zeros((1, 1)))) for _ in range(2)]
    kit.close(np.array(losses), [1.0, 0.25], rtol=1e-4, name="两步的损失")
    (w,) = kit.sequence(student.invoke(step[0], "get_weights"), 1)
    kit.close(w, np.array([[0.25]], np.float32), name="两步之后的 w")


@exercise("train_step")
def test_train_step_old_gradients(student):
    """模型里先留下一个 36 的梯度（学习率是 0，w 没动）：w = 2 仍然走到 −1.6。"""
    model, optimizer, loss = stepper(student, [LINE], [[[2.0]]])
    still = {"module": "keras.optimizers", "class_name": "SGD", "config": {"learning_rate": 0.0}}
    student.invoke(model, "compile_from_config", {"optimizer": still, "loss": "mean_squared_error"})
    student.invoke(model, "train_on_batch", np.array([[3.0]]), np.array([[0.0]]))
    student.train_step(model, optimizer, loss, np.array([[3.0]]), np.array([[0.0]]))
    (w,) = kit.sequence(student.invoke(model, "get_weights"), 1)
    kit.close(w, np.array([[-1.6]], np.float32), name="w")


@exercise("train_step")
def test_train_step_order_of_loss(student):
    """二元交叉熵，预测 0.5、真值 1：损失是 ln 2 ≈ 0.6931。"""
    layers = [("Dense", {"units": 1, "use_bias": False, "activation": "sigmoid"})]
    step = stepper(student, layers, [[[0.0]]], "BinaryCrossentropy")
    loss = student.train_step(*step, np.array([[3.0]]), np.array([[1.0]]))
    kit.close(kit.scalar(loss), 0.693147, rtol=1e-4)


@exercise("train_step")
def test_train_step_frozen(student):
    """第一层冻结：w₁ = 2 不动，w₂ = 1 走到 1 − 0.1 × 2 × 2 × 2 = 0.2。"""
    layers = [("Dense", {"units": 1, "use_bias": False, "trainable": False}), LINE]
    step = stepper(student, layers, [[[2.0]], [[1.0]]])
    student.train_step(*step, np.ones((1, 1)), np.zeros((1, 1)))
    first, second = kit.sequence(student.invoke(step[0], "get_weights"), 2)
    kit.close(first, np.array([[2.0]], np.float32), name="冻结的 w₁")
    kit.close(second, np.array([[0.2]], np.float32), name="w₂")


@exercise("train_step")
def test_train_step_training_mode(student):
    """Dropout 起作用：20 次里有的丢掉了唯一的输入（损失 0），有的把它放大一倍（损失 4）。"""
    step = stepper(student, [("Dropout", {"rate": 0.5}), LINE], [[[1.0]]], rate=0.0)
    losses = [kit.scalar(student.train_step(*step, np.ones((1, 1)), np.zeros((1, 1)))) for _ in range(20)]
    kit.close(np.unique(np.round(losses, 3)), [0.0, 4.0], atol=1e-3, name="不同的损失")


@exercise("train_step", structure=True)
def test_train_step_by_hand(student):
    """没有用 fit、train_on_batch。"""
    kit.not_calling(student, "train_step", {"fit", "train_on_batch"})
