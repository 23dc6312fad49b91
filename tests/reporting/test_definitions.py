"""What the docs say of a figure is what the product makes of it."""

import pytest
from django.core.management import call_command

from reporting.aggregation.measures import MEASURES
from reporting.catalogue import REPORTS
from reporting.catalogue.sources import SOURCES
from reporting.definitions import BEGIN, END, definitions, with_definitions
from reporting.realtime.catalogue import TEMPLATES


def test_the_page_of_the_docs_is_current() -> None:
    call_command("export_definitions", check=True)


def test_every_measure_has_its_source_events() -> None:
    assert set(SOURCES) == set(MEASURES)


def test_every_figure_is_defined_and_has_a_formula_and_a_source() -> None:
    figures = [
        (report.key, column)
        for report in REPORTS
        for column in report.columns
        if column.is_number
    ]
    assert [
        (report, column.key)
        for report, column in figures
        if not (str(column.definition) and column.source)
    ] == []
    statistics = [(t.key, s) for t in TEMPLATES for s in t.statistics]
    assert [
        (template, statistic.key)
        for template, statistic in statistics
        if not (str(statistic.definition) and statistic.formula and statistic.source)
    ] == []


def test_keys_are_unique_within_a_report() -> None:
    for keys in [[column.key for column in report.columns] for report in REPORTS] + [
        [one.key for one in template.statistics] for template in TEMPLATES
    ]:
        assert len(keys) == len(set(keys))


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs"):
        with_definitions("no marks")
    assert with_definitions(f"a {BEGIN} old {END} b").startswith("a ")
    assert "cobrowse_ms" in definitions()
