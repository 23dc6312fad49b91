"""Health, readiness and the public loader."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


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


@require_safe
def widget_loader(request: HttpRequest) -> HttpResponse:
    """The script behind the one public tag. It is small and names the hashed app."""
    path = settings.BASE_DIR / "static" / "build" / "widget.js"
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        return HttpResponse("// not built", "text/javascript", status=503)
    response = HttpResponse(body, "text/javascript; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response
