"""Personal data in reports: the pages of a session, and files that may name them.

Facts and sums say nothing of a customer once the pages are gone; they stay. What an
event can still tell is written into facts before it goes (interactions.privacy).
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from interactions.models import RetentionPolicy, Site
from interactions.privacy.holdings import holding_of
from interactions.privacy.registry import (
    KINDS,
    Erased,
    Holding,
    JsonObject,
    Person,
    Step,
    holdings_of,
    on_erasing,
    personal_data_of,
    steps,
)
from reporting.aggregation.measures import MOMENTS
from reporting.catalogue import REPORTS
from reporting.catalogue.reports import Kind
from reporting.models import ExportJob, ExportPart, FactDue, SessionFact
from reporting.services.facts import MOST_FAILURES, write_facts
from reporting.services.lock import hold_lock
from sessions_app import hooks as session_hooks
from sessions_app.privacy import sessions_of


def register() -> None:
    KINDS["report_pages"] = _("sessions whose pages reports name")
    KINDS["report_rows"] = _("single rows of reports")
    KINDS["export_files"] = _("export files that may name pages")
    on_erasing.append(_erase)
    holdings_of.append(_holdings)
    personal_data_of.append(_data)
    session_hooks.on_pages_erased.append(pages_erased)
    steps.extend(STEPS)


def _facts_of(person: Person) -> QuerySet[SessionFact]:
    sessions = sessions_of(person).values("pk")
    return SessionFact.objects.filter(pk__in=sessions).exclude(pages=[])


def _erase(person: Person) -> Erased:
    """First what is still to be counted, then the pages."""
    hold_lock(wait=True)
    _write_due(person)
    erased = Erased()
    erased.counts["report_pages"] = _facts_of(person).update(pages=[])
    if erased.counts["report_pages"]:
        erased.counts["export_files"] = _delete_exports()
    return erased


def _write_due(person: Person) -> None:
    """Facts that have not been written yet: afterwards nothing could tell them."""
    sessions = [str(pk) for pk in sessions_of(person).values_list("pk", flat=True)]
    for subject, keys in (
        (FactDue.Subject.INTERACTION, [str(pk) for pk in person.interactions]),
        (FactDue.Subject.SESSION, sessions),
    ):
        due = FactDue.objects.filter(subject=subject, key__in=keys)
        owed = due.filter(failures__lt=MOST_FAILURES).order_by().distinct()
        if late := list(owed.values_list("key", flat=True)):
            write_facts(subject, late)
        due.delete()


def pages_erased(sessions: list[UUID]) -> None:
    """Events say page 1, page 2 and so on now; facts say what events say."""
    hold_lock(wait=True)
    write_facts(FactDue.Subject.SESSION, [str(pk) for pk in sessions])
    _delete_exports()


def _delete_exports() -> int:
    """All that hold pages at all: nobody looks into files to find a customer. What is
    being made is begun again, from facts as they are then."""
    reports = [
        report.key
        for report in REPORTS
        if any(column.kind is Kind.PAGES for column in report.columns)
    ]
    jobs = ExportJob.objects.filter(report__in=reports)
    waiting = ExportJob.State.WAITING
    begun = jobs.filter(state=ExportJob.State.RUNNING).update(
        state=waiting, rows_done=0, size_bytes=0
    )
    ExportPart.objects.filter(job__in=jobs).delete()
    finished = jobs.exclude(state=waiting)
    count = finished.count() + begun
    finished.delete()
    return count


def _holdings(person: Person) -> list[Holding]:
    return [holding_of("report_pages", _facts_of(person))]


def _data(person: Person) -> Iterator[tuple[str, JsonObject]]:
    for key in list(_facts_of(person).order_by("created_at").values_list("pk")):
        fact = SessionFact.objects.filter(pk=key[0]).first()
        if fact is not None:
            yield "report_pages", {"history_id": fact.pk, "pages": fact.pages}


def _old_facts(model: type[Model], site: Site, before: datetime) -> QuerySet[Any]:
    moment = MOMENTS[model]
    return model._default_manager.filter(
        Q(**{f"{moment}__lt": _midnight(before)}), site=site
    )


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _erase_facts(
    model: type[Model], site: Site, before: datetime, keys: list[Any]
) -> Erased:
    """From now on the sums they were in are as they are (reporting.services.frozen)."""
    hold_lock(wait=True)
    gone = _midnight(before)
    policy, _made = RetentionPolicy.objects.get_or_create(site=site)
    if policy.facts_gone_before is None or policy.facts_gone_before < gone:
        policy.facts_gone_before = gone
        policy.save(update_fields=["facts_gone_before"])
    erased = Erased()
    erased.counts["report_rows"], _labels = model._default_manager.filter(
        pk__in=keys
    ).delete()
    return erased


STEPS = tuple(
    Step(
        "report_rows",
        "facts_days",
        partial(_old_facts, model),
        partial(_erase_facts, model),
    )
    for model in MOMENTS
)
