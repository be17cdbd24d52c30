"""The repository's own project, copied and built, and what can be asked of it about its citizens."""

import re
import shutil
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from pathlib import Path

from click.testing import CliRunner
from openpyxl import load_workbook

from mlmp_docs.cli import mlmp
from mlmp_docs.plan.meeting import Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.reader import read_plan
from mlmp_docs.procedure.checks import check_plan
from mlmp_docs.procedure.deadlines import Deadline, deadlines
from mlmp_docs.procedure.duties import Duty, duties, meeting_duties
from mlmp_docs.procedure.findings import Case
from mlmp_docs.procedure.recipients import recipients, refusals
from mlmp_docs.procedure.rollover import next_year
from mlmp_docs.project import Project, load

ROOT = Path(__file__).parent.parent


def build(folder: Path) -> "Samples":
    """A copy of the project in a new folder, with all its documents and lists."""
    for name in ("citizens", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mlmp.yaml", "lister.yaml"):
        shutil.copy(ROOT / name, folder)
    assert CliRunner().invoke(mlmp, ["byg", "--projekt", str(folder)]).exit_code == 0
    project = load(folder)
    assert isinstance(project, Project)
    return Samples(project)


@dataclass(frozen=True)
class Samples:
    """The built project."""

    project: Project

    @cached_property
    def plans(self) -> dict[str, Plan]:
        return {citizen.id: citizen.plan for citizen in self.project.citizens}

    def meeting(self, borger: str, møde: str = "2027") -> Møde:
        return next(each for each in self.plans[borger].møder if each.id == møde)

    # --- what is made ---

    def made(self, borger: str, start: str) -> list[str]:
        """The names of the citizen's documents that begin so."""
        return sorted(path.name for path in (self.project.root / "output/2027" / borger).glob(f"{start}*.docx"))

    def text(self, borger: str, start: str, møde: str = "2027") -> str:
        """What one document says, on one line."""
        with zipfile.ZipFile(self.project.root / f"output/2027/{borger}/{start}-{borger}-{møde}.docx") as document:
            xml = document.read("word/document.xml").decode()
        plain = unescape(re.sub(r"<[^>]*>", "", re.sub(r"</w:p>|<w:br\b[^>]*>", " ", xml)))
        return " ".join(plain.split())

    def sheet(self, name: str) -> list[list[str]]:
        """The rows of an annual list, without its blank cells."""
        book = load_workbook(self.project.root / f"output/2027/lister/{name}.xlsx", read_only=True)
        try:
            rows = book.worksheets[0].iter_rows(values_only=True)
            return [[str(cell) for cell in row if cell] for row in rows if any(row)]
        finally:
            book.close()

    def on_list(self, name: str, who: str) -> list[str]:
        return next(row for row in self.sheet(name) if any(who in cell for cell in row))

    # --- what is asked for ---

    def frister(self, borger: str, regel: str, møde: str = "2027") -> list[Deadline]:
        opsætning, lister = self.project.opsætning, self.project.lister
        found = deadlines(self.plans[borger], self.meeting(borger, møde), opsætning, lister)
        return [each for each in found if each.regel == regel]

    def frist(self, borger: str, regel: str, tilbud: str | None = None, møde: str = "2027") -> Deadline:
        (found,) = [each for each in self.frister(borger, regel, møde) if tilbud in (None, each.tilbud)]
        return found

    def duties(self, today: date) -> tuple[Duty, ...]:
        settings, lister = self.project.opsætning, self.project.lister
        meetings = [m for borger, plan in self.plans.items() for m in meeting_duties(borger, plan, settings, lister)]
        return duties(meetings, today)

    def gets(self, borger: str, dokument: str, tilbud: str | None = None) -> set[str]:
        plan, møde = self.plans[borger], self.meeting(borger)
        return {who.navn for who in recipients(dokument, plan, self.project.opsætning, møde, tilbud)}

    def refused(self, borger: str, dokument: str) -> dict[str, tuple[str, str]]:
        found = refusals(dokument, self.plans[borger], self.project.opsætning, self.meeting(borger))
        return {who.navn: (who.regel, who.grund) for who in found}

    def told(self, borger: str, old: str = "", new: str = "") -> set[str]:
        """The codes that `tjek` tells of a plan, also when a part of its text were another."""
        content = (self.project.root / f"citizens/{borger}.yaml").read_text(encoding="utf-8")
        assert old in content
        read = read_plan(content.replace(old, new).encode(), f"{borger}.yaml")
        assert read.value is not None
        settings, lister = self.project.opsætning, self.project.lister
        case = Case(borger, read.value, read.source, settings, lister, ROOT / "citizens")
        return {told.code for told in check_plan(case)}

    def proposed(self, borger: str, år: int) -> tuple[str, int | None, str]:
        """What `nyt-år` does, the month, and why."""
        plan, settings, lister = self.plans[borger], self.project.opsætning, self.project.lister
        (first, *_) = next_year(borger, plan, settings, lister, år).forslag
        return first.handling, first.måned, " ".join((first.grund, *first.bemærk))
