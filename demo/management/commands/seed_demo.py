"""`manage.py seed_demo`: people, site and rules of the demo; safe to run again."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.people import PASSWORD, PEOPLE
from demo.seed import seed


class Command(BaseCommand):
    """Refuses outside demo mode: its passwords are known to everybody."""

    help = "Makes the demo's users, site, queues, rules and switch, if missing."

    def handle(self, *args: object, **options: object) -> None:
        """Seeds, then says who may sign in."""
        if not settings.COBROWSE_DEMO:
            raise CommandError("Only with COBROWSE_DEMO=1: these passwords are public.")
        seed()
        if options["verbosity"]:
            names = ", ".join(person.username for person in PEOPLE)
            self.stdout.write(f"Demo users: {names}; password: {PASSWORD}")
