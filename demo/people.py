"""Who is in the demo: names, roles, and the secrets that demo mode shares.

All of them exist in demo mode only; the seed makes them, the pages show them.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.crypto import salted_hmac

PASSWORD = "demo"
SITE_KEY = "demo"
SWITCH_NAME = "Demo telephone switch"
STACK_NAME = "Demo chat stack"


@dataclass(frozen=True)
class Person:
    """Somebody who signs in."""

    username: str
    first_name: str
    last_name: str
    role: Literal["agent", "supervisor", "analyst"]
    does: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


PEOPLE = (
    Person("alice", "Alice", "Bergmann", "agent", "takes chats and calls"),
    Person("bob", "Bob", "Castellan", "agent", "takes chats and calls"),
    Person("sam", "Sam", "Okafor", "supervisor", "sets rules, sites and queues"),
    Person("ana", "Ana", "Moreau", "analyst", "reads the reports"),
)
AGENTS = tuple(person for person in PEOPLE if person.role == "agent")


def switch_token() -> str:
    """Token of the demo's switch: derived from this server's secret key."""
    return salted_hmac("demo.switch", SWITCH_NAME, algorithm="sha256").hexdigest()


def stack_token() -> str:
    """Token of the demo's own chat stack, in the same way."""
    return salted_hmac("demo.stack", STACK_NAME, algorithm="sha256").hexdigest()
