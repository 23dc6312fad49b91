"""Attached data (spec AD) as it is read."""

from interactions.models import Interaction
from interactions.protocol.reads import AttachedData

# The keys of spec AD in its order. `CoBrowseStartTime` and `CoBrowseDuration` are
# milliseconds: since 1970, and in all sessions together.
ATTACHED_KEYS = (
    "CoBrowseAssociated",
    "CoBrowseSessionsQuantity",
    "CoBrowseSessionId",
    "CoBrowseStartTime",
    "CoBrowseDuration",
    "IsCoBrowseDenied",
    "source",
    "referrer",
    "url",
    "pageTitle",
)


def attached_data_of(interaction: Interaction) -> AttachedData:
    """What is attached, in the order of the spec and nothing else.

    The co-browse keys are there once an agent has joined a session.
    """
    known = interaction.attached_data
    return {key: known[key] for key in ATTACHED_KEYS if key in known}
