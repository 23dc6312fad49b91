"""The demo's addresses: landing page, shop, simulated phone."""

from django.urls import include, path

from demo import landing, phone

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("shop/", include("demo.shop.urls")),
    path("demo/phone/", phone.console, name="demo-phone"),
    path("demo/phone/act/", phone.act, name="demo-phone-act"),
    path("demo/phone/state/", phone.state, name="demo-phone-state"),
]
