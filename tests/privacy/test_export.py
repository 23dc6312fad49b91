"""What was written is found in the export, whoever took it is noted."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User

from cobrowse.actors import SYSTEM, staff_actor
from interactions.models import CallbackEvent, InteractionEvent
from interactions.privacy.export import FORMAT, VERSION, export_person
from interactions.privacy.finding import find_person
from interactions.privacy.holds import place_hold
from interactions.privacy.registry import Person
from reporting.models import InteractionFact, SessionFact
from reporting.services.settle import settle_reports
from tests.people import make_active_chat
from tests.privacy.stage import CANARY, Known, make_known, plant, settled
from tests.refusals import refused
from tests.sessions_app.places import Place, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def carla(place: Place) -> Known:
    return settled(make_known(place))


def person_of(known: Known) -> Person:
    return find_person(by="customer", value=str(known.customer.pk))


def exported(known: Known) -> dict[str, Any]:
    text = "".join(export_person(person=person_of(known), actor=SYSTEM))
    document: dict[str, Any] = json.loads(text)
    return document


def test_everything_that_was_written_is_in_it(carla: Known) -> None:
    plant(carla)
    document = exported(carla)
    assert (document["format"], document["version"]) == (FORMAT, VERSION)
    (customer,) = document["customers"]
    assert customer["id"] == str(carla.customer.pk)
    assert customer["name"].startswith(CANARY)
    assert {row["id"] for row in document["interactions"]} == {
        str(carla.chat.pk),
        str(carla.call.pk),
    }
    chat = next(row for row in document["interactions"] if row["media"] == "chat")
    assert [line["text"] for line in chat["transcript"]] == list(
        carla.chat.messages.order_by("seq").values_list("text", flat=True)
    )
    for column in ("note", "contact", "phone_number", "page_url", "page_title"):
        assert chat[column].startswith(CANARY), column
    (session,) = document["sessions"]
    assert session["history_id"] == str(carla.session.pk)
    pages = [e["detail"] for e in session["events"] if e["name"] == "page.opened"]
    assert pages[0]["url"].startswith(CANARY)
    (callback,) = document["callbacks"]
    assert callback["about"].startswith(CANARY)
    assert document["report_pages"][0]["pages"][0]["url"].startswith(CANARY)
    # Nothing of it stays unsaid: every kind of text that is held is in the file.
    whole = json.dumps(document)
    for kind in (
        "customer.display_name",
        "customer.referrer",
        "interaction.customer_name",
        "interaction.contact",
        "interaction.phone_number",
        "interaction.external_call_id",
        "interaction.note",
        "interaction.referrer",
        "interaction.attached_data",
        "interactionevent.detail",
        "chatmessage.text",
        "callback.name",
        "callback.phone_number",
        "callback.text",
        "callback.note",
        "cobrowsesession.page_url",
        "sessionevent.detail",
        "sessionfact.pages",
    ):
        assert f"{CANARY}-{kind}" in whole, kind


def test_only_this_customer_is_in_it(place: Place, carla: Known) -> None:
    other = make_active_chat(place.site, place.alice)
    whole = json.dumps(exported(carla))
    assert str(other.pk) not in whole
    assert str(other.customer_id) not in whole
    assert carla.customer.token_hash not in whole


def test_who_exported_is_noted_and_reports_do_not_change(carla: Known) -> None:
    staff = User.objects.create_user("sue")
    pieces = export_person(person=person_of(carla), actor=staff_actor(staff))
    noted = InteractionEvent.objects.filter(name="customer.exported")
    assert set(noted.values_list("actor_role", "actor_id")) == {
        ("staff", str(staff.pk))
    }
    assert noted.count() == 2
    assert CallbackEvent.objects.filter(name="customer.exported").count() == 1
    assert "customer.exported" in "".join(pieces)
    facts = [list(model.objects.values()) for model in (SessionFact, InteractionFact)]
    settle_reports()
    assert facts == [
        list(model.objects.values()) for model in (SessionFact, InteractionFact)
    ]


def test_a_legal_hold_stands_in_it(carla: Known) -> None:
    place_hold(person=person_of(carla), reason="Case 4711", actor=SYSTEM)
    assert exported(carla)["legal_holds"][0]["reason"] == "Case 4711"


def test_nobody_has_no_export(place: Place) -> None:
    with refused("not_found"):
        export_person(person=Person(), actor=SYSTEM)
