"""The staff's list of the questionnaires that were filled in, and its exports."""

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from bot.questionnaires import Filled, as_csv, as_json, read_all
from bot.requests import NO_STORE, READ, assistant_of, page_once_loaded
from bot.staff import staff_only
from bot.templates import page


def add_questionnaire_pages(app: Sanic) -> None:
    """Add `/equipe/questionnaires`, and the same address with `.csv` or `.json` after it."""
    app.add_route(staff_only(page_once_loaded(_list)), "/equipe/questionnaires", methods=READ)
    app.add_route(staff_only(_csv), "/equipe/questionnaires.csv", methods=READ)
    app.add_route(staff_only(_json), "/equipe/questionnaires.json", methods=READ)


async def _list(request: Request) -> HTTPResponse:
    filled = await _filled(request)
    return page("questionnaires.html", questionnaires=filled[::-1], retention_jours=request.app.ctx.retention_days)


async def _csv(request: Request) -> HTTPResponse:
    return _file(as_csv(await _filled(request)), "text/csv", "csv")


async def _json(request: Request) -> HTTPResponse:
    return _file(as_json(await _filled(request)), "application/json", "json")


async def _filled(request: Request) -> list[Filled]:
    return await assistant_of(request.app).tracker_store.run(read_all)


def _file(text: str, kind: str, ending: str) -> HTTPResponse:
    headers = NO_STORE | {"Content-Disposition": f'attachment; filename="questionnaires.{ending}"'}
    return raw(text.encode(), content_type=f"{kind}; charset=utf-8", headers=headers)
