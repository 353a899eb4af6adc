"""A self-contained HTML page: no script, no outside request, every text escaped; for screen (light, dark), phone and paper."""

from __future__ import annotations

import re
from html import escape

from khcn_records.renderers import Block, Page, Row
from khcn_records.table import ColumnType, RowRole

__all__ = ["render"]

# On a narrow screen each row of a wide table becomes a card with the headings inside it; on paper it stays a table.
_STYLE = """
:root{color-scheme:light dark;--line:#b8b8b8;--head:#eef2f6;--group:#f6f4ec;--text:#1a1a1a;--page:#fff;--mark:#b3261e;--tint:#fdf0ee}
@media (prefers-color-scheme:dark){:root{--line:#555;--head:#25303b;--group:#2e2b22;--text:#e8e8e8;--page:#16181a;--mark:#ff8a7a;--tint:#3a2220}}
body{font:16px/1.5 "Times New Roman",Tinos,serif;color:var(--text);background:var(--page);margin:2rem auto;max-width:72rem;padding:0 1rem;font-variant-numeric:tabular-nums}
h1{font-size:1.4rem;text-align:center}h2{font-size:1.1rem;margin-top:2rem}
.scroll{overflow-x:auto;margin:1rem 0;position:relative}caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}table{border-collapse:collapse}table.wide{width:100%}
th,td{border:1px solid var(--line);padding:.35rem .55rem;vertical-align:top;text-align:left;overflow-wrap:break-word}
thead th{background:var(--head);text-align:center}.count,.decimal{text-align:right}.day{text-align:center;white-space:nowrap}
.document{min-width:8.5rem}.label{min-width:4.5rem}.k{white-space:nowrap}
tr.group th{background:var(--group)}tr.group td,tr.total td{font-weight:bold}
tr.marked td,tr.marked th{background:var(--tint)}tr.marked>:first-child{box-shadow:inset .35rem 0 var(--mark)}td.marked{font-weight:bold;color:var(--mark)}
@media screen and (max-width:40rem){
.cards thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.cards,.cards tbody,.cards tr,.cards td,.cards th{display:block;min-width:0}
.cards tr{border:1px solid var(--line);margin:0 0 .7rem;padding:.3rem .6rem}.cards tr.group{display:flex;gap:.6rem;background:var(--group)}
.cards td,.cards tr.group th{border:0;padding:.1rem 0;text-align:left;white-space:normal}.cards td:empty,.cards tr.group th:empty{display:none}
.cards td[data-label]::before{content:attr(data-label) ": ";font-weight:normal;opacity:.75}
.cards tr.marked{border-left:.4rem solid var(--mark);background:var(--tint)}.cards tr.marked td{background:none}.cards tr.marked>:first-child{box-shadow:none}.cards tr.group th:first-child{flex:none}
}
@media print{:root{--line:#666;--head:#fff;--group:#fff;--text:#000;--page:#fff;--mark:#000;--tint:#fff}body{font-size:11pt;line-height:1.35;margin:0;padding:0 1mm;max-width:none}.scroll{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}tr.group,h2{break-after:avoid}tr.marked>:first-child{border-left:1.5mm solid #000;box-shadow:none}}
"""
_PAGE = "@page{{size:A4{turned};margin:15mm}}\n"
_CARDS_FROM = 4
_LANDSCAPE_FROM = 6
_UNBROKEN = re.compile(r"\S*[-/]\S*")
_LONGEST_UNBROKEN = 24


def render(page: Page) -> str:
    """The page as a complete HTML document in UTF-8."""
    # A page has one heading, and a table's title that says the same is not repeated.
    heading = page.title or next((block.title for block in page.blocks if block.title), "") or "khcn_records"
    body = [f"<h1>{_lines(heading)}</h1>"]
    body += [f"<p>{_lines(line)}</p>" for line in page.lines]
    for block in page.blocks:
        if block.title and block.title != heading:
            body.append(f"<h{block.level}>{_lines(block.title)}</h{block.level}>")
        body.append(_table(block, heading))
        body += [f"<p>{_lines(note)}</p>" for note in block.notes]
    broadest = max((block.width for block in page.blocks), default=0)
    style = _STYLE + _PAGE.format(turned=" landscape" if broadest >= _LANDSCAPE_FROM else "")
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(heading)}</title><style>{style}</style>"
    )
    content = "\n".join(part for part in body if part)
    return f'<!DOCTYPE html>\n<html lang="{escape(page.lang)}">\n<head>{head}</head>\n<body>\n<main>\n{content}\n</main>\n</body>\n</html>\n'


def _lines(text: str) -> str:
    """The text escaped; symbols and days are not broken over lines."""
    pieces, last = [], 0
    for found in _UNBROKEN.finditer(text):
        if len(found[0]) <= _LONGEST_UNBROKEN:
            pieces += [escape(text[last : found.start()]), f'<span class="k">{escape(found[0])}</span>']
            last = found.end()
    return "".join([*pieces, escape(text[last:])]).replace("\n", "<br>")


def _table(block: Block, heading: str) -> str:
    if not block.width:
        return ""
    head = "".join(f'<th scope="col">{_lines(heading)}</th>' for heading in block.headings)
    thead = f"<thead><tr>{head}</tr></thead>\n" if head else ""
    is_cards = len(block.headings) >= _CARDS_FROM
    names = " ".join(name for name, has in (("wide", block.width > 2), ("cards", is_cards)) if has)
    rows: list[str] = []
    for place, row in enumerate(block.rows):
        if row.group is not None and place:
            rows.append("</tbody>\n<tbody>")  # a group and its rows belong together
        rows.append(_row(row, block, is_cards=is_cards))
    content = "\n".join(rows)
    classes = f' class="{names}"' if names else ""
    return (
        f'<div class="scroll"><table{classes}>\n<caption>{escape(block.title or heading)}</caption>\n'
        f"{thead}<tbody>\n{content}\n</tbody></table></div>"
    )


def _row(row: Row, block: Block, *, is_cards: bool) -> str:
    if row.group is not None:
        number, words = row.group
        if len(row.texts) == 1:
            return f'<tr class="group"><th scope="rowgroup">{_lines(words)}</th></tr>'
        across = f' colspan="{len(row.texts) - 1}"' if len(row.texts) > 2 else ""
        return f'<tr class="group"><th>{_lines(number)}</th><th scope="rowgroup"{across}>{_lines(words)}</th></tr>'
    names = " ".join(
        name
        for name, has in (
            ("group", row.role is RowRole.GROUP),
            ("total", row.role is RowRole.TOTAL),
            ("marked", bool(row.marked)),
        )
        if has
    )
    cells = "".join(_cell(row, place, block, is_cards=is_cards) for place in range(len(row.texts)))
    return f'<tr class="{names}">{cells}</tr>' if names else f"<tr>{cells}</tr>"


def _cell(row: Row, place: int, block: Block, *, is_cards: bool) -> str:
    text = _lines(row.texts[place])
    if not block.headings and place == 0:
        return f'<th scope="row">{text}</th>'
    names = [] if block.holds(place, ColumnType.TEXT) else [block.types[place].value]
    names += ["marked"] if place in row.marked else []
    classes = f' class="{" ".join(names)}"' if names else ""
    label = f' data-label="{escape(block.headings[place])}"' if is_cards else ""
    return f"<td{classes}{label}>{text}</td>"
