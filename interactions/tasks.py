"""What must happen in time even if no browser says a word."""

from celery import shared_task
from django.utils import timezone

from agents.services import end_due_after_call_work, log_out_lost_agents
from interactions import services
from interactions.privacy import retention
from interactions.services.callbacks import expire_callbacks, release_orphaned_callbacks
from interactions.services.site_news import tell_sites
from interactions.services.wrap_ups import close_due_wrap_ups

# Whoever was silent before this may just not have been heard.
UP_SINCE = timezone.now()


@shared_task(name="interactions.tasks.route_interactions")
def route_interactions() -> None:
    """Dead desktops, offers that ran out, waiting customers. Safe to run twice."""
    log_out_lost_agents()
    services.requeue_orphans()
    services.expire_offers()
    services.end_forgotten()
    services.end_lost_calls(up_since=UP_SINCE)
    services.note_absences()
    services.park_left_chats()
    close_due_wrap_ups()
    end_due_after_call_work()
    release_orphaned_callbacks()
    expire_callbacks()
    services.route_waiting()
    tell_sites()


@shared_task(name="interactions.tasks.apply_retention")
def apply_retention() -> None:
    """What the sites do not keep longer. Safe to run twice; a killed run is resumed."""
    retention.apply_retention()
