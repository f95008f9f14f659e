"""Kinds of activity as people write them in ten languages."""

from functools import lru_cache

from safefair.core.tabular.heads import normal_head

_KINDS = {
    "TRAINING": """train course workshop seminar capacity tot curriculum paralegal อบรม ฝึก สัมมนา ฝึกอบรม ฝึกอบรม ຝຶກ ອົບຮົມ
        បណ្តុះបណ្តាល វគ្គ သင်တန်း အလုပ်ရုံဆွေးနွေး tập_huấn đào_tạo khóa_học hội_thảo pelatihan latihan kursus bengkel
        pagsasanay 培训 课程 工作坊 bimtek""",
    "INFORMATION_SESSION": """information info session awareness orientation pre-departure predeparture outreach campaign
        meeting dialogue sensiti briefing safe_migration counselling ให้ความรู้ ปฐมนิเทศ รณรงค์ ประชุม เผยแพร่ ข้อมูล
        ເຜີຍແຜ່ ປະຊຸມ ຂໍ້ມູນ ផ្សព្វផ្សាយ ប្រជុំ ព័ត៌មាន អသိပညာ ဟောပြော သတင်းအချက်အလက် ဆွေးနွေးပွဲ
        tuyên_truyền truyền_thông thông_tin tư_vấn sosialisasi penyuluhan informasi taklimat ceramah maklumat
        oryentasyon impormasyon pulong 宣传 讲座 说明会""",
}


@lru_cache(maxsize=4096)
def guess_kind(title: str) -> str | None:
    """The kind of activity that the words of a title speak for; None where they say nothing."""
    word = normal_head(title)
    for kind, words in _KINDS.items():
        if any(normal_head(part) in word for part in words.split()):
            return kind
    return None
