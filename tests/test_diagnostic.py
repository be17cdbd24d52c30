"""Problems in the order in which a user works through a file."""

from mlmp_docs.diagnostic import Diagnostic, Level, Place, in_file_order


def _told(message: str, place: Place, code: str = "S022") -> Diagnostic:
    return Diagnostic(code, Level.FEJL, place, message)


def test_lines_come_in_order_and_a_problem_of_the_whole_file_first() -> None:
    whole = _told("Filen er tom.", Place("a.yaml"))
    first, second = _told("Z", Place("a.yaml", 2, 1)), _told("A", Place("a.yaml", 10, 1))
    assert in_file_order([second, first, whole]) == (whole, first, second)


def test_paragraphs_of_a_template_come_in_order_whatever_is_wrong_with_them() -> None:
    template = Place("templates/referat.docx")
    told = [
        _told(f"Brødtekst, afsnit {paragraph}: {{{{ x }}}}: …", template, code)
        for paragraph, code in ((2, "S035"), (3, "S021"), (10, "S020"), (10, "S022"))
    ]
    assert in_file_order(told[::-1]) == tuple(told)


def test_the_same_problem_is_told_once() -> None:
    one = _told("Planen har fejl.", Place("a.yaml", 1, 1))
    assert in_file_order([one, one]) == (one,)
