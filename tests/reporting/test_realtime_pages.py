"""Real-time pages, their REST twin, /metrics, thresholds and the trend."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from interactions.lifecycle import Media
from interactions.models import Queue
from reporting.models import Threshold, TrendPoint
from reporting.realtime.catalogue import TEMPLATES, Per, template_named
from reporting.realtime.metrics import metric_name
from reporting.realtime.trend import note_trend, trend_series
from reporting.services.settle import settle_reports
from tests.sessions_app.places import (
    Place,
    make_call,
    make_chat_session,
    make_place,
)

pytestmark = pytest.mark.django_db

PAGE, BOARD = "/reports/realtime/", "/reports/wallboard/"
FIGURES, TREND = "/reports/realtime/figures", "/reports/realtime/trend"
API, METRICS = "/api/v1/reports/realtime", "/metrics"
PAGES = (PAGE, BOARD, FIGURES, TREND)
# An interval that does not end during a test.
AGES = 1_000_000_000


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _built(monkeypatch: pytest.MonkeyPatch) -> None:
    built = {"realtime": "realtime.js", "reports": "reports.js"}
    monkeypatch.setattr("cobrowse.templatetags.build._manifest", lambda *_: built)


@pytest.fixture
def place() -> Place:
    """Alice shares a chat's page, bob has a call, and a second site is idle."""
    place = make_place()
    make_chat_session(place)
    make_call(place.site, place.bob)
    Queue.objects.create(site=place.site, name="Calls", media=Media.VOICE)
    return place


