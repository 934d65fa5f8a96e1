"""Plans: read, asked, changed, pickled, checked side by side."""

import copy
import datetime
import multiprocessing
import os
import pickle
import random
import sys
import threading
import time

import mesocycle as meso
import numpy as np
import pytest
from conftest import ROOT, TEXT


def test_what_a_plan_knows(plan):
    assert plan.name == "Spring half" and plan.file == "spring.meso" and plan.text == TEXT
    assert plan.start == datetime.date(2027, 3, 8)
    goal = plan.goal
    assert (goal.race, goal.distance_km, goal.date, goal.time_s, goal.name) == (
        "half-marathon", 21.0975, datetime.date(2027, 3, 28), 6300, "Spring",
    )
    athlete = plan.athlete
    assert (athlete.name, athlete.born, athlete.sex, athlete.max_hr_bpm, athlete.volume_km) == ("Kim", 1985, "female", 188, 40)
    assert plan.vdot == pytest.approx(meso.vdot(10_000, 48 * 60), rel=1e-6)
    assert plan.pace_basis == "race" and plan.paces["threshold"] == pytest.approx(meso.training_paces(plan.vdot)["threshold"])
    assert plan.units == "km" and isinstance(plan.assumptions, list)
    assert "Spring half" in repr(plan) and "3 weeks" in repr(plan)


def test_series_have_one_value_a_day(plan):
    dates = plan.dates
    assert dates.dtype == "datetime64[D]" and str(dates[0]) == "2027-03-08" and len(dates) == 21
    for series in (plan.daily_load(), plan.daily_distance(), plan.daily_duration(), plan.monotony(), plan.strain(), plan.done_load(), plan.daily_load("trimp"), plan.daily_load("session-rpe")):
        assert series.shape == (21,) and series.dtype == "float64"
    assert plan.daily_distance().sum() == pytest.approx(sum(plan.weeks["distance_km"]))
    assert plan.daily_load().sum() == pytest.approx(sum(plan.sessions["load"]))
    fitness = plan.fitness()
    assert fitness.baseline_source == "stated volume"
    ctl, atl = meso.ctl_atl(plan.daily_load(), initial_ctl=fitness.baseline, initial_atl=fitness.baseline)
    np.testing.assert_allclose(fitness.ctl, ctl, rtol=1e-12)
    np.testing.assert_allclose(fitness.form[1:], (ctl - atl)[:-1], rtol=1e-12)
    assert plan.races[0].form == pytest.approx(fitness.form[20])
    assert sum(plan.intensity().values()) == pytest.approx(sum(plan.weeks["duration_min"]), rel=0.05)
    # A run of an hour at threshold pace is 100 points, by definition.
    hour = meso.loads("plan\nathlete\n  threshold 4:00/km\nweek 1\n  tue 60min @4:00/km\n")
    assert hour.daily_load()[1] == pytest.approx(100.0)


def test_a_plan_without_dates_counts_its_days():
    template = meso.loads("plan\nweek 1\n  tue 8km E\n")
    assert template.dates.tolist() == list(range(7)) and template.start is None
    assert template.days[1].date is None
    with pytest.raises(meso.EditError, match="no dates"):
        template.shift(weeks=1)


def test_findings_are_kept_and_strict_raises():
    bad = "plan\nweek 1\n  tue 8 kmm E\n  thu 8km E\n"
    plan = meso.loads(bad)
    assert not plan.ok and plan.findings[0].line == 3
    assert plan.sessions["text"][-1] == "8km E"
    assert meso.check(bad) == plan.findings
    with pytest.raises(meso.PlanError, match="<text>:3") as caught:
        meso.loads(bad, strict=True)
    assert caught.value.plan == plan and len(caught.value.diagnostics) == len(plan.findings)
    assert isinstance(caught.value, meso.MesocycleError) and isinstance(caught.value, ValueError)


def test_files(tmp_path):
    path = tmp_path / "a.meso"
    path.write_text(TEXT, encoding="utf-8")
    assert meso.load(path).text == TEXT == meso.load(str(path)).text
    assert meso.check(path) == meso.load(path).findings
    with pytest.raises(FileNotFoundError) as caught:
        meso.load(tmp_path / "b.meso")
    assert isinstance(caught.value, meso.MesocycleError)
    path.write_bytes(b"plan\n\xff\xfe\n")
    for bad in (path, tmp_path):
        with pytest.raises(meso.PlanFileError):
            meso.load(bad)


