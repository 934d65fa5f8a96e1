"""Plots of a plan with Matplotlib: `pip install mesocycle[plot]`."""

from mesocycle.errors import MesocycleError

PANELS = ("volume", "intensity", "fitness")
"""What `plan.plot` can draw, in order."""

COLOURS = {
    "volume": "#4a7fb5",
    "long": "#1f3a5f",
    "easy": "#7fb38a",
    "moderate": "#e8b04a",
    "hard": "#cf5c4b",
    "ctl": "#2f6fab",
    "atl": "#cf5c4b",
    "form": "#8a6bb0",
    "recovery": "#5aa57a",
    "race": "#6b3f8f",
    "warning": "#d98e04",
    "error": "#d0392b",
}


def plot(plan, *, panels=PANELS, figsize=None, axes=None):
    """Draws a plan and gives the figure.

    `panels`: some of "volume" (weekly distance and longest run), "intensity" (running time by intensity) and "fitness"
    (fitness, fatigue and form day by day, starting from the volume that the athlete states). Weeks declared recovery or
    taper are shaded, races marked with a line, findings with a triangle. `axes`: as many Matplotlib axes as panels, to
    draw into a figure of one's own.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError as error:
        raise MesocycleError("plots need Matplotlib: pip install 'mesocycle[plot]'") from error
    unknown = [panel for panel in panels if panel not in PANELS]
    if unknown or not panels:
        raise MesocycleError(f"panels are some of {', '.join(PANELS)}, not {panels!r}")
    if axes is None:
        size = figsize or (10, 0.9 + 2.5 * len(panels))
        figure, axes = plt.subplots(len(panels), 1, figsize=size, sharex=True, layout="constrained", squeeze=False)
        axes = axes[:, 0]
        figure.suptitle(plan.name or plan.file, fontsize=13, fontweight="bold", x=0.01, ha="left")
    else:
        axes = list(axes) if hasattr(axes, "__iter__") else [axes]
        figure = axes[0].figure
    if len(axes) != len(panels):
        raise MesocycleError(f"{len(panels)} panels need as many axes, not {len(axes)}")
    calendar = Calendar(plan)
    draw = {"volume": volume, "intensity": intensity, "fitness": fitness}
    for i, (name, ax) in enumerate(zip(panels, axes)):
        backdrop(ax, calendar, named=i == 0)
        draw[name](ax, calendar)
        finish(ax, calendar, first=i == 0, last=i == len(panels) - 1)
    return figure


class Calendar:
    """The days of a plan on the x axis: dates, or days of a plan without any."""

    def __init__(self, plan):
        self.plan = plan
        self.weeks = plan.weeks.to_dicts()
        self.races = plan.races.to_dicts()
        self.dated = plan.start is not None

    def at(self, day, offset=0.0):
        """The place of a day."""
        if not self.dated:
            return day + offset
        import datetime

        import matplotlib.dates

        return matplotlib.dates.date2num(self.plan.start + datetime.timedelta(days=day)) + offset

    def findings(self):
        """Severity and place of each finding that stands in a week, the gravest of a week once."""
        weeks = [(week["line"], week) for week in self.weeks if week["line"] is not None]
        found = {}
        for row in self.plan.findings:
            if row.file != self.plan.file:
                continue
            before = [week for line, week in weeks if line <= row.line]
            if before:
                day = before[-1]["day"]
                found[day] = "error" if "error" in (row.severity, found.get(day)) else row.severity
        return found


def volume(ax, calendar):
    """Bars of weekly distance, the longest run as a bar within."""
    x = [calendar.at(week["day"], 3.0) for week in calendar.weeks]
    distance = [week["distance_km"] for week in calendar.weeks]
    longest = [week["longest_km"] for week in calendar.weeks]
    ax.bar(x, distance, width=5.6, color=COLOURS["volume"], label="week", zorder=2)
    ax.bar(x, longest, width=2.6, color=COLOURS["long"], label="longest run", zorder=3)
    ax.set_ylabel("distance, km")
    top = max(distance, default=1.0) or 1.0
    findings = calendar.findings()
    for severity in ("warning", "error"):
        at = [calendar.at(day, 3.0) for day, worst in findings.items() if worst == severity]
        if at:
            height = [top * 1.1] * len(at)
            ax.scatter(at, height, marker="v", color=COLOURS[severity], s=45, zorder=4, label=severity)
    ax.set_ylim(0, top * 1.18)


def intensity(ax, calendar):
    """Stacked bars of running time."""
    x = [calendar.at(week["day"], 3.0) for week in calendar.weeks]
    below = [0.0] * len(x)
    for name in ("easy", "moderate", "hard"):
        hours = [week[f"{name}_min"] / 60 for week in calendar.weeks]
        ax.bar(x, hours, width=5.6, bottom=below, color=COLOURS[name], label=name, zorder=2)
        below = [a + b for a, b in zip(below, hours)]
    ax.set_ylabel("running, h")


def fitness(ax, calendar):
    """Fitness and fatigue as lines, form as an area."""
    series = calendar.plan.fitness()
    x = [calendar.at(day) for day in range(len(series.ctl))]
    ax.fill_between(x, series.form, 0, color=COLOURS["form"], alpha=0.25, linewidth=0, label="form", zorder=2)
    ax.plot(x, series.ctl, color=COLOURS["ctl"], linewidth=2, label="fitness (42 days)", zorder=3)
    ax.plot(x, series.atl, color=COLOURS["atl"], linewidth=1.2, label="fatigue (7 days)", zorder=3)
    ax.axhline(0, color="0.5", linewidth=0.8, zorder=1)
    ax.set_ylabel("stress points a day")
    for race in calendar.races:
        ax.annotate(
            f"{race['form']:+.0f}",
            (calendar.at(race["day"]), race["form"]),
            xytext=(4, 3),
            textcoords="offset points",
            color=COLOURS["race"],
            fontsize=9,
        )


def backdrop(ax, calendar, *, named):
    """Easier weeks as bands, races as lines."""
    label = "recovery, taper" if named else None
    for week in calendar.weeks:
        if week["kind"] and {"recovery", "taper"} & set(week["kind"].split()):
            ax.axvspan(
                calendar.at(week["day"], -0.5),
                calendar.at(week["day"], 6.5),
                color=COLOURS["recovery"],
                alpha=0.13,
                linewidth=0,
                zorder=0,
                label=label,
            )
            label = None
    for race in calendar.races:
        style = "-" if race["goal"] else ":"
        ax.axvline(calendar.at(race["day"]), color=COLOURS["race"], linewidth=1.3, linestyle=style, zorder=1)


def finish(ax, calendar, *, first, last):
    """Legend, ticks, names of races."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(axis="y", color="0.85", linewidth=0.7, zorder=0)
    ax.set_axisbelow(True)
    handles, labels = ax.get_legend_handles_labels()
    if handles:
        ax.legend(handles, labels, loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False, fontsize=9)
    if calendar.weeks:
        ax.set_xlim(calendar.at(calendar.weeks[0]["day"], -1), calendar.at(calendar.weeks[-1]["day"], 8))
    if first:
        for race in calendar.races:
            name = race["name"] or f"{race['distance_km']:.4g} km"
            ax.annotate(
                name,
                (calendar.at(race["day"]), 1.0),
                xycoords=("data", "axes fraction"),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=8,
                color=COLOURS["race"],
            )
    if last:
        if calendar.dated:
            import matplotlib.dates

            locator = matplotlib.dates.AutoDateLocator(minticks=4, maxticks=9)
            ax.xaxis.set_major_locator(locator)
            ax.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))
        else:
            ax.set_xlabel("day of the plan")
