"""Sites and queues (configuration) and what arrives on them (facts)."""

from interactions.models.browser_calls import BrowserCall
from interactions.models.callbacks import Callback, CallbackEvent
from interactions.models.calls import CallReport
from interactions.models.customers import Customer
from interactions.models.hours import OpeningHours, OpeningTime, SpecialDay
from interactions.models.interactions import Interaction
from interactions.models.privacy import (
    ErasedSubject,
    ErasureReceipt,
    LegalHold,
    RetentionPolicy,
)
from interactions.models.records import ChatMessage, InteractionEvent, Offer
from interactions.models.replies import Disposition, QuickReply
from interactions.models.sites import CtiAdapter, Queue, Site, SiteOrigin
from interactions.models.texts import WidgetLook, WidgetText

__all__ = [
    "BrowserCall",
    "CallReport",
    "Callback",
    "CallbackEvent",
    "ChatMessage",
    "CtiAdapter",
    "Customer",
    "Disposition",
    "ErasedSubject",
    "ErasureReceipt",
    "Interaction",
    "InteractionEvent",
    "LegalHold",
    "Offer",
    "OpeningHours",
    "OpeningTime",
    "Queue",
    "QuickReply",
    "RetentionPolicy",
    "Site",
    "SiteOrigin",
    "SpecialDay",
    "WidgetLook",
    "WidgetText",
]
