"""The viewer's page: the customer's page lives in it, and nothing else of ours."""

from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from agents.selectors import agent_for_user
from cobrowse.errors import DomainError
from sessions_app import selectors

# The replica's frame inherits this: whatever a hostile page says, the agent's browser
# asks nobody but us. Inline styles are the customer's page; inline scripts never run.
_VIEWER_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
}


@require_safe
@login_required
@never_cache
@ensure_csrf_cookie
@csp_replace(_VIEWER_POLICY)
def viewer(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """For the agent of a live session; to everybody else it does not exist."""
    agent = agent_for_user(request.user)
    if agent is None:
        raise Http404
    try:
        session = selectors.session_of_agent(session_id, agent)
    except DomainError as error:
        raise Http404 from error
    response = render(
        request, "sessions_app/viewer.html", {"session_id": str(session.pk)}
    )
    response["Referrer-Policy"] = "no-referrer"
    return response
