"""docs/operations.md lists exactly the variables that the settings read."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def variables_in(text: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, text))


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    settings = "".join(
        (ROOT / "cobrowse" / name).read_text(encoding="utf-8")
        for name in ("settings.py", "schedule.py")
    )
    read = variables_in(settings, r'env_\w+\(\s*"([A-Z_]+)"') | {"PORT"}
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    table = "\n".join(line for line in page.splitlines() if line.startswith("| `"))
    first_cells = "\n".join(line.split("|")[1] for line in table.splitlines())
    documented = variables_in(first_cells, r"`([A-Z_]+)`")
    assert documented == read
