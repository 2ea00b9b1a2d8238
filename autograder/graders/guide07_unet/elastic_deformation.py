"""Hidden tests of elastic_deformation: what became of a picture whose values are its own rows, or columns.

Such a picture says for each pixel where it was taken from; the same seed on both gives the whole field.  The draws are random, so the
transcript holds what a test looks at in their place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder import kit

Field = tuple[np.ndarray, np.ndarray]
SHAPE = (41, 31)


def deformed(
    student: Any, image: np.ndarray, mask: np.ndarray, seed: int, grid: int = 3, std: float = 2.0
) -> Field:
    """The student's picture and mask, checked for type and shape."""
    pair = kit.sequence(
        student.elastic_deformation(image, mask, np.random.default_rng(seed), grid=grid, std=std), 2
    )
    new = kit.array(pair[0], image.shape, "f", "image").astype(np.float64)
    if not np.isfinite(new).all():
        kit.fail("not-finite", "image 里有 NaN 或 Inf")
    return new, kit.array(pair[1], mask.shape, name="mask")


def sources(student: Any, shape: tuple[int, int], seed: int, grid: int = 3, std: float = 2.0) -> Field:
    """From which row and from which column each pixel was taken."""
    mask = np.zeros(shape, dtype=bool)
    rows, columns = np.indices(shape).astype(np.float64)
    return (
        deformed(student, rows, mask, seed, grid, std)[0],
        deformed(student, columns, mask, seed, grid, std)[0],
    )


