"""Conversations in SQL: every event is kept, and little of it is loaded.

Rasa's own store reads and replays a whole conversation at each message, so turns slow down as it grows. Here a
conversation has a row beside its events: the *head*, a handful of events that put a tracker in the state it had
before the last turns. What is loaded is the head and those turns; what is written is what the turn added. The
full transcript stays in the `events` table, as Rasa writes it.
"""

import asyncio
import functools
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    ConversationPaused,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT_NAME_KEY
from rasa.shared.utils.common import all_subclasses
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot import questionnaires
from bot.questionnaires import Filled
from bot.tables import QUESTIONNAIRES, TABLES

Result = TypeVar("Result")

TURNS_LOADED = 2
"""User messages whose events are loaded. Rules look at the last one; the others are for what looks back."""

LOCK_PATIENCE = 30.0
"""Seconds a write waits for another process to release the database before it fails, without blocking the loop."""

_BUSY_TIMEOUT_MS = 50
"""What SQLite itself waits, blocking everything, before it says that the database is locked."""

_RETRY_AFTER = 0.05


class ConversationTracker(DialogueStateTracker):
    """A tracker that knows which of its events are stored, and the head it was rebuilt from."""

    stored_events: int | None = None
    """How many of the first events are stored; None for a conversation that is not stored yet."""
    head: str = "[]"
    head_id: int = 0


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL store, append-only, with bounded loading, erasure and retention."""

    engine: Engine

    class Conversation(SQLTrackerStore.Base):
        """One row a conversation, beside its events."""

        __tablename__ = "conversations"

        sender_id = sa.Column(sa.String(255), primary_key=True)
        active_at = sa.Column(sa.Float, nullable=False, index=True)
        head_id = sa.Column(sa.Integer, nullable=False)
        head = sa.Column(sa.Text, nullable=False)

    def __init__(
        self,
        domain: Domain | None = None,
        db: str = "conversations.sqlite3",
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        """Open the database `db` (a path for SQLite), made if missing; the rest is as in `SQLTrackerStore`."""
        if kwargs.get("dialect", "sqlite") == "sqlite":
            _create_private_file(Path(db))
        super().__init__(domain, db=db, event_broker=event_broker, **kwargs)
        if self.engine.dialect.name == "sqlite":
            self.engine.dispose()
            # One connection a thread, kept: opening one at each message costs more than the query.
            self.engine = sa.create_engine(self.engine.url, poolclass=sa.pool.SingletonThreadPool)
            sa.event.listen(self.engine, "connect", _set_up_sqlite)
            self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)
        TABLES.create_all(self.engine)
        self._events = self.SQLEvent.__table__
        self._conversations = self.Conversation.__table__

    async def exists(self, conversation_id: str) -> bool:
        """Whether the conversation is stored."""
        query = sa.select(self._conversations.c.sender_id).where(self._conversations.c.sender_id == conversation_id)
        return await self.run(lambda connection: connection.execute(query).first() is not None)

    async def retrieve(self, sender_id: str) -> ConversationTracker | None:
        """Return the conversation's tracker with the events of its last turns, or None."""
        if not self.domain:
            return None
        found = await self.run(lambda connection: self._read_tail(connection, sender_id))
        if found is None:
            return None
        head, head_id, rows = found
        before = [_event(data) for data in json.loads(head)]
        after = [_event(json.loads(data)) for _, data in rows]
        split = _start_of_last_turns(after)
        if split:
            before = _events_to_state(
                DialogueStateTracker.from_events(sender_id, before + after[:split], self.domain.slots)
            )
            head, head_id = json.dumps([event.as_dict() for event in before]), rows[split - 1].id
        tracker = ConversationTracker.from_events(sender_id, before + after[split:], self.domain.slots)
        tracker.stored_events = len(tracker.events)
        tracker.head, tracker.head_id = head, head_id
        return tracker

    def init_tracker(self, sender_id: str) -> ConversationTracker:
        """Return the tracker of a conversation that begins."""
        return ConversationTracker(sender_id, self.domain.slots)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events that `tracker` got since it was loaded.

        A conversation that was erased in the meantime stays erased.

        Raises:
            sqlalchemy.exc.OperationalError: the database could not be written to; nothing was.
            TypeError: the tracker is not one of this store's.
        """
        if not isinstance(tracker, ConversationTracker):
            raise TypeError("This store saves only the trackers that it made.")
        added = list(islice(tracker.events, tracker.stored_events or 0, None))
        rows = [self._row(tracker.sender_id, event) for event in added]
        await self.run(lambda connection: self._append(connection, tracker, rows))
        tracker.stored_events = len(tracker.events)
        if self.event_broker:
            await self._stream_new_events(self.event_broker, added, tracker.sender_id)

    async def utterances(self, sender_id: str) -> list[dict[str, Any]]:
        """Return every `user` and `bot` event of the conversation, oldest first, as dictionaries."""
        columns = self._events.c
        query = (
            sa.select(columns.data)
            .where(columns.sender_id == sender_id, columns.type_name.in_(["user", "bot"]))
            .order_by(columns.id)
        )
        stored = await self.run(lambda connection: connection.execute(query).scalars().all())
        return [json.loads(data) for data in stored]

    async def erase(self, sender_id: str) -> bool:
        """Delete everything of the conversation; return whether there was anything."""
        return await self._delete(lambda table: table.c.sender_id == sender_id) > 0

    async def erase_older_than(self, seconds: float) -> int:
        """Delete the conversations without a message for `seconds`; return how many rows went."""
        idle = sa.select(self._conversations.c.sender_id).where(self._conversations.c.active_at < time.time() - seconds)
        return await self._delete(lambda table: table.c.sender_id.in_(idle))

    async def keep_questionnaire(self, sender_id: str, filled: Filled) -> bool:
        """Keep what was filled in, as something said just now; return False where there is no such conversation."""

        def keep(connection: Connection) -> bool:
            mine = self._conversations.c.sender_id == sender_id
            active = self._conversations.update().where(mine).values(active_at=filled.recu.timestamp())
            if not connection.execute(active).rowcount:
                return False
            questionnaires.write(connection, sender_id, filled)
            return True

        return await self.run(keep)

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in a transaction; wait as long as another process holds the database, up to LOCK_PATIENCE.

        Raises:
            sqlalchemy.exc.OperationalError: it still does then; nothing was done.
        """
        deadline = time.monotonic() + LOCK_PATIENCE
        while True:
            try:
                with self.engine.begin() as connection:
                    return work(connection)
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() > deadline:
                    raise
            await asyncio.sleep(_RETRY_AFTER)

    async def _delete(self, condition: Callable[[sa.Table], Any]) -> int:
        def delete(connection: Connection) -> int:
            # The conversations last: they say which events are old.
            return sum(
                connection.execute(table.delete().where(condition(table))).rowcount
                for table in (self._events, QUESTIONNAIRES, self._conversations)
            )

        deleted = await self.run(delete)
        if deleted and self.engine.dialect.name == "sqlite":
            # What was deleted still stands in the write-ahead log until it is folded into the database. Readers
            # of another process may put that off: the next one does it.
            with self.engine.connect() as connection:
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        return deleted

    def _read_tail(self, connection: Connection, sender_id: str) -> tuple[str, int, list[Any]] | None:
        conversation = connection.execute(
            sa.select(self._conversations.c.head, self._conversations.c.head_id).where(
                self._conversations.c.sender_id == sender_id
            )
        ).first()
        if conversation is None:
            return None
        columns = self._events.c
        rows = connection.execute(
            sa.select(columns.id, columns.data)
            .where(columns.sender_id == sender_id, columns.id > conversation.head_id)
            .order_by(columns.id)
        ).all()
        return conversation.head, conversation.head_id, rows

    def _append(self, connection: Connection, tracker: ConversationTracker, rows: list[dict[str, Any]]) -> None:
        values = {"active_at": time.time(), "head": tracker.head, "head_id": tracker.head_id}
        if tracker.stored_events is None:
            connection.execute(self._conversations.insert().values(sender_id=tracker.sender_id, **values))
        else:
            mine = self._conversations.c.sender_id == tracker.sender_id
            if not connection.execute(self._conversations.update().where(mine).values(values)).rowcount:
                return
        if rows:
            connection.execute(self._events.insert(), rows)

    @staticmethod
    def _row(sender_id: str, event: Event) -> dict[str, Any]:
        data = event.as_dict()
        return {
            "sender_id": sender_id,
            "type_name": event.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get(INTENT_NAME_KEY),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }


