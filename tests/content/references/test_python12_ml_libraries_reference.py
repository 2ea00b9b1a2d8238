"""The references of python12_ml_libraries against pandas and scikit-learn."""

import io

import numpy as np
import pytest
from references import reference

pd = pytest.importorskip("pandas")
pytest.importorskip("sklearn")

from sklearn.metrics import confusion_matrix  # noqa: E402
from sklearn.model_selection import KFold, TimeSeriesSplit, cross_val_score  # noqa: E402
from sklearn.neighbors import KNeighborsClassifier  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402

ref = reference("python12_ml_libraries")


@pytest.fixture
def rng():
    return np.random.default_rng(12)


def frame(columns):
    return pd.DataFrame(columns).assign(date=lambda table: pd.to_datetime(table["date"]))


def columns(table):
    """A table as the references write one."""
    return {
        name: [
            None if pd.isna(value) else value.strftime("%Y-%m-%d") if name == "date" else value
            for value in table[name]
        ]
        for name in table
    }


def test_the_last_row_of_each_date_in_order(rng):
    days = ref.days_from("2014-02-20", 40)
    rows = [
        [day, rain, None, weather]
        for day, rain, weather in zip(
            rng.choice(days, 200).tolist(),
            ref.amounts(rng, 200, 0.2),
            rng.choice(["sun", "fog"], 200).tolist(),
        )
    ]
    header = ("date", "precipitation", "wind", "weather")
    text = "".join(
        ",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in [header, *rows]
    )
    table = pd.read_csv(io.StringIO(text), parse_dates=["date"]).groupby("date").tail(1).sort_values("date")
    assert ref.loaded(text) == columns(table)


def test_what_is_missing_lies_on_the_line_in_time(rng):
    for _ in range(20):
        days = ref.some_days(rng, 31)
        given = {
            "date": days,
            "temp": ref.amounts(rng, len(days), 0.4),
            "wind": ref.amounts(rng, len(days), 0.1),
        }
        table = frame(given).set_index("date").astype(float).resample("D").asfreq()
        want = columns(table.interpolate(method="time", limit_area="inside").reset_index())
        found = ref.filled(given)
        assert found["date"] == want["date"]
        for name in ("temp", "wind"):
            assert [value is None for value in found[name]] == [value is None for value in want[name]]
            np.testing.assert_allclose(
                [value for value in found[name] if value is not None],
                [value for value in want[name] if value is not None],
                atol=1e-9,
            )


def test_rain_of_every_month(rng):
    for _ in range(20):
        days = ref.some_days(rng, 300, 0.1)
        given = {"date": days, "precipitation": ref.amounts(rng, len(days), 0.3)}
        table = frame(given).astype({"precipitation": float})
        month = table["date"].dt.to_period("M")
        every = pd.period_range(month.min(), month.max(), freq="M")
        groups = table.groupby(month)["precipitation"]
        found = ref.rain_by_month(given)
        assert found["month"] == every.astype(str).tolist()
        assert found["days"] == groups.count().reindex(every, fill_value=0).tolist()
        np.testing.assert_allclose(found["total"], groups.sum().reindex(every, fill_value=0.0))


def test_the_rain_of_the_next_day(rng):
    for _ in range(20):
        days = ref.some_days(rng, 31)
        given = {"date": days, "precipitation": ref.amounts(rng, len(days))}
        table = frame(given)
        following = table.assign(
            date=table["date"] - pd.Timedelta(days=1), rain_tomorrow=table["precipitation"] > 0
        )
        want = table.merge(following[["date", "rain_tomorrow"]], on="date")
        assert ref.with_tomorrow(given) == columns(want)


def test_parts_by_date(rng):
    days = ref.some_days(rng, 60)
    given = {"date": days, "precipitation": ref.amounts(rng, len(days))}
    day = days[len(days) // 3]
    table = frame(given)
    before = table["date"] < pd.Timestamp(day)
    assert list(ref.parts_of(given, day)) == [columns(table[before]), columns(table[~before])]


def test_counts_are_those_of_the_confusion_matrix(rng):
    y_true, y_pred = rng.integers(0, 2, (2, 200))
    found = ref.counted(y_true, y_pred)
    numbers = [found[name] for name in ("correct_dry", "false_alarms", "misses", "hits")]
    assert numbers == confusion_matrix(y_true, y_pred).ravel().tolist()


@pytest.mark.parametrize(("count", "folds"), [(90, 4), (77, 3), (60, 2), (83, 5)])
def test_exams_are_those_of_the_library(count, folds):
    for cut, library in ((ref.exams, TimeSeriesSplit(folds)), (ref.plain_exams, KFold(folds))):
        for ours, theirs in zip(cut(count, folds), library.split(np.zeros(count)), strict=True):
            assert [part.tolist() for part in ours] == [part.tolist() for part in theirs]


@pytest.mark.parametrize("folds", [2, 3, 5])
def test_scores_are_those_of_the_pipeline(rng, folds):
    ks = [1, 3, 9]
    y = rng.integers(0, 2, 80)
    x = np.column_stack([y + rng.normal(0, 0.6, 80), rng.normal(0, 30, 80)])
    cut = TimeSeriesSplit(folds)
    found = ref.mean_scores(x, y, ks, folds)
    bare = ref.mean_scores(x, y, ks, folds, scale="none")
    for k in ks:
        model = make_pipeline(StandardScaler(), KNeighborsClassifier(k))
        assert found[k] == pytest.approx(cross_val_score(model, x, y, cv=cut).mean())
        assert bare[k] == pytest.approx(cross_val_score(KNeighborsClassifier(k), x, y, cv=cut).mean())
