"""What the real-time templates are: statistics with definitions, formulae and sources.

Pages, the REST API and its OpenAPI document, /metrics, thresholds and docs/reporting.md
are all made from this.
"""

from reporting.realtime.catalogue.agents import AGENT_ACTIVITY, SESSION_DETAILS
from reporting.realtime.catalogue.interactions import (
    CURRENT_AGENTS,
    CURRENT_CALLS,
    CURRENT_CHATS,
)
from reporting.realtime.catalogue.queues import QUEUE_KPI
from reporting.realtime.catalogue.shapes import Per, Statistic, Template

TEMPLATES: tuple[Template, ...] = (
    CURRENT_AGENTS,
    CURRENT_CHATS,
    CURRENT_CALLS,
    SESSION_DETAILS,
    QUEUE_KPI,
    AGENT_ACTIVITY,
)
_BY_KEY = {template.key: template for template in TEMPLATES}


def template_named(key: str) -> Template | None:
    """The template of this key (`queue-kpi`), or None."""
    return _BY_KEY.get(key)


__all__ = ["TEMPLATES", "Per", "Statistic", "Template", "template_named"]
