"""Report pages: for those who may read, with filters that refuse nonsense."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from sessions_app.models import CobrowseSession

pytestmark = pytest.mark.django_db

REPORT = "/reports/"


@pytest.fixture
def demo() -> None:
    call_command("seed_demo", verbosity=0)


@pytest.fixture
def analyst(demo: None, client: Client) -> Client:
    client.force_login(User.objects.get(username="ana"))
    return client


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    answer = client.get(REPORT)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login/")


def test_an_agent_without_the_permission_is_refused(demo: None, client: Client) -> None:
    client.force_login(User.objects.get(username="alice"))
    assert client.get(REPORT).status_code == 403


def test_every_ended_session_of_the_range_has_a_row(analyst: Client) -> None:
    answer = analyst.get(REPORT)
    assert answer.status_code == 200
    shown = answer.context["page"].paginator.count
    wanted = answer.context["form"].wanted()
    ended = CobrowseSession.objects.filter(
        state="ended",
        created_at__date__gte=wanted.start,
        created_at__date__lte=wanted.end,
    )
    assert shown == ended.count() > 0


def test_filters_narrow_the_rows(analyst: Client) -> None:
    rows = analyst.get(REPORT, {"medium": "voice"}).context["rows"]
    assert {row.session.media for row in rows} <= {"voice"}


@pytest.mark.parametrize(
    "query",
    [
        {"start": "2026-02-01", "end": "2026-01-01"},
        {"start": "2020-01-01", "end": "2026-01-01"},
        {"start": "yesterday"},
        {"medium": "fax"},
        {"agent": "999999"},
        {"site": "' OR 1=1"},
    ],
)
def test_a_filter_that_makes_no_sense_is_explained(
    analyst: Client, query: dict[str, str]
) -> None:
    answer = analyst.get(REPORT, query)
    assert answer.status_code == 400
    assert b"field__error" in answer.content


def test_the_sessions_page_shows_its_timeline(analyst: Client) -> None:
    session = CobrowseSession.objects.filter(state="ended").first()
    assert session is not None
    answer = analyst.get(f"/reports/sessions/{session.pk}/")
    assert answer.status_code == 200
    assert b"Timeline" in answer.content
    assert analyst.get(f"/reports/sessions/{uuid4()}/").status_code == 404


def test_a_hostile_page_title_is_only_text(analyst: Client) -> None:
    session = CobrowseSession.objects.filter(state="ended").first()
    assert session is not None
    session.events.create(
        name="page.opened",
        state=session.state,
        mode=session.mode,
        actor_role="customer",
        detail={"url": "javascript:alert(1)", "title": "<script>alert(1)</script>"},
    )
    body = analyst.get(f"/reports/sessions/{session.pk}/").content
    assert b"<script>alert" not in body
    assert b'href="javascript' not in body
