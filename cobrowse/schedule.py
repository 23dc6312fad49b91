"""What happens by itself, and how often: the tasks of Celery's beat."""

from celery.schedules import crontab

from cobrowse.env import env_int

BEAT_SCHEDULE = {
    "expire sessions": {
        "task": "sessions_app.tasks.expire_sessions",
        "schedule": env_int("COBROWSE_EXPIRE_INTERVAL_SECONDS", 2, minimum=1),
    },
    "route interactions": {
        "task": "interactions.tasks.route_interactions",
        "schedule": env_int("COBROWSE_ROUTE_INTERVAL_SECONDS", 2, minimum=1),
    },
    "apply retention": {
        "task": "interactions.tasks.apply_retention",
        "schedule": crontab(hour=2, minute=15),
    },
    "settle reports": {
        "task": "reporting.tasks.settle_reports",
        "schedule": env_int("COBROWSE_SETTLE_INTERVAL_SECONDS", 2, minimum=1),
    },
    "note trend": {"task": "reporting.tasks.note_trend", "schedule": 60},
    # A message is only a nudge: those that a busy worker left lying are dropped.
    "run exports": {
        "task": "reporting.tasks.run_exports",
        "schedule": env_int("COBROWSE_EXPORT_INTERVAL_SECONDS", 2, minimum=1),
        "options": {"expires": 10},
    },
    "send due schedules": {
        "task": "reporting.tasks.send_due_schedules",
        "schedule": 20,
        "options": {"expires": 60},
    },
    "remove old exports": {
        "task": "reporting.tasks.remove_old_exports",
        "schedule": 600,
    },
    "forget old assets": {
        "task": "sessions_app.tasks.forget_old_assets",
        "schedule": 600,
    },
}
