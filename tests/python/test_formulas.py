"""The formulas against worked numbers, and against independent implementations in scipy and pandas."""

import math
import statistics

import mesocycle as meso
import numpy as np
import pandas as pd
import pytest
from scipy import optimize, signal

RNG = np.random.default_rng(42)
SMOOTHING = {"reciprocal": lambda n: 1 / n, "exponential": lambda n: 1 - math.exp(-1 / n), "span": lambda n: 2 / (n + 1)}


def clock(seconds):
    seconds = round(seconds)
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


def test_vdot():
    assert meso.vdot(5000, 1200) == pytest.approx(49.8062, abs=5e-5)
    assert meso.vdot(42195, 3 * 3600 + 10 * 60 + 49) == pytest.approx(49.9520, abs=5e-5)
    assert [clock(t) for t in list(meso.equivalents(50).values())[3:]] == ["0:19:56", "0:41:20", "1:31:31", "3:10:40"]
    assert meso.training_paces(50)["threshold"] == pytest.approx(255.0, abs=0.5)
    assert math.isnan(meso.vdot(0, 100)) and math.isnan(meso.vdot(5000, 0))


def test_race_time_is_the_root_that_scipy_finds():
    for _ in range(200):
        vdot, metres = RNG.uniform(25, 85), RNG.uniform(800, 100_000)
        root = optimize.brentq(lambda t: meso.vdot(metres, t) - vdot, metres / 12, metres / 0.6, xtol=1e-10)
        assert meso.race_time(vdot, metres) == pytest.approx(root, rel=1e-9)


def test_broadcasting_gives_what_numbers_give():
    metres, seconds = np.array([[1500.0], [5000.0]]), np.array([300.0, 900.0, 1200.0])
    wide = meso.vdot(metres, seconds)
    assert wide.shape == (2, 3)
    assert wide[1, 2] == meso.vdot(5000, 1200)
    assert isinstance(meso.vdot(5000, 1200), float)
    assert meso.race_time([40, 50], 5000).shape == (2,)
    with pytest.raises(meso.AnalysisError, match="do not fit together"):
        meso.vdot(np.ones(2), np.ones(3))


def test_riegel_slope_and_heart():
    assert clock(meso.riegel(10_000, 3000, 21097.5)) == "1:50:19"
    assert clock(meso.riegel(10_000, 3000, 42195)) == "3:50:01"
    assert meso.slope_cost(0.05) == pytest.approx(4.6852, abs=5e-5)
    assert meso.slope_cost(-0.10) == pytest.approx(2.1517, abs=5e-5)
    assert clock(meso.flat_pace(360, 0.05)) == "0:04:37"
    assert meso.reserve_share(150, 50, 190) == pytest.approx(0.7143, abs=5e-5)
    assert meso.max_heart_rate(40) == 180


def test_critical_speed_is_the_line_that_numpy_fits():
    cs = meso.CriticalSpeed.fit([1500, 3000, 5000], [300, 640, 1100])
    assert (cs.speed_mps, cs.reserve_m) == pytest.approx((4.3734, 192.7213), abs=1e-3)
    assert clock(cs.time(10_000)) == "0:37:22"
    times = RNG.uniform(120, 900, 8)
    metres = 4.2 * times + 210 + RNG.normal(0, 10, 8)
    slope, intercept = np.polyfit(times, metres, 1)
    fit = meso.CriticalSpeed.fit(metres, times)
    assert (fit.speed_mps, fit.reserve_m) == pytest.approx((slope, intercept), rel=1e-4)
    with pytest.raises(meso.AnalysisError):
        meso.CriticalSpeed.fit([1500], [300])


