"""The reviews of day06: what is held out is held out, and counting characters does not solve them."""

import csv
import runpy
from itertools import chain
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder.course.assignment import Course, is_grade

COURSE = Course.find(Path(__file__).parent)
REVIEWS = COURSE.source / "day06" / "reviews.csv"
GENERATOR = REVIEWS.with_name("make_reviews.py")


@pytest.fixture(scope="module")
def generator():
    return runpy.run_path(str(GENERATOR))


@pytest.fixture(scope="module")
def lesson():
    """The reference solutions of the lesson, without its demonstrations."""
    notebook = nbformat.read(COURSE.source / "day06" / "day06.ipynb", as_version=4)
    names = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and "demo" not in cell.metadata.get("tags", []) and not is_grade(cell):
            exec(cell.source, names)
    return names


@pytest.fixture(scope="module")
def rows():
    with REVIEWS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def texts(rows):
    return {part: [row["text"] for row in rows if row["part"] == part] for part in ("train", "test")}


@pytest.fixture(scope="module")
def vocabulary(lesson, texts):
    return lesson["build_vocabulary"](texts["train"])


@pytest.fixture(scope="module")
def data(lesson, rows, texts, vocabulary):
    """For each part: ids, lengths and labels, with the vocabulary of the training part."""
    parts = {}
    for part in texts:
        labels = np.array([int(row["label"]) for row in rows if row["part"] == part])
        lengths = np.array([len(text) for text in texts[part]])
        parts[part] = lesson["encode"](texts[part], vocabulary, lengths.max()), lengths, labels
    return parts, len(vocabulary) + 2


def bag(ids, words):
    """How often each character occurs in each sentence, padding left out."""
    return np.stack([np.bincount(row[row > 0], minlength=words) for row in ids]).astype(float)


def logistic_accuracy(data, penalty):
    """Test accuracy of a logistic regression on bags of characters, trained until it has settled."""
    parts, words = data
    x, y = bag(parts["train"][0], words), parts["train"][2]
    w, b = np.zeros(words), 0.0
    for _ in range(1500):
        error = 1 / (1 + np.exp(-(x @ w + b))) - y
        w -= 0.3 * (x.T @ error / len(y) + penalty * w)
        b -= 0.3 * error.mean()
    return np.mean((bag(parts["test"][0], words) @ w + b > 0) == parts["test"][2])


def trained(lesson, data, seed):
    """The lesson's network, initialised and trained as in the lesson."""
    parts, words = data
    rng, d, hidden = np.random.default_rng(seed), 16, 48
    params = {
        "embedding": rng.normal(0, 0.1, (words, d)),
        "wx": rng.normal(0, d**-0.5, (d, hidden)),
        "wh": np.linalg.qr(rng.normal(size=(hidden, hidden)))[0],
        "b": np.zeros(hidden),
        "w_out": rng.normal(0, hidden**-0.5, (hidden, 1)),
        "b_out": np.zeros(1),
    }
    lesson["train_sentiment"](*parts["train"], params, 8, 0.004, rng)
    lesson["train_sentiment"](*parts["train"], params, 4, 0.001, rng)
    return params


def scores(lesson, params, ids, lengths):
    """Scores before the sigmoid."""
    hs, _ = lesson["rnn_forward"](params["embedding"][ids], np.zeros((len(ids), len(params["wh"]))), params)
    return (lesson["last_valid"](hs, lengths) @ params["w_out"] + params["b_out"])[:, 0]


def accuracy(lesson, data, params):
    ids, lengths, labels = data[0]["test"]
    return np.mean((scores(lesson, params, ids, lengths) > 0) == labels)


@pytest.mark.slow
def test_the_file_is_what_the_generator_gives(generator, tmp_path):
    generator["make"](tmp_path / "reviews.csv")
    assert (tmp_path / "reviews.csv").read_bytes() == REVIEWS.read_bytes()


def test_the_poems_are_in_the_characters_of_today():
    maker = runpy.run_path(str(REVIEWS.with_name("make_verses.py")))
    assert len(maker["OLD"]) == len(maker["TODAY"])
    assert not set(maker["OLD"]) & set(REVIEWS.with_name("verses.txt").read_text(encoding="utf-8"))


def test_templates_are_held_out(generator):
    train, test = (vars(generator["MANNERS"][part]) for part in ("train", "test"))
    for field in ("agreeing", "verdict_last", "verdict_first"):
        assert not set(train[field].split(" ")) & set(test[field].split(" ")), field


def test_phrases_are_held_out(generator, texts):
    manner = vars(generator["MANNERS"]["test"])
    things = [thing for topic in generator["TOPICS"] for thing in topic.test.things.split(" ")]
    ways = [manner[field].split(" ") for field in ("openings", "degrees", "not_good", "not_bad")]
    everything = "\n".join(texts["train"])
    for phrase in (*things, *chain(*ways)):
        assert phrase not in everything
        assert any(phrase in text for text in texts["test"]), f"{phrase} does not occur"


def test_no_judgement_is_repeated(texts):
    """What the test part says between two marks is nowhere said in the training part."""
    said = {part: set("".join(texts[part]).replace("。", "，").split("，")) - {""} for part in texts}
    assert said["test"] & said["train"] <= {"说真的"}


@pytest.mark.parametrize("part", ["train", "test"])
def test_as_many_good_as_bad(data, part):
    assert np.mean(data[0][part][2]) == 0.5


@pytest.mark.parametrize("penalty", [0.0, 1e-2])
@pytest.mark.slow
def test_a_bag_of_characters_is_not_enough(data, penalty):
    assert logistic_accuracy(data, penalty) < 0.80


# What the closing figure shows with full dots, and what the lesson says of them.
CLOSING = [
    ("虽然老板很热情，但是菜很难吃", False),
    ("虽然菜很难吃，但是老板很热情", True),
    ("老板很热情", True),
    ("老板很热情，虽然菜很难吃", True),
    ("菜很好吃", True),
    ("菜很好吃，不过上菜很慢", False),
    ("菜很好吃，不过上菜很慢，但是老板很热情", True),
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_the_recurrent_network_is_for_every_seed_and_reads_the_closing_sentences(
    lesson, vocabulary, data, seed
):
    params = trained(lesson, data, seed)
    assert accuracy(lesson, data, params) >= 0.93
    texts = [text + "。" for text, _ in CLOSING]
    ids, lengths = lesson["encode"](texts, vocabulary, 26), np.array([len(text) for text in texts])
    assert [score > 0 for score in scores(lesson, params, ids, lengths)] == [good for _, good in CLOSING]


def test_the_lesson_says_that_the_reviews_are_constructed():
    assert "这些短评是编出来的" in (COURSE.source / "day06" / "day06.py").read_text(encoding="utf-8")
