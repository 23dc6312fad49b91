"""REST errors have the same shape as socket errors: {"error": code, "detail": …}."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework.exceptions import APIException, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_handler

from cobrowse.errors import DomainError


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(error, RequestDataTooBig):
        error = DomainError(
            "body_too_large", 413, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        )
    if isinstance(error, DomainError):
        response = Response(
            {"error": error.code, "detail": error.detail}, status=error.http_status
        )
        if error.retry_after is not None:
            response["Retry-After"] = str(error.retry_after)
        return response
    response_or_none = default_handler(error, context)
    if response_or_none is None:
        return None
    code = error.default_code if isinstance(error, APIException) else "error"
    data: dict[str, Any] = {"error": str(code), "detail": ""}
    if isinstance(error, ValidationError):
        data |= {"error": "invalid", "detail": "Some fields are wrong."}
        data["fields"] = response_or_none.data
    elif isinstance(error, Throttled):
        data |= {"error": "rate_limited", "detail": str(error.detail)}
    elif isinstance(error, APIException):
        data["detail"] = str(error.detail)
    response_or_none.data = data
    return response_or_none
