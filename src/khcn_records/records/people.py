"""Person (*người tham gia*): who takes part in a task, council or team, by role; the name is personal data.

Basis: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 (a name with a role tells of one person; UNCONFIRMED in detail): the name is
masked wherever a record shows itself.

>>> Person(role="Chủ nhiệm", name="Chủ nhiệm A", organization="Viện thử nghiệm")
Person(role='Chủ nhiệm', name=[…], organization='Viện thử nghiệm')
"""

from __future__ import annotations

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import named, optional_text, personal, required_text

__all__ = ["Person"]


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class Person(Displayed):
    """Somebody with a role (*người tham gia*).

    Attributes:
        role: what the person is in this task, council or team (*chủ nhiệm*, *chủ tịch hội đồng*, *thư ký*).
        name: the person's name; personal data.
        organization: where the person works.
        title: academic title or office (*tiến sĩ*, *trưởng phòng*).
    """

    role: str = attrs.field(converter=required_text)
    name: str | None = attrs.field(default=None, converter=optional_text, metadata=personal)
    organization: str | None = attrs.field(default=None, converter=optional_text)
    title: str | None = attrs.field(default=None, converter=optional_text)
