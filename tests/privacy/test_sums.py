"""What reports count is the same before and after erasure, and after any rebuild."""

from datetime import timedelta
from random import Random

import pytest
from django.core.management import call_command
from pytest_django import Settings

from cobrowse.actors import SYSTEM
from interactions.models import Interaction
from interactions.privacy.erasure import erase_person
from interactions.privacy.retention import apply_retention
from reporting.aggregation.measures import DIMENSIONS, MEASURES
from reporting.models import (
    ActivityDay,
    ActivityHour,
    FactDue,
    InteractionFact,
    SessionFact,
)
from reporting.services.aggregates import build
from reporting.services.rebuild import rebuild_sums
from reporting.services.settle import settle_reports
from sessions_app.models import CobrowseSession, SessionEvent
from tests.privacy.rules import keep
from tests.reporting.histories import live
from tests.reporting.world import World

pytestmark = pytest.mark.django_db

Rows = set[tuple[object, ...]]


def sums() -> Rows:
    columns = (*DIMENSIONS, *MEASURES)
    hours = ActivityHour.objects.values_list("hour_at", *columns)
    days = ActivityDay.objects.values_list("zone", "day", *columns)
    return {*hours, *days}


@pytest.fixture
def world() -> World:
    """Some random days at two sites."""
    world = World(Random(7), number=1)
    live(world, 60)
    assert Interaction.objects.filter(state="ended").count() > 20
    return world


def over() -> list[str]:
    """Interactions that may be erased."""
    ended = Interaction.objects.filter(state="ended").order_by("pk")
    return [str(pk) for pk in ended.values_list("pk", flat=True)]


def rebuilt() -> Rows:
    call_command("rebuild_reports", "--facts")
    settle_reports()
    return sums()


def test_erasing_everybody_changes_no_sum(world: World) -> None:
    settle_reports()
    before = sums()
    for key in over():
        erase_person(by="interaction", value=key, actor=SYSTEM)
    settle_reports()
    assert sums() == before
    call_command("rebuild_reports")
    assert sums() == before
    assert rebuilt() == before
    assert (
        not SessionFact.objects.filter(
            interaction__isnull=False, pages__0__isnull=False
        ).exists()
        or CobrowseSession.objects.exists()
    )


def test_what_was_not_counted_yet_is_counted_before_it_goes(world: World) -> None:
    """Half of it is erased before reports ever heard of it."""
    keys = over()
    for key in keys[::2]:
        erase_person(by="interaction", value=key, actor=SYSTEM)
    settle_reports()
    erased = sums()
    assert not FactDue.objects.exists()
    assert rebuilt() == erased
    # The same history, nothing of it erased.
    twin = World(Random(7), number=2)
    live(twin, 60)
    settle_reports()
    assert facts_of(twin) == facts_of(world)


def facts_of(world: World) -> list[tuple[object, ...]]:
    return sorted(
        InteractionFact.objects.filter(site__in=world.sites).values_list(
            "created_at", "ended_at", "sessions", "cobrowse_ms", "transfers", "denied"
        )
    )


def test_retention_changes_no_sum_step_by_step(world: World) -> None:
    settle_reports()
    before = sums()
    visits = dict(SessionFact.objects.values_list("pk", "pages_visited"))
    assert any(visits.values())
    for site in world.sites:
        keep(site, page_days=1)
    now = world.now + timedelta(days=2)
    told = SessionEvent.objects.filter(session__state="ended").values_list("detail")
    assert "https" in str(list(told))
    apply_retention(now=now)
    assert "https" not in str(list(told.all()))
    assert "https" not in str(list(SessionFact.objects.values_list("pages")))
    assert sums() == before
    assert rebuilt() == before
    assert visits == dict(SessionFact.objects.values_list("pk", "pages_visited"))
    for site in world.sites:
        keep(site, interaction_days=1)
    apply_retention(now=now)
    assert not over()
    assert not CobrowseSession.objects.filter(state="ended").exists()
    assert sums() == before
    assert rebuilt() == before


def test_sums_outlive_their_facts(world: World) -> None:
    """Of one site; the other one's are still made from facts."""
    settle_reports()
    before = sums()
    short, long = world.sites
    keep(short, facts_days=32)
    keep(long)
    apply_retention(now=world.now + timedelta(days=40))
    assert not InteractionFact.objects.filter(site=short).exists()
    assert not SessionFact.objects.filter(site=short).exists()
    assert InteractionFact.objects.filter(site=long).exists()
    assert sums() == before
    rebuild_sums()
    assert sums() == before
    build(ActivityHour.objects.values_list("hour_at", flat=True))
    assert sums() == before
    # Facts that come back, because their events are still there, change nothing.
    assert rebuilt() == before


def test_a_zone_that_is_new_leaves_the_others_as_they_are(
    world: World, settings: Settings
) -> None:
    settle_reports()
    before = sums()
    keep(world.sites[0], facts_days=32)
    keep(world.sites[1])
    apply_retention(now=world.now + timedelta(days=40))
    settings.COBROWSE_REPORT_ZONES = [*settings.COBROWSE_REPORT_ZONES, "Asia/Tokyo"]
    settle_reports()
    assert before < sums()
