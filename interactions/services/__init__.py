"""All writes about interactions, by subject."""

from interactions.services.adapters import issue_adapter_token
from interactions.services.attached import attach_customer, attach_data
from interactions.services.call_reports import CallEvent
from interactions.services.calls import apply_call_event
from interactions.services.chats import send_message, show_typing, start_chat
from interactions.services.customers import greet_customer, mark_customer_seen
from interactions.services.endings import end_forgotten, end_interaction
from interactions.services.offers import accept_offer, expire_offers, reject_offer
from interactions.services.routing import route_waiting
from interactions.services.transfers import (
    requeue_chats_of,
    requeue_orphans,
    transfer_interaction,
)

__all__ = [
    "CallEvent",
    "accept_offer",
    "apply_call_event",
    "attach_customer",
    "attach_data",
    "end_forgotten",
    "end_interaction",
    "expire_offers",
    "greet_customer",
    "issue_adapter_token",
    "mark_customer_seen",
    "reject_offer",
    "requeue_chats_of",
    "requeue_orphans",
    "route_waiting",
    "send_message",
    "show_typing",
    "start_chat",
    "transfer_interaction",
]
