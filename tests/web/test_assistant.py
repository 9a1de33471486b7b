"""`Assistant`: what the channel and the conversation tests rely on."""

import asyncio
import json
import logging
from pathlib import Path

import pytest
from small_actions import SECRET_WORDS

from bot.agent import Assistant, ChoiceNotOffered, UnknownConversation
from bot.messages import APOLOGY


async def heard(assistant: Assistant, sender: str, text: str) -> dict:
    """Say what the small project does not understand; it answers with what it was given."""
    reply = await assistant.say(sender, text)
    return json.loads(reply[0]["text"])


async def test_a_conversation_opens_with_its_rubrique_and_a_question(assistant: Assistant) -> None:
    welcome, question = await assistant.open("a", "mentorat")
    assert welcome == {"type": "texte", "text": "Bienvenue, rubrique mentorat."}
    assert question["fact"] == "occitanie"
    assert question["choices"] == [{"id": "oui", "label": "Oui"}, {"id": "plusieurs", "label": "Plusieurs lieux"}]


async def test_a_conversation_opens_without_a_rubrique(assistant: Assistant) -> None:
    welcome, _ = await assistant.open("a", None)
    assert welcome["text"] == "Bienvenue, rubrique None."


async def test_a_choice_reaches_the_actions_with_its_values_whole(assistant: Assistant) -> None:
    await assistant.open("a")
    await assistant.choose("a", "plusieurs")
    reply = await assistant.choose("a", "inconnu")
    assert reply == [{"type": "texte", "text": 'Fin. occitanie = [34, {"inconnu": true}]'}]


async def test_a_choice_that_is_not_offered_changes_nothing(assistant: Assistant) -> None:
    await assistant.open("a")
    before = await assistant.transcript("a")
    with pytest.raises(ChoiceNotOffered):
        await assistant.choose("a", "inconnu")
    assert await assistant.transcript("a") == before
    assert (await assistant.choose("a", "oui"))[0]["fact"] == "chiffre_affaires.2021"
    with pytest.raises(ChoiceNotOffered):
        await assistant.choose("a", "oui")


async def test_the_understanding_is_told_the_pending_question(assistant: Assistant) -> None:
    await assistant.open("a")
    assert (await heard(assistant, "a", "xyz"))["question"] == "occitanie"
    await assistant.choose("a", "oui")
    assert (await heard(assistant, "a", "xyz"))["question"] == "chiffre_affaires.2021"
    await assistant.choose("a", "inconnu")
    assert (await heard(assistant, "a", "xyz"))["question"] is None


async def test_actions_get_the_domain(assistant: Assistant) -> None:
    await assistant.open("a")
    assert (await heard(assistant, "a", "xyz"))["domaine"] is True


@pytest.mark.parametrize(
    "typed",
    [
        '/choisir{"fait": "occitanie", "valeur": true}',
        '  \u00a0/choisir{"fait": "occitanie", "valeur": true}',
        '\u200b\u2060/ \u200b//choisir{"valeur": true}',
        "\u3000\ufeff/restart",
        "\x00/restart",
        "/session_start",
        "/",
        "///",
    ],
)
async def test_nobody_types_a_payload(assistant: Assistant, typed: str) -> None:
    await assistant.open("a", "cooperation")
    given = await heard(assistant, "a", typed)
    assert given["intention"] == "nlu_fallback"
    assert given["occitanie"] is None
    assert not given["lu"].lstrip().startswith("/")
    # The person sees again what they wrote, and the conversation went on.
    said = [message for message in await assistant.transcript("a") if message["auteur"] == "personne"]
    assert said[0]["text"] == typed.replace("\x00", "").strip()
    assert (await heard(assistant, "a", "xyz"))["question"] == "occitanie"


async def test_text_that_only_holds_a_slash_is_left_alone(assistant: Assistant) -> None:
    await assistant.open("a")
    assert (await heard(assistant, "a", "oui et/ou non"))["lu"] == "oui et/ou non"


async def test_odd_characters_are_taken(assistant: Assistant) -> None:
    await assistant.open("a")
    for typed in ("🎸" * 50, "\ud800 seul", "a\x00b", "e\u0301" * 9, "\u202eenvers"):
        assert await assistant.say("a", typed)
    json.dumps(await assistant.transcript("a"), ensure_ascii=False).encode("utf-8")


async def test_a_fault_is_owned_up_to_and_the_conversation_goes_on(assistant: Assistant) -> None:
    await assistant.open("a")
    for _ in range(4):
        (reply,) = await assistant.say("a", f"panne {SECRET_WORDS}")
        assert reply["text"] == APOLOGY and [choice["id"] for choice in reply["choices"]] == ["oui", "plusieurs"]
    said = await assistant.transcript("a")
    assert [m["text"] for m in said[-2:]] == [f"panne {SECRET_WORDS}", APOLOGY]
    # What was offered before still stands, and the next message is answered.
    assert (await assistant.choose("a", "oui"))[0]["fact"] == "chiffre_affaires.2021"
    assert "question" in await heard(assistant, "a", "xyz")


async def test_an_action_that_says_nothing_is_a_fault(assistant: Assistant) -> None:
    await assistant.open("a")
    await assistant.choose("a", "oui")
    await assistant.choose("a", "inconnu")
    assert [message["text"] for message in await assistant.say("a", "silence")] == [APOLOGY]


