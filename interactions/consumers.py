"""The socket of a customer's widget: chat, and whatever apps further up add."""

from uuid import uuid4

from cobrowse.announce import customer_group, customer_tab_group, site_group
from cobrowse.errors import not_found
from cobrowse.origins import Origin
from cobrowse.protocol import Message
from cobrowse.sockets import ControlConsumer
from interactions.models import Customer, Site
from interactions.protocol.widget import WidgetHello
from interactions.selectors import (
    chat_lines,
    interaction_state,
    live_call_of,
    live_chat_of,
    may_embed,
    site_for_key,
    site_state,
)
from interactions.selectors.callbacks import customer_callback, open_callback_of
from interactions.services import (
    customer_tab_came,
    customer_tab_left,
    greet_customer,
    mark_customer_seen,
)
from interactions.widget import table, welcome


class WidgetConsumer(ControlConsumer[Customer]):
    """One tab of a customer's browser. All tabs of the browser get everything."""

    hello = WidgetHello
    table = table
    heartbeat_seconds = 30

    def db_may_connect(self, origin: Origin | None) -> bool:
        site = site_for_key(self.scope["url_route"]["kwargs"]["site_key"])
        if site is None or not may_embed(site, origin):
            return False
        self._site: Site = site
        return True

    def db_authorise(self, hello: WidgetHello) -> Customer:
        address = str((self.scope.get("client") or ("unknown", 0))[0])
        customer, self._token = greet_customer(
            site=self._site,
            token=hello.token,
            address=address,
            page=hello.page,
            language=hello.language,
        )
        customer.tab, customer.line = hello.tab, uuid4().hex
        customer.address = address
        return customer

    def groups_of(self, actor: Customer) -> list[str]:
        return [
            customer_group(actor.pk),
            customer_tab_group(actor.pk, actor.tab),
            site_group(self._site.pk),
        ]

    def db_welcome(self, actor: Customer) -> Message:
        customer_tab_came(customer=actor)
        interaction, call = live_chat_of(actor), live_call_of(actor)
        callback = open_callback_of(actor)
        return welcome.fill(
            actor,
            token=self._token,
            interaction=interaction_state(interaction) if interaction else None,
            messages=chat_lines(interaction) if interaction else [],
            call=interaction_state(call) if call else None,
            callback=customer_callback(callback) if callback else None,
            site=site_state(self._site),
        )

    def db_heartbeat(self, actor: Customer) -> None:
        if site_for_key(self._site.key) is None:
            raise not_found()  # the site was switched off
        mark_customer_seen(customer=actor)

    def db_goodbye(self, actor: Customer) -> None:
        customer_tab_left(customer=actor)
