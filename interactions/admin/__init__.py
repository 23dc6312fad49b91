"""Admin pages: what is set up (sites) and what happened (interactions)."""

from interactions.admin import (
    adapters,
    callbacks,
    history,
    privacy,
    queues,
    replies,
    sites,
)

__all__ = ["adapters", "callbacks", "history", "privacy", "queues", "replies", "sites"]
