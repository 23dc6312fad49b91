"""Pages made of what others wrote: their style sheets, components, editors and charts.

`outside/` holds the pages, npm the libraries. tests/mirror/test_outside.py looks at
them through our engine, `make bench ARGS=fidelity` through rrweb's as well.
"""

from pathlib import Path

from tests.mirror.conftest import HERE, ROOT

LIBRARIES = ROOT / "frontend" / "node_modules"

#: What is done on each page, step by step.
OUTSIDE: dict[str, list[str]] = {
    "news": [
        "new bootstrap.Collapse(one, {toggle: true})",
        "night.click(); document.documentElement.dataset.bsTheme = 'dark'",
        "new bootstrap.Modal(signup).show()",
        "bootstrap.Modal.getInstance(signup).hide();"
        " new bootstrap.Dropdown(more).show()",
    ],
    "components": [
        "fast.checked = true; more.open = true; tabs.show('b')",
        "dialog.show()",
        "document.documentElement.style.setProperty('--sl-color-primary-600', 'teal')",
    ],
    "map": [
        "one.openPopup()",
        "map.setZoom(13, {animate: false})",
        "map.panBy([120, -60], {animate: false}); onCanvas.setRadius(30)",
    ],
    "editor": [
        "quill.insertText(0, 'Draft: ', {color: '#c0392b', bold: true})",
        "quill.formatLine(20, 1, 'align', 'center')",
        "document.querySelector('.ql-color .ql-picker-label')"
        ".dispatchEvent(new MouseEvent('mousedown'))",
    ],
    "charts": [
        "bars.data.datasets[0].data = [9, 1, 4, 8, 2]; bars.update()",
        "lines.config.type = 'bar'; lines.update(); ring.toggleDataVisibility(0);"
        " ring.update()",
    ],
}


def page_of(name: str) -> str:
    return (HERE / "outside" / f"{name}.html").read_text(encoding="utf-8")


def library(path: str) -> bytes | None:
    """A file of a library, by the path that a page names it with."""
    file: Path = LIBRARIES / path.removeprefix("/npm/").partition("?")[0]
    inside = path.startswith("/npm/") and file.resolve().is_relative_to(LIBRARIES)
    return file.read_bytes() if inside and file.is_file() else None
