"""The door of this API: who reads, and what the address asks for."""

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from cobrowse.errors import not_found
from reporting.access import Reader, reader_for
from reporting.catalogue import Report
from reporting.forms import ReportForm
from reporting.wanted import Wanted

# How a report is paged; the other kind of place is none of its parameters.
_PLACES = {True: {"after", "before"}, False: {"page"}}


def reader_of(request: Request) -> Reader:
    """Errors: not_found for people with nothing to read here."""
    reader = reader_for(request.user)
    if reader is None:
        raise not_found()
    return reader


def wanted_of(request: Request, report: Report) -> Wanted:
    """Parameters as on the page, but nothing is ignored. Errors: not_found, invalid."""
    reader = reader_of(request)
    if not reader.may_read(report):
        raise not_found()
    form = ReportForm(request.GET, report=report, reader=reader)
    known = set(form.fields) - _PLACES[report.is_summary]
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise ValidationError({name: ["Unknown parameter."] for name in unknown})
    if not form.is_valid():
        raise ValidationError(
            {
                name: [str(error) for error in errors]
                for name, errors in form.errors.items()
            }
        )
    return form.wanted()
