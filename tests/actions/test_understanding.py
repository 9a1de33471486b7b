"""What a message changes in what is known."""

from typing import Any

import pytest

from actions.tracker_facts import UNKNOWN
from actions.understanding import AMBIGUOUS, CONTRADICTION, Heard, doubt_about, hear, take_in
from rules_kb import newest_edition

EDITION = newest_edition()


def heard(*statements: tuple[str, Any], **others: Any) -> Heard:
    return Heard(list(statements), **others)


def test_a_new_fact_is_learnt() -> None:
    after, exchange = take_in(EDITION, {}, heard(("occitanie", True)), None)
    assert after == {"occitanie": True}
    assert exchange.learnt == ["occitanie"]


def test_what_was_known_is_left_alone() -> None:
    known = {"taxes_a_jour": True}
    take_in(EDITION, known, heard(("taxes_a_jour", False), correction=True), None)
    assert known == {"taxes_a_jour": True}


def test_a_correcting_word_replaces_the_answer_and_says_so() -> None:
    after, exchange = take_in(EDITION, {"nb_acteurs": 2}, heard(("nb_acteurs", 3), correction=True), "licences")
    assert after["nb_acteurs"] == 3
    assert exchange.corrected == [{"fait": "nb_acteurs", "avant": 2, "apres": 3}]
    assert exchange.doubts == []


def test_two_statements_at_odds_are_put_to_the_person() -> None:
    after, exchange = take_in(EDITION, {"nb_acteurs": 2}, heard(("nb_acteurs", 3)), "licences")
    assert "nb_acteurs" not in after
    assert exchange.doubts == [doubt_about("nb_acteurs", [2, 3], CONTRADICTION)]


def test_saying_it_again_changes_nothing() -> None:
    after, exchange = take_in(EDITION, {"nb_acteurs": 2}, heard(("nb_acteurs", 2)), None)
    assert after == {"nb_acteurs": 2}
    assert exchange.doubts == [] and exchange.corrected == []


@pytest.mark.parametrize("figure", [80_000, {"au_moins": 50_000, "moins_de": 90_000}])
def test_a_figure_makes_a_bound_more_precise(figure: Any) -> None:
    key = "chiffre_affaires.2021"
    after, exchange = take_in(EDITION, {key: {"moins_de": 100_000}}, heard((key, figure)), None)
    assert after[key] == figure
    assert exchange.doubts == []


def test_a_figure_outside_the_bound_is_at_odds_with_it() -> None:
    key = "chiffre_affaires.2021"
    _, exchange = take_in(EDITION, {key: {"moins_de": 100_000}}, heard((key, 120_000)), None)
    assert exchange.doubts != []


def test_an_answer_to_a_question_asked_again_replaces_what_was_unknown() -> None:
    after, exchange = take_in(EDITION, {"licences": None}, heard(("licences", [2])), "nb_acteurs")
    assert after["licences"] == [2]
    assert exchange.doubts == []


def test_not_knowing_is_remembered_as_unknown_not_as_no() -> None:
    after, exchange = take_in(EDITION, {}, heard(unknown=["taxes_a_jour"]), "taxes_a_jour")
    assert after == {"taxes_a_jour": None}
    assert exchange.answered


def test_a_value_out_of_range_is_refused_with_its_reason_and_nothing_is_kept() -> None:
    after, exchange = take_in(EDITION, {}, heard(("autofinancement_pct", 130)), "autofinancement_pct")
    assert after == {}
    assert exchange.refused == ["autofinancement_pct"]


def test_a_yearly_fact_gives_one_answer_a_year() -> None:
    message = {"entities": [{"entity": "chiffre_affaires", "value": {"2021": 80_000, "2022": 95_000}}]}
    assert hear(EDITION, message, None).statements == [
        ("chiffre_affaires.2021", 80_000),
        ("chiffre_affaires.2022", 95_000),
    ]


def test_a_button_replaces_without_asking_back() -> None:
    message = {"entities": [{"entity": "fait", "value": "occitanie"}, {"entity": "valeur", "value": False}]}
    after, exchange = take_in(EDITION, {"occitanie": True}, hear(EDITION, message, None), "licences")
    assert after == {"occitanie": False}
    assert exchange.doubts == []


def test_the_button_i_do_not_know() -> None:
    message = {"entities": [{"entity": "fait", "value": "occitanie"}, {"entity": "valeur", "value": UNKNOWN}]}
    assert hear(EDITION, message, "occitanie").unknown == ["occitanie"]


def test_i_do_not_know_is_about_the_pending_question() -> None:
    message = {"intent": {"name": "ne_sait_pas"}, "entities": []}
    assert hear(EDITION, message, "licences").unknown == ["licences"]
    assert hear(EDITION, message, None).unknown == []


