"""Names of issuing bodies (*cơ quan ban hành*) behind `của`: how far one runs, and when two spellings name the same body.

The grammar leads: a body, its field, the place it is of. Where a name ends is told by what cannot continue one: a verb, a
preposition, another kind of document. Names of several parts with commas, hyphens and *và* are those of a table.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from khcn_records.text import CAPITALS, clean, fold, lazy_pattern, straighten_dashes
from khcn_records.values.document_bodies import ABBREVIATED_BODIES, ABBREVIATED_FIELDS, FIELDS, PARTED_FIELDS

__all__ = ["issuer_end", "issuer_key", "term_of"]


def _alternatives(lines: str) -> str:
    """Words one a line or separated by `;` as alternatives, the longest first."""
    words = {word.strip() for word in lines.replace("\n", ";").split(";")} - {""}
    return "|".join(sorted((word.replace(" ", "~") for word in words), key=lambda word: (-len(word), word)))


_BOTH_TONES = [
    (unicodedata.normalize("NFC", first + tone + second), unicodedata.normalize("NFC", first + second + tone))
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"), ("O", "a"), ("O", "e"), ("U", "y"))
    for tone in "\u0300\u0301\u0303\u0309\u0323"
]


def _grammar(text: str) -> re.Pattern[str]:
    """A pattern of names: `~` is any white space between words, and a tone may stand on either vowel (*ủy*, *uỷ*)."""
    for early, late in _BOTH_TONES:
        text = text.replace(early, f"(?:{early}|{late})")
    return lazy_pattern(text.replace("~", r"\s{1,4}+"))


# What never continues a name, in small letters or all in capitals.
_CLOSING = """
    năm; về; đã; là; theo; trên; tại; trong; cho; nhằm; để; do; có; được; quy; nêu; ngày; từ; kèm; giai đoạn; khi; nếu; thì; mà; này; đó; cùng; với; vào
    ở; đến; sẽ; phải; cần; chưa; đang; vẫn; còn; cũng; như; nhưng; hoặc; hay; tới; v/v; thông qua; trước ngày; sau khi; sau đây; ký ngày; ký ban hành
    yêu cầu; đề nghị; báo cáo; chỉ đạo; ban hành; phê duyệt; hướng dẫn; triển khai; thực hiện; sửa đổi; bổ sung; thay thế; công bố; thành lập; quyết định
    thông báo; gửi; tiếp tục; tổ chức; xem xét; tham mưu; bãi bỏ; hủy bỏ; bảo đảm; đảm bảo; hợp nhất; ghi nhận; chấp thuận; xác định; những; mỗi; số:
"""
# The same where they begin a subject with a capital, and other documents; no body is named so.
_CLOSING_CAPITALISED = """
    Về; V/v; Quy định; Ban hành; Phê duyệt; Thực hiện; Triển khai; Sửa đổi; Hướng dẫn; Công bố; Thành lập; Yêu cầu; Báo cáo; Căn cứ; Xét
    Nghị quyết; Nghị định; Quyết định; Thông tư; Chỉ thị; Công văn; Kết luận; Tờ trình; Công điện; Bộ luật; Pháp lệnh; Điều; Khoản; Chương; Phụ lục
