"""A report that somebody asked for before it is read: an export, a scheduled view.

It is read with the rights that the person has when it is read.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.http import QueryDict

from cobrowse.errors import DomainError
from reporting.access import Reader, reader_for
from reporting.catalogue import report_named
from reporting.forms import ReportForm
from reporting.pages.filter_words import filters_in_words
from reporting.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted, and the filters in words of the language now active."""

    wanted: Wanted
    words: list[tuple[str, str]]
    reader: Reader


def asked_before(*, user: User, report: str, query: str) -> Asked:
    """Errors: forbidden, unknown_report, bad_filter (somebody or something that it
    names is gone)."""
    reader = reader_for(user)
    found = report_named(report)
    if found is None:
        raise DomainError("unknown_report", 404)
    if reader is None or not reader.may_read(found):
        raise DomainError("forbidden", 403)
    form = ReportForm(QueryDict(query), report=found, reader=reader)
    if not form.is_valid():
        raise DomainError("bad_filter", 400)
    wanted = form.wanted().whole()
    return Asked(wanted, filters_in_words(form, wanted), reader)
