"""The template with a row per queue."""

from django.utils.translation import gettext_lazy as _

from reporting.realtime.catalogue.shapes import (
    LIVE,
    TODAY,
    Per,
    Template,
    duration,
    number,
    percent,
)

QUEUE_KPI = Template(
    key="queue-kpi",
    title=_("eServices Queue KPI"),
    about=_("Who waits in each queue now, and how it went today."),
    per=Per.QUEUE,
    empty=_("There is no queue, or none that passes the filter."),
    statistics=(
        number(
            "entered",
            _("Entered"),
            _(
                "Chats and browser calls that entered the queue today, transfers and "
                "those that still wait included."
            ),
            "sum of entered, and those of today that wait",
            f"{TODAY}, {LIVE}",
        ),
        number(
            "waiting_now",
            _("Waiting now"),
            _("Those in the queue that no agent has taken, offered ones included."),
            "interactions that wait",
            LIVE,
        ),
        duration(
            "longest_wait_ms",
            _("Longest wait"),
            _("How long the one has waited that has waited longest of those now."),
            "longest of now - queued_at",
            LIVE,
        ),
        duration(
            "average_wait_ms",
            _("Average wait"),
            _("Wait of today per accepted one."),
            "sum of queue_wait_ms / accepted; 0 if that is 0",
            TODAY,
        ),
        number(
            "accepted",
            _("Accepted"),
            _("Those of today that an agent took."),
            "sum of queue_accepted",
            TODAY,
        ),
        number(
            "accepted_in_time",
            _("Accepted in service level"),
            _("Accepted today within the queue's service level."),
            "sum of queue_in_time",
            TODAY,
        ),
        number(
            "abandoned",
            _("Abandoned"),
            _("Those of today whose customer left while waiting."),
            "sum of queue_abandoned",
            TODAY,
        ),
        percent(
            "abandoned_percent",
            _("% abandoned"),
            _("Share of those that entered today."),
            "abandoned",
            "entered",
        ),
        number(
            "transferred",
            _("Transferred"),
            _("Handed on today by an agent who had it from this queue."),
            "sum of transferred",
            TODAY,
        ),
    ),
)
