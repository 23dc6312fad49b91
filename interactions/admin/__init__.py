"""Admin pages: what is set up (sites) and what happened (interactions)."""

from interactions.admin import history, replies, sites

__all__ = ["history", "replies", "sites"]
