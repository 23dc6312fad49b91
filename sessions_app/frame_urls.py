"""How frames of other origins join a shared page; below /widget/frames/."""

from django.urls import path

from sessions_app import frame_views

urlpatterns = [
    path("ticket", frame_views.ticket),
    path("join/<str:site_key>", frame_views.join),
]
