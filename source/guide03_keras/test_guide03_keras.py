"""第 3 章的公开测试：在 notebook 里由 check(...) 运行，也可以在这个目录里直接运行 pytest。

每个测试的第一行说的是一条性质；不成立时，先读这一行，再看报出的数。
"""

import numpy as np
import pytest

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
