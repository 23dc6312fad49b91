"""Which lines have reached the other side, and which were on its screen."""

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest, Least

from cobrowse.actors import Actor, Role
from cobrowse.errors import not_found
from interactions.models import Interaction
from interactions.services.moves import must_be_party
from interactions.services.tidings import tell_receipts

_SIDES = {Role.CUSTOMER: "customer", Role.AGENT: "agent"}


def note_seen(
    *, interaction: Interaction, actor: Actor, seq: int, read: bool
) -> Interaction:
    """Lines up to `seq` have arrived at this side; with `read` they were looked at.

    High-water marks: they never go back and never beyond the newest line, whatever
    order the tabs and reconnects of a side report in. A mark is state, not history: no
    event is written, and what says nothing new is announced to nobody.
    Errors: not_found (also for roles that have no side).
    """
    side = _SIDES.get(actor.role)
    if side is None:
        raise not_found()
    must_be_party(interaction, actor)
    marks = [f"{side}_delivered_seq", *([f"{side}_read_seq"] if read else [])]
    newest = Least(Value(seq), F("last_seq"))
    is_news = Q()
    for mark in marks:
        is_news |= Q(**{f"{mark}__lt": newest})
    with transaction.atomic():
        # One statement: racing reports of two processes cannot undo each other. Who
        # lost the interaction since it was read (a transfer) marks nothing.
        told = Interaction.objects.filter(is_news, pk=interaction.pk)
        if actor.role is Role.AGENT:
            told = told.filter(agent=interaction.agent)
        if told.update(**{mark: Greatest(F(mark), newest) for mark in marks}):
            interaction.refresh_from_db(fields=[*_MARKS, "last_seq"])
            tell_receipts(interaction)
    return interaction


_MARKS = (
    "customer_delivered_seq",
    "customer_read_seq",
    "agent_delivered_seq",
    "agent_read_seq",
)
