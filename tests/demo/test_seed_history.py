"""The invented year: labelled, exact, the same for the same seed, and gone without a
trace. Its facts and sums are what the reports would have made themselves."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Q, Sum
from pytest_django.fixtures import Settings

from agents.models import Agent
from demo.history.places import LABEL, history_sites
from interactions.models import Interaction, Offer, Queue
from reporting.aggregation.buckets import hour_of
from reporting.models import ActivityDay, ActivityHour, BuiltZone, SessionFact
from reporting.services.rebuild import rebuild_facts, rebuild_sums
from reporting.services.settle import settle_reports
from sessions_app.models import CobrowseSession, SessionEvent
from tests.demo.facts import facts_in_words, sums_in_words
from tests.services import ROOT, run_python, running_postgres

SESSIONS = 300
DAYS = 40


def make(**options: object) -> None:
    wanted = {"sessions": SESSIONS, "days": DAYS, "until": "2026-04-20", **options}
    arguments = [f"--{name}={value}" for name, value in wanted.items()]
    call_command("seed_history", *arguments, verbosity=0)


def counts() -> Counter[str]:
    """How many rows there are of everything that is not set up once and for all."""
    found = Counter[str]()
    for label in ("auth", "agents", "interactions", "sessions_app", "reporting"):
        for model in apps.get_app_config(label).get_models():
            if model is not BuiltZone:
                found[model._meta.label] = model._default_manager.count()
    return found


@pytest.mark.django_db
def test_it_makes_so_many_sessions_and_everything_is_labelled() -> None:
    make()
    assert CobrowseSession.objects.count() == SESSIONS
    assert SessionFact.objects.count() == SESSIONS
    assert 1.4 * SESSIONS < Interaction.objects.count() < 2.6 * SESSIONS
    assert history_sites().count() == 3
    assert all(site.name.endswith(LABEL) for site in history_sites())
    for agent in Agent.objects.select_related("user", "group"):
        assert agent.display_name.endswith("(demo)")
        assert not agent.user.has_usable_password()
        assert not agent.user.is_active
    first = datetime(2026, 3, 11, tzinfo=UTC)
    last = datetime(2026, 4, 21, tzinfo=UTC)
    outside = Q(created_at__lt=first) | Q(created_at__gte=last)
    assert not Interaction.objects.filter(outside).exists()
    assert not Interaction.objects.exclude(state="ended").exists()
    assert not Offer.objects.filter(state="pending").exists()
    connection.check_constraints()


@pytest.mark.django_db
def test_agents_are_in_one_state_and_in_one_session_at_a_time() -> None:
    make()
    for agent in Agent.objects.all():
        states = list(agent.state_events.order_by("pk"))
        for before, after in pairwise(states):
            assert before.at < after.at
            assert before.state == after.old_state
        spans = agent.cobrowse_sessions.order_by("created_at").values_list(
            "created_at", "ended_at"
        )
        for (_, ends_at), (starts_at, _) in pairwise(spans):
            assert ends_at is not None
            assert ends_at <= starts_at


@pytest.mark.django_db
def test_facts_and_sums_are_what_a_rebuild_makes() -> None:
    make()
    facts, sums = facts_in_words(), sums_in_words()
    assert settle_reports() == 0
    rebuild_facts()
    rebuild_sums()
    assert facts_in_words() == facts
    assert sums_in_words() == sums


@pytest.mark.django_db
def test_sums_equal_what_the_events_say() -> None:
    make()
    for zone in BuiltZone.objects.values_list("pk", flat=True):
        sums = ActivityDay.objects.filter(zone=zone).aggregate(
            *(Sum(name) for name in _RECOUNTS)
        )
        assert {name: sums[f"{name}__sum"] for name in _RECOUNTS} == {
            name: recount() for name, recount in _RECOUNTS.items()
        }
    busiest = (
        ActivityHour.objects.filter(sessions_started__gt=0)
        .values("hour_at")
        .annotate(started=Sum("sessions_started"))
    )
    by_hour = Counter(
        hour_of(at)
        for at in SessionEvent.objects.filter(name="session.started").values_list(
            "at", flat=True
        )
    )
    assert {row["hour_at"]: row["started"] for row in busiest} == by_hour


def _events(name: str) -> int:
    return SessionEvent.objects.filter(name=name).count()


_RECOUNTS: dict[str, Callable[[], int]] = {
    "sessions_started": lambda: _events("session.started"),
    "sessions": lambda: _events("session.joined"),
    "write_grants": lambda: _events("write.granted"),
    "offered": lambda: Offer.objects.count(),
    "missed": lambda: Offer.objects.filter(state="missed").count(),
    "interactions": lambda: Interaction.objects.count(),
    "interactions_abandoned": lambda: Interaction.objects.filter(
        end_reason="abandoned"
    ).count(),
    "cobrowse_ms": lambda: sum(
        (ended_at - activated_at) // timedelta(milliseconds=1)
        for activated_at, ended_at in CobrowseSession.objects.filter(
            activated_at__isnull=False
        ).values_list("activated_at", "ended_at")
        if activated_at and ended_at
    ),
    "login_ms": lambda: sum(map(_signed_in_ms, Agent.objects.all())),
}


def _signed_in_ms(agent: Agent) -> int:
    spans = pairwise(agent.state_events.order_by("pk"))
    return sum(
        (after.at - before.at) // timedelta(milliseconds=1)
        for before, after in spans
        if before.state != "logged_out"
    )


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_year_and_another_another() -> None:
    def told() -> list[tuple[object, ...]]:
        names = ("session__agent__display_name", "at", "name", "detail")
        return list(SessionEvent.objects.order_by("at", "pk").values_list(*names))

    make()
    once = told()
    call_command("seed_history", "--remove", verbosity=0)
    make()
    assert told() == once
    call_command("seed_history", "--remove", verbosity=0)
    make(seed=7)
    assert told() != once


@pytest.mark.django_db
def test_what_it_made_goes_without_a_trace_and_nothing_else_does() -> None:
    call_command("seed_demo", verbosity=0)
    before, sums = counts(), sums_in_words()
    make()
    assert counts() != before
    call_command("seed_history", "--remove", verbosity=0)
    assert counts() == before
    assert sums_in_words() == sums


@pytest.mark.django_db
def test_a_second_year_is_refused_until_the_first_is_removed() -> None:
    make()
    before = counts()
    with pytest.raises(CommandError, match="--remove"):
        make()
    assert counts() == before


@pytest.mark.django_db
def test_too_few_agents_are_told_how_many_it_takes() -> None:
    with pytest.raises(CommandError, match="4 agents cannot do that: take"):
        make(sessions=20_000, agents=4)
    assert not Agent.objects.exists()
    assert not Queue.objects.exists()


@pytest.mark.django_db
def test_it_refuses_outside_demo_mode(settings: Settings) -> None:
    settings.COBROWSE_DEMO = False
    with pytest.raises(CommandError, match="COBROWSE_DEMO"):
        make()
    assert not User.objects.exists()


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with running_postgres() as url:
        yield url


@pytest.mark.services
def test_postgresql_gets_the_same_year_by_copy_and_in_two_processes(
    postgres: str, tmp_path: Path
) -> None:
    environment = {"DATABASE_URL": postgres, "COBROWSE_VAR_DIR": str(tmp_path)}
    manage = str(ROOT / "manage.py")
    run_python(manage, "migrate", "--verbosity=0", **environment)
    made = ("--sessions=300", "--days=40", "--until=2026-04-20")
    run_python(manage, "seed_history", *made, **environment)
    told = run_python("-m", "tests.demo.check_history", **environment)
    assert told.split() == ["300", "same", "same", "0"]
    run_python(manage, "seed_history", "--remove", **environment)
    assert run_python("-m", "tests.demo.check_history", **environment).split()[0] == "0"
