"""The page of a session: its figures, its course, its pages, its timeline in words."""

from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agents.models import Agent
from interactions.models import Interaction
from reporting.models import SessionFact
from reporting.services.facts import write_session_facts
from sessions_app.lifecycle import State
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.protocol import Cause
from tests.people import make_active_chat, make_agent, make_site
from tests.reporting.reports_at_hand import make_reader

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 28, 22, 50, tzinfo=UTC)
# Seconds after the start, event, mode afterwards, who, detail.
COURSE: tuple[tuple[int, str, str, str, dict[str, object]], ...] = (
    (0, "session.started", "pointer", "customer", {}),
    (1, "page.opened", "pointer", "customer", {"url": "/a", "title": "Cart"}),
    (10, "session.joined", "pointer", "agent", {}),
    (11, "peer.online", "pointer", "agent", {}),
    (20, "write.requested", "pointer", "agent", {}),
    (25, "write.revoked", "pointer", "customer", {}),
    (60, "write.requested", "pointer", "agent", {}),
    (70, "write.granted", "write", "customer", {}),
    (100, "page.opened", "write", "customer", {"url": "/b", "title": ""}),
    (130, "sharing.paused", "pointer", "customer", {"dropped": "write"}),
    (160, "sharing.resumed", "pointer", "customer", {}),
    (190, "session.ended", "pointer", "agent", {"reason": "agent_ended"}),
)


@pytest.fixture
def chat() -> Interaction:
    alice = make_agent("alice", ready=True)
    make_agent("bob")
    make_reader()
    return make_active_chat(make_site(alice), alice)


@pytest.fixture
def session(chat: Interaction) -> CobrowseSession:
    return share(chat)


def share(chat: Interaction, *, live: bool = False) -> CobrowseSession:
    """A session of the chat with the whole course, or all of it but the end."""
    course = COURSE[:-1] if live else COURSE
    assert chat.customer is not None
    session = CobrowseSession.objects.create(
        session_id="123456789",
        site=chat.site,
        customer=chat.customer,
        interaction=chat,
        agent=chat.agent,
        media="chat",
        state=State.ACTIVE if live else State.ENDED,
        created_at=START,
        activated_at=START + timedelta(seconds=10),
        ended_at=None if live else START + timedelta(seconds=190),
        end_reason="" if live else "agent_ended",
        consent_version=2,
        consent_language="de",
        consented_at=START,
    )
    for seconds, name, mode, role, detail in course:
        add(session, seconds, name, mode, role, detail)
    return session


def add(
    session: CobrowseSession,
    seconds: int,
    name: str,
    mode: str = "pointer",
    role: str = "customer",
    detail: dict[str, object] | None = None,
) -> None:
    SessionEvent.objects.create(
        session=session,
        at=START + timedelta(seconds=seconds),
        name=name,
        state=State.ACTIVE,
        mode=mode,
        actor_role=role,
        detail=detail or {},
    )


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def address(session: CobrowseSession) -> str:
    return f"/reports/sessions/{session.pk}/"


def test_the_figures_are_those_of_the_fact(session: CobrowseSession) -> None:
    write_session_facts([str(session.pk)])
    answer = signed_in("ana").get(address(session))
    fact = answer.context["fact"]
    assert fact == SessionFact.objects.get()
    assert (fact.wait_ms, fact.write_ms, fact.paused_ms) == (10_000, 60_000, 30_000)
    body = answer.content.decode()
    assert "0:03:00" in body  # from the join to the end
    assert "asked 2 ×, granted 1 ×, refused 1 ×" in body  # noqa: RUF001
    assert "Version 2 (de)" in body


def test_a_session_whose_fact_is_not_written_yet_has_the_same_figures(
    session: CobrowseSession,
) -> None:
    early = signed_in("ana").get(address(session)).context["fact"]
    write_session_facts([str(session.pk)])
    fact = SessionFact.objects.get()
    names = [field.attname for field in SessionFact._meta.fields]
    assert {name: getattr(early, name) for name in names if name != "group_id"} == {
        name: getattr(fact, name) for name in names if name != "group_id"
    }


def test_events_are_told_in_words(session: CobrowseSession) -> None:
    story = signed_in("ana").get(address(session)).context["story"]
    assert [told.text for told in story] == [
        "The customer started the session.",
        "Page: Cart",
        "Alice joined in Pointer Mode.",
        "Alice is connected.",
        "Alice asked for Write Mode.",
        "The customer refused Write Mode.",
        "Alice asked for Write Mode.",
        "The customer granted Write Mode.",
        "Page: untitled",
        "The customer paused sharing.",
        "The customer shared again.",
        "Alice ended the session.",
    ]
    assert story[9].note == "Write Mode ended with it."


def test_every_cause_has_words_of_its_own(session: CobrowseSession) -> None:
    for cause in get_args(Cause):
        add(session, 150, cause)
    story = signed_in("ana").get(address(session)).context["story"]
    codes = set(get_args(Cause))
    assert not [told.text for told in story if told.text in codes]


