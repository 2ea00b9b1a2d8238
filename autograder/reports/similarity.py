"""Submissions that resemble each other more than chance explains: a hint for a person, never a verdict.

A blank is a short function with few right answers, so two equal answers mean little.  What counts is that two
students agree in *rare* ways, again and again.  For each exercise

1. a text becomes a sequence of tokens without comments, docstrings, whitespace, the function's head and the names of
   variables, its statements in a canonical order: what is left is the way of writing;
2. two texts agree if their sequences are nearly the same (RapidFuzz, normalised indel similarity);
3. the agreement is worth -log2(p) bits, where p is how common that way is: its share among the other students, or, if that
   is more, among the class and all that we know beforehand (answer key, alternatives, misconceptions, stub).  What
   everybody writes is worth nothing, and nothing is what a text is worth that we know exactly.

Bits of different exercises add up, as for independent events: each more bit makes chance half as likely.  A pair is
reported from log2(number of pairs) + MARGIN bits on, so that a large class does not produce more false alarms
than a small one.
"""

from __future__ import annotations

import functools
import io
import itertools
import keyword
import math
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

# Two texts this alike count as written the same way: in a function of forty tokens some three may differ.
ALIKE = 0.9
# Bits beyond what the number of pairs alone makes likely.
MARGIN = 8.0
# Agreement in one or two exercises is no pattern, however rare.
MIN_EXERCISES = 3
# A line is rare that no more than this share of the other students wrote, and none of us.
RARE = 0.1
# A shorter statement, ``return x`` or ``i += 1``, says nothing of who wrote it.
MIN_TOKENS = 4
# Longer texts are compared by their beginnings: what a person writes in a blank is far shorter.
MAX_TOKENS = 2_000

