"""Random working days, event by event, and the rows that they leave.

`Chat`, `Call`, `Lonely` and `Presence` live in a `World` and make one more step each
time they are asked. Rows are written as the services write them, with times of the
world's own clock, and every change is noted as due as the hooks do.
"""

from collections.abc import Callable
from datetime import datetime

from agents.models import Agent
from interactions.lifecycle import Media, OfferState
from interactions.models import (
    Interaction,
    InteractionEvent,
    Offer,
)
from reporting.models import FactDue
from sessions_app.lifecycle import EndReason
from tests.reporting.shares import Lonely, Share
from tests.reporting.switch_calls import Call
from tests.reporting.world import Presence, World


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
