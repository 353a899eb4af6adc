"""A self-contained HTML page: no script, no outside request, every text escaped, readable in light, dark and print."""

from __future__ import annotations

from html import escape

from khcn_records.renderers import Block, Page
from khcn_records.table import RowRole

__all__ = ["render"]

_STYLE = """
:root{color-scheme:light dark;--line:#b8b8b8;--head:#eef2f6;--group:#f6f4ec;--text:#1a1a1a;--page:#fff}
@media (prefers-color-scheme:dark){:root{--line:#555;--head:#25303b;--group:#2e2b22;--text:#e8e8e8;--page:#16181a}}
body{font:16px/1.5 "Times New Roman",Tinos,serif;color:var(--text);background:var(--page);margin:2rem auto;max-width:72rem;padding:0 1rem}
h1{font-size:1.4rem;text-align:center}h2{font-size:1.1rem;margin-top:2rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.35rem .55rem;vertical-align:top;text-align:left}
thead th{background:var(--head);text-align:center}td.n{text-align:center;white-space:nowrap}
tr.group th{background:var(--group);text-align:left}tr.total td{font-weight:bold}
@media print{:root{--head:#fff;--group:#fff;--text:#000;--page:#fff}body{margin:0;max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}
"""


_CENTRED = ' class="n"'


def render(page: Page) -> str:
    """The page as a complete HTML document in UTF-8."""
    body = [f"<h1>{escape(page.title)}</h1>"] if page.title else []
    body += [f"<p>{_lines(line)}</p>" for line in page.lines]
    for block in page.blocks:
        if block.title:
            body.append(f"<h2>{escape(block.title)}</h2>")
        body.append(_table(block))
        body += [f"<p>{_lines(note)}</p>" for note in block.notes]
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(page.title or 'khcn_records')}</title><style>{_STYLE}</style>"
    )
    content = "\n".join(body)
    return f'<!DOCTYPE html>\n<html lang="{escape(page.lang)}">\n<head>{head}</head>\n<body>\n<main>\n{content}\n</main>\n</body>\n</html>\n'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(block: Block) -> str:
    if not block.rows and not block.headings:
        return ""
    head = "".join(f'<th scope="col">{_lines(heading)}</th>' for heading in block.headings)
    rows = "\n".join(_row(role, texts, block) for role, texts in block.rows)
    label = f' aria-label="{escape(block.title)}"' if block.title else ""
    thead = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    return f'<div class="scroll"><table{label}>\n{thead}<tbody>\n{rows}\n</tbody></table></div>'


def _row(role: RowRole, texts: tuple[str, ...], block: Block) -> str:
    if role is RowRole.GROUP:
        return (
            f'<tr class="group"><th scope="row">{_lines(texts[0])}</th>'
            f'<th scope="colgroup" colspan="{len(texts) - 1}">{_lines(texts[1])}</th></tr>'
        )
    if not block.headings:
        first, *rest = texts
        return f'<tr><th scope="row">{_lines(first)}</th>{"".join(f"<td>{_lines(text)}</td>" for text in rest)}</tr>'
    cells = "".join(
        f"<td{_CENTRED if place in block.numeric else ''}>{_lines(text)}</td>"
        for place, text in enumerate(texts)
    )
    return f'<tr class="total">{cells}</tr>' if role is RowRole.TOTAL else f"<tr>{cells}</tr>"
