"""A visitor for each test."""

import pytest

from tests.demo.shopper import Shopper


@pytest.fixture
def shopper(db: None) -> Shopper:
    return Shopper()
