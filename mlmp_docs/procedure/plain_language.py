"""How easy the texts are that plans and mlmp.yaml bring into what the citizen reads (document-contents § 1).

Figures and advice (K080, K081), only when somebody asks. The citizen's own words count in the figures and are never
advised on: they stand as they were said. What is quoted from a score is not measured.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from mlmp_docs.diagnostic import Diagnostic, Level
from mlmp_docs.plan.goals import Mål
from mlmp_docs.plan.meeting import Dagsordenspunkt, Møde
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.readability import EASY, VERY_EASY, Reading, read
from mlmp_docs.plan.settings import Opsætning
from mlmp_docs.plan.source import Path_, Source
from mlmp_docs.procedure.findings import Findings

ENOUGH: Final = 8
"""Words that a text must have to be advised on; in shorter ones a single long word decides the figure."""
LEEWAY: Final = 10
"""A single text may be one step of the scale harder than all of them together."""
LONG_SENTENCE: Final = 15
"""Words from which a sentence is better split."""
_MOST_NAMED = 3


@dataclass(frozen=True, order=True)
class Reads:
    """Something the citizen reads, and the figure it should not pass."""

    what: str
    at_most: int


PLAN: Final = Reads("den visuelle plan", VERY_EASY)
ARK: Final = Reads("forberedelsesarket", VERY_EASY)
BREV: Final = Reads("indkaldelsen", EASY)
REFERAT: Final = Reads("referatets »Kort fortalt«", EASY)


@dataclass(frozen=True)
class Passage:
    """One text, where it stands and where the citizen reads it."""

    reads: Reads
    path: Path_
    text: str
    own_words: bool = False


@dataclass(frozen=True)
class Figure:
    """What the texts of one file give together in one of the citizen's documents."""

    file: str
    reads: Reads
    reading: Reading

    @property
    def is_over(self) -> bool:
        """Whether there is enough to judge by, and it is harder than it should be."""
        return self.reading.words >= ENOUGH and self.reading.lix > self.reads.at_most


def passages_of_plan(plan: Plan) -> Iterator[Passage]:
    """Every text of a plan that the citizen will read; none of a plan that has ended, or of what was sent."""
    if plan.afsluttet:
        return
    own = plan.min_plan.kilde.startswith("Borger")
    for key, reads in (
        ("håb_og_drømme", PLAN),
        ("vigtigt_for_mig", PLAN),
        ("det_kan_jeg", PLAN),
        ("det_er_svært", ARK),
        ("det_vil_jeg_gerne", ARK),
        ("god_støtte", PLAN),
    ):
        for n, text in enumerate(getattr(plan.min_plan, key)):
            yield Passage(reads, ("min_plan", key, n), text, own)
    for n, mål in enumerate(plan.mål):
        if mål.status not in ("ikke opnået", "afsluttet"):
            yield from _of_goal(mål, ("mål", n))
    for n, aftale in enumerate(plan.aftaler):
        if aftale.status != "bortfaldet":
            yield Passage(PLAN, ("aftaler", n, "tekst"), aftale.tekst)
    for n, møde in enumerate(plan.møder):
        if møde.aflyst is None:
            yield from _of_meeting(møde, ("møder", n))


def passages_of_settings(opsætning: Opsætning) -> Iterator[Passage]:
    """The agenda in easy words, and the words of the scales."""
    for id_, skala in opsætning.skalaer.items():
        for step, word in (skala.borgerord or skala.trin).items():
            key = "borgerord" if skala.borgerord else "trin"
            yield Passage(PLAN, ("skalaer", id_, key, str(step)), word)
    if "dagsorden" in opsætning.model_fields_set:
        yield from _agenda(opsætning.dagsorden, ())


