"""REST: erase a customer, and take the data along."""

from uuid import UUID

from django.http import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cobrowse.actors import staff_actor
from cobrowse.downloads import download
from cobrowse.errors import not_found
from interactions.adapter_api import StrictSerializer
from interactions.models import ErasureReceipt
from interactions.models.interactions import CONTACT_CHARS
from interactions.privacy.access import ERASE, EXPORT, count_look_up, may
from interactions.privacy.erasure import erase_person
from interactions.privacy.export import export_person
from interactions.privacy.finding import find_person

# Field → way of finding.
_WAYS = {
    "contact": "contact",
    "customer_id": "customer",
    "interaction_id": "interaction",
    "history_id": "session",
}


class PersonSerializer(StrictSerializer):
    """Exactly one of these says who."""

    contact = serializers.CharField(max_length=CONTACT_CHARS, required=False)
    customer_id = serializers.UUIDField(required=False)
    interaction_id = serializers.UUIDField(required=False)
    history_id = serializers.UUIDField(required=False)

    def validate(self, attrs: dict[str, object]) -> dict[str, object]:
        if len(attrs) != 1:
            raise serializers.ValidationError("Name exactly one contact or id.")
        return attrs

    def way(self) -> tuple[str, str]:
        """How to find the person, and by what."""
        ((field, value),) = self.validated_data.items()
        return _WAYS[field], str(value)


class ReceiptSerializer(serializers.ModelSerializer[ErasureReceipt]):
    """`counts` by kind; nothing in it says of whom."""

    class Meta:
        model = ErasureReceipt
        fields = ["id", "at", "cause", "found_by", "counts"]
        read_only_fields = fields


class ErasureSerializer(ReceiptSerializer):
    """`already_erased`: there was nothing left, this is the earlier receipt."""

    already_erased = serializers.BooleanField(read_only=True)

    class Meta(ReceiptSerializer.Meta):
        fields = [*ReceiptSerializer.Meta.fields, "already_erased"]


_REFUSED = {
    404: OpenApiResponse(description="Nobody and never was, or not for you."),
    429: OpenApiResponse(description="Too many look-ups: wait `Retry-After`."),
}


class PrivacyView(APIView):
    """For users with the permission; for others nothing is here."""

    permission = ERASE

    def wanted(self, request: Request) -> tuple[str, str]:
        if not may(request.user, self.permission):
            raise not_found()
        serializer = PersonSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        count_look_up(request.user)
        return serializer.way()


class Erasures(PrivacyView):
    @extend_schema(
        operation_id="erase_customer",
        summary="Erase one customer everywhere",
        tags=["privacy"],
        request=PersonSerializer,
        responses={
            200: ErasureSerializer,
            409: OpenApiResponse(description="`still_live`, `on_hold`, `conflict`"),
            **_REFUSED,
        },
    )
    def post(self, request: Request) -> Response:
        """Twice is once: who is gone already gets the receipt of the first time."""
        by, value = self.wanted(request)
        done = erase_person(by=by, value=value, actor=staff_actor(request.user))
        body = ReceiptSerializer(done.receipt).data
        return Response({**body, "already_erased": done.again})


class Receipt(APIView):
    @extend_schema(
        operation_id="read_erasure_receipt",
        summary="The receipt of an erasure",
        tags=["privacy"],
        responses={200: ReceiptSerializer, 404: _REFUSED[404]},
    )
    def get(self, request: Request, receipt_id: UUID) -> Response:
        found = ErasureReceipt.objects.filter(pk=receipt_id).first()
        if found is None or not may(request.user, ERASE, EXPORT):
            raise not_found()
        return Response(ReceiptSerializer(found).data)


class Exports(PrivacyView):
    permission = EXPORT

    @extend_schema(
        operation_id="export_customer",
        summary="Everything that is held about one customer",
        tags=["privacy"],
        request=PersonSerializer,
        responses={200: OpenApiTypes.OBJECT, **_REFUSED},
    )
    def post(self, request: Request) -> HttpResponseBase:
        """A JSON document (docs/privacy.md), sent while it is read. Who takes it is
        noted on each interaction."""
        by, value = self.wanted(request)
        pieces = export_person(
            person=find_person(by=by, value=value), actor=staff_actor(request.user)
        )
        return download(
            request._request,
            (piece.encode() for piece in pieces),
            name="customer.json",
            content_type="application/json; charset=utf-8",
        )
