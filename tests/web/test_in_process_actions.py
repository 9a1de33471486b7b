"""Actions in the assistant's own process answer as their server would."""

import json

import jsonschema
import pytest
import small_actions
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk import Action

from bot.in_process_actions import InProcessActions, compile_schemas


@pytest.fixture(scope="module")
def actions() -> InProcessActions:
    return InProcessActions(small_actions)


def call(name: str) -> dict:
    tracker = DialogueStateTracker("s", []).current_state()
    return {"next_action": name, "sender_id": "s", "tracker": tracker | {"events": []}, "version": "3.6"}


async def test_an_action_answers(actions: InProcessActions) -> None:
    answer = await actions.request(json=call("action_essai_fin"))
    assert answer["events"] == []
    assert answer["responses"][0]["custom"]["text"].startswith("Fin.")


async def test_a_rejection_is_the_servers_status_400(actions: InProcessActions) -> None:
    with pytest.raises(ClientResponseError) as caught:
        await actions.request(json=call("action_essai_refus"))
    assert caught.value.status == 400
    assert json.loads(caught.value.text)["action_name"] == "action_essai_refus"


async def test_rasa_takes_a_rejection_for_one(actions: InProcessActions) -> None:
    from rasa.core.actions.action import ActionExecutionRejection

    action = RemoteAction("action_essai_refus", actions)
    with pytest.raises(ActionExecutionRejection):
        await action.run(
            CollectingOutputChannel(),
            TemplatedNaturalLanguageGenerator({}),
            DialogueStateTracker("s", []),
            Domain.empty(),
        )


async def test_rasa_takes_an_answer_for_one(actions: InProcessActions) -> None:
    action = RemoteAction("action_essai_fin", actions)
    (said,) = await action.run(
        CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), DialogueStateTracker("s", []), Domain.empty()
    )
    assert isinstance(said, BotUttered) and said.data["custom"]["type"] == "texte"


async def test_an_action_cannot_touch_what_rasa_holds(actions: InProcessActions) -> None:
    class Vandal(Action):
        __module__ = small_actions.__name__

        def name(self) -> str:
            return "action_essai_vandale"

        def run(self, dispatcher, tracker, domain) -> list:
            tracker.slots["a"]["b"] = "changé"
            return []

    actions._executor.register_action(Vandal)
    request = call("action_essai_vandale")
    request["tracker"]["slots"] = {"a": {"b": "gardé"}}
    await actions.request(json=request)
    assert request["tracker"]["slots"] == {"a": {"b": "gardé"}}


async def test_an_unknown_action_is_a_fault(actions: InProcessActions) -> None:
    with pytest.raises(Exception, match="action_inconnue"):
        await actions.request(json=call("action_inconnue"))


async def test_the_domain_is_not_sent_by_rasa_and_given_all_the_same(actions: InProcessActions) -> None:
    assert "domain" not in RemoteAction("action_essai_fin", actions)._action_call_format(
        DialogueStateTracker("s", []), Domain.empty()
    )


def test_answers_are_still_validated() -> None:
    compile_schemas()
    action = RemoteAction("a", None)
    for _ in range(2):
        assert action._validate_action_result({"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []})
        with pytest.raises(jsonschema.ValidationError):
            action._validate_action_result({"events": [{"nom": 1}], "responses": []})
        with pytest.raises(jsonschema.ValidationError):
            action._validate_action_result({"events": [{"event": "slot"}], "responses": []})


def test_a_wrong_schema_is_still_refused() -> None:
    compile_schemas()
    for _ in range(2):
        with pytest.raises(jsonschema.SchemaError):
            jsonschema.validate(1, {"type": 12})
    # True and 1 are equal to Python, not to a schema.
    jsonschema.validate(1, {"minimum": 1})
    with pytest.raises(jsonschema.SchemaError):
        jsonschema.validate(1, {"minimum": True})


def test_a_schema_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_schemas()
    schema = {"type": "integer", "title": "Un schéma de ce test"}
    jsonschema.validate(1, schema)
    monkeypatch.setattr("jsonschema_rs.validator_for", None)
    jsonschema.validate(2, dict(schema))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate("deux", dict(schema))
