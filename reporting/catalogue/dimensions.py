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
AGENT = dimension(
    "agent",
    _("Agent"),
    _("Whose work it is; none for what no agent took."),
    "agent__display_name",
)
GROUP = dimension(
    "group", _("Group"), _("The agent's group at that time."), "group__name"
)
SITE = dimension(
    "site", _("Site"), _("The site it came from."), "site__name", shown=False
)
QUEUE = dimension(
    "queue", _("Queue"), _("The queue it came through."), "queue__name", shown=False
)
SOURCE = dimension(
    "source",
    _("Source"),
    _("Where it came from: web, mobile, phone or other."),
    "source",
    shown=False,
)
MEDIUM = replace(
    dimension("medium", _("Medium"), _("Chat or voice."), "media", shown=False),
    choices={media.value: media.label for media in Media},
)


def shown(column: Column) -> Column:
    return replace(column, shown=True)


def hidden(column: Column) -> Column:
    return replace(column, shown=False)
