"""Page geometry and type scale: one `Register` per kind of document."""

from dataclasses import dataclass

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DRAWING_NAMESPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def twips(cm: float) -> int:
    """Centimetres in twentieths of a point, Word's unit of length."""
    return round(cm * 1440 / 2.54)


@dataclass(frozen=True)
class Register:
    """Page and type sizes of one kind of document. Lengths in cm, sizes in points."""

    margins: tuple[float, float, float, float]
    """Top, right, bottom, left."""
    title: float
    subtitle: float
    heading_1: float
    heading_2: float
    normal: float
    bullet: float
    hint: float
    on_band: bool = False
    """Whether title and subtitle stand in white on a petrol band."""
    landscape: bool = False
    goal_heading: float = 26
    table: float = 0
    """Size of text in tables; 0: as `normal`."""

    @property
    def width(self) -> float:
        """The page's width."""
        return 29.7 if self.landscape else 21.0

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.margins[1] - self.margins[3]


PLAN = Register((1.1, 1.5, 1.2, 1.5), 34, 24, 18, 14, 14, 16, 12, on_band=True, landscape=True, table=13)
"""The visual plan."""
ARK = Register((1.3, 1.5, 1.4, 1.5), 30, 18, 22, 16, 14, 16, 12, on_band=True)
"""The preparation sheet."""
ARK_BILLEDER = Register((1.3, 1.5, 1.4, 1.5), 30, 18, 24, 20, 14, 16, 14, on_band=True)
"""The preparation sheet with few words."""
ARK_OBSERVATION = Register((1.3, 1.5, 1.4, 1.5), 30, 18, 18, 14, 14, 14, 12, on_band=True)
"""The observation sheet."""
BREV = Register((1.5, 2.0, 1.6, 2.0), 28, 14, 18, 14, 14, 14, 12)
"""Letters to the citizen."""
FAG = Register((1.8, 2.0, 1.6, 2.0), 22, 12, 14, 12, 11, 11, 10.5)
"""Documents of the professionals."""
BESTILLING = Register((1.8, 2.0, 1.6, 2.0), 22, 12, 13, 12, 11, 11, 10.5)
"""The order: as the other documents of the professionals, with smaller headings."""
