"""What the spreadsheet shows of a plan's texts: everything, but of a protected address nothing."""

from collections.abc import Mapping
from typing import Any

from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.people import Borger
from mlmp_docs.procedure import protected_address
from mlmp_docs.tables.entries import Text, as_it_stands
from mlmp_docs.tables.table import Column
from mlmp_docs.tables.texts import canonical, found, spot

ADDRESS = "borger.adresse"
PROTECTED = "(beskyttet)"
"""Stands for the citizen's own address when it is protected."""
_ADDRESS_KEYS = frozenset({"adresse", "navn", "cpr", "telefon", "mail"})


def texts_shown(raw: Mapping[str, Any]) -> Text:
    """What hides a protected address in the texts of a plan that can be read."""
    borger = raw.get("borger", {})
    adresse = borger.get("adresse", "").strip()
    if not adresse or borger.get("beskyttet_adresse", "").strip().lower() not in ("ja", "true"):
        return as_it_stands
    person = Borger.model_construct(
        navn=borger["navn"].strip(),
        kaldenavn=borger.get("kaldenavn", "").strip() or None,
        adresse=adresse,
        beskyttet_adresse=True,
    )
    plan = Plan.model_construct(borger=person, rådgiver="", tilbud=())
    return lambda key, text: protected_address.text_for_others(plan, key, text) if text else text


def value_shown(column: Column, data: Mapping[str, Any], shown: Text) -> str:
    """The text of a cell for what an entry holds."""
    path = spot(column).path
    text = canonical(column, found(data, path))
    if shown is as_it_stands or not text:
        return text
    if column.key == ADDRESS:
        return PROTECTED
    return text if path[-1] in _ADDRESS_KEYS else shown(path[-1], text)


def is_hidden(column: Column, data: Mapping[str, Any], shown: Text) -> bool:
    """Whether the cell of a column does not show all that the entry holds."""
    if shown is as_it_stands or column.is_shown_only or column.kind == "id'er":
        return False
    return value_shown(column, data, shown) != canonical(column, found(data, spot(column).path))
