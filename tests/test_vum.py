"""The official lists: as many terms as VUM 2.0 has, and the same words as plan files use."""

from typing import get_args

from mlmp_docs.plan import vum
from mlmp_docs.plan.goals import Kilde, Måltype


def test_there_are_eleven_themes_and_67_sub_themes_of_which_31_carry_goals() -> None:
    assert (len(vum.TEMAER), len(vum.UNDERTEMAER), len(vum.MÅL_UNDERTEMAER)) == (11, 67, 31)


def test_only_activity_and_participation_carries_goals() -> None:
    assert vum.UNDERTEMAER["Færdes med transportmidler"].kan_have_mål
    assert vum.UNDERTEMAER["Færdes med transportmidler"].tema == "Mobilitet"
    assert not vum.UNDERTEMAER["Hukommelse"].kan_have_mål


def test_only_the_lowest_level_of_target_groups_may_be_chosen() -> None:
    names = {målgruppe.navn for målgruppe in vum.MÅLGRUPPER}
    assert len(names) == len(vum.MÅLGRUPPER) == 45
    assert "Udviklingshæmning" in names
    assert not names & set(vum.MÅLGRUPPE_GRUPPER)


def test_levels_are_numbered_from_0_to_4() -> None:
    assert vum.STØTTEBEHOV[2].navn == "Moderat støttebehov"
    assert (len(vum.STØTTEBEHOV), len(vum.FUNKTIONSEVNE)) == (5, 5)


def test_plan_files_use_the_official_informants_and_kinds_of_goal() -> None:
    assert tuple(informant.navn for informant in vum.INFORMANTER) == get_args(Kilde)
    assert tuple(vum.MÅLTYPER) == get_args(Måltype)


def test_every_code_is_used_once_in_its_list() -> None:
    for terms in (vum.UNDERTEMAER.values(), vum.MÅLGRUPPER, vum.YDELSER, vum.STØTTEBEHOV, vum.INFORMANTER):
        codes = [term.kode for term in terms]
        assert len(set(codes)) == len(codes)
        assert all(len(code) == 36 for code in codes)
