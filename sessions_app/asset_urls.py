"""Pictures and fonts of customers' pages, for their agents; below /assets/."""

from django.urls import path

from sessions_app import asset_views

urlpatterns = [path("<str:site_key>/<str:digest>", asset_views.show)]
