"""The summary of a conversation as files: a PDF, and a calendar of the dates that are still ahead."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import typst
from icalendar import Calendar, Event, vText

from bot.site import PAGES

TEMPLATE = PAGES / "synthese.typ"

UID_DOMAIN = "assistant-contrat-filiere"
"""Ending of the ids of events: a date that is imported twice stands once in the calendar."""


def as_pdf(summary: Mapping[str, Any]) -> bytes:
    """Return the summary as a tagged PDF (PDF/UA-1), in the fonts that the typesetter brings."""
    return typst.compile(
        str(TEMPLATE),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"synthese": json.dumps(summary)},
        pdf_standards=["ua-1"],
    )


def as_calendar(summary: Mapping[str, Any]) -> bytes:
    """Return the dates of the summary's agenda as whole days (iCalendar, RFC 5545).

    Raises:
        ValueError: there is no date ahead; `summary["agenda"]["absence"]` says why.
    """
    agenda = summary["agenda"]
    if not agenda["dates"]:
        raise ValueError("No date is ahead.")
    calendar = Calendar()
    calendar.add("prodid", f"-//{UID_DOMAIN}//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", agenda["nom"])
    for one in agenda["dates"]:
        event = Event()
        event.add("uid", f"{summary['edition']}-{one['id']}@{UID_DOMAIN}")
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", date.fromisoformat(one["date"]))
        event.add("summary", vText(one["titre"]), parameters={"LANGUAGE": "fr"})
        event.add("description", vText(one["texte"]), parameters={"LANGUAGE": "fr"})
        event.add("transp", "TRANSPARENT")  # a day by which, not a day that is taken
        calendar.add_component(event)
    return calendar.to_ical()
