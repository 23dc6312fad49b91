"""All writes about interactions, by subject."""

from interactions.services.adapters import (
    issue_adapter_token,
    note_adapter_use,
    switch_adapter,
)
from interactions.services.attached import attach_customer, attach_data
from interactions.services.browser_calls import hold_call, retrieve_call, start_call
from interactions.services.call_absence import (
    customer_tab_came,
    customer_tab_left,
    end_lost_calls,
)
from interactions.services.call_reports import CallEvent
from interactions.services.call_signals import relay_from_agent, relay_from_customer
from interactions.services.calls import apply_call_event
from interactions.services.chats import send_message, show_typing, start_chat
from interactions.services.customers import (
    greet_customer,
    mark_customer_seen,
    tell_page,
)
from interactions.services.endings import end_forgotten, end_interaction
from interactions.services.messaging import (
    note_absences,
    park_interaction,
    park_left_chats,
    resume_interaction,
)
from interactions.services.offers import accept_offer, expire_offers, reject_offer
from interactions.services.receipts import note_seen
from interactions.services.replies import (
    delete_reply,
    save_reply,
    tell_shared_replies,
)
from interactions.services.routing import route_waiting
from interactions.services.transcripts import note_transcript_read
from interactions.services.transfers import (
    requeue_orphans,
    requeue_work_of,
    transfer_interaction,
)

__all__ = [
    "CallEvent",
    "accept_offer",
    "apply_call_event",
    "attach_customer",
    "attach_data",
    "customer_tab_came",
    "customer_tab_left",
    "delete_reply",
    "end_forgotten",
    "end_interaction",
    "end_lost_calls",
    "expire_offers",
    "greet_customer",
    "hold_call",
    "issue_adapter_token",
    "mark_customer_seen",
    "note_absences",
    "note_adapter_use",
    "note_seen",
    "note_transcript_read",
    "park_interaction",
    "park_left_chats",
    "reject_offer",
    "relay_from_agent",
    "relay_from_customer",
    "requeue_orphans",
    "requeue_work_of",
    "resume_interaction",
    "retrieve_call",
    "route_waiting",
    "save_reply",
    "send_message",
    "show_typing",
    "start_call",
    "start_chat",
    "switch_adapter",
    "tell_page",
    "tell_shared_replies",
    "transfer_interaction",
]
