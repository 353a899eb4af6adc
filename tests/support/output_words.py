"""The words in which a reading of the real report by hand tells of figures, outputs, rights and receivers, and ours."""

from __future__ import annotations

from collections.abc import Mapping

from khcn_records.records.indicator_parts import BreakdownKind
from khcn_records.records.initiative_rounds import InitiativeRoundStatus
from khcn_records.records.ip_assets import IPKind
from khcn_records.records.issued_documents import RecipientKind

BREAKDOWNS: Mapping[str | None, BreakdownKind | None] = {
    "partition": BreakdownKind.PARTITION,
    "overlap": BreakdownKind.OVERLAP,
    None: None,
}

PARTS: Mapping[str, BreakdownKind] = {
    "of_which": BreakdownKind.OF_WHICH,
    "breakdown": BreakdownKind.PARTITION,
}
"""The key under which a part of a figure has parts of its own."""

IP_KINDS: Mapping[str, IPKind] = {
    "nhãn hiệu tập thể": IPKind.COLLECTIVE_MARK,
    "chỉ dẫn địa lý": IPKind.GEOGRAPHICAL_INDICATION,
}

IP_EVENTS: Mapping[str, str] = {
    "place_name_permission_requested": "request_place_name",
    "management_project_approved": "manage",
}

ROUND_STATES: Mapping[str, InitiativeRoundStatus] = {"scoring": InitiativeRoundStatus.SCORING}

RECIPIENTS: Mapping[str, RecipientKind] = {
    "party_office": RecipientKind.PARTY_BODY,
    "party_committee": RecipientKind.PARTY_BODY,
    "state_office": RecipientKind.PEOPLES_COMMITTEE,
    "council_committee": RecipientKind.PEOPLES_COUNCIL,
    "department": RecipientKind.AGENCY,
    "statistics_office": RecipientKind.AGENCY,
    "official_e_mail": RecipientKind.OFFICIAL_EMAIL,
    "e_mail_outside_gov_vn": RecipientKind.OTHER_EMAIL,
    "internal_leaders": RecipientKind.LEADERS,
    "internal_units": RecipientKind.INTERNAL_UNITS,
    "archive": RecipientKind.ARCHIVE,
}

OTHER_OUTPUTS = ("Tờ trình", "Kế hoạch")
"""Kinds that open the titles of the list of other outputs, or stand in them as what was drafted."""
