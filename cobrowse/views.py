"""Health, readiness and the public loader."""

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import etag, require_safe


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 once this process serves; it asks nobody else."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"error": "database_unavailable"}, status=503)
    return JsonResponse({"status": "ok"})


def _loader_path() -> Path:
    return Path(settings.BASE_DIR, "static", "build", "widget.js")


def _loader_etag(request: HttpRequest) -> str | None:
    try:
        changed = _loader_path().stat()
    except FileNotFoundError:
        return None
    return f'"{changed.st_mtime_ns:x}-{changed.st_size:x}"'


@require_safe
@etag(_loader_etag)
def widget_loader(request: HttpRequest) -> HttpResponse:
    """The script behind the one public tag. It is small and names the hashed app.

    It is asked for anew on each page, for an old one names files that are gone.
    """
    path = _loader_path()
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        return HttpResponse("// not built", "text/javascript", status=503)
    response = HttpResponse(body, "text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
