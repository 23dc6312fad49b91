"""What apps further up want to know of interactions. They append at start."""

from collections.abc import Callable
from typing import Literal

from cobrowse.actors import Actor
from interactions.models import Interaction

# `parked`: it waits for its customer and may go on later with the same agent.
Ending = Literal["ended", "transferred", "parked"]

# Called inside the transaction in which an agent stops handling the interaction, after
# the row was changed: (interaction, how, actor). The interaction's `agent` is whoever
# has it now.
on_interaction_ended: list[Callable[[Interaction, Ending, Actor], None]] = []


def interaction_ended(interaction: Interaction, how: Ending, actor: Actor) -> None:
    for hook in on_interaction_ended:
        hook(interaction, how, actor)


# Called inside every transaction that adds to the account of an interaction: an event
# row, a report of the switch, or a late correction.
on_account_changed: list[Callable[[Interaction], None]] = []


def account_changed(interaction: Interaction) -> None:
    for hook in on_account_changed:
        hook(interaction)
