"""`manage.py seed_history`: a year of invented past beside the demo's own shop."""

import datetime as dt
import io
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.db import connection, transaction
from django.utils import timezone

from demo.history.places import history_agents, history_sites
from demo.history.removal import remove_year
from demo.history.sums import make_sums
from demo.history.volume import TooFew
from demo.history.year import Done, Order, enough_agents, make_year

_EVERY_SECONDS = 5


class Command(BaseCommand):
    """Sites, agents and users of its own, named as demo; nobody else's rows change."""

    help = "Makes a year of history for demo sites of its own, or removes it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sessions", type=int, help="how many co-browse sessions")
        parser.add_argument("--days", type=int, default=365)
        parser.add_argument("--agents", type=int, default=0, help="default: enough")
        parser.add_argument("--seed", type=int, default=1974)
        parser.add_argument(
            "--until",
            type=dt.date.fromisoformat,
            help="last day (UTC); default: yesterday",
        )
        parser.add_argument(
            "--remove", action="store_true", help="take out what it has made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.COBROWSE_DEMO:
            raise CommandError("Only with COBROWSE_DEMO=1: nothing of this happened.")
        self._last_told = 0.0
        if not options["verbosity"]:
            self.stdout = OutputWrapper(io.StringIO())
        if options["remove"]:
            self._remove()
            return
        self._make(self._order(options), started=time.monotonic())

    def _order(self, options: dict[str, Any]) -> Order:
        sessions, days = options["sessions"], options["days"]
        if not sessions or sessions < 1 or not 1 <= days <= 3_660:
            raise CommandError("Say --sessions N, and --days from 1 to 3660.")
        if history_sites().exists() or history_agents().exists():
            raise CommandError("There is a history already: --remove it first.")
        last = options["until"] or timezone.now().date() - dt.timedelta(days=1)
        first = last - dt.timedelta(days=days - 1)
        return Order(sessions, first, last, options["seed"], options["agents"])

    def _make(self, order: Order, *, started: float) -> None:
        try:
            agents = enough_agents(order)
        except TooFew as few:
            raise CommandError(
                f"{order.agents} agents cannot do that: take {few.needed} or more."
            ) from few
        self.stdout.write(
            f"{order.sessions:,} sessions from {order.first} to {order.last}, "
            f"{agents} agents."
        )
        done = make_year(order, agents=agents, tell=lambda d: self._tell(order, d))
        self.stdout.write(f"{done.rows:,} rows in {done.seconds:.0f} s.")
        self._analyze()
        # Elsewhere in the world the days around belong to it too.
        make_sums(
            order.first - dt.timedelta(days=1),
            order.last + dt.timedelta(days=1),
            tell=lambda days: self._say(f"sums of {days} days"),
        )
        self._analyze()
        self.stdout.write(f"Done in {time.monotonic() - started:.0f} s.")

    def _remove(self) -> None:
        count = remove_year(lambda what, n: self._say(f"{n:,} rows, {what}"))
        self._analyze()
        self.stdout.write(f"{count:,} rows removed.")

    def _tell(self, order: Order, done: Done) -> None:
        part = done.sessions / order.sessions
        left = done.seconds * (1 - part) / part / 60 if part else 0.0
        self._say(f"{done.rows:,} rows, {part:.0%}, {left:.1f} minutes left")

    def _say(self, text: str) -> None:
        """Now and then: in place on a terminal, else a line."""
        now = time.monotonic()
        if now - self._last_told < (0.2 if self.stdout.isatty() else _EVERY_SECONDS):
            return
        self._last_told = now
        if self.stdout.isatty():
            self.stdout.write(f"\r  {text}   ", ending="")
            self.stdout.flush()
        else:
            self.stdout.write(f"  {text}")

    def _analyze(self) -> None:
        """So many new rows: the planner must know of them before anybody asks."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ANALYZE")
