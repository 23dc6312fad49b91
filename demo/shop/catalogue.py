"""What the shop sells: the goods, and the search over them."""

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

DATA_FILE = Path(__file__).resolve().parent.parent / "data" / "products.json"

Sort = Literal["popular", "new", "price_up", "price_down", "name"]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Colour(_Record):
    """A colour that goods come in; the three tones paint their pictures."""

    slug: str
    name: str
    main: str
    dark: str
    light: str


class Category(_Record):
    """A department of the shop."""

    slug: str
    name: str
    line: str


class Review(_Record):
    """What a buyer wrote."""

    author: str
    rating: Annotated[int, Field(ge=1, le=5)]
    on: dt.date
    title: str
    text: str


class Product(_Record):
    """One thing on the shelf. Prices are euros, `stock` counts all variants."""

    slug: str
    art: str
    name: str
    category: str
    price: Decimal
    was: Decimal | None
    line: str
    label: str | None
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    stock: int
    added: dt.date
    text: str
    points: tuple[str, ...]
    specs: tuple[tuple[str, str], ...]
    reviews: tuple[Review, ...]

    @property
    def rating(self) -> float:
        """Mean of the reviews, one decimal."""
        return round(sum(r.rating for r in self.reviews) / len(self.reviews), 1)

    @property
    def category_name(self) -> str:
        """Name of the department."""
        return catalogue().category(self.category).name

    @property
    def palette(self) -> tuple[Colour, ...]:
        """The colours it comes in, the first is the one in the pictures."""
        return tuple(catalogue().colour(slug) for slug in self.colours)


class Catalogue(_Record):
    """Everything, in the order of the shelf."""

    categories: tuple[Category, ...]
    colours: tuple[Colour, ...]
    products: tuple[Product, ...]

    def category(self, slug: str) -> Category:
        """The department of that slug; KeyError when there is none."""
        return {c.slug: c for c in self.categories}[slug]

    def colour(self, slug: str) -> Colour:
        """The colour of that slug; KeyError when there is none."""
        return {c.slug: c for c in self.colours}[slug]


@cache
def catalogue() -> Catalogue:
    """The goods as the data file has them; read once per process."""
    return Catalogue.model_validate(json.loads(DATA_FILE.read_text(encoding="utf-8")))


def find_product(slug: str) -> Product | None:
    """The product of that slug, if we sell it."""
    return next((p for p in catalogue().products if p.slug == slug), None)


@dataclass(frozen=True)
class Search:
    """What a visitor looks for; empty parts do not narrow."""

    words: str = ""
    categories: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    price_max: Decimal | None = None
    rating_min: int = 0
    in_stock: bool = False
    sort: Sort = "popular"


def _matches(product: Product, search: Search) -> bool:
    shelf = (
        f"{product.name} {product.line} {product.category_name} {product.text}".lower()
    )
    return (
        all(word in shelf for word in search.words.lower().split())
        and (not search.categories or product.category in search.categories)
        and (not search.colours or bool(set(search.colours) & set(product.colours)))
        and (search.price_max is None or product.price <= search.price_max)
        and product.rating >= search.rating_min
        and (not search.in_stock or product.stock > 0)
    )


def search_products(search: Search) -> list[Product]:
    """Products that match every part of the search, in the wished order."""
    found = [p for p in catalogue().products if _matches(p, search)]
    if search.sort == "new":
        found.sort(key=lambda p: p.added, reverse=True)
    elif search.sort == "price_up":
        found.sort(key=lambda p: p.price)
    elif search.sort == "price_down":
        found.sort(key=lambda p: p.price, reverse=True)
    elif search.sort == "name":
        found.sort(key=lambda p: p.name)
    else:
        found.sort(key=lambda p: (p.label != "Bestseller", p.stock == 0))
    return found


def related_products(product: Product, *, count: int = 4) -> list[Product]:
    """Others of the same department first, then the rest of the shelf."""
    others = [p for p in catalogue().products if p != product]
    others.sort(key=lambda p: p.category != product.category)
    return others[:count]
