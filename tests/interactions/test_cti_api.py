"""POST /api/v1/cti/events, friendly and hostile."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, override_settings

from interactions.call_story import CallKind
from interactions.models import CtiAdapter, Interaction, Site
from interactions.services import issue_adapter_token
from tests.people import make_agent, make_site

pytestmark = pytest.mark.django_db

URL = "/api/v1/cti/events"
RINGING = {"call_id": "c1", "event": "ringing", "agent": "alice"}


@pytest.fixture
def token() -> str:
    make_agent("bob")
    site = make_site(make_agent("alice"))
    return issue_adapter_token(adapter=CtiAdapter(name="switch", site=site))


def post(token: str | None, body: object, **more: Any) -> Any:
    headers = {"authorization": f"Bearer {token}"} if token is not None else {}
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return Client().post(
        URL, data, **{"content_type": "application/json", **more}, headers=headers
    )


def test_a_call_is_reported(token: str) -> None:
    response = post(token, {**RINGING, "phone_number": "+49 30 1", "site": "shop"})
    assert response.status_code == 200
    call = Interaction.objects.get()
    assert response.json() == {"interaction_id": str(call.pk), "state": "ringing"}
    again = post(token, {"call_id": "c1", "event": "answered", "agent": "alice"})
    assert again.json() == {"interaction_id": str(call.pk), "state": "active"}
    moved = post(token, {"call_id": "c1", "event": "transferred", "to_agent": "bob"})
    assert moved.json()["state"] == "active"
    ended = post(token, {"call_id": "c1", "event": "ended"})
    assert ended.json()["state"] == "ended"
    late = post(token, RINGING)
    assert (late.status_code, late.json()["state"]) == (200, "ended")
    assert Interaction.objects.count() == 1
    assert CtiAdapter.objects.get().last_used_at is not None


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer invented",
        "Bearer a b",
        "Basic YTpi",
        pytest.param("Bearer " + "x" * 5000, id="long"),
        "Bearer \u00ff\u00fe",
    ],
)
def test_without_a_valid_token_nothing_is_taken(token: str, header: str | None) -> None:
    headers = {"authorization": header} if header is not None else {}
    response = Client().post(
        URL, json.dumps(RINGING), content_type="application/json", headers=headers
    )
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json()["error"] in {"not_authenticated", "authentication_failed"}
    assert not Interaction.objects.exists()


def test_a_signed_in_person_is_no_adapter(token: str) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    response = client.post(URL, json.dumps(RINGING), content_type="application/json")
    assert response.status_code == 401


def test_a_renewed_or_switched_off_token_is_dead(token: str) -> None:
    adapter = CtiAdapter.objects.get()
    new = issue_adapter_token(adapter=adapter)
    assert post(token, RINGING).status_code == 401
    assert post(new, RINGING).status_code == 200
    CtiAdapter.objects.update(active=False)
    assert post(new, RINGING).status_code == 401


def test_the_token_is_stored_as_a_hash_only(token: str) -> None:
    adapter = CtiAdapter.objects.get()
    assert token not in json.dumps(
        {
            field.name: str(getattr(adapter, field.name))
            for field in adapter._meta.fields
        }
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"call_id": ""}, "call_id"),
        ({"call_id": "x" * 129}, "call_id"),
        ({"call_id": "a b"}, "call_id"),
        ({"call_id": "a\u0000b"}, "call_id"),
        ({"call_id": ["c1"]}, "call_id"),
        ({"event": "exploded"}, "event"),
        ({"event": None}, "event"),
        ({"agent": "x" * 151}, "agent"),
        ({"agent": {"name": "alice"}}, "agent"),
        ({"agent": "ali\u0000ce"}, "agent"),
        ({"phone_number": "1" * 41}, "phone_number"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-01-01T10:00:00"}, "at"),
        ({"at": 1e300}, "at"),
        ({"at": "9999-12-31T23:59:59-23:59"}, "at"),
        ({"site": "no/such"}, "site"),
        ({"admin": True}, "admin"),
        ({"__proto__": {}}, "__proto__"),
    ],
)
def test_a_bad_field_is_named(
    token: str, change: dict[str, object], field: str
) -> None:
    response = post(token, {**RINGING, **change})
    assert response.status_code == 400, response.content
    body = response.json()
    assert body["error"] == "invalid"
    assert list(body["fields"]) == [field]
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("missing", ["call_id", "event"])
def test_a_missing_field_is_named(token: str, missing: str) -> None:
    body = {key: value for key, value in RINGING.items() if key != missing}
    response = post(token, body)
    assert (response.status_code, list(response.json()["fields"])) == (400, [missing])


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"agent": "mallory"}, 422, "unknown_agent"),
        ({"agent": ""}, 400, "agent_required"),
        ({"site": "other"}, 422, "unknown_site"),
        ({"at": "2001-01-01T00:00:00Z"}, 400, "bad_time"),
        ({"event": "transferred"}, 400, "agent_required"),
    ],
)
def test_a_wrong_value_has_a_code(
    token: str, change: dict[str, object], status: int, code: str
) -> None:
    response = post(token, {**RINGING, **change})
    assert (response.status_code, response.json()["error"]) == (status, code)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        '"text"',
        "null",
        '{"call_id": NaN}',
        pytest.param("[" * 100_000, id="deep"),
        b"\xff\xfe",
    ],
)
def test_what_is_no_json_object_is_refused(token: str, body: str | bytes) -> None:
    response = post(token, body)
    assert response.status_code == 400
    assert response.json()["error"] in {"parse_error", "invalid"}


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
    ],
)
def test_only_json_is_taken(token: str, kind: str) -> None:
    response = post(token, "call_id=c1&event=ringing&agent=alice", content_type=kind)
    assert response.status_code == 415


def test_a_body_over_one_mebibyte_is_refused(token: str) -> None:
    response = post(token, {**RINGING, "phone_number": "1" * 1_100_000})
    assert (response.status_code, response.json()["error"]) == (413, "body_too_large")


def test_other_methods_do_nothing(token: str) -> None:
    headers = {"authorization": f"Bearer {token}"}
    for method in ("get", "put", "patch", "delete"):
        response = getattr(Client(), method)(URL, headers=headers)
        assert response.status_code == 405


def test_an_adapter_that_reports_too_much_waits(token: str) -> None:
    cache.clear()
    with override_settings(COBROWSE_CALL_EVENTS_PER_MINUTE=3):
        statuses = [post(token, RINGING).status_code for _ in range(5)]
        last = post(token, RINGING)
    assert statuses == [200, 200, 200, 429, 429]
    assert last.json()["error"] == "rate_limited"
    assert int(last["Retry-After"]) > 0


def test_hostile_numbers_are_kept_as_plain_text(token: str) -> None:
    naughty = "<script>\u202e'\";--"
    post(token, {**RINGING, "phone_number": naughty})
    assert Interaction.objects.get().phone_number == "<script>'\";--"


def _json(part: dict[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = part["content"]["application/json"]
    return content


def schema() -> Any:
    response = Client().get(
        "/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"}
    )
    assert response.status_code == 200
    return json.loads(response.content)


def codes_of(path: str, method: str = "post") -> dict[str, set[str]]:
    """Status → codes that the document gives an example of."""
    answers = schema()["paths"][path][method]["responses"]
    return {
        status: {one["summary"] for one in _json(answer)["examples"].values()}
        for status, answer in answers.items()
        if status != "200"
    }


def test_the_schema_names_every_refusal_with_an_example() -> None:
    assert codes_of(URL) == {
        "400": {
            "invalid",
            "parse_error",
            "agent_required",
            "site_required",
            "bad_time",
        },
        "401": {"not_authenticated", "authentication_failed"},
        "405": {"method_not_allowed"},
        "406": {"not_acceptable"},
        "409": {"other_media", "conflict"},
        "413": {"body_too_large"},
        "415": {"unsupported_media_type"},
        "422": {"unknown_agent", "unknown_site", "too_many_reports"},
        "429": {"rate_limited"},
    }


def test_the_examples_of_the_schema_are_taken_as_they_stand(token: str) -> None:
    body = _json(schema()["paths"][URL]["post"]["requestBody"])
    examples = {one["summary"]: one["value"] for one in body["examples"].values()}
    assert set(examples) == {kind.value for kind in CallKind}
    Site.objects.update(key="demo")
    states = []
    for example in examples.values():
        del example["at"]  # long ago
        states.append(post(token, example).json()["state"])
    assert states == ["ringing", "active", "held", "active", "active", "ended"]


def test_what_was_refused_is_documented(token: str) -> None:
    known = codes_of(URL)
    answers = [
        post(None, RINGING),
        post("wrong", RINGING),
        post(token, {**RINGING, "event": "x"}),
        post(token, "{"),
        post(token, {**RINGING, "agent": "mallory"}),
        post(token, {**RINGING, "at": "2001-01-01T00:00:00Z"}),
        post(token, "x" * 1_100_000),
        post(token, "x", content_type="text/plain"),
        Client().put(URL, headers={"authorization": f"Bearer {token}"}),
        Client().post(
            URL,
            "{}",
            content_type="application/json",
            headers={"authorization": f"Bearer {token}", "accept": "text/html"},
        ),
    ]
    for answer in answers:
        code = json.loads(answer.content)["error"]
        assert code in known[str(answer.status_code)], answer.content


def test_the_adapter_is_seen_to_be_used(token: str) -> None:
    assert CtiAdapter.objects.get().last_used_at is None
    post("wrong", RINGING)
    assert CtiAdapter.objects.get().last_used_at is None
    post(token, {"event": "nonsense"})
    assert CtiAdapter.objects.get().last_used_at is not None
