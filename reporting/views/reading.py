"""The door of every report page: who may read something here, and who not."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from reporting.access import Reader, reader_for

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def for_readers(
    view: Callable[Concatenate[HttpRequest, Reader, P], R],
) -> Callable[Concatenate[HttpRequest, P], R]:
    """The view gets the reader; strangers sign in first, others are refused (403)."""

    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        reader = reader_for(request.user)
        if reader is None:
            raise PermissionDenied
        return view(request, reader, *args, **kwargs)

    return login_required(never_cache(wraps(view)(opened)))
