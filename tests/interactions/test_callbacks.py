"""Customers who want to be called: asked, taken, given back, done, expired."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from agents.models import Agent
from agents.services import log_out_agent
from cobrowse.actors import SYSTEM, Actor, Role
from interactions.lifecycle import CallbackOutcome, CallbackState
from interactions.models import Callback, CallbackEvent, Customer, Queue, Site
from interactions.selectors.callbacks import (
    callback_views,
    callbacks_for,
    open_callback_of,
)
from interactions.services.callbacks import (
    cancel_callback,
    expire_callbacks,
    finish_callback,
    release_callback,
    release_orphaned_callbacks,
    request_callback,
    take_callback,
)
from tests.people import make_agent, make_customer, make_site
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Agent:
    return make_agent("alice", ready=True)


@pytest.fixture
def site(alice: Agent) -> Site:
    site = make_site(alice)
    Queue.objects.update(accepts_callbacks=True, key="general")
    return site


def ask(
    site: Site,
    *,
    customer: Customer | None = None,
    number: str = "+47 55 00",
    queue: str = "",
    preferred_at: datetime | None = None,
    address: str = "10.0.0.1",
) -> Callback:
    customer = customer or make_customer(site)[0]
    return request_callback(
        customer=customer,
        actor=customer.as_actor(),
        name="Carla",
        phone_number=number,
        queue_key=queue,
        preferred_at=preferred_at,
        address=address,
    )


def events_of(callback: Callback) -> list[tuple[str, str, str, str]]:
    return [
        (event.name, event.old_state, event.state, event.actor_role)
        for event in CallbackEvent.objects.filter(callback=callback)
    ]


def test_a_request_is_taken_and_done_and_written_down(site: Site, alice: Agent) -> None:
    callback = ask(site)
    assert (callback.state, callback.queue.key) == ("open", "general")
    taken = take_callback(callback_id=callback.pk, agent=alice)
    assert (taken.state, taken.agent) == ("taken", alice)
    assert taken.taken_at is not None
    done = finish_callback(
        callback_id=callback.pk,
        agent=alice,
        outcome=CallbackOutcome.REACHED,
        note="Parcel found",
    )
    assert (done.state, done.outcome, done.note) == ("done", "reached", "Parcel found")
    assert done.closed_at is not None
    assert events_of(callback) == [
        ("callback.requested", "", "open", "customer"),
        ("callback.taken", "open", "taken", "agent"),
        ("callback.done", "taken", "done", "agent"),
    ]


def test_a_second_request_replaces_the_first_even_a_taken_one(
    site: Site, alice: Agent
) -> None:
    customer, _ = make_customer(site)
    first = ask(site, customer=customer)
    take_callback(callback_id=first.pk, agent=alice)
    second = ask(site, customer=customer, number="+47 99")
    first.refresh_from_db()
    assert first.state == "cancelled"
    assert open_callback_of(customer) == second
    assert events_of(first)[-1][0] == "callback.replaced"


def test_given_back_it_is_anybodys(site: Site, alice: Agent) -> None:
    bob = make_agent("bob", ready=True)
    Queue.objects.get().agents.add(bob)
    callback = ask(site)
    take_callback(callback_id=callback.pk, agent=alice)
    with refused("wrong_state"):
        take_callback(callback_id=callback.pk, agent=bob)
    with refused("not_found"):
        release_callback(callback_id=callback.pk, agent=bob)
    with refused("not_found"):
        finish_callback(
            callback_id=callback.pk, agent=bob, outcome=CallbackOutcome.REACHED
        )
    freed = release_callback(callback_id=callback.pk, agent=alice)
    assert (freed.state, freed.agent, freed.taken_at) == ("open", None, None)
    assert take_callback(callback_id=callback.pk, agent=bob).agent == bob


def test_agents_of_other_queues_neither_see_nor_touch_it(
    site: Site, alice: Agent
) -> None:
    charlie = make_agent("charlie", ready=True)
    make_site(charlie, key="other")
    callback = ask(site)
    assert list(callbacks_for(charlie)) == []
    for command in (take_callback, release_callback):
        with refused("not_found"):
            command(callback_id=callback.pk, agent=charlie)
    with refused("not_found"):
        finish_callback(
            callback_id=callback.pk, agent=charlie, outcome=CallbackOutcome.REACHED
        )
    callback.refresh_from_db()
    assert callback.state == CallbackState.OPEN


def test_whoever_took_it_keeps_it_after_leaving_the_queue(
    site: Site, alice: Agent
) -> None:
    callback = ask(site)
    take_callback(callback_id=callback.pk, agent=alice)
    Queue.objects.get().agents.clear()
    (view,) = callback_views(alice)
    assert (view.mine, view.agent_name, view.state) == (True, "Alice", "taken")
    finish_callback(
        callback_id=callback.pk, agent=alice, outcome=CallbackOutcome.NOT_REACHED
    )
    assert callback_views(alice) == []


def test_only_the_customer_and_staff_cancel(site: Site, alice: Agent) -> None:
    callback = ask(site)
    other, _ = make_customer(site)
    with refused("not_found"):
        cancel_callback(callback=callback, actor=other.as_actor())
    with refused("not_allowed"):
        cancel_callback(callback=callback, actor=alice.as_actor())
    cancel_callback(callback=callback, actor=callback.customer.as_actor())
    with refused("callback_closed"):
        cancel_callback(callback=callback, actor=Actor(Role.STAFF, "1"))
    with refused("not_found"):
        take_callback(callback_id=callback.pk, agent=alice)


def test_a_foreign_queue_or_one_that_takes_none_is_refused(site: Site) -> None:
    other = make_site(key="other")
    Queue.objects.filter(site=other).update(key="foreign", accepts_callbacks=True)
    Queue.objects.create(site=site, name="sales", key="sales")
    for key in ("foreign", "sales", "nothing"):
        with refused("not_found"):
            ask(site, queue=key)
    Queue.objects.update(accepts_callbacks=False)
    with refused("no_callbacks"):
        ask(site)
    assert not Callback.objects.exists()


@pytest.mark.parametrize(
    "preferred_at",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
        datetime.now(UTC) - timedelta(days=1),
        datetime.now(UTC) + timedelta(days=100),
        datetime.now(),
    ],
)
def test_only_a_time_in_the_next_weeks_can_be_asked_for(
    site: Site, preferred_at: datetime
) -> None:
    with refused("bad_time"):
        ask(site, preferred_at=preferred_at)


@override_settings(COBROWSE_CALLBACKS_PER_HOUR=2)
def test_requests_of_one_customer_are_counted(site: Site) -> None:
    customer, _ = make_customer(site)
    for _ in range(2):
        ask(site, customer=customer)
    with refused("rate_limited"):
        ask(site, customer=customer)
    ask(site)


@override_settings(COBROWSE_CALLBACKS_PER_ADDRESS=3)
def test_requests_from_one_address_are_counted_over_all_customers(site: Site) -> None:
    for _ in range(3):
        ask(site)
    with refused("rate_limited"):
        ask(site)
    ask(site, address="10.0.0.2")


def test_what_an_agent_who_signs_out_had_taken_is_open_again(
    site: Site, alice: Agent
) -> None:
    callback = ask(site)
    take_callback(callback_id=callback.pk, agent=alice)
    assert release_orphaned_callbacks() == 0
    log_out_agent(agent=alice, actor=alice.as_actor())
    assert release_orphaned_callbacks() == 1
    callback.refresh_from_db()
    assert (callback.state, callback.agent) == ("open", None)
    assert events_of(callback)[-1] == ("callback.released", "taken", "open", "system")


@override_settings(COBROWSE_CALLBACK_DAYS=7)
def test_what_nobody_takes_for_days_expires_counted_from_the_wished_time(
    site: Site, alice: Agent
) -> None:
    old, wished_later, taken, new = (ask(site) for _ in range(4))
    long_ago = timezone.now() - timedelta(days=8)
    for callback in (old, wished_later, taken):
        Callback.objects.filter(pk=callback.pk).update(created_at=long_ago)
    Callback.objects.filter(pk=wished_later.pk).update(
        preferred_at=timezone.now() - timedelta(days=1)
    )
    take_callback(callback_id=taken.pk, agent=alice)
    assert expire_callbacks() == 1
    assert expire_callbacks() == 0
    states = dict(Callback.objects.values_list("pk", "state"))
    assert states == {
        old.pk: "cancelled",
        wished_later.pk: "open",
        taken.pk: "taken",
        new.pk: "open",
    }
    assert events_of(old)[-1] == ("callback.expired", "open", "cancelled", SYSTEM.role)


def test_the_oldest_request_comes_first_on_the_desktop(
    site: Site, alice: Agent
) -> None:
    asked = [ask(site, number=f"+47 {number}000") for number in range(3)]
    assert [view.id for view in callback_views(alice)] == [c.pk for c in asked]
