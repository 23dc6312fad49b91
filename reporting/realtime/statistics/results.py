"""What templates come to: values of the whole, and rows."""

from dataclasses import dataclass, field
from datetime import datetime

from reporting.realtime.catalogue import Template

Value = int | float | str | datetime | None
Values = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """One agent or queue. `reason` is what the agent gave for the state."""

    row_id: int
    name: str
    values: Values
    reason: str = ""
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """`values` of the whole; `rows` where the template has any."""

    template: Template
    values: Values
    rows: list[Row] = field(default_factory=list)


def percent(over: int, under: int) -> float:
    return 100 * over / under if under else 0.0


def total(rows: list[Row], key: str) -> int:
    return sum(value for row in rows if isinstance(value := row.values[key], int))
