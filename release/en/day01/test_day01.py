"""Public tests of Day 1: check(...) runs them in the notebook, and so does pytest in this folder.

The first line of each test states a property. Where it does not hold, read that line first, then
the numbers that are reported.
"""

import numpy as np
import pytest

from autograder import kit


def exercise(name, **options):
    """Mark a test with the exercise that it checks."""
    return pytest.mark.exercise(name, **options)


# --- Slices and views ---------------------------------------------------------------------------

PARTS = ("①", "②", "③", "④")


@exercise("corner_views", core=True)
def test_corner_views_values(student):
    """The example of the text: the four parts of a = np.arange(20).reshape(4, 5)."""
    expected = [[7, 8], [1, 6, 11, 16], [[12, 13, 14], [17, 18, 19]], [[5, 7, 9], [15, 17, 19]]]
    parts = kit.sequence(student.corner_views(np.arange(20).reshape(4, 5)), 4)
    for part, want, name in zip(parts, expected, PARTS):
        kit.close(part, want, name=name)


@exercise("corner_views", core=True)
def test_corner_views_of_a_larger_array(student):
    """With a larger array ②, ③ and ④ grow too: where a is (6, 7), ③ is (4, 5) and ④ is (3, 4)."""
    parts = kit.sequence(student.corner_views(np.arange(42.0).reshape(6, 7)), 4)
    for part, shape, name in zip(parts, [(2,), (6,), (4, 5), (3, 4)], PARTS):
        kit.array(part, shape, name=name)


@exercise("corner_views")
def test_corner_views_share_memory(student):
    """All four parts are views: they share memory with a."""
    a = np.arange(30).reshape(5, 6)
    for part, name in zip(kit.sequence(student.corner_views(a), 4), PARTS):
        kit.require(np.shares_memory(a, kit.array(part, name=name)), f"{name} is a copy, not a view")


@exercise("checkerboard", core=True)
def test_checkerboard_even(student):
    """For n = 4, 0 and 1 take turns, the top left corner is 0, and each row is one square off the last."""
    kit.close(student.checkerboard(4), [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]])


@exercise("checkerboard")
def test_checkerboard_odd(student):
    """Where n is odd it is a whole n × n board too: for n = 3 the middle row is 1, 0, 1."""
    kit.close(student.checkerboard(3), [[0, 1, 0], [1, 0, 1], [0, 1, 0]])


@exercise("checkerboard")
def test_checkerboard_small(student):
    """n = 1 is [[0]], and n = 0 is the empty array of shape (0, 0)."""
    kit.close(student.checkerboard(1), [[0]])
    kit.array(student.checkerboard(0), (0, 0))


@exercise("checkerboard")
def test_checkerboard_is_integer(student):
    """The board is an integer array, not floats and not booleans."""
    kit.array(student.checkerboard(4), (4, 4), dtype="iu")


# --- Arrays as indices --------------------------------------------------------------------------


@exercise("one_hot", core=True)
def test_one_hot_small_example(student):
    """For labels = [2, 0] and num_classes = 4, the 1s are in row 0 at place 2 and in row 1 at place 0."""
    kit.close(student.one_hot(np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])


@exercise("one_hot", core=True)
def test_one_hot_picks_the_label(student):
    """Multiply each row by the class numbers 0, 1, 2, … and add up: its own label comes back."""
    labels = np.array([4, 1, 1, 0, 3, 4, 2])
    result = kit.array(student.one_hot(labels, 5), (7, 5))
    kit.close(result @ np.arange(5.0), labels)
    kit.close(result.sum(axis=1), np.ones(7), name="sum of each row")


@exercise("one_hot")
def test_one_hot_is_float(student):
    """The result is a float array."""
    kit.array(student.one_hot(np.array([1, 0]), 2), (2, 2), dtype="f")


@exercise("one_hot")
def test_one_hot_of_nothing(student):
    """Without samples the result has shape (0, num_classes)."""
    kit.array(student.one_hot(np.array([], dtype=int), 3), (0, 3))


@exercise("one_hot")
@pytest.mark.parametrize("labels", [[0, 3], [1, -1]])
def test_one_hot_refuses(student, labels):
    """A label that is negative, or not below num_classes, raises ValueError."""
    with kit.raises("ValueError"):
        student.one_hot(np.array(labels), 3)


# --- Statistics and boolean arrays --------------------------------------------------------------


@exercise("replace_outliers", core=True)
def test_replace_outliers_small_example(student):
    """In [1, 2, 3, 4, 90], k = 1.5 puts the median 3 in place of 90 and leaves the rest."""
    kit.close(student.replace_outliers(np.array([1.0, 2.0, 3.0, 4.0, 90.0]), 1.5), [1, 2, 3, 4, 3])


