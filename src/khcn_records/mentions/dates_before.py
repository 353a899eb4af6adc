"""What stands before a date and decides what it is: an amount, a round, a feast (*đá quý, kỳ họp thứ 2, dịp lễ 30/4*)."""

from __future__ import annotations

import re

from khcn_records.mentions.dates_words import backwards, grammar
from khcn_records.text import fold

__all__ = [
    "after_number",
    "before",
    "behind",
    "is_feast",
    "is_ordinal",
    "is_person_or_place",
    "is_precious",
    "may_be_feast",
]

_BEFORE = 24
_DIGITS = ("một", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "bẩy", "tám", "chín")
_ENDS = ("mươi", "mốt", "lăm", "nhăm", "mươi mốt", "mươi lăm", "mươi nhăm")
_SAID = backwards(
    "|".join((*_DIGITS, "mười", "mười lăm", *(f"{first} {end}" for first in _DIGITS for end in _ENDS))),
    r"~\)?~",
)
_NUMBER_ENDS = frozenset("aimntuưy")  # the last letters of these words
_FIGURES = re.compile(r"\s{0,6}\)?\s{0,6}\d{1,3}(?!\d)")
# Behind these "thứ hai" counts and is no weekday.
_COUNTED = backwards(
    "kỳ|kì|kỳ họp|kì họp|phiên họp|phiên|lần|khóa|khoá|hội nghị|đại hội|nhiệm kỳ|vòng|đợt|bên"
)
_LONGEST_FEAST = 80
_WORDS = re.compile(r"[\s(]*[^\W\d_][^\W\d_]*(?:[\s(\-]+[^\W\d_]+)*")
_FEAST = grammar(
    r"\b(?:(?:lễ|tết|nghỉ|dịp)(?: quốc khánh| quốc tế lao động| giải phóng(?: miền nam)?)?|(?:kỷ niệm|chào mừng|mừng)(?: [^\W\d_]{1,12}){0,14}"
    r"|ngày (?:quốc (?:khánh|tế|phòng|gia)|nhà giáo|thầy thuốc|doanh nhân|phụ nữ|gia đình|thương binh|giải phóng|chiến thắng|thành lập|truyền thống"
    r"|sinh|hội|lễ|báo chí|pháp luật|môi trường|thế giới|toàn dân|toàn quốc|chuyển đổi số|sách|khoa học|đoàn viên|độc lập|thống nhất|cách mạng"
    r"|sở hữu trí tuệ|đo lường|tiêu chuẩn|học sinh|sinh viên|công nhân|nông dân|dân số|đại đoàn kết|khuyến học|vì|an toàn)(?:~-~| [^\W\d_]{1,12}){0,14})"
    r"~\(?~(?:ngày )?$"
)
_FEAST_GOES_ON = grammar(
    r"~(?:[^\w\s%/]|$)| (?:và|hàng|hằng|năm|đến|tới|tại|của|là|cho|theo|trên|ở|nhằm|để|vào|do|từ)\b|~\n(?!~(?:ngày|giờ|tháng|số|tổng|mức|diện|lương)\b)"
)
_PRECIOUS = backwards(
    "đá|đá bán|kim loại|gỗ|ngọc|dược liệu|nguồn gen|loài|động vật|thực vật|hiện vật|cổ vật|khoáng sản"
)
# "linh mục Quý IV", "xã Mỹ Quý II": a name with a number. Case tells, so the text is read with its capitals.
_TITLE = re.compile(
    r"\b(?:[Ll]inh\s{1,6}mục|[Gg]iám\s{1,6}mục|[Mm]ục\s{1,6}sư|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Đđ]ồng\s{1,6}chí|[Xx]ã|[Pp]hường|[Tt]hị\s{1,6}trấn|[Tt]hôn|[Ấấ]p|[Ll]àng|[Bb]uôn|[Kk]hu\s{1,6}phố)\s{1,6}(?:\w{1,7}\s{1,6})?$"
)
_NAME = re.compile(r"(?<=\w)[ \u00a0]{1,3}[^\W\d_a-z]\w{1,6}[ \u00a0]{1,3}$")
_QUARTER_WORDS = (fold("quý"), fold("quí"))


def before(key: str, pos: int, pattern: re.Pattern[str]) -> bool:
    """Whether the words just before a place match a pattern that ends with `$`."""
    return pattern.search(key[max(0, pos - _BEFORE) : pos]) is not None


def behind(key: str, pos: int, pattern: re.Pattern[str]) -> bool:
    """Whether the words just before a place match a pattern that is read backwards."""
    return pattern.match(key[pos - _BEFORE if pos > _BEFORE else 0 : pos][::-1]) is not None


_NO_NAMES = frozenset("0123456789/-.,;:)%+&")


def may_be_feast(key: str, pos: int) -> bool:
    """Whether no sign or figure stands right before a place, behind which there is no feast: asked before more is read."""
    return key[pos - 3 if pos > 3 else 0 : pos].rstrip(" \n")[-1:] not in _NO_NAMES


def is_feast(key: str, pos: int, end: int) -> bool:
    """Whether a day and month without *ngày* right before them are the day of a feast: `dịp lễ 30/4`, `ngày Nhà giáo Việt Nam 20/11`.

    Two bare figures may be a fraction or a count ("2/3 số phiếu", "7/9 xã"), so they are a day only behind a word that
    makes them one: *ngày*, a weekday, a part of the day, a word of a range or limit, or the name of a feast.
    """
    words = _WORDS.match(key[max(0, pos - _LONGEST_FEAST) : pos][::-1])
    if words is None or _FEAST_GOES_ON.match(key, end) is None:
        return False
    return _FEAST.search(key, pos - words.end(), pos) is not None


def after_number(key: str, pos: int) -> bool:
    """Whether an amount stands before a place: in "20 năm 01 tháng" neither word begins a date."""
    turned = key[max(0, pos - _BEFORE) : pos][::-1]
    last = turned.lstrip().removeprefix(")").lstrip()[:1]
    if last in _NUMBER_ENDS:
        return _SAID.match(turned) is not None
    return last.isdigit() and _FIGURES.match(turned) is not None


def is_ordinal(key: str, pos: int) -> bool:
    """Whether what looks like a weekday counts sessions or rounds: "kỳ họp thứ 2"."""
    return key.startswith("thứ", pos) and behind(key, pos, _COUNTED)


def is_precious(key: str, pos: int) -> bool:
    """Whether *quý* here is the adjective: "đá quý"."""
    return key.startswith(_QUARTER_WORDS, pos) and behind(key, pos, _PRECIOUS)


def is_person_or_place(text: str, start: int, normalized: str) -> bool:
    """Whether *Quý* with a number is a name, in a text with its capitals: `linh mục Quý IV`, `xã Mỹ Quý II`.

    A quarter with its year is never one. A name is behind a title or the word of a place, or behind another name: one
    word with a capital and small letters that does not begin its sentence.
    """
    if not normalized.startswith("--") or not text[start].isupper() or text[start : start + 3].isupper():
        return False
    ahead = text[max(0, start - _BEFORE) : start]
    if _TITLE.search(ahead):
        return True
    name = _NAME.search(ahead)
    return name is not None and (word := name[0].strip())[0].isupper() and word[1:].islower()
