"""`manage.py rebuild_reports`: sums (and facts) of any range, made anew."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.services.rebuild import rebuild_facts, rebuild_sums


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text!r} is no day such as 2026-03-31.") from error


class Command(BaseCommand):
    help = "Makes the sums of reports anew from facts, and with --facts those too."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=_day, help="First day (UTC).")
        parser.add_argument("--to", dest="last", type=_day, help="Last day (UTC).")
        parser.add_argument(
            "--facts",
            action="store_true",
            help="First write the facts anew from events, where events are left.",
        )

    def handle(
        self,
        *args: Any,
        first: date | None,
        last: date | None,
        facts: bool,
        **options: Any,
    ) -> None:
        if first and last and first > last:
            raise CommandError("The range ends before it starts.")
        if facts:
            count = rebuild_facts(first=first, last=last, tell=self._tell)
            self.stdout.write(f"Facts of {count} subjects.")
        days = rebuild_sums(first=first, last=last, tell=self._tell)
        self.stdout.write(f"Sums of {days} days.")

    def _tell(self, what: str, count: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r  {count} {what} ", ending="")
            self.stdout.flush()
