"""What comes with the program: the Word templates and the project that `mlmp start` copies.

The wheel holds them in `starter/`; in a checkout of the repository the repository itself is that project.
"""

from pathlib import Path

_PACKED = Path(__file__).parent / "starter"


def starter() -> Path:
    """The folder with `mlmp.yaml`, `citizens/`, `templates/` and the schemas."""
    return _PACKED if _PACKED.is_dir() else Path(__file__).parent.parent


def template(name: str) -> bytes | None:
    """A built-in Word template by file name; None when there is none of that name."""
    path = starter() / "templates" / name
    return path.read_bytes() if path.is_file() else None