def test_the_picture_has_the_modes_and_what_was_asked(session: CobrowseSession) -> None:
    answer = signed_in("ana").get(address(session))
    picture = answer.context["picture"]
    assert [span.mode for span in picture.spans] == [
        "waiting",
        "pointer",
        "write",
        "paused",
        "pointer",
    ]
    widths = [float(span.width.rstrip("%")) for span in picture.spans]
    assert sum(widths) == pytest.approx(100, abs=0.1)
    assert [mark.tone for mark in picture.marks] == [
        "request",
        "refusal",
        "request",
        "grant",
        "end",
    ]
    assert [mark.label for mark in picture.pages] == ["1", "2"]
    assert [elapsed for _, elapsed in picture.scale][::4] == ["0:00:00", "0:03:10"]
    assert b"Waited 0:00:10, Pointer Mode 0:02:00 (paused 0:00:30)" in answer.content


def test_pages_come_in_order_with_the_time_on_each(session: CobrowseSession) -> None:
    visits = signed_in("ana").get(address(session)).context["visits"]
    assert [(visit["url"], visit["stayed_ms"]) for visit in visits] == [
        ("/a", 99_000),
        ("/b", 90_000),
    ]


def test_times_are_in_the_zone_that_is_named(session: CobrowseSession) -> None:
    ana = signed_in("ana")
    body = ana.get(address(session), {"zone": "Asia/Kolkata"}).content.decode()
    assert "Times in Asia/Kolkata" in body
    assert "Session of 29 March 2026, 04:20" in body
    body = ana.get(address(session), {"zone": "Mars/Olympus"}).content.decode()
    assert "Times in UTC" in body
    assert "Session of 28 March 2026, 22:50" in body


def test_a_live_session_is_shown_up_to_now(chat: Interaction) -> None:
    session = share(chat, live=True)
    answer = signed_in("ana").get(address(session))
    assert answer.status_code == 200
    assert b"This session is not over" in answer.content
    assert answer.context["fact"].write_ms == 60_000
    assert answer.context["fact"].cobrowse_ms > 180_000
    assert not SessionFact.objects.exists()


def test_one_who_waits_for_an_agent_has_a_page(chat: Interaction) -> None:
    session = share(chat, live=True)
    session.events.exclude(name="session.started").delete()
    CobrowseSession.objects.update(
        state=State.PENDING, agent=None, interaction=None, activated_at=None
    )
    answer = signed_in("ana").get(address(session))
    assert [span.mode for span in answer.context["picture"].spans] == ["waiting"]
    assert signed_in("alice").get(address(session)).status_code == 404


def test_the_figures_outlive_the_session(session: CobrowseSession) -> None:
    write_session_facts([str(session.pk)])
    SessionFact.objects.update(pages=[])
    page = address(session)
    session.events.all().delete()
    session.delete()
    answer = signed_in("ana").get(page)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert "0:03:00" in body
    assert "Which pages these were has been erased." in body
    assert "The events of this session have been deleted" in body
    assert signed_in("alice").get(page).status_code == 200
    assert signed_in("bob").get(page).status_code == 404


def test_agents_open_only_what_they_joined(session: CobrowseSession) -> None:
    assert signed_in("alice").get(address(session)).status_code == 200
    assert signed_in("bob").get(address(session)).status_code == 404
    User.objects.create_user("charlie")
    assert signed_in("charlie").get(address(session)).status_code == 403
    assert Client().get(address(session)).status_code == 302
    assert signed_in("ana").get(f"/reports/sessions/{uuid4()}/").status_code == 404


def test_the_transcript_is_linked_for_those_who_may_read_it(
    session: CobrowseSession, chat: Interaction
) -> None:
    link = f'href="/agent/transcripts/{chat.pk}/"'
    assert link in signed_in("alice").get(address(session)).content.decode()
    assert link not in signed_in("ana").get(address(session)).content.decode()
    view = Permission.objects.get(codename="view_interaction")
    User.objects.get(username="ana").user_permissions.add(view)
    assert link in signed_in("ana").get(address(session)).content.decode()
    Interaction.objects.update(agent=Agent.objects.get(user__username="bob"))
    assert link not in signed_in("alice").get(address(session)).content.decode()


def test_a_hostile_page_title_is_only_text(session: CobrowseSession) -> None:
    page = {"url": "javascript:alert(1)", "title": "<script>alert(1)</script>"}
    add(session, 120, "page.opened", detail=dict(page))
    add(session, 121, "<b>event")
    body = signed_in("ana").get(address(session)).content
    assert b"&lt;script&gt;alert" in body
    assert b"<script>alert" not in body
    assert b"<b>event" not in body
    assert b'href="javascript' not in body


def test_the_page_asks_as_much_however_long_the_session_was(
    session: CobrowseSession,
) -> None:
    write_session_facts([str(session.pk)])
    ana = signed_in("ana")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert ana.get(address(session)).status_code == 200
        counts.append(len(asked))
        for second in range(12, 180, 3):
            add(session, second, "page.opened", detail={"url": f"/{second}"})
    assert counts == [10, 10]