def test_libraries_travel_with_a_plan(tmp_path):
    (tmp_path / "lib.meso").write_text("session easy8\n  8km E\n", encoding="utf-8")
    path = tmp_path / "a.meso"
    path.write_text('plan\nuse "lib.meso"\nweek 1\n  tue easy8\n', encoding="utf-8")
    plan = meso.load(path)
    assert plan.sessions[0].distance_km == 8
    data = pickle.dumps(plan)
    (tmp_path / "lib.meso").unlink()
    assert pickle.loads(data) == plan and pickle.loads(data).sessions == plan.sessions
    assert meso.loads(plan.text).sessions.shape[0] == 0 or not meso.loads(plan.text).ok
    outside = tmp_path / "in" / "b.meso"
    outside.parent.mkdir()
    outside.write_text('plan\nuse "../../../../etc/passwd"\nweek 1\n  tue 8km E\n', encoding="utf-8")
    assert not meso.load(outside).ok


def test_pickle_copy_and_equality(plan):
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan and hash(again) == hash(plan) and again is not plan
    assert copy.copy(plan) == plan and copy.deepcopy(plan) == plan
    assert meso.loads(TEXT) != plan and plan != 3
    for table in (plan.days, plan.sessions, plan.diagnostics):
        assert pickle.loads(pickle.dumps(table)) == table
    for thing in (meso.CriticalSpeed(4.0, 200.0), meso.ImpulseResponse(k1=3.0)):
        assert pickle.loads(pickle.dumps(thing)) == thing


def test_rules_and_profiles():
    names = [name for name, _, _ in meso.rules()]
    assert "hard-day-back-to-back" in names
    assert "hard" in meso.explain("hard-day-back-to-back")
    text = "plan\nweek 1\n  tue 8km T\n  wed 8km T\n"
    assert "hard-day-back-to-back" in meso.loads(text).findings["code"]
    assert "hard-day-back-to-back" not in meso.loads(text, rules={"hard-day-back-to-back": "off"}).findings["code"]
    for wrong in ({"profile": "lazy"}, {"rules": {"no-such-rule": "off"}}, {"rules": {"hard-day-back-to-back": "loud"}}):
        with pytest.raises(meso.AnalysisError):
            meso.loads(text, **wrong)
    assert pickle.loads(pickle.dumps(meso.loads(text, profile="strict"))) == meso.loads(text, profile="strict")


def test_shift(plan):
    later = plan.shift(weeks=2)
    assert later.start == datetime.date(2027, 3, 22) and later.goal.date == datetime.date(2027, 4, 11)
    assert "on 2027-01-10" in later.text and "log 2027-03-09" in later.text
    assert later.shift(days=-14) == plan
    with pytest.raises(meso.EditError, match="whole weeks"):
        plan.shift(days=3)
    with pytest.raises(meso.EditError, match="calendar"):
        plan.shift(weeks=300_000_000)


def test_scale(plan):
    less = plan.scale(0.8)
    assert "wed 6.4km E; foam-roll 10min" in less.text and "long 12.8km E" in less.text
    assert "1600m @T" in less.text and "race half-marathon" in less.text
    assert plan.scale(1.0).daily_distance() == pytest.approx(plan.daily_distance())
    one = plan.scale(0.5, weeks=[2])
    assert one.weeks["distance_km"][0] == plan.weeks["distance_km"][0]
    assert one.weeks["distance_km"][1] == pytest.approx(plan.weeks["distance_km"][1] / 2, rel=0.01)
    for call in (lambda: plan.scale(0), lambda: plan.scale(float("nan")), lambda: plan.scale(0.9, weeks=[99])):
        with pytest.raises(meso.EditError):
            call()


def test_swap(plan):
    swapped = plan.swap("2027-03-09", datetime.date(2027, 3, 10))
    assert "  tue 8km E; foam-roll 10min\n  wed cruise\n" in swapped.text
    assert swapped.swap(1, 2) == plan
    assert plan.swap(3, 3) == plan
    for days in (("2027-03-09", "2029-01-01"), ("2027-03-09", "soon"), (1, 5)):
        with pytest.raises(meso.EditError):
            plan.swap(*days)


