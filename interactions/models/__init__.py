"""Sites and queues (configuration) and what arrives on them (facts)."""

from interactions.models.interactions import Customer, Interaction
from interactions.models.records import ChatMessage, InteractionEvent, Offer
from interactions.models.sites import CtiAdapter, Queue, Site, SiteOrigin

__all__ = [
    "ChatMessage",
    "CtiAdapter",
    "Customer",
    "Interaction",
    "InteractionEvent",
    "Offer",
    "Queue",
    "Site",
    "SiteOrigin",
]