def test_loads_of_a_session():
    x, threshold = 100 / 140, 120 / 140
    assert meso.banister_trimp(60, x) == pytest.approx(108.0954, abs=5e-5)
    assert meso.banister_trimp(60, x, sex="female") == pytest.approx(121.4991, abs=5e-5)
    assert meso.hr_stress(60, x, threshold) == pytest.approx(63.3429, abs=5e-5)
    assert meso.edwards([10, 30, 10, 8, 2]) == 142
    assert meso.edwards(np.ones((4, 5))).tolist() == [15.0] * 4
    assert meso.lucia([40, 15, 5]) == 85
    assert meso.session_rpe(60, 5) == 300
    assert meso.rtss(60, 1000 / 270, 1000 / 240) == pytest.approx(79.0123, abs=5e-5)
    assert meso.rtss(90, 1000 / 315, 1000 / 240) == pytest.approx(87.0748, abs=5e-5)
    assert meso.normalised_graded_speed([3.0] * 100) == pytest.approx(3.0)


def test_fitness_in_three_conventions():
    for smoothing, ctl_42, atl_7 in [("reciprocal", 63.6544, 66.0083), ("exponential", 63.2121, 63.2121), ("span", 86.4716, 86.6516)]:
        ctl, atl = meso.ctl_atl([100.0] * 42, smoothing=smoothing)
        assert (ctl[41], atl[6]) == pytest.approx((ctl_42, atl_7), abs=5e-5)


@pytest.mark.parametrize("smoothing", SMOOTHING)
@pytest.mark.parametrize("shape", [(400,), (1, 50), (13, 365), (64, 30)])
def test_averages_are_those_of_scipy_and_pandas(smoothing, shape):
    loads = RNG.gamma(2.0, 40.0, shape)
    for days in (42.0, 7.0):
        a = SMOOTHING[smoothing](days)
        ours = meso.ewma(loads, days, smoothing=smoothing)
        np.testing.assert_allclose(ours, signal.lfilter([a], [1, a - 1], loads, axis=-1), rtol=1e-12)
        seeded = np.concatenate([np.full((*shape[:-1], 1), 30.0), loads], axis=-1)
        frame = pd.DataFrame(np.atleast_2d(seeded).T).ewm(alpha=a, adjust=False).mean().to_numpy().T[:, 1:]
        ours = np.atleast_2d(meso.ewma(loads, days, smoothing=smoothing, initial=30.0))
        np.testing.assert_allclose(ours, frame, rtol=1e-12)


@pytest.mark.parametrize("shape", [(40,), (9, 120)])
def test_monotony_and_strain_are_those_of_pandas(shape):
    loads = RNG.gamma(2.0, 40.0, shape)
    frame = pd.DataFrame(np.atleast_2d(loads).T).rolling(7)
    for spread, ddof in (("sample", 1), ("population", 0)):
        monotony, strain = meso.monotony_strain(loads, spread=spread)
        want = (frame.mean() / frame.std(ddof=ddof)).to_numpy().T
        # pandas slides its sums, and loses some digits on the way.
        np.testing.assert_allclose(np.atleast_2d(monotony), want, rtol=1e-9)
        np.testing.assert_allclose(np.atleast_2d(strain), want * frame.sum().to_numpy().T, rtol=1e-9)
        windows = np.lib.stride_tricks.sliding_window_view(np.atleast_2d(loads), 7, axis=-1)
        exact = windows.mean(-1) / windows.std(-1, ddof=ddof)
        np.testing.assert_allclose(np.atleast_2d(monotony)[:, 6:], exact, rtol=1e-12)


def test_foster_by_hand():
    week = [0, 300, 180, 420, 0, 240, 600]
    monotony, strain = meso.monotony_strain(week)
    assert (monotony[-1], strain[-1]) == pytest.approx((1.1428, 1988.4026), abs=5e-5)
    assert monotony[-1] == pytest.approx(statistics.mean(week) / statistics.stdev(week), rel=1e-14)
    assert meso.monotony_strain([60.0] * 7)[0][-1] == math.inf
    assert math.isnan(meso.monotony_strain([0.0] * 7)[0][-1])


