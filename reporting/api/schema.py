"""What the OpenAPI document says of reports, made of the catalogue."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from reporting.catalogue import Column, Kind, Report
from reporting.presets import Preset
from reporting.wanted import MOST_DAYS, MOST_PAGE_SIZE, PAGE_SIZE, Interval

Field = serializers.Field[Any, Any, Any, Any]
Made = type[serializers.Serializer[Any]]

REFUSALS = {
    400: OpenApiResponse(
        description="`invalid`: `fields` names each parameter that is wrong or not "
        "known to this report. `bad_cursor`: no page was ever named like this."
    ),
    404: OpenApiResponse(description="Unknown, or not for you."),
}


class VisitSerializer(serializers.Serializer[dict[str, object]]):
    """One page shared in a session."""

    url = serializers.CharField()
    title = serializers.CharField()
    opened_at = serializers.DateTimeField()
    stayed_ms = serializers.IntegerField()


def made(name: str, fields: dict[str, Field]) -> Made:
    return type(name, (serializers.Serializer,), dict(fields))


def name_of(report: Report) -> str:
    return "".join(word.capitalize() for word in report.key.split("-"))


def values_of(
    columns: tuple[Column, ...], *, required: bool = False
) -> dict[str, Field]:
    """A field for each column, with its definition, formula and source events."""
    with override(None):
        return {column.key: _field(column, required=required) for column in columns}


def page_of(report: Report) -> Made:
    """The answer with one page of the report."""
    name = name_of(report)
    row = values_of(report.columns)
    row["ids"] = serializers.DictField(
        help_text="Keys of what the row is about: `agent_id`; of a summary also "
        "`group_id`, `site_id`, `queue_id` where it is grouped by them; of a detail "
        "report `key`, the fact's own."
    )
    figures = tuple(c for c in report.columns if not c.is_dimension)
    fields: dict[str, Field] = {
        "report": serializers.ChoiceField(choices=[report.key]),
        "start": serializers.DateField(help_text="First day."),
        "end": serializers.DateField(help_text="Last day, inclusive."),
        "zone": serializers.CharField(help_text="In whose days it counts."),
        "columns": serializers.ListField(
            child=serializers.CharField(), help_text="Keys, in the report's order."
        ),
        "rows": made(f"{name}Row", row)(many=True),
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
    }
    if report.is_summary:
        fields["interval"] = serializers.ChoiceField(choices=Interval.values)
        fields["totals"] = made(f"{name}Totals", values_of(figures))(
            help_text="Of the whole range, over all pages."
        )
    else:
        fields["rows_in_all"] = serializers.IntegerField(
            allow_null=True, help_text="Where it is known without counting."
        )
    return made(f"{name}Page", fields)


def _field(column: Column, *, required: bool) -> Field:
    said: dict[str, Any] = {
        "label": column.label,
        "help_text": _words(column),
        "required": required,
    }
    match column.kind:
        case Kind.COUNT | Kind.DURATION:
            return serializers.IntegerField(allow_null=not column.is_dimension, **said)
        case Kind.PERCENT | Kind.RATIO:
            return serializers.FloatField(**said)
        case Kind.MOMENT:
            return serializers.DateTimeField(allow_null=True, **said)
        case Kind.DAY:
            return serializers.DateField(**said)
        case Kind.ID:
            return serializers.UUIDField(allow_null=True, **said)
        case Kind.PAGES:
            return VisitSerializer(many=True, **said)
    return serializers.CharField(allow_null=True, **said)


def _words(column: Column) -> str:
    words = [f"{column.label}. {column.definition}"]
    if column.kind is Kind.PERIOD:
        words.append("Its first day; by hour, its first moment.")
    if column.choices:
        words.append("One of: " + ", ".join(f"`{code}`" for code in column.choices))
    if column.formula:
        words.append(f"Formula: {column.formula}.")
    if column.source:
        words.append(f"From: {column.source}.")
    return " ".join(words)


def parameters_of(report: Report) -> list[OpenApiParameter]:
    return list(_parameters(report))


def _parameters(report: Report) -> Iterator[OpenApiParameter]:
    keys = [column.key for column in report.columns]
    known = {
        "preset": (str, "A range by name; by default `last_30_days`.", Preset.values),
        "start": (str, f"First day (a range has at most {MOST_DAYS} days).", None),
        "end": (str, "Last day, inclusive.", None),
        "zone": (str, "One of the reporting time zones.", None),
        "interval": (str, "By default `day`.", Interval.values),
        "medium": (str, "", ["chat", "voice"]),
        "agent": (int, "Id. Not for those who read their own rows only.", None),
        "group": (int, "Id. Not for those who read their own rows only.", None),
        "site": (int, "Id.", None),
        "queue": (int, "Id.", None),
    }
    for name, (kind, words, enum) in known.items():
        if name not in report.without:
            yield OpenApiParameter(name, kind, description=words, enum=enum)
    listed = ", ".join(f"`{key}`" for key in keys)
    yield OpenApiParameter("columns", str, description=f"Comma-separated: {listed}")
    yield OpenApiParameter(
        "sort",
        str,
        description=f"A column; `-` before it: descending. By default "
        f"`{report.default_sort}`.",
    )
    size = f"{PAGE_SIZE} by default, at most {MOST_PAGE_SIZE}."
    yield OpenApiParameter("page_size", int, description=size)
    if report.is_summary:
        yield OpenApiParameter("page", int, description="From 1.")
    else:
        yield OpenApiParameter("after", str, description="The cursor in `next`.")
        yield OpenApiParameter("before", str, description="The cursor in `previous`.")
