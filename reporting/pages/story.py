"""Events of a co-browse session as sentences, in the reader's language."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sessions_app.lifecycle import EndReason
from sessions_app.models import SessionEvent


@dataclass(frozen=True, slots=True)
class Told:
    """One event. `tone` names its look, empty for those that matter less; `note` is
    what the event was about, an address for example."""

    at: datetime
    text: str
    note: str
    tone: str


# Which marks the picture of the course has, and how a line of the timeline looks.
TONES = {
    "session.started": "start",
    "session.joined": "join",
    "page.opened": "page",
    "write.requested": "request",
    "write.granted": "grant",
    "write.declined": "refusal",
    "write.expired": "refusal",
    "write.revoked": "back",
    "write.dropped": "back",
    "sharing.paused": "pause",
    "sharing.resumed": "resume",
    "session.ended": "end",
}


def story_of(events: Iterable[SessionEvent], *, agent: str) -> Iterator[Told]:
    """In the order of the events; `agent` is the name of whoever joined."""
    mode = "pointer"
    for event in events:
        refused = event.name == "write.revoked" and mode == "pointer"
        tone = "refusal" if refused else TONES.get(event.name, "")
        yield Told(event.at, _text(event, agent, mode), _note(event), tone)
        mode = event.mode


def _text(event: SessionEvent, agent: str, mode: str) -> str:
    if event.name == "session.ended":
        return _end(event, agent)
    if event.name == "page.opened":
        return _("Page: %(title)s") % {"title": _title(event)}
    if event.name.startswith("write."):
        return _of_write_mode(event, agent, asked=mode == "pointer")
    who = {"customer": _("The customer"), "agent": agent}
    phrases = {
        "session.started": _("The customer started the session."),
        "session.joined": _("%(agent)s joined in Pointer Mode."),
        "sharing.paused": _("The customer paused sharing."),
        "sharing.resumed": _("The customer shared again."),
        "peer.online": _("%(who)s is connected."),
        "session.resumed": _("%(who)s is connected again."),
        "peer.offline": _("%(who)s lost the connection."),
    }
    return phrases.get(event.name, "%(name)s") % {
        "agent": agent,
        "who": who.get(event.actor_role, _("The system")),
        "name": event.name,
    }


def _of_write_mode(event: SessionEvent, agent: str, *, asked: bool) -> str:
    """`asked`: Write Mode was not on, so a revocation or drop is about the question."""
    phrases = {
        "write.requested": _("%(agent)s asked for Write Mode."),
        "write.granted": _("The customer granted Write Mode."),
        "write.declined": _("The customer refused Write Mode."),
        "write.expired": _("The request for Write Mode ran out without an answer."),
        "write.revoked": _("The customer refused Write Mode.")
        if asked
        else _("The customer took Write Mode back."),
        "write.dropped": _("%(agent)s took the request back.")
        if asked
        else _("%(agent)s gave Write Mode back."),
    }
    if event.detail.get("why") == "agent_away":
        return _("Write Mode ended because %(agent)s was away.") % {"agent": agent}
    return phrases.get(event.name, "%(name)s") % {"agent": agent, "name": event.name}


def _end(event: SessionEvent, agent: str) -> str:
    reason = str(event.detail.get("reason", ""))
    if reason == EndReason.CUSTOMER_ENDED:
        return _("The customer ended the session.")
    if reason == EndReason.AGENT_ENDED:
        return _("%(agent)s ended the session.") % {"agent": agent}
    words = dict(EndReason.choices).get(reason, reason)
    if not words:
        return _("The session ended.")
    return _("The session ended: %(reason)s.") % {"reason": words}


def _title(event: SessionEvent) -> str:
    return str(event.detail.get("title", "")) or _("untitled")


def _note(event: SessionEvent) -> str:
    if event.name == "sharing.paused":
        return {
            "write": _("Write Mode ended with it."),
            "request": _("The request for Write Mode lapsed with it."),
        }.get(str(event.detail.get("dropped", "")), "")
    return str(event.detail.get("url", "")) if event.name == "page.opened" else ""
