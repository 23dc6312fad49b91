"""`manage.py erase_customer --contact … | --customer … | --interaction … | …`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cobrowse.actors import SYSTEM
from cobrowse.errors import DomainError
from interactions.privacy.erasure import erase_again, erase_person
from interactions.privacy.finding import WAYS, find_person
from interactions.privacy.holdings import holdings


class Command(BaseCommand):
    help = "Erases one customer everywhere and prints the receipt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        who = parser.add_mutually_exclusive_group(required=True)
        for way in WAYS:
            who.add_argument(f"--{way}")
        who.add_argument(
            "--again",
            action="store_true",
            help="All of whom receipts tell: after a backup was restored.",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say what is held."
        )

    def handle(self, *args: Any, dry_run: bool, again: bool, **options: Any) -> None:
        if again:
            self.stdout.write(f"{erase_again()} customers were back and are gone.")
            return
        by, value = next((way, options[way]) for way in WAYS if options[way])
        try:
            if dry_run:
                for held in holdings(find_person(by=by, value=value)):
                    self.stdout.write(f"{held.count} {held.kind}")
                return
            done = erase_person(by=by, value=value, actor=SYSTEM)
        except DomainError as error:
            raise CommandError(f"{error.code}: {error.detail}") from error
        for kind, count in done.receipt.counts.items():
            self.stdout.write(f"{count} {kind}")
        was = "Erased before" if done.again else "Erased"
        self.stdout.write(f"{was}; receipt {done.receipt.pk}")
