"""When saved views are sent by e-mail."""

from django.urls import URLPattern, path

from reporting.views import schedules

urlpatterns: list[URLPattern] = [
    path("views/<uuid:view_id>/schedules/", schedules.listing, name="schedules"),
    path("schedules/<uuid:schedule_id>/edit/", schedules.edit, name="schedule-edit"),
    path("schedules/<uuid:schedule_id>/pause/", schedules.pause, name="schedule-pause"),
    path(
        "schedules/<uuid:schedule_id>/resume/", schedules.resume, name="schedule-resume"
    ),
    path("schedules/<uuid:schedule_id>/send/", schedules.send, name="schedule-send"),
    path(
        "schedules/<uuid:schedule_id>/delete/", schedules.delete, name="schedule-delete"
    ),
]
