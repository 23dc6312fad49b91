"""JSON answers of one shape: what was asked for, or {"error": code, "detail": …}."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cobrowse.errors import DomainError
from cobrowse.protocol import WireModel

P = ParamSpec("P")


def refusal(error: DomainError) -> JsonResponse:
    """The same body as on the sockets and in the REST API."""
    body: dict[str, str | int] = {"error": error.code, "detail": error.detail}
    if error.limit is not None:
        body["limit"] = error.limit
    response = JsonResponse(body, status=error.http_status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def read(
    view: Callable[Concatenate[HttpRequest, P], WireModel],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A GET that answers with one wire model; refusals become JSON too."""

    @require_safe
    @never_cache
    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        try:
            model = view(request, *args, **kwargs)
        except DomainError as error:
            return refusal(error)
        return HttpResponse(model.model_dump_json(), "application/json")

    return answer
