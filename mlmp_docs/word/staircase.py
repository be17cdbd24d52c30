"""The staircase of a goal as a drawing: colour, shape and word for every state, and what a screen reader says of it."""

from collections.abc import Iterator
from typing import Final

from mlmp_docs.figures import Måltrappe
from mlmp_docs.stair_places import Layout, StepPlace
from mlmp_docs.staircase import (
    BADGE,
    FLOOR,
    INSET,
    TAIL,
    TEXT_TOP,
    TICK,
    current_step,
    is_reached,
    layout,
    line_height,
)
from mlmp_docs.word.design.palette import INK, WHITE, Colours, goal_colours
from mlmp_docs.word.shapes import Line, Shape, group, path, preset, words

_THIN, _THICK = 1.25, 2.25
_BADGE_SIZE: Final = 15
_ROUND: Final = 0.28


def staircase(stairs: Måltrappe) -> str:
    """A run with the staircase of a goal."""
    place = layout(stairs)
    shapes = _shapes(stairs, place, goal_colours(stairs.nummer))
    return group("Måltrappe", described(stairs), place.width, place.height, shapes)


def described(stairs: Måltrappe) -> str:
    """The staircase in words, the first step first."""
    goal = f"Øverst: {_lower(stairs.mit_mål)}: {_plain(stairs.ordlyd)}{', nået' if is_reached(stairs) else ''}."
    dream = f" {stairs.min_drøm}: {_plain(stairs.drøm)}." if stairs.drøm else ""
    if not stairs.trin:
        return f"Tom måltrappe med fire trin, klar til at blive udfyldt i hånden. {goal}{dream}"
    here = current_step(stairs.trin)
    steps = (
        f"Trin {place + 1}: "
        + ", ".join(
            part
            for part in (
                _plain(step.tekst),
                step.dato,
                step.hvem,
                _lower(step.ord),
                _lower(stairs.her) if place == here else "",
            )
            if part
        )
        + "."
        for place, step in enumerate(stairs.trin)
    )
    return f"Måltrappe med {len(stairs.trin)} trin, nederst først. {' '.join(steps)} {goal}{dream}"


def _plain(text: str) -> str:
    """A sentence without its full stop and without line feeds."""
    return " ".join(text.split("\n")).rstrip(".")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _shapes(stairs: Måltrappe, place: Layout, colours: Colours) -> Iterator[Shape]:
    """From back to front; text stands in reading order: the steps from below, the goal, the dream."""
    first, last = place.steps[0], place.steps[-1]
    bottom = first.column.y + first.column.height
    yield Shape("Pæl", place.pole.x, place.pole.y, place.pole.width, place.pole.height, preset("rect"), INK)
    here = current_step(stairs.trin)
    for number, step in enumerate(place.steps, start=1):
        yield from _step(step, number, place, colours)
        if place.tag and number - 1 == here:
            yield _tag(place, colours, number)
    floor = last.column.x + last.column.width
    yield Shape("Gulv", 0, bottom, floor, FLOOR - 0.03, preset("rect"), colours.dark)
    yield from _flag(stairs, place, colours)
    if place.dream and place.star:
        box = place.dream.box
        yield Shape(
            "Drøm",
            box.x,
            box.y,
            box.width,
            box.height,
            preset("rect"),
            text=words(place.dream.text, place.dream.size, INK, bold=True, align="right"),
            description=f"{stairs.min_drøm}: {_plain(stairs.drøm)}",
        )
        star = place.star
        yield Shape("Stjerne", star.x, star.y, star.width, star.height, preset("star5"), colours.dark)
    else:
        yield Shape("Knop", place.pole.x - 0.08, 0, 0.26, 0.26, preset("ellipse"), INK)


