"""The message that a schedule sends: what was asked, the totals, and the file."""

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cobrowse.errors import DomainError
from reporting.asked import Asked, asked_before
from reporting.exporting import Format, Subject, all_rows, file_name, pieces_of
from reporting.models import SavedView, Schedule
from reporting.presentation import as_text
from reporting.selectors import count_of, totals_of
from reporting.selectors.schedules import present_recipients

# What mail servers commonly take; a larger report is linked to.
MOST_BYTES = 10 * 1024 * 1024
# Not worth making only to find that it is too large.
MOST_ROWS = 300_000


def email_is_set_up() -> bool:
    """Whether messages leave this machine."""
    return bool(settings.COBROWSE_EMAIL_HOST)


def message_of(schedule: Schedule, *, made_at: datetime) -> EmailMultiAlternatives:
    """Ready to send. Errors: no_mail_server, no_recipients, and those of
    `asked_before` for the view's owner, whose rights count."""
    if not (email_is_set_up() or settings.COBROWSE_DEMO):
        raise DomainError("no_mail_server", 503)
    people = present_recipients(schedule)
    if not people:
        raise DomainError("no_recipients", 409)
    view = schedule.view
    with override(settings.LANGUAGE_CODE):
        asked = asked_before(user=view.owner, report=view.report, query=view.query)
        rows = count_of(asked.wanted)
        file = _file(asked, Format(schedule.format), rows, made_at)
        context = {
            "view": view,
            "report": asked.wanted.report,
            "words": asked.words,
            "rows": rows,
            "totals": _totals(asked),
            "attached": file is not None,
            "link": _link(view, asked),
            "cadence": Schedule.Cadence(schedule.cadence).label,
            "owner": view.owner.get_full_name() or view.owner.get_username(),
        }
        message = EmailMultiAlternatives(
            subject=" ".join(f"{view.name}: {asked.wanted.report.title}".split()),
            body=render_to_string("reporting/email/schedule.txt", context),
            to=[user.email for user in people],
            headers={"Auto-Submitted": "auto-generated"},
        )
        page = render_to_string("reporting/email/schedule.html", context)
    message.attach_alternative(page, "text/html")
    if file is not None:
        format = Format(schedule.format)
        kind = format.content_type.partition(";")[0]
        message.attach(file_name(asked.wanted, format), file, kind)
    return message


def _file(asked: Asked, format: Format, rows: int, made_at: datetime) -> bytes | None:
    """None: too large for a message."""
    if rows > MOST_ROWS:
        return None
    subject = Subject(asked.wanted, asked.words, made_at)
    content = bytearray()
    for piece in pieces_of(subject, format, rows=all_rows(asked.wanted)):
        content += piece
        if len(content) > MOST_BYTES:
            return None
    return bytes(content)


def _totals(asked: Asked) -> list[tuple[str, str]]:
    """The figures of a summary over the whole range."""
    wanted = asked.wanted
    if not wanted.report.is_summary:
        return []
    totals = totals_of(wanted)
    return [
        (str(column.label), as_text(column, totals[column.key], wanted.zone))
        for column in wanted.chosen
        if column.key in totals
    ]


def _link(view: SavedView, asked: Asked) -> str:
    """Empty where the installation has not said by which address it is reached.

    A view that is not shared, or shows one agent's rows only, is linked to by its
    filters: to the others it would be another or none.
    """
    if not settings.COBROWSE_PUBLIC_URL:
        return ""
    if view.shared and asked.reader.reads_all:
        address = reverse("reporting:view", args=[view.pk])
    else:
        address = f"{reverse('reporting:report', args=[view.report])}?{view.query}"
        if asked.reader.agent_id is not None:
            address += "&" + urlencode({"agent": asked.reader.agent_id})
    return f"{settings.COBROWSE_PUBLIC_URL}{address}"


def failure_in_words(code: str) -> str:
    """What the page says of `Schedule.last_error`."""
    words = {
        "sending": _("Being sent, or interrupted while it was."),
        "no_mail_server": _("No mail server is set up."),
        "no_recipients": _("None of the recipients may read reports any more."),
        "forbidden": _("You may not read this report any more."),
        "unknown_report": _("There is no such report any more."),
        "bad_filter": _("Something that the view filters by is gone."),
        "mail_failed": _("The mail server could not be reached or refused."),
    }
    return words.get(code, _("The report could not be made."))
