"""Settings that are legal but wrong, found by `manage.py check --deploy`."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def demo_mode_is_off(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    if settings.COBROWSE_DEMO:
        return [
            Error(
                "COBROWSE_DEMO is on: demo users have a published password.",
                hint="Unset COBROWSE_DEMO.",
                id="cobrowse.E001",
            )
        ]
    return []


@register(Tags.compatibility, deploy=True)
def several_processes_share_redis(
    app_configs: Sequence[AppConfig] | None, **kwargs: object
) -> list[CheckMessage]:
    if not settings.REDIS_URL:
        return [
            Warning(
                "REDIS_URL is not set: sockets of two processes cannot reach each "
                "other, and tasks run only inside one web process.",
                hint="Set REDIS_URL, or run exactly one process.",
                id="cobrowse.W001",
            )
        ]
    return []