@functools.cache
def _event_classes() -> dict[str, type[Event]]:
    return {kind.type_name: kind for kind in all_subclasses(Event)}


def _event(data: dict[str, Any]) -> Event:
    """Return the event that was stored as `data`.

    As Rasa's `Event.from_parameters`, which looks through every subclass for each event: a third of a turn's time.
    """
    data = dict(data)
    return _event_classes()[data.pop("event")]._from_parameters(data)


def _start_of_last_turns(events: list[Event]) -> int:
    """Return the index at which the last TURNS_LOADED turns begin, 0 if there are no more than that."""
    turns = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= TURNS_LOADED:
        return 0
    first = turns[-TURNS_LOADED]
    previous = events[first - 1]
    listens = isinstance(previous, ActionExecuted) and previous.action_name == ACTION_LISTEN_NAME
    return first - 1 if listens else first


def _events_to_state(tracker: DialogueStateTracker) -> list[Event]:
    """Return events that give a new tracker the slots, loop and pause of `tracker`."""
    at = tracker.events[-1].timestamp
    events: list[Event] = [
        SlotSet(slot.name, slot.value, timestamp=at)
        for slot in tracker.slots.values()
        if slot.value != slot.initial_value
    ]
    if tracker.active_loop_name:
        events.append(ActiveLoop(tracker.active_loop_name, timestamp=at))
        if tracker.is_active_loop_rejected:
            events.append(ActionExecutionRejected(tracker.active_loop_name, timestamp=at))
    if tracker.is_paused():
        events.append(ConversationPaused(timestamp=at))
    return events


def _create_private_file(path: Path) -> None:
    """Make the database's file, readable by its owner alone: it holds what people said."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # Readers don't wait for the writer; a commit survives the death of the process; what is deleted is
    # overwritten, not only forgotten.
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={_BUSY_TIMEOUT_MS}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
