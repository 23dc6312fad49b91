"""Facts of a ledger, by the very functions that make facts of what the tables hold."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from uuid import UUID

from agents.models import AgentStateEvent
from demo.history.ledger import Ledger, Story
from interactions.call_story import CallKind, Told
from interactions.models import Offer
from reporting.facts.course import EventLine
from reporting.facts.interactions import (
    InteractionFacts,
    Share,
    Sources,
    event_line,
    facts_of,
)
from reporting.facts.sessions import session_fact
from reporting.facts.states import state_fact
from reporting.models import SessionFact, StateFact

Groups = Mapping[int, int | None]


@dataclass(slots=True)
class LedgerFacts:
    """Unsaved, groups included."""

    interactions: InteractionFacts
    sessions: list[SessionFact] = field(default_factory=list)
    states: list[StateFact] = field(default_factory=list)


@dataclass(slots=True)
class FactTeller:
    """`groups` of the agents and service `levels` of the queues; and each agent's last
    state so far, which becomes a fact with the next one."""

    groups: Groups
    levels: Mapping[int, int]
    _last: dict[int, AgentStateEvent] = field(default_factory=dict)

    def facts_of(self, ledger: Ledger) -> LedgerFacts:
        """Of one ledger; those of an agent must come in the order of time."""
        lines: dict[Any, list[EventLine]] = {
            story.interaction.pk: _lines_of(story) for story in ledger.stories
        }
        rows = [story.interaction for story in ledger.stories]
        facts = LedgerFacts(facts_of(rows, _sources(ledger, lines), self.levels))
        for story in ledger.stories:
            course = lines[story.interaction.pk]
            for shared in story.sessions:
                known = shared.session.interaction_id is not None
                facts.sessions.append(
                    session_fact(shared.session, shared.events, course if known else [])
                )
        facts.states = self._states(ledger.states)
        self._fill_groups(facts)
        return facts

    def _states(self, events: list[AgentStateEvent]) -> list[StateFact]:
        by_agent: dict[int, list[AgentStateEvent]] = defaultdict(list)
        for event in events:
            if event.agent_id not in by_agent and event.agent_id in self._last:
                by_agent[event.agent_id].append(self._last[event.agent_id])
            by_agent[event.agent_id].append(event)
        facts = []
        for agent_id, told in by_agent.items():
            facts += [state_fact(event, after) for event, after in pairwise(told)]
            self._last[agent_id] = told[-1]
        return facts

    def _fill_groups(self, facts: LedgerFacts) -> None:
        told = facts.interactions
        for rows in (told.interactions, told.handlings, told.stays, told.offers):
            for row in rows:
                row.group_id = self._group(row.agent_id)
        for session in facts.sessions:
            session.group_id = self._group(session.agent_id)
        for state in facts.states:
            state.group_id = self._group(state.agent_id)

    def _group(self, agent_id: int | None) -> int | None:
        return None if agent_id is None else self.groups.get(agent_id)


def _lines_of(story: Story) -> list[EventLine]:
    return [
        event_line(
            event.name,
            event.at,
            event.state,
            event.agent_id,
            event.queue_id,
            event.detail,
        )
        for event in story.events
    ]


def _sources(ledger: Ledger, lines: dict[Any, list[EventLine]]) -> Sources:
    reports: dict[UUID, list[Told]] = {}
    offers: dict[UUID, list[Offer]] = {}
    shares: dict[UUID, list[Share]] = {}
    for story in ledger.stories:
        key = story.interaction.pk
        offers[key] = story.offers
        reports[key] = [
            Told(CallKind(report.event), report.at, report.agent_id)
            for report in story.reports
        ]
        shares[key] = [
            Share(row.agent_id, row.activated_at, row.ended_at)
            for row in (shared.session for shared in story.sessions)
            if row.activated_at is not None
        ]
    return Sources(lines, reports, offers, shares)
