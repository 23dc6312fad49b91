"""Which pages of other origins may hold ours in a frame (spec AG-8)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def embed_origins() -> list[str]:
    """The company's other desktops, as the settings name them."""
    return list(settings.COBROWSE_EMBED_ORIGINS)


def framed_by(*, own: bool) -> Callable[[View], View]:
    """Frame ancestors of a page: the embed origins, and our own pages if `own`.

    The list binds every ancestor, so a viewer inside an embedded page needs both. The
    older X-Frame-Options knows no lists: it says no wherever that is the answer.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            others = embed_origins()
            ancestors = ([SELF] if own else []) + others or [NONE]
            inner: View = csp_replace({"frame-ancestors": ancestors})(view)
            response = inner(request, *args, **kwargs)
            if others:
                response.xframe_options_exempt = True  # type: ignore[attr-defined]
            else:
                response["X-Frame-Options"] = "SAMEORIGIN" if own else "DENY"
            return response

        return framed

    return decorate
