"""Countries and provinces as people write them in ten languages, read as codes."""

from functools import cache, lru_cache

import pycountry

from safefair.core.codes import Country, areas
from safefair.core.tabular.heads import normal_head

COUNTRIES = frozenset(Country.values)
_COUNTRIES = {
    "BN": "brunei | brunei darussalam | bruneian | บรูไน | 文莱",
    "KH": """cambodia | cambodian | kingdom of cambodia | khmer | kampuchea | kamboja | campuchia | cam-pu-chia | กัมพูชา |
        เขมร | ກຳປູເຈຍ | ກຳປູເຈັຍ | កម្ពុជា | ខ្មែរ | ကမ္ဘောဒီးယား | 柬埔寨""",
    "ID": """indonesia | indonesian | indonesië | wni | อินโดนีเซีย | ອິນໂດເນເຊຍ | ឥណ្ឌូនេស៊ី | အင်ဒိုနီးရှား | in-đô-nê-xi-a |
        印度尼西亚 | 印尼""",
    "LA": """lao pdr | laos | lao | laotian | lao people's democratic republic | lao p.d.r. | ลาว | สปป.ลาว | สปป ลาว | ລາວ |
        ສປປ ລາວ | ឡាវ | လာအို | lào | 老挝""",
    "MY": "malaysia | malaysian | มาเลเซีย | ມາເລເຊຍ | ម៉ាឡេស៊ី | မလေးရှား | mã lai | ma-lai-xi-a | 马来西亚",
    "MM": """myanmar | burma | burmese | myanma | birma | พม่า | เมียนมา | เมียนมาร์ | ມຽນມາ | ພະມ້າ | មីយ៉ាន់ម៉ា | ភូមា | မြန်မာ |
        မြန်မာနိုင်ငံ | mi-an-ma | miến điện | 缅甸""",
    "PH": """philippines | the philippines | filipino | filipina | philippine | pilipinas | pilipino | ฟิลิปปินส์ | ຟີລິບປິນ |
        ហ្វីលីពីន | ဖိလစ်ပိုင် | phi-líp-pin | filipino/a | filipina | 菲律宾""",
    "SG": "singapore | singaporean | singapura | สิงคโปร์ | ສິງກະໂປ | សិង្ហបុរី | စင်ကာပူ | xin-ga-po | 新加坡",
    "TH": "thailand | thai | muang thai | ไทย | ประเทศไทย | ໄທ | ថៃ | ထိုင်း | thái lan | thái | 泰国",
    "TL": "timor-leste | east timor | timor leste | timorese | timor timur | ติมอร์ | 东帝汶",
    "VN": "viet nam | vietnam | vietnamese | việt nam | เวียดนาม | ຫວຽດນາມ | វៀតណាម | ဗီယက်နမ် | 越南",
    "CN": "china | chinese | จีน | ຈີນ | ចិន | တရုတ် | trung quốc | tiongkok | 中国",
    "BD": "bangladesh | bangladeshi",
    "IN": "india | indian",
    "NP": "nepal | nepali | nepalese",
}


@cache
def _country_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in _COUNTRIES.items():
        for word in words.split("|"):
            found[normal_head(word)] = code
    for country in pycountry.countries:
        for word in (country.alpha_2, country.alpha_3, country.name, getattr(country, "common_name", "")):
            if word:
                found.setdefault(normal_head(word), country.alpha_2)
    return found


@lru_cache(maxsize=4096)
def read_country(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country or nationality in any usual form; None if it is none."""
    return _country_words().get(normal_head(text))


@cache
def _area_words(country: str) -> dict[str, str]:
    words = {normal_head(name): code for code, name in areas(country)}
    return words | {normal_head(code): code for code, _name in areas(country)}


@lru_cache(maxsize=8192)
def read_area(text: str, country: str) -> str:
    """ISO 3166-2 code of a province or state of a country; "" where the name is not a known one."""
    if country not in COUNTRIES or not text:
        return ""
    word = normal_head(text)
    for kind in (
        "province",
        "state",
        "region",
        "city",
        "municipality",
        "จังหวัด",
        "ខេត្ត",
        "ແຂວງ",
        "tỉnh",
        "provinsi",
    ):
        word = word.removeprefix(normal_head(kind)).removesuffix(normal_head(kind)) or word
    return _area_words(country).get(word, "")
