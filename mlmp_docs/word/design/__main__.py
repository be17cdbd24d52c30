"""Write the built-in templates into a folder: `python -m mlmp_docs.word.design templates/`."""

import sys
from collections.abc import Callable
from pathlib import Path

from mlmp_docs.word.design.bestilling import aendring, bestilling
from mlmp_docs.word.design.dagsorden import dagsorden
from mlmp_docs.word.design.datobrev import datobrev
from mlmp_docs.word.design.forberedelsesark import forberedelsesark
from mlmp_docs.word.design.forberedelsesark_billeder import forberedelsesark_billeder
from mlmp_docs.word.design.forberedelsesark_observation import forberedelsesark_observation
from mlmp_docs.word.design.handleplan import handleplan
from mlmp_docs.word.design.indkaldelse import indkaldelse
from mlmp_docs.word.design.raadgiverskift import raadgiverskift
from mlmp_docs.word.design.referat import referat, referat_skabelon
from mlmp_docs.word.design.velkomstbrev import velkomstbrev
from mlmp_docs.word.design.visuel_plan import visuel_plan

TEMPLATES: dict[str, Callable[[], bytes]] = {
    "aendring.docx": aendring,
    "bestilling.docx": bestilling,
    "dagsorden.docx": dagsorden,
    "datobrev.docx": datobrev,
    "forberedelsesark-billeder.docx": forberedelsesark_billeder,
    "forberedelsesark-observation.docx": forberedelsesark_observation,
    "forberedelsesark-standard.docx": forberedelsesark,
    "handleplan.docx": handleplan,
    "indkaldelse.docx": indkaldelse,
    "raadgiverskift.docx": raadgiverskift,
    "referat-skabelon.docx": referat_skabelon,
    "referat.docx": referat,
    "velkomstbrev.docx": velkomstbrev,
    "visuel-plan.docx": visuel_plan,
}
"""The file name of each built-in template and the function that makes it."""


def write_templates(folder: Path) -> None:
    """Make every built-in template in `folder` anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]))
