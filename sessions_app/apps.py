"""The sessions_app app: fills the registries of the apps below."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SessionsConfig(AppConfig):
    name = "sessions_app"
    verbose_name = _("Co-browse")

    def ready(self) -> None:
        from agents import desktop
        from agents import hooks as agent_hooks
        from interactions import hooks as interaction_hooks
        from interactions import widget
        from sessions_app import handlers, privacy, reactions
        from sessions_app.protocol import (
            PageTold,
            SessionEnd,
            SessionJoin,
            SessionStart,
        )

        widget.register(SessionStart, handlers.start_from_widget)
        widget.register(SessionEnd, handlers.end_from_widget)
        widget.register(PageTold, handlers.page_from_widget)
        widget.register_welcome("session", handlers.widget_session)
        widget.register_welcome("page_policy", handlers.widget_page_policy)
        widget.register_welcome("consent", handlers.widget_consent)
        desktop.register(SessionJoin, handlers.join_from_desktop)
        desktop.register_welcome("session", handlers.desktop_session)
        interaction_hooks.on_interaction_ended.append(reactions.end_with_interaction)
        agent_hooks.on_presence_changed.append(reactions.recheck_viewers)
        privacy.register()
