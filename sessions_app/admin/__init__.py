"""Admin pages: what is set up (policies, consents) and what happened (history)."""

from sessions_app.admin import consents, history, policies, rules

__all__ = ["consents", "history", "policies", "rules"]
