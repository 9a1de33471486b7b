"""The tables that stand in the database beside the conversations, all here: the store makes them when it is opened.

Together, they are there whichever modules were imported first.
"""

import sqlalchemy as sa

TABLES = sa.MetaData()

QUESTIONNAIRES = sa.Table(
    "questionnaires",
    TABLES,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("recu", sa.Float, nullable=False),
    sa.Column("edition", sa.String(64), nullable=False),
    sa.Column("formulaire", sa.String(64), nullable=False),
    sa.Column("reponses", sa.Text, nullable=False),
)
"""One row a conversation: what is sent again replaces what was sent. `recu` is in seconds since 1970."""

ROOMS = sa.Table(
    "webinar_rooms",
    TABLES,
    sa.Column("code", sa.String(16), primary_key=True),
    sa.Column("opened_at", sa.Float, nullable=False),
)
"""The room of the webinar: one row."""
