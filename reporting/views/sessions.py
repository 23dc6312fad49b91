"""The page of one co-browse session: figures, course, pages, timeline."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cobrowse.errors import DomainError
from interactions.selectors.transcripts import interaction_to_read, reader_of
from reporting.access import Reader
from reporting.pages.course_picture import MODES, picture_of
from reporting.pages.story import story_of
from reporting.selectors.sessions import Account, session_account
from reporting.views.reading import for_readers
from reporting.zones import reporting_zones, zone_named


@require_safe
@for_readers
def session(request: HttpRequest, reader: Reader, history_id: UUID) -> HttpResponse:
    """Times are in the zone of the address; agents open what they joined."""
    account = session_account(reader=reader, history_id=history_id)
    if account is None:
        raise Http404
    zones = reporting_zones()
    agent = account.fact.agent
    name = agent.display_name if agent else _("The agent")
    story = list(story_of(account.events, agent=name))
    return render(
        request,
        "reporting/session_detail.html",
        {
            "area": "historical",
            "account": account,
            "fact": account.fact,
            "row": account.row,
            "zone": zone_named(request.GET.get("zone", "")) or zones[0],
            "zones": zones,
            "story": story,
            "picture": picture_of(account, story) if account.events else None,
            "modes": MODES,
            "visits": _visits(account),
            "has_transcript": _has_transcript(request, account),
        },
    )


def _visits(account: Account) -> list[dict[str, object]]:
    return [
        {**visit, "opened_at": datetime.fromisoformat(str(visit["opened_at"]))}
        for visit in account.fact.pages
    ]


def _has_transcript(request: HttpRequest, account: Account) -> bool:
    """Whether this reader may read what was said in the interaction."""
    interaction_id = account.fact.interaction_id
    if interaction_id is None:
        return False
    try:
        interaction_to_read(reader_of(request.user), interaction_id)
    except DomainError:
        return False
    return True