def test_acwr():
    weeks = [30 / 7] * 14 + [36 / 7] * 7 + [48 / 7] * 7
    for method, want in (("coupled", 1.3333), ("uncoupled", 1.5), ("ewma", 1.2018)):
        assert meso.acwr(weeks, method=method)[-1] == pytest.approx(want, abs=5e-5)
    loads = RNG.gamma(2.0, 40.0, (5, 100))
    frame = pd.DataFrame(loads.T)
    short, long = frame.rolling(7).mean(), frame.rolling(28).mean()
    np.testing.assert_allclose(meso.acwr(loads), (short / long).to_numpy().T, rtol=1e-10)
    before = frame.rolling(21).mean().shift(7)
    np.testing.assert_allclose(meso.acwr(loads, method="uncoupled"), (short / before).to_numpy().T, rtol=1e-10)
    by_span = frame.ewm(span=7, adjust=False).mean() / frame.ewm(span=28, adjust=False).mean()
    np.testing.assert_allclose(meso.acwr(loads, method="ewma"), by_span.to_numpy().T, rtol=1e-10)


def test_six_in_one_pass():
    loads = RNG.gamma(2.0, 40.0, (37, 90))
    m = meso.metrics(loads, initial_ctl=40, initial_atl=50)
    ctl, atl = meso.ctl_atl(loads, initial_ctl=40, initial_atl=50)
    monotony, strain = meso.monotony_strain(loads)
    for ours, want in ((m.ctl, ctl), (m.atl, atl), (m.tsb, ctl - atl), (m.monotony, monotony), (m.strain, strain)):
        np.testing.assert_array_equal(ours, want)
    np.testing.assert_array_equal(m.ramp, meso.ramp_rate(ctl, initial=40))
    np.testing.assert_allclose(m.ramp[:, 7:], ctl[:, 7:] - ctl[:, :-7])
    np.testing.assert_allclose(meso.rolling_sum(loads)[:, 6:], pd.DataFrame(loads.T).rolling(7).sum().to_numpy().T[:, 6:])


def test_arrays_of_any_layout_and_results_in_given_ones():
    loads = RNG.gamma(2.0, 40.0, (20, 60))
    ctl, _ = meso.ctl_atl(loads)
    np.testing.assert_array_equal(meso.ctl_atl(np.asfortranarray(loads))[0], ctl)
    np.testing.assert_array_equal(meso.ctl_atl(loads[::-1])[0], ctl[::-1])
    np.testing.assert_allclose(meso.ctl_atl(loads.astype("float32"))[0], ctl, rtol=1e-5)
    assert meso.ctl_atl([[1, 2], [3, 4]])[0].shape == (2, 2)
    out = (np.empty_like(loads), np.asfortranarray(loads) * 0)
    assert meso.ctl_atl(loads, out=out)[0] is out[0]
    np.testing.assert_array_equal(out[0], ctl)
    np.testing.assert_array_equal(out[1], meso.ctl_atl(loads)[1])
    for bad in ([loads], [loads, loads, loads], [loads.astype("f4")] * 2, [np.empty((3, 3))] * 2, [loads, loads]):
        with pytest.raises(meso.AnalysisError):
            meso.ctl_atl(loads, out=bad)


def test_senseless_arguments_are_exceptions():
    loads = np.ones((3, 10))
    senseless = [
        lambda: meso.ctl_atl(np.ones((2, 2, 2))),
        lambda: meso.ctl_atl(loads, smoothing="fast"),
        lambda: meso.ctl_atl(loads, ctl_days=0),
        lambda: meso.monotony_strain(loads, spread="some"),
        lambda: meso.acwr(loads, method="best"),
        lambda: meso.acwr(loads, acute=7, chronic=7),
        lambda: meso.rolling_sum(loads, 0),
        lambda: meso.banister_trimp(60, 0.5, sex="x"),
        lambda: meso.edwards([1, 2, 3]),
        lambda: meso.training_paces(float("nan")),
        lambda: meso.equivalents(-3),
        lambda: meso.normalised_graded_speed([], []),
        lambda: meso.HrvBaseline([4.1]),
        lambda: meso.ImpulseResponse(tau1=0),
        lambda: meso.explain("no-such-rule"),
    ]
    for call in senseless:
        with pytest.raises(meso.AnalysisError):
            call()
    for shape in [(0,), (0, 5), (5, 0)]:
        assert meso.ctl_atl(np.empty(shape))[0].shape == shape
        assert meso.metrics(np.empty(shape)).strain.shape == shape


