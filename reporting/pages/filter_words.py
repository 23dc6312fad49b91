"""What a report was filtered by, in words: on paper and above the table."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interactions.lifecycle import Media
from reporting.forms import ReportForm
from reporting.wanted import Wanted


def filters_in_words(form: ReportForm, wanted: Wanted) -> list[tuple[str, str]]:
    """Name and value of what was chosen, the range and the zone always."""
    words = [(_("Range"), range_in_words(wanted)), (_("Time zone"), wanted.zone.key)]
    if "interval" in form.fields:
        words.append((str(form.fields["interval"].label), str(wanted.interval.label)))
    if wanted.media and "medium" in form.fields:
        medium = Media(wanted.media).label
        words.append((str(form.fields["medium"].label), str(medium)))
    for name in ("agent", "group", "site", "queue"):
        if chosen := form.cleaned_data.get(name):
            words.append((str(form.fields[name].label), str(chosen)))
    return words


def range_in_words(wanted: Wanted) -> str:
    """1 March 2026, or 1 March 2026 to 31 March 2026."""
    first, last = (date_format(day, _("j F Y")) for day in (wanted.first, wanted.last))
    if first == last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
