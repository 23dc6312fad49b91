"""The interactions app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteractionsConfig(AppConfig):
    name = "interactions"
    verbose_name = _("Interactions")

    def ready(self) -> None:
        from agents import hooks
        from interactions import calls_checks, calls_handlers, desktop  # noqa: F401
        from interactions.presence import presence_changed

        desktop.register()
        calls_handlers.register()
        hooks.on_presence_changed.append(presence_changed)
