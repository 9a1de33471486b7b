"""The figures of an evaluation as a page to open in a browser, with confusion plots."""

from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path

from .scores import Score

PAGE = "evaluation.html"

_HEAD = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Évaluation</title><style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
table { border-collapse: collapse } th, td { padding: .3rem .8rem; border-bottom: 1px solid #ccc; text-align: left }
td.n { text-align: right } li { margin: .3rem 0 } img { max-width: 100% }
</style></head><body><h1>Évaluation</h1>"""


def write_report(folder: Path, scores: Iterable[Score], when: str) -> Path:
    """Write the page and its plots into `folder`, made if missing; return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = list(scores)
    rows = "".join(
        f"<tr><th>{escape(score.name)}</th><td class=n>{score.right} / {score.total}</td>"
        f"<td class=n>{score.share:.1%}</td><td>{escape(score.aim)}</td></tr>"
        for score in listed
    )
    parts = [_HEAD, f"<p>{escape(when)}</p><table>{rows}</table>"]
    for number, score in enumerate(listed):
        parts.append(f"<h2>{escape(score.name)}</h2>")
        if score.outcomes:
            plot = folder / f"confusion-{number}.png"
            plot_confusion(score.outcomes, plot)
            parts.append(f'<img src="{plot.name}" alt="{escape(_in_words(score.outcomes))}">')
        parts += ["<ol>", *(f"<li>{escape(error)}</li>" for error in score.errors), "</ol>"]
    page = folder / PAGE
    page.write_text("\n".join([*parts, "</body></html>"]), encoding="utf-8")
    return page


def _in_words(outcomes: Counter[tuple[str, str]]) -> str:
    return " ; ".join(f"{expected} → {got} : {count}" for (expected, got), count in outcomes.most_common())


def plot_confusion(outcomes: Counter[tuple[str, str]], path: Path) -> None:
    """Draw how often what was expected (rows) became what came (columns)."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    rows = list(dict.fromkeys(expected for expected, _ in sorted(outcomes)))
    columns = list(dict.fromkeys(got for got, _ in Counter(got for _, got in outcomes.elements()).most_common()))
    figure, axes = plt.subplots(figsize=(2.5 + 0.9 * len(columns), 1.8 + 0.3 * len(rows)))
    totals = {row: sum(outcomes[row, column] for column in columns) for row in rows}
    axes.imshow(
        [[outcomes[row, column] / totals[row] for column in columns] for row in rows], cmap="Blues", vmin=0, vmax=1
    )
    axes.set_xticks(range(len(columns)), columns, rotation=40, ha="right")
    axes.set_yticks(range(len(rows)), [f"{row} ({totals[row]})" for row in rows])
    for y, row in enumerate(rows):
        for x, column in enumerate(columns):
            if count := outcomes[row, column]:
                dark = count / totals[row] > 0.5
                axes.text(x, y, str(count), ha="center", va="center", fontsize=8, color="white" if dark else "black")
    axes.set_xlabel("obtenu")
    axes.set_ylabel("attendu")
    figure.savefig(path, dpi=110, bbox_inches="tight")
    plt.close(figure)
