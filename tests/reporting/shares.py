"""Random co-browse sessions, event by event."""

from typing import TYPE_CHECKING

from agents.models import Agent
from interactions.lifecycle import Media
from reporting.models import FactDue
from sessions_app.lifecycle import EndReason
from sessions_app.models import CobrowseSession, SessionEvent
from tests.reporting.world import World

if TYPE_CHECKING:
    from tests.reporting.histories import Chat


class Share:
    """One co-browse session of an interaction in an agent's hand."""

    def __init__(self, chat: "Chat", agent: Agent) -> None:
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
