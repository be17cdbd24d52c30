"""What the checker `outloud` finds in a PDF: PDF/UA-1, WCAG 2.2, and what a screen reader would say wrongly."""

from dataclasses import dataclass
from pathlib import Path

LOST_PROSE = "TAG-002"


@dataclass(frozen=True)
class Heard:
    """The findings of one PDF."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]


def heard(pdf: Path) -> Heard:
    """Everything but one false alarm: what each page repeats is silent on purpose, and no prose that got lost."""
    import outloud

    result = outloud.check(str(pdf))
    if result.error:
        return Heard((f"{pdf.name}: {result.error}",), ())
    told: dict[str, list[str]] = {"error": [], "warning": []}
    for finding in result.findings:
        false_alarm = finding.rule == LOST_PROSE and _is_repeated(str(finding.evidence), finding.page, pdf)
        if finding.severity in told and not false_alarm:
            told[finding.severity].append(f"{pdf.name}: {finding.rule}: {finding.message} ({finding.evidence})")
    return Heard(tuple(told["error"]), tuple(told["warning"]))


def _is_repeated(evidence: str, page: int, pdf: Path) -> bool:
    """Whether it is the footer, which begins with the document's title, or a table's head once more."""
    import pymupdf

    line = " ".join(evidence.rstrip("…").split())
    with pymupdf.open(pdf) as document:
        title = " ".join((document.metadata or {}).get("title", "").split())
        earlier = " ".join(" ".join(document[number].get_text().split()) for number in range(page - 1))
    return line.partition(" Side ")[0].startswith(title[: len(line)]) or line in earlier