_LAYOUT = {
    tokenize.NL,
    tokenize.COMMENT,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
_VARIABLE, _STRING = "variable", '""'


@dataclass(frozen=True)
class Agreement:
    """An exercise that two students wrote the same way: ``alike`` from ALIKE to 1, ``bits`` of evidence."""

    exercise: str
    alike: float
    bits: float


@dataclass(frozen=True)
class Pair:
    """Two students by their place in the class, and where they agree, strongest first."""

    first: int
    second: int
    agreements: tuple[Agreement, ...]

    @property
    def bits(self) -> float:
        """All evidence together."""
        return sum(agreement.bits for agreement in self.agreements)


@dataclass(frozen=True)
class Resemblance:
    """The pairs above ``threshold`` bits, strongest first, out of ``compared`` pairs."""

    pairs: tuple[Pair, ...]
    threshold: float
    compared: int


def resembling(texts: Sequence[Mapping[str, str]], known: Mapping[str, Sequence[str]]) -> Resemblance:
    """Compare each two submissions of a class.

    ``texts``: for each student the text of each exercise; ``known``: for each exercise the texts that everybody may
    have come to.  Texts are only read, never run; those that are not Python are compared as far as they are.
    """
    compared = math.comb(len(texts), 2)
    wanted = threshold(len(texts))
    evidence = _of_class(texts, known)
    if not compared or not evidence:
        return Resemblance((), wanted, compared)
    bits = [worth for _, worth in evidence.values()]
    suspicious = (np.sum(bits, axis=0) >= wanted) & (np.count_nonzero(bits, axis=0) >= MIN_EXERCISES)
    pairs = [_pair(evidence, first, second) for first, second in np.argwhere(np.triu(suspicious, 1)).tolist()]
    return Resemblance(tuple(sorted(pairs, key=lambda pair: -pair.bits)), wanted, compared)


def threshold(students: int) -> float:
    """From how many bits on a pair of a class of this size is reported."""
    return math.log2(max(math.comb(students, 2), 1)) + MARGIN


def between(
    texts: Sequence[Mapping[str, str]], known: Mapping[str, Sequence[str]], first: int, second: int
) -> Pair:
    """Where two students of a class agree, however little that is worth; arguments as for :func:`resembling`."""
    return _pair(_of_class(texts, known), first, second)


def rare_lines(text: str, partner: str, others: Sequence[str], familiar: Sequence[str]) -> set[int]:
    """The numbers of the lines of a text, from 1, that its partner has too and hardly anybody else.

    ``others``: the texts of all other students; ``familiar``: those that everybody may have come to.
    """
    theirs = {way for _, _, way in _statements(partner)}
    common = {way for other in familiar for _, _, way in _statements(other)}
    elsewhere = [{way for _, _, way in _statements(other)} for other in others]
    found: set[int] = set()
    for first, last, way in _statements(text):
        shared = len(way) >= MIN_TOKENS and way in theirs and way not in common
        if shared and sum(way in ways for ways in elsewhere) <= RARE * len(elsewhere):
            found.update(range(first, last + 1))
    return found


# For each exercise how alike each two students wrote it, and what that is worth: two arrays of shape (students, students).
_Evidence = dict[str, tuple[np.ndarray, np.ndarray]]


def _of_class(texts: Sequence[Mapping[str, str]], known: Mapping[str, Sequence[str]]) -> _Evidence:
    return {
        exercise: _evidence(
            [way_of_writing(text.get(exercise, "")) for text in texts],
            {way_of_writing(text) for text in known.get(exercise, ())},
        )
        for exercise in dict.fromkeys(itertools.chain.from_iterable(texts))
    }


def _pair(evidence: _Evidence, first: int, second: int) -> Pair:
    agreements = [
        Agreement(exercise, float(alike[first, second]), float(bits[first, second]))
        for exercise, (alike, bits) in evidence.items()
        if bits[first, second]
    ]
    return Pair(first, second, tuple(sorted(agreements, key=lambda agreement: -agreement.bits)))


@functools.lru_cache(maxsize=10_000)
def way_of_writing(text: str) -> tuple[str, ...]:
    """The tokens of a text that renaming, comments, layout and the order of statements do not change.

    Names of functions, attributes and keywords stay, numbers stay; variables are all the same, and so are strings.
    """
    ways = sorted(way for _, _, way in _statements(text))
    return tuple(itertools.chain.from_iterable(ways))[:MAX_TOKENS]


@functools.lru_cache(maxsize=10_000)
def _statements(text: str) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
    """The statements of a text, as far as it is Python: first and last line, and the way each is written."""
    found = []
    line: list[tokenize.TokenInfo] = []

    def end() -> None:
        if line:
            found.append((line[0].start[0], line[-1].end[0], _canonical(line)))
            line.clear()

    try:
        for token in itertools.islice(tokenize.generate_tokens(io.StringIO(text).readline), 3 * MAX_TOKENS):
            if token.type == tokenize.NEWLINE:
                end()
            elif token.type not in _LAYOUT:
                line.append(token)
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass  # not Python from here on
    end()
    return tuple(found)


def _canonical(line: Sequence[tokenize.TokenInfo]) -> tuple[str, ...]:
    if len(line) == 1 and line[0].type == tokenize.STRING:
        return ()  # a docstring
    line = _without_signature(line)
    words = ["", *(token.string for token in line), ""]
    return tuple(
        _STRING if token.type == tokenize.STRING
        else _VARIABLE if token.type == tokenize.NAME and _is_variable(before, token.string, after)
        else token.string
        for before, token, after in zip(words, line, words[2:], strict=False)
    )  # fmt: skip


def _without_signature(line: Sequence[tokenize.TokenInfo]) -> Sequence[tokenize.TokenInfo]:
    """What follows the colon of a function's head: the head is given with the blank."""
    if line and line[0].string == "def":
        depth = 0
        for place, token in enumerate(line):
            depth += (token.string in "([{") - (token.string in ")]}")
            if token.string == ":" and depth == 0:
                return line[place + 1 :]
    return line


def _is_variable(before: str, name: str, after: str) -> bool:
    return before != "." and after != "(" and not keyword.iskeyword(name)


def _evidence(
    written: Sequence[tuple[str, ...]], familiar: set[tuple[str, ...]]
) -> tuple[np.ndarray, np.ndarray]:
    """How alike each two students wrote an exercise, 0 where less than ALIKE, and the bits that this is worth.

    Two arrays of shape (students, students).
    """
    alike = np.zeros((len(written), len(written)))
    bits = np.zeros_like(alike)
    own = [student for student, way in enumerate(written) if way and way not in familiar]
    if len(own) < 2:
        return alike, bits
    classmates = sum(1 for way in written if way)
    population = [written[student] for student in own] + [way for way in familiar if way]
    table = process.cdist(
        population[: len(own)], population, scorer=Indel.normalized_similarity, score_cutoff=ALIKE
    )
    between = table[:, : len(own)]
    # The two of a pair are among those who share their way of writing.
    sharing, sharing_all = _at_least(between, between), _at_least(table, between)
    among_others = (sharing - 2) / max(classmates - 2, 1)
    among_all = sharing_all / (len(population) + classmates - len(own))
    worth = np.where(between > 0, -np.log2(np.clip(np.maximum(among_others, among_all), None, 1)), 0)
    place = np.ix_(own, own)
    alike[place], bits[place] = between, worth
    return alike, bits


def _at_least(table: np.ndarray, between: np.ndarray) -> np.ndarray:
    """For each pair how many are at least as alike to one of them as they are to each other, whichever is more."""
    counts = np.array(
        [len(row) - np.searchsorted(np.sort(row), values) for row, values in zip(table, between, strict=True)]
    )
    return np.maximum(counts, counts.T)
