"""Reports: reads what the other apps wrote, writes nothing of theirs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from agents import hooks as agent_hooks
        from interactions import hooks as interaction_hooks
        from reporting import privacy
        from reporting.services import due
        from sessions_app import hooks as session_hooks

        session_hooks.on_session_ended.append(due.session_ended)
        interaction_hooks.on_account_changed.append(due.account_changed)
        agent_hooks.on_presence_changed.append(due.presence_changed)
        privacy.register()
