"""Tokens of CTI adapters."""

from cobrowse.tokens import hash_token, new_token
from interactions.models import CtiAdapter


def issue_adapter_token(*, adapter: CtiAdapter) -> str:
    """Give the adapter (saved or not) a new token; the old one is dead at once.

    The token is returned this once; only its hash is kept.
    """
    token = new_token()
    adapter.token_hash = hash_token(token)
    adapter.save()
    return token
