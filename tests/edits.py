"""Edits plan files at random and looks at what came out: exactly the wanted data, and no other byte changed.

`python -m tests.edits 100000` runs that many, on two processors. What must not change is judged here from PyYAML's
own tree of nodes, which the editor does not use.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unicodedata import normalize

from mlmp_docs.plan import shape
from mlmp_docs.plan.editor import Add, Clear, Edit, EditRefused, Remove, Set, edit
from mlmp_docs.plan.model import Plan
from mlmp_docs.plan.syntax import scan
from tests.edit_judge import Parsed, data_of, is_within, judge
from tests.messy_yaml import messy

STYLES = (Path(__file__).parent / "data" / "edit_styles.txt").read_text(encoding="utf-8").split("=====\n")[1:]
BATCH = 15
"""So many edits are made one after another in each document, before a fresh one is taken."""
TEXTS = [
    *(
        "Ny tekst",
        "Ja",
        "nej",
        "no",
        "NO",
        "Null",
        "null",
        "~",
        "",
        " ",
        "true",
        "on",
        "y",
        "0101701234",
        "670761-4285",
    ),
    *("10:30", "10.30", "10:00-11:30", "2027-05-12", "2027-05-12 10:00-11:30", "007", "1.10", "20_26", "0x2A", "7e2"),
    *("3", "-1", "+45 20 00 00 01", "+4520000001", "Sal #2 t.h.", "Ønske: ny cykel", "slut:", "#1", "# nej", "a#b"),
    *(
        "@anna",
        "*stjerne",
        "&søn",
        "!vigtigt",
        "%",
        "`kode`",
        "- punkt",
        "-",
        "? hvad",
        "hvad?",
        ": ",
        "[a, b]",
        "{sted}",
    ),
    *("a, b", "a]b", 'sagde "hej"', "Annas 'hus'", "\"begge'", "C:\\mappe", "\\n", "to\nlinjer", "tre\n\nmed luft\n"),
    *(
        "  foran",
        "bagved  ",
        "\tfane",
        "midt\ti",
        "\n",
        "a\n ind\nb",
        "a \nb",
        "x\r\ny",
        "…",
        "§ 108",
        "½",
        "(i parentes)",
    ),
    *(
        "A\u030angstro\u0308m",
        "å" * 130,
        "ord " * 40 + "slut",
        "😀 smil",
        "\u00a0hårdt",
        "usyn\u200bligt",
        "\ufeffmærke",
    ),
    *(
        "---",
        "...",
        "--- x",
        "<<",
        "=",
        ".inf",
        ".5",
        "5.",
        "1:2:3",
        "0o7",
        "0b1",
        "12e03",
        "|",
        ">",
        "http://a.dk/?x=1",
    ),
    *('{"a": 1}', "a: {b}", "''", '""', "'", '"', "-0", "1,5", "2027-5-1", "2001-12-14 21:59:43", "\\", "a\\", "é:é"),
]
KEYS = ["ny", "ny nøgle", "2027", "a:b", "fjordglimt-1", "ja", "null", "#x", "å"]


@dataclass(frozen=True)
class Outcome:
    """What became of many edits."""

    made: int
    unchanged: int
    refused: Counter[str]


def documents() -> list[bytes]:
    """Every style with either line break, with and without a byte order mark and a last line break, and in NFD."""
    found: list[bytes] = []
    for style in STYLES:
        text = style.encode()
        found += [text, text.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + text, text.rstrip(b"\n")]
        found += [normalize("NFD", style).encode(), text.replace(b"\n", b"\r\n").rstrip()]
        lines = text.splitlines(keepends=True)
        found.append(b"".join(line.replace(b"\n", b"\r\n") if i % 3 else line for i, line in enumerate(lines)))
    return found


def readable_mess(chance: random.Random) -> bytes:
    """A random file that the reader accepts."""
    while True:
        text = messy(chance)
        if not scan(text, "plan.yaml", 100_000, ()).diagnostics:
            return text.encode()


def run(count: int, seed: int) -> Outcome:
    """Make so many edits. Raises `AssertionError`, with all that is needed to do it again, when one is wrong."""
    chance = random.Random(seed)
    pool = documents()
    made = unchanged = 0
    refused: Counter[str] = Counter()
    while made + unchanged + refused.total() < count:
        content = chance.choice(pool) if chance.random() < 0.5 else readable_mess(chance)
        for _ in range(BATCH):
            change = random_edit(chance, content)
            try:
                after = edit(content, [change], "plan.yaml")
            except EditRefused as told:
                refused[re.sub(r"'.*?'", "'…'", told.message)] += 1
                continue
            except Exception as bug:
                raise AssertionError(f"{change!r}\nin\n{content!r}") from bug
            try:
                judge(content, change, after)
            except AssertionError as wrong:
                shown = f"{change!r}\n--- before\n{content.decode()}\n--- after\n{after.decode()}"
                raise AssertionError(f"{wrong}\n{shown}\n{content!r}") from wrong
            unchanged += after == content
            made += after != content
            content = after if len(after) < 4000 else content
    return Outcome(made, unchanged, refused)


def run_together(count: int, seed: int) -> int:
    """Make so many sets of edits at once and one by one; how many sets were made both ways, with equal data."""
    chance = random.Random(seed)
    pool = documents()
    equal = 0
    for _ in range(count):
        content = after = chance.choice(pool) if chance.random() < 0.5 else readable_mess(chance)
        made: list[Edit] = []
        while len(made) < 6:
            change = random_edit(chance, after)
            try:
                after = edit(after, [change], "plan.yaml")
            except EditRefused:
                continue
            made.append(change)
        together = edit(content, made, "plan.yaml")
        assert data_of(together) == data_of(after), f"{made!r}\n{content!r}"
        comments = [[c for _, c in Parsed(text.decode("utf-8-sig")).comments] for text in (content, together)]
        assert is_within(comments[1], comments[0]), f"{made!r}\n{content!r}"
        equal += 1
    return equal


# --- random edits --------------------------------------------------------------------------------------------------


def random_edit(chance: random.Random, content: bytes) -> Edit:
    """An edit that fits the data of a document; now and then one that does not."""
    data = data_of(content)
    places = list(paths(data))
    kind = chance.random()
    if kind < 0.3:
        return Set(chance.choice([p for p, v in places if isinstance(v, str)] or [("ny",)]), text(chance))
    if kind < 0.4:
        path, _ = chance.choice(places[1:] or [(("ny",), "")])
        return Set(path, value(chance, 2))
    if kind < 0.6:
        path, _ = chance.choice([(p, v) for p, v in places if isinstance(v, dict)])
        record = shape.record_at(Plan, path)
        known = list(shape.fields(record)) if record is not None else []
        key = chance.choice(known) if known and chance.random() < 0.8 else chance.choice(KEYS)
        deeper = (chance.choice(KEYS),) if chance.random() < 0.15 else ()
        return Set((*path, key, *deeper), value(chance, 2) if chance.random() < 0.6 else text(chance))
    if kind < 0.75:
        lists = [(p, v) for p, v in places if isinstance(v, list)]
        if lists:
            path, found = chance.choice(lists)
            return Add(path, value(chance, 2), chance.choice([None, *range(len(found) + 1)]))
        return Add((chance.choice(KEYS),), text(chance))
    if kind < 0.9:
        return Remove(chance.choice(places[1:] or places)[0] or ("borger",))
    if kind < 0.97:
        keys = [p for p, _ in places[1:] if isinstance(p[-1], str) or chance.random() < 0.02]
        return Clear(chance.choice(keys or [("ny",)]))
    short = [p for p, v in places if isinstance(v, str) and p and p[-1] in ("datobrev", "referat", "kontaktperson")]
    return Set((*chance.choice(short), "gælder"), text(chance)) if short else Add(("møder",), {"år": "2030"})


def text(chance: random.Random) -> str:
    """A text that is likely to be misread, or any short one."""
    if chance.random() < 0.85:
        return chance.choice(TEXTS)
    return "".join(chance.choice("ab å#:-,[]{}'\"\n\t&*!|>%@`0?.=\\§") for _ in range(chance.randrange(1, 9)))


def value(chance: random.Random, depth: int) -> Any:
    """A text, a list or fields."""
    kind = chance.random()
    if depth == 0 or kind < 0.4:
        return text(chance)
    if kind < 0.7:
        return [value(chance, depth - 1) for _ in range(chance.randrange(0, 4))]
    keys = chance.sample(["navn", "dato", "relation", "id", *KEYS], chance.randrange(0, 4))
    return {key: value(chance, depth - 1) for key in keys}


def paths(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every path of some data, with what stands there."""
    yield path, data
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, below in parts:
        yield from paths(below, (*path, key))


def main() -> None:
    """Run the number of edits that is asked for."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6)
    begun = time.perf_counter()
    parts = 40
    print(f"{count} edits, seed {seed}", flush=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(run, [count // parts] * parts, range(seed, seed + parts)))
    refused = sum((outcome.refused for outcome in outcomes), Counter[str]())
    made, unchanged = sum(o.made for o in outcomes), sum(o.unchanged for o in outcomes)
    print(f"{made} changed their file, {unchanged} had nothing to change, {refused.total()} were refused:")
    for message, number in refused.most_common():
        print(f"  {number:6} {message}")
    print(f"{time.perf_counter() - begun:.0f} s; every other byte stayed")


if __name__ == "__main__":
    main()
