"""Everything that is held about a person as one JSON document (docs/privacy.md).

Read and written piece by piece: no customer is too much for the memory. Agents are
named as the customer saw them; what other customers did is not in it.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cobrowse.actors import Actor
from cobrowse.errors import not_found
from interactions.models import (
    Callback,
    CallbackEvent,
    Customer,
    Interaction,
)
from interactions.privacy.holds import holds_of
from interactions.privacy.registry import JsonObject, Person, personal_data_of
from interactions.services.moves import record

FORMAT = "cobrowse.customer"
VERSION = 1
# What the audit log says.
EXPORTED = "customer.exported"


def export_person(*, person: Person, actor: Actor) -> Iterator[str]:
    """Note who takes it and return its pieces. Errors: not_found."""
    if not person:
        raise not_found()
    note_export(person=person, actor=actor)
    return pieces(person)


def note_export(*, person: Person, actor: Actor) -> None:
    """On each interaction and callback, as the reading of a transcript is."""
    with transaction.atomic():
        for interaction in Interaction.objects.filter(pk__in=person.interactions):
            record(interaction=interaction, name=EXPORTED, actor=actor)
        CallbackEvent.objects.bulk_create(
            CallbackEvent(
                callback=callback,
                name=EXPORTED,
                old_state=callback.state,
                state=callback.state,
                actor_role=actor.role,
                actor_id=actor.id,
            )
            for callback in Callback.objects.filter(customer__in=person.customers)
        )


def pieces(person: Person) -> Iterator[str]:
    """The document in pieces: a head, then one list per section."""
    head = {"format": FORMAT, "version": VERSION, "made_at": timezone.now()}
    yield _json(head)[:-1]
    section = ""
    for name, item in _items(person):
        if name != section:
            yield f"{']' if section else ''}, {json.dumps(name)}: [\n"
            section = name
        else:
            yield ",\n"
        yield _json(item)
    yield "]}\n" if section else "}\n"


def _json(value: JsonObject) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def _items(person: Person) -> Iterator[tuple[str, JsonObject]]:
    for hold in holds_of(person):
        yield "legal_holds", {"placed_at": hold.placed_at, "reason": hold.reason}
    yield from _each("customers", person.customers, _customer)
    yield from _each("interactions", person.interactions, _interaction)
    callbacks = Callback.objects.filter(customer__in=person.customers)
    keys = list(callbacks.values_list("pk", flat=True))
    yield from _each("callbacks", keys, _callback)
    for more in personal_data_of:
        yield from more(person)


def _each(
    section: str,
    keys: tuple[UUID, ...] | list[UUID],
    read: Callable[[UUID], JsonObject | None],
) -> Iterator[tuple[str, JsonObject]]:
    """One query at a time, none of them open while somebody reads slowly."""
    for key in keys:
        if (item := read(key)) is not None:
            yield section, item


def _customer(key: UUID) -> JsonObject | None:
    row = Customer.objects.select_related("site").filter(pk=key).first()
    if row is None:  # gone since
        return None
    return {
        "id": row.pk,
        "site": row.site.key,
        "name": row.display_name,
        "language": row.language,
        "first_seen_at": row.created_at,
        "last_seen_at": row.last_seen_at,
        "page_url": row.url,
        "page_title": row.page_title,
        "referrer": row.referrer,
    }


def _interaction(key: UUID) -> JsonObject | None:
    row = (
        Interaction.objects.select_related("site", "queue", "agent", "disposition")
        .filter(pk=key)
        .first()
    )
    if row is None:  # gone since
        return None
    return {
        "id": row.pk,
        "site": row.site.key,
        "media": row.media,
        "state": row.state,
        "customer_id": row.customer_id,
        "customer_name": row.customer_name,
        "contact": row.contact,
        "phone_number": row.phone_number,
        "external_call_id": row.external_call_id,
        "source": row.source,
        "queue": row.queue.name if row.queue else None,
        "agent": row.agent.display_name if row.agent else None,
        "created_at": row.created_at,
        "answered_at": row.answered_at,
        "ended_at": row.ended_at,
        "end_reason": row.end_reason,
        "page_url": row.url,
        "page_title": row.page_title,
        "referrer": row.referrer,
        "attached_data": row.attached_data,
        "disposition": row.disposition.name if row.disposition else None,
        "note": row.note,
        "transcript": _rows(
            row.messages.order_by("seq"),
            "seq",
            "created_at",
            "author_role",
            "agent__display_name",
            "text",
        ),
        "events": _rows(
            row.events.order_by("at", "pk"),
            "at",
            "name",
            "state",
            "agent__display_name",
            "actor_role",
            "detail",
        ),
        "call_reports": _rows(
            row.call_reports.order_by("at", "pk"),
            "event",
            "at",
            "agent__display_name",
            "received_at",
        ),
    }


def _callback(key: UUID) -> JsonObject | None:
    row = Callback.objects.select_related("site", "queue").filter(pk=key).first()
    if row is None:  # gone since
        return None
    return {
        "id": row.pk,
        "site": row.site.key,
        "customer_id": row.customer_id,
        "queue": row.queue.name,
        "state": row.state,
        "name": row.name,
        "phone_number": row.phone_number,
        "about": row.text,
        "preferred_at": row.preferred_at,
        "created_at": row.created_at,
        "taken_at": row.taken_at,
        "closed_at": row.closed_at,
        "outcome": row.outcome,
        "note": row.note,
        "events": _rows(
            row.events.order_by("at", "pk"), "at", "name", "state", "actor_role"
        ),
    }


def _rows(rows: QuerySet[Any], *columns: str) -> list[JsonObject]:
    return [
        {name.replace("__display_name", ""): value for name, value in row.items()}
        for row in rows.values(*columns)
    ]
