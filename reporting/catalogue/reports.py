"""Shapes of the catalogue: a report, its columns, and the sums they are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import F, FloatField, Max, Model, Sum, Value
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.functional import Promise

from interactions.lifecycle import Media
from reporting.catalogue.sources import expression_of, sources_of, words_of

Words = str | Promise


class Kind(StrEnum):
    """How a value is shown. Durations are milliseconds, percentages 0 to 100 and more;
    `pages` is a list of page visits; `period` is the first day (or hour) of one."""

    PERIOD = "period"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"
    DURATION = "duration"
    PERCENT = "percent"
    RATIO = "ratio"
    PAGES = "pages"
    ID = "id"


NUMBERS = frozenset({Kind.COUNT, Kind.DURATION, Kind.PERCENT, Kind.RATIO})


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is an expression over the report's rows; `formula` and
    `source` say in words what it is made of and which events that comes from."""

    key: str
    label: Words
    kind: Kind
    definition: Words
    value: BaseExpression | Combinable
    formula: str = ""
    source: str = ""
    # Shown unless the reader chooses otherwise.
    shown: bool = True
    # What rows are grouped by; a summary without it adds all of its values up.
    is_dimension: bool = False
    # Codes and the words for them.
    choices: Mapping[str, Words] = field(default_factory=dict)
    # Words for some values of many.
    known: Mapping[str, Words] = field(default_factory=dict)

    def in_words(self, value: object) -> str:
        """Of a code or a text, in the reader's language."""
        return str((self.choices or self.known).get(str(value), str(value)))

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS


@dataclass(frozen=True, slots=True)
class Report:
    """A report. Without `model` it is a summary of the aggregates: a row per period and
    dimensions. With one it is a detail report: a row per fact, by `moment`."""

    key: str
    folder: Words
    title: Words
    about: Words
    columns: tuple[Column, ...]
    default_sort: str
    model: type[Model] | None = None
    moment: str = ""
    # Only this medium, whatever the filter says.
    media: Media | None = None
    # Measures of which one must not be 0 for a row to be listed.
    counts: tuple[str, ...] = ()
    # Figures of the chart: keys of columns.
    chart: tuple[str, ...] = ()
    # Agents may read their own rows of it.
    for_agents: bool = True
    # Filters that it does not know (keys of the form).
    without: frozenset[str] = frozenset()

    @property
    def is_summary(self) -> bool:
        return self.model is None

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)

    @property
    def shown(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.shown)


def total(measure: str) -> BaseExpression:
    """The sum of a measure; the longest wait is the longest of all."""
    aggregate = Max if measure == "queue_longest_ms" else Sum
    return Coalesce(aggregate(measure), Value(0))


def quotient(over: str, under: str, *, factor: float = 1) -> BaseExpression:
    """`factor` x sum(over) / sum(under), 0 where there is nothing to divide by."""
    return Coalesce(
        Value(factor)
        * Cast(Sum(expression_of(over)), FloatField())
        / NullIf(Cast(Sum(expression_of(under)), FloatField()), Value(0.0)),
        Value(0.0),
    )


def counted(
    key: str,
    label: Words,
    definition: Words,
    *,
    measure: str = "",
    shown: bool = True,
    kind: Kind = Kind.COUNT,
) -> Column:
    """A column that is one measure, added up."""
    measure = measure or key
    return Column(
        key,
        label,
        kind,
        definition,
        total(measure),
        formula=f"longest {measure}"
        if measure == "queue_longest_ms"
        else f"sum of {measure}",
        source=sources_of(measure),
        shown=shown,
    )


def divided(
    key: str,
    label: Words,
    definition: Words,
    over: str,
    under: str,
    *,
    kind: Kind,
    shown: bool = True,
) -> Column:
    """A column that is one measure divided by another (per cent where it is one)."""
    factor = 100.0 if kind is Kind.PERCENT else 1.0
    times = "100 x " if kind is Kind.PERCENT else ""
    return Column(
        key,
        label,
        kind,
        definition,
        quotient(over, under, factor=factor),
        formula=f"{times}{words_of(over)} / {words_of(under)}; 0 if that is 0",
        source=sources_of(over, under),
        shown=shown,
    )


def dimension(
    key: str, label: Words, definition: Words, path: str, *, shown: bool = True
) -> Column:
    """A column that rows are grouped by."""
    return Column(
        key, label, Kind.TEXT, definition, F(path), shown=shown, is_dimension=True
    )
