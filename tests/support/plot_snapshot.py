"""The charts of the sample report, as plain data.

Run as `python tests/support/plot_snapshot.py` it writes the files of `tests/plots/golden/` anew.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import attrs

from khcn_records.labels import languages
from khcn_records.plots import PLOTS, Picture, plot
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.samples import report_2024_02

GOLDEN = Path(__file__).resolve().parents[1] / "plots" / "golden"


def report() -> MonthlyReport:
    """The sample report as of 5 March 2024: a task of 28 February is overdue."""
    return attrs.evolve(report_2024_02(), as_of=dt.date(2024, 3, 5))


def months() -> list[MonthlyReport]:
    """January, February, March and May; the figures of the others are made from those of February."""
    february = report_2024_02()
    made = []
    for number in (1, 2, 3, 5):
        indicators = [
            one
            if number == 2 or one.figure is None
            else attrs.evolve(one, figure=one.figure + 7 * number, cumulative=None)
            for one in february.indicators
        ]
        made.append(
            attrs.evolve(
                february, report_id=str(number), period=f"2024-{number:02}", as_of=None, indicators=indicators
            )
        )
    return made


def picture(name: str, lang: str) -> Picture:
    """The picture of a name in a language."""
    if name == "indicator":
        return plot(months(), name, lang=lang, indicator="Thử nghiệm mẫu than")
    return plot(report(), name, lang=lang)


def golden_file(name: str, lang: str) -> Path:
    """Where the golden chart stands."""
    return GOLDEN / f"{name}.{lang}.json"


def written(name: str, lang: str) -> str:
    """The chart as JSON, with its words."""
    made = picture(name, lang)
    return json.dumps(made.spec(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for plot_name in PLOTS:
        for language in languages():
            golden_file(plot_name, language).write_text(written(plot_name, language), encoding="utf-8")