def _of_goal(mål: Mål, path: Path_) -> Iterator[Passage]:
    for key in ("borgermål", "drøm", "hvorfor"):
        if text := getattr(mål, key):
            yield Passage(PLAN, (*path, key), text)
    for n, text in enumerate(mål.sådan_gør_vi):
        yield Passage(PLAN, (*path, "sådan_gør_vi", n), text)
    for n, step in enumerate(mål.delmål):
        yield Passage(PLAN, (*path, "delmål", n, "tekst"), step.tekst)


def _of_meeting(møde: Møde, path: Path_) -> Iterator[Passage]:
    if møde.sendt.indkaldelse is None:
        if møde.særlige_behov:
            yield Passage(BREV, (*path, "særlige_behov"), møde.særlige_behov)
        yield from _agenda(møde.dagsorden, path)
        for n, text in enumerate(møde.ekstra_punkter):
            yield Passage(BREV, (*path, "ekstra_punkter", n), text)
    if møde.referat and møde.referat.kort_fortalt and møde.sendt.referat is None:
        yield Passage(REFERAT, (*path, "referat", "kort_fortalt"), møde.referat.kort_fortalt)


def _agenda(points: Sequence[Dagsordenspunkt], path: Path_) -> Iterator[Passage]:
    for n, point in enumerate(points):
        key = "letlæst" if point.letlæst else "punkt"
        yield Passage(BREV, (*path, "dagsorden", n, key), point.letlæst or point.punkt)


def figures(passages: Iterable[Passage], file: str) -> tuple[Figure, ...]:
    """The figure of each of the citizen's documents; what nobody has written yet has none."""
    measured = (Figure(file, reads, read(passage.text for passage in group)) for reads, group in _by_document(passages))
    return tuple(figure for figure in measured if figure.reading.words)


def advice(passages: Iterable[Passage], source: Source) -> Findings:
    """K080: one text is hard. K081: no single one is, but together they are."""
    for reads, group in _by_document(passage for passage in passages if not passage.own_words):
        hard = [passage for passage in group if _is_hard(passage)]
        for passage in hard:
            yield _of_one(passage, source)
        together = Figure(source.file, reads, read(passage.text for passage in group))
        if not hard and together.is_over:
            yield _of_all(together, group, source)


def _by_document(passages: Iterable[Passage]) -> Iterator[tuple[Reads, list[Passage]]]:
    in_order = sorted(passages, key=lambda passage: passage.reads)
    return ((reads, list(group)) for reads, group in groupby(in_order, key=lambda passage: passage.reads))


def _is_hard(passage: Passage) -> bool:
    reading = read(passage.text)
    return reading.words >= ENOUGH and reading.lix > passage.reads.at_most + LEEWAY


def _of_one(passage: Passage, source: Source) -> Diagnostic:
    reading, reads = read(passage.text), passage.reads
    message = f"Teksten har LIX {reading.lix:.0f}; i {reads.what} er den helst højst {reads.at_most}."
    return source.diagnostic("K080", Level.RÅD, passage.path, message, _remedy(reading))


def _remedy(reading: Reading) -> str:
    many = f"{reading.long_words} af {reading.words} ord har syv bogstaver eller flere"
    if reading.longest_sentence >= LONG_SENTENCE:
        return f"Del den længste sætning (den har {reading.longest_sentence} ord). {many}."
    return f"Brug kortere ord: {many}."


def _of_all(together: Figure, group: Sequence[Passage], source: Source) -> Diagnostic:
    lix, reads = together.reading.lix, together.reads
    message = f"Teksterne til {reads.what} har tilsammen LIX {lix:.0f}; den er helst højst {reads.at_most}."
    hardest = sorted(group, key=lambda passage: read(passage.text).lix, reverse=True)[:_MOST_NAMED]
    lines = sorted({source.place(*passage.path).line or 1 for passage in hardest})
    where = " og ".join(filter(None, (", ".join(map(str, lines[:-1])), str(lines[-1]))))
    hint = f"De sværeste ord og sætninger står i linje {where}."
    return source.diagnostic("K081", Level.RÅD, group[0].path[:1], message, hint)
