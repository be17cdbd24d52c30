"""The list of a citizen's tilbud in a cell: new ones are entries, and none is taken away by accident."""

from mlmp_docs.tables.draft import Draft
from mlmp_docs.tables.edited import EditedRow
from mlmp_docs.tables.limits import Limits
from mlmp_docs.tables.table import Column
from mlmp_docs.tables.texts import normalised


def change_tilbud(draft: Draft, row: EditedRow, column: Column, text: str, limits: Limits, *, slet: bool) -> bool:
    """Add the tilbud that are new on the list; one that is off it goes only when nothing but its id is lost.

    The order is the plan's: the first is the primary one. False when nothing was changed.
    """
    wanted = list(filter(None, text.split("\n")))
    place = ("tilbud",)
    items = draft.data.setdefault("tilbud", [])
    before = [normalised(item["id"]) for item in items]
    rest = iter(wanted)
    all_stay = all(id_ in rest for id_ in before)
    kept = [id_ for id_ in before if id_ in wanted]
    are_twice = len(set(wanted)) < len(wanted) and not (all_stay and len(set(before)) < len(before))
    if are_twice or (not all_stay and [id_ for id_ in wanted if id_ in before] != kept):
        limits.order(row, column)
        return False
    leaving = [item for item in items if normalised(item["id"]) not in wanted]
    stays = bool(leaving) and (not slet or any(set(item) != {"id"} for item in leaving))
    at, size = 0, len(items)
    for id_ in wanted:
        there = [normalised(item["id"]) for item in items]
        if id_ in before:
            at = there.index(id_, at) + 1
        else:
            # Nobody has said that it comes before one that is off the list and stays: the first is the primary one.
            draft.add(place, {"id": id_}, at if at < len(items) and not stays else None)
            at += 1
    if stays:
        limits.tilbud_stays(row, column, slet=slet)
        return len(items) > size
    for item in leaving:
        draft.remove(place, item)
    return True
