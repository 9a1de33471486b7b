"""The staff's list of the questionnaires that were filled in, and its exports."""

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.channel import assistant_of
from bot.http_errors import ChannelError
from bot.questionnaires import Filled, as_csv, as_json, read_all
from bot.staff import staff_only
from bot.templates import message_page, page

_READ = ["GET", "HEAD"]


def add_questionnaire_pages(app: Sanic) -> None:
    """Add `/equipe/questionnaires`, and the same address with `.csv` or `.json` after it."""
    app.add_route(staff_only(_list), "/equipe/questionnaires", methods=_READ)
    app.add_route(staff_only(_csv), "/equipe/questionnaires.csv", methods=_READ)
    app.add_route(staff_only(_json), "/equipe/questionnaires.json", methods=_READ)


async def _list(request: Request) -> HTTPResponse:
    try:
        filled = await _filled(request)
    except ChannelError as error:  # the assistant is loading
        return message_page(error.status, "Un instant", error.message, {"Retry-After": "2"})
    return page("questionnaires.html", questionnaires=filled[::-1], retention_jours=request.app.ctx.retention_days)


async def _csv(request: Request) -> HTTPResponse:
    return _file(as_csv(await _filled(request)), "text/csv", "csv")


async def _json(request: Request) -> HTTPResponse:
    return _file(as_json(await _filled(request)), "application/json", "json")


async def _filled(request: Request) -> list[Filled]:
    return await assistant_of(request.app).tracker_store.run(read_all)


def _file(text: str, kind: str, ending: str) -> HTTPResponse:
    headers = {"Cache-Control": "no-store", "Content-Disposition": f'attachment; filename="questionnaires.{ending}"'}
    return raw(text.encode(), content_type=f"{kind}; charset=utf-8", headers=headers)
