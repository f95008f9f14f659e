"""Words of which invented people are made: given names and family names, in their own script and in Latin letters."""

GIVEN = {
    "TH": """สมหญิง Somying|มาลี Malee|สุดา Suda|วันดี Wandee|นภา Napa|พรทิพย์ Porntip|รัตนา Rattana|กานดา Kanda|ปราณี Pranee|
        อรุณี Arunee|สุนีย์ Sunee|จันทร์เพ็ญ Chanpen|ดวงใจ Duangjai|ลัดดา Ladda|ชลธิชา Chonthicha|นงลักษณ์ Nonglak|สมชาย Somchai|
        ประเสริฐ Prasert|วิชัย Wichai|อนันต์ Anan|กมล Kamon|เพ็ญศรี Pensri|ทองใบ Thongbai|บุญมี Boonmee""",
    "MM": """အေးအေး Aye Aye|ခင်မြင့် Khin Myint|နန်းမော် Nan Maw|စန္ဒာ Sandar|သီတာ Thida|မြမြ Mya Mya|ဝင်းဝင်း Win Win|နီလာ Nilar|
        ဖြူဖြူ Phyu Phyu|ယုယု Yu Yu|စုစု Su Su|ခိုင်ခိုင် Khaing Khaing|မိုးမိုး Moe Moe|သန္တာ Thandar|ချောချော Chaw Chaw|လှလှ Hla Hla|
        ကျော် Kyaw|အောင် Aung|ဇော် Zaw|မင်း Min|ထွန်း Htun|စိုး Soe""",
    "KH": """សុភា Sophea|ចន្ធី Chanthy|ស្រីមុំ Srey Mom|ស្រីនាង Srey Neang|បុប្ផា Bopha|ធីតា Thida|រតនា Rattana|សុជាតា Socheata|
        ម៉ាលី Maly|កល្យាណី Kalyany|វណ្ណា Vanna|ដានី Dany|លក្ខិណា Leakhena|ពិសី Pisey|ចាន់ថា Chantha|សំណាង Samnang|វិបុល Vibol|
        រិទ្ធី Rithy|ភក្តី Pheakdey|ដារ៉ា Dara""",
    "LA": """ບຸນມີ Bounmy|ຄຳຫລ້າ Khamla|ມະນີ Many|ດາວັນ Davanh|ສົມພອນ Somphone|ແກ້ວ Keo|ນ້ອຍ Noy|ວັນນາ Vanna|ພອນທິບ Phonethip|
        ລັດສະໝີ Latsamy|ສຸກສະຫວັນ Souksavanh|ໄພວັນ Phayvanh|ຈັນທະລາ Chanthala|ຄຳໃບ Khambai|ບົວ Boua|ທອງ Thong|ສີສຸກ Sisouk|ອານຸ Anou""",
    "VN": """Thị Hương Thi Huong|Thị Lan Thi Lan|Thị Mai Thi Mai|Thị Hoa Thi Hoa|Thị Thảo Thi Thao|Thị Ngọc Thi Ngoc|Thị Thu Thi Thu|
        Thị Bích Thi Bich|Thị Yến Thi Yen|Thị Nhung Thi Nhung|Thị Hạnh Thi Hanh|Thị Phượng Thi Phuong|Thị Trang Thi Trang|
        Văn Hùng Van Hung|Văn Dũng Van Dung|Minh Tuấn Minh Tuan|Quốc Việt Quoc Viet|Thị Kim Oanh Thi Kim Oanh""",
    "CN": """秀英 Siew Eng|美玲 Mei Ling|丽华 Lay Hwa|淑芬 Sok Fun|慧敏 Hui Min|雪梅 Sue Moi|玉兰 Geok Lan|佩珊 Pei San|家欣 Jia Xin|
        晓彤 Xiao Tong|志明 Chee Meng|国强 Kok Keong|伟雄 Wai Hong|月娥 Guat Ngoh|金凤 Kim Hong""",
    "ID": """Siti Siti|Dewi Dewi|Sri Sri|Nur Aini Nur Aini|Kartini Kartini|Wahyuni Wahyuni|Fitri Fitri|Ratna Ratna|Lestari Lestari|
        Rina Rina|Yuliana Yuliana|Sumiati Sumiati|Aminah Aminah|Endang Endang|Budi Budi|Agus Agus|Slamet Slamet|Kurnia Kurnia""",
    "PH": """Maria Clara Maria Clara|Rosalie Rosalie|Analyn Analyn|Jocelyn Jocelyn|Marites Marites|Lorna Lorna|Grace Grace|
        Cherry Cherry|Rowena Rowena|Jenelyn Jenelyn|Imelda Imelda|Princess Princess|Ramil Ramil|Jomar Jomar|Rodel Rodel|Liza Liza""",
}  # fmt: skip
FAMILY = {
    "TH": """ใจดี Jaidee|ศรีสุข Srisuk|ทองดี Thongdee|แก้วมณี Kaewmanee|บุญเรือง Boonrueang|พรหมมา Phromma|วงศ์ใหญ่ Wongyai|
        สายบัว Saibua|รุ่งเรือง Rungruang|จันทร์แก้ว Chankaew|มั่นคง Mankhong|สุขสม Suksom|ดอนเมือง Donmueang|นาคทอง Nakthong|
        อินทร์แปลง Inplaeng|คำภา Khampha|สิงห์โต Singto|ปานทอง Panthong|ภูเขียว Phukhiao|หอมหวล Homhuan""",
    "MM": """ထွန်း Htun|ဝင်း Win|အောင် Aung|မြင့် Myint|သန်း Than|လွင် Lwin|ဦး Oo|နိုင် Naing|ဇင် Zin|လင်း Linn|စန်း San|ထွေး Htwe|ရီ Yi|
        မော် Maw|ဖြိုး Phyo|ဆွေ Swe|ကြည် Kyi|တင် Tin|နွယ် Nwe|ရွှေ Shwe""",
    "KH": """សុខ Sok|ចាន់ Chan|ហេង Heng|កែវ Keo|នួន Nuon|ប៊ុន Bun|លី Ly|មាស Meas|ឈឹម Chhim|រស់ Ros|សៀង Sieng|ថុល Thol|យឹម Yim|
        ប្រាក់ Prak|អ៊ុក Ouk|ឌុច Duch|សេង Seng|ផាន់ Phan|វង្ស Vong|ញ៉ែម Nhem""",
    "LA": """ວົງສາ Vongsa|ພົມມະຈັນ Phommachanh|ສີສຸວັນ Sisouvanh|ຄຳມະນີ Khammany|ໄຊຍະວົງ Xayavong|ບຸນຍະວົງ Bounyavong|
        ແກ້ວມະນີ Keomany|ສຸລິວົງ Soulivong|ພິມມະສອນ Phimmasone|ຈັນທະວົງ Chanthavong|ດວງຈັນ Douangchanh|ອິນທະວົງ Inthavong|
        ລັດຕະນະ Rattana|ວິໄລສັກ Vilaysack|ສີລິວົງ Silivong""",
    "VN": """Nguyễn Nguyen|Trần Tran|Lê Le|Phạm Pham|Hoàng Hoang|Phan Phan|Vũ Vu|Đặng Dang|Bùi Bui|Đỗ Do|Hồ Ho|Ngô Ngo|Dương Duong|
        Lý Ly|Đinh Dinh|Trịnh Trinh""",
    "CN": "陈 Tan|林 Lim|黄 Ng|李 Lee|王 Ong|吴 Goh|刘 Lau|蔡 Chua|杨 Yeo|郑 Teh|谢 Cheah|何 Ho|郭 Kok|曾 Chan|洪 Ang|许 Koh",
    "ID": """Wulandari Wulandari|Astuti Astuti|Rahayu Rahayu|Susanti Susanti|Handayani Handayani|Setiawan Setiawan|
        Purwanti Purwanti|Maryam Maryam|Hidayati Hidayati|Kusuma Kusuma|Permata Permata|Saputra Saputra|Anggraini Anggraini|
        Suryani Suryani|Wijaya Wijaya|Mulyani Mulyani""",
    "PH": """Dela Cruz Dela Cruz|Santos Santos|Reyes Reyes|Bautista Bautista|Ocampo Ocampo|Villanueva Villanueva|De Guzman De Guzman|
        Mangubat Mangubat|Salonga Salonga|Dimaculangan Dimaculangan|Pangilinan Pangilinan|Macaraeg Macaraeg|Tolentino Tolentino|
        Abella Abella|Cabrera Cabrera|Lacson Lacson""",
}  # fmt: skip
ACTIVITIES = (
    "Safe migration information session",
    "Awareness session: your rights at work",
    "ให้ความรู้สิทธิแรงงาน",
    "อบรมการคุ้มครองแรงงานหญิงข้ามชาติ",
    "ဘေးကင်းသော ရွှေ့ပြောင်းသွားလာမှု အသိပညာပေး",
    "វគ្គបណ្តុះបណ្តាលអំពីសិទ្ធិការងារ",
    "ເຜີຍແຜ່ຂໍ້ມູນການເຄື່ອນຍ້າຍທີ່ປອດໄພ",
    "Tập huấn di cư an toàn",
    "Sosialisasi migrasi aman",
    "女性移工权益说明会",
    "Training of front-line officers on coordinated protection",
    "Team dinner",
)
