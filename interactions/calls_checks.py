"""Settings of browser calls that are legal but wrong, found by `manage.py check`."""

from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

STUN_SCHEMES = ("stun:", "stuns:")
TURN_SCHEMES = ("turn:", "turns:")
SHORT_SECRET_CHARS = 16
# A call that changes networks after its credentials have expired is cut.
SHORT_LIFE_SECONDS = 600


@register(Tags.compatibility)
def ice_servers_are_usable(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    return [*_urls(), *_turn()]


def _urls() -> Iterator[CheckMessage]:
    for name, schemes in (
        ("COBROWSE_STUN_URLS", STUN_SCHEMES),
        ("COBROWSE_TURN_URLS", TURN_SCHEMES),
    ):
        for url in getattr(settings, name):
            if not url.startswith(schemes) or "//" in url or url in schemes:
                yield Error(
                    f"{name}: {url!r} is no address that browsers take: they refuse "
                    "every call.",
                    hint=f"For example {schemes[0]}turn.example.com:3478",
                    id="interactions.E001",
                )


def _turn() -> Iterator[CheckMessage]:
    urls, secret = settings.COBROWSE_TURN_URLS, settings.COBROWSE_TURN_SECRET
    if urls and not secret:
        yield Error(
            "COBROWSE_TURN_URLS is set without COBROWSE_TURN_SECRET: no browser may "
            "use the TURN server.",
            hint="Set it to static-auth-secret of the TURN server (docs/calls.md).",
            id="interactions.E002",
        )
    if secret and not urls:
        yield Warning(
            "COBROWSE_TURN_SECRET is set without COBROWSE_TURN_URLS: nobody uses it.",
            id="interactions.W001",
        )
    if secret and len(secret) < SHORT_SECRET_CHARS:
        yield Warning(
            "COBROWSE_TURN_SECRET is short: whoever guesses it relays through the "
            "TURN server for free.",
            hint="openssl rand -hex 32",
            id="interactions.W002",
        )
    if urls and settings.COBROWSE_TURN_SECONDS < SHORT_LIFE_SECONDS:
        yield Warning(
            "COBROWSE_TURN_SECONDS is shorter than a usual call: relayed calls are "
            "cut when the credentials expire.",
            id="interactions.W003",
        )


@register(Tags.compatibility, deploy=True)
def calls_have_a_relay(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    if settings.COBROWSE_TURN_URLS:
        return []
    return [
        Warning(
            "COBROWSE_TURN_URLS is not set: browser calls work within one network, and "
            "fail behind most firewalls.",
            hint="Set up a TURN server (docs/calls.md), or offer no browser calls.",
            id="interactions.W004",
        )
    ]
