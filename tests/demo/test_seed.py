"""The seed: complete, repeatable, and closed outside demo mode."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from agents.models import Agent, AgentGroup, NotReadyReason, Skill
from demo.people import PASSWORD, SITE_KEY, SWITCH_NAME, switch_token
from demo.seed import RULES
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Disposition, OpeningHours, Queue, Site
from interactions.selectors import adapter_for_token
from interactions.selectors.queues import callback_queue, queue_for
from sessions_app.models import CobrowsePolicy, MaskingRule

pytestmark = pytest.mark.django_db
MODELS = (
    User,
    Agent,
    AgentGroup,
    Site,
    Queue,
    CobrowsePolicy,
    MaskingRule,
    CtiAdapter,
    Skill,
    NotReadyReason,
    Disposition,
    OpeningHours,
)


def seed() -> None:
    call_command("seed_demo", verbosity=0)


def counts() -> list[int]:
    return [model._default_manager.count() for model in MODELS]


def test_a_second_run_adds_nothing() -> None:
    seed()
    before = counts()
    seed()
    assert counts() == before
    assert MaskingRule.objects.count() == len(RULES)


def test_a_second_run_keeps_what_people_changed() -> None:
    seed()
    MaskingRule.objects.all().delete()
    Site.objects.update(name="Renamed", allow_loopback=False)
    User.objects.get(username="sam").groups.clear()
    seed()
    site = Site.objects.get(key=SITE_KEY)
    assert (site.name, site.allow_loopback) == ("Renamed", False)
    assert MaskingRule.objects.count() == 0
    assert not User.objects.get(username="sam").groups.exists()


def test_agents_have_profiles_and_queues() -> None:
    seed()
    assert set(Agent.objects.values_list("user__username", flat=True)) == {
        "alice",
        "bob",
    }
    served = Queue.objects.filter(groups__agents__user__username="alice")
    assert set(served.values_list("media", flat=True)) == {"chat", "voice"}


def test_the_first_queue_answers_at_any_hour_and_the_next_chat_comes_at_once() -> None:
    seed()
    site = Site.objects.get(key=SITE_KEY)
    first = queue_for(site, Media.CHAT)
    assert first is not None
    assert (first.hours, first.wrap_up_seconds, first.messaging) == (None, 0, True)
    assert not first.skills.exists()
    assert first.groups.get().agents.count() == 2


def test_the_shop_has_calls_callbacks_and_a_queue_with_hours() -> None:
    seed()
    site = Site.objects.get(key=SITE_KEY)
    assert queue_for(site, Media.VOICE) is not None
    assert callback_queue(site) is not None
    closed_at_times = Queue.objects.get(key="business")
    assert closed_at_times.hours is not None
    assert closed_at_times.hours.times.count() == 6


@pytest.mark.parametrize("name", ["alice", "bob", "sam", "ana"])
def test_everybody_signs_in_with_the_known_password(name: str) -> None:
    seed()
    assert Client().login(username=name, password=PASSWORD)
    user = User.objects.get(username=name)
    assert not user.is_superuser
    assert user.is_staff == (name == "sam")


def test_the_supervisor_works_in_the_admin() -> None:
    seed()
    client = Client()
    client.login(username="sam", password=PASSWORD)
    assert client.get("/admin/interactions/site/").status_code == 200
    client.login(username="alice", password=PASSWORD)
    assert client.get("/admin/interactions/site/").status_code == 302


def test_reports_are_for_analyst_and_supervisor() -> None:
    seed()
    may = {
        name: User.objects.get(username=name).has_perm(
            "sessions_app.view_cobrowsesession"
        )
        for name in ("alice", "sam", "ana")
    }
    assert may == {"alice": False, "sam": True, "ana": True}


def test_the_switch_is_known_by_its_token(settings: Settings) -> None:
    seed()
    adapter = adapter_for_token(switch_token())
    assert adapter is not None
    assert adapter.name == SWITCH_NAME
    old = switch_token()
    settings.SECRET_KEY = "another"
    seed()
    assert adapter_for_token(old) is None
    assert adapter_for_token(switch_token()) is not None


def test_it_refuses_outside_demo_mode(settings: Settings) -> None:
    settings.COBROWSE_DEMO = False
    with pytest.raises(CommandError, match="COBROWSE_DEMO"):
        seed()
    assert User.objects.count() == 0
