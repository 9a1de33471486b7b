"""The room of a webinar: its code, since when it is open, and what was asked most in it.

A conversation tells its room by its own id (`sender_prefix`), so that nothing more is stored of who is
there. The ranking is read from the conversations themselves: with one that is erased, its questions go too.
"""

import re
import secrets
import time
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.tables import ROOMS
from bot.tracker_store import ConversationStore

SUBJECT_SLOT = "sujet"
"""The slot that gets the id of each article that is told."""


ROOM_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What the code of a webinar's room is made of: nothing that is taken for another letter or figure."""

ROOM_CODE_LENGTH = 4

_ROOM_CODE = re.compile(rf"[{ROOM_ALPHABET}]{{{ROOM_CODE_LENGTH}}}")


@dataclass(frozen=True)
class Room:
    """A room: its code, and since when (seconds, Unix time) its questions count."""

    code: str
    opened_at: float


@dataclass(frozen=True)
class Attendance:
    """What goes on in a room.

    Attributes:
        people: how many conversations were active there.
        asked: ids of articles, each with how many of these conversations were told it; the most asked first.
    """

    people: int
    asked: list[tuple[str, int]]


class Rooms:
    """The room, stored beside the conversations: a restart of the server leaves it as it was."""

    def __init__(self, store: ConversationStore) -> None:
        """Keep the room in the database of `store`."""
        self._store = store

    async def current(self) -> Room | None:
        """Return the room, None before anybody opened it."""
        return await self._store.run(_current)

    async def open(self) -> Room:
        """Open the room; one that is open keeps its code, and its count starts again from nothing."""

        def open_now(connection: Connection) -> Room:
            room = _current(connection)
            room = Room(room.code if room else new_room_code(), time.time())
            connection.execute(ROOMS.delete())
            connection.execute(ROOMS.insert().values(code=room.code, opened_at=room.opened_at))
            return room

        return await self._store.run(open_now)

    async def attendance(self, room: Room) -> Attendance:
        """Return what goes on in `room` since it is open. Someone who asks the same thing again counts once."""
        events = self._store.SQLEvent.__table__.c
        conversations = self._store.Conversation.__table__.c
        article = sa.type_coerce(events.data, sa.JSON)["value"].as_string()
        people = sa.func.count(events.sender_id.distinct())
        ranking = (
            sa.select(article, people)
            .where(_is_of(room, events.sender_id), events.type_name == "slot", events.action_name == SUBJECT_SLOT)
            .where(events.timestamp >= room.opened_at, article.is_not(None))
            .group_by(article)
            # Equals stay in the order in which they were first asked: nothing moves on the screen without a reason.
            .order_by(people.desc(), sa.func.min(events.id))
        )
        present = (
            sa.select(sa.func.count())
            .select_from(self._store.Conversation.__table__)
            .where(_is_of(room, conversations.sender_id), conversations.active_at >= room.opened_at)
        )

        def read(connection: Connection) -> Attendance:
            asked = [(row[0], row[1]) for row in connection.execute(ranking)]
            return Attendance(connection.execute(present).scalar_one(), asked)

        return await self._store.run(read)


def is_room_code(code: object) -> bool:
    """Whether `code` has the form of a room's code, be the room open or not."""
    return isinstance(code, str) and _ROOM_CODE.fullmatch(code) is not None


def new_room_code() -> str:
    """Return a code that is short enough to be read on a screen and typed."""
    return "".join(secrets.choice(ROOM_ALPHABET) for _ in range(ROOM_CODE_LENGTH))


def sender_prefix(room: str) -> str:
    """Return what the ids of the conversations opened in `room`, and no others, begin with."""
    return f"salle-{room}-"


def _current(connection: Connection) -> Room | None:
    found = connection.execute(sa.select(ROOMS.c.code, ROOMS.c.opened_at)).first()
    return Room(*found) if found else None


def _is_of(room: Room, sender_id: sa.Column) -> sa.sql.ColumnElement:
    """Return the condition that a conversation was opened in `room`, as a range, which the index answers."""
    first = sender_prefix(room.code)
    return sa.and_(sender_id >= first, sender_id < first[:-1] + chr(ord(first[-1]) + 1))
