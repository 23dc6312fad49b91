"""Rows written at once say the same as rows written one by one, whatever is in them."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from agents.models import AgentGroup
from cobrowse.bulk import insert_rows, new_row, reserved_keys
from interactions.lifecycle import Media
from interactions.models import Customer, Interaction, Site
from reporting.models import ActivityHour, OfferFact
from tests.services import ROOT, run_python, running_postgres

AT = datetime(2026, 3, 29, 1, 30, 15, 123000, tzinfo=UTC)
TEXTS = (
    "",
    "None",
    "\\N",
    "\\None",
    "a\tb",
    "two\nlines\r\n",
    "back\\slash",
    "Pål",
    '"',
)


def insert_difficult_rows() -> list[str]:
    """Everything that a text of COPY could get wrong; what cannot be read back."""
    site = Site.objects.create(key="bulk", name="Bulk")
    wrong = []
    for text in TEXTS:
        customer, key = uuid4(), uuid4()
        insert_rows(
            Customer,
            ("id", "site_id", "token_hash", "display_name", "created_at"),
            [(str(customer), site.pk, key.hex, text, AT)],
        )
        data = {"url": text, "CoBrowseSessionsQuantity": 2} if text else {}
        names = ("id", "site_id", "media", "state", "customer_id", "customer_name")
        insert_rows(
            Interaction,
            (*names, "attached_data", "ended_at", "created_at", "asynchronous"),
            [
                (
                    *(key, site.pk, Media.CHAT, "ended", str(customer), text),
                    *(data, AT, AT, True),
                )
            ],
        )
        row = Interaction.objects.select_related("customer").get(pk=key)
        assert row.customer is not None
        told = (row.customer_name, row.customer.display_name, row.attached_data)
        plain = (row.ended_at, row.agent_id, row.asynchronous, row.source, row.note)
        if told != (text, text, data) or plain != (AT, None, True, "web", ""):
            wrong.append(text)
    return wrong


@pytest.mark.django_db
def test_every_text_and_value_comes_back_as_it_was() -> None:
    assert insert_difficult_rows() == []


@pytest.mark.services
def test_so_they_do_where_rows_are_copied(tmp_path: Path) -> None:
    with running_postgres() as url:
        environment = {"DATABASE_URL": url, "COBROWSE_VAR_DIR": str(tmp_path)}
        run_python(str(ROOT / "manage.py"), "migrate", "--verbosity=0", **environment)
        program = (
            "import django; django.setup();"
            "from tests.cobrowse.test_bulk import insert_difficult_rows as rows;"
            "print(rows())"
        )
        environment["DJANGO_SETTINGS_MODULE"] = "cobrowse.settings"
        assert run_python("-c", program, **environment).strip() == "[]"


@pytest.mark.django_db
def test_reserved_keys_are_free_and_stay_so() -> None:
    before = AgentGroup.objects.create(name="before")
    keys = list(reserved_keys(AgentGroup, 3))
    assert keys == sorted(keys)
    assert keys[0] > before.pk
    insert_rows(AgentGroup, ("id", "name"), [(key, f"group {key}") for key in keys])
    assert AgentGroup.objects.create(name="after").pk > keys[-1]


@pytest.mark.django_db
def test_nothing_to_write_writes_nothing() -> None:
    assert insert_rows(AgentGroup, ("name",), []) == 0
    assert not AgentGroup.objects.exists()


@pytest.mark.parametrize("model", [OfferFact, ActivityHour, AgentGroup])
def test_a_quick_row_is_like_any_other(model: type[AgentGroup]) -> None:
    slow, quick = model(), new_row(model)
    names = [field.attname for field in model._meta.concrete_fields]
    assert {name: getattr(quick, name) for name in names} == {
        name: getattr(slow, name) for name in names
    }
    assert quick._state.adding
    assert quick._state is not new_row(model)._state
