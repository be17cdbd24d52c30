"""A pack as a screen reader hears it."""

from pathlib import Path

import pytest
from test_pakke import Folder

from tools.pages.aloud import heard


@pytest.mark.soffice
@pytest.mark.outloud
def test_the_documents_of_a_real_pack_are_still_read_aloud(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "projekt")
    folder.run("--dag", "12.5.2027", "--rådgiver", "mette-holm")
    errors = heard(folder.pack("min-dag-mette-holm-2027-05-12")).errors
    # LibreOffice tags no sheets, so the cover is silent and the whole does not claim to be PDF/UA; footers are silent.
    rules = {"TAG-001": "Borger", "DOC-012": "pdfuaid", "TAG-002": " Side "}
    strange = [error for error in errors if not any(rule in error and word in error for rule, word in rules.items())]
    assert strange == []
    assert sum("TAG-001" in error for error in errors) == 1
