"""Ids stand in file names, so none may be a CPR number."""

import pytest
from pydantic import TypeAdapter, ValidationError

from mlmp_docs.plan.values import Id, Nøgle


@pytest.mark.parametrize("kind", [Id, Nøgle])
@pytest.mark.parametrize(
    "cpr", ["6707614285", "670761-4285", "67-07-61-4285", "670761-42-85", "anna6707614285", "a-67-07-614285-2"]
)
def test_a_cpr_number_is_no_id_however_it_is_parted(kind, cpr):
    with pytest.raises(ValidationError, match="cpr-nummer"):
        TypeAdapter(kind).validate_python(cpr)


def test_a_cpr_number_with_an_underscore_is_no_id_of_an_entry():
    with pytest.raises(ValidationError, match="cpr-nummer"):
        TypeAdapter(Nøgle).validate_python("670761_4285")


@pytest.mark.parametrize("kind", [Id, Nøgle])
@pytest.mark.parametrize("id_", ["2027-2", "12-05-2027-10", "2027-05-12-2028", "anna-2", "2026-2027-2028"])
def test_years_and_dates_stay_ids(kind, id_):
    assert TypeAdapter(kind).validate_python(id_) == id_
