"""What a viewer wants to see of a snapshot. Pure."""

from dataclasses import dataclass, replace

from reporting.realtime.snapshot import (
    AgentNow,
    Figures,
    LiveInteraction,
    QueueNow,
    SessionNow,
    Snapshot,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """None and '' let everything through."""

    queue_id: int | None = None
    group_id: int | None = None
    site_id: int | None = None
    media: str = ""

    @property
    def of_place(self) -> bool:
        """Whether something else than the group is asked for."""
        return bool(self.queue_id or self.site_id or self.media)


def narrow(snapshot: Snapshot, filters: Filters) -> Snapshot:
    """What passes.

    Queue, site and medium are those of the interaction. A group is its agents: with
    what they have in hand and have done, and with the queues that one of them serves.
    """
    if filters == Filters():
        return snapshot
    queues = [queue for queue in snapshot.queues if _passes(queue, filters)]
    figures = [each for each in snapshot.figures if _passes_today(each, filters)]
    sessions = [each for each in snapshot.sessions if _passes(each, filters)]
    live = [each for each in snapshot.interactions if _passes(each, filters)]
    agents = snapshot.agents
    if filters.of_place:
        here = {agent_id for queue in queues for agent_id in queue.agent_ids}
        here |= {each.agent_id for each in figures if each.agent_id and each.site_id}
        here |= {each.agent_id for each in sessions}
        here |= {each.agent_id for each in live if each.agent_id}
        agents = tuple(agent for agent in agents if agent.agent_id in here)
    if filters.group_id:
        team = _team(snapshot.agents, filters.group_id)
        agents = tuple(agent for agent in agents if agent.agent_id in team)
        queues = [queue for queue in queues if queue.agent_ids & team]
        served = {queue.queue_id for queue in queues}
        sessions = [each for each in sessions if each.agent_id in team]
        live = [
            each
            for each in live
            if each.agent_id in team
            or (each.waiting_since is not None and each.queue_id in served)
        ]
    return replace(
        snapshot,
        queues=tuple(queues),
        figures=tuple(figures),
        agents=agents,
        interactions=tuple(live),
        sessions=tuple(sessions),
    )


def _team(agents: tuple[AgentNow, ...], group_id: int) -> set[int]:
    return {agent.agent_id for agent in agents if agent.group_id == group_id}


def _passes(row: QueueNow | LiveInteraction | SessionNow, filters: Filters) -> bool:
    return (
        filters.queue_id in (None, row.queue_id)
        and filters.site_id in (None, row.site_id)
        and filters.media in ("", row.media)
    )


def _passes_today(row: Figures, filters: Filters) -> bool:
    """The time of agents' states knows no place: it passes always."""
    if row.site_id is None:
        return True
    return (
        filters.queue_id in (None, row.queue_id)
        and filters.site_id in (None, row.site_id)
        and filters.media in ("", row.media)
    )