def _step(step: StepPlace, number: int, place: Layout, colours: Colours) -> Iterator[Shape]:
    column, status = step.column, step.trin.status
    here = status == "i gang"
    fill = {"opnået": colours.mid, "i gang": colours.dark, "delvist opnået": colours.tint}.get(status, WHITE)
    corner = round(_ROUND / min(column.width, column.height) * 100_000)
    line = Line(colours.dark, _THICK if here else _THIN)
    shape = preset("round2SameRect", adj1=min(corner, 50_000), adj2=0)
    yield Shape(f"Trin {number}", column.x, column.y, column.width, column.height, shape, fill, line)
    inset = min(INSET, (column.width - place.badge) / 2)
    x, y = column.x + inset, column.y + INSET
    yield Shape(
        f"Trin {number}, nummer",
        x,
        y,
        place.badge,
        place.badge,
        preset("ellipse"),
        WHITE if here else colours.dark,
        text=words(
            str(number),
            round(_BADGE_SIZE * place.badge / BADGE),
            colours.dark if here else WHITE,
            bold=True,
            align="center",
        ),
        description=f"Trin {number}",
    )
    yield from _state(step, number, x + place.badge + 0.15, y + place.badge / 2, colours)
    if text := _text(step, INK if not here else WHITE, colours):
        yield Shape(
            f"Trin {number}, tekst",
            column.x + 0.12,
            column.y + TEXT_TOP,
            column.width - 0.24,
            column.height - TEXT_TOP - 0.05,
            preset("rect"),
            text=text,
            description=f"Trin {number}: {_plain(step.trin.tekst)}",
            centred=False,
            margin=0.1,
        )


def _state(step: StepPlace, number: int, x: float, middle: float, colours: Colours) -> Iterator[Shape]:
    """The tick of a reached step, and the state in words when it stands beside the badge."""
    edge = step.column.x + step.column.width
    if step.trin.status == "opnået" and x + TICK <= edge:
        high = 0.38
        points = ((0, high * 0.55), (TICK * 0.36, high), (TICK, 0))
        shape = path(TICK, high, points, closed=False)
        yield Shape(f"Trin {number}, hak", x, middle - high / 2, TICK, high, shape, line=Line(colours.dark, 2.5))
        x += TICK + 0.1
    if step.state and step.state.beside:
        high = max(0.7, step.state.lines * line_height(step.state.size) + 0.04)
        colour = WHITE if step.trin.status == "i gang" else colours.dark
        yield Shape(
            f"Trin {number}, hvor langt",
            x,
            middle - high / 2,
            edge - x - 0.05,
            high,
            preset("rect"),
            text=words(step.trin.ord, step.state.size, colour, bold=True),
            description=f"Trin {number}: {_lower(step.trin.ord)}",
        )


def _text(step: StepPlace, colour: str, colours: Colours) -> str:
    """What stands below the badge: the state when it had no room beside it, the words, the date, the helper."""
    size = step.text_size
    text = ""
    if step.state and not step.state.beside:
        own = WHITE if step.trin.status == "i gang" else colours.dark
        text += words(step.trin.ord, step.state.size, own, bold=True)
    if step.text:
        text += words(step.text, size, colour, bold=True)
    below = [part for part in (step.date, step.helper) if part]
    return text + "".join(
        words(part, size - 1, colour, before=0 if place or not text else 2) for place, part in enumerate(below)
    )


def _tag(place: Layout, colours: Colours, number: int) -> Shape:
    assert place.tag is not None
    box, text = place.tag.box, place.tag.text
    point = round((place.points_at - box.x - box.width / 2) / box.width * 100_000)
    return Shape(
        f"Trin {number}, her",
        box.x,
        box.y,
        box.width,
        box.height,
        preset("wedgeRoundRectCallout", adj1=point, adj2=84_000, adj3=30_000),
        WHITE,
        Line(colours.dark, _THICK),
        text=words(text, place.tag.size, colours.dark, bold=True, align="center"),
        description=text,
    )


def _flag(stairs: Måltrappe, place: Layout, colours: Colours) -> Iterator[Shape]:
    cloth = place.flag
    points = ((0, 0), (cloth.width, 0), (cloth.width, cloth.height), (0, cloth.height), (TAIL, cloth.height / 2))
    shape = path(cloth.width, cloth.height, points)
    yield Shape("Flag", cloth.x, cloth.y, cloth.width, cloth.height, shape, colours.dark)
    for part, bold in ((place.label, place.wording is None), (place.wording, True)):
        if part:
            yield Shape(
                "Flagets tekst",
                part.box.x,
                part.box.y,
                part.box.width,
                part.box.height,
                preset("rect"),
                text=words(part.text, part.size, WHITE, bold=bold),
                description=part.text if part is place.label else f"{stairs.mit_mål}: {_plain(part.text)}",
            )
