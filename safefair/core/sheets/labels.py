"""The words on a sheet in ten languages.

Written for this project by people who are not native speakers of all ten: each language waits for a native reader
(see README.md of this folder). A sheet is read by people who hold no account, so its words follow the language of the
event, not of whoever prints it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Heads and notes of a sheet. `marks` are printed in every line, to be circled; `{keeper}` is who keeps the paper."""

    title: str
    event: str
    day: str
    place: str
    held_by: str
    line: str
    name: str
    village: str
    works_for: str
    job: str
    phone: str
    sex: str
    age: str
    code: str
    signature: str
    total: str
    page: str
    marks: str
    note: str
    coded_note: str


LABELS = {
    "en-gb": Labels(
        "Attendance sheet", "Event", "Date", "Place", "Held by", "No.", "Name", "Village or workplace", "Organisation",
        "Role", "Telephone", "Sex", "Age", "Code", "Signature", "People on this paper, with and without a name", "Page",
        "F  M  X",
        "Why your name is asked: so that each person is counted once. You may refuse and still take part. "
        "{keeper} keeps this paper and shows it to nobody else.",
        "Write your code only, no name. Whoever has no code leaves the line empty and is counted all the same. "
        "{keeper} keeps this paper and shows it to nobody else.",
    ),
    "th": Labels(
        "ใบลงชื่อเข้าร่วม", "กิจกรรม", "วันที่", "สถานที่", "จัดโดย", "ที่", "ชื่อ-นามสกุล", "หมู่บ้านหรือที่ทำงาน", "หน่วยงาน",
        "ตำแหน่ง", "โทรศัพท์", "เพศ", "อายุ", "รหัส", "ลายมือชื่อ", "จำนวนคนในแผ่นนี้ ทั้งที่มีชื่อและไม่มีชื่อ", "หน้า",
        "ญ  ช  อื่น",
        "เราถามชื่อเพื่อนับแต่ละคนเพียงครั้งเดียว คุณไม่ให้ชื่อก็ได้และยังเข้าร่วมได้ "
        "{keeper} เป็นผู้เก็บเอกสารนี้และไม่แสดงให้ผู้อื่นดู",
        "เขียนเฉพาะรหัส ไม่ต้องเขียนชื่อ ผู้ที่ไม่มีรหัสเว้นว่างไว้และยังได้รับการนับ "
        "{keeper} เป็นผู้เก็บเอกสารนี้และไม่แสดงให้ผู้อื่นดู",
    ),
    "my": Labels(
        "တက်ရောက်သူစာရင်း", "အစီအစဉ်", "ရက်စွဲ", "နေရာ", "ကျင်းပသူ", "စဉ်", "အမည်", "ရွာ သို့ အလုပ်နေရာ", "အဖွဲ့အစည်း",
        "ရာထူး", "ဖုန်း", "ကျား/မ", "အသက်", "ကုဒ်", "လက်မှတ်", "ဤစာရွက်ရှိ လူဦးရေ (အမည်ပါသူနှင့် မပါသူ)", "စာမျက်နှာ",
        "မ  ကျား  အခြား",
        "လူတစ်ဦးကို တစ်ကြိမ်သာ ရေတွက်နိုင်ရန် အမည်ကို မေးပါသည်။ အမည်မပေးဘဲ ငြင်းနိုင်ပြီး ဆက်လက်ပါဝင်နိုင်ပါသည်။ "
        "{keeper} က ဤစာရွက်ကို သိမ်းဆည်းထားပြီး အခြားသူများကို မပြပါ။",
        "ကုဒ်ကိုသာ ရေးပါ၊ အမည်မရေးပါနှင့်။ ကုဒ်မရှိသူသည် အလွတ်ထားနိုင်ပြီး ရေတွက်ခံရပါမည်။ "
        "{keeper} က ဤစာရွက်ကို သိမ်းဆည်းထားပြီး အခြားသူများကို မပြပါ။",
    ),
    "km": Labels(
        "បញ្ជីវត្តមាន", "សកម្មភាព", "កាលបរិច្ឆេទ", "ទីកន្លែង", "រៀបចំដោយ", "ល.រ", "ឈ្មោះ", "ភូមិ ឬកន្លែងធ្វើការ", "អង្គភាព",
        "តួនាទី", "ទូរស័ព្ទ", "ភេទ", "អាយុ", "លេខកូដ", "ហត្ថលេខា", "ចំនួនមនុស្សលើសន្លឹកនេះ មានឈ្មោះ និងគ្មានឈ្មោះ", "ទំព័រ",
        "ស្រី  ប្រុស  ផ្សេង",
        "យើងសួរឈ្មោះ ដើម្បីរាប់មនុស្សម្នាក់ៗតែម្តង។ អ្នកអាចបដិសេធ ហើយនៅតែចូលរួមបាន។ "
        "{keeper} រក្សាទុកសន្លឹកនេះ ហើយមិនបង្ហាញដល់អ្នកដទៃទេ។",
        "សូមសរសេរតែលេខកូដ មិនបាច់សរសេរឈ្មោះ។ អ្នកគ្មានលេខកូដ ទុកបន្ទាត់ឱ្យទំនេរ ហើយនៅតែត្រូវបានរាប់។ "
        "{keeper} រក្សាទុកសន្លឹកនេះ ហើយមិនបង្ហាញដល់អ្នកដទៃទេ។",
    ),
    "lo": Labels(
        "ໃບລົງຊື່ເຂົ້າຮ່ວມ", "ກິດຈະກໍາ", "ວັນທີ", "ສະຖານທີ່", "ຈັດໂດຍ", "ລ/ດ", "ຊື່ ແລະ ນາມສະກຸນ", "ບ້ານ ຫຼື ບ່ອນເຮັດວຽກ", "ອົງການ",
        "ໜ້າທີ່", "ໂທລະສັບ", "ເພດ", "ອາຍຸ", "ລະຫັດ", "ລາຍເຊັນ", "ຈຳນວນຄົນໃນໃບນີ້ ທັງມີຊື່ ແລະ ບໍ່ມີຊື່", "ໜ້າ",
        "ຍ  ຊ  ອື່ນ",
        "ພວກເຮົາຖາມຊື່ເພື່ອນັບແຕ່ລະຄົນພຽງເທື່ອດຽວ. ທ່ານບໍ່ໃຫ້ຊື່ກໍໄດ້ ແລະ ຍັງເຂົ້າຮ່ວມໄດ້. "
        "{keeper} ເກັບຮັກສາໃບນີ້ ແລະ ບໍ່ສະແດງໃຫ້ຜູ້ອື່ນ.",
        "ຂຽນແຕ່ລະຫັດ, ບໍ່ຕ້ອງຂຽນຊື່. ຜູ້ທີ່ບໍ່ມີລະຫັດໃຫ້ປະຫວ່າງໄວ້ ແລະ ຍັງຈະຖືກນັບ. "
        "{keeper} ເກັບຮັກສາໃບນີ້ ແລະ ບໍ່ສະແດງໃຫ້ຜູ້ອື່ນ.",
    ),
    "vi": Labels(
        "Danh sách tham dự", "Hoạt động", "Ngày", "Địa điểm", "Đơn vị tổ chức", "STT", "Họ và tên", "Thôn hoặc nơi làm việc",
        "Cơ quan", "Chức vụ", "Điện thoại", "Giới tính", "Tuổi", "Mã", "Chữ ký", "Số người trên tờ này, có tên và không tên",
        "Trang", "Nữ  Nam  Khác",
        "Chúng tôi hỏi tên để mỗi người chỉ được tính một lần. Bạn có thể từ chối mà vẫn được tham gia. "
        "{keeper} giữ tờ này và không cho người khác xem.",
        "Chỉ viết mã, không viết tên. Ai không có mã thì để trống dòng và vẫn được tính. "
        "{keeper} giữ tờ này và không cho người khác xem.",
    ),
    "id": Labels(
        "Daftar hadir", "Kegiatan", "Tanggal", "Tempat", "Diselenggarakan oleh", "No.", "Nama", "Desa atau tempat kerja",
        "Lembaga", "Jabatan", "Telepon", "Jenis kelamin", "Umur", "Kode", "Tanda tangan",
        "Jumlah orang di lembar ini, dengan dan tanpa nama", "Halaman", "P  L  lain",
        "Nama ditanyakan agar setiap orang dihitung satu kali saja. Anda boleh menolak dan tetap ikut serta. "
        "{keeper} menyimpan lembar ini dan tidak menunjukkannya kepada pihak lain.",
        "Tulis kode saja, tanpa nama. Yang tidak punya kode mengosongkan baris dan tetap dihitung. "
        "{keeper} menyimpan lembar ini dan tidak menunjukkannya kepada pihak lain.",
    ),
    "ms": Labels(
        "Senarai kehadiran", "Acara", "Tarikh", "Tempat", "Dianjurkan oleh", "Bil.", "Nama", "Kampung atau tempat kerja",
        "Organisasi", "Jawatan", "Telefon", "Jantina", "Umur", "Kod", "Tandatangan",
        "Bilangan orang pada helaian ini, bernama dan tanpa nama", "Muka surat", "P  L  lain",
        "Nama ditanya supaya setiap orang dikira sekali sahaja. Anda boleh menolak dan masih boleh menyertai. "
        "{keeper} menyimpan helaian ini dan tidak menunjukkannya kepada orang lain.",
        "Tulis kod sahaja, tanpa nama. Sesiapa yang tiada kod membiarkan baris kosong dan tetap dikira. "
        "{keeper} menyimpan helaian ini dan tidak menunjukkannya kepada orang lain.",
    ),
    "fil": Labels(
        "Talaan ng dumalo", "Gawain", "Petsa", "Lugar", "Nagdaos", "Blg.", "Pangalan", "Baryo o pinagtatrabahuhan",
        "Samahan", "Tungkulin", "Telepono", "Kasarian", "Edad", "Kodigo", "Lagda",
        "Bilang ng tao sa papel na ito, may pangalan man o wala", "Pahina", "B  L  iba",
        "Hinihingi ang pangalan upang isang beses lamang mabilang ang bawat tao. Maaari kang tumanggi at makakasali ka pa rin. "
        "Itinatago ng {keeper} ang papel na ito at hindi ipinakikita sa iba.",
        "Kodigo lamang ang isulat, huwag ang pangalan. Ang walang kodigo ay iiwang blangko ang linya at mabibilang pa rin. "
        "Itinatago ng {keeper} ang papel na ito at hindi ipinakikita sa iba.",
    ),
    "zh-hans": Labels(
        "签到表", "活动", "日期", "地点", "主办单位", "序号", "姓名", "村庄或工作地点", "单位", "职务", "电话", "性别", "年龄",
        "代码", "签名", "本页人数（包括未写姓名者）", "页", "女  男  其他",
        "询问姓名是为了每个人只统计一次。您可以不写姓名，仍可参加。本表由{keeper}保管，不向他人出示。",
        "请只写代码，不写姓名。没有代码的人请留空，仍会被统计。本表由{keeper}保管，不向他人出示。",
    ),
}  # fmt: skip


def labels_for(language: str) -> Labels:
    """The words in a language; English for one that is not there."""
    return LABELS.get(language, LABELS["en-gb"])
