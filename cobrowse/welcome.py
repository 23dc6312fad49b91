"""Welcome messages that several apps fill, yet strictly typed."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import create_model

from cobrowse.protocol import Message

A = TypeVar("A")


class WelcomeParts(Generic[A]):
    """The fields of one socket's welcome. Apps further up add theirs at start.

    A part's type is the return annotation of its provider, so that the finished
    message class says everything and TypeScript types can be generated from it.
    """

    def __init__(self, base: type[Message]) -> None:
        self._base = base
        self._providers: dict[str, Callable[[A], object]] = {}
        self._model: type[Message] | None = None

    def register(self, name: str, provider: Callable[[A], object]) -> None:
        """Add one field; after the first welcome or twice is a programming error."""
        if name in self._providers or self._model is not None:
            raise ValueError(f"{name} comes twice or too late")
        self._providers[name] = provider

    def model(self) -> type[Message]:
        """The finished message class."""
        if self._model is None:
            fields: dict[str, Any] = {
                name: (get_type_hints(provider)["return"], ...)
                for name, provider in self._providers.items()
            }
            self._model = create_model(
                self._base.__name__, __base__=self._base, **fields
            )
        return self._model

    def fill(self, actor: A, **own: object) -> Message:
        """The welcome for this actor; `own` are the fields of the base class."""
        parts = {name: give(actor) for name, give in self._providers.items()}
        return self.model().model_validate({**own, **parts})
