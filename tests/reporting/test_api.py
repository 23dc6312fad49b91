"""REST: the same numbers as the page and the file, raw, each with its definition."""

import csv
import io
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from reporting.access import Reader
from reporting.catalogue import COBROWSE_DETAIL, REPORTS, Column, Kind, Report
from reporting.forms import ReportForm
from reporting.presentation import as_text
from reporting.selectors.details import UNSORTABLE
from reporting.wanted import Wanted
from sessions_app.models import CobrowseSession
from tests.reporting.reports_at_hand import NAUGHTY, RANGE, Work, make_work

pytestmark = pytest.mark.django_db

API = "/api/v1/reports"


@pytest.fixture
def work() -> Work:
    return make_work(sessions=24)


@pytest.fixture
def ana(work: Work) -> Client:
    return signed_in("ana")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def asked(report: Report, **query: str) -> dict[str, str]:
    """Every column of the report, all on one page."""
    keys = ",".join(column.key for column in report.columns)
    return RANGE | {"columns": keys, "page_size": "200"} | query


def wanted(report: Report, **query: str) -> Wanted:
    data = QueryDict(mutable=True)
    data.update(asked(report, **query))
    form = ReportForm(data, report=report, reader=Reader(user_id=1, reads_all=True))
    assert form.is_valid()
    return form.wanted()


def on_the_page(client: Client, report: Report, query: dict[str, str]) -> list[Any]:
    """The texts of the table's cells, row by row, and of its last line."""
    table = client.get(f"/reports/{report.key}/", query).context["table"]
    lines = [[cell.text for cell in line.cells] for line in table.lines]
    totals = table.totals or []
    return [lines, [cell.text for cell in totals]]


def in_the_file(client: Client, report: Report, query: dict[str, str]) -> list[Any]:
    answer = client.get(f"/reports/{report.key}/export.csv", query)
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    text = io.StringIO(body.decode("utf-8-sig"), newline="")
    return list(csv.reader(text))[1:]


def said_as_text(column: Column, value: Any, of: Wanted) -> str:
    """What the API said, in the words of the page."""
    return as_text(column, of_json(column, value), of.zone, of.interval)


def of_json(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind is Kind.MOMENT or (column.kind is Kind.PERIOD and "T" in value):
        return datetime.fromisoformat(value)
    if column.kind is Kind.PERIOD:
        return date.fromisoformat(value)
    return value


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
@pytest.mark.parametrize("interval", ["day", "hour", "total"])
def test_page_file_and_api_have_the_same_numbers(
    ana: Client, report: Report, interval: str
) -> None:
    query = asked(report)
    if report.is_summary:
        query["interval"] = interval
    elif interval != "day":
        return
    of = wanted(report, **query)
    lines, totals = on_the_page(ana, report, query)
    found = in_the_file(ana, report, query)
    said = ana.get(f"{API}/{report.key}", query).json()
    assert len(lines) == len(found) == len(said["rows"]) > 0
    for place, column in enumerate(of.chosen):
        for line, cells, row in zip(lines, found, said["rows"], strict=True):
            assert column.kind is Kind.DAY or line[place] == said_as_text(
                column, row[column.key], of
            )
            assert in_file(column, cells[place], of) == in_json(
                column, row[column.key], of
            )
        if column.key in said.get("totals", {}):
            total = said["totals"][column.key]
            assert totals[place] == said_as_text(column, total, of)


def in_file(column: Column, cell: str, of: Wanted) -> Any:
    """A cell of the file in a form in which the API's value can be compared."""
    match column.kind:
        case Kind.COUNT:
            return int(cell)
        case Kind.PERCENT | Kind.RATIO:
            return float(cell)
        case _:
            return cell.removeprefix("'").removesuffix(" 00:00:00")


def in_json(column: Column, value: Any, of: Wanted) -> Any:
    match column.kind:
        case Kind.COUNT:
            return value
        case Kind.PERCENT | Kind.RATIO:
            return round(value, 4)
        case Kind.MOMENT | Kind.PERIOD:
            raw = of_json(column, value)
            if hasattr(raw, "hour"):
                local = raw.astimezone(of.zone).replace(tzinfo=None, microsecond=0)
                return str(local).removesuffix(" 00:00:00")
            return str(raw)
        case Kind.TEXT | Kind.PAGES | Kind.ID if value in (None, ""):
            return ""
        case Kind.DAY:
            return value
        case _:
            return said_as_text(column, value, of)


def test_values_are_raw(ana: Client) -> None:
    query = asked(COBROWSE_DETAIL, sort="start")
    row = ana.get(f"{API}/cobrowse-detail", query).json()["rows"][0]
    assert row["start"] == "2026-03-28T21:07:00Z"
    assert row["day"] == "2026-03-28"
    assert row["wait_ms"] == 30_000
    assert row["end_reason"] == "customer_ended"
    assert row["session_id"] == str(UUID(int=1_000))
    assert row["pages"][0]["title"] == NAUGHTY[0]
    assert row["ids"]["agent_id"] == User.objects.get(username="alice").agent.pk


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)
def test_the_pages_of_a_report_are_the_whole_of_it(ana: Client, report: Report) -> None:
    whole = ana.get(f"{API}/{report.key}", asked(report)).json()["rows"]
    rows: list[Any] = []
    address = f"{API}/{report.key}?" + "&".join(
        f"{name}={value}" for name, value in asked(report, page_size="7").items()
    )
    backwards = None
    while address:
        page = ana.get(address).json()
        rows += page["rows"]
        backwards, address = page["previous"], page["next"]
    assert rows == whole
    assert len(whole) > 7 or backwards is None
    if backwards:
        assert ana.get(backwards).json()["rows"] == whole[-len(page["rows"]) - 7 :][:7]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ({"colour": "red", "limit": "5"}, {"colour", "limit"}),
        ({"page": "2"}, {"page"}),
        ({"interval": "day"}, {"interval"}),
        ({"page_size": "201"}, {"page_size"}),
        ({"columns": "start,secret"}, {"columns"}),
        ({"sort": "pages"}, {"sort"}),
        ({"start": "2020-01-01", "end": "2026-01-01"}, {"start"}),
        ({"agent": "999999"}, {"agent"}),
    ],
)
def test_what_makes_no_sense_is_named(
    ana: Client, query: dict[str, str], fields: set[str]
) -> None:
    answer = ana.get(f"{API}/cobrowse-detail", query)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid"
    assert set(answer.json()["fields"]) == fields


