"""Reading somebody else's transcript leaves a trace."""

from cobrowse.actors import Actor
from interactions.models import Interaction
from interactions.services.moves import record

TRANSCRIPT_READ = "transcript.read"


def note_transcript_read(*, interaction: Interaction, actor: Actor) -> None:
    """For the audit log; where nothing was written there is nothing to read.

    Nothing of the interaction changes and nobody is told.
    """
    if interaction.last_seq == 0:
        return
    record(
        interaction=interaction,
        name=TRANSCRIPT_READ,
        actor=actor,
        agent=interaction.agent,
    )
