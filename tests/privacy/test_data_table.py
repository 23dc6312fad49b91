"""docs/privacy.md lists every text column there is, each exactly once."""

import re
from collections import Counter
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from interactions.models import RetentionPolicy

APPS = ("agents", "interactions", "sessions_app", "reporting")
TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    models.GenericIPAddressField,
)
ROW = re.compile(r"^\| (\w+\.\w+) \| ([^|]+) \|", re.MULTILINE)


def page() -> str:
    return (Path(settings.BASE_DIR) / "docs/privacy.md").read_text("utf-8")


def columns() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not field.choices
    }


def test_every_text_column_is_listed_once_and_none_that_is_not_there() -> None:
    listed = Counter(
        f"{table}.{name}"
        for table, names in ROW.findall(page())
        for name in re.findall(r"`(\w+)`", names)
    )
    assert sorted(columns() - listed.keys()) == []
    assert sorted(listed.keys() - columns()) == []
    assert [name for name, times in listed.items() if times > 1] == []


def test_the_defaults_are_those_that_are_documented() -> None:
    documented = dict(re.findall(r"^\| `(\w+_days)` \| (\d+) \|", page(), re.MULTILINE))
    assert documented == {
        field.name: str(field.default)
        for field in RetentionPolicy._meta.concrete_fields
        if field.name.endswith("_days")
    }
    named = set(re.findall(r"`(\w+_days)`", page()))
    assert named == set(documented)
