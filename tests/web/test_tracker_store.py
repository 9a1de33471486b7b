"""The store: nothing lost, little loaded, nothing left once erased."""

import asyncio
import json
import multiprocessing
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot.agent import Assistant
from bot.tracker_store import TURNS_LOADED, ConversationStore, ConversationTracker

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [informer]
    slots:
      a: {type: any, influence_conversation: false, mappings: [{type: custom}]}
      b: {type: any, influence_conversation: false, mappings: [{type: custom}], initial_value: 1}
      requested_slot: {type: any, influence_conversation: false, mappings: [{type: custom}]}
    forms: {eligibilite_form: {required_slots: [a]}}
    """
)


def store_in(folder: Path) -> ConversationStore:
    return ConversationStore(DOMAIN, db=str(folder / "conversations.sqlite3"))


def turn(tracker: DialogueStateTracker, number: int) -> None:
    for event in (
        ActionExecuted("action_listen"),
        UserUttered(f"message {number}", {"name": "informer"}, message_id=f"envoi-{number}"),
        SlotSet("a", {"numero": number}),
        ActiveLoop("eligibilite_form" if number % 5 else None),
        ActionExecuted("eligibilite_form"),
        SlotSet("requested_slot", f"a{number}" if number % 5 else None),
        BotUttered(f"réponse {number}"),
    ):
        tracker.update(event)
    tracker.update(ActionExecuted("action_listen"))


async def talk(store: ConversationStore, sender: str, turns: int) -> None:
    for number in range(turns):
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        turn(tracker, number)
        await store.save(tracker)


def state(tracker: DialogueStateTracker) -> dict:
    current = tracker.current_state()
    for key in ("events", "latest_event_time"):
        current.pop(key)
    # What started a loop is kept by Rasa and used by nothing.
    current["active_loop"].pop("trigger_message", None)
    return current


@pytest.mark.parametrize("turns", [1, TURNS_LOADED, TURNS_LOADED + 1, 11, 30])
async def test_the_state_survives_exactly(tmp_path: Path, turns: int) -> None:
    store = store_in(tmp_path)
    await talk(store, "s", turns)
    bounded = await store_in(tmp_path).retrieve("s")
    whole = await store.retrieve_full_tracker("s")
    assert state(bounded) == state(whole)
    assert state(bounded.copy()) == state(whole.copy())
    assert bounded.latest_message.text == f"message {turns - 1}"


async def test_what_is_loaded_is_bounded(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await talk(store, "s", 8)
    short = len((await store.retrieve("s")).events)
    await talk(store, "s", 60)
    assert len((await store.retrieve("s")).events) <= short + 2
    assert len(await store.utterances("s")) == 2 * 68


async def test_a_restart_survives_too(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await talk(store, "s", 3)
    for extra in (Restarted(), SlotSet("b", None)):
        tracker = await store.retrieve("s")
        turn(tracker, 50)
        tracker.update(extra)
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)
        for _ in range(2):
            bounded, whole = await store.retrieve("s"), await store.retrieve_full_tracker("s")
            assert state(bounded) == state(whole)
            turn(bounded, 51)
            await store.save(bounded)


async def test_a_loop_that_was_rejected_is_still_so(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await talk(store, "s", 2)
    tracker = await store.retrieve("s")
    tracker.update(ActionExecutionRejected("eligibilite_form"))
    await store.save(tracker)
    for number in range(TURNS_LOADED + 1):
        tracker = await store.retrieve("s")
        assert tracker.is_active_loop_rejected
        tracker.update(UserUttered(f"digression {number}"))
        tracker.update(ActionExecuted("action_listen"))
        await store.save(tracker)


async def test_an_erased_conversation_does_not_come_back(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await talk(store, "s", 2)
    tracker = await store.retrieve("s")
    turn(tracker, 2)
    assert await store.erase("s")
    await store.save(tracker)
    assert not await store.exists("s")
    assert not await store.erase("s")
    assert await store.utterances("s") == []


async def test_retention(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await talk(store, "old", 2)
    await talk(store, "new", 1)
    with sqlite3.connect(tmp_path / "conversations.sqlite3") as database:
        database.execute("UPDATE conversations SET active_at = active_at - 1000 WHERE sender_id = 'old'")
    assert await store.erase_older_than(2000) == 0
    assert await store.erase_older_than(500) > 0
    assert not await store.exists("old") and await store.utterances("old") == []
    assert await store.exists("new")


async def test_only_its_own_trackers_are_saved(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        await store_in(tmp_path).save(DialogueStateTracker("s", DOMAIN.slots))


async def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    store_in(tmp_path / "neuf")
    await asyncio.sleep(0)
    assert (tmp_path / "neuf").stat().st_mode & 0o077 == 0
    assert (tmp_path / "neuf" / "conversations.sqlite3").stat().st_mode & 0o077 == 0


async def test_a_locked_database_is_waited_for_without_blocking(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    await talk(store, "s", 1)
    tracker = await store.retrieve("s")
    turn(tracker, 1)
    other = sqlite3.connect(tmp_path / "conversations.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    saving = asyncio.ensure_future(store.save(tracker))
    longest = 0.0
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        before = time.monotonic()
        await asyncio.sleep(0.005)
        longest = max(longest, time.monotonic() - before)
    assert not saving.done()
    assert longest < 0.4, "the loop must go on while the database is locked"
    other.execute("COMMIT")
    await saving
    assert [event["text"] for event in await store.utterances("s")][-2:] == ["message 1", "réponse 1"]


def _talk_in_process(folder: str, name: str, turns: int) -> None:
    async def run() -> None:
        store = store_in(Path(folder))
        await asyncio.gather(*(talk(store, f"{name}-{number}", turns) for number in range(4)))

    asyncio.run(run())


def test_no_event_is_lost_under_several_processes(tmp_path: Path) -> None:
    store_in(tmp_path)
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_talk_in_process, args=(str(tmp_path), f"p{n}", 15)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with sqlite3.connect(tmp_path / "conversations.sqlite3") as database:
        rows = database.execute("SELECT sender_id, data FROM events ORDER BY id").fetchall()
    told: dict[str, list[str]] = {}
    for sender, data in rows:
        event = json.loads(data)
        if event["event"] in ("user", "bot"):
            told.setdefault(sender, []).append(event["text"])
    expected = [text for number in range(15) for text in (f"message {number}", f"réponse {number}")]
    assert len(told) == 12
    assert all(texts == expected for texts in told.values())


async def test_concurrent_users_lose_nothing(assistant: Assistant) -> None:
    async def converse(sender: str) -> None:
        await assistant.open(sender)
        for number in range(8):
            await assistant.say(sender, f"mot {number} de {sender}")

    senders = [f"s{number}" for number in range(10)]
    await asyncio.gather(*(converse(sender) for sender in senders))
    for sender in senders:
        said = [m["text"] for m in await assistant.transcript(sender) if m["auteur"] == "personne"]
        assert said == [f"mot {number} de {sender}" for number in range(8)]


async def test_turns_do_not_slow_down(assistant: Assistant) -> None:
    async def cost(sender: str) -> float:
        start = time.process_time()
        await assistant.say(sender, "mot")
        return time.process_time() - start

    for sender, turns in (("long", 190), ("short", 5)):
        await assistant.open(sender)
        for _ in range(turns):
            await assistant.say(sender, "mot")
    # Turn by turn, so that what else the machine does weighs on both.
    pairs = [(await cost("short"), await cost("long")) for _ in range(10)]
    short, long = (sorted(costs)[5] for costs in zip(*pairs, strict=True))
    assert long < 1.5 * short, f"10th: {short * 1000:.1f} ms, 200th: {long * 1000:.1f} ms"


async def test_a_conversation_is_taken_up_by_another_process(load: Callable[[Path], Assistant], tmp_path: Path) -> None:
    first = load(tmp_path)
    await first.open("s")
    await first.choose("s", "oui")
    second = load(tmp_path)
    assert (await second.choose("s", "inconnu"))[0]["text"] == "Fin. occitanie = true"
    assert isinstance(await second.tracker_store.retrieve("s"), ConversationTracker)
