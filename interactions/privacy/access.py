"""Who may look a customer up, take the data along, and erase it."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from cobrowse.quotas import take_quota

ERASE = "interactions.erase_customer"
EXPORT = "interactions.export_customer"

User = AbstractBaseUser | AnonymousUser


def may(user: User, *permissions: str) -> bool:
    """Whether an active user has one of these."""
    has_perm = getattr(user, "has_perm", None)
    return bool(
        user.is_active and has_perm and any(has_perm(each) for each in permissions)
    )


def count_look_up(user: User) -> None:
    """Nobody tries addresses out one after another. Errors: rate_limited."""
    take_quota(
        "privacy",
        str(user.pk),
        limit=settings.COBROWSE_PRIVACY_LOOKUPS_PER_MINUTE,
        window_seconds=60,
    )
