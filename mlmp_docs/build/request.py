"""What a run is asked to do. A selection chooses files; it never narrows a list."""

from dataclasses import dataclass, field
from datetime import date

from mlmp_docs.outbox.libreoffice import Printer


@dataclass(frozen=True)
class Selection:
    """Empty means all. Ids, month numbers and document keys."""

    borgere: frozenset[str] = frozenset()
    tilbud: frozenset[str] = frozenset()
    rådgivere: frozenset[str] = frozenset()
    måneder: frozenset[int] = frozenset()
    dokumenter: frozenset[str] = frozenset()

    def takes(
        self,
        *,
        art: str,
        borgere: frozenset[str],
        tilbud: frozenset[str],
        rådgivere: frozenset[str],
        måneder: frozenset[int],
    ) -> bool:
        """Whether a file of this kind, about these citizens, tilbud, rådgivere and months is asked for."""
        return (
            (not self.dokumenter or art in self.dokumenter)
            and _meets(self.borgere, borgere)
            and _meets(self.tilbud, tilbud)
            and _meets(self.rådgivere, rådgivere)
            and _meets(self.måneder, måneder)
        )


def _meets(asked: frozenset[str] | frozenset[int], has: frozenset[str] | frozenset[int]) -> bool:
    return not asked or bool(asked & has)


@dataclass(frozen=True)
class Request:
    """What a run is asked to do."""

    år: int
    selection: Selection = field(default_factory=Selection)
    brevdato: date | None = None
    """The date on letters and orders that are not recorded as sent; else the last working day before their limit."""

    force: bool = False
    prune: bool = False
    dry_run: bool = False
    printer: Printer | None = None
    """Makes a PDF beside each document and annual list; None when no PDFs are asked for."""
