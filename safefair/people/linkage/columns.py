"""The columns of a register, under whatever heading somebody gave them."""

import re
from dataclasses import dataclass

from safefair.core.text import clean, fold

HEADINGS: dict[str, str] = {
    "record_id": "record_id, rec_id, id, record, record no, record number, no, row, row id, unique_id, registration_id, reference, ref, ลำดับ, លេខរៀង, ລຳດັບ, စဉ်, stt",
    "organization": "organisation, organization, org, partner, agency, ngo, implementing partner, provider, หน่วยงาน, องค์กร, អង្គការ, ອົງການ, အဖွဲ့အစည်း, to chuc, organisasi, organisasyon",
    "country": "country, country code, country of registration, ประเทศ, ប្រទេស, ປະເທດ, နိုင်ငံ, quoc gia, negara, bansa",
    "activity": "activity, session, event, course, training, activity name, กิจกรรม, សកម្មភាព, ກິດຈະກຳ, လှုပ်ရှားမှု, hoat dong, kegiatan, aktibidad",
    "date": "date, reg_date, registration date, date of registration, activity date, session date, visit date, date of visit, วันที่, កាលបរិច្ឆេទ, ວັນທີ, ရက်စွဲ, ngay, tanggal, tarikh, petsa",
    "full_name_native": "full_name_native, native name, name native, name in native script, name (native), name in own script, local name, name local, ชื่อ, ชื่อ-นามสกุล, ชื่อ สกุล, ชื่อสกุล, ឈ្មោះ, ຊື່, ຊື່ ແລະ ນາມສະກຸນ, အမည်, ho ten, ho va ten, 姓名",
    "full_name_latin": "full_name_latin, full_name, fullname, name, full name, name latin, latin name, name in english, english name, name (english), name (latin), participant, participant name, name of participant, client name, nama, nama lengkap, pangalan, nome, nome completo",
    "first_name": "first_name, first name, given_name, given name, given names, forename, nama depan",
    "last_name": "last_name, last name, surname, family_name, family name, nama belakang, apelyido",
    "sex": "sex, gender, m/f, f/m, sex (m/f), เพศ, ភេទ, ເພດ, ကျား/မ, လိင်, gioi tinh, jenis kelamin, jantina, kasarian, 性别",
    "birth_date": "birth_date, dob, birthdate, date of birth, date_of_birth, birth date, birthday, born, วันเกิด, วันเดือนปีเกิด, ថ្ងៃខែឆ្នាំកំណើត, ວັນເດືອນປີເກີດ, မွေးသက္ကရာဇ်, ngay sinh, ngay thang nam sinh, tanggal lahir, tarikh lahir, petsa ng kapanganakan, 出生日期",
    "birth_year": "birth_year, yob, year of birth, year_of_birth, birth year, ปีเกิด, ឆ្នាំកំណើត, ປີເກີດ, မွေးနှစ်, nam sinh, tahun lahir",
    "age": "age, age (years), age in years, age_years, อายุ, អាយុ, ອາຍຸ, အသက်, tuoi, umur, usia, edad, 年龄",
    "phone": "phone, phone no, phone number, phone_number, mobile no, tel no, telephone, tel, tel., mobile, mobile number, mobile phone, contact, contact number, contact no, whatsapp, viber, line/phone, โทรศัพท์, เบอร์โทร, เบอร์โทรศัพท์, ទូរស័ព្ទ, លេខទូរស័ព្ទ, ໂທລະສັບ, ເບີໂທ, ဖုန်း, ဖုန်းနံပါတ်, dien thoai, so dien thoai, telepon, no hp, telefon, telepono, 电话",
    "id_number": "id_number, national_id, national id, id no, id no., id card, id card number, identity number, document, document number, document_number, passport, passport number, passport no, nik, nric, เลขบัตร, เลขประจำตัวประชาชน, เลขบัตรประชาชน, លេខអត្តសញ្ញាណប័ណ្ណ, ເລກບັດ, မှတ်ပုံတင်, cccd, cmnd, so cmnd, no ktp",
    "nationality": "nationality, citizenship, country of origin, origin country, สัญชาติ, សញ្ជាតិ, ສັນຊາດ, နိုင်ငံသား, quoc tich, kewarganegaraan, kebangsaan, nasyonalidad",
    "origin_province": "origin_province, province of origin, origin province, home province, place of origin, จังหวัดภูมิลำเนา, ภูมิลำเนา",
    "current_province": "current_province, province, current province, province of residence, จังหวัด, ខេត្ត, ແຂວງ, tinh, provinsi",
    "village": "village_or_workplace, village, workplace, adm3, adm4, village or workplace, commune, factory, employer, work place, address, barangay, desa, kampung, หมู่บ้าน, ที่ทำงาน, ភូមិ, ບ້ານ, ကျေးရွာ, xa, thon, suco",
    "role": "role, position, type, participant type, category, บทบาท, ตำแหน่ง, តួនាទី, ບົດບາດ, vai tro, peran",
}  # fmt: skip
FIELDS = tuple(field for field in HEADINGS if field not in ("first_name", "last_name"))
_PUNCTUATION = re.compile(r"[\s_\-./:*#()]+")


def _plain(heading: str) -> str:
    return _PUNCTUATION.sub(" ", fold(clean(heading))).strip()


_KNOWN = {_plain(heading): field for field, headings in HEADINGS.items() for heading in headings.split(",")}


@dataclass(frozen=True)
class Recognized:
    """`fields` maps a field to the position of its column; `ignored` and `repeated` hold headings left out."""

    fields: dict[str, int]
    ignored: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def has_name(self) -> bool:
        """Whether there is any column with names."""
        return any(
            name in self.fields for name in ("full_name_native", "full_name_latin", "first_name", "last_name")
        )


def recognize(headings: list[str]) -> Recognized:
    """Which column is what; the first of two columns for one field counts."""
    fields: dict[str, int] = {}
    ignored, repeated = [], []
    for position, heading in enumerate(headings):
        field = _KNOWN.get(_plain(heading))
        if field is None:
            ignored.append(heading)
        elif field in fields:
            repeated.append(heading)
        else:
            fields[field] = position
    return Recognized(fields, tuple(ignored), tuple(repeated))
