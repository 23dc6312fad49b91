"""All reads of interactions, by subject."""

from interactions.selectors.browser_calls import (
    answered_call_of,
    browser_call_of_agent,
    ice_servers,
    live_browser_calls,
    live_call_of,
    talking_tab,
)
from interactions.selectors.callers import calls_of_number
from interactions.selectors.earlier import earlier_chats
from interactions.selectors.external import interaction_of_adapter
from interactions.selectors.interactions import (
    active_voice_of,
    handled_by,
    interaction_of_agent,
    interaction_on_desktop,
    live_chat_of,
    live_interaction_for_customer,
    messages_of,
    newest_chat_of,
    offered_to,
    queue_position,
    transfer_targets,
    waiting_in,
)
from interactions.selectors.replies import quick_replies
from interactions.selectors.shapes import (
    chat_line,
    chat_lines,
    handled_interaction,
    interaction_state,
    offer_state,
    receipts_of,
    site_state,
)
from interactions.selectors.sites import (
    adapter_for_token,
    allowed_origins,
    chat_queue,
    customer_for_token,
    is_embedding,
    may_embed,
    site_for_key,
)

__all__ = [
    "active_voice_of",
    "adapter_for_token",
    "allowed_origins",
    "answered_call_of",
    "browser_call_of_agent",
    "calls_of_number",
    "chat_line",
    "chat_lines",
    "chat_queue",
    "customer_for_token",
    "earlier_chats",
    "handled_by",
    "handled_interaction",
    "ice_servers",
    "interaction_of_adapter",
    "interaction_of_agent",
    "interaction_on_desktop",
    "interaction_state",
    "is_embedding",
    "live_browser_calls",
    "live_call_of",
    "live_chat_of",
    "live_interaction_for_customer",
    "may_embed",
    "messages_of",
    "newest_chat_of",
    "offer_state",
    "offered_to",
    "queue_position",
    "quick_replies",
    "receipts_of",
    "site_for_key",
    "site_state",
    "talking_tab",
    "transfer_targets",
    "waiting_in",
]
