"""REST: the figures of the real-time pages, with their definitions in the schema."""

from datetime import datetime
from typing import Any

from django.conf import settings
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cobrowse.errors import not_found
from reporting.access import reader_for
from reporting.catalogue.reports import Kind
from reporting.presentation import as_iso
from reporting.realtime.catalogue import (
    TEMPLATES,
    Per,
    Statistic,
    Template,
    template_named,
)
from reporting.realtime.filters import narrow
from reporting.realtime.forms import RealtimeForm
from reporting.realtime.levels import levels_of
from reporting.realtime.snapshot import Snapshot
from reporting.realtime.statistics import Result, Row, Value, result_of
from reporting.realtime.ticks import current_snapshot

Made = type[serializers.Serializer[Any]]
Fields = dict[str, serializers.Field[Any, Any, Any, Any]]


def _field(statistic: Statistic) -> serializers.Field[Any, Any, Any, Any]:
    words: dict[str, Any] = {
        "label": statistic.label,
        "help_text": f"{statistic.label}. {statistic.definition} "
        f"({statistic.formula}; from {statistic.source})",
    }
    if statistic.kind in {Kind.COUNT, Kind.DURATION}:
        return serializers.IntegerField(min_value=0, **words)
    if statistic.kind is Kind.PERCENT:
        return serializers.FloatField(min_value=0, **words)
    if statistic.kind is Kind.MOMENT:
        return serializers.DateTimeField(allow_null=True, **words)
    if statistic.choices:
        codes = list(statistic.choices.items())
        return serializers.ChoiceField(choices=codes, allow_null=True, **words)
    return serializers.CharField(allow_null=True, **words)


def _made(name: str, fields: Fields) -> Made:
    return type(name, (serializers.Serializer,), dict(fields))


def _name(template: Template) -> str:
    words = template.key.split("-")
    return "Realtime" + "".join(word.capitalize() for word in words)


def _levels() -> serializers.Field[Any, Any, Any, Any]:
    level = serializers.ChoiceField(choices=["warning", "alarm"])
    words = "Statistics that have passed a threshold."
    return serializers.DictField(child=level, help_text=words)


def _whole(template: Template) -> Fields:
    """Of a template with rows there are the sums that make sense."""
    return {
        each.key: _field(each)
        for each in template.statistics
        if template.per is Per.ALL or (each.is_number and each.key != "state_ms")
    }


def _serializer(template: Template) -> Made:
    """Made of the catalogue, so that the schema says what the pages say."""
    name = _name(template)
    fields: Fields = {
        "key": serializers.ChoiceField(choices=[template.key]),
        "title": serializers.CharField(help_text=str(template.about)),
        "values": _made(f"{name}Values", _whole(template))(),
        "levels": _levels(),
    }
    if template.per is not Per.ALL:
        every = {each.key: _field(each) for each in template.statistics}
        row: Fields = {
            "id": serializers.IntegerField(help_text=f"Of the {template.per}."),
            "name": serializers.CharField(),
            "values": _made(f"{name}RowValues", every)(),
            "levels": _levels(),
        }
        if template.per is Per.AGENT:
            row["reason"] = serializers.CharField(help_text="For the agent's state.")
        fields["rows"] = _made(f"{name}Row", row)(many=True)
    return _made(name, fields)


_SERIALIZERS: dict[str, serializers.Serializer[Any] | Made] = {
    each.key: _serializer(each) for each in TEMPLATES
}


def _schema(*, many: bool) -> PolymorphicProxySerializer:
    return PolymorphicProxySerializer(
        component_name="RealtimeTemplate",
        serializers=_SERIALIZERS,
        resource_type_field_name="key",
        many=many,
    )


class MomentSerializer(serializers.Serializer[dict[str, object]]):
    at = serializers.DateTimeField(help_text="The moment of all these figures.")
    interval_seconds = serializers.IntegerField(
        help_text="There are no newer figures before that."
    )


class OneSerializer(MomentSerializer):
    template = serializers.SerializerMethodField()

    @extend_schema_field(_schema(many=False))
    def get_template(self, said: dict[str, object]) -> object:
        return said["template"]


class AllSerializer(MomentSerializer):
    templates = serializers.SerializerMethodField()

    @extend_schema_field(_schema(many=True))
    def get_templates(self, said: dict[str, object]) -> object:
        return said["templates"]


_FILTERS = [
    OpenApiParameter("queue", int, description="Id of a queue."),
    OpenApiParameter("group", int, description="Id of a group of agents."),
    OpenApiParameter("site", int, description="Id of a site."),
    OpenApiParameter("medium", str, enum=["chat", "voice"]),
]
_REFUSED = {
    400: OpenApiResponse(description="A filter that makes no sense."),
    404: OpenApiResponse(description="No such template, or not for you."),
}


class Realtime(APIView):
    """For readers of all reports; everybody else finds nothing."""

    @extend_schema(
        operation_id="realtime",
        summary="What happens now, in all real-time templates",
        tags=["reports"],
        parameters=_FILTERS,
        responses={200: AllSerializer, **_REFUSED},
    )
    def get(self, request: Request) -> Response:
        snapshot = _seen(request)
        return Response(
            _moment(snapshot)
            | {"templates": [template_json(each, snapshot) for each in TEMPLATES]}
        )


class RealtimeTemplate(APIView):
    """For readers of all reports; everybody else finds nothing."""

    @extend_schema(
        operation_id="realtime_template",
        summary="What happens now, in one real-time template",
        tags=["reports"],
        parameters=[
            OpenApiParameter(
                "template",
                str,
                OpenApiParameter.PATH,
                enum=[each.key for each in TEMPLATES],
            ),
            *_FILTERS,
        ],
        responses={200: OneSerializer, **_REFUSED},
    )
    def get(self, request: Request, template: str) -> Response:
        snapshot = _seen(request)
        chosen = template_named(template)
        if chosen is None:
            raise not_found()
        return Response(
            _moment(snapshot) | {"template": template_json(chosen, snapshot)}
        )


def _seen(request: Request) -> Snapshot:
    reader = reader_for(request.user)
    if reader is None or not reader.reads_all:
        raise not_found()
    form = RealtimeForm(request.GET)
    if not form.is_valid():
        raise ValidationError(
            {
                name: [str(error) for error in errors]
                for name, errors in form.errors.items()
            }
        )
    return narrow(current_snapshot(), form.filters())


def _moment(snapshot: Snapshot) -> dict[str, object]:
    return {
        "at": as_iso(snapshot.at),
        "interval_seconds": settings.COBROWSE_REALTIME_SECONDS,
    }


def template_json(template: Template, snapshot: Snapshot) -> dict[str, object]:
    result = result_of(template, snapshot)
    said: dict[str, object] = {
        "key": template.key,
        "title": str(template.title),
        **_said(template, snapshot, result),
    }
    if template.per is not Per.ALL:
        said["rows"] = [
            {
                "id": row.row_id,
                "name": row.name,
                **({"reason": row.reason} if template.per is Per.AGENT else {}),
                **_said(template, snapshot, row),
            }
            for row in result.rows
        ]
    return said


def _said(
    template: Template, snapshot: Snapshot, row: Row | Result
) -> dict[str, object]:
    return {
        "values": {key: _plain(value) for key, value in row.values.items()},
        "levels": levels_of(snapshot, template, row),
    }


def _plain(value: Value) -> object:
    return as_iso(value) if isinstance(value, datetime) else value
