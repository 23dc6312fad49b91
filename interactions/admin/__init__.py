"""Admin pages: what is set up (sites) and what happened (interactions)."""

from interactions.admin import callbacks, history, queues, replies, sites

__all__ = ["callbacks", "history", "queues", "replies", "sites"]
