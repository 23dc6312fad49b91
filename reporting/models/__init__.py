"""Facts (what has happened), aggregates (sums of facts), and the work between them."""

from reporting.models.aggregates import ActivityDay, ActivityHour, Measures
from reporting.models.exports import ExportJob, ExportPart
from reporting.models.facts import (
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)
from reporting.models.realtime import Threshold, TrendPoint
from reporting.models.views import SavedView, Schedule
from reporting.models.work import BuildLock, BuiltZone, DirtyHour, FactDue

__all__ = [
    "ActivityDay",
    "ActivityHour",
    "BuildLock",
    "BuiltZone",
    "DirtyHour",
    "ExportJob",
    "ExportPart",
    "FactDue",
    "HandlingFact",
    "InteractionFact",
    "Measures",
    "OfferFact",
    "QueueStayFact",
    "SavedView",
    "Schedule",
    "SessionFact",
    "StateFact",
    "Threshold",
    "TrendPoint",
]
