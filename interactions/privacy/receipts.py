"""Receipts prove an erasure and do not say of whom: ids and contacts are hashed."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.crypto import salted_hmac

from cobrowse.actors import Actor
from interactions.models import ErasedSubject, ErasureReceipt, Site
from interactions.privacy.finding import CONTACT, normal_contact, parse_id
from interactions.privacy.registry import KINDS, Erased

_SALT = "interactions.privacy"
BATCH = 500


def keyed_hash(text: str) -> str:
    """Only whoever has the server's secret key can tell what it is of."""
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()


def hash_of(*, by: str, value: str) -> str:
    """An id hashes alike however it was found; a contact in its compared form."""
    if by == CONTACT:
        return keyed_hash(f"{CONTACT}:{normal_contact(value)}")
    return keyed_hash(str(parse_id(value)))


def issue_receipt(
    *,
    cause: ErasureReceipt.Cause,
    actor: Actor,
    erased: Erased,
    site: Site | None = None,
    found_by: str = "",
    found_hash: str = "",
) -> ErasureReceipt:
    """Write it in the transaction that erases."""
    receipt = ErasureReceipt.objects.create(
        cause=cause,
        site=site,
        actor_role=actor.role,
        actor_id=actor.id,
        found_by=found_by,
        found_hash=found_hash,
        counts=told(erased.counts),
    )
    note_subjects(receipt, erased.subjects)
    return receipt


def told(counts: Mapping[str, int]) -> dict[str, int]:
    """What there was any of, in the order of the kinds."""
    return {kind: counts[kind] for kind in KINDS if counts.get(kind)}


def note_subjects(receipt: ErasureReceipt, subjects: Iterable[UUID]) -> None:
    ErasedSubject.objects.bulk_create(
        [
            ErasedSubject(receipt=receipt, subject_hash=keyed_hash(str(subject)))
            for subject in subjects
        ],
        BATCH,
    )


def earlier_receipt(*, by: str, value: str) -> ErasureReceipt | None:
    """The newest receipt of what was found by this, or of what this is an id of."""
    hashed = hash_of(by=by, value=value)
    if by == CONTACT:
        return ErasureReceipt.objects.filter(found_hash=hashed).first()
    subject = (
        ErasedSubject.objects.select_related("receipt")
        .filter(subject_hash=hashed)
        .order_by("-pk")
        .first()
    )
    return subject.receipt if subject else None
