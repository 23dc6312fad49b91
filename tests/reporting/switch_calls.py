"""Random calls of a switch, told late and in any order."""

from datetime import datetime, timedelta
from uuid import uuid4

from agents.models import Agent
from interactions.lifecycle import Media
from interactions.models import (
    CallReport,
    Interaction,
    InteractionEvent,
)
from reporting.models import FactDue
from tests.reporting.world import World


class Call:
    """A call of the switch: what happened is decided at once, told bit by bit, late and
    in any order."""

    def __init__(self, world: World) -> None:
        self.world, self.random = world, world.random
        self.over = False
        site = self.random.choice(world.sites)
        self.story = self._live_through()
        self.row = Interaction.objects.create(
            site=site,
            media=Media.VOICE,
            adapter=world.adapter,
            external_call_id=str(uuid4()),
            source="phone",
            **self._columns(self.story),
        )
        self.state = "ended"
        self.reports = list(self.story)
        self.random.shuffle(self.reports)

    def _live_through(self) -> list[tuple[str, datetime, Agent | None]]:
        random, world = self.random, self.world
        agent = random.choice(world.agents)
        story: list[tuple[str, datetime, Agent | None]] = [
            ("ringing", world.tick(), agent)
        ]
        world.now += timedelta(seconds=random.choice((1, 1, 5_000)))
        if random.random() < 0.85:
            story.append(("answered", world.tick(), agent))
            held = False
            for _ in range(random.randrange(4)):
                world.now += timedelta(seconds=random.choice((1, 1, 5_000)))
                kind = random.choice(("hold", "hold", "transfer"))
                if kind == "hold":
                    held = not held
                    story.append(("held" if held else "retrieved", world.tick(), None))
                else:
                    held = False
                    agent = random.choice([a for a in world.agents if a != agent])
                    story.append(("transferred", world.tick(), agent))
        world.now += timedelta(seconds=random.choice((1, 1, 5_000)))
        story.append(("ended", world.tick(), None))
        return story

    def _columns(
        self, story: list[tuple[str, datetime, Agent | None]]
    ) -> dict[str, object]:
        answered = [at for kind, at, _ in story if kind == "answered"]
        agents = [agent for _, _, agent in story if agent is not None]
        return {
            "state": "ended",
            "agent": agents[-1],
            "created_at": story[0][1],
            "answered_at": answered[0] if answered else None,
            "ended_at": story[-1][1],
            "end_reason": "call_ended" if answered else "abandoned",
            "ended_by": "adapter",
        }

    def note(
        self,
        name: str,
        state: str,
        *,
        agent: Agent | None = None,
        detail: dict[str, object] | None = None,
    ) -> None:
        InteractionEvent.objects.create(
            interaction=self.row,
            at=self.world.now,
            name=name,
            old_state=state,
            state=state,
            agent=agent,
            actor_role="adapter",
            detail=detail or {},
        )
        self.world.due(FactDue.Subject.INTERACTION, self.row.pk)

    def step(self) -> None:
        self.world.tick()
        if not self.reports:
            self._wrap_up()
            self.over = True
            return
        kind, at, agent = self.reports.pop()
        CallReport.objects.create(interaction=self.row, event=kind, at=at, agent=agent)
        self.note(f"call.{kind}", "ended", agent=agent)

    def _wrap_up(self) -> None:
        agent = self.row.agent
        if self.row.answered_at is not None and self.random.random() < 0.5:
            self.note("wrap_up.started", "ended", agent=agent)
            self.world.tick()
            self.note("wrap_up.done", "ended", agent=agent)