"""
_STOP_SMALL = (
    rf"(?:(?:{_alternatives(_CLOSING)}|và|của|giao(?!~(?:thông|dịch|nhận|lưu|hưởng|tế)))(?!\w)|số {{1,3}}\d)"
)
_STOP_CAPITAL = (
    rf"(?:(?:{_alternatives(_CLOSING.upper())}|{_alternatives(_CLOSING_CAPITALISED)}|GIAO(?!~THÔNG))(?!\w)"
    r"|(?:Kế~hoạch|Chương~trình|Đề~án|Dự~án|Thông~báo|Luật|Quy~chế)~(?:số|Số|\d))"
)
_CAPITAL_WORD = rf"[{CAPITALS}][\w&]*+(?:[.'’](?=\w)\w++)?"
_CAPITAL = rf"(?!{_STOP_CAPITAL}){_CAPITAL_WORD}"
_SMALL_WORD = rf"[^\W\d_{CAPITALS}]\w*+"
_SMALL = rf"(?!{_STOP_SMALL}){_SMALL_WORD}"
_CENTRAL = "Bộ; Bộ trưởng; Ủy ban; Tòa án; Viện; Văn phòng; Thanh tra; Ngân hàng; Kiểm toán; Bảo hiểm; Tổng cục; Tổng Thanh tra; Tổng Kiểm toán; Tổng Giám đốc"
_HEADS = f"""{_CENTRAL}
    Sở; Giám đốc; Ban; UBND; HĐND; Hội đồng; Chính phủ; Thủ tướng; Quốc hội; Chủ tịch; Đoàn; Cục; Tổng Liên đoàn; Mặt trận; Trung ương; Tỉnh ủy; Thành ủy; Đảng ủy
    Thường trực; Liên minh; Hội; Trưởng ban