def test_a_made_up_cursor_is_refused(ana: Client) -> None:
    answer = ana.get(f"{API}/cobrowse-detail", RANGE | {"after": "AAAA"})
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_cursor")
    assert ana.get(f"{API}/cobrowse-summary", {"after": "x"}).json()["error"] == (
        "invalid"
    )


def test_agents_get_their_own_rows(work: Work) -> None:
    alice = signed_in("alice")
    readable = [row["key"] for row in alice.get(API).json()]
    assert readable == [report.key for report in REPORTS if report.for_agents]
    for report in REPORTS:
        answer = alice.get(f"{API}/{report.key}", asked(report))
        if not report.for_agents:
            assert answer.status_code == 404
            continue
        rows = answer.json()["rows"]
        assert rows
        assert {row.get("agent", "Alice") for row in rows} == {"Alice"}
    # Not even by asking for somebody else's.
    answer = alice.get(f"{API}/cobrowse-detail", {"agent": str(work.bob.pk)})
    assert set(answer.json()["fields"]) == {"agent"}


def test_strangers_find_nothing(work: Work) -> None:
    User.objects.create_user("charlie")
    charlie = signed_in("charlie")
    for path in ("", "/cobrowse-detail", f"/sessions/{UUID(int=1_000)}", "/no-such"):
        answer = charlie.get(API + path)
        assert (answer.status_code, answer.json()["error"]) == (404, "not_found")
        assert Client().get(API + path).status_code in {401, 403}


def test_the_record_of_a_session_outlives_the_session(ana: Client, work: Work) -> None:
    """There is a fact and no row of the session: as after its time in storage."""
    key = UUID(int=1_000)
    assert not CobrowseSession.objects.filter(pk=key).exists()
    record = ana.get(f"{API}/sessions/{key}").json()
    listed = ana.get(
        f"{API}/cobrowse-detail", asked(COBROWSE_DETAIL, sort="start", zone="UTC")
    ).json()["rows"][0]
    listed.pop("ids")
    assert record == listed
    assert ana.get(f"{API}/sessions/{uuid4()}").status_code == 404
    alice, bob = signed_in("alice"), signed_in("bob")
    assert alice.get(f"{API}/sessions/{key}").status_code == 200
    assert bob.get(f"{API}/sessions/{key}").status_code == 404


def test_the_catalogue_says_what_every_column_means(ana: Client) -> None:
    said = {each["key"]: each for each in ana.get(API).json()}
    for report in REPORTS:
        columns = {each["key"]: each for each in said[report.key]["columns"]}
        for column in report.columns:
            entry = columns[column.key]
            assert entry["definition"] == str(column.definition)
            assert entry["formula"] == column.formula
            assert entry["sortable"] is (column.kind not in UNSORTABLE)


def test_the_document_has_a_definition_of_every_column(client: Client) -> None:
    schema = client.get(
        "/api/v1/schema/", headers={"accept": "application/vnd.oai.openapi+json"}
    ).json()
    parts = schema["components"]["schemas"]
    for report in REPORTS:
        operation = schema["paths"][f"{API}/{report.key}"]["get"]
        known = {parameter["name"] for parameter in operation["parameters"]}
        assert known.isdisjoint(report.without)
        answer = operation["responses"]["200"]["content"]["application/json"]
        page = parts[answer["schema"]["$ref"].rsplit("/", 1)[1]]
        row = parts[page["properties"]["rows"]["items"]["$ref"].rsplit("/", 1)[1]]
        for column in report.columns:
            words = row["properties"][column.key]["description"]
            assert str(column.definition) in words
            assert column.formula in words
            assert column.kind is not Kind.DURATION or column.key.endswith("_ms")
