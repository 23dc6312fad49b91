"""The trip planner: one page; the script draws the rest and moves by pushState."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def planner(request: HttpRequest, path: str = "") -> HttpResponse:
    """The same page for every route of the application."""
    return render(request, "demo/shop/planner.html", {"path": path})
