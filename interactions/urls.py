"""Pages and JSON for people who are signed in; below /agent/."""

from django.urls import path

from interactions.views import desktop, transcripts

urlpatterns = [
    path("interactions/<uuid:interaction_id>/context/", desktop.context),
    path("interactions/<uuid:interaction_id>/transcript/", desktop.one_transcript),
    path("search/", desktop.find),
    path("transcripts/", transcripts.listing, name="transcripts"),
    path("transcripts/<uuid:interaction_id>/", transcripts.reading, name="transcript"),
]
