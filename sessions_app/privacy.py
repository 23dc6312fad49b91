"""Personal data in sessions: the pages that customers showed, and when (interactions.
privacy). A session goes with its customer or its interaction, and takes along the files
that its pages were the first to bring."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cobrowse.errors import DomainError
from interactions.models import Site
from interactions.privacy.finding import SESSION, person_of
from interactions.privacy.holdings import holding_of
from interactions.privacy.registry import (
    KINDS,
    Erased,
    Holding,
    JsonObject,
    Person,
    Step,
    counted,
    finders,
    holdings_of,
    on_erasing,
    personal_data_of,
    steps,
)
from sessions_app.hooks import on_pages_erased
from sessions_app.lifecycle import LIVE_STATES, State
from sessions_app.models import Asset, CobrowseSession, SessionEvent

_KINDS = {
    "sessions_app.CobrowseSession": "sessions",
    "sessions_app.SessionEvent": "session_events",
    "sessions_app.Asset": "assets",
}
_HOLDS = ("customer__legal_hold", "interaction__legal_hold")
_LIVE = Q(state__in=LIVE_STATES)


def register() -> None:
    KINDS["sessions"] = _("co-browse sessions")
    KINDS["session_events"] = _("events of co-browse sessions")
    KINDS["assets"] = _("pictures and fonts of pages")
    KINDS["session_pages"] = _("page addresses of co-browse sessions")
    on_erasing.append(_erase)
    holdings_of.append(_holdings)
    personal_data_of.append(_data)
    finders[SESSION] = _find
    steps.extend(STEPS)


def sessions_of(person: Person) -> QuerySet[CobrowseSession]:
    return CobrowseSession.objects.filter(
        Q(customer__in=person.customers) | Q(interaction__in=person.interactions)
    )


def _find(history_id: UUID) -> Person:
    session = CobrowseSession.objects.filter(pk=history_id).first()
    if session is None:
        return Person()
    interactions = [session.interaction_id] if session.interaction_id else []
    return person_of(customers=[session.customer_id], interactions=interactions)


def _erase(person: Person) -> Erased:
    rows = sessions_of(person)
    keys = list(
        rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", "state")
    )
    if any(state in LIVE_STATES for _key, state in keys):
        raise DomainError("still_live", 409, "Something still goes on. End it first.")
    erased = counted(rows.delete(), _KINDS)
    erased.subjects += [key for key, _state in keys]
    return erased


def _holdings(person: Person) -> list[Holding]:
    rows = sessions_of(person)
    events = SessionEvent.objects.filter(session__in=rows.values("pk"))
    return [
        holding_of("sessions", rows, live=_LIVE),
        holding_of("session_events", events, moment="at"),
        holding_of("assets", Asset.objects.filter(session__in=rows.values("pk"))),
    ]


def _data(person: Person) -> Iterator[tuple[str, JsonObject]]:
    for key in list(sessions_of(person).order_by("created_at").values_list("pk")):
        row = (
            CobrowseSession.objects.select_related("site", "agent")
            .filter(pk=key[0])
            .first()
        )
        if row is not None:
            yield "sessions", _session(row)


def _session(row: CobrowseSession) -> JsonObject:
    events = row.events.order_by("at", "pk")
    assets = row.assets.order_by("created_at", "pk")
    return {
        "history_id": row.pk,
        "site": row.site.key,
        "customer_id": row.customer_id,
        "interaction_id": row.interaction_id,
        "agent": row.agent.display_name if row.agent else None,
        "media": row.media,
        "state": row.state,
        "created_at": row.created_at,
        "activated_at": row.activated_at,
        "ended_at": row.ended_at,
        "end_reason": row.end_reason,
        "consent_version": row.consent_version,
        "consent_language": row.consent_language,
        "consented_at": row.consented_at,
        "page_url": row.page_url,
        "page_title": row.page_title,
        "events": list(events.values("at", "name", "mode", "actor_role", "detail")),
        "assets": list(
            assets.values("digest", "media_type", "size_bytes", "created_at", "used_at")
        ),
    }


def _with_pages(site: Site, before: datetime) -> QuerySet[CobrowseSession]:
    told = SessionEvent.objects.filter(
        session=OuterRef("pk"), name="page.opened", detail__has_key="title"
    )
    return CobrowseSession.objects.filter(
        ~Q(page_url="") | ~Q(page_title="") | Exists(told),
        site=site,
        state=State.ENDED,
        ended_at__lt=before,
    )


def _erase_pages(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    """Addresses become numbers: how many pages there were, and how long the customer
    stayed on each, can still be told from the events."""
    numbers: dict[tuple[UUID, str], int] = {}
    seen: dict[UUID, int] = {}
    opened = list(
        SessionEvent.objects.filter(session__in=keys, name="page.opened").order_by(
            "session", "at", "pk"
        )
    )
    for event in opened:
        address = (event.session_id, str(event.detail.get("url", "")))
        if address not in numbers:
            seen[event.session_id] = seen.get(event.session_id, 0) + 1
            numbers[address] = seen[event.session_id]
        event.detail = {
            **{k: v for k, v in event.detail.items() if k != "title"},
            "url": f"page {numbers[address]}",
        }
    SessionEvent.objects.bulk_update(opened, ["detail"], batch_size=500)
    erased = Erased()
    erased.counts["session_pages"] = CobrowseSession.objects.filter(pk__in=keys).update(
        page_url="", page_title=""
    )
    for hook in on_pages_erased:
        hook(keys)
    return erased


def _without_interaction(site: Site, before: datetime) -> QuerySet[CobrowseSession]:
    """Nobody ever joined them; those of an interaction go with it."""
    return CobrowseSession.objects.filter(
        site=site, state=State.ENDED, interaction__isnull=True, ended_at__lt=before
    )


def _erase_loose(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    return counted(CobrowseSession.objects.filter(pk__in=keys).delete(), _KINDS)


STEPS = (
    Step("session_pages", "page_days", _with_pages, _erase_pages, _HOLDS),
    Step("sessions", "interaction_days", _without_interaction, _erase_loose, _HOLDS),
)
