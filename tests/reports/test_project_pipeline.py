"""The project pipeline: every named task stands once, under the stage it has reached."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import advance
from khcn_records.records.research_projects import ProjectState, ResearchProject
from khcn_records.reports.project_pipeline import stage_of, tabulate
from khcn_records.samples import report_2024_02
from khcn_records.table import RowRole
from khcn_records.values.dates import PartialDate

AS_OF = dt.date(2024, 2, 14)


def test_every_project_stands_once_and_stages_in_order() -> None:
    """The stages of the sample follow the life of a task, and together hold all eighteen projects."""
    report = report_2024_02()
    table = tabulate(report.projects, as_of=AS_OF)
    stages = [dict(row.heading.parameters) for row in table.rows if row.role is RowRole.GROUP and row.heading]
    order = [f"project_state.{state.value}" for state in ProjectState]
    named = [str(one["stage_key"]) for one in stages]

    assert sorted(str(title) for title in table.column("title")) == sorted(
        one.title or one.project_id for one in report.projects
    )
    assert named == sorted(named, key=order.index)
    assert [stage["count"] for stage in stages] == [4, 2, 2, 2, 4, 2, 1, 1]
    assert table.text_rows("en")[-1][1] == "ALL: 18"


def test_a_month_counts_from_its_first_day_a_day_from_itself() -> None:
    """A report that ends on the 14th tells what was done in that month, not what will be done on the 20th."""
    project = ResearchProject(project_id="1", status="approved")
    in_month = advance(project, "sign_contract", on=PartialDate(2024, 2))
    on_20th = advance(project, "sign_contract", on=dt.date(2024, 2, 20))

    assert (stage_of(in_month, AS_OF), stage_of(on_20th, AS_OF)) == ("contracted", "approved")
    assert tabulate([on_20th], as_of=AS_OF).column("event") == (None,)
    assert tabulate([in_month], as_of=AS_OF).column("event") == ("event.sign_contract",)