@pytest.fixture
def analyst(place: Place, client: Client) -> Client:
    user = User.objects.create_user("ana")
    user.user_permissions.add(Permission.objects.get(codename="view_reports"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", PAGES)
def test_strangers_sign_in_and_agents_are_refused(place: Place, address: str) -> None:
    client = Client()
    assert client.get(address)["Location"].startswith("/login/")
    client.force_login(place.alice.user)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", [API, f"{API}/queue-kpi", METRICS])
def test_for_agents_there_is_no_such_thing(place: Place, address: str) -> None:
    client = Client()
    client.force_login(place.alice.user)
    assert client.get(address).status_code == 404


def test_the_page_shows_every_statistic_by_its_name_with_its_definition(
    analyst: Client,
) -> None:
    page = analyst.get(PAGE).content.decode()
    for template in TEMPLATES:
        assert f">{template.title}</h2>" in page
        for statistic in template.statistics:
            assert f">{statistic.label}</span>" in page
            term = f"d-{template.key}-{statistic.key}"
            assert f'aria-describedby="{term}"' in page
            assert f'id="{term}"' in page
    assert 'style="' not in page


@pytest.mark.parametrize("address", [PAGE, BOARD, API])
@pytest.mark.parametrize("query", ["queue=999", "medium=fax", "site=' OR 1=1"])
def test_a_filter_that_makes_no_sense_is_refused(
    analyst: Client, address: str, query: str
) -> None:
    assert analyst.get(f"{address}?{query}").status_code == 400


def test_a_wallboard_shows_the_templates_it_is_told_in_that_order(
    analyst: Client,
) -> None:
    chosen = analyst.get(f"{BOARD}?templates=queue-kpi,cobrowse-agents")
    shown = [panel.template.key for panel in chosen.context["panels"]]
    assert shown == ["queue-kpi", "cobrowse-agents"]
    assert b'data-theme="dark"' in chosen.content
    assert analyst.get(f"{BOARD}?templates=weather").status_code == 400


def test_filters_in_the_address_narrow_page_and_api_alike(
    analyst: Client, place: Place
) -> None:
    queue = place.site.queues.get(media=Media.CHAT)
    for query in ({"queue": queue.pk}, {"medium": "chat"}):
        said = analyst.get(f"{API}/voice-interactions", query).json()
        assert said["template"]["values"]["inbound_voice"] == 0
        panels = {
            panel["key"]: panel
            for panel in analyst.get(FIGURES, query).json()["panels"]
        }
        assert panels["voice-interactions"]["cells"][0]["text"] == "0"
        assert panels["chat-interactions"]["cells"][0]["text"] == "1"


def test_page_and_api_are_of_one_snapshot(analyst: Client, settings: Settings) -> None:
    settings.COBROWSE_REALTIME_SECONDS = AGES
    page = analyst.get(PAGE).context
    every = analyst.get(API).json()
    assert every["at"] == page["at"] == analyst.get(FIGURES).json()["at"]
    for template in every["templates"]:
        one = analyst.get(f"{API}/{template['key']}").json()
        assert one["template"] == template
    assert analyst.get(f"{API}/weather").status_code == 404


def test_the_schema_has_the_definitions(analyst: Client) -> None:
    schema = analyst.get("/api/v1/schema/?format=json").json()["components"]["schemas"]
    fields = schema["RealtimeQueueKpiRowValues"]["properties"]
    template = template_named("queue-kpi")
    assert template is not None
    for statistic in template.statistics:
        assert str(statistic.definition) in fields[statistic.key]["description"]


def test_metrics_say_what_the_api_says(
    analyst: Client, place: Place, settings: Settings
) -> None:
    settings.COBROWSE_REALTIME_SECONDS = AGES
    text = analyst.get(METRICS).content.decode()
    metrics = {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert "# HELP cobrowse_mirror_resyncs_total" in text
    said = {each["key"]: each for each in analyst.get(API).json()["templates"]}
    queues = {queue.pk: queue for queue in place.site.queues.all()}
    compared = 0
    for template in TEMPLATES:
        for statistic in template.statistics:
            if not statistic.is_number or statistic.key == "state_ms":
                continue
            name = metric_name(template, statistic)
            factor = 1_000 if name.endswith("_seconds") else 1
            wanted: dict[tuple[str, ...], dict[str, float]]
            if template.per is Per.AGENT:
                wanted = {(): said[template.key]["values"]}
            elif template.per is Per.QUEUE:
                wanted = {
                    (queues[row["id"]].media, row["name"], "shop"): row["values"]
                    for row in said[template.key]["rows"]
                }
            else:
                wanted = {
                    (queue.media, queue.name, "shop"): analyst.get(
                        f"{API}/{template.key}", {"queue": queue.pk}
                    ).json()["template"]["values"]
                    for queue in queues.values()
                }
            for labels, values in wanted.items():
                assert metrics[name, labels] * factor == values[statistic.key], name
                compared += 1
    assert compared > 40
    # The call came from a switch, through no queue.
    assert metrics["cobrowse_voice_interactions_inbound_voice", ("", "", "shop")] == 1
    assert metrics["cobrowse_agents", ("ready",)] == 1
    assert "Alice" not in text


def test_a_token_opens_the_metrics_and_nothing_else_does(
    place: Place, settings: Settings
) -> None:
    client = Client()

    def status(token: str) -> int:
        return client.get(METRICS, headers={"Authorization": token}).status_code

    assert status("Bearer ") == status("Bearer s3cret") == 404
    settings.COBROWSE_METRICS_TOKEN = "s3cret"
    assert status("Bearer s3cret") == 200
    assert status("bearer s3cret") == 200
    wrong = ("", "Bearer", "Bearer ", "Bearer s3cre", "Bearer s3cretz", "Basic s3cret")
    assert {
        status(token) for token in (*wrong, "Bearer ☃".encode().decode("latin-1"))
    } == {404}


def threshold(template: str, statistic: str, **values: object) -> Threshold:
    return Threshold.objects.create(template=template, statistic=statistic, **values)


def test_a_passed_threshold_is_said_in_a_word_as_well(analyst: Client) -> None:
    threshold("chat-interactions", "chat", warning=1, alarm=5)
    threshold("agent-activity", "handling_now", warning=0, alarm=1)
    threshold("queue-kpi", "waiting_now", direction="below", warning=0, alarm=0)
    said = {each["key"]: each for each in analyst.get(API).json()["templates"]}
    assert said["chat-interactions"]["levels"] == {"chat": "warning"}
    assert said["agent-activity"]["levels"] == {}
    levels = {row["name"]: row["levels"] for row in said["agent-activity"]["rows"]}
    assert levels["Alice"] == {"handling_now": "alarm"}
    page = analyst.get(PAGE).content.decode()
    assert 'data-level="warning"' in page
    assert '<span class="rt-level" data-mark>alarm</span>' in page


@pytest.fixture
def supervisor(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("root"))
    return client


ADD = "/admin/reporting/threshold/add/"
GOOD = {
    "figure": "queue-kpi.waiting_now",
    "direction": "above",
    "warning": "3",
    "alarm": "8",
}


def test_supervisors_choose_a_statistic_of_the_catalogue(supervisor: Client) -> None:
    page = supervisor.get(ADD).content.decode()
    assert 'value="queue-kpi.waiting_now"' in page
    assert "cobrowse-sessions.session_id" not in page
    assert supervisor.post(ADD, GOOD).status_code == 302
    saved = Threshold.objects.get()
    assert (saved.template, saved.statistic) == ("queue-kpi", "waiting_now")
    change = f"/admin/reporting/threshold/{saved.pk}/change/"
    assert b'value="queue-kpi.waiting_now" selected' in supervisor.get(change).content
    assert supervisor.post(change, GOOD | {"alarm": "9"}).status_code == 302
    assert Threshold.objects.get().alarm == 9
    assert b"Waiting now" in supervisor.get("/admin/reporting/threshold/").content


@pytest.mark.parametrize(
    "wrong",
    [
        {"figure": "queue-kpi.weather"},
        {"figure": "agent-activity.state"},
        {"figure": ""},
        {"alarm": "2"},
        {"direction": "below", "alarm": "4"},
        {"warning": "many"},
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(
    supervisor: Client, wrong: dict[str, str]
) -> None:
    assert supervisor.post(ADD, GOOD | wrong).status_code == 200
    assert not Threshold.objects.exists()


def test_a_statistic_has_one_threshold(supervisor: Client) -> None:
    supervisor.post(ADD, GOOD)
    again = supervisor.post(ADD, GOOD)
    assert b"has thresholds already" in again.content
    assert Threshold.objects.count() == 1


def test_the_trend_keeps_a_day_and_shows_an_hour(analyst: Client) -> None:
    now = timezone.now()
    for age in (timedelta(hours=25), timedelta(hours=2), timedelta(minutes=3)):
        minute = (now - age).replace(second=0, microsecond=0)
        TrendPoint.objects.create(at=minute, values={"chat-interactions.chat": 7})
    settle_reports()
    note_trend()
    note_trend()
    assert TrendPoint.objects.count() == 3
    newest = TrendPoint.objects.latest("at")
    assert newest.values["cobrowse-agents.chat_with_cobrowse"] == 1
    series = trend_series(now=newest.at)["chat-interactions.chat"]
    assert len(series) == 60
    assert (series[-1], series.count(7)) == (1, 1)
    assert analyst.get(TREND).json()["series"]["chat-interactions.chat"][-1] == 1
