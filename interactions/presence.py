"""What a change of an agent's presence means for the interactions."""

from django.db import transaction

from agents.lifecycle import Presence
from agents.models import Agent
from cobrowse.actors import Actor
from interactions.services import expire_offers, requeue_work_of
from interactions.services.callbacks import release_callbacks_of
from interactions.services.routing import route_soon, settle_work
from interactions.services.site_news import tell_sites_soon
from interactions.services.tidings import tell_transfer_targets


def presence_changed(agent: Agent, old: Presence, actor: Actor) -> None:
    """Ready: waiting customers come. Logged out: nobody is left with this agent.

    Other rows are locked after this transaction, which holds the agent's.
    """
    tell_transfer_targets()
    tell_sites_soon()
    if agent.state == Presence.READY:
        settle_work(agent)
        route_soon()
    elif agent.state == Presence.LOGGED_OUT:
        transaction.on_commit(expire_offers, robust=True)
        transaction.on_commit(lambda: requeue_work_of(agent=agent), robust=True)
        transaction.on_commit(lambda: release_callbacks_of(agent=agent), robust=True)
