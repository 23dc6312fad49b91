"""The people and the place of the tests: alice and bob help, charlie must see nothing.

Functions make rows; nothing here opens a socket (tests/sockets.py does).
"""

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from agents.access import issue_ticket
from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import set_presence
from cobrowse.tokens import hash_token, new_token
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Customer, Interaction, Queue, Site
from interactions.services import (
    accept_offer,
    issue_adapter_token,
    route_waiting,
    start_chat,
)


def make_agent(name: str, *, ready: bool = False, capacity: int = 3) -> Agent:
    """An agent with a living desktop; ready only if asked for."""
    user = User.objects.create_user(name)
    agent = Agent.objects.create(
        user=user,
        display_name=name.capitalize(),
        chat_capacity=capacity,
        last_seen_at=timezone.now(),
    )
    return make_ready(agent) if ready else agent


def make_ready(agent: Agent) -> Agent:
    return set_presence(agent=agent, actor=agent.as_actor(), state=Presence.READY)


def make_site(*agents: Agent, key: str = "shop", staffed: bool = True) -> Site:
    """A site that loopback pages may embed, with one chat queue served by `agents`.

    Somebody is signed in there, if only a trainee who takes no chats; so it is open.
    """
    site = Site.objects.create(key=key, name=key.capitalize(), allow_loopback=True)
    queue = Queue.objects.create(site=site, name=f"{key} chat", media=Media.CHAT)
    queue.agents.set(agents)
    if staffed:
        queue.agents.add(make_trainee(key))
    return site


def make_trainee(key: str) -> Agent:
    """Signed in, never ready."""
    trainee = make_agent(f"trainee of {key}")
    return set_presence(
        agent=trainee, actor=trainee.as_actor(), state=Presence.NOT_READY
    )


def make_customer(site: Site) -> tuple[Customer, str]:
    """A visitor and the token in its browser."""
    token = new_token()
    customer = Customer.objects.create(
        site=site,
        token_hash=hash_token(token),
        url="https://shop.example/cart",
        page_title="Cart",
    )
    return customer, token


def make_waiting_chat(site: Site, *, name: str = "Carla") -> Interaction:
    """A chat in the queue, not offered to anybody yet."""
    customer, _ = make_customer(site)
    return start_chat(
        customer=customer,
        actor=customer.as_actor(),
        name=name,
        question="Where is my parcel?",
        source="web",
    )


def make_active_chat(site: Site, agent: Agent) -> Interaction:
    """A chat that this ready agent, the only one with room, has accepted."""
    chat = make_waiting_chat(site)
    route_waiting()
    return accept_offer(interaction_id=chat.pk, agent=agent)


def sign_in(name: str) -> tuple[dict[str, str], str]:
    """The cookies of a fresh sign-in, and a ticket for the agent's sockets."""
    client = Client()
    user = User.objects.get(username=name)
    client.force_login(user)
    cookies = {key: morsel.value for key, morsel in client.cookies.items()}
    session_key = client.session.session_key
    assert session_key is not None
    return cookies, issue_ticket(user=user, session_key=session_key)


def make_adapter(site: Site | None = None, *, name: str = "switch") -> CtiAdapter:
    """A telephone switch whose calls belong to the site, if one is given."""
    adapter = CtiAdapter(name=name, site=site)
    issue_adapter_token(adapter=adapter)
    return adapter
