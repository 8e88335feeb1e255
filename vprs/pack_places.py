"""Where rule packs lie: the built-in folder, and the pack folders in any other.

Takes folders, gives folders. It opens no file, and is quick to import.
"""

from __future__ import annotations

from pathlib import Path

HEAD = "pack.yaml"


def built_in_folder() -> Path:
    """The packs that come with vprs: `vprs/rules` where it is installed, `rules/` beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "rules"
    return installed if installed.is_dir() else package.parent / "rules"


def find_packs(folder: Path) -> tuple[Path, ...]:
    """The pack folders in `folder`, by name; none where there is no such folder."""
    try:
        return tuple(sorted(item for item in folder.iterdir() if (item / HEAD).is_file()))
    except OSError:
        return ()
