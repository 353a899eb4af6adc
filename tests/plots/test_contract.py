"""The laws of every picture: golden charts, the same each time, whole in itself, told in words, drawn as SVG and PNG."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

from khcn_records.errors import MissingExtraError, UnknownLanguageError, UnsupportedFormatError
from khcn_records.labels import languages
from khcn_records.plots import PLOTS, Picture, plot
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.indicators import Indicator
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.records.research_projects import ResearchProject
from plot_snapshot import GOLDEN, golden_file, picture, written

EVERY_PLOT = pytest.mark.parametrize("name", sorted(PLOTS))
EVERY_LANGUAGE = pytest.mark.parametrize("lang", languages())
NASTY = "<script>alert('x')</script> & \"y\" ${datum} \\ \x1b[31m \ufffe\uffff"


def nasty(name: str) -> Picture:
    """A picture of records whose every text is markup."""
    day = dt.date(2024, 2, 14)
    if name == "deadlines":
        task = AssignedTask(task_id="1", directive="02/KH-UBND", content=NASTY, status="in_progress")
        return plot([task, task], name, as_of=day)
    if name == "projects":
        return plot([ResearchProject(project_id=NASTY, title=NASTY)], name, as_of=day)
    indicator = Indicator(indicator_id="1", name=NASTY, unit=NASTY, figure=1)
    return plot(MonthlyReport(report_id="1", period="2024-02", indicators=[indicator]), name, indicator="1")


@EVERY_PLOT
@EVERY_LANGUAGE
def test_the_sample_report_is_drawn_as_it_was(name: str, lang: str) -> None:
    """The chart is that of its golden file; `python tests/support/plot_snapshot.py` renews it, and then it is looked at."""
    assert written(name, lang) == golden_file(name, lang).read_text(encoding="utf-8")


def test_every_golden_file_is_of_a_picture() -> None:
    """There is a golden chart for each picture and language, and no other."""
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(
        f"{name}.{lang}.json" for name in PLOTS for lang in languages()
    )


@EVERY_PLOT
def test_a_chart_is_whole_and_asks_for_nothing(name: str) -> None:
    """It is plain JSON with its data inside; the only address in it names the grammar, and no two specs share a part."""
    made = picture(name, "vi")
    text = json.dumps(made.spec(), ensure_ascii=False)
    one, other = made.spec(), made.spec()
    one["layer" if "layer" in one else "vconcat"].clear()

    assert re.findall(r"https?://[^\"]+", text) == ["https://vega.github.io/schema/vega-lite/v5.json"]
    assert '"url"' not in text
    assert json.loads(text) == made.spec() == other


@EVERY_PLOT
@EVERY_LANGUAGE
def test_a_picture_is_told_in_words(name: str, lang: str) -> None:
    """Title and description say what there is to see, in the language asked for."""
    made, other = picture(name, lang), picture(name, "en" if lang == "vi" else "vi")

    assert made.title.strip()
    assert re.search(r"\d", made.description)
    assert made.description != other.description
    assert made.spec()["description"] == made.description
    assert repr(made) == f"Picture(title={made.title!r})"


@EVERY_PLOT
@EVERY_LANGUAGE
def test_it_is_drawn_as_svg_and_png(name: str, lang: str) -> None:
    """The SVG is well-formed, has the title and the words, no script and no link, and both are the same each time."""
    pytest.importorskip("vl_convert")
    made = picture(name, lang)
    svg = made.svg()
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}

    assert made.title.split("(")[0].strip() in "".join(ET.fromstring(svg).itertext())
    assert tags <= {"svg", "g", "rect", "path", "text", "line", "defs", "clipPath", "title", "style"}
    assert svg == made.svg()
    assert made.png(scale=1).startswith(b"\x89PNG\r\n\x1a\n")
    assert made.png(scale=1) == made.png(scale=1)


@EVERY_PLOT
def test_texts_are_texts(name: str) -> None:
    """What looks like markup, a template or a terminal's command is drawn as letters."""
    pytest.importorskip("vl_convert")
    svg = nasty(name).svg()

    assert "<script" not in svg
    assert "\x1b" not in svg
    ET.fromstring(svg)


