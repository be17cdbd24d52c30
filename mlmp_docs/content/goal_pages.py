"""A goal's own page in the visual plan: the goal, how it goes, the stairs, how we do it and why."""

from typing import Any

from mlmp_docs.content import danish
from mlmp_docs.content.goals import agreement_for_citizen
from mlmp_docs.content.voice import fixed_sentences

_COLOURS = 4


def goal_page(mål: dict[str, Any], kaldenavn: str, own_words: bool) -> dict[str, Any]:
    sentences = fixed_sentences(kaldenavn, own_words)
    levels = _levels(mål, own_words, kaldenavn)
    reached = mål["status"] == "opnået"
    return {
        "nummer": mål["nummer"],
        "farve": (mål["nummer"] - 1) % _COLOURS + 1,
        "ordlyd": mål["borgermål"],
        "fagligt": mål["indsatsmål"],
        "nået": reached,
        "hvem": _who_helps(mål, own_words),
        "senest": f"den{danish.NBSP}{mål['frist']}" if mål["frist"] else "",
        "har_niveau": any(level["ord"] for level in levels.values()),
        "niveau": levels,
        "enighed": agreement_for_citizen(mål, kaldenavn, own_words),
        "drøm": mål["drøm"],
        "trin": [_step(step, mål["delmål"], sentences["her_nu"]) for step in mål["delmål"]],
        "sådan_gør_vi": mål["sådan_gør_vi"],
        "hvorfor": mål["hvorfor"],
    }


def _who_helps(mål: dict[str, Any], own_words: bool) -> str:
    if mål["alle_udførere"] and len(mål["udførere"]) > 1:
        return "Alle mine tilbud" if own_words else "Alle tilbud"
    return danish.join_with_og(mål["udførere"])


def _levels(mål: dict[str, Any], own_words: bool, kaldenavn: str) -> dict[str, dict[str, str]]:
    """How it went when we began, now, and as hoped; with one score the first two are the same (product.md § 4)."""
    begun, now = mål["udgangspunkt"], mål["nu"]
    hope = "Mit mål" if own_words else f"{danish.genitive(kaldenavn)} mål"
    if mål["måltype"] == "fastholde":
        hope = f"{hope}: at blive ved med det"
    return {
        "start": {"overskrift": "Da vi begyndte", "dato": begun["dato"], "ord": _level_words(begun)},
        "nu": {"overskrift": "Nu", "dato": now["dato"], "ord": _level_words(now)},
        "mål": {"overskrift": hope, "dato": mål["frist"], "ord": mål["forventet"]["borgerord"]},
    }


def _level_words(score: dict[str, Any]) -> str:
    """The recorded level (R32), else the citizen's own."""
    return str(score["faglig"]["borgerord"] or score["borger"]["borgerord"])


def _step(step: dict[str, Any], steps: list[dict[str, Any]], here: str) -> dict[str, Any]:
    present = max((each["nummer"] for each in steps if each["i_gang"]), default=0)
    state = step["status_tekst"]
    if step["nummer"] == present:
        state = f"{state} – {here}"
    when = step["opnået"] or step["frist"]
    return {
        "nummer": step["nummer"],
        "tekst": step["tekst"],
        "hvornår_og_hvem": "\n".join(part for part in (when, step["ansvarlig"]) if part),
        "tilstand": state,
        "nået": step["nået"],
        "i_gang": step["i_gang"],
        "venter": not step["nået"] and not step["i_gang"],
    }
