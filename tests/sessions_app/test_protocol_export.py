"""TypeScript types are made from the messages, and say the same (P-1)."""

from typing import Literal

import pytest
from django.core.management import CommandError, call_command

from cobrowse.management.commands.export_protocol import protocol_path, protocol_text
from cobrowse.protocol import Command, Message, WireModel
from cobrowse.typescript import TypeScript


def test_the_committed_types_are_current() -> None:
    assert protocol_path().read_text("utf-8") == protocol_text(), (
        "messages.ts is stale: run manage.py export_protocol"
    )
    call_command("export_protocol", check=True)


def test_every_command_and_fact_of_every_socket_is_in_a_union() -> None:
    text = protocol_text()
    for union in ("Widget", "Desktop", "SessionCustomer", "SessionAgent"):
        for end in ("Command", "Fact"):
            assert f"export type {union}{end} = " in text


class Shared(WireModel):
    note: str = ""


class Ask(Command):
    type: Literal["ask"]
    shared: Shared | None


class Told(Message):
    """A fact.

    It says much.
    """

    type: Literal["told"] = "told"
    names: list[str | None]
    size: int | None = None


def test_commands_may_leave_out_what_facts_always_carry() -> None:
    types = TypeScript()
    types.union("In", [Ask], "validation")
    types.union("Out", [Told], "serialization")
    assert types.render() == (
        "export interface Shared {\n\tnote?: string;\n}\n\n"
        'export interface Ask {\n\ttype: "ask";\n\tref?: string | null;\n'
        "\tshared: Shared | null;\n}\n\n"
        "/**\n * A fact.\n *\n * It says much.\n */\n"
        'export interface Told {\n\ttype: "told";\n\tnames: (string | null)[];\n'
        "\tsize: number | null;\n}\n\n"
        "export type In = Ask;\n\nexport type Out = Told;\n"
    )


def test_two_different_messages_of_one_name_stop_the_export() -> None:
    types = TypeScript()
    types.interface(Ask, "validation")
    other = type("Ask", (WireModel,), {"__annotations__": {"x": int}})
    with pytest.raises(ValueError, match="two different messages"):
        types.interface(other, "validation")


def test_a_schema_that_is_not_understood_stops_the_export() -> None:
    class Odd(WireModel):
        pair: tuple[int, str]

    with pytest.raises((ValueError, KeyError)):
        TypeScript().interface(Odd, "validation")


def test_a_stale_file_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "cobrowse.management.commands.export_protocol.HEADER", "// older\n"
    )
    with pytest.raises(CommandError, match="stale"):
        call_command("export_protocol", check=True)
