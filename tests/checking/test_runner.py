"""What runs a submission's functions: a worker has the references that were asked for and no others."""

from collections.abc import Iterator

import pytest

from autograder.checking.program import Program
from autograder.checking.runner import Runner
from autograder.course.assignment import Cell
from autograder.sandbox import Zygote

REFERENCES = {name: f"def {name}():\n    return 'reference of {name}'\n" for name in ("first", "second")}
# Whatever the seals of Python are worth: every function that this process holds.
OWN = """
def first():
    return "my own"

def found():
    import gc, types
    texts = {str(thing.__code__.co_consts) for thing in gc.get_objects() if type(thing) is types.FunctionType}
    return sorted(name for name in ("first", "second") if any(f"reference of {name}" in text for text in texts))

def keep():
    global first
    kept.append(first)
    open("kept", "w").write("first")
    return len(kept)

kept = []
"""


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as zygote:
        yield zygote


@pytest.fixture
def runner(zygote: Zygote) -> Iterator[Runner]:
    with Runner(zygote, Program((Cell("own", OWN),), {}), REFERENCES) as runner:
        yield runner


def test_references_stand_in_place_of_what_they_are_asked_for(runner):
    assert runner.worker().call("first") == "my own"
    assert runner.worker({"first"}).call("first") == "reference of first"
    assert runner.worker({"second"}).call("first") == "my own"


def test_no_reference_stays_for_another_exercise(runner):
    assert runner.worker().call("found") == []
    assert runner.worker({"first"}).call("found") == ["first"]
    runner.worker({"first"}).call("keep")
    assert runner.worker({"second"}).call("found") == ["second"]
    assert runner.worker({"first", "second"}).call("found") == ["first", "second"]
    assert runner.worker().call("found") == []
    assert runner.worker({"first"}).call("keep") == 1


def test_the_same_references_keep_the_same_worker(runner):
    assert [runner.worker({"first"}).call("keep") for _ in range(3)] == [1, 2, 3]
