"""Saved views by e-mail: at the right time, once, to those who may read them."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from reporting.models import SavedView, Schedule
from reporting.scheduling import mail as schedule_mail
from reporting.scheduling.cadence import next_time
from reporting.services.schedule_runs import DELAYS, send_due_schedules
from reporting.services.schedules import Plan, add_schedule, send_soon
from tests.reporting.reports_at_hand import RANGE, Work, make_reader, make_work
from tests.services import free_port

OSLO = ZoneInfo("Europe/Oslo")
DAILY, WEEKLY, MONTHLY = Schedule.Cadence


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "clock", "after", "due"),
    [
        (DAILY, time(7), "2026-01-10 05:59", "2026-01-10 06:00"),
        (DAILY, time(7), "2026-01-10 06:00", "2026-01-11 06:00"),
        # Summer and winter: seven o'clock stays seven o'clock.
        (DAILY, time(7), "2026-03-28 07:00", "2026-03-29 05:00"),
        (DAILY, time(7), "2026-10-24 06:00", "2026-10-25 06:00"),
        # 02:30 that the clock skips is 03:30, and only that day.
        (DAILY, time(2, 30), "2026-03-28 12:00", "2026-03-29 01:30"),
        (DAILY, time(2, 30), "2026-03-29 01:30", "2026-03-30 00:30"),
        # Of 02:30 that comes twice the first is meant, and the second is not.
        (DAILY, time(2, 30), "2026-10-24 12:00", "2026-10-25 00:30"),
        (DAILY, time(2, 30), "2026-10-25 00:30", "2026-10-26 01:30"),
        (WEEKLY, time(7), "2026-01-07 12:00", "2026-01-12 06:00"),
        (WEEKLY, time(7), "2026-01-12 06:00", "2026-01-19 06:00"),
        (MONTHLY, time(7), "2026-01-31 12:00", "2026-02-01 06:00"),
        (MONTHLY, time(7), "2026-02-01 06:00", "2026-03-01 06:00"),
        (MONTHLY, time(0), "2026-12-31 23:30", "2027-01-31 23:00"),
    ],
)
def test_the_next_time_is_on_the_clock_of_the_zone(
    cadence: Schedule.Cadence, clock: time, after: str, due: str
) -> None:
    assert next_time(cadence, clock, OSLO, at(after)) == at(due)


@given(
    after=st.datetimes(
        datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)
    ),
    hour=st.integers(0, 23),
    zone=st.sampled_from(
        ["UTC", "Europe/Oslo", "America/New_York", "Australia/Lord_Howe"]
    ),
)
def test_every_day_has_exactly_one_time(after: datetime, hour: int, zone: str) -> None:
    place = ZoneInfo(zone)
    days: list[date] = []
    for _ in range(5):
        following = next_time(DAILY, time(hour), place, after)
        assert timedelta(0) < following - after <= timedelta(hours=25)
        after = following
        days.append(following.astimezone(place).date())
    assert days == [days[0] + timedelta(days=n) for n in range(5)]


@pytest.fixture
def work(db: None) -> Work:
    return make_work(sessions=24)


def view_of(owner: User, **query: str) -> SavedView:
    filters = "&".join(f"{name}={value}" for name, value in (RANGE | query).items())
    return SavedView.objects.create(
        owner=owner, name="Every\nday", report="cobrowse-summary", query=filters
    )


def schedule_of(
    owner: User, *people: User, format: str = "csv", **query: str
) -> Schedule:
    plan = Plan(DAILY, 7, "Europe/Oslo", Schedule.Format(format), people or (owner,))
    return add_schedule(view=view_of(owner, **query), plan=plan)


def make_due(schedule: Schedule) -> None:
    Schedule.objects.filter(pk=schedule.pk).update(next_at=timezone.now())


def attached(message: Any) -> list[list[str]]:
    _name, content, _kind = message.attachments[0]
    text = content.decode() if isinstance(content, bytes) else content
    return list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))


def test_a_due_view_goes_out_with_its_totals_and_its_file(
    work: Work, settings: Settings
) -> None:
    settings.COBROWSE_PUBLIC_URL = "https://reports.example"
    schedule = schedule_of(work.ana, interval="total", columns="agent,sessions")
    assert send_due_schedules() == 0
    make_due(schedule)
    assert send_due_schedules() == 1
    (message,) = mail.outbox
    assert message.to == ["ana@example.com"]
    assert message.subject == "Every day: Co-browse Summary Report"
    assert "Sessions: 24" in message.body
    assert "https://reports.example/reports/cobrowse-summary/?start=" in message.body
    assert sorted(attached(message)[1:]) == [["Alice", "12"], ["Bob", "12"]]
    page = message.alternatives[0][0]  # type: ignore[attr-defined]
    assert "<strong>24</strong>" in page
    schedule.refresh_from_db()
    assert schedule.last_sent_at is not None
    assert schedule.next_at > timezone.now()
    assert send_due_schedules() == 0


def test_a_large_report_is_linked_to(
    work: Work, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.COBROWSE_PUBLIC_URL = "https://reports.example"
    monkeypatch.setattr(schedule_mail, "MOST_BYTES", 10)
    schedule = schedule_of(work.ana)
    SavedView.objects.update(shared=True)
    make_due(schedule)
    send_due_schedules()
    (message,) = mail.outbox
    assert not message.attachments
    assert "too large" in message.body
    view = f"https://reports.example/reports/views/{schedule.view_id}/"
    assert view in message.body


def test_whoever_may_not_read_any_more_gets_nothing(work: Work) -> None:
    boss, eve = make_reader("boss"), make_reader("eve")
    schedule = schedule_of(work.ana, boss, eve)
    eve.user_permissions.clear()
    make_due(schedule)
    send_due_schedules()
    assert [message.to for message in mail.outbox] == [["boss@example.com"]]
    boss.user_permissions.clear()
    make_due(schedule)
    assert send_due_schedules() == 0
    schedule.refresh_from_db()
    assert schedule.last_error == "no_recipients"


def test_an_agents_view_holds_own_rows_and_goes_to_no_other_agent(work: Work) -> None:
    alice, bob = work.alice.user, work.bob.user
    User.objects.filter(pk__in=[alice.pk, bob.pk]).update(email="agent@example.com")
    alice.refresh_from_db()
    schedule = schedule_of(
        alice, alice, work.ana, interval="total", columns="agent,sessions"
    )
    schedule.recipients.add(bob)  # behind the form's back
    make_due(schedule)
    send_due_schedules()
    (message,) = mail.outbox
    assert sorted(message.to) == ["agent@example.com", "ana@example.com"]
    assert attached(message)[1:] == [["Alice", "12"]]


def test_an_owner_who_lost_the_right_sends_nothing(work: Work) -> None:
    boss = make_reader("boss")
    schedule = schedule_of(work.ana, boss)
    work.ana.user_permissions.clear()
    make_due(schedule)
    assert send_due_schedules() == 0
    schedule.refresh_from_db()
    assert schedule.last_error == "forbidden"
    assert schedule.next_at > timezone.now() + timedelta(minutes=5)


def test_a_failure_is_tried_again_and_then_waits_for_the_next_date(
    work: Work, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    schedule = schedule_of(work.ana)
    now = at("2026-05-05 12:00")
    Schedule.objects.update(next_at=now)
    for delay in DELAYS:
        assert send_due_schedules(now=now) == 0
        schedule.refresh_from_db()
        assert schedule.next_at == now + delay
        assert schedule.last_error == "mail_failed"
        now = schedule.next_at
    send_due_schedules(now=now)
    schedule.refresh_from_db()
    assert (schedule.next_at, schedule.failures) == (at("2026-05-06 05:00"), 0)


def test_pause_resume_and_send_now(work: Work) -> None:
    schedule = schedule_of(work.ana)
    ana = signed_in("ana")
    address = f"/reports/schedules/{schedule.pk}"
    ana.post(f"{address}/pause/")
    make_due(schedule)
    assert send_due_schedules() == 0
    ana.post(f"{address}/send/")
    assert send_due_schedules() == 0
    ana.post(f"{address}/resume/")
    assert send_due_schedules() == 0, "what it missed is not sent"
    ana.post(f"{address}/send/")
    assert send_due_schedules() == 1
    ana.post(f"{address}/delete/")
    assert not Schedule.objects.exists()


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def answers(**changes: object) -> dict[str, Any]:
    return {
        "cadence": "weekly",
        "hour": "6",
        "zone": "Europe/Oslo",
        "format": "xlsx",
        "recipients": [],
        **changes,
    }


def test_the_page_adds_and_changes_schedules(work: Work) -> None:
    boss = make_reader("boss")
    view = view_of(work.ana)
    ana, address = signed_in("ana"), f"/reports/views/{view.pk}/schedules/"
    page = ana.get(address)
    assert page.status_code == 200
    assert "E-mail is not set up" in page.content.decode()
    assert ana.post(address, answers(recipients=[boss.pk])).status_code == 302
    schedule = Schedule.objects.get()
    assert (schedule.cadence, schedule.hour) == ("weekly", 6)
    assert schedule.next_at.astimezone(OSLO).strftime("%a %H") == "Mon 06"
    edit = f"/reports/schedules/{schedule.pk}/edit/"
    changed = answers(cadence="monthly", recipients=[boss.pk, work.ana.pk])
    assert ana.post(edit, changed).status_code == 302
    schedule.refresh_from_db()
    assert schedule.next_at.astimezone(OSLO).day == 1
    assert schedule.recipients.count() == 2
    shown = ana.get(address).content.decode()
    assert "On the first of the month, 06:00" in shown


@pytest.mark.parametrize(
    "changes", [{"hour": "24"}, {"zone": "Mars/Base"}, {"cadence": "hourly"}, {}]
)
def test_a_schedule_that_makes_no_sense_is_refused(
    work: Work, changes: dict[str, str]
) -> None:
    view = view_of(work.ana)
    people = [work.bob.user.pk] if not changes else [work.ana.pk]
    answer = signed_in("ana").post(
        f"/reports/views/{view.pk}/schedules/", answers(recipients=people, **changes)
    )
    assert answer.status_code == 400
    assert b"field__error" in answer.content
    assert not Schedule.objects.exists()


def test_schedules_are_their_owners_alone(work: Work) -> None:
    schedule = schedule_of(work.ana)
    SavedView.objects.update(shared=True)
    make_reader("eve")
    eve = signed_in("eve")
    assert eve.get(f"/reports/views/{schedule.view_id}/schedules/").status_code == 404
    for way in ("edit", "pause", "resume", "send", "delete"):
        answer = eve.post(f"/reports/schedules/{schedule.pk}/{way}/")
        assert answer.status_code == 404, way
    schedule.refresh_from_db()
    assert schedule.active


def test_without_a_mail_server_nothing_pretends_to_be_sent(
    work: Work, settings: Settings
) -> None:
    settings.COBROWSE_DEMO = False
    schedule = schedule_of(work.ana)
    send_soon(schedule=schedule)
    assert send_due_schedules() == 0
    schedule.refresh_from_db()
    assert schedule.last_error == "no_mail_server"


def test_losing_the_address_is_losing_the_mail(work: Work) -> None:
    boss = make_reader("boss")
    boss.user_permissions.add(Permission.objects.get(codename="view_reports"))
    schedule = schedule_of(work.ana, work.ana, boss)
    User.objects.filter(pk=boss.pk).update(email="")
    make_due(schedule)
    send_due_schedules()
    assert mail.outbox[0].to == ["ana@example.com"]
    shown = signed_in("ana").get(f"/reports/views/{schedule.view_id}/schedules/")
    assert "May not get it any more: boss" in shown.content.decode()
