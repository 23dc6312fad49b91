"""Folder Co-browse: a row per session."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from interactions.lifecycle import Media
from reporting.catalogue.cobrowse import FOLDER
from reporting.catalogue.reports import Column, Kind, Report
from reporting.models import SessionFact
from sessions_app.lifecycle import EndReason


def _own(
    key: str,
    label: object,
    kind: Kind,
    definition: object,
    *,
    path: str = "",
    source: str = "",
    shown: bool = True,
    formula: str = "",
    choices: dict[str, object] | None = None,
) -> Column:
    return Column(
        key,
        label,  # type: ignore[arg-type]
        kind,
        definition,  # type: ignore[arg-type]
        F(path or key),
        formula=formula,
        source=source,
        shown=shown,
        choices=choices or {},  # type: ignore[arg-type]
    )


COBROWSE_DETAIL = Report(
    key="cobrowse-detail",
    folder=FOLDER,
    title=_("Co-browse Detail Report"),
    about=_("A row per ended co-browse session."),
    model=SessionFact,
    moment="created_at",
    default_sort="-start",
    chart=(),
    without=frozenset({"interval"}),
    columns=(
        _own("day", _("Day"), Kind.DAY, _("The day it started."), path="created_at"),
        _own(
            "start",
            _("Start"),
            Kind.MOMENT,
            _("When the customer started it."),
            path="created_at",
            source="session.started",
        ),
        _own(
            "end",
            _("End"),
            Kind.MOMENT,
            _("When it ended."),
            path="ended_at",
            source="session.ended",
        ),
        _own(
            "agent",
            _("Agent"),
            Kind.TEXT,
            _("Who joined it."),
            path="agent__display_name",
            source="session.joined",
        ),
        _own(
            "group",
            _("Group"),
            Kind.TEXT,
            _("The agent's group at that time."),
            path="group__name",
        ),
        _own(
            "medium",
            _("Medium"),
            Kind.TEXT,
            _("Of the interaction it rode on."),
            path="media",
            choices={media.value: media.label for media in Media},
        ),
        _own(
            "interaction_id",
            _("Interaction ID"),
            Kind.ID,
            _("The primary interaction; none if nobody joined."),
        ),
        _own(
            "session_id",
            _("Session ID"),
            Kind.ID,
            _("The history id, kept for ever."),
        ),
        _own(
            "end_reason",
            _("End reason"),
            Kind.TEXT,
            _("Why it ended."),
            source="session.ended",
            choices={reason.value: reason.label for reason in EndReason},
        ),
        _own(
            "wait_ms",
            _("Wait to join"),
            Kind.DURATION,
            _("From the start to the agent's join."),
            formula="joined at - started at",
            source="session.started, session.joined",
        ),
        _own(
            "interaction_ms",
            _("Interaction duration"),
            Kind.DURATION,
            _("Of the primary interaction, once that has ended too."),
            path="interaction__duration_ms",
            formula="interaction ended at - interaction started at",
            source="chat.started or call.*, interaction.ended",
        ),
        _own(
            "cobrowse_ms",
            _("Co-browse duration"),
            Kind.DURATION,
            _("From join to end."),
            formula="Pointer time + Write time",
            source="session.joined, session.ended",
        ),
        _own(
            "pointer_ms",
            _("Pointer time"),
            Kind.DURATION,
            _("Time in Pointer Mode, pauses included."),
            source="write.granted, write.revoked, write.dropped",
        ),
        _own(
            "write_ms",
            _("Write time"),
            Kind.DURATION,
            _("Time in Write Mode."),
            source="write.granted, write.revoked, write.dropped",
        ),
        _own(
            "write_grants",
            _("Write grants"),
            Kind.COUNT,
            _("How often the customer granted Write Mode."),
            source="write.granted",
        ),
        _own(
            "pages_visited",
            _("Pages visited"),
            Kind.COUNT,
            _("Pages shared one after another; a reload is no new page."),
            source="page.opened",
        ),
        _own(
            "pages",
            _("Pages"),
            Kind.PAGES,
            _(
                "Each page's order, title, address and the time on it, until the "
                "customer's data are erased."
            ),
            source="page.opened",
            shown=False,
        ),
        _own(
            "site",
            _("Site"),
            Kind.TEXT,
            _("The site it was on."),
            path="site__name",
            shown=False,
        ),
        _own(
            "queue",
            _("Queue"),
            Kind.TEXT,
            _("The queue by which the interaction had come."),
            path="queue__name",
            shown=False,
        ),
        _own(
            "source",
            _("Source"),
            Kind.TEXT,
            _("Where the interaction came from."),
            shown=False,
        ),
        _own(
            "write_requests",
            _("Write requests"),
            Kind.COUNT,
            _("How often the agent asked for Write Mode."),
            source="write.requested",
            shown=False,
        ),
        _own(
            "write_declines",
            _("Write refusals"),
            Kind.COUNT,
            _("How often the customer said no."),
            source="write.declined, write.revoked before a grant",
            shown=False,
        ),
        _own(
            "paused_ms",
            _("Paused"),
            Kind.DURATION,
            _("Time in which the customer showed nothing."),
            source="sharing.paused, sharing.resumed",
            shown=False,
        ),
    ),
)
