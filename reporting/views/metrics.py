"""/metrics, for a monitoring system with a token or a person who reads everything."""

from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from reporting.access import reader_for
from reporting.realtime.metrics import metrics_text
from reporting.realtime.ticks import current_snapshot
from sessions_app.mirror_health import MIRROR_REGISTRY

_SCHEME = "bearer "


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The real-time figures, and how this process's mirrors fare, as text.

    For everybody else there is no such page.
    """
    if not _has_token(request) and not _reads_all(request):
        raise Http404
    text = metrics_text(current_snapshot()) + generate_latest(MIRROR_REGISTRY)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    wanted: str = settings.COBROWSE_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not wanted or not given.lower().startswith(_SCHEME):
        return False
    return compare_digest(given[len(_SCHEME) :].encode(), wanted.encode())


def _reads_all(request: HttpRequest) -> bool:
    reader = reader_for(request.user)
    return reader is not None and reader.reads_all
