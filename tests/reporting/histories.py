"""Random working days, event by event, and the rows that they leave.

A `World` has places and people; `Chat`, `Call` and `Presence` live in it and make one
more step each time they are asked. Rows are written as the services write them, with
times of the world's own clock, and every change is noted as due as the hooks do.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

from django.contrib.auth.models import User

from agents.lifecycle import Presence as State
from agents.models import Agent, AgentGroup, AgentStateEvent
from cobrowse.tokens import hash_token, new_token
from interactions.lifecycle import Media, OfferState
from interactions.models import (
    CallReport,
    CtiAdapter,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
    Site,
)
from reporting.models import FactDue
from sessions_app.lifecycle import EndReason
from sessions_app.models import CobrowseSession, SessionEvent

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
    actors: list["Chat | Call | Presence"] = field(default_factory=list)

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


class Chat:
    """A chat or browser call in queues, with co-browse sessions while it is handled."""

    def __init__(self, world: World, media: Media) -> None:
        self.world, self.random, self.media = world, world.random, media
        site = self.random.choice(world.sites)
        self.over = False
        self.state = "queued"
        self.queue = self.random.choice(world.queues[site.pk, media])
        self.agent: Agent | None = None
        self.offer: Offer | None = None
        self.share: Share | None = None
        now = world.tick()
        self.row = Interaction.objects.create(
            site=site,
            media=media,
            state="queued",
            customer=world.customer(site),
            queue=self.queue,
            source=self.random.choice(("web", "mobile")),
            created_at=now,
            queued_at=now,
            asynchronous=media == Media.CHAT and self.random.random() < 0.4,
        )
        self.wrap_up: Agent | None = None
        self.note(f"{'chat' if media == Media.CHAT else 'call'}.started", "queued")

    def note(
        self,
        name: str,
        state: str,
        *,
        agent: Agent | None = None,
        detail: dict[str, object] | None = None,
        at: datetime | None = None,
    ) -> None:
        InteractionEvent.objects.create(
            interaction=self.row,
            at=at or self.world.now,
            name=name,
            old_state=self.state,
            state=state,
            agent=agent,
            queue=self.queue,
            actor_role="system",
            detail=detail or {},
        )
        self.state = state
        self.world.due(FactDue.Subject.INTERACTION, self.row.pk)

    def save(self, **changes: object) -> None:
        Interaction.objects.filter(pk=self.row.pk).update(**changes)

    def step(self) -> None:
        self.world.tick()
        moves: dict[str, list[Callable[[], None]]] = {
            "queued": [self.make_offer, self.make_offer, self.make_offer, self.abandon],
            "offered": [self.accept, self.accept, self.refuse, self.miss, self.abandon],
            "active": [*[self.share_page] * 20, *self._leave],
            "held": [self.retrieve, self.end, self.hand_on],
            "parked": [self.come_back, self.take_up, self.end],
            "ended": [self.finish],
        }
        self.random.choice(moves[self.state])()

    @property
    def _leave(self) -> list[Callable[[], None]]:
        moves = [self.end, self.end, self.hand_on, self.requeue]
        if self.media == Media.VOICE:
            moves += [self.hold, self.hold]
        if self.row.asynchronous:
            moves += [self.park, self.park]
        return moves

    def make_offer(self) -> None:
        agent = self.random.choice(self.world.agents)
        self.save(state="offered")
        self.offer = Offer.objects.create(
            interaction=self.row,
            agent=agent,
            made_at=self.world.now,
            expires_at=self.world.now,
        )
        self.note("offer.made", "offered", agent=agent)

    def _close_offer(self, state: OfferState) -> Agent:
        assert self.offer is not None
        Offer.objects.filter(pk=self.offer.pk).update(
            state=state, closed_at=self.world.now
        )
        agent, self.offer = self.offer.agent, None
        return agent

    def accept(self) -> None:
        self.agent = self._close_offer(OfferState.ACCEPTED)
        if self.row.answered_at is None:
            self.row.answered_at = self.world.now
        self.save(state="active", agent=self.agent, answered_at=self.row.answered_at)
        self.note("offer.accepted", "active", agent=self.agent)

    def refuse(self) -> None:
        self._back(OfferState.REJECTED, "offer.rejected")

    def miss(self) -> None:
        state = self.random.choice((OfferState.MISSED, OfferState.WITHDRAWN))
        self._back(state, f"offer.{state.value}")

    def _back(self, state: OfferState, name: str) -> None:
        agent = self._close_offer(state)
        self.save(state="queued")
        self.note(name, "queued", agent=agent)

    def abandon(self) -> None:
        reason = self.random.choice(("abandoned", "abandoned", "expired"))
        self._end(reason)

    def end(self) -> None:
        self._let_go()
        self._end("customer_ended")

    def _end(self, reason: str) -> None:
        if self.offer is not None:
            self._close_offer(OfferState.WITHDRAWN)
        self.save(state="ended", ended_at=self.world.now, end_reason=reason)
        was = self.state
        self.note(
            "interaction.ended", "ended", agent=self.agent, detail={"reason": reason}
        )
        handled = self.agent is not None and was in {"active", "held"}
        if handled and self.random.random() < 0.5:
            self.note("wrap_up.started", "ended", agent=self.agent)
            self.wrap_up = self.agent

    def finish(self) -> None:
        if self.wrap_up is not None:
            name = self.random.choice(("wrap_up.done", "wrap_up.timed_out"))
            self.note(name, "ended", agent=self.wrap_up)
        self.over = True

    def _let_go(self) -> None:
        if self.share is not None:
            self.share.end(EndReason.INTERACTION_ENDED)
            self.share = None

    def hand_on(self) -> None:
        self._leave_agent("interaction.transferred", other_queue=True)

    def requeue(self) -> None:
        self._leave_agent("interaction.requeued", other_queue=False)

    def _leave_agent(self, name: str, *, other_queue: bool) -> None:
        self._let_go()
        old, self.agent = self.agent, None
        if other_queue:
            queues = self.world.queues[self.row.site_id, self.media]
            self.queue = self.random.choice(queues)
        self.save(state="queued", agent=None, queue=self.queue)
        self.note(name, "queued", agent=old)

    def hold(self) -> None:
        self.save(state="held")
        self.note("call.held", "held", agent=self.agent)

    def retrieve(self) -> None:
        self.save(state="active")
        self.note("call.retrieved", "active", agent=self.agent)

    def park(self) -> None:
        self._let_go()
        self.save(state="parked", parked_at=self.world.now)
        self.note("chat.parked", "parked", agent=self.agent)

    def come_back(self) -> None:
        last, self.agent = self.agent, None
        self.save(state="queued", agent=None, parked_at=None)
        self.note("chat.resumed", "queued", agent=last)

    def take_up(self) -> None:
        self.save(state="active", parked_at=None)
        self.note("chat.resumed", "active", agent=self.agent)

    def share_page(self) -> None:
        assert self.agent is not None
        if self.share is None:
            self.share = Share(self, self.agent)
        elif self.share.step():
            self.share = None


class Share:
    """One co-browse session of an interaction in an agent's hand."""

    def __init__(self, chat: "Chat | Call", agent: Agent) -> None:
        self.chat, self.world, self.random = chat, chat.world, chat.random
        self.agent = agent
        self.mode, self.paused, self.asked = "pointer", False, False
        at = self.world.now
        self.row = CobrowseSession.objects.create(
            session_id=f"{self.random.randrange(10**9):09}",
            site=chat.row.site,
            customer=self.world.customer(chat.row.site),
            interaction=chat.row,
            agent=agent,
            media=chat.row.media,
            state="active",
            created_at=at,
            activated_at=at,
        )
        self.note("session.started", state="pending")
        CobrowseSession.objects.filter(pk=self.row.pk).update(
            activated_at=self.world.tick()
        )
        self.note("session.joined")
        chat.note("data.attached", chat.state, agent=agent, detail={"CoBrowse": "Yes"})
        self.note("page.opened", detail={"url": "https://a/", "title": "A"})

    def note(
        self,
        name: str,
        *,
        state: str = "active",
        detail: dict[str, object] | None = None,
    ) -> None:
        SessionEvent.objects.create(
            session=self.row,
            at=self.world.now,
            name=name,
            state=state,
            mode=self.mode,
            agent=self.agent,
            actor_role="customer",
            detail=detail or {},
        )

    def step(self) -> bool:
        """Whether it ended with this step."""
        if self.random.random() < 0.2:
            self.end(
                self.random.choice((EndReason.CUSTOMER_ENDED, EndReason.INACTIVITY))
            )
            return True
        if self.paused:
            self.paused = False
            self.note("sharing.resumed")
        elif self.mode == "write":
            self.mode = "pointer"
            self.paused = self.random.random() < 0.2
            back = self.random.choice(("write.revoked", "write.dropped"))
            self.note("sharing.paused" if self.paused else back)
        elif self.asked:
            self.asked = False
            self._answer()
        else:
            self._free_step()
        return False

    def _answer(self) -> None:
        answer = self.random.choice(
            (
                "write.granted",
                "write.granted",
                "write.declined",
                "write.revoked",
                "write.expired",
            )
        )
        self.mode = "write" if answer == "write.granted" else "pointer"
        self.note(answer)
        if answer in {"write.declined", "write.revoked"}:
            self.chat.note(
                "data.attached",
                self.chat.state,
                agent=self.agent,
                detail={"IsCoBrowseDenied": "Yes"},
            )

    def _free_step(self) -> None:
        kind = self.random.choice(("write", "write", "page", "page", "pause"))
        if kind == "write":
            self.asked = True
            self.note("write.requested")
        elif kind == "pause":
            self.paused = True
            self.note("sharing.paused")
        else:
            url = self.random.choice(("https://a/", "https://b/"))
            self.note("page.opened", detail={"url": url, "title": "T"})

    def end(self, reason: EndReason) -> None:
        CobrowseSession.objects.filter(pk=self.row.pk).update(
            state="ended", ended_at=self.world.now, end_reason=reason, mode="pointer"
        )
        self.mode = "pointer"
        self.note("session.ended", state="ended", detail={"reason": reason.value})
        self.world.due(FactDue.Subject.SESSION, self.row.pk)