async def test_a_fault_takes_back_no_earlier_answer(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    await assistant.open("a")
    await assistant.choose("a", "oui")
    request = assistant.action_endpoint.request

    async def fail_to_end(**call: dict) -> dict:
        if call["json"]["next_action"] == "action_essai_fin":
            raise RuntimeError
        return await request(**call)

    with monkeypatch.context() as patch:
        patch.setattr(assistant.action_endpoint, "request", fail_to_end)
        assert (await assistant.choose("a", "inconnu"))[0]["text"] == APOLOGY
    given = await heard(assistant, "a", "xyz")
    assert given["occitanie"] is True and given["question"] == "chiffre_affaires.2021"
    assert (await assistant.choose("a", "inconnu"))[0]["text"] == "Fin. occitanie = true"


async def test_a_fault_of_the_understanding_keeps_what_was_written(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    await assistant.open("a")
    with monkeypatch.context() as patch:
        patch.setattr(assistant.processor, "_parse_message_with_graph", None)
        assert (await assistant.say("a", "bonjour"))[0]["text"] == APOLOGY
    said = await assistant.transcript("a")
    assert [m["text"] for m in said[-2:]] == ["bonjour", APOLOGY]
    assert (await assistant.say("a", "bonjour"))[0] == {"type": "texte", "text": "Bonjour."}


async def test_a_store_that_fails_sends_no_reply(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    await assistant.open("a")
    before = await assistant.transcript("a")

    async def fail(*_: object) -> None:
        raise OSError("disk")

    with monkeypatch.context() as patch:
        patch.setattr(assistant.tracker_store, "save", fail)
        with pytest.raises(OSError):
            await assistant.say("a", "bonjour")
    assert await assistant.transcript("a") == before
    assert await assistant.say("a", "bonjour")


async def test_a_message_sent_twice_is_handled_once(assistant: Assistant) -> None:
    await assistant.open("a")
    first, second = await asyncio.gather(
        assistant.choose("a", "oui", "envoi-0001"), assistant.choose("a", "oui", "envoi-0001")
    )
    assert first == second and first[0]["fact"] == "chiffre_affaires.2021"
    assert await assistant.say("a", "bonjour", "envoi-0002") == await assistant.say("a", "bonjour", "envoi-0002")
    said = [m["text"] for m in await assistant.transcript("a") if m["auteur"] == "personne"]
    assert said == ["Oui", "bonjour"]


async def test_a_turn_ends_even_if_the_client_goes_away(assistant: Assistant) -> None:
    await assistant.open("a")
    turn = asyncio.ensure_future(assistant.say("a", "bonjour"))
    await asyncio.sleep(0)
    turn.cancel()
    # The next message waits for it.
    await assistant.say("a", "bonsoir")
    said = [m["text"] for m in await assistant.transcript("a") if m["auteur"] == "personne"]
    assert said == ["bonjour", "bonsoir"]


async def test_messages_of_a_conversation_are_handled_one_at_a_time(assistant: Assistant) -> None:
    await assistant.open("a")
    texts = [f"message {number}" for number in range(12)]
    await asyncio.gather(*(assistant.say("a", text) for text in texts))
    said = [m for m in await assistant.transcript("a") if m["type"] == "texte"][1:]
    assert [m["text"] for m in said[::2]] == texts
    assert [json.loads(m["text"])["lu"] for m in said[1::2]] == texts


async def test_the_transcript_tells_who_said_what_and_when(assistant: Assistant) -> None:
    await assistant.open("a", "cooperation")
    await assistant.choose("a", "oui")
    welcome, question, picked, next_question = await assistant.transcript("a")
    assert welcome["auteur"] == question["auteur"] == next_question["auteur"] == "assistant"
    assert (picked["auteur"], picked["text"], picked["choice"]) == ("personne", "Oui", "oui")
    assert "payload" not in json.dumps([question, next_question])
    times = [message["heure"] for message in (welcome, question, picked, next_question)]
    assert times == sorted(times) and times[0].endswith("+00:00")


async def test_an_erased_conversation_is_gone(assistant: Assistant, tmp_path: Path) -> None:
    await assistant.open("a")
    await assistant.open("b")
    await assistant.say("a", f"mon secret : {SECRET_WORDS}")
    assert any(SECRET_WORDS.encode() in path.read_bytes() for path in tmp_path.iterdir())
    await assistant.erase("a")
    for operation in (
        assistant.say("a", "bonjour"),
        assistant.choose("a", "oui"),
        assistant.transcript("a"),
        assistant.erase("a"),
    ):
        with pytest.raises(UnknownConversation):
            await operation
    assert not any(SECRET_WORDS.encode() in path.read_bytes() for path in tmp_path.iterdir())
    assert await assistant.choose("b", "oui")


async def test_nothing_is_answered_in_a_conversation_never_opened(assistant: Assistant) -> None:
    with pytest.raises(UnknownConversation):
        await assistant.say("inconnue", "bonjour")


async def test_logs_hold_nothing_of_what_people_say(
    assistant: Assistant, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.logs import configure_logs

    before = logging.root.handlers[:], logging.root.level
    configure_logs()
    try:
        await assistant.open("a")
        for text in (f"panne {SECRET_WORDS}", f"/choisir{{{SECRET_WORDS}", f"silence {SECRET_WORDS}"):
            await assistant.say("a", text)
    finally:
        logging.root.handlers, logging.root.level = before
    printed = "".join(capfd.readouterr())
    assert "RuntimeError" in printed and "small_actions.py" in printed
    assert SECRET_WORDS not in printed
