"""Columns that several reports are grouped by."""

from dataclasses import replace

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from interactions.lifecycle import Media
from reporting.catalogue.reports import Column, Kind, dimension

PERIOD = Column(
    "period",
    _("Period"),
    Kind.PERIOD,
    _("The hour, day, week or month, in the chosen time zone."),
    F("period"),
    is_dimension=True,
)
AGENT = dimension("agent", _("Agent"), "agent__display_name")
GROUP = dimension("group", _("Group"), "group__name")
SITE = dimension("site", _("Site"), "site__name", shown=False)
QUEUE = dimension("queue", _("Queue"), "queue__name", shown=False)
SOURCE = dimension("source", _("Source"), "source", shown=False)
MEDIUM = replace(
    dimension("medium", _("Medium"), "media", shown=False),
    choices={media.value: media.label for media in Media},
)


def shown(column: Column) -> Column:
    return replace(column, shown=True)


def hidden(column: Column) -> Column:
    return replace(column, shown=False)
