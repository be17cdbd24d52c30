"""The first plan file of a new citizen: what it is called, and what stands in it."""

import re
import unicodedata
from collections.abc import Collection, Container, Sequence
from itertools import count

from mlmp_docs.plan.cpr_traces import holds_cpr_number

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_HEAD = """\
# yaml-language-server: $schema=../plan.schema.json
#
# Linjer, der begynder med #, er kommentarer. Fjern tegnet foran et felt for at udfylde det.
# Her står kun de første felter; VS Code foreslår alle, der kan stå et sted, når du trykker Ctrl+mellemrum.
"""
_BORGER = """\
  # adresse:
  # telefon:
  # post: digital                  # digital | brev
  # forberedelsesark: standard     # standard | billeder | observation
"""
_MIN_PLAN = """\
# min_plan:                        # borgerens egne ord
#   håb_og_drømme:
#     - …
"""


def proposed_id(name: str, taken: Container[str]) -> str:
    """An id made from the citizen's name, never from anything else; with a number when it is taken."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "borger"
    slug = "borger" if holds_cpr_number(slug) else slug
    return next(each for n in count(1) if (each := slug if n == 1 else f"{slug}-{n}") not in taken)


def plan_text(
    name: str, cpr: str, tilbud: Sequence[str], rådgiver: str, år: int | None, given: Collection[str] = ()
) -> str:
    """The fields that must be there, and as comments those that come next.

    `år` is the year of a first meeting; None for no meeting. `given` are fields that somebody will fill in right
    away, so that they need no comment.
    """
    contact = "    # kontaktperson:               # id fra tilbuddets medarbejdere\n"
    first = "" if "kontaktperson" in given else contact
    entries = "".join(f"  - id: {entry}\n{contact if number else first}" for number, entry in enumerate(tilbud))
    parts = [
        _HEAD,
        "\nborger:\n",
        f"  navn: {_quoted(name)}\n",
        "" if "kaldenavn" in given else "  # kaldenavn:                     # ellers fornavnet\n",
        f"  cpr: {_quoted(cpr)}\n",
        *(line for line in _BORGER.splitlines(keepends=True) if line.split()[1].rstrip(":") not in given),
        "\n",
        "" if "sagsnummer" in given else "# sagsnummer:\n",
        f"rådgiver: {rådgiver}\n\ntilbud:\n{entries}",
        "" if "min_plan" in given else f"\n{_MIN_PLAN}",
        "" if år is None else _first_meeting(år),
    ]
    return "".join(parts)


def _first_meeting(år: int) -> str:
    return f"""
møder:
  - år: {år}
    # måned: maj
    # dato: {år}-05-12
    # kl: 10:00-11:30
    # sted:
"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
