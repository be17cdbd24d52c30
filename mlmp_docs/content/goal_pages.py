"""A goal's own page in the visual plan: the goal, how it goes, the stairs, how we do it and why.

The stairs take what room the rest leaves on the page, reckoned with the font's widths; the template is built to the
same measures.
"""

from dataclasses import replace
from typing import Any, Final

from mlmp_docs.content import danish
from mlmp_docs.content.goals import agreement_for_citizen
from mlmp_docs.content.plain import Felter
from mlmp_docs.content.voice import fixed_sentences
from mlmp_docs.figures import Måltrappe, Prikker
from mlmp_docs.font import lines
from mlmp_docs.staircase import layout, line_height, shows_dream

BAND: Final = (2.0, 16.7, 8.0)
"""Widths in cm: number, wording, who and when."""
WORDING_WIDTH: Final = 15.8
WHO_WIDTH: Final = 6.2
LEAST_BAND: Final = 2.6
CARD: Final = 5.2
ARROW: Final = 0.85
LEAST_CARDS: Final = 2.9
CARD_TEXT: Final = 4.7
WORDS_LEFT: Final = 0.6
"""From the cards to the words beside them."""
PAGE: Final = 26.7

_COLOURS: Final = 4
_SIZES: Final = ((26, 2), (20, 3), (16, 99))
"""Sizes of the goal's wording, and the most lines of each (design § 3)."""
_ROOM: Final = 18.0
"""What a page holds, with 0.7 cm kept free: Word and LibreOffice do not break alike."""
_BETWEEN: Final = 1.8
"""Gaps between the blocks and the heading of the stairs."""
_HIGHEST_STAIRS: Final = 9.1
_LOWEST_STAIRS: Final = 4.5
_AFTER: Final = 0.14
"""Below a paragraph: 4 pt."""
_DOTS: Final = 0.8
_ICON: Final = 0.22
"""What a pictogram adds to the first line of 14 pt."""
_WITH_ICON: Final = 1.25
"""Paragraphs with a picture in them."""


def goal_page(mål: dict[str, Any], kaldenavn: str, own_words: bool) -> dict[str, Any]:
    """The fields of one goal's page."""
    sentences = fixed_sentences(kaldenavn, own_words)
    levels = _levels(mål, own_words, kaldenavn)
    has_level = any(level["ord"] for level in levels.values())
    page: dict[str, Any] = {
        "nummer": mål["nummer"],
        "farve": (mål["nummer"] - 1) % _COLOURS + 1,
        "ordlyd": mål["borgermål"],
        "ordlyd_størrelse": _size_of(mål["borgermål"]),
        "fagligt": mål["indsatsmål"],
        "nået": mål["status"] == "opnået",
        "hvem": _who_helps(mål, own_words),
        "senest": f"den{danish.NBSP}{mål['frist']}" if mål["frist"] else "",
        "har_niveau": has_level,
        "niveau": levels,
        "viste_niveauer": _shown_levels(levels),
        "uenighed": _disagreement(mål),
        "enighed": _said_of_it(mål, levels, kaldenavn, own_words),
        "prikkernes_ord": sentences["prikker"] if any(level["prikker"] for level in levels.values()) else "",
        "trin": [_step(step, mål["delmål"], sentences["her_nu"]) for step in mål["delmål"]],
        "sådan_gør_vi": mål["sådan_gør_vi"],
        "hvorfor": mål["hvorfor"],
    }
    return page | _stairs(mål["trappe"], page, sentences)


def _size_of(wording: str) -> int:
    return next(size for size, most in _SIZES if lines(wording, WORDING_WIDTH, size, True) <= most)


def _who_helps(mål: dict[str, Any], own_words: bool) -> str:
    if mål["alle_udførere"] and len(mål["udførere"]) > 1:
        return "Alle mine tilbud" if own_words else "Alle tilbud"
    return danish.join_with_og(mål["udførere"])


# --- levels ----------------------------------------------------------------------------------------------------


def _levels(mål: dict[str, Any], own_words: bool, kaldenavn: str) -> dict[str, Felter]:
    """How it went when we began, now, and as hoped; with one score the first two are the same (product.md § 4)."""
    begun, now = mål["udgangspunkt"], mål["nu"]
    hope = "Mit mål" if own_words else f"{danish.genitive(kaldenavn)} mål"
    if mål["måltype"] == "fastholde":
        hope = f"{hope}: at blive ved med det"
    number = mål["nummer"]
    return {
        "start": _level("Da vi begyndte", begun["dato"], _of_score(begun), number),
        "nu": _level("Nu", now["dato"], _of_score(now), number),
        "mål": _level(hope, mål["frist"], mål["forventet"], number),
    }


def _level(heading: str, day: str, level: dict[str, Any], number: int) -> Felter:
    return Felter(
        overskrift=heading,
        dato=day,
        ord=level["borgerord"],
        prikker=Prikker(level["prikker"], level["prikker_af"], number),
    )


def _of_score(score: dict[str, Any]) -> dict[str, Any]:
    """The recorded level (R32), else the citizen's own."""
    level: dict[str, Any] = score["faglig"] if score["faglig"]["borgerord"] else score["borger"]
    return level


def _shown_levels(levels: dict[str, Felter]) -> str:
    """The cards there are: *start nu mål*, *start mål* after the first score, *mål* before it …"""
    once = levels["start"] == levels["nu"].plus(overskrift=levels["start"]["overskrift"])
    return " ".join(name for name, level in levels.items() if level["ord"] and not (once and name == "nu"))


