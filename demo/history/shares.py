"""A made-up co-browse session: its row, events, and what it leaves on others."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from cobrowse.bulk import new_row
from demo.history import account
from demo.history.account import Account, By
from demo.history.ledger import SessionEventRow, SharedStory, key_at, seconds
from demo.history.words import PAGES
from interactions.models import Interaction
from sessions_app.lifecycle import EndReason, Mode, State
from sessions_app.models import CobrowseSession

# Shorter ones exist; nobody looks at their pages.
SHORTEST_SECONDS = 15
_ENDS = (
    EndReason.CUSTOMER_ENDED,
    EndReason.AGENT_ENDED,
    EndReason.INTERACTION_ENDED,
    EndReason.INACTIVITY,
    EndReason.CUSTOMER_OFFLINE,
    EndReason.AGENT_OFFLINE,
)
_END_WEIGHTS = (46, 30, 15, 3, 5, 1)
_ANSWER_SECONDS = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known before it begins: `room` seconds from `created_at` to the end of
    what it rides on. An `unseen` one waits for digits that nobody types."""

    created_at: dt.datetime
    room: float
    customer_id: str
    agent_id: int
    origin: str
    waits: float = 0.0
    unseen: bool = False
    # The interaction is known from the start, not only from the digits.
    is_known: bool = True


@dataclass(slots=True)
class _Teller:
    """Events one after another, each with where the session stands after it."""

    session_id: str
    agent_id: int | None = None
    mode: str = Mode.POINTER.value
    state: str = State.PENDING.value
    rows: list[SessionEventRow] = field(default_factory=list)

    def tell(
        self,
        at: dt.datetime,
        name: str,
        by: By,
        detail: dict[str, object] | None = None,
    ) -> None:
        self.rows.append(
            SessionEventRow(
                self.session_id,
                at,
                name,
                self.state,
                self.mode,
                self.agent_id,
                *by,
                detail or {},
            )
        )


@dataclass(frozen=True, slots=True)
class _Act:
    """Something at so many seconds after the join; `mode` is the mode from then on."""

    after: float
    name: str
    by: str
    detail: dict[str, object] = field(default_factory=dict)
    mode: str = ""


def tell_share(
    random: Random, plan: Plan, interaction: Interaction, story: Account
) -> SharedStory:
    """The session, which never outlives its room; `interaction` gets attached data and
    `story` the events of them."""
    key = key_at(random, plan.created_at)
    by_customer = account.customer(plan.customer_id)
    by_agent = account.agent(plan.agent_id)
    joined_at = None if plan.unseen else plan.created_at + seconds(plan.waits)
    reason, length = _end_of(random, plan)
    ended_at = (joined_at or plan.created_at) + seconds(length)
    teller = _Teller(key)
    teller.tell(plan.created_at, "session.started", by_customer)
    page = _page(random, plan.origin)
    teller.tell(plan.created_at, "page.opened", by_customer, page)
    denied, requests = False, 0
    if joined_at is not None:
        teller.state, teller.agent_id = State.ACTIVE.value, plan.agent_id
        teller.tell(joined_at, "session.joined", by_agent)
        for act in _acts(random, plan.origin, length):
            by = {"customer": by_customer, "agent": by_agent}.get(
                act.by, account.SYSTEM
            )
            at = joined_at + seconds(act.after)
            detail = act.detail
            if act.name == "sharing.paused" and teller.mode == Mode.WRITE.value:
                detail = {"dropped": "write"}
            teller.mode = act.mode or teller.mode
            teller.tell(at, act.name, by, detail)
            requests += act.name == "write.requested"
            if act.name == "page.opened":
                page = act.detail
            if _is_no(act):
                denied = True
                story.add(
                    at,
                    "data.attached",
                    agent_id=plan.agent_id,
                    detail={"IsCoBrowseDenied": "Yes"},
                )
    teller.state, teller.mode = State.ENDED.value, Mode.POINTER.value
    ends = {"customer_ended": by_customer, "agent_ended": by_agent}
    by = ends.get(reason.value, account.SYSTEM)
    teller.tell(ended_at, "session.ended", by, {"reason": reason.value})
    session = new_row(
        CobrowseSession,
        id=key,
        session_id=f"{random.randrange(10**9):09d}",
        site_id=interaction.site_id,
        customer_id=plan.customer_id,
        pinned_rules={},
        agent_id=plan.agent_id if joined_at is not None else None,
        media=interaction.media,
        state=State.ENDED,
        mode=Mode.POINTER,
        mode_epoch=len(teller.rows),
        write_request_count=requests,
        created_at=plan.created_at,
        activated_at=joined_at,
        ended_at=ended_at,
        end_reason=reason,
        consented_at=plan.created_at,
        customer_seen_at=ended_at,
        agent_seen_at=ended_at if joined_at is not None else None,
        last_activity_at=ended_at,
        page_url=page["url"],
        page_title=page["title"],
    )
    if joined_at is not None or plan.is_known:
        session.interaction = interaction
    if joined_at is not None:
        _attach(interaction, session, joined_at, ended_at, denied, story)
    return SharedStory(session, teller.rows)


