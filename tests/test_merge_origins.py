"""How many independent sources agree: outlets that repeat one claimant are one, and so are claims of one story."""

from __future__ import annotations

from factory import ENVOY, GOVERNOR, MAYOR, figure, report
from grotius.merge import Claim, independent, reconcile
from grotius.model import Actor

AIR_FORCE = Actor(None, "Ukrainian Air Force", "ua-air-force", "organisation", "party")
SPOKESMAN = Actor(None, "Yurii Ihnat", "ihnat", "person", "party", "spokesman of the air force, Ukrainian Air Force")
REUTERS = Actor(None, "Reuters", "outlet-reuters", "organisation")


def told(outlet: str, claimant: Actor | None = None, family: str | None = None, killed: int = 3) -> Claim:
    of = report(f"{outlet} has {killed} of them.", publisher=outlet)
    made = figure(of, f"{killed} of them", "killed", killed, claimant=claimant)
    return Claim(made, of.id, family or outlet, "2025-04-25", outlet)


def why(*claims: Claim) -> str:
    (only,) = reconcile(claims)
    assert only.verdict == "agreed"
    return only.why


def test_outlets_that_repeat_one_claimant_are_one_source() -> None:
    assert why(*(told(outlet, GOVERNOR) for outlet in "ABC")) == "one claimant through 3 outlets: Olena Bondar"


def test_a_body_and_its_spokesman_are_one_claimant() -> None:
    assert why(told("A", AIR_FORCE), told("B", SPOKESMAN)).startswith("one claimant through 2 outlets")


def test_two_officials_of_a_state_are_two_claimants() -> None:
    assert why(told("A", GOVERNOR), told("B", MAYOR)) == "2 independent sources agree"


def test_what_a_story_credits_to_nobody_beside_a_claimant_is_the_claimant_s() -> None:
    headline = told("B", None, killed=3)
    assert why(told("A", GOVERNOR), told("B", GOVERNOR), headline).startswith("one claimant through 2 outlets")


def test_outlets_that_credit_nobody_count_by_family() -> None:
    assert why(told("A"), told("B")) == "2 independent sources agree"
    assert why(told("A", family="wire"), told("B", family="wire")) == "one source gives it"


def test_one_story_with_two_claimants_is_one_source() -> None:
    assert why(told("A", GOVERNOR), told("A", MAYOR)) == "one source gives it in several words"


def test_independent_are_claims_that_share_neither_story_nor_claimant() -> None:
    shared = [told("A", GOVERNOR), told("A", MAYOR), told("A", ENVOY), told("B", GOVERNOR), told("C", GOVERNOR)]
    assert why(*shared) == "2 independent sources agree"
    assert why(*shared, told("C", ENVOY)) == "3 independent sources agree"


def test_who_credits_an_agency_tells_the_agency_s_story() -> None:
    wire = told("Reuters (paraphrase)", GOVERNOR)
    assert why(wire, told("B", REUTERS)) == "one source gives it in several words"
    assert why(told("A", REUTERS), told("B", REUTERS)).startswith("one claimant through 2 outlets")


def test_a_copy_of_the_agency_s_story_under_another_name_is_the_agency_s_too() -> None:
    copies = [told("A", GOVERNOR, family="wire"), told("Reuters", GOVERNOR, family="wire")]
    assert why(*copies, told("B", REUTERS)) == "one source gives it in several words"


def test_tellings_of_one_claimant_are_one_source_however_many_outlets_carry_them() -> None:
    assert independent([("A", GOVERNOR), ("B", GOVERNOR), ("C", GOVERNOR)]) == 1
    assert independent([("A", GOVERNOR), ("B", MAYOR)]) == 2
    assert independent([("A", GOVERNOR), ("A", MAYOR)]) == 1


def test_a_telling_that_credits_nobody_is_its_outlet_s() -> None:
    assert independent([("A", None), ("B", GOVERNOR)]) == 2
    assert independent([("A", None), ("A", None)]) == 1
    assert independent([("A", None), ("A", GOVERNOR), ("B", GOVERNOR)]) == 1
