"""The account of one interaction while it is being made up."""

import datetime as dt
from dataclasses import dataclass, field

from cobrowse.actors import Role
from demo.history.ledger import NOTHING, Detail, EventRow

By = tuple[str, str]
SYSTEM: By = (Role.SYSTEM.value, "")


def agent(agent_id: int) -> By:
    return (Role.AGENT.value, str(agent_id))


def customer(customer_id: object) -> By:
    return (Role.CUSTOMER.value, str(customer_id))


@dataclass(slots=True)
class Account:
    """Steps in whatever order they are thought of, told in the order of their times.

    A step without a state leaves the interaction where it is.
    """

    _steps: list[tuple[dt.datetime, str, str, int | None, int | None, By, Detail]] = (
        field(default_factory=list)
    )

    def add(
        self,
        at: dt.datetime,
        name: str,
        state: str = "",
        *,
        by: By = SYSTEM,
        agent_id: int | None = None,
        queue_id: int | None = None,
        detail: Detail = NOTHING,
    ) -> None:
        self._steps.append((at, name, state, agent_id, queue_id, by, detail))

    def rows(self, interaction_id: str) -> list[EventRow]:
        self._steps.sort(key=lambda step: step[0])
        rows, old = [], ""
        for at, name, state, agent_id, queue_id, (
            role,
            actor_id,
        ), detail in self._steps:
            state = state or old
            rows.append(
                EventRow(
                    interaction_id,
                    at,
                    name,
                    old or state,
                    state,
                    agent_id,
                    queue_id,
                    role,
                    actor_id,
                    detail,
                )
            )
            old = state
        return rows
