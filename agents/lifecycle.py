"""Presence of an agent: which state may follow which, and who may say so. Pure."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cobrowse.actors import Role


class Presence(TextChoices):
    LOGGED_OUT = "logged_out", _("logged out")
    READY = "ready", _("ready")
    NOT_READY = "not_ready", _("not ready")
    AFTER_CALL_WORK = "after_call_work", _("after-call work")


# What the product itself gives as a reason. All others are what people have named.
OWN_REASONS = {
    "missed": _("missed"),
    "rejected": _("rejected"),
    "desktop lost": _("desktop lost"),
    "signed out": _("signed out"),
    "account closed": _("account closed"),
    "new password": _("new password"),
    "administration": _("administration"),
}


def reason_in_words(reason: str) -> str:
    """In the reader's language, or as somebody has named it."""
    return str(OWN_REASONS.get(reason, reason))


class Refusal(TextChoices):
    """Why a state may not follow; the values are error codes."""

    LOGGED_OUT = "logged_out", _("Sign in first.")
    ROLE = "not_allowed", _("This role may not do that.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Either the state to go to, or why not."""

    state: Presence | None
    refusal: Refusal | None = None


_EVERYBODY = frozenset({Role.AGENT, Role.STAFF, Role.SYSTEM})
_SELF = frozenset({Role.AGENT})
_NOBODY: frozenset[Role] = frozenset()

# (state now, state wanted) → the roles that may. Others may only take an agent off
# work, never put one to it; after-call work starts from work.
_TABLE: dict[tuple[Presence, Presence], frozenset[Role]] = {
    (Presence.LOGGED_OUT, Presence.LOGGED_OUT): _EVERYBODY,
    (Presence.LOGGED_OUT, Presence.READY): _SELF,
    (Presence.LOGGED_OUT, Presence.NOT_READY): _SELF,
    (Presence.LOGGED_OUT, Presence.AFTER_CALL_WORK): _NOBODY,
    (Presence.READY, Presence.LOGGED_OUT): _EVERYBODY,
    (Presence.READY, Presence.READY): _SELF,
    (Presence.READY, Presence.NOT_READY): _EVERYBODY,
    (Presence.READY, Presence.AFTER_CALL_WORK): _SELF | {Role.SYSTEM},
    (Presence.NOT_READY, Presence.LOGGED_OUT): _EVERYBODY,
    (Presence.NOT_READY, Presence.READY): _SELF,
    (Presence.NOT_READY, Presence.NOT_READY): _EVERYBODY,
    (Presence.NOT_READY, Presence.AFTER_CALL_WORK): _SELF | {Role.SYSTEM},
    (Presence.AFTER_CALL_WORK, Presence.LOGGED_OUT): _EVERYBODY,
    (Presence.AFTER_CALL_WORK, Presence.READY): _SELF | {Role.SYSTEM},
    (Presence.AFTER_CALL_WORK, Presence.NOT_READY): _EVERYBODY,
    (Presence.AFTER_CALL_WORK, Presence.AFTER_CALL_WORK): _SELF | {Role.SYSTEM},
}


def decide(now: Presence, wanted: Presence, role: Role) -> Verdict:
    """May an agent in state `now` be put into `wanted` by this role?"""
    roles = _TABLE[now, wanted]
    if role in roles:
        return Verdict(wanted)
    if not roles:
        return Verdict(None, Refusal.LOGGED_OUT)
    return Verdict(None, Refusal.ROLE)
