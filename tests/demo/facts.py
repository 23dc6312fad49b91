"""All facts as comparable words, whatever number a row got."""

from django.db.models import Model

from reporting.models import (
    ActivityDay,
    ActivityHour,
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)

FACTS = (
    InteractionFact,
    SessionFact,
    HandlingFact,
    QueueStayFact,
    OfferFact,
    StateFact,
)
SUMS = (ActivityHour, ActivityDay)


def facts_in_words() -> dict[str, list[str]]:
    return _in_words(FACTS)


def sums_in_words() -> dict[str, list[str]]:
    return _in_words(SUMS)


def _in_words(models: tuple[type[Model], ...]) -> dict[str, list[str]]:
    words = {}
    for model in models:
        names = [f.attname for f in model._meta.concrete_fields if f.name != "id"]
        rows = model._default_manager.values_list(*names)
        words[model.__name__] = sorted(map(repr, rows))
    return words
