"""Credentials of the TURN server, and settings that are legal but wrong."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from interactions.models import Interaction
from interactions.selectors import ice_servers

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def ids() -> set[str | None]:
    return {message.id for message in run_checks(include_deployment_checks=True)}


@pytest.fixture(autouse=True)
def _no_servers(settings: Settings) -> None:
    settings.COBROWSE_STUN_URLS = []
    settings.COBROWSE_TURN_URLS = []
    settings.COBROWSE_TURN_SECRET = ""
    settings.COBROWSE_TURN_SECONDS = 14_400


def test_credentials_are_what_coturn_expects(settings: Settings) -> None:
    settings.COBROWSE_TURN_URLS = ["turn:turn.example:3478"]
    settings.COBROWSE_TURN_SECRET = "north"
    settings.COBROWSE_TURN_SECONDS = 600
    (server,) = ice_servers(Interaction(), now=NOW)
    assert server.username is not None
    expiry, _, name = server.username.partition(":")
    assert datetime.fromtimestamp(int(expiry), UTC) == datetime(
        2026, 3, 1, 12, 10, tzinfo=UTC
    )
    assert name
    expected = hmac.new(b"north", server.username.encode(), hashlib.sha1).digest()
    assert server.credential == base64.b64encode(expected).decode()


def test_two_calls_have_two_user_names(settings: Settings) -> None:
    settings.COBROWSE_TURN_URLS = ["turn:turn.example:3478"]
    settings.COBROWSE_TURN_SECRET = "north"
    names = {ice_servers(Interaction(), now=NOW)[0].username for _ in range(2)}
    assert len(names) == 2


def test_without_settings_there_are_no_servers() -> None:
    assert ice_servers(Interaction()) == []


@pytest.mark.parametrize(
    "url", ["turn.example:3478", "https://turn.example", "stun://turn.example", "stun:"]
)
def test_an_address_that_browsers_refuse_is_an_error(
    settings: Settings, url: str
) -> None:
    settings.COBROWSE_STUN_URLS = ["stun:turn.example:3478"]
    assert "interactions.E001" not in ids()
    settings.COBROWSE_STUN_URLS = [url]
    assert "interactions.E001" in ids()


def test_a_turn_server_without_its_secret_is_an_error(settings: Settings) -> None:
    settings.COBROWSE_TURN_URLS = ["turn:turn.example:3478"]
    assert "interactions.E002" in ids()
    settings.COBROWSE_TURN_SECRET = "x" * 32
    assert "interactions.E002" not in ids()


def test_an_unused_and_a_short_secret_are_warnings(settings: Settings) -> None:
    settings.COBROWSE_TURN_SECRET = "short"
    assert {"interactions.W001", "interactions.W002"} <= ids()
    settings.COBROWSE_TURN_URLS = ["turns:turn.example:5349?transport=tcp"]
    settings.COBROWSE_TURN_SECRET = "x" * 32
    assert not {"interactions.W001", "interactions.W002"} & ids()


def test_credentials_shorter_than_a_call_are_a_warning(settings: Settings) -> None:
    settings.COBROWSE_TURN_URLS = ["turn:turn.example:3478"]
    settings.COBROWSE_TURN_SECRET = "x" * 32
    settings.COBROWSE_TURN_SECONDS = 60
    assert "interactions.W003" in ids()
    settings.COBROWSE_TURN_SECONDS = 3600
    assert "interactions.W003" not in ids()


def test_production_without_a_relay_is_a_warning(settings: Settings) -> None:
    assert "interactions.W004" in ids()
    settings.COBROWSE_TURN_URLS = ["turn:turn.example:3478"]
    settings.COBROWSE_TURN_SECRET = "x" * 32
    assert "interactions.W004" not in ids()
