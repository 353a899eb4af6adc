"""Values found in running text, with their exact place in the text given (*nhận dạng văn bản, ngày tháng trong câu*).

Both searches take time linear in the text, whatever the text.
"""

from khcn_records.mentions.dates import find_dates
from khcn_records.mentions.documents import find_documents
from khcn_records.mentions.searching import Mention
from khcn_records.mentions.weekdays import check_weekdays

__all__ = ["Mention", "check_weekdays", "find_dates", "find_documents"]
