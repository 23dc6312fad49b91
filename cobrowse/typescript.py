"""TypeScript types from pydantic models: enough of JSON Schema for our messages.

Commands keep their optional fields optional; facts always carry every field. A schema
this module does not know stops the export: better no types than wrong ones.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pydantic import BaseModel

Schema = dict[str, Any]
Direction = Literal["validation", "serialization"]

# Our names that would hide one of the language's own.
_RENAMED = {"Error": "ErrorFact"}

_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


class TypeScript:
    """Collects interfaces and unions; every interface is written once."""

    def __init__(self) -> None:
        self._interfaces: dict[str, str] = {}
        self._unions: list[str] = []

    def union(
        self, name: str, models: Sequence[type[BaseModel]], direction: Direction
    ) -> None:
        """`export type Name = A | B`, with A and B written as interfaces."""
        for model in models:
            self.interface(model, direction)
        members = " | ".join(dict.fromkeys(_name(model.__name__) for model in models))
        self._unions.append(f"export type {name} = {members};")

    def interface(self, model: type[BaseModel], direction: Direction) -> None:
        schema = model.model_json_schema(mode=direction)
        for name, part in sorted(schema.pop("$defs", {}).items()):
            self._write(name, part, direction)
        self._write(model.__name__, schema, direction)

    def render(self) -> str:
        return "\n\n".join([*self._interfaces.values(), *self._unions]) + "\n"

    def _write(self, name: str, schema: Schema, direction: Direction) -> None:
        if direction == "serialization":
            schema["required"] = list(schema.get("properties", {}))
        name = _name(name)
        text = _documented(schema) + _interface(name, schema)
        if self._interfaces.setdefault(name, text) != text:
            raise ValueError(f"two different messages are called {name}")


def _name(name: str) -> str:
    return _RENAMED.get(name, name)


def _documented(schema: Schema) -> str:
    description = str(schema.get("description", "")).strip()
    if not description:
        return ""
    lines = [line.strip() for line in description.splitlines()]
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


def _interface(name: str, schema: Schema) -> str:
    if "enum" in schema:
        return f"export type {name} = {_type(schema)};"
    required = set(schema.get("required", []))
    fields = [
        f"\t{key}{'' if key in required else '?'}: {_type(part)};\n"
        for key, part in schema.get("properties", {}).items()
    ]
    return f"export interface {name} {{\n{''.join(fields)}}}"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        return _name(str(schema["$ref"]).rsplit("/", 1)[-1])
    if "const" in schema:
        return _literal(schema["const"])
    if "enum" in schema:
        return _alternatives(_literal(value) for value in schema["enum"])
    if "anyOf" in schema or "oneOf" in schema:
        parts: list[Schema] = schema["anyOf"] if "anyOf" in schema else schema["oneOf"]
        return _alternatives(map(_type, parts))
    kind = schema.get("type")
    if kind == "array":
        inner = _type(schema["items"])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if kind == "object":
        values = schema.get("additionalProperties")
        if isinstance(values, dict):
            return f"Record<string, {_type(values)}>"
        return "Record<string, unknown>"
    if kind in _PLAIN:
        return _PLAIN[kind]
    raise ValueError(f"no TypeScript for {schema}")


def _alternatives(parts: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(parts))


def _literal(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    raise ValueError(f"no TypeScript literal for {value!r}")
