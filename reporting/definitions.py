"""Every figure's definition, formula and source events as text: docs/reporting.md.

Made from the catalogues, so that the page cannot say anything else than the product.
"""

from collections.abc import Iterator

from django.utils.translation import override

from reporting.catalogue import REPORTS
from reporting.catalogue.reports import Column
from reporting.catalogue.sources import SOURCES
from reporting.realtime.catalogue import TEMPLATES, Statistic

BEGIN, END = "<!-- definitions: begin -->", "<!-- definitions: end -->"
NOTE = "*This part is made by `manage.py export_definitions`; do not edit it.*"


def definitions() -> str:
    """The tables, in English, whatever language is spoken now."""
    with override("en"):
        return "\n".join(_lines())


def with_definitions(page: str) -> str:
    """The page with its generated part made anew; ValueError without its marks."""
    before, mark, rest = page.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"the page needs {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{definitions()}\n{END}{after}"


def _lines() -> Iterator[str]:
    yield NOTE
    yield "\n### Measures"
    yield "\n| measure | follows from |"
    yield "|---|---|"
    for name, source in SOURCES.items():
        yield f"| `{name}` | {_cell(source)} |"
    for report in REPORTS:
        yield f"\n### {report.title}"
        yield f"\nFolder {report.folder}, `{report.key}`. {report.about}\n"
        yield from _table(report.columns)
    yield "\n## Real-time templates"
    for template in TEMPLATES:
        yield f"\n### {template.title}"
        rows = "" if template.per == "all" else f" A row per {template.per}."
        yield f"\n`{template.key}`. {template.about}{rows}\n"
        yield from _table(template.statistics)


def _table(figures: tuple[Column, ...] | tuple[Statistic, ...]) -> Iterator[str]:
    yield "| figure | key | definition | formula | follows from |"
    yield "|---|---|---|---|---|"
    for figure in figures:
        cells = (
            figure.label,
            f"`{figure.key}`",
            figure.definition,
            figure.formula,
            figure.source,
        )
        yield "| " + " | ".join(_cell(str(cell)) for cell in cells) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "—"
