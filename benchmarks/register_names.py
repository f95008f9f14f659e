"""Names for the invented register: native form and the spelling a school would teach, part by part.

Hand-written from common syllables and name parts; no list of real people was used. Each entry is native|latin.
"""

from dataclasses import dataclass


def _parts(text: str) -> list[tuple[str, str]]:
    return [tuple(entry.split("|")) for entry in text.split()]  # type: ignore[misc]


TH_FIRST = _parts("""สม|Som ศรี|Sri วัน|Wan สุ|Su กาญ|Kan ดวง|Duang อร|Orn นภา|Napa บุญ|Bun จัน|Chan เพ็ญ|Phen ทิพ|Thip
    รัต|Rat วิ|Wi มา|Ma ปรา|Pra ชุ|Chu นัน|Nan สิริ|Siri พิม|Phim ธิ|Thi กน|Kon รุ่ง|Rung ลัด|Lad ปิย|Piya""")
TH_SECOND = _parts("""ใจ|jai พร|phorn ดา|da ณี|ni ลักษณ์|lak รัตน์|rat วรรณ|wan ทิพย์|thip มาศ|mat ยา|ya ชนก|chanok
    ภา|pha วดี|wadi ศรี|sri นุช|nut""")
TH_MALE_SECOND = _parts(
    """ชาย|chai ศักดิ์|sak พงษ์|phong วัฒน์|wat ชัย|chai เดช|det พล|phon ยุทธ|yut สิทธิ์|sit ณรงค์|narong"""
)
TH_FAMILY = [
    (a + b, c + d)
    for a, c in _parts(
        "ใจ|Jai ศรี|Sri บุญ|Bun ทอง|Thong วงศ์|Wong แก้ว|Kaew สุข|Suk พันธ์|Phan คำ|Kham จันทร์|Chan แสง|Saeng อินทร์|In"
    )
    for b, d in _parts(
        "ดี|di สุข|suk มา|ma งาม|ngam ทอง|thong คำ|kham พันธ์|phan แก้ว|kaew มี|mi วงศ์|wong ศรี|sri ใจ|jai"
    )
    if a != b
]
MM = _parts("""အောင်|Aung ခင်|Khin မျိုး|Myo ချစ်|Chit စန်း|San စု|Su ကြည်|Kyi ဝင်း|Win ထွန်း|Htun ဇော်|Zaw မင်း|Min အိ|Ei ဖြူ|Phyu
    သီရိ|Thiri မွန်|Mon နွယ်|Nwe ဦး|Oo တင်|Tin လွင်|Lwin စိုး|Soe မိုး|Moe ယု|Yu ငြိမ်း|Nyein ချမ်း|Chan သန်း|Than ဌေး|Htay ကျော်|Kyaw
    သူ|Thu နှင်း|Hnin ဝေ|Wai ရန်|Yan နိုင်|Naing လင်း|Lin ထက်|Htet ဇင်|Zin မာ|Mar နီလာ|Nilar စန္ဒာ|Sandar ချို|Cho မြ|Mya သက်|Thet ပန်း|Pan
    သန္တာ|Thandar လှိုင်|Hlaing မြင့်|Myint ရွှေ|Shwe လှ|Hla အေး|Aye သူဇာ|Thuzar မေ|May ဇာ|Zar ခိုင်|Khaing ဖုန်း|Phone ပြည့်|Pyae စုံ|Sone ဆွေ|Swe
    ဖြိုး|Phyo ဟိန်း|Hein ယဉ်|Yin နု|Nu သီတာ|Thida ဝါ|Wah စိန်|Sein နန္ဒာ|Nandar""")
KH_FAMILY = _parts("""សុខ|Sok ជា|Chea ចាន់|Chan ហេង|Heng គឹម|Kim លី|Ly លឹម|Lim កែវ|Keo សំ|Sam ឆាយ|Chhay មាស|Meas ញឹម|Nhem អ៊ុក|Ouk ប៉ែន|Pen
    ប្រាក់|Prak សារ|Sar ស៊ិន|Sin សោម|Som ទេព|Tep ទូច|Touch អ៊ុច|Uch វង្ស|Vong យឹម|Yim ជុំ|Chum ឈុន|Chhun ហ៊ុន|Hun ខឹម|Khem គង់|Kong""")
