"""Plots and what a notebook shows."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import mesocycle as meso  # noqa: E402
import pytest  # noqa: E402


def test_three_panels(plan):
    figure = plan.plot()
    assert [ax.get_ylabel() for ax in figure.axes] == ["distance, km", "running, h", "stress points a day"]
    assert len(figure.axes[0].containers) == 2 and len(figure.axes[1].containers) == 3
    heights = [bar.get_height() for bar in figure.axes[0].containers[0]]
    assert heights == pytest.approx(plan.weeks["distance_km"])
    plt.close(figure)


def test_panels_and_axes_of_ones_own(plan):
    figure, axes = plt.subplots(2, 1)
    assert plan.plot(panels=("fitness", "volume"), axes=axes) is figure
    for wrong in ({"panels": ("x",)}, {"panels": ()}, {"panels": ("volume",), "axes": axes}):
        with pytest.raises(meso.MesocycleError):
            plan.plot(**wrong)
    plt.close("all")


def test_any_plan_can_be_drawn():
    for text in ("", "plan\nweek 1\n  tue 8km E\n", "week 1\n  tue 8 kmm\n"):
        figure = meso.loads(text).plot()
        figure.canvas.draw()
        plt.close(figure)
