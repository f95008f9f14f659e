"""Words that stand in a name and are not one: titles in front, particles inside, abbreviations of common names."""

# Titles that are never a name themselves: dropped in front as long as one token remains.
PLAIN_TITLES = frozenset(
    ["mr", "mrs", "ms", "miss", "mdm", "madam", "madame", "dr", "prof", "sir", "engr", "atty", "hon", "rev", "fr", "sr", "sis", "bro", "daw", "naw", "saw", "nai", "nang", "nangsao", "naiy", "khun", "pho", "phor", "mae", "neang", "lok", "lokstri", "loksrey", "neak", "chi", "ba", "anh", "ong", "co", "em", "bac", "chu", "ibu", "bapak", "bpk", "bu", "pak", "sdr", "sdri", "nyonya", "nona", "tn", "ny", "nn", "puan", "encik", "cik", "tuan", "hj", "hjh", "haji", "hajjah", "datin", "datuk", "dato", "awang", "dayang", "pehin", "mana", "maun", "senhora", "senhor", "sra", "sr", "dona", "dom"]
)
# Titles that are also syllables of names, or names: dropped once, only if two tokens remain.
DOUBTFUL_TITLES = frozenset(
    ["u", "ko", "ma", "maung", "mg", "naw", "saw", "nang", "nai", "khun", "thao", "chi", "ba", "anh", "ong", "co", "em", "bac", "chu", "mae", "pho", "phor", "sai", "sao", "lok", "neang", "neak", "bu", "pak", "ny", "tn", "nn", "cik", "mana", "maun", "awang", "dayang", "hj", "haji", "hon", "fr", "sr", "sis", "bro", "dom", "dona"]
)
FIRM_TITLES = PLAIN_TITLES - DOUBTFUL_TITLES

# Written without a space before the name, longest first.
NATIVE_PREFIXES = {
    "Thai": ("เด็กหญิง", "เด็กชาย", "นางสาว", "น.ส.", "น.ส", "นส.", "ด.ญ.", "ด.ช.", "ดร.", "คุณ", "นาง", "นาย"),
    "Khmr": ("លោកស្រី", "អ្នកស្រី", "អ្នកនាង", "លោកយាយ", "កញ្ញា", "នាង", "លោក"),
    "Laoo": ("ນາງສາວ", "ນາງ", "ທ້າວ", "ທ່ານ", "ນ.", "ທ."),
    "Mymr": ("ဒေါက်တာ", "ဒေါ်", "ဦး", "ဆရာမ", "ဆရာ", "ကို", "မောင်", "မ", "နော်", "စော", "နန်း"),
    "Hani": (),
}  # fmt: skip
NATIVE_SUFFIXES = ("女士", "先生", "小姐", "太太", "同志")
# Burmese titles that begin names too (မောင်, မ, ကို ...): dropped only if two syllables remain.
LEAST_LEFT = {"Thai": 3, "Khmr": 2, "Laoo": 2, "Mymr": 2, "Hani": 2}

# Inside a name (never first or last): son or daughter of, and prepositions of Iberian surnames.
PARTICLES = frozenset(
    ["bin", "binti", "binte", "bte", "bt", "bn", "ibn", "ibnu", "al", "ap", "so", "do", "d", "de", "da", "das", "dos", "del", "di", "la", "las", "los", "y", "e"]
)
JOINED_PARTICLES = ("delos", "delas", "dela")
ABBREVIATIONS = {
    "mohd": "muhammad", "mohamad": "muhammad", "mohammad": "muhammad", "mohamed": "muhammad", "md": "muhammad",
    "mohammed": "muhammad", "muhamad": "muhammad", "mhd": "muhammad", "muh": "muhammad", "moh": "muhammad",
    "abd": "abdul", "abdl": "abdul", "sta": "santa", "sto": "santo", "st": "santa", "stl": "siti", "st.": "siti",
    "nur": "nur", "nor": "nur", "noor": "nur",
}  # fmt: skip
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
