"""Write frontend/src/protocol/messages.ts from the messages and frames of all apps."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from agents import desktop
from agents import protocol as agents
from cobrowse.protocol import PROTOCOL_VERSION
from cobrowse.typescript import TypeScript
from interactions import widget
from interactions.protocol import desktop as interactions_desktop
from interactions.protocol import widget as interactions_widget
from sessions_app import command_bodies, embed_protocol, frames
from sessions_app import protocol as sessions

HEADER = """\
// Made by `manage.py export_protocol` from the messages of all apps. Do not edit.
// biome-ignore-all format: made by a program
// biome-ignore-all assist: made by a program
"""


def protocol_path() -> Path:
    return Path(settings.BASE_DIR) / "frontend" / "src" / "protocol" / "messages.ts"


def protocol_text() -> str:
    """The whole generated module."""
    types = TypeScript()
    types.union(
        "WidgetCommand",
        interactions_widget.WIDGET_COMMANDS + sessions.WIDGET_EXTRA_COMMANDS,
        "validation",
    )
    types.union(
        "DesktopCommand",
        agents.DESKTOP_COMMANDS
        + interactions_desktop.DESKTOP_COMMANDS
        + sessions.DESKTOP_EXTRA_COMMANDS,
        "validation",
    )
    types.union(
        "SessionCustomerCommand", sessions.SESSION_CUSTOMER_COMMANDS, "validation"
    )
    types.union("SessionAgentCommand", sessions.SESSION_AGENT_COMMANDS, "validation")
    types.union(
        "WidgetFact",
        [
            widget.welcome.model(),
            *interactions_widget.WIDGET_FACTS,
            *sessions.WIDGET_EXTRA_FACTS,
        ],
        "serialization",
    )
    types.union(
        "DesktopFact",
        [
            desktop.welcome.model(),
            *agents.DESKTOP_FACTS,
            *interactions_desktop.DESKTOP_FACTS,
            *sessions.DESKTOP_EXTRA_FACTS,
        ],
        "serialization",
    )
    types.union("EmbedCommand", embed_protocol.EMBED_COMMANDS, "validation")
    types.union("EmbedFact", embed_protocol.EMBED_FACTS, "serialization")
    types.union("SessionCustomerFact", sessions.SESSION_CUSTOMER_FACTS, "serialization")
    types.union("SessionAgentFact", sessions.SESSION_AGENT_FACTS, "serialization")
    types.union("CommandBody", command_bodies.COMMAND_BODIES, "validation")
    types.interface(command_bodies.AckDetail, "validation")
    return f"{HEADER}\n{_constants()}\n{types.render()}"


def _constants() -> str:
    """Frame kinds, statuses and limits, as the relay uses them."""
    limits = {
        role.value: {
            mode.value: {kind.name: size for kind, size in sizes.items()}
            for mode, sizes in modes.items()
        }
        for role, modes in frames.LIMITS.items()
    }
    largest = {
        kind.name: max(
            sizes.get(kind, 0)
            for modes in frames.LIMITS.values()
            for sizes in modes.values()
        )
        for kind in frames.Kind
    }
    values = {
        "PROTOCOL_VERSION": PROTOCOL_VERSION,
        # Byte 0 of a frame.
        "FRAME": {kind.name: kind.value for kind in frames.Kind},
        # Largest frame of each kind, header included, in bytes.
        "FRAME_MAX": largest,
        "FRAME_HEADER_BYTES": {
            kind.name: header.size for kind, header in frames.HEADERS.items()
        },
        # On the wire: the index in these lists.
        "POINTER_ACTIONS": [action.name.lower() for action in frames.PointerAction],
        "ACK_STATUS": [status.name.lower() for status in frames.AckStatus],
        # role → mode → kind → most bytes; what is missing is not relayed.
        "FRAME_LIMITS": limits,
    }
    return "".join(
        f"export const {name} = {json.dumps(value, indent=2)} as const;\n"
        for name, value in values.items()
    )


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say whether the file is current"
        )

    def handle(self, *args: object, **options: object) -> None:
        path, text = protocol_path(), protocol_text()
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(
                    "messages.ts is stale: run manage.py export_protocol"
                )
            return
        path.write_text(text, encoding="utf-8")
        self.stdout.write(f"wrote {path.relative_to(settings.BASE_DIR)}")
