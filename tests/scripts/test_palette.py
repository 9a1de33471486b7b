"""The pages and the widget, which brings its own styles, have the same colours and letters."""

import re
from pathlib import Path

BOT = Path(__file__).parents[2] / "bot"


def palette(sheet: Path, selector: str) -> list[dict[str, str]]:
    """Return the custom properties that `selector` sets, for the light scheme and for the dark one."""
    text = sheet.read_text(encoding="utf-8")
    blocks = re.findall(rf"^ *{re.escape(selector)} \{{(.*?)\}}", text, re.DOTALL | re.MULTILINE)
    return [dict(re.findall(r"(--[\w-]+): *([^;]+);", block)) for block in blocks]


def test_the_pages_and_the_widget_agree() -> None:
    pages = palette(BOT / "pages" / "style.css", ":root")
    assert len(pages) == 2 and all(pages)
    assert palette(BOT / "widget" / "src" / "styles.css", ":host") == pages
