"""The proof itself can fail: weak graders, wrong alternatives and twins among misconceptions are told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from toy import DAY as TOY
from toy import make_course, variants

from autograder.authoring.empty_answers import empty_answers
from autograder.authoring.proof import ExerciseProof, chosen, prove, prove_exercise
from autograder.course.assignment import Course
from autograder.course.variants import Variant, read_graders
from autograder.errors import UserError
from autograder.grading.grader import Grader

DAY = Course.find(Path(__file__).parent).assignment("day04")
RELU = DAY.exercise("relu")


@pytest.fixture
def faults():
    """Faults of relu's graders when some of them are replaced."""

    def find(**others: Any) -> str:
        hidden = {"relu": replace(read_graders(DAY)["relu"], **others)}
        with Grader(DAY, hidden) as grader:
            return "\n".join(prove_exercise(grader, RELU).faults)

    return find


def wrong(name: str, body: str) -> Variant:
    return Variant("relu", name, "说明", f"def relu(z):\n    return {body}\n")


@pytest.mark.slow
def test_sound_graders_have_no_faults(faults):
    assert faults() == ""


@pytest.mark.slow
def test_a_misconception_that_is_right_is_told(faults):
    assert "误解 none 没有被发现" in faults(misconceptions=(wrong("none", "np.maximum(z, 0)"),))


@pytest.mark.slow
def test_two_misconceptions_that_look_alike_are_told(faults):
    twins = (wrong("one", "np.abs(z)"), wrong("two", "np.sqrt(z * z)"))
    assert "误解 one 被诊断为 one、two" in faults(misconceptions=twins)


@pytest.mark.slow
def test_an_alternative_that_is_wrong_is_told(faults):
    assert "另一种正确写法 bad 没有得满分" in faults(alternatives=(wrong("bad", "np.abs(z)"),))


@pytest.mark.slow
def test_too_few_variants_are_told(faults):
    assert "误解只有 0 个" in faults(misconceptions=())
    assert "正确写法只有 0 个" in faults(alternatives=())


@pytest.mark.slow
def test_tests_that_an_empty_answer_passes_are_told(faults, tmp_path):
    tests = tmp_path / "relu.py"
    tests.write_text(
        "import numpy as np\nimport pytest\n"
        "@pytest.mark.exercise(core=True)\n"
        'def test_relu_weak(student):\n    """形状不变。"""\n'
        "    assert student.relu(np.zeros((2, 3))) is not None\n",
    )
    found = faults(tests=tests)
    assert f"什么也没做（zeros）却得了 {float(RELU.points)} 分" in found
    assert f"什么也没做（return x）却得了 {float(RELU.points)} 分" in found


def test_an_empty_answer_of_a_class_has_its_methods_and_does_nothing():
    text = (
        "class Box:\n    def __init__(self, n):\n        self.n = n\n"
        "    def put(self, x):\n        self.n += x\n        return self.n\n"
        "    def label(self):\n        return 'full'\n"
    )
    namespace: dict[str, Any] = {}
    exec(empty_answers(replace(RELU, name="Box", reference=text))["zeros"], namespace)
    box = namespace["Box"](3)
    assert (box.put(4), box.label(), box.n) == (0, "", 3)


def test_an_empty_answer_of_a_class_has_operators_and_properties_that_say_nothing():
    text = (
        "class Box:\n    def __init__(self, n):\n        self._n = n\n"
        "    @property\n    def n(self):\n        return self._n\n"
        "    @n.setter\n    def n(self, value):\n        self._n = value\n"
        "    def __len__(self):\n        return self._n\n"
        "    def __add__(self, other):\n        return Box(self._n + other._n)\n"
        "    def __repr__(self):\n        return 'a box'\n"
        "    def __enter__(self):\n        return self\n"
        "    def __exit__(self, *rest):\n        self._n = 9\n"
    )
    namespace: dict[str, Any] = {"__name__": "notebook"}
    exec(empty_answers(replace(RELU, name="Box", reference=text))["zeros"], namespace)
    box = namespace["Box"](3)
    box.n = 5
    with box as same:
        pass
    assert (box.n, len(box), repr(box), (box + box)._n, same is box, box._n) == (0, 0, "", 0, False, 3)


def test_an_empty_answer_has_no_bytes():
    namespace: dict[str, Any] = {"__name__": "notebook"}
    exec(
        empty_answers(replace(RELU, reference="def relu(x):\n    return [x, bytes(x)]\n"))["zeros"], namespace
    )
    assert namespace["relu"](3) == [0, b""]