KH_GIVEN = _parts("""សុភា|Sophea ស្រីមុំ|Sreymom សុខា|Sokha តារា|Dara ចន្ធី|Chanthy បុប្ផា|Bopha ស្រីនាង|Sreyneang រិទ្ធី|Rithy វណ្ណា|Vanna សុធា|Sothea
    ពិសី|Pisey គន្ធា|Kunthea សុវណ្ណ|Sovann សំណាង|Samnang វាសនា|Veasna ធារី|Theary ចន្ធូ|Chanthou រចនា|Rachana សុភាព|Sopheap មករា|Makara
    កុសល|Kosal ផល្លា|Phalla ស៊ីណា|Sina រដ្ឋា|Ratha ចិន្តា|Chenda ស្រីលក្ខណ៍|Sreyleak វិជា|Vichea បូរី|Borey ធីតា|Thida ម៉ាលី|Maly កញ្ញា|Kanha
    ស្រីពៅ|Sreypov មុនី|Mony វិសាល|Visal ណារិន|Narin រ៉ាវី|Ravy សុជាតិ|Socheat ភារុំ|Phearum ដាវី|Davy ស៊ីថា|Sitha""")
LA_FIRST = _parts("""ບຸນ|Boun ຄຳ|Kham ສົມ|Som ເພັດ|Phet ແສງ|Seng ຈັນ|Chan ວຽງ|Vieng ສຸ|Sou ພູ|Phou ກົງ|Kong ທອງ|Thong ມະນີ|Mani ແກ້ວ|Keo
    ສີ|Sy ມາລີ|Mali ດວງ|Douang ໄຊ|Xay ນາງ|Nang""")
LA_SECOND = _parts(
    """ມີ|my ໄຊ|xay ທະວີ|thavy ພອນ|phone ລາ|la ສີ|sy ຈັນ|chanh ແກ້ວ|keo ວອນ|vone ທອງ|thong ວັນ|vanh ດາ|da ນ້ອຍ|noy ເພັດ|pheth"""
)
LA_FAMILY = _parts("""ພົມມະຈັນ|Phommachanh ວົງສາ|Vongsa ສີສະຫວາດ|Sisavath ພົມວິຫານ|Phomvihane ໄຊຍະວົງ|Xayavong ອິນທະວົງ|Inthavong ແກ້ວມະນີ|Keomany
    ແສງດາລາ|Sengdara ຈັນທະວົງ|Chanthavong ສຸວັນນະວົງ|Souvannavong ໄຊຍະສອນ|Sayasone ບຸນຍະວົງ|Bounyavong ຄຳວົງສາ|Khamvongsa ມະນີວົງ|Manivong""")
VN_FAMILY = _parts("""Nguyễn|Nguyen Nguyễn|Nguyen Nguyễn|Nguyen Nguyễn|Nguyen Trần|Tran Trần|Tran Lê|Le Phạm|Pham Hoàng|Hoang Phan|Phan Vũ|Vu
    Đặng|Dang Bùi|Bui Đỗ|Do Hồ|Ho Ngô|Ngo Dương|Duong Lý|Ly Võ|Vo Đinh|Dinh""")
VN_MIDDLE = _parts(
    "Thị|Thi Thị|Thi Thị|Thi Minh|Minh Thu|Thu Hồng|Hong Ngọc|Ngoc Kim|Kim Thanh|Thanh Bích|Bich Mỹ|My"
)
VN_GIVEN = _parts("""Nhung|Nhung Lan|Lan Hương|Huong Hoa|Hoa Mai|Mai Linh|Linh Trang|Trang Thảo|Thao Hà|Ha Hằng|Hang Nga|Nga Thúy|Thuy
    Dung|Dung Yến|Yen Phượng|Phuong Anh|Anh Chi|Chi Quỳnh|Quynh Tuyết|Tuyet Loan|Loan Hiền|Hien Vân|Van Tâm|Tam Nhi|Nhi Ngân|Ngan
    Hùng|Hung Cường|Cuong Tuấn|Tuan Sơn|Son Long|Long Quang|Quang Hải|Hai Đạt|Dat""")