def _said_of_it(mål: dict[str, Any], levels: dict[str, Felter], kaldenavn: str, own_words: bool) -> list[str]:
    """What stands beside the cards: about agreement, or that nobody has talked about it yet."""
    if not levels["nu"]["ord"]:
        return [fixed_sentences(kaldenavn, own_words)["intet_niveau"]]
    return agreement_for_citizen(mål, kaldenavn, own_words)


def _disagreement(mål: dict[str, Any]) -> str:
    score = next((each for each in mål["nu_alle"] if each["uenig"]), None)
    return f"Vi var ikke helt enige i{danish.NBSP}{score['måned']}" if score else ""


# --- steps -----------------------------------------------------------------------------------------------------


def _step(step: dict[str, Any], steps: list[dict[str, Any]], here: str) -> dict[str, Any]:
    present = max((each["nummer"] for each in steps if each["i_gang"]), default=0)
    state = step["status_tekst"] or "Ikke begyndt"
    if step["nummer"] == present:
        state = f"{state} – {here}"
    return {
        "nummer": step["nummer"],
        "tekst": step["tekst"],
        "hvornår": step["opnået"] or step["frist"],
        "hvem": step["ansvarlig"],
        "tilstand": state,
    }


def _stairs(stairs: Måltrappe, page: dict[str, Any], sentences: dict[str, str]) -> dict[str, Any]:
    """The stairs in the room that is left; what they cannot hold stands in words above and below them.

    When a page is full, the goal's wording gets smaller first; then *Sådan gør vi* and *Det hjælper mig* go to the next
    page, rather than the words of the steps to a table.
    """
    dream = "" if shows_dream(stairs) else stairs.drøm
    if dream:
        stairs = replace(stairs, drøm="")
    above = _block(f"{sentences['skridt_mod']} {dream}", PAGE, 14) if dream else 0.0
    above += 0.0 if stairs else _block(sentences["ingen_trin"], PAGE, 14)
    taken = _BETWEEN + _cards_height(page) + above
    below = _below_height(page)
    for size in _sizes_from(page["ordlyd_størrelse"]):
        shown = _as_high_as(stairs, _ROOM - taken - below - _band_height(page, size))
        is_short = layout(shown).is_short
        if not is_short:
            break
    else:
        size = page["ordlyd_størrelse"]
        alone = _as_high_as(stairs, _ROOM - taken - _band_height(page, size))
        if below and not layout(alone).is_short:
            shown, is_short = alone, False
    return {"trappe": shown, "trappe_er_kort": is_short, "drøm": dream, "ordlyd_størrelse": size}


def _as_high_as(stairs: Måltrappe, room: float) -> Måltrappe:
    return replace(stairs, højde=round(max(_LOWEST_STAIRS, min(_HIGHEST_STAIRS, room)), 2))


def _sizes_from(largest: int) -> list[int]:
    """The size the wording should have, and one that a full page may have; never smaller than the stairs' heading."""
    return [largest, 20] if largest > 20 else [largest]


def _block(text: str, width: float, size: float, bold: bool = False) -> float:
    """The height of a paragraph."""
    return lines(text, width, size, bold) * line_height(size) + _AFTER if text else 0.0


def _band_height(page: dict[str, Any], size: int) -> float:
    """The band with the goal's wording in this size."""
    wording = _block(page["ordlyd"], WORDING_WIDTH, size, True)
    wording += _block(f"Fagligt mål: {page['fagligt']}", WORDING_WIDTH, 12) if page["fagligt"] else 0.0
    who = _block(f"Hvem hjælper: {page['hvem']}", WHO_WIDTH, 14, True) + _ICON if page["hvem"] else 0.0
    who += _block(f"Senest: {page['senest']}", WHO_WIDTH, 14) + _ICON if page["senest"] else 0.0
    who += _block("Målet er nået.", WHO_WIDTH, 14) if page["nået"] else 0.0
    return max(LEAST_BAND, max(wording, who) + 0.4)


def _cards_height(page: dict[str, Any]) -> float:
    """The cards, and the words beside them."""
    if not page["viste_niveauer"]:
        return line_height(14) + _AFTER
    shown = [page["niveau"][name] for name in page["viste_niveauer"].split(" ")]
    card = max(
        lines(level["overskrift"], CARD_TEXT, 14, True) * line_height(14)
        + _block(level["dato"], CARD_TEXT, 12)
        + (_DOTS if level["prikker"] else 0.0)
        + lines(level["ord"], CARD_TEXT, 16, True) * line_height(16)
        for level in shown
    )
    beside = PAGE - len(shown) * CARD - (len(shown) - 1) * ARROW - WORDS_LEFT
    size = 12 if page["uenighed"] else 14
    words = sum(_block(text, beside, size) for text in page["enighed"])
    words += _WITH_ICON if page["uenighed"] else _block(page["prikkernes_ord"], beside, size)
    return max(LEAST_CARDS, card + 0.25, words + 0.05)


def _below_height(page: dict[str, Any]) -> float:
    """*Sådan gør vi* and *Det hjælper mig*, side by side when there are both."""
    ways, why = page["sådan_gør_vi"], page["hvorfor"]
    if not ways and not why:
        return 0.0
    wide = PAGE / 2 - 1.0 if ways and why else PAGE - 1.0
    return 1.1 + max(sum(_block(way, wide, 14) for way in ways), _block(why, wide, 14))
