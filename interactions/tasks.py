"""What must happen in time even if no browser says a word."""

from celery import shared_task

from agents.services import log_out_lost_agents
from interactions import services


@shared_task(name="interactions.tasks.route_interactions")
def route_interactions() -> None:
    """Dead desktops, offers that ran out, waiting customers. Safe to run twice."""
    log_out_lost_agents()
    services.requeue_orphans()
    services.expire_offers()
    services.end_forgotten()
    services.end_lost_calls()
    services.note_absences()
    services.park_left_chats()
    services.route_waiting()
