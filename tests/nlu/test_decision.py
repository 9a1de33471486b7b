"""What is made of probabilities."""

import pytest

from bot.nlu.decision import Ranking, Signs, Thresholds, decide, guess, of_a_question, told_together, twins

THEMES = {"faq/montant_a": "montant", "faq/montant_b": "montant", "faq/avance_a": "avance"}


def ranking(**shares: float) -> Ranking:
    """`faq__x=0.5` stands for the label `faq/x`; what is missing to 1 goes to `reste`."""
    named = {label.replace("__", "/"): share for label, share in shares.items()}
    return sorted({**named, "reste": 0.0}.items(), key=lambda pair: -pair[1])


@pytest.mark.parametrize(
    ("shares", "signs", "label"),
    [
        ({"faq__a": 0.6, "faq__b": 0.4}, Signs(), "faq/a"),
        ({"faq__a": 0.45, "faq__b": 0.1}, Signs(), "faq/a"),
        ({"faq__a": 0.35, "faq__b": 0.3}, Signs(), "incertain"),
        ({"recapituler": 0.4, "faq__b": 0.3}, Signs(), "recapituler"),
        ({"recapituler": 0.2, "faq__b": 0.1}, Signs(), "incertain"),
        ({"hors_sujet": 0.6, "faq__a": 0.4}, Signs(asks=True), "hors_sujet"),
        ({"hors_sujet": 0.25, "faq__a": 0.35, "faq__b": 0.3}, Signs(asks=True), "incertain"),
        ({"non_precise__x": 0.2, "non_precise__y": 0.2, "faq__a": 0.6}, Signs(asks=True), "non_precise/x"),
        ({"hors_sujet": 0.25, "non_precise__x": 0.2, "non_precise__y": 0.15}, Signs(asks=True), "non_precise/x"),
        ({"informer": 0.8, "faq__a": 0.2}, Signs(facts=True), "informer"),
        ({"informer": 0.5, "faq__a": 0.5}, Signs(facts=True), "informer"),
        ({"informer": 0.3, "faq__a": 0.7}, Signs(facts=True), "informer"),
        ({"informer": 0.05, "faq__a": 0.95}, Signs(facts=True), "faq/a"),
        ({"informer": 0.05, "faq__a": 0.55, "non_precise__x": 0.4}, Signs(facts=True), "non_precise/x"),
        ({"informer": 0.07, "faq__a": 0.93}, Signs(facts=True), "informer"),
        ({"hors_sujet": 0.9}, Signs(facts=True), "informer"),
        ({"recommencer": 0.95, "informer": 0.05}, Signs(facts=True), "recommencer"),
        ({"et_si": 0.8, "informer": 0.2}, Signs(facts=True, supposes=True), "et_si"),
        ({"faq__a": 0.8}, Signs(unknown=True), "ne_sait_pas"),
        ({"faq__a": 0.8}, Signs(unknown=True, asks=True), "faq/a"),
    ],
)
def test_decisions(shares: dict[str, float], signs: Signs, label: str) -> None:
    assert decide(ranking(**shares), signs, Thresholds()) == label


def test_a_question_is_no_statement() -> None:
    stated = ranking(informer=0.9, faq__a=0.08, faq__b=0.02)
    assert of_a_question(stated)[0] == ("faq/a", pytest.approx(0.8))
    assert decide(of_a_question(stated), Signs(facts=True, asks=True), Thresholds()) == "faq/a"


def test_what_asks_nothing_at_all_is_left_as_it_is() -> None:
    greeting = [("saluer", 1.0)]
    assert of_a_question(greeting) == greeting


@pytest.mark.parametrize(
    ("shares", "articles"),
    [
        ({"faq__a": 0.3, "faq__b": 0.25, "faq__c": 0.2}, ["faq/a", "faq/b"]),
        ({"faq__a": 0.3, "faq__b": 0.1}, ["faq/a"]),
        ({"faq__a": 0.1, "faq__b": 0.05}, []),
        ({"faq__a": 0.15, "hors_sujet": 0.2, "non_precise__x": 0.2}, []),
        ({"faq__a": 0.25, "hors_sujet": 0.4}, ["faq/a"]),
        ({"recapituler": 0.3}, []),
    ],
)
def test_a_guess_is_likely_and_half_as_likely_as_a_refusal(shares: dict[str, float], articles: list[str]) -> None:
    assert guess(ranking(**shares), Thresholds()) == articles


def test_of_two_articles_that_are_nearly_as_likely_both_are_told() -> None:
    split = ranking(faq__licences=0.6, faq__volet=0.35)
    assert [label for label, _ in told_together(split, {})] == ["faq/licences", "faq/volet"]
    assert [label for label, _ in told_together(ranking(faq__licences=0.8, faq__volet=0.15), {})] == ["faq/licences"]


def test_twins_are_sure_together() -> None:
    split = ranking(faq__montant_a=0.33, faq__montant_b=0.3, faq__avance_a=0.2)
    assert decide(split, Signs(asks=True), Thresholds()) == "incertain"
    assert decide(split, Signs(asks=True), Thresholds(), THEMES) == "faq/montant_a"
    assert [label for label, _ in twins(split, THEMES)] == ["faq/montant_a", "faq/montant_b"]


def test_an_unlikely_twin_is_left_out() -> None:
    named = ranking(faq__montant_a=0.8, faq__montant_b=0.1)
    assert [label for label, _ in twins(named, THEMES)] == ["faq/montant_a"]


def test_without_articles_there_are_no_twins() -> None:
    assert twins(ranking(recapituler=1.0), THEMES) == []
