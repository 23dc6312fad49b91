"""The demo's front door: where everything is, who may sign in, what to try."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from demo.people import PASSWORD, PEOPLE


@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """Links, people and the three-minute journeys."""
    return render(
        request, "demo/landing.html", {"people": PEOPLE, "password": PASSWORD}
    )
