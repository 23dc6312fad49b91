"""All reads of interactions, by subject."""

from interactions.selectors.interactions import (
    active_voice_of,
    handled_by,
    interaction_of_agent,
    live_chat_of,
    live_interaction_for_customer,
    messages_of,
    offered_to,
    queue_position,
    transfer_targets,
    waiting_in,
)
from interactions.selectors.shapes import (
    chat_line,
    chat_lines,
    handled_interaction,
    interaction_state,
    offer_state,
    site_state,
)
from interactions.selectors.sites import (
    adapter_for_token,
    allowed_origins,
    chat_queue,
    customer_for_token,
    may_embed,
    site_for_key,
)

__all__ = [
    "active_voice_of",
    "adapter_for_token",
    "allowed_origins",
    "chat_line",
    "chat_lines",
    "chat_queue",
    "customer_for_token",
    "handled_by",
    "handled_interaction",
    "interaction_of_agent",
    "interaction_state",
    "live_chat_of",
    "live_interaction_for_customer",
    "may_embed",
    "messages_of",
    "offer_state",
    "offered_to",
    "queue_position",
    "site_for_key",
    "site_state",
    "transfer_targets",
    "waiting_in",
]
