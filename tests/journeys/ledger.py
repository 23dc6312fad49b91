"""What the database says of some customers' interactions: read in a process of the
product, in the server's environment, by `python -m tests.journeys.ledger NAME…`.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.services import run_python

Screen = list[tuple[str, str]]


@dataclass(frozen=True)
class Offered:
    agent: str
    state: str


@dataclass(frozen=True)
class Event:
    name: str
    old_state: str
    state: str


@dataclass(frozen=True)
class Story:
    """One interaction as the tables tell it."""

    id: str
    customer: str
    queue: str
    media: str
    state: str
    agent: str
    end_reason: str
    lines: list[dict[str, Any]]
    offers: list[Offered]
    events: list[Event]
    # Why each co-browse session of it ended; empty while it runs.
    sessions: list[str]

    @property
    def screen(self) -> Screen:
        """Author and text of what people wrote, in order."""
        return [
            (line["author"], line["text"])
            for line in self.lines
            if line["author"] != "system"
        ]


def read_ledger(environment: Mapping[str, str], *names: str) -> dict[str, Story]:
    """The one interaction of each customer with one of these names."""
    setting = {"DJANGO_SETTINGS_MODULE": "cobrowse.settings"}
    printed = run_python(
        "-m", "tests.journeys.ledger", *names, **{**environment, **setting}
    )
    stories = [_story(row) for row in json.loads(printed.splitlines()[-1])]
    by_name = {story.customer: story for story in stories}
    assert len(by_name) == len(stories) == len(names), [s.customer for s in stories]
    return by_name


def _story(row: dict[str, Any]) -> Story:
    offers = [Offered(**offer) for offer in row.pop("offers")]
    events = [Event(**event) for event in row.pop("events")]
    return Story(**row, offers=offers, events=events)


def main(names: list[str]) -> None:
    import django

    django.setup()
    from interactions.models import Interaction

    rows = (
        Interaction.objects.filter(customer_name__in=names)
        .select_related("queue", "agent__user")
        .prefetch_related(
            "messages", "offers__agent__user", "events", "cobrowse_sessions"
        )
    )
    print(json.dumps([_row(interaction) for interaction in rows]))


def _row(interaction: Any) -> dict[str, Any]:
    return {
        "id": str(interaction.pk),
        "customer": interaction.customer_name,
        "queue": interaction.queue.name if interaction.queue else "",
        "media": interaction.media,
        "state": interaction.state,
        "agent": interaction.agent.user.username if interaction.agent else "",
        "end_reason": interaction.end_reason,
        "lines": [
            {
                "seq": line.seq,
                "author": line.author_role,
                "text": line.text,
                "client_id": line.client_id,
            }
            for line in sorted(interaction.messages.all(), key=lambda line: line.seq)
        ],
        "offers": [
            {"agent": offer.agent.user.username, "state": offer.state}
            for offer in sorted(
                interaction.offers.all(), key=lambda offer: (offer.made_at, offer.pk)
            )
        ],
        "events": [
            {"name": event.name, "old_state": event.old_state, "state": event.state}
            for event in interaction.events.all()
        ],
        "sessions": [
            session.end_reason for session in interaction.cobrowse_sessions.all()
        ],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
