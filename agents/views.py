"""The desktop page, the ticket for its sockets, and signing out."""

from datetime import timedelta
from typing import Any

from csp.constants import NONCE, NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect, ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from agents.access import TICKET_SECONDS, issue_ticket
from agents.history import days_of, midnight, stretches_of, totals_of
from agents.history_lines import day_line, hour_marks
from agents.selectors import agent_for_user, agent_state
from agents.services import log_out_agent
from cobrowse.errors import DomainError

STRETCHES_SHOWN = 300

_STRICT: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}


@require_safe
@login_required
@never_cache
@ensure_csrf_cookie
@csp_replace({**_STRICT, "frame-ancestors": [SELF, *settings.COBROWSE_DESKTOP_ORIGINS]})
def desktop(request: HttpRequest) -> HttpResponse:
    """The agent's workplace; somebody without an agent profile is told so (403)."""
    agent = agent_for_user(request.user)
    if agent is None:
        return render(request, "agents/no_profile.html", status=403)
    context = {
        "agent": agent,
        "agent_state": agent_state(agent).model_dump(mode="json"),
    }
    return render(request, "agents/desktop.html", context)


@require_safe
@login_required
@never_cache
def history(request: HttpRequest) -> HttpResponse:
    """The agent's own states: today, or with `?days=7` the last seven days."""
    agent = agent_for_user(request.user)
    if agent is None:
        return render(request, "agents/no_profile.html", status=403)
    days = 7 if request.GET.get("days") == "7" else 1
    now = timezone.now()
    since = midnight(now) - timedelta(days=days - 1)
    stretches = stretches_of(agent, since=since, until=now)
    context = {
        "agent": agent,
        "days": days,
        "now": now,
        "lines": [day_line(day) for day in days_of(stretches)],
        "hours": hour_marks(),
        "totals": totals_of(stretches),
        "stretches": stretches[::-1][:STRETCHES_SHOWN],
        "left_out": max(0, len(stretches) - STRETCHES_SHOWN),
    }
    return render(request, "agents/history.html", context)


@require_POST
@never_cache
@csrf_protect
def ticket(request: HttpRequest) -> JsonResponse:
    """{"ticket", "expires_in_seconds"}: opens the agent's sockets for a minute."""
    session_key = request.session.session_key
    user = request.user
    if user.is_anonymous or session_key is None or agent_for_user(user) is None:
        error = DomainError("auth_required", 401, "Please sign in again.")
        body = {"error": error.code, "detail": error.detail}
        return JsonResponse(body, status=error.http_status)
    proof = issue_ticket(user=user, session_key=session_key)
    return JsonResponse({"ticket": proof, "expires_in_seconds": TICKET_SECONDS})


class SignOutView(LogoutView):
    """Signing out of the site also logs the agent out of presence."""

    @method_decorator(csrf_protect)
    @method_decorator(never_cache)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        agent = agent_for_user(request.user)
        response = super().post(request, *args, **kwargs)
        # After the sign-in is gone: desktops that prove themselves again must fail.
        if agent is not None:
            log_out_agent(agent=agent, actor=agent.as_actor(), reason="signed out")
        return response
