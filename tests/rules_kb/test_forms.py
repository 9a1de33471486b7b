"""The questionnaire's forms: what they show, what the conversation fills in, what is accepted of the answers."""

from __future__ import annotations

from typing import Any

import pytest

from rules_kb import forms, newest_edition
from tests.form_answers import ANSWERS

EDITION = newest_edition()
BENEFICIARY, RESOURCE = EDITION.questionnaire.formulaires  # type: ignore[union-attr]


def errors(**changes: Any) -> dict[str, str]:
    return forms.check_form(EDITION, BENEFICIARY, ANSWERS | changes).erreurs


def test_each_part_in_the_exchange_has_its_form() -> None:
    assert forms.form_for(EDITION, {"mentorat_role": "beneficiaire"}) is BENEFICIARY
    assert forms.form_for(EDITION, {"mentorat_role": "ressource"}) is RESOURCE
    assert forms.form_for(EDITION, {}) is BENEFICIARY
    assert forms.form_for(EDITION, {"mentorat_role": None}) is BENEFICIARY


def test_an_edition_may_have_no_questionnaire() -> None:
    without = EDITION.copy(update={"questionnaire": None})
    assert forms.form_for(without, {}) is None


def test_a_form_is_shown_with_the_choices_of_the_facts() -> None:
    shown = forms.as_shown(EDITION, RESOURCE)
    fields = {field["id"]: field for field in shown["champs"]}
    assert list(fields) == [
        "offre", "theme", "format", "nom", "profil", "fonction", "structure", "commune", "courriel", "consentement",
    ]  # fmt: skip
    assert [option["id"] for option in fields["theme"]["options"]] == [
        c.id for c in EDITION.faits["mentorat_theme"].choix
    ]
    assert fields["format"]["options"][0]["libelle"] == "Un transfert de savoir-faire, de 1 à 2 jours"
    assert (fields["courriel"]["max"], fields["courriel"]["autocomplete"]) == (254, "email")
    assert not fields["fonction"]["obligatoire"] and fields["consentement"]["obligatoire"]
    assert "{" not in str([text for field in shown["champs"] for text in (field["libelle"], field["aide"])])


def test_the_conversation_fills_in_what_it_knows() -> None:
    facts = {"mentorat_theme": "financement", "mentorat_profil": None, "occitanie": True}
    assert forms.prefilled(EDITION, BENEFICIARY, facts) == {"theme": "financement"}


def test_a_whole_form_is_kept_tidy() -> None:
    checked = forms.check_form(EDITION, BENEFICIARY, ANSWERS | {"nom": "  Camille \n Exemple ", "autre": "x"})
    assert checked.erreurs == {}
    assert checked.reponses == ANSWERS


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"besoin": ""}, "écrivez quelques mots"),
        ({"besoin": " \n "}, "écrivez quelques mots"),
        ({"besoin": "a" * 2001}, "2001 caractères et la limite est de 2000"),
        ({"besoin": 3}, "écrivez quelques mots"),
        ({"theme": None}, "réponses proposées"),
        ({"theme": "musique"}, "réponses proposées"),
        ({"theme": ["gestion"]}, "réponses proposées"),
        ({"format": "les_deux"}, "réponses proposées"),
        ({"nom": None}, "écrivez votre réponse"),
        ({"structure": {"a": 1}}, "écrivez votre réponse"),
        ({"courriel": ""}, "prenom.nom@exemple.fr"),
        ({"courriel": "camille"}, "prenom.nom@exemple.fr"),
        ({"courriel": "camille@exemple"}, "prenom.nom@exemple.fr"),
        ({"courriel": "a b@exemple.fr"}, "prenom.nom@exemple.fr"),
        ({"courriel": "a@b@exemple.fr"}, "prenom.nom@exemple.fr"),
        ({"courriel": "a@exemple.fr, b@exemple.fr"}, "prenom.nom@exemple.fr"),
        ({"courriel": f"{'a' * 250}@exemple.fr"}, "la limite est de 254"),
        ({"consentement": False}, "Cochez cette case"),
        ({"consentement": None}, "Cochez cette case"),
        ({"consentement": "oui"}, "Cochez cette case"),
        ({"consentement": 1}, "Cochez cette case"),
        ({"consentement": [True]}, "Cochez cette case"),
        ({"consentement": {"oui": True}}, "Cochez cette case"),
        ({"fonction": []}, "écrivez votre réponse"),
        ({"fonction": {"a": "b"}}, "écrivez votre réponse"),
    ],
)
def test_what_does_not_hold_is_said_where_it_stands(changes: dict[str, Any], words: str) -> None:
    (field,) = changes
    found = errors(**changes)
    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize("address", ["a@b.fr", "Prénom.Nom+essai@sous.exemple-1.org", "x@münchen.example"])
def test_addresses_that_exist_are_taken(address: str) -> None:
    assert errors(courriel=address) == {}


def test_what_may_be_left_out_is_checked_when_given() -> None:
    assert errors(fonction="") == {} and errors(fonction=None) == {}
    assert "la limite est de 120" in errors(fonction="a" * 121)["fonction"]


@pytest.mark.parametrize("value", [None, False, ""])
def test_a_consent_that_may_be_left_out_is_not_kept(value: Any) -> None:
    checked = check_with_optional_consent(value)
    assert checked.erreurs == {} and "consentement" not in checked.reponses


@pytest.mark.parametrize("value", ["oui", 1, [], [True], {}])
def test_only_a_ticked_box_is_a_consent(value: Any) -> None:
    checked = check_with_optional_consent(value)
    assert list(checked.erreurs) == ["consentement"] and "consentement" not in checked.reponses


def check_with_optional_consent(value: Any) -> forms.CheckedForm:
    questionnaire = EDITION.questionnaire
    assert questionnaire is not None
    fields = tuple(
        field.copy(update={"obligatoire": field.obligatoire and field.id != "consentement"})
        for field in questionnaire.champs_communs
    )
    edition = EDITION.copy(update={"questionnaire": questionnaire.copy(update={"champs_communs": fields})})
    return forms.check_form(edition, BENEFICIARY, ANSWERS | {"consentement": value})


def test_the_title_may_name_a_threshold_like_any_text() -> None:
    form = BENEFICIARY.copy(update={"titre": "Un mentorat de {duree.mentorat.tsf}"})
    assert forms.as_shown(EDITION, form)["titre"] == "Un mentorat de 1 à 2 jours"


def test_answers_are_read_back_in_words() -> None:
    read = forms.readable_answers(EDITION, BENEFICIARY, ANSWERS)
    assert read["theme"] == "Mise en œuvre et gestion des organisations"
    assert read["consentement"] == "oui" and "fonction" not in read
    # A choice that the edition no longer offers is shown as it was stored.
    assert forms.readable_answers(EDITION, BENEFICIARY, {"theme": "ancien"}) == {"theme": "ancien"}
