"""Bodies that symbols name (*cơ quan ban hành viết tắt*), by shape or by list: enough to tell a type from a body.

The list is practice, gathered from real symbols; the grammar leads, and a body that is not here is read by its place.
"""

from __future__ import annotations

from khcn_records.text import lazy_pattern

__all__ = [
    "ABBREVIATED_BODIES",
    "ABBREVIATED_FIELDS",
    "ALSO_BODIES",
    "ASSEMBLY",
    "BODY",
    "DASHED_BODIES",
    "FIELDS",
    "JOINT_MINISTRIES",
    "MINISTRIES",
    "OLD_CENTRAL",
    "PARTED_FIELDS",
    "PARTY_BODY",
    "REVERSED_TYPES",
]

_MINISTRIES = """
    BKHCN BTC BNV BYT BGDĐT BGD&ĐT BTTTT BKHĐT BTP BCT BCA BQP BNN BNNPTNT BNN&PTNT BNNMT BTNMT BXD BGTVT BLĐTBXH
    BVHTTDL BNG BDTTG BTS BCN BTM BVHTT BLĐ
"""
MINISTRIES = tuple(_MINISTRIES.split())
"""Ministries, past and present."""
ASSEMBLY = lazy_pattern(r"(?:QH|(?:UB)?TVQH|H[ĐD]NN)K?[0-9]{0,2}")
"""The legislature, with its term (`QH15`, in the 1970s also `QHK5`)."""
BODY = lazy_pattern(
    r"UBND\w*|H[ĐD]ND\w*|UB|CP|TTg|TTG|CTN|CTUBND|HĐBT|(?:UB)?TVQHK?[0-9]*|QHK?[0-9]*|VPCP|VPQH|VPCTN|TAND\w*|VKSND\w*|KTNN|NHNN|TTCP"
    rf"|S[A-ZĐ&]{{2,}}|{'|'.join(MINISTRIES)}"
)
"""State bodies."""
OLD_CENTRAL = frozenset({"CP", "TTg", "TTG", "HĐBT", "HĐCP"})
"""Central bodies whose old documents had no type in the symbol: 73/CP, 91-HĐBT."""
PARTY_BODY = lazy_pattern(r"TW|TƯ|TU[A-ZĐ]{0,3}|ĐU\w*|HU|QU|CB\w*|\w+TW|\w+TU")
"""Bodies of the Party."""
DASHED_BODIES = {"ĐT": ("GD",), "TBXH": ("LĐ",), "PTNT": ("NN",)}
"""Bodies whose own abbreviation holds a hyphen: its end, and what stands before the hyphen."""
JOINT_MINISTRIES = frozenset({"LB"})
"""What stands for several ministries together (*liên bộ*): it has no units, so what follows is a type (24/LB-TT)."""
ALSO_BODIES = frozenset({"TC"})
"""Types that are also the old name of a body (TC: Bộ Tài chính); only a body behind it, or the noun, makes it a type."""
REVERSED_TYPES = frozenset({"QĐ", "NĐ", "NQ"})
"""Types that may close a symbol instead of opening it; only types that no unit is called by."""
PARTED_FIELDS = """
    Văn hóa, Thể thao và Du lịch; Văn hóa, Thể thao; Văn hóa, Thông tin và Thể thao; Văn hóa, Thông tin; Văn hóa - Thông tin; Văn hóa và Thông tin
    Văn hóa và Thể thao; Văn hóa, Khoa học và Thông tin; Văn hóa - Xã hội; Thông tin - Tuyên truyền; Thể thao và Du lịch; Văn hóa, Giáo dục
    Lao động - Thương binh và Xã hội; Lao động, Thương binh và Xã hội; Lao động, Người có công và Xã hội; Thương binh và Xã hội
    Khoa học, Công nghệ và Môi trường; Khoa học và Công nghệ; Khoa học & Công nghệ; Khoa học, Công nghệ và Đổi mới sáng tạo; Khoa học và Kỹ thuật
    Giáo dục và Đào tạo; Giáo dục - Đào tạo; Giáo dục & Đào tạo; Đại học và Trung học chuyên nghiệp; Đại học, Trung học chuyên nghiệp và Dạy nghề
    Nông nghiệp và Phát triển nông thôn; Nông nghiệp và Môi trường; Nông nghiệp và Công nghiệp thực phẩm; Nông, Lâm nghiệp; Nông nghiệp & PTNT
    Tài nguyên và Môi trường; Tài nguyên & Môi trường; Kế hoạch và Đầu tư; Kế hoạch & Đầu tư; Thông tin và Truyền thông; Thông tin & Truyền thông
    Bưu chính, Viễn thông; Bưu chính - Viễn thông; Giao thông vận tải và Bưu điện; Giao thông vận tải - Xây dựng; Dân tộc và Tôn giáo; Dân tộc và Miền núi
    Quy hoạch - Kiến trúc; Quy hoạch và Kiến trúc; Tài chính - Kế hoạch; Tài chính - Vật giá; Kinh tế - Ngân sách; Kinh tế - Xã hội; Kinh tế và Hạ tầng
    Kinh tế, Hạ tầng và Đô thị; Thương mại và Du lịch; Thương mại - Du lịch; Công nghiệp và Thương mại; Công nghiệp - Thủ công nghiệp; Mỏ và Than
    Điện và Than; Cơ khí và Luyện kim; Lương thực và Thực phẩm; Thống kê - Kế hoạch; Dân số, Gia đình và Trẻ em; Bảo vệ, Chăm sóc trẻ em
    Pháp luật và Tư pháp; Công tác đại biểu; Văn hóa và Xã hội; Quốc phòng, An ninh và Đối ngoại; Quốc phòng và An ninh; Kinh tế và Tài chính
    Dân nguyện và Giám sát; Tuyên giáo và Dân vận; Chính sách, chiến lược
"""
"""Fields of ministries and departments (*ngành, lĩnh vực*) whose names have several parts, past and present."""
FIELDS = f"""{PARTED_FIELDS}
    Chính trị; Chính sách; Công an; Công nghiệp; Công nghiệp nặng; Công nghiệp nhẹ; Công nghiệp thực phẩm; Công Thương; Công thương; Du lịch; Dân tộc; Giáo dục
    Giao thông vận tải; Giao thông; Giao thông công chính; Giao thông Vận tải; Hải sản; Khoa học; Kinh tế; Kinh tế đối ngoại; Kế hoạch; Kiến trúc; Lao động
    Lâm nghiệp; Lương thực; Năng lượng; Ngoại giao; Ngoại thương; Ngoại vụ; Nội thương; Nội vụ; Nông nghiệp; Pháp chế; Quản lý đô thị; Quốc phòng; Tài chính
    Thông tin; Thương mại; Thương nghiệp; Thương binh; Thủy lợi; Thủy sản; Tôn giáo; Tư pháp; Văn hóa; Vật tư; Xây dựng; Xã hội; Y tế; An toàn thực phẩm
"""
"""The same with those of one part; behind *Bộ* or *Sở* they are a whole name."""
ABBREVIATED_FIELDS = {
    "KHCN": "khoa học và công nghệ",
    "KHCNMT": "khoa học công nghệ và môi trường",
    "GDĐT": "giáo dục và đào tạo",
    "TNMT": "tài nguyên và môi trường",
    "NNPTNT": "nông nghiệp và phát triển nông thôn",
    "NNMT": "nông nghiệp và môi trường",
    "LĐTBXH": "lao động thương binh và xã hội",
    "VHTTDL": "văn hóa thể thao và du lịch",
    "TTTT": "thông tin và truyền thông",
    "KHĐT": "kế hoạch và đầu tư",
    "GTVT": "giao thông vận tải",
    "DTTG": "dân tộc và tôn giáo",
    "PTNT": "phát triển nông thôn",
}
"""What stands for a field behind *Bộ*, *Sở* or *Phòng*; hyphens and ampersands inside are not told apart."""
ABBREVIATED_BODIES = {
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "MTTQ": "mặt trận tổ quốc",
    "UBMTTQ": "ủy ban mặt trận tổ quốc",
    "TTg": "thủ tướng chính phủ",
    "CP": "chính phủ",
    "QH": "quốc hội",
    "UBTVQH": "ủy ban thường vụ quốc hội",
    "VPCP": "văn phòng chính phủ",
    "TTCP": "thanh tra chính phủ",
    "NHNN": "ngân hàng nhà nước",
    "KTNN": "kiểm toán nhà nước",
    "BHXH": "bảo hiểm xã hội",
    "TAND": "tòa án nhân dân",
    "TANDTC": "tòa án nhân dân tối cao",
    "VKSND": "viện kiểm sát nhân dân",
    "VKSNDTC": "viện kiểm sát nhân dân tối cao",
    "BCH": "ban chấp hành",
    "BTV": "ban thường vụ",
    "BCĐ": "ban chỉ đạo",
    "BQL": "ban quản lý",
    "TW": "trung ương",
    "TƯ": "trung ương",
    "TP": "thành phố",
    "Tp": "thành phố",
    "HCM": "hồ chí minh",
}
"""What stands for a body, or for a word of its name."""
