"""One morning, step by step: every statistic of every template after each of them.

The numbers are in realtime_morning.txt, written by hand. What has happened counts at
once: the same is shown before and after its facts are written.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import set_presence
from interactions.lifecycle import Media
from interactions.models import Customer, Interaction, Queue, Site
from interactions.services import (
    accept_offer,
    end_interaction,
    expire_offers,
    reject_offer,
    route_waiting,
    start_chat,
    transfer_interaction,
)
from reporting.models import DirtyHour, FactDue
from reporting.realtime.catalogue import TEMPLATES, Per
from reporting.realtime.levels import number_of
from reporting.realtime.reading import read_snapshot
from reporting.realtime.statistics import Result, Row, result_of
from reporting.services.facts import write_due_facts
from reporting.services.settle import settle_reports
from sessions_app.models import CobrowseSession
from sessions_app.services import (
    end_session,
    grant_write,
    join_session,
    request_write,
    start_session,
)
from tests.people import make_agent, make_customer, make_ready
from tests.reporting.clock import Clock, stop_the_clock
from tests.sessions_app.places import end_call, fresh, make_call

pytestmark = pytest.mark.django_db

NINE = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
LINES = {
    "cobrowse-agents": "agents",
    "chat-interactions": "chats",
    "voice-interactions": "calls",
    "cobrowse-sessions": "sessions",
    "queue-kpi": "queue",
    "agent-activity": "activity",
}


def shown() -> list[str]:
    """What the real-time pages say now, a line per row."""
    snapshot = read_snapshot()
    lines = []
    for template in TEMPLATES:
        result = result_of(template, snapshot)
        if template.per is Per.ALL:
            lines.append(f"{LINES[template.key]}: {_line(result, result)}")
        lines += [
            f"{LINES[template.key]} {row.name}: {_line(result, row)}"
            for row in result.rows
        ]
    return lines


def _line(result: Result, row: Row | Result) -> str:
    words = []
    for statistic in result.template.statistics:
        value = row.values[statistic.key]
        number = number_of(statistic, value)
        if number is not None:
            words.append(f"{number:g}" if number % 1 == 0 else f"{number:.1f}")
        elif isinstance(value, datetime):
            words.append(f"{value:%H:%M:%S}")
        elif statistic.key == "session_id" and value:
            words.append(_which(str(value)))
        else:
            words.append(str(value) if value else "-")
    return " ".join(words)


def _which(history_id: str) -> str:
    """The sessions are called first, second, … in the order of their starts."""
    ids = CobrowseSession.objects.order_by("created_at").values_list("pk", flat=True)
    return f"#{[str(pk) for pk in ids].index(history_id) + 1}"


class Morning:
    """The clock, the people, and what should be on the screen after each step."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock: Clock = stop_the_clock(monkeypatch, NINE)
        self.alice, self.bob = make_agent("alice"), make_agent("bob")
        self.site = Site.objects.create(key="shop", name="Shop", allow_loopback=True)
        self.chat, self.care = self.queue("Chat"), self.queue("Care", position=1)
        self.chat.agents.set([self.alice, self.bob])
        self.care.agents.set([self.bob])
        text = Path(__file__).with_name("realtime_morning.txt").read_text("utf-8")
        self.screens = [screen.strip() for screen in text.split("\n# ")[1:]]

    def queue(self, name: str, position: int = 0) -> Queue:
        return Queue.objects.create(
            site=self.site, name=name, media=Media.CHAT, position=position
        )

    def after(self, seconds: float) -> None:
        """Time passes; the desktops are there all the while."""
        self.clock.advance(seconds)
        Agent.objects.update(last_seen_at=self.clock.now)

    def comes(self, source: str = "web") -> Interaction:
        chat = start_chat(
            customer=(customer := make_customer(self.site)[0]),
            actor=customer.as_actor(),
            name="Carla",
            question="Where is my parcel?",
            source=source,
        )
        route_waiting()
        return chat

    def shares(self, customer: Customer, media: Media = Media.CHAT) -> CobrowseSession:
        return start_session(customer=customer, media=media, actor=customer.as_actor())

    def shows(self, step: str) -> None:
        """The next screen: before facts are written, before they are summed, after."""
        title, *lines = self.screens.pop(0).splitlines()
        assert f"{self.clock.now:%H:%M:%S} {step}" == title
        moments: list[tuple[str, Callable[[], object]]] = [
            ("due", lambda: None),
            ("written", write_due_facts),
            ("summed", settle_reports),
        ]
        for moment, work in moments:
            work()
            assert shown() == lines, f"{title}, facts {moment}"
        assert not FactDue.objects.exists()
        assert not DirtyHour.objects.exists()


