"""Random plan-like YAML as careless people might lay it out: no two files alike, all of them readable."""

import random

WORDS = ["Anna", "8900 Randers C", "Jeg vil bo selv", "ja", "2027-05-12", "10:00-11:30", "3", "007", "§ 108", "å"]
ODD = ["", "Sal #2", "a: b", "- x", "it's", 'sagde "hej"', "[x]", "to\nlinjer", "  luft  ", "null", "{}", "#"]
KEYS = ["navn", "møder", "år", "sendt", "mål", "tilbud", "netværk", "referat", "dato", "id", "kl", "min_plan", "noter"]


def messy(chance: random.Random) -> str:
    """The text of a file whose outermost thing is fields."""
    eol = chance.choice(["\n", "\n", "\r\n"])
    start = " " * chance.choice([0, 0, 0, 1, 2])
    lines = [*_rubbish(chance, len(start)), *_fields(chance, len(start), 0), *_rubbish(chance, len(start))]
    if chance.random() < 0.1:
        lines = ["---", *lines]
    if chance.random() < 0.1:
        lines = [*lines, "...", "# efter"]
    return eol.join(lines) + (eol if chance.random() < 0.8 else "")


def _rubbish(chance: random.Random, column: int) -> list[str]:
    """Blank lines and comments, now and then, at any column but mostly the right one."""
    if chance.random() < 0.7:
        return []
    found = []
    for _ in range(chance.randrange(1, 4)):
        kind = chance.random()
        place = column if kind < 0.5 else chance.randrange(0, column + 6)
        found.append("" if kind > 0.7 else " " * place + f"# note {chance.randrange(100)}")
    return found


def _tail(chance: random.Random) -> str:
    """What may follow a value on its line."""
    return chance.choice(
        ["", "", "", "", " ", "\t", f" # hale {chance.randrange(100)}", f"     # hale {chance.randrange(100)}"]
    )


def _fields(chance: random.Random, column: int, depth: int) -> list[str]:
    lines: list[str] = []
    for number, key in enumerate(chance.sample(KEYS, chance.randrange(1, 6))):
        lines += _rubbish(chance, column) if number else []
        shown = f'"{key}"' if chance.random() < 0.1 else f"'{key}'" if chance.random() < 0.05 else key
        colon = chance.choice([":", ":", ":", " :"])
        lines += _value(chance, " " * column + shown + colon, column, depth, dash=False)
    return lines


def _items(chance: random.Random, column: int, depth: int) -> list[str]:
    lines: list[str] = []
    for number in range(chance.randrange(1, 5)):
        lines += _rubbish(chance, column) if number else []
        lines += _value(chance, " " * column + "-", column, depth, dash=True)
    return lines


def _value(chance: random.Random, start: str, column: int, depth: int, dash: bool) -> list[str]:
    """A key or a dash with its value."""
    kind = chance.random()
    gap = " " * chance.choice([1, 1, 1, 2, 3])
    below = column + chance.choice([1, 2, 2, 4])
    if kind < 0.1:
        return [start + chance.choice(["", " null", " ~", " null"]) + _tail(chance)]
    if kind < 0.4 and depth < 3:
        return _collection(chance, start + gap, column, depth, dash)
    if kind < 0.62:
        return (start + gap + _flow(chance, below, 0) + _tail(chance)).split("\n")
    if kind < 0.72:
        return _block_text(chance, start + gap, below)
    if kind < 0.78 and not dash:
        return [start + _comment_only(chance), " " * below + _scalar(chance) + _tail(chance)]
    if kind < 0.84:
        quote = chance.choice(["", '"', "'"])
        middle = "\n" * chance.choice([1, 1, 2]) + " " * below
        return (start + gap + f"{quote}Jeg vil{middle}bo her{quote}" + _tail(chance)).split("\n")
    return [start + gap + _scalar(chance) + _tail(chance)]


def _collection(chance: random.Random, start: str, column: int, depth: int, dash: bool) -> list[str]:
    """Fields or a list in block style, beside a dash or below."""
    inside = _fields if chance.random() < 0.6 else _items
    if dash and (inside is _items or chance.random() < 0.7):
        first, *rest = inside(chance, len(start), depth + 1)
        return [start + first.lstrip(" "), *rest]
    below = column + (chance.choice([0, 2, 2, 3]) if inside is _items else chance.choice([1, 2, 2, 4]))
    return [start.rstrip(" ") + _comment_only(chance), *_rubbish(chance, below), *inside(chance, below, depth + 1)]


def _comment_only(chance: random.Random) -> str:
    return chance.choice(["", "", " ", f"  # om {chance.randrange(100)}"])


def _block_text(chance: random.Random, start: str, below: int) -> list[str]:
    header = chance.choice("|>") + chance.choice(["", "", "-", "+"]) + chance.choice(["", "", " # om teksten"])
    lines = [start + header]
    for number in range(chance.randrange(1, 5)):
        kind = chance.random()
        if number and kind < 0.2:
            lines.append("")
        elif number and kind < 0.35:
            lines.append(" " * below + "  rykket ind")
        else:
            lines.append(" " * below + chance.choice(["Tekst her", "- punkt", "# ikke en note", "a: b", "slut "]))
    return [*lines, *[""] * chance.choice([0, 0, 1])]


def _scalar(chance: random.Random) -> str:
    if chance.random() < 0.65:
        word = chance.choice(WORDS)
        return chance.choice([word, word, f'"{word}"', f"'{word}'"])
    odd = chance.choice(ODD)
    if chance.random() < 0.5 and "\n" not in odd:
        return "'" + odd.replace("'", "''") + "'"
    return '"' + odd.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _flow(chance: random.Random, column: int, depth: int) -> str:
    """A list or fields in brackets, on one line or several."""
    parts = []
    is_list = chance.random() < 0.5
    for key in chance.sample(KEYS, chance.randrange(0, 4)):
        inner = _flow(chance, column + 2, depth + 1) if depth < 2 and chance.random() < 0.2 else _scalar(chance)
        parts.append(inner if is_list else f"{key}: {inner}" if chance.random() < 0.9 else f'"{key}": {inner}')
    opening, closing = "[]" if is_list else "{}"
    way = chance.random()
    indent = "\n" + " " * column
    if way < 0.6 or not parts:
        pad = chance.choice(["", "", " "])
        comma = chance.choice([", ", ", ", ",", " , ", f",{indent}"])
        end = "," if parts and chance.random() < 0.1 else ""
        return opening + pad + comma.join(parts) + end + pad + closing
    lines = []
    for number, part in enumerate(parts):
        comma = "," if number < len(parts) - 1 or chance.random() < 0.4 else ""
        lines.append(part + comma + chance.choice(["", "", f"  # del {chance.randrange(100)}"]))
        if chance.random() < 0.1:
            lines.append(f"# imellem {chance.randrange(100)}")
    ending = indent if lines[-1].rsplit("\n", 1)[-1].count("#") or chance.random() < 0.7 else ""
    return opening + indent + indent.join(lines) + ending + closing
