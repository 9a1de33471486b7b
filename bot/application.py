"""The web application: the channels, the chat page, the assistant that loads meanwhile, and the daily clearing."""

import asyncio
import gc
import logging
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from typing import TypeVar

from rasa.core.channels import channel as rasa_channel
from rasa.core.run import create_http_input_channels
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy import inspect

from bot.agent import Assistant
from bot.cross_origin import allow_origins
from bot.http_errors import handle_errors, reply
from bot.integration import add_integration
from bot.questionnaire_pages import add_questionnaire_pages
from bot.requests import READ, assistant_of
from bot.sessions import SessionTokens, stored_secret
from bot.settings import Settings, SettingsError
from bot.site import add_site
from bot.summary_pages import add_summary_pages
from bot.tracker_store import ConversationStore
from bot.webinar import add_webinar
from rules_kb import Edition

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

MAX_BODY = 64 * 1024
"""Bytes of a request's body: 2,000 characters, each written as an escape, and room to spare."""

GRACE = 3.0
"""Seconds left to the messages being answered when the server is told to stop."""

DAY = 86_400.0
"""Seconds."""

_app_number = count()


def serve(settings: Settings, edition: Edition, listening: socket.socket) -> None:
    """Serve the assistant of `edition` on the socket `listening` until SIGINT or SIGTERM.

    Raises:
        SettingsError: the secret, the channels, the database, the endpoints or the model cannot be used.
    """
    app = create_app(settings, edition.dispositifs, lambda: load_assistant(settings, edition))
    app.run(sock=listening, access_log=False, motd=False)
    if app.ctx.failure is not None:
        raise app.ctx.failure


def load_assistant(settings: Settings, edition: Edition) -> Assistant:
    """Return the assistant that `settings` describe, for the questions of `edition`; it takes seconds.

    Raises:
        SettingsError: the database cannot be opened, the endpoints cannot be read or the model cannot be loaded.
    """
    store = _open_store(settings)
    endpoint = _action_endpoint(settings)
    try:
        return Assistant.load(settings.model, store, edition.question_keys, action_endpoint=endpoint)
    except (Exception, SystemExit) as error:  # rasa_sdk exits when the actions can't be imported
        raise _refusal(
            f"Le modèle {settings.model} ne peut pas être chargé",
            "supprimez-le et relancez « make run », qui l'entraîne",
            error,
        ) from error


def _open_store(settings: Settings) -> ConversationStore:
    path = settings.database
    try:
        store = ConversationStore(db=str(path))
        inspect(store.engine).get_table_names()  # Rasa only logs that it could not make the tables.
    except Exception as error:
        raise _refusal(
            f"La base des conversations {path} ne peut pas être ouverte",
            "vérifiez les droits de ce fichier ou, s'il est abîmé, déplacez-le : une base vide sera créée",
            error,
        ) from error
    return store


def _action_endpoint(settings: Settings) -> EndpointConfig | None:
    """Return the action server that the endpoints file names, if there is one."""
    if not settings.endpoints.is_file():
        return None
    try:
        return read_endpoint_config(str(settings.endpoints), "action_endpoint")
    except Exception as error:
        raise _refusal(
            f"Le fichier {settings.endpoints} ne peut pas être lu",
            "corrigez-le, ou mettez toutes ses lignes en commentaire : les actions tournent alors dans l'assistant",
            error,
        ) from error


def _refusal(what: str, remedy: str, error: BaseException) -> SettingsError:
    """Return the error that says in one French line what cannot be used, why, and what to do."""
    logger.info(what, exc_info=error)
    reason = str(error).strip().partition("\n")[0]
    return SettingsError(f"{what} ({type(error).__name__} : {reason}) : {remedy}.")


def create_app(settings: Settings, rubriques: Iterable[str], load: Callable[[], Assistant]) -> Sanic:
    """Return the application. It answers at once, 503 to what needs the assistant until `load` has returned it.

    Should `load` fail, the application stops, and `app.ctx.failure` is the error. `rubriques` are the schemes whose
    page a conversation may come from.

    Raises:
        SettingsError: the secret or the channels cannot be used.
    """
    app = Sanic(f"assistant_{next(_app_number)}", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = GRACE
    app.ctx.agent = None
    app.ctx.failure = None
    app.ctx.rubriques = tuple(rubriques)
    app.ctx.retention_days = settings.retention_days
    app.ctx.staff_password = settings.staff_password
    app.ctx.tokens = SessionTokens(settings.secret or stored_secret(settings.data))
    handle_errors(app)
    add_site(app, settings.retention_days)
    add_webinar(app, settings.public_url)
    add_integration(app, settings.public_url, settings.origins)
    add_summary_pages(app)
    add_questionnaire_pages(app)
    allow_origins(app, settings.origins)
    app.add_route(_health, "/healthz", methods=READ)
    _add_channels(app, settings)

    async def start(app: Sanic) -> None:
        try:
            app.ctx.agent = await _in_thread(load)
            # What is loaded stays: the garbage collector need not go through it again and again (a tenth of a turn).
            gc.collect()
            gc.freeze()
            print(f"Page de conversation : {_address(settings)}", flush=True)
            await _clear_daily(app.ctx.agent.tracker_store, settings.retention_days)
        except SettingsError as error:
            app.ctx.failure = error
            app.stop()
        except Exception as error:
            # Else the task would die in silence, and the server answer « démarre » for ever.
            app.ctx.failure = _refusal(
                "L'assistant s'est arrêté sur une erreur imprévue",
                "relancez avec LOG_LEVEL=INFO pour en voir le détail, et signalez-la",
                error,
            )
            app.stop()

    async def start_in_background(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.background = loop.create_task(start(app))

    async def leave_background(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.background.cancel()

    app.register_listener(start_in_background, "after_server_start")
    app.register_listener(leave_background, "before_server_stop")
    return app


def _add_channels(app: Sanic, settings: Settings) -> None:
    try:
        channels = create_http_input_channels(None, str(settings.credentials))
        rasa_channel.register(channels, app, route="/webhooks/")
    except Exception as error:
        raise _refusal(
            f"Le fichier des canaux {settings.credentials} ne peut pas être utilisé",
            "corrigez-le, en prenant modèle sur le fichier credentials.yml du projet",
            error,
        ) from error


async def _health(request: Request) -> HTTPResponse:
    assistant_of(request.app)
    return reply({"statut": "ok"})


async def _clear_daily(store: ConversationStore, days: int) -> None:
    """Delete what is past its retention, now and every day."""
    while True:
        try:
            await store.erase_older_than(days * DAY)
        except Exception as error:
            logger.error("Old conversations could not be deleted; trying again tomorrow.", exc_info=error)
        await asyncio.sleep(DAY)


def _address(settings: Settings) -> str:
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)
    return f"http://{host}:{settings.port}/"


def _in_thread(work: Callable[[], Result]) -> "asyncio.Future[Result]":
    """Run `work` in a thread that does not keep the process from ending."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def settle(act: Callable[..., None], outcome: object) -> None:
        if not future.done():
            act(outcome)

    def run() -> None:
        act: Callable[..., None] = future.set_result
        try:
            outcome: object = work()
        except BaseException as error:
            act, outcome = future.set_exception, error
        # The loop may be gone by then.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, act, outcome)

    threading.Thread(target=run, daemon=True).start()
    return future
