"""A transcript as a plain text that a customer keeps."""

from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime, override
from django.utils.translation import gettext as _

from interactions.models import Interaction
from interactions.protocol.shapes import ChatLine
from interactions.selectors import chat_lines
from interactions.services.languages import language_of

RULE = "─" * 60
INDENT = "        "


def file_name(interaction: Interaction) -> str:
    return f"chat-{interaction.created_at:%Y-%m-%d}.txt"


def transcript_text(interaction: Interaction, *, zone: ZoneInfo) -> str:
    """Header and lines in the customer's language, times in the given zone.

    The agent appears under the display name, as in the chat.
    """
    with language_of(interaction.customer), override(zone):
        parts = [_header(interaction, zone)]
        lines = chat_lines(interaction)
        for day, of_day in groupby(lines, key=lambda line: localtime(line.at).date()):
            parts.append(f"{date_format(day, 'DATE_FORMAT')}\n")
            parts += [_line(line) for line in of_day]
        return "\n".join(parts)


def _header(interaction: Interaction, zone: ZoneInfo) -> str:
    rows = [_("Chat with %(site)s") % {"site": interaction.site.name}]
    rows.append(_("Began: %(when)s") % {"when": _when(interaction.created_at)})
    if interaction.ended_at is not None:
        rows.append(_("Ended: %(when)s") % {"when": _when(interaction.ended_at)})
    if interaction.agent is not None:
        rows.append(_("Agent: %(name)s") % {"name": interaction.agent.display_name})
    rows.append(_("Time zone: %(zone)s") % {"zone": zone.key})
    return "\n".join([*rows, RULE, ""])


def _when(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")


def _line(line: ChatLine) -> str:
    clock = f"{localtime(line.at):%H:%M}"
    said = line.text.replace("\n", f"\n{INDENT}")
    if line.author == "system":
        return f"{clock}   * {said}\n"
    return f"{clock}   {line.name}\n{INDENT}{said}\n"
