"""A call rings: what the desktop can say of who calls."""

from typing import Any

import pytest

from interactions.call_story import CallKind
from interactions.callers import phone_key
from interactions.models import CtiAdapter, Interaction
from interactions.selectors import calls_of_number
from interactions.selectors.context import earlier_interactions
from interactions.services import CallEvent, apply_call_event, attach_customer
from tests.people import make_adapter, make_agent, make_customer, make_site


@pytest.fixture
def adapter() -> CtiAdapter:
    return make_adapter(make_site(make_agent("alice")))


def ring(adapter: CtiAdapter, call_id: str, number: str, **more: Any) -> Interaction:
    return _report(adapter, call_id, CallKind.RINGING, phone_number=number, **more)


def _report(
    adapter: CtiAdapter, call_id: str, kind: CallKind, **more: Any
) -> Interaction:
    event = CallEvent(call_id=call_id, event=kind, agent="alice", **more)
    return apply_call_event(adapter=adapter, event=event)


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("+49 30 1234567", "49301234567"),
        ("0049 (30) 123-45-67", "49301234567"),
        ("49301234567", "49301234567"),
        ("", ""),
        ("anonymous", ""),
        ("4711", ""),
        ("٠١٢٣٤٥٦٧", ""),
        ("1" * 400, "1" * 40),
    ],
)
def test_only_the_digits_of_a_number_count(number: str, key: str) -> None:
    assert phone_key(number) == key


@pytest.mark.django_db
def test_a_caller_is_known_by_the_number_however_it_is_written(
    adapter: CtiAdapter,
) -> None:
    first = ring(adapter, "c1", "+49 30 1234567")
    _report(adapter, "c1", CallKind.ENDED)
    ring(adapter, "c2", "+49 30 7654321")
    again = ring(adapter, "c3", "0049-30-1234567")
    assert list(calls_of_number(again)) == [first]
    assert list(earlier_interactions(again)) == [first]


@pytest.mark.django_db
def test_a_caller_who_once_shared_a_page_is_called_by_name(adapter: CtiAdapter) -> None:
    assert adapter.site is not None
    customer, _ = make_customer(adapter.site)
    type(customer).objects.filter(pk=customer.pk).update(display_name="Carla")
    customer.refresh_from_db()
    first = ring(adapter, "c1", "+49 30 1234567")
    assert first.customer_name == "+49 30 1234567"
    attach_customer(interaction=first, actor=adapter.as_actor(), customer=customer)
    _report(adapter, "c1", CallKind.ENDED)
    assert ring(adapter, "c2", "+49301234567").customer_name == "Carla"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["", "anonymous", "100"])
def test_what_is_no_number_makes_nobody_known(adapter: CtiAdapter, number: str) -> None:
    ring(adapter, "c1", number)
    again = ring(adapter, "c2", number)
    assert list(calls_of_number(again)) == []
    assert list(earlier_interactions(again)) == []


@pytest.mark.django_db
def test_the_other_sites_callers_stay_there(adapter: CtiAdapter) -> None:
    ring(adapter, "c1", "+49 30 1234567")
    other = make_adapter(make_site(key="other"), name="other")
    there = ring(other, "c1", "+49 30 1234567")
    assert list(calls_of_number(there)) == []
    assert there.customer_name == "+49 30 1234567"
