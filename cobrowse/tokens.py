"""Secrets handed to browsers and adapters. Only their hashes are stored."""

import hashlib
import secrets

TOKEN_BYTES = 24  # 192 random bits; security anchors ask for at least 128


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """SHA-256 in hex: the tokens are random, so no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
