"""What apps further up want to know of agents. They append at start, nobody removes."""

from collections.abc import Callable

from agents.lifecycle import Presence
from agents.models import Agent
from cobrowse.actors import Actor

# Called inside the transaction that changed the presence: (agent, state before, actor).
on_presence_changed: list[Callable[[Agent, Presence, Actor], None]] = []
