"""Drawings that a document's content asks for: one module draws each kind."""

from mlmp_docs.figures import Måltrappe, Prikker, Tegning
from mlmp_docs.word.design.palette import WHITE, goal_colours
from mlmp_docs.word.shapes import Line, Shape, group, preset
from mlmp_docs.word.staircase import staircase

_DOT = 0.52
_STEP = 0.64


def drawn(figure: Tegning) -> str:
    """A run with the drawing."""
    if isinstance(figure, Måltrappe):
        return staircase(figure)
    if isinstance(figure, Prikker):
        return _dots(figure)
    raise TypeError(f"nobody draws {type(figure).__name__}")


def _dots(dots: Prikker) -> str:
    """Circles in a row; `dots` says how many of them are filled."""
    dark = goal_colours(dots.nummer).dark
    circles = (
        Shape(
            "Prik",
            place * _STEP,
            0,
            _DOT,
            _DOT,
            preset("ellipse"),
            dark if place < dots.fyldt else WHITE,
            Line(dark, 1.5),
        )
        for place in range(dots.af)
    )
    width = (dots.af - 1) * _STEP + _DOT
    return group("Prikker", f"{dots.fyldt} af {dots.af} prikker", width, _DOT, circles)
