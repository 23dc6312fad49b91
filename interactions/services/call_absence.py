"""Who in a browser call has gone: pages are loaded, networks drop, browsers die."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from cobrowse.actors import SYSTEM
from cobrowse.errors import DomainError
from interactions.lifecycle import HANDLED_STATES, LIVE_STATES, EndReason, Media
from interactions.models import BrowserCall, Customer
from interactions.selectors import live_browser_calls
from interactions.services.endings import end_interaction
from interactions.services.transfers import requeue_interaction

# How often a desktop gives a sign of life.
AGENT_BEAT_SECONDS = 10


def customer_tab_came(*, customer: Customer) -> None:
    """A socket of one of the customer's tabs is greeted: perhaps the talking one's."""
    _call_of_tab(customer).update(customer_line=customer.line, customer_left_at=None)


def customer_tab_left(*, customer: Customer) -> None:
    """A socket is gone. One that its tab has replaced already says nothing."""
    _call_of_tab(customer).filter(customer_line=customer.line).update(
        customer_left_at=timezone.now()
    )


def _call_of_tab(customer: Customer) -> QuerySet[BrowserCall]:
    return BrowserCall.objects.filter(
        interaction__customer=customer,
        interaction__media=Media.VOICE,
        interaction__state__in=LIVE_STATES,
        customer_tab=customer.tab,
    )


def end_lost_calls(*, up_since: datetime, now: datetime | None = None) -> int:
    """Calls whose customer stays away end; those whose agent is gone go back to the
    head of their queue, for the customer is still there. How many of both.

    `up_since`: nobody could be heard before. The two go on talking without a server,
    and need a moment to find the one that is back.
    """
    now = now or timezone.now()
    if now - up_since < timedelta(seconds=settings.COBROWSE_CALL_GRACE_SECONDS):
        return 0
    return _end_without_customer(now) + _requeue_without_agent(now)


def _end_without_customer(now: datetime) -> int:
    grace = timedelta(seconds=settings.COBROWSE_CALL_GRACE_SECONDS)
    # A process that died said nothing of the tabs it served: then silence counts.
    silent = timedelta(seconds=settings.COBROWSE_CUSTOMER_SEEN_SECONDS)
    lost = live_browser_calls().filter(
        Q(browser_call__customer_left_at__lt=now - grace)
        | Q(customer__last_seen_at__lt=now - grace - silent)
    )
    count = 0
    for call in lost:
        reason = EndReason.CONNECTION_LOST
        if call.answered_at is None:
            reason = EndReason.ABANDONED
        with suppress(DomainError):  # somebody ended it in between
            end_interaction(interaction=call, actor=SYSTEM, reason=reason)
            count += 1
    return count


def _requeue_without_agent(now: datetime) -> int:
    grace = timedelta(seconds=settings.COBROWSE_CALL_GRACE_SECONDS + AGENT_BEAT_SECONDS)
    lost = live_browser_calls().filter(
        Q(agent__last_seen_at__lt=now - grace) | Q(agent__last_seen_at__isnull=True),
        agent__isnull=False,
        state__in=HANDLED_STATES,
    )
    count = 0
    for call in lost:
        assert call.agent is not None
        with suppress(DomainError):
            count += requeue_interaction(interaction_id=call.pk, agent=call.agent)
    return count
