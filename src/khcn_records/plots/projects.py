"""Project pipeline (*biểu đồ nhiệm vụ KH&CN theo giai đoạn*): how many tasks stand at each stage, by level.

>>> import datetime
>>> draw([], as_of=datetime.date(2024, 2, 14), lang="en").description
'0 projects'
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from khcn_records.display.phrases import Phrase
from khcn_records.labels import label, wording
from khcn_records.plots import Picture, members
from khcn_records.records.project_parts import ProjectLevel
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.reports.project_pipeline import stage_of

__all__ = ["draw"]

_COLOURS: Mapping[ProjectLevel | None, str] = MappingProxyType(
    {
        ProjectLevel.NATIONAL: "#d55e00",
        ProjectLevel.MINISTRY: "#cc79a7",
        ProjectLevel.PROVINCE: "#0072b2",
        ProjectLevel.GRASSROOTS: "#009e73",
        None: "#8c8c8c",
    }
)


def draw(source: object, *, as_of: dt.date | None = None, lang: str = "vi") -> Picture:
    """Bars of the stages in the order of the life of a task; a stage without tasks is left out.

    Args:
        source: a report, or projects.
        as_of: the day whose truth is shown.
        lang: the language of the words.

    Raises:
        TypeError: what is no project, or no day to ask about.
    """
    projects, day = members(source, "projects", ResearchProject, as_of)
    counts = Counter((stage_of(one, day), one.level) for one in projects)
    stages = [stage for stage in ProjectState if any(of is stage for of, _ in counts)]
    levels = [level for level in _COLOURS if any(of is level for _, of in counts)]
    rows = [
        {
            "stage": label(stage, lang),
            "level": _level(level, lang),
            "order": place,
            "count": counts[stage, level],
        }
        for stage in stages
        for place, level in enumerate(levels)
        if counts[stage, level]
    ]
    sums = [
        {"stage": label(stage, lang), "count": sum(counts[stage, level] for level in levels)}
        for stage in stages
    ]
    told = [f"{one['stage']}: {one['count']}" for one in sums]
    whole = Phrase("plot.projects.description", {"count": len(projects)}).format(lang)
    return Picture(
        title=Phrase("report.project_pipeline.title", {"as_of_on": day.isoformat()}).format(lang),
        description="; ".join([whole, *told]),
        chart=_chart(rows, sums, levels, lang),
        lang=lang,
    )


def _level(level: ProjectLevel | None, lang: str) -> str:
    return wording("report.project_events.any_level", lang) if level is None else label(level, lang)


def _chart(
    rows: list[dict[str, Any]], sums: list[dict[str, Any]], levels: list[ProjectLevel | None], lang: str
) -> dict[str, Any]:
    y = {
        "field": "stage",
        "type": "nominal",
        "sort": [one["stage"] for one in sums],
        "title": None,
        "axis": {"labelLimit": 400, "ticks": False, "domain": False},
    }
    title = wording("plot.projects.count", lang)
    x = {"field": "count", "type": "quantitative", "title": title, "axis": {"format": "d", "tickMinStep": 1}}
    return {
        "width": 520,
        "height": {"step": 30} if rows else 60,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "bar", "height": 20, "tooltip": True},
                "encoding": {
                    "y": y,
                    "x": {**x, "stack": "zero"},
                    "order": {"field": "order", "type": "quantitative"},
                    "color": {
                        "field": "level",
                        "type": "nominal",
                        "title": wording("column.project_pipeline.level", lang),
                        "scale": {
                            "domain": [_level(one, lang) for one in levels],
                            "range": [_COLOURS[one] for one in levels],
                        },
                        "legend": {"orient": "bottom"},
                    },
                },
            },
            {
                "data": {"values": sums},
                "mark": {"type": "text", "align": "left", "dx": 5, "fontWeight": "bold"},
                "encoding": {"y": y, "x": x, "text": {"field": "count", "type": "quantitative"}},
            },
        ],
    }
