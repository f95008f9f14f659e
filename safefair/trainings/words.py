"""What lists write about somebody's work, read as one of our roles."""

from safefair.trainings.enums import ParticipantRole as Role

# The narrower word first: a "social work trainer" trains, a "union official" organises.
WORDS: dict[Role, tuple[str, ...]] = {
    Role.TRAINER: ("trainer", "facilitator", "วิทยากร", "နည်းပြ", "គ្រូបង្គោល", "ວິທະຍາກອນ", "giảng viên", "pelatih", "jurulatih", "tagapagsanay", "培训师"),
    Role.SHELTER_STAFF: ("shelter", "บ้านพัก", "ခိုလှုံ", "ជម្រក", "ບ້ານພັກ", "nhà tạm lánh", "rumah aman", "rumah perlindungan", "kanlungan", "庇护"),
    Role.LABOUR_INSPECTOR: ("labour inspect", "labor inspect", "ตรวจแรงงาน", "အလုပ်သမား စစ်", "អធិការការងារ", "ກວດກາແຮງງານ", "thanh tra lao động", "pengawas ketenagakerjaan", "pegawai buruh", "劳动监察"),
    Role.POLICE: ("police", "immigration", "border guard", "ตำรวจ", "ตรวจคนเข้าเมือง", "ရဲ", "လဝက", "ប៉ូលិស", "នគរបាល", "ຕຳຫຼວດ", "công an", "cảnh sát", "polisi", "polis", "imigrasi", "pulis", "警察"),
    Role.SOCIAL_WORKER: ("social work", "case manager", "นักสังคม", "လူမှုဝန်ထမ်း", "សង្គមកិច្ច", "ນັກສັງຄົມ", "công tác xã hội", "pekerja sosial", "社工"),
    Role.HEALTH_WORKER: ("health", "nurse", "doctor", "midwife", "พยาบาล", "แพทย์", "สาธารณสุข", "သူနာပြု", "ဆရာဝန်", "ကျန်းမာရေး", "គ្រូពេទ្យ", "សុខាភិបាល", "ພະຍາບານ", "ທ່ານໝໍ", "y tá", "bác sĩ", "y tế", "perawat", "bidan", "kesihatan", "kalusugan", "护士", "医生"),
    Role.JUSTICE: ("prosecutor", "judge", "lawyer", "legal", "ทนาย", "อัยการ", "ผู้พิพากษา", "ရှေ့နေ", "တရားသူကြီး", "មេធាវី", "ចៅក្រម", "ທະນາຍ", "luật sư", "kiểm sát", "thẩm phán", "pengacara", "jaksa", "hakim", "peguam", "abogado", "律师"),
    Role.COUNSELLOR: ("counsel", "hotline", "psycholog", "ที่ปรึกษา", "ให้คำปรึกษา", "အကြံပေး", "ប្រឹក្សា", "ທີ່ປຶກສາ", "tư vấn", "konselor", "kaunselor", "tagapayo", "咨询"),
    Role.ORGANIZER: ("organiz", "organis", "union", "community leader", "ผู้นำ", "สหภาพ", "ခေါင်းဆောင်", "သမဂ္ဂ", "សហជីព", "ສະຫະພັນ", "công đoàn", "serikat", "kesatuan", "unyon", "lider", "工会"),
    Role.RECRUITER: ("recruit", "employer", "agency", "จัดหางาน", "นายจ้าง", "အကျိုးဆောင်", "អ្នកជ្រើសរើស", "ຈັດຫາງານ", "tuyển dụng", "perekrut", "majikan", "中介", "雇主"),
    Role.OFFICIAL: ("official", "officer", "ministry", "government", "civil servant", "ข้าราชการ", "เจ้าหน้าที่", "ဝန်ကြီးဌာန", "အစိုးရ", "មន្ត្រី", "ພະນັກງານລັດ", "cán bộ", "công chức", "pegawai", "pejabat", "kawani", "官员", "公务员"),
    Role.MIGRANT_WORKER: ("migrant", "domestic work", "worker", "แรงงาน", "အလုပ်သမား", "ពលករ", "កម្មករ", "ແຮງງານ", "lao động", "công nhân", "pekerja", "buruh", "manggagawa", "ofw", "工人", "劳工"),
}  # fmt: skip


def read_role(text: str) -> Role:
    """The role that the words of a list mean; OTHER for words that mean none of ours, UNKNOWN for none."""
    words = " ".join(text.lower().replace("_", " ").split())
    if not words:
        return Role.UNKNOWN
    code = words.upper().replace(" ", "_")
    if code in Role.values:
        return Role(code)
    return next((role for role, forms in WORDS.items() if any(form in words for form in forms)), Role.OTHER)
