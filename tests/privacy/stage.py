"""A customer of whom everything is held, each text of it a canary; and what is in the
database, whole."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import connection, models
from django.utils import timezone

from interactions.call_story import CallKind
from interactions.lifecycle import CallbackState
from interactions.models import (
    BrowserCall,
    Callback,
    CallbackEvent,
    CallReport,
    ChatMessage,
    CtiAdapter,
    Customer,
    Interaction,
    InteractionEvent,
    Queue,
)
from interactions.services import (
    apply_call_event,
    attach_customer,
    end_interaction,
    send_message,
)
from interactions.services.call_reports import CallEvent
from reporting.models import ExportJob, ExportPart, SessionFact
from reporting.services.settle import settle_reports
from sessions_app.models import Asset, CobrowseSession, SessionEvent
from tests.sessions_app.places import (
    Place,
    both_online,
    make_chat_session,
)

CANARY = "Canary7Q"
PHONE = "+47 22 33 44 55"
CONTACT = "Carla@Example.com"

# What the product itself says, or what no customer ever has a word in.
NOT_PLANTED = {
    "token_hash",
    "session_id",
    "source",
    "phone_key",
    "pinned_rules",
    "actor_role",
    "ended_by",
}
EVENTS = (InteractionEvent, SessionEvent, CallbackEvent, CallReport)


@dataclass
class Known:
    """One customer with a chat, a call, a session, a callback; all of it over."""

    customer: Customer
    chat: Interaction
    call: Interaction
    session: CobrowseSession
    callback: Callback


def make_known(place: Place, *, name: str = "Carla", phone: str = PHONE) -> Known:
    """Through the services, then ended. Reports are not settled yet."""
    session = both_online(make_chat_session(place))
    chat, customer = session.interaction, session.customer
    assert chat is not None
    for number in range(2):
        send_message(
            interaction=chat,
            actor=customer.as_actor(),
            text=f"{name} says {number}",
            client_id=f"{name}-{number}",
        )
    chat = Interaction.objects.get(pk=chat.pk)
    end_interaction(interaction=chat, actor=place.alice.as_actor())
    call = make_ended_call(place, call_id=f"call-of-{name}", phone=phone)
    attach_customer(interaction=call, actor=place.alice.as_actor(), customer=customer)
    BrowserCall.objects.create(
        interaction=call, customer_tab="tab", customer_line="line"
    )
    callback = Callback.objects.create(
        site=place.site,
        queue=Queue.objects.filter(site=place.site)[0],
        customer=customer,
        name=name,
        phone_number=phone,
        state=CallbackState.CANCELLED,
        closed_at=timezone.now(),
    )
    CallbackEvent.objects.create(
        callback=callback, name="callback.cancelled", state="cancelled", actor_role="x"
    )
    session = CobrowseSession.objects.get(pk=session.pk)
    Asset.objects.create(
        site=place.site,
        session=session,
        digest=uuid4().hex * 2,
        media_type="image/png",
        size_bytes=7,
        content=b"picture",
    )
    return Known(customer, chat, call, session, callback)


def make_ended_call(place: Place, *, call_id: str, phone: str) -> Interaction:
    """Of somebody of whom nothing but the number is known."""
    adapter, _ = CtiAdapter.objects.get_or_create(
        name="switch", defaults={"token_hash": "0" * 64}
    )
    for kind in (CallKind.ANSWERED, CallKind.ENDED):
        call = apply_call_event(
            adapter=adapter,
            event=CallEvent(
                call_id=call_id,
                event=kind,
                agent=place.alice.user.username,
                site=place.site.key,
                phone_number=phone,
            ),
        )
    return call


def rows_of(known: Known) -> list[models.Model]:
    """Every row in which something of the customer stands."""
    interactions = [known.chat.pk, known.call.pk]
    rows: list[models.Model] = []
    for found in (
        Customer.objects.filter(pk=known.customer.pk),
        Interaction.objects.filter(pk__in=interactions),
        ChatMessage.objects.filter(interaction__in=interactions),
        InteractionEvent.objects.filter(interaction__in=interactions),
        CallReport.objects.filter(interaction__in=interactions),
        BrowserCall.objects.filter(interaction__in=interactions),
        Callback.objects.filter(pk=known.callback.pk),
        CallbackEvent.objects.filter(callback=known.callback),
        CobrowseSession.objects.filter(pk=known.session.pk),
        SessionEvent.objects.filter(session=known.session),
        Asset.objects.filter(session=known.session),
        SessionFact.objects.filter(pk=known.session.pk),
    ):
        kind: models.QuerySet[Any] = found
        assert kind.exists(), kind.model
        rows += list(kind)
    return rows


def plant(known: Known) -> int:
    """A canary in every text of the customer's rows; how many."""
    count = 0
    for row in rows_of(known):
        for field in row._meta.concrete_fields:
            if _is_planted(row, field):
                text = f"{CANARY}-{row._meta.model_name}.{field.name}.{row.pk}"
                value: object = text
                if isinstance(field, models.JSONField):
                    value = _json(row, field.name, text)
                elif field.max_length:
                    value = text[: field.max_length]
                setattr(row, field.name, value)
                count += 1
        row.save()
    Asset.objects.filter(session=known.session).update(content=CANARY.encode())
    job = ExportJob.objects.create(
        user=User.objects.first() or User.objects.create_user("u"),
        report="cobrowse-detail",
        format="csv",
        state=ExportJob.State.DONE,
    )
    ExportPart.objects.create(job=job, number=0, content=f"{CANARY}-file".encode())
    return count + 2


def _json(row: models.Model, name: str, text: str) -> object:
    known = getattr(row, name)
    if isinstance(known, list):
        return [{**page, "url": text, "title": text} for page in known]
    keys = ("url", "title") if isinstance(row, EVENTS) else ("url", "pageTitle")
    return {**known, **dict.fromkeys(keys, text)}


def _is_planted(row: models.Model, field: "models.Field[Any, Any]") -> bool:
    if isinstance(row, EVENTS) and field.name == "name":
        return False
    return (
        isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not field.primary_key
        and field.name not in NOT_PLANTED
    )


def dump() -> str:
    """Every row of every table."""
    lines: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                lines.append(" ".join(_text(value) for value in row))
    if connection.vendor == "sqlite":
        lines += connection.connection.iterdump()
    return "\n".join(lines)


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return str(value)


def back_in_time(known: Known, *, days: float) -> None:
    """As if everything had been over for so long."""
    at: datetime = timezone.now() - timedelta(days=days)
    start = at - timedelta(minutes=10)
    interactions = Interaction.objects.filter(pk__in=[known.chat.pk, known.call.pk])
    interactions.update(created_at=start, answered_at=start, ended_at=at)
    InteractionEvent.objects.filter(interaction__in=interactions).update(at=at)
    CallReport.objects.filter(interaction__in=interactions).update(received_at=at)
    sessions = CobrowseSession.objects.filter(pk=known.session.pk)
    sessions.update(created_at=start, activated_at=start, ended_at=at)
    SessionEvent.objects.filter(session__in=sessions).update(at=at)
    Callback.objects.filter(pk=known.callback.pk).update(created_at=start, closed_at=at)
    Customer.objects.filter(pk=known.customer.pk).update(
        created_at=start, last_seen_at=at
    )


def settled(known: Known) -> Known:
    """With reports up to date."""
    settle_reports()
    return known