def test_impulse_response():
    model = meso.ImpulseResponse(counting="same-day")
    loads = np.array([100.0] * 28 + [0.0] * 28)
    g, h = model.components(loads)
    p = model.predict(loads)
    assert (g[27], h[27], p[27]) == pytest.approx((2068.07, 737.43, 593.21), abs=5e-3)
    assert (int(p.argmax()) + 1, p.max()) == (40, pytest.approx(1288.50, abs=5e-3))
    assert (model.days_to_benefit, model.days_to_peak) == pytest.approx((5.8224, 20.8732), abs=5e-5)


def test_fitting_finds_what_scipy_finds():
    loads = RNG.gamma(2.0, 30.0, 200) + np.where(np.arange(200) // 30 % 2, 60, 0)
    truth = meso.ImpulseResponse(p0=250, k1=0.1, k2=0.18, tau1=40, tau2=9)
    days = list(range(5, 200, 9))
    measured = truth.predict(loads)[days] + RNG.normal(0, 2.0, len(days))
    fit = meso.ImpulseResponse.fit(loads, days, measured)

    def residuals(x):
        model = meso.ImpulseResponse(p0=x[0], k1=x[1], k2=x[2], tau1=x[3], tau2=x[4])
        return model.predict(loads)[days] - measured

    best = optimize.least_squares(residuals, [250, 0.1, 0.2, 42, 7], bounds=([0, 0, 0, 5, 1], [1e4, 9, 9, 120, 108]), x_scale=[100, 0.1, 0.1, 10, 3])
    assert fit.squares <= 2 * best.cost * 1.001
    assert 0.5 < fit.r_squared <= 1
    given = meso.ImpulseResponse.fit(loads, days, measured, tau=(40, 9))
    g, h = truth.components(loads)
    columns = np.column_stack([np.ones(len(days)), g[days], -h[days]])
    want, *_ = np.linalg.lstsq(columns, measured, rcond=None)
    assert (given.model.p0, given.model.k1, given.model.k2) == pytest.approx(tuple(want), rel=1e-6)
    with pytest.raises(meso.AnalysisError, match="at least 5"):
        meso.ImpulseResponse.fit(loads, [1, 2, 3], [1, 2, 3])
    with pytest.raises(meso.AnalysisError, match="day 900"):
        meso.ImpulseResponse.fit(loads, [1, 2, 3, 4, 900], [1, 2, 3, 4, 5])


def test_hrv_band():
    usual = [4.10, 4.05, 4.18, 4.12, 4.08, 4.15, 4.02, 4.11, 4.09, 4.14, 4.07, 4.13, 4.10, 4.06]
    band = meso.HrvBaseline(usual)
    assert (band.mean, band.low) == pytest.approx((4.1, 4.0786), abs=5e-5)
    assert band.status([4.05, 4.01, 3.98, 4.02, 3.95, 3.97, 4.00]) == "low"
    assert band.status(usual) == "normal"


def test_days_off_and_heat():
    assert meso.vdot_kept(14) == pytest.approx(0.973)
    assert meso.vdot_kept(14, cross_trained=True) == pytest.approx(0.986)
    assert meso.vdot_kept(3) == 1
    assert meso.marathon_slowing(25) == (0.05, 0.08)
