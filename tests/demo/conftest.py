"""A visitor for each test, and passwords that cost nothing to check."""

import pytest
from pytest_django.fixtures import Settings

from tests.demo.shopper import Shopper


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def shopper(db: None) -> Shopper:
    return Shopper()
