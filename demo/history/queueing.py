"""A customer waits in a queue: what chats and calls made in the browser share."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from cobrowse.bulk import new_row
from demo.history import account
from demo.history.account import SYSTEM, Account, By
from demo.history.ledger import NOTHING, Detail, Story, key_at, seconds
from demo.history.shifts import Roster
from demo.history.stage import Helper, Line, Stage
from demo.history.words import NAMES, PAGES
from interactions.lifecycle import EndReason, Media, OfferState, State
from interactions.models import Customer, Interaction, Offer

OFFER_SECONDS = 30


@dataclass(slots=True)
class Visit:
    """A customer, and when the last thing that he or she did was over."""

    customer: Customer
    over_at: dt.datetime | None = None


@dataclass(slots=True)
class Day:
    """The day of one helper while it is told: whose it is, and who came already."""

    random: Random
    roster: Roster
    helper: Helper
    new_customers: list[Customer] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.roster.stage

    def visit(self, at: dt.datetime) -> Visit:
        """Of somebody new, or now and then of somebody who was here and went."""
        random = self.random
        if self.visits and random.random() < 0.2:
            earlier = self.visits[int(random.random() * len(self.visits))]
            if earlier.over_at is not None and earlier.over_at < at:
                earlier.over_at = None
                return earlier
        path, title = PAGES[int(random.random() * len(PAGES))]
        origin = self.helper.shop.origin
        made = new_row(
            Customer,
            id=key_at(random, at),
            site_id=self.helper.shop.site_id,
            token_hash=f"{random.getrandbits(256):064x}",
            display_name=NAMES[int(random.random() * len(NAMES))],
            language="en",
            created_at=at,
            last_seen_at=at,
            url=origin + path,
            page_title=title,
            referrer=origin + "/",
        )
        self.new_customers.append(made)
        visit = Visit(made)
        self.visits.append(visit)
        return visit


@dataclass(slots=True)
class Waiting:
    """A customer in a queue: the interaction so far, and what has been told of it."""

    day: Day
    line: Line
    interaction: Interaction
    story: Story
    account: Account
    visit: Visit

    @property
    def by_customer(self) -> By:
        return account.customer(self.interaction.customer_id)

    def offer(
        self,
        helper: Helper,
        made_at: dt.datetime,
        closed_at: dt.datetime,
        state: OfferState,
    ) -> None:
        """Held out, and closed again; whoever missed or refused it has it no more."""
        queue_id, agent_id = self.line.queue_id, helper.agent_id
        self.account.add(
            made_at, "offer.made", State.OFFERED, agent_id=agent_id, queue_id=queue_id
        )
        accepted = state is OfferState.ACCEPTED
        by_system = state in {OfferState.MISSED, OfferState.WITHDRAWN}
        if state is not OfferState.WITHDRAWN:  # withdrawn with the end, which tells it
            self.account.add(
                closed_at,
                f"offer.{state.value}",
                State.ACTIVE if accepted else State.QUEUED,
                by=account.SYSTEM if by_system else account.agent(agent_id),
                agent_id=agent_id,
                queue_id=queue_id,
            )
        self.story.offers.append(
            new_row(
                Offer,
                interaction_id=self.interaction.pk,
                agent_id=agent_id,
                state=state,
                made_at=made_at,
                expires_at=made_at + seconds(OFFER_SECONDS),
                closed_at=closed_at,
            )
        )

    def note(
        self,
        agent_id: int,
        at: dt.datetime,
        name: str,
        state: str = "",
        *,
        by: By = SYSTEM,
        detail: Detail = NOTHING,
    ) -> None:
        """One step that is about this agent."""
        queue_id = self.line.queue_id
        self.account.add(
            at, name, state, by=by, agent_id=agent_id, queue_id=queue_id, detail=detail
        )

    def end(self, at: dt.datetime, reason: EndReason, by: By) -> None:
        row = self.interaction
        row.ended_at, row.end_reason, row.ended_by = at, reason, by[0]
        self.visit.over_at = self.visit.customer.last_seen_at = at
        self.account.add(
            at,
            "interaction.ended",
            State.ENDED,
            by=by,
            agent_id=row.agent_id,
            queue_id=self.line.queue_id,
            detail={"reason": reason.value},
        )


def begin(day: Day, line: Line, at: dt.datetime) -> Waiting:
    """It starts to wait in the line; everything else is told of what this returns."""
    random, shop = day.random, day.helper.shop
    visit = day.visit(at)
    customer = visit.customer
    source = "mobile" if random.random() < 0.27 else "web"
    row = new_row(
        Interaction,
        id=key_at(random, at),
        site_id=shop.site_id,
        media=line.media,
        state=State.ENDED,
        customer_id=customer.pk,
        customer_name=customer.display_name,
        queue_id=line.queue_id,
        source=source,
        created_at=at,
        queued_at=at,
        asynchronous=line.messaging,
        url=customer.url,
        page_title=customer.page_title,
        referrer=customer.referrer,
        attached_data={
            "source": source,
            "referrer": customer.referrer,
            "url": customer.url,
            "pageTitle": customer.page_title,
        },
    )
    waiting = Waiting(day, line, row, Story(row), Account(), visit)
    chat = line.media is Media.CHAT
    waiting.account.add(
        at,
        "chat.started" if chat else "call.started",
        State.QUEUED,
        by=waiting.by_customer,
        queue_id=line.queue_id,
        detail={"source": source, **({"message_left": False} if chat else {})},
    )
    return waiting
