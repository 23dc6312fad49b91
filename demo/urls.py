"""The demo's addresses: landing page, shop, phone, and pages of third parties."""

from django.urls import include, path

from demo import landing, own_ui, phone
from demo.stack import views as stack

urlpatterns = [
    path("", landing.landing, name="landing"),
    path("shop/", include("demo.shop.urls")),
    path("demo/phone/", phone.console, name="demo-phone"),
    path("demo/phone/act/", phone.act, name="demo-phone-act"),
    path("demo/phone/state/", phone.state, name="demo-phone-state"),
    path("demo/own-ui/", own_ui.own_ui, name="demo-own-ui"),
    path("demo/stack/", stack.customer_page, name="demo-stack"),
    path("demo/stack/chat/", stack.customer_chat, name="demo-stack-chat"),
    path("demo/stack/desk/", stack.agent_page, name="demo-stack-desk"),
    path("demo/stack/desk/chats/", stack.agent_chat, name="demo-stack-desk-chats"),
]
