"""Write interactions/widget_strings.json from the widget's own texts (needs Node)."""

import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from interactions.widget_strings import PATH


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say whether the file is current"
        )

    def handle(self, *args: object, **options: object) -> None:
        frontend = Path(settings.BASE_DIR) / "frontend"
        try:
            text = subprocess.run(
                ["node", "export_strings.mjs"],
                cwd=frontend,
                check=True,
                capture_output=True,
                text=True,
                encoding="utf-8",
            ).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            raise CommandError(f"the texts cannot be read: {error}") from error
        if options["check"]:
            if not PATH.exists() or PATH.read_text(encoding="utf-8") != text:
                raise CommandError(
                    "widget_strings.json is stale: run manage.py export_widget_strings"
                )
            return
        PATH.write_text(text, encoding="utf-8")
        self.stdout.write(f"wrote {PATH.relative_to(settings.BASE_DIR)}")