def taken(image: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Bilinear, as a sum over the four neighbours."""
    out = np.zeros(rows.shape)
    for a in (0, 1):
        for b in (0, 1):
            r = np.minimum(np.floor(rows).astype(int) + a, image.shape[0] - 1)
            c = np.minimum(np.floor(columns).astype(int) + b, image.shape[1] - 1)
            share = (1 - abs(rows - np.floor(rows) - a)) * (1 - abs(columns - np.floor(columns) - b))
            out += share * image[r, c]
    return out


@pytest.mark.exercise(core=True)
@pytest.mark.parametrize("shape", [(7, 11), (12, 5), (2, 9)], ids=str)
def test_elastic_still(student, rng, shape):
    """标准差是零时，图和掩膜都不变，图不是方的也行。"""
    image, mask = rng.normal(size=shape), rng.integers(5, size=shape)
    want, cells = image.copy(), mask.astype(float)
    new, moved = deformed(student, image, mask, kit.seed_of(rng), std=0.0)
    kit.close(new, want, name="image")
    kit.close(moved.astype(float), cells, name="mask")


@pytest.mark.exercise(core=True)
def test_elastic_spread(student, rng):
    """格点位移的平均是零，标准差是 std。"""
    since, found, (h, w) = len(student.calls), [], SHAPE
    middle = h // 2, w // 2
    for _ in range(60):
        rows, columns = sources(student, SHAPE, kit.seed_of(rng))
        # Nodes at which clamping never shows: those on the middle line of the axis.
        found += [rows[middle[0], c] - middle[0] for c in (0, middle[1], w - 1)]
        found += [columns[r, middle[1]] - middle[1] for r in (0, middle[0], h - 1)]
    spread, mean = np.std(found) / 2.0, np.mean(found) / 2.0
    # Of 360 draws the standard deviation is off by 4 %, the mean by 5 % of it.
    verdict = [int(np.sign(spread - 1) * (abs(spread - 1) > 0.25)), bool(abs(mean) < 0.35)]
    kit.record_since(student, since, verdict)
    kit.require(verdict == [0, True], "位移的平均或标准差不对")


@pytest.mark.exercise(core=True)
def test_elastic_smooth(student, rng):
    """相邻的像素位移差不多：格点之间是插值出来的。"""
    since, steps, same = len(student.calls), [], []
    for _ in range(4):
        rows, columns = sources(student, (61, 81), kit.seed_of(rng), std=1.0)
        inside = rows[30] - 30, columns[:, 40] - 40
        steps += [float(np.abs(np.diff(line)).max()) for line in inside]
        same += [float(np.mean(np.diff(line) == 0)) for line in inside]
    # Nodes are 30 and 40 pixels apart: a straight line between them rises by less than 0.2, a cubic one by little more.
    facts = [max(steps) < 0.35, bool(np.mean(same) > 0.5)]
    kit.record_since(student, since, facts)
    kit.require(facts[0], "相邻的像素位移差得太多")


@pytest.mark.exercise(core=True)
def test_elastic_together(student, rng):
    """照片和掩膜用同一个位移，掩膜取最近的像素。"""
    since, apart = len(student.calls), []
    for axis in (0, 1):
        ramp = np.indices(SHAPE)[axis]
        new, cells = deformed(student, ramp.astype(float), ramp, kit.seed_of(rng))
        apart.append(float(np.abs(new - cells).max()))
    together = max(apart) < 0.501
    # A mask that was rounded down is off by one at most, one with a field of its own by more.
    kit.record_since(student, since, [together, max(apart) < 1.001])
    kit.require(together, "掩膜和照片对不上")


@pytest.mark.exercise
@pytest.mark.parametrize("dtype", ["bool", "uint8", "int64"])
def test_elastic_mask_kept(student, rng, dtype):
    """掩膜里的值和 dtype 都保持：没有新的值冒出来。"""
    since = len(student.calls)
    mask = np.zeros(SHAPE, dtype=dtype)
    mask[5:20, 4:15], mask[18:35, 12:28] = (1, 1) if dtype == "bool" else (40, 200)
    _, cells = deformed(student, np.zeros(SHAPE), mask, kit.seed_of(rng), std=3.0)
    facts = [str(cells.dtype), bool(np.isin(cells, mask).all())]
    kit.record_since(student, since, facts)
    kit.require(facts == [dtype, True], "掩膜的 dtype 变了，或者冒出了新的值")


@pytest.mark.exercise
def test_elastic_bilinear(student, rng):
    """照片的新值是来处的双线性插值。"""
    since, seed, image = len(student.calls), kit.seed_of(rng), rng.normal(size=SHAPE)
    rows, columns = sources(student, SHAPE, seed)
    new, _ = deformed(student, image, np.zeros(SHAPE, dtype=bool), seed)
    # Linear pictures are taken exactly; where a picture is clamped, so is what it says.
    right = bool(np.allclose(new, taken(image, rows, columns), atol=1e-3))
    # A picture that lies on its side is not a question of interpolation.
    kit.record_since(student, since, [right, bool(np.isin(new, image).all())])
    kit.require(right, "照片的值不是来处的双线性插值")


@pytest.mark.exercise
def test_elastic_both_ways(student, rng):
    """行和列的位移互相独立。"""
    since, same = len(student.calls), []
    for _ in range(4):
        rows, columns = sources(student, SHAPE, kit.seed_of(rng))
        same.append(bool(abs((rows[20, 15] - 20) - (columns[20, 15] - 15)) < 1e-6))
    kit.record_since(student, since, any(same))
    kit.require(not any(same), "行和列用了同一个位移")


@pytest.mark.exercise
def test_elastic_corners(student, rng):
    """格点从第一行排到最后一行，从第一列排到最后一列：边上的位移也在变。"""
    since, flat = len(student.calls), []
    for _ in range(3):
        rows, columns = sources(student, SHAPE, kit.seed_of(rng))
        ends = rows[20, [0, 2]], rows[20, [-1, -3]], columns[[0, 2], 15], columns[[-1, -3], 15]
        flat += [bool(abs(a - b) < 1e-9) for a, b in ends]
    kit.record_since(student, since, any(flat))
    kit.require(not any(flat), "靠近边的地方位移不变：格点没有排到边上")


@pytest.mark.exercise
@pytest.mark.parametrize("grid", [2, 5])
def test_elastic_grid(student, rng, grid):
    """每个方向的格点数照 grid 来。"""
    since, bends = len(student.calls), []
    for _ in range(3):
        rows, _ = sources(student, SHAPE, kit.seed_of(rng), grid)
        line = rows[20] - 20
        bends.append(float(abs(line[15] - (line[0] + line[30]) / 2)))
        # With five nodes, the middle between two of three is a node of its own.
        bends.append(float(abs(line[8] - (line[0] + line[15]) / 2)))
    straight = max(bends) < 0.12
    kit.record_since(student, since, straight)
    kit.require(straight == (grid == 2), "格点的个数不对")


@pytest.mark.exercise
def test_elastic_outside(student, rng):
    """取到图的外面时，用边上的像素：不填零，不绕回来，也不反射。"""
    since, edge, apart = len(student.calls), 0, 0.0
    for _ in range(20):
        rows, _ = sources(student, SHAPE, kit.seed_of(rng), std=4.0)
        # In the top row a third of the pixels or so comes from above the picture.
        edge += int(np.sum(rows[0, [0, 15, 30]] == 0))
        apart = max(apart, float(np.abs(np.diff(rows, axis=0)).max()))
    ones = deformed(student, np.ones(SHAPE), np.ones(SHAPE, dtype=bool), kit.seed_of(rng), std=8.0)
    whole = bool(np.allclose(ones[0], 1)), bool(ones[1].all())
    facts = [edge > 5, apart < 6, *whole]
    kit.record_since(student, since, facts)
    kit.require(all(facts), "图外面的取值不对")


@pytest.mark.exercise
def test_elastic_uses_rng(student, rng):
    """随机数都来自 rng：种子相同则结果相同，种子不同则不同。"""
    seed, since, mask = kit.seed_of(rng), len(student.calls), np.zeros(SHAPE, dtype=bool)
    image = rng.normal(size=SHAPE)
    first, again, other = (deformed(student, image, mask, s)[0] for s in (seed, seed, seed + 1))
    same, different = bool(np.array_equal(first, again)), not np.array_equal(first, other)
    kit.record_since(student, since, [same, different])
    kit.require(same, "种子相同，结果应当相同")
    kit.require(different, "种子不同，结果应当不同")


@pytest.mark.exercise
def test_elastic_defaults(student, rng):
    """不写 grid 和 std 时，是三个格点、标准差十。"""
    since, mask, image = len(student.calls), np.zeros((90, 80), dtype=bool), rng.normal(size=(90, 80))
    seed = kit.seed_of(rng)
    want, _ = deformed(student, image, mask, seed, 3, 10.0)
    given = np.random.default_rng(seed)
    new = kit.array(kit.sequence(student.elastic_deformation(image, mask, given), 2)[0], (90, 80), "f")
    same = bool(np.allclose(new, want))
    kit.record_since(student, since, same)
    kit.require(same, "默认的 grid 或 std 不对")


@pytest.mark.exercise
def test_elastic_keeps_inputs(student, rng):
    """两个数组在调用之后保持原样，内存不连续时也对。"""
    plain, cells = rng.normal(size=(12, 9)), rng.random((12, 9)) < 0.5
    seed, since = kit.seed_of(rng), len(student.calls)
    want, _ = deformed(student, plain.copy(), cells.copy(), seed)
    facts = []
    for image, mask in zip(kit.layouts(plain), kit.layouts(cells)):
        before = image.copy(), mask.copy()
        new, _ = deformed(student, image, mask, seed)
        facts += [bool(np.array_equal(image, before[0]) and np.array_equal(mask, before[1]))]
        facts += [bool(np.allclose(new, want))]
    kit.record_since(student, since, facts)
    kit.require(all(facts), "输入被改动了，或者内存不连续时结果不同")
