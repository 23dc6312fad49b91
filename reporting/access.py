"""Who may read which reports."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from agents.models import Agent
from agents.selectors import agent_for_user
from reporting.catalogue.reports import Report

# Analysts and supervisors have it; whoever has it reads everything.
VIEW_REPORTS = "reporting.view_reports"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads reports: all of them, or an agent who sees his or her own."""

    user_id: int
    reads_all: bool
    agent: Agent | None = None

    @property
    def agent_id(self) -> int | None:
        """Whose rows alone may be shown; None: everybody's."""
        return None if self.reads_all or self.agent is None else self.agent.pk

    def may_read(self, report: Report) -> bool:
        return self.reads_all or (self.agent is not None and report.for_agents)


def reader_for(user: AbstractBaseUser | AnonymousUser) -> Reader | None:
    """None: this user has nothing to read here."""
    if not user.is_authenticated or not user.is_active or user.pk is None:
        return None
    agent = agent_for_user(user)
    reads_all = bool(getattr(user, "has_perm")(VIEW_REPORTS))  # noqa: B009
    if not reads_all and agent is None:
        return None
    return Reader(user_id=user.pk, reads_all=reads_all, agent=agent)