@exercise("replace_outliers", core=True)
def test_replace_outliers_on_both_sides(student):
    """What is too small is an outlier too; mean, deviation and median are those of all elements."""
    x = np.array([[5.0, 6.0, 7.0, -50.0], [4.0, 6.0, 70.0, 5.0]])
    kit.close(student.replace_outliers(x, 1.5), [[5, 6, 7, 5.5], [4, 6, 5.5, 5]])


@exercise("replace_outliers")
def test_replace_outliers_of_integers(student):
    """Where x holds integers the median keeps its decimals: that of [0, 1, 2, 100] is 1.5."""
    result = kit.array(student.replace_outliers(np.array([0, 1, 2, 100]), 1.5), (4,), dtype="f")
    kit.close(result, [0, 1, 2, 1.5])


@exercise("replace_outliers")
def test_replace_outliers_keeps_the_boundary(student):
    """What is exactly k standard deviations away stays: [−1, 1, −1, 1] comes back as it is for k = 1."""
    kit.close(student.replace_outliers(np.array([-1.0, 1.0, -1.0, 1.0]), 1.0), [-1, 1, -1, 1])


@exercise("replace_outliers")
def test_replace_outliers_measures_from_the_mean(student):
    """Distance is from the mean: that of [0, 0, 0, 6, 9] is 3, and k = 1 replaces only 9; measured from the median 0, 6 would go too."""
    kit.close(student.replace_outliers(np.array([0.0, 0.0, 0.0, 6.0, 9.0]), 1.0), [0, 0, 0, 6, 0])


@exercise("replace_outliers")
def test_replace_outliers_leaves_input_alone(student):
    """replace_outliers returns a new array and leaves the x that was passed in alone."""
    x = np.array([1.0, 2.0, 3.0, 4.0, 90.0])
    before = x.copy()
    student.replace_outliers(x, 1.0)
    kit.unchanged(x, before, "x")


# --- Structured arrays --------------------------------------------------------------------------

BIRDS = np.array(
    [("a", 3000.0, 181), ("b", np.nan, 186), ("c", 4000.0, 200)],
    dtype=[("name", "U1"), ("mass", float), ("flipper", int)],
)


@exercise("field_mean", core=True)
def test_field_mean_of_a_complete_field(student):
    """A field without NaN: the mean of 181, 186 and 200 is 189."""
    kit.close(student.field_mean(BIRDS, "flipper"), 189.0)


@exercise("field_mean", core=True)
def test_field_mean_ignores_nan(student):
    """NaN does not count: the mean of 3000, NaN and 4000 is 3500."""
    kit.close(student.field_mean(BIRDS, "mass"), 3500.0)


@exercise("field_mean")
def test_field_mean_goes_by_name(student):
    """Fields go by name, whatever their order: rearrange the columns, and the mean stays."""
    other = np.zeros(3, dtype=[("flipper", float), ("name", "U1"), ("mass", float)])
    for field in other.dtype.names:
        other[field] = BIRDS[field]
    kit.close(student.field_mean(other, "flipper"), 189.0)
    kit.close(student.field_mean(other, "mass"), 3500.0)


@exercise("field_mean")
def test_field_mean_of_an_unknown_field(student):
    """A field that is not there raises ValueError or KeyError."""
    with kit.raises("ValueError", "KeyError"):
        student.field_mean(BIRDS, "wing")


# --- Broadcasting -------------------------------------------------------------------------------


@exercise("standardize", core=True)
def test_standardize_small_example(student):
    """The two columns [1, 3] and [100, 300] both become [−1, 1]."""
    x = np.array([[1.0, 100.0], [3.0, 300.0]])
    kit.close(student.standardize(x), [[-1, -1], [1, 1]], rtol=1e-6)


@exercise("standardize", core=True)
def test_standardize_each_column(student, rng):
    """Each column has mean 0 and population standard deviation (divide by n) 1, and is still a linear map of what it was."""
    x = rng.normal(size=(11, 3)) * [1.0, 20.0, 300.0] + [5.0, -40.0, 0.0]
    result = kit.array(student.standardize(x), (11, 3))
    kit.close(result.mean(axis=0), np.zeros(3), atol=1e-6, name="mean of each column")
    kit.close(result.std(axis=0), np.ones(3), rtol=1e-6, name="standard deviation of each column")
    steps = np.diff(x, axis=0) / x.std(axis=0)
    kit.close(np.diff(result, axis=0), steps, rtol=1e-6, name="differences between rows")


