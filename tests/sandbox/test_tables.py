"""What pandas, scikit-learn and pyplot need is imported once for all workers, and all of them work sealed, in one thread."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from autograder.checking.program import libraries, profile
from autograder.sandbox import ONE_THREAD, Limits, Zygote

pytestmark = pytest.mark.slow

LIMITS = Limits(call_seconds=60, cell_seconds=60)
PACKAGES = ["pandas", "sklearn"]
PLOT = "import matplotlib.pyplot as plt"
CELLS = """
import sys
WAITED = {"matplotlib.pyplot", "sklearn.neighbors", "sklearn.model_selection"} - set(sys.modules)
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.model_selection import TimeSeriesSplit, cross_val_score
from sklearn.neighbors import KNeighborsClassifier

def waited(): return sorted(WAITED)

def heights():
    figure, ax = plt.subplots()
    ax.bar(["a", "b"], [1.0, 2.0])
    figure.canvas.draw()
    return [bar.get_height() for bar in ax.patches]

def monthly():
    table = pd.DataFrame({"day": pd.date_range("2015-01-30", periods=4), "rain": [1.0, None, 3.0, 4.0]})
    return table.resample("MS", on="day")["rain"].sum().tolist()

def scores():
    x, y = np.arange(600.0).reshape(600, 1), np.arange(600) // 2 % 2
    return cross_val_score(KNeighborsClassifier(1), x, y, cv=TimeSeriesSplit(3)).tolist()
"""


def test_only_what_a_course_uses_is_imported_for_it() -> None:
    assert "matplotlib.pyplot" not in libraries(["x = 1"])
    assert "matplotlib.pyplot" in libraries([PLOT])
    assert not any(name.startswith("sklearn") for name in libraries([PLOT]))


@pytest.mark.skipif(not all(map(find_spec, PACKAGES)), reason="pandas and scikit-learn are not installed")
def test_tables_models_and_figures_are_made_sealed() -> None:
    assert profile(PACKAGES) is ONE_THREAD
    with Zygote(libraries([PLOT], PACKAGES), LIMITS) as zygote, zygote.worker() as worker:
        worker.run_cell("a", CELLS)
        assert worker.call("waited") == []
        assert worker.call("heights") == [1.0, 2.0]
        assert worker.call("monthly") == [1.0, 7.0]
        assert len(worker.call("scores")) == 3
