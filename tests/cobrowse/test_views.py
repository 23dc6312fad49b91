"""Health, readiness and the loader answer as outside parties rely on."""

import pytest
from django.test import Client


def test_healthz_answers_without_a_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_readyz_asks_the_database(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


def test_the_loader_is_never_stale(client: Client) -> None:
    first = client.get("/widget.js")
    assert first.status_code == 200
    assert first["Content-Type"].startswith("text/javascript")
    assert first["Cache-Control"] == "no-cache"
    again = client.get("/widget.js", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_the_loader_may_be_fetched_from_any_site(client: Client) -> None:
    answer = client.get("/widget.js")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["X-Content-Type-Options"] == "nosniff"
