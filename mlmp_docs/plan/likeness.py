"""Whose style a new value takes: that of what stood there, or of its like nearby."""

from typing import Any

from mlmp_docs.plan import shape
from mlmp_docs.plan.edits import Data
from mlmp_docs.plan.nodes import Entry, Node
from mlmp_docs.plan.page import Page
from mlmp_docs.plan.source import Path_
from mlmp_docs.plan.writing import Like, is_big

QUOTED = {quote: Node("text", 0, 0, style=quote) for quote in ("'", '"')}
"""A text in quotes, to be like."""


def like_old(page: Page, old: Node, path: Path_) -> Like:
    """The value that stood there, and the same keys in the entries beside it."""
    relatives = like_relatives(page, path)

    def like(key: str | None) -> Node | None:
        if key is None:
            return old if old.kind == "text" else relatives(None)
        found = old.entry(key) if old.kind == "fields" else None
        return found.node if found else relatives(key)

    return like


def like_items(node: Node, at: int, annotation: Any, value: Data) -> Like:
    """The item before the new one, or, of entries with fields, one that is written over several lines."""
    given = [e.node for e in node.given]
    near = sorted(given, key=lambda item: abs(given.index(item) - at + 0.5))
    kind = "text" if isinstance(value, str) else "list" if isinstance(value, list) else "fields"
    same = [item for item in near if item.kind == kind and (item.entries or kind == "text")]
    record = shape.record_of(annotation)
    big = record is not None and is_big(record)
    chosen = next((item for item in same if big and not item.flow), same[0] if same else None)

    def like(key: str | None) -> Node | None:
        if key is None:
            return chosen
        found = [e.node for item in same if (e := item.entry(key)) and e.node.kind != "nothing"]
        return found[0] if found else None

    return like


def like_relatives(page: Page, path: Path_) -> Like:
    """The same key in the other entries of the innermost list around it."""
    inner = [number for number, part in enumerate(path) if isinstance(part, int)]
    found: list[Node] = []
    if inner:
        items = page.nodes(path[: inner[-1]])[-1]
        for entry in items.given:
            node: Node | None = entry.node
            for part in path[inner[-1] + 1 :]:
                below = node.entry(part) if node is not None else None
                node = below.node if below else None
            if node is not None and node.kind != "nothing":
                found.append(node)

    beside = _quotes_beside(page, path)

    def like(key: str | None) -> Node | None:
        nodes = found if key is None else [e.node for node in found if (e := node.entry(key))]
        return next(iter(nodes), beside if key is None else None)

    return like


def _quotes_beside(page: Page, path: Path_) -> Node | None:
    """A text in quotes, where all texts beside a key have them, and there are some."""
    parent = page.root
    for part in path[:-1]:
        entry = parent.entry(part)
        if entry is None:
            return None
        parent = entry.node
    texts = [e.node for e in parent.entries if e.node.kind == "text" and e.key != path[-1]]
    return texts[0] if len(texts) > 1 and all(node.style in ("'", '"') for node in texts) else None


def quote_of(entries: list[Entry], text: str) -> str:
    """The quotes around the neighbours' keys; empty unless all have them."""
    return text[entries[0].start] if entries and all(e.quoted for e in entries) else ""
