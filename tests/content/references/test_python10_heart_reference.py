"""The references of python10_heart against NumPy, matplotlib, Pillow and the winding number."""

import math
import random

import numpy as np
import pytest
from matplotlib.path import Path
from PIL import Image
from references import reference

ref = reference("python10_heart")


@pytest.fixture
def rng():
    return np.random.default_rng(10)


def test_the_heart_by_its_formula():
    t = np.linspace(-20, 20, 401)
    x = 16 * np.sin(t) ** 3
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    np.testing.assert_allclose(
        [ref.heart_point(each) for each in t.tolist()], np.stack([x, y], axis=1), atol=1e-11
    )
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    found = np.array(ref.heart_outline(24))
    np.testing.assert_allclose(found[:, 0], 16 * np.sin(turn) ** 3, atol=1e-11)
    assert (np.abs(found[:, 0]).max(), found[:, 1].min()) == pytest.approx((16, -17))


def test_what_is_fitted_fills_the_room_and_keeps_its_shape(rng):
    for _ in range(50):
        points = rng.integers(-40, 40, (6, 2)).tolist()
        width, height, margin = (int(number) for number in rng.integers([60, 60, 0], [400, 400, 25]))
        before = np.array(points)
        after = np.array(ref.fitted(points, width, height, margin))
        box = after.min(axis=0), after.max(axis=0)
        np.testing.assert_allclose((box[0] + box[1]) / 2, [width / 2, height / 2])
        room = np.array([width, height]) - 2 * margin - (box[1] - box[0])
        assert room.min() == pytest.approx(0, abs=1e-9)
        # The same shape, turned over.
        scale = np.ptp(after) and (box[1] - box[0]).max() / np.ptp(before, axis=0)[(box[1] - box[0]).argmax()]
        np.testing.assert_allclose(
            np.diff(after, axis=0), np.diff(before, axis=0) * [scale, -scale], atol=1e-9
        )


def test_the_pulse_is_the_cosine(rng):
    for t, period in rng.uniform(0.2, 5, (50, 2)).tolist():
        assert ref.pulse(t, period) == pytest.approx(1.1 - 0.1 * math.cos(2 * math.pi * t / period))


def test_shifts_are_drawn_x_before_y():
    points = [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]
    draw = random.Random(4)
    want = []
    for x, y in points:
        x += draw.uniform(-2, 2)
        want.append((x, y + draw.uniform(-2, 2)))
    assert ref.shifted(points, 2, random.Random(4)) == want


def winding(point, outline):
    turns = 0.0
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]]):
        a, b = complex(x1 - point[0], y1 - point[1]), complex(x2 - point[0], y2 - point[1])
        turns += math.atan2((a.conjugate() * b).imag, (a.conjugate() * b).real)
    return round(abs(turns) / math.tau) == 1


def test_who_is_inside(rng):
    outlines = [ref.DIAMOND, ref.SQUARE, ref.COMB, ref.ZIGZAG, *(ref.star(rng, 9, 10) for _ in range(20))]
    grid = [(x, y) for x in range(-12, 15) for y in range(-12, 13)]
    for outline in outlines:
        path = Path([*outline, outline[0]])
        asked = [point for point in grid if not ref.on_edge(point, outline)]
        for point in asked:
            assert ref.is_inside(point, outline) == winding(point, outline) == path.contains_point(point)


def test_places_whose_centre_is_inside():
    outline = [(3 * x + 60, 60 - 3 * y) for x, y in ref.heart_outline(100)]
    path = Path([*outline, outline[0]])
    rows, columns = np.mgrid[:120, :120]
    asked = np.stack([columns.ravel(), rows.ravel()], axis=1)
    want = asked[path.contains_points(asked + 0.5)]
    assert ref.filled(outline, 120, 120) == [tuple(place) for place in want.tolist()]


def test_drawn_pixels(rng):
    pixels = ref.some_pixels(rng, 60, (-4, 10), (-4, 8))
    sheet = np.full((5, 7), ".")
    for column, row in pixels:
        if column in range(7) and row in range(5):
            sheet[row, column] = "#"
    assert ref.drawn(pixels, 7, 5).split("\n") == ["".join(row) for row in sheet.tolist()]


def test_mixed_colours_are_those_of_pillow(rng):
    for a, b, ratio in ref.cases(rng, 100, [0, 0.2, 0.3, 0.75, 1]):
        first, second = (np.array(Image.new("RGB", (1, 1), name)).astype(float) for name in (a, b))
        channels = np.rint(first + (second - first) * ratio).astype(int).ravel()
        assert ref.mixed(a, b, ratio) == "#" + "".join(f"{channel:02x}" for channel in channels)
