"""Templates of the moment: who helps, and in how many of their talks pages are shared.

"With co-browse" counts sessions that are active now; a session that waits for its agent
is not one yet.
"""

from django.utils.translation import gettext_lazy as _

from reporting.realtime.catalogue.shapes import (
    LIVE,
    SESSIONS,
    Per,
    Template,
    number,
    percent,
)

_BOTH = f"{LIVE}, {SESSIONS}"

CURRENT_AGENTS = Template(
    key="cobrowse-agents",
    title=_("Current Co-browse Agents"),
    about=_("Agents who handle something now, and those of them who co-browse."),
    per=Per.ALL,
    statistics=(
        number(
            "chat_agents",
            _("Chat Agents"),
            _("Agents who handle at least one chat now."),
            "different agents of chats in hand",
            LIVE,
        ),
        number(
            "chat_with_cobrowse",
            _("Chat with Co-browse"),
            _("Agents who handle at least one chat with an active co-browse session."),
            "different agents of chats in hand with an active session",
            _BOTH,
        ),
        number(
            "inbound_voice",
            _("Inbound Voice"),
            _("Agents who handle at least one call now, on hold included."),
            "different agents of calls in hand",
            LIVE,
        ),
        number(
            "inbound_voice_with_cobrowse",
            _("Inbound Voice with Co-browse"),
            _("Agents who handle at least one call with an active co-browse session."),
            "different agents of calls in hand with an active session",
            _BOTH,
        ),
    ),
)

CURRENT_CHATS = Template(
    key="chat-interactions",
    title=_("Current Chat Interactions with Co-browse"),
    about=_("Chats that agents have in hand now."),
    per=Per.ALL,
    statistics=(
        number(
            "chat",
            _("Chat"),
            _("Chats that an agent handles now; those that wait are not counted."),
            "chats in hand",
            LIVE,
        ),
        number(
            "cobrowse_in_chat",
            _("Co-browse in Chat"),
            _("Chats with a co-browse session that is active now."),
            "chats in hand with an active session",
            _BOTH,
        ),
        percent(
            "cobrowse_in_chat_percent",
            _("(Co-browse in Chat)/Chat, %"),
            _("Share of the chats that have an active co-browse session."),
            "cobrowse_in_chat",
            "chat",
        ),
        number(
            "web_chat",
            _("Web Chat"),
            _("Chats whose source is web: they came through the widget of a site."),
            "chats in hand with source = web",
            LIVE,
        ),
        number(
            "cobrowse_in_web_chat",
            _("Co-browse in Web Chat"),
            _("Web chats with a co-browse session that is active now."),
            "chats in hand with source = web and an active session",
            _BOTH,
        ),
        percent(
            "cobrowse_in_web_chat_percent",
            _("(Co-browse in Web Chat)/Web Chat, %"),
            _("Share of the web chats that have an active co-browse session."),
            "cobrowse_in_web_chat",
            "web_chat",
        ),
    ),
)

CURRENT_CALLS = Template(
    key="voice-interactions",
    title=_("Current Voice Interactions with Co-browse"),
    about=_("Calls that agents have in hand now, from the switch or the browser."),
    per=Per.ALL,
    statistics=(
        number(
            "inbound_voice",
            _("Inbound Voice"),
            _("Calls that an agent handles now, on hold included."),
            "calls in hand",
            LIVE,
        ),
        number(
            "cobrowse_in_inbound_voice",
            _("Co-browse in Inbound Voice"),
            _("Calls with a co-browse session that is active now."),
            "calls in hand with an active session",
            _BOTH,
        ),
        percent(
            "cobrowse_on_inbound_voice_percent",
            _("(Co-browse on Inbound Voice)/Inbound Voice, %"),
            _("Share of the calls that have an active co-browse session."),
            "cobrowse_in_inbound_voice",
            "inbound_voice",
        ),
    ),
)
