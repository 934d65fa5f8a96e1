"""Tables in the libraries that people have."""

import datetime

import duckdb
import mesocycle as meso
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

NAMES = ["days", "sessions", "steps", "weeks", "races", "recovery", "log", "diagnostics", "findings"]
TYPES = {"int32": pl.Int32, "float64": pl.Float64, "string": pl.String, "bool": pl.Boolean, "date32": pl.Date}


@pytest.mark.parametrize("name", NAMES)
def test_every_table_everywhere(plan, marathon, name):
    for source in (plan, marathon, meso.loads("")):
        table = getattr(source, name)
        rows = table.to_dicts()
        assert len(table) == len(rows) == table.shape[0] and table.name == name
        frame = pl.DataFrame(table)
        assert frame.to_dicts() == rows
        assert frame.schema == {column: TYPES[about["type"]] for column, about in table.schema.items()}
        arrow = pa.table(table)
        assert arrow.to_pylist() == rows and table.to_arrow() == arrow
        assert duckdb.sql("select * from arrow").fetchall() == [tuple(row.values()) for row in rows]
        pandas = table.to_pandas()
        assert isinstance(pandas, pd.DataFrame) and list(pandas.columns) == table.column_names and len(pandas) == len(rows)
        assert table.to_polars().equals(frame)
        assert [row.to_dict() for row in table] == rows
        assert all(about["description"] for about in table.schema.values())


def test_duckdb_reads_a_table_itself(plan):
    weeks = plan.weeks  # noqa: F841  DuckDB finds it by its name.
    assert duckdb.sql("select sum(distance_km) from weeks").fetchall()[0][0] == pytest.approx(sum(plan.weeks["distance_km"]))


def test_units_stand_in_the_metadata(plan):
    field = pa.table(plan.weeks).schema.field("distance_km")
    assert field.metadata[b"unit"] == b"km" and field.metadata[b"description"]
    assert plan.weeks.schema["distance_km"] == {"type": "float64", "unit": "km", "description": "running distance, ranges at their middle"}


def test_rows(plan):
    sessions = plan.sessions
    first = sessions[0]
    assert (first.text, first["hard"], first.date) == ("cruise", True, datetime.date(2027, 3, 9))
    assert sessions[-1].race == "Spring" and sessions[-1].goal
    assert [row.session for row in sessions[1:3]] == [1, 2]
    assert sessions["distance_km"][1] == 8.0
    assert set(first) == set(sessions.column_names) and len(first) == sessions.shape[1]
    for call, error in ((lambda: sessions[999], IndexError), (lambda: sessions["x"], KeyError), (lambda: first.x, AttributeError)):
        with pytest.raises(error):
            call()


def test_values(plan):
    weeks = plan.weeks
    assert weeks["week"] == [1, 2, 3] and weeks["kind"] == [None, "taper", "race"]
    assert weeks[0].longest_km == 16 and weeks[0].hard == 1
    recovery = plan.recovery[0]
    assert (recovery.method, recovery.duration_min) == ("foam-roll", 10)
    log = plan.log.to_dicts()
    assert [row["kind"] for row in log[:2]] == ["done", "measure"]
    assert (log[0]["distance_km"], log[0]["rpe"], log[0]["heart_rate_bpm"]) == (9.1, 6, 152)
    hrv = next(row for row in log if row["what"] == "hrv")
    assert hrv["value"] == 62
    assert [row["note"] for row in log if row["kind"] == "missed"] == ["travel"]
    assert plan.days["done_load"][1] > 0 and plan.days["done_load"][2] == 0 and plan.days["done_load"][3] is None
    step = next(row for row in plan.steps.to_dicts() if row["intensity"] == "threshold")
    assert (step["times"], step["distance_km"]) == (3, 1.6)
