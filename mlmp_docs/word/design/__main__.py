"""Write the built-in templates into a folder: `python -m mlmp_docs.word.design templates/`."""

import sys
from collections.abc import Callable
from pathlib import Path

TEMPLATES: dict[str, Callable[[], bytes]] = {}
"""The file name of each built-in template and the function that makes it."""


def write_templates(folder: Path) -> None:
    """Make every built-in template in `folder` anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]))
