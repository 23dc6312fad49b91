"""Fixtures of the interactions' tests."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_quotas() -> None:
    """Quotas are counted in the cache, which outlives a test."""
    cache.clear()
