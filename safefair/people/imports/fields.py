"""What an attendance list can tell us, and how the heads of its columns are usually written in the region."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may hold. `heads` are words as written above columns; `is_personal` masks its samples."""

    name: str
    label: str | Promise
    is_personal: bool
    heads: tuple[str, ...]


def _field(name: str, label: str | Promise, heads: str, *, is_personal: bool = False) -> Field:
    words = tuple(dict.fromkeys(word.strip() for word in heads.replace("\n", "|").split("|") if word.strip()))
    return Field(name, label, is_personal, (name, *words))


FIELDS = (
    _field("record_id", _("number of the record"), """record id | record no | id | no | no. | nr | number | row | s/n |
        sn | serial no | rec id | ref | reference
        ลำดับ | ลำดับที่ | ที่ | ລຳດັບ | ល.រ | លេខរៀង | စဉ် | အမှတ်စဉ် | stt | số thứ tự | nomor | no urut | bil |
        bilangan | bilang | 序号 | 编号"""),
    _field("organization", _("organisation"), """organisation | organization | organisation name | partner |
        partner organisation | partner organization | implementing partner | held by | organised by | organized by |
        organiser | organizer | agency | institution | centre | center | mrc | office
        องค์กร | หน่วยงาน | ศูนย์ | ชื่อหน่วยงาน | ອົງກອນ | ອົງການ | ໜ່ວຍງານ | អង្គការ | អង្គភាព | ស្ថាប័ន |
        အဖွဲ့အစည်း | tổ chức | cơ quan | đơn vị | organisasi | lembaga | instansi | pertubuhan | agensi | samahan |
        organisasyon | ahensya | 机构 | 组织 | 单位"""),
    _field("country", _("country"), """country | country of activity | activity country | location country
        ประเทศ | ປະເທດ | ប្រទេស | နိုင်ငံ | quốc gia | nước | negara | bansa | 国家"""),
    _field("activity", _("activity"), """activity | activity name | activity title | name of activity | event |
        event name | session | session title | session name | training | training title | title | topic | course |
        type of activity | activity type
        กิจกรรม | ชื่อกิจกรรม | หัวข้อ | การอบรม | ກິດຈະກຳ | ຫົວຂໍ້ | សកម្មភាព | ប្រធានបទ | လှုပ်ရှားမှု | အစီအစဉ် |
        သင်တန်း | hoạt động | tên hoạt động | sự kiện | kegiatan | nama kegiatan | acara | aktiviti | program |
        gawain | aktibidad | 活动 | 活动名称"""),
    _field("date", _("date"), """date | activity date | event date | session date | date of activity | day |
        training date | reg date | registration date | date registered | visit date
        วันที่ | วันที่จัด | วันจัดกิจกรรม | วันที่เข้าร่วม | ວັນທີ | ວັນທີຈັດ | កាលបរិច្ឆេទ | ថ្ងៃ | ថ្ងៃខែឆ្នាំ | ရက်စွဲ | နေ့စွဲ | ngày |
        ngày tổ chức | tanggal | tgl | tanggal kegiatan | tarikh | petsa | 日期 | 活动日期"""),
    _field("full_name_native", _("name in her own script"), """native name | name in native script | full name native |
        name native | local name | name in local language | name in thai | name in khmer | name in lao |
        name in burmese | name in chinese | thai name | khmer name | lao name | burmese name | chinese name
        ชื่อ | ชื่อ-สกุล | ชื่อสกุล | ชื่อ-นามสกุล | ชื่อ นามสกุล | ชื่อและนามสกุล | ຊື່ | ຊື່ ແລະ ນາມສະກຸນ | ຊື່ແລະນາມສະກຸນ |
        ឈ្មោះ | នាមនិងគោត្តនាម | នាម និង គោត្តនាម | គោត្តនាម និងនាម | អမည် | နာမည် | 姓名 | 名字""", is_personal=True),
    _field("full_name_latin", _("name in Latin letters"), """name | full name | fullname | participant | participant name |
        name of participant | complete name | latin name | name in latin | full name latin | name latin |
        name in english | english name | name (english) | name (latin) | romanised name | romanized name | client name |
        beneficiary | beneficiary name | person | attendee
        ชื่อภาษาอังกฤษ | ชื่ออังกฤษ | ชื่อ (อังกฤษ) | ຊື່ພາສາອັງກິດ | ឈ្មោះឡាតាំង | ឈ្មោះជាអក្សរឡាតាំង | ឈ្មោះអង់គ្លេស |
        အင်္ဂလိပ်အမည် | họ và tên | họ tên | tên | nama | nama lengkap | nama penuh | nama peserta | pangalan |
        buong pangalan | 英文名 | 拼音""", is_personal=True),
    _field("given_name", _("given name"), """given name | given names | first name | firstname | forename
        ชื่อจริง | ຊື່ຕົວ | tên riêng | nama depan | unang pangalan | 名""", is_personal=True),
    _field("family_name", _("family name"), """family name | last name | lastname | surname | father name
        นามสกุล | สกุล | ນາມສະກຸນ | នាមត្រកូល | គោត្តនាម | họ | nama belakang | nama keluarga | apelyido | 姓""",
        is_personal=True),
    _field("sex", _("sex"), """sex | gender | m/f | f/m | male/female | sex (m/f) | gender (m/f)
        เพศ | ເພດ | ភេទ | ကျား/မ | ကျား / မ | လိင် | giới tính | giới | jenis kelamin | l/p | jk | jantina | kasarian | 性别"""),
    _field("birth_date", _("birth date or year"), """birth date | date of birth | dob | d.o.b. | birthdate | birthday | born |
        year of birth | birth year | yob
        วันเกิด | วันเดือนปีเกิด | ว/ด/ป เกิด | ปีเกิด | ວັນເກີດ | ວັນເດືອນປີເກີດ | ປີເກີດ | ថ្ងៃខែឆ្នាំកំណើត | ឆ្នាំកំណើត |
        မွေးသက္ကရာဇ် | မွေးနေ့ | ngày sinh | năm sinh | ngày tháng năm sinh | tanggal lahir | tgl lahir | tahun lahir |
        tarikh lahir | kapanganakan | petsa ng kapanganakan | 出生日期 | 生日 | 出生年份""", is_personal=True),
    _field("age", _("age"), """age | age (years) | age in years | years
        อายุ | อายุ (ปี) | ອາຍຸ | អាយុ | အသက် | tuổi | umur | usia | edad | 年龄"""),
    _field("phone", _("telephone"), """phone | phone number | telephone | tel | tel. | mobile | mobile number | mobile no |
        contact | contact number | contact no | phone no | tel no | cell | cellphone | hp | whatsapp | line
        โทรศัพท์ | เบอร์โทร | เบอร์โทรศัพท์ | เบอร์ | ໂທລະສັບ | ເບີໂທ | ເບີໂທລະສັບ | ទូរស័ព្ទ | លេខទូរស័ព្ទ | ဖုန်း | ဖုန်းနံပါတ် |
        điện thoại | số điện thoại | sđt | telepon | no telepon | nomor telepon | no hp | telefon | no telefon |
        telepono | numero ng telepono | 电话 | 手机 | 电话号码""", is_personal=True),
    _field("id_number", _("number of a document"), """id number | id no | national id | id card | id card number |
        passport | passport no | passport number | document number | document no | identity number | nric | nik
        เลขบัตร | เลขบัตรประชาชน | เลขประจำตัว | เลขที่หนังสือเดินทาง | ເລກບັດ | ເລກບັດປະຈຳຕົວ | ພາສປອດ | អត្តសញ្ញាណប័ណ្ណ |
        លេខអត្តសញ្ញាណប័ណ្ណ | លិខិតឆ្លងដែន | မှတ်ပုံတင် | မှတ်ပုံတင်အမှတ် | နိုင်ငံကူးလက်မှတ် | cccd | cmnd | số cccd | số cmnd |
        hộ chiếu | ktp | no ktp | no paspor | paspor | no kad pengenalan | kad pengenalan | pasaporte | 证件号 | 身份证 |
        身份证号 | 护照号""", is_personal=True),
    _field("nationality", _("nationality"), """nationality | citizenship | country of origin | origin country | national
        สัญชาติ | ສັນຊາດ | សញ្ជាតិ | နိုင်ငံသား | လူမျိုး | quốc tịch | kewarganegaraan | kebangsaan | warganegara |
        nasyonalidad | 国籍"""),
    _field("origin_province", _("province of origin"), """origin province | province of origin | home province |
        place of origin | origin | native province | hometown
        ภูมิลำเนา | จังหวัดภูมิลำเนา | ແຂວງເດີມ | ແຂວງບ້ານເກີດ | ខេត្តកំណើត | ខេត្តដើម | ဇာတိ | ဇာတိမြို့ | quê quán | quê |
        provinsi asal | asal | daerah asal | negeri asal | probinsya ng pinagmulan | 籍贯 | 原籍"""),
    _field("current_province", _("province where she lives now"), """current province | province | current location |
        province of residence | state | state/region | location | place | address province | admin1
        จังหวัด | จังหวัดปัจจุบัน | ແຂວງ | ແຂວງປັດຈຸບັນ | ខេត្ត | ខេត្ត/រាជធានី | ខេត្តបច្ចុប្បន្ន | ပြည်နယ် | တိုင်း |
        ပြည်နယ်/တိုင်း | tỉnh | tỉnh/thành | tỉnh thành | provinsi | negeri | lalawigan | probinsya | 省 | 省份"""),
    _field("village_or_workplace", _("village or workplace"), """village or workplace | village/workplace | village |
        workplace | place of work | factory | employer | company | address | community | barangay | adm3 | admin3
        หมู่บ้าน | ที่ทำงาน | สถานที่ทำงาน | โรงงาน | ชุมชน | ที่อยู่ | ບ້ານ | ບ່ອນເຮັດວຽກ | ໂຮງງານ | ភូមិ | កន្លែងធ្វើការ | រោងចក្រ |
        ကျေးရွာ | ရွာ | အလုပ်ဌာန | စက်ရုံ | thôn | làng | xã | nơi làm việc | công ty | desa | tempat kerja | pabrik |
        kampung | kilang | nayon | lugar ng trabaho | 村 | 村庄 | 工作单位 | 工厂""", is_personal=True),
    _field("role", _("role or relation"), """role | relation | participant type | type of participant | position |
        occupation | job | job title | category | status | profile | beneficiary type | relationship
        บทบาท | ตำแหน่ง | อาชีพ | สถานะ | ประเภท | ບົດບາດ | ຕຳແໜ່ງ | ອາຊີບ | តួនាទី | មុខរបរ | ប្រភេទ | အခန်းကဏ္ဍ | ရာထူး |
        အလုပ်အကိုင် | vai trò | chức vụ | nghề nghiệp | peran | jabatan | pekerjaan | status peserta | peranan | jawatan |
        tungkulin | hanapbuhay | 角色 | 职位 | 职业"""),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