def _is_no(act: _Act) -> bool:
    """What is taken back before it was given changes no mode."""
    return act.name == "write.declined" or (
        act.name == "write.revoked" and not act.mode
    )


def _end_of(random: Random, plan: Plan) -> tuple[EndReason, float]:
    if plan.unseen:
        return EndReason.NEVER_JOINED, min(plan.room, 120 + 180 * random.random())
    room = max(0.0, plan.room - plan.waits)
    reason = random.choices(_ENDS, _END_WEIGHTS)[0]
    if reason is EndReason.INTERACTION_ENDED:
        return reason, room
    return reason, min(room, SHORTEST_SECONDS + random.expovariate(1 / 260))


def _page(random: Random, origin: str) -> dict[str, object]:
    path, title = PAGES[int(random.random() * len(PAGES))]
    return {"url": origin + path, "title": title}


def _acts(random: Random, origin: str, length: float) -> list[_Act]:
    """In order of time: pages, Write Mode in the middle, a pause towards the end."""
    acts = [
        _Act(length * random.random() * 0.97, "page.opened", "customer", detail)
        for detail in [_page(random, origin) for _ in range(int(random.random() * 5))]
    ]
    if length > 60 and random.random() < 0.5:
        acts += _write(random, length)
    if length > 60 and random.random() < 0.1:
        start = 0.78 + 0.06 * random.random()
        until = start + 0.03 + 0.1 * random.random()
        pointer = Mode.POINTER.value
        acts.append(_Act(length * start, "sharing.paused", "customer", mode=pointer))
        acts.append(_Act(length * until, "sharing.resumed", "customer"))
    acts.sort(key=lambda act: act.after)
    return acts


def _write(random: Random, length: float) -> list[_Act]:
    asked = length * (0.1 + 0.2 * random.random())
    answered = asked + min(_ANSWER_SECONDS, length * 0.1)
    acts = [_Act(asked, "write.requested", "agent")]
    luck = random.random()
    if luck < 0.1:
        acts.append(_Act(answered, "write.declined", "customer"))
    elif luck < 0.13:
        # Escape-Escape while the question is open.
        acts.append(_Act(answered, "write.revoked", "customer"))
    elif luck < 0.16:
        acts.append(_Act(asked + length * 0.2, "write.expired", "system"))
    else:
        acts.append(_Act(answered, "write.granted", "customer", mode=Mode.WRITE.value))
        if random.random() < 0.85:
            back = answered + length * (0.05 + 0.3 * random.random())
            given = random.random() < 0.5
            name, by = (
                ("write.dropped", "agent") if given else ("write.revoked", "customer")
            )
            acts.append(_Act(back, name, by, mode=Mode.POINTER.value))
    return acts


def _attach(
    interaction: Interaction,
    session: CobrowseSession,
    joined_at: dt.datetime,
    ended_at: dt.datetime,
    denied: bool,
    story: Account,
) -> None:
    """The keys that sessions write onto their interaction (spec AD)."""
    known = interaction.attached_data
    started = int(joined_at.timestamp() * 1000)
    lasted = int(ended_at.timestamp() * 1000) - started
    joined = {
        "CoBrowseAssociated": "Yes",
        "CoBrowseSessionsQuantity": int(known.get("CoBrowseSessionsQuantity", 0)) + 1,
        "CoBrowseStartTime": known.get("CoBrowseStartTime", started),
        "CoBrowseDuration": int(known.get("CoBrowseDuration", 0)),
        "CoBrowseSessionId": str(session.pk),
        "IsCoBrowseDenied": known.get("IsCoBrowseDenied", "No"),
    }
    left = {
        "CoBrowseAssociated": "No",
        "CoBrowseSessionsQuantity": joined["CoBrowseSessionsQuantity"],
        "CoBrowseStartTime": joined["CoBrowseStartTime"],
        "CoBrowseDuration": joined["CoBrowseDuration"] + lasted,
    }
    story.add(joined_at, "data.attached", agent_id=session.agent_id, detail=joined)
    story.add(ended_at, "data.attached", agent_id=session.agent_id, detail=left)
    interaction.attached_data = {
        **known,
        **joined,
        **left,
        **({"IsCoBrowseDenied": "Yes"} if denied else {}),
    }
