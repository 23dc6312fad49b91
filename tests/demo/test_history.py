"""The made-up month: plausible, within every rule of the tables, and written once."""

import datetime as dt
from itertools import pairwise

import pytest

from agents.models import Agent
from demo.history.cases import DAYS, month_of_cases
from demo.history.rows import write_history
from demo.seed import seed
from interactions.lifecycle import State
from interactions.models import Interaction, InteractionEvent, Site
from reporting.selectors import DetailFilter, detail_row, ended_sessions
from sessions_app.models import CobrowseSession

TODAY = dt.date(2026, 11, 22)


def test_the_same_seed_gives_the_same_month() -> None:
    month = month_of_cases(today=TODAY, agents=2, seed=1)
    assert month == month_of_cases(today=TODAY, agents=2, seed=1)
    assert month != month_of_cases(today=TODAY, agents=2, seed=2)


@pytest.mark.parametrize("seed_number", range(8))
def test_nobody_is_in_two_places_at_once(seed_number: int) -> None:
    month = month_of_cases(today=TODAY, agents=2, seed=seed_number)
    for agent in (0, 1):
        own = [case for case in month if case.agent == agent]
        assert len(own) > DAYS
        for earlier, later in pairwise(own):
            over = earlier.began_at + earlier.waited + earlier.lasted
            assert over <= later.began_at


@pytest.mark.parametrize("seed_number", range(8))
def test_sharing_happens_within_the_chat_or_call(seed_number: int) -> None:
    for case in month_of_cases(today=TODAY, agents=2, seed=seed_number):
        over = dt.timedelta(0)
        for share in case.shares:
            assert share.starts_after >= over
            over = share.starts_after + share.waited + share.lasted
        assert over <= case.lasted
        assert case.began_at.date() < TODAY


@pytest.mark.django_db
def test_all_of_it_is_over_and_written_once() -> None:
    seed()
    before = Interaction.objects.count()
    assert before > 200
    assert not Interaction.objects.exclude(state=State.ENDED).exists()
    assert not CobrowseSession.objects.exclude(state="ended").exists()
    assert InteractionEvent.objects.filter(name="interaction.ended").count() == before
    again = write_history(
        site=Site.objects.get(), agents=list(Agent.objects.all()), today=TODAY
    )
    assert again == 0


@pytest.mark.django_db
def test_the_reports_figures_add_up() -> None:
    seed()
    wanted = DetailFilter(start=dt.date(2020, 1, 1), end=dt.date(2099, 1, 1))
    rows = [detail_row(session) for session in ended_sessions(wanted=wanted)]
    assert len(rows) > 80
    for row in rows:
        session, spent = row.session, row.durations
        assert session.ended_at is not None
        if session.activated_at is None:
            assert session.end_reason == "never_joined"
        else:
            assert spent.shared == session.ended_at - session.activated_at
        assert row.pages
    assert any(row.durations.write_grants for row in rows)


@pytest.mark.django_db
def test_attached_data_counts_the_sessions() -> None:
    seed()
    for call in Interaction.objects.prefetch_related("cobrowse_sessions"):
        joined = call.cobrowse_sessions.all()
        known = call.attached_data
        assert known.get("CoBrowseSessionsQuantity", 0) == len(joined)
