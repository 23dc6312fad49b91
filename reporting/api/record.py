"""GET /api/v1/reports/sessions/<history id>: what stays of one session for good."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from cobrowse.errors import not_found
from reporting.api.reading import reader_of
from reporting.api.schema import REFUSALS, made, values_of
from reporting.api.values import value_of, values_json
from reporting.catalogue import COBROWSE_DETAIL
from reporting.selectors.sessions import session_account
from reporting.zones import reporting_zones

RECORD = made("SessionReport", values_of(COBROWSE_DETAIL.columns, required=True))


class SessionRecord(APIView):
    @extend_schema(
        operation_id="report_session",
        summary="An ended session by its history id, with every column of Co-browse "
        "Detail; there after the session's own record is deleted, too",
        tags=["reports"],
        responses={200: RECORD, 404: REFUSALS[404]},
    )
    def get(self, request: Request, history_id: UUID) -> Response:
        reader = reader_of(request)
        account = session_account(reader=reader, history_id=history_id)
        if account is None or account.is_live:
            raise not_found()
        columns = COBROWSE_DETAIL.columns
        values = {column.key: value_of(column, account.fact) for column in columns}
        return Response(values_json(columns, values, reporting_zones()[0]))
