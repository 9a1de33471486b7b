"""Runs the custom actions in the assistant's own process, behind the interface of Rasa's action server.

Rasa 3.6 only knows an action server over HTTP. `InProcessActions` is an `EndpointConfig` whose `request` runs
the same `rasa_sdk` executor directly: no second process to start and watch, no HTTP session a call, and no turn
that is lost because the other server is down. What goes in and out is copied as JSON, so an action can neither
touch Rasa's own objects nor rely on anything that an action server would not get.
"""

import functools
import json
from types import ModuleType
from typing import Any

import jsonschema
import jsonschema_rs
import orjson
from rasa.core.actions.constants import SELECTIVE_DOMAIN
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk import Action
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection


class InProcessActions(EndpointConfig):
    """An action endpoint that is no server: the actions of a Python package, run in this process."""

    def __init__(self, package: str | ModuleType = "actions") -> None:
        """Register the actions of `package`.

        The domain is not serialised at each call (`selective_domain`): set `domain` once, as a dictionary, and
        every action gets it.
        """
        super().__init__(url="in-process://actions", **{SELECTIVE_DOMAIN: True})
        self.domain: dict[str, Any] = {}
        self._executor = _PackageExecutor(package)
        compile_schemas()

    @property
    def names(self) -> set[str]:
        """The names of the actions."""
        return set(self._executor.actions)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Run the action named in `kwargs["json"]` and return what its server would answer.

        Raises:
            ClientResponseError: status 400, as from a server, when the action refuses to run.
        """
        call = _copied(kwargs["json"])
        call.setdefault("domain", self.domain)
        try:
            answer = await self._executor.run(call)
        except ActionExecutionRejection as rejection:
            body = json.dumps({"error": str(rejection), "action_name": rejection.action_name})
            raise ClientResponseError(400, "Bad Request", body) from rejection
        return _copied(answer)

    def copy(self) -> "InProcessActions":
        """Return itself: the actions are registered once."""
        return self


def _copied(message: Any) -> Any:
    """Return what is left of `message` once it went through JSON."""
    return orjson.loads(orjson.dumps(message, option=orjson.OPT_NON_STR_KEYS))


class _PackageExecutor(ActionExecutor):
    """Runs the actions of one package; the SDK's own takes every action that the process has ever imported."""

    def __init__(self, package: str | ModuleType) -> None:
        super().__init__()
        self._package = package if isinstance(package, str) else package.__name__
        self.register_package(package)

    def register_action(self, action: type[Action] | Action) -> None:
        if f"{action.__module__}.".startswith(f"{self._package}."):
            super().register_action(action)


@functools.cache
def compile_schemas() -> None:
    """Make `jsonschema.validate` compile each schema once, with `jsonschema_rs`.

    Rasa validates the answer of every action against one constant schema, which `jsonschema` checks and interprets
    anew each time: 20 to 35 ms. What the compiled schema does not take, `jsonschema` is asked about, so that
    verdicts and errors are its own. Rasa imports `jsonschema.validate` at each call and hands no validator over,
    which leaves this place alone to put one in.
    """
    interpret = jsonschema.validate

    def validate(instance: Any, schema: Any, *args: Any, **kwargs: Any) -> None:
        try:
            taken = _compiled(orjson.dumps(schema)).is_valid(instance)
        except (TypeError, ValueError):  # no schema, or no JSON
            taken = False
        if not taken:
            interpret(instance, schema, *args, **kwargs)

    jsonschema.validate = validate


@functools.lru_cache(maxsize=64)
def _compiled(schema: bytes) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema.decode())
