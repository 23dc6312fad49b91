"""Who does something: every service takes an actor, every event row names one."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class Role(StrEnum):
    """`staff` works in the administration, `adapter` is a telephone switch."""

    CUSTOMER = "customer"
    AGENT = "agent"
    STAFF = "staff"
    ADAPTER = "adapter"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """`id` is the primary key in the role's own table as text; the system has none."""

    role: Role
    id: str = ""

    def is_(self, role: Role, key: object) -> bool:
        """Whether this is exactly that person."""
        return self.role is role and self.id == str(key)


SYSTEM = Actor(Role.SYSTEM)


def staff_actor(user: AbstractBaseUser | AnonymousUser) -> Actor:
    return Actor(Role.STAFF, str(user.pk))