def test_an_empty_answer_that_is_an_object_has_zeros_in_it_and_the_given_one_stays():
    text = (
        "class Box:\n    def __init__(self, n, inner=None):\n        self.n, self.sizes, self.inner = n, (n, 2), inner\n"
        "def relu(box):\n    return [Box(7, box), box]\n"
    )
    namespace: dict[str, Any] = {"__name__": "notebook"}
    exec(empty_answers(replace(RELU, reference=text))["zeros"], namespace)
    box = namespace["Box"](3)
    made, same = namespace["relu"](box)
    assert (made.n, made.sizes, made.inner.n, same.n, box.n) == (0, (0, 0), 3, 0, 3)


def test_an_empty_answer_that_is_a_figure_has_nothing_on_it():
    text = (
        "from matplotlib.figure import Figure\n"
        "def relu(z):\n    figure = Figure()\n    figure.add_subplot().bar([1, 2], z)\n    return figure\n"
    )
    namespace: dict[str, Any] = {}
    exec(empty_answers(replace(RELU, reference=text))["zeros"], namespace)
    assert not namespace["relu"]([3, 4]).axes


def test_an_empty_answer_that_is_a_table_has_zeros_for_numbers():
    pytest.importorskip("pandas")
    text = (
        "import pandas as pd\n"
        "def relu(z):\n    return pd.DataFrame({'n': z, 'yes': [True, True], 'name': ['a', 'b']})\n"
    )
    namespace: dict[str, Any] = {}
    exec(empty_answers(replace(RELU, reference=text))["zeros"], namespace)
    table = namespace["relu"]([3, 4])
    assert table.to_dict("list") == {"n": [0, 0], "yes": [0, 0], "name": ["a", "b"]}


@pytest.mark.slow
def test_tests_that_compute_from_spoilt_inputs_are_told(faults, tmp_path):
    tests = tmp_path / "relu.py"
    tests.write_text(
        "import numpy as np\nimport pytest\nfrom autograder import kit\n"
        "@pytest.mark.exercise(core=True)\n"
        'def test_relu_trusting(student, rng):\n    """数值正确。"""\n'
        "    z = rng.normal(size=(3, 5))\n    kit.close(student.relu(z), np.maximum(z, 0))\n",
    )
    found = faults(tests=tests)
    assert f"什么也没做（spoilt）却得了 {float(RELU.points)} 分" in found


def test_an_unknown_exercise_is_told_with_those_that_are_meant():
    with pytest.raises(UserError, match="没有练习 'reluu'。是不是 relu？"):
        chosen(DAY, ["softmax", "reluu"])
    with pytest.raises(UserError, match="没有练习 'xyz'。它的练习：relu、"):
        chosen(DAY, ["xyz"])
    assert [exercise.name for exercise in chosen(DAY, ["softmax", "relu"])] == ["relu", "softmax"]
    assert chosen(DAY, []) == DAY.exercises


PROVEN = "".join(
    f"# %% wrong times-{factor}\n# 乘了 {factor}\ndef double(x):\n    return {factor} * x\n\n\n"
    for factor in range(3, 9)
) + (
    "# %% right sum\n# 自己加自己\ndef double(x):\n    return x + x\n\n\n"
    "# %% right two-after\n# 2 写在后面\ndef double(x):\n    return x * 2\n"
)


@pytest.fixture
def proven(tmp_path: Path) -> Course:
    """A course in which the graders of double are proven."""
    course = Course(make_course(tmp_path))
    variants(course.root, "double").write_text(PROVEN, encoding="utf-8")
    (proof,) = proofs(course)
    assert proof.faults == ()
    assert (proof.caught, proof.named, proof.alternatives) == (6, 6, 2)
    return course


def proofs(course: Course, **how: bool) -> list[ExerciseProof]:
    assignment = course.assignment(TOY)
    return list(prove(course, assignment, [assignment.exercise("double")], **how))


@pytest.mark.slow
def test_a_proof_holds_until_something_changes_that_it_rests_on(proven):
    (kept,) = (proven.root / ".autograder" / TOY).glob("*.proof")
    marked = kept.read_text().replace('"tests":2', '"tests":99')
    kept.write_text(marked)
    assert [proof.tests for proof in proofs(proven)] == [99]
    assert [proof.tests for proof in proofs(proven, force=True)] == [2]
    kept.write_text(marked)
    with variants(proven.root, "double").open("a", encoding="utf-8") as file:
        file.write("\n\n# %% wrong the-same\n# 原样返回\ndef double(x):\n    return x\n")
    (proof,) = proofs(proven)
    assert (proof.tests, proof.misconceptions) == (2, 7)
    assert [path for path in (proven.root / ".autograder" / TOY).glob("*.proof") if path == kept] == []


@pytest.mark.slow
def test_a_proof_with_a_fault_is_made_again(proven):
    with variants(proven.root, "double").open("a", encoding="utf-8") as file:
        file.write("\n\n# %% wrong right\n# 其实是对的\ndef double(x):\n    return 2 * x\n")
    assert [len(proof.faults) for _ in range(2) for proof in proofs(proven)] == [1, 1]