ID_GIVEN = [
    "Siti",
    "Dewi",
    "Sri",
    "Ratna",
    "Ani",
    "Yuliana",
    "Fitri",
    "Rina",
    "Lestari",
    "Wahyuni",
    "Indah",
    "Kartika",
    "Maya",
    "Sari",
    "Aminah",
    "Nurul",
    "Eka",
    "Dian",
    "Endang",
    "Lilis",
    "Yanti",
    "Sutini",
    "Hartati",
    "Parmi",
    "Kartini",
    "Murni",
    "Yuningsih",
    "Rusmini",
    "Tumini",
    "Wasiati",
    "Jumiati",
    "Sumarni",
    "Purwanti",
    "Budi",
    "Agus",
    "Slamet",
    "Joko",
    "Bambang",
    "Ahmad",
]
ID_LAST = [
    "Wijaya",
    "Kusuma",
    "Saputra",
    "Hidayat",
    "Santoso",
    "Nugroho",
    "Pratama",
    "Siregar",
    "Nasution",
    "Lubis",
    "Harahap",
    "Sinaga",
    "Setiawan",
    "Rahayu",
    "Utami",
    "Astuti",
]
PH_GIVEN = [
    "Maria",
    "Ana",
    "Rosa",
    "Jennifer",
    "Grace",
    "Joy",
    "Cristina",
    "Angelica",
    "Jessica",
    "Michelle",
    "Rowena",
    "Lorna",
    "Marites",
    "Josephine",
    "Teresita",
    "Carmela",
    "Divina",
    "Princess",
    "Jasmine",
    "Kristine",
    "Rhea",
    "Shiela",
    "Mylene",
    "Analyn",
    "Rosalie",
    "Glenda",
    "Fatima",
    "Mark",
    "John",
    "Rodel",
    "Jerome",
    "Danilo",
    "Noel",
]
PH_LAST = [
    "Santos",
    "Reyes",
    "Cruz",
    "Bautista",
    "Ocampo",
    "Garcia",
    "Mendoza",
    "Torres",
    "Castillo",
    "Flores",
    "Villanueva",
    "Ramos",
    "Rivera",
    "Aquino",
    "Navarro",
    "Gonzales",
    "Lopez",
    "Hernandez",
    "Perez",
    "Fernandez",
    "Morales",
    "Domingo",
    "Salazar",
    "Aguilar",
    "Valdez",
    "Pascual",
    "Santiago",
    "Dizon",
    "Manalo",
    "Soriano",
]
ID_PLAIN, ID_PLAIN_LAST = [(n, n) for n in ID_GIVEN], [(n, n) for n in ID_LAST]
PH_PLAIN, PH_PLAIN_LAST = (
    [(n, n) for n in PH_GIVEN],
    [(n, n) for n in PH_LAST] + [("Dela Cruz", "Dela Cruz"), ("De Guzman", "De Guzman")],
)


@dataclass(frozen=True)
class Country:
    """How names, numbers and titles look in one country of origin."""

    code: str
    share: float
    calling_code: str
    is_family_first: bool
    has_family: bool
    titles: tuple[tuple[str, str], tuple[str, str]]
    """((native, latin) for women, for men)."""


COUNTRIES = (
    Country("MM", 0.28, "95", False, False, (("ဒေါ်", "Daw"), ("ဦး", "U"))),
    Country("KH", 0.16, "855", True, True, (("អ្នកស្រី", "Neak"), ("លោក", "Lok"))),
    Country("LA", 0.12, "856", False, True, (("ນາງ", "Nang"), ("ທ້າວ", "Thao"))),
    Country("TH", 0.12, "66", False, True, (("นางสาว", "Miss"), ("นาย", "Mr"))),
    Country("VN", 0.12, "84", True, True, (("Chị", "Chi"), ("Anh", "Anh"))),
    Country("ID", 0.10, "62", False, True, (("Ibu", "Ibu"), ("Bapak", "Bapak"))),
    Country("PH", 0.10, "63", False, True, (("Mrs", "Mrs"), ("Mr", "Mr"))),
)
