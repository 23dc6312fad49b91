"""What is in hand now, and how much of it is co-browsed."""

from collections.abc import Iterable

from interactions.lifecycle import Media
from reporting.realtime.catalogue.interactions import (
    CURRENT_AGENTS,
    CURRENT_CALLS,
    CURRENT_CHATS,
)
from reporting.realtime.snapshot import LiveInteraction, Snapshot
from reporting.realtime.statistics.results import Result, percent

WEB = "web"


def _in_hand(snapshot: Snapshot, media: Media) -> list[LiveInteraction]:
    return [
        each
        for each in snapshot.interactions
        if each.waiting_since is None and each.media == media
    ]


def _agents_of(interactions: Iterable[LiveInteraction]) -> int:
    return len({each.agent_id for each in interactions})


def _shared(interactions: Iterable[LiveInteraction]) -> list[LiveInteraction]:
    return [each for each in interactions if each.cobrowse]


def current_agents(snapshot: Snapshot) -> Result:
    chats = _in_hand(snapshot, Media.CHAT)
    calls = _in_hand(snapshot, Media.VOICE)
    return Result(
        CURRENT_AGENTS,
        {
            "chat_agents": _agents_of(chats),
            "chat_with_cobrowse": _agents_of(_shared(chats)),
            "inbound_voice": _agents_of(calls),
            "inbound_voice_with_cobrowse": _agents_of(_shared(calls)),
        },
    )


def current_chats(snapshot: Snapshot) -> Result:
    chats = _in_hand(snapshot, Media.CHAT)
    web = [each for each in chats if each.source == WEB]
    shared, web_shared = len(_shared(chats)), len(_shared(web))
    return Result(
        CURRENT_CHATS,
        {
            "chat": len(chats),
            "cobrowse_in_chat": shared,
            "cobrowse_in_chat_percent": percent(shared, len(chats)),
            "web_chat": len(web),
            "cobrowse_in_web_chat": web_shared,
            "cobrowse_in_web_chat_percent": percent(web_shared, len(web)),
        },
    )


def current_calls(snapshot: Snapshot) -> Result:
    calls = _in_hand(snapshot, Media.VOICE)
    shared = len(_shared(calls))
    return Result(
        CURRENT_CALLS,
        {
            "inbound_voice": len(calls),
            "cobrowse_in_inbound_voice": shared,
            "cobrowse_on_inbound_voice_percent": percent(shared, len(calls)),
        },
    )
