"""What can go wrong. All of it is a `MesocycleError`; a bad plan is none of it: it carries its findings."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mesocycle import Plan, Table

__all__ = [
    "AnalysisError",
    "EditError",
    "MesocycleError",
    "PlanError",
    "PlanFileError",
    "PlanNotFoundError",
]


class MesocycleError(Exception):
    """Everything that this package raises on its own account."""


class PlanError(MesocycleError, ValueError):
    """A plan has warnings or errors, and `strict=True` asked for none."""

    plan: Plan
    """The plan, as far as it could be read."""
    diagnostics: Table
    """Its warnings and errors."""


class PlanFileError(MesocycleError, OSError):
    """A file could not be read, or is not text."""


class PlanNotFoundError(PlanFileError, FileNotFoundError):
    """There is no such file."""


class AnalysisError(MesocycleError, ValueError):
    """A value, name or shape that a function cannot use."""


class EditError(MesocycleError, ValueError):
    """A what-if that the text of the plan does not allow."""