def test_fix_mends_slips():
    plan = meso.loads("plan\nweek 1\n  tue 8 km E\n")
    assert len(plan.findings) > 0
    assert "8km E" in plan.fix().text and plan.fix().ok


def test_html_says_what_a_plan_says_and_nothing_else(plan):
    html = plan._repr_html_()
    assert "Spring half" in html and "race half-marathon" in html
    sly = meso.loads('plan "<script>alert(1)</script>"\nweek 1\n  tue 8 kmm "<img src=x>"\n')
    for page in (sly._repr_html_(), sly.findings._repr_html_(), sly.sessions._repr_html_(), meso.loads("")._repr_html_()):
        assert "<script" not in page and "<img" not in page


def test_threads_work_side_by_side():
    """While one thread reads a long plan or computes, the others go on: the interpreter's lock is released."""
    long = TEXT.split("week 1")[0] + "".join(f"week {n}\n  tue 8km E\n  wed 5x(1km @5k / 90s jog)\n" for n in range(1, 20_000))
    wide = np.ones((20_000, 365))
    for work in (lambda: meso.loads(long), lambda: [meso.metrics(wide) for _ in range(5)]):
        # Were the lock held, this thread could go on only before, after and between the five calls. On a busy machine it may
        # get little done by chance, but not again and again.
        assert any(moves_beside(work) > 15 for _ in range(10))


def moves_beside(work):
    """How often this thread goes on while another one works."""
    thread, moves = threading.Thread(target=work), 0
    thread.start()
    while thread.is_alive():
        time.sleep(0.001)
        moves += 1
    return moves


def test_eight_threads_get_what_one_gets(plan):
    results = [None] * 8

    def work(i):
        results[i] = [(meso.loads(TEXT, name="spring.meso") == plan, meso.loads(TEXT).sessions["load"]) for _ in range(20)]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert all(result == [(True, plan.sessions["load"])] * 20 for result in results)


def child(text):
    loads = np.ones((100, 365))
    return len(meso.loads(text).sessions), float(meso.ctl_atl(loads)[0].sum())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork")
def test_a_forked_child_can_go_on(plan):
    want = child(TEXT)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(child, [TEXT] * 4).get(timeout=300) == [want] * 4


def test_ten_thousand_bad_inputs():
    """Corrupted plans, noise, and lone surrogates end in findings or in exceptions of this package, never in a panic."""
    chance = random.Random(7)
    lines = TEXT.splitlines()
    pieces = ["8km", "(", ")", "/", "@", "x", "9" * 30, "-1", "\x00", "\ud800", "é", "week", "like 1", "with", '"', "5x(", "week 1", "0x", "99:99", "2027-02-31", "\t", "\r", "log", "#", ";", "or", "volume 0%", "use", "\ufeff"]
    for i in range(10_000):
        if i % 4 == 0:
            text = " ".join(chance.choices(pieces, k=chance.randrange(1, 40)))
        else:
            broken = list(lines)
            for _ in range(chance.randrange(1, 4)):
                at = chance.randrange(len(broken))
                line = broken[at]
                cut = chance.randrange(len(line) + 1)
                broken[at] = line[:cut] + chance.choice(pieces) + line[cut + chance.randrange(3) :]
            text = "\n".join(broken)
        plan = meso.loads(text)
        plan.days, plan.sessions, plan.steps, plan.weeks, plan.log, plan.diagnostics
        if i % 50 == 0:
            plan._repr_html_(), repr(plan), plan.goal, plan.athlete, plan.fitness(), plan.races, plan.recovery, plan.fix()
            for what_if in (lambda: plan.shift(weeks=1), lambda: plan.scale(0.9), lambda: plan.swap(1, 2)):
                try:
                    what_if()
                except meso.MesocycleError:
                    pass


def test_examples_are_plans():
    for path in sorted((ROOT / "examples").glob("*.meso")):
        plan = meso.load(path)
        assert len(plan.sessions) > 0 and np.isfinite(plan.daily_load()).all(), path
