"""The page for people who answer to customers: find one, see what is held, take it
along, keep it for a court, erase it. Everything that names somebody is a POST."""

from collections.abc import Callable, Iterator
from functools import wraps
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from cobrowse.actors import staff_actor
from cobrowse.downloads import download
from cobrowse.errors import DomainError
from interactions.models import ErasureReceipt
from interactions.privacy.access import ERASE, EXPORT, count_look_up, may
from interactions.privacy.erasure import erase_person
from interactions.privacy.export import export_person
from interactions.privacy.finding import find_person
from interactions.privacy.forms import HoldForm, PersonForm
from interactions.privacy.holdings import holdings
from interactions.privacy.holds import holds_of, place_hold, release_hold
from interactions.privacy.receipts import earlier_receipt
from interactions.privacy.registry import KINDS, Person

View = Callable[..., HttpResponseBase]


def permitted(*permissions: str) -> Callable[[View], View]:
    """Signed in and with one of these permissions; others are refused."""

    def wrap(view: View) -> View:
        @login_required
        @never_cache
        @wraps(view)
        def inner(
            request: HttpRequest, *args: object, **kwargs: object
        ) -> HttpResponseBase:
            if not may(request.user, *permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return wrap


@require_http_methods(["GET", "HEAD", "POST"])
@permitted(ERASE, EXPORT)
def find(request: HttpRequest) -> HttpResponse:
    """A form, and after a POST what is held about whoever was found."""
    if request.method != "POST":
        return _page(request, PersonForm())
    form = PersonForm(request.POST)
    try:
        count_look_up(request.user)
        return (
            _page(request, form, _person(form))
            if form.is_valid()
            else _page(request, form, status=400)
        )
    except DomainError as error:
        return _page(request, form, problem=error)


@require_POST
@permitted(EXPORT)
def export(request: HttpRequest) -> HttpResponseBase:
    """The file; whoever takes it is noted on every interaction."""
    form = PersonForm(request.POST)
    try:
        count_look_up(request.user)
        pieces = export_person(person=_person(form), actor=staff_actor(request.user))
    except DomainError as error:
        return _page(request, form, problem=error)
    return download(
        request,
        _encoded(pieces),
        name="customer.json",
        content_type="application/json; charset=utf-8",
    )


@require_POST
@permitted(ERASE)
def erase(request: HttpRequest) -> HttpResponse:
    """Gone after this, if the word was typed; then the receipt."""
    form = PersonForm(request.POST)
    try:
        count_look_up(request.user)
        if not _confirmed(request):
            problem = DomainError("not_confirmed", 400)
            return _page(request, form, _person(form), problem=problem)
        person = _wanted(form)
        done = erase_person(
            by=person["by"], value=person["value"], actor=staff_actor(request.user)
        )
    except DomainError as error:
        return _page(request, form, _found(form), problem=error)
    return redirect("privacy-receipt", done.receipt.pk)


@require_POST
@permitted(ERASE)
def hold(request: HttpRequest) -> HttpResponse:
    """Place a legal hold with a reason, or release it."""
    form = PersonForm(request.POST)
    try:
        count_look_up(request.user)
        person = _person(form)
        if "release" in request.POST:
            release_hold(person=person)
        else:
            reason = HoldForm(request.POST)
            if not reason.is_valid():
                raise DomainError("reason_required", 400)
            place_hold(
                person=person,
                reason=reason.cleaned_data["reason"],
                actor=staff_actor(request.user),
            )
    except DomainError as error:
        return _page(request, form, _found(form), problem=error)
    return _page(request, form, person)


@require_safe
@permitted(ERASE, EXPORT)
def receipt(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """Proof without a name; it may be printed and sent to the customer."""
    found = ErasureReceipt.objects.filter(pk=receipt_id).first()
    if found is None:
        raise Http404
    counts = [(KINDS.get(kind, kind), count) for kind, count in found.counts.items()]
    return render(
        request,
        "interactions/privacy_receipt.html",
        {"receipt": found, "counts": counts},
    )


def _wanted(form: PersonForm) -> dict[str, str]:
    if not form.is_valid():
        raise DomainError("invalid", 400)
    return form.cleaned_data


def _person(form: PersonForm) -> Person:
    wanted = _wanted(form)
    return find_person(by=wanted["by"], value=wanted["value"])


def _found(form: PersonForm) -> Person | None:
    """Whom the page goes on to show beside a refusal."""
    try:
        return _person(form)
    except DomainError:
        return None


def _confirmed(request: HttpRequest) -> bool:
    typed = request.POST.get("confirm", "").strip().casefold()
    return typed == gettext("erase").casefold()


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


def _page(
    request: HttpRequest,
    form: PersonForm,
    person: Person | None = None,
    *,
    problem: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {
        "form": form,
        "hold_form": HoldForm(),
        "problem": problem,
        "may_erase": may(request.user, ERASE),
        "may_export": may(request.user, EXPORT),
        "word": gettext("erase"),
    }
    if person is not None:
        context |= _about(form, person)
    if problem is not None:
        status = problem.http_status
    return render(request, "interactions/privacy.html", context, status=status)


def _about(form: PersonForm, person: Person) -> dict[str, object]:
    held = holdings(person)
    wanted = form.cleaned_data
    return {
        "looked_up": True,
        "person": person,
        "holdings": [(KINDS[each.kind], each) for each in held],
        "is_live": any(each.live for each in held),
        "holds": holds_of(person),
        "earlier": None
        if person
        else earlier_receipt(by=wanted["by"], value=wanted["value"]),
    }
