"""A page that builds the whole user interface itself, on the JavaScript API (WG-7)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def own_ui(request: HttpRequest) -> HttpResponse:
    """The widget is there, with none of its windows."""
    return render(request, "demo/own_ui.html")
