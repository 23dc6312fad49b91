"""Admin pages: what is set up (sites) and what happened (interactions)."""

from interactions.admin import history, sites

__all__ = ["history", "sites"]
