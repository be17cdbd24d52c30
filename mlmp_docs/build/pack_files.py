"""Puts the packs of a run together from the documents that are there: PDFs, cover, one file in place."""

import hashlib
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Event

from mlmp_docs import __version__, store
from mlmp_docs.build import pdf
from mlmp_docs.build.job import known_job
from mlmp_docs.build.make import Workshop, edited
from mlmp_docs.build.outcome import Action, Outcome
from mlmp_docs.build.worklist import LIST, PROVIDER_YEAR
from mlmp_docs.content import pack_cover
from mlmp_docs.content.danish import short_date, weekday_date
from mlmp_docs.content.pack_cover import Cover, Inside, Outside
from mlmp_docs.outbox import libreoffice, pdf_memory
from mlmp_docs.outbox.libreoffice import Printer
from mlmp_docs.procedure.packs import MeetingInPack, PackReader, Paper
from mlmp_docs.project import Project

PACK = "pakke"
"""The kind of file in the summary."""
_USABLE = (Action.LAVET, Action.LAVET_IGEN, Action.UÆNDRET, Action.SENDT, Action.GENSKABT)
_NOTES = {
    Action.RETTET: "rettet af en person",
    Action.NY: "rettet af en person; planen er ændret siden",
    Action.AFVIGER: "sendt; planen er ændret siden",
}
_LISTS = {PROVIDER_YEAR: "Årshjul", LIST: "Liste over opfølgningsmøder"}
_FOREIGN = "PDF'en ved siden af er ikke lavet her eller er ændret siden; slet den, så laves den igen"
_PERSON = "pakken er ændret af en person; ladt urørt – flyt eller slet den, så laves den igen"
_NO_OFFICE = "LibreOffice er ikke på denne maskine – hent det på libreoffice.org, og kør igen"
_UNREADABLE = "PDF'en er beskadiget eller låst; slet den, så laves den igen"


@dataclass(frozen=True)
class Sheet:
    """A document or list that lies in a pack."""

    path: str
    dokument: str
    titel: str
    borger: str = ""
    navn: str = ""
    møde: MeetingInPack | None = None
    sendt: date | None = None
    note: str = ""
    pdf: bytes = field(default=b"", repr=False)
    sider: int = 0

    @property
    def edited(self) -> bool:
        """Whether it is not simply what the plan says now."""
        return self.note in _NOTES.values()


@dataclass(frozen=True)
class Pile:
    """What is to become a pack."""

    reader: PackReader
    navn: str
    """The file's name without ending."""

    papers: tuple[Paper, ...]
    outside: tuple[Outside, ...]
    måneder: frozenset[int]
    dag: date | None
    inside: tuple[Sheet, ...] = ()
    lost: bool = False
    """Whether something is left out only because it gave no PDF."""

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """Document, and whom it is about and why."""
        return pack_cover.left_out(self.outside)


