"""The Open XML SDK validator, where it is installed."""

import json
import shutil
import subprocess
from pathlib import Path


def errors(file: Path) -> list[str]:
    """What it finds wrong in a Word document; nothing where it is not on the machine."""
    program = shutil.which("ooxml-validator")
    if program is None:
        return []
    done = subprocess.run([program, str(file)], capture_output=True, text=True, check=False)
    return [f"{error.get('path')}: {error['description']}" for error in json.loads(done.stdout)["errors"]]
