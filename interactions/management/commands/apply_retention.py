"""`manage.py apply_retention [--dry-run]`: let go what the sites do not keep longer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from interactions.models import Site
from interactions.privacy.retention import apply_retention, work_due


class Command(BaseCommand):
    help = "Erases what is older than each site's retention allows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only say how much is due."
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        if not dry_run:
            erased = apply_retention()
            for kind, count in sorted(erased.counts.items()):
                self.stdout.write(f"{count} {kind}")
            self.stdout.write("Done.")
            return
        now = timezone.now()
        for site in Site.objects.order_by("pk"):
            for due in work_due(site, now):
                count = due.rows.count()
                if count or due.held:
                    kept = f", {due.held} on hold" if due.held else ""
                    self.stdout.write(f"{site.key}: {count} {due.step.kind}{kept}")
        self.stdout.write("Nothing was erased.")
