"""What sheets write about who somebody is, read as one of our choices."""

from safefair.outreach.enums import Relation

WORDS: dict[Relation, tuple[str, ...]] = {
    Relation.FAMILY: (
        "family", "relative", "husband", "wife", "mother", "father", "parent", "daughter", "son", "sister", "brother",
        "child", "spouse", "ครอบครัว", "ญาติ", "မိသားစု", "គ្រួសារ", "ຄອບຄົວ", "gia đình", "thân nhân", "keluarga",
        "pamilya", "kamag-anak", "家属", "家人", "亲属",
    ),
    Relation.RETURNED: (
        "return", "former", "came back", "ex-migrant", "กลับ", "ပြန်လာ", "ត្រឡប់", "វិលត្រឡប់", "ກັບຄືນ", "trở về", "hồi hương",
        "purna", "pulang", "kembali", "bumalik", "nagbalik", "归国", "回国", "返乡",
    ),
    Relation.POTENTIAL: (
        "potential", "prospective", "intend", "plan", "pre-departure", "aspir", "future", "calon", "bakal", "จะไป", "เตรียม",
        "သွားမည့်", "វិលទៅ", "នឹងទៅ", "ຈະໄປ", "dự định", "chuẩn bị đi", "paalis", "nagbabalak", "准备", "潜在",
    ),
    Relation.CURRENT: (
        "migrant", "worker", "domestic work", "แรงงาน", "คนงาน", "အလုပ်သမား", "ពលករ", "កម្មករ", "ແຮງງານ", "ກຳມະກອນ",
        "lao động", "công nhân", "pekerja", "buruh", "pmi", "tki", "tkw", "ofw", "manggagawa", "工人", "劳工", "务工", "移工",
    ),
}  # fmt: skip


def read_relation(text: str) -> Relation:
    """The relation that a sheet's words mean; the narrower meaning wins ("returned migrant worker" is RETURNED)."""
    words = " ".join(text.lower().replace("_", " ").split())
    if not words:
        return Relation.UNKNOWN
    if words.upper() in Relation.values:
        return Relation(words.upper())
    return next(
        (relation for relation, forms in WORDS.items() if any(form in words for form in forms)),
        Relation.OTHER,
    )