@exercise("standardize")
def test_standardize_constant_column(student):
    """A column that is all the same becomes 0, not NaN."""
    x = np.array([[1.0, 7.0], [3.0, 7.0], [5.0, 7.0]])
    result = kit.array(student.standardize(x), (3, 2))
    kit.close(result[:, 1], np.zeros(3), atol=1e-6, name="the constant column")


@exercise("standardize")
def test_standardize_constant_column_that_rounds(student):
    """Three times 0.1 is a constant column too: its standard deviation comes out as 1.4e−17, not 0, and the result should still be 0."""
    result = kit.array(student.standardize(np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 3.0]])), (3, 2))
    kit.close(result[:, 0], np.zeros(3), atol=1e-3, name="the constant column")


@exercise("standardize")
def test_standardize_integers(student):
    """Integer arrays work too, and the result is floats."""
    result = kit.array(student.standardize(np.array([[0, 10], [4, 20]])), (2, 2), dtype="f")
    kit.close(result, [[-1, -1], [1, 1]], rtol=1e-6)


@exercise("standardize")
def test_standardize_leaves_input_alone(student):
    """standardize returns a new array and leaves the x that was passed in alone."""
    x = np.array([[1.0, 100.0], [3.0, 300.0]])
    before = x.copy()
    student.standardize(x)
    kit.unchanged(x, before, "x")


@exercise("pairwise_distances", core=True)
def test_pairwise_distances_small_example(student):
    """The example of the text: distances from [0, 0] and [3, 4] to three points."""
    a, b = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0], [0.0, 4.0], [6.0, 8.0]])
    kit.close(student.pairwise_distances(a, b), [[0, 4, 10], [5, 3, 5]], atol=1e-5)


@exercise("pairwise_distances", core=True)
def test_pairwise_distances_each_pair(student, rng):
    """Every pair is there: row i, column j is the distance from a[i] to b[j]."""
    a, b = rng.normal(size=(5, 3)), rng.normal(size=(7, 3))
    expected = [[np.linalg.norm(p - q) for q in b] for p in a]
    kit.close(student.pairwise_distances(a, b), expected, atol=1e-6)


@exercise("pairwise_distances", core=True, structure=True)
def test_pairwise_distances_without_loops(student):
    """No Python loop, and no ready-made cdist."""
    # Call it once first: an exercise that is not written yet should be told just that.
    student.pairwise_distances(np.ones((2, 3)), np.zeros((1, 3)))
    kit.no_python_loops(student, "pairwise_distances")
    kit.not_calling(
        student, "pairwise_distances", {"cdist", "pdist", "*cdist*", "*pdist*", "*distance*", "*tree*"}
    )


@exercise("pairwise_distances")
def test_pairwise_distances_to_itself(student, rng):
    """The distance from itself to itself is 0, not NaN."""
    a = rng.normal(size=(40, 3))
    result = kit.array(student.pairwise_distances(a, a.copy()), (40, 40))
    kit.close(np.diag(result), np.zeros(40), atol=1e-6, name="the diagonal")


# --- Sorting ------------------------------------------------------------------------------------


@exercise("top_k", core=True)
def test_top_k_small_example(student):
    """The two highest in [0.1, 0.7, 0.2] are numbers 1 and 2, in this order."""
    result = kit.array(student.top_k(np.array([[0.1, 0.7, 0.2]]), 2), (1, 2), dtype="iu")
    kit.close(result, [[1, 2]])


@exercise("top_k", core=True)
def test_top_k_row_by_row(student):
    """Each row is ranked by itself."""
    scores = np.array([[4.0, 8.0, 6.0, 2.0], [7.0, 1.0, 3.0, 5.0], [0.0, 2.0, 1.0, 9.0]])
    kit.close(student.top_k(scores, 3), [[1, 2, 0], [0, 3, 2], [3, 1, 2]])


@exercise("top_k")
def test_top_k_ties(student):
    """Ties go to the smaller index: of 100 equal scores the first three are 0, 1 and 2."""
    kit.close(student.top_k(np.ones((2, 100)), 3), [[0, 1, 2], [0, 1, 2]])
    scores = np.tile([1.0, 2.0], 50)[np.newaxis]
    kit.close(student.top_k(scores, 4), [[1, 3, 5, 7]])


@exercise("top_k")
def test_top_k_refuses_too_many(student):
    """k may equal the number of columns; where it is larger, ValueError is raised."""
    kit.close(student.top_k(np.array([[1.0, 3.0, 2.0]]), 3), [[1, 2, 0]])
    with kit.raises("ValueError"):
        student.top_k(np.array([[1.0, 3.0, 2.0]]), 4)


