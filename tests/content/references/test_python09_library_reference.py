"""The reference of python09_library against the standard library."""

import csv
import io
import re
import sqlite3
from collections import Counter
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from references import answer_key, reference

NAME = "python09_library"
ref = reference(NAME)
SEEDS = st.integers(0, 2**32 - 1)
DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))


@pytest.fixture(scope="module")
def key():
    """What the answer key defines."""
    return answer_key(NAME)


@given(st.text("aB'\u2019 春眠7_é\u4e00\u9fff\n", max_size=30), st.integers(1, 9))
def test_word_count(key, text, n):
    found = re.findall(r"[a-z]+(?:'[a-z]+)*|[\u4e00-\u9fff]", text.lower())
    assert ref.words(text) == found
    assert ref.most(text, n) == Counter(found).most_common(n) == key["word_count"](text, n)


@given(SEEDS, st.sampled_from(ref.MESSAGES))
def test_parse_log(key, seed, message):
    line, (moment, level, said) = ref.good(np.random.default_rng(seed), message)
    assert datetime.fromisoformat(moment).isoformat() == moment
    assert key["parse_log"]([line, *ref.BAD.values()]) == ([(moment, level, said)], len(ref.BAD))


@given(SEEDS)
def test_read_csv(key, tmp_path_factory, seed):
    text, records = ref.random_table(np.random.default_rng(seed))
    rows = csv.DictReader(io.StringIO(text, newline=""))
    assert [{name: cell or None for name, cell in row.items()} for row in rows] == records
    path = tmp_path_factory.mktemp("table") / "table.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert key["read_csv"](str(path)) == records


@given(DAYS, DAYS)
def test_age(key, a, b):
    born, now = sorted([a, b])
    want = now.year - born.year - ((now.month, now.day) < (born.month, born.day))
    assert ref.years_old(born.timetuple()[:3], now.timetuple()[:3]) == want
    assert ref.iso(*born.timetuple()[:3]) == born.isoformat()
    assert key["age"](born.isoformat(), now.isoformat()) == want


@pytest.mark.parametrize("pattern", ["*.txt", "*", "photo?.jpg", "x.*", "README"])
def test_find_files(key, pattern):
    for seed in range(8):
        files = ref.random_tree(np.random.default_rng(seed))
        assert key["in_folder"](files, pattern) == ref.wanted_files(files, pattern)


@given(st.lists(st.tuples(st.text("ab'\"茶", max_size=2), st.sampled_from(ref.AUTHORS), st.integers(1, 4))))
def test_find_books(key, rows):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE t (title, author, year)")
    db.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
    for author in ref.AUTHORS:
        asked = db.execute("SELECT title FROM t WHERE author = ? ORDER BY year, title", (author,))
        wants = [title for (title,) in asked]
        assert ref.titles_of(rows, author) == wants == key["find_books"](rows, author)
    db.close()


def test_bad_commands(key):
    for argv in ref.BAD_COMMANDS:
        with pytest.raises(ValueError):  # noqa: PT011
            key["parse_arguments"](argv)
