"""Retention by the day, and whether what a rule is about is still there."""

from datetime import datetime
from typing import Any

from interactions.models import (
    Callback,
    ChatMessage,
    Customer,
    Interaction,
    RetentionPolicy,
    Site,
)
from reporting.models import ExportPart, SessionFact
from sessions_app.models import CobrowseSession, SessionEvent
from tests.privacy.stage import (
    CANARY,
    Known,
)

DAYS = {
    "transcript_days": 10,
    "page_days": 20,
    "call_days": 30,
    "callback_days": 40,
    "customer_days": 50,
    "interaction_days": 60,
    "facts_days": 70,
}


def keep(site: Site, **days: int | None) -> None:
    """Everything for ever but what is named."""
    RetentionPolicy.objects.update_or_create(
        site=site, defaults={**dict.fromkeys(DAYS), **days}
    )


def end_of(known: Known) -> datetime:
    times = [
        *Interaction.objects.values_list("ended_at", flat=True),
        *CobrowseSession.objects.values_list("ended_at", flat=True),
        *Customer.objects.values_list("last_seen_at", flat=True),
        *Callback.objects.values_list("closed_at", flat=True),
    ]
    return max(at for at in times if at is not None)


def texts(rows: Any, *columns: str) -> str:
    return str(list(rows.values_list(*columns)))


def held(name: str) -> bool:
    """Whether what a rule is about is still in the database."""
    pages = ("url", "page_title", "referrer", "attached_data")
    looks = {
        "transcript_days": lambda: (
            texts(ChatMessage.objects.all(), "text")
            + texts(Interaction.objects.all(), "note", "contact", "customer_name")
            + texts(Customer.objects.all(), "display_name")
        ),
        "page_days": lambda: (
            texts(Interaction.objects.all(), *pages)
            + texts(Customer.objects.all(), *pages[:3])
            + texts(CobrowseSession.objects.all(), "page_url", "page_title")
            + texts(SessionEvent.objects.filter(name="page.opened"), "detail")
            + texts(SessionFact.objects.all(), "pages")
            + texts(ExportPart.objects.all(), "content")
        ),
        "call_days": lambda: texts(Interaction.objects.all(), "phone_number"),
        "callback_days": lambda: texts(Callback.objects.all(), "name", "phone_number"),
        "interaction_days": lambda: (
            texts(Interaction.objects.all(), "external_call_id")
            + texts(CobrowseSession.objects.all(), "consent_language")
        ),
    }
    return CANARY in looks[name]()
