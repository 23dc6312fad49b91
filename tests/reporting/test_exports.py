"""Long exports: made by a worker, once, for whoever asked and may still see it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Permission, User
from django.db import connections
from django.http import QueryDict
from django.test import AsyncClient, Client
from django.utils import timezone
from pytest_django import Settings

from interactions.models import Queue
from reporting.access import Reader
from reporting.catalogue import COBROWSE_SUMMARY
from reporting.exporting import all_rows
from reporting.forms import ReportForm
from reporting.models import ExportJob, ExportPart
from reporting.selectors import Row, count_of
from reporting.selectors.exports import content_of
from reporting.services import export_runs
from reporting.services.export_runs import make_export, run_exports, take_export
from reporting.services.exports import MOST_UNFINISHED, remove_old_exports
from reporting.wanted import Wanted
from tests.reporting.reports_at_hand import RANGE, Work, make_reader, make_work

pytestmark = pytest.mark.django_db

DETAIL = "/reports/cobrowse-detail/export"
LIST = "/reports/exports/"
State = ExportJob.State


@pytest.fixture
def work(settings: Settings) -> Work:
    settings.COBROWSE_EXPORT_DIRECT_ROWS = 10
    return make_work(sessions=24)


@pytest.fixture
def ana(work: Work) -> Client:
    return signed_in("ana")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def asked(client: Client, format: str = "csv", **query: str) -> ExportJob:
    answer = client.get(f"{DETAIL}.{format}", RANGE | query)
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    return ExportJob.objects.latest("created_at")


def lines(client: Client, job: ExportJob) -> list[bytes]:
    answer = client.get(f"/reports/exports/{job.pk}/file")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).splitlines()  # type: ignore[attr-defined]


def test_a_short_report_comes_at_once(work: Work, settings: Settings) -> None:
    settings.COBROWSE_EXPORT_DIRECT_ROWS = 24
    ana = signed_in("ana")
    answer = ana.get(f"{DETAIL}.csv", RANGE)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    name = "cobrowse-detail_2026-03-28_2026-03-29.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert len(body.splitlines()) == 25
    assert not ExportJob.objects.exists()


@pytest.mark.django_db(transaction=True)
async def test_under_asgi_it_comes_while_it_is_read(settings: Settings) -> None:
    """A synchronous iterator would be read whole, with a warning that fails here."""
    await sync_to_async(make_work)(sessions=24)
    client = AsyncClient()
    await client.aforce_login(await User.objects.aget(username="ana"))
    for format in ("csv", "xlsx"):
        answer: Any = await client.get(f"{DETAIL}.{format}", RANGE)
        assert answer.status_code == 200
        assert answer.is_async
        body = b"".join([piece async for piece in answer.streaming_content])
        assert len(body) > 1_000
    # Somebody who leaves in the middle is no error.
    left: Any = await client.get(f"{DETAIL}.csv", RANGE)
    await anext(aiter(left.streaming_content))
    await left.streaming_content.aclose()
    # Of the thread in which the client signed in.
    await sync_to_async(connections.close_all)()


def test_a_long_report_is_made_by_the_worker(ana: Client) -> None:
    job = asked(ana, sort="start", columns="start,agent")
    assert (job.state, job.rows_total) == (State.WAITING, 24)
    assert b"24 rows, waiting" in ana.get(LIST).content
    assert run_exports() == 1
    job.refresh_from_db()
    assert (job.state, job.rows_done, job.rows_total) == (State.DONE, 24, 24)
    found = lines(ana, job)
    assert len(found) == 25
    assert found[1] == b"2026-03-28 22:07:00,Alice"
    shown = ana.get("/reports/exports/state").json()["exports"][0]
    assert (shown["state"], shown["done"], shown["unfinished"]) == ("done", 24, False)


def test_the_file_is_whole_however_many_parts_it_has(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_runs, "PART_BYTES", 100)
    job = asked(ana, "xlsx")
    run_exports()
    job.refresh_from_db()
    assert job.parts.count() > 10
    content = b"".join(content_of(job))
    assert len(content) == job.size_bytes
    assert content.startswith(b"PK")


def test_asking_twice_for_the_same_makes_one(ana: Client) -> None:
    asked(ana)
    asked(ana)
    assert ExportJob.objects.count() == 1
    asked(ana, "xlsx")
    assert ExportJob.objects.count() == 2


def test_days_stay_those_of_the_asking(ana: Client) -> None:
    ana.get(f"{DETAIL}.csv", {"preset": "last_12_months"})
    query = ExportJob.objects.get().query
    assert "preset" not in query
    assert f"end={timezone.localdate()}" in query


def test_a_person_has_few_unfinished_ones(ana: Client) -> None:
    for number in range(MOST_UNFINISHED):
        asked(
            ana,
            page_size="5",
            sort=("start", "end", "agent", "group", "medium")[number],
        )
    answer = ana.get(f"{DETAIL}.xlsx", RANGE)
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "exports of yours are not finished" in answer.content.decode()
    run_exports()
    asked(ana, "xlsx")


def test_filters_that_make_no_sense_are_explained_by_the_reports_page(
    ana: Client,
) -> None:
    answer = ana.get(f"{DETAIL}.csv", {"start": "yesterday"})
    assert answer["Location"] == "/reports/cobrowse-detail/?start=yesterday"
    assert ana.get("/reports/no-such/export.csv").status_code == 404


def test_a_link_on_another_site_starts_no_work(ana: Client) -> None:
    ana.get(f"{DETAIL}.csv", RANGE, headers={"Sec-Fetch-Site": "cross-site"})
    assert not ExportJob.objects.exists()


def test_agents_export_their_own_rows(work: Work) -> None:
    alice = signed_in("alice")
    job = asked(alice, agent=str(work.bob.pk), columns="agent")
    run_exports()
    assert set(lines(alice, job)[1:]) == {b"Alice"}
    assert len(lines(alice, job)) == 13


def test_exports_are_their_owners_alone(ana: Client, work: Work) -> None:
    job = asked(ana)
    run_exports()
    make_reader("eve")
    eve = signed_in("eve")
    assert eve.get(f"/reports/exports/{job.pk}/file").status_code == 404
    assert eve.post(f"/reports/exports/{job.pk}/cancel/").status_code == 404
    eve.post(f"/reports/exports/{job.pk}/remove/")
    assert eve.get("/reports/exports/state").json() == {"exports": []}
    User.objects.create_user("charlie")
    charlie = signed_in("charlie")
    for address in (LIST, "/reports/exports/state", f"{DETAIL}.csv"):
        assert charlie.get(address).status_code == 403
    assert Client().get(LIST)["Location"].startswith("/login/")
    assert len(lines(ana, job)) == 25


def test_whoever_lost_the_right_gets_no_file(work: Work) -> None:
    """Alice read everything when she asked; by now she sees her own rows."""
    user = User.objects.get(username="alice")
    permission = Permission.objects.get(codename="view_reports")
    user.user_permissions.add(permission)
    alice = signed_in("alice")
    everything = asked(alice)
    run_exports()
    waiting = asked(alice, "xlsx")
    user.user_permissions.remove(permission)
    assert alice.get(f"/reports/exports/{everything.pk}/file").status_code == 404
    User.objects.filter(pk=user.pk).update(is_active=False)
    run_exports()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.problem) == (State.FAILED, "forbidden")


def test_a_cancelled_export_stops_half_way(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_runs, "ROWS_AT_ONCE", 5)
    job = asked(ana)
    mine = take_export()
    assert mine is not None
    cancelling = after_rows(all_rows, 7, lambda: cancel(ana, job))
    monkeypatch.setattr(export_runs, "all_rows", cancelling)
    make_export(mine)
    job.refresh_from_db()
    assert (job.state, job.rows_done) == (State.CANCELLED, 5)
    assert not ExportPart.objects.exists()
    assert ana.get(f"/reports/exports/{job.pk}/file").status_code == 404


def cancel(client: Client, job: ExportJob) -> None:
    assert client.post(f"/reports/exports/{job.pk}/cancel/").status_code == 302


Read = Callable[[Wanted], Iterator[Row]]


def after_rows(read: Read, count: int, do: Callable[[], None]) -> Read:
    """Rows as they are, and something that happens in the middle of them."""

    def reading(wanted: Wanted) -> Iterator[Row]:
        for number, row in enumerate(read(wanted)):
            if number == count:
                do()
            yield row

    return reading


def test_a_silent_workers_job_is_made_anew_and_its_late_writes_are_lost(
    ana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_runs, "ROWS_AT_ONCE", 5)
    job = asked(ana)
    slow = take_export()
    assert slow is not None
    assert take_export() is None

    def another_takes_over() -> None:
        long_ago = timezone.now() - timedelta(seconds=export_runs.SILENT_SECONDS + 1)
        ExportJob.objects.update(seen_at=long_ago)
        monkeypatch.setattr(export_runs, "all_rows", all_rows)
        assert run_exports() == 1

    monkeypatch.setattr(
        export_runs, "all_rows", after_rows(all_rows, 7, another_takes_over)
    )
    make_export(slow)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.rows_done) == (State.DONE, 2, 24)
    assert len(lines(ana, job)) == 25


def test_a_job_that_outlives_many_workers_is_given_up(ana: Client) -> None:
    job = asked(ana)
    ExportJob.objects.update(attempt=export_runs.MOST_ATTEMPTS)
    run_exports()
    job.refresh_from_db()
    assert (job.state, job.problem) == (State.FAILED, "workers_died")
    assert b"interrupted too often" in ana.get(LIST).content


def test_files_are_kept_for_a_while(ana: Client, settings: Settings) -> None:
    job = asked(ana)
    run_exports()
    assert remove_old_exports() == 0
    age = timedelta(hours=settings.COBROWSE_EXPORT_HOURS, minutes=1)
    ExportJob.objects.update(finished_at=timezone.now() - age)
    assert remove_old_exports() == 1
    assert not ExportPart.objects.exists()
    assert ana.get(f"/reports/exports/{job.pk}/file").status_code == 404


def test_a_file_outlives_what_it_was_filtered_by(ana: Client, work: Work) -> None:
    spare = Queue.objects.create(site=work.site, name="spare", media="chat")
    asked(ana)
    ExportJob.objects.update(query=f"start=2026-03-28&end=2026-03-29&queue={spare.pk}")
    run_exports()
    spare.delete()
    assert ana.get(LIST).status_code == 200
    job = ExportJob.objects.get()
    answer = ana.get(f"/reports/exports/{job.pk}/file")
    assert "cobrowse-detail_2026-03-28_2026-03-29.csv" in answer["Content-Disposition"]


def test_a_finished_one_can_be_thrown_away(ana: Client) -> None:
    job = asked(ana)
    ana.post(f"/reports/exports/{job.pk}/remove/")
    assert ExportJob.objects.exists(), "it is not finished"
    run_exports()
    ana.post(f"/reports/exports/{job.pk}/remove/")
    assert not ExportJob.objects.exists()
    assert ana.get(f"/reports/exports/{uuid4()}/file").status_code == 404


@pytest.mark.parametrize("sort", ["start", "-start", "agent", "-wait_ms", "end"])
def test_every_order_has_every_row(ana: Client, work: Work, sort: str) -> None:
    """By the index in chunks, else by one query whose rows are set aside."""
    job = asked(ana, sort=sort, columns="start,end,agent,wait_ms")
    run_exports()
    query = RANGE | {"sort": sort, "columns": "start", "page_size": "200"}
    table = ana.get("/reports/cobrowse-detail/", query).context["table"]
    shown = [line.cells[0].text for line in table.lines]
    assert [line[11:19].decode() for line in lines(ana, job)[1:]] == shown


@pytest.mark.parametrize("columns", ["sessions", "period,sessions", "agent", "period"])
@pytest.mark.parametrize("interval", ["total", "day", "hour", "week"])
def test_a_summary_is_counted_as_it_is_written(
    work: Work, columns: str, interval: str
) -> None:
    data = QueryDict(mutable=True)
    data.update(RANGE | {"columns": columns, "interval": interval})
    reader = Reader(user_id=1, reads_all=True)
    form = ReportForm(data, report=COBROWSE_SUMMARY, reader=reader)
    assert form.is_valid()
    wanted = form.wanted()
    assert count_of(wanted) == len(list(all_rows(wanted))) > 0