class Lonely:
    """A session for a call that nobody ever typed the digits of."""

    def __init__(self, world: World) -> None:
        self.world, self.over = world, False
        site = world.random.choice(world.sites)
        self.row = CobrowseSession.objects.create(
            session_id=f"{world.random.randrange(10**9):09}",
            site=site,
            customer=world.customer(site),
            media=Media.VOICE,
            created_at=world.tick(),
        )

    def step(self) -> None:
        CobrowseSession.objects.filter(pk=self.row.pk).update(
            state="ended", ended_at=self.world.tick(), end_reason=EndReason.NEVER_JOINED
        )
        self.world.due(FactDue.Subject.SESSION, self.row.pk)
        self.over = True


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


def live(
    world: World, histories: int, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """So many histories side by side, a step here and a step there, until all are over.

    `meanwhile` is called after every step.
    """
    random = world.random
    waiting = histories
    presences = [Presence(world, agent) for agent in world.agents]
    going: list[Chat | Call | Lonely] = []
    while waiting or going:
        if waiting and random.random() < 0.3:
            waiting -= 1
            kind = random.choice(("chat", "chat", "call", "switch", "lonely"))
            if kind == "switch":
                going.append(Call(world))
            elif kind == "lonely":
                going.append(Lonely(world))
            else:
                media = Media.CHAT if kind == "chat" else Media.VOICE
                going.append(Chat(world, media))
        if random.random() < 0.15:
            random.choice(presences).step()
        if going:
            random.choice(going).step()
        going = [one for one in going if not one.over]
        meanwhile()
