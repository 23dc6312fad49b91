"""What pages that are shared bring; below /widget/assets/."""

from django.urls import path

from sessions_app import asset_views

urlpatterns = [
    path("missing", asset_views.missing),
    path("<str:digest>", asset_views.bring),
]