@exercise("top_k")
def test_top_k_leaves_input_alone(student):
    """top_k leaves the scores that were passed in alone."""
    scores = np.array([[1.0, 3.0, 2.0]])
    student.top_k(scores, 2)
    kit.unchanged(scores, np.array([[1.0, 3.0, 2.0]]), "scores")


# --- Sliding windows ----------------------------------------------------------------------------


@exercise("sliding_windows", core=True)
def test_sliding_windows_small_example(student):
    """There are three windows of length 3 on [2, 7, 1, 8, 2]."""
    result = student.sliding_windows(np.array([2, 7, 1, 8, 2]), 3)
    kit.close(result, [[2, 7, 1], [7, 1, 8], [1, 8, 2]])


@exercise("sliding_windows", core=True)
def test_sliding_windows_with_step(student):
    """The example of the picture: size = 3, step = 2, each window two places on; what reaches out is not taken."""
    result = student.sliding_windows(np.array([2, 7, 1, 8, 2, 8, 1, 8]), 3, step=2)
    kit.close(result, [[2, 7, 1], [1, 8, 2], [2, 8, 1]])


@exercise("sliding_windows")
def test_sliding_windows_ends_exactly(student):
    """Where the last window ends exactly at the end, it is there too."""
    kit.close(student.sliding_windows(np.arange(7.0), 3, step=2), [[0, 1, 2], [2, 3, 4], [4, 5, 6]])
    kit.close(student.sliding_windows(np.arange(4.0), 4), [[0, 1, 2, 3]])


@exercise("sliding_windows")
def test_sliding_windows_of_a_column(student):
    """x may be a column of a table: a view, whose elements do not lie side by side in memory."""
    table = np.arange(8.0).reshape(4, 2)
    # windows_of_column, just above the exercise, takes a column out and hands it to sliding_windows.
    kit.close(student.windows_of_column(table, 1, 3), [[1, 3, 5], [3, 5, 7]])


@exercise("sliding_windows")
def test_sliding_windows_refuses_a_long_window(student):
    """A window longer than the array raises ValueError."""
    with kit.raises("ValueError"):
        student.sliding_windows(np.arange(4.0), 5)


# --- Random numbers -----------------------------------------------------------------------------


def split(student, n=20, ratio=0.25, seed=0):
    """Split data that show where they came from: row i is [i, i + 0.5], and y[i] = 10 * i."""
    x = np.arange(n)[:, np.newaxis] + np.array([0.0, 0.5])
    y = 10 * np.arange(n)
    before = x.copy(), y.copy()
    parts = kit.sequence(student.train_test_split(x, y, ratio, np.random.default_rng(seed)), 4)
    kit.unchanged(x, before[0], "x")
    kit.unchanged(y, before[1], "y")
    names = ("x_train", "x_test", "y_train", "y_test")
    return [kit.array(part, name=name) for part, name in zip(parts, names)]


@exercise("train_test_split", core=True)
def test_split_shapes(student):
    """In the order x_train, x_test, y_train, y_test; of 20 rows, a ratio of 0.25 gives 15 for training and 5 for the test."""
    shapes = [(15, 2), (5, 2), (15,), (5,)]
    for part, shape in zip(split(student), shapes):
        kit.array(part, shape)


@exercise("train_test_split", core=True)
def test_split_keeps_pairs_and_rows(student):
    """Every row is there exactly once, and the rows of x are still with their own y."""
    x_train, x_test, y_train, y_test = split(student)
    kit.close(10 * x_train[:, 0], y_train, name="y of the training part")
    kit.close(10 * x_test[:, 0], y_test, name="y of the test part")
    kit.close(np.sort(np.concatenate([y_train, y_test])), 10 * np.arange(20), name="all of y")


@exercise("train_test_split")
def test_split_shuffles(student):
    """Both parts are shuffled."""
    _, _, y_train, y_test = split(student, n=100)
    for part, name in ((y_train, "the training part"), (y_test, "the test part")):
        kit.require(bool(np.any(np.diff(part) < 0)), f"{name} is still in its old order")


@exercise("train_test_split")
def test_split_uses_rng(student):
    """Randomness comes from the rng that was passed in: the same seed gives the same result, another seed another."""
    first, again, other = (split(student, n=50, seed=seed)[3] for seed in (1, 1, 2))
    kit.close(again, first, name="y_test with the same seed")
    kit.require(not np.array_equal(first, other), "another seed, and yet the result has not changed")


@exercise("train_test_split")
def test_split_never_leaves_the_test_set_empty(student):
    """With few samples and a small ratio there is still at least 1 in the test part."""
    kit.array(split(student, n=7, ratio=0.05)[3], (1,))
