"""Folder Chat: chats as the customer sees them, and queues of any medium."""

from django.utils.translation import gettext_lazy as _

from interactions.lifecycle import Media
from reporting.catalogue.dimensions import (
    AGENT,
    GROUP,
    MEDIUM,
    PERIOD,
    QUEUE,
    SITE,
    SOURCE,
    hidden,
    shown,
)
from reporting.catalogue.reports import Kind, Report, counted, divided

FOLDER = _("Chat")

CHAT_SUMMARY = Report(
    key="chat-summary",
    folder=FOLDER,
    title=_("Chat Summary Report"),
    about=_("Ended chats by the day they started: answered, left, with co-browse."),
    default_sort="-period",
    media=Media.CHAT,
    counts=("interactions",),
    chart=("interactions", "interactions_answered", "interactions_with_cobrowse"),
    without=frozenset({"medium"}),
    columns=(
        PERIOD,
        shown(SITE),
        shown(SOURCE),
        QUEUE,
        hidden(AGENT),
        hidden(GROUP),
        counted(
            "interactions",
            _("Chats"),
            _("Chats that have ended."),
        ),
        counted(
            "interactions_answered",
            _("Answered"),
            _("Chats that an agent took."),
        ),
        counted(
            "interactions_abandoned",
            _("Abandoned"),
            _("Chats whose customer left before anybody took them."),
        ),
        divided(
            "abandoned_percent",
            _("% abandoned"),
            _("Share of the chats."),
            "interactions_abandoned",
            "interactions",
            kind=Kind.PERCENT,
        ),
        divided(
            "average_wait_ms",
            _("Average wait"),
            _("From the start to the first answer, per answered chat."),
            "interactions_wait_ms",
            "interactions_answered",
            kind=Kind.DURATION,
        ),
        divided(
            "average_duration_ms",
            _("Average duration"),
            _("From the start to the end, per chat."),
            "interactions_ms",
            "interactions",
            kind=Kind.DURATION,
        ),
        counted(
            "interactions_transferred",
            _("Transferred"),
            _("Chats that were handed on at least once."),
        ),
        counted(
            "interactions_with_cobrowse",
            _("With co-browse"),
            _("Chats in which an agent joined a co-browse session."),
        ),
        divided(
            "cobrowse_percent",
            _("% with co-browse"),
            _("Share of the chats."),
            "interactions_with_cobrowse",
            "interactions",
            kind=Kind.PERCENT,
        ),
        counted(
            "interactions_messaging",
            _("Web messaging"),
            _("Chats that could be left and taken up again."),
            shown=False,
        ),
        counted(
            "interactions_ms",
            _("Duration"),
            _("From the start to the end, all chats together."),
            kind=Kind.DURATION,
            shown=False,
        ),
    ),
)

QUEUE_SUMMARY = Report(
    key="queue-summary",
    folder=FOLDER,
    title=_("Queue Summary Report"),
    about=_(
        "Who entered each queue, who was taken, who gave up, and how long it took."
    ),
    default_sort="-period",
    counts=("entered",),
    chart=("entered", "queue_accepted", "queue_abandoned"),
    for_agents=False,
    columns=(
        PERIOD,
        shown(QUEUE),
        SITE,
        MEDIUM,
        SOURCE,
        counted(
            "entered",
            _("Entered"),
            _("Chats and browser calls that entered the queue, transfers included."),
        ),
        counted(
            "queue_accepted",
            _("Accepted"),
            _("Those that an agent took."),
        ),
        counted(
            "queue_in_time",
            _("Accepted in service level"),
            _("Accepted within the queue's service level."),
        ),
        divided(
            "service_level_percent",
            _("Service level, %"),
            _(
                "Accepted in service level, of those accepted and those who gave up "
                "later than the service level."
            ),
            "queue_in_time",
            "queue_counted",
            kind=Kind.PERCENT,
        ),
        counted(
            "queue_abandoned",
            _("Abandoned"),
            _("Those whose customer left while waiting."),
        ),
        divided(
            "queue_abandoned_percent",
            _("% abandoned"),
            _("Share of those that entered."),
            "queue_abandoned",
            "entered",
            kind=Kind.PERCENT,
        ),
        divided(
            "average_wait_ms",
            _("Average wait"),
            _("Per accepted one."),
            "queue_wait_ms",
            "queue_accepted",
            kind=Kind.DURATION,
        ),
        counted(
            "queue_longest_ms",
            _("Longest wait"),
            _("The longest of all waits that are over."),
            kind=Kind.DURATION,
        ),
        counted(
            "transferred",
            _("Transferred"),
            _("Handed on by an agent who had it from this queue."),
        ),
        counted(
            "queue_abandoned_late",
            _("Abandoned after service level"),
            _("Left after waiting longer than the service level."),
            shown=False,
        ),
    ),
)
