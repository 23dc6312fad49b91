"""How the demo's contact centre works: queues, hours, skills, reasons, dispositions.

The first queue is always open and takes messages when nobody is there, so that whoever
tries the shop at night gets a chat; it has no wrap-up, so that the next one comes at
once. The others show what queues can do.
"""

from dataclasses import dataclass, field
from datetime import time

from agents.models import Agent, AgentGroup, NotReadyReason, Skill
from interactions.lifecycle import Media
from interactions.models import (
    Disposition,
    OpeningHours,
    OpeningTime,
    Queue,
    Site,
)

REASONS = ("Break", "Lunch", "Training", "Meeting")
DISPOSITIONS = (
    "Solved",
    "Follow-up needed",
    "Order changed",
    "Return arranged",
    "Wrong department",
)
ORDERS, BUSINESS = "Orders", "Business customers"
# Who can do what, by user name.
SKILLS = {"alice": (ORDERS, BUSINESS), "bob": (ORDERS,)}
OFFICE_HOURS = "Office hours"


@dataclass(frozen=True)
class QueuePlan:
    """A queue of the shop; what is not said stays as the model has it."""

    name: str
    key: str
    media: Media
    skills: tuple[str, ...] = ()
    hours: str = ""
    options: dict[str, int | bool] = field(default_factory=dict)


QUEUES = (
    QueuePlan("General", "general", Media.CHAT, options={"messaging": True}),
    QueuePlan(
        "Orders & returns",
        "orders",
        Media.CHAT,
        skills=(ORDERS,),
        options={
            "priority": 4,
            "relax_skills_after_seconds": 60,
            "wrap_up_seconds": 45,
            "max_waiting": 20,
            "accepts_callbacks": True,
        },
    ),
    QueuePlan(
        "Business customers",
        "business",
        Media.CHAT,
        skills=(BUSINESS,),
        hours=OFFICE_HOURS,
        options={"priority": 3, "relax_skills_after_seconds": 120},
    ),
    QueuePlan(
        "Shop calls",
        "calls",
        Media.VOICE,
        options={
            "service_level_seconds": 20,
            "wrap_up_seconds": 15,
            "accepts_callbacks": True,
        },
    ),
)


def furnish(site: Site, team: AgentGroup) -> None:
    """Makes what the workplace still lacks; what somebody changed or deleted stays."""
    _words()
    if Queue.objects.filter(site=site, name=QUEUES[0].name).exists():
        return
    _teach()
    for position, plan in enumerate(QUEUES):
        queue, made = Queue.objects.get_or_create(
            site=site,
            name=plan.name,
            defaults={
                "key": plan.key,
                "media": plan.media,
                "position": position,
                "hours": _office_hours() if plan.hours else None,
                **plan.options,
            },
        )
        if made:
            queue.groups.add(team)
            queue.skills.set(Skill.objects.filter(name__in=plan.skills))


def _words() -> None:
    if not NotReadyReason.objects.exists():
        for position, name in enumerate(REASONS):
            NotReadyReason.objects.create(name=name, position=position)
    if not Disposition.objects.exists():
        for position, name in enumerate(DISPOSITIONS):
            Disposition.objects.create(name=name, position=position)


def _teach() -> None:
    for username, names in SKILLS.items():
        agent = Agent.objects.filter(user__username=username).first()
        for name in names:
            skill, _ = Skill.objects.get_or_create(name=name)
            if agent is not None:
                agent.skills.add(skill)


def _office_hours() -> OpeningHours:
    """Weekdays from eight to six, Saturdays until four, in the shop's own time."""
    hours, made = OpeningHours.objects.get_or_create(
        name=OFFICE_HOURS, defaults={"time_zone": "Europe/Oslo"}
    )
    if made:
        for weekday in OpeningTime.Weekday:
            if weekday is OpeningTime.Weekday.SUNDAY:
                continue
            saturday = weekday is OpeningTime.Weekday.SATURDAY
            OpeningTime.objects.create(
                hours=hours,
                weekday=weekday,
                opens=time(10) if saturday else time(8),
                closes=time(16) if saturday else time(18),
            )
    return hours
