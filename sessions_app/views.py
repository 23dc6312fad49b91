"""The viewer: a document of its own, so that its rules bind the replica inside it."""

from typing import Any
from uuid import UUID

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from agents.selectors import agent_for_user
from cobrowse.errors import DomainError
from sessions_app.selectors import session_of_agent

# The replica's frame inherits this. Nothing is fetched from anywhere but here, whatever
# the customer's page names (security anchors T04, T05); styles arrive as text.
VIEWER_CSP: dict[str, Any] = {
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
@csp(VIEWER_CSP)  # type: ignore[arg-type]  # takes any view
def viewer(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The live view, for the agent of this session only; anybody else gets 404."""
    agent = agent_for_user(request.user)
    if agent is None:
        raise Http404
    try:
        session = session_of_agent(session_id, agent)
    except DomainError:
        raise Http404 from None
    response = render(request, "sessions_app/viewer.html", {"session_id": session.pk})
    response["Referrer-Policy"] = "no-referrer"
    return response