@EVERY_PLOT
def test_a_long_text_is_drawn_in_time(name: str) -> None:
    """However long a text is, the picture is drawn; it shows its beginning."""
    pytest.importorskip("vl_convert")
    long = "á " * 100_000
    indicator = Indicator(indicator_id="1", name=long, unit=long, figure=1)
    sources: dict[str, Any] = {
        "deadlines": [AssignedTask(task_id="1", directive="02/KH-UBND", content=long, status="in_progress")],
        "projects": [ResearchProject(project_id="1", title=long)],
        "indicator": [MonthlyReport(report_id="1", period="2024-02", indicators=[indicator])],
    }
    options = {"indicator": "1"} if name == "indicator" else {"as_of": dt.date(2024, 2, 14)}

    assert len(plot(sources[name], name, **options).svg()) < 100_000


@EVERY_PLOT
def test_a_notebook_shows_it_by_itself(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundle has the living chart and plain words, the SVG where it can be drawn, and no more than is asked for."""
    made = picture(name, "en")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    bundle = made._repr_mimebundle_()

    assert set(bundle) == {"application/vnd.vegalite.v5+json", "text/plain"}
    assert bundle["application/vnd.vegalite.v5+json"] == made.spec()
    assert set(made._repr_mimebundle_(include=["text/plain"])) == {"text/plain"}
    assert set(made._repr_mimebundle_(exclude=["text/plain"])) == {"application/vnd.vegalite.v5+json"}
    monkeypatch.undo()
    pytest.importorskip("vl_convert")
    assert str(made._repr_mimebundle_()["image/svg+xml"]).startswith("<svg")


@EVERY_PLOT
def test_without_the_extra_it_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing vl-convert is told with the extra that brings it."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    for call in (Picture.svg, Picture.png):
        with pytest.raises(MissingExtraError, match=r"khcn-records\[plots\]"):
            call(picture(name, "vi"))


def test_it_is_saved_by_its_suffix(tmp_path: Path) -> None:
    """JSON needs nothing; SVG and PNG are what the calls give; another suffix is refused by name."""
    made = picture("projects", "vi")
    made.save(tmp_path / "p.json")

    assert json.loads((tmp_path / "p.json").read_text(encoding="utf-8")) == made.spec()
    with pytest.raises(UnsupportedFormatError, match=r"p\.bmp"):
        made.save(tmp_path / "p.bmp")
    pytest.importorskip("vl_convert")
    made.save(tmp_path / "p.SVG")
    made.save(tmp_path / "p.png")
    assert (tmp_path / "p.SVG").read_text(encoding="utf-8") == made.svg()
    assert (tmp_path / "p.png").read_bytes() == made.png()


@pytest.mark.parametrize("scale", [0, -1, 11, float("nan")])
def test_a_scale_is_reasonable(scale: float) -> None:
    """A picture is neither of no size nor of a size that fills the memory."""
    with pytest.raises(ValueError, match="scale must be"):
        picture("projects", "vi").png(scale=scale)


@EVERY_PLOT
@pytest.mark.parametrize("wrong", [None, "tasks", 5, [5]], ids=repr)
def test_a_thing_of_another_kind_is_refused(name: str, wrong: Any) -> None:
    """Records of another kind are a mistake of the caller, told by their type."""
    options = {"indicator": "1"} if name == "indicator" else {}
    with pytest.raises(TypeError):
        plot(wrong, name, as_of=dt.date(2024, 2, 14), **options)


@pytest.mark.parametrize("name", ["deadlines", "projects"])
@pytest.mark.parametrize("as_of", [None, "2024-02-14", dt.datetime(2024, 2, 14)], ids=repr)
def test_records_outside_a_report_need_a_day(name: str, as_of: Any) -> None:
    """There is no clock to look at: the day is an argument, and a plain date."""
    with pytest.raises(TypeError, match="as_of must be a date"):
        plot([], name, as_of=as_of)


def test_unknown_names_are_refused() -> None:
    """A picture or a language that is not there is refused by name."""
    report = MonthlyReport(report_id="1", period="2024-02")
    with pytest.raises(UnsupportedFormatError, match="'gantt'"):
        plot(report, "gantt")
    with pytest.raises(UnknownLanguageError, match="'fr'"):
        plot(report, "projects", lang="fr")
    with pytest.raises(TypeError, match="colour"):
        plot(report, "projects", colour="red")


def test_a_picture_is_a_value() -> None:
    """Two pictures of one report are equal, and none can be changed."""
    one = picture("projects", "vi")

    assert one == picture("projects", "vi")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.title = ""  # type: ignore[misc]
