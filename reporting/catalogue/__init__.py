"""What the reports are: columns with their definitions, formulae and sources.

Pages, exports, the REST API, its OpenAPI document, saved views and docs/reporting.md
are all made from this; nothing else knows what a figure means.
"""

from reporting.catalogue.agents import AGENT_STATE_DETAILS, AGENT_SUMMARY
from reporting.catalogue.chat import CHAT_SUMMARY, QUEUE_SUMMARY
from reporting.catalogue.cobrowse import COBROWSE_SUMMARY
from reporting.catalogue.cobrowse_detail import COBROWSE_DETAIL
from reporting.catalogue.reports import Column, Kind, Report

REPORTS: tuple[Report, ...] = (
    COBROWSE_SUMMARY,
    COBROWSE_DETAIL,
    AGENT_SUMMARY,
    AGENT_STATE_DETAILS,
    CHAT_SUMMARY,
    QUEUE_SUMMARY,
)
_BY_KEY = {report.key: report for report in REPORTS}


def report_named(key: str) -> Report | None:
    """The report of this key (`cobrowse-detail`), or None."""
    return _BY_KEY.get(key)


__all__ = [
    "AGENT_STATE_DETAILS",
    "AGENT_SUMMARY",
    "COBROWSE_DETAIL",
    "COBROWSE_SUMMARY",
    "REPORTS",
    "Column",
    "Kind",
    "Report",
    "report_named",
]
