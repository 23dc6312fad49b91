"""Figures as the pages show them: the first time in HTML, later in JSON."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agents.lifecycle import reason_in_words
from reporting.catalogue.reports import Kind
from reporting.presentation import NOTHING, clock
from reporting.realtime.catalogue import Statistic, Template
from reporting.realtime.levels import Level, levels_of
from reporting.realtime.snapshot import Snapshot
from reporting.realtime.statistics import Result, Row, Value, result_of

_ID_CHARS = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """One value in words. `note` is said after it, `whole` where the text is cut,
    `href` where there is more about it."""

    statistic: Statistic
    text: str
    level: Level = Level.OK
    note: str = ""
    whole: str = ""
    href: str = ""

    @property
    def level_word(self) -> str:
        return {Level.WARNING: _("warning"), Level.ALARM: _("alarm")}.get(
            self.level, ""
        )

    def as_json(self) -> dict[str, str]:
        said = {
            "key": self.statistic.key,
            "text": self.text,
            "level": self.level.value,
            "level_word": self.level_word,
            "note": self.note,
            "whole": self.whole,
            "href": self.href,
        }
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    """A row: whose, what stands beside the name, and its cells."""

    row_id: int
    name: str
    place: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Panel:
    """A template with its figures; `cells` are those of the whole."""

    template: Template
    cells: list[Cell]
    lines: list[Line] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "key": self.template.key,
            "cells": [cell.as_json() for cell in self.cells],
            "rows": [
                {
                    "id": line.row_id,
                    "name": line.name,
                    "place": line.place,
                    "cells": [cell.as_json() for cell in line.cells],
                }
                for line in self.lines
            ],
        }


def panel_of(template: Template, snapshot: Snapshot, zone: ZoneInfo) -> Panel:
    result = result_of(template, snapshot)
    whole = _cells(snapshot, template, result, zone)
    lines = [
        Line(
            row.row_id,
            row.name,
            _place(snapshot, row),
            _cells(snapshot, template, row, zone),
        )
        for row in result.rows
    ]
    return Panel(template, whole, lines)


def _place(snapshot: Snapshot, row: Row) -> str:
    """The site, where there are several."""
    if row.site_id is None or len(snapshot.sites) < 2:
        return ""
    return snapshot.sites[row.site_id].name


def _cells(
    snapshot: Snapshot, template: Template, row: Row | Result, zone: ZoneInfo
) -> list[Cell]:
    levels = levels_of(snapshot, template, row)
    cells = []
    for statistic in template.statistics:
        if statistic.key not in row.values:
            continue
        text = text_of(statistic, row.values[statistic.key], zone)
        level = levels.get(statistic.key, Level.OK)
        cells.append(Cell(statistic, text, level, **_beside(statistic, row)))
    return cells


def _beside(statistic: Statistic, row: Row | Result) -> dict[str, str]:
    """The reason for a state; the record of a session that is over."""
    value = row.values[statistic.key]
    if isinstance(row, Row) and statistic.key in {"state", "agent_state"}:
        return {"note": reason_in_words(row.reason)}
    if statistic.kind is not Kind.ID or not isinstance(value, str):
        return {}
    if row.values.get("session_state") != "finished":
        return {"whole": value}
    return {"whole": value, "href": reverse("reporting:session-detail", args=[value])}


def text_of(statistic: Statistic, value: Value, zone: ZoneInfo) -> str:
    """One value in words and figures; nothing as a dash."""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%H:%M:%S}"
    if value is None:
        return NOTHING
    if isinstance(value, str):
        if statistic.kind is Kind.ID:
            return value[:_ID_CHARS]
        return str(statistic.choices.get(value, value))
    match statistic.kind:
        case Kind.DURATION:
            return clock(value)
        case Kind.PERCENT:
            return number_format(round(value, 1), decimal_pos=1) + " %"
        case _:
            return number_format(value, force_grouping=True)
