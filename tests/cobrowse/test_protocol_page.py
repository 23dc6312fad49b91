"""docs/protocol.md and docs/api.md name every code that a refusal may carry."""

import re
from pathlib import Path

from django.conf import settings

CODE = re.compile(r'DomainError\(\s*"([a-z_]+)"')
APPS = ("cobrowse", "agents", "interactions", "sessions_app")


def _pages() -> str:
    docs = Path(settings.BASE_DIR) / "docs"
    return "".join(
        (docs / name).read_text("utf-8") for name in ("protocol.md", "api.md")
    )


def _codes() -> set[str]:
    codes: set[str] = set()
    for app in APPS:
        for module in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            codes |= set(CODE.findall(module.read_text("utf-8")))
    from sessions_app import lifecycle

    names = vars(lifecycle)
    start = list(names).index("NOT_FOUND")
    codes |= {
        value
        for name, value in list(names.items())[start:]
        if name.isupper() and isinstance(value, str)
    }
    return codes


def test_every_code_is_documented() -> None:
    pages = _pages()
    named = {
        word for part in re.findall(r"`([^`\n]+)`", pages) for word in part.split()
    }
    missing = sorted(_codes() - named)
    assert missing == []


def test_every_rule_has_one_number() -> None:
    page = (Path(settings.BASE_DIR) / "docs" / "protocol.md").read_text("utf-8")
    numbers = re.findall(r"^- \*\*(P-\d+[a-z]?)\*\*", page, re.MULTILINE)
    assert len(numbers) == len(set(numbers))
    cited = set(re.findall(r"P-\d+[a-z]?", page))
    assert cited <= set(numbers)
