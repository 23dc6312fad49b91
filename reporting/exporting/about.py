"""What a file says of the report it holds."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from reporting.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Subject:
    """A report, its filters in words, and when it is read."""

    wanted: Wanted
    words: list[tuple[str, str]]
    made_at: datetime


def about(subject: Subject) -> list[tuple[str, str]]:
    """Report, filters, sort, time of making: what it is, and its value."""
    wanted = subject.wanted
    sort = wanted.report.column(wanted.sort_key)
    direction = _("descending") if wanted.descends else _("ascending")
    local = subject.made_at.astimezone(wanted.zone)
    return [
        (_("Report"), str(wanted.report.title)),
        (_("Content"), str(wanted.report.about)),
        *subject.words,
        (_("Sorted by"), f"{sort.label if sort else ''}, {direction}"),
        (_("Made at"), f"{local:%Y-%m-%d %H:%M:%S} {wanted.zone.key}"),
    ]
