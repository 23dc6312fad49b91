"""The interactions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "interactions"
    verbose_name = _("Interactions")

    def ready(self) -> None:
        from agents import hooks
        from interactions import (
            calls_checks,  # noqa: F401
            calls_handlers,
            desktop,
            work_handlers,
        )
        from interactions.presence import presence_changed
        from interactions.privacy import registry
        from interactions.privacy.steps import STEPS

        desktop.register()
        calls_handlers.register()
        work_handlers.register()
        hooks.on_presence_changed.append(presence_changed)
        registry.steps.extend(STEPS)
