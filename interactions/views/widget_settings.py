"""`GET /widget/<site key>/settings.json`: look and texts, for the site's own pages."""

import hashlib
import json
import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from cobrowse.errors import DomainError, not_found
from cobrowse.origins import parse_origin
from interactions.selectors import may_embed, site_for_key
from interactions.selectors.looks import widget_settings
from interactions.views.answers import refusal

MAX_AGE_SECONDS = 60
_TAG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,3}")


@require_safe
def settings_json(request: HttpRequest, site_key: str) -> HttpResponse:
    """Public, and only for pages of the site: others may not read it.

    Pages of this server send no Origin header when they read. Unknown sites are 404,
    foreign origins 403. The language is a tag; what is none counts as none.
    """
    site = site_for_key(site_key)
    if site is None:
        return refusal(not_found())
    header = request.headers.get("Origin")
    origin = parse_origin(header) if header is not None else None
    if header is not None and not may_embed(site, origin):
        refused = refusal(DomainError("origin_not_allowed", 403, "Not from this page."))
        refused["Cache-Control"] = "no-store"
        patch_vary_headers(refused, ["Origin"])
        return refused
    language = request.GET.get("language", "")
    wanted = language if _TAG.fullmatch(language) else ""
    body = json.dumps(
        widget_settings(site, wanted), ensure_ascii=False, separators=(",", ":")
    )
    response = HttpResponse(body, "application/json")
    if origin is not None:
        response["Access-Control-Allow-Origin"] = str(origin)
    response["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Origin"])
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    response["ETag"] = etag
    final = get_conditional_response(request, etag=etag, response=response)
    assert final is not None
    return _with_cors(final, response)


def _with_cors(final: HttpResponse, full: HttpResponse) -> HttpResponse:
    """A 304 too must say who may read it."""
    for name in ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy"):
        if name in full:
            final[name] = full[name]
    return final
