"""Rules and time-outs of a site (configuration), sessions and their events (facts),
files of their pages (kept for a while)."""

from sessions_app.models.assets import Asset
from sessions_app.models.consents import ConsentText
from sessions_app.models.policies import IDLE_PAGES, CobrowsePolicy, MaskingRule
from sessions_app.models.sessions import CobrowseSession, JoinAttempt, SessionEvent

__all__ = [
    "IDLE_PAGES",
    "Asset",
    "CobrowsePolicy",
    "CobrowseSession",
    "ConsentText",
    "JoinAttempt",
    "MaskingRule",
    "SessionEvent",
]
