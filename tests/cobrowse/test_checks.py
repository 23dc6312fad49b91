"""The deployment checks name settings that are legal but wrong."""

from django.core.checks import run_checks
from pytest_django import Settings


def ids() -> set[str | None]:
    return {message.id for message in run_checks(include_deployment_checks=True)}


def test_demo_mode_in_production_is_an_error(settings: Settings) -> None:
    settings.COBROWSE_DEMO = True
    assert "cobrowse.E001" in ids()
    settings.COBROWSE_DEMO = False
    assert "cobrowse.E001" not in ids()


def test_a_missing_redis_is_a_warning(settings: Settings) -> None:
    settings.REDIS_URL = ""
    assert "cobrowse.W001" in ids()
    settings.REDIS_URL = "redis://localhost"
    assert "cobrowse.W001" not in ids()
