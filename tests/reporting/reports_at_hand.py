"""A site, two agents and their finished work, a few facts of every kind, summed up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Permission, User

from agents.models import Agent
from interactions.models import Queue, Site
from reporting.models import (
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)
from reporting.services.aggregates import build
from tests.people import make_agent, make_site

START = datetime(2026, 3, 28, 21, 0, tzinfo=UTC)
# The days of all that follows.
RANGE = {"start": "2026-03-28", "end": "2026-03-29", "zone": "Europe/Oslo"}
# What people type into page titles, once it is in a report.
NAUGHTY = (
    '=HYPERLINK("https://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tTab",
    'He said "no", twice',
    "two\r\nlines",
    "☃ 🧑‍🚀 עברית مرحبا",
    "＝1+1",  # noqa: RUF001
    " =1",
    "https://example.com/<script>",
    "-12",
)


@dataclass(frozen=True)
class Work:
    """`ana` reads everything; alice and bob, agents, read their own rows."""

    site: Site
    queue: Queue
    alice: Agent
    bob: Agent
    ana: User


def make_reader(name: str = "ana") -> User:
    """An analyst with an e-mail address."""
    user = User.objects.create_user(name, email=f"{name}@example.com")
    user.user_permissions.add(Permission.objects.get(codename="view_reports"))
    return User.objects.get(pk=user.pk)


def make_work(*, sessions: int = 24, summed: bool = True) -> Work:
    """Alternately alice's and bob's, an hour apart, across a change of the clock."""
    alice, bob = make_agent("alice"), make_agent("bob")
    site = make_site(alice, bob)
    queue = Queue.objects.get(site=site)
    work = Work(site, queue, alice, bob, make_reader())
    facts = list(_facts(work, sessions))
    for model in {type(fact) for fact in facts}:
        rows = [fact for fact in facts if type(fact) is model]
        model.objects.bulk_create(rows, 500)
    if summed:
        build(START + timedelta(hours=n) for n in range(sessions + 2))
    return work


def _facts(work: Work, count: int) -> Iterator[Any]:
    for number in range(count):
        agent = (work.alice, work.bob)[number % 2]
        at = START + timedelta(hours=number, minutes=7)
        end = at + timedelta(seconds=333 + number)
        there: dict[str, Any] = {
            "site": work.site,
            "queue": work.queue,
            "agent": agent,
            "media": "chat",
            "source": NAUGHTY[number % len(NAUGHTY)][:32],
        }
        key = UUID(int=number + 1)
        yield InteractionFact(
            interaction_id=key,
            created_at=at,
            answered_at=at + timedelta(seconds=9),
            ended_at=end,
            end_reason="customer_ended",
            wait_ms=9_000 + number,
            duration_ms=333_000,
            sessions=1,
            cobrowse_ms=200_000 + number,
            **there,
        )
        yield SessionFact(
            session_id=UUID(int=1_000 + number),
            interaction_id=key,
            created_at=at,
            activated_at=at + timedelta(seconds=30),
            ended_at=end,
            end_reason="customer_ended",
            wait_ms=30_000,
            cobrowse_ms=200_000 + number,
            pointer_ms=150_000 + number,
            write_ms=50_000,
            write_grants=number % 3,
            pages_visited=1,
            pages=[
                {
                    "url": "https://shop.example/",
                    "title": NAUGHTY[number % len(NAUGHTY)],
                    "opened_at": at.isoformat(),
                    "stayed_ms": 61_000,
                }
            ],
            **there,
        )
        yield HandlingFact(
            interaction_id=key,
            number=1,
            started_at=at,
            ended_at=end,
            outcome="ended",
            talk_ms=300_000 + number,
            wrap_up_ms=7_000,
            with_cobrowse=number % 4 != 3,
            **there,
        )
        yield QueueStayFact(
            interaction_id=key,
            number=1,
            entered_at=at,
            left_at=at + timedelta(seconds=9),
            outcome="accepted",
            wait_ms=9_000 + number,
            in_time=number % 5 != 0,
            **there,
        )
        yield OfferFact(
            offer_id=number + 1,
            interaction_id=key,
            made_at=at,
            closed_at=at + timedelta(seconds=3),
            outcome="accepted",
            **there,
        )
        yield StateFact(
            event_id=number + 1,
            agent=agent,
            state="not_ready",
            reason=NAUGHTY[number % len(NAUGHTY)],
            started_at=at,
            ended_at=end,
            duration_ms=333_000 + number * 1_000,
        )
