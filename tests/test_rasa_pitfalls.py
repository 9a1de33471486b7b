"""What is known to bite in Rasa 3.6, each shown not to bite here, through the real assistant.

That `rasa test` gives false greens on forms, since it runs no action, is why conversations are tested in
`tests/conversations`. That WebSockets are broken is why the channel speaks plain HTTP.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from ruamel.yaml import YAML

from bot.agent import LOCK_LIFETIME, Assistant
from bot.settings import Settings, read_settings
from bot.tracker_store import ConversationStore
from rules_kb import newest_edition
from tests.conversations.player import Conversation, play

ROOT = Path(__file__).parents[1]

Turn = dict[str, Any]
Talk = Callable[..., Any]

FESTIVAL = {
    "type_structure": "un festival",
    "filiere_musiques_actuelles": "oui",
    "activite_significative_occitanie": "oui",
    "occitanie": "oui",
    "mois_activite": "9 ans",
    "affiliation_cnm": "oui",
    "taxes_a_jour": "oui",
    "bilans_transmis": "oui",
    "licences": "la 3",
    "nb_acteurs": "3",
    "autofinancement_pct": "40",
    "depenses_dans_periode": "oui",
    "depose_structuration": "non",
}
"""Answers that make a festival eligible to the cooperation scheme."""


@pytest.fixture
def talk(real_assistant: Assistant, on_day: Callable[[str], None]) -> Talk:
    """Play turns in a conversation of their own, on a day when the calls are open."""
    on_day("2024-02-01")

    async def play_turns(*turns: Turn, rubrique: str | None = None) -> None:
        await play(real_assistant, Conversation("", "", "", rubrique, {}, list(turns)), uuid4().hex)

    return play_turns


def says(text: str, **expected: Any) -> Turn:
    return {"dit": text, "attend": expected}


def asked_about(fact: str) -> Turn:
    """Answer the questions of the cooperation scheme until the one about `fact`."""
    return {"repond": {key: answer for key, answer in FESTIVAL.items() if key != fact}, "attend": {"question": fact}}


def known(**facts: Any) -> Turn:
    return says("récapitule", faits=facts)


def in_yaml(name: str) -> Any:
    return YAML(typ="safe").load((ROOT / name).read_text(encoding="utf-8"))


# 1. A digression that holds an entity is swallowed by the form and overwrites an answer.


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("quel est le montant maximum de la structuration pour un label ?", {"type_structure": "lieu_festival"}),
        ("il faut combien de partenaires pour la coopération ?", {"nb_acteurs": "absent"}),
        ("la licence 2 est obligatoire pour la coopération ?", {"licences": "absent"}),
        ("faut-il avoir 24 mois d'activité ?", {"mois_activite": "absent"}),
        ("c'est quoi le plafond de chiffre d'affaires, 100 000 € ?", {"chiffre_affaires": "absent"}),
        ("faut-il être à Toulouse ou en Occitanie ?", {"occitanie": "absent"}),
        ("il faut être affilié au CNM ?", {"affiliation_cnm": "absent"}),
    ],
)
async def test_a_question_that_names_a_fact_is_answered_and_changes_no_answer(
    talk: Talk, question: str, facts: dict[str, Any]
) -> None:
    await talk(
        says("on est une salle de concert", question="besoin"),
        says(question, types=["texte", "question"], question="besoin"),
        known(**facts),
    )


# 2. `from_text` swallows questions, corrections and payloads.


@pytest.mark.parametrize(
    "said",
    [
        "pourquoi ?",
        "c'est quoi la date limite ?",
        "merci",
        "qui êtes-vous ?",
        '/choisir{"fait": "nb_acteurs"}',
        "il fait beau aujourd'hui non ?",
    ],
)
async def test_what_is_no_answer_is_not_taken_as_the_answer_to_the_pending_question(talk: Talk, said: str) -> None:
    await talk(
        asked_about("nb_acteurs"),
        says(said, question="nb_acteurs"),
        known(nb_acteurs="absent"),
        rubrique="cooperation",
    )


async def test_a_correction_is_not_taken_as_the_answer_to_the_pending_question(talk: Talk) -> None:
    await talk(
        asked_about("nb_acteurs"),
        says("en fait on a aussi la licence 2", question="nb_acteurs"),
        known(licences=[2, 3], nb_acteurs="absent"),
        rubrique="cooperation",
    )


# 3. A validator that always sets a slot kills digressions.


async def test_a_digression_comes_back_to_the_same_question_however_often(talk: Talk) -> None:
    digressions = ["pourquoi ?", "c'est quoi le CNM ?", "bonjour", "récapitule", "quel temps fait-il ?", "pourquoi ?"]
    await talk(
        asked_about("autofinancement_pct"),
        *(says(digression, question="autofinancement_pct") for digression in digressions),
        says("40 %"),
        {"repond": FESTIVAL, "attend": {"types": ["verdict"], "statuts": {"cooperation": "eligible"}}},
        rubrique="cooperation",
    )


# 4. Dynamic forms: a slot missing from the form is never asked, and answers that became irrelevant still count.


def test_every_question_is_a_slot_of_the_form() -> None:
    form = in_yaml("domain.yml")["forms"]["eligibilite_form"]["required_slots"]
    assert set(form) == {key.replace(".", "_") for key in newest_edition().question_keys}


async def test_answers_that_became_irrelevant_no_longer_count(talk: Talk) -> None:
    producer = {
        **FESTIVAL,
        "type_structure": "on produit des concerts",
        "territoire_sans_autre_porteur": "non",
        "production_activite_principale_projet": "oui",
        "chiffre_affaires.2021": "400 000",
        "chiffre_affaires.2022": "400 000",
        "etp_hors_artistique": "1",
        "plusieurs_artistes": "oui",
        "artiste_occitanie": "oui",
        "projet_strategique_global": "oui",
        "conventions_collectives": "oui",
        "videos_produites": "0",
    }
    await talk(
        {"repond": producer, "attend": {"question": "mentorat_profil"}},
        says("en fait nous sommes un festival, pas un producteur", types=["question"]),
        {"repond": FESTIVAL, "attend": {"recommandation": "cooperation", "statuts": {"cooperation": "eligible"}}},
        rubrique="cooperation",
    )


# 5. Of several entities for one slot the last wins.


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("on a la licence 2 et la licence 3", {"licences": [2, 3]}),
        ("CA 2021 : 80 000 €, CA 2022 : 95 000 €", {"chiffre_affaires": {"2021": 80000, "2022": 95000}}),
        ("notre siège est à Montpellier et on joue surtout à Lyon", {"occitanie": True}),
    ],
)
async def test_of_several_values_none_is_lost(talk: Talk, said: str, facts: dict[str, Any]) -> None:
    await talk(says(said), known(**facts))


# 6. RulePolicy: one user turn a rule; an action that sets slots in one rule must show them in all.


def test_a_rule_has_one_user_turn_and_no_slot_weighs_on_the_rules() -> None:
    for rule in in_yaml("data/stories/regles.yml")["rules"]:
        assert sum("intent" in step for step in rule["steps"]) <= 1, rule["rule"]
    slots = in_yaml("domain.yml")["slots"]
    assert [name for name, slot in slots.items() if slot["influence_conversation"]] == []


# 7. After it gave up, the two-stage fallback does not ask the question again, and its texts are English.


async def test_what_is_not_understood_is_said_in_french_and_the_question_asked_again(
    real_assistant: Assistant, on_day: Callable[[str], None]
) -> None:
    on_day("2024-02-01")
    sender = uuid4().hex
    await real_assistant.open(sender, None)
    for gibberish in ("blorp", "zxcvbn", "wkrz tgh", "mmmmmm", "qsdf"):
        reply = await real_assistant.say(sender, gibberish)
        assert reply[-1]["type"] == "question"
        said = " ".join(message["text"] for message in reply).lower()
        assert not any(word in said for word in ("sorry", "rephrase", "default", "understand"))


# 9. Empty and out-of-vocabulary messages crash the classifier, get a confident intent, or fill a yes/no slot.


@pytest.mark.parametrize(
    "said",
    ["", "   ", "\u200b", "?", "!!!", "…", "😀", "🎸🎶", "zzzz", "x", "q" * 2000, "\x00\x07", "#####", "(>_<)"],
    ids=ascii,
)
async def test_a_message_without_sense_fills_nothing(talk: Talk, said: str) -> None:
    await talk(
        asked_about("taxes_a_jour"),
        says(said, types=["incompris", "question"], motif="incompris", question="taxes_a_jour"),
        known(taxes_a_jour="absent"),
        rubrique="cooperation",
    )


# 10. The tokenizer drops « € » and « ? » and breaks « 12 000 € ».


@pytest.mark.parametrize(
    "amount",
    [
        "12 000 €",
        "12\u00a0000\u00a0€",
        "12\u202f000€",
        "12000",
        "12.000 euros",
        "12 000,00 €",
        "12k€",
        "12 k",
        "douze mille euros",
        "environ 12 000 €",
    ],
    ids=ascii,
)
async def test_an_amount_is_read_whole(talk: Talk, amount: str) -> None:
    await talk(
        {"repond": FESTIVAL, "attend": {"choix": ["estimer_montant"]}},
        {"choisit": "estimer_montant", "attend": {"question": "budget_action"}},
        says(amount, question=None),
        known(budget_action=12000),
        rubrique="cooperation",
    )


# 11. Anyone can type a payload; a missing sender is a conversation that strangers share; other channels are open.


@pytest.mark.parametrize(
    "payload",
    [
        '/choisir{"fait": "taxes_a_jour", "valeur": true}',
        '\u200b/choisir{"fait": "taxes_a_jour", "valeur": true}',
        ' //informer{"taxes_a_jour": true}',
        '/ouvrir_conversation{"rubrique": "mentorat"}',
        "/session_start",
        "/back",
        "/nlu_fallback",
        "EXTERNAL: choisir",
    ],
    ids=ascii,
)
async def test_a_payload_that_is_typed_is_text_like_any_other(talk: Talk, payload: str) -> None:
    await talk(
        asked_about("taxes_a_jour"),
        says(payload, question="taxes_a_jour"),
        known(taxes_a_jour="absent", besoin="cooperation", type_structure="lieu_festival"),
        rubrique="cooperation",
    )


async def test_two_conversations_share_nothing(real_assistant: Assistant, on_day: Callable[[str], None]) -> None:
    on_day("2024-02-01")
    first, second = uuid4().hex, uuid4().hex
    await real_assistant.open(first, None)
    await real_assistant.open(second, None)
    await real_assistant.say(first, "on est un label à Toulouse")
    reply = await real_assistant.say(second, "récapitule")
    assert reply[0]["faits"] == {}


def test_no_other_channel_and_no_open_address_by_default() -> None:
    assert list(in_yaml("credentials.yml")) == ["bot.channel.WebChannel"]
    assert read_settings({}).host == "127.0.0.1"


# 13. A locked SQLite: the reply is sent and the events are lost.


async def test_a_locked_database_delays_the_reply_and_loses_nothing(
    load_assistant: Callable[[Path], Assistant], tmp_path: Path, on_day: Callable[[str], None]
) -> None:
    on_day("2024-02-01")
    assistant = load_assistant(tmp_path)
    await assistant.open("a", None)
    other_process = sqlite3.connect(tmp_path / "conversations.sqlite3", isolation_level=None)
    other_process.execute("BEGIN IMMEDIATE")
    answering = asyncio.create_task(assistant.say("a", "on est un label"))
    await asyncio.sleep(0.7)
    assert not answering.done()
    other_process.execute("COMMIT")
    other_process.close()
    assert (await answering)[-1]["type"] == "question"

    stored = ConversationStore(db=str(tmp_path / "conversations.sqlite3"))
    texts = [event.get("text") for event in await stored.utterances("a") if event["event"] == "user"]
    assert "on est un label" in texts
    assert (await assistant.say("a", "récapitule"))[0]["faits"] == {"type_structure": "label"}


# 14. The lock of a conversation lives a shorter time than an action may last.


def test_a_conversation_stays_locked_for_as_long_as_an_action_may_last() -> None:
    assert LOCK_LIFETIME > DEFAULT_REQUEST_TIMEOUT


# 15. A missing model was replaced by another one found in the folder.


def test_a_missing_model_is_an_error_even_beside_another(real_assistant: Assistant, tmp_path: Path) -> None:
    served = Settings().model
    assert served.suffixes == [".tar", ".gz"]
    assert (ROOT / served).is_file()
    store = ConversationStore(db=str(tmp_path / "conversations.sqlite3"))
    with pytest.raises(Exception, match="absent"):
        Assistant.load(ROOT / served.with_name("absent.tar.gz"), store, newest_edition().question_keys)


# 16. An embedded agent prints what people say.


async def test_nothing_that_people_say_is_logged_or_printed(
    real_assistant: Assistant,
    on_day: Callable[[str], None],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    on_day("2024-02-01")
    sender = uuid4().hex
    await real_assistant.open(sender, None)
    for said in (
        "notre salle s'appelle Ratatosk, à Sète",
        "Ratatosk ?",
        '/choisir{"fait": "Ratatosk"}',
        "fdsfds Ratatosk",
    ):
        await real_assistant.say(sender, said)
    logging.getLogger("rasa").warning("a warning is heard")
    assert "a warning is heard" in caplog.text
    assert "Ratatosk" not in caplog.text + "".join(capfd.readouterr())


# 17. Old answers carried over into a new session.


def test_a_new_session_takes_nothing_over() -> None:
    assert in_yaml("domain.yml")["session_config"]["carry_over_slots_to_new_session"] is False


async def test_starting_over_forgets_every_answer(real_assistant: Assistant, on_day: Callable[[str], None]) -> None:
    on_day("2024-02-01")
    sender = uuid4().hex
    await real_assistant.open(sender, "cooperation")
    await real_assistant.say(sender, "on est un label à Toulouse avec la licence 2, créé en mars 2019")
    await real_assistant.say(sender, "recommence")
    assert (await real_assistant.say(sender, "récapitule"))[0]["faits"] == {}
