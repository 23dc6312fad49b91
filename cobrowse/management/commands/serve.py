"""Serve everything from one process: pages, sockets, worker and beat."""

import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

WEBSOCKET_MESSAGE_BYTES = 1_048_576  # hard limit of the transport; ours are lower
PING_SECONDS = 20
FOREVER_SECONDS = -1  # a socket lives as long as both sides want it


class Command(BaseCommand):
    help = "Serve pages, sockets and background work from one process."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument(
            "--port", type=int, default=int(os.environ.get("PORT") or 8000)
        )
        parser.add_argument(
            "--prepare",
            action="store_true",
            help="First migrate the database and, in demo mode, fill it.",
        )

    def handle(self, *args: Any, host: str, port: int, **options: Any) -> None:
        self._refuse_taken_port(host, port)
        if options["prepare"]:
            self._prepare()
        if settings.CELERY_BROKER_URL.startswith("memory://"):
            from cobrowse import embedded

            embedded.start_workers()
            embedded.start_beat()
        self._serve(host, port)

    def _refuse_taken_port(self, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cannot listen on {host}:{port} ({error.strerror}). "
                    "Choose another with PORT=…"
                ) from error

    def _prepare(self) -> None:
        self.stdout.write("  … Database", ending="")
        self.stdout.flush()
        call_command("migrate", interactive=False, verbosity=0)
        if settings.COBROWSE_DEMO:
            call_command("seed_demo", verbosity=0)
        self.stdout.write("\r  ✓ Database   ")

    def _serve(self, host: str, port: int) -> None:
        from daphne.server import Server  # installs its reactor when imported

        from cobrowse.asgi import application
        from cobrowse.daphne_bodies import bound_bodies

        bound_bodies()
        shown = "localhost" if host in {"0.0.0.0", "127.0.0.1", "::"} else host
        shown = f"[{shown}]" if ":" in shown else shown
        address = host.replace(":", r"\:")
        Server(
            application,
            endpoints=[f"tcp:port={port}:interface={address}"],
            ping_interval=PING_SECONDS,
            websocket_timeout=FOREVER_SECONDS,
            websocket_max_message_size=WEBSOCKET_MESSAGE_BYTES,
            websocket_max_frame_size=WEBSOCKET_MESSAGE_BYTES,
            server_name="",
            verbosity=0,
            ready_callable=lambda: self._greet(f"http://{shown}:{port}"),
        ).run()

    def _greet(self, origin: str) -> None:
        if settings.COBROWSE_DEMO:
            self.stdout.write(
                f"""
  Cobrowse is ready. Open the shop and the desktop in two browsers.

    Shop (customer)     {origin}/shop/
    Agent desktop       {origin}/agent/      alice, bob
    Admin               {origin}/admin/      sam
    Reports             {origin}/reports/    ana
    Simulated phone     {origin}/demo/phone/
    Guide               {origin}/

  Every demo user's password is: demo        Stop with Ctrl-C.
"""
            )
        else:
            self.stdout.write(f"Serving on {origin}")
        sys.stdout.flush()
