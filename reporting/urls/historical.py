"""Historical reports and the page of a session."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
