"""Requests of a customer's page: from the site's own origins and nobody else's."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from cobrowse.errors import DomainError
from cobrowse.origins import Origin, parse_origin
from interactions.models import Customer, Site
from interactions.selectors import (
    customer_for_token,
    is_embedding,
    may_embed,
    site_for_key,
)
from interactions.views.answers import refusal

PREFLIGHT_SECONDS = 600
TOKEN_CHARS = 128

P = ParamSpec("P")
SiteView = Callable[[HttpRequest, Site], HttpResponse]
CustomerView = Callable[Concatenate[HttpRequest, Customer, P], HttpResponse]
Answer = Callable[Concatenate[HttpRequest, P], HttpResponse]


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
            origin = _origin_of(request)
            site = site_for_key(site_key)
            if site is None or origin is None or not may_embed(site, origin):
                return _not_from_here()
            response = _answered(
                request, lambda: view(request, site), methods=methods, headers=headers
            )
            return _readable(response, origin, exposed="Content-Disposition")

        return answer

    return decorate


def for_the_customer(
    *, methods: tuple[str, ...], headers: tuple[str, ...] = ()
) -> Callable[[CustomerView[P]], Answer[P]]:
    """The view gets the customer whose token the request bears, if it comes from an
    origin of the customer's own site (else 403).

    A preflight bears no token: it is answered for the origins of every site. Cookies
    and CSRF tokens: as above.
    """

    def decorate(view: CustomerView[P]) -> Answer[P]:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def answer(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            origin = _origin_of(request)
            if origin is None or not is_embedding(origin):
                return _not_from_here()

            def asked() -> HttpResponse:
                customer = customer_of(request)
                if not may_embed(customer.site, origin):
                    raise DomainError("origin_not_allowed", 403, "Not from this page.")
                return view(request, customer, *args, **kwargs)

            response = _answered(request, asked, methods=methods, headers=headers)
            return _readable(response, origin, exposed="Retry-After")

        return answer

    return decorate


def customer_of(request: HttpRequest, site: Site | None = None) -> Customer:
    """Whose token stands in the Authorization header; of that site, if one is named.

    Errors: auth_required for no token, an unknown one and another site's alike.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    customer = None
    if scheme.lower() == "bearer" and 0 < len(token) <= TOKEN_CHARS:
        customer = customer_for_token(token, site=site)
    if customer is None:
        raise DomainError("auth_required", 401, "This browser is not known.")
    return customer


def _origin_of(request: HttpRequest) -> Origin | None:
    return parse_origin(request.headers.get("Origin", ""))


def _not_from_here() -> HttpResponse:
    response = refusal(DomainError("origin_not_allowed", 403, "Not from this page."))
    response["Vary"] = "Origin"
    return response


def _answered(
    request: HttpRequest,
    view: Callable[[], HttpResponse],
    *,
    methods: tuple[str, ...],
    headers: tuple[str, ...],
) -> HttpResponse:
    """What the view says, or the answer to a preflight, another method, a refusal."""
    if request.method == "OPTIONS":
        response = HttpResponse(status=204)
        response["Access-Control-Allow-Methods"] = ", ".join(methods)
        response["Access-Control-Allow-Headers"] = ", ".join(headers)
        response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
        return response
    if request.method not in methods:
        response = refusal(DomainError("method_not_allowed", 405))
        response["Allow"] = ", ".join((*methods, "OPTIONS"))
        return response
    try:
        return view()
    except DomainError as error:
        return refusal(error)


def _readable(response: HttpResponse, origin: Origin, *, exposed: str) -> HttpResponse:
    """By pages of this origin, its header `exposed` too."""
    response["Access-Control-Allow-Origin"] = str(origin)
    response["Access-Control-Expose-Headers"] = exposed
    response["Vary"] = "Origin"
    return response
