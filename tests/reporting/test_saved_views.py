"""Saved views: kept under a name, opened by their address, changed by their owners."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cobrowse.errors import DomainError
from reporting.models import SavedView
from reporting.services.saved_views import MOST_VIEWS, save_view
from tests.reporting.clock import stop_the_clock
from tests.reporting.reports_at_hand import Work, make_reader, make_work

pytestmark = pytest.mark.django_db

SAVE = "/reports/cobrowse-summary/save/"


@pytest.fixture
def work() -> Work:
    work = make_work(sessions=4)
    make_reader("rita")
    return work


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


@pytest.fixture
def ana(work: Work) -> Client:
    return signed_in("ana")


@pytest.fixture
def rita(work: Work) -> Client:
    return signed_in("rita")


def kept(client: Client, name: str = "Team", query: str = "", **more: str) -> SavedView:
    answer = client.post(SAVE, {"name": name, "query": query, **more})
    assert answer.status_code == 302
    return SavedView.objects.get(name=name)


def test_a_view_opens_the_report_as_it_was(ana: Client, work: Work) -> None:
    query = f"start=2026-03-28&end=2026-03-29&agent={work.bob.pk}&sort=-sessions"
    view = kept(ana, query=query)
    answer = ana.get(f"/reports/views/{view.pk}/", follow=True)
    assert answer.status_code == 200
    wanted = answer.context["wanted"]
    assert (wanted.agent_id, wanted.sort) == (work.bob.pk, "-sessions")
    assert answer.context["view"] == view
    assert not answer.context["changed"]
    assert b"Team" in answer.content


def test_where_one_was_reading_is_not_kept(ana: Client) -> None:
    view = kept(ana, query="preset=today&page=7&page_size=5&after=x&medium=chat&x=y")
    assert view.query == "preset=today&medium=chat"


def test_a_preset_means_something_else_every_day(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = kept(ana, query="preset=yesterday")
    for day in (3, 4):
        stop_the_clock(monkeypatch, datetime(2026, 12, day, 12, tzinfo=UTC))
        answer = ana.get(f"/reports/views/{view.pk}/", follow=True)
        assert answer.context["wanted"].first.day == day - 1


def test_a_private_view_is_not_there_for_others(ana: Client, rita: Client) -> None:
    view = kept(ana)
    assert rita.get(f"/reports/views/{view.pk}/").status_code == 404
    assert b"Team" not in rita.get("/reports/").content
    named = rita.get(f"/reports/cobrowse-summary/?view={view.pk}")
    assert named.status_code == 200
    assert b"Team" not in named.content


def test_a_shared_view_is_found_and_opened_by_other_readers(
    ana: Client, rita: Client
) -> None:
    view = kept(ana, shared="1")
    assert b"Team" in rita.get("/reports/").content
    answer = rita.get(f"/reports/views/{view.pk}/", follow=True)
    assert answer.status_code == 200
    assert b"Update the view" not in answer.content


def test_an_agent_sees_own_rows_in_a_shared_view_of_others(
    ana: Client, work: Work
) -> None:
    query = f"start=2026-03-28&end=2026-03-29&agent={work.bob.pk}"
    view = kept(ana, query=query, shared="1")
    answer = signed_in("alice").get(f"/reports/views/{view.pk}/", follow=True)
    assert answer.status_code == 200
    assert answer.context["wanted"].agent_id == work.alice.pk
    assert b"Bob" not in answer.content


def test_a_shared_view_of_a_report_that_is_not_for_agents_stays_hidden(
    ana: Client, work: Work
) -> None:
    ana.post("/reports/queue-summary/save/", {"name": "Waits", "shared": "1"})
    view = SavedView.objects.get()
    alice = signed_in("alice")
    assert alice.get(f"/reports/views/{view.pk}/").status_code == 404
    assert b"Waits" not in alice.get("/reports/").content
    assert alice.post("/reports/queue-summary/save/", {"name": "x"}).status_code == 404


def test_who_may_read_nothing_opens_no_shared_view(ana: Client) -> None:
    view = kept(ana, shared="1")
    User.objects.create_user("charlie")
    charlie = signed_in("charlie")
    assert charlie.get(f"/reports/views/{view.pk}/").status_code == 403
    assert charlie.post(SAVE, {"name": "mine"}).status_code == 403


def test_nobody_changes_what_others_share(ana: Client, rita: Client) -> None:
    view = kept(ana, shared="1")
    for way in ("edit", "share", "update", "delete"):
        answer = rita.post(f"/reports/views/{view.pk}/{way}/", {"name": "Mine"})
        assert answer.status_code == 404
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Team", True)


def test_a_view_is_renamed_shared_and_kept_private_again(ana: Client) -> None:
    view = kept(ana)
    edit = f"/reports/views/{view.pk}/edit/"
    assert b'value="Team"' in ana.get(edit).content
    ana.post(edit, {"name": "  My   team ", "shared": "1"})
    view.refresh_from_db()
    assert (view.name, view.shared) == ("My team", True)
    share = f"/reports/views/{view.pk}/share/"
    assert ana.get(share).status_code == 405
    ana.post(share)
    view.refresh_from_db()
    assert not view.shared
    ana.post(share, {"shared": "1"})
    view.refresh_from_db()
    assert view.shared


def test_a_view_is_brought_to_the_filters_of_the_page(ana: Client) -> None:
    view = kept(ana, query="preset=today")
    page = ana.get(
        "/reports/cobrowse-summary/", {"preset": "last_week", "view": str(view.pk)}
    )
    assert b"Update the view" in page.content
    ana.post(f"/reports/views/{view.pk}/update/", {"query": page.context["query"]})
    view.refresh_from_db()
    assert view.query == "preset=last_week"


def test_to_delete_a_view_takes_a_second_click(ana: Client) -> None:
    view = kept(ana)
    delete = f"/reports/views/{view.pk}/delete/"
    assert "Delete “Team”?" in ana.get(delete).content.decode()
    assert SavedView.objects.exists()
    assert ana.post(delete).status_code == 302
    assert not SavedView.objects.exists()
    assert ana.get(delete).status_code == 404


def test_a_name_is_used_once_for_each_report_and_owner(
    ana: Client, rita: Client
) -> None:
    kept(ana, query="preset=today")
    answer = ana.post(SAVE, {"name": "Team", "query": "preset=last_week"})
    assert answer.status_code == 409
    body = answer.content.decode()
    assert "Choose another." in body
    assert 'value="Team"' in body
    assert 'value="preset=last_week"' in body
    assert SavedView.objects.count() == 1
    for client, report in ((ana, "cobrowse-detail"), (rita, "cobrowse-summary")):
        again = client.post(f"/reports/{report}/save/", {"name": "Team"})
        assert again.status_code == 302


def test_a_taken_name_is_refused_when_renaming_too(ana: Client) -> None:
    kept(ana)
    view = kept(ana, "Other")
    answer = ana.post(f"/reports/views/{view.pk}/edit/", {"name": "Team"})
    assert answer.status_code == 409
    view.refresh_from_db()
    assert view.name == "Other"


@pytest.mark.parametrize("name", ["", "   ", "\0"])
def test_a_view_has_a_name(ana: Client, name: str) -> None:
    assert ana.post(SAVE, {"name": name}).status_code == 400
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "query", ["medium=fax", "sort=shoe_size", "start=2026-02-02&end=2026-01-01"]
)
def test_filters_that_make_no_sense_are_not_kept(ana: Client, query: str) -> None:
    assert ana.post(SAVE, {"name": "Team", "query": query}).status_code == 400
    view = kept(ana)
    update = ana.post(f"/reports/views/{view.pk}/update/", {"query": query})
    assert update.status_code == 400
    view.refresh_from_db()
    assert view.query == ""


def test_a_person_keeps_only_so_many(ana: Client, work: Work) -> None:
    SavedView.objects.bulk_create(
        [
            SavedView(owner=work.ana, report="cobrowse-detail", name=f"{n}")
            for n in range(MOST_VIEWS)
        ]
    )
    answer = ana.post(SAVE, {"name": "One more"})
    assert answer.status_code == 409
    assert b"Delete one first" in answer.content
    with pytest.raises(DomainError, match="too_many_views"):
        save_view(owner=work.ana, report="cobrowse-detail", name="101", query="")


def test_a_forged_request_saves_nothing(work: Work) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(work.ana)
    assert careful.post(SAVE, {"name": "Team"}).status_code == 403
    assert not SavedView.objects.exists()


def test_a_view_with_a_hostile_name_is_only_text(ana: Client) -> None:
    view = kept(ana, "<script>alert(1)</script>", shared="1")
    for address in ("/reports/", f"/reports/views/{view.pk}/delete/"):
        assert b"<script>alert" not in ana.get(address).content
    assert (
        b"<script>alert"
        not in ana.get(f"/reports/views/{view.pk}/", follow=True).content
    )
