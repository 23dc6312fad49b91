"""Sessions at every stage, made through the services. Nothing here opens a socket."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from agents.models import Agent
from cobrowse.actors import Actor
from interactions.call_story import CallKind
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Customer, Interaction, Site
from interactions.services import apply_call_event
from interactions.services.call_reports import CallEvent
from sessions_app.models import CobrowsePolicy, CobrowseSession, SessionEvent
from sessions_app.protocol import SessionPage
from sessions_app.services import (
    connect_agent,
    connect_customer,
    join_session,
    start_session,
)
from tests.people import make_active_chat, make_agent, make_customer, make_site

PAGE = SessionPage(url="https://shop.example/cart?token=secret#x", title="Cart")
_calls = count(1)


@dataclass
class Place:
    """A site, alice who helps its customers, and bob who does not."""

    site: Site
    alice: Agent
    bob: Agent


def make_place(key: str = "shop") -> Place:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    return Place(make_site(alice, key=key), alice, bob)


def make_policy(site: Site, **limits: object) -> CobrowsePolicy:
    policy = CobrowsePolicy(site=site, **limits)
    policy.full_clean()
    policy.save()
    return policy


def make_call(site: Site, agent: Agent, call_id: str = "") -> Interaction:
    """A call that the agent has answered."""
    adapter, _ = CtiAdapter.objects.get_or_create(
        name="switch", defaults={"token_hash": "0" * 64}
    )
    return apply_call_event(
        adapter=adapter,
        event=CallEvent(
            call_id=call_id or f"call-{next(_calls)}",
            event=CallKind.ANSWERED,
            agent=agent.user.username,
            site=site.key,
        ),
    )


def end_call(call: Interaction) -> None:
    assert call.adapter is not None
    apply_call_event(
        adapter=call.adapter,
        event=CallEvent(call_id=call.external_call_id, event=CallKind.ENDED),
    )


def make_chat_session(place: Place) -> CobrowseSession:
    """Alice has joined it by herself; it is in Pointer Mode."""
    customer = make_active_chat(place.site, place.alice).customer
    assert customer is not None
    return start_session(customer=customer, media=Media.CHAT, actor=customer.as_actor())


def make_waiting_session(place: Place) -> CobrowseSession:
    """Somebody on the telephone reads out nine digits."""
    customer, _ = make_customer(place.site)
    return start_session(
        customer=customer, media=Media.VOICE, actor=customer.as_actor()
    )


def make_voice_session(place: Place) -> CobrowseSession:
    call = make_call(place.site, place.alice)
    return join_session(
        agent=place.alice,
        interaction_id=call.pk,
        session_id=make_waiting_session(place).session_id,
        actor=place.alice.as_actor(),
    )


def both_online(session: CobrowseSession) -> CobrowseSession:
    """Both sides have a living socket."""
    connect_customer(
        session_id=session.pk,
        customer=session.customer,
        connection="customer-1",
        tab="tab-1",
        epoch=1,
        page=PAGE,
    )
    assert session.agent is not None
    return connect_agent(
        session_id=session.pk, agent=session.agent, connection="agent-1"
    )


def back_in_time(session: CobrowseSession, seconds: float, *fields: str) -> None:
    """As if these times of the row had been that long ago."""
    fresh = CobrowseSession.objects.get(pk=session.pk)
    CobrowseSession.objects.filter(pk=session.pk).update(
        **{name: getattr(fresh, name) - timedelta(seconds=seconds) for name in fields}
    )


def fresh(session: CobrowseSession) -> CobrowseSession:
    return CobrowseSession.objects.get(pk=session.pk)


def events_of(session: CobrowseSession) -> list[str]:
    return list(
        SessionEvent.objects.filter(session=session)
        .order_by("pk")
        .values_list("name", flat=True)
    )


def customer_of(session: CobrowseSession) -> Actor:
    return session.customer.as_actor()


def agent_of(session: CobrowseSession) -> Actor:
    assert session.agent is not None
    return session.agent.as_actor()


def foreign_customer(place: Place) -> Customer:
    return make_customer(place.site)[0]
