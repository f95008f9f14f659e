"""Invented names in the scripts of ten countries: common words as given names, "example" as the family name.

Each pair is (as written in the country's script, as often written in Latin letters). Nobody is called like this.
"""

import random

THAI_A = (
    "ดาว/Dao มะลิ/Mali แก้ว/Kaew ฝน/Fon นภา/Napa จันทร์/Chan ทอง/Thong บัว/Bua พลอย/Ploy น้ำ/Nam หวาน/Wan ใบ/Bai"
)
THAI_B = "ทิพย์/thip พร/phon วัน/wan ดี/dee ศรี/sri รัตน์/rat งาม/ngam ใจ/jai สุข/suk มณี/manee เย็น/yen แสง/saeng"
BURMESE = (
    "နှင်း/Hnin ပန်း/Pan မိုး/Moe ကြယ်/Kyel ရွှေ/Shwe ငွေ/Ngwe နွယ်/Nwe လှ/Hla အေး/Aye စန္ဒာ/Sandar သီတာ/Thida မြ/Mya "
    "ဝါ/Wah ခိုင်/Khaing ဖြူ/Phyu နီ/Ni ယု/Yu မွန်/Mon ချို/Cho သူဇာ/Thuza"
)
KHMER = (
    "ផ្កា/Phka ច័ន្ទ/Chan ព្រះ/Preah បុប្ផា/Bopha ដារា/Dara សុភា/Sophea ម៉ាលី/Maly រតនា/Ratana ពេជ្រ/Pich ទេព/Tep "
    "នារី/Neary មុំ/Mom ធីតា/Thida កល្យាណ/Kalyan វណ្ណា/Vanna សុខា/Sokha"
)
LAO = (
    "ດາວ/Dao ດວງ/Douang ແກ້ວ/Keo ຄຳ/Kham ບົວ/Boua ມະນີ/Mani ຈັນ/Chan ນ້ອຍ/Noy ເພັດ/Phet ຝົນ/Fon ວຽງ/Vieng ທອງ/Thong "
    "ສອນ/Sone ໃຈ/Chai ງາມ/Ngam ພອນ/Phone"
)
VIETNAMESE = "Sao Hồng Lan Cúc Mai Đào Liễu Ngọc Tuyết Sương Mây Trăng Nắng Biển Sông Thủy Hà Yến Phượng Quỳnh Bích Vân Thảo Trúc"
INDONESIAN = (
    "Melati Mawar Bulan Bintang Embun Pelangi Cahaya Mutiara Permata Kenanga Cempaka Senja Fajar Samudra Langit Kasih "
    "Suri Intan Anggrek Seroja Teratai Dahlia"
)
MALAY = "Bunga Mawar Melur Seri Intan Permata Kasturi Cempaka Dahlia Suria Bulan Bintang Cahaya Embun Teratai Kenanga"
FILIPINO = (
    "Tala Liwayway Bituin Mayumi Ligaya Luningning Dalisay Amihan Hiraya Sampaguita Rosal Perlas Ginto Tadhana Diwata "
    "Marikit Alon Ulan Araw Buwan"
)
CHINESE = "春/Chun 夏/Xia 秋/Qiu 冬/Dong 云/Yun 月/Yue 星/Xing 雪/Xue 莲/Lian 梅/Mei 兰/Lan 竹/Zhu 玉/Yu 珠/Zhu 霞/Xia 露/Lu"

FAMILY = {
    "TH": ("ตัวอย่าง", "Tuayang"),
    "MM": ("ဥပမာ", "Upama"),
    "KH": ("ឧទាហរណ៍", "Utearor"),
    "LA": ("ຕົວຢ່າງ", "Touayang"),
    "VN": ("Ví Dụ", "Vi Du"),
    "ID": ("Contoh", "Contoh"),
    "MY": ("Contoh", "Contoh"),
    "BN": ("Contoh", "Contoh"),
    "PH": ("Halimbawa", "Halimbawa"),
    "SG": ("例", "Li"),
}

SWAPS = (
    ("ph", "p"),
    ("th", "t"),
    ("kh", "k"),
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("ch", "c"),
    ("y", "i"),
)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(native, latin or native) for native, _, latin in (word.partition("/") for word in text.split())]


def invented_name(country: str, number: int) -> tuple[str, str]:
    """The name of invented person `number` of a country: (native script, Latin letters). The same number, the same name."""
    draw = random.Random(f"{country}{number}")  # noqa: S311  reason: invented names, no secret
    native, latin = FAMILY[country]
    if country in ("TH", "KH", "LA"):
        kin = draw.choice(_pairs({"TH": THAI_A, "KH": KHMER, "LA": LAO}[country]))
        native, latin = native + kin[0], latin + kin[1].lower()
    if country == "TH":
        (a, c), b = draw.sample(_pairs(THAI_A), 2), draw.choice(_pairs(THAI_B))
        return f"{a[0]}{b[0]}{c[0]} {native}", f"{a[1]}{b[1]}{c[1].lower()} {latin}"
    if country == "MM":
        parts = draw.sample(_pairs(BURMESE), draw.choice((4, 4, 5)))
        return "".join(p[0] for p in parts) + native, " ".join([*(p[1] for p in parts), latin])
    if country in ("KH", "LA", "SG"):
        pool = {"KH": KHMER, "LA": LAO, "SG": CHINESE}[country]
        parts = draw.sample(_pairs(pool), 2 if country == "SG" else 3)
        given = "".join(part[0] for part in parts), "".join(part[1] for part in parts).capitalize()
        if country == "LA":
            return f"{given[0]} {native}", f"{given[1]} {latin}"
        gap = "" if country == "SG" else " "
        return f"{native}{gap}{given[0]}", f"{latin} {given[1]}"
    pool = {"VN": VIETNAMESE, "ID": INDONESIAN, "MY": MALAY, "BN": MALAY, "PH": FILIPINO}[country]
    words = draw.sample(pool.split(), 4)
    if country == "VN":
        whole = f"{native} {' '.join(words)}"
    else:
        whole = f"{words[0]}{words[1].lower()} {words[2]}{words[3].lower()} {native}"
    return whole, whole


def respelled(latin: str, draw: random.Random) -> str:
    """The Latin name as another clerk would write it."""
    old, new = draw.choice(SWAPS)
    swapped = latin.replace(old, new, 1)
    tokens = swapped.split()
    return " ".join(tokens[1:] + tokens[:1]) if draw.random() < 0.15 else swapped
