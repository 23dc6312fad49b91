"""The lock that writers hold; and what has happened before there were facts is due."""

from collections.abc import Iterator

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BATCH = 1000


def note_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    due = apps.get_model("reporting", "FactDue")
    apps.get_model("reporting", "BuildLock").objects.get_or_create(name="reports")

    def rows() -> Iterator[object]:
        sessions = apps.get_model("sessions_app", "CobrowseSession").objects
        interactions = apps.get_model("interactions", "Interaction").objects
        for subject, keys in (
            ("agent", apps.get_model("agents", "Agent").objects.values_list("pk")),
            ("interaction", interactions.values_list("pk")),
            ("session", sessions.filter(state="ended").values_list("pk")),
        ):
            for (key,) in keys.iterator(chunk_size=BATCH):
                yield due(subject=subject, key=str(key))

    batch = []
    for row in rows():
        batch.append(row)
        if len(batch) == BATCH:
            due.objects.bulk_create(batch)
            batch = []
    due.objects.bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [
        ("agents", "0002_working_day"),
        ("interactions", "0006_call_reports"),
        ("sessions_app", "0003_consent"),
        ("reporting", "0001_first_reports"),
    ]

    operations = [migrations.RunPython(note_all, migrations.RunPython.noop)]
