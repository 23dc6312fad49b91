"""Rules and time-outs of a site (configuration), sessions and their events (facts)."""

from sessions_app.models.consents import ConsentText
from sessions_app.models.policies import IDLE_PAGES, CobrowsePolicy, MaskingRule
from sessions_app.models.sessions import CobrowseSession, JoinAttempt, SessionEvent

__all__ = [
    "IDLE_PAGES",
    "CobrowsePolicy",
    "CobrowseSession",
    "ConsentText",
    "JoinAttempt",
    "MaskingRule",
    "SessionEvent",
]
