"""The viewer: a document of its own, so that its rules bind the replica inside it.

And the embedded desktop: digits, viewer and toolbar for a frame in another desktop.
"""

import json
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

from agents.access import issue_ticket
from agents.selectors import agent_for_user
from cobrowse.errors import DomainError
from sessions_app.embedding import embed_origins, framed_by
from sessions_app.selectors import session_of_agent

# The replica's frame inherits this. Nothing is fetched from anywhere but here, whatever
# the customer's page names (security anchors T04, T05); styles arrive as text, pictures
# and fonts from /assets/; a font that is not there is `data:,` and asks nobody.
VIEWER_CSP: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [NONE],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
}
_EMBED_CSP: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [NONE],
}


@require_safe
@login_required
@never_cache
@ensure_csrf_cookie
@framed_by(own=True)
@csp(VIEWER_CSP)  # type: ignore[arg-type]  # takes any view
def viewer(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The live view, for the agent of this session only; anybody else gets 404.

    It brings the ticket of its first hello: one question less before the page is seen.
    """
    agent = agent_for_user(request.user)
    if agent is None:
        raise Http404
    try:
        session = session_of_agent(session_id, agent)
    except DomainError:
        raise Http404 from None
    ticket = issue_ticket(
        user=agent.user, session_key=request.session.session_key or ""
    )
    context = {
        "session_id": session.pk,
        "site_key": session.site.key,
        "ticket": ticket,
    }
    response = render(request, "sessions_app/viewer.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@never_cache
@ensure_csrf_cookie
@framed_by(own=False)
@csp(_EMBED_CSP)
def embed(request: HttpRequest) -> HttpResponse:
    """Session-id entry, viewer and toolbar, for a frame inside another desktop.

    A frame cannot show the sign-in page; whoever is signed out gets a button that
    opens it in a window of its own, which comes back here with `signed_in`.
    """
    agent = agent_for_user(request.user)
    stage = "signed_out" if request.user.is_anonymous else "ready"
    if agent is None and stage == "ready":
        stage = "no_profile"
    elif agent is not None and "signed_in" in request.GET:
        stage = "signed_in"
    context = {"stage": stage, "origins": json.dumps(embed_origins())}
    response = render(request, "sessions_app/embed.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
