"""Write the definitions of all figures into docs/reporting.md."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from reporting.definitions import with_definitions

PAGE = Path(settings.BASE_DIR) / "docs" / "reporting.md"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say whether the page is current"
        )

    def handle(self, *args: object, **options: object) -> None:
        page = PAGE.read_text(encoding="utf-8")
        current = with_definitions(page)
        if not options["check"]:
            PAGE.write_text(current, encoding="utf-8")
        elif page != current:
            raise CommandError(
                "docs/reporting.md is stale: run manage.py export_definitions"
            )
