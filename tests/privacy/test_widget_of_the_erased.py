"""Whoever is erased while the page is open goes on as somebody new."""

import pytest
from asgiref.sync import sync_to_async

from cobrowse.actors import SYSTEM
from interactions.models import Customer
from interactions.privacy.erasure import erase_person
from tests.interactions.test_widget_socket import HELLO
from tests.people import make_agent, make_site
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)


async def test_an_open_widget_comes_back_as_somebody_new() -> None:
    await sync_to_async(lambda: make_site(make_agent("alice")))()
    socket = Socket("/ws/widget/shop", origin="http://localhost:8000")
    assert await socket.connect()
    token = (await socket.hello(**HELLO))["token"]
    customer = await Customer.objects.aget()
    await sync_to_async(erase_person)(
        by="customer", value=str(customer.pk), actor=SYSTEM
    )
    assert await socket.close_code() == 1012
    again = Socket("/ws/widget/shop", origin="http://localhost:8000")
    assert await again.connect()
    welcome = await again.hello(**{**HELLO, "token": token})
    assert welcome["token"] != token
    assert (await Customer.objects.aget()).pk != customer.pk
    await again.hang_up()
