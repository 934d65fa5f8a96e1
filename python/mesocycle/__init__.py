"""Training plans as code: read, check and analyse plans for runners.

>>> import mesocycle as meso
>>> plan = meso.loads('''
... plan "First 10k"
...   goal 10km on 2027-05-02
...   start 2027-04-26
... week 1
...   tue 5km E
...   thu 30min E
...   sun race 10km
... ''')
>>> plan.sessions["text"]
['5km E', '30min E', 'race 10km']
>>> round(meso.vdot(5000, 20 * 60), 1)
49.8

Distances are in km or m, times in s or min, speeds in m/s, paces in s/km: each name ends with its unit. A bad plan
raises nothing: it carries its findings in `plan.diagnostics`.
"""

from __future__ import annotations

from mesocycle._mesocycle import (
    Athlete,
    CriticalSpeed,
    Fit,
    Fitness,
    Goal,
    HrvBaseline,
    ImpulseResponse,
    Metrics,
    Plan,
    Row,
    Table,
    __version__,
    acwr,
    banister_trimp,
    ctl_atl,
    edwards,
    equivalents,
    ewma,
    explain,
    flat_pace,
    fmt,
    hr_stress,
    load,
    loads,
    lucia,
    marathon_slowing,
    max_heart_rate,
    metrics,
    monotony_strain,
    normalised_graded_speed,
    oxygen_cost,
    race_time,
    ramp_rate,
    reserve_share,
    riegel,
    rolling_sum,
    rtss,
    rules,
    session_rpe,
    slope_cost,
    stress_from_rpe,
    training_paces,
    vdot,
    vdot_kept,
    velocity,
)
from mesocycle.errors import (
    AnalysisError,
    EditError,
    MesocycleError,
    PlanError,
    PlanFileError,
    PlanNotFoundError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from typing import Any, Literal

__all__ = [
    "AnalysisError",
    "Athlete",
    "CriticalSpeed",
    "EditError",
    "Fit",
    "Fitness",
    "Goal",
    "HrvBaseline",
    "ImpulseResponse",
    "MesocycleError",
    "Metrics",
    "Plan",
    "PlanError",
    "PlanFileError",
    "PlanNotFoundError",
    "Row",
    "Table",
    "__version__",
    "acwr",
    "banister_trimp",
    "check",
    "ctl_atl",
    "edwards",
    "equivalents",
    "ewma",
    "explain",
    "flat_pace",
    "fmt",
    "hr_stress",
    "load",
    "load_ipython_extension",
    "loads",
    "lucia",
    "marathon_slowing",
    "max_heart_rate",
    "metrics",
    "monotony_strain",
    "normalised_graded_speed",
    "oxygen_cost",
    "race_time",
    "ramp_rate",
    "reserve_share",
    "riegel",
    "rolling_sum",
    "rtss",
    "rules",
    "session_rpe",
    "slope_cost",
    "stress_from_rpe",
    "training_paces",
    "vdot",
    "vdot_kept",
    "velocity",
]


def check(
    plan: Plan | str | PathLike[str],
    *,
    profile: Literal["default", "strict", "beginner", "ultra", "masters"] | None = None,
    rules: Mapping[str, Literal["off", "info", "warning", "error"]] | None = None,
) -> Table:
    """Warnings and errors of a plan: a `Plan`, a text, or the path of a file.

    A `str` with a line break is a text, any other a path.

    >>> import mesocycle as meso
    >>> meso.check("plan\\nweek 1\\n  tue 8 kn E\\n")[0].line
    3
    """
    if isinstance(plan, Plan):
        if profile is None and rules is None:
            return plan.findings
        return loads(plan.text, name=plan.file, profile=profile, rules=rules).findings
    if isinstance(plan, str) and "\n" in plan:
        return loads(plan, profile=profile, rules=rules).findings
    return load(plan, profile=profile, rules=rules).findings


def load_ipython_extension(ipython: Any) -> None:
    """`%load_ext mesocycle`: the cell magic `%%meso`."""
    from mesocycle import jupyter

    jupyter.load_ipython_extension(ipython)
