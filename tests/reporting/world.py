"""Where random working days happen: places, people and a clock of its own."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.contrib.auth.models import User

from agents.lifecycle import Presence as State
from agents.models import Agent, AgentGroup, AgentStateEvent
from cobrowse.tokens import hash_token, new_token
from interactions.lifecycle import Media
from interactions.models import (
    CtiAdapter,
    Customer,
    Queue,
    Site,
)
from reporting.models import FactDue

# Around midnights, changes of the clock and the turn of a month and of a year.
STARTS = (
    datetime(2026, 3, 28, 22, 30, tzinfo=UTC),
    datetime(2026, 10, 24, 21, 50, tzinfo=UTC),
    datetime(2026, 3, 8, 3, 10, tzinfo=UTC),
    datetime(2026, 11, 1, 2, 40, tzinfo=UTC),
    datetime(2026, 12, 31, 17, 45, tzinfo=UTC),
    datetime(2026, 6, 30, 20, 5, tzinfo=UTC),
    datetime(2026, 5, 12, 9, 0, tzinfo=UTC),
)
# Far apart enough to span hours and days now and then; zero happens too.
STEPS_SECONDS = (0, 0.25, 3, 17, 29.5, 31, 90, 600, 4_000, 40_000)
STEP_WEIGHTS = (2, 4, 8, 8, 4, 4, 6, 3, 1, 0.2)


@dataclass
class World:
    """Two sites, four queues, three agents in two groups, one switch."""

    random: Random
    # Several worlds live in one database under different numbers.
    number: int = 0
    now: datetime = STARTS[0]

    def __post_init__(self) -> None:
        self.now = self.random.choice(STARTS)
        groups = [
            AgentGroup.objects.create(name=f"group {self.number}.{n}") for n in range(2)
        ]
        self.sites = [
            Site.objects.create(key=f"site-{self.number}-{n}", name=f"Site {n}")
            for n in range(2)
        ]
        self.agents = [
            Agent.objects.create(
                user=User.objects.create_user(f"agent-{self.number}-{n}"),
                display_name=f"Agent {n}",
                group=groups[n] if n < 2 else None,
            )
            for n in range(3)
        ]
        self.queues = {
            (site.pk, media): [
                Queue.objects.create(
                    site=site,
                    name=f"{media} {n}",
                    media=media,
                    service_level_seconds=self.random.choice((0, 17, 30)),
                )
                for n in range(2)
            ]
            for site in self.sites
            for media in (Media.CHAT, Media.VOICE)
        }
        self.adapter = CtiAdapter.objects.create(
            name=f"switch {self.number}", token_hash=f"{self.number:064}"
        )

    def tick(self) -> datetime:
        seconds = self.random.choices(STEPS_SECONDS, STEP_WEIGHTS)[0]
        self.now += timedelta(seconds=seconds)
        return self.now

    def customer(self, site: Site) -> Customer:
        return Customer.objects.create(site=site, token_hash=hash_token(new_token()))

    def due(self, subject: FactDue.Subject, key: object) -> None:
        FactDue.objects.create(subject=subject, key=str(key))


class Presence:
    """An agent who signs in, takes breaks and leaves, without a pause between."""

    def __init__(self, world: World, agent: Agent) -> None:
        self.world, self.agent = world, agent
        self.state = State.LOGGED_OUT
        self.over = False

    def step(self) -> None:
        random = self.world.random
        new = random.choice([state for state in State if state is not self.state])
        AgentStateEvent.objects.create(
            agent=self.agent,
            at=self.world.tick(),
            old_state=self.state,
            state=new,
            reason=random.choice(("", "Lunch")),
            actor_role="agent",
        )
        self.state = new
        self.world.due(FactDue.Subject.AGENT, self.agent.pk)