def fresh_chat(chat: Interaction) -> Interaction:
    return Interaction.objects.get(pk=chat.pk)


def customer_of(chat: Interaction) -> Customer:
    assert chat.customer is not None
    return chat.customer


def test_every_figure_after_each_step_of_a_morning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day = Morning(monkeypatch)
    chat = _a_chat_finds_its_agent(day)
    _the_page_is_shared_twice(day, chat)
    _another_chat_is_refused_once(day)
    _a_call_is_shared(day)
    _the_chat_is_handed_on(day, chat)
    _somebody_gives_up(day)
    assert day.screens == []


def _a_chat_finds_its_agent(day: Morning) -> Interaction:
    day.after(10)
    make_ready(day.bob)
    day.after(10)
    day.shows("bob is ready")
    chat = day.comes()
    day.after(5)
    day.shows("a chat comes and is offered to bob")
    day.after(26)
    expire_offers()
    day.shows("bob misses it")
    make_ready(day.alice)
    route_waiting()
    day.after(4)
    day.shows("alice is ready and is asked")
    accept_offer(interaction_id=chat.pk, agent=day.alice)
    day.shows("alice takes it")
    return chat


def _the_page_is_shared_twice(day: Morning, chat: Interaction) -> None:
    customer = customer_of(chat)
    day.after(15)
    session = day.shares(customer)
    day.shows("the customer shares the page")
    day.after(10)
    request_write(session=fresh(session), actor=day.alice.as_actor())
    grant_write(session=fresh(session), actor=customer.as_actor())
    day.shows("Write Mode")
    day.after(20)
    end_session(session=fresh(session), actor=customer.as_actor())
    day.shows("the sharing ends")
    day.after(10)
    day.shares(customer)
    day.after(10)
    day.shows("a second session")


def _another_chat_is_refused_once(day: Morning) -> None:
    mobile = day.comes("mobile")
    day.after(10)
    reject_offer(interaction_id=mobile.pk, agent=day.bob)
    route_waiting()
    day.shows("a chat from the app, which bob refuses")
    day.after(10)
    accept_offer(interaction_id=mobile.pk, agent=day.alice)
    day.shows("alice takes that too")


def _a_call_is_shared(day: Morning) -> None:
    call = make_call(day.site, day.bob)
    day.after(10)
    day.shows("bob has a call")
    waiting = day.shares(make_customer(day.site)[0], Media.VOICE)
    day.shows("the caller has nine digits")
    day.after(10)
    join_session(
        agent=day.bob,
        interaction_id=call.pk,
        session_id=waiting.session_id,
        actor=day.bob.as_actor(),
    )
    day.shows("bob types them")
    day.after(30)
    end_call(call)
    day.shows("the caller hangs up")


def _the_chat_is_handed_on(day: Morning, chat: Interaction) -> None:
    day.after(10)
    transfer_interaction(
        interaction=fresh_chat(chat),
        actor=day.alice.as_actor(),
        to_queue=day.care.pk,
    )
    route_waiting()
    day.after(10)
    day.shows("alice hands the first chat on")
    accept_offer(interaction_id=chat.pk, agent=day.bob)
    day.after(20)
    end_interaction(interaction=fresh_chat(chat), actor=day.bob.as_actor())
    day.shows("bob takes it and ends it")


def _somebody_gives_up(day: Morning) -> None:
    day.after(20)
    left = day.comes()
    day.after(10)
    end_interaction(interaction=left, actor=customer_of(left).as_actor())
    day.shows("somebody gives up")
    set_presence(
        agent=day.alice,
        actor=day.alice.as_actor(),
        state=Presence.NOT_READY,
        reason="lunch",
    )
    day.after(20)
    day.shows("alice has lunch")
