"""A made-up co-browse session as rows: the session, its events, its attached data."""

import datetime as dt
import uuid

from agents.models import Agent
from demo.history.cases import Share
from interactions.models import Interaction
from sessions_app.lifecycle import EndReason, Mode, State
from sessions_app.models import CobrowseSession, SessionEvent

ORIGIN = "https://fjord-and-field.example"
WHO_ENDS = {
    EndReason.CUSTOMER_ENDED: "customer",
    EndReason.AGENT_ENDED: "agent",
}


def session_rows(
    share: Share, *, interaction: Interaction, agent: Agent, answered_at: dt.datetime
) -> tuple[CobrowseSession, list[SessionEvent]]:
    """The session of a case, with the events that lead to its figures."""
    created_at = answered_at + share.starts_after
    joined_at = created_at + share.waited if share.joined else None
    ended_at = created_at + share.waited + share.lasted
    path, title = share.pages[-1][1:]
    history_id = uuid.uuid4()
    session = CobrowseSession(
        id=history_id,
        session_id=f"{history_id.int % 10**9:09d}",
        site=interaction.site,
        customer=interaction.customer,
        interaction=interaction if share.joined else None,
        agent=agent if share.joined else None,
        media=interaction.media,
        state=State.ENDED,
        mode=Mode.POINTER,
        write_request_count=1 if share.write else 0,
        created_at=created_at,
        activated_at=joined_at,
        ended_at=ended_at,
        end_reason=share.end_reason,
        customer_seen_at=ended_at,
        agent_seen_at=ended_at if share.joined else None,
        last_activity_at=ended_at,
        page_url=ORIGIN + path,
        page_title=title,
    )
    events = _events(session, share, agent, joined_at)
    session.mode_epoch = len(events)
    if joined_at is not None:
        _attach(interaction, session, joined_at, ended_at, share)
    return session, events


def _events(
    session: CobrowseSession, share: Share, agent: Agent, joined_at: dt.datetime | None
) -> list[SessionEvent]:
    """In order of time, each with where the session stood after it."""
    customer = ("customer", str(session.customer_id))
    helper = ("agent", str(agent.pk))
    assert session.ended_at is not None
    steps: list[tuple[dt.datetime, str, tuple[str, str], dict[str, object]]] = [
        (session.created_at, "session.started", customer, {})
    ]
    base = joined_at or session.created_at
    for after, path, title in share.pages:
        at = session.created_at if not after else base + after
        steps.append(
            (at, "page.opened", customer, {"url": ORIGIN + path, "title": title})
        )
    if joined_at is not None:
        steps.append((joined_at, "session.joined", helper, {}))
        if share.write:
            asked_at = joined_at + share.write.asked_after
            answered_at = asked_at + dt.timedelta(seconds=6)
            steps.append((asked_at, "write.requested", helper, {}))
            if share.write.granted:
                back_at = min(answered_at + share.write.lasted, session.ended_at)
                steps.append((answered_at, "write.granted", customer, {}))
                steps.append((back_at, "write.revoked", customer, {}))
            else:
                steps.append((answered_at, "write.declined", customer, {}))
    who = WHO_ENDS.get(EndReason(session.end_reason))
    by = {"customer": customer, "agent": helper}.get(who or "", ("system", ""))
    steps.sort(key=lambda step: step[0])
    steps.append(
        (session.ended_at, "session.ended", by, {"reason": session.end_reason})
    )
    return [_event(session, agent, joined_at, steps, n) for n in range(len(steps))]


def _event(
    session: CobrowseSession,
    agent: Agent,
    joined_at: dt.datetime | None,
    steps: list[tuple[dt.datetime, str, tuple[str, str], dict[str, object]]],
    index: int,
) -> SessionEvent:
    at, name, (role, actor_id), detail = steps[index]
    names = [step[1] for step in steps[: index + 1]]
    joined = "session.joined" in names
    writing = "write.granted" in names and "write.revoked" not in names
    state = State.ACTIVE if joined else State.PENDING
    if name == "session.ended":
        state, writing = State.ENDED, False
    return SessionEvent(
        session=session,
        at=at,
        name=name,
        state=state,
        mode=Mode.WRITE if writing else Mode.POINTER,
        agent=agent if joined else None,
        actor_role=role,
        actor_id=actor_id,
        detail=detail,
    )


def _attach(
    interaction: Interaction,
    session: CobrowseSession,
    joined_at: dt.datetime,
    ended_at: dt.datetime,
    share: Share,
) -> None:
    """The keys that sessions write onto their interaction (spec AD)."""
    known = interaction.attached_data
    lasted = int((ended_at - joined_at).total_seconds() * 1000)
    denied = share.write is not None and not share.write.granted
    interaction.attached_data = {
        **known,
        "source": interaction.source,
        "referrer": interaction.referrer,
        "url": interaction.url,
        "pageTitle": interaction.page_title,
        "CoBrowseAssociated": "No",
        "CoBrowseSessionsQuantity": int(known.get("CoBrowseSessionsQuantity", 0)) + 1,
        "CoBrowseSessionId": str(session.pk),
        "CoBrowseStartTime": known.get(
            "CoBrowseStartTime", int(joined_at.timestamp() * 1000)
        ),
        "CoBrowseDuration": int(known.get("CoBrowseDuration", 0)) + lasted,
        "IsCoBrowseDenied": "Yes" if denied else known.get("IsCoBrowseDenied", "No"),
    }
