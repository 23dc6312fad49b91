"""The pages of this app, below /agent/."""

from django.urls import path

from sessions_app import views

urlpatterns = [
    path("embed/", views.embed, name="embed"),
    path("viewer/<uuid:session_id>/", views.viewer, name="viewer"),
]
