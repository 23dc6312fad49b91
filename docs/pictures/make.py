"""Make the pictures of README and docs/screens.md: start the demo, walk through it.

`make pictures` renews them and the page; `make pictures ARGS=FOLDER` puts all of it
into the folder, to look at.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from scenes import SCENES  # noqa: E402
from studio import Album, open_studio  # noqa: E402

PAGE = ROOT / "docs" / "screens.md"
LARGEST_BYTES = 150_000
ALL_BYTES = 4_000_000
INTRODUCTION = """# Screens

Made by `make pictures` from the demo as it is; nothing here is drawn by hand.
"""


def take_all(album: Album) -> None:
    album.folder.mkdir(parents=True, exist_ok=True)
    for title in ("Widget", "Agent desktop", "Reports", "Pages", "Administration"):
        album.chapter(title)
    with open_studio() as studio:
        for scene in SCENES:
            scene(studio, album)


def write_page(album: Album, page: Path) -> None:
    lines = [INTRODUCTION]
    for title, pictures in album.captions.items():
        lines.append(f"## {title}\n")
        lines += [
            f"**{caption}**\n\n![{caption}](pictures/{name}.webp)\n"
            for name, caption in pictures.items()
        ]
    page.write_text("\n".join(lines), encoding="utf-8")


def must_be_small(folder: Path) -> None:
    """A repository is cloned by everybody."""
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.webp")}
    large = [name for name, size in sizes.items() if size > LARGEST_BYTES]
    assert not large, f"too large: {large}"
    assert sum(sizes.values()) <= ALL_BYTES, f"{sum(sizes.values())} bytes in all"


def main() -> None:
    if len(sys.argv) > 1:
        album = Album(Path(sys.argv[1]))
        take_all(album)
        must_be_small(album.folder)
        write_page(album, album.folder / PAGE.name)
        return
    with tempfile.TemporaryDirectory() as name:
        album = Album(Path(name))
        take_all(album)
        must_be_small(album.folder)
        for old in HERE.glob("*.webp"):
            old.unlink()
        for picture in sorted(album.folder.glob("*.webp")):
            (HERE / picture.name).write_bytes(picture.read_bytes())
        write_page(album, PAGE)


if __name__ == "__main__":
    main()
