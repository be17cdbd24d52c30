"""The engine beside its peers: the same three-page letter, filled in turns; medians and ratios are printed."""

import statistics
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks import peers
from benchmarks.letter import CARBONE, JINJA, MERGE, MUSTACHE, Language, citizens, letter

_ROUNDS = 5
_PEER_DOCUMENTS = 20
"""Peers are slow: so many citizens a round tell enough."""

_Peer = tuple[str, Language, Callable[..., float | None], int]


def _peers(count: int, ng: str, node: str) -> list[_Peer]:
    found: list[_Peer] = [
        ("mlmp_docs.word.render", JINJA, peers.mlmp, count),
        ("mlmp byg", JINJA, peers.byg, count),
        ("docxtpl", JINJA, peers.docxtpl, _PEER_DOCUMENTS),
    ]
    if find_spec("mailmerge"):
        found.append(("docx-mailmerge2", MERGE, peers.mailmerge, _PEER_DOCUMENTS))
    if ng:
        command = [ng, str(peers.HERE / "peers.py")]
        found.append(("docxtpl-ng", JINJA, peers.in_own_process(command), _PEER_DOCUMENTS))
    if node:
        for name, language in (("docxtemplater", MUSTACHE), ("carbone", CARBONE)):
            command = ["node", str(peers.HERE / "node_peers.js"), str(Path(node).resolve()), name]
            found.append((name, language, peers.in_own_process(command), _PEER_DOCUMENTS))
    return found


def main(*, count: int = 500, ng: str = "", node: str = "") -> None:
    """Fill the letter for `count` citizens by every peer in turn, in several rounds."""
    everyone = citizens(count)
    present = _peers(count, ng, node)
    templates = {name: letter(language) for name, language, _, _ in present}
    times: dict[str, list[float]] = {name: [] for name in templates}
    for turn in range(_ROUNDS + 1):
        for name, _, fill, documents in present:
            taken = peers.seconds(fill, templates[name], everyone[: documents if turn else 2])
            if turn:  # the first turn only warms up
                times[name].append(taken)
        print(f"round {turn}/{_ROUNDS}", file=sys.stderr)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    ours = medians["mlmp_docs.word.render"]
    print(f"3 pages, 74 tags, {count} citizens, one process, medians of {_ROUNDS} rounds")
    for name, median in medians.items():
        ratios = [theirs / own for theirs, own in zip(times[name], times["mlmp_docs.word.render"], strict=True)]
        spread = f"{min(ratios):.1f}–{max(ratios):.1f}"
        print(f"  {name:24} {median * 1e3:9.3f} ms {1 / median:8.0f}/s {median / ours:8.1f} × ours ({spread})")
