"""The assistant as one object: open a conversation, say something, pick a choice, read it again, erase it.

The web channel and the tests of the conversation both talk to `Assistant`, which is Rasa's own `Agent` with what a
conversation with the public needs: nobody types a payload, a choice is looked up among those offered, a message
is answered once, and a fault is said instead of swallowed.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import rasa.core.actions.action as rasa_actions
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.constants import DEFAULT_REQUEST_TIMEOUT
from rasa.core.lock_store import LockStore
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import TrackerStore
from rasa.engine.loader import load_predict_graph_runner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.graph_runner import SequentialGraphRunner
from bot.in_process_actions import InProcessActions
from bot.messages import APOLOGY, PICKED, SHOWN_TEXT, Message, from_utterance, public, transcript
from bot.nlu.fact_extractor import BEFORE, PENDING
from bot.questionnaires import Filled
from bot.tracker_store import ConversationStore
from bot.typed_text import is_blank, readable, storable
from rules_kb import slot_of

logger = logging.getLogger(__name__)

FORM = "eligibilite_form"
"""The form whose requested slot is the pending question."""

CHANNEL = "web"

SUMMARY_ACTION = "action_synthese"
"""The action that makes the summary of a conversation."""

LOCK_LIFETIME = 2.0 * DEFAULT_REQUEST_TIMEOUT
"""Seconds a message keeps its conversation to itself at most: longer than an action may last. Rasa's default is
shorter, so that a second message could come in while the first one is still being answered."""

LOCK_POLLING = 0.05
"""Seconds between two looks at whether the message before is answered."""


class UnknownConversation(LookupError):
    """The conversation was never opened, was erased, or is past its retention."""


class ChoiceNotOffered(LookupError):
    """The choice is not one of those that the last reply offers."""


class Assistant(Agent):
    """Rasa's agent, with the conversation's own operations.

    The messages that its methods return are those of the public contract. `sender` identifies a conversation.
    """

    @classmethod
    def load(
        cls,
        model_path: str | Path,
        store: ConversationStore,
        question_keys: Iterable[str],
        action_endpoint: EndpointConfig | None = None,
        lock_store: LockStore | None = None,
    ) -> "Assistant":
        """Return an assistant ready to answer.

        Args:
            model_path: file of the trained model.
            store: where the conversations are kept.
            question_keys: every question that may be pending, as the knowledge base names it.
            action_endpoint: an action server; by default the package `actions` runs in this process.
            lock_store: what makes the messages of one conversation wait for each other; by default in memory.
        """
        assistant = cls(
            tracker_store=store,
            lock_store=lock_store,
            action_endpoint=action_endpoint or InProcessActions(),
        )
        assistant.question_of_slot = {slot_of(key): key for key in question_keys}
        assistant.load_model(model_path)
        return assistant

    question_of_slot: dict[str, str]
    tracker_store: ConversationStore

    def load_model(self, model_path: str | Path, fingerprint: str | None = None) -> None:
        """Load the model, to be run by our own processor.

        Raises FileNotFoundError where there is no such file: Rasa would take another model from the same folder.
        """
        if not Path(model_path).is_file():
            raise FileNotFoundError(f"Le modèle « {model_path} » est absent : entraînez-le avec « make model ».")
        self.processor = _Processor(
            question_of_slot=self.question_of_slot,
            model_path=model_path,
            tracker_store=self.tracker_store,
            lock_store=self.lock_store,
            action_endpoint=self.action_endpoint,
            generator=self.nlg,
        )
        self.domain = self.processor.domain
        self.tracker_store.domain = self.domain
        self.nlg.responses = self.domain.responses
        if isinstance(self.action_endpoint, InProcessActions):
            self.action_endpoint.domain = self.domain.as_dict()
        self._set_fingerprint(fingerprint)

    @staticmethod
    def _create_tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
        # Rasa wraps the store in one that falls back to memory when it fails: the reply would go out and the
        # events be lost. Here a failure is a failure.
        if store is None:
            raise ValueError("An assistant needs a store for its conversations.")
        store.domain = domain
        return store

    async def open(self, sender: str, rubrique: str | None = None) -> list[Message]:
        """Begin the conversation `sender`, from the page of a scheme or (None) of none; return the welcome."""
        entities = {"rubrique": rubrique} if rubrique else {}
        message = _payload_message(sender, "ouvrir_conversation", entities, metadata={SHOWN_TEXT: None})
        return await self._whole(self._handle(sender, lambda tracker: message, must_exist=False))

    async def say(self, sender: str, text: str, message_id: str | None = None) -> list[Message]:
        """Return the reply to what the person typed.

        Args:
            sender: the conversation.
            text: what was typed; never read as a payload.
            message_id: identifies the message: sent twice, it is handled once and answered twice.

        Raises:
            UnknownConversation: there is no such conversation.
        """
        typed = storable(text)
        read = readable(typed)
        if is_blank(read):
            read = "?"
        metadata = {} if read == typed else {SHOWN_TEXT: typed}
        message = UserMessage(read, _Reply(), sender, input_channel=CHANNEL, message_id=message_id, metadata=metadata)
        return await self._whole(self._handle(sender, lambda tracker: message, message_id))

    async def choose(self, sender: str, choice_id: str, message_id: str | None = None) -> list[Message]:
        """Return the reply to the choice that was picked among those of the last reply.

        Raises:
            UnknownConversation: there is no such conversation.
            ChoiceNotOffered: the last reply does not offer this choice; nothing is changed.
        """

        def message(tracker: DialogueStateTracker) -> UserMessage:
            choice = _offered_choices(tracker).get(choice_id)
            if choice is None:
                raise ChoiceNotOffered(choice_id)
            intent, _, entities = choice["payload"].removeprefix("/").partition("{")
            return _payload_message(
                sender,
                intent,
                json.loads("{" + entities) if entities else {},
                text=choice["label"],
                message_id=message_id,
                metadata={PICKED: choice_id},
            )

        return await self._whole(self._handle(sender, message, message_id))

    async def transcript(self, sender: str) -> list[Message]:
        """Return the whole conversation; each message also has `auteur` (assistant, personne) and `heure` (ISO).

        Raises:
            UnknownConversation: there is no such conversation.
        """
        if not await self.tracker_store.exists(sender):
            raise UnknownConversation(sender)
        return transcript(await self.tracker_store.utterances(sender))

    async def summary(self, sender: str) -> Message:
        """Return the summary of the conversation (message of type `synthese`); nothing of it is stored.

        Raises:
            UnknownConversation: there is no such conversation.
        """
        tracker = await self.tracker_store.retrieve(sender)
        if tracker is None:
            raise UnknownConversation(sender)
        action = rasa_actions.RemoteAction(SUMMARY_ACTION, self.action_endpoint)
        events = await action.run(_Reply(), self.nlg, tracker, self.domain)
        return next(from_utterance(event.message()) for event in events if isinstance(event, BotUttered))

    async def keep_questionnaire(self, sender: str, filled: Filled) -> None:
        """Keep the questionnaire that was filled in during the conversation, in place of an earlier one.

        Raises:
            UnknownConversation: there is no such conversation.
        """
        if not await self.tracker_store.keep_questionnaire(sender, filled):
            raise UnknownConversation(sender)

    async def erase(self, sender: str) -> None:
        """Delete everything that is stored of the conversation.

        Raises:
            UnknownConversation: there is no such conversation.
        """
        async with self._alone(sender):
            if not await self.tracker_store.erase(sender):
                raise UnknownConversation(sender)

    async def _handle(
        self,
        sender: str,
        message: Callable[[DialogueStateTracker], UserMessage],
        message_id: str | None = None,
        must_exist: bool = True,
    ) -> list[Message]:
        async with self._alone(sender):
            tracker = await self.tracker_store.retrieve(sender)
            if tracker is None and must_exist:
                raise UnknownConversation(sender)
            if tracker is None:
                tracker = await self.processor.get_tracker(sender)
            elif message_id is not None and tracker.latest_message.message_id == message_id:
                return [public(from_utterance(said.message())) for said in _last_reply(tracker)]
            return await self.processor.answer(message(tracker), tracker)

    def _alone(self, sender: str) -> Any:
        return self.lock_store.lock(sender, lock_lifetime=LOCK_LIFETIME, wait_time_in_seconds=LOCK_POLLING)

    @staticmethod
    async def _whole(handling: Coroutine[Any, Any, list[Message]]) -> list[Message]:
        """Wait for `handling`, which goes on to its end even if whoever waits goes away."""
        return await asyncio.shield(asyncio.ensure_future(handling))


class _Processor(MessageProcessor):
    """Rasa's processor, which tells the language understanding the pending question and owns up to faults."""

    def __init__(self, question_of_slot: dict[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question_of_slot = question_of_slot

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        with TemporaryDirectory() as folder:
            metadata, runner = load_predict_graph_runner(
                Path(folder), Path(model_path), LocalModelStorage, SequentialGraphRunner
            )
        return Path(model_path).name, metadata, runner

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Handle a message of any other channel, as Rasa would."""
        await self.answer(message, await self.get_tracker(message.sender_id))
        return getattr(message.output_channel, "messages", None)

    async def answer(self, message: UserMessage, tracker: DialogueStateTracker) -> list[Message]:
        """Handle `message` in the conversation `tracker`, store what happened and return the reply.

        A fault ends the turn with an apology, and the conversation is as before the message: what was written is
        stored, nothing half-done remains.
        """
        channel = message.output_channel
        await self._update_tracker_session(tracker, channel)
        logged, slots, loop = tracker.latest_message, tracker.current_slot_values(), tracker.active_loop_name
        offered = _offered_choices(tracker)
        try:
            await self._handle_message_with_tracker(message, tracker)
            await self.run_action_extract_slots(channel, tracker)
            await self._run_prediction_loop(channel, tracker)
            at_fault = not _last_reply(tracker)
            if at_fault:
                logger.error("A message got no reply.")
        except _ActionFault:
            at_fault = True
        except Exception as error:
            logger.error("A message could not be answered.", exc_info=error)
            at_fault = True
        if at_fault:
            if tracker.latest_message is logged:
                tracker.update(_not_understood(message), self.domain)
            await self._apologise(tracker, channel, list(offered.values()))
            tracker.update_with_events(_going_back(tracker, slots, loop), self.domain)
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)
        await self.save_tracker(tracker)
        return [public(from_utterance(said.message())) for said in _last_reply(tracker)]

    async def _apologise(self, tracker: DialogueStateTracker, channel: OutputChannel, offered: list[Message]) -> None:
        # What was offered still is.
        message = {"type": "texte", "text": APOLOGY} | ({"choices": offered} if offered else {})
        said = BotUttered(APOLOGY, {"custom": message})
        tracker.update(said, self.domain)
        await self._send_bot_messages([said], tracker, channel)

    async def _handle_message_with_tracker(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        pending = tracker.get_slot(REQUESTED_SLOT) if tracker.active_loop_name == FORM else None
        question = self.question_of_slot.get(pending or "")
        # A fact that an update took away is asked no more, though a conversation may remember that it was.
        known = {key for key in self.question_of_slot.values() if key != question}
        asked = [key for key in tracker.get_slot("questions_posees") or () if key in known]
        before = {BEFORE: asked[-1]} if asked else {}
        message.metadata = {**(message.metadata or {}), PENDING: question, **before}
        await super()._handle_message_with_tracker(message, tracker)

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Have the message heard: every slot is filled by one custom action, Rasa's own mappings fill none.

        Rasa would go through the mappings all the same, and swallow the fault of that action.
        """
        hear = rasa_actions.RemoteAction(rasa_actions.ACTION_VALIDATE_SLOT_MAPPINGS, self.action_endpoint)
        tracker.update_with_events(await hear.run(output_channel, self.nlg, tracker, self.domain), self.domain)
        return tracker

    async def _run_action(
        self,
        action: rasa_actions.Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        # Rasa logs the fault of an action, and goes on as if it had said nothing.
        watched = _Watched(action)
        goes_on = await super()._run_action(watched, tracker, output_channel, nlg, prediction)
        if watched.at_fault:
            raise _ActionFault
        return goes_on


class _ActionFault(Exception):
    """An action failed; Rasa has logged it."""


class _Watched:
    """An action that remembers whether it failed."""

    def __init__(self, action: rasa_actions.Action) -> None:
        self._action = action
        self.at_fault = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)

    async def run(self, *args: Any) -> list[Event]:
        try:
            return await self._action.run(*args)
        except rasa_actions.ActionExecutionRejection:
            raise
        except Exception:
            self.at_fault = True
            raise


class _Reply(CollectingOutputChannel):
    """Takes what is said and does nothing with it: the reply is read from the conversation's events."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        pass


def _payload_message(
    sender: str,
    intent: str,
    entities: dict[str, Any],
    text: str | None = None,
    message_id: str | None = None,
    metadata: dict[str, Any] | None = None,
) -> UserMessage:
    """Return a message that is already understood: nothing of it goes through the language understanding.

    The values of `entities` are kept as they are, lists and objects too.
    """
    read = {
        "text": text or f"/{intent}",
        "intent": {"name": intent, "confidence": 1.0},
        "intent_ranking": [{"name": intent, "confidence": 1.0}],
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    return UserMessage(
        read["text"],
        _Reply(),
        sender,
        parse_data=read,
        input_channel=CHANNEL,
        message_id=message_id or uuid4().hex,
        metadata=metadata,
    )


def _not_understood(message: UserMessage) -> UserUttered:
    return UserUttered(
        message.text,
        {"name": None, "confidence": 0.0},
        [],
        input_channel=message.input_channel,
        message_id=message.message_id,
        metadata=message.metadata,
    )


def _going_back(tracker: DialogueStateTracker, slots: dict[str, Any], loop: str | None) -> list[Event]:
    """Return events that give `tracker` these slots and this loop again, the loop as if nothing had disturbed it.

    Rasa's own `UserUtteranceReverted` would not do: it counts the messages that a form handled as one, and takes
    back the answers to all of them.
    """
    changed = [SlotSet(name, value) for name, value in slots.items() if tracker.get_slot(name) != value]
    return [*changed, ActiveLoop(loop)]


def _last_reply(tracker: DialogueStateTracker) -> list[BotUttered]:
    """Return what the assistant said since the last message of the person."""
    said = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            said.append(event)
    return said[::-1]


def _offered_choices(tracker: DialogueStateTracker) -> dict[str, Message]:
    """Return the choices, by id, of the last reply."""
    messages = (from_utterance(said.message()) for said in _last_reply(tracker))
    return {choice["id"]: choice for message in messages for choice in message.get("choices", ())}