class PackDesk:
    """Where the packs of one run are put together. Only use it while holding the output folder."""

    def __init__(
        self, project: Project, workshop: Workshop, år: int, dato: date, built: Sequence[Outcome], printer: Printer
    ) -> None:
        self.project, self.workshop = project, workshop
        self.år, self.dato = år, dato
        self.troubles: list[Outcome] = []
        self._built = built
        self._actions = {_without_ny(each.path): each for each in built}
        self._held_back = {each.borger for each in built if each.action is Action.TILBAGEHOLDT and each.borger}
        self._printer = printer

    # --- what lies in the packs ---

    def with_lists(self, pile: Pile, kinds: Sequence[str]) -> Pile:
        """The pack with the tilbud's own lists on top."""
        sheets, outside = [], []
        for kind in kinds:
            pattern = self._path_of(kind, pile.reader.id)
            for path, outcome in sorted(self._actions.items()):
                found = pattern.fullmatch(path) if outcome.art == kind else None
                if found is None:
                    continue
                rådgiver = self.project.opsætning.rådgivere.get(found.groupdict().get("rådgiver", ""))
                titel = f"{_LISTS[kind]}, {rådgiver.navn}" if rådgiver else _LISTS[kind]
                note, trouble = self._judged(path, outcome, None)
                if trouble:
                    outside.append(Outside(titel, "", trouble))
                else:
                    sheets.append(Sheet(path, kind, titel, note=note))
        return replace(pile, inside=(*sheets, *pile.inside), outside=(*outside, *pile.outside))

    def _path_of(self, kind: str, tilbud: str) -> re.Pattern[str]:
        """Where a list of the tilbud lies; it may have been sent more than once."""
        name = rf"{tilbud}--(?P<rådgiver>[a-z0-9-]+?)-{self.år}(-\d+)?"
        if kind == PROVIDER_YEAR:
            name = rf"aarshjul--{tilbud}-{self.år}"
        return re.compile(rf"output/{self.år}/lister/{name}\.xlsx")

    def with_papers(self, pile: Pile) -> Pile:
        """The pack with the documents that are there; the others with the reason why not."""
        sheets, outside = [], []
        for paper in pile.papers:
            path = self._place_of(paper)
            outcome = self._actions.get(path)
            if paper.borger in self._held_back:
                note, trouble = "", "planen har fejl"
            elif outcome is None:
                note, trouble = "", "dokumentet er ikke lavet"
            else:
                note, trouble = self._judged(path, outcome, paper.sendt)
            if trouble:
                outside.append(Outside(paper.titel, paper.navn, trouble))
            else:
                sheets.append(
                    Sheet(path, paper.dokument, paper.titel, paper.borger, paper.navn, paper.møde, paper.sendt, note)
                )
        return replace(pile, inside=(*pile.inside, *sheets), outside=(*pile.outside, *outside))

    def _place_of(self, paper: Paper) -> str:
        """Where the document lies: one about a new time has kept its own name when it was sent."""
        new_time = f"output/{self.år}/{paper.borger}/{paper.fil_ny_tid}.docx"
        return new_time if new_time in self._actions else f"output/{self.år}/{paper.borger}/{paper.fil}.docx"

    def _judged(self, path: str, outcome: Outcome, sendt: date | None) -> tuple[str, str]:
        """What is to be said of a document in the pack, and why it cannot be there."""
        if outcome.action in _NOTES:
            return _NOTES[outcome.action], ""
        if outcome.action in (Action.UÆNDRET, Action.SENDT) and self._is_edited(path):
            return _NOTES[Action.RETTET], ""  # `byg` does not look whether somebody wrote in it: it has nothing new
        if outcome.action in _USABLE:
            return f"sendt {short_date(sendt)}" if sendt else "", ""
        return "", outcome.reason or str(outcome.action)

    def _is_edited(self, path: str) -> bool:
        content = store.read(self.workshop.root / path)
        return content is not None and edited(content, self.workshop.root / path)

    # --- their PDFs ---

    def printed(self, piles: Sequence[Pile], progress: Callable[[int, int], None] | None) -> list[Pile]:
        """The packs with the PDF of each document; one that gives none is left out."""
        sheets = {each.path: each for pile in piles for each in pile.inside}
        if not sheets or not self.workshop.write:
            return list(piles)
        jobs = [known_job(each.path, each.dokument, each.borger, each.sendt, "", "") for each in sheets.values()]
        told = {each.path: each for each in pdf.make_pdfs(jobs, self._built, self.workshop, self._printer, progress)}
        self.troubles += [each for each in told.values() if each.action is Action.FEJL]
        found: dict[str, Sheet | str] = {}
        for path, sheet in sheets.items():
            found[path] = self._with_pdf(sheet, told.get(pdf.pdf_path(path)))
        return [_with_pdfs(pile, found) for pile in piles]

    def _with_pdf(self, sheet: Sheet, told: Outcome | None) -> Sheet | str:
        """The document with its PDF, or why there is none."""
        from mlmp_docs.outbox.print_pack import UnreadablePdf, pages_in

        if told is not None and told.action is Action.RETTET:
            return _FOREIGN
        if told is not None and told.action is Action.FEJL:
            return told.reason
        content = store.read(self.workshop.root / pdf.pdf_path(sheet.path))
        if content is None:
            return _NO_OFFICE if self._printer.program is None else "PDF'en er ikke lavet"
        try:
            return replace(sheet, pdf=content, sider=pages_in(content))
        except UnreadablePdf:
            return _UNREADABLE

    # --- the packs ---

    def make(self, pile: Pile, *, duplex: bool) -> tuple[Outcome, int]:
        """Put one pack in place; what became of it, and its pages."""
        path = f"output/{self.år}/pakker/{pile.navn}.pdf"
        target = self.workshop.root / path
        try:
            store.refuse_detours(target, self.workshop.output)
            old = store.read(target)
            if old is not None and not pdf_memory.is_ours(old):
                return Outcome(path, PACK, Action.FEJL, _PERSON), 0
            if not pile.inside and pile.lost:
                return Outcome(path, PACK, Action.FEJL, "ingen af dokumenterne blev til PDF"), 0
            if not pile.inside:
                return self._empty(path, old), 0
            if not self.workshop.write:
                return Outcome(path, PACK, Action.LAVET if old is None else Action.LAVET_IGEN, "prøvekørsel"), 0
            return self._made(pile, path, old, duplex=duplex)
        except store.SaveError as trouble:
            return Outcome(path, PACK, Action.FEJL, str(trouble)), 0

    def _empty(self, path: str, old: bytes | None) -> Outcome:
        """Nothing to put in it: a pack of an earlier run tells what is no longer so."""
        if old is None:
            return Outcome(path, PACK, Action.UDELADT, "der er intet at lægge i den")
        if self.workshop.write:
            store.remove(self.workshop.root / path, self.workshop.output)
        return Outcome(path, PACK, Action.FJERNET, "der er ikke længere noget at lægge i den")

    def _made(self, pile: Pile, path: str, old: bytes | None, *, duplex: bool) -> tuple[Outcome, int]:
        from mlmp_docs.outbox.print_pack import Part, UnreadablePdf, pages_in, print_pack

        undated = self._cover(pile, None)
        source = hashlib.sha256(repr((__version__, duplex, undated)).encode("utf-8", "surrogatepass"))
        for sheet in pile.inside:
            source.update(hashlib.sha256(sheet.pdf).digest())
        if old is not None and pdf_memory.is_of(old, source.digest()):
            return Outcome(path, PACK, Action.UÆNDRET), pages_in(old)
        cover = self._cover_pdf(self._cover(pile, self.dato))
        if isinstance(cover, libreoffice.Trouble):
            return Outcome(path, PACK, Action.FEJL, cover.reason), 0
        parts = [Part("Indhold", cover), *(Part(each.titel, each.pdf, _bookmark(each, pile)) for each in pile.inside)]
        try:
            whole = print_pack(parts, titel=undated.titel, forfatter=self._author, duplex=duplex)
        except UnreadablePdf:
            return Outcome(path, PACK, Action.FEJL, _UNREADABLE), 0
        store.save(pdf_memory.remember(whole, source.digest()), self.workshop.root / path, self.workshop.output)
        action, reason = (Action.LAVET, "ny") if old is None else (Action.LAVET_IGEN, "indholdet er ændret")
        return Outcome(path, PACK, action, reason), pages_in(whole)

    @property
    def _author(self) -> str:
        return f"Rådgiver, {self.project.opsætning.kommune}"

    def _cover(self, pile: Pile, dato: date | None) -> Cover:
        opsætning = self.project.opsætning
        known = opsætning.tilbud if pile.reader.slags == "tilbud" else opsætning.rådgivere
        name = known[pile.reader.id].navn
        inside = [Inside(each.titel, each.sider, each.navn, each.borger, each.møde, each.note) for each in pile.inside]
        made = (pack_cover.as_of(dato),) if dato else ()
        if pile.dag:
            return pack_cover.day(f"Min dag: {weekday_date(pile.dag)}", (name, *made), inside, pile.outside)
        about = pack_cover.months(pile.måneder, self.år) if pile.måneder else f"Hele {self.år}"
        return pack_cover.contents(f"Pakke til {name}", (about, *made), inside, pile.outside)

    def _cover_pdf(self, cover: Cover) -> bytes | libreoffice.Trouble:
        from mlmp_docs.excel.pack_cover import pack_cover as as_workbook

        if self._printer.program is None:
            return libreoffice.Trouble(_NO_OFFICE)
        output = self.workshop.output
        private = output / store.CACHE / "pdf" / "omslag"
        store.folder(private, output)
        try:
            sheet = private / "omslag.xlsx"
            sheet.write_bytes(as_workbook(cover, author=self._author))
            ((_, result),) = libreoffice.convert(self._printer.program, [sheet], private, stop=Event())
        except OSError as trouble:
            return libreoffice.Trouble(store.reason(trouble))
        finally:
            shutil.rmtree(private, ignore_errors=True)
        return result


def _with_pdfs(pile: Pile, found: dict[str, Sheet | str]) -> Pile:
    inside = tuple(each for sheet in pile.inside if isinstance(each := found[sheet.path], Sheet))
    lost = tuple(
        Outside(sheet.titel, sheet.navn, reason)
        for sheet in pile.inside
        if isinstance(reason := found[sheet.path], str)
    )
    return replace(pile, inside=inside, outside=(*pile.outside, *lost), lost=bool(lost))


def _bookmark(sheet: Sheet, pile: Pile) -> str:
    """The citizen's name; for a day the time too."""
    if pile.dag and sheet.møde and sheet.møde.kl:
        return f"{sheet.møde.kl.fra:%H.%M} {sheet.navn}"
    return sheet.navn or "Lister"


def _without_ny(path: str) -> str:
    """The file itself, for one whose new version waits beside it."""
    return re.sub(r"\.ny(\.[a-z]+)$", r"\1", path)