@pytest.mark.parametrize(
    ("known", "said", "expected"),
    [
        ({"licences": [2]}, {"added": [("licences", [3])]}, [2, 3]),
        ({"licences": [2, 3]}, {"removed": [("licences", [3])]}, [2]),
        ({}, {"added": [("licences", [3])]}, [3]),
    ],
)
def test_what_is_added_or_taken_away_changes_what_was_said(
    known: dict[str, Any], said: dict[str, Any], expected: list[int]
) -> None:
    after, exchange = take_in(EDITION, known, heard(**said), None)
    assert after["licences"] == expected
    assert exchange.doubts == []


def test_what_is_lacking_says_nothing_of_the_rest() -> None:
    after, _ = take_in(EDITION, {}, heard(removed=[("licences", [2])]), None)
    assert after == {}


def test_what_is_held_and_what_is_lacking_in_one_message() -> None:
    after, _ = take_in(EDITION, {}, heard(("licences", [2]), removed=[("licences", [3])]), None)
    assert after == {"licences": [2]}


def test_every_statement_at_odds_is_put_to_the_person() -> None:
    known = {"chiffre_affaires.2021": 80_000, "chiffre_affaires.2022": 95_000}
    said = heard(("chiffre_affaires.2021", 70_000), ("chiffre_affaires.2022", 60_000))
    after, exchange = take_in(EDITION, known, said, "licences")
    assert after == {}
    assert [doubt["fait"] for doubt in exchange.doubts] == ["chiffre_affaires.2021", "chiffre_affaires.2022"]


def test_what_can_be_read_in_several_ways_is_put_to_the_person_the_pending_question_first() -> None:
    said = heard(ambiguous=[("licences", [[2], [3]]), ("nb_acteurs", [3, 4])])
    _, exchange = take_in(EDITION, {}, said, "nb_acteurs")
    assert exchange.doubts == [
        doubt_about("nb_acteurs", [3, 4], AMBIGUOUS),
        doubt_about("licences", [[2], [3]], AMBIGUOUS),
    ]
    assert exchange.is_unclear("nb_acteurs")


def test_what_is_known_is_not_asked_again_for_a_vague_word() -> None:
    after, exchange = take_in(EDITION, {"nb_acteurs": 3}, heard(ambiguous=[("nb_acteurs", [3, 4])]), "licences")
    assert after == {"nb_acteurs": 3}
    assert exchange.doubts == []


def test_a_vague_correction_is_asked_again() -> None:
    said = heard(ambiguous=[("nb_acteurs", [3, 4])], correction=True)
    after, exchange = take_in(EDITION, {"nb_acteurs": 2}, said, "licences")
    assert after == {}
    assert exchange.doubts == [doubt_about("nb_acteurs", [3, 4], AMBIGUOUS)]


def test_a_sum_whose_year_is_not_said_is_cleared_up_by_either_year() -> None:
    readings = [{"2021": 80_000}, {"2022": 80_000}, {"2021": 80_000, "2022": 80_000}]
    _, exchange = take_in(EDITION, {}, heard(ambiguous=[("chiffre_affaires", readings)]), None)
    assert exchange.doubts == [doubt_about("chiffre_affaires", readings, AMBIGUOUS)]
    picked = {"entities": [{"entity": "fait", "value": "chiffre_affaires"}, {"entity": "valeur", "value": readings[1]}]}
    assert hear(EDITION, picked, None).statements == [("chiffre_affaires.2022", 80_000)]


def test_a_replaced_figure_corrects_the_one_fact_that_had_it() -> None:
    message = {"entities": [{"entity": "remplacement", "value": {"avant": 3, "apres": 2}}]}
    known = {"nb_acteurs": 3, "occitanie": True, "licences": [3]}
    after, exchange = take_in(EDITION, known, hear(EDITION, message, "taxes_a_jour"), "taxes_a_jour")
    assert after == {**known, "nb_acteurs": 2}
    assert exchange.corrected == [{"fait": "nb_acteurs", "avant": 3, "apres": 2}]


def test_a_replaced_figure_may_be_said_in_thousands() -> None:
    message = {"entities": [{"entity": "remplacement", "value": {"avant": 80, "apres": 95}}]}
    after, _ = take_in(EDITION, {"chiffre_affaires.2021": 80_000}, hear(EDITION, message, None), None)
    assert after == {"chiffre_affaires.2021": 95_000}


def test_a_figure_that_two_facts_have_corrects_neither() -> None:
    message = {"entities": [{"entity": "remplacement", "value": {"avant": 3, "apres": 2}}]}
    known = {"nb_acteurs": 3, "videos_produites": 3, "budget_action": 3000}
    after, exchange = take_in(EDITION, known, hear(EDITION, message, None), None)
    assert (after, exchange.answered) == (known, False)
