"""Every page and endpoint, app by app."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import LoginView
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

from agents.views import SignOutView
from cobrowse import views
from reporting.views.metrics import metrics

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("widget.js", views.widget_loader, name="widget-loader"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", SignOutView.as_view(), name="logout"),
    # Leaving the admin leaves the desktop too.
    path("admin/logout/", SignOutView.as_view()),
    path("admin/", admin.site.urls),
    path("agent/", include("agents.urls")),
    path("agent/", include("sessions_app.urls")),
    path("agent/", include("interactions.urls")),
    path("widget/", include("interactions.widget_urls")),
    path("widget/assets/", include("sessions_app.widget_urls")),
    path("widget/frames/", include("sessions_app.frame_urls")),
    path("assets/", include("sessions_app.asset_urls")),
    path("privacy/", include("interactions.privacy_urls")),
    path("reports/", include("reporting.urls")),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/", include("interactions.api_urls")),
    path("api/v1/", include("sessions_app.api_urls")),
    path("api/v1/", include("reporting.api_urls")),
]
if settings.COBROWSE_DEMO:
    urlpatterns.append(path("", include("demo.urls")))
else:
    urlpatterns.append(path("", RedirectView.as_view(url="/agent/")))
