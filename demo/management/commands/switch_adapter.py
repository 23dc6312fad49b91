"""`manage.py switch_adapter`: the reference adapter, a thing to copy.

Reads the log of a made-up switch (demo/switch_feed.py) and reports it by REST:

    tail -n +1 -F calls.log | COBROWSE_ADAPTER_TOKEN=… \\
        manage.py switch_adapter --origin https://cobrowse.example.com --desk 201=alice
"""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.switch import CtiAdapter
from demo.switch_feed import Feed


class Command(BaseCommand):
    """Nothing here reads the platform's database: it could run anywhere."""

    help = "Reports a telephone switch's log (JSON lines) over the CTI API."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "log", nargs="?", help="a file; without one, standard input"
        )
        parser.add_argument("--origin", default="http://127.0.0.1:8000")
        parser.add_argument("--site", default="", help="key, where there are several")
        parser.add_argument(
            "--desk",
            action="append",
            default=[],
            metavar="EXT=USER",
            help="whose desk an extension is; may be given again",
        )
        parser.add_argument(
            "--tries", type=int, help="give a report up after so many; default: never"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Ends with the input; a bad line or a refusal does not stop the rest."""
        token = os.environ.get("COBROWSE_ADAPTER_TOKEN", "")
        if not token:
            raise CommandError(
                "Put the adapter's token into COBROWSE_ADAPTER_TOKEN: the command line "
                "is for everybody to read."
            )
        tries = options["tries"]
        feed = Feed(
            CtiAdapter(str(options["origin"]).rstrip("/"), token),
            desks=_desks(options["desk"]),
            say=self._say,
            wait=time.sleep,
            site=str(options["site"]),
            tries=tries if isinstance(tries, int) else None,
        )
        feed.run(_lines(options["log"]))
        self.stdout.write(
            f"{feed.taken} taken, {feed.refused} refused, {feed.skipped} skipped"
        )

    def _say(self, text: str) -> None:
        self.stderr.write(text)


def _desks(pairs: object) -> dict[str, str]:
    desks: dict[str, str] = {}
    for pair in pairs if isinstance(pairs, list) else []:
        extension, separator, user = str(pair).partition("=")
        if not (extension and separator and user):
            raise CommandError(f"--desk {pair!r} is not EXT=USER")
        desks[extension] = user
    return desks


def _lines(log: object) -> Iterator[str]:
    if log is None:
        yield from sys.stdin
        return
    try:
        with Path(str(log)).open(encoding="utf-8") as file:
            yield from file
    except OSError as error:
        raise CommandError(f"{log}: {error.strerror}") from error
