"""`cobrowse.d.ts`, as a site's own compiler reads it."""

import subprocess
from pathlib import Path

import pytest
from django.conf import settings

FRONTEND = Path(settings.BASE_DIR) / "frontend"
TYPES = Path(settings.BASE_DIR) / "static" / "build" / "cobrowse.d.ts"

GOOD = """
/// <reference path="./cobrowse.d.ts" />
import type { ChatEvent, StackAdapter } from "./cobrowse";

const shown = (event: ChatEvent): string =>
  event.messages.map(({ author, text }) => `${author}: ${text}`).join("\\n");

const stack: StackAdapter = {
  is_agent_connected: async () => true,
  hand_over_session_id(session_id) {
    console.log(session_id.length);
  },
};
Cobrowse.configure({ ui: false, stack, source: "mobile" });
window.Cobrowse.on("chat", (event) => console.log(shown(event)));
Cobrowse.on("session", ({ state, paused }) => {
  if (state === "active" && !paused) void Cobrowse.pauseSession();
});
Cobrowse.on("error", ({ code }) => console.log(code.toUpperCase()));
void Cobrowse.startChat("Carla", "Hello", { queue: "sales" }).then(({ ok, code }) =>
  console.log(ok, code ?? ""),
);
"""


def compile_sample(folder: Path, sample: str) -> "subprocess.CompletedProcess[str]":
    (folder / "cobrowse.d.ts").write_text(TYPES.read_text(encoding="utf-8"))
    (folder / "sample.ts").write_text(sample)
    return subprocess.run(
        [
            FRONTEND / "node_modules" / ".bin" / "tsc",
            *("--noEmit", "--strict", "--noUncheckedIndexedAccess"),
            *("--target", "es2022", "--module", "esnext", "--lib", "es2022,dom"),
            *("--moduleResolution", "bundler"),
            # Nothing of this project's: the file stands on its own.
            *("--types", "", "--skipLibCheck", "false"),
            "sample.ts",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_sites_code_compiles_against_the_published_types(tmp_path: Path) -> None:
    compiled = compile_sample(tmp_path, GOOD)
    assert compiled.returncode == 0, compiled.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        'Cobrowse.on("sesion", () => undefined);',
        'Cobrowse.on("mode", ({ mode }) => mode === "edit");',
        "Cobrowse.startChat();",
        'Cobrowse.startSession("fax");',
        "Cobrowse.configure({ stack: { is_agent_connected: () => true } });",
        "Cobrowse.version = '2';",
    ],
)
def test_a_mistake_is_found_by_the_compiler(tmp_path: Path, wrong: str) -> None:
    compiled = compile_sample(tmp_path, f"{GOOD}\n{wrong}\n")
    assert compiled.returncode != 0
    assert "sample.ts" in compiled.stdout


def test_the_file_is_what_its_source_says() -> None:
    source = (FRONTEND / "src" / "widget" / "api.ts").read_text(encoding="utf-8")
    assert TYPES.read_text(encoding="utf-8").startswith(source)
