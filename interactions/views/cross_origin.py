"""Requests of a customer's page: from the site's own origins and nobody else's."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cobrowse.errors import DomainError
from cobrowse.origins import parse_origin
from interactions.models import Site
from interactions.selectors import may_embed, site_for_key
from interactions.views.answers import refusal

PREFLIGHT_SECONDS = 600

SiteView = Callable[[HttpRequest, Site], HttpResponse]


def for_the_site(
    *, methods: tuple[str, ...], headers: tuple[str, ...] = ()
) -> Callable[[SiteView], Callable[[HttpRequest, str], HttpResponse]]:
    """The view gets the site that the address names, if the Origin header is exactly
    one of its origins; unknown sites and foreign origins look the same (403).

    No cookies are read or allowed: the page proves itself by what it sends. That is why
    no CSRF token is asked for.
    """

    def decorate(view: SiteView) -> Callable[[HttpRequest, str], HttpResponse]:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def answer(request: HttpRequest, site_key: str) -> HttpResponse:
            origin = parse_origin(request.headers.get("Origin", ""))
            site = site_for_key(site_key)
            if site is None or origin is None or not may_embed(site, origin):
                response: HttpResponse = refusal(
                    DomainError("origin_not_allowed", 403, "Not from this page.")
                )
                response["Vary"] = "Origin"
                return response
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                response["Access-Control-Allow-Methods"] = ", ".join(methods)
                response["Access-Control-Allow-Headers"] = ", ".join(headers)
                response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
            elif request.method not in methods:
                response = refusal(DomainError("method_not_allowed", 405))
                response["Allow"] = ", ".join((*methods, "OPTIONS"))
            else:
                try:
                    response = view(request, site)
                except DomainError as error:
                    response = refusal(error)
            response["Access-Control-Allow-Origin"] = str(origin)
            response["Access-Control-Expose-Headers"] = "Content-Disposition"
            response["Vary"] = "Origin"
            return response

        return answer

    return decorate
