"""Periodic work. Nothing depends on its being on time: services settle first."""

from celery import shared_task

from sessions_app import services


@shared_task(name="sessions_app.tasks.expire_sessions")
def expire_sessions() -> int:
    """End what is due, everywhere; how many sessions something was due on."""
    return services.expire_sessions()


@shared_task(name="sessions_app.tasks.forget_old_assets")
def forget_old_assets() -> int:
    """Pictures and fonts that no page has named for long; how many went."""
    return services.forget_old_assets()
