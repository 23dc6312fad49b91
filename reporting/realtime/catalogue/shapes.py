"""Shapes of the real-time catalogue: a template and its statistics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reporting.catalogue.reports import NUMBERS, Kind, Words


class Per(StrEnum):
    """What has a row of its own; `all`: the template is one set of figures."""

    ALL = "all"
    AGENT = "agent"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Statistic:
    """One figure. `formula` and `source` say what it is made of: names of other
    statistics, measures of the reports, and where the rows come from."""

    key: str
    label: Words
    kind: Kind
    definition: Words
    formula: str
    source: str
    # Codes and the words for them.
    choices: Mapping[str, Words] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS


@dataclass(frozen=True, slots=True)
class Template:
    key: str
    title: Words
    about: Words
    per: Per
    statistics: tuple[Statistic, ...]
    # What is shown where there is no row.
    empty: Words = ""

    def statistic(self, key: str) -> Statistic | None:
        return next((each for each in self.statistics if each.key == key), None)


LIVE = "live interactions"
SESSIONS = "live co-browse sessions"
PRESENCE = "presence of the agent"
TODAY = "activity of today"


def number(
    key: str, label: Words, definition: Words, formula: str, source: str
) -> Statistic:
    return Statistic(key, label, Kind.COUNT, definition, formula, source)


def percent(
    key: str, label: Words, definition: Words, over: str, under: str
) -> Statistic:
    """Its source is that of the two it is made of."""
    formula = f"100 x {over} / {under}; 0 if that is 0"
    return Statistic(key, label, Kind.PERCENT, definition, formula, f"{over}, {under}")


def duration(
    key: str, label: Words, definition: Words, formula: str, source: str
) -> Statistic:
    return Statistic(key, label, Kind.DURATION, definition, formula, source)
