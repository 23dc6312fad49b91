"""Folder Agents: what they did with their time, and every state they were in."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agents.lifecycle import OWN_REASONS, Presence
from reporting.catalogue.cobrowse import HANDLED
from reporting.catalogue.dimensions import (
    AGENT,
    GROUP,
    MEDIUM,
    PERIOD,
    QUEUE,
    SITE,
    SOURCE,
)
from reporting.catalogue.reports import Column, Kind, Report, counted, divided
from reporting.models import StateFact

FOLDER = _("Agents")
_STATES = "state changes of the agent"
_WITHOUT = _("Not known per site, queue or medium: 0 under such a filter.")


AGENT_SUMMARY = Report(
    key="agent-summary",
    folder=FOLDER,
    title=_("Agent Summary Activity Report"),
    about=_("Time signed in, offers and interactions handled, agent by agent."),
    default_sort="-period",
    counts=("login_ms", "offered", "handled"),
    chart=("handled", "accepted", "missed"),
    columns=(
        PERIOD,
        AGENT,
        GROUP,
        SITE,
        QUEUE,
        MEDIUM,
        SOURCE,
        counted(
            "login_ms",
            _("Login time"),
            _("In any state but logged out; a state counts once it is over."),
            kind=Kind.DURATION,
        ),
        counted("ready_ms", _("Ready time"), _WITHOUT, kind=Kind.DURATION),
        counted(
            "not_ready_ms",
            _("Not-ready time"),
            _WITHOUT,
            kind=Kind.DURATION,
        ),
        counted(
            "after_call_ms",
            _("After-call work"),
            _WITHOUT,
            kind=Kind.DURATION,
        ),
        counted(
            "offered",
            _("Offered"),
            _("Chats and browser calls held out to the agent."),
        ),
        counted("accepted", _("Accepted"), _("Offers that the agent took.")),
        counted("rejected", _("Rejected"), _("Offers that the agent refused.")),
        counted("missed", _("Missed"), _("Offers that ran out unanswered.")),
        HANDLED,
        counted(
            "transferred",
            _("Transferred"),
            _("Interactions that the agent handed on."),
        ),
        counted(
            "handle_ms",
            _("Handle time"),
            _("Talk, hold and wrap-up time."),
            kind=Kind.DURATION,
        ),
        divided(
            "average_handle_ms",
            _("Average handle time"),
            _("Handle time per interaction handled."),
            "handle_ms",
            "handled",
            kind=Kind.DURATION,
        ),
        counted(
            "hold_ms",
            _("Hold time"),
            _("Part of the handle time in which the call was on hold."),
            kind=Kind.DURATION,
            shown=False,
        ),
        counted(
            "wrap_up_ms",
            _("Wrap-up time"),
            _("Part of the handle time after the end."),
            kind=Kind.DURATION,
            shown=False,
        ),
        counted(
            "withdrawn",
            _("Withdrawn"),
            _("Offers taken back: the customer left or the desktop was gone."),
            shown=False,
        ),
    ),
)

AGENT_STATE_DETAILS = Report(
    key="agent-state-details",
    folder=FOLDER,
    title=_("Agent State Details Report"),
    about=_("Every stretch of every state, once it is over."),
    model=StateFact,
    moment="started_at",
    default_sort="-start",
    without=frozenset({"interval", "site", "queue", "medium"}),
    columns=(
        Column("day", _("Day"), Kind.DAY, _("The day it started."), F("started_at")),
        Column(
            "agent", _("Agent"), Kind.TEXT, _("Whose state."), F("agent__display_name")
        ),
        Column(
            "group",
            _("Group"),
            Kind.TEXT,
            _("The agent's group at that time."),
            F("group__name"),
        ),
        Column(
            "state",
            _("State"),
            Kind.TEXT,
            _("Ready, not ready, after-call work or logged out."),
            F("state"),
            source=_STATES,
            choices={state.value: state.label for state in Presence},
        ),
        Column(
            "reason",
            _("Reason"),
            Kind.TEXT,
            _("What the agent gave as the reason."),
            F("reason"),
            source=_STATES,
            known=OWN_REASONS,
        ),
        Column(
            "start",
            _("Start"),
            Kind.MOMENT,
            _("When it began."),
            F("started_at"),
            source=_STATES,
        ),
        Column(
            "end",
            _("End"),
            Kind.MOMENT,
            _("When the next state began."),
            F("ended_at"),
            source=_STATES,
        ),
        Column(
            "duration_ms",
            _("Duration"),
            Kind.DURATION,
            _("From start to end."),
            F("duration_ms"),
            formula="end - start",
            source=_STATES,
        ),
    ),
)
