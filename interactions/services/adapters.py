"""Tokens of CTI adapters, and when they were last used."""

from datetime import timedelta

from django.utils import timezone

from cobrowse.tokens import hash_token, new_token
from interactions.models import CtiAdapter

USE_NOTED_EVERY = timedelta(minutes=1)


def issue_adapter_token(*, adapter: CtiAdapter) -> str:
    """Give the adapter (saved or not) a new token; the old one is dead at once.

    The token is returned this once; only its hash is kept.
    """
    token = new_token()
    adapter.token_hash = hash_token(token)
    adapter.save()
    return token


def switch_adapter(*, adapter: CtiAdapter, active: bool) -> None:
    """A switched-off adapter's token opens nothing; its calls stay as they are."""
    CtiAdapter.objects.filter(pk=adapter.pk).update(active=active)


def note_adapter_use(*, adapter: CtiAdapter) -> None:
    """Once a minute is enough, and requests of one switch do not queue for its row."""
    now = timezone.now()
    if adapter.last_used_at is None or adapter.last_used_at < now - USE_NOTED_EVERY:
        CtiAdapter.objects.filter(pk=adapter.pk).update(last_used_at=now)
