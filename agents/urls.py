"""The pages and endpoints of this app."""

from django.urls import path

from agents import views

urlpatterns = [
    path("", views.desktop, name="desktop"),
    path("history/", views.history, name="state-history"),
    path("ticket/", views.ticket, name="desktop-ticket"),
]
