"""Folder Co-browse: what co-browse adds, per agent and day."""

from django.utils.translation import gettext_lazy as _

from reporting.catalogue.dimensions import (
    AGENT,
    GROUP,
    MEDIUM,
    PERIOD,
    QUEUE,
    SITE,
    SOURCE,
)
from reporting.catalogue.reports import Kind, Report, counted, divided

FOLDER = _("Co-browse")


HANDLED = counted(
    "handled",
    _("Interactions handled"),
    _(
        "Interactions that the agent had in hand, each counted once per agent, when "
        "the agent first took it."
    ),
)

COBROWSE_SUMMARY = Report(
    key="cobrowse-summary",
    folder=FOLDER,
    title=_("Co-browse Summary Report"),
    about=_("What co-browse adds to the work of each agent, day by day."),
    default_sort="-period",
    counts=("handled", "sessions"),
    chart=("sessions", "handled_with_cobrowse", "handled"),
    columns=(
        PERIOD,
        AGENT,
        GROUP,
        SITE,
        QUEUE,
        MEDIUM,
        SOURCE,
        HANDLED,
        counted(
            "handled_with_cobrowse",
            _("With co-browse"),
            _("Interactions handled in which the agent joined a co-browse session."),
        ),
        divided(
            "with_cobrowse_percent",
            _("% with co-browse"),
            _("Share of the interactions handled that had co-browse."),
            "handled_with_cobrowse",
            "handled",
            kind=Kind.PERCENT,
        ),
        counted(
            "sessions",
            _("Sessions"),
            _("Co-browse sessions that the agent joined."),
        ),
        divided(
            "sessions_per_interaction",
            _("Sessions per interaction"),
            _("Sessions per interaction that had co-browse."),
            "sessions",
            "handled_with_cobrowse",
            kind=Kind.RATIO,
        ),
        counted(
            "cobrowse_ms",
            _("Co-browse time"),
            _("From join to end, all sessions together."),
            kind=Kind.DURATION,
        ),
        divided(
            "average_cobrowse_ms",
            _("Average co-browse time"),
            _("Co-browse time per session."),
            "cobrowse_ms",
            "sessions",
            kind=Kind.DURATION,
        ),
        divided(
            "average_handle_with_ms",
            _("Average handle time with co-browse"),
            _(
                "Talk, hold and wrap-up time of the interactions with co-browse, per "
                "interaction."
            ),
            "handle_with_cobrowse_ms",
            "handled_with_cobrowse",
            kind=Kind.DURATION,
        ),
        divided(
            "average_handle_without_ms",
            _("Average handle time without co-browse"),
            _(
                "Talk, hold and wrap-up time of the interactions without co-browse, "
                "per interaction."
            ),
            "handle_without_cobrowse_ms",
            "handled_without_cobrowse",
            kind=Kind.DURATION,
        ),
        counted(
            "write_sessions",
            _("Write Mode sessions"),
            _("Sessions in which the customer granted Write Mode at least once."),
        ),
        divided(
            "write_percent",
            _("% with Write Mode"),
            _("Share of the sessions that had Write Mode."),
            "write_sessions",
            "sessions",
            kind=Kind.PERCENT,
        ),
        counted(
            "denied",
            _("Denied"),
            _(
                "Interactions in which the customer said no to Write Mode, or "
                "co-browse could not begin because the agent was in another session."
            ),
        ),
        counted(
            "pointer_ms",
            _("Pointer time"),
            _("Time in Pointer Mode, pauses included."),
            kind=Kind.DURATION,
            shown=False,
        ),
        counted(
            "write_ms",
            _("Write time"),
            _("Time in Write Mode."),
            kind=Kind.DURATION,
            shown=False,
        ),
        counted(
            "sessions_started",
            _("Sessions started"),
            _("Sessions that customers started, joined or not."),
            shown=False,
        ),
    ),
)
