"""The demo's data: people, site, queues, policy, rules, the switch, a month of past.

Idempotent: what exists stays as somebody may have changed it. Only the switch's token
follows the server's secret key on each run.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.utils import timezone

from agents.models import Agent, AgentGroup
from cobrowse.tokens import hash_token
from demo.history.rows import write_history
from demo.people import (
    AGENTS,
    PASSWORD,
    PEOPLE,
    SITE_KEY,
    STACK_NAME,
    SWITCH_NAME,
    Person,
    stack_token,
    switch_token,
)
from demo.replies import seed_replies
from demo.workplace import furnish
from interactions.models import CtiAdapter, Site
from sessions_app.models import CobrowsePolicy, MaskingRule
from sessions_app.rules import Effect

VOICE_NUMBER = "+47 55 00 19 74"
TEAM = "Customer care"
# Apps whose admin a supervisor works in.
SUPERVISED_APPS = ("agents", "interactions", "sessions_app", "reporting")
# What an analyst may see: all reports, and the records of sessions behind them.
ANALYSED = ("view_reports", "view_cobrowsesession")


@dataclass(frozen=True)
class Rule:
    """A masking rule of the shop."""

    url_pattern: str
    selector: str
    effect: Effect
    note: str


RULES = (
    Rule("/shop/*", "#id_birth_date", Effect.MASK, "Date of birth"),
    Rule("/shop/*", ".customer-email", Effect.MASK, "E-mail shown as text"),
    Rule(
        "/shop/account/password/*",
        "form.card",
        Effect.RESTRICT,
        "Passwords are changed by the customer alone",
    ),
    Rule(
        "/shop/account/addresses/*",
        "button[name=delete]",
        Effect.RESTRICT,
        "Nobody else deletes an address",
    ),
    Rule(
        "/shop/help/contact/",
        "form.card .btn--primary",
        Effect.ALLOW,
        "Agents may send the contact form",
    ),
)


def seed() -> None:
    """Makes whatever the demo still lacks."""
    with transaction.atomic():
        site = open_shop()
        agents = list(Agent.objects.filter(user__username__in=_names(AGENTS)))
        write_history(site=site, agents=agents, now=timezone.now())


def open_shop() -> Site:
    """People and places alone, without a past."""
    _people()
    site = _site()
    _switch(site)
    seed_replies(site)
    return site


def _names(people: tuple[Person, ...]) -> list[str]:
    return [person.username for person in people]


def _people() -> None:
    supervisors = _role("Supervisors", _supervisor_permissions())
    analysts = _role("Analysts", list(_permissions(ANALYSED)))
    team, _ = AgentGroup.objects.get_or_create(name=TEAM)
    for person in PEOPLE:
        user, made = User.objects.get_or_create(
            username=person.username,
            defaults={
                "first_name": person.first_name,
                "last_name": person.last_name,
                "email": f"{person.username}@example.com",
                "is_staff": person.role == "supervisor",
            },
        )
        if made:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            if person.role == "supervisor":
                user.groups.add(supervisors)
            elif person.role == "analyst":
                user.groups.add(analysts)
        if person in AGENTS:
            Agent.objects.get_or_create(
                user=user,
                defaults={"display_name": person.first_name, "group": team},
            )


def _role(name: str, permissions: list[Permission]) -> Group:
    """A group of users; a new one gets these permissions."""
    group, made = Group.objects.get_or_create(name=name)
    if made:
        group.permissions.set(permissions)
    return group


def _permissions(codenames: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(codename__in=codenames))


def _supervisor_permissions() -> list[Permission]:
    return list(
        Permission.objects.filter(content_type__app_label__in=SUPERVISED_APPS)
    ) + _permissions(("view_user",))


def _site() -> Site:
    site, made = Site.objects.get_or_create(
        key=SITE_KEY,
        defaults={
            "name": "Fjord & Field",
            "voice_number": VOICE_NUMBER,
            "allow_loopback": True,
        },
    )
    # Somebody who tries it asks for Write Mode again and again; nobody is pestered.
    CobrowsePolicy.objects.get_or_create(
        site=site,
        defaults={"write_request_limit": 10, "write_request_gap_seconds": 0},
    )
    furnish(site, AgentGroup.objects.get(name=TEAM))
    if made:
        for each in RULES:
            rule = MaskingRule(
                site=site,
                url_pattern=each.url_pattern,
                selector=each.selector,
                effect=each.effect,
                note=each.note,
            )
            rule.full_clean()
            rule.save()
    return site


def _switch(site: Site) -> None:
    for name, token in ((SWITCH_NAME, switch_token()), (STACK_NAME, stack_token())):
        CtiAdapter.objects.update_or_create(
            name=name, defaults={"token_hash": hash_token(token), "site": site}
        )
