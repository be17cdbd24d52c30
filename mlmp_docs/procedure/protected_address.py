"""Where a meeting at home would tell where a citizen with a protected address lives (product.md § 7)."""

import re

from mlmp_docs.plan.model import Plan


def tells_protected_address(plan: Plan, text: str) -> bool:
    """Whether a place or a wish names the street where a citizen with a protected address lives."""
    borger = plan.borger
    street = " ".join((borger.adresse or "").partition(",")[0].casefold().split())
    if not (borger.beskyttet_adresse and street):
        return False
    return re.search(rf"(?<!\w){re.escape(street)}(?!\w)", " ".join(text.casefold().split())) is not None


def place_for_others(plan: Plan, text: str) -> str:
    """The place as everybody but the citizen may read it."""
    return f"Hjemme hos {plan.borger.kaldes}" if tells_protected_address(plan, text) else text