"""
_HEAD = rf"(?:(?:{_alternatives(_HEADS)})(?!\w))"
_NUMBERED = r"\d{1,4}+(?![/\-]|\.\d|~/)"
_LEVEL = (
    rf"(?:(?:[Qq]uận|[Pp]hường)\s{{0,4}}{_NUMBERED}"
    r"|tỉnh|thành~phố|TP\.?|Tp\.?|quận|huyện|thị~xã|thị~trấn|xã(?!~hội)|phường|đặc~khu"
    r"|Tỉnh(?!~ủy)|Thành~phố|Quận(?!~ủy)|Huyện(?!~ủy)|Thị~xã|Xã(?!~hội)|Phường)(?!\w)"
)
_PLACE = (
    r"(?:~Bà~Rịa\s?-\s?Vũng~Tàu|~Phan~Rang\s?-\s?Tháp~Chàm|~Thừa~Thiên\s?-\s?Huế|~Trung~ương(?:~Đảng)?|~Việt~Nam~(?:Dân~chủ~)?Cộng~hòa"
    rf"|(?:~(?!{_HEAD}|{_STOP_CAPITAL}){_CAPITAL_WORD}){{1,4}}+)"
)
_HYPHEN = r"\s{0,4}-\s{0,4}"
_FIELD = rf"(?:(?:{_alternatives(FIELDS).replace('~-~', _HYPHEN)})(?!\w))"
_PARTED_FIELD = rf"(?:(?:{_alternatives(PARTED_FIELDS).replace('~-~', _HYPHEN)})(?!\w))"
_COUNCIL = (
    r"(?:UBND|HĐND|(?:Ủy~ban|ỦY~BAN|Hội~đồng|HỘI~ĐỒNG)~(?:nhân~dân|Nhân~dân|NHÂN~DÂN)(?:~[Cc]ách~mạng)?)"
)
# A name that is whole: only its place, its term or another body continues it.
_WHOLE = _grammar(
    rf"(?:(?:(?:Bộ|Sở|Ty|Phòng)~{_FIELD}|{_PARTED_FIELD}(?:~của~Quốc~hội)?|(?:Tỉnh|Thành|Huyện|Quận|Thị)~ủy"
    rf"|{_COUNCIL}|Chính~phủ|Quốc~hội(?:~nước~Cộng~hòa~xã~hội~chủ~nghĩa)?|Chủ~tịch~nước)(?!\w)"
    rf"|(?:cấp~|các~)?{_LEVEL})"
)
_PLACED = _grammar(rf"(?:~các~{_LEVEL}(?:,~{_LEVEL})*+(?:~và~{_LEVEL})?|(?:~(?:cấp~)?{_LEVEL})?{_PLACE}?)")
_WITHIN = _grammar(rf"(?:,?~(?:huyện|quận|thị~xã|thành~phố|tỉnh|TP\.?){_PLACE}){{1,2}}+")
_FIRST = _grammar(
    r"(?:[Ll]iên~(?=[BbSs]ộ|Sở)|(?:Bộ~trưởng|Chủ~tịch|Bí~thư|Phó~[Tt]hủ~tướng),~(?=Chủ~nhiệm|Phó~|Bí~thư|Tổng~)"
    r"|(?:Ủy~ban|Ban~[Cc]hỉ~đạo|Hội~đồng|Tổ~công~tác)(?:~(?:[Qq]uốc~gia|Trung~ương|tỉnh|Chính~phủ|liên~ngành))?~về~"
    rf"(?=[{CAPITALS}]|phòng,?~chống))"
)
_WORD = _grammar(rf"Ban~(?:chỉ~đạo|tổ~chức)(?!\w)|{_CAPITAL}|phòng,~chống")
_MORE = _grammar(
    rf"~(?:(?:khu|đoàn|Đoàn|vực|nhánh|tâm|thứ)~{_NUMBERED}|{_SMALL}|{_CAPITAL}|(?:và|của)~(?!{_HEAD}){_CAPITAL}"
    r"|và~(?:kỹ~thuật|công~nghệ|nhân~văn|phát~triển|đào~tạo|môi~trường|xã~hội)(?!\w))"
    rf"|,~(?!{_HEAD}){_CAPITAL}(?:~{_SMALL}){{0,3}}+(?=~và~(?!{_HEAD})[{CAPITALS}])"
)
_GAP = _grammar("~(?:của~)?")
_TERM = _grammar(
    r"(?:,?~\(?[Kk]hóa~(?:[IVXL]{1,6}|[0-9]{1,2})(?!\w)\)?)?(?:,?~nhiệm~kỳ~[0-9]{4}\s?-\s?[0-9]{4})?"
)
_JOINED = _grammar(rf"(?:~và~|(?P<listed>,~)|(?P<beside>{_HYPHEN}))(?={_HEAD})")
_JOINED_FIELDS = _grammar(rf"(?:(?:{_HYPHEN}|~và~|,~)(?!Kế~hoạch~(?:số|\d)){_FIELD}){{1,6}}+")
_CENTRAL_FIRST = _grammar(rf"(?:{_alternatives(_CENTRAL)})(?!\w)")
# A list of bodies is one where it is closed; else a clause begins with its own subject: "… của UBND tỉnh, Sở Tài chính đã …".
_LIST_CLOSED = _grammar(
    r"\s*(?:$|[.;:()\[“\"]|,\s|-\s|(?:và|về|Về|quy~định|hướng~dẫn|ban~hành|sửa~đổi|ngày)(?!\w))"
)
_MOST_WORDS, _MOST_BODIES = 16, 8


def issuer_end(text: str, start: int = 0) -> int:
    """Where the name of a body that begins at a place ends, those that issue with it included; the place where there is none.

    Args:
        text: NFC, with plain hyphens.
        start: where the name begins.

    >>> text = "Bộ Văn hóa, Thể thao và Du lịch và báo cáo kết quả"
    >>> text[: issuer_end(text)]
    'Bộ Văn hóa, Thể thao và Du lịch'
    """
    end = _body_end(text, start)
    if end == start:
        return start
    if text[start : start + 5].lower() in {"liên ", "liên\n"}:
        fields = _JOINED_FIELDS.match(text, end)
        end = fields.end() if fields else end
    for _ in range(_MOST_BODIES):
        joined = _JOINED.match(text, end)
        if joined is None:
            break
        other = _body_end(text, joined.end())
        is_list = joined["listed"] or joined["beside"]
        if other == joined.end() or (is_list and not _are_peers(text, start, joined.end())):
            break
        if joined["listed"] and not _LIST_CLOSED.match(text, other):
            break
        end = other
    return end


def _body_end(text: str, start: int) -> int:
    """Where the name of one body ends: open words up to one that closes it, or to a whole name with its place."""
    first = _FIRST.match(text, start)
    at = end = first.end() if first else start
    is_whole = False
    for _ in range(_MOST_WORDS):
        if whole := _WHOLE.match(text, at):
            placed = _PLACED.match(text, whole.end())
            end = placed.end() if placed else whole.end()
            if within := _WITHIN.match(text, end):
                end = within.end()
            is_whole = True
        elif is_whole:
            break
        elif at == end:
            word = _WORD.match(text, at)
            if word is None:
                return start
            end = word.end()
        elif more := _MORE.match(text, end):
            end = more.end()
        else:
            break
        gap = _GAP.match(text, end)
        at = gap.end() if gap else end + 1
    term = _TERM.match(text, end)
    return term.end() if term else end


def _are_peers(text: str, one: int, other: int) -> bool:
    """Whether two bodies are of one rank: the same first word, or both central."""
    if _first_word(text, one) == _first_word(text, other):
        return True
    return _CENTRAL_FIRST.match(text, one) is not None and _CENTRAL_FIRST.match(text, other) is not None


def _first_word(text: str, start: int) -> str:
    return text[start : start + 20].split(None, 1)[0]


_KEY_TERM = lazy_pattern(
    r",? ?\(?(?<!\w)kh(?:óa|oá) (?P<term>[ivxl]{1,6}|[0-9]{1,2})(?!\w)\)?", re.IGNORECASE
)
_KEY_WORD = lazy_pattern(r"[^\s,;()\"“”]+")
_INSIDE = str.maketrans("", "", "&-./")
_ROMAN = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def term_of(number: int | str) -> str:
    """The name of a term of an assembly or a committee: `khóa XV`.

    >>> term_of(15), term_of("xiii")
    ('khóa XV', 'khóa XIII')
    """
    if isinstance(number, str) and not number.isdigit():
        return f"khóa {number.upper()}"
    left, roman = int(number), ""
    for value, letters in _ROMAN:
        count, left = divmod(left, value)
        roman += letters * count
    return f"khóa {roman}"


@functools.lru_cache(maxsize=2048)
def issuer_key(name: str) -> tuple[str, str | None]:
    """What spellings of one body share, and the term that its name gives.

    Abbreviations are written out; case, tone placement, hyphens and commas are forgotten. A body without its place (`UBND
    tỉnh`) is not the one with it: which place is meant is not in the name.

    >>> issuer_key("UBND TỈNH") == issuer_key("Uỷ ban nhân dân tỉnh")
    True
    >>> issuer_key("Ban Chấp hành TW Đảng khóa XI")
    ('ban chấp hành trung ương đảng', 'khóa XI')
    """
    line = straighten_dashes(clean(name))
    term = _KEY_TERM.search(line)
    if term:
        line = f"{line[: term.start()]} {line[term.end() :]}"
    words = " ".join(_written_out(word) for word in _KEY_WORD.findall(line))
    return fold(words.replace("-", " ")).strip(), term_of(term["term"]) if term else None


def _written_out(word: str) -> str:
    """An abbreviation in words; any other word as it is."""
    if word == "&":
        return "và"
    bare = word.translate(_INSIDE)
    if bare in ABBREVIATED_BODIES or (len(bare) > 3 and (bare := bare.upper()) in ABBREVIATED_BODIES):
        return ABBREVIATED_BODIES[bare]
    if bare in ABBREVIATED_FIELDS:
        return ABBREVIATED_FIELDS[bare]
    if bare[:1] in _OF_FIELDS and bare[1:] in ABBREVIATED_FIELDS:
        return f"{_OF_FIELDS[bare[0]]} {ABBREVIATED_FIELDS[bare[1:]]}"
    return word


_OF_FIELDS = {"B": "bộ", "S": "sở"}
